//! Figures: shares of polls, leads, tallies and seats.

use super::context::Context;
use crate::data::{
    Kind,
    finding::Finding,
    schema::{Base, Poll},
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
            let sum = yes + no + undecided.unwrap_or(0.0);
            let off = match base {
                Base::Decided => undecided.is_none() && (sum - 100.0).abs() > ROUNDING + 1e-9,
                _ => sum > MOST + 1e-9,
            };
            if off {
                findings.push(c.at_path(origin, &format!("{path}/for")).error(
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

pub(super) fn poll_leads(c: &Context<'_>, findings: &mut Vec<Finding>) {
    for (i, poll) in c.records.polls.iter().enumerate() {
        let (Some(yes), Some(no), Some(lead)) = (poll.r#for, poll.against, poll.printed_lead) else { continue };
        let computed = (yes - no).abs();
        if (computed - lead.abs()).abs() > 0.05 + 1e-9 && poll.doubt.is_none() && poll.note.is_none() {
            findings.push(c.at_path(c.place(Kind::Poll, i), "printed_lead").warning(
                "poll-lead",
                format!("the printed lead is {lead}, the shares differ by {computed:.2}"),
                "if the source really prints it so, say it in `note` or `doubt`",
            ));
        }
    }
}

pub(super) fn duplicate_polls(c: &Context<'_>, findings: &mut Vec<Finding>) {
    let polls = &c.records.polls;
    let key = |poll: &Poll| (poll.pollster.clone().or_else(|| poll.pollster_found.clone()), poll.fieldwork.or(poll.date), poll.question);
    for (i, poll) in polls.iter().enumerate() {
        let same = |other: &&Poll| {
            let (pollster, when, _) = key(other);
            pollster.is_some() && when.is_some() && key(other) == key(poll) && !other.same_as.contains(&poll.id) && !poll.same_as.contains(&other.id)
        };
        if let Some(other) = polls.iter().find(|other| other.id != poll.id && same(other)) {
            findings.push(c.at_path(c.place(Kind::Poll, i), "id").error(
                "duplicate-poll",
                format!("pollster, fieldwork and question are those of `{}`", other.id),
                "keep one record with both sources, or name the other in `same_as` if two sources print the survey differently",
            ));
        }
    }
}

pub(super) fn tallies(c: &Context<'_>, findings: &mut Vec<Finding>) {
    const HELP: &str = "look the figures up in their source; one of them is wrong or counts something else";
    let sum = |all: &[Option<u32>]| all.iter().flatten().sum::<u32>();
    for (i, vote) in c.records.votes.iter().enumerate() {
        let origin = c.place(Kind::Vote, i);
        let cast = sum(&[vote.r#for, vote.against, vote.abstained]);
        let most = cast + vote.absent.unwrap_or(0).max(vote.not_voting.unwrap_or(0));
        if let Some(seats) = vote.seats.filter(|seats| most > *seats) {
            findings.push(c.at_path(origin, "for").error("tally", format!("{most} votes in a house of {seats}"), HELP));
        }
        for (at, tally) in vote.other_tallies.iter().enumerate() {
            let cast = sum(&[tally.r#for, tally.against, tally.abstained]);
            if let Some(seats) = vote.seats.filter(|seats| cast > *seats) {
                findings.push(c.at_path(origin, &format!("other_tallies/{at}/for")).error("tally", format!("{cast} votes in a house of {seats}"), HELP));
            }
        }
    }
    for (i, election) in c.records.elections.iter().enumerate() {
        let seats = sum(&election.results.iter().map(|result| result.seats).collect::<Vec<_>>());
        if seats > election.seats {
            findings.push(c.at_path(c.place(Kind::Election, i), "results").error(
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
                findings.push(c.at_path(c.place(Kind::Ratification, i), &format!("steps/{at}/for")).error(
                    "tally",
                    format!("{cast} votes of {house} members"),
                    HELP,
                ));
            }
        }
    }
}
