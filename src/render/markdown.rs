//! Plain text into Discord's markdown, so that it reads as it was written.

/// Letters that are or begin something within a line.
const MARKS: [char; 12] = ['\\', '*', '_', '~', '`', '|', '[', ']', '<', '@', '\n', 'h'];

/// The text with everything escaped that Discord would take for markup; addresses stay as they are.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    let mut line_start = true;
    while let Some(c) = rest.chars().next() {
        if c == 'h' && (rest.starts_with("https://") || rest.starts_with("http://")) {
            let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '`' | '|')).unwrap_or(rest.len());
            out.push_str(&rest[..end]);
            rest = &rest[end..];
            line_start = false;
            continue;
        }
        if line_start
            && c.is_ascii_digit()
            && let Some(marker) = list_marker(rest)
        {
            out.push_str(&rest[..marker]);
            out.push('\\');
            rest = &rest[marker..];
            line_start = false;
            continue;
        }
        if matches!(c, '\\' | '*' | '_' | '~' | '`' | '|' | '[' | ']' | '<' | '@') || line_start && matches!(c, '#' | '>' | '-' | '+') {
            out.push('\\');
        }
        line_start = c == '\n' || line_start && c.is_whitespace();
        // Within a line nothing has a meaning up to the next mark.
        let plain = if line_start { c.len_utf8() } else { rest[c.len_utf8()..].find(MARKS).map_or(rest.len(), |at| at + c.len_utf8()) };
        out.push_str(&rest[..plain]);
        rest = &rest[plain..];
    }
    out
}

/// Where the full stop stands, if a line begins like an item of a numbered list ("5. jun 2017." is none, but would be drawn as one).
fn list_marker(line: &str) -> Option<usize> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    (digits > 0 && line[digits..].starts_with(". ")).then_some(digits)
}

/// Text for a code block, in which only the closing fence has a meaning.
pub fn code(text: &str) -> String {
    text.replace('`', "ʼ").replace('\n', " ")
}

/// A link with a title, or the title alone.
pub fn link(title: &str, url: Option<&str>) -> String {
    match url {
        Some(url) => format!("[{}]({})", escape(title), url.replace(' ', "%20").replace('(', "%28").replace(')', "%29")),
        None => escape(title),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_shown_not_obeyed() {
        let check = |text: &str, wanted: &str| assert_eq!(escape(text), wanted);
        check("**bold** _x_ ~~y~~ ||z|| `c`", "\\*\\*bold\\*\\* \\_x\\_ \\~\\~y\\~\\~ \\|\\|z\\|\\| \\`c\\`");
        check("<@123> <t:1:R> @everyone", "\\<\\@123> \\<t:1:R> \\@everyone");
        check("[a](https://b.me/c_d_e)", "\\[a\\](https://b.me/c_d_e)");
        check("5. jun 2017.\n# x\n- y\n> z", "5\\. jun 2017.\n\\# x\n\\- y\n\\> z");
        check("Crna Gora, 54,2 % – 2017", "Crna Gora, 54,2 % – 2017");
        assert_eq!(link("A [b]", Some("https://x.me/a(b)")), "[A \\[b\\]](https://x.me/a%28b%29)");
    }
}
