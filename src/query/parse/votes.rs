//! Votes, their tallies, and elections.

use super::{Context, Reading};
use crate::{
    data::Kind,
    query::{
        analysis::{Mask, Part, Role},
        model::{Cue, Op, Query, Rel, Side},
    },
};

impl Context<'_, '_> {
    /// Votes of the data: tallies, sides, who voted how.
    pub(super) fn votes(&self, all: &mut Vec<Reading>) {
        let c = self.c;
        let parties = self.a.named(Kind::Party);
        let people = self.a.named(Kind::Person);
        let sides = [c.r#for, c.against, c.abstain, c.absent, c.boycott, c.turnout, c.seats];
        for hit in self.hits.iter().filter(|h| h.recall >= 0.5) {
            let Some((Kind::Vote, i)) = self.e.dataset.find(&hit.id) else { continue };
            let vote = &self.e.dataset.records.votes[i];
            let mut strength = hit.recall.min(1.0).powf(0.9) * (0.96 + 0.004 * f32::from(vote.weight));
            if hit.weight < 1.0 && vote.weight < 10 {
                strength *= 0.86;
            }
            if self.joins_elsewhere(hit) {
                strength *= 0.5;
            }
            let mut used = hit.used
                | self.words(&[
                    c.vote,
                    c.tally,
                    c.deputies,
                    c.happen,
                    c.unanimous,
                    c.majority,
                    c.said,
                    c.party,
                    c.win,
                    c.difference,
                    c.support,
                    c.oppose,
                    c.both,
                    c.only,
                    c.list,
                    c.parliament,
                    c.pass_law,
                    c.approve,
                    c.percent,
                    c.public,
                    c.none,
                ])
                | self.claims.words()
                | self.words(&sides)
                | self.cue_words();
            if self.cue == Cue::Count && (self.counts(c.vote) || self.counts(c.deputies) || self.any(&[c.r#for, c.against, c.abstain])) {
                strength *= 1.05;
            }
            let mut query = Query { yesno: self.yesno, cue: self.cue, ..Query::about(Op::VoteTally, &hit.id) };
            if hit.date_differs {
                if self.asserts() || self.cue == Cue::When {
                    query.span = self.a.dates.iter().find_map(|d| d.date);
                    used |= self.a.date_mask();
                    strength *= 0.9;
                } else {
                    strength *= 0.55;
                }
            } else if hit.date_agrees {
                query.span = self.a.dates.iter().find_map(|d| d.date);
                // What was voted on that day needs no name.
                used |= self.words(&[c.treaty, c.protocol]);
            }
            let numbers = self.a.numbers();
            for (j, _) in &numbers {
                used |= 1 << j;
            }
            let side = [
                (c.absent, Side::Absent),
                (c.boycott, Side::Absent),
                (c.abstain, Side::Abstained),
                (c.turnout, Side::Turnout),
                (c.against, Side::Against),
                (c.oppose, Side::Against),
                (c.r#for, Side::For),
                (c.support, Side::For),
                (c.seats, Side::Seats),
            ]
            .into_iter()
            .find(|(k, _)| self.a.mask_whole(*k) & !hit.core != 0 || (self.has(*k) && *k != c.r#for))
            .map(|(_, s)| s);
            let voted_for = |p: &Part| p.unit.keys.contains(&c.r#for) && p.unit.has(c.vote);
            let side = if self.margin_asked() {
                used |= self.words(&[c.more_than, c.compare]);
                Some(Side::Lead)
            } else if self.both_sides_counted() && self.a.mask_any(&[c.abstain, c.absent]) == 0 {
                None
            } else {
                // "Voted for" takes a side though the vote's own name may hold the words.
                self.voted_side().or(side).or_else(|| (self.cue == Cue::Count && self.a.parts.iter().any(voted_for)).then_some(Side::For))
            };
            query.side = side;
            let takers: Vec<(usize, &str)> = parties
                .iter()
                .chain(&people)
                .copied()
                // A party in the vote's own name ("SNP's proposal") is not asked about.
                .filter(|(j, _)| hit.core & (1 << j) == 0)
                .filter(|(_, id)| {
                    vote.positions.iter().any(|p| p.party == *id)
                        || vote.voters.iter().any(|v| v.person == *id)
                        || self.e.dataset.find(id).is_some_and(|(k, _)| k == Kind::Party)
                })
                .collect();
            if !takers.is_empty() {
                query.op = Op::VoteOf;
                // "The only one against", "first against, then for": no plain yes or no.
                let both = self.any(&[c.against, c.oppose]) && self.a.mask_whole(c.r#for) & !self.a.mask(c.against) != 0;
                query.yesno &= !both && self.a.mask_whole(c.only) & !hit.core == 0;
                for (_, id) in &takers {
                    used |= self.name_words(id);
                    query.ids.push((*id).to_owned());
                }
                query.value = None;
                if takers.iter().any(|(_, id)| !vote.positions.iter().any(|p| p.party == *id) && !vote.voters.iter().any(|v| v.person == *id)) {
                    strength *= 0.88;
                }
                if self.any(&[c.leader, c.founded, c.dissolved]) {
                    strength *= 0.6;
                }
            } else if matches!(self.cue, Cue::Who)
                || (self.has(c.party) && self.any(&[c.which, c.who, c.list, c.what, c.how]))
                || (self.has(c.which) && side.is_some() && (self.any(&[c.party, c.deputies, c.senate]) || self.which_of_them()))
            {
                query.op = Op::VoteWho;
            } else {
                query.value = numbers.first().map(|(_, n)| *n);
                if let [(_, a), (_, b), ..] = numbers[..] {
                    query.word = Some(format!("{a}-{b}"));
                }
            }
            let answered = match self.cue {
                Cue::Where => vote.place.is_some(),
                Cue::Why | Cue::HowLong => false,
                // What something is that was voted on is not told by its tally.
                Cue::Define => self.any(&[c.vote, c.tally]),
                _ => true,
            };
            if !answered {
                strength *= 0.65;
            }
            // "Was it rejected?"
            if query.op == Op::VoteTally && self.yesno && query.word.is_none() && self.a.mask_whole(c.reject) & !self.denied != 0 {
                query.word = Some("rejected".to_owned());
            }
            // "Who was minister when it was approved?" asks for the holder, "which senators voted against" for the voters.
            if query.op == Op::VoteWho && side.is_none() && !self.has(c.vote) && !self.a.named(Kind::Office).is_empty() {
                strength *= 0.6;
            }
            // Where it was is not told by a tally.
            if self.cue != Cue::Where || vote.place.is_some() {
                all.push(self.reading(query, strength, used, Some(hit), "votes"));
            }
        }
    }

    /// "Which eleven abstained": so many are known, and who they were is asked.
    fn which_of_them(&self) -> bool {
        let pairs = self.a.parts.windows(2);
        pairs.into_iter().any(|pair| pair[0].unit.keys.contains(&self.c.which) && pair[1].number.is_some() && pair[1].date.is_none())
    }

    /// "How many voted for …": what asks how many voted at all asks for one side where that side follows.
    pub(super) fn voted_side(&self) -> Option<Side> {
        let c = self.c;
        let counts = |p: &Part| p.unit.has(c.turnout) && p.unit.has(c.vote);
        // The side may be a part of the phrase that counts.
        let sided = |p: &Part| [(c.against, Side::Against), (c.r#for, Side::For)].into_iter().find(|(key, _)| p.unit.has(*key)).map(|(_, side)| side);
        if let Some(side) = self.a.parts.iter().filter(|p| counts(p)).find_map(sided) {
            return Some(side);
        }
        let pair = self.a.parts.windows(2).find(|pair| counts(&pair[0]))?;
        if pair[1].unit.has(c.against) { Some(Side::Against) } else { pair[1].unit.has(c.r#for).then_some(Side::For) }
    }

    /// What is claimed of a list in an election: "won", "came second", "18 seats". Who did not run did not win either.
    pub(super) fn result(&self, query: &mut Query, used: &mut Mask) {
        let c = self.c;
        let election = query.ids.first().and_then(|id| self.e.dataset.find(id));
        if !self.asserts()
            && query.ids.len() == 1
            && let [(i, n)] = self.a.ordinals()[..]
        {
            // "Who came fourth?"
            query.n = i32::try_from(n).ok();
            *used |= 1 << i;
        }
        let (Some((Kind::Election, i)), true) = (election, self.asserts()) else { return };
        let results = &self.e.dataset.records.elections[i].results;
        let ran = |id: &str| results.iter().any(|r| r.parties.iter().any(|p| p == id));
        for (_, id) in self.a.named(Kind::Party).into_iter().filter(|(_, id)| ran(id) || self.has(c.win)) {
            if !query.ids.iter().any(|known| known == id) {
                query.ids.push(id.to_owned());
            }
            *used |= self.name_words(id);
        }
        if query.ids.len() < 2 {
            return;
        }
        let ordinal = self.a.ordinals().first().copied();
        query.n = match ordinal {
            Some((i, n)) => {
                *used |= 1 << i;
                Some(n as i32)
            }
            None => (self.any(&[c.first, c.win]) && !self.any(&[c.majority, c.half, c.seats, c.deputies]) && self.claims.is_empty()).then_some(1),
        };
        *used |= self.words(&[c.first]);
    }

    /// "List all votes", and "what is the alliance?".
    pub(super) fn whole_lists(&self, all: &mut Vec<Reading>) {
        let c = self.c;
        let plain = self.a.parts.iter().all(|p| {
            matches!(p.role, Role::Filler | Role::Cue | Role::Op | Role::Small)
                || p.unit.keys.iter().any(|k| *k == c.vote || *k == c.parliament || self.e.is_subject(*k))
        });
        if plain && self.has(c.vote) && self.has(c.list) {
            all.push(self.reading(Query::new(Op::VoteList), 0.9, self.words(&[c.vote, c.list, c.parliament]) | self.cue_words(), None, "lists"));
        }
        let alliance = &self.e.dataset.manifest.alliance;
        let asked =
            self.e.vocabulary.lexicon.record(alliance).is_some_and(|k| self.has(k)) || self.e.vocabulary.lexicon.concept(alliance).is_some_and(|k| self.has(k));
        let only = self.a.parts.iter().all(|p| matches!(p.role, Role::Filler | Role::Cue | Role::Small) || p.unit.keys.iter().any(|k| self.e.is_subject(*k)));
        if asked && only && (self.has(c.define) || self.has(c.what)) && self.e.dataset.find(alliance).is_some() {
            all.push(self.reading(Query { cue: Cue::Define, ..Query::about(Op::Record, alliance) }, 0.85, self.cue_words(), None, "lists"));
        }
    }

    /// "44-5-2, what is that?": the figures of a tally name the vote.
    pub(super) fn tallies(&self, all: &mut Vec<Reading>) {
        let figures: Vec<(usize, f64)> = self.a.numbers();
        let adjacent = figures.windows(2).all(|pair| pair[1].0 == pair[0].0 + 1);
        if !(2..=4).contains(&figures.len()) || !adjacent {
            return;
        }
        let typed: Vec<u32> = figures.iter().map(|(_, n)| *n as u32).collect();
        for vote in &self.e.dataset.records.votes {
            let tally: Vec<u32> = [vote.r#for, vote.against, vote.abstained].into_iter().flatten().collect();
            if tally.len() >= typed.len().min(2) && tally.starts_with(&typed[..typed.len().min(tally.len())]) {
                let c = self.c;
                let mut used = figures.iter().fold(0, |m, (i, _)| m | 1u128 << i)
                    | self.cue_words()
                    | self.words(&[c.vote, c.tally, c.absent, c.parliament, c.happen, c.r#for, c.against, c.document, c.or, c.senate]);
                let hit = self.hits.iter().find(|h| h.id == vote.id);
                used |= hit.map_or(0, |h| h.used);
                let side = self.has(c.absent).then_some(Side::Absent);
                let op = if side.is_some() && self.any(&[c.who, c.r#where]) { Op::VoteWho } else { Op::VoteTally };
                let query = Query { yesno: self.yesno, cue: if self.cue == Cue::When { Cue::When } else { Cue::What }, side, ..Query::about(op, &vote.id) };
                all.push(self.reading(query, 0.93, used, hit, "tallies"));
            }
        }
    }

    /// Elections: results by list.
    pub(super) fn elections(&self, all: &mut Vec<Reading>) {
        let c = self.c;
        // "How many seats did PES win in 2023?": seats, a list and the year name the election. So do "which party" and a number of seats.
        let parties = self.a.named(Kind::Party);
        let by_seats =
            self.any(&[c.seats, c.deputies]) && !self.a.numbers().is_empty() && self.cue != Cue::Count && self.any(&[c.which, c.who, c.what, c.party]);
        if let (true, false, Some((date, Rel::In, mask))) = (
            self.any(&[c.seats, c.deputies, c.election, c.turnout]) || (self.any(&[c.percent, c.win]) && !self.any(&[c.poll, c.support])),
            parties.is_empty() && !self.has(c.turnout) && !by_seats,
            self.span,
        ) {
            for election in self.e.dataset.records.elections.iter().filter(|e| e.dates.iter().any(|d| d.date.overlaps(&date))) {
                let mut query = Query { yesno: self.yesno, cue: self.cue, ..Query::about(Op::Election, &election.id) };
                let mut used = mask
                    | self.words(&[c.seats, c.deputies, c.election, c.win, c.lose, c.majority, c.half, c.percent, c.parliament, c.and, c.turnout, c.vote])
                    | if by_seats { self.words(&[c.party, c.list]) } else { 0 }
                    | self.claims.words()
                    | self.cue_words();
                for (_, id) in parties.iter().filter(|(_, id)| election.results.iter().any(|r| r.parties.iter().any(|p| p == id))) {
                    used |= self.name_words(id);
                    query.ids.push((*id).to_owned());
                }
                self.result(&mut query, &mut used);
                for (j, n) in self.a.numbers() {
                    used |= 1 << j;
                    query.value = Some(n);
                }
                query.side = [(c.turnout, Side::Turnout), (c.seats, Side::Seats), (c.deputies, Side::Seats), (c.percent, Side::Share)]
                    .into_iter()
                    .find(|(key, _)| self.has(*key))
                    .map(|(_, side)| side);
                all.push(self.reading(query, 0.95, used, None, "elections"));
            }
        }
        for hit in self.hits.iter().filter(|h| h.recall >= 0.5) {
            let Some((Kind::Election, i)) = self.e.dataset.find(&hit.id) else { continue };
            let election = &self.e.dataset.records.elections[i];
            let mut used = hit.used
                | self.words(&[
                    c.election,
                    c.seats,
                    c.deputies,
                    c.percent,
                    c.turnout,
                    c.win,
                    c.tally,
                    c.vote,
                    c.party,
                    c.first,
                    c.most,
                    c.happen,
                    c.majority,
                    c.parliament,
                    c.list,
                ])
                | self.cue_words();
            let mut query = Query { yesno: self.yesno, cue: self.cue, ..Query::about(Op::Election, &hit.id) };
            let mut strength = hit.recall.min(1.0).powf(0.9) * 0.98;
            if hit.date_differs {
                strength *= 0.5;
            }
            for (j, id) in self.a.named(Kind::Party) {
                if election.results.iter().any(|r| r.parties.iter().any(|p| p == id)) {
                    used |= 1 << j;
                    query.ids.push(id.to_owned());
                }
            }
            self.result(&mut query, &mut used);
            for (j, n) in self.a.numbers() {
                used |= 1 << j;
                query.value = Some(n);
            }
            query.more = (self.has(c.list) || self.has(c.party) && self.has(c.seats)) && query.ids.len() == 1;
            used |= self.words(&[c.half, c.more_than, c.only]);
            query.side = [(c.seats, Side::Seats), (c.deputies, Side::Seats), (c.turnout, Side::Turnout), (c.percent, Side::Share)]
                .into_iter()
                .find(|(k, _)| self.has(*k))
                .map(|(_, s)| s);
            if matches!(self.cue, Cue::Why | Cue::Where | Cue::HowLong) {
                strength *= 0.6;
            }
            all.push(self.reading(query, strength, used, Some(hit), "elections"));
        }
    }
}
