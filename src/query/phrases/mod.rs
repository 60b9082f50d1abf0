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
use serde::{Deserialize, Serialize};

pub use self::{
    examples::Examples,
    hit::{PhraseHit, Profile},
};
use crate::{
    data::{Kind, date::FuzzyDate},
    query::engine::Concepts,
    text::{
        lexicon::{Key, Lexicon},
        sorted,
    },
};

/// From this share of a record's phrases on a key is central to it.
const CENTRAL: f32 = 0.4;
/// What a date in a phrase counts.
const DATE_WEIGHT: f32 = 1.2;
/// What a figure in a phrase counts.
const NUMBER_WEIGHT: f32 = 0.9;

/// One way to ask for a record. Every question reads thousands of them, so they are kept small.
#[derive(Debug, Serialize, Deserialize)]
struct Phrase {
    /// The weight of all its units, dates and figures.
    total: f32,
    /// The length of its units as a vector, for the cosine.
    norm: f32,
    /// How many units it has, among those of all phrases, behind those of the phrase before it.
    units: u16,
    /// The words in it that turn what it says, a bit for each [`Turn`].
    turns: u16,
    /// How many phrases of the record say this.
    times: u16,
    /// The question words in it, a bit for each of [`Phrases::cue_keys`].
    cues: u8,
    /// How it is put.
    put: Put,
    /// Its dates and figures: their place among those of all phrases that have any, plus one; 0 where it names none.
    figures: u32,
}

/// The dates and figures of a phrase, each among those of all phrases.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Figures {
    dates: Range<u32>,
    numbers: Range<u32>,
}

/// How a phrase is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
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

impl Put {
    /// All ways, in their order.
    const ALL: [Self; 5] = [Self::Name, Self::Ask, Self::Holds, Self::Fails, Self::Pattern];
}

/// What a record's own words explain.
#[derive(Debug, Default, Serialize, Deserialize)]
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
    #[serde(skip)]
    norm: f32,
    /// The keys that most of its phrases hold, with their weight.
    #[serde(skip)]
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

    fn tells_any(&self, keys: &[Key]) -> bool {
        keys.iter().any(|key| self.weak.binary_search(key).is_ok())
    }
}

/// A sentence of a record's texts, or a part of one.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Clause {
    /// Its keys, sorted.
    keys: Box<[Key]>,
    numbers: Box<[f64]>,
    dates: Box<[FuzzyDate]>,
    /// Which of its figures are for, against, and so on: the figure and the key of its side.
    sides: Box<[(f64, Key)]>,
    /// The words in it that turn what it says, a bit for each [`Turn`].
    turns: u16,
}

impl Clause {
    fn denies(&self) -> bool {
        self.turns & Turn::Denies.bit() != 0
    }
}

/// What is known of each key, in one row: row `i` is `items[starts[i]..starts[i + 1]]`.
#[derive(Debug, Default, Serialize, Deserialize)]
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

/// A key that more than this share of all records hold, one of so many, is common.
const COMMON: usize = 8;

/// Keys that many records hold, with what each counts in every record: to add a whole row is quicker than to look up each record that is named in it.
#[derive(Debug, Default)]
struct Common {
    /// The keys, as numbers, sorted.
    keys: Vec<u32>,
    /// Their rows one after another.
    weights: Vec<f32>,
    records: usize,
}

impl Common {
    /// Takes the common keys out of what is known of all keys, each with a record and what it counts there.
    fn part_of(postings: &mut Vec<(u32, (u32, f32))>, records: usize) -> Self {
        let mut held: HashMap<u32, usize> = HashMap::default();
        for (key, _) in postings.iter() {
            *held.entry(*key).or_default() += 1;
        }
        let mut keys: Vec<u32> = held.into_iter().filter(|(_, held)| *held > records / COMMON).map(|(key, _)| key).collect();
        keys.sort_unstable();
        let mut weights = vec![0.0; keys.len() * records];
        postings.retain(|(key, (record, weight))| {
            let Ok(row) = keys.binary_search(key) else { return true };
            weights[row * records + *record as usize] = *weight;
            false
        });
        Self { keys, weights, records }
    }

    /// What a key counts in each record, if it is common.
    fn get(&self, key: usize) -> Option<&[f32]> {
        let row = self.keys.binary_search(&(key as u32)).ok()?;
        Some(&self.weights[row * self.records..][..self.records])
    }
}

/// The index of all phrases.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Phrases {
    /// The records, and the computations, which are of no kind.
    records: Vec<(Option<Kind>, String)>,
    clouds: Vec<Cloud>,
    /// The first of the computations, which stand behind the records.
    computations: u32,
    /// The phrases, those of one record side by side, the shortest first: what comes next is then mostly as long as what came before.
    entries: Vec<Phrase>,
    /// The dates and figures of those that name any.
    figures: Vec<Figures>,
    /// The units of all phrases, by their numbers.
    units: Vec<u32>,
    dates: Vec<FuzzyDate>,
    numbers: Vec<f64>,
    /// For each unit what it may stand for.
    unit_keys: Rows<Key>,
    /// For each unit what it counts.
    unit_weights: Vec<f32>,
    /// For each key the units of phrases that may stand for it.
    holders: Rows<u32>,
    /// For each key the records whose phrases hold it, with what it counts in them.
    #[serde(skip)]
    postings: Rows<(u32, f32)>,
    /// The same of keys that many records hold.
    #[serde(skip)]
    common: Common,
    /// What each key counts; not a number where no phrase holds it.
    weights: Vec<f32>,
    /// The share of all phrases that hold a key.
    #[serde(skip)]
    share_of: Vec<f32>,
    /// How many claims are confirmed and refuted by their records.
    claims: [u32; 2],
    /// For each key how many of those hold it.
    claimed: Vec<[u32; 2]>,
    cue_keys: Vec<Key>,
    /// The words that deny.
    denials: Vec<Key>,
    /// The sides of a vote or poll that figures stand for.
    sides: Vec<Key>,
    /// An auxiliary that denies, but not where a question opens with it.
    opener: Key,
    /// Other words that turn what a claim says: order, limits, sides.
    turns: Vec<Key>,
    /// The phrases word for word, as numbers made of their words, with the record and how the phrase is put; sorted.
    verbatim: Vec<(u64, u32, Put)>,
    /// The words that count nothing where texts are compared word for word.
    articles: Key,
    /// What puts a claim up to be confirmed ("…, right?", "is it true that …").
    claim: Key,
    /// The same, where a text begins with several words of it.
    yesno: Key,
    /// What is only said to be polite, or to talk on.
    talk: [Key; 2],
    /// For each name the key of its kind, which stands for it in the examples of computations.
    #[serde(with = "sorted")]
    slot_of: HashMap<Key, Key>,
    slots: Slots,
}

/// Words that turn what a claim says, in the order of their bits.
#[derive(Debug, Clone, Copy)]
enum Turn {
    /// Any that denies.
    Denies,
    Only,
    First,
    Last,
    Before,
    After,
    For,
    Against,
    MoreThan,
    LessThan,
    Most,
    Least,
    Still,
    Unanimous,
    Split,
    Reject,
}

impl Turn {
    const fn bit(self) -> u16 {
        1 << self as u16
    }

    /// The words of all but the first, in their order.
    fn keys(c: &Concepts) -> Vec<Key> {
        let all = [
            (Self::Only, c.only),
            (Self::First, c.first),
            (Self::Last, c.last),
            (Self::Before, c.before),
            (Self::After, c.after),
            (Self::For, c.r#for),
            (Self::Against, c.against),
            (Self::MoreThan, c.more_than),
            (Self::LessThan, c.less_than),
            (Self::Most, c.most),
            (Self::Least, c.least),
            (Self::Still, c.still),
            (Self::Unanimous, c.unanimous),
            (Self::Split, c.split),
            (Self::Reject, c.reject),
        ];
        debug_assert!(all.iter().zip(1..).all(|((turn, _), bit)| *turn as usize == bit));
        all.into_iter().map(|(_, key)| key).collect()
    }
}

/// The keys of what may be replaced in the examples of computations, besides names.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
struct Slots {
    time: Key,
    number: Key,
    ordinal: Key,
    thing: Key,
}

impl Phrases {
    /// Finds what all phrases of each record have in common: what follows from the rest of the index is made when it is read rather than kept.
    pub(super) fn sum_up(&mut self) {
        let keys = self.weights.len();
        let all: f32 = self.clouds.iter().map(|c| f32::from(c.phrases)).sum::<f32>().max(1.0);
        let mut share_of = vec![0.0; keys];
        let mut postings: Vec<(u32, (u32, f32))> = Vec::with_capacity(self.clouds.iter().map(|cloud| cloud.strong.len()).sum());
        let mut clouds = std::mem::take(&mut self.clouds);
        for (cloud, record) in clouds.iter_mut().zip(0..) {
            let phrases = f32::from(cloud.phrases.max(1));
            let weight_of = |key: Key| self.weight_of(&[key]);
            cloud.norm = cloud.strong.iter().map(|(key, n)| weight_of(*key).powi(2) * f32::from(*n) / phrases).sum::<f32>().sqrt();
            let share = |n: u16| f32::from(n) / phrases;
            cloud.central = cloud.strong.iter().filter(|(_, n)| share(*n) >= CENTRAL).map(|(key, n)| (*key, weight_of(*key) * share(*n))).collect();
            for (key, n) in &cloud.strong {
                share_of[Lexicon::index(*key)] += f32::from(*n) / all;
                postings.push((Lexicon::index(*key) as u32, (record, weight_of(*key) * share(*n).sqrt() / cloud.norm.max(0.1))));
            }
        }
        self.common = Common::part_of(&mut postings, clouds.len());
        (self.clouds, self.share_of) = (clouds, share_of);
        self.postings = Rows::new(keys, &postings);
        self.give_back();
    }

    /// Gives back the room that lists kept while they grew.
    fn give_back(&mut self) {
        self.entries.shrink_to_fit();
        self.figures.shrink_to_fit();
        self.units.shrink_to_fit();
        self.dates.shrink_to_fit();
        self.numbers.shrink_to_fit();
        self.verbatim.shrink_to_fit();
    }

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
        let denies = if keys.iter().any(|key| self.denials.contains(key)) { Turn::Denies.bit() } else { 0 };
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

    /// Whether a word or phrase counts nothing where texts are compared word for word: it is mere talk, or only puts up what is said to be confirmed. An opener
    /// is several words with which a text begins; elsewhere, and alone, they may be the verb.
    fn says_nothing(&self, keys: &[Key], opener: bool) -> bool {
        let talk = !keys.is_empty() && keys.iter().all(|key| self.talk.contains(key));
        talk || keys.contains(&self.claim) || opener && keys.contains(&self.yesno)
    }

    /// What stands for a name, date or figure that may be replaced, where texts are compared word for word.
    fn replaced(slot: Key) -> u32 {
        u32::MAX - Lexicon::index(slot) as u32
    }

    /// Whether a key is a name that any of its kind may stand for in the examples of computations.
    pub fn is_replaceable(&self, key: Key) -> bool {
        self.slot_of.contains_key(&key)
    }

    /// The numbers of some records and computations, which are given with their places in the result.
    pub fn places<'i>(&self, ids: impl Iterator<Item = (&'i str, u32)>) -> Vec<Option<u32>> {
        let known: HashMap<&str, u32> = self.records.iter().map(|(_, id)| id.as_str()).zip(0..).collect();
        let mut places = Vec::new();
        for (id, at) in ids {
            places.resize(places.len().max(at as usize + 1), None);
            places[at as usize] = known.get(id).copied();
        }
        places
    }

    /// The indexed records with their kinds.
    pub fn kinds(&self) -> impl Iterator<Item = (Kind, &str)> {
        self.records.iter().filter_map(|(kind, id)| kind.map(|kind| (kind, id.as_str())))
    }
}
