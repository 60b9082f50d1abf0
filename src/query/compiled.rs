//! The index of words and phrases as it was compiled beforehand.
//!
//! Reading a hundred thousand examples takes most of a second on a slow machine; `vocab/index.bin` holds what comes of it. It is no data of its own: it
//! remembers which files it was made from, and where those have changed, or it is missing or torn, the index is made anew from them.

use std::hash::Hasher;

use serde::{Deserialize, Serialize};

use super::phrases::Phrases;
use crate::{data::load::Files, text::lexicon::Lexicon};

/// Where a dataset keeps it.
pub const FILE: &str = "vocab/index.bin";

/// How it is brought up to date.
pub const ANEW: &str = "`cargo run --release --example compile` writes it anew; until then it is made at every start";

/// The first bytes of the file: what it is, and the form it has. A change of what is compiled, or how, needs another number.
const MAGIC: [u8; 8] = *b"index004";
const DIGEST: usize = 32;
const CHECKSUM: usize = 8;
const HEAD: usize = MAGIC.len() + DIGEST + CHECKSUM;

/// The words and phrases of a dataset.
#[derive(Debug, Serialize, Deserialize)]
pub struct Compiled {
    /// Its words.
    pub lexicon: Lexicon,
    /// Which phrase asks for what.
    pub phrases: Phrases,
}

impl Compiled {
    /// What was compiled of a dataset; `None` where there is nothing, or it is torn or of other files.
    pub fn of(files: &Files) -> Option<Self> {
        let bytes = files.binary(FILE)?;
        let (head, body) = bytes.split_at_checked(HEAD)?;
        (head.starts_with(&MAGIC) && is_of(files)).then_some(())?;
        (head[MAGIC.len() + DIGEST..] == checksum(body)).then_some(())?;
        let mut compiled: Self = postcard::from_bytes(body).ok()?;
        compiled.phrases.sum_up();
        Some(compiled)
    }

    /// The file for a dataset.
    ///
    /// # Errors
    /// When it cannot be written down, which no data can bring about.
    pub fn write(lexicon: &Lexicon, phrases: &Phrases, files: &Files) -> Result<Vec<u8>, postcard::Error> {
        let body = postcard::to_allocvec(&(lexicon, phrases))?;
        Ok([MAGIC.as_slice(), &files.digests().inputs, &checksum(&body), &body].concat())
    }
}

/// Whether what was compiled is of these files.
pub fn is_of(files: &Files) -> bool {
    files.binary(FILE).and_then(|bytes| bytes.get(MAGIC.len()..MAGIC.len() + DIGEST)).is_some_and(|digest| digest == files.digests().inputs)
}

/// Tells torn bytes; against those who mean ill it is no help, but neither is the rest of a data folder.
fn checksum(bytes: &[u8]) -> [u8; CHECKSUM] {
    let mut hasher = rustc_hash::FxHasher::default();
    hasher.write(bytes);
    hasher.finish().to_le_bytes()
}
