//! Several questions in one sentence: where it is cut, and what each part takes over from the one before.

use super::{
    analysis::{Analysis, Part, Role},
    model::{Cue, Op, Query},
    parse::{NOTHING_LEFT, Reading},
    understand::{LINKS, MOST_QUESTIONS, REFERRED, Read, Trace, asks, greets, is_name, read, read_analysis, tells_times},
};
use crate::{
    data::Kind,
    text::{Lang, lexicon::Key},
};

/// The most units of a sentence that is looked at for two questions.
const MOST_UNITS_OF_TWO: usize = 40;
/// How much worse the parts of a sentence may be understood than all of it.
const WORSE: f32 = 0.15;
/// From here on one record is what a whole sentence asks for.
const WHOLE: f32 = 0.9;
/// A word of this weight counts as one that a part has to explain.
const OWN_WORD: f32 = 0.4;

/// Words of this weight name a thing of their own.
const OWN_THING: f32 = 0.9;

/// What the earlier parts of a sentence spoke of, for the parts behind them that do not say it again.
#[derive(Debug, Clone, Default)]
struct Given<'t> {
    /// What was named, or else the weightiest word, as it was typed.
    names: Vec<&'t str>,
    /// Whether it was a name.
    named: bool,
    /// Whether it was somebody's.
    person: bool,
    /// The times that were named, as they were typed.
    times: Vec<&'t str>,
    /// The records that the answer to the part before is about.
    ids: Vec<String>,
    /// What the record that answers the part before is called.
    subject: Option<&'t str>,
    /// How the part before was read.
    way: Option<(Op, &'static str)>,
    /// The part before.
    before: Option<&'t Analysis<'t>>,
}

impl<'t> Given<'t> {
    /// What `left` hands on, with what was handed to it.
    fn behind(left: &'t Analysis<'t>, first: &Read, given: &Given<'t>) -> Self {
        let mut names: Vec<&str> = left.parts.iter().filter(|p| is_name(p) || is_record(left, p)).map(|p| left.typed(p)).collect();
        let named = !names.is_empty() || given.named;
        let person = !left.named(Kind::Person).is_empty() || names.is_empty() && given.person;
        if names.is_empty() {
            names.clone_from(&given.names);
        }
        if names.is_empty() {
            let weightiest = left.parts.iter().filter(|p| p.role == Role::Term).max_by(|a, b| a.weight.total_cmp(&b.weight));
            names.extend(weightiest.map(|p| left.typed(p)));
        }
        let mut times: Vec<&str> = left.parts.iter().filter(|p| p.date.is_some()).map(|p| left.typed(p)).collect();
        if times.is_empty() {
            times.clone_from(&given.times);
        }
        let best = first.readings.first();
        let ids = best.map_or_else(Vec::new, |reading| reading.query.ids.clone());
        let subject = ids.first().and_then(|id| subject(left, id));
        Self { names, named, person, times, ids, subject, way: best.map(|r| (r.query.op, r.parser)), before: Some(left) }
    }

    /// What the parts behind may speak of: what was named, and the record that was told, with the time and without.
    fn spoken_of(&self) -> Vec<String> {
        let mut all = Vec::new();
        for thing in [self.names.join(" "), self.subject.unwrap_or_default().to_owned()] {
            if !thing.is_empty() {
                if !self.times.is_empty() {
                    all.push(format!("{thing} {}", self.times.join(" ")));
                }
                all.push(thing);
            }
        }
        all
    }

    /// Whether a reading is about what the part before was about.
    fn shares(&self, read: &Read) -> bool {
        read.readings.first().is_some_and(|r| r.query.ids.iter().any(|id| self.ids.contains(id)))
    }
}

/// What a record is called, or what a statement is about, in the language of a text.
fn subject<'t>(text: &Analysis<'t>, id: &str) -> Option<&'t str> {
    let engine = text.engine;
    let about = match engine.dataset.find(id)? {
        (Kind::Fact, i) => engine.dataset.records.facts[i].about.first()?,
        (Kind::Gap, i) => engine.dataset.records.gaps[i].about.first()?,
        _ => id,
    };
    engine.dataset.name(about).map(|name| text.lang().unwrap_or(Lang::En).pick(name))
}

/// One sentence with several questions in it ("when did Spain ratify and who was last"): every part must stand by itself, or with what was named before it.
pub(super) fn halves(analysis: &Analysis<'_>, whole: &Read, trace: &mut Trace) -> Option<Vec<Query>> {
    parts(analysis, whole, &Given::default(), MOST_QUESTIONS, trace)
}

fn parts(analysis: &Analysis<'_>, whole: &Read, given: &Given<'_>, most: usize, trace: &mut Trace) -> Option<Vec<Query>> {
    // One reading that takes in all that is named and leaves no word is one question; so is an example, word for word.
    let all = |r: &Reading| r.precision > NOTHING_LEFT && r.score >= 0.95 && r.parser != "described" && r.query.ids.len() > 2;
    if most < 2 || whole.exact || whole.readings.first().is_some_and(all) || analysis.parts.len() > MOST_UNITS_OF_TWO {
        return None;
    }
    cuts(analysis).into_iter().find_map(|(left, right)| split(analysis, left, right, whole, given, most, trace)).or_else(|| both_ends(analysis, trace))
}

/// "The highest support in the polls of CEDEM, and the lowest?": the same question once more with the other end of the row.
fn both_ends(analysis: &Analysis<'_>, trace: &mut Trace) -> Option<Vec<Query>> {
    let c = &analysis.engine.concepts;
    let pairs = [(c.highest, c.lowest), (c.most, c.least), (c.first, c.last), (c.earliest, c.latest), (c.widest, c.narrowest)];
    let last = analysis.parts.iter().rposition(|p| p.role != Role::Filler)?;
    let linked = analysis.parts[..last].iter().rposition(|p| p.role != Role::Filler).filter(|i| analysis.parts[*i].unit.keys.contains(&c.and))?;
    let is = |i: usize, key: Key| analysis.parts[i].unit.keys.contains(&key);
    let other = pairs.iter().flat_map(|(a, b)| [(*a, *b), (*b, *a)]).find_map(|(end, other)| if is(last, end) { Some(other) } else { None })?;
    let at = (0..linked).find(|i| is(*i, other))?;
    let start = |i: usize| analysis.tokens[analysis.parts[i].unit.tokens.start].span.start;
    let left = &analysis.text[..start(linked)];
    let again =
        format!("{}{}{}", &analysis.text[..start(at)], analysis.typed(&analysis.parts[last]), &left[start(at) + analysis.typed(&analysis.parts[at]).len()..]);
    let reads = [left, again.as_str()].map(|text| read(analysis.engine, text, analysis.today, trace));
    let stand = reads.iter().all(|read| read.good() && read.small.is_none());
    let queries: Vec<Query> = reads.into_iter().flat_map(|read| read.settle().0).collect();
    Some(queries).filter(|queries| stand && queries.first() != queries.last())
}

/// The places where a question may end and another begin, each with what stands on either side: behind "and" or a comma a new question begins with its own
/// question word.
fn cuts<'t>(analysis: &Analysis<'t>) -> Vec<(&'t str, &'t str)> {
    let c = &analysis.engine.concepts;
    let asks = |part: &Part| opens_question(analysis, part);
    let mut found = Vec::new();
    for (i, part) in analysis.parts.iter().enumerate().skip(2) {
        let token = &analysis.tokens[part.unit.tokens.start];
        let link = part.unit.keys.contains(&c.and) || LINKS.contains(&token.text.as_str());
        let pause = token.after_pause && asks(part);
        // "Shishmakov and Popov are": an auxiliary behind a name opens no question.
        let opener = analysis.parts[i + 1..].iter().find(|p| p.role != Role::Filler || asks(p));
        let opens = opener.is_some_and(asks) && !(i + 2 < analysis.parts.len() && analysis.tagged());
        if pause || link && opens {
            let start = if pause { token.span.start } else { analysis.tokens[part.unit.tokens.end - 1].span.end };
            found.push((&analysis.text[..token.span.start], &analysis.text[start..]));
        }
    }
    found
}

/// The questions on both sides of a cut, if both stand.
fn split(analysis: &Analysis<'_>, left: &str, right: &str, whole: &Read, given: &Given<'_>, most: usize, trace: &mut Trace) -> Option<Vec<Query>> {
    let (engine, today) = (analysis.engine, analysis.today);
    let (left, right) = (engine.analyse(left, today), engine.analyse(right, today));
    if !asks(&left) || greets(&left) {
        return None;
    }
    // "…, true?" adds no question of its own; "… and when", "… and why" by itself asks nothing that the whole does not.
    let content = right.parts.iter().any(|p| matches!(p.role, Role::Term | Role::Name | Role::Date | Role::Number | Role::Op));
    if !content && (right.cue() == Cue::What || whole.good()) {
        return None;
    }
    let first = first_part(&left, &right, given, trace);
    if !first.good() || first.small.is_some() {
        return None;
    }
    let behind = Given::behind(&left, &first, given);
    let second = second_part(&right, &behind, trace)?;
    // A second part of several questions itself.
    if let Some(rest) = parts(&right, &second, &behind, most - 1, trace) {
        let (mut all, _) = first.settle();
        all.extend(rest);
        return Some(all);
    }
    let close = first.score().min(second.score()) > whole.score() - WORSE;
    if !second.good() || second.small.is_some() || !close || strays(analysis, whole, &first, &right, &second) {
        return None;
    }
    let (mut a, _) = first.settle();
    let (b, _) = second.settle();
    let same = |x: &Query, y: &Query| x.op == y.op && x.ids == y.ids && x.side == y.side && x.span == y.span && x.word == y.word;
    if a.len() == b.len() && a.iter().zip(&b).all(|(x, y)| same(x, y)) {
        // "Who made the poll and what came out of it": one answer tells both, where nothing tells the whole.
        return Some(a).filter(|_| !whole.good());
    }
    a.extend(b);
    Some(a)
}

/// Whether one record tells the whole sentence and a part of it alone is taken for something else.
fn strays(analysis: &Analysis<'_>, whole: &Read, first: &Read, right: &Analysis<'_>, second: &Read) -> bool {
    let own = right.parts.iter().any(|p| is_name(p) || p.date.is_some()) || is_office(right);
    // "Who won in 2023, and with how many seats": what tells the whole tells the first part as well, and the second is about something else.
    if let (Some(all), Some(one), Some(other)) = (whole.readings.first(), first.readings.first(), second.readings.first()) {
        let same = all.query.op == one.query.op && all.query.ids == one.query.ids && !all.query.ids.is_empty();
        let told = all.precision > NOTHING_LEFT && all.score >= WHOLE;
        // What is understood by itself asks for something of its own.
        let plain = other.strength >= 0.95 && other.precision >= NOTHING_LEFT && !right.has(analysis.engine.concepts.referring);
        // "When was he dismissed, and how many were for": what names nothing is about the same, which the whole tells.
        let described = other.parser == "described" && plain;
        let weighty = right.parts.iter().any(|p| p.role == Role::Term && p.weight >= OWN_THING);
        let told_whole = all.precision >= NOTHING_LEFT && whole.good() && !weighty && !described && !second.exact && all.query.ids == one.query.ids;
        if (same && told && !plain || told_whole) && !own && !second.carried && !other.query.ids.iter().any(|id| one.query.ids.contains(id)) {
            return true;
        }
    }
    let dataset = &analysis.engine.dataset;
    let gap = |r: &Reading| r.query.ids.first().is_some_and(|id| matches!(dataset.find(id), Some((Kind::Gap, _))));
    let record = |read: &Read| read.readings.first().filter(|r| r.parser == "described").cloned();
    let Some(told) = record(whole).filter(|r| r.score >= WHOLE && !gap(r)) else { return false };
    // What the data does not answer by itself, it may as a part of the whole.
    if told.precision >= 0.95 && [first, second].iter().any(|part| part.readings.first().is_some_and(gap)) {
        return true;
    }
    // "Which group supported it most and which least": the record of the first part is that of all, and the second part names nothing and no time.
    let same = record(first).is_some_and(|r| r.query.ids == told.query.ids);
    let plain = record(second).is_some_and(|r| r.strength >= 0.95 && r.precision >= NOTHING_LEFT);
    same && told.precision >= WHOLE && !own && !plain && !second.carried
}

/// Whether a part is a question word, or an auxiliary that may open a question.
fn opens_question(analysis: &Analysis<'_>, part: &Part) -> bool {
    let c = &analysis.engine.concepts;
    let cues = [c.when, c.who, c.r#where, c.why, c.how, c.how_many, c.what, c.which, c.how_long, c.yesno];
    part.unit.keys.iter().any(|k| cues.contains(k))
}

/// Whether a text speaks of an office.
fn is_office(analysis: &Analysis<'_>) -> bool {
    !analysis.named(Kind::Office).is_empty()
}

/// Whether a part names an office.
fn speaks_of_office(analysis: &Analysis<'_>, part: &Part) -> bool {
    let engine = analysis.engine;
    let office = |key| engine.dataset.find(engine.vocabulary.lexicon.describe(key).1).is_some_and(|(kind, _)| kind == Kind::Office);
    part.unit.keys.iter().any(|key| office(*key))
}

/// Whether a common word is the name of one of those things that questions are about.
fn is_record(analysis: &Analysis<'_>, part: &Part) -> bool {
    let thing = |kind: &Kind| matches!(kind, Kind::Mission | Kind::Vote | Kind::Election | Kind::Event | Kind::Party | Kind::Person | Kind::Series);
    part.role == Role::Term && part.weight >= OWN_THING && kinds_of(analysis, part).iter().any(thing)
}

/// The kinds of records that a part may name.
fn kinds_of(analysis: &Analysis<'_>, part: &Part) -> Vec<Kind> {
    let engine = analysis.engine;
    let kind = |key| engine.dataset.find(engine.vocabulary.lexicon.describe(key).1).map(|(kind, _)| kind);
    part.unit.keys.iter().filter_map(|key| kind(*key)).collect()
}

/// Reads the part in front: the time behind the second part may be the first one's too ("who was president and who minister in 2016").
fn first_part(left: &Analysis<'_>, right: &Analysis<'_>, given: &Given<'_>, trace: &mut Trace) -> Read {
    let first = with_given(left, given, trace);
    if time_at(left).is_some() || !(is_office(left) && is_office(right) || !first.good()) {
        return first;
    }
    let Some(at) = time_at(right) else { return first };
    let timed = read(left.engine, &format!("{} {}", left.text.trim_end_matches([',', ' ']), from(right, at)), left.today, trace);
    if timed.good() { timed } else { first }
}

/// Where the time of a question begins: a date, or "when …" behind another question word.
fn time_at(analysis: &Analysis<'_>) -> Option<usize> {
    let c = &analysis.engine.concepts;
    let cue = analysis.parts.iter().position(|p| opens_question(analysis, p))?;
    (0..analysis.parts.len()).find(|i| {
        let part = &analysis.parts[*i];
        part.date.is_some() || *i > cue && part.unit.keys.contains(&c.when) && i + 1 < analysis.parts.len()
    })
}

/// The text from a part on.
fn from<'t>(analysis: &Analysis<'t>, at: usize) -> &'t str {
    &analysis.text[analysis.tokens[analysis.parts[at].unit.tokens.start].span.start..]
}

/// Reads the part behind: by itself, with what was named before it, or as the question before it with another time or another thing. `None` when it says
/// nothing by itself and nothing before it helps.
fn second_part(right: &Analysis<'_>, given: &Given<'_>, trace: &mut Trace) -> Option<Read> {
    let mut second = with_given(right, given, trace);
    let Some(before) = given.before else { return Some(second) };
    if let Some(helped) = helped(right, given, &second, trace) {
        return Some(helped);
    }
    let c = &right.engine.concepts;
    if let Some(measured) = measured(before, right, trace) {
        return Some(measured);
    }
    // What was named nowhere is no beginning of a time up to today.
    let to_today = |r: &Reading| r.query.op == Op::Duration && r.query.ids.len() < 2;
    if second.readings.first().is_some_and(to_today) && !right.has_any(&[c.elapsed, c.since, c.now, c.still]) {
        return None;
    }
    // "Who leads this party and who leads that one": the same words are read in the same way.
    let said = |p: &Part| is_name(p) || p.role == Role::Filler || p.date.is_some() || before.parts.iter().any(|b| b.unit.keys == p.unit.keys);
    if right.parts.iter().any(is_name) && right.parts.iter().any(|p| matches!(p.role, Role::Term | Role::Op)) && right.parts.iter().all(said) {
        second = second.read_as(given.way);
    }
    asked_again(right, before, given, second, trace)
}

/// A part that is not understood, that is about nothing that was named, or that asks for what holds at a time without saying when: with the thing and the time that the part before is about.
fn helped(right: &Analysis<'_>, given: &Given<'_>, second: &Read, trace: &mut Trace) -> Option<Read> {
    let c = &right.engine.concepts;
    let own = right.parts.iter().any(|p| is_name(p) && !p.unit.has(c.referring) || p.role == Role::Term && p.weight >= OWN_THING);
    let dated = right.parts.iter().any(|p| p.date.is_some()) || right.has_any(&[c.now, c.still, c.latest]);
    // Who leads or holds something is another one at another time.
    let held = right.cue() == Cue::Who;
    let timed = |r: &Reading| match r.query.op {
        Op::Leader | Op::OfficeAt => held && r.precision >= 0.95,
        Op::SeriesAt => !held && r.precision >= 0.95,
        _ => false,
    };
    let way = second.readings.iter().find(|r| timed(r) && r.query.span.is_none()).filter(|_| !dated && !given.times.is_empty() && !second.exact);
    // "… and when was it adopted": what names nothing and is about something else may be about the same.
    let strays = !own && !dated && !is_office(right) && !second.exact && !second.carried && !given.shares(second);
    if second.small.is_some() || second.good() && way.is_none() && !strays {
        return None;
    }
    let said = right.text.trim_end_matches(['?', '.', '!', ' ']);
    let time = way.map(|_| given.times.join(" "));
    time.into_iter().chain(given.spoken_of()).find_map(|thing| {
        let read = read(right.engine, &format!("{said} {thing}"), right.today, trace).read_as(way.map(|r| (r.query.op, r.parser)));
        let fits = |r: &Reading| match way {
            Some(_) => timed(r) && r.query.span.is_some(),
            None => given.shares(&read) || !second.good() && right.has(c.referring),
        };
        (read.good() && read.small.is_none() && read.readings.first().is_some_and(fits) && lost(&read, right) <= 0.0).then(|| read.carrying(true))
    })
}

/// The question of the part before with the time or the thing that the part behind names, where that names nothing else, or else the part as it was read.
fn asked_again(right: &Analysis<'_>, before: &Analysis<'_>, given: &Given<'_>, second: Read, trace: &mut Trace) -> Option<Read> {
    let c = &right.engine.concepts;
    let word = |p: &Part| matches!(p.role, Role::Filler | Role::Cue | Role::Op | Role::Date) && !p.unit.has(c.happen);
    let thing = |p: &Part| is_name(p) || speaks_of_office(right, p);
    let time = time_at(right);
    let clause = time.filter(|at| right.parts[*at].date.is_none());
    let asked = &right.parts[..clause.unwrap_or(right.parts.len())];
    let (bare, new_thing) = (asked.iter().all(|p| word(p) || thing(p)), asked.iter().any(thing));
    if !bare || time.is_none() && !new_thing {
        return Some(second);
    }
    let put = read(right.engine, &put_again(before, right, time, new_thing), right.today, trace);
    // "… and what in 2023" asks nothing without what was asked before it.
    if !new_thing && !right.parts.iter().any(|p| p.role == Role::Op && !p.unit.has(c.and)) {
        return put.good().then(|| put.carrying(true));
    }
    // The time that was given holds on, unless now is asked about.
    let held = is_office(right) && time.is_none() && time_at(before).is_some() && !right.has(c.now) && put.good();
    // "… and how many that one": a question word and a name ask what the part before asks.
    let unsaid = !right.parts.iter().any(|p| matches!(p.role, Role::Term | Role::Op) && !thing(p) && !p.unit.has(c.and)) && right.cue() == before.cue();
    let alike = unsaid && put.good() && put.readings.first().is_some_and(|r| given.way.is_some_and(|(op, _)| op == r.query.op && op != Op::Record));
    Some(if held || alike || put.score() > second.score() { put.carrying(true) } else { second })
}

/// "When was it ratified and how many days before accession": from what the part before speaks of to what is named behind it.
fn measured(before: &Analysis<'_>, right: &Analysis<'_>, trace: &mut Trace) -> Option<Read> {
    let c = &right.engine.concepts;
    if right.cue() != Cue::HowLong || !right.has_any(&[c.before, c.after, c.until]) {
        return None;
    }
    let cue = before.parts.iter().position(|p| opens_question(before, p));
    // Nor is it a yes or no, which an auxiliary would open.
    let kept = before.parts.iter().enumerate().filter(|(i, p)| Some(*i) != cue && !p.unit.has(c.yesno));
    let kept: Vec<&str> = kept.map(|(_, p)| before.typed(p)).collect();
    let read = read(right.engine, &format!("{} {}", kept.join(" "), right.text), right.today, trace);
    let between = |r: &Reading| r.query.op == Op::Duration && r.query.ids.len() == 2 || r.parser == "described" && r.precision >= 0.95;
    (read.good() && read.readings.first().is_some_and(between)).then(|| read.carrying(true))
}

/// "Who led it in 2016 and who in 2023", "how many seats for DPS, and how many for DF": the question before with the new time or thing.
fn put_again(before: &Analysis<'_>, right: &Analysis<'_>, time: Option<usize>, new_thing: bool) -> String {
    let old = time_at(before).filter(|_| time.is_some());
    // A clause ends the question; a date stands alone in it.
    let clause = old.filter(|at| before.parts[*at].date.is_none());
    // One party takes the place of another, not that of the vote that both are asked about.
    let kinds: Vec<Kind> = right.parts.iter().filter(|p| is_name(p)).flat_map(|p| kinds_of(right, p)).collect();
    let replaced = |p: &Part| {
        let own = kinds_of(before, p);
        own.is_empty() || kinds.is_empty() || own.iter().any(|kind| kinds.contains(kind))
    };
    let thing = |p: &Part| is_name(p) && replaced(p) || speaks_of_office(before, p);
    let kept =
        before.parts.iter().enumerate().filter(|(i, p)| clause.is_none_or(|at| *i < at) && !(time.is_some() && p.date.is_some()) && !(new_thing && thing(p)));
    let same = right.cue() == before.cue();
    match time.filter(|_| same && !new_thing) {
        Some(at) => format!("{} {}", kept.map(|(_, p)| before.typed(p)).collect::<Vec<_>>().join(" "), from(right, at)),
        None => {
            let first = before.parts.iter().position(|p| opens_question(before, p));
            let kept: Vec<&str> = kept.filter(|(i, _)| Some(*i) != first).map(|(_, p)| before.typed(p)).collect();
            format!("{} {}", right.text.trim_end_matches(['?', '.', '!', ' ']), kept.join(" "))
        }
    }
}

/// The weight of a part's own words that a reading of it with more behind it leaves.
fn lost(read: &Read, part: &Analysis<'_>) -> f32 {
    let said = |p: &Part| p.weight >= OWN_WORD && matches!(p.role, Role::Term | Role::Op | Role::Name | Role::Date | Role::Stranger);
    let used = read.readings.first().map_or(0, |r| r.used);
    part.parts.iter().enumerate().filter(|(i, p)| said(p) && used & (1 << i) == 0).map(|(_, p)| p.weight).sum()
}

/// Reads a part that names neither thing nor time with both from before it, where that is about the same as the part before: "how many for the resolution of
/// 2015, and how many abstained".
fn with_time(analysis: &Analysis<'_>, given: &Given<'_>, trace: &mut Trace) -> Option<Read> {
    if given.times.is_empty() || given.names.is_empty() || analysis.parts.iter().any(|p| is_name(p) || p.date.is_some()) || is_office(analysis) {
        return None;
    }
    let said = analysis.text.trim_end_matches(['?', '.', '!', ' ']);
    let read = read(analysis.engine, &format!("{said} {} {}", given.names.join(" "), given.times.join(" ")), analysis.today, trace);
    (read.good() && given.shares(&read) && lost(&read, analysis) <= 0.0).then(|| read.carrying(true))
}

/// Reads a part of a sentence, by itself or with what was named before it.
fn with_given(analysis: &Analysis<'_>, given: &Given<'_>, trace: &mut Trace) -> Read {
    let alone = read_analysis(analysis.engine, analysis, trace);
    if !alone.exact
        && !given.shares(&alone)
        && let Some(timed) = with_time(analysis, given, trace)
    {
        return timed;
    }
    let (c, has) = (&analysis.engine.concepts, |key| analysis.parts.iter().any(|p| p.unit.has(key)));
    let refers = has(c.referring) || has(c.then);
    // What is understood alone has no use for a mere word, unless it asks for the time of it ("… and who was it then").
    // "Who is X and when did he meet Y": a pronoun beside a name stands for another one; "… and what did X say about it" is about what was named before.
    // A word with as much weight as a name is one, where it is understood by itself.
    let plain = alone.score() >= WHOLE && alone.readings.first().is_some_and(|r| r.precision >= NOTHING_LEFT);
    let thing = |p: &Part| is_name(p) || is_record(analysis, p) || plain && p.role == Role::Term && p.weight >= OWN_THING;
    let about = given.named && !given.person && analysis.parts.last().is_some_and(|p| p.unit.has(c.referring));
    let other = analysis.parts.iter().any(thing) && (alone.good() && !about || !given.named || !has(c.referring));
    if given.names.is_empty() || other || !given.named && alone.good() && !has(c.then) {
        return alone;
    }
    let text = format!("{} {}", analysis.text.trim_end_matches(['?', '.', '!', ' ']), given.names.join(" "));
    let carried = read(analysis.engine, &text, analysis.today, trace).carrying(given.named);
    let (lost, lost_alone) = (lost(&carried, analysis), lost(&alone, analysis));
    let described = carried.readings.first().is_some_and(|r| r.parser == "described");
    if alone.good() && lost > lost_alone + OWN_THING || lost > 0.0 && !described {
        return alone;
    }
    // A span of time or what happened in it says nothing of a part that names neither thing nor time.
    let hollow = analysis.dates.is_empty() && alone.readings.first().is_some_and(|r| matches!(r.query.op, Op::Duration | Op::Timeline));
    if hollow {
        return carried;
    }
    // "When did it vote and when was its paper deposited": what one half speaks of, the other does.
    // "… and when did it get in": what "it" is was named before.
    // "… and who ratified last" is another one.
    let ranks = plain && analysis.has_any(&[c.first, c.last, c.earliest, c.latest, c.next, c.previous]);
    let meant = refers && !alone.exact || given.shares(&carried) && !given.shares(&alone) && !ranks;
    if carried.score() > alone.score() || carried.good() && meant && carried.score() > alone.score() - REFERRED { carried } else { alone }
}

/// "How many seats in 2016 and in 2020", "how did SNP and DPS vote": the same question about two times or two things, when it is no question about both.
pub(super) fn coordinated(analysis: &Analysis<'_>, whole: &Read, trace: &mut Trace) -> Option<Vec<Query>> {
    let (engine, today) = (analysis.engine, analysis.today);
    let c = &engine.concepts;
    // "Who was minister in 2015 and 2018": a reading that leaves one of the times is about one of them only.
    let things = |thing: &dyn Fn(&Part) -> bool| (0..analysis.parts.len()).filter(|i| thing(&analysis.parts[*i])).collect::<Vec<usize>>();
    let named = [things(&is_name), things(&|p| speaks_of_office(analysis, p)), things(&|p| p.date.is_some())].concat();
    let leaves = |r: &Reading| {
        let left = |of: &[usize]| of.iter().any(|i| r.used & (1 << i) == 0);
        if r.parser == "described" { left(&named) } else { left(&things(&|p| p.date.is_some())) || !tells_times(analysis, r) }
    };
    if whole.good() && (whole.exact || !whole.readings.first().is_some_and(leaves)) {
        return None;
    }
    for several in [things(&|p| p.date.is_some()), things(&is_name), things(&|p| speaks_of_office(analysis, p))] {
        let (Some(&first), Some(&last)) = (several.first(), several.last()) else { continue };
        if !(2..=MOST_QUESTIONS).contains(&several.len()) {
            continue;
        }
        let between = || (first + 1..last).filter(|i| !several.contains(i)).map(|i| &analysis.parts[i]);
        // "Between this day and that" is one time.
        if analysis.has(c.between) && analysis.parts[first].date.is_some() {
            continue;
        }
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
            // What tells all of them is told by the whole as well.
            return Some(queries).filter(|queries| queries.len() > 1 || !whole.good());
        }
    }
    None
}
