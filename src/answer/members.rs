//! Whether a country is, or was at a time, a member of the alliance.

use std::cmp::Ordering;

use super::{Writer, model::Tone, records::when_sentence, words::Case};
use crate::{
    data::{Kind, schema::Ratification},
    query::{
        engine::{joined_in_order, joining, membership},
        model::Rel,
        parse::JOINED,
    },
};

/// Answers by the day of joining; an ally whose own day is not known was one when it ratified.
pub(super) fn member(w: &mut Writer<'_>) {
    let engine = w.engine();
    if let [one, other] = &w.q.ids[..] {
        return in_order(w, one, other);
    }
    let Some((id, member)) = w.q.ids.first().and_then(|id| membership(engine, id).map(|member| (id, member))) else {
        return w.unknown("not_in_data", w.w.plain("unknown-not-in-data"));
    };
    w.title(w.w.name(id));
    let joined = member.joined.filter(|_| w.q.word.as_deref() == Some(JOINED));
    let holds = w.q.span.map_or(Some(true), |span| joined.map_or_else(|| member.holds(&span, w.q.rel), |joined| Some(w.q.rel.holds(&joined, &span))));
    let Some(sentence) = joined_when(w, id) else { return w.unknown("not_in_data", w.w.plain("unknown-not-in-data")) };
    w.headline(w.judged(holds, &sentence));
    if holds == Some(w.q.denied) {
        w.tone(Tone::Correction);
        w.intent("false_premise");
    }
}

/// Which of two countries joined first, each with its day.
fn in_order(w: &mut Writer<'_>, one: &str, other: &str) {
    let Some(order) = joined_in_order(w.engine(), one, other) else {
        return w.unknown("not_in_data", w.w.plain("unknown-not-in-data"));
    };
    let claimed = match w.q.rel {
        Rel::Before => Ordering::Less,
        Rel::After => Ordering::Greater,
        _ => Ordering::Equal,
    };
    let names = [one, other].map(|id| w.w.name(id));
    w.title(w.w.row(&names));
    let mut told: Vec<String> = Vec::new();
    for id in if order == Ordering::Greater { [other, one] } else { [one, other] } {
        let sentence = joined_when(w, id);
        told.extend(sentence.filter(|sentence| !told.contains(sentence)));
    }
    let holds = order == claimed;
    w.headline(w.judged(Some(holds), &told.join(" ")));
    if holds == w.q.denied {
        w.tone(Tone::Correction);
        w.intent("false_premise");
    }
}

/// The sentence that tells when a country joined, or how it is known that it had.
fn joined_when(w: &mut Writer<'_>, id: &str) -> Option<String> {
    let engine = w.engine();
    let subject = &engine.dataset.manifest.subject;
    let Some(member) = membership(engine, id) else {
        w.rests_on(id);
        w.rests_on(membership(engine, subject)?.joined.and_then(|joined| joining(engine, subject, &joined))?);
        return Some(w.say("member-later", &[("country", w.w.name_with_article(id).into()), ("subject", w.w.country(subject, Case::Genitive).into())]));
    };
    if let Some((Kind::Event, i)) = member.joined.and_then(|joined| joining(engine, id, &joined)).and_then(|event| engine.dataset.find(event)) {
        let event = &engine.dataset.records.events[i];
        w.rests_on(&event.id);
        w.cite(event.dates.iter().flat_map(|claim| &claim.cites));
        w.suggest(&event.related);
        return Some(when_sentence(w, &event.when, &event.dates));
    }
    let all = &engine.dataset.records.ratifications;
    let own = all.iter().find(|r| r.country == *id)?;
    w.rests_on(&own.id);
    w.cite(&own.deposit.cites);
    Some(ally(w, own, all.len()))
}

fn ally(w: &Writer<'_>, own: &Ratification, all: usize) -> String {
    w.say(
        "member-ally",
        &[
            ("country", w.w.name_with_article(&own.country).into()),
            ("subject", w.w.country(&w.engine().dataset.manifest.subject, Case::Genitive).into()),
            ("all", all.into()),
            ("when", w.w.when(&own.deposit.date).into()),
        ],
    )
}
