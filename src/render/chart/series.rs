//! Charts of figures by year: bars from 0, what is not a plain figure told by its form and its word.

use super::{
    Drawing, Say,
    layout::{Anchor, Area, Canvas, Form, Paint, Scale, Style, ink, measure, ticks},
};
use crate::{
    answer::model::Align,
    data::schema::{DataPoint, FigureKind, Rank, Series, Unit},
    text::capital,
};

fn value(say: &Say<'_>, series: &Series, value: f64) -> String {
    match series.unit {
        Unit::PercentGdp => say.w.percent(value),
        Unit::MillionEur => say.w.decimal(value),
        Unit::Persons => say.w.number(value.round() as u32),
    }
}

fn kind_key(kind: FigureKind) -> Option<&'static str> {
    match kind {
        FigureKind::Actual => None,
        FigureKind::Plan => Some("chart-kind-plan"),
        FigureKind::Estimate => Some("chart-kind-estimate"),
        FigureKind::About => Some("chart-kind-about"),
    }
}

pub(super) fn series(say: &Say<'_>, series: &Series) -> Option<Drawing> {
    let mut points: Vec<&DataPoint> = series.points.iter().collect();
    points.sort_by_key(|p| (p.year, p.rank != Rank::Preferred, p.date.map(|d| d.sort_key())));
    let (first, last) = (points.first()?.year, points.last()?.year);
    let unit = say.w.plain(match series.unit {
        Unit::PercentGdp => "chart-unit-percent",
        Unit::MillionEur => "chart-unit-million",
        Unit::Persons => "chart-unit-persons",
    });
    let title = say.finish(&capital(say.w.pick(&series.name)));
    let below = say.say("chart-series-below", &[("unit", unit.clone().into()), ("first", first.to_string().into()), ("last", last.to_string().into())]);
    // The first figure of a year is its bar; any other stands beside it as a mark.
    let bars: Vec<&DataPoint> = points.iter().enumerate().filter(|(i, p)| *i == 0 || points[i - 1].year != p.year).map(|(_, p)| *p).collect();
    let others: Vec<&DataPoint> = points.iter().enumerate().filter(|(i, p)| *i > 0 && points[i - 1].year == p.year).map(|(_, p)| *p).collect();
    let mut notes = Vec::new();
    if bars.iter().any(|p| p.kind != FigureKind::Actual) {
        notes.push(say.plain("chart-series-dashed"));
    }
    if !others.is_empty() {
        notes.push(say.plain("chart-series-other"));
    }
    let years = usize::try_from(last - first).unwrap_or(0) + 1;
    if bars.len() < years {
        notes.push(say.plain("chart-series-gap"));
    }
    let mut canvas = Canvas::default();
    let free = canvas.frame(&title, &below, &notes.join(" "));
    let top = points.iter().map(|p| p.value).fold(0.0, f64::max);
    let grid = ticks(top * 1.04, 4.0);
    let widest = grid.iter().map(|t| measure(&value(say, series, *t), 23.0, false)).fold(0.0, f64::max);
    let plot = Area { left: free.left + widest + 14.0, top: free.top + 26.0, right: free.right, bottom: free.bottom - 46.0 };
    let y = Scale::new((0.0, grid.last().copied().unwrap_or(1.0)), (plot.bottom, plot.top));
    for tick in &grid {
        let at = y.at(*tick);
        canvas.line(&[(plot.left, at), (plot.right, at)], Paint::stroke(if *tick == 0.0 { ink::FAINT } else { ink::GRID }, 1.5));
        canvas.text(value(say, series, *tick), plot.left - 12.0, at + 8.0, Anchor::End, Style::plain(23.0, ink::SOFT));
    }
    let slot = ((plot.right - plot.left) / years as f64).min(190.0);
    let start = f64::midpoint(plot.left, plot.right) - slot * years as f64 / 2.0;
    let at = |year: i16| start + slot * (f64::from(year - first) + 0.5);
    let half = (slot * 0.38).min(60.0);
    for year in first..=last {
        canvas.text(year.to_string(), at(year), plot.bottom + 32.0, Anchor::Middle, Style::plain(23.0, ink::SOFT));
    }
    for point in &bars {
        let x = at(point.year);
        let area = Area { left: x - half, top: y.at(point.value), right: x + half, bottom: plot.bottom };
        let paint = match point.kind {
            FigureKind::Actual => Paint::fill(ink::BLUE),
            _ => Paint { fill: Some(ink::CARD), stroke: Some(ink::BLUE), width: 2.5, dashes: Some("7 6"), opacity: 1.0 },
        };
        canvas.area(area, 3.0, paint);
        canvas.keep_clear(area);
    }
    for point in &others {
        let paint = Paint { fill: Some(ink::ORANGE), stroke: Some(ink::CARD), width: 2.0, dashes: None, opacity: 1.0 };
        canvas.mark(Form::Diamond, at(point.year), y.at(point.value), 9.0, paint);
    }
    let inside = Area { left: plot.left - 6.0, top: free.top - 4.0, right: free.right + 10.0, bottom: plot.bottom };
    for point in &bars {
        let (x, top) = (at(point.year), y.at(point.value));
        let size = if slot > 96.0 { 26.0 } else { 22.0 };
        let text = value(say, series, point.value);
        let kind = kind_key(point.kind).map(|key| say.plain(key));
        let mark = others.iter().find(|o| o.year == point.year).map(|o| y.at(o.value));
        // A mark close above the bar pushes the bar's figure inside it.
        let in_the_way = mark.is_some_and(|m| m < top + 12.0 && m > top - size - 26.0);
        if in_the_way && plot.bottom - top > 70.0 {
            let colour = if point.kind == FigureKind::Actual { ink::CARD } else { ink::TEXT };
            canvas.inset(text, x, top + size + 12.0, Anchor::Middle, Style::bold(size, colour));
            if let Some(kind) = kind {
                canvas.inset(kind, x, top + size + 38.0, Anchor::Middle, Style::plain(20.0, colour));
            }
            continue;
        }
        canvas.text(text, x, top - 10.0, Anchor::Middle, Style::bold(size, ink::TEXT));
        if let Some(kind) = kind {
            // Inside the hollow bar, or above the figure where the bar is too low or too narrow.
            let style = Style::plain(20.0, ink::SOFT);
            if plot.bottom - top > 44.0 && measure(&kind, 20.0, false) < half * 2.0 - 10.0 {
                canvas.inset(kind, x, top + 30.0, Anchor::Middle, style);
            } else {
                canvas.text(kind, x, top - size - 12.0, Anchor::Middle, style);
            }
        }
    }
    for point in &others {
        let (x, top) = (at(point.year), y.at(point.value));
        let kind = kind_key(point.kind).map_or_else(String::new, |key| format!(" ({})", say.plain(key)));
        let style = Style::plain(21.0, ink::ORANGE);
        let figure = value(say, series, point.value);
        for text in [format!("{figure}{kind}"), figure] {
            let places =
                [(x, top - 16.0, Anchor::Middle), (x + 16.0, top + 7.0, Anchor::Start), (x - 16.0, top + 7.0, Anchor::End), (x, top - 44.0, Anchor::Middle)];
            if canvas.place(&text, style, &inside, places).is_some() {
                break;
            }
        }
    }
    Some(finish(say, series, &points, &bars, title, &unit, canvas))
}

fn finish(say: &Say<'_>, series: &Series, points: &[&DataPoint], bars: &[&DataPoint], title: String, unit: &str, canvas: Canvas) -> Drawing {
    let time = |p: &DataPoint| p.date.as_ref().map_or_else(|| p.year.to_string(), |d| say.w.date(d));
    let line = |p: &DataPoint| {
        let kind = kind_key(p.kind).map_or_else(String::new, |key| format!(" ({})", say.w.plain(key)));
        format!("{} {}{kind}", p.year, value(say, series, p.value))
    };
    let done: Vec<&DataPoint> = bars.iter().filter(|p| p.kind != FigureKind::Plan).copied().collect();
    let change = match (done.first(), done.last()) {
        (Some(a), Some(b)) if a.year != b.year => {
            let key = match b.value - a.value {
                d if d > 0.0 => "chart-rises",
                d if d < 0.0 => "chart-falls",
                _ => "chart-level",
            };
            say.w.say(
                key,
                &[
                    ("start", format!("{} ({})", value(say, series, a.value), a.year).into()),
                    ("end", format!("{} ({})", value(say, series, b.value), b.year).into()),
                ],
            )
        }
        _ => String::new(),
    };
    let list: Vec<String> = points.iter().map(|p| line(p)).collect();
    Drawing {
        alt: say.say(
            "chart-series-alt",
            &[("title", capital(say.w.pick(&series.name)).into()), ("unit", unit.into()), ("list", list.join(", ").into()), ("change", change.into())],
        ),
        title,
        head: ["column-date", "chart-column-figure", "chart-column-kind"].map(|k| say.plain(k)).to_vec(),
        align: vec![Align::Left, Align::Right, Align::Left],
        rows: points
            .iter()
            .map(|p| {
                let kind = say.plain(kind_key(p.kind).unwrap_or("chart-kind-actual"));
                let other = if p.rank == Rank::Preferred { String::new() } else { say.plain("chart-kind-other") };
                vec![say.finish(&time(p)), value(say, series, p.value), format!("{kind}{other}")]
            })
            .collect(),
        canvas,
    }
}
