//! Events, facts, gaps, conflicts and quotes: what their phrases ask for.

use super::{Context, Reading, aspect_fits};
use crate::{
    data::{
        Kind,
        schema::{Aspect, Verdict},
    },
    query::{
        analysis::{Mask, Part, Role},
        engine::main_date,
        model::{Cue, Op, Query, Rel},
        phrases::PhraseHit,
    },
};

/// The fewest words with a meaning that say something without an auxiliary or a pronoun.
const SHORTEST_CLAIM: usize = 4;

/// An example of a claim of this value is the claim itself, in other words at most.
const SAME_CLAIM: f32 = 0.9;

/// From this chance on that a claim holds it gets a yes; as far below a half, a no.
const SURE_CLAIM: f32 = 0.55;
/// A claim of another day than those that a record tells holds at most so likely.
const OTHER_DAY: f32 = 0.3;
/// The same for a statement that nobody asks to have confirmed.
const SURE_STATEMENT: f32 = 0.65;
/// The same where a thing that is claimed is not found among what the record tells, though it may be told in other words.
const SURE_WITHOUT: f32 = 0.8;
/// From this likelihood on a text that says something is judged as a claim, whether it is put as one or not: what asks is rarely taken for a claim at all.
const CLAIMED: f32 = 0.2;
/// The same of words without a verb or pronoun, which may only name something; from this one on it is a claim even where the record's questions are as near.
const CLAIMED_SURELY: f32 = 0.7;
/// A claim this sure is judged whatever the record as a whole is answered with, if an example of a claim is nearer than its questions.
const SURE_IN_PART: f32 = 0.9;

impl Context<'_, '_> {
    /// Events, facts, gaps, conflicts, quotes: what their phrases ask for.
    pub(super) fn described(&self, all: &mut Vec<Reading>) {
        let lone = matches!(self.cue, Cue::What | Cue::Who | Cue::Define)
            && self.a.parts.iter().all(|p| matches!(p.role, Role::Filler | Role::Name | Role::Small | Role::Cue) || self.e.is_named(&p.unit.keys));
        // A claim, put as a question or not: the examples tell what to say to it.
        let states = self.cue == Cue::What
            && !self.any(&[self.c.what, self.c.which, self.c.list, self.c.how_many])
            && !self.a.opens_within()
            && !self.names_reaction()
            && !self.requests();
        // "Which ally came after it" asks, and so does "they joined, but when"; a question word inside a statement only links.
        let asks = self.a.asks_in_words();
        // A heap of keywords claims nothing.
        let pronoun = || self.a.parts.iter().any(|p| p.unit.keys.contains(&self.c.pronouns) && !p.unit.keys.contains(&self.c.prepositions));
        let sentence = self.any(&[self.c.auxiliaries, self.c.claim, self.c.said, self.c.yesno, self.c.never, self.c.not]) || pronoun();
        // "2006 turnout?" names something; "Montenegro joined in 2017?" says something of it.
        let words = self.a.parts.iter().filter(|p| !matches!(p.role, Role::Filler | Role::Small)).count();
        // "Flag raised in June?" says something of a thing and a time.
        let says = sentence || self.asserts() || words >= SHORTEST_CLAIM || words + 1 == SHORTEST_CLAIM && self.a.date_mask() != 0;
        // "Peskov on the invitation?" wants the words; "Peskov called the invitation a threat?" claims what they were.
        let content = |p: &&Part| matches!(p.role, Role::Term | Role::Date | Role::Number | Role::Foreign) && p.weight > 0.25;
        let speaks = self.asserts() || self.a.parts.iter().filter(content).count() > 1;
        for hit in &self.hits {
            let Some((kind, i)) = self.e.dataset.find(&hit.id) else { continue };
            if hit.recall < 0.45 {
                continue;
            }
            // What happened before, after or between is not told by a statement of the thing itself, nor by how long it was.
            if hit.verbatim.is_none() && self.beside.as_ref().is_some_and(|beside| beside.op & hit.used == 0) {
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
            let dated = match &self.a.dates[..] {
                [mention] => mention.date_near(main_date(self.e, &hit.id).filter(|_| kind == Kind::Event).as_ref()),
                _ => None,
            };
            let told = states && (kind != Kind::Quote || speaks);
            let claims = !self.either && (self.yesno || told && (hit.claim && sentence || says && self.a.is_question()));
            // Whether a statement claims something is known by what it is like; it is told so only where that is sure.
            let claimed = if self.either || claims { 0.0 } else { self.claimed(hit) };
            let corrects = kind == Kind::Fact && r.facts[i].premise;
            let least = if sentence { CLAIMED } else { CLAIMED_SURELY };
            // What is found by its name is only named.
            let stated = says && hit.ask && !asks && !self.requests() && (kind != Kind::Quote || speaks) && claimed >= least;
            let plain = |verdict: Option<Verdict>| matches!(verdict, None | Some(Verdict::Yes | Verdict::No));
            let judged = match kind {
                // What is answered with "partly" may confirm or refute a claim that is put otherwise.
                Kind::Fact => plain(r.facts[i].verdict) || hit.profile.holds[0].max(hit.profile.fails[0]) >= SAME_CLAIM,
                Kind::Event => plain(r.events[i].verdict),
                Kind::Quote => true,
                _ => false,
            };
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
                        if (self.asserts() || self.cue == Cue::When) && hit.recall > 0.75 {
                            query.span = dated;
                            used |= self.a.date_mask();
                            strength *= 0.93;
                        } else {
                            strength *= 0.55;
                        }
                    } else if hit.date_agrees && (self.asserts() || claims) {
                        query.span = dated;
                        query.yesno |= dated.is_some();
                    }
                    strength *= if kind == Kind::Event { 0.97 + 0.004 * f32::from(r.events[i].weight) } else { 0.97 };
                }
                Kind::Fact => {
                    let fact = &r.facts[i];
                    let denied = self.denied;
                    // "… a full member and not a partner" denies nothing of what was found before it.
                    let ahead = denied != 0 && hit.core >> denied.trailing_zeros() != 0;
                    if ahead && hit.core & denied == 0 && !hit.holds(self.c.not) && !hit.holds(self.c.never) {
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
            // "DPS came first in 2023": the election's own reading compares it.
            if kind == Kind::Election {
                let mut election = Query { op: Op::Election, ..query.clone() };
                self.result(&mut election, &mut used);
                if election.ids.len() > 1 {
                    query = election;
                }
            }
            if hit.verbatim.is_some() {
                strength = 1.0;
            }
            let mut reading = self.reading(query, strength, used, Some(hit), "described");
            // Whether it happened at the time that is claimed is told by its date alone.
            let exact = hit.verbatim.flatten().is_some() && reading.query.op == Op::Record;
            // What a record tells of other days only did not happen on the one that is claimed.
            let other_day = self.span.is_none_or(|(_, rel, _)| rel == Rel::In) && self.e.phrases.other_day(self.a, hit);
            let judge = || if other_day { self.holds(hit, reading.precision).min(OTHER_DAY) } else { self.holds(hit, reading.precision) };
            let holds = || hit.verbatim.flatten().map_or_else(judge, |holds| f32::from(u8::from(holds)));
            let surely = |holds: &f32| (*holds - 0.5).abs() >= SURE_STATEMENT - 0.5;
            // What no claim is judged by need not be compared with it.
            let judges = exact || matches!(kind, Kind::Fact | Kind::Quote | Kind::Conflict) || kind == Kind::Event && reading.query.span.is_none();
            let holds = (judges && (exact || claims || stated)).then(holds).filter(|holds| exact || claims || surely(holds));
            let in_part = |holds: f32| {
                let nearer = hit.profile.holds[0].max(hit.profile.fails[0]) > hit.profile.asked || self.claimed(hit) >= CLAIMED_SURELY;
                (holds - 0.5).abs() >= SURE_IN_PART - 0.5 && nearer && !self.proves()
            };
            let judged = |holds: &f32| judged || matches!(kind, Kind::Fact | Kind::Event | Kind::Conflict) && in_part(*holds);
            if let Some(holds) = holds.filter(|holds| exact || judged(holds)) {
                reading.query.yesno = true;
                // "Yes. It did not happen" answers nobody who did not deny it.
                let corrects = corrects && hit.verbatim.flatten().is_none() && !self.is_denial() && self.e.phrases.said(self.a, hit, false).opposite;
                let labelled = hit.verbatim.flatten().is_some();
                let yes = labelled || !corrects && (holds >= SURE_WITHOUT || !self.leaves_thing(hit));
                if corrects && holds >= SURE_CLAIM {
                    // It corrects the opposite of what is claimed: what tells the thing itself is meant rather.
                    reading.score *= 0.93;
                }
                let word = match holds {
                    holds if holds >= SURE_CLAIM && yes => "yes",
                    holds if holds <= 1.0 - SURE_CLAIM => "no",
                    _ => "open",
                };
                reading.query.word = Some(word.to_owned());
            }
            // "Was it proven?" is no where the answer is that it was not.
            if kind == Kind::Fact && r.facts[i].verdict == Some(Verdict::Unproven) && self.yesno && self.proves() {
                reading.query.yesno = true;
                reading.query.word = Some("no".to_owned());
            }
            // "Not in my sources" is said to what is asked, not to a part of it.
            if kind == Kind::Gap && reading.precision < 0.95 {
                reading.score *= 0.93;
            }
            all.push(reading);
        }
    }

    /// How likely the text claims something of a record rather than asks for it, 0 to 1.
    fn claimed(&self, hit: &PhraseHit) -> f32 {
        let likely = self.likely.as_ref().zip(self.e.learned.as_ref().and_then(|learned| learned.number(&hit.id)));
        likely.map_or(0.0, |(likely, record)| likely.claimed(record))
    }

    /// Whether it is asked politely for something to be told: "could you provide …?" claims nothing.
    fn requests(&self) -> bool {
        self.a.parts.iter().any(|p| p.unit.keys.contains(&self.c.politeness) && p.unit.has(self.c.yesno)) && !self.yesno
    }

    /// Whether a reaction is named and nothing said of it: "Russia's reaction to the invitation?" rather than "Russia's reaction was hostile?".
    fn names_reaction(&self) -> bool {
        let reaction = self.e.vocabulary.lexicon.concept("reaction").is_some_and(|reaction| self.a.mask_whole(reaction) != 0);
        reaction && !self.yesno && self.a.mask_whole(self.c.auxiliaries) == 0
    }

    /// Whether something is claimed of somebody or of a time that nothing of a record holds, or a figure that it does not tell.
    fn leaves_thing(&self, hit: &PhraseHit) -> bool {
        let explained = hit.used | hit.near | hit.weak | self.free | self.denied;
        self.a.parts.iter().enumerate().any(|(i, p)| {
            // What is told in words is rounded mostly: "sixty or so".
            let figure = p.role == Role::Number && self.a.typed(p).starts_with(|c: char| c.is_ascii_digit());
            if figure && hit.number_differs && self.e.phrases.told(self.a, hit).numbers > 0.0 {
                return true;
            }
            let thing = p.role == Role::Name && p.weight > 1.0 || p.role == Role::Date;
            // A last name of several people is nobody's.
            let shared = p.role == Role::Term && !self.e.namesakes(&self.a.tokens[p.unit.tokens.start].text).is_empty();
            shared || thing && explained & (1 << i) == 0
        })
    }

    /// Whether it is asked, without a denial, if something is proven.
    fn proves(&self) -> bool {
        self.has(self.c.proof) && !self.is_denial()
    }

    /// Whether something is denied, and not only asked about by "didn't …".
    fn is_denial(&self) -> bool {
        let c = self.c;
        let opener: Mask = self.a.doubtful_opener().map_or(0, |i| 1 << i);
        self.a.mask_any(&[c.not, c.never, c.none]) & !opener & !self.a.contrasts() != 0
    }

    /// Whether a yes/no question asks for nothing but what a record tells: every word, name, date and figure of it stands there, and none that limits or
    /// denies it stands in the question alone.
    pub(super) fn tells_all(&self, hit: &PhraseHit) -> bool {
        let c = self.c;
        let limits = [c.not, c.never, c.only, c.still, c.or];
        let told = hit.used | hit.near | hit.weak | self.free;
        self.yesno
            && hit.recall >= 0.85
            && !hit.number_differs
            && !hit.date_differs
            && !self.crosses(hit)
            && self.a.mask_any(&limits) & !hit.core == 0
            && self.a.parts.iter().enumerate().all(|(i, p)| match p.role {
                Role::Op => hit.core & (1 << i) != 0 || p.weight <= 0.1 || p.unit.keys.contains(&c.said),
                Role::Cue => p.unit.keys.contains(&c.yesno) || p.unit.keys.contains(&c.claim) || hit.core & (1 << i) != 0,
                _ => p.weight < 0.5 || told & (1 << i) != 0,
            })
    }

    /// Whether the question speaks of one side of a vote and the phrase of the other.
    pub(super) fn crosses(&self, hit: &PhraseHit) -> bool {
        let c = self.c;
        let (r#for, against) = (hit.holds(c.r#for), hit.holds(c.against));
        let (asks_for, asks_against) = (self.a.mask_whole(c.r#for) != 0, self.a.mask_whole(c.against) != 0);
        asks_for != asks_against && r#for != against && asks_for != r#for
    }
}
