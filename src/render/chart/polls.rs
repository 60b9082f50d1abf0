//! Charts of polls: every figure a mark, a smoothed line for each base, and groups side by side.

use super::{
    Drawing, Limits, Say,
    layout::{Anchor, Area, Canvas, Form, MARGIN, Paint, Scale, Style, WIDTH, around, days, ink, measure, smooth, text_area, wrap},
};
use crate::{
    answer::{model::Align, words::round_half_up},
    data::{
        date::FuzzyDate,
        schema::{Base, Poll, PollQuestion},
    },
    text::{capital, messages::Arg},
};

/// Polls farther apart than this, in days, are not joined by a line: nothing is known of the time between.
const WIDEST_GAP: f64 = 915.0;
/// The fewest figures that make a line.
const FEWEST: usize = 3;
/// The least width of smoothing, in days.
const LEAST_WIDTH: f64 = 240.0;

/// One figure "for".
struct Mark<'e> {
    poll: &'e Poll,
    date: FuzzyDate,
    day: f64,
    r#for: f64,
    against: Option<f64>,
    undecided: Option<f64>,
    base: Base,
    question: PollQuestion,
}

/// Who made the poll, as printed or as found elsewhere.
fn maker(poll: &Poll) -> Option<&str> {
    poll.pollster.as_deref().or(poll.pollster_found.as_deref())
}

fn maker_name(say: &Say<'_>, maker: Option<&str>) -> String {
    maker.map_or_else(|| say.w.plain("pollster-none"), |id| say.w.name(id))
}

fn colour(base: Base) -> &'static str {
    match base {
        Base::Decided => ink::BLUE,
        Base::All => ink::ORANGE,
        Base::Voters | Base::Unknown => ink::GREY,
    }
}

fn base_key(base: Base) -> &'static str {
    match base {
        Base::Decided => "chart-base-decided",
        Base::All => "chart-base-all",
        Base::Voters => "chart-base-voters",
        Base::Unknown => "chart-base-unknown",
    }
}

fn middle(date: &FuzzyDate) -> f64 {
    if date.open { days(date.first()) } else { f64::midpoint(days(date.first()), days(date.last())) }
}

/// Every figure "for" that the limits leave, oldest first. A survey known on both bases gives one for each.
fn marks<'e>(say: &Say<'e>, limits: &Limits) -> Vec<Mark<'e>> {
    let mut marks = Vec::new();
    for poll in &say.w.engine.dataset.records.polls {
        let support = matches!(poll.question, PollQuestion::Membership | PollQuestion::Referendum | PollQuestion::Opinion | PollQuestion::Stay);
        let Some(date) = poll.date.filter(|_| support) else { continue };
        let ours = limits.ids.is_empty() || limits.ids.iter().any(|id| maker(poll) == Some(id) || poll.id == *id);
        if !ours || !limits.spans.iter().all(|span| date.overlaps(span)) {
            continue;
        }
        let mut add = |r#for: Option<f64>, against, undecided, base| {
            if let Some(r#for) = r#for {
                marks.push(Mark { poll, date, day: middle(&date), r#for, against, undecided, base, question: poll.question });
            }
        };
        add(poll.r#for, poll.against, poll.undecided, poll.base);
        if let Some(raw) = poll.raw.as_ref().filter(|_| poll.base != Base::All) {
            add(raw.r#for, raw.against, raw.undecided, Base::All);
        }
    }
    marks.sort_by(|a, b| a.day.total_cmp(&b.day).then(b.r#for.total_cmp(&a.r#for)));
    marks
}

/// Marks of one base and question, near enough to each other for a line.
struct Run<'m, 'e> {
    marks: Vec<&'m Mark<'e>>,
    line: Vec<(f64, f64)>,
}

fn runs<'m, 'e>(marks: &'m [Mark<'e>]) -> Vec<Run<'m, 'e>> {
    let mut runs: Vec<Vec<&Mark<'e>>> = Vec::new();
    let kinds = [Base::Decided, Base::All, Base::Voters].map(|base| [(base, PollQuestion::Membership), (base, PollQuestion::Stay)]);
    for (base, question) in kinds.into_iter().flatten() {
        let mut run: Vec<&Mark<'e>> = Vec::new();
        for mark in marks.iter().filter(|m| m.base == base && m.question == question) {
            if run.last().is_some_and(|last| mark.day - last.day > WIDEST_GAP) {
                runs.push(std::mem::take(&mut run));
            }
            run.push(mark);
        }
        runs.push(run);
    }
    runs.retain(|run| run.len() >= FEWEST && run[run.len() - 1].day - run[0].day > 120.0);
    runs.into_iter()
        .map(|marks| {
            let points: Vec<(f64, f64)> = marks.iter().map(|m| (m.day, m.r#for)).collect();
            let gap = points.windows(2).map(|pair| pair[1].0 - pair[0].0).fold(0.0, f64::max);
            Run { line: smooth(&points, LEAST_WIDTH.max(gap * 0.6), 64), marks }
        })
        .collect()
}

/// The form of each pollster's marks: those with most polls have their own, those with one share the last.
fn forms<'e>(marks: &[Mark<'e>]) -> Vec<(Option<&'e str>, usize, Form)> {
    let mut counts: Vec<(Option<&str>, usize)> = Vec::new();
    for mark in marks {
        match counts.iter_mut().find(|(id, _)| *id == maker(mark.poll)) {
            Some((_, n)) => *n += 1,
            None => counts.push((maker(mark.poll), 1)),
        }
    }
    counts.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let own = [Form::Circle, Form::Square, Form::Diamond, Form::Up, Form::Down];
    counts.into_iter().enumerate().map(|(i, (id, n))| (id, n, if n > 1 { own.get(i).copied().unwrap_or(Form::Hexagon) } else { Form::Hexagon })).collect()
}

/// The years' ticks with their labels, thinned so that labels stay apart.
fn years(canvas: &mut Canvas, x: &Scale, plot: &Area, step: i16) {
    let first = year_of(x.from.0);
    for year in first..=year_of(x.from.1) {
        let at = x.at(days(jiff::civil::date(year, 1, 1)));
        if at < plot.left - 1.0 || at > plot.right + 1.0 {
            continue;
        }
        let long = (year - first) % step == 0;
        canvas.line(&[(at, plot.bottom), (at, plot.bottom + if long { 10.0 } else { 5.0 })], Paint::stroke(ink::FAINT, 1.5));
        if long && at < plot.right - 24.0 {
            canvas.text(year.to_string(), at, plot.bottom + 34.0, Anchor::Middle, Style::plain(23.0, ink::SOFT));
        }
    }
}

fn year_of(day: f64) -> i16 {
    let since = jiff::Span::new().try_days(day.floor() as i64);
    since.ok().and_then(|span| jiff::civil::date(2000, 1, 1).checked_add(span).ok()).map_or(2000, jiff::civil::Date::year)
}

pub(super) fn trend(say: &Say<'_>, limits: &Limits) -> Option<Drawing> {
    let marks = marks(say, limits);
    let (first, last) = (marks.first()?, marks.last()?);
    let runs = runs(&marks);
    let forms = forms(&marks);
    let title = if limits.ids.is_empty() {
        say.plain("chart-trend-title")
    } else {
        say.say("chart-trend-title-by", &[("names", say.w.row(&limits.ids.iter().map(|id| say.w.name(id)).collect::<Vec<_>>()).into())])
    };
    // The foot is known only when all labels have found their place, so its room is kept first.
    let mut notes: Vec<String> = Vec::new();
    if marks.iter().any(|m| m.poll.doubt.is_some()) {
        notes.push(say.plain("chart-note-doubt"));
    }
    if marks.iter().any(|m| matches!(m.base, Base::Unknown | Base::Voters)) {
        notes.push(say.plain("chart-note-base"));
    }
    if marks.iter().any(|m| m.poll.raw.is_some()) {
        notes.push(say.plain("chart-note-twice"));
    }
    if !runs.is_empty() {
        notes.push(say.plain("chart-note-smooth"));
    }
    // Labels that find no place are named at the foot, which takes room from the labels: a few rounds settle it.
    let (mut listed, mut canvas) = (Vec::new(), Canvas::default());
    for _ in 0..4 {
        let mut foot = notes.join(" ");
        if !listed.is_empty() {
            foot.push(' ');
            foot.push_str(&say.say("chart-note-unlabelled", &[("names", listed.join(", ").into())]));
        }
        let (drawn, unplaced) = trend_on(say, &marks, &runs, &forms, &title, &foot);
        canvas = drawn;
        if unplaced == listed {
            break;
        }
        listed = unplaced;
    }

    let mut alt =
        vec![say.say("chart-trend-alt", &[("n", marks.len().into()), ("title", title.clone().into()), ("span", say.finish(&span(say, first, last)).into())])];
    alt.extend(runs.iter().map(|run| run_alt(say, run)));
    let milestones: Vec<String> = say
        .events("chart-milestone-")
        .iter()
        .filter(|(_, date, _)| (first.day..=last.day).contains(&middle(date)))
        .map(|(_, date, name)| format!("{name} ({})", say.short(date.start)))
        .collect();
    if !milestones.is_empty() {
        alt.push(say.say("chart-marked", &[("list", milestones.join(", ").into())]));
    }
    Some(Drawing {
        alt: alt.join(" "),
        title,
        head: ["column-date", "column-pollster", "column-for", "column-against", "column-undecided", "chart-column-base"].map(|k| say.plain(k)).to_vec(),
        align: vec![Align::Left, Align::Left, Align::Right, Align::Right, Align::Right, Align::Left],
        rows: marks
            .iter()
            .map(|m| {
                let figure = |v: Option<f64>| v.map_or_else(|| "–".to_owned(), |v| say.w.decimal(v));
                let doubt = if m.poll.doubt.is_some() { " ?" } else { "" };
                vec![
                    say.finish(&say.w.date(&m.date)),
                    say.finish(&format!("{}{doubt}", maker_name(say, maker(m.poll)))),
                    figure(Some(m.r#for)),
                    figure(m.against),
                    figure(m.undecided),
                    say.finish(&run_base(say, m)),
                ]
            })
            .collect(),
        canvas,
    })
}

fn span(say: &Say<'_>, first: &Mark<'_>, last: &Mark<'_>) -> String {
    say.span(&first.date, &last.date)
}

/// "of all asked, on staying in NATO", raw.
fn run_base(say: &Say<'_>, mark: &Mark<'_>) -> String {
    let base = say.w.plain(base_key(mark.base));
    if mark.question == PollQuestion::Stay { say.w.say("chart-stay", &[("base", base.into())]) } else { base }
}

/// "of all asked, Nov 2008 – June 2017", raw.
fn run_name(say: &Say<'_>, run: &Run<'_, '_>) -> String {
    let (first, last) = (run.marks[0], run.marks[run.marks.len() - 1]);
    say.w.say("chart-run", &[("base", run_base(say, first).into()), ("span", span(say, first, last).into())])
}

fn run_alt(say: &Say<'_>, run: &Run<'_, '_>) -> String {
    let by = |mark: &Mark<'_>| format!("{} ({}, {})", say.w.percent(mark.r#for), maker_name(say, maker(mark.poll)), say.short(mark.date.start));
    let low = run.marks.iter().min_by(|a, b| a.r#for.total_cmp(&b.r#for)).unwrap_or(&run.marks[0]);
    let high = run.marks.iter().max_by(|a, b| a.r#for.total_cmp(&b.r#for)).unwrap_or(&run.marks[0]);
    let (start, end) = (run.line.first().map_or(0.0, |p| p.1), run.line.last().map_or(0.0, |p| p.1));
    let change = match end - start {
        d if d > 1.0 => "chart-rises",
        d if d < -1.0 => "chart-falls",
        _ => "chart-level",
    };
    say.say(
        "chart-run-alt",
        &[
            ("name", capital(&run_name(say, run)).into()),
            ("n", run.marks.len().into()),
            ("low", by(low).into()),
            ("high", by(high).into()),
            ("change", say.w.say(change, &[("start", say.w.percent(start.round()).into()), ("end", say.w.percent(end.round()).into())]).into()),
        ],
    )
}

/// Draws the trend; also returns the raw names of pollsters whose label found no place.
fn trend_on(say: &Say<'_>, marks: &[Mark<'_>], runs: &[Run<'_, '_>], forms: &[(Option<&str>, usize, Form)], title: &str, foot: &str) -> (Canvas, Vec<String>) {
    let mut canvas = Canvas::default();
    let free = canvas.frame(title, &say.plain("chart-trend-below"), foot);
    let milestones: Vec<_> = say.events("chart-milestone-").into_iter().collect();
    // Whole years on the axis; the empty edges are at most a year wide.
    let (from, to) = (year_of(marks[0].day - 20.0), year_of(marks[marks.len() - 1].day + 8.0) + 1);
    let x_range = (days(jiff::civil::date(from, 1, 1)), days(jiff::civil::date(to, 1, 1)));
    let low = marks.iter().map(|m| m.r#for).fold(f64::INFINITY, f64::min);
    let high = marks.iter().map(|m| m.r#for).fold(50.0, f64::max);
    let bottom = (((low - 2.0) / 10.0).floor() * 10.0).max(0.0);
    let top = (((high + 1.0) / 10.0).ceil() * 10.0).min(100.0);
    let plot = Area { left: free.left + 62.0, top: free.top + 42.0, right: free.right, bottom: free.bottom - 44.0 };
    let x = Scale::new(x_range, (plot.left, plot.right));
    // Below the lowest line of the grid the axis is broken, and says so, unless it starts at 0.
    let foot_of_scale = if bottom > 0.0 { plot.bottom - 36.0 } else { plot.bottom };
    let y = Scale::new((bottom, top), (foot_of_scale, plot.top));
    let label = Style::plain(23.0, ink::SOFT);
    let mut value = bottom;
    while value <= top + 0.1 {
        let at = y.at(value);
        let half = (value - 50.0).abs() < 0.1;
        let paint = if half { Paint::stroke(ink::FAINT, 2.0) } else { Paint::stroke(ink::GRID, 1.5) };
        canvas.line(&[(plot.left, at), (plot.right, at)], paint);
        canvas.text(say.w.percent(value), plot.left - 10.0, at + 8.0, Anchor::End, label);
        value += 10.0;
    }
    canvas.line(&[(plot.left, plot.bottom), (plot.right, plot.bottom)], Paint::stroke(ink::FAINT, 1.5));
    if bottom > 0.0 {
        axis_break(&mut canvas, plot.left, foot_of_scale, plot.bottom);
        canvas.text("0", plot.left - 10.0, plot.bottom + 8.0, Anchor::End, label);
    }
    let step = (f64::from(to - from) * 74.0 / (plot.right - plot.left)).ceil().max(1.0) as i16;
    years(&mut canvas, &x, &plot, step);
    // Milestones: a dashed line each, named above the plot.
    let head = Area { left: plot.left - 60.0, top: free.top - 2.0, right: plot.right, bottom: plot.top };
    let lines: Vec<f64> = milestones.iter().map(|(_, date, _)| middle(date)).filter(|day| (x_range.0..=x_range.1).contains(day)).map(|day| x.at(day)).collect();
    for (_, date, name) in &milestones {
        let at = x.at(middle(date));
        if !lines.contains(&at) {
            continue;
        }
        let style = Style::plain(22.0, ink::SOFT);
        let row = plot.top - 12.0;
        // With the month, with the year, or by its name alone, whichever has room.
        for text in [format!("{name}, {}", say.short(date.start)), format!("{name} {}", date.first().year()), name.clone()] {
            let text = say.finish(&text);
            // No name stands across another milestone's line.
            let places = [(at, Anchor::Middle), (at + 8.0, Anchor::End), (at - 8.0, Anchor::Start)].into_iter().filter(|(x, anchor)| {
                let area = text_area(&text, *x, row, *anchor, style);
                !lines.iter().any(|other| (other - at).abs() > 0.5 && *other > area.left - 8.0 && *other < area.right + 8.0)
            });
            if let Some(area) = canvas.place(&text, style, &head, places.map(|(x, anchor)| (x, row, anchor))) {
                canvas.line(&[(at, area.bottom), (at, plot.bottom)], Paint::stroke(ink::FAINT, 1.5).dashed("3 6"));
                break;
            }
        }
    }
    let inside = Area { left: plot.left + 4.0, top: plot.top - 2.0, right: plot.right + 4.0, bottom: foot_of_scale };
    for run in runs {
        let points: Vec<(f64, f64)> = run.line.iter().map(|(day, value)| (x.at(*day), y.at(*value))).collect();
        let paint = Paint::stroke(colour(run.marks[0].base), 4.0).faded(0.75);
        canvas.line(&points, if run.marks[0].question == PollQuestion::Stay { paint.dashed("2 9") } else { paint });
        canvas.keep_off(&points);
    }
    // What is least known lies lowest.
    let mut layers: Vec<&Mark<'_>> = marks.iter().collect();
    layers.sort_by_key(|mark| matches!(mark.base, Base::All | Base::Decided));
    for mark in layers {
        let form = forms.iter().find(|(id, ..)| *id == maker(mark.poll)).map_or(Form::Hexagon, |(.., form)| *form);
        let colour = colour(mark.base);
        let paint = if mark.poll.doubt.is_some() {
            Paint { fill: Some(ink::CARD), stroke: Some(colour), width: 3.0, dashes: None, opacity: 1.0 }
        } else {
            Paint { fill: Some(colour), stroke: Some(ink::CARD), width: 2.0, dashes: None, opacity: 1.0 }
        };
        canvas.mark(form, x.at(mark.day), y.at(mark.r#for), 7.5, paint);
    }
    let fences: Vec<Area> = lines.iter().map(|at| Area { left: at - 2.0, top: plot.top, right: at + 2.0, bottom: plot.bottom }).collect();
    run_labels(say, &mut canvas, runs, &x, &y, &inside, &fences);
    let unplaced = mark_labels(say, &mut canvas, marks, forms, &x, &y, &inside);
    (canvas, unplaced)
}

/// A zigzag that shows a left-out part of an upright axis.
fn axis_break(canvas: &mut Canvas, x: f64, top: f64, bottom: f64) {
    let middle = f64::midpoint(top, bottom);
    let zigzag: Vec<(f64, f64)> =
        vec![(x, top), (x, middle - 12.0), (x - 7.0, middle - 7.0), (x + 7.0, middle), (x - 7.0, middle + 7.0), (x, middle + 12.0), (x, bottom)];
    canvas.line(&zigzag, Paint::stroke(ink::SOFT, 2.0));
}

/// The name of each line beside it: base and question, and its span below.
fn run_labels(say: &Say<'_>, canvas: &mut Canvas, runs: &[Run<'_, '_>], x: &Scale, y: &Scale, inside: &Area, fences: &[Area]) {
    let lines: Vec<Vec<(f64, f64)>> = runs.iter().map(|run| run.line.iter().map(|(day, value)| (x.at(*day), y.at(*value))).collect()).collect();
    // Short lines have few places and choose first.
    let mut order: Vec<usize> = (0..runs.len()).collect();
    let length = |i: usize| lines[i].last().map_or(0.0, |p| p.0) - lines[i].first().map_or(0.0, |p| p.0);
    order.sort_by(|a, b| length(*a).total_cmp(&length(*b)));
    for i in order {
        let run = &runs[i];
        let others: Vec<(f64, f64)> = lines.iter().enumerate().filter(|(j, _)| *j != i).flat_map(|(_, line)| line.iter().copied()).collect();
        // Apart from milestones' lines first, across them if need be.
        if !run_label(say, canvas, run, &lines[i], &others, inside, fences) {
            run_label(say, canvas, run, &lines[i], &others, inside, &[]);
        }
    }
}

fn run_label(say: &Say<'_>, canvas: &mut Canvas, run: &Run<'_, '_>, line: &[(f64, f64)], others: &[(f64, f64)], inside: &Area, fences: &[Area]) -> bool {
    const LINE: f64 = 25.0;
    let first = run.marks[0];
    let colour = colour(first.base);
    let (bold, plain) = (Style::bold(21.0, colour), Style::plain(20.0, colour));
    let name = say.finish(&capital(&run_base(say, first)));
    let span = say.finish(&span(say, first, run.marks[run.marks.len() - 1]));
    let mut texts: Vec<(String, Style)> = wrap(&name, bold.size, true, 240.0).into_iter().map(|text| (text, bold)).collect();
    texts.push((span, plain));
    let width = texts.iter().map(|(text, style)| measure(text, style.size, style.bold)).fold(0.0, f64::max);
    let height = LINE * texts.len() as f64;
    let away = |area: &Area, points: &[(f64, f64)]| points.iter().map(|(px, py)| area.distance(*px, *py)).fold(f64::INFINITY, f64::min);
    // The base that the reference set has stands above its line, others below.
    let above_first = first.base == Base::Decided;
    for push in (0..13).map(|i| 14.0 + f64::from(i) * 9.0) {
        for (px, py) in line.iter().step_by(2) {
            let tops = [py - push - height, py + push];
            for top in if above_first { tops } else { [tops[1], tops[0]] } {
                for left in [px - width / 2.0, px - width, *px] {
                    let area = Area { left: left - 6.0, top: top - 3.0, right: left + width + 6.0, bottom: top + height + 3.0 };
                    let free = canvas.is_free(&area, inside) && !fences.iter().any(|fence| fence.meets(&area));
                    // A name belongs to the line that it is nearest to.
                    if free && away(&area, line) + 12.0 < away(&area, others) {
                        for (i, (text, style)) in texts.iter().enumerate() {
                            canvas.text(text.clone(), left, top + LINE * (i as f64 + 0.8), Anchor::Start, *style);
                        }
                        return true;
                    }
                }
            }
        }
    }
    false
}

/// The highest, lowest, first and last figure of each base with pollster and value, then every pollster once.
fn mark_labels(
    say: &Say<'_>,
    canvas: &mut Canvas,
    marks: &[Mark<'_>],
    forms: &[(Option<&str>, usize, Form)],
    x: &Scale,
    y: &Scale,
    inside: &Area,
) -> Vec<String> {
    let mut named: Vec<Option<&str>> = Vec::new();
    let mut labelled: Vec<(&str, Base)> = Vec::new();
    let label = |canvas: &mut Canvas, mark: &Mark<'_>, text: &str| {
        let style = Style::plain(21.0, if mark.base == Base::Unknown { ink::GREY } else { ink::TEXT });
        let text = say.finish(text);
        let (px, py) = (x.at(mark.day), y.at(mark.r#for));
        // A label belongs to the mark that it is nearest to.
        let clear = |(tx, ty, anchor): &(f64, f64, Anchor)| {
            let area = text_area(&text, *tx, *ty, *anchor, style);
            let own = area.distance(px, py);
            marks.iter().map(|m| (x.at(m.day), y.at(m.r#for))).filter(|at| *at != (px, py)).all(|(ox, oy)| area.distance(ox, oy) > own + 1.0)
        };
        canvas.place(&text, style, inside, around(px, py, 8.0, style.size).into_iter().filter(clear)).is_some()
    };
    for base in [Base::Decided, Base::All] {
        let of_base: Vec<&Mark<'_>> = marks.iter().filter(|m| m.base == base && m.question != PollQuestion::Stay).collect();
        let ends = [
            of_base.last(),
            of_base.iter().max_by(|a, b| a.r#for.total_cmp(&b.r#for)),
            of_base.iter().min_by(|a, b| a.r#for.total_cmp(&b.r#for)),
            of_base.first(),
        ];
        for mark in ends.into_iter().flatten() {
            if labelled.contains(&(mark.poll.id.as_str(), base)) {
                continue;
            }
            let text = format!("{} {}", maker_name(say, maker(mark.poll)), say.w.percent(mark.r#for));
            if label(canvas, mark, &text) {
                labelled.push((&mark.poll.id, base));
                named.push(maker(mark.poll));
            }
        }
    }
    let mut unplaced = Vec::new();
    for (id, ..) in forms {
        if named.contains(id) {
            continue;
        }
        let name = maker_name(say, *id);
        // The emptiest mark of the pollster is tried first.
        let mut own: Vec<(&Mark<'_>, f64)> = marks
            .iter()
            .filter(|m| maker(m.poll) == *id)
            .map(|m| {
                let near = marks.iter().filter(|o| !std::ptr::eq(*o, m)).map(|o| (x.at(o.day) - x.at(m.day)).hypot(y.at(o.r#for) - y.at(m.r#for)));
                (m, near.fold(f64::INFINITY, f64::min))
            })
            .collect();
        own.sort_by(|a, b| b.1.total_cmp(&a.1));
        if !own.iter().any(|(mark, _)| label(canvas, mark, &name)) {
            unplaced.push(name);
        }
    }
    unplaced
}

/// The polls of one thing compared, all of one base.
struct Group<'e> {
    name: String,
    base: Base,
    polls: Vec<&'e Poll>,
}

impl Group<'_> {
    fn mean(&self, value: impl Fn(&Poll) -> Option<f64>) -> Option<f64> {
        let values: Option<Vec<f64>> = self.polls.iter().map(|p| value(p)).collect();
        let values = values.filter(|v| !v.is_empty())?;
        Some(round_half_up(values.iter().sum::<f64>() / values.len() as f64))
    }
}

/// The most bars that one picture holds.
const MOST_BARS: usize = 6;

pub(super) fn compare(say: &Say<'_>, limits: &Limits) -> Option<Drawing> {
    let dataset = &say.w.engine.dataset;
    let set = &dataset.manifest.reference_polls;
    let both = |p: &&Poll| p.r#for.is_some() && p.against.is_some() && p.date.is_some();
    // As in the answer, whoever the table does not name is not counted.
    let printed = |p: &Poll, id: &str| p.id == id || p.pollster.as_deref() == Some(id);
    let within = |p: &Poll, span: &FuzzyDate| p.date.is_some_and(|d| d.overlaps(span));
    let table: Vec<&Poll> = dataset.records.polls.iter().filter(both).filter(|p| p.set == *set).collect();
    let mut things: Vec<(String, Vec<&Poll>)> = Vec::new();
    if let [first, second] = limits.spans[..] {
        for (i, span) in [first, second].into_iter().enumerate() {
            // Two pollsters go with the times in pairs.
            let pair = limits.ids.get(i).filter(|_| limits.ids.len() == 2);
            let whose = pair.map_or(&limits.ids[..], std::slice::from_ref);
            let fits = |p: &&Poll| within(p, &span) && (whose.is_empty() || whose.iter().any(|id| maker(p) == Some(id)));
            let name = pair.map_or_else(|| say.w.date(&span), |id| format!("{}, {}", say.w.name(id), say.w.date(&span)));
            things.push((name, table.iter().copied().filter(fits).collect()));
        }
    } else if let ([id], [time]) = (&limits.ids[..], &limits.spans[..]) {
        // A pollster's polls beside those of a time.
        things.push((say.w.name(id), table.iter().copied().filter(|p| printed(p, id)).collect()));
        things.push((say.w.date(time), table.iter().copied().filter(|p| within(p, time)).collect()));
    } else if limits.ids.is_empty() {
        let mut makers: Vec<(Option<&str>, Vec<&Poll>)> = Vec::new();
        for poll in table.iter().filter(|p| limits.spans.iter().all(|span| within(p, span))) {
            match makers.iter_mut().find(|(id, _)| *id == maker(poll)) {
                Some((_, polls)) => polls.push(poll),
                None => makers.push((maker(poll), vec![poll])),
            }
        }
        makers.sort_by_key(|(_, polls)| std::cmp::Reverse(polls.len()));
        things.extend(makers.into_iter().map(|(id, polls)| (maker_name(say, id), polls)));
    } else {
        for id in &limits.ids {
            let all = dataset.records.polls.iter().filter(both);
            let fits = |p: &&Poll| p.id == *id || (printed(p, id) && p.set == *set);
            let polls: Vec<&Poll> = all.filter(fits).filter(|p| limits.spans.iter().all(|span| within(p, span))).collect();
            let name = match polls[..] {
                [one] if one.id == *id => say.w.say("chart-poll-name", &[("pollster", maker_name(say, maker(one)).into())]),
                _ => say.w.name(id),
            };
            things.push((name, polls));
        }
    }
    if things.is_empty() || things.iter().any(|(_, polls)| polls.is_empty()) {
        return None;
    }
    let mut groups: Vec<Group<'_>> = Vec::new();
    for (name, polls) in things {
        for base in [Base::Decided, Base::All, Base::Voters, Base::Unknown] {
            let mut polls: Vec<&Poll> = polls.iter().copied().filter(|p| p.base == base).collect();
            polls.sort_by_key(|p| p.date.map(|d| d.sort_key()));
            if !polls.is_empty() {
                groups.push(Group { name: name.clone(), base, polls });
            }
        }
    }
    Some(compare_on(say, &groups))
}

fn compare_on(say: &Say<'_>, groups: &[Group<'_>]) -> Drawing {
    let title = say.plain("chart-compare-title");
    let (shown, left_out) = groups.split_at(groups.len().min(MOST_BARS));
    let mut notes = Vec::new();
    if groups.iter().any(|g| g.base != groups[0].base) {
        notes.push(say.plain("chart-note-bases"));
    }
    if !left_out.is_empty() {
        notes.push(say.say("chart-note-left-out", &[("names", left_out.iter().map(|g| g.name.as_str()).collect::<Vec<_>>().join(", ").into())]));
    }
    let mut canvas = Canvas::default();
    let free = canvas.frame(&title, &say.plain("chart-compare-below"), &notes.join(" "));
    let room = Area { top: free.top + 34.0, ..free };
    let height = ((room.bottom - room.top) / shown.len() as f64).min(160.0);
    let bar = (height * 0.46).min(76.0);
    // Few bars stand in the middle of the picture.
    let room = Area { top: room.top + (room.bottom - room.top - height * shown.len() as f64) * 0.4, ..room };
    let x = Scale::new((0.0, 100.0), (room.left, room.right));
    let mut alt = vec![say.plain("chart-compare-alt")];
    let mut rows = Vec::new();
    canvas.text(say.w.percent(50.0), x.at(50.0), room.top - 6.0, Anchor::Middle, Style::plain(21.0, ink::SOFT));
    for (i, group) in groups.iter().enumerate() {
        let (Some(first), Some(last)) = (group.polls.first(), group.polls.last()) else { continue };
        let r#for = group.mean(|p| p.r#for).unwrap_or_default();
        let against = group.mean(|p| p.against).unwrap_or_default();
        let when = match (first.date, last.date) {
            (Some(a), Some(_)) if group.polls.len() == 1 => say.w.date(&a),
            (Some(a), Some(b)) => say.span(&a, &b),
            _ => say.w.plain("date-none"),
        };
        let what = if group.polls.len() == 1 {
            say.w.say("chart-compare-one", &[("when", when.clone().into())])
        } else {
            say.w.say("chart-compare-mean", &[("n", group.polls.len().into()), ("when", when.clone().into())])
        };
        let base = say.w.plain(base_key(group.base));
        alt.push(say.say(
            "chart-compare-row",
            &[
                ("name", group.name.clone().into()),
                ("what", what.clone().into()),
                ("base", base.clone().into()),
                ("for", say.w.percent(r#for).into()),
                ("against", say.w.percent(against).into()),
            ],
        ));
        rows.push(vec![
            say.finish(&group.name),
            group.polls.len().to_string(),
            say.finish(&when),
            say.w.decimal(r#for),
            say.w.decimal(against),
            say.finish(&base),
        ]);
        if i >= shown.len() {
            continue;
        }
        let top = room.top + height * i as f64;
        let head = top + height - bar - 16.0;
        let name = Style::bold(26.0, ink::TEXT);
        let placed = canvas.text(say.finish(&capital(&group.name)), room.left, head, Anchor::Start, name);
        let mut details = say.finish(&format!("{what} · {base}"));
        let style = Style::plain(21.0, ink::SOFT);
        if text_area(&details, placed.right + 14.0, head, Anchor::Start, style).right > room.right {
            details = say.finish(&what);
        }
        canvas.text(details, placed.right + 14.0, head, Anchor::Start, style);
        let band = Area { left: room.left, top: head + 9.0, right: room.right, bottom: head + 9.0 + bar };
        let undecided = group.mean(|p| p.undecided);
        split_bar(say, &mut canvas, &band, r#for, against, undecided);
        // Half of the bar is marked on it: who has more.
        canvas.line(&[(x.at(50.0), band.top), (x.at(50.0), band.bottom + 5.0)], Paint::stroke(ink::TEXT, 2.0));
    }
    Drawing {
        title,
        alt: alt.join(" "),
        head: ["chart-column-name", "chart-column-polls", "column-date", "column-for", "column-against", "chart-column-base"].map(|k| say.plain(k)).to_vec(),
        align: vec![Align::Left, Align::Right, Align::Left, Align::Right, Align::Right, Align::Left],
        rows,
        canvas,
    }
}

/// A bar of 100 %: for from the left, against from the right, each with its figure inside.
pub(super) fn split_bar(say: &Say<'_>, canvas: &mut Canvas, band: &Area, r#for: f64, against: f64, undecided: Option<f64>) {
    let x = Scale::new((0.0, 100.0), (band.left, band.right));
    let (yes, no) = (x.at(r#for), x.at(100.0 - against));
    canvas.area(*band, 4.0, Paint::fill(ink::GRID));
    canvas.area(Area { right: yes, ..*band }, 4.0, Paint::fill(ink::BLUE));
    canvas.area(Area { left: no, ..*band }, 4.0, Paint::fill(ink::ORANGE));
    if no - yes < 1.0 {
        canvas.line(&[(yes, band.top), (yes, band.bottom)], Paint::stroke(ink::CARD, 4.0));
    }
    let size = ((band.bottom - band.top) * 0.56).min(30.0);
    let base = f64::midpoint(band.top, band.bottom) + size * 0.36;
    let figure = |key: &str, value: f64| say.say(key, &[("value", Arg::Text(say.w.percent(value)))]);
    canvas.inset(figure("figure-for", r#for), band.left + 14.0, base, Anchor::Start, Style::bold(size, ink::CARD));
    canvas.inset(figure("figure-against", against), band.right - 14.0, base, Anchor::End, Style::bold(size, ink::CARD));
    if let Some(undecided) = undecided {
        let text = figure("figure-undecided", undecided);
        let style = Style::plain(size * 0.88, ink::TEXT);
        let middle = f64::midpoint(yes, no);
        let area = text_area(&text, middle, base, Anchor::Middle, style);
        let text = if area.left > yes + 6.0 && area.right < no - 6.0 { text } else { say.w.percent(undecided) };
        let area = text_area(&text, middle, base, Anchor::Middle, style);
        if area.left > yes + 4.0 && area.right < no - 4.0 {
            canvas.inset(text, middle, base, Anchor::Middle, style);
        }
    }
}

/// The width that a picture's content has.
pub(super) const ROOM: f64 = WIDTH - 2.0 * MARGIN;
