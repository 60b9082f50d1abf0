//! Compiles the words and phrases of a data folder beforehand and writes `vocab/index.bin`.
//!
//! `cargo run --release --example compile -- [--data DIR]`
//!
//! Run it after anything in the JSON files of the folder has changed; until then the program makes the index anew at every start.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use accession_bot::{
    data::load::Files,
    query::{
        compiled::{Compiled, FILE},
        engine::Engine,
    },
};

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let data = match (arguments.next().as_deref(), arguments.next()) {
        (None, _) => Path::new(env!("CARGO_MANIFEST_DIR")).join("data"),
        (Some("--data"), Some(folder)) => PathBuf::from(folder),
        _ => {
            eprintln!("compile [--data DIR]");
            return ExitCode::FAILURE;
        }
    };
    let read = Files::read(&data).and_then(|mut files| {
        // What was compiled before may not fit.
        files.set(FILE, Vec::new());
        Engine::new(&files).map(|engine| (files, engine))
    });
    let (files, engine) = match read {
        Ok(both) => both,
        Err(findings) => {
            for finding in &findings {
                eprintln!("{finding}");
            }
            return ExitCode::FAILURE;
        }
    };
    let written = Compiled::write(&engine.vocabulary.lexicon, &engine.phrases, &files).map_err(|error| error.to_string());
    match written.and_then(|bytes| std::fs::write(data.join(FILE), bytes).map_err(|error| error.to_string())) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {error}", data.join(FILE).display());
            ExitCode::FAILURE
        }
    }
}
