//! Files: whether all are there, whether all are read, whether they parse.

use std::path::Path;

use super::context::{Context, Found};
use crate::{
    data::{Kind, finding::Finding, load::whole_file, locate::Step},
    query::{compiled, learned, parse::evidence::UNLEARNED},
};

const PARTS: &[&str] = &[
    "dataset.json",
    "vocab/common.json",
    "vocab/computed.json",
    "vocab/dates.json",
    "vocab/evidence.json",
    "vocab/intents.json",
    "vocab/morphology.json",
    "vocab/script.json",
];
/// Examples of questions, by the records that answer them.
const ASKS: &str = "asks";
const FOLDERS: &[&str] = &["vocab/lexicon", "locales/en", "locales/cnr"];

pub(super) fn missing_files(c: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut missing = |file: &str| {
        findings.push(Finding {
            help: "a data folder replaces the whole of the built-in one; an empty list `[]` is allowed".to_owned(),
            ..whole_file(file, "missing-file", "this part of the data is missing".to_owned())
        });
    };
    for part in PARTS.iter().filter(|part| c.files.get(part).is_none()) {
        missing(part);
    }
    for folder in FOLDERS.iter().filter(|folder| c.files.below(folder).next().is_none()) {
        missing(folder);
    }
    for folder in Kind::ALL.iter().map(|kind| kind.folder()).chain([ASKS]).filter(|folder| c.files.of_kind(folder).next().is_none()) {
        missing(&format!("{folder}.json"));
    }
}

pub(super) fn unknown_files(c: &Context<'_>, findings: &mut Vec<Finding>) {
    let extension = |path: &str, wanted: &str| Path::new(path).extension().is_some_and(|extension| extension == wanted);
    for path in c.files.paths() {
        let stem = path.split(['/', '.']).next().unwrap_or(path);
        let json = extension(path, "json");
        let record = json && (stem == ASKS || Kind::ALL.iter().any(|kind| kind.folder() == stem));
        let word = json && (PARTS.contains(&path) || path.starts_with("vocab/lexicon/") || path.starts_with("schema/"));
        let sentence = extension(path, "ftl") && (path.starts_with("locales/en/") || path.starts_with("locales/cnr/"));
        if record
            || word
            || sentence
            || extension(path, "md")
            || [compiled::FILE, learned::FILE, learned::HEARD_FILE, learned::OUTSIDE_FILE, UNLEARNED].contains(&path)
        {
            continue;
        }
        let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.folder()).collect();
        let help = format!("name the file or its folder after a kind: {}", kinds.join(", "));
        let found = Found::new(path, 0, 0);
        findings.push(if json {
            found.error("unknown-file", "no kind of record is read from this file", help)
        } else {
            found.warning("unknown-file", "nothing is read from this file", help)
        });
    }
}

pub(super) fn schema(c: &Context<'_>, findings: &mut Vec<Finding>) {
    findings.extend(c.parsing.iter().filter(|finding| finding.check == "schema").cloned());
    let words = c.files.get("vocab/dates.json").and_then(|text| serde_json::from_str::<serde_json::Value>(text).ok());
    if words.as_ref().and_then(|words| words.get("months")?.as_array()).is_some_and(|months| months.len() != 12) {
        findings.push(c.at_file("vocab/dates.json", &[Step::Key("months".to_owned())]).error(
            "schema",
            "a year has twelve months",
            "give the words of each month in turn",
        ));
    }
}
