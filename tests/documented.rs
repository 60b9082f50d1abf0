//! What `docs/questions.md` shows is what the program says: every question there is asked.
//!
//! After a change that is meant, `BLESS=1 cargo test --test documented` writes the answers anew; read the difference before it is committed.

use std::{fs, path::Path};

use accession_bot::{answer::answer_all, query::engine::Engine, query::understand::understand, text::Lang};

#[test]
fn documented_questions_are_answered_as_documented() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/questions.md");
    let written = fs::read_to_string(&path).expect("docs/questions.md is there");
    let engine = Engine::built_in().expect("the built-in data loads");
    let today = jiff::civil::date(2026, 11, 21);
    let mut asked = 0;
    let mut answered = String::new();
    let mut question: Option<&str> = None;
    for line in written.lines() {
        if let Some(text) = line.strip_prefix("- **").and_then(|rest| rest.strip_suffix("**  ")) {
            question = Some(text);
        } else if let Some(text) = question.take() {
            let understanding = understand(&engine, text, today);
            let answer = answer_all(&engine, &understanding, understanding.lang.unwrap_or(Lang::En), today);
            // The answers to several questions stand on lines of their own, here in one.
            answered.push_str(&format!("  {}\n", answer.headline.replace('\n', "<br>")));
            asked += 1;
            continue;
        }
        answered.push_str(line);
        answered.push('\n');
    }
    assert!(asked > 30, "docs/questions.md shows only {asked} questions");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, &answered).expect("docs/questions.md can be written");
    } else {
        assert_eq!(written, answered, "docs/questions.md shows something else than the program says");
    }
}
