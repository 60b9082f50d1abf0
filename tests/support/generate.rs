//! Makes a dataset several times as large: every record again under new names, so that growth can be measured.
//!
//! A copy has its own ids and refers to its own records. Words that the vocabulary does not know become invented words, another one in every
//! copy; a name of known words only gets an invented word behind it. So no two copies can be taken for each other.

use std::collections::HashSet;

use accession_bot::{
    data::{Kind, load::Files},
    text::{fold::fold, lexicon::ConceptEntry},
};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The set with `times` as many records: the records of `files` and `times - 1` copies under other names.
pub(crate) fn enlarge(files: &Files, times: usize) -> Files {
    let mut out: Vec<(String, String)> = files.iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect();
    let records: Vec<(Kind, Vec<Value>)> = Kind::ALL.iter().map(|&kind| (kind, read(files, kind))).collect();
    let ids: HashSet<String> = records.iter().flat_map(|(_, all)| all).filter_map(|record| Some(record.get("id")?.as_str()?.to_owned())).collect();
    let known = known_words(files);
    for copy in 1..times {
        let namer = Namer { copy, ids: &ids, known: &known };
        for (kind, all) in &records {
            let renamed: Vec<Value> = all.iter().map(|record| namer.rename(*kind, record)).collect();
            let text = serde_json::to_string(&renamed).expect("values that were read can be written");
            out.push((format!("{}/copy-{copy:03}.json", kind.folder()), text));
        }
    }
    Files::from_texts(out)
}

fn read(files: &Files, kind: Kind) -> Vec<Value> {
    files.of_kind(kind.folder()).flat_map(|(_, text)| serde_json::from_str::<Vec<Value>>(text).expect("the set that is enlarged is sound")).collect()
}

/// The words of the vocabulary, folded.
fn known_words(files: &Files) -> HashSet<String> {
    let lexicon = files.iter().filter(|(path, _)| path.starts_with("vocab/lexicon/"));
    let entries = lexicon.flat_map(|(_, text)| serde_json::from_str::<Vec<ConceptEntry>>(text).expect("the vocabulary is sound"));
    entries.flat_map(|entry| entry.en.into_iter().chain(entry.cnr)).flat_map(|phrase| phrase.split_whitespace().map(fold).collect::<Vec<_>>()).collect()
}

/// Gives the records of one copy their names.
struct Namer<'a> {
    copy: usize,
    ids: &'a HashSet<String>,
    known: &'a HashSet<String>,
}

/// Keys under which people's words for a record stand.
const NAMES: &[&str] = &["name", "full", "native", "abbr", "aliases", "asks", "cases", "title", "quote"];

impl Namer<'_> {
    fn rename(&self, kind: Kind, record: &Value) -> Value {
        let id = record.get("id").and_then(Value::as_str).unwrap_or_default();
        let mut renamed = self.value(record, id, false);
        if kind == Kind::Poll {
            renamed["set"] = Value::from(format!("copy-{}", self.copy));
        }
        if kind == Kind::Ratification {
            renamed["row"] = Value::Null;
        }
        if kind == Kind::Source
            && let Some(url) = record.get("url").and_then(Value::as_str)
        {
            let sign = if url.contains('?') { '&' } else { '?' };
            renamed["url"] = Value::from(format!("{url}{sign}copy={}", self.copy));
        }
        renamed
    }

    fn value(&self, value: &Value, id: &str, naming: bool) -> Value {
        match value {
            Value::String(text) if naming => Value::from(self.phrase(text, id)),
            Value::String(text) if self.ids.contains(text) => Value::from(format!("{text}-{}", self.copy)),
            Value::Array(all) => all.iter().map(|one| self.value(one, id, naming)).collect(),
            Value::Object(members) => {
                // Topics and kinds may read like ids.
                let renamed = |key: &String, member: &Value| match key.as_str() {
                    "topics" | "kind" | "unit" | "group" | "set" => member.clone(),
                    _ => self.value(member, id, naming || NAMES.contains(&key.as_str())),
                };
                Value::Object(members.iter().map(|(key, member)| (key.clone(), renamed(key, member))).collect())
            }
            other => other.clone(),
        }
    }

    /// A phrase with other words.
    fn phrase(&self, text: &str, id: &str) -> String {
        let mut changed = false;
        let mut word = |word: &str| {
            if word.chars().all(|c| c.is_ascii_digit()) || self.known.contains(&fold(word)) || !word.contains(char::is_alphabetic) {
                return word.to_owned();
            }
            changed = true;
            let invented = self.invent(&fold(word));
            if word.starts_with(char::is_uppercase) { capital(&invented) } else { invented }
        };
        let words: Vec<String> = text.split(' ').map(&mut word).collect();
        let phrase = words.join(" ");
        if changed { phrase } else { format!("{phrase} {}", self.invent(id)) }
    }

    /// An invented word of five syllables, the same for the same word of a copy.
    fn invent(&self, word: &str) -> String {
        const CONSONANTS: &[u8] = b"bdgkmnprstvz";
        const VOWELS: &[u8] = b"aeiou";
        let hash = Sha256::digest(format!("{}/{word}", self.copy));
        let letter = |letters: &[u8], byte: u8| char::from(letters[usize::from(byte) % letters.len()]);
        hash.chunks(2).take(5).flat_map(|pair| [letter(CONSONANTS, pair[0]), letter(VOWELS, pair[1])]).collect()
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
