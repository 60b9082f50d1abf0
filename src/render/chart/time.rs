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
        schema::{Event, Mapping, Ratification},
    },
};

/// The steps of ratifications, each ally at its step.
pub(super) fn ratifications(say: &Say<'_>) -> Option<Drawing> {
    let mut all: Vec<&Ratification> = say.w.engine.dataset.records.ratifications.iter().collect();
    all.sort_by_key(|r| (r.deposit.date.sort_key(), r.row));
    let (first, last) = (*all.first()?, *all.last()?);
    let title = say.say("chart-rat-title", &[("n", all.len().into())]);
    let mut notes = Vec::new();
    if all.iter().any(|r| unsure(r)) {
        notes.push(say.plain("chart-rat-unsure"));
    }
    let (mut canvas, unplaced) = ratifications_on(say, &all, &title, &notes.join(" "));
    if !unplaced.is_empty() {
        notes.push(say.say("chart-note-also", &[("list", unplaced.join(", ").into())]));
        canvas = ratifications_on(say, &all, &title, &notes.join(" ")).0;
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

/// Whether the country of a row is uncertain.
fn unsure(r: &Ratification) -> bool {
    matches!(r.mapping, Mapping::Weak | Mapping::Loose)
}

/// Draws the steps; also returns the raw names of allies that found no place.
fn ratifications_on(say: &Say<'_>, all: &[&Ratification], title: &str, foot: &str) -> (Canvas, Vec<String>) {
    let mut canvas = Canvas::default();
    let free = canvas.frame(title, &say.plain("chart-rat-below"), foot);
    let marks = say.events("chart-rat-mark-");
    let plot = Area { left: free.left + 46.0, top: free.top + 50.0, right: free.right - 4.0, bottom: free.bottom - 44.0 };
    let day = |date: &FuzzyDate| days(date.first());
    let ends = all.iter().map(|r| day(&r.deposit.date)).chain(marks.iter().map(|(_, date, _)| day(date)));
    let (low, high) = ends.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), d| (low.min(d), high.max(d)));
    let spread = (high - low).max(1.0);
    let x = Scale::new((low - spread * 0.012, high + spread * 0.06), (plot.left, plot.right));
    let n = all.len() as f64;
    let y = Scale::new((0.0, n), (plot.bottom, plot.top));
    // Quarters of all allies as the grid: 0, 7, 14, 21, 28.
    for quarter in 0..=4 {
        let value = (n * f64::from(quarter) / 4.0).round();
        let at = y.at(value);
        canvas.line(&[(plot.left, at), (plot.right, at)], Paint::stroke(if quarter == 0 { ink::FAINT } else { ink::GRID }, 1.5));
        canvas.text(format!("{value}"), plot.left - 10.0, at + 8.0, Anchor::End, Style::plain(23.0, ink::SOFT));
    }
    months(say, &mut canvas, &x, &plot, all[0].deposit.date.first(), high);
    // What came before and after, named above the plot.
    let head = Area { left: free.left, top: free.top - 2.0, right: free.right + 8.0, bottom: plot.top };
    for (_, date, name) in &marks {
        let at = x.at(day(date));
        let text = say.finish(&format!("{name}, {}", say.w.date(date)));
        let places = [(at - 4.0, Anchor::Start), (at + 4.0, Anchor::End), (at, Anchor::Middle)];
        if let Some(area) = canvas.place(&text, Style::plain(22.0, ink::SOFT), &head, places.map(|(at, anchor)| (at, plot.top - 26.0, anchor))) {
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
    let inside = Area { left: plot.left - 2.0, top: plot.top - 22.0, right: plot.right + 8.0, bottom: plot.bottom - 1.0 };
    let mut unplaced = Vec::new();
    for (i, r) in all.iter().enumerate().rev() {
        let (px, py) = (x.at(day(&r.deposit.date)), y.at(i as f64 + 1.0));
        let name = say.finish(&say.w.name(&r.country));
        let name = if unsure(r) { format!("{name} ?") } else { name };
        let left = [(0.0, 6.0), (0.0, 2.0), (6.0, -2.0), (0.0, 9.0), (8.0, -8.0), (24.0, 6.0)].map(|(out, down)| (px - 12.0 - out, py + down, Anchor::End));
        let right = [(0.0, 17.0), (0.0, 20.0), (0.0, 14.0), (4.0, 24.0), (12.0, 20.0)].map(|(out, down)| (px + 10.0 + out, py + down, Anchor::Start));
        let places: Vec<_> = if i % 2 == 0 { left.into_iter().chain(right).collect() } else { right.into_iter().chain(left).collect() };
        let placed = [20.0, 18.0].into_iter().any(|size| canvas.place(&name, Style::plain(size, ink::TEXT), &inside, places.iter().copied()).is_some());
        if !placed {
            unplaced.push(say.w.name(&r.country));
        }
    }
    (canvas, unplaced)
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
    let trend = dense
        .filter(|w| middle(&w[3].1) - middle(&w[0].1) < longest / 4.0)
        .map_or_else(String::new, |w| say.w.say("chart-timeline-dense", &[("span", say.months(w[0].1.first(), w[3].1.first()).into())]));
    Some(Drawing {
        alt: say.say("chart-timeline-alt", &[("n", events.len().into()), ("list", items.join("; ").into()), ("trend", trend.into())]),
        title,
        head: ["column-date", "chart-column-event"].map(|k| say.plain(k)).to_vec(),
        align: vec![Align::Left, Align::Left],
        rows: events.iter().map(|(_, date, name)| vec![say.finish(&say.w.date(date)), say.finish(name)]).collect(),
        canvas,
    })
}

/// A place for an event's text: the box, its lines, and the upright line to it.
struct Spot {
    area: Area,
    leader: Area,
    lines: Vec<String>,
    cost: f64,
}

/// Draws the line; also returns the raw texts that found no place.
fn timeline_on(say: &Say<'_>, events: &[(&Event, FuzzyDate, String)], title: &str, below: &str, foot: &str) -> (Canvas, Vec<String>) {
    /// Half the height of the band that is the axis.
    const HALF: f64 = 20.0;
    let mut canvas = Canvas::default();
    let free = canvas.frame(title, below, foot);
    let (low, high) = (middle(&events[0].1), middle(&events[events.len() - 1].1));
    let (from, to) = (events[0].1.first().year(), events[events.len() - 1].1.first().year() + 1);
    let start = days(jiff::civil::date(from, 1, 1)).max(low - (high - low) * 0.02);
    let end = days(jiff::civil::date(to, 1, 1)).min(high + (high - low) * 0.02);
    let x = Scale::new((start, end), (free.left + 4.0, free.right - 4.0));
    let axis = f64::midpoint(free.top, free.bottom);
    let band = Area { left: free.left, top: axis - HALF, right: free.right, bottom: axis + HALF };
    canvas.area(band, 4.0, Paint::fill(ink::GRID));
    let every = (74.0 / (x.at(365.25) - x.at(0.0)).max(0.1)).ceil().max(1.0) as i16;
    for year in from..=to {
        let at = x.at(days(jiff::civil::date(year, 1, 1)));
        if at < free.left + 4.0 || at > free.right - 4.0 {
            continue;
        }
        canvas.line(&[(at, axis - 7.0), (at, axis + 7.0)], Paint::stroke(ink::FAINT, 1.5));
        if (year - from) % every == 0 && at + 58.0 < free.right {
            canvas.inset(year.to_string(), at + 6.0, axis + 7.5, Anchor::Start, Style::plain(21.0, ink::TEXT));
        }
    }
    let texts: Vec<Label> = events
        .iter()
        .map(|(event, date, name)| Label { at: x.at(middle(date)), dated: say.finish(&say.w.date(date)), name: say.finish(name), bold: event.weight >= 8 })
        .collect();
    let mut unplaced = Vec::new();
    for ((label, spot), (_, date, name)) in texts.iter().zip(arrange(&texts, free, band)).zip(events) {
        let colour = if label.bold { ink::ORANGE } else { ink::BLUE };
        let (form, reach) = if label.bold { (Form::Diamond, 8.0) } else { (Form::Circle, 6.5) };
        let paint = Paint { fill: Some(colour), stroke: Some(ink::CARD), width: 2.0, dashes: None, opacity: 1.0 };
        let Some(spot) = spot else {
            unplaced.push(format!("{name} ({})", say.w.date(date)));
            canvas.mark(form, label.at, band.top, reach, paint);
            continue;
        };
        canvas.line(&[(label.at, spot.leader.top), (label.at, spot.leader.bottom)], Paint::stroke(colour, 2.0));
        let left = spot.area.left + 4.0;
        canvas.text(label.dated.clone(), left, spot.area.top + LINE * 0.8, Anchor::Start, Style::plain(20.0, ink::SOFT));
        for (i, line) in spot.lines.iter().enumerate() {
            let style = if label.bold { Style::bold(TEXT, ink::TEXT) } else { Style::plain(TEXT, ink::TEXT) };
            canvas.text(line.clone(), left, spot.area.top + LINE * (i as f64 + 1.8), Anchor::Start, style);
        }
        canvas.mark(form, label.at, if spot.area.bottom <= band.top { band.top } else { band.bottom }, reach, paint);
    }
    (canvas, unplaced)
}

/// An event's text and where it belongs.
struct Label {
    at: f64,
    dated: String,
    name: String,
    bold: bool,
}

/// A place for every label, as far as there is one.
fn arrange(labels: &[Label], free: Area, band: Area) -> Vec<Option<Spot>> {
    let all: Vec<f64> = labels.iter().map(|label| label.at).collect();
    // From both ends towards the densest part: texts at its edges can lean outwards and leave the way open for those inside.
    let crowd = densest(&all);
    let mut order: Vec<usize> = (0..labels.len()).collect();
    order.sort_by(|a, b| (all[*b] - crowd).abs().total_cmp(&(all[*a] - crowd).abs()));
    let mut best: Option<(usize, Vec<Option<Spot>>)> = None;
    for _ in 0..8 {
        let mut spots: Vec<Option<Spot>> = labels.iter().map(|_| None).collect();
        let (mut taken, mut leaders) = (Vec::new(), Vec::new());
        for (done, i) in order.iter().enumerate() {
            let waiting: Vec<f64> = order[done + 1..].iter().map(|i| all[*i]).collect();
            let room = Room { free, band, at: all[*i], crowd, waiting: &waiting, taken: &taken, leaders: &leaders };
            if let Some(spot) = room.best(&labels[*i]) {
                taken.push(spot.area);
                leaders.push((spot.leader, all[*i]));
                spots[*i] = Some(spot);
            }
        }
        let missing: Vec<usize> = order.iter().copied().filter(|i| spots[*i].is_none()).collect();
        if best.as_ref().is_none_or(|(least, _)| missing.len() < *least) {
            best = Some((missing.len(), spots));
        }
        if missing.is_empty() {
            break;
        }
        // Those that found no place choose first in the next round.
        order.retain(|i| !missing.contains(i));
        order.splice(0..0, missing);
    }
    best.map(|(_, spots)| spots).unwrap_or_default()
}

/// Size of the texts along the line.
const TEXT: f64 = 22.0;
/// Height of their lines.
const LINE: f64 = 26.0;

/// Where most of the positions stand close together: the middle of the shortest stretch that holds a third of them.
fn densest(sorted: &[f64]) -> f64 {
    let third = (sorted.len() / 3).clamp(1, sorted.len());
    sorted.windows(third).min_by(|a, b| (a[third - 1] - a[0]).total_cmp(&(b[third - 1] - b[0]))).map_or(0.0, |w| f64::midpoint(w[0], w[third - 1]))
}

/// What an event's text must fit into.
struct Room<'a> {
    free: Area,
    band: Area,
    at: f64,
    crowd: f64,
    waiting: &'a [f64],
    taken: &'a [Area],
    leaders: &'a [(Area, f64)],
}

impl Room<'_> {
    /// The cheapest place: near the axis, over no event that still waits for its own, leaning away from the crowd.
    fn best(&self, Label { dated, name, bold, .. }: &Label) -> Option<Spot> {
        let bold = *bold;
        let mut best: Option<Spot> = None;
        for width in [250.0, 190.0, 150.0, 120.0] {
            let lines = wrap(name, TEXT, bold, width);
            let width = lines.iter().map(|l| measure(l, TEXT, bold)).chain([measure(dated, 20.0, false)]).fold(0.0, f64::max) + 8.0;
            let height = LINE * (lines.len() as f64 + 1.0) + 2.0;
            for up in [true, false] {
                for level in 0..24 {
                    for share in [0.04, 0.96, 0.5, 0.25, 0.75] {
                        let left = (self.at - width * share).clamp(self.free.left - 4.0, (self.free.right + 4.0 - width).max(self.free.left));
                        let out = 20.0 + f64::from(level) * 8.0;
                        let top = if up { self.band.top - out - height } else { self.band.bottom + out };
                        let area = Area { left, top, right: left + width, bottom: top + height };
                        let Some(cost) = self.cost(&area, up, f64::from(level), lines.len()) else { continue };
                        if best.as_ref().is_none_or(|b| cost < b.cost) {
                            let leader = self.leader(&area, up);
                            best = Some(Spot { area, leader, lines: lines.clone(), cost });
                        }
                    }
                }
            }
        }
        best
    }

    fn leader(&self, area: &Area, up: bool) -> Area {
        let (top, bottom) = if up { (area.bottom, self.band.top) } else { (self.band.bottom, area.top) };
        Area { left: self.at - 1.0, top, right: self.at + 1.0, bottom }
    }

    /// `None` where the text cannot stand.
    fn cost(&self, area: &Area, up: bool, level: f64, lines: usize) -> Option<f64> {
        let leader = self.leader(area, up);
        let airy = Area { left: area.left - 5.0, right: area.right + 5.0, top: area.top - 2.0, bottom: area.bottom + 2.0 };
        let inside = self.at >= area.left && self.at <= area.right && area.top >= self.free.top - 8.0 && area.bottom <= self.free.bottom + 8.0;
        let blocked = self.taken.iter().any(|t| t.meets(&airy) || t.meets(&Area { left: leader.left - 3.0, right: leader.right + 3.0, ..leader }));
        let crossed = self.leaders.iter().any(|(l, at)| l.meets(&airy) || (l.meets(&leader) && (at - self.at).abs() < 2.0));
        if !inside || blocked || crossed {
            return None;
        }
        let covered = self.waiting.iter().filter(|at| **at > airy.left && **at < airy.right).count() as f64;
        let middle = f64::midpoint(area.left, area.right);
        let towards = if (self.crowd - self.at) * (middle - self.at) > 0.0 { 1.5 } else { 0.0 };
        // Several events over one another fill a side; the balance of the sides keeps room for the rest.
        let same_side = self.leaders.iter().filter(|(l, at)| (l.bottom <= self.band.top) == up && (at - self.at).abs() < 160.0).count() as f64;
        Some(covered * 9.0 + level * 0.8 + towards + same_side * 1.2 + lines as f64 * 1.5)
    }
}

/// The day that stands for a date on a scale.
fn middle(date: &FuzzyDate) -> f64 {
    if date.open { days(date.first()) } else { f64::midpoint(days(date.first()), days(date.last())) }
}
