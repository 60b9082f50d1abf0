//! Answers about the bot, its sources and its limits.

use super::{
    Writer,
    model::{Block, Status, Suggestion, Tone},
    words::Words,
};
use crate::{
    data::Kind,
    query::{
        engine::Engine,
        model::{Op, Query},
    },
    text::{Lang, script::keep},
};

pub(super) fn meta(w: &mut Writer<'_>) {
    match w.q.op {
        Op::Conflicts => conflicts(w),
        Op::Sources => sources(w),
        Op::Help => {
            w.tone(Tone::Meta);
            w.title(w.w.plain("title-help"));
            w.headline(w.w.plain("help"));
            let examples = (1..=8).map(|i| w.w.plain(&format!("help-example-{i}"))).collect();
            w.list(Some(w.w.plain("heading-examples")), examples);
            w.note(w.w.plain("help-note"));
        }
        Op::About => {
            w.tone(Tone::Meta);
            let name = w.w.lang.pick(&w.engine().dataset.manifest.name).to_owned();
            let headline = w.say(
                "about",
                &[("name", name.into()), ("version", keep(&w.engine().dataset.version).into()), ("date", w.w.date(&w.engine().dataset.manifest.as_of).into())],
            );
            w.headline(headline);
        }
        Op::Small => small(w),
        _ => unknown(w),
    }
}

fn small(w: &mut Writer<'_>) {
    w.tone(Tone::Meta);
    let kind = w.q.word.clone().unwrap_or_default();
    let key = format!("small-{kind}");
    let key = if w.engine().messages.has(Lang::En, &key) { key } else { "small-greeting".to_owned() };
    let date = w.w.date(&w.engine().dataset.manifest.as_of);
    let text = w.say(&key, &[("date", date.into())]);
    if matches!(kind.as_str(), "insult" | "joke-request") {
        w.unknown("off_topic", text);
    } else {
        w.headline(text);
    }
}

fn unknown(w: &mut Writer<'_>) {
    let reason = w.q.word.clone().unwrap_or_default();
    let (intent, key) = match reason.as_str() {
        "off-topic" => ("off_topic", "unknown-off-topic"),
        "near-miss" => ("near_miss", "unknown-near-miss"),
        "opinion" => ("opinion", "unknown-opinion"),
        "not-in-data" => ("not_in_data", "unknown-not-in-data"),
        "unsure" => ("not_in_data", "unknown-unsure"),
        "ambiguous" => ("ambiguous", "unknown-ambiguous"),
        _ => ("not_understood", "unknown-not-understood"),
    };
    let text = w.w.plain(key);
    w.unknown(intent, text);
    if intent == "ambiguous" {
        w.answer.status = Status::Ambiguous;
    }
}

fn conflicts(w: &mut Writer<'_>) {
    w.title(w.w.plain("title-conflicts"));
    let all = &w.engine().dataset.records.conflicts;
    let wanted: Vec<_> = match w.q.ids.first() {
        Some(id) => {
            let rat = w.engine().dataset.records.ratifications.iter().find(|r| r.country == *id).map(|r| r.id.clone());
            all.iter().filter(|c| c.about.iter().any(|a| a == id || Some(a) == rat.as_ref())).collect()
        }
        None => all.iter().collect::<Vec<_>>(),
    };
    let Some(first) = wanted.first() else {
        let name = w.q.ids.first().map_or_else(String::new, |id| w.w.name(id));
        let text = w.say("conflicts-none", &[("name", name.into())]);
        return w.unknown("not_in_data", text);
    };
    if w.q.ids.is_empty() {
        let titles: Vec<String> = wanted.iter().take(3).map(|c| w.w.lang.pick(&c.title).to_owned()).collect();
        let headline = w.say("conflicts-headline", &[("n", wanted.len().into()), ("examples", w.w.row(&titles).into())]);
        w.headline(headline);
    } else {
        w.headline(w.w.lang.pick(&first.text).to_owned());
    }
    if w.q.ids.is_empty() {
        w.list(None, wanted.iter().map(|conflict| w.w.lang.pick(&conflict.title).to_owned()).collect());
    }
    for conflict in &wanted {
        if !w.q.ids.is_empty() {
            w.block(Block::Conflict { title: w.w.lang.pick(&conflict.title).to_owned(), text: w.w.lang.pick(&conflict.text).to_owned() });
        }
        w.rests_on(&conflict.id);
    }
    for conflict in wanted.iter().take(6) {
        w.cite(&conflict.cites);
    }
    for conflict in wanted.iter().take(5) {
        w.answer.suggestions.push(Suggestion { label: w.w.lang.pick(&conflict.title).to_owned(), query: Query::about(Op::Record, &conflict.id) });
    }
}

fn sources(w: &mut Writer<'_>) {
    w.title(w.w.plain("title-sources"));
    w.tone(Tone::Meta);
    if let Some(id) = w.q.ids.first() {
        let cites: Vec<_> = w.engine().dataset.cites(id).into_iter().cloned().collect();
        w.rests_on(id);
        w.cite(&cites);
        let names: Vec<String> = w.answer.sources.iter().map(|s| keep(&s.title)).collect();
        if names.is_empty() {
            return w.unknown("not_in_data", w.w.plain("unknown-not-in-data"));
        }
        let list = names.iter().take(3).cloned().collect::<Vec<_>>().join("; ");
        // A statement has no name.
        let headline = match w.engine().dataset.name(id) {
            Some(_) => w.say("sources-of", &[("name", w.w.name(id).into()), ("n", names.len().into()), ("list", list.into())]),
            None => w.say("sources-of-this", &[("n", names.len().into()), ("list", list.into())]),
        };
        w.headline(headline);
        let lines = w.answer.sources.iter().map(|s| source_line(s.title.as_str(), s.url.as_deref(), s.locator.as_deref())).collect();
        w.list(None, lines);
        return;
    }
    let all = &w.engine().dataset.records.sources;
    let headline = w.say("sources-all", &[("n", all.len().into())]);
    w.headline(headline);
    let lines = all.iter().map(|s| source_line(&s.title, s.url.as_deref(), None)).collect();
    w.list(None, lines);
    let cites: Vec<_> = all.iter().take(5).map(|s| crate::data::schema::Cite { source: s.id.clone(), at: String::new() }).collect();
    w.cite(&cites);
}

/// A source on one line; its own words keep their letters.
fn source_line(title: &str, url: Option<&str>, at: Option<&str>) -> String {
    let mut line = title.to_owned();
    if let Some(at) = at.filter(|a| !a.is_empty()) {
        line.push_str(", ");
        line.push_str(at);
    }
    if let Some(url) = url {
        line.push_str(" – ");
        line.push_str(url);
    }
    keep(&line)
}

/// The natural question about a record.
pub(crate) fn query_about(engine: &Engine, id: &str) -> Query {
    let op = match engine.dataset.find(id) {
        Some((Kind::Vote, _)) => Op::VoteTally,
        Some((Kind::Election, _)) => Op::Election,
        Some((Kind::Party, _)) => Op::Party,
        Some((Kind::Poll, _)) => Op::PollShow,
        Some((Kind::Series, _)) => Op::SeriesAt,
        Some((Kind::Office, _)) => Op::OfficeAt,
        Some((Kind::Ratification, i)) => {
            return Query::about(Op::RatShow, &engine.dataset.records.ratifications[i].country);
        }
        Some((Kind::Country, _)) => Op::RatShow,
        _ => Op::Record,
    };
    Query::about(op, id)
}

/// What a suggestion is called: the record's name, or the beginning of what it answers.
pub(crate) fn label(w: &Words<'_>, query: &Query) -> String {
    let Some(id) = query.ids.first() else {
        return w.say(&format!("label-{}", query.op.intent().replace('_', "-")), &[]).replace("label-", "");
    };
    let r = &w.engine.dataset.records;
    let name = match w.engine.dataset.find(id) {
        Some((Kind::Fact, i)) => super::first_sentence(w.lang.pick(&r.facts[i].answer)).to_owned(),
        Some((Kind::Gap, i)) => super::first_sentence(w.lang.pick(&r.gaps[i].answer)).to_owned(),
        Some((Kind::Quote, i)) => super::first_sentence(w.lang.pick(&r.quotes[i].says)).to_owned(),
        Some((Kind::Poll, i)) => super::polls::line(w, &r.polls[i]),
        Some((Kind::Ratification, i)) => {
            w.say("title-ratification", &[("country", w.country(&r.ratifications[i].country, super::words::Case::Genitive).into())])
        }
        Some((Kind::Country, _)) if query.op == Op::RatShow => w.say("title-ratification", &[("country", w.country(id, super::words::Case::Genitive).into())]),
        Some(_) => w.name(id),
        None => return String::new(),
    };
    super::cut(&name, 80)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn whatever_is_computed_has_a_name_to_be_offered_by() {
        let engine = crate::query::engine::Engine::built_in().expect("the built-in data is sound");
        let said = |op: &Op| !matches!(op, Op::Record | Op::About | Op::Small | Op::Unknown);
        for op in Op::TABLE.iter().map(|(op, ..)| op).filter(|op| said(op)) {
            let key = format!("label-{}", op.intent().replace('_', "-"));
            assert!([Lang::En, Lang::Cnr].iter().all(|lang| engine.messages.has(*lang, &key)), "{key}");
        }
    }
}
