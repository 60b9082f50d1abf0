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

/// The lines of a table with aligned columns.
pub fn table(head: &[String], align: &[Align], rows: &[Vec<String>]) -> Vec<String> {
    let columns = head.len();
    let widths: Vec<usize> = (0..columns)
        .map(|i| rows.iter().chain(std::iter::once(&head.to_vec())).map(|row| row.get(i).map_or(0, |cell| cell.width())).max().unwrap_or(0))
        .collect();
    std::iter::once(&head.to_vec())
        .chain(rows)
        .map(|row| {
            let cells: Vec<String> = row
                .iter()
                .enumerate()
                .map(|(i, cell)| {
                    let room = " ".repeat(widths[i].saturating_sub(cell.width()));
                    if align.get(i) == Some(&Align::Right) { format!("{room}{cell}") } else { format!("{cell}{room}") }
                })
                .collect();
            cells.join("  ").trim_end().to_owned()
        })
        .collect()
}
