//! The examples of questions as the index reads them: what stands in the files without escapes is not copied, for there are very many.

use std::borrow::Cow;

use serde::Deserialize;

use super::Put;
use crate::text::lexicon::WordLang;

/// One entry of `asks/` or `vocab/computed.json`; [`crate::data::schema::Asks`] tells what each part is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Examples<'f> {
    /// The record or computation that is asked for.
    #[serde(borrow)]
    pub of: Cow<'f, str>,
    #[serde(default, borrow)]
    en: Vec<Line<'f>>,
    #[serde(default, borrow)]
    cnr: Vec<Line<'f>>,
    #[serde(default, borrow)]
    holds: Claims<'f>,
    #[serde(default, borrow)]
    fails: Claims<'f>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Claims<'f> {
    #[serde(default, borrow)]
    en: Vec<Line<'f>>,
    #[serde(default, borrow)]
    cnr: Vec<Line<'f>>,
}

/// Serde only borrows what stands in a field of its own.
#[derive(Debug, Deserialize)]
struct Line<'f>(#[serde(borrow)] Cow<'f, str>);

impl Examples<'_> {
    /// The questions, with the language of each.
    pub(super) fn asks(&self) -> impl Iterator<Item = (WordLang, &str)> {
        both(&self.en, &self.cnr)
    }

    /// The questions and claims, with how each is put and its language.
    pub(super) fn all(&self) -> impl Iterator<Item = (Put, WordLang, &str)> {
        let put = |put: Put| move |(lang, line)| (put, lang, line);
        let holds = both(&self.holds.en, &self.holds.cnr).map(put(Put::Holds));
        let fails = both(&self.fails.en, &self.fails.cnr).map(put(Put::Fails));
        self.asks().map(put(Put::Ask)).chain(holds).chain(fails)
    }
}

/// The lines of both languages, English first.
fn both<'l>(en: &'l [Line<'_>], cnr: &'l [Line<'_>]) -> impl Iterator<Item = (WordLang, &'l str)> {
    en.iter().map(|line| (WordLang::En, &*line.0)).chain(cnr.iter().map(|line| (WordLang::Cnr, &*line.0)))
}
