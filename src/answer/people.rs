//! Answers about people and parties: offices, words, positions, leaders.

use super::{
    Writer,
    model::{Align, Block, Suggestion, Tone},
    ratifications::limit,
};
use crate::{
    answer::words::Words,
    data::{
        Kind,
        date::FuzzyDate,
        schema::{Fact, Leader, Party, Person, Position, Stance, Tenure, Verdict},
    },
    query::{
        engine::without_brackets,
        model::{Claim, Cue, Measure, Op, Query, Rel, Side},
        parse::WHAT,
        tenures::{held, held_office, holders, other_holder},
    },
    text::{Lang, capital},
};

/// The most statements that are told where somebody's words are asked for.
const MOST_TOLD: usize = 5;

pub(super) fn people(w: &mut Writer<'_>) {
    let r = &w.engine().dataset.records;
    let found = w.q.ids.first().and_then(|id| w.engine().dataset.find(id));
    match (w.q.op, found) {
        (Op::OfficeAt, Some((Kind::Office, _))) => office_at(w),
        (Op::PersonAt, Some((Kind::Person, i))) => person_at(w, &r.people[i]),
        (Op::Said, Some((Kind::Person, i))) => said(w, &r.people[i]),
        (Op::Leader, Some((Kind::Party, i))) => leader(w, &r.parties[i]),
        (Op::Party, Some((Kind::Party, _))) => party(w),
        (Op::PartyTable, _) => table(w),
        _ => w.unknown("not_in_data", w.w.plain("unknown-not-in-data")),
    }
}

/// The time for which somebody held or led something: from, to, or the moments at which a source names them; empty where nothing is known of it.
fn time_of(w: &Words<'_>, from: Option<&FuzzyDate>, to: Option<&FuzzyDate>, at: &[FuzzyDate], current: bool) -> String {
    match (from, to) {
        (Some(from), Some(to)) => w.say("tenure-from-to", &[("from", w.genitive(from).into()), ("to", w.genitive(to).into())]),
        (Some(from), None) if current => w.say("tenure-since", &[("from", w.genitive(from).into())]),
        (Some(from), None) => w.say("tenure-from", &[("from", w.genitive(from).into())]),
        (None, Some(to)) => w.say("tenure-to", &[("to", w.genitive(to).into())]),
        (None, None) if at.is_empty() => String::new(),
        (None, None) => {
            let moments: Vec<String> = at.iter().map(|d| w.when(d)).collect();
            w.say("tenure-at", &[("dates", moments.join(", ").into())])
        }
    }
}

/// The time of an office.
fn tenure_time(w: &Words<'_>, tenure: &Tenure) -> String {
    time_of(w, tenure.from.as_ref(), tenure.to.as_ref(), &tenure.at, tenure.current)
}

/// One office on one line.
pub(super) fn tenure_line(w: &Words<'_>, tenure: &Tenure) -> String {
    w.say("tenure-line", &[("title", w.lang.pick(&tenure.title).to_owned().into()), ("time", tenure_time(w, tenure).into())])
}

fn office_at(w: &mut Writer<'_>) {
    let office = w.q.ids[0].clone();
    w.title(w.w.name(&office));
    let all = holders(w.engine(), &office);
    let lines: Vec<String> = all.iter().map(|(p, t)| format!("{} – {}", w.w.lang.pick(&p.name), tenure_line(&w.w, t))).collect();
    let now = FuzzyDate::from_day(w.w.today);
    let chosen: Vec<&(&Person, &Tenure)> = match &w.q.span {
        Some(span) => all.iter().filter(|(_, t)| held(t, span, w.q.rel)).collect(),
        None => {
            let current: Vec<_> = all.iter().filter(|(_, t)| t.current || held(t, &now, Rel::In)).collect();
            if current.is_empty() { all.last().into_iter().collect() } else { current }
        }
    };
    let time = w.q.span.as_ref().map(|span| limit(&w.w, span, w.q.rel));
    let Some((first_person, _)) = chosen.first() else {
        let text =
            w.say("office-unknown", &[("office", w.w.name(&office).into()), ("time", time.unwrap_or_default().into()), ("holders", lines.join("; ").into())]);
        let text = if lines.is_empty() { w.w.plain("unknown-not-in-data") } else { text };
        w.unknown("not_in_data", text);
        w.list(Some(w.w.plain("heading-known")), lines);
        return;
    };
    let names: Vec<String> = chosen
        .iter()
        .map(|(p, t)| {
            w.say(
                "office-holder",
                &[
                    ("person", w.w.lang.pick(&p.name).to_owned().into()),
                    ("title", w.w.lang.pick(&t.title).to_owned().into()),
                    ("time", tenure_time(&w.w, t).into()),
                ],
            )
        })
        .collect();
    let headline = match (&time, &w.q.word) {
        (Some(_), Some(event)) => w.say(
            "office-at-event",
            &[
                ("list", w.w.row(&names).into()),
                ("event", capital(&w.w.name(event)).into()),
                ("date", w.q.span.as_ref().map_or_else(String::new, |s| w.w.date(s)).into()),
            ],
        ),
        (Some(time), None) => w.say("office-at", &[("list", w.w.row(&names).into()), ("time", time.clone().into()), ("n", names.len().into())]),
        (None, _) => w.say("office-now", &[("list", w.w.row(&names).into())]),
    };
    w.headline(headline);
    let _ = first_person;
    w.list(Some(w.w.plain("heading-known")), lines);
    for (person, tenure) in chosen {
        w.rests_on(&person.id);
        w.cite(&tenure.cites);
    }
}

fn person_at(w: &mut Writer<'_>, person: &Person) {
    w.title(w.w.lang.pick(&person.name));
    if let Some(party) = person.party.as_ref().filter(|_| w.q.word.as_deref() == Some("party")) {
        w.headline(w.say("person-party", &[("name", w.w.lang.pick(&person.name).to_owned().into()), ("party", w.w.name(party).into())]));
        w.text(w.w.lang.pick(&person.who).to_owned());
        w.rests_on(&person.id);
        w.rests_on(party);
        w.cite(person.offices.iter().flat_map(|o| &o.cites));
        return;
    }
    let wanted = w.q.ids.get(1).cloned();
    let of_office = |t: &&Tenure| wanted.as_ref().is_none_or(|id| t.office == *id);
    let name = w.w.lang.pick(&person.name).to_owned();
    let at = w.q.span.as_ref().map(|span| (span, w.q.rel));
    let chosen: Vec<&Tenure> = person.offices.iter().filter(of_office).filter(|t| at.is_none_or(|(span, rel)| held(t, span, rel))).collect();
    let time = at.map(|(span, rel)| limit(&w.w, span, rel)).unwrap_or_default();
    let all: Vec<String> = person.offices.iter().map(|t| tenure_line(&w.w, t)).collect();
    if chosen.is_empty() {
        let list = w.w.row(&all);
        let text = w.say(
            "person-not-at",
            &[
                ("name", name.into()),
                ("time", if time.is_empty() { time } else { format!(" {time}") }.into()),
                ("office", wanted.as_ref().map_or_else(String::new, |id| w.w.name(id)).into()),
                ("list", list.into()),
            ],
        );
        if all.is_empty() {
            w.unknown("not_in_data", w.w.plain("unknown-not-in-data"));
            return;
        }
        let holds = wanted.as_ref().and_then(|office| held_office(w.engine(), person, office, at, w.w.today));
        let other = wanted.as_ref().zip(at).and_then(|(office, (span, rel))| other_holder(w.engine(), &person.id, office, span, rel));
        let mut text = text;
        if let Some((other, tenure)) = other {
            let now = at.is_some_and(|(span, _)| *span == FuzzyDate::from_day(w.w.today));
            let extra = w.say(
                if now { "office-is" } else { "office-was" },
                &[("person", w.w.lang.pick(&other.name).to_owned().into()), ("title", w.w.lang.pick(&tenure.title).to_owned().into())],
            );
            text = format!("{extra} {text}");
            w.rests_on(&other.id);
            w.cite(&tenure.cites);
        } else if holds.is_none() && (w.q.yesno || at.is_none()) {
            w.unknown("not_in_data", text);
            w.list(Some(w.w.plain("heading-offices")), all);
            w.rests_on(&person.id);
            return;
        }
        w.headline(w.judged(holds, &text));
    } else {
        let lines: Vec<String> = chosen.iter().map(|t| tenure_line(&w.w, t)).collect();
        let text = w.say("person-at", &[("name", name.into()), ("time", time.into()), ("list", w.w.row(&lines).into())]);
        w.headline(w.judged(Some(true), &text));
    }
    w.list(Some(w.w.plain("heading-offices")), all);
    w.text(w.w.lang.pick(&person.who).to_owned());
    w.rests_on(&person.id);
    w.cite(person.offices.iter().flat_map(|o| &o.cites));
    w.conflicts(&person.id);
}

fn said(w: &mut Writer<'_>, person: &Person) {
    w.title(w.w.lang.pick(&person.name));
    let mut quotes: Vec<_> = w
        .engine()
        .dataset
        .records
        .quotes
        .iter()
        .filter(|q| q.speaker == person.id)
        .filter(|q| w.q.span.as_ref().is_none_or(|s| q.date.is_some_and(|d| w.q.rel.holds(&d, s))))
        .collect();
    quotes.sort_by_key(|q| std::cmp::Reverse(q.date.map(|d| d.first())));
    let Some(first) = quotes.first() else {
        if told_words(w, person) {
            return;
        }
        let text = w.say("said-none", &[("name", w.w.lang.pick(&person.name).to_owned().into())]);
        return w.unknown("not_in_data", text);
    };
    w.headline(w.w.lang.pick(&first.says).to_owned());
    if let Some(caveat) = &first.caveat {
        w.note(w.w.lang.pick(caveat).to_owned());
    }
    let more: Vec<String> = quotes[1..].iter().map(|q| w.w.lang.pick(&q.says).to_owned()).collect();
    w.list(Some(w.w.plain("heading-also-said")), more);
    for quote in &quotes {
        w.rests_on(&quote.id);
        w.cite(&quote.cites);
    }
}

/// Tells the statements that report somebody's words, the newest first; false where there are none.
fn told_words(w: &mut Writer<'_>, person: &Person) -> bool {
    let engine = w.engine();
    let speaks = |text: &str| {
        // The whole name is mentioned by another name mostly; the last word of it tells who may be meant before it is read closely.
        let surname = person.name.en.rsplit(' ').next().unwrap_or_default();
        text.contains(surname) && {
            // "… said that …", with the name right before it.
            let analysis = engine.analyse(super::first_sentence(text), w.w.today);
            let named = analysis.named(Kind::Person).into_iter().next().filter(|(_, id)| *id == person.id);
            named.and_then(|(at, _)| analysis.parts.get(at + 1)).is_some_and(|next| next.unit.has(engine.concepts.said))
        }
    };
    let in_time = |fact: &Fact| w.q.span.as_ref().is_none_or(|span| fact.dates.iter().any(|date| w.q.rel.holds(date, span)));
    let mut facts: Vec<&Fact> = engine.dataset.records.facts.iter().filter(|fact| in_time(fact) && speaks(&fact.answer.en)).collect();
    facts.sort_by_key(|fact| std::cmp::Reverse(fact.dates.iter().map(FuzzyDate::first).max()));
    facts.truncate(MOST_TOLD);
    let Some(first) = facts.first() else { return false };
    w.headline(w.w.lang.pick(&first.answer).to_owned());
    let more: Vec<String> = facts[1..].iter().map(|fact| w.w.lang.pick(&fact.answer).to_owned()).collect();
    w.list(Some(w.w.plain("heading-also-said")), more);
    for fact in facts {
        w.rests_on(&fact.id);
        w.cite(&fact.cites);
    }
    true
}

/// A leader with the time at which a source names them.
fn leader_line(w: &Writer<'_>, l: &Leader) -> String {
    let time = time_of(&w.w, l.from.as_ref(), l.to.as_ref(), &l.at, false);
    if time.is_empty() { w.w.name(&l.person) } else { format!("{} ({time})", w.w.name(&l.person)) }
}

/// The last day on which somebody is known to have led.
fn last_named(l: &Leader) -> Option<jiff::civil::Date> {
    l.at.iter().map(FuzzyDate::last).chain(l.to.map(|d| d.last())).chain(l.from.map(|d| d.first())).max()
}

fn leader(w: &mut Writer<'_>, party: &Party) {
    w.title(w.w.name(&party.id));
    if party.leaders.is_empty() {
        let text = w.say("leader-unknown", &[("party", w.w.name(&party.id).into())]);
        w.unknown("known_unknown", text);
        w.rests_on(&party.id);
        return;
    }
    let mut leaders: Vec<_> = party.leaders.iter().collect();
    leaders.sort_by_key(|l| std::cmp::Reverse(last_named(l)));
    let chosen: Vec<_> = match &w.q.span {
        Some(span) => {
            let at: Vec<_> = leaders
                .iter()
                .filter(|l| {
                    l.at.iter().any(|d| w.q.rel.holds(d, span))
                        || l.from.is_some_and(|f| f.first() <= span.last()) && l.to.map_or(l.from.is_some(), |t| t.last() >= span.first())
                })
                .copied()
                .collect();
            if at.is_empty() { leaders.clone() } else { at }
        }
        None => leaders.clone(),
    };
    let names: Vec<String> = chosen.iter().map(|l| leader_line(w, l)).collect();
    let headline = w.say("leader", &[("party", w.w.name(&party.id).into()), ("leaders", names.join("; ").into()), ("n", names.len().into())]);
    let fate = party.fate.as_ref().filter(|_| party.dissolved.is_some()).map(|f| format!(" {}", super::first_sentence(w.w.lang.pick(f)))).unwrap_or_default();
    w.headline(format!("{headline}{fate}"));
    w.text(w.w.lang.pick(&party.now).to_owned());
    w.rests_on(&party.id);
    w.cite(leaders.iter().flat_map(|l| &l.cites));
    w.suggest(&party.leaders.iter().map(|l| l.person.clone()).collect::<Vec<_>>());
}

fn stance_side(stance: Stance) -> Option<Side> {
    match stance {
        Stance::For => Some(Side::For),
        Stance::Against => Some(Side::Against),
        _ => None,
    }
}

fn party(w: &mut Writer<'_>) {
    let ids = w.q.ids.clone();
    let parties: Vec<&Party> = ids
        .iter()
        .filter_map(|id| match w.engine().dataset.find(id) {
            Some((Kind::Party, i)) => Some(&w.engine().dataset.records.parties[i]),
            _ => None,
        })
        .collect();
    let Some(first) = parties.first().copied() else { return };
    w.title(w.say("party-name", &[("name", w.w.name(&first.id).into()), ("abbr", w.w.short_name(&first.id).into())]));
    let sentences: Vec<String> = parties.iter().map(|p| party_sentence(w, p)).collect();
    let text = sentences.join(" ");
    let verdict = if w.q.yesno && parties.len() == 1 { party_verdict(w, first) } else { None };
    w.headline(verdict.map_or(text.clone(), |v| w.verdict(v, &text)));
    for p in parties {
        if let Some(summary) = &p.summary {
            w.text(w.w.lang.pick(summary).to_owned());
        }
        let positions: Vec<String> = p
            .positions
            .iter()
            .rev()
            .map(|x| {
                x.date.as_ref().map_or_else(
                    || w.w.lang.pick(&x.text).to_owned(),
                    |d| w.say("position-line", &[("date", w.w.date(d).into()), ("text", w.w.lang.pick(&x.text).to_owned().into())]),
                )
            })
            .collect();
        w.list(Some(w.w.plain("heading-positions")), positions);
        votes_of(w, p);
        if let Some(fate) = &p.fate {
            w.note(w.w.lang.pick(fate).to_owned());
        }
        w.rests_on(&p.id);
        w.cite(p.positions.iter().rev().flat_map(|x| &x.cites));
        w.cite(&p.cites);
        w.conflicts(&p.id);
        w.suggest(&p.related);
    }
}

/// What a party is: its full name, who led it last, the first that is told of it, and where it stands.
fn what_it_is(w: &Writer<'_>, party: &Party) -> String {
    let name = match &party.native {
        Some(native) if w.w.lang != Lang::En => native.clone(),
        _ => w.w.name(&party.id),
    };
    // An abbreviation that stands behind a name in brackets is not said twice.
    let name = without_brackets(&name).map_or(name.clone(), str::to_owned);
    let name = match &party.abbr {
        Some(abbr) if *abbr != name => w.say("party-name", &[("name", name.into()), ("abbr", abbr.clone().into())]),
        _ => name,
    };
    let leader = party.leaders.iter().max_by_key(|l| last_named(l)).map(|l| w.say("party-led", &[("leader", leader_line(w, l).into())]));
    let told = party.summary.as_ref().map(|summary| super::first_sentence(w.w.lang.pick(summary)).to_owned());
    // Whoever is told of there need not be told of twice.
    let named = |told: &String| party.leaders.iter().any(|l| w.engine().dataset.name(&l.person).is_some_and(|name| told.contains(w.w.lang.pick(name))));
    let leader = leader.filter(|_| !told.as_ref().is_some_and(named));
    let sentences: Vec<String> = told.into_iter().chain(leader).chain([w.w.lang.pick(&party.now).to_owned()]).collect();
    w.say("party-what", &[("name", name.into()), ("text", sentences.join(" ").into())])
}

/// How the party voted, vote by vote.
fn votes_of(w: &mut Writer<'_>, party: &Party) {
    let mut lines = Vec::new();
    for vote in &w.engine().dataset.records.votes {
        if let Some(position) = vote.positions.iter().find(|p| p.party == party.id) {
            let choice = w.w.choice(position.vote);
            lines.push(format!("{}: {choice}", w.w.lang.pick(&vote.name)));
        }
    }
    w.list(Some(w.w.plain("heading-votes")), lines);
}

fn party_sentence(w: &Writer<'_>, party: &Party) -> String {
    match w.q.word.as_deref() {
        Some(WHAT) => what_it_is(w, party),
        Some("founded") => match &party.founded {
            Some(date) => w.say("party-founded", &[("name", w.w.name(&party.id).into()), ("when", w.w.when(date).into())]),
            None => w.say("party-founded-unknown", &[("name", w.w.name(&party.id).into()), ("now", w.w.lang.pick(&party.now).to_owned().into())]),
        },
        Some("fate") => party.fate.as_ref().map_or_else(|| w.w.lang.pick(&party.now).to_owned(), |fate| w.w.lang.pick(fate).to_owned()),
        _ => {
            if let Some(span) = &w.q.span {
                let at: Vec<&str> =
                    party.positions.iter().filter(|p| p.date.is_some_and(|d| w.q.rel.holds(&d, span))).map(|p| w.w.lang.pick(&p.text)).collect();
                if !at.is_empty() {
                    return at.join(" ");
                }
                // The position before that time still held as far as the data tells.
                if let Some(before) = party.positions.iter().rfind(|p| p.date.is_some_and(|d| d.first() <= span.last())) {
                    return w.w.lang.pick(&before.text).to_owned();
                }
            }
            let now = w.w.lang.pick(&party.now).to_owned();
            match party.positions.first().filter(|_| w.q.more && party.positions.len() > 1) {
                // Then and now: the oldest position beside the latest.
                Some(first) => format!(
                    "{} {now}",
                    first.date.as_ref().map_or_else(
                        || w.w.lang.pick(&first.text).to_owned(),
                        |d| w.say("position-line", &[("date", w.w.date(d).into()), ("text", w.w.lang.pick(&first.text).to_owned().into())])
                    )
                ),
                None => now,
            }
        }
    }
}

fn party_verdict(w: &Writer<'_>, party: &Party) -> Option<Verdict> {
    // "Always against": at every time that is known.
    let always = |claim: &Claim| claim.measure == Measure::Share && claim.amount >= 1.0;
    // What is claimed of its figures, its position says nothing of.
    if w.claims_figures() && !w.q.claims.iter().all(always) {
        return None;
    }
    if w.q.word.is_some() {
        return match w.q.word.as_deref() {
            Some("fate") => Some(if party.dissolved.is_some() { if w.q.cue == Cue::What { Verdict::No } else { Verdict::Yes } } else { return None }),
            _ => None,
        };
    }
    let mut relevant = party.positions.iter().filter(|p| w.q.span.as_ref().is_none_or(|s| p.date.is_some_and(|d| d.first() <= s.last())));
    let latest = relevant.next_back()?;
    let asked = w.q.side.unwrap_or(Side::For);
    let takes = |position: &Position| stance_side(position.stance) == Some(asked);
    if w.q.claims.iter().any(always) {
        return Some(if party.positions.iter().all(takes) { Verdict::Yes } else { Verdict::No });
    }
    Some(match stance_side(latest.stance) {
        Some(side) if side == asked => Verdict::Yes,
        Some(_) => Verdict::No,
        None if !party.positions.iter().any(takes) => Verdict::No,
        None => Verdict::Partly,
    })
}

fn table(w: &mut Writer<'_>) {
    w.title(w.w.plain("title-parties"));
    let mut parties: Vec<&Party> = w.engine().dataset.records.parties.iter().collect();
    parties.sort_by_key(|p| std::cmp::Reverse(p.weight));
    let latest = |p: &Party| -> Option<Stance> {
        let fits = |d: &Option<FuzzyDate>| w.q.span.as_ref().is_none_or(|s| d.is_some_and(|d| w.q.rel.holds(&d, s)));
        p.positions.iter().rfind(|x| fits(&x.date)).map(|x| x.stance)
    };
    let group = |stance: Stance| parties.iter().filter(|p| latest(p) == Some(stance)).map(|p| w.w.short_name(&p.id)).collect::<Vec<_>>();
    let wanted = match w.q.side {
        Some(Side::For) => Some(Stance::For),
        Some(Side::Against) => Some(Stance::Against),
        _ => None,
    };
    let stances = [
        (Stance::For, "stance-for"),
        (Stance::Against, "stance-against"),
        (Stance::Abstained, "stance-abstained"),
        (Stance::Referendum, "stance-referendum"),
        (Stance::Neutral, "stance-neutral"),
        (Stance::Ambiguous, "stance-ambiguous"),
        (Stance::Split, "stance-split"),
    ];
    let pieces: Vec<String> = stances
        .iter()
        .filter(|(s, _)| wanted.is_none_or(|want| want == *s))
        .map(|(s, key)| (group(*s), key))
        .filter(|(names, _)| !names.is_empty())
        .map(|(names, key)| format!("{}: {}", w.w.plain(key), names.join(", ")))
        .collect();
    if pieces.is_empty() {
        return w.unknown("not_in_data", w.w.plain("unknown-not-in-data"));
    }
    let headline = w.say("party-table", &[("list", pieces.join("; ").into())]);
    w.headline(headline);
    let rows = parties
        .iter()
        .filter_map(|p| {
            let position = p.positions.last()?;
            let (_, key) = stances.iter().find(|(s, _)| *s == position.stance)?;
            Some(vec![w.w.short_name(&p.id), w.w.plain(key), position.date.as_ref().map_or_else(|| "–".to_owned(), |d| w.w.date(d))])
        })
        .collect();
    w.block(Block::Table {
        title: None,
        head: ["column-party", "column-stance", "column-date"].map(|k| w.w.plain(k)).to_vec(),
        align: vec![Align::Left; 3],
        rows,
    });
    for p in &parties {
        w.rests_on(&p.id);
    }
    for p in parties.iter().take(5) {
        let query = Query::about(Op::Party, &p.id);
        w.answer.suggestions.push(Suggestion { label: w.w.name(&p.id), query });
    }
    w.tone(Tone::Vote);
}
