//! What the checks work on: the records that parsed, the raw values with their paths, and where everything stands.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use crate::{
    data::{
        Kind, Records,
        finding::{Finding, Severity},
        load::{self, Files, Origin},
        locate::{self, Step},
        schema::{Asks, Claims, Manifest},
    },
    query::{
        intent::Intent,
        learned::OUTSIDE_FILE,
        parse::evidence::{EVIDENCE, UNLEARNED, Weights},
        when::{DateGrammar, DateWords},
    },
    text::{
        lexicon::{CommonWords, ConceptEntry, Morphology},
        script::ScriptRules,
    },
};

/// A record as it is written.
pub(super) struct Raw {
    /// Its kind.
    pub(super) kind: Kind,
    /// Its id; empty when it has none.
    pub(super) id: String,
    /// Where it stands.
    pub(super) origin: Origin,
    /// What is written.
    pub(super) value: Value,
}

/// Everything that the checks look at.
pub(super) struct Context<'a> {
    /// The files.
    pub(super) files: &'a Files,
    /// What the set is about, if it could be read.
    pub(super) manifest: Option<Manifest>,
    /// The records that parsed.
    pub(super) records: Records,
    /// All records as written, those that did not parse too.
    pub(super) raw: Vec<Raw>,
    /// What parsing found.
    pub(super) parsing: Vec<Finding>,
    /// Whether a file could not be read as JSON, so that ids may be missing.
    pub(super) incomplete: bool,
    /// Words of dates.
    pub(super) dates: Option<DateGrammar>,
    /// Words of every day.
    pub(super) common: Vec<CommonWords>,
    /// Latin into Cyrillic.
    pub(super) script: Option<ScriptRules>,
    /// The entries of the lexicon.
    pub(super) concepts: Vec<(Origin, ConceptEntry)>,
    /// Examples of questions.
    pub(super) asks: Vec<(Origin, Asks)>,
    /// Questions as people put them.
    pub(super) heard: Vec<(Origin, Asks)>,
    /// What can be computed.
    pub(super) intents: Vec<Intent>,
    kinds: HashMap<String, Vec<usize>>,
    places: HashMap<Kind, Vec<Origin>>,
}

impl<'a> Context<'a> {
    pub(super) fn new(files: &'a Files) -> Self {
        let mut parsing = Vec::new();
        let mut origins = Vec::new();
        let manifest = load::object::<Manifest>(files, "dataset.json", &mut parsing);
        let records = Records::read(files, &mut origins, &mut parsing);
        let mut raw = Vec::new();
        let mut incomplete = false;
        for &kind in Kind::ALL {
            for (file, text) in files.of_kind(kind.folder()) {
                let Ok(Value::Array(values)) = serde_json::from_str(text) else {
                    incomplete = true;
                    continue;
                };
                for (index, value) in values.into_iter().enumerate() {
                    let id = value.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
                    raw.push(Raw { kind, id, origin: Origin { file: file.to_owned(), index }, value });
                }
            }
        }
        let dates = load::object::<DateWords>(files, "vocab/dates.json", &mut parsing).map(|words| DateGrammar::new(&words));
        drop(load::object::<Morphology>(files, "vocab/morphology.json", &mut parsing));
        let common = load::object::<Vec<CommonWords>>(files, "vocab/common.json", &mut parsing).unwrap_or_default();
        let script = load::object(files, "vocab/script.json", &mut parsing);
        let concepts = load::records(files, "vocab/lexicon", &mut parsing);
        let asks = ["asks", "vocab/computed"].into_iter().flat_map(|kind| load::records(files, kind, &mut parsing)).collect();
        let heard = load::records(files, "vocab/heard", &mut parsing);
        let intents = load::object(files, "vocab/intents.json", &mut parsing).unwrap_or_default();
        if files.get(OUTSIDE_FILE).is_some() {
            drop(load::object::<Claims>(files, OUTSIDE_FILE, &mut parsing));
        }
        for path in [EVIDENCE, UNLEARNED].into_iter().filter(|path| *path == EVIDENCE || files.get(path).is_some()) {
            let Some(weights) = load::object::<BTreeMap<String, f32>>(files, path, &mut parsing) else { continue };
            let before = parsing.len();
            drop(Weights::new(&weights, path, &mut parsing));
            for finding in &mut parsing[before..] {
                let name = finding.message.split('`').nth(1).unwrap_or_default();
                let at = files.get(&finding.file).and_then(|text| text.find(&format!("\"{name}\"")).map(|at| locate::position(text, at)));
                (finding.line, finding.column) = at.unwrap_or_default();
                "schema".clone_into(&mut finding.check);
                "`cargo run --release --example fit` writes the file anew, with the names that there are".clone_into(&mut finding.help);
            }
        }
        let mut kinds: HashMap<String, Vec<usize>> = HashMap::new();
        for (i, record) in raw.iter().enumerate() {
            kinds.entry(record.id.clone()).or_default().push(i);
        }
        let mut places: HashMap<Kind, Vec<Origin>> = HashMap::new();
        for (kind, _, origin) in origins {
            places.entry(kind).or_default().push(origin);
        }
        Self { files, manifest, records, raw, parsing, incomplete, dates, common, script, concepts, asks, heard, intents, kinds, places }
    }

    /// The records of an id, as written.
    pub(super) fn with_id(&self, id: &str) -> impl Iterator<Item = &Raw> {
        self.kinds.get(id).into_iter().flatten().map(|&i| &self.raw[i])
    }

    /// Where the `i`-th parsed record of a kind stands.
    pub(super) fn place(&self, kind: Kind, i: usize) -> &Origin {
        &self.places[&kind][i]
    }

    /// A finding at a path inside a record.
    pub(super) fn at(&self, origin: &Origin, path: &[Step]) -> Found {
        let mut whole = vec![Step::Index(origin.index)];
        whole.extend_from_slice(path);
        self.at_file(&origin.file, &whole)
    }

    /// A finding at a path inside a file.
    pub(super) fn at_file(&self, file: &str, path: &[Step]) -> Found {
        let (line, column) = self.files.get(file).map_or((0, 0), |text| locate::locate(text, path));
        Found { file: file.to_owned(), line, column }
    }

    /// A finding at a path written as `dates/0/date`.
    pub(super) fn at_path(&self, origin: &Origin, path: &str) -> Found {
        self.at(origin, &locate::parse_path(path))
    }
}

/// A place where something was found.
pub(super) struct Found {
    file: String,
    line: usize,
    column: usize,
}

impl Found {
    /// A place known by line and column.
    pub(super) fn new(file: &str, line: usize, column: usize) -> Self {
        Self { file: file.to_owned(), line, column }
    }

    /// What keeps the data from being used.
    pub(super) fn error(self, check: &str, message: impl Into<String>, help: impl Into<String>) -> Finding {
        self.finding(Severity::Error, check, message.into(), help.into())
    }

    /// What is worth mending.
    pub(super) fn warning(self, check: &str, message: impl Into<String>, help: impl Into<String>) -> Finding {
        self.finding(Severity::Warning, check, message.into(), help.into())
    }

    fn finding(self, severity: Severity, check: &str, message: String, help: String) -> Finding {
        Finding { file: self.file, line: self.line, column: self.column, severity, check: check.to_owned(), message, help }
    }
}

/// Visits every value inside `value` with its path.
pub(super) fn walk<'v>(value: &'v Value, visit: &mut impl FnMut(&[Step], &'v Value)) {
    fn go<'v>(value: &'v Value, path: &mut Vec<Step>, visit: &mut impl FnMut(&[Step], &'v Value)) {
        visit(path, value);
        match value {
            Value::Object(members) => {
                for (key, member) in members {
                    path.push(Step::Key(key.clone()));
                    go(member, path, visit);
                    path.pop();
                }
            }
            Value::Array(elements) => {
                for (index, element) in elements.iter().enumerate() {
                    path.push(Step::Index(index));
                    go(element, path, visit);
                    path.pop();
                }
            }
            _ => {}
        }
    }
    go(value, &mut Vec::new(), visit);
}

/// The last key of a path.
pub(super) fn last_key(path: &[Step]) -> Option<&str> {
    path.iter().rev().find_map(|step| match step {
        Step::Key(key) => Some(key.as_str()),
        Step::Index(_) => None,
    })
}

/// Whether a value is a text in both languages.
pub(super) fn as_text(value: &Value) -> Option<(&str, &str)> {
    let members = value.as_object()?;
    (members.len() == 2).then_some(())?;
    Some((members.get("en")?.as_str()?, members.get("cnr")?.as_str()?))
}
