//! From an invocation to what is asked. A value is a record's id, or free text that goes through the matcher.

use jiff::civil::Date;

use super::{
    Asked, Invocation, UsageError,
    index::{Index, Sort, Tier},
    registration::LANGUAGES,
    sorts,
    table::{Command, Form, Opt, Sub},
    typed::names,
};
use crate::{
    data::{Kind, date::FuzzyDate},
    query::{
        engine::{Engine, is_ally, main_date},
        model::{Cue, Op, Query, Rel},
        parse::Context,
        understand::{Understanding, understand},
    },
    text::{Lang, fold::fold},
};

/// A record of the wanted kinds must be described at least this well.
const RECALL: f32 = 0.8;
/// The most records that are offered when a value fits several.
const MOST_OFFERED: usize = 5;
/// The most things that the message command tells at once.
const MOST_FACTS: usize = 3;

/// What a value was found to be.
enum Found {
    /// One record.
    One(String),
    /// Several records, the likeliest first.
    Several(Vec<String>),
    /// None of the wanted records, but something that is a question by itself.
    Question(Understanding),
    /// Nothing, with what lies near.
    Nothing(Understanding),
}

/// A side of a comparison.
enum Side {
    /// A poll or a pollster.
    Record(String),
    /// A time, with the pollster that it is limited to.
    Time(FuzzyDate, Option<String>),
}

/// Resolves one invocation.
#[derive(Debug, Clone, Copy)]
pub(super) struct Resolver<'e> {
    pub(super) engine: &'e Engine,
    pub(super) index: &'e Index,
    pub(super) today: Date,
}

/// One question without rivals.
fn settled(query: Query) -> Understanding {
    Understanding { queries: vec![query], choices: Vec::new(), lang: None, score: 1.0 }
}

impl<'e> Resolver<'e> {
    pub(super) fn run(&self, invocation: &Invocation) -> Result<Asked, UsageError> {
        let Some(command) = Command::named(&invocation.command).filter(|c| c.form == Form::Slash) else {
            return Err(UsageError::new("unknown-command").with("name", &invocation.command).with("valid", "/help"));
        };
        let sub = invocation.sub.as_deref().and_then(|name| command.sub(name));
        let full = sub.map_or_else(|| command.name.to_owned(), |s| format!("{} {}", command.name, s.name));
        let call = Call { resolver: *self, command, sub, full, invocation };
        call.check()?;
        let lang = call.language()?;
        let private = call.value("private").is_some_and(|v| !matches!(fold(v).as_str(), "false" | "no" | "ne" | "0"));
        let mut understanding = call.understanding()?;
        understanding.lang = understanding.lang.or_else(|| call.typed_lang());
        Ok(Asked { understanding, lang, private })
    }

    /// What a message asks, or else the things that it names.
    pub(super) fn facts(&self, text: &str) -> Understanding {
        let mut understanding = understand(self.engine, text, self.today);
        if understanding.queries.iter().any(|q| !matches!(q.op, Op::Unknown | Op::Small)) {
            return understanding;
        }
        let analysis = self.engine.analyse(text, self.today);
        let context = Context::new(&analysis);
        let mut ids: Vec<String> = Vec::new();
        let described = [Kind::Fact, Kind::Event, Kind::Vote, Kind::Election, Kind::Mission];
        ids.extend(described.iter().filter_map(|kind| context.best_hit(&[*kind], 0.9)).map(|hit| hit.id.clone()));
        for kind in [Kind::Party, Kind::Person, Kind::Country, Kind::Office] {
            ids.extend(analysis.named(kind).into_iter().map(|(_, id)| id.to_owned()).filter(|id| kind != Kind::Country || is_ally(self.engine, id)));
        }
        ids.truncate(MOST_FACTS);
        if !ids.is_empty() {
            understanding.queries = ids.iter().map(|id| self.about(id)).collect();
            understanding.choices.clear();
        }
        understanding
    }

    fn kind(&self, id: &str) -> Option<Kind> {
        self.engine.dataset.find(id).map(|(kind, _)| kind)
    }

    /// The natural question about a record.
    fn about(&self, id: &str) -> Query {
        let op = match self.kind(id) {
            Some(Kind::Vote) => Op::VoteTally,
            Some(Kind::Election) => Op::Election,
            Some(Kind::Party) => Op::Party,
            Some(Kind::Poll | Kind::Pollster) => Op::PollShow,
            Some(Kind::Series) => Op::SeriesAt,
            Some(Kind::Office) => Op::OfficeAt,
            Some(Kind::Country) => Op::RatShow,
            Some(Kind::Ratification) => {
                return self.ratification(id).map_or_else(|| Query::about(Op::Record, id), |country| Query::about(Op::RatShow, country));
            }
            _ => Op::Record,
        };
        Query::about(op, id)
    }

    /// The country of a ratification.
    fn ratification(&self, id: &str) -> Option<&'e str> {
        self.engine.dataset.records.ratifications.iter().find(|r| r.id == id).map(|r| r.country.as_str())
    }

    /// Which of the wanted records a value means.
    fn find(&self, value: &str, wanted: &[Sort]) -> Found {
        let kinds: Vec<Kind> = wanted.iter().filter_map(|s| if let Sort::Record(kind) = s { Some(*kind) } else { None }).collect();
        let fits = |id: &str| self.kind(id).is_some_and(|k| kinds.contains(&k));
        if fits(value) {
            return Found::One(value.to_owned());
        }
        let named = self.index.find(wanted, value);
        let exact: Vec<String> = named.iter().filter(|(tier, _)| *tier == Tier::Exact).map(|(_, id)| (*id).to_owned()).collect();
        if let [one] = &exact[..] {
            return Found::One(one.clone());
        }
        let understanding = understand(self.engine, value, self.today);
        let known = understanding.queries.iter().all(|q| !matches!(q.op, Op::Unknown | Op::Small));
        if known
            && let [query] = &understanding.queries[..]
            && let [id] = &query.ids[..]
            && fits(id)
        {
            return Found::One(id.clone());
        }
        if !exact.is_empty() {
            return Found::Several(exact);
        }
        let analysis = self.engine.analyse(value, self.today);
        let unexplained = |mask| analysis.unexplained(mask).0;
        if let Some(hit) = Context::new(&analysis).best_hit(&kinds, RECALL).filter(|hit| unexplained(hit.used | hit.weak) < 0.5) {
            return Found::One(hit.id.clone());
        }
        let mut mentioned: Vec<String> = Vec::new();
        for kind in &kinds {
            mentioned.extend(analysis.named(*kind).into_iter().map(|(_, id)| id.to_owned()).filter(|id| *kind != Kind::Country || is_ally(self.engine, id)));
        }
        if let [one] = &mentioned[..] {
            return Found::One(one.clone());
        }
        if known {
            return Found::Question(understanding);
        }
        if !mentioned.is_empty() {
            mentioned.truncate(MOST_OFFERED);
            return Found::Several(mentioned);
        }
        match &named[..] {
            [] => Found::Nothing(understanding),
            [(_, one)] => Found::One((*one).to_owned()),
            // A word that many names hold means none of them.
            several if several.len() > MOST_OFFERED * 2 => Found::Nothing(understanding),
            several => Found::Several(several.iter().take(MOST_OFFERED).map(|(_, id)| (*id).to_owned()).collect()),
        }
    }

    /// The time that a value names, and how it limits; a record with a date stands for it.
    fn time(&self, value: &str) -> Option<(FuzzyDate, Rel)> {
        if let Ok(date) = value.trim().parse() {
            return Some((date, Rel::In));
        }
        if self.kind(value).is_some() {
            return main_date(self.engine, value).map(|date| (date, Rel::In));
        }
        let analysis = self.engine.analyse(value, self.today);
        if let Some((date, rel, _)) = analysis.span() {
            // "2014-2016", "jan 2015 to dec 2016": two dates and nothing else are a range.
            let dates: Vec<FuzzyDate> = analysis.dates.iter().filter_map(|d| d.date).collect();
            if let [first, second] = dates[..]
                && rel == Rel::In
                && first.first() <= second.last()
            {
                return Some((FuzzyDate::from_range(first.start, second.end.unwrap_or(second.start)), rel));
            }
            return Some((date, rel));
        }
        None
    }

    /// The day of an event that a value names.
    fn event_time(&self, value: &str) -> Option<FuzzyDate> {
        match self.find(value, &[Sort::Record(Kind::Event), Sort::Record(Kind::Vote), Sort::Record(Kind::Election), Sort::Record(Kind::Ratification)]) {
            Found::One(id) => main_date(self.engine, &id),
            Found::Several(ids) => ids.first().and_then(|id| main_date(self.engine, id)),
            _ => None,
        }
    }
}

/// One call of a command.
struct Call<'c, 'e> {
    resolver: Resolver<'e>,
    command: &'static Command,
    sub: Option<&'static Sub>,
    /// The command with its subcommand, as typed.
    full: String,
    invocation: &'c Invocation,
}

impl Call<'_, '_> {
    /// A value that was given; an empty one counts as none.
    fn value(&self, name: &str) -> Option<&str> {
        self.invocation.options.iter().find(|(n, _)| n == name).map(|(_, value)| value.trim()).filter(|v| !v.is_empty())
    }

    fn error(&self, key: &'static str) -> UsageError {
        UsageError::new(key).with("command", &self.full)
    }

    /// Options that the table has, required ones given.
    fn check(&self) -> Result<(), UsageError> {
        if self.sub.is_none() && !self.command.subs.is_empty() {
            let valid = self.command.subs.iter().map(|s| s.name).collect::<Vec<_>>().join(", ");
            return Err(self.error("sub-missing").with("valid", valid).with("example", self.command.subs[0].name));
        }
        let options: Vec<&Opt> = self.command.options_of(self.sub).collect();
        if let Some((name, _)) = self.invocation.options.iter().find(|(name, _)| !options.iter().any(|o| o.name == name)) {
            return Err(self.error("unknown-option").with("name", name).with("valid", names(&options)));
        }
        if let Some(missing) = options.iter().find(|o| o.required && self.value(o.name).is_none()) {
            let key = self.sub.map_or_else(|| format!("command-{}", self.command.key), |s| format!("command-{}-{}", self.command.key, s.name));
            return Err(self.error("missing").with("name", missing.name).telling("description", format!("{key}-{}", missing.name)));
        }
        Ok(())
    }

    fn language(&self) -> Result<Option<Lang>, UsageError> {
        let Some(value) = self.value("language") else { return Ok(None) };
        let engine = self.resolver.engine;
        // The Cyrillic name folds to the Latin one, so letters are compared as they are first.
        let named = |same: &dyn Fn(&str) -> bool| LANGUAGES.iter().find(|(key, lang)| same(lang.tag()) || same(&engine.messages.say(Lang::En, key, &[])));
        named(&|name| name.to_lowercase() == value.to_lowercase()).or_else(|| named(&|name| fold(name) == fold(value))).map(|(_, lang)| Some(*lang)).ok_or_else(
            || {
                let valid =
                    LANGUAGES.iter().map(|(key, lang)| format!("{} ({})", engine.messages.say(Lang::En, key, &[]), lang.tag())).collect::<Vec<_>>().join(", ");
                self.error("language").with("value", value).with("valid", valid)
            },
        )
    }

    /// The language of the values that were typed rather than chosen.
    fn typed_lang(&self) -> Option<Lang> {
        let resolver = &self.resolver;
        let mut typed =
            self.invocation.options.iter().filter(|(name, value)| !matches!(name.as_str(), "private" | "language") && resolver.kind(value).is_none());
        typed.find_map(|(_, value)| resolver.engine.analyse(value, resolver.today).lang())
    }

    fn understanding(&self) -> Result<Understanding, UsageError> {
        let query = match (self.command.name, self.sub.map(|s| s.name)) {
            ("when", _) => return Ok(self.record("event", None, |query| Query { cue: Cue::When, ..query })),
            ("timeline", _) => self.timeline()?,
            ("ratification", _) => return Ok(self.record("country", Some(Query::new(Op::RatList)), |query| query)),
            ("vote", _) => return Ok(self.record("vote", Some(Query::new(Op::VoteList)), |query| query)),
            ("polls", Some("latest")) => Query::new(Op::PollLatest),
            ("polls", Some("find")) => return self.polls(),
            ("polls", Some("trend")) => return self.trend(),
            ("polls", _) => self.compare()?,
            ("party", _) => return Ok(self.record("party", Some(Query::new(Op::PartyTable)), |query| query)),
            ("who", _) => return Ok(self.record("person", None, |query| Query { cue: Cue::Who, ..query })),
            ("mission", _) => return Ok(self.record("mission", Some(Query::new(Op::MissionList)), |query| query)),
            ("ask", _) => {
                let text = self.value("question").unwrap_or_default();
                return Ok(understand(self.resolver.engine, text, self.resolver.today));
            }
            ("sources", _) => return Ok(self.sources()),
            _ => Query::new(Op::Help),
        };
        Ok(settled(query))
    }

    /// The option's sorts of choices.
    fn wanted(&self, name: &str) -> Vec<Sort> {
        self.command.options_of(self.sub).find(|o| o.name == name).map_or_else(Vec::new, |o| sorts(o.value))
    }

    /// A question about the record of an option; `none` is asked when the option is not given.
    fn record(&self, option: &str, none: Option<Query>, change: impl Fn(Query) -> Query) -> Understanding {
        let Some(value) = self.value(option) else { return settled(none.unwrap_or_else(|| Query::new(Op::Help))) };
        match self.resolver.find(value, &self.wanted(option)) {
            Found::One(id) => settled(change(self.resolver.about(&id))),
            Found::Several(ids) => {
                let choices = ids.iter().map(|id| change(self.resolver.about(id))).collect();
                Understanding { choices, ..settled(Query::unknown("ambiguous")) }
            }
            Found::Question(mut understanding) => {
                if let [query] = &mut understanding.queries[..]
                    && query.cue == Cue::What
                {
                    *query = change(query.clone());
                }
                understanding
            }
            Found::Nothing(understanding) => understanding,
        }
    }

    fn sources(&self) -> Understanding {
        let Some(value) = self.value("record") else { return settled(Query::new(Op::Sources)) };
        match self.resolver.find(value, &self.wanted("record")) {
            Found::One(id) => settled(Query::about(Op::Sources, &id)),
            Found::Several(ids) => {
                let choices = ids.iter().map(|id| Query::about(Op::Sources, id)).collect();
                Understanding { choices, ..settled(Query::unknown("ambiguous")) }
            }
            Found::Question(understanding) => {
                let ids: Vec<String> = understanding.queries.iter().flat_map(|q| &q.ids).take(1).cloned().collect();
                // A country is no statement; its ratification is.
                let rat = |id: &String| self.resolver.engine.dataset.records.ratifications.iter().find(|r| r.country == *id).map(|r| r.id.clone());
                match &ids[..] {
                    [id] => settled(Query::about(Op::Sources, &rat(id).unwrap_or_else(|| id.clone()))),
                    _ => understanding,
                }
            }
            Found::Nothing(understanding) => understanding,
        }
    }

    /// A date, or the date of something that is named.
    fn date(&self, option: &str) -> Result<Option<(FuzzyDate, Rel)>, UsageError> {
        let Some(value) = self.value(option) else { return Ok(None) };
        let found = self.resolver.time(value).or_else(|| self.resolver.event_time(value).map(|date| (date, Rel::In)));
        found.map(Some).ok_or_else(|| self.error("date").with("value", value))
    }

    /// `from` and `to` as one limit.
    fn between(&self) -> Result<Option<(FuzzyDate, Rel)>, UsageError> {
        Ok(match (self.date("from")?, self.date("to")?) {
            (None, None) => None,
            // A range, or "before 2014", already says how it limits.
            (Some((date, rel)), None) => Some((date, if rel == Rel::In && date.end.is_none() { Rel::Since } else { rel })),
            (None, Some((date, rel))) => Some((date, if rel == Rel::In { Rel::Until } else { rel })),
            (Some((from, _)), Some((to, _))) => {
                if from.first() > to.last() {
                    let value = |name| self.value(name).unwrap_or_default();
                    return Err(self.error("dates-reversed").with("from", value("from")).with("to", value("to")));
                }
                Some((FuzzyDate::from_range(from.start, to.end.unwrap_or(to.start)), Rel::In))
            }
        })
    }

    fn timeline(&self) -> Result<Query, UsageError> {
        let mut query = Query::new(Op::Timeline);
        if let Some((span, rel)) = self.between()? {
            (query.span, query.rel) = (Some(span), rel);
        }
        if let Some(value) = self.value("topic") {
            let found = self.resolver.index.find(&[Sort::Topic], value);
            let Some((_, topic)) = found.first() else {
                let all = self.resolver.index.find(&[Sort::Topic], "");
                let valid = all.iter().map(|(_, id)| *id).collect::<Vec<_>>().join(", ");
                return Err(self.error("topic").with("value", value).with("valid", valid));
            };
            query.word = Some((*topic).to_owned());
        }
        Ok(query)
    }

    /// The pollster of an option; free text that means none is answered as unknown.
    fn pollster(&self, query: &mut Query) -> Option<Understanding> {
        let value = self.value("pollster")?;
        match self.resolver.find(value, &[Sort::Record(Kind::Pollster)]) {
            Found::One(id) => {
                query.ids = vec![id];
                None
            }
            Found::Several(ids) => {
                let choices = ids.into_iter().map(|id| Query { ids: vec![id], ..query.clone() }).collect();
                Some(Understanding { choices, ..settled(Query::unknown("ambiguous")) })
            }
            Found::Question(_) => Some(settled(Query::unknown("not-in-data"))),
            Found::Nothing(understanding) => Some(understanding),
        }
    }

    fn polls(&self) -> Result<Understanding, UsageError> {
        let mut query = Query::new(Op::PollShow);
        if self.value("when").is_none() && self.value("pollster").is_none() {
            return Err(self.error("one-of").with("valid", "when, pollster"));
        }
        if let Some(value) = self.value("when") {
            let analysis = self.resolver.engine.analyse(value, self.resolver.today);
            let yearless = analysis.dates.iter().find_map(|d| d.yearless);
            let named = analysis.named(Kind::Pollster);
            if let Some((span, rel)) = self.resolver.time(value) {
                (query.span, query.rel) = (Some(span), rel);
            } else if let Some((month, day)) = yearless {
                query.word = Some(day.map_or_else(|| format!("m{month}"), |day| format!("m{month}d{day}")));
            } else if named.is_empty() || self.value("pollster").is_some() {
                let Some(date) = self.resolver.event_time(value) else { return Err(self.error("date").with("value", value)) };
                query.span = Some(date);
            }
            // "cedem 2016" typed behind the command names both.
            if let (Some((_, id)), None) = (named.first(), self.value("pollster")) {
                query.ids = vec![(*id).to_owned()];
            }
        }
        Ok(self.pollster(&mut query).unwrap_or_else(|| settled(query)))
    }

    fn trend(&self) -> Result<Understanding, UsageError> {
        let mut query = Query::new(Op::PollTrend);
        if let Some((span, rel)) = self.between()? {
            (query.span, query.rel) = (Some(span), rel);
        }
        Ok(self.pollster(&mut query).unwrap_or_else(|| settled(query)))
    }

    fn compare(&self) -> Result<Query, UsageError> {
        let side = |name| self.side(self.value(name).unwrap_or_default());
        let query = Query::new(Op::PollCompare);
        Ok(match (side("first")?, side("second")?) {
            (Side::Record(a), Side::Record(b)) => Query { ids: vec![a, b], ..query },
            (Side::Time(a, by), Side::Time(b, too)) => {
                let mut ids: Vec<String> = by.into_iter().chain(too).collect();
                ids.dedup();
                let (early, late) = if a.first() <= b.first() { (a, b) } else { (b, a) };
                Query { ids, span: Some(FuzzyDate::from_range(early.start, late.end.unwrap_or(late.start))), word: Some(format!("{a}|{b}")), ..query }
            }
            // The side that no time limits is left empty.
            (Side::Record(a), Side::Time(date, by)) => Query { ids: std::iter::once(a).chain(by).collect(), word: Some(format!("|{date}")), ..query },
            (Side::Time(date, by), Side::Record(b)) => Query { ids: by.into_iter().chain([b]).collect(), word: Some(format!("{date}|")), ..query },
        })
    }

    /// A poll, a pollster, a year, or a pollster's polls of a time.
    fn side(&self, value: &str) -> Result<Side, UsageError> {
        let resolver = &self.resolver;
        if matches!(resolver.kind(value), Some(Kind::Poll | Kind::Pollster)) {
            return Ok(Side::Record(value.to_owned()));
        }
        let analysis = resolver.engine.analyse(value, resolver.today);
        let pollster = analysis.named(Kind::Pollster).first().map(|(_, id)| (*id).to_owned());
        if let Some((date, _)) = resolver.time(value) {
            let polls = &resolver.engine.dataset.records.polls;
            let by = |p: &crate::data::schema::Poll| {
                pollster.is_none() || [&p.pollster, &p.pollster_found].into_iter().flatten().any(|id| Some(id) == pollster.as_ref())
            };
            let mut fitting = polls.iter().filter(|p| by(p) && p.date.is_some_and(|d| d.overlaps(&date)));
            return Ok(match (fitting.next(), fitting.next()) {
                (Some(one), None) if pollster.is_some() => Side::Record(one.id.clone()),
                _ => Side::Time(date, pollster),
            });
        }
        if let Some(id) = pollster {
            return Ok(Side::Record(id));
        }
        match resolver.index.find(&[Sort::Record(Kind::Pollster), Sort::Record(Kind::Poll)], value).first() {
            Some((_, id)) => Ok(Side::Record((*id).to_owned())),
            None => Err(self.error("poll").with("value", value)),
        }
    }
}
