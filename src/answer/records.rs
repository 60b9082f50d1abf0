//! Answers about one record: an event, a fact, a gap, a conflict, a quote, a mission, an organisation, a person.

use super::{
    Writer, first_sentence,
    model::{Block, Tone},
};
use crate::{
    data::{
        Kind,
        date::FuzzyDate,
        preferred_date,
        schema::{DateClaim, DateKind, Event, Rank, Text, Verdict},
    },
    query::model::{Cue, Op, Query},
};

/// Answers about the first record of the question.
pub(super) fn record(w: &mut Writer<'_>) {
    let Some(id) = w.q.ids.first() else {
        return w.unknown("not_understood", w.w.plain("unknown-not-understood"));
    };
    let Some((kind, i)) = w.engine().dataset.find(id) else {
        return w.unknown("not_understood", w.w.plain("unknown-not-understood"));
    };
    let r = &w.engine().dataset.records;
    match kind {
        Kind::Event => event(w, &r.events[i]),
        Kind::Fact => fact(w, i),
        Kind::Gap => {
            let gap = &r.gaps[i];
            w.unknown("known_unknown", w.pick(&gap.answer).to_owned());
            w.rests_on(&gap.id);
            w.cite(&gap.cites);
            w.suggest(&gap.near);
        }
        Kind::Conflict => {
            let conflict = &r.conflicts[i];
            w.intent("conflict");
            w.title(w.pick(&conflict.title));
            w.headline(w.pick(&conflict.text));
            w.text(w.pick(&conflict.text));
            w.rests_on(&conflict.id);
            w.cite(&conflict.cites);
            w.suggest(&conflict.about);
        }
        Kind::Quote => quote(w, i),
        Kind::Mission => mission(w, i),
        Kind::Organisation => {
            let organisation = &r.organisations[i];
            w.title(w.pick(&organisation.name));
            w.headline(w.pick(&organisation.what));
            w.rests_on(&organisation.id);
            w.cite(&organisation.cites);
            w.conflicts(&organisation.id);
            related_facts(w, &organisation.id);
            w.suggest(&organisation.related);
        }
        Kind::Pollster => {
            let pollster = &r.pollsters[i];
            w.tone(Tone::Poll);
            w.title(w.pick(&pollster.name));
            w.headline(pollster.full.as_ref().map_or_else(|| w.pick(&pollster.name).to_owned(), |full| w.pick(full).to_owned()));
            if let Some(note) = &pollster.note {
                w.text(w.pick(note));
            }
            w.rests_on(&pollster.id);
            w.cite(&pollster.cites);
            let polls: Vec<_> = r.polls.iter().filter(|p| p.pollster.as_deref() == Some(id) || p.pollster_found.as_deref() == Some(id)).collect();
            if w.q.ids.len() == 1 && !polls.is_empty() {
                let lines = polls.iter().map(|p| super::polls::line(&w.w, p)).collect();
                w.list(Some(w.say("polls-of", &[("n", polls.len().into())])), lines);
                if let Some(first) = polls.first() {
                    w.cite(&first.cites);
                }
            }
            w.conflicts(id);
        }
        Kind::Person => person(w, i),
        Kind::Election | Kind::Vote => {
            let op = if kind == Kind::Vote { Op::VoteTally } else { Op::Election };
            let query = Query { op, ..w.q.clone() };
            redirect(w, &query);
        }
        Kind::Ratification => {
            let query = Query { op: Op::RatShow, ids: vec![r.ratifications[i].country.clone()], ..w.q.clone() };
            redirect(w, &query);
        }
        Kind::Country => {
            let op = if r.countries[i].ally_2017 { Op::RatShow } else { Op::Unknown };
            let query = Query { op, word: Some("near-miss".to_owned()), ..w.q.clone() };
            redirect(w, &query);
        }
        Kind::Party => redirect(w, &Query { op: Op::Party, ..w.q.clone() }),
        Kind::Poll => redirect(w, &Query { op: Op::PollShow, ..w.q.clone() }),
        Kind::Series => redirect(w, &Query { op: Op::SeriesList, ..w.q.clone() }),
        Kind::Office => redirect(w, &Query { op: Op::OfficeAt, ..w.q.clone() }),
        Kind::Source => redirect(w, &Query { op: Op::Sources, ..w.q.clone() }),
    }
}

/// Answers the same record by another operation, keeping the question as it was asked.
fn redirect(w: &mut Writer<'_>, query: &Query) {
    let mut answer = super::draft(w.engine(), query, w.w.lang, w.w.today);
    answer.query = w.q.clone();
    w.answer = answer;
}

/// The sentence that tells when an event was.
pub(super) fn when_sentence(w: &Writer<'_>, when: &Text, dates: &[DateClaim]) -> String {
    let date = preferred_date(dates).map(|c| c.date);
    w.with_when(w.pick_any(when), date.as_ref())
}

impl Writer<'_> {
    /// A text that does not live as long as the engine.
    fn pick_any<'t>(&self, text: &'t Text) -> &'t str {
        self.w.lang.pick(text)
    }
}

/// Yes or no to a time that the question claims: "did it happen in 2016?".
pub(super) fn time_verdict(w: &Writer<'_>, dates: &[DateClaim]) -> Option<Verdict> {
    let claimed = w.q.span.as_ref()?;
    let actual = preferred_date(dates)?.date;
    let holds = w.q.rel.holds(&actual, claimed);
    Some(if holds { Verdict::Yes } else { Verdict::No })
}

/// Yes or no to a claim that was judged by examples of claims about the record.
fn judged(w: &Writer<'_>) -> Option<Verdict> {
    match w.q.word.as_deref() {
        Some("yes") if w.q.yesno => Some(Verdict::Yes),
        Some("no") if w.q.yesno => Some(Verdict::No),
        _ => None,
    }
}

fn event(w: &mut Writer<'_>, event: &Event) {
    let sentence = when_sentence(w, &event.when, &event.dates);
    w.title(w.w.name(&event.id));
    let summary = event.summary.as_ref().map(|s| w.pick_any(s).to_owned());
    let mut headline = match w.q.cue {
        Cue::Where => event
            .place
            .as_ref()
            .map_or_else(|| sentence.clone(), |place| w.say("headline-where", &[("place", w.pick_any(place).into()), ("sentence", sentence.clone().into())])),
        Cue::Who => {
            // Of several people some did it and others it was done to: only the sentence tells which.
            match &event.people[..] {
                [one] if w.engine().dataset.name(one).is_some() => {
                    w.say("headline-who", &[("names", w.w.name(one).into()), ("sentence", sentence.clone().into())])
                }
                _ => sentence.clone(),
            }
        }
        Cue::Define | Cue::What if !w.q.yesno => {
            let more = summary.as_deref().map_or("", first_sentence);
            if sentence.chars().count() + more.chars().count() < 300 && !more.is_empty() { format!("{sentence} {more}") } else { sentence.clone() }
        }
        _ => sentence.clone(),
    };
    if let Some(verdict) = judged(w) {
        headline = w.verdict(verdict, &sentence);
    } else if w.q.yesno || w.q.span.is_some() {
        match time_verdict(w, &event.dates) {
            Some(Verdict::No) => {
                headline = w.verdict(Verdict::No, &sentence);
                w.tone(Tone::Correction);
                w.intent("false_premise");
            }
            Some(Verdict::Yes) | None if w.q.yesno && w.q.word.as_deref() != Some("open") => {
                headline = w.verdict(event.verdict.unwrap_or(Verdict::Yes), &sentence);
            }
            Some(verdict) if w.q.yesno => headline = w.verdict(verdict, &sentence),
            _ => {}
        }
    }
    if w.q.cue == Cue::When && event.dates.is_empty() {
        w.unknown("known_unknown", sentence);
    } else {
        w.headline(headline);
    }
    if let Some(summary) = summary {
        w.text(summary);
    }
    if let (Some(place), false) = (&event.place, w.q.cue == Cue::Where) {
        let place = w.say("place", &[("place", w.pick_any(place).into())]);
        w.text(place);
    }
    date_claims(w, &event.dates);
    w.rests_on(&event.id);
    w.cite(event.dates.iter().flat_map(|c| &c.cites));
    w.cite(&event.cites);
    w.conflicts(&event.id);
    w.suggest(&event.related);
}

/// The name of what a date is the date of.
fn kind_key(kind: DateKind) -> &'static str {
    match kind {
        DateKind::Vote => "date-kind-vote",
        DateKind::Signature => "date-kind-signature",
        DateKind::Deposit => "date-kind-deposit",
        DateKind::Effect => "date-kind-effect",
        DateKind::Publication => "date-kind-publication",
        DateKind::Decision => "date-kind-decision",
        DateKind::Start => "date-kind-start",
        DateKind::End => "date-kind-end",
        DateKind::Happening => "date-kind-happening",
        DateKind::Release => "date-kind-release",
        DateKind::Fieldwork => "date-kind-fieldwork",
        DateKind::Statement => "date-kind-statement",
    }
}

/// The dates that sources give, with their kinds and reasons, where there is more to tell than one date.
pub(super) fn date_claims(w: &mut Writer<'_>, dates: &[DateClaim]) {
    if dates.len() < 2 && dates.iter().all(|c| c.note.is_none()) {
        return;
    }
    let items = dates
        .iter()
        .map(|claim| {
            let rank = match claim.rank {
                Rank::Preferred => String::new(),
                Rank::Other => w.w.plain("rank-other"),
                Rank::Doubtful => w.w.plain("rank-doubtful"),
            };
            let note = claim.note.as_ref().map_or_else(String::new, |n| format!(" – {}", w.pick_any(n)));
            let sources: Vec<String> = claim.cites.iter().take(2).map(|c| source_name(w, &c.source)).collect();
            format!("{} ({}{}){} [{}]", w.w.date(&claim.date), w.w.plain(kind_key(claim.kind)), rank, note, sources.join("; "))
        })
        .collect();
    w.list(Some(w.w.plain("heading-dates")), items);
}

/// A source's publisher or title, which keeps its letters.
pub(super) fn source_name(w: &Writer<'_>, id: &str) -> String {
    let Some((Kind::Source, i)) = w.engine().dataset.find(id) else { return id.to_owned() };
    let source = &w.engine().dataset.records.sources[i];
    crate::text::script::keep(source.publisher.as_ref().unwrap_or(&source.title))
}

fn fact(w: &mut Writer<'_>, i: usize) {
    let fact = &w.engine().dataset.records.facts[i];
    let sentence = w.pick(&fact.answer).to_owned();
    let headline = match judged(w).or(fact.verdict.filter(|_| w.q.yesno && w.q.word.as_deref() != Some("open"))) {
        Some(verdict) => w.verdict(verdict, &sentence),
        None => sentence,
    };
    if fact.premise {
        w.tone(Tone::Correction);
        w.intent("false_premise");
    } else {
        w.intent("fact");
    }
    if let Some(name) = fact.about.iter().find_map(|id| w.engine().dataset.name(id)) {
        w.title(w.pick(name));
    }
    w.headline(headline);
    if let Some(more) = &fact.more {
        w.text(w.pick(more));
    }
    w.rests_on(&fact.id);
    for id in fact.about.iter().take(2) {
        w.rests_on(id);
    }
    w.cite(&fact.cites);
    for id in &fact.about {
        w.conflicts(id);
    }
    w.suggest(&fact.related);
    w.suggest(&fact.about);
}

fn quote(w: &mut Writer<'_>, i: usize) {
    let quote = &w.engine().dataset.records.quotes[i];
    w.intent("quote");
    w.title(w.w.name(&quote.speaker));
    let says = w.pick(&quote.says).to_owned();
    w.headline(judged(w).map_or_else(|| says.clone(), |verdict| w.verdict(verdict, &says)));
    w.text(format!("“{}”", w.pick(&quote.quote).trim_matches(['"', '“', '”', '„'])));
    if let Some(caveat) = &quote.caveat {
        w.note(w.pick(caveat));
    }
    w.rests_on(&quote.id);
    w.cite(&quote.cites);
    w.conflicts(&quote.id);
    let more: Vec<String> = quote.related.clone();
    w.suggest(&more);
}

fn mission(w: &mut Writer<'_>, i: usize) {
    let mission = &w.engine().dataset.records.missions[i];
    w.intent("mission");
    w.title(w.pick(&mission.name));
    let what = w.pick(&mission.what).to_owned();
    let date: Option<FuzzyDate> = preferred_date(&mission.dates).map(|c| c.date).or(mission.from);
    let sentence = match w.q.cue {
        Cue::When => mission.when.as_ref().map_or_else(|| what.clone(), |when| w.with_when(w.pick(when), date.as_ref())),
        Cue::Where => mission
            .place
            .as_ref()
            .map_or_else(|| what.clone(), |place| w.say("headline-where", &[("place", w.pick(place).into()), ("sentence", what.clone().into())])),
        _ => what.clone(),
    };
    // What a mission is says neither yes nor no to what is asked of it.
    w.headline(sentence.clone());
    if sentence != what {
        w.text(what);
    }
    if let (Some(when), false) = (&mission.when, w.q.cue == Cue::When) {
        w.text(w.with_when(w.pick(when), date.as_ref()));
    }
    super::series::strengths(w, i);
    date_claims(w, &mission.dates);
    w.rests_on(&mission.id);
    w.cite(&mission.cites);
    w.cite(mission.figures.iter().flat_map(|f| &f.cites));
    w.conflicts(&mission.id);
    w.suggest(&mission.related);
}

fn person(w: &mut Writer<'_>, i: usize) {
    let person = &w.engine().dataset.records.people[i];
    w.intent("person");
    w.title(w.pick(&person.name));
    w.headline(w.pick(&person.who));
    if let Some(summary) = &person.summary {
        w.text(w.pick(summary));
    }
    let offices = person.offices.iter().map(|tenure| super::people::tenure_line(&w.w, tenure)).collect();
    w.list(Some(w.w.plain("heading-offices")), offices);
    w.rests_on(&person.id);
    w.cite(person.offices.iter().flat_map(|o| &o.cites));
    w.cite(&person.cites);
    w.conflicts(&person.id);
    w.suggest(&person.related);
}

/// The first facts that tell of a record, below its own answer.
fn related_facts(w: &mut Writer<'_>, id: &str) {
    let facts: Vec<_> = w.engine().dataset.records.facts.iter().filter(|f| f.about.iter().any(|about| about == id)).take(3).collect();
    for fact in facts {
        w.block(Block::Text(w.pick(&fact.answer).to_owned()));
        w.cite(&fact.cites);
    }
}
