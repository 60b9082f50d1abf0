//! What the data files may contain: serde types and nothing else. Unknown keys are refused everywhere.
//!
//! `data/README.md` shows a commented example of every kind.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::date::FuzzyDate;

/// A text in every language of the bot; Cyrillic is made from `cnr` by rule.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// English.
    pub en: String,
    /// Montenegrin in Latin script.
    pub cnr: String,
}

/// Where a claim stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cite {
    /// Id of the source.
    pub source: String,
    /// The place inside it: section, row, page.
    #[serde(default)]
    pub at: String,
}

/// How much a claim is trusted beside others on the same thing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Rank {
    /// The one that answers use.
    #[default]
    Preferred,
    /// Told beside it.
    Other,
    /// Told with its doubt.
    Doubtful,
}

/// `dataset.json`: what the whole set is about.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Name of the dataset.
    pub name: Text,
    /// Version, a date with dots.
    pub version: String,
    /// Id of the country that the data is about.
    pub subject: String,
    /// Id of the organisation whose membership it is about.
    pub alliance: String,
    /// The `set` of polls that questions mean when they name none.
    pub reference_polls: String,
    /// The day up to which the data was compiled.
    pub as_of: FuzzyDate,
    /// Ids of the events that are the steps of the way, oldest first: "the next step after" one is the one behind it.
    #[serde(default)]
    pub milestones: Vec<String>,
}

/// What kind of publication a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum SourceKind {
    Official,
    News,
    Agency,
    Encyclopedia,
    Partisan,
    Unsigned,
}

/// How far a source is trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Confidence {
    High,
    Medium,
    Low,
}

/// A publication that claims rest on.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Unique id.
    pub id: String,
    /// Title as printed, or our own words for it.
    pub title: String,
    /// Who published it.
    #[serde(default)]
    pub publisher: Option<String>,
    /// Address.
    #[serde(default)]
    pub url: Option<String>,
    /// Date of publication.
    #[serde(default)]
    pub date: Option<FuzzyDate>,
    /// How that date is known.
    #[serde(default)]
    pub date_note: Option<Text>,
    /// Kind of publication.
    pub kind: SourceKind,
    /// Trust.
    pub confidence: Confidence,
    /// What a reader should know of it.
    #[serde(default)]
    pub note: Option<Text>,
}

/// What a date is the date of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum DateKind {
    Vote,
    Signature,
    Deposit,
    Effect,
    Publication,
    Decision,
    Start,
    End,
    Happening,
    Release,
    Fieldwork,
    Statement,
}

/// One source's date for a thing.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DateClaim {
    /// The date.
    pub date: FuzzyDate,
    /// What happened on it.
    pub kind: DateKind,
    /// Trust beside the other dates of the record.
    #[serde(default)]
    pub rank: Rank,
    /// Where it stands.
    pub cites: Vec<Cite>,
    /// Why it is ranked so.
    #[serde(default)]
    pub note: Option<Text>,
}

/// Something that happened.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// Unique id.
    pub id: String,
    /// Topics for timelines.
    #[serde(default)]
    pub topics: Vec<String>,
    /// A noun phrase.
    pub name: Text,
    /// What people type for it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The dates that sources give.
    #[serde(default)]
    pub dates: Vec<DateClaim>,
    /// The direct answer to "when"; `{when}` stands for the preferred date.
    pub when: Text,
    /// What it was and what it is confused with.
    #[serde(default)]
    pub summary: Option<Text>,
    /// Where it happened.
    #[serde(default)]
    pub place: Option<Text>,
    /// People who took part.
    #[serde(default)]
    pub people: Vec<String>,
    /// Countries that took part.
    #[serde(default)]
    pub countries: Vec<String>,
    /// Organisations and parties that took part.
    #[serde(default)]
    pub organisations: Vec<String>,
    /// Records worth reading next.
    #[serde(default)]
    pub related: Vec<String>,
    /// What a yes/no question about it is answered with, where that is no plain yes: an alleged event is unproven.
    #[serde(default)]
    pub verdict: Option<Verdict>,
    /// How likely people mean it, 1 to 10.
    #[serde(default = "middling")]
    pub weight: u8,
    /// Where its summary stands, when no date carries a cite.
    #[serde(default)]
    pub cites: Vec<Cite>,
}

fn middling() -> u8 {
    4
}

/// The kind of question that a fact answers about its records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Aspect {
    Where,
    Who,
    Why,
    How,
    What,
    Meaning,
    Result,
    Content,
    Reaction,
    Count,
    Place,
}

/// The word that a yes/no question is answered with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Verdict {
    Yes,
    No,
    Partly,
    Unproven,
    Unknown,
}

/// One statement that people ask for.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// Unique id.
    pub id: String,
    /// Records that it tells of.
    #[serde(default)]
    pub about: Vec<String>,
    /// Topics.
    #[serde(default)]
    pub topics: Vec<String>,
    /// Phrases that ask for it.
    #[serde(default)]
    pub asks: Vec<String>,
    /// The kind of question that it answers about `about`.
    #[serde(default)]
    pub aspect: Option<Aspect>,
    /// What a yes/no question is answered with.
    #[serde(default)]
    pub verdict: Option<Verdict>,
    /// Whether the usual question presupposes something false.
    #[serde(default)]
    pub premise: bool,
    /// The direct answer.
    pub answer: Text,
    /// Details.
    #[serde(default)]
    pub more: Option<Text>,
    /// Dates that it speaks of.
    #[serde(default)]
    pub dates: Vec<FuzzyDate>,
    /// Where it stands.
    pub cites: Vec<Cite>,
    /// Records worth reading next.
    #[serde(default)]
    pub related: Vec<String>,
    /// How likely people mean it, 1 to 10.
    #[serde(default = "middling")]
    pub weight: u8,
}

/// Examples of questions that a record answers, beside those that stand in the record itself, or of questions that ask for one computation.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Asks {
    /// The record that answers them, or the computation that they ask for.
    pub of: String,
    /// English ones. In an example of a computation, what may be replaced stands in square brackets.
    #[serde(default)]
    pub en: Vec<String>,
    /// Montenegrin ones, in Latin script.
    #[serde(default)]
    pub cnr: Vec<String>,
    /// Claims that the record confirms.
    #[serde(default)]
    pub holds: Claims,
    /// Claims that the record refutes.
    #[serde(default)]
    pub fails: Claims,
}

/// Examples of claims that people put up to be checked.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Claims {
    /// English ones.
    #[serde(default)]
    pub en: Vec<String>,
    /// Montenegrin ones, in Latin script.
    #[serde(default)]
    pub cnr: Vec<String>,
}

/// Something that was looked for and not found.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Gap {
    /// Unique id.
    pub id: String,
    /// Records that it concerns.
    #[serde(default)]
    pub about: Vec<String>,
    /// Phrases that ask for it.
    pub asks: Vec<String>,
    /// What is not known.
    pub answer: Text,
    /// The nearest that is known.
    #[serde(default)]
    pub near: Vec<String>,
    /// Sources that were searched.
    #[serde(default)]
    pub cites: Vec<Cite>,
}

/// A disagreement between sources.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Conflict {
    /// Unique id.
    pub id: String,
    /// Numbers in the inventory of conflicts and traps.
    #[serde(default)]
    pub traps: Vec<String>,
    /// Records beside which it is shown.
    #[serde(default)]
    pub about: Vec<String>,
    /// A short heading.
    pub title: Text,
    /// What each source says, which is preferred, and why.
    pub text: Text,
    /// Phrases that ask for it.
    #[serde(default)]
    pub asks: Vec<String>,
    /// Where the claims stand.
    pub cites: Vec<Cite>,
}

/// Montenegrin case forms of a name.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Cases {
    #[serde(default)]
    pub r#gen: Option<String>,
    #[serde(default)]
    pub dat: Option<String>,
    #[serde(default)]
    pub acc: Option<String>,
    #[serde(default)]
    pub loc: Option<String>,
    #[serde(default)]
    pub ins: Option<String>,
}

/// What a country is to the story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum CountryRole {
    Ally,
    LaterAlly,
    Aspirant,
    Neighbour,
    Subject,
    Other,
}

/// A country.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Country {
    /// Unique id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// Whether English puts "the" before it.
    #[serde(default)]
    pub article: bool,
    /// Montenegrin case forms.
    #[serde(default)]
    pub cases: Cases,
    /// Other names, adjectives, inhabitants.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Whether it was an ally that had to ratify.
    #[serde(default)]
    pub ally_2017: bool,
    /// When it joined the alliance.
    #[serde(default)]
    pub joined_nato: Option<FuzzyDate>,
    /// What it is to the story.
    pub role: CountryRole,
}

/// How sure the country of a ratification row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Mapping {
    Inferred,
    Confirmed,
    Loose,
    Weak,
}

/// A date with its cites.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CitedDate {
    /// The date.
    pub date: FuzzyDate,
    /// Where it stands.
    pub cites: Vec<Cite>,
}

/// Who acted in a step of ratification.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum StepKind {
    Parliament,
    UpperHouse,
    LowerHouse,
    Government,
    President,
    Signature,
    Committee,
    Bill,
    Effect,
}

/// One step of an ally's ratification.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Who acted.
    pub kind: StepKind,
    /// The body's name.
    pub body: Text,
    /// When.
    #[serde(default)]
    pub date: Option<FuzzyDate>,
    /// How the date is known.
    #[serde(default)]
    pub date_note: Option<Text>,
    /// Votes for.
    #[serde(default)]
    pub r#for: Option<u32>,
    /// Votes against.
    #[serde(default)]
    pub against: Option<u32>,
    /// Abstentions.
    #[serde(default)]
    pub abstained: Option<u32>,
    /// Members present.
    #[serde(default)]
    pub present: Option<u32>,
    /// Size of the house.
    #[serde(default)]
    pub seats: Option<u32>,
    /// Whether nobody was against.
    #[serde(default)]
    pub unanimous: bool,
    /// The step in one sentence.
    pub text: Text,
    /// Where it stands.
    pub cites: Vec<Cite>,
}

/// An ally's ratification of the accession protocol.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ratification {
    /// Unique id.
    pub id: String,
    /// The ally.
    pub country: String,
    /// Row in the source's table.
    #[serde(default)]
    pub row: Option<u32>,
    /// Deposit of the instrument.
    pub deposit: CitedDate,
    /// How sure the country of the row is.
    pub mapping: Mapping,
    /// Steps, earliest first.
    #[serde(default)]
    pub steps: Vec<Step>,
    /// When the last chamber voted.
    #[serde(default)]
    pub parliament_date: Option<FuzzyDate>,
    /// Whether a tally is known.
    #[serde(default)]
    pub tally_known: bool,
    /// What a reader should know.
    #[serde(default)]
    pub note: Option<Text>,
    /// Records worth reading next.
    #[serde(default)]
    pub related: Vec<String>,
}

/// Who is counted in a vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum VoteUnit {
    Members,
    Voters,
    Senators,
}

/// How somebody voted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Choice {
    For,
    Against,
    Abstained,
    Absent,
    Split,
}

/// How a party voted.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PartyVote {
    /// Party id.
    pub party: String,
    /// Its vote.
    pub vote: Choice,
    /// Trust.
    #[serde(default)]
    pub rank: Rank,
    /// Qualification.
    #[serde(default)]
    pub note: Option<Text>,
    /// Where it stands.
    pub cites: Vec<Cite>,
}

/// How a person voted.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PersonVote {
    /// Person id.
    pub person: String,
    /// Their vote.
    pub vote: Choice,
}

/// A tally that another source gives.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OtherTally {
    /// Votes for.
    #[serde(default)]
    pub r#for: Option<u32>,
    /// Votes against.
    #[serde(default)]
    pub against: Option<u32>,
    /// Abstentions.
    #[serde(default)]
    pub abstained: Option<u32>,
    /// Trust.
    pub rank: Rank,
    /// Why.
    #[serde(default)]
    pub note: Option<Text>,
    /// Where it stands.
    pub cites: Vec<Cite>,
}

/// A vote of a parliament or the people.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Vote {
    /// Unique id.
    pub id: String,
    /// Topics.
    #[serde(default)]
    pub topics: Vec<String>,
    /// A noun phrase.
    pub name: Text,
    /// What people type for it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Organisation that voted.
    #[serde(default)]
    pub body: Option<String>,
    /// Dates that sources give.
    pub dates: Vec<DateClaim>,
    /// The direct answer to "when".
    pub when: Text,
    /// Votes for.
    #[serde(default)]
    pub r#for: Option<u32>,
    /// Votes against.
    #[serde(default)]
    pub against: Option<u32>,
    /// Abstentions.
    #[serde(default)]
    pub abstained: Option<u32>,
    /// Absent members.
    #[serde(default)]
    pub absent: Option<u32>,
    /// Members who did not vote, absent or present.
    #[serde(default)]
    pub not_voting: Option<u32>,
    /// Size of the house.
    #[serde(default)]
    pub seats: Option<u32>,
    /// What is counted.
    pub unit: VoteUnit,
    /// Where the tally stands.
    pub tally_cites: Vec<Cite>,
    /// Tallies that differ.
    #[serde(default)]
    pub other_tallies: Vec<OtherTally>,
    /// Whether it was carried.
    pub passed: bool,
    /// What was decided.
    pub decided: Text,
    /// What was not decided by it.
    #[serde(default)]
    pub not_decided: Option<Text>,
    /// Details.
    #[serde(default)]
    pub summary: Option<Text>,
    /// Where.
    #[serde(default)]
    pub place: Option<Text>,
    /// How parties voted.
    #[serde(default)]
    pub positions: Vec<PartyVote>,
    /// How persons voted.
    #[serde(default)]
    pub voters: Vec<PersonVote>,
    /// Records worth reading next.
    #[serde(default)]
    pub related: Vec<String>,
    /// How likely people mean it, 1 to 10.
    #[serde(default = "middling")]
    pub weight: u8,
}

/// One list's result in an election.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListResult {
    /// Name of the list.
    pub list: Text,
    /// Parties on it.
    #[serde(default)]
    pub parties: Vec<String>,
    /// Share of the votes, per cent.
    #[serde(default)]
    pub share: Option<f64>,
    /// Seats.
    #[serde(default)]
    pub seats: Option<u32>,
}

/// An election.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Election {
    /// Unique id.
    pub id: String,
    /// A noun phrase.
    pub name: Text,
    /// What people type for it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Topics.
    #[serde(default)]
    pub topics: Vec<String>,
    /// Dates that sources give.
    pub dates: Vec<DateClaim>,
    /// The direct answer to "when".
    pub when: Text,
    /// Size of the house.
    pub seats: u32,
    /// Turnout as printed.
    #[serde(default)]
    pub turnout: Option<String>,
    /// Results, largest first.
    pub results: Vec<ListResult>,
    /// Details.
    pub summary: Text,
    /// Records worth reading next.
    #[serde(default)]
    pub related: Vec<String>,
    /// Where the results stand.
    pub cites: Vec<Cite>,
    /// How likely people mean it, 1 to 10.
    #[serde(default = "middling")]
    pub weight: u8,
}

/// Who counts as 100 % in a poll.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Base {
    /// Those with an opinion; the undecided are left out.
    Decided,
    /// Everybody asked.
    All,
    /// Those who would vote.
    Voters,
    /// Not told by the source.
    Unknown,
}

/// What a poll asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum PollQuestion {
    Membership,
    Referendum,
    Opinion,
    Stay,
    HoldReferendum,
    Neutrality,
}

/// Figures of a poll with the undecided kept.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawFigures {
    /// For, per cent.
    #[serde(default)]
    pub r#for: Option<f64>,
    /// Against, per cent.
    #[serde(default)]
    pub against: Option<f64>,
    /// Undecided, per cent.
    #[serde(default)]
    pub undecided: Option<f64>,
    /// What a reader should know.
    #[serde(default)]
    pub note: Option<Text>,
    /// Where they stand.
    pub cites: Vec<Cite>,
}

/// Further figures of the same survey.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OtherFigures {
    /// What was asked or who says so.
    pub what: Text,
    /// For, per cent.
    #[serde(default)]
    pub r#for: Option<f64>,
    /// Against, per cent.
    #[serde(default)]
    pub against: Option<f64>,
    /// Undecided, per cent.
    #[serde(default)]
    pub undecided: Option<f64>,
    /// Who is counted.
    #[serde(default)]
    pub base: Option<Base>,
    /// What was asked.
    #[serde(default)]
    pub question: Option<PollQuestion>,
    /// Where they stand.
    pub cites: Vec<Cite>,
}

/// A group's share in a poll.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Split {
    /// Key of the group.
    pub group: String,
    /// Its name.
    pub name: Text,
    /// For, per cent.
    pub r#for: f64,
    /// Where it stands.
    pub cites: Vec<Cite>,
}

/// One survey.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Poll {
    /// Unique id.
    pub id: String,
    /// Which set it belongs to.
    pub set: String,
    /// Row in the source's table.
    #[serde(default)]
    pub row: Option<u32>,
    /// Pollster as the source prints it.
    #[serde(default)]
    pub pollster: Option<String>,
    /// Pollster as other sources name it.
    #[serde(default)]
    pub pollster_found: Option<String>,
    /// Date as the source prints it; none where it gives none.
    #[serde(default)]
    pub date: Option<FuzzyDate>,
    /// Days of fieldwork.
    #[serde(default)]
    pub fieldwork: Option<FuzzyDate>,
    /// Day of publication.
    #[serde(default)]
    pub released: Option<FuzzyDate>,
    /// For, per cent, as printed.
    #[serde(default)]
    pub r#for: Option<f64>,
    /// Against, per cent, as printed.
    #[serde(default)]
    pub against: Option<f64>,
    /// Undecided, per cent, as printed.
    #[serde(default)]
    pub undecided: Option<f64>,
    /// Who is counted.
    pub base: Base,
    /// What was asked.
    pub question: PollQuestion,
    /// The lead that the source prints.
    #[serde(default)]
    pub printed_lead: Option<f64>,
    /// People asked.
    #[serde(default)]
    pub sample: Option<u32>,
    /// Who paid for it.
    #[serde(default)]
    pub commissioner: Option<Text>,
    /// How it was done.
    #[serde(default)]
    pub method: Option<Text>,
    /// The same survey with the undecided kept.
    #[serde(default)]
    pub raw: Option<RawFigures>,
    /// Further figures of the survey.
    #[serde(default)]
    pub other: Vec<OtherFigures>,
    /// By group.
    #[serde(default)]
    pub splits: Vec<Split>,
    /// Why it is doubted.
    #[serde(default)]
    pub doubt: Option<Text>,
    /// What a reader should know.
    #[serde(default)]
    pub note: Option<Text>,
    /// Other records of the same survey.
    #[serde(default)]
    pub same_as: Vec<String>,
    /// Where it stands.
    pub cites: Vec<Cite>,
}

/// Who makes polls.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pollster {
    /// Unique id.
    pub id: String,
    /// Short name.
    pub name: Text,
    /// Full name and what it is.
    #[serde(default)]
    pub full: Option<Text>,
    /// What people type for it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What a reader should know.
    #[serde(default)]
    pub note: Option<Text>,
    /// Where it stands.
    #[serde(default)]
    pub cites: Vec<Cite>,
}

/// What kind of political body it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum PartyKind {
    Party,
    Alliance,
    Coalition,
    Group,
}

/// Who led a party.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Leader {
    /// Person id.
    pub person: String,
    /// Moments at which a source names them leader.
    #[serde(default)]
    pub at: Vec<FuzzyDate>,
    /// Since.
    #[serde(default)]
    pub from: Option<FuzzyDate>,
    /// Until.
    #[serde(default)]
    pub to: Option<FuzzyDate>,
    /// Where it stands.
    pub cites: Vec<Cite>,
}

/// A party's stand on the alliance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Stance {
    For,
    Against,
    Neutral,
    Referendum,
    Ambiguous,
    Split,
    Abstained,
}

/// A party's position at a time.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Position {
    /// When it was held.
    #[serde(default)]
    pub date: Option<FuzzyDate>,
    /// The stand.
    pub stance: Stance,
    /// In words, with its date and who says so.
    pub text: Text,
    /// Where it stands.
    pub cites: Vec<Cite>,
}

/// A party, alliance or coalition.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// Unique id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// Abbreviation.
    #[serde(default)]
    pub abbr: Option<String>,
    /// Native name.
    #[serde(default)]
    pub native: Option<String>,
    /// What people type for it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What kind of body.
    pub kind: PartyKind,
    /// Member parties.
    #[serde(default)]
    pub members: Vec<String>,
    /// When it was founded.
    #[serde(default)]
    pub founded: Option<FuzzyDate>,
    /// When it ended.
    #[serde(default)]
    pub dissolved: Option<FuzzyDate>,
    /// What became of it.
    #[serde(default)]
    pub fate: Option<Text>,
    /// Leaders.
    #[serde(default)]
    pub leaders: Vec<Leader>,
    /// Positions, oldest first.
    #[serde(default)]
    pub positions: Vec<Position>,
    /// The latest known position, with its date.
    pub now: Text,
    /// Details.
    #[serde(default)]
    pub summary: Option<Text>,
    /// Topics.
    #[serde(default)]
    pub topics: Vec<String>,
    /// Records worth reading next.
    #[serde(default)]
    pub related: Vec<String>,
    /// How likely people mean it, 1 to 10.
    #[serde(default = "middling")]
    pub weight: u8,
    /// Where `now` and `fate` stand.
    #[serde(default)]
    pub cites: Vec<Cite>,
}

/// An office held.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tenure {
    /// Office id.
    pub office: String,
    /// Title as used for this person.
    pub title: Text,
    /// Since.
    #[serde(default)]
    pub from: Option<FuzzyDate>,
    /// Until.
    #[serde(default)]
    pub to: Option<FuzzyDate>,
    /// Moments at which a source names them in office.
    #[serde(default)]
    pub at: Vec<FuzzyDate>,
    /// Whether it was held when the data was compiled.
    #[serde(default)]
    pub current: bool,
    /// Where it stands.
    pub cites: Vec<Cite>,
}

/// A person.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Unique id.
    pub id: String,
    /// Name.
    pub name: Text,
    /// What people type.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Country id.
    #[serde(default)]
    pub country: Option<String>,
    /// Party id.
    #[serde(default)]
    pub party: Option<String>,
    /// Offices.
    #[serde(default)]
    pub offices: Vec<Tenure>,
    /// The direct answer to "who is".
    pub who: Text,
    /// Details.
    #[serde(default)]
    pub summary: Option<Text>,
    /// Records worth reading next.
    #[serde(default)]
    pub related: Vec<String>,
    /// How likely people mean them, 1 to 10.
    #[serde(default = "middling")]
    pub weight: u8,
    /// Where `who` stands.
    #[serde(default)]
    pub cites: Vec<Cite>,
}

/// An office.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// Unique id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// What people type for it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Country id.
    #[serde(default)]
    pub country: Option<String>,
}

/// A body, forum or medium.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// Unique id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// What people type for it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The direct answer to "what is".
    pub what: Text,
    /// Where it stands.
    #[serde(default)]
    pub cites: Vec<Cite>,
    /// Records worth reading next.
    #[serde(default)]
    pub related: Vec<String>,
}

/// Whose mission it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum MissionKind {
    Nato,
    Eu,
    Un,
    Bilateral,
}

/// How many took part.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Strength {
    /// When.
    #[serde(default)]
    pub date: Option<FuzzyDate>,
    /// How many people.
    #[serde(default)]
    pub count: Option<u32>,
    /// What is counted, as a sentence.
    pub what: Text,
    /// Trust.
    #[serde(default)]
    pub rank: Rank,
    /// Why.
    #[serde(default)]
    pub note: Option<Text>,
    /// Where it stands.
    pub cites: Vec<Cite>,
}

/// A mission or deployment.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Mission {
    /// Unique id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// What people type for it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Whose it is.
    pub kind: MissionKind,
    /// Where.
    #[serde(default)]
    pub place: Option<Text>,
    /// Countries it is in.
    #[serde(default)]
    pub countries: Vec<String>,
    /// Since.
    #[serde(default)]
    pub from: Option<FuzzyDate>,
    /// Until.
    #[serde(default)]
    pub to: Option<FuzzyDate>,
    /// The direct answer to "what is it".
    pub what: Text,
    /// Numbers of people.
    #[serde(default)]
    pub figures: Vec<Strength>,
    /// Dates that sources give.
    #[serde(default)]
    pub dates: Vec<DateClaim>,
    /// The direct answer to "when".
    #[serde(default)]
    pub when: Option<Text>,
    /// Topics.
    #[serde(default)]
    pub topics: Vec<String>,
    /// Records worth reading next.
    #[serde(default)]
    pub related: Vec<String>,
    /// Where it stands.
    pub cites: Vec<Cite>,
    /// How likely people mean it, 1 to 10.
    #[serde(default = "middling")]
    pub weight: u8,
}

/// Unit of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Unit {
    PercentGdp,
    MillionEur,
    Persons,
}

/// How a figure is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum FigureKind {
    Actual,
    Plan,
    Estimate,
    About,
}

/// One figure of a series.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DataPoint {
    /// Year.
    pub year: i16,
    /// A more precise date.
    #[serde(default)]
    pub date: Option<FuzzyDate>,
    /// The figure in the series' unit.
    pub value: f64,
    /// How it is meant.
    pub kind: FigureKind,
    /// Trust.
    #[serde(default)]
    pub rank: Rank,
    /// Why.
    #[serde(default)]
    pub note: Option<Text>,
    /// Where it stands.
    pub cites: Vec<Cite>,
}

/// A goal set for a series.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// When it was to be met.
    pub date: FuzzyDate,
    /// The goal.
    pub text: Text,
    /// Where it stands.
    pub cites: Vec<Cite>,
}

/// Figures by year.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Series {
    /// Unique id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// What people type for it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Unit.
    pub unit: Unit,
    /// Figures.
    pub points: Vec<DataPoint>,
    /// Details.
    #[serde(default)]
    pub summary: Option<Text>,
    /// Goals.
    #[serde(default)]
    pub targets: Vec<Target>,
    /// Topics.
    #[serde(default)]
    pub topics: Vec<String>,
    /// Records worth reading next.
    #[serde(default)]
    pub related: Vec<String>,
}

/// Words that somebody said.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quote {
    /// Unique id.
    pub id: String,
    /// Person, party or organisation.
    pub speaker: String,
    /// When.
    #[serde(default)]
    pub date: Option<FuzzyDate>,
    /// The words.
    pub quote: Text,
    /// A sentence that attributes, quotes and dates.
    pub says: Text,
    /// Topics.
    #[serde(default)]
    pub topics: Vec<String>,
    /// What it is about, as asked.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What a reader should know.
    #[serde(default)]
    pub caveat: Option<Text>,
    /// Where it stands.
    pub cites: Vec<Cite>,
    /// Records worth reading next.
    #[serde(default)]
    pub related: Vec<String>,
}
