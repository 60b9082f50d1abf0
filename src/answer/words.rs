//! Dates, figures and names in words, for one language.

use jiff::civil::Date;

use crate::{
    data::{
        Kind,
        date::{FuzzyDate, Point, Third},
        schema::{Choice, Text},
    },
    query::engine::Engine,
    text::{Lang, messages::Arg},
};

/// The grammatical form of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// By itself: `5 June 2017`, `5. jun 2017.`
    Plain,
    /// After a preposition that asks for the genitive: `5. juna 2017.`
    Genitive,
    /// By itself, with the month cut short: `24 Oct 2015`, `24. okt. 2015.`
    Short,
    /// As "when": `on 5 June 2017`, `u decembru 2009.`
    When,
}

/// Words of one language.
#[derive(Debug, Clone, Copy)]
pub struct Words<'e> {
    /// The engine.
    pub engine: &'e Engine,
    /// The language.
    pub lang: Lang,
    /// Today.
    pub today: Date,
}

impl<'e> Words<'e> {
    /// A sentence of the locale files.
    pub fn say(&self, key: &str, args: &[(&str, Arg)]) -> String {
        self.engine.messages.say(self.lang, key, args)
    }

    /// A sentence without values.
    pub fn plain(&self, key: &str) -> String {
        self.say(key, &[])
    }

    /// A text of the data.
    pub fn pick(&self, text: &'e Text) -> &'e str {
        self.lang.pick(text)
    }

    /// A date by itself.
    pub fn date(&self, date: &FuzzyDate) -> String {
        self.format(date, Form::Plain)
    }

    /// A date as "when".
    pub fn when(&self, date: &FuzzyDate) -> String {
        self.format(date, Form::When)
    }

    /// A date with its months cut short, for a column.
    pub fn short(&self, date: &FuzzyDate) -> String {
        self.format(date, Form::Short)
    }

    /// A date behind a preposition such as "before".
    pub fn genitive(&self, date: &FuzzyDate) -> String {
        self.format(date, Form::Genitive)
    }

    /// A plain calendar day.
    pub fn day(&self, date: Date) -> String {
        self.date(&FuzzyDate::from_day(date))
    }

    fn format(&self, date: &FuzzyDate, form: Form) -> String {
        let text = if date.open {
            self.say(if form == Form::When { "when-since" } else { "date-since" }, &[("date", self.point(date.start, Form::Genitive).into())])
        } else if let Some(end) = date.end {
            self.range(date.start, end, form)
        } else {
            self.point(date.start, if date.about { Form::Genitive } else { form })
        };
        if date.about { self.say("date-about", &[("date", text.into())]) } else { text }
    }

    fn range(&self, start: Point, end: Point, form: Form) -> String {
        let joined = form == Form::When;
        let (case, ends) = match form {
            Form::Plain => ("nom", Form::Plain),
            Form::Short => ("short", Form::Short),
            Form::When | Form::Genitive => ("gen", Form::Genitive),
        };
        match (start, end) {
            (Point::Day(y1, m1, d1), Point::Day(y2, m2, d2)) if y1 == y2 && m1 == m2 => self.say(
                if joined { "when-days" } else { "date-days" },
                &[("first", d1.to_string().into()), ("last", d2.to_string().into()), ("month", self.month(m1, case).into()), ("year", y1.to_string().into())],
            ),
            (Point::Day(y1, m1, d1), Point::Day(y2, ..)) if y1 == y2 => self.say(
                if joined { "when-range" } else { "date-range" },
                &[
                    ("first", self.say("date-day-month", &[("day", d1.to_string().into()), ("month", self.month(m1, case).into())]).into()),
                    ("last", self.point(end, ends).into()),
                ],
            ),
            (Point::Month(y1, m1, None), Point::Month(y2, m2, None)) if y1 == y2 => self.say(
                if joined { "when-range" } else { "date-range" },
                &[
                    ("first", self.month(m1, case).into()),
                    ("last", self.say("date-month", &[("month", self.month(m2, case).into()), ("year", y2.to_string().into())]).into()),
                ],
            ),
            _ => {
                self.say(if joined { "when-range" } else { "date-range" }, &[("first", self.point(start, ends).into()), ("last", self.point(end, ends).into())])
            }
        }
    }

    fn point(&self, point: Point, form: Form) -> String {
        let prefix = match form {
            Form::When => "when",
            Form::Plain | Form::Short => "date",
            Form::Genitive => "gen",
        };
        let year = |y: i16| ("year", Arg::from(y.to_string()));
        let third = |third: Third| third.key();
        match point {
            Point::Year(y, None) => self.say(&format!("{prefix}-year"), &[year(y)]),
            Point::Year(y, Some(t)) => self.say(&format!("{prefix}-{}", third(t)), &[("period", self.say("gen-year-bare", &[year(y)]).into())]),
            Point::Month(y, m, part) => {
                let case = match (form, part) {
                    (_, Some(_)) | (Form::Genitive, None) => "gen",
                    (Form::When, None) => "loc",
                    (Form::Plain, None) => "nom",
                    (Form::Short, None) => "short",
                };
                let month = self.month(m, case);
                match part {
                    None => self.say(&format!("{prefix}-month"), &[("month", month.into()), year(y)]),
                    Some(t) => {
                        let period = self.say("gen-month", &[("month", month.into()), year(y)]);
                        self.say(&format!("{prefix}-{}-month", third(t)), &[("period", period.into())])
                    }
                }
            }
            Point::Day(y, m, d) => {
                let case = match form {
                    Form::Plain => "nom",
                    Form::Short => "short",
                    Form::When | Form::Genitive => "gen",
                };
                self.say(&format!("{prefix}-day"), &[("day", d.to_string().into()), ("month", self.month(m, case).into()), year(y)])
            }
        }
    }

    fn month(&self, month: i8, case: &str) -> String {
        self.plain(&format!("month-{case}-{month}"))
    }

    /// A percentage as the source prints it.
    pub fn percent(&self, value: f64) -> String {
        format!("{} %", self.decimal(value))
    }

    /// A figure with the decimal sign of the language and no needless zeros.
    pub fn decimal(&self, value: f64) -> String {
        let text = format!("{:.2}", round_half_up(value));
        let text = text.trim_end_matches('0').trim_end_matches('.');
        if self.lang.is_cnr() { text.replace('.', ",") } else { text.to_owned() }
    }

    /// Percentage points, a difference of two shares.
    pub fn points(&self, value: f64) -> String {
        self.say("points", &[("value", self.decimal(value.abs()).into())])
    }

    /// A whole number with its thousands apart.
    pub fn number(&self, value: u32) -> String {
        let digits = value.to_string();
        let mut out = String::new();
        for (i, c) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                out.push(if self.lang.is_cnr() { '.' } else { ',' });
            }
            out.push(c);
        }
        out
    }

    /// The name of a record.
    pub fn name(&self, id: &str) -> String {
        self.engine.dataset.name(id).map_or_else(|| id.to_owned(), |name| self.pick(name).to_owned())
    }

    /// The name of a record with the article that English puts before it.
    pub fn name_with_article(&self, id: &str) -> String {
        let name = self.name(id);
        match self.engine.dataset.find(id) {
            Some((Kind::Country, i)) if self.engine.dataset.records.countries[i].article && self.lang == Lang::En => {
                self.say("with-article", &[("name", name.into())])
            }
            _ => name,
        }
    }

    /// The abbreviation of a party, and the name of anything else.
    pub fn short_name(&self, id: &str) -> String {
        let abbreviated = match self.engine.dataset.find(id) {
            Some((Kind::Party, i)) => self.engine.dataset.records.parties[i].abbr.clone(),
            _ => None,
        };
        abbreviated.unwrap_or_else(|| self.name(id))
    }

    /// How a vote was cast: "for", "absent".
    pub fn choice(&self, choice: Choice) -> String {
        self.plain(match choice {
            Choice::For => "choice-for",
            Choice::Against => "choice-against",
            Choice::Abstained => "choice-abstained",
            Choice::Absent => "choice-absent",
            Choice::Split => "choice-split",
        })
    }

    /// A country's name in a Montenegrin case; with its article in English.
    pub fn country(&self, id: &str, case: Case) -> String {
        if let (true, Some((Kind::Country, i))) = (self.lang.is_cnr(), self.engine.dataset.find(id)) {
            let country = &self.engine.dataset.records.countries[i];
            let form = match case {
                Case::Genitive => &country.cases.r#gen,
                Case::Dative => &country.cases.dat,
                Case::Locative => &country.cases.loc,
            };
            return form.clone().unwrap_or_else(|| country.name.cnr.clone());
        }
        self.name_with_article(id)
    }

    /// Things in a row: "A, B and C".
    pub fn row(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [most @ .., last] => self.say("row", &[("most", most.join(", ").into()), ("last", last.into())]),
        }
    }

    /// An ordinal: `29th`, `29.`
    pub fn ordinal(&self, n: usize) -> String {
        self.say("ordinal", &[("n", n.to_string().into()), ("kind", ordinal_kind(n).into())])
    }

    /// The difference of two days in years, months and days, and the count of days.
    pub fn span(&self, from: Date, to: Date) -> (String, i64) {
        use jiff::Unit;
        let (from, to) = if from <= to { (from, to) } else { (to, from) };
        let days = from.until(to).map_or(0, |s| i64::from(s.get_days()));
        let span = from.until((Unit::Year, to)).unwrap_or_default();
        let mut pieces = Vec::new();
        for (key, n) in [("years", i64::from(span.get_years())), ("months", i64::from(span.get_months())), ("days", i64::from(span.get_days()))] {
            if n != 0 {
                pieces.push(self.say(key, &[("n", n.into())]));
            }
        }
        if pieces.is_empty() {
            pieces.push(self.say("days", &[("n", 0i64.into())]));
        }
        (self.row(&pieces), days)
    }
}

/// Montenegrin cases that sentences ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// Of.
    Genitive,
    /// To.
    Dative,
    /// In.
    Locative,
}

fn ordinal_kind(n: usize) -> &'static str {
    match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

/// Two decimals, halves away from zero; the nudge undoes binary fractions such as 2.675.
pub fn round_half_up(value: f64) -> f64 {
    ((value.abs() * 100.0 + 1e-7 + 0.5).floor() / 100.0).copysign(value)
}
