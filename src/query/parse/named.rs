//! Sources, disagreements, and what is asked for by its name.

use super::{Context, Reading};
use crate::{
    data::Kind,
    query::{
        analysis::{Part, Role},
        engine::is_ally,
        model::{Cue, Op, Query},
    },
};

/// A word that counts more than this says what is meant.
const LEAST_TERM: f32 = 0.6;

impl Context<'_, '_> {
    /// Sources and disagreements.
    pub(super) fn sources(&self, all: &mut Vec<Reading>) {
        let c = self.c;
        if self.has(c.disagree) {
            let mut used = self.words(&[c.disagree, c.source, c.list, c.happen, c.or]) | self.cue_words();
            let mut query = Query::new(Op::Conflicts);
            let specific = self.a.parts.iter().any(|p| matches!(p.role, Role::Date | Role::Number) || p.role == Role::Name && p.weight > 1.0);
            let mut strength = if specific {
                0.45
            } else if self.has(c.source) || self.cue == Cue::Where {
                0.93
            } else {
                0.55
            };
            if let Some(hit) = self.best_hit(&[Kind::Event, Kind::Vote], 0.85) {
                used |= hit.used;
                query.ids.push(hit.id.clone());
                strength = 0.9;
            } else if let Some((j, id)) = self.a.named(Kind::Country).into_iter().find(|(_, id)| is_ally(self.e, id)) {
                used |= 1 << j;
                query.ids.push(id.to_owned());
            }
            all.push(self.reading(query, strength, used, None, "sources"));
        } else if self.has(c.source) {
            let mut used = self.words(&[c.source, c.list]) | self.cue_words();
            let mut query = Query::new(Op::Sources);
            // "Where are your data from" names nothing whose sources are wanted.
            let names = |p: &Part| match p.role {
                Role::Name => p.weight > 1.0,
                Role::Date | Role::Number => true,
                Role::Term => p.weight > LEAST_TERM && !p.unit.has(c.source),
                _ => false,
            };
            let specific = self.a.parts.iter().any(names);
            let kinds = [Kind::Event, Kind::Vote, Kind::Fact, Kind::Election, Kind::Mission, Kind::Series];
            if let Some(hit) = self.best_hit(&kinds, 0.85).filter(|_| specific) {
                used |= hit.used;
                query.ids.push(hit.id.clone());
            }
            all.push(self.reading(query, 0.85, used, None, "sources"));
        }
    }

    /// Organisations, offices, pollsters and countries that are asked for by name.
    pub(super) fn named(&self, all: &mut Vec<Reading>) {
        let c = self.c;
        for (kind, strength) in [(Kind::Organisation, 0.88), (Kind::Pollster, 0.9)] {
            for (i, id) in self.a.named(kind) {
                if self.e.vocabulary.lexicon.record(id).is_some_and(|k| self.e.is_subject(k)) {
                    continue;
                }
                let fits = matches!(self.cue, Cue::What | Cue::Define | Cue::Who);
                let defining = self.has(c.define)
                    || matches!(self.cue, Cue::Define | Cue::Who)
                    || self.a.parts.iter().all(|p| matches!(p.role, Role::Filler | Role::Name | Role::Small | Role::Cue));
                let used = 1 << i | self.cue_words() | self.words(&[c.pollster]);
                let query = Query { cue: Cue::Define, ..Query::about(Op::Record, id) };
                let strength = if kind == Kind::Pollster && !defining {
                    strength * 0.6
                } else if fits {
                    strength
                } else {
                    strength * 0.6
                };
                all.push(self.reading(query, strength, used, None, "named"));
            }
        }
    }
}
