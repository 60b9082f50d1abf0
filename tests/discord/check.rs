//! Payloads as others read them: twilight's model and limits.

use serde_json::{Value, json};
use twilight_model::{
    application::command::Command,
    channel::message::{Component, Embed},
};

/// The response to an interaction.
pub(crate) fn callback(body: &Value) {
    match body["type"].as_u64() {
        Some(4 | 7) => message(&body["data"]),
        Some(8) => {
            let choices = body["data"]["choices"].as_array().expect("choices");
            assert!(choices.len() <= 25);
            for choice in choices {
                for part in ["name", "value"] {
                    let text = choice[part].as_str().expect("text");
                    assert!((1..=100).contains(&text.chars().count()), "{text}");
                }
            }
        }
        Some(5 | 6) => {}
        other => panic!("no such response: {other:?}"),
    }
}

/// A message.
pub(crate) fn message(message: &Value) {
    assert_eq!(message["allowed_mentions"]["parse"], json!([]), "nobody is pinged");
    for embed in message["embeds"].as_array().expect("embeds") {
        let mut embed = embed.clone();
        embed["type"] = json!("rich");
        let parsed: Embed = serde_json::from_value(embed.clone()).unwrap_or_else(|e| panic!("{e}: {embed:#}"));
        twilight_validate::embed::embed(&parsed).unwrap_or_else(|e| panic!("{e}: {embed:#}"));
        assert!(parsed.description.as_deref().is_none_or(|d| !d.trim().is_empty()), "{embed:#}");
        assert_eq!(parsed.description.unwrap_or_default().matches("```").count() % 2, 0, "a fence is open: {embed:#}");
    }
    for embed in message["embeds"].as_array().into_iter().flatten() {
        let attached = message["attachments"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|a| format!("attachment://{}", a["filename"].as_str().unwrap_or_default()))
            .collect::<Vec<_>>();
        assert_eq!(embed["image"]["url"].as_str().map(str::to_owned).into_iter().collect::<Vec<_>>(), attached, "{message:#}");
    }
    for attachment in message["attachments"].as_array().into_iter().flatten() {
        assert!((20..=1024).contains(&attachment["description"].as_str().unwrap_or_default().chars().count()), "a picture has its text: {attachment:#}");
    }
    let mut ids = Vec::new();
    let components = message["components"].as_array().cloned().unwrap_or_default();
    assert!(components.len() <= 5);
    for row in components {
        let parsed: Component = serde_json::from_value(row.clone()).unwrap_or_else(|e| panic!("{e}: {row:#}"));
        twilight_validate::component::component_v1(&parsed).unwrap_or_else(|e| panic!("{e}: {row:#}"));
        ids.extend(row["components"].as_array().into_iter().flatten().map(|c| c["custom_id"].to_string()));
    }
    let all = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), all, "controls must differ: {message:#}");
}

/// The commands as registered.
pub(crate) fn commands(body: &Value) {
    for command in body.as_array().expect("commands") {
        let mut command = command.clone();
        command["version"] = json!("1");
        for part in ["description", "default_member_permissions"] {
            if command[part].is_null() && part == "description" {
                command[part] = json!("");
            }
        }
        let parsed: Command = serde_json::from_value(command.clone()).unwrap_or_else(|e| panic!("{e}: {command:#}"));
        if parsed.kind == twilight_model::application::command::CommandType::ChatInput {
            twilight_validate::command::command(&parsed).unwrap_or_else(|e| panic!("{e}: {command:#}"));
        }
        assert_eq!(command["integration_types"], json!([0, 1]));
        assert_eq!(command["contexts"], json!([0, 1, 2]));
    }
}
