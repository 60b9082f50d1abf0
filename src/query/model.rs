//! The structured question. Slash commands build it directly; free text is understood into it; buttons carry it.

use crate::data::date::FuzzyDate;

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Op {
    /// Tell about one record.
    Record,
    /// Show polls that fit.
    PollShow,
    /// The newest poll.
    PollLatest,
    /// The oldest poll.
    PollFirst,
    /// The highest figure.
    PollMax,
    /// The lowest figure.
    PollMin,
    /// The mean figure.
    PollMean,
    /// The median figure.
    PollMedian,
    /// The widest lead.
    PollWidest,
    /// The narrowest lead.
    PollNarrowest,
    /// How many polls, or how many in which a side led.
    PollCount,
    /// Who led, over polls that fit.
    PollLead,
    /// How figures moved.
    PollTrend,
    /// Two polls, pollsters or years side by side.
    PollCompare,
    /// How many polls by each pollster.
    Pollsters,
    /// Whether a figure was ever above or below a value.
    PollEver,
    /// How many polls in each year.
    PollYears,
    /// One ally's ratification.
    RatShow,
    /// All ratifications.
    RatList,
    /// The n-th ratification; negative counts from the end.
    RatNth,
    /// How many ratifications in a time.
    RatCount,
    /// Which ratifications in a time.
    RatIn,
    /// An ally's place in the order.
    RatPlace,
    /// Which of two was first.
    RatOrder,
    /// How long from an ally's vote to its deposit.
    RatDelay,
    /// The longest time without a deposit.
    RatGap,
    /// Deposits on one day.
    RatSameDay,
    /// From the first deposit to the last.
    RatSpan,
    /// Parliaments with nobody against.
    RatUnanimous,
    /// The largest tallies.
    RatTallies,
    /// A vote's tally, or one side of it.
    VoteTally,
    /// Who voted a certain way.
    VoteWho,
    /// How a party or person voted.
    VoteOf,
    /// All votes.
    VoteList,
    /// Votes side by side.
    VoteCompare,
    /// An election's result, or one list's.
    Election,
    /// What happened in a time.
    Timeline,
    /// Which of two things came first.
    Order,
    /// How long between two things, or since one.
    Duration,
    /// Who held an office at a time.
    OfficeAt,
    /// What office a person held at a time.
    PersonAt,
    /// What a person said.
    Said,
    /// A party's position.
    Party,
    /// Every party's position.
    PartyTable,
    /// Who led a party.
    Leader,
    /// A figure of a series.
    SeriesAt,
    /// The highest figure of a series.
    SeriesMax,
    /// The lowest figure of a series.
    SeriesMin,
    /// How a series moved.
    SeriesChange,
    /// The first year above a value.
    SeriesFirst,
    /// A whole series.
    SeriesList,
    /// Missions of a kind.
    MissionList,
    /// How many people a mission had.
    MissionCount,
    /// Whether a country was a member at a time.
    Member,
    /// Where sources disagree.
    Conflicts,
    /// Where a record's claims stand, or all sources.
    Sources,
    /// What can be asked.
    Help,
    /// What the bot is.
    About,
    /// A greeting and the like; which one stands in `word`.
    Small,
    /// Not answered; why stands in `word`.
    Unknown,
}

impl Op {
    /// Every operation with the code used in answer ids, and the intent told in JSON.
    pub const TABLE: &'static [(Self, &'static str, &'static str)] = &[
        (Self::Record, "r", "record"),
        (Self::PollShow, "ps", "poll"),
        (Self::PollLatest, "pl", "poll_latest"),
        (Self::PollFirst, "pf", "poll_first"),
        (Self::PollMax, "px", "poll_highest"),
        (Self::PollMin, "pn", "poll_lowest"),
        (Self::PollMean, "pm", "poll_mean"),
        (Self::PollMedian, "pd", "poll_median"),
        (Self::PollWidest, "pw", "poll_widest_lead"),
        (Self::PollNarrowest, "pr", "poll_narrowest_lead"),
        (Self::PollCount, "pc", "poll_count"),
        (Self::PollLead, "pa", "poll_lead"),
        (Self::PollTrend, "pt", "poll_trend"),
        (Self::PollCompare, "po", "poll_compare"),
        (Self::Pollsters, "pp", "pollsters"),
        (Self::PollEver, "pe", "poll_ever"),
        (Self::PollYears, "pq", "poll_years"),
        (Self::RatShow, "rs", "ratification"),
        (Self::RatList, "rl", "ratification_list"),
        (Self::RatNth, "rn", "ratification_nth"),
        (Self::RatCount, "rc", "ratification_count"),
        (Self::RatIn, "ri", "ratification_in"),
        (Self::RatPlace, "rp", "ratification_place"),
        (Self::RatOrder, "ro", "ratification_order"),
        (Self::RatDelay, "rd", "ratification_delay"),
        (Self::RatGap, "rg", "ratification_gap"),
        (Self::RatSameDay, "rm", "ratification_same_day"),
        (Self::RatSpan, "rx", "ratification_span"),
        (Self::RatUnanimous, "ru", "ratification_unanimous"),
        (Self::RatTallies, "rt", "ratification_highest_tally"),
        (Self::VoteTally, "vt", "vote"),
        (Self::VoteWho, "vw", "vote_who"),
        (Self::VoteOf, "vo", "vote_of"),
        (Self::VoteList, "vl", "vote_list"),
        (Self::VoteCompare, "vc", "vote_compare"),
        (Self::Election, "el", "election"),
        (Self::Timeline, "tl", "timeline"),
        (Self::Order, "or", "order"),
        (Self::Duration, "du", "duration"),
        (Self::OfficeAt, "oa", "office"),
        (Self::PersonAt, "pb", "person_office"),
        (Self::Said, "qs", "quote"),
        (Self::Party, "py", "party"),
        (Self::PartyTable, "pz", "party_table"),
        (Self::Leader, "le", "party_leader"),
        (Self::SeriesAt, "sa", "series"),
        (Self::SeriesMax, "sx", "series_highest"),
        (Self::SeriesMin, "sn", "series_lowest"),
        (Self::SeriesChange, "sc", "series_change"),
        (Self::SeriesFirst, "sf", "series_first"),
        (Self::SeriesList, "sl", "series_list"),
        (Self::MissionList, "ml", "mission_list"),
        (Self::MissionCount, "mc", "mission_strength"),
        (Self::Member, "mb", "membership"),
        (Self::Conflicts, "cf", "conflicts"),
        (Self::Sources, "so", "sources"),
        (Self::Help, "he", "help"),
        (Self::About, "ab", "about"),
        (Self::Small, "sm", "smalltalk"),
        (Self::Unknown, "uk", "unknown"),
    ];

    /// The code used in answer ids.
    pub fn code(self) -> &'static str {
        Self::TABLE.iter().find(|(op, ..)| *op == self).map_or("uk", |(_, code, _)| code)
    }

    /// The intent told in JSON.
    pub fn intent(self) -> &'static str {
        Self::TABLE.iter().find(|(op, ..)| *op == self).map_or("unknown", |(.., intent)| intent)
    }
}

/// What kind of answer the question word asks for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Cue {
    /// No question word, or "what".
    #[default]
    What,
    /// When.
    When,
    /// Who.
    Who,
    /// Where.
    Where,
    /// Why.
    Why,
    /// How.
    How,
    /// How many, how much.
    Count,
    /// How long.
    HowLong,
    /// What it means.
    Define,
}

impl Cue {
    /// Every cue with its letter in answer ids.
    pub const TABLE: &'static [(Self, char)] = &[
        (Self::What, 'w'),
        (Self::When, 't'),
        (Self::Who, 'p'),
        (Self::Where, 'l'),
        (Self::Why, 'y'),
        (Self::How, 'h'),
        (Self::Count, 'n'),
        (Self::HowLong, 'd'),
        (Self::Define, 'm'),
    ];
}

/// How a date limits an answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Rel {
    /// In or on it.
    #[default]
    In,
    /// Before it.
    Before,
    /// After it.
    After,
    /// From it on.
    Since,
    /// Up to and with it.
    Until,
}

impl Rel {
    /// Every relation with its letter in answer ids.
    pub const TABLE: &'static [(Self, char)] = &[(Self::In, 'i'), (Self::Before, 'b'), (Self::After, 'a'), (Self::Since, 's'), (Self::Until, 'u')];

    /// Whether a date stands in this relation to `span`.
    pub fn holds(self, date: &FuzzyDate, span: &FuzzyDate) -> bool {
        match self {
            Self::In => date.overlaps(span),
            Self::Before => date.first() < span.first(),
            Self::After => date.last() > span.last(),
            Self::Since => date.last() >= span.first(),
            Self::Until => date.first() <= span.last(),
        }
    }
}

/// A side of a poll or vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// For.
    For,
    /// Against.
    Against,
    /// Undecided.
    Undecided,
    /// Abstained.
    Abstained,
    /// Absent or not voting.
    Absent,
    /// The difference.
    Lead,
    /// Seats of the house.
    Seats,
    /// Turnout.
    Turnout,
    /// Share of the votes.
    Share,
}

impl Side {
    /// Every side with its letter in answer ids.
    pub const TABLE: &'static [(Self, char)] = &[
        (Self::For, 'f'),
        (Self::Against, 'a'),
        (Self::Undecided, 'u'),
        (Self::Abstained, 'x'),
        (Self::Absent, 'o'),
        (Self::Lead, 'l'),
        (Self::Seats, 's'),
        (Self::Turnout, 't'),
        (Self::Share, 'h'),
    ];
}

/// How a figure that is claimed bounds the one that is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// It is that figure, as far as the claim is precise.
    Exactly,
    /// It is more.
    Over,
    /// It is less.
    Under,
    /// It is that or more.
    AtLeast,
    /// It is that or less.
    AtMost,
}

impl Bound {
    /// Every bound with its letter in answer ids.
    pub const TABLE: &'static [(Self, char)] = &[(Self::Exactly, 'e'), (Self::Over, 'o'), (Self::Under, 'u'), (Self::AtLeast, 'l'), (Self::AtMost, 'm')];
}

/// What a claimed figure measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// What the question counts, whatever that is.
    Plain,
    /// A share of the whole that it counts, from 0 to 1: "half", "all".
    Share,
    /// Per cent, or percentage points.
    Percent,
    /// Seats of a house.
    Seats,
    /// Millions of money.
    Million,
    /// Polls.
    Polls,
    /// Days between two things.
    Days,
    /// Weeks between them.
    Weeks,
    /// Months between them.
    Months,
    /// Years between them.
    Years,
    /// What is named first against what is named second.
    Than,
    /// The later against the earlier.
    Rise,
}

impl Measure {
    /// Every measure with its letter in answer ids.
    pub const TABLE: &'static [(Self, char)] = &[
        (Self::Plain, 'p'),
        (Self::Share, 'h'),
        (Self::Percent, 'c'),
        (Self::Seats, 's'),
        (Self::Million, 'e'),
        (Self::Polls, 'q'),
        (Self::Days, 'd'),
        (Self::Weeks, 'w'),
        (Self::Months, 'm'),
        (Self::Years, 'y'),
        (Self::Than, 't'),
        (Self::Rise, 'r'),
    ];
}

/// A figure that is claimed of what is computed: "more than half", "46 for", "nobody", "higher in 2016 than in 2015".
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Claim {
    /// How it bounds what is found.
    pub bound: Bound,
    /// The figure.
    pub amount: f64,
    /// What it measures.
    pub measure: Measure,
    /// The side of a vote or poll that it is claimed of, where one stands beside it.
    pub side: Option<Side>,
}

impl Claim {
    /// Whether what is found agrees. A figure that is claimed with fewer decimals agrees with what it is rounded or cut from.
    pub fn agrees(&self, found: f64) -> bool {
        const NEAR: f64 = 1e-6;
        match self.bound {
            Bound::Exactly => {
                let scale = (0..2).map(|decimals| 10f64.powi(decimals)).find(|scale| (self.amount * scale).fract().abs() < NEAR).unwrap_or(100.0);
                let scaled = found * scale;
                let claimed = self.amount * scale;
                ((scaled + 0.5 + NEAR).floor() - claimed).abs() < NEAR || ((scaled + NEAR).floor() - claimed).abs() < NEAR
            }
            Bound::Over => found > self.amount + NEAR,
            Bound::Under => found < self.amount - NEAR,
            Bound::AtLeast => found >= self.amount - NEAR,
            Bound::AtMost => found <= self.amount + NEAR,
        }
    }

    /// Whether a count of a whole agrees: a share is one of the whole.
    pub fn agrees_with_count(&self, found: usize, whole: usize) -> bool {
        let found = found as f64;
        if self.measure == Measure::Share { whole > 0 && self.agrees(found / whole as f64) } else { self.agrees(found) }
    }
}

/// A question, understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// What is to be done.
    pub op: Op,
    /// The records it is about.
    pub ids: Vec<String>,
    /// The kind of answer asked for.
    pub cue: Cue,
    /// A time that limits it.
    pub span: Option<FuzzyDate>,
    /// How the time limits it.
    pub rel: Rel,
    /// The n-th, or a topic's position in a list.
    pub n: Option<i32>,
    /// A figure that is asked about or claimed.
    pub value: Option<f64>,
    /// Which side.
    pub side: Option<Side>,
    /// Asked as a yes/no question.
    pub yesno: bool,
    /// The claim was put with "not" or the like.
    pub more: bool,
    /// A word: a topic, a kind, a reason.
    pub word: Option<String>,
    /// What is claimed of what is computed, to be confirmed or refuted.
    pub claims: Vec<Claim>,
    /// What is put up to be confirmed is that it is not so.
    pub denied: bool,
}

impl Query {
    /// A question with nothing but its operation.
    pub fn new(op: Op) -> Self {
        Self {
            op,
            ids: Vec::new(),
            cue: Cue::What,
            span: None,
            rel: Rel::In,
            n: None,
            value: None,
            side: None,
            yesno: false,
            more: false,
            word: None,
            claims: Vec::new(),
            denied: false,
        }
    }

    /// About one record.
    pub fn about(op: Op, id: &str) -> Self {
        Self { ids: vec![id.to_owned()], ..Self::new(op) }
    }

    /// Not answered, for a reason.
    pub fn unknown(reason: &str) -> Self {
        Self { word: Some(reason.to_owned()), ..Self::new(Op::Unknown) }
    }
}

#[cfg(test)]
mod tests {
    use super::{Bound, Claim, Measure};

    fn claim(bound: Bound, amount: f64) -> Claim {
        Claim { bound, amount, measure: Measure::Plain, side: None }
    }

    #[test]
    fn a_rounded_figure_agrees_with_what_it_is_rounded_from() {
        let exactly = |amount: f64, found: f64| claim(Bound::Exactly, amount).agrees(found);
        assert!(exactly(60.0, 60.1) && exactly(63.0, 63.55) && exactly(64.0, 63.55) && exactly(36.5, 36.45) && exactly(46.0, 46.0));
        assert!(!exactly(60.0, 61.2) && !exactly(62.0, 63.55) && !exactly(36.4, 36.55) && !exactly(47.0, 46.0));
    }

    #[test]
    fn bounds_are_strict_where_they_are_said_so() {
        assert!(claim(Bound::Over, 70.0).agrees(72.5) && !claim(Bound::Over, 70.0).agrees(70.0));
        assert!(claim(Bound::AtLeast, 70.0).agrees(70.0) && claim(Bound::AtMost, 3.0).agrees(3.0) && !claim(Bound::Under, 3.0).agrees(3.0));
    }

    #[test]
    fn a_share_is_one_of_the_whole() {
        let half = Claim { measure: Measure::Share, ..claim(Bound::Over, 0.5) };
        assert!(!half.agrees_with_count(11, 28) && half.agrees_with_count(15, 28) && !half.agrees_with_count(14, 28));
    }
}
