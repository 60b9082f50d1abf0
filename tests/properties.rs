//! What holds for every message: no panic, the same answer twice, a source for every assertion, a code that brings the answer back.

use std::sync::LazyLock;

use accession_bot::{
    answer::{
        LONGEST_HEADLINE, answer, answer_all,
        model::{Answer, Status},
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
use proptest::prelude::*;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::built_in().expect("the built-in data loads"));

fn today() -> jiff::civil::Date {
    jiff::civil::date(2026, 11, 21)
}

fn ask(text: &str, lang: Lang) -> Answer {
    answer_all(&ENGINE, &understand(&ENGINE, text, today()), lang, today())
}

fn sound(text: &str, answer: &Answer) {
    let meta = matches!(answer.intent.as_str(), "help" | "about" | "smalltalk");
    let headline = answer.headline.chars().count();
    assert!((1..=LONGEST_HEADLINE).contains(&headline), "{text:?}: a headline of {headline}");
    assert!(answer.status != Status::Answered || meta || !answer.sources.is_empty(), "{text:?} is answered without a source: {}", answer.headline);
    assert!(!answer.headline.contains('{') && !answer.headline.contains('\u{e000}'), "{text:?}: {}", answer.headline);
    for id in &answer.records {
        assert!(ENGINE.dataset.find(id).is_some(), "{text:?}: record {id}");
    }
}

/// Messages made of words that people use here, in any order, with noise between.
fn message() -> impl Strategy<Value = String> {
    let words = [
        "when",
        "who",
        "did",
        "montenegro",
        "nato",
        "join",
        "ratify",
        "spain",
        "2016",
        "28 April 2017",
        "poll",
        "cedem",
        "for",
        "against",
        "how many",
        "DPS",
        "SNP",
        "vote",
        "kad",
        "je",
        "ušla",
        "протокол",
        "глас",
        "before",
        "after",
        "first",
        "last",
        "average",
        "and",
        "?",
        "!",
        "54.2",
        "%",
        "46-0",
        "between",
        "not",
        "leave",
        "Đukanović",
        "prime minister",
        "soldiers",
        "Afghanistan",
        "spending",
        "why",
        "coup",
        "😀",
        "@everyone",
        "`",
        "\n",
        "\u{202e}",
        "the",
        "is",
    ];
    prop::collection::vec(prop::sample::select(words.to_vec()), 1..18).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn messages_of_known_words_are_answered_soundly(text in message(), lang in prop::sample::select(Lang::ALL.to_vec())) {
        let first = ask(&text, lang);
        sound(&text, &first);
        prop_assert_eq!(plain(&ENGINE, &first), plain(&ENGINE, &ask(&text, lang)));
    }

    #[test]
    fn any_text_is_survived(text in "\\PC{0,200}") {
        sound(&text, &ask(&text, Lang::En));
    }

    #[test]
    fn codes_bring_the_question_back(text in message()) {
        for query in understand(&ENGINE, &text, today()).queries {
            let code = codec::encode(&ENGINE, &query);
            prop_assert_eq!(codec::decode(&ENGINE, &code), Some(query));
        }
    }

    #[test]
    fn strange_codes_are_refused(code in "[ -~]{0,100}") {
        let _ = codec::decode(&ENGINE, &code);
    }
}

#[test]
fn a_very_long_message_is_survived() {
    for word in ["nato ", "a", "čšž", "2016 ", "\n", "who ratified last? "] {
        let text: String = word.repeat(4000 / word.len());
        sound(&text, &ask(&text, Lang::En));
    }
}

#[test]
fn every_record_can_be_told_in_every_language() {
    let ids: Vec<String> = ENGINE.dataset.origins().iter().map(|(_, id, _)| id.clone()).collect();
    for id in ids {
        for lang in Lang::ALL {
            let told = answer(&ENGINE, &Query::about(Op::Record, &id), lang, today());
            sound(&id, &told);
        }
    }
}

#[test]
fn everybody_is_told_of_by_name() {
    for person in &ENGINE.dataset.records.people {
        let questions =
            [(Lang::En, format!("who is {}", person.name.en)), (Lang::En, format!("{}?", person.name.en)), (Lang::Cnr, format!("ko je {}", person.name.cnr))];
        for (lang, question) in questions {
            let answer = ask(&question, lang);
            assert_eq!((answer.status, answer.intent.as_str()), (Status::Answered, "person"), "{question}: {}", answer.headline);
            assert_eq!(answer.records.first(), Some(&person.id), "{question}");
        }
    }
}

#[test]
fn an_ally_named_alone_is_told_of_by_its_ratification() {
    for ratification in &ENGINE.dataset.records.ratifications {
        let country = ENGINE.dataset.records.countries.iter().find(|country| country.id == ratification.country).expect("a ratification is of a country");
        for (lang, name) in [(Lang::En, &country.name.en), (Lang::Cnr, &country.name.cnr)] {
            let answer = ask(name, lang);
            assert_eq!((answer.status, answer.intent.as_str()), (Status::Answered, "ratification"), "{name}: {}", answer.headline);
            assert!(answer.records.contains(&ratification.id), "{name}");
        }
    }
}

#[test]
fn talk_around_a_question_does_not_change_its_answer() {
    let questions = [
        (Lang::En, ["when did Montenegro join NATO?", "was there ever a referendum on NATO in Montenegro?", "what did CEDEM find in December 2016?"]),
        (Lang::Cnr, ["kad je Crna Gora ušla u NATO?", "da li je bilo referenduma o NATO-u?", "koliko je saveznica ratifikovalo 2016?"]),
    ];
    let talk = [
        (
            Lang::En,
            ["hey all, {}", "guys, {}", "mate just tell me this: {}", "sorry to barge in, {}", "we've been arguing all evening... {}", "{} thanks a lot"],
        ),
        (Lang::Cnr, ["ljudi, {}", "dobro veče svima, {}", "izvinite što upadam, {}", "brate reci mi samo ovo: {}", "alo, {}", "{} hvala unaprijed"]),
    ];
    for ((lang, questions), (_, talk)) in questions.into_iter().zip(talk) {
        for question in questions {
            let plain = ask(question, lang).headline;
            for around in talk {
                let text = around.replace("{}", question);
                assert_eq!(ask(&text, lang).headline, plain, "{text}");
            }
        }
    }
}

#[test]
fn a_retort_denies_nothing_of_what_follows() {
    for text in ["nah bro montenegro joined in 2016", "nope, montenegro joined in 2016"] {
        let answer = ask(text, Lang::En);
        assert!(answer.headline.starts_with("No."), "{text}: {}", answer.headline);
    }
}

#[test]
fn claims_are_judged_as_they_are_put() {
    for (text, start) in [
        ("in the December 2015 poll, were there more for than against?", "Yes."),
        ("did opponents outnumber supporters in CEDEM's poll of December 2016?", "Yes."),
        ("did supporters outnumber opponents in CEDEM's poll of December 2016?", "No."),
        ("in CEDEM's raw figures of July 2015, did supporters outnumber opponents?", "No."),
        ("did the Sabor approve it before the end of 2016?", "Yes."),
        ("how many allies had deposited before the end of 2016?", "11 of 28"),
        ("did Senator Rand Paul vote against Montenegro?", "Yes."),
        ("је ли застава пред сједиштем НАТО-а подигнута два дана послије приступања?", "Yes."),
        ("does that mean they send soldiers to Ukraine under NSATU?", "No."),
    ] {
        let answer = ask(text, Lang::En);
        assert!(answer.headline.starts_with(start), "{text}: {}", answer.headline);
    }
}

#[test]
fn what_only_names_or_asks_gets_no_yes_or_no() {
    let verdict = |headline: &str| ["Yes.", "No.", "Partly.", "Da.", "Ne.", "Djelimično."].iter().any(|word| headline.starts_with(word));
    for (text, lang) in [
        ("which ally came two days after Germany", Lang::En),
        ("can anybody tell me who handed over the papers in Washington", Lang::En),
        ("SNP tried to get a referendum resolution on the agenda. How did that vote end?", Lang::En),
        ("I know they are above the target now. What percent of GDP went to defence in 2017?", Lang::En),
        ("Montenegro's entry into the Adriatic Charter", Lang::En),
        ("the US Senate's consent to Montenegro's accession", Lang::En),
        ("koje su dvije članice deponovale poslije Njemačke", Lang::Cnr),
    ] {
        let answer = ask(text, lang);
        assert!(!verdict(&answer.headline), "{text}: {}", answer.headline);
    }
}

#[test]
fn orders_and_bounds_are_judged() {
    for (text, first) in [
        ("did germany hand in its ratification before the americans did?", "No."),
        ("did the Czech Republic deposit the day after Belgium", "No."),
        ("Can you confirm that Zagreb beat Ottawa to the depositary", "Yes."),
        ("did italy and luxembourg both deposit in february 2017?", "Yes."),
        ("did germany and italy both deposit in may 2017?", "No."),
        ("december 2016 cedem: was the gap less than one percent?", "Yes."),
        ("In that 27-line table the yes side never gets above 55, correct?", "No."),
        ("did cedem EVER publish numbers with more people for nato than against it?", "Yes."),
        ("did montenegro hold a referendum before joining nato?", "No."),
    ] {
        let answer = ask(text, Lang::En);
        assert!(answer.headline.starts_with(first), "{text}: {}", answer.headline);
    }
}

#[test]
fn a_year_without_an_election_has_none() {
    for text in ["2014 election", "2019 election"] {
        assert_ne!(ask(text, Lang::En).status, Status::Answered, "{text}");
    }
}

#[test]
fn no_sum_of_shares_is_told() {
    let answer = ask("what is the sum of all leads that \"for\" had in CEDEM rows", Lang::En);
    assert_ne!(answer.status, Status::Answered, "{}", answer.headline);
}

#[test]
fn a_sentence_ends_where_it_does() {
    // "Hot" is no abbreviation, "Gen." is one, and so are initials.
    let date = "2 December 2015";
    let story = "we had this whole fight in the staff room, and the PE guy said he doesn't care as long as the coffee is hot. What is the actual day the formal invitation was issued?";
    assert!(ask(story, Lang::En).headline.contains(date));
    for text in ["did Gen. Zoran Lazarević meet Rowling", "what did the U.S. Senate decide", "what does Art. 5 say"] {
        let lines = accession_bot::query::understand::explain(&ENGINE, text, today());
        assert_eq!(lines.iter().filter(|line| line.starts_with("units")).count(), 1, "{text}: {lines:#?}");
    }
}

#[test]
fn a_day_alone_asks_what_happened() {
    for event in ENGINE.dataset.records.events.iter().filter(|event| event.weight >= 5) {
        let Some(day) = event.dates.first().and_then(|dated| dated.date.exact_day()) else { continue };
        let text = day.strftime("%-d %B %Y").to_string();
        let answer = ask(&text, Lang::En);
        let then = |id: &String| ENGINE.dataset.dates(id).iter().any(|date| date.exact_day() == Some(day));
        assert!(answer.records.iter().any(then), "{text} of {}: {} {}", event.id, answer.intent, answer.headline);
    }
}
