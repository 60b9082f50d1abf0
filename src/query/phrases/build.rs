//! Compiles the index: reads every name, ask and example once, and weighs their words by how many records use them.

use std::ops::Range;

use rustc_hash::FxHashMap as HashMap;

use super::{
    super::{
        engine::{Concepts, without_brackets},
        intent::Intent,
        when::DateGrammar,
    },
    Clause, Cloud, DATE_WEIGHT, Figures, NUMBER_WEIGHT, Phrase, Phrases, Put, Rows, Slots, Turn,
    examples::Examples,
    pieces::{Cut, Cuts},
};
use crate::{
    data::{Dataset, Kind, date::FuzzyDate, schema::Text},
    text::{
        lexicon::{Class, Key, KeyKind, LearnedUnit, Lexicon, WordLang},
        token::Token,
    },
};

/// What a little word counts less than another in the examples of computations.
const LITTLE: f32 = 0.33;
/// A phrase whose words count less than this asks for nothing.
const LEAST_PHRASE: f32 = 0.3;
/// How many words away from its figure a side may stand.
const SIDE_REACH: usize = 3;

/// The kinds of record whose names may be replaced in the examples of computations.
const REPLACEABLE: &[Kind] = &[Kind::Pollster, Kind::Country, Kind::Party, Kind::Person, Kind::Office, Kind::Mission, Kind::Organisation];

/// What may be replaced in square brackets besides names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Figure {
    Time,
    Number,
    Ordinal,
    /// A word.
    None,
}

/// What a word or phrase is to the phrases that hold it.
#[derive(Debug)]
struct Unit {
    keys: Box<[Key]>,
    /// The question words in it, a bit each.
    cues: u8,
    /// The words in it that turn what is said, a bit each.
    turns: u16,
    /// Whether it is an auxiliary that denies nothing at the beginning.
    opens: bool,
    /// Little words tell one record from another hardly ever, but one computation from another.
    little: bool,
    /// It says nothing: what everything is about tells nothing apart.
    mute: bool,
    /// It names a record.
    named: bool,
    /// Whether some phrase counts it.
    used: bool,
    /// The last record with a phrase that holds it.
    record: u32,
    /// How many phrases of that record count it.
    count: u16,
}

/// A phrase before its words are weighed.
#[derive(Debug)]
struct Draft {
    units: Range<u32>,
    dates: Range<u32>,
    numbers: Range<u32>,
    cues: u8,
    turns: u16,
    put: Put,
}

struct Builder<'d, 'l> {
    dataset: &'d Dataset,
    lexicon: &'l mut Lexicon,
    grammar: &'l DateGrammar,
    index: Phrases,
    drafts: Vec<Draft>,
    /// The subject and the alliance.
    subjects: Vec<Key>,
    units: Vec<Unit>,
    unit_of_keys: HashMap<Box<[Key]>, u32>,
    /// For each word of the data its unit, plus one.
    unit_of_word: Vec<u32>,
    /// The same for each phrase of several words.
    unit_of_phrase: Vec<u32>,
    /// For each word of the data whether it counts nothing where texts are compared word for word.
    articles: Vec<bool>,
    /// For each key the last record that uses it, and how many do.
    users: Vec<(u32, u32)>,
    /// The units of the record at hand.
    counted: Vec<u32>,
    /// The keys of parts of phrases of the record at hand.
    parts: Vec<Key>,
    /// The keys of claims of the record at hand, with whether it refutes them.
    claimed: Vec<(Key, bool)>,
    /// Room for the units of a phrase.
    learned: Vec<(usize, LearnedUnit)>,
}

impl Phrases {
    /// Compiles the phrases, teaching the lexicon their words.
    pub fn new(dataset: &Dataset, asks: &[Examples<'_>], intents: &[Intent], lexicon: &mut Lexicon, dates: &DateGrammar, c: &Concepts) -> Self {
        let mut more: HashMap<&str, Vec<&Examples<'_>>> = HashMap::default();
        for entry in asks {
            more.entry(&entry.of).or_default().push(entry);
        }
        let more = |id: &str| more.get(id).map_or(&[][..], Vec::as_slice);
        let all: Vec<Described<'_>> = described(dataset).collect();
        let subjects = [&dataset.manifest.subject, &dataset.manifest.alliance].into_iter().flat_map(|id| [lexicon.record(id), lexicon.concept(id)]);
        let subjects = subjects.flatten().collect();
        let index = Self {
            cue_keys: vec![c.when, c.who, c.r#where, c.why, c.how_many, c.how_long, c.how],
            denials: vec![c.not, c.never, c.none],
            sides: vec![c.r#for, c.against, c.undecided, c.abstain, c.absent],
            opener: c.denying_auxiliary,
            articles: c.articles,
            claim: c.claim,
            yesno: c.yesno,
            talk: [c.politeness, c.discourse],
            turns: Turn::keys(c),
            ..Self::default()
        };
        let mut builder = Builder {
            dataset,
            lexicon,
            grammar: dates,
            index,
            drafts: Vec::new(),
            subjects,
            units: Vec::new(),
            unit_of_keys: HashMap::default(),
            unit_of_word: Vec::new(),
            unit_of_phrase: Vec::new(),
            articles: Vec::new(),
            users: Vec::new(),
            counted: Vec::new(),
            parts: Vec::new(),
            claimed: Vec::new(),
            learned: Vec::new(),
        };
        std::thread::scope(|scope| {
            let phrases = all.iter().flat_map(|described| described.phrases(more(described.id))).map(|(.., text)| (text, false));
            let patterns = intents.iter().flat_map(|intent| more(&intent.id)).flat_map(|entry| entry.asks()).map(|(_, text)| (text, true));
            let texts = all.iter().flat_map(Described::texts).map(|(_, text)| (text, false));
            let mut cuts = Cuts::begin(scope, phrases.chain(patterns).chain(texts), dates);
            for described in &all {
                builder.begin(Some(described.kind), described.id, dataset.dates(described.id));
                described.phrases(more(described.id)).for_each(|(put, lang, _)| builder.phrase(put, lang, cuts.next()));
                builder.end();
            }
            for intent in intents {
                builder.begin(None, &intent.id, Vec::new());
                more(&intent.id).iter().flat_map(|entry| entry.asks()).for_each(|(lang, text)| builder.pattern(text, lang, cuts.next()));
                builder.end();
            }
            builder.find_slots();
            builder.weigh();
            builder.measure();
            builder.index.sum_up();
            // The texts come last: their words are known from now on, but a mistyped word is never mended into one of them.
            builder.lexicon.seal();
            for (record, described) in all.iter().enumerate() {
                let mut weak = Vec::new();
                described.texts().for_each(|(lang, _)| builder.explain(record, lang, cuts.next(), &mut weak));
                weak.sort_unstable();
                weak.dedup();
                builder.index.clouds[record].weak = weak.into();
            }
            builder.lexicon.finish();
            builder.index.computations = all.len() as u32;
            builder.index
        })
    }
}

impl Builder<'_, '_> {
    fn begin(&mut self, kind: Option<Kind>, id: &str, dates: Vec<FuzzyDate>) {
        let start = self.drafts.len() as u32;
        self.index.records.push((kind, id.to_owned()));
        self.index.clouds.push(Cloud { dates, entries: start..start, ..Cloud::default() });
    }

    /// The number of the record at hand.
    fn at_hand(&self) -> usize {
        self.index.records.len() - 1
    }

    fn end(&mut self) {
        let record = self.at_hand();
        let mut strong: Vec<(Key, u16)> = self.parts.drain(..).map(|key| (key, 1)).collect();
        for unit in self.counted.drain(..) {
            let unit = &mut self.units[unit as usize];
            let count = std::mem::take(&mut unit.count);
            strong.extend(unit.keys.iter().map(|key| (*key, count)));
        }
        strong.sort_unstable();
        strong.dedup_by(|next, first| {
            let same = next.0 == first.0;
            first.1 += if same { next.1 } else { 0 };
            same
        });
        let claimed = self.count_claims();
        let cloud = &mut self.index.clouds[record];
        (cloud.strong, cloud.claimed) = (strong.into(), claimed.into());
        cloud.entries.end = self.drafts.len() as u32;
        let mut dates = Vec::new();
        for date in cloud.dates.drain(..) {
            if !dates.contains(&date) {
                dates.push(date);
            }
        }
        cloud.dates = dates;
        cloud.numbers.sort_by(f64::total_cmp);
        cloud.numbers.dedup();
    }

    /// How many of the claims of the record at hand hold each key.
    fn count_claims(&mut self) -> Vec<(Key, [u16; 2])> {
        self.claimed.sort_unstable();
        let mut counts: Vec<(Key, [u16; 2])> = Vec::new();
        for (key, refuted) in self.claimed.drain(..) {
            if counts.last().is_none_or(|(last, _)| *last != key) {
                counts.push((key, [0, 0]));
            }
            if let Some((_, count)) = counts.last_mut() {
                count[usize::from(refuted)] += 1;
            }
        }
        self.index.claimed.resize(self.lexicon.len(), [0, 0]);
        for (key, count) in &counts {
            let all = &mut self.index.claimed[Lexicon::index(*key)];
            (0..2).for_each(|side| all[side] += u32::from(count[side]));
        }
        counts
    }

    /// A name, ask or claim.
    fn phrase(&mut self, put: Put, lang: WordLang, cut: &Cut) {
        self.learn(cut, lang);
        let record = self.at_hand();
        let (dates, numbers) = (self.index.dates.len() as u32, self.index.numbers.len() as u32);
        self.index.dates.extend(cut.dates.iter().map(|(_, date)| *date));
        self.index.numbers.extend(cut.values.iter().filter(|(.., figures)| *figures).map(|(_, value, _)| *value));
        let cloud = &mut self.index.clouds[record];
        cloud.dates.extend(&self.index.dates[dates as usize..]);
        cloud.numbers.extend(&self.index.numbers[numbers as usize..]);
        self.lexicon.learned(&cut.words, &cut.breaks, &cut.dated, &mut self.learned);
        // What sources disagree on is told beside an answer, and is one itself only where nothing else is.
        if put != Put::Name && self.index.records[record].0 != Some(Kind::Conflict) {
            self.note_verbatim(record as u32, put, &cut.words);
        }
        self.add(put, &[], dates, numbers);
    }

    /// Learns the words of a text that are new, and in which language they are used.
    fn learn(&mut self, cut: &Cut, lang: WordLang) {
        for token in &cut.fresh {
            let word = self.lexicon.learn_word(token);
            self.articles.push(self.lexicon.keys_of_word(word).contains(&self.index.articles));
        }
        self.lexicon.hear(&cut.words, lang);
    }

    /// Notes the phrase that was learned word for word, without what says nothing.
    fn note_verbatim(&mut self, record: u32, put: Put, words: &[u32]) {
        let idle = self.idle(words);
        let said = words.iter().zip(&idle).filter(|(_, idle)| !**idle).map(|(word, _)| *word);
        if let Some(verbatim) = Phrases::verbatim_of(said) {
            self.index.verbatim.push((verbatim, record, put));
        }
    }

    /// Which words of the text that was learned count nothing where texts are compared word for word.
    fn idle(&self, words: &[u32]) -> Vec<bool> {
        let mut idle: Vec<bool> = words.iter().map(|word| self.articles[*word as usize]).collect();
        for (start, unit) in &self.learned {
            let several = matches!(unit, LearnedUnit::Phrase(_));
            if self.index.says_nothing(self.lexicon.meanings(*unit).0, *start == 0 && several) {
                idle[*start..start + self.lexicon.length(*unit)].fill(true);
            }
        }
        idle
    }

    /// Notes an example of a computation word for word, with what stands for each thing in it that may be replaced.
    fn note_pattern(&mut self, replaced: &[Option<Figure>], names: &[(usize, usize, Key)], cut: &Cut) {
        let idle = self.idle(&cut.words);
        let mut said: Vec<u32> = Vec::new();
        let mut at = 0;
        while at < replaced.len() {
            let name = names.iter().find(|(start, ..)| *start == at);
            let slot = match replaced[at] {
                None => None,
                Some(Figure::Time) => Some(self.lexicon.slot("time")),
                Some(Figure::Number) => Some(self.lexicon.slot("number")),
                Some(Figure::Ordinal) => Some(self.lexicon.slot("ordinal")),
                Some(Figure::None) => match name {
                    Some((.., slot)) => Some(*slot),
                    None => return,
                },
            };
            match slot {
                Some(slot) => said.push(Phrases::replaced(slot)),
                None if idle[at] => {}
                None => said.push(cut.words[at]),
            }
            let dated = || cut.dated[at..].iter().take_while(|dated| **dated).count().max(1);
            at = name.map_or_else(|| at + dated(), |(_, end, _)| *end);
        }
        if let Some(verbatim) = Phrases::verbatim_of(said.into_iter()) {
            self.index.verbatim.push((verbatim, self.at_hand() as u32, Put::Pattern));
        }
    }

    /// An example of a computation: what stands in square brackets may be replaced by anything of its kind.
    fn pattern(&mut self, text: &str, lang: WordLang, cut: &Cut) {
        self.learn(cut, lang);
        let Cut { tokens, words, breaks, dated, .. } = cut;
        let replaced = replaced(text, tokens, dated, self.grammar);
        let mut slots: Vec<Key> = Vec::new();
        for (figure, slot) in [(Figure::Time, "time"), (Figure::Number, "number"), (Figure::Ordinal, "ordinal")] {
            if replaced.contains(&Some(figure)) {
                slots.push(self.lexicon.slot(slot));
            }
        }
        // Names inside the brackets give their kind; anything else there is a thing by its description.
        let word = |i: usize| replaced[i] == Some(Figure::None);
        let others: Vec<bool> = (0..tokens.len()).map(|i| !word(i)).collect();
        let units = self.lexicon.units(tokens, &others);
        let mut names: Vec<(usize, usize, Key)> = Vec::new();
        for unit in units.into_iter().filter(|unit| word(unit.tokens.start)) {
            let mut kinds = unit.keys.iter().filter_map(|key| match self.lexicon.describe(*key) {
                (KeyKind::Record, id) => self.dataset.find(id).map(|(kind, _)| kind),
                _ => None,
            });
            let kind = kinds.find(|kind| REPLACEABLE.contains(kind));
            let slot = self.lexicon.slot(kind.map_or("thing", Kind::folder));
            slots.push(slot);
            if kind.is_some() {
                names.push((unit.tokens.start, unit.tokens.end, slot));
            }
        }
        slots.sort_unstable();
        slots.dedup();
        let taken: Vec<bool> = replaced.iter().map(Option::is_some).collect();
        self.lexicon.learned(words, breaks, &taken, &mut self.learned);
        self.note_pattern(&replaced, &names, cut);
        self.add(Put::Pattern, &slots, self.index.dates.len() as u32, self.index.numbers.len() as u32);
    }

    /// Adds the phrase that was learned; its dates and figures are those from `dates` and `numbers` on.
    fn add(&mut self, put: Put, slots: &[Key], dates: u32, numbers: u32) {
        let record = self.at_hand() as u32;
        let (begin, mut cues, mut turns) = (self.index.units.len() as u32, 0, 0);
        let claim = match put {
            Put::Holds => Some(false),
            Put::Fails => Some(true),
            _ => None,
        };
        if let Some(refuted) = claim {
            self.index.clouds[record as usize].claims[usize::from(refuted)] += 1;
            self.index.claims[usize::from(refuted)] += 1;
        }
        let room = std::mem::take(&mut self.learned);
        for i in 0..room.len() + slots.len() {
            let learned = room.get(i).map(|(_, unit)| *unit);
            let number = match learned {
                Some(learned) => self.unit_of(learned),
                None => self.unit(&[slots[i - room.len()]]),
            };
            let unit = &mut self.units[number as usize];
            if unit.record != record {
                unit.record = record;
                for key in &unit.keys {
                    let index = Lexicon::index(*key);
                    if self.users.len() <= index {
                        self.users.resize(index + 1, (u32::MAX, 0));
                    }
                    let (last, count) = &mut self.users[index];
                    if *last != record {
                        (*last, *count) = (record, *count + 1);
                    }
                }
            }
            cues |= unit.cues;
            // A denying auxiliary at the beginning denies nothing.
            turns |= if self.index.units.len() as u32 == begin && unit.opens { 0 } else { unit.turns };
            if let Some(refuted) = claim.filter(|_| !unit.mute) {
                self.claimed.extend(unit.keys.iter().map(|key| (*key, refuted)));
            }
            if unit.mute || put != Put::Pattern && (unit.little || unit.cues != 0) {
                continue;
            }
            unit.used = true;
            if unit.count == 0 {
                self.counted.push(number);
            }
            unit.count = unit.count.saturating_add(1);
            self.parts.extend(learned.into_iter().flat_map(|learned| self.lexicon.meanings(learned).1));
            self.index.units.push(number);
        }
        self.learned = room;
        self.learned.clear();
        self.drafts.push(Draft {
            units: begin..self.index.units.len() as u32,
            dates: dates..self.index.dates.len() as u32,
            numbers: numbers..self.index.numbers.len() as u32,
            cues,
            turns,
            put,
        });
    }

    fn unit_of(&mut self, learned: LearnedUnit) -> u32 {
        let (units, index) = match learned {
            LearnedUnit::Word(word) => (&mut self.unit_of_word, word as usize),
            LearnedUnit::Phrase(phrase) => (&mut self.unit_of_phrase, phrase as usize),
        };
        if units.len() <= index {
            units.resize(index + 1, 0);
        }
        if units[index] > 0 {
            return units[index] - 1;
        }
        let keys: Vec<Key> = self.lexicon.meanings(learned).0.to_vec();
        let number = self.unit(&keys);
        let units = if matches!(learned, LearnedUnit::Word(_)) { &mut self.unit_of_word } else { &mut self.unit_of_phrase };
        units[index] = number + 1;
        number
    }

    fn unit(&mut self, keys: &[Key]) -> u32 {
        if let Some(known) = self.unit_of_keys.get(keys) {
            return *known;
        }
        let class = |class: Class| keys.iter().any(|key| self.lexicon.class(*key) == Some(class));
        let unit = Unit {
            cues: self.index.cues_in(keys),
            turns: self.index.turns_in(keys),
            opens: keys.contains(&self.index.opener),
            little: class(Class::Filler) || class(Class::Cue) || class(Class::Smalltalk),
            named: keys.iter().any(|key| self.lexicon.describe(*key).0 == KeyKind::Record),
            mute: keys.iter().all(|key| self.subjects.contains(key)),
            used: false,
            record: u32::MAX,
            count: 0,
            keys: keys.into(),
        };
        let number = self.units.len() as u32;
        self.units.push(unit);
        self.unit_of_keys.insert(keys.into(), number);
        number
    }

    /// The keys of what may be replaced.
    fn find_slots(&mut self) {
        for (kind, id, _) in self.dataset.origins() {
            if REPLACEABLE.contains(kind)
                && let Some(key) = self.lexicon.record(id)
            {
                let slot = self.lexicon.slot(kind.folder());
                self.index.slot_of.insert(key, slot);
            }
        }
        let mut slot = |name: &str| self.lexicon.slot(name);
        self.index.slots = Slots { time: slot("time"), number: slot("number"), ordinal: slot("ordinal"), thing: slot("thing") };
    }

    /// Rare keys weigh more: the weight falls with the number of records that use a key, and words of every day weigh less.
    fn weigh(&mut self) {
        let all = self.index.records.len().max(2) as f32;
        let mut weights = vec![f32::NAN; self.lexicon.len()];
        for (index, (_, records)) in self.users.iter().enumerate().filter(|(_, (_, records))| *records > 0) {
            let key = Lexicon::key(index);
            let rarity = (all / *records as f32).ln() / all.ln();
            let weight = 0.35 + 1.15 * rarity;
            weights[index] = match self.lexicon.describe(key) {
                (KeyKind::Record, _) => weight.max(0.9) + 0.3,
                (KeyKind::Word, word) => weight * self.lexicon.share(word),
                (KeyKind::Concept(_), _) => weight,
            };
        }
        self.index.weights = weights;
        let weight = |unit: &Unit| self.index.weight_of(&unit.keys) - if unit.little { LITTLE } else { 0.0 };
        self.index.unit_weights = self.units.iter().map(weight).collect();
        let numbered = || self.units.iter().zip(0u32..);
        let keys: Vec<(u32, Key)> = numbered().flat_map(|(unit, i)| unit.keys.iter().map(move |key| (i, *key))).collect();
        self.index.unit_keys = Rows::new(self.units.len(), &keys);
        let used = numbered().filter(|(unit, _)| unit.used);
        let holders: Vec<(u32, u32)> = used.flat_map(|(unit, i)| unit.keys.iter().map(move |key| (Lexicon::index(*key) as u32, i))).collect();
        self.index.holders = Rows::new(self.lexicon.len(), &holders);
    }

    /// What each phrase counts; those that say nothing are left out.
    fn measure(&mut self) {
        let index = &mut self.index;
        let mut drafts = std::mem::take(&mut self.drafts).into_iter();
        // The units of the phrases at hand, in their new order, and how many of all are in place.
        let (mut units, mut placed): (Vec<u32>, usize) = (Vec::new(), 0);
        for cloud in &mut index.clouds {
            let start = index.entries.len() as u32;
            let mut own: Vec<Draft> = drafts.by_ref().take(cloud.entries.len()).collect();
            // The names keep their order, which may turn what is said; other words may stand anywhere, so that phrases which say the same lie side by side.
            for draft in &own {
                index.units[draft.units.start as usize..draft.units.end as usize]
                    .sort_by_key(|unit| if self.units[*unit as usize].named { 0 } else { *unit + 1 });
            }
            let said = |draft: &Draft| (draft.units.len(), &index.units[draft.units.start as usize..draft.units.end as usize]);
            own.sort_by(|a, b| said(a).cmp(&said(b)));
            let mut last: Option<Draft> = None;
            let mut phrases = 0u16;
            for draft in own {
                let named = &index.units[draft.units.start as usize..draft.units.end as usize];
                let weights = || named.iter().map(|unit| index.unit_weights[*unit as usize]);
                let total = weights().sum::<f32>();
                let Some(length) = u16::try_from(named.len()).ok().filter(|_| total >= LEAST_PHRASE) else { continue };
                phrases = phrases.saturating_add(1);
                let figured = !draft.dates.is_empty() || !draft.numbers.is_empty();
                let same = |last: &Draft| !figured && said(last).1 == named && (last.cues, last.turns, last.put) == (draft.cues, draft.turns, draft.put);
                if let Some(phrase) = index.entries.last_mut().filter(|phrase| phrase.figures == 0 && last.as_ref().is_some_and(same)) {
                    phrase.times = phrase.times.saturating_add(1);
                    continue;
                }
                units.extend(named);
                index.entries.push(Phrase {
                    total: total + DATE_WEIGHT * draft.dates.len() as f32 + NUMBER_WEIGHT * draft.numbers.len() as f32,
                    norm: weights().map(|weight| weight * weight).sum::<f32>().sqrt(),
                    units: length,
                    turns: draft.turns,
                    times: 1,
                    cues: draft.cues,
                    put: draft.put,
                    figures: if figured { index.figures.len() as u32 + 1 } else { 0 },
                });
                if figured {
                    index.figures.push(Figures { dates: draft.dates.clone(), numbers: draft.numbers.clone() });
                }
                last = Some(draft);
            }
            cloud.phrases = phrases;
            // What is left out only makes room: no phrase of another record is written over.
            index.units[placed..placed + units.len()].copy_from_slice(&units);
            cloud.units = placed as u32;
            placed += units.len();
            units.clear();
            cloud.entries = start..index.entries.len() as u32;
        }
        index.units.truncate(placed);
        index.verbatim.sort_by_key(|(verbatim, record, _)| (*verbatim, *record));
        // What a record is asked and also has as a claim is the claim.
        index.verbatim.dedup_by(|next, first| {
            let same = (next.0, next.1) == (first.0, first.1);
            first.2 = if same && first.2 == Put::Ask { next.2 } else { first.2 };
            same
        });
    }

    /// Notes what a text of a record tells.
    fn explain(&mut self, record: usize, lang: WordLang, cut: &Cut, weak: &mut Vec<Key>) {
        self.learn(cut, lang);
        let mut units = std::mem::take(&mut self.learned);
        self.lexicon.learned(&cut.words, &cut.breaks, &vec![false; cut.words.len()], &mut units);
        let cloud = &mut self.index.clouds[record];
        cloud.numbers.extend(&cut.figures);
        cloud.told_numbers.extend(cut.values.iter().map(|(_, value, _)| *value));
        cloud.counts |= cut.counts;
        cloud.told.extend(cut.dates.iter().map(|(_, date)| *date));
        let lexicon = &*self.lexicon;
        for (_, unit) in &units {
            let (keys, parts) = lexicon.meanings(*unit);
            for key in keys {
                if let (KeyKind::Record, id) = lexicon.describe(*key)
                    && let Some((kind, _)) = self.dataset.find(id)
                {
                    cloud.names |= 1 << kind as u32;
                }
            }
            weak.extend(keys.iter().chain(parts));
        }
        if cut.dated.contains(&true) {
            units.clear();
            self.lexicon.learned(&cut.words, &cut.breaks, &cut.dated, &mut units);
        }
        self.add_clauses(record, cut, &units);
        units.clear();
        self.learned = units;
    }

    /// Takes the text at hand apart into sentences and their parts.
    fn add_clauses(&mut self, record: usize, cut: &Cut, said: &[(usize, LearnedUnit)]) {
        let lexicon = &*self.lexicon;
        let little = |key: &Key| matches!(lexicon.class(*key), Some(Class::Filler | Class::Cue | Class::Smalltalk));
        let clause = |start: usize, end: usize| {
            let within = &said[said.partition_point(|(at, _)| *at < start)..said.partition_point(|(at, _)| *at < end)];
            let turns = within.iter().fold(0, |turns, (_, unit)| turns | self.index.turns_in(lexicon.meanings(*unit).0));
            let values = &cut.values[cut.values.partition_point(|(at, ..)| *at < start)..cut.values.partition_point(|(at, ..)| *at < end)];
            let sides = (0..values.len()).filter_map(|i| Some((values[i].1, self.side_of(values, i, within)?))).collect();
            let within = within.iter().map(|(_, unit)| lexicon.meanings(*unit)).flat_map(|(keys, parts)| keys.iter().chain(parts));
            let mut keys: Vec<Key> = within.filter(|key| !little(key) && !self.subjects.contains(key)).copied().collect();
            keys.sort_unstable();
            keys.dedup();
            Clause {
                keys: keys.into(),
                numbers: values.iter().map(|(_, value, _)| *value).collect(),
                dates: cut.dates.iter().filter(|(at, _)| (start..end).contains(at)).map(|(_, date)| *date).collect(),
                sides,
                turns,
            }
        };
        let borders = |opens: &dyn Fn(usize) -> bool| -> Vec<usize> {
            let inner = (1..cut.words.len()).filter(|at| opens(*at));
            std::iter::once(0).chain(inner).chain([cut.words.len()]).collect()
        };
        let sentences = borders(&|at| cut.breaks[at]);
        let parts = borders(&|at| cut.breaks[at] || cut.pauses[at]);
        let clauses = parts.windows(2).chain(if parts == sentences { &[] } else { sentences.as_slice() }.windows(2));
        let clauses: Vec<Clause> = clauses.map(|pair| clause(pair[0], pair[1])).filter(|clause| clause.keys.len() > 1).collect();
        self.index.clouds[record].clauses.extend(clauses);
    }

    /// The side that one of several figures stands for: the one nearest behind it, before the next figure, else the one before it.
    fn side_of(&self, values: &[(usize, f64, bool)], figure: usize, units: &[(usize, LearnedUnit)]) -> Option<Key> {
        let at = values[figure].0;
        let last = figure.checked_sub(1).map_or(0, |before| values[before].0 + 1);
        let next = values.get(figure + 1).map_or(usize::MAX, |(next, ..)| *next);
        let side = |(place, unit): &(usize, LearnedUnit)| -> Option<Key> {
            let inside = (last..next).contains(place) && *place != at;
            self.lexicon.meanings(*unit).0.iter().copied().find(|key| inside && self.index.sides.contains(key))
        };
        let behind = units.partition_point(|(place, _)| *place <= at);
        let before = units[..behind].iter().rev().filter(|(place, _)| *place < at).take(SIDE_REACH).find_map(side);
        units[behind..].iter().take(SIDE_REACH).find_map(side).or(before)
    }
}

/// What stands in square brackets.
fn replaced(text: &str, tokens: &[Token], dated: &[bool], grammar: &DateGrammar) -> Vec<Option<Figure>> {
    let inside = |token: &Token| {
        let before = &text[..token.span.start];
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

/// A described record: names, aliases and asks, and the texts whose words explain a question weakly.
struct Described<'d> {
    kind: Kind,
    id: &'d str,
    names: Vec<&'d Text>,
    asks: &'d [String],
    explains: Vec<&'d Text>,
}

impl<'d> Described<'d> {
    /// Everything that asks for it, with the language where that is known.
    fn phrases<'m: 'd>(&self, more: &'m [&'m Examples<'m>]) -> impl Iterator<Item = (Put, WordLang, &'d str)> {
        let names = self.names.iter().copied().flat_map(both);
        let names = names.flat_map(|(lang, name)| std::iter::once(name).chain(without_brackets(name)).map(move |name| (Put::Name, lang, name)));
        let asks = self.asks.iter().map(|ask| (Put::Ask, WordLang::Any, ask.as_str()));
        names.chain(asks).chain(more.iter().flat_map(|entry| entry.all()))
    }

    /// The texts that explain, with the language of each.
    fn texts(&self) -> impl Iterator<Item = (WordLang, &'d str)> {
        self.explains.iter().copied().flat_map(both)
    }
}

/// A text in both languages.
fn both(text: &Text) -> [(WordLang, &str); 2] {
    [(WordLang::En, text.en.as_str()), (WordLang::Cnr, text.cnr.as_str())]
}

/// Every described record.
fn described(dataset: &Dataset) -> impl Iterator<Item = Described<'_>> {
    let r = &dataset.records;
    let events = r.events.iter().map(|e| Described {
        kind: Kind::Event,
        id: &e.id,
        names: vec![&e.name],
        asks: &e.aliases,
        explains: std::iter::once(&e.when).chain(&e.summary).chain(&e.place).collect(),
    });
    let votes = r.votes.iter().map(|v| Described {
        kind: Kind::Vote,
        id: &v.id,
        names: vec![&v.name],
        asks: &v.aliases,
        explains: [&v.when, &v.decided].into_iter().chain(&v.summary).chain(&v.not_decided).chain(&v.place).collect(),
    });
    let elections =
        r.elections.iter().map(|e| Described { kind: Kind::Election, id: &e.id, names: vec![&e.name], asks: &e.aliases, explains: vec![&e.when, &e.summary] });
    let facts = r.facts.iter().map(|f| Described {
        kind: Kind::Fact,
        id: &f.id,
        names: Vec::new(),
        asks: &f.asks,
        explains: std::iter::once(&f.answer).chain(&f.more).collect(),
    });
    let gaps = r.gaps.iter().map(|g| Described { kind: Kind::Gap, id: &g.id, names: Vec::new(), asks: &g.asks, explains: vec![&g.answer] });
    let conflicts = r.conflicts.iter().map(|c| Described { kind: Kind::Conflict, id: &c.id, names: vec![&c.title], asks: &c.asks, explains: vec![&c.text] });
    let quotes = r.quotes.iter().map(|q| Described { kind: Kind::Quote, id: &q.id, names: vec![&q.quote], asks: &q.aliases, explains: vec![&q.says] });
    let series =
        r.series.iter().map(|s| Described { kind: Kind::Series, id: &s.id, names: vec![&s.name], asks: &s.aliases, explains: s.summary.iter().collect() });
    let missions = r.missions.iter().map(|m| Described {
        kind: Kind::Mission,
        id: &m.id,
        names: vec![&m.name],
        asks: &m.aliases,
        explains: std::iter::once(&m.what).chain(&m.place).chain(&m.when).collect(),
    });
    events.chain(votes).chain(elections).chain(facts).chain(gaps).chain(conflicts).chain(quotes).chain(series).chain(missions)
}
