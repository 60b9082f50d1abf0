//! Answers about votes and elections: tallies, sides, who voted how.

use super::{
    Writer,
    model::{Align, Block, Suggestion, Tone},
    records::{date_claims, time_verdict, when_sentence},
};
use crate::{
    data::{
        Kind, preferred_date,
        schema::{Choice, Election, ListResult, Rank, Verdict, Vote, VoteUnit},
    },
    query::model::{Bound, Claim, Cue, Measure, Op, Query, Side},
    text::capital,
};

pub(super) fn votes(w: &mut Writer<'_>) {
    w.tone(Tone::Vote);
    let r = &w.engine().dataset.records;
    let found = w.q.ids.first().and_then(|id| w.engine().dataset.find(id));
    match (w.q.op, found) {
        (Op::VoteList, _) => list(w),
        (Op::VoteCompare, _) => compare(w),
        (Op::Election, Some((Kind::Election, i))) => election(w, &r.elections[i]),
        (Op::VoteTally, Some((Kind::Vote, i))) => tally(w, &r.votes[i]),
        (Op::VoteWho, Some((Kind::Vote, i))) => who(w, &r.votes[i]),
        (Op::VoteOf, Some((Kind::Vote, i))) => of(w, &r.votes[i]),
        _ => w.unknown("not_in_data", w.w.plain("unknown-not-in-data")),
    }
}

/// "46 for, 0 against, 35 not voting, of 81".
fn figures(w: &Writer<'_>, vote: &Vote) -> String {
    let mut pieces = Vec::new();
    for (key, value) in [
        ("tally-for", vote.r#for),
        ("tally-against", vote.against),
        ("tally-abstained", vote.abstained),
        ("tally-absent", vote.absent),
        ("tally-not-voting", vote.not_voting.filter(|_| vote.absent.is_none())),
    ] {
        if let Some(n) = value {
            let share = match (vote.unit, vote.r#for, vote.against) {
                (VoteUnit::Voters, Some(a), Some(b)) if matches!(key, "tally-for" | "tally-against") => {
                    format!(" ({})", w.w.percent(f64::from(n) / f64::from(a + b) * 100.0))
                }
                _ => String::new(),
            };
            pieces.push(format!("{}{share}", w.say(key, &[("n", w.w.number(n).into()), ("count", n.into())])));
        }
    }
    let mut text = pieces.join(", ");
    if let Some(seats) = vote.seats {
        let key = match vote.unit {
            VoteUnit::Members => "tally-seats",
            VoteUnit::Senators => "tally-senators",
            VoteUnit::Voters => "tally-registered",
        };
        text.push_str(&w.say(key, &[("n", w.w.number(seats).into())]));
    }
    text
}

fn below(w: &mut Writer<'_>, vote: &Vote) {
    let figures = figures(w, vote);
    // What the headline tells already need not stand below it.
    if !w.answer.headline.contains(&figures) {
        let text = w.say("vote-tally", &[("figures", figures.into())]);
        w.text(text);
    }
    if let Some(summary) = &vote.summary {
        w.text(w.w.lang.pick(summary).to_owned());
    }
    let decided = w.say("vote-decided", &[("text", w.w.lang.pick(&vote.decided).to_owned().into())]);
    w.text(decided);
    if let Some(not) = &vote.not_decided {
        let text = w.say("vote-not-decided", &[("text", w.w.lang.pick(not).to_owned().into())]);
        w.text(text);
    }
    let full = |name: &String| {
        let party = vote.positions.iter().find(|p| w.w.short_name(&p.party) == *name);
        party
            .filter(|p| w.w.name(&p.party) != *name)
            .map_or_else(|| name.clone(), |p| w.say("party-name", &[("name", w.w.name(&p.party).into()), ("abbr", name.into())]))
    };
    let items: Vec<String> = groups(w, vote)
        .into_iter()
        .map(|(choice, names)| format!("{}: {}", w.w.choice(choice), names.iter().map(full).collect::<Vec<_>>().join(", ")))
        .collect();
    w.list(Some(w.w.plain("heading-who")), items);
    for position in &vote.positions {
        if let Some(note) = &position.note {
            let text = format!("{}: {}", w.w.name(&position.party), w.w.lang.pick(note));
            w.note(text);
        }
    }
    for other in &vote.other_tallies {
        let tally = [other.r#for, other.against, other.abstained].into_iter().flatten().map(|n| n.to_string()).collect::<Vec<_>>().join("–");
        let note = other.note.as_ref().map_or_else(String::new, |n| w.w.lang.pick(n).to_owned());
        let key = if other.rank == Rank::Doubtful { "tally-doubtful" } else { "tally-other" };
        let text = w.say(key, &[("tally", tally.into()), ("note", note.into())]);
        w.note(text);
        w.cite(&other.cites);
    }
    if let Some(place) = &vote.place {
        let text = w.say("place", &[("place", w.w.lang.pick(place).to_owned().into())]);
        w.text(text);
    }
    date_claims(w, &vote.dates);
    w.rests_on(&vote.id);
    w.cite(&vote.tally_cites);
    w.cite(vote.dates.iter().flat_map(|c| &c.cites));
    w.conflicts(&vote.id);
    w.suggest(&vote.related);
}

/// Who voted each way: parties, then persons.
fn groups(w: &Writer<'_>, vote: &Vote) -> Vec<(Choice, Vec<String>)> {
    let mut all: Vec<(Choice, Vec<String>)> = Vec::new();
    let takers = vote.positions.iter().map(|p| (p.vote, w.w.short_name(&p.party))).chain(vote.voters.iter().map(|v| (v.vote, w.w.name(&v.person))));
    for (choice, name) in takers {
        match all.iter_mut().find(|(c, _)| *c == choice) {
            Some((_, names)) => names.push(name),
            None => all.push((choice, vec![name])),
        }
    }
    all
}

/// "46 for, 0 against … – ratification by parliament, 28 April 2017"; the date only where the name does not tell it.
fn full_line(w: &Writer<'_>, vote: &Vote) -> String {
    let name = capital(w.w.lang.pick(&vote.name));
    let dated = preferred_date(&vote.dates).is_none_or(|c| name.contains(&c.date.first().year().to_string()));
    let when = when_of(w, vote);
    w.say(
        if dated || when.is_empty() { "vote-headline-dated" } else { "vote-headline" },
        &[("name", name.into()), ("when", when.into()), ("figures", figures(w, vote).into())],
    )
}

fn when_of(w: &Writer<'_>, vote: &Vote) -> String {
    preferred_date(&vote.dates).map_or_else(String::new, |c| w.w.when(&c.date))
}

/// The vote's name, with its day where the name does not tell the year.
fn dated_name(w: &Writer<'_>, vote: &Vote) -> String {
    let name = w.w.lang.pick(&vote.name).to_owned();
    let told = preferred_date(&vote.dates).is_none_or(|c| name.contains(&c.date.first().year().to_string()));
    if told { name } else { format!("{name}, {}", when_of(w, vote)) }
}

fn tally(w: &mut Writer<'_>, vote: &Vote) {
    w.title(capital(&w.w.name(&vote.id)));
    let sentence = when_sentence(w, &vote.when, &vote.dates);
    let figures = figures(w, vote);
    let full = full_line(w, vote);
    let one = |key: &str, n: Option<u32>| n.map(|n| w.say(key, &[("n", w.w.number(n).into()), ("count", n.into())]));
    let asked = match w.q.side {
        Some(Side::For) => one("tally-for", vote.r#for),
        Some(Side::Against) => one("tally-against", vote.against),
        Some(Side::Abstained) => one("tally-abstained", vote.abstained),
        Some(Side::Absent) => one("tally-absent", vote.absent).or_else(|| one("tally-not-voting", vote.not_voting)),
        Some(Side::Seats) => one("tally-house", vote.seats),
        Some(Side::Lead) => vote.r#for.zip(vote.against).and_then(|(a, b)| {
            let key = if a >= b { "tally-margin" } else { "tally-margin-against" };
            one(key, Some(a.abs_diff(b)))
        }),
        Some(Side::Turnout) if vote.unit != VoteUnit::Voters => one("tally-cast", cast(vote)),
        _ => None,
    };
    let mut headline = match (w.q.cue, asked) {
        (Cue::When, _) => w.say("vote-when", &[("sentence", sentence.clone().into()), ("figures", figures.clone().into())]),
        (Cue::Where, _) => vote.place.as_ref().map_or_else(
            || sentence.clone(),
            |place| w.say("headline-where", &[("place", w.w.lang.pick(place).to_owned().into()), ("sentence", full.clone().into())]),
        ),
        (Cue::Count, Some(asked)) => w.say("vote-side-headline", &[("side", asked.into()), ("full", full.clone().into())]),
        (Cue::Count, None) if matches!(w.q.side, Some(Side::Abstained | Side::Absent | Side::Against | Side::For)) => {
            let text = w.say("vote-side-unknown", &[("full", full.clone().into())]);
            return unknown_side(w, vote, text);
        }
        (_, Some(asked)) if !w.q.yesno => w.say("vote-side-headline", &[("side", asked.into()), ("full", full.clone().into())]),
        _ => full.clone(),
    };
    if w.q.yesno || (w.q.span.is_some() && time_verdict(w, &vote.dates) == Some(Verdict::No)) {
        let by_time = time_verdict(w, &vote.dates);
        let holds = if by_time == Some(Verdict::No) { Some(false) } else { tally_holds(w, vote) };
        let told = if by_time == Some(Verdict::No) { sentence } else { full };
        // A time that is not the vote's is corrected, whether it was asked or stated.
        headline = if by_time == Some(Verdict::No) { w.verdict(Verdict::No, &told) } else { w.judged(holds, &told) };
        if holds.is_some_and(|holds| holds == w.q.denied) {
            w.tone(Tone::Correction);
            w.intent("false_premise");
        }
    }
    w.headline(headline);
    below(w, vote);
}

/// Whether a vote's tally is what is claimed of it; without a claim, whether anybody took the side that is asked about, or whether it passed.
fn tally_holds(w: &Writer<'_>, vote: &Vote) -> Option<bool> {
    let missing = vote.absent.or(vote.not_voting).or_else(|| vote.seats.zip(cast(vote)).map(|(seats, cast)| seats.saturating_sub(cast)));
    let margin = vote.r#for.zip(vote.against).map(|(a, b)| a.abs_diff(b));
    let figure = |side: Side| match side {
        Side::For => vote.r#for,
        Side::Against => vote.against,
        Side::Abstained => vote.abstained,
        Side::Absent => missing,
        Side::Seats => vote.seats,
        Side::Lead => margin,
        Side::Turnout => cast(vote),
        Side::Undecided | Side::Share => None,
    };
    let agrees = |claim: &Claim, n: u32| match claim.measure {
        // Of voters, per cent of the valid votes.
        Measure::Percent if vote.unit == VoteUnit::Voters && matches!(claim.side.or(w.q.side), Some(Side::For | Side::Against)) => {
            let valid = vote.r#for? + vote.against?;
            Some(claim.agrees(f64::from(n) / f64::from(valid) * 100.0))
        }
        Measure::Percent => None,
        Measure::Share => vote.seats.filter(|_| vote.unit != VoteUnit::Voters).or(cast(vote)).map(|all| claim.agrees_with_count(n as usize, all as usize)),
        _ => Some(claim.agrees(f64::from(n))),
    };
    // Of several figures one without a side need not be of the side that another is of.
    let alone = w.q.claims.len() < 2;
    let claimed = w.agree(&[Measure::Plain, Measure::Share, Measure::Seats, Measure::Percent], |claim| match claim.side.or(w.q.side.filter(|_| alone)) {
        Some(side) if figure(side).is_some() => agrees(claim, figure(side)?),
        Some(_) => None,
        // A bare figure may be any of the tally's; one with a bound is of those who voted for.
        None if claim.bound == Bound::Exactly && claim.measure != Measure::Share => {
            let any = [vote.r#for, vote.against, vote.abstained, missing, vote.not_voting, vote.seats, margin, cast(vote)];
            Some(any.into_iter().flatten().any(|n| claim.agrees(f64::from(n))))
        }
        None => agrees(claim, vote.r#for?),
    });
    let taken = |n: Option<u32>| n.map(|n| n > 0);
    match w.q.side {
        _ if claimed.is_some() => claimed,
        _ if w.claims_figures() => None,
        Some(side @ (Side::Against | Side::Abstained | Side::Absent)) => taken(figure(side)),
        _ => Some(vote.passed == (w.q.word.as_deref() != Some("rejected"))),
    }
}

fn unknown_side(w: &mut Writer<'_>, vote: &Vote, text: String) {
    w.unknown("known_unknown", text);
    w.rests_on(&vote.id);
    w.cite(&vote.tally_cites);
}

fn who(w: &mut Writer<'_>, vote: &Vote) {
    w.title(capital(&w.w.name(&vote.id)));
    let groups = groups(w, vote);
    let wanted = match w.q.side {
        Some(Side::Against) => Some(Choice::Against),
        Some(Side::Abstained) => Some(Choice::Abstained),
        Some(Side::Absent) => Some(Choice::Absent),
        Some(Side::For) => Some(Choice::For),
        _ => None,
    };
    let tally = figures(w, vote);
    let headline = match wanted {
        Some(choice) => {
            let names = groups.iter().find(|(c, _)| *c == choice).map(|(_, names)| names.clone()).unwrap_or_default();
            let nobody = match choice {
                Choice::Against => vote.against == Some(0),
                Choice::Abstained => vote.abstained == Some(0),
                _ => false,
            };
            if nobody {
                w.say("vote-who-nobody", &[("choice", w.w.choice(choice).into()), ("figures", tally.into()), ("when", when_of(w, vote).into())])
            } else if names.is_empty() {
                let text = w.say(
                    "vote-who-unknown",
                    &[("name", capital(w.w.lang.pick(&vote.name)).into()), ("choice", w.w.choice(choice).into()), ("figures", tally.into())],
                );
                return unknown_side(w, vote, text);
            } else {
                w.say(
                    "vote-who",
                    &[
                        ("choice", w.w.choice(choice).into()),
                        ("names", w.w.row(&names).into()),
                        ("name", dated_name(w, vote).into()),
                        ("figures", tally.into()),
                    ],
                )
            }
        }
        // The tally is no answer to who it was.
        None if groups.is_empty() && w.q.cue == Cue::Who && !w.claims_figures() => {
            let text = w.say("vote-who-unlisted", &[("name", capital(w.w.lang.pick(&vote.name)).into()), ("figures", tally.into())]);
            return unknown_side(w, vote, text);
        }
        None if groups.is_empty() => full_line(w, vote),
        None => {
            let list: Vec<String> = groups.iter().map(|(choice, names)| format!("{}: {}", w.w.choice(*choice), names.join(", "))).collect();
            w.say("vote-who-all", &[("name", capital(&dated_name(w, vote)).into()), ("list", list.join("; ").into()), ("figures", tally.into())])
        }
    };
    // Names answer no claim; the figures do.
    let holds = if w.claims_figures() { tally_holds(w, vote) } else { None };
    w.headline(w.judged(holds, &headline));
    below(w, vote);
}

fn of(w: &mut Writer<'_>, vote: &Vote) {
    w.title(capital(&w.w.name(&vote.id)));
    let mut sentences = Vec::new();
    let mut verdict = Verdict::Yes;
    for id in &w.q.ids[1..] {
        let party = vote.positions.iter().find(|p| p.party == *id);
        let person = vote.voters.iter().find(|v| v.person == *id);
        let name = if party.is_some() { w.say("party-name", &[("name", w.w.name(id).into()), ("abbr", w.w.short_name(id).into())]) } else { w.w.name(id) };
        let choice = party.map(|p| p.vote).or(person.map(|v| v.vote));
        // Somebody whose own vote is not recorded stands beside a party whose vote is.
        let beside = w.q.ids[1..].iter().any(|other| other != id && vote.positions.iter().any(|p| p.party == *other));
        if choice.is_none() && beside && matches!(w.engine().dataset.find(id), Some((Kind::Person, _))) {
            continue;
        }
        let Some(choice) = choice else {
            sentences.push(w.say("vote-of-unknown", &[("name", w.w.name(id).into()), ("vote", w.w.lang.pick(&vote.name).to_owned().into())]));
            verdict = Verdict::Unknown;
            continue;
        };
        let asked = match w.q.side {
            Some(Side::Against) => Choice::Against,
            Some(Side::Abstained) => Choice::Abstained,
            Some(Side::Absent) => Choice::Absent,
            _ => Choice::For,
        };
        verdict = match verdict {
            Verdict::Unknown | Verdict::No => verdict,
            _ if choice == Choice::Split => Verdict::Partly,
            _ if choice != asked => Verdict::No,
            _ => verdict,
        };
        sentences.push(w.say(
            match choice {
                Choice::For => "vote-of-for",
                Choice::Against => "vote-of-against",
                Choice::Abstained => "vote-of-abstained",
                Choice::Absent => "vote-of-absent",
                Choice::Split => "vote-of-split",
            },
            &[("name", name.into()), ("vote", dated_name(w, vote).into())],
        ));
    }
    // Members of the party whose own vote is known by name.
    let named: Vec<String> = vote.voters.iter().filter(|v| matches!(w.engine().dataset.find(&v.person), Some((Kind::Person, i)) if w.engine().dataset.records.people[i].party.as_ref().is_some_and(|p| w.q.ids[1..].contains(p)))).map(|v| w.w.name(&v.person)).collect();
    if !named.is_empty() {
        sentences.push(w.say("vote-by-name", &[("names", w.w.row(&named).into())]));
    }
    let text = sentences.join(" ");
    if verdict == Verdict::Unknown && w.q.ids.len() == 2 {
        w.unknown("known_unknown", text);
        w.rests_on(&vote.id);
        w.cite(&vote.tally_cites);
        return;
    }
    let holds = match verdict {
        Verdict::Yes => Some(true),
        Verdict::No => Some(false),
        _ => None,
    };
    w.headline(if verdict == Verdict::Partly && w.q.yesno { w.verdict(verdict, &text) } else { w.judged(holds, &text) });
    for id in &w.q.ids[1..] {
        if let Some(position) = vote.positions.iter().find(|p| p.party == *id) {
            w.cite(&position.cites);
            w.rests_on(id);
        }
    }
    below(w, vote);
}

/// How many voted in all, where the sides are known.
fn cast(vote: &Vote) -> Option<u32> {
    Some(vote.r#for? + vote.against? + vote.abstained.unwrap_or_default())
}

/// Votes side by side, the one with most votes for first.
fn compare(w: &mut Writer<'_>) {
    let dataset = &w.engine().dataset;
    let mut votes: Vec<&Vote> =
        w.q.ids.iter().filter_map(|id| dataset.find(id)).filter(|(kind, _)| *kind == Kind::Vote).map(|(_, i)| &dataset.records.votes[i]).collect();
    votes.sort_by_key(|v| std::cmp::Reverse(v.r#for));
    let (Some(first), Some(second)) = (votes.first(), votes.get(1)) else { return list(w) };
    if let Some(headline) = Some(&votes).filter(|_| w.q.word.as_deref() == Some("sum")).and_then(|votes| sum(w, votes)) {
        w.headline(headline);
        for vote in votes {
            w.rests_on(&vote.id);
            w.cite(&vote.tally_cites);
        }
        return;
    }
    let lines: Vec<String> = votes.iter().map(|v| format!("{}: {}", dated_name(w, v), short_figures(w, v))).collect();
    let difference = first.r#for.unwrap_or_default().abs_diff(second.r#for.unwrap_or_default());
    let headline = w.say(
        "vote-compare",
        &[("first", dated_name(w, first).into()), ("difference", w.w.number(difference).into()), ("n", difference.into()), ("list", lines.join("; ").into())],
    );
    w.headline(headline);
    for vote in votes {
        w.rests_on(&vote.id);
        w.cite(&vote.tally_cites);
    }
}

/// One side of several votes added up, where it is known of all.
fn sum(w: &Writer<'_>, votes: &[&Vote]) -> Option<String> {
    let (key, of): (&str, fn(&Vote) -> Option<u32>) = match w.q.side? {
        Side::For => ("tally-for", |vote| vote.r#for),
        Side::Against => ("tally-against", |vote| vote.against),
        Side::Abstained => ("tally-abstained", |vote| vote.abstained),
        _ => ("tally-not-voting", |vote| vote.absent.or(vote.not_voting)),
    };
    let figures: Vec<u32> = votes.iter().map(|vote| of(vote)).collect::<Option<_>>()?;
    let all: u32 = figures.iter().sum();
    let list: Vec<String> = votes.iter().zip(&figures).map(|(vote, n)| format!("{}: {}", dated_name(w, vote), w.w.number(*n))).collect();
    let side = w.say(key, &[("n", w.w.number(all).into()), ("count", all.into())]);
    Some(w.say("vote-sum", &[("side", side.into()), ("list", list.join("; ").into())]))
}

/// "46–0", "44–5–2".
fn short_figures(w: &Writer<'_>, vote: &Vote) -> String {
    let figures: Vec<String> = [vote.r#for, vote.against, vote.abstained].into_iter().flatten().map(|n| w.w.number(n)).collect();
    figures.join("–")
}

fn list(w: &mut Writer<'_>) {
    let mut votes: Vec<&Vote> = w.engine().dataset.records.votes.iter().collect();
    let choosing = w.q.word.as_deref() == Some("choose");
    if choosing {
        votes.sort_by_key(|v| std::cmp::Reverse(v.weight));
        let text = w.w.plain("which-vote");
        w.unknown("ambiguous", text);
        w.answer.status = super::Status::Ambiguous;
        for vote in votes.into_iter().take(5) {
            let query = Query { cue: w.q.cue, ..Query::about(Op::VoteTally, &vote.id) };
            w.answer.suggestions.push(Suggestion { label: w.w.lang.pick(&vote.name).to_owned(), query });
        }
        return;
    }
    votes.sort_by_key(|v| preferred_date(&v.dates).map(|c| c.date.sort_key()));
    w.title(w.w.plain("title-votes"));
    let headline = w.say("vote-list", &[("n", votes.len().into())]);
    w.headline(headline);
    let items: Vec<String> = votes
        .iter()
        .map(|v| {
            w.say(
                "vote-line",
                &[
                    ("name", w.w.lang.pick(&v.name).to_owned().into()),
                    ("date", preferred_date(&v.dates).map_or_else(|| w.w.plain("date-none"), |c| w.w.date(&c.date)).into()),
                    ("figures", figures(w, v).into()),
                ],
            )
        })
        .collect();
    w.list(None, items);
    for vote in votes {
        w.rests_on(&vote.id);
    }
}

/// Whether the lists named did as claimed: their seats, shares and places; without a claim, whether one of them came first.
fn result_holds(w: &Writer<'_>, election: &Election, wanted: &[&ListResult]) -> Option<bool> {
    let any = |test: &dyn Fn(&ListResult) -> bool| wanted.iter().any(|r| test(r));
    let place = |r: &ListResult| election.results.iter().position(|other| std::ptr::eq(other, r)).map_or(0, |i| i + 1);
    let by_seats = w.q.side == Some(Side::Seats);
    let whole = |r: &ListResult| r.seats.map(|seats| f64::from(seats) / f64::from(election.seats));
    let measures = [Measure::Plain, Measure::Share, Measure::Percent, Measure::Seats];
    let claimed = w.agree(&measures, |claim| {
        let seats = |r: &ListResult| r.seats.is_some_and(|seats| claim.agrees(f64::from(seats)));
        let share = |r: &ListResult| r.share.is_some_and(|share| claim.agrees(share));
        Some(match claim.measure {
            Measure::Seats => any(&seats),
            Measure::Percent => any(&share),
            // Half of the house is half of its seats.
            Measure::Share => any(&|r| whole(r).is_some_and(|share| claim.agrees(share))),
            _ if by_seats => any(&seats),
            _ => any(&|r| seats(r) || share(r)),
        })
    });
    match w.q.n {
        Some(n) => Some(any(&|r| i32::try_from(place(r)) == Ok(n)) && claimed.unwrap_or(true)),
        None if claimed.is_none() && by_seats && !w.claims_figures() => Some(any(&|r| r.seats.is_some_and(|seats| seats > 0))),
        None => claimed.or_else(|| (!w.claims_figures()).then(|| any(&|r| place(r) == 1))),
    }
}

/// The list in the place that is asked about, beyond those that are told together.
fn nth<'e>(w: &Writer<'_>, election: &'e Election) -> Option<(usize, &'e ListResult)> {
    let place = w.q.n.filter(|_| w.q.ids.len() < 2).and_then(|n| usize::try_from(n).ok()).filter(|n| *n > 2)?;
    Some((place, election.results.get(place - 1)?))
}

/// The number of seats by which a list is asked for.
fn seats_asked(w: &Writer<'_>) -> Option<u32> {
    let asked = w.q.side == Some(Side::Seats) && w.q.ids.len() < 2 && w.q.cue != Cue::Count && !w.q.yesno;
    w.q.value.filter(|n| asked && n.fract() == 0.0).map(|n| n as u32)
}

/// Whether a turnout, a figure or a range of two, is what is claimed.
fn turnout_holds(w: &Writer<'_>, turnout: &str) -> Option<bool> {
    let ends: Vec<f64> = turnout.split('–').map(|end| end.trim_matches(|c: char| !c.is_ascii_digit()).parse().ok()).collect::<Option<_>>()?;
    w.agree(&[Measure::Plain, Measure::Percent], |claim| {
        let agreeing = ends.iter().filter(|end| claim.agrees(**end)).count();
        match claim.bound {
            Bound::Exactly => Some(agreeing > 0),
            _ if agreeing == ends.len() => Some(true),
            _ => (agreeing == 0).then_some(false),
        }
    })
}

fn election(w: &mut Writer<'_>, election: &Election) {
    w.title(w.w.name(&election.id));
    let sentence = when_sentence(w, &election.when, &election.dates);
    let line = |w: &Writer<'_>, r: &ListResult| {
        let mut pieces = Vec::new();
        if let Some(share) = r.share {
            pieces.push(w.w.percent(share));
        }
        if let Some(seats) = r.seats {
            pieces.push(w.say("seats", &[("n", seats.into()), ("all", election.seats.into())]));
        }
        w.say("election-line", &[("list", w.w.lang.pick(&r.list).to_owned().into()), ("result", pieces.join(", ").into())])
    };
    let wanted: Vec<_> = election.results.iter().filter(|r| w.q.ids[1..].iter().any(|id| r.parties.contains(id))).collect();
    let when = preferred_date(&election.dates).map_or_else(String::new, |c| w.w.when(&c.date));
    let headline = if w.q.side == Some(Side::Turnout) {
        election.turnout.as_ref().map_or_else(
            || sentence.clone(),
            |t| {
                let text = w.say(
                    "election-turnout",
                    &[("turnout", if w.w.lang.is_cnr() { t.replace('.', ",") } else { t.clone() }.into()), ("sentence", sentence.clone().into())],
                );
                // "Seats of both, and the turnout": what is asked of parties besides.
                let lines: Vec<String> = wanted.iter().filter(|_| !w.q.yesno).map(|r| line(w, r)).collect();
                let results = (!lines.is_empty()).then(|| w.say("election-of", &[("when", when.clone().into()), ("lines", lines.join("; ").into())]));
                w.judged(turnout_holds(w, t), &results.into_iter().chain([text]).collect::<Vec<_>>().join(" "))
            },
        )
    } else if let Some((place, result)) = nth(w, election) {
        w.say("election-nth", &[("place", w.w.ordinal(place).into()), ("line", line(w, result).into()), ("when", when.clone().into())])
    } else if let (true, Some(second)) = (w.q.word.as_deref() == Some("second") || w.q.n == Some(2) && wanted.is_empty(), election.results.get(1)) {
        let third = election.results.get(2).map(|r| line(w, r)).unwrap_or_default();
        w.say("election-second", &[("line", line(w, second).into()), ("third", third.into()), ("when", when.clone().into())])
    } else if !wanted.is_empty() {
        let lines: Vec<String> = wanted.iter().map(|r| line(w, r)).collect();
        let seats: Option<u32> = wanted.iter().map(|r| r.seats).sum();
        let text = match seats.filter(|_| w.q.word.as_deref() == Some("sum")) {
            Some(n) => {
                w.say("election-sum", &[("n", n.into()), ("all", election.seats.into()), ("when", when.clone().into()), ("lines", lines.join("; ").into())])
            }
            None => w.say("election-of", &[("when", when.clone().into()), ("lines", lines.join("; ").into())]),
        };
        w.judged(result_holds(w, election, &wanted), &text)
    } else if w.q.ids.len() > 1 && !w.q.yesno {
        // Of a party that no list of the data is of nothing is known; the others' results are not its own.
        let names: Vec<String> = w.q.ids[1..].iter().map(|id| w.w.short_name(id)).collect();
        let lines: Vec<String> = election.results.iter().map(|r| line(w, r)).collect();
        let text = w.say("election-none-of", &[("party", w.w.row(&names).into()), ("when", when.clone().into()), ("lines", lines.join("; ").into())]);
        w.unknown("not_in_data", text.clone());
        text
    } else if let Some(seats) = seats_asked(w) {
        // Which lists have that many; where none has, what each has.
        let have: Vec<&ListResult> = election.results.iter().filter(|r| r.seats == Some(seats)).collect();
        let told = if have.is_empty() { election.results.iter().collect() } else { have.clone() };
        let lines: Vec<String> = told.into_iter().map(|r| line(w, r)).collect();
        w.say(
            "election-with-seats",
            &[
                ("n", have.len().into()),
                ("seats", seats.to_string().into()),
                ("all", election.seats.into()),
                ("when", when.clone().into()),
                ("lines", lines.join("; ").into()),
            ],
        )
    } else if w.q.more {
        let lines: Vec<String> = election
            .results
            .iter()
            .map(|r| {
                let name = r.parties.first().filter(|_| r.parties.len() == 1).map_or_else(|| w.w.lang.pick(&r.list).to_owned(), |id| w.w.short_name(id));
                w.say("election-short", &[("list", name.into()), ("seats", r.seats.map_or_else(|| "–".to_owned(), |n| n.to_string()).into())])
            })
            .collect();
        w.say("election-all", &[("when", when.clone().into()), ("all", election.seats.into()), ("lines", lines.join(", ").into())])
    } else if let Some(winner) = election.results.first().filter(|_| !matches!(w.q.cue, Cue::When)) {
        let text = w.say("election-won", &[("sentence", sentence.clone().into()), ("line", line(w, winner).into())]);
        // Who won no seat of its own did not win.
        w.judged((w.q.ids.len() > 1 && w.q.claims.is_empty()).then_some(false), &text)
    } else {
        sentence
    };
    w.headline(headline);
    w.text(w.w.lang.pick(&election.summary).to_owned());
    let rows = election
        .results
        .iter()
        .map(|r| {
            vec![
                w.w.lang.pick(&r.list).to_owned(),
                r.share.map_or_else(|| "–".to_owned(), |s| w.w.decimal(s)),
                r.seats.map_or_else(|| "–".to_owned(), |s| s.to_string()),
            ]
        })
        .collect();
    w.block(Block::Table {
        title: None,
        head: ["column-list", "column-share", "column-seats"].map(|k| w.w.plain(k)).to_vec(),
        align: vec![Align::Left, Align::Right, Align::Right],
        rows,
    });
    if let Some(turnout) = &election.turnout {
        let text = w.say("turnout", &[("turnout", if w.w.lang.is_cnr() { turnout.replace('.', ",") } else { turnout.clone() }.into())]);
        w.text(text);
    }
    w.rests_on(&election.id);
    w.cite(&election.cites);
    w.conflicts(&election.id);
    w.suggest(&election.related);
}
