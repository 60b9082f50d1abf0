//! Reads a data folder, or the one compiled in, into typed records that remember where they stand.

use std::{borrow::Cow, collections::BTreeMap, ops::Range, path::Path};

use include_dir::{Dir, include_dir};
use serde::{Deserialize, de::DeserializeOwned};

use super::{
    digest::Digests,
    finding::{Finding, Severity},
    locate,
};

static BUILT_IN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/data");
/// Its digests, as the build script found them.
static BUILT_IN_DIGESTS: Digests = include!(concat!(env!("OUT_DIR"), "/digests.rs"));

/// The name of a file that is no text ends in this.
const BINARY: &str = ".bin";

/// The files of a data folder by their path with `/`, sorted.
#[derive(Debug, Clone, Default)]
pub struct Files {
    files: BTreeMap<String, Cow<'static, [u8]>>,
    /// Their digests, where those are known already.
    digests: Option<Digests>,
}

impl Files {
    /// The folder compiled into the program.
    pub fn built_in() -> Self {
        fn walk(dir: &Dir<'static>, into: &mut Files) {
            for file in dir.files() {
                let Some(path) = file.path().to_str().map(|path| path.replace('\\', "/")) else { continue };
                into.files.insert(path, Cow::Borrowed(file.contents()));
            }
            dir.dirs().for_each(|dir| walk(dir, into));
        }
        let mut files = Self::default();
        walk(&BUILT_IN, &mut files);
        files.digests = Some(BUILT_IN_DIGESTS);
        files
    }

    /// A folder on disk. Hidden files are left out.
    ///
    /// # Errors
    /// One finding for every file that cannot be read, or is a text and not UTF-8.
    pub fn read(folder: &Path) -> Result<Self, Vec<Finding>> {
        fn walk(root: &Path, dir: &Path, into: &mut Files, findings: &mut Vec<Finding>) {
            let name = |path: &Path| path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/");
            let entries = match std::fs::read_dir(dir) {
                Ok(entries) => entries,
                Err(error) => {
                    findings.push(whole_file(&dir.to_string_lossy(), "read", format!("the folder cannot be read: {error}")));
                    return;
                }
            };
            for entry in entries.flatten() {
                let path = entry.path();
                if entry.file_name().to_string_lossy().starts_with('.') {
                    continue;
                }
                if path.is_dir() {
                    walk(root, &path, into, findings);
                    continue;
                }
                let name = name(&path);
                let read = if is_binary(&name) { std::fs::read(&path) } else { std::fs::read_to_string(&path).map(String::into_bytes) };
                match read {
                    Ok(bytes) => drop(into.files.insert(name, Cow::Owned(bytes))),
                    Err(error) => findings.push(whole_file(&name, "read", format!("the file cannot be read: {error}"))),
                }
            }
        }
        let (mut files, mut findings) = (Self::default(), Vec::new());
        walk(folder, folder, &mut files, &mut findings);
        if findings.is_empty() { Ok(files) } else { Err(findings) }
    }

    /// A set made in memory, for tests and generated sets.
    pub fn from_texts(texts: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut files = Self::default();
        texts.into_iter().for_each(|(path, text)| files.set(&path, text));
        files
    }

    /// The text of one file.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).filter(|_| !is_binary(path)).and_then(|bytes| std::str::from_utf8(bytes).ok())
    }

    /// The bytes of one file that is no text.
    pub fn binary(&self, path: &str) -> Option<&Cow<'static, [u8]>> {
        self.files.get(path).filter(|_| is_binary(path))
    }

    /// The paths of all files, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Replaces or adds one file.
    pub fn set(&mut self, path: &str, content: impl Into<Vec<u8>>) {
        self.digests = None;
        self.files.insert(path.to_owned(), Cow::Owned(content.into()));
    }

    /// Every text file, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts(|_| true)
    }

    /// The text files below a folder, sorted by path.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.texts(move |path| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')))
    }

    /// The JSON files of one kind: `kind.json` or everything below `kind/`.
    pub fn of_kind<'a, 'k>(&'a self, kind: &'k str) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a, 'k> {
        self.texts(move |path| path.strip_suffix(".json").is_some_and(|stem| stem == kind || stem.strip_prefix(kind).is_some_and(|rest| rest.starts_with('/'))))
    }

    /// The texts whose paths are wanted; no other is looked at.
    fn texts<W: Fn(&str) -> bool>(&self, wanted: W) -> impl Iterator<Item = (&str, &str)> + use<'_, W> {
        let texts = self.files.iter().filter(move |(path, _)| !is_binary(path) && wanted(path));
        texts.filter_map(|(path, bytes)| Some((path.as_str(), std::str::from_utf8(bytes).ok()?)))
    }

    /// What the files are told by.
    pub fn digests(&self) -> Digests {
        self.digests.unwrap_or_else(|| Digests::new(self.files.iter().map(|(path, bytes)| (path.as_str(), &**bytes))))
    }
}

/// Whether a file is no text, by its name.
fn is_binary(path: &str) -> bool {
    path.ends_with(BINARY)
}

/// A finding about a whole file.
pub fn whole_file(file: &str, check: &str, message: String) -> Finding {
    Finding { file: file.to_owned(), line: 0, column: 0, severity: Severity::Error, check: check.to_owned(), message, help: String::new() }
}

/// Where a record stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// File, relative to the data folder.
    pub file: String,
    /// Position in the file's array.
    pub index: usize,
}

/// Reads all records of one kind; findings of files that do not parse are added. A faulty record does not hide the others of its file.
pub fn records<'f, T: Deserialize<'f>>(files: &'f Files, kind: &str, findings: &mut Vec<Finding>) -> Vec<(Origin, T)> {
    let mut all = Vec::new();
    for (file, text) in files.of_kind(kind) {
        let origin = |index| Origin { file: file.to_owned(), index };
        match serde_json::from_str::<Vec<T>>(text) {
            Ok(records) => all.extend(records.into_iter().enumerate().map(|(index, record)| (origin(index), record))),
            Err(error) if error.is_data() => {
                let elements = locate::elements(text);
                if elements.is_empty() {
                    findings.push(parse_finding(file, text, 0..text.len(), &error));
                }
                for (index, range) in elements.into_iter().enumerate() {
                    match serde_json::from_str(&text[range.clone()]) {
                        Ok(record) => all.push((origin(index), record)),
                        Err(error) => findings.push(parse_finding(file, text, range, &error)),
                    }
                }
            }
            Err(error) => findings.push(parse_finding(file, text, 0..text.len(), &error)),
        }
    }
    all
}

/// Reads one file that holds a single object.
pub fn object<T: DeserializeOwned>(files: &Files, file: &str, findings: &mut Vec<Finding>) -> Option<T> {
    let Some(text) = files.get(file) else {
        findings.push(whole_file(file, "missing-file", "this part of the data is missing".to_owned()));
        return None;
    };
    serde_json::from_str(text).map_err(|error| findings.push(parse_finding(file, text, 0..text.len(), &error))).ok()
}

/// An error in `range` of a file as a finding that points at the key or value that is meant; serde itself only knows where it stopped.
fn parse_finding(file: &str, text: &str, range: Range<usize>, error: &serde_json::Error) -> Finding {
    let message = error.to_string();
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message).to_owned();
    let part = &text[range.clone()];
    let line_start: usize = part.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let stopped = (line_start + error.column()).min(part.len());
    let at = if error.is_data() { locate::culprit(part, stopped, &message) } else { syntax_place(part, stopped, &message) };
    let (line, column) = locate::position(text, range.start + at);
    let help = if error.is_data() {
        "data/README.md shows every kind of record with its keys"
    } else {
        "the file is no JSON: look for a missing comma, quote or bracket just before this place"
    };
    Finding { file: file.to_owned(), line, column, severity: Severity::Error, check: "schema".to_owned(), message, help: help.to_owned() }
}

/// Where a file stops being JSON: the comma itself rather than the bracket behind it.
fn syntax_place(text: &str, stopped: usize, message: &str) -> usize {
    let comma = text.get(..stopped).and_then(|before| before.rfind(','));
    comma.filter(|_| message.starts_with("trailing comma")).unwrap_or(stopped.saturating_sub(1))
}
