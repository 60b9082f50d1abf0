//! Adds the questions of the suite that are answered rightly to `data/vocab/heard.json`, each under what answers it, and those that nothing answers, and that
//! are not, under `-`.
//!
//! `cargo run --release --example hear -- [QUESTIONS.jsonl …]`
//!
//! What people ask looks little like what is written as an example, and the model learns most from what they asked. A question is added where one record or
//! one computation answers all of it; what stands in the file already stays. Afterwards `--example learn` learns the model anew.

use std::{
    collections::{BTreeMap, HashSet},
    path::{Path, PathBuf},
    process::ExitCode,
};

use accession_bot::{
    answer::{answer_all, model::Status},
    data::schema::{Asks, Claims},
    query::{
        engine::Engine,
        learned::{HEARD_FILE, OUTSIDE, Side},
        model::{Op, Query},
        understand::understand,
    },
    text::Lang,
};
use serde::Serialize;
use serde_json::Value;
use suite::{Question, Verdict, judge};

#[path = "suite/mod.rs"]
mod suite;

/// What answers a query by itself, and whether it confirms or refutes what is claimed there.
fn answered_by(engine: &Engine, query: &Query) -> Option<(String, Side)> {
    if query.op == Op::Record {
        let [id] = &query.ids[..] else { return None };
        let side = match (query.yesno, query.word.as_deref()) {
            (true, Some("yes")) => Side::Holds,
            (true, Some("no")) => Side::Fails,
            (true, Some(_)) => return None,
            _ => Side::Asked,
        };
        return Some((id.clone(), side));
    }
    // Of the computations that it may be one of, that which fixes the most; where there are several it may be any.
    let fits = engine.intents.iter().filter(|intent| intent.is_of(query) && intent.more == query.more);
    let mut fits: Vec<(usize, &str)> = fits
        .map(|intent| {
            let fixed = [intent.side.is_some(), intent.word.is_some(), intent.n.is_some()];
            (fixed.into_iter().filter(|fixed| *fixed).count(), intent.id.as_str())
        })
        .collect();
    fits.sort_unstable();
    match fits[..] {
        [.., (second, _), (first, _)] if second == first => None,
        [.., (_, id)] => Some((id.to_owned(), Side::Asked)),
        [] => None,
    }
}

/// The list that a question belongs to.
fn list(asks: &mut Asks, side: Side, english: bool) -> &mut Vec<String> {
    let (en, cnr) = match side {
        Side::Asked => (&mut asks.en, &mut asks.cnr),
        Side::Holds => (&mut asks.holds.en, &mut asks.holds.cnr),
        Side::Fails => (&mut asks.fails.en, &mut asks.fails.cnr),
    };
    if english { en } else { cnr }
}

/// What was heard before.
fn read(path: &Path) -> Result<Vec<Asks>, String> {
    match std::fs::read_to_string(path) {
        Ok(text) => serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display())),
        Err(_) => Ok(Vec::new()),
    }
}

/// Writes a file without what is empty in it, as those are written that people edit.
fn write(path: &Path, heard: &[Asks]) -> Result<(), String> {
    fn full(value: &mut Value) -> bool {
        match value {
            Value::Object(members) => {
                members.retain(|_, member| full(member));
                !members.is_empty()
            }
            Value::Array(elements) => {
                elements.retain_mut(full);
                !elements.is_empty()
            }
            _ => true,
        }
    }
    let mut bytes = Vec::new();
    let mut value = serde_json::to_value(heard).map_err(|error| error.to_string())?;
    full(&mut value);
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, serde_json::ser::PrettyFormatter::with_indent(b" "));
    value.serialize(&mut serializer).map_err(|error| error.to_string())?;
    bytes.push(b'\n');
    std::fs::write(path, bytes).map_err(|error| format!("{}: {error}", path.display()))
}

fn hear(mut files: Vec<PathBuf>) -> Result<(), String> {
    let engine = Engine::built_in().map_err(|findings| findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    if files.is_empty() {
        files = std::fs::read_dir(root.join("tests/questions/tune")).map(|all| all.flatten().map(|entry| entry.path()).collect()).unwrap_or_default();
        files.sort();
    }
    let out = root.join("data").join(HEARD_FILE);
    let mut heard: BTreeMap<String, Asks> = read(&out)?.into_iter().map(|asks| (asks.of.clone(), asks)).collect();
    let lists = |asks: &Asks| [&asks.en, &asks.cnr, &asks.holds.en, &asks.holds.cnr, &asks.fails.en, &asks.fails.cnr].map(Clone::clone).concat();
    let mut known: HashSet<String> = heard.values().flat_map(lists).collect();
    let (mut all, mut added) = (0, 0);
    for file in files {
        let text = std::fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        for question in text.lines().filter_map(|line| serde_json::from_str::<Question>(line).ok()) {
            all += 1;
            let today = question.today.as_deref().and_then(|day| day.parse().ok()).unwrap_or(jiff::civil::Date::constant(2026, 11, 21));
            let understanding = understand(&engine, &question.text, today);
            let answer = answer_all(&engine, &understanding, understanding.lang.unwrap_or(Lang::En), today);
            let [query] = &understanding.queries[..] else { continue };
            if judge(&engine, &question, &answer).0 != Verdict::Right || known.contains(&question.text) {
                continue;
            }
            let unanswered = query.op == Op::Unknown && answer.status == Status::Unknown;
            // A gap answers too, with what is not known.
            let answers = answer.status == Status::Answered || query.op == Op::Record;
            let of = if unanswered { Some((OUTSIDE.to_owned(), Side::Asked)) } else { answered_by(&engine, query).filter(|_| answers) };
            let Some((of, side)) = of else { continue };
            let empty = Asks { of: of.clone(), en: Vec::new(), cnr: Vec::new(), holds: Claims::default(), fails: Claims::default() };
            list(heard.entry(of).or_insert(empty), side, question.lang == "en").push(question.text.clone());
            added += 1;
            known.insert(question.text);
        }
    }
    write(&out, &heard.into_values().collect::<Vec<_>>())?;
    println!("{added} of {all} questions added");
    Ok(())
}

fn main() -> ExitCode {
    match hear(std::env::args().skip(1).map(PathBuf::from).collect()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
