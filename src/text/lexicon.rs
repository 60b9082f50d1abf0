//! The vocabulary: which words mean which concepts and which things, in both languages, with inflection and typing mistakes.
//!
//! A *key* is a concept of `data/vocab/lexicon/`, a record of the dataset, or a plain word that some alias or ask uses. Text becomes a list of
//! *units* (a word or phrase with the keys that it may stand for), and everything behind this module compares keys, never spellings.
//! So `when did Montenegro join` and `када је Црна Гора ушла` become the same list.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use compact_str::CompactString;
use rustc_hash::FxHashMap as HashMap;
use serde::{Deserialize, Serialize};

use super::{
    fold::{fold, fold_variant},
    sorted,
    token::{Token, TokenKind, tokenize},
};

/// What a concept is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// A word that tells what kind of answer is wanted.
    Cue,
    /// A word that works on figures, dates or lists.
    Op,
    /// A word of the subject.
    Term,
    /// A word that names another thing beside the records: a programme, an organisation.
    Topic,
    /// A word that changes nothing.
    Filler,
    /// A word of opinion or prediction.
    Opinion,
    /// A word of another subject.
    Foreign,
    /// A greeting and the like.
    Smalltalk,
}

/// One entry of `vocab/lexicon/`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConceptEntry {
    /// Unique id.
    pub id: String,
    /// What it is for.
    pub class: Class,
    /// Concepts that say the opposite; each need name the other but once.
    #[serde(default)]
    pub opposites: Vec<String>,
    /// Whether it asks for a detail that only what speaks of it tells: an hour, an age, a colour.
    #[serde(default)]
    pub detail: bool,
    /// English words and phrases; `*` at the end of a word stands for any ending.
    #[serde(default)]
    pub en: Vec<String>,
    /// Montenegrin ones.
    #[serde(default)]
    pub cnr: Vec<String>,
}

/// `vocab/morphology.json`: endings that words take.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Morphology {
    /// English endings.
    pub en_suffixes: Vec<String>,
    /// Montenegrin endings, longest first.
    pub cnr_suffixes: Vec<String>,
    /// How words are written in haste, and the word that is meant: `wen`, `when`.
    #[serde(default)]
    pub shorthand: BTreeMap<String, String>,
    /// Words that a full stop follows within a sentence: `gen`, `npr`.
    #[serde(default)]
    pub abbreviations: Vec<String>,
}

/// One entry of `vocab/common.json`: words of every day, which say little about the subject.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommonWords {
    /// The share of its weight that such a word counts, 0 to 1.
    pub share: f32,
    /// English words.
    pub en: Vec<String>,
    /// Montenegrin ones.
    pub cnr: Vec<String>,
}

/// A concept, record or word, as a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Key(u32);

impl Key {
    /// A key that no word has.
    pub const NONE: Self = Self(u32::MAX);
}

/// What a key stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum KeyKind {
    /// A concept of the lexicon.
    Concept(Class),
    /// A record of the dataset, known by name.
    Record,
    /// A word that aliases or asks use.
    Word,
}

/// Which language a word speaks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum WordLang {
    /// English.
    En,
    /// Montenegrin.
    Cnr,
    /// Either.
    Any,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Phrase {
    rest: Vec<u32>,
    key: Key,
    lang: WordLang,
}

/// The phrases that begin with one pattern word.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Phrases {
    /// What the word means alone.
    alone: Vec<(Key, WordLang)>,
    /// Longer ones, by their second word.
    #[serde(with = "sorted")]
    longer: HashMap<u32, Vec<Phrase>>,
}

/// The words of the data, by their numbers: what each resolves to, and what it means where no longer phrase begins with it.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Words {
    /// Where what is known of each ends among all.
    ends: Vec<(u32, u32)>,
    ids: Vec<u32>,
    keys: Vec<Key>,
    /// Which language each is heard in.
    langs: Vec<WordLang>,
}

impl Words {
    /// Adds the next word; gives its number.
    fn push(&mut self, ids: &[u32], keys: &[Key]) -> u32 {
        self.ids.extend(ids);
        self.keys.extend(keys);
        self.ends.push((self.ids.len() as u32, self.keys.len() as u32));
        self.ends.len() as u32 - 1
    }

    fn start(&self, word: u32) -> (u32, u32) {
        word.checked_sub(1).map_or((0, 0), |before| self.ends[before as usize])
    }

    /// The pattern words that it may be.
    fn ids(&self, word: u32) -> &[u32] {
        &self.ids[self.start(word).0 as usize..self.ends[word as usize].0 as usize]
    }

    /// What it means alone.
    fn keys(&self, word: u32) -> &[Key] {
        &self.keys[self.start(word).1 as usize..self.ends[word as usize].1 as usize]
    }
}

/// What tells quickly whether two words may begin a phrase.
#[derive(Debug, Clone, Copy)]
struct Neighbours {
    /// Which words may follow the word in a phrase of several words.
    seconds: Sieve,
    /// What it may be as a later word of a phrase.
    own: Sieve,
}

/// A small set of numbers that may say yes to one that it does not hold, but never no to one that it does.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sieve([u64; 4]);

impl Sieve {
    fn add(&mut self, id: u32) {
        self.0[(id / 64 % 4) as usize] |= 1 << (id % 64);
    }

    /// Adds a key.
    pub fn add_key(&mut self, key: Key) {
        self.add(key.0);
    }

    /// Whether it may hold a key.
    pub fn may_hold(self, key: Key) -> bool {
        self.0[(key.0 / 64 % 4) as usize] & 1 << (key.0 % 64) != 0
    }

    fn meets(self, other: Self) -> bool {
        self.0.iter().zip(other.0).any(|(a, b)| a & b != 0)
    }
}

/// A word that a mistyped one may have meant.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Known {
    /// A bit for every letter that it has.
    letters: u32,
    /// Where its text begins among those of all.
    start: u32,
    length: u8,
    /// Whether it stands for any word that begins so.
    stem: bool,
}

/// A word or a phrase of several words of the data.
#[derive(Debug, Clone, Copy)]
pub enum LearnedUnit {
    /// A word, by its number.
    Word(u32),
    /// A phrase, by its number.
    Phrase(u32),
}

/// A phrase of several words of the data: what the whole may stand for, and what its parts may.
#[derive(Debug, Default)]
struct LearnedPhrase {
    length: usize,
    keys: Vec<Key>,
    parts: Vec<Key>,
}

/// A word or phrase of a text with everything that it may stand for.
#[derive(Debug, Clone)]
pub struct Unit {
    /// The tokens that it covers.
    pub tokens: Range<usize>,
    /// What the whole may stand for.
    pub keys: Vec<Key>,
    /// What parts of it may stand for.
    pub parts: Vec<Key>,
    /// How many letters had to be mended.
    pub mended: u8,
    /// Which language it speaks for.
    pub lang: WordLang,
    /// What it may stand for in one language only.
    pub only: Vec<(Key, WordLang)>,
}

impl Unit {
    /// Whether it may stand for `key`, whole or in part.
    pub fn has(&self, key: Key) -> bool {
        self.keys.contains(&key) || self.parts.contains(&key)
    }
}

/// The compiled vocabulary.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Lexicon {
    kinds: Vec<(KeyKind, CompactString)>,
    #[serde(with = "sorted")]
    concepts: HashMap<CompactString, Key>,
    /// For each concept those that say the opposite.
    #[serde(with = "sorted")]
    opposites: HashMap<Key, Vec<Key>>,
    /// The concepts that ask for a detail.
    details: BTreeSet<Key>,
    #[serde(with = "sorted")]
    records: HashMap<CompactString, Key>,
    /// Folded plain words → key.
    #[serde(with = "sorted")]
    plain: HashMap<CompactString, Key>,
    /// Folded form → pattern words.
    #[serde(with = "sorted")]
    exact: HashMap<CompactString, Vec<u32>>,
    /// Folded stem of a `word*` pattern → pattern words.
    #[serde(with = "sorted")]
    prefix: HashMap<CompactString, Vec<u32>>,
    /// Stem of an inflected name → pattern words.
    #[serde(with = "sorted")]
    stems: HashMap<CompactString, Vec<u32>>,
    /// Words of the data, by their text, among what is known of each.
    #[serde(with = "sorted")]
    learned: HashMap<CompactString, u32>,
    words: Words,
    /// How often each of them is heard in English and in Montenegrin, while texts are learned.
    #[serde(skip)]
    heard: Vec<[u32; 2]>,
    /// For each of them its neighbours, while texts are learned.
    #[serde(skip)]
    sieves: Vec<Neighbours>,
    /// For each of them whether a phrase of several words begins with it, while texts are learned.
    #[serde(skip)]
    begins: Vec<bool>,
    /// Phrases of the data by the numbers of their words, and what they mean, while texts are learned.
    #[serde(skip)]
    joined: HashMap<Box<[u32]>, u32>,
    #[serde(skip)]
    joined_meanings: Vec<LearnedPhrase>,
    #[serde(skip)]
    next_word: u32,
    #[serde(skip)]
    word_ids: HashMap<String, u32>,
    /// For each pattern word the phrases that begin with it.
    phrases: Vec<Phrases>,
    english: Endings,
    montenegrin: Endings,
    /// Folded words of every day, and their stems, with the share of its weight that each counts.
    #[serde(with = "sorted")]
    common: HashMap<CompactString, f32>,
    /// Words that a mistyped word may have meant, by their first letter.
    #[serde(with = "sorted")]
    known: HashMap<u8, Vec<Known>>,
    /// Their texts, one behind the other.
    known_texts: String,
    longest_prefix: usize,
    /// Words as they are written in haste, folded → the word that is meant.
    #[serde(with = "sorted")]
    shorthand: HashMap<CompactString, CompactString>,
    /// Words that a full stop follows within a sentence, folded.
    abbreviations: BTreeSet<CompactString>,
}

/// So many equal letters in a row belong to no word: the word was drawn out.
const DRAWN_OUT: usize = 3;

/// The fewest letters of a word that is taken for a slip though its stem is known.
const LONG_WORD: usize = 7;
/// The fewest letters a stem keeps.
const SHORTEST_STEM: usize = 4;
/// The fewest letters the stem of a name keeps (`Milo`, `Mila`).
const SHORTEST_NAME_STEM: usize = 3;

/// The fewest letters of a name that is recognised with an English possessive `s` and no apostrophe.
const SHORTEST_POSSESSED: usize = 5;

/// The longest ending that a name has of its own, in its first case (`Španija`, `Podgorica`).
const LONGEST_OWN_ENDING: usize = 1;
/// The longest ending that a name takes (`Đukanovićem`, `Ipsosovim`).
const LONGEST_NAME_ENDING: usize = 4;

/// The endings of a language, longest first, by their last byte: nearly every word ends with one that few endings have.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Endings(#[serde(with = "sorted")] HashMap<u8, Vec<String>>);

impl Endings {
    fn new(endings: &[String]) -> Self {
        let mut folded: Vec<String> = endings.iter().map(|ending| fold(ending)).collect();
        folded.sort_by_key(|ending| std::cmp::Reverse(ending.len()));
        folded.dedup();
        let mut this = Self::default();
        for ending in folded {
            if let Some(last) = ending.bytes().last() {
                this.0.entry(last).or_default().push(ending);
            }
        }
        this
    }

    /// The endings that a word may have, longest first.
    fn of(&self, word: &str) -> &[String] {
        word.bytes().last().and_then(|last| self.0.get(&last)).map_or(&[], Vec::as_slice)
    }

    /// The word without its longest ending that leaves a stem.
    fn cut<'w>(&self, word: &'w str) -> &'w str {
        self.of(word).iter().filter_map(|ending| word.strip_suffix(ending.as_str())).find(|stem| stem.chars().count() >= SHORTEST_STEM).unwrap_or(word)
    }

    /// The stems of a name: itself and every way to take one ending off, if enough letters stay.
    fn stems_of_name<'w>(&self, word: &'w str, longest: usize) -> impl Iterator<Item = &'w str> {
        let endings = self.of(word).iter().filter(move |ending| ending.len() <= longest);
        let enough = |stem: &str, ending: &str| stem.chars().count() >= SHORTEST_NAME_STEM.max(ending.chars().count() + 1);
        std::iter::once(word).chain(endings.filter_map(move |ending| word.strip_suffix(ending.as_str()).filter(|stem| enough(stem, ending))))
    }
}

/// The forms under which a plain word is compared: itself and its stem in either language.
fn word_forms<'w>(english: &Endings, montenegrin: &Endings, word: &'w str) -> impl Iterator<Item = &'w str> + use<'w> {
    let (english, montenegrin) = (english.cut(word), montenegrin.cut(word));
    let more = [english, montenegrin];
    std::iter::once(word).chain(more.into_iter().enumerate().filter(move |(i, stem)| *stem != word && (*i == 0 || *stem != english)).map(|(_, stem)| stem))
}

impl Lexicon {
    /// An empty vocabulary with its endings and the words of every day.
    pub fn new(morphology: &Morphology, common: &[CommonWords]) -> Self {
        let (english, montenegrin) = (Endings::new(&morphology.en_suffixes), Endings::new(&morphology.cnr_suffixes));
        let shorthand = morphology.shorthand.iter().map(|(short, word)| (fold(short).into(), fold(word).into())).collect();
        let abbreviations = morphology.abbreviations.iter().map(|word| fold(word).into()).collect();
        let mut this = Self { english, montenegrin, shorthand, abbreviations, ..Self::default() };
        for group in common {
            for word in group.en.iter().chain(&group.cnr) {
                for form in word_forms(&this.english, &this.montenegrin, &fold(word)) {
                    let share = this.common.entry(form.into()).or_insert(group.share);
                    *share = share.min(group.share);
                }
            }
        }
        this
    }

    /// How much of its weight a plain word counts: words of every day say little about the subject.
    pub fn share(&self, word: &str) -> f32 {
        self.common.get(word).copied().unwrap_or(1.0)
    }

    /// Whether a full stop behind a folded word may stand within a sentence.
    pub fn is_abbreviation(&self, word: &str) -> bool {
        self.abbreviations.contains(word)
    }

    fn intern(&mut self, kind: KeyKind, name: &str) -> Key {
        let names = match kind {
            KeyKind::Concept(_) => &mut self.concepts,
            KeyKind::Record => &mut self.records,
            KeyKind::Word => &mut self.plain,
        };
        if let Some(known) = names.get(name) {
            return *known;
        }
        let key = Key(u32::try_from(self.kinds.len()).unwrap_or(u32::MAX));
        names.insert(name.into(), key);
        self.kinds.push((kind, name.into()));
        key
    }

    /// The key of a concept, if the lexicon has it.
    pub fn concept(&self, id: &str) -> Option<Key> {
        self.concepts.get(id).copied()
    }

    /// The key of a record known by name.
    pub fn record(&self, id: &str) -> Option<Key> {
        self.records.get(id).copied()
    }

    /// The key that stands for anything of a kind in the examples of computations; no word of a text has it.
    pub fn slot(&mut self, kind: &str) -> Key {
        self.intern(KeyKind::Word, &format!("[{kind}]"))
    }

    /// What a key stands for, and its id or word.
    pub fn describe(&self, key: Key) -> (KeyKind, &str) {
        let (kind, name) = &self.kinds[key.0 as usize];
        (*kind, name)
    }

    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.kinds.len()
    }

    /// Whether it is empty.
    pub fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }

    /// The class of a concept key.
    pub fn class(&self, key: Key) -> Option<Class> {
        match self.kinds[key.0 as usize].0 {
            KeyKind::Concept(class) => Some(class),
            _ => None,
        }
    }

    /// The number of a key, for tables indexed by it.
    pub fn index(key: Key) -> usize {
        key.0 as usize
    }

    /// The key of a number.
    pub fn key(index: usize) -> Key {
        Key(index as u32)
    }

    /// Adds a concept with its words and phrases.
    pub fn add_concept(&mut self, entry: &ConceptEntry) {
        let key = self.intern(KeyKind::Concept(entry.class), &entry.id);
        if entry.detail {
            self.details.insert(key);
        }
        for (patterns, lang) in [(&entry.en, WordLang::En), (&entry.cnr, WordLang::Cnr)] {
            for pattern in patterns {
                self.add_pattern(pattern, key, lang, lang == WordLang::En, false);
            }
        }
    }

    /// Notes which concepts say the opposite of one, once all are added.
    pub fn add_opposites(&mut self, entry: &ConceptEntry) {
        let Some(key) = self.concept(&entry.id) else { return };
        for opposite in entry.opposites.iter().filter_map(|id| self.concepts.get(id.as_str()).copied()) {
            self.opposites.entry(key).or_default().push(opposite);
            self.opposites.entry(opposite).or_default().push(key);
        }
    }

    /// The concepts that say the opposite of a key.
    pub fn opposites(&self, key: Key) -> &[Key] {
        self.opposites.get(&key).map_or(&[], Vec::as_slice)
    }

    /// Whether a key asks for a detail that only what speaks of it tells.
    pub fn is_detail(&self, key: Key) -> bool {
        self.details.contains(&key)
    }

    /// Adds a name of a record: its words may be inflected.
    pub fn add_name(&mut self, name: &str, record: &str) -> Key {
        let name = name.strip_prefix("the ").unwrap_or(name);
        let key = self.intern(KeyKind::Record, record);
        self.add_pattern(name, key, WordLang::Any, false, true);
        key
    }

    fn add_pattern(&mut self, pattern: &str, key: Key, lang: WordLang, english: bool, inflected: bool) {
        let words: Vec<String> = pattern.split_whitespace().map(str::to_owned).collect();
        let mut ids = Vec::new();
        for word in &words {
            let (stem, any_ending) = word.strip_suffix('*').map_or((word.as_str(), false), |stem| (stem, true));
            // A written name may hold signs that the tokenizer drops or splits at.
            for token in tokenize(stem) {
                ids.push(self.pattern_word(&token.text, any_ending, english && words.len() == 1, inflected));
            }
            if inflected && let Some(variant) = fold_variant(stem) {
                let id = *ids.last().unwrap_or(&0);
                if !self.exact.get(variant.as_str()).is_some_and(|all| all.contains(&id)) {
                    self.exact.entry(variant.as_str().into()).or_default().push(id);
                    for stem in self.montenegrin.stems_of_name(&variant, LONGEST_OWN_ENDING) {
                        self.stems.entry(stem.into()).or_default().push(id);
                    }
                }
            }
        }
        let Some((&first, rest)) = ids.split_first() else { return };
        let first = first as usize;
        if self.phrases.len() <= first {
            self.phrases.resize(first + 1, Phrases::default());
        }
        let phrases = &mut self.phrases[first];
        match rest.split_first() {
            None if phrases.alone.iter().all(|(known, _)| *known != key) => phrases.alone.push((key, lang)),
            None => {}
            Some((second, rest)) => {
                let longer = phrases.longer.entry(*second).or_default();
                if !longer.iter().any(|p| p.rest == rest && p.key == key) {
                    longer.push(Phrase { rest: rest.to_vec(), key, lang });
                }
            }
        }
    }

    fn pattern_word(&mut self, word: &str, any_ending: bool, english: bool, inflected: bool) -> u32 {
        let name = format!("{word}{}{}{}", if any_ending { "*" } else { "" }, if english { "+" } else { "" }, if inflected { "~" } else { "" });
        if let Some(&id) = self.word_ids.get(&name) {
            return id;
        }
        let id = self.next_word;
        self.next_word += 1;
        self.word_ids.insert(name, id);
        if any_ending {
            self.prefix.entry(word.into()).or_default().push(id);
            self.longest_prefix = self.longest_prefix.max(word.len());
            return id;
        }
        self.exact.entry(word.into()).or_default().push(id);
        if inflected && word.len() >= SHORTEST_POSSESSED && !word.ends_with('s') && word.bytes().all(|b| b.is_ascii_alphabetic()) {
            // "Montenegros army": the apostrophe is often left out.
            self.exact.entry(compact_str::format_compact!("{word}s")).or_default().push(id);
        }
        if english && word.len() >= 3 && word.bytes().all(|b| b.is_ascii_alphabetic()) {
            for form in english_forms(word) {
                let ids = self.exact.entry(form.into()).or_default();
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
        }
        if inflected {
            for stem in self.montenegrin.stems_of_name(word, LONGEST_OWN_ENDING) {
                let ids = self.stems.entry(stem.into()).or_default();
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
        }
        id
    }

    /// Finishes building: collects the words that a mistyped one may have meant.
    pub fn seal(&mut self) {
        let mut known: Vec<(u32, u8, &str, bool)> = Vec::new();
        let words = self.exact.keys().map(|word| (word, false)).chain(self.prefix.keys().map(|word| (word, true)));
        for (word, stem) in words.chain(self.plain.keys().map(|word| (word, false))) {
            if word.len() >= SHORTEST_STEM
                && word.is_ascii()
                && let Ok(length) = u8::try_from(word.len())
            {
                known.push((letters(word), length, word, stem));
            }
        }
        known.sort_unstable();
        known.dedup();
        self.known.clear();
        self.known_texts.clear();
        for (letters, length, word, stem) in known {
            let entry = Known { letters, start: self.known_texts.len() as u32, length, stem };
            self.known_texts.push_str(word);
            self.known.entry(word.as_bytes()[0]).or_default().push(entry);
        }
    }

    /// Whether a pattern word means something by itself, rather than only inside phrases.
    fn stands_alone(&self, id: u32) -> bool {
        self.phrases.get(id as usize).is_some_and(|phrases| !phrases.alone.is_empty())
    }

    /// The pattern words that a token may be.
    fn resolve(&self, token: &str) -> Vec<u32> {
        let mut ids: Vec<u32> = self.exact.get(token).cloned().unwrap_or_default();
        for end in (2..=token.len().min(self.longest_prefix)).rev() {
            if let Some(found) = token.get(..end).and_then(|stem| self.prefix.get(stem)) {
                ids.extend(found);
                // The longest stem knows best, unless it only stands inside phrases.
                if found.iter().any(|id| self.stands_alone(*id)) {
                    break;
                }
            }
        }
        // A word of its own, rather than of phrases only, may still be a case of a word in a longer name (`Pokreta za promjene`).
        let own = self.exact.get(token).is_some_and(|ids| ids.iter().any(|id| self.stands_alone(*id)));
        let alone = |id: &u32| self.stands_alone(*id);
        for stem in self.montenegrin.stems_of_name(token, LONGEST_NAME_ENDING) {
            if let Some(found) = self.stems.get(stem) {
                let more: Vec<u32> = found.iter().filter(|id| !(ids.contains(id) || own && alone(id))).copied().collect();
                ids.extend(more);
            }
        }
        ids
    }

    /// Known words within the tolerance of a mistyped one, nearest first; ties stay together.
    fn mend(&self, token: &str) -> (u8, Vec<&str>) {
        let length = token.chars().count();
        let budget = match length {
            0..4 => return (0, Vec::new()),
            4..9 => 1,
            _ => 2,
        };
        let mask = letters(token);
        let (mut best, mut found) = (budget + 1, Vec::new());
        // A mistyped first letter is rare, and believing in it makes other words out of strangers: the first letter is right, or missing.
        let mut firsts: Vec<u8> = token.bytes().take(2).collect();
        firsts.dedup();
        for known in firsts.iter().filter_map(|first| self.known.get(first)).flatten() {
            // Every letter that one of two words lacks is a slip of its own.
            let lacking = (known.letters & !mask).count_ones() as usize;
            if lacking > budget || !known.stem && (mask & !known.letters).count_ones() as usize > budget {
                continue;
            }
            let known_length = usize::from(known.length);
            if known_length < SHORTEST_STEM + usize::from(length > 5) && known_length + 1 < length {
                continue;
            }
            let candidate = if known.stem {
                if known_length < 5 || known_length > length + 1 {
                    continue;
                }
                token.get(..known_length.min(token.len())).unwrap_or(token)
            } else {
                if known_length.abs_diff(length) > budget {
                    continue;
                }
                token
            };
            let start = known.start as usize;
            let word = &self.known_texts[start..start + known_length];
            let mut distance = slips(candidate, word, budget);
            if known.stem && distance > 0 {
                // A letter may be missing or too many inside the stem, which shifts where it ends.
                for end in [known_length.wrapping_sub(1), known_length + 1] {
                    if let Some(shifted) = token.get(..end.min(token.len())) {
                        distance = distance.min(slips(shifted, word, budget));
                    }
                }
            }
            // Among words of four letters half are one letter apart; only two letters in the wrong order are surely a slip.
            if length == 4 && !same_letters(token, word) {
                continue;
            }
            if distance == 0 || distance > best || distance > budget {
                continue;
            }
            if distance < best {
                best = distance;
                found.clear();
            }
            found.push(word);
        }
        if found.is_empty() { (0, found) } else { (best as u8, found) }
    }

    /// The key of a plain word, registering it.
    fn intern_word(&mut self, word: &str) -> Vec<Key> {
        word_forms(&self.english, &self.montenegrin, word).map(|form| self.intern(KeyKind::Word, form)).collect()
    }

    /// The keys under which a plain word is known.
    fn word_keys(&self, word: &str) -> Vec<Key> {
        word_forms(&self.english, &self.montenegrin, word).filter_map(|form| self.plain.get(form).copied()).collect()
    }

    /// Whether a word means something, or is one of every day.
    fn knows(&self, word: &str) -> bool {
        self.common.contains_key(word) || !self.resolve(word).is_empty() || !self.word_keys(word).is_empty()
    }

    /// The word that an unknown one stands for: one written in haste, or one whose letters were drawn out ("heyyy", "soooo", "hvalaa").
    fn meant(&self, token: &Token) -> Option<CompactString> {
        let word = token.text.as_str();
        // A lone capital is somebody's initial.
        let short = |word: &str| self.shorthand.get(word).filter(|_| word.len() > 1 || !token.capital).cloned();
        if let Some(meant) = short(word) {
            return Some(meant);
        }
        let runs = runs(word);
        let drawn_out = runs.iter().any(|(_, n)| *n >= DRAWN_OUT) || runs.len() > 1 && runs.last().is_some_and(|(_, n)| *n > 1);
        let keep = |most: usize| -> CompactString {
            let last = runs.len() - 1;
            let kept = |(i, (letter, n)): (usize, &(char, usize))| (*letter, if *n >= DRAWN_OUT || i == last { (*n).min(most) } else { *n });
            runs.iter().enumerate().map(kept).flat_map(|(letter, n)| std::iter::repeat_n(letter, n)).collect()
        };
        if !drawn_out {
            return None;
        }
        [2, 1].into_iter().map(keep).find_map(|kept| short(&kept).or_else(|| Some(kept).filter(|kept| self.knows(kept))))
    }

    /// Splits tokens into units. Tokens for which `taken` is true (dates) become empty units of their own.
    pub fn units(&self, tokens: &[Token], taken: &[bool]) -> Vec<Unit> {
        self.split(tokens, taken, true)
    }

    fn split(&self, tokens: &[Token], taken: &[bool], mend: bool) -> Vec<Unit> {
        let resolve = |token: &str| match self.learned.get(token) {
            Some(word) => Cow::Borrowed(self.words.ids(*word)),
            None => Cow::Owned(self.resolve(token)),
        };
        // Words that are written in haste or drawn out; what means something as it stands means that as well.
        let meant: Vec<Option<CompactString>> = tokens
            .iter()
            .zip(taken)
            .map(|(token, taken)| {
                let hasty = self.shorthand.contains_key(token.text.as_str());
                let asked = mend && !taken && token.kind == TokenKind::Word && (hasty || !self.knows(&token.text));
                if asked { self.meant(token) } else { None }
            })
            .collect();
        let known = |i: usize| self.word_keys(&tokens[i].text);
        let word_keys = |i: usize| match &meant[i] {
            Some(word) if known(i).is_empty() => self.word_keys(word),
            _ => known(i),
        };
        let mut mended: Vec<Option<(u8, Vec<&str>)>> = vec![None; tokens.len()];
        let resolved: Vec<(Cow<'_, [u32]>, u8)> = tokens
            .iter()
            .zip(taken)
            .zip(&mut mended)
            .zip(&meant)
            .map(|(((token, taken), mended), meant)| {
                if *taken || token.kind != TokenKind::Word {
                    let ids = self.exact.get(token.text.as_str()).filter(|_| !taken).map_or(&[] as &[u32], Vec::as_slice);
                    return (Cow::Borrowed(ids), 0);
                }
                let mut ids = resolve(&token.text);
                // "Who's" is written "whos" as well.
                if token.cut_s
                    && let Some(more) = self.exact.get(compact_str::format_compact!("{}s", token.text).as_str())
                {
                    let more: Vec<u32> = more.iter().filter(|id| !ids.contains(id)).copied().collect();
                    ids.to_mut().extend(more);
                }
                if let Some(word) = meant {
                    let more = resolve(word);
                    let more: Vec<u32> = more.iter().filter(|id| !ids.contains(id)).copied().collect();
                    ids.to_mut().extend(more);
                    return (ids, 0);
                }
                // A long word that only its stem is known of is rather a slip, if a word with a meaning is near: "saveznca".
                let by_stem = !self.word_keys(&token.text).is_empty();
                let strange = by_stem && !self.plain.contains_key(&token.text) && !self.learned.contains_key(&token.text);
                if !ids.is_empty() || by_stem && !(strange && token.text.len() >= LONG_WORD) {
                    return (ids, 0);
                }
                // A word of every day is no slip for a rare one.
                if !mend || self.common.contains_key(token.text.as_str()) {
                    return (ids, 0);
                }
                let (distance, words) = self.mend(&token.text);
                let mut ids = Vec::new();
                for word in words.iter().copied() {
                    ids.extend(self.exact.get(word).into_iter().flatten());
                    ids.extend(self.prefix.get(word).into_iter().flatten());
                }
                ids.sort_unstable();
                ids.dedup();
                if by_stem && ids.is_empty() {
                    return (Cow::Owned(ids), 0);
                }
                *mended = Some((distance, words));
                (Cow::Owned(ids), distance)
            })
            .collect();
        let breaks: Vec<bool> = tokens.iter().map(|token| token.after_break).collect();
        let mut units = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            if taken[at] {
                units.push(Unit { tokens: at..at + 1, keys: Vec::new(), parts: Vec::new(), mended: 0, lang: WordLang::Any, only: Vec::new() });
                at += 1;
                continue;
            }
            let ids = |i: usize| &*resolved[i].0;
            let matches = self.phrases_at(&breaks, taken, &ids, at);
            let longest = matches.iter().map(|(end, ..)| *end).max().unwrap_or(at + 1);
            let mut unit = Unit {
                tokens: at..longest,
                keys: Vec::new(),
                parts: Vec::new(),
                mended: (at..longest).map(|i| resolved[i].1).max().unwrap_or(0),
                lang: WordLang::Any,
                only: Vec::new(),
            };
            let mut langs = Vec::new();
            for (end, key, lang) in &matches {
                let keys = if *end == longest { &mut unit.keys } else { &mut unit.parts };
                if !keys.contains(key) {
                    keys.push(*key);
                }
                if *end == longest {
                    langs.push(*lang);
                    if *lang != WordLang::Any {
                        unit.only.push((*key, *lang));
                    }
                }
            }
            for inner in at + 1..longest {
                for (end, key, _) in self.phrases_at(&breaks, taken, &ids, inner) {
                    if end <= longest && !unit.parts.contains(&key) && !unit.keys.contains(&key) {
                        unit.parts.push(key);
                    }
                }
            }
            if matches.is_empty() {
                unit.keys = word_keys(at);
                if unit.keys.is_empty() && mend && tokens[at].kind == TokenKind::Word && !self.common.contains_key(tokens[at].text.as_str()) {
                    let (distance, words) = mended[at].take().unwrap_or_else(|| self.mend(&tokens[at].text));
                    for word in words {
                        unit.keys.extend(self.word_keys(word));
                    }
                    unit.mended = if unit.keys.is_empty() { 0 } else { distance };
                }
            } else if langs.iter().all(|l| *l == WordLang::En) {
                unit.lang = WordLang::En;
            } else if langs.iter().all(|l| *l == WordLang::Cnr) {
                unit.lang = WordLang::Cnr;
            }
            units.push(unit);
            at = longest;
        }
        units
    }

    /// Every phrase that begins at a token: where it ends, its key and language.
    fn phrases_at<'i>(&self, breaks: &[bool], taken: &[bool], ids: &impl Fn(usize) -> &'i [u32], at: usize) -> Vec<(usize, Key, WordLang)> {
        let mut found = Vec::new();
        if taken[at] {
            return found;
        }
        let goes_on = |i: usize| i < breaks.len() && !taken[i] && !breaks[i];
        for phrases in ids(at).iter().filter_map(|id| self.phrases.get(*id as usize)) {
            found.extend(phrases.alone.iter().map(|(key, lang)| (at + 1, *key, *lang)));
            if phrases.longer.is_empty() || !goes_on(at + 1) {
                continue;
            }
            for phrase in ids(at + 1).iter().filter_map(|second| phrases.longer.get(second)).flatten() {
                let mut end = at + 2;
                if phrase.rest.iter().all(|word| {
                    end += 1;
                    goes_on(end - 1) && ids(end - 1).contains(word)
                }) {
                    found.push((end, phrase.key, phrase.lang));
                }
            }
        }
        found
    }

    /// What a text of the data says, in order: its words, and the phrases of several words in it, each with the token that it begins with. `words` are the tokens as [`Lexicon::learn_word`] knows
    /// them, `breaks` those with which a sentence begins, `taken` those that belong to dates.
    /// What the data writes is right: a word near a known one is a word of its own.
    pub fn learned(&mut self, words: &[u32], breaks: &[bool], taken: &[bool], found: &mut Vec<(usize, LearnedUnit)>) {
        let mut at = 0;
        while at < words.len() {
            if taken[at] {
                at += 1;
                continue;
            }
            let mut end = at + 1;
            let follows = at + 1 < words.len()
                && self.begins[words[at] as usize]
                && self.sieves[words[at] as usize].seconds.meets(self.sieves[words[at + 1] as usize].own);
            if follows {
                end = self.longest_at(words, breaks, taken, at);
            }
            let unit = if end > at + 1 { LearnedUnit::Phrase(self.learn_phrase(&words[at..end])) } else { LearnedUnit::Word(words[at]) };
            found.push((at, unit));
            at = end;
        }
    }

    /// Where the longest phrase ends that begins at a word of a text of the data.
    fn longest_at(&self, words: &[u32], breaks: &[bool], taken: &[bool], at: usize) -> usize {
        let ids = |i: usize| self.words.ids(words[i]);
        let goes_on = |i: usize| i < words.len() && !taken[i] && !breaks[i];
        let mut longest = at + 1;
        if !goes_on(longest) {
            return longest;
        }
        for phrases in ids(at).iter().filter_map(|id| self.phrases.get(*id as usize)).filter(|phrases| !phrases.longer.is_empty()) {
            for phrase in ids(at + 1).iter().filter_map(|second| phrases.longer.get(second)).flatten() {
                let end = at + 2 + phrase.rest.len();
                if end > longest && phrase.rest.iter().zip(at + 2..).all(|(word, i)| goes_on(i) && ids(i).contains(word)) {
                    longest = end;
                }
            }
        }
        longest
    }

    /// The number of a phrase of the data, which is meant as a whole.
    fn learn_phrase(&mut self, words: &[u32]) -> u32 {
        if let Some(known) = self.joined.get(words) {
            return *known;
        }
        let ids = |i: usize| self.words.ids(words[i]);
        let apart = vec![false; words.len()];
        let mut phrase = LearnedPhrase { length: words.len(), ..LearnedPhrase::default() };
        for (end, key, _) in self.phrases_at(&apart, &apart, &ids, 0) {
            let keys = if end == words.len() { &mut phrase.keys } else { &mut phrase.parts };
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        for (_, key, _) in (1..words.len()).flat_map(|inner| self.phrases_at(&apart, &apart, &ids, inner)) {
            if !phrase.parts.contains(&key) && !phrase.keys.contains(&key) {
                phrase.parts.push(key);
            }
        }
        let number = self.joined_meanings.len() as u32;
        self.joined_meanings.push(phrase);
        self.joined.insert(words.into(), number);
        number
    }

    /// What a word or phrase of the data may stand for, and what the parts of a phrase may.
    pub fn meanings(&self, unit: LearnedUnit) -> (&[Key], &[Key]) {
        match unit {
            LearnedUnit::Word(word) => (self.keys_of_word(word), &[]),
            LearnedUnit::Phrase(phrase) => {
                let phrase = &self.joined_meanings[phrase as usize];
                (&phrase.keys, &phrase.parts)
            }
        }
    }

    /// How many words a word or phrase of the data has.
    pub fn length(&self, unit: LearnedUnit) -> usize {
        match unit {
            LearnedUnit::Word(_) => 1,
            LearnedUnit::Phrase(phrase) => self.joined_meanings[phrase as usize].length,
        }
    }

    /// The number of a word of the data, if it is one.
    pub fn word(&self, text: &str) -> Option<u32> {
        self.learned.get(text).copied()
    }

    /// Notes in which language words of the data are used.
    pub fn hear(&mut self, words: &[u32], lang: WordLang) {
        let side = match lang {
            WordLang::En => 0,
            WordLang::Cnr => 1,
            WordLang::Any => return,
        };
        self.heard.resize(self.words.ends.len(), [0, 0]);
        for word in words {
            self.heard[*word as usize][side] += 1;
        }
    }

    /// The language that the texts of the data use a word in, where they use it in one of them alone or nearly so.
    pub fn heard_in(&self, token: &str) -> WordLang {
        self.learned.get(token).and_then(|word| self.words.langs.get(*word as usize)).copied().unwrap_or(WordLang::Any)
    }

    /// Of each word the language that it was heard in.
    fn langs(&self) -> Vec<WordLang> {
        let all = self.heard.iter().fold([1, 1], |all, [en, cnr]| [all[0] + u64::from(*en), all[1] + u64::from(*cnr)]);
        // How often among as many words of the other language.
        let often = |count: u32, side: usize| u64::from(count) * all[1 - side];
        let lang = |[en, cnr]: &[u32; 2]| match (often(*en, 0), often(*cnr, 1)) {
            (one, other) if *en >= HEARD_OFTEN && one >= other * HEARD_MORE => WordLang::En,
            (other, one) if *cnr >= HEARD_OFTEN && one >= other * HEARD_MORE => WordLang::Cnr,
            _ => WordLang::Any,
        };
        self.heard.iter().map(lang).collect()
    }

    /// Gives back what only learning needs, once all texts are learned.
    pub fn finish(&mut self) {
        self.words.langs = self.langs();
        self.heard = Vec::new();
        self.sieves = Vec::new();
        self.begins = Vec::new();
        self.word_ids = HashMap::default();
        self.joined = HashMap::default();
        self.joined_meanings = Vec::new();
        self.words.ids.shrink_to_fit();
        self.words.keys.shrink_to_fit();
    }

    /// The keys of a word of the data.
    pub fn keys_of_word(&self, word: u32) -> &[Key] {
        self.words.keys(word)
    }

    /// Gives a word of the data the next number, registering what no concept or name explains. The patterns must be complete, and the word new.
    pub fn learn_word(&mut self, token: &Token) -> u32 {
        let word = token.kind == TokenKind::Word;
        let ids = if word { self.resolve(&token.text) } else { self.exact.get(token.text.as_str()).cloned().unwrap_or_default() };
        let mut keys: Vec<Key> = Vec::new();
        let (mut seconds, mut own, mut begins) = (Sieve::default(), Sieve::default(), false);
        for id in &ids {
            own.add(*id);
        }
        for phrases in ids.iter().filter_map(|id| self.phrases.get(*id as usize)) {
            phrases.longer.keys().for_each(|second| seconds.add(*second));
            begins |= !phrases.longer.is_empty();
            for (key, _) in &phrases.alone {
                if !keys.contains(key) {
                    keys.push(*key);
                }
            }
        }
        if keys.is_empty() && word {
            keys = self.intern_word(&token.text);
        }
        let index = self.words.push(&ids, &keys);
        self.sieves.push(Neighbours { seconds, own });
        self.begins.push(begins);
        self.learned.insert(token.text.clone(), index);
        index
    }
}

/// The fewest times that a word is heard in a language before it speaks for it.
const HEARD_OFTEN: u32 = 2;
/// How many times as often as in the other language.
const HEARD_MORE: u64 = 5;

/// The longest words that are compared letter by letter without asking for room.
const ROOM: usize = 40;

/// The letters of a word, each with how often it stands in a row.
fn runs(word: &str) -> Vec<(char, usize)> {
    let mut runs: Vec<(char, usize)> = Vec::new();
    for letter in word.chars() {
        match runs.last_mut() {
            Some((last, n)) if *last == letter => *n += 1,
            _ => runs.push((letter, 1)),
        }
    }
    runs
}

/// How many slips lie between two words: letters too many, missing, wrong, or in the wrong order. Where they are more than `most`, how many is left open.
fn slips(one: &str, other: &str, most: usize) -> usize {
    if !one.is_ascii() || one.len().max(other.len()) >= ROOM {
        return strsim::osa_distance(one, other);
    }
    if one.len().abs_diff(other.len()) > most {
        return most + 1;
    }
    let (one, other) = (one.as_bytes(), other.as_bytes());
    // A row for each letter of the one; places further from the middle than `most` are never on the way to a find.
    let mut rows = [[u8::MAX / 2; ROOM]; 3];
    (0..=other.len().min(most)).for_each(|j| rows[0][j] = j as u8);
    for i in 1..=one.len() {
        let [now, last, before] = [i % 3, (i + 2) % 3, (i + 1) % 3];
        rows[now] = [u8::MAX / 2; ROOM];
        rows[now][0] = i as u8;
        for j in i.saturating_sub(most).max(1)..=other.len().min(i + most) {
            let wrong = u8::from(one[i - 1] != other[j - 1]);
            let mut least = (rows[last][j - 1] + wrong).min(rows[last][j] + 1).min(rows[now][j - 1] + 1);
            if i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] {
                least = least.min(rows[before][j - 2] + 1);
            }
            rows[now][j] = least;
        }
    }
    usize::from(rows[one.len() % 3][other.len()])
}

/// A bit for every letter that a word has.
fn letters(word: &str) -> u32 {
    word.bytes().filter(u8::is_ascii_lowercase).fold(0, |mask, byte| mask | 1 << (byte - b'a'))
}

/// Whether two words have the same letters in whatever order.
fn same_letters(one: &str, other: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters: Vec<u8> = word.bytes().collect();
        letters.sort_unstable();
        letters
    };
    sorted(one) == sorted(other)
}

/// The regular forms of an English word.
fn english_forms(word: &str) -> Vec<String> {
    let mut forms = vec![format!("{word}s")];
    if let Some(stem) = word.strip_suffix('e') {
        forms.extend([format!("{word}d"), format!("{stem}ing")]);
    } else if let Some(stem) = word.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u'])) {
        forms.extend([format!("{stem}ies"), format!("{stem}ied"), format!("{word}ing")]);
    } else {
        forms.extend([format!("{word}es"), format!("{word}ed"), format!("{word}ing")]);
        let mut ends = word.bytes().rev();
        if let (Some(last), Some(vowel)) = (ends.next(), ends.next())
            && b"bdgmnprt".contains(&last)
            && b"aeiou".contains(&vowel)
        {
            let last = char::from(last);
            forms.extend([format!("{word}{last}ed"), format!("{word}{last}ing")]);
        }
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon() -> Lexicon {
        let morphology = Morphology {
            en_suffixes: ["s", "ed", "ing"].map(str::to_owned).to_vec(),
            cnr_suffixes: ["ima", "om", "a", "u", "e", "i", "o"].map(str::to_owned).to_vec(),
            shorthand: [("wen", "when"), ("r", "are")].map(|(short, word)| (short.to_owned(), word.to_owned())).into(),
            abbreviations: vec!["gen".to_owned()],
        };
        let mut lexicon = Lexicon::new(&morphology, &[]);
        for (id, class, en, cnr) in [
            ("join", Class::Term, vec!["join", "become a member"], vec!["ušl*"]),
            ("when", Class::Cue, vec!["when"], vec!["kad", "kada"]),
            ("the", Class::Filler, vec!["the", "did"], vec!["je", "u"]),
        ] {
            let own = |words: Vec<&str>| words.into_iter().map(str::to_owned).collect();
            lexicon.add_concept(&ConceptEntry { id: id.to_owned(), class, opposites: Vec::new(), detail: false, en: own(en), cnr: own(cnr) });
        }
        lexicon.add_name("Milo Đukanović", "milo");
        lexicon.add_name("Đukanović", "milo");
        lexicon.add_name("Slovenia", "slovenia");
        lexicon.add_name("Slovakia", "slovakia");
        let tokens = tokenize("weapons destroyed");
        for token in &tokens {
            lexicon.learn_word(token);
        }
        lexicon.seal();
        lexicon
    }

    fn check(text: &str, expected: &[&[&str]]) {
        let lexicon = lexicon();
        let tokens = tokenize(text);
        let units = lexicon.units(&tokens, &vec![false; tokens.len()]);
        let names: Vec<Vec<&str>> = units.iter().map(|u| u.keys.iter().map(|k| lexicon.describe(*k).1).collect()).collect();
        assert_eq!(names, expected, "{text}");
    }

    #[test]
    fn words_phrases_names_and_inflection_are_found() {
        check("when did he become a member", &[&["when"], &["the"], &[], &["join"]]);
        check("Kad je ušla", &[&["when"], &["the"], &["join"]]);
        check("Mila Đukanovića", &[&["milo"]]);
        check("dukanovic joined", &[&["milo"], &["join"]]);
        check("weapon", &[&["weapon"]]);
    }

    #[test]
    fn words_in_haste_and_drawn_out_ones_are_known() {
        check("wen did Milo Đukanović join", &[&["when"], &["the"], &["milo"], &["join"]]);
        check("whennn", &[&["when"]]);
        check("kaddd je Milo Đukanović ušlaaa", &[&["when"], &["the"], &["milo"], &["join"]]);
    }

    #[test]
    fn typing_mistakes_are_mended_but_not_across_names() {
        check("djukanovci", &[&["milo"]]);
        check("slovneia", &[&["slovenia"]]);
        check("slovakia", &[&["slovakia"]]);
        check("wehn", &[&["when"]]);
        check("jion", &[&["join"]]);
        check("whem", &[&[]]);
        check("hewn", &[&[]]);
        check("slovania", &[&["slovenia", "slovakia"]]);
    }
}
