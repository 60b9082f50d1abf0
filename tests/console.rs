//! The real program: answers, batches, exit statuses, the chat.

use std::{
    io::Write,
    process::{Command, Output, Stdio},
};

use serde_json::Value;

/// Every key of an answer.
const KEYS: [&str; 15] = [
    "id",
    "status",
    "intent",
    "lang",
    "script",
    "headline",
    "text",
    "records",
    "sources",
    "suggestions",
    "query",
    "embeds",
    "components",
    "charts",
    "data_version",
];

struct Run {
    status: i32,
    out: String,
    err: String,
}

fn run_with(arguments: &[&str], input: &[u8], folder: Option<&std::path::Path>) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_accession-bot"));
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    for name in ["ACCESSION_BOT_DATA", "ACCESSION_BOT_CONFIG", "DISCORD_TOKEN", "DISCORD_TOKEN_FILE", "DISCORD_PROXY_URL", "RUST_LOG", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    if let Some(folder) = folder {
        command.current_dir(folder);
    }
    let mut child = command.spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let input = input.to_vec();
    // A program that ends without reading is allowed to.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let Output { status, stdout, stderr } = child.wait_with_output().expect("the program ends");
    writer.join().expect("the input is written");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    Run { status: status.code().expect("an exit status"), out: text(stdout), err: text(stderr) }
}

fn run(arguments: &[&str]) -> Run {
    run_with(arguments, b"", None)
}

fn object(line: &str) -> Value {
    serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))
}

#[test]
fn a_question_is_answered_with_its_source() {
    let run = run_with(&["ask", "/when accession"], b"", Some(&std::env::temp_dir()));
    assert_eq!(run.status, 0, "{}", run.err);
    assert!(run.out.lines().next().is_some_and(|line| line.contains("5 June 2017")), "{}", run.out);
    assert!(run.out.contains("Sources:"), "{}", run.out);
    assert!(!run.out.contains('\x1b'), "colour in a pipe");
    assert_eq!(run.err, "");
}

#[test]
fn words_need_no_quotes_and_languages_follow() {
    let one = run(&["ask", "/ratification", "country:Spain"]);
    assert!(one.status == 0 && one.out.contains("18 May 2017"), "{}{}", one.out, one.err);
    let cyrillic = run(&["ask", "--lang", "cnr-cyrl", "/ratification country:Spain"]);
    assert!(cyrillic.out.contains("Шпанија"), "{}", cyrillic.out);
    let latin = run(&["ask", "/ratification country:Spain language:cnr"]);
    assert!(latin.out.contains("Španija"), "{}", latin.out);
}

#[test]
fn what_is_not_known_exits_with_one() {
    let run = run(&["ask", "who won the football world cup"]);
    assert_eq!(run.status, 1);
    assert!(!run.out.is_empty() && run.err.is_empty());
}

#[test]
fn wrong_use_exits_with_two_and_says_what_to_do() {
    for (arguments, told) in [
        (&["ask", "/when evnt:accession"][..], "event, private, language"),
        (&["ask", "/wen accession"], "/when"),
        (&["ask"], "QUESTION"),
        (&["ask", "--lang", "fr", "x"], "cnr-cyrl"),
        (&["ask", "--today", "yesterday", "x"], "today"),
        (&["ask", "--batch", "/no/such/file"], "/no/such/file"),
        (&["frobnicate"], "frobnicate"),
        (&["check", "--only", "nothing"], "alias-collision"),
        (&["ask", "--data", "/no/such/folder", "x"], "/no/such/folder"),
        (&["ask", "--config", "/no/such/file", "x"], "/no/such/file"),
    ] {
        let run = run(arguments);
        assert_eq!(run.status, 2, "{arguments:?}: {}", run.out);
        assert!(run.err.contains(told), "{arguments:?}: {}", run.err);
        assert_eq!(run.out, "", "{arguments:?}");
    }
}

#[test]
fn an_answer_as_json_has_every_key() {
    let run = run(&["ask", "--json", "--explain", "/when accession"]);
    assert_eq!(run.status, 0);
    let answer = object(&run.out);
    for key in KEYS {
        assert!(answer.get(key).is_some(), "{key}");
    }
    assert_eq!(answer["status"], "answered");
    assert_eq!(answer["lang"], "en");
    assert!(answer["sources"].as_array().is_some_and(|s| !s.is_empty()));
    assert!(answer["embeds"].as_array().is_some_and(|e| e.len() == 1));
    assert!(answer["explain"].is_array());
    let version = answer["data_version"].as_str().expect("a version");
    assert_eq!(version.rsplit('-').next().map(str::len), Some(8), "{version}");
}

#[test]
fn a_wrong_command_as_json_is_an_error() {
    let run = run(&["ask", "--json", "/when evnt:accession"]);
    assert_eq!(run.status, 2);
    let answer = object(&run.out);
    assert_eq!(answer["status"], "error");
    assert_eq!(answer["error"]["code"], "usage");
}

#[test]
fn a_batch_answers_every_line_in_order() {
    let mut lines = b"\xef\xbb\xbf{\"id\": 1, \"text\": \"/when accession\"}\n\nnot json\n{\"id\": \"x\"}\n[1]\n\xff\xfe\n".to_vec();
    lines.extend(b"{\"id\": {\"a\": [1]}, \"text\": \"/ratification country:Spain\", \"lang\": \"cnr-cyrl\"}\r\n");
    lines.extend(b"{\"id\": 8, \"text\": \"x\", \"lang\": \"fr\"}\n{\"id\": 9, \"text\": \"/nothing\"}\n{\"id\": 10, \"text\": \"\"}");
    let run = run_with(&["ask", "--json", "--batch", "-"], &lines, None);
    assert_eq!(run.status, 0, "{}", run.err);
    let answers: Vec<Value> = run.out.lines().map(object).collect();
    assert_eq!(answers.len(), 10);
    for answer in &answers {
        for key in KEYS {
            assert!(answer.get(key).is_some(), "{key}: {answer}");
        }
    }
    let errors: Vec<(i64, &str)> =
        answers.iter().filter(|a| a["status"] == "error").map(|a| (a["line"].as_i64().unwrap_or(0), a["error"]["code"].as_str().unwrap_or(""))).collect();
    assert_eq!(errors, [(2, "empty"), (3, "json"), (4, "shape"), (5, "shape"), (6, "encoding"), (8, "lang"), (9, "usage")]);
    assert_eq!(answers[0]["id"], 1);
    assert_eq!(answers[3]["id"], "x");
    assert_eq!(answers[6]["id"], serde_json::json!({"a": [1]}));
    assert_eq!(answers[6]["script"], "cyrl");
    assert_eq!(answers[9]["status"], "unknown");
}

#[test]
fn a_batch_comes_from_a_file_too() {
    let file = std::env::temp_dir().join(format!("accession-bot-batch-{}.jsonl", std::process::id()));
    std::fs::write(&file, "{\"id\": 1, \"text\": \"/help\"}\n").expect("a temporary file");
    let run = run(&["ask", "--json", "--batch", file.to_str().expect("UTF-8")]);
    std::fs::remove_file(&file).expect("the file goes");
    assert_eq!((run.status, run.out.lines().count()), (0, 1));
}

#[test]
fn the_chat_reads_lines_when_it_is_piped() {
    let run = run_with(&["chat"], "/when accession\n\n/ratification španija\n/frobnicate\nexit\n/when invitation\n".as_bytes(), None);
    assert_eq!(run.status, 0, "{}", run.err);
    assert!(run.out.contains("5 June 2017") && run.out.contains("Španij"), "{}", run.out);
    assert!(run.out.contains("/frobnicate"), "{}", run.out);
    assert!(run.out.trim_end().ends_with("/help."), "it went on behind exit: {}", run.out);
    assert!(!run.out.contains('\x1b') && !run.out.contains("Ctrl-D"), "{}", run.out);
    let widest = run.out.lines().filter(|l| !l.contains("://")).map(|l| l.chars().count()).max();
    assert!(widest <= Some(80), "{widest:?}");
}

#[test]
fn the_chat_ends_with_its_input() {
    let run = run_with(&["chat"], b"", None);
    assert_eq!((run.status, run.out.as_str()), (0, ""));
}

#[test]
fn commands_are_listed_and_registered() {
    let list = run(&["commands"]);
    assert!(list.status == 0 && list.out.lines().count() == 15 && list.out.starts_with("/when event"), "{}", list.out);
    let json = run(&["commands", "--json"]);
    assert_eq!(object(&json.out).as_array().map(Vec::len), Some(12));
}

#[test]
fn schemas_are_printed_and_written() {
    let all = object(&run(&["schema"]).out);
    assert!(all["events"]["items"].is_object() || all["events"]["type"] == "array", "{all}");
    let folder = std::env::temp_dir().join(format!("accession-bot-schema-{}", std::process::id()));
    let run = run(&["schema", "--out", folder.to_str().expect("UTF-8")]);
    assert_eq!(run.status, 0, "{}", run.err);
    assert!(folder.join("polls.schema.json").is_file());
    std::fs::remove_dir_all(&folder).expect("the folder goes");
}

#[test]
fn faulty_data_are_refused_with_their_place() {
    let folder = std::env::temp_dir().join(format!("accession-bot-data-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a temporary folder");
    std::fs::write(folder.join("events.json"), "[\n  {\"id\": 5}\n]\n").expect("a file");
    let data = folder.to_str().expect("UTF-8");
    let ask = run(&["ask", "--data", data, "x"]);
    assert_eq!(ask.status, 2);
    assert!(ask.err.contains("accession-bot check --data") && ask.err.lines().count() <= 2, "{}", ask.err);
    let check = run(&["check", "--data", data]);
    assert_eq!(check.status, 1);
    assert!(check.out.contains("events.json:2:"), "{}", check.out);
    let json = run(&["check", "--json", "--data", data]);
    assert!(object(&json.out).as_array().is_some_and(|all| all.iter().any(|f| f["file"] == "events.json" && f["line"] == 2)), "{}", json.out);
    std::fs::remove_dir_all(&folder).expect("the folder goes");
}

#[test]
fn wrong_settings_are_a_finding_and_a_refusal() {
    let file = std::env::temp_dir().join(format!("accession-bot-settings-{}.toml", std::process::id()));
    std::fs::write(&file, "language = \"en\"\nlanguge = \"en\"\n").expect("a file");
    let config = file.to_str().expect("UTF-8");
    let check = run(&["check", "--config", config]);
    assert_eq!(check.status, 1);
    assert!(check.out.contains(":2:1: error[settings]"), "{}", check.out);
    assert_eq!(run(&["ask", "--config", config, "/help"]).status, 2);
    std::fs::remove_file(&file).expect("the file goes");
}

#[cfg(not(feature = "discord"))]
#[test]
fn without_discord_it_says_so() {
    let run = run(&["serve"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("--features discord"), "{}", run.err);
}

#[cfg(feature = "discord")]
#[test]
fn without_a_token_it_exits_with_three() {
    let run = run(&["serve"]);
    assert_eq!(run.status, 3);
    assert!(run.err.contains("DISCORD_TOKEN") && run.err.lines().count() <= 2, "{}", run.err);
}

#[test]
fn help_and_version_succeed() {
    for argument in ["--help", "--version"] {
        let run = run(&[argument]);
        assert_eq!(run.status, 0);
        assert!(run.out.contains("accession-bot") && run.err.is_empty());
    }
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_accession-bot"))
        .args(["ask", "/ratification"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}
