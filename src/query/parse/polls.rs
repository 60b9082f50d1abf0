//! Polls and what is computed over them.

use super::{CLAIMED, Context, EITHER, Reading};
use crate::{
    data::{
        Kind,
        date::{FuzzyDate, Point},
    },
    query::{
        analysis::{Mask, Role},
        engine::is_ally,
        model::{Cue, Measure, Op, Query, Rel, Side},
    },
    text::lexicon::{Key, WordLang},
};

impl Context<'_, '_> {
    /// Whether a figure counts the rows of the table and is none of one: "over the 27 polls", "how many of the 27 …".
    pub(super) fn counts_rows(&self, at: usize, figure: f64) -> bool {
        let c = self.c;
        let rows = self.e.dataset.records.polls.iter().filter(|p| p.set == self.e.dataset.manifest.reference_polls).count();
        let listed = || self.a.parts[at..].iter().take(3).any(|p| [c.poll, c.list, c.row_table].iter().any(|key| p.unit.has(*key)));
        let among = || self.a.parts[..at].last().is_some_and(|p| p.unit.has(c.prepositions)) && !self.has(c.percent);
        (figure - rows as f64).abs() < 0.5 && (listed() || among())
    }

    /// Polls and what is computed over them.
    pub(super) fn polls(&self, all: &mut Vec<Reading>) {
        let c = self.c;
        let pollsters = self.a.named(Kind::Pollster);
        let opinion = [c.support, c.oppose, c.popular, c.public, c.undecided, c.percent];
        let strong_trigger = self.has(c.poll) || !pollsters.is_empty();
        let weak_trigger = self.any(&[c.support, c.popular, c.undecided, c.public, c.row_table, c.raw, c.normalised])
            || (self.has(c.stance) && self.any(&[c.latest, c.now, c.trend, c.change]))
            || (self.any(&[c.average, c.median]) && self.any(&[c.oppose, c.against, c.r#for]))
            || (self.has(c.oppose) && self.has(c.percent))
            || (self.has(c.percent) && self.any(&[c.r#for, c.against]))
            || self.polled();
        if !strong_trigger
            && !weak_trigger
            && self.cue == Cue::Count
            && self.a.parts.iter().all(|p| matches!(p.role, Role::Filler | Role::Cue | Role::Date | Role::Small))
            && let Some((date, rel, mask)) = self.span
            && self.e.dataset.records.polls.iter().any(|p| p.date.is_some_and(|d| d == date))
        {
            // "What were the numbers on …": the day is a poll's day.
            let query = Query { span: Some(date), rel, cue: self.cue, ..Query::new(Op::PollShow) };
            all.push(self.reading(query, 0.8, mask | self.cue_words(), None, "polls"));
            return;
        }
        if !strong_trigger && !weak_trigger {
            return;
        }
        // What a party or an ally supports, or how a house voted, is no poll.
        let elsewhere = !self.a.named(Kind::Party).is_empty()
            || !self.a.named(Kind::Person).is_empty()
            || self.any(&[c.parliament, c.senate, c.deputies, c.election, c.seats, c.gdp, c.spend])
            || self.has(c.ratify) && !self.polled()
            || self.a.named(Kind::Country).iter().any(|(_, id)| is_ally(self.e, id))
            || self.has(c.party);
        if elsewhere && !strong_trigger {
            return;
        }
        let mut strength: f32 = match (strong_trigger, elsewhere) {
            (true, false) => 0.97,
            (true, true) => 0.8,
            _ => 0.86,
        };
        let mut used = self.words(&[
            c.poll,
            c.leader,
            c.pollster,
            c.row_table,
            c.stance,
            c.membership,
            c.member,
            c.join,
            c.accession,
            c.public,
            c.percent,
            c.happen,
            c.said,
            c.r#for,
            c.tally,
            c.split,
            c.remain,
            c.leave,
        ]) | self.words(&opinion)
            | self.cue_words()
            | if self.polled() { self.words(&[c.ratify]) } else { 0 };
        let mut query = Query { yesno: self.yesno, cue: self.cue, ids: pollsters.iter().map(|(_, id)| (*id).to_owned()).collect(), ..Query::new(Op::PollShow) };
        for (_, id) in &pollsters {
            used |= self.name_words(id);
        }
        if let Some((date, rel, mask)) = self.span {
            query.span = Some(date);
            query.rel = if self.dated_of(date) { Rel::In } else { rel };
            used |= mask;
        } else if let Some(alt) =
            self.a.dates.iter().find_map(|d| d.short_year).filter(|alt| self.e.dataset.records.polls.iter().any(|p| p.date.is_some_and(|d| d.overlaps(alt))))
        {
            query.span = Some(alt);
            used |= self.a.date_mask();
        } else if let Some(mention) = self.a.dates.iter().find(|d| d.yearless.is_some()) {
            query.word = mention.yearless.map(|(m, d)| d.map_or(format!("m{m}"), |d| format!("m{m}d{d}")));
            used |= self.a.date_mask();
        }
        let months = self.two_months(&query.ids);
        let lead_words = [c.difference, c.win, c.lose, c.tie, c.plurality];
        // "On average for the no side": that "for" takes no side.
        let other = |j: usize| self.a.parts.get(j).is_some_and(|p| p.unit.has(c.oppose) || p.unit.has(c.against));
        let links = |i: usize| other(i + 1) && !self.a.tokens[self.a.parts[i + 1].unit.tokens.start].after_pause;
        let fillers = self.a.parts.iter().enumerate().filter(|(_, p)| p.role == Role::Filler).map(|(i, _)| i);
        let linking = fillers.filter(|i| links(*i)).fold(0, |mask: Mask, i| mask | 1 << i);
        let r#for = self.a.mask_whole(c.r#for) & !linking;
        let side = if let Some((side, words)) = self.ahead() {
            used |= words;
            Some(side)
        } else if self.has(c.undecided) {
            used |= self.words(&[c.undecided]);
            Some(Side::Undecided)
        } else if self.any(&[c.oppose, c.against])
            && self.a.mask_whole(c.support) == 0
            && (self.a.mask(c.support) | r#for) & !self.a.mask(c.oppose) & !self.a.mask(c.against) == 0
        {
            used |= self.words(&[c.against, c.oppose]);
            Some(Side::Against)
        } else if self.a.mask_whole(c.r#for) & !self.a.mask_whole(c.against) != 0 && self.a.mask_whole(c.against) & !self.a.mask_whole(c.r#for) != 0 {
            // "For and against": both sides.
            used |= self.words(&[c.r#for, c.against, c.oppose, c.compare]);
            None
        } else if self.has(c.support) || self.a.mask_whole(c.r#for) != 0 {
            used |= self.words(&[c.r#for, c.against, c.oppose]);
            Some(Side::For)
        } else {
            used |= self.words(&[c.against]);
            None
        };
        query.side = side;
        let ordered = [
            c.highest,
            c.lowest,
            c.most,
            c.least,
            c.widest,
            c.narrowest,
            c.average,
            c.median,
            c.latest,
            c.first,
            c.earliest,
            c.last,
            c.trend,
            c.change,
            c.compare,
            c.ever,
            c.never,
            c.majority,
            c.more_than,
            c.less_than,
            c.at_least,
            c.half,
            c.list,
            c.now,
            c.still,
            c.difference,
            c.win,
            c.lose,
            c.tie,
            c.plurality,
            c.raw,
            c.normalised,
            c.sample,
            c.fieldwork,
            c.released,
            c.timeline,
            c.only,
            c.both,
        ];
        used |= self.words(&ordered);
        let numbers = self.a.numbers();
        let mut counted_rows: Mask = 0;
        let numbers: Vec<(usize, f64)> = numbers
            .into_iter()
            .filter(|(i, n)| {
                let counts_rows = self.counts_rows(*i, *n);
                // So does "5 of the polls".
                let counts_polls = self.claims.measures(*i, Measure::Polls) || self.a.parts[*i].role != Role::Number && self.a.numbers().len() > 1;
                if counts_rows || counts_polls {
                    counted_rows |= 1 << i;
                }
                !counts_rows && !counts_polls
            })
            .collect();
        used |= counted_rows;
        let threshold = self
            .any(&[c.more_than, c.less_than, c.at_least])
            .then(|| numbers.first().map(|(i, n)| (*i, *n)))
            .flatten()
            .or_else(|| self.has(c.half).then_some((usize::MAX, 50.0)));
        if let Some((i, n)) = threshold {
            query.value = Some(n);
            query.more = !self.has(c.less_than);
            if self.has(c.at_least) {
                query.n = Some(0);
            }
            if i < usize::MAX {
                used |= 1 << i;
            }
        }
        let years: Vec<FuzzyDate> = self.a.dates.iter().filter_map(|d| d.date).collect();
        let counted = self.cue == Cue::Count && self.counts(c.poll);
        let two_dates = years.len() == 2 && (self.any(&[c.difference, c.change, c.compare]) || self.span.is_none_or(|(date, ..)| years.contains(&date)));
        let since_then = self.now_and_then(&years, &query.ids);
        let ordinal = self.a.ordinals().first().copied().filter(|(_, n)| (2..30).contains(n));
        if let Some((i, n)) = ordinal {
            query.n = Some(n as i32);
            used |= 1 << i;
        }
        query.op = if self.has(c.average) && self.has(c.pollster) && self.any(&[c.which, c.who, c.highest, c.lowest, c.most]) {
            query.word = Some("mean".to_owned());
            query.more = !self.has(c.lowest);
            Op::Pollsters
        } else if self.has(c.average) {
            if self.has(c.difference) {
                query.side = Some(Side::Lead);
            }
            Op::PollMean
        } else if self.has(c.median) {
            Op::PollMedian
        } else if self.has(c.widest) || (self.any(&[c.highest]) && self.any(&[c.difference, c.win])) {
            Op::PollWidest
        } else if self.has(c.narrowest) || (self.has(c.lowest) && self.any(&[c.difference, c.win])) {
            Op::PollNarrowest
        } else if counted || (self.cue == Cue::Count && strong_trigger && self.any(&lead_words) && (query.span.is_none() || pollsters.is_empty())) {
            if pollsters.is_empty() && self.has(c.pollster) { Op::Pollsters } else { Op::PollCount }
        } else if self.has(c.pollster) && self.any(&[c.most, c.list, c.how_many]) && side.is_none() {
            Op::Pollsters
        } else if since_then.is_some() || self.a.mask_whole(c.compare) != 0 || pollsters.len() > 1 || (two_dates && !self.has(c.trend)) {
            Op::PollCompare
        } else if self.any(&[c.trend, c.timeline]) || (self.a.mask_whole(c.change) != 0 && !self.has(c.highest)) {
            if two_dates { Op::PollCompare } else { Op::PollTrend }
        } else if (self.has(c.highest) || self.has(c.most) && !self.yesno) && !self.has(c.majority) {
            Op::PollMax
        } else if self.has(c.lowest) || self.has(c.least) && !self.yesno {
            Op::PollMin
        } else if self.any(&[c.ever, c.never]) && threshold.is_some_and(|(i, _)| i < usize::MAX) && self.any(&[c.difference, c.win]) {
            // "Did they ever lead by more than 20?": the widest lead tells.
            Op::PollWidest
        } else if self.any(&[c.ever, c.never])
            || (self.has(c.majority) && query.span.is_none() && pollsters.is_empty())
            || (threshold.is_some() && query.span.is_none())
        {
            if self.has(c.list) || (self.has(c.which) && threshold.is_some()) { Op::PollCount } else { Op::PollEver }
        } else if self.any(&[c.latest, c.now, c.still, c.last]) && query.span.is_none() {
            // "Do supporters lead now?", "who leads?" ask about the latest of all.
            if !self.yesno && self.cue != Cue::Who {
                self.led(&mut query);
            }
            Op::PollLatest
        } else if self.any(&[c.first, c.earliest]) && (query.span.is_none() || query.rel != Rel::In) {
            self.led(&mut query);
            Op::PollFirst
        } else if query.span.is_none() && query.word.is_none() && pollsters.is_empty() {
            // Nothing says which poll: the state of opinion as a whole.
            if numbers.is_empty() && (self.any(&[c.majority, c.win, c.popular, c.support, c.public, c.oppose, c.poll])) { Op::PollLead } else { Op::PollShow }
        } else {
            Op::PollShow
        };
        // "In total" counts; a sum of shares is none that is told.
        if query.op != Op::PollShow {
            used |= self.words(&[c.sum]);
        }
        if matches!(query.op, Op::PollMean | Op::PollMedian | Op::PollCount | Op::PollMax | Op::PollMin) && years.len() > 1 {
            // "2014, 2015 and 2016 together": from the first to the last.
            let first = years.iter().min_by_key(|d| d.first());
            let last = years.iter().max_by_key(|d| d.last());
            if let (Some(first), Some(last)) = (first, last) {
                query.span = Some(FuzzyDate::from_range(first.start, last.end.unwrap_or(last.start)));
                query.rel = Rel::In;
                used |= self.a.date_mask() | self.words(&[c.and, c.sum, c.both]);
            }
        }
        // No mean of the last few is told.
        if matches!(query.op, Op::PollMean | Op::PollMedian) && self.any(&[c.first, c.last, c.latest]) && !self.a.numbers().is_empty() {
            return;
        }
        if let Some(excluded) = self.excluded() {
            used |= excluded.1;
            query.word = Some(format!("x{}", excluded.0));
            query.span = None;
            query.rel = Rel::In;
            if !self.a.named(Kind::Pollster).is_empty() {
                query.ids.clear();
            }
            if query.op == Op::PollShow {
                query.op = Op::PollMean;
            }
        }
        if let Some([first, second]) = months.or(since_then).filter(|_| query.op == Op::PollCompare) {
            query.word = Some(format!("{first}|{second}"));
            used |= if since_then.is_some() { self.words(&[c.or, c.then]) } else { 0 };
        } else if two_dates && query.op == Op::PollCompare {
            // The later one may be named first.
            let (first, second) = if years[0].first() <= years[1].first() { (years[0], years[1]) } else { (years[1], years[0]) };
            query.span = Some(FuzzyDate::from_range(first.start, second.start));
            query.rel = Rel::In;
            query.word = Some(format!("{}|{}", years[0], years[1]));
            used |= self.a.date_mask();
        }
        // "Are there more before or after it?"
        if self.has(c.before) && self.has(c.after) && self.has(c.or) && query.span.is_some() && self.any(&[c.more_than, c.most, c.how_many]) {
            query.op = Op::PollCount;
            (query.word, query.side, query.value, query.rel, query.yesno) = (Some(EITHER.to_owned()), None, None, Rel::In, false);
            used |= self.words(&[c.before, c.after, c.or]);
        }
        // "Were more against than for in that poll?": the side named first is claimed to lead.
        if let Some(first) = self.named_first()
            && self.asserts()
            && (self.has(c.compare) || query.op == Op::PollLead)
            && pollsters.len() < 2
            && years.len() < 2
        {
            query.side = Some(first);
            if matches!(query.op, Op::PollCompare | Op::PollLead) {
                query.op = match years.is_empty() {
                    // "Did it ever have more for than against?": once is enough.
                    true if self.any(&[c.ever, c.never]) => Op::PollEver,
                    true => Op::PollLead,
                    false => Op::PollShow,
                };
            }
        }
        if matches!(query.op, Op::PollMax | Op::PollMin | Op::PollWidest | Op::PollNarrowest) && query.word.is_none() && self.claims_time() {
            query.word = Some(CLAIMED.to_owned());
        }
        if query.op == Op::PollCompare && pollsters.len() > 1 && self.any(&[c.difference, c.compare]) {
            strength *= 1.04;
        }
        if self.has(c.row_table) && matches!(query.op, Op::PollFirst | Op::PollLatest) {
            query.word = Some("table".to_owned());
        }
        if self.has(c.ethnic) && query.op == Op::PollShow {
            query.word = Some("splits".to_owned());
            used |= self.words(&[c.ethnic]);
        }
        if self.has(c.normalised) && query.op == Op::PollShow {
            query.word = Some("normalised".to_owned());
            query.side = None;
        }
        if self.any(&[c.raw]) && !query.word.as_ref().is_some_and(|w| w.starts_with('x')) {
            query.word = Some("raw".to_owned());
            if query.op == Op::PollShow && (query.span.is_some() || !pollsters.is_empty()) {
                strength *= 1.04;
            }
        }
        if self.has(c.fieldwork) && query.op == Op::PollShow {
            query.word = Some("fieldwork".to_owned());
        }
        if self.has(c.sample) && query.op == Op::PollShow && !self.has(c.percent) && side.is_none() {
            query.word = Some("sample".to_owned());
        }
        if self.has(c.pollster) && query.op == Op::PollShow && pollsters.is_empty() && (self.cue == Cue::Who || self.any(&[c.which, c.what])) {
            query.word = Some("pollster".to_owned());
        }
        if (self.any(&lead_words) || self.asserts() && self.any(&[c.majority, c.half])) && query.side.is_none() {
            query.side = Some(Side::Lead);
        }
        // A figure in the question that names the poll or is claimed of it.
        if query.value.is_none()
            && let Some((i, n)) = numbers.first()
        {
            query.value = Some(*n);
            query.more |= query.op == Op::PollEver && !self.has(c.less_than);
            used |= 1 << i;
            for (i, _) in &numbers {
                used |= 1 << i;
            }
            if query.op == Op::PollShow && query.span.is_none() && pollsters.is_empty() && !self.yesno {
                strength *= 0.8;
            }
        }
        if !strong_trigger && query.op == Op::PollShow && query.span.is_none() {
            strength *= 0.85;
        }
        let whose = self.cue == Cue::Who && pollsters.is_empty() && !self.any(&[c.poll, c.pollster]);
        let place = self.cue == Cue::Where && matches!(query.op, Op::PollShow | Op::PollLead);
        if matches!(self.cue, Cue::Why | Cue::HowLong | Cue::Define) || whose || place {
            strength *= 0.6;
        }
        all.push(self.reading(query, strength, used, None, "polls"));
    }

    /// "More supporters than opponents": the side that is said to be ahead, which is named first, with its words.
    fn ahead(&self) -> Option<(Side, Mask)> {
        let c = self.c;
        if let Some((i, _)) = self.a.parts.iter().enumerate().find(|(_, p)| p.unit.keys.contains(&c.plurality) && p.unit.has(c.compare)) {
            return Some((Side::For, 1 << i));
        }
        let more = self.a.parts.iter().position(|p| p.unit.keys.contains(&c.more_than))?;
        let side = |range: std::ops::Range<usize>| {
            let named = |keys: [Key; 2]| range.clone().any(|i| keys.iter().any(|key| self.a.parts[i].unit.keys.contains(key)));
            match (named([c.support, c.r#for]), named([c.oppose, c.against])) {
                (true, false) => Some(Side::For),
                (false, true) => Some(Side::Against),
                _ => None,
            }
        };
        let end = self.a.parts.len();
        let (first, second) = match self.a.parts[more + 1..].iter().position(|p| p.unit.keys.contains(&c.compare)) {
            Some(than) => (side(more..more + 1 + than)?, side(more + 1 + than..end)?),
            // "Did opponents outnumber supporters?": the one stands right before the word and the other right behind it.
            None => (side(more.checked_sub(1)?..more)?, side(more + 1..(more + 2).min(end))?),
        };
        (first != second).then(|| (first, self.words(&[c.support, c.r#for, c.oppose, c.against, c.more_than, c.compare])))
    }

    /// "How many said yes in October 2009": there was a poll then, and no vote.
    fn polled(&self) -> bool {
        let c = self.c;
        let Some((date, Rel::In, _)) = self.span else { return false };
        let polls = || self.e.dataset.records.polls.iter().any(|p| p.date.is_some_and(|d| d.within(&date)));
        let votes = || self.e.dataset.records.votes.iter().flat_map(|v| &v.dates).any(|d| d.date.overlaps(&date));
        self.cue == Cue::Count && self.any(&[c.r#for, c.against]) && self.before_ratifications() && polls() && !votes()
    }

    /// "Anketa od 22. februara": the word that limits a time from a day on also says of which day a thing is.
    fn dated_of(&self, date: FuzzyDate) -> bool {
        let c = self.c;
        let of = self.a.parts.iter().any(|p| p.unit.has(c.since) && p.unit.lang != WordLang::En);
        let polled = || self.e.dataset.records.polls.iter().flat_map(|p| [p.date, p.fieldwork]).flatten().any(|d| d.within(&date));
        of && date.exact_day().is_some() && !self.any(&[c.trend, c.change, c.now, c.until]) && polled()
    }

    /// Two months without a year: those of the latest year in which both were polled.
    fn two_months(&self, pollsters: &[String]) -> Option<[FuzzyDate; 2]> {
        let [a, b] = &self.a.dates[..] else { return None };
        let (Some((first, None)), Some((second, None)), None, None) = (a.yearless, b.yearless, a.date, b.date) else { return None };
        let whose = |id: &Option<String>| pollsters.is_empty() || id.as_ref().is_some_and(|id| pollsters.contains(id));
        let dates: Vec<FuzzyDate> = self.e.dataset.records.polls.iter().filter(|p| whose(&p.pollster)).filter_map(|p| p.date).collect();
        let both = |year: i16| [first, second].map(|month| FuzzyDate::from_point(Point::Month(year, month, None)));
        let polled = |month: &FuzzyDate| dates.iter().any(|date| date.within(month));
        let years = dates.iter().map(|date| date.first().year());
        years.filter(|year| both(*year).iter().all(polled)).max().map(both)
    }

    /// "Is it higher now or in 2016?": the latest poll against another time.
    fn now_and_then(&self, years: &[FuzzyDate], pollsters: &[String]) -> Option<[FuzzyDate; 2]> {
        let c = self.c;
        let [then] = years else { return None };
        let rel = self.span.map_or(Rel::In, |(_, rel, _)| rel);
        let compares = self.any(&[c.compare, c.or]) && self.any(&[c.more_than, c.less_than, c.change, c.difference]) || self.a.mask_whole(c.compare) != 0;
        if !self.any(&[c.now, c.latest]) || !compares || rel != Rel::In {
            return None;
        }
        let polls = &self.e.dataset.records.polls;
        let of = polls.iter().filter(|p| pollsters.is_empty() || p.pollster.as_ref().is_some_and(|id| pollsters.contains(id)));
        let latest = of.filter(|p| p.against.is_some()).filter_map(|p| p.date).max_by_key(FuzzyDate::last)?;
        (!latest.overlaps(then)).then_some([latest, *then])
    }

    /// "The first poll in which yes led", "the last with opponents ahead": only polls in which that side led count.
    fn led(&self, query: &mut Query) {
        let c = self.c;
        if self.any(&[c.win, c.majority, c.more_than, c.lose, c.plurality]) && query.value.is_none() {
            query.side = Some(if self.any(&[c.against, c.oppose]) && !self.any(&[c.support, c.r#for]) { Side::Against } else { Side::For });
            query.more = true;
        }
    }

    /// "without the one of October 2017": the date of what is left out, with its words.
    pub(super) fn excluded(&self) -> Option<(FuzzyDate, Mask)> {
        let except = self.a.mask(self.c.except);
        if except == 0 {
            return None;
        }
        let start = except.trailing_zeros() as usize;
        let (i, date) = self.a.parts.iter().enumerate().skip(start).find_map(|(i, p)| p.date.and_then(|d| self.a.dates[d].date).map(|date| (i, date)))?;
        let mut mask: Mask = except;
        for j in start..=i {
            mask |= 1 << j;
        }
        let numbers: Mask = self.a.parts.iter().enumerate().filter(|(_, p)| matches!(p.role, Role::Stranger)).fold(0, |m, (j, _)| m | 1 << j);
        Some((date, mask | numbers | self.words(&[self.c.normalised, self.c.raw])))
    }

    /// Whether "how many" counts the thing of this concept: it follows with nothing but fillers, names and ordering words between.
    pub(super) fn counts(&self, key: Key) -> bool {
        let start = self.a.parts.iter().position(|p| p.unit.keys.contains(&self.c.how_many));
        let Some(start) = start else { return false };
        for part in &self.a.parts[start..] {
            if part.unit.has(key) {
                return true;
            }
            if matches!(part.role, Role::Term) || part.unit.keys.contains(&self.c.difference) || part.unit.keys.contains(&self.c.percent) {
                return false;
            }
        }
        false
    }
}
