//! The line editor: completion of commands, options and record names, and their place in the line.

use rustyline::{
    Config, Context, Editor, Helper,
    completion::{Completer, Pair},
    config::CompletionType,
    highlight::Highlighter,
    hint::Hinter,
    history::FileHistory,
    validate::Validator,
};

use super::Chat;
use crate::{
    command::{
        Choice,
        table::{COMMANDS, Command, Form, Opt, Value},
    },
    text::{Lang, fold::is_cyrillic},
};

/// Lines that are remembered.
const HISTORY: usize = 500;
/// Letters of a word from which on names are offered in a question.
const SHORTEST: usize = 2;

/// The editor of the chat.
pub(super) type ChatEditor<'e> = Editor<Names<'e>, FileHistory>;

/// Knows what can be typed next.
#[derive(Debug)]
pub(super) struct Names<'e> {
    chat: Chat<'e>,
}

pub(super) fn editor(chat: Chat<'_>) -> rustyline::Result<ChatEditor<'_>> {
    let config = Config::builder()
        .max_history_size(HISTORY)?
        .history_ignore_dups(true)?
        .completion_type(CompletionType::List)
        .completion_show_all_if_ambiguous(true)
        .build();
    let mut editor = Editor::with_config(config)?;
    editor.set_helper(Some(Names { chat }));
    Ok(editor)
}

impl Helper for Names<'_> {}
impl Highlighter for Names<'_> {}
impl Validator for Names<'_> {}
impl Hinter for Names<'_> {
    type Hint = String;
}

impl Completer for Names<'_> {
    type Candidate = Pair;

    fn complete(&self, line: &str, pos: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<Pair>)> {
        Ok(complete(&self.chat, &line[..pos]))
    }
}

/// One thing that can follow: what is shown and what is put in.
fn pair(display: impl Into<String>, replacement: impl Into<String>) -> Pair {
    Pair { display: display.into(), replacement: replacement.into() }
}

/// Where the completed piece starts, in bytes, and what can stand there.
fn complete(chat: &Chat<'_>, line: &str) -> (usize, Vec<Pair>) {
    let start_of_word = line.rfind(char::is_whitespace).map_or(0, |at| at + line[at..].chars().next().map_or(1, char::len_utf8));
    let Some(rest) = line.strip_prefix('/') else { return question(chat, line) };
    let word = &line[start_of_word..];
    let mut words = rest.split_whitespace();
    let name = words.next().unwrap_or_default();
    if start_of_word == 0 {
        let names = COMMANDS.iter().filter(|c| c.form == Form::Slash && c.name.starts_with(&name.to_lowercase()));
        return (0, names.map(|c| pair(format!("/{}", c.name), format!("/{} ", c.name))).collect());
    }
    let Some(command) = Command::named(&name.to_lowercase()) else { return (start_of_word, Vec::new()) };
    let mut behind = 1 + name.len();
    let mut sub = None;
    if !command.subs.is_empty() {
        let typed = words.next().unwrap_or_default();
        sub = command.sub(typed).filter(|_| !line.ends_with(typed));
        if sub.is_none() {
            let subs = command.subs.iter().filter(|s| s.name.starts_with(word));
            return (start_of_word, subs.map(|s| pair(s.name, format!("{} ", s.name))).collect());
        }
        behind = line[behind..].find(typed).map_or(behind, |at| behind + at + typed.len());
    }
    let options: Vec<&'static Opt> = command.options_of(sub).collect();
    // The value that is being typed: behind the last `name:`, or the text for the first option.
    let named =
        options.iter().filter_map(|o| line[behind..].rfind(&format!(" {}:", o.name)).map(|at| (behind + at + o.name.len() + 2, *o))).max_by_key(|(at, _)| *at);
    let (start, option) = match named {
        Some((at, option)) => (at, Some(option)),
        None => (behind, options.first().copied().filter(|o| !matches!(o.value, Value::Private | Value::Language))),
    };
    let typed = line[start..].trim_start();
    let start = line.len() - typed.len();
    let lang = lang(chat, typed);
    let mut found: Vec<Pair> = Vec::new();
    match option.map(|o| (o.value, o.name)) {
        Some((Value::Language, _)) => {
            found.extend(Lang::ALL.iter().map(|l| l.tag()).filter(|tag| tag.starts_with(typed)).map(|tag| pair(tag, format!("{tag} "))));
        }
        Some((Value::Question, _)) => return question(chat, line),
        Some((_, name)) => {
            let choices = chat.commands.complete(command.name, sub.map(|s| s.name), name, typed, lang);
            found.extend(choices.into_iter().map(|Choice { label, value }| pair(label, format!("{value} "))));
        }
        None => {}
    }
    if !found.is_empty() {
        return (start, found);
    }
    let taken = |o: &Opt| line.contains(&format!(" {}:", o.name));
    let unused = options.iter().filter(|o| o.name.starts_with(word) && !taken(o)).map(|o| pair(format!("{}:", o.name), format!("{}:", o.name))).collect();
    (start_of_word, unused)
}

/// The names of records in a free question: the last words of it that begin one.
fn question(chat: &Chat<'_>, line: &str) -> (usize, Vec<Pair>) {
    let starts: Vec<usize> = std::iter::once(0).chain(line.match_indices(' ').map(|(at, _)| at + 1)).collect();
    // Longer pieces first: "vote on the mis" before "mis".
    for start in starts.into_iter().rev().take(4).collect::<Vec<_>>().into_iter().rev() {
        let piece = &line[start..];
        if piece.chars().filter(|c| c.is_alphanumeric()).count() < SHORTEST {
            continue;
        }
        let choices = chat.commands.names(piece, lang(chat, piece));
        if !choices.is_empty() {
            return (start, choices.into_iter().map(|c| pair(c.label.clone(), c.label)).collect());
        }
    }
    (line.len(), Vec::new())
}

/// The language of the labels: Cyrillic for Cyrillic, else the chat's.
fn lang(chat: &Chat<'_>, typed: &str) -> Lang {
    if typed.chars().any(is_cyrillic) { Lang::CnrCyrl } else { chat.forced.unwrap_or(chat.lang) }
}
