//! A set ten times as large passes every check and answers as the small one does.

#[path = "support/generate.rs"]
mod generate;
mod support;

use accession_bot::{
    answer::{answer_all, model::Status},
    data::{check, finding::Severity},
    query::{engine::Engine, understand::understand},
    text::Lang,
};

#[test]
fn a_larger_set_is_sound_and_answers_alike() {
    let small = support::mini();
    let large = generate::enlarge(&small, 10);
    let errors: Vec<String> = check::check(&large).iter().filter(|f| f.severity == Severity::Error).map(ToString::to_string).collect();
    assert!(errors.is_empty(), "{} errors:\n{}", errors.len(), errors.join("\n"));

    let (small, large) = (Engine::new(&small).unwrap(), Engine::new(&large).unwrap());
    assert_eq!(large.dataset.origins().len(), 10 * small.dataset.origins().len());
    let today = jiff::civil::date(2036, 2, 1);
    let headline = |engine: &Engine, question: &str| {
        let answer = answer_all(engine, &understand(engine, question, today), Lang::En, today);
        (answer.status, answer.headline)
    };
    for question in ["when did Varnia join the Meridian League", "who was Arlo Venner", "highest support in a poll", "what was the tally in the treaty vote"] {
        assert_eq!(headline(&large, question), headline(&small, question), "{question}");
    }
    // A record of a copy answers to its own name.
    let copy = &large.dataset.records.people.iter().find(|person| person.id == "mirja-talsen-7").unwrap().name.en;
    assert_eq!(headline(&large, &format!("who is {copy}")).0, Status::Answered);
}
