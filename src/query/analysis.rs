//! One message, taken apart: units with their weights, the dates and figures in it, the question word, the language.

use jiff::civil::Date;

use super::{
    engine::Engine,
    model::{Cue, Rel},
    when::DateMention,
};
use crate::{
    data::{
        Kind,
        date::{FuzzyDate, Point},
    },
    text::{
        Lang,
        fold::is_cyrillic,
        lexicon::{Class, Key, KeyKind, Sieve, Unit, WordLang},
        token::{Token, TokenKind, tokenize},
    },
};

/// A set of units by position; messages are cut at this many.
pub type Mask = u128;

/// The most units of one message part that are looked at.
pub const MOST_UNITS: usize = 120;

/// What a word of another subject counts.
pub const FOREIGN: f32 = 3.0;

/// The most words with a meaning of what something else is set off from.
const MOST_SET_OFF: usize = 2;
/// What a word tells of the language that means something in neither alone, but that the data only uses in one of them.
const HEARD: f32 = 0.5;
/// The same for a word of a name.
const HEARD_NAME: f32 = 0.3;

/// The share of its weight that a name or date counts which only sets the scene of a question.
const SCENE_NAMES: f32 = 0.35;
/// The share of its weight that another word of the scene counts.
const SCENE_WORDS: f32 = 0.12;

/// What a unit is to the question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Changes nothing.
    Filler,
    /// A question word.
    Cue,
    /// An operator.
    Op,
    /// A word of the subject, or of some alias or ask.
    Term,
    /// A record's name.
    Name,
    /// A date.
    Date,
    /// A figure.
    Number,
    /// A word of another subject.
    Foreign,
    /// A word of opinion.
    Opinion,
    /// A greeting and the like.
    Small,
    /// A word that nothing explains.
    Stranger,
}

/// A unit with what it is to the question.
#[derive(Debug, Clone)]
pub struct Part {
    /// The words with their keys.
    pub unit: Unit,
    /// What it is.
    pub role: Role,
    /// How much it counts when it stays unexplained.
    pub weight: f32,
    /// Its figure.
    pub number: Option<f64>,
    /// Its ordinal.
    pub ordinal: Option<u32>,
    /// Its date.
    pub date: Option<usize>,
}

/// One message, taken apart.
#[derive(Debug)]
pub struct Analysis<'a> {
    /// The engine that did it.
    pub engine: &'a Engine,
    /// The text.
    pub text: &'a str,
    /// The tokens.
    pub tokens: Vec<Token>,
    /// The units.
    pub parts: Vec<Part>,
    /// The dates.
    pub dates: Vec<DateMention>,
    /// Today.
    pub today: Date,
    /// What is asked of the units again and again, once they are settled.
    settled: Option<Settled<'a>>,
}

/// What is known of all units together: readings ask for hundreds of keys, few of which any unit holds.
#[derive(Debug)]
struct Settled<'a> {
    /// The keys that they hold.
    keys: Sieve,
    /// The records that they name, each with its unit and kind.
    records: Vec<(usize, Kind, &'a str)>,
}

impl<'a> Analysis<'a> {
    /// Takes a message apart.
    pub fn new(engine: &'a Engine, text: &'a str, today: Date) -> Self {
        let mut tokens = tokenize(text);
        tokens.truncate(MOST_UNITS);
        let mut dates = engine.vocabulary.dates.find(&tokens, today);
        // "Today" as a word means now; it limits nothing.
        dates.retain(|d| d.date != Some(FuzzyDate::from_day(today)) || tokens[d.tokens.clone()].iter().any(|t| t.kind != TokenKind::Word));
        join_ranges(text, &tokens, &mut dates);
        let mut taken = vec![false; tokens.len()];
        for mention in &dates {
            taken[mention.tokens.clone()].fill(true);
        }
        let mut units = engine.vocabulary.lexicon.units(&tokens, &taken);
        // A date of several tokens is one unit.
        units.retain(|unit| dates.iter().all(|d| !d.tokens.contains(&unit.tokens.start) || d.tokens.start == unit.tokens.start));
        keep_to_one_language(&mut units);
        let mut this = Self { engine, text, tokens, parts: Vec::new(), dates, today, settled: None };
        this.parts = units.into_iter().map(|unit| this.part(unit)).collect();
        this.join_number_words();
        this.join_days();
        this.forget_choice();
        this.take_tags();
        this.forget_retort();
        this.forget_claimants();
        this.forget_quantifiers();
        this.forget_future();
        this.settle();
        this
    }

    /// Takes a message apart of which everything before the byte `from` only sets the scene of the question behind it: what the scene names may be what the
    /// question is about, its words explain themselves, and it asks nothing.
    pub fn in_scene(engine: &'a Engine, text: &'a str, today: Date, from: usize) -> Self {
        let mut this = Self::new(engine, text, today);
        let lexicon = &engine.vocabulary.lexicon;
        let asks = |key: &Key| matches!(lexicon.class(*key), Some(Class::Cue | Class::Op));
        let behind = |part: &Part| this.tokens[part.unit.tokens.start].span.start >= from;
        let dated = this.parts.iter().any(|p| p.date.is_some() && behind(p));
        let scene = this.parts.iter().take_while(|p| !behind(p)).count();
        for part in &mut this.parts[..scene] {
            part.unit.keys.retain(|k| !asks(k));
            part.unit.parts.retain(|k| !asks(k));
            match part.role {
                // The question's own time counts.
                Role::Date if dated => (part.role, part.date, part.weight) = (Role::Filler, None, 0.0),
                Role::Cue | Role::Op | Role::Number | Role::Small => (part.role, part.number, part.ordinal, part.weight) = (Role::Filler, None, None, 0.0),
                Role::Date | Role::Name | Role::Foreign => part.weight *= SCENE_NAMES,
                _ => part.weight *= SCENE_WORDS,
            }
        }
        this.settle();
        this
    }

    /// Notes what its units hold, which do not change any more.
    fn settle(&mut self) {
        let (engine, mut keys) = (self.engine, Sieve::default());
        self.parts.iter().flat_map(|part| part.unit.keys.iter().chain(&part.unit.parts)).for_each(|key| keys.add_key(*key));
        let record = |key: &Key| match engine.vocabulary.lexicon.describe(*key) {
            (KeyKind::Record, id) => engine.dataset.find(id).map(|(kind, _)| (kind, id)),
            _ => None,
        };
        let records = self.parts.iter().enumerate().flat_map(|(i, part)| part.unit.keys.iter().filter_map(record).map(move |(kind, id)| (i, kind, id)));
        self.settled = Some(Settled { keys, records: records.collect() });
    }

    /// Whether some unit may hold a key, told quickly.
    fn may_have(&self, key: Key) -> bool {
        self.settled.as_ref().is_none_or(|settled| settled.keys.may_hold(key))
    }

    /// "Ken claims that …": who says so in the discussion is not asked about.
    fn forget_claimants(&mut self) {
        let c = &self.engine.concepts;
        let asks = |p: &Part| [c.what, c.who, c.when, c.how, c.why, c.yesno].iter().any(|k| p.unit.keys.contains(k));
        for i in 0..self.parts.len().saturating_sub(1) {
            if asks(&self.parts[i]) {
                return;
            }
            let next = &self.parts[i + 1].unit;
            if self.parts[i].role == Role::Stranger && (next.has(c.said) || next.keys.contains(&c.claim)) {
                (self.parts[i].role, self.parts[i].weight) = (Role::Filler, 0.0);
            }
        }
    }

    /// "Which two countries …": how many are expected, and that they are countries, tells nothing of what is asked.
    fn forget_quantifiers(&mut self) {
        let c = &self.engine.concepts;
        let opens = |p: &Part| [c.which, c.what, c.who].iter().any(|k| p.unit.keys.contains(k));
        let Some(start) = self.parts.iter().position(opens) else { return };
        let mut few = false;
        for part in self.parts.iter_mut().skip(start + 1).take(3) {
            if part.number.is_some_and(|n| (2.0..6.0).contains(&n)) && part.date.is_none() {
                (part.role, part.weight) = (Role::Filler, 0.0);
                few = true;
            } else if part.unit.keys.contains(&c.country) {
                part.weight = part.weight.min(0.3);
                return;
            } else if part.role != Role::Filler || few {
                return;
            }
        }
    }

    /// "How many soldiers will it send?" asks for what is recorded of it; "will it leave?" wants a forecast.
    fn forget_future(&mut self) {
        let c = &self.engine.concepts;
        let future = c.future;
        let asked = [c.when, c.who, c.r#where, c.why, c.how, c.how_many, c.what, c.which, c.how_long];
        let opens = self.parts.iter().position(|p| asked.iter().any(|key| p.unit.has(*key)));
        let yesno = self.parts.iter().position(|p| p.unit.keys.contains(&future));
        let (Some(opens), Some(first)) = (opens, yesno) else { return };
        if opens > first {
            return;
        }
        for part in self.parts.iter_mut().filter(|p| p.role == Role::Opinion && p.unit.keys.contains(&future)) {
            (part.role, part.weight) = (Role::Filler, 0.0);
        }
    }

    /// "Fifty-five" arrives as two figures.
    fn join_number_words(&mut self) {
        for i in 1..self.parts.len() {
            let word = |part: &Part| self.tokens[part.unit.tokens.start].kind == TokenKind::Word && part.date.is_none();
            let (Some(tens), Some(ones)) = (self.parts[i - 1].number, self.parts[i].number) else { continue };
            if word(&self.parts[i - 1]) && word(&self.parts[i]) && tens >= 20.0 && tens % 10.0 == 0.0 && (1.0..10.0).contains(&ones) {
                self.parts[i - 1].number = Some(tens + ones);
                let rest = &mut self.parts[i];
                (rest.number, rest.role, rest.weight) = (None, Role::Filler, 0.0);
            }
        }
    }

    /// "Between 20 and 31 March 2017": the day before the link begins a range that the date behind it ends.
    fn join_days(&mut self) {
        let c = &self.engine.concepts;
        let opens = |p: &Part| p.unit.has(c.between) || p.unit.has(c.since);
        for i in 1..self.parts.len() {
            let Some(mention) = self.parts[i].date else { continue };
            let Some(Point::Day(year, month, last)) = self.dates[mention].date.filter(|d| d.exact_day().is_some()).map(|d| d.start) else { continue };
            // One link lies between the two.
            let Some(at) = i.checked_sub(2) else { continue };
            let link = [c.and, c.to, c.until].iter().any(|k| self.parts[i - 1].unit.has(*k));
            let day = self.parts[at].number.or(self.parts[at].ordinal.map(f64::from)).filter(|n| n.fract() == 0.0 && (1.0..f64::from(last)).contains(n));
            let (Some(first), true, true) = (day, link, self.parts[..at].iter().rev().take(2).any(opens)) else { continue };
            self.dates[mention].date = Some(FuzzyDate::from_range(Point::Day(year, month, first as i8), Point::Day(year, month, last)));
            for part in &mut self.parts[at..i] {
                (part.role, part.weight, part.number, part.ordinal) = (Role::Filler, 0.0, None, None);
                part.unit.keys.clear();
                part.unit.parts.clear();
            }
        }
    }

    /// "Did it join or not?" asks no more than "did it join?".
    fn forget_choice(&mut self) {
        let c = &self.engine.concepts;
        let choice = |p: &Part| p.unit.keys.contains(&c.yesno) && p.unit.keys.contains(&c.claim) && p.unit.parts.contains(&c.or);
        if !self.parts.last().is_some_and(choice) {
            return;
        }
        if self.parts.len() > 2 && (self.opens_with_yesno() || self.is_question()) {
            self.parts.pop();
        } else if let Some(last) = self.parts.last_mut() {
            last.unit.parts.clear();
        }
    }

    /// "It joined too, no?": a bare word of denial or choice at the end asks for confirmation, as "right?" does.
    fn take_tags(&mut self) {
        let c = &self.engine.concepts;
        let Some(last) = self.parts.len().checked_sub(1).filter(|last| *last >= 3) else { return };
        let (part, before) = (&self.parts[last], &self.parts[last - 1]);
        let bare = part.unit.tokens.len() == 1 && part.role == Role::Op && !part.unit.has(c.denying_auxiliary);
        let tags = bare && [c.not, c.none, c.or].iter().any(|k| part.unit.keys.contains(k));
        let apart = self.tokens[part.unit.tokens.start].after_pause || !self.opens_with_yesno();
        let offers = before.unit.has(c.or) || before.unit.has(c.said) || before.unit.has(c.vote) || before.unit.has(c.r#for);
        if tags && apart && !offers && self.is_question() && self.cue() == Cue::What {
            let part = &mut self.parts[last];
            (part.role, part.weight) = (Role::Filler, 0.0);
            part.unit.keys = vec![c.claim];
            part.unit.parts.clear();
        }
    }

    /// "Nah bro, it joined in 2016", "ma ne, ušla je": a word of denial that opens and stands apart contradicts somebody, and denies nothing of what follows.
    fn forget_retort(&mut self) {
        let c = &self.engine.concepts;
        let Some(at) = self.parts.iter().position(|p| !matches!(p.role, Role::Filler | Role::Small)).filter(|at| at + 2 < self.parts.len()) else { return };
        let (part, next) = (&self.parts[at], &self.parts[at + 1]);
        let bare = part.unit.tokens.len() == 1 && part.role == Role::Op && !part.unit.has(c.denying_auxiliary);
        let denies = bare && [c.not, c.none].iter().any(|k| part.unit.keys.contains(k));
        let talks = next.role == Role::Filler && next.unit.keys == [c.discourse];
        if denies && (talks || self.tokens[next.unit.tokens.start].after_pause) {
            let part = &mut self.parts[at];
            (part.role, part.weight) = (Role::Filler, 0.0);
            part.unit.keys = vec![c.discourse];
            part.unit.parts.clear();
        }
    }

    fn part(&self, mut unit: Unit) -> Part {
        let engine = self.engine;
        let at = unit.tokens.start;
        if let Some(date) = self.dates.iter().position(|d| d.tokens.start == at) {
            unit.tokens = self.dates[date].tokens.clone();
            return Part { unit, role: Role::Date, weight: 2.0, number: None, ordinal: None, date: Some(date) };
        }
        let number = engine.vocabulary.dates.number(&self.tokens, at);
        let ordinal = engine.vocabulary.dates.ordinal(&self.tokens, at);
        let lexicon = &engine.vocabulary.lexicon;
        let token = &self.tokens[at];
        // "us" is a pronoun unless it is written as the country.
        if let Some(pronoun) = &engine.pronoun_country
            && unit.keys.contains(pronoun)
            && token.text.len() == 2
            && unit.tokens.len() == 1
            && !token.shouted
            && !token.capital
            && (at == 0 || self.tokens[at - 1].text != "the")
        {
            unit.parts.append(&mut unit.keys);
        }
        // "50 posto" is a share: behind a figure the word does not mean "after".
        if unit.keys.contains(&engine.concepts.percent) && at > 0 && engine.vocabulary.dates.number(&self.tokens, at - 1).is_some() {
            unit.keys.retain(|key| *key == engine.concepts.percent);
        }
        let foreign = |key: &Key| lexicon.class(*key) == Some(Class::Foreign);
        if !unit.keys.is_empty() && unit.keys.iter().all(foreign) {
            // What is another subject as a whole is no subject of ours in its parts.
            unit.parts.clear();
        }
        if !unit.keys.is_empty() && unit.keys.iter().all(|key| lexicon.is_detail(*key)) {
            // What asks for a detail asks for nothing else in its parts.
            unit.parts.clear();
        }
        // A phrase of fillers may hold a word that means something ("our parliament").
        let filler = |key: &Key| lexicon.class(*key) == Some(Class::Filler);
        if !unit.keys.is_empty() && unit.keys.iter().all(filler) && unit.tokens.len() > 1 {
            let meant: Vec<Key> = unit
                .parts
                .iter()
                .copied()
                .filter(|k| matches!(lexicon.describe(*k).0, KeyKind::Record | KeyKind::Concept(Class::Term | Class::Topic)))
                .collect();
            if !meant.is_empty() {
                unit.keys = meant;
            }
        }
        let classes: Vec<Option<Class>> = unit.keys.iter().map(|k| lexicon.class(*k)).collect();
        let named = unit.keys.iter().any(|k| matches!(lexicon.describe(*k).0, KeyKind::Record));
        let is = |class: Class| classes.contains(&Some(class));
        let defining = unit.keys.iter().all(|k| engine.is_subject(*k)) && !unit.keys.is_empty();
        let (role, weight) = if defining {
            (Role::Name, 0.2)
        } else if is(Class::Smalltalk) && !named && !is(Class::Term) {
            (Role::Small, 0.5)
        } else if is(Class::Topic) && !is(Class::Filler) {
            (Role::Name, 1.4)
        } else if named && is(Class::Term) {
            // "Parliament" and "government" are names and common words at once.
            (Role::Term, engine.phrases.weight_of(&unit.keys))
        } else if named && !is(Class::Filler) {
            (Role::Name, 2.0)
        } else if is(Class::Filler) || (unit.keys.is_empty() && !unit.parts.is_empty()) {
            (Role::Filler, 0.0)
        } else if (number.is_some() || ordinal.is_some()) && unit.tokens.len() == 1 {
            (Role::Number, 1.0)
        } else if is(Class::Foreign) && !is(Class::Term) {
            (Role::Foreign, FOREIGN)
        } else if is(Class::Opinion) {
            (Role::Opinion, 1.0)
        } else if is(Class::Smalltalk) {
            (Role::Small, 0.5)
        } else if is(Class::Cue) {
            (Role::Cue, 0.3)
        } else if is(Class::Op) {
            let slight = [engine.concepts.and, engine.concepts.or, engine.concepts.not, engine.concepts.list].iter().any(|k| unit.keys.contains(k));
            (Role::Op, if slight { 0.1 } else { 0.4 })
        } else if is(Class::Term) {
            (Role::Term, engine.phrases.weight_of(&unit.keys))
        } else if unit.keys.is_empty() {
            if token.kind == TokenKind::Word && token.text.chars().count() < 2 {
                (Role::Filler, 0.0)
            } else {
                let proper = token.capital && at > 0 && !token.after_break && !token.shouted;
                (Role::Stranger, if proper { 1.8 } else { 1.2 * lexicon.share(&token.text) })
            }
        } else {
            (Role::Term, engine.phrases.weight_of(&unit.keys))
        };
        Part { unit, role, weight, number, ordinal, date: None }
    }

    /// The words of a unit as they were typed.
    pub fn typed(&self, part: &Part) -> &'a str {
        &self.text[self.tokens[part.unit.tokens.start].span.start..self.tokens[part.unit.tokens.end - 1].span.end]
    }

    /// The positions of units that may stand for a key.
    pub fn mask(&self, key: Key) -> Mask {
        if !self.may_have(key) {
            return 0;
        }
        self.parts.iter().enumerate().filter(|(_, p)| p.unit.has(key)).fold(0, |mask, (i, _)| mask | 1 << i)
    }

    /// The positions of units whose whole is a key.
    pub fn mask_whole(&self, key: Key) -> Mask {
        if !self.may_have(key) {
            return 0;
        }
        self.parts.iter().enumerate().filter(|(_, p)| p.unit.keys.contains(&key)).fold(0, |mask, (i, _)| mask | 1 << i)
    }

    /// The positions of units that may stand for any of the keys.
    pub fn mask_any(&self, keys: &[Key]) -> Mask {
        keys.iter().fold(0, |mask, key| mask | self.mask(*key))
    }

    /// Whether some unit may stand for a key.
    pub fn has(&self, key: Key) -> bool {
        self.may_have(key) && self.parts.iter().any(|p| p.unit.has(key))
    }

    /// Whether some unit may stand for one of the keys.
    pub fn has_any(&self, keys: &[Key]) -> bool {
        keys.iter().any(|key| self.has(*key))
    }

    /// The records of a kind that are named, with the position of the unit.
    pub fn named(&self, kind: Kind) -> Vec<(usize, &'a str)> {
        let mut found: Vec<(usize, &str)> = Vec::new();
        for (i, _, id) in self.settled.iter().flat_map(|settled| &settled.records).filter(|(_, of, _)| *of == kind) {
            if !found.iter().any(|(_, other)| other == id) {
                found.push((*i, id));
            }
        }
        found
    }

    /// The question word.
    pub fn cue(&self) -> Cue {
        self.cue_besides(0)
    }

    /// The question word, leaving out some words that only say when.
    pub fn cue_besides(&self, clause: Mask) -> Cue {
        let c = &self.engine.concepts;
        let mut best = Cue::What;
        // The first question word decides; "how many" and "how long" are phrases of their own.
        for (_, part) in self.parts.iter().enumerate().filter(|(i, _)| clause & (1 << i) == 0) {
            let has = |key: Key| part.unit.keys.contains(&key);
            let cue = if has(c.how_many) {
                Cue::Count
            } else if has(c.how_long) {
                Cue::HowLong
            } else if has(c.when) {
                Cue::When
            } else if has(c.who) {
                Cue::Who
            } else if has(c.r#where) {
                Cue::Where
            } else if has(c.why) {
                Cue::Why
            } else if has(c.define)
                && (!has(c.average) || !self.has_any(&[c.poll, c.support, c.oppose, c.r#for, c.against]))
                && (part.role == Role::Cue || !self.parts.iter().any(|p| p.role == Role::Cue))
            {
                Cue::Define
            } else if has(c.how) {
                Cue::How
            } else {
                continue;
            };
            best = cue;
            break;
        }
        // "How many did we wait years", "koliko smo godina nakon …": a number of days or years between two things.
        let apart = [c.after, c.before, c.between, c.until, c.elapsed];
        if best == Cue::Count && self.counts_time() && self.has_any(&apart) {
            best = Cue::HowLong;
        }
        // "… the only senator who voted against, true?": the tag asks, the word inside only links a clause.
        if best != Cue::What && self.tagged() {
            return Cue::What;
        }
        // "Wasn't there a poll where …": the word inside only links a clause.
        if matches!(best, Cue::Where | Cue::How | Cue::Why) && self.opens_with_yesno() {
            return Cue::What;
        }
        best
    }

    /// Whether "how many" counts days, months or years.
    fn counts_time(&self) -> bool {
        let c = &self.engine.concepts;
        let start = self.parts.iter().position(|p| p.unit.keys.contains(&c.how_many));
        let counted = |start: usize| {
            let mut behind = self.parts[start..].iter().filter(|p| p.unit.has(c.time_unit) || !matches!(p.role, Role::Filler | Role::Cue | Role::Op));
            behind.next().is_some_and(|p| p.unit.has(c.time_unit))
        };
        start.is_some_and(counted)
    }

    /// Whether it opens with a question word inside a phrase of its own: "under whose command", "in what year".
    pub fn opens_within(&self) -> bool {
        let c = &self.engine.concepts;
        let cues = [c.when, c.who, c.r#where, c.why, c.how, c.how_many, c.what, c.which, c.how_long];
        let first = self.parts.iter().find(|p| !matches!(p.role, Role::Filler | Role::Small) || p.unit.keys.contains(&c.yesno));
        first.is_some_and(|p| p.unit.tokens.len() > 1 && !p.unit.keys.contains(&c.yesno) && cues.iter().any(|key| p.unit.parts.contains(key)))
    }

    /// Whether a question word asks: with it begins the text, or a part of it behind a pause. Elsewhere it only links: "the day when they joined".
    pub fn asks_in_words(&self) -> bool {
        let c = &self.engine.concepts;
        let cues = [c.when, c.who, c.r#where, c.why, c.how, c.how_many, c.what, c.which, c.how_long];
        let worded = |p: &Part| cues.iter().any(|key| p.unit.keys.contains(key)) && !p.unit.keys.contains(&c.claim);
        let begins = |i: usize| {
            let small = self.parts[..i].iter().rev().take_while(|p| matches!(p.role, Role::Filler | Role::Small) || p.unit.keys.contains(&c.and)).count();
            small == i || self.parts[i - small..=i].iter().any(|p| self.tokens[p.unit.tokens.start].after_pause)
        };
        self.parts.iter().enumerate().any(|(i, p)| worded(p) && begins(i))
    }

    /// Whether it asks nothing, in whatever way.
    pub fn only_states(&self) -> bool {
        !self.is_question() && !self.yesno() && !self.asks_in_words()
    }

    /// The words that want an opinion or a forecast, those of a plain question about what is to come among them.
    pub fn opinions(&self) -> Mask {
        let lexicon = &self.engine.vocabulary.lexicon;
        let future = self.engine.concepts.future;
        let wants = |p: &Part| p.unit.keys.contains(&future) && p.unit.keys.iter().any(|key| lexicon.class(*key) == Some(Class::Opinion));
        let found = self.parts.iter().enumerate().filter(|(_, p)| p.role == Role::Opinion || p.role == Role::Filler && wants(p));
        found.fold(0, |mask, (i, _)| mask | 1 << i)
    }

    /// Whether it is put as a yes/no question: it opens with an auxiliary or a Montenegrin question particle.
    pub fn yesno(&self) -> bool {
        let c = &self.engine.concepts;
        if self.cue() != Cue::What && !self.opens_with_yesno() {
            return false;
        }
        // The particle "je li" asks wherever it stands, "li" behind the verb.
        let asks = |i: usize, p: &Part| p.role == Role::Cue || i == 1 && self.parts[0].role == Role::Term;
        let particle = self.parts.iter().enumerate().any(|(i, p)| p.unit.lang == WordLang::Cnr && asks(i, p) && p.unit.keys.contains(&c.yesno));
        self.opens_with_yesno()
            || particle
            || self.tagged()
            || self.parts.iter().take(2).any(|p| p.unit.keys.contains(&c.claim)) && self.cue() == Cue::What && !self.has_any(&[c.what, c.which])
            || (self.is_question() && !self.has_any(&[c.what, c.which, c.define, c.how_many]) && self.parts.iter().any(|p| p.unit.keys.contains(&c.claim)))
    }

    /// Whether it ends in a question mark, whatever signs stand behind it.
    pub fn is_question(&self) -> bool {
        let end = self.tokens.last().map_or(0, |token| token.span.end);
        self.text[end.min(self.text.len())..].contains('?')
    }

    /// Whether a statement is put up to be confirmed: it ends in "right?", "is that true", "didn't they", and begins with no question word.
    pub fn tagged(&self) -> bool {
        let c = &self.engine.concepts;
        let confirms = |part: &Part| part.unit.keys.iter().any(|k| *k == c.yesno || *k == c.claim);
        // "…, didn't they? (the 2016 one)": more may stand behind the tag and its mark.
        let marked = |i: usize| {
            let tokens = &self.parts[i].unit.tokens;
            let ends = self.tokens.get(tokens.end).is_some_and(|next| self.text[self.tokens[tokens.end - 1].span.end..next.span.start].contains('?'));
            ends && self.tokens[tokens.start].after_pause && confirms(&self.parts[i])
        };
        let last = self.parts.iter().rposition(|p| p.role != Role::Filler || confirms(p));
        let Some(tag) = (0..self.parts.len()).find(|i| marked(*i)).or(last) else { return false };
        let part = &self.parts[tag];
        let apart = part.unit.tokens.len() > 1
            || self.tokens[part.unit.tokens.start].after_pause
            || self.is_question()
            || tag + 1 == self.parts.len() && part.unit.keys.contains(&c.claim);
        let cues = [c.when, c.who, c.r#where, c.why, c.how, c.how_many, c.what, c.which, c.define, c.how_long];
        let opens = self.parts.iter().filter(|p| p.role != Role::Filler).take(2).any(|p| p.unit.keys.iter().any(|k| cues.contains(k)));
        tag >= 2 && confirms(part) && apart && !opens
    }

    /// Whether it is a statement that denies something, put up to be confirmed: "X never happened, right?"
    pub fn denies(&self) -> Mask {
        let c = &self.engine.concepts;
        let claims = |p: &Part| p.unit.tokens.len() > 1 && p.unit.keys.contains(&c.claim);
        let talk = |p: &Part| matches!(p.role, Role::Filler | Role::Small) && !p.unit.keys.contains(&c.yesno);
        let opening = self.parts.iter().position(|p| !talk(p)).filter(|i| self.parts[*i].unit.keys.contains(&c.yesno));
        // "Wasn't it held?" denies nothing; "is it true that it was never held?" does.
        let begin = match opening.or(self.doubtful_opener()) {
            Some(i) if claims(&self.parts[i]) => i + 1,
            None if self.tagged() => 0,
            _ => return 0,
        };
        let opener = self.doubtful_opener();
        let denying = |p: &Part| (p.unit.keys.contains(&c.not) || p.unit.keys.contains(&c.never)) && !p.unit.keys.contains(&c.yesno);
        let found = self.parts.iter().enumerate().skip(begin).filter(|(i, p)| Some(*i) != opener && denying(p));
        found.fold(0, |mask, (i, _)| mask | 1 << i)
    }

    /// "It was Putin, not Medvedev": a denial behind a pause, with little behind it, sets off what is said from something else, and denies nothing of it.
    pub fn contrasts(&self) -> Mask {
        let c = &self.engine.concepts;
        let content = |p: &&Part| !matches!(p.role, Role::Filler | Role::Small) && p.weight > 0.25;
        let sets_off = |i: usize, p: &Part| {
            p.unit.keys.contains(&c.not)
                && i > 1
                && self.tokens[p.unit.tokens.start].after_pause
                && (1..=MOST_SET_OFF).contains(&self.parts[i + 1..].iter().filter(content).count())
        };
        self.parts.iter().enumerate().filter(|(i, p)| sets_off(*i, p)).fold(0, |mask, (i, _)| mask | 1 << i)
    }

    /// The denying auxiliary or particle that it opens with, which expects a yes and denies nothing: "isn't it …", "zar nije …".
    pub fn doubtful_opener(&self) -> Option<usize> {
        let c = &self.engine.concepts;
        let opens = |p: &Part| p.unit.keys.contains(&c.denying_auxiliary) || p.unit.keys.contains(&c.yesno) && p.unit.has(c.not);
        let small = |p: &Part| matches!(p.role, Role::Filler | Role::Small) && !opens(p);
        self.parts.iter().position(|p| !small(p)).filter(|i| opens(&self.parts[*i]))
    }

    fn opens_with_yesno(&self) -> bool {
        let c = &self.engine.concepts;
        let question = self.is_question();
        if self.doubtful_opener().is_some() {
            return true;
        }
        let cue = [c.when, c.who, c.r#where, c.why, c.how, c.how_many, c.what, c.which, c.define, c.how_long];
        for (i, part) in self.parts.iter().enumerate() {
            let keys = &part.unit.keys;
            if keys.contains(&c.yesno) {
                // "SDP had already left", "they are above it": behind a name or pronoun without a pause an English auxiliary states. "X was leader of which
                // party?" asks which.
                let subject = |p: &Part| p.role == Role::Name || p.unit.keys.contains(&c.pronouns) && p.unit.lang != WordLang::Cnr;
                let states = part.unit.lang == WordLang::En && i > 0 && subject(&self.parts[i - 1]);
                let asks = || self.parts[i + 1..].iter().any(|p| p.role == Role::Cue && p.unit.keys.iter().any(|k| cue.contains(k)));
                return !states || question && !asks() || self.tokens[part.unit.tokens.start].after_pause;
            }
            // The question word may stand inside a phrase of its own: "by how many points", "so what".
            if cue.iter().any(|k| part.unit.has(*k)) {
                return false;
            }
            // Small talk may stand before the question; a subject may too ("Spain, did it …").
            if !matches!(part.role, Role::Filler | Role::Small | Role::Name | Role::Op) {
                // "In the poll of 2015, were there …": behind what limits it an auxiliary asks after a pause.
                let limits = self.parts[0].unit.keys.contains(&c.prepositions) || self.parts[0].date.is_some();
                let mut behind = self.parts[i + 1..].iter().take_while(|p| !cue.iter().any(|k| p.unit.has(*k)));
                return limits && behind.any(|p| p.unit.keys.contains(&c.yesno) && self.tokens[p.unit.tokens.start].after_pause);
            }
        }
        false
    }

    /// The time that limits the question: a date with the word before it, or two dates with "between" or "from … to".
    pub fn span(&self) -> Option<(FuzzyDate, Rel, Mask)> {
        let c = &self.engine.concepts;
        let dated: Vec<(usize, FuzzyDate)> =
            self.parts.iter().enumerate().filter_map(|(i, p)| p.date.and_then(|d| self.dates[d].date).map(|date| (i, date))).collect();
        let (first, date) = *dated.first()?;
        let mut mask: Mask = 1 << first;
        if let Some(&(second, other)) = dated.get(1) {
            let between: Mask = (first + 1..second).map(|i| 1u128 << i).sum();
            let joined = self.parts[first + 1..second].iter().all(|p| matches!(p.role, Role::Filler | Role::Op | Role::Cue));
            // "2017 to 2024" is a time by itself.
            let opener = self.has(c.between) || self.parts[first + 1..second].iter().any(|p| p.unit.has(c.until) || p.unit.has(c.to)) || self.has(c.since);
            if joined && opener && date.first() <= other.last() {
                mask |= between | 1 << second | self.mask(c.between) | self.mask(c.since);
                let range = FuzzyDate::from_range(date.start, other.end.unwrap_or(other.start));
                return Some((range, Rel::In, mask));
            }
        }
        let mut rel = Rel::In;
        for back in 1..=2 {
            let Some(part) = first.checked_sub(back).map(|i| &self.parts[i]) else { break };
            let found =
                [(c.before, Rel::Before), (c.after, Rel::After), (c.since, Rel::Since), (c.until, Rel::Until)].into_iter().find(|(key, _)| part.unit.has(*key));
            if let Some((_, found)) = found {
                rel = found;
                mask |= 1 << (first - back);
                break;
            }
            // "Led by in March": a preposition of the date's own ends what limits it.
            if part.role != Role::Filler || part.unit.has(c.prepositions) {
                break;
            }
        }
        // "Before the end of 2016" has its last day as the limit, not the first of its last months.
        if rel == Rel::Before && date.ends_late() {
            rel = Rel::Until;
        }
        Some((date, rel, mask))
    }

    /// The positions of all dates.
    pub fn date_mask(&self) -> Mask {
        self.parts.iter().enumerate().filter(|(_, p)| p.date.is_some()).fold(0, |mask, (i, _)| mask | 1 << i)
    }

    /// Figures that are neither dates nor ordinals, with their positions.
    pub fn numbers(&self) -> Vec<(usize, f64)> {
        self.parts.iter().enumerate().filter_map(|(i, p)| p.number.filter(|_| p.date.is_none()).map(|n| (i, n))).collect()
    }

    /// Ordinals with their positions.
    pub fn ordinals(&self) -> Vec<(usize, u32)> {
        self.parts.iter().enumerate().filter_map(|(i, p)| p.ordinal.filter(|_| p.date.is_none()).map(|n| (i, n))).collect()
    }

    /// The language and script that were typed; `None` when the text speaks for neither.
    pub fn lang(&self) -> Option<Lang> {
        let letters = self.text.chars().filter(|c| c.is_alphabetic());
        let (cyrillic, all) = letters.fold((0usize, 0usize), |(c, n), letter| (c + usize::from(is_cyrillic(letter)), n + 1));
        if cyrillic * 2 > all {
            return Some(Lang::CnrCyrl);
        }
        let (mut en, mut cnr) = (0.0f32, 0.0f32);
        let mut speak = |lang: WordLang, weight: f32| match lang {
            WordLang::En => en += weight,
            WordLang::Cnr => cnr += weight,
            WordLang::Any => {}
        };
        for part in &self.parts {
            let words = &self.tokens[part.unit.tokens.clone()];
            if part.unit.lang != WordLang::Any {
                speak(part.unit.lang, words.len() as f32);
                continue;
            }
            // A name may be given in its own language, so its words tell less than others.
            let weight = if part.role == Role::Name { HEARD_NAME } else { HEARD };
            for token in words.iter().filter(|token| token.kind == TokenKind::Word) {
                let month = self.engine.month_words.get(token.text.as_str()).filter(|_| part.date.is_some());
                match month {
                    Some(lang) => speak(*lang, 1.0),
                    None => speak(self.engine.vocabulary.lexicon.heard_in(&token.text), weight),
                }
            }
        }
        if self.text.chars().any(|c| "čćšžđČĆŠŽĐ".contains(c)) {
            cnr += 0.9;
        }
        if cyrillic > 0 && cnr >= en {
            return Some(Lang::CnrCyrl);
        }
        if en == cnr {
            None
        } else if cnr > en {
            Some(Lang::Cnr)
        } else {
            Some(Lang::En)
        }
    }

    /// The weight that would stay unexplained, and the whole.
    pub fn unexplained(&self, used: Mask) -> (f32, f32) {
        let mut left = 0.0;
        let mut whole = 0.0;
        for (i, part) in self.parts.iter().enumerate() {
            whole += part.weight;
            if used & (1 << i) == 0 {
                left += part.weight;
            }
        }
        (left, whole)
    }
}

/// How many words of one language have to stand against one of the other before the message is taken to be in it.
const CLEARLY_ONE: usize = 3;

/// Many short words mean something in either language ("do", "to", "on"): in a message that is clearly in one of them, they mean nothing else.
fn keep_to_one_language(units: &mut [Unit]) {
    let count = |lang: WordLang| units.iter().filter(|unit| unit.lang == lang).count();
    let (en, cnr) = (count(WordLang::En), count(WordLang::Cnr));
    let other = if en >= CLEARLY_ONE * cnr.max(1) {
        WordLang::Cnr
    } else if cnr >= CLEARLY_ONE * en.max(1) {
        WordLang::En
    } else {
        return;
    };
    for unit in units {
        let foreign: Vec<Key> = unit.only.iter().filter(|(_, lang)| *lang == other).map(|(key, _)| *key).collect();
        let own = |key: &Key| !foreign.contains(key) || unit.only.iter().any(|(known, lang)| known == key && *lang != other);
        if unit.keys.iter().any(own) {
            unit.keys = unit.keys.iter().filter(|key| own(key)).copied().collect();
        }
    }
}

/// "2008-2012" and "8–16 October 2015" arrive as two dates, or a figure and a date, side by side.
fn join_ranges(text: &str, tokens: &[Token], dates: &mut Vec<DateMention>) {
    let dashed = |a: usize, b: usize| text[tokens[a].span.end..tokens[b].span.start].contains(['-', '–', '—']);
    // "From September to October 2015", "28 April to 5 June 2017": the first takes the year of the second.
    for i in 1..dates.len() {
        let (before, after) = dates.split_at_mut(i);
        let (Some(a), Some(b)) = (before.last_mut(), after.first()) else { continue };
        if let (None, Some((month, day)), Some(date)) = (a.date, a.yearless, b.date)
            && b.tokens.start - a.tokens.end <= 1
            && (day.is_none() || date.exact_day().is_some())
        {
            let year = date.start.year();
            a.date = Some(FuzzyDate::from_point(day.map_or(Point::Month(year, month, None), |day| Point::Day(year, month, day))));
            a.yearless = None;
        }
    }
    let mut i = 0;
    while i + 1 < dates.len() {
        let (a, b) = (&dates[i], &dates[i + 1]);
        let adjacent = a.tokens.end == b.tokens.start && dashed(a.tokens.end - 1, b.tokens.start);
        if let (true, Some(start), Some(end)) = (adjacent, a.date, b.date)
            && start.first() < end.first()
        {
            let joined = DateMention {
                tokens: a.tokens.start..b.tokens.end,
                date: Some(FuzzyDate::from_range(start.start, end.start)),
                yearless: None,
                short_year: None,
            };
            dates.splice(i..i + 2, [joined]);
        }
        i += 1;
    }
    for mention in dates.iter_mut() {
        let Some(at) = mention.tokens.start.checked_sub(1) else { continue };
        let (TokenKind::Number { value, .. }, Some(date)) = (&tokens[at].kind, mention.date) else { continue };
        if let Point::Day(y, m, d) = date.start
            && dashed(at, mention.tokens.start)
            && value.fract() == 0.0
            && (1.0..f64::from(d)).contains(value)
        {
            mention.tokens.start = at;
            mention.date = Some(FuzzyDate::from_range(Point::Day(y, m, *value as i8), date.start));
        }
    }
}
