//! The answer: plain data, in the reader's language, with nothing decided by how it will be shown.

use serde::Serialize;

use crate::{query::model::Query, text::Lang};

/// Whether a question was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Answered; a corrected false premise too.
    Answered,
    /// Several readings; the choices are in the suggestions.
    Ambiguous,
    /// Nothing is asserted.
    Unknown,
    /// The question could not be read at all.
    Error,
}

/// What an answer is like, for its colour; never told by colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// A fact or event.
    Fact,
    /// A poll or a sum over polls.
    Poll,
    /// A vote or election.
    Vote,
    /// A false premise, corrected.
    Correction,
    /// Not known.
    Unknown,
    /// Help and the bot itself.
    Meta,
}

/// How a column of a table is aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Figures.
    Right,
}

/// A piece of an answer below its headline.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A paragraph.
    Text(String),
    /// A list.
    List {
        /// Heading.
        title: Option<String>,
        /// Items, each a whole fact.
        items: Vec<String>,
    },
    /// Figures side by side.
    Table {
        /// Heading.
        title: Option<String>,
        /// Column heads.
        head: Vec<String>,
        /// Alignment of each column.
        align: Vec<Align>,
        /// Rows.
        rows: Vec<Vec<String>>,
    },
    /// A disagreement between sources.
    Conflict {
        /// What it is about.
        title: String,
        /// What each says.
        text: String,
    },
    /// Something the reader should know.
    Note(String),
}

/// A source of the answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceRef {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Place inside it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locator: Option<String>,
}

/// Something that can be asked next.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// What the reader sees.
    pub label: String,
    /// The question behind it.
    pub query: Query,
}

/// A chart that belongs to the answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChartRef {
    /// Its name, as `chart NAME` takes it.
    pub name: String,
    /// The text for those who cannot see it.
    pub description: String,
}

/// An answer.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Whether it is one.
    pub status: Status,
    /// What the question was taken for.
    pub intent: String,
    /// Language and script.
    pub lang: Lang,
    /// What kind of answer.
    pub tone: Tone,
    /// What it is about, in a few words; may be empty.
    pub title: String,
    /// The direct answer.
    pub headline: String,
    /// What belongs to it.
    pub blocks: Vec<Block>,
    /// Records that it rests on.
    pub records: Vec<String>,
    /// Where they stand.
    pub sources: Vec<SourceRef>,
    /// What can be asked next, or what may have been meant.
    pub suggestions: Vec<Suggestion>,
    /// Charts.
    pub charts: Vec<ChartRef>,
    /// The question that it answers.
    pub query: Query,
    /// Several questions: the answers, in order.
    pub parts: Vec<Answer>,
}
