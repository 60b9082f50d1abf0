//! What a data folder is told by: digests over its files. The build script reads this file too, so that the program need not read its own data for them.

use sha2::{Digest, Sha256};

/// The digests of a data folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Digests {
    /// SHA-256 over the sorted paths and bytes of all files.
    pub all: [u8; 32],
    /// The same over what the index of phrases is made from: every JSON file.
    pub inputs: [u8; 32],
}

impl Digests {
    /// The digests of some files, by path and bytes in any order.
    pub fn new<'f>(files: impl Iterator<Item = (&'f str, &'f [u8])>) -> Self {
        let mut files: Vec<(&str, &[u8])> = files.collect();
        files.sort_unstable();
        let (mut all, mut inputs) = (Sha256::new(), Sha256::new());
        for (path, bytes) in files {
            let add = |hash: &mut Sha256| [path.as_bytes(), &[0], bytes, &[0]].into_iter().for_each(|part: &[u8]| hash.update(part));
            add(&mut all);
            if path.rsplit('.').next() == Some("json") {
                add(&mut inputs);
            }
        }
        Self { all: all.finalize().into(), inputs: inputs.finalize().into() }
    }
}
