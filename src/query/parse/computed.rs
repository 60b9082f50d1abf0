//! Computations that examples ask for: the example tells which one, the question's names, dates and figures are what it is computed over.

use super::{CLAIMED, Context, Reading, kind_word, ratifications::places_of};
use crate::{
    data::{Kind, date::FuzzyDate, schema::Unit},
    query::{
        analysis::{Mask, Part, Role},
        engine::is_ally,
        intent::{Intent, Slot},
        model::{Cue, Measure, Op, Query, Rel, Side},
        phrases::PhraseHit,
    },
    text::lexicon::Key,
};

/// The most described things among which two points in time are looked for.
const MOST_POINTS: usize = 10;
/// The most computations that are tried for one question.
const MOST_COMPUTED: usize = 8;
/// Of a thing that a computation is over this share of a phrase has to be found.
const LEAST_THING: f32 = 0.55;

/// What a computation took from the question.
pub(super) struct Taken {
    pub(super) query: Query,
    pub(super) used: Mask,
}

impl Context<'_, '_> {
    /// Computations that examples ask for.
    pub(super) fn computed(&self, all: &mut Vec<Reading>) {
        let mut asked: Vec<(&PhraseHit, &Intent)> = self.hits.iter().filter_map(|hit| hit.intent.map(|intent| (hit, &self.e.intents[intent]))).collect();
        // What is asked for word for word is tried first, however few of its examples are alike.
        let alike = |hit: &PhraseHit| if hit.verbatim.is_some() { f32::INFINITY } else { hit.profile.alike_three };
        asked.sort_by(|a, b| alike(b.0).total_cmp(&alike(a.0)));
        for (hit, intent) in asked.into_iter().take(MOST_COMPUTED) {
            if intent.op == Op::Timeline && self.cue == Cue::HowLong {
                continue;
            }
            // Why it was so no computation tells, nor who somebody's brother is.
            if self.cue == Cue::Why && !hit.cue_agrees || intent.op == Op::PersonAt && self.kin() {
                continue;
            }
            let Some(Taken { query, used }) = self.take(intent, hit) else { continue };
            let strength = hit.recall.min(1.0).powf(0.9) * 0.97;
            all.push(self.reading(query, strength, used, Some(hit), "computed"));
        }
    }

    /// Fills what the intent takes; `None` when it lacks what it needs.
    fn take(&self, intent: &Intent, hit: &PhraseHit) -> Option<Taken> {
        let mut taken = Taken {
            query: Query {
                cue: self.cue,
                yesno: self.yesno,
                side: intent.side,
                word: intent.word.clone(),
                n: intent.n,
                rel: intent.rel,
                more: intent.more,
                ..Query::new(intent.op)
            },
            used: (hit.used | hit.near & !self.a.date_mask()) & !self.names_beside(hit) | self.cue_words(),
        };
        for slot in &intent.takes {
            let filled = self.fill(*slot, &mut taken);
            if !filled && intent.needs.contains(slot) {
                return None;
            }
        }
        let Taken { query, used } = &mut taken;
        if query.op == Op::Election && (intent.word.is_none() || !self.asserts()) {
            self.result(query, used);
        }
        // What is claimed is compared, whatever the computation takes.
        if self.asserts() {
            *used |= self.claims.words();
        }
        match query.op {
            // One side or the other, of two.
            Op::PollCompare | Op::RatOrder if query.word.as_deref() == Some("pair") => {
                if query.ids.len() < 2 {
                    return None;
                }
                query.word = None;
                if query.op == Op::RatOrder {
                    query.rel = if self.has(self.c.after) { Rel::After } else { Rel::Before };
                    query.n = self.any(&[self.c.next, self.c.previous]).then_some(1);
                    query.more = self.has(self.c.same);
                    *used |= self.words(&[self.c.time_unit]);
                }
            }
            Op::RatIn if query.word.as_deref() == Some("between") && query.ids.len() != 2 => return None,
            // No mean of the last few is told.
            Op::PollMean | Op::PollMedian if self.any(&[self.c.first, self.c.last, self.c.latest]) && !self.a.numbers().is_empty() => return None,
            Op::RatPlace | Op::RatDelay if query.ids.len() != 1 => return None,
            // Where another end is spoken of, however dimly, it is not today.
            Op::Duration
                if query.ids.len() == 1 && self.any(&[self.c.to, self.c.until, self.c.between, self.c.after]) && !self.any(&[self.c.elapsed, self.c.now]) =>
            {
                return None;
            }
            Op::RatIn if intent.n.is_some() => {
                if query.ids.len() != 1 {
                    return None;
                }
                query.span = None;
            }
            // "The same month as this one" names a time, no pair of deposits.
            Op::RatSameDay if self.clause != 0 => return None,
            // "By the end of June", "on election day": counted up to that day.
            Op::RatCount if query.rel == Rel::In && query.span.is_some_and(|s| s.exact_day().is_some()) => query.rel = Rel::Until,
            // That an ally rejected it is not so, and the ratification's own reading says it.
            Op::RatShow if self.rejects() => return None,
            // "The closest poll was in 2008": the time is claimed of the extreme.
            Op::PollMax | Op::PollMin | Op::PollWidest | Op::PollNarrowest | Op::SeriesMax | Op::SeriesMin | Op::RatNth
                if query.span.is_some() && query.word.is_none() && self.claims_time() =>
            {
                query.word = Some(CLAIMED.to_owned());
            }
            // Where no side is named, both are told.
            Op::PollMean | Op::PollMedian if matches!(query.side, Some(Side::For | Side::Against)) && self.side_taken().is_none() => query.side = None,
            Op::PollLead | Op::PollCount if query.side.is_none() && self.claims.compares() => query.side = self.side_taken(),
            Op::PollTrend | Op::PollCompare if query.side.is_none() => {
                let both = self.any(&[self.c.support, self.c.r#for]) && self.any(&[self.c.oppose, self.c.against]);
                query.side = self.side_taken().filter(|_| !both);
            }
            // "How many were absent" wants a number, not names.
            Op::VoteWho if self.cue == Cue::Count && query.side.is_some() => query.op = Op::VoteTally,
            Op::VoteTally if query.side == Some(Side::Turnout) && self.voted_side().is_some() => query.side = self.voted_side(),
            Op::VoteTally if self.margin_asked() => {
                query.side = Some(Side::Lead);
                *used |= self.words(&[self.c.more_than, self.c.compare, self.c.against, self.c.oppose, self.c.r#for, self.c.support]);
            }
            // A budget that grew by 100 percent did not pass a hundred million.
            Op::SeriesFirst if self.claims.all.iter().any(|(_, claim)| claim.measure == Measure::Percent) && !self.in_percent(&query.ids) => {
                query.op = Op::SeriesChange;
            }
            Op::RatShow if self.asserts() => {
                if let Some((date, rel, mask)) = self.span {
                    (query.span, query.rel) = (Some(date), rel);
                    *used |= mask;
                }
                // What is said of the deposit is compared with that.
                query.word = query.word.take().filter(|_| !self.has(self.c.deposit));
            }
            // "Did it pass 2 % in 2023?"
            Op::SeriesFirst if self.asserts() => {
                if let Some((date, rel, mask)) = self.span {
                    (query.span, query.rel) = (Some(date), rel);
                    *used |= mask;
                }
            }
            Op::PersonAt => self.take_office(query, used),
            // "Who was prime minister during …": where that time is not known, today's holder is not asked for.
            Op::OfficeAt if query.span.is_none() => {
                if let Some((id, date, mask)) = self.moment() {
                    (query.span, query.word) = (Some(date), Some(id));
                    *used |= mask;
                } else if self.untimed(*used) {
                    return None;
                }
            }
            Op::PollEver if query.value.is_none() && self.has(self.c.half) => query.value = Some(50.0),
            _ => {}
        }
        Some(taken)
    }

    /// "How much did it grow in percent": a change that is told in per cent is one of an amount, unless a share of the economy is spoken of.
    pub(super) fn relative_change(&self) -> bool {
        let c = self.c;
        self.has(c.percent) && self.has(c.change) && !self.has(c.gdp)
    }

    /// A series, or another that the same words may mean where only that one has the years that are asked for.
    fn told_at_all_times<'h>(&'h self, hit: &'h PhraseHit) -> &'h PhraseHit {
        let years: Vec<i16> = self.a.dates.iter().filter_map(|d| d.date).map(|date| date.first().year()).collect();
        let tells = |id: &str| match self.e.dataset.find(id) {
            Some((Kind::Series, i)) => years.iter().all(|year| self.e.dataset.records.series[i].points.iter().any(|p| p.year == *year)),
            _ => false,
        };
        // A share and an amount of the same are told apart by their unit.
        if years.is_empty() || tells(&hit.id) || self.any(&[self.c.percent, self.c.gdp, self.c.million, self.c.euro]) {
            return hit;
        }
        self.hits.iter().find(|other| other.used & hit.used != 0 && tells(&other.id)).unwrap_or(hit)
    }

    /// Whether a series counts in money.
    pub(super) fn counts_in_money(&self, id: &str) -> bool {
        matches!(self.e.dataset.find(id), Some((Kind::Series, i)) if self.e.dataset.records.series[i].unit == Unit::MillionEur)
    }

    /// Whether a series counts in per cent.
    fn in_percent(&self, ids: &[String]) -> bool {
        let series = ids.first().and_then(|id| self.e.dataset.find(id));
        matches!(series, Some((Kind::Series, i)) if self.e.dataset.records.series[i].unit == Unit::PercentGdp)
    }

    /// Names that no example speaks of: only what takes a name explains it.
    fn names_beside(&self, hit: &PhraseHit) -> Mask {
        let beside = |key: &Key| self.e.phrases.is_replaceable(*key) && !hit.holds(*key);
        let parts = self.a.parts.iter().enumerate().filter(|(_, p)| p.role == Role::Name && p.unit.keys.iter().all(beside));
        parts.fold(0, |mask, (i, _)| mask | 1 << i)
    }

    fn fill(&self, slot: Slot, taken: &mut Taken) -> bool {
        let c = self.c;
        let named = |taken: &mut Taken, kind: Kind, fits: &dyn Fn(&str) -> bool| {
            let found: Vec<&str> = self.a.named(kind).into_iter().map(|(_, id)| id).filter(|id| fits(id)).collect();
            for id in &found {
                taken.used |= self.name_words(id);
                taken.query.ids.push((*id).to_owned());
            }
            !found.is_empty()
        };
        match slot {
            Slot::Pollsters => named(taken, Kind::Pollster, &|_| true),
            Slot::Allies => named(taken, Kind::Country, &|id| is_ally(self.e, id)),
            Slot::Parties => named(taken, Kind::Party, &|_| true),
            Slot::Person => named(taken, Kind::Person, &|_| true),
            Slot::Office => named(taken, Kind::Office, &|_| true),
            Slot::Mission => named(taken, Kind::Mission, &|_| true),
            Slot::Voters => {
                let parties = named(taken, Kind::Party, &|_| true);
                named(taken, Kind::Person, &|_| true) || parties
            }
            Slot::Time => self.take_time(taken),
            Slot::Times => self.take_times(taken),
            Slot::Value => {
                let mut numbers = self.a.numbers();
                // "Over eight years": a length of time is no figure.
                numbers.retain(|(i, n)| !self.a.parts.get(i + 1).is_some_and(|next| next.unit.has(c.time_unit)) && !self.counts_rows(*i, *n));
                // "One poll above 60 %": the first figure counts polls.
                let counted = numbers.iter().find(|(i, _)| self.a.parts[*i].role == Role::Number && !self.claims.measures(*i, Measure::Polls));
                let Some((_, value)) = counted.or(numbers.first()) else {
                    let half = self.words(&[c.half, c.majority]);
                    taken.used |= half;
                    if half != 0 {
                        taken.query.value = Some(50.0);
                    }
                    return half != 0;
                };
                // "A hundred million" arrives as a figure and its unit.
                taken.query.value = Some(*value);
                for (i, _) in &numbers {
                    taken.used |= 1 << i;
                }
                taken.used |= self.words(&[c.million, c.euro, c.percent, c.more_than, c.less_than, c.at_least]);
                if self.has(c.at_least) {
                    taken.query.n = Some(0);
                }
                true
            }
            Slot::Ordinal => {
                let found = self
                    .a
                    .ordinals()
                    .first()
                    .map(|(i, n)| (*i, *n as i32))
                    .or_else(|| self.a.numbers().first().filter(|(_, n)| n.fract() == 0.0 && (1.0..60.0).contains(n)).map(|(i, n)| (*i, *n as i32)));
                let Some((i, n)) = found else {
                    let penultimate = self.words(&[c.penultimate]);
                    taken.used |= penultimate;
                    taken.query.n = (penultimate != 0).then_some(-2);
                    return penultimate != 0;
                };
                taken.query.n = Some(if self.has(c.last) { -n } else { n });
                taken.used |= 1 << i | self.words(&[c.last]);
                // "Which was the second and which the fifth?"
                let places = places_of(&self.a.ordinals());
                if taken.query.op == Op::RatNth && !places.is_empty() && taken.query.word.is_none() {
                    taken.query.word = Some(places.iter().map(i32::to_string).collect::<Vec<_>>().join("|"));
                    self.a.ordinals().iter().for_each(|(i, _)| taken.used |= 1 << i);
                }
                true
            }
            Slot::Side => {
                let side = self.side_taken();
                taken.query.side = side.or(taken.query.side);
                taken.used |= self.words(&[c.r#for, c.against, c.support, c.oppose]);
                side.is_some()
            }
            Slot::Vote => self.take_votes(taken, 1),
            Slot::Votes => self.take_votes(taken, 3),
            Slot::Election => self.take_election(taken),
            Slot::MissionKind => {
                let found = self.mission_kind();
                if let Some((kind, mask)) = found {
                    taken.query.word = Some(kind_word(kind));
                    taken.used |= mask;
                }
                found.is_some()
            }
            Slot::Series => {
                let relative = self.relative_change();
                let in_money = |hit: &&PhraseHit| hit.recall >= LEAST_THING && self.counts_in_money(&hit.id);
                let found = self.hits.iter().filter(|_| relative).find(in_money).or_else(|| self.best_hit(&[Kind::Series], LEAST_THING));
                let Some(hit) = found.map(|hit| self.told_at_all_times(hit)) else { return false };
                taken.query.ids.push(hit.id.clone());
                taken.used |= hit.used;
                true
            }
            Slot::Moment => {
                if self.take_time(taken) {
                    return true;
                }
                let Some(hit) = self.best_hit(&[Kind::Event, Kind::Vote, Kind::Election], 0.7) else { return false };
                let Some(date) = self.e.dataset.dates(&hit.id).first().copied() else { return false };
                taken.query.span = Some(date);
                taken.query.word = Some(hit.id.clone());
                taken.used |= hit.used;
                true
            }
            Slot::Point => {
                let Some((id, mask)) = self.points().into_iter().next() else { return false };
                taken.query.ids.push(id);
                taken.used |= mask;
                true
            }
            Slot::Points => self.take_points(taken),
        }
    }

    fn take_time(&self, taken: &mut Taken) -> bool {
        if let Some((date, rel, mask)) = self.span {
            taken.query.span = Some(date);
            taken.query.rel = rel;
            taken.used |= mask | self.a.date_mask();
            return true;
        }
        // "The poll of '09", "the May poll".
        let Some(mention) = self.a.dates.first() else { return false };
        if let Some(year) = mention.short_year {
            taken.query.span = Some(year);
        } else if let Some((month, day)) = mention.yearless {
            taken.query.word = Some(day.map_or(format!("m{month}"), |day| format!("m{month}d{day}")));
        } else {
            return false;
        }
        taken.used |= self.a.date_mask();
        true
    }

    fn take_times(&self, taken: &mut Taken) -> bool {
        let dates: Vec<FuzzyDate> = self.a.dates.iter().filter_map(|d| d.date).collect();
        let [first, .., last] = &dates[..] else { return false };
        let (low, high) = if first.first() <= last.first() { (first, last) } else { (last, first) };
        taken.query.span = Some(FuzzyDate::from_range(low.start, high.start));
        taken.query.rel = Rel::In;
        taken.query.word = Some(format!("{first}|{last}"));
        taken.used |= self.a.date_mask() | self.words(&[self.c.between, self.c.since, self.c.until, self.c.and]);
        true
    }

    /// The votes described, or those of the day that the question names.
    pub(super) fn take_votes(&self, taken: &mut Taken, most: usize) -> bool {
        let c = self.c;
        let described = |h: &&PhraseHit| h.recall >= LEAST_THING && !h.date_differs && matches!(self.e.dataset.find(&h.id), Some((Kind::Vote, _)));
        let mut hits: Vec<&PhraseHit> = self.hits.iter().filter(described).collect();
        hits.sort_by(|a, b| self.rank(b).total_cmp(&self.rank(a)));
        let mut explained: Mask = 0;
        let mut ids: Vec<String> = Vec::new();
        for hit in hits {
            let content = hit.core & !self.free & !self.words(&[c.vote, c.parliament, c.r#for, c.against, c.abstain, c.absent, c.support, c.oppose, c.sum]);
            if ids.len() < most && (ids.is_empty() || content & explained == 0) {
                explained |= content;
                taken.used |= hit.used;
                ids.push(hit.id.clone());
            }
        }
        for (date, bit) in self.a.parts.iter().enumerate().filter_map(|(i, p)| p.date.and_then(|d| self.a.dates[d].date).map(|d| (d, 1 << i))) {
            if ids.len() >= most || ids.iter().any(|id| self.e.dataset.dates(id).iter().any(|d| d.overlaps(&date))) {
                continue;
            }
            // Of several votes in that time the one that the words describe.
            let of_time = self.e.dataset.records.votes.iter().filter(|v| v.dates.iter().any(|d| d.date.exact_day().is_some() && d.date.within(&date)));
            let described = |id: &str| self.hits.iter().find(|h| h.id == id).map_or(0.0, |h| h.recall);
            if let Some(vote) = of_time.reduce(|best, vote| if described(&vote.id) > described(&best.id) { vote } else { best }) {
                ids.push(vote.id.clone());
                taken.used |= bit;
            }
        }
        let enough = ids.len() >= most.min(2);
        let voters = std::mem::take(&mut taken.query.ids);
        taken.query.ids = ids;
        taken.query.ids.extend(voters);
        enough
    }

    pub(super) fn take_election(&self, taken: &mut Taken) -> bool {
        let by_date = || {
            let (date, _, mask) = self.span?;
            let election = self.e.dataset.records.elections.iter().find(|e| e.dates.iter().any(|d| d.date.overlaps(&date)))?;
            Some((election.id.clone(), mask))
        };
        let described = || self.best_hit(&[Kind::Election], LEAST_THING).filter(|h| !h.date_differs).map(|h| (h.id.clone(), h.used));
        let Some((id, mask)) = by_date().or_else(described) else { return false };
        taken.query.ids.insert(0, id);
        taken.used |= mask;
        true
    }

    /// The dated things described, the likeliest first.
    fn points(&self) -> Vec<(String, Mask)> {
        // "Since joining" speaks of the accession, not of a vote on it.
        let c = self.c;
        let subject = |p: &Part| matches!(p.role, Role::Filler | Role::Cue | Role::Op) || p.role == Role::Name && p.weight <= 1.0;
        let subject = self.a.parts.iter().enumerate().filter(|(_, p)| subject(p)).fold(0, |mask: Mask, (i, _)| mask | 1 << i);
        let joining = self.words(&[c.join, c.member, c.membership, c.accession]) | self.alliance() | subject;
        let dated = |h: &&PhraseHit| {
            let kind = self.e.dataset.find(&h.id).map(|(kind, _)| kind);
            h.recall >= LEAST_THING
                && !h.date_differs
                && (matches!(kind, Some(Kind::Event | Kind::Election)) || kind == Some(Kind::Vote) && h.core & !joining != 0)
                && !self.e.dataset.dates(&h.id).is_empty()
        };
        let mut hits: Vec<(f32, String, Mask)> = self.hits.iter().filter(dated).map(|h| (self.rank(h), h.id.clone(), h.core)).collect();
        // An ally stands for its deposit.
        let act = self.words(&[self.c.ratify, self.c.ratification, self.c.deposit, self.c.instrument]);
        for (_, id) in self.a.named(Kind::Country).into_iter().filter(|(_, id)| is_ally(self.e, id)) {
            if let Some(ratification) = self.e.dataset.records.ratifications.iter().find(|r| r.country == id) {
                hits.push((1.2, ratification.id.clone(), self.name_words(id) | act));
            }
        }
        hits.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        hits.truncate(MOST_POINTS);
        hits.into_iter().map(|(_, id, mask)| (id, mask)).collect()
    }

    /// The two dated things that explain most of the question between them.
    fn take_points(&self, taken: &mut Taken) -> bool {
        let c = self.c;
        let points = self.points();
        let shared = self.free | self.words(&[c.ratify, c.ratification, c.deposit, c.instrument]);
        let weigh = |mask: Mask| self.a.parts.iter().enumerate().filter(|(i, _)| mask & (1 << i) != 0).map(|(_, p)| p.weight).sum::<f32>();
        let mut best: Option<(f32, usize, usize)> = None;
        for i in 0..points.len() {
            for j in i + 1..points.len() {
                let (a, b) = (points[i].1 & !shared, points[j].1 & !shared);
                if a == 0 || b == 0 || a & b != 0 || points[i].0 == points[j].0 {
                    continue;
                }
                let same = self.e.dataset.dates(&points[i].0).first() == self.e.dataset.dates(&points[j].0).first();
                let value = weigh(points[i].1 | points[j].1) - 0.1 * (i + j) as f32;
                if !same && best.is_none_or(|(known, ..)| value > known) {
                    best = Some((value, i, j));
                }
            }
        }
        let Some((_, i, j)) = best else { return false };
        // The one that stands first is the one claimed to be earlier or later.
        let place = |k: usize| (points[k].1 & !shared).trailing_zeros();
        let (first, second) = if place(i) <= place(j) { (i, j) } else { (j, i) };
        taken.query.ids = vec![points[first].0.clone(), points[second].0.clone()];
        taken.used |= points[i].1 | points[j].1 | self.words(&[c.before, c.after, c.between, c.until, c.since, c.and, c.or, c.first, c.earliest, c.to]);
        taken.query.rel = if self.has(c.after) { Rel::After } else { Rel::Before };
        if taken.query.op == Op::Order && self.has(c.before) && self.has(c.after) {
            taken.query.word = Some("either".to_owned());
            taken.query.yesno = false;
        }
        true
    }
}
