//! Readings of a question: each parser looks for one kind of thing and says which words of the question it explains.
//!
//! A reading is worth what it explains. Words that it leaves unexplained lower its score, a word of another subject ruins it, and so a question
//! about something else finds no reading that is good enough, whatever single word it shares with the data.

mod alone;
mod claims;
mod computed;
mod described;
mod details;
pub mod evidence;
mod figures;
mod members;
mod named;
mod people;
mod polls;
mod ratifications;
mod sums;
mod time;
mod votes;

pub use alone::WHAT;
use claims::Claims;
pub use members::JOINED;
pub use ratifications::{CHAMBER, DEPOSIT, REJECTED, names_body};

use std::cell::RefCell;

use super::{
    analysis::{Analysis, Mask, Part, Role},
    engine::{Concepts, Engine, is_ally, main_date},
    learned::{self, Likelihoods},
    model::{Cue, Op, Query, Rel, Side},
    phrases::PhraseHit,
    when::TimeUnit,
};
use crate::{
    data::{
        Kind,
        date::FuzzyDate,
        schema::{Aspect, Fact, MissionKind, Verdict},
    },
    text::{lexicon::Key, token::tokenize},
};

/// One way to read a question.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The question.
    pub query: Query,
    /// How sure it is, 0 to 1: by what it is worth against giving no answer.
    pub score: f32,
    /// What all evidence for it is worth.
    pub worth: f32,
    /// How complete it is and how much it explains, 0 to about 1.
    pub completeness: f32,
    /// The record or computation that was asked for by its phrases, among the hits.
    pub hit: Option<usize>,
    /// How complete its own parts are.
    pub strength: f32,
    /// The share of the question that it explains.
    pub precision: f32,
    /// The words that it explains.
    pub used: Mask,
    /// Which parser read it so.
    pub parser: &'static str,
}

/// What it counts, for each step of a logarithm, how likely a dated thing is meant by what has been learned.
const POINT_LEARNED: f32 = 0.08;
/// What it counts that a dated thing is called by its name.
const POINT_NAMED: f32 = 0.3;
/// A claim that is explained to the last word, and compared, is at least this sure.
const COMPARED: f32 = 0.8;
/// The word of a query whose time is claimed of what it finds.
pub const CLAIMED: &str = "claimed";
/// The word of a query that counts on both sides of its time.
pub const EITHER: &str = "either";
/// A vote that is described to this share is the one that is asked about.
const MEANT: f32 = 0.85;
/// Readings this near to each other are as likely.
const NEAR_TIE: f32 = 0.02;
/// The most readings whose evidence is weighed.
const MOST_WEIGHED: usize = 20;
/// A reading of this precision leaves no word.
pub const NOTHING_LEFT: f32 = 0.985;
/// A reading of this precision leaves little.
const MOSTLY: f32 = 0.85;
/// How sure a reading is at least that takes in all that is named.
const DECIDED: f32 = 0.95;
/// The same of one whose date is not the one that is claimed.
const NEARLY_DECIDED: f32 = 0.85;
/// A reading that is withheld is no surer than this.
const WITHHELD: f32 = 0.6;
/// The share of a question that a quote explains at least which is asked for.
const QUOTED: f32 = 0.95;
/// How complete a quote is found at least to be told before all that its speaker said.
const QUOTE_SURE: f32 = 0.85;
/// How complete such a quote is found at least.
const QUOTE_FOUND: f32 = 0.7;
/// The share of their weight that words count which only other phrases of a record explain.
const NEAR: f32 = 0.82;
/// What a specific word costs that nothing of a record explains, besides its weight.
const LOST: f32 = 0.97;
/// The share that words count which only a record's texts explain.
const WEAK: f32 = 0.45;

/// The dated record that a piece of a question speaks of, if any, with the positions of its words.
type Point = Option<(String, Mask)>;

/// What every parser works on.
pub struct Context<'a, 'b> {
    /// The question, taken apart.
    pub a: &'b Analysis<'a>,
    /// The engine.
    pub e: &'a Engine,
    /// Its concepts.
    pub c: &'a Concepts,
    /// Records asked for by description.
    pub hits: Vec<PhraseHit>,
    /// The question word.
    pub cue: Cue,
    /// Put as a yes/no question.
    pub yesno: bool,
    /// It offers one thing or another.
    either: bool,
    /// The limiting time.
    pub span: Option<(FuzzyDate, Rel, Mask)>,
    /// The words of a time that a dated thing names: "in the same month as the summit".
    clause: Mask,
    /// The time beside a dated thing of which it is asked what happened.
    beside: Option<time::Beside>,
    /// Words that need no explanation.
    free: Mask,
    /// Words that deny what is put up to be confirmed.
    denied: Mask,
    /// What is claimed, to be compared with what is computed.
    claims: Claims,
    /// The word that "how many", "which" or "what" asks for, and what it costs to leave it unexplained.
    head: Option<(Mask, f32)>,
    /// Other countries that are named, and the words of joining, where the question is about another country's membership.
    elsewhere: Option<(Mask, Mask)>,
    /// Which word of order or comparison each part is.
    operators: Vec<usize>,
    /// How likely each record and computation is asked for by what has been learned, if anything has.
    likely: Option<Likelihoods>,
    /// The same of each computation, as a logarithm.
    computations: Vec<f32>,
    /// Pieces of the question with the dated record that each speaks of, if any.
    points: RefCell<Vec<(String, Point)>>,
}

impl<'a, 'b> Context<'a, 'b> {
    /// Prepares the readings of a question.
    pub fn new(a: &'b Analysis<'a>) -> Self {
        let e = a.engine;
        // "Was it 97 or 95?" wants one of the two, no yes or no.
        let things = |parts: &[Part]| parts.iter().any(|p| matches!(p.role, Role::Name | Role::Term | Role::Date | Role::Number));
        let either = a.parts.iter().enumerate().any(|(i, p)| {
            let keys = &p.unit.keys;
            let links = keys.contains(&e.concepts.or) && keys.iter().all(|k| *k == e.concepts.or || *k == e.concepts.discourse);
            // "… or did it all collapse" is a yes or no as well; what is short for "or" is a word of talk too.
            i > 0
                && i + 1 < a.parts.len()
                && links
                && !a.parts[i + 1].unit.has(e.concepts.yesno)
                && (keys.len() == 1 || things(&a.parts[..i]) && things(&a.parts[i + 1..]))
        });
        let yesno = a.yesno() && !either;
        let likely = e.learned.as_ref().map(|learned| learned.likelihoods(&learned::features(a)));
        let mut this = Self {
            a,
            e,
            c: &e.concepts,
            hits: e.phrases.hits(a, &e.proposed(likely.as_ref())),
            cue: a.cue(),
            yesno,
            either,
            span: a.span(),
            clause: 0,
            beside: None,
            free: 0,
            denied: a.denies(),
            claims: claims::claims(a, either),
            head: None,
            elsewhere: None,
            operators: evidence::operators(a),
            likely,
            computations: Vec::new(),
            points: RefCell::default(),
        };
        this.computations = e.intents.iter().map(|intent| this.likelihood(&intent.id)).collect();
        this.free = this.free();
        this.head = this.head();
        if let Some(time) = this.time_of_thing() {
            this.clause = time.2;
            this.span = Some(time);
            this.cue = a.cue_besides(this.clause);
            this.free |= this.clause;
        }
        this.beside = this.find_beside();
        this.elsewhere = this.elsewhere();
        // "By election day, October 2016": the event names the day more exactly than the date beside it, if it is of that date.
        if let Some(event) = this.event_span()
            // A time with both its ends is exact enough.
            && this.span.is_none_or(|(date, _, mask)| {
                event.0.overlaps(&date) && event.2 & a.date_mask() == a.date_mask() && mask != 0 && (mask & a.date_mask()).count_ones() < 2
            })
        {
            this.span = Some(event);
        }
        this
    }

    /// A reading with its score.
    pub fn reading(&self, mut query: Query, strength: f32, used: Mask, hit: Option<&PhraseHit>, parser: &'static str) -> Reading {
        self.claim(&mut query);
        let used = used | self.free;
        let (near, weak) = hit.map_or((0, 0), |hit| (hit.near, hit.weak));
        let firm = hit.is_some_and(|hit| hit.recall >= 0.95 && hit.weight >= 1.9);
        let (mut left, mut whole) = (0.0, 0.0f32);
        let mut foreign = false;
        for (i, part) in self.a.parts.iter().enumerate() {
            let bit: Mask = 1 << i;
            whole += part.weight;
            if used & bit == 0 {
                let share = if near & bit != 0 {
                    NEAR
                } else if weak & bit != 0 {
                    WEAK
                } else {
                    0.0
                };
                // Where a whole specific phrase is found, a word more around it says little.
                let talk = firm && matches!(part.role, Role::Stranger | Role::Term) && part.weight < 1.5;
                left += part.weight * (1.0 - share) * if talk { 0.5 } else { 1.0 };
                foreign |= part.role == Role::Foreign && (weak | near) & bit == 0;
            }
        }
        let precision = 1.0 - left / whole.max(1.2);
        // A name that nothing knows is what the question is about.
        let stranger = self.a.parts.iter().enumerate().any(|(i, p)| {
            let token = &self.a.tokens[p.unit.tokens.start];
            let proper = token.capital && !token.shouted && !token.after_break && p.unit.tokens.start > 0;
            let plain = p.role == Role::Term && !p.unit.keys.is_empty() && p.unit.keys.iter().all(|k| self.e.vocabulary.lexicon.class(*k).is_none());
            (used | near) & (1 << i) == 0 && weak & (1 << i) == 0 && (p.role == Role::Stranger && p.weight > 1.5 || plain && proper)
        });
        // A record that the question names and the reading passes over: it is about something else.
        let passed_over =
            self.a.parts.iter().enumerate().filter(|(i, p)| used & (1 << i) == 0 && near & (1 << i) == 0 && p.role == Role::Name && p.weight > 1.0);
        let names = passed_over.fold(1.0, |factor: f32, (i, _)| factor * if weak & (1 << i) == 0 { 0.6 } else { 0.9 });
        // Specific words that no text of the record holds ask for something else.
        let lost = self.a.parts.iter().enumerate().filter(|(i, p)| (used | near | weak) & (1 << i) == 0 && p.role == Role::Term && p.weight >= 0.9).count();
        let score = names
            * LOST.powi(lost as i32)
            * self.head.map_or(1.0, |(head, factor)| if (used | near) & head == 0 { factor } else { 1.0 })
            * strength
            * precision.max(0.0).powf(1.1)
            * if foreign { 0.35 } else { 1.0 }
            * if stranger { 0.8 } else { 1.0 };
        // A yes or no is only said to what the reading explains; a fact carries its own verdict.
        let mut query = query;
        let fact =
            query.op == Op::Record && query.ids.first().and_then(|id| self.e.dataset.find(id)).is_some_and(|(k, _)| matches!(k, Kind::Fact | Kind::Quote));
        let least = match query.op {
            Op::Record => 0.95,
            // How somebody voted is a yes or no to the side that the question names.
            Op::VoteOf if query.side.is_some() => 0.7,
            _ => 0.86,
        };
        if precision < least && !fact || fact && precision < 0.72 {
            query.yesno = false;
        }
        if !query.yesno {
            query.claims.clear();
            query.denied = false;
        }
        let hit = hit.and_then(|hit| self.hits.iter().position(|h| std::ptr::eq(h, hit)));
        Reading { query, score, worth: 0.0, completeness: score, hit, strength, precision, used, parser }
    }

    /// The word that "how many", "which" or "what" counts or asks for has to be explained.
    fn head(&self) -> Option<(Mask, f32)> {
        let c = self.c;
        let (keys, factor): (&[Key], f32) = if self.cue == Cue::Count { (&[c.how_many], 0.72) } else { (&[c.which, c.what], 0.88) };
        let start = self.a.parts.iter().position(|p| p.unit.keys.iter().any(|k| keys.contains(k)))?;
        let mut behind = self.a.parts.iter().enumerate().skip(start + 1).take(3);
        let (i, part) = behind.find(|(_, p)| !matches!(p.role, Role::Filler | Role::Op | Role::Cue | Role::Number))?;
        (part.role == Role::Term).then_some((1 << i, factor))
    }

    /// Words that need no explanation.
    fn free(&self) -> Mask {
        let opener = self.a.doubtful_opener();
        self.a
            .parts
            .iter()
            .enumerate()
            .filter(|(i, p)| {
                Some(*i) == opener
                    || matches!(p.role, Role::Filler | Role::Small)
                    || p.unit.keys.iter().any(|k| self.e.is_subject(*k) || *k == self.c.yesno || *k == self.c.claim || *k == self.c.what || *k == self.c.which)
            })
            .fold(0, |m, (i, _)| m | 1 << i)
    }

    /// The words of these concepts.
    pub fn words(&self, keys: &[Key]) -> Mask {
        if !self.a.has_any(keys) {
            return 0;
        }
        // A part of a phrase with a meaning of its own does not speak for the whole.
        let loose = |role: Role| matches!(role, Role::Op | Role::Cue | Role::Filler | Role::Number);
        self.a
            .parts
            .iter()
            .enumerate()
            .filter(|(_, p)| p.unit.keys.iter().any(|k| keys.contains(k)) || loose(p.role) && p.unit.parts.iter().any(|k| keys.contains(k)))
            .fold(0, |m, (i, _)| m | 1 << i)
    }

    fn has(&self, key: Key) -> bool {
        self.a.has(key)
    }

    fn any(&self, keys: &[Key]) -> bool {
        self.a.has_any(keys)
    }

    /// The side that the question speaks of: "against" outweighs "for", since "voted against support" is against.
    fn side_taken(&self) -> Option<Side> {
        let c = self.c;
        if let Some(first) = self.named_first().filter(|_| self.claims.compares()) {
            return Some(first);
        }
        if self.any(&[c.oppose, c.against]) {
            Some(Side::Against)
        } else if self.any(&[c.support, c.r#for]) {
            Some(Side::For)
        } else {
            None
        }
    }

    /// Of two sides that a question speaks of the one named first: "more for than against" claims that it is ahead.
    fn named_first(&self) -> Option<Side> {
        let c = self.c;
        let (pro, con) = (self.a.mask_whole(c.r#for) | self.a.mask_whole(c.support), self.a.mask_whole(c.against) | self.a.mask_whole(c.oppose));
        let (pro, con) = (pro & !con, con & !pro);
        (pro != 0 && con != 0).then_some(if con.trailing_zeros() < pro.trailing_zeros() { Side::Against } else { Side::For })
    }

    /// "How many more for than against": the difference of two sides that are both named.
    fn margin_asked(&self) -> bool {
        self.both_sides_counted() && self.has(self.c.more_than)
    }

    /// "How many for and how many against": two sides are counted.
    fn both_sides_counted(&self) -> bool {
        let c = self.c;
        let (pro, con) = (self.a.mask_any(&[c.r#for, c.support]), self.a.mask_any(&[c.against, c.oppose]));
        self.cue == Cue::Count && pro & !con != 0 && con & !pro != 0
    }

    /// Whether the question is about a time before any ally had ratified.
    fn before_ratifications(&self) -> bool {
        let deposits = self.e.dataset.records.ratifications.iter().map(|r| r.deposit.date.first());
        let steps = self.e.dataset.records.ratifications.iter().flat_map(|r| &r.steps).filter_map(|step| step.date).map(|date| date.first());
        let begin = deposits.chain(steps).min();
        self.span.zip(begin).is_some_and(|((date, rel, _), begin)| matches!(rel, Rel::In | Rel::Before | Rel::Until) && date.last() < begin)
    }

    /// The words that name a record.
    fn name_words(&self, id: &str) -> Mask {
        self.e.vocabulary.lexicon.record(id).map_or(0, |key| self.a.mask(key))
    }

    /// The words of the question's own word.
    pub fn cue_words(&self) -> Mask {
        let c = self.c;
        self.words(&[c.when, c.who, c.r#where, c.why, c.how, c.how_many, c.what, c.which, c.yesno, c.claim, c.define, c.how_long])
    }

    /// The best described record of a kind, above a floor of recall.
    pub fn best_hit(&self, kinds: &[Kind], floor: f32) -> Option<&PhraseHit> {
        self.hits
            .iter()
            .filter(|h| h.recall >= floor && self.e.dataset.find(&h.id).is_some_and(|(k, _)| kinds.contains(&k)))
            .max_by(|a, b| self.rank(a).total_cmp(&self.rank(b)))
    }

    /// How surely a described record is meant: what is found of it, and how likely people mean it.
    fn rank(&self, hit: &PhraseHit) -> f32 {
        let r = &self.e.dataset.records;
        let weight = match self.e.dataset.find(&hit.id) {
            Some((Kind::Event, i)) => r.events[i].weight,
            Some((Kind::Vote, i)) => r.votes[i].weight,
            Some((Kind::Election, i)) => r.elections[i].weight,
            _ => 5,
        };
        hit.recall * hit.weight.min(3.0).sqrt() + 0.03 * f32::from(weight)
    }

    /// "before accession", "since the invitation": the date of an event as the limit.
    fn event_span(&self) -> Option<(FuzzyDate, Rel, Mask)> {
        let c = self.c;
        for (i, part) in self.a.parts.iter().enumerate() {
            let found = [(c.before, Rel::Before), (c.after, Rel::After), (c.since, Rel::Since), (c.until, Rel::Until)]
                .into_iter()
                .find(|(key, _)| part.unit.keys.contains(key));
            let Some((_, rel)) = found else { continue };
            let start = self.a.tokens.get(part.unit.tokens.end)?.span.start;
            let rest = &self.a.text[start..];
            let (id, used) = self.point(rest)?;
            let date = self.e.dataset.dates(&id).first().copied()?;
            let offset = i + 1;
            return Some((date, rel, (used << offset) | 1 << i));
        }
        None
    }

    /// The dated record that a piece of the question speaks of, with the positions of its words; asked of the same piece again it is only looked up.
    fn point(&self, text: &str) -> Point {
        let text = text.trim_end_matches(|sign: char| sign.is_whitespace() || matches!(sign, ',' | '?' | '!' | ';' | ':'));
        let known = self.points.borrow().iter().find(|(known, _)| known == text).map(|(_, found)| found.clone());
        known.unwrap_or_else(|| {
            let found = resolve_point(self.e, text, self.a.today);
            self.points.borrow_mut().push((text.to_owned(), found.clone()));
            found
        })
    }

    /// "… during the protests", "… when the flag was raised", "… the day it joined": the dated thing behind the word of time, its date, and the words of both.
    fn moment(&self) -> Option<(String, FuzzyDate, Mask)> {
        let c = self.c;
        let parts = &self.a.parts;
        let day = |i: usize| {
            let leads = parts[i - 1].unit.keys.contains(&c.articles) || parts[i - 1].unit.keys.contains(&c.prepositions);
            leads && self.e.vocabulary.dates.unit(&self.a.tokens, parts[i].unit.tokens.start) == Some(TimeUnit::Day)
        };
        (1..parts.len()).filter(|i| parts[*i].unit.has(c.during) || parts[*i].unit.has(c.when) || day(*i)).find_map(|i| {
            let start = self.a.tokens.get(parts[i].unit.tokens.end)?.span.start;
            let (id, used) = self.point(&self.a.text[start..])?;
            let date = self.e.dataset.dates(&id).first().copied()?;
            Some((id, date, (used << (i + 1)) | 1 << i))
        })
    }

    /// All readings, best first.
    pub fn readings(&self) -> Vec<Reading> {
        let mut all = Vec::new();
        self.described(&mut all);
        self.polls(&mut all);
        self.ratifications(&mut all);
        self.votes(&mut all);
        self.tallies(&mut all);
        self.whole_lists(&mut all);
        self.elections(&mut all);
        self.parties(&mut all);
        self.people(&mut all);
        self.offices(&mut all);
        self.series(&mut all);
        self.missions(&mut all);
        self.members(&mut all);
        self.members_in_order(&mut all);
        self.timeline(&mut all);
        self.order(&mut all);
        self.sources(&mut all);
        self.named(&mut all);
        self.computed(&mut all);
        self.sums(&mut all);
        self.keep_told(&mut all);
        // Of two as good the one that explains more.
        let rank = |r: &Reading| r.completeness + 0.004 * r.precision;
        all.sort_by(|x, y| rank(y).total_cmp(&rank(x)).then_with(|| x.query.op.code().cmp(y.query.op.code())).then_with(|| x.query.ids.cmp(&y.query.ids)));
        all.truncate(MOST_WEIGHED);
        let field = self.field(&all);
        let doubt = self.doubt_worth(&field);
        for reading in &mut all {
            reading.worth = self.worth(reading, &field);
        }
        let sureness = self.sureness(&all, doubt);
        all.iter_mut().zip(sureness).for_each(|(reading, sure)| reading.score = sure);
        all.sort_by(|x, y| y.worth.total_cmp(&x.worth));
        let decided = self.decide(&mut all);
        self.word_for_word(&mut all, decided);
        self.prefer(&mut all);
        self.date_wanted(&mut all);
        self.withhold(&mut all);
        if let Some(at) = self.compared(&all) {
            put_first(&mut all, at, COMPARED);
        }
        self.alone(&mut all);
        all
    }

    /// An example that is asked word for word decides, whatever else is as likely, unless a date of the question is left out. With `decided` what stands in
    /// front leaves nothing to weigh for an example of a computation.
    fn word_for_word(&self, all: &mut Vec<Reading>, decided: bool) {
        // Who is a member at a time is told by the dates alone.
        if all.first().is_some_and(|best| best.query.op == Op::Member) {
            return;
        }
        let meant = |r: &Reading| match r.hit.map(|hit| &self.hits[hit]) {
            Some(hit) if hit.intent.is_some() => {
                !decided && hit.verbatim.is_some() && r.precision > NOTHING_LEFT && (r.query.span.is_some() || r.query.ids.len() > 1 || self.a.dates.is_empty())
            }
            Some(hit) if r.parser == "described" => hit.verbatim.is_some(),
            _ => {
                let of = |hit: &PhraseHit| hit.verbatim.is_some() && hit.intent.is_none() && r.query.ids.first() == Some(&hit.id);
                r.precision > NOTHING_LEFT && self.hits.iter().any(of)
            }
        };
        let Some(at) = all.iter().position(meant).filter(|at| *at > 0 || all[*at].score < DECIDED) else { return };
        // But for a claim that is labelled, a computation that finds all its parts, or compares what is claimed, tells as much as a statement.
        let of_record = all[at].hit.map(|hit| &self.hits[hit]).filter(|hit| hit.intent.is_none());
        if of_record.is_some_and(|hit| hit.verbatim.flatten().is_none()) {
            let whole = |r: &Reading| !matches!(r.query.op, Op::Record | Op::Member) && r.strength >= DECIDED && r.precision > NOTHING_LEFT;
            let compares = self.yesno && (!self.claims.is_empty() || all.iter().any(|r| self.places_alone(r)));
            if compares || at > 0 && whole(&all[0]) {
                return;
            }
        }
        put_first(all, at, DECIDED);
    }

    /// A sum, or an order of three things or more, or of two where the first is asked for, over things that are all named leaves nothing to weigh, nor does
    /// membership at a time. Tells whether one is.
    fn decide(&self, all: &mut Vec<Reading>) -> bool {
        // "Did X come first or Y?" is asked for the order, not for what else is told of both.
        let or = self.a.parts.iter().position(|p| p.unit.keys.contains(&self.c.or));
        let named = or.is_some_and(|or| self.a.parts[or..].iter().any(|p| matches!(p.role, Role::Name | Role::Term)));
        let which = named && self.any(&[self.c.first, self.c.earliest]) && all.first().is_some_and(|best| best.query.op == Op::Record);
        let ordered = |r: &Reading| r.query.ids.len() > 2 || which && r.strength >= NEARLY_DECIDED;
        let several = |r: &Reading| r.parser == "order" && r.query.op == Op::Order && ordered(r);
        let step = |r: &Reading| r.parser == "timeline" && r.query.op == Op::Record;
        let over_all = |r: &Reading| r.precision > NOTHING_LEFT && (r.parser == "sums" || several(r) || step(r));
        let verbatim = self.hits.iter().any(|hit| hit.verbatim.is_some() && hit.intent.is_none());
        // "How many voted for it?" wants the number, whatever else is stated of the vote.
        let stated = |r: &Reading| {
            let kind = r.query.ids.first().and_then(|id| self.e.dataset.find(id)).map(|(kind, _)| kind);
            r.query.op == Op::Record && matches!(kind, Some(Kind::Fact | Kind::Conflict | Kind::Event))
        };
        let tally = |r: &Reading| {
            let asked =
                r.precision > NOTHING_LEFT && r.parser == "votes" && r.query.op == Op::VoteTally && r.query.side.is_some_and(|side| side != Side::Turnout);
            r.hit.map(|hit| &self.hits[hit]).filter(|hit| asked && hit.recall >= MEANT).map(|hit| self.rank(hit))
        };
        let counts = self.cue == Cue::Count && all.first().is_some_and(stated);
        let tallies = all.iter().enumerate().filter_map(|(at, r)| Some((at, tally(r)?))).filter(|_| counts);
        let told = tallies.max_by(|a, b| a.1.total_cmp(&b.1)).map(|(at, _)| at);
        // Who is a member, and when, is told by the dates alone, whatever statement was asked for in those words.
        let member = all.iter().position(|r| r.query.op == Op::Member);
        let office = || all.iter().position(|r| self.tells_office(r));
        let decides = member.or_else(office).or_else(|| all.iter().position(over_all).or(told).filter(|_| !verbatim));
        if let Some(at) = decides {
            put_first(all, at, DECIDED);
        }
        // "Was Spain the last?" is not asked to hear that nobody knows why, where a statement is as likely meant.
        let kind = |r: &Reading| r.query.ids.first().and_then(|id| self.e.dataset.find(id)).map(|(kind, _)| kind);
        let near = |r: &Reading| kind(r) == Some(Kind::Fact) && all.first().is_some_and(|best| r.score > best.score - NEAR_TIE);
        if self.yesno
            && !verbatim
            && all.first().and_then(kind) == Some(Kind::Gap)
            && let Some(at) = all.iter().position(near)
        {
            put_first(all, at, 0.0);
        }
        // "How long has it been in the alliance": of two beginnings the one that all the words speak of.
        let since = |r: &Reading| r.query.op == Op::Duration && r.query.ids.len() == 1 && r.precision > NOTHING_LEFT;
        if all.first().is_some_and(|best| since(best) && best.parser == "computed") {
            let near = |r: &Reading| since(r) && r.parser == "order" && all.first().is_some_and(|best| r.score > best.score - NEAR_TIE);
            if let Some(at) = all.iter().position(near) {
                put_first(all, at, 0.0);
            }
        }
        // "How many days between its vote and its deposit": a statement that tells both days but no length is no answer.
        let untold = |r: &Reading| r.parser == "described" && !self.tells_length(&r.query);
        if self.cue == Cue::HowLong && !verbatim && all.first().is_some_and(untold) {
            let long = |r: &Reading| matches!(r.query.op, Op::Duration | Op::RatDelay) && (r.query.ids.len() > 1 || r.query.op == Op::RatDelay);
            if let Some(at) = all.iter().position(|r| r.precision > NOTHING_LEFT && long(r)) {
                put_first(all, at, 0.0);
            }
        }
        decides.is_some()
    }

    /// Puts in front the event that is named where a date is wanted and the statement that is likest tells none.
    fn date_wanted(&self, all: &mut Vec<Reading>) {
        let undated = |r: &Reading| {
            let found = r.query.ids.first().filter(|_| r.parser == "described").and_then(|id| self.e.dataset.find(id));
            let Some((Kind::Fact, i)) = found else { return false };
            if self.e.dataset.records.facts[i].premise {
                return false;
            }
            let told = tokenize(self.e.dataset.records.facts[i].answer.en.split(". ").next().unwrap_or_default());
            self.e.vocabulary.dates.find(&told, self.a.today).is_empty()
        };
        let verbatim = self.hits.iter().any(|hit| hit.verbatim.is_some() && hit.intent.is_none());
        if self.cue != Cue::When || self.yesno || verbatim || !all.first().is_some_and(undated) {
            return;
        }
        let event = |r: &Reading| {
            let kind = r.query.ids.first().and_then(|id| self.e.dataset.find(id)).map(|(kind, _)| kind);
            r.query.op == Op::Record && kind == Some(Kind::Event) && r.strength >= NEARLY_DECIDED && r.precision > NOTHING_LEFT
        };
        if let Some(at) = all.iter().position(event) {
            put_first(all, at, 0.0);
        }
    }

    /// Lets nothing be asserted where what stands in front passes over what is asked: a list of a time that says nothing of the thing that is named, a list
    /// of all of which some are left out by a "not", or a statement with neither a length nor two dates where a length of time is wanted.
    fn withhold(&self, all: &mut [Reading]) {
        let Some(best) = all.first_mut() else { return };
        let lists = best.parser == "timeline" && best.query.op == Op::Timeline && best.query.ids.is_empty() && self.beside.is_none();
        let fact = best.query.ids.first().filter(|_| best.parser == "described").and_then(|id| self.e.dataset.find(id));
        let untimed = || match fact {
            Some((Kind::Fact, i)) if !self.tells_length(&best.query) => {
                let fact = &self.e.dataset.records.facts[i];
                !fact.premise && self.e.vocabulary.dates.find(&tokenize(&fact.answer.en), self.a.today).len() < 2
            }
            _ => false,
        };
        let asked_so = best.hit.is_some_and(|hit| self.hits[hit].verbatim.is_some() || self.hits[hit].cue_agrees);
        // "Which missions are not NATO's": a list of all of them is none of those.
        let denied = best.query.op == Op::MissionList && self.a.mask_whole(self.c.not) & !best.used != 0;
        if denied || lists && self.left_things(best.used) || self.cue == Cue::HowLong && !self.yesno && !asked_so && untimed() {
            best.score = best.score.min(WITHHELD);
        }
    }

    /// Whether the statement that a query is about tells a length of time.
    fn tells_length(&self, query: &Query) -> bool {
        let told = match query.ids.first().and_then(|id| self.e.dataset.find(id)) {
            Some((Kind::Fact, i)) => &self.e.dataset.records.facts[i].answer.en,
            Some((Kind::Gap, i)) => &self.e.dataset.records.gaps[i].answer.en,
            _ => return false,
        };
        let tokens = tokenize(told);
        (0..tokens.len()).any(|at| self.e.vocabulary.dates.unit(&tokens, at).is_some())
    }

    /// Puts in front what tells a plain question better than the statement that is likest to it: an ally that did not refuse, its place in the order, or
    /// the event that the question confirms where the statement corrects another claim.
    fn prefer(&self, all: &mut Vec<Reading>) {
        let Some(best) = all.first().filter(|best| best.query.op != Op::Member) else { return };
        if let Some(at) = self.quoted(all) {
            put_first(all, at, COMPARED);
            return;
        }
        if let Some(at) = self.against_correction(all) {
            put_first(all, at, COMPARED);
            return;
        }
        let fact = best.query.ids.first().and_then(|id| self.e.dataset.find(id)).filter(|_| best.query.op == Op::Record);
        let fact = fact.and_then(|(kind, i)| (kind == Kind::Fact).then(|| &self.e.dataset.records.facts[i]));
        let whole = |r: &Reading| r.precision >= NOTHING_LEFT;
        let rejected = all.iter().position(|r| whole(r) && r.query.op == Op::RatShow && r.query.word.as_deref() == Some(REJECTED));
        let verbatim = best.hit.is_some_and(|hit| self.hits[hit].verbatim.is_some());
        // What corrects the same of the same ally tells more.
        let own = |r: &Reading| fact.is_some_and(|fact| r.query.ids.iter().any(|id| fact.about.iter().any(|about| self.is_of(about, id))));
        let found = rejected
            .filter(|at| !fact.is_some_and(|fact| fact.premise) || !own(&all[*at]))
            .or_else(|| all.iter().position(|r| whole(r) && self.places_alone(r)).filter(|at| !verbatim && (best.score < COMPARED || !own(&all[*at]))))
            .or_else(|| fact.and_then(|fact| self.confirmed(fact, all)))
            .or_else(|| self.answers_list(all))
            .or_else(|| self.same_asked(all))
            .or_else(|| self.orders_two(all))
            .or_else(|| self.corrected(all))
            .or_else(|| self.votes_of_parties(all))
            .or_else(|| of_chamber(all));
        let Some(at) = found.filter(|at| *at > 0) else { return };
        put_first(all, at, COMPARED);
    }

    /// The words of a speaker who is named, where they are asked for and what stands in front tells something else of the speaker.
    fn quoted(&self, all: &[Reading]) -> Option<usize> {
        let c = self.c;
        let best = all.first()?;
        let asked = self.any(&[c.said, c.stance])
            && !self.yesno
            && self.a.opinions() == 0
            && (self.has(c.what) || matches!(self.cue, Cue::What | Cue::How | Cue::Define));
        if !asked || best.hit.is_some_and(|hit| self.hits[hit].verbatim.is_some()) {
            return None;
        }
        let kind = |r: &Reading| r.query.ids.first().and_then(|id| self.e.dataset.find(id)).filter(|_| r.query.op == Op::Record);
        let quote = |r: &Reading| match kind(r) {
            Some((Kind::Quote, i)) => {
                let speaker = self.e.vocabulary.lexicon.record(&self.e.dataset.records.quotes[i].speaker);
                r.precision >= QUOTED && r.strength >= QUOTE_FOUND && speaker.is_some_and(|speaker| self.a.mask(speaker) != 0)
            }
            _ => false,
        };
        // All that a speaker said, where nothing else is surer.
        let said = |r: &Reading| r.query.op == Op::Said && r.query.span.is_none() && r.precision >= QUOTED;
        let Some(at) = all.iter().position(quote).filter(|at| all[*at].strength >= QUOTE_SURE || best.score >= COMPARED) else {
            return all.iter().position(said).filter(|_| best.score < COMPARED && self.has(c.said));
        };
        if best.score < COMPARED && self.has(c.said) {
            return Some(at);
        }
        let passes = match kind(best) {
            Some((Kind::Quote, _)) => false,
            Some((Kind::Fact | Kind::Person, _)) => best.used & self.words(&[c.said, c.stance]) == 0,
            Some((Kind::Conflict, _)) => !self.has(c.disagree) && all[at].precision > NOTHING_LEFT,
            // "What did … say on that day" may be told by a gap.
            Some((Kind::Gap, _)) => {
                !self.has(c.time_unit) && self.a.dates.is_empty() && all[at].strength + NEAR_TIE >= best.strength && all[at].precision >= best.precision
            }
            Some(_) => false,
            None => matches!(best.query.op, Op::Order | Op::PersonAt | Op::OfficeAt | Op::Timeline),
        };
        passes.then_some(at)
    }

    /// The statement that says what the question says, where the one in front corrects the opposite: "why did they vote against it" is not told that they
    /// did not vote for it.
    fn against_correction(&self, all: &[Reading]) -> Option<usize> {
        let hit_of = |r: &Reading| r.hit.map(|hit| &self.hits[hit]).filter(|_| r.parser == "described" && r.query.op == Op::Record);
        let best = all.first()?;
        let against = self.a.mask_whole(self.c.against) | self.a.mask_whole(self.c.oppose);
        let opposite = |hit: &PhraseHit| self.crosses(hit) || against != 0 && against & hit.used == 0;
        hit_of(best).filter(|hit| hit.verbatim.is_none() && !self.asserts() && self.is_premise(best) && opposite(hit))?;
        let says = |r: &Reading| r.precision > NOTHING_LEFT && r.strength >= DECIDED && !self.is_premise(r) && hit_of(r).is_some_and(|hit| !opposite(hit));
        all.iter().position(says)
    }

    /// The statement that says yes or no, where a mere list is in front of it.
    fn answers_list(&self, all: &[Reading]) -> Option<usize> {
        let best = all.first().filter(|best| self.yesno && best.query.claims.is_empty())?;
        let listed = matches!(best.query.op, Op::VoteWho | Op::OfficeAt | Op::PartyTable);
        let says = |r: &Reading| {
            let word = r.query.word.as_deref().filter(|_| r.parser == "described" && r.query.op == Op::Record && r.query.yesno);
            word.is_some_and(|word| word != "open") && r.precision >= NOTHING_LEFT && r.score >= COMPARED
        };
        if listed { all.iter().position(says) } else { None }
    }

    /// How each of several parties voted, where what is in front passes over some of them.
    fn votes_of_parties(&self, all: &[Reading]) -> Option<usize> {
        let parties = self.a.named(Kind::Party);
        let names = parties.iter().fold(0, |mask: Mask, (i, _)| mask | 1 << i);
        let best = all.first().filter(|best| best.query.op == Op::Record && best.used & names != names)?;
        let verbatim = best.hit.is_some_and(|hit| self.hits[hit].verbatim.is_some());
        let asked = parties.len() > 1 && self.has(self.c.vote) && !verbatim && matches!(self.cue, Cue::How | Cue::What);
        let each = |r: &Reading| r.query.op == Op::VoteOf && r.query.ids.len() > parties.len() && r.used & names == names && r.precision >= NOTHING_LEFT;
        all.iter().position(|r| asked && each(r))
    }

    /// The computation in front as another parser reads it, who explains enough to say yes or no.
    fn same_asked(&self, all: &[Reading]) -> Option<usize> {
        let best = &all.first().filter(|best| self.yesno && !best.query.yesno && best.query.op != Op::Record)?.query;
        let same = |q: &Query| q.yesno && (q.op, &q.ids, q.span, q.rel, q.side, q.value) == (best.op, &best.ids, best.span, best.rel, best.side, best.value);
        all.iter().position(|r| same(&r.query) && r.precision >= NOTHING_LEFT)
    }

    /// "Did A hand it in before B?": the order of two allies is claimed, which their days beside each other do not judge.
    fn orders_two(&self, all: &[Reading]) -> Option<usize> {
        let c = self.c;
        let best = &all.first().filter(|best| best.query.op == Op::RatShow && self.a.date_mask() == 0 && self.asserts())?.query;
        if best.ids.len() != 2 || !self.any(&[c.before, c.after, c.next, c.first, c.last, c.same, c.win]) {
            return None;
        }
        let same = |q: &Query| q.op == Op::RatOrder && q.yesno && q.ids.len() == 2 && q.ids.iter().all(|id| best.ids.contains(id));
        all.iter().position(|r| same(&r.query) && r.precision >= MOSTLY)
    }

    /// "How many voted yes in the NATO referendum": what corrects the premise of a question, in its words, comes before a figure of something else that fits as well.
    fn corrected(&self, all: &[Reading]) -> Option<usize> {
        let best = all.first().filter(|best| matches!(best.query.op, Op::VoteTally | Op::Order))?;
        all.iter().position(|r| {
            r.parser == "described"
                && self.is_premise(r)
                && r.score > best.score - NEAR_TIE
                && r.strength >= 1.0
                && r.precision > best.precision - NEAR_TIE * 2.0
        })
    }

    /// Whether a record is a country or its ratification.
    fn is_of(&self, record: &str, country: &str) -> bool {
        record == country || self.e.dataset.records.ratifications.iter().any(|r| r.id == record && r.country == country)
    }

    /// Whether a reading tells an ally's place of a question that names nothing but the ally and the place: "was Spain first?".
    fn places_alone(&self, reading: &Reading) -> bool {
        let c = self.c;
        let acts = [c.first, c.last, c.penultimate, c.yesno, c.claim, c.ratify, c.ratification, c.deposit, c.ally];
        let place = |p: &Part| p.ordinal.is_some() || acts.iter().any(|key| p.unit.keys.contains(key));
        let alone = |p: &Part| matches!(p.role, Role::Filler | Role::Small | Role::Name) || place(p);
        reading.query.op == Op::RatPlace && reading.query.n.is_some() && self.yesno && self.a.named(Kind::Country).len() == 1 && self.a.parts.iter().all(alone)
    }

    /// The event whose date decides a yes/no question that asks for nothing but it, where the statement in front does not: it corrects another claim, says
    /// no to a date that agrees, or yes to one that does not.
    fn confirmed(&self, fact: &Fact, all: &[Reading]) -> Option<usize> {
        let c = self.c;
        let best = all.first()?;
        let says = match best.query.word.as_deref().filter(|_| best.query.yesno) {
            Some("yes") => Some(true),
            Some("no") => Some(false),
            _ => None,
        };
        let hit_of = |r: &Reading| r.hit.map(|hit| &self.hits[hit]);
        let limits = self.a.mask_any(&[c.not, c.never, c.none, c.only, c.or]) & !self.a.doubtful_opener().map_or(0, |i| 1 << i);
        let in_part = matches!(fact.verdict, Some(Verdict::Partly | Verdict::Unproven));
        if !(self.yesno || best.query.yesno) || limits != 0 || in_part || self.either || self.a.dates.len() > 1 {
            return None;
        }
        let exact = hit_of(best).is_some_and(|hit| hit.verbatim.is_some());
        // What is said of that very day corrects a claim about it, unless it is the event's own.
        let day = self.a.dates.iter().find_map(|mention| mention.date).and_then(|date| date.exact_day());
        let of_day = says == Some(false) && day.is_some_and(|day| fact.dates.iter().any(|told| told.exact_day() == Some(day)));
        // Every word with a meaning has to stand in one phrase of the event, the name of the alliance too: it tells which of two things is meant.
        let alliance = self.alliance();
        let light = self.e.vocabulary.lexicon.concept("light");
        let plain = |p: &Part| {
            let talk = [c.yesno, c.claim, c.ever, c.membership, c.accession].iter().any(|key| p.unit.keys.contains(key));
            // "Came in December" is said of anything.
            talk || p.unit.tokens.len() > 1 && light.is_some_and(|light| p.unit.parts.contains(&light))
        };
        let opener = self.a.doubtful_opener();
        let content = |i: usize, p: &Part| !matches!(p.role, Role::Filler | Role::Small | Role::Date) && p.weight > 0.25 && !plain(p) && Some(i) != opener;
        let content = self.a.parts.iter().enumerate().filter(|(i, p)| content(*i, p)).fold(0, |mask: Mask, (i, _)| mask | 1 << i);
        all.iter().position(|r| {
            let Some(hit) = hit_of(r).filter(|hit| r.parser == "described" && (!exact || hit.verbatim.is_some())) else { return false };
            let event = r.query.op == Op::Record && self.e.dataset.find(&hit.id).is_some_and(|(kind, _)| kind == Kind::Event);
            let main = main_date(self.e, &hit.id);
            let dated = self.a.dates.first().and_then(|mention| mention.date_near(main.as_ref()));
            if of_day && main.and_then(|main| main.exact_day()) != day {
                return false;
            }
            let yearless = self.a.dates.iter().any(|mention| mention.date.is_none());
            let decides = match dated {
                Some(_) if yearless => (fact.premise || says != Some(true)) && r.strength >= DECIDED,
                None => fact.premise && says == Some(true) && r.query.word.as_deref() != Some("no") && r.strength >= DECIDED,
                Some(date) if main.is_none_or(|main| !main.overlaps(&date)) => {
                    // The date may be one of something else that the statement speaks of.
                    let untold = hit_of(best).is_some_and(|hit| hit.date_differs) && !fact.dates.iter().any(|told| told.overlaps(&date));
                    untold && says != Some(false) && r.strength >= NEARLY_DECIDED
                }
                Some(_) => (fact.premise || says != Some(true)) && r.strength >= DECIDED,
            };
            event
                && decides
                && fact.about.contains(&hit.id)
                && (dated.is_none() || r.query.span.is_some())
                && r.precision >= NOTHING_LEFT
                && (content | alliance | self.claims.words()) & !hit.core == 0
                && !hit.number_differs
        })
    }

    /// The words that name the alliance.
    fn alliance(&self) -> Mask {
        let alliance = &self.e.dataset.manifest.alliance;
        let alliance = [self.e.vocabulary.lexicon.record(alliance), self.e.vocabulary.lexicon.concept(alliance)];
        alliance.into_iter().flatten().fold(0, |mask, key| mask | self.a.mask_whole(key))
    }

    /// "When did Sweden join?": another country's membership, with the words of both.
    fn elsewhere(&self) -> Option<(Mask, Mask)> {
        let c = self.c;
        let others: Mask = self.a.named(Kind::Country).iter().filter(|(i, _)| self.a.parts[*i].weight > 1.0).fold(0, |m, (i, _)| m | 1 << i);
        let joins = self.words(&[c.join, c.member, c.membership]);
        let acts = self.any(&[c.ratify, c.ratification, c.vote, c.approve, c.support, c.deposit]);
        let own = self
            .a
            .parts
            .iter()
            .any(|p| p.unit.keys.iter().chain(&p.unit.parts).any(|k| Some(*k) == self.e.vocabulary.lexicon.record(&self.e.dataset.manifest.subject)));
        (others != 0 && joins != 0 && !acts && !own).then_some((others, joins))
    }

    /// Whether the question is about another country's membership and the phrase is not.
    fn joins_elsewhere(&self, hit: &PhraseHit) -> bool {
        self.elsewhere.is_some_and(|(others, joins)| hit.core & others == 0 || hit.core & joins == 0)
    }
}

/// The reading that asks for the step of a named chamber, where the one in front is of the same ally and passes over the chamber.
fn of_chamber(all: &[Reading]) -> Option<usize> {
    let best = &all.first().filter(|best| best.query.op == Op::RatShow && best.query.word.is_none())?.query;
    let names = |q: &Query| q.op == best.op && q.ids == best.ids && q.word.as_deref().is_some_and(|word| word.starts_with(CHAMBER));
    all.iter().position(|r| names(&r.query))
}

/// Puts a reading in front of all others, as sure as the surest of them and at least as sure as it has to be.
fn put_first(all: &mut Vec<Reading>, at: usize, least: f32) {
    let reading = all.remove(at);
    let score = all.first().map_or(least, |best| best.score.max(least)).max(reading.score);
    all.insert(0, Reading { score, ..reading });
}

/// The word of a mission's kind in a query.
pub fn kind_word(kind: MissionKind) -> String {
    match kind {
        MissionKind::Nato => "nato",
        MissionKind::Eu => "eu",
        MissionKind::Un => "un",
        MissionKind::Bilateral => "bilateral",
    }
    .to_owned()
}

fn aspect_fits(aspect: Aspect, cue: Cue) -> bool {
    match cue {
        Cue::Where => matches!(aspect, Aspect::Where | Aspect::Place),
        Cue::Who => matches!(aspect, Aspect::Who | Aspect::Reaction),
        Cue::Why => aspect == Aspect::Why,
        Cue::How => matches!(aspect, Aspect::How | Aspect::Reaction | Aspect::Result),
        Cue::Count => aspect == Aspect::Count,
        Cue::Define => matches!(aspect, Aspect::Meaning | Aspect::What | Aspect::Content),
        Cue::What => !matches!(aspect, Aspect::Who | Aspect::Where),
        Cue::When | Cue::HowLong => false,
    }
}

/// The weightiest thing of a day, where a piece of text names nothing but the day.
fn point_of_day(engine: &Engine, analysis: &Analysis<'_>) -> Option<(String, Mask)> {
    let plain = |p: &Part| p.date.is_some() || matches!(p.role, Role::Filler | Role::Cue | Role::Op) || p.unit.has(engine.concepts.time_unit);
    let (at, day) = match &analysis.dates[..] {
        [mention] => (analysis.parts.iter().position(|p| p.date.is_some())?, mention.date?.exact_day()?),
        _ => return None,
    };
    if !analysis.parts.iter().all(plain) {
        return None;
    }
    let r = &engine.dataset.records;
    let is_of = |id: &str| engine.dataset.dates(id).first().and_then(FuzzyDate::exact_day) == Some(day);
    let events = r.events.iter().map(|e| (e.weight, e.id.as_str()));
    let votes = r.votes.iter().map(|v| (v.weight.saturating_sub(1), v.id.as_str()));
    let elections = r.elections.iter().map(|e| (e.weight, e.id.as_str()));
    let deposits = r.ratifications.iter().map(|r| (0, r.id.as_str()));
    let (_, id) = events.chain(votes).chain(elections).chain(deposits).filter(|(_, id)| is_of(id)).max_by_key(|(weight, _)| *weight)?;
    Some((id.to_owned(), 1 << at))
}

/// The dated record that a piece of text speaks of, with the positions of its words.
fn resolve_point(engine: &Engine, text: &str, today: jiff::civil::Date) -> Point {
    let analysis = engine.analyse(text, today);
    let all: Mask = (1u128 << analysis.parts.len().min(127)) - 1;
    let c = &engine.concepts;
    // "… and accession there were 551 days": how long it took is claimed, and no part of what the thing is called.
    let length = |pair: &[Part]| pair[0].number.is_some() && pair[0].date.is_none() && pair[1].unit.has(c.time_unit);
    if let Some(at) = analysis.parts.windows(2).position(length) {
        let thing = analysis.parts[..at].iter().rfind(|p| !matches!(p.role, Role::Filler | Role::Op | Role::Cue))?;
        return resolve_point(engine, &text[..analysis.tokens[thing.unit.tokens.end - 1].span.end], today);
    }
    // An ally named with nothing else stands for its ratification.
    let ally = analysis.named(Kind::Country).into_iter().find(|(_, id)| is_ally(engine, id));
    if let Some(of_day) = point_of_day(engine, &analysis) {
        return Some((of_day.0, of_day.1 & all));
    }
    // What says nothing of any thing speaks of none.
    let says = |p: &Part| !matches!(p.role, Role::Filler | Role::Small | Role::Cue | Role::Op);
    if !analysis.parts.iter().any(says) {
        return None;
    }
    let mut found: Vec<(f32, String, Mask)> = Vec::new();
    for hit in engine.phrases.points(&analysis) {
        let Some((kind, i)) = engine.dataset.find(&hit.id) else { continue };
        let weight = match kind {
            Kind::Event => engine.dataset.records.events[i].weight,
            Kind::Vote => engine.dataset.records.votes[i].weight.saturating_sub(1),
            Kind::Election => engine.dataset.records.elections[i].weight,
            _ => continue,
        };
        if hit.recall < 0.7 || hit.date_differs || engine.dataset.dates(&hit.id).is_empty() {
            continue;
        }
        let left: f32 = analysis
            .parts
            .iter()
            .enumerate()
            .filter(|(j, p)| hit.used & (1 << j) == 0 && !matches!(p.role, Role::Op | Role::Filler | Role::Cue))
            .map(|(_, p)| p.weight)
            .sum();
        let score = hit.recall * hit.weight.min(3.0).sqrt() - 0.5 * left + 0.02 * f32::from(weight);
        if left < 1.3 {
            // What a name stands for is meant before what only speaks of it.
            let named = engine.vocabulary.lexicon.record(&hit.id).is_some_and(|key| analysis.parts.iter().any(|p| p.unit.keys.contains(&key)));
            found.push((score + if named { POINT_NAMED } else { 0.0 }, hit.id.clone(), hit.used));
        }
    }
    // Of several the likelier by what has been learned.
    if let Some(learned) = engine.learned.as_ref().filter(|_| found.len() > 1) {
        let records: Vec<Option<u32>> = found.iter().map(|(_, id, _)| learned.number(id)).collect();
        // Words of the question beside the thing ("which was first: …") say nothing of it.
        let beside = |p: &Part| matches!(p.role, Role::Cue | Role::Op);
        let features = if analysis.parts.iter().any(beside) {
            let thing: Vec<&str> = analysis.parts.iter().filter(|p| !beside(p)).map(|p| analysis.typed(p)).collect();
            learned::features(&engine.analyse(&thing.join(" "), today))
        } else {
            learned::features(&analysis)
        };
        let likely = learned.compare(&features, &records);
        found.iter_mut().zip(likely).for_each(|((score, ..), likely)| *score += POINT_LEARNED * likely);
    }
    let best = found.into_iter().reduce(|best, other| if other.0 > best.0 { other } else { best });
    if let Some((i, country)) = ally
        && (best.is_none() || analysis.has_any(&[c.ratify, c.ratification, c.deposit]))
        && let Some(ratification) = engine.dataset.records.ratifications.iter().find(|r| r.country == country)
    {
        let used = 1 << i | analysis.mask_any(&[c.ratify, c.ratification, c.deposit, c.instrument, c.parliament]);
        let rival = best.as_ref().is_some_and(|(_, id, used)| used & (1 << i) != 0 && id != &ratification.id);
        if !rival {
            return Some((ratification.id.clone(), used & all));
        }
    }
    best.map(|(_, id, used)| (id, used & all))
}
