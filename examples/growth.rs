//! How cost grows with the data: loading, checking, understanding, answering and completing over a set that is several times as large as the built-in one.
//!
//! `cargo run --release --example growth -- TIMES`, each size in a process of its own, so that its memory can be told. With `SLOWEST=1` it also tells which
//! questions took longest to answer.

use std::{path::Path, process::ExitCode, time::Instant};

use accession_bot::{
    answer::answer_all,
    command::Commands,
    data::{check, load::Files},
    query::{engine::Engine, understand::understand},
    text::Lang,
};

#[path = "../tests/support/generate.rs"]
mod generate;

/// Questions of the suite that are asked, at most.
const MOST: usize = 500;
/// Each is done so often.
const ROUNDS: usize = 3;
/// What is typed into an option, letter by letter.
const TYPED: &[(&str, Option<&str>, &str, &str)] = &[
    ("when", None, "event", "accession"),
    ("ratification", None, "country", "germnay"),
    ("vote", None, "vote", "parliament 2017"),
    ("polls", Some("compare"), "first", "cedem 2016"),
    ("party", None, "party", "democratic"),
    ("who", None, "person", "djukanovic"),
    ("sources", None, "record", "protests in 2015"),
];

fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let start = Instant::now();
    let made = work();
    (made, start.elapsed().as_secs_f64() * 1e3)
}

fn line(name: &str, mut times: Vec<f64>) {
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    println!("{name:<12}{:>7}{:>10.3}{:>10.3}{:>10.3}{:>10.3}", times.len(), at(0.5), at(0.9), at(0.99), at(1.0));
}

/// How long this process has kept cores busy, in milliseconds; the kernel counts in hundredths of a second.
fn busy() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let behind = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    behind.split_whitespace().skip(11).take(2).filter_map(|n| n.parse::<f64>().ok()).sum::<f64>() * 10.0
}

/// The least time of several, which others on the same machine disturbed least.
fn least<T>(work: impl Fn() -> T) -> (T, f64) {
    let (mut made, mut time) = timed(&work);
    for _ in 1..ROUNDS {
        let again = timed(&work);
        time = time.min(again.1);
        made = again.0;
    }
    (made, time)
}

/// The memory of this process in MB: now, and the most it was.
fn memory() -> [f64; 2] {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let of = |key: &str| status.lines().find_map(|line| line.strip_prefix(key)?.split_whitespace().next()?.parse::<f64>().ok()).unwrap_or(f64::NAN) / 1024.0;
    [of("VmRSS:"), of("VmHWM:")]
}

fn main() -> ExitCode {
    let Some(times) = std::env::args().nth(1).and_then(|text| text.parse().ok()).filter(|times| (1..=1000).contains(times)) else {
        eprintln!("usage: growth TIMES, a number from 1 to 1000");
        return ExitCode::from(2);
    };
    let files = generate::enlarge(&Files::built_in(), times);
    let before = busy();
    let (engine, built) = timed(|| Engine::new(&files));
    let built_busy = busy() - before;
    let Ok(engine) = engine else {
        eprintln!("the enlarged data does not load");
        return ExitCode::FAILURE;
    };
    let before = busy();
    let (commands, indexed) = timed(|| Commands::new(&engine));
    let indexed_busy = busy() - before;
    let [now, most] = memory();
    println!("{times} times, {} records, memory {now:.0} MB, at most {most:.0} MB", engine.dataset.origins().len());
    println!("engine {built:.0} ms ({built_busy:.0} ms of a core), index {indexed:.0} ms ({indexed_busy:.0} ms of a core)");
    let today = jiff::civil::date(2026, 11, 21);
    let mut questions: Vec<String> = Vec::new();
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/questions/tune")).into_iter().flatten().flatten() {
        let text = std::fs::read_to_string(entry.path()).unwrap_or_default();
        questions.extend(text.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok()?["text"].as_str().map(str::to_owned)));
    }
    questions.sort();
    let step = (questions.len() / MOST).max(1);
    let questions: Vec<String> = questions.into_iter().step_by(step).take(MOST).collect();
    let (mut understood, mut answered, mut slowest) = (Vec::new(), Vec::new(), Vec::new());
    for question in &questions {
        let (understanding, first) = least(|| understand(&engine, question, today));
        let (answer, second) = least(|| answer_all(&engine, &understanding, understanding.lang.unwrap_or(Lang::En), today));
        understood.push(first);
        answered.push(second);
        slowest.push((second, first, answer.intent, question));
    }
    let mut completed = Vec::new();
    for (command, sub, option, text) in TYPED {
        for end in 0..=text.len() {
            completed.push(least(|| commands.complete(command, *sub, option, &text[..end], Lang::En)).1);
        }
    }
    println!("{:<12}{:>7}{:>10}{:>10}{:>10}{:>10}   (milliseconds)", "", "n", "median", "90 %", "99 %", "most");
    line("understand", understood);
    line("answer", answered);
    line("complete", completed);
    if std::env::var_os("SLOWEST").is_some() {
        slowest.sort_by(|a, b| b.0.total_cmp(&a.0));
        for (answering, understanding, intent, question) in slowest.iter().take(12) {
            println!("{answering:>9.3}{understanding:>9.3}  {intent:<24}{question}");
        }
    }
    let (findings, checked) = timed(|| check::check(&files));
    println!("check {checked:.0} ms, {} findings", findings.len());
    ExitCode::SUCCESS
}
