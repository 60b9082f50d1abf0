//! The conversation in the terminal, without a terminal.

use std::sync::LazyLock;

use accession_bot::{
    command::Commands,
    console::{
        Chat,
        session::{Reply, Session},
    },
    query::engine::Engine,
    text::Lang,
};
use jiff::civil::Date;
use unicode_width::UnicodeWidthStr;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::built_in().unwrap_or_else(|findings| panic!("{findings:?}")));
static COMMANDS: LazyLock<Commands> = LazyLock::new(|| Commands::new(&ENGINE));

const TODAY: fn() -> Date = || Date::constant(2026, 11, 21);

fn session() -> Session<'static> {
    Session::new(Chat { engine: &ENGINE, commands: &COMMANDS, lang: Lang::En, forced: None, today: &TODAY })
}

fn said(session: &mut Session<'_>, line: &str, width: usize) -> Vec<String> {
    match session.reply(line, width) {
        Reply::Say(lines) => lines.into_iter().map(|line| line.into_iter().map(|(_, text)| text).collect()).collect(),
        Reply::Leave => panic!("{line} ended the chat"),
    }
}

#[test]
fn a_long_answer_comes_in_two_parts() {
    let mut session = session();
    let first = said(&mut session, "/ratification", 80);
    assert!(first.len() <= 26 && session.has_more(), "{first:#?}");
    assert!(first.last().is_some_and(|line| line.contains("Enter")), "{first:#?}");
    assert!(first.iter().any(|line| line.starts_with("Sources")), "{first:#?}");
    let mut rest = said(&mut session, "", 80);
    while session.has_more() {
        rest.extend(said(&mut session, "more", 80));
    }
    let spain = |lines: &[String]| lines.iter().filter(|line| line.trim_start().starts_with("28 ") || line.starts_with("28  ")).count();
    assert_eq!((spain(&first), spain(&rest)), (0, 1), "{rest:#?}");
    assert_eq!(said(&mut session, "", 80), ["That was all of it."]);
}

#[test]
fn lines_fit_the_width() {
    for width in [60, 80, 100] {
        for line in
            ["/ratification", "/party", "/polls trend", "/vote", "/help", "/frobnicate", "/sources", "кад је Црна Гора ушла у НАТО", "/timeline from:2015"]
        {
            let mut session = session();
            let mut lines = said(&mut session, line, width);
            while session.has_more() {
                lines.extend(said(&mut session, "", width));
            }
            let wide: Vec<&String> = lines.iter().filter(|l| !l.contains("://") && l.width() > width).collect();
            assert!(wide.is_empty(), "{line} at {width}: {wide:#?}");
        }
    }
}

#[test]
fn language_follows_the_text() {
    let mut session = session();
    assert!(said(&mut session, "кад је Црна Гора ушла у НАТО", 80)[0].contains("Црна Гора"));
    // A name alone speaks no language: the last one stays.
    assert!(said(&mut session, "/ratification spain", 80).iter().any(|line| line.contains("Шпаниј")));
    assert!(said(&mut session, "when did montenegro join nato", 80)[0].contains("Montenegro"));
}

#[test]
fn a_number_picks_a_suggestion_and_sources_are_listed() {
    let mut session = session();
    said(&mut session, "/when accession", 80);
    let sources = said(&mut session, "izvori", 80);
    assert!(sources.iter().any(|line| line.contains("https://")), "{sources:#?}");
    let none = said(&mut session, "77", 80);
    assert!(none[0].contains("77"), "{none:#?}");
    let picked = said(&mut session, "1", 80);
    assert!(!picked.is_empty() && picked != none);
}

#[test]
fn it_ends_in_every_language() {
    for word in ["exit", "quit", "/exit", "izlaz", "излаз", "EXIT "] {
        assert_eq!(session().reply(word, 80), Reply::Leave, "{word}");
    }
}

#[test]
fn it_greets_within_the_width() {
    let lines = session().welcome(60);
    assert!(lines.iter().all(|line| line.iter().map(|(_, text)| text.width()).sum::<usize>() <= 60));
}
