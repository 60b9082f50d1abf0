//! Finds the line and column of a JSON value by its path, for findings about files that parsed.
//!
//! The text is known to be valid JSON, so the walk only has to skip values, never to judge them.

use std::ops::Range;

/// One step of a path into a JSON document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Member of an object.
    Key(String),
    /// Element of an array.
    Index(usize),
}

/// Splits `/3/dates/0` into steps.
pub fn parse_path(path: &str) -> Vec<Step> {
    path.split('/').filter(|part| !part.is_empty()).map(|part| part.parse().map_or_else(|_| Step::Key(part.to_owned()), Step::Index)).collect()
}

/// Line and column (from 1, in characters) of the value at `path`, or of the nearest existing parent.
pub fn locate(text: &str, path: &[Step]) -> (usize, usize) {
    let mut walker = Walker { bytes: text.as_bytes(), at: 0 };
    let mut found = walker.skip_space();
    for step in path {
        let Some(next) = walker.enter(step) else { break };
        found = next;
    }
    position(text, found)
}

/// Line and column of a byte offset.
pub fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..offset.min(text.len())];
    let line_start = before.rfind('\n').map_or(0, |i| i + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

/// The byte ranges of the elements of the array that a text holds; none when it holds something else.
pub fn elements(text: &str) -> Vec<Range<usize>> {
    let mut walker = Walker { bytes: text.as_bytes(), at: 0 };
    let mut all = Vec::new();
    walker.skip_space();
    if walker.bytes.get(walker.at) != Some(&b'[') {
        return all;
    }
    walker.at += 1;
    loop {
        let start = walker.skip_space();
        if walker.bytes.get(start).is_none_or(|b| *b == b']') {
            return all;
        }
        walker.skip_value();
        // A later part may be no JSON at all.
        if walker.at == start {
            return all;
        }
        all.push(start..walker.at);
        walker.skip_space();
        if walker.bytes.get(walker.at) == Some(&b',') {
            walker.at += 1;
        }
    }
}

/// The offset of the key or value that a reader complained of when it stopped at `stopped`.
///
/// Readers stop behind what they dislike: behind a key that they do not know, behind a value of the wrong type, behind the object that lacks a key.
pub fn culprit(text: &str, stopped: usize, message: &str) -> usize {
    let mut values = Vec::new();
    outline(text, &mut values);
    let quoted = message.split('`').nth(1).map(|name| format!("\"{name}\""));
    if message.starts_with("unknown field") || message.starts_with("duplicate field") {
        let key = quoted.and_then(|key| text[..stopped].rfind(&key));
        return key.unwrap_or(stopped);
    }
    let ends_here = |wanted: fn(u8) -> bool| {
        values.iter().filter(|range| range.end <= stopped && wanted(text.as_bytes()[range.start])).max_by_key(|range| (range.end, range.start))
    };
    if message.starts_with("missing field") {
        return ends_here(|first| first == b'{').map_or(0, |range| range.start);
    }
    // A value of the wrong kind that opens with a bracket is refused at its bracket, a plain one behind its end.
    let opened = values.iter().find(|range| range.start + 1 == stopped && matches!(text.as_bytes()[range.start], b'{' | b'['));
    opened.or_else(|| ends_here(|first| !matches!(first, b'{' | b'['))).map_or(0, |range| range.start)
}

/// The ranges of all values, keys left out.
fn outline(text: &str, values: &mut Vec<Range<usize>>) {
    let mut walker = Walker { bytes: text.as_bytes(), at: 0 };
    let mut open: Vec<usize> = Vec::new();
    while let Some(&byte) = walker.bytes.get(walker.at) {
        let start = walker.at;
        match byte {
            b'{' | b'[' => {
                open.push(start);
                walker.at += 1;
            }
            b'}' | b']' => {
                walker.at += 1;
                if let Some(start) = open.pop() {
                    values.push(start..walker.at);
                }
            }
            b'"' => {
                walker.skip_value();
                let end = walker.at;
                walker.skip_space();
                if walker.bytes.get(walker.at) != Some(&b':') {
                    values.push(start..end);
                }
            }
            b',' | b':' => walker.at += 1,
            _ if byte.is_ascii_whitespace() => walker.at += 1,
            _ => {
                while walker.bytes.get(walker.at).is_some_and(|b| !matches!(b, b',' | b'}' | b']') && !b.is_ascii_whitespace()) {
                    walker.at += 1;
                }
                values.push(start..walker.at);
            }
        }
    }
}

struct Walker<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Walker<'_> {
    fn skip_space(&mut self) -> usize {
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
        self.at
    }

    /// Moves to the child named by `step` and returns its offset; `None` when there is none.
    fn enter(&mut self, step: &Step) -> Option<usize> {
        let (open, close) = match step {
            Step::Key(_) => (b'{', b'}'),
            Step::Index(_) => (b'[', b']'),
        };
        self.skip_space();
        if self.bytes.get(self.at) != Some(&open) {
            return None;
        }
        self.at += 1;
        let mut index = 0;
        loop {
            self.skip_space();
            if self.bytes.get(self.at).is_none_or(|b| *b == close) {
                return None;
            }
            let wanted = match step {
                Step::Index(i) => *i == index,
                Step::Key(key) => {
                    let start = self.at;
                    self.skip_value();
                    let name = &self.bytes[start..self.at];
                    self.skip_space();
                    self.at += 1; // the colon
                    name.len() >= 2 && &name[1..name.len() - 1] == key.as_bytes()
                }
            };
            let start = self.skip_space();
            if wanted {
                return Some(start);
            }
            self.skip_value();
            self.skip_space();
            if self.bytes.get(self.at) == Some(&b',') {
                self.at += 1;
            }
            index += 1;
        }
    }

    fn skip_value(&mut self) {
        self.skip_space();
        match self.bytes.get(self.at) {
            Some(b'"') => {
                self.at += 1;
                while let Some(&byte) = self.bytes.get(self.at) {
                    self.at += if byte == b'\\' { 2 } else { 1 };
                    if byte == b'"' {
                        break;
                    }
                }
            }
            Some(b'{' | b'[') => {
                let mut depth = 0usize;
                while let Some(&byte) = self.bytes.get(self.at) {
                    match byte {
                        b'"' => {
                            self.skip_value();
                            continue;
                        }
                        b'{' | b'[' => depth += 1,
                        b'}' | b']' => depth -= 1,
                        _ => {}
                    }
                    self.at += 1;
                    if depth == 0 {
                        break;
                    }
                }
            }
            _ => {
                while self.bytes.get(self.at).is_some_and(|b| !matches!(b, b',' | b'}' | b']')) {
                    self.at += 1;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_by_path() {
        let text = "[\n  {\"id\": \"a\", \"x\": {\"en\": \"č, ]\"}},\n  {\"id\": \"b\",\n   \"dates\": [1, \"two\"]}\n]";
        let at = |path: &str| locate(text, &parse_path(path));
        assert_eq!(at("/0/id"), (2, 10));
        assert_eq!(at("/0/x/en"), (2, 27));
        assert_eq!(at("/1"), (3, 3));
        assert_eq!(at("/1/dates/1"), (4, 17));
        assert_eq!(at("/1/missing/key"), (3, 3), "the nearest parent");
        assert_eq!(at("/9"), (1, 1));
        assert_eq!(elements(text).len(), 2);
        assert!(elements("{}").is_empty());
    }
}
