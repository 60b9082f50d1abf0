//! Several questions in one sentence: where it is cut, and what each part takes over from the one before.

use super::{
    analysis::{Analysis, Part, Role},
    model::{Cue, Op, Query},
    parse::Reading,
    understand::{LINKS, MOST_QUESTIONS, REFERRED, Read, asks, greets, is_name, read, read_analysis},
};

/// The most units of a sentence that is looked at for two questions.
const MOST_UNITS_OF_TWO: usize = 40;

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
pub(super) fn halves(analysis: &Analysis<'_>, whole: &Read, trace: &mut Vec<String>) -> Option<Vec<Query>> {
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
        if !content && (right_analysis.cue() == Cue::What || whole.good()) {
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
pub(super) fn coordinated(analysis: &Analysis<'_>, whole: &Read, trace: &mut Vec<String>) -> Option<Vec<Query>> {
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
