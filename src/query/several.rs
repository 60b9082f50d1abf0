//! Several questions in one sentence: where it is cut, and what each part takes over from the one before.

use super::{
    analysis::{Analysis, Part, Role},
    model::{Cue, Op, Query, Side},
    parse::{NOTHING_LEFT, Reading},
    understand::{LINKS, MOST_QUESTIONS, REFERRED, Read, Trace, as_scene, asks, greets, is_name, read, read_analysis, tells_times},
};
use crate::{
    data::Kind,
    text::{
        Lang,
        lexicon::{Key, KeyKind},
    },
};

/// The most units of a sentence that is looked at for two questions.
const MOST_UNITS_OF_TWO: usize = 40;
/// How much worse the parts of a sentence may be understood than all of it.
const WORSE: f32 = 0.15;
/// From here on one record is what a whole sentence asks for.
const WHOLE: f32 = 0.9;
/// A word of this weight counts as one that a part has to explain.
const OWN_WORD: f32 = 0.4;

/// A part of a sentence that is explained to less than this share asks for something else.
const EXPLAINED: f32 = 0.75;

/// From here on an example is asked for, but for a word.
const PLAINLY: f32 = 0.95;

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
        // A part that only put another thing into the question before it leaves that question to be asked again.
        let bare = |p: &Part| matches!(p.role, Role::Filler | Role::Cue | Role::Date) || is_name(p);
        let before = given.before.filter(|_| first.carried && left.parts.iter().all(bare)).unwrap_or(left);
        Self { names, named, person, times, ids, subject, way: best.map(|r| (r.query.op, r.parser)), before: Some(before) }
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

    /// Whether what the part before was about may explain every word that another part says. Where it cannot, that need not be read with what was named.
    fn may_tell(&self, part: &Analysis<'_>) -> bool {
        let (lexicon, phrases) = (&part.engine.vocabulary.lexicon, &part.engine.phrases);
        let records: Vec<u32> = self.ids.iter().filter_map(|id| part.engine.place(id)).collect();
        let word = |p: &&Part| p.weight >= OWN_WORD && matches!(p.role, Role::Term | Role::Stranger);
        // What has a meaning of its own may be a part of something that is computed.
        let plain = |key: &Key| !matches!(lexicon.describe(*key).0, KeyKind::Concept(_));
        let told = |p: &Part| {
            let mut keys = p.unit.keys.iter().chain(&p.unit.parts);
            keys.any(|key| !plain(key) || phrases.is_held(*key, &records))
        };
        part.engine.learned.is_none() || part.parts.iter().filter(word).all(told)
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
    if most < 2 || !trace.has_room() || whole.exact || whole.readings.first().is_some_and(all) || analysis.parts.len() > MOST_UNITS_OF_TWO {
        return None;
    }
    cuts(analysis).into_iter().find_map(|cut| split(analysis, cut, whole, given, most, trace)).or_else(|| both_ends(analysis, whole, trace))
}

/// "The highest support in the polls of CEDEM, and the lowest?", "the first and the last poll": the same question once more with the other end of the row.
fn both_ends(analysis: &Analysis<'_>, whole: &Read, trace: &mut Trace) -> Option<Vec<Query>> {
    // "Between the first and the last" is one time.
    if analysis.has(analysis.engine.concepts.between) {
        return None;
    }
    if let Some(sides) = both_sides(analysis, whole) {
        return Some(sides);
    }
    let asked = opposite_ends(analysis).or_else(|| ends_beside(analysis).filter(|_| whole.readings.first().is_some_and(|r| r.parser != "described")))?;
    let reads = asked.map(|text| read(analysis.engine, &text, analysis.today, trace));
    let stand = reads.iter().all(|read| read.good() && read.small.is_none());
    let queries: Vec<Query> = reads.into_iter().flat_map(|read| read.settle().0).collect();
    Some(queries).filter(|queries| stand && queries.first() != queries.last())
}

/// "The biggest lead for yes and for no": an extreme of each of the two sides.
fn both_sides(analysis: &Analysis<'_>, whole: &Read) -> Option<Vec<Query>> {
    let c = &analysis.engine.concepts;
    let extreme = |r: &&Reading| matches!(r.query.op, Op::PollMax | Op::PollMin | Op::PollWidest) && !r.query.yesno && r.query.claims.is_empty();
    let query = &whole.readings.first().filter(extreme).filter(|_| whole.good())?.query;
    let linked = analysis.parts.iter().position(|p| p.unit.keys.contains(&c.and))?;
    let (before, behind) = (&analysis.parts[..linked], &analysis.parts[linked + 1..]);
    let on = |parts: &[Part], keys: [Key; 2]| parts.iter().any(|p| p.role != Role::Filler && keys.iter().any(|key| p.unit.keys.contains(key)));
    let (pro, contra) = ([c.r#for, c.support], [c.against, c.oppose]);
    let sides = if on(before, pro) && on(behind, contra) && !on(before, contra) {
        [Side::For, Side::Against]
    } else if on(before, contra) && on(behind, pro) && !on(behind, contra) {
        [Side::Against, Side::For]
    } else {
        return None;
    };
    Some(sides.map(|side| Query { side: Some(side), ..query.clone() }).to_vec())
}

/// The end of a row that is the other one of what a part names.
fn other_end(analysis: &Analysis<'_>, part: &Part) -> Option<Key> {
    let c = &analysis.engine.concepts;
    let pairs = [(c.highest, c.lowest), (c.most, c.least), (c.first, c.last), (c.first, c.latest), (c.earliest, c.latest), (c.widest, c.narrowest)];
    pairs.iter().flat_map(|(a, b)| [(*a, *b), (*b, *a)]).find_map(|(end, other)| part.unit.keys.contains(&end).then_some(other))
}

/// The same of a word that says on which side of a time.
fn opposite(analysis: &Analysis<'_>, part: &Part) -> Option<Key> {
    let c = &analysis.engine.concepts;
    let sides = [(c.before, c.after), (c.after, c.before)];
    let beside = sides.iter().find_map(|(side, other)| part.unit.keys.contains(side).then_some(*other));
    beside.or_else(|| other_end(analysis, part))
}

/// The question that one end of a row closes, and the same with that end in place of the other.
fn opposite_ends(analysis: &Analysis<'_>) -> Option<[String; 2]> {
    let c = &analysis.engine.concepts;
    let last = analysis.parts.iter().rposition(|p| p.role != Role::Filler)?;
    let linked = analysis.parts[..last].iter().rposition(|p| p.role != Role::Filler).filter(|i| analysis.parts[*i].unit.keys.contains(&c.and))?;
    let other = other_end(analysis, &analysis.parts[last])?;
    let at = (0..linked).find(|i| analysis.parts[*i].unit.keys.contains(&other))?;
    let start = |i: usize| analysis.tokens[analysis.parts[i].unit.tokens.start].span.start;
    let left = &analysis.text[..start(linked)];
    let again =
        format!("{}{}{}", &analysis.text[..start(at)], analysis.typed(&analysis.parts[last]), &left[start(at) + analysis.typed(&analysis.parts[at]).len()..]);
    Some([left.to_owned(), again])
}

/// The question with either of two ends of a row that are linked in it.
fn ends_beside(analysis: &Analysis<'_>) -> Option<[String; 2]> {
    let parts = &analysis.parts;
    let linked = parts.iter().position(|p| p.unit.keys.contains(&analysis.engine.concepts.and))?;
    let one = parts[..linked].iter().rposition(|p| p.role != Role::Filler)?;
    let two = (linked + 1..parts.len()).find(|i| parts[*i].role != Role::Filler)?;
    let other = opposite(analysis, &parts[one])?;
    let opposed = parts[two].unit.has(other) || opposite(analysis, &parts[two]).is_some_and(|end| parts[one].unit.has(end));
    // "The lowest and the highest lead": only the first word of a phrase is its end.
    let token = |i: usize| parts[i].unit.tokens.start;
    let without = |left: std::ops::Range<usize>| {
        let kept = analysis.tokens.iter().enumerate().filter(|(i, _)| !left.contains(i));
        kept.map(|(_, token)| &analysis.text[token.span.clone()]).collect::<Vec<_>>().join(" ")
    };
    opposed.then(|| [without(token(linked)..token(two) + 1), without(token(one)..token(two))])
}

/// A place where a question may end and another begin, with what stands on either side.
#[derive(Debug, Clone, Copy)]
struct Cut<'t> {
    left: &'t str,
    right: &'t str,
    /// Whether what stands behind it has the word that what stands before it has, and no question word opens it.
    alike: bool,
}

/// The places where a question may end and another begin: behind "and" or a comma a new question begins with its own question word, or with the word of the
/// one before it.
fn cuts<'t>(analysis: &Analysis<'t>) -> Vec<Cut<'t>> {
    let asks = |part: &Part| opens_question(analysis, part);
    let mut found = Vec::new();
    for (i, part) in analysis.parts.iter().enumerate().skip(1).filter(|(_, p)| p.unit.tokens.start > 1) {
        let token = &analysis.tokens[part.unit.tokens.start];
        let link = links(analysis, part);
        // "Shishmakov and Popov are": an auxiliary behind a name opens no question.
        let opener = analysis.parts[i + 1..].iter().find(|p| p.role != Role::Filler || asks(p));
        let opens = opener.is_some_and(asks) && !(i + 2 < analysis.parts.len() && analysis.tagged());
        let own = token.after_pause && asks(part) || link && opens;
        let alike = !own && (link || token.after_pause) && begins_alike(analysis, i, i + usize::from(link));
        if own || alike {
            let start = if link && !(token.after_pause && asks(part)) { analysis.tokens[part.unit.tokens.end - 1].span.end } else { token.span.start };
            found.push(Cut { left: &analysis.text[..token.span.start], right: &analysis.text[start..], alike });
        }
    }
    found
}

/// Whether a part is "and" or another word that links two questions.
fn links(analysis: &Analysis<'_>, part: &Part) -> bool {
    part.unit.keys.contains(&analysis.engine.concepts.and) || LINKS.contains(&analysis.tokens[part.unit.tokens.start].text.as_str())
}

/// "Invite date, protocol date", "tally in 2015 and tally in 2016": whether what begins at a place asks for another thing with a word of what ends before it.
fn begins_alike(analysis: &Analysis<'_>, end: usize, at: usize) -> bool {
    let c = &analysis.engine.concepts;
    // "The first, the last: days in between": what is measured stands on both sides.
    let measured = analysis.has(c.between) && !analysis.parts[..end].iter().any(|p| p.unit.has(c.between));
    if measured && !analysis.parts[at.min(analysis.parts.len() - 1)].unit.has(c.between) || analysis.yesno() {
        return false;
    }
    let ordered = analysis.parts.iter().filter(|p| p.unit.keys.contains(&c.order)).count() == 1;
    if ordered || analysis.parts.iter().any(|p| [c.difference, c.compare, c.sum, c.or].iter().any(|key| p.unit.keys.contains(key))) {
        return false;
    }
    let pause = |i: usize| analysis.tokens[analysis.parts[i].unit.tokens.start].after_pause;
    let stops = |i: usize| pause(i) || links(analysis, &analysis.parts[i]) && !analysis.parts[at..i].iter().any(|p| p.unit.has(c.between));
    let next = (at + 1..analysis.parts.len()).find(|i| stops(*i)).unwrap_or(analysis.parts.len());
    let (before, behind) = (&analysis.parts[..end], &analysis.parts[at.min(next)..next]);
    // What "between" begins ends behind its "and".
    let open = before.iter().rposition(|p| p.unit.has(c.between)).is_some_and(|from| !before[from..].iter().any(|p| p.unit.keys.contains(&c.and)));
    // A time has no key but what is typed.
    let said = |p: &Part| before.iter().any(|b| b.unit.keys == p.unit.keys && (p.date.is_none() || analysis.typed(b) == analysis.typed(p)));
    let end_of_row = |p: &Part| other_end(analysis, p).is_some();
    let own = behind.iter().any(|p| (is_name(p) || p.date.is_some() || p.role == Role::Term || end_of_row(p)) && !said(p));
    let measures = [c.between, c.since, c.average, c.median, c.order];
    let word = |p: &&Part| matches!(p.role, Role::Cue | Role::Term) || measures.iter().any(|key| p.unit.keys.contains(key)) || end_of_row(p);
    // An end of a row is answered by its other end.
    let same = |a: &Part, b: &Part| a.unit.keys.iter().any(|key| b.unit.keys.contains(key) || other_end(analysis, b) == Some(*key));
    let (mut head, first) = (before.iter().filter(word).take(2), behind.iter().find(word));
    let (tail, last) = (before.iter().rfind(word), behind.iter().rfind(word));
    let opens = first.is_some_and(|first| head.any(|word| same(word, first)));
    let closes = tail.zip(last).is_some_and(|(tail, last)| same(tail, last));
    // "From A to B, and from B to C": the length of another time.
    let typed = |p: &Part| analysis.typed(p).to_lowercase();
    let spans = || behind.first().is_some_and(|p| p.unit.has(c.prepositions) && before.iter().any(|b| typed(b) == typed(p)));
    let opens = opens || analysis.cue() == Cue::HowLong && behind.iter().skip(1).any(|p| p.unit.has(c.to) || p.unit.has(c.until)) && spans();
    !open && own && (opens || closes)
}

/// The questions on both sides of a cut, if both stand.
fn split(analysis: &Analysis<'_>, cut: Cut<'_>, whole: &Read, given: &Given<'_>, most: usize, trace: &mut Trace) -> Option<Vec<Query>> {
    let (engine, today) = (analysis.engine, analysis.today);
    let (left, right) = (engine.analyse(cut.left, today), engine.analyse(cut.right, today));
    if !asks(&left) && !cut.alike && !left.parts.iter().any(|p| p.role == Role::Term && opens_question(&left, p)) || greets(&left) {
        return None;
    }
    // "…, true?" adds no question of its own; "… and when", "… and why" by itself asks nothing that the whole does not.
    let says = |p: &Part| matches!(p.role, Role::Term | Role::Name | Role::Date | Role::Number | Role::Op) || gives(&right, p);
    let content = right.parts.iter().any(says);
    // "How many voted no, and who": of a side that was counted its names are wanted too.
    let counted = |r: &&Reading| whole.good() && r.query.op == Op::VoteTally && r.query.side.is_some() && r.query.claims.is_empty();
    if !content
        && right.cue() == Cue::Who
        && let Some(counted) = whole.readings.first().filter(counted)
    {
        let named = Query { op: Op::VoteWho, cue: Cue::Who, value: None, ..counted.query.clone() };
        return Some(vec![counted.query.clone(), named]);
    }
    if !content && (right.cue() == Cue::What || whole.good()) && right.cue() != Cue::Why {
        return None;
    }
    let first = first_part(&left, &right, given, trace);
    if !first.good() || first.small.is_some() {
        return None;
    }
    if !content && right.cue() == Cue::Why {
        return reason(&left, &right, first, trace);
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
    let explained = |read: &Read| read.sure().is_some_and(|r| r.precision >= EXPLAINED);
    if !second.good() || second.small.is_some() || !close || !explained(&first) || !explained(&second) || strays(analysis, whole, &first, &right, &second) {
        return None;
    }
    let (mut a, _) = first.settle();
    let (b, _) = second.settle();
    if left.only_states() && right.asks_in_words() {
        a = a.iter().map(as_scene).collect();
    }
    let limits = |q: &Query| (q.side, q.span, q.rel, q.n);
    let same = |x: &Query, y: &Query| x.op == y.op && x.ids == y.ids && x.word == y.word && limits(x) == limits(y);
    if a.len() == b.len() && a.iter().zip(&b).all(|(x, y)| same(x, y)) {
        // "Who made the poll and what came out of it": one answer tells both, where nothing tells the whole.
        return Some(a).filter(|_| !whole.good());
    }
    // "Will ours be sent there: do they go or not": of one statement told twice the yes or no is wanted.
    if let ([one], [other]) = (&a[..], &b[..])
        && one.op == Op::Record
        && (other.op, &other.ids) == (Op::Record, &one.ids)
        && one.yesno != other.yesno
    {
        return Some(vec![if one.yesno { one.clone() } else { other.clone() }]);
    }
    a.extend(b);
    Some(a)
}

/// "When did it happen, and why": the reason of what the part before asks about, where it is told by itself.
fn reason(left: &Analysis<'_>, right: &Analysis<'_>, first: Read, trace: &mut Trace) -> Option<Vec<Query>> {
    let cue = left.parts.iter().position(|p| opens_question(left, p))?;
    let kept: Vec<&str> = left.parts.iter().enumerate().filter(|(i, _)| *i != cue).map(|(_, p)| left.typed(p)).collect();
    let why = read(right.engine, &format!("{} {}", right.text.trim_end_matches(['?', '.', '!', ' ']), kept.join(" ")), right.today, trace);
    let told = |r: &Reading| r.parser == "described" && r.query.op == Op::Record && r.strength >= PLAINLY;
    if left.cue() == Cue::Why || !why.good() || !why.readings.first().is_some_and(told) {
        return None;
    }
    let (mut all, _) = first.settle();
    all.extend(why.settle().0);
    all.dedup_by(|a, b| a.ids == b.ids);
    Some(all).filter(|all| all.len() > 1)
}

/// Whether one record tells the whole sentence and a part of it alone is taken for something else.
fn strays(analysis: &Analysis<'_>, whole: &Read, first: &Read, right: &Analysis<'_>, second: &Read) -> bool {
    let own = right.parts.iter().any(|p| is_name(p) || p.date.is_some()) || is_office(right);
    // "Who won in 2023, and with how many seats": what tells the whole tells the first part as well, and the second is about something else.
    if let (Some(all), Some(one), Some(other)) = (whole.readings.first(), first.readings.first(), second.readings.first()) {
        let same = all.query.op == one.query.op && all.query.ids == one.query.ids && !all.query.ids.is_empty();
        let told = all.precision > NOTHING_LEFT && all.score >= WHOLE;
        // What is understood by itself asks for something of its own.
        let refers = right.has(analysis.engine.concepts.referring) && other.strength < 1.0;
        let plain = other.strength >= 0.95 && other.precision >= NOTHING_LEFT && !refers;
        // "When was he dismissed, and how many were for": what names nothing is about the same, which the whole tells.
        let described = other.parser == "described" && plain;
        let weighty = right.parts.iter().any(|p| p.role == Role::Term && p.weight >= OWN_THING);
        let told_whole = !all.query.ids.is_empty()
            && all.precision >= NOTHING_LEFT
            && whole.good()
            && !weighty
            && !described
            && !second.exact
            && all.query.ids == one.query.ids;
        if (same && told && !plain && !weighty || told_whole) && !own && !second.carried && !other.query.ids.iter().any(|id| one.query.ids.contains(id)) {
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

/// Whether a light word may tell what is done with a thing: "when did they get it".
fn gives(analysis: &Analysis<'_>, part: &Part) -> bool {
    let c = &analysis.engine.concepts;
    let light = [c.light, c.auxiliaries, c.discourse, c.pronouns, c.prepositions, c.articles, c.referring, c.yesno, c.how_many, c.how];
    part.unit.keys.contains(&c.light) && part.unit.keys.iter().any(|key| !light.contains(key))
}

/// Whether a part is a question word, or an auxiliary that may open a question, or a phrase that a question word opens ("how big is the army").
fn opens_question(analysis: &Analysis<'_>, part: &Part) -> bool {
    let c = &analysis.engine.concepts;
    let cues = [c.when, c.who, c.r#where, c.why, c.how, c.how_many, c.what, c.which, c.how_long, c.yesno];
    let phrase = || part.role == Role::Term && part.unit.has(c.auxiliaries) && part.unit.parts.first().is_some_and(|k| *k != c.yesno && cues.contains(k));
    part.unit.keys.iter().any(|k| cues.contains(k)) || phrase()
}

/// Whether a part is a place in a row, told by its number.
fn is_place(part: &Part) -> bool {
    part.role == Role::Number && part.ordinal.is_some()
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
    // The second of three is read as the second of two.
    let again = given.before.and_then(|_| second_part(left, given, trace));
    let first = again.unwrap_or_else(|| with_given(left, given, trace));
    if let Some(shared) = side_alone(left, right, &first, trace) {
        return shared;
    }
    if time_at(left).is_some() || !(is_office(left) && is_office(right) || !first.good()) {
        return first;
    }
    let Some(at) = time_at(right) else { return first };
    let timed = read(left.engine, &format!("{} {}", left.text.trim_end_matches([',', ' ']), from(right, at)), left.today, trace);
    if timed.good() { timed } else { first }
}

/// "How many for and how many against in parliament in 2017": a side that names no vote is one of what the part behind names.
fn side_alone(left: &Analysis<'_>, right: &Analysis<'_>, first: &Read, trace: &mut Trace) -> Option<Read> {
    let c = &left.engine.concepts;
    let sides = [c.r#for, c.against, c.abstain, c.absent];
    let bare = |p: &Part| matches!(p.role, Role::Filler | Role::Cue) || sides.iter().chain([&c.vote]).any(|key| p.unit.has(*key));
    if first.exact || !left.has_any(&sides) || !left.parts.iter().all(bare) {
        return None;
    }
    let at = right.parts.iter().position(|p| is_name(p) || p.date.is_some() || p.role == Role::Term && !bare(p))?;
    let second = read(right.engine, right.text, right.today, trace);
    let ids = second.readings.first().filter(|_| second.good()).map(|r| &r.query.ids)?;
    let shared = read(left.engine, &format!("{} {}", left.text.trim_end_matches([',', ' ']), from(right, at)), left.today, trace);
    let same = shared.readings.first().is_some_and(|r| r.query.ids.iter().any(|id| ids.contains(id)));
    (shared.good() && shared.small.is_none() && same).then(|| shared.carrying(true))
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
    if let Some(asked) = with_cue(right, before, trace).or_else(|| turned(right, before, trace)).or_else(|| at_clause(right, before, trace)) {
        return Some(asked);
    }
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

/// "Who ratified before Germany and who after": the question before with the word that is the opposite of one of its words.
fn turned(right: &Analysis<'_>, before: &Analysis<'_>, trace: &mut Trace) -> Option<Read> {
    let c = &right.engine.concepts;
    let mut said = right.parts.iter().filter(|p| !matches!(p.role, Role::Filler | Role::Cue) && !p.unit.keys.contains(&c.and));
    let (Some(word), None) = (said.next(), said.next()) else { return None };
    let other = opposite(right, word)?;
    let turns = |p: &&Part| p.unit.keys.contains(&other);
    before.parts.iter().find(turns)?;
    let put: Vec<&str> = before.parts.iter().map(|p| if turns(&p) { right.typed(word) } else { before.typed(p) }).collect();
    let read = read(right.engine, &put.join(" "), right.today, trace);
    (read.good() && read.small.is_none()).then(|| read.carrying(true))
}

/// "Who led it when it was invited and when it joined": a clause of time is one of the question before that ended in another.
fn at_clause(right: &Analysis<'_>, before: &Analysis<'_>, trace: &mut Trace) -> Option<Read> {
    let c = &right.engine.concepts;
    let at = time_at(before).filter(|at| before.parts[*at].date.is_none() && before.cue() != Cue::When)?;
    let only = right.parts.iter().enumerate().filter(|(_, p)| opens_question(right, p) && !p.unit.keys.contains(&c.yesno));
    if !only.into_iter().all(|(i, p)| i == 0 && p.unit.keys.contains(&c.when)) || !right.parts.first()?.unit.keys.contains(&c.when) {
        return None;
    }
    let kept: Vec<&str> = before.parts[..at].iter().map(|p| before.typed(p)).collect();
    let read = read(right.engine, &format!("{} {}", kept.join(" "), right.text), right.today, trace);
    (read.good() && read.small.is_none()).then(|| read.carrying(true))
}

/// "How long from A to B, and from B to C": a part that no question word opens asks with that of the part before.
fn with_cue(right: &Analysis<'_>, before: &Analysis<'_>, trace: &mut Trace) -> Option<Read> {
    if right.parts.iter().any(|p| opens_question(right, p)) {
        return None;
    }
    let cue = before.parts.iter().find(|p| opens_question(before, p)).filter(|p| p.role == Role::Cue)?;
    let asked = read(right.engine, &format!("{} {}", before.typed(cue), right.text), right.today, trace);
    (asked.good() && asked.small.is_none()).then(|| asked.carrying(true))
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
    // What has the words of an example is about something of its own, where nothing was named or it refers to nothing.
    let alike = if given.named { Some(1.0).filter(|_| !right.has(c.referring)) } else { Some(WHOLE) };
    let described = |r: &Reading| r.parser == "described" && alike.is_some_and(|least| r.strength >= least) && r.precision > NOTHING_LEFT;
    let whole = second.readings.first().is_some_and(described);
    let strays = !own && !dated && !whole && !is_office(right) && !second.exact && !second.carried && !given.shares(second);
    if second.small.is_some() || second.good() && way.is_none() && !strays {
        return None;
    }
    // "… and who wanted one": hardly anything is asked without what it refers to.
    let untold = second.readings.first().is_some_and(|r| r.query.ids.is_empty() && given.way.is_some_and(|(op, _)| op != r.query.op));
    let vague = second.vague() || untold;
    let said = right.text.trim_end_matches(['?', '.', '!', ' ']);
    let time = way.map(|_| given.times.join(" "));
    // Only what shares a record with the part before is taken, unless it refers to something.
    if way.is_none() && !right.has(c.referring) && !given.may_tell(right) {
        return None;
    }
    time.into_iter().chain(given.spoken_of()).find_map(|thing| {
        let read = read(right.engine, &format!("{said} {thing}"), right.today, trace).read_as(way.map(|r| (r.query.op, r.parser)));
        let fits = |r: &Reading| match way {
            Some(_) => timed(r) && r.query.span.is_some(),
            None if matches!(r.query.op, Op::Order | Op::RatOrder) => false,
            None => given.shares(&read) || right.has(c.referring) && (!second.good() || vague && r.strength >= 1.0),
        };
        (read.good() && read.small.is_none() && read.readings.first().is_some_and(fits) && lost(&read, right) <= 0.0).then(|| read.carrying(true))
    })
}

/// The question of the part before with the time or the thing that the part behind names, where that names nothing else, or else the part as it was read.
fn asked_again(right: &Analysis<'_>, before: &Analysis<'_>, given: &Given<'_>, second: Read, trace: &mut Trace) -> Option<Read> {
    let c = &right.engine.concepts;
    let word = |p: &Part| matches!(p.role, Role::Filler | Role::Cue | Role::Op | Role::Date) && !p.unit.has(c.happen);
    let thing = |p: &Part| is_name(p) || speaks_of_office(right, p) || is_place(p);
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
    let same = |op: Op| op != Op::Record || !matches!(right.cue(), Cue::What | Cue::Define);
    let alike = unsaid && put.good() && put.readings.first().is_some_and(|r| given.way.is_some_and(|(op, _)| op == r.query.op && same(op)));
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
    let ranked = right.parts.iter().any(is_place);
    let named = right.parts.iter().any(|p| is_name(p) || speaks_of_office(right, p));
    let thing = |p: &Part| named && (is_name(p) && replaced(p) || speaks_of_office(before, p)) || ranked && is_place(p);
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
fn with_time(analysis: &Analysis<'_>, given: &Given<'_>, alone: &Read, trace: &mut Trace) -> Option<Read> {
    if given.times.is_empty() || given.names.is_empty() || analysis.parts.iter().any(|p| is_name(p) || p.date.is_some()) || is_office(analysis) {
        return None;
    }
    if !alone.vague() && !given.may_tell(analysis) {
        return None;
    }
    let said = analysis.text.trim_end_matches(['?', '.', '!', ' ']);
    let read = read(analysis.engine, &format!("{said} {} {}", given.names.join(" "), given.times.join(" ")), analysis.today, trace);
    let about = given.shares(&read) || alone.vague() && read.readings.first().is_some_and(|r| r.strength >= PLAINLY);
    (read.good() && about && lost(&read, analysis) <= 0.0).then(|| read.carrying(true))
}

/// Reads a part that refers to what was named before it and names nothing itself with what was named, if that explains all of it: no reading of the part
/// alone would be preferred.
fn referred(analysis: &Analysis<'_>, given: &Given<'_>, trace: &mut Trace) -> Option<Read> {
    let c = &analysis.engine.concepts;
    let thing = |p: &Part| is_name(p) || is_record(analysis, p) || p.role == Role::Term && p.weight >= OWN_THING;
    let refers = analysis.parts.iter().any(|p| p.unit.has(c.referring) || p.unit.has(c.then));
    if !refers || !given.named || given.names.is_empty() || !given.times.is_empty() || analysis.parts.iter().any(thing) {
        return None;
    }
    if analysis.engine.phrases.is_verbatim(analysis) {
        return None;
    }
    let carried = read(analysis.engine, &with_names(analysis, given), analysis.today, trace).carrying(true);
    (carried.good() && carried.score() >= 1.0 - REFERRED && lost(&carried, analysis) <= 0.0).then_some(carried)
}

/// A part with what was named before it.
fn with_names(analysis: &Analysis<'_>, given: &Given<'_>) -> String {
    format!("{} {}", analysis.text.trim_end_matches(['?', '.', '!', ' ']), given.names.join(" "))
}

/// Reads a part of a sentence, by itself or with what was named before it.
fn with_given(analysis: &Analysis<'_>, given: &Given<'_>, trace: &mut Trace) -> Read {
    if let Some(referred) = referred(analysis, given, trace) {
        return referred;
    }
    let alone = read_analysis(analysis.engine, analysis, trace);
    if !alone.exact
        && !given.shares(&alone)
        && let Some(timed) = with_time(analysis, given, &alone, trace)
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
    let carried = read(analysis.engine, &with_names(analysis, given), analysis.today, trace).carrying(given.named);
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
    // "Date of A, date of B": what has all the words of an example and refers to nothing is about something of its own.
    let own = plain && !refers && alone.readings.first().is_some_and(|r| r.parser == "described" && r.strength >= 1.0);
    let meant = refers && !alone.exact || given.shares(&carried) && !given.shares(&alone) && !ranks && !own;
    if carried.score() > alone.score() && !own || carried.good() && meant && carried.score() > alone.score() - REFERRED { carried } else { alone }
}

/// "How many seats in 2016 and in 2020", "how did SNP and DPS vote": the same question about two times or two things, when it is no question about both.
pub(super) fn coordinated(analysis: &Analysis<'_>, whole: &Read, trace: &mut Trace) -> Option<Vec<Query>> {
    let (engine, today) = (analysis.engine, analysis.today);
    // "Who was minister in 2015 and 2018": a reading that leaves one of the times is about one of them only.
    let things = |thing: &dyn Fn(&Part) -> bool| (0..analysis.parts.len()).filter(|i| thing(&analysis.parts[*i])).collect::<Vec<usize>>();
    let own = |p: &Part| is_name(p) || is_record(analysis, p);
    let named = [things(&own), things(&|p| speaks_of_office(analysis, p)), things(&|p| p.date.is_some())].concat();
    let leaves = |r: &Reading| {
        let left = |of: &[usize]| of.iter().any(|i| r.used & (1 << i) == 0);
        // Who held an office at several times is told for each of them.
        let holders = || r.parser == "described" && analysis.cue() == Cue::Who && is_office(analysis) && analysis.dates.len() > 1;
        // What is compared are two times.
        let pair = || matches!(r.query.op, Op::PollCompare | Op::SeriesChange) && analysis.dates.len() > 2;
        left(&named) || r.parser != "described" && !tells_times(analysis, r) || holders() || pair()
    };
    if whole.good() && (whole.exact || !whole.readings.first().is_some_and(leaves)) {
        return None;
    }
    let times = things(&|p| p.date.is_some());
    let pairs = each_pair(analysis, &things(&own), &times);
    let alone = [times, things(&own), things(&|p| speaks_of_office(analysis, p))].map(|several| each(analysis, &several));
    for asked in [pairs].into_iter().chain(alone).flatten() {
        let reads: Vec<Read> = asked.iter().map(|text| read(engine, text, today, trace)).collect();
        if reads.iter().all(|read| read.good() && read.small.is_none()) {
            let mut queries: Vec<Query> = reads.into_iter().flat_map(|read| read.settle().0).collect();
            queries.dedup();
            // What tells all of them is told by the whole as well.
            return Some(queries).filter(|queries| queries.len() > 1 || !whole.good());
        }
    }
    None
}

/// "Seats of A in 2023 and of B in 2016": the question about each of two things with its own time.
fn each_pair(analysis: &Analysis<'_>, things: &[usize], times: &[usize]) -> Option<Vec<String>> {
    let (&[a, b], &[first, second]) = (things, times) else { return None };
    let link = (first..b).find(|i| analysis.parts[*i].unit.keys.contains(&analysis.engine.concepts.and))?;
    if !(a < first && first < link && b < second) {
        return None;
    }
    let with = |kept: std::ops::Range<usize>| {
        let parts = analysis.parts[..a].iter().chain(&analysis.parts[kept]);
        parts.map(|p| analysis.typed(p)).collect::<Vec<_>>().join(" ")
    };
    Some(vec![with(a..link), with(link + 1..analysis.parts.len())])
}

/// The question about each of several times or things that it links, with the words that are said of it.
fn each(analysis: &Analysis<'_>, several: &[usize]) -> Option<Vec<String>> {
    let c = &analysis.engine.concepts;
    let (first, last) = (*several.first()?, *several.last()?);
    // "Between this day and that" is one time.
    if !(2..=MOST_QUESTIONS).contains(&several.len()) || analysis.has(c.between) && analysis.parts[first].date.is_some() {
        return None;
    }
    let between = || (first + 1..last).filter(|i| !several.contains(i));
    let link = between().find(|i| analysis.parts[*i].unit.keys.contains(&c.and))?;
    let term = |i: &usize| analysis.parts[*i].role == Role::Term;
    let apart = between().any(|i| term(&i));
    let plain = |i: usize| matches!(analysis.parts[i].role, Role::Filler | Role::Op) || several.len() == 2 && term(&i);
    if !between().all(plain) {
        return None;
    }
    // "The vote on A and the vote on B": each with its own words; "the resolution of 2015 and that of 2016": with the words that both share.
    let own = apart && (last + 1..analysis.parts.len()).any(|i| term(&i));
    let with = |one: usize| {
        let kept = (0..analysis.parts.len()).filter(|i| {
            let inside = (first..=last).contains(i);
            match (own, apart) {
                _ if *i == one => true,
                (true, _) => *i < first || if one < link { *i > first && *i < link } else { *i > link && *i != last },
                (_, true) => !inside || !several.contains(i) && *i != link,
                _ => !inside,
            }
        });
        kept.map(|i| analysis.typed(&analysis.parts[i])).collect::<Vec<_>>().join(" ")
    };
    Some(several.iter().map(|one| with(*one)).collect())
}

/// The most things that are told of one after the other.
const MOST_THINGS: usize = MOST_QUESTIONS;

/// A query about several things whose answer tells of one: one query for each.
pub(super) fn one_by_one(query: Query) -> Vec<Query> {
    // How several allies voted is told of each of them; when they ratified, in one sentence.
    let voted = query.cue != Cue::When && (query.side.is_some() || query.word.as_deref() == Some("parliament"));
    let tells_one = query.op == Op::Leader || query.op == Op::RatShow && voted;
    if !tells_one || !(2..=MOST_THINGS).contains(&query.ids.len()) {
        return vec![query];
    }
    query.ids.iter().map(|id| Query { ids: vec![id.clone()], ..query.clone() }).collect()
}
