//! How long it takes to build the engine, to understand, and to answer; beside a token-set ratio over the same names.

use accession_bot::{
    answer::answer_all,
    query::{engine::Engine, understand::understand},
    text::{Lang, fold::fold},
};
use divan::{Bencher, black_box};
use std::{collections::BTreeSet, sync::LazyLock};

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::built_in().expect("the built-in data is sound, which a test proves"));

const QUESTIONS: &[&str] = &[
    "when did montenegro join nato",
    "kad je crna gora usla u nato",
    "ко је гласао против",
    "cedem dec 2016",
    "in how many polls did yes win",
    "guys it was never popular, right? how did SNP vote on the mission for ukraine",
];

fn today() -> jiff::civil::Date {
    jiff::civil::date(2026, 11, 21)
}

fn main() {
    divan::main();
}

#[divan::bench(sample_count = 10)]
fn build_engine() -> usize {
    Engine::built_in().map_or(0, |engine| engine.vocabulary.lexicon.len())
}

#[divan::bench(args = QUESTIONS)]
fn understand_and_answer(bencher: Bencher<'_, '_>, question: &str) {
    let engine = &*ENGINE;
    bencher.bench(|| {
        let understanding = understand(engine, black_box(question), today());
        answer_all(engine, &understanding, Lang::En, today()).headline.len()
    });
}

/// The plain baseline: the share of tokens that a question and a name have in common, over every name.
#[divan::bench(args = QUESTIONS)]
fn token_set_ratio(bencher: Bencher<'_, '_>, question: &str) {
    let names: Vec<String> = ENGINE.phrases.kinds().filter_map(|(_, id)| ENGINE.dataset.name(id).map(|name| fold(&name.en))).collect();
    bencher.bench(|| {
        let asked = fold(black_box(question));
        let asked: BTreeSet<&str> = asked.split_whitespace().collect();
        names
            .iter()
            .map(|name| {
                let words: BTreeSet<&str> = name.split_whitespace().collect();
                let both: Vec<&str> = asked.intersection(&words).copied().collect();
                let sorted: Vec<&str> = words.iter().copied().collect();
                strsim::normalized_levenshtein(&both.join(" "), &sorted.join(" "))
            })
            .fold(0.0, f64::max)
    });
}
