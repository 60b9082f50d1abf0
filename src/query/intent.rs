//! Computations that can be asked for: `data/vocab/intents.json`, recognised by the examples of `data/asks/`.
//!
//! An intent names an operation with some of its settings fixed and says what it takes from the question (a time, pollsters, a vote, …). Which words ask for
//! it is told by examples alone; what may be replaced in them stands in square brackets.

use serde::{Deserialize, Deserializer, de::Error};

use super::model::{Op, Query, Rel, Side};

/// What an intent takes from a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Slot {
    /// The pollsters named.
    Pollsters,
    /// The time that limits it.
    Time,
    /// Two times.
    Times,
    /// A figure.
    Value,
    /// A place in an order.
    Ordinal,
    /// For or against, by the question's words.
    Side,
    /// The allies named.
    Allies,
    /// The vote described.
    Vote,
    /// Two or more votes described.
    Votes,
    /// Parties or people who vote.
    Voters,
    /// The election described or dated.
    Election,
    /// The parties named.
    Parties,
    /// The person named.
    Person,
    /// The office named.
    Office,
    /// The mission named.
    Mission,
    /// NATO, EU or UN, as the kind of missions.
    MissionKind,
    /// The series of figures described.
    Series,
    /// A time, or the day of an event described.
    Moment,
    /// One dated thing.
    Point,
    /// Two dated things.
    Points,
}

/// A computation that can be asked for.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Intent {
    /// Unique id, which no record has.
    pub id: String,
    /// The operation, by the name that answers tell as their intent.
    #[serde(deserialize_with = "op")]
    pub op: Op,
    /// A fixed side.
    #[serde(default, deserialize_with = "side")]
    pub side: Option<Side>,
    /// A fixed word of the query.
    #[serde(default)]
    pub word: Option<String>,
    /// A fixed place.
    #[serde(default)]
    pub n: Option<i32>,
    /// A fixed relation to the time.
    #[serde(default, deserialize_with = "rel")]
    pub rel: Rel,
    /// Whether figures above the value count.
    #[serde(default)]
    pub more: bool,
    /// What it takes from the question.
    #[serde(default)]
    pub takes: Vec<Slot>,
    /// Without which of these the question asks for something else.
    #[serde(default)]
    pub needs: Vec<Slot>,
}

impl Intent {
    /// Whether a query is this computation, with whatever names, dates and figures.
    pub fn is_of(&self, query: &Query) -> bool {
        let side = self.side.is_none_or(|side| Some(side) == query.side);
        let word = self.word.as_ref().is_none_or(|word| Some(word) == query.word.as_ref());
        self.op == query.op && side && word && self.n.is_none_or(|n| Some(n) == query.n)
    }
}

fn op<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Op, D::Error> {
    let name = String::deserialize(deserializer)?;
    Op::TABLE.iter().find(|(.., intent)| *intent == name).map(|(op, ..)| *op).ok_or_else(|| D::Error::custom(format!("there is no operation `{name}`")))
}

fn side<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Side>, D::Error> {
    const SIDES: &[(&str, Side)] = &[
        ("for", Side::For),
        ("against", Side::Against),
        ("undecided", Side::Undecided),
        ("abstained", Side::Abstained),
        ("absent", Side::Absent),
        ("lead", Side::Lead),
        ("seats", Side::Seats),
        ("turnout", Side::Turnout),
        ("share", Side::Share),
    ];
    let name = String::deserialize(deserializer)?;
    SIDES.iter().find(|(n, _)| *n == name).map(|(_, side)| Some(*side)).ok_or_else(|| D::Error::custom(format!("there is no side `{name}`")))
}

fn rel<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Rel, D::Error> {
    const RELATIONS: &[(&str, Rel)] = &[("in", Rel::In), ("before", Rel::Before), ("after", Rel::After), ("since", Rel::Since), ("until", Rel::Until)];
    let name = String::deserialize(deserializer)?;
    RELATIONS.iter().find(|(n, _)| *n == name).map(|(_, rel)| *rel).ok_or_else(|| D::Error::custom(format!("there is no relation `{name}`")))
}
