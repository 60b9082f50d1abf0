//! What is asked for by its name and nothing else: who somebody is, what a party is, how an ally ratified, what happened on a day.

use super::{COMPARED, Context, DECIDED, Reading, put_first};
use crate::{
    data::Kind,
    query::{
        analysis::Role,
        engine::is_ally,
        model::{Cue, Op, Query},
    },
};

/// The word of a query that asks what a party is.
pub const WHAT: &str = "what";

impl Context<'_, '_> {
    /// Puts in front who or what it is that is named, where nothing else is asked of it.
    pub(super) fn alone(&self, all: &mut Vec<Reading>) {
        let alone =
            self.person_alone().or_else(|| self.party_alone()).or_else(|| self.ally_alone()).or_else(|| self.date_alone()).or_else(|| self.words_alone(all));
        let Some((at, query, parser)) = alone else { return };
        let limits = self.span.map_or(0, |(.., mask)| mask);
        let used = self.cue_words() | self.words(&[self.c.said]) | 1 << at | limits;
        all.push(self.reading(query, DECIDED, used, None, parser));
        put_first(all, all.len() - 1, DECIDED);
    }

    /// The one thing of a kind that is named, where besides the question word nothing stands beside it that says anything.
    fn only_named(&self, kind: Kind) -> Option<(usize, &str)> {
        let named = self.a.named(kind);
        let &[(at, id)] = &named[..] else { return None };
        let alone = (0..self.a.parts.len()).all(|i| i == at || self.idle(i, at));
        (alone && !self.yesno && self.span.is_none()).then_some((at, id))
    }

    /// Whether a part says nothing of the thing that is named at a place. What is only talk before the question may be what is asked of it behind it.
    fn idle(&self, i: usize, at: usize) -> bool {
        let part = &self.a.parts[i];
        let begin = self.a.parts.iter().position(|p| p.role == Role::Cue);
        match part.role {
            Role::Small => true,
            // A relative is somebody else.
            _ if part.unit.has(self.c.kin) => false,
            // "Good words of …" asks for something, with no question word.
            Role::Filler if begin.is_none() && i < at => part.unit.keys.contains(&self.c.articles) || part.unit.keys.contains(&self.c.and),
            Role::Filler => begin.is_some_and(|begin| i < begin) || !part.unit.parts.is_empty() || part.unit.keys.iter().any(|key| *key != self.c.discourse),
            Role::Cue => self.cue_words() & (1 << i) != 0,
            _ => false,
        }
    }

    /// Whether the question has one of its own words at all, or only names something.
    fn has_cue(&self) -> bool {
        self.a.parts.iter().any(|p| p.role == Role::Cue)
    }

    /// Whether examples of a statement are the question, word for word.
    fn stated(&self) -> bool {
        let stated = |id: &str| matches!(self.e.dataset.find(id), Some((Kind::Fact | Kind::Gap | Kind::Quote | Kind::Event, _)));
        self.hits.iter().any(|hit| hit.verbatim.is_some() && stated(&hit.id))
    }

    /// "Who is …", with one person.
    fn person_alone(&self) -> Option<(usize, Query, &'static str)> {
        let (at, id) = self.only_named(Kind::Person)?;
        let asked = matches!(self.cue, Cue::Who | Cue::What | Cue::Define);
        asked.then(|| (at, Query { cue: Cue::Who, ..Query::about(Op::Record, id) }, "people"))
    }

    /// "What is …", with one party.
    fn party_alone(&self) -> Option<(usize, Query, &'static str)> {
        let c = self.c;
        let named = self.a.named(Kind::Party);
        let &[(at, id)] = &named[..] else { return None };
        let party = self.a.mask(c.party);
        let subject = self.e.vocabulary.lexicon.record(&self.e.dataset.manifest.subject);
        let idle = |i: usize| {
            let part = &self.a.parts[i];
            let own = subject.is_some_and(|subject| part.unit.keys.contains(&subject));
            self.idle(i, at) && !part.unit.has(c.r#for) || own || party & (1 << i) != 0
        };
        let asked = matches!(self.cue, Cue::Who | Cue::What | Cue::Define);
        let alone = (0..self.a.parts.len()).all(|i| i == at || idle(i));
        // A word that may mean something else too has to be asked about.
        let meant = self.a.parts[at].role == Role::Name || self.has_cue();
        let meant = meant && !self.stated() && !self.yesno && self.span.is_none();
        (asked && alone && meant).then(|| (at, Query { cue: Cue::Define, word: Some(WHAT.to_owned()), ..Query::about(Op::Party, id) }, "parties"))
    }

    /// One ally, with no question word.
    fn ally_alone(&self) -> Option<(usize, Query, &'static str)> {
        let (at, id) = self.only_named(Kind::Country)?;
        let name = self.a.parts[at].role == Role::Name && self.a.parts[at].weight > 1.0;
        let asked = self.cue == Cue::Define || !self.has_cue();
        (name && asked && is_ally(self.e, id) && !self.stated()).then(|| (at, Query::about(Op::RatShow, id), "ratifications"))
    }

    /// One day, month, year or range, with no question word: what happened then.
    fn date_alone(&self) -> Option<(usize, Query, &'static str)> {
        let (date, rel, mask) = self.span?;
        let at = self.a.parts.iter().position(|p| p.date.is_some())?;
        let alone = self
            .a
            .parts
            .iter()
            .enumerate()
            .all(|(i, p)| mask & (1 << i) != 0 || matches!(p.role, Role::Filler | Role::Small) || p.unit.keys.iter().any(|key| self.e.is_subject(*key)));
        let query = Query { span: Some(date), rel, ..Query::new(Op::Timeline) };
        (alone && !self.yesno && !self.stated()).then_some((at, query, "timeline"))
    }

    /// "What did … say", where no statement is surely asked for.
    fn words_alone(&self, all: &[Reading]) -> Option<(usize, Query, &'static str)> {
        let named = self.a.named(Kind::Person);
        let &[(at, id)] = &named[..] else { return None };
        let said = self.a.mask(self.c.said);
        let alone = said != 0 && (0..self.a.parts.len()).all(|i| i == at || said & (1 << i) != 0 || self.idle(i, at));
        let told = |r: &Reading| {
            let kind = r.query.ids.first().and_then(|id| self.e.dataset.find(id)).map(|(kind, _)| kind);
            matches!(kind, Some(Kind::Fact | Kind::Quote)) && r.score >= COMPARED
        };
        let asked = self.cue == Cue::What && self.has_cue() && !self.yesno && self.span.is_none();
        (alone && asked && !self.stated() && !all.first().is_some_and(told)).then(|| (at, Query::about(Op::Said, id), "people"))
    }
}
