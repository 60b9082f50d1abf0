//! What speaks for a reading and against it, as named figures, and what each counts.
//!
//! The weights stand in `data/vocab/evidence.json`, fitted to the question suite by `examples/fit.rs`; every name there is one of the catalogue below.
//! A reading's worth is the sum of its evidence, each figure times its weight; what speaks for giving no answer is weighed in the same way.

use std::collections::BTreeMap;

use super::{Context, Reading};
use crate::{
    data::{
        Kind,
        finding::Finding,
        load,
        schema::{Aspect, Verdict},
    },
    query::{
        analysis::{Analysis, FOREIGN, Mask, Part, Role},
        intent::Intent,
        learned::{Likelihoods, OUTSIDE},
        model::{Cue, Op, Rel, Side},
        phrases::PhraseHit,
    },
    text::lexicon::{Key, KeyKind},
};

macro_rules! plain {
    ($($name:ident $text:literal,)*) => {
        /// Evidence with one name.
        #[derive(Debug, Clone, Copy)]
        #[allow(clippy::enum_variant_names, reason = "they are told by their texts")]
        enum Plain { $($name),* }
        const PLAIN: &[&str] = &[$($text),*];
    };
}

plain! {
    // How complete the parser found the reading, and how much of the question it explains.
    Score "score", LogScore "log-score", Strength "strength", Precision "precision", Lead "lead",
    // The phrase of the record that fits best.
    Recall "recall", RecallFull "recall-full", Weight "weight", RecallWeight "recall-weight", Single "single", Ask "ask", Verbatim "verbatim", CueAgrees "cue-agrees",
    CueDiffers "cue-differs", DateDiffers "date-differs", DateAgrees "date-agrees", PhraseDateAgrees "phrase-date-agrees", NumberDiffers "number-differs",
    NumberDiffersYesNo "number-differs-yesno",
    // All phrases of the record together.
    Cosine "cosine", Coverage "coverage", Likelihood "likelihood", Missing "missing", Found "found", Second "second", Alike "alike", AlikeThree "alike-three",
    AlikeLead "alike-lead", CosineLead "cosine-lead", LikelihoodLead "likelihood-lead",
    // What the record's texts tell.
    WhenDated "when-dated", CountCounts "count-counts", WhoPerson "who-person", WhoBody "who-body", WhereCountry "where-country",
    // The question's weight by what explains it.
    CoreShare "core-share", UsedShare "used-share", NearShare "near-share", WeakShare "weak-share", Crosses "crosses", Bare "bare",
    JoinsElsewhere "joins-elsewhere", NoHit "no-hit",
    // The same for a computation over a record.
    OverRecall "over-recall", OverWeight "over-weight", OverCosine "over-cosine", OverCoverage "over-coverage", OverLikelihood "over-likelihood",
    OverAlike "over-alike", OverAlikeLead "over-alike-lead", OverCosineLead "over-cosine-lead", OverDateDiffers "over-date-differs", OverCueAgrees "over-cue-agrees", OverCueDiffers "over-cue-differs",
    OverCoreShare "over-core-share", IntentVerbatim "intent-verbatim", IntentLead "intent-lead", IntentSame "intent-same", IntentBeside "intent-beside", OverNearShare "over-near-share", OverElsewhere "over-elsewhere",
    // What has been learned from all examples.
    Learned "learned", LearnedLead "learned-lead", LearnedShare "learned-share", LearnedFirst "learned-first", OverLearned "over-learned",
    OverLearnedLead "over-learned-lead", OverLearnedShare "over-learned-share", OverLearnedOf "over-learned-of", NoneLearned "none-learned", NoneLearnedShare "none-learned-share",
    NoneOutside "none-outside", NoneOutsideShare "none-outside-share",
    // The statement itself.
    FactWeight "fact-weight", FactYesNoVerdict "fact-yesno-verdict", FactYesNoNone "fact-yesno-none", FactVerdictPlain "fact-verdict-plain",
    FactPremise "fact-premise", FactPremiseMissing "fact-premise-missing", FactVerdictNoMissing "fact-verdict-no-missing", FactPremiseYesNo "fact-premise-yesno", FactVerdictNo "fact-verdict-no", EventWeight "event-weight", EventYesNo "event-yesno",
    // What the claim would be answered with, were the record meant.
    FactPremiseHolds "fact-premise-holds", FactNoHolds "fact-no-holds", FactYesHolds "fact-yes-holds", ClaimSure "claim-sure",
    YesNoKept "yesno-kept", YesNoLost "yesno-lost", ClaimJudged "claim-judged", ClaimMargin "claim-margin",
    ClaimSaid "claim-said", ClaimSaidFully "claim-said-fully",
    // What stays unexplained.
    NearTerm "near-term", WeakTerm "weak-term", LeftTerm "left-term", NearName "near-name", WeakName "weak-name", LeftName "left-name",
    NearDate "near-date", WeakDate "weak-date", LeftDate "left-date", NearNumber "near-number", WeakNumber "weak-number", LeftNumber "left-number",
    NearForeign "near-foreign", WeakForeign "weak-foreign", LeftForeign "left-foreign", NearOpinion "near-opinion", WeakOpinion "weak-opinion",
    LeftOpinion "left-opinion", LeftCue "left-cue", NearStranger "near-stranger", WeakStranger "weak-stranger", LeftStranger "left-stranger",
    // Nothing but names, dates and figures is explained, and another word is not.
    NamesLeftTerm "names-left-term", NamesLeftStranger "names-left-stranger",
    HeadExplained "head-explained", HeadLeft "head-left",
    // For giving no answer.
    None "none", NoneForeign "none-foreign", NoneOpinion "none-opinion", NoneStranger "none-stranger", NoneContent "none-content", NoneYesNo "none-yesno",
    NoneElsewhere "none-elsewhere", NoneCosine "none-cosine", NoneAlike "none-alike", NoneCoverage "none-coverage",
    // For saying yes to a claim about a record rather than no.
    Yes "yes", YesNear "yes-near", YesNearest "yes-nearest", YesOwn "yes-own", YesGeneral "yes-general", YesClaims "yes-claims", YesVerdict "yes-verdict",
    YesVerdictAsked "yes-verdict-asked", YesVerdictAhead "yes-verdict-ahead", YesVerdictExact "yes-verdict-exact", YesExact "yes-exact", YesPlain "yes-plain", YesPlainShare "yes-plain-share", YesPremise "yes-premise",
    YesTold "yes-told", YesNumberDiffers "yes-number-differs", YesDateDiffers "yes-date-differs", YesDateAgrees "yes-date-agrees", YesCrosses "yes-crosses",
    YesDenied "yes-denied", YesOpener "yes-opener", YesEvent "yes-event", YesQuote "yes-quote", YesOnly "yes-only", YesTagged "yes-tagged",
    YesPrecision "yes-precision", YesSaid "yes-said", YesSaidFully "yes-said-fully", YesOpposite "yes-opposite", YesOppositeFully "yes-opposite-fully", YesShare "yes-share", YesUntoldNames "yes-untold-names", YesUntoldNumbers "yes-untold-numbers",
    YesUntoldDates "yes-untold-dates", YesUntoldTerms "yes-untold-terms", YesOtherSpeaker "yes-other-speaker",
    YesLearned "yes-learned", YesLearnedSure "yes-learned-sure", YesOtherNames "yes-other-names", YesOtherNumbers "yes-other-numbers",
    YesOtherDates "yes-other-dates", YesOtherSide "yes-other-side", YesTurnsLeft "yes-turns-left", YesConverse "yes-converse", YesFigures "yes-figures", YesOtherDay "yes-other-day", YesTimed "yes-timed",
    // For being sure of a reading, whatever it says.
    Sure "sure", SureAhead "sure-ahead", SureApart "sure-apart", SureShare "sure-share", SureDoubt "sure-doubt",
}

/// The parsers that make readings.
const PARSERS: &[&str] = &[
    "computed",
    "described",
    "elections",
    "lists",
    "members",
    "missions",
    "named",
    "offices",
    "open-vote",
    "order",
    "parties",
    "people",
    "polls",
    "ratifications",
    "series",
    "sources",
    "tallies",
    "timeline",
    "votes",
];

/// Words of order and comparison, by the concept's id, that change what is asked when nothing explains them.
const OPERATORS: &[&str] = &[
    "first",
    "last",
    "not",
    "never",
    "only",
    "ever",
    "still",
    "or",
    "before",
    "after",
    "highest",
    "lowest",
    "average",
    "now",
    "most",
    "more-than",
    "less-than",
    "between",
    "since",
    "compare",
    "latest",
    "next",
    "percent",
    "same",
    "majority",
    "said",
    "and",
    "other",
];
const ASPECTS: usize = Aspect::Place as usize + 2;
const CUES: usize = Cue::TABLE.len();
const KINDS: usize = Kind::ALL.len();
const OPS: usize = Op::TABLE.len();
const HOW: &[&str] = &["left", "weak", "near"];

const PARSER: usize = PLAIN.len();
const KIND: usize = PARSER + PARSERS.len();
const KIND_CUE: usize = KIND + KINDS;
const OP: usize = KIND_CUE + KINDS * CUES;
const OP_WHOLE: usize = OP + OPS;
const OP_CUE: usize = OP_WHOLE + OPS;
const ASPECT_CUE: usize = OP_CUE + OPS * CUES;
const OPERATOR: usize = ASPECT_CUE + ASPECTS * CUES;
const NONE_CUE: usize = OPERATOR + HOW.len() * OPERATORS.len();
const ALL: usize = NONE_CUE + CUES;

/// Which word of order or comparison each part of a question is, by its place among [`OPERATORS`].
pub(super) fn operators(analysis: &Analysis<'_>) -> Vec<usize> {
    let lexicon = &analysis.engine.vocabulary.lexicon;
    let operator = |part: &Part| {
        let among = |key: &Key| match lexicon.describe(*key) {
            (KeyKind::Concept(_), id) => OPERATORS.iter().position(|operator| *operator == id),
            _ => None,
        };
        if part.role == Role::Op { part.unit.keys.iter().filter_map(among).min() } else { None }.unwrap_or(OPERATORS.len() - 1)
    };
    analysis.parts.iter().map(operator).collect()
}

/// What a statement tells, by name: its aspects in order, and none at the end.
fn aspects() -> impl Iterator<Item = String> {
    let told = [
        Aspect::Where,
        Aspect::Who,
        Aspect::Why,
        Aspect::How,
        Aspect::What,
        Aspect::Meaning,
        Aspect::Result,
        Aspect::Content,
        Aspect::Reaction,
        Aspect::Count,
        Aspect::Place,
    ];
    debug_assert!(told.iter().enumerate().all(|(i, aspect)| *aspect as usize == i));
    told.into_iter().map(|aspect| format!("{aspect:?}").to_lowercase()).chain(std::iter::once("none".to_owned()))
}

/// Every kind of evidence by its name, in the order of their numbers.
pub fn names() -> Vec<String> {
    let cues = || Cue::TABLE.iter().map(|(cue, _)| format!("{cue:?}").to_lowercase());
    let kinds = || Kind::ALL.iter().map(|kind| format!("kind-{kind:?}").to_lowercase());
    let ops = || Op::TABLE.iter().map(|(.., intent)| format!("op-{intent}"));
    let by_cue = |name: String| cues().map(move |cue| format!("{name}-{cue}")).collect::<Vec<_>>();
    let mut all: Vec<String> = PLAIN.iter().map(|name| (*name).to_owned()).collect();
    all.extend(PARSERS.iter().map(|parser| format!("parser-{parser}")));
    all.extend(kinds());
    all.extend(kinds().flat_map(by_cue));
    all.extend(ops());
    all.extend(ops().map(|op| format!("{op}-whole")));
    all.extend(ops().flat_map(by_cue));
    all.extend(aspects().flat_map(|aspect| by_cue(format!("aspect-{aspect}"))));
    all.extend(HOW.iter().flat_map(|how| OPERATORS.iter().map(move |operator| format!("{how}-op-{operator}"))));
    all.extend(by_cue("none".to_owned()));
    debug_assert_eq!(all.len(), ALL);
    all
}

/// Where a dataset keeps what its evidence counts.
pub const EVIDENCE: &str = "vocab/evidence.json";

/// The same for a dataset without a model (`query::learned`), if it differs.
pub const UNLEARNED: &str = "vocab/evidence-unlearned.json";

/// What each kind of evidence counts, by its number.
#[derive(Debug)]
pub struct Weights(Vec<f32>);

impl Weights {
    /// From the file at `path`: names with their weights; what is not named counts nothing.
    pub fn new(file: &BTreeMap<String, f32>, path: &str, findings: &mut Vec<Finding>) -> Self {
        let names = names();
        let number: BTreeMap<&str, usize> = names.iter().enumerate().map(|(i, name)| (name.as_str(), i)).collect();
        let mut weights = vec![0.0; ALL];
        for (name, weight) in file {
            match number.get(name.as_str()) {
                Some(i) => weights[*i] = *weight,
                None => findings.push(load::whole_file(path, "evidence", format!("there is no evidence `{name}`"))),
            }
        }
        Self(weights)
    }
}

/// How far a share lies above another, of the way to all.
fn above(share: f32, least: f32) -> f32 {
    ((share - least) / (1.0 - least)).clamp(0.0, 1.0)
}

/// Logarithms of likelihoods are divided by this, to lie where other figures do.
const LOGARITHMS: f32 = 4.0;

/// An example of a claim of this value at least is nearly the claim itself.
const EXACT: f32 = 0.75;

/// From here on a reading has all its parts.
const COMPLETE: f32 = 0.95;
/// From this share on a reading explains the whole question.
const WHOLE: f32 = 0.99;

/// A word of this weight or less asks for nothing.
const SLIGHT: f32 = 0.3;

/// From this share of a question on that one sentence says it is nearly all said.
const FULLY: f32 = 0.7;

/// An example of a claim of this value at least is near enough to judge another by.
const NEAR_CLAIM: f32 = 0.45;

/// The evidence about a claim that the examples of claims can teach: how alike they are, and what the record's texts tell. What a record's own questions are
/// answered with is not among it, for the examples have as many claims of either side.
pub fn taught_by_examples() -> Vec<usize> {
    let taught = [
        Plain::Yes,
        Plain::YesNear,
        Plain::YesNearest,
        Plain::YesExact,
        Plain::YesOwn,
        Plain::YesGeneral,
        Plain::YesClaims,
        Plain::YesShare,
        Plain::YesSaid,
        Plain::YesSaidFully,
        Plain::YesOpposite,
        Plain::YesOppositeFully,
        Plain::YesUntoldNames,
        Plain::YesUntoldNumbers,
        Plain::YesUntoldDates,
        Plain::YesUntoldTerms,
        Plain::YesOnly,
        Plain::YesNumberDiffers,
        Plain::YesDateDiffers,
        Plain::YesDateAgrees,
        Plain::YesCrosses,
        Plain::YesOtherSpeaker,
        Plain::YesDenied,
        Plain::YesOpener,
    ];
    taught.into_iter().map(|name| name as usize).collect()
}

/// What speaks for being sure of each reading, by number: how far it is ahead of giving no answer and of the best reading of something else, and its share
/// of all that is likely.
pub fn sureness_evidence(readings: &[Reading], doubt: f32) -> Vec<[(usize, f32); 5]> {
    let most = readings.iter().map(|r| r.worth).fold(doubt, f32::max);
    let likely = |worth: f32| (worth - most).exp();
    let all: f32 = readings.iter().map(|r| likely(r.worth)).sum::<f32>() + likely(doubt);
    // The readings of the same, each by its first: their ids are compared once.
    let same = |a: &Reading, b: &Reading| a.query.ids.first() == b.query.ids.first() && (!a.query.ids.is_empty() || a.query.op == b.query.op);
    let firsts: Vec<usize> = readings.iter().map(|reading| readings.iter().position(|first| same(first, reading)).unwrap_or(0)).collect();
    readings
        .iter()
        .zip(&firsts)
        .map(|(reading, first)| {
            let others = readings.iter().zip(&firsts).filter(|(_, other)| *other != first);
            let rival = others.map(|(other, _)| other.worth).fold(doubt - 4.0, f32::max);
            [
                (Plain::Sure as usize, 1.0),
                (Plain::SureAhead as usize, (reading.worth - doubt).clamp(-8.0, 8.0)),
                (Plain::SureApart as usize, (reading.worth - rival).clamp(-8.0, 8.0)),
                (Plain::SureShare as usize, likely(reading.worth) / all),
                (Plain::SureDoubt as usize, likely(doubt) / all),
            ]
        })
        .collect()
}

/// The best and second best of a figure over all hits, to tell how far one stands out.
#[derive(Debug, Clone, Copy, Default)]
pub struct Best {
    first: f32,
    second: f32,
}

impl Best {
    fn of(values: impl Iterator<Item = f32>) -> Self {
        values.fold(Self { first: -9.0, second: -9.0 }, |best, value| {
            if value > best.first { Self { first: value, second: best.first } } else { Self { second: best.second.max(value), ..best } }
        })
    }

    /// How far a value lies above the best other one.
    fn lead(self, value: f32, least: f32) -> f32 {
        let other = if value >= self.first { self.second } else { self.first };
        value - other.max(least)
    }
}

/// What the hits and readings of a question have in common, found once.
#[derive(Debug, Clone, Copy, Default)]
pub struct Field {
    cosine: Best,
    alike: Best,
    likelihood: Best,
    coverage: f32,
    score: Best,
    /// How alike the best examples of any computation are.
    intent: f32,
    /// The likelihoods that were learned.
    learned: Best,
}

impl Context<'_, '_> {
    /// What the readings are compared with.
    pub fn field(&self, readings: &[Reading]) -> Field {
        Field {
            cosine: Best::of(self.hits.iter().map(|h| h.profile.cosine)),
            alike: Best::of(self.hits.iter().map(|h| h.profile.alike_three)),
            likelihood: Best::of(self.hits.iter().map(|h| h.profile.likelihood)),
            coverage: self.hits.iter().map(|h| h.profile.coverage).fold(0.0, f32::max),
            score: Best::of(readings.iter().map(|r| r.completeness)),
            intent: self.intents().map(|(_, alike)| alike).fold(0.0, f32::max),
            learned: self.likely.as_ref().map_or_else(Best::default, |likely| Best::of(likely.best().into_iter())),
        }
    }

    /// How sure each reading is, 0 to 1, by what it, its rivals and giving no answer are worth.
    pub fn sureness(&self, readings: &[Reading], doubt: f32) -> Vec<f32> {
        sureness_evidence(readings, doubt)
            .into_iter()
            .map(|evidence| {
                let sum: f32 = evidence.iter().map(|(number, value)| self.e.weights.0[*number] * value).sum();
                1.0 / (1.0 + (-sum).exp())
            })
            .collect()
    }

    /// The computations that examples ask for, with how alike the examples are.
    fn intents(&self) -> impl Iterator<Item = (&Intent, f32)> {
        self.hits.iter().filter_map(|h| h.intent.map(|intent| (&self.e.intents[intent], h.profile.alike_three)))
    }

    /// How alike the examples are of the computation that a reading makes, and of any other.
    fn intent_evidence(&self, reading: &Reading, field: &Field, plain: &mut impl FnMut(Plain, f32)) {
        let query = &reading.query;
        let same = |intent: &Intent| {
            let sided = intent.side.is_none() || intent.side == query.side || query.side.is_none() && intent.side == Some(Side::For);
            intent.op == query.op && sided
        };
        let verbatim = |hit: &PhraseHit| hit.verbatim.is_some() && hit.intent.is_some_and(|intent| same(&self.e.intents[intent]));
        plain(Plain::IntentVerbatim, if self.hits.iter().any(verbatim) { 1.0 } else { 0.0 });
        let (mut own, mut other) = (0.0f32, 0.0f32);
        for (intent, alike) in self.intents() {
            let best = if same(intent) { &mut own } else { &mut other };
            *best = best.max(alike);
        }
        if self.likely.is_some() {
            let likely = self.e.intents.iter().zip(&self.computations).filter(|(intent, _)| same(intent));
            let own = likely.map(|(_, likely)| *likely).fold(Likelihoods::LEAST, f32::max);
            plain(Plain::OverLearned, own / LOGARITHMS);
            plain(Plain::OverLearnedLead, field.learned.lead(own, Likelihoods::LEAST).clamp(-8.0, 8.0) / LOGARITHMS);
            plain(Plain::OverLearnedShare, own.exp());
            if let Some(id) = query.ids.first() {
                plain(Plain::OverLearnedOf, self.likelihood(id) / LOGARITHMS);
            }
        }
        plain(Plain::IntentLead, own - other);
        plain(Plain::IntentSame, own);
    }

    /// How likely a record or computation is asked for by what has been learned, as a logarithm.
    pub(super) fn likelihood(&self, id: &str) -> f32 {
        let known = self.likely.as_ref().zip(self.e.learned.as_ref().and_then(|learned| learned.number(id)));
        known.map_or(Likelihoods::LEAST, |(likely, record)| likely.of(record))
    }

    /// What a reading is worth.
    pub fn worth(&self, reading: &Reading, field: &Field) -> f32 {
        let mut sum = 0.0;
        self.evidence(reading, field, &mut |number, value| sum += self.e.weights.0[number] * value);
        sum
    }

    /// What giving no answer is worth.
    pub fn doubt_worth(&self, field: &Field) -> f32 {
        let mut sum = 0.0;
        self.doubt(field, &mut |number, value| sum += self.e.weights.0[number] * value);
        sum
    }

    /// The evidence for a reading, by number.
    pub fn evidence(&self, reading: &Reading, field: &Field, put: &mut impl FnMut(usize, f32)) {
        let flag = |b: bool| if b { 1.0 } else { 0.0 };
        let query = &reading.query;
        let cue = self.cue as usize;
        let mut plain = |name: Plain, value: f32| put(name as usize, value);
        plain(Plain::Score, reading.completeness);
        plain(Plain::LogScore, reading.completeness.max(0.05).ln());
        plain(Plain::Strength, reading.strength);
        plain(Plain::Precision, reading.precision);
        plain(Plain::Lead, field.score.lead(reading.completeness, 0.0));
        let id = query.ids.first().map(String::as_str);
        let found = id.and_then(|id| self.e.dataset.find(id));
        let hit = reading.hit.map(|i| &self.hits[i]).or_else(|| id.and_then(|id| self.hits.iter().find(|h| h.id == id)));
        let described = query.op == Op::Record;
        match hit {
            Some(hit) if described => self.of_record(hit, field, &mut plain),
            Some(hit) => self.of_computation(hit, field, &mut plain),
            None if described => plain(Plain::NoHit, 1.0),
            None => {}
        }
        if described && self.likely.is_some() {
            let own = id.map_or(Likelihoods::LEAST, |id| self.likelihood(id));
            plain(Plain::Learned, own / LOGARITHMS);
            plain(Plain::LearnedLead, field.learned.lead(own, Likelihoods::LEAST).clamp(-8.0, 8.0) / LOGARITHMS);
            plain(Plain::LearnedShare, own.exp());
            plain(Plain::LearnedFirst, flag(own >= field.learned.first));
        }
        if described {
            plain(Plain::IntentBeside, field.intent - hit.map_or(0.0, |h| h.profile.alike_three));
        } else {
            self.intent_evidence(reading, field, &mut plain);
            plain(Plain::OverElsewhere, flag(self.elsewhere.is_some()));
        }
        plain(Plain::YesNoKept, flag(self.yesno && query.yesno));
        plain(Plain::YesNoLost, flag(self.yesno && !query.yesno));
        if described && let Some((Kind::Fact, i)) = found {
            let fact = &self.e.dataset.records.facts[i];
            plain(Plain::FactWeight, f32::from(fact.weight) / 10.0);
            plain(Plain::FactYesNoVerdict, flag(self.yesno && fact.verdict.is_some()));
            plain(Plain::FactYesNoNone, flag(self.yesno && fact.verdict.is_none()));
            plain(Plain::FactVerdictPlain, flag(!self.yesno && fact.verdict.is_some()));
            plain(Plain::FactPremise, flag(fact.premise));
            let missing = hit.map_or(0.0, |h| h.profile.missing);
            plain(Plain::FactPremiseMissing, flag(fact.premise) * missing);
            plain(Plain::FactVerdictNoMissing, flag(fact.verdict == Some(Verdict::No)) * missing);
            plain(Plain::FactPremiseYesNo, flag(fact.premise && self.yesno));
            plain(Plain::FactVerdictNo, flag(fact.verdict == Some(Verdict::No)));
            if let Some(hit) = hit.filter(|_| self.yesno) {
                // What corrects a false claim is not meant where the claim holds.
                let holds = self.holds(hit, reading.precision);
                plain(Plain::FactPremiseHolds, flag(fact.premise) * holds);
                plain(Plain::FactNoHolds, flag(fact.verdict == Some(Verdict::No)) * holds);
                plain(Plain::FactYesHolds, flag(fact.verdict == Some(Verdict::Yes)) * holds);
                plain(Plain::ClaimSure, (holds - 0.5).abs() * 2.0);
            }
            let aspect = fact.aspect.map_or(ASPECTS - 1, |a| a as usize);
            put(ASPECT_CUE + aspect * CUES + cue, 1.0);
        } else if described && let Some((Kind::Event, i)) = found {
            plain(Plain::EventWeight, f32::from(self.e.dataset.records.events[i].weight) / 10.0);
            plain(Plain::EventYesNo, flag(self.yesno));
        }
        if let Some((head, _)) = self.head {
            let (near, weak) = hit.map_or((0, 0), |h| (h.near, h.weak));
            put(Plain::HeadExplained as usize, flag(reading.used & head != 0));
            put(Plain::HeadLeft as usize, flag((reading.used | near | weak) & head == 0));
        }
        if let Some(parser) = PARSERS.iter().position(|p| *p == reading.parser) {
            put(PARSER + parser, 1.0);
        }
        put(OP + query.op as usize, 1.0);
        // Every part that the computation needs was found, and nothing else is asked.
        put(OP_WHOLE + query.op as usize, flag(reading.strength >= COMPLETE && reading.precision >= WHOLE));
        match found.filter(|_| described) {
            Some((kind, _)) => {
                put(KIND + kind as usize, 1.0);
                put(KIND_CUE + kind as usize * CUES + cue, 1.0);
            }
            None => put(OP_CUE + query.op as usize * CUES + cue, 1.0),
        }
        self.unexplained(reading, hit, put);
    }

    /// How likely what a question claims of a record holds, 0 to 1.
    pub fn holds(&self, hit: &PhraseHit, precision: f32) -> f32 {
        let mut sum = 0.0;
        self.claim_evidence(hit, precision, None, &mut |number, value| sum += self.e.weights.0[number] * value);
        1.0 / (1.0 + (-sum).exp())
    }

    /// Whether a record that has one time lies before or after the one that the question names, as is claimed.
    fn timed(&self, hit: &PhraseHit) -> Option<bool> {
        let (claimed, rel, _) = self.span.filter(|(_, rel, _)| *rel != Rel::In && self.a.dates.len() == 1)?;
        match self.e.dataset.dates(&hit.id)[..] {
            [date] => Some(rel.holds(&date, &claimed)),
            _ => None,
        }
    }

    /// What speaks for a claim about a record, by number. With `without` an example of a claim that the record confirms (`true`) or refutes is left out: the
    /// one that the question is.
    pub fn claim_evidence(&self, hit: &PhraseHit, precision: f32, without: Option<bool>, put: &mut impl FnMut(usize, f32)) {
        let flag = |b: bool| if b { 1.0 } else { 0.0 };
        let mut plain = |name: Plain, value: f32| put(name as usize, value);
        let best = |best: &[f32; 4], own: bool| -> [f32; 3] { if without == Some(own) { [best[1], best[2], best[3]] } else { [best[0], best[1], best[2]] } };
        let (holds, fails) = (best(&hit.profile.holds, true), best(&hit.profile.fails, false));
        let value = |best: [f32; 3]| best[0] + best[1] / 2.0 + best[2] / 4.0;
        let (own, general) = self.e.phrases.claim_odds(self.a, hit, without);
        plain(Plain::Yes, 1.0);
        // What was learned from a claim itself shows nothing of how others are judged.
        if without.is_none()
            && let Some((likely, record)) = self.likely.as_ref().zip(self.e.learned.as_ref().and_then(|learned| learned.number(&hit.id)))
        {
            let odds = likely.odds(record);
            plain(Plain::YesLearned, odds.clamp(-8.0, 8.0) / LOGARITHMS);
            plain(Plain::YesLearnedSure, (odds / 2.0).tanh());
        }
        plain(Plain::YesNear, value(holds) - value(fails));
        plain(Plain::YesNearest, holds[0] - fails[0]);
        let exact = above(holds[0].max(fails[0]), EXACT);
        plain(Plain::YesExact, exact * (holds[0] - fails[0]));
        plain(Plain::YesOwn, own);
        plain(Plain::YesGeneral, general);
        plain(Plain::YesClaims, holds[0].max(fails[0]));
        plain(Plain::YesPrecision, precision);
        let c = self.c;
        let opener: Mask = self.a.doubtful_opener().map_or(0, |i| 1 << i);
        let denying = self.a.mask_any(&[c.not, c.never, c.none]) & !self.a.mask_any(&[c.yesno, c.claim]) & !opener & !self.a.contrasts();
        let denied = denying != 0 && !(hit.holds(c.not) || hit.holds(c.never));
        let told = self.e.phrases.told(self.a, hit);
        let said = self.e.phrases.said(self.a, hit, denying != 0);
        let fully = above(said.share, FULLY);
        plain(Plain::YesSaid, said.share);
        plain(Plain::YesSaidFully, fully);
        plain(Plain::YesOpposite, flag(said.opposite) * said.share);
        plain(Plain::YesOppositeFully, flag(said.opposite) * fully);
        plain(Plain::YesOtherNames, said.names.min(2.0));
        plain(Plain::YesOtherNumbers, said.numbers.min(2.0));
        plain(Plain::YesOtherDates, said.dates.min(2.0));
        plain(Plain::YesTurnsLeft, said.left.min(3.0));
        plain(Plain::YesConverse, said.converse);
        // The claim that is judged must not speak for itself.
        if without.is_none() {
            plain(Plain::YesFigures, self.e.phrases.figures_claimed(self.a, hit));
        }
        plain(Plain::YesOtherDay, flag(self.e.phrases.other_day(self.a, hit)));
        plain(
            Plain::YesOtherSide,
            flag(self.claims.sides().any(|(amount, side)| self.side_key(side).is_some_and(|side| self.e.phrases.other_side(hit, amount, side)))),
        );
        // "Before 2010" of what was in 2007 tells no date, but is right.
        let timed = self.timed(hit);
        plain(Plain::YesTimed, timed.map_or(0.0, |holds| if holds { 1.0 } else { -1.0 }));
        plain(Plain::YesShare, told.share);
        plain(Plain::YesUntoldNames, told.names.min(3.0));
        plain(Plain::YesUntoldNumbers, told.numbers.min(3.0));
        plain(Plain::YesUntoldDates, if timed.is_some() { 0.0 } else { told.dates.min(2.0) });
        plain(Plain::YesUntoldTerms, told.terms.min(6.0));
        plain(Plain::YesDenied, flag(denied));
        plain(Plain::YesOpener, flag(self.a.doubtful_opener().is_some()));
        plain(Plain::YesTagged, flag(self.a.tagged()));
        plain(Plain::YesTold, flag(self.tells_all(hit)));
        plain(Plain::YesNumberDiffers, flag(hit.number_differs));
        plain(Plain::YesDateDiffers, flag(hit.date_differs));
        plain(Plain::YesDateAgrees, flag(hit.date_agrees));
        plain(Plain::YesCrosses, flag(self.crosses(hit)));
        plain(Plain::YesOnly, flag(self.a.mask_whole(c.only) & !hit.core != 0));
        match self.e.dataset.find(&hit.id) {
            Some((Kind::Fact, i)) => {
                let fact = &self.e.dataset.records.facts[i];
                let (yes, no) = (fact.verdict == Some(Verdict::Yes), fact.verdict == Some(Verdict::No));
                // What its own questions are answered with, turned round where the question denies.
                let own = (flag(yes) - flag(no)) * if denied { -1.0 } else { 1.0 };
                let asked = hit.profile.asked;
                plain(Plain::YesVerdict, own);
                plain(Plain::YesVerdictAsked, own * asked);
                plain(Plain::YesVerdictAhead, own * (asked - holds[0].max(fails[0])));
                plain(Plain::YesVerdictExact, own * exact);
                plain(Plain::YesPlain, flag(!yes && !no));
                plain(Plain::YesPlainShare, flag(!yes && !no) * told.share);
                plain(Plain::YesPremise, flag(fact.premise));
            }
            Some((Kind::Event, i)) => {
                let event = &self.e.dataset.records.events[i];
                plain(Plain::YesEvent, 1.0);
                plain(Plain::YesVerdict, flag(event.verdict == Some(Verdict::Yes)) - flag(event.verdict == Some(Verdict::No)));
            }
            Some((Kind::Quote, i)) => {
                let speaker = &self.e.dataset.records.quotes[i].speaker;
                let named = self.a.named(Kind::Person);
                plain(Plain::YesQuote, 1.0);
                plain(Plain::YesOtherSpeaker, flag(!named.is_empty() && named.iter().all(|(_, id)| id != speaker)));
            }
            _ => {}
        }
    }

    /// The concept of a side that figures of a record stand for.
    fn side_key(&self, side: Side) -> Option<Key> {
        let c = self.c;
        Some(match side {
            Side::For => c.r#for,
            Side::Against => c.against,
            Side::Undecided => c.undecided,
            Side::Abstained => c.abstain,
            Side::Absent => c.absent,
            _ => return None,
        })
    }

    /// How a record's phrases and texts fit.
    fn of_record(&self, hit: &PhraseHit, field: &Field, plain: &mut impl FnMut(Plain, f32)) {
        let flag = |b: bool| if b { 1.0 } else { 0.0 };
        let profile = &hit.profile;
        plain(Plain::Recall, hit.recall);
        plain(Plain::RecallFull, flag(hit.recall > 0.95));
        plain(Plain::Weight, hit.weight.min(5.0) / 5.0);
        plain(Plain::RecallWeight, hit.recall * hit.weight.min(4.0).sqrt());
        plain(Plain::Single, flag(hit.single));
        plain(Plain::Ask, flag(hit.ask));
        plain(Plain::Verbatim, flag(hit.verbatim.is_some()));
        plain(Plain::CueAgrees, flag(hit.cue_agrees));
        plain(Plain::CueDiffers, flag(hit.cue_differs));
        plain(Plain::DateDiffers, flag(hit.date_differs));
        plain(Plain::DateAgrees, flag(hit.date_agrees));
        plain(Plain::PhraseDateAgrees, flag(hit.phrase_date_agrees));
        plain(Plain::NumberDiffers, flag(hit.number_differs));
        plain(Plain::NumberDiffersYesNo, flag(hit.number_differs && self.yesno));
        plain(Plain::Cosine, profile.cosine);
        plain(Plain::Coverage, profile.coverage);
        plain(Plain::Likelihood, profile.likelihood.clamp(-2.0, 5.0));
        plain(Plain::Missing, profile.missing);
        plain(Plain::Found, profile.found / 5.0);
        plain(Plain::Second, profile.second);
        plain(Plain::Alike, profile.alike);
        plain(Plain::AlikeThree, profile.alike_three);
        plain(Plain::AlikeLead, field.alike.lead(profile.alike_three, 0.0));
        plain(Plain::CosineLead, field.cosine.lead(profile.cosine, 0.0));
        plain(Plain::LikelihoodLead, field.likelihood.lead(profile.likelihood, -3.0).clamp(-3.0, 3.0));
        let names = |kinds: &[Kind]| kinds.iter().any(|k| profile.names & (1 << *k as u32) != 0);
        match self.cue {
            Cue::When => plain(Plain::WhenDated, flag(profile.dated)),
            Cue::Count => plain(Plain::CountCounts, flag(hit.counts)),
            Cue::Who => {
                plain(Plain::WhoPerson, flag(names(&[Kind::Person])));
                plain(Plain::WhoBody, flag(!names(&[Kind::Person]) && names(&[Kind::Party, Kind::Organisation, Kind::Country])));
            }
            Cue::Where => plain(Plain::WhereCountry, flag(names(&[Kind::Country]))),
            _ => {}
        }
        let [core, used, near, weak] = self.shares(hit);
        plain(Plain::CoreShare, core);
        plain(Plain::UsedShare, used);
        plain(Plain::NearShare, near);
        plain(Plain::WeakShare, weak);
        plain(Plain::Crosses, flag(self.crosses(hit)));
        plain(Plain::Bare, flag(hit.bare(self.e)));
        plain(Plain::JoinsElsewhere, flag(self.joins_elsewhere(hit)));
        if self.yesno || hit.claim {
            plain(Plain::ClaimJudged, flag(profile.holds[0].max(profile.fails[0]) >= NEAR_CLAIM));
            plain(Plain::ClaimMargin, (profile.holds[0] - profile.fails[0]).abs());
            let said = self.e.phrases.said(self.a, hit, false).share;
            plain(Plain::ClaimSaid, said);

            plain(Plain::ClaimSaidFully, above(said, FULLY));
        }
    }

    /// How the phrases fit of what a computation is asked for with or made over.
    fn of_computation(&self, hit: &PhraseHit, field: &Field, plain: &mut impl FnMut(Plain, f32)) {
        let flag = |b: bool| if b { 1.0 } else { 0.0 };
        let profile = &hit.profile;
        plain(Plain::OverRecall, hit.recall);
        plain(Plain::OverWeight, hit.weight.min(5.0) / 5.0);
        plain(Plain::OverCosine, profile.cosine);
        plain(Plain::OverCoverage, profile.coverage);
        plain(Plain::OverLikelihood, profile.likelihood.clamp(-2.0, 5.0));
        plain(Plain::OverAlike, profile.alike_three);
        plain(Plain::OverAlikeLead, field.alike.lead(profile.alike_three, 0.0));
        plain(Plain::OverCosineLead, field.cosine.lead(profile.cosine, 0.0));
        plain(Plain::OverDateDiffers, flag(hit.date_differs));
        plain(Plain::OverCueAgrees, flag(hit.cue_agrees));
        plain(Plain::OverCueDiffers, flag(hit.cue_differs));
        let [core, _, near, _] = self.shares(hit);
        plain(Plain::OverCoreShare, core);
        plain(Plain::OverNearShare, near);
    }

    /// The shares of the question's weight that a hit's best phrase, its own words, its other phrases and its texts explain.
    fn shares(&self, hit: &PhraseHit) -> [f32; 4] {
        let mut shares = [0.0f32; 4];
        let mut whole = 0.0f32;
        for (i, part) in self.a.parts.iter().enumerate() {
            if matches!(part.role, Role::Filler | Role::Cue | Role::Small) {
                continue;
            }
            let bit: Mask = 1 << i;
            whole += part.weight;
            let place = [hit.core, hit.used | self.free, hit.near, hit.weak].iter().position(|mask| mask & bit != 0);
            if let Some(place) = place {
                shares[place] += part.weight;
            }
        }
        shares.map(|share| share / whole.max(0.5))
    }

    /// What a reading leaves unexplained, by what it is.
    fn unexplained(&self, reading: &Reading, hit: Option<&PhraseHit>, put: &mut impl FnMut(usize, f32)) {
        let (near, weak) = hit.map_or((0, 0), |h| (h.near, h.weak));
        for (i, part) in self.a.parts.iter().enumerate() {
            let bit: Mask = 1 << i;
            if (reading.used | self.free) & bit != 0 {
                continue;
            }
            let how = if near & bit != 0 { 2 } else { usize::from(weak & bit != 0) };
            let (kinds, value) = match part.role {
                Role::Filler | Role::Small => continue,
                Role::Cue => {
                    put(Plain::LeftCue as usize, 1.0);
                    continue;
                }
                Role::Op => {
                    put(OPERATOR + how * OPERATORS.len() + self.operators[i], 1.0);
                    continue;
                }
                Role::Term => ([Plain::LeftTerm, Plain::WeakTerm, Plain::NearTerm], part.weight),
                Role::Name => ([Plain::LeftName, Plain::WeakName, Plain::NearName], part.weight / 2.0),
                Role::Date => ([Plain::LeftDate, Plain::WeakDate, Plain::NearDate], 1.0),
                Role::Number => ([Plain::LeftNumber, Plain::WeakNumber, Plain::NearNumber], 1.0),
                // What only sets the scene counts less.
                Role::Foreign => ([Plain::LeftForeign, Plain::WeakForeign, Plain::NearForeign], part.weight / FOREIGN),
                Role::Opinion => ([Plain::LeftOpinion, Plain::WeakOpinion, Plain::NearOpinion], 1.0),
                Role::Stranger => ([Plain::LeftStranger, Plain::WeakStranger, Plain::NearStranger], part.weight),
            };
            put(kinds[how] as usize, value);
        }
        // "When did Germany reunify": that the country and a time are known says nothing of what is asked of them.
        let content = |roles: &dyn Fn(Role) -> bool| {
            self.a.parts.iter().enumerate().filter(|(_, p)| roles(p.role) && p.weight > SLIGHT).fold(0, |mask: Mask, (i, _)| mask | 1 << i) & !self.free
        };
        let explained = reading.used | near | weak;
        if content(&|role| role == Role::Term) & explained == 0 {
            put(Plain::NamesLeftTerm as usize, if content(&|role| role == Role::Term) & !explained != 0 { 1.0 } else { 0.0 });
            put(Plain::NamesLeftStranger as usize, if content(&|role| role == Role::Stranger) & !explained != 0 { 1.0 } else { 0.0 });
        }
    }

    /// What speaks for giving no answer at all, by number.
    pub fn doubt(&self, field: &Field, put: &mut impl FnMut(usize, f32)) {
        let mut plain = |name: Plain, value: f32| put(name as usize, value);
        plain(Plain::None, 1.0);
        let mut content = 0.0f32;
        for part in &self.a.parts {
            match part.role {
                Role::Foreign => plain(Plain::NoneForeign, part.weight / FOREIGN),
                Role::Opinion => plain(Plain::NoneOpinion, 1.0),
                Role::Stranger => plain(Plain::NoneStranger, part.weight),
                Role::Term | Role::Name | Role::Date | Role::Number => content += part.weight,
                _ => {}
            }
        }
        plain(Plain::NoneContent, content.min(8.0) / 8.0);
        plain(Plain::NoneCosine, field.cosine.first.max(0.0));
        plain(Plain::NoneAlike, field.alike.first.max(0.0));
        plain(Plain::NoneCoverage, field.coverage);
        if self.likely.is_some() {
            plain(Plain::NoneLearned, field.learned.first / LOGARITHMS);
            plain(Plain::NoneLearnedShare, field.learned.first.exp());
            let outside = self.likelihood(OUTSIDE);
            plain(Plain::NoneOutside, outside / LOGARITHMS);
            plain(Plain::NoneOutsideShare, outside.exp());
        }
        if self.yesno {
            plain(Plain::NoneYesNo, 1.0);
        }
        if self.elsewhere.is_some() {
            plain(Plain::NoneElsewhere, 1.0);
        }
        put(NONE_CUE + self.cue as usize, 1.0);
    }
}
