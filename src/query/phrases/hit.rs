//! What the index says about one record.

use super::super::{analysis::Mask, engine::Engine};
use crate::{
    data::Kind,
    text::lexicon::{Key, KeyKind},
};

/// How well a record is asked for.
#[derive(Debug, Clone)]
pub struct PhraseHit {
    /// The record.
    pub id: String,
    /// The share of the best phrase that the question holds.
    pub recall: f32,
    /// The weight of the best phrase.
    pub weight: f32,
    /// The units that the record explains.
    pub used: Mask,
    /// The units that only other phrases of the record explain.
    pub near: Mask,
    /// The units that only its texts explain.
    pub weak: Mask,
    /// The units of the best phrase.
    pub core: Mask,
    /// Whether a question word of the phrase and of the question differ.
    pub cue_differs: bool,
    /// The best phrase is an ask, and has the question's word.
    pub cue_agrees: bool,
    /// A date in the question that is none of the record's.
    pub date_differs: bool,
    /// A date in the question that is one of the record's.
    pub date_agrees: bool,
    /// A date in the question that the best phrase names.
    pub phrase_date_agrees: bool,
    /// A figure in the question that the record does not hold.
    pub number_differs: bool,
    /// Whether the best phrase is an ask.
    pub ask: bool,
    /// Whether the best phrase is a claim.
    pub claim: bool,
    /// Whether the record's texts tell a number besides dates.
    pub counts: bool,
    /// Whether the best phrase has one word or name only.
    pub single: bool,
    /// Whether the question is an example of the record, word for word; of a claim, whether the record confirms it.
    pub verbatim: Option<Option<bool>>,
    /// The place of the computation among all, if it is none of a record.
    pub intent: Option<usize>,
    /// Its number in the index.
    pub(super) record: u32,
    /// What the best phrase speaks of.
    pub(super) keys: Vec<Key>,
    /// How well all phrases of the record together fit.
    pub profile: Profile,
}

/// How well all phrases of a record together fit a question.
#[derive(Debug, Clone, Copy, Default)]
pub struct Profile {
    /// The cosine between the question and the bag of all phrases.
    pub cosine: f32,
    /// The share of the question's weight that stands in some phrase.
    pub coverage: f32,
    /// How much likelier the question's words are in this record's phrases than in all phrases, by word, as a logarithm.
    pub likelihood: f32,
    /// The share of the words that most of its phrases hold and the question lacks.
    pub missing: f32,
    /// How many of its phrases are found for the greater part, up to five.
    pub found: f32,
    /// The value of its second best phrase.
    pub second: f32,
    /// The kinds of records that its texts name, a bit each.
    pub names: u32,
    /// Whether it tells a day, month or year.
    pub dated: bool,
    /// The cosine between the question and the most alike phrase.
    pub alike: f32,
    /// The mean cosine of the three most alike phrases.
    pub alike_three: f32,
    /// The value of the best name or question that is no claim.
    pub asked: f32,
    /// The values of the best examples of claims that the record confirms, the best first.
    pub holds: [f32; 4],
    /// The values of the best examples of claims that it refutes.
    pub fails: [f32; 4],
}

/// What of a question a record's own texts tell.
#[derive(Debug, Clone, Copy, Default)]
pub struct Told {
    /// The share of its weight that stands in them.
    pub share: f32,
    /// How many of its names do not.
    pub names: f32,
    /// How many of its figures do not.
    pub numbers: f32,
    /// How many of its dates do not.
    pub dates: f32,
    /// The weight of its other words that do not.
    pub terms: f32,
}

/// What one sentence of a record's own texts says of a question.
#[derive(Debug, Clone, Copy, Default)]
pub struct Said {
    /// The share of the question's weight that it says, or says the opposite of.
    pub share: f32,
    /// Whether it says the opposite: one of the two denies, or speaks of the opposite.
    pub opposite: bool,
    /// How many names it has others of the same kind in the place of.
    pub names: f32,
    /// How many figures it has others in the place of.
    pub numbers: f32,
    /// How many dates it has others in the place of.
    pub dates: f32,
    /// How many words that turn what is said it lacks.
    pub left: f32,
    /// Whether it orders or compares the other way round.
    pub converse: f32,
}

impl PhraseHit {
    /// Whether the best phrase is the name of a person, a party, an organisation, a mission or a country and nothing else.
    pub fn bare(&self, engine: &Engine) -> bool {
        let named = |key: &Key| match engine.vocabulary.lexicon.describe(*key) {
            (KeyKind::Record, id) => {
                engine.dataset.find(id).is_some_and(|(k, _)| matches!(k, Kind::Person | Kind::Party | Kind::Organisation | Kind::Mission | Kind::Country))
            }
            _ => false,
        };
        !self.keys.is_empty() && self.keys.iter().all(named)
    }

    /// Whether the best phrase speaks of `key`.
    pub fn holds(&self, key: Key) -> bool {
        self.keys.contains(&key)
    }
}
