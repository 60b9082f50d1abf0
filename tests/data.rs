//! The dataset that is compiled in: it passes every check, its schema files are current, and it holds every fact of the inventory.

use std::{collections::BTreeMap, fs, path::Path};

use accession_bot::{
    data::{Dataset, check, finding::Severity, load::Files, schema_files},
    query::{
        compiled::{self, Compiled},
        engine::Engine,
        understand::understand,
    },
};
use jiff::civil::date;

#[test]
fn the_dataset_has_no_error() {
    let findings = check::check(&Files::built_in());
    let errors: Vec<String> = findings.iter().filter(|f| f.severity == Severity::Error).map(ToString::to_string).collect();
    assert!(errors.is_empty(), "{} errors:\n{}", errors.len(), errors.join("\n"));
}

#[test]
fn findings_come_in_the_same_order_every_time() {
    let mut files = Files::built_in();
    files.set("facts/extra.json", r#"[{"id": "Extra", "answer": {"en": "", "cnr": ""}, "cites": [], "about": ["nobody"]}]"#.to_owned());
    let first = check::check(&files);
    assert!(!first.is_empty());
    for _ in 0..2 {
        assert_eq!(check::check(&files), first);
    }
}

/// `BLESS=1 cargo test --test data` writes the files anew.
#[test]
fn the_schema_files_are_current() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/schema");
    let files = schema_files();
    if std::env::var_os("BLESS").is_some() {
        fs::create_dir_all(&folder).unwrap();
        for (name, text) in &files {
            fs::write(folder.join(name), text).unwrap();
        }
    }
    for (name, text) in &files {
        let written = fs::read_to_string(folder.join(name)).unwrap_or_default();
        assert!(written == *text, "data/schema/{name} is stale: BLESS=1 cargo test --test data");
    }
    let there = fs::read_dir(&folder).unwrap().count();
    assert_eq!(there, files.len(), "data/schema holds files that no kind of record has");
}

/// How many facts each part of the fact sheet has; the last two are its conflicts and traps, and what was found in public sources.
const INVENTORY: &[(&str, usize)] = &[
    ("G1", 54),
    ("G2", 37),
    ("G3", 15),
    ("G4", 27),
    ("G4b", 12),
    ("G5", 15),
    ("G6", 24),
    ("G7", 23),
    ("G8", 19),
    ("G9", 18),
    ("G10", 12),
    ("G11", 5),
    ("traps", 96),
];

#[test]
fn every_fact_of_the_inventory_is_held_by_a_record() {
    let inventory: BTreeMap<String, BTreeMap<String, Vec<String>>> =
        serde_json::from_str(&fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/inventory.json")).unwrap()).unwrap();
    for (part, count) in INVENTORY {
        assert_eq!(inventory[*part].len(), *count, "{part}");
    }
    for n in 1..=96 {
        assert!(inventory["traps"].contains_key(&format!("T{n:02}")), "T{n:02}");
    }
    let dataset = Dataset::read(&Files::built_in()).unwrap();
    for (fact, records) in inventory.values().flatten() {
        assert!(!records.is_empty(), "{fact}: no record holds it");
        for record in records {
            assert!(dataset.find(record).is_some(), "{fact}: there is no record `{record}`");
        }
    }
}

#[test]
fn a_model_of_other_examples_is_told() {
    let mut files = Files::built_in();
    assert!(check::check_only(&files, "learned").unwrap().is_empty(), "learn the model anew: cargo run --release --example learn, then fit");
    files.set("asks/polls-other.json", "[]".to_owned());
    let findings = check::check_only(&files, "learned").unwrap();
    assert!(matches!(findings.as_slice(), [finding] if finding.severity == Severity::Warning && finding.file == "vocab/learned.bin"), "{findings:?}");
}

/// What was compiled beforehand is what the data says, byte for byte: otherwise answers would be those of older data.
#[test]
fn the_index_is_current() {
    let mut files = Files::built_in();
    let kept = files.binary(compiled::FILE).expect("the index is compiled in").to_vec();
    assert!(check::check_only(&files, "compiled").unwrap().is_empty(), "{}", compiled::ANEW);
    files.set(compiled::FILE, Vec::new());
    let engine = Engine::new(&files).unwrap();
    let fresh = Compiled::write(&engine.vocabulary.lexicon, &engine.phrases, &files).unwrap();
    assert!(kept == fresh, "the index is made in another way now: give it another number in `compiled::MAGIC`; {}", compiled::ANEW);
}

#[test]
fn a_torn_or_foreign_index_is_made_anew() {
    let ask = |files: &Files| {
        let engine = Engine::new(files).unwrap();
        understand(&engine, "when did Iceland deposit", date(2026, 11, 21)).queries
    };
    let built_in = Files::built_in();
    let whole = built_in.binary(compiled::FILE).unwrap();
    let right = ask(&built_in);
    let mut turned = whole.to_vec();
    let middle = turned.len() / 2;
    turned[middle] ^= 1;
    for bytes in [&whole[..10], &whole[..middle], &turned] {
        let mut files = built_in.clone();
        files.set(compiled::FILE, bytes);
        assert_eq!(ask(&files), right);
    }
    let mut changed = built_in.clone();
    changed.set("asks/polls-other.json", "[]");
    let findings = check::check_only(&changed, "compiled").unwrap();
    assert!(matches!(findings.as_slice(), [finding] if finding.severity == Severity::Warning && finding.file == compiled::FILE), "{findings:?}");
    assert_eq!(ask(&changed), right);
}

#[test]
fn the_digests_of_the_build_are_those_of_the_folder() {
    let folder = Files::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data")).unwrap();
    assert_eq!(Files::built_in().digests(), folder.digests());
}
