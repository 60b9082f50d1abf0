//! From text to what is asked: the message is cut into questions, each is read in every way, and the best reading wins if it is good enough.

use jiff::civil::Date;

use super::{
    analysis::{Analysis, Mask, Part, Role},
    engine::Engine,
    model::{Op, Query},
    parse::{Context, Reading},
};
use crate::{
    data::Kind,
    text::{Lang, lexicon::KeyKind},
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
/// The most sentences of one message that are read.
const MOST_SENTENCES: usize = 12;
/// Conjunctions that link two questions besides "and".
const LINKS: &[&str] = &["a", "but", "plus", "te", "pa"];
/// From here on a sentence is understood by itself.
const PLAIN: f32 = 0.9;
/// How much better the reading of a question with its scene has to be than the one without.
const CLEARLY: f32 = 0.03;
/// How much worse a sentence may be understood with what it refers to than without.
const REFERRED: f32 = 0.15;
/// The fewest words that set a scene.
const SHORTEST_SCENE: usize = 5;
/// The most places of a sentence that are tried as the beginning of its question.
const MOST_LEADS: usize = 2;
/// The most choices that are offered.
const MOST_CHOICES: usize = 5;
/// The most units of a sentence that is looked at for two questions.
const MOST_UNITS_OF_TWO: usize = 40;
/// The most questions of one message that are answered.
const MOST_QUESTIONS: usize = 3;

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
    /// How it was understood, one line each, for `--explain`.
    pub trace: Vec<String>,
}

/// Understands a message.
pub fn understand(engine: &Engine, text: &str, today: Date) -> Understanding {
    let analysis = engine.analyse(text, today);
    let lang = analysis.lang();
    let mut trace = Vec::new();
    let sentences = with_tags(engine, text, today, sentences(engine, text));
    let whole = read_analysis(engine, &analysis, &mut trace);
    let whole_score = whole.score();
    if sentences.len() < 2 {
        let whole = led(&analysis, whole, &mut trace);
        let whole_score = whole.score();
        let split = halves(&analysis, &whole, &mut trace).or_else(|| coordinated(&analysis, &whole, &mut trace));
        let (queries, choices) = split.map_or_else(|| whole.settle(), |queries| (queries, Vec::new()));
        return Understanding { queries, choices, lang, score: whole_score, trace };
    }
    // Several sentences: each that asks something good enough is answered; the rest is talk.
    let mut queries: Vec<Query> = Vec::new();
    let mut best: Option<Read> = None;
    let mut part_score: f32 = 0.0;
    let mut before: Option<&str> = None;
    let mut named: Vec<&str> = Vec::new();
    // Where a sentence that only names things ("Canada??") put its answers.
    let mut topic: Option<usize> = None;
    // "Was it worth it? NATO, I mean": what is only named beside a wish for an opinion is not asked about.
    let (mut opinion, mut told): (Option<Read>, bool) = (None, false);
    for sentence in sentences {
        let scene = before.replace(sentence).filter(|scene| !scene.ends_with('?'));
        let analysis = engine.analyse(sentence, today);
        let mut part = led(&analysis, read_analysis(engine, &analysis, &mut trace), &mut trace);
        let (names, asks) = (names(&analysis), asks(&analysis));
        if let Some(carried) = carried(&analysis, &named, &part, &mut trace) {
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
        if let Some(scene) = scene.filter(|_| part.score() < PLAIN && asks) {
            let start = offset(text, scene);
            let end = offset(text, sentence) + sentence.len();
            let staged = read_in_scene(engine, &text[start..end], today, offset(text, sentence) - start, &mut trace);
            if staged.score() > whole_score + CLEARLY {
                part = part.or(staged);
            }
        }
        let good = part.good();
        // Talk around the question is no question: a sentence asks when it says so.
        let good = good && (asks || part.score() >= 0.97);
        told |= good && !analysis.parts.iter().all(|p| matches!(p.role, Role::Name | Role::Filler | Role::Small));
        if good && let Some(found) = halves(&analysis, &part, &mut trace) {
            queries.extend(found);
            continue;
        }
        if good {
            part_score = part_score.max(part.score());
            let (found, _) = part.clone().settle();
            for query in found {
                // "Source?" behind a claim is no question of its own.
                let aside = matches!(query.op, Op::Sources | Op::Conflicts) && query.ids.is_empty();
                if !aside && !queries.contains(&query) {
                    queries.push(query);
                }
            }
        }
        if best.as_ref().is_none_or(|b| part.score() > b.score()) {
            best = Some(part);
        }
    }
    let asked = queries.iter().any(|q| !matches!(q.op, Op::Small | Op::Help | Op::About));
    if asked {
        queries.retain(|q| !matches!(q.op, Op::Small | Op::Help | Op::About));
    }
    if whole.good() && whole.score() >= 0.85 && queries.len() < 2 {
        queries.clear();
    }
    queries.truncate(MOST_QUESTIONS);
    if let Some(opinion) = opinion.filter(|_| !told) {
        let (queries, choices) = opinion.settle();
        return Understanding { queries, choices, lang, score: whole_score, trace };
    }
    if !queries.is_empty() {
        return Understanding { queries, choices: Vec::new(), lang, score: whole_score.max(part_score), trace };
    }
    let chosen = match best {
        Some(best) if !whole.good() && (best.good() || best.score() > whole.score()) => best,
        _ => whole,
    };
    let (queries, choices) = chosen.settle();
    Understanding { queries, choices, lang, score: whole_score.max(part_score), trace }
}

/// What a sentence names, as it was typed.
fn names<'t>(analysis: &Analysis<'t>) -> Vec<&'t str> {
    analysis.parts.iter().filter(|p| is_name(p)).map(|p| analysis.typed(p)).collect()
}

/// Whether a part names something besides what everything is about.
fn is_name(part: &Part) -> bool {
    part.role == Role::Name && part.weight > 1.0
}

/// Whether a sentence only names something to speak of: "Canada??".
fn only_names(analysis: &Analysis<'_>) -> bool {
    analysis.parts.iter().any(is_name) && analysis.parts.iter().all(|p| is_name(p) || matches!(p.role, Role::Filler | Role::Small))
}

/// "Canada?? When did they ratify it": what a sentence speaks of was named in the one before it.
fn carried(analysis: &Analysis<'_>, named: &[&str], part: &Read, trace: &mut Vec<String>) -> Option<Read> {
    let (engine, sentence, today) = (analysis.engine, analysis.text, analysis.today);
    let refers = analysis.parts.iter().any(|p| p.unit.has(engine.concepts.referring));
    if named.is_empty() || !refers || analysis.parts.iter().any(is_name) || !asks(analysis) {
        return None;
    }
    let carried = read(engine, &format!("{} {}", sentence.trim_end_matches(['?', '.', '!', ' ']), named.join(" ")), today, trace);
    (carried.good() && carried.score() > part.score() - REFERRED).then_some(carried)
}

/// Whether a sentence is put as a question.
fn asks(analysis: &Analysis<'_>) -> bool {
    let c = &analysis.engine.concepts;
    analysis.is_question() || analysis.yesno() || analysis.cue() != super::model::Cue::What || analysis.has_any(&[c.what, c.which, c.list])
}

/// Whether a text greets and has no question word: what stands beside the greeting is talk.
fn greets(analysis: &Analysis<'_>) -> bool {
    let c = &analysis.engine.concepts;
    let asked = analysis.yesno() || analysis.cue() != super::model::Cue::What || analysis.has_any(&[c.what, c.which]);
    !asked && analysis.parts.iter().any(|p| p.role == Role::Small)
}

/// One text, read.
#[derive(Debug, Clone)]
struct Read {
    readings: Vec<Reading>,
    /// Why nothing is asserted when no reading is good enough.
    reason: &'static str,
    /// The words that want an opinion or a forecast; they block an answer that does not explain them.
    opinion: Mask,
    /// Whether nothing but words of other subjects is asked about.
    foreign: bool,
    small: Option<String>,
    /// Whether it is an example, word for word.
    exact: bool,
    /// A reading below this is no answer.
    floor: f32,
}

impl Read {
    fn score(&self) -> f32 {
        self.readings.first().map_or(0.0, |r| r.score)
    }

    fn good(&self) -> bool {
        self.small.is_some() || self.sure().is_some()
    }

    /// The best reading, if it is sure enough to be told.
    fn sure(&self) -> Option<&Reading> {
        if self.foreign || self.withheld() {
            return None;
        }
        // Where the best leaves too much unexplained, the next that is sure enough may explain it.
        self.readings.iter().take_while(|r| r.score >= self.floor).find(|r| r.completeness >= LEAST_COMPLETE)
    }

    /// This reading, or another of the same question that is clearly better.
    fn or(self, other: Self) -> Self {
        if other.small.is_none() && other.good() && other.score() > self.score() + CLEARLY { other } else { self }
    }

    /// Whether an opinion or a forecast is wanted that no statement of the data is asked for in those words.
    fn withheld(&self) -> bool {
        let told = self.readings.first().is_some_and(|r| r.parser == "described" && r.score >= TOLD && r.used & self.opinion == self.opinion);
        self.opinion != 0 && !told
    }

    fn settle(self) -> (Vec<Query>, Vec<Query>) {
        if let Some(small) = self.small {
            let op = match small.as_str() {
                "help" | "what-can-you-do" => Op::Help,
                "who-are-you" => Op::About,
                _ => Op::Small,
            };
            return (vec![Query { word: Some(small), ..Query::new(op) }], Vec::new());
        }
        let Some(best) = self.sure() else {
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

/// "I have a quiz tomorrow, when did it join": a sentence whose question begins at a pause or a link, with a scene before it that asks nothing.
fn led(analysis: &Analysis<'_>, whole: Read, trace: &mut Vec<String>) -> Read {
    if whole.score() >= PLAIN || whole.small.is_some() {
        return whole;
    }
    let (engine, text, today) = (analysis.engine, analysis.text, analysis.today);
    let c = &engine.concepts;
    let cues = [c.when, c.who, c.r#where, c.why, c.how, c.how_many, c.what, c.which, c.how_long, c.yesno];
    let begins = |part: &Part| part.unit.keys.iter().any(|k| cues.contains(k));
    let mut found = whole;
    for i in (1..analysis.parts.len()).rev().filter(|i| begins(&analysis.parts[*i])).take(MOST_LEADS) {
        let start = analysis.tokens[analysis.parts[i].unit.tokens.start].span.start;
        let pause = analysis.tokens[analysis.parts[i].unit.tokens.start].after_pause;
        let link = analysis.parts[i - 1].unit.keys.contains(&c.and) || LINKS.contains(&analysis.tokens[analysis.parts[i - 1].unit.tokens.start].text.as_str());
        // "Local Serbs, how many of them": a few words in front are the subject, no scene; and "…, correct?" asks for nothing new.
        let scene = analysis.parts[i].unit.tokens.start >= SHORTEST_SCENE;
        let asked = analysis.parts[i..].iter().any(|p| matches!(p.role, Role::Term | Role::Name | Role::Date | Role::Number) && p.weight > 0.25);
        if scene && asked && (pause || link) && !asks(&engine.analyse(&text[..start], today)) {
            found = found.or(read_in_scene(engine, text, today, start, trace));
        }
    }
    found
}

/// Reads a question with what sets its scene.
fn read_in_scene(engine: &Engine, text: &str, today: Date, from: usize, trace: &mut Vec<String>) -> Read {
    read_analysis(engine, &Analysis::in_scene(engine, text, today, from), trace)
}

/// Reads one text in every way.
fn read(engine: &Engine, text: &str, today: Date, trace: &mut Vec<String>) -> Read {
    read_analysis(engine, &engine.analyse(text, today), trace)
}

fn read_analysis(engine: &Engine, analysis: &Analysis<'_>, trace: &mut Vec<String>) -> Read {
    let context = Context::new(analysis);
    let mut readings = context.readings();
    if let Some(choice) = open_vote(engine, analysis, &readings) {
        readings.insert(0, choice);
    }
    explain(analysis, &readings, trace);
    let has_role = |role: Role| analysis.parts.iter().any(|p| p.role == role);
    let best = readings.first().map_or(0.0, |r| r.score);
    let opinion = analysis.parts.iter().enumerate().filter(|(_, p)| p.role == Role::Opinion).fold(0, |mask: Mask, (i, _)| mask | 1 << i);
    let content =
        analysis.parts.iter().filter(|p| matches!(p.role, Role::Term | Role::Name | Role::Date | Role::Number | Role::Foreign) && p.weight > 0.25).count();
    let small = analysis.parts.iter().filter(|p| p.role == Role::Small).find_map(|p| {
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
    let exact = context.hits.iter().any(|hit| hit.verbatim.is_some());
    Read { readings, reason, opinion, foreign: foreign && !own, small, exact, floor }
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

/// What the earlier parts of a sentence spoke of, for the parts behind them that do not say it again.
#[derive(Debug, Clone, Default)]
struct Given<'t> {
    /// What was named, or else the weightiest word, as it was typed.
    names: Vec<&'t str>,
    /// Whether it was a name.
    named: bool,
    /// The records that the answer to the part before is about.
    ids: Vec<String>,
}

/// One sentence with several questions in it ("when did Spain ratify and who was last"): every part must stand by itself, or with what was named before it.
fn halves(analysis: &Analysis<'_>, whole: &Read, trace: &mut Vec<String>) -> Option<Vec<Query>> {
    parts(analysis, whole, &Given::default(), MOST_QUESTIONS, trace)
}

fn parts(analysis: &Analysis<'_>, whole: &Read, given: &Given<'_>, most: usize, trace: &mut Vec<String>) -> Option<Vec<Query>> {
    // One reading that takes in all that is named and leaves no word is one question; so is an example, word for word.
    let all = |r: &Reading| r.precision > 0.985 && r.score >= 0.95 && r.parser != "described" && r.query.ids.len() > 2;
    if most < 2 || whole.exact || whole.readings.first().is_some_and(all) {
        return None;
    }
    let (engine, text, today) = (analysis.engine, analysis.text, analysis.today);
    if analysis.parts.len() > MOST_UNITS_OF_TWO {
        return None;
    }
    let c = &engine.concepts;
    let cues = [c.when, c.who, c.r#where, c.why, c.how, c.how_many, c.what, c.which, c.how_long, c.yesno];
    for (i, part) in analysis.parts.iter().enumerate() {
        if i < 2 {
            continue;
        }
        // Behind "and" or a comma a new question begins with its own question word.
        let link = part.unit.keys.contains(&c.and) || LINKS.contains(&analysis.tokens[part.unit.tokens.start].text.as_str());
        let pause = analysis.tokens[part.unit.tokens.start].after_pause && part.unit.keys.iter().any(|k| cues.contains(k));
        // "Shishmakov and Popov are": an auxiliary behind a name opens no question.
        let mut behind = analysis.parts[i + 1..].iter();
        let opener = behind.find(|p| p.role != Role::Filler || p.unit.keys.iter().any(|k| cues.contains(k)));
        let opens = opener.is_some_and(|p| p.unit.keys.iter().any(|k| cues.contains(k))) && !(i + 2 < analysis.parts.len() && analysis.tagged());
        if !(pause || link && opens) {
            continue;
        }
        let left = &text[..analysis.tokens[part.unit.tokens.start].span.start];
        let right = &text[if pause { analysis.tokens[part.unit.tokens.start].span.start } else { analysis.tokens[part.unit.tokens.end - 1].span.end }..];
        let left_analysis = engine.analyse(left, today);
        if !asks(&left_analysis) || greets(&left_analysis) {
            continue;
        }
        let right_analysis = engine.analyse(right, today);
        // "…, true?" adds no question of its own.
        let content = right_analysis.parts.iter().any(|p| matches!(p.role, Role::Term | Role::Name | Role::Date | Role::Number | Role::Op));
        // "… and when", "… and why" by itself asks nothing that the whole does not.
        if !content && (right_analysis.cue() == super::model::Cue::What || whole.good()) {
            continue;
        }
        let mut first = with_given(&left_analysis, given, trace);
        // "Who was president and who minister in 2016": the time behind the second office is the first one's too.
        let office = |analysis: &Analysis<'_>| !analysis.named(Kind::Office).is_empty();
        if left_analysis.dates.is_empty() && office(&left_analysis) && office(&right_analysis) {
            let dates: Vec<&str> = right_analysis.parts.iter().filter(|p| p.date.is_some()).map(|p| right_analysis.typed(p)).collect();
            if !dates.is_empty() {
                first = better(first, read(engine, &format!("{left} {}", dates.join(" ")), today, trace));
            }
        }
        let mut names: Vec<&str> = left_analysis.parts.iter().filter(|p| is_name(p)).map(|p| left_analysis.typed(p)).collect();
        let named = !names.is_empty() || given.named;
        if names.is_empty() {
            names.clone_from(&given.names);
        }
        if names.is_empty() {
            let weightiest = left_analysis.parts.iter().filter(|p| p.role == Role::Term).max_by(|a, b| a.weight.total_cmp(&b.weight));
            names.extend(weightiest.map(|p| left_analysis.typed(p)));
        }
        let about = first.readings.first().map_or_else(Vec::new, |reading| reading.query.ids.clone());
        let behind = Given { names, named, ids: about };
        let mut second = with_given(&right_analysis, &behind, trace);
        // "Who led it in 2016 and who in 2023", "how many seats for DPS, and how many for DF": only the time or the name is new.
        let bare = right_analysis.parts.iter().all(|p| matches!(p.role, Role::Filler | Role::Cue | Role::Date | Role::Op) || is_name(p));
        let (new_name, new_date) = (right_analysis.parts.iter().any(is_name), !right_analysis.dates.is_empty());
        if bare && (new_name || new_date) {
            let kept = left_analysis.parts.iter().filter(|p| !(new_date && p.date.is_some() || new_name && is_name(p)));
            let kept: Vec<&str> = kept.map(|p| left_analysis.typed(p)).collect();
            second = better(second, read(engine, &format!("{} {right}", kept.join(" ")), today, trace));
        }
        if !(first.good() && first.small.is_none()) {
            continue;
        }
        // A second part of several questions itself.
        if let Some(rest) = parts(&right_analysis, &second, &behind, most - 1, trace) {
            let (mut all, _) = first.settle();
            all.extend(rest);
            return Some(all);
        }
        if second.good() && second.small.is_none() && first.score().min(second.score()) > whole.score() - 0.15 {
            let (mut a, _) = first.settle();
            let (b, _) = second.settle();
            let same = |x: &Query, y: &Query| x.op == y.op && x.ids == y.ids && x.side == y.side && x.span == y.span && x.word == y.word;
            if a.len() != b.len() || !a.iter().zip(&b).all(|(x, y)| same(x, y)) {
                a.extend(b);
                return Some(a);
            }
        }
    }
    None
}

/// The better understood of two.
fn better(one: Read, other: Read) -> Read {
    if other.score() > one.score() { other } else { one }
}

/// Reads a part of a sentence, by itself or with what was named before it.
fn with_given(analysis: &Analysis<'_>, given: &Given<'_>, trace: &mut Vec<String>) -> Read {
    let alone = read_analysis(analysis.engine, analysis, trace);
    let (c, has) = (&analysis.engine.concepts, |key| analysis.parts.iter().any(|p| p.unit.has(key)));
    // What is understood alone has no use for a mere word, unless it asks for the time of it ("… and who was it then").
    if given.names.is_empty() || analysis.parts.iter().any(is_name) || !given.named && alone.good() && !has(c.then) {
        return alone;
    }
    let carried = read(analysis.engine, &format!("{} {}", analysis.text.trim_end_matches(['?', '.', '!', ' ']), given.names.join(" ")), analysis.today, trace);
    // A span of time or what happened in it says nothing of a part that names neither thing nor time.
    let hollow = analysis.dates.is_empty() && alone.readings.first().is_some_and(|r| matches!(r.query.op, Op::Duration | Op::Timeline));
    if hollow {
        return carried;
    }
    // "When did it vote and when was its paper deposited": what one half speaks of, the other does.
    let about = |read: &Read| read.readings.first().is_some_and(|r| r.query.ids.iter().any(|id| given.ids.contains(id)));
    // "… and when did it get in": what "it" is was named before.
    let refers = has(c.referring) || has(c.then);
    let meant = refers && !alone.exact || about(&carried) && !about(&alone);
    if carried.score() > alone.score() || carried.good() && meant && carried.score() > alone.score() - REFERRED { carried } else { alone }
}

/// "How many seats in 2016 and in 2020", "how did SNP and DPS vote": the same question about two times or two things, when it is no question about both.
fn coordinated(analysis: &Analysis<'_>, whole: &Read, trace: &mut Vec<String>) -> Option<Vec<Query>> {
    let (engine, today) = (analysis.engine, analysis.today);
    let c = &engine.concepts;
    // "Who was minister in 2015 and 2018": a reading that leaves one of the times is about one of them only.
    let leaves = |r: &Reading| r.parser != "described" && r.used & analysis.date_mask() != analysis.date_mask();
    if whole.good() && (whole.exact || !whole.readings.first().is_some_and(leaves)) {
        return None;
    }
    let dated: Vec<usize> = (0..analysis.parts.len()).filter(|i| analysis.parts[*i].date.is_some()).collect();
    let named: Vec<usize> = (0..analysis.parts.len()).filter(|i| analysis.parts[*i].role == Role::Name && analysis.parts[*i].weight > 1.0).collect();
    for several in [dated, named] {
        let (Some(&first), Some(&last)) = (several.first(), several.last()) else { continue };
        if !(2..=MOST_QUESTIONS).contains(&several.len()) {
            continue;
        }
        let between = || (first + 1..last).filter(|i| !several.contains(i)).map(|i| &analysis.parts[i]);
        let joined = between().any(|p| p.unit.keys.contains(&c.and)) && between().all(|p| matches!(p.role, Role::Filler | Role::Op));
        if !joined {
            continue;
        }
        // Each with what stands around all of them.
        let with = |one: usize| {
            let kept = analysis.parts.iter().enumerate().filter(|(i, _)| *i == one || !(first..=last).contains(i));
            kept.map(|(_, p)| analysis.typed(p)).collect::<Vec<_>>().join(" ")
        };
        let reads: Vec<Read> = several.iter().map(|one| read(engine, &with(*one), today, trace)).collect();
        if reads.iter().all(|read| read.good() && read.small.is_none()) {
            let mut queries: Vec<Query> = reads.into_iter().flat_map(|read| read.settle().0).collect();
            queries.dedup();
            return Some(queries);
        }
    }
    None
}

/// The sentences of a message.
fn sentences<'t>(engine: &Engine, text: &'t str) -> Vec<&'t str> {
    let c = &engine.concepts;
    // A short word before a full stop may be an abbreviation, unless it is a plain small word.
    let small =
        |word: &str| engine.analyse(word, Date::ZERO).parts.iter().any(|p| [c.pronouns, c.prepositions, c.auxiliaries].iter().any(|k| p.unit.keys.contains(k)));
    let mut found = Vec::new();
    let mut start = 0;
    let mut last = ' ';
    for (at, c) in text.char_indices() {
        let next = text[at + c.len_utf8()..].chars().next();
        let ends = match c {
            '?' | '!' | '\n' | ';' => true,
            // A full stop ends a sentence when a space and a letter follow, and it is neither an ordinal's nor an abbreviation's.
            '.' => {
                next.is_none_or(char::is_whitespace) && !last.is_ascii_digit() && last.is_alphabetic() && {
                    let word = text[..at].rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
                    word.chars().count() > 3 || small(word)
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

/// What was recognised and how the readings fared.
fn explain(analysis: &Analysis<'_>, readings: &[Reading], trace: &mut Vec<String>) {
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
    trace.push(format!("units  {}", units.join("  ")));
    trace.push(format!("asked  {:?}{}", analysis.cue(), if analysis.yesno() { ", yes/no" } else { "" }));
    for reading in readings.iter().take(6) {
        let unexplained: Vec<&str> = analysis
            .parts
            .iter()
            .enumerate()
            .filter(|(i, p)| reading.used & (1 << i) == 0 && p.weight > 0.0)
            .map(|(_, p)| analysis.tokens[p.unit.tokens.start].text.as_str())
            .collect();
        trace.push(format!(
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
