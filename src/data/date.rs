//! Calendar dates that are only as precise as their source.
//!
//! A [`FuzzyDate`] is a day, a month, a year, a part of a month or year ("mid-October 2015") or a range of those, possibly "about".
//! It knows its first and last day, so that overlap and order can be asked for, and it never pretends to be more precise than it was written.

use std::{fmt, str::FromStr};

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use thiserror::Error;

/// Why a date could not be read.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("`{0}` is no date: write YYYY, YYYY-MM, YYYY-MM-DD, YYYY-early, YYYY-MM-mid, or two of them with `/` between; add `~` for about")]
pub struct DateError(String);

/// A part of a year or month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Third {
    /// The first third.
    Early,
    /// The middle.
    Mid,
    /// The last third.
    Late,
}

impl Third {
    const ALL: [(Self, &'static str); 3] = [(Self::Early, "early"), (Self::Mid, "mid"), (Self::Late, "late")];

    /// The key under which locale files name it.
    pub fn key(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

/// One end of a date: a day, a month, a year, or a part of a month or year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Point {
    /// A whole year, or a part of it.
    Year(i16, Option<Third>),
    /// A whole month, or a part of it.
    Month(i16, i8, Option<Third>),
    /// One day.
    Day(i16, i8, i8),
}

impl Point {
    /// The first day that it covers.
    pub fn first(self) -> Date {
        match self {
            Self::Year(y, third) => day(y, third.map_or(1, |t| [1, 5, 9][t as usize]), 1),
            Self::Month(y, m, third) => day(y, m, third.map_or(1, |t| [1, 11, 21][t as usize])),
            Self::Day(y, m, d) => day(y, m, d),
        }
    }

    /// The last day that it covers.
    pub fn last(self) -> Date {
        match self {
            Self::Year(y, None | Some(Third::Late)) => day(y, 12, 31),
            Self::Year(y, Some(third)) => day(y, [4, 8][third as usize], 1).last_of_month(),
            Self::Month(y, m, None | Some(Third::Late)) => day(y, m, 1).last_of_month(),
            Self::Month(y, m, Some(third)) => day(y, m, [10, 20][third as usize]),
            Self::Day(y, m, d) => day(y, m, d),
        }
    }

    /// The year it begins in.
    pub fn year(self) -> i16 {
        match self {
            Self::Year(y, _) | Self::Month(y, ..) | Self::Day(y, ..) => y,
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year: i16 = digits(parts.next()?, 4)?;
        let Some(second) = parts.next() else { return Some(Self::Year(year, None)) };
        let third = |word: &str| Third::ALL.iter().find(|(_, name)| *name == word).map(|(third, _)| *third);
        let point = if let Some(part) = third(second) {
            Self::Year(year, Some(part))
        } else {
            let month: i8 = digits(second, 2).filter(|m| (1..=12).contains(m))?;
            match parts.next() {
                None => Self::Month(year, month, None),
                Some(word) => match third(word) {
                    Some(part) => Self::Month(year, month, Some(part)),
                    None => {
                        let d: i8 = digits(word, 2)?;
                        Date::new(year, month, d).ok()?;
                        Self::Day(year, month, d)
                    }
                },
            }
        };
        parts.next().is_none().then_some(point)
    }
}

/// A calendar day from parts that were checked when the date was read.
fn day(y: i16, m: i8, d: i8) -> Date {
    Date::new(y, m, d).unwrap_or(Date::ZERO)
}

fn digits<T: FromStr>(text: &str, width: usize) -> Option<T> {
    (text.len() == width && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Year(y, None) => write!(f, "{y:04}"),
            Self::Year(y, Some(t)) => write!(f, "{y:04}-{}", t.key()),
            Self::Month(y, m, None) => write!(f, "{y:04}-{m:02}"),
            Self::Month(y, m, Some(t)) => write!(f, "{y:04}-{m:02}-{}", t.key()),
            Self::Day(y, m, d) => write!(f, "{y:04}-{m:02}-{d:02}"),
        }
    }
}

/// A date as precise as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FuzzyDate {
    /// The date, or the start of the range.
    pub start: Point,
    /// The end of a range; `None` for a single point.
    pub end: Option<Point>,
    /// The range has no known end ("since …").
    pub open: bool,
    /// Only about that time.
    pub about: bool,
}

impl FuzzyDate {
    /// A single calendar day.
    pub fn from_day(date: Date) -> Self {
        Self { start: Point::Day(date.year(), date.month(), date.day()), end: None, open: false, about: false }
    }

    /// A single point without "about".
    pub fn from_point(point: Point) -> Self {
        Self { start: point, end: None, open: false, about: false }
    }

    /// From the start of one point to the end of another.
    pub fn from_range(start: Point, end: Point) -> Self {
        Self { start, end: Some(end), open: false, about: false }
    }

    /// The first day covered.
    pub fn first(&self) -> Date {
        self.start.first()
    }

    /// The last day covered; far in the future when the end is open.
    pub fn last(&self) -> Date {
        if self.open { Date::MAX } else { self.end.unwrap_or(self.start).last() }
    }

    /// Whether the two share a day.
    pub fn overlaps(&self, other: &Self) -> bool {
        // Most dates that are compared are of different years, which is told without the calendar.
        let last_year = |date: &Self| if date.open { i16::MAX } else { date.end.unwrap_or(date.start).year() };
        self.start.year() <= last_year(other) && other.start.year() <= last_year(self) && self.first() <= other.last() && other.first() <= self.last()
    }

    /// Whether every day of `self` lies inside `other`.
    pub fn within(&self, other: &Self) -> bool {
        self.first() >= other.first() && self.last() <= other.last()
    }

    /// Whether it is told as the end of a year or month.
    pub fn ends_late(&self) -> bool {
        matches!(self.end.unwrap_or(self.start), Point::Year(_, Some(Third::Late)) | Point::Month(_, _, Some(Third::Late)))
    }

    /// Whether it is one known day.
    pub fn exact_day(&self) -> Option<Date> {
        match (self.start, self.end, self.open, self.about) {
            (Point::Day(y, m, d), None, false, false) => Some(day(y, m, d)),
            _ => None,
        }
    }

    /// The key to sort by: first day, then the more precise first.
    pub fn sort_key(&self) -> (Date, Date) {
        (self.first(), self.last())
    }
}

impl FromStr for FuzzyDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let error = || DateError(text.to_owned());
        let (body, about) = text.strip_suffix('~').map_or((text, false), |body| (body, true));
        let (start, end, open) = match body.split_once('/') {
            None => (body, None, false),
            Some((start, "")) => (start, None, true),
            Some((start, end)) => (start, Some(end), false),
        };
        let start = Point::parse(start).ok_or_else(error)?;
        let end = end.map(|e| Point::parse(e).ok_or_else(error)).transpose()?;
        if end.is_some_and(|e| e.last() < start.first()) {
            return Err(error());
        }
        Ok(Self { start, end, open, about })
    }
}

impl fmt::Display for FuzzyDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.start)?;
        if self.open {
            f.write_str("/")?;
        } else if let Some(end) = self.end {
            write!(f, "/{end}")?;
        }
        if self.about { f.write_str("~") } else { Ok(()) }
    }
}

impl Serialize for FuzzyDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() { serializer.collect_str(self) } else { (self.start, self.end, self.open, self.about).serialize(serializer) }
    }
}

impl<'de> Deserialize<'de> for FuzzyDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if !deserializer.is_human_readable() {
            let (start, end, open, about) = Deserialize::deserialize(deserializer)?;
            return Ok(Self { start, end, open, about });
        }
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}

impl schemars::JsonSchema for FuzzyDate {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "A date, never more precise than its source: YYYY, YYYY-MM, YYYY-MM-DD, YYYY-early, YYYY-MM-mid, a range with `/`, about with a trailing `~`.",
            "pattern": r"^\d{4}(-(early|mid|late|\d{2}(-(early|mid|late|\d{2}))?))?(/(\d{4}(-(early|mid|late|\d{2}(-(early|mid|late|\d{2}))?))?)?)?~?$"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, first: &str, last: &str) {
        let date: FuzzyDate = text.parse().unwrap();
        assert_eq!(date.to_string(), text);
        assert_eq!((date.first().to_string(), date.last().to_string()), (first.to_owned(), last.to_owned()), "{text}");
    }

    #[test]
    fn every_precision_knows_its_first_and_last_day() {
        check("2017-06-05", "2017-06-05", "2017-06-05");
        check("2009-12", "2009-12-01", "2009-12-31");
        check("2014", "2014-01-01", "2014-12-31");
        check("2007-late", "2007-09-01", "2007-12-31");
        check("2015-10-mid", "2015-10-11", "2015-10-20");
        check("2015-10-08/2015-10-16", "2015-10-08", "2015-10-16");
        check("2016-02/2016-05", "2016-02-01", "2016-05-31");
        check("2009-early~", "2009-01-01", "2009-04-30");
        check("2010/", "2010-01-01", "9999-12-31");
    }

    #[test]
    fn impossible_and_reversed_dates_are_refused() {
        for text in ["2017-02-30", "2017-13", "17", "2017-6-5", "2017-06-05/2016", "", "2017-06-05-01", "spring", "2017/x"] {
            assert!(text.parse::<FuzzyDate>().is_err(), "{text}");
        }
    }
}
