//! The one table of commands. Registration, parsing, completion, help and the README come from it.

use crate::data::Kind;

/// How a command is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Typed, with options.
    Slash,
    /// Chosen from a message's menu.
    Message,
}

/// What an option holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// Free text that is understood like any question.
    Question,
    /// A day, month, year or range, or the name of something with a date.
    Date,
    /// A record of one of these kinds, completed while typing.
    Record(&'static [Kind]),
    /// A topic of the timeline, completed while typing.
    Topic,
    /// A poll, a pollster or a year, completed while typing.
    Poll,
    /// Whether only the reader sees the answer.
    Private,
    /// The language of the answer.
    Language,
}

impl Value {
    /// Whether Discord asks for choices while it is typed.
    pub fn completed(self) -> bool {
        matches!(self, Self::Record(_) | Self::Topic | Self::Poll)
    }

    /// The kinds of record that its choices are.
    pub fn kinds(self) -> &'static [Kind] {
        match self {
            Self::Record(kinds) => kinds,
            Self::Poll => &[Kind::Pollster, Kind::Poll],
            _ => &[],
        }
    }

    /// Discord's number of the option type.
    pub fn discord_type(self) -> u8 {
        if self == Self::Private { 5 } else { 3 }
    }
}

/// One option of a command.
#[derive(Debug, Clone, Copy)]
pub struct Opt {
    /// Its English name.
    pub name: &'static str,
    /// What it holds.
    pub value: Value,
    /// Whether the command is wrong without it.
    pub required: bool,
}

/// A subcommand.
#[derive(Debug, Clone, Copy)]
pub struct Sub {
    /// Its English name.
    pub name: &'static str,
    /// Its own options; the shared ones follow them.
    pub options: &'static [Opt],
}

/// A command.
#[derive(Debug, Clone, Copy)]
pub struct Command {
    /// Its name as registered.
    pub name: &'static str,
    /// Key of its texts in the locale files, behind `command-`.
    pub key: &'static str,
    /// How it is called.
    pub form: Form,
    /// Its own options; the shared ones follow them.
    pub options: &'static [Opt],
    /// Its subcommands; a command with any has no options of its own.
    pub subs: &'static [Sub],
}

const fn needed(name: &'static str, value: Value) -> Opt {
    Opt { name, value, required: true }
}

const fn optional(name: &'static str, value: Value) -> Opt {
    Opt { name, value, required: false }
}

const fn slash(name: &'static str, options: &'static [Opt]) -> Command {
    Command { name, key: name, form: Form::Slash, options, subs: &[] }
}

const DATED: &[Kind] = &[Kind::Event, Kind::Vote, Kind::Election, Kind::Mission, Kind::Ratification];
const VOTES: &[Kind] = &[Kind::Vote, Kind::Election];
const WHO: &[Kind] = &[Kind::Person, Kind::Office];
const SOURCED: &[Kind] = &[
    Kind::Event,
    Kind::Vote,
    Kind::Election,
    Kind::Ratification,
    Kind::Poll,
    Kind::Party,
    Kind::Person,
    Kind::Mission,
    Kind::Series,
    Kind::Organisation,
    Kind::Fact,
    Kind::Conflict,
    Kind::Quote,
];

/// The options that every slash command takes beside its own.
pub const SHARED: &[Opt] = &[optional("private", Value::Private), optional("language", Value::Language)];

/// Every command, in the order of the help.
pub const COMMANDS: &[Command] = &[
    slash("when", &[needed("event", Value::Record(DATED))]),
    slash("timeline", &[optional("from", Value::Date), optional("to", Value::Date), optional("topic", Value::Topic)]),
    slash("ratification", &[optional("country", Value::Record(&[Kind::Country]))]),
    slash("vote", &[optional("vote", Value::Record(VOTES))]),
    Command {
        subs: &[
            Sub { name: "latest", options: &[] },
            Sub { name: "find", options: &[optional("when", Value::Date), optional("pollster", Value::Record(&[Kind::Pollster]))] },
            Sub {
                name: "trend",
                options: &[optional("from", Value::Date), optional("to", Value::Date), optional("pollster", Value::Record(&[Kind::Pollster]))],
            },
            Sub { name: "compare", options: &[needed("first", Value::Poll), needed("second", Value::Poll)] },
        ],
        ..slash("polls", &[])
    },
    slash("party", &[optional("party", Value::Record(&[Kind::Party]))]),
    slash("who", &[needed("person", Value::Record(WHO))]),
    slash("mission", &[optional("mission", Value::Record(&[Kind::Mission]))]),
    slash("ask", &[needed("question", Value::Question)]),
    slash("sources", &[optional("record", Value::Record(SOURCED))]),
    slash("help", &[]),
    Command { name: "Find the facts", key: "find-the-facts", form: Form::Message, options: &[], subs: &[] },
];

/// Installable by servers (0) and by users (1).
pub const INTEGRATION_TYPES: [u8; 2] = [0, 1];
/// Usable in servers (0), in the bot's direct messages (1) and in private channels (2).
pub const CONTEXTS: [u8; 3] = [0, 1, 2];

impl Command {
    /// The command of a name, as registered.
    pub fn named(name: &str) -> Option<&'static Self> {
        COMMANDS.iter().find(|c| c.name == name)
    }

    /// The subcommand of a name.
    pub fn sub(&self, name: &str) -> Option<&'static Sub> {
        self.subs.iter().find(|s| s.name == name)
    }

    /// The options of the command or of one subcommand, the shared ones last.
    pub fn options_of(&self, sub: Option<&Sub>) -> impl Iterator<Item = &'static Opt> {
        let own = sub.map_or(self.options, |s| s.options);
        own.iter().chain(if self.form == Form::Slash { SHARED } else { &[] })
    }
}
