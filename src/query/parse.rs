//! Readings of a question: each parser looks for one kind of thing and says which words of the question it explains.
//!
//! A reading is worth what it explains. Words that it leaves unexplained lower its score, a word of another subject ruins it, and so a question
//! about something else finds no reading that is good enough, whatever single word it shares with the data.

use super::{
    analysis::{Analysis, Mask, Role},
    engine::{Concepts, Engine, is_ally},
    model::{Cue, Op, Query, Rel, Side},
    phrases::PhraseHit,
};
use crate::{
    data::{
        Kind,
        date::FuzzyDate,
        schema::{Aspect, MissionKind, Unit},
    },
    text::{fold::fold, lexicon::Key},
};

/// One way to read a question.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The question.
    pub query: Query,
    /// How good a reading it is, 0 to about 1.
    pub score: f32,
    /// How complete its own parts are.
    pub strength: f32,
    /// The share of the question that it explains.
    pub precision: f32,
    /// The words that it explains.
    pub used: Mask,
    /// Which parser read it so.
    pub parser: &'static str,
}

/// The share of their weight that words count which only other phrases of a record explain.
const NEAR: f32 = 0.82;
/// What a specific word costs that nothing of a record explains, besides its weight.
const LOST: f32 = 0.97;
/// The share that words count which only a record's texts explain.
const WEAK: f32 = 0.45;

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
    /// The limiting time.
    pub span: Option<(FuzzyDate, Rel, Mask)>,
    /// Words that need no explanation.
    free: Mask,
    /// Words that deny what is put up to be confirmed.
    denied: Mask,
    /// The word that "how many", "which" or "what" asks for, and what it costs to leave it unexplained.
    head: Option<(Mask, f32)>,
    /// Other countries that are named, and the words of joining, where the question is about another country's membership.
    elsewhere: Option<(Mask, Mask)>,
}

impl<'a, 'b> Context<'a, 'b> {
    /// Prepares the readings of a question.
    pub fn new(a: &'b Analysis<'a>) -> Self {
        let e = a.engine;
        // "Was it 97 or 95?" wants one of the two, no yes or no.
        let either = a.parts.iter().enumerate().any(|(i, p)| i > 0 && i + 1 < a.parts.len() && p.unit.keys.contains(&e.concepts.or) && p.unit.keys.len() == 1);
        let yesno = a.yesno() && !either;
        let mut this = Self {
            a,
            e,
            c: &e.concepts,
            hits: e.phrases.hits(a),
            cue: a.cue(),
            yesno,
            span: a.span(),
            free: 0,
            denied: a.denies(),
            head: None,
            elsewhere: None,
        };
        this.free = this.free();
        this.head = this.head();
        this.elsewhere = this.elsewhere();
        // "By election day, October 2016": the event names the day more exactly than the date beside it.
        if let Some(event) = this.event_span()
            && this.span.is_none_or(|(.., mask)| event.2 & a.date_mask() == a.date_mask() && mask != 0)
        {
            this.span = Some(event);
        }
        this
    }

    /// A reading with its score.
    pub fn reading(&self, query: Query, strength: f32, used: Mask, hit: Option<&PhraseHit>, parser: &'static str) -> Reading {
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
        Reading { query, score, strength, precision, used, parser }
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
        self.a
            .parts
            .iter()
            .enumerate()
            .filter(|(_, p)| {
                matches!(p.role, Role::Filler | Role::Small)
                    || p.unit.keys.iter().any(|k| self.e.is_subject(*k) || *k == self.c.yesno || *k == self.c.claim || *k == self.c.what || *k == self.c.which)
            })
            .fold(0, |m, (i, _)| m | 1 << i)
    }

    /// The words of these concepts.
    pub fn words(&self, keys: &[Key]) -> Mask {
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
        if self.any(&[c.oppose, c.against]) {
            Some(Side::Against)
        } else if self.any(&[c.support, c.r#for]) {
            Some(Side::For)
        } else {
            None
        }
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
            let (id, used) = resolve_point(self.e, rest, self.a.today)?;
            let date = self.e.dataset.dates(&id).first().copied()?;
            let offset = i + 1;
            return Some((date, rel, (used << offset) | 1 << i));
        }
        None
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
        self.timeline(&mut all);
        self.order(&mut all);
        self.sources(&mut all);
        self.named(&mut all);
        // Of two as good the one that explains more.
        let worth = |r: &Reading| r.score + 0.004 * r.precision;
        all.sort_by(|x, y| worth(y).total_cmp(&worth(x)).then_with(|| x.query.op.code().cmp(y.query.op.code())).then_with(|| x.query.ids.cmp(&y.query.ids)));
        all
    }

    /// Events, facts, gaps, conflicts, quotes: what their phrases ask for.
    fn described(&self, all: &mut Vec<Reading>) {
        let lone = matches!(self.cue, Cue::What | Cue::Who | Cue::Define)
            && self.a.parts.iter().all(|p| matches!(p.role, Role::Filler | Role::Name | Role::Small | Role::Cue) || self.e.is_named(&p.unit.keys));
        for hit in &self.hits {
            let Some((kind, i)) = self.e.dataset.find(&hit.id) else { continue };
            if hit.recall < 0.45 {
                continue;
            }
            let r = &self.e.dataset.records;
            let mut strength = hit.recall.min(1.0).powf(0.9);
            if hit.cue_agrees {
                strength *= 1.05;
            }
            if hit.cue_differs {
                strength *= 0.85;
            } else if !hit.cue_agrees && self.cue == Cue::HowLong {
                strength *= 0.8;
            }
            if hit.phrase_date_agrees {
                strength *= 1.03;
            }
            // What asks for a sum or an order over figures is no single statement, unless the statement is asked for in those words.
            let computing = [
                self.c.average,
                self.c.median,
                self.c.highest,
                self.c.lowest,
                self.c.widest,
                self.c.narrowest,
                self.c.compare,
                self.c.trend,
                self.c.elapsed,
                self.c.first,
                self.c.last,
            ];
            if kind == Kind::Fact && self.a.parts.iter().enumerate().any(|(i, p)| hit.core & (1 << i) == 0 && p.unit.keys.iter().any(|k| computing.contains(k)))
            {
                strength *= 0.9;
            }
            // "How many by March 2017?" counts up to a day that the statement does not speak of.
            if kind == Kind::Fact
                && self.cue == Cue::Count
                && self.span.is_some_and(|(date, rel, _)| rel != Rel::In && !(date.exact_day().is_some() && hit.phrase_date_agrees))
            {
                strength *= 0.85;
            }
            // "How many in 2016?" is not told by a statement that does not speak of that year.
            if kind == Kind::Fact && self.cue == Cue::Count && self.span.is_some_and(|(.., mask)| mask & self.a.date_mask() & (hit.used | hit.near) == 0) {
                strength *= 0.85;
            }
            // "How many …" is not told by a statement without a number.
            if kind == Kind::Fact && self.cue == Cue::Count && !hit.counts {
                strength *= 0.85;
            }
            if hit.number_differs && !self.yesno {
                strength *= 0.85;
            }
            // One common word asks for the thing that people mean most by it, and for nothing else surely.
            let meaning = kind == Kind::Fact && self.cue == Cue::Define && matches!(r.facts[i].aspect, Some(Aspect::Meaning | Aspect::What));
            if hit.weight < 1.0 && !meaning && !(kind == Kind::Event && r.events[i].weight >= 8) {
                strength *= 0.86;
            }
            if kind == Kind::Event && self.cue == Cue::Define {
                strength *= 0.92;
            }
            if self.joins_elsewhere(hit) {
                strength *= 0.5;
            }
            // A name alone asks for whom or what it names.
            if !hit.cue_agrees && hit.bare(self.e) && !matches!(kind, Kind::Event | Kind::Election) && (lone || kind == Kind::Fact) {
                strength *= 0.85;
            }
            // Ordering words and negations alone name nothing.
            let named = self.a.parts.iter().enumerate().any(|(i, p)| {
                hit.core & (1 << i) != 0 && matches!(p.role, Role::Term | Role::Name | Role::Date | Role::Foreign | Role::Opinion) && p.weight > 0.25
            });
            // Two figures, or a percentage, found in full name something as well.
            let figures = self.a.parts.iter().enumerate().filter(|(i, p)| hit.core & (1 << i) != 0 && p.role == Role::Number).count();
            let named = named || hit.recall >= 0.95 && (figures > 1 || figures == 1 && self.has(self.c.percent));
            if !named {
                strength *= 0.3;
            }
            // "What did … say": a speaker that nothing knows said none of ours.
            if self.has(self.c.said) && kind != Kind::Quote && self.a.parts.iter().any(|p| p.role == Role::Stranger) {
                strength *= 0.75;
            }
            let mut query = Query { cue: self.cue, yesno: self.yesno, ..Query::about(Op::Record, &hit.id) };
            let mut used = hit.used | self.words(&[self.c.happen, self.c.define]);
            if self.yesno && kind == Kind::Event {
                // "Was it ever a partner?" is answered by when it became one.
                used |= self.words(&[self.c.ever]);
            }
            // One date is a claim to be checked; two are a span of something else.
            let dated = self.a.dates.iter().find_map(|d| d.date).filter(|_| self.a.dates.len() == 1);
            match kind {
                Kind::Event | Kind::Election => {
                    // "Was it only Montenegro", "is it the 28th member": the event does not say yes to that.
                    if self.yesno && (hit.number_differs || self.a.mask_whole(self.c.only) & !hit.core != 0) {
                        query.yesno = false;
                        strength *= 0.92;
                    }
                    let answered = match self.cue {
                        Cue::What | Cue::When | Cue::Define => true,
                        Cue::Where => kind == Kind::Event && r.events[i].place.is_some(),
                        Cue::Who => {
                            kind == Kind::Event && !(r.events[i].people.is_empty() && r.events[i].countries.is_empty() && r.events[i].organisations.is_empty())
                        }
                        _ => false,
                    };
                    if !answered {
                        strength *= 0.72;
                    } else if self.cue == Cue::Who && !hit.cue_agrees {
                        // Who took part in it is rarely who is asked for.
                        strength *= 0.88;
                    }
                    if self.cue == Cue::When && kind == Kind::Event && !hit.cue_agrees {
                        strength *= 1.05;
                    }
                    // "The retrial for the coup of 2016": the date belongs to the other thing that is named.
                    let other = |h: &&PhraseHit| {
                        h.id != hit.id
                            && h.date_agrees
                            && h.recall > 0.7
                            && self.e.dataset.find(&h.id).is_some_and(|(k, _)| matches!(k, Kind::Event | Kind::Election))
                    };
                    if hit.date_differs && self.cue == Cue::When && self.hits.iter().any(|h| other(&h) && h.core & !hit.core & !self.a.date_mask() != 0) {
                        used |= self.a.date_mask();
                        strength *= 0.95;
                    } else if hit.date_differs {
                        // "Did it happen in 2016?" is answered with the right date; "what happened in 2016" is another question.
                        if (self.yesno || self.cue == Cue::When) && hit.recall > 0.75 {
                            query.span = dated;
                            used |= self.a.date_mask();
                            strength *= 0.93;
                        } else {
                            strength *= 0.55;
                        }
                    } else if hit.date_agrees && self.yesno {
                        query.span = dated;
                    }
                    strength *= if kind == Kind::Event { 0.97 + 0.004 * f32::from(r.events[i].weight) } else { 0.97 };
                }
                Kind::Fact => {
                    let fact = &r.facts[i];
                    let denied = self.denied;
                    // "… a full member and not a partner" denies nothing of what was found before it.
                    let ahead = denied != 0 && hit.core >> denied.trailing_zeros() != 0;
                    if ahead && hit.core & denied == 0 && !hit.holds(self.c.not) && !hit.holds(self.c.never) {
                        query.word = Some("denied".to_owned());
                        used |= denied;
                    }
                    let aspect = fact.aspect.is_none_or(|aspect| aspect_fits(aspect, self.cue));
                    strength *= if aspect { 0.99 + 0.004 * f32::from(fact.weight) } else { 0.93 };
                    if self.yesno && fact.verdict.is_none() {
                        strength *= 0.98;
                    }
                    if fact.premise && hit.recall > 0.95 {
                        strength *= 1.03;
                    }
                    // A yes or no about one country or party is no answer to "who was first".
                    if fact.verdict.is_some() && !self.yesno && self.cue == Cue::Who && !hit.cue_agrees {
                        strength *= 0.85;
                    }
                    let told = |h: &PhraseHit| {
                        h.date_agrees
                            && h.recall > 0.6
                            && self.e.dataset.find(&h.id).is_some_and(|(k, _)| matches!(k, Kind::Event | Kind::Vote | Kind::Election))
                    };
                    if fact.premise && fact.dates.is_empty() && hit.recall > 0.85 && !self.hits.iter().any(told) {
                        // What never happened did not happen at the time that the question gives it either.
                        used |= self.a.date_mask();
                    } else if hit.date_differs {
                        strength *= if self.yesno && hit.recall > 0.85 { 0.85 } else { 0.6 };
                    }
                    // "How many voted against?" is not told by who voted for.
                    if !self.yesno && self.crosses(hit) {
                        strength *= 0.8;
                    }
                }
                Kind::Quote => {
                    if !self.any(&[self.c.said, self.c.who]) && self.a.named(Kind::Person).is_empty() && self.a.named(Kind::Organisation).is_empty() {
                        strength *= 0.8;
                    }
                    let speaker = self.e.vocabulary.lexicon.record(&r.quotes[i].speaker);
                    let others = self.a.named(Kind::Person).iter().any(|(_, id)| *id != r.quotes[i].speaker);
                    if let Some(speaker) = speaker {
                        used |= self.a.mask(speaker);
                        if others && !self.has(speaker) {
                            if self.yesno && self.has(self.c.said) {
                                // "Was it X who said …": it was somebody else.
                                query.word = Some("other".to_owned());
                                for (_, id) in self.a.named(Kind::Person) {
                                    used |= self.name_words(id);
                                }
                                used |= self.words(&[self.c.who]);
                            } else {
                                strength *= 0.5;
                            }
                        }
                    }
                    used |= self.words(&[self.c.said, self.c.stance]);
                    if hit.date_differs {
                        strength *= 0.6;
                    }
                }
                Kind::Gap => {
                    strength *= if hit.date_differs { 0.6 } else { 1.0 } * if hit.single && !hit.cue_agrees { 0.85 } else { 1.0 };
                }
                Kind::Conflict => {
                    used |= self.words(&[self.c.disagree, self.c.source, self.c.or]);
                    if hit.single && !self.has(self.c.disagree) {
                        strength *= 0.85;
                    }
                    strength *= if self.has(self.c.disagree) {
                        1.02
                    } else if self.yesno {
                        0.88
                    } else {
                        0.97
                    };
                }
                Kind::Vote | Kind::Series | Kind::Mission => continue,
                _ => {}
            }
            let mut reading = self.reading(query, strength, used, Some(hit), "described");
            // "Not in my sources" is said to what is asked, not to a part of it.
            if kind == Kind::Gap && reading.precision < 0.95 {
                reading.score *= 0.93;
            }
            all.push(reading);
        }
    }

    /// Whether the question speaks of one side of a vote and the phrase of the other.
    fn crosses(&self, hit: &PhraseHit) -> bool {
        let c = self.c;
        let (r#for, against) = (hit.holds(c.r#for), hit.holds(c.against));
        let (asks_for, asks_against) = (self.a.mask_whole(c.r#for) != 0, self.a.mask_whole(c.against) != 0);
        asks_for != asks_against && r#for != against && asks_for != r#for
    }

    /// "When did Sweden join?": another country's membership, with the words of both.
    fn elsewhere(&self) -> Option<(Mask, Mask)> {
        let c = self.c;
        let others: Mask = self.a.named(Kind::Country).iter().filter(|(i, _)| self.a.parts[*i].weight > 1.0).fold(0, |m, (i, _)| m | 1 << i);
        let joins = self.words(&[c.join, c.member, c.membership]);
        let acts = self.any(&[c.ratify, c.ratification, c.vote, c.approve, c.support, c.deposit]);
        (others != 0 && joins != 0 && !acts).then_some((others, joins))
    }

    /// Whether the question is about another country's membership and the phrase is not.
    fn joins_elsewhere(&self, hit: &PhraseHit) -> bool {
        self.elsewhere.is_some_and(|(others, joins)| hit.core & others == 0 || hit.core & joins == 0)
    }

    /// Polls and what is computed over them.
    fn polls(&self, all: &mut Vec<Reading>) {
        let c = self.c;
        let pollsters = self.a.named(Kind::Pollster);
        let opinion = [c.support, c.oppose, c.popular, c.public, c.undecided, c.percent];
        let strong_trigger = self.has(c.poll) || !pollsters.is_empty();
        let weak_trigger = self.any(&[c.support, c.popular, c.undecided, c.public, c.row_table, c.raw, c.normalised])
            || (self.has(c.stance) && self.any(&[c.latest, c.now, c.trend, c.change]))
            || (self.any(&[c.average, c.median]) && self.any(&[c.oppose, c.against, c.r#for]))
            || (self.has(c.oppose) && self.has(c.percent))
            || (self.has(c.percent) && self.any(&[c.r#for, c.against]));
        if !strong_trigger
            && !weak_trigger
            && self.cue == Cue::Count
            && self.a.parts.iter().all(|p| matches!(p.role, Role::Filler | Role::Cue | Role::Date | Role::Small))
            && let Some((date, rel, mask)) = self.span
            && self.e.dataset.records.polls.iter().any(|p| p.date.is_some_and(|d| d == date))
        {
            // "What were the numbers on …": the day is a poll's day.
            let query = Query { span: Some(date), rel, cue: self.cue, ..Query::new(Op::PollShow) };
            all.push(self.reading(query, 0.8, mask | self.cue_words(), None, "polls"));
            return;
        }
        if !strong_trigger && !weak_trigger {
            return;
        }
        // What a party or an ally supports, or how a house voted, is no poll.
        let elsewhere = !self.a.named(Kind::Party).is_empty()
            || !self.a.named(Kind::Person).is_empty()
            || self.any(&[c.parliament, c.senate, c.deputies, c.ratify, c.election, c.seats, c.gdp, c.spend])
            || self.a.named(Kind::Country).iter().any(|(_, id)| is_ally(self.e, id))
            || self.has(c.party);
        if elsewhere && !strong_trigger {
            return;
        }
        let mut strength: f32 = match (strong_trigger, elsewhere) {
            (true, false) => 0.97,
            (true, true) => 0.8,
            _ => 0.86,
        };
        let mut used = self.words(&[
            c.poll,
            c.leader,
            c.pollster,
            c.row_table,
            c.stance,
            c.membership,
            c.member,
            c.join,
            c.accession,
            c.public,
            c.percent,
            c.happen,
            c.said,
            c.r#for,
            c.tally,
            c.split,
            c.remain,
            c.leave,
        ]) | self.words(&opinion)
            | self.cue_words();
        let mut query = Query { yesno: self.yesno, cue: self.cue, ids: pollsters.iter().map(|(_, id)| (*id).to_owned()).collect(), ..Query::new(Op::PollShow) };
        for (_, id) in &pollsters {
            used |= self.name_words(id);
        }
        if let Some((date, rel, mask)) = self.span {
            query.span = Some(date);
            query.rel = rel;
            used |= mask;
        } else if let Some(alt) =
            self.a.dates.iter().find_map(|d| d.short_year).filter(|alt| self.e.dataset.records.polls.iter().any(|p| p.date.is_some_and(|d| d.overlaps(alt))))
        {
            query.span = Some(alt);
            used |= self.a.date_mask();
        } else if let Some(mention) = self.a.dates.iter().find(|d| d.yearless.is_some()) {
            query.word = mention.yearless.map(|(m, d)| d.map_or(format!("m{m}"), |d| format!("m{m}d{d}")));
            used |= self.a.date_mask();
        }
        let lead_words = [c.difference, c.win, c.lose, c.tie, c.plurality];
        let side = if self.has(c.undecided) {
            used |= self.words(&[c.undecided]);
            Some(Side::Undecided)
        } else if self.any(&[c.oppose, c.against])
            && self.a.mask_whole(c.support) == 0
            && (self.a.mask(c.support) | self.a.mask_whole(c.r#for)) & !self.a.mask(c.oppose) & !self.a.mask(c.against) == 0
        {
            used |= self.words(&[c.against, c.oppose]);
            Some(Side::Against)
        } else if self.a.mask_whole(c.r#for) & !self.a.mask_whole(c.against) != 0 && self.a.mask_whole(c.against) & !self.a.mask_whole(c.r#for) != 0 {
            // "For and against": both sides.
            used |= self.words(&[c.r#for, c.against, c.oppose, c.compare]);
            None
        } else if self.has(c.support) || self.a.mask_whole(c.r#for) != 0 {
            used |= self.words(&[c.r#for, c.against, c.oppose]);
            Some(Side::For)
        } else {
            used |= self.words(&[c.against]);
            None
        };
        query.side = side;
        let ordered = [
            c.highest,
            c.lowest,
            c.most,
            c.least,
            c.widest,
            c.narrowest,
            c.average,
            c.median,
            c.latest,
            c.first,
            c.earliest,
            c.last,
            c.trend,
            c.change,
            c.compare,
            c.ever,
            c.never,
            c.majority,
            c.more_than,
            c.less_than,
            c.at_least,
            c.half,
            c.list,
            c.now,
            c.still,
            c.difference,
            c.win,
            c.lose,
            c.tie,
            c.plurality,
            c.raw,
            c.normalised,
            c.sample,
            c.fieldwork,
            c.released,
            c.timeline,
            c.only,
            c.both,
            c.sum,
        ];
        used |= self.words(&ordered);
        let numbers = self.a.numbers();
        let rows = self.e.dataset.records.polls.iter().filter(|p| p.set == self.e.dataset.manifest.reference_polls).count();
        let mut counted_rows: Mask = 0;
        let numbers: Vec<(usize, f64)> = numbers
            .into_iter()
            .filter(|(i, n)| {
                // "over the 27 polls" counts the rows of the table; it is no figure of one.
                let counts_rows = (n - rows as f64).abs() < 0.5 && self.a.parts[*i..].iter().take(3).any(|p| p.unit.has(c.poll) || p.unit.has(c.list));
                if counts_rows {
                    counted_rows |= 1 << i;
                }
                !counts_rows
            })
            .collect();
        used |= counted_rows;
        let threshold = self
            .any(&[c.more_than, c.less_than, c.at_least])
            .then(|| numbers.first().map(|(i, n)| (*i, *n)))
            .flatten()
            .or_else(|| self.has(c.half).then_some((usize::MAX, 50.0)));
        if let Some((i, n)) = threshold {
            query.value = Some(n);
            query.more = !self.has(c.less_than);
            if self.has(c.at_least) {
                query.n = Some(0);
            }
            if i < usize::MAX {
                used |= 1 << i;
            }
        }
        let years: Vec<FuzzyDate> = self.a.dates.iter().filter_map(|d| d.date).collect();
        let counted = self.cue == Cue::Count && self.counts(c.poll);
        let two_dates = years.len() == 2 && (self.any(&[c.difference, c.change, c.compare]) || self.span.is_none_or(|(date, ..)| years.contains(&date)));
        let ordinal = self.a.ordinals().first().copied().filter(|(_, n)| (2..30).contains(n));
        if let Some((i, n)) = ordinal {
            query.n = Some(n as i32);
            used |= 1 << i;
        }
        query.op = if self.has(c.average) && self.has(c.pollster) && self.any(&[c.which, c.who, c.highest, c.lowest, c.most]) {
            query.word = Some("mean".to_owned());
            query.more = !self.has(c.lowest);
            Op::Pollsters
        } else if self.has(c.average) {
            if self.has(c.difference) {
                query.side = Some(Side::Lead);
            }
            Op::PollMean
        } else if self.has(c.median) {
            Op::PollMedian
        } else if self.has(c.widest) || (self.any(&[c.highest]) && self.any(&[c.difference, c.win])) {
            Op::PollWidest
        } else if self.has(c.narrowest) || (self.has(c.lowest) && self.any(&[c.difference, c.win])) {
            Op::PollNarrowest
        } else if counted || (self.cue == Cue::Count && strong_trigger && self.any(&lead_words) && (query.span.is_none() || pollsters.is_empty())) {
            if pollsters.is_empty() && self.has(c.pollster) { Op::Pollsters } else { Op::PollCount }
        } else if self.has(c.pollster) && self.any(&[c.most, c.list, c.how_many]) && side.is_none() {
            Op::Pollsters
        } else if self.a.mask_whole(c.compare) != 0 || pollsters.len() > 1 || (two_dates && !self.has(c.trend)) {
            Op::PollCompare
        } else if self.any(&[c.trend, c.timeline]) || (self.a.mask_whole(c.change) != 0 && !self.has(c.highest)) {
            if two_dates { Op::PollCompare } else { Op::PollTrend }
        } else if self.any(&[c.highest, c.most]) && !self.yesno && !self.has(c.majority) {
            Op::PollMax
        } else if self.any(&[c.lowest, c.least]) && !self.yesno {
            Op::PollMin
        } else if self.any(&[c.ever, c.never])
            || (self.has(c.majority) && query.span.is_none() && pollsters.is_empty())
            || (threshold.is_some() && query.span.is_none())
        {
            if self.has(c.list) || (self.has(c.which) && threshold.is_some()) { Op::PollCount } else { Op::PollEver }
        } else if self.any(&[c.latest, c.now, c.still, c.last]) && query.span.is_none() {
            Op::PollLatest
        } else if self.any(&[c.first, c.earliest]) && (query.span.is_none() || query.rel != Rel::In) {
            if self.any(&[c.win, c.majority, c.more_than, c.lose, c.plurality]) && query.value.is_none() {
                query.side = Some(if self.any(&[c.against, c.oppose]) && !self.any(&[c.support, c.r#for]) { Side::Against } else { Side::For });
                query.more = true;
            }
            Op::PollFirst
        } else if query.span.is_none() && query.word.is_none() && pollsters.is_empty() {
            // Nothing says which poll: the state of opinion as a whole.
            if numbers.is_empty() && (self.any(&[c.majority, c.win, c.popular, c.support, c.public, c.oppose, c.poll])) { Op::PollLead } else { Op::PollShow }
        } else {
            Op::PollShow
        };
        if matches!(query.op, Op::PollMean | Op::PollMedian | Op::PollCount | Op::PollMax | Op::PollMin) && years.len() > 1 {
            // "2014, 2015 and 2016 together": from the first to the last.
            let first = years.iter().min_by_key(|d| d.first());
            let last = years.iter().max_by_key(|d| d.last());
            if let (Some(first), Some(last)) = (first, last) {
                query.span = Some(FuzzyDate::from_range(first.start, last.end.unwrap_or(last.start)));
                query.rel = Rel::In;
                used |= self.a.date_mask() | self.words(&[c.and, c.sum, c.both]);
            }
        }
        if let Some(excluded) = self.excluded() {
            used |= excluded.1;
            query.word = Some(format!("x{}", excluded.0));
            query.span = None;
            query.rel = Rel::In;
            if !self.a.named(Kind::Pollster).is_empty() {
                query.ids.clear();
            }
            if query.op == Op::PollShow {
                query.op = Op::PollMean;
            }
        }
        if two_dates && query.op == Op::PollCompare {
            // The later one may be named first.
            let (first, second) = if years[0].first() <= years[1].first() { (years[0], years[1]) } else { (years[1], years[0]) };
            query.span = Some(FuzzyDate::from_range(first.start, second.start));
            query.rel = Rel::In;
            query.word = Some(format!("{}|{}", years[0], years[1]));
            used |= self.a.date_mask();
        }
        if query.op == Op::PollCompare && self.yesno && years.len() == 1 && pollsters.len() < 2 {
            // "Were more against than for in that poll?": the side named first is claimed to lead.
            let (pro, con) = (self.a.mask_whole(c.r#for) | self.a.mask_whole(c.support), self.a.mask_whole(c.against) | self.a.mask_whole(c.oppose));
            if pro != 0 && con != 0 {
                query.op = Op::PollShow;
                query.side = Some(if con.trailing_zeros() < pro.trailing_zeros() { Side::Against } else { Side::For });
            }
        }
        if query.op == Op::PollCompare && pollsters.len() > 1 && self.any(&[c.difference, c.compare]) {
            strength *= 1.04;
        }
        if self.has(c.row_table) && matches!(query.op, Op::PollFirst | Op::PollLatest) {
            query.word = Some("table".to_owned());
        }
        if self.has(c.ethnic) && query.op == Op::PollShow {
            query.word = Some("splits".to_owned());
            used |= self.words(&[c.ethnic]);
        }
        if self.has(c.normalised) && query.op == Op::PollShow {
            query.word = Some("normalised".to_owned());
            query.side = None;
        }
        if self.any(&[c.raw]) && !query.word.as_ref().is_some_and(|w| w.starts_with('x')) {
            query.word = Some("raw".to_owned());
            if query.op == Op::PollShow && (query.span.is_some() || !pollsters.is_empty()) {
                strength *= 1.04;
            }
        }
        if self.has(c.fieldwork) && query.op == Op::PollShow {
            query.word = Some("fieldwork".to_owned());
        }
        if self.has(c.sample) && query.op == Op::PollShow && !self.has(c.percent) && side.is_none() {
            query.word = Some("sample".to_owned());
        }
        if self.has(c.pollster) && query.op == Op::PollShow && pollsters.is_empty() && (self.cue == Cue::Who || self.any(&[c.which, c.what])) {
            query.word = Some("pollster".to_owned());
        }
        if self.any(&lead_words) && query.side.is_none() {
            query.side = Some(Side::Lead);
        }
        // A figure in the question that names the poll or is claimed of it.
        if query.value.is_none()
            && let Some((i, n)) = numbers.first()
        {
            query.value = Some(*n);
            query.more |= query.op == Op::PollEver && !self.has(c.less_than);
            used |= 1 << i;
            for (i, _) in &numbers {
                used |= 1 << i;
            }
            if query.op == Op::PollShow && query.span.is_none() && pollsters.is_empty() && !self.yesno {
                strength *= 0.8;
            }
        }
        if !strong_trigger && query.op == Op::PollShow && query.span.is_none() {
            strength *= 0.85;
        }
        let whose = self.cue == Cue::Who && pollsters.is_empty() && !self.any(&[c.poll, c.pollster]);
        let place = self.cue == Cue::Where && matches!(query.op, Op::PollShow | Op::PollLead);
        if matches!(self.cue, Cue::Why | Cue::HowLong | Cue::Define) || whose || place {
            strength *= 0.6;
        }
        all.push(self.reading(query, strength, used, None, "polls"));
    }

    /// Whether a word names a body that acted in an ally's ratification.
    fn body_of(&self, country: &str, word: &str) -> bool {
        let r = &self.e.dataset.records;
        r.ratifications.iter().filter(|rat| rat.country == country).flat_map(|rat| &rat.steps).any(|s| {
            [&s.body.en, &s.body.cnr].into_iter().any(|b| {
                fold(b).split(|c: char| !c.is_alphanumeric()).any(|w| w.len() > 3 && word.len() <= w.len() + 3 && (word.starts_with(w) || w.starts_with(word)))
            })
        })
    }

    /// The word of the question that names one of an ally's chambers, rather than all of them.
    fn chamber(&self, country: &str) -> Option<String> {
        let rat = self.e.dataset.records.ratifications.iter().find(|r| r.country == country)?;
        let names = |body: &str, word: &str| {
            fold(body).split(|c: char| !c.is_alphanumeric()).any(|w| w.len() > 3 && word.len() <= w.len() + 3 && (word.starts_with(w) || w.starts_with(word)))
        };
        let named = |word: &str| rat.steps.iter().filter(|s| names(&s.body.en, word) || names(&s.body.cnr, word)).count();
        let words = self.a.tokens.iter().filter(|t| t.text.len() > 3).map(|t| (named(&t.text), t)).filter(|(n, _)| *n > 0);
        words.min_by_key(|(n, _)| *n).filter(|(n, _)| *n < rat.steps.len() || rat.steps.len() == 1).map(|(_, t)| t.text.clone())
    }

    /// "without the one of October 2017": the date of what is left out, with its words.
    fn excluded(&self) -> Option<(FuzzyDate, Mask)> {
        let except = self.a.mask(self.c.except);
        if except == 0 {
            return None;
        }
        let start = except.trailing_zeros() as usize;
        let (i, date) = self.a.parts.iter().enumerate().skip(start).find_map(|(i, p)| p.date.and_then(|d| self.a.dates[d].date).map(|date| (i, date)))?;
        let mut mask: Mask = except;
        for j in start..=i {
            mask |= 1 << j;
        }
        let numbers: Mask = self.a.parts.iter().enumerate().filter(|(_, p)| matches!(p.role, Role::Stranger)).fold(0, |m, (j, _)| m | 1 << j);
        Some((date, mask | numbers | self.words(&[self.c.normalised, self.c.raw])))
    }

    /// Whether "how many" counts the thing of this concept: it follows with nothing but fillers, names and ordering words between.
    fn counts(&self, key: Key) -> bool {
        let start = self.a.parts.iter().position(|p| p.unit.keys.contains(&self.c.how_many));
        let Some(start) = start else { return false };
        for part in &self.a.parts[start..] {
            if part.unit.has(key) {
                return true;
            }
            if matches!(part.role, Role::Term) || part.unit.keys.contains(&self.c.difference) || part.unit.keys.contains(&self.c.percent) {
                return false;
            }
        }
        false
    }

    /// Ratifications by the allies.
    fn ratifications(&self, all: &mut Vec<Reading>) {
        let c = self.c;
        let countries: Vec<(usize, &str)> = self.a.named(Kind::Country).into_iter().filter(|(_, id)| is_ally(self.e, id)).collect();
        let subject_acts = countries.is_empty() && self.any(&[c.parliament]) && !self.has(c.ally);
        let act = [c.ratify, c.ratification, c.deposit, c.instrument];
        let acted = self.any(&act);
        if countries.is_empty() && (!acted || subject_acts) {
            return;
        }
        let mut used = self.words(&act)
            | self.words(&[
                c.ally,
                c.parliament,
                c.membership,
                c.accession,
                c.member,
                c.join,
                c.document,
                c.sign,
                c.happen,
                c.tally,
                c.vote,
                c.r#for,
                c.against,
                c.abstain,
                c.unanimous,
                c.senate,
                c.support,
                c.now,
                c.order,
                c.list,
                c.only,
            ])
            | self.cue_words();
        let protocol = self.words(&[c.protocol, c.treaty, c.approve]);
        used |= self.words(&[c.depositary]);
        let offices = self.a.named(Kind::Office);
        used |= self.words(&[c.country]);
        used |= protocol;
        for (_, id) in &countries {
            used |= self.name_words(id);
        }
        let mut query = Query { yesno: self.yesno, cue: self.cue, ids: countries.iter().map(|(_, id)| (*id).to_owned()).collect(), ..Query::new(Op::RatShow) };
        let mut strength: f32 = if acted { 0.96 } else { 0.8 };
        if !offices.is_empty() {
            // "Who was the Croatian defence minister?" asks for a person.
            strength *= 0.6;
        }
        let ordinals = self.a.ordinals();
        let first = self.any(&[c.first, c.earliest]) || ordinals.iter().any(|(_, n)| *n == 1);
        let last = self.any(&[c.last, c.latest]);
        let nth = if self.has(c.penultimate) {
            used |= self.words(&[c.penultimate, c.last]);
            Some(-2)
        } else {
            ordinals.iter().find(|(_, n)| (2..=60).contains(n)).map(|(_, n)| *n as i32)
        };
        if let Some((date, rel, mask)) = self.span {
            query.span = Some(date);
            query.rel = rel;
            used |= mask;
        } else if let Some(mention) = self.a.dates.iter().find(|d| d.yearless.is_some()) {
            // The ratifications all fall into a known time, so that a day and month name one of them.
            let year_of = |d: &FuzzyDate| mention.agrees(d);
            let found = self.e.dataset.records.ratifications.iter().map(|r| r.deposit.date).find(year_of);
            query.span = found;
            if found.is_some() {
                used |= self.a.date_mask();
            }
        }
        for (i, _) in &ordinals {
            used |= 1 << i;
        }
        used |= self.words(&[c.and, c.difference, c.same, c.during, c.both, c.which, c.count, c.deputies, c.percent, c.not, c.still, c.how_long]);
        let ordering = self.words(&[
            c.first,
            c.last,
            c.earliest,
            c.latest,
            c.before,
            c.after,
            c.next,
            c.previous,
            c.or,
            c.between,
            c.compare,
            c.more_than,
            c.until,
            c.since,
            c.most,
        ]);
        if !acted {
            // A country with the bare word "parliament" or "vote" may be asked about as an ally.
            if self.any(&[c.parliament, c.senate, c.vote]) || protocol != 0 {
                strength = 0.9;
            }
            let lone = self.a.parts.iter().all(|p| matches!(p.role, Role::Filler | Role::Name | Role::Small));
            if lone {
                strength = 0.85;
            }
            let chamber = countries
                .iter()
                .any(|(i, id)| self.a.tokens[self.a.parts[*i].unit.tokens.clone()].iter().any(|t| t.text.len() > 3 && self.body_of(id, &t.text)));
            if !chamber
                && self.any(&[c.join, c.member, c.leave, c.mission, c.soldiers, c.deploy, c.spend, c.poll, c.said, c.support, c.stance])
                && !self.has(c.accession)
            {
                strength *= 0.6;
            }
        }
        query.op = match countries.len() {
            0 => {
                if self.cue == Cue::HowLong && (first || last || self.any(&[c.ally, c.list])) {
                    // How long it all took: from the first deposit to the last.
                    let mut all: Vec<_> = self.e.dataset.records.ratifications.iter().collect();
                    all.sort_by_key(|r| (r.deposit.date.first(), r.row));
                    query.ids = all.first().into_iter().chain(all.last()).map(|r| r.id.clone()).collect();
                    Op::Duration
                } else if let Some(n) = nth {
                    query.n = Some(n);
                    Op::RatNth
                } else if let [(i, n)] = &self.a.numbers()[..]
                    && (self.cue == Cue::Who || self.cue == Cue::What && self.any(&[c.list, c.order, c.which]))
                    && n.fract() == 0.0
                    && (1.0..60.0).contains(n)
                    && query.span.is_none()
                {
                    // "Who was number ten?"
                    used |= 1 << i;
                    query.n = Some(*n as i32);
                    Op::RatNth
                } else if first && last {
                    query.n = Some(0);
                    Op::RatNth
                } else if first {
                    query.n = Some(1);
                    Op::RatNth
                } else if last {
                    query.n = Some(-1);
                    Op::RatNth
                } else if self.cue == Cue::Count {
                    Op::RatCount
                } else if query.span.is_some() {
                    Op::RatIn
                } else if self.cue == Cue::When && !self.has(c.ally) && !self.any(&[c.list]) {
                    strength *= 0.7;
                    Op::RatList
                } else {
                    if !self.any(&[c.list, c.order, c.who, c.which, c.ally, c.timeline]) {
                        strength *= 0.8;
                    }
                    Op::RatList
                }
            }
            2 if self.has(c.between) && (self.any(&[c.who, c.which, c.list]) || self.cue == Cue::Count && !self.any(&[c.how_long])) => {
                query.word = Some("between".to_owned());
                Op::RatIn
            }
            1 => {
                // "The Saeima's final tally" asks for no place.
                let places = !self.has(c.tally);
                if let Some(n) = nth {
                    query.n = Some(n);
                    Op::RatPlace
                } else if first && places {
                    query.n = Some(1);
                    Op::RatPlace
                } else if last && places {
                    query.n = Some(-1);
                    Op::RatPlace
                } else if self.any(&[c.order]) || (self.cue == Cue::Count && !self.any(&[c.vote, c.r#for, c.against, c.abstain, c.deputies, c.tally, c.senate]))
                {
                    if self.any(&[c.before, c.after]) || self.cue == Cue::Count { Op::RatIn } else { Op::RatPlace }
                } else if self.any(&[c.before, c.after, c.next, c.previous])
                    && !self.yesno
                    && self.any(&[c.who, c.which, c.list, c.what])
                    && self.span.is_none_or(|(.., m)| m & self.a.date_mask() == 0)
                {
                    Op::RatIn
                } else {
                    Op::RatShow
                }
            }
            // "After Iceland and Slovenia, who was next?"
            2 if self.has(c.next) && self.any(&[c.who, c.which, c.what]) && !self.has(c.or) => {
                let day = |id: &str| self.e.dataset.records.ratifications.iter().find(|r| r.country == id).map(|r| (r.deposit.date.first(), r.row));
                query.ids.sort_by_key(|id| std::cmp::Reverse(day(id)));
                query.ids.truncate(1);
                Op::RatIn
            }
            2 => {
                if self.any(&[c.before, c.after, c.first, c.or, c.last, c.earliest, c.next]) || ordinals.iter().any(|(_, n)| *n == 1) {
                    Op::RatOrder
                } else if self.any(&[c.how_long, c.between, c.difference]) {
                    Op::Duration
                } else if self.has(c.same) || self.has(c.compare) {
                    Op::RatOrder
                } else {
                    Op::RatShow
                }
            }
            _ => {
                if self.any(&[c.first, c.last, c.or, c.earliest, c.order]) {
                    Op::RatOrder
                } else {
                    Op::RatShow
                }
            }
        };
        if query.op == Op::RatCount && query.span.is_some() {
            strength *= 1.04;
        }
        if self.has(c.tally) {
            used |= self.words(&[c.last]);
        }
        // One ally's own ratification has no use for words of order; then they ask for something else.
        if query.op != Op::RatShow {
            used |= ordering;
        }
        if self.cue == Cue::HowLong && query.op != Op::Duration && query.op != Op::RatOrder {
            strength *= 0.6;
        }
        if query.op == Op::RatIn && query.ids.len() == 1 {
            query.rel = if self.any(&[c.before, c.previous]) { Rel::Before } else { Rel::After };
            query.n = self.any(&[c.next, c.previous]).then_some(1);
            query.span = None;
        }
        if query.op == Op::RatOrder {
            // "did A before B": A is claimed to be the earlier.
            query.rel = if self.has(c.after) { Rel::After } else { Rel::Before };
        }
        if self.any(&[c.parliament, c.senate, c.vote]) && query.word.is_none() {
            query.word = Some("parliament".to_owned());
        }
        let chamber = countries.first().filter(|_| countries.len() == 1).and_then(|(_, id)| self.chamber(id));
        if chamber.is_some() && !self.any(&[c.before, c.after, c.first, c.next, c.previous]) && matches!(query.op, Op::RatIn) {
            query.op = Op::RatShow;
            query.side = Some(Side::For);
        }
        // A chamber named by its own name ("Bundestag", "Sejm") asks for its step.
        if let Some(body) = chamber {
            query.word = Some(format!("body:{body}"));
            strength = strength.max(0.9);
        }
        // "How many had deposited when / by …" counts up to that day.
        if query.op == Op::RatCount && query.rel == Rel::In && query.span.is_some_and(|s| s.exact_day().is_some()) && (self.has(c.when) || self.has(c.still)) {
            query.rel = Rel::Until;
        }
        let sided = [(c.against, Side::Against), (c.abstain, Side::Abstained), (c.unanimous, Side::Lead)].into_iter().find(|(k, _)| self.has(*k));
        let sided = sided.or_else(|| {
            (self.any(&[c.tally, c.deputies, c.r#for]) && self.any(&[c.vote, c.parliament, c.senate, c.deputies, c.tally])
                || (self.cue == Cue::Count && self.any(&[c.vote, c.senate, c.parliament, c.deputies])))
            .then_some((c.r#for, Side::For))
        });
        query.side = sided.map(|(_, side)| side).or(query.side);
        if matches!(self.cue, Cue::Why | Cue::Where | Cue::Define) || (self.cue == Cue::How && query.op == Op::RatList) {
            strength *= 0.62;
        }
        if query.op == Op::RatShow && !query.ids.is_empty() && (self.cue == Cue::HowLong || self.has(c.how_long)) {
            query.op = Op::Duration;
            strength *= 0.8;
        }
        all.push(self.reading(query, strength, used, None, "ratifications"));
    }

    /// Votes of the data: tallies, sides, who voted how.
    fn votes(&self, all: &mut Vec<Reading>) {
        let c = self.c;
        let parties = self.a.named(Kind::Party);
        let people = self.a.named(Kind::Person);
        let sides = [c.r#for, c.against, c.abstain, c.absent, c.boycott, c.turnout, c.seats];
        for hit in self.hits.iter().filter(|h| h.recall >= 0.5) {
            let Some((Kind::Vote, i)) = self.e.dataset.find(&hit.id) else { continue };
            let vote = &self.e.dataset.records.votes[i];
            let mut strength = hit.recall.min(1.0).powf(0.9) * (0.96 + 0.004 * f32::from(vote.weight));
            if hit.weight < 1.0 && vote.weight < 10 {
                strength *= 0.86;
            }
            if self.joins_elsewhere(hit) {
                strength *= 0.5;
            }
            let mut used = hit.used
                | self.words(&[
                    c.vote,
                    c.tally,
                    c.deputies,
                    c.happen,
                    c.unanimous,
                    c.majority,
                    c.said,
                    c.party,
                    c.win,
                    c.difference,
                    c.support,
                    c.oppose,
                    c.both,
                    c.only,
                    c.list,
                    c.parliament,
                    c.pass_law,
                    c.percent,
                    c.public,
                ])
                | self.words(&sides)
                | self.cue_words();
            if self.cue == Cue::Count && (self.counts(c.vote) || self.counts(c.deputies) || self.any(&[c.r#for, c.against, c.abstain])) {
                strength *= 1.05;
            }
            let mut query = Query { yesno: self.yesno, cue: self.cue, ..Query::about(Op::VoteTally, &hit.id) };
            if hit.date_differs {
                if self.yesno || self.cue == Cue::When {
                    query.span = self.a.dates.iter().find_map(|d| d.date);
                    used |= self.a.date_mask();
                    strength *= 0.9;
                } else {
                    strength *= 0.55;
                }
            } else if hit.date_agrees {
                query.span = self.a.dates.iter().find_map(|d| d.date);
            }
            let numbers = self.a.numbers();
            for (j, _) in &numbers {
                used |= 1 << j;
            }
            let side = [
                (c.absent, Side::Absent),
                (c.boycott, Side::Absent),
                (c.abstain, Side::Abstained),
                (c.turnout, Side::Turnout),
                (c.against, Side::Against),
                (c.oppose, Side::Against),
                (c.r#for, Side::For),
                (c.support, Side::For),
                (c.seats, Side::Seats),
            ]
            .into_iter()
            .find(|(k, _)| self.a.mask_whole(*k) & !hit.core != 0 || (self.has(*k) && *k != c.r#for))
            .map(|(_, s)| s);
            query.side = side;
            let takers: Vec<(usize, &str)> = parties
                .iter()
                .chain(&people)
                .copied()
                // A party in the vote's own name ("SNP's proposal") is not asked about.
                .filter(|(j, _)| hit.core & (1 << j) == 0)
                .filter(|(_, id)| {
                    vote.positions.iter().any(|p| p.party == *id)
                        || vote.voters.iter().any(|v| v.person == *id)
                        || self.e.dataset.find(id).is_some_and(|(k, _)| k == Kind::Party)
                })
                .collect();
            if !takers.is_empty() {
                query.op = Op::VoteOf;
                // "The only one against", "first against, then for": no plain yes or no.
                let both = self.any(&[c.against, c.oppose]) && self.a.mask_whole(c.r#for) & !self.a.mask(c.against) != 0;
                query.yesno &= !both && self.a.mask_whole(c.only) & !hit.core == 0;
                for (_, id) in &takers {
                    used |= self.name_words(id);
                    query.ids.push((*id).to_owned());
                }
                query.value = None;
                if takers.iter().any(|(_, id)| !vote.positions.iter().any(|p| p.party == *id) && !vote.voters.iter().any(|v| v.person == *id)) {
                    strength *= 0.88;
                }
                if self.any(&[c.leader, c.founded, c.dissolved]) {
                    strength *= 0.6;
                }
            } else if matches!(self.cue, Cue::Who)
                || (self.has(c.party) && self.any(&[c.which, c.who, c.list, c.what]))
                || (self.has(c.which) && side.is_some() && self.any(&[c.party, c.deputies, c.senate]))
            {
                query.op = Op::VoteWho;
            } else {
                query.value = numbers.first().map(|(_, n)| *n);
                if let [(_, a), (_, b), ..] = numbers[..] {
                    query.word = Some(format!("{a}-{b}"));
                }
            }
            let answered = match self.cue {
                Cue::Where => vote.place.is_some(),
                Cue::How => true,
                Cue::Why | Cue::HowLong => false,
                _ => true,
            };
            if !answered {
                strength *= 0.65;
            }
            all.push(self.reading(query, strength, used, Some(hit), "votes"));
        }
    }

    /// "List all votes", and "what is the alliance?".
    fn whole_lists(&self, all: &mut Vec<Reading>) {
        let c = self.c;
        let plain = self.a.parts.iter().all(|p| {
            matches!(p.role, Role::Filler | Role::Cue | Role::Op | Role::Small)
                || p.unit.keys.iter().any(|k| *k == c.vote || *k == c.parliament || self.e.is_subject(*k))
        });
        if plain && self.has(c.vote) && self.has(c.list) {
            all.push(self.reading(Query::new(Op::VoteList), 0.9, self.words(&[c.vote, c.list, c.parliament]) | self.cue_words(), None, "lists"));
        }
        let alliance = &self.e.dataset.manifest.alliance;
        let asked =
            self.e.vocabulary.lexicon.record(alliance).is_some_and(|k| self.has(k)) || self.e.vocabulary.lexicon.concept(alliance).is_some_and(|k| self.has(k));
        let only = self.a.parts.iter().all(|p| matches!(p.role, Role::Filler | Role::Cue | Role::Small) || p.unit.keys.iter().any(|k| self.e.is_subject(*k)));
        if asked && only && (self.has(c.define) || self.has(c.what)) && self.e.dataset.find(alliance).is_some() {
            all.push(self.reading(Query { cue: Cue::Define, ..Query::about(Op::Record, alliance) }, 0.85, self.cue_words(), None, "lists"));
        }
    }

    /// "44-5-2, what is that?": the figures of a tally name the vote.
    fn tallies(&self, all: &mut Vec<Reading>) {
        let figures: Vec<(usize, f64)> = self.a.numbers();
        let adjacent = figures.windows(2).all(|pair| pair[1].0 == pair[0].0 + 1);
        if !(2..=4).contains(&figures.len()) || !adjacent {
            return;
        }
        let typed: Vec<u32> = figures.iter().map(|(_, n)| *n as u32).collect();
        for vote in &self.e.dataset.records.votes {
            let tally: Vec<u32> = [vote.r#for, vote.against, vote.abstained].into_iter().flatten().collect();
            if tally.len() >= typed.len().min(2) && tally.starts_with(&typed[..typed.len().min(tally.len())]) {
                let c = self.c;
                let mut used = figures.iter().fold(0, |m, (i, _)| m | 1u128 << i)
                    | self.cue_words()
                    | self.words(&[c.vote, c.tally, c.absent, c.parliament, c.happen, c.r#for, c.against, c.document, c.or, c.senate]);
                let hit = self.hits.iter().find(|h| h.id == vote.id);
                used |= hit.map_or(0, |h| h.used);
                let side = self.has(c.absent).then_some(Side::Absent);
                let op = if side.is_some() && self.any(&[c.who, c.r#where]) { Op::VoteWho } else { Op::VoteTally };
                let query = Query { yesno: self.yesno, cue: if self.cue == Cue::When { Cue::When } else { Cue::What }, side, ..Query::about(op, &vote.id) };
                all.push(self.reading(query, 0.93, used, hit, "tallies"));
            }
        }
    }

    /// Elections: results by list.
    fn elections(&self, all: &mut Vec<Reading>) {
        let c = self.c;
        // "How many seats did PES win in 2023?": seats, a list and the year name the election.
        let parties = self.a.named(Kind::Party);
        if let (true, false, Some((date, Rel::In, mask))) = (
            self.any(&[c.seats, c.deputies, c.election, c.turnout]) || (self.any(&[c.percent, c.win]) && !self.any(&[c.poll, c.support])),
            parties.is_empty() && !self.has(c.turnout),
            self.span,
        ) {
            for election in self.e.dataset.records.elections.iter().filter(|e| e.dates.iter().any(|d| d.date.overlaps(&date))) {
                let mut query = Query { yesno: self.yesno, cue: self.cue, ..Query::about(Op::Election, &election.id) };
                let mut used =
                    mask | self.words(&[c.seats, c.deputies, c.election, c.win, c.majority, c.percent, c.parliament, c.and, c.turnout]) | self.cue_words();
                for (_, id) in parties.iter().filter(|(_, id)| election.results.iter().any(|r| r.parties.iter().any(|p| p == id))) {
                    used |= self.name_words(id);
                    query.ids.push((*id).to_owned());
                }
                for (j, n) in self.a.numbers() {
                    used |= 1 << j;
                    query.value = Some(n);
                }
                query.side = self.has(c.turnout).then_some(Side::Turnout);
                all.push(self.reading(query, 0.95, used, None, "elections"));
            }
        }
        for hit in self.hits.iter().filter(|h| h.recall >= 0.5) {
            let Some((Kind::Election, i)) = self.e.dataset.find(&hit.id) else { continue };
            let election = &self.e.dataset.records.elections[i];
            let mut used = hit.used
                | self.words(&[
                    c.election,
                    c.seats,
                    c.deputies,
                    c.percent,
                    c.turnout,
                    c.win,
                    c.tally,
                    c.vote,
                    c.party,
                    c.first,
                    c.most,
                    c.happen,
                    c.majority,
                    c.parliament,
                    c.list,
                ])
                | self.cue_words();
            let mut query = Query { yesno: self.yesno, cue: self.cue, ..Query::about(Op::Election, &hit.id) };
            let mut strength = hit.recall.min(1.0).powf(0.9) * 0.98;
            if hit.date_differs {
                strength *= 0.5;
            }
            for (j, id) in self.a.named(Kind::Party) {
                if election.results.iter().any(|r| r.parties.iter().any(|p| p == id)) {
                    used |= 1 << j;
                    query.ids.push(id.to_owned());
                }
            }
            for (j, n) in self.a.numbers() {
                used |= 1 << j;
                query.value = Some(n);
            }
            query.more = (self.has(c.list) || self.has(c.party) && self.has(c.seats)) && query.ids.len() == 1;
            query.word = self.any(&[c.majority, c.half]).then(|| "majority".to_owned());
            used |= self.words(&[c.half, c.more_than, c.only]);
            query.side = [(c.seats, Side::Seats), (c.deputies, Side::Seats), (c.turnout, Side::Turnout), (c.percent, Side::Share)]
                .into_iter()
                .find(|(k, _)| self.has(*k))
                .map(|(_, s)| s);
            if matches!(self.cue, Cue::Why | Cue::Where | Cue::HowLong) {
                strength *= 0.6;
            }
            all.push(self.reading(query, strength, used, Some(hit), "elections"));
        }
    }

    /// Parties: position, leader, fate.
    fn parties(&self, all: &mut Vec<Reading>) {
        let c = self.c;
        let parties = self.a.named(Kind::Party);
        let stance = [
            c.stance,
            c.support,
            c.oppose,
            c.r#for,
            c.against,
            c.membership,
            c.member,
            c.join,
            c.accession,
            c.referendum,
            c.now,
            c.still,
            c.said,
            c.ever,
            c.never,
            c.not,
            c.change,
            c.party,
            c.latest,
            c.first,
        ];
        if parties.is_empty() {
            if self.has(c.party) && (self.any(&[c.stance, c.support, c.oppose, c.against, c.r#for])) {
                let mut query = Query { yesno: self.yesno, cue: self.cue, ..Query::new(Op::PartyTable) };
                query.side = self.side_taken();
                let mut used = self.words(&stance) | self.words(&[c.party, c.list, c.which, c.who, c.list, c.compare]) | self.cue_words();
                if let Some((date, rel, mask)) = self.span {
                    query.span = Some(date);
                    query.rel = rel;
                    used |= mask;
                }
                let strength = if matches!(self.cue, Cue::When | Cue::Where | Cue::Why) { 0.5 } else { 0.9 };
                all.push(self.reading(query, strength, used, None, "parties"));
            }
            return;
        }
        let mut used = self.cue_words();
        for (_, id) in &parties {
            used |= self.name_words(id);
        }
        let mut query = Query { yesno: self.yesno, cue: self.cue, ids: parties.iter().map(|(_, id)| (*id).to_owned()).collect(), ..Query::new(Op::Party) };
        let mut strength: f32 = 0.9;
        if let Some((date, rel, mask)) = self.span {
            query.span = Some(date);
            query.rel = rel;
            used |= mask;
        }
        // "SNP, 28 April 2017: for or against?": the day is a vote's day.
        if let Some((date, Rel::In, mask)) = self.span
            && self.any(&[c.r#for, c.against, c.vote, c.abstain, c.absent, c.support, c.oppose])
            && let Some(vote) = self
                .e
                .dataset
                .records
                .votes
                .iter()
                .filter(|v| parties.iter().any(|(_, id)| v.positions.iter().any(|p| p.party == *id)))
                .find(|v| v.dates.iter().any(|d| d.date.exact_day().is_some() && d.date.within(&date)))
        {
            let mut ids = vec![vote.id.clone()];
            ids.extend(query.ids.iter().cloned());
            let side = if self.any(&[c.absent, c.boycott]) {
                Some(Side::Absent)
            } else if self.has(c.abstain) {
                Some(Side::Abstained)
            } else if self.any(&[c.against, c.oppose]) && self.any(&[c.r#for, c.support]) {
                None
            } else {
                self.side_taken()
            };
            let of = Query { op: Op::VoteOf, ids, side, ..query.clone() };
            let words = used
                | mask
                | self.words(&[
                    c.r#for,
                    c.against,
                    c.vote,
                    c.abstain,
                    c.absent,
                    c.or,
                    c.parliament,
                    c.support,
                    c.oppose,
                    c.deputies,
                    c.membership,
                    c.accession,
                ]);
            let exact = date.exact_day().is_some();
            all.push(self.reading(of, if exact { 0.97 } else { 0.9 }, words, None, "parties"));
        }
        if self.has(c.leader) || self.cue == Cue::Who && self.has(c.win) && !self.any(&[c.election, c.poll, c.seats, c.vote]) {
            query.op = Op::Leader;
            used |= self.words(&[c.leader, c.win, c.party, c.now, c.then, c.latest, c.first]);
            strength = 0.96;
        } else if self.any(&[c.dissolved, c.founded, c.still]) && !self.any(&[c.support, c.oppose, c.stance]) {
            query.word = Some(if self.has(c.founded) && !self.yesno && !self.has(c.still) { "founded" } else { "fate" }.to_owned());
            used |= self.words(&[c.dissolved, c.founded, c.still, c.happen, c.party, c.now]);
            strength = 0.93;
        } else if self.has(c.happen) {
            query.word = Some("fate".to_owned());
            used |= self.words(&[c.happen, c.party]);
            strength = 0.9;
        } else {
            used |= self.words(&stance);
            query.more = self.any(&[c.then, c.change, c.compare, c.trend]);
            used |= self.words(&[c.then, c.compare, c.trend, c.and]);
            query.side = self.side_taken();
            if self.any(&[c.stance, c.support, c.oppose]) {
                strength = 0.95;
            }
            if self.has(c.vote) {
                used |= self.words(&[c.vote]);
                strength = 0.8;
            }
            let lone = self.a.parts.iter().all(|p| matches!(p.role, Role::Filler | Role::Name | Role::Small));
            if !lone && !self.any(&stance) && !matches!(self.cue, Cue::Define | Cue::What | Cue::Who) {
                strength *= 0.75;
            }
        }
        let place = self.cue == Cue::Where && !self.has(c.stance);
        if matches!(self.cue, Cue::Why | Cue::Count | Cue::HowLong) || place || (self.cue == Cue::When && query.word.is_none()) {
            strength *= 0.65;
        }
        if self.cue == Cue::Who && query.op != Op::Leader {
            strength *= 0.85;
        }
        all.push(self.reading(query, strength, used, None, "parties"));
    }

    /// People: who they are, what office they held when, what they said.
    fn people(&self, all: &mut Vec<Reading>) {
        let c = self.c;
        let people = self.a.named(Kind::Person);
        let Some(&(_, id)) = people.first() else { return };
        let Some((_, i)) = self.e.dataset.find(id) else { return };
        let person = &self.e.dataset.records.people[i];
        let mut used = self.cue_words();
        for (_, id) in &people {
            used |= self.name_words(id);
        }
        let offices = self.a.named(Kind::Office);
        for (_, id) in &offices {
            used |= self.name_words(id);
        }
        let mut office_words = used | self.words(&[c.now, c.then, c.still, c.leader, c.during, c.happen, c.ever, c.never, c.job, c.latest]);
        let mut query = Query { yesno: self.yesno, cue: self.cue, ids: vec![id.to_owned()], ..Query::new(Op::Record) };
        let country = person.country.as_deref().and_then(|id| self.e.vocabulary.lexicon.record(id)).map_or(0, |k| self.a.mask(k));
        office_words |= country;
        if let Some((date, rel, mask)) = self.span {
            query.span = Some(date);
            query.rel = rel;
            office_words |= mask;
        }
        if query.span.is_none() && self.yesno && self.any(&[c.still, c.now]) && !offices.is_empty() {
            query.span = Some(FuzzyDate::from_day(self.a.today));
        }
        if query.span.is_none()
            && !offices.is_empty()
            && !self.has(c.now)
            && let Some(hit) = self.best_hit(&[Kind::Event, Kind::Vote, Kind::Election], 0.9)
            && hit.weight >= 0.6
            && let Some(date) = self.e.dataset.dates(&hit.id).first().copied()
        {
            // "Was he president on accession day?"
            query.span = Some(date);
            office_words |= hit.used;
        }
        if !offices.is_empty() || query.span.is_some() || self.cue == Cue::When {
            query.op = Op::PersonAt;
            query.ids.extend(offices.iter().map(|(_, id)| (*id).to_owned()));
        }
        let lone =
            self.a.parts.iter().all(|p| matches!(p.role, Role::Filler | Role::Name | Role::Small | Role::Cue | Role::Date) || p.unit.keys.contains(&c.now));
        let vague = offices.is_empty() && !matches!(self.cue, Cue::Who | Cue::Define) && !lone;
        let mut strength: f32 = if self.has(c.job) {
            0.93
        } else if vague {
            0.58
        } else {
            0.9
        };
        if self.has(c.said) && offices.is_empty() {
            strength *= 0.6;
        }
        if people.len() > 1 {
            strength *= 0.8;
        }
        all.push(self.reading(query.clone(), strength, office_words, None, "people"));
        if self.any(&[c.said, c.stance]) || matches!(self.cue, Cue::What | Cue::How) && self.any(&[c.support, c.oppose, c.happen]) {
            let quotes = self.e.dataset.records.quotes.iter().filter(|q| q.speaker == id).count();
            if quotes > 0 {
                let query = Query { op: Op::Said, ..query };
                let mut said = used | self.words(&[c.said, c.stance, c.membership, c.accession, c.join, c.support]);
                if let Some((.., mask)) = self.span {
                    said |= mask;
                }
                all.push(self.reading(query, 0.86, said, None, "people"));
            }
        }
    }

    /// Offices: who held one at a time.
    fn offices(&self, all: &mut Vec<Reading>) {
        let c = self.c;
        let offices = self.a.named(Kind::Office);
        let Some(&(_, id)) = offices.first() else { return };
        if !self.a.named(Kind::Person).is_empty() {
            return;
        }
        let Some((_, i)) = self.e.dataset.find(id) else { return };
        let office = &self.e.dataset.records.offices[i];
        let mut used = self.cue_words() | self.words(&[c.now, c.then, c.during, c.happen, c.at_least, c.first, c.latest, c.last, c.leader, c.list]);
        let mut ids = Vec::new();
        for (j, id) in &offices {
            used |= 1 << j;
            ids.push((*id).to_owned());
        }
        used |= office.country.as_deref().and_then(|id| self.e.vocabulary.lexicon.record(id)).map_or(0, |k| self.a.mask(k));
        let mut query = Query { yesno: self.yesno, cue: self.cue, ids, ..Query::new(Op::OfficeAt) };
        let at = self.best_hit(&[Kind::Event, Kind::Vote, Kind::Election], 0.8).filter(|_| !self.has(c.now));
        let at = at.and_then(|hit| self.e.dataset.dates(&hit.id).first().map(|date| (hit, *date)));
        if let Some((date, rel, mask)) = self.span {
            query.span = Some(date);
            query.rel = rel;
            used |= mask;
            // "At the ceremony in June 2017": the event lies in the time given beside it.
            if let Some((hit, _)) = at.filter(|(_, day)| rel == Rel::In && day.within(&date)) {
                used |= hit.used;
            }
        } else if let Some((hit, date)) = at {
            // "Who was prime minister when Montenegro joined?"
            query.span = Some(date);
            query.word = Some(hit.id.clone());
            used |= hit.used;
        }
        // "The Croatian prime minister": an office of a country whose offices are not told of.
        let at = offices[0].0;
        let beside = |j: usize| {
            let (low, high) = (at.min(j), at.max(j));
            self.a.parts[low + 1..high].iter().all(|p| p.role == Role::Filler && !p.unit.has(c.when))
        };
        let abroad = self
            .a
            .named(Kind::Country)
            .into_iter()
            .any(|(j, id)| j != at && self.a.parts[j].weight > 1.0 && office.country.as_deref().is_some_and(|own| own != id) && beside(j));
        let strength = match self.cue {
            _ if abroad => 0.5,
            // "Which two senators voted against": the office only says who voted.
            _ if self.any(&[c.vote, c.r#for, c.against, c.abstain]) => 0.65,
            Cue::Who | Cue::What => 0.95,
            // "Defence minister when they joined": the question word only links the event.
            Cue::When if query.word.is_some() => 0.93,
            Cue::When | Cue::Count => 0.6,
            _ => 0.5,
        };
        all.push(self.reading(query, strength, used, None, "offices"));
    }

    /// Figures by year.
    fn series(&self, all: &mut Vec<Reading>) {
        let c = self.c;
        for hit in self.hits.iter().filter(|h| h.recall >= 0.6) {
            let Some((Kind::Series, i)) = self.e.dataset.find(&hit.id) else { continue };
            let people = self.e.dataset.records.series[i].unit == Unit::Persons;
            if people && self.any(&[c.euro, c.million, c.spend, c.budget, c.gdp]) {
                continue;
            }
            if self.any(&[c.support, c.oppose, c.poll, c.referendum]) || (self.any(&[c.r#for, c.against]) && self.has(c.public)) {
                continue;
            }
            let mut used = hit.used
                | self.words(&[
                    c.euro,
                    c.million,
                    c.percent,
                    c.now,
                    c.latest,
                    c.highest,
                    c.lowest,
                    c.most,
                    c.least,
                    c.change,
                    c.trend,
                    c.compare,
                    c.difference,
                    c.list,
                    c.first,
                    c.still,
                    c.more_than,
                    c.less_than,
                    c.sum,
                    c.average,
                    c.both,
                    c.ever,
                    c.during,
                    c.plan,
                ])
                | self.cue_words();
            let mut query = Query { yesno: self.yesno, cue: self.cue, ..Query::about(Op::SeriesAt, &hit.id) };
            let mut strength = hit.recall.min(1.0) * 0.97;
            let years: Vec<FuzzyDate> = self.a.dates.iter().filter_map(|d| d.date).collect();
            if let Some((date, rel, mask)) = self.span {
                query.span = Some(date);
                query.rel = rel;
                used |= mask | self.a.date_mask();
            } else if self.any(&[c.when, c.during])
                && self.cue != Cue::When
                && let Some(hit) = self.best_hit(&[Kind::Event, Kind::Vote, Kind::Election], 0.8)
                && let Some(date) = self.e.dataset.dates(&hit.id).first()
            {
                // "… in the year when it joined".
                query.span = date.first().year().to_string().parse().ok();
                used |= hit.used;
            }
            let told = |date: FuzzyDate| self.e.dataset.records.series[i].points.iter().any(|p| p.year == date.first().year());
            if self.any(&[c.million, c.euro]) && self.e.dataset.records.series[i].unit == Unit::MillionEur && query.span.is_some_and(told) {
                strength = strength.max(0.9);
            }
            if self.has(c.percent) && self.e.dataset.records.series[i].unit != Unit::PercentGdp {
                strength *= 0.85;
            }
            for (j, n) in self.a.numbers() {
                query.value = Some(n);
                used |= 1 << j;
            }
            query.op = if years.len() >= 2 || self.any(&[c.change, c.trend, c.compare, c.difference]) {
                if years.len() >= 2 {
                    query.word = Some(format!("{}|{}", years[0], years[1]));
                }
                Op::SeriesChange
            } else if self.any(&[c.highest, c.most]) {
                Op::SeriesMax
            } else if self.any(&[c.lowest, c.least]) {
                Op::SeriesMin
            } else if self.has(c.list) {
                Op::SeriesList
            } else {
                Op::SeriesAt
            };
            if self.has(c.sum) && query.op != Op::SeriesChange {
                query.op = Op::SeriesList;
                query.word = Some("sum".to_owned());
            }
            if query.op == Op::SeriesChange && self.any(&[c.highest, c.most]) {
                query.word = Some("jump".to_owned());
                used |= self.words(&[c.until, c.not]);
            }
            if matches!(self.cue, Cue::Why | Cue::Who | Cue::Where | Cue::Define) {
                strength *= 0.6;
            }
            // "When did it pass 2 %": a date is wanted, not a figure.
            if self.cue == Cue::When && matches!(query.op, Op::SeriesAt | Op::SeriesList) {
                strength *= 0.8;
            }
            all.push(self.reading(query, strength, used, Some(hit), "series"));
        }
    }

    /// Missions and deployments.
    fn missions(&self, all: &mut Vec<Reading>) {
        let c = self.c;
        let general = [c.mission, c.deploy, c.send, c.soldiers, c.army, c.happen, c.now, c.still, c.join, c.abroad, c.present];
        for hit in self.hits.iter().filter(|h| h.recall >= 0.6) {
            let Some((Kind::Mission, i)) = self.e.dataset.find(&hit.id) else { continue };
            let mission = &self.e.dataset.records.missions[i];
            let mut used = hit.used
                | self.words(&general)
                | self.words(&[c.member, c.un_mission, c.eu_mission, c.most, c.highest, c.latest, c.first, c.or])
                | self.cue_words();
            let mut query = Query { yesno: self.yesno, cue: self.cue, ..Query::about(Op::Record, &hit.id) };
            let mut strength = hit.recall.min(1.0).powf(0.9) * 0.96;
            if let Some((date, rel, mask)) = self.span {
                query.span = Some(date);
                query.rel = rel;
                used |= mask;
            }
            for (j, n) in self.a.numbers() {
                query.value = Some(n);
                // Only a number that the mission knows is explained by it.
                if mission.figures.iter().any(|f| f.count.is_some_and(|c| (f64::from(c) - n).abs() < 0.5)) {
                    used |= 1 << j;
                }
            }
            if self.cue == Cue::Count || self.any(&[c.highest, c.most]) {
                query.side = self.any(&[c.highest, c.most]).then_some(Side::Lead);
                query.op = Op::MissionCount;
                if mission.figures.is_empty() {
                    strength *= 0.75;
                }
            }
            let answered = match self.cue {
                Cue::When => mission.when.is_some() || mission.from.is_some(),
                Cue::Where => mission.place.is_some(),
                Cue::Why | Cue::HowLong | Cue::Who => false,
                _ => true,
            };
            if !answered {
                strength *= 0.7;
            }
            all.push(self.reading(query, strength, used, Some(hit), "missions"));
        }
        if self.any(&[c.mission, c.deploy]) || (self.any(&[c.soldiers, c.send]) && self.cue == Cue::Where) {
            let mut query = Query { yesno: self.yesno, cue: self.cue, ..Query::new(Op::MissionList) };
            query.word = if self.has(c.un_mission) {
                Some(kind_word(MissionKind::Un))
            } else if self.has(c.eu_mission) {
                Some(kind_word(MissionKind::Eu))
            } else {
                None
            };
            let mut used = self.words(&general) | self.words(&[c.un_mission, c.eu_mission, c.list, c.which, c.member]) | self.cue_words();
            if let Some((date, rel, mask)) = self.span {
                query.span = Some(date);
                query.rel = rel;
                used |= mask;
            }
            let strength = if matches!(self.cue, Cue::What | Cue::Where | Cue::Count) && !self.yesno { 0.88 } else { 0.6 };
            all.push(self.reading(query, strength, used, None, "missions"));
        }
    }

    /// What happened in a time.
    fn timeline(&self, all: &mut Vec<Reading>) {
        let c = self.c;
        let asks = self.any(&[c.happen, c.timeline, c.list]) || (self.cue == Cue::What && self.has(c.what));
        let general = self.words(&[c.happen, c.timeline, c.list, c.order, c.during, c.most, c.and, c.said, c.member, c.membership, c.accession, c.join])
            | self.cue_words();
        if let Some((date, rel, mask)) = self.span {
            let lone = self.a.parts.iter().enumerate().all(|(i, p)| {
                mask & (1 << i) != 0 || matches!(p.role, Role::Filler | Role::Small | Role::Date) || p.unit.keys.iter().any(|k| self.e.is_subject(*k))
            });
            let strength = if lone {
                0.92
            } else if self.has(c.happen) || self.has(c.timeline) {
                0.93
            } else if asks {
                0.72
            } else {
                0.4
            };
            let told = matches!(self.cue, Cue::What | Cue::Define) && (!self.yesno || self.any(&[c.happen, c.timeline, c.list]));
            let strength = if told { strength } else { strength * 0.6 };
            let query = Query { span: Some(date), rel, yesno: false, ..Query::new(Op::Timeline) };
            all.push(self.reading(query, strength, general | mask | self.a.date_mask(), None, "timeline"));
        } else if let Some(mention) = self.a.dates.iter().find(|d| d.yearless.is_some()) {
            let (month, day) = mention.yearless.unwrap_or((1, None));
            let lone =
                self.a.parts.iter().all(|p| matches!(p.role, Role::Filler | Role::Small | Role::Date) || p.unit.keys.iter().any(|k| self.e.is_subject(*k)));
            let strength = if lone || self.has(c.happen) { 0.9 } else { 0.4 };
            let query = Query { word: Some(day.map_or(format!("m{month}"), |d| format!("m{month}d{d}"))), ..Query::new(Op::Timeline) };
            all.push(self.reading(query, strength, general | self.a.date_mask(), None, "timeline"));
        } else if self.has(c.timeline)
            && let Some((topic, words)) = self.topic()
        {
            let query = Query { word: Some(topic), ..Query::new(Op::Timeline) };
            let ends = ["start", "end"].iter().filter_map(|id| self.e.vocabulary.lexicon.concept(id)).fold(0, |m, k| m | self.a.mask(k));
            all.push(self.reading(query, 0.95, general | words | ends, None, "timeline"));
        } else if self.has(c.timeline) {
            all.push(self.reading(Query::new(Op::Timeline), 0.9, general, None, "timeline"));
        }
    }

    /// A topic that a word of the question names.
    fn topic(&self) -> Option<(String, Mask)> {
        let topics = |id: &str| self.e.dataset.records.events.iter().any(|e| e.topics.iter().any(|t| t == id));
        self.a.parts.iter().enumerate().find_map(|(i, part)| {
            let name = part.unit.keys.iter().chain(&part.unit.parts).map(|k| self.e.vocabulary.lexicon.describe(*k).1).find(|name| topics(name))?;
            Some((name.to_owned(), 1 << i))
        })
    }

    /// Which of two things came first, how long between them, how long since one.
    fn order(&self, all: &mut Vec<Reading>) {
        let c = self.c;
        let splitters = [c.before, c.after, c.or, c.and, c.until, c.since, c.to];
        let long = self.cue == Cue::HowLong || self.has(c.how_long);
        let sooner = self.any(&[c.before, c.after, c.first, c.earliest, c.last]) || self.has(c.order);
        if !long && !sooner {
            return;
        }
        for (i, part) in self.a.parts.iter().enumerate() {
            let word = part.unit.keys.iter().any(|k| splitters.contains(k) && (long || *k != c.to));
            // "signing -> accession, how many days": a dash or arrow parts the two as well.
            let pause = long && self.a.tokens[part.unit.tokens.start].after_pause;
            if i == 0 || !(word || pause) {
                continue;
            }
            let cut = part.unit.tokens.clone();
            let left = &self.a.text[..self.a.tokens[cut.start].span.start];
            let right = &self.a.text[if word { self.a.tokens[cut.end - 1].span.end } else { self.a.tokens[cut.start].span.start }..];
            let Some((first, left_used)) = resolve_point(self.e, left, self.a.today) else { continue };
            // "… in the Senate and the deposit of its instrument": whose it is stands in the first half.
            let carried = || {
                let names: Vec<&str> = self.a.parts[..i].iter().filter(|p| p.role == Role::Name && p.weight > 1.0).map(|p| self.a.typed(p)).collect();
                if names.is_empty() { None } else { resolve_point(self.e, &format!("{right} {}", names.join(" ")), self.a.today) }
            };
            let Some((second, right_used)) = resolve_point(self.e, right, self.a.today).or_else(|| carried().filter(|(id, _)| *id != first)) else { continue };
            if first == second {
                continue;
            }
            let either = if self.has(c.before) && self.has(c.after) { self.words(&[c.or, c.before, c.after]) } else { 0 };
            let used = left_used
                | either
                | right_used << (i + usize::from(word))
                | if word { 1 << i } else { 0 }
                | self.cue_words()
                | self.words(&[c.first, c.earliest, c.last, c.before, c.after, c.between, c.order, c.happen, c.since, c.difference, c.next]);
            let mut query = Query { ids: vec![first, second], yesno: self.yesno, cue: self.cue, ..Query::new(if long { Op::Duration } else { Op::Order }) };
            query.rel = if part.unit.keys.contains(&c.after) { Rel::After } else { Rel::Before };
            if self.has(c.before) && self.has(c.after) {
                // "Before or after?" wants one of the two words.
                query.word = Some("either".to_owned());
                query.yesno = false;
            }
            // A plain date on one side of "before" is a limit, not a thing to compare.
            let strength = if long {
                0.99
            } else if self.yesno || self.any(&[c.first, c.or, c.earliest, c.which, c.last]) || self.has(c.order) {
                0.95
            } else {
                0.6
            };
            all.push(self.reading(query, strength, used, None, "order"));
        }
        if long {
            // "How long has it been a member", "how long ago was the invitation".
            if let Some((id, used)) = resolve_point(self.e, self.a.text, self.a.today) {
                let elapsed = self.any(&[c.elapsed, c.since, c.now, c.still, c.member]) && !self.has(c.until);
                let query = Query { ids: vec![id], cue: self.cue, ..Query::new(Op::Duration) };
                let used = used | self.cue_words() | self.words(&[c.since, c.now, c.member, c.happen, c.still]);
                all.push(self.reading(query, if elapsed { 0.97 } else { 0.58 }, used | self.words(&[c.elapsed]), None, "order"));
            }
        }
    }

    /// Sources and disagreements.
    fn sources(&self, all: &mut Vec<Reading>) {
        let c = self.c;
        if self.has(c.disagree) {
            let mut used = self.words(&[c.disagree, c.source, c.list, c.happen, c.or]) | self.cue_words();
            let mut query = Query::new(Op::Conflicts);
            let specific = self.a.parts.iter().any(|p| matches!(p.role, Role::Date | Role::Number) || p.role == Role::Name && p.weight > 1.0);
            let mut strength = if specific {
                0.45
            } else if self.has(c.source) || self.cue == Cue::Where {
                0.93
            } else {
                0.55
            };
            if let Some(hit) = self.best_hit(&[Kind::Event, Kind::Vote], 0.85) {
                used |= hit.used;
                query.ids.push(hit.id.clone());
                strength = 0.9;
            } else if let Some((j, id)) = self.a.named(Kind::Country).into_iter().find(|(_, id)| is_ally(self.e, id)) {
                used |= 1 << j;
                query.ids.push(id.to_owned());
            }
            all.push(self.reading(query, strength, used, None, "sources"));
        } else if self.has(c.source) {
            let mut used = self.words(&[c.source, c.list]) | self.cue_words();
            let mut query = Query::new(Op::Sources);
            if let Some(hit) = self.best_hit(&[Kind::Event, Kind::Vote, Kind::Fact, Kind::Election, Kind::Mission, Kind::Series], 0.85) {
                used |= hit.used;
                query.ids.push(hit.id.clone());
            }
            all.push(self.reading(query, 0.85, used, None, "sources"));
        }
    }

    /// Organisations, offices, pollsters and countries that are asked for by name.
    fn named(&self, all: &mut Vec<Reading>) {
        let c = self.c;
        for (kind, strength) in [(Kind::Organisation, 0.88), (Kind::Pollster, 0.9)] {
            for (i, id) in self.a.named(kind) {
                if self.e.vocabulary.lexicon.record(id).is_some_and(|k| self.e.is_subject(k)) {
                    continue;
                }
                let fits = matches!(self.cue, Cue::What | Cue::Define | Cue::Who);
                let defining = self.has(c.define)
                    || matches!(self.cue, Cue::Define | Cue::Who)
                    || self.a.parts.iter().all(|p| matches!(p.role, Role::Filler | Role::Name | Role::Small | Role::Cue));
                let used = 1 << i | self.cue_words() | self.words(&[c.pollster]);
                let query = Query { cue: Cue::Define, ..Query::about(Op::Record, id) };
                let strength = if kind == Kind::Pollster && !defining {
                    strength * 0.6
                } else if fits {
                    strength
                } else {
                    strength * 0.6
                };
                all.push(self.reading(query, strength, used, None, "named"));
            }
        }
    }
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

/// The dated record that a piece of text speaks of, with the positions of its words.
pub fn resolve_point(engine: &Engine, text: &str, today: jiff::civil::Date) -> Option<(String, Mask)> {
    let analysis = engine.analyse(text, today);
    let all: Mask = (1u128 << analysis.parts.len().min(127)) - 1;
    let c = &engine.concepts;
    // An ally named with nothing else stands for its ratification.
    let ally = analysis.named(Kind::Country).into_iter().find(|(_, id)| is_ally(engine, id));
    let mut best: Option<(f32, String, Mask)> = None;
    for hit in engine.phrases.hits(&analysis) {
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
        if left < 1.3 && best.as_ref().is_none_or(|(s, ..)| score > *s) {
            best = Some((score, hit.id.clone(), hit.used));
        }
    }
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
