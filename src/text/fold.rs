//! Folding: the form in which words are compared.
//!
//! Two scripts, missing diacritics and capitals all lead to one key: `Đukanović`, `Djukanovic` and `Ђукановић` fold to `djukanovic`.
//! The alphabet's own table stands here; words and exceptions are data.

use unicode_normalization::UnicodeNormalization;

/// Montenegrin Cyrillic letters with their Latin counterparts, lower case.
const CYRILLIC: &[(char, &str)] = &[
    ('а', "a"),
    ('б', "b"),
    ('в', "v"),
    ('г', "g"),
    ('д', "d"),
    ('ђ', "đ"),
    ('е', "e"),
    ('ж', "ž"),
    ('з', "z"),
    ('и', "i"),
    ('ј', "j"),
    ('к', "k"),
    ('л', "l"),
    ('љ', "lj"),
    ('м', "m"),
    ('н', "n"),
    ('њ', "nj"),
    ('о', "o"),
    ('п', "p"),
    ('р', "r"),
    ('с', "s"),
    ('т', "t"),
    ('ћ', "ć"),
    ('у', "u"),
    ('ф', "f"),
    ('х', "h"),
    ('ц', "c"),
    ('ч', "č"),
    ('џ', "dž"),
    ('ш', "š"),
    ('ѕ', "dz"),
    // Letters of other Cyrillic alphabets that people paste.
    ('й', "j"),
    ('ы', "i"),
    ('э', "e"),
    ('ю', "ju"),
    ('я', "ja"),
    ('ё', "e"),
    ('щ', "šč"),
    ('ъ', ""),
    ('ь', ""),
    ('і', "i"),
    ('ї', "ji"),
    ('є', "je"),
    ('ґ', "g"),
];

/// The Latin spelling of a lower-case Cyrillic letter.
pub fn latin_of(letter: char) -> Option<&'static str> {
    CYRILLIC.iter().find(|(c, _)| *c == letter).map(|(_, latin)| *latin)
}

/// Whether a character is a Cyrillic letter.
pub fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{52f}')
}

/// Characters that take no room and mean nothing: zero-width, direction and variation marks.
fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// The folded form: lower case, Latin, no diacritics, `đ` as `dj`.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut push = |c: char| match c {
        'đ' => out.push_str("dj"),
        'ł' => out.push('l'),
        'ø' => out.push('o'),
        'æ' => out.push_str("ae"),
        'ß' => out.push_str("ss"),
        'ı' => out.push('i'),
        _ if unicode_normalization::char::is_combining_mark(c) => {}
        _ => out.push(c),
    };
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    for c in text.chars().filter(|c| !is_ignorable(*c)).flat_map(char::to_lowercase) {
        if let Some(latin) = latin_of(c) {
            latin.nfd().for_each(&mut push);
        } else {
            std::iter::once(c).nfkd().flat_map(char::to_lowercase).for_each(&mut push);
        }
    }
    out
}

/// Other folded spellings of a name: people type `đ` as plain `d` too.
pub fn fold_variant(text: &str) -> Option<String> {
    text.contains(['đ', 'Đ']).then(|| fold(&text.replace(['đ', 'Đ'], "d")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_diacritics_and_case_meet() {
        for spelling in ["Đukanović", "Djukanovic", "Ђукановић", "DJUKANOVIĆ"] {
            assert_eq!(fold(spelling), "djukanovic");
        }
        assert_eq!(fold("Црна Гора"), fold("crna gora"));
        assert_eq!(fold("НАТО"), "nato");
        assert_eq!(fold("џип"), fold("džip"));
        assert_eq!(fold("Śutra Ź"), "sutra z");
        assert_eq!(fold("na\u{200b}to"), "nato");
        assert_eq!(fold("ＮＡＴＯ"), "nato");
        assert_eq!(fold_variant("Đukanović").as_deref(), Some("dukanovic"));
    }
}
