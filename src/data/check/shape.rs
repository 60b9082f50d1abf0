//! Files: whether all are there, whether all are read, whether they parse.

use super::context::{Context, Found};
use crate::data::{Kind, finding::Finding, load::whole_file};

const PARTS: &[&str] = &["dataset.json", "vocab/dates.json", "vocab/morphology.json", "vocab/script.json"];
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
    for folder in FOLDERS.iter().filter(|folder| !c.files.iter().any(|(path, _)| path.strip_prefix(**folder).is_some_and(|rest| rest.starts_with('/')))) {
        missing(folder);
    }
    for kind in Kind::ALL.iter().filter(|kind| c.files.of_kind(kind.folder()).next().is_none()) {
        missing(&format!("{}.json", kind.folder()));
    }
}

pub(super) fn unknown_files(c: &Context<'_>, findings: &mut Vec<Finding>) {
    for (path, _) in c.files.iter().filter(|(path, _)| path.ends_with(".json")) {
        let stem = path.split(['/', '.']).next().unwrap_or(path);
        let known =
            PARTS.contains(&path) || path.starts_with("vocab/lexicon/") || path.starts_with("schema/") || Kind::ALL.iter().any(|kind| kind.folder() == stem);
        if !known {
            let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.folder()).collect();
            findings.push(Found::new(path, 0, 0).error(
                "unknown-file",
                "no kind of record is read from this file",
                format!("name the file or its folder after a kind: {}", kinds.join(", ")),
            ));
        }
    }
}

pub(super) fn schema(c: &Context<'_>, findings: &mut Vec<Finding>) {
    findings.extend(c.parsing.iter().filter(|finding| finding.check == "schema").cloned());
}
