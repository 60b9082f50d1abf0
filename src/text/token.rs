//! Cuts a message into words, numbers and written-out dates, keeping where each stood.

use std::ops::Range;

use compact_str::CompactString;

use super::fold::fold;

/// What a token is.
#[derive(Debug, Clone, PartialEq)]
pub enum TokenKind {
    /// A word.
    Word,
    /// A number; `ordinal` for `28th` or `28.`.
    Number {
        /// Its value.
        value: f64,
        /// Written as an ordinal.
        ordinal: bool,
    },
    /// A date written in figures: year, month, day.
    Date(i16, i8, i8),
}

/// One word, number or date of a message.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    /// The folded form.
    pub text: CompactString,
    /// Where it stood in the original, in bytes.
    pub span: Range<usize>,
    /// What it is.
    pub kind: TokenKind,
    /// Begins with a capital, or is all capitals.
    pub capital: bool,
    /// All letters are capitals and there are at least two.
    pub shouted: bool,
    /// A sentence ended before it.
    pub after_break: bool,
    /// A comma, dash or bracket stood before it.
    pub after_pause: bool,
    /// An `'s` was cut off its end: a genitive's, or a contraction's.
    pub cut_s: bool,
}

impl Token {
    /// A sign that stands for a word.
    fn sign(text: CompactString, span: Range<usize>, after_break: bool, after_pause: bool) -> Self {
        Self { text, span, kind: TokenKind::Word, capital: false, shouted: false, after_break, after_pause, cut_s: false }
    }

    /// Its value, if it is a number in figures.
    pub fn number(&self) -> Option<f64> {
        if let TokenKind::Number { value, .. } = self.kind { Some(value) } else { None }
    }
}

/// Case endings that follow an abbreviation behind a hyphen (`NATO-u`, `DPS-ov`).
const HYPHEN_ENDINGS: &[&str] = &["a", "u", "om", "ov", "ova", "ovi", "ove", "ovog", "em", "e", "i", "ju", "ovom"];

/// Cuts a message into tokens. Mentions, custom emoji, addresses and code fences of chat are left out.
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 5);
    let (mut after_break, mut after_pause) = (false, false);
    let mut start = 0;
    while let Some(c) = text[start..].chars().next() {
        let rest = &text[start..];
        if let Some(length) = chat_markup(rest) {
            start += length;
        } else if c.is_ascii_digit() {
            let (kind, length) = number(rest);
            let end = start + length;
            let text = CompactString::from_str_to_lowercase(&rest[..length]);
            tokens.push(Token { text, span: start..end, kind, capital: false, shouted: false, after_break, after_pause, cut_s: false });
            (after_break, after_pause) = (false, false);
            start = end;
        } else if c.is_alphabetic() {
            let raw = &rest[..word_length(rest)];
            let end = start + raw.len();
            let folded = word_form(raw);
            let previous = tokens.last();
            let hyphened = after_pause
                && text[..start].ends_with(['-', '–'])
                && previous.is_some_and(|p| p.span.end + text[..start].chars().next_back().map_or(0, char::len_utf8) == start);
            let ending = hyphened && HYPHEN_ENDINGS.contains(&folded.as_str()) && previous.is_some_and(|p| p.kind == TokenKind::Word);
            let letters = || raw.chars().filter(|c| c.is_alphabetic());
            if !ending && !folded.is_empty() {
                tokens.push(Token {
                    text: folded,
                    span: start..end,
                    kind: TokenKind::Word,
                    capital: c.is_uppercase(),
                    shouted: c.is_uppercase() && letters().count() > 1 && letters().all(char::is_uppercase),
                    after_break,
                    after_pause,
                    cut_s: raw.ends_with(['s', 'S']) && raw[..raw.len() - 1].ends_with(['\'', '’', '`']),
                });
                (after_break, after_pause) = (false, false);
            }
            start = end;
        } else {
            let end = start + c.len_utf8();
            match c {
                '.' if ends_initial(&tokens, start) => {}
                '.' | '?' | '!' | ';' | '\n' | '…' => after_break = true,
                ',' | '-' | '–' | '—' | '(' | ')' | '[' | ']' | '"' | ':' | '/' => after_pause = true,
                // Between spaces it stands for "and".
                '+' | '&'
                    if text[..start].chars().next_back().is_none_or(char::is_whitespace) && text[end..].chars().next().is_none_or(char::is_whitespace) =>
                {
                    let text = CompactString::const_new("&");
                    tokens.push(Token::sign(text, start..end, after_break, after_pause));
                    (after_break, after_pause) = (false, false);
                }
                '%' => {
                    let text = CompactString::const_new("%");
                    tokens.push(Token::sign(text, start..end, after_break, after_pause));
                }
                _ => {}
            }
            start = end;
        }
    }
    tokens
}

/// Whether a full stop stands behind the initial inside somebody's name: `John F. Kennedy`.
fn ends_initial(tokens: &[Token], stop: usize) -> bool {
    let [.., first, initial] = tokens else { return false };
    first.capital && initial.capital && initial.text.len() == 1 && initial.span.end == stop && !initial.after_break && !initial.after_pause
}

/// The length of the word at the start of `rest`, in bytes. `U.S.` and `don't` are one word.
fn word_length(rest: &str) -> usize {
    let mut end = 0;
    loop {
        end += rest.as_bytes()[end..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let mut ahead = rest[end..].chars();
        let Some(c) = ahead.next() else { return end };
        let next = ahead.next();
        let joins = c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c) || matches!(c, '\u{200b}'..='\u{200d}' | '\u{ad}');
        let inside = matches!(c, '\'' | '’' | '`') && next.is_some_and(char::is_alphabetic);
        let mut initials = || {
            let mut back = rest[..end].chars().rev();
            back.next().is_some_and(char::is_alphabetic)
                && back.next().is_none_or(|c| !c.is_alphanumeric())
                && next.is_some_and(char::is_alphabetic)
                && ahead.next().is_none_or(|c| !c.is_alphanumeric())
        };
        if !(joins || inside || c == '.' && initials()) {
            return end;
        }
        end += c.len_utf8();
    }
}

/// The folded form of a word: without the stops of initials, and without the apostrophe of a contraction or a genitive.
fn word_form(raw: &str) -> CompactString {
    if raw.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        let mut folded = CompactString::from(raw);
        folded.as_mut_str().make_ascii_lowercase();
        return folded;
    }
    let mut folded: String = fold(raw);
    folded.retain(|c| c != '.');
    match folded.split_once(['\'', '’', '`']) {
        Some((stem, "s")) => stem.into(),
        Some((stem, ending)) => compact_str::format_compact!("{stem}{ending}"),
        None => folded.into(),
    }
}

/// The length of a mention, custom emoji, timestamp or address at the start of `rest`.
fn chat_markup(rest: &str) -> Option<usize> {
    if !rest.starts_with(['<', 'h', 'H']) {
        return None;
    }
    if rest.starts_with('<') && rest[1..].starts_with(['@', '#', ':', 't', 'a', '/']) {
        let end = rest.find('>')?;
        let inner = &rest[1..end];
        return (end < 80 && !inner.contains(char::is_whitespace)).then_some(end + 1);
    }
    let address = ["http://", "https://"].iter().any(|scheme| rest.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme)));
    address.then(|| rest.find(|c: char| c.is_whitespace() || c == '>' || c == ')').unwrap_or(rest.len()))
}

/// Reads a number or a date in figures; returns its length in bytes.
fn number(rest: &str) -> (TokenKind, usize) {
    if let Some(found) = figures_date(rest) {
        return found;
    }
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let mut value: f64 = rest[..digits.min(15)].parse().unwrap_or(0.0);
    let mut length = digits;
    let after = &rest[digits..];
    if let Some(separator) = after.chars().next().filter(|c| matches!(c, '.' | ',')) {
        let fraction = &after[1..];
        let places = fraction.find(|c: char| !c.is_ascii_digit()).unwrap_or(fraction.len());
        let followed_by_more = fraction[places..].starts_with(['.', ',']) && fraction[places + 1..].starts_with(|c: char| c.is_ascii_digit());
        if places == 3 && digits <= 3 && !followed_by_more {
            // 230,711 or 230.711: thousands.
            value = value * 1000.0 + fraction[..3].parse::<f64>().unwrap_or(0.0);
            length = digits + 4;
        } else if (1..=2).contains(&places) && digits <= 3 && !followed_by_more && (separator == '.' || !fraction[places..].starts_with(' ') || places > 0) {
            value = format!("{}.{}", &rest[..digits], &fraction[..places]).parse().unwrap_or(value);
            length = digits + 1 + places;
        }
    }
    let after = &rest[length..];
    let word_end = after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len());
    let suffix = after[..word_end].to_lowercase();
    if matches!(suffix.as_str(), "st" | "nd" | "rd" | "th") {
        return (TokenKind::Number { value, ordinal: true }, length + word_end);
    }
    if length == digits && after.starts_with('.') && after[1..].trim_start().starts_with(char::is_alphanumeric) {
        return (TokenKind::Number { value, ordinal: true }, length);
    }
    (TokenKind::Number { value, ordinal: false }, length)
}

/// `2017-06-05`, `5.6.2017.`, `05/06/2017` (day first; month first only where the day cannot be).
fn figures_date(rest: &str) -> Option<(TokenKind, usize)> {
    let end = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '.' | '/' | ' '))).unwrap_or(rest.len());
    let head = &rest[..end];
    for separator in ['-', '.', '/'] {
        let mut parts = Vec::new();
        let mut at = 0;
        for piece in head.splitn(3, separator) {
            let spaces = piece.len() - piece.trim_start().len();
            if spaces > 1 || (spaces == 1 && separator != '.') {
                break;
            }
            let digits = piece.trim_start();
            let length = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
            if length == 0 || (parts.len() < 2 && length != digits.len()) {
                break;
            }
            parts.push((digits[..length].parse::<i32>().ok()?, length));
            at += spaces + length + 1;
        }
        if let [(a, la), (b, lb), (c, lc)] = parts[..] {
            let (y, m, d) = if la == 4 && lb <= 2 && lc <= 2 {
                (a, b, c)
            } else if la <= 2 && lb <= 2 && lc == 4 {
                if b > 12 && a <= 12 { (c, a, b) } else { (c, b, a) }
            } else {
                continue;
            };
            let (y, m, d) = (i16::try_from(y).ok()?, i8::try_from(m).ok()?, i8::try_from(d).ok()?);
            if jiff::civil::Date::new(y, m, d).is_ok() {
                return Some((TokenKind::Date(y, m, d), at - 1));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        tokenize(text).into_iter().map(|t| t.text.to_string()).collect()
    }

    fn kinds(text: &str) -> Vec<TokenKind> {
        tokenize(text).into_iter().map(|t| t.kind).collect()
    }

    #[test]
    fn words_keep_their_folded_form() {
        assert_eq!(words("Montenegro's U.S. Senate didn't"), ["montenegro", "us", "senate", "didnt"]);
        assert_eq!(words("kad je ušla u NATO-u?"), ["kad", "je", "usla", "u", "nato"]);
        assert_eq!(words("<@123456> hi <:x:1> https://a.b/c?d yes"), ["hi", "yes"]);
        assert_eq!(words("pro-Russian"), ["pro", "russian"]);
    }

    #[test]
    fn numbers_and_dates_in_figures_are_read() {
        let number = |value, ordinal| TokenKind::Number { value, ordinal };
        assert_eq!(kinds("54.2"), [number(54.2, false)]);
        assert_eq!(kinds("54,2 %")[0], number(54.2, false));
        assert_eq!(kinds("46-0"), [number(46.0, false), number(0.0, false)]);
        assert_eq!(kinds("230,711"), [number(230_711.0, false)]);
        assert_eq!(kinds("28th"), [number(28.0, true)]);
        assert_eq!(kinds("29. članica")[0], number(29.0, true));
        assert_eq!(kinds("in 2016."), [TokenKind::Word, number(2016.0, false)]);
        for text in ["2017-06-05", "5.6.2017.", "05/06/2017", "5. 6. 2017"] {
            assert_eq!(kinds(text), [TokenKind::Date(2017, 6, 5)], "{text}");
        }
        assert_eq!(kinds("12/28/2016"), [TokenKind::Date(2016, 12, 28)]);
        assert_eq!(kinds("44-5-2").len(), 3);
        assert_eq!(kinds("2008-2012").len(), 2);
    }

    #[test]
    fn an_initial_ends_no_sentence() {
        let breaks = |text: &str| tokenize(text).iter().filter(|token| token.after_break).count();
        assert_eq!((breaks("who is John F. Kennedy"), breaks("is that all I. wonder. why")), (0, 2));
    }

    #[test]
    fn sentence_breaks_are_marked() {
        let tokens = tokenize("who won? when");
        assert!(tokens[2].after_break && !tokens[1].after_break);
    }
}
