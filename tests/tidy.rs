//! House rules that no compiler knows: no facts in code, walls between the parts, no leftovers.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use accession_bot::{
    data::{Dataset, load::Files},
    text::{Lang, fold::fold, lexicon::ConceptEntry, messages::Messages},
};

/// A source file with its comments and string literals taken apart; the tests at its end are left out.
struct Source {
    path: String,
    code: String,
    literals: Vec<(usize, String)>,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    rust_files(&root.join("src"), &mut files);
    files.sort();
    let read = |path: &PathBuf| {
        let text = fs::read_to_string(path).unwrap();
        let product = text.split("\n#[cfg(test)]\nmod ").next().unwrap_or_default();
        let path = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
        take_apart(&path, product)
    };
    files.iter().map(read).collect()
}

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// Reads just enough of the language to tell code, comments and strings apart.
fn take_apart(path: &str, text: &str) -> Source {
    let (mut code, mut literals) = (String::new(), Vec::new());
    let (mut rest, mut line) = (text, 1);
    while let Some(c) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(hashes) = raw_string(rest) {
            let open = 2 + hashes;
            let close = format!("\"{}", "#".repeat(hashes));
            let end = rest[open..].find(&close).map_or(rest.len(), |end| open + end);
            literals.push((line, rest[open..end].to_owned()));
            end + close.len()
        } else if c == '"' {
            let mut end = 1;
            while !rest[end..].starts_with('"') {
                end += if rest[end..].starts_with('\\') { 2 } else { rest[end..].chars().next().map_or(1, char::len_utf8) };
            }
            literals.push((line, rest[1..end].to_owned()));
            end + 1
        } else if c == '\'' {
            // A character, or the name of a lifetime.
            let letters: Vec<char> = rest.chars().take(3).collect();
            match letters.as_slice() {
                [_, '\\', _] => 2 + rest[2..].char_indices().skip(1).find(|(_, c)| *c == '\'').map_or(1, |(at, _)| at + 1),
                [_, inner, '\''] => 2 + inner.len_utf8(),
                _ => 1,
            }
        } else {
            code.push(c);
            c.len_utf8()
        };
        let length = length.min(rest.len());
        let skipped = &rest[..length];
        line += skipped.matches('\n').count();
        if skipped.len() > 1 {
            code.extend(skipped.chars().filter(|c| *c == '\n'));
        }
        rest = &rest[length..];
    }
    Source { path: path.to_owned(), code, literals }
}

fn raw_string(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix('r')?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    after[hashes..].starts_with('"').then_some(hashes)
}

#[test]
fn comments_strings_and_code_are_told_apart() {
    let source = take_apart("x.rs", "let a = \"one \\\" two\"; // \"three\"\nlet b = r#\"fo\"ur\"#; let c = '\"'; let d: &'static str = \"five\";");
    let literals: Vec<(usize, &str)> = source.literals.iter().map(|(line, text)| (*line, text.as_str())).collect();
    assert_eq!(literals, [(1, "one \\\" two"), (2, "fo\"ur"), (2, "five")]);
    assert!(source.code.contains("static str") && !source.code.contains("three"));
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

#[test]
fn no_name_of_the_dataset_stands_in_code() {
    let files = Files::built_in();
    let dataset = Dataset::read(&files).unwrap();
    // Words of the language, of which names are made too, may stand anywhere.
    let mut vocabulary: BTreeSet<String> = BTreeSet::new();
    for (_, text) in files.iter().filter(|(path, _)| path.starts_with("vocab/lexicon/")) {
        for entry in serde_json::from_str::<Vec<ConceptEntry>>(text).unwrap() {
            for pattern in std::iter::once(&entry.id).chain(&entry.en).chain(&entry.cnr) {
                vocabulary.extend(words(pattern).map(fold));
            }
        }
    }
    let r = &dataset.records;
    let mut names: Vec<&str> = Vec::new();
    for name in r.countries.iter().map(|c| &c.name).chain(r.people.iter().map(|p| &p.name)).chain(r.pollsters.iter().map(|p| &p.name)) {
        names.extend([name.en.as_str(), name.cnr.as_str()]);
    }
    for name in r.parties.iter().map(|p| &p.name).chain(r.organisations.iter().map(|o| &o.name)).chain(r.missions.iter().map(|m| &m.name)) {
        names.extend([name.en.as_str(), name.cnr.as_str()]);
    }
    names.extend(r.parties.iter().flat_map(|p| &p.native).map(String::as_str));
    names.extend(r.people.iter().flat_map(|p| &p.aliases).chain(r.countries.iter().flat_map(|c| &c.aliases)).map(String::as_str));
    let mut forbidden: BTreeSet<String> = names.into_iter().flat_map(words).map(fold).filter(|word| word.chars().count() >= 5).collect();
    forbidden.retain(|word| !vocabulary.contains(word) && !word.bytes().all(|b| b.is_ascii_digit()));
    assert!(forbidden.len() > 500, "the list is built from the dataset");
    let ids: BTreeSet<&str> = dataset.origins().iter().map(|(_, id, _)| id.as_str()).filter(|id| id.len() >= 5 && !vocabulary.contains(*id)).collect();

    let mut found = Vec::new();
    for source in sources() {
        for (line, literal) in &source.literals {
            let word = words(literal).find(|word| forbidden.contains(&fold(word)));
            if let Some(name) = word.or_else(|| ids.get(literal.as_str()).copied()) {
                found.push(format!("{}:{line}: `{name}` is a name of the dataset, in \"{literal}\"", source.path));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn no_date_or_figure_of_the_dataset_stands_in_code() {
    let dataset = Dataset::read(&Files::built_in()).unwrap();
    let shares = dataset.records.polls.iter().flat_map(|poll| [poll.r#for, poll.against]).flatten();
    let figures: BTreeSet<String> = shares.filter(|share| share.fract() != 0.0).map(|share| share.to_string()).collect();
    // The century that short years are counted from is no date.
    let year = |word: &str| word.len() == 4 && word.parse::<u32>().is_ok_and(|year| year != 2000 && (1990..=2030).contains(&year));
    let mut found = Vec::new();
    for source in sources() {
        let numbers = source.code.lines().enumerate().flat_map(|(i, line)| {
            let tokens =
                line.split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.'))).map(|token| token.replace('_', "").trim_end_matches('.').to_owned());
            tokens.filter(|token| token.starts_with(|c: char| c.is_ascii_digit())).map(move |token| (i + 1, token))
        });
        // The keys of the data files are no figures, whatever is in them.
        let bare = |literal: &str| literal.split(|c: char| !(c.is_alphanumeric() || c == '_')).map(str::to_owned).collect::<Vec<_>>();
        let quoted = source.literals.iter().flat_map(|(line, literal)| bare(literal).into_iter().map(|word| (*line, word)));
        for (line, number) in numbers.chain(quoted) {
            if year(&number) || figures.contains(&number) {
                found.push(format!("{}:{line}: {number}", source.path));
            }
        }
    }
    assert!(found.is_empty(), "dates and figures stand in the data:\n{}", found.join("\n"));
}

/// Words with the places where alone they may stand; an empty list forbids them everywhere.
const WALLS: &[(&str, &[&str])] = &[
    ("serenity", &["src/discord/", "src/main.rs"]),
    ("tokio", &["src/discord/", "src/main.rs"]),
    ("rustyline", &["src/console/", "src/command/", "src/cli", "src/main.rs"]),
];

/// What the pure core never touches: files, the clock, the environment, the network, the console.
const IMPURE: &[&str] =
    &["std::fs", "std::env", "std::net", "std::process", "std::io", "SystemTime", "Instant::now", "Zoned::now", "println!", "eprintln!", "print!"];
const CORE: &[&str] = &["src/data/", "src/text/", "src/query/", "src/answer/", "src/render/"];
/// The only file of the core that reads a folder, when it is told to.
const READER: &str = "src/data/load.rs";

#[test]
fn the_walls_stand() {
    let mut found = Vec::new();
    for source in sources() {
        for (line, code) in source.code.lines().enumerate() {
            for (word, places) in WALLS {
                let named = code.split(|c: char| !(c.is_alphanumeric() || c == '_')).any(|part| part == *word);
                if named && !places.iter().any(|place| source.path.starts_with(place)) {
                    found.push(format!("{}:{}: `{word}` belongs to {}", source.path, line + 1, places.join(", ")));
                }
            }
            if CORE.iter().any(|part| source.path.starts_with(part)) && source.path != READER {
                for impure in IMPURE.iter().filter(|impure| code.contains(**impure)) {
                    found.push(format!("{}:{}: `{impure}` in the core", source.path, line + 1));
                }
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn nothing_is_left_over() {
    // Put together here, so that this file does not hold them.
    let forbidden = [
        ["TO", "DO"].concat(),
        ["FIX", "ME"].concat(),
        ["XX", "X"].concat(),
        ["db", "g!("].concat(),
        ["todo", "!("].concat(),
        ["unimplemented", "!("].concat(),
    ];
    let unwrap = [".unwr", "ap()"].concat();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for folder in ["src", "tests", "examples", "benches"] {
        let mut files = Vec::new();
        rust_files(&root.join(folder), &mut files);
        for path in files {
            let text = fs::read_to_string(&path).unwrap();
            for (line, content) in text.lines().enumerate() {
                for word in forbidden.iter().filter(|word| content.contains(word.as_str())) {
                    found.push(format!("{}:{}: {word}", path.display(), line + 1));
                }
            }
        }
    }
    for source in sources() {
        let lines = source.code.lines().enumerate().filter(|(_, code)| code.contains(&unwrap));
        found.extend(lines.map(|(line, _)| format!("{}:{}: {unwrap}", source.path, line + 1)));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn both_languages_have_the_same_sentences() {
    let messages = Messages::read(&Files::built_in()).unwrap();
    let count = |lang: Lang| {
        let mut keys: BTreeMap<&str, usize> = BTreeMap::new();
        messages.keys(lang).iter().for_each(|key| *keys.entry(key).or_default() += 1);
        keys
    };
    assert_eq!(count(Lang::En), count(Lang::Cnr));
    assert!(count(Lang::En).values().all(|times| *times == 1));
}
