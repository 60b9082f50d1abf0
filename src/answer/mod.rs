//! What is true about a question: from a [`Query`] to an [`Answer`] in the reader's language.
//!
//! Nothing here waits, fails or is printed. What is not known is an answer too.

pub mod model;
pub mod words;

mod claims;
mod members;
mod meta;
mod order;
mod people;
mod polls;
mod ratifications;
mod records;
mod series;
mod votes;

use jiff::civil::Date;
use model::{Answer, Block, SourceRef, Status, Suggestion, Tone};
use unicode_segmentation::UnicodeSegmentation;
use words::Words;

use crate::{
    data::{
        date::FuzzyDate,
        schema::{Cite, Text, Verdict},
    },
    query::{
        codec,
        engine::Engine,
        model::{Op, Query},
        understand::Understanding,
    },
    text::{Lang, capital, marks, messages::Arg, script},
};

/// The longest headline, in characters.
pub const LONGEST_HEADLINE: usize = 350;
/// The most sources that one answer lists.
const MOST_SOURCES: usize = 8;

/// Answers one question.
pub fn answer(engine: &Engine, query: &Query, lang: Lang, today: Date) -> Answer {
    finish(engine, draft(engine, query, lang, today))
}

/// Answers what a message asks: one question, several, or none that was clear.
pub fn answer_all(engine: &Engine, understanding: &Understanding, lang: Lang, today: Date) -> Answer {
    match understanding.queries.as_slice() {
        [one] => {
            let mut drafted = draft(engine, one, lang, today);
            if one.op == Op::Unknown && !understanding.choices.is_empty() {
                let words = Words { engine, lang, today };
                drafted.suggestions =
                    understanding.choices.iter().map(|query| Suggestion { label: meta::label(&words, query), query: query.clone() }).collect();
                drafted.suggestions.dedup_by(|a, b| a.label == b.label);
            }
            finish(engine, drafted)
        }
        several => {
            // "When did Hungary ratify and how did it vote": two questions may have one answer.
            let mut parts: Vec<Answer> = Vec::new();
            for part in several.iter().map(|query| draft(engine, query, lang, today)) {
                if !parts.iter().any(|p| p.headline == part.headline) {
                    parts.push(part);
                }
            }
            let whole = if parts.len() == 1 { parts.remove(0) } else { join(engine, parts, lang) };
            finish(engine, whole)
        }
    }
}

/// The drafted answer, still in Latin script.
fn draft(engine: &Engine, query: &Query, lang: Lang, today: Date) -> Answer {
    let mut w = Writer::new(engine, query, lang, today);
    match query.op {
        Op::Record => records::record(&mut w),
        Op::PollShow
        | Op::PollLatest
        | Op::PollFirst
        | Op::PollMax
        | Op::PollMin
        | Op::PollMean
        | Op::PollMedian
        | Op::PollWidest
        | Op::PollNarrowest
        | Op::PollCount
        | Op::PollLead
        | Op::PollTrend
        | Op::PollCompare
        | Op::Pollsters
        | Op::PollEver
        | Op::PollYears => polls::polls(&mut w),
        Op::RatShow
        | Op::RatList
        | Op::RatNth
        | Op::RatCount
        | Op::RatIn
        | Op::RatPlace
        | Op::RatOrder
        | Op::RatDelay
        | Op::RatGap
        | Op::RatSameDay
        | Op::RatSpan
        | Op::RatUnanimous
        | Op::RatTallies => ratifications::ratifications(&mut w),
        Op::Member => members::member(&mut w),
        Op::VoteTally | Op::VoteWho | Op::VoteOf | Op::VoteList | Op::VoteCompare | Op::Election => votes::votes(&mut w),
        Op::Timeline | Op::Order | Op::Duration => order::order(&mut w),
        Op::OfficeAt | Op::PersonAt | Op::Said | Op::Party | Op::PartyTable | Op::Leader => people::people(&mut w),
        Op::SeriesAt | Op::SeriesMax | Op::SeriesMin | Op::SeriesChange | Op::SeriesFirst | Op::SeriesList | Op::MissionList | Op::MissionCount => {
            series::series(&mut w);
        }
        Op::Conflicts | Op::Sources | Op::Help | Op::About | Op::Small | Op::Unknown => meta::meta(&mut w),
    }
    w.done()
}

/// Several answers as one.
fn join(engine: &Engine, parts: Vec<Answer>, lang: Lang) -> Answer {
    let status = if parts.iter().any(|p| p.status == Status::Answered) { Status::Answered } else { parts.first().map_or(Status::Unknown, |p| p.status) };
    let query = parts.first().map_or_else(|| Query::unknown("not-understood"), |p| p.query.clone());
    let headline = headlines(&parts);
    let mut all = Answer {
        status,
        intent: "several".to_owned(),
        lang,
        tone: parts.first().map_or(Tone::Fact, |p| p.tone),
        title: engine.messages.say(lang, "title-several", &[("n", parts.len().into())]),
        headline,
        blocks: Vec::new(),
        records: Vec::new(),
        sources: Vec::new(),
        suggestions: Vec::new(),
        charts: Vec::new(),
        query,
        parts: Vec::new(),
    };
    for (i, part) in parts.iter().enumerate() {
        all.blocks.push(Block::List {
            title: Some(if part.title.is_empty() { format!("{})", i + 1) } else { format!("{}) {}", i + 1, part.title) }),
            items: vec![part.headline.clone()],
        });
        // What was told with one answer need not be told with the next.
        for block in part.blocks.iter().take(3) {
            if !all.blocks.contains(block) {
                all.blocks.push(block.clone());
            }
        }
        for id in &part.records {
            if !all.records.contains(id) {
                all.records.push(id.clone());
            }
        }
        for source in &part.sources {
            if !all.sources.contains(source) && all.sources.len() < MOST_SOURCES {
                all.sources.push(source.clone());
            }
        }
    }
    all.parts = parts;
    all
}

/// The headlines of several answers, each on a line of its own, so that a yes or no begins its line. What one does not need of its share the others get.
fn headlines(parts: &[Answer]) -> String {
    let mut lines: Vec<String> = parts.iter().map(|part| capital(&part.headline)).collect();
    let mut shortest: Vec<usize> = (0..lines.len()).collect();
    shortest.sort_by_key(|i| lines[*i].graphemes(true).count());
    let (mut room, mut left) = ((LONGEST_HEADLINE + 1).saturating_sub(lines.len()), lines.len());
    for i in shortest {
        lines[i] = cut(&lines[i], room / left);
        room -= lines[i].graphemes(true).count();
        left -= 1;
    }
    lines.join("\n")
}

/// The code that reproduces an answer.
pub fn code(engine: &Engine, answer: &Answer) -> String {
    if answer.parts.is_empty() {
        codec::encode(engine, &answer.query)
    } else {
        answer.parts.iter().map(|p| codec::encode(engine, &p.query)).collect::<Vec<_>>().join("+")
    }
}

/// Cuts the headline to its length and changes the script.
fn finish(engine: &Engine, mut answer: Answer) -> Answer {
    answer.headline = cut(&capital(&answer.headline), LONGEST_HEADLINE);
    let rules = &engine.vocabulary.script;
    let cyrillic = answer.lang == Lang::CnrCyrl;
    let change = |text: &mut String| {
        let changed = if cyrillic { rules.cyrillic(text) } else { std::mem::take(text) };
        *text = marks::settle(&script::unkeep(&changed)).into_owned();
    };
    change(&mut answer.title);
    change(&mut answer.headline);
    for block in &mut answer.blocks {
        match block {
            Block::Text(text) | Block::Note(text) => change(text),
            Block::List { title, items } => title.iter_mut().chain(items).for_each(&change),
            Block::Table { title, head, rows, .. } => title.iter_mut().chain(head).chain(rows.iter_mut().flatten()).for_each(&change),
            Block::Conflict { title, text } => {
                change(title);
                change(text);
            }
        }
    }
    for suggestion in &mut answer.suggestions {
        change(&mut suggestion.label);
    }
    for source in &mut answer.sources {
        source.locator = source.locator.take().filter(|l| !l.is_empty());
    }
    answer.parts = answer.parts.into_iter().map(|part| finish(engine, part)).collect();
    answer
}

/// At most `room` characters, cut behind a sentence where one ends late enough, else behind a word.
pub fn cut(text: &str, room: usize) -> String {
    // No grapheme is shorter than a byte.
    if text.len() <= room || text.graphemes(true).count() <= room {
        return text.to_owned();
    }
    let head: String = text.graphemes(true).take(room.saturating_sub(1)).collect();
    let sentence = head.match_indices(". ").map(|(at, _)| at + 1).filter(|at| *at > head.len() / 2 && ends_sentence(&head[..*at - 1])).last();
    if let Some(end) = sentence {
        return head[..end].to_owned();
    }
    let word = head.rfind(' ').unwrap_or(head.len());
    format!("{}…", head[..word].trim_end_matches([',', ';', ':', ' ', '–', '(']))
}

/// The first sentence of a text.
pub fn first_sentence(text: &str) -> &str {
    text.match_indices(". ").find(|(at, _)| ends_sentence(&text[..*at])).map_or(text, |(at, _)| &text[..=at])
}

/// Whether a full stop behind a text ends its sentence: it is neither an ordinal's nor an abbreviation's ("no. 12", "br. 12", "p. p.").
fn ends_sentence(before: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    // A single letter is an initial.
    let abbreviated = word.chars().count() <= 2 && (word.chars().count() == 1 || !word.chars().all(char::is_uppercase));
    !before.ends_with(|c: char| c.is_ascii_digit()) && !abbreviated
}

/// An answer in the making.
pub struct Writer<'e> {
    /// Words of the language.
    pub w: Words<'e>,
    /// The question.
    pub q: &'e Query,
    answer: Answer,
}

impl<'e> Writer<'e> {
    fn new(engine: &'e Engine, query: &'e Query, lang: Lang, today: Date) -> Self {
        let answer = Answer {
            status: Status::Answered,
            intent: query.op.intent().to_owned(),
            lang,
            tone: Tone::Fact,
            title: String::new(),
            headline: String::new(),
            blocks: Vec::new(),
            records: Vec::new(),
            sources: Vec::new(),
            suggestions: Vec::new(),
            charts: Vec::new(),
            query: query.clone(),
            parts: Vec::new(),
        };
        Self { w: Words { engine, lang, today }, q: query, answer }
    }

    fn engine(&self) -> &'e Engine {
        self.w.engine
    }

    /// A text of the data, in the language.
    fn pick(&self, text: &'e Text) -> &'e str {
        self.w.lang.pick(text)
    }

    /// A sentence of the locale files.
    fn say(&self, key: &str, args: &[(&str, Arg)]) -> String {
        self.w.say(key, args)
    }

    fn tone(&mut self, tone: Tone) {
        self.answer.tone = tone;
    }

    fn title(&mut self, title: impl Into<String>) {
        self.answer.title = title.into();
    }

    fn headline(&mut self, headline: impl Into<String>) {
        self.answer.headline = headline.into();
    }

    fn intent(&mut self, intent: &str) {
        intent.clone_into(&mut self.answer.intent);
    }

    /// Nothing is asserted.
    fn unknown(&mut self, intent: &str, headline: String) {
        self.answer.status = Status::Unknown;
        self.answer.tone = Tone::Unknown;
        self.intent(intent);
        self.answer.headline = headline;
    }

    fn block(&mut self, block: Block) {
        self.answer.blocks.push(block);
    }

    fn text(&mut self, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.answer.blocks.push(Block::Text(text));
        }
    }

    fn note(&mut self, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() && !self.answer.blocks.iter().any(|b| matches!(b, Block::Note(t) if *t == text)) {
            self.answer.blocks.push(Block::Note(text));
        }
    }

    fn list(&mut self, title: Option<String>, items: Vec<String>) {
        if !items.is_empty() {
            self.answer.blocks.push(Block::List { title, items });
        }
    }

    /// The answer rests on a record: its sources are listed.
    fn rests_on(&mut self, id: &str) {
        if !self.answer.records.iter().any(|r| r == id) {
            self.answer.records.push(id.to_owned());
        }
    }

    /// The answer rests on these places.
    fn cite<'c>(&mut self, cites: impl IntoIterator<Item = &'c Cite>) {
        for cite in cites {
            let Some((crate::data::Kind::Source, i)) = self.engine().dataset.find(&cite.source) else { continue };
            let source = &self.engine().dataset.records.sources[i];
            if self.answer.sources.iter().any(|s| s.id == source.id) || self.answer.sources.len() >= MOST_SOURCES {
                continue;
            }
            self.answer.sources.push(SourceRef { id: source.id.clone(), title: source.title.clone(), url: source.url.clone(), locator: Some(cite.at.clone()) });
        }
    }

    /// The conflicts that concern a record, shown below.
    fn conflicts(&mut self, id: &str) {
        let conflicts: Vec<_> = self.engine().dataset.conflicts_of(id).collect();
        for conflict in conflicts.into_iter().take(3) {
            let block = Block::Conflict { title: self.pick(&conflict.title).to_owned(), text: self.pick(&conflict.text).to_owned() };
            if !self.answer.blocks.contains(&block) {
                self.answer.blocks.push(block);
                self.cite(&conflict.cites);
            }
        }
    }

    /// Suggests questions about records.
    fn suggest(&mut self, ids: &[String]) {
        for id in ids {
            let query = meta::query_about(self.engine(), id);
            let label = meta::label(&self.w, &query);
            if !label.is_empty() && self.answer.suggestions.len() < 5 && !self.answer.suggestions.iter().any(|s| s.label == label) {
                self.answer.suggestions.push(Suggestion { label, query });
            }
        }
    }

    /// The headline of a yes/no question: the word first.
    fn verdict(&self, verdict: Verdict, sentence: &str) -> String {
        let key = match verdict {
            Verdict::Yes => "verdict-yes",
            Verdict::No => "verdict-no",
            Verdict::Partly => "verdict-partly",
            Verdict::Unproven => "verdict-unproven",
            Verdict::Unknown => "verdict-unknown",
        };
        self.say(key, &[("sentence", capital(sentence).into())])
    }

    /// Puts the preferred date into a sentence with `{when}`.
    fn with_when(&self, text: &str, date: Option<&FuzzyDate>) -> String {
        let when = date.map_or_else(String::new, |d| self.w.when(d));
        text.replace("{when}", &when)
    }

    /// Completes the answer: sources of its records where none were named yet.
    fn done(mut self) -> Answer {
        if self.answer.sources.is_empty() {
            let records = self.answer.records.clone();
            for id in &records {
                let cites: Vec<Cite> = self.engine().dataset.cites(id).into_iter().cloned().collect();
                self.cite(&cites);
            }
        }
        self.answer
    }
}
