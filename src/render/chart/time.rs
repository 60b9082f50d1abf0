//! Charts over time: ratifications as they came in, and milestones on a line.

use jiff::civil::Date;

use super::{
    Drawing, Say,
    layout::{Anchor, Area, Canvas, Form, Paint, Scale, Style, days, ink, measure, text_area, wrap},
};
use crate::{
    answer::model::Align,
    data::{
        date::FuzzyDate,
        schema::{Mapping, Ratification},
    },
};

/// The steps of ratifications, each ally at its step.
pub(super) fn ratifications(say: &Say<'_>) -> Option<Drawing> {
    let mut all: Vec<&Ratification> = say.w.engine.dataset.records.ratifications.iter().collect();
    all.sort_by_key(|r| (r.deposit.date.sort_key(), r.row));
    let (first, last) = (*all.first()?, *all.last()?);
    let unsure = |r: &Ratification| matches!(r.mapping, Mapping::Weak | Mapping::Loose);
    let title = say.say("chart-rat-title", &[("n", all.len().into())]);
    let foot = if all.iter().any(|r| unsure(r)) { say.plain("chart-rat-unsure") } else { String::new() };
    let mut canvas = Canvas::default();
    let free = canvas.frame(&title, &say.plain("chart-rat-below"), &foot);
    let marks = say.events("chart-rat-mark-");
    let plot = Area { left: free.left + 46.0, top: free.top + 46.0, right: free.right - 4.0, bottom: free.bottom - 44.0 };
    let day = |date: &FuzzyDate| days(date.first());
    let ends = all.iter().map(|r| day(&r.deposit.date)).chain(marks.iter().map(|(_, date, _)| day(date)));
    let (low, high) = ends.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), d| (low.min(d), high.max(d)));
    let spread = (high - low).max(1.0);
    let x = Scale::new((low - spread * 0.012, high + spread * 0.03), (plot.left, plot.right));
    let n = all.len() as f64;
    let y = Scale::new((0.0, n), (plot.bottom, plot.top));
    // Quarters of all allies as the grid: 0, 7, 14, 21, 28.
    for quarter in 0..=4 {
        let value = (n * f64::from(quarter) / 4.0).round();
        let at = y.at(value);
        canvas.line(&[(plot.left, at), (plot.right, at)], Paint::stroke(if quarter == 0 { ink::FAINT } else { ink::GRID }, 1.5));
        canvas.text(format!("{value}"), plot.left - 10.0, at + 8.0, Anchor::End, Style::plain(23.0, ink::SOFT));
    }
    months(say, &mut canvas, &x, &plot, first.deposit.date.first(), high);
    // What came before and after, named above the plot.
    let head = Area { left: free.left, top: free.top - 2.0, right: free.right + 8.0, bottom: plot.top };
    for (_, date, name) in &marks {
        let at = x.at(day(date));
        let text = say.finish(&format!("{name}, {}", say.w.date(date)));
        let places = [(at - 4.0, Anchor::Start), (at + 4.0, Anchor::End), (at, Anchor::Middle)];
        if let Some(area) = canvas.place(&text, Style::plain(22.0, ink::SOFT), &head, places.map(|(at, anchor)| (at, plot.top - 16.0, anchor))) {
            canvas.line(&[(at, area.bottom), (at, plot.bottom)], Paint::stroke(ink::FAINT, 1.5).dashed("3 6"));
        }
    }
    let mut steps = vec![(x.at(x.from.0), y.at(0.0))];
    for (i, r) in all.iter().enumerate() {
        let at = x.at(day(&r.deposit.date));
        steps.extend([(at, y.at(i as f64)), (at, y.at(i as f64 + 1.0))]);
    }
    steps.push((x.at(high), y.at(n)));
    canvas.line(&steps, Paint::stroke(ink::BLUE, 3.0).faded(0.6));
    canvas.keep_off(&steps);
    for (i, r) in all.iter().enumerate() {
        let paint = if unsure(r) {
            Paint { fill: Some(ink::CARD), stroke: Some(ink::BLUE), width: 3.0, dashes: None, opacity: 1.0 }
        } else {
            Paint { fill: Some(ink::BLUE), stroke: Some(ink::CARD), width: 1.5, dashes: None, opacity: 1.0 }
        };
        canvas.mark(Form::Circle, x.at(day(&r.deposit.date)), y.at(i as f64 + 1.0), 6.0, paint);
    }
    // Names on both sides of the steps in turn, so that each has the height of two steps; the last ones first, where it is narrowest.
    let inside = Area { left: plot.left - 2.0, top: plot.top - 30.0, right: plot.right + 8.0, bottom: plot.bottom - 1.0 };
    for (i, r) in all.iter().enumerate().rev() {
        let (px, py) = (x.at(day(&r.deposit.date)), y.at(i as f64 + 1.0));
        let name = say.finish(&say.w.name(&r.country));
        let name = if unsure(r) { format!("{name} ?") } else { name };
        let left = [(0.0, 6.0), (0.0, 2.0), (6.0, -2.0), (0.0, 9.0), (8.0, -8.0), (24.0, 6.0)].map(|(out, down)| (px - 12.0 - out, py + down, Anchor::End));
        let right = [(0.0, 17.0), (0.0, 20.0), (0.0, 14.0), (4.0, 24.0), (12.0, 20.0)].map(|(out, down)| (px + 10.0 + out, py + down, Anchor::Start));
        let places: Vec<_> = if i % 2 == 0 { right.into_iter().chain(left).collect() } else { left.into_iter().chain(right).collect() };
        for size in [20.0, 18.0] {
            if canvas.place(&name, Style::plain(size, ink::TEXT), &inside, places.iter().copied()).is_some() {
                break;
            }
        }
    }
    let line = |r: &Ratification| say.w.say("chart-rat-item", &[("country", say.w.name(&r.country).into()), ("date", say.w.date(&r.deposit.date).into())]);
    let half = all[(all.len() - 1) / 2];
    let alt = say.say(
        "chart-rat-alt",
        &[
            ("n", all.len().into()),
            ("first", line(first).into()),
            ("half", line(half).into()),
            ("halfn", all.len().div_ceil(2).into()),
            ("last", line(last).into()),
            ("order", all.iter().map(|r| say.w.name(&r.country)).collect::<Vec<_>>().join(", ").into()),
        ],
    );
    Some(Drawing {
        title,
        alt,
        head: ["chart-column-place", "chart-column-ally", "chart-column-deposit", "chart-column-parliament"].map(|k| say.plain(k)).to_vec(),
        align: vec![Align::Right, Align::Left, Align::Left, Align::Left],
        rows: all
            .iter()
            .enumerate()
            .map(|(i, r)| {
                let name = say.w.name(&r.country);
                let parliament = r.parliament_date.as_ref().map_or_else(|| "–".to_owned(), |d| say.w.date(d));
                vec![
                    (i + 1).to_string(),
                    say.finish(&if unsure(r) { format!("{name} ?") } else { name }),
                    say.finish(&say.w.date(&r.deposit.date)),
                    say.finish(&parliament),
                ]
            })
            .collect(),
        canvas,
    })
}

/// Months below a plot, every second or third where they would touch; the year stands with the first and each January.
fn months(say: &Say<'_>, canvas: &mut Canvas, x: &Scale, plot: &Area, first: Date, last: f64) {
    let style = Style::plain(22.0, ink::SOFT);
    let per_month = (x.at(30.4) - x.at(0.0)).max(0.1);
    let every = (118.0 / per_month).ceil().max(1.0) as i64;
    let Ok(mut month) = first.first_of_month().checked_sub(jiff::Span::new().months(1)) else { return };
    let mut count = 0;
    while days(month) <= last {
        let at = x.at(days(month));
        if at >= plot.left - 1.0 {
            let long = count % every == 0;
            canvas.line(&[(at, plot.bottom), (at, plot.bottom + if long { 10.0 } else { 5.0 })], Paint::stroke(ink::FAINT, 1.5));
            let text = say.finish(&say.month(month));
            let area = text_area(&text, at, plot.bottom + 34.0, Anchor::Middle, style);
            if long && area.right < plot.right + 20.0 {
                canvas.text(text, at, plot.bottom + 34.0, Anchor::Middle, style);
            }
            count += 1;
        }
        let Ok(next) = month.checked_add(jiff::Span::new().months(1)) else { return };
        month = next;
    }
}

/// Milestones on a line, each with its date.
pub(super) fn timeline(say: &Say<'_>, span: Option<&FuzzyDate>) -> Option<Drawing> {
    let mut events = say.events("chart-event-");
    events.retain(|(_, date, _)| span.is_none_or(|span| date.overlaps(span)));
    if events.len() < 3 {
        return None;
    }
    let middle = |date: &FuzzyDate| if date.open { days(date.first()) } else { f64::midpoint(days(date.first()), days(date.last())) };
    let (first, last) = (events[0].1, events[events.len() - 1].1);
    let title = say.plain("chart-timeline-title");
    let below = say.say(
        "chart-timeline-below",
        &[("first", first.first().year().to_string().into()), ("last", last.first().year().to_string().into()), ("n", events.len().into())],
    );
    let mut left_out: Vec<String> = Vec::new();
    let (canvas, dropped) = timeline_on(say, &events, &title, &below, "");
    left_out.extend(dropped);
    let canvas = if left_out.is_empty() {
        canvas
    } else {
        timeline_on(say, &events, &title, &below, &say.say("chart-note-also", &[("list", left_out.join("; ").into())])).0
    };
    let items: Vec<String> = events.iter().map(|(_, date, name)| format!("{}: {}", say.w.date(date), name)).collect();
    let longest = (middle(&last) - middle(&first)).max(1.0);
    let dense = events.windows(4).min_by(|a, b| (middle(&a[3].1) - middle(&a[0].1)).total_cmp(&(middle(&b[3].1) - middle(&b[0].1))));
    let trend = dense.filter(|w| middle(&w[3].1) - middle(&w[0].1) < longest / 4.0).map_or_else(String::new, |w| {
        say.w.say("chart-timeline-dense", &[("span", say.months(w[0].1.first(), w[3].1.first()).into())])
    });
    Some(Drawing {
        alt: say.say("chart-timeline-alt", &[("n", events.len().into()), ("list", items.join("; ").into()), ("trend", trend.into())]),
        title,
        head: ["column-date", "chart-column-event"].map(|k| say.plain(k)).to_vec(),
        align: vec![Align::Left, Align::Left],
        rows: events.iter().map(|(_, date, name)| vec![say.finish(&say.w.date(date)), say.finish(name)]).collect(),
        canvas,
    })
}

/// Draws the line; also returns the raw texts that found no place.
fn timeline_on(
    say: &Say<'_>,
    events: &[(&crate::data::schema::Event, FuzzyDate, String)],
    title: &str,
    below: &str,
    foot: &str,
) -> (Canvas, Vec<String>) {
    const TEXT: f64 = 21.0;
    const LINE: f64 = 25.0;
    let mut canvas = Canvas::default();
    let free = canvas.frame(title, below, foot);
    let day = |date: &FuzzyDate| if date.open { days(date.first()) } else { f64::midpoint(days(date.first()), days(date.last())) };
    let (low, high) = (day(&events[0].1), day(&events[events.len() - 1].1));
    let from = events[0].1.first().year();
    let to = events[events.len() - 1].1.first().year() + 1;
    let start = days(jiff::civil::date(from, 1, 1)).max(low - (high - low) * 0.04);
    let x = Scale::new((start, days(jiff::civil::date(to, 1, 1)).min(high + (high - low) * 0.03)), (free.left + 8.0, free.right - 8.0));
    let axis = f64::midpoint(free.top, free.bottom) + 4.0;
    // The axis with its years inside a band that labels keep clear of.
    let band = Area { left: free.left, top: axis - 17.0, right: free.right, bottom: axis + 17.0 };
    canvas.area(band, 17.0, Paint::fill(ink::GRID));
    let per_year = (x.at(365.25) - x.at(0.0)).max(0.1);
    let every = (92.0 / per_year).ceil().max(1.0) as i16;
    for year in from..=to {
        let at = x.at(days(jiff::civil::date(year, 1, 1)));
        if at < free.left + 10.0 || at > free.right - 6.0 {
            continue;
        }
        canvas.line(&[(at, axis - 17.0), (at, axis - 11.0)], Paint::stroke(ink::FAINT, 1.5));
        canvas.line(&[(at, axis + 11.0), (at, axis + 17.0)], Paint::stroke(ink::FAINT, 1.5));
        if (year - from) % every == 0 && at + 60.0 < free.right {
            canvas.inset(year.to_string(), at + 4.0, axis + 7.5, Anchor::Start, Style::plain(20.0, ink::SOFT));
        }
    }
    canvas.keep_clear(band);
    let mut leaders: Vec<Area> = Vec::new();
    let mut unplaced = Vec::new();
    for (i, (event, date, name)) in events.iter().enumerate() {
        let at = x.at(day(date));
        let dated = say.finish(&say.w.date(date));
        let name = say.finish(name);
        let weighty = event.weight >= 8;
        let colour = if weighty { ink::ORANGE } else { ink::BLUE };
        let mut placed = false;
        // Broad and near before narrow and far.
        'search: for level in 0..9 {
            for room in [230.0, 180.0, 150.0] {
                let lines = wrap(&name, TEXT, weighty, room);
                let width = lines.iter().map(|l| measure(l, TEXT, weighty)).chain([measure(&dated, 19.0, false)]).fold(0.0, f64::max);
                let height = LINE * (lines.len() as f64 + 1.0);
                for up in [i % 2 == 0, i % 2 != 0] {
                    for share in [0.12, 0.5, 0.88, 0.3, 0.7] {
                        let left = (at - width * share).clamp(free.left, (free.right - width).max(free.left));
                        let out = 26.0 + f64::from(level) * 22.0;
                        let top = if up { axis - 17.0 - out - height } else { axis + 17.0 + out };
                        let area = Area { left: left - 9.0, top: top - 2.0, right: left + width + 9.0, bottom: top + height + 4.0 };
                        let (near, far) = if up { (axis - 17.0, area.bottom) } else { (area.top, axis + 17.0) };
                        let leader = Area { left: at - 3.0, top: near.min(far), right: at + 3.0, bottom: near.max(far) };
                        let inside = at > area.left && at < area.right && area.top >= free.top - 4.0 && area.bottom <= free.bottom + 4.0;
                        let crossed = leaders.iter().any(|other| other.meets(&area) || other.meets(&leader));
                        if !inside || crossed || !canvas.is_free(&area, &Area { left: free.left - 12.0, right: free.right + 12.0, ..free_tall(&free) }) {
                            continue;
                        }
                        let shade = Area { top: leader.top + 4.0, bottom: leader.bottom - 4.0, ..leader };
                        if canvas.texts.iter().any(|(text, _)| text.meets(&shade)) {
                            continue;
                        }
                        canvas.line(&[(at, leader.top), (at, leader.bottom)], Paint::stroke(colour, 1.5).faded(0.7));
                        canvas.text(dated.clone(), left, top + LINE * 0.8, Anchor::Start, Style::plain(19.0, ink::SOFT));
                        for (j, line) in lines.iter().enumerate() {
                            let style = if weighty { Style::bold(TEXT, ink::TEXT) } else { Style::plain(TEXT, ink::TEXT) };
                            canvas.text(line.clone(), left, top + LINE * (j as f64 + 1.8), Anchor::Start, style);
                        }
                        canvas.keep_clear(area);
                        leaders.push(leader);
                        placed = true;
                        break 'search;
                    }
                }
            }
        }
        let form = if weighty { Form::Diamond } else { Form::Circle };
        canvas.shapes.push(super::layout::Shape::Mark {
            form,
            x: at,
            y: axis,
            reach: if weighty { 9.0 } else { 7.0 },
            paint: Paint { fill: Some(colour), stroke: Some(ink::CARD), width: 2.0, dashes: None, opacity: 1.0 },
        });
        if !placed {
            unplaced.push(format!("{} ({})", events[i].2, say.w.date(date)));
        }
    }
    (canvas, unplaced)
}

fn free_tall(free: &Area) -> Area {
    Area { top: free.top - 6.0, bottom: free.bottom + 6.0, ..*free }
}
