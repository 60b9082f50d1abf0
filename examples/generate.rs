//! Writes a data folder that is several times as large as the built-in one, for measuring how cost grows.
//!
//! `cargo run --release --example generate -- TIMES DIR`, then `accession-bot ask --data DIR …`

use std::{fs, path::Path, process::ExitCode};

use accession_bot::data::load::Files;

#[path = "../tests/support/generate.rs"]
mod generate;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [times, folder] = arguments.as_slice() else {
        eprintln!("usage: generate TIMES DIR");
        return ExitCode::from(2);
    };
    let Some(times) = times.parse().ok().filter(|times| (1..=1000).contains(times)) else {
        eprintln!("TIMES is a number from 1 to 1000");
        return ExitCode::from(2);
    };
    let files = generate::enlarge(&Files::built_in(), times);
    for (path, text) in files.iter() {
        let path = Path::new(folder).join(path);
        let written = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(&path, text));
        if let Err(error) = written {
            eprintln!("{} cannot be written: {error}", path.display());
            return ExitCode::from(2);
        }
    }
    println!("{} files in {folder}", files.iter().count());
    ExitCode::SUCCESS
}
