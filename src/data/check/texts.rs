//! Texts: letters, translations, lengths, the way into Cyrillic and back.

use serde_json::Value;
use unicode_normalization::is_nfc;

use super::context::{Context, Found, as_text, last_key, walk};
use crate::{
    data::{Kind, finding::Finding, locate::Step},
    text::{fold::is_cyrillic, script},
};

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, '\u{c0}'..='\u{24f}') && c.is_alphabetic()
}

fn is_foreign(c: char) -> bool {
    is_cyrillic(c) || matches!(c, '\u{370}'..='\u{3ff}') && c.is_alphabetic()
}

/// Characters that take no room: zero-width and direction marks, soft hyphens.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Characters that every font of the charts has: Latin, and the signs that texts use.
fn is_plain(c: char) -> bool {
    c.is_ascii()
        || is_latin(c)
        || is_cyrillic(c)
        || matches!(c, '\u{a0}'..='\u{ff}' | '–' | '—' | '‘' | '’' | '‚' | '“' | '”' | '„' | '…' | '€' | '−' | '\u{202f}')
}

pub(super) fn glyphs(c: &Context<'_>, findings: &mut Vec<Finding>) {
    for record in &c.raw {
        walk(&record.value, &mut |path, value| {
            let (Some(text), Some(Step::Key(lang))) = (value.as_str(), path.last()) else { return };
            if !matches!(lang.as_str(), "en" | "cnr") {
                return;
            }
            if let Some(sign) = text.chars().find(|sign| !is_plain(*sign) && !is_invisible(*sign)) {
                findings.push(c.at(&record.origin, path).warning(
                    "glyph",
                    format!("`{sign}` (U+{:04X}) may be missing in the fonts of charts and terminals", u32::from(sign)),
                    "use letters and plain signs",
                ));
            }
        });
    }
}

/// A word with letters of two scripts.
fn mixed(text: &str) -> Option<&str> {
    text.split(|c: char| !c.is_alphabetic()).find(|word| word.contains(is_latin) && word.contains(is_foreign))
}

pub(super) fn letters(c: &Context<'_>, findings: &mut Vec<Finding>) {
    const HELP: &str = "type the word again: one of its letters only looks like the Latin one";
    for record in &c.raw {
        walk(&record.value, &mut |path, value| {
            let Some(text) = value.as_str() else { return };
            let both_languages = matches!(path.last(), Some(Step::Key(key)) if key == "en" || key == "cnr");
            if let Some(c0) = text.chars().find(|c| is_invisible(*c)) {
                let code = u32::from(c0);
                findings.push(c.at(&record.origin, path).error("letters", format!("an invisible character (U+{code:04X})"), "type the text again without it"));
            } else if !is_nfc(text) {
                findings.push(c.at(&record.origin, path).error("letters", "a letter with its accent apart from it", "type the letter again, as one character"));
            }
            if let Some(word) = mixed(text) {
                findings.push(c.at(&record.origin, path).error("letters", format!("`{word}` mixes letters of two scripts"), HELP));
            } else if both_languages && let Some(word) = text.split(|c: char| !c.is_alphabetic()).find(|word| word.contains(is_foreign)) {
                findings.push(c.at(&record.origin, path).error(
                    "letters",
                    format!("`{word}` is not in Latin letters"),
                    "write Montenegrin in Latin script; the Cyrillic form is made by rule",
                ));
            }
        });
    }
    for (file, text) in c.files.below("locales") {
        for (line, content) in text.lines().enumerate() {
            if let Some(word) = mixed(content) {
                let at = content.find(word).map_or(0, |at| content[..at].chars().count());
                findings.push(Found::new(file, line + 1, at + 1).error("letters", format!("`{word}` mixes letters of two scripts"), HELP));
            }
        }
    }
}

pub(super) fn translations(c: &Context<'_>, findings: &mut Vec<Finding>) {
    /// Longer sentences are never the same in both languages.
    const SAME: usize = 40;
    for record in &c.raw {
        walk(&record.value, &mut |path, value| {
            let Some((en, cnr)) = as_text(value) else { return };
            for (lang, text) in [("en", en), ("cnr", cnr)] {
                let mut place = path.to_vec();
                place.push(Step::Key(lang.to_owned()));
                if text.trim().is_empty() {
                    findings.push(c.at(&record.origin, &place).error(
                        "translation",
                        "this text is empty",
                        "write it in both languages, or make the whole text null",
                    ));
                } else if text.trim() != text || text.contains("  ") || text.contains('\n') {
                    findings.push(c.at(&record.origin, &place).warning(
                        "translation",
                        "spaces too many, or a line break",
                        "texts are one line with single spaces",
                    ));
                }
            }
            let is_name = matches!(last_key(path), Some("name" | "full" | "list" | "native" | "body"));
            if en == cnr && en.chars().count() > SAME && !is_name {
                findings.push(c.at(&record.origin, path).warning("translation", "the text is the same in both languages", "translate it"));
            }
        });
    }
}

/// The most characters of a text by its key; others may have [`LONGEST_TEXT`].
const LONGEST: &[(&str, usize)] = &[
    ("name", 100),
    ("title", 150),
    ("answer", 350),
    ("when", 330),
    ("who", 350),
    ("what", 350),
    ("now", 350),
    ("says", 350),
    ("aliases", 100),
    ("asks", 100),
    ("url", 400),
    ("at", 150),
];
/// Discord: a field of an embed holds 1,024 characters.
const LONGEST_TEXT: usize = 1000;

pub(super) fn lengths(c: &Context<'_>, findings: &mut Vec<Finding>) {
    for record in &c.raw {
        walk(&record.value, &mut |path, value| {
            let Some(text) = value.as_str() else { return };
            let field = match path.last() {
                Some(Step::Key(lang)) if lang == "en" || lang == "cnr" => last_key(&path[..path.len() - 1]),
                _ => last_key(path),
            };
            // What a step, figure or target says stands in a list, not in a headline.
            let inner = path.len() > 2 && field != Some("aliases") && field != Some("asks");
            let room = LONGEST.iter().find(|(key, _)| Some(*key) == field && !(inner && *key == "name")).map_or(LONGEST_TEXT, |(_, room)| *room);
            let room = if record.kind == Kind::Source && field == Some("title") { 250 } else { room };
            let length = text.chars().count();
            if length > room {
                findings.push(c.at(&record.origin, path).error(
                    "length",
                    format!("{length} characters where {room} can be shown"),
                    "say it shorter; details have their place in `more`, `summary` or `note`",
                ));
            }
        });
    }
}

pub(super) fn script(c: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(rules) = &c.script else { return };
    for record in &c.raw {
        walk(&record.value, &mut |path, value| {
            let (Some(text), Some(Step::Key(lang))) = (value.as_str(), path.last()) else { return };
            if lang == "cnr" && !script::round_trips(rules, text) {
                let word = text.split_whitespace().find(|word| !script::round_trips(rules, word)).unwrap_or(text);
                findings.push(c.at(&record.origin, path).warning(
                    "script",
                    format!("the Cyrillic form of `{word}` does not lead back to the same letters"),
                    "list the word in vocab/script.json, as `latin_words`, `words` or `digraph_breaks`",
                ));
            }
        });
    }
}

/// The value of a member as text, for other checks.
pub(super) fn member<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key).and_then(Value::as_str)
}
