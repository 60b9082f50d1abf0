//! Answers about time: what happened when, in what order, how long between.

use std::collections::HashMap;

use jiff::civil::Date;

use super::{Writer, ratifications::limit};
use crate::{
    data::{
        Kind,
        date::{FuzzyDate, Point},
        schema::{DateKind, Ratification, Text},
    },
    query::model::{Op, Rel},
};

/// The most things that one timeline lists.
const MOST_THINGS: usize = 25;

/// The most things that the direct answer tells.
const MOST_TOLD: usize = 3;

/// Something with a date.
struct Dated<'e> {
    date: FuzzyDate,
    id: &'e str,
    weight: u8,
    told: Told<'e>,
}

/// What tells something; it becomes a sentence only when it is shown.
enum Told<'e> {
    /// A text of the record with a place for the date.
    When(&'e Text),
    /// An ally's deposit.
    Deposit(&'e Ratification),
    /// Words said.
    Said(&'e Text),
}

impl Dated<'_> {
    fn sentence(&self, w: &Writer<'_>) -> String {
        match self.told {
            Told::When(text) => w.with_when(w.w.lang.pick(text), Some(&self.date)),
            Told::Deposit(rat) => w.say("timeline-deposit", &[("country", w.w.name_with_article(&rat.country).into()), ("when", w.w.when(&self.date).into())]),
            Told::Said(text) => w.w.lang.pick(text).to_owned(),
        }
    }
}

pub(super) fn order(w: &mut Writer<'_>) {
    match w.q.op {
        Op::Timeline => timeline(w),
        Op::Order => which_first(w),
        _ => duration(w),
    }
}

/// Everything dated that a timeline tells, oldest first.
fn everything<'e>(w: &Writer<'e>) -> Vec<Dated<'e>> {
    let r = &w.engine().dataset.records;
    let mut all: Vec<Dated<'e>> = Vec::new();
    for e in &r.events {
        // Every date of its own kind: a vote, then a deposit; the preferred one tells the sentence.
        for (i, claim) in e.dates.iter().enumerate() {
            if i == 0 || (claim.rank == crate::data::schema::Rank::Preferred && claim.kind != DateKind::Release) {
                all.push(Dated { date: claim.date, id: &e.id, weight: e.weight, told: Told::When(&e.when) });
            }
        }
    }
    for v in &r.votes {
        if let Some(claim) = crate::data::preferred_date(&v.dates) {
            all.push(Dated { date: claim.date, id: &v.id, weight: v.weight.saturating_sub(1), told: Told::When(&v.when) });
        }
    }
    for e in &r.elections {
        if let Some(claim) = crate::data::preferred_date(&e.dates) {
            all.push(Dated { date: claim.date, id: &e.id, weight: e.weight, told: Told::When(&e.when) });
        }
    }
    all.extend(r.ratifications.iter().map(|rat| Dated { date: rat.deposit.date, id: &rat.id, weight: 3, told: Told::Deposit(rat) }));
    all.extend(r.quotes.iter().filter_map(|q| Some(Dated { date: q.date?, id: &q.id, weight: 2, told: Told::Said(&q.says) })));
    all.sort_by_key(|d| (d.date.sort_key(), std::cmp::Reverse(d.weight)));
    all
}

fn timeline(w: &mut Writer<'_>) {
    w.title(w.w.plain("title-timeline"));
    let all = everything(w);
    let topic = w.q.word.as_deref().filter(|word| !word.starts_with('m') || !word[1..].starts_with(|c: char| c.is_ascii_digit()));
    let yearless = w.q.word.as_deref().filter(|_| topic.is_none()).and_then(|word| {
        let rest = &word[1..];
        let (month, day) = rest.split_once('d').map_or((rest, None), |(m, d)| (m, d.parse::<i8>().ok()));
        month.parse::<i8>().ok().map(|m| (m, day))
    });
    let has_topic = |id: &str| {
        topic.is_none_or(|topic| match w.engine().dataset.find(id) {
            Some((Kind::Event, i)) => w.engine().dataset.records.events[i].topics.iter().any(|t| t == topic),
            Some((Kind::Vote, i)) => w.engine().dataset.records.votes[i].topics.iter().any(|t| t == topic),
            Some((Kind::Election, _)) => topic == "election",
            Some((Kind::Ratification, _)) => topic == "ratification",
            _ => false,
        })
    };
    let strict = |d: &Dated<'_>| match (&w.q.span, w.q.rel) {
        // Something dated only to the year does not "happen on" one of its days, nor what began in the last days of a month on the first of them.
        (Some(span), Rel::In) if span.exact_day().is_some() => {
            let surely = |end: Point| d.date.start.last() <= span.first() && span.last() <= end.first();
            d.date.within(span) || d.date.end.is_some_and(surely)
        }
        (Some(span), Rel::In) => d.date.overlaps(span) && (d.date.within(span) || d.date.end.is_some() || d.date.open || mostly(&d.date, span)),
        (Some(span), Rel::Before) => d.date.last() < span.first(),
        (Some(span), Rel::After) => d.date.first() > span.last(),
        (Some(span), rel) => rel.holds(&d.date, span),
        (None, _) => true,
    };
    let fits = |d: &Dated<'_>| {
        strict(d)
            && has_topic(d.id)
            && yearless.is_none_or(|(month, day)| {
                crate::query::when::DateMention { tokens: 0..0, date: None, yearless: Some((month, day)), short_year: None }.agrees(&d.date)
                    && (day.is_none() || d.date.exact_day().is_some())
            })
    };
    let mut found: Vec<&Dated<'_>> = all.iter().filter(|d| fits(d)).collect();
    // A vote and its event, or an event told by two records on one day, are one thing.
    let mut seen: HashMap<FuzzyDate, Vec<&str>> = HashMap::new();
    found.retain(|d| {
        let that_day = seen.entry(d.date).or_default();
        let twin = that_day.iter().any(|id| related(w, id, d.id));
        that_day.push(d.id);
        !twin
    });
    let time = match (&w.q.span, yearless) {
        (Some(span), _) => limit(&w.w, span, w.q.rel),
        (None, Some((month, day))) => {
            let month = w.w.plain(&format!("month-{}-{month}", if day.is_some() { "gen" } else { "loc" }));
            day.map_or_else(
                || w.say("when-month-bare", &[("month", month.clone().into())]),
                |d| w.say("when-day-bare", &[("day", d.to_string().into()), ("month", month.clone().into())]),
            )
        }
        _ => String::new(),
    };
    if found.is_empty() {
        let mut near: Vec<&Dated<'_>> = all.iter().filter(|d| d.weight >= 4).collect();
        if let Some(span) = &w.q.span {
            near.sort_by_key(|d| d.date.first().until(span.first()).map_or(i32::MAX, |s| s.get_days().abs()));
        }
        let nearest = near.first().map_or_else(String::new, |d| w.say("timeline-nearest", &[("sentence", d.sentence(w).into())]));
        let text = w.say("timeline-none", &[("time", time.into()), ("nearest", nearest.into())]);
        return w.unknown("not_in_data", text);
    }
    let most = w.q.n.and_then(|n| usize::try_from(n).ok()).unwrap_or(MOST_TOLD);
    let mut top: Vec<&&Dated<'_>> = found.iter().collect();
    let happened = |d: &Dated<'_>| !matches!(d.told, Told::Said(_));
    if most == 1 && top.iter().any(|d| happened(d)) {
        // The next step may be a small one, but nothing that was only said.
        top.retain(|d| happened(d));
    }
    let weighty = |d: &Dated<'_>| std::cmp::Reverse(most > 1 && d.weight >= 5);
    // Before and after mean the nearest first; a time of its own, the weightiest.
    match w.q.rel {
        Rel::Before => top.sort_by_key(|d| (weighty(d), std::cmp::Reverse(d.date.first()))),
        Rel::After | Rel::Since => top.sort_by_key(|d| (weighty(d), d.date.first())),
        _ => top.sort_by_key(|d| std::cmp::Reverse(d.weight)),
    }
    let mut chosen: Vec<&&Dated<'_>> = Vec::new();
    let mut length = 0;
    for d in top {
        length += d.sentence(w).chars().count() + 1;
        if length > 280 && !chosen.is_empty() {
            break;
        }
        chosen.push(d);
        if chosen.len() == most {
            break;
        }
    }
    chosen.sort_by_key(|d| d.date.sort_key());
    if w.q.n.is_some() {
        // The next thing alone was asked for.
        return one_thing(w, chosen.first().map(|d| **d));
    }
    let sentences = chosen.iter().map(|d| d.sentence(w)).collect::<Vec<_>>().join(" ");
    let headline = if found.len() > chosen.len() {
        w.say("timeline-more", &[("sentences", sentences.into()), ("n", (found.len() - chosen.len()).into())])
    } else {
        sentences
    };
    w.headline(headline);
    let mut shown: Vec<&Dated<'_>> = found.clone();
    if shown.len() > MOST_THINGS {
        shown.sort_by_key(|d| std::cmp::Reverse(d.weight));
        shown.truncate(MOST_THINGS);
        shown.sort_by_key(|d| d.date.sort_key());
    }
    let lines: Vec<String> = shown.iter().map(|d| w.say("timeline-line", &[("date", w.w.date(&d.date).into()), ("sentence", d.sentence(w).into())])).collect();
    if found.len() > 1 {
        w.list(None, lines);
    }
    // What lies between two things is told with the two.
    if let [first, last] = &w.q.ids[..] {
        let end = |id: &str| all.iter().find(|d| d.id == id).map(|d| d.sentence(w));
        if let (Some(first), Some(last)) = (end(first), end(last)) {
            let text = w.say("timeline-ends", &[("first", first.into()), ("last", last.into())]);
            w.note(text);
        }
    }
    if found.len() > shown.len() {
        let text = w.say("timeline-left-out", &[("n", (found.len() - shown.len()).into())]);
        w.note(text);
    }
    for d in &shown {
        w.rests_on(d.id);
    }
    if let [only] = found[..] {
        w.conflicts(only.id);
    }
}

/// Whether the better part of a date lies in a time.
fn mostly(date: &FuzzyDate, time: &FuzzyDate) -> bool {
    let days = |first: Date, last: Date| first.until(last).map_or(0, |span| span.get_days() + 1);
    2 * days(date.first().max(time.first()), date.last().min(time.last())) >= days(date.first(), date.last())
}

/// Tells what comes right before or after something.
fn one_thing(w: &mut Writer<'_>, thing: Option<&Dated<'_>>) {
    let Some(thing) = thing else { return };
    w.headline(thing.sentence(w));
    w.rests_on(thing.id);
    w.conflicts(thing.id);
}

/// Whether one record names the other.
fn related(w: &Writer<'_>, a: &str, b: &str) -> bool {
    let names = |id: &str, other: &str| match w.engine().dataset.find(id) {
        Some((Kind::Event, i)) => w.engine().dataset.records.events[i].related.iter().any(|r| r == other),
        Some((Kind::Vote, i)) => w.engine().dataset.records.votes[i].related.iter().any(|r| r == other),
        Some((Kind::Election, i)) => w.engine().dataset.records.elections[i].related.iter().any(|r| r == other),
        _ => false,
    };
    names(a, b) || names(b, a)
}

/// The name and date of a point in time.
fn point(w: &Writer<'_>, id: &str) -> Option<(String, FuzzyDate)> {
    // An ally stands for its ratification, which has the date.
    if let Some((Kind::Country, _)) = w.engine().dataset.find(id) {
        return w.engine().dataset.records.ratifications.iter().find(|r| r.country == id).and_then(|r| point(w, &r.id));
    }
    let date = w.engine().dataset.dates(id).first().copied()?;
    let name = match w.engine().dataset.find(id) {
        Some((Kind::Ratification, i)) => {
            w.say("deposit-of", &[("country", w.w.country(&w.engine().dataset.records.ratifications[i].country, super::words::Case::Genitive).into())])
        }
        _ => w.w.name(id),
    };
    Some((name, date))
}

fn which_first(w: &mut Writer<'_>) {
    let points: Vec<(String, FuzzyDate)> = w.q.ids.iter().filter_map(|id| point(w, id)).collect();
    if points.len() > 2 {
        return in_order(w, points);
    }
    let [(first, a), (second, b)] = &points[..] else {
        return w.unknown("not_in_data", w.w.plain("unknown-not-in-data"));
    };
    let (earlier, later) = if a.first() <= b.first() { ((first, a), (second, b)) } else { ((second, b), (first, a)) };
    let sentence = if a.overlaps(b) {
        w.say(
            "order-unclear",
            &[("first", first.clone().into()), ("firstdate", w.w.date(a).into()), ("second", second.clone().into()), ("seconddate", w.w.date(b).into())],
        )
    } else {
        w.say(
            "order-first",
            &[
                ("first", earlier.0.clone().into()),
                ("firstdate", w.w.date(earlier.1).into()),
                ("second", later.0.clone().into()),
                ("seconddate", w.w.date(later.1).into()),
            ],
        )
    };
    let headline = if w.q.word.as_deref() == Some("either") && !a.overlaps(b) {
        w.say(if a.first() < b.first() { "order-before" } else { "order-after" }, &[("sentence", sentence.into())])
    } else {
        let ordered = if w.q.rel == Rel::After { a.first() > b.first() } else { a.first() < b.first() };
        let apart = a.exact_day().zip(b.exact_day()).and_then(|(a, b)| w.time_agrees(a, b));
        w.judged((!a.overlaps(b)).then_some(ordered && apart.unwrap_or(true)), &sentence)
    };
    w.headline(headline);
    between(w, a, b);
    for id in w.q.ids.clone() {
        w.rests_on(&id);
        w.conflicts(&id);
    }
}

/// Three things or more, by their dates.
fn in_order(w: &mut Writer<'_>, mut points: Vec<(String, FuzzyDate)>) {
    points.sort_by_key(|(_, date)| date.sort_key());
    let dated = |w: &Writer<'_>, (name, date): &(String, FuzzyDate)| w.say("name-dated", &[("name", name.clone().into()), ("date", w.w.date(date).into())]);
    let mut list: Vec<String> = points.iter().map(|point| dated(w, point)).collect();
    let headline = if w.q.word.as_deref() == Some("last") {
        let last = list.pop().unwrap_or_default();
        w.say("order-last", &[("last", last.into()), ("rest", w.w.row(&list).into())])
    } else {
        w.say("order-several", &[("list", list.join(", ").into())])
    };
    w.headline(headline);
    for id in w.q.ids.clone() {
        w.rests_on(&id);
        w.conflicts(&id);
    }
}

fn between(w: &mut Writer<'_>, a: &FuzzyDate, b: &FuzzyDate) {
    if let (Some(a), Some(b)) = (a.exact_day(), b.exact_day()) {
        let (span, days) = w.w.span(a, b);
        let text = w.say("between", &[("span", span.into()), ("days", days.into()), ("number", w.w.number(days.unsigned_abs() as u32).into())]);
        w.text(text);
    }
}

fn duration(w: &mut Writer<'_>) {
    let mut points: Vec<(String, FuzzyDate)> = w.q.ids.iter().filter_map(|id| point(w, id)).collect();
    if points.len() == 1 {
        points.push((w.w.plain("today"), FuzzyDate::from_day(w.w.today)));
    }
    let [(first, a), (second, b), ..] = &points[..] else {
        return w.unknown("not_in_data", w.w.plain("unknown-not-in-data"));
    };
    let ((first, a), (second, b)) = if a.first() <= b.first() { ((first, a), (second, b)) } else { ((second, b), (first, a)) };
    // From the last day of what was first to the first day of what followed.
    let ends = |date: &FuzzyDate| matches!(date.end, Some(Point::Day(..))) || date.exact_day().is_some();
    let exact = Some((a.last(), b.first())).filter(|(from, to)| ends(a) && ends(b) && from <= to);
    let headline = if let Some((from, to)) = exact {
        let (span, days) = w.w.span(from, to);
        // Less than a month is told in days alone.
        let short = span == w.say("days", &[("n", days.into())]);
        w.say(
            if short { "duration-days" } else { "duration" },
            &[
                ("span", span.into()),
                ("days", days.into()),
                ("number", w.w.number(days.unsigned_abs() as u32).into()),
                ("first", first.clone().into()),
                ("firstdate", w.w.date(a).into()),
                ("second", second.clone().into()),
                ("seconddate", w.w.date(b).into()),
            ],
        )
    } else {
        // One end is only known to the month or year, so the length is only about.
        let months = a.first().until((jiff::Unit::Month, b.first())).map_or(0, |s| i64::from(s.get_months()));
        let (years, rest) = (months / 12, months % 12);
        let mut pieces = Vec::new();
        if years > 0 {
            pieces.push(w.say("years", &[("n", years.into())]));
        }
        if rest > 0 || years == 0 {
            pieces.push(w.say("months", &[("n", rest.into())]));
        }
        w.say(
            "duration-about",
            &[
                ("span", w.w.row(&pieces).into()),
                ("first", first.clone().into()),
                ("firstdate", w.w.date(a).into()),
                ("second", second.clone().into()),
                ("seconddate", w.w.date(b).into()),
            ],
        )
    };
    w.headline(w.judged(exact.and_then(|(from, to)| w.time_agrees(from, to)), &headline));
    let ids = w.q.ids.clone();
    for id in ids {
        let id = if matches!(w.engine().dataset.find(&id), Some((Kind::Country, _))) {
            w.engine().dataset.records.ratifications.iter().find(|r| r.country == id).map_or(id.clone(), |r| r.id.clone())
        } else {
            id
        };
        w.rests_on(&id);
        w.conflicts(&id);
    }
}
