//! The question suite and its judge, for the examples that score answers.

use accession_bot::{
    answer::model::{Answer, Status},
    query::engine::Engine,
    render::text::plain,
    text::fold::fold,
};
use serde::Deserialize;

/// A question with what a right answer holds.
#[derive(Deserialize)]
#[allow(dead_code, reason = "not every example shows all of it")]
pub(crate) struct Question {
    pub(crate) id: String,
    pub(crate) text: String,
    pub(crate) lang: String,
    pub(crate) kind: String,
    pub(crate) style: String,
    pub(crate) expect: Expect,
    #[serde(default)]
    pub(crate) why: String,
    #[serde(default)]
    pub(crate) today: Option<String>,
}

/// What is expected: statuses, groups of strings of which one each has to be there, strings that must not be.
#[derive(Deserialize)]
pub(crate) struct Expect {
    pub(crate) status: Vec<String>,
    #[serde(default)]
    pub(crate) headline: Vec<Vec<String>>,
    #[serde(default)]
    pub(crate) text: Vec<Vec<String>>,
    #[serde(default)]
    pub(crate) never: Vec<String>,
}

/// What an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Right,
    Wrong,
    Missed,
}

fn squash(text: &str) -> String {
    fold(text).replace(['\u{a0}', '\u{202f}'], " ").replace(['–', '—', '‑'], "-").replace(['“', '”', '„'], "\"").replace('’', "'")
}

fn holds(text: &str, alternatives: &[String]) -> bool {
    alternatives.iter().any(|wanted| {
        let wanted = squash(wanted);
        match wanted.strip_prefix('^') {
            Some(start) => text.starts_with(start),
            None => text.contains(&wanted),
        }
    })
}

pub(crate) fn judge(engine: &Engine, question: &Question, answer: &Answer) -> (Verdict, String) {
    let status = match answer.status {
        Status::Answered => "answered",
        Status::Ambiguous => "ambiguous",
        Status::Unknown => "unknown",
        Status::Error => "error",
    };
    let headline = squash(&answer.headline);
    let text = squash(&plain(engine, answer));
    if !question.expect.status.iter().any(|s| s == status) {
        let verdict = if status == "answered" { Verdict::Wrong } else { Verdict::Missed };
        return (verdict, format!("status {status}"));
    }
    if status != "answered" {
        return (Verdict::Right, String::new());
    }
    if let Some(group) = question.expect.headline.iter().find(|g| !holds(&headline, g)) {
        return (Verdict::Wrong, format!("headline lacks {group:?}"));
    }
    if let Some(never) = question.expect.never.iter().find(|n| holds(&headline, std::slice::from_ref(n))) {
        return (Verdict::Wrong, format!("headline has {never:?}"));
    }
    if let Some(group) = question.expect.text.iter().find(|g| !holds(&text, g)) {
        return (Verdict::Missed, format!("text lacks {group:?}"));
    }
    (Verdict::Right, String::new())
}
