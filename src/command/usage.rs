//! What people do wrong with a command, told in their language.

use crate::{
    answer::model::{Answer, Status, Tone},
    query::{
        engine::Engine,
        model::{Op, Query},
    },
    text::{
        Lang,
        script::{keep, unkeep},
    },
};

/// A mistake in a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsageError {
    /// Key of the sentence in the locale files, behind `usage-`.
    pub key: &'static str,
    /// Values put into it. They keep their letters.
    values: Vec<(&'static str, String)>,
    /// Values that are keys of further sentences.
    described: Vec<(&'static str, String)>,
    /// The language that the command was typed in, if it tells.
    pub lang: Option<Lang>,
}

impl UsageError {
    /// The mistake `usage-{key}`.
    pub(super) fn new(key: &'static str) -> Self {
        Self { key, values: Vec::new(), described: Vec::new(), lang: None }
    }

    /// Puts a value in.
    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.values.push((name, value.into()));
        self
    }

    /// Puts in a sentence of the locale files.
    pub(super) fn telling(mut self, name: &'static str, key: String) -> Self {
        self.described.push((name, key));
        self
    }

    /// Remembers the language that the command was typed in.
    pub(super) fn typed_in(self, lang: Option<Lang>) -> Self {
        Self { lang, ..self }
    }

    /// The sentence.
    pub fn say(&self, engine: &Engine, lang: Lang) -> String {
        let mut args: Vec<_> = self.values.iter().map(|(name, value)| (*name, keep(value).into())).collect();
        args.extend(self.described.iter().map(|(name, key)| (*name, engine.messages.say(lang, key, &[]).into())));
        let text = engine.messages.say(lang, &format!("usage-{}", self.key), &args);
        let text = if lang == Lang::CnrCyrl { engine.vocabulary.script.cyrillic(&text) } else { text };
        unkeep(&text)
    }

    /// The mistake as an answer, which asserts nothing.
    pub fn answer(&self, engine: &Engine, lang: Lang) -> Answer {
        Answer {
            status: Status::Error,
            intent: "usage".to_owned(),
            lang,
            tone: Tone::Unknown,
            title: String::new(),
            headline: crate::answer::cut(&self.say(engine, lang), crate::answer::LONGEST_HEADLINE),
            blocks: Vec::new(),
            records: Vec::new(),
            sources: Vec::new(),
            suggestions: Vec::new(),
            charts: Vec::new(),
            query: Query::new(Op::Help),
            parts: Vec::new(),
        }
    }
}
