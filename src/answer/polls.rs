//! Answers about polls, and what is computed over them with the work shown.
//!
//! Figures of different bases are never mixed silently: a sum is made over the reference table as it stands, what it is over rows of one base
//! stands beside it where it differs, and single answers name the base of their figures.

use super::{
    Writer,
    model::{Align, Block, Tone},
    ratifications::limit,
};
use crate::{
    answer::words::{Words, round_half_up},
    data::{
        Kind,
        date::{FuzzyDate, Point},
        schema::{Base, Poll, PollQuestion},
    },
    query::{
        model::{Bound, Claim, Measure, Op, Query, Rel, Side},
        parse::{CLAIMED, EITHER},
    },
};

/// Rows that are named beside their number.
const FEW_ROWS: usize = 3;

/// A poll with both figures.
#[derive(Clone, Copy)]
struct Row<'e> {
    poll: &'e Poll,
    r#for: f64,
    against: f64,
}

impl Row<'_> {
    fn lead(&self) -> f64 {
        round_half_up((self.r#for - self.against).abs())
    }

    fn value(&self, side: Side) -> f64 {
        match side {
            Side::Against => self.against,
            Side::Lead => self.lead(),
            Side::Undecided => self.poll.undecided.unwrap_or_default(),
            _ => self.r#for,
        }
    }
}

/// The pollster's name, or that the source names none.
pub(super) fn pollster(w: &Words<'_>, poll: &Poll) -> String {
    match (&poll.pollster, &poll.pollster_found) {
        (Some(id), _) => w.name(id),
        (None, Some(id)) => w.say("pollster-found", &[("name", w.name(id).into())]),
        (None, None) => w.plain("pollster-none"),
    }
}

/// The pollster that another source names where the poll's own does not.
fn named_elsewhere(poll: &Poll) -> Option<&str> {
    poll.pollster_found.as_deref().filter(|_| poll.pollster.is_none())
}

fn date(w: &Words<'_>, poll: &Poll) -> String {
    poll.date.as_ref().map_or_else(|| w.plain("date-none"), |d| w.date(d))
}

fn short_date(w: &Words<'_>, poll: &Poll) -> String {
    poll.date.as_ref().map_or_else(|| w.plain("date-none"), |d| w.short(d))
}

fn when(w: &Words<'_>, poll: &Poll) -> String {
    poll.date.as_ref().map_or_else(|| w.plain("date-none"), |d| w.when(d))
}

fn figures(w: &Words<'_>, r#for: Option<f64>, against: Option<f64>, undecided: Option<f64>) -> String {
    let pieces: Vec<String> = [("figure-for", r#for), ("figure-against", against), ("figure-undecided", undecided)]
        .into_iter()
        .filter_map(|(key, value)| value.map(|v| w.say(key, &[("value", w.percent(v).into())])))
        .collect();
    pieces.join(", ")
}

/// One poll on one line.
pub(super) fn line(w: &Words<'_>, poll: &Poll) -> String {
    w.say(
        "poll-line",
        &[("pollster", pollster(w, poll).into()), ("date", date(w, poll).into()), ("figures", figures(w, poll.r#for, poll.against, poll.undecided).into())],
    )
}

fn base(w: &Words<'_>, poll: &Poll) -> String {
    w.plain(match poll.base {
        Base::Decided => "base-decided",
        Base::All => "base-all",
        Base::Voters => "base-voters",
        Base::Unknown => "base-unknown",
    })
}

fn question(w: &Words<'_>, poll: &Poll) -> String {
    w.plain(match poll.question {
        PollQuestion::Membership => "question-membership",
        PollQuestion::Referendum => "question-referendum",
        PollQuestion::Opinion => "question-opinion",
        PollQuestion::Stay => "question-stay",
        PollQuestion::HoldReferendum => "question-hold-referendum",
        PollQuestion::Neutrality => "question-neutrality",
    })
}

/// Whether the source names one of these as the pollster.
fn printed_by(poll: &Poll, ids: &[&str]) -> bool {
    ids.is_empty() || ids.iter().any(|id| poll.pollster.as_deref() == Some(id) || poll.id == *id)
}

/// Whether a poll was taken by one of these, as any source names them.
fn by(poll: &Poll, ids: &[&str]) -> bool {
    ids.is_empty() || ids.iter().any(|id| poll.pollster.as_deref() == Some(id) || poll.pollster_found.as_deref() == Some(id) || poll.id == *id)
}

fn yearless(word: Option<&str>) -> Option<(i8, Option<i8>)> {
    let rest = word?.strip_prefix('m')?;
    let (month, day) = rest.split_once('d').map_or((rest, None), |(m, d)| (m, Some(d)));
    Some((month.parse().ok()?, day.map(str::parse).transpose().ok()?))
}

/// Whether the question leaves this poll out ("without the one of October 2017").
fn left_out(poll: &Poll, q: &Query) -> bool {
    let excluded = q.word.as_deref().and_then(|word| word.strip_prefix('x')).and_then(|date| date.parse::<FuzzyDate>().ok());
    excluded.is_some_and(|date| poll.date.is_some_and(|d| d.overlaps(&date)))
}

/// A poll dated with more days than this is not known to lie in a shorter time.
const LONG_DATE: i32 = 200;

fn in_time(poll: &Poll, q: &Query) -> bool {
    let dates = [poll.date, poll.fieldwork, poll.released];
    let dates = dates.iter().flatten();
    if let Some(span) = &q.span {
        // A poll before or after a day lies there with the date that the table gives it.
        if q.rel == Rel::In {
            // Of a poll that is only dated by its year nobody knows whether it lies in a month.
            let days = |date: &FuzzyDate| (date.last() - date.first()).get_days();
            return dates.into_iter().any(|d| q.rel.holds(d, span) && (days(d) <= LONG_DATE || days(span) > LONG_DATE));
        }
        return poll.date.is_some_and(|d| {
            q.rel.holds(&d, span) && !(q.rel == Rel::Before && d.last() >= span.first()) && !(q.rel == Rel::After && d.first() <= span.last())
        });
    }
    if let Some((month, day)) = yearless(q.word.as_deref()) {
        let mention = crate::query::when::DateMention { tokens: 0..0, date: None, yearless: Some((month, day)), short_year: None };
        return dates.into_iter().any(|d| mention.agrees(d));
    }
    true
}

/// The rows of the reference set, oldest first.
fn reference<'e>(w: &Words<'e>) -> Vec<Row<'e>> {
    let set = &w.engine.dataset.manifest.reference_polls;
    let mut rows: Vec<Row<'e>> = w.engine.dataset.records.polls.iter().filter(|p| p.set == *set).filter_map(row).collect();
    rows.sort_by_key(|r| (r.poll.date.map(|d| d.sort_key()), std::cmp::Reverse(r.poll.row)));
    rows
}

fn row(poll: &Poll) -> Option<Row<'_>> {
    Some(Row { poll, r#for: poll.r#for?, against: poll.against? })
}

/// Every poll, oldest first.
fn all<'e>(w: &Words<'e>) -> Vec<&'e Poll> {
    let mut polls: Vec<&Poll> = w.engine.dataset.records.polls.iter().collect();
    polls.sort_by_key(|p| (p.date.map(|d| d.sort_key()), std::cmp::Reverse(p.row)));
    polls
}

pub(super) fn polls(w: &mut Writer<'_>) {
    w.tone(Tone::Poll);
    let title = w.w.plain("title-polls");
    w.title(title);
    let ids: Vec<&str> = w.q.ids.iter().map(String::as_str).collect();
    match w.q.op {
        Op::PollLatest | Op::PollFirst => end(w, &ids),
        Op::PollCompare => compare(w, &ids),
        Op::Pollsters => pollsters(w),
        Op::PollYears => years(w, &ids),
        Op::PollTrend => trend(w, &ids),
        Op::PollShow => show(w, &ids),
        _ => over(w, &ids),
    }
}

/// What the answer's rows are: "the 27 rows of the table", "the CEDEM rows in 2016".
fn scope(w: &Writer<'_>, ids: &[&str], n: usize) -> String {
    w.say("scope", &[("n", n.into()), ("limits", limits(w, ids).into())])
}

/// By whom and when the polls are that are looked at, each behind a space; nothing where all are.
fn limits(w: &Writer<'_>, ids: &[&str]) -> String {
    let mut limits = String::new();
    if !ids.is_empty() {
        limits.push_str(&w.say("scope-by", &[("names", w.w.row(&ids.iter().map(|id| w.w.name(id)).collect::<Vec<_>>()).into())]));
    }
    if let Some(span) = w.q.span.as_ref().filter(|_| !matches!(w.q.word.as_deref(), Some(CLAIMED | EITHER))) {
        limits.push_str(&w.say("scope-in", &[("limit", limit(&w.w, span, w.q.rel).into())]));
    }
    if let Some(date) = w.q.word.as_deref().and_then(|word| word.strip_prefix('x')).and_then(|date| date.parse::<FuzzyDate>().ok()) {
        limits.push_str(&w.say("scope-without", &[("date", w.w.genitive(&date).into())]));
    }
    limits
}

fn rest_on(w: &mut Writer<'_>, polls: &[&Poll]) {
    for poll in polls.iter().take(30) {
        w.rests_on(&poll.id);
    }
    for poll in polls.iter().take(2) {
        w.cite(&poll.cites);
    }
}

fn details(w: &mut Writer<'_>, poll: &Poll) {
    let mut items = vec![w.say("poll-base", &[("base", base(&w.w, poll).into()), ("question", question(&w.w, poll).into())])];
    if let (Some(f), Some(a)) = (poll.r#for, poll.against) {
        let computed = round_half_up((f - a).abs());
        if let Some(printed) = poll.printed_lead.filter(|p| (p - computed).abs() > 0.005) {
            items.push(w.say("poll-printed-lead", &[("printed", w.w.decimal(printed).into()), ("computed", w.w.decimal(computed).into())]));
        }
    }
    if let Some(raw) = &poll.raw {
        let text = w.say("poll-raw", &[("figures", figures(&w.w, raw.r#for, raw.against, raw.undecided).into())]);
        let note = raw.note.as_ref().map_or_else(String::new, |n| format!(" {}", w.w.lang.pick(n)));
        items.push(text + &note);
        w.cite(&raw.cites);
    }
    let fieldwork: Vec<String> = poll
        .fieldwork
        .iter()
        .filter(|f| Some(**f) != poll.date)
        .map(|f| w.say("poll-fieldwork", &[("date", w.w.date(f).into())]))
        .chain(poll.sample.map(|s| w.say("poll-sample", &[("n", w.w.number(s).into())])))
        .collect();
    if !fieldwork.is_empty() {
        items.push(fieldwork.join(", "));
    }
    for other in &poll.other {
        items.push(format!("{}: {}", w.w.lang.pick(&other.what), figures(&w.w, other.r#for, other.against, other.undecided)));
        w.cite(&other.cites);
    }
    if !poll.splits.is_empty() {
        let groups: Vec<String> = poll.splits.iter().map(|s| format!("{} {}", w.w.lang.pick(&s.name), w.w.percent(s.r#for))).collect();
        items.push(w.say("poll-splits", &[("groups", groups.join(", ").into())]));
    }
    for text in [&poll.commissioner, &poll.method].into_iter().flatten() {
        items.push(w.w.lang.pick(text).to_owned());
    }
    let head = line(&w.w, poll);
    w.list(Some(head), items);
    for text in [&poll.doubt, &poll.note].into_iter().flatten() {
        w.note(w.w.lang.pick(text).to_owned());
    }
    w.conflicts(&poll.id);
}

/// "54.2 % for, 45.8 % against (DAMAR, 26 June 2016): for led by 8.4 points, of those with an opinion."
fn sentence(w: &Writer<'_>, poll: &Poll) -> String {
    let figures = figures(&w.w, poll.r#for, poll.against, poll.undecided);
    let lead = match (poll.r#for, poll.against) {
        (Some(f), Some(a)) if round_half_up(f - a) != 0.0 => {
            w.say(if f > a { "lead-for" } else { "lead-against" }, &[("points", w.w.points(round_half_up((f - a).abs())).into())])
        }
        (Some(_), Some(_)) => w.w.plain("lead-none"),
        _ => String::new(),
    };
    let asked = if poll.question == PollQuestion::Membership { base(&w.w, poll) } else { format!("{}, {}", question(&w.w, poll), base(&w.w, poll)) };
    let text = w.say(
        "poll-sentence",
        &[
            ("pollster", pollster(&w.w, poll).into()),
            ("when", when(&w.w, poll).into()),
            ("figures", figures.into()),
            ("lead", lead.into()),
            ("base", asked.into()),
        ],
    );
    let mut text = text;
    if let Some(raw) = &poll.raw {
        text.push_str(&w.say("poll-sentence-raw", &[("figures", self::figures(&w.w, raw.r#for, raw.against, raw.undecided).into())]));
    }
    if poll.doubt.is_some() {
        text.push_str(&w.w.plain("poll-sentence-doubt"));
    }
    text
}

fn show(w: &mut Writer<'_>, ids: &[&str]) {
    let polls = all(&w.w);
    let mut found: Vec<&Poll> = polls.iter().filter(|p| by(p, ids) && in_time(p, w.q)).copied().collect();
    // A figure names a poll where nothing else does, and picks one where several fit.
    if let Some(value) = w.q.value {
        let holds = |p: &&&Poll| {
            [p.r#for, p.against, p.undecided]
                .into_iter()
                .flatten()
                .chain(p.raw.iter().flat_map(|r| [r.r#for, r.against, r.undecided].into_iter().flatten()))
                .any(|v| (v - value).abs() < 0.005)
        };
        let matching: Vec<&Poll> = found.iter().filter(holds).copied().collect();
        if !matching.is_empty() && (!w.q.yesno || found.len() > 1) {
            found = matching;
        }
    }
    // What was polled on the day that is named is meant, and nothing that is only known to lie in its month.
    if let Some(day) = w.q.span.filter(|span| w.q.rel == Rel::In && span.exact_day().is_some()) {
        let exact = |p: &&&Poll| [p.date, p.fieldwork, p.released].iter().flatten().any(|date| date.within(&day));
        let of_day: Vec<&Poll> = found.iter().filter(exact).copied().collect();
        if !of_day.is_empty() {
            found = of_day;
        }
    }
    if w.q.word.as_deref() == Some("splits") {
        // By group: only polls that tell it.
        let split: Vec<&Poll> = found.iter().filter(|p| !p.splits.is_empty()).copied().collect();
        if split.is_empty() && !found.is_empty() {
            let text = w.say("poll-no-splits", &[("line", line(&w.w, found[0]).into())]);
            w.unknown("known_unknown", text);
            return;
        }
        found = split;
    }
    if found.is_empty() {
        let limit_text = w.q.span.as_ref().map_or_else(String::new, |s| limit(&w.w, s, w.q.rel));
        let names = w.w.row(&ids.iter().map(|id| w.w.name(id)).collect::<Vec<_>>());
        let near: Vec<&Poll> = nearest(&polls, ids, w.q.span.as_ref());
        let near_text = near.first().map_or_else(String::new, |p| w.say("poll-nearest", &[("line", line(&w.w, p).into())]));
        let sentence = w.say("poll-none", &[("names", names.into()), ("limit", limit_text.into()), ("nearest", near_text.into())]);
        w.unknown("not_in_data", sentence);
        return;
    }
    if let [poll] = found[..] {
        let mut text = match w.q.word.as_deref() {
            Some("sample") => match poll.sample {
                Some(n) => w.say("poll-sample-sentence", &[("n", w.w.number(n).into()), ("line", line(&w.w, poll).into())]),
                None => {
                    let text = w.say("poll-no-sample", &[("line", line(&w.w, poll).into())]);
                    return w.unknown("known_unknown", text);
                }
            },
            Some("splits") => {
                let groups: Vec<String> = poll.splits.iter().map(|s| format!("{} {}", w.w.lang.pick(&s.name), w.w.percent(s.r#for))).collect();
                w.say("poll-splits-sentence", &[("groups", groups.join(", ").into()), ("line", line(&w.w, poll).into())])
            }
            Some("normalised") if poll.base == Base::All && poll.r#for.is_some() && poll.against.is_some() => {
                let (f, a) = (poll.r#for.unwrap_or_default(), poll.against.unwrap_or_default());
                let share = round_half_up(f / (f + a) * 100.0);
                w.say(
                    "poll-normalised",
                    &[("figures", figures(&w.w, Some(share), Some(round_half_up(100.0 - share)), None).into()), ("line", line(&w.w, poll).into())],
                )
            }
            Some("fieldwork") => match poll.fieldwork {
                Some(dates) => w.say("poll-fieldwork-sentence", &[("date", w.w.date(&dates).into()), ("line", line(&w.w, poll).into())]),
                None => {
                    let text = w.say("poll-no-fieldwork", &[("line", line(&w.w, poll).into())]);
                    w.unknown("known_unknown", text);
                    w.rests_on(&poll.id);
                    return;
                }
            },
            Some("pollster") => {
                let name = pollster(&w.w, poll);
                if poll.pollster.is_none() && poll.pollster_found.is_none() {
                    let text = w.say("poll-no-pollster", &[("line", line(&w.w, poll).into())]);
                    w.unknown("known_unknown", text);
                    w.rests_on(&poll.id);
                    return;
                }
                format!("{name}. {}", sentence(w, poll))
            }
            _ => sentence(w, poll),
        };
        if w.q.word.as_deref() == Some("raw") && poll.raw.is_none() && poll.base != Base::All {
            let text = w.say("poll-no-raw", &[("line", line(&w.w, poll).into())]);
            w.unknown("known_unknown", text);
            w.rests_on(&poll.id);
            return;
        }
        let undecided = poll.undecided.or(poll.raw.as_ref().and_then(|r| r.undecided));
        if w.q.side == Some(Side::Undecided) && w.q.word.as_deref() != Some("raw") {
            match undecided {
                Some(n) => text = w.say("poll-undecided", &[("value", w.w.percent(n).into()), ("line", line(&w.w, poll).into())]),
                None => {
                    let text = w.say("poll-no-undecided", &[("line", line(&w.w, poll).into())]);
                    w.unknown("known_unknown", text);
                    w.rests_on(&poll.id);
                    return;
                }
            }
        }
        text = w.judged(poll_holds(w, poll), &text);
        w.title(w.say("title-poll", &[("pollster", pollster(&w.w, poll).into()), ("date", date(&w.w, poll).into())]));
        w.headline(text);
        rest_on(w, &[poll]);
        details(w, poll);
        return;
    }
    // Several polls fit: their span, and each on a line.
    let rows: Vec<Row<'_>> = found.iter().filter_map(|p| row(p)).collect();
    let headline = if w.q.word.as_deref() == Some("sample") && found.len() <= FEW_ROWS {
        let of = |p: &&Poll| {
            let asked = p.sample.map_or_else(|| w.w.plain("poll-sample-missing"), |n| w.w.number(n));
            w.say("poll-sample-of", &[("line", compared_name(&w.w, &p.id).into()), ("sample", asked.into())])
        };
        w.say("poll-samples", &[("list", found.iter().map(of).collect::<Vec<_>>().join("; ").into())])
    } else if found.len() == 2 {
        w.say("poll-two", &[("first", line(&w.w, found[0]).into()), ("second", line(&w.w, found[1]).into())])
    } else if let (Some(low), Some(high)) = (rows.iter().min_by(|a, b| a.r#for.total_cmp(&b.r#for)), rows.iter().max_by(|a, b| a.r#for.total_cmp(&b.r#for))) {
        let side = if w.q.side == Some(Side::Against) { Side::Against } else { Side::For };
        let (low, high) = if side == Side::Against { (high, low) } else { (low, high) };
        let ahead = rows.iter().filter(|r| r.r#for > r.against).count();
        let what = w.w.plain(if side == Side::Against { "side-against" } else { "side-for" });
        w.say(
            "poll-many",
            &[
                ("n", found.len().into()),
                ("limits", limits(w, ids).into()),
                ("what", what.into()),
                ("low", w.w.percent(low.value(side)).into()),
                ("lowby", pollster(&w.w, low.poll).into()),
                ("lowdate", date(&w.w, low.poll).into()),
                ("high", w.w.percent(high.value(side)).into()),
                ("highby", pollster(&w.w, high.poll).into()),
                ("highdate", date(&w.w, high.poll).into()),
                ("ahead", ahead.into()),
                ("rows", rows.len().into()),
            ],
        )
    } else {
        w.say("poll-two", &[("first", line(&w.w, found[0]).into()), ("second", line(&w.w, found[1]).into())])
    };
    // "Did they poll in 2016?": they did.
    let asked_for = w.q.claims.is_empty() && w.q.side.is_none() && w.q.value.is_none() && w.q.word.is_none() && !ids.is_empty();
    w.headline(w.judged(rows_hold(w, &rows).or(asked_for.then_some(true)), &headline));
    table(w, &found);
    for poll in &found {
        if let Some(raw) = &poll.raw
            && found.len() < 4
        {
            let text = w.say("poll-raw-of", &[("line", line(&w.w, poll).into()), ("figures", figures(&w.w, raw.r#for, raw.against, raw.undecided).into())]);
            w.text(text);
        }
        if let Some(doubt) = &poll.doubt {
            w.note(w.w.lang.pick(doubt).to_owned());
        }
    }
    base_note(w, &found);
    rest_on(w, &found);
    for poll in found.iter().take(3) {
        w.conflicts(&poll.id);
    }
}

/// Whether one poll shows what is claimed: a figure of a side, who leads, or that there is such a poll.
fn poll_holds(w: &Writer<'_>, poll: &Poll) -> Option<bool> {
    let kept = poll.raw.as_ref().filter(|_| w.q.word.as_deref() == Some("raw")).and_then(|raw| raw.r#for.zip(raw.against));
    let (f, a) = kept.or(poll.r#for.zip(poll.against))?;
    let raw = |side: Side| poll.raw.as_ref().and_then(|r| if side == Side::Against { r.against } else { r.r#for });
    let undecided = poll.undecided.or(poll.raw.as_ref().and_then(|r| r.undecided));
    let any = |claim: &Claim, figures: &[Option<f64>]| figures.iter().flatten().any(|v| claim.agrees(*v));
    let exact = |claim: &Claim| claim.bound == Bound::Exactly;
    let claimed = w.agree(&[Measure::Plain, Measure::Percent], |claim| {
        Some(match claim.side.or(w.q.side) {
            Some(Side::Against) if exact(claim) => any(claim, &[Some(a), raw(Side::Against)]),
            Some(Side::Against) => claim.agrees(a),
            Some(Side::For) if exact(claim) => any(claim, &[Some(f), raw(Side::For)]),
            Some(Side::For) => claim.agrees(f),
            Some(Side::Undecided) => claim.agrees(undecided?),
            Some(Side::Lead) if !exact(claim) => claim.agrees(round_half_up((f - a).abs())),
            // "Led with 54" and "led by 8.4" are said alike.
            _ if exact(claim) => any(claim, &[Some(f), Some(a), Some(round_half_up((f - a).abs())), undecided, raw(Side::For), raw(Side::Against)]),
            _ => claim.agrees(f),
        })
    });
    match w.q.side {
        _ if claimed.is_some() => claimed,
        _ if w.claims_figures() => None,
        Some(Side::Against) => Some(a > f),
        Some(Side::For | Side::Lead) => Some(f > a),
        // "Is there a poll of 2010?"
        None if w.q.word.is_none() => Some(true),
        _ => None,
    }
}

/// The row's figure that a claim is about, if it has one.
fn claimed_figure(row: &Row<'_>, side: Option<Side>) -> Option<f64> {
    match side {
        Some(Side::Undecided) => row.poll.undecided,
        side => Some(row.value(side.unwrap_or(Side::For))),
    }
}

/// Whether of several polls as many show something as claimed: all, none, most, a number; without such a claim, any.
fn rows_hold(w: &Writer<'_>, rows: &[Row<'_>]) -> Option<bool> {
    let nought = |claim: &Claim| claim.bound == Bound::Exactly && claim.amount == 0.0;
    let counts = |claim: &&Claim| matches!(claim.measure, Measure::Share | Measure::Polls) || nought(claim);
    let figures: Vec<&Claim> = w.q.claims.iter().filter(|claim| matches!(claim.measure, Measure::Plain | Measure::Percent) && !nought(claim)).collect();
    let leads = |row: &Row<'_>| match w.q.side {
        Some(Side::Against) => row.against > row.r#for,
        _ => row.r#for > row.against,
    };
    let shows = |row: &Row<'_>| {
        figures.iter().all(|claim| claimed_figure(row, claim.side.or(w.q.side)).is_some_and(|figure| claim.agrees(figure)))
            && w.q.value.filter(|_| figures.is_empty()).is_none_or(|value| passes(w, row.value(w.q.side.unwrap_or(Side::For)), value))
            && (!figures.is_empty() || w.q.value.is_some() || leads(row))
    };
    if figures.is_empty() && w.q.value.is_none() && w.q.side.is_none() {
        return None;
    }
    let found = rows.iter().filter(|row| shows(row)).count();
    // "More with yes ahead than with no": the two counts are compared.
    if figures.is_empty() && w.q.value.is_none() && w.q.claims.iter().any(|claim| claim.measure == Measure::Than) {
        return Some(found * 2 > rows.iter().filter(|row| row.r#for != row.against).count());
    }
    let mut counted = w.q.claims.iter().filter(counts).peekable();
    if counted.peek().is_none() {
        return Some(found > 0);
    }
    Some(counted.all(|claim| claim.agrees_with_count(found, rows.len())))
}

fn nearest<'e>(polls: &[&'e Poll], ids: &[&str], span: Option<&FuzzyDate>) -> Vec<&'e Poll> {
    let Some(span) = span else { return Vec::new() };
    let mut sorted: Vec<&Poll> = polls.iter().filter(|p| by(p, ids) && p.date.is_some()).copied().collect();
    sorted.sort_by_key(|p| p.date.map(|d| d.first().until(span.first()).map_or(i32::MAX, |s| s.get_days().abs())));
    sorted
}

fn table(w: &mut Writer<'_>, polls: &[&Poll]) {
    // A row has no room to say where the pollster is named.
    let by = |w: &Writer<'_>, p: &Poll| match named_elsewhere(p) {
        Some(id) => w.say("pollster-found-row", &[("name", w.w.name(id).into())]),
        None => pollster(&w.w, p),
    };
    let rows = polls
        .iter()
        .map(|p| {
            let figure = |v: Option<f64>| v.map_or_else(|| "–".to_owned(), |v| w.w.decimal(v));
            let mark = if p.doubt.is_some() { " ?" } else { "" };
            vec![short_date(&w.w, p), format!("{}{mark}", by(w, p)), figure(p.r#for), figure(p.against), figure(p.undecided)]
        })
        .collect();
    w.block(Block::Table {
        title: None,
        head: ["column-date", "column-pollster", "column-for", "column-against", "column-undecided"].map(|k| w.w.plain(k)).to_vec(),
        align: vec![Align::Left, Align::Left, Align::Right, Align::Right, Align::Right],
        rows,
    });
    if polls.iter().any(|p| named_elsewhere(p).is_some()) {
        w.note(w.w.plain("pollster-found-note"));
    }
}

fn base_note(w: &mut Writer<'_>, polls: &[&Poll]) {
    let mixed = polls.iter().any(|p| p.base != polls[0].base);
    let text = if mixed { w.w.plain("bases-mixed") } else { w.say("bases-one", &[("base", base(&w.w, polls[0]).into())]) };
    w.note(text);
}

fn end(w: &mut Writer<'_>, ids: &[&str]) {
    let polls = all(&w.w);
    let dated: Vec<&Poll> = polls.iter().filter(|p| by(p, ids) && p.date.is_some() && p.r#for.is_some() && in_time(p, w.q)).copied().collect();
    let latest = w.q.op == Op::PollLatest;
    // "The first in which yes led" looks at the reference table only, whose rows share a question; the latest may be newer than all of them.
    let asked_alike = |p: &Poll| {
        p.set == w.engine().dataset.manifest.reference_polls || latest && !matches!(p.question, PollQuestion::HoldReferendum | PollQuestion::Neutrality)
    };
    let led = |p: &&Poll| {
        let ahead = p.r#for.zip(p.against).is_some_and(|(f, a)| if w.q.side == Some(Side::Against) { a > f } else { f > a });
        !w.q.more || ahead && asked_alike(p)
    };
    let in_table = |p: &&Poll| w.q.word.as_deref() != Some("table") || p.set == w.engine().dataset.manifest.reference_polls;
    let dated: Vec<&Poll> = dated.into_iter().filter(led).filter(in_table).collect();
    // The latest means the latest moment at which people were asked.
    let chosen =
        if latest { dated.iter().max_by_key(|p| p.date.map(|d| (d.last(), d.first()))) } else { dated.iter().min_by_key(|p| p.date.map(|d| d.first())) };
    let Some(poll) = chosen.copied() else {
        return w.unknown("not_in_data", w.w.plain("unknown-not-in-data"));
    };
    let lead = sentence(w, poll);
    // The latest of some polls is not the latest of all.
    let some = w.q.more || !ids.is_empty() || w.q.span.is_some() || w.q.word.is_some();
    let frame = match (latest, some) {
        (true, false) => "poll-latest",
        (true, true) => "poll-latest-of-these",
        (false, false) => "poll-first",
        (false, true) => "poll-first-of-these",
    };
    let headline = w.say(frame, &[("sentence", lead.into())]);
    w.headline(w.judged(poll_holds(w, poll), &headline));
    details(w, poll);
    if latest {
        let table_last = reference(&w.w).last().map(|r| r.poll);
        if let Some(last) = table_last.filter(|p| p.id != poll.id && ids.is_empty()) {
            let text = w.say("poll-table-last", &[("line", line(&w.w, last).into())]);
            w.note(text);
        }
    }
    rest_on(w, &[poll]);
}

/// Which pollster's figures are highest or lowest on average.
fn pollster_means(w: &mut Writer<'_>) {
    let rows = reference(&w.w);
    let side = if w.q.side == Some(Side::Against) { Side::Against } else { Side::For };
    let mut groups: Vec<(String, Vec<f64>)> = Vec::new();
    for row in rows.iter().filter(|r| r.poll.pollster.is_some()) {
        let name = pollster(&w.w, row.poll);
        match groups.iter_mut().find(|(n, _)| *n == name) {
            Some((_, values)) => values.push(row.value(side)),
            None => groups.push((name, vec![row.value(side)])),
        }
    }
    let mut means: Vec<(String, f64, usize)> = groups.into_iter().map(|(name, values)| (name, mean_of(&values), values.len())).collect();
    means.sort_by(|a, b| if w.q.more { b.1.total_cmp(&a.1) } else { a.1.total_cmp(&b.1) });
    let Some(best) = means.first() else { return w.unknown("not_in_data", w.w.plain("unknown-not-in-data")) };
    let what = w.w.plain(if side == Side::Against { "side-against" } else { "side-for" });
    let list: Vec<String> = means.iter().map(|(name, value, n)| format!("{name} {} ({n})", w.w.percent(*value))).collect();
    let headline = w.say(
        "poll-pollster-mean",
        &[
            ("top", best.0.clone().into()),
            ("value", w.w.percent(best.1).into()),
            ("what", what.into()),
            ("list", list.join(", ").into()),
            ("rows", rows.len().into()),
        ],
    );
    w.headline(headline);
    let text = w.w.plain("poll-mean-note");
    w.note(text);
    let polls: Vec<&Poll> = rows.iter().map(|r| r.poll).collect();
    rest_on(w, &polls);
}

/// The mean, summed as whole hundredths, so that no binary fraction tips a half the wrong way.
fn mean_of(values: &[f64]) -> f64 {
    let sum: i64 = values.iter().map(|v| (v * 100.0).round() as i64).sum();
    let n = values.len() as i64;
    (2 * sum + n).div_euclid(2 * n) as f64 / 100.0
}

fn pollsters(w: &mut Writer<'_>) {
    if w.q.word.as_deref() == Some("mean") {
        return pollster_means(w);
    }
    let rows = reference(&w.w);
    let mut counts: Vec<(String, usize)> = Vec::new();
    for row in &rows {
        let name = row.poll.pollster.as_ref().map_or_else(|| w.w.plain("pollster-none"), |id| w.w.name(id));
        match counts.iter_mut().find(|(n, _)| *n == name) {
            Some((_, n)) => *n += 1,
            None => counts.push((name, 1)),
        }
    }
    counts.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let list: Vec<String> = counts.iter().map(|(name, n)| format!("{name} {n}")).collect();
    let headline = w.say(
        "poll-pollsters",
        &[
            ("top", counts.first().map_or_else(String::new, |(n, _)| n.clone()).into()),
            ("n", counts.first().map_or(0, |(_, n)| *n).into()),
            ("list", list.join(", ").into()),
            ("rows", rows.len().into()),
        ],
    );
    w.headline(headline);
    let polls: Vec<&Poll> = rows.iter().map(|r| r.poll).collect();
    rest_on(w, &polls);
}

/// How many rows of the table fall into each year.
fn years(w: &mut Writer<'_>, ids: &[&str]) {
    let rows: Vec<Row<'_>> = reference(&w.w).into_iter().filter(|r| printed_by(r.poll, ids) && r.poll.date.is_some()).collect();
    let year_of = |r: &Row<'_>| r.poll.date.map_or(0, |d| d.first().year());
    let (Some(first), Some(last)) = (rows.first().map(year_of), rows.last().map(year_of)) else {
        return w.unknown("not_in_data", w.w.plain("unknown-not-in-data"));
    };
    let counts: Vec<(i16, usize)> = (first..=last).map(|year| (year, rows.iter().filter(|r| year_of(r) == year).count())).collect();
    let most = counts.iter().map(|(_, n)| *n).max().unwrap_or_default();
    let top: Vec<String> = counts.iter().filter(|(_, n)| *n == most).map(|(year, _)| year.to_string()).collect();
    let empty: Vec<String> = counts.iter().filter(|(_, n)| *n == 0).map(|(year, _)| year.to_string()).collect();
    let list: Vec<String> = counts.iter().map(|(year, n)| w.say("poll-year-count", &[("year", year.to_string().into()), ("n", (*n).into())])).collect();
    let gaps = if empty.is_empty() { w.w.plain("poll-years-no-gap") } else { w.say("poll-years-gap", &[("years", w.w.row(&empty).into())]) };
    let sentence = w.say(
        "poll-years",
        &[("top", w.w.row(&top).into()), ("n", most.into()), ("rows", rows.len().into()), ("list", list.join(", ").into()), ("gaps", gaps.into())],
    );
    w.headline(w.judged(Some(empty.is_empty()), &sentence));
    let polls: Vec<&Poll> = rows.iter().map(|r| r.poll).collect();
    table(w, &polls);
    rest_on(w, &polls);
}

/// Sums over the reference rows that fit.
fn over(w: &mut Writer<'_>, ids: &[&str]) {
    let table = reference(&w.w);
    // A time that is claimed of what is found limits nothing.
    let timed = w.q.span.filter(|_| matches!(w.q.word.as_deref(), Some(CLAIMED | EITHER)));
    let limits = |poll: &Poll| timed.is_some() || in_time(poll, w.q);
    let mut rows: Vec<Row<'_>> = table.iter().filter(|r| printed_by(r.poll, ids) && limits(r.poll) && !left_out(r.poll, w.q)).copied().collect();
    let mut outside = false;
    if rows.is_empty() {
        rows = all(&w.w).into_iter().filter(|p| by(p, ids) && in_time(p, w.q)).filter_map(row).collect();
        outside = true;
    }
    if rows.is_empty() {
        return show(w, ids);
    }
    let scope = if outside { w.say("scope-outside", &[("n", rows.len().into())]) } else { scope(w, ids, rows.len()) };
    let side = w.q.side.unwrap_or(Side::For);
    let what = w.w.plain(if side == Side::Against { "side-against" } else { "side-for" });
    let plain_polls: Vec<&Poll> = rows.iter().map(|r| r.poll).collect();
    let of_one_base: Vec<Row<'_>> =
        rows.iter().filter(|r| r.poll.base == rows[0].poll.base || r.poll.base == Base::Decided).copied().filter(|r| r.poll.base == Base::Decided).collect();
    match w.q.op {
        Op::PollMax | Op::PollMin | Op::PollWidest | Op::PollNarrowest => {
            let max = matches!(w.q.op, Op::PollMax | Op::PollWidest);
            let side = if matches!(w.q.op, Op::PollWidest | Op::PollNarrowest) || side == Side::Lead { Side::Lead } else { side };
            let mut sorted = rows.clone();
            // "By how much did the yes side lead at most" looks at the rows in which it led.
            let sided: Vec<Row<'_>> = match (side, w.q.side) {
                (Side::Lead, Some(Side::For)) => rows.iter().filter(|r| r.r#for > r.against).copied().collect(),
                (Side::Lead, Some(Side::Against)) => rows.iter().filter(|r| r.against > r.r#for).copied().collect(),
                _ => Vec::new(),
            };
            if !sided.is_empty() {
                sorted = sided;
            }
            if side == Side::Undecided {
                return show(w, ids);
            }
            sorted.sort_by(|a, b| if max { b.value(side).total_cmp(&a.value(side)) } else { a.value(side).total_cmp(&b.value(side)) });
            let nth = w.q.n.and_then(|n| usize::try_from(n).ok()).filter(|n| (2..=sorted.len()).contains(n));
            let best = sorted[nth.unwrap_or(1) - 1];
            let key = match (side, max) {
                (Side::Lead, true) => "poll-widest",
                (Side::Lead, false) => "poll-narrowest",
                (_, true) => "poll-highest",
                (_, false) => "poll-lowest",
            };
            let leader = w.w.plain(if best.r#for > best.against { "side-for" } else { "side-against" });
            let headline = w.say(
                key,
                &[
                    ("what", what.into()),
                    ("value", if side == Side::Lead { w.w.points(best.lead()) } else { w.w.percent(best.value(side)) }.into()),
                    ("pollster", pollster(&w.w, best.poll).into()),
                    ("when", when(&w.w, best.poll).into()),
                    ("figures", figures(&w.w, Some(best.r#for), Some(best.against), None).into()),
                    ("leader", leader.into()),
                    ("scope", scope.into()),
                ],
            );
            let headline = nth.map_or(headline.clone(), |n| w.say("poll-nth", &[("n", n.to_string().into()), ("sentence", headline.into())]));
            let equal = sorted.iter().filter(|r| (r.value(side) - best.value(side)).abs() < 0.005);
            let timed = timed.map(|span| equal.clone().any(|r| r.poll.date.is_some_and(|date| w.q.rel.holds(&date, &span))));
            let sized = w.agree(&[Measure::Plain, Measure::Percent], |claim| Some(claim.agrees(best.value(side))));
            w.headline(w.judged(timed.or(sized).map(|_| timed.unwrap_or(true) && sized.unwrap_or(true)), &headline));
            let lines: Vec<String> = sorted.iter().take(5).map(|r| line(&w.w, r.poll)).collect();
            w.list(Some(w.w.plain("heading-next")), lines);
            details(w, best.poll);
            // What polls outside the table would change.
            let beyond: Vec<Row<'_>> = all(&w.w)
                .into_iter()
                .filter(|p| p.set != best.poll.set && by(p, ids) && in_time(p, w.q))
                .filter_map(row)
                .filter(|r| if max { r.value(side) > best.value(side) } else { r.value(side) < best.value(side) })
                .collect();
            if !beyond.is_empty() {
                let lines: Vec<String> = beyond.iter().take(4).map(|r| line(&w.w, r.poll)).collect();
                w.list(Some(w.w.plain("heading-beyond")), lines);
            }
            rest_on(w, &[best.poll]);
        }
        Op::PollMean | Op::PollMedian => {
            let middle = |rows: &[Row<'_>], side: Side| {
                let mut values: Vec<f64> = rows.iter().map(|r| r.value(side)).collect();
                values.sort_by(f64::total_cmp);
                if w.q.op == Op::PollMean {
                    mean_of(&values)
                } else {
                    let m = values.len();
                    if m.is_multiple_of(2) { round_half_up(f64::midpoint(values[m / 2 - 1], values[m / 2])) } else { values[m / 2] }
                }
            };
            let both = w.q.side.is_none() || w.q.side == Some(Side::Lead);
            let value = middle(&rows, side);
            let other = middle(&rows, Side::Against);
            let key = if w.q.op == Op::PollMean { "poll-mean" } else { "poll-median" };
            let figure = if both { figures(&w.w, Some(middle(&rows, Side::For)), Some(other), None) } else { format!("{} {}", w.w.percent(value), what) };
            // The mean lead is over the polls' own leads, whoever led.
            let headline = if (w.q.op, w.q.side) == (Op::PollMean, Some(Side::Lead)) {
                let lead = w.w.points(middle(&rows, Side::Lead));
                w.say("poll-mean-lead", &[("lead", lead.into()), ("figures", figure.into()), ("scope", scope.into())])
            } else {
                w.say(key, &[("figures", figure.into()), ("scope", scope.into())])
            };
            // "Was it above 50 % on average?"
            let found = |claim: &Claim| match claim.side.filter(|_| both) {
                Some(Side::Against) => other,
                _ if both => middle(&rows, Side::For),
                _ => value,
            };
            let whole = w.agree(&[Measure::Plain, Measure::Percent], |claim| Some(claim.agrees(found(claim))));
            let half = w.q.value.filter(|_| w.q.claims.is_empty()).map(|half| passes(w, if both { middle(&rows, Side::For) } else { value }, half));
            w.headline(w.judged(whole.or(half), &headline));
            if of_one_base.len() != rows.len() && !of_one_base.is_empty() {
                let text = w.say(
                    "poll-mean-base",
                    &[
                        ("figures", figures(&w.w, Some(middle(&of_one_base, Side::For)), Some(middle(&of_one_base, Side::Against)), None).into()),
                        ("n", of_one_base.len().into()),
                    ],
                );
                w.text(text);
            }
            let text = w.w.plain("poll-mean-note");
            w.note(text);
            self::table(w, &plain_polls);
            rest_on(w, &plain_polls);
        }
        Op::PollCount | Op::PollLead => count(w, &rows, &scope),
        _ => ever(w, &rows, &scope),
    }
}

fn count(w: &mut Writer<'_>, rows: &[Row<'_>], scope: &str) {
    let polls: Vec<&Poll> = rows.iter().map(|r| r.poll).collect();
    let ahead = rows.iter().filter(|r| r.r#for > r.against).count();
    let behind = rows.iter().filter(|r| r.against > r.r#for).count();
    let ties = rows.len() - ahead - behind;
    let mut shown = rows.to_vec();
    let headline = if let (Some(EITHER), Some(date)) = (w.q.word.as_deref(), w.q.span) {
        // "More before or after it?": both counts.
        let fits = |rel: Rel| rows.iter().filter(|r| in_time(r.poll, &Query { rel, ..w.q.clone() })).count();
        w.say(
            "poll-count-either",
            &[
                ("before", limit(&w.w, &date, Rel::Before).into()),
                ("n", fits(Rel::Before).into()),
                ("after", limit(&w.w, &date, Rel::After).into()),
                ("other", fits(Rel::After).into()),
                ("scope", scope.into()),
            ],
        )
    } else if let Some(value) = w.q.value {
        let side = w.q.side.filter(|s| matches!(s, Side::For | Side::Against | Side::Lead)).unwrap_or(Side::For);
        shown.retain(|r| passes(w, r.value(side), value));
        let what = w.w.plain(if side == Side::Against { "side-against" } else { "side-for" });
        let (key, limit) = match (side, w.q.more) {
            (Side::Lead, true) => ("poll-count-wider", w.w.points(value)),
            (Side::Lead, false) => ("poll-count-closer", w.w.points(value)),
            (_, true) => ("poll-count-over", w.w.percent(value)),
            (_, false) => ("poll-count-under", w.w.percent(value)),
        };
        let counted = w.say(key, &[("n", shown.len().into()), ("what", what.into()), ("value", limit.into()), ("scope", scope.into())]);
        if (1..=FEW_ROWS).contains(&shown.len()) {
            let lines: Vec<String> = shown.iter().map(|r| line(&w.w, r.poll)).collect();
            w.say("poll-count-named", &[("sentence", counted.into()), ("list", lines.join("; ").into())])
        } else {
            counted
        }
    } else if w.q.op == Op::PollCount && w.q.side.is_none() {
        w.say("poll-count", &[("scope", scope.into()), ("n", rows.len().into()), ("ahead", ahead.into()), ("behind", behind.into())])
    } else {
        match w.q.side {
            Some(Side::Against) => w.say("poll-count-against", &[("n", behind.into()), ("other", ahead.into()), ("scope", scope.into())]),
            Some(Side::For) if w.q.op == Op::PollCount => w.say("poll-count-for", &[("n", ahead.into()), ("other", behind.into()), ("scope", scope.into())]),
            _ => w.say("poll-count-lead", &[("ahead", ahead.into()), ("behind", behind.into()), ("scope", scope.into())]),
        }
    };
    let more = if w.q.side == Some(Side::Against) { behind > ahead } else { ahead > behind };
    // "Was it ahead more often?" compares the two counts; with a figure or a number of polls, those that show it are counted.
    let between = w.q.claims.iter().any(|claim| claim.measure == Measure::Than);
    let plain = w.q.value.is_none() && (between || !w.claims_figures());
    let headline = w.judged(if plain { Some(more) } else { rows_hold(w, rows) }, &headline);
    let headline = if w.q.op == Op::PollLead {
        let latest = all(&w.w).into_iter().filter(|p| p.date.is_some() && p.r#for.is_some() && p.against.is_some()).max_by_key(|p| p.date.map(|d| d.last()));
        latest
            .filter(|_| w.q.span.is_none() && w.q.ids.is_empty())
            .map_or(headline.clone(), |p| format!("{headline} {}", w.say("poll-latest-short", &[("line", line(&w.w, p).into())])))
    } else {
        headline
    };
    w.headline(headline);
    if ties > 0 {
        let text = w.say("poll-ties", &[("n", ties.into())]);
        w.text(text);
    }
    let shown: Vec<&Poll> = shown.iter().map(|r| r.poll).collect();
    if !shown.is_empty() {
        table(w, &shown);
        base_note(w, &shown);
    }
    for poll in &polls {
        if let Some(doubt) = &poll.doubt {
            w.note(w.w.lang.pick(doubt).to_owned());
        }
    }
    rest_on(w, &polls);
}

/// Whether a share is above or below what the question names; "at least" takes the value itself in.
fn passes(w: &Writer<'_>, share: f64, value: f64) -> bool {
    let equal = w.q.n == Some(0) && (share - value).abs() < 1e-9;
    equal || if w.q.more { share > value } else { share < value }
}

fn ever(w: &mut Writer<'_>, rows: &[Row<'_>], scope: &str) {
    let side = if w.q.side == Some(Side::Against) { Side::Against } else { Side::For };
    let value = w.q.value.unwrap_or(50.0);
    let more = w.q.value.is_none() || w.q.more;
    let found: Vec<Row<'_>> =
        rows.iter().filter(|r| if w.q.value.is_some() { passes(w, r.value(side), value) } else { r.value(side) > value }).copied().collect();
    let what = w.w.plain(if side == Side::Against { "side-against" } else { "side-for" });
    let headline = match found.iter().max_by(|a, b| if more { a.value(side).total_cmp(&b.value(side)) } else { b.value(side).total_cmp(&a.value(side)) }) {
        Some(best) => w.say(
            if more { "poll-ever" } else { "poll-ever-under" },
            &[
                ("n", found.len().into()),
                ("what", what.into()),
                ("value", w.w.percent(value).into()),
                ("best", w.w.percent(best.value(side)).into()),
                ("pollster", pollster(&w.w, best.poll).into()),
                ("when", when(&w.w, best.poll).into()),
                ("scope", scope.into()),
            ],
        ),
        None => {
            // None passed: the one that came nearest is the proof.
            let nearest = rows.iter().max_by(|a, b| if more { a.value(side).total_cmp(&b.value(side)) } else { b.value(side).total_cmp(&a.value(side)) });
            let line = nearest.map_or_else(String::new, |r| line(&w.w, r.poll));
            w.say("poll-never", &[("what", what.into()), ("value", w.w.percent(value).into()), ("line", line.into()), ("scope", scope.into())])
        }
    };
    // A majority is one of those asked in a poll here, not one of the polls.
    let figures = w.claims_figures() && w.q.claims.iter().all(|claim| claim.measure != Measure::Share);
    // "Every poll": all rows have to pass.
    let every = w.q.claims.iter().find(|claim| claim.measure == Measure::Share && claim.amount >= 1.0);
    let every = every.map(|claim| claim.agrees_with_count(found.len(), rows.len()));
    w.headline(w.judged(every.or_else(|| rows_hold(w, rows).filter(|_| figures)).or(Some(!found.is_empty())), &headline));
    let shown: Vec<&Poll> = found.iter().map(|r| r.poll).collect();
    if !shown.is_empty() {
        table(w, &shown);
        base_note(w, &shown);
    }
    let plurality = w.w.plain("poll-majority-note");
    w.note(plurality);
    let polls: Vec<&Poll> = rows.iter().map(|r| r.poll).collect();
    rest_on(w, &polls);
}

fn trend(w: &mut Writer<'_>, ids: &[&str]) {
    let rows: Vec<Row<'_>> = reference(&w.w).into_iter().filter(|r| by(r.poll, ids) && in_time(r.poll, w.q)).collect();
    // Figures of different bases make no change: those of the commonest are compared, and the newest of another is told beside them.
    let of_base = |r: &Row<'_>| rows.iter().filter(|other| other.poll.base == r.poll.base).count();
    let Some(common) = rows.iter().rev().max_by_key(|r| of_base(r)).map(|r| r.poll.base) else { return show(w, ids) };
    let alike: Vec<&Row<'_>> = rows.iter().filter(|r| r.poll.base == common).collect();
    // Where no time is asked about, a doubtful row neither begins nor ends what changed.
    let mut ends = alike.iter().copied().filter(|r| w.q.span.is_some() || r.poll.doubt.is_none());
    let ends = ends.next().map(|first| (first, ends.next_back().unwrap_or(first)));
    let Some((first, last)) = ends.or_else(|| alike.first().copied().zip(alike.last().copied())) else { return show(w, ids) };
    let other = rows.last().filter(|r| r.poll.base != common);
    let change = round_half_up(last.r#for - first.r#for);
    let peak = alike.iter().copied().max_by(|a, b| a.r#for.total_cmp(&b.r#for)).unwrap_or(first);
    let headline = w.say(
        "poll-trend",
        &[
            ("first", w.w.percent(first.r#for).into()),
            ("firstby", pollster(&w.w, first.poll).into()),
            ("firstdate", date(&w.w, first.poll).into()),
            ("last", w.w.percent(last.r#for).into()),
            ("lastby", pollster(&w.w, last.poll).into()),
            ("lastdate", date(&w.w, last.poll).into()),
            ("peak", w.w.percent(peak.r#for).into()),
            ("peakby", pollster(&w.w, peak.poll).into()),
            ("peakdate", date(&w.w, peak.poll).into()),
            ("change", w.w.points(change).into()),
            ("direction", w.w.plain(if change < 0.0 { "fell" } else { "rose" }).into()),
        ],
    );
    let side = w.q.side.unwrap_or(Side::For);
    let holds = w.direction_agrees(first.value(side), last.value(side), first.value(side), last.value(side));
    for doubt in [first, last].into_iter().filter_map(|r| r.poll.doubt.as_ref()) {
        w.note(w.pick(doubt));
    }
    let mixed = rows.iter().any(|r| r.poll.base != common);
    let beside = other.map_or_else(String::new, |r| {
        let args = [("base", base(&w.w, first.poll).into()), ("line", line(&w.w, r.poll).into()), ("other", base(&w.w, r.poll).into())];
        format!(" {}", w.say("poll-trend-other", &args))
    });
    w.headline(w.judged(holds.filter(|_| !mixed), &format!("{headline}{beside}")));
    let polls: Vec<&Poll> = rows.iter().map(|r| r.poll).collect();
    table(w, &polls);
    base_note(w, &polls);
    rest_on(w, &polls);
}

fn compare(w: &mut Writer<'_>, ids: &[&str]) {
    let table_rows = reference(&w.w);
    let mean = |rows: &[Row<'_>], side: Side| mean_of(&rows.iter().map(|r| r.value(side)).collect::<Vec<_>>());
    // The things compared: two sides, each with its time; or two or more pollsters (in the time that limits them); or the ends of a time.
    let times = compared_times(w.q.word.as_deref());
    let groups: Vec<(String, Vec<Row<'_>>)> = if let Some(sides) = times.filter(|[first, second]| first != second) {
        let everything = all(&w.w);
        let side = |(i, time): (usize, &Option<FuzzyDate>)| {
            // Two pollsters go with the sides in pairs. One goes with both; but where only one side has a time, the other is the pollster's.
            let whose: Vec<&str> = match ids {
                [_, _] => vec![ids[i]],
                _ if time.is_some() && sides.contains(&None) => Vec::new(),
                _ => ids.to_vec(),
            };
            let fits = |p: &Poll| match time {
                Some(time) => by(p, &whose) && p.date.is_some_and(|d| d.overlaps(time)),
                None => printed_by(p, &whose),
            };
            let named = whose.first().filter(|_| ids.len() == 2 || time.is_none()).map(|id| compared_name(&w.w, id));
            let name = named.into_iter().chain(time.map(|time| w.w.date(&time))).collect::<Vec<_>>().join(", ");
            let rows: Vec<Row<'_>> = table_rows.iter().filter(|r| fits(r.poll)).copied().collect();
            // Where the table has no row, polls outside it are compared.
            (name, if rows.is_empty() { everything.iter().filter(|p| fits(p)).filter_map(|p| row(p)).collect() } else { rows })
        };
        sides.iter().enumerate().map(side).collect()
    } else if ids.len() > 1 {
        let single = Query { ids: Vec::new(), span: times.and_then(|[time, _]| time).or(w.q.span), ..w.q.clone() };
        ids.iter()
            .map(|id| {
                (
                    compared_name(&w.w, id),
                    all(&w.w)
                        .into_iter()
                        .filter(|p| (p.id == *id) || (printed_by(p, &[id]) && p.set == w.engine().dataset.manifest.reference_polls))
                        .filter(|p| in_time(p, &single))
                        .filter_map(row)
                        .collect(),
                )
            })
            .collect()
    } else if let (Some(span), true) = (w.q.span, ids.len() <= 1) {
        // A range of years: its ends.
        let ends = [FuzzyDate::from_point(Point::Year(span.first().year(), None)), FuzzyDate::from_point(Point::Year(span.last().year().min(2100), None))];
        if ends[0] == ends[1] {
            return show(w, ids);
        }
        ends.iter()
            .map(|span| (w.w.date(span), table_rows.iter().filter(|r| by(r.poll, ids) && r.poll.date.is_some_and(|d| d.overlaps(span))).copied().collect()))
            .collect()
    } else {
        return trend(w, ids);
    };
    if groups.iter().any(|(_, rows)| rows.is_empty()) {
        let missing: Vec<String> = groups.iter().filter(|(_, rows)| rows.is_empty()).map(|(name, _)| name.clone()).collect();
        let sentence = w.say("poll-compare-none", &[("names", w.w.row(&missing).into())]);
        return w.unknown("not_in_data", sentence);
    }
    let pieces: Vec<String> = groups
        .iter()
        .map(|(name, rows)| {
            if let [one] = rows[..] {
                w.say("poll-compare-one", &[("name", name.clone().into()), ("line", line(&w.w, one.poll).into())])
            } else {
                w.say(
                    "poll-compare-mean",
                    &[
                        ("name", name.clone().into()),
                        ("n", rows.len().into()),
                        ("figures", figures(&w.w, Some(mean(rows, Side::For)), Some(mean(rows, Side::Against)), None).into()),
                    ],
                )
            }
        })
        .collect();
    let side = w.q.side.filter(|side| *side == Side::Against).unwrap_or(Side::For);
    let ends = [&groups[0].1, &groups[groups.len() - 1].1].map(|rows| mean(rows, side));
    let difference = round_half_up(ends[1] - ends[0]);
    let sentence = match side {
        _ if bases_differ(&groups) => "poll-compare-apart",
        Side::Against => "poll-compare-against",
        _ => "poll-compare",
    };
    let headline = w.say(
        sentence,
        &[
            ("list", pieces.join("; ").into()),
            ("difference", w.w.points(difference).into()),
            ("direction", w.w.plain(if difference < 0.0 { "lower" } else { "higher" }).into()),
            ("second", groups[groups.len() - 1].0.clone().into()),
        ],
    );
    w.headline(w.judged(comparison_holds(w, &groups), &headline));
    let mut polls: Vec<&Poll> = Vec::new();
    for row in groups.iter().flat_map(|(_, rows)| rows) {
        // A poll may stand on both sides.
        if !polls.iter().any(|p| p.id == row.poll.id) {
            polls.push(row.poll);
        }
    }
    table(w, &polls);
    base_note(w, &polls);
    rest_on(w, &polls);
}

/// Whether the figures of no two things that are compared are of the same base.
fn bases_differ(groups: &[(String, Vec<Row<'_>>)]) -> bool {
    let [(_, first), (_, second)] = groups else { return false };
    first.iter().all(|one| second.iter().all(|other| one.poll.base != other.poll.base))
}

/// Whether what is named first stands to what is named second as claimed, and the difference is as large.
fn comparison_holds(w: &Writer<'_>, groups: &[(String, Vec<Row<'_>>)]) -> Option<bool> {
    let side = w.q.side.unwrap_or(Side::For);
    let mean = |rows: &[Row<'_>]| mean_of(&rows.iter().map(|r| r.value(side)).collect::<Vec<_>>());
    let [(_, first), (_, second)] = groups else { return None };
    if bases_differ(groups) {
        return None;
    }
    let (a, b) = (mean(first), mean(second));
    let day = |rows: &[Row<'_>]| rows.iter().filter_map(|r| r.poll.date).map(|date| date.first()).min();
    let (earlier, later) = if day(first) <= day(second) { (a, b) } else { (b, a) };
    let directed = w.direction_agrees(a, b, earlier, later);
    let sized = w.agree(&[Measure::Plain, Measure::Percent], |claim| Some(claim.agrees(round_half_up((a - b).abs()))));
    directed.or(sized).map(|_| directed.unwrap_or(true) && sized.unwrap_or(true))
}

/// The name of a pollster, or what tells one poll from others.
fn compared_name(w: &Words<'_>, id: &str) -> String {
    match w.engine.dataset.find(id) {
        Some((Kind::Poll, i)) => {
            let poll = &w.engine.dataset.records.polls[i];
            w.say("choice-poll-bare", &[("pollster", pollster(w, poll).into()), ("date", date(w, poll).into())])
        }
        _ => w.name(id),
    }
}

/// The times of two sides that are compared, as a question's word tells them (`2009|2016`); a side without one stands empty (`|2016`).
fn compared_times(word: Option<&str>) -> Option<[Option<FuzzyDate>; 2]> {
    let (first, second) = word?.split_once('|')?;
    let time = |text: &str| if text.is_empty() { Some(None) } else { text.parse().ok().map(Some) };
    Some([time(first)?, time(second)?])
}
