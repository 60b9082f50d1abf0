//! Answers about the allies' ratifications, in the order of their deposits.

use super::{
    Writer,
    model::{Align, Block, Tone},
};
use crate::{
    answer::words::Words,
    data::{
        date::FuzzyDate,
        schema::{Mapping, Ratification, Step, StepKind, Verdict},
    },
    query::{
        model::{Bound, Cue, Measure, Op, Rel, Side},
        parse::{CHAMBER, CLAIMED, DEPOSIT, REJECTED, names_body},
    },
    text::capital,
};

/// The ratifications by day of deposit; equal days in the order of the table.
pub(super) fn in_order<'e>(w: &Words<'e>) -> Vec<&'e Ratification> {
    let mut all: Vec<&Ratification> = w.engine.dataset.records.ratifications.iter().collect();
    all.sort_by_key(|r| (r.deposit.date.first(), r.row));
    all
}

pub(super) fn ratifications(w: &mut Writer<'_>) {
    w.tone(Tone::Vote);
    w.title(w.w.plain("title-ratifications"));
    let all = in_order(&w.w);
    match w.q.op {
        Op::RatShow => show(w, &all),
        Op::RatNth => nth(w, &all),
        Op::RatCount | Op::RatIn => within(w, &all),
        Op::RatPlace => place(w, &all),
        Op::RatOrder => order(w, &all),
        Op::RatDelay => delay(w, &all),
        Op::RatGap => gap(w, &all),
        Op::RatSameDay => same_day(w, &all),
        Op::RatSpan => whole_span(w, &all),
        Op::RatUnanimous => unanimous(w, &all),
        Op::RatTallies => tallies(w, &all),
        _ => list(w, &all),
    }
}

fn deposit_line(w: &Writer<'_>, r: &Ratification) -> String {
    w.say("rat-line", &[("country", w.w.name(&r.country).into()), ("date", w.w.date(&r.deposit.date).into())])
}

fn meaning(w: &mut Writer<'_>) {
    let text = w.w.plain("rat-meaning");
    w.note(text);
}

fn rests(w: &mut Writer<'_>, r: &Ratification) {
    w.rests_on(&r.id);
    w.cite(&r.deposit.cites);
}

/// The place in the order of deposits, which `all` is in, 1 for the first; allies of one day share a place.
fn place_of(all: &[&Ratification], r: &Ratification) -> usize {
    all.partition_point(|other| other.deposit.date.first() < r.deposit.date.first()) + 1
}

fn find<'e>(all: &[&'e Ratification], id: &str) -> Option<&'e Ratification> {
    all.iter().find(|r| r.country == id || r.id == id).copied()
}

/// The step that people mean by "the vote": the parliament's, or the last chamber's.
fn vote_step(r: &Ratification) -> Option<&Step> {
    r.steps.iter().filter(|s| is_vote(s)).rfind(|s| s.r#for.is_some()).or_else(|| r.steps.iter().rfind(|s| is_vote(s)))
}

/// Whether a step is a vote of a parliament.
fn is_vote(step: &Step) -> bool {
    matches!(step.kind, StepKind::Parliament | StepKind::UpperHouse | StepKind::LowerHouse)
}

fn show(w: &mut Writer<'_>, all: &[&Ratification]) {
    let ids = w.q.ids.clone();
    let found: Vec<&Ratification> = ids.iter().filter_map(|id| find(all, id)).collect();
    let Some(first) = found.first().copied() else {
        return w.unknown("not_in_data", w.w.plain("unknown-not-ally"));
    };
    if found.len() > 1 {
        let lines: Vec<String> = found.iter().map(|r| deposit_line(w, r)).collect();
        let headline = w.say("rat-several", &[("list", lines.join("; ").into())]);
        // "Did both deposit in May?"
        let claimed = w.q.span.as_ref().filter(|_| w.q.rel == Rel::In && w.q.claims.is_empty());
        let times: Option<Vec<_>> = claimed.map(|span| found.iter().map(|r| claimed_time(w, r, span)).collect());
        let holds = times.and_then(|times| match times {
            times if times.iter().all(|(deposited, _)| *deposited) => Some(true),
            times if times.iter().any(|(deposited, step)| !deposited && step.is_none()) => Some(false),
            _ => None,
        });
        w.headline(w.judged(holds, &headline));
    } else {
        w.title(w.say("title-ratification", &[("country", w.w.country(&first.country, super::words::Case::Genitive).into())]));
        one(w, all, first);
    }
    for r in &found {
        let mut items: Vec<String> = r.steps.iter().map(|s| w.pick(&s.text).to_owned()).collect();
        items.push(w.say(
            "rat-deposit-line",
            &[("when", w.w.when(&r.deposit.date).into()), ("place", w.w.ordinal(place_of(all, r)).into()), ("all", all.len().into())],
        ));
        let title = (found.len() > 1).then(|| w.w.name(&r.country)).or_else(|| Some(w.w.plain("heading-steps")));
        w.list(title, items);
        if let Some(note) = &r.note {
            w.note(w.pick(note));
        }
        if r.mapping == Mapping::Weak || r.mapping == Mapping::Loose {
            let note = w.w.plain("rat-mapping-weak");
            w.note(note);
        }
        rests(w, r);
        w.cite(r.steps.iter().flat_map(|s| &s.cites));
        w.conflicts(&r.id);
        w.conflicts(&r.country);
    }
    meaning(w);
    w.suggest(&first.related);
}

/// The tally of the vote that is told beside the deposit, where it is known: how a parliament voted belongs to the day on which it did.
fn tally_of_day(w: &Writer<'_>, r: &Ratification) -> String {
    let of_day = |step: &&Step| is_vote(step) && step.date.is_some() && step.date == r.parliament_date;
    let Some(step) = r.steps.iter().rfind(of_day) else { return String::new() };
    let sides = [("tally-for", step.r#for), ("tally-against", step.against), ("tally-abstained", step.abstained)];
    let mut figures: Vec<String> =
        sides.into_iter().filter_map(|(key, n)| n.map(|n| w.say(key, &[("n", w.w.number(n).into()), ("count", n.into())]))).collect();
    if step.unanimous && step.against.is_none() {
        figures.push(w.w.plain("rat-unanimous-uncounted"));
    }
    if figures.is_empty() { String::new() } else { w.say("rat-headline-tally", &[("figures", figures.join(", ").into())]) }
}

/// Whether an ally did at a time what is said of it, by its deposit unless its parliament is spoken of; and the deciding step that was then, where any may be
/// meant.
fn claimed_time<'r>(w: &Writer<'_>, r: &'r Ratification, span: &FuzzyDate) -> (bool, Option<&'r Step>) {
    if let (Some("parliament"), Some(date)) = (w.q.word.as_deref(), &r.parliament_date) {
        return (w.q.rel.holds(date, span), None);
    }
    let by_deposit = w.q.rel.holds(&r.deposit.date, span);
    if w.q.word.as_deref() == Some(DEPOSIT) {
        return (by_deposit, None);
    }
    // What a government proposes to a parliament decides nothing.
    let voted = r.steps.iter().any(is_vote);
    let decides = |s: &Step| match s.kind {
        StepKind::Government => !voted,
        kind => !matches!(kind, StepKind::Committee | StepKind::Bill),
    };
    let by_step = r.steps.iter().find(|s| decides(s) && s.date.is_some_and(|d| w.q.rel.holds(&d, span)));
    (by_deposit, by_step)
}

/// The headline for one ally.
fn one(w: &mut Writer<'_>, all: &[&Ratification], r: &Ratification) {
    let country = w.w.name_with_article(&r.country);
    let place = w.w.ordinal(place_of(all, r));
    let deposit = w.w.when(&r.deposit.date);
    let body = w.q.word.as_deref().and_then(|word| word.strip_prefix(CHAMBER));
    let named = body.and_then(|body| r.steps.iter().rfind(|s| names_body(&s.body, body)));
    let step = named.or_else(|| vote_step(r));
    let parliament = r.parliament_date.as_ref().map(|d| w.w.when(d));
    let main = if let Some(parliament) = &parliament {
        w.say(
            "rat-headline-both",
            &[
                ("country", country.clone().into()),
                ("deposit", deposit.clone().into()),
                ("parliament", parliament.clone().into()),
                ("tally", tally_of_day(w, r).into()),
                ("place", place.clone().into()),
                ("all", all.len().into()),
            ],
        )
    } else {
        w.say(
            "rat-headline",
            &[("country", country.clone().into()), ("deposit", deposit.clone().into()), ("place", place.clone().into()), ("all", all.len().into())],
        )
    };
    // No ally rejected it: each of them deposited its instrument.
    if w.q.word.as_deref() == Some(REJECTED) {
        w.tone(Tone::Correction);
        w.intent("false_premise");
        let headline = w.verdict(Verdict::No, &main);
        return w.headline(headline);
    }
    // A vote's tally, if that is what was asked.
    if let Some(side) = w.q.side {
        let headline = match step {
            Some(step) if step.r#for.is_some() || step.unanimous => {
                w.say("rat-vote-headline", &[("step", w.pick_step(step).into()), ("deposit", deposit.clone().into()), ("country", country.clone().into())])
            }
            _ => {
                let sentence =
                    w.say("rat-no-tally", &[("country", w.w.country(&r.country, super::words::Case::Genitive).into()), ("main", capital(&main).into())]);
                return w.unknown("known_unknown", sentence);
            }
        };
        let unanimous = step.filter(|_| side == Side::Lead).map(|step| step.unanimous || step.against == Some(0));
        let holds = step.and_then(|step| tally_agrees(w, step)).or(unanimous);
        return w.headline(w.judged(holds, &headline));
    }
    if let Some(step) = named {
        let sentence = w.say("rat-parliament-headline", &[("step", w.pick_step(step).into()), ("deposit", deposit.clone().into())]);
        // A day that is claimed of a step is compared with that step's, not with the deposit's.
        let holds = w.q.span.as_ref().map_or(Some(true), |span| step.date.map(|date| w.q.rel.holds(&date, span)));
        return w.headline(w.judged(holds, &sentence));
    }
    let asks_parliament = w.q.word.as_deref() == Some("parliament");
    let sentence = if asks_parliament && let (Some(step), Some(_)) = (step, &parliament) {
        w.say("rat-parliament-headline", &[("step", w.pick_step(step).into()), ("deposit", deposit.into())])
    } else if asks_parliament && let Some(step) = r.steps.iter().rfind(|s| matches!(s.kind, StepKind::Parliament | StepKind::UpperHouse | StepKind::LowerHouse))
    {
        w.say("rat-parliament-headline", &[("step", w.pick_step(step).into()), ("deposit", deposit.into())])
    } else {
        main
    };
    let claimed = w.q.span.as_ref().map(|span| claimed_time(w, r, span));
    let headline = match (w.q.yesno, claimed) {
        (true, Some((true, _)) | None) => w.judged(Some(true), &sentence),
        // Of several steps only one was then: which one is told.
        (true, Some((false, Some(step)))) if w.q.cue == Cue::What => {
            let deposit = w.w.when(&r.deposit.date);
            let text = w.say("rat-parliament-headline", &[("step", w.pick_step(step).into()), ("deposit", deposit.into())]);
            w.verdict(Verdict::Partly, &text)
        }
        (true, Some((false, Some(_)))) => sentence,
        (true, Some((false, None))) => w.judged(Some(false), &sentence),
        (false, Some((false, None))) if w.q.cue != Cue::Count => w.verdict(Verdict::No, &sentence),
        _ => sentence,
    };
    w.headline(headline);
}

/// Whether a parliament's tally is what is claimed of it.
fn tally_agrees(w: &Writer<'_>, step: &Step) -> Option<bool> {
    let against = step.against.or(step.unanimous.then_some(0));
    let figure = |side: Side| match side {
        Side::For => step.r#for,
        Side::Against => against,
        Side::Abstained => step.abstained,
        _ => None,
    };
    w.agree(&[Measure::Plain], |claim| match claim.side.filter(|side| matches!(side, Side::For | Side::Against | Side::Abstained)) {
        // That nobody was against is not known where only the others are counted.
        Some(side) => figure(side).map(|n| claim.agrees(f64::from(n))),
        // "At least three": of the side that is asked about.
        None if claim.bound != Bound::Exactly => figure(w.q.side.unwrap_or(Side::For)).map(|n| claim.agrees(f64::from(n))),
        None => Some([step.r#for, against, step.abstained].into_iter().flatten().any(|n| claim.agrees(f64::from(n)))),
    })
}

impl Writer<'_> {
    fn pick_step(&self, step: &Step) -> String {
        self.w.lang.pick(&step.text).to_owned()
    }
}

fn nth(w: &mut Writer<'_>, all: &[&Ratification]) {
    let n = w.q.n.unwrap_or(1);
    // "The last one in 2016" looks at that time only; "the last one was in 2016" claims it.
    let claimed = w.q.span.filter(|_| w.q.word.as_deref() == Some(CLAIMED));
    let within: Vec<&Ratification> =
        w.q.span
            .as_ref()
            .filter(|_| claimed.is_none())
            .map_or_else(|| all.to_vec(), |span| all.iter().filter(|r| w.q.rel.holds(&r.deposit.date, span)).copied().collect());
    if within.is_empty() {
        return self::within(w, all);
    }
    if let (true, Some(span)) = (within.len() < all.len(), w.q.span) {
        let index = if n > 0 { usize::try_from(n - 1).unwrap_or(0) } else { within.len().saturating_sub(usize::try_from(-n).unwrap_or(1)) };
        let Some(r) = within.get(index).copied() else { return self::within(w, all) };
        let headline = w.say(
            "rat-nth-within",
            &[
                ("country", w.w.name_with_article(&r.country).into()),
                ("when", w.w.when(&r.deposit.date).into()),
                ("limit", limit(&w.w, &span, w.q.rel).into()),
                ("n", within.len().into()),
                ("place", w.w.ordinal(place_of(all, r)).into()),
                ("all", all.len().into()),
            ],
        );
        w.headline(headline);
        w.list(None, within.iter().map(|r| deposit_line(w, r)).collect());
        rests(w, r);
        return meaning(w);
    }
    let count = i32::try_from(all.len()).unwrap_or(i32::MAX);
    let places: Vec<i32> = w.q.word.as_deref().map(|word| word.split('|').filter_map(|place| place.parse().ok()).collect()).unwrap_or_default();
    if places.len() > 1 && places.iter().all(|place| (1..=count).contains(&place.abs())) {
        // In the order of their deposits, whichever was named first.
        let mut at: Vec<usize> =
            places.iter().map(|place| if *place > 0 { *place - 1 } else { count + *place }).map(|i| usize::try_from(i).unwrap_or(0)).collect();
        at.sort_unstable();
        let lines: Vec<String> = at
            .iter()
            .map(|i| {
                let place = w.w.ordinal(i + 1);
                let country = w.w.name(&all[*i].country);
                w.say("rat-place-line", &[("place", place.into()), ("country", country.into()), ("date", w.w.date(&all[*i].deposit.date).into())])
            })
            .collect();
        let headline = w.say("rat-places", &[("all", all.len().into()), ("lines", w.w.row(&lines).into())]);
        w.headline(headline);
        for i in at {
            rests(w, all[i]);
        }
        return meaning(w);
    }
    if n == 0 {
        let (Some(first), Some(last)) = (all.first(), all.last()) else { return };
        let headline = w.say("rat-first-last", &[("first", deposit_line(w, first).into()), ("last", deposit_line(w, last).into()), ("all", all.len().into())]);
        w.headline(headline);
        rests(w, first);
        rests(w, last);
        return meaning(w);
    }
    if n > count || n < -count {
        let headline = w.say("rat-only", &[("all", all.len().into())]);
        w.tone(Tone::Correction);
        w.intent("false_premise");
        w.headline(headline);
        rests(w, all[0]);
        return;
    }
    let index = usize::try_from(if n > 0 { n - 1 } else { count + n }).unwrap_or(0);
    let r = all[index];
    let same: Vec<&Ratification> = all.iter().filter(|o| o.deposit.date == r.deposit.date).copied().collect();
    let names = w.w.row(&same.iter().map(|r| w.w.name_with_article(&r.country)).collect::<Vec<_>>());
    let key = match n {
        1 => "rat-nth-first",
        -1 => "rat-nth-last",
        _ => "rat-nth",
    };
    let parliament = r.parliament_date.as_ref().map(|d| w.say("rat-nth-parliament", &[("when", w.w.when(d).into())])).unwrap_or_default();
    let headline = w.say(
        key,
        &[
            ("country", names.into()),
            ("when", w.w.when(&r.deposit.date).into()),
            ("place", w.w.ordinal(index + 1).into()),
            ("all", all.len().into()),
            ("n", same.len().into()),
        ],
    );
    let mut headline = format!("{headline}{parliament}");
    if !headline.ends_with('.') {
        headline.push('.');
    }
    w.headline(w.judged(claimed.map(|span| w.q.rel.holds(&r.deposit.date, &span)), &headline));
    // By parliament the order is another one; the first and last are known there too.
    let mut by_parliament: Vec<&Ratification> = all.iter().filter(|r| r.parliament_date.is_some()).copied().collect();
    by_parliament.sort_by_key(|r| r.parliament_date.map(|d| d.first()));
    let end = if n == 1 { by_parliament.first() } else { by_parliament.last() };
    if let (true, Some(end)) = (n.abs() == 1, end) {
        let date = end.parliament_date.unwrap_or(end.deposit.date);
        let names: Vec<String> = by_parliament.iter().filter(|r| r.parliament_date == Some(date)).map(|r| w.w.name_with_article(&r.country)).collect();
        let key = if n == 1 { "rat-parliament-first" } else { "rat-parliament-last" };
        let text = w.say(key, &[("country", w.w.row(&names).into()), ("when", w.w.when(&date).into())]);
        w.text(text);
    }
    let around: Vec<String> =
        (index.saturating_sub(2)..(index + 3).min(all.len())).map(|i| format!("{} {}", w.w.ordinal(i + 1), deposit_line(w, all[i]))).collect();
    w.list(Some(w.w.plain("heading-order")), around);
    for r in same {
        rests(w, r);
        w.conflicts(&r.id);
    }
    meaning(w);
}

fn within(w: &mut Writer<'_>, all: &[&Ratification]) {
    let neighbour = w.q.ids.first().and_then(|id| find(all, id));
    let left = w.q.word.as_deref() == Some("left");
    let chosen: Vec<&Ratification> = match (neighbour, &w.q.span) {
        (Some(r), _) if w.q.word.as_deref() == Some("between") => {
            let other = w.q.ids.get(1).and_then(|id| find(all, id)).unwrap_or(r);
            let (low, high) = (r.deposit.date.first().min(other.deposit.date.first()), r.deposit.date.first().max(other.deposit.date.first()));
            all.iter().filter(|o| (low..=high).contains(&o.deposit.date.first()) && o.country != r.country && o.country != other.country).copied().collect()
        }
        (Some(r), _) => {
            let mut side: Vec<&Ratification> = all
                .iter()
                .filter(
                    |o| if w.q.rel == Rel::Before { o.deposit.date.first() < r.deposit.date.first() } else { o.deposit.date.first() > r.deposit.date.first() },
                )
                .copied()
                .collect();
            if let Some(n) = w.q.n.and_then(|n| usize::try_from(n).ok()) {
                side = if w.q.rel == Rel::Before { side.split_off(side.len().saturating_sub(n)) } else { side.into_iter().take(n).collect() };
            }
            side
        }
        // Who was still missing on a day: those that deposited after it.
        (None, Some(span)) if left => {
            let missing = |d: &FuzzyDate| if w.q.rel == Rel::Before { d.first() >= span.first() } else { d.first() > span.last() };
            all.iter().filter(|r| missing(&r.deposit.date)).copied().collect()
        }
        (None, Some(span)) => all.iter().filter(|r| w.q.rel.holds(&r.deposit.date, span)).copied().collect(),
        (None, None) => all.to_vec(),
    };
    let limit = match (neighbour, &w.q.span) {
        (Some(_), _) if w.q.word.as_deref() == Some("between") => w.say(
            "limit-between-names",
            &[("names", w.w.row(&w.q.ids.iter().map(|id| w.w.country(id, super::words::Case::Genitive)).collect::<Vec<_>>()).into())],
        ),
        (Some(r), _) => w.say(
            if w.q.rel == Rel::Before { "limit-before-name" } else { "limit-after-name" },
            &[("name", w.w.country(&r.country, super::words::Case::Genitive).into())],
        ),
        (None, Some(span)) => limit(&w.w, span, if left && w.q.rel == Rel::In { Rel::After } else { w.q.rel }),
        (None, None) => String::new(),
    };
    let names: Vec<String> = chosen
        .iter()
        .map(|r| {
            if w.q.span.is_some_and(|s| s.exact_day().is_some()) && w.q.rel == Rel::In {
                w.w.name_with_article(&r.country)
            } else {
                w.say("name-dated", &[("name", w.w.name(&r.country).into()), ("date", w.w.date(&r.deposit.date).into())])
            }
        })
        .collect();
    let headline = if chosen.is_empty() {
        w.say("rat-none", &[("limit", limit.into())])
    } else if w.q.span.is_none() && neighbour.is_none() {
        w.say(
            "rat-all",
            &[("n", chosen.len().into()), ("first", deposit_line(w, chosen[0]).into()), ("last", deposit_line(w, chosen[chosen.len() - 1]).into())],
        )
    } else if neighbour.is_some() && w.q.n.is_some() {
        // Only those next to it are named; there are more on that side.
        w.say("rat-beside", &[("limit", limit.into()), ("list", w.w.row(&names).into())])
    } else if left {
        w.say("rat-left", &[("n", chosen.len().into()), ("all", all.len().into()), ("limit", limit.into()), ("list", w.w.row(&names).into())])
    } else {
        w.say("rat-count", &[("n", chosen.len().into()), ("all", all.len().into()), ("limit", limit.into()), ("list", w.w.row(&names).into())])
    };
    let holds = w.count_agrees(chosen.len(), all.len()).unwrap_or(!chosen.is_empty());
    w.headline(w.judged(Some(holds), &headline));
    // The one next to an ally is not the only one on that side.
    if let (Some(r), Some(_), false) = (neighbour, w.q.n, chosen.is_empty()) {
        let before = w.q.rel == Rel::Before;
        let day = r.deposit.date.first();
        let side: Vec<&&Ratification> = all.iter().filter(|o| if before { o.deposit.date.first() < day } else { o.deposit.date.first() > day }).collect();
        let limit =
            w.say(if before { "limit-before-name" } else { "limit-after-name" }, &[("name", w.w.country(&r.country, super::words::Case::Genitive).into())]);
        let list: Vec<String> = side.iter().map(|r| w.w.name(&r.country)).collect();
        let text = w.say("rat-count", &[("n", side.len().into()), ("all", all.len().into()), ("limit", limit.into()), ("list", w.w.row(&list).into())]);
        w.text(text);
    }
    // Parliaments that voted in that time are another count, told beside it.
    if let Some(span) = &w.q.span {
        let voted: Vec<String> = all.iter().filter(|r| r.parliament_date.is_some_and(|d| w.q.rel.holds(&d, span))).map(|r| w.w.name(&r.country)).collect();
        if !voted.is_empty() {
            let text = w.say("rat-parliaments-in", &[("n", voted.len().into()), ("list", w.w.row(&voted).into())]);
            w.text(text);
        }
    }
    w.list(None, chosen.iter().map(|r| format!("{} {}", w.w.ordinal(place_of(all, r)), deposit_line(w, r))).collect());
    if let Some(first) = chosen.first().or(all.first()) {
        rests(w, first);
    }
    for r in &chosen {
        w.rests_on(&r.id);
    }
    if chosen.len() <= 3 {
        for r in &chosen {
            w.conflicts(&r.id);
        }
    }
    meaning(w);
}

/// From an ally's vote in parliament to its deposit.
fn delay(w: &mut Writer<'_>, all: &[&Ratification]) {
    let Some(r) = w.q.ids.first().and_then(|id| find(all, id)) else {
        return w.unknown("not_in_data", w.w.plain("unknown-not-ally"));
    };
    let (vote, deposit) = (r.parliament_date.and_then(|d| d.exact_day()), r.deposit.date.exact_day());
    let (Some(vote), Some(deposit)) = (vote, deposit) else {
        return show(w, all);
    };
    let (span, days) = w.w.span(vote, deposit);
    let headline = w.say(
        "rat-delay",
        &[
            ("country", w.w.name(&r.country).into()),
            ("days", days.into()),
            ("number", w.w.number(days.unsigned_abs() as u32).into()),
            ("span", span.into()),
            ("vote", w.w.date(&FuzzyDate::from_day(vote)).into()),
            ("deposit", w.w.date(&r.deposit.date).into()),
        ],
    );
    w.headline(w.judged(w.time_agrees(vote, deposit), &headline));
    w.list(Some(w.w.plain("heading-steps")), r.steps.iter().map(|s| w.pick(&s.text).to_owned()).collect());
    rests(w, r);
    w.cite(r.steps.iter().flat_map(|s| &s.cites));
    meaning(w);
}

/// The longest time between two deposits in a row.
fn gap(w: &mut Writer<'_>, all: &[&Ratification]) {
    let length = |pair: &[&Ratification]| pair[0].deposit.date.first().until(pair[1].deposit.date.first()).map_or(0, |s| s.get_days());
    let mut pairs: Vec<&[&Ratification]> = all.windows(2).collect();
    pairs.sort_by_key(|pair| std::cmp::Reverse(length(pair)));
    let Some(&[first, second]) = pairs.first() else { return w.unknown("not_in_data", w.w.plain("unknown-not-in-data")) };
    let (first, second): (&Ratification, &Ratification) = (first, second);
    let line = |w: &Writer<'_>, pair: &[&Ratification]| {
        let days = length(pair);
        w.say("rat-gap-line", &[("days", i64::from(days).into()), ("first", deposit_line(w, pair[0]).into()), ("second", deposit_line(w, pair[1]).into())])
    };
    let headline = w.say("rat-gap", &[("line", line(w, &[first, second]).into())]);
    w.headline(w.judged(w.time_agrees(first.deposit.date.first(), second.deposit.date.first()), &headline));
    w.list(Some(w.w.plain("heading-next")), pairs.iter().skip(1).take(4).map(|pair| line(w, pair)).collect());
    rests(w, first);
    rests(w, second);
    meaning(w);
}

/// Days on which more than one ally deposited.
fn same_day(w: &mut Writer<'_>, all: &[&Ratification]) {
    let shared: Vec<&Ratification> = all.iter().filter(|r| all.iter().any(|o| o.country != r.country && o.deposit.date == r.deposit.date)).copied().collect();
    let mut days: Vec<FuzzyDate> = shared.iter().map(|r| r.deposit.date).collect();
    days.dedup();
    let lines: Vec<String> = days
        .iter()
        .map(|day| {
            let names: Vec<String> = shared.iter().filter(|r| r.deposit.date == *day).map(|r| w.w.name(&r.country)).collect();
            w.say("rat-same-day-line", &[("names", w.w.row(&names).into()), ("date", w.w.date(day).into())])
        })
        .collect();
    let headline =
        if lines.is_empty() { w.w.plain("rat-same-day-none") } else { w.say("rat-same-day", &[("n", lines.len().into()), ("list", lines.join("; ").into())]) };
    w.headline(w.judged(Some(!lines.is_empty()), &headline));
    for r in if shared.is_empty() { &all[..all.len().min(1)] } else { &shared[..] } {
        rests(w, r);
    }
    meaning(w);
}

/// From the first deposit to the last.
fn whole_span(w: &mut Writer<'_>, all: &[&Ratification]) {
    let (Some(first), Some(last)) = (all.first(), all.last()) else { return w.unknown("not_in_data", w.w.plain("unknown-not-in-data")) };
    let (Some(from), Some(to)) = (first.deposit.date.exact_day(), last.deposit.date.exact_day()) else {
        return list(w, all);
    };
    let (span, days) = w.w.span(from, to);
    let headline = w.say(
        "rat-span",
        &[
            ("span", span.into()),
            ("days", days.into()),
            ("number", w.w.number(days.unsigned_abs() as u32).into()),
            ("first", deposit_line(w, first).into()),
            ("last", deposit_line(w, last).into()),
        ],
    );
    w.headline(w.judged(w.time_agrees(from, to), &headline));
    rests(w, first);
    rests(w, last);
    meaning(w);
}

/// The steps with a tally, each with its ally.
fn counted<'e>(all: &[&'e Ratification]) -> Vec<(&'e Ratification, &'e Step)> {
    all.iter().flat_map(|r| r.steps.iter().map(move |s| (*r, s))).filter(|(_, s)| s.r#for.is_some() || s.unanimous).collect()
}

/// "Latvia (79–0)".
fn tally_line(w: &Writer<'_>, r: &Ratification, step: &Step) -> String {
    let figures = step.r#for.map_or_else(
        || w.w.plain("rat-unanimous-uncounted"),
        |n| step.against.filter(|_| !step.unanimous).map_or_else(|| n.to_string(), |against| format!("{n}–{against}")),
    );
    w.say("rat-tally-line", &[("country", w.w.name(&r.country).into()), ("body", w.pick(&step.body).to_owned().into()), ("figures", figures.into())])
}

/// Parliaments with nobody against, as far as tallies are known.
fn unanimous(w: &mut Writer<'_>, all: &[&Ratification]) {
    let found: Vec<(&Ratification, &Step)> = counted(all).into_iter().filter(|(_, s)| s.unanimous || s.against == Some(0)).collect();
    if found.is_empty() {
        return w.unknown("not_in_data", w.w.plain("unknown-not-in-data"));
    }
    let lines: Vec<String> = found.iter().map(|(r, s)| tally_line(w, r, s)).collect();
    let headline = w.say("rat-unanimous", &[("n", lines.len().into()), ("list", w.w.row(&lines).into())]);
    w.headline(headline);
    for (r, s) in &found {
        w.rests_on(&r.id);
        w.cite(&s.cites);
    }
    let note = w.w.plain("rat-tallies-note");
    w.note(note);
}

/// The most votes for and the most against, as far as tallies are known.
fn tallies(w: &mut Writer<'_>, all: &[&Ratification]) {
    let mut found: Vec<(&Ratification, &Step)> = counted(all).into_iter().filter(|(_, s)| s.r#for.is_some()).collect();
    found.sort_by_key(|(_, s)| std::cmp::Reverse(s.r#for));
    let most_against = found.iter().filter(|(_, s)| s.against.is_some()).max_by_key(|(_, s)| s.against);
    let (Some((r, s)), Some((ra, sa))) = (found.first(), most_against) else { return w.unknown("not_in_data", w.w.plain("unknown-not-in-data")) };
    let headline = w.say("rat-tallies", &[("first", tally_line(w, r, s).into()), ("against", tally_line(w, ra, sa).into())]);
    w.headline(headline);
    w.list(Some(w.w.plain("heading-next")), found.iter().skip(1).map(|(r, s)| tally_line(w, r, s)).collect());
    for (r, s) in &found {
        w.rests_on(&r.id);
        w.cite(&s.cites);
    }
    let note = w.w.plain("rat-tallies-note");
    w.note(note);
}

/// A limiting time in words: "before 10 February 2017".
pub(super) fn limit(w: &Words<'_>, span: &FuzzyDate, rel: Rel) -> String {
    match rel {
        Rel::In => w.when(span),
        Rel::Before => w.say("limit-before", &[("date", w.genitive(span).into())]),
        Rel::After => w.say("limit-after", &[("date", w.genitive(span).into())]),
        Rel::Since => w.say("limit-since", &[("date", w.genitive(span).into())]),
        Rel::Until => w.say("limit-until", &[("date", w.genitive(span).into())]),
    }
}

fn place(w: &mut Writer<'_>, all: &[&Ratification]) {
    let Some(r) = w.q.ids.first().and_then(|id| find(all, id)) else {
        return w.unknown("not_in_data", w.w.plain("unknown-not-ally"));
    };
    let place = place_of(all, r);
    let key = match place {
        1 => "rat-place-first",
        n if n == all.len() => "rat-place-last",
        _ => "rat-place",
    };
    let sentence = w.say(
        key,
        &[
            ("country", w.w.name_with_article(&r.country).into()),
            ("place", w.w.ordinal(place).into()),
            ("all", all.len().into()),
            ("when", w.w.when(&r.deposit.date).into()),
        ],
    );
    let wanted = w.q.n.map(|n| if n < 0 { (all.len() as i32 + n + 1) as usize } else { n as usize });
    let shared = all.iter().filter(|o| o.deposit.date == r.deposit.date).count();
    let holds = wanted.map(|n| (place..place + shared).contains(&n));
    let mut headline = match holds {
        Some(false) if !w.q.yesno => w.verdict(Verdict::No, &sentence),
        _ => w.judged(holds, &sentence),
    };
    if holds == Some(false)
        && let Some(actual) = wanted.and_then(|n| all.get(n.checked_sub(1)?))
    {
        let text = w.say(
            "rat-place-actual",
            &[
                ("place", w.w.ordinal(wanted.unwrap_or(1)).into()),
                ("country", w.w.name_with_article(&actual.country).into()),
                ("when", w.w.when(&actual.deposit.date).into()),
            ],
        );
        headline = format!("{headline} {text}");
    }
    w.headline(headline);
    let mut by_parliament: Vec<&Ratification> = all.iter().filter(|r| r.parliament_date.is_some()).copied().collect();
    by_parliament.sort_by_key(|r| r.parliament_date.map(|d| d.first()));
    if let Some(date) = &r.parliament_date {
        let text = w.say("rat-parliament-when", &[("country", w.w.country(&r.country, super::words::Case::Genitive).into()), ("when", w.w.when(date).into())]);
        w.text(text);
    }
    rests(w, r);
    w.conflicts(&r.id);
    meaning(w);
}

fn order(w: &mut Writer<'_>, all: &[&Ratification]) {
    let mut found: Vec<&Ratification> = w.q.ids.iter().filter_map(|id| find(all, id)).collect();
    let claimed = found.clone();
    // "Whose parliament voted first" is told by the votes, where they are known.
    let by_vote = w.q.word.as_deref() == Some("parliament") && found.iter().all(|r| r.parliament_date.is_some());
    let day = |r: &Ratification| r.parliament_date.filter(|_| by_vote).unwrap_or(r.deposit.date);
    found.sort_by_key(|r| day(r).first());
    let [first, .., last] = found[..] else {
        return w.unknown("not_in_data", w.w.plain("unknown-not-ally"));
    };
    let dated =
        |w: &Writer<'_>, r: &Ratification, date: FuzzyDate| w.say("name-dated", &[("name", w.w.name(&r.country).into()), ("date", w.w.date(&date).into())]);
    let sentence = if w.q.n == Some(-1) && day(first) != day(last) {
        let rest: Vec<String> = found[..found.len() - 1].iter().map(|r| dated(w, r, day(r))).collect();
        w.say("order-last", &[("last", dated(w, last, day(last)).into()), ("rest", w.w.row(&rest).into())])
    } else if let Some([a, b]) = found.first_chunk::<2>().filter(|[a, b]| by_vote && day(a).overlaps(&day(b))) {
        w.say(
            "order-unclear",
            &[
                ("first", w.w.name(&a.country).into()),
                ("firstdate", w.w.date(&day(a)).into()),
                ("second", w.w.name(&b.country).into()),
                ("seconddate", w.w.date(&day(b)).into()),
            ],
        )
    } else if by_vote && day(first) != day(last) {
        let rest: Vec<String> = found[1..].iter().map(|r| dated(w, r, day(r))).collect();
        w.say(
            "rat-order-vote",
            &[("first", w.w.name_with_article(&first.country).into()), ("when", w.w.when(&day(first)).into()), ("rest", w.w.row(&rest).into())],
        )
    } else if first.deposit.date == last.deposit.date {
        w.say(
            "rat-order-same",
            &[
                ("names", w.w.row(&found.iter().map(|r| w.w.name_with_article(&r.country)).collect::<Vec<_>>()).into()),
                ("when", w.w.when(&first.deposit.date).into()),
            ],
        )
    } else {
        let (span, days) = w.w.span(first.deposit.date.first(), last.deposit.date.first());
        let rest: Vec<String> =
            found[1..].iter().map(|r| w.say("name-dated", &[("name", w.w.name(&r.country).into()), ("date", w.w.date(&r.deposit.date).into())])).collect();
        w.say(
            "rat-order",
            &[
                ("first", w.w.name_with_article(&first.country).into()),
                ("when", w.w.when(&first.deposit.date).into()),
                ("rest", w.w.row(&rest).into()),
                ("span", span.into()),
                ("days", days.into()),
            ],
        )
    };
    let headline = if w.q.yesno {
        let (a, b) = (day(claimed[0]).first(), day(claimed[1]).first());
        let ordered = match w.q.rel {
            _ if w.q.more => a == b,
            Rel::After => a > b,
            _ => a < b,
        };
        // "Right after it": nobody in between.
        let beside = w.q.n != Some(1) || !all.iter().any(|r| (a.min(b) < day(r).first()) && day(r).first() < a.max(b));
        w.judged(Some(ordered && beside && w.time_agrees(a, b).unwrap_or(true)), &sentence)
    } else {
        sentence
    };
    w.headline(headline);
    let other: Vec<String> = claimed.iter().filter_map(|r| if by_vote { Some(r.deposit.date) } else { r.parliament_date }.map(|d| dated(w, r, d))).collect();
    if !other.is_empty() {
        let key = if by_vote { "rat-order-deposits" } else { "rat-order-parliaments" };
        let text = w.say(key, &[("list", w.w.row(&other).into())]);
        w.text(text);
    }
    for r in claimed {
        rests(w, r);
        w.conflicts(&r.id);
    }
    meaning(w);
}

fn list(w: &mut Writer<'_>, all: &[&Ratification]) {
    let (Some(first), Some(last)) = (all.first(), all.last()) else {
        return w.unknown("not_in_data", w.w.plain("unknown-not-in-data"));
    };
    let headline = w.say("rat-all", &[("n", all.len().into()), ("first", deposit_line(w, first).into()), ("last", deposit_line(w, last).into())]);
    w.headline(w.judged(w.count_agrees(all.len(), all.len()), &headline));
    let rows = all
        .iter()
        .enumerate()
        .map(|(i, r)| {
            vec![(i + 1).to_string(), w.w.name(&r.country), w.w.date(&r.deposit.date), r.parliament_date.map_or_else(|| "–".to_owned(), |d| w.w.date(&d))]
        })
        .collect();
    w.block(Block::Table {
        title: None,
        head: ["column-number", "column-ally", "column-deposit", "column-parliament"].map(|k| w.w.plain(k)).to_vec(),
        align: vec![Align::Right, Align::Left, Align::Left, Align::Left],
        rows,
    });
    for r in all {
        w.rests_on(&r.id);
    }
    rests(w, first);
    meaning(w);
}
