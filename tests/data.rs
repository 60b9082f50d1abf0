//! The dataset that is compiled in passes every check.

use accession_bot::data::{check, finding::Severity, load::Files};

#[test]
fn the_dataset_has_no_error() {
    let findings = check::check(&Files::built_in());
    for finding in &findings {
        println!("{finding}");
    }
    let errors: Vec<String> = findings.iter().filter(|f| f.severity == Severity::Error).map(ToString::to_string).collect();
    assert!(errors.is_empty(), "{} errors:\n{}", errors.len(), errors.join("\n"));
}
