//! Which words ask for which record.
//!
//! Every name, alias and ask of an event, vote, election, fact, gap, conflict, quote, series or mission is a *phrase*: a bag of keys with weights.
//! A question matches a record as well as its best phrase is found in the question (recall) and as much of the question as the record explains
//! (precision). Words of the record's own texts explain weakly, so that "… because of Crimea?" counts where the answer speaks of Crimea.

use std::cell::RefCell;

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use super::{
    analysis::{Analysis, Mask, Role},
    engine::{Concepts, Engine, without_brackets},
    when::DateGrammar,
};
use crate::{
    data::{Dataset, Kind, date::FuzzyDate, schema::Text},
    text::{
        lexicon::{Class, Key, KeyKind, Lexicon, Unit},
        token::{TokenKind, tokenize},
    },
};

/// One way to ask for a record.
#[derive(Debug)]
struct Phrase {
    record: u32,
    /// The keys of each unit with its weight.
    units: Vec<(Vec<Key>, f32)>,
    total: f32,
    cues: Vec<Key>,
    /// Dates that it names.
    dates: Vec<FuzzyDate>,
    /// Figures that it names.
    numbers: Vec<f64>,
    /// An ask, rather than a name.
    ask: bool,
}

/// The most records that are looked at closely for one question.
const MOST_HITS: usize = 64;
/// A phrase of which less is found asks for nothing.
const LEAST_RECALL: f32 = 0.45;
/// What a date in a phrase counts.
const DATE_WEIGHT: f32 = 1.2;
/// What a figure in a phrase counts.
const NUMBER_WEIGHT: f32 = 0.9;

/// A record's time of more days than this is only near to a date within it.
const LOOSE_DAYS: i32 = 31;

/// What a record's own words explain.
#[derive(Debug, Default)]
struct Cloud {
    strong: HashSet<Key>,
    weak: HashSet<Key>,
    numbers: Vec<f64>,
    /// Dates of the record and of its phrases.
    dates: Vec<FuzzyDate>,
    /// Dates that its texts speak of.
    told: Vec<FuzzyDate>,
    /// Whether its texts tell a number besides dates.
    counts: bool,
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
    /// Whether the record's texts tell a number besides dates.
    pub counts: bool,
    /// Whether the best phrase has one word or name only.
    pub single: bool,
    /// What the best phrase speaks of.
    keys: Vec<Key>,
}

impl PhraseHit {
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

/// What was found of one phrase.
#[derive(Debug, Clone, Copy, Default)]
struct Found {
    phrase: u32,
    /// The lookup that this belongs to.
    lookup: u32,
    /// The weight of the units found.
    sum: f32,
    /// Which of the phrase's units.
    positions: u32,
    /// By which units of the question.
    mask: Mask,
}

/// Room for one lookup, kept for the next: clearing it would cost more than most lookups.
#[derive(Debug, Default)]
struct Scratch {
    lookup: u32,
    all: Vec<Found>,
    touched: Vec<u32>,
}

impl Scratch {
    fn begin(&mut self, phrases: usize) {
        self.lookup = self.lookup.wrapping_add(1);
        if self.lookup == 0 {
            self.all.clear();
            self.lookup = 1;
        }
        if self.all.len() < phrases {
            self.all.resize(phrases, Found::default());
        }
        self.touched.clear();
    }

    fn at(&mut self, phrase: u32) -> &mut Found {
        let found = &mut self.all[phrase as usize];
        if found.lookup != self.lookup {
            *found = Found { phrase, lookup: self.lookup, ..Found::default() };
            self.touched.push(phrase);
        }
        found
    }

    fn finish(&mut self) -> Vec<Found> {
        self.touched.sort_unstable();
        self.touched.iter().map(|phrase| self.all[*phrase as usize]).collect()
    }
}

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

/// The index of all phrases.
#[derive(Debug, Default)]
pub struct Phrases {
    records: Vec<(Kind, String)>,
    entries: Vec<Phrase>,
    clouds: Vec<Cloud>,
    postings: HashMap<Key, Vec<(u32, u16)>>,
    weights: HashMap<Key, f32>,
    cue_keys: Vec<Key>,
}

impl Phrases {
    /// Compiles the phrases, teaching the lexicon their words.
    pub fn new(dataset: &Dataset, lexicon: &mut Lexicon, dates: &DateGrammar, c: &Concepts) -> Self {
        let mut this = Self { cue_keys: vec![c.when, c.who, c.r#where, c.why, c.how_many, c.how_long, c.how], ..Self::default() };
        let mut learned: Vec<Learned> = Vec::new();
        for (kind, id, texts, asks, explains) in described(dataset) {
            let record = u32::try_from(this.records.len()).unwrap_or(u32::MAX);
            this.records.push((kind, id.to_owned()));
            let mut cloud = Cloud { dates: dataset.dates(id), ..Cloud::default() };
            for name in texts {
                for phrase in [&name.en, &name.cnr] {
                    learned.push(Learned::new(record, phrase, false, lexicon, dates));
                    if let Some(short) = without_brackets(phrase) {
                        learned.push(Learned::new(record, short, false, lexicon, dates));
                    }
                }
            }
            for ask in asks {
                learned.push(Learned::new(record, ask, true, lexicon, dates));
            }
            for text in explains {
                for words in [&text.en, &text.cnr] {
                    let tokens = tokenize(words);
                    cloud.numbers.extend(tokens.iter().filter_map(|t| if let TokenKind::Number { value, .. } = t.kind { Some(value) } else { None }));
                    let mentions = dates.find(&tokens, jiff::civil::Date::ZERO);
                    cloud.counts |= (0..tokens.len()).any(|i| !mentions.iter().any(|m| m.tokens.contains(&i)) && dates.number(&tokens, i).is_some());
                    cloud.told.extend(mentions.into_iter().filter_map(|m| m.date));
                }
            }
            this.clouds.push(cloud);
        }
        this.weigh(&learned, lexicon);
        for phrase in &learned {
            this.add(phrase, lexicon, dataset);
        }
        // The texts come last: their words are known from now on, but a mistyped word is never mended into one of them.
        lexicon.seal();
        for (record, (_, _, _, _, explains)) in described(dataset).enumerate() {
            for text in explains {
                for words in [&text.en, &text.cnr] {
                    let tokens = tokenize(words);
                    for unit in lexicon.learn(&tokens, &vec![false; tokens.len()]) {
                        this.clouds[record].weak.extend(unit.keys.iter().chain(&unit.parts));
                    }
                }
            }
        }
        this
    }

    /// Rare keys weigh more: the weight falls with the number of records that use a key, and words of every day weigh less.
    fn weigh(&mut self, learned: &[Learned], lexicon: &Lexicon) {
        let mut users: HashMap<Key, HashSet<u32>> = HashMap::default();
        for Learned { record, units, .. } in learned {
            for key in units.iter().flat_map(|u| &u.keys) {
                users.entry(*key).or_default().insert(*record);
            }
        }
        let all = self.records.len().max(2) as f32;
        for (key, records) in users {
            let rarity = (all / records.len() as f32).ln() / all.ln();
            let weight = 0.35 + 1.15 * rarity;
            let weight = match lexicon.describe(key).0 {
                KeyKind::Record => weight.max(0.9) + 0.3,
                KeyKind::Word => weight * lexicon.share(lexicon.describe(key).1),
                KeyKind::Concept(_) => weight,
            };
            self.weights.insert(key, weight);
        }
    }

    /// How much a unit with these keys counts.
    pub fn weight_of(&self, keys: &[Key]) -> f32 {
        keys.iter().filter_map(|key| self.weights.get(key)).copied().fold(None, |least: Option<f32>, w| Some(least.map_or(w, |l| l.min(w)))).unwrap_or(1.0)
    }

    fn add(&mut self, learned: &Learned, lexicon: &Lexicon, dataset: &Dataset) {
        let Learned { record, dates, numbers, ask, .. } = learned;
        let (record, ask) = (*record, *ask);
        let mut phrase = Phrase { record, units: Vec::new(), total: 0.0, cues: Vec::new(), dates: dates.clone(), numbers: numbers.clone(), ask };
        self.clouds[record as usize].dates.extend(dates);
        self.clouds[record as usize].numbers.extend(numbers);
        for unit in &learned.units {
            let keys: Vec<Key> = unit.keys.clone();
            let class = |class: Class| keys.iter().any(|k| lexicon.class(*k) == Some(class));
            if keys.iter().any(|k| self.cue_keys.contains(k)) {
                phrase.cues.extend(keys.iter().filter(|k| self.cue_keys.contains(k)));
                continue;
            }
            if keys.is_empty() || class(Class::Filler) || class(Class::Cue) || class(Class::Smalltalk) {
                continue;
            }
            let subject = keys.iter().all(|k| matches!(lexicon.describe(*k), (KeyKind::Record | KeyKind::Concept(_), id) if id == dataset.manifest.subject || id == dataset.manifest.alliance));
            if subject {
                // What everything is about tells nothing apart.
                continue;
            }
            let weight = self.weight_of(&keys);
            self.clouds[record as usize].strong.extend(keys.iter().chain(&unit.parts));
            phrase.total += weight;
            phrase.units.push((keys, weight));
        }
        if phrase.total < 0.3 {
            return;
        }
        phrase.total += DATE_WEIGHT * phrase.dates.len() as f32 + NUMBER_WEIGHT * phrase.numbers.len() as f32;
        let index = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        for (position, (keys, _)) in phrase.units.iter().enumerate() {
            for key in keys {
                self.postings.entry(*key).or_default().push((index, position as u16));
            }
        }
        self.entries.push(phrase);
    }

    /// The kind of an indexed record.
    pub fn kinds(&self) -> impl Iterator<Item = (Kind, &str)> {
        self.records.iter().map(|(kind, id)| (*kind, id.as_str()))
    }

    /// Every record that some word of the question asks for, with how well.
    pub fn hits(&self, analysis: &Analysis<'_>) -> Vec<PhraseHit> {
        let whole: f32 = analysis.parts.iter().map(|p| p.weight).sum::<f32>().max(1.0);
        let asked = self.asked(analysis);
        let dated: Vec<usize> = (0..analysis.parts.len()).filter(|i| analysis.parts[*i].date.is_some()).collect();
        let value = |part: &super::analysis::Part| part.number.or(part.ordinal.map(f64::from));
        let valued: Vec<usize> = (0..analysis.parts.len()).filter(|i| analysis.parts[*i].date.is_none() && value(&analysis.parts[*i]).is_some()).collect();
        // Which units of which phrase are found, and by which units of the question.
        let found = SCRATCH.with_borrow_mut(|scratch| {
            scratch.begin(self.entries.len());
            for (i, part) in analysis.parts.iter().enumerate() {
                let keys = &part.unit.keys;
                for key in keys.iter().chain(&part.unit.parts) {
                    for &(phrase, position) in self.postings.get(key).into_iter().flatten() {
                        let (units, found) = (&self.entries[phrase as usize].units, scratch.at(phrase));
                        let bit = 1_u32 << position.min(31);
                        if found.positions & bit == 0 {
                            found.positions |= bit;
                            let (wanted, weight) = &units[position as usize];
                            // A mended word, or one that is only a part of another phrase, is a weaker find.
                            let in_part = !keys.iter().any(|k| wanted.contains(k));
                            let trust = if part.unit.mended > 0 { 0.9 } else { 1.0 } * if in_part { 0.75 } else { 1.0 };
                            found.sum += weight * trust;
                        }
                        found.mask |= 1 << i;
                    }
                }
            }
            scratch.finish()
        });
        let mut best: HashMap<u32, (f32, u32, Mask, f32)> = HashMap::default();
        for Found { phrase: index, mut sum, mut mask, .. } in found {
            let phrase = &self.entries[index as usize];
            if !phrase.dates.is_empty() {
                for &i in &dated {
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
                for &i in &valued {
                    if value(&analysis.parts[i]).is_some_and(|v| phrase.numbers.iter().any(|n| (n - v).abs() < 1e-9)) {
                        sum += NUMBER_WEIGHT;
                        mask |= 1 << i;
                    }
                }
            }
            let recall = (sum / phrase.total).min(1.0);
            if recall < LEAST_RECALL {
                continue;
            }
            let explained: f32 = analysis.parts.iter().enumerate().filter(|(i, _)| mask & (1 << i) != 0).map(|(_, p)| p.weight).sum();
            let cued = match (phrase.cues.is_empty() || asked.is_empty(), phrase.cues.iter().any(|k| asked.contains(k))) {
                (true, _) => 0.0,
                (false, true) => 0.002,
                (false, false) => -0.02,
            };
            let value = recall * (0.35 + 0.65 * explained / whole) + cued;
            let entry = best.entry(phrase.record).or_insert((f32::MIN, index, 0, 0.0));
            if value > entry.0 || (value == entry.0 && index < entry.1) {
                *entry = (value, index, mask, recall);
            }
        }
        // What is found far worse than many others is never meant.
        let mut best: Vec<_> = best.into_iter().collect();
        if best.len() > MOST_HITS {
            best.select_nth_unstable_by(MOST_HITS, |a, b| b.1.0.total_cmp(&a.1.0).then(a.0.cmp(&b.0)));
            best.truncate(MOST_HITS);
        }
        let mut hits: Vec<PhraseHit> = best.into_iter().map(|(record, (_, index, core, recall))| self.judge(analysis, record, index, core, recall)).collect();
        hits.sort_by(|a, b| a.id.cmp(&b.id));
        hits
    }

    /// The first question word decides; one inside only links a clause.
    fn asked(&self, analysis: &Analysis<'_>) -> Vec<Key> {
        let cues = |p: &super::analysis::Part| p.unit.keys.iter().copied().filter(|k| self.cue_keys.contains(k)).collect::<Vec<_>>();
        analysis.parts.iter().map(cues).find(|keys| !keys.is_empty()).unwrap_or_default()
    }

    fn judge(&self, analysis: &Analysis<'_>, record: u32, index: u32, core: Mask, recall: f32) -> PhraseHit {
        let phrase = &self.entries[index as usize];
        let cloud = &self.clouds[record as usize];
        let own_date = matches!(self.records[record as usize].0, Kind::Event | Kind::Vote | Kind::Election);
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
            ask: phrase.ask,
            counts: cloud.counts,
            single: phrase.units.len() < 2,
            keys: phrase.units.iter().flat_map(|(keys, _)| keys).copied().collect(),
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
                    let known = part.unit.keys.iter().any(|k| cloud.strong.contains(k)) || cloud.numbers.iter().any(|n| (n - value).abs() < 1e-9);
                    if core & bit != 0 || known {
                        hit.used |= bit;
                    } else if hit.used & bit == 0 {
                        hit.number_differs = true;
                    }
                }
                Role::Filler | Role::Cue | Role::Small => hit.used |= bit,
                _ => {
                    let whole = |set: &HashSet<Key>| part.unit.keys.iter().any(|k| set.contains(k));
                    let in_part = |set: &HashSet<Key>| part.unit.parts.iter().any(|k| set.contains(k));
                    let subject = !part.unit.keys.is_empty() && part.unit.keys.iter().all(|k| analysis.engine.is_subject(*k));
                    if core & bit != 0 || subject {
                        hit.used |= bit;
                    } else if whole(&cloud.strong) || (part.role != Role::Name && in_part(&cloud.strong)) {
                        hit.near |= bit;
                    } else if whole(&cloud.weak) || in_part(&cloud.strong) || (part.role != Role::Name && in_part(&cloud.weak)) {
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

/// An alias or ask, taken apart.
struct Learned {
    record: u32,
    units: Vec<Unit>,
    dates: Vec<FuzzyDate>,
    numbers: Vec<f64>,
    ask: bool,
}

impl Learned {
    fn new(record: u32, phrase: &str, ask: bool, lexicon: &mut Lexicon, grammar: &DateGrammar) -> Self {
        let tokens = tokenize(phrase);
        let mentions = grammar.find(&tokens, jiff::civil::Date::ZERO);
        let mut taken = vec![false; tokens.len()];
        for mention in &mentions {
            taken[mention.tokens.clone()].fill(true);
        }
        let numbers = (0..tokens.len())
            .filter(|i| !taken[*i])
            .filter_map(|i| grammar.number(&tokens, i).or(grammar.ordinal(&tokens, i).map(f64::from)).filter(|_| tokens[i].kind != TokenKind::Word))
            .collect();
        let dates = mentions.iter().filter_map(|m| m.date).collect();
        Self { record, units: lexicon.learn(&tokens, &taken), dates, numbers, ask }
    }
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
