//! Answers about figures by year, and about the strength of missions.

use super::{
    Writer,
    model::{Align, Block},
};
use crate::{
    answer::words::Words,
    data::{
        Kind,
        date::FuzzyDate,
        schema::{DataPoint, FigureKind, Mission, MissionKind, Rank, Series, Unit},
    },
    query::{
        model::{Bound, Measure, Op, Rel},
        parse::{CLAIMED, kind_word},
    },
};

pub(super) fn series(w: &mut Writer<'_>) {
    let r = &w.engine().dataset.records;
    let found = w.q.ids.first().and_then(|id| w.engine().dataset.find(id));
    match (w.q.op, found) {
        (Op::MissionList, _) => missions(w),
        (Op::MissionCount, Some((Kind::Mission, i))) => mission_count(w, i),
        (_, Some((Kind::Series, i))) => figures(w, &r.series[i]),
        _ => w.unknown("not_in_data", w.w.plain("unknown-not-in-data")),
    }
}

fn value(w: &Words<'_>, series: &Series, point: &DataPoint) -> String {
    let figure = match series.unit {
        Unit::PercentGdp => w.say("unit-percent-gdp", &[("value", w.percent(point.value).into())]),
        Unit::MillionEur => w.say("unit-million-eur", &[("value", w.decimal(point.value).into())]),
        Unit::Persons => w.say("unit-persons", &[("value", w.number(point.value as u32).into()), ("n", (point.value as i64).into())]),
    };
    match point.kind {
        FigureKind::Actual => figure,
        FigureKind::Plan => w.say("figure-plan", &[("figure", figure.into())]),
        FigureKind::Estimate => w.say("figure-estimate", &[("figure", figure.into())]),
        FigureKind::About => w.say("figure-about", &[("figure", figure.into())]),
    }
}

fn time(w: &Words<'_>, point: &DataPoint) -> String {
    point.date.as_ref().map_or_else(|| point.year.to_string(), |d| w.date(d))
}

fn at(point: &DataPoint) -> FuzzyDate {
    point.date.unwrap_or_else(|| FuzzyDate::from_point(crate::data::date::Point::Year(point.year, None)))
}

fn figures(w: &mut Writer<'_>, series: &Series) {
    w.title(w.w.lang.pick(&series.name));
    let mut points: Vec<&DataPoint> = series.points.iter().collect();
    points.sort_by_key(|p| (p.year, p.rank != Rank::Preferred));
    let preferred: Vec<&DataPoint> = points.iter().filter(|p| p.rank == Rank::Preferred).copied().collect();
    let actual: Vec<&DataPoint> = preferred.iter().filter(|p| p.kind != FigureKind::Plan).copied().collect();
    let name = w.w.lang.pick(&series.name).to_owned();
    let line = |w: &Writer<'_>, p: &DataPoint| w.say("series-line", &[("time", time(&w.w, p).into()), ("value", value(&w.w, series, p).into())]);
    let mut shown: Vec<&DataPoint> = Vec::new();
    let headline = match w.q.op {
        Op::SeriesMax | Op::SeriesMin => {
            // A time that is claimed of the extreme limits nothing.
            let limit = w.q.span.filter(|_| w.q.word.as_deref() != Some(CLAIMED));
            let pool: Vec<&DataPoint> = actual.iter().filter(|p| limit.is_none_or(|s| w.q.rel.holds(&at(p), &s))).copied().collect();
            let best = if w.q.op == Op::SeriesMax {
                pool.iter().max_by(|a, b| a.value.total_cmp(&b.value))
            } else {
                pool.iter().min_by(|a, b| a.value.total_cmp(&b.value))
            };
            let Some(best) = best.copied() else { return not_there(w, series) };
            shown.push(best);
            w.say(if w.q.op == Op::SeriesMax { "series-highest" } else { "series-lowest" }, &[("name", name.into()), ("line", line(w, best).into())])
        }
        Op::SeriesFirst => {
            let value = w.q.value.unwrap_or_default();
            let Some(first) = actual.iter().find(|p| p.value >= value).copied() else { return not_there(w, series) };
            shown.push(first);
            let before = actual.iter().rfind(|p| p.year < first.year).map_or_else(String::new, |p| w.say("series-before", &[("line", line(w, p).into())]));
            w.say("series-first", &[("name", name.into()), ("line", line(w, first).into()), ("before", before.into())])
        }
        Op::SeriesChange if w.q.word.as_deref() == Some("jump") => {
            let fits = |p: &&DataPoint| w.q.span.as_ref().is_none_or(|s| at(p).first() <= s.last());
            let pool: Vec<&DataPoint> = actual.iter().filter(|p| fits(p)).copied().collect();
            let best =
                pool.windows(2).filter(|pair| pair[1].year == pair[0].year + 1).max_by(|a, b| (a[1].value - a[0].value).total_cmp(&(b[1].value - b[0].value)));
            let Some(&[a, b]) = best else { return not_there(w, series) };
            shown.extend([a, b]);
            let difference = b.value - a.value;
            let change = match series.unit {
                Unit::PercentGdp => w.w.points(difference),
                Unit::MillionEur => w.say("unit-million-eur", &[("value", w.w.decimal(difference).into())]),
                Unit::Persons => w.w.number(difference.abs() as u32),
            };
            w.say("series-jump", &[("name", name.into()), ("change", change.into()), ("first", line(w, a).into()), ("last", line(w, b).into())])
        }
        Op::SeriesList if w.q.word.as_deref() == Some("sum") && series.unit == Unit::MillionEur => {
            let pool: Vec<&DataPoint> = actual.iter().filter(|p| w.q.span.as_ref().is_none_or(|s| w.q.rel.holds(&at(p), s))).copied().collect();
            let (Some(a), Some(b)) = (pool.first().copied(), pool.last().copied()) else { return not_there(w, series) };
            shown.extend(&pool);
            let hundredths: i64 = pool.iter().map(|p| (p.value * 100.0).round() as i64).sum();
            let total = w.say("unit-million-eur", &[("value", w.w.decimal(hundredths as f64 / 100.0).into())]);
            w.say(
                "series-sum",
                &[("name", name.into()), ("total", total.into()), ("n", pool.len().into()), ("first", time(&w.w, a).into()), ("last", time(&w.w, b).into())],
            )
        }
        Op::SeriesChange => {
            let ends: Vec<FuzzyDate> = w.q.word.as_deref().map(|word| word.split('|').filter_map(|d| d.parse().ok()).collect()).unwrap_or_default();
            let pick = |d: &FuzzyDate| preferred.iter().find(|p| at(p).overlaps(d)).copied();
            let (first, last) = if let [a, b] = ends[..] {
                match (pick(&a), pick(&b)) {
                    // A change runs forwards in time, whichever year is named first.
                    (Some(a), Some(b)) => {
                        if a.year <= b.year {
                            (a, b)
                        } else {
                            (b, a)
                        }
                    }
                    _ => return not_there(w, series),
                }
            } else {
                let fits = |p: &&&DataPoint| {
                    w.q.span.as_ref().is_none_or(|s| {
                        if w.q.rel == Rel::In && s.exact_day().is_none() && s.first().year() == s.last().year() {
                            p.year >= s.first().year()
                        } else {
                            w.q.rel.holds(&at(p), s)
                        }
                    })
                };
                let pool: Vec<&DataPoint> = actual.iter().filter(fits).copied().collect();
                let (Some(a), Some(b)) = (pool.first().copied(), pool.last().copied()) else { return not_there(w, series) };
                (a, b)
            };
            shown.extend([first, last]);
            let difference = last.value - first.value;
            let change = match series.unit {
                Unit::PercentGdp => w.w.points(difference),
                Unit::MillionEur => w.say("unit-million-eur", &[("value", w.w.decimal(difference.abs()).into())]),
                Unit::Persons => w.w.number(difference.abs() as u32),
            };
            let ratio = if first.value == 0.0 { 0.0 } else { difference / first.value * 100.0 };
            w.say(
                "series-change",
                &[
                    ("name", name.into()),
                    ("first", line(w, first).into()),
                    ("last", line(w, last).into()),
                    ("direction", w.w.plain(if difference < 0.0 { "fell" } else { "rose" }).into()),
                    ("change", change.into()),
                    ("ratio", w.w.percent(ratio.abs()).into()),
                ],
            )
        }
        Op::SeriesList => {
            shown.extend(&preferred);
            let (Some(a), Some(b)) = (preferred.first(), actual.last()) else { return not_there(w, series) };
            w.say("series-list", &[("name", name.into()), ("first", line(w, a).into()), ("last", line(w, b).into())])
        }
        _ => match &w.q.span {
            Some(span) => {
                let hits: Vec<&DataPoint> = points.iter().filter(|p| w.q.rel.holds(&at(p), span)).copied().collect();
                if hits.is_empty() {
                    return not_there(w, series);
                }
                shown.extend(&hits);
                let lines: Vec<String> = hits.iter().map(|p| line(w, p)).collect();
                w.say("series-at", &[("name", name.into()), ("lines", lines.join("; ").into())])
            }
            None => {
                let Some(last) = actual.last().copied() else { return not_there(w, series) };
                shown.push(last);
                let later: Vec<String> = preferred.iter().filter(|p| p.year > last.year).map(|p| line(w, p)).collect();
                let extra = if later.is_empty() { String::new() } else { format!("; {}", later.join("; ")) };
                w.say("series-latest", &[("name", name.into()), ("line", format!("{}{extra}", line(w, last)).into())])
            }
        },
    };
    w.headline(w.judged(figures_hold(w, series, &shown), &headline));
    if let Some(summary) = &series.summary {
        w.text(w.w.lang.pick(summary).to_owned());
    }
    for point in &shown {
        if let Some(note) = &point.note {
            let text = w.say("series-note", &[("time", time(&w.w, point).into()), ("note", w.w.lang.pick(note).to_owned().into())]);
            w.note(text);
        }
    }
    let rows = points.iter().map(|p| vec![time(&w.w, p), value(&w.w, series, p)]).collect();
    w.block(Block::Table { title: None, head: ["column-year", "column-value"].map(|k| w.w.plain(k)).to_vec(), align: vec![Align::Left, Align::Left], rows });
    let targets = series
        .targets
        .iter()
        .map(|t| w.say("series-target", &[("date", w.w.date(&t.date).into()), ("text", w.w.lang.pick(&t.text).to_owned().into())]))
        .collect();
    w.list(Some(w.w.plain("heading-targets")), targets);
    w.rests_on(&series.id);
    w.cite(shown.iter().flat_map(|p| &p.cites));
    w.conflicts(&series.id);
    w.suggest(&series.related);
}

/// Whether the figures found are what is claimed of them.
fn figures_hold(w: &Writer<'_>, series: &Series, shown: &[&DataPoint]) -> Option<bool> {
    let own = match series.unit {
        Unit::PercentGdp => Measure::Percent,
        Unit::MillionEur => Measure::Million,
        Unit::Persons => Measure::Plain,
    };
    match (w.q.op, shown) {
        (Op::SeriesChange, [first, last]) => {
            // The figures stand in the order of time; what is named first may be the later one.
            let named: Vec<FuzzyDate> = w.q.word.as_deref().map(|word| word.split('|').filter_map(|d| d.parse().ok()).collect()).unwrap_or_default();
            let turned = matches!(named[..], [a, b] if a.first() > b.first());
            let (a, b) = if turned { (last.value, first.value) } else { (first.value, last.value) };
            let directed = w.direction_agrees(a, b, first.value, last.value);
            let difference = last.value - first.value;
            let sized = w.agree(&[Measure::Plain, Measure::Percent, Measure::Million], |claim| match claim.measure {
                measure if measure == own || measure == Measure::Plain => Some(claim.agrees(difference.abs())),
                Measure::Percent if first.value > 0.0 => Some(claim.agrees(difference.abs() / first.value * 100.0)),
                _ => None,
            });
            directed.or(sized).map(|_| directed.unwrap_or(true) && sized.unwrap_or(true))
        }
        (Op::SeriesFirst, [first, ..]) => {
            let never = w.q.claims.iter().any(|claim| claim.bound == Bound::Exactly && claim.amount == 0.0);
            w.q.yesno.then(|| !never && w.q.span.is_none_or(|span| w.q.rel.holds(&at(first), &span)))
        }
        (Op::SeriesMax | Op::SeriesMin, [best, ..]) => {
            let timed = w.q.span.filter(|_| w.q.word.as_deref() == Some(CLAIMED)).map(|span| w.q.rel.holds(&at(best), &span));
            let sized = w.agree(&[own, Measure::Plain], |claim| Some(claim.agrees(best.value)));
            timed.or(sized).map(|_| timed.unwrap_or(true) && sized.unwrap_or(true))
        }
        (Op::SeriesAt, _) => {
            // What is preferred decides; a figure that is claimed may be the other one.
            let preferred: Vec<&&DataPoint> = shown.iter().filter(|p| p.rank == Rank::Preferred).collect();
            w.agree(&[own, Measure::Plain], |claim| {
                let pool = if claim.bound == Bound::Exactly || preferred.is_empty() { shown.iter().collect() } else { preferred.clone() };
                Some(pool.iter().any(|p| claim.agrees(p.value)))
            })
        }
        _ => None,
    }
}

fn not_there(w: &mut Writer<'_>, series: &Series) {
    let mut years: Vec<i16> = series.points.iter().map(|p| p.year).collect();
    years.sort_unstable();
    years.dedup();
    let list: Vec<String> = years.iter().map(ToString::to_string).collect();
    let text = w.say("series-none", &[("name", w.w.lang.pick(&series.name).to_owned().into()), ("years", list.join(", ").into())]);
    w.unknown("not_in_data", text);
    w.suggest(std::slice::from_ref(&series.id));
}

/// The numbers of people that a mission had, with their dates and reasons.
pub(super) fn strengths(w: &mut Writer<'_>, i: usize) {
    let mission = &w.engine().dataset.records.missions[i];
    let lines = mission
        .figures
        .iter()
        .map(|f| {
            let note = f.note.as_ref().map_or_else(String::new, |n| format!(" – {}", w.w.lang.pick(n)));
            format!("{}{note}", strength_line(w, f))
        })
        .collect();
    w.list(Some(w.w.plain("heading-strength")), lines);
}

/// "40 soldiers, with 3 medics and 2 officers (2010)".
fn strength_line(w: &Writer<'_>, figure: &crate::data::schema::Strength) -> String {
    let count = figure.count.map_or_else(String::new, |n| format!("{} ", w.w.number(n)));
    let date = figure.date.as_ref().map_or_else(String::new, |d| format!(" ({})", w.w.date(d)));
    format!("{count}{}{date}", w.w.lang.pick(&figure.what))
}

fn mission_count(w: &mut Writer<'_>, i: usize) {
    let mission: &Mission = &w.engine().dataset.records.missions[i];
    w.title(w.w.lang.pick(&mission.name));
    let mut fitting: Vec<_> = mission.figures.iter().filter(|f| w.q.span.as_ref().is_none_or(|s| f.date.is_some_and(|d| w.q.rel.holds(&d, s)))).collect();
    fitting.sort_by_key(|f| (f.rank != Rank::Preferred, f.date.map(|d| d.first())));
    if fitting.is_empty() {
        let text = w.say(
            "mission-no-figure",
            &[("name", w.w.lang.pick(&mission.name).to_owned().into()), ("what", super::first_sentence(w.w.lang.pick(&mission.what)).to_owned().into())],
        );
        w.unknown("known_unknown", text);
        strengths(w, i);
        w.rests_on(&mission.id);
        return;
    }
    // The peak is the largest number; else the preferred figures come first, each with its date.
    if w.q.side == Some(crate::query::model::Side::Lead) {
        fitting.sort_by_key(|f| std::cmp::Reverse(f.count));
    }
    let lines: Vec<String> = fitting.iter().take(4).map(|f| strength_line(w, f)).collect();
    let headline = w.say("mission-count", &[("name", w.w.lang.pick(&mission.name).to_owned().into()), ("lines", lines.join("; ").into())]);
    let holds = w.agree(&[Measure::Plain], |claim| Some(fitting.iter().filter_map(|f| f.count).any(|n| claim.agrees(f64::from(n)))));
    w.headline(w.judged(holds, &headline));
    w.text(w.w.lang.pick(&mission.what).to_owned());
    strengths(w, i);
    w.rests_on(&mission.id);
    w.cite(fitting.iter().flat_map(|f| &f.cites));
    w.conflicts(&mission.id);
}

fn missions(w: &mut Writer<'_>) {
    w.title(w.w.plain("title-missions"));
    let kinds = [MissionKind::Nato, MissionKind::Eu, MissionKind::Un, MissionKind::Bilateral];
    let all: Vec<&Mission> = w
        .engine()
        .dataset
        .records
        .missions
        .iter()
        .filter(|m| w.q.word.as_ref().is_none_or(|word| kind_word(m.kind) == *word))
        .filter(|m| {
            w.q.span.as_ref().is_none_or(|s| {
                m.from.or(m.dates.first().map(|d| d.date)).is_some_and(|d| w.q.rel.holds(&d, s))
                    || m.figures.iter().any(|f| f.date.is_some_and(|d| w.q.rel.holds(&d, s)))
            })
        })
        .collect();
    if all.is_empty() {
        return w.unknown("not_in_data", w.w.plain("unknown-not-in-data"));
    }
    let mut pieces = Vec::new();
    for kind in kinds {
        let names: Vec<String> = all.iter().filter(|m| m.kind == kind).map(|m| w.w.lang.pick(&m.name).to_owned()).collect();
        if !names.is_empty() {
            pieces.push(w.say(&format!("missions-{}", kind_word(kind)), &[("list", names.join(", ").into())]));
        }
    }
    let headline = w.say("missions-headline", &[("n", all.len().into()), ("list", pieces.join("; ").into())]);
    w.headline(headline);
    let lines = all.iter().map(|m| super::first_sentence(w.w.lang.pick(&m.what)).to_owned()).collect();
    w.list(None, lines);
    for m in all {
        w.rests_on(&m.id);
    }
}
