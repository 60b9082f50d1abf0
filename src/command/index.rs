//! Records by their names while they are typed: prefixes first, then words in any order, then typing mistakes.

use std::{cmp::Reverse, ops::Range};

use strsim::osa_distance;

use crate::{
    answer::{
        cut, first_sentence,
        words::{Case, Words},
    },
    data::{
        Kind,
        schema::{Poll, Text},
    },
    query::engine::Engine,
    text::{
        Lang, capital,
        fold::{fold, fold_variant},
        script::unkeep,
    },
};

/// The longest label of a choice, in characters.
pub const LONGEST_LABEL: usize = 100;
/// The most choices that are shown.
pub const MOST_CHOICES: usize = 25;

/// Above the weight of any poll: a box for polls and pollsters shows the pollsters first.
const POLLSTERS_FIRST: u16 = 1000;

/// One choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What the reader sees, at most [`LONGEST_LABEL`] characters.
    pub label: String,
    /// The record's id, or a topic's.
    pub value: String,
}

/// What an entry stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A record of a kind.
    Record(Kind),
    /// A topic of the timeline.
    Topic,
}

/// How well an entry fits what was typed; the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// It is one of its names.
    Exact,
    /// What the reader would see begins with it.
    LabelStart,
    /// One of its names begins with it.
    NameStart,
    /// Every word begins one of its words.
    Words,
    /// The same, but for typing mistakes.
    Mistyped,
}

#[derive(Debug)]
struct Entry {
    id: String,
    sort: Sort,
    /// One a language, in the order of [`Lang::ALL`].
    labels: [String; 3],
    folded_labels: [String; 3],
    /// Folded names and aliases.
    names: Vec<String>,
    /// Positions of their words in [`Index::words`].
    words: Vec<usize>,
    weight: u16,
}

/// Everything that can be completed.
#[derive(Debug)]
pub struct Index {
    entries: Vec<Entry>,
    /// Every word of every name, sorted.
    words: Vec<String>,
}

/// The typing mistakes that a word may have: none on short ones.
fn budget(word: &str) -> usize {
    match word.chars().count() {
        0..=4 => 0,
        5..=8 => 1,
        _ => 2,
    }
}

/// The words of a folded text.
fn words_of(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty())
}

/// Folded, with single spaces for everything that is no letter or digit.
fn normal(text: &str) -> String {
    words_of(&fold(text)).collect::<Vec<_>>().join(" ")
}

impl Index {
    /// Everything that the dataset names.
    pub fn new(engine: &Engine) -> Self {
        let mut raw = Vec::new();
        collect(engine, &mut raw);
        let mut words: Vec<String> = raw.iter().flat_map(|entry| entry.names.iter().flat_map(|name| words_of(name).map(str::to_owned))).collect();
        words.sort_unstable();
        words.dedup();
        let entries = raw
            .into_iter()
            .map(|mut entry| {
                entry.words =
                    entry.names.iter().flat_map(|name| words_of(name)).filter_map(|word| words.binary_search_by(|w| w.as_str().cmp(word)).ok()).collect();
                entry.words.sort_unstable();
                entry.words.dedup();
                entry
            })
            .collect();
        Self { entries, words }
    }

    /// The choices for what was typed so far, best first.
    pub fn complete(&self, sorts: &[Sort], typed: &str, lang: Lang) -> Vec<Choice> {
        let at = position(lang);
        let mut choices: Vec<Choice> = Vec::new();
        for (_, entry) in self.search(sorts, typed, lang) {
            if choices.len() == MOST_CHOICES {
                break;
            }
            // Two records that a reader can't tell apart would be no choice.
            if !choices.iter().any(|c| c.label == entry.labels[at]) {
                choices.push(Choice { label: entry.labels[at].clone(), value: entry.id.clone() });
            }
        }
        choices
    }

    /// The choices that fit at least this well, best first.
    pub fn beginning(&self, sorts: &[Sort], typed: &str, lang: Lang, worst: Tier) -> Vec<Choice> {
        let at = position(lang);
        let fitting = self.search(sorts, typed, lang).into_iter().filter(|(tier, _)| *tier <= worst);
        fitting.take(MOST_CHOICES).map(|(_, e)| Choice { label: e.labels[at].clone(), value: e.id.clone() }).collect()
    }

    /// The ids that fit, best first, with how well.
    pub fn find(&self, sorts: &[Sort], typed: &str) -> Vec<(Tier, &str)> {
        self.search(sorts, typed, Lang::En).into_iter().map(|(tier, entry)| (tier, entry.id.as_str())).collect()
    }

    /// The label of an entry.
    pub fn label(&self, id: &str, lang: Lang) -> Option<&str> {
        self.entries.iter().find(|e| e.id == id).map(|e| e.labels[position(lang)].as_str())
    }

    fn search(&self, sorts: &[Sort], typed: &str, lang: Lang) -> Vec<(Tier, &Entry)> {
        let typed = normal(typed);
        let at = position(lang);
        let wanted = self.entries.iter().filter(|e| sorts.contains(&e.sort));
        let mut found: Vec<(Tier, &Entry)> = if typed.is_empty() {
            wanted.clone().map(|e| (Tier::Words, e)).collect()
        } else {
            let typed_words: Vec<&str> = words_of(&typed).collect();
            let prefixes: Vec<Range<usize>> = typed_words.iter().map(|word| self.starting_with(word)).collect();
            wanted.clone().filter_map(|e| e.tier(&typed, &prefixes, at).map(|tier| (tier, e))).collect()
        };
        if found.is_empty() {
            let near: Vec<Vec<usize>> = words_of(&typed).map(|word| self.near(word)).collect();
            if !near.is_empty() {
                found = wanted.filter(|e| near.iter().all(|near| near.iter().any(|w| e.words.binary_search(w).is_ok()))).map(|e| (Tier::Mistyped, e)).collect();
            }
        }
        found.sort_by(|(a, x), (b, y)| (a, Reverse(x.weight), &x.folded_labels[at], &x.id).cmp(&(b, Reverse(y.weight), &y.folded_labels[at], &y.id)));
        found
    }

    /// The words that begin like this.
    fn starting_with(&self, prefix: &str) -> Range<usize> {
        let start = self.words.partition_point(|w| w.as_str() < prefix);
        let end = start + self.words[start..].partition_point(|w| w.starts_with(prefix));
        start..end
    }

    /// The words that this was meant to be, or to become.
    fn near(&self, typed: &str) -> Vec<usize> {
        let mut found: Vec<usize> = self.starting_with(typed).collect();
        let (budget, length) = (budget(typed), typed.chars().count());
        if budget > 0 {
            let first: String = typed.chars().take(1).collect();
            for at in self.starting_with(&first) {
                let word = &self.words[at];
                let beginning: String = word.chars().take(length).collect();
                if osa_distance(typed, &beginning) <= budget || osa_distance(typed, word) <= budget {
                    found.push(at);
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

impl Entry {
    fn tier(&self, typed: &str, prefixes: &[Range<usize>], lang: usize) -> Option<Tier> {
        if self.names.iter().any(|name| name == typed) || self.id == typed {
            Some(Tier::Exact)
        } else if self.folded_labels[lang].starts_with(typed) {
            Some(Tier::LabelStart)
        } else if self.names.iter().any(|name| name.starts_with(typed)) {
            Some(Tier::NameStart)
        } else if prefixes.iter().all(|range| self.words.iter().any(|w| range.contains(w))) {
            Some(Tier::Words)
        } else {
            None
        }
    }
}

fn position(lang: Lang) -> usize {
    Lang::ALL.iter().position(|l| *l == lang).unwrap_or(0)
}

/// Puts every record with its names on the list.
fn collect(engine: &Engine, out: &mut Vec<Entry>) {
    let words = |lang| Words { engine, lang, today: jiff::civil::Date::ZERO };
    let mut add = |sort: Sort, id: &str, weight: u16, label: &dyn Fn(&Words<'_>) -> String, more: &mut dyn Iterator<Item = &str>| {
        let labels = Lang::ALL.map(|lang| {
            let text = label(&words(lang));
            let text = if lang == Lang::CnrCyrl { engine.vocabulary.script.cyrillic(&text) } else { text };
            cut(&unkeep(&text), LONGEST_LABEL)
        });
        let folded_labels = [0, 1, 2].map(|i| normal(&labels[i]));
        let mut names: Vec<String> = folded_labels[..2].to_vec();
        for name in more {
            names.push(normal(name));
            names.extend(fold_variant(name).map(|v| normal(&v)));
        }
        names.extend(labels.iter().filter_map(|l| fold_variant(l)).map(|v| normal(&v)));
        names.retain(|n| !n.is_empty());
        names.sort_unstable();
        names.dedup();
        out.push(Entry { id: id.to_owned(), sort, labels, folded_labels, names, words: Vec::new(), weight });
    };
    let r = &engine.dataset.records;
    macro_rules! named {
        ($records:ident, $kind:ident, $weight:expr) => {
            for record in &r.$records {
                add(
                    Sort::Record(Kind::$kind),
                    &record.id,
                    u16::from($weight(record)),
                    &|w| capital(&pick(w, &record.name)),
                    &mut strs(&record.name, &record.aliases),
                );
            }
        };
    }
    named!(events, Event, |e: &crate::data::schema::Event| e.weight);
    named!(votes, Vote, |v: &crate::data::schema::Vote| v.weight);
    named!(elections, Election, |e: &crate::data::schema::Election| e.weight);
    named!(missions, Mission, |m: &crate::data::schema::Mission| m.weight);
    named!(people, Person, |p: &crate::data::schema::Person| p.weight);
    named!(offices, Office, |_: &crate::data::schema::Office| 4u8);
    named!(organisations, Organisation, |_: &crate::data::schema::Organisation| 2u8);
    named!(series, Series, |_: &crate::data::schema::Series| 4u8);
    for p in &r.pollsters {
        let count = r.polls.iter().filter(|poll| poll.pollster.as_deref() == Some(p.id.as_str())).count();
        let full = p.full.iter().flat_map(|f| [f.en.as_str(), f.cnr.as_str()]);
        // Those who asked more often are meant more often.
        add(Sort::Record(Kind::Pollster), &p.id, POLLSTERS_FIRST + count as u16, &|w| pick(w, &p.name), &mut strs(&p.name, &p.aliases).chain(full));
    }
    for p in &r.parties {
        let more = p.abbr.iter().chain(&p.native).map(String::as_str);
        let label = |w: &Words<'_>| {
            let name = pick(w, &p.name);
            match &p.abbr {
                Some(abbr) if !name.contains(abbr.as_str()) => format!("{name} ({abbr})"),
                _ => name,
            }
        };
        add(Sort::Record(Kind::Party), &p.id, u16::from(p.weight), &label, &mut strs(&p.name, &p.aliases).chain(more));
    }
    for rat in &r.ratifications {
        let Some(country) = r.countries.iter().find(|c| c.id == rat.country) else { continue };
        add(Sort::Record(Kind::Country), &country.id, 5, &|w| pick(w, &country.name), &mut strs(&country.name, &country.aliases));
        let label = |w: &Words<'_>| w.say("title-ratification", &[("country", w.country(&country.id, Case::Genitive).into())]);
        add(Sort::Record(Kind::Ratification), &rat.id, 3, &label, &mut strs(&country.name, &country.aliases));
    }
    // Newest first: a poll's weight is its place.
    let mut polls: Vec<&Poll> = r.polls.iter().collect();
    polls.sort_by_key(|p| (p.date.map(|d| d.sort_key()), p.row));
    for (i, poll) in polls.iter().enumerate() {
        let names: Vec<String> = poll
            .pollster
            .iter()
            .chain(&poll.pollster_found)
            .flat_map(|id| r.pollsters.iter().filter(move |p| p.id == *id))
            .flat_map(|p| &p.aliases)
            .cloned()
            .collect();
        let days: Vec<String> = poll.date.iter().flat_map(|d| [d.to_string(), words(Lang::En).date(d), words(Lang::Cnr).genitive(d)]).collect();
        add(Sort::Record(Kind::Poll), &poll.id, i as u16, &|w| poll_label(w, poll), &mut names.iter().chain(&days).map(String::as_str));
    }
    for fact in &r.facts {
        add(
            Sort::Record(Kind::Fact),
            &fact.id,
            u16::from(fact.weight.min(6)),
            &|w| first_sentence(&pick(w, &fact.answer)).to_owned(),
            &mut fact.asks.iter().map(String::as_str),
        );
    }
    for quote in &r.quotes {
        add(Sort::Record(Kind::Quote), &quote.id, 1, &|w| pick(w, &quote.says), &mut quote.aliases.iter().map(String::as_str));
    }
    for conflict in &r.conflicts {
        add(Sort::Record(Kind::Conflict), &conflict.id, 2, &|w| pick(w, &conflict.title), &mut conflict.asks.iter().map(String::as_str));
    }
    for (topic, count) in topics(engine) {
        let key = format!("topic-{topic}");
        let label = |w: &Words<'_>| if engine.messages.has(w.lang, &key) { w.plain(&key) } else { capital(&topic.replace('-', " ")) };
        add(Sort::Topic, topic, count as u16, &label, &mut std::iter::once(topic));
    }
}

fn strs<'a>(name: &'a Text, aliases: &'a [String]) -> impl Iterator<Item = &'a str> {
    [name.en.as_str(), name.cnr.as_str()].into_iter().chain(aliases.iter().map(String::as_str))
}

/// The topics that a timeline can be about, with how many things each has.
fn topics(engine: &Engine) -> std::collections::BTreeMap<&str, usize> {
    let r = &engine.dataset.records;
    let mut topics = std::collections::BTreeMap::new();
    for topic in r.events.iter().flat_map(|e| &e.topics).chain(r.votes.iter().flat_map(|v| &v.topics)) {
        *topics.entry(topic.as_str()).or_default() += 1;
    }
    topics
}

fn poll_label(w: &Words<'_>, poll: &Poll) -> String {
    let pollster = poll.pollster.as_ref().or(poll.pollster_found.as_ref()).map_or_else(|| w.plain("pollster-none"), |id| w.name(id));
    let date = poll.date.as_ref().map_or_else(|| w.plain("date-none"), |d| w.date(d));
    match (poll.r#for, poll.against) {
        (Some(f), Some(a)) => {
            w.say("choice-poll", &[("pollster", pollster.into()), ("date", date.into()), ("for", w.percent(f).into()), ("against", w.percent(a).into())])
        }
        _ => w.say("choice-poll-bare", &[("pollster", pollster.into()), ("date", date.into())]),
    }
}

fn pick(w: &Words<'_>, text: &Text) -> String {
    w.lang.pick(text).to_owned()
}
