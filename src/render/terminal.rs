//! An answer as lines for a terminal: wrapped to a width, every piece with its role, and a short view that comes first.
//!
//! Whether escape codes are wanted is decided elsewhere: a line is a list of pieces with an [`Ink`], and [`paint`] turns them into styled text.

use anstyle::{AnsiColor, Style};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::{
    answer::model::{Align, Answer, Block, SourceRef, Status},
    query::engine::Engine,
    text::{Lang, messages::Arg, script::unkeep},
};

/// The narrowest width that is laid out for, in columns.
pub const NARROWEST: usize = 40;
/// Lines longer than this are hard to read, however wide the window is.
pub const WIDEST: usize = 100;
/// Lines of the short view.
const SHORT: usize = 20;
/// A rest of so few lines is shown at once.
const SMALL_REST: usize = 4;
/// Sources in the short view.
const SHORT_SOURCES: usize = 2;
/// The narrowest that a column of a table is made.
const NARROWEST_COLUMN: usize = 10;

/// What a piece of a line is; how it looks is decided by [`paint`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// Ordinary text.
    Plain,
    /// The direct answer.
    Headline,
    /// The heading of a list or table.
    Heading,
    /// A disagreement between sources.
    Conflict,
    /// Something the reader should know.
    Note,
    /// Sources and hints.
    Dim,
    /// Something that can be typed.
    Key,
}

impl Ink {
    fn style(self) -> Style {
        match self {
            Self::Plain => Style::new(),
            Self::Headline => Style::new().bold(),
            Self::Heading => Style::new().underline(),
            Self::Conflict => AnsiColor::Yellow.on_default(),
            Self::Note => AnsiColor::Cyan.on_default(),
            Self::Dim => Style::new().dimmed(),
            Self::Key => AnsiColor::Green.on_default(),
        }
    }
}

/// A line in pieces.
pub type Line = Vec<(Ink, String)>;

/// An answer in lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// What is shown first.
    pub short: Vec<Line>,
    /// What follows on demand; empty when everything is in `short`.
    pub rest: Vec<Line>,
}

/// The line with its styles as escape sequences.
pub fn paint(line: &Line) -> String {
    line.iter().fold(String::new(), |out, (ink, text)| {
        let style = ink.style();
        format!("{out}{style}{text}{style:#}")
    })
}

/// A sentence of the locale files in the language and script.
pub fn say(engine: &Engine, lang: Lang, key: &str, args: &[(&str, Arg)]) -> String {
    let text = engine.messages.say(lang, key, args);
    unkeep(&if lang == Lang::CnrCyrl { engine.vocabulary.script.cyrillic(&text) } else { text })
}

/// The parts of an answer in lines.
struct Parts {
    width: usize,
    head: Vec<Line>,
    /// Pieces that are not cut.
    body: Vec<Vec<Line>>,
    sources: Vec<Line>,
    suggestions: Vec<Line>,
}

impl Parts {
    fn new(engine: &Engine, answer: &Answer, width: usize, numbered: bool) -> Self {
        let width = width.clamp(NARROWEST, WIDEST);
        let mut head: Vec<Line> = wrap(&answer.headline, width).into_iter().map(|text| vec![(Ink::Headline, text)]).collect();
        if answer.status != Status::Answered {
            // An answer that asserts nothing is told by a sign, never by colour alone.
            head = hang("? ", "  ", &answer.headline, width, Ink::Note);
        }
        let sources = sources(engine, answer, &answer.sources, width);
        Self { width, head, body: body(engine, answer, width), sources, suggestions: suggestions(engine, answer, width, numbered) }
    }

    fn all(self) -> Vec<Line> {
        self.head.into_iter().chain(self.body.into_iter().flatten()).chain(self.sources).chain(self.suggestions).collect()
    }
}

/// Lays a whole answer out for a width in columns.
pub fn whole(engine: &Engine, answer: &Answer, width: usize) -> Vec<Line> {
    Parts::new(engine, answer, width, false).all()
}

/// Lays an answer out for a width in columns, the short view first. Suggestions have the numbers by which they are picked.
pub fn sheet(engine: &Engine, answer: &Answer, width: usize) -> Sheet {
    let parts = Parts::new(engine, answer, width, true);
    let length = parts.head.len() + lines(&parts.body) + parts.sources.len() + parts.suggestions.len();
    if length <= SHORT + SMALL_REST {
        return Sheet { short: parts.all(), rest: Vec::new() };
    }
    let Parts { width, head, body, sources: all_sources, suggestions } = parts;
    // Details first, as many whole ones as fit above a few sources; everything else on demand.
    let few = if answer.sources.len() > SHORT_SOURCES { sources(engine, answer, &answer.sources[..SHORT_SOURCES], width) } else { all_sources };
    let room = SHORT.saturating_sub(head.len() + few.len() + suggestions.len() + 1);
    let (mut shown, mut taken) = (0, 0);
    for item in &body {
        if shown + item.len() > room {
            break;
        }
        shown += item.len();
        taken += 1;
    }
    let (mut first, mut later) = (body[..taken].to_vec(), body[taken..].to_vec());
    // A gap or a heading belongs to what follows it.
    while let Some(last) = first.last()
        && opens(last)
    {
        later.insert(0, first.pop().unwrap_or_default());
    }
    let mut rest: Vec<Line> = later.into_iter().skip_while(|item| item.iter().all(Vec::is_empty)).flatten().collect();
    if answer.sources.len() > SHORT_SOURCES {
        rest.extend(sources(engine, answer, &answer.sources[SHORT_SOURCES..], width));
    }
    let mut short = head;
    short.extend(first.into_iter().flatten());
    short.extend(few);
    short.extend(suggestions);
    if rest.len() <= SMALL_REST {
        short.append(&mut rest);
    }
    Sheet { short, rest }
}

/// Whether a piece is only the opening of what follows: a gap, or a heading.
fn opens(item: &[Line]) -> bool {
    item.iter().all(|line| line.iter().all(|(ink, _)| *ink == Ink::Heading))
}

fn lines(items: &[Vec<Line>]) -> usize {
    items.iter().map(Vec::len).sum()
}

/// What belongs to the answer, in pieces that are not cut.
fn body(engine: &Engine, answer: &Answer, width: usize) -> Vec<Vec<Line>> {
    let mut items: Vec<Vec<Line>> = Vec::new();
    for (i, block) in answer.blocks.iter().enumerate() {
        // Notes in a row are one list.
        if !(matches!(block, Block::Note(_)) && i > 0 && matches!(answer.blocks[i - 1], Block::Note(_))) {
            items.push(vec![Vec::new()]);
        }
        match block {
            Block::Text(text) => items.push(hang("", "", text, width, Ink::Plain)),
            Block::Note(text) => items.push(hang("! ", "  ", text, width, Ink::Note)),
            Block::Conflict { title, text } => items.push(hang("≠ ", "  ", &format!("{title}: {text}"), width, Ink::Conflict)),
            Block::List { title, items: entries } => {
                items.extend(title.iter().map(|title| heading(title, width)));
                items.extend(entries.iter().map(|entry| hang("• ", "  ", entry, width, Ink::Plain)));
            }
            Block::Table { title, head, align, rows } => {
                items.extend(title.iter().map(|title| heading(title, width)));
                items.extend(table(head, align, rows, width));
            }
        }
    }
    // A chart tells in a picture what a table tells in figures; where there is none, its description does.
    let tables = answer.blocks.iter().any(|block| matches!(block, Block::Table { .. }));
    for chart in answer.charts.iter().filter(|_| !tables) {
        items.push(vec![Vec::new()]);
        let title = say(engine, answer.lang, "terminal-chart", &[]);
        items.push(hang("▪ ", "  ", &format!("{title}: {}", chart.description), width, Ink::Plain));
    }
    items
}

fn heading(text: &str, width: usize) -> Vec<Line> {
    wrap(text, width).into_iter().map(|text| vec![(Ink::Heading, text)]).collect()
}

/// A paragraph with a marker before its first line and an indent before the others. The marker has the ink; long text stays readable.
fn hang(marker: &str, indent: &str, text: &str, width: usize, ink: Ink) -> Vec<Line> {
    let mut out = Vec::new();
    for paragraph in text.split('\n').filter(|p| !p.trim().is_empty()) {
        for piece in wrap(paragraph, width - indent.width()) {
            let before = if out.is_empty() { marker } else { indent };
            out.push(if before.is_empty() { vec![(Ink::Plain, piece)] } else { vec![(ink, before.to_owned()), (Ink::Plain, piece)] });
        }
    }
    out
}

/// The sources below a gap and a heading, each with its address on a line of its own.
pub fn sources(engine: &Engine, answer: &Answer, sources: &[SourceRef], width: usize) -> Vec<Line> {
    if sources.is_empty() {
        return Vec::new();
    }
    let mut out = vec![Vec::new(), vec![(Ink::Dim, format!("{}:", say(engine, answer.lang, "text-sources", &[])))]];
    for source in sources {
        let text = source.locator.as_ref().map_or_else(|| source.title.clone(), |at| format!("{}, {at}", source.title));
        for (i, piece) in wrap(&text, width - 2).into_iter().enumerate() {
            out.push(vec![(Ink::Dim, format!("{}{piece}", if i == 0 { "– " } else { "  " }))]);
        }
        // An address is never broken, so that it can be clicked.
        out.extend(source.url.iter().map(|url| vec![(Ink::Dim, format!("  {url}"))]));
    }
    out
}

fn suggestions(engine: &Engine, answer: &Answer, width: usize, numbered: bool) -> Vec<Line> {
    if answer.suggestions.is_empty() {
        return Vec::new();
    }
    let mut out = vec![Vec::new(), vec![(Ink::Dim, format!("{}:", say(engine, answer.lang, "text-suggestions", &[])))]];
    for (i, suggestion) in answer.suggestions.iter().enumerate() {
        let marker = if numbered { format!("{} ", i + 1) } else { "• ".to_owned() };
        out.extend(hang(&marker, "  ", &suggestion.label, width, Ink::Key));
    }
    out
}

/// A table with its head; columns that are too wide together are narrowed and their cells wrapped. Each row is one piece.
fn table(head: &[String], align: &[Align], rows: &[Vec<String>], width: usize) -> Vec<Vec<Line>> {
    const GAP: usize = 2;
    let columns = head.len();
    if columns == 0 {
        return Vec::new();
    }
    let head = head.to_vec();
    let all: Vec<&Vec<String>> = std::iter::once(&head).chain(rows).collect();
    let mut widths: Vec<usize> = (0..columns).map(|i| all.iter().filter_map(|row| row.get(i)).map(|cell| cell.width()).max().unwrap_or(0)).collect();
    let room = width.saturating_sub(GAP * (columns - 1));
    while widths.iter().sum::<usize>() > room {
        let Some(widest) = widths.iter_mut().filter(|w| **w > NARROWEST_COLUMN).max() else { break };
        *widest -= 1;
    }
    let mut out: Vec<Vec<Line>> = Vec::new();
    for (n, row) in all.iter().enumerate() {
        let cells: Vec<Vec<String>> = (0..columns).map(|i| row.get(i).map_or_else(Vec::new, |cell| wrap(cell, widths[i]))).collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or(0).max(1);
        let mut item: Vec<Line> = Vec::new();
        for line in 0..height {
            let mut text = String::new();
            for (i, cell) in cells.iter().enumerate() {
                let piece = cell.get(line).map_or("", String::as_str);
                let space = " ".repeat(widths[i].saturating_sub(piece.width()));
                if i > 0 {
                    text.push_str(&" ".repeat(GAP));
                }
                if align.get(i) == Some(&Align::Right) {
                    text.push_str(&space);
                    text.push_str(piece);
                } else {
                    text.push_str(piece);
                    text.push_str(&space);
                }
            }
            item.push(vec![(if n == 0 { Ink::Heading } else { Ink::Plain }, text.trim_end().to_owned())]);
        }
        out.push(item);
    }
    out
}

/// Cuts a text into lines of at most `width` columns, between words. Addresses stay whole; other words that are too long are cut.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let (mut out, mut line, mut used) = (Vec::new(), String::new(), 0);
    for word in words(text) {
        let wide = word.width();
        if used > 0 && used + 1 + wide <= width {
            line.push(' ');
            line.push_str(word);
            used += 1 + wide;
            continue;
        }
        if used > 0 {
            out.push(std::mem::take(&mut line));
        }
        used = wide;
        if wide <= width || word.contains("://") {
            line.push_str(word);
            continue;
        }
        used = 0;
        for grapheme in word.graphemes(true) {
            let wide = grapheme.width();
            if used + wide > width && used > 0 {
                out.push(std::mem::take(&mut line));
                used = 0;
            }
            line.push_str(grapheme);
            used += wide;
        }
    }
    if !line.is_empty() {
        out.push(line);
    }
    out
}

/// The words between which a line may end. A short figure belongs to what it counts or dates: `5 June`, `5. juna`, `28 allies`.
fn words(text: &str) -> Vec<&str> {
    let figure = |word: &str| {
        let digits = word.trim_start_matches(['(', '„', '“', '"']).trim_end_matches('.');
        (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
    };
    let mut out: Vec<&str> = Vec::new();
    let mut start = 0;
    for (at, space) in text.match_indices([' ', '\n']).chain(std::iter::once((text.len(), ""))) {
        // What a single space joins is one piece of the text.
        let joined = space == " " && figure(&text[start..at]) && text[at + 1..].starts_with(char::is_alphabetic);
        if !joined {
            out.push(&text[start..at]);
            start = at + space.len();
        }
    }
    out.retain(|word| !word.is_empty());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(lines: &[Line]) -> Vec<String> {
        lines.iter().map(|line| line.iter().map(|(_, text)| text.as_str()).collect()).collect()
    }

    #[test]
    fn words_wrap_and_addresses_stay_whole() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("see https://example.org/a/long/address now", 10), ["see", "https://example.org/a/long/address", "now"]);
        assert_eq!(wrap("абвгдђежз", 4), ["абвг", "дђеж", "з"]);
        assert_eq!(wrap("", 10), Vec::<String>::new());
        assert_eq!(wrap("54.2\u{a0}% for", 8), ["54.2\u{a0}%", "for"]);
        assert_eq!(wrap("od 5. juna 2017.", 7), ["od", "5. juna", "2017."]);
        assert_eq!(wrap("on 28 allies", 9), ["on", "28 allies"]);
        assert_eq!(wrap("a  b\n c 5", 3), ["a b", "c 5"]);
    }

    #[test]
    fn paragraphs_hang() {
        let lines = hang("• ", "  ", "one two three", 9, Ink::Plain);
        assert_eq!(plain(&lines), ["• one two", "  three"]);
    }

    #[test]
    fn wide_tables_are_narrowed() {
        let head = ["Ally".to_owned(), "What the parliament did".to_owned(), "For".to_owned()];
        let rows = vec![vec!["Spain".to_owned(), "a very long account of what happened on that day".to_owned(), "7".to_owned()]];
        let lines: Vec<Line> = table(&head, &[Align::Left, Align::Left, Align::Right], &rows, 40).into_iter().flatten().collect();
        let lines = plain(&lines);
        assert!(lines.iter().all(|line| line.width() <= 40), "{lines:#?}");
        assert!(lines[0].starts_with("Ally   What"), "{lines:#?}");
        assert!(lines.iter().any(|l| l.ends_with("  7")), "{lines:#?}");
    }
}
