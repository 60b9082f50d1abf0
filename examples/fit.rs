//! Fits the weights of the evidence to the question suite and writes `data/vocab/evidence.json`.
//!
//! `cargo run --release --example fit -- [--data DIR] [--out FILE] [QUESTIONS.jsonl …]`
//!
//! For every question each reading is answered and judged by what the question expects; the weights are those with which the right readings (or giving no
//! answer, where that is right) are likeliest to be worth most. Run it after the data or the evidence has changed, then look at `evaluate`.

use std::path::{Path, PathBuf};

use accession_bot::{
    answer::answer,
    data::load::Files,
    query::{
        engine::Engine,
        parse::{
            Context, Reading,
            evidence::{names, sureness_evidence},
        },
        understand::understand,
    },
    text::Lang,
};
use suite::{Question, Verdict, judge};

#[path = "suite/mod.rs"]
mod suite;

/// Evidence that fewer readings than this have is left out: nothing can be learned from it.
const LEAST_READINGS: usize = 8;
/// How strongly large weights are held back.
const RIDGE: f64 = 1.0;
/// Weights below this count nothing.
const LEAST_WEIGHT: f64 = 0.02;
const ROUNDS: usize = 600;

/// One question: the evidence of every reading, the last being no answer, and which are right.
struct Case {
    readings: Vec<Reading>,
    choices: Vec<(Vec<(usize, f64)>, bool)>,
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (mut data, mut out, mut files) = (None, PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data/vocab/evidence.json"), Vec::new());
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--data" => data = arguments.next(),
            "--out" => out = arguments.next().unwrap_or_default().into(),
            _ => files.push(PathBuf::from(argument)),
        }
    }
    if files.is_empty() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/questions/tune");
        files = std::fs::read_dir(folder).map(|all| all.flatten().map(|entry| entry.path()).collect()).unwrap_or_default();
        files.sort();
    }
    let read = data.map_or_else(|| Ok(Files::built_in()), |folder| Files::read(Path::new(&folder)));
    let engine = match read.and_then(|files| Engine::new(&files)) {
        Ok(engine) => engine,
        Err(findings) => {
            for finding in &findings {
                eprintln!("{finding}");
            }
            return;
        }
    };
    let mut cases = cases(&engine, &files);
    let names = names();
    let mut seen = vec![0usize; names.len()];
    cases.iter().flat_map(|case| &case.choices).flat_map(|(evidence, _)| evidence).for_each(|(number, _)| seen[*number] += 1);
    for (evidence, _) in cases.iter_mut().flat_map(|case| &mut case.choices) {
        evidence.retain(|(number, _)| seen[*number] >= LEAST_READINGS);
    }
    let mut weights = fit(&cases, names.len());
    let sure = fit_sureness(&mut cases, &weights);
    for (number, weight) in sure {
        weights[number] = weight;
    }
    let mut lines: Vec<String> =
        names.iter().zip(&weights).filter(|(_, weight)| weight.abs() >= LEAST_WEIGHT).map(|(name, weight)| format!("  \"{name}\": {weight:.3}")).collect();
    lines.sort();
    println!("{} questions, {} weights", cases.len(), lines.len());
    if let Err(error) = std::fs::write(&out, format!("{{\n{}\n}}\n", lines.join(",\n"))) {
        eprintln!("{}: {error}", out.display());
    }
}

/// The questions that some reading, or giving no answer, is right for.
fn cases(engine: &Engine, files: &[PathBuf]) -> Vec<Case> {
    let today = jiff::civil::date(2026, 11, 21);
    let mut cases = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(file).unwrap_or_default();
        for question in text.lines().filter_map(|line| serde_json::from_str::<Question>(line).ok()) {
            let day = question.today.as_deref().and_then(|d| d.parse().ok()).unwrap_or(today);
            let lang = understand(engine, &question.text, day).lang.unwrap_or(Lang::En);
            let analysis = engine.analyse(&question.text, day);
            let context = Context::new(&analysis);
            let readings = context.readings();
            let field = context.field(&readings);
            let mut choices: Vec<(Vec<(usize, f64)>, bool)> = Vec::new();
            for reading in &readings {
                let mut evidence = Vec::new();
                context.evidence(reading, &field, &mut |number, value| evidence.push((number, f64::from(value))));
                let (verdict, _) = judge(engine, &question, &answer(engine, &reading.query, lang, day));
                choices.push((evidence, verdict == Verdict::Right));
            }
            let mut doubt = Vec::new();
            context.doubt(&field, &mut |number, value| doubt.push((number, f64::from(value))));
            choices.push((doubt, question.expect.status.iter().any(|status| status == "unknown")));
            for (evidence, _) in &mut choices {
                evidence.retain(|(_, value)| *value != 0.0);
            }
            if choices.iter().any(|(_, right)| *right) {
                cases.push(Case { readings, choices });
            }
        }
    }
    cases
}

/// The weights with which the right choices are likeliest, by gradient steps of adapted length (Adam).
fn fit(cases: &[Case], names: usize) -> Vec<f64> {
    let (mut weights, mut mean, mut spread) = (vec![0.0f64; names], vec![0.0f64; names], vec![0.0f64; names]);
    for round in 1..=ROUNDS {
        let mut gradient: Vec<f64> = weights.iter().map(|weight| 2.0 * RIDGE * weight).collect();
        for case in cases {
            let worth: Vec<f64> = case.choices.iter().map(|(evidence, _)| evidence.iter().map(|(number, value)| weights[*number] * value).sum()).collect();
            let most = worth.iter().copied().fold(f64::MIN, f64::max);
            let chances: Vec<f64> = worth.iter().map(|w| (w - most).exp()).collect();
            let all: f64 = chances.iter().sum();
            let right: f64 = case.choices.iter().zip(&chances).filter(|((_, right), _)| *right).map(|(_, chance)| chance).sum();
            for ((evidence, is_right), chance) in case.choices.iter().zip(&chances) {
                let pull = chance / all - if *is_right { chance / right.max(1e-12) } else { 0.0 };
                for (number, value) in evidence {
                    gradient[*number] += pull * value;
                }
            }
        }
        let step = 0.08 * (1.0 - round as f64 / (ROUNDS + 1) as f64);
        for i in 0..names {
            mean[i] = 0.9 * mean[i] + 0.1 * gradient[i];
            spread[i] = 0.99 * spread[i] + 0.01 * gradient[i] * gradient[i];
            let corrected = (mean[i] / (1.0 - 0.9f64.powi(round as i32))) / ((spread[i] / (1.0 - 0.99f64.powi(round as i32))).sqrt() + 1e-9);
            weights[i] -= step * corrected;
        }
    }
    weights
}

/// How sure the best reading is: whether it is right, told from what it and its rivals are worth.
fn fit_sureness(cases: &mut [Case], weights: &[f64]) -> Vec<(usize, f64)> {
    let mut rows: Vec<([(usize, f32); 5], f64)> = Vec::new();
    for case in cases {
        let worth: Vec<f64> = case.choices.iter().map(|(evidence, _)| evidence.iter().map(|(number, value)| weights[*number] * value).sum()).collect();
        let doubt = worth[case.readings.len()] as f32;
        case.readings.iter_mut().zip(&worth).for_each(|(reading, worth)| reading.worth = *worth as f32);
        let best = (0..case.readings.len()).max_by(|a, b| worth[*a].total_cmp(&worth[*b]));
        if let Some(best) = best {
            rows.push((sureness_evidence(&case.readings, doubt)[best], f64::from(u8::from(case.choices[best].1))));
        }
    }
    let Some(numbers) = rows.first().map(|(evidence, _)| evidence.map(|(number, _)| number)) else { return Vec::new() };
    let mut fitted = [0.0f64; 5];
    for _ in 0..20_000 {
        let mut gradient = fitted.map(|weight| 0.002 * weight);
        for (evidence, right) in &rows {
            let sum: f64 = evidence.iter().zip(&fitted).map(|((_, value), weight)| f64::from(*value) * weight).sum();
            let error = 1.0 / (1.0 + (-sum).exp()) - right;
            gradient.iter_mut().zip(evidence).for_each(|(g, (_, value))| *g += error * f64::from(*value) / rows.len() as f64);
        }
        fitted.iter_mut().zip(gradient).for_each(|(weight, g)| *weight -= 0.1 * g);
    }
    numbers.into_iter().zip(fitted).collect()
}
