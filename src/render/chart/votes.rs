//! Charts of votes and elections: every seat a mark, or the people's votes as one bar; never a party's colour.

use super::{
    Drawing, Say,
    layout::{Anchor, Area, Canvas, Form, Paint, Scale, Style, ink, measure, wrap},
    polls::{ROOM, split_bar},
};
use crate::{
    answer::model::Align,
    data::{
        preferred_date,
        schema::{Choice, Election, Vote, VoteUnit},
    },
    text::capital,
};

/// One kind of seat: what it is called, how many, how it is drawn.
struct Share {
    text: String,
    count: u32,
    form: Form,
    paint: Paint,
    reach: f64,
}

fn hollow(colour: &'static str) -> Paint {
    Paint { fill: Some(ink::CARD), stroke: Some(colour), width: 2.5, dashes: None, opacity: 1.0 }
}

/// The kinds of seat as the source tells them, from one side of the house to the other. Seats of which nothing is told are the last.
fn shares(say: &Say<'_>, vote: &Vote) -> Vec<Share> {
    let told = [
        ("tally-for", vote.r#for, Form::Circle, Paint::fill(ink::BLUE), 1.0),
        ("tally-abstained", vote.abstained, Form::Diamond, hollow(ink::TEXT), 0.74),
        ("tally-absent", vote.absent, Form::Circle, hollow(ink::FAINT), 0.6),
        ("tally-not-voting", vote.not_voting.filter(|_| vote.absent.is_none()), Form::Circle, hollow(ink::FAINT), 0.6),
        ("tally-against", vote.against, Form::Square, Paint::fill(ink::ORANGE), 1.0),
    ];
    let mut shares: Vec<Share> = told
        .into_iter()
        .filter_map(|(key, count, form, paint, reach)| {
            let count = count?;
            Some(Share { text: say.say(key, &[("n", say.w.number(count).into()), ("count", count.into())]), count, form, paint, reach })
        })
        .collect();
    let sum: u32 = shares.iter().map(|s| s.count).sum();
    let rest = vote.seats.unwrap_or(sum).saturating_sub(sum);
    if rest > 0 {
        let text = say.say("chart-vote-rest", &[("n", rest.into())]);
        let share = Share { text, count: rest, form: Form::Circle, paint: Paint::fill(ink::FAINT), reach: 0.28 };
        // Between those for and those against, where the source leaves a gap.
        let at = shares.len().saturating_sub(usize::from(vote.against.is_some()));
        shares.insert(at, share);
    }
    shares
}

/// For and against first, then whatever lies between them in the house.
fn listed(shares: &[Share]) -> Vec<&Share> {
    let mut listed: Vec<&Share> = shares.iter().collect();
    listed.sort_by_key(|share| match share.paint.fill {
        Some(ink::BLUE) => 0,
        Some(ink::ORANGE) => 1,
        _ => 2,
    });
    listed
}

/// Where the seats of a half-round house stand, from its left to its right: position and distance between neighbours.
fn seats(count: u32, x: f64, y: f64, radius: f64) -> (Vec<(f64, f64)>, f64) {
    let inner = radius * 0.42;
    let half_round = std::f64::consts::PI;
    let (rows, pitch) = (2..14)
        .map(|rows| (rows, (radius - inner) / f64::from(rows - 1)))
        .find(|(rows, pitch)| (0..*rows).map(|i| (half_round * (inner + pitch * f64::from(i)) / pitch).floor() + 1.0).sum::<f64>() >= f64::from(count))
        .unwrap_or((14, (radius - inner) / 13.0));
    let radii: Vec<f64> = (0..rows).map(|i| inner + pitch * f64::from(i)).collect();
    let mut left = count;
    let mut places: Vec<(f64, f64, f64)> = Vec::new();
    for (i, r) in radii.iter().enumerate() {
        let outer: f64 = radii[i..].iter().sum();
        let n = if i + 1 == radii.len() { left } else { (f64::from(left) * r / outer).round() as u32 };
        left -= n.min(left);
        for seat in 0..n {
            let angle = if n == 1 { half_round / 2.0 } else { half_round * f64::from(seat) / f64::from(n - 1) };
            places.push((angle, x - r * angle.cos(), y - r * angle.sin()));
        }
    }
    // Sides of a house are sectors, so seats are counted by angle across all rows; the last bits of an angle do not matter.
    places.sort_by_key(|(angle, ..)| (angle * 1e4).round() as i64);
    (places.into_iter().map(|(_, x, y)| (x, y)).collect(), pitch.min(half_round * inner / 2.0))
}

pub(super) fn vote(say: &Say<'_>, vote: &Vote) -> Option<Drawing> {
    vote.r#for?;
    let name = say.w.pick(&vote.name);
    let title = say.finish(&capital(name));
    let date = preferred_date(&vote.dates).map_or_else(|| say.w.plain("date-none"), |c| say.w.date(&c.date));
    let outcome = say.w.plain(if vote.passed { "chart-vote-passed" } else { "chart-vote-rejected" });
    let shares = shares(say, vote);
    let people = vote.unit == VoteUnit::Voters;
    let all: u32 = vote.seats.unwrap_or_else(|| shares.iter().map(|s| s.count).sum());
    let below = match (people, vote.seats) {
        (false, Some(seats)) => say.say("chart-vote-below", &[("date", date.clone().into()), ("n", say.w.number(seats).into()), ("count", seats.into())]),
        _ => say.say("chart-vote-below-outcome", &[("date", date.clone().into()), ("outcome", outcome.clone().into())]),
    };
    let sides = sides(say, vote);
    let mut canvas = Canvas::default();
    let free = canvas.frame(&title, &below, "");
    // Who voted how, at the foot, as much as fits whole.
    let mut lines: Vec<String> = Vec::new();
    for side in &sides {
        let mut wrapped = wrap(side, 21.0, false, ROOM);
        if lines.len() + wrapped.len() <= 3 {
            lines.append(&mut wrapped);
        }
    }
    let foot = free.bottom - 30.0 * lines.len() as f64;
    for (i, line) in lines.iter().enumerate() {
        canvas.text(line.clone(), free.left, foot + 24.0 + 30.0 * i as f64, Anchor::Start, Style::plain(21.0, ink::SOFT));
    }
    let room = Area { top: free.top + 10.0, bottom: foot - if lines.is_empty() { 0.0 } else { 18.0 }, ..free };
    if people {
        let (r#for, against) = (vote.r#for.unwrap_or_default(), vote.against.unwrap_or_default());
        let cast = f64::from((r#for + against).max(1));
        let share = |n: u32| (f64::from(n) / cast * 1000.0).round() / 10.0;
        let middle = f64::midpoint(room.top, room.bottom);
        for (text, x, anchor) in shares.iter().zip([(room.left, Anchor::Start), (room.right, Anchor::End)]).map(|(s, (x, anchor))| (&s.text, x, anchor)) {
            canvas.text(text.clone(), x, middle - 72.0, anchor, Style::bold(44.0, ink::TEXT));
        }
        let band = Area { left: room.left, right: room.right, top: middle - 48.0, bottom: middle + 48.0 };
        split_bar(say, &mut canvas, &band, share(r#for), share(against), None);
        canvas.line(
            &[(f64::midpoint(room.left, room.right), band.top - 10.0), (f64::midpoint(room.left, room.right), band.bottom + 10.0)],
            Paint::stroke(ink::TEXT, 2.0),
        );
        canvas.text(say.w.percent(50.0), f64::midpoint(room.left, room.right), band.bottom + 36.0, Anchor::Middle, Style::plain(23.0, ink::SOFT));
    } else {
        house(say, &mut canvas, &room, &shares, all, &outcome);
    }
    let list: Vec<String> = listed(&shares).iter().map(|s| s.text.clone()).collect();
    let alt_sides = if sides.is_empty() { String::new() } else { format!(" {}.", sides.join(". ")) };
    let alt = say.plain(if people { "chart-vote-alt-people" } else { "chart-vote-alt" });
    Some(Drawing {
        alt: format!("{alt} {title}: {}. {}.{alt_sides}", list.join(", "), capital(&say.finish(&outcome))),
        title,
        head: ["chart-column-vote", "chart-column-votes"].map(|k| say.plain(k)).to_vec(),
        align: vec![Align::Left, Align::Right],
        rows: table(say, vote, all),
        canvas,
    })
}

/// The house with its seats, and what each kind of seat is.
fn house(say: &Say<'_>, canvas: &mut Canvas, room: &Area, shares: &[Share], all: u32, outcome: &str) {
    let list = shares.iter().map(|s| measure(&s.text, 38.0, true)).fold(0.0, f64::max) + 64.0;
    let width = room.right - room.left - list - 30.0;
    let radius = (width / 2.0 - 16.0).min(room.bottom - room.top - 34.0);
    let (x, y) = (room.left + 18.0 + radius, f64::midpoint(room.top, room.bottom) + radius / 2.0);
    let (places, pitch) = seats(all, x, y, radius);
    let reach = pitch * 0.40;
    let mut places = places.into_iter();
    for share in shares {
        for (px, py) in places.by_ref().take(share.count as usize) {
            canvas.mark(share.form, px, py, reach * share.reach, share.paint);
        }
    }
    let text = say.finish(&capital(outcome));
    let size = (radius * 0.62 / measure(&text, 1.0, true)).min(40.0);
    canvas.text(text, x, y - 6.0, Anchor::Middle, Style::bold(size, ink::TEXT));
    let left = (x + radius + 54.0).max(room.right - list);
    let line = ((room.bottom - room.top) / (shares.len() as f64 + 0.4)).min(76.0);
    let top = f64::midpoint(room.top, room.bottom) - line * shares.len() as f64 / 2.0;
    for (i, share) in listed(shares).into_iter().enumerate() {
        let base = top + line * (i as f64 + 0.66);
        canvas.mark(share.form, left + 14.0, base - 13.0, 14.0 * share.reach, share.paint);
        canvas.text(share.text.clone(), left + 44.0, base, Anchor::Start, Style::bold(38.0, ink::TEXT));
    }
}

/// "For: DPS, SD, …", finished, a side each; those told with doubt carry a question mark.
fn sides(say: &Say<'_>, vote: &Vote) -> Vec<String> {
    [Choice::For, Choice::Against, Choice::Abstained, Choice::Absent, Choice::Split]
        .into_iter()
        .filter_map(|choice| {
            let parties = vote.positions.iter().filter(|p| p.vote == choice).map(|p| say.w.short_name(&p.party));
            let people = vote.voters.iter().filter(|v| v.vote == choice).map(|v| say.w.name(&v.person));
            let names: Vec<String> = parties.chain(people).collect();
            (!names.is_empty()).then(|| say.finish(&format!("{}: {}", capital(&say.w.choice(choice)), names.join(", "))))
        })
        .collect()
}

fn table(say: &Say<'_>, vote: &Vote, all: u32) -> Vec<Vec<String>> {
    let told = [
        ("choice-for", vote.r#for),
        ("choice-against", vote.against),
        ("choice-abstained", vote.abstained),
        ("choice-absent", vote.absent),
        ("chart-not-voting", vote.not_voting.filter(|_| vote.absent.is_none())),
    ];
    let mut rows: Vec<Vec<String>> = told.into_iter().filter_map(|(key, n)| Some(vec![say.plain(key), say.w.number(n?)])).collect();
    let sum: u32 = told.iter().filter_map(|(_, n)| *n).sum();
    if all > sum {
        rows.push(vec![say.plain("chart-not-told"), say.w.number(all - sum)]);
    }
    rows.push(vec![say.plain("chart-all"), say.w.number(all.max(sum))]);
    rows
}

/// An election's lists, a bar of seats each.
pub(super) fn election(say: &Say<'_>, election: &Election) -> Option<Drawing> {
    let results: Vec<_> = election.results.iter().filter(|r| r.seats.is_some() || r.share.is_some()).collect();
    let top = results.iter().filter_map(|r| r.seats).max()?;
    let title = say.finish(&capital(say.w.pick(&election.name)));
    let date = preferred_date(&election.dates).map_or_else(|| say.w.plain("date-none"), |c| say.w.date(&c.date));
    let below = say.say("chart-election-below", &[("date", date.into()), ("n", election.seats.into())]);
    let mut canvas = Canvas::default();
    let free = canvas.frame(&title, &below, "");
    let shown = &results[..results.len().min(10)];
    let height = ((free.bottom - free.top) / shown.len() as f64).min(72.0);
    let names: Vec<String> = shown.iter().map(|r| say.finish(&capital(say.w.pick(&r.list)))).collect();
    let size = (height * 0.5).min(24.0);
    let widest = names.iter().map(|n| measure(n, size, false)).fold(0.0, f64::max).min(ROOM * 0.45);
    let value = |seats: Option<u32>, share: Option<f64>| {
        let seats = seats.map(|n| say.w.say("chart-election-seats", &[("n", n.into())]));
        seats.into_iter().chain(share.map(|s| say.w.percent(s))).collect::<Vec<_>>().join(" · ")
    };
    let values: Vec<String> = shown.iter().map(|r| say.finish(&value(r.seats, r.share))).collect();
    let room = values.iter().map(|v| measure(v, size, true)).fold(0.0, f64::max);
    let x = Scale::new((0.0, f64::from(top)), (free.left + widest + 18.0, free.right - room - 14.0));
    for (i, result) in shown.iter().enumerate() {
        let y = free.top + height * i as f64 + 8.0;
        let base = y + height * 0.36 + size * 0.36;
        let end = x.at(f64::from(result.seats.unwrap_or_default()));
        let mut small = size;
        while measure(&names[i], small, false) > widest + 2.0 && small > 14.0 {
            small -= 1.0;
        }
        canvas.text(names[i].clone(), x.at(0.0) - 14.0, base, Anchor::End, Style::plain(small, ink::TEXT));
        canvas.area(Area { left: x.at(0.0), top: y, right: end, bottom: y + height * 0.72 }, 3.0, Paint::fill(ink::BLUE));
        canvas.text(values[i].clone(), end + 10.0, base, Anchor::Start, Style::bold(size, ink::TEXT));
    }
    let list: Vec<String> = results.iter().map(|r| format!("{} {}", say.w.pick(&r.list), value(r.seats, r.share))).collect();
    Some(Drawing {
        alt: say.say("chart-election-alt", &[("title", capital(say.w.pick(&election.name)).into()), ("list", list.join("; ").into())]),
        title,
        head: ["chart-column-list", "chart-column-seats", "chart-column-share"].map(|k| say.plain(k)).to_vec(),
        align: vec![Align::Left, Align::Right, Align::Right],
        rows: results
            .iter()
            .map(|r| {
                vec![
                    say.finish(say.w.pick(&r.list)),
                    r.seats.map_or_else(|| "–".to_owned(), |n| n.to_string()),
                    r.share.map_or_else(|| "–".to_owned(), |s| say.w.percent(s)),
                ]
            })
            .collect(),
        canvas,
    })
}
