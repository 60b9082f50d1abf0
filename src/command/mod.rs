//! Slash commands: one table, from which come registration, parsing, completion and help.
//!
//! Typed text and structured option values meet in one [`Invocation`]; an invocation becomes the same [`Understanding`] that free text becomes,
//! so whoever answers need not know which it was. A mistake in a command is a [`UsageError`] that is told to the reader.

pub mod help;
pub mod index;
pub mod registration;
pub mod resolve;
pub mod table;
pub mod typed;
pub mod usage;

pub use index::Choice;
pub use usage::UsageError;

use index::{Index, Sort};
use jiff::civil::Date;
use table::{Command, Value};

use crate::{
    data::Kind,
    query::{
        engine::Engine,
        understand::{Understanding, understand},
    },
    text::Lang,
};

/// The longest question that Discord lets people type, in characters.
pub const LONGEST_QUESTION: u16 = 2000;

/// A command as called, with the values as typed or chosen: free text, record ids, `true`, language tags.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Invocation {
    /// The command's registered name.
    pub command: String,
    /// The subcommand's name.
    pub sub: Option<String>,
    /// Option names with their values, each at most once.
    pub options: Vec<(String, String)>,
}

/// What a command or a message asks for.
#[derive(Debug, Clone)]
pub struct Asked {
    /// What is asked, as from free text.
    pub understanding: Understanding,
    /// The language that the `language` option names.
    pub lang: Option<Lang>,
    /// Whether only the reader shall see the answer.
    pub private: bool,
}

impl Asked {
    /// The language to answer in: the option's, else the typed text's, else `fallback`.
    pub fn lang(&self, fallback: Lang) -> Lang {
        self.lang.or(self.understanding.lang).unwrap_or(fallback)
    }
}

/// The commands over one dataset. Built once and again when the data change.
#[derive(Debug)]
pub struct Commands {
    index: Index,
}

impl Commands {
    /// Collects the names of everything that can be chosen.
    pub fn new(engine: &Engine) -> Self {
        Self { index: Index::new(engine) }
    }

    /// Understands one line: a slash command as text, or a free question.
    ///
    /// # Errors
    /// What is wrong with the command, to be told to the reader.
    pub fn read(&self, engine: &Engine, text: &str, today: Date) -> Result<Asked, UsageError> {
        match typed::parse(engine, text) {
            Some(invocation) => invocation.and_then(|(invocation, lang)| {
                let mut asked = self.run(engine, &invocation, today)?;
                asked.understanding.lang = asked.understanding.lang.or(lang);
                Ok(asked)
            }),
            None => Ok(Asked { understanding: understand(engine, text, today), lang: None, private: false }),
        }
    }

    /// Understands a command with its option values.
    ///
    /// # Errors
    /// What is wrong with it, to be told to the reader.
    pub fn run(&self, engine: &Engine, invocation: &Invocation, today: Date) -> Result<Asked, UsageError> {
        resolve::Resolver { engine, index: &self.index, today }.run(invocation)
    }

    /// The facts that a message touches, for the message command: what it asks, or else what it names.
    pub fn facts(&self, engine: &Engine, text: &str, today: Date) -> Understanding {
        resolve::Resolver { engine, index: &self.index, today }.facts(text)
    }

    /// The choices for an option while it is typed, in the reader's language, best first; none for an option that has no choices.
    pub fn complete(&self, command: &str, sub: Option<&str>, option: &str, typed: &str, lang: Lang) -> Vec<Choice> {
        let Some(command) = Command::named(command) else { return Vec::new() };
        let sub = sub.and_then(|name| command.sub(name));
        let Some(option) = command.options_of(sub).find(|o| o.name == option) else { return Vec::new() };
        self.index.complete(&sorts(option.value), typed, lang)
    }

    /// The things whose name begins like this, for a question that is being typed.
    pub fn names(&self, typed: &str, lang: Lang) -> Vec<Choice> {
        const KINDS: [Kind; 9] =
            [Kind::Party, Kind::Person, Kind::Country, Kind::Mission, Kind::Pollster, Kind::Office, Kind::Event, Kind::Vote, Kind::Election];
        self.index.beginning(&KINDS.map(Sort::Record), typed, lang)
    }

    /// The name of a record as choices show it.
    pub fn label(&self, id: &str, lang: Lang) -> Option<&str> {
        self.index.label(id, lang)
    }
}

/// What an option's choices are.
fn sorts(value: Value) -> Vec<Sort> {
    if value == Value::Topic { vec![Sort::Topic] } else { value.kinds().iter().map(|kind| Sort::Record(*kind)).collect() }
}
