//! The examples of questions as the index reads them: what stands in the files without escapes is not copied, for there are very many.

use std::borrow::Cow;

use serde::Deserialize;

use super::Put;

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
    /// The questions.
    pub(super) fn asks(&self) -> impl Iterator<Item = &str> {
        self.en.iter().chain(&self.cnr).map(|line| &*line.0)
    }

    /// The questions and claims, with how each is put.
    pub(super) fn all(&self) -> impl Iterator<Item = (Put, &str)> {
        let asks = self.asks().map(|ask| (Put::Ask, ask));
        let holds = self.holds.en.iter().chain(&self.holds.cnr).map(|line| (Put::Holds, &*line.0));
        let fails = self.fails.en.iter().chain(&self.fails.cnr).map(|line| (Put::Fails, &*line.0));
        asks.chain(holds).chain(fails)
    }
}
