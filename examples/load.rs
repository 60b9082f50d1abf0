//! How much a bot costs: starts a program against the stand-in for Discord of the tests and sends it interactions at a steady pace.
//!
//! `cargo run --release --example load -- PROGRAM [ARGUMENT…]`; `COMMANDS=1` sends slash commands instead of questions, `RATE` and `COUNT` say how many a
//! second and in all (50 and 3,000). Any bot that takes `DISCORD_TOKEN` and `DISCORD_PROXY_URL` can be measured, so that two can be compared.

use std::{
    collections::HashMap,
    fs,
    process::{Command, ExitCode, Stdio},
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use standin::{Do, StandIn, TOKEN};

#[allow(dead_code, clippy::needless_pass_by_value, reason = "it is the tests' own, which need more of it")]
#[path = "../tests/discord/standin.rs"]
mod standin;

/// Slash commands whose answers have no picture.
fn commands() -> Vec<(&'static str, Value)> {
    let text = |name: &str, value: &str| json!([{"name": name, "type": 3, "value": value}]);
    let polls = |sub: &str, options: Value| json!([{"name": sub, "type": 1, "options": options}]);
    vec![
        ("when", text("event", "accession")),
        ("when", text("event", "invitation")),
        ("ratification", text("country", "spain")),
        ("ratification", text("country", "france")),
        ("polls", polls("latest", json!([]))),
        ("polls", polls("find", text("when", "2016"))),
        ("party", text("party", "dps")),
        ("party", json!([])),
        ("who", text("person", "prime minister")),
        ("mission", json!([])),
        ("sources", json!([])),
        ("help", json!([])),
    ]
}

/// The questions of the suite, each as `/ask`.
fn questions() -> Vec<(&'static str, Value)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/questions/tune");
    let mut texts: Vec<String> = Vec::new();
    for file in fs::read_dir(folder).into_iter().flatten().flatten() {
        let text = fs::read_to_string(file.path()).unwrap_or_default();
        texts.extend(text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()?["text"].as_str().map(str::to_owned)));
    }
    texts.sort();
    // Every so many, so that a short run meets all kinds.
    let step = (texts.len() / 500).max(1);
    texts.into_iter().step_by(step).map(|text| ("ask", json!([{"name": "question", "type": 3, "value": text}]))).collect()
}

/// A figure in kB of a process's status.
fn memory(pid: u32, key: &str) -> f64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(key)?.split_whitespace().next()?.parse::<f64>().ok());
    line.unwrap_or(f64::NAN) / 1024.0
}

/// The time that a process has kept a core busy; the kernel counts in hundredths of a second.
fn busy(pid: u32) -> Duration {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    let behind = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks: u64 = behind.split_whitespace().skip(11).take(2).filter_map(|n| n.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

fn number(name: &str, otherwise: u32) -> u32 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

async fn measure(program: &str, arguments: &[String]) -> Result<String, String> {
    let (rate, count) = (number("RATE", 50), number("COUNT", 3_000));
    let calls = if std::env::var_os("COMMANDS").is_some() { commands() } else { questions() };
    let discord = StandIn::start_for(40_000, "Bot ").await;
    let begun = Instant::now();
    let mut command = Command::new(program);
    command.args(arguments).env("DISCORD_TOKEN", TOKEN).env("DISCORD_PROXY_URL", &discord.rest).env("RUST_LOG", "error").stdout(Stdio::null());
    let mut child = command.spawn().map_err(|error| format!("{program}: {error}"))?;
    discord.ready(1, Duration::from_secs(60)).await;
    let ready = begun.elapsed();
    // What starting leaves to do, such as writing the commands, is no part of answering.
    tokio::time::sleep(Duration::from_secs(2)).await;
    let pid = child.id();
    let (idle, before) = (memory(pid, "VmRSS:"), busy(pid));
    let mut pace = tokio::time::interval(Duration::from_secs(1) / rate);
    let mut sent: HashMap<String, Instant> = HashMap::new();
    for (name, options) in calls.iter().cycle().take(count as usize) {
        pace.tick().await;
        let id = discord.id();
        sent.insert(id.to_string(), Instant::now());
        discord.order(Do::Dispatch("INTERACTION_CREATE", standin::command(id, name, options.clone(), "en-US")));
    }
    tokio::time::sleep(Duration::from_secs(3)).await;
    let used = busy(pid).saturating_sub(before);
    let (after, most) = (memory(pid, "VmRSS:"), memory(pid, "VmHWM:"));
    // It only waits for the next event, so that ending it hard loses nothing.
    let _ = child.kill();
    let _ = child.wait();
    let answered = discord.requests().into_iter().filter(|r| r.effective && r.path.ends_with("/callback"));
    let mut times: Vec<f64> =
        answered.filter_map(|r| Some(r.received.duration_since(*sent.get(r.path.split('/').rev().nth(2)?)?).as_secs_f64() * 1e3)).collect();
    if times.is_empty() {
        return Err("nothing was answered".to_owned());
    }
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    Ok(format!(
        "ready {:.0} ms · memory {idle:.1} MB, then {after:.1} MB, at most {most:.1} MB · {} of {count} answered: median {:.2} ms, 99 % {:.2} ms, most {:.1} ms · {:.0} ms of a core per 1,000",
        ready.as_secs_f64() * 1e3,
        times.len(),
        at(0.5),
        at(0.99),
        at(1.0),
        used.as_secs_f64() * 1e6 / f64::from(count),
    ))
}

#[tokio::main]
async fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let Some(program) = arguments.next() else {
        eprintln!("usage: load PROGRAM [ARGUMENT…]");
        return ExitCode::from(2);
    };
    match measure(&program, &arguments.collect::<Vec<_>>()).await {
        Ok(figures) => {
            println!("{figures}");
            ExitCode::SUCCESS
        }
        Err(reason) => {
            eprintln!("{reason}");
            ExitCode::FAILURE
        }
    }
}
