//! What several tests share: the invented dataset.

use std::{fs, path::Path};

use accession_bot::{data::load::Files, query::learned::HEARD_FILE};

/// The invented dataset of `tests/fixtures/mini/` with the program's own words and sentences, but not with what people asked of the real one.
pub(crate) fn mini() -> Files {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/mini");
    let facts = Files::read(&folder).expect("the invented dataset can be read");
    let built_in = Files::built_in();
    let words = built_in.iter().filter(|(path, _)| path.starts_with("vocab/") && *path != HEARD_FILE || path.starts_with("locales/"));
    Files::from_texts(words.chain(facts.iter()).map(|(path, text)| (path.to_owned(), text.to_owned())))
}

/// The text of a file below `tests/`.
#[allow(dead_code, reason = "not every test reads one")]
pub(crate) fn fixture(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(path)).expect("the fixture can be read")
}
