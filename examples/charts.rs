//! Draws every chart in every language into a folder: `cargo run --example charts -- FOLDER [NAME…]`.

use std::path::Path;

use accession_bot::{
    data::load::Files,
    query::engine::Engine,
    render::chart::{names, write_chart},
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
            match write_chart(&engine, &name, lang, &Path::new(&folder).join(format!("{name}.{}.png", lang.tag()))) {
                Ok(figure) => println!("{name} {} {} ms: {}\n{}\n", lang.tag(), started.elapsed().as_millis(), figure.alt, figure.table),
                Err(error) => eprintln!("{error}"),
            }
        }
    }
}
