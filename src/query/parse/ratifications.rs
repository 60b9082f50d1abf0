//! Ratifications by the allies.

use super::{CLAIMED, Context, Reading};
use crate::{
    data::{
        Kind,
        date::{FuzzyDate, Point},
        schema::{Step, StepKind, Text},
    },
    query::{
        analysis::{Mask, Role},
        engine::is_ally,
        model::{Cue, Op, Query, Rel, Side},
    },
    text::fold::fold,
};

/// Begins the word of a query for the step of one chamber; the chamber's own word stands behind it.
pub const CHAMBER: &str = "body:";
/// The word of a query about an ally that is said not to have ratified.
pub const REJECTED: &str = "rejected";
/// The word of a query about an ally's deposit alone.
pub const DEPOSIT: &str = "deposit";

/// The year in which a date lies in a month.
fn year_of(date: &FuzzyDate, month: i8) -> i16 {
    if date.first().month() <= month { date.first().year() } else { date.last().year() }
}

/// The places that several ordinals ask for, each once; none where there is only one.
pub(super) fn places_of(ordinals: &[(usize, u32)]) -> Vec<i32> {
    let mut places: Vec<i32> = ordinals.iter().map(|(_, n)| *n as i32).collect();
    places.dedup();
    if places.len() > 1 { places } else { Vec::new() }
}

/// Whether a word, in whatever case ("Senata"), is one of a body's name.
pub fn names_body(body: &Text, word: &str) -> bool {
    let own = |w: &str| w.len() > 3 && word.len() <= w.len() + 3 && (word.starts_with(w) || w.starts_with(word));
    [&body.en, &body.cnr].into_iter().any(|name| fold(name).split(|c: char| !c.is_alphanumeric()).any(own))
}

impl Context<'_, '_> {
    /// The words that say that somebody did not let something happen.
    fn refusal(&self) -> Mask {
        self.a.mask_any(&[self.c.refuse, self.c.block, self.c.reject])
    }

    /// Whether an ally is asked about, or said, to have refused: nobody in it is, no other country, and nobody's figures are.
    pub(super) fn rejects(&self) -> bool {
        let c = self.c;
        let (ally, other): (Vec<_>, Vec<_>) = self.a.named(Kind::Country).into_iter().partition(|(_, id)| is_ally(self.e, id));
        let others = other.iter().any(|(_, id)| *id != self.e.dataset.manifest.subject);
        let people = [c.who, c.which, c.deputies, c.party, c.none, c.abstain, c.public, c.poll, c.how_many, c.tally];
        let whole = self.refusal();
        let sided = self.a.mask_whole(c.against) | self.a.mask_whole(c.oppose);
        // Who was against in a chamber, and how many for, is another question than whether the ally was.
        let sides = self.has(c.senate) || self.a.mask_whole(c.r#for) & !sided != 0;
        let named = ally.first().is_some_and(|(i, _)| sided >> *i != 0);
        let some = self.has(c.some);
        let persons = [Kind::Person, Kind::Party].into_iter().any(|kind| !self.a.named(kind).is_empty());
        let opener: Mask = self.a.doubtful_opener().map_or(0, |i| 1 << i);
        let denied = self.a.mask_any(&[c.not, c.never]) & !(whole | sided | opener);
        let acts = if whole != 0 {
            matches!(self.cue, Cue::Why | Cue::What | Cue::How)
        } else {
            sided != 0 && named && !sides && (self.cue == Cue::Why || self.yesno)
        };
        acts && ally.len() == 1 && !others && !persons && self.claims.is_empty() && denied == 0 && !some && !self.any(&people)
    }

    /// Ratifications by the allies.
    pub(super) fn ratifications(&self, all: &mut Vec<Reading>) {
        let c = self.c;
        let asked = |i: usize| self.clause & (1 << i) == 0;
        let countries: Vec<(usize, &str)> = self.a.named(Kind::Country).into_iter().filter(|(i, id)| is_ally(self.e, id) && asked(*i)).collect();
        let subject_acts = countries.is_empty() && self.any(&[c.parliament]) && !self.has(c.ally);
        let act = [c.ratify, c.ratification, c.deposit, c.instrument];
        let acted = self.any(&act);
        if countries.is_empty() && (!acted || subject_acts) {
            return;
        }
        let mut used = self.words(&act)
            | self.words(&[
                c.ally,
                c.parliament,
                c.membership,
                c.accession,
                c.member,
                c.join,
                c.document,
                c.sign,
                c.happen,
                c.tally,
                c.vote,
                c.r#for,
                c.against,
                c.abstain,
                c.unanimous,
                c.senate,
                c.support,
                c.now,
                c.order,
                c.list,
                c.only,
            ])
            | self.cue_words();
        let protocol = self.words(&[c.protocol, c.treaty, c.approve]);
        used |= self.words(&[c.depositary]);
        let offices = self.a.named(Kind::Office);
        used |= self.words(&[c.country]);
        used |= protocol;
        for (_, id) in &countries {
            used |= self.name_words(id);
        }
        let mut query = Query { yesno: self.yesno, cue: self.cue, ids: countries.iter().map(|(_, id)| (*id).to_owned()).collect(), ..Query::new(Op::RatShow) };
        let mut strength: f32 = if acted { 0.96 } else { 0.8 };
        // Nobody counts ratifications of a time before there were any.
        if countries.is_empty() && self.before_ratifications() && !self.any(&[c.ally, c.deposit, c.instrument]) {
            strength *= 0.6;
        }
        if !offices.is_empty() {
            // "Who was the Croatian defence minister?" asks for a person.
            strength *= 0.6;
        }
        let ordinals = self.a.ordinals();
        let first = self.any(&[c.first, c.earliest]) || ordinals.iter().any(|(_, n)| *n == 1);
        let last = self.any(&[c.last, c.latest]);
        let nth = if self.has(c.penultimate) {
            used |= self.words(&[c.penultimate, c.last]);
            Some(-2)
        } else {
            ordinals.iter().find(|(_, n)| (2..=60).contains(n)).map(|(_, n)| *n as i32)
        };
        // "The last three", "the second and the third": several places at once.
        let few = self.a.numbers().into_iter().find(|(_, n)| n.fract() == 0.0 && (2.0..=10.0).contains(n)).filter(|_| first != last && countries.is_empty());
        let places: Vec<i32> = match (few, &ordinals[..]) {
            (Some((i, n)), _) => {
                used |= 1 << i;
                (1..=n as i32).map(|place| if last { -place } else { place }).collect()
            }
            (None, several) if countries.is_empty() => places_of(several),
            _ => Vec::new(),
        };
        if places.len() > 1 {
            query.word = Some(places.iter().map(i32::to_string).collect::<Vec<_>>().join("|"));
        }
        if let Some((date, rel, mask)) = self.span {
            query.span = Some(date);
            query.rel = rel;
            used |= mask;
        } else if let Some(mention) = self.a.dates.iter().find(|d| d.yearless.is_some()) {
            // The ratifications all fall into a known time, so that a day and month need no year: it is that of the ally's own step then, or else of any.
            let all = || self.e.dataset.records.ratifications.iter();
            let own = all().filter(|r| countries.iter().any(|(_, id)| r.country == *id));
            let own = own.flat_map(|r| [Some(r.deposit.date), r.parliament_date].into_iter().chain(r.steps.iter().map(|s| s.date)));
            let found = own.flatten().chain(all().map(|r| r.deposit.date)).find(|d| mention.agrees(d));
            let point = |(month, day): (i8, Option<i8>), year: i16| day.map_or(Point::Month(year, month, None), |day| Point::Day(year, month, day));
            query.span = found.zip(mention.yearless).map(|(date, typed)| FuzzyDate::from_point(point(typed, year_of(&date, typed.0))));
            if found.is_some() {
                used |= self.a.date_mask();
            }
        }
        for (i, _) in &ordinals {
            used |= 1 << i;
        }
        used |= self.words(&[c.and, c.difference, c.same, c.during, c.both, c.which, c.count, c.deputies, c.percent, c.not, c.still, c.how_long]);
        let ordering = self.words(&[
            c.first,
            c.last,
            c.earliest,
            c.latest,
            c.before,
            c.after,
            c.next,
            c.previous,
            c.or,
            c.between,
            c.compare,
            c.more_than,
            c.until,
            c.since,
            c.most,
        ]);
        if self.elsewhere.is_some() {
            // When Turkey itself became a member is another matter.
            strength *= 0.5;
        }
        if !acted {
            // A country with the bare word "parliament" or "vote" may be asked about as an ally.
            if self.any(&[c.parliament, c.senate, c.vote]) || protocol != 0 {
                strength = 0.9;
            }
            let lone = self.a.parts.iter().all(|p| matches!(p.role, Role::Filler | Role::Name | Role::Small));
            if lone {
                strength = 0.85;
            }
            let chamber = countries
                .iter()
                .any(|(i, id)| self.a.tokens[self.a.parts[*i].unit.tokens.clone()].iter().any(|t| t.text.len() > 3 && self.body_of(id, &t.text)));
            // "When did Germany reunify": a word that nothing knows asks for something else.
            if self.a.parts.iter().any(|p| p.role == Role::Stranger && p.weight > 1.0) {
                strength *= 0.5;
            }
            if !chamber
                && self.any(&[c.join, c.member, c.leave, c.mission, c.soldiers, c.deploy, c.spend, c.poll, c.said, c.support, c.stance])
                && !self.has(c.accession)
            {
                strength *= 0.6;
            }
        }
        query.op = match countries.len() {
            0 => {
                if self.cue == Cue::HowLong && (first || last || self.any(&[c.ally, c.list])) {
                    // How long it all took: from the first deposit to the last.
                    let mut all: Vec<_> = self.e.dataset.records.ratifications.iter().collect();
                    all.sort_by_key(|r| (r.deposit.date.first(), r.row));
                    query.ids = all.first().into_iter().chain(all.last()).map(|r| r.id.clone()).collect();
                    Op::Duration
                } else if let (Some(place), None) = (places.first(), query.span) {
                    query.n = Some(*place);
                    Op::RatNth
                } else if let Some(n) = nth {
                    query.n = Some(n);
                    Op::RatNth
                } else if let [(i, n)] = &self.a.numbers()[..]
                    && (self.cue == Cue::Who || self.cue == Cue::What && self.any(&[c.list, c.order, c.which]))
                    && n.fract() == 0.0
                    && (1.0..60.0).contains(n)
                    && query.span.is_none()
                {
                    // "Who was number ten?"
                    used |= 1 << i;
                    query.n = Some(*n as i32);
                    Op::RatNth
                } else if first && last {
                    query.n = Some(0);
                    Op::RatNth
                } else if first {
                    query.n = Some(1);
                    Op::RatNth
                } else if last {
                    query.n = Some(-1);
                    Op::RatNth
                } else if self.cue == Cue::Count {
                    Op::RatCount
                } else if query.span.is_some() {
                    Op::RatIn
                } else if self.cue == Cue::When && !self.has(c.ally) && !self.any(&[c.list]) {
                    strength *= 0.7;
                    Op::RatList
                } else {
                    if !self.any(&[c.list, c.order, c.who, c.which, c.ally, c.timeline]) {
                        strength *= 0.8;
                    }
                    Op::RatList
                }
            }
            2 if self.has(c.between) && (self.any(&[c.who, c.which, c.list]) || self.cue == Cue::Count && !self.any(&[c.how_long])) => {
                query.word = Some("between".to_owned());
                Op::RatIn
            }
            1 => {
                // "The Saeima's final tally" asks for no place.
                let places = !self.has(c.tally);
                if let Some(n) = nth {
                    query.n = Some(n);
                    Op::RatPlace
                } else if first && places {
                    query.n = Some(1);
                    Op::RatPlace
                } else if last && places {
                    query.n = Some(-1);
                    Op::RatPlace
                } else if self.any(&[c.order]) || (self.cue == Cue::Count && !self.any(&[c.vote, c.r#for, c.against, c.abstain, c.deputies, c.tally, c.senate]))
                {
                    if self.any(&[c.before, c.after]) || self.cue == Cue::Count { Op::RatIn } else { Op::RatPlace }
                } else if self.any(&[c.before, c.after, c.next, c.previous])
                    && !self.yesno
                    && self.any(&[c.who, c.which, c.list, c.what])
                    && self.span.is_none_or(|(.., m)| m & self.a.date_mask() == 0)
                {
                    Op::RatIn
                } else {
                    Op::RatShow
                }
            }
            // "After Iceland and Slovenia, who was next?"
            2 if self.has(c.next) && self.any(&[c.who, c.which, c.what]) && !self.has(c.or) => {
                let day = |id: &str| self.e.dataset.records.ratifications.iter().find(|r| r.country == id).map(|r| (r.deposit.date.first(), r.row));
                query.ids.sort_by_key(|id| std::cmp::Reverse(day(id)));
                query.ids.truncate(1);
                Op::RatIn
            }
            2 => {
                if self.any(&[c.before, c.after, c.first, c.or, c.last, c.earliest, c.next]) || ordinals.iter().any(|(_, n)| *n == 1) {
                    Op::RatOrder
                } else if self.any(&[c.how_long, c.between, c.difference]) {
                    Op::Duration
                } else if self.has(c.same) || self.has(c.compare) {
                    Op::RatOrder
                } else {
                    Op::RatShow
                }
            }
            _ => {
                if self.any(&[c.first, c.last, c.or, c.earliest, c.order]) {
                    Op::RatOrder
                } else {
                    Op::RatShow
                }
            }
        };
        if query.op == Op::RatCount && query.span.is_some() {
            strength *= 1.04;
        }
        if self.has(c.tally) {
            used |= self.words(&[c.last]);
        }
        // One ally's own ratification has no use for words of order; then they ask for something else.
        if query.op != Op::RatShow {
            used |= ordering;
        }
        if self.cue == Cue::HowLong && query.op != Op::Duration && query.op != Op::RatOrder {
            strength *= 0.6;
        }
        // "How many had ratified when it deposited": all up to its own deposit.
        let then = self.cue == Cue::Count && self.has(c.when) && !self.any(&[c.before, c.after, c.next, c.previous, c.until, c.order]);
        let missing = self.words(&[c.absent, c.still, c.remain]);
        if query.op == Op::RatIn && then && missing != 0 {
            used |= missing;
        } else if query.op == Op::RatIn
            && then
            && let [id] = &query.ids[..]
            && let Some(rat) = self.e.dataset.records.ratifications.iter().find(|r| r.country == *id)
        {
            (query.op, query.span, query.rel) = (Op::RatCount, Some(rat.deposit.date), Rel::Until);
            query.ids.clear();
        }
        if query.op == Op::RatIn && query.ids.len() == 1 {
            query.rel = if self.any(&[c.before, c.previous]) { Rel::Before } else { Rel::After };
            // "Which country was after it" is one of them, "which countries" are all.
            let allies = |(i, n): &(usize, f64)| *n > 1.0 && !self.a.parts.get(i + 1).is_some_and(|p| p.unit.has(c.time_unit));
            let many = self.any(&[c.list, c.several]) || self.a.numbers().iter().any(allies);
            let one = matches!(self.cue, Cue::Who | Cue::What) && !self.yesno && !many;
            query.n = (one || self.any(&[c.next, c.previous])).then_some(1);
            query.span = None;
        }
        if query.op == Op::RatOrder {
            // "did A before B": A is claimed to be the earlier.
            query.rel = if self.has(c.after) { Rel::After } else { Rel::Before };
            // "On the same day?" claims neither order; "right after it", that nobody stands between.
            query.more = self.has(c.same);
            query.n = self.any(&[c.next, c.previous]).then_some(1);
            if query.n.is_some() {
                query.rel = if self.has(c.previous) { Rel::Before } else { Rel::After };
            }
            // "Which of the three was last?" begins with the last.
            query.n = query.n.or_else(|| (last && !first && query.ids.len() > 2).then_some(-1));
            // "The day after it", "two weeks before".
            used |= self.words(&[c.time_unit]);
            self.a.numbers().iter().for_each(|(i, _)| used |= 1 << i);
        }
        if query.op == Op::RatNth && query.word.is_none() && self.claims_time() {
            query.word = Some(CLAIMED.to_owned());
        }
        if self.any(&[c.parliament, c.senate, c.vote]) && query.word.is_none() {
            query.word = Some("parliament".to_owned());
        }
        let chamber = countries.first().filter(|_| countries.len() == 1).and_then(|(_, id)| self.chamber(id));
        if chamber.is_some() && !self.any(&[c.before, c.after, c.first, c.next, c.previous]) && matches!(query.op, Op::RatIn) {
            query.op = Op::RatShow;
            query.side = Some(Side::For);
        }
        // A chamber named by its own name ("Bundestag", "Sejm") asks for its step.
        if let Some(body) = chamber {
            query.word = Some(format!("{CHAMBER}{body}"));
            strength = strength.max(0.9);
        }
        // "How many had deposited when / by …" counts up to that day.
        if query.op == Op::RatCount && query.rel == Rel::In && query.span.is_some_and(|s| s.exact_day().is_some()) && (self.has(c.when) || self.has(c.still)) {
            query.rel = Rel::Until;
        }
        let sided = [(c.against, Side::Against), (c.abstain, Side::Abstained), (c.unanimous, Side::Lead)].into_iter().find(|(k, _)| self.has(*k));
        let sided = sided.or_else(|| {
            (self.any(&[c.tally, c.deputies, c.r#for]) && self.any(&[c.vote, c.parliament, c.senate, c.deputies, c.tally])
                || (self.cue == Cue::Count && self.any(&[c.vote, c.senate, c.parliament, c.deputies])))
            .then_some((c.r#for, Side::For))
        });
        query.side = sided.map(|(_, side)| side).or(query.side);
        // "Croatia passed it 96 to 3": figures are those of the vote.
        if query.op == Op::RatShow && query.ids.len() == 1 && self.asserts() && !self.a.numbers().is_empty() {
            query.side = query.side.or(Some(Side::For));
            self.a.numbers().iter().for_each(|(i, _)| used |= 1 << i);
            used |= self.claims.words();
        }
        if matches!(query.op, Op::RatCount | Op::RatIn | Op::RatList) && self.asserts() {
            used |= self.claims.words();
            if query.op == Op::RatList && !self.claims.is_empty() {
                query.op = Op::RatCount;
            }
        }
        // "Why did it reject …" presupposes what did not happen; who in it was against is another question.
        if query.op == Op::RatShow && query.ids.len() == 1 && self.rejects() {
            (query.side, query.word) = (None, Some(REJECTED.to_owned()));
            query.span = None;
            used |= self.refusal() | self.words(&[c.oppose, c.against, c.said, c.not, c.vote, c.to, c.ever]);
        }
        // A day of deposit is no day of a vote.
        if query.op == Op::RatShow && query.word.is_none() && query.side.is_none() && self.any(&[c.deposit, c.instrument]) && !self.has(c.ratify) {
            query.word = Some(DEPOSIT.to_owned());
        }
        let premise = query.word.as_deref() == Some(REJECTED);
        if !premise && matches!(self.cue, Cue::Why | Cue::Where | Cue::Define) || (self.cue == Cue::How && query.op == Op::RatList) {
            strength *= 0.62;
        }
        if query.op == Op::RatShow && !query.ids.is_empty() && (self.cue == Cue::HowLong || self.has(c.how_long)) {
            query.op = Op::Duration;
            strength *= 0.8;
        }
        // Why it was so, and who brought an instrument, no day tells; only that what is said not to have happened did.
        if !premise
            && query.op == Op::RatShow
            && (self.cue == Cue::Why && !self.any(&[c.not, c.never])
                || self.cue == Cue::Who && !self.any(&[c.ratify, c.ratification, c.vote, c.approve, c.parliament, c.senate]))
        {
            return;
        }
        all.push(self.reading(query, strength, used, None, "ratifications"));
    }

    /// Whether a word names a body that acted in an ally's ratification.
    pub(super) fn body_of(&self, country: &str, word: &str) -> bool {
        let r = &self.e.dataset.records;
        r.ratifications.iter().filter(|rat| rat.country == country).flat_map(|rat| &rat.steps).any(|s| names_body(&s.body, word))
    }

    /// The word of the question that names one of an ally's chambers, rather than all of them.
    pub(super) fn chamber(&self, country: &str) -> Option<String> {
        let rat = self.e.dataset.records.ratifications.iter().find(|r| r.country == country)?;
        // The ally's own name ("Senate of Poland") names no chamber.
        let own = self.e.dataset.name(country).map(|name| [fold(&name.en), fold(&name.cnr)]).unwrap_or_default();
        // A word of its name ("Dutch") that is no chamber's own either.
        let names_own = self.name_words(country);
        let of_name = |at: usize| self.a.parts.iter().enumerate().any(|(i, p)| names_own & (1 << i) != 0 && p.unit.tokens.contains(&at));
        let chamber = |s: &Step| matches!(s.kind, StepKind::Parliament | StepKind::UpperHouse | StepKind::LowerHouse);
        let named = |at: usize, word: &str| {
            let of_step = |s: &&Step| names_body(&s.body, word) && (chamber(s) || !of_name(at));
            rat.steps.iter().filter(of_step).count()
        };
        let other = |word: &str| !own.iter().any(|name| name.split(' ').any(|own| own == word));
        let words = self.a.tokens.iter().enumerate().filter(|(_, t)| t.text.len() > 3 && other(&t.text));
        let words = words.map(|(at, t)| (named(at, &t.text), t)).filter(|(n, _)| *n > 0);
        words.min_by_key(|(n, _)| *n).filter(|(n, _)| *n < rat.steps.len() || rat.steps.len() == 1).map(|(_, t)| t.text.to_string())
    }
}
