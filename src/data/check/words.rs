//! Words: the sentences of the program, the topics, the vocabulary.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    path::Path,
};

use fluent_syntax::{
    ast::{Entry, Expression, InlineExpression, Pattern, PatternElement},
    parser,
};
use serde_json::Value;

use super::context::{Context, Found};
use crate::{
    data::{
        Kind,
        finding::Finding,
        load::Origin,
        locate::{Step, position},
    },
    query::{
        compiled,
        engine::Concepts,
        learned::{self, Learned},
    },
    text::{fold::fold, lexicon::Class, token::tokenize},
};

const LANGUAGES: [&str; 2] = ["en", "cnr"];

/// A sentence: where it stands and which values it prints.
struct Sentence {
    file: String,
    line: usize,
    values: BTreeSet<String>,
}

/// The sentences of a language by key; those that stand twice apart.
fn sentences(c: &Context<'_>, language: &str) -> (BTreeMap<String, Sentence>, Vec<(String, Sentence)>) {
    let (mut all, mut twice) = (BTreeMap::new(), Vec::new());
    for (file, text) in locale_files(c, language) {
        let (Ok(resource) | Err((resource, _))) = parser::parse(text);
        for entry in &resource.body {
            let Entry::Message(message) = entry else { continue };
            let mut values = BTreeSet::new();
            if let Some(pattern) = &message.value {
                values_of(pattern, &mut values);
            }
            // The key is a slice of the text, so that it tells where it stands.
            let (line, _) = position(text, message.id.name.as_ptr() as usize - text.as_ptr() as usize);
            let sentence = Sentence { file: file.to_owned(), line, values };
            if all.contains_key(message.id.name) {
                twice.push((message.id.name.to_owned(), sentence));
            } else {
                all.insert(message.id.name.to_owned(), sentence);
            }
        }
    }
    (all, twice)
}

fn locale_files<'c>(c: &'c Context<'_>, language: &'c str) -> impl Iterator<Item = (&'c str, &'c str)> {
    c.files.below("locales").filter(move |(path, _)| {
        let inside = path.strip_prefix("locales/").and_then(|rest| rest.strip_prefix(language)).is_some_and(|rest| rest.starts_with('/'));
        inside && Path::new(path).extension().is_some_and(|extension| extension == "ftl")
    })
}

fn values_of(pattern: &Pattern<&str>, values: &mut BTreeSet<String>) {
    fn inline(expression: &InlineExpression<&str>, values: &mut BTreeSet<String>) {
        match expression {
            InlineExpression::VariableReference { id } => drop(values.insert(id.name.to_owned())),
            InlineExpression::Placeable { expression } => expression_values(expression, values),
            InlineExpression::FunctionReference { arguments, .. } => {
                arguments.positional.iter().for_each(|argument| inline(argument, values));
                arguments.named.iter().for_each(|argument| inline(&argument.value, values));
            }
            _ => {}
        }
    }
    fn expression_values(expression: &Expression<&str>, values: &mut BTreeSet<String>) {
        match expression {
            Expression::Inline(expression) => inline(expression, values),
            // What only selects a form may differ: one language has a plural where the other has an ordinal.
            Expression::Select { variants, .. } => variants.iter().for_each(|variant| values_of(&variant.value, values)),
        }
    }
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            expression_values(expression, values);
        }
    }
}

pub(super) fn locale_syntax(c: &Context<'_>, findings: &mut Vec<Finding>) {
    for language in LANGUAGES {
        for (file, text) in locale_files(c, language) {
            let Err((_, errors)) = parser::parse(text) else { continue };
            for error in errors {
                let (line, column) = position(text, error.pos.start);
                findings.push(Found::new(file, line, column).error(
                    "locale-syntax",
                    error.kind.to_string(),
                    "a sentence is `key = text`, with values as `{ $value }`",
                ));
            }
        }
    }
}

pub(super) fn locale_keys(c: &Context<'_>, findings: &mut Vec<Finding>) {
    let [(en, en_twice), (cnr, cnr_twice)] = LANGUAGES.map(|language| sentences(c, language));
    for (key, sentence) in en_twice.into_iter().chain(cnr_twice) {
        findings.push(Found::new(&sentence.file, sentence.line, 1).error("locale-keys", format!("the sentence `{key}` stands twice"), "keep one of the two"));
    }
    for (here, there, missing) in [(&en, &cnr, "cnr"), (&cnr, &en, "en")] {
        for (key, sentence) in here.iter().filter(|(key, _)| !there.contains_key(*key)) {
            findings.push(Found::new(&sentence.file, sentence.line, 1).error(
                "locale-keys",
                format!("the sentence `{key}` is missing in locales/{missing}"),
                "every language has the same sentences",
            ));
        }
    }
}

pub(super) fn locale_placeholders(c: &Context<'_>, findings: &mut Vec<Finding>) {
    let [(en, _), (cnr, _)] = LANGUAGES.map(|language| sentences(c, language));
    let list = |values: Vec<&String>| values.iter().map(|value| format!("${value}")).collect::<Vec<_>>().join(", ");
    for (key, sentence) in &cnr {
        let Some(other) = en.get(key) else { continue };
        let place = || Found::new(&sentence.file, sentence.line, 1);
        let (more, fewer): (Vec<_>, Vec<_>) = (sentence.values.difference(&other.values).collect(), other.values.difference(&sentence.values).collect());
        if !more.is_empty() {
            findings.push(place().error(
                "locale-placeholders",
                format!("`{key}` prints {} here and not in locales/en", list(more)),
                "both languages print the same values; look for a misspelt one",
            ));
        }
        if !fewer.is_empty() {
            findings.push(place().warning(
                "locale-placeholders",
                format!("`{key}` prints {} in locales/en and not here", list(fewer)),
                "both languages print the same values, unless one only needs them for its grammar",
            ));
        }
    }
}

pub(super) fn topics(c: &Context<'_>, findings: &mut Vec<Finding>) {
    let (sentences, _) = sentences(c, "en");
    let known: Vec<&str> = sentences.keys().filter_map(|key| key.strip_prefix("topic-")).collect();
    if known.is_empty() {
        return;
    }
    for record in &c.raw {
        for (i, topic) in record.value.get("topics").and_then(Value::as_array).into_iter().flatten().enumerate() {
            if let Some(topic) = topic.as_str().filter(|topic| !known.contains(topic)) {
                findings.push(c.at(&record.origin, &[Step::Key("topics".to_owned()), Step::Index(i)]).error(
                    "topic",
                    format!("`{topic}` is no topic"),
                    format!("topics are {}; a new one needs a name `topic-…` in the locale files", known.join(", ")),
                ));
            }
        }
    }
}

pub(super) fn concepts(c: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut first: HashMap<&str, &Origin> = HashMap::new();
    for (origin, concept) in &c.concepts {
        if let Some(other) = first.insert(&concept.id, origin) {
            findings.push(c.at_path(origin, "id").error(
                "concepts",
                format!("the concept `{}` stands already in {}", concept.id, other.file),
                "put the words of both into one of them",
            ));
        }
    }
    let broken = c.parsing.iter().any(|finding| finding.file.starts_with("vocab/lexicon"));
    for id in Concepts::IDS.iter().filter(|id| !broken && !first.contains_key(**id)) {
        let misspelt = c.concepts.iter().find(|(_, concept)| !Concepts::IDS.contains(&concept.id.as_str()) && strsim::osa_distance(&concept.id, id) == 1);
        let place = misspelt.map_or_else(|| Found::new("vocab/lexicon/core.json", 0, 0), |(origin, _)| c.at_path(origin, "id"));
        findings.push(place.error(
            "concepts",
            format!("the concept `{id}`, which the program works with, is missing"),
            "add it with its words in both languages, or spell its id so",
        ));
    }
}

pub(super) fn learned(c: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(learned) = Learned::of(c.files, findings) else { return };
    if !learned.is_of(c.files) {
        findings.push(Found::new(learned::FILE, 0, 0).warning("learned", "the examples have changed since the model was learned from them", learned::ANEW));
    }
}

pub(super) fn compiled(c: &Context<'_>, findings: &mut Vec<Finding>) {
    if c.files.binary(compiled::FILE).is_some() && !compiled::is_of(c.files) {
        findings.push(Found::new(compiled::FILE, 0, 0).warning("compiled", "the data has changed since the index was made from it", compiled::ANEW));
    }
}

pub(super) fn opposites(c: &Context<'_>, findings: &mut Vec<Finding>) {
    let known: HashSet<&str> = c.concepts.iter().map(|(_, concept)| concept.id.as_str()).collect();
    for (origin, concept) in &c.concepts {
        for (i, opposite) in concept.opposites.iter().enumerate() {
            let wrong = if opposite == &concept.id { "is the concept itself" } else { "is no concept" };
            if opposite == &concept.id || !known.contains(opposite.as_str()) {
                findings.push(c.at_path(origin, &format!("opposites/{i}")).error(
                    "opposites",
                    format!("the opposite `{opposite}` of `{}` {wrong}", concept.id),
                    "name a concept of vocab/lexicon/ that says the opposite",
                ));
            }
        }
    }
}

pub(super) fn common(c: &Context<'_>, findings: &mut Vec<Finding>) {
    let file = "vocab/common.json";
    let mut groups: HashMap<String, usize> = HashMap::new();
    for (i, group) in c.common.iter().enumerate() {
        let at = |list: &str, rest: Option<usize>| {
            let path: Vec<Step> = [Step::Index(i), Step::Key(list.to_owned())].into_iter().chain(rest.map(Step::Index)).collect();
            c.at_file(file, &path)
        };
        if !(0.0..=1.0).contains(&group.share) {
            findings.push(at("share", None).error(
                "common",
                format!("a share of {}", group.share),
                "shares go from 0 (says nothing) to 1 (says as much as any word)",
            ));
        }
        for (list, words) in [("en", &group.en), ("cnr", &group.cnr)] {
            for (j, word) in words.iter().enumerate() {
                if groups.insert(format!("{list} {}", fold(word)), i).is_some_and(|other| other != i) {
                    findings.push(at(list, Some(j)).warning("common", format!("`{word}` stands in two groups"), "leave it in one of them"));
                }
            }
        }
    }
}

pub(super) fn shadows(c: &Context<'_>, findings: &mut Vec<Finding>) {
    let key = |word: &str| tokenize(word).iter().map(|token| token.text.as_str()).collect::<Vec<_>>().join(" ");
    let mut meant: HashMap<String, &str> = HashMap::new();
    // Function words are both filler and cue, which the reading of a question settles; names and subject words are not.
    for (_, concept) in c.concepts.iter().filter(|(_, concept)| concept.class == Class::Term) {
        for word in concept.en.iter().chain(&concept.cnr).filter(|word| !word.contains('*') && word.chars().count() > 3) {
            meant.entry(key(word)).or_insert(&concept.id);
        }
    }
    for record in c.raw.iter().filter(|record| matches!(record.kind, Kind::Country | Kind::Party | Kind::Person | Kind::Pollster | Kind::Organisation)) {
        for alias in record.value.get("aliases").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
            meant.entry(key(alias)).or_insert(&record.id);
        }
    }
    let mut told = HashSet::new();
    for (origin, concept) in c.concepts.iter().filter(|(_, concept)| concept.class == Class::Filler) {
        for (list, words) in [("en", &concept.en), ("cnr", &concept.cnr)] {
            for (i, word) in words.iter().enumerate().filter(|(_, word)| !word.contains('*')) {
                if let Some(other) = meant.get(&key(word)).filter(|other| **other != concept.id && told.insert((word.clone(), **other))) {
                    findings.push(c.at_path(origin, &format!("{list}/{i}")).warning(
                        "shadow",
                        format!("the filler `{word}` is also a word of `{other}`"),
                        "a filler changes nothing: take it out here if the word means something",
                    ));
                }
            }
        }
    }
}
