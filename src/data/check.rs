//! The checks over the whole set.
//!
//! Each check is a named function in one table; the runner calls all of them and sorts what they find, so that one run tells everything that is
//! wrong, with file, line and column and the way to mend it. A check never stops another: what did not parse is left out, and told by `schema`.

mod claims;
mod context;
mod figures;
mod names;
mod references;
mod shape;
mod sources;
mod texts;
mod words;

use context::Context;

use super::{finding::Finding, load::Files};

/// One named check.
pub struct Check {
    /// Its name, as findings carry it and `--only` takes it.
    pub name: &'static str,
    /// What it looks for.
    pub what: &'static str,
    run: fn(&Context<'_>, &mut Vec<Finding>),
}

impl std::fmt::Debug for Check {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Check").field("name", &self.name).finish_non_exhaustive()
    }
}

const fn named(name: &'static str, what: &'static str, run: fn(&Context<'_>, &mut Vec<Finding>)) -> Check {
    Check { name, what, run }
}

/// Every check, in the order in which they are listed.
pub const CHECKS: &[Check] = &[
    named("missing-file", "a part of the data that is not there", shape::missing_files),
    named("unknown-file", "a file that no kind of record is read from", shape::unknown_files),
    named("schema", "files that do not parse, unknown keys, wrong types, dates that do not exist", shape::schema),
    named("id", "ids that are misspelt or stand twice, across all kinds", references::ids),
    named("reference", "ids that name no record of the right kind", references::references),
    named("unreachable", "records that no question can find, and sources that nothing cites", references::unreachable),
    named("preferred", "more than one preferred claim, or claims ranked without a reason", claims::preferred),
    named("unsourced", "claims without a source", claims::unsourced),
    named("date", "spans that end before they begin, dates after the data was compiled, histories out of order", claims::dates),
    named("placeholder", "`{when}` without a date, and other placeholders that nothing fills", claims::placeholders),
    named("precision", "sentences that state a day where the record knows only a month or year, and the reverse", claims::precision),
    named("poll-sum", "shares of a poll that do not add up", figures::poll_sums),
    named("poll-lead", "printed leads that differ from the shares without a word on it", figures::poll_leads),
    named("duplicate-poll", "the same survey twice: pollster, fieldwork and question", figures::duplicate_polls),
    named("tally", "votes or seats that are more than the house has", figures::tallies),
    named("ratification", "allies with no record or two, and steps that contradict themselves", figures::ratifications),
    named("weight", "weights that are not from 1 to 10", figures::weights),
    named("alias-collision", "one name for two things", names::collisions),
    named("alias-typo", "names of two things that one typing mistake turns into each other", names::typos),
    named("shared-ask", "one question for two facts", names::shared_asks),
    named("examples", "examples of questions for no record, or for two", names::examples),
    named("compiled", "an index that was made from other data", words::compiled),
    named("learned", "a model of the examples that cannot be read, or was learned from others", words::learned),
    named("letters", "look-alike letters of another script inside a word, invisible characters", texts::letters),
    named("glyph", "signs that the charts' font may lack", texts::glyphs),
    named("translation", "texts that are empty or the same in both languages", texts::translations),
    named("length", "texts that are too long to be shown", texts::lengths),
    named("script", "Montenegrin texts whose Cyrillic form does not lead back to the same letters", texts::script),
    named("address", "addresses that are malformed", sources::addresses),
    named("duplicate-source", "one address in two sources", sources::duplicates),
    named("topic", "topics that have no name", words::topics),
    named("locale-syntax", "sentence files that do not parse", words::locale_syntax),
    named("locale-keys", "sentences that stand twice or in one language only", words::locale_keys),
    named("locale-placeholders", "sentences whose values differ between the languages", words::locale_placeholders),
    named("concepts", "concepts that the program works with and that the vocabulary lacks, or has twice", words::concepts),
    named("opposites", "opposites that are no concept", words::opposites),
    named("common", "shares of everyday words that are none, words that stand in two groups of them", words::common),
    named("shadow", "filler words that hide a word of the vocabulary or a name", words::shadows),
];

/// Runs every check. The findings come sorted by file, line and column.
pub fn check(files: &Files) -> Vec<Finding> {
    run(files, |_| true)
}

/// Runs the check of that name; `None` when there is none.
pub fn check_only(files: &Files, name: &str) -> Option<Vec<Finding>> {
    CHECKS.iter().any(|check| check.name == name).then(|| run(files, |check| check.name == name))
}

fn run(files: &Files, wanted: impl Fn(&Check) -> bool) -> Vec<Finding> {
    let context = Context::new(files);
    let mut findings = Vec::new();
    for check in CHECKS.iter().filter(|check| wanted(check)) {
        (check.run)(&context, &mut findings);
    }
    findings.sort();
    findings.dedup();
    findings
}
