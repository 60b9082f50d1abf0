//! An answer as a Discord message: our own plain structs that serialise to exactly the payload that is sent.
//!
//! The headline stands first, what belongs to it below, then the sources with their links, and in the footer the version of the data and the
//! answer's id. Long answers are cut into pages between whole facts. Nothing is decided here, and nothing can exceed a limit: every part is bounded
//! where it is made, and the bounds add up to less than the limit of a whole message.

use std::{fmt::Write as _, rc::Rc};

use serde::Serialize;

use super::{
    control::{Action, Control},
    limits,
    markdown::{code, escape, link},
    text::{table, text_width},
};
use crate::{
    answer::{
        self,
        model::{Align, Answer, Block, SourceRef, Status, Suggestion, Tone},
    },
    query::{codec, engine::Engine},
    text::{Lang, capital, messages::Arg, script},
};

/// Text of one page: about what a phone shows on two screens.
const PAGE: usize = 1500;
/// Lines of one page as a phone wraps them.
const PAGE_LINES: usize = 26;
/// Columns of text in an embed on a phone that is 390 points wide, on average.
const TEXT_COLUMNS: usize = 38;
/// Columns of a code block that do not wrap there; measured.
const TABLE_COLUMNS: usize = 29;
/// Sources that stand below an answer; the rest are behind a button.
const SOURCES_SHOWN: usize = 4;
/// Length of a source's title below an answer.
const SOURCE_TITLE: usize = 110;
/// A headline longer than this is not printed bold: bold paragraphs are hard to read.
const BOLD_HEADLINE: usize = 220;
/// Message flag: only the one who asked sees it.
pub const EPHEMERAL: u64 = 1 << 6;

/// A message as Discord takes it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct MessagePayload {
    /// Embeds; one, or none.
    pub embeds: Vec<Embed>,
    /// Rows of controls.
    pub components: Vec<Component>,
    /// Files sent beside it; named in full, so that an update without one takes the old one away.
    pub attachments: Vec<Attachment>,
    /// Nobody is ever pinged.
    pub allowed_mentions: AllowedMentions,
    /// Message flags.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub flags: Option<u64>,
}

/// Whom a message may ping: nobody.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct AllowedMentions {
    /// Kinds of mentions that ping; always empty.
    pub parse: [u8; 0],
    /// Whether the author of the message that is replied to is pinged.
    pub replied_user: bool,
}

/// An embed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Embed {
    /// What it is about.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Headline and details.
    pub description: String,
    /// Colour by kind of answer.
    pub color: u32,
    /// Sources.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Field>,
    /// A chart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<Image>,
    /// Data version and answer id.
    pub footer: Footer,
}

/// The picture of an embed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Image {
    /// The attachment's address.
    pub url: String,
}

/// A file sent beside a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Attachment {
    /// Its place among the files, as text: so the interface is specified.
    pub id: String,
    /// Its name.
    pub filename: String,
    /// The text for those who cannot see it.
    pub description: String,
}

/// A field of an embed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Field {
    /// Heading.
    pub name: String,
    /// Text.
    pub value: String,
    /// Beside others.
    pub inline: bool,
}

/// The footer of an embed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Footer {
    /// Text.
    pub text: String,
}

/// A row of controls, or a control.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Component {
    /// A row.
    Row {
        /// Discord: 1.
        r#type: u8,
        /// Its controls.
        components: Vec<Component>,
    },
    /// A button.
    Button {
        /// Discord: 2.
        r#type: u8,
        /// 1 primary, 2 secondary, 4 danger.
        style: u8,
        /// What it says.
        label: String,
        /// What it carries.
        custom_id: String,
        /// Cannot be pressed.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        disabled: bool,
    },
    /// A menu.
    Menu {
        /// Discord: 3.
        r#type: u8,
        /// What it carries.
        custom_id: String,
        /// What it says while nothing is chosen.
        placeholder: String,
        /// What can be chosen.
        options: Vec<MenuOption>,
    },
}

/// An entry of a menu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MenuOption {
    /// What it says.
    pub label: String,
    /// The code of the question.
    pub value: String,
}

/// How an answer is shown, beyond what it says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Face {
    /// Page, from 0; beyond the last one it is the last one.
    pub page: usize,
    /// Who asked, as a Discord user id.
    pub owner: u64,
    /// Only the one who asked sees it.
    pub private: bool,
    /// A private answer that can be shown to everyone.
    pub share: bool,
    /// The control that led here was made over older data.
    pub stale: bool,
}

/// A sentence of the locale files in the language and script.
pub fn say(engine: &Engine, lang: Lang, key: &str, args: &[(&str, Arg)]) -> String {
    let text = engine.messages.say(lang, key, args);
    script::unkeep(&if lang == Lang::CnrCyrl { engine.vocabulary.script.cyrillic(&text) } else { text })
}

/// The digest of the data, which controls carry.
pub fn digest(engine: &Engine) -> &str {
    let version = engine.dataset.version.as_str();
    version.rsplit_once('-').map_or(version, |(_, digest)| digest)
}

/// An answer, cut into pages once for every page that is turned to.
#[derive(Debug)]
pub struct Paged {
    /// The answer.
    pub answer: Answer,
    pages: Vec<String>,
}

impl Paged {
    /// Cuts an answer into pages.
    pub fn new(engine: &Engine, answer: Answer) -> Self {
        Self { pages: pages(engine, &answer), answer }
    }

    /// The answer as a message.
    pub fn message(&self, engine: &Engine, face: Face) -> MessagePayload {
        leaf(engine, &self.answer, &self.pages, face)
    }

    /// The length of all its pages in bytes.
    pub fn size(&self) -> usize {
        self.pages.iter().map(String::len).sum()
    }
}

/// An answer as a message.
pub fn message(engine: &Engine, answer: &Answer, face: Face) -> MessagePayload {
    leaf(engine, answer, &pages(engine, answer), face)
}

/// One page of an answer as a message.
fn leaf(engine: &Engine, answer: &Answer, pages: &[String], face: Face) -> MessagePayload {
    let last = pages.len() - 1;
    let page = face.page.min(last);
    let mut description = pages[page].clone();
    add_staleness(engine, answer.lang, face, &mut description);
    let embed = Embed {
        title: title(&answer.title),
        description,
        color: color(answer.tone),
        fields: sources_field(engine, answer).map(|(field, _)| field).into_iter().collect(),
        footer: Footer { text: footer(engine, answer, page, last + 1) },
        ..Embed::default()
    };
    let mut message = MessagePayload {
        embeds: vec![embed],
        components: components(engine, answer, face, page, last + 1),
        flags: face.private.then_some(EPHEMERAL),
        ..MessagePayload::default()
    };
    if let Some(chart) = answer.charts.first().filter(|_| page == 0) {
        add_picture(&mut message, &chart.name, &chart.description);
    }
    message
}

/// The figures of an answer's chart as text, only for the one who asked; `None` when it has no chart.
pub fn figures(engine: &Engine, answer: &Answer, face: Face) -> Option<MessagePayload> {
    let Block::Table { title, head, align, rows } = super::figures(engine, answer)? else { return None };
    let table = Answer { headline: String::new(), blocks: vec![Block::Table { title: None, head, align, rows }], ..answer.clone() };
    let mut pages = pages(engine, &table);
    let last = pages.len() - 1;
    let page = face.page.min(last);
    let mut description = std::mem::take(&mut pages[page]);
    add_staleness(engine, answer.lang, face, &mut description);
    let embed = Embed {
        title: self::title(&title.unwrap_or_default()),
        description,
        color: color(answer.tone),
        footer: Footer { text: footer(engine, answer, page, last + 1) },
        ..Embed::default()
    };
    let buttons = Buttons { engine, answer, face };
    let turn = if last > 0 { buttons.turn(Action::FiguresPage, Action::FiguresPage, page, last + 1) } else { None };
    Some(MessagePayload { embeds: vec![embed], components: turn.into_iter().collect(), flags: Some(EPHEMERAL), ..MessagePayload::default() })
}

/// A title: a name in the data may begin small.
fn title(text: &str) -> String {
    limits::cut(&escape(&limits::cut(&capital(text), limits::TITLE / 2)), limits::TITLE)
}

/// Tells that an answer is of today although its button is older.
fn add_staleness(engine: &Engine, lang: Lang, face: Face, description: &mut String) {
    if face.stale {
        description.extend(["\n\n-# ", &escape(&say(engine, lang, "discord-data-changed", &[]))]);
    }
}

/// Puts a chart into a message; the picture itself is sent beside it under [`file_name`].
pub fn add_picture(message: &mut MessagePayload, name: &str, alt: &str) {
    let filename = file_name(name);
    if let Some(embed) = message.embeds.first_mut() {
        embed.image = Some(Image { url: format!("attachment://{filename}") });
        message.attachments = vec![Attachment { id: "0".to_owned(), filename, description: limits::cut(alt, limits::ALT_TEXT) }];
    }
}

/// The file name of a chart: Discord changes other letters, and then the embed does not find it.
pub fn file_name(chart: &str) -> String {
    let plain: String = chart.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') { c } else { '_' }).take(100).collect();
    format!("{plain}.png")
}

/// A short text as a message, only for the one who asked.
pub fn notice(engine: &Engine, text: &str) -> MessagePayload {
    let embed = Embed { description: escape(&limits::cut(text, PAGE)), color: color(Tone::Meta), footer: Footer { text: version(engine) }, ..Embed::default() };
    MessagePayload { embeds: vec![embed], flags: Some(EPHEMERAL), ..MessagePayload::default() }
}

/// One line for each of several short questions; `lines` are what was asked and its headline.
pub fn lines(engine: &Engine, lines: &[(String, String)]) -> MessagePayload {
    let room = PAGE * 2 / lines.len().max(1);
    let text = lines
        .iter()
        .map(|(asked, headline)| format!("**{}** {}", escape(&limits::cut(asked, 60)), escape(&limits::cut(headline, room / 2))))
        .collect::<Vec<_>>()
        .join("\n");
    let embed =
        Embed { description: limits::cut(&text, limits::DESCRIPTION), color: color(Tone::Fact), footer: Footer { text: version(engine) }, ..Embed::default() };
    MessagePayload { embeds: vec![embed], ..MessagePayload::default() }
}

/// All sources of an answer, only for the one who asked.
pub fn sources(engine: &Engine, answer: &Answer) -> MessagePayload {
    let mut text = String::new();
    for source in &answer.sources {
        let line = source_line(source, SOURCE_TITLE * 2);
        if limits::length(&text) + limits::length(&line) + 3 > limits::DESCRIPTION {
            break;
        }
        text.extend(["- ", &line, "\n"]);
    }
    let title = say(engine, answer.lang, "text-sources", &[]);
    let embed = Embed {
        title,
        description: text.trim_end().to_owned(),
        color: color(answer.tone),
        footer: Footer { text: footer(engine, answer, 0, 1) },
        ..Embed::default()
    };
    MessagePayload { embeds: vec![embed], flags: Some(EPHEMERAL), ..MessagePayload::default() }
}

/// Colours that people with colour blindness tell apart; none belongs to a party, and none says what the text does not.
fn color(tone: Tone) -> u32 {
    match tone {
        Tone::Fact => 0x00_72_b2,
        Tone::Poll => 0x56_b4_e9,
        Tone::Vote => 0x00_9e_73,
        Tone::Correction => 0xd5_5e_00,
        Tone::Unknown => 0x8a_8f_98,
        Tone::Meta => 0xcc_79_a7,
    }
}

fn version(engine: &Engine) -> String {
    limits::cut(&engine.dataset.version, 60)
}

fn footer(engine: &Engine, answer: &Answer, page: usize, pages: usize) -> String {
    let id = answer::code(engine, answer);
    let mut text = format!("{} · {}", version(engine), limits::cut(&id, 200));
    if pages > 1 {
        // Writing to a string cannot fail.
        let _ = write!(text, " · {}/{pages}", page + 1);
    }
    text
}

fn source_line(source: &SourceRef, room: usize) -> String {
    // A longer address would not leave room for anything else.
    let url = source.url.as_deref().filter(|url| url.len() <= 300);
    let mut line = link(&limits::cut(&source.title, room), url);
    if let Some(locator) = &source.locator {
        line.extend([", ", &escape(&limits::cut(locator, 60))]);
    }
    line
}

/// The sources below an answer, and how many they are.
fn sources_field(engine: &Engine, answer: &Answer) -> Option<(Field, usize)> {
    let (mut value, mut shown) = (String::new(), 0);
    for source in answer.sources.iter().take(SOURCES_SHOWN) {
        let line = source_line(source, SOURCE_TITLE);
        if limits::length(&value) + limits::length(&line) + 3 > limits::FIELD_VALUE {
            break;
        }
        value.extend(["- ", &line, "\n"]);
        shown += 1;
    }
    let value = value.trim_end().to_owned();
    let name = limits::cut(&say(engine, answer.lang, "text-sources", &[]), limits::FIELD_NAME);
    (!value.is_empty()).then_some((Field { name, value, inline: false }, shown))
}

/// A piece of text that is never cut.
enum Piece {
    /// A paragraph.
    Paragraph(String),
    /// A line of a list, and what stands above the list.
    Item { list: usize, heading: Rc<str>, line: String },
    /// A row of a code block, what stands above the block, and its head row.
    Row { list: usize, heading: Rc<str>, head: Rc<str>, line: String },
}

/// The pages of an answer: at least one.
pub fn pages(engine: &Engine, answer: &Answer) -> Vec<String> {
    let headline = escape(&answer.headline);
    let headline = if limits::length(&answer.headline) <= BOLD_HEADLINE && !headline.is_empty() { format!("**{headline}**") } else { headline };
    let mut book = Book::default();
    book.push(&Added::new(headline));
    for piece in pieces(engine, answer) {
        book.add(&piece);
    }
    book.turn();
    book.pages
}

/// What is added to a page, with its length and how many lines a phone makes of it.
struct Added {
    text: String,
    used: usize,
    lines: usize,
}

impl Added {
    fn new(text: String) -> Self {
        Self { used: limits::length(&text), lines: lines_on_phone(&text), text }
    }
}

#[derive(Default)]
struct Book {
    pages: Vec<String>,
    page: String,
    /// The length of the page, and how many lines a phone makes of it.
    used: usize,
    lines: usize,
    /// The code block that is open.
    open: Option<usize>,
    /// The list that is open.
    list: Option<usize>,
}

impl Book {
    fn add(&mut self, piece: &Piece) {
        let mut added = self.joined(piece);
        let full = self.used + added.used + 4 > PAGE || self.lines + added.lines > PAGE_LINES;
        if full && !self.page.is_empty() {
            self.turn();
            added = self.joined(piece);
        }
        if self.open.is_some() && !matches!(piece, Piece::Row { list, .. } if Some(*list) == self.open) {
            self.push(&Added::new("\n```".to_owned()));
            self.open = None;
        }
        self.push(&added);
        self.list = match piece {
            Piece::Item { list, .. } => Some(*list),
            _ => None,
        };
        if let Piece::Row { list, .. } = piece {
            self.open = Some(*list);
        }
    }

    /// What a piece adds to the page as it stands.
    fn joined(&self, piece: &Piece) -> Added {
        let gap = if self.page.is_empty() {
            ""
        } else if self.open.is_some() {
            // The closing fence, which is added apart, ends the line.
            "\n"
        } else {
            "\n\n"
        };
        let above = |heading: &str| if heading.is_empty() { String::new() } else { format!("{heading}\n") };
        Added::new(match piece {
            Piece::Paragraph(text) => format!("{gap}{text}"),
            Piece::Item { list, line, .. } if self.list == Some(*list) => ["\n", line].concat(),
            Piece::Item { heading, line, .. } => format!("{gap}{}{line}", above(heading)),
            Piece::Row { list, line, .. } if self.open == Some(*list) => ["\n", line].concat(),
            Piece::Row { heading, head, line, .. } => format!("{gap}{}```\n{}{line}", above(heading), above(head.trim_end())),
        })
    }

    /// Text that begins with a line of its own.
    fn push(&mut self, added: &Added) {
        self.page.push_str(&added.text);
        self.used += added.used;
        self.lines += added.lines;
    }

    fn turn(&mut self) {
        if self.open.take().is_some() {
            self.page.push_str("\n```");
        }
        (self.list, self.used, self.lines) = (None, 0, 0);
        self.pages.push(std::mem::take(&mut self.page));
    }
}

/// How many lines a phone makes of a text.
fn lines_on_phone(text: &str) -> usize {
    text.lines().map(|line| text_width(line).div_ceil(TEXT_COLUMNS)).sum()
}

/// The blocks in whole facts. What is longer than a page is cut here, and only here.
fn pieces(engine: &Engine, answer: &Answer) -> Vec<Piece> {
    // Escaping makes text longer: half a page of plain text always fits on one.
    let paragraphs = |text: &str| limits::split(text, PAGE / 2).into_iter().map(|p| escape(&p)).collect::<Vec<_>>();
    let heading = |title: &Option<String>| title.as_ref().map_or_else(String::new, |t| format!("**{}**", escape(&limits::cut(t, 150))));
    let above = |lines: [String; 2]| -> Rc<str> { lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n").into() };
    let mut pieces = Vec::new();
    for (list, block) in in_order(&answer.blocks).into_iter().enumerate() {
        match block {
            Block::Text(text) => pieces.extend(paragraphs(text).into_iter().map(Piece::Paragraph)),
            Block::Note(text) => pieces.extend(paragraphs(text).into_iter().map(|p| Piece::Paragraph(format!("-# {}", p.replace('\n', " "))))),
            Block::Conflict { title, text } => {
                let title = say(engine, answer.lang, "discord-conflict", &[("title", script::keep(&limits::cut(title, 150)).into())]);
                let mut texts = paragraphs(text).into_iter();
                pieces.push(Piece::Paragraph(format!("**{}**\n{}", escape(&title), texts.next().unwrap_or_default())));
                pieces.extend(texts.map(Piece::Paragraph));
            }
            Block::List { title, items } => {
                let heading: Rc<str> = heading(title).into();
                let lines = items.iter().flat_map(|item| paragraphs(item)).map(|line| format!("- {}", line.replace('\n', " ")));
                pieces.extend(lines.map(|line| Piece::Item { list, heading: heading.clone(), line }));
            }
            Block::Table { title, head, align, rows } => {
                if let Some(mut lines) = narrow(head, align, rows) {
                    let (heading, head): (Rc<str>, Rc<str>) = (heading(title).into(), lines.remove(0).into());
                    pieces.extend(lines.into_iter().map(|line| Piece::Row { list, heading: heading.clone(), head: head.clone(), line }));
                } else if let Some(mut lines) = figures_first(head, align, rows) {
                    let above = above([heading(title), lines.remove(0)]);
                    pieces.extend(lines.into_iter().map(|line| Piece::Item { list, heading: above.clone(), line }));
                } else {
                    let above = above([heading(title), unnamed(head, align, rows)]);
                    pieces.extend(rows.iter().map(|row| Piece::Item { list, heading: above.clone(), line: format!("- {}", row_as_line(head, align, row)) }));
                }
            }
        }
    }
    pieces
}

/// Whether a cell says nothing.
fn blank(cell: &str) -> bool {
    matches!(cell.trim(), "" | "–" | "-" | "?")
}

/// The columns that say something.
fn said(head: &[String], rows: &[Vec<String>]) -> Vec<usize> {
    (0..head.len()).filter(|i| rows.iter().any(|row| row.get(*i).is_some_and(|cell| !blank(cell)))).collect()
}

/// The lines of a table, the head first, if they do not wrap on a phone.
fn narrow(head: &[String], align: &[Align], rows: &[Vec<String>]) -> Option<Vec<String>> {
    let lines = columns(&said(head, rows), head, align, rows);
    lines.iter().all(|line| text_width(line) <= TABLE_COLUMNS).then_some(lines)
}

/// Some columns of a table as aligned lines, the head first.
fn columns(which: &[usize], head: &[String], align: &[Align], rows: &[Vec<String>]) -> Vec<String> {
    let pick = |row: &[String]| which.iter().map(|i| row.get(*i).map_or_else(String::new, |cell| code(cell))).collect::<Vec<_>>();
    let aligned: Vec<Align> = which.iter().map(|i| align.get(*i).copied().unwrap_or(Align::Left)).collect();
    table(&pick(head), &aligned, &rows.iter().map(|row| pick(row)).collect::<Vec<_>>())
}

/// The lines of a table whose figures stand aligned at the left and whose words may wrap behind them, the head first; `None` when there are no
/// figures to compare.
fn figures_first(head: &[String], align: &[Align], rows: &[Vec<String>]) -> Option<Vec<String>> {
    let (figures, words): (Vec<usize>, Vec<usize>) = said(head, rows).into_iter().partition(|i| align.get(*i) == Some(&Align::Right));
    // Discord drops blanks at both ends of a piece of code: the first column stands left and the last one right, so that none are there.
    let mut align = align.to_vec();
    if let Some(first) = figures.first().and_then(|i| align.get_mut(*i)) {
        *first = Align::Left;
    }
    let filled: Vec<Vec<String>> =
        rows.iter().map(|row| row.iter().map(|cell| if cell.trim().is_empty() { "–".to_owned() } else { cell.clone() }).collect()).collect();
    let lines = columns(&figures, head, &align, &filled);
    if figures.len() < 2 || lines.iter().any(|line| text_width(line) > TABLE_COLUMNS) {
        return None;
    }
    let width = lines.iter().map(|line| text_width(line)).max().unwrap_or(0);
    let behind = |row: &[String]| {
        words.iter().filter_map(|i| row.get(*i)).filter(|cell| !blank(cell)).map(|cell| escape(&limits::cut(cell, 120))).collect::<Vec<_>>().join(", ")
    };
    let words = std::iter::once(String::new()).chain(rows.iter().map(|row| behind(row)));
    Some(lines.iter().zip(words).map(|(line, words)| format!("`{line}{}` {words}", " ".repeat(width - text_width(line))).trim_end().to_owned()).collect())
}

/// The heads of the columns that [`row_as_line`] does not name, where there are several to confuse.
fn unnamed(head: &[String], align: &[Align], rows: &[Vec<String>]) -> String {
    let shown = said(head, rows);
    let unnamed = shown.iter().filter(|i| **i > 0 && align.get(**i) != Some(&Align::Right)).count();
    if unnamed < 2 {
        return String::new();
    }
    let heads = shown.into_iter().filter(|i| *i == 0 || align.get(*i) != Some(&Align::Right)).map(|i| escape(&limits::cut(&head[i], 40)));
    format!("-# {}", heads.collect::<Vec<_>>().join(" · "))
}

/// A row of a table that is too wide for a phone. Words explain themselves; figures are named.
fn row_as_line(head: &[String], align: &[Align], row: &[String]) -> String {
    let first = row.first().map_or_else(String::new, |cell| format!("**{}**", escape(&limits::cut(cell, 100))));
    let rest = row.iter().enumerate().skip(1).filter(|(_, cell)| !blank(cell)).map(|(i, cell)| {
        let cell = escape(&limits::cut(cell, 120));
        match head.get(i).filter(|h| !h.trim().is_empty() && align.get(i) == Some(&Align::Right)) {
            Some(head) => format!("{} {cell}", escape(&limits::cut(head, 40))),
            None => cell,
        }
    });
    let rest = rest.collect::<Vec<_>>().join(" · ");
    let line = if rest.is_empty() { first } else { format!("{first} {rest}") };
    // So many long cells cannot be; a set that has them is shortened rather than refused.
    limits::cut(&line, PAGE - 200)
}

/// The blocks, conflicts before what is long: nobody turns a page to learn that sources disagree.
fn in_order(blocks: &[Block]) -> Vec<&Block> {
    let long = |block: &Block| match block {
        Block::List { items, .. } => items.len() > 8,
        Block::Table { rows, .. } => rows.len() > 8,
        _ => false,
    };
    let first = blocks.iter().position(long).unwrap_or(blocks.len());
    let conflict = |block: &&Block| matches!(block, Block::Conflict { .. });
    let (before, after) = blocks.split_at(first);
    before.iter().chain(after.iter().filter(conflict)).chain(after.iter().filter(|b| !conflict(b))).collect()
}

/// What makes the controls below an answer.
struct Buttons<'a> {
    engine: &'a Engine,
    answer: &'a Answer,
    face: Face,
}

impl Buttons<'_> {
    /// The id of a control; `None` when the question is too long for one.
    fn id(&self, action: Action, lang: Lang, page: usize, code: String) -> Option<String> {
        Control { action, lang, page, owner: self.face.owner, digest: digest(self.engine).to_owned(), code }.encode()
    }

    /// A button about this answer.
    fn about(&self, action: Action, lang: Lang, page: usize, style: u8, label: &str) -> Option<Component> {
        self.id(action, lang, page, answer::code(self.engine, self.answer)).map(|id| button(style, label, id, false))
    }

    /// To the page before, where we are, to the next page.
    fn turn(&self, back: Action, forward: Action, page: usize, pages: usize) -> Option<Component> {
        let code = answer::code(self.engine, self.answer);
        let button = |action, to, label: &str, disabled| self.id(action, self.answer.lang, to, code.clone()).map(|id| button(2, label, id, disabled));
        row(vec![
            button(back, page.saturating_sub(1), "◀", page == 0),
            button(Action::Counter, page, &format!("{}/{pages}", page + 1), true),
            button(forward, page + 1, "▶", page + 1 == pages),
        ])
    }
}

fn button(style: u8, label: &str, custom_id: String, disabled: bool) -> Component {
    Component::Button { r#type: 2, style, label: limits::cut(label, limits::BUTTON_LABEL), custom_id, disabled }
}

/// The controls below an answer.
fn components(engine: &Engine, answer: &Answer, face: Face, page: usize, pages: usize) -> Vec<Component> {
    let lang = answer.lang;
    let buttons = Buttons { engine, answer, face };
    let text = |key: &str| say(engine, lang, key, &[]);
    let mut rows: Vec<Component> = Vec::new();
    if pages > 1 {
        rows.extend(buttons.turn(Action::Back, Action::Forward, page, pages));
    }
    // What may have been meant is one press away; related questions are in a menu.
    if answer.status != Status::Answered {
        let choices = answer.suggestions.iter().take(limits::BUTTONS).enumerate();
        let ask = |(i, s): (usize, &Suggestion)| buttons.id(Action::Ask, lang, i, codec::encode(engine, &s.query)).map(|id| button(1, &s.label, id, false));
        rows.extend(row(choices.map(ask).collect()));
    } else if let Some(menu) = menu(engine, answer, buttons.id(Action::Menu, lang, page, String::new())) {
        rows.extend(row(vec![Some(menu)]));
    }
    let mut last = Vec::new();
    // The figures stand beside the picture, which is on the first page.
    if page == 0 && super::has_chart(engine, answer) {
        last.push(buttons.about(Action::Figures, lang, 0, 2, &text("discord-figures")));
    }
    if answer.sources.len() > sources_field(engine, answer).map_or(0, |(_, shown)| shown) {
        let label = say(engine, lang, "discord-all-sources", &[("n", answer.sources.len().into())]);
        last.push(buttons.about(Action::Sources, lang, page, 2, &label));
    }
    for (other, name) in [(Lang::En, "English"), (Lang::Cnr, "crnogorski"), (Lang::CnrCyrl, "црногорски")] {
        if other != lang {
            last.push(buttons.about(Action::Language, other, page, 2, name));
        }
    }
    if face.share {
        last.push(buttons.about(Action::Share, lang, page, 1, &text("discord-share")));
    } else if !face.private {
        last.push(buttons.about(Action::Delete, lang, page, 2, &text("discord-delete")));
    }
    rows.extend(row(last));
    rows.truncate(limits::ROWS);
    rows
}

fn row(buttons: Vec<Option<Component>>) -> Option<Component> {
    let components: Vec<Component> = buttons.into_iter().flatten().take(limits::BUTTONS).collect();
    (!components.is_empty()).then_some(Component::Row { r#type: 1, components })
}

fn menu(engine: &Engine, answer: &Answer, custom_id: Option<String>) -> Option<Component> {
    let mut options: Vec<MenuOption> = Vec::new();
    for suggestion in &answer.suggestions {
        let value = codec::encode(engine, &suggestion.query);
        if limits::length(&value) <= limits::OPTION
            && !suggestion.label.is_empty()
            && options.len() < limits::OPTIONS
            && !options.iter().any(|o| o.value == value)
        {
            options.push(MenuOption { label: limits::cut(&suggestion.label, limits::OPTION), value });
        }
    }
    let placeholder = limits::cut(&say(engine, answer.lang, "text-suggestions", &[]), limits::PLACEHOLDER);
    (!options.is_empty()).then_some(Component::Menu { r#type: 3, custom_id: custom_id?, placeholder, options })
}
