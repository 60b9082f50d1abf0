//! Slash commands typed as text: `/cmd [sub] [text for the first option] [name:value …]`.
//!
//! A value runs to the next known `name:`; quotes are optional. Command names are known in every language.

use strsim::osa_distance;

use super::{
    Invocation, UsageError,
    table::{COMMANDS, Command, Form, Opt, Sub, Value},
};
use crate::{
    query::engine::Engine,
    text::{
        Lang,
        fold::{fold, is_cyrillic},
    },
};

const QUOTES: &[char] = &['"', '“', '”', '„', '«', '»'];

/// Reads a slash command; `None` when the text is none. With it comes the language of the command's name where that tells.
pub fn parse(engine: &Engine, text: &str) -> Option<Result<(Invocation, Option<Lang>), UsageError>> {
    let rest = text.trim().strip_prefix('/')?;
    let (name, rest) = first_word(rest);
    let lang = name_lang(engine, name);
    Some(command(engine, name, rest).map_err(|error| error.typed_in(lang)).map(|invocation| (invocation, lang)))
}

/// The slash commands.
fn slash() -> impl Iterator<Item = &'static Command> {
    COMMANDS.iter().filter(|c| c.form == Form::Slash)
}

/// The first word and what follows it.
fn first_word(text: &str) -> (&str, &str) {
    let text = text.trim_start();
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    (&text[..end], text[end..].trim())
}

/// Whether a word is this name, in English or as localised.
fn is_name(engine: &Engine, typed: &str, name: &str, key: &str) -> bool {
    let typed = fold(typed);
    typed == fold(name) || typed == fold(&engine.messages.say(Lang::Cnr, &format!("{key}-name"), &[]))
}

/// The language that a command's name was typed in, when it has another name in the other one.
fn name_lang(engine: &Engine, typed: &str) -> Option<Lang> {
    if typed.chars().any(is_cyrillic) {
        return Some(Lang::CnrCyrl);
    }
    let known = slash().any(|c| c.name == fold(typed));
    let local = slash().any(|c| is_name(engine, typed, c.name, &format!("command-{}", c.key)));
    (local && !known).then_some(Lang::Cnr)
}

fn command(engine: &Engine, name: &str, rest: &str) -> Result<Invocation, UsageError> {
    let Some(command) = slash().find(|c| is_name(engine, name, c.name, &format!("command-{}", c.key))) else {
        return Err(unknown_command(engine, name));
    };
    let mut invocation = Invocation { command: command.name.to_owned(), ..Invocation::default() };
    let mut sub: Option<&Sub> = None;
    let mut rest = rest;
    if !command.subs.is_empty() {
        let (word, behind) = first_word(rest);
        sub = command.subs.iter().find(|s| is_name(engine, word, s.name, &format!("command-{}-{}", command.key, s.name)));
        let valid = command.subs.iter().map(|s| s.name).collect::<Vec<_>>().join(", ");
        match sub {
            Some(sub) => invocation.sub = Some(sub.name.to_owned()),
            None if word.is_empty() => {
                let example = command.subs.first().map_or("", |s| s.name);
                return Err(UsageError::new("sub-missing").with("command", command.name).with("valid", valid).with("example", example));
            }
            None => return Err(UsageError::new("sub-unknown").with("command", command.name).with("name", word).with("valid", valid)),
        }
        rest = behind;
    }
    let full = sub.map_or_else(|| command.name.to_owned(), |s| format!("{} {}", command.name, s.name));
    let options: Vec<&'static Opt> = command.options_of(sub).collect();
    let pieces = cut(rest, &options);
    for (name, value) in pieces {
        let value = value.trim().trim_matches(QUOTES).trim().to_owned();
        let name = match name {
            Some(name) => name,
            None if value.is_empty() => continue,
            None => {
                let Some(first) = options.first().filter(|o| !matches!(o.value, Value::Private | Value::Language)) else {
                    return Err(UsageError::new("no-text").with("command", full).with("value", value).with("valid", names(&options)));
                };
                first.name.to_owned()
            }
        };
        if !options.iter().any(|o| o.name == name) {
            return Err(UsageError::new("unknown-option").with("command", full).with("name", name).with("valid", names(&options)));
        }
        if invocation.options.iter().any(|(n, _)| *n == name) {
            return Err(UsageError::new("option-twice").with("command", full).with("name", name));
        }
        invocation.options.push((name, value));
    }
    Ok(invocation)
}

/// The names of options, as a message lists them.
pub(super) fn names(options: &[&Opt]) -> String {
    options.iter().map(|o| o.name).collect::<Vec<_>>().join(", ")
}

fn unknown_command(engine: &Engine, name: &str) -> UsageError {
    let valid = slash().map(|c| format!("/{}", c.name)).collect::<Vec<_>>().join(", ");
    let typed = fold(name);
    let near = slash()
        .flat_map(|c| {
            [fold(c.name), fold(&engine.messages.say(Lang::Cnr, &format!("command-{}-name", c.key), &[]))].map(|n| (osa_distance(&typed, &n), c.name))
        })
        .filter(|(distance, _)| *distance <= 2 && *distance < typed.chars().count())
        .min();
    let error = UsageError::new(if near.is_some() { "unknown-command-near" } else { "unknown-command" }).with("name", name).with("valid", valid);
    near.into_iter().fold(error, |error, (_, near)| error.with("near", near))
}

/// Cuts the text behind a command into values; the one before any name has none.
fn cut(text: &str, options: &[&'static Opt]) -> Vec<(Option<String>, String)> {
    // In free text a colon is only a colon; elsewhere a word with one is meant to be an option.
    let free = options.iter().any(|o| o.value == Value::Question);
    let mut pieces: Vec<(Option<String>, String)> = vec![(None, String::new())];
    let (mut at, mut quoted, mut boundary) = (0, false, true);
    while let Some(c) = text[at..].chars().next() {
        if boundary
            && !quoted
            && let Some((name, length)) = label(&text[at..])
            && (options.iter().any(|o| o.name == name) || !free)
        {
            pieces.push((Some(name), String::new()));
            at += length;
            boundary = true;
            continue;
        }
        if QUOTES.contains(&c) && (quoted || boundary) {
            quoted = !quoted;
        }
        boundary = c.is_whitespace();
        if let Some((_, value)) = pieces.last_mut() {
            value.push(c);
        }
        at += c.len_utf8();
    }
    pieces
}

/// A leading `name:` in lower case, with its length in bytes. An address is none.
fn label(text: &str) -> Option<(String, usize)> {
    let end = text.find(':')?;
    let name = &text[..end];
    let word = !name.is_empty() && name.chars().all(|c| c.is_alphabetic() || c == '_' || c == '-');
    (word && !text[end + 1..].starts_with("//")).then(|| (name.to_lowercase(), end + 1))
}
