//! Which words ask for which record.
//!
//! Every name, alias and ask of an event, vote, election, fact, gap, conflict, quote, series or mission, and every example in `data/asks/`, is a *phrase*: a
//! bag of keys with weights. A question matches a record as well as its best phrase is found in the question (recall) and as much of the question as the
//! record explains (precision). Words of the record's own texts explain weakly, so that "… because of Crimea?" counts where the answer speaks of Crimea.
//!
//! `build` compiles the index, `pieces` cuts the texts for it, `lookup` asks it, `hit` is what it says.

mod build;
mod examples;
mod hit;
mod lookup;
mod pieces;

use std::{hash::Hasher, ops::Range};

use rustc_hash::FxHashMap as HashMap;

pub use self::{
    examples::Examples,
    hit::{PhraseHit, Profile},
};
use crate::{
    data::{Kind, date::FuzzyDate},
    text::lexicon::{Key, Lexicon},
};

/// What a date in a phrase counts.
const DATE_WEIGHT: f32 = 1.2;
/// What a figure in a phrase counts.
const NUMBER_WEIGHT: f32 = 0.9;

/// One way to ask for a record. Every question reads thousands of them, so they are kept small.
#[derive(Debug)]
struct Phrase {
    /// The weight of all its units, dates and figures.
    total: f32,
    /// The length of its units as a vector, for the cosine.
    norm: f32,
    /// How many units it has, among those of all phrases, behind those of the phrase before it.
    units: u16,
    /// The words in it that turn what it says, a bit for each of [`Phrases::turns`].
    turns: u16,
    /// The question words in it, a bit for each of [`Phrases::cue_keys`].
    cues: u8,
    /// How it is put.
    put: Put,
    /// Whether it names dates or figures.
    figured: bool,
}

/// What few questions need to know of a phrase.
#[derive(Debug)]
struct Detail {
    /// Dates that it names, among those of all phrases.
    dates: Range<u32>,
    /// Figures that it names, among those of all phrases.
    numbers: Range<u32>,
    /// Its place among the phrases of its record as they are written.
    order: u32,
}

/// How a phrase is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Put {
    /// A name or alias.
    Name,
    /// A question.
    Ask,
    /// A claim that the record confirms.
    Holds,
    /// A claim that the record refutes.
    Fails,
    /// An example of a computation.
    Pattern,
}

/// What a record's own words explain.
#[derive(Debug, Default)]
struct Cloud {
    /// Its phrases, among all.
    entries: Range<u32>,
    /// Where their units begin, among those of all.
    units: u32,
    /// The keys of its phrases, each with the number of phrases that hold it, sorted.
    strong: Box<[(Key, u16)]>,
    /// The number of its phrases.
    phrases: u16,
    /// The length of all its phrases together as a bag of keys, for the cosine.
    norm: f32,
    /// The keys that most of its phrases hold, with their weight.
    central: Vec<(Key, f32)>,
    /// Kinds of records that its texts name, a bit each.
    names: u32,
    /// The keys of its texts, sorted.
    weak: Box<[Key]>,
    numbers: Vec<f64>,
    /// Dates of the record and of its phrases.
    dates: Vec<FuzzyDate>,
    /// Dates that its texts speak of.
    told: Vec<FuzzyDate>,
    /// Figures that its texts tell, in figures or words.
    told_numbers: Vec<f64>,
    /// Whether its texts tell a number besides dates.
    counts: bool,
    /// What its texts say, sentence by sentence and part by part.
    clauses: Vec<Clause>,
    /// How many claims it confirms and refutes.
    claims: [u16; 2],
    /// The keys of its claims, little words too, each with how many of those that it confirms and refutes hold it; sorted.
    claimed: Box<[(Key, [u16; 2])]>,
}

impl Cloud {
    /// How many of its phrases hold a key.
    fn count(&self, key: Key) -> u16 {
        self.strong.binary_search_by_key(&key, |(k, _)| *k).map_or(0, |i| self.strong[i].1)
    }

    /// Of some keys the one that most of its phrases hold, with how many do.
    fn most(&self, keys: &[Key]) -> Option<(u16, Key)> {
        keys.iter().map(|key| (self.count(*key), *key)).filter(|(count, _)| *count > 0).max()
    }

    fn tells_any(&self, keys: &[Key]) -> bool {
        keys.iter().any(|key| self.weak.binary_search(key).is_ok())
    }
}

/// A sentence of a record's texts, or a part of one.
#[derive(Debug, Default)]
struct Clause {
    /// Its keys, sorted.
    keys: Box<[Key]>,
    numbers: Box<[f64]>,
    dates: Box<[FuzzyDate]>,
    /// Whether it denies.
    denies: bool,
}

/// What is known of each key, in one row: row `i` is `items[starts[i]..starts[i + 1]]`.
#[derive(Debug, Default)]
struct Rows<T> {
    starts: Vec<u32>,
    items: Vec<T>,
}

impl<T: Copy + Default> Rows<T> {
    /// From pairs of a row and an item, which keep their order within a row.
    fn new(rows: usize, pairs: &[(u32, T)]) -> Self {
        let mut starts = vec![0u32; rows + 1];
        for (row, _) in pairs {
            starts[*row as usize + 1] += 1;
        }
        for row in 0..rows {
            starts[row + 1] += starts[row];
        }
        let mut next = starts.clone();
        let mut items = vec![T::default(); pairs.len()];
        for (row, item) in pairs {
            let at = &mut next[*row as usize];
            items[*at as usize] = *item;
            *at += 1;
        }
        Self { starts, items }
    }

    fn get(&self, row: usize) -> &[T] {
        match self.starts.get(row..row + 2) {
            Some([start, end]) => &self.items[*start as usize..*end as usize],
            _ => &[],
        }
    }
}

/// The index of all phrases.
#[derive(Debug, Default)]
pub struct Phrases {
    /// The records, and the computations, which are of no kind.
    records: Vec<(Option<Kind>, String)>,
    clouds: Vec<Cloud>,
    /// The first of the computations, which stand behind the records.
    computations: u32,
    /// The phrases, those of one record side by side, the shortest first: what comes next is then mostly as long as what came before.
    entries: Vec<Phrase>,
    /// For each of them what else there is to know.
    details: Vec<Detail>,
    /// The units of all phrases, by their numbers.
    units: Vec<u32>,
    dates: Vec<FuzzyDate>,
    numbers: Vec<f64>,
    /// For each unit what it may stand for.
    unit_keys: Rows<Key>,
    /// For each unit what it counts.
    unit_weights: Vec<f32>,
    /// For each key the units that may stand for it.
    holders: Rows<u32>,
    /// For each key the records whose phrases hold it, with what it counts in them.
    postings: Rows<(u32, f32)>,
    /// What each key counts; not a number where no phrase holds it.
    weights: Vec<f32>,
    /// The share of all phrases that hold a key.
    share_of: Vec<f32>,
    /// How many claims are confirmed and refuted by their records.
    claims: [u32; 2],
    /// For each key how many of those hold it.
    claimed: Vec<[u32; 2]>,
    cue_keys: Vec<Key>,
    /// The words that deny.
    denials: Vec<Key>,
    /// An auxiliary that denies, but not where a question opens with it.
    opener: Key,
    /// Other words that turn what a claim says: order, limits, sides.
    turns: Vec<Key>,
    /// The phrases word for word, as numbers made of their words, with the record and how the phrase is put.
    verbatim: HashMap<u64, (u32, Put)>,
    /// The words that count nothing where texts are compared word for word.
    articles: Key,
    /// What puts a claim up to be confirmed ("…, right?", "is it true that …").
    claim: Key,
    /// The same, where a text begins with several words of it.
    yesno: Key,
    /// For each name the key of its kind, which stands for it in the examples of computations.
    slot_of: HashMap<Key, Key>,
    slots: Slots,
}

/// The keys of what may be replaced in the examples of computations, besides names.
#[derive(Debug, Clone, Copy, Default)]
struct Slots {
    time: Key,
    number: Key,
    ordinal: Key,
    thing: Key,
}

impl Phrases {
    /// How much a unit with these keys counts.
    pub fn weight_of(&self, keys: &[Key]) -> f32 {
        let known = keys.iter().filter_map(|key| self.weights.get(Lexicon::index(*key))).copied().filter(|weight| !weight.is_nan());
        known.reduce(f32::min).unwrap_or(1.0)
    }

    /// The question words among some keys, a bit each.
    fn cues_in(&self, keys: &[Key]) -> u8 {
        self.cue_keys.iter().enumerate().filter(|(_, cue)| keys.contains(cue)).fold(0, |bits, (i, _)| bits | 1 << i)
    }

    /// The words that turn what is said among some keys, a bit each: the first for all that deny.
    fn turns_in(&self, keys: &[Key]) -> u16 {
        let denies = u16::from(keys.iter().any(|key| self.denials.contains(key)));
        self.turns.iter().enumerate().filter(|(_, turn)| keys.contains(turn)).fold(denies, |bits, (i, _)| bits | 2 << i)
    }

    /// A number for the words of a text, by their numbers, one after the other; `None` where there are too few to mean anything.
    fn verbatim_of(words: impl Iterator<Item = u32>) -> Option<u64> {
        let mut hasher = rustc_hash::FxHasher::default();
        let mut count = 0;
        for word in words {
            hasher.write_u32(word);
            count += 1;
        }
        (count > 1).then(|| hasher.finish())
    }

    /// Whether a word or phrase only puts up what is said to be confirmed: where texts are compared word for word it counts nothing. An opener is several
    /// words with which a text begins; elsewhere, and alone, they may be the verb.
    fn only_confirms(&self, keys: &[Key], opener: bool) -> bool {
        keys.contains(&self.claim) || opener && keys.contains(&self.yesno)
    }

    /// What stands for a name, date or figure that may be replaced, where texts are compared word for word.
    fn replaced(slot: Key) -> u32 {
        u32::MAX - Lexicon::index(slot) as u32
    }

    /// Whether a key is a name that any of its kind may stand for in the examples of computations.
    pub fn is_replaceable(&self, key: Key) -> bool {
        self.slot_of.contains_key(&key)
    }

    /// The indexed records with their kinds.
    pub fn kinds(&self) -> impl Iterator<Item = (Kind, &str)> {
        self.records.iter().filter_map(|(kind, id)| kind.map(|kind| (kind, id.as_str())))
    }
}
