//! An invented country that joins an invented league runs through every kind of question: nothing of the real dataset is in the program.

mod support;

use std::collections::BTreeSet;

use accession_bot::{
    answer::{
        answer, answer_all,
        model::{Answer, Status},
    },
    data::{
        check,
        date::FuzzyDate,
        finding::{Finding, Severity},
    },
    query::{
        codec,
        engine::Engine,
        model::{Op, Query},
        understand::understand,
    },
    render::text::plain,
    text::Lang,
};
use jiff::civil::{Date, date};

const TODAY: Date = date(2036, 2, 1);

/// Question, intent, and a part of the headline.
const ANSWERED: &[(&str, &str, &str)] = &[
    ("when did Varnia join the Meridian League", "record", "on 9 March 2034, as its fifth member"),
    ("kada je Varnija ušla u Meridijansku ligu", "record", "Varnija je ušla u Meridijansku ligu 9. marta 2034,"),
    ("када је Варнија ушла у Меридијанску лигу", "record", "Варнија је ушла у Меридијанску лигу 9. марта 2034,"),
    ("when was Varnia invited", "record", "in December 2032"),
    ("when did Varnia apply to the league", "record", "in 2030"),
    ("when was the Lamp Street riot", "record", "2 April 2033"),
    ("what is the Varnian Chamber", "record", "parliament of Varnia, with 80 seats"),
    ("who is Mirja Talsen", "person", "Chancellor of Varnia since 8 January 2035"),
    ("ko je bio Oskel Dramor", "person", "maršal Meridijanske lige"),
    ("who was Chancellor of Varnia in 2033", "office", "Arlo Venner"),
    ("who is the chancellor now", "office", "Mirja Talsen"),
    ("what was Venner in 2033", "person_office", "Chancellor of Varnia"),
    ("when did Kaldoria ratify", "ratification", "2 October 2033"),
    ("kada je Ostmera ratifikovala", "ratification", "20. novembra 2033,"),
    ("list the ratifications", "ratification_list", "Pelmoria, 28 February 2034"),
    ("who was the last to ratify", "ratification_nth", "Pelmoria was the last of 4 allies"),
    ("who was the first ally to ratify", "ratification_nth", "Kaldoria was the first of 4 allies"),
    ("how many allies ratified in 2033", "ratification_count", "2 of 4 allies"),
    ("which allies ratified in 2034", "ratification_in", "Tavland (15 January 2034) and Pelmoria"),
    ("was Tavland the third to ratify", "ratification_place", "3rd of 4"),
    ("did Tavland ratify before Pelmoria", "ratification_order", "Yes. Tavland"),
    ("is Kaldoria a member of the Meridian League", "membership", "Yes. Kaldoria was one of the 4 allies that ratified Varnia's accession"),
    ("did Tavland refuse Varnia", "false_premise", "No. Tavland ratified"),
    ("what was the tally in the treaty vote", "vote", "52 for, 17 against, 3 abstentions"),
    ("who voted against the treaty", "vote_who", "Mirja Talsen"),
    ("how did the Hill Union vote on the treaty", "vote_of", "voted against"),
    ("who won the chamber election", "election", "49 of 80 seats"),
    ("latest poll", "poll_latest", "Soundvell in May 2034: 47 % for, 33 % against"),
    ("oldest poll", "poll_first", "44 % for, 56 % against"),
    ("highest support in a poll", "poll_highest", "58 % (Plumbline, in November 2033"),
    ("lowest support in a poll", "poll_lowest", "44 % (Soundvell, in 2031"),
    ("average support in the polls", "poll_mean", "50.63 %"),
    ("median support", "poll_median", "50.25 %"),
    ("which poll had the widest lead", "poll_widest_lead", "16 points"),
    ("which poll was the closest", "poll_narrowest_lead", "2 points"),
    ("how many polls are there", "poll_count", "4 polls"),
    ("how many people support the league", "poll_latest", "47 % for"),
    ("poll trend", "poll_trend", "rose by 14 points"),
    ("compare Plumbline and Soundvell", "poll_compare", "5.75 points lower"),
    ("how many polls by each pollster", "pollsters", "Plumbline 2"),
    ("was support ever above 57 percent", "poll_ever", "Yes."),
    ("poll of November 2033", "poll", "58 % for, 42 % against"),
    ("what happened in 2033", "timeline", "Lamp Street"),
    ("which came first, the Lamp Street riot or the invitation", "order", "First the invitation"),
    ("put in order: the accession, the invitation, the Lamp Street riot", "order", "In order:"),
    ("what happened between the Lamp Street riot and the accession", "timeline", "approved the treaty on 14 September 2033"),
    ("what happened right before the Lamp Street riot", "timeline", "in December 2032"),
    ("who was Chancellor of Varnia in 2033 and who in 2036", "several", "\nMirja Talsen"),
    ("how long between the treaty vote and the accession", "duration", "176 days"),
    ("what did Venner say", "quote", "A bridge has two ends."),
    ("what is the position of the Harbour Party", "party", "For membership"),
    ("positions of all parties", "party_table", "against: HLU"),
    ("leader of the Harbour Party", "party_leader", "Arlo Venner"),
    ("defence spending in 2034", "series", "1.7 %"),
    ("highest defence spending", "series_highest", "1.7 %"),
    ("lowest defence spending", "series_lowest", "1.4 %"),
    ("how did defence spending change", "series_change", "rose by 0.3 points"),
    ("what is Operation Lantern", "mission", "the League's mission in Zorvania"),
    ("list missions", "mission_list", "Operation Lantern"),
    ("how many soldiers in Operation Lantern", "mission_strength", "35 soldiers"),
    ("where do sources disagree", "conflicts", "The day of the Lamp Street riot"),
    ("sources for the accession", "sources", "Record of the Meridian League"),
    ("why did Varnia join the league", "fact", "for the sea lanes"),
    ("where did the chamber vote on the treaty", "fact", "Old Granary"),
    ("was there a referendum on the league", "false_premise", "No."),
];

/// Questions to which nothing may be asserted.
const UNKNOWN: &[&str] =
    &["what does league membership cost Varnia", "what is the capital of France", "when did Zorvania join the league", "when did Montenegro join NATO"];

fn engine() -> Engine {
    Engine::new(&support::mini()).expect("the invented dataset makes an engine")
}

fn ask(engine: &Engine, text: &str) -> Answer {
    let understanding = understand(engine, text, TODAY);
    let lang = understanding.lang.unwrap_or(Lang::En);
    answer_all(engine, &understanding, lang, TODAY)
}

#[test]
fn the_invented_dataset_passes_every_check() {
    // The words and sentences are those of the program, and checked with the real dataset.
    let own = |finding: &&Finding| !finding.file.starts_with("vocab/") && !finding.file.starts_with("locales/");
    let findings = check::check(&support::mini());
    let told: Vec<String> = findings.iter().filter(|f| own(f) || f.severity == Severity::Error).map(ToString::to_string).collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}

#[test]
fn every_kind_of_question_is_answered() {
    let engine = engine();
    let mut faults = Vec::new();
    for (question, intent, part) in ANSWERED {
        let answer = ask(&engine, question);
        if answer.status != Status::Answered || answer.intent != *intent || !answer.headline.contains(part) || answer.sources.is_empty() {
            faults.push(format!("{question}\n    {:?} {}: {}", answer.status, answer.intent, answer.headline));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn what_is_not_in_the_data_is_not_asserted() {
    let engine = engine();
    for question in UNKNOWN {
        let answer = ask(&engine, question);
        assert_eq!(answer.status, Status::Unknown, "{question}: {}", answer.headline);
    }
}

/// A question of every operation, as slash commands and buttons put it.
fn direct(op: Op) -> Query {
    let day = |text: &str| text.parse::<FuzzyDate>().ok();
    let about = |ids: &[&str]| Query { ids: ids.iter().map(|&id| id.to_owned()).collect(), ..Query::new(op) };
    match op {
        Op::Record => about(&["lamp-riot"]),
        Op::PollCompare => about(&["poll-l1", "poll-l4"]),
        Op::PollEver => Query { value: Some(50.0), ..Query::new(op) },
        Op::RatShow | Op::RatPlace | Op::RatDelay => about(&["rat-tavland"]),
        Op::RatNth => Query { n: Some(2), ..Query::new(op) },
        Op::RatCount | Op::RatIn | Op::Timeline => Query { span: day("2033"), ..Query::new(op) },
        Op::RatOrder => about(&["rat-tavland", "rat-ostmere"]),
        Op::VoteTally | Op::VoteWho => about(&["treaty-vote"]),
        Op::VoteOf => about(&["treaty-vote", "hill-union"]),
        Op::Election => about(&["chamber-election-2033"]),
        Op::Order | Op::Duration => about(&["league-invitation", "accession"]),
        Op::OfficeAt => Query { span: day("2033"), ..about(&["chancellor"]) },
        Op::PersonAt => Query { span: day("2033"), ..about(&["arlo-venn"]) },
        Op::Said => about(&["arlo-venn"]),
        Op::Party | Op::Leader => about(&["harbour-party"]),
        Op::VoteCompare => about(&["treaty-vote", "treaty-vote"]),
        Op::SeriesFirst => Query { value: Some(1.0), ..about(&["defence-share"]) },
        Op::SeriesAt | Op::SeriesMax | Op::SeriesMin | Op::SeriesChange | Op::SeriesList => about(&["defence-share"]),
        Op::MissionCount => about(&["lantern"]),
        Op::Member => about(&["kaldoria"]),
        Op::Sources => about(&["accession"]),
        _ => Query::new(op),
    }
}

#[test]
fn every_operation_answers_in_every_language_and_script() {
    let engine = engine();
    let mut silent = BTreeSet::new();
    for (op, _, name) in Op::TABLE.iter().filter(|(op, ..)| *op != Op::Unknown) {
        let query = direct(*op);
        assert_eq!(codec::decode(&engine, &codec::encode(&engine, &query)).as_ref(), Some(&query), "{name}");
        for lang in Lang::ALL {
            let answer = answer(&engine, &query, lang, TODAY);
            // No parliament of the invented allies was of one mind.
            let contested = *op == Op::RatUnanimous && answer.status == Status::Unknown;
            if !contested && (answer.status != Status::Answered || answer.headline.is_empty()) {
                silent.insert(format!("{name} in {}: {:?} {}", lang.tag(), answer.status, answer.headline));
            }
            assert!(!plain(&engine, &answer).contains("{when}"), "{name}");
            let own = matches!(op, Op::Help | Op::About | Op::Small);
            assert!(own || answer.status != Status::Answered || !answer.sources.is_empty(), "{name} names no source");
        }
    }
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn the_same_question_is_answered_alike_every_time() {
    let (first, second) = (engine(), engine());
    for (question, ..) in ANSWERED {
        assert_eq!(plain(&first, &ask(&first, question)), plain(&second, &ask(&second, question)), "{question}");
    }
}
