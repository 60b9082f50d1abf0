//! The marks of a sentence that was put together from pieces: what two pieces both end with stands once, and an empty piece leaves no gap.

use std::borrow::Cow;

/// The digits of a year.
const YEAR: usize = 4;

/// The text with its marks in order. The dot of a year falls away before another mark, two dots are one, and brackets hold no blanks at their edges.
pub fn settle(text: &str) -> Cow<'_, str> {
    let suspect = ["..", ".,", ".;", ".:", "( ", " )", "()"];
    if !suspect.iter().any(|pair| text.contains(pair)) {
        return Cow::Borrowed(text);
    }
    let letters: Vec<char> = text.chars().collect();
    let at = |i: usize| letters.get(i).copied();
    let mut out = String::with_capacity(text.len());
    for (i, &letter) in letters.iter().enumerate() {
        let before = out.chars().next_back();
        let twice = letter == '.'
            && before == Some('.')
            && i >= 2
            && at(i - 2) != Some('.')
            && at(i + 1).is_none_or(|next| !(next == '.' || next == '/' || next.is_alphanumeric()));
        let of_year = letter == '.' && matches!(at(i + 1), Some(',' | ';' | ':')) && ends_with_year(&letters[..i]);
        let gap = letter == ' ' && (before == Some('(') || at(i + 1) == Some(')'));
        if twice || of_year || gap {
            continue;
        }
        if letter == ')' && before == Some('(') {
            out.pop();
            if out.ends_with(' ') {
                out.pop();
            }
            continue;
        }
        out.push(letter);
    }
    Cow::Owned(out)
}

fn ends_with_year(before: &[char]) -> bool {
    let digits = before.iter().rev().take_while(|c| c.is_ascii_digit()).count();
    let grouped = before.len().checked_sub(digits + 1).is_some_and(|i| matches!(before[i], '.' | ','));
    digits == YEAR && !grouped
}

#[cfg(test)]
mod tests {
    use super::settle;

    #[test]
    fn the_dot_of_a_year_falls_away_before_another_mark() {
        assert_eq!(settle("28. marta 2017.: 97 za, u novembru 2008.; 2023., 2025."), "28. marta 2017: 97 za, u novembru 2008; 2023, 2025.");
        assert_eq!(settle("objavljena je 6. maja 2014.. Ostalo"), "objavljena je 6. maja 2014. Ostalo");
        assert_eq!(settle("za 1,4 p. p.."), "za 1,4 p. p.");
    }

    #[test]
    fn other_dots_stay() {
        for text in ["od 28., a zatim 29.", "i tako dalje...", "../data/x", "1.2017.5", "(2017.)"] {
            assert_eq!(settle(text), text);
        }
    }

    #[test]
    fn an_empty_piece_leaves_no_gap() {
        assert_eq!(settle("no such poll ( in 2018). ()"), "no such poll (in 2018).");
        assert_eq!(settle("no such poll ( ). The nearest"), "no such poll. The nearest");
    }
}
