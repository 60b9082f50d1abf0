//! The commands in words: for the terminal, and as the table of the README.

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

fn options(options: &[Opt]) -> String {
    let one = |o: &Opt| format!("`{}`{}{}", o.name, if o.value.completed() { "*" } else { "" }, if o.required { "" } else { " (optional)" });
    options.iter().map(one).collect::<Vec<_>>().join(", ")
}
