//! The commands over the real dataset: parsing, values, completion, registration.

use std::sync::LazyLock;

use accession_bot::{
    answer::answer,
    command::{Asked, Commands, Invocation, UsageError, help, registration::registration},
    query::{
        codec,
        engine::Engine,
        model::{Cue, Op, Query, Rel},
    },
    text::Lang,
};
use jiff::civil::Date;

fn today() -> Date {
    Date::constant(2026, 11, 21)
}

struct Desk {
    engine: Engine,
    commands: Commands,
}

/// Built once for all tests of this file.
static DESK: LazyLock<Desk> = LazyLock::new(|| {
    let engine = Engine::built_in().unwrap_or_else(|findings| panic!("{}", findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")));
    let commands = Commands::new(&engine);
    Desk { engine, commands }
});

impl Desk {
    fn read(&self, text: &str) -> Result<Asked, UsageError> {
        self.commands.read(&self.engine, text, today())
    }

    fn query(&self, text: &str) -> Query {
        let asked = self.read(text).unwrap_or_else(|error| panic!("{text}: {}", error.say(&self.engine, Lang::En)));
        assert_eq!(asked.understanding.queries.len(), 1, "{text}");
        asked.understanding.queries[0].clone()
    }

    fn error(&self, text: &str) -> String {
        match self.read(text) {
            Err(error) => error.say(&self.engine, Lang::En),
            Ok(asked) => panic!("{text} was read as {:?}", asked.understanding.queries),
        }
    }
}

#[test]
fn typed_commands_become_questions() {
    let desk = &*DESK;
    let query = desk.query("/when accession");
    assert_eq!((query.op, query.ids.as_slice(), query.cue), (Op::Record, &["accession".to_owned()][..], Cue::When));
    for same in [
        "/when event:accession",
        "/WHEN  event: \"accession\" private:true",
        "/when event:„accession“",
        "/kada event:accession language:cnr",
        "/када accession",
    ] {
        assert_eq!(desk.query(same), query, "{same}");
    }
    let query = desk.query("/ratification country:Spain");
    assert_eq!((query.op, query.ids), (Op::RatShow, vec!["spain".to_owned()]));
    assert_eq!(desk.query("/ratification španija").ids, ["spain"]);
    assert_eq!(desk.query("/ratification").op, Op::RatList);
    assert_eq!(desk.query("/vote").op, Op::VoteList);
    assert_eq!(desk.query("/party").op, Op::PartyTable);
    assert_eq!(desk.query("/party snp").op, Op::Party);
    assert_eq!(desk.query("/mission").op, Op::MissionList);
    assert_eq!(desk.query("/mission isaf").ids, ["isaf"]);
    assert_eq!(desk.query("/sources").op, Op::Sources);
    assert_eq!(desk.query("/sources accession").ids, ["accession"]);
    assert_eq!(desk.query("/help").op, Op::Help);
    assert_eq!(desk.query("/ask when did montenegro join: which year").op, Op::Record);
    assert_eq!(desk.query("/polls latest").op, Op::PollLatest);
    assert_eq!(desk.query("/pitaj ko je ratifikovao posljednji").op, Op::RatNth);
}

#[test]
fn times_limit_as_they_say() {
    let desk = &*DESK;
    let query = desk.query("/timeline from:2015 to:2016");
    assert_eq!((query.span.map(|s| s.to_string()), query.rel), (Some("2015/2016".to_owned()), Rel::In));
    let query = desk.query("/timeline from:june 2016 topic:ratification");
    assert_eq!((query.span.map(|s| s.to_string()), query.rel, query.word.as_deref()), (Some("2016-06".to_owned()), Rel::Since, Some("ratification")));
    assert_eq!(desk.query("/timeline to:accession").span.map(|s| s.to_string()).as_deref(), Some("2017-06-05"));
    let query = desk.query("/polls find when:2016 pollster:cedem");
    assert_eq!((query.op, query.ids.as_slice(), query.span.map(|s| s.to_string())), (Op::PollShow, &["cedem".to_owned()][..], Some("2016".to_owned())));
    assert_eq!(desk.query("/polls find cedem 2016"), query);
    let query = desk.query("/polls compare first:2009 second:2016");
    assert_eq!((query.op, query.word.as_deref()), (Op::PollCompare, Some("2009|2016")));
    assert_eq!(desk.query("/polls compare cedem second:damar").ids, ["cedem", "damar"]);
    let query = desk.query("/polls compare first:cedem 2009 second:damar 2016");
    assert_eq!((query.ids.as_slice(), query.word.as_deref()), (&["cedem".to_owned(), "damar".to_owned()][..], Some("2009|2016")));
    assert_eq!(desk.query("/polls trend from:2014 pollster:cedem").rel, Rel::Since);
}

#[test]
fn mistakes_are_told_with_what_is_valid() {
    let desk = &*DESK;
    let told = |text: &str, parts: &[&str]| {
        let error = desk.error(text);
        assert!(parts.iter().all(|part| error.contains(part)), "{text}: {error}");
    };
    told("/wen accession", &["/wen", "did you mean /when", "/timeline"]);
    told("/frobnicate", &["/frobnicate", "/when"]);
    told("/when evnt:accession", &["“evnt”", "event, private, language"]);
    told("/polls find when:2016 polster:cedem", &["“polster”", "when, pollster"]);
    told("/polls", &["latest, find, trend, compare"]);
    told("/polls newest", &["“newest”", "latest, find, trend, compare"]);
    told("/polls find", &["when, pollster"]);
    told("/polls find when:yesterdayish", &["yesterdayish"]);
    told("/when", &["event", "An event"]);
    told("/help me", &["“me”"]);
    told("/when accession event:accession", &["event", "twice"]);
    told("/timeline from:2017 to:2016", &["2017", "2016"]);
    told("/timeline topic:cooking", &["cooking", "ratification"]);
    told("/when accession language:klingon", &["klingon", "crnogorski (cnr)"]);
    told("/polls compare first:2016 second:everybody", &["everybody"]);
}

#[test]
fn a_pollster_is_compared_with_a_year() {
    let desk = &*DESK;
    let (one, other) = (desk.query("/polls compare first:2016 second:cedem"), desk.query("/polls compare cedem second:2016"));
    assert_eq!((one.ids.as_slice(), one.word.as_deref()), (&["cedem".to_owned()][..], Some("2016|")));
    assert_eq!((other.ids.as_slice(), other.word.as_deref()), (&["cedem".to_owned()][..], Some("|2016")));
    let headline = |query: &Query| answer(&desk.engine, query, Lang::En, today()).headline;
    let told = headline(&one);
    let sides: Vec<&str> = told.split("; ").collect();
    assert!(sides[0].starts_with("2016: on average") && sides[1].starts_with("CEDEM: on average"), "{told}");
    // Each side is what it is when compared with its like.
    for (side, like) in [(sides[0], "/polls compare first:2016 second:2009"), (sides[1], "/polls compare first:cedem second:damar")] {
        let side = side.split(". Support").next().unwrap_or_default();
        assert!(headline(&desk.query(like)).contains(side), "{like}: {side}");
    }
    assert!(headline(&other).starts_with("CEDEM: on average"), "{}", headline(&other));
    assert_eq!(codec::decode(&desk.engine, &codec::encode(&desk.engine, &one)), Some(one));
    // A pollster's polls of a year beside all that another took, and a poll beside a year.
    let told = headline(&desk.query("/polls compare first:cedem second:ipsos 2016"));
    assert!(told.starts_with("CEDEM: on average") && told.contains("; Ipsos"), "{told}");
    let poll = desk.engine.dataset.records.polls.iter().find(|p| p.r#for.is_some() && p.against.is_some()).expect("a poll");
    let told = headline(&desk.query(&format!("/polls compare first:{} second:2016", poll.id)));
    assert!(told.contains("2016: on average"), "{told}");
    // One poll is named by who asked and when.
    assert!(!told.contains(&poll.id) && !headline(&desk.query("/polls compare first:2016 second:ipsos 2016")).contains("poll-t"), "{told}");
}

#[test]
fn no_command_is_an_ordinary_question() {
    let desk = &*DESK;
    assert_eq!(desk.query("when did montenegro join nato").op, Op::Record);
}

#[test]
fn values_from_discord_mean_the_same() {
    let desk = &*DESK;
    let run = |command: &str, sub: Option<&str>, options: &[(&str, &str)]| {
        let options = options.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        desk.commands.run(&desk.engine, &Invocation { command: command.to_owned(), sub: sub.map(str::to_owned), options }, today())
    };
    let asked = run("when", None, &[("event", "accession"), ("private", "true"), ("language", "cnr-cyrl")]).expect("a good command");
    assert_eq!(asked.understanding.queries[0], desk.query("/when accession"));
    assert!(asked.private);
    assert_eq!(asked.lang, Some(Lang::CnrCyrl));
    assert!(run("polls", Some("find"), &[]).is_err());
    assert!(run("polls", None, &[]).is_err());
}

#[test]
fn choices_fit_what_is_typed() {
    let desk = &*DESK;
    let choices = |command: &str, sub: Option<&str>, option: &str, typed: &str, lang: Lang| desk.commands.complete(command, sub, option, typed, lang);
    let all = choices("when", None, "event", "", Lang::En);
    assert_eq!(all.len(), 25);
    for choice in &all {
        assert!(choice.label.chars().count() <= 100 && desk.engine.dataset.find(&choice.value).is_some(), "{choice:?}");
    }
    let first =
        |command: &str, option: &str, typed: &str, lang: Lang| choices(command, None, option, typed, lang).first().map(|c| c.value.clone()).unwrap_or_default();
    assert_eq!(first("ratification", "country", "spa", Lang::En), "spain");
    assert_eq!(first("ratification", "country", "шпан", Lang::CnrCyrl), "spain");
    assert_eq!(first("ratification", "country", "Nemack", Lang::Cnr), "germany");
    assert_eq!(first("ratification", "country", "germnay", Lang::En), "germany");
    assert_eq!(first("who", "person", "djukanov", Lang::En), "milo-djukanovic");
    assert_eq!(first("timeline", "topic", "ratif", Lang::En), "ratification");
    assert_eq!(choices("ratification", None, "country", "", Lang::CnrCyrl).len(), 25);
    assert_eq!(choices("polls", Some("compare"), "first", "cedem", Lang::En)[0].value, "cedem");
    assert!(choices("ask", None, "question", "a", Lang::En).is_empty());
    assert!(choices("when", None, "nothing", "a", Lang::En).is_empty());
    assert_eq!(choices("sources", None, "record", "poll", Lang::En), choices("sources", None, "record", "poll", Lang::En));
}

/// Every description and name within Discord's limits, in both languages.
fn walk(value: &serde_json::Value) {
    match value {
        serde_json::Value::Object(map) => {
            for key in ["description", "name"] {
                let Some(text) = map.get(key) else { continue };
                let local = map.get(&format!("{key}_localizations")).map(|l| &l["hr"]);
                for text in std::iter::once(text).chain(local) {
                    let length = text.as_str().expect("a text").chars().count();
                    assert!((1..=if key == "name" { 32 } else { 100 }).contains(&length), "{text}");
                    assert!(!text.as_str().expect("a text").starts_with("command-"), "{text} has no sentence");
                }
            }
            map.values().for_each(walk);
        }
        serde_json::Value::Array(all) => all.iter().for_each(walk),
        _ => {}
    }
}

#[test]
fn registration_holds_discords_limits() {
    let engine = &DESK.engine;
    let commands = registration(&engine.messages);
    let commands = commands.as_array().expect("an array");
    assert_eq!(commands.len(), 12);
    for command in commands {
        walk(command);
        assert_eq!(command["contexts"], serde_json::json!([0, 1, 2]));
        assert_eq!(command["integration_types"], serde_json::json!([0, 1]));
        let names = |options: &serde_json::Value| {
            options.as_array().map(|o| o.iter().map(|o| o["name"].as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>()).unwrap_or_default()
        };
        if command["type"] == 1 {
            let options = &command["options"];
            let leaf = if command["name"] == "polls" { &options[0]["options"] } else { options };
            assert!(names(leaf).ends_with(&["private".to_owned(), "language".to_owned()]), "{command}");
        }
    }
}

#[test]
fn topics_have_names() {
    let desk = &*DESK;
    let r = &desk.engine.dataset.records;
    for topic in r.events.iter().flat_map(|e| &e.topics).chain(r.votes.iter().flat_map(|v| &v.topics)) {
        assert!(desk.engine.messages.has(Lang::En, &format!("topic-{topic}")), "{topic}");
    }
}

#[test]
fn help_lists_every_command() {
    let engine = &DESK.engine;
    let table = help::markdown(&engine.messages);
    for name in ["`/when`", "`/polls compare`", "Find the facts", "`private`"] {
        assert!(table.contains(name), "{name}");
    }
    assert_eq!(help::lines(engine, Lang::En).len(), 15);
}

/// What stands between the marks of a file is what the table of commands gives; `BLESS=1 cargo test --test commands` writes it there.
fn written(file: &str, table: &str) {
    const OPEN: &str = "<!-- commands -->\n";
    const CLOSE: &str = "<!-- /commands -->";
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let text = std::fs::read_to_string(&path).expect("the file");
    let start = text.find(OPEN).expect("the opening mark") + OPEN.len();
    let end = text.find(CLOSE).expect("the closing mark");
    let table = format!("\n{table}\n");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(path, format!("{}{table}{}", &text[..start], &text[end..])).expect("the file can be written");
    } else {
        assert_eq!(&text[start..end], table, "{file}: run BLESS=1 cargo test --test commands");
    }
}

#[test]
fn the_papers_have_the_commands() {
    written("README.md", &help::markdown(&DESK.engine.messages));
    written("docs/commands.md", &help::document(&DESK.engine.messages));
}
