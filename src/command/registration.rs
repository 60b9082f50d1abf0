//! The commands as Discord registers them.

use serde_json::{Map, Value as Json, json};

use super::table::{COMMANDS, CONTEXTS, Command, Form, INTEGRATION_TYPES, Opt, SHARED, Value};
use crate::text::{Lang, messages::Messages};

/// The tag under which Discord carries Montenegrin texts: it has no Montenegrin, Serbian or Bosnian locale.
pub const DISCORD_TAG: &str = "hr";
/// The languages of the `language` option, each by its own name.
pub const LANGUAGES: [(&str, Lang); 3] = [("language-en", Lang::En), ("language-cnr", Lang::Cnr), ("language-cnr-cyrl", Lang::CnrCyrl)];

/// Every command, in the shape of Discord's bulk overwrite.
pub fn registration(messages: &Messages) -> Json {
    Json::Array(COMMANDS.iter().map(|command| command_json(messages, command)).collect())
}

fn command_json(messages: &Messages, command: &Command) -> Json {
    let key = format!("command-{}", command.key);
    let mut out = Map::new();
    out.insert("type".into(), json!(if command.form == Form::Slash { 1 } else { 3 }));
    names(messages, command.name, &key, &mut out);
    if command.form == Form::Slash {
        described(messages, &key, &mut out);
        let options: Vec<Json> = if command.subs.is_empty() {
            command.options_of(None).map(|option| option_json(messages, &key, option)).collect()
        } else {
            command
                .subs
                .iter()
                .map(|sub| {
                    let key = format!("{key}-{}", sub.name);
                    let mut out = Map::new();
                    out.insert("type".into(), json!(1));
                    names(messages, sub.name, &key, &mut out);
                    described(messages, &key, &mut out);
                    let options: Vec<Json> = command.options_of(Some(sub)).map(|option| option_json(messages, &key, option)).collect();
                    out.insert("options".into(), Json::Array(options));
                    Json::Object(out)
                })
                .collect()
        };
        out.insert("options".into(), Json::Array(options));
    }
    out.insert("integration_types".into(), json!(INTEGRATION_TYPES));
    out.insert("contexts".into(), json!(CONTEXTS));
    Json::Object(out)
}

fn names(messages: &Messages, name: &str, key: &str, out: &mut Map<String, Json>) {
    out.insert("name".into(), json!(name));
    let local = messages.say(Lang::Cnr, &format!("{key}-name"), &[]);
    out.insert("name_localizations".into(), json!({ DISCORD_TAG: local }));
}

fn described(messages: &Messages, key: &str, out: &mut Map<String, Json>) {
    out.insert("description".into(), json!(messages.say(Lang::En, key, &[])));
    out.insert("description_localizations".into(), json!({ DISCORD_TAG: messages.say(Lang::Cnr, key, &[]) }));
}

fn option_json(messages: &Messages, command: &str, option: &Opt) -> Json {
    let shared = SHARED.iter().any(|o| o.name == option.name);
    let key = if shared { format!("command-shared-{}", option.name) } else { format!("{command}-{}", option.name) };
    let mut out = Map::new();
    out.insert("type".into(), json!(option.value.discord_type()));
    out.insert("name".into(), json!(option.name));
    described(messages, &key, &mut out);
    out.insert("required".into(), json!(option.required));
    if option.value.completed() {
        out.insert("autocomplete".into(), json!(true));
    }
    match option.value {
        Value::Language => {
            let choices: Vec<Json> = LANGUAGES.iter().map(|(key, lang)| json!({"name": messages.say(Lang::En, key, &[]), "value": lang.tag()})).collect();
            out.insert("choices".into(), Json::Array(choices));
        }
        Value::Question => {
            out.insert("max_length".into(), json!(super::LONGEST_QUESTION));
        }
        _ => {}
    }
    Json::Object(out)
}
