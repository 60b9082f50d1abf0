//! Montenegrin Latin into Cyrillic, letter by letter, with the exceptions that the data lists.

use std::collections::HashMap;

use serde::Deserialize;

use super::fold::{fold, latin_of};

/// Marks the start of text that keeps its letters (titles, addresses, codes).
pub const KEEP_OPEN: char = '\u{e000}';
/// Marks its end.
pub const KEEP_CLOSE: char = '\u{e001}';

/// Wraps text that must not change script.
pub fn keep(text: &str) -> String {
    format!("{KEEP_OPEN}{text}{KEEP_CLOSE}")
}

/// Removes the marks.
pub fn unkeep(text: &str) -> String {
    text.replace([KEEP_OPEN, KEEP_CLOSE], "")
}

/// `vocab/script.json`: where the letter rule does not hold.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScriptRules {
    /// Words and names of several words that stay Latin.
    #[serde(default)]
    pub latin_words: Vec<String>,
    /// Whole words with their Cyrillic form.
    #[serde(default)]
    pub words: HashMap<String, String>,
    /// Stems in which `nj`, `lj` or `dž` are two letters.
    #[serde(default)]
    pub digraph_breaks: Vec<String>,
}

const DIGRAPHS: &[(&str, char)] = &[("lj", 'љ'), ("nj", 'њ'), ("dž", 'џ')];

fn letter(latin: char) -> Option<char> {
    Some(match latin {
        'a' => 'а',
        'b' => 'б',
        'v' => 'в',
        'g' => 'г',
        'd' => 'д',
        'đ' => 'ђ',
        'e' => 'е',
        'ž' => 'ж',
        'z' => 'з',
        'i' => 'и',
        'j' => 'ј',
        'k' => 'к',
        'l' => 'л',
        'm' => 'м',
        'n' => 'н',
        'o' => 'о',
        'p' => 'п',
        'r' => 'р',
        's' => 'с',
        't' => 'т',
        'ć' => 'ћ',
        'u' => 'у',
        'f' => 'ф',
        'h' => 'х',
        'c' => 'ц',
        'č' => 'ч',
        'š' => 'ш',
        _ => return None,
    })
}

impl ScriptRules {
    /// The Cyrillic form of a text. Kept pieces, addresses and words with letters foreign to the alphabet stay as they are.
    pub fn cyrillic(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() * 2);
        let mut rest = text;
        while !rest.is_empty() {
            if rest.starts_with(KEEP_OPEN) {
                let end = rest.find(KEEP_CLOSE).map_or(rest.len(), |at| at + KEEP_CLOSE.len_utf8());
                out.push_str(&rest[..end]);
                rest = &rest[end..];
                continue;
            }
            if rest.starts_with("http://") || rest.starts_with("https://") || rest.starts_with('`') || rest.starts_with("attachment://") {
                let skip = usize::from(rest.starts_with('`'));
                let end = if skip == 1 {
                    rest[1..].find('`').map_or(rest.len(), |at| at + 2)
                } else {
                    rest.find(|c: char| c.is_whitespace() || matches!(c, ')' | '>')).unwrap_or(rest.len())
                };
                out.push_str(&rest[..end]);
                rest = &rest[end..];
                continue;
            }
            // A slash command keeps its letters.
            if rest.starts_with('/') && !out.ends_with(char::is_alphanumeric) && rest[1..].starts_with(|c: char| c.is_ascii_lowercase()) {
                let end = rest[1..].find(|c: char| !c.is_ascii_lowercase()).map_or(rest.len(), |at| at + 1);
                out.push_str(&rest[..end]);
                rest = &rest[end..];
                continue;
            }
            let word_end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
            if word_end == 0 {
                let c = rest.chars().next().unwrap_or(' ');
                out.push(c);
                rest = &rest[c.len_utf8()..];
                continue;
            }
            if let Some(name) = self.latin_name(rest) {
                out.push_str(name);
                rest = &rest[name.len()..];
                continue;
            }
            self.word(&rest[..word_end], &mut out);
            rest = &rest[word_end..];
        }
        out
    }

    /// The name of several words that stays Latin with which a text begins.
    fn latin_name<'t>(&self, text: &'t str) -> Option<&'t str> {
        let begins = |name: &&String| text.strip_prefix(name.as_str()).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
        self.latin_words.iter().filter(begins).filter(|name| name.contains(' ')).map(String::len).max().map(|length| &text[..length])
    }

    fn word(&self, word: &str, out: &mut String) {
        let foreign = |c: char| c.to_lowercase().any(|c| letter(c).is_none());
        if word.chars().any(foreign) || self.latin_words.iter().any(|w| w == word) {
            return out.push_str(word);
        }
        if let Some(exception) = self.words.get(word) {
            return out.push_str(exception);
        }
        let lower = word.to_lowercase();
        let paired = DIGRAPHS.iter().any(|(pair, _)| lower.contains(pair));
        let whole = paired && self.digraph_breaks.iter().any(|stem| lower.contains(stem.as_str()));
        let mut at = 0;
        while at < word.len() {
            let (c, tail) = (word[at..].chars().next().unwrap_or(' '), &lower[at.min(lower.len())..]);
            let digraph = DIGRAPHS.iter().find(|(pair, _)| !whole && tail.starts_with(pair));
            let (mapped, step) = match digraph {
                Some((pair, cyrillic)) => (Some(*cyrillic), pair.len()),
                None => (letter(c.to_lowercase().next().unwrap_or(c)), c.len_utf8()),
            };
            match mapped {
                Some(cyrillic) if c.is_uppercase() => out.extend(cyrillic.to_uppercase()),
                Some(cyrillic) => out.push(cyrillic),
                None => out.push(c),
            }
            at += step;
        }
    }
}

/// Whether a text folds to the same key in both scripts, which the matcher relies on.
pub fn round_trips(rules: &ScriptRules, text: &str) -> bool {
    fold(&rules.cyrillic(text)) == fold(text)
}

/// The Latin spelling of Cyrillic text, diacritics kept.
pub fn latin(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c.to_lowercase().next().and_then(latin_of) {
            Some(latin) if c.is_uppercase() => {
                let mut letters = latin.chars();
                out.extend(letters.next().into_iter().flat_map(char::to_uppercase));
                out.push_str(letters.as_str());
            }
            Some(latin) => out.push_str(latin),
            None => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_digraphs_and_exceptions() {
        let rules = ScriptRules {
            digraph_breaks: vec!["injekc".into()],
            words: HashMap::from([("Ipsos".into(), "Ипсос".into())]),
            latin_words: vec!["II".into(), "To Be Secure".into()],
        };
        let check = |latin: &str, cyrillic: &str| assert_eq!(rules.cyrillic(latin), cyrillic);
        check("Crna Gora je ušla u NATO 5. juna 2017.", "Црна Гора је ушла у НАТО 5. јуна 2017.");
        check("Njemačka, LJUDI, džep, Džon Keri", "Њемачка, ЉУДИ, џеп, Џон Кери");
        check("injekcija", "инјекција");
        check("To je forum To Be Secure (Öztürk).", "То је форум To Be Secure (Öztürk).");
        check("Probaj /when, ili/ili", "Пробај /when, или/или");
        check("Washington, `when:x` https://a.me/b", "Washington, `when:x` https://a.me/b");
        check(&keep("NATO page"), &keep("NATO page"));
        assert!(round_trips(&rules, "Đukanović je rekao: Njegoš"));
        assert_eq!(latin("Ђукановић Љ"), "Đukanović Lj");
    }
}
