//! An answer as JSON: one object in which every key always stands.

use serde_json::{Map, Value, json};

use super::{
    embed::{self, Face},
    text::plain,
};
use crate::{
    answer::{self, model::Answer},
    query::engine::Engine,
    text::Lang,
};

/// What is wrong with a line of a batch, or with a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Number of the line, from 1; `None` outside a batch.
    pub line: Option<usize>,
    /// A word for programs: `empty`, `encoding`, `json`, `shape`, `lang`, `today` or `usage`.
    pub code: &'static str,
    /// A sentence for people.
    pub message: String,
}

/// The answer with the caller's `id`; `failure` stands where a command or a line is wrong.
pub fn object(engine: &Engine, answer: &Answer, id: Value, failure: Option<&Failure>) -> Value {
    let message = serde_json::to_value(embed::message(engine, answer, Face::default())).unwrap_or_default();
    let part = |key: &str| message.get(key).cloned().unwrap_or_else(|| json!([]));
    let suggestions: Vec<&str> = answer.suggestions.iter().map(|s| s.label.as_str()).collect();
    let mut out = shape(engine, answer.lang, id);
    let mut set = |key: &str, value: Value| drop(out.insert(key.to_owned(), value));
    set("status", json!(answer.status));
    set("intent", json!(answer.intent));
    set("headline", json!(answer.headline));
    set("text", json!(plain(engine, answer)));
    set("records", json!(answer.records));
    set("sources", json!(answer.sources));
    set("suggestions", json!(suggestions));
    set("query", json!(answer::code(engine, answer)));
    set("embeds", part("embeds"));
    set("components", part("components"));
    set("charts", json!(answer.charts));
    tell(&mut out, failure);
    Value::Object(out)
}

/// The shape of an answer for a line that could not be read.
pub fn unread(engine: &Engine, lang: Lang, id: Value, failure: &Failure) -> Value {
    let mut out = shape(engine, lang, id);
    tell(&mut out, Some(failure));
    Value::Object(out)
}

/// Every key, with nothing in it.
fn shape(engine: &Engine, lang: Lang, id: Value) -> Map<String, Value> {
    let pairs = [
        ("id", id),
        ("status", json!("error")),
        ("intent", json!("unread")),
        ("lang", json!(lang.language())),
        ("script", json!(lang.script())),
        ("headline", json!("")),
        ("text", json!("")),
        ("records", json!([])),
        ("sources", json!([])),
        ("suggestions", json!([])),
        ("query", Value::Null),
        ("embeds", json!([])),
        ("components", json!([])),
        ("charts", json!([])),
        ("data_version", json!(engine.dataset.version)),
    ];
    pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

fn tell(out: &mut Map<String, Value>, failure: Option<&Failure>) {
    let Some(failure) = failure else { return };
    if let Some(line) = failure.line {
        out.insert("line".to_owned(), json!(line));
    }
    out.insert("error".to_owned(), json!({"code": failure.code, "message": failure.message}));
}
