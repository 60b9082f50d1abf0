//! The commands in words: for the terminal, as the table of the README, and in full for `docs/commands.md`.

use super::table::{COMMANDS, Command, Form, Opt, SHARED, Sub};
use crate::{
    query::engine::Engine,
    text::{Lang, messages::Messages},
};

/// One callable form: how it is typed, and the key of its description.
fn forms() -> impl Iterator<Item = (String, String)> {
    COMMANDS.iter().flat_map(|command| {
        let key = format!("command-{}", command.key);
        if command.subs.is_empty() {
            vec![(usage(command, None), key)]
        } else {
            command.subs.iter().map(|sub| (usage(command, Some(sub)), format!("{key}-{}", sub.name))).collect()
        }
    })
}

/// `/polls find [when] [pollster]`: optional ones in brackets.
fn usage(command: &Command, sub: Option<&Sub>) -> String {
    if command.form == Form::Message {
        return command.name.to_owned();
    }
    let own = sub.map_or(command.options, |s| s.options);
    let head = sub.map_or_else(|| format!("/{}", command.name), |s| format!("/{} {}", command.name, s.name));
    own.iter().fold(head, |out, option| if option.required { format!("{out} {}", option.name) } else { format!("{out} [{}]", option.name) })
}

/// Every command with its description, aligned.
pub fn lines(engine: &Engine, lang: Lang) -> Vec<(String, String)> {
    forms()
        .map(|(usage, key)| {
            let text = engine.messages.say(lang, &key, &[]);
            (usage, if lang == Lang::CnrCyrl { engine.vocabulary.script.cyrillic(&text) } else { text })
        })
        .collect()
}

/// The table of commands in Markdown, between the README's markers.
pub fn markdown(messages: &Messages) -> String {
    let say = |key: &str| messages.say(Lang::En, key, &[]);
    let mut rows: Vec<String> = vec!["| command | does | options (* completed while typing) |".to_owned(), "| --- | --- | --- |".to_owned()];
    for command in COMMANDS {
        let key = format!("command-{}", command.key);
        if command.form == Form::Message {
            rows.push(format!("| message menu: `{}` | {} | |", command.name, say(&key)));
        } else if command.subs.is_empty() {
            rows.push(format!("| `/{}` | {} | {} |", command.name, say(&key), options(command.options)));
        }
        rows.extend(
            command.subs.iter().map(|sub| format!("| `/{} {}` | {} | {} |", command.name, sub.name, say(&format!("{key}-{}", sub.name)), options(sub.options))),
        );
    }
    let shared: Vec<String> = SHARED.iter().map(|o| format!("`{}` ({})", o.name, say(&format!("command-shared-{}", o.name)).to_lowercase())).collect();
    format!("{}\n\nEvery slash command also takes {}.\n", rows.join("\n"), shared.join(" and "))
}

/// Every command with its options and its names, in both languages: what stands in `docs/commands.md`.
pub fn document(messages: &Messages) -> String {
    let mut out = Vec::new();
    for command in COMMANDS {
        let key = format!("command-{}", command.key);
        let slash = if command.form == Form::Slash { "/" } else { "" };
        if command.subs.is_empty() {
            out.push(section(messages, slash, command, None, &key));
        }
        out.extend(command.subs.iter().map(|sub| section(messages, slash, command, Some(sub), &format!("{key}-{}", sub.name))));
    }
    out.push(table_of(messages, "command-shared", SHARED));
    out.join("\n")
}

/// One command of [`document`].
fn section(messages: &Messages, slash: &str, command: &Command, sub: Option<&Sub>, key: &str) -> String {
    let say = |lang, key: &str| messages.say(lang, key, &[]);
    let heading = match sub {
        Some(sub) => {
            let (whole, part) = (say(Lang::Cnr, &format!("command-{}-name", command.key)), say(Lang::Cnr, &format!("{key}-name")));
            format!("## `{slash}{} {}` · `{slash}{whole} {part}`", command.name, sub.name)
        }
        None => format!("## `{slash}{}` · `{slash}{}`", command.name, say(Lang::Cnr, &format!("{key}-name"))),
    };
    let own = sub.map_or(command.options, |sub| sub.options);
    let table = if own.is_empty() { String::new() } else { format!("\n{}", table_of(messages, key, own)) };
    format!("{heading}\n\n{}  \n{}\n{table}", say(Lang::En, key), say(Lang::Cnr, key))
}

/// Options with what they hold, in both languages.
fn table_of(messages: &Messages, key: &str, own: &[Opt]) -> String {
    let row = |option: &Opt| {
        let say = |lang| messages.say(lang, &format!("{key}-{}", option.name), &[]);
        format!("| {} | {} | {} |", options(std::slice::from_ref(option)), say(Lang::En), say(Lang::Cnr))
    };
    let rows: Vec<String> = own.iter().map(row).collect();
    format!("| | en | cnr |\n| --- | --- | --- |\n{}\n", rows.join("\n"))
}

fn options(options: &[Opt]) -> String {
    let one = |o: &Opt| format!("`{}`{}{}", o.name, if o.value.completed() { "*" } else { "" }, if o.required { "" } else { " (optional)" });
    options.iter().map(one).collect::<Vec<_>>().join(", ")
}
