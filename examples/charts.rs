//! Draws every chart in every language into a folder: `cargo run --example charts -- FOLDER [NAME…]`.

use std::path::Path;

use accession_bot::{
    data::load::Files,
    query::engine::Engine,
    render::chart::{figure, names, png},
    text::Lang,
};

fn main() {
    let mut args = std::env::args().skip(1);
    let Some(folder) = args.next() else { return eprintln!("which folder are the pictures to go to?") };
    let engine = match Engine::new(&Files::built_in()) {
        Ok(engine) => engine,
        Err(findings) => return eprintln!("the data cannot be used: {findings:?}"),
    };
    let chosen: Vec<String> = args.collect();
    for name in if chosen.is_empty() { names(&engine) } else { chosen } {
        for lang in Lang::ALL {
            let started = std::time::Instant::now();
            let Some(figure) = figure(&engine, &name, lang) else {
                eprintln!("there is no chart `{name}`");
                continue;
            };
            let path = Path::new(&folder).join(format!("{name}.{}.png", lang.tag()));
            let written = png(&figure).map_err(|error| error.to_string()).and_then(|bytes| std::fs::write(&path, bytes).map_err(|error| error.to_string()));
            if let Err(error) = written {
                eprintln!("{}: {error}", path.display());
            }
            println!("{name} {} {} ms: {}\n{}\n", lang.tag(), started.elapsed().as_millis(), figure.alt, figure.table);
        }
    }
}
