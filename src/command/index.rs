//! Records by their names while they are typed: prefixes first, then words in any order, then typing mistakes.

use std::{
    cmp::Reverse,
    collections::{HashMap, HashSet},
    ops::Range,
};

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
const POLLSTERS_FIRST: u32 = 1 << 20;

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
    words: Vec<u32>,
    weight: u32,
}

/// Everything that can be completed.
#[derive(Debug)]
pub struct Index {
    entries: Vec<Entry>,
    /// Every word of every name, sorted.
    words: Vec<String>,
    /// For each word the entries that have it.
    having: Vec<Vec<u32>>,
    /// Where the entry of an id stands first.
    places: HashMap<String, u32>,
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
        let mut entries = Vec::new();
        collect(engine, &mut entries);
        let words: HashSet<&str> = entries.iter().flat_map(|entry| entry.names.iter().flat_map(|name| words_of(name))).collect();
        let mut words: Vec<String> = words.into_iter().map(str::to_owned).collect();
        words.sort_unstable();
        let numbers: HashMap<&str, u32> = words.iter().enumerate().map(|(i, word)| (word.as_str(), i as u32)).collect();
        let mut having = vec![Vec::new(); words.len()];
        let mut places = HashMap::new();
        for (place, entry) in entries.iter_mut().enumerate() {
            entry.words = entry.names.iter().flat_map(|name| words_of(name)).filter_map(|word| numbers.get(word).copied()).collect();
            entry.words.sort_unstable();
            entry.words.dedup();
            for word in &entry.words {
                having[*word as usize].push(place as u32);
            }
            places.entry(entry.id.clone()).or_insert(place as u32);
        }
        Self { entries, words, having, places }
    }

    /// The choices for what was typed so far, best first.
    pub fn complete(&self, sorts: &[Sort], typed: &str, lang: Lang) -> Vec<Choice> {
        let mut found = self.search(sorts, typed, lang);
        // The best are enough, unless too many of them read alike.
        let enough = 4 * MOST_CHOICES;
        if found.len() > enough {
            let (best, ..) = found.select_nth_unstable_by(enough, |a, b| order(lang, a, b));
            best.sort_unstable_by(|a, b| order(lang, a, b));
            let shown = choices(best, lang);
            if shown.len() == MOST_CHOICES {
                return shown;
            }
        }
        found.sort_unstable_by(|a, b| order(lang, a, b));
        choices(&found, lang)
    }

    /// The choices that fit at least this well, best first.
    pub fn beginning(&self, sorts: &[Sort], typed: &str, lang: Lang, worst: Tier) -> Vec<Choice> {
        let at = position(lang);
        let mut fitting = self.search(sorts, typed, lang);
        fitting.retain(|(tier, _)| *tier <= worst);
        fitting.sort_unstable_by(|a, b| order(lang, a, b));
        fitting.into_iter().take(MOST_CHOICES).map(|(_, e)| Choice { label: e.labels[at].clone(), value: e.id.clone() }).collect()
    }

    /// The ids that fit, best first, with how well.
    pub fn find(&self, sorts: &[Sort], typed: &str) -> Vec<(Tier, &str)> {
        let mut found = self.search(sorts, typed, Lang::En);
        found.sort_unstable_by(|a, b| order(Lang::En, a, b));
        found.into_iter().map(|(tier, entry)| (tier, entry.id.as_str())).collect()
    }

    /// The label of an entry.
    pub fn label(&self, id: &str, lang: Lang) -> Option<&str> {
        self.places.get(id).map(|place| self.entries[*place as usize].labels[position(lang)].as_str())
    }

    /// What fits, with how well, in no order.
    fn search(&self, sorts: &[Sort], typed: &str, lang: Lang) -> Vec<(Tier, &Entry)> {
        let typed = normal(typed);
        let wanted = |entry: &&Entry| sorts.contains(&entry.sort);
        if typed.is_empty() {
            return self.entries.iter().filter(wanted).map(|entry| (Tier::Words, entry)).collect();
        }
        let typed_words: Vec<&str> = words_of(&typed).collect();
        let prefixes: Vec<Range<u32>> = typed_words.iter().map(|word| self.starting_with(word)).collect();
        // Whatever fits has a word for each typed one; the rarest leads to the fewest.
        let rarest = prefixes.iter().min_by_key(|range| self.having[as_usize(range)].iter().map(Vec::len).sum::<usize>());
        let mut places: Vec<u32> = rarest.into_iter().flat_map(|range| self.having[as_usize(range)].iter().flatten().copied()).collect();
        places.extend(self.places.get(&typed));
        let found: Vec<(Tier, &Entry)> =
            self.at(places).filter(wanted).filter_map(|entry| entry.tier(&typed, &prefixes, position(lang)).map(|tier| (tier, entry))).collect();
        if !found.is_empty() {
            return found;
        }
        let near: Vec<Vec<u32>> = typed_words.iter().map(|word| self.near(word)).collect();
        let rarest = near.iter().min_by_key(|words| words.iter().map(|word| self.having[*word as usize].len()).sum::<usize>());
        let places: Vec<u32> = rarest.into_iter().flatten().flat_map(|word| self.having[*word as usize].iter().copied()).collect();
        let fits = |entry: &&Entry| near.iter().all(|near| near.iter().any(|word| entry.words.binary_search(word).is_ok()));
        self.at(places).filter(wanted).filter(fits).map(|entry| (Tier::Mistyped, entry)).collect()
    }

    /// The entries at these places, each once.
    fn at(&self, mut places: Vec<u32>) -> impl Iterator<Item = &Entry> {
        places.sort_unstable();
        places.dedup();
        places.into_iter().map(|place| &self.entries[place as usize])
    }

    /// The words that begin like this.
    fn starting_with(&self, prefix: &str) -> Range<u32> {
        let start = self.words.partition_point(|w| w.as_str() < prefix);
        let end = start + self.words[start..].partition_point(|w| w.starts_with(prefix));
        start as u32..end as u32
    }

    /// The words that this was meant to be, or to become.
    fn near(&self, typed: &str) -> Vec<u32> {
        let mut found: Vec<u32> = self.starting_with(typed).collect();
        let (budget, length) = (budget(typed), typed.chars().count());
        if budget > 0 {
            let first: String = typed.chars().take(1).collect();
            for at in self.starting_with(&first) {
                let word = &self.words[at as usize];
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
    fn tier(&self, typed: &str, prefixes: &[Range<u32>], lang: usize) -> Option<Tier> {
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

/// A range of words as one of places.
fn as_usize(range: &Range<u32>) -> Range<usize> {
    range.start as usize..range.end as usize
}

/// The first that a reader can tell apart: two that read alike would be no choice.
fn choices(found: &[(Tier, &Entry)], lang: Lang) -> Vec<Choice> {
    let at = position(lang);
    let mut choices: Vec<Choice> = Vec::new();
    for (_, entry) in found {
        if choices.len() == MOST_CHOICES {
            break;
        }
        if !choices.iter().any(|c| c.label == entry.labels[at]) {
            choices.push(Choice { label: entry.labels[at].clone(), value: entry.id.clone() });
        }
    }
    choices
}

/// How choices stand: those that fit best, then the weightiest, then by their label in a language.
fn order(lang: Lang, (a, x): &(Tier, &Entry), (b, y): &(Tier, &Entry)) -> std::cmp::Ordering {
    let at = position(lang);
    (a, Reverse(x.weight), &x.folded_labels[at], &x.id).cmp(&(b, Reverse(y.weight), &y.folded_labels[at], &y.id))
}

fn position(lang: Lang) -> usize {
    Lang::ALL.iter().position(|l| *l == lang).unwrap_or(0)
}

/// Puts every record with its names on the list.
fn collect(engine: &Engine, out: &mut Vec<Entry>) {
    let words = |lang| Words { engine, lang, today: jiff::civil::Date::ZERO };
    let mut add = |sort: Sort, id: &str, weight: u32, label: &dyn Fn(&Words<'_>) -> String, more: &mut dyn Iterator<Item = &str>| {
        let labels = Lang::ALL.map(|lang| {
            let text = label(&words(lang));
            let text = if lang == Lang::CnrCyrl { engine.vocabulary.script.cyrillic(&text) } else { text };
            cut(&unkeep(&text), LONGEST_LABEL)
        });
        let folded_labels = [0, 1, 2].map(|i| normal(&labels[i]));
        let mut names: Vec<String> = folded_labels.to_vec();
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
                    u32::from($weight(record)),
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
    let mut taken: HashMap<&str, u32> = HashMap::new();
    for pollster in r.polls.iter().filter_map(|poll| poll.pollster.as_deref()) {
        *taken.entry(pollster).or_default() += 1;
    }
    for p in &r.pollsters {
        let count = taken.get(p.id.as_str()).copied().unwrap_or_default();
        let full = p.full.iter().flat_map(|f| [f.en.as_str(), f.cnr.as_str()]);
        // Those who asked more often are meant more often.
        add(Sort::Record(Kind::Pollster), &p.id, POLLSTERS_FIRST + count, &|w| pick(w, &p.name), &mut strs(&p.name, &p.aliases).chain(full));
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
        add(Sort::Record(Kind::Party), &p.id, u32::from(p.weight), &label, &mut strs(&p.name, &p.aliases).chain(more));
    }
    let country_of = |id: &str| match engine.dataset.find(id) {
        Some((Kind::Country, i)) => Some(&r.countries[i]),
        _ => None,
    };
    let aliases_of = |id: &str| match engine.dataset.find(id) {
        Some((Kind::Pollster, i)) => &r.pollsters[i].aliases[..],
        _ => &[],
    };
    for rat in &r.ratifications {
        let Some(country) = country_of(&rat.country) else { continue };
        add(Sort::Record(Kind::Country), &country.id, 5, &|w| pick(w, &country.name), &mut strs(&country.name, &country.aliases));
        let label = |w: &Words<'_>| w.say("title-ratification", &[("country", w.country(&country.id, Case::Genitive).into())]);
        add(Sort::Record(Kind::Ratification), &rat.id, 3, &label, &mut strs(&country.name, &country.aliases));
    }
    // Newest first: a poll's weight is its place.
    let mut polls: Vec<&Poll> = r.polls.iter().collect();
    polls.sort_by_key(|p| (p.date.map(|d| d.sort_key()), p.row));
    for (i, poll) in polls.iter().enumerate() {
        let names = poll.pollster.iter().chain(&poll.pollster_found).flat_map(|id| aliases_of(id));
        let days: Vec<String> = poll.date.iter().flat_map(|d| [d.to_string(), words(Lang::En).date(d), words(Lang::Cnr).genitive(d)]).collect();
        add(Sort::Record(Kind::Poll), &poll.id, i as u32, &|w| poll_label(w, poll), &mut names.chain(&days).map(String::as_str));
    }
    for fact in &r.facts {
        add(
            Sort::Record(Kind::Fact),
            &fact.id,
            u32::from(fact.weight.min(6)),
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
        add(Sort::Topic, topic, count as u32, &label, &mut std::iter::once(topic));
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
