//! Sums over the votes, or over the parties of an election, that a question names.

use super::{Context, Reading, computed::Taken};
use crate::{
    data::Kind,
    query::model::{Op, Query, Side},
};

/// The most votes that are added up.
const MOST_ADDED: usize = 4;

impl Context<'_, '_> {
    /// "Sum of the abstentions in both votes", "total seats of two parties in 2016".
    pub(super) fn sums(&self, all: &mut Vec<Reading>) {
        let c = self.c;
        if self.words(&[c.sum]) == 0 || self.yesno {
            return;
        }
        let query = |op| Query { cue: self.cue, word: Some("sum".to_owned()), ..Query::new(op) };
        let used = self.cue_words() | self.words(&[c.sum, c.and, c.count]);
        let seats = self.sum_of_seats(Taken { query: query(Op::Election), used });
        let sum = seats.or_else(|| self.sum_of_votes(Taken { query: query(Op::VoteCompare), used }));
        all.extend(sum.map(|Taken { query, used }| self.reading(query, 0.97, used, None, "sums")));
    }

    fn sum_of_seats(&self, mut taken: Taken) -> Option<Taken> {
        let parties = self.a.named(Kind::Party);
        if parties.len() < 2 || !self.has(self.c.seats) || !self.take_election(&mut taken) {
            return None;
        }
        for (_, id) in parties {
            taken.used |= self.name_words(id);
            taken.query.ids.push(id.to_owned());
        }
        taken.used |= self.words(&[self.c.seats, self.c.election, self.c.party, self.c.win]);
        Some(taken)
    }

    fn sum_of_votes(&self, mut taken: Taken) -> Option<Taken> {
        let c = self.c;
        let side = if self.has(c.abstain) {
            Side::Abstained
        } else if self.has(c.absent) {
            Side::Absent
        } else {
            self.side_taken()?
        };
        if !self.take_votes(&mut taken, MOST_ADDED) || taken.query.ids.len() < 2 {
            return None;
        }
        taken.query.side = Some(side);
        taken.used |= self.words(&[c.abstain, c.absent, c.r#for, c.against, c.support, c.oppose, c.vote, c.deputies, c.parliament]);
        Some(taken)
    }
}
