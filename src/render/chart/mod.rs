//! Charts: laid out here, written as SVG, drawn as PNG with the bundled font.
//!
//! A chart has a stable name (`polls-trend`, `ratifications`, `vote-…`), some with a part behind dots that limits it
//! (`polls-trend.2014_2016`, `polls-compare.cedem.ipsos`, `polls-compare.cedem.2016`). Everything is computed from the dataset and the locale files; nothing is read, waited for
//! or kept, except in a [`Cache`] that the caller owns.
//!
//! Colours tell bases and sides, never parties, and never alone: forms and direct labels say the same. Figures of different bases never share a line.

mod layout;
mod png;
mod polls;
mod series;
mod svg;
mod time;
mod votes;

use std::{
    collections::VecDeque,
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

use layout::Canvas;
pub use png::ChartError;
use thiserror::Error;

use crate::{
    answer::{
        model::{Align, Answer, Block, Status},
        words::Words,
    },
    data::{
        Kind,
        date::{FuzzyDate, Point},
        schema::Event,
    },
    query::{
        engine::Engine,
        model::{Op, Query, Rel},
    },
    text::{Lang, messages::Arg, script},
};

/// A chart, drawn in words and lines.
#[derive(Debug, Clone)]
pub struct Figure {
    /// The name under which it can be asked for again.
    pub name: String,
    /// Its title.
    pub title: String,
    /// The picture, 1200 × 675, as SVG.
    pub svg: String,
    /// What it shows, for those who cannot see it: its type, its data, the trend. At most 1024 characters.
    pub alt: String,
    /// Its figures as aligned lines of text.
    pub table: String,
    /// The same figures as a block of an answer.
    pub figures: Block,
}

/// A figure before it is written: what builders return.
struct Drawing {
    title: String,
    alt: String,
    head: Vec<String>,
    align: Vec<Align>,
    rows: Vec<Vec<String>>,
    canvas: Canvas,
}

/// The longest alternative text that Discord takes, in characters.
const LONGEST_ALT: usize = 1024;

/// The names of all charts that the data gives, without those limited to a time or to some pollsters.
pub fn names(engine: &Engine) -> Vec<String> {
    let r = &engine.dataset.records;
    let mut names: Vec<String> = ["polls-trend", "polls-compare", "ratifications", "timeline"].map(str::to_owned).to_vec();
    names.extend(r.votes.iter().map(|vote| prefixed("vote-", &vote.id)));
    names.extend(r.elections.iter().map(|election| prefixed("election-", &election.id)));
    names.extend(r.series.iter().map(|series| prefixed("series-", &series.id)));
    names.retain(|name| draw(engine, name, Lang::En).is_some());
    names
}

/// Whether there is something to draw in the chart of this name, which belongs to an answer.
pub fn exists(engine: &Engine, name: &str) -> bool {
    // What nothing limits holds what the answer holds.
    !name.contains('.') || draw(engine, name, Lang::En).is_some()
}

/// The chart of this name; `None` when there is none, or nothing to draw in it.
pub fn figure(engine: &Engine, name: &str, lang: Lang) -> Option<Figure> {
    let drawing = draw(engine, name, lang)?;
    let alt = crate::answer::cut(&tidy(&drawing.alt, lang), LONGEST_ALT);
    Some(Figure {
        name: name.to_owned(),
        svg: svg::write(&drawing.canvas, &drawing.title, &alt),
        alt,
        table: crate::render::text::table(&drawing.head, &drawing.align, &drawing.rows).join("\n"),
        figures: Block::Table { title: Some(drawing.title.clone()), head: drawing.head, align: drawing.align, rows: drawing.rows },
        title: drawing.title,
    })
}

/// The figure as PNG, 1200 × 675 pixels. Takes tens of milliseconds: keep it off threads that others wait for.
///
/// # Errors
/// When there is no memory for the picture; the other cases would be mistakes of this module.
pub fn png(figure: &Figure) -> Result<Vec<u8>, ChartError> {
    png::encode(&figure.svg)
}

/// The name of the chart that belongs to an answer, if one does. The chart may still turn out empty: [`figure`] then gives `None`.
pub fn for_answer(answer: &Answer) -> Option<String> {
    if answer.status != Status::Answered || !answer.parts.is_empty() {
        return None;
    }
    let q = &answer.query;
    match q.op {
        Op::PollTrend => Some(limited("polls-trend", &q.ids, span_of(q))),
        Op::PollCompare => compared(q),
        Op::Pollsters => Some("polls-compare".to_owned()),
        Op::RatList | Op::RatIn | Op::RatCount => Some("ratifications".to_owned()),
        Op::VoteTally | Op::VoteWho | Op::VoteOf => q.ids.first().map(|id| prefixed("vote-", id)),
        Op::Election => q.ids.first().map(|id| prefixed("election-", id)),
        Op::Timeline if q.word.is_none() => Some(limited("timeline", &[], span_of(q))),
        Op::SeriesAt | Op::SeriesMax | Op::SeriesMin | Op::SeriesChange | Op::SeriesList => q.ids.first().map(|id| prefixed("series-", id)),
        _ => None,
    }
}

/// What [`file`] could not do.
#[derive(Debug, Error)]
pub enum FileError {
    /// There is no such chart.
    #[error("there is no chart `{name}`; there are: {}", known.join(", "))]
    Name {
        /// What was asked for.
        name: String,
        /// What can be asked for.
        known: Vec<String>,
    },
    /// It could not be drawn.
    #[error(transparent)]
    Chart(#[from] ChartError),
}

/// The bytes of a chart's file, for `accession-bot chart`: SVG when the name of the file `out` ends so, PNG otherwise. Writing them is the caller's.
///
/// # Errors
/// When there is no chart of this name, or it cannot be drawn.
pub fn file(engine: &Engine, name: &str, lang: Lang, out: &Path) -> Result<Vec<u8>, FileError> {
    let figure = figure(engine, name, lang).ok_or_else(|| FileError::Name { name: name.to_owned(), known: names(engine) })?;
    if out.extension().is_some_and(|end| end.eq_ignore_ascii_case("svg")) { Ok(figure.svg.into_bytes()) } else { Ok(png(&figure)?) }
}

/// A drawn chart, ready to be sent.
#[derive(Debug)]
pub struct Picture {
    /// The chart.
    pub figure: Figure,
    /// As PNG.
    pub png: Vec<u8>,
}

/// What tells one picture from another: name, language, data version.
type Key = (String, Lang, String);

/// The pictures drawn last, at most as many as it has room for.
#[derive(Debug)]
pub struct Cache {
    room: usize,
    kept: Mutex<VecDeque<(Key, Arc<Picture>)>>,
}

impl Default for Cache {
    /// Room for 64 pictures, some four megabytes.
    fn default() -> Self {
        Self::new(64)
    }
}

impl Cache {
    /// An empty cache.
    pub fn new(room: usize) -> Self {
        Self { room, kept: Mutex::default() }
    }

    /// The picture, if it was drawn lately from the same data.
    pub fn kept(&self, engine: &Engine, name: &str, lang: Lang) -> Option<Arc<Picture>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let at = kept.iter().position(|((n, l, version), _)| n == name && *l == lang && *version == engine.dataset.version)?;
        // The one used last moves to the end; the front is what goes first.
        let entry = kept.remove(at)?;
        let picture = entry.1.clone();
        kept.push_back(entry);
        Some(picture)
    }

    /// The picture, drawn now unless it was drawn lately; `None` when there is no such chart. Nobody waits for another's drawing.
    ///
    /// # Errors
    /// As [`png`].
    pub fn picture(&self, engine: &Engine, name: &str, lang: Lang) -> Result<Option<Arc<Picture>>, ChartError> {
        if let Some(picture) = self.kept(engine, name, lang) {
            return Ok(Some(picture));
        }
        let Some(figure) = figure(engine, name, lang) else { return Ok(None) };
        let picture = Arc::new(Picture { png: png(&figure)?, figure });
        let key = (name.to_owned(), lang, engine.dataset.version.clone());
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(other, _)| *other != key);
        kept.push_back((key, picture.clone()));
        while kept.len() > self.room {
            kept.pop_front();
        }
        Ok(Some(picture))
    }
}

/// Montenegrin dates end in a point, which other punctuation swallows.
fn tidy(text: &str, lang: Lang) -> String {
    if !lang.is_cnr() {
        return text.to_owned();
    }
    [("..", "."), (".,", ","), (".:", ":"), (".;", ";"), (".)", ")")].into_iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// `id` with `prefix` before it, once.
fn prefixed(prefix: &str, id: &str) -> String {
    if id.starts_with(prefix) { id.to_owned() } else { format!("{prefix}{id}") }
}

/// A chart's name with what limits it behind dots; the slash of a range becomes `_`, so that the name can be a file's.
fn limited(stem: &str, ids: &[String], span: Option<FuzzyDate>) -> String {
    let mut name = stem.to_owned();
    for part in ids.iter().cloned().chain(span.map(|span| span.to_string().replace('/', "_"))) {
        name.push('.');
        name.push_str(&part);
    }
    name
}

/// The time that limits a question, as one span.
fn span_of(q: &Query) -> Option<FuzzyDate> {
    let span = q.span?;
    let day_before = |d: jiff::civil::Date| d.yesterday().unwrap_or(d);
    let day = |d: jiff::civil::Date| Point::Day(d.year(), d.month(), d.day());
    Some(match q.rel {
        Rel::In => span,
        Rel::Since => FuzzyDate { start: span.start, end: None, open: true, about: false },
        Rel::After => FuzzyDate { start: day(span.last().tomorrow().unwrap_or(span.last())), end: None, open: true, about: false },
        // The alliance is older than any record; a span needs a beginning.
        Rel::Until => FuzzyDate::from_range(Point::Year(1900, None), span.end.unwrap_or(span.start)),
        Rel::Before => FuzzyDate::from_range(Point::Year(1900, None), day(day_before(span.first()))),
    })
}

/// The name of the comparison that a question asks for.
fn compared(q: &Query) -> Option<String> {
    let ends: Vec<FuzzyDate> = q.word.as_deref().map(|word| word.split('|').filter_map(|date| date.parse().ok()).collect()).unwrap_or_default();
    match (&q.ids[..], &ends[..]) {
        (ids, [first, second]) => return Some(limited(&limited("polls-compare", ids, Some(*first)), &[], Some(*second))),
        // A pollster's polls beside those of a time.
        (ids @ [_], [time]) => return Some(limited("polls-compare", ids, Some(*time))),
        // A name cannot tell which of two pollsters the time limits.
        (_, [_]) => return None,
        _ => {}
    }
    if q.ids.len() > 1 {
        return Some(limited("polls-compare", &q.ids, span_of(q)));
    }
    let span = q.span.filter(|span| span.first().year() != span.last().year())?;
    let year = |y: i16| FuzzyDate::from_point(Point::Year(y, None));
    Some(limited(&limited("polls-compare", &q.ids, Some(year(span.first().year()))), &[], Some(year(span.last().year().min(2100)))))
}

/// What limits a chart, as read from its name.
#[derive(Debug, Default)]
struct Limits {
    ids: Vec<String>,
    spans: Vec<FuzzyDate>,
}

impl Limits {
    fn read(engine: &Engine, parts: &[&str]) -> Option<Self> {
        let mut limits = Self::default();
        for part in parts {
            if engine.dataset.find(part).is_some() {
                limits.ids.push((*part).to_owned());
            } else {
                limits.spans.push(part.replace('_', "/").parse().ok()?);
            }
        }
        Some(limits)
    }
}

/// Lays a chart out.
fn draw(engine: &Engine, name: &str, lang: Lang) -> Option<Drawing> {
    let say = Say::new(engine, lang);
    let parts: Vec<&str> = name.split('.').collect();
    let limits = Limits::read(engine, &parts[1..])?;
    match (parts[0], parts.len()) {
        ("polls-trend", _) => polls::trend(&say, &limits),
        ("polls-compare", _) => polls::compare(&say, &limits),
        ("timeline", 1 | 2) if limits.ids.is_empty() => time::timeline(&say, limits.spans.first()),
        ("ratifications", 1) => time::ratifications(&say),
        (name, 1) => {
            let find = |prefix: &str| {
                let id = name.strip_prefix(prefix)?;
                engine.dataset.find(name).or_else(|| engine.dataset.find(id))
            };
            let r = &engine.dataset.records;
            match (find("vote-"), find("election-"), find("series-")) {
                (Some((Kind::Vote, i)), ..) => votes::vote(&say, &r.votes[i]),
                (_, Some((Kind::Election, i)), _) => votes::election(&say, &r.elections[i]),
                (.., Some((Kind::Series, i))) => series::series(&say, &r.series[i]),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Words of the reader's language and script, finished.
struct Say<'e> {
    w: Words<'e>,
}

impl<'e> Say<'e> {
    fn new(engine: &'e Engine, lang: Lang) -> Self {
        // Charts speak of dates only, never of today.
        Self { w: Words { engine, lang, today: engine.dataset.manifest.as_of.first() } }
    }

    /// A sentence of the locale files. Its values are raw: they change script with it.
    fn say(&self, key: &str, args: &[(&str, Arg)]) -> String {
        self.finish(&self.w.say(key, args))
    }

    /// A sentence without values.
    fn plain(&self, key: &str) -> String {
        self.say(key, &[])
    }

    /// Raw text in the reader's script.
    fn finish(&self, text: &str) -> String {
        let text = if self.w.lang == Lang::CnrCyrl { self.w.engine.vocabulary.script.cyrillic(text) } else { text.to_owned() };
        tidy(&script::unkeep(&text), self.w.lang)
    }

    /// A month with its year, short: `Nov 2008`.
    fn month(&self, date: jiff::civil::Date) -> String {
        let month = self.w.plain(&format!("month-short-{}", date.month()));
        self.w.say("chart-month-year", &[("month", month.into()), ("year", date.year().to_string().into())])
    }

    /// A point in time, short, to the month where it is known: `Nov 2008`, `2020`.
    fn short(&self, point: Point) -> String {
        match point {
            Point::Year(year, _) => self.w.say("date-year", &[("year", year.to_string().into())]),
            Point::Month(..) | Point::Day(..) => self.month(point.first()),
        }
    }

    /// From the start of one date to the end of another, short.
    fn span(&self, first: &FuzzyDate, last: &FuzzyDate) -> String {
        let (a, b) = (self.short(first.start), self.short(last.end.unwrap_or(last.start)));
        if a == b { a } else { self.w.say("chart-span", &[("first", a.into()), ("last", b.into())]) }
    }

    /// The events that the locale files name under `prefix`, with their short names, oldest first.
    fn events(&self, prefix: &str) -> Vec<(&'e Event, FuzzyDate, String)> {
        let mut events: Vec<(&Event, FuzzyDate, String)> = self
            .w
            .engine
            .messages
            .keys(self.w.lang)
            .iter()
            .filter_map(|key| {
                let Some((Kind::Event, i)) = self.w.engine.dataset.find(key.strip_prefix(prefix)?) else { return None };
                let event = &self.w.engine.dataset.records.events[i];
                Some((event, crate::data::preferred_date(&event.dates)?.date, self.w.plain(key)))
            })
            .collect();
        events.sort_by_key(|(_, date, _)| date.sort_key());
        events
    }
}

// What must hold for every chart of the real data, in every language: nothing overlaps, nothing leaves the picture, every letter can be drawn.
#[cfg(test)]
mod tests {
    use std::sync::OnceLock;

    use super::{
        layout::{PICTURE, Shape, can_draw},
        *,
    };
    use crate::data::load::Files;

    fn engine() -> &'static Engine {
        static ENGINE: OnceLock<Engine> = OnceLock::new();
        ENGINE.get_or_init(|| Engine::new(&Files::built_in()).unwrap())
    }

    /// Every fixed name, and some limited ones.
    fn all_names() -> Vec<String> {
        let limited = ["polls-trend.cedem", "polls-trend.2014_2016", "polls-compare.cedem.ipsos", "polls-compare.2012.2016", "polls-compare.poll-t01.poll-t04"];
        names(engine()).into_iter().chain(limited.map(str::to_owned)).collect()
    }

    fn every_drawing(mut check: impl FnMut(&str, Lang, &Drawing)) {
        for name in all_names() {
            for lang in Lang::ALL {
                let drawing = draw(engine(), &name, lang).unwrap_or_else(|| panic!("{name} in {} has nothing to draw", lang.tag()));
                check(&name, lang, &drawing);
            }
        }
    }

    #[test]
    fn every_kind_of_chart_has_a_name() {
        let names = names(engine());
        for stem in ["polls-trend", "polls-compare", "ratifications", "timeline", "vote-", "election-", "series-"] {
            assert!(names.iter().any(|name| name.starts_with(stem)), "{stem}");
        }
        let unique: std::collections::BTreeSet<&String> = names.iter().collect();
        assert_eq!(unique.len(), names.len());
        assert!(figure(engine(), "no-such-chart", Lang::En).is_none());
        assert!(figure(engine(), "polls-trend.nobody", Lang::En).is_none());
    }

    #[test]
    fn no_two_texts_overlap_and_none_leaves_the_picture() {
        let mut wrong = Vec::new();
        every_drawing(|name, lang, drawing| {
            let texts = &drawing.canvas.texts;
            for (i, (area, text)) in texts.iter().enumerate() {
                if !PICTURE.holds(area) {
                    wrong.push(format!("{name} {}: `{text}` leaves the picture: {area:?}", lang.tag()));
                }
                for (other, second) in &texts[i + 1..] {
                    if area.meets(other) {
                        wrong.push(format!("{name} {}: `{text}` meets `{second}`", lang.tag()));
                    }
                }
            }
        });
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn marks_stay_inside_the_picture() {
        every_drawing(|name, lang, drawing| {
            for shape in &drawing.canvas.shapes {
                if let Shape::Mark { x, y, reach, .. } = shape {
                    assert!(PICTURE.holds(&layout::Area::around(*x, *y, *reach)), "{name} {}: mark at {x}, {y}", lang.tag());
                }
            }
        });
    }

    #[test]
    fn every_letter_can_be_drawn() {
        let mut missing = std::collections::BTreeSet::new();
        every_drawing(|_, _, drawing| missing.extend(drawing.canvas.texts.iter().flat_map(|(_, text)| text.chars()).filter(|c| !can_draw(*c))));
        // Every sentence of the charts, whether one of today's figures uses it or not.
        for lang in Lang::ALL {
            let say = Say::new(engine(), lang);
            for key in engine().messages.keys(lang).iter().filter(|key| key.starts_with("chart-")) {
                missing.extend(say.plain(key).chars().filter(|c| !can_draw(*c)));
            }
        }
        // And every name of the data that can come to stand in one.
        let r = &engine().dataset.records;
        let texts = r.countries.iter().map(|c| &c.name).chain(r.pollsters.iter().map(|p| &p.name)).chain(r.events.iter().map(|e| &e.name));
        let texts = texts.chain(r.votes.iter().map(|v| &v.name)).chain(r.parties.iter().map(|p| &p.name)).chain(r.people.iter().map(|p| &p.name));
        for text in texts {
            let cyrillic = engine().vocabulary.script.cyrillic(&text.cnr);
            missing.extend([text.en.as_str(), &text.cnr, &cyrillic].into_iter().flat_map(str::chars).filter(|c| !can_draw(*c)));
        }
        assert!(missing.is_empty(), "the font lacks {missing:?}");
    }

    #[test]
    fn both_languages_have_the_same_sentences() {
        let keys = |lang| engine().messages.keys(lang).iter().filter(|key| key.starts_with("chart-")).cloned().collect::<std::collections::BTreeSet<_>>();
        assert_eq!(keys(Lang::En), keys(Lang::Cnr));
        let marked = |prefix: &str| keys(Lang::En).into_iter().filter_map(|key| key.strip_prefix(prefix).map(str::to_owned)).collect::<Vec<_>>();
        for id in ["chart-milestone-", "chart-rat-mark-", "chart-event-"].into_iter().flat_map(marked) {
            assert!(matches!(engine().dataset.find(&id), Some((Kind::Event, _))), "`{id}` is no event");
        }
    }

    #[test]
    fn alternative_texts_tell_the_figures_and_fit() {
        every_drawing(|name, lang, drawing| {
            let length = tidy(&drawing.alt, lang).chars().count();
            assert!((60..=LONGEST_ALT).contains(&length), "{name} {}: {length} characters: {}", lang.tag(), drawing.alt);
            assert!(!drawing.alt.contains("chart-") && !drawing.alt.contains('{'), "{name} {}: {}", lang.tag(), drawing.alt);
            assert!(drawing.rows.iter().all(|row| row.len() == drawing.head.len() && row.len() == drawing.align.len()), "{name}");
        });
    }

    #[test]
    fn the_picture_is_a_png_of_the_agreed_size_and_stays_in_the_cache() {
        let cache = Cache::new(2);
        let first = cache.picture(engine(), "ratifications", Lang::CnrCyrl).unwrap().unwrap();
        assert_eq!(&first.png[..8], b"\x89PNG\r\n\x1a\n");
        let side = |at: usize| u32::from_be_bytes(first.png[at..at + 4].try_into().unwrap());
        assert_eq!((side(16), side(20)), (1200, 675));
        assert!(Arc::ptr_eq(&first, &cache.picture(engine(), "ratifications", Lang::CnrCyrl).unwrap().unwrap()));
        for name in ["timeline", "polls-compare"] {
            cache.picture(engine(), name, Lang::En).unwrap().unwrap();
        }
        assert!(cache.kept(engine(), "ratifications", Lang::CnrCyrl).is_none());
        assert!(cache.picture(engine(), "nothing", Lang::En).unwrap().is_none());
    }

    #[test]
    fn an_answer_knows_its_chart() {
        let today = jiff::civil::date(2026, 11, 21);
        let check = |query: Query, name: Option<&str>| {
            let answer = crate::answer::answer(engine(), &query, Lang::En, today);
            let found = for_answer(&answer);
            assert_eq!(found.as_deref(), name, "{}", answer.headline);
            if let Some(name) = found {
                assert!(figure(engine(), &name, Lang::En).is_some(), "{name} is empty");
            }
        };
        check(Query::new(Op::PollTrend), Some("polls-trend"));
        check(Query { ids: vec!["cedem".into()], span: "2010/2014".parse().ok(), ..Query::new(Op::PollTrend) }, Some("polls-trend.cedem.2010_2014"));
        check(Query { span: "2015".parse().ok(), rel: Rel::Since, ..Query::new(Op::PollTrend) }, Some("polls-trend.2015_"));
        check(Query { span: "2015".parse().ok(), rel: Rel::Before, ..Query::new(Op::PollTrend) }, Some("polls-trend.1900_2014-12-31"));
        check(Query { ids: vec!["cedem".into(), "ipsos".into()], ..Query::new(Op::PollCompare) }, Some("polls-compare.cedem.ipsos"));
        check(Query { word: Some("2012|2016".into()), ..Query::new(Op::PollCompare) }, Some("polls-compare.2012.2016"));
        let pair =
            |word: &str, ids: &[&str]| Query { word: Some(word.into()), ids: ids.iter().map(|id| (*id).to_owned()).collect(), ..Query::new(Op::PollCompare) };
        check(pair("|2016", &["cedem"]), Some("polls-compare.cedem.2016"));
        check(pair("2014|2016", &["cedem", "ipsos"]), Some("polls-compare.cedem.ipsos.2014.2016"));
        check(pair("|2016", &["cedem", "ipsos"]), None);
        check(Query::new(Op::RatList), Some("ratifications"));
        check(Query::about(Op::VoteTally, "vote-ratification-2017"), Some("vote-ratification-2017"));
        check(Query::about(Op::VoteTally, "referendum-2006"), Some("vote-referendum-2006"));
        check(Query::about(Op::SeriesList, "defence-budget"), Some("series-defence-budget"));
        check(Query::about(Op::Record, "accession"), None);
        check(Query::about(Op::RatShow, "spain"), None);
    }
}
