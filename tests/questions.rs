//! The public question suite: what was right stays right. `cargo run --release --example evaluate` tells the figures slice by slice.
//!
//! The floors stand a little below what the suite reached when they were set; raise them when it gets better, never lower them.

use accession_bot::{
    answer::{answer_all, model::Status},
    query::{engine::Engine, understand::understand},
    render::text::plain,
    text::{Lang, fold::fold},
};
use serde_json::Value;

/// The least share that has to be right, and the most that may be wrong.
const RIGHT: f64 = 0.945;
const WRONG: f64 = 0.04;

fn squash(text: &str) -> String {
    fold(text).replace(['\u{a0}', '\u{202f}'], " ").replace(['–', '—', '‑'], "-").replace(['“', '”', '„'], "\"").replace('’', "'")
}

fn holds(text: &str, alternatives: &Value) -> bool {
    alternatives.as_array().into_iter().flatten().filter_map(Value::as_str).any(|wanted| {
        let wanted = squash(wanted);
        wanted.strip_prefix('^').map_or_else(|| text.contains(&wanted), |start| text.starts_with(start))
    })
}

#[test]
fn the_public_questions_are_answered() {
    let engine = Engine::built_in().expect("the built-in data loads");
    let today = jiff::civil::date(2026, 11, 21);
    let (mut all, mut right, mut wrong) = (0u32, 0u32, 0u32);
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/questions/tune");
    for entry in std::fs::read_dir(folder).expect("the suite is there").flatten() {
        let text = std::fs::read_to_string(entry.path()).expect("a question file");
        for (n, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
            let question: Value = serde_json::from_str(line).unwrap_or_else(|e| panic!("{}:{}: {e}", entry.path().display(), n + 1));
            let understanding = understand(&engine, question["text"].as_str().unwrap_or_default(), today);
            let answer = answer_all(&engine, &understanding, understanding.lang.unwrap_or(Lang::En), today);
            let expect = &question["expect"];
            let status = serde_json::to_value(answer.status).expect("a status");
            let fits = expect["status"].as_array().is_some_and(|all| all.contains(&status));
            let (headline, whole) = (squash(&answer.headline), squash(&plain(&engine, &answer)));
            let groups = |key: &str| expect[key].as_array().cloned().unwrap_or_default();
            let told = groups("headline").iter().all(|g| holds(&headline, g)) && !holds(&headline, &expect["never"]);
            let full = groups("text").iter().all(|g| holds(&whole, g));
            let asserted = answer.status == Status::Answered;
            all += 1;
            right += u32::from(fits && (!asserted || told && full));
            wrong += u32::from(asserted && (!fits || !told));
        }
    }
    let share = |n: u32| f64::from(n) / f64::from(all);
    assert!(all >= 600, "the suite has {all} questions");
    assert!(share(right) >= RIGHT, "{:.1} % right", 100.0 * share(right));
    assert!(share(wrong) <= WRONG, "{:.1} % wrong", 100.0 * share(wrong));
}
