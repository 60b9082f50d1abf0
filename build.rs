//! Computes the digests of the data that is compiled in.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

#[allow(unreachable_pub, reason = "the library has the same file as a public module")]
#[path = "src/data/digest.rs"]
mod digest;

/// Every file of a folder, with its path within the data folder.
fn walk(root: &Path, folder: &Path, files: &mut Vec<(String, Vec<u8>)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            walk(root, &path, files)?;
        } else {
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            files.push((name, fs::read(&path)?));
        }
    }
    Ok(())
}

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=data");
    let variable = |name: &str| std::env::var_os(name).map(PathBuf::from).ok_or_else(|| io::Error::other(format!("{name} is not set")));
    let data = variable("CARGO_MANIFEST_DIR")?.join("data");
    let mut files = Vec::new();
    walk(&data, &data, &mut files)?;
    let digests = digest::Digests::new(files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())));
    fs::write(variable("OUT_DIR")?.join("digests.rs"), format!("{digests:?}"))
}
