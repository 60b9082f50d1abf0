//! From text to what is asked: the message is cut into questions, each is read in every way, and the best reading wins if it is good enough.

use jiff::civil::Date;

use super::{
    analysis::{Analysis, Mask, Part, Role},
    engine::Engine,
    model::{Cue, Op, Query},
    parse::{Context, NOTHING_LEFT, Reading},
    several::{coordinated, halves, one_by_one},
};
use crate::{
    data::Kind,
    text::{Lang, fold::fold, lexicon::KeyKind},
};

/// A reading below this is no answer. Of the held-back questions that were read between 0.7 and this nearly half were read wrongly.
const FLOOR: f32 = 0.8;
/// The same for a dataset without a model, where even what is right is less sure.
const FLOOR_UNLEARNED: f32 = 0.7;
/// From here on it is said that the data may answer it, and what was thought of is offered.
const UNSURE: f32 = 0.5;
/// A reading that explains less than this of the question, or is less complete itself, is no answer however sure it is of its rivals.
const LEAST_COMPLETE: f32 = 0.4;
/// From here on a statement is asked for, though the question may sound like one for an opinion.
const TOLD: f32 = 0.9;
/// A reading this much below the best is no rival.
const GAP: f32 = 0.015;
/// A reading that is less alike than this has found hardly anything.
const VAGUE: f32 = 0.6;
/// A message of which texts of so many units were read is taken apart no further, nor is it tried what else its parts may mean: people ask few things at
/// once, and a rant would take long.
const MOST_READ: usize = 96;
/// What one text costs to read, whatever its length, in units.
const PER_READING: usize = 8;
/// A message of more units than this is long.
const LONG: usize = 24;
/// The most sentences of one message that are read.
const MOST_SENTENCES: usize = 12;
/// Conjunctions that link two questions besides "and".
pub(super) const LINKS: &[&str] = &["a", "but", "plus", "te", "pa"];
/// From here on a sentence is understood by itself.
const PLAIN: f32 = 0.9;
/// How much better the reading of a question with its scene has to be than the one without.
const CLEARLY: f32 = 0.03;
/// How much worse a sentence may be understood with what it refers to than without.
pub(super) const REFERRED: f32 = 0.15;
/// The longest word before a full stop that a figure behind it may belong to, in letters.
const LONGEST_COUNTED: usize = 3;
/// The fewest words that set a scene.
const SHORTEST_SCENE: usize = 5;
/// The fewest parts with a meaning of a question that speaks for itself, and what each weighs at least.
const LEAST_OF_QUESTION: usize = 2;
const LEAST_CONTENT: f32 = 0.15;
/// The longest call to somebody, in parts.
const LONGEST_CALL: usize = 3;
/// A date this many days before or after today is one of the talk.
const LATELY: i32 = 31;
/// Words of operations and of the subject that weigh as much limit what is asked.
const LIMITING_OP: f32 = 0.3;
const LIMITING_TERM: f32 = 0.45;
/// The most places of a sentence that are tried as the beginning of its question.
const MOST_LEADS: usize = 2;
/// The most choices that are offered.
const MOST_CHOICES: usize = 5;
/// The most questions of one message that are answered.
pub(super) const MOST_QUESTIONS: usize = 3;

/// What a message asks.
#[derive(Debug, Clone)]
pub struct Understanding {
    /// The questions, in order; one of [`Op::Unknown`] when none was understood.
    pub queries: Vec<Query>,
    /// What may have been meant, when it is not clear.
    pub choices: Vec<Query>,
    /// The language and script that were typed, if the text tells.
    pub lang: Option<Lang>,
    /// How good the best reading is, 0 to about 1.
    pub score: f32,
}

/// What of a message was read so far, so that the same words are not read again, and how, line by line, where that is wanted.
#[derive(Debug, Default)]
pub(super) struct Trace {
    read: Vec<(String, Read)>,
    /// How many units those texts have.
    units: usize,
    lines: Option<Vec<String>>,
}

impl Trace {
    /// Whether more may be read than what was typed.
    pub(super) fn has_room(&self) -> bool {
        self.units < MOST_READ
    }

    /// How a text was read before.
    fn known(&self, text: &str) -> Option<Read> {
        self.read.iter().find(|(known, _)| known == text).map(|(_, read)| read.clone())
    }
}

/// Understands a message.
pub fn understand(engine: &Engine, text: &str, today: Date) -> Understanding {
    understand_traced(engine, text, today, &mut Trace::default())
}

/// How a message is understood, one line for each step.
pub fn explain(engine: &Engine, text: &str, today: Date) -> Vec<String> {
    let mut trace = Trace { lines: Some(Vec::new()), ..Trace::default() };
    understand_traced(engine, text, today, &mut trace);
    trace.lines.unwrap_or_default()
}

fn understand_traced(engine: &Engine, text: &str, today: Date, trace: &mut Trace) -> Understanding {
    let analysis = engine.analyse(text, today);
    let lang = analysis.lang();
    let sentences = with_tags(engine, text, today, sentences(engine, text));
    // What is asked in a long message is asked in one of its sentences: all of it is read only where none of them is understood.
    let long = sentences.len() > 1 && analysis.parts.len() > LONG;
    let called = if sentences.len() < 2 { addressed(&analysis, trace) } else { None };
    if sentences.len() < 2 {
        let whole = called.unwrap_or_else(|| read_analysis(engine, &analysis, trace));
        let whole = led(&analysis, whole, trace);
        let whole = without_remark(&analysis, whole, trace);
        let whole_score = whole.score();
        let split = halves(&analysis, &whole, trace).or_else(|| coordinated(&analysis, &whole, trace));
        let (queries, choices) = split.map_or_else(|| whole.settle(), |queries| (queries, Vec::new()));
        let queries = queries.into_iter().flat_map(one_by_one).collect();
        return Understanding { queries, choices, lang, score: whole_score };
    }
    // Nor is all of a short one read where its sentences say enough, though there is room kept for it.
    trace.units += if long { 0 } else { analysis.parts.len() };
    let read_whole = |trace: &mut Trace| -> Read {
        if long {
            return Read::default();
        }
        let units = trace.units;
        let whole = read_analysis(engine, &analysis, trace);
        trace.units = units;
        whole
    };
    // Several sentences: each that asks something good enough is answered; the rest is talk.
    let mut queries: Vec<Query> = Vec::new();
    // Greetings and thanks around one sentence leave that sentence to be read.
    let mut telling = 0;
    let marked = sentences.iter().any(|sentence| sentence.ends_with('?'));
    // Whether what was not understood asks something or names what may be asked about, or at least says what may set the scene; and whether a question was
    // understood that needs no scene.
    let (mut context, mut scene_set, mut alone) = (false, false, false);
    let mut best: Option<Read> = None;
    // How good the best sentence is that asks one thing, and the best of all.
    let (mut part_score, mut score): (f32, f32) = (0.0, 0.0);
    let mut before: Option<&str> = None;
    // What is only stated, and whether a question word asks in another sentence.
    let (mut scenes, mut in_words): (Vec<Query>, bool) = (Vec::new(), false);
    let mut named: Vec<&str> = Vec::new();
    // Where a sentence that only names things ("Canada??") put its answers.
    let mut topic: Option<usize> = None;
    // "Was it worth it? NATO, I mean": what is only named beside a wish for an opinion is not asked about.
    let (mut opinion, mut told): (Option<Read>, bool) = (None, false);
    for sentence in sentences {
        let scene = before.replace(sentence).filter(|scene| !scene.ends_with('?'));
        let analysis = engine.analyse(sentence, today);
        let mut part = addressed(&analysis, trace).unwrap_or_else(|| {
            let part = read_analysis(engine, &analysis, trace);
            led(&analysis, part, trace)
        });
        let names = names(&analysis);
        // Beside a question that is marked as one, what has no question word is talk.
        let worded = |(i, p): (usize, &Part)| begins(&analysis, i) && !p.unit.keys.contains(&engine.concepts.yesno);
        let asks = asks(&analysis) && (analysis.is_question() || !marked || analysis.parts.iter().enumerate().any(worded));
        // "… I count 3 but am not sure": what tells nothing behind a question is talk.
        let tells = |p: &Part| matches!(p.role, Role::Name | Role::Term | Role::Date | Role::Stranger | Role::Foreign) && p.weight > 0.25;
        let talk = !asks && !queries.is_empty() && !analysis.parts.iter().any(tells);
        in_words |= analysis.asks_in_words();
        telling += usize::from(!talk && !analysis.parts.iter().all(|p| matches!(p.role, Role::Filler | Role::Small)));
        if let Some(carried) = carried(&analysis, &named, &part, trace) {
            part = carried;
            if let Some(start) = topic.take() {
                queries.truncate(start);
            }
        }
        topic = only_names(&analysis).then_some(queries.len());
        if part.withheld() && asks {
            opinion.get_or_insert_with(|| part.clone());
        }
        if !names.is_empty() {
            named = names;
        }
        if let Some(scene) = scene.filter(|_| part.score() < PLAIN && asks && trace.has_room()) {
            let start = offset(text, scene);
            let end = offset(text, sentence) + sentence.len();
            let staged = read_in_scene(engine, &text[start..end], today, offset(text, sentence) - start, trace);
            if staged.good() && staged.score() > read_whole(trace).score() + CLEARLY {
                part = part.or(staged);
            }
        }
        let good = part.good();
        let named = |p: &Part| is_name(p) || matches!(p.role, Role::Date | Role::Number) && limits(&analysis, p);
        context |= !good && (asks || analysis.parts.iter().any(named));
        scene_set |= !good && analysis.parts.iter().any(|p| limits(&analysis, p));
        alone |= good && part.score() >= PLAIN && analysis.is_question() && speaks_for_itself(engine, &analysis.parts);
        // Talk around the question is no question: a sentence asks when it says so.
        let good = good && (asks || part.score() >= 0.97);
        told |= good && !analysis.parts.iter().all(|p| matches!(p.role, Role::Name | Role::Filler | Role::Small));
        if good && let Some(found) = halves(&analysis, &part, trace) {
            score = score.max(part.score());
            queries.extend(found);
            continue;
        }
        if good {
            part_score = part_score.max(part.score());
            score = score.max(part.score());
            let (found, _) = part.clone().settle();
            if analysis.only_states() {
                scenes.extend(found.iter().cloned());
            }
            for query in found {
                // "Source?" behind a claim is no question of its own.
                let aside = matches!(query.op, Op::Sources | Op::Conflicts) && query.ids.is_empty();
                // "They never asked us! Was there ever a referendum?": the question is answered, not what was exclaimed about the same.
                let about_same = |known: &Query| known.op == Op::Record && query.op == Op::Record && known.ids == query.ids && known.yesno && query.yesno;
                match queries.iter().position(about_same) {
                    Some(at) if asks => queries[at] = query,
                    Some(_) => {}
                    None if !aside && !queries.contains(&query) => queries.push(query),
                    None => {}
                }
            }
        }
        if best.as_ref().is_none_or(|b| part.score() > b.score()) {
            best = Some(part);
        }
    }
    if in_words {
        queries.iter_mut().filter(|query| scenes.contains(query)).for_each(|query| *query = as_scene(query));
    }
    let asked = queries.iter().any(|q| !matches!(q.op, Op::Small | Op::Help | Op::About));
    if asked {
        queries.retain(|q| !matches!(q.op, Op::Small | Op::Help | Op::About));
    }
    if queries.len() < 2 && telling > 1 && (context || scene_set && !alone || part_score < PLAIN) {
        let whole = read_whole(trace);
        if whole.good() && whole.score() >= 0.85 {
            queries.clear();
        }
    }
    let mut queries: Vec<Query> = queries.into_iter().flat_map(one_by_one).collect();
    queries.truncate(MOST_QUESTIONS);
    if let Some(opinion) = opinion.filter(|_| !told) {
        let score = opinion.score();
        let (queries, choices) = opinion.settle();
        return Understanding { queries, choices, lang, score };
    }
    if !queries.is_empty() {
        return Understanding { queries, choices: Vec::new(), lang, score };
    }
    let whole = read_analysis(engine, &analysis, trace);
    let whole_score = whole.score();
    let chosen = match best {
        Some(best) if !whole.good() && (best.good() || best.score() > whole.score()) => best,
        _ => whole,
    };
    let (queries, choices) = chosen.settle();
    Understanding { queries, choices, lang, score: whole_score.max(part_score) }
}

/// What a statement beside a question speaks of: nobody asks whether it is so.
pub(super) fn as_scene(query: &Query) -> Query {
    match (query.op, query.word.as_deref()) {
        (Op::Record, Some("yes" | "no" | "open")) => Query { yesno: false, word: None, ..query.clone() },
        _ => query.clone(),
    }
}

/// What a sentence names, as it was typed.
fn names<'t>(analysis: &Analysis<'t>) -> Vec<&'t str> {
    analysis.parts.iter().filter(|p| is_name(p)).map(|p| analysis.typed(p)).collect()
}

/// Whether a part names something besides what everything is about.
pub(super) fn is_name(part: &Part) -> bool {
    part.role == Role::Name && part.weight > 1.0
}

/// Whether a sentence only names something to speak of: "Canada??".
fn only_names(analysis: &Analysis<'_>) -> bool {
    analysis.parts.iter().any(is_name) && analysis.parts.iter().all(|p| is_name(p) || matches!(p.role, Role::Filler | Role::Small))
}

/// "Canada?? When did they ratify it": what a sentence speaks of was named in the one before it.
fn carried(analysis: &Analysis<'_>, named: &[&str], part: &Read, trace: &mut Trace) -> Option<Read> {
    let (engine, sentence, today) = (analysis.engine, analysis.text, analysis.today);
    let refers = analysis.parts.iter().any(|p| p.unit.has(engine.concepts.referring));
    if named.is_empty() || !refers || analysis.parts.iter().any(is_name) || !asks(analysis) {
        return None;
    }
    let carried = read(engine, &format!("{} {}", sentence.trim_end_matches(['?', '.', '!', ' ']), named.join(" ")), today, trace);
    (carried.good() && carried.score() > part.score() - REFERRED).then_some(carried)
}

/// Whether a sentence is put as a question.
pub(super) fn asks(analysis: &Analysis<'_>) -> bool {
    let c = &analysis.engine.concepts;
    analysis.is_question() || analysis.yesno() || analysis.cue() != Cue::What || analysis.has_any(&[c.what, c.which, c.list])
}

/// Whether a text greets and has no question word: what stands beside the greeting is talk.
pub(super) fn greets(analysis: &Analysis<'_>) -> bool {
    let c = &analysis.engine.concepts;
    let asked = analysis.yesno() || analysis.cue() != Cue::What || analysis.has_any(&[c.what, c.which]);
    !asked && analysis.parts.iter().any(|p| p.role == Role::Small)
}

/// One text, read.
#[derive(Debug, Clone, Default)]
pub(super) struct Read {
    pub(super) readings: Vec<Reading>,
    /// Why nothing is asserted when no reading is good enough.
    reason: &'static str,
    /// The words that want an opinion or a forecast; they block an answer that does not explain them.
    opinion: Mask,
    /// Whether nothing but words of other subjects is asked about.
    foreign: bool,
    pub(super) small: Option<String>,
    /// Several people of one last name, where nothing but who it is is asked.
    namesakes: Vec<Query>,
    /// Whether it is an example, word for word.
    pub(super) exact: bool,
    /// Whether something that was named before was read with it.
    pub(super) carried: bool,
    /// A reading below this is no answer.
    floor: f32,
}

impl Read {
    pub(super) fn score(&self) -> f32 {
        self.readings.first().map_or(0.0, |r| r.score)
    }

    pub(super) fn good(&self) -> bool {
        self.small.is_some() || self.sure().is_some()
    }

    /// Whether hardly anything was found that is like it.
    pub(super) fn vague(&self) -> bool {
        self.readings.first().is_none_or(|r| r.strength < VAGUE)
    }

    /// The best reading, if it is sure enough to be told.
    pub(super) fn sure(&self) -> Option<&Reading> {
        if self.foreign || self.withheld() {
            return None;
        }
        // Where the best leaves too much unexplained, the next that is sure enough may explain it.
        self.readings.iter().take_while(|r| r.score >= self.floor).find(|r| r.completeness >= LEAST_COMPLETE)
    }

    /// This reading, as one of a text with something that was named before it.
    pub(super) fn carrying(self, carried: bool) -> Self {
        Self { carried, ..self }
    }

    /// This text read in a given way, if it can be and all of it is explained.
    pub(super) fn read_as(mut self, way: Option<(Op, &'static str)>) -> Self {
        let fits = |r: &Reading| way == Some((r.query.op, r.parser)) && r.precision >= 0.95;
        if let Some(at) = self.readings.iter().position(fits) {
            let mut meant = self.readings.remove(at);
            meant.score = meant.score.max(self.floor);
            self.readings.insert(0, meant);
        }
        self
    }

    /// This reading, or another of the same question that is clearly better, or good where this is not.
    fn or(self, other: Self) -> Self {
        let better = other.score() > self.score() + CLEARLY || !self.good() && other.score() >= PLAIN;
        if other.small.is_none() && other.good() && better { other } else { self }
    }

    /// Whether an opinion or a forecast is wanted that no statement of the data is asked for in those words.
    fn withheld(&self) -> bool {
        // What is planned for a time that is named is recorded of it as well; a computation's own example is no forecast.
        let stated = |r: &Reading| r.parser == "described" || r.parser == "computed" && self.exact;
        let planned = |r: &Reading| r.query.op == Op::SeriesAt && r.query.span.is_some() && r.precision > NOTHING_LEFT;
        let told = |r: &Reading| stated(r) && r.score >= TOLD || planned(r) && r.score >= self.floor;
        let told = self.readings.first().is_some_and(|r| told(r) && r.used & self.opinion == self.opinion);
        self.opinion != 0 && !told
    }

    pub(super) fn settle(self) -> (Vec<Query>, Vec<Query>) {
        if let Some(small) = self.small {
            let op = match small.as_str() {
                "help" | "what-can-you-do" => Op::Help,
                "who-are-you" => Op::About,
                _ => Op::Small,
            };
            return (vec![Query { word: Some(small), ..Query::new(op) }], Vec::new());
        }
        let Some(best) = self.sure() else {
            if !self.namesakes.is_empty() {
                return (vec![Query::unknown("ambiguous")], self.namesakes);
            }
            let near = self.readings.iter().filter(|r| r.score > 0.3 && r.query.op != Op::Unknown).take(3).map(|r| r.query.clone()).collect();
            let unsure = self.score() >= UNSURE && matches!(self.reason, "not-in-data" | "not-understood");
            let reason = match self.reason {
                _ if self.opinion != 0 => "opinion",
                _ if unsure => "unsure",
                reason => reason,
            };
            return (vec![Query::unknown(reason)], near);
        };
        // Rivals: other things read almost as well. What explains the same words and is only another view of the same record is none.
        let rivals: Vec<&Reading> = self
            .readings
            .iter()
            .filter(|r| {
                r.score >= best.score - GAP
                    && r.query.ids != best.query.ids
                    && r.query.op == best.query.op
                    && r.query.op == Op::Record
                    && r.strength >= best.strength - 0.02
                    && best.precision < 0.999
            })
            .collect();
        if best.score < 0.66 && !rivals.is_empty() {
            let mut choices = vec![best.query.clone()];
            choices.extend(rivals.into_iter().map(|r| r.query.clone()));
            choices.truncate(MOST_CHOICES);
            return (vec![Query::unknown("ambiguous")], choices);
        }
        (vec![best.query.clone()], Vec::new())
    }
}

/// Where a part of a text begins in it.
fn offset(text: &str, part: &str) -> usize {
    part.as_ptr() as usize - text.as_ptr() as usize
}

/// "Guys, when did Montenegro join?", "tell me just this: who voted against it?": a question behind a pause that needs nothing of what stands before it, which
/// names nothing and asks nothing.
fn addressed(analysis: &Analysis<'_>, trace: &mut Trace) -> Option<Read> {
    let (engine, text, today) = (analysis.engine, analysis.text, analysis.today);
    let begin = (1..analysis.parts.len()).find(|i| analysis.tokens[analysis.parts[*i].unit.tokens.start].after_pause && begins(analysis, *i))?;
    let (before, question) = analysis.parts.split_at(begin);
    let start = analysis.tokens[question[0].unit.tokens.start].span.start;
    let announced = text[..start].trim_end().ends_with(':');
    let named = |p: &Part| is_name(p) || p.role == Role::Number || p.role == Role::Date && !lately(analysis, p);
    // "Bot, …", "people, …": one word may call somebody, whatever else it means.
    let calls = before.len() <= LONGEST_CALL && before.iter().filter(|p| limits(analysis, p)).count() < 2;
    let free = announced || calls || !before.iter().any(|p| limits(analysis, p));
    if !speaks_for_itself(engine, question) || before.iter().any(named) || !free || !trace.has_room() {
        return None;
    }
    let scene = engine.analyse(&text[..start], today);
    let talk = announced || scene.parts.iter().all(|p| matches!(p.role, Role::Filler | Role::Small));
    if !talk && asks(&scene) {
        return None;
    }
    Some(read(engine, &text[start..], today, trace)).filter(|alone| alone.good() && alone.score() >= PLAIN)
}

/// Whether the parts of a question say enough to be asked alone, and refer to nothing before them.
fn speaks_for_itself(engine: &Engine, question: &[Part]) -> bool {
    let content = |p: &&Part| matches!(p.role, Role::Term | Role::Name | Role::Date | Role::Number) && p.weight >= LEAST_CONTENT;
    question.iter().filter(content).count() >= LEAST_OF_QUESTION && !question.iter().any(|p| p.unit.keys.contains(&engine.concepts.referring))
}

/// Whether a part says what a question may be about, or limits it.
fn limits(analysis: &Analysis<'_>, part: &Part) -> bool {
    let lexicon = &analysis.engine.vocabulary.lexicon;
    let known = || part.unit.keys.iter().any(|key| matches!(lexicon.describe(*key).0, KeyKind::Concept(_) | KeyKind::Record));
    match part.role {
        Role::Date => !lately(analysis, part),
        Role::Number | Role::Opinion => true,
        Role::Name => part.weight > 1.0,
        Role::Op => part.weight >= LIMITING_OP && !part.unit.keys.contains(&analysis.engine.concepts.said),
        Role::Term => part.weight >= LIMITING_TERM && known(),
        _ => false,
    }
}

/// Whether a date is of these days: "we argued about it yesterday".
fn lately(analysis: &Analysis<'_>, part: &Part) -> bool {
    let day = part.date.and_then(|mention| analysis.dates[mention].date).and_then(|date| date.exact_day());
    day.is_some_and(|day| (analysis.today - day).get_days().abs() <= LATELY)
}

/// Whether a question word, or what opens a question for yes or no, stands at a place.
fn begins(analysis: &Analysis<'_>, at: usize) -> bool {
    let c = &analysis.engine.concepts;
    let cues = [c.when, c.who, c.r#where, c.why, c.how, c.how_many, c.what, c.which, c.how_long, c.yesno];
    analysis.parts[at].unit.keys.iter().any(|k| cues.contains(k))
}

/// "I have a quiz tomorrow, when did it join": a sentence whose question begins at a pause or a link, with a scene before it that asks nothing.
fn led(analysis: &Analysis<'_>, whole: Read, trace: &mut Trace) -> Read {
    if whole.good() && whole.score() >= PLAIN || whole.small.is_some() || !trace.has_room() {
        return whole;
    }
    let (engine, text, today) = (analysis.engine, analysis.text, analysis.today);
    let c = &engine.concepts;
    let mut found = whole;
    for i in (1..analysis.parts.len()).rev().filter(|i| begins(analysis, *i)).take(MOST_LEADS) {
        let start = analysis.tokens[analysis.parts[i].unit.tokens.start].span.start;
        let pause = analysis.tokens[analysis.parts[i].unit.tokens.start].after_pause;
        let link = analysis.parts[i - 1].unit.keys.contains(&c.and) || LINKS.contains(&analysis.tokens[analysis.parts[i - 1].unit.tokens.start].text.as_str());
        // "Local Serbs, how many of them": a few words in front are the subject, no scene; and "…, correct?" asks for nothing new.
        let scene = analysis.parts[i].unit.tokens.start >= SHORTEST_SCENE;
        let asked = analysis.parts[i..].iter().any(|p| matches!(p.role, Role::Term | Role::Name | Role::Date | Role::Number) && p.weight > 0.25);
        // "Tell me this: did they …" leads to what is asked, whatever stands before it.
        let announced = text[..start].trim_end().ends_with([':', '…']);
        if scene && asked && (pause || link) && (announced || !asks(&engine.analyse(&text[..start], today))) {
            found = found.or(read_in_scene(engine, text, today, start, trace));
            // A scene that only disturbs is left out, where the question speaks for itself.
            let refers = analysis.parts[i..].iter().any(|p| p.unit.has(c.referring));
            if !found.good() && !refers {
                let alone = read(engine, &text[start..], today, trace);
                found = if alone.good() && alone.score() >= PLAIN { alone } else { found };
            }
        }
    }
    found
}

/// "Which poll was the closest, like a coin flip": the question without what is only remarked behind a pause, where that says nothing of its own.
fn without_remark(analysis: &Analysis<'_>, whole: Read, trace: &mut Trace) -> Read {
    let lexicon = &analysis.engine.vocabulary.lexicon;
    let pause = analysis.parts.iter().rposition(|p| analysis.tokens[p.unit.tokens.start].after_pause).filter(|at| *at > 1);
    let Some(at) = pause.filter(|_| !whole.good() && whole.opinion == 0 && trace.has_room()) else { return whole };
    let means = |p: &Part| p.weight > 0.25 && p.unit.keys.iter().any(|key| !matches!(lexicon.describe(*key).0, KeyKind::Word));
    let tells = |p: &Part| matches!(p.role, Role::Name | Role::Date | Role::Number | Role::Cue | Role::Foreign) || means(p);
    let question = &analysis.text[..analysis.tokens[analysis.parts[at].unit.tokens.start].span.start];
    if analysis.parts[at..].iter().any(tells) || !asks(&analysis.engine.analyse(question, analysis.today)) {
        return whole;
    }
    let alone = read(analysis.engine, question.trim_end_matches([',', ' ']), analysis.today, trace);
    if alone.good() && alone.score() >= PLAIN { alone } else { whole }
}

/// Reads a question with what sets its scene.
fn read_in_scene(engine: &Engine, text: &str, today: Date, from: usize, trace: &mut Trace) -> Read {
    // The scene is no part of the words that are remembered.
    read_anew(engine, &Analysis::in_scene(engine, text, today, from), trace)
}

/// Reads a text that was put together in every way; nothing is made of it where there is no room for more.
pub(super) fn read(engine: &Engine, text: &str, today: Date, trace: &mut Trace) -> Read {
    let known = trace.known(text);
    known.unwrap_or_else(|| if trace.has_room() { read_analysis(engine, &engine.analyse(text, today), trace) } else { Read::default() })
}

/// Reads a text that is taken apart already.
pub(super) fn read_analysis(engine: &Engine, analysis: &Analysis<'_>, trace: &mut Trace) -> Read {
    trace.known(analysis.text).unwrap_or_else(|| {
        let read = read_anew(engine, analysis, trace);
        trace.units += PER_READING + analysis.parts.len();
        trace.read.push((analysis.text.to_owned(), read.clone()));
        read
    })
}

fn read_anew(engine: &Engine, analysis: &Analysis<'_>, trace: &mut Trace) -> Read {
    let context = Context::new(analysis);
    let mut readings = context.readings();
    if let Some(choice) = open_vote(engine, analysis, &readings) {
        readings.insert(0, choice);
    }
    note(analysis, &readings, trace);
    let has_role = |role: Role| analysis.parts.iter().any(|p| p.role == role);
    let best = readings.first().map_or(0.0, |r| r.score);
    let opinion = analysis.opinions();
    let content =
        analysis.parts.iter().filter(|p| matches!(p.role, Role::Term | Role::Name | Role::Date | Role::Number | Role::Foreign) && p.weight > 0.25).count();
    // "Hey, what's your name": what takes more words is meant, a greeting only goes before it.
    let longest = analysis.parts.iter().rev().filter(|p| p.role == Role::Small).max_by_key(|p| p.unit.tokens.len());
    let small = longest.and_then(|p| {
        // "Thanks" is politeness and more than that: what has a reply of its own is meant.
        let kinds = || p.unit.keys.iter().map(|k| engine.vocabulary.lexicon.describe(*k).1);
        kinds().find(|kind| engine.messages.has(Lang::En, &format!("small-{kind}"))).or_else(|| kinds().next()).map(str::to_owned)
    });
    let small = small.filter(|_| content == 0 || best < FLOOR && analysis.parts.iter().filter(|p| !matches!(p.role, Role::Filler | Role::Small)).count() <= 1);
    let foreign = has_role(Role::Foreign);
    let known = analysis.parts.iter().any(|p| {
        p.role == Role::Name || p.role == Role::Term && p.unit.keys.iter().any(|k| matches!(engine.vocabulary.lexicon.describe(*k).0, KeyKind::Concept(_)))
    });
    let other_country = analysis.named(Kind::Country).iter().any(|(i, id)| analysis.parts[*i].weight > 1.0 && !super::engine::is_ally(engine, id));
    let reason = if foreign && !known {
        "off-topic"
    } else if foreign || other_country {
        "near-miss"
    } else if content == 0 {
        "not-understood"
    } else if known {
        "not-in-data"
    } else {
        "not-understood"
    };
    let own = analysis.parts.iter().any(|p| matches!(p.role, Role::Term | Role::Name | Role::Date | Role::Number | Role::Op));
    let floor = if engine.learned.is_some() { FLOOR } else { FLOOR_UNLEARNED };
    // An example of a computation may be one of a single time: what leaves another is no answer to all of it.
    let timed = readings.first().is_none_or(|r| tells_times(analysis, r));
    let exact = context.hits.iter().any(|hit| hit.verbatim.is_some() && (hit.intent.is_none() || timed));
    Read { readings, reason, opinion, foreign: foreign && !own && !exact, small, namesakes: namesakes(analysis), exact, carried: false, floor }
}

/// "Who is …" with a last name that several people share, and nothing else: all of them.
fn namesakes(analysis: &Analysis<'_>) -> Vec<Query> {
    let mut content = analysis.parts.iter().filter(|p| !matches!(p.role, Role::Filler | Role::Small | Role::Cue));
    let (Some(part), None) = (content.next(), content.next()) else { return Vec::new() };
    let [token] = &analysis.tokens[part.unit.tokens.clone()] else { return Vec::new() };
    let people = analysis.engine.namesakes(&token.text).iter().take(MOST_CHOICES);
    people.map(|id| Query { cue: Cue::Who, ..Query::about(Op::Record, id) }).collect()
}

/// Whether a reading that is limited to a time is so to all times that are named.
pub(super) fn tells_times(analysis: &Analysis<'_>, reading: &Reading) -> bool {
    let query = &reading.query;
    // A vote is of its own day.
    if let Some(id) = query.ids.first()
        && (query.op == Op::Election || query.ids.len() == 1 && matches!(query.op, Op::VoteTally | Op::VoteWho))
    {
        let days = analysis.engine.dataset.dates(id);
        return analysis.dates.iter().filter_map(|d| d.date).all(|date| days.is_empty() || days.iter().any(|day| day.overlaps(&date)));
    }
    query.ids.len() > 1 || query.span.is_none_or(|span| analysis.dates.iter().filter_map(|d| d.date).all(|date| span.overlaps(&date)))
}

/// "Who voted against?" with no vote named asks back, with the votes that people mean most.
fn open_vote(engine: &Engine, analysis: &Analysis<'_>, readings: &[Reading]) -> Option<Reading> {
    let c = &engine.concepts;
    let asks = analysis.has_any(&[c.vote, c.tally, c.abstain, c.absent]) && !analysis.has_any(&[c.poll]);
    let covered = readings.first().is_some_and(|r| r.score > 0.55);
    let only = analysis.parts.iter().all(|p| {
        matches!(p.role, Role::Filler | Role::Cue | Role::Op | Role::Small)
            || p.unit
                .keys
                .iter()
                .any(|k| [c.vote, c.tally, c.abstain, c.absent, c.r#for, c.against, c.parliament, c.party, c.deputies].contains(k) || engine.is_subject(*k))
    });
    if !asks || covered || !only {
        return None;
    }
    let query = Query { cue: analysis.cue(), ..Query::new(Op::VoteList) };
    Some(Reading {
        query: Query { word: Some("choose".to_owned()), ..query },
        score: FLOOR,
        worth: 0.0,
        completeness: FLOOR,
        hit: None,
        strength: FLOOR,
        precision: 1.0,
        used: 0,
        parser: "open-vote",
    })
}

/// The sentences of a message.
fn sentences<'t>(engine: &Engine, text: &'t str) -> Vec<&'t str> {
    let c = &engine.concepts;
    // A letter before a full stop may be an initial, unless it is a small word; what is left out of a word of several letters is known.
    let small =
        |word: &str| engine.analyse(word, Date::ZERO).parts.iter().any(|p| [c.pronouns, c.prepositions, c.auxiliaries].iter().any(|k| p.unit.keys.contains(k)));
    let shortened = |before: &str, word: &str| match word.chars().count() {
        0 => true,
        // "U.S. Senate".
        1 => before.ends_with('.') || !small(word),
        _ => engine.vocabulary.lexicon.is_abbreviation(&fold(word)),
    };
    let mut found = Vec::new();
    let mut start = 0;
    let mut last = ' ';
    for (at, c) in text.char_indices() {
        let next = text[at + c.len_utf8()..].chars().next();
        let ends = match c {
            '?' | '!' | '\n' | ';' | '…' => true,
            // So does an ellipsis, before a space.
            '.' if last == '.' => next.is_some_and(char::is_whitespace),
            // A full stop ends a sentence when a space and a letter follow, and it is neither an ordinal's nor an abbreviation's.
            '.' => {
                next.is_none_or(char::is_whitespace) && !last.is_ascii_digit() && last.is_alphabetic() && {
                    let word = text[..at].rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
                    let figure = text[at + 1..].trim_start().starts_with(|c: char| c.is_ascii_digit());
                    // "Art. 5", "br. 9": a figure counts what stands before it.
                    !(shortened(&text[..at - word.len()], word) || figure && word.chars().count() <= LONGEST_COUNTED)
                }
            }
            _ => false,
        };
        if ends {
            found.push(text[start..at + c.len_utf8()].trim());
            start = at + c.len_utf8();
        }
        last = c;
    }
    found.push(text[start..].trim());
    found.retain(|s| s.chars().filter(|c| c.is_alphanumeric()).count() > 1);
    // A rant is read at its beginning and end, where people put what they ask.
    if found.len() > MOST_SENTENCES {
        let end = found.split_off(found.len() - MOST_SENTENCES / 2);
        found.truncate(MOST_SENTENCES / 2);
        found.extend(end);
    }
    found
}

/// "Only Spain was later. True?": what only asks for confirmation belongs to the sentence before it.
fn with_tags<'t>(engine: &Engine, text: &'t str, today: Date, sentences: Vec<&'t str>) -> Vec<&'t str> {
    let c = &engine.concepts;
    let mut joined: Vec<&str> = Vec::new();
    for sentence in sentences {
        let tag = sentence.len() < 40 && {
            let parts = engine.analyse(sentence, today).parts;
            let confirms = parts.iter().any(|p| p.unit.keys.contains(&c.yesno) || p.unit.keys.contains(&c.claim));
            confirms && parts.iter().all(|p| p.role == Role::Filler || p.unit.keys.contains(&c.yesno))
        };
        match joined.last_mut() {
            Some(last) if tag => {
                let start = last.as_ptr() as usize - text.as_ptr() as usize;
                let end = sentence.as_ptr() as usize - text.as_ptr() as usize + sentence.len();
                *last = &text[start..end];
            }
            _ => joined.push(sentence),
        }
    }
    joined
}

/// Notes what was recognised and how the readings fared.
fn note(analysis: &Analysis<'_>, readings: &[Reading], trace: &mut Trace) {
    let Some(lines) = &mut trace.lines else { return };
    let lexicon = &analysis.engine.vocabulary.lexicon;
    let units: Vec<String> = analysis
        .parts
        .iter()
        .map(|p| {
            let words: Vec<&str> = analysis.tokens[p.unit.tokens.clone()].iter().map(|t| t.text.as_str()).collect();
            let keys: Vec<&str> = p.unit.keys.iter().map(|k| lexicon.describe(*k).1).collect();
            let parts: Vec<&str> = p.unit.parts.iter().map(|k| lexicon.describe(*k).1).collect();
            let more = if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(" ")) };
            format!("{}={:?}:{}{more}/{:.1}", words.join(" "), p.role, keys.join(" "), p.weight)
        })
        .collect();
    lines.push(format!("units  {}", units.join("  ")));
    lines.push(format!("asked  {:?}{}", analysis.cue(), if analysis.yesno() { ", yes/no" } else { "" }));
    for reading in readings.iter().take(6) {
        let unexplained: Vec<&str> = analysis
            .parts
            .iter()
            .enumerate()
            .filter(|(i, p)| reading.used & (1 << i) == 0 && p.weight > 0.0)
            .map(|(_, p)| analysis.tokens[p.unit.tokens.start].text.as_str())
            .collect();
        lines.push(format!(
            "{:.3}  {} {} {}  strength {:.2}, explains {:.0} %{}",
            reading.score,
            reading.parser,
            reading.query.op.intent(),
            reading.query.ids.join(" "),
            reading.strength,
            reading.precision * 100.0,
            if unexplained.is_empty() { String::new() } else { format!(", not: {}", unexplained.join(" ")) }
        ));
    }
}
