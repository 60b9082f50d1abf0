//! An answer as plain text.

use unicode_width::UnicodeWidthStr;

use crate::{
    answer::model::{Align, Answer, Block},
    query::engine::Engine,
};

/// The whole answer as a reader would see it.
pub fn plain(engine: &Engine, answer: &Answer) -> String {
    let say = |key: &str| {
        let text = engine.messages.say(answer.lang, key, &[]);
        if answer.lang.script() == "cyrl" { engine.vocabulary.script.cyrillic(&text) } else { text }
    };
    let mut out = String::new();
    out.push_str(&answer.headline);
    out.push('\n');
    for block in &answer.blocks {
        out.push('\n');
        match block {
            Block::Text(text) => out.push_str(text),
            Block::Note(text) => out.push_str(&format!("({text})")),
            Block::Conflict { title, text } => out.push_str(&format!("≠ {title}: {text}")),
            Block::List { title, items } => {
                let lines: Vec<String> = items.iter().map(|item| format!("• {item}")).collect();
                if let Some(title) = title {
                    out.push_str(&format!("{title}:\n"));
                }
                out.push_str(&lines.join("\n"));
            }
            Block::Table { title, head, align, rows } => {
                if let Some(title) = title {
                    out.push_str(&format!("{title}:\n"));
                }
                out.push_str(&table(head, align, rows).join("\n"));
            }
        }
        out.push('\n');
    }
    if !answer.sources.is_empty() {
        out.push_str(&format!("\n{}:\n", say("text-sources")));
        for source in &answer.sources {
            out.push_str(&format!("• {}", source.title));
            if let Some(locator) = &source.locator {
                out.push_str(&format!(" ({locator})"));
            }
            if let Some(url) = &source.url {
                out.push_str(&format!(" {url}"));
            }
            out.push('\n');
        }
    }
    if !answer.suggestions.is_empty() {
        out.push_str(&format!("\n{}:\n", say("text-suggestions")));
        for suggestion in &answer.suggestions {
            out.push_str(&format!("• {}\n", suggestion.label));
        }
    }
    out
}

/// How many columns a text takes.
pub fn text_width(text: &str) -> usize {
    // Every letter of plain text takes one column.
    if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) { text.len() } else { UnicodeWidthStr::width(text) }
}

/// The lines of a table with aligned columns.
pub fn table(head: &[String], align: &[Align], rows: &[Vec<String>]) -> Vec<String> {
    let lines = || std::iter::once(head).chain(rows.iter().map(Vec::as_slice));
    let widths: Vec<usize> = (0..head.len()).map(|i| lines().filter_map(|row| row.get(i)).map(|cell| text_width(cell)).max().unwrap_or(0)).collect();
    let line = |row: &[String]| {
        let mut line = String::new();
        for (i, cell) in row.iter().enumerate() {
            if i > 0 {
                line.push_str("  ");
            }
            let room = widths[i].saturating_sub(text_width(cell));
            let (before, behind) = if align.get(i) == Some(&Align::Right) { (room, 0) } else { (0, room) };
            line.extend(std::iter::repeat_n(' ', before));
            line.push_str(cell);
            line.extend(std::iter::repeat_n(' ', behind));
        }
        line.truncate(line.trim_end().len());
        line
    };
    lines().map(line).collect()
}
