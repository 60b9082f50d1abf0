//! Letters and words: folding, tokens, typing mistakes, the vocabulary, the two scripts and the sentences that are said.

pub mod fold;
pub mod lexicon;
pub mod marks;
pub mod messages;
pub mod script;
pub mod sorted;
pub mod token;

use crate::data::schema::Text;

/// The text with a capital first letter.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The language and script of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lang {
    /// English.
    En,
    /// Montenegrin in Latin script.
    Cnr,
    /// Montenegrin in Cyrillic script.
    CnrCyrl,
}

impl Lang {
    /// Every language and script.
    pub const ALL: [Self; 3] = [Self::En, Self::Cnr, Self::CnrCyrl];

    /// The name used on the command line and in batches.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Cnr => "cnr",
            Self::CnrCyrl => "cnr-cyrl",
        }
    }

    /// Reads a tag.
    pub fn parse(tag: &str) -> Option<Self> {
        let tag = tag.to_ascii_lowercase();
        Self::ALL.into_iter().find(|lang| lang.tag() == tag)
    }

    /// The language without its script.
    pub fn language(self) -> &'static str {
        if self == Self::En { "en" } else { "cnr" }
    }

    /// The script's code.
    pub fn script(self) -> &'static str {
        if self == Self::CnrCyrl { "cyrl" } else { "latn" }
    }

    /// Whether it is Montenegrin, in either script.
    pub fn is_cnr(self) -> bool {
        self != Self::En
    }

    /// The text in this language; Cyrillic is made when the answer is finished.
    pub fn pick(self, text: &Text) -> &str {
        if self.is_cnr() { &text.cnr } else { &text.en }
    }
}
