//! Scores the answers to a suite of questions: right, wrong and missed, by kind, style and language.
//!
//! `cargo run --release --example evaluate -- [--held | --questions FILE] [--data DIR] [--baselines] [--show wrong|missed|all] [--trace] [--kind KIND]
//! [--ask QUESTION]`

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use accession_bot::{
    answer::{answer_all, model::Status},
    data::load::Files,
    query::{
        engine::Engine,
        understand::{explain, understand},
    },
    render::text::plain,
    text::{Lang, fold::fold},
};
use suite::{Question, Verdict, judge};

#[path = "suite/mod.rs"]
mod suite;

/// The plain baselines: every record's names, asks and texts as one document; the best document's text is the answer.
struct Baselines {
    documents: Vec<(String, BTreeMap<String, f64>, f64)>,
    frequency: BTreeMap<String, f64>,
    mean_length: f64,
}

impl Baselines {
    fn new(engine: &Engine) -> Self {
        let r = &engine.dataset.records;
        let mut texts: Vec<(String, String)> = Vec::new();
        for f in &r.facts {
            for (answer, lang) in [(&f.answer.en, 0), (&f.answer.cnr, 1)] {
                let asks = f.asks.join(" ");
                texts.push((answer.clone(), format!("{answer} {}", if lang == 0 { asks.as_str() } else { "" })));
            }
        }
        for e in &r.events {
            let date = e.dates.first().map_or_else(String::new, |d| d.date.to_string());
            for (when, name) in [(&e.when.en, &e.name.en), (&e.when.cnr, &e.name.cnr)] {
                texts.push((when.replace("{when}", &date), format!("{when} {name} {}", e.aliases.join(" "))));
            }
        }
        let words = |text: &str| fold(text).split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect::<Vec<_>>();
        let documents: Vec<_> = texts
            .into_iter()
            .map(|(answer, text)| {
                let words = words(&text);
                let length = words.len() as f64;
                let mut counts: BTreeMap<String, f64> = BTreeMap::new();
                for word in words {
                    *counts.entry(word).or_default() += 1.0;
                }
                (answer, counts, length)
            })
            .collect();
        let mut frequency: BTreeMap<String, f64> = BTreeMap::new();
        documents.iter().flat_map(|(_, counts, _)| counts.keys()).for_each(|word| *frequency.entry(word.clone()).or_default() += 1.0);
        let mean_length = documents.iter().map(|(.., n)| n).sum::<f64>() / documents.len().max(1) as f64;
        Self { documents, frequency, mean_length }
    }

    /// BM25 with the usual constants, and the token-set ratio; the text of the best document.
    fn answer(&self, question: &str, token_set: bool) -> &str {
        let asked: Vec<String> = fold(question).split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect();
        let n = self.documents.len() as f64;
        let score = |(_, counts, length): &(String, BTreeMap<String, f64>, f64)| -> f64 {
            if token_set {
                let both = asked.iter().filter(|w| counts.contains_key(*w)).count() as f64;
                return 2.0 * both / (asked.len() as f64 + counts.len() as f64);
            }
            asked
                .iter()
                .filter_map(|w| counts.get(w).map(|tf| (w, tf)))
                .map(|(w, tf)| {
                    let df = self.frequency.get(w).copied().unwrap_or(0.0);
                    let idf = ((n - df + 0.5) / (df + 0.5) + 1.0).ln();
                    idf * tf * 2.2 / (tf + 1.2 * (0.25 + 0.75 * length / self.mean_length))
                })
                .sum()
        };
        self.documents.iter().max_by(|a, b| score(a).total_cmp(&score(b))).map_or("", |(answer, ..)| answer)
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let value = |name: &str| arguments.iter().position(|a| a == name).and_then(|i| arguments.get(i + 1)).cloned();
    let held = arguments.iter().any(|a| a == "--held");
    let show = value("--show").unwrap_or_default();
    let files = value("--data").map_or_else(|| Ok(Files::built_in()), |folder| Files::read(Path::new(&folder)));
    let engine = match files.and_then(|files| Engine::new(&files)) {
        Ok(engine) => engine,
        Err(findings) => {
            for finding in &findings {
                eprintln!("{finding}");
            }
            std::process::exit(2);
        }
    };
    let today: jiff::civil::Date = "2026-11-21".parse().expect("a date");
    if let Some(text) = value("--ask") {
        let understanding = understand(&engine, &text, today);
        println!("{}", explain(&engine, &text, today).join("\n"));
        let answer = answer_all(&engine, &understanding, understanding.lang.unwrap_or(Lang::En), today);
        println!("\n[{}] {}", answer.intent, plain(&engine, &answer));
        return;
    }
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/questions").join(if held { "held" } else { "tune" });
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder).map(|all| all.flatten().map(|e| e.path()).collect()).unwrap_or_default();
    files.sort();
    if let Some(file) = value("--questions") {
        files = vec![file.into()];
    }
    let baselines = arguments.iter().any(|a| a == "--baselines").then(|| Baselines::new(&engine));
    let mut baseline_counts = [[0usize; 3]; 2];
    let mut curve: Vec<(f32, Verdict)> = Vec::new();
    let mut slices: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap_or_default();
        for (n, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
            let question: Question = match serde_json::from_str(line) {
                Ok(question) => question,
                Err(error) => {
                    eprintln!("{}:{}: {error}", file.display(), n + 1);
                    continue;
                }
            };
            if value("--kind").is_some_and(|k| k != question.kind) {
                continue;
            }
            let day = question.today.as_deref().and_then(|d| d.parse().ok()).unwrap_or(today);
            let understanding = understand(&engine, &question.text, day);
            let lang = understanding.lang.unwrap_or(Lang::En);
            let answer = answer_all(&engine, &understanding, lang, day);
            let (verdict, reason) = judge(&engine, &question, &answer);
            if let Some(baselines) = &baselines {
                for (slot, token_set) in [(0, false), (1, true)] {
                    let mut plain_answer = answer.clone();
                    plain_answer.status = Status::Answered;
                    baselines.answer(&question.text, token_set).clone_into(&mut plain_answer.headline);
                    plain_answer.blocks.clear();
                    let (verdict, _) = judge(&engine, &question, &plain_answer);
                    baseline_counts[slot][verdict as usize] += 1;
                }
            }
            let slot = verdict as usize;
            if answer.status == Status::Answered {
                curve.push((understanding.score, verdict));
            }
            let name = file.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
            for slice in [
                "all".to_owned(),
                format!("file {name}"),
                format!("kind {}", question.kind),
                format!("style {}", question.style),
                format!("lang {}", question.lang),
            ] {
                slices.entry(slice).or_default()[slot] += 1;
            }
            let shown = match verdict {
                Verdict::Right => false,
                Verdict::Wrong => matches!(show.as_str(), "wrong" | "all"),
                Verdict::Missed => matches!(show.as_str(), "missed" | "all"),
            };
            // What is held back is scored, never read.
            if shown && !held {
                let word = if verdict == Verdict::Wrong { "WRONG" } else { "MISSED" };
                println!(
                    "{word} {} [{}] {}\n   → [{}] {}\n   {reason}",
                    question.id,
                    question.kind,
                    question.text.replace('\n', " / "),
                    answer.intent,
                    answer.headline
                );
                if arguments.iter().any(|a| a == "--trace") {
                    explain(&engine, &question.text, day).iter().take(8).for_each(|line| println!("     {line}"));
                }
            }
        }
    }
    println!("{:<28}{:>6}{:>9}{:>9}{:>9}", "slice", "n", "right", "wrong", "missed");
    for (slice, counts) in slices {
        let n: usize = counts.iter().sum();
        let share = |c: usize| format!("{:.1} %", 100.0 * c as f64 / n as f64);
        println!("{slice:<28}{n:>6}{:>9}{:>9}{:>9}", share(counts[0]), share(counts[1]), share(counts[2]));
    }
    if baselines.is_some() {
        for (name, counts) in ["BM25", "token-set ratio"].iter().zip(baseline_counts) {
            let n: usize = counts.iter().sum();
            let share = |c: usize| format!("{:.1} %", 100.0 * c as f64 / n.max(1) as f64);
            println!("{name:<28}{n:>6}{:>9}{:>9}{:>9}", share(counts[0]), share(counts[1]), share(counts[2]));
        }
    }
    // Risk and coverage: what would be wrong and answered if the floor stood higher.
    curve.sort_by(|a, b| b.0.total_cmp(&a.0));
    println!("\n{:<10}{:>10}{:>10}", "floor", "answered", "wrong");
    for floor in [0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.66, 0.64, 0.62, 0.6] {
        let above: Vec<_> = curve.iter().filter(|(score, _)| *score >= floor).collect();
        let wrong = above.iter().filter(|(_, v)| *v == Verdict::Wrong).count();
        println!("{floor:<10}{:>10}{:>8.1} %", above.len(), 100.0 * wrong as f64 / above.len().max(1) as f64);
    }
}
