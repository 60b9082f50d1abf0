//! Figures: shares of polls, leads, tallies and seats.

use std::collections::HashMap;

use super::context::Context;
use crate::{
    data::{
        Kind,
        finding::Finding,
        schema::{Base, Poll, Text},
    },
    text::token::{TokenKind, tokenize},
};

/// How far rounded shares that leave nobody out may miss 100.
const ROUNDING: f64 = 0.2;
/// The most that rounded shares of everybody add up to.
const MOST: f64 = 101.0;

pub(super) fn poll_sums(c: &Context<'_>, findings: &mut Vec<Finding>) {
    for (i, poll) in c.records.polls.iter().enumerate() {
        let origin = c.place(Kind::Poll, i);
        let raw = poll.raw.iter().map(|raw| ("raw".to_owned(), raw.r#for, raw.against, raw.undecided, Base::All));
        let other = poll.other.iter().enumerate().map(|(at, o)| (format!("other/{at}"), o.r#for, o.against, o.undecided, o.base.unwrap_or(Base::Unknown)));
        let own = std::iter::once((String::new(), poll.r#for, poll.against, poll.undecided, poll.base));
        for (path, share_for, against, undecided, base) in own.chain(raw).chain(other) {
            for (key, share) in [("for", share_for), ("against", against), ("undecided", undecided)] {
                if share.is_some_and(|share| !(0.0..=100.0).contains(&share)) {
                    findings.push(c.at_path(origin, &format!("{path}/{key}")).error(
                        "poll-sum",
                        "a share lies outside 0 to 100",
                        "look the figure up in its source",
                    ));
                }
            }
            let (Some(yes), Some(no)) = (share_for, against) else { continue };
            if base == Base::Decided && undecided.is_some() {
                findings.push(c.at_path(origin, &format!("{path}/undecided")).error(
                    "poll-sum",
                    "a poll that leaves the undecided out has a share of them",
                    "set `base` to `all`, or put the figures with the undecided into `raw`",
                ));
                continue;
            }
            let sum = yes + no + undecided.unwrap_or(0.0);
            let off = if base == Base::Decided { (sum - 100.0).abs() > ROUNDING + 1e-9 } else { sum > MOST + 1e-9 };
            if off {
                // Where the printed lead fits one of the shares, the other one is wrong.
                let fits = |share: f64| poll.printed_lead.is_some_and(|lead| path.is_empty() && ((2.0 * share - 100.0).abs() - lead.abs()).abs() < 0.05);
                let culprits: &[&str] = match (base, fits(yes), fits(no)) {
                    (Base::Decided, true, false) => &["against"],
                    (Base::Decided, false, true) => &["for"],
                    _ => &["for", "against"],
                };
                for culprit in culprits {
                    findings.push(c.at_path(origin, &format!("{path}/{culprit}")).error(
                        "poll-sum",
                        format!("the shares add up to {sum:.2}"),
                        if base == Base::Decided {
                            "shares without the undecided add up to 100 ± 0.2: look them up, or set `base` to what they count"
                        } else {
                            "shares of everybody add up to 101 at most: look them up in the source"
                        },
                    ));
                }
            }
        }
    }
}

pub(super) fn poll_leads(c: &Context<'_>, findings: &mut Vec<Finding>) {
    for (i, poll) in c.records.polls.iter().enumerate() {
        let (Some(yes), Some(no), Some(lead)) = (poll.r#for, poll.against, poll.printed_lead) else { continue };
        let computed = (yes - no).abs();
        if (computed - lead.abs()).abs() > 0.05 + 1e-9 && !told(poll, lead) {
            findings.push(c.at_path(c.place(Kind::Poll, i), "printed_lead").warning(
                "poll-lead",
                format!("the printed lead is {lead}, the shares differ by {computed:.2}"),
                "if the source really prints it so, say it in `note` or `doubt`",
            ));
        }
    }
}

/// Whether a note or doubt of the poll speaks of the lead that is printed.
fn told(poll: &Poll, lead: f64) -> bool {
    let numbers =
        |text: &Text| tokenize(&text.en).into_iter().any(|token| matches!(token.kind, TokenKind::Number { value, .. } if (value - lead.abs()).abs() < 1e-9));
    poll.doubt.iter().chain(&poll.note).any(numbers)
}

pub(super) fn duplicate_polls(c: &Context<'_>, findings: &mut Vec<Finding>) {
    let polls = &c.records.polls;
    let mut surveys: HashMap<_, Vec<usize>> = HashMap::new();
    for (i, poll) in polls.iter().enumerate() {
        if let (Some(pollster), Some(when)) = (poll.pollster.as_ref().or(poll.pollster_found.as_ref()), poll.fieldwork.or(poll.date)) {
            surveys.entry((pollster, when, poll.question)).or_default().push(i);
        }
    }
    for same in surveys.values().filter(|same| same.len() > 1) {
        for &i in same {
            let poll = &polls[i];
            let apart = |other: &Poll| other.same_as.contains(&poll.id) || poll.same_as.contains(&other.id);
            if let Some(other) = same.iter().map(|&j| &polls[j]).find(|other| other.id != poll.id && !apart(other)) {
                findings.push(c.at_path(c.place(Kind::Poll, i), "id").error(
                    "duplicate-poll",
                    format!("pollster, fieldwork and question are those of `{}`", other.id),
                    "keep one record with both sources, or name the other in `same_as` if two sources print the survey differently",
                ));
            }
        }
    }
}

pub(super) fn tallies(c: &Context<'_>, findings: &mut Vec<Finding>) {
    const HELP: &str = "look the figures up in their source; one of them is wrong or counts something else";
    let sum = |all: &[Option<u32>]| all.iter().flatten().sum::<u32>();
    // Of figures that are too many together, the largest is the likeliest to be wrong.
    let largest = |figures: &[(&'static str, Option<u32>)]| figures.iter().rev().max_by_key(|(_, figure)| *figure).map_or("for", |(key, _)| *key);
    for (i, vote) in c.records.votes.iter().enumerate() {
        let origin = c.place(Kind::Vote, i);
        let cast = sum(&[vote.r#for, vote.against, vote.abstained]);
        let most = cast + vote.absent.unwrap_or(0).max(vote.not_voting.unwrap_or(0));
        if let Some(seats) = vote.seats.filter(|seats| most > *seats) {
            let figures =
                [("for", vote.r#for), ("against", vote.against), ("abstained", vote.abstained), ("absent", vote.absent), ("not_voting", vote.not_voting)];
            findings.push(c.at_path(origin, largest(&figures)).error("tally", format!("{most} votes in a house of {seats}"), HELP));
        }
        for (at, tally) in vote.other_tallies.iter().enumerate() {
            let cast = sum(&[tally.r#for, tally.against, tally.abstained]);
            if let Some(seats) = vote.seats.filter(|seats| cast > *seats) {
                findings.push(c.at_path(origin, &format!("other_tallies/{at}/for")).error("tally", format!("{cast} votes in a house of {seats}"), HELP));
            }
        }
    }
    for (i, vote) in c.records.votes.iter().enumerate() {
        if let (Some(yes), Some(no)) = (vote.r#for, vote.against)
            && vote.passed
            && yes <= no
        {
            findings.push(c.at_path(c.place(Kind::Vote, i), "passed").error(
                "tally",
                format!("{yes} against {no} votes carried it"),
                "look up the tally, and whether it was carried",
            ));
        }
    }
    for (i, election) in c.records.elections.iter().enumerate() {
        let seats = sum(&election.results.iter().map(|result| result.seats).collect::<Vec<_>>());
        if seats > election.seats {
            let most = election.results.iter().enumerate().rev().max_by_key(|(_, result)| result.seats).map_or(0, |(at, _)| at);
            findings.push(c.at_path(c.place(Kind::Election, i), &format!("results/{most}/seats")).error(
                "tally",
                format!("the lists won {seats} seats in a house of {}", election.seats),
                HELP,
            ));
        }
        let share: f64 = election.results.iter().filter_map(|result| result.share).sum();
        if share > MOST {
            findings.push(c.at_path(c.place(Kind::Election, i), "results").error("tally", format!("the lists' shares add up to {share:.2}"), HELP));
        }
    }
    for (i, ratification) in c.records.ratifications.iter().enumerate() {
        for (at, step) in ratification.steps.iter().enumerate() {
            let cast = sum(&[step.r#for, step.against, step.abstained]);
            if let Some(house) = step.present.or(step.seats).filter(|house| cast > *house) {
                findings.push(
                    c.at_path(
                        c.place(Kind::Ratification, i),
                        &format!("steps/{at}/{}", largest(&[("for", step.r#for), ("against", step.against), ("abstained", step.abstained)])),
                    )
                    .error("tally", format!("{cast} votes of {house} members"), HELP),
                );
            }
        }
    }
}

pub(super) fn ratifications(c: &Context<'_>, findings: &mut Vec<Finding>) {
    let all = &c.records.ratifications;
    let (mut countries, mut rows): (HashMap<&str, usize>, HashMap<u32, usize>) = (HashMap::new(), HashMap::new());
    for ratification in all {
        *countries.entry(&ratification.country).or_default() += 1;
        if let Some(row) = ratification.row {
            *rows.entry(row).or_default() += 1;
        }
    }
    for (i, country) in c.records.countries.iter().enumerate() {
        if country.ally_2017 && !countries.contains_key(country.id.as_str()) && !c.incomplete && !all.is_empty() {
            findings.push(c.at_path(c.place(Kind::Country, i), "ally_2017").error(
                "ratification",
                format!("`{}` had to ratify, and no record tells of it", country.id),
                "add its record to ratifications, or correct `ally_2017`",
            ));
        }
        if !country.ally_2017 && countries.contains_key(country.id.as_str()) {
            findings.push(c.at_path(c.place(Kind::Country, i), "id").error(
                "ratification",
                format!("a record tells of the ratification by `{}`, which is no ally that had to ratify", country.id),
                "set `ally_2017`, or correct the country of that record",
            ));
        }
    }
    for (i, ratification) in all.iter().enumerate() {
        let origin = c.place(Kind::Ratification, i);
        for (key, twice) in [("country", countries[ratification.country.as_str()] > 1), ("row", ratification.row.is_some_and(|row| rows[&row] > 1))] {
            if twice {
                findings.push(c.at_path(origin, key).error(
                    "ratification",
                    format!("two records have this `{key}`"),
                    "there is one record for each ally and each row",
                ));
            }
        }
        for (at, step) in ratification.steps.iter().enumerate() {
            if step.unanimous && step.against.is_some_and(|against| against > 0) {
                findings.push(c.at_path(origin, &format!("steps/{at}/unanimous")).error(
                    "ratification",
                    "a vote with votes against is told as unanimous",
                    "look the tally up in its source",
                ));
            }
        }
        if ratification.tally_known != ratification.steps.iter().any(|step| step.r#for.is_some()) {
            findings.push(c.at_path(origin, "tally_known").error(
                "ratification",
                "`tally_known` does not fit the steps",
                "it is true if a step has its votes for, false if none has",
            ));
        }
    }
}

pub(super) fn weights(c: &Context<'_>, findings: &mut Vec<Finding>) {
    for record in &c.raw {
        let Some(weight) = record.value.get("weight").and_then(serde_json::Value::as_u64) else { continue };
        if !(1..=10).contains(&weight) {
            findings.push(c.at_path(&record.origin, "weight").error("weight", format!("a weight of {weight}"), "weights go from 1 to 10"));
        }
    }
}
