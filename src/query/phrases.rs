//! Which words ask for which record.
//!
//! Every name, alias and ask of an event, vote, election, fact, gap, conflict, quote, series or mission is a *phrase*: a bag of keys with weights.
//! A question matches a record as well as its best phrase is found in the question (recall) and as much of the question as the record explains
//! (precision). Words of the record's own texts explain weakly, so that "… because of Crimea?" counts where the answer speaks of Crimea.

use std::{cell::RefCell, ops::Range};

use rustc_hash::FxHashMap as HashMap;

use super::{
    analysis::{Analysis, Mask, Role},
    engine::{Concepts, Engine, without_brackets},
    intent::Intent,
    when::DateGrammar,
};
use crate::{
    data::{
        Dataset, Kind,
        date::FuzzyDate,
        schema::{Asks, Text},
    },
    text::{
        lexicon::{Class, Key, KeyKind, Lexicon, Unit, WordLang},
        token::{Token, TokenKind, tokenize},
    },
};

/// One way to ask for a record.
#[derive(Debug)]
struct Phrase {
    /// Its units, among those of all phrases.
    units: Range<u32>,
    /// The weight of all its units, dates and figures.
    total: f32,
    /// The length of its units as a vector, for the cosine.
    norm: f32,
    /// The question words that it begins with.
    cues: Vec<Key>,
    /// Dates that it names.
    dates: Vec<FuzzyDate>,
    /// Figures that it names.
    numbers: Vec<f64>,
    /// How it is put.
    put: Put,
}

/// A word or name of a phrase: what it may stand for, and what it counts.
#[derive(Debug, Clone, Copy)]
struct PhraseUnit {
    keys: [Key; 3],
    weight: f32,
}

/// The most records that are looked at closely for one question.
const MOST_HITS: usize = 40;
/// The same for computations.
const MOST_INTENTS: usize = 14;
/// The same where only dated things are looked for.
const MOST_POINTS: usize = 12;
/// A phrase of which less is found asks for nothing.
const LEAST_RECALL: f32 = 0.45;
/// From this share of a record's phrases on a key is central to it.
const CENTRAL: f32 = 0.4;
/// How many phrases are cut into tokens at a time.
const BATCH: usize = 8192;
/// What a little word counts less than another in the examples of computations.
const LITTLE: f32 = 0.33;
/// How far a find is trusted of a word that is only a part of another phrase.
const IN_PART: f32 = 0.75;
/// What a date in a phrase counts.
const DATE_WEIGHT: f32 = 1.2;
/// What a figure in a phrase counts.
const NUMBER_WEIGHT: f32 = 0.9;

/// A record's time of more days than this is only near to a date within it.
const LOOSE_DAYS: i32 = 31;

/// What a record's own words explain.
#[derive(Debug, Default)]
struct Cloud {
    /// Its phrases, among all.
    entries: Range<u32>,
    /// The keys of its phrases, each with the number of phrases that hold it.
    strong: Vec<(Key, u16)>,
    /// The number of its phrases.
    phrases: u16,
    /// The length of all its phrases together as a bag of keys, for the cosine.
    norm: f32,
    /// The keys that most of its phrases hold, with their weight.
    central: Vec<(Key, f32)>,
    /// Kinds of records that its texts name, a bit each.
    names: u32,
    /// The keys of its texts, sorted.
    weak: Vec<Key>,
    numbers: Vec<f64>,
    /// Dates of the record and of its phrases.
    dates: Vec<FuzzyDate>,
    /// Dates that its texts speak of.
    told: Vec<FuzzyDate>,
    /// Whether its texts tell a number besides dates.
    counts: bool,
}

impl Cloud {
    /// How many of its phrases hold a key.
    fn count(&self, key: Key) -> u16 {
        self.strong.binary_search_by_key(&key, |(k, _)| *k).map_or(0, |i| self.strong[i].1)
    }

    fn holds_any(&self, keys: &[Key]) -> bool {
        keys.iter().any(|key| self.count(*key) > 0)
    }

    fn tells_any(&self, keys: &[Key]) -> bool {
        keys.iter().any(|key| self.weak.binary_search(key).is_ok())
    }
}

/// How well a record is asked for.
#[derive(Debug, Clone)]
pub struct PhraseHit {
    /// The record.
    pub id: String,
    /// The share of the best phrase that the question holds.
    pub recall: f32,
    /// The weight of the best phrase.
    pub weight: f32,
    /// The units that the record explains.
    pub used: Mask,
    /// The units that only other phrases of the record explain.
    pub near: Mask,
    /// The units that only its texts explain.
    pub weak: Mask,
    /// The units of the best phrase.
    pub core: Mask,
    /// Whether a question word of the phrase and of the question differ.
    pub cue_differs: bool,
    /// The best phrase is an ask, and has the question's word.
    pub cue_agrees: bool,
    /// A date in the question that is none of the record's.
    pub date_differs: bool,
    /// A date in the question that is one of the record's.
    pub date_agrees: bool,
    /// A date in the question that the best phrase names.
    pub phrase_date_agrees: bool,
    /// A figure in the question that the record does not hold.
    pub number_differs: bool,
    /// Whether the best phrase is an ask.
    pub ask: bool,
    /// Whether the best phrase is a claim.
    pub claim: bool,
    /// Whether the record's texts tell a number besides dates.
    pub counts: bool,
    /// Whether the best phrase has one word or name only.
    pub single: bool,
    /// What the best phrase speaks of.
    keys: Vec<Key>,
    /// How well all phrases of the record together fit.
    pub profile: Profile,
}

/// How well all phrases of a record together fit a question.
#[derive(Debug, Clone, Copy, Default)]
pub struct Profile {
    /// The cosine between the question and the bag of all phrases.
    pub cosine: f32,
    /// The share of the question's weight that stands in some phrase.
    pub coverage: f32,
    /// How much likelier the question's words are in this record's phrases than in all phrases, by word, as a logarithm.
    pub likelihood: f32,
    /// The share of the words that most of its phrases hold and the question lacks.
    pub missing: f32,
    /// How many of its phrases are found for the greater part, up to five.
    pub found: f32,
    /// The value of its second best phrase.
    pub second: f32,
    /// The kinds of records that its texts name, a bit each.
    pub names: u32,
    /// Whether it tells a day, month or year.
    pub dated: bool,
    /// The cosine between the question and the most alike phrase.
    pub alike: f32,
    /// The mean cosine of the three most alike phrases.
    pub alike_three: f32,
    /// The values of the best examples of claims that the record confirms, the best first.
    pub holds: [f32; 3],
    /// The values of the best examples of claims that it refutes.
    pub fails: [f32; 3],
}

/// What stays the same for every phrase that a question is compared with.
struct Question<'a, 'b> {
    analysis: &'b Analysis<'a>,
    /// The question words.
    asked: Vec<Key>,
    /// Parts that are dates.
    dated: Vec<usize>,
    /// Parts that are figures, with their values.
    valued: Vec<(usize, f64)>,
    /// The weight of all parts.
    whole: f32,
    /// The length of the parts that say something, as a vector.
    length: f32,
}

impl<'a, 'b> Question<'a, 'b> {
    fn new(phrases: &Phrases, analysis: &'b Analysis<'a>, length: f32) -> Self {
        let parts = || analysis.parts.iter().enumerate();
        Self {
            analysis,
            asked: phrases.asked(analysis),
            dated: parts().filter(|(_, p)| p.date.is_some()).map(|(i, _)| i).collect(),
            valued: parts().filter(|(_, p)| p.date.is_none()).filter_map(|(i, p)| p.number.or(p.ordinal.map(f64::from)).map(|n| (i, n))).collect(),
            whole: analysis.parts.iter().map(|p| p.weight).sum::<f32>().max(1.0),
            length,
        }
    }

    /// The weight of some parts.
    fn weigh(&self, mut mask: Mask) -> f32 {
        let mut sum = 0.0;
        while mask != 0 {
            sum += self.analysis.parts[mask.trailing_zeros() as usize].weight;
            mask &= mask - 1;
        }
        sum
    }
}

/// An example of a claim of this value at least is near enough to judge another by.
const LEAST_CLAIM: f32 = 0.45;
/// By this much the claims of one side have to be nearer than those of the other.
const CLAIM_MARGIN: f32 = 0.05;
/// The same where the record has a verdict of its own.
const OWN_MARGIN: f32 = 0.2;

impl PhraseHit {
    /// Whether what the question claims holds, by the examples of claims; `None` when none is near, or both sides are. Where the record has a verdict of its
    /// own, the examples must speak more clearly.
    pub fn claimed(&self, against_own: bool) -> Option<bool> {
        let Profile { holds, fails, .. } = self.profile;
        let value = |best: [f32; 3]| best[0] + best[1] / 2.0 + best[2] / 4.0;
        let (value_holds, value_fails) = (value(holds), value(fails));
        let margin = if against_own { OWN_MARGIN } else { CLAIM_MARGIN };
        (holds[0].max(fails[0]) >= LEAST_CLAIM && (value_holds - value_fails).abs() >= margin).then_some(value_holds > value_fails)
    }

    /// Whether the best phrase is the name of a person, a party, an organisation, a mission or a country and nothing else.
    pub fn bare(&self, engine: &Engine) -> bool {
        let named = |key: &Key| match engine.vocabulary.lexicon.describe(*key) {
            (KeyKind::Record, id) => {
                engine.dataset.find(id).is_some_and(|(k, _)| matches!(k, Kind::Person | Kind::Party | Kind::Organisation | Kind::Mission | Kind::Country))
            }
            _ => false,
        };
        !self.keys.is_empty() && self.keys.iter().all(named)
    }

    /// Whether the best phrase speaks of `key`.
    pub fn holds(&self, key: Key) -> bool {
        self.keys.contains(&key)
    }
}

/// A key of the question: where it stands, how much a find of it is trusted, and what it counts there.
#[derive(Debug, Clone, Copy)]
struct Asked {
    mask: Mask,
    trust: f32,
    weight: f32,
}

/// Room for one lookup, kept for the next: clearing it would cost more than most lookups.
#[derive(Debug, Default)]
struct Scratch {
    /// For each key the position of what is asked, plus one.
    slots: Vec<u16>,
    asked: Vec<(Key, Asked)>,
    /// For each record how well its phrases fit as a whole.
    fits: Vec<f32>,
    touched: Vec<u32>,
}

impl Scratch {
    fn begin(&mut self, keys: usize, records: usize) {
        for (key, _) in self.asked.drain(..) {
            self.slots[Lexicon::index(key)] = 0;
        }
        for record in self.touched.drain(..) {
            self.fits[record as usize] = 0.0;
        }
        if self.slots.len() < keys {
            self.slots.resize(keys, 0);
        }
        if self.fits.len() < records {
            self.fits.resize(records, 0.0);
        }
    }

    fn ask(&mut self, key: Key, asked: Asked) {
        let slot = &mut self.slots[Lexicon::index(key)];
        if *slot == 0 {
            self.asked.push((key, asked));
            *slot = u16::try_from(self.asked.len()).unwrap_or(0);
        } else {
            let known = &mut self.asked[usize::from(*slot) - 1].1;
            known.mask |= asked.mask;
            known.trust = known.trust.max(asked.trust);
            known.weight = known.weight.max(asked.weight);
        }
    }

    fn get(&self, key: Key) -> Option<&Asked> {
        let slot = *self.slots.get(Lexicon::index(key))?;
        (slot > 0).then(|| &self.asked[usize::from(slot) - 1].1)
    }
}

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

/// The index of all phrases.
#[derive(Debug, Default)]
pub struct Phrases {
    /// The records, and the computations, which are of no kind.
    records: Vec<(Option<Kind>, String)>,
    /// The phrases, those of one record side by side.
    entries: Vec<Phrase>,
    units: Vec<PhraseUnit>,
    clouds: Vec<Cloud>,
    /// For each key the records whose phrases hold it, with what it counts in them.
    postings: Vec<Vec<(u32, f32)>>,
    /// What each key counts; not a number where no phrase holds it.
    weights: Vec<f32>,
    /// The share of all phrases that hold a key.
    share_of: Vec<f32>,
    cue_keys: Vec<Key>,
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

impl Slots {
    fn new(lexicon: &mut Lexicon) -> Self {
        let mut slot = |name: &str| lexicon.slot(name);
        Self { time: slot("time"), number: slot("number"), ordinal: slot("ordinal"), thing: slot("thing") }
    }
}

/// The kinds of record whose names may be replaced in the examples of computations.
const REPLACEABLE: &[Kind] = &[Kind::Pollster, Kind::Country, Kind::Party, Kind::Person, Kind::Office, Kind::Mission, Kind::Organisation];

/// For each name the key of its kind.
fn slots_of_names(dataset: &Dataset, lexicon: &mut Lexicon) -> HashMap<Key, Key> {
    let mut slots = HashMap::default();
    for (kind, id, _) in dataset.origins() {
        if REPLACEABLE.contains(kind)
            && let Some(key) = lexicon.record(id)
        {
            slots.insert(key, lexicon.slot(kind.folder()));
        }
    }
    slots
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
    /// No phrase, but a text whose words explain.
    Text,
}

impl Phrases {
    /// Compiles the phrases, teaching the lexicon their words.
    pub fn new(dataset: &Dataset, asks: &[Asks], intents: &[Intent], lexicon: &mut Lexicon, dates: &DateGrammar, c: &Concepts) -> Self {
        let mut more: HashMap<&str, Vec<&Asks>> = HashMap::default();
        for entry in asks {
            more.entry(entry.of.as_str()).or_default().push(entry);
        }
        let mut this = Self { cue_keys: vec![c.when, c.who, c.r#where, c.why, c.how_many, c.how_long, c.how], ..Self::default() };
        let mut written: Vec<Written> = Vec::new();
        for (kind, id, texts, asks, explains) in described(dataset) {
            let record = this.begin(Some(kind), id, dataset.dates(id));
            let mut write = |put: Put, text| written.push(Written { record, put, text });
            for name in texts {
                for phrase in [&name.en, &name.cnr] {
                    write(Put::Name, phrase.as_str());
                    if let Some(short) = without_brackets(phrase) {
                        write(Put::Name, short);
                    }
                }
            }
            for ask in asks {
                write(Put::Ask, ask);
            }
            for entry in more.get(id).into_iter().flatten() {
                let examples =
                    [(&entry.en, &entry.cnr, Put::Ask), (&entry.holds.en, &entry.holds.cnr, Put::Holds), (&entry.fails.en, &entry.fails.cnr, Put::Fails)];
                for (en, cnr, put) in examples {
                    en.iter().chain(cnr).for_each(|ask| write(put, ask));
                }
            }
            for text in explains {
                write(Put::Text, &text.en);
                write(Put::Text, &text.cnr);
            }
        }
        for intent in intents {
            let record = this.begin(None, &intent.id, Vec::new());
            for entry in more.get(intent.id.as_str()).into_iter().flatten() {
                written.extend(entry.en.iter().chain(&entry.cnr).map(|text| Written { record, put: Put::Pattern, text }));
            }
        }
        let (texts, phrases): (Vec<Written>, Vec<Written>) = written.into_iter().partition(|phrase| phrase.put == Put::Text);
        // In batches: all of them cut into tokens at once would take most of the memory that the program ever needs.
        let mut learned: Vec<Learned> = Vec::with_capacity(phrases.len());
        for batch in phrases.chunks(BATCH) {
            let cut = in_parallel(batch, |phrase| phrase.cut(dates));
            learned.extend(batch.iter().zip(cut).map(|(phrase, cut)| phrase.learn(cut, dataset, lexicon)));
        }
        this.slot_of = slots_of_names(dataset, lexicon);
        this.slots = Slots::new(lexicon);
        this.weigh(&learned, lexicon);
        for phrase in &learned {
            this.add(phrase, lexicon, dataset);
        }
        this.profile_all(lexicon.len());
        // The texts come last: their words are known from now on, but a mistyped word is never mended into one of them.
        lexicon.seal();
        drop(learned);
        for batch in texts.chunks(BATCH) {
            for (text, cut) in batch.iter().zip(in_parallel(batch, |text| text.cut(dates))) {
                this.explain(text.record, &cut, dataset, lexicon);
            }
        }
        for cloud in &mut this.clouds {
            cloud.weak.sort_unstable();
            cloud.weak.dedup();
        }
        this
    }

    fn begin(&mut self, kind: Option<Kind>, id: &str, dates: Vec<FuzzyDate>) -> u32 {
        self.records.push((kind, id.to_owned()));
        self.clouds.push(Cloud { dates, ..Cloud::default() });
        self.records.len() as u32 - 1
    }

    /// Notes what a text of a record tells.
    fn explain(&mut self, record: u32, cut: &Cut, dataset: &Dataset, lexicon: &mut Lexicon) {
        let cloud = &mut self.clouds[record as usize];
        cloud.numbers.extend(cut.tokens.iter().filter_map(|t| if let TokenKind::Number { value, .. } = t.kind { Some(value) } else { None }));
        cloud.counts |= cut.counts;
        cloud.told.extend(&cut.dates);
        for unit in lexicon.learn(&cut.tokens, &vec![false; cut.tokens.len()]) {
            for key in &unit.keys {
                if let (KeyKind::Record, id) = lexicon.describe(*key)
                    && let Some((kind, _)) = dataset.find(id)
                {
                    cloud.names |= 1 << kind as u32;
                }
            }
            cloud.weak.extend(unit.keys.iter().chain(&unit.parts));
        }
    }

    /// Rare keys weigh more: the weight falls with the number of records that use a key, and words of every day weigh less.
    fn weigh(&mut self, learned: &[Learned], lexicon: &Lexicon) {
        // The phrases of a record stand side by side, so that it is enough to know which record used a key last.
        let mut users: Vec<(u32, u32)> = vec![(u32::MAX, 0); lexicon.len()];
        for Learned { record, units, .. } in learned {
            for key in units.iter().flat_map(|u| &u.keys) {
                let (last, count) = &mut users[Lexicon::index(*key)];
                if last != record {
                    (*last, *count) = (*record, *count + 1);
                }
            }
        }
        let all = self.records.len().max(2) as f32;
        self.weights = vec![f32::NAN; lexicon.len()];
        for (index, (_, records)) in users.into_iter().enumerate().filter(|(_, (_, records))| *records > 0) {
            let key = Lexicon::key(index);
            let rarity = (all / records as f32).ln() / all.ln();
            let weight = 0.35 + 1.15 * rarity;
            let weight = match lexicon.describe(key).0 {
                KeyKind::Record => weight.max(0.9) + 0.3,
                KeyKind::Word => weight * lexicon.share(lexicon.describe(key).1),
                KeyKind::Concept(_) => weight,
            };
            self.weights[index] = weight;
        }
    }

    /// How much a unit with these keys counts.
    pub fn weight_of(&self, keys: &[Key]) -> f32 {
        let known = keys.iter().filter_map(|key| self.weights.get(Lexicon::index(*key))).copied().filter(|weight| !weight.is_nan());
        known.reduce(f32::min).unwrap_or(1.0)
    }

    /// What all phrases of each record have in common, once they are all known.
    fn profile_all(&mut self, keys: usize) {
        let all: f32 = self.clouds.iter().map(|c| f32::from(c.phrases)).sum::<f32>().max(1.0);
        self.share_of = vec![0.0; keys];
        self.postings = vec![Vec::new(); keys];
        for i in 0..self.clouds.len() {
            // Each key was noted once for every phrase that holds it.
            let mut strong = std::mem::take(&mut self.clouds[i].strong);
            strong.sort_unstable();
            strong.dedup_by(|next, first| {
                let same = next.0 == first.0;
                first.1 += if same { next.1 } else { 0 };
                same
            });
            let phrases = f32::from(self.clouds[i].phrases.max(1));
            let norm = strong.iter().map(|(k, n)| self.weight_of(&[*k]).powi(2) * f32::from(*n) / phrases).sum::<f32>().sqrt();
            let share = |n: u16| f32::from(n) / phrases;
            let central = strong.iter().filter(|(_, n)| share(*n) >= CENTRAL).map(|(k, n)| (*k, self.weight_of(&[*k]) * share(*n))).collect();
            for (key, n) in &strong {
                let weight = self.weight_of(&[*key]) * share(*n).sqrt() / norm.max(0.1);
                self.share_of[Lexicon::index(*key)] += f32::from(*n) / all;
                self.postings[Lexicon::index(*key)].push((i as u32, weight));
            }
            let cloud = &mut self.clouds[i];
            (cloud.norm, cloud.central, cloud.strong) = (norm, central, strong);
        }
    }

    fn add(&mut self, learned: &Learned, lexicon: &Lexicon, dataset: &Dataset) {
        let Learned { record, dates, numbers, put, .. } = learned;
        let (record, put) = (*record, *put);
        let begin = self.units.len();
        let mut phrase = Phrase { units: 0..0, total: 0.0, norm: 0.0, cues: Vec::new(), dates: dates.clone(), numbers: numbers.clone(), put };
        self.clouds[record as usize].dates.extend(dates);
        self.clouds[record as usize].numbers.extend(numbers);
        for unit in &learned.units {
            let keys: Vec<Key> = unit.keys.clone();
            let class = |class: Class| keys.iter().any(|k| lexicon.class(*k) == Some(class));
            if keys.iter().any(|k| self.cue_keys.contains(k)) {
                phrase.cues.extend(keys.iter().filter(|k| self.cue_keys.contains(k)));
                if put != Put::Pattern {
                    continue;
                }
            }
            // Little words tell one record from another hardly ever, but one computation from another.
            let little = class(Class::Filler) || class(Class::Cue) || class(Class::Smalltalk);
            if keys.is_empty() || little && put != Put::Pattern {
                continue;
            }
            let subject = keys.iter().all(|k| matches!(lexicon.describe(*k), (KeyKind::Record | KeyKind::Concept(_), id) if id == dataset.manifest.subject || id == dataset.manifest.alliance));
            if subject {
                // What everything is about tells nothing apart.
                continue;
            }
            let weight = self.weight_of(&keys) - if little { LITTLE } else { 0.0 };
            self.clouds[record as usize].strong.extend(keys.iter().chain(&unit.parts).map(|key| (*key, 1)));
            phrase.total += weight;
            phrase.norm += weight * weight;
            let mut few = [Key::NONE; 3];
            few.iter_mut().zip(&keys).for_each(|(slot, key)| *slot = *key);
            self.units.push(PhraseUnit { keys: few, weight });
        }
        if phrase.total < 0.3 {
            self.units.truncate(begin);
            return;
        }
        phrase.norm = phrase.norm.sqrt();
        phrase.units = begin as u32..self.units.len() as u32;
        phrase.total += DATE_WEIGHT * phrase.dates.len() as f32 + NUMBER_WEIGHT * phrase.numbers.len() as f32;
        let index = self.entries.len() as u32;
        let cloud = &mut self.clouds[record as usize];
        if cloud.phrases == 0 {
            cloud.entries = index..index;
        }
        cloud.phrases += 1;
        cloud.entries.end = index + 1;
        self.entries.push(phrase);
    }

    /// The kind of an indexed record.
    pub fn kinds(&self) -> impl Iterator<Item = (Kind, &str)> {
        self.records.iter().filter_map(|(kind, id)| kind.map(|kind| (kind, id.as_str())))
    }

    /// The records that the question fits best, each with its best phrase.
    pub fn hits(&self, analysis: &Analysis<'_>) -> Vec<PhraseHit> {
        SCRATCH.with_borrow_mut(|scratch| self.look_up(analysis, scratch, |_| true, MOST_HITS))
    }

    /// The dated things that the question fits best.
    pub fn points(&self, analysis: &Analysis<'_>) -> Vec<PhraseHit> {
        let dated = |kind: Option<Kind>| matches!(kind, Some(Kind::Event | Kind::Vote | Kind::Election));
        SCRATCH.with_borrow_mut(|scratch| self.look_up(analysis, scratch, dated, MOST_POINTS))
    }

    fn look_up(&self, analysis: &Analysis<'_>, scratch: &mut Scratch, wanted: impl Fn(Option<Kind>) -> bool, most: usize) -> Vec<PhraseHit> {
        scratch.begin(analysis.engine.vocabulary.lexicon.len(), self.records.len());
        let mut length = 0.0f32;
        for (i, part) in analysis.parts.iter().enumerate() {
            let keys = &part.unit.keys;
            if keys.iter().any(|k| analysis.engine.is_subject(*k)) {
                continue;
            }
            // A mended word, or one that is only a part of another phrase, is a weaker find.
            let trust = if part.unit.mended > 0 { 0.9 } else { 1.0 };
            let weight = if part.weight > 0.0 && part.date.is_none() { self.weight_of(keys).max(part.weight.min(1.5)) } else { 0.0 };
            if !matches!(part.role, Role::Filler | Role::Cue | Role::Small) {
                length += weight * weight;
            }
            for (all, trust) in [(keys, trust), (&part.unit.parts, trust * IN_PART)] {
                for key in all {
                    if Lexicon::index(*key) < self.postings.len() {
                        scratch.ask(*key, Asked { mask: 1 << i, trust, weight: self.weight_of(&[*key]) });
                    }
                }
            }
        }
        // What may be replaced in the examples of computations.
        for (i, part) in analysis.parts.iter().enumerate() {
            let mut ask = |slot: Key| scratch.ask(slot, Asked { mask: 1 << i, trust: 1.0, weight: self.weight_of(&[slot]) });
            if part.date.is_some() {
                ask(self.slots.time);
            } else if part.ordinal.is_some() {
                ask(self.slots.ordinal);
            } else if part.number.is_some() {
                ask(self.slots.number);
            }
            part.unit.keys.iter().filter_map(|key| self.slot_of.get(key)).for_each(|slot| ask(*slot));
        }
        scratch.ask(self.slots.thing, Asked { mask: 0, trust: 1.0, weight: self.weight_of(&[self.slots.thing]) });
        let length = length.sqrt().max(0.5);
        for i in 0..scratch.asked.len() {
            let (key, asked) = scratch.asked[i];
            for (record, weight) in self.postings.get(Lexicon::index(key)).into_iter().flatten() {
                let fit = &mut scratch.fits[*record as usize];
                if *fit == 0.0 {
                    scratch.touched.push(*record);
                }
                *fit += asked.trust * asked.weight * weight;
            }
        }
        // What fits far worse than many others is never meant.
        let fitting = |intents: bool, most: usize| {
            let fits = |kind: Option<Kind>| kind.is_none() == intents && wanted(kind);
            let asked = scratch.touched.iter().filter(|record| fits(self.records[**record as usize].0));
            let mut best: Vec<(f32, u32)> = asked.map(|record| (scratch.fits[*record as usize], *record)).collect();
            if best.len() > most {
                best.select_nth_unstable_by(most, |a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
                best.truncate(most);
            }
            best
        };
        let mut best = fitting(false, most);
        best.extend(fitting(true, MOST_INTENTS));
        let question = Question::new(self, analysis, length);
        let mut hits: Vec<PhraseHit> = best.into_iter().filter_map(|(_, record)| self.best_phrase(&question, scratch, record)).collect();
        hits.sort_by(|a, b| a.id.cmp(&b.id));
        hits
    }

    /// The phrase of a record that a question fits best.
    fn best_phrase(&self, question: &Question<'_, '_>, scratch: &Scratch, record: u32) -> Option<PhraseHit> {
        let analysis = question.analysis;
        let mut best: Option<(f32, u32, Mask, f32)> = None;
        let (mut found, mut second, mut alike) = (0.0f32, 0.0f32, [0.0f32; 3]);
        let (mut holds, mut fails) = ([0.0f32; 3], [0.0f32; 3]);
        let keep = |best: &mut [f32; 3], value: f32| {
            if value > best[2] {
                best[2] = value;
                best.sort_by(|a, b| b.total_cmp(a));
            }
        };
        for index in self.clouds[record as usize].entries.clone() {
            let phrase = &self.entries[index as usize];
            let (mut sum, mut mask, mut dot): (f32, Mask, f32) = (0.0, 0, 0.0);
            for unit in &self.units[phrase.units.start as usize..phrase.units.end as usize] {
                let mut trust = 0.0f32;
                for key in unit.keys.iter().take_while(|k| **k != Key::NONE) {
                    if let Some(asked) = scratch.get(*key) {
                        trust = trust.max(asked.trust);
                        mask |= asked.mask;
                    }
                }
                sum += trust * unit.weight;
                dot += trust * unit.weight * unit.weight;
            }
            if mask == 0 && phrase.dates.is_empty() && phrase.numbers.is_empty() {
                continue;
            }
            let cosine = dot / (phrase.norm * question.length).max(0.1);
            if cosine > alike[2] {
                alike[2] = cosine;
                alike.sort_by(|a, b| b.total_cmp(a));
            }
            if !phrase.dates.is_empty() {
                for &i in &question.dated {
                    // A phrase of a whole year fits a question about one of its days less well.
                    let mention = &analysis.dates[analysis.parts[i].date.unwrap_or(0)];
                    let within = |date: &FuzzyDate| mention.date.is_some_and(|typed| typed.within(date) && typed != *date);
                    let share = phrase.dates.iter().filter(|d| mention.agrees(d)).map(|d| if within(d) { 0.55 } else { 1.0 }).reduce(f32::max);
                    if let Some(share) = share {
                        sum += DATE_WEIGHT * share;
                        mask |= 1 << i;
                    }
                }
            }
            if !phrase.numbers.is_empty() {
                for &(i, value) in &question.valued {
                    if phrase.numbers.iter().any(|n| (n - value).abs() < 1e-9) {
                        sum += NUMBER_WEIGHT;
                        mask |= 1 << i;
                    }
                }
            }
            let recall = (sum / phrase.total).min(1.0);
            if recall < LEAST_RECALL {
                continue;
            }
            let explained: f32 = question.weigh(mask);
            let cued = match (phrase.cues.is_empty() || question.asked.is_empty(), phrase.cues.iter().any(|k| question.asked.contains(k))) {
                (true, _) => 0.0,
                (false, true) => 0.002,
                (false, false) => -0.02,
            };
            let value = recall * (0.35 + 0.65 * explained / question.whole) + cued;
            match phrase.put {
                Put::Holds => keep(&mut holds, value),
                Put::Fails => keep(&mut fails, value),
                Put::Name | Put::Ask | Put::Pattern | Put::Text => {}
            }
            if recall > 0.7 {
                found += 1.0;
            }
            match &mut best {
                Some(best) if value > best.0 => {
                    second = best.0;
                    *best = (value, index, mask, recall);
                }
                Some(_) => second = second.max(value),
                None => best = Some((value, index, mask, recall)),
            }
        }
        let (_, index, core, recall) = best?;
        let mut hit = self.judge(analysis, record, index, core, recall);
        (hit.profile.found, hit.profile.second) = (found.min(5.0), second.max(0.0));
        (hit.profile.holds, hit.profile.fails) = (holds, fails);
        (hit.profile.alike, hit.profile.alike_three) = (alike[0], alike.iter().sum::<f32>() / 3.0);
        Some(hit)
    }

    /// How well all phrases of a record together fit.
    fn profile(&self, analysis: &Analysis<'_>, record: u32) -> Profile {
        let cloud = &self.clouds[record as usize];
        let phrases = f32::from(cloud.phrases.max(1));
        let (mut dot, mut norm, mut covered, mut whole, mut likelihood, mut words) = (0.0f32, 0.0f32, 0.0f32, 0.0f32, 0.0f32, 0.0f32);
        for part in &analysis.parts {
            if matches!(part.role, Role::Filler | Role::Cue | Role::Small | Role::Date | Role::Number)
                || part.unit.keys.iter().any(|k| analysis.engine.is_subject(*k))
            {
                continue;
            }
            let weight = part.weight.max(0.1);
            norm += weight * weight;
            whole += weight;
            words += 1.0;
            let count = |keys: &[Key]| keys.iter().map(|k| (cloud.count(*k), *k)).filter(|(n, _)| *n > 0).max();
            let Some((found, key, trust)) = count(&part.unit.keys).map(|(n, k)| (n, k, 1.0)).or_else(|| count(&part.unit.parts).map(|(n, k)| (n, k, 0.6)))
            else {
                likelihood -= 1.0 * weight;
                continue;
            };
            let share = f32::from(found) / phrases;
            dot += trust * weight * self.weight_of(&[key]) * share.sqrt();
            covered += trust * weight;
            let general = self.share_of.get(Lexicon::index(key)).copied().filter(|share| *share > 0.0).unwrap_or(1e-4);
            likelihood += trust * (((f32::from(found) + 2.0 * general) / (phrases + 2.0)) / general).ln().max(-1.0);
        }
        let (mut lacking, mut central) = (0.0f32, 0.0f32);
        for (key, weight) in &cloud.central {
            central += weight;
            if !analysis.has(*key) {
                lacking += weight;
            }
        }
        Profile {
            cosine: if norm > 0.0 && cloud.norm > 0.0 { dot / (norm.sqrt() * cloud.norm) } else { 0.0 },
            coverage: if whole > 0.0 { covered / whole } else { 0.0 },
            likelihood: likelihood / words.max(1.0),
            missing: if central > 0.0 { lacking / central } else { 0.5 },
            found: 0.0,
            second: 0.0,
            names: cloud.names,
            alike: 0.0,
            alike_three: 0.0,
            holds: [0.0; 3],
            fails: [0.0; 3],
            dated: !cloud.told.is_empty() || !cloud.dates.is_empty(),
        }
    }

    /// The first question word decides; one inside only links a clause.
    fn asked(&self, analysis: &Analysis<'_>) -> Vec<Key> {
        let cues = |p: &super::analysis::Part| p.unit.keys.iter().copied().filter(|k| self.cue_keys.contains(k)).collect::<Vec<_>>();
        analysis.parts.iter().map(cues).find(|keys| !keys.is_empty()).unwrap_or_default()
    }

    fn judge(&self, analysis: &Analysis<'_>, record: u32, index: u32, core: Mask, recall: f32) -> PhraseHit {
        let phrase = &self.entries[index as usize];
        let cloud = &self.clouds[record as usize];
        let own_date = matches!(self.records[record as usize].0, Some(Kind::Event | Kind::Vote | Kind::Election));
        let mut hit = PhraseHit {
            id: self.records[record as usize].1.clone(),
            recall,
            weight: phrase.total,
            used: 0,
            near: 0,
            weak: 0,
            core,
            cue_differs: false,
            cue_agrees: false,
            date_differs: false,
            date_agrees: false,
            phrase_date_agrees: false,
            number_differs: false,
            ask: phrase.put != Put::Name,
            claim: matches!(phrase.put, Put::Holds | Put::Fails),
            counts: cloud.counts,
            single: phrase.units.len() < 2,
            keys: self.units[phrase.units.start as usize..phrase.units.end as usize].iter().flat_map(|u| u.keys).filter(|k| *k != Key::NONE).collect(),
            profile: self.profile(analysis, record),
        };
        for (i, part) in analysis.parts.iter().enumerate() {
            let bit: Mask = 1 << i;
            match part.role {
                Role::Date => {
                    let mention = &analysis.dates[part.date.unwrap_or(0)];
                    // A day lies in a whole year too, but what is told of the year need not be told of the day.
                    let loose =
                        |d: &FuzzyDate| mention.date.is_some_and(|typed| typed != *d && typed.within(d) && (d.last() - d.first()).get_days() > LOOSE_DAYS);
                    if cloud.dates.iter().any(|d| mention.agrees(d)) {
                        if cloud.dates.iter().any(|d| mention.agrees(d) && !loose(d)) {
                            hit.used |= bit;
                        } else {
                            hit.near |= bit;
                        }
                        hit.date_agrees = true;
                        hit.phrase_date_agrees |= phrase.dates.iter().any(|d| mention.agrees(d));
                    } else if cloud.told.iter().any(|d| mention.agrees(d)) {
                        // Told of, but not its own: a fact may be meant, an event has another day.
                        hit.near |= bit;
                        hit.date_differs |= own_date && !cloud.dates.is_empty();
                    } else if !cloud.dates.is_empty() {
                        hit.date_differs = true;
                    }
                }
                Role::Number => {
                    let value = part.number.or(part.ordinal.map(f64::from)).unwrap_or(f64::NAN);
                    let known = cloud.holds_any(&part.unit.keys) || cloud.numbers.iter().any(|n| (n - value).abs() < 1e-9);
                    if core & bit != 0 || known {
                        hit.used |= bit;
                    } else if hit.used & bit == 0 {
                        hit.number_differs = true;
                    }
                }
                Role::Filler | Role::Cue | Role::Small => hit.used |= bit,
                _ => {
                    let (strong, weak) = (|keys: &[Key]| cloud.holds_any(keys), |keys: &[Key]| cloud.tells_any(keys));
                    let subject = !part.unit.keys.is_empty() && part.unit.keys.iter().all(|k| analysis.engine.is_subject(*k));
                    if core & bit != 0 || subject {
                        hit.used |= bit;
                    } else if strong(&part.unit.keys) || (part.role != Role::Name && strong(&part.unit.parts)) {
                        hit.near |= bit;
                    } else if weak(&part.unit.keys) || strong(&part.unit.parts) || (part.role != Role::Name && weak(&part.unit.parts)) {
                        hit.weak |= bit;
                    }
                }
            }
        }
        let asked = self.asked(analysis);
        if !phrase.cues.is_empty() && !asked.is_empty() {
            hit.cue_agrees = phrase.cues.iter().any(|k| asked.contains(k));
            hit.cue_differs = !hit.cue_agrees;
        }
        hit
    }
}

/// A name, ask or text as it is written.
#[derive(Debug, Clone, Copy)]
struct Written<'d> {
    record: u32,
    put: Put,
    text: &'d str,
}

/// A phrase or text, cut into tokens.
struct Cut {
    tokens: Vec<Token>,
    /// The tokens that belong to a date.
    dated: Vec<bool>,
    dates: Vec<FuzzyDate>,
    /// Figures besides dates, in figures.
    numbers: Vec<f64>,
    /// Whether it tells a number besides dates, in figures or words.
    counts: bool,
    /// The kinds of figure that stand in square brackets.
    replaced: Vec<Option<Figure>>,
}

/// What may be replaced in square brackets besides names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Figure {
    Time,
    Number,
    Ordinal,
    /// A word.
    None,
}

/// An alias or ask, taken apart.
struct Learned {
    record: u32,
    units: Vec<Unit>,
    dates: Vec<FuzzyDate>,
    numbers: Vec<f64>,
    put: Put,
}

impl Written<'_> {
    /// Cuts it into tokens; this needs no vocabulary but that of dates.
    fn cut(&self, grammar: &DateGrammar) -> Cut {
        let tokens = tokenize(self.text);
        let mentions = grammar.find(&tokens, jiff::civil::Date::ZERO);
        let mut dated = vec![false; tokens.len()];
        for mention in &mentions {
            dated[mention.tokens.clone()].fill(true);
        }
        let figure = |i: usize| grammar.number(&tokens, i).or_else(|| grammar.ordinal(&tokens, i).map(f64::from));
        let numbers = (0..tokens.len()).filter(|i| !dated[*i] && tokens[*i].kind != TokenKind::Word).filter_map(figure).collect();
        let counts = self.put == Put::Text && (0..tokens.len()).any(|i| !dated[i] && grammar.number(&tokens, i).is_some());
        let replaced = if self.put == Put::Pattern { self.replaced(&tokens, &dated, grammar) } else { Vec::new() };
        Cut { dates: mentions.iter().filter_map(|m| m.date).collect(), dated, numbers, counts, replaced, tokens }
    }

    /// What stands in square brackets.
    fn replaced(&self, tokens: &[Token], dated: &[bool], grammar: &DateGrammar) -> Vec<Option<Figure>> {
        let inside = |token: &Token| {
            let before = &self.text[..token.span.start];
            before.matches('[').count() > before.matches(']').count()
        };
        let figure = |i: usize| {
            if dated[i] {
                Figure::Time
            } else if grammar.ordinal(tokens, i).is_some() {
                Figure::Ordinal
            } else if grammar.number(tokens, i).is_some() {
                Figure::Number
            } else {
                Figure::None
            }
        };
        tokens.iter().enumerate().map(|(i, token)| (dated[i] || inside(token)).then(|| figure(i))).collect()
    }

    /// Looks its words up, teaching the lexicon those that it does not know.
    fn learn(&self, cut: Cut, dataset: &Dataset, lexicon: &mut Lexicon) -> Learned {
        if self.put == Put::Pattern {
            return self.learn_pattern(&cut, dataset, lexicon);
        }
        let units = lexicon.learn(&cut.tokens, &cut.dated);
        Learned { record: self.record, units, dates: cut.dates, numbers: cut.numbers, put: self.put }
    }

    /// An example of a computation: what stands in square brackets may be replaced by anything of its kind.
    fn learn_pattern(&self, cut: &Cut, dataset: &Dataset, lexicon: &mut Lexicon) -> Learned {
        let mut slots: Vec<Key> = Vec::new();
        for (figure, slot) in [(Figure::Time, "time"), (Figure::Number, "number"), (Figure::Ordinal, "ordinal")] {
            if cut.replaced.contains(&Some(figure)) {
                slots.push(lexicon.slot(slot));
            }
        }
        // Names inside the brackets give their kind; anything else there is a thing by its description.
        let word = |i: usize| cut.replaced[i] == Some(Figure::None);
        let others: Vec<bool> = (0..cut.tokens.len()).map(|i| !word(i)).collect();
        let units = lexicon.units(&cut.tokens, &others);
        for unit in units.into_iter().filter(|unit| word(unit.tokens.start)) {
            let mut kinds = unit.keys.iter().filter_map(|key| match lexicon.describe(*key) {
                (KeyKind::Record, id) => dataset.find(id).map(|(kind, _)| kind),
                _ => None,
            });
            slots.push(match kinds.find(|kind| REPLACEABLE.contains(kind)) {
                Some(kind) => lexicon.slot(kind.folder()),
                None => lexicon.slot("thing"),
            });
        }
        slots.sort_unstable();
        slots.dedup();
        let taken: Vec<bool> = cut.replaced.iter().map(Option::is_some).collect();
        let mut units = lexicon.learn(&cut.tokens, &taken);
        units.extend(slots.into_iter().map(|key| Unit { tokens: 0..0, keys: vec![key], parts: Vec::new(), mended: 0, lang: WordLang::Any }));
        Learned { record: self.record, units, dates: Vec::new(), numbers: Vec::new(), put: Put::Pattern }
    }
}

/// Works on every item, on as many cores as there are; the results stand in the order of the items.
fn in_parallel<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(4);
    let size = items.len().div_ceil(cores).max(1);
    std::thread::scope(|scope| {
        let work = &work;
        let workers: Vec<_> = items.chunks(size).map(|chunk| scope.spawn(move || chunk.iter().map(work).collect::<Vec<R>>())).collect();
        // A worker only panics where the work itself would.
        workers.into_iter().flat_map(|worker| worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    })
}

type Described<'a> = (Kind, &'a str, Vec<&'a Text>, Vec<&'a str>, Vec<&'a Text>);

/// Every described record: names, aliases and asks, and the texts whose words explain a question weakly.
fn described(dataset: &Dataset) -> impl Iterator<Item = Described<'_>> {
    fn strs(all: &[String]) -> Vec<&str> {
        all.iter().map(String::as_str).collect()
    }
    let r = &dataset.records;
    let events = r
        .events
        .iter()
        .map(|e| (Kind::Event, e.id.as_str(), vec![&e.name], strs(&e.aliases), std::iter::once(&e.when).chain(&e.summary).chain(&e.place).collect()));
    let votes = r.votes.iter().map(|v| {
        (
            Kind::Vote,
            v.id.as_str(),
            vec![&v.name],
            strs(&v.aliases),
            [&v.when, &v.decided].into_iter().chain(&v.summary).chain(&v.not_decided).chain(&v.place).collect(),
        )
    });
    let elections = r.elections.iter().map(|e| (Kind::Election, e.id.as_str(), vec![&e.name], strs(&e.aliases), vec![&e.when, &e.summary]));
    let facts = r.facts.iter().map(|f| (Kind::Fact, f.id.as_str(), vec![], strs(&f.asks), std::iter::once(&f.answer).chain(&f.more).collect()));
    let gaps = r.gaps.iter().map(|g| (Kind::Gap, g.id.as_str(), vec![], strs(&g.asks), vec![&g.answer]));
    let conflicts = r.conflicts.iter().map(|c| (Kind::Conflict, c.id.as_str(), vec![&c.title], strs(&c.asks), vec![&c.text]));
    let quotes = r.quotes.iter().map(|q| (Kind::Quote, q.id.as_str(), vec![&q.quote], strs(&q.aliases), vec![&q.says]));
    let series = r.series.iter().map(|s| (Kind::Series, s.id.as_str(), vec![&s.name], strs(&s.aliases), s.summary.iter().collect()));
    let missions = r
        .missions
        .iter()
        .map(|m| (Kind::Mission, m.id.as_str(), vec![&m.name], strs(&m.aliases), std::iter::once(&m.what).chain(&m.place).chain(&m.when).collect()));
    events.chain(votes).chain(elections).chain(facts).chain(gaps).chain(conflicts).chain(quotes).chain(series).chain(missions)
}
