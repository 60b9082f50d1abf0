//! Throws messages at the whole front door: whatever is typed is read as a command or a question, answered, and drawn for Discord, the terminal and scripts.
//!
//! `cargo run --release --example fuzz -- [--short N] [--long N] [--seed N] [--cores N]`
//!
//! Short inputs have up to 200 bytes, long ones up to 4,000 characters: questions of the suite torn apart and put together anew, with noise, markup, other
//! scripts, control characters, numbers and commands between. It stops at the first panic or at an input that takes longer than [`LONGEST`], prints it with
//! its seed, and ends with status 1; at the end it tells how many were answered, the slowest, and how much memory the program took after a tenth of the
//! inputs and at the end.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
    time::{Duration, Instant},
};

use accession_bot::{
    answer::answer_all,
    command::Commands,
    query::{codec, engine::Engine},
    render::{
        embed::{Face, message},
        json, terminal,
    },
    text::Lang,
};

/// No input may take longer, however busy the machine is.
const LONGEST: Duration = Duration::from_secs(2);
/// The most bytes of a short input.
const SHORT: usize = 200;
/// The most characters of a long one.
const LONG: usize = 4000;
/// The most characters that are completed.
const TYPED: usize = 40;
/// What people and machines put between words.
const NOISE: &[&str] = &[
    " ",
    "  ",
    "\n",
    "\t",
    "?",
    "??",
    "!",
    ".",
    "...",
    ",",
    ";",
    ":",
    "-",
    "–",
    "/",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    "’",
    "`",
    "```",
    "*",
    "**",
    "_",
    "~~",
    "||",
    ">",
    "<@1>",
    "<@!123456789012345678>",
    "<#5>",
    "<:x:1>",
    "<t:1496620800:R>",
    "@everyone",
    "@here",
    "https://example.org/a?b=c",
    "%",
    "%%",
    "54.2 %",
    "46-0",
    "44–5–2",
    "28 April 2017",
    "28. april 2017.",
    "2017-04-28",
    "31/02/2017",
    "99999999999999999999",
    "-1",
    "0",
    "1e309",
    "٣",
    "½",
    "²",
    "№",
    "🙂",
    "👩‍👩‍👧",
    "🇲🇪",
    "\u{200b}",
    "\u{202e}",
    "\u{feff}",
    "\u{0}",
    "\u{7}",
    "e\u{301}\u{301}\u{301}",
    "ﷺ",
    "Ж",
    "đ",
    "Đ",
    "ǆ",
    "ß",
    "İ",
    "日本",
    "عربي",
    "and",
    "or",
    "not",
    "i",
    "ili",
    "ne",
    "da li",
    "je",
    "a",
    "/when ",
    "/polls find when:",
    "/polls trend from:2015 to:2016",
    "/vote",
    "/ask ",
    "private:true",
    "language:",
    "first:",
    "event:",
    "{0}",
    "$x",
    "\\",
    "\\n",
];

/// A small generator of numbers that look random (xorshift), so that a seed brings an input back.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
}

/// An input: pieces of questions with noise between, some letters changed.
fn input(dice: &mut Dice, questions: &[String], long: bool) -> String {
    let most = if long { LONG } else { SHORT };
    let wanted = if long { 200 + dice.below(LONG - 200) } else { 1 + dice.below(SHORT) };
    let mut text = String::new();
    while text.len() < wanted {
        match dice.below(8) {
            0 => text.push_str(NOISE[dice.below(NOISE.len())]),
            1 => text.extend(char::from_u32(dice.below(0x11_0000) as u32)),
            2 => text.push(char::from(dice.below(128) as u8)),
            _ => {
                let question = &questions[dice.below(questions.len())];
                let words: Vec<&str> = question.split_whitespace().collect();
                let start = dice.below(words.len());
                let end = (start + 1 + dice.below(6)).min(words.len());
                text.push_str(&words[start..end].join(" "));
                text.push_str(if dice.one_in(6) { "" } else { " " });
            }
        }
    }
    if dice.one_in(3) {
        let mut letters: Vec<char> = text.chars().collect();
        for _ in 0..=dice.below(4) {
            let (a, b) = (dice.below(letters.len()), dice.below(letters.len()));
            match dice.below(3) {
                0 => letters.swap(a, b),
                1 => letters[a] = letters[b],
                _ => drop(letters.remove(a)),
            }
            if letters.is_empty() {
                letters.push('?');
            }
        }
        text = letters.into_iter().collect();
    }
    if long {
        return text.chars().take(most).collect();
    }
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.truncate(end);
    text
}

/// Everything that is done with a message; whether it was answered.
fn front_door(commands: &Commands, engine: &Engine, text: &str, number: usize) -> bool {
    let today = jiff::civil::date(2026, 11, 21);
    let lang = [Lang::En, Lang::Cnr, Lang::CnrCyrl][number % 3];
    let Ok(asked) = commands.read(engine, text, today) else { return false };
    let answer = answer_all(engine, &asked.understanding, lang, today);
    std::hint::black_box(json::object(engine, &answer, serde_json::Value::Null, None));
    std::hint::black_box(message(engine, &answer, Face::default()));
    std::hint::black_box(terminal::whole(engine, &answer, 80));
    std::hint::black_box(codec::decode(engine, text));
    // What is completed while it is typed is short.
    let typed: String = text.chars().take(TYPED).collect();
    std::hint::black_box(commands.names(&typed, lang));
    !answer.sources.is_empty()
}

/// The memory that the program takes, in megabytes, where the system tells.
fn memory() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|rest| rest.split_whitespace().next()?.parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let value = |name: &str, otherwise: usize| {
        arguments.iter().position(|a| a == name).and_then(|i| arguments.get(i + 1)).and_then(|n| n.parse().ok()).unwrap_or(otherwise)
    };
    let (short, long, seed, cores) = (value("--short", 100_000), value("--long", 2_000), value("--seed", 1), value("--cores", 1));
    let Ok(engine) = Engine::built_in() else {
        eprintln!("the built-in data does not load: run `accession-bot check`");
        std::process::exit(1);
    };
    let commands = Commands::new(&engine);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/questions/tune");
    let mut questions: Vec<String> = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let text = std::fs::read_to_string(entry.path()).unwrap_or_default();
        let lines = text.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
        questions.extend(lines.filter_map(|line| line["text"].as_str().map(str::to_owned)).filter(|text| !text.trim().is_empty()));
    }
    let all = short + long;
    let (next, answered, slowest, failed) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0), AtomicBool::new(false));
    let early = AtomicUsize::new(0);
    std::panic::set_hook(Box::new(|info| eprintln!("{info}")));
    std::thread::scope(|scope| {
        for _ in 0..cores.max(1) {
            scope.spawn(|| {
                while !failed.load(Ordering::Relaxed) {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= all {
                        break;
                    }
                    if number == all / 10 {
                        early.store((memory() * 10.0) as usize, Ordering::Relaxed);
                    }
                    let mut dice = Dice((seed as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (number as u64 + 1).wrapping_mul(0xbf58_476d_1ce4_e5b9));
                    let text = input(&mut dice, &questions, number >= short);
                    let start = Instant::now();
                    let outcome = catch_unwind(AssertUnwindSafe(|| front_door(&commands, &engine, &text, number)));
                    let taken = start.elapsed();
                    slowest.fetch_max(taken.as_micros() as usize, Ordering::Relaxed);
                    answered.fetch_add(usize::from(matches!(outcome, Ok(true))), Ordering::Relaxed);
                    if outcome.is_err() || taken > LONGEST {
                        eprintln!("input {number} of seed {seed}, {taken:?}: {text:?}");
                        failed.store(true, Ordering::Relaxed);
                    }
                }
            });
        }
    });
    println!(
        "{} short and {} long inputs, {} answered, the slowest in {:.1} ms; memory {:.1} MB after a tenth, {:.1} MB at the end",
        short.min(next.load(Ordering::Relaxed)),
        long,
        answered.load(Ordering::Relaxed),
        slowest.load(Ordering::Relaxed) as f64 / 1e3,
        early.load(Ordering::Relaxed) as f64 / 10.0,
        memory()
    );
    if failed.load(Ordering::Relaxed) {
        std::process::exit(1);
    }
}
