//! Discord's limits, and the one place that cuts text to them.
//!
//! Lengths are counted in UTF-16 units: never fewer than the characters that Discord counts, so what fits here fits there.

use unicode_segmentation::UnicodeSegmentation;

/// Discord: embed title, 256.
pub const TITLE: usize = 256;
/// Discord: embed description, 4096.
pub const DESCRIPTION: usize = 4096;
/// Discord: fields of an embed, 25.
pub const FIELDS: usize = 25;
/// Discord: name of a field, 256.
pub const FIELD_NAME: usize = 256;
/// Discord: value of a field, 1024.
pub const FIELD_VALUE: usize = 1024;
/// Discord: embed footer, 2048.
pub const FOOTER: usize = 2048;
/// Discord: all text of the embeds of a message, 6000.
pub const EMBED_TOTAL: usize = 6000;
/// Discord: rows of components, 5.
pub const ROWS: usize = 5;
/// Discord: buttons in a row, 5.
pub const BUTTONS: usize = 5;
/// Discord: label of a button, 80. A longer one than this breaks out of its button on a phone.
pub const BUTTON_LABEL: usize = 38;
/// Discord: `custom_id`, 100.
pub const CUSTOM_ID: usize = 100;
/// Discord: options of a menu, 25.
pub const OPTIONS: usize = 25;
/// Discord: label, value and description of an option, 100.
pub const OPTION: usize = 100;
/// Discord: placeholder of a menu, 150.
pub const PLACEHOLDER: usize = 150;
/// Discord: choices of an autocomplete answer, 25.
pub const CHOICES: usize = 25;
/// Discord: name and value of a choice, 100.
pub const CHOICE: usize = 100;
/// Discord: alt text of an attachment, 1024.
pub const ALT_TEXT: usize = 1024;
/// Discord: nonce of a message, 25.
pub const NONCE: usize = 25;

/// Length of a text as it is counted against a limit.
pub fn length(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// Whether a text is at most `room` long.
fn fits(text: &str, room: usize) -> bool {
    // No letter has fewer bytes than units.
    text.len() <= room || length(text) <= room
}

/// At most `room` units of `text`, cut between graphemes, at a space where one is near, and marked with `…`.
pub fn cut(text: &str, room: usize) -> String {
    if fits(text, room) {
        return text.to_owned();
    }
    let mut head = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        used += length(grapheme);
        if used + 1 > room {
            break;
        }
        head.push_str(grapheme);
    }
    if let Some(space) = head.rfind(char::is_whitespace).filter(|at| *at * 4 > head.len() * 3) {
        head.truncate(space);
    }
    let kept = head.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':')).len();
    head.truncate(kept);
    if room > 0 {
        head.push('…');
    }
    head
}

/// A text in pieces of at most `room` units, cut behind sentences, else behind words, else between graphemes. Nothing is lost.
pub fn split(text: &str, room: usize) -> Vec<String> {
    let mut pieces = Vec::new();
    if fits(text, room) {
        pieces.extend(Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned));
        return pieces;
    }
    let (mut piece, mut used) = (String::new(), 0);
    for sentence in text.split_inclusive([' ', '\n']) {
        for part in long_word(sentence, room) {
            if used + length(part.trim_end()) > room && !piece.is_empty() {
                // A piece that ends with a sentence reads better, if it does not get much shorter.
                let end = piece.rfind(". ").map(|at| at + 2).filter(|at| *at * 2 > piece.len());
                let rest = end.map_or_else(String::new, |at| piece.split_off(at));
                used = length(&rest);
                pieces.push(std::mem::replace(&mut piece, rest).trim().to_owned());
            }
            used += length(part);
            piece.push_str(part);
        }
    }
    pieces.push(piece.trim().to_owned());
    pieces.retain(|p| !p.is_empty());
    pieces
}

/// A word in parts of at most half of `room`, so that one of them always fits behind what is left of a sentence.
fn long_word(word: &str, room: usize) -> Vec<&str> {
    let room = (room / 2).max(1);
    if fits(word, room) {
        return vec![word];
    }
    let (mut parts, mut start, mut used) = (Vec::new(), 0, 0);
    for (at, grapheme) in word.grapheme_indices(true) {
        let units = length(grapheme);
        if used + units > room && at > start {
            parts.push(&word[start..at]);
            (start, used) = (at, 0);
        }
        used += units;
    }
    parts.push(&word[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cutting_keeps_graphemes_whole_and_never_exceeds_the_room() {
        for text in ["Ђукановић је рекао 👩‍👩‍👧‍👦 и отишао", "čćšž đ ś ź", "👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦", "a\u{301}a\u{301}a\u{301}a\u{301}", ""]
        {
            for room in 0..40 {
                let cut = cut(text, room);
                assert!(length(&cut) <= room, "{cut:?} in {room}");
                let body = cut.trim_end_matches('…');
                assert!(text.starts_with(body));
                assert!(text.grapheme_indices(true).any(|(at, _)| at == body.len()) || body.len() == text.len(), "{body:?}");
            }
        }
    }

    #[test]
    fn splitting_loses_nothing() {
        let text = "One sentence. Another, longer sentence follows here. А трећа је ћирилична. Averyveryverylongwordwithoutanyspaceinit";
        for room in 8..60 {
            let pieces = split(text, room);
            assert!(pieces.iter().all(|p| length(p) <= room), "{room}: {pieces:?}");
            let squash = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            assert_eq!(squash(&pieces.concat()), squash(text));
        }
    }
}
