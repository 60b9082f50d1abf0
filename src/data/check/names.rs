//! Names: what two things share, and what a typing mistake would confuse.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use serde_json::Value;

use super::context::{Context, Raw};
use crate::{
    data::{Kind, finding::Finding, locate::Step},
    query::learned::{HEARD_FILE, OUTSIDE},
    text::token::tokenize,
};

/// The kinds that are recognised by name wherever they stand.
const NAMED: &[Kind] = &[Kind::Country, Kind::Party, Kind::Person, Kind::Pollster, Kind::Office, Kind::Organisation, Kind::Mission];
/// The kinds that are known by what happened.
const HAPPENED: &[Kind] = &[Kind::Event, Kind::Vote, Kind::Election, Kind::Series];
/// The kinds that are asked for in whole phrases.
const ASKED: &[Kind] = &[Kind::Fact, Kind::Gap];
/// The shortest name for which a typing mistake is forgiven.
const SHORTEST: usize = 5;

/// A name with its record and the path to it.
type Name<'c> = (&'c Raw, Vec<Step>, &'c str);

/// The form in which names are compared: folded words.
fn key(name: &str) -> String {
    tokenize(name).iter().map(|token| token.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// The names of a record with their paths.
fn names(record: &Raw) -> Vec<(Vec<Step>, &str)> {
    let step = |key: &str| Step::Key(key.to_owned());
    let mut all = Vec::new();
    for lang in ["en", "cnr"] {
        all.extend(record.value.get("name").and_then(|name| name.get(lang)).and_then(Value::as_str).map(|name| (vec![step("name"), step(lang)], name)));
    }
    for single in ["abbr", "native"] {
        all.extend(record.value.get(single).and_then(Value::as_str).map(|name| (vec![step(single)], name)));
    }
    all.extend(listed(record, "aliases"));
    all
}

/// The texts of a list with their paths.
fn listed<'r>(record: &'r Raw, list: &str) -> impl Iterator<Item = (Vec<Step>, &'r str)> {
    let list = list.to_owned();
    let texts = record.value.get(&list).and_then(Value::as_array).into_iter().flatten().enumerate();
    texts.filter_map(move |(i, text)| text.as_str().map(|text| (vec![Step::Key(list.clone()), Step::Index(i)], text)))
}

/// Whether one record is allowed to answer to the other's name: a mission to the name of the country where it is.
fn kept_apart(a: &Raw, b: &Raw) -> bool {
    let place = |mission: &Raw, country: &Raw| {
        mission.kind == Kind::Mission
            && country.kind == Kind::Country
            && mission.value.get("countries").and_then(Value::as_array).is_some_and(|all| all.iter().any(|id| id.as_str() == Some(&country.id)))
    };
    // What is told twice, as an event and as a vote, leads to the other anyway.
    let related = |one: &Raw, other: &Raw| {
        HAPPENED.contains(&one.kind)
            && HAPPENED.contains(&other.kind)
            && one.kind != other.kind
            && one.value.get("related").and_then(Value::as_array).is_some_and(|all| all.iter().any(|id| id.as_str() == Some(&other.id)))
    };
    a.id == b.id || place(a, b) || place(b, a) || related(a, b) || related(b, a)
}

pub(super) fn collisions(c: &Context<'_>, findings: &mut Vec<Finding>) {
    collide(c, NAMED, findings);
    collide(c, HAPPENED, findings);
}

/// Tells of names that two records of these kinds share.
fn collide(c: &Context<'_>, kinds: &[Kind], findings: &mut Vec<Finding>) {
    let mut owners: BTreeMap<String, Vec<Name<'_>>> = BTreeMap::new();
    for record in c.raw.iter().filter(|record| kinds.contains(&record.kind)) {
        for (path, name) in names(record) {
            let all = owners.entry(key(name)).or_default();
            if !all.iter().any(|(other, ..)| other.origin == record.origin) {
                all.push((record, path, name));
            }
        }
    }
    for all in owners.values() {
        // What three or more countries share is the name of their group.
        if all.len() > 2 && all.iter().all(|(record, ..)| record.kind == all[0].0.kind) {
            continue;
        }
        for (i, (record, path, name)) in all.iter().enumerate() {
            // Which of the two has it by mistake cannot be told, so both are.
            if let Some((_, (other, ..))) = all.iter().enumerate().find(|(j, (other, ..))| *j != i && !kept_apart(other, record)) {
                findings.push(c.at(&record.origin, path).error(
                    "alias-collision",
                    format!("`{name}` is also a name of `{}`", other.id),
                    "leave it to the record that people mean, or make one of the two longer",
                ));
            }
        }
    }
}

pub(super) fn typos(c: &Context<'_>, findings: &mut Vec<Finding>) {
    // Only single words: in longer names the other words keep the two apart.
    let mut words: BTreeMap<String, Name<'_>> = BTreeMap::new();
    for record in c.raw.iter().filter(|record| NAMED.contains(&record.kind)) {
        for (path, name) in names(record) {
            let word = key(name);
            if word.len() >= SHORTEST && !word.contains(' ') {
                words.entry(word).or_insert((record, path, name));
            }
        }
    }
    // Two words that one mistake turns into each other have a word in common when a letter is taken out of either; so the search stays linear.
    let mut near: BTreeMap<String, Vec<&String>> = BTreeMap::new();
    for word in words.keys() {
        let shorter = word.char_indices().map(|(at, letter)| format!("{}{}", &word[..at], &word[at + letter.len_utf8()..]));
        for form in shorter.chain(std::iter::once(word.clone())).collect::<BTreeSet<_>>() {
            near.entry(form).or_default().push(word);
        }
    }
    let mut seen: HashSet<(&str, &str)> = HashSet::new();
    for group in near.values().filter(|group| group.len() > 1) {
        for (i, word) in group.iter().enumerate() {
            for other in &group[i + 1..] {
                let (one, two) = (&words[*word], &words[*other]);
                if kept_apart(one.0, two.0) || !likely(word, other) || strsim::osa_distance(word, other) > 1 || !seen.insert((&one.0.id, &two.0.id)) {
                    continue;
                }
                for ((record, path, name), (rival, _, rival_name)) in [(one, two), (two, one)] {
                    findings.push(c.at(&record.origin, path).warning(
                        "alias-typo",
                        format!("one typing mistake turns `{name}` into `{rival_name}`, a name of `{}`", rival.id),
                        "a mistyped form will be asked back; take the name out if people do not use it",
                    ));
                }
            }
        }
    }
}

/// A typing mistake at the very first letter is rare and not forgiven.
fn likely(a: &str, b: &str) -> bool {
    a.as_bytes().first() == b.as_bytes().first()
}

pub(super) fn shared_asks(c: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut owners: BTreeMap<String, Vec<Name<'_>>> = BTreeMap::new();
    for record in c.raw.iter().filter(|record| ASKED.contains(&record.kind)) {
        for (path, ask) in listed(record, "asks") {
            owners.entry(key(ask)).or_default().push((record, path, ask));
        }
    }
    for all in owners.values() {
        for (record, path, ask) in all {
            if let Some((other, ..)) = all.iter().find(|(other, ..)| other.id != record.id) {
                findings.push(c.at(&record.origin, path).error(
                    "shared-ask",
                    format!("`{ask}` asks for `{}` too", other.id),
                    "leave it to one of the two, make it more specific, or merge the two facts",
                ));
            }
        }
    }
}

/// Examples of questions: each belongs to a record or computation that there is, and to one only.
pub(super) fn examples(c: &Context<'_>, findings: &mut Vec<Finding>) {
    for (origin, asks) in c.asks.iter().chain(&c.heard) {
        let unanswered = asks.of == OUTSIDE && origin.file == HEARD_FILE;
        let known = unanswered || c.with_id(&asks.of).next().is_some() || c.intents.iter().any(|intent| intent.id == asks.of);
        if !known && !c.incomplete {
            findings.push(c.at_path(origin, "of").error(
                "examples",
                format!("`{}` is neither a record nor a computation", asks.of),
                "give the id of the record that answers these questions",
            ));
        }
    }
    let mut owners: HashMap<String, &str> = HashMap::new();
    for (origin, asks) in &c.asks {
        for (list, examples) in [("en", &asks.en), ("cnr", &asks.cnr)] {
            for (i, example) in examples.iter().enumerate() {
                let path = format!("{list}/{i}");
                if key(example).is_empty() {
                    findings.push(c.at_path(origin, &path).error("examples", "an example without a word", "take it out"));
                } else if owners.insert(key(example), &asks.of).is_some_and(|other| other != asks.of) {
                    findings.push(c.at_path(origin, &path).warning(
                        "examples",
                        format!("`{example}` asks for another record too"),
                        "leave it to the one that answers it better",
                    ));
                }
            }
        }
    }
}
