//! Every answer as a Discord message: within the limits, whole, and with controls that lead back to it.

use accession_bot::{
    answer::{
        self, answer_all,
        model::{Answer, Block},
    },
    query::{codec, engine::Engine, understand::understand},
    render::{
        control::{Action, Control},
        embed::{self, Component, Face, MessagePayload},
        figures, limits,
    },
    text::Lang,
};
use unicode_width::UnicodeWidthStr;

fn questions() -> Vec<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/questions/tune");
    let mut questions = Vec::new();
    for file in std::fs::read_dir(folder).expect("the questions").flatten() {
        let text = std::fs::read_to_string(file.path()).expect("text");
        for line in text.lines().filter(|l| !l.trim().is_empty()) {
            let json: serde_json::Value = serde_json::from_str(line).expect("JSON");
            questions.push(json["text"].as_str().expect("a question").to_owned());
        }
    }
    questions.sort();
    questions.extend(["help", "all ratifications", "all votes", "all polls", "timeline", "sources", "where do sources disagree"].map(str::to_owned));
    questions
}

fn controls(message: &MessagePayload) -> Vec<(String, String)> {
    let mut found = Vec::new();
    assert!(message.components.len() <= limits::ROWS);
    for row in &message.components {
        let Component::Row { components, .. } = row else { panic!("not a row: {row:?}") };
        assert!((1..=limits::BUTTONS).contains(&components.len()));
        for control in components {
            match control {
                Component::Button { label, custom_id, .. } => {
                    assert!((1..=limits::BUTTON_LABEL).contains(&limits::length(label)), "{label:?}");
                    found.push((label.clone(), custom_id.clone()));
                }
                Component::Menu { custom_id, placeholder, options, .. } => {
                    assert!((1..=limits::OPTIONS).contains(&options.len()) && limits::length(placeholder) <= limits::PLACEHOLDER);
                    assert!(
                        options
                            .iter()
                            .all(|o| (1..=limits::OPTION).contains(&limits::length(&o.label)) && (1..=limits::OPTION).contains(&limits::length(&o.value)))
                    );
                    found.push((placeholder.clone(), custom_id.clone()));
                }
                Component::Row { .. } => panic!("a row in a row"),
            }
        }
    }
    let mut ids: Vec<_> = found.iter().map(|(_, id)| id).collect();
    let all = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), all, "{found:?}");
    found
}

fn check(message: &MessagePayload, what: &str) {
    let embed = &message.embeds[0];
    let total = limits::length(&embed.title)
        + limits::length(&embed.description)
        + limits::length(&embed.footer.text)
        + embed.fields.iter().map(|f| limits::length(&f.name) + limits::length(&f.value)).sum::<usize>();
    assert!(total <= limits::EMBED_TOTAL, "{what}: {total}");
    assert!(limits::length(&embed.title) <= limits::TITLE && (1..=limits::DESCRIPTION).contains(&limits::length(&embed.description)), "{what}: {embed:#?}");
    assert!(
        embed
            .fields
            .iter()
            .all(|f| (1..=limits::FIELD_NAME).contains(&limits::length(&f.name)) && (1..=limits::FIELD_VALUE).contains(&limits::length(&f.value))),
        "{what}"
    );
    let mut inside = false;
    for line in embed.description.lines() {
        if line == "```" {
            inside = !inside;
        } else if inside {
            assert!(line.width() <= 29, "{what}: {line:?} would wrap on a phone");
        }
    }
    assert!(!inside, "{what}: a code block is open: {}", embed.description);
}

/// The figures behind the button: there whenever the button is, whole over their pages, and none of them lost.
fn check_figures(engine: &Engine, answer: &Answer, what: &str) {
    let face = |page| Face { page, owner: u64::MAX, ..Face::default() };
    let button = |message: &MessagePayload, action| {
        let ids = controls(message).into_iter().filter_map(|(_, id)| Control::decode(&id));
        ids.filter(|control| control.action == action).map(|control| control.page).max()
    };
    let Some(first) = button(&embed::message(engine, answer, face(0)), Action::Figures) else { return };
    let Some(Block::Table { rows, .. }) = figures(engine, answer) else { panic!("{what}: a button for figures, and none are there") };
    let (mut page, mut seen) = (first, String::new());
    loop {
        let message = embed::figures(engine, answer, face(page)).expect("figures");
        check(&message, what);
        assert_eq!(message.flags, Some(embed::EPHEMERAL));
        seen.push_str(&message.embeds[0].description);
        match button(&message, Action::FiguresPage) {
            Some(next) if next > page && !message.embeds[0].footer.text.ends_with(&format!("{0}/{0}", page + 1)) => page = next,
            _ => break,
        }
    }
    let plain = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let seen = plain(&seen);
    for cell in rows.iter().flatten() {
        assert!(seen.contains(&plain(cell)), "{what}: {cell} is not among the figures");
    }
}

#[test]
fn every_answer_fits_and_every_page_can_be_reached() {
    let engine = Engine::built_in().expect("the data are sound");
    let today = "2026-11-21".parse().expect("a date");
    for question in questions() {
        let understanding = understand(&engine, &question, today);
        for lang in Lang::ALL {
            let answer = answer_all(&engine, &understanding, lang, today);
            let pages = embed::pages(&engine, &answer).len();
            let mut seen = String::new();
            for page in 0..pages {
                let face = Face { page, owner: u64::MAX, ..Face::default() };
                let message = embed::message(&engine, &answer, face);
                check(&message, &format!("{question} {lang:?} {page}"));
                seen.push_str(&message.embeds[0].description);
                for (label, id) in controls(&message) {
                    let control = Control::decode(&id).unwrap_or_else(|| panic!("{label}: {id}"));
                    assert_eq!(control.owner, u64::MAX);
                    if matches!(control.action, Action::Back | Action::Forward | Action::Language | Action::Figures) {
                        assert_eq!(control.code, answer::code(&engine, &answer));
                    }
                    if control.action == Action::Forward {
                        assert_eq!(control.page, page + 1);
                    }
                    for code in control.code.split('+').filter(|c| !c.is_empty()) {
                        assert!(codec::decode(&engine, code).is_some(), "{code}");
                    }
                }
            }
            check_figures(&engine, &answer, &question);
            let words = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            assert!(words(&seen).starts_with(&words(&answer.headline)), "{question}: the headline stands first");
        }
    }
}
