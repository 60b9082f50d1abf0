//! Ids: spelling, doubles, references, and records that nothing leads to.

use std::collections::HashSet;

use serde_json::Value;

use super::context::{Context, Found, last_key, walk};
use crate::data::{
    Kind,
    finding::Finding,
    locate::{Step, locate},
};

/// Which kinds the ids under a key may name; an empty list stands for every kind.
const REFERENCES: &[(&str, &[Kind])] = &[
    ("source", &[Kind::Source]),
    ("person", &[Kind::Person]),
    ("people", &[Kind::Person]),
    ("party", &[Kind::Party]),
    ("parties", &[Kind::Party]),
    ("members", &[Kind::Party]),
    ("country", &[Kind::Country]),
    ("countries", &[Kind::Country]),
    ("office", &[Kind::Office]),
    ("pollster", &[Kind::Pollster]),
    ("pollster_found", &[Kind::Pollster]),
    ("organisations", &[Kind::Organisation, Kind::Party]),
    ("body", &[Kind::Organisation]),
    ("speaker", &[Kind::Person, Kind::Party, Kind::Organisation, Kind::Country]),
    ("same_as", &[Kind::Poll]),
    ("related", &[]),
    ("about", &[]),
    ("near", &[]),
];

pub(super) fn ids(c: &Context<'_>, findings: &mut Vec<Finding>) {
    let id_path = [Step::Key("id".to_owned())];
    for record in &c.raw {
        let spelt = record.id.starts_with(|x: char| x.is_ascii_lowercase() || x.is_ascii_digit())
            && record.id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && record.id.len() <= 64;
        if !spelt && record.value.get("id").is_some_and(Value::is_string) {
            findings.push(c.at(&record.origin, &id_path).error(
                "id",
                format!("`{}` is no id", record.id),
                "use lower-case letters a to z, digits and hyphens, at most 64",
            ));
        }
        if let Some(other) = c.with_id(&record.id).find(|other| other.origin != record.origin && !record.id.is_empty()) {
            let (line, _) = c.files.get(&other.origin.file).map_or((0, 0), |text| locate(text, &[Step::Index(other.origin.index), id_path[0].clone()]));
            findings.push(c.at(&record.origin, &id_path).error(
                "id",
                format!("the id `{}` stands in {}:{line} too", record.id, other.origin.file),
                "ids are unique across all kinds: merge the two records, or rename one and what points at it",
            ));
        }
    }
}

pub(super) fn references(c: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut refer = |found: &dyn Fn() -> Found, key: &str, id: &str, kinds: &[Kind]| {
        let mut named = c.with_id(id).peekable();
        if named.peek().is_none() {
            if !c.incomplete {
                let near = nearest(c, id, kinds).map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
                findings.push(found().error(
                    "reference",
                    format!("`{key}` names `{id}`, and there is no such record{near}"),
                    "add the record, or correct the id",
                ));
            }
        } else if !kinds.is_empty() && !named.any(|record| kinds.contains(&record.kind)) {
            let wanted: Vec<&str> = kinds.iter().map(|kind| kind.folder()).collect();
            findings.push(found().error(
                "reference",
                format!("`{key}` names `{id}`, which is a record of {}", c.with_id(id).next().map_or("", |record| record.kind.folder())),
                format!("name a record of {}", wanted.join(" or ")),
            ));
        }
    };
    for record in &c.raw {
        walk(&record.value, &mut |path, value| {
            let (Some(id), Some(key)) = (value.as_str(), last_key(path)) else { return };
            if let Some((_, kinds)) = REFERENCES.iter().find(|(name, _)| *name == key) {
                refer(&|| c.at(&record.origin, path), key, id, kinds);
            }
        });
    }
    if let Some(manifest) = &c.manifest {
        for (key, id, kinds) in [("subject", &manifest.subject, &[Kind::Country][..]), ("alliance", &manifest.alliance, &[Kind::Organisation][..])] {
            refer(&|| c.at_file("dataset.json", &[Step::Key(key.to_owned())]), key, id, kinds);
        }
        let polls = &c.records.polls;
        for (i, id) in manifest.milestones.iter().enumerate() {
            refer(&|| c.at_file("dataset.json", &[Step::Key("milestones".to_owned()), Step::Index(i)]), "milestones", id, &[Kind::Event]);
        }
        if !polls.is_empty() && !c.incomplete && !polls.iter().any(|poll| poll.set == manifest.reference_polls) {
            findings.push(c.at_file("dataset.json", &[Step::Key("reference_polls".to_owned())]).error(
                "reference",
                format!("no poll belongs to the set `{}`", manifest.reference_polls),
                "name the `set` of the polls that questions mean when they name none",
            ));
        }
    }
}

/// The id that a mistyped one may have meant.
fn nearest<'c>(c: &'c Context<'_>, id: &str, kinds: &[Kind]) -> Option<&'c str> {
    let candidates = c.raw.iter().filter(|record| kinds.is_empty() || kinds.contains(&record.kind));
    let (distance, near) = candidates.map(|record| (strsim::osa_distance(id, &record.id), record.id.as_str())).min()?;
    (distance <= 1 + id.len() / 6).then_some(near)
}

pub(super) fn unreachable(c: &Context<'_>, findings: &mut Vec<Finding>) {
    let r = &c.records;
    let mut lost = |kind: Kind, i: usize, list: &str, message: &str, help: &str| {
        let origin = c.place(kind, i);
        let written = c.raw.iter().any(|record| record.origin == *origin && record.value.get(list).is_some());
        findings.push(c.at_path(origin, if written { list } else { "id" }).error("unreachable", message, help));
    };
    for (i, fact) in r.facts.iter().enumerate() {
        if fact.asks.is_empty() && (fact.aspect.is_none() || fact.about.is_empty()) {
            lost(
                Kind::Fact,
                i,
                "asks",
                "no question leads to this fact",
                "list in `asks` how people ask for it, or give it an `aspect` of the records in `about`",
            );
        }
    }
    for (i, gap) in r.gaps.iter().enumerate() {
        if gap.asks.is_empty() {
            lost(Kind::Gap, i, "asks", "no question leads to this record", "list in `asks` how people ask for it");
        }
    }
    for (i, conflict) in r.conflicts.iter().enumerate() {
        if conflict.asks.is_empty() && conflict.about.is_empty() {
            lost(
                Kind::Conflict,
                i,
                "asks",
                "nothing leads to this conflict",
                "name the records beside which it is shown in `about`, or how people ask for it in `asks`",
            );
        }
    }
    for (i, series) in r.series.iter().enumerate() {
        if series.points.is_empty() {
            lost(Kind::Series, i, "points", "this series has no figure", "add a point, or make it a record of `unknowns`");
        }
    }
    let mut cited: HashSet<&str> = HashSet::new();
    for record in &c.raw {
        walk(&record.value, &mut |path, value| {
            if last_key(path) == Some("source") {
                cited.extend(value.as_str());
            }
        });
    }
    for record in c.raw.iter().filter(|record| record.kind == Kind::Source && !cited.contains(record.id.as_str())) {
        findings.push(c.at_path(&record.origin, "id").warning(
            "unreachable",
            format!("nothing cites the source `{}`", record.id),
            "cite it where its claims stand, or take it out",
        ));
    }
}
