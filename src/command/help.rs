//! The commands in words: for the terminal, and as the table of the README.

use super::table::{COMMANDS, Command, Form, SHARED, Sub};
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
    let mut out = String::from("| command | does | options (* completed while typing) |\n| --- | --- | --- |\n");
    for command in COMMANDS {
        let key = format!("command-{}", command.key);
        let rows: Vec<(String, String, Option<&Sub>)> = if command.subs.is_empty() {
            vec![(command.name.to_owned(), key.clone(), None)]
        } else {
            command.subs.iter().map(|sub| (format!("{} {}", command.name, sub.name), format!("{key}-{}", sub.name), Some(sub))).collect()
        };
        for (name, key, sub) in rows {
            let own = sub.map_or(command.options, |s| s.options);
            let options: Vec<String> = own
                .iter()
                .map(|o| format!("`{}`{}{}", o.name, if o.value.completed() { "*" } else { "" }, if o.required { "" } else { " (optional)" }))
                .collect();
            let shown = if command.form == Form::Slash { format!("`/{name}`") } else { format!("message menu: `{name}`") };
            out.push_str(&format!("| {shown} | {} | {} |\n", say(&key), options.join(", ")));
        }
    }
    let shared: Vec<String> = SHARED.iter().map(|o| format!("`{}` ({})", o.name, say(&format!("command-shared-{}", o.name)).to_lowercase())).collect();
    out.push_str(&format!("\nEvery slash command also takes {}.\n", shared.join(" and ")));
    out
}
