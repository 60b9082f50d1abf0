//! What happened when, in what order, and how long between.

use jiff::civil::Date;

use super::{Context, Reading};
use crate::{
    data::date::{FuzzyDate, Point},
    query::{
        analysis::{Mask, Part, Role},
        model::{Cue, Op, Query, Rel},
        when::TimeUnit,
    },
};

/// Words of this weight together name a thing.
const LEFT_THING: f32 = 1.5;
/// The most things that are put in order.
const MOST_ORDERED: usize = 6;

/// A time beside a dated thing, of which it is asked what happened.
#[derive(Debug, Clone)]
pub(super) struct Beside {
    date: FuzzyDate,
    rel: Rel,
    /// Whether only what is nearest is asked for.
    next: bool,
    /// The step of the way that is asked for, among the dataset's milestones.
    step: Option<usize>,
    /// The two things that it lies between, the earlier first.
    ends: Vec<String>,
    /// The words that say before, after or between.
    pub(super) op: Mask,
    used: Mask,
}

/// A range of days.
fn days(first: Date, last: Date) -> Option<FuzzyDate> {
    let day = |date: Date| Point::Day(date.year(), date.month(), date.day());
    match first.cmp(&last) {
        std::cmp::Ordering::Less => Some(FuzzyDate::from_range(day(first), day(last))),
        std::cmp::Ordering::Equal => Some(FuzzyDate::from_day(first)),
        std::cmp::Ordering::Greater => None,
    }
}

/// The week, month or year of a date that is known as precisely.
fn around(date: &FuzzyDate, unit: TimeUnit) -> Option<FuzzyDate> {
    let (first, last) = (date.first(), date.last());
    let point = match unit {
        TimeUnit::Year => Point::Year(first.year(), None),
        TimeUnit::Month => Point::Month(first.year(), first.month(), None),
        TimeUnit::Week => {
            let day = date.exact_day()?;
            let monday = day.checked_sub(jiff::Span::new().days(i64::from(day.weekday().to_monday_zero_offset()))).ok()?;
            return days(monday, monday.checked_add(jiff::Span::new().days(6)).ok()?);
        }
        TimeUnit::Day => return None,
    };
    (point.first() <= first && last <= point.last()).then(|| FuzzyDate::from_point(point))
}

impl Context<'_, '_> {
    /// "What happened between the summit and the invitation", "in the week after the protocol", "right before it".
    pub(super) fn find_beside(&self) -> Option<Beside> {
        let c = self.c;
        let told = self.any(&[c.happen, c.timeline, c.list]);
        // "The week after": a length of time beside it.
        let timed = || self.a.parts.iter().any(|p| self.e.vocabulary.dates.length(&self.a.tokens, p.unit.tokens.start).is_some());
        let step = self.has(c.step) || (0..self.a.parts.len()).any(|i| self.is_bare_next(i));
        if self.yesno || !matches!(self.cue, Cue::What | Cue::Define) || !(told || step || self.any(&[c.next, c.previous]) || timed()) {
            return None;
        }
        let found = (0..self.a.parts.len()).find_map(|i| {
            let unit = &self.a.parts[i].unit;
            if told && [c.to, c.until].iter().any(|k| unit.has(*k)) {
                return self.spanning_points(i);
            }
            if unit.keys.contains(&c.between) {
                return self.between_points(i);
            }
            let next = unit.keys.contains(&c.next) && unit.has(c.after) || unit.keys.contains(&c.previous) && unit.has(c.before);
            let plain = unit.keys.contains(&c.after) || unit.keys.contains(&c.before);
            if !next && !plain {
                return None;
            }
            let found = self.beside_point(i, if unit.has(c.after) { Rel::After } else { Rel::Before }, next)?;
            Some(if step { self.to_step(found) } else { found })
        })?;
        // "Which ally came right after Canada" asks for an ally: only what asks for anything at all is told by what happened.
        let bare = |(i, p): (usize, &crate::query::analysis::Part)| {
            let asking = |k| k == c.what || found.step.is_some() && k == c.which || self.e.is_subject(k);
            found.used & (1 << i) != 0 || matches!(p.role, Role::Filler | Role::Small) || p.unit.keys.iter().any(|k| asking(*k))
        };
        (told || self.a.parts.iter().enumerate().all(bare)).then_some(found)
    }

    /// Whether a word asks for what comes next without saying next to what: "the next step", rather than "right after it".
    fn is_bare_next(&self, i: usize) -> bool {
        let (c, unit) = (self.c, &self.a.parts[i].unit);
        unit.has(c.next) && !unit.has(c.after) || unit.has(c.previous) && !unit.has(c.before)
    }

    /// What is asked for beside a thing, as the nearest step of the way, where there is one on that side.
    fn to_step(&self, beside: Beside) -> Beside {
        let date = |id: &String| self.e.dataset.dates(id).first().copied();
        let dated = || self.e.dataset.manifest.milestones.iter().enumerate().filter_map(|(i, id)| Some((i, date(id)?)));
        let step = match beside.rel {
            Rel::Before => dated().filter(|(_, date)| date.last() < beside.date.first()).max_by_key(|(_, date)| date.first()),
            Rel::After => dated().filter(|(_, date)| date.first() > beside.date.last()).min_by_key(|(_, date)| date.first()),
            _ => None,
        };
        let words = (0..self.a.parts.len()).filter(|i| self.is_bare_next(*i)).fold(self.words(&[self.c.step]), |mask, i| mask | 1 << i);
        Beside { step: step.map(|(i, _)| i), used: beside.used | words, ..beside }
    }

    /// "In the same month as the summit", "in the year when it was invited": the week, month or year of a dated thing.
    pub(super) fn time_of_thing(&self) -> Option<(FuzzyDate, Rel, Mask)> {
        let c = self.c;
        let parts = &self.a.parts;
        if !self.a.dates.is_empty() {
            return None;
        }
        let limits = |p: &Part| [c.before, c.after, c.since, c.until, c.between].iter().any(|k| p.unit.keys.contains(k));
        (1..parts.len().saturating_sub(1)).find_map(|at| {
            let unit = self.e.vocabulary.dates.unit(&self.a.tokens, parts[at].unit.tokens.start).filter(|unit| *unit != TimeUnit::Day)?;
            let bare = |i: &usize| parts[*i].unit.keys.contains(&c.articles) && !parts[*i].unit.keys.contains(&c.same);
            let opener = (0..at).rev().find(|i| !bare(i)).filter(|i| parts[*i].unit.has(c.same) || parts[*i].unit.keys.contains(&c.prepositions))?;
            if limits(&parts[at + 1]) {
                return None;
            }
            // "As", "when" and "of" lead to the thing.
            let leads = |p: &Part| p.role == Role::Filler || [c.same, c.when, c.which].iter().any(|k| p.unit.keys.contains(k));
            let start = (at + 1..parts.len()).find(|i| !leads(&parts[*i]))?;
            let (id, used) = self.point(self.text_of(start..parts.len())?)?;
            let day = self.e.dataset.dates(&id).first().copied()?;
            let date = around(&day, unit)?;
            let opening = (opener..start).fold(0, |mask: Mask, i| mask | 1 << i);
            Some((date, Rel::In, opening | used << start))
        })
    }

    /// The text of some parts.
    fn text_of(&self, parts: std::ops::Range<usize>) -> Option<&str> {
        let (first, last) = (self.a.parts.get(parts.start)?, self.a.parts.get(parts.end.checked_sub(1)?)?);
        self.a.text.get(self.a.tokens[first.unit.tokens.start].span.start..self.a.tokens[last.unit.tokens.end - 1].span.end)
    }

    /// The dated thing that some parts speak of, its date and its words.
    fn point_in(&self, parts: std::ops::Range<usize>) -> Option<(String, FuzzyDate, Mask)> {
        let (id, used) = self.point(self.text_of(parts.clone())?)?;
        let date = *self.e.dataset.dates(&id).first()?;
        Some((id, date, used << parts.start))
    }

    /// "What happened from the invitation to accession": both things and what lies between them.
    fn spanning_points(&self, at: usize) -> Option<Beside> {
        let c = self.c;
        let asks = |p: &Part| p.role == Role::Cue || p.unit.has(c.what) || [c.happen, c.timeline, c.list].iter().any(|k| p.unit.has(*k));
        let start = (0..at).rev().find(|i| asks(&self.a.parts[*i]))? + 1;
        if self.a.date_mask() != 0 {
            return None;
        }
        let (_, a, left) = self.point_in(start..at)?;
        let (_, b, right) = self.point_in(at + 1..self.a.parts.len())?;
        let date = days(a.first(), b.last())?;
        let used = left | right | 1 << at | self.words(&[c.since]);
        Some(Beside { date, rel: Rel::In, next: false, step: None, ends: Vec::new(), op: 1 << at, used })
    }

    fn between_points(&self, at: usize) -> Option<Beside> {
        let parts = &self.a.parts;
        // Two days are a time with both of them in it.
        if self.span.is_some_and(|(.., mask)| (mask & self.a.date_mask()).count_ones() > 1) {
            return None;
        }
        let and = (at + 2..parts.len()).find(|i| parts[*i].unit.keys.contains(&self.c.and))?;
        let (first, a, left) = self.point_in(at + 1..and)?;
        let (second, b, right) = self.point_in(and + 1..parts.len())?;
        let ((first, a), (second, b)) = if a.first() <= b.first() { ((first, a), (second, b)) } else { ((second, b), (first, a)) };
        let date = days(a.last().tomorrow().ok()?, b.first().yesterday().ok()?)?;
        Some(Beside { date, rel: Rel::In, next: false, step: None, ends: vec![first, second], op: 1 << at, used: left | right | 1 << at | 1 << and })
    }

    fn beside_point(&self, at: usize, rel: Rel, next: bool) -> Option<Beside> {
        let (_, event, used) = self.point_in(at + 1..self.a.parts.len())?;
        let plain = Beside { date: event, rel, next, step: None, ends: Vec::new(), op: 1 << at, used: used | 1 << at };
        // "In the week after", "two months before", "mjesec dana nakon".
        let length_at = |unit: usize| {
            let length = |token| self.e.vocabulary.dates.length(&self.a.tokens, token);
            Some((unit, self.a.parts[unit].unit.tokens.clone().find_map(length)?))
        };
        let longer = |(unit, _): &(usize, _)| unit.checked_sub(1).and_then(length_at);
        let length = at.checked_sub(1).and_then(length_at);
        let length = length.as_ref().and_then(longer).or(length);
        if let Some((unit, length)) = length {
            let number = unit.checked_sub(1).and_then(|i| Some((i, self.a.parts[i].number?)));
            let length = length.checked_mul(number.map_or(1, |(_, n)| n as i64)).ok()?;
            let date = match rel {
                Rel::After => days(event.last().tomorrow().ok()?, event.last().checked_add(length).ok()?),
                _ => days(event.first().checked_sub(length).ok()?, event.first().yesterday().ok()?),
            }?;
            let counted = number.map_or(0, |(i, _)| 1 << i);
            return Some(Beside { date, rel: Rel::In, used: plain.used | 1 << unit | counted, ..plain });
        }
        // "In the rest of 2017 after accession", "after the election up to the end of 2016": the other date is the limit.
        let until = |i: usize| (i.saturating_sub(3)..i).any(|j| self.a.parts[j].unit.has(self.c.until));
        let limits = |i: usize| used & (1 << i) == 0 || until(i);
        let limit = self.a.parts.iter().enumerate().find_map(|(i, p)| Some((i, self.a.dates[p.date?].date?)).filter(|(i, _)| limits(*i)));
        let Some((i, limit)) = limit else { return Some(plain) };
        let date = match rel {
            Rel::After => days(event.last().tomorrow().ok()?, limit.last()),
            _ => days(limit.first(), event.first().yesterday().ok()?),
        };
        let Some(date) = date else { return Some(plain) };
        Some(Beside { date, rel: Rel::In, used: plain.used | 1 << i | self.words(&[self.c.until, self.c.during]), ..plain })
    }

    /// What happened in a time.
    pub(super) fn timeline(&self, all: &mut Vec<Reading>) {
        let c = self.c;
        // "How long from … to …" wants the time between, not what happened in it.
        if self.cue == Cue::HowLong {
            return;
        }
        let asks = self.any(&[c.happen, c.timeline, c.list]) || (self.cue == Cue::What && self.has(c.what));
        let general = self.words(&[c.happen, c.timeline, c.list, c.order, c.during, c.most, c.and, c.said, c.member, c.membership, c.accession, c.join])
            | self.cue_words();
        if let Some(Beside { step: Some(step), used, .. }) = &self.beside {
            let query = Query { cue: Cue::When, ..Query::about(Op::Record, &self.e.dataset.manifest.milestones[*step]) };
            all.push(self.reading(query, 0.97, general | used, None, "timeline"));
        } else if let Some(Beside { date, rel, next, ends, used, .. }) = &self.beside {
            let query = Query { span: Some(*date), rel: *rel, n: next.then_some(1), ids: ends.clone(), ..Query::new(Op::Timeline) };
            all.push(self.reading(query, 0.97, general | used, None, "timeline"));
        } else if let Some((date, rel, mask)) = self.span {
            let lone = self.a.parts.iter().enumerate().all(|(i, p)| {
                mask & (1 << i) != 0 || matches!(p.role, Role::Filler | Role::Small | Role::Date) || p.unit.keys.iter().any(|k| self.e.is_subject(*k))
            });
            let strength = if lone {
                0.92
            } else if self.has(c.happen) || self.has(c.timeline) {
                0.93
            } else if asks {
                0.72
            } else {
                0.4
            };
            let told = matches!(self.cue, Cue::What | Cue::Define) && (!self.yesno || self.any(&[c.happen, c.timeline, c.list]));
            let strength = if told { strength } else { strength * 0.6 };
            // "Timeline of the protests of 2015": the time and what it is of.
            let topic = self.topic().filter(|_| self.has(c.timeline));
            let (word, words) = topic.map_or((None, 0), |(topic, words)| (Some(topic), words));
            let used = general | mask | words | self.a.date_mask();
            let query = Query { span: Some(date), rel, word, yesno: false, ..Query::new(Op::Timeline) };
            all.push(self.reading(query, strength, used, None, "timeline"));
        } else if let Some(mention) = self.a.dates.iter().find(|d| d.yearless.is_some()) {
            let (month, day) = mention.yearless.unwrap_or((1, None));
            let lone =
                self.a.parts.iter().all(|p| matches!(p.role, Role::Filler | Role::Small | Role::Date) || p.unit.keys.iter().any(|k| self.e.is_subject(*k)));
            let strength = if lone || self.has(c.happen) { 0.9 } else { 0.4 };
            let query = Query { word: Some(day.map_or(format!("m{month}"), |d| format!("m{month}d{d}"))), ..Query::new(Op::Timeline) };
            all.push(self.reading(query, strength, general | self.a.date_mask(), None, "timeline"));
        } else if self.has(c.timeline)
            && let Some((topic, words)) = self.topic()
        {
            let query = Query { word: Some(topic), ..Query::new(Op::Timeline) };
            let ends = ["start", "end"].iter().filter_map(|id| self.e.vocabulary.lexicon.concept(id)).fold(0, |m, k| m | self.a.mask(k));
            all.push(self.reading(query, 0.95, general | words | ends, None, "timeline"));
        } else if self.has(c.timeline) {
            all.push(self.reading(Query::new(Op::Timeline), 0.9, general, None, "timeline"));
        }
    }

    /// Whether things are spoken of which a list of what happened in a time says nothing of: "the court proceedings of that day".
    pub(super) fn left_things(&self, used: Mask) -> bool {
        let left = |(i, p): &(usize, &Part)| (used | self.free) & (1 << i) == 0 && p.role == Role::Term;
        self.a.parts.iter().enumerate().filter(left).map(|(_, p)| p.weight).sum::<f32>() >= LEFT_THING
    }

    /// A topic that a word of the question names.
    pub(super) fn topic(&self) -> Option<(String, Mask)> {
        let topics = |id: &str| self.e.dataset.records.events.iter().any(|e| e.topics.iter().any(|t| t == id));
        self.a.parts.iter().enumerate().find_map(|(i, part)| {
            let name = part.unit.keys.iter().chain(&part.unit.parts).map(|k| self.e.vocabulary.lexicon.describe(*k).1).find(|name| topics(name))?;
            Some((name.to_owned(), 1 << i))
        })
    }

    /// "Put in order: the protocol, the summit, the election": three dated things or more, parted by commas and links, with their words.
    fn find_ordered(&self) -> Option<(Vec<String>, Mask)> {
        let parts = &self.a.parts;
        let link = |i: usize| parts[i].unit.keys.iter().any(|k| [self.c.and, self.c.or].contains(k));
        let opens = |i: usize| i == 0 || link(i) || self.a.tokens[parts[i].unit.tokens.start].after_pause;
        let starts: Vec<usize> = (0..parts.len()).filter(|i| opens(*i)).collect();
        if !(3..=MOST_ORDERED + 2).contains(&starts.len()) {
            return None;
        }
        let ordering = self.cue_words() | self.words(&[self.c.order]);
        let (mut ids, mut used): (Vec<String>, Mask) = (Vec::new(), 0);
        for (n, &start) in starts.iter().enumerate() {
            let end = starts.get(n + 1).copied().unwrap_or(parts.len());
            let (outer_first, outer_last) = (n == 0, n + 1 == starts.len());
            // "Who ratified first, Germany, France or Italy": the first things are named behind the question.
            let ranked = self.words(&[self.c.first, self.c.last, self.c.earliest, self.c.latest]) | self.words(&[self.c.before, self.c.after]);
            let inside = ((1 << end) - 1) & !((1 << start) - 1);
            if outer_first
                && ranked & inside != 0
                && self.cue_words() & inside != 0
                && end < parts.len()
                && self.a.tokens[parts[end].unit.tokens.start].after_pause
            {
                continue;
            }
            // What asks for the order stands in front of the first thing or behind the last: "in which order did …, … and … come".
            let asks = |i: usize| {
                let part = &parts[i];
                matches!(part.role, Role::Filler | Role::Cue | Role::Op | Role::Small) || part.unit.has(self.c.happen)
            };
            let mut first = start + usize::from(link(start));
            if outer_first && let Some(question) = (first..end).rev().find(|i| ordering & (1 << i) != 0) {
                first = question + 1;
            }
            let first = (first..end).find(|i| !asks(*i)).unwrap_or(end);
            let question = self.cue_words() & !self.words(&[self.c.yesno, self.c.claim]);
            // "Hungary or Slovakia, whose parliament voted first": what stands behind the last thing may be the question.
            if outer_last && !outer_first && (start..first).any(|i| question & (1 << i) != 0) {
                continue;
            }
            let end = if outer_last { (first..end).find(|i| ordering & (1 << i) != 0).unwrap_or(end) } else { end };
            let Some(text) = self.text_of(first..end) else {
                if outer_first || outer_last {
                    continue;
                }
                return None;
            };
            if question & ((1 << end) - (1 << first)) != 0 {
                return None;
            }
            match self.point(text) {
                Some((id, words)) if !ids.contains(&id) => {
                    used |= words << first;
                    ids.push(id);
                }
                _ if outer_first => {}
                _ => return None,
            }
        }
        (ids.len() > 2).then_some((ids, used))
    }

    /// Three things or more in the order of their dates.
    fn order_of_several(&self) -> Option<Reading> {
        let c = self.c;
        let (ids, used) = self.find_ordered()?;
        let last = self.any(&[c.last, c.latest]) && !self.any(&[c.first, c.earliest]);
        let query = Query { ids, cue: self.cue, word: last.then(|| "last".to_owned()), ..Query::new(Op::Order) };
        let used = used | self.cue_words() | self.words(&[c.first, c.earliest, c.last, c.latest, c.order, c.happen, c.and, c.or, c.list, c.before, c.after]);
        Some(self.reading(query, 0.97, used, None, "order"))
    }

    /// "How long after the summit did Montenegro join": both things stand behind the word, parted by an auxiliary.
    fn long_beside(&self, at: usize) -> Option<Reading> {
        let c = self.c;
        let parts = &self.a.parts;
        if self.cue != Cue::HowLong || !parts[at].unit.keys.iter().any(|k| [c.before, c.after].contains(k)) {
            return None;
        }
        let parted = (at + 2..parts.len().saturating_sub(1)).find(|i| parts[*i].unit.has(c.auxiliaries))?;
        let point = |range: std::ops::Range<usize>| {
            let start = range.start;
            self.point(self.text_of(range)?).map(|(id, used)| (id, used << start))
        };
        let (first, left) = point(at + 1..parted)?;
        let (second, right) = point(parted + 1..parts.len()).filter(|(id, _)| *id != first)?;
        let query = Query { ids: vec![first, second], cue: self.cue, ..Query::new(Op::Duration) };
        Some(self.reading(query, 0.99, left | right | 1 << at | self.cue_words(), None, "order"))
    }

    /// Which of two things came first, how long between them, how long since one.
    pub(super) fn order(&self, all: &mut Vec<Reading>) {
        let c = self.c;
        let splitters = [c.before, c.after, c.or, c.and, c.until, c.since, c.to];
        // "Did it take more than a year from … to …": a length of time is claimed.
        let timed = self.asserts() && self.claims.timed();
        let long = self.cue == Cue::HowLong || self.has(c.how_long) || timed;
        let sooner = self.any(&[c.before, c.after, c.first, c.earliest, c.last]) || self.has(c.order);
        if !long && !sooner {
            return;
        }
        if !long {
            all.extend(self.order_of_several());
        }
        // "Raised in front of the headquarters two days after": what may mean a place parts two times only where nothing else does.
        let places = self.a.parts.iter().any(|p| p.role != Role::Filler && [c.before, c.after].iter().any(|k| p.unit.keys.contains(k)));
        let is_place = |p: &Part| places && p.role == Role::Filler && [c.before, c.after].iter().any(|k| p.unit.keys.contains(k));
        let said = |key| self.a.parts.iter().any(|p| p.unit.has(key) && !is_place(p));
        for (i, part) in self.a.parts.iter().enumerate() {
            let word = part.unit.keys.iter().any(|k| splitters.contains(k) && (long || *k != c.to));
            if is_place(part) {
                continue;
            }
            // "signing -> accession, how many days": a dash or arrow parts the two as well.
            let pause = long && self.a.tokens[part.unit.tokens.start].after_pause;
            if i == 0 || !(word || pause) {
                continue;
            }
            let cut = part.unit.tokens.clone();
            let left = &self.a.text[..self.a.tokens[cut.start].span.start];
            let right = &self.a.text[if word { self.a.tokens[cut.end - 1].span.end } else { self.a.tokens[cut.start].span.start }..];
            let Some((first, left_used)) = self.point(left) else {
                all.extend(self.long_beside(i));
                continue;
            };
            // "… in the Senate and the deposit of its instrument": whose it is stands in the first half.
            let carried = || {
                let names: Vec<&str> = self.a.parts[..i].iter().filter(|p| p.role == Role::Name && p.weight > 1.0).map(|p| self.a.typed(p)).collect();
                if names.is_empty() { None } else { self.point(&format!("{right} {}", names.join(" "))) }
            };
            let Some((second, right_used)) = self.point(right).or_else(|| carried().filter(|(id, _)| *id != first)) else { continue };
            if first == second {
                continue;
            }
            let either = if said(c.before) && said(c.after) { self.words(&[c.or, c.before, c.after]) } else { 0 };
            let used = left_used
                | either
                | right_used << (i + usize::from(word))
                | if word { 1 << i } else { 0 }
                | self.cue_words()
                | self.words(&[c.first, c.earliest, c.last, c.before, c.after, c.between, c.order, c.happen, c.since, c.difference, c.next])
                | if long { self.words(&[c.elapsed]) } else { 0 };
            let used = used | if timed { self.claims.words() | self.words(&[c.time_unit]) } else { 0 };
            // "Two years before": a length and an order.
            let op = if long && !(timed && self.any(&[c.before, c.after])) { Op::Duration } else { Op::Order };
            let mut query = Query { ids: vec![first, second], yesno: self.yesno, cue: self.cue, ..Query::new(op) };
            query.rel = if part.unit.keys.contains(&c.after) { Rel::After } else { Rel::Before };
            if said(c.before) && said(c.after) {
                // "Before or after?" wants one of the two words.
                query.word = Some("either".to_owned());
                query.yesno = false;
            }
            // A plain date on one side of "before" is a limit, not a thing to compare.
            // A date that is not the thing's own is claimed of it, which the order does not tell.
            let own = |id: &str, at: usize| self.e.dataset.dates(id).first().is_none_or(|date| self.a.dates[at].agrees(date));
            let dated = self.a.parts.iter().enumerate().any(|(j, p)| p.date.is_some_and(|at| !own(&query.ids[usize::from(j > i)], at)));
            let strength = if long {
                0.99
            } else if dated {
                0.5
            } else if self.yesno || self.any(&[c.first, c.or, c.earliest, c.which, c.last]) || self.has(c.order) {
                0.95
            } else {
                0.6
            };
            all.push(self.reading(query, strength, used, None, "order"));
        }
        if long && !timed {
            // "How long has it been a member", "how long ago was the invitation". Where another end is spoken of, however dimly, it is not today.
            let elapsed = self.any(&[c.elapsed, c.since, c.now, c.still, c.member]) && !self.has(c.until);
            let ends = !elapsed && self.any(&[c.to, c.until, c.between, c.after]);
            // Behind "since" stands what it is counted from.
            let since = self.a.parts.iter().position(|p| p.unit.keys.contains(&c.since)).map(|at| at + 1);
            let behind = |at: usize| {
                let (id, used) = self.point(self.text_of(at..self.a.parts.len())?)?;
                Some((id, used << at))
            };
            let point = since.and_then(behind).or_else(|| self.point(self.a.text));
            if let Some((id, used)) = point.filter(|_| !ends) {
                let query = Query { ids: vec![id], cue: self.cue, ..Query::new(Op::Duration) };
                let used = used | self.cue_words() | self.words(&[c.since, c.now, c.member, c.happen, c.still]);
                all.push(self.reading(query, if elapsed { 0.97 } else { 0.58 }, used | self.words(&[c.elapsed]), None, "order"));
            }
        }
    }
}
