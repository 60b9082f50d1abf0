//! Claims: their rank, their sources, their dates, and whether the sentences keep to them.

use serde_json::Value;

use super::context::{Context, Raw, as_text, last_key, walk};
use crate::{
    data::{
        Kind,
        date::{FuzzyDate, Point},
        finding::Finding,
        load::Origin,
        locate::Step,
        schema::{DataPoint, DateClaim, Rank, Text},
    },
    text::token::tokenize,
};

/// The lists of dated claims of the parsed records: kind, position, id, claims, the sentence for "when".
fn dated<'c>(c: &'c Context<'_>) -> impl Iterator<Item = (Kind, usize, &'c [DateClaim], Option<&'c Text>)> {
    let r = &c.records;
    let events = r.events.iter().enumerate().map(|(i, e)| (Kind::Event, i, e.dates.as_slice(), Some(&e.when)));
    let votes = r.votes.iter().enumerate().map(|(i, v)| (Kind::Vote, i, v.dates.as_slice(), Some(&v.when)));
    let elections = r.elections.iter().enumerate().map(|(i, e)| (Kind::Election, i, e.dates.as_slice(), Some(&e.when)));
    let missions = r.missions.iter().enumerate().map(|(i, m)| (Kind::Mission, i, m.dates.as_slice(), m.when.as_ref()));
    events.chain(votes).chain(elections).chain(missions)
}

pub(super) fn preferred(c: &Context<'_>, findings: &mut Vec<Finding>) {
    const ONE: &str = "rank one claim `preferred` and the others `other` or `doubtful`, each with a note that tells why";
    const NOTE: &str = "say in `note` why another claim is preferred, in words that a reader understands";
    const TOLD: &str = "more than one claim is ranked `preferred`";
    let mut judge = |origin: &Origin, path: &str, ranks: &[(Rank, bool)]| {
        let preferred: Vec<usize> = ranks.iter().enumerate().filter(|(_, (rank, _))| *rank == Rank::Preferred).map(|(i, _)| i).collect();
        if preferred.len() > 1 {
            findings.extend(preferred.iter().map(|one| c.at_path(origin, &format!("{path}/{one}")).error("preferred", TOLD, ONE)));
        }
        if preferred.is_empty() && !ranks.is_empty() {
            findings.push(c.at_path(origin, path).error("preferred", "no claim is ranked `preferred`", ONE));
        }
        for (i, _) in ranks.iter().enumerate().filter(|(_, (rank, noted))| *rank != Rank::Preferred && !noted) {
            findings.push(c.at_path(origin, &format!("{path}/{i}")).error("preferred", "a claim stands beside the preferred one without a reason", NOTE));
        }
    };
    for (kind, i, claims, _) in dated(c) {
        let ranks: Vec<_> = claims.iter().map(|claim| (claim.rank, claim.note.is_some())).collect();
        judge(c.place(kind, i), "dates", &ranks);
    }
    for (i, vote) in c.records.votes.iter().enumerate() {
        for (at, tally) in vote.other_tallies.iter().enumerate() {
            let place = |key: &str| c.at_path(c.place(Kind::Vote, i), &format!("other_tallies/{at}{key}"));
            if tally.rank == Rank::Preferred {
                findings.push(place("/rank").error(
                    "preferred",
                    "another tally is ranked `preferred` beside the vote's own",
                    "put the preferred tally into the vote itself and the other one here",
                ));
            } else if tally.note.is_none() {
                findings.push(place("").error("preferred", "a tally stands beside the vote's own without a reason", NOTE));
            }
        }
    }
    for (i, series) in c.records.series.iter().enumerate() {
        let preferred: Vec<_> = series.points.iter().enumerate().filter(|(_, point)| point.rank == Rank::Preferred).collect();
        for (at, point) in &preferred {
            let same = |other: &DataPoint| (other.year, other.date, other.kind) == (point.year, point.date, point.kind);
            if preferred.iter().any(|(other_at, other)| other_at != at && same(other)) {
                findings.push(c.at_path(c.place(Kind::Series, i), &format!("points/{at}")).error(
                    "preferred",
                    "more than one figure of that year is ranked `preferred`",
                    ONE,
                ));
            }
        }
    }
}

pub(super) fn unsourced(c: &Context<'_>, findings: &mut Vec<Finding>) {
    const HELP: &str = "name the source and the place inside it: `\"cites\": [{\"source\": \"…\", \"at\": \"…\"}]`";
    for record in &c.raw {
        let carries_claims = !matches!(record.kind, Kind::Source | Kind::Office | Kind::Country | Kind::Gap);
        if carries_claims && !cites_anything(&record.value) {
            let key = if record.value.get("cites").is_some() { "cites" } else { "id" };
            findings.push(c.at_path(&record.origin, key).error("unsourced", format!("`{}` cites no source", record.id), HELP));
            continue;
        }
        if record.kind == Kind::Gap {
            continue;
        }
        walk(&record.value, &mut |path, value| {
            let key = last_key(path);
            // A record's own list may be empty where its dates carry the sources.
            let inner = path.len() > 1 || !matches!(record.kind, Kind::Event | Kind::Party | Kind::Person | Kind::Pollster | Kind::Organisation);
            if inner && matches!(key, Some("cites" | "tally_cites")) && value.as_array().is_some_and(Vec::is_empty) {
                findings.push(c.at(&record.origin, path).error("unsourced", "a claim cites no source", HELP));
            }
        });
    }
}

fn cites_anything(value: &Value) -> bool {
    let mut found = false;
    walk(value, &mut |path, value| found |= last_key(path) == Some("source") && value.is_string());
    found
}

pub(super) fn dates(c: &Context<'_>, findings: &mut Vec<Finding>) {
    let as_of = c.manifest.as_ref().map(|manifest| manifest.as_of.last());
    for record in &c.raw {
        walk(&record.value, &mut |path, value| {
            let Some(members) = value.as_object() else { return };
            let member = |key: &str| path.iter().cloned().chain([Step::Key(key.to_owned())]).collect::<Vec<_>>();
            let date = |key: &str| members.get(key).and_then(Value::as_str).and_then(|text| text.parse::<FuzzyDate>().ok());
            for (from, to) in [("from", "to"), ("founded", "dissolved"), ("fieldwork", "released")] {
                if let (Some(begin), Some(end)) = (date(from), date(to))
                    && end.last() < begin.first()
                {
                    findings.push(c.at(&record.origin, &member(to)).error(
                        "date",
                        format!("`{to}` ({end}) lies before `{from}` ({begin})"),
                        "look both up in their sources; one of them is wrong or they are swapped",
                    ));
                }
            }
            if members.get("current").and_then(Value::as_bool) == Some(true)
                && let Some(end) = date("to")
            {
                findings.push(c.at(&record.origin, &member("to")).error(
                    "date",
                    format!("an office that is told as held now ended in {end}"),
                    "take `current` out, or the end if it has none",
                ));
            }
            // What has not happened yet is a plan, and plans stand in targets and texts.
            for (key, written) in members {
                let plan = path.iter().any(|step| matches!(step, Step::Key(key) if key == "targets")) || matches!(key.as_str(), "to" | "at");
                let late = written.as_str().filter(|_| !plan && matches!(key.as_str(), "date" | "fieldwork" | "released" | "from" | "founded" | "dissolved"));
                if let (Some(text), Some(as_of)) = (late, as_of)
                    && text.parse::<FuzzyDate>().is_ok_and(|date| date.first() > as_of)
                {
                    findings.push(c.at(&record.origin, &member(key)).error(
                        "date",
                        format!("{text} lies after the day up to which the data was compiled ({as_of})"),
                        "correct the date, or `as_of` in dataset.json",
                    ));
                }
            }
        });
    }
    for (i, party) in c.records.parties.iter().enumerate() {
        let places: Vec<_> = party.positions.iter().enumerate().filter_map(|(at, position)| position.date.map(|date| (at, date))).collect();
        in_order(c, findings, c.place(Kind::Party, i), "positions", &places);
    }
    for (i, ratification) in c.records.ratifications.iter().enumerate() {
        let places: Vec<_> = ratification.steps.iter().enumerate().filter_map(|(at, step)| step.date.map(|date| (at, date))).collect();
        in_order(c, findings, c.place(Kind::Ratification, i), "steps", &places);
        if let Some(vote) = ratification.parliament_date.filter(|vote| vote.first() > ratification.deposit.date.last()) {
            findings.push(c.at_path(c.place(Kind::Ratification, i), "deposit/date").error(
                "date",
                format!("the deposit ({}) lies before the vote of the parliament ({vote})", ratification.deposit.date),
                "look both up in their sources",
            ));
        }
    }
}

fn in_order(c: &Context<'_>, findings: &mut Vec<Finding>, origin: &Origin, list: &str, dates: &[(usize, FuzzyDate)]) {
    for pair in dates.windows(2) {
        if pair[1].1.last() < pair[0].1.first() {
            findings.push(c.at_path(origin, &format!("{list}/{}/date", pair[1].0)).error(
                "date",
                format!("{} stands behind {} and lies before it", pair[1].1, pair[0].1),
                format!("`{list}` are told oldest first"),
            ));
        }
    }
}

pub(super) fn placeholders(c: &Context<'_>, findings: &mut Vec<Finding>) {
    for (kind, i, claims, when) in dated(c) {
        let Some(when) = when else { continue };
        for (lang, text) in [("en", &when.en), ("cnr", &when.cnr)] {
            if text.contains("{when}") && claims.is_empty() {
                findings.push(c.at_path(c.place(kind, i), &format!("when/{lang}")).error(
                    "placeholder",
                    "`{when}` stands here and the record has no date",
                    "add the date to `dates`, or say without `{when}` what is known of it",
                ));
            }
        }
        if when.en.contains("{when}") != when.cnr.contains("{when}") {
            findings.push(c.at_path(c.place(kind, i), "when").error("placeholder", "`{when}` stands in one language only", "both languages say the same"));
        }
    }
    for record in &c.raw {
        walk(&record.value, &mut |path, value| {
            let (Some(text), Some(Step::Key(lang))) = (value.as_str(), path.last()) else { return };
            if !matches!(lang.as_str(), "en" | "cnr") {
                return;
            }
            let sentence = last_key(&path[..path.len() - 1]) == Some("when");
            let rest = if sentence { text.replace("{when}", "") } else { text.to_owned() };
            if rest.contains(['{', '}']) {
                findings.push(c.at(&record.origin, path).error(
                    "placeholder",
                    "nothing fills this placeholder",
                    "only `{when}` is filled, in `when`; write dates and figures out everywhere else",
                ));
            }
        });
    }
}

/// Texts that tell of one date, by the keys of the date and of the texts beside it.
const TOLD: &[(&str, &[&str])] = &[("date", &["text", "what", "says"]), ("dates", &["answer", "when"])];

pub(super) fn precision(c: &Context<'_>, findings: &mut Vec<Finding>) {
    for record in &c.raw {
        walk(&record.value, &mut |path, value| {
            let Some(members) = value.as_object() else { return };
            // A note on the date says itself how the day is known.
            if members.get("date_note").is_some_and(|note| !note.is_null()) {
                return;
            }
            for (dates_key, texts) in TOLD {
                let Some(known) = members.get(*dates_key) else { continue };
                for text_key in *texts {
                    let Some((en, cnr)) = members.get(*text_key).and_then(as_text) else { continue };
                    for (lang, text) in [("en", en), ("cnr", cnr)] {
                        if let Some((day, date)) = too_precise(c, record, known, text) {
                            let mut place = path.to_vec();
                            place.extend([Step::Key((*text_key).to_owned()), Step::Key(lang.to_owned())]);
                            findings.push(c.at(&record.origin, &place).error(
                                "precision",
                                format!("the sentence states {day}, and the date beside it is only {date}"),
                                "never be more precise than the source: widen the sentence, or date the record to the day with its source",
                            ));
                        }
                        // The dates of a fact only help to find it, and may be known better than its sentence says.
                        if *dates_key == "date"
                            && let Some((day, date)) = vaguer(c, record, known, text)
                        {
                            let mut place = path.to_vec();
                            place.push(Step::Key((*dates_key).to_owned()));
                            findings.push(c.at(&record.origin, &place).warning(
                                "precision",
                                format!("the date is {day}, and the sentence beside it knows only {date}"),
                                "never be more precise than the source: if it gives the day, say it in the sentence too",
                            ));
                        }
                    }
                }
            }
        });
    }
}

/// A day that the record states where its sentence, which would tell it, knows only the month.
fn vaguer(c: &Context<'_>, record: &Raw, known: &Value, text: &str) -> Option<(FuzzyDate, FuzzyDate)> {
    let grammar = c.dates.as_ref()?;
    let stated = |text: &str| -> Vec<FuzzyDate> {
        let mentions = grammar.find(&tokenize(text), jiff::civil::Date::ZERO);
        mentions.into_iter().filter_map(|mention| mention.date).collect()
    };
    let days: Vec<FuzzyDate> = dates_in(known).into_iter().filter(|date| date.exact_day().is_some()).collect();
    if days.is_empty() {
        return None;
    }
    let months: Vec<FuzzyDate> = stated(text).into_iter().filter(|date| matches!(date.start, Point::Month(..)) && date.end.is_none()).collect();
    let (day, month) = days.iter().find_map(|day| months.iter().find(|month| day.within(month)).map(|month| (*day, *month)))?;
    let mut told = false;
    walk(&record.value, &mut |path, value| {
        if matches!(path.last(), Some(Step::Key(key)) if key == "en" || key == "cnr")
            && let Some(text) = value.as_str()
        {
            told |= stated(text)
                .iter()
                .any(|date| matches!(date.start, Point::Day(..)) && !date.open && (date.first() == day.first() || date.last() == day.last()));
        }
    });
    (!told).then_some((day, month))
}

/// A day that a text states inside a date which is known less precisely.
fn too_precise(c: &Context<'_>, record: &Raw, known: &Value, text: &str) -> Option<(FuzzyDate, FuzzyDate)> {
    let grammar = c.dates.as_ref()?;
    let coarse: Vec<FuzzyDate> =
        dates_in(known).into_iter().filter(|date| matches!(date.start, Point::Month(..) | Point::Year(..)) && date.end.is_none() && !date.open).collect();
    if coarse.is_empty() {
        return None;
    }
    // Any day that the record knows elsewhere may be told.
    let mut days: Vec<FuzzyDate> = Vec::new();
    walk(&record.value, &mut |_, value| days.extend(value.as_str().and_then(|text| text.parse::<FuzzyDate>().ok())));
    let stated = |day: &FuzzyDate| day.exact_day().is_some();
    let told = |day: &FuzzyDate| {
        days.iter().any(|known| {
            known.first() == day.first() && matches!(known.start, Point::Day(..)) || known.last() == day.last() && matches!(known.end, Some(Point::Day(..)))
        })
    };
    grammar
        .find(&tokenize(text), jiff::civil::Date::ZERO)
        .into_iter()
        .filter_map(|mention| mention.date)
        .filter(|day| stated(day) && !told(day))
        .find_map(|day| coarse.iter().find(|date| day.within(date)).map(|date| (day, *date)))
}

/// A date, the dates of a list, or those of a list of claims.
fn dates_in(value: &Value) -> Vec<FuzzyDate> {
    let parse = |value: &Value| value.as_str().or_else(|| value.get("date")?.as_str()).and_then(|text| text.parse().ok());
    match value {
        Value::Array(all) => all.iter().filter_map(parse).collect(),
        _ => parse(value).into_iter().collect(),
    }
}
