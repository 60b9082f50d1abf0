//! What a question claims, compared with what is found: the yes or no in front of an answer.

use jiff::civil::Date;

use super::Writer;
use crate::{
    data::schema::Verdict,
    query::model::{Bound, Claim, Measure},
};

/// How far a length may be from the weeks, months or years that are claimed of it.
const NEARLY: f64 = 0.25;
/// Days of a week.
const WEEK: f64 = 7.0;

impl Writer<'_> {
    /// A sentence with the yes or no to what was asked before it; without one where nothing was asked or nothing could be compared.
    pub(super) fn judged(&self, holds: Option<bool>, sentence: &str) -> String {
        match holds.filter(|_| self.q.yesno) {
            Some(holds) => self.verdict(if holds == self.q.denied { Verdict::No } else { Verdict::Yes }, sentence),
            None => sentence.to_owned(),
        }
    }

    /// Whether the claims of these measures agree, each by its own test; nothing where there are none, or one cannot be tested.
    pub(super) fn agree(&self, measures: &[Measure], test: impl Fn(&Claim) -> Option<bool>) -> Option<bool> {
        let mut claims = self.q.claims.iter().filter(|claim| measures.contains(&claim.measure)).peekable();
        claims.peek()?;
        claims.map(test).try_fold(true, |all, holds| Some(all & holds?))
    }

    /// Whether a figure is claimed, rather than that one thing exceeds another.
    pub(super) fn claims_figures(&self) -> bool {
        self.q.claims.iter().any(|claim| !matches!(claim.measure, Measure::Than | Measure::Rise))
    }

    /// Whether a count of a whole is what is claimed. The size of the whole itself is no claim beside another ("12 of 28").
    pub(super) fn count_agrees(&self, found: usize, whole: usize) -> Option<bool> {
        let counts = [Measure::Plain, Measure::Share, Measure::Polls];
        let several = self.q.claims.iter().filter(|claim| counts.contains(&claim.measure)).count() > 1;
        let size = |claim: &Claim| several && claim.bound == Bound::Exactly && claim.measure != Measure::Share && claim.amount == whole as f64;
        self.agree(&counts, |claim| Some(size(claim) || claim.agrees_with_count(found, whole)))
    }

    /// Whether the time between two days is as long as claimed.
    pub(super) fn time_agrees(&self, from: Date, to: Date) -> Option<bool> {
        let (from, to) = if from <= to { (from, to) } else { (to, from) };
        let days = from.until(to).map_or(0.0, |span| f64::from(span.get_days()));
        // The mean lengths of months and years are near enough for a length that is told in them.
        let length = |measure: Measure| match measure {
            Measure::Weeks => days / WEEK,
            Measure::Months => days / 30.437,
            Measure::Years => days / 365.25,
            _ => days,
        };
        // "Two years" are not a year and a half.
        let agrees = |claim: &Claim| match (claim.bound, claim.measure) {
            (Bound::Exactly, Measure::Weeks | Measure::Months | Measure::Years) => (length(claim.measure) - claim.amount).abs() <= NEARLY,
            _ => claim.agrees(length(claim.measure)),
        };
        self.agree(&[Measure::Days, Measure::Weeks, Measure::Months, Measure::Years], |claim| Some(agrees(claim)))
    }

    /// Whether one figure stands to another as claimed: what is named first to what is named second, the later to the earlier.
    pub(super) fn direction_agrees(&self, first: f64, second: f64, earlier: f64, later: f64) -> Option<bool> {
        self.agree(&[Measure::Than, Measure::Rise], |claim| Some(claim.agrees(if claim.measure == Measure::Than { first - second } else { later - earlier })))
    }
}
