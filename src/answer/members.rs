//! Whether a country is, or was at a time, a member of the alliance.

use super::{Writer, model::Tone, records::when_sentence, words::Case};
use crate::{
    data::{Kind, schema::Ratification},
    query::{
        engine::{joining, membership},
        parse::JOINED,
    },
};

/// Answers by the day of joining; an ally whose own day is not known was one when it ratified.
pub(super) fn member(w: &mut Writer<'_>) {
    let engine = w.engine();
    let Some((id, member)) = w.q.ids.first().and_then(|id| membership(engine, id).map(|member| (id, member))) else {
        return w.unknown("not_in_data", w.w.plain("unknown-not-in-data"));
    };
    w.title(w.w.name(id));
    let joined = member.joined.filter(|_| w.q.word.as_deref() == Some(JOINED));
    let holds = w.q.span.map_or(Some(true), |span| joined.map_or_else(|| member.holds(&span, w.q.rel), |joined| Some(w.q.rel.holds(&joined, &span))));
    let told = member.joined.and_then(|joined| joining(engine, id, &joined)).and_then(|event| engine.dataset.find(event));
    let sentence = match told {
        Some((Kind::Event, i)) => {
            let event = &engine.dataset.records.events[i];
            w.rests_on(&event.id);
            w.cite(event.dates.iter().flat_map(|claim| &claim.cites));
            w.suggest(&event.related);
            when_sentence(w, &event.when, &event.dates)
        }
        _ => {
            let all = &engine.dataset.records.ratifications;
            let Some(own) = all.iter().find(|r| r.country == *id) else {
                return w.unknown("not_in_data", w.w.plain("unknown-not-in-data"));
            };
            w.rests_on(&own.id);
            w.cite(&own.deposit.cites);
            ally(w, own, all.len())
        }
    };
    w.headline(w.judged(holds, &sentence));
    if holds == Some(w.q.denied) {
        w.tone(Tone::Correction);
        w.intent("false_premise");
    }
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
