//! What a question asks for that only some records tell: an hour, an age, the second of something. A reading that does not speak of it answers something else.

use super::{Context, Reading};
use crate::{
    data::{Kind, schema::Unit},
    query::{
        analysis::{Mask, Part, Role},
        engine::is_ally,
        model::{Cue, Op},
    },
    text::{
        lexicon::{Key, WordLang},
        token::tokenize,
    },
};

/// From this weight on a word of the subject limits what is asked to something that a figure is not of.
const LIMITS: f32 = 0.75;
/// The same where words around the question are common.
const SPECIFIC: f32 = 1.15;
/// The same of a word that nothing knows.
const STRANGER_LIMITS: f32 = 1.2;
/// A kind of thing that is asked for has at least this weight.
const KIND: f32 = 0.3;
/// A word of every day counts less than this share.
const COMMON: f32 = 0.9;
/// A word of less weight than this means nothing by itself.
const SLIGHT: f32 = 0.25;
/// From this share on the whole of a name is found.
const WHOLE: f32 = 0.95;

impl Context<'_, '_> {
    /// Keeps the readings that speak of what is asked for in particular.
    pub(super) fn keep_told(&self, all: &mut Vec<Reading>) {
        let (details, polls) = (self.details(), self.poll_words());
        // A place is known by what only its texts tell as well.
        let places = details & self.parts_that(|_, p| p.role == Role::Name);
        let particular = self.ordinal_of_thing() | self.superlative_of() | self.kind_asked();
        let (other, economy) = (self.accession_of_other(), self.economy_alone());
        let (times, series) = (self.several_times(), self.names_series());
        all.retain(|reading| {
            let hit = reading.hit.map(|hit| &self.hits[hit]);
            let (asked, weak) = hit.map_or((0, 0), |hit| (hit.core | hit.used | hit.near, hit.weak));
            let told = reading.used | asked | weak;
            let particular = particular | self.limits(reading) | if reading.parser == "described" { polls } else { 0 };
            details & !(asked | weak & places) == 0
                && particular & !told == 0
                && !self.place_known(reading)
                && !(other != 0 && tells_ratification(reading))
                && self.tells_length_asked(reading)
                && !(series && reading.query.op == Op::PollShow)
                && !(economy && self.is_share(reading))
                && (!times || self.tells_times(reading))
        });
    }

    /// The words that ask for a detail and for nothing else.
    fn details(&self) -> Mask {
        let lexicon = &self.e.vocabulary.lexicon;
        self.parts_that(|_, p| !p.unit.keys.is_empty() && p.unit.keys.iter().all(|key| lexicon.is_detail(*key)))
    }

    /// "The second coup": a number that tells which of several things of one name is meant.
    fn ordinal_of_thing(&self) -> Mask {
        let thing = |i: usize| self.a.parts.get(i + 1).is_some_and(|next| next.role == Role::Term);
        self.parts_that(|i, p| p.role == Role::Number && p.ordinal.is_some_and(|n| n > 1) && thing(i))
    }

    /// "The largest protest": what is the largest of its kind.
    fn superlative_of(&self) -> Mask {
        let c = self.c;
        let superlative = |p: &Part| [c.highest, c.lowest, c.widest, c.narrowest, c.earliest].iter().any(|key| p.unit.keys.contains(key));
        // "The biggest yearly rise" is a rise.
        let last = |i: usize| self.a.parts.get(i + 1).is_none_or(|next| next.role != Role::Op);
        self.parts_that(|i, p| p.role == Role::Term && i > 0 && superlative(&self.a.parts[i - 1]) && last(i))
    }

    /// "Which pen", "how many pages": the kind of thing that is asked for. A word that nothing knows may be a kind that is mistyped.
    fn kind_asked(&self) -> Mask {
        let c = self.c;
        let opens = |p: &Part, keys: &[Key]| p.role == Role::Cue && keys.iter().any(|key| p.unit.keys.contains(key));
        let common = |p: &Part| p.role == Role::Stranger && p.weight < STRANGER_LIMITS * COMMON;
        let kind = |before: &Part, p: &Part| {
            let term = p.role == Role::Term && p.weight > KIND;
            // "The most popular party" is no support for a thing.
            let counted = opens(before, &[c.how_many]) || before.unit.keys.contains(&c.popular);
            opens(before, &[c.which, c.what, c.how_many]) && common(p) || counted && term
        };
        self.parts_that(|i, p| i > 0 && kind(&self.a.parts[i - 1], p))
    }

    /// Whether a statement tells a length of time, or two ends of one, where one is asked for.
    fn tells_length_asked(&self, reading: &Reading) -> bool {
        let hit = reading.hit.map(|hit| &self.hits[hit]).filter(|hit| reading.parser == "described" && hit.verbatim.is_none());
        let found = hit.and_then(|hit| Some((hit, self.e.dataset.find(&hit.id)?)));
        match found {
            Some((hit, (Kind::Fact, i))) if self.cue == Cue::HowLong => {
                hit.cue_agrees || self.tells_length(&reading.query) || self.e.dataset.records.facts[i].dates.len() > 1
            }
            _ => true,
        }
    }

    /// The word for a poll: what is no poll does not tell what one found.
    fn poll_words(&self) -> Mask {
        self.parts_that(|_, p| p.unit.keys.contains(&self.c.poll))
    }

    /// "Population in 2016": a series that is named with nothing else is asked for, though its name may also mean those who are polled.
    fn names_series(&self) -> bool {
        let content = self.parts_that(|_, p| matches!(p.role, Role::Term | Role::Name) && p.weight > SLIGHT);
        let series = |id: &str| self.e.dataset.find(id).is_some_and(|(kind, _)| kind == Kind::Series);
        content != 0 && self.hits.iter().any(|hit| hit.recall >= WHOLE && content & !hit.core == 0 && series(&hit.id))
    }

    /// "GDP in 2017": the size of the economy is not what is spent of it, which "how much of GDP" asks for.
    fn economy_alone(&self) -> bool {
        let c = self.c;
        self.cue != Cue::Count && self.has(c.gdp) && !self.any(&[c.percent, c.spend, c.budget, c.army, c.euro, c.million, c.plan, c.change])
    }

    /// Whether a reading tells a series of shares of the economy.
    fn is_share(&self, reading: &Reading) -> bool {
        let found = reading.query.ids.first().and_then(|id| self.e.dataset.find(id));
        matches!(found, Some((Kind::Series, i)) if self.e.dataset.records.series[i].unit == Unit::PercentGdp)
    }

    /// "Where in Brussels was it?": a place that the question names itself is no answer.
    fn place_known(&self, reading: &Reading) -> bool {
        let found = reading.query.ids.first().filter(|_| self.cue == Cue::Where && reading.parser == "described").and_then(|id| self.e.dataset.find(id));
        let Some((Kind::Event, i)) = found else { return false };
        let Some(place) = &self.e.dataset.records.events[i].place else { return false };
        let named = |place: &str| tokenize(place).iter().all(|word| self.a.tokens.iter().any(|token| token.text == word.text));
        named(&place.en) || named(&place.cnr)
    }

    /// Whether two times are named beside each other that are no ends of one: "in 2010 and 2015", "2010 vs 2015".
    fn several_times(&self) -> bool {
        let c = self.c;
        let parts: Vec<&Part> = self.a.parts.iter().filter(|p| p.role != Role::Filler).collect();
        let whole = |p: &Part| p.date.is_some_and(|mention| self.a.dates[mention].date.is_some());
        let links = |p: &Part| [c.and, c.compare].iter().any(|key| p.unit.keys.contains(key));
        let beside = parts.windows(3).any(|three| whole(three[0]) && links(three[1]) && whole(three[2]));
        let ends = |mask: Mask| (mask & self.a.date_mask()).count_ones() > 1;
        beside && !self.yesno && !self.either && !self.span.is_some_and(|(.., mask)| ends(mask))
    }

    /// Whether a statement speaks of all times that are named; what is computed does.
    fn tells_times(&self, reading: &Reading) -> bool {
        let hit = reading.hit.map(|hit| &self.hits[hit]).filter(|hit| reading.parser == "described" && hit.verbatim.is_none());
        let r = &self.e.dataset.records;
        let (told, dates) = match hit.and_then(|hit| self.e.dataset.find(&hit.id)) {
            Some((Kind::Fact, i)) => (&r.facts[i].answer.en, &r.facts[i].dates[..]),
            Some((Kind::Conflict, i)) => (&r.conflicts[i].text.en, &[][..]),
            _ => return true,
        };
        let tokens = tokenize(told);
        let told = self.e.vocabulary.dates.find(&tokens, self.a.today);
        let tells = |asked| dates.iter().copied().chain(told.iter().filter_map(|mention| mention.date)).any(|date| date.overlaps(&asked));
        self.a.dates.iter().filter_map(|mention| mention.date).all(tells)
    }

    /// Words with a meaning of their own that figures of this parser are not told for, whether they are known or not.
    fn limits(&self, reading: &Reading) -> Mask {
        let c = self.c;
        match reading.parser {
            // "The biggest yearly rise" is one of the series.
            "series" if reading.query.op == Op::SeriesChange => 0,
            "elections" | "series" => self.parts_that(|_, p| match p.role {
                Role::Term => p.weight >= LIMITS,
                Role::Stranger => p.weight >= STRANGER_LIMITS,
                Role::Op => [c.highest, c.lowest].iter().any(|key| p.unit.keys.contains(key)),
                _ => false,
            }),
            "polls" | "ratifications" => self.parts_that(|_, p| p.role == Role::Term && p.weight >= SPECIFIC),
            // "2014 election": what happened in a year is no election of it.
            "timeline" | "computed" if reading.query.op == Op::Timeline => {
                self.parts_that(|_, p| p.role == Role::Term && [c.election, c.referendum, c.poll].iter().any(|key| p.unit.keys.contains(key)))
            }
            _ => 0,
        }
    }

    /// "Croatia's accession", "pristupanje Hrvatske": the accession of an ally, which is not what the allies ratified.
    fn accession_of_other(&self) -> Mask {
        let c = self.c;
        let allies: Vec<usize> = self.a.named(Kind::Country).into_iter().filter(|(_, id)| is_ally(self.e, id)).map(|(i, _)| i).collect();
        let joins = |p: &Part| [c.accession, c.join, c.membership].iter().any(|key| p.unit.keys.contains(key));
        let owns = |p: &Part| {
            let end = self.a.tokens[p.unit.tokens.end - 1].span.end;
            self.a.typed(p).ends_with("'s") || self.a.text[end..].starts_with(['\'', '’'])
        };
        let of = |i: usize, p: &Part| {
            let before = i.checked_sub(1).map(|before| &self.a.parts[before]);
            let after = self.a.parts.get(i + 1);
            owns(p) && after.is_some_and(joins) || before.is_some_and(|before| joins(before) && before.unit.lang == WordLang::Cnr)
        };
        self.parts_that(|i, p| p.role == Role::Name && allies.contains(&i) && of(i, p))
    }

    fn parts_that(&self, holds: impl Fn(usize, &Part) -> bool) -> Mask {
        self.a.parts.iter().enumerate().filter(|(i, p)| holds(*i, p)).fold(0, |mask, (i, _)| mask | 1 << i)
    }
}

/// Whether a reading tells how an ally ratified.
fn tells_ratification(reading: &Reading) -> bool {
    matches!(reading.parser, "ratifications" | "computed") && matches!(reading.query.op, Op::RatShow | Op::RatPlace | Op::RatDelay)
}
