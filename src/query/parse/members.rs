//! Whether a country is, or was at a time, a member of the alliance.

use super::{Context, Reading};
use crate::{
    data::Kind,
    query::{
        analysis::{Mask, Part, Role},
        engine::{joined_in_order, membership},
        model::{Cue, Op, Query, Rel},
    },
    text::lexicon::Key,
};

/// The word of a query about the act of joining rather than the state.
pub const JOINED: &str = "joined";

impl Context<'_, '_> {
    /// "Was it in the alliance in 2018?", "is Albania a member?": a state, to be told from the day of joining.
    pub(super) fn members(&self, all: &mut Vec<Reading>) {
        let c = self.c;
        if !self.asserts() || !self.claims.is_empty() {
            return;
        }
        let countries = self.a.named(Kind::Country);
        let [(at, country)] = countries[..] else { return };
        let Some(member) = membership(self.e, country) else { return };
        let lexicon = &self.e.vocabulary.lexicon;
        let alliance = &self.e.dataset.manifest.alliance;
        let alliance = [lexicon.record(alliance), lexicon.concept(alliance)];
        let of_alliance = |p: &Part| alliance.iter().flatten().any(|key| p.unit.has(*key));
        // "In the alliance" is a state, "joined the alliance" an act.
        let acts = |p: &Part| p.unit.parts.contains(&c.join) || p.unit.keys.contains(&c.join) && !of_alliance(p);
        let state = |p: &Part| !acts(p) && (of_alliance(p) || p.unit.keys.contains(&c.member) || p.unit.keys.contains(&c.membership));
        let plain = |p: &Part| matches!(p.role, Role::Filler | Role::Small) || [c.yesno, c.claim, c.still, c.now].iter().any(|key| p.unit.keys.contains(key));
        let opener = self.a.doubtful_opener();
        let (span, rel, dated) = self.span.map_or((None, Rel::In, 0), |(date, rel, mask)| (Some(date), rel, mask));
        let dated = dated | self.a.date_mask();
        let of_subject = country == self.e.dataset.manifest.subject;
        // When the subject joined is told by what is told of its joining.
        let joins = !of_subject && member.joined.is_some() && span.is_some() && rel == Rel::In && self.a.parts.iter().any(acts);
        let told = |i: usize| i == at || Some(i) == opener || (dated | self.denied) & (1 << i) != 0;
        let explained = self.a.parts.iter().enumerate().all(|(i, p)| told(i) || plain(p) || state(p) || joins && acts(p));
        let named = self.a.parts.iter().any(of_alliance);
        // Of the subject itself today a statement tells more.
        if !explained || !named || self.a.dates.len() > 1 || span.is_none() && (of_subject || dated != 0) {
            return;
        }
        if span.is_some_and(|span| span.first() > self.a.today || member.holds(&span, rel).is_none()) {
            return;
        }
        let used = self.a.parts.iter().enumerate().fold(0, |mask: Mask, (i, _)| mask | 1 << i);
        let query = Query { yesno: true, span, rel, word: joins.then(|| JOINED.to_owned()), ..Query::about(Op::Member, country) };
        all.push(self.reading(query, 1.0, used, None, "members"));
    }

    /// The two countries that a word of order stands between, with their places. Of one alone that stands behind it the subject is the
    /// other: "ušli smo poslije Makedonije".
    fn two_members(&self, at: usize) -> Option<[(usize, &str); 2]> {
        let subject = self.e.dataset.manifest.subject.as_str();
        let known = |id: &str| self.e.vocabulary.lexicon.concept(id).is_some_and(|key| self.has(key));
        // "Did anyone join after Finland" is about nobody of its own.
        // A pronoun may stand for others.
        let spoken = self.a.parts[..at].iter().any(|p| p.unit.keys.contains(&self.c.pronouns));
        let open = known("every") || known("other") || self.any(&[self.c.some, self.c.none, self.c.country, self.c.ally]);
        match self.a.named(Kind::Country)[..] {
            [one, other] => Some([one, other]),
            _ if open => None,
            [(i, other)] if other != subject && i > at && !spoken => Some([(at, subject), (i, other)]),
            _ => None,
        }
    }

    /// "Was it in the alliance before Macedonia", "Croatia joined after Albania?": the days of joining of two countries, compared.
    pub(super) fn members_in_order(&self, all: &mut Vec<Reading>) {
        let c = self.c;
        if !self.asserts() && !self.a.is_question() || self.cue != Cue::What || !self.claims.is_empty() || !self.a.dates.is_empty() {
            return;
        }
        let alliance = &self.e.dataset.manifest.alliance;
        let alliance = [self.e.vocabulary.lexicon.record(alliance), self.e.vocabulary.lexicon.concept(alliance)];
        let joins = |p: &Part| {
            [c.join, c.member, c.membership, c.accession].iter().any(|key| p.unit.has(*key)) || alliance.iter().flatten().any(|key| p.unit.keys.contains(key))
        };
        let orders = |p: &Part| [c.before, c.after, c.same].iter().find(|key| p.unit.keys.contains(key)).copied();
        let order: Vec<(usize, Key)> = self.a.parts.iter().enumerate().filter_map(|(i, p)| Some((i, orders(p)?))).collect();
        let &[(at, order)] = &order[..] else { return };
        let Some([(first, one), (second, other)]) = self.two_members(at) else { return };
        let opener = self.a.doubtful_opener();
        let plain = |p: &Part| {
            matches!(p.role, Role::Filler | Role::Small) || [c.yesno, c.claim, c.compare, c.and].iter().any(|key| p.unit.keys.contains(key))
            // "First, before Montenegro".
            || order == c.before && p.unit.keys.contains(&c.first)
        };
        let not = self.a.mask(c.not);
        let told = |i: usize| [first, second, at].contains(&i) || Some(i) == opener || (self.denied | not) & (1 << i) != 0;
        if !self.a.parts.iter().any(joins) || !self.a.parts.iter().enumerate().all(|(i, p)| told(i) || plain(p) || joins(p)) {
            return;
        }
        // "Before Montenegro, Croatia joined": what is named behind the word is what it is compared with.
        let ids = if at < first { [other, one] } else { [one, other] };
        let rel = match order {
            order if order == c.before => Rel::Before,
            order if order == c.after => Rel::After,
            _ => Rel::In,
        };
        if joined_in_order(self.e, ids[0], ids[1]).is_none() {
            return;
        }
        let used = self.a.parts.iter().enumerate().fold(0, |mask: Mask, (i, _)| mask | 1 << i);
        let query = Query { yesno: true, rel, ids: ids.map(str::to_owned).to_vec(), ..Query::new(Op::Member) };
        let mut reading = self.reading(query, 1.0, used, None, "members");
        // "They didn't join on the same day?" denies it, with no tag.
        reading.query.denied |= self.denies_before(first.max(second).max(at)) && !self.yesno && opener.is_none();
        all.push(reading);
    }
}
