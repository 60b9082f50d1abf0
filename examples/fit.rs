//! Fits the weights of the evidence to the question suite and to questions as people put them, and writes `data/vocab/evidence.json`, and beside it those of a
//! dataset without a model.
//!
//! `cargo run --release --example fit -- [--data DIR] [--halves FILE FILE] [--out FILE] [QUESTIONS.jsonl …]`
//!
//! For every question of the suite each reading is answered and judged by what the question expects, for every one of `vocab/heard.json` by what it stands
//! under; the weights are those with which the right readings (or giving no answer, where that is right) are likeliest to be worth most. A model that has
//! learned the questions themselves would be trusted too much: `--halves` takes two that have each learned but one half of them (`--example learn --
//! --without 0`, `--without 1`). Without them only the suite is fitted to. Run it after the data or the evidence has changed, then look at `evaluate`.

use std::path::{Path, PathBuf};

use accession_bot::{
    answer::answer,
    data::{Kind, finding::Finding, load::Files, schema::Asks},
    query::{
        engine::Engine,
        learned::{FILE, HEARD_FILE, OUTSIDE, half},
        model::{Op, Query},
        parse::{
            Context, Reading,
            evidence::{UNLEARNED, names, sureness_evidence, taught_by_examples},
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
const RIDGE: f64 = 8.0;
/// How much surer the best reading is than the judge of the suite says, who takes what is right in other words for wrong; as a logarithm.
const ASSURED: f64 = 0.5;
/// Weights below this count nothing.
const LEAST_WEIGHT: f64 = 0.02;
/// What an example counts at least that is asked word for word.
const VERBATIM: f64 = 6.0;
const ROUNDS: usize = 700;
/// How often a documented question counts.
const DOCUMENTED: usize = 6;

/// A claim about a record: what speaks for it, whether it holds, and whether it is one of the suite.
type Claim = (Vec<(usize, f64)>, bool, bool);

/// One question: the evidence of every reading, the last being no answer, and which are right.
struct Case {
    readings: Vec<Reading>,
    choices: Vec<(Vec<(usize, f64)>, bool)>,
}

impl Case {
    /// A question with the evidence that says something; `None` where nothing is right.
    fn new(readings: Vec<Reading>, mut choices: Vec<(Vec<(usize, f64)>, bool)>) -> Option<Self> {
        for (evidence, _) in &mut choices {
            evidence.retain(|(_, value)| *value != 0.0);
        }
        choices.iter().any(|(_, right)| *right).then_some(Self { readings, choices })
    }
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (mut data, mut halves, mut out, mut files) = (None, None, PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data/vocab/evidence.json"), Vec::new());
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--data" => data = arguments.next(),
            "--halves" => match arguments.next().zip(arguments.next()) {
                None => return eprintln!("--halves takes two files: the model without half 0 of what was heard, and the one without half 1"),
                both => halves = both,
            },
            "--out" => out = arguments.next().unwrap_or_default().into(),
            _ => files.push(PathBuf::from(argument)),
        }
    }
    if files.is_empty() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/questions/tune");
        files = std::fs::read_dir(folder).map(|all| all.flatten().map(|entry| entry.path()).collect()).unwrap_or_default();
        files.sort();
    }
    let source = match data.map_or_else(|| Ok(Files::built_in()), |folder| Files::read(Path::new(&folder))) {
        Ok(source) => source,
        Err(findings) => return findings.iter().for_each(|finding| eprintln!("{finding}")),
    };
    let mut sources = Vec::new();
    for model in halves.into_iter().flat_map(|(first, second)| [first, second]) {
        match std::fs::read(&model) {
            Ok(bytes) => {
                let mut source = source.clone();
                source.set(FILE, bytes);
                sources.push(source);
            }
            Err(error) => return eprintln!("{model}: {error}"),
        }
    }
    if sources.is_empty() {
        sources.push(source.clone());
    }
    // A dataset without a model needs weights of its own.
    let texts = || source.iter().map(|(path, text)| (path.to_owned(), text.to_owned()));
    let plain = source.binary(FILE).map(|_| Files::from_texts(texts()));
    let plain: Vec<Files> = plain.into_iter().collect();
    for (sources, out) in [(&sources, out.clone()), (&plain, out.with_file_name(file_name(UNLEARNED)))] {
        let [source, ..] = &sources[..] else { continue };
        // What nothing answers is too near to the data to be told from it without a model.
        let told = |file: &&PathBuf| source.binary(FILE).is_some() || !file.file_stem().is_some_and(|stem| stem.to_string_lossy().ends_with("outside"));
        // What the documentation promises counts several times.
        let times = |file: &PathBuf| if file.file_stem().is_some_and(|stem| stem.to_string_lossy().ends_with("documented")) { DOCUMENTED } else { 1 };
        let files: Vec<PathBuf> = files.iter().filter(told).flat_map(|file| std::iter::repeat_n(file.clone(), times(file))).collect();
        match weigh(sources, &files) {
            Ok(weights) => {
                if let Err(error) = std::fs::write(&out, weights) {
                    eprintln!("{}: {error}", out.display());
                }
            }
            Err(findings) => findings.iter().for_each(|finding| eprintln!("{finding}")),
        }
    }
}

/// The last part of a path.
fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The weights that fit the questions best, as a file. Of two sources with models each reads the half of the questions that its model has not learned.
fn weigh(sources: &[Files], files: &[PathBuf]) -> Result<String, Vec<Finding>> {
    let engines = sources.iter().map(Engine::new).collect::<Result<Vec<Engine>, _>>()?;
    let mut claims = Vec::new();
    let mut cases = cases(&engines, files, &mut claims);
    println!("{} claims of the suite", claims.len());
    let suite = cases.len();
    if let [first, second] = &engines[..] {
        cases.extend(cases_heard([first, second], &sources[0], &mut claims));
    }
    claims_of_strangers(&engines[0], &mut claims);
    claims_of_data(&engines[0], &sources[0], &mut claims);
    let names = names();
    let mut seen = vec![0usize; names.len()];
    cases.iter().flat_map(|case| &case.choices).flat_map(|(evidence, _)| evidence).for_each(|(number, _)| seen[*number] += 1);
    for (evidence, _) in cases.iter_mut().flat_map(|case| &mut case.choices) {
        evidence.retain(|(number, _)| seen[*number] >= LEAST_READINGS);
    }
    let mut weights = fit(&cases, names.len());
    // How sure it is, is told by a judge of answers rather than by one label of several that may fit.
    let mut sure = fit_sureness(&mut cases[..suite], &weights);
    if let Some((_, sure)) = sure.first_mut() {
        *sure += ASSURED;
    }
    for (number, weight) in sure.into_iter().chain(fit_claims(&claims, names.len())) {
        weights[number] = weight;
    }
    // What is asked word for word as an example decides; the suite has too few such questions to teach it.
    for verbatim in names.iter().enumerate().filter(|(_, name)| matches!(name.as_str(), "verbatim" | "intent-verbatim")).map(|(i, _)| i) {
        weights[verbatim] = weights[verbatim].max(VERBATIM);
    }
    let mut lines: Vec<String> =
        names.iter().zip(&weights).filter(|(_, weight)| weight.abs() >= LEAST_WEIGHT).map(|(name, weight)| format!("  \"{name}\": {weight:.3}")).collect();
    lines.sort();
    println!("{} questions, {} weights", cases.len(), lines.len());
    Ok(format!("{{\n{}\n}}\n", lines.join(",\n")))
}

/// The questions that some reading, or giving no answer, is right for.
fn cases(engines: &[Engine], files: &[PathBuf], claims: &mut Vec<Claim>) -> Vec<Case> {
    let today = jiff::civil::date(2026, 11, 21);
    let mut cases = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(file).unwrap_or_default();
        for question in text.lines().filter_map(|line| serde_json::from_str::<Question>(line).ok()) {
            let day = question.today.as_deref().and_then(|d| d.parse().ok()).unwrap_or(today);
            let engine = &engines[half(&question.text) % engines.len()];
            let lang = understand(engine, &question.text, day).lang.unwrap_or(Lang::En);
            let analysis = engine.analyse(&question.text, day);
            let context = Context::new(&analysis);
            let readings = context.readings();
            let field = context.field(&readings);
            let mut choices: Vec<(Vec<(usize, f64)>, bool)> = Vec::new();
            // Where one first word makes the best reading right, the question is a claim about it.
            let best = readings.iter().map(|reading| reading.worth).fold(f32::MIN, f32::max);
            for reading in &readings {
                let mut evidence = Vec::new();
                context.evidence(reading, &field, &mut |number, value| evidence.push((number, f64::from(value))));
                let right = |query: &Query| judge(engine, &question, &answer(engine, query, lang, day)).0 == Verdict::Right;
                let said = |word: &str| right(&Query { word: Some(word.to_owned()), ..reading.query.clone() });
                // Which record is meant is one question, what to say to the claim another.
                let judged = reading.query.op == Op::Record && reading.query.word.as_deref().is_some_and(|word| matches!(word, "yes" | "no" | "open"));
                if !judged {
                    choices.push((evidence, right(&reading.query)));
                    continue;
                }
                let (yes, no) = (said("yes"), said("no"));
                choices.push((evidence, yes || no || said("open")));
                if yes != no
                    && reading.worth >= best
                    && let Some(hit) = context.hits.iter().find(|hit| Some(&hit.id) == reading.query.ids.first())
                {
                    let mut evidence = Vec::new();
                    context.claim_evidence(hit, reading.precision, None, &mut |number, value| evidence.push((number, f64::from(value))));
                    claims.push((evidence, yes, true));
                }
            }
            let mut doubt = Vec::new();
            context.doubt(&field, &mut |number, value| doubt.push((number, f64::from(value))));
            choices.push((doubt, question.expect.status.iter().any(|status| status == "unknown")));
            cases.extend(Case::new(readings, choices));
        }
    }
    cases
}

/// The questions as people put them, each read with the engine whose model has not learned it.
fn cases_heard(engines: [&Engine; 2], files: &Files, claims: &mut Vec<Claim>) -> Vec<Case> {
    let today = jiff::civil::date(2026, 11, 21);
    let mut cases = Vec::new();
    let before = claims.len();
    for entry in files.get(HEARD_FILE).and_then(|text| serde_json::from_str::<Vec<Asks>>(text).ok()).unwrap_or_default() {
        let sides = [(&entry.en, &entry.cnr, None), (&entry.holds.en, &entry.holds.cnr, Some(true)), (&entry.fails.en, &entry.fails.cnr, Some(false))];
        for (text, holds) in sides.iter().flat_map(|(en, cnr, holds)| en.iter().chain(*cnr).map(move |text| (text, *holds))) {
            let engine = engines[half(text)];
            let lang = understand(engine, text, today).lang.unwrap_or(Lang::En);
            let analysis = engine.analyse(text, today);
            let context = Context::new(&analysis);
            let readings = context.readings();
            let field = context.field(&readings);
            let intent = engine.intents.iter().find(|intent| intent.id == entry.of);
            let mut choices: Vec<(Vec<(usize, f64)>, bool)> = Vec::new();
            for reading in &readings {
                let mut evidence = Vec::new();
                context.evidence(reading, &field, &mut |number, value| evidence.push((number, f64::from(value))));
                let right = match intent {
                    Some(intent) => intent.is_of(&reading.query),
                    None if reading.query.op == Op::Record => reading.query.ids.first() == Some(&entry.of),
                    None => answer(engine, &reading.query, lang, today).records.first() == Some(&entry.of),
                };
                choices.push((evidence, right));
                let hit = context.hits.iter().find(|hit| hit.id == entry.of);
                if let (Some(holds), Some(hit), true) = (holds, hit, right && reading.parser == "described") {
                    let mut evidence = Vec::new();
                    context.claim_evidence(hit, reading.precision, None, &mut |number, value| evidence.push((number, f64::from(value))));
                    claims.push((evidence, holds, true));
                }
            }
            let mut doubt = Vec::new();
            context.doubt(&field, &mut |number, value| doubt.push((number, f64::from(value))));
            choices.push((doubt, entry.of == OUTSIDE || engine.dataset.find(&entry.of).is_some_and(|(kind, _)| kind == Kind::Gap)));
            cases.extend(Case::new(readings, choices));
        }
    }
    println!("{} questions as people put them, {} claims among them", cases.len(), claims.len() - before);
    cases
}

/// A claim that a stranger put up, with the record that judges it.
#[derive(serde::Deserialize)]
struct Strange {
    text: String,
    of: String,
    holds: bool,
}

/// The claims of strangers in `tests/questions/claims/`, which are no examples.
fn claims_of_strangers(engine: &Engine, claims: &mut Vec<Claim>) {
    let before = claims.len();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/questions/claims");
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let text = std::fs::read_to_string(entry.path()).unwrap_or_default();
        for Strange { text, of, holds } in text.lines().filter_map(|line| serde_json::from_str(line).ok()) {
            if let Some(evidence) = claim(engine, &text, &of, None) {
                claims.push((evidence, holds, true));
            }
        }
    }
    println!("{} claims of strangers", claims.len() - before);
}

/// What speaks for a claim about a record, where the record is found by it.
fn claim(engine: &Engine, text: &str, record: &str, without: Option<bool>) -> Option<Vec<(usize, f64)>> {
    let analysis = engine.analyse(text, jiff::civil::date(2026, 11, 21));
    let context = Context::new(&analysis);
    let readings = context.readings();
    let reading = readings.iter().find(|reading| reading.parser == "described" && reading.query.ids.first().is_some_and(|id| id == record))?;
    let hit = context.hits.iter().find(|hit| hit.id == record)?;
    let mut evidence = Vec::new();
    context.claim_evidence(hit, reading.precision, without, &mut |number, value| evidence.push((number, f64::from(value))));
    Some(evidence)
}

/// The examples of claims, each judged as if it were no example.
fn claims_of_data(engine: &Engine, files: &Files, claims: &mut Vec<Claim>) {
    let before = claims.len();
    for (_, text) in files.of_kind("asks") {
        for entry in serde_json::from_str::<Vec<Asks>>(text).unwrap_or_default() {
            let examples = [(&entry.holds, true), (&entry.fails, false)];
            for (text, holds) in examples.iter().flat_map(|(all, holds)| all.en.iter().chain(&all.cnr).map(move |text| (text, *holds))) {
                if let Some(evidence) = claim(engine, text, &entry.of, Some(holds)) {
                    claims.push((evidence, holds, false));
                }
            }
        }
    }
    println!("{} claims of the data", claims.len() - before);
}

/// The weights with which the claims are judged best: the examples teach how alike a claim has to be and what its words say, the suite teaches how much that
/// counts beside what the record's own questions are answered with.
fn fit_claims(claims: &[Claim], names: usize) -> Vec<(usize, f64)> {
    let (suite, data): (Vec<&Claim>, Vec<&Claim>) = claims.iter().partition(|(.., suite)| *suite);
    let taught = taught_by_examples();
    let rows: Vec<(Vec<(usize, f64)>, bool)> =
        data.iter().map(|(evidence, holds, _)| (evidence.iter().copied().filter(|(number, _)| taught.contains(number)).collect(), *holds)).collect();
    let by_examples = logistic(&rows, names, 1.0);
    // What the examples say is one figure more.
    let worth = |evidence: &[(usize, f64)]| evidence.iter().map(|(number, value)| by_examples[*number] * value).sum::<f64>();
    let rows: Vec<(Vec<(usize, f64)>, bool)> =
        suite.iter().map(|(evidence, holds, _)| (evidence.iter().copied().chain([(names, worth(evidence))]).collect(), *holds)).collect();
    let mut weights = logistic(&rows, names + 1, 2.0);
    let share = weights.pop().unwrap_or(1.0);
    println!("the examples count {share:.2}");
    weights.iter_mut().zip(&by_examples).for_each(|(weight, taught)| *weight += share * taught);
    for (name, claims) in [("suite", suite), ("data", data)] {
        let judged: Vec<(f64, bool)> =
            claims.iter().map(|(evidence, holds, _)| (evidence.iter().map(|(number, value)| weights[*number] * value).sum(), *holds)).collect();
        let right = |least: f64| judged.iter().filter(|(sum, holds)| sum.abs() > least && (*sum > 0.0) == *holds).count();
        let sure = |least: f64| judged.iter().filter(|(sum, _)| sum.abs() > least).count();
        println!("claims of the {name}: {} of {} judged rightly, {} of the {} sure ones", right(0.0), judged.len(), right(0.4), sure(0.4));
    }
    let mut seen = vec![false; names];
    claims.iter().flat_map(|(evidence, ..)| evidence).for_each(|(number, _)| seen[*number] = true);
    seen.into_iter().enumerate().filter(|(_, seen)| *seen).map(|(number, _)| (number, weights[number])).collect()
}

/// The weights with which yes and no are likeliest.
fn logistic(rows: &[(Vec<(usize, f64)>, bool)], names: usize, ridge: f64) -> Vec<f64> {
    let mut weights = vec![0.0f64; names];
    let mut steps = Steps::new(names);
    for round in 1..=ROUNDS {
        let mut gradient: Vec<f64> = weights.iter().map(|weight| 2.0 * ridge * weight).collect();
        for (evidence, holds) in rows {
            let sum: f64 = evidence.iter().map(|(number, value)| weights[*number] * value).sum();
            let error = 1.0 / (1.0 + (-sum).exp()) - f64::from(u8::from(*holds));
            for (number, value) in evidence {
                gradient[*number] += error * value;
            }
        }
        steps.take(round, &gradient, &mut weights);
    }
    weights
}

/// Gradient steps of adapted length (Adam).
struct Steps {
    mean: Vec<f64>,
    spread: Vec<f64>,
}

impl Steps {
    fn new(names: usize) -> Self {
        Self { mean: vec![0.0; names], spread: vec![0.0; names] }
    }

    fn take(&mut self, round: usize, gradient: &[f64], weights: &mut [f64]) {
        let step = 0.08 * (1.0 - round as f64 / (ROUNDS + 1) as f64);
        for i in 0..weights.len() {
            self.mean[i] = 0.9 * self.mean[i] + 0.1 * gradient[i];
            self.spread[i] = 0.99 * self.spread[i] + 0.01 * gradient[i] * gradient[i];
            let corrected = (self.mean[i] / (1.0 - 0.9f64.powi(round as i32))) / ((self.spread[i] / (1.0 - 0.99f64.powi(round as i32))).sqrt() + 1e-9);
            weights[i] -= step * corrected;
        }
    }
}

/// The weights with which the right choices are likeliest.
fn fit(cases: &[Case], names: usize) -> Vec<f64> {
    let mut weights = vec![0.0f64; names];
    let mut steps = Steps::new(names);
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
        steps.take(round, &gradient, &mut weights);
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
