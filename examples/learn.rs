//! Learns what questions ask for from all examples of a dataset, and writes its `vocab/learned.bin` (see `query::learned`).
//!
//! ```text
//! cargo run --release --example learn [-- --data DIR --out FILE --without HALF]
//! ```
//!
//! Ten minutes on two cores. `--example fit` weighs how much what was learned counts beside other evidence; since it does so by questions that stand in
//! `vocab/heard.json` too, it needs two models that were each learned without a half of those, which `--without 0 --out FILE` and `--without 1 --out FILE` make. The same
//! examples give the same file on the same kind of machine.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    process::ExitCode,
};

use accession_bot::{
    data::{
        load::Files,
        schema::{Asks, Claims},
    },
    query::{
        engine::Engine,
        learned::{FILE, HEARD_FILE, Learned, OUTSIDE, OUTSIDE_FILE, Side, features, fingerprint, half},
    },
};
use serde::de::DeserializeOwned;

/// The length of the vectors of one learner.
const DIM: usize = 40;
/// Where the numbers without order of each learner begin. What learners of the same examples agree on is surer than what one of them holds by chance, so that
/// their likelihoods are multiplied: the model's vectors are theirs one behind the other.
const SEEDS: [u64; 2] = [0x9e37_79b9_7f4a_7c15, 0xd1b5_4a32_d192_ed03];
/// How often all examples are gone through.
const ROUNDS: usize = 20;
/// The first step; it falls to nothing in a straight line.
const STEP: f32 = 0.5;
/// A feature that stands in fewer examples tells nothing.
const LEAST_EXAMPLES: u32 = 4;
/// How often a question as people put it counts: there are few of them, and what is asked looks like them rather than like what was written as an example.
const HEARD: usize = 3;
/// Of a hundred features of an example so many are left out each time, so that none is relied on alone.
const LEFT_OUT: u64 = 40;
/// What this little would change is not worth the time.
const NEGLIGIBLE: f32 = 1e-6;

/// Numbers without order (xorshift64).
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }
}

/// The classes: records and computations, each with a side.
type Classes = Vec<(String, Side)>;

/// An example: its class, and the rows of its features.
struct Example {
    class: usize,
    rows: Vec<usize>,
}

/// What one learner learns.
struct Learner {
    inputs: Vec<f32>,
    outputs: Vec<f32>,
    /// Room for the likelihood of each class.
    shares: Vec<f32>,
}

impl Learner {
    /// Learns some examples of so many features and classes.
    fn new(examples: &[Example], features: usize, classes: usize, mut random: Random) -> Self {
        let mut small = || (random.below(2001) as f32 / 1000.0 - 1.0) / DIM as f32;
        let inputs = (0..features * DIM).map(|_| small()).collect();
        let mut learner = Self { inputs, outputs: vec![0.0; classes * DIM], shares: vec![0.0; classes] };
        let mut order: Vec<usize> = (0..examples.len()).collect();
        let steps = (ROUNDS * examples.len()) as f32;
        for round in 0..ROUNDS {
            for i in (1..order.len()).rev() {
                order.swap(i, random.below(i as u64 + 1) as usize);
            }
            let mut loss = 0.0f64;
            for (done, example) in order.iter().map(|i| &examples[*i]).enumerate() {
                let rows: Vec<usize> = example.rows.iter().copied().filter(|_| random.below(100) >= LEFT_OUT).collect();
                if !rows.is_empty() {
                    loss += f64::from(learner.step(&rows, example.class, STEP * (1.0 - (round * examples.len() + done) as f32 / steps)));
                }
            }
            println!("round {} of {ROUNDS}: {:.3}", round + 1, loss / examples.len() as f64);
        }
        learner
    }

    /// Takes a step towards what an example asks for; gives how unlikely that was, as a logarithm.
    fn step(&mut self, rows: &[usize], class: usize, step: f32) -> f32 {
        let scale = 1.0 / rows.len() as f32;
        let mut point = [0.0f32; DIM];
        for row in rows {
            add(&mut point, &self.inputs[row * DIM..][..DIM], scale);
        }
        let mut most = f32::MIN;
        for (share, vector) in self.shares.iter_mut().zip(self.outputs.chunks_exact(DIM)) {
            *share = dot(vector, &point);
            most = most.max(*share);
        }
        let mut all = 0.0;
        for share in &mut self.shares {
            *share = (*share - most).exp();
            all += *share;
        }
        let loss = -(self.shares[class] / all).max(f32::MIN_POSITIVE).ln();
        let mut pull = [0.0f32; DIM];
        for (i, (share, vector)) in self.shares.iter().zip(self.outputs.chunks_exact_mut(DIM)).enumerate() {
            let error = step * (f32::from(u8::from(i == class)) - share / all);
            if error.abs() > NEGLIGIBLE {
                add(&mut pull, vector, error);
                add(vector, &point, error);
            }
        }
        for row in rows {
            add(&mut self.inputs[row * DIM..][..DIM], &pull, scale);
        }
        loss
    }
}

fn add(to: &mut [f32], vector: &[f32], factor: f32) {
    to.iter_mut().zip(vector).for_each(|(sum, figure)| *sum += factor * figure);
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0f32; 8];
    for (a, b) in a.chunks_exact(8).zip(b.chunks_exact(8)) {
        sums.iter_mut().zip(a.iter().zip(b)).for_each(|(sum, (a, b))| *sum += a * b);
    }
    sums.iter().sum()
}

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let mut data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let (mut out, mut without) = (None, None);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--data" => data = arguments.next().unwrap_or_default().into(),
            "--out" => out = arguments.next().map(PathBuf::from),
            "--without" => match arguments.next().as_deref() {
                Some("0") => without = Some(0),
                Some("1") => without = Some(1),
                _ => {
                    eprintln!("--without takes the half of what was heard that is left out: 0 or 1");
                    return ExitCode::FAILURE;
                }
            },
            _ => {
                eprintln!("learn [--data DIR] [--out FILE] [--without 0|1]");
                return ExitCode::FAILURE;
            }
        }
    }
    // What was learned before is of no use, and may not fit.
    let read = Files::read(&data).map(|files| Files::from_texts(files.iter().map(|(path, text)| (path.to_owned(), text.to_owned()))));
    let (files, engine) = match read.and_then(|files| Engine::new(&files).map(|engine| (files, engine))) {
        Ok(both) => both,
        Err(findings) => {
            for finding in &findings {
                eprintln!("{finding}");
            }
            return ExitCode::FAILURE;
        }
    };
    let out = out.unwrap_or_else(|| data.join(FILE));
    let learned = learn(&files, &engine, without).and_then(|bytes| std::fs::write(&out, bytes).map_err(|error| format!("{}: {error}", out.display())));
    match learned {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// The number of a class, which is a new one where there is none yet.
fn class_of(classes: &mut Classes, of: &str, side: Side) -> usize {
    classes.iter().position(|(known, its)| known == of && *its == side).unwrap_or_else(|| {
        classes.push((of.to_owned(), side));
        classes.len() - 1
    })
}

/// What stands in a file; one that cannot be read is told rather than left out of what is learned.
fn parsed<T: DeserializeOwned>(path: &str, text: &str) -> Result<T, String> {
    serde_json::from_str(text).map_err(|error| format!("{path}: {error}"))
}

/// The examples by the number of their class, and the classes.
type Examples = (Vec<(usize, Vec<u32>)>, Classes);

/// Every example with the class it is one of. Of the questions as people put them those of one half may be left out.
fn examples(files: &Files, engine: &Engine, without: Option<usize>) -> Result<Examples, String> {
    // No example names today; any day will do.
    let today = jiff::civil::Date::constant(2026, 1, 1);
    let (mut all, mut classes) = (Vec::new(), Classes::new());
    let written = ["asks", "vocab/computed"].into_iter().flat_map(|kind| files.of_kind(kind)).map(|(path, text)| (path, text, 1));
    let heard = files.get(HEARD_FILE).map(|text| (HEARD_FILE, text, HEARD));
    for (path, text, times) in written.chain(heard) {
        for entry in parsed::<Vec<Asks>>(path, text)? {
            let sides =
                [(Side::Asked, &entry.en, &entry.cnr), (Side::Holds, &entry.holds.en, &entry.holds.cnr), (Side::Fails, &entry.fails.en, &entry.fails.cnr)];
            for (side, en, cnr) in sides.into_iter().filter(|(_, en, cnr)| en.len() + cnr.len() > 0) {
                let class = class_of(&mut classes, &entry.of, side);
                for text in en.iter().chain(cnr).filter(|text| path != HEARD_FILE || without != Some(half(text))) {
                    let features = features(&engine.analyse(&text.replace(['[', ']'], ""), today));
                    all.extend(std::iter::repeat_n((class, features), times));
                }
            }
        }
    }
    // Questions that nothing answers are a class of their own, so that what is near to the data but not in it is told from what is.
    if let Some(text) = files.get(OUTSIDE_FILE) {
        let outside: Claims = parsed(OUTSIDE_FILE, text)?;
        let class = class_of(&mut classes, OUTSIDE, Side::Asked);
        all.extend(outside.en.iter().chain(&outside.cnr).map(|text| (class, features(&engine.analyse(text, today)))));
    }
    Ok((all, classes))
}

fn learn(files: &Files, engine: &Engine, without: Option<usize>) -> Result<Vec<u8>, String> {
    let (examples, classes) = examples(files, engine, without)?;
    let mut counts: HashMap<u32, u32> = HashMap::new();
    examples.iter().flat_map(|(_, features)| features).for_each(|feature| *counts.entry(*feature).or_default() += 1);
    let mut known: Vec<u32> = counts.into_iter().filter(|(_, count)| *count >= LEAST_EXAMPLES).map(|(feature, _)| feature).collect();
    known.sort_unstable();
    let rows = |features: Vec<u32>| features.iter().filter_map(|feature| known.binary_search(feature).ok()).collect();
    let examples: Vec<Example> = examples.into_iter().map(|(class, features)| Example { class, rows: rows(features) }).collect();
    println!("{} examples, {} classes, {} features", examples.len(), classes.len(), known.len());
    let learners: Vec<Learner> = std::thread::scope(|scope| {
        let (examples, known, classes) = (&examples, known.len(), classes.len());
        let threads = SEEDS.map(|seed| scope.spawn(move || Learner::new(examples, known, classes, Random(seed))));
        threads.into_iter().map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    });
    let joined = |of: fn(&Learner) -> &[f32], i: usize, share: f32| -> Vec<f32> {
        learners.iter().flat_map(|learner| &of(learner)[i * DIM..][..DIM]).map(|figure| figure * share).collect()
    };
    let features: Vec<(u32, Vec<f32>)> = known.iter().enumerate().map(|(i, feature)| (*feature, joined(|l| &l.inputs, i, 1.0))).collect();
    let share = 1.0 / SEEDS.len() as f32;
    let classes: Vec<(String, Side, Vec<f32>)> = classes.into_iter().enumerate().map(|(i, (of, side))| (of, side, joined(|l| &l.outputs, i, share))).collect();
    Ok(Learned::write(&features, &classes, fingerprint(files)))
}
