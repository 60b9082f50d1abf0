//! Percentiles of understanding and answering over the question suite, on one core, and of very long messages.
//!
//! `cargo run --release --example latency`

use std::{path::Path, time::Instant};

use accession_bot::{
    answer::answer_all,
    query::{engine::Engine, understand::understand},
    text::Lang,
};

fn percentiles(name: &str, mut times: Vec<f64>) {
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    println!("{name:<24}{:>8}{:>10.0}{:>10.0}{:>10.0}{:>10.0}", times.len(), at(0.5), at(0.9), at(0.99), at(1.0));
}

fn main() {
    let start = Instant::now();
    let Ok(engine) = Engine::built_in() else {
        eprintln!("the built-in data does not load: run `accession-bot check`");
        return;
    };
    println!("engine built in {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    let today = jiff::civil::date(2026, 11, 21);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/questions/tune");
    let mut questions = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let text = std::fs::read_to_string(entry.path()).unwrap_or_default();
        questions
            .extend(text.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok()).filter_map(|v| v["text"].as_str().map(str::to_owned)));
    }
    let long: Vec<String> =
        (0..50).map(|i| questions.iter().cycle().skip(i * 17).take(80).cloned().collect::<Vec<_>>().join(" ").chars().take(4000).collect()).collect();
    let measure = |texts: &[String]| -> Vec<f64> {
        texts
            .iter()
            .map(|text| {
                let start = Instant::now();
                let understanding = understand(&engine, text, today);
                let answer = answer_all(&engine, &understanding, understanding.lang.unwrap_or(Lang::En), today);
                std::hint::black_box(answer.headline.len());
                start.elapsed().as_secs_f64() * 1e6
            })
            .collect()
    };
    measure(&questions);
    println!("{:<24}{:>8}{:>10}{:>10}{:>10}{:>10}   (microseconds)", "messages", "n", "median", "90 %", "99 %", "most");
    percentiles("questions", measure(&questions));
    percentiles("4,000 characters", measure(&long));
}
