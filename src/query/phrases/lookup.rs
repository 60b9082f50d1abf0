//! Asks the index: which records fit a question, and by which phrase.

use std::cell::RefCell;

use wide::f32x4;

use super::{
    super::analysis::{Analysis, Mask, Part, Role},
    Cloud, DATE_WEIGHT, NUMBER_WEIGHT, Phrase, Phrases, Put, Turn,
    hit::{PhraseHit, Profile, Said, Told},
};
use crate::{
    data::{Kind, date::FuzzyDate},
    text::lexicon::{Key, KeyKind, Lexicon},
};

/// How many records and computations are looked at closely for one question: those whose words fit best.
#[derive(Debug, Clone, Copy)]
struct Most {
    records: usize,
    computations: usize,
    /// Dated things, where only those are looked for.
    points: usize,
}

/// Beside those that the model proposes.
const MOST: Most = Most { records: 4, computations: 3, points: 6 };
/// Where there is no model.
const MOST_UNLEARNED: Most = Most { records: 10, computations: 5, points: 12 };
/// The kinds of record that something is computed over, and how many of each are looked at besides.
const BASES: [Kind; 5] = [Kind::Event, Kind::Vote, Kind::Election, Kind::Series, Kind::Mission];
const MOST_BASES: usize = 1;
/// What more records than this are asked for with says nothing.
const MOST_VERBATIM: usize = 3;
/// A phrase of which less is found asks for nothing.
const LEAST_RECALL: f32 = 0.45;
/// A phrase of which more is found counts as found.
const FOUND: f32 = 0.7;
/// The share of its recall that a phrase is worth which explains nothing of the question; all of it is worth one that explains all.
const OF_RECALL: f32 = 0.35;
/// How far a find is trusted of a word that is only a part of another phrase.
const IN_PART: f32 = 0.75;
/// How many claims a record is taken to have beyond its own, so that few of them do not speak too loudly.
const OWN_SMOOTH: f32 = 0.7;
/// The same for the claims of all records.
const GENERAL_SMOOTH: f32 = 8.0;
/// The most that one word speaks for or against a claim.
const MOST_ODDS: f32 = 2.0;
/// How much less alike each word makes two claims that turns only one of them.
const TURNED: f32 = 0.75;
/// What turns a claim round where two things change places, as bits of [`Phrases::turns`].
const ORDER: u16 = Turn::First.bit() | Turn::Last.bit() | CONVERSES[0] | CONVERSES[1] | Turn::Most.bit() | Turn::Least.bit();
/// Words that say the same of two things the other way round.
const CONVERSES: [u16; 2] = [Turn::Before.bit() | Turn::After.bit(), Turn::MoreThan.bit() | Turn::LessThan.bit()];
/// The same for each name, date or figure of the question that an example of a claim does not hold: it claims that of something else.
const OF_ANOTHER: f32 = 0.8;
/// More than a sum of all parts of a question may be off by rounding.
const ROUNDING: f32 = 1e-4;
/// A record's time of more days than this is only near to a date within it.
const LOOSE_DAYS: i32 = 31;

impl Most {
    fn of(analysis: &Analysis<'_>) -> Self {
        if analysis.engine.learned.is_some() { MOST } else { MOST_UNLEARNED }
    }
}

/// What stays the same for every phrase that a question is compared with.
struct Question<'a, 'b> {
    analysis: &'b Analysis<'a>,
    /// The question words, a bit each.
    asked: u8,
    /// The words that turn what is said, a bit each.
    turns: u16,
    /// Parts that are dates.
    dated: Vec<usize>,
    /// Parts that are figures, with their values.
    valued: Vec<(usize, f64)>,
    /// Parts that may stand for what everything is about.
    subject: Mask,
    /// Parts that stand for nothing else.
    subject_alone: Mask,
    /// The weight of each part.
    weights: Vec<f32>,
    /// Parts that name something, dates and figures.
    things: Mask,
    /// Parts that name something.
    names: Mask,
    /// The most that its dates and figures count in a phrase.
    figures: f32,
    /// The weight of all parts.
    whole: f32,
    /// The length of the parts that say something, as a vector.
    length: f32,
}

impl<'a, 'b> Question<'a, 'b> {
    fn new(phrases: &Phrases, analysis: &'b Analysis<'a>, length: f32) -> Self {
        let parts = || analysis.parts.iter().enumerate();
        let mask = |is: &dyn Fn(&Part) -> bool| parts().filter(|(_, p)| is(p)).fold(0, |mask: Mask, (i, _)| mask | 1 << i);
        let dated: Vec<usize> = parts().filter(|(_, p)| p.date.is_some()).map(|(i, _)| i).collect();
        let valued: Vec<(usize, f64)> =
            parts().filter(|(_, p)| p.date.is_none()).filter_map(|(i, p)| p.number.or(p.ordinal.map(f64::from)).map(|n| (i, n))).collect();
        Self {
            analysis,
            asked: phrases.asked(analysis),
            turns: phrases.turns_of(analysis),
            figures: DATE_WEIGHT * dated.len() as f32 + NUMBER_WEIGHT * valued.len() as f32,
            dated,
            valued,
            subject: mask(&|p| p.unit.keys.iter().any(|k| analysis.engine.is_subject(*k))),
            subject_alone: mask(&|p| !p.unit.keys.is_empty() && p.unit.keys.iter().all(|k| analysis.engine.is_subject(*k))),
            weights: analysis.parts.iter().map(|p| p.weight).collect(),
            names: mask(&|p| p.role == Role::Name && p.weight > 1.0),
            things: mask(&|p| matches!(p.role, Role::Date | Role::Number) || p.role == Role::Name && p.weight > 1.0),
            whole: analysis.parts.iter().map(|p| p.weight).sum::<f32>().max(1.0),
            length,
        }
    }

    /// What it counts that a phrase has some question words.
    fn cued(&self, cues: u8) -> f32 {
        match cues & self.asked {
            _ if cues == 0 || self.asked == 0 => 0.0,
            0 => -0.02,
            _ => 0.002,
        }
    }

    /// The weight of some parts.
    fn weigh(&self, mut mask: Mask) -> f32 {
        let mut sum = 0.0;
        while mask != 0 {
            sum += self.weights[mask.trailing_zeros() as usize];
            mask &= mask - 1;
        }
        sum
    }
}

/// Records, each behind how well its phrases fit.
type Fits = Vec<(f32, u32)>;

/// Takes a record among the best, best first, if it is one: so few are kept that to find its place is quicker than to gather all and sort them.
fn take_best(best: &mut Fits, fit: (f32, u32), most: usize) {
    let before = |known: &(f32, u32)| known.0 > fit.0 || known.0 == fit.0 && known.1 < fit.1;
    if best.len() == most && best.last().is_some_and(before) {
        return;
    }
    let place = best.iter().rposition(before).map_or(0, |last| last + 1);
    best.insert(place, fit);
    best.truncate(most);
}

/// Where a phrase stands in the index, and where its units begin.
#[derive(Debug, Clone, Copy)]
struct Place {
    entry: u32,
    units: u32,
}

/// A key of the question: where it stands, how much a find of it is trusted, and what it counts there.
#[derive(Debug, Clone, Copy)]
struct Asked {
    mask: Mask,
    trust: f32,
    weight: f32,
}

/// A unit of the index that the question holds.
#[derive(Debug, Clone, Copy, Default)]
struct Find {
    /// Where it stands in the question.
    mask: Mask,
    /// How much it is trusted.
    trust: f32,
}

/// Room for one lookup, kept for the next: clearing it would cost more than most lookups.
#[derive(Debug, Default)]
struct Scratch {
    /// What is asked: its keys, each once.
    asked: Vec<(Key, Asked)>,
    /// For each key its place among what is asked, plus one.
    slots: Vec<u16>,
    /// For each unit its place among the finds; 0 where the question does not hold it.
    places: Vec<u16>,
    /// The units of the index that the question holds, behind one that stands for all others.
    finds: Vec<Find>,
    /// What each counts as far as it is trusted, the same for the cosine, and whether it stands anywhere in the question. Nearly every phrase of a record is
    /// summed up for every question: adding nothing is quicker than asking whether to add, and all is added at once.
    counts: Vec<f32x4>,
    units: Vec<u32>,
    /// For each key whether the question has it, as what a word stands for or a part of it does.
    had: Vec<bool>,
    had_keys: Vec<Key>,
    /// For each record how well its phrases fit as a whole.
    fits: Vec<f32>,
    records: Vec<u32>,
    /// Whether a common key is asked, which may be in any record.
    everywhere: bool,
}

impl Scratch {
    fn begin(&mut self, keys: usize, units: usize, records: usize) {
        for (key, _) in self.asked.drain(..) {
            self.slots[Lexicon::index(key)] = 0;
        }
        for unit in self.units.drain(..) {
            self.places[unit as usize] = 0;
        }
        for key in self.had_keys.drain(..) {
            self.had[Lexicon::index(key)] = false;
        }
        self.finds.clear();
        self.finds.push(Find::default());
        for record in self.records.drain(..) {
            self.fits[record as usize] = 0.0;
        }
        self.everywhere = false;
        self.slots.resize(self.slots.len().max(keys), 0);
        self.had.resize(self.had.len().max(keys), false);
        self.places.resize(self.places.len().max(units), 0);
        self.fits.resize(self.fits.len().max(records), 0.0);
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

    /// Finds the units and records that hold what is asked.
    fn find(&mut self, phrases: &Phrases) {
        for (key, asked) in &self.asked {
            for unit in phrases.holders.get(Lexicon::index(*key)) {
                let place = &mut self.places[*unit as usize];
                if *place == 0 {
                    // A question is too short to hold more units than there are numbers for.
                    *place = u16::try_from(self.finds.len()).unwrap_or(0);
                    self.units.push(*unit);
                    self.finds.push(Find::default());
                }
                let find = &mut self.finds[usize::from(*place)];
                find.trust = find.trust.max(asked.trust);
                find.mask |= asked.mask;
            }
            if let Some(weights) = phrases.common.get(Lexicon::index(*key)) {
                self.fits.iter_mut().zip(weights).for_each(|(fit, weight)| *fit += asked.trust * asked.weight * weight);
                self.everywhere = true;
            }
            for (record, weight) in phrases.postings.get(Lexicon::index(*key)) {
                let fit = &mut self.fits[*record as usize];
                if *fit == 0.0 {
                    self.records.push(*record);
                }
                *fit += asked.trust * asked.weight * weight;
            }
        }
        if self.everywhere {
            self.records.clear();
            self.records.extend((0..).zip(&self.fits).filter(|(_, fit)| **fit > 0.0).map(|(record, _)| record));
        }
        self.counts.clear();
        self.counts.push(f32x4::ZERO);
        self.counts.extend(self.finds[1..].iter().zip(&self.units).map(|(find, unit)| {
            let weight = phrases.unit_weights[*unit as usize];
            f32x4::new([find.trust * weight, find.trust * weight * weight, if find.mask == 0 { 0.0 } else { 1.0 }, 0.0])
        }));
    }
}

/// Of some keys the one that most phrases of a record hold, with how many do; `held` are the record's keys that the question has.
fn most(held: &[(Key, u16)], keys: &[Key]) -> Option<(u16, Key)> {
    held.iter().filter(|(key, _)| keys.contains(key)).map(|(key, count)| (*count, *key)).max()
}

/// Keeps the best values, best first; one that was found several times counts as often.
fn keep<const N: usize>(best: &mut [f32; N], value: f32, times: u16) {
    for _ in 0..usize::from(times).min(N) {
        if value <= best[N - 1] {
            return;
        }
        best[N - 1] = value;
        best.sort_by(|a, b| b.total_cmp(a));
    }
}

/// How many words turn one of two claims and not the other. `names` are the places in the question of what the one names, in its order: "A before B" is "B after A"
/// and the opposite of "B before A".
fn turned(one: u16, other: u16, names: impl Iterator<Item = Mask>) -> u32 {
    let turns = one ^ other;
    if (one | other) & ORDER == 0 {
        return turns.count_ones();
    }
    let (mut last, mut inverted) = (0, false);
    for place in names.filter(|mask| *mask != 0).map(Mask::trailing_zeros) {
        inverted |= place < last;
        last = place;
    }
    let converse = CONVERSES.iter().find(|converse| turns & **converse == **converse);
    match (inverted, converse) {
        (true, Some(converse)) => (turns & !converse).count_ones(),
        (true, None) => turns.count_ones() + 1,
        (false, _) => turns.count_ones(),
    }
}

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

impl Phrases {
    /// The records that the question fits best, and those that are proposed, each with its best phrase.
    pub fn hits(&self, analysis: &Analysis<'_>, proposed: &[u32]) -> Vec<PhraseHit> {
        let most = Most::of(analysis);
        SCRATCH.with_borrow_mut(|scratch| self.look_up(analysis, scratch, |_| true, most, proposed))
    }

    /// The dated things that the question fits best.
    pub fn points(&self, analysis: &Analysis<'_>) -> Vec<PhraseHit> {
        let dated = |kind: Option<Kind>| matches!(kind, Some(Kind::Event | Kind::Vote | Kind::Election));
        let most = Most::of(analysis);
        SCRATCH.with_borrow_mut(|scratch| self.look_up(analysis, scratch, dated, Most { records: most.points, ..most }, &[]))
    }

    fn look_up(&self, analysis: &Analysis<'_>, scratch: &mut Scratch, wanted: impl Fn(Option<Kind>) -> bool, most: Most, proposed: &[u32]) -> Vec<PhraseHit> {
        scratch.begin(self.weights.len(), self.unit_weights.len(), self.records.len());
        let mut length = 0.0f32;
        for (i, part) in analysis.parts.iter().enumerate() {
            let keys = &part.unit.keys;
            for key in keys.iter().chain(&part.unit.parts).filter(|key| Lexicon::index(**key) < self.weights.len()) {
                scratch.had[Lexicon::index(*key)] = true;
                scratch.had_keys.push(*key);
            }
            if keys.iter().any(|k| analysis.engine.is_subject(*k)) {
                continue;
            }
            // A mended word, or one that is only a part of another phrase, is a weaker find.
            let trust = if part.unit.mended > 0 { 0.9 } else { 1.0 };
            let weight = if part.weight > 0.0 && part.date.is_none() { self.weight_of(keys).max(part.weight.min(1.5)) } else { 0.0 };
            if !matches!(part.role, Role::Filler | Role::Cue | Role::Small) {
                length += weight * weight;
            }
            // A part of a name is not what it names: the "president" of "US President" may be another.
            let place = 1 << i;
            for (all, trust, mask) in [(keys, trust, place), (&part.unit.parts, trust * IN_PART, if part.role == Role::Name { 0 } else { place })] {
                for key in all {
                    if Lexicon::index(*key) < self.weights.len() {
                        scratch.ask(*key, Asked { mask, trust, weight: self.weight_of(&[*key]) });
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
        scratch.find(self);
        // What fits far worse than many others is never meant.
        let (mut best, mut intents): (Fits, Fits) = Default::default();
        // What is computed over a vote or event needs one, however many facts speak of it.
        let mut bases: [Fits; BASES.len()] = Default::default();
        for record in &scratch.records {
            let kind = self.records[*record as usize].0;
            if !wanted(kind) {
                continue;
            }
            let fit = (scratch.fits[*record as usize], *record);
            let Some(kind) = kind else {
                take_best(&mut intents, fit, most.computations);
                continue;
            };
            take_best(&mut best, fit, most.records);
            if let Some(base) = BASES.iter().position(|base| *base == kind) {
                take_best(&mut bases[base], fit, MOST_BASES);
            }
        }
        for mut base in bases {
            base.retain(|fit| !best.contains(fit));
            best.append(&mut base);
        }
        best.append(&mut intents);
        let verbatim: Vec<(u32, Put)> = self.verbatim(analysis).into_iter().filter(|(record, _)| wanted(self.records[*record as usize].0)).collect();
        for record in verbatim.iter().map(|(record, _)| record).chain(proposed) {
            if !best.iter().any(|(_, known)| known == record) {
                best.push((0.0, *record));
            }
        }
        let question = Question::new(self, analysis, length);
        let mut counted = Vec::new();
        let mut hits: Vec<PhraseHit> = best.into_iter().filter_map(|(_, record)| self.best_phrase(&question, scratch, record, &mut counted)).collect();
        for (record, put) in verbatim {
            if let Some(place) = self.first_place(record).filter(|_| !hits.iter().any(|hit| hit.record == record)) {
                hits.push(self.judge(&question, scratch, record, place, 0, 1.0));
            }
            if let Some(hit) = hits.iter_mut().find(|hit| hit.record == record) {
                // All of it is explained, whatever its words are.
                let all: Mask = (0..analysis.parts.len()).fold(0, |mask, i| mask | 1 << i);
                (hit.recall, hit.core, hit.used, hit.near, hit.weak) = (1.0, all, all, 0, 0);
                (hit.cue_differs, hit.date_differs, hit.number_differs, hit.single) = (false, false, false, false);
                hit.verbatim = Some(match put {
                    Put::Holds => Some(true),
                    Put::Fails => Some(false),
                    _ => None,
                });
            }
        }
        hits.sort_by(|a, b| a.id.cmp(&b.id));
        hits
    }

    /// Whether a text is an example, word for word.
    pub fn is_verbatim(&self, analysis: &Analysis<'_>) -> bool {
        !self.verbatim(analysis).is_empty()
    }

    /// The records that have the question among their examples word for word, and how it is put there; none where too many have it.
    fn verbatim(&self, analysis: &Analysis<'_>) -> Vec<(u32, Put)> {
        // What greets, laughs or thanks at either end may be no part of the question.
        let small = |part: &Part| part.role == Role::Small;
        let begin = analysis.parts.iter().position(|part| !small(part)).unwrap_or(0);
        let end = analysis.parts.iter().rposition(|part| !small(part)).map_or(0, |last| last + 1);
        let all: Vec<&Part> = analysis.parts.iter().collect();
        let mut found = self.verbatim_of_parts(analysis, &all);
        if found.is_empty() && end - begin < all.len() {
            found = self.verbatim_of_parts(analysis, &all[begin..end]);
        }
        // The examples of computations do not name what everything is about, nor what links it.
        let subject = |part: &Part| !part.unit.keys.is_empty() && part.unit.keys.iter().all(|key| analysis.engine.is_subject(*key));
        if !found.is_empty() || begin == end || !all[begin..end].iter().any(|part| subject(part)) {
            return found;
        }
        let links = |part: &Part| part.role == Role::Filler && part.unit.has(analysis.engine.concepts.prepositions);
        let linked = |i: usize| all[i..end].iter().position(|part| !links(part)).is_some_and(|next| subject(all[i + next]));
        let kept = |with_links: bool| -> Vec<&Part> {
            (begin..end).filter(|i| !subject(all[*i]) && (with_links || !links(all[*i]) || !linked(*i))).map(|i| all[i]).collect()
        };
        let pattern =
            |parts: &[&Part]| -> Vec<(u32, Put)> { self.verbatim_of_parts(analysis, parts).into_iter().filter(|(_, put)| *put == Put::Pattern).collect() };
        let found = pattern(&kept(false));
        if found.is_empty() { pattern(&kept(true)) } else { found }
    }

    fn verbatim_of_parts(&self, analysis: &Analysis<'_>, parts: &[&Part]) -> Vec<(u32, Put)> {
        let lexicon = &analysis.engine.vocabulary.lexicon;
        let (mut words, mut pattern) = (Vec::new(), Vec::new());
        let mut whole = true;
        for part in parts {
            let tokens = part.unit.tokens.clone();
            if self.says_nothing(&part.unit.keys, tokens.start == 0 && tokens.len() > 1) {
                continue;
            }
            let slot = if part.date.is_some() {
                Some(self.slots.time)
            } else if part.ordinal.is_some() {
                Some(self.slots.ordinal)
            } else if part.number.is_some() {
                Some(self.slots.number)
            } else {
                part.unit.keys.iter().filter(|key| !analysis.engine.is_subject(**key)).find_map(|key| self.slot_of.get(key)).copied()
            };
            let start = words.len();
            for token in &analysis.tokens[tokens] {
                match lexicon.word(&token.text) {
                    Some(word) if lexicon.keys_of_word(word).contains(&self.articles) => {}
                    Some(word) => words.push(word),
                    // A word that no example has is in none of them, but may be replaced.
                    None => whole = false,
                }
            }
            match slot {
                Some(slot) => pattern.push(Self::replaced(slot)),
                None if whole => pattern.extend(&words[start..]),
                None => return Vec::new(),
            }
        }
        let known = |words: Vec<u32>| -> Vec<(u32, Put)> {
            let Some(verbatim) = Self::verbatim_of(words.into_iter()) else { return Vec::new() };
            let start = self.verbatim.partition_point(|(known, ..)| *known < verbatim);
            let found: Vec<(u32, Put)> =
                self.verbatim[start..].iter().take_while(|(known, ..)| *known == verbatim).map(|(_, record, put)| (*record, *put)).collect();
            if found.len() > MOST_VERBATIM { Vec::new() } else { found }
        };
        let found = if whole { known(words) } else { Vec::new() };
        if found.is_empty() { known(pattern) } else { found }
    }

    /// Whether a phrase of some records, or of a computation, holds a key.
    pub fn is_held(&self, key: Key, records: &[u32]) -> bool {
        let computations = (self.computations..).take(self.clouds.len().saturating_sub(self.computations as usize));
        records.iter().copied().chain(computations).any(|record| self.clouds[record as usize].count(key) > 0)
    }

    /// What the units of each phrase of a record count in a question. Phrases of the same length lie side by side, and are summed up without asking how long
    /// each is.
    fn count(&self, cloud: &Cloud, scratch: &Scratch, counted: &mut Vec<f32x4>) {
        let (places, counts) = (scratch.places.as_slice(), scratch.counts.as_slice());
        let count = |unit: &u32| counts[usize::from(places[*unit as usize])];
        counted.clear();
        let mut rest = &self.units[cloud.units as usize..];
        for alike in self.entries[cloud.entries.start as usize..cloud.entries.end as usize].chunk_by(|a, b| a.units == b.units) {
            let length = usize::from(alike[0].units);
            let (units, behind) = rest.split_at(alike.len() * length);
            rest = behind;
            match length {
                1 => counted.extend(units.iter().map(count)),
                2 => counted.extend(units.as_chunks::<2>().0.iter().map(|[a, b]| count(a) + count(b))),
                3 => counted.extend(units.as_chunks::<3>().0.iter().map(|[a, b, c]| count(a) + count(b) + count(c))),
                4 => counted.extend(units.as_chunks::<4>().0.iter().map(|[a, b, c, d]| count(a) + count(b) + count(c) + count(d))),
                0 => counted.extend(alike.iter().map(|_| f32x4::ZERO)),
                _ => counted.extend(units.chunks_exact(length).map(|units| units.iter().fold(f32x4::ZERO, |sum, unit| sum + count(unit)))),
            }
        }
    }

    /// The phrase of a record that a question fits best.
    fn best_phrase(&self, question: &Question<'_, '_>, scratch: &Scratch, record: u32, counted: &mut Vec<f32x4>) -> Option<PhraseHit> {
        let analysis = question.analysis;
        let mut best: Option<(f32, Place, Mask, f32)> = None;
        let (mut found, mut second, mut alike) = (0.0f32, 0.0f32, [0.0f32; 3]);
        let (mut holds, mut fails, mut asked) = ([0.0f32; 4], [0.0f32; 4], 0.0f32);
        let (places, finds) = (scratch.places.as_slice(), scratch.finds.as_slice());
        let cloud = &self.clouds[record as usize];
        let entries = &self.entries[cloud.entries.start as usize..cloud.entries.end as usize];
        self.count(cloud, scratch, counted);
        // What the next phrase of each kind has to be worth to count.
        let mut enough = [0.0f32; Put::ALL.len()];
        let (mut next, mut rest) = (Place { entry: cloud.entries.start, units: cloud.units }, &self.units[cloud.units as usize..]);
        for (phrase, counted) in entries.iter().zip(counted.iter()) {
            let (units, behind) = rest.split_at(usize::from(phrase.units));
            rest = behind;
            let place = next;
            next = Place { entry: place.entry + 1, units: place.units + u32::from(phrase.units) };
            let [mut sum, dot, held, _] = counted.to_array();
            let long = (phrase.norm * question.length).max(0.1);
            let cued = question.cued(phrase.cues);
            // Most phrases are worth less than what was found already, whatever share of the question they explain.
            let wanted = enough[phrase.put as usize] - cued - ROUNDING;
            let least = wanted.clamp(LEAST_RECALL, FOUND);
            // So are most that name a date or figure, were it all of the question's.
            let most = if phrase.figures == 0 { sum } else { sum + question.figures };
            // What stands for any thing is found in every question, but nowhere in it.
            let stands = held != 0.0 || phrase.figures != 0;
            let (like, fits) = (dot > alike[2] * long, most >= least * phrase.total);
            #[expect(clippy::needless_bitwise_bool, reason = "most are left here: to ask once for all reasons is quicker than once for each")]
            let kept = stands & (like | fits);
            if !kept {
                continue;
            }
            if like {
                keep(&mut alike, dot / long, phrase.times);
            }
            if !fits {
                continue;
            }
            let mut mask: Mask = 0;
            let (dates, numbers) = self.figures_of(phrase);
            if !dates.is_empty() {
                for &i in &question.dated {
                    // A phrase of a whole year fits a question about one of its days less well.
                    let mention = &analysis.dates[analysis.parts[i].date.unwrap_or(0)];
                    let within = |date: &FuzzyDate| mention.date.is_some_and(|typed| typed.within(date) && typed != *date);
                    let share = dates.iter().filter(|d| mention.agrees(d)).map(|d| if within(d) { 0.55 } else { 1.0 }).reduce(f32::max);
                    if let Some(share) = share {
                        sum += DATE_WEIGHT * share;
                        mask |= 1 << i;
                    }
                }
            }
            if !numbers.is_empty() {
                for &(i, value) in &question.valued {
                    if numbers.iter().any(|n| (n - value).abs() < 1e-9) {
                        sum += NUMBER_WEIGHT;
                        mask |= 1 << i;
                    }
                }
            }
            let recall = (sum / phrase.total).min(1.0);
            if recall < LEAST_RECALL {
                continue;
            }
            if recall > FOUND {
                found += f32::from(phrase.times);
            }
            if recall < wanted {
                continue;
            }
            mask |= units.iter().fold(0, |mask, unit| mask | finds[usize::from(places[*unit as usize])].mask);
            let explained: f32 = question.weigh(mask);
            let value = recall * (OF_RECALL + (1.0 - OF_RECALL) * explained / question.whole) + cued;
            // A claim that turns otherwise, or is about something else, is not alike, however many words it shares.
            let alike = || {
                let names = units.iter().map(|unit| finds[usize::from(places[*unit as usize])].mask & question.names);
                let turned = turned(phrase.turns, question.turns, names);
                value * TURNED.powi(turned as i32) * OF_ANOTHER.powi((question.things & !mask).count_ones() as i32)
            };
            match phrase.put {
                Put::Holds => keep(&mut holds, alike(), phrase.times),
                Put::Fails => keep(&mut fails, alike(), phrase.times),
                Put::Name | Put::Ask | Put::Pattern => asked = asked.max(value),
            }
            match &mut best {
                Some(best) if value > best.0 => {
                    second = if phrase.times > 1 { value } else { best.0 };
                    *best = (value, place, mask, recall);
                }
                Some(_) => second = second.max(value),
                None => {
                    second = if phrase.times > 1 { value } else { second };
                    best = Some((value, place, mask, recall));
                }
            }
            enough = Put::ALL.map(|put| {
                second.min(match put {
                    Put::Holds => holds[3],
                    Put::Fails => fails[3],
                    Put::Name | Put::Ask | Put::Pattern => asked,
                })
            });
        }
        let (_, place, core, recall) = best?;
        let mut hit = self.judge(question, scratch, record, place, core, recall);
        (hit.profile.found, hit.profile.second) = (found.min(5.0), second.max(0.0));
        (hit.profile.holds, hit.profile.fails, hit.profile.asked) = (holds, fails, asked);
        (hit.profile.alike, hit.profile.alike_three) = (alike[0], alike.iter().sum::<f32>() / 3.0);
        Some(hit)
    }

    /// How well all phrases of a record together fit; `held` are its keys that the question has, `strong` the one of each part that most phrases hold.
    fn profile(&self, question: &Question<'_, '_>, scratch: &Scratch, record: u32, strong: &[Option<(u16, Key)>], held: &[(Key, u16)]) -> Profile {
        let analysis = question.analysis;
        let cloud = &self.clouds[record as usize];
        let phrases = f32::from(cloud.phrases.max(1));
        let (mut dot, mut norm, mut covered, mut whole, mut likelihood, mut words) = (0.0f32, 0.0f32, 0.0f32, 0.0f32, 0.0f32, 0.0f32);
        for ((i, part), strong) in analysis.parts.iter().enumerate().zip(strong) {
            if matches!(part.role, Role::Filler | Role::Cue | Role::Small | Role::Date | Role::Number) || question.subject & (1 << i) != 0 {
                continue;
            }
            let weight = part.weight.max(0.1);
            norm += weight * weight;
            whole += weight;
            words += 1.0;
            let found = strong.map(|(n, k)| (n, k, 1.0)).or_else(|| most(held, &part.unit.parts).map(|(n, k)| (n, k, 0.6)));
            let Some((found, key, trust)) = found else {
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
            if !scratch.had[Lexicon::index(*key)] {
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
            asked: 0.0,
            holds: [0.0; 4],
            fails: [0.0; 4],
            dated: !cloud.told.is_empty() || !cloud.dates.is_empty(),
        }
    }

    /// What of a question the record's own texts tell, whatever its phrases say.
    pub fn told(&self, analysis: &Analysis<'_>, hit: &PhraseHit) -> Told {
        let cloud = &self.clouds[hit.record as usize];
        let mut told = Told::default();
        let (mut found, mut whole) = (0.0f32, 0.0f32);
        for part in &analysis.parts {
            let untold = match part.role {
                Role::Filler | Role::Cue | Role::Small | Role::Op | Role::Opinion => continue,
                _ if part.unit.keys.iter().any(|key| analysis.engine.is_subject(*key)) => continue,
                Role::Date => {
                    let mention = &analysis.dates[part.date.unwrap_or(0)];
                    let known = cloud.told.iter().any(|date| mention.agrees(date));
                    told.dates += f32::from(u8::from(!known));
                    !known
                }
                Role::Number => {
                    let value = part.number.or(part.ordinal.map(f64::from)).unwrap_or(f64::NAN);
                    let known = cloud.told_numbers.iter().any(|n| (n - value).abs() < 1e-9) || cloud.tells_any(&part.unit.keys);
                    told.numbers += f32::from(u8::from(!known));
                    !known
                }
                Role::Name => {
                    let known = cloud.tells_any(&part.unit.keys) || cloud.tells_any(&part.unit.parts);
                    told.names += f32::from(u8::from(!known));
                    !known
                }
                _ => {
                    let known = cloud.tells_any(&part.unit.keys) || cloud.tells_any(&part.unit.parts);
                    told.terms += if known { 0.0 } else { part.weight };
                    !known
                }
            };
            whole += part.weight;
            found += if untold { 0.0 } else { part.weight };
        }
        told.share = if whole > 0.0 { found / whole } else { 0.5 };
        told
    }

    /// How much of a question one sentence of the record's texts says, or a part of one, and what it says otherwise.
    pub fn said(&self, analysis: &Analysis<'_>, hit: &PhraseHit, denies: bool) -> Said {
        let lexicon = &analysis.engine.vocabulary.lexicon;
        let content: Vec<_> = analysis
            .parts
            .iter()
            .filter(|part| !matches!(part.role, Role::Filler | Role::Cue | Role::Small | Role::Opinion))
            .filter(|part| !part.unit.keys.iter().any(|key| analysis.engine.is_subject(*key) || self.denials.contains(key)))
            .collect();
        let whole: f32 = content.iter().map(|part| part.weight.max(0.1)).sum();
        if whole <= 0.0 {
            return Said::default();
        }
        let value = |part: &Part| part.number.or(part.ordinal.map(f64::from)).unwrap_or(f64::NAN);
        let same = |a: f64, b: f64| (a - b).abs() < 1e-9;
        let mut best = (0.0f32, false, None);
        for clause in &self.clouds[hit.record as usize].clauses {
            let holds = |key: &Key| clause.keys.binary_search(key).is_ok();
            let mut opposite = clause.denies() != denies;
            let mut found = 0.0;
            for part in &content {
                let whole = part.unit.keys.iter().any(holds);
                let known = match part.role {
                    Role::Date => clause.dates.iter().any(|date| analysis.dates[part.date.unwrap_or(0)].agrees(date)),
                    Role::Number => clause.numbers.iter().any(|n| same(*n, value(part))) || whole,
                    _ => whole || part.unit.parts.iter().any(holds),
                };
                // "Voted against" is turned by "voted for", though both are of voting.
                let turned = !whole && part.unit.keys.iter().any(|key| lexicon.opposites(*key).iter().any(holds));
                opposite ^= turned;
                found += if known || turned { part.weight.max(0.1) } else { 0.0 };
            }
            if found > best.0 {
                best = (found, opposite, Some(clause));
            }
        }
        let (found, opposite, Some(clause)) = best else { return Said::default() };
        let mut said = Said { share: found / whole, opposite, ..Said::default() };
        // What stands where the record has another of its kind.
        let kind = |key: &Key| match lexicon.describe(*key) {
            (KeyKind::Record, id) => analysis.engine.dataset.find(id).map(|(kind, _)| kind),
            _ => None,
        };
        let asked = |key: &Key| content.iter().any(|part| part.unit.keys.contains(key) || part.unit.parts.contains(key));
        for part in &content {
            match part.role {
                Role::Name if !part.unit.keys.iter().chain(&part.unit.parts).any(|key| clause.keys.binary_search(key).is_ok()) => {
                    let of = part.unit.keys.iter().find_map(kind);
                    let other = clause.keys.iter().any(|key| of.is_some() && kind(key) == of && !asked(key) && !analysis.engine.is_subject(*key));
                    said.names += f32::from(u8::from(other));
                }
                Role::Number if !clause.numbers.iter().any(|n| same(*n, value(part))) => {
                    let other = clause.numbers.iter().any(|n| !content.iter().any(|part| part.role == Role::Number && same(*n, value(part))));
                    said.numbers += f32::from(u8::from(other));
                }
                Role::Date => {
                    let agrees = |date: &FuzzyDate| analysis.dates[part.date.unwrap_or(0)].agrees(date);
                    said.dates += f32::from(u8::from(!clause.dates.is_empty() && !clause.dates.iter().any(agrees)));
                }
                _ => {}
            }
        }
        let turns = self.turns_of(analysis) & !(Turn::Denies.bit() | Turn::For.bit());
        said.left = (turns & !clause.turns).count_ones() as f32;
        let meets = |converse: &&u16| turns & **converse != 0 && clause.turns & **converse != 0 && (turns ^ clause.turns) & **converse == **converse;
        said.converse = f32::from(u8::from(CONVERSES.iter().any(|converse| meets(&converse))));
        said
    }

    /// How many more of a question's dates and figures stand in claims that the record confirms and in none that it refutes than the other way round.
    pub fn figures_claimed(&self, analysis: &Analysis<'_>, hit: &PhraseHit) -> f32 {
        let cloud = &self.clouds[hit.record as usize];
        if cloud.claims == [0; 2] {
            return 0.0;
        }
        let claims = || {
            let entries = &self.entries[cloud.entries.start as usize..cloud.entries.end as usize];
            entries.iter().filter(|phrase| phrase.figures != 0 && matches!(phrase.put, Put::Holds | Put::Fails))
        };
        let speaks = |holds: &dyn Fn(&Phrase) -> bool| {
            let stands = |put: Put| claims().any(|phrase| phrase.put == put && holds(phrase));
            match (stands(Put::Holds), stands(Put::Fails)) {
                (true, false) => 1.0,
                (false, true) => -1.0,
                _ => 0.0,
            }
        };
        let of = |part: &Part| match part.role {
            Role::Date => analysis.dates[part.date.unwrap_or(0)].date.map_or(0.0, |typed| speaks(&|phrase| self.figures_of(phrase).0.contains(&typed))),
            Role::Number => {
                let value = part.number.or(part.ordinal.map(f64::from)).unwrap_or(f64::NAN);
                speaks(&|phrase| self.figures_of(phrase).1.iter().any(|n| (n - value).abs() < 1e-9))
            }
            _ => 0.0,
        };
        analysis.parts.iter().map(of).sum::<f32>().clamp(-2.0, 2.0)
    }

    /// Whether a record tells days, and none of them is the one that is typed.
    pub fn other_day(&self, analysis: &Analysis<'_>, hit: &PhraseHit) -> bool {
        let cloud = &self.clouds[hit.record as usize];
        let days = || cloud.dates.iter().chain(&cloud.told).filter_map(FuzzyDate::exact_day);
        let typed = analysis.dates.iter().filter_map(|mention| mention.date?.exact_day());
        typed.into_iter().any(|day| days().next().is_some() && days().all(|told| told != day))
    }

    /// Whether a record tells a figure of one side that is claimed of another.
    pub fn other_side(&self, hit: &PhraseHit, amount: f64, side: Key) -> bool {
        let sides = || self.clouds[hit.record as usize].clauses.iter().flat_map(|clause| &clause.sides).filter(|(figure, _)| (figure - amount).abs() < 1e-9);
        self.sides.contains(&side) && sides().next().is_some() && sides().all(|(_, told)| *told != side)
    }

    /// How much the words of a question speak for the claims that a record confirms, and against those that it refutes: by the record's own claims, and by
    /// those of all records. With `without` one claim that the record confirms (`true`) or refutes, and that holds all these words, is left out of the count.
    pub fn claim_odds(&self, analysis: &Analysis<'_>, hit: &PhraseHit, without: Option<bool>) -> (f32, f32) {
        let cloud = &self.clouds[hit.record as usize];
        let left_out = [u16::from(without == Some(true)), u16::from(without == Some(false))];
        let share = |count: f32, all: f32, smooth: f32| (count + smooth) / (all + 2.0 * smooth);
        let (mut own, mut general) = (0.0f32, 0.0f32);
        for part in analysis.parts.iter().filter(|part| !part.unit.keys.iter().any(|key| analysis.engine.is_subject(*key))) {
            let keys = || part.unit.keys.iter().chain(&part.unit.parts);
            let counts = keys().filter_map(|key| cloud.claimed.binary_search_by_key(key, |(key, _)| *key).ok().map(|at| cloud.claimed[at].1));
            if let Some(counts) = counts.max_by_key(|counts| counts[0] + counts[1]) {
                let odds = [0, 1].map(|side| {
                    share(f32::from(counts[side].saturating_sub(left_out[side])), f32::from(cloud.claims[side].saturating_sub(left_out[side])), OWN_SMOOTH)
                });
                own += (odds[0] / odds[1]).ln().clamp(-MOST_ODDS, MOST_ODDS);
            }
            let counts = keys().filter_map(|key| self.claimed.get(Lexicon::index(*key))).max_by_key(|counts| counts[0] + counts[1]);
            if let Some(counts) = counts.filter(|counts| counts[0] + counts[1] > 0) {
                let odds = [0, 1].map(|side| share(counts[side] as f32, self.claims[side] as f32, GENERAL_SMOOTH));
                general += (odds[0] / odds[1]).ln().clamp(-MOST_ODDS, MOST_ODDS);
            }
        }
        (own, general)
    }

    /// The question words of a message, a bit each. The first decides; one inside only links a clause.
    fn asked(&self, analysis: &Analysis<'_>) -> u8 {
        analysis.parts.iter().map(|part| self.cues_in(&part.unit.keys)).find(|cues| *cues != 0).unwrap_or(0)
    }

    fn turns_of(&self, analysis: &Analysis<'_>) -> u16 {
        let opener = analysis.doubtful_opener();
        let parts = analysis.parts.iter().enumerate().filter(|(i, _)| Some(*i) != opener);
        parts.fold(0, |turns, (_, part)| turns | self.turns_in(&part.unit.keys))
    }

    /// The place of the first phrase of a record.
    fn first_place(&self, record: u32) -> Option<Place> {
        let cloud = &self.clouds[record as usize];
        (!cloud.entries.is_empty()).then_some(Place { entry: cloud.entries.start, units: cloud.units })
    }

    fn units_of(&self, place: Place) -> &[u32] {
        &self.units[place.units as usize..][..usize::from(self.entries[place.entry as usize].units)]
    }

    /// The dates and figures that a phrase names.
    fn figures_of(&self, phrase: &Phrase) -> (&[FuzzyDate], &[f64]) {
        let Some(figures) = phrase.figures.checked_sub(1).map(|at| &self.figures[at as usize]) else { return (&[], &[]) };
        (&self.dates[figures.dates.start as usize..figures.dates.end as usize], &self.numbers[figures.numbers.start as usize..figures.numbers.end as usize])
    }

    fn judge(&self, question: &Question<'_, '_>, scratch: &Scratch, record: u32, place: Place, core: Mask, recall: f32) -> PhraseHit {
        let analysis = question.analysis;
        let phrase = &self.entries[place.entry as usize];
        let cloud = &self.clouds[record as usize];
        // Few of a record's keys are in any question: they are found once rather than looked for by each part.
        let held: Vec<(Key, u16)> = cloud.strong.iter().filter(|(key, _)| scratch.had[Lexicon::index(*key)]).copied().collect();
        let strong: Vec<Option<(u16, Key)>> = analysis.parts.iter().map(|part| most(&held, &part.unit.keys)).collect();
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
            single: phrase.units < 2,
            verbatim: None,
            intent: record.checked_sub(self.computations).map(|intent| intent as usize),
            record,
            keys: self.units_of(place).iter().flat_map(|unit| self.unit_keys.get(*unit as usize)).copied().collect(),
            profile: self.profile(question, scratch, record, &strong, &held),
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
                        hit.phrase_date_agrees |= self.figures_of(phrase).0.iter().any(|d| mention.agrees(d));
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
                    let known = strong[i].is_some() || cloud.numbers.iter().any(|n| (n - value).abs() < 1e-9);
                    if core & bit != 0 || known {
                        hit.used |= bit;
                    } else if hit.used & bit == 0 {
                        hit.number_differs = true;
                    }
                }
                Role::Filler | Role::Cue | Role::Small => hit.used |= bit,
                _ => {
                    let (in_part, weak) = (|| most(&held, &part.unit.parts).is_some(), |keys: &[Key]| cloud.tells_any(keys));
                    if (core | question.subject_alone) & bit != 0 {
                        hit.used |= bit;
                    } else if strong[i].is_some() || (part.role != Role::Name && in_part()) {
                        hit.near |= bit;
                    } else if weak(&part.unit.keys) || in_part() || (part.role != Role::Name && weak(&part.unit.parts)) {
                        hit.weak |= bit;
                    }
                }
            }
        }
        if phrase.cues != 0 && question.asked != 0 {
            hit.cue_agrees = phrase.cues & question.asked != 0;
            hit.cue_differs = !hit.cue_agrees;
        }
        hit
    }
}
