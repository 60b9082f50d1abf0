//! The engine: the dataset with its vocabulary, compiled once, shared by all who ask.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, HashMap, HashSet},
};

use jiff::civil::Date;

use super::{
    analysis::Analysis,
    compiled::Compiled,
    intent::Intent,
    learned::{Learned, Likelihoods},
    model::Rel,
    parse::evidence::{EVIDENCE, UNLEARNED, Weights},
    phrases::{Examples, Phrases},
    when::{DateGrammar, DateWords},
};
use crate::{
    data::{
        Dataset, Kind,
        date::FuzzyDate,
        finding::{Finding, Severity},
        load::{self, Files},
        schema::{CountryRole, Text},
    },
    text::{
        Lang,
        fold::fold,
        lexicon::{Class, CommonWords, ConceptEntry, Key, KeyKind, Lexicon, Morphology, WordLang},
        messages::Messages,
        script::ScriptRules,
    },
};

/// The most records and computations that are looked at closely because what was learned proposes them.
const MOST_PROPOSED: usize = 5;

/// The words of every language, compiled.
#[derive(Debug)]
pub struct Vocabulary {
    /// Words and phrases.
    pub lexicon: Lexicon,
    /// Words of dates.
    pub dates: DateGrammar,
    /// Latin into Cyrillic.
    pub script: ScriptRules,
}

macro_rules! concepts {
    ($($(#[$doc:meta])* $field:ident $id:literal),* $(,)?) => {
        /// The concepts that the program itself works with; all others only matter to aliases and asks.
        #[derive(Debug, Clone, Copy)]
        #[allow(missing_docs)]
        pub struct Concepts { $($(#[$doc])* pub $field: Key,)* }

        impl Concepts {
            /// Their ids in the lexicon.
            pub const IDS: &'static [&'static str] = &[$($id),*];

            fn new(lexicon: &Lexicon, findings: &mut Vec<Finding>) -> Option<Self> {
                let mut missing = Vec::new();
                let mut key = |id: &str| lexicon.concept(id).unwrap_or_else(|| { missing.push(id.to_owned()); Key::default() });
                let all = Self { $($field: key($id),)* };
                for id in &missing {
                    findings.push(load::whole_file("vocab/lexicon/core.json", "concepts", format!("the concept `{id}`, which the program works with, is missing")));
                }
                missing.is_empty().then_some(all)
            }
        }
    };
}

concepts! {
    when "when", who "who", r#where "where", why "why", how "how", how_many "how-many", what "what", which "which", yesno "yesno", claim "claim",
    define "define", how_long "how-long", said "said", happen "happen", stance "stance",
    first "first", last "last", latest "latest", earliest "earliest", next "next", step "step", previous "previous", before "before", after "after", between "between",
    light "light", since "since", until "until", during "during", order "order", list "list", count "count", most "most", least "least", highest "highest", lowest "lowest",
    average "average", median "median", sum "sum", difference "difference", widest "widest", narrowest "narrowest", change "change", trend "trend",
    compare "compare", more_than "more-than", less_than "less-than", at_least "at-least", majority "majority", plurality "plurality", win "win", lose "lose", tie "tie",
    only "only", none "none", denying_auxiliary "denying-auxiliary", referring "referring", articles "articles", ever "ever", never "never", not "not", still "still", now "now", then "then", same "same", percent "percent", half "half", both "both", or "or",
    and "and", disagree "disagree",
    poll "poll", pollster "pollster", support "support", oppose "oppose", public "opinion-public", popular "popular", undecided "undecided", sample "sample",
    fieldwork "fieldwork", released "released", raw "raw", normalised "normalised",
    ratify "ratify", ratification "ratification", deposit "deposit", instrument "instrument", ally "ally", parliament "parliament", senate "senate", vote "vote",
    tally "tally", r#for "for", against "against", abstain "abstain", absent "absent", boycott "boycott", unanimous "unanimous", seats "seats",
    deputies "member-of-parliament", turnout "turnout", election "election", party "party", leader "leader", founded "founded", dissolved "dissolved",
    spend "spend", gdp "gdp", budget "budget", euro "euro-money", million "million", soldiers "soldiers", army "army", mission "mission", join "join", leave "leave", member "member",
    membership "membership", accession "accession", referendum "referendum", sign "sign", deploy "deploy", send "send", document "document",
    source "source", timeline "timeline", un_mission "un", eu_mission "eu", protocol "protocol", treaty "treaty", country "country", approve "approve", except "except", remain "remain-in", pass_law "pass-law", plan "plan", time_unit "time-unit", depositary "depositary", split "split", reject "reject", pronouns "pronouns", prepositions "prepositions", politeness "politeness", discourse "discourse", auxiliaries "auxiliaries", to "to", penultimate "penultimate", elapsed "elapsed", row_table "row-table", ethnic "ethnic", job "office-holder", present "present", abroad "abroad", refuse "refuse", block "block", some "some", future "future", proof "proof", several "several", kin "kin",
}

impl Default for Key {
    fn default() -> Self {
        Self::NONE
    }
}

/// The words and examples of a dataset, compiled beforehand or as they are written.
enum Words<'f> {
    Compiled(Box<Compiled>),
    Source(Box<Lexicon>, Vec<Examples<'f>>),
}

impl<'f> Words<'f> {
    /// As they are written; `None` where a part is missing or faulty.
    fn read(files: &'f Files, findings: &mut Vec<Finding>) -> Option<Self> {
        let morphology: Option<Morphology> = load::object(files, "vocab/morphology.json", findings);
        let common: Option<Vec<CommonWords>> = load::object(files, "vocab/common.json", findings);
        let entries = load::records::<ConceptEntry>(files, "vocab/lexicon", findings);
        let asks = ["asks", "vocab/computed"].into_iter().flat_map(|kind| load::records(files, kind, findings)).map(|(_, asks)| asks).collect();
        let mut lexicon = Lexicon::new(&morphology?, &common?);
        for (_, entry) in &entries {
            lexicon.add_concept(entry);
        }
        for (_, entry) in &entries {
            lexicon.add_opposites(entry);
        }
        Some(Self::Source(Box::new(lexicon), asks))
    }
}

/// The compiled engine.
#[derive(Debug)]
pub struct Engine {
    /// The facts.
    pub dataset: Dataset,
    /// The words.
    pub vocabulary: Vocabulary,
    /// The concepts that the program works with.
    pub concepts: Concepts,
    /// Which phrase asks for which record.
    pub phrases: Phrases,
    /// What each kind of evidence counts.
    pub weights: Weights,
    /// What questions ask for, learned from all examples, if that was done.
    pub learned: Option<Learned>,
    /// For each record and computation that was learned its number in the index of phrases, if it has one.
    places: Vec<Option<u32>>,
    /// What can be computed.
    pub intents: Vec<Intent>,
    /// The sentences.
    pub messages: Messages,
    /// The country whose short name is a pronoun, if there is one.
    pub pronoun_country: Option<Key>,
    /// The months' names that speak for one language.
    pub month_words: HashMap<String, WordLang>,
    subjects: Vec<Key>,
    namesakes: HashMap<String, Vec<String>>,
    codes: HashMap<String, String>,
    records_by_code: HashMap<String, String>,
}

impl Engine {
    /// Builds the engine from a data folder.
    ///
    /// # Errors
    /// All findings that keep the data from being used.
    pub fn new(files: &Files) -> Result<Self, Vec<Finding>> {
        let mut findings = Vec::new();
        let words: Option<DateWords> = load::object(files, "vocab/dates.json", &mut findings);
        let script: Option<ScriptRules> = load::object(files, "vocab/script.json", &mut findings);
        let intents: Option<Vec<Intent>> = load::object(files, "vocab/intents.json", &mut findings);
        // The records and the model are read while the words are: neither needs the other.
        let ((dataset, messages, learned, found), words_of) = std::thread::scope(|scope| {
            let records = scope.spawn(|| {
                let mut findings = Vec::new();
                let learned = Learned::of(files, &mut findings);
                let dataset = Dataset::read(files).map_err(|found| findings.extend(found)).ok();
                let messages = Messages::read(files).map_err(|found| findings.extend(found)).ok();
                (dataset, messages, learned, findings)
            });
            let words = Compiled::of(files).map(|compiled| Words::Compiled(Box::new(compiled))).or_else(|| Words::read(files, &mut findings));
            (records.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), words)
        });
        findings.extend(found);
        // Without a model other evidence has to count more.
        let unlearned = learned.is_none() && files.get(UNLEARNED).is_some();
        let evidence = if unlearned { UNLEARNED } else { EVIDENCE };
        let weights: Option<BTreeMap<String, f32>> = load::object(files, evidence, &mut findings);
        let weights = Weights::new(&weights.unwrap_or_default(), evidence, &mut findings);
        let (Some(dataset), Some(messages), Some(words_of), Some(words), Some(script), Some(intents)) = (dataset, messages, words_of, words, script, intents)
        else {
            findings.sort();
            return Err(findings);
        };
        let (mut lexicon, phrases, asks) = match words_of {
            Words::Compiled(compiled) => (compiled.lexicon, Some(compiled.phrases), Vec::new()),
            Words::Source(mut lexicon, asks) => {
                add_names(&dataset, &mut lexicon);
                (*lexicon, None, asks)
            }
        };
        let Some(concepts) = Concepts::new(&lexicon, &mut findings) else {
            findings.sort();
            return Err(findings);
        };
        if findings.iter().any(|f| f.severity == Severity::Error) {
            findings.sort();
            return Err(findings);
        }
        let subjects =
            [&dataset.manifest.subject, &dataset.manifest.alliance].into_iter().flat_map(|id| [lexicon.record(id), lexicon.concept(id)]).flatten().collect();
        let grammar = DateGrammar::new(&words);
        let phrases = phrases.unwrap_or_else(|| Phrases::new(&dataset, &asks, &intents, &mut lexicon, &grammar, &concepts));
        let pronoun_country =
            dataset.records.countries.iter().filter(|c| c.aliases.iter().any(|a| a.eq_ignore_ascii_case("us"))).find_map(|c| lexicon.record(&c.id));
        let month_words = month_words(&messages);
        let places = learned.as_ref().map_or_else(Vec::new, |learned| phrases.places(learned.ids()));
        let (codes, records_by_code) = record_codes(&dataset);
        let namesakes = namesakes(&dataset);
        let vocabulary = Vocabulary { lexicon, dates: grammar, script };
        Ok(Self {
            dataset,
            vocabulary,
            concepts,
            phrases,
            weights,
            learned,
            places,
            intents,
            messages,
            pronoun_country,
            month_words,
            subjects,
            namesakes,
            codes,
            records_by_code,
        })
    }

    /// The engine over the data compiled into the program.
    ///
    /// # Errors
    /// As [`Engine::new`]; a test rules it out.
    pub fn built_in() -> Result<Self, Vec<Finding>> {
        Self::new(&Files::built_in())
    }

    /// Takes a message apart.
    pub fn analyse<'a>(&'a self, text: &'a str, today: jiff::civil::Date) -> Analysis<'a> {
        Analysis::new(self, text, today)
    }

    /// What a question is likeliest to ask for by what was learned, by numbers of the index of phrases.
    pub fn proposed(&self, likely: Option<&Likelihoods>) -> Vec<u32> {
        likely.map_or_else(Vec::new, |likely| likely.likeliest(MOST_PROPOSED).into_iter().filter_map(|record| self.places[record as usize]).collect())
    }

    /// The number of a record in the index of phrases, if something was learned of it.
    pub fn place(&self, id: &str) -> Option<u32> {
        self.learned.as_ref()?.number(id).and_then(|record| self.places[record as usize])
    }

    /// The people who share a last name, folded.
    pub fn namesakes(&self, surname: &str) -> &[String] {
        self.namesakes.get(surname).map_or(&[], Vec::as_slice)
    }

    /// Whether some key names a record.
    pub fn is_named(&self, keys: &[Key]) -> bool {
        keys.iter().any(|key| self.vocabulary.lexicon.describe(*key).0 == KeyKind::Record)
    }

    /// Whether a key is the country or the organisation that everything is about.
    pub fn is_subject(&self, key: Key) -> bool {
        self.subjects.contains(&key)
    }

    /// The short code of a record, stable for as long as its id is.
    pub fn code_of(&self, id: &str) -> Option<&str> {
        self.codes.get(id).map(String::as_str)
    }

    /// The record of a short code.
    pub fn record_of(&self, code: &str) -> Option<&str> {
        self.records_by_code.get(code).map(String::as_str)
    }
}

/// Names of things that are recognised wherever they stand: countries, parties, people, pollsters and the like.
fn add_names(dataset: &Dataset, lexicon: &mut Lexicon) {
    let mut add = |id: &str, name: Option<&Text>, aliases: &[String], more: &[&str]| {
        let own = name.map(|n| [n.en.as_str(), n.cnr.as_str()]).into_iter().flatten();
        for name in own.chain(aliases.iter().map(String::as_str)).chain(more.iter().copied()) {
            lexicon.add_name(name, id);
            if let Some(short) = without_brackets(name) {
                lexicon.add_name(short, id);
            }
        }
    };
    let r = &dataset.records;
    for c in &r.countries {
        let cases = [&c.cases.r#gen, &c.cases.dat, &c.cases.acc, &c.cases.loc, &c.cases.ins].into_iter().flatten().map(String::as_str).collect::<Vec<_>>();
        add(&c.id, Some(&c.name), &c.aliases, &cases);
    }
    for p in &r.parties {
        let more: Vec<&str> = p.abbr.iter().chain(&p.native).map(String::as_str).collect();
        add(&p.id, Some(&p.name), &p.aliases, &more);
    }
    // The last word of a name is how people are called, unless it belongs to somebody else too.
    let surname = |name: &'_ str| name.rsplit(' ').next().map_or(0, |last| name.len() - last.len());
    let mut bearers: HashMap<&str, HashSet<&str>> = HashMap::new();
    for p in &r.people {
        bearers.entry(&p.name.en[surname(&p.name.en)..]).or_default().insert(&p.id);
    }
    for p in &r.people {
        let shared = |word: &str| bearers.get(word).is_some_and(|ids| ids.iter().any(|id| *id != p.id));
        let names = [&p.name.en[surname(&p.name.en)..], &p.name.cnr[surname(&p.name.cnr)..]];
        let more: Vec<&str> = names.into_iter().filter(|w| w.len() > 3 && !shared(w)).collect();
        add(&p.id, Some(&p.name), &p.aliases, &more);
    }
    for p in &r.pollsters {
        add(&p.id, Some(&p.name), &p.aliases, &[]);
    }
    for o in &r.offices {
        add(&o.id, Some(&o.name), &o.aliases, &[]);
    }
    for o in &r.organisations {
        add(&o.id, Some(&o.name), &o.aliases, &[]);
    }
    for m in &r.missions {
        add(&m.id, Some(&m.name), &m.aliases, &[]);
    }
}

/// The last names that several people share, folded, with all who bear each.
fn namesakes(dataset: &Dataset) -> HashMap<String, Vec<String>> {
    let mut bearers: HashMap<String, Vec<String>> = HashMap::new();
    for person in &dataset.records.people {
        let surnames: HashSet<String> = [&person.name.en, &person.name.cnr].into_iter().filter_map(|name| name.rsplit(' ').next()).map(fold).collect();
        for surname in surnames {
            bearers.entry(surname).or_default().push(person.id.clone());
        }
    }
    bearers.retain(|_, ids| ids.len() > 1);
    bearers
}

/// The months' names that stand in one language only.
fn month_words(messages: &Messages) -> HashMap<String, WordLang> {
    let mut words: HashMap<String, WordLang> = HashMap::new();
    for (lang, word_lang) in [(Lang::En, WordLang::En), (Lang::Cnr, WordLang::Cnr)] {
        for key in (1..=12).flat_map(|month| ["nom", "gen", "loc"].map(|case| format!("month-{case}-{month}"))) {
            let word = fold(&messages.say(lang, &key, &[]));
            words
                .entry(word)
                .and_modify(|known| {
                    if *known != word_lang {
                        *known = WordLang::Any;
                    }
                })
                .or_insert(word_lang);
        }
    }
    words
}

/// The part of a name before its brackets: "KFOR" of "KFOR (Kosovo)".
pub fn without_brackets(name: &str) -> Option<&str> {
    name.split_once('(').map(|(short, _)| short.trim()).filter(|short| !short.is_empty())
}

/// A short code for every record: five letters of a hash of its id, longer where two would meet.
fn record_codes(dataset: &Dataset) -> (HashMap<String, String>, HashMap<String, String>) {
    use sha2::{Digest, Sha256};
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let (mut codes, mut records) = (HashMap::new(), HashMap::new());
    let mut ids: Vec<&String> = dataset.origins().iter().map(|(_, id, _)| id).collect();
    ids.sort();
    for id in ids {
        let hash = Sha256::digest(id.as_bytes());
        let letters: String = hash.iter().map(|byte| char::from(LETTERS[usize::from(*byte) % 32])).collect();
        let code = (5..letters.len()).map(|n| &letters[..n]).find(|code| !records.contains_key(*code)).unwrap_or(&letters).to_owned();
        records.insert(code.clone(), id.clone());
        codes.insert(id.clone(), code);
    }
    (codes, records)
}

/// Whether a country is one that had to ratify.
pub fn is_ally(engine: &Engine, id: &str) -> bool {
    matches!(engine.dataset.find(id), Some((Kind::Country, i)) if engine.dataset.records.countries[i].role == CountryRole::Ally)
}

/// The days that a record's main date covers.
pub fn main_date(engine: &Engine, id: &str) -> Option<FuzzyDate> {
    engine.dataset.dates(id).first().copied()
}

/// Whether a concept key is of a class.
pub fn is_class(lexicon: &Lexicon, key: Key, class: Class) -> bool {
    matches!(lexicon.describe(key).0, KeyKind::Concept(c) if c == class)
}

/// Since when a country is a member of the alliance.
#[derive(Debug, Clone, Copy)]
pub struct Membership {
    /// The day of joining, where it is known.
    pub joined: Option<FuzzyDate>,
    /// From here on it is known to have been one.
    known: Date,
}

impl Membership {
    /// Whether it was one at a time; nothing where that is not known.
    pub fn holds(&self, span: &FuzzyDate, rel: Rel) -> Option<bool> {
        let Some(joined) = self.joined else { return (span.first() >= self.known && !matches!(rel, Rel::Before | Rel::Since)).then_some(true) };
        match rel {
            Rel::In | Rel::Until => Some(joined.first() <= span.last()),
            Rel::Before => Some(joined.first() < span.first()),
            Rel::After => Some(true),
            // "Since 2020" of one that joined earlier is neither right nor wrong.
            Rel::Since => (joined.last() >= span.first()).then(|| joined.first() <= span.last()),
        }
    }
}

/// Since when a country is a member of the alliance, if the data tells.
pub fn membership(engine: &Engine, id: &str) -> Option<Membership> {
    let (Kind::Country, i) = engine.dataset.find(id)? else { return None };
    let country = &engine.dataset.records.countries[i];
    // An ally that had to ratify was one when the first of them did.
    let first = engine.dataset.records.ratifications.iter().map(|r| r.deposit.date.first()).min();
    let known = first.filter(|_| country.ally_2017);
    let told = |joined: &FuzzyDate| joining(engine, id, joined).is_some();
    match (country.joined_nato.filter(told), known) {
        (Some(joined), _) => Some(Membership { joined: Some(joined), known: joined.first() }),
        (None, Some(known)) => Some(Membership { joined: None, known }),
        (None, None) => None,
    }
}

/// Whether one country joined the alliance before another, after it or on the same day; nothing where that is not known.
pub fn joined_in_order(engine: &Engine, one: &str, other: &str) -> Option<Ordering> {
    // The first and the last day on which it may have joined.
    let days = |id: &str| {
        let country = match engine.dataset.find(id)? {
            (Kind::Country, i) => &engine.dataset.records.countries[i],
            _ => return None,
        };
        match membership(engine, id) {
            Some(Membership { joined: Some(joined), .. }) => Some((joined.first(), joined.last())),
            Some(Membership { joined: None, known }) => Some((Date::MIN, known)),
            None if country.role == CountryRole::LaterAlly => {
                let own = membership(engine, &engine.dataset.manifest.subject)?.joined?;
                Some((own.last().tomorrow().ok()?, Date::MAX))
            }
            None => None,
        }
    };
    let (one, other) = (days(one)?, days(other)?);
    if one.1 < other.0 {
        Some(Ordering::Less)
    } else if other.1 < one.0 {
        Some(Ordering::Greater)
    } else {
        (one == other && one.0 == one.1).then_some(Ordering::Equal)
    }
}

/// The record that tells of a country's joining: an event of that day that names it, or is the subject's own.
pub fn joining<'e>(engine: &'e Engine, id: &str, joined: &FuzzyDate) -> Option<&'e str> {
    let r = &engine.dataset.records;
    let named = |countries: &[String]| countries.iter().any(|country| country == id) || id == engine.dataset.manifest.subject;
    let events = r.events.iter().filter(|event| named(&event.countries) && event.dates.iter().any(|claim| claim.date == *joined));
    events.max_by_key(|event| event.weight).map(|event| event.id.as_str())
}
