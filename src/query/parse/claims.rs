//! What a question claims of the thing that it speaks of: figures with their bounds, shares, none and all, one thing against another.

use super::{Context, NOTHING_LEFT, Reading};
use crate::{
    data::{Kind, schema::Verdict},
    query::{
        analysis::{Analysis, Mask, Part, Role},
        model::{Bound, Claim, Cue, Measure, Op, Query, Side},
        when::TimeUnit,
    },
    text::lexicon::{Key, WordLang},
};

/// The most figures of one question that are compared.
const MOST_CLAIMS: usize = 3;
/// How many words away from its figure a bound, a measure or a side may stand.
const REACH: usize = 3;
/// A reading less sure than this is not preferred to a statement.
const LEAST_COMPARED: f32 = 0.6;
/// What a word of order counts at most that a statement leaves unexplained.
const LIMIT_OF_ORDER: f32 = 0.04;
/// The fewest words with a meaning that claim something.
const SHORTEST_STATEMENT: usize = 3;
/// What is longer tells a story.
const LONGEST_STATEMENT: usize = 16;

/// The claims of a question, with the words that make them.
#[derive(Debug, Clone, Default)]
pub(super) struct Claims {
    /// What is claimed, each with the position of the word that says it.
    pub(super) all: Vec<(usize, Claim)>,
    /// The words that deny as part of a claim ("no abstentions", "never"), and so deny nothing else.
    denying: Mask,
    /// The words that bound the figures.
    bounds: Mask,
    /// Put as a statement, with or without a question mark.
    stated: bool,
}

impl Claims {
    /// The words that claim a figure.
    pub(super) fn words(&self) -> Mask {
        self.all.iter().filter(|(_, claim)| !matches!(claim.measure, Measure::Than | Measure::Rise)).fold(self.bounds, |mask, (i, _)| mask | 1 << i)
    }

    /// The figures that are claimed exactly, each with its side.
    pub(super) fn sides(&self) -> impl Iterator<Item = (f64, Side)> {
        self.all.iter().filter(|(_, claim)| claim.bound == Bound::Exactly).filter_map(|(_, claim)| Some((claim.amount, claim.side?)))
    }

    /// Whether one thing is claimed to exceed another.
    pub(super) fn compares(&self) -> bool {
        self.all.iter().any(|(_, claim)| claim.measure == Measure::Than)
    }

    /// Whether a length of time is claimed.
    pub(super) fn timed(&self) -> bool {
        self.all.iter().any(|(_, claim)| matches!(claim.measure, Measure::Days | Measure::Weeks | Measure::Months | Measure::Years))
    }

    /// Whether nothing is claimed.
    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Whether the figure at a position measures this.
    pub(super) fn measures(&self, at: usize, measure: Measure) -> bool {
        self.all.iter().any(|(i, claim)| *i == at && claim.measure == measure)
    }
}

/// The concepts of claims that no parser needs otherwise; a vocabulary may lack them.
struct Words {
    every: Option<Key>,
    at_most: Option<Key>,
    two_thirds: Option<Key>,
    rise: Option<Key>,
    fall: Option<Key>,
}

/// Reads what a question claims.
struct Reader<'a, 'b> {
    a: &'b Analysis<'a>,
    words: Words,
}

/// What is claimed in a question.
pub(super) fn claims(a: &Analysis<'_>, either: bool) -> Claims {
    let concept = |id: &str| a.engine.vocabulary.lexicon.concept(id);
    let reader = Reader {
        a,
        words: Words { every: concept("every"), at_most: concept("at-most"), two_thirds: concept("two-thirds"), rise: concept("rise"), fall: concept("fall") },
    };
    let mut found = Claims { stated: !either && reader.states(), ..Claims::default() };
    for i in 0..a.parts.len() {
        if let Some(claim) = reader.figure(i).or_else(|| reader.zero(i, &mut found.denying)).or_else(|| reader.share(i)) {
            found.all.push((i, claim));
        }
    }
    reader.opposed(&mut found.all);
    if found.all.is_empty() && found.denying == 0 {
        found.all.extend((0..a.parts.len()).find_map(|i| reader.some(i).map(|claim| (i, claim))));
    }
    found.all.extend(reader.direction().map(|claim| (a.parts.len(), claim)));
    found.all.truncate(MOST_CLAIMS);
    let c = &a.engine.concepts;
    found.bounds = if found.all.is_empty() { 0 } else { a.mask_any(&[c.more_than, c.less_than, c.at_least, c.only]) };
    found
}

impl Reader<'_, '_> {
    fn is(&self, i: usize, key: Key) -> bool {
        self.a.parts.get(i).is_some_and(|p| p.unit.keys.contains(&key))
    }

    fn may_be(&self, i: usize, key: Option<Key>) -> bool {
        key.is_some_and(|key| self.a.parts.get(i).is_some_and(|p| p.unit.has(key)))
    }

    /// Whether it says something: a verb that is known, or one thing against another, and no question word, wherever it stands.
    fn states(&self) -> bool {
        let c = &self.a.engine.concepts;
        let lists = self.a.parts.iter().enumerate().any(|(i, p)| p.unit.keys.contains(&c.list) && !self.may_be(i, self.words.every));
        let asked = [c.when, c.who, c.r#where, c.why, c.how, c.how_many, c.how_long, c.what, c.which, c.define, c.timeline, c.order];
        if self.a.cue() != Cue::What || self.a.parts.iter().any(|p| asked.iter().any(|key| p.unit.has(*key))) || lists {
            return false;
        }
        let verbs = [c.auxiliaries, c.yesno, c.claim, c.win, c.lose, c.deposit, c.ratify, c.vote, c.abstain, c.never, c.join];
        let content = self.a.parts.iter().filter(|p| !matches!(p.role, Role::Filler | Role::Small)).count();
        // "It fell from 2017 to 2024?": what rose or fell is asked for without a sign.
        let moved = |claim: Claim| claim.measure == Measure::Than || self.a.is_question();
        // "More than half support it."
        let shared = || (0..self.a.parts.len()).any(|i| self.share(i).is_some()) && self.a.has_any(&[c.support, c.oppose]);
        // "Over 100 million for defence?"
        let bounded = || self.a.is_question() && (0..self.a.parts.len()).filter_map(|i| self.figure(i)).any(|claim| claim.bound != Bound::Exactly);
        let said = || self.direction().is_some_and(moved) || self.spent() || shared() || bounded();
        (SHORTEST_STATEMENT..=LONGEST_STATEMENT).contains(&content) && (self.a.has_any(&verbs) || said())
    }

    /// Whether a percentage of what is produced, or of what is spent, is given: "3 % on the military", in whatever verb.
    fn spent(&self) -> bool {
        let c = &self.a.engine.concepts;
        self.a.has(c.percent) && !self.a.numbers().is_empty() && self.a.has_any(&[c.gdp, c.spend, c.army])
    }

    /// The side that stands nearest to a figure, first behind it, with no other figure between.
    fn side(&self, at: usize) -> Option<Side> {
        let c = &self.a.engine.concepts;
        let sides = [
            (c.abstain, Side::Abstained),
            (c.absent, Side::Absent),
            (c.boycott, Side::Absent),
            (c.against, Side::Against),
            (c.oppose, Side::Against),
            (c.undecided, Side::Undecided),
            (c.support, Side::For),
            (c.r#for, Side::For),
            (c.turnout, Side::Turnout),
            (c.difference, Side::Lead),
            (c.win, Side::Lead),
        ];
        // A word that only links ("for Montenegro") is no side.
        // Behind a figure and before the next, or a pause, it is one: "44 za, 5 protiv".
        let apart = |i: usize| {
            let next = self.a.parts.get(i + 1);
            i == at + 1 && next.is_none_or(|p| p.number.is_some() || p.unit.keys.contains(&c.and) || self.a.tokens[p.unit.tokens.start].after_pause)
        };
        let side_of = |i: usize| {
            let part = &self.a.parts[i];
            sides.iter().find(|(key, _)| part.unit.keys.contains(key) && (part.role != Role::Filler || *key != c.r#for || apart(i))).map(|(_, side)| *side)
        };
        let figure = |i: &usize| self.a.parts[*i].number.is_none() || self.a.parts[*i].date.is_some();
        let behind = (at + 1..self.a.parts.len()).take_while(figure).take(REACH).find_map(side_of);
        behind.or_else(|| (0..at).rev().take_while(figure).take(REACH).find_map(side_of))
    }

    /// The bound that the words around a figure set.
    fn bound(&self, at: usize) -> Bound {
        let c = &self.a.engine.concepts;
        let figure = |i: &usize| self.a.parts[*i].number.is_none() && self.a.parts[*i].date.is_none();
        let before = (0..at).rev().take_while(figure).take(REACH);
        let behind = (at + 1..self.a.parts.len()).take_while(figure).take(2);
        let negated = |i: usize| i > 0 && self.is(i - 1, c.not);
        for i in before {
            if self.is(i, c.at_least) {
                return Bound::AtLeast;
            }
            if self.may_be(i, self.words.at_most) {
                return Bound::AtMost;
            }
            if self.is(i, c.more_than) {
                return if negated(i) { Bound::AtMost } else { Bound::Over };
            }
            if self.is(i, c.less_than) {
                return if negated(i) { Bound::AtLeast } else { Bound::Under };
            }
        }
        for i in behind {
            if self.is(i, c.at_least) {
                return Bound::AtLeast;
            }
        }
        Bound::Exactly
    }

    fn measure(&self, at: usize) -> Measure {
        let c = &self.a.engine.concepts;
        for i in at + 1..self.a.parts.len().min(at + 1 + REACH) {
            let part = &self.a.parts[i];
            if part.number.is_some() || part.date.is_some() {
                break;
            }
            // "Two years", and not "46 … in the year".
            if let Some(length) = self.length(i).filter(|_| i == at + 1) {
                return length;
            }
            if part.unit.keys.contains(&c.percent) {
                return Measure::Percent;
            }
            if part.unit.keys.contains(&c.million) || part.unit.keys.contains(&c.euro) {
                return Measure::Million;
            }
            if part.unit.keys.contains(&c.seats) || part.unit.keys.contains(&c.deputies) {
                return Measure::Seats;
            }
            if part.unit.keys.contains(&c.poll) {
                return Measure::Polls;
            }
        }
        Measure::Plain
    }

    /// A figure: "46 for", "more than 50 percent", "only 3".
    fn figure(&self, i: usize) -> Option<Claim> {
        let part = &self.a.parts[i];
        let c = &self.a.engine.concepts;
        // "One" is mostly no figure, but before "percent" it is.
        let figure = part.role == Role::Number || self.is(i + 1, c.percent);
        let Some(amount) = part.number.filter(|_| part.date.is_none() && figure) else { return self.one_unit(i) };
        // "70 million" is one figure.
        if i > 0 && part.unit.has(c.million) && self.a.parts[i - 1].number.is_some() {
            return None;
        }
        Some(Claim { bound: self.bound(i), amount, measure: self.measure(i), side: self.side(i) })
    }

    /// "46 to 35": of two bare figures beside each other the one is for and the other against.
    fn opposed(&self, all: &mut [(usize, Claim)]) {
        let c = &self.a.engine.concepts;
        // "46 prema 35", and not "46 od 81".
        let towards = |p: &Part| p.unit.lang == WordLang::Cnr && p.unit.keys == [c.prepositions];
        let to = |i: usize| self.a.parts.get(i).is_some_and(|p| p.unit.keys.contains(&c.to) || towards(p));
        let bare = |claim: &Claim| claim.side.is_none() && claim.bound == Bound::Exactly && matches!(claim.measure, Measure::Plain | Measure::Percent);
        if let [(i, first), (j, second)] = all
            && *j == *i + 2
            && to(*i + 1)
            && bare(first)
            && bare(second)
        {
            (first.side, second.side) = (Some(Side::For), Some(Side::Against));
        }
    }

    /// The length of time that a word names.
    fn length(&self, i: usize) -> Option<Measure> {
        let part = self.a.parts.get(i).filter(|part| part.date.is_none())?;
        Some(match self.a.engine.vocabulary.dates.unit(&self.a.tokens, part.unit.tokens.start)? {
            TimeUnit::Day => Measure::Days,
            TimeUnit::Week => Measure::Weeks,
            TimeUnit::Month => Measure::Months,
            TimeUnit::Year => Measure::Years,
        })
    }

    /// "The day after", "a week before", "less than a year": one of a length of time, beside a word of order or a bound.
    fn one_unit(&self, i: usize) -> Option<Claim> {
        let c = &self.a.engine.concepts;
        let measure = self.length(i)?;
        let ordered = self.is(i + 1, c.after) || self.is(i + 1, c.before);
        // Montenegrin has no article: "dan poslije".
        let bare = ordered && self.a.parts[i].unit.lang == WordLang::Cnr && self.a.cue() == Cue::What;
        let single = i > 0 && (self.a.parts[i - 1].unit.has(c.articles) || bare && self.a.parts[i - 1].number.is_none());
        let bound = self.bound(i);
        (single && (ordered || bound != Bound::Exactly)).then_some(Claim { bound, amount: 1.0, measure, side: None })
    }

    /// Nobody and none: "nobody abstained", "no votes against", "never above 50 %".
    fn zero(&self, i: usize, denying: &mut Mask) -> Option<Claim> {
        let c = &self.a.engine.concepts;
        let zero = |side: Option<Side>| Some(Claim { bound: Bound::Exactly, amount: 0.0, measure: Measure::Plain, side });
        if self.is(i, c.unanimous) {
            return zero(Some(Side::Against));
        }
        // "Has it ever …? He says never": what is asked is whether it ever did.
        let never = self.is(i, c.never) && self.a.mask_whole(c.ever) == 0;
        if self.is(i, c.none) || never {
            // Montenegrin denies twice to deny once.
            *denying = Mask::MAX;
            return zero(self.side(i));
        }
        // "No abstentions": the word denies what is counted, not what is said.
        if !self.is(i, c.not) || self.is(i, c.denying_auxiliary) || self.a.doubtful_opener() == Some(i) {
            return None;
        }
        let sides = [(c.abstain, Side::Abstained), (c.absent, Side::Absent), (c.against, Side::Against)].map(|(key, side)| (key, Some(side)));
        let counted = sides.into_iter().chain([c.ally, c.country, c.poll, c.party].map(|key| (key, None)));
        let next = (i + 1..self.a.parts.len()).find(|j| self.a.parts[*j].role != Role::Filler && !self.is(*j, c.yesno))?;
        let (_, side) = counted.into_iter().find(|(key, _)| self.is(next, *key))?;
        *denying |= 1 << i;
        zero(side)
    }

    /// Anybody and any: "did anyone abstain", "did any ally deposit": one at least.
    fn some(&self, i: usize) -> Option<Claim> {
        let c = &self.a.engine.concepts;
        if !self.may_be(i, Some(c.some)) || self.a.has_any(&[c.not, c.never]) && self.a.doubtful_opener().is_none() {
            return None;
        }
        let counted = [c.ally, c.country, c.deputies, c.abstain, c.absent, c.against, c.r#for, c.vote];
        let next = (i + 1..self.a.parts.len()).find(|j| self.a.parts[*j].role != Role::Filler)?;
        let side = self.side(i);
        let some = self.is(next, c.ally) || self.is(next, c.country) || side.is_some();
        (some && counted.iter().any(|key| self.is(next, *key))).then_some(Claim { bound: Bound::AtLeast, amount: 1.0, measure: Measure::Plain, side })
    }

    /// A share of the whole: "half", "most", "all", "a quarter".
    fn share(&self, i: usize) -> Option<Claim> {
        let c = &self.a.engine.concepts;
        let claim = |bound: Bound, amount: f64| Some(Claim { bound, amount, measure: Measure::Share, side: self.side(i) });
        if self.may_be(i, self.words.every) {
            // "Not all": less than that.
            // "Hasn't every ally …" expects a yes.
            let denied = i > 0 && self.is(i - 1, c.not) && self.a.doubtful_opener() != Some(i - 1);
            return if denied { claim(Bound::Under, 1.0) } else { claim(Bound::AtLeast, 1.0) };
        }
        if self.may_be(i, self.words.two_thirds) {
            return claim(Bound::AtLeast, 2.0 / 3.0);
        }
        if self.is(i, c.half) {
            return claim(self.bound(i), 0.5);
        }
        // "More for than against" says who is ahead, not by half of all.
        if (self.is(i, c.majority) || self.is(i, c.most)) && !self.is(i, c.plurality) {
            return claim(Bound::Over, 0.5);
        }
        None
    }

    /// "Higher in 2016 than in 2015", "did it fall": one figure against another.
    fn direction(&self) -> Option<Claim> {
        let c = &self.a.engine.concepts;
        let claim = |bound: Bound, measure: Measure| Some(Claim { bound, amount: 0.0, measure, side: None });
        let has = |key: Option<Key>| (0..self.a.parts.len()).any(|i| self.may_be(i, key));
        // "More than" is a bound, "more … than" compares.
        let compared = self.a.parts.iter().any(|p| p.unit.has(c.compare) && !p.unit.has(c.more_than) && !p.unit.has(c.less_than));
        let (more, less) = (self.a.mask_whole(c.more_than), self.a.mask_whole(c.less_than));
        if compared && (more != 0) != (less != 0) {
            return claim(if more != 0 { Bound::Over } else { Bound::Under }, Measure::Than);
        }
        match (has(self.words.rise), has(self.words.fall)) {
            (true, false) => claim(Bound::Over, Measure::Rise),
            (false, true) => claim(Bound::Under, Measure::Rise),
            _ => None,
        }
    }
}

impl Context<'_, '_> {
    /// Whether it is asked or stated that something is so.
    pub(super) fn asserts(&self) -> bool {
        self.yesno || self.claims.stated
    }

    /// Whether the denial of the question is about the whole of what it says.
    pub(super) fn denies(&self) -> bool {
        self.denied & !self.claims.denying != 0
    }

    /// Puts what is claimed into a query that computes; a statement becomes a question for yes or no where something of it can be compared.
    pub(super) fn claim(&self, query: &mut Query) {
        if matches!(query.op, Op::Record | Op::Timeline | Op::Unknown | Op::Small | Op::Sources | Op::Conflicts) || !self.asserts() {
            return;
        }
        query.claims = self.claims.all.iter().filter_map(|(i, claim)| self.counted_in(query, *i, claim)).collect();
        // "Never" counts polls and votes; of one ally's act it denies that there was any.
        let never = self.has(self.c.never) && self.a.doubtful_opener().is_none();
        query.denied = if query.op == Op::RatShow { self.denied != 0 || never } else { self.denies() };
        query.yesno |= self.claims.stated && self.compares(query);
        // "Did they ratify Finland before Sweden?" asks for an order, which a tally does not tell.
        query.yesno &= query.op != Op::VoteTally || query.span.is_some() || !self.any(&[self.c.before, self.c.after]);
        // "Did only Spain deposit in May?" asks for the others too.
        query.yesno &= query.op != Op::RatShow || query.ids.len() != 1 || !self.has(self.c.only);
    }

    /// A claim as the query computes it, if it does: half of those asked is a figure of a poll, half of the polls a count of them.
    fn counted_in(&self, query: &Query, at: usize, claim: &Claim) -> Option<Claim> {
        let half = claim.measure == Measure::Share && claim.amount < 1.0 && query.op.intent().starts_with("poll");
        // "Never" says of a vote or an ally that it was not, and counts nobody.
        let counted = query.op.intent().starts_with("vote") || query.op == Op::RatShow;
        if counted && claim.bound == Bound::Exactly && claim.amount == 0.0 && claim.side.is_none() && self.has(self.c.never) {
            return None;
        }
        // "In that table of 27": which polls are looked at, beside what is claimed of them.
        let rows = || matches!(claim.measure, Measure::Plain | Measure::Polls) && claim.bound == Bound::Exactly && self.counts_rows(at, claim.amount);
        if query.op.intent().starts_with("poll") && self.claims.all.len() > 1 && rows() {
            return None;
        }
        let of_polls = || self.a.parts.iter().skip(at + 1).take(REACH).any(|p| p.unit.has(self.c.poll) || p.unit.has(self.c.row_table));
        match query.op {
            _ if !half || of_polls() => Some(*claim),
            Op::PollShow => Some(Claim { measure: Measure::Percent, amount: claim.amount * 100.0, ..*claim }),
            _ => None,
        }
    }

    /// A claim is compared where that can be computed; the statement that is likest to it speaks of the same things and need not say yes or no to it. Gives the
    /// reading that compares, if a mere statement is in front of it.
    pub(super) fn compared(&self, all: &[Reading]) -> Option<usize> {
        let best = all.first()?;
        let verbatim = best.hit.is_some_and(|hit| self.hits[hit].verbatim.is_some());
        // What holds only in part is no plain yes or no.
        let fact = best.query.ids.first().and_then(|id| self.e.dataset.find(id));
        let in_part = matches!(fact, Some((Kind::Fact, i)) if matches!(self.e.dataset.records.facts[i].verdict, Some(Verdict::Partly | Verdict::Unproven)));
        // "Her comment after it was signed?" wants the words, and claims no order.
        let quoted = matches!(fact, Some((Kind::Quote, _))) && best.query.op == Op::Record && !self.yesno;
        if verbatim || quoted || in_part && best.query.op == Op::Record && !self.dates_act() || !self.asserts() {
            return None;
        }
        // A percentage alone is none of a poll's.
        let c = self.c;
        let polled = self.any(&[c.poll, c.public, c.support, c.oppose, c.r#for, c.against, c.undecided]) || !self.a.named(Kind::Pollster).is_empty();
        // How many deputies voted is no count of allies.
        let others = self.has(c.deputies) && !self.has(c.ally);
        let fits = |r: &Reading| match r.query.op {
            Op::Record => false,
            Op::RatCount | Op::RatIn => !others,
            op => polled || !op.intent().starts_with("poll"),
        };
        let compares = |r: &Reading| fits(r) && r.query.yesno && r.precision >= NOTHING_LEFT && r.score >= LEAST_COMPARED && self.compares(&r.query);
        let told = best.query.op == Op::Record && best.parser == "described";
        all.iter().position(compares).filter(|at| if told { self.untold(best, &all[*at].query) } else { *at == 0 })
    }

    /// Whether a statement need not tell what is claimed: only what computes it can compare bounds, shares, extremes, orders and offices; of a mere figure or
    /// place the statement has to speak.
    fn untold(&self, statement: &Reading, claim: &Query) -> bool {
        let c = self.c;
        let own = |measure: Measure| matches!(measure, Measure::Share | Measure::Than | Measure::Rise | Measure::Seats);
        let computed = |claim: &Claim| claim.bound != Bound::Exactly || claim.amount == 0.0 || own(claim.measure);
        if claim.claims.iter().any(computed) || claim.word.as_deref() == Some(super::CLAIMED) {
            return true;
        }
        let said = match claim.op {
            // What never was came before nothing.
            Op::Order if self.is_premise(statement) && statement.strength >= 1.0 && statement.precision >= NOTHING_LEFT - LIMIT_OF_ORDER => return false,
            Op::Order | Op::PersonAt if claim.ids.len() > 1 => return claim.op == Op::Order || self.a.date_mask() != 0,
            Op::RatOrder | Op::RatPlace | Op::Election => self.words(&[c.first, c.last, c.before, c.after, c.next, c.win]),
            // The figures of a vote that the statement is about tell whether a tally is right.
            Op::VoteTally if !claim.claims.is_empty() && self.is_about(statement, &claim.ids) => {
                return statement.hit.is_none_or(|hit| self.e.phrases.told(self.a, &self.hits[hit]).numbers > 0.0);
            }
            // What an ally did at a time is told by its dates.
            Op::RatShow if self.dates_act() && claim.span.is_some() => return true,
            Op::RatShow => self.a.date_mask(),
            _ if claim.claims.is_empty() => return false,
            _ => 0,
        };
        let differs = statement.hit.is_some_and(|hit| self.hits[hit].number_differs || claim.op == Op::RatShow && self.hits[hit].date_differs);
        differs || (self.claims.words() | said) & !statement.used != 0
    }

    /// Whether the statement of a reading corrects a premise.
    pub(super) fn is_premise(&self, statement: &Reading) -> bool {
        let found = statement.query.ids.first().and_then(|id| self.e.dataset.find(id)).filter(|_| statement.query.op == Op::Record);
        matches!(found, Some((Kind::Fact, i)) if self.e.dataset.records.facts[i].premise)
    }

    /// Whether the statement of a reading is about one of these records.
    fn is_about(&self, statement: &Reading, ids: &[String]) -> bool {
        let fact = statement.query.ids.first().and_then(|id| self.e.dataset.find(id));
        matches!(fact, Some((Kind::Fact, i)) if self.e.dataset.records.facts[i].about.iter().any(|about| ids.contains(about)))
    }

    /// Whether a statement claims something of what this query computes.
    fn compares(&self, query: &Query) -> bool {
        let c = self.c;
        let figures = !query.claims.is_empty();
        match query.op {
            Op::RatOrder | Op::Order => self.any(&[c.before, c.after, c.next]) && !self.has(c.or),
            Op::RatPlace => query.n.is_some(),
            Op::RatShow => query.span.is_some() && self.dates_act() || figures,
            Op::Election => figures || query.ids.len() > 1 && self.has(c.win) || query.n.is_some(),
            Op::PersonAt => query.ids.len() > 1 && query.word.is_none(),
            Op::VoteOf => query.side.is_some(),
            Op::PollMax | Op::PollMin | Op::PollWidest | Op::PollNarrowest | Op::SeriesMax | Op::SeriesMin | Op::RatNth => {
                query.span.is_some() && query.word.as_deref() == Some(super::CLAIMED)
            }
            _ => figures,
        }
    }

    /// Whether a named ally is said to have acted at a time: the name before the verb, and a date.
    fn dates_act(&self) -> bool {
        let c = self.c;
        let act = self.words(&[c.ratify, c.deposit, c.vote, c.approve]);
        let name = self.a.named(Kind::Country).first().map(|(i, _)| *i as u32);
        self.a.date_mask() != 0 && act != 0 && name.is_some_and(|name| name < Mask::BITS - 1 - act.leading_zeros())
    }

    /// Whether the time of a question about an extreme is claimed of it ("the closest poll was in 2008") rather than limits it ("the closest of 2008 was
    /// CEDEM's"): the verb or the figure stands before it.
    pub(super) fn claims_time(&self) -> bool {
        let c = self.c;
        let Some((_, _, mask)) = self.span else { return false };
        let says = self.yesno || self.claims.stated && self.any(&[c.auxiliaries, c.yesno, c.claim]);
        if !says || self.any(&[c.who, c.which, c.what]) || !self.a.named(Kind::Country).is_empty() {
            return false;
        }
        let date = self.a.date_mask() & mask;
        let number = self.a.numbers().first().map(|(i, _)| 1u128 << i);
        // What is compared with a bound is limited by its time.
        number.is_none_or(|number| number < date) && !self.any(&[c.more_than, c.less_than, c.at_least])
    }
}
