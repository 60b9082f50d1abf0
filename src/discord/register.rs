//! Writes the commands to Discord, only when they differ from what is there.

use std::{sync::Arc, time::Duration};

use reqwest::Method;
use serde_json::Value;
use tokio::time::Instant;
use tracing::{info, warn};

use super::{
    App,
    rest::{self, Body, RestError, Sending},
};
use crate::command::registration::registration;

/// How long to go on trying.
const PATIENCE: Duration = Duration::from_secs(600);

/// Registers the commands of an application.
pub(super) async fn register(app: &Arc<App>, application: u64) {
    let ours = registration(&app.engine.messages);
    match write(app, application, &ours).await {
        Ok(true) => info!("the commands were written to Discord"),
        Ok(false) => info!("the commands at Discord are the same"),
        Err(error) => warn!(%error, "the commands could not be written to Discord"),
    }
}

async fn write(app: &App, application: u64, ours: &Value) -> Result<bool, RestError> {
    let sending = Sending { deadline: Instant::now() + PATIENCE, attempt: Duration::from_secs(10), body: true, authorised: true };
    let path = format!("/applications/{application}/commands");
    let there = app.rest.send("read commands", Method::GET, &format!("{path}?with_localizations=true"), None, sending).await?;
    let theirs: Value = serde_json::from_slice(&there).unwrap_or_default();
    if same_set(ours, &theirs) {
        return Ok(false);
    }
    app.rest.send("write commands", Method::PUT, &path, Some(Body::json(rest::json(ours))), Sending { body: false, ..sending }).await?;
    Ok(true)
}

/// What we may set on a command, option or choice; the rest (ids, versions) is Discord's own.
const OURS: [&str; 20] = [
    "name",
    "name_localizations",
    "description",
    "description_localizations",
    "type",
    "options",
    "required",
    "choices",
    "value",
    "autocomplete",
    "channel_types",
    "min_value",
    "max_value",
    "min_length",
    "max_length",
    "default_member_permissions",
    "nsfw",
    "integration_types",
    "contexts",
    "handler",
];

fn same_set(ours: &Value, theirs: &Value) -> bool {
    let (Some(ours), Some(theirs)) = (ours.as_array(), theirs.as_array()) else { return false };
    let kind = |c: &Value| c["type"].as_u64().unwrap_or(1);
    ours.len() == theirs.len() && ours.iter().all(|c| theirs.iter().any(|t| kind(c) == kind(t) && c["name"] == t["name"] && same(c, t)))
}

/// Whether two values mean the same to Discord: what is missing, null, false or empty is all one.
fn same(ours: &Value, theirs: &Value) -> bool {
    match (ours, theirs) {
        (Value::Object(a), Value::Object(b)) => {
            // The texts of a locale are all ours; of anything else only the known keys are.
            let locales = a.keys().chain(b.keys()).all(|k| !OURS.contains(&k.as_str()));
            let none = Value::Null;
            let get = |map: &serde_json::Map<String, Value>, key: &str| map.get(key).cloned().unwrap_or(none.clone());
            a.keys().chain(b.keys()).filter(|key| locales || OURS.contains(&key.as_str())).all(|key| {
                let (mut x, mut y) = (get(a, key), get(b, key));
                if matches!(key.as_str(), "integration_types" | "contexts") {
                    for list in [&mut x, &mut y].into_iter().filter_map(Value::as_array_mut) {
                        list.sort_by_key(Value::as_u64);
                    }
                }
                // A message command has an empty description there, and a slash command's type may be left out.
                empty(&x) && empty(&y) || key == "type" && (x == 1 && empty(&y) || y == 1 && empty(&x)) || same(&x, &y)
            })
        }
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Value::Number(a), Value::Number(b)) => a.as_f64() == b.as_f64(),
        _ => ours == theirs,
    }
}

fn empty(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(map) => map.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_what_we_set_counts() {
        let ours = json!([{"type": 1, "name": "when", "description": "d", "description_localizations": {"hr": "x"}, "contexts": [0, 1, 2], "options": [{"type": 3, "name": "event", "description": "e", "required": false}]}]);
        let mut theirs = json!([{"id": "1", "version": "2", "application_id": "3", "name": "when", "description": "d", "description_localizations": {"hr": "x"}, "name_localizations": null, "contexts": [2, 1, 0], "nsfw": false, "default_member_permissions": null, "options": [{"type": 3, "name": "event", "description": "e"}]}]);
        assert!(same_set(&ours, &theirs));
        theirs[0]["description_localizations"]["hr"] = json!("y");
        assert!(!same_set(&ours, &theirs));
        theirs[0]["description_localizations"]["hr"] = json!("x");
        theirs[0]["options"][0]["autocomplete"] = json!(true);
        assert!(!same_set(&ours, &theirs));
        assert!(!same_set(&ours, &json!([])));
        assert!(!same_set(&ours, &Value::Null));
    }
}
