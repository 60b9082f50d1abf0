//! Date phrases: from words and figures to a span of days that is only as precise as what was typed.

use std::ops::Range;

use jiff::{ToSpan, civil::Date};
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};
use serde::Deserialize;

use crate::{
    data::date::{FuzzyDate, Point, Third},
    text::{
        fold::fold,
        token::{Token, TokenKind},
    },
};

/// `vocab/dates.json`: the words of dates and numbers in every language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DateWords {
    months: Vec<Vec<String>>,
    parts: Parts,
    seasons: Vec<Season>,
    /// Days that have a name besides their date.
    #[serde(default)]
    days: Vec<NamedDay>,
    relative: HashMap<String, Vec<String>>,
    #[serde(default)]
    periods: HashMap<String, Vec<String>>,
    numbers: HashMap<String, Vec<String>>,
    ordinals: HashMap<String, Vec<String>>,
    /// Words that speak of what was.
    #[serde(default)]
    past: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Parts {
    early: Vec<String>,
    mid: Vec<String>,
    late: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Season {
    names: Vec<String>,
    months: [i8; 2],
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NamedDay {
    names: Vec<String>,
    month: i8,
    day: i8,
}

/// A length of time that is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeUnit {
    /// A day.
    Day,
    /// A week.
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
}

/// A word that stands still relative to today, or counts back from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Relative {
    Today,
    Yesterday,
    ThisYear,
    LastYear,
    ThisMonth,
    LastMonth,
    LastSpring,
    LastSummer,
    LastAutumn,
    LastWinter,
    Ago,
    Year,
    Month,
    Week,
    Day,
}

impl Relative {
    fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "today" => Self::Today,
            "yesterday" => Self::Yesterday,
            "this_year" => Self::ThisYear,
            "last_year" => Self::LastYear,
            "this_month" => Self::ThisMonth,
            "last_month" => Self::LastMonth,
            "last_spring" => Self::LastSpring,
            "last_summer" => Self::LastSummer,
            "last_autumn" => Self::LastAutumn,
            "last_winter" => Self::LastWinter,
            "ago" => Self::Ago,
            "year" => Self::Year,
            "month" => Self::Month,
            "week" => Self::Week,
            "day" => Self::Day,
            _ => return None,
        })
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Word {
    Month(i8),
    Part(Third),
    Season(i8, i8),
    /// A day with a name: its month and day.
    Day(i8, i8),
    Period(i8),
    Relative(Relative),
    Number(u32),
    Ordinal(u32),
}

/// The compiled words of dates.
#[derive(Debug, Default)]
pub struct DateGrammar {
    /// First folded word → (the words after it, meaning).
    words: HashMap<String, Vec<(Vec<String>, Word)>>,
    /// Of each name that is no mere number the longest word.
    hints: HashSet<String>,
    /// Words that speak of what was, folded.
    past: HashSet<String>,
}

/// What was typed as a date.
#[derive(Debug, Clone, PartialEq)]
pub struct DateMention {
    /// The tokens that it covers.
    pub tokens: Range<usize>,
    /// The days meant; `None` when the year is missing.
    pub date: Option<FuzzyDate>,
    /// Month and day without a year.
    pub yearless: Option<(i8, Option<i8>)>,
    /// The month of a year, should the day be the year's last two figures ("june 09").
    pub short_year: Option<FuzzyDate>,
}

impl DateMention {
    /// The days meant, those of the year of `near` where no year was typed.
    pub fn date_near(&self, near: Option<&FuzzyDate>) -> Option<FuzzyDate> {
        let yearless = || {
            let ((month, day), near) = (self.yearless?, near?);
            let year = near.first().year();
            let point = day.map_or(Point::Month(year, month, None), |day| Point::Day(year, month, day));
            let known = day.is_none_or(|day| Date::new(year, month, day).is_ok());
            (known && near.last().year() == year).then(|| FuzzyDate::from_point(point))
        };
        self.date.or_else(yearless)
    }

    /// Whether a date agrees with what was typed.
    pub fn agrees(&self, date: &FuzzyDate) -> bool {
        match (self.date, self.yearless) {
            (Some(typed), _) => typed.overlaps(date),
            (None, Some((month, day))) => {
                // A date that spans more than a few months says nothing about one of them.
                let long = date.first().until(date.last()).is_ok_and(|span| span.get_days() > 62 || span.get_years() > 0 || span.get_months() > 2);
                !long
                    && std::iter::successors(Some(date.first()), |d| d.tomorrow().ok())
                        .take_while(|d| *d <= date.last())
                        .take(93)
                        .any(|d| d.month() == month && day.is_none_or(|day| d.day() == day))
            }
            (None, None) => true,
        }
    }
}

impl DateGrammar {
    /// Compiles the words.
    pub fn new(words: &DateWords) -> Self {
        let mut grammar = Self { past: words.past.iter().map(|word| fold(word)).collect(), ..Self::default() };
        for (i, names) in words.months.iter().enumerate() {
            grammar.add(names, Word::Month(i as i8 + 1));
        }
        grammar.add(&words.parts.early, Word::Part(Third::Early));
        grammar.add(&words.parts.mid, Word::Part(Third::Mid));
        grammar.add(&words.parts.late, Word::Part(Third::Late));
        for day in &words.days {
            grammar.add(&day.names, Word::Day(day.month, day.day));
        }
        for season in &words.seasons {
            grammar.add(&season.names, Word::Season(season.months[0], season.months[1]));
        }
        for (name, all) in &words.relative {
            if let Some(relative) = Relative::parse(name) {
                grammar.add(all, Word::Relative(relative));
            }
        }
        for (months, all) in &words.periods {
            grammar.add(all, Word::Period(months.parse().unwrap_or(3)));
        }
        for (value, all) in &words.numbers {
            grammar.add(all, Word::Number(value.parse().unwrap_or(0)));
        }
        for (value, all) in &words.ordinals {
            grammar.add(all, Word::Ordinal(value.parse().unwrap_or(0)));
        }
        for all in grammar.words.values_mut() {
            all.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
        grammar
    }

    fn add(&mut self, names: &[String], word: Word) {
        for name in names {
            let folded: Vec<String> = fold(name).replace('.', "").split_whitespace().map(str::to_owned).collect();
            if let Some(longest) = folded.iter().max_by_key(|word| word.len()).filter(|_| !matches!(word, Word::Number(_) | Word::Ordinal(_))) {
                self.hints.insert(longest.clone());
            }
            if let Some((first, rest)) = folded.split_first() {
                self.words.entry(first.clone()).or_default().push((rest.to_vec(), word));
            }
        }
    }

    /// The meanings of the words that begin at a token, with how many tokens each takes.
    fn words_at<'a>(&'a self, tokens: &'a [Token], at: usize) -> impl Iterator<Item = (Word, usize)> + 'a {
        tokens.get(at).and_then(|token| self.words.get(token.text.as_str())).into_iter().flatten().filter_map(move |(rest, word)| {
            let fits = rest.iter().enumerate().all(|(i, w)| tokens.get(at + 1 + i).is_some_and(|t| t.text == *w));
            fits.then_some((*word, rest.len() + 1))
        })
    }

    fn month(&self, tokens: &[Token], at: usize) -> Option<(i8, usize)> {
        self.words_at(tokens, at).find_map(|(word, n)| if let Word::Month(m) = word { Some((m, n)) } else { None })
    }

    fn part(&self, tokens: &[Token], at: usize) -> Option<(Third, usize)> {
        self.words_at(tokens, at).find_map(|(word, n)| if let Word::Part(t) = word { Some((t, n)) } else { None })
    }

    /// The length of time that a word names: "week".
    pub fn length(&self, tokens: &[Token], at: usize) -> Option<jiff::Span> {
        match self.relative(tokens, at)?.0 {
            Relative::Year => Some(1.year()),
            Relative::Month => Some(1.month()),
            Relative::Week => Some(1.week()),
            Relative::Day => Some(1.day()),
            _ => None,
        }
    }

    fn relative(&self, tokens: &[Token], at: usize) -> Option<(Relative, usize)> {
        self.words_at(tokens, at).find_map(|(word, n)| if let Word::Relative(r) = word { Some((r, n)) } else { None })
    }

    /// Whether some word speaks of what was, rather than of what is.
    pub fn past(&self, tokens: &[Token]) -> bool {
        tokens.iter().any(|token| self.past.contains(token.text.as_str()))
    }

    /// A length of time that a token names.
    pub fn unit(&self, tokens: &[Token], at: usize) -> Option<TimeUnit> {
        self.words_at(tokens, at).find_map(|(word, _)| match word {
            Word::Relative(Relative::Day) => Some(TimeUnit::Day),
            Word::Relative(Relative::Week) => Some(TimeUnit::Week),
            Word::Relative(Relative::Month) => Some(TimeUnit::Month),
            Word::Relative(Relative::Year) => Some(TimeUnit::Year),
            _ => None,
        })
    }

    /// A whole number in figures or words at a token.
    pub fn number(&self, tokens: &[Token], at: usize) -> Option<f64> {
        match tokens.get(at)?.kind {
            TokenKind::Number { value, ordinal: false } => Some(value),
            TokenKind::Word => self.words_at(tokens, at).find_map(|(word, n)| if let (Word::Number(v), 1) = (word, n) { Some(f64::from(v)) } else { None }),
            _ => None,
        }
    }

    /// An ordinal in figures or words at a token.
    pub fn ordinal(&self, tokens: &[Token], at: usize) -> Option<u32> {
        match tokens.get(at)?.kind {
            TokenKind::Number { value, ordinal: true } if value.fract() == 0.0 && value > 0.0 => Some(value as u32),
            TokenKind::Word => self.words_at(tokens, at).find_map(|(word, n)| if let (Word::Ordinal(v), 1) = (word, n) { Some(v) } else { None }),
            _ => None,
        }
    }

    fn year(tokens: &[Token], at: usize) -> Option<i16> {
        let token = tokens.get(at)?;
        match token.kind {
            TokenKind::Number { value, .. } if value.fract() == 0.0 && (1900.0..2100.0).contains(&value) && token.text.len() >= 4 => Some(value as i16),
            _ => None,
        }
    }

    /// A day of the month in figures or as an ordinal word.
    fn day(&self, tokens: &[Token], at: usize) -> Option<i8> {
        let token = tokens.get(at)?;
        let value = match token.kind {
            TokenKind::Number { value, .. } if value.fract() == 0.0 => value as u32,
            TokenKind::Word => self.ordinal(tokens, at)?,
            _ => return None,
        };
        (1..=31).contains(&value).then_some(value as i8)
    }

    /// `'16` behind a month. Without the apostrophe the figure is a day.
    fn short_year(tokens: &[Token], at: usize) -> Option<i16> {
        let token = tokens.get(at)?;
        let apostrophe = at > 0 && token.span.start > tokens[at - 1].span.end + 1;
        match token.kind {
            _ if !apostrophe => None,
            TokenKind::Number { value, ordinal: false } if token.text.len() == 2 && value.fract() == 0.0 => Some(2000 + value as i16).filter(|y| *y <= 2040),
            _ => None,
        }
    }

    /// Every date phrase of a message, in order.
    pub fn find(&self, tokens: &[Token], today: Date) -> Vec<DateMention> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            if !self.begins(&tokens[at]) {
                at += 1;
            } else if let Some(mention) = self.at(tokens, at, today) {
                at = mention.tokens.end;
                found.push(mention);
            } else {
                at += 1;
            }
        }
        found
    }

    /// Whether a date may begin with a token; most words are known not to by one look.
    fn begins(&self, token: &Token) -> bool {
        token.kind != TokenKind::Word || self.words.contains_key(token.text.as_str()) || is_quarter(token)
    }

    /// Whether a token may be a number: written in figures, or as a word of its own.
    pub fn counts(&self, token: &Token) -> bool {
        let number = |(rest, word): &(Vec<String>, Word)| rest.is_empty() && matches!(word, Word::Number(_) | Word::Ordinal(_));
        token.kind != TokenKind::Word || self.words.get(token.text.as_str()).is_some_and(|all| all.iter().any(number))
    }

    /// Whether a text with this token in it may name a date: every date holds a figure, or a word that is no mere number.
    pub fn hints(&self, token: &Token) -> bool {
        if token.kind == TokenKind::Word { self.hints.contains(token.text.as_str()) || is_quarter(token) } else { true }
    }

    fn at(&self, tokens: &[Token], at: usize, today: Date) -> Option<DateMention> {
        let whole =
            |end: usize, point: Point| Some(DateMention { tokens: at..end, date: Some(FuzzyDate::from_point(point)), yearless: None, short_year: None });
        let filler = |i: usize| tokens.get(i).is_some_and(|t| matches!(t.text.as_str(), "of" | "the"));
        if let TokenKind::Date(y, m, d) = tokens[at].kind {
            return whole(at + 1, Point::Day(y, m, d));
        }
        // "early 2009", "mid October 2015", "krajem 2015", "end of 2015".
        if let Some((third, n)) = self.part(tokens, at) {
            let mut next = at + n;
            while filler(next) {
                next += 1;
            }
            if let Some((month, m)) = self.month(tokens, next) {
                let mut year_at = next + m;
                while filler(year_at) {
                    year_at += 1;
                }
                if let Some(year) = Self::year(tokens, year_at) {
                    return whole(year_at + 1, Point::Month(year, month, Some(third)));
                }
                return Some(DateMention { tokens: at..next + m, date: None, yearless: Some((month, None)), short_year: None });
            }
            if let Some(year) = Self::year(tokens, next) {
                return whole(next + 1, Point::Year(year, Some(third)));
            }
        }
        // "5 June 2017", "5th of June", "5. jun 2017".
        if let Some(day) = self.day(tokens, at) {
            let mut next = at + 1;
            while filler(next) {
                next += 1;
            }
            if let Some((month, n)) = self.month(tokens, next) {
                let mut end = next + n;
                // "1-5 June", "8–16 October 2015" arrive as two numbers; the first belongs to a range.
                while filler(end) {
                    end += 1;
                }
                if let Some(year) = Self::year(tokens, end)
                    && Date::new(year, month, day).is_ok()
                {
                    return whole(end + 1, Point::Day(year, month, day));
                }
                return Some(DateMention { tokens: at..next + n, date: None, yearless: Some((month, Some(day))), short_year: None });
            }
        }
        if let Some((month, n)) = self.month(tokens, at) {
            let next = at + n;
            let trusted = Self::trusted_month(tokens, at);
            // "June 5th, 2017", "June 2017", "Dec 16".
            if let Some(day) = self.day(tokens, next).filter(|_| Self::year(tokens, next).is_none()) {
                let mut end = next + 1;
                while filler(end) {
                    end += 1;
                }
                if let Some(year) = Self::year(tokens, end) {
                    if Date::new(year, month, day).is_ok() {
                        return whole(end + 1, Point::Day(year, month, day));
                    }
                } else if let Some(year) = Self::short_year(tokens, next) {
                    return whole(next + 1, Point::Month(year, month, None));
                }
                let plain = matches!(tokens[next].kind, TokenKind::Number { ordinal: false, .. }) && tokens[next].text.len() == 2;
                let short_year = plain.then(|| FuzzyDate::from_point(Point::Month(2000 + i16::from(day), month, None)));
                return Some(DateMention { tokens: at..next + 1, date: None, yearless: Some((month, Some(day))), short_year });
            }
            let mut year_at = next;
            while filler(year_at) {
                year_at += 1;
            }
            if let Some(year) = Self::year(tokens, year_at) {
                return whole(year_at + 1, Point::Month(year, month, None));
            }
            if trusted {
                if let Some((Relative::LastYear | Relative::ThisYear, m)) = self.relative(tokens, next) {
                    let year = if let Some((Relative::LastYear, _)) = self.relative(tokens, next) { today.year() - 1 } else { today.year() };
                    return whole(next + m, Point::Month(year, month, None));
                }
                return Some(DateMention { tokens: at..next, date: None, yearless: Some((month, None)), short_year: None });
            }
            return None;
        }
        if let Some((start, end, n)) = self.words_at(tokens, at).find_map(|(word, n)| if let Word::Season(a, b) = word { Some((a, b, n)) } else { None }) {
            let mut next = at + n;
            while filler(next) {
                next += 1;
            }
            if let Some(year) = Self::year(tokens, next) {
                let last_year = if end < start { year + 1 } else { year };
                let date = FuzzyDate::from_range(Point::Month(year, start, None), Point::Month(last_year, end, None));
                return Some(DateMention { tokens: at..next + 1, date: Some(date), yearless: None, short_year: None });
            }
            return None;
        }
        // "New Year 2017".
        if let Some((month, day, n)) =
            self.words_at(tokens, at).find_map(|(word, n)| if let Word::Day(month, day) = word { Some((month, day, n)) } else { None })
        {
            let mut next = at + n;
            while filler(next) {
                next += 1;
            }
            if let Some(year) = Self::year(tokens, next).filter(|year| Date::new(*year, month, day).is_ok()) {
                return whole(next + 1, Point::Day(year, month, day));
            }
        }
        // "the first quarter of 2017", "second half of 2016", "Q1 2017".
        if let Some((first, last, n)) = self.period(tokens, at) {
            let mut next = at + n;
            while filler(next) {
                next += 1;
            }
            if let Some(year) = Self::year(tokens, next) {
                let date = FuzzyDate::from_range(Point::Month(year, first, None), Point::Month(year, last, None));
                return Some(DateMention { tokens: at..next + 1, date: Some(date), yearless: None, short_year: None });
            }
        }
        if let Some(year) = Self::year(tokens, at) {
            // "2009. u oktobru", "2009, in October".
            let link = usize::from(tokens.get(at + 1).is_some_and(|t| matches!(t.text.as_str(), "u" | "in")));
            if link == 1
                && let Some((month, n)) = self.month(tokens, at + 2)
                && Self::year(tokens, at + 2 + n).is_none()
            {
                return whole(at + 2 + n, Point::Month(year, month, None));
            }
            // "2009 june", "2009 june 24".
            if let Some((month, n)) = self.month(tokens, at + 1)
                && Self::trusted_month(tokens, at + 1)
                && Self::year(tokens, at + 1 + n).is_none()
            {
                let end = at + 1 + n;
                return match self.day(tokens, end).filter(|day| Date::new(year, month, *day).is_ok()) {
                    Some(day) => whole(end + 1, Point::Day(year, month, day)),
                    None => whole(end, Point::Month(year, month, None)),
                };
            }
            // "2017." or "2017. godine": the word for year belongs to it.
            let end = at + 1 + usize::from(matches!(self.relative(tokens, at + 1), Some((Relative::Year, 1))));
            return whole(end, Point::Year(year, None));
        }
        self.relative_at(tokens, at, today)
    }

    /// A quarter or half of a year: its months, and how many tokens it takes.
    fn period(&self, tokens: &[Token], at: usize) -> Option<(i8, i8, usize)> {
        let length_of = |at: usize| self.words_at(tokens, at).find_map(|(word, n)| if let Word::Period(months) = word { Some((months, n)) } else { None });
        let (n, months, used) = match tokens[at].text.as_bytes() {
            [b'q' | b'k', digit @ b'1'..=b'4'] => (i8::try_from(digit - b'0').ok()?, 3, 1),
            _ => {
                let n = i8::try_from(self.ordinal(tokens, at)?).ok()?;
                let (months, used) = length_of(at + 1)?;
                (n, months, used + 1)
            }
        };
        (1..=12 / months).contains(&n).then(|| ((n - 1) * months + 1, n * months, used))
    }

    /// A month's name that is no other word there: not the verb "may", not "mart" the shop.
    fn trusted_month(tokens: &[Token], at: usize) -> bool {
        let token = &tokens[at];
        let doubtful = token.text == "may" || token.text.len() <= 3;
        !doubtful
            || at > 0 && matches!(tokens[at - 1].text.as_str(), "in" | "of" | "since" | "by" | "before" | "after" | "until" | "last" | "early" | "late" | "mid")
    }

    fn relative_at(&self, tokens: &[Token], at: usize, today: Date) -> Option<DateMention> {
        let day = |date: Date| Point::Day(date.year(), date.month(), date.day());
        let mention = |end: usize, date: FuzzyDate| Some(DateMention { tokens: at..end, date: Some(date), yearless: None, short_year: None });
        if let Some((relative @ (Relative::LastSpring | Relative::LastSummer | Relative::LastAutumn | Relative::LastWinter), n)) = self.relative(tokens, at) {
            let (first, last) = match relative {
                Relative::LastSpring => (3, 5),
                Relative::LastSummer => (6, 8),
                Relative::LastAutumn => (9, 11),
                _ => (12, 2),
            };
            // The last one that is over; a winter ends in the year after the one it begins in.
            let ends = |year: i16| Point::Month(year + i16::from(last < first), last, None).last();
            let year = (0..3).map(|back| today.year() - back).find(|year| ends(*year) < today)?;
            return mention(at + n, FuzzyDate::from_range(Point::Month(year, first, None), Point::Month(year + i16::from(last < first), last, None)));
        }
        if let Some((relative, n)) = self.relative(tokens, at) {
            let point = match relative {
                Relative::Today => Some(day(today)),
                Relative::Yesterday => today.yesterday().ok().map(day),
                Relative::ThisYear => Some(Point::Year(today.year(), None)),
                Relative::LastYear => Some(Point::Year(today.year() - 1, None)),
                Relative::ThisMonth => Some(Point::Month(today.year(), today.month(), None)),
                Relative::LastMonth => today.checked_sub(1.month()).ok().map(|d| Point::Month(d.year(), d.month(), None)),
                Relative::Ago => {
                    // "prije dvije godine".
                    let number = self.number(tokens, at + n)?;
                    let (unit, m) = self.relative(tokens, at + n + 1)?;
                    return mention(at + n + 1 + m, back(today, number, unit)?);
                }
                _ => None,
            }?;
            return mention(at + n, FuzzyDate::from_point(point));
        }
        // "two years ago".
        let number = self.number(tokens, at)?;
        let (unit, n) = self.relative(tokens, at + 1)?;
        match self.relative(tokens, at + 1 + n)? {
            (Relative::Ago, m) => mention(at + 1 + n + m, back(today, number, unit)?),
            _ => None,
        }
    }
}

/// "Q1" and the like.
fn is_quarter(token: &Token) -> bool {
    matches!(token.text.as_bytes(), [b'q' | b'k', b'1'..=b'4'])
}

fn back(today: Date, number: f64, unit: Relative) -> Option<FuzzyDate> {
    let n = number as i64;
    let (date, point): (Date, fn(Date) -> Point) = match unit {
        Relative::Year => (today.checked_sub(n.years()).ok()?, |d| Point::Year(d.year(), None)),
        Relative::Month => (today.checked_sub(n.months()).ok()?, |d| Point::Month(d.year(), d.month(), None)),
        Relative::Week => (today.checked_sub(n.weeks()).ok()?, |d| Point::Day(d.year(), d.month(), d.day())),
        Relative::Day => (today.checked_sub(n.days()).ok()?, |d| Point::Day(d.year(), d.month(), d.day())),
        _ => return None,
    };
    Some(FuzzyDate { about: true, ..FuzzyDate::from_point(point(date)) })
}
