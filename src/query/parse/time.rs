//! What happened when, in what order, and how long between.

use super::{Context, Reading, resolve_point};
use crate::query::{
    analysis::{Mask, Role},
    model::{Cue, Op, Query, Rel},
};

/// The most things that are put in order.
const MOST_ORDERED: usize = 6;

impl Context<'_, '_> {
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
        if let Some((date, rel, mask)) = self.span {
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
            let query = Query { span: Some(date), rel, yesno: false, ..Query::new(Op::Timeline) };
            all.push(self.reading(query, strength, general | mask | self.a.date_mask(), None, "timeline"));
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

    /// A topic that a word of the question names.
    pub(super) fn topic(&self) -> Option<(String, Mask)> {
        let topics = |id: &str| self.e.dataset.records.events.iter().any(|e| e.topics.iter().any(|t| t == id));
        self.a.parts.iter().enumerate().find_map(|(i, part)| {
            let name = part.unit.keys.iter().chain(&part.unit.parts).map(|k| self.e.vocabulary.lexicon.describe(*k).1).find(|name| topics(name))?;
            Some((name.to_owned(), 1 << i))
        })
    }

    /// "Put in order: the protocol, the summit, the election": three things or more, parted by commas and links.
    fn order_of_several(&self) -> Option<Reading> {
        let c = self.c;
        let links = [c.and, c.or];
        let parts = &self.a.parts;
        let link = |i: usize| parts[i].unit.keys.iter().any(|k| links.contains(k));
        let opens = |i: usize| i == 0 || link(i) || self.a.tokens[parts[i].unit.tokens.start].after_pause;
        let starts: Vec<usize> = (0..parts.len()).filter(|i| opens(*i)).collect();
        if !(3..=MOST_ORDERED + 1).contains(&starts.len()) {
            return None;
        }
        let (mut ids, mut used): (Vec<String>, Mask) = (Vec::new(), 0);
        for (n, &start) in starts.iter().enumerate() {
            let end = starts.get(n + 1).copied().unwrap_or(parts.len());
            let first = start + usize::from(link(start));
            used |= if link(start) { 1 << start } else { 0 };
            let Some(last) = end.checked_sub(1).filter(|last| *last >= first) else { continue };
            let span = self.a.tokens[parts[first].unit.tokens.start].span.start..self.a.tokens[parts[last].unit.tokens.end - 1].span.end;
            match resolve_point(self.e, &self.a.text[span], self.a.today) {
                Some((id, words)) if !ids.contains(&id) => {
                    used |= words << first;
                    ids.push(id);
                }
                // Only what asks for the order may stand apart, in front.
                _ if n == 0 => {}
                _ => return None,
            }
        }
        if ids.len() < 3 {
            return None;
        }
        let last = self.any(&[c.last, c.latest]) && !self.any(&[c.first, c.earliest]);
        let query = Query { ids, cue: self.cue, word: last.then(|| "last".to_owned()), ..Query::new(Op::Order) };
        used |= self.cue_words() | self.words(&[c.first, c.earliest, c.last, c.latest, c.order, c.happen, c.and, c.or, c.list, c.before, c.after]);
        Some(self.reading(query, 0.97, used, None, "order"))
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
        if !long && let Some(several) = self.order_of_several() {
            all.push(several);
        }
        for (i, part) in self.a.parts.iter().enumerate() {
            let word = part.unit.keys.iter().any(|k| splitters.contains(k) && (long || *k != c.to));
            // "signing -> accession, how many days": a dash or arrow parts the two as well.
            let pause = long && self.a.tokens[part.unit.tokens.start].after_pause;
            if i == 0 || !(word || pause) {
                continue;
            }
            let cut = part.unit.tokens.clone();
            let left = &self.a.text[..self.a.tokens[cut.start].span.start];
            let right = &self.a.text[if word { self.a.tokens[cut.end - 1].span.end } else { self.a.tokens[cut.start].span.start }..];
            let Some((first, left_used)) = resolve_point(self.e, left, self.a.today) else { continue };
            // "… in the Senate and the deposit of its instrument": whose it is stands in the first half.
            let carried = || {
                let names: Vec<&str> = self.a.parts[..i].iter().filter(|p| p.role == Role::Name && p.weight > 1.0).map(|p| self.a.typed(p)).collect();
                if names.is_empty() { None } else { resolve_point(self.e, &format!("{right} {}", names.join(" ")), self.a.today) }
            };
            let Some((second, right_used)) = resolve_point(self.e, right, self.a.today).or_else(|| carried().filter(|(id, _)| *id != first)) else { continue };
            if first == second {
                continue;
            }
            let either = if self.has(c.before) && self.has(c.after) { self.words(&[c.or, c.before, c.after]) } else { 0 };
            let used = left_used
                | either
                | right_used << (i + usize::from(word))
                | if word { 1 << i } else { 0 }
                | self.cue_words()
                | self.words(&[c.first, c.earliest, c.last, c.before, c.after, c.between, c.order, c.happen, c.since, c.difference, c.next]);
            let used = used | if timed { self.claims.words() | self.words(&[c.time_unit]) } else { 0 };
            // "Two years before": a length and an order.
            let op = if long && !(timed && self.any(&[c.before, c.after])) { Op::Duration } else { Op::Order };
            let mut query = Query { ids: vec![first, second], yesno: self.yesno, cue: self.cue, ..Query::new(op) };
            query.rel = if part.unit.keys.contains(&c.after) { Rel::After } else { Rel::Before };
            if self.has(c.before) && self.has(c.after) {
                // "Before or after?" wants one of the two words.
                query.word = Some("either".to_owned());
                query.yesno = false;
            }
            // A plain date on one side of "before" is a limit, not a thing to compare.
            let strength = if long {
                0.99
            } else if self.yesno || self.any(&[c.first, c.or, c.earliest, c.which, c.last]) || self.has(c.order) {
                0.95
            } else {
                0.6
            };
            all.push(self.reading(query, strength, used, None, "order"));
        }
        if long && !timed {
            // "How long has it been a member", "how long ago was the invitation".
            if let Some((id, used)) = resolve_point(self.e, self.a.text, self.a.today) {
                let elapsed = self.any(&[c.elapsed, c.since, c.now, c.still, c.member]) && !self.has(c.until);
                let query = Query { ids: vec![id], cue: self.cue, ..Query::new(Op::Duration) };
                let used = used | self.cue_words() | self.words(&[c.since, c.now, c.member, c.happen, c.still]);
                all.push(self.reading(query, if elapsed { 0.97 } else { 0.58 }, used | self.words(&[c.elapsed]), None, "order"));
            }
        }
    }
}
