//! Small faults, put into the invented dataset one at a time: each is found by its check, in the right place, with a way to mend it.
//!
//! `tests/faults/<check>.toml` holds the faults of one check. `find` is replaced once by `replace`; without `find` the file is made anew, without
//! `replace` it is taken out. The finding must point at the first occurrence of `at`; without `at` the whole file is meant.

mod support;

use std::{collections::BTreeSet, fs, path::Path};

use accession_bot::data::{
    check::{self, CHECKS},
    load::Files,
    locate::position,
};
use serde::Deserialize;

#[derive(Deserialize)]
struct Faults {
    fault: Vec<Fault>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fault {
    what: String,
    file: String,
    find: Option<String>,
    replace: Option<String>,
    at: Option<String>,
    /// The finding names the whole line.
    #[serde(default)]
    line_only: bool,
    #[serde(default = "error")]
    severity: String,
}

fn error() -> String {
    "error".to_owned()
}

impl Fault {
    /// The set with this fault, and the line and column where it stands.
    fn put_into(&self, whole: &Files) -> (Files, (usize, usize)) {
        let text = match (&self.find, &self.replace) {
            (Some(find), Some(replace)) => {
                let text = whole.get(&self.file).unwrap_or_else(|| panic!("{}: there is no {}", self.what, self.file));
                assert!(text.contains(find.as_str()), "{}: {} does not hold {find:?}", self.what, self.file);
                Some(text.replacen(find.as_str(), replace, 1))
            }
            (_, made) => made.clone(),
        };
        let place = self.at.as_ref().map_or((0, 0), |at| {
            let text = text.as_deref().unwrap_or_default();
            position(text, text.find(at.as_str()).unwrap_or_else(|| panic!("{}: {at:?} is not in the faulty file", self.what)))
        });
        let others = whole.iter().filter(|(path, _)| *path != self.file).map(|(path, text)| (path.to_owned(), text.to_owned()));
        (Files::from_texts(others.chain(text.map(|text| (self.file.clone(), text)))), place)
    }
}

#[test]
fn every_fault_is_found_where_it_stands() {
    let whole = support::mini();
    let mut missed = Vec::new();
    for check in CHECKS {
        let faults: Faults = toml::from_str(&support::fixture(&format!("faults/{}.toml", check.name))).unwrap_or_else(|e| panic!("{}: {e}", check.name));
        for fault in faults.fault {
            let (faulty_set, (line, column)) = fault.put_into(&whole);
            let findings = check::check_only(&faulty_set, check.name).unwrap();
            let found = findings.iter().any(|f| {
                let severity = serde_json::to_value(f.severity).unwrap();
                f.check == check.name
                    && f.file == fault.file
                    && (f.line, f.column) == (line, if fault.line_only { 1 } else { column })
                    && severity == fault.severity.as_str()
                    && !f.help.is_empty()
            });
            if !found {
                let shown: Vec<String> = findings.iter().filter(|f| !f.file.starts_with("vocab")).map(ToString::to_string).collect();
                missed.push(format!("{}: {}: not at {}:{line}:{column}\n  {}", check.name, fault.what, fault.file, shown.join("\n  ")));
            }
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn a_check_run_alone_tells_what_it_tells_among_all() {
    let faulty = {
        let mut files = support::mini();
        files.set("polls.json", files.get("polls.json").unwrap().replacen("58", "59", 1));
        files
    };
    let all = check::check(&faulty);
    for check in CHECKS {
        let alone = check::check_only(&faulty, check.name).unwrap();
        let among: Vec<_> = all.iter().filter(|finding| finding.check == check.name).cloned().collect();
        assert_eq!(alone, among, "{}", check.name);
    }
    assert!(check::check_only(&faulty, "no-such-check").is_none());
}

#[test]
fn every_file_of_faults_belongs_to_a_check() {
    let names: BTreeSet<String> = CHECKS.iter().map(|check| format!("{}.toml", check.name)).collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults");
    let files: BTreeSet<String> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(files, names);
}
