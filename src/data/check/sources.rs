//! Sources: their addresses.

use std::collections::BTreeMap;

use super::{
    context::{Context, Raw},
    texts::member,
};
use crate::data::{Kind, finding::Finding};

fn addressed<'c>(c: &'c Context<'_>) -> impl Iterator<Item = (&'c Raw, &'c str)> {
    c.raw.iter().filter(|record| record.kind == Kind::Source).filter_map(|record| member(&record.value, "url").map(|url| (record, url)))
}

/// What is wrong with an address, if anything is.
fn flaw(url: &str) -> Option<&'static str> {
    let Some(rest) = ["https://", "http://"].iter().find_map(|scheme| url.strip_prefix(scheme)) else {
        return Some("it does not begin with https:// or http://");
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let name = host.split_once(':').map_or(host, |(name, _)| name);
    let labels = || name.split('.');
    if labels().count() < 2 || labels().any(|label| label.is_empty() || !label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')) {
        return Some("its host is none");
    }
    let machine = labels().count() == 4 && labels().all(|label| label.parse::<u8>().is_ok());
    if !machine && !labels().next_back().is_some_and(|top| top.len() > 1 && top.bytes().any(|b| b.is_ascii_alphabetic())) {
        return Some("its host is none");
    }
    url.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '`')).then_some("it holds a space or a bracket")
}

pub(super) fn addresses(c: &Context<'_>, findings: &mut Vec<Finding>) {
    for (record, url) in addressed(c) {
        if let Some(flaw) = flaw(url) {
            findings.push(c.at_path(&record.origin, "url").error(
                "address",
                format!("`{url}` is no address: {flaw}"),
                "copy the address from the page, or leave `url` out",
            ));
        }
    }
}

pub(super) fn duplicates(c: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut owners: BTreeMap<String, Vec<&Raw>> = BTreeMap::new();
    for (record, url) in addressed(c) {
        let bare = url.split_once("://").map_or(url, |(_, rest)| rest).trim_start_matches("www.").trim_end_matches('/').to_owned();
        owners.entry(bare).or_default().push(record);
    }
    for all in owners.values() {
        for record in all {
            if let Some(other) = all.iter().find(|other| other.id != record.id) {
                findings.push(c.at_path(&record.origin, "url").warning(
                    "duplicate-source",
                    format!("the source `{}` has this address too", other.id),
                    "keep one of the two and let all cites name it",
                ));
            }
        }
    }
}
