//! Cuts the texts of the data into tokens, on a thread of its own.
//!
//! There are many of them, and what stands between their spaces is the same again and again: each such piece is cut once. What the words mean is left to
//! whoever reads the texts that were cut, in the same order.

use std::{
    sync::mpsc::{Receiver, Sender, channel, sync_channel},
    thread::Scope,
};

use compact_str::CompactString;
use rustc_hash::FxHashMap as HashMap;

use super::super::when::DateGrammar;
use crate::{
    data::date::FuzzyDate,
    text::token::{Token, TokenKind, tokenize},
};

/// How many texts are handed over at once.
const BATCH: usize = 128;
/// How many such batches may wait: enough that neither side does, and few enough that they take little room.
const WAITING: usize = 16;

/// A text of the data, cut. The room is used again for another one.
#[derive(Debug, Default)]
pub(super) struct Cut {
    /// For each token its number among the words of the data.
    pub words: Vec<u32>,
    /// The tokens with which a sentence begins.
    pub breaks: Vec<bool>,
    /// The tokens with which a part of a sentence begins, behind a comma, dash or bracket.
    pub pauses: Vec<bool>,
    /// The tokens that belong to a date.
    pub dated: Vec<bool>,
    /// The dates with a year, each with the token that it begins with.
    pub dates: Vec<(usize, FuzzyDate)>,
    /// Figures besides dates, each with its token and whether it is written in figures.
    pub values: Vec<(usize, f64, bool)>,
    /// Whether it tells a number besides dates.
    pub counts: bool,
    /// Everything that is written in figures, be it a part of a date.
    pub figures: Vec<f64>,
    /// The words that no text before it has, in the order of their numbers.
    pub fresh: Vec<Token>,
    /// The tokens themselves, where they are asked for.
    pub tokens: Vec<Token>,
}

impl Cut {
    fn clear(&mut self) {
        self.words.clear();
        self.breaks.clear();
        self.pauses.clear();
        self.dated.clear();
        self.dates.clear();
        self.values.clear();
        self.counts = false;
        self.figures.clear();
        self.fresh.clear();
        self.tokens.clear();
    }
}

/// The texts that a thread cuts, one after the other.
#[derive(Debug)]
pub(super) struct Cuts {
    batches: Receiver<Vec<Cut>>,
    read: Sender<Vec<Cut>>,
    batch: Vec<Cut>,
    next: usize,
}

impl Cuts {
    /// Begins to cut texts; of those with `true` the tokens are kept.
    pub(super) fn begin<'scope, 't>(
        scope: &'scope Scope<'scope, '_>,
        mut texts: impl Iterator<Item = (&'t str, bool)> + Send + 'scope,
        grammar: &'scope DateGrammar,
    ) -> Self {
        let (send, batches) = sync_channel::<Vec<Cut>>(WAITING);
        let (read, used) = channel::<Vec<Cut>>();
        scope.spawn(move || {
            let mut pieces = Pieces::default();
            loop {
                let mut batch = used.try_recv().unwrap_or_default();
                let mut cut = 0;
                for (text, whole) in texts.by_ref().take(BATCH) {
                    if batch.len() == cut {
                        batch.push(Cut::default());
                    }
                    pieces.cut(text, whole, grammar, &mut batch[cut]);
                    cut += 1;
                }
                batch.truncate(cut);
                if cut == 0 || send.send(batch).is_err() {
                    return;
                }
            }
        });
        Self { batches, read, batch: Vec::new(), next: 0 }
    }

    /// The next text; an empty one behind the last.
    pub(super) fn next(&mut self) -> &Cut {
        if self.next == self.batch.len() {
            let read = std::mem::replace(&mut self.batch, self.batches.recv().unwrap_or_else(|_| vec![Cut::default()]));
            // The thread may have cut its last text by now.
            let _ = self.read.send(read);
            self.next = 0;
        }
        self.next += 1;
        &self.batch[self.next - 1]
    }
}

/// A piece of a text between spaces.
#[derive(Debug, Clone, Copy)]
struct Piece {
    /// Its tokens, among those of all pieces: the first, and the one behind the last.
    tokens: (u32, u32),
    /// It ends with a sign that ends a sentence.
    breaks: bool,
    /// It ends with a comma, dash or bracket.
    pauses: bool,
}

/// What is known of a token of a piece.
#[derive(Debug, Clone, Copy)]
struct Known {
    word: u32,
    breaks: bool,
    pauses: bool,
    /// It may be a number.
    figure: bool,
    /// A text that holds it may name a date.
    hints: bool,
}

/// All pieces seen.
#[derive(Debug, Default)]
struct Pieces {
    words: HashMap<CompactString, u32>,
    known: HashMap<CompactString, Piece>,
    tokens: Vec<Known>,
    /// The same tokens whole, which only dates and figures need.
    whole: Vec<Token>,
    /// The tokens of the text at hand that may be numbers.
    figures: Vec<usize>,
    /// Whether it may name a date.
    hints: bool,
    /// Its pieces with their places.
    joined: Vec<(usize, Piece)>,
    /// Its tokens, where those are needed.
    text: Vec<Token>,
}

impl Pieces {
    fn cut(&mut self, text: &str, whole: bool, grammar: &DateGrammar, into: &mut Cut) {
        self.clear(into);
        if self.join(text, grammar, into) {
            if whole || self.hints || !self.figures.is_empty() {
                self.join_tokens(into);
            }
        } else {
            // Words that were met on the way keep their numbers.
            let fresh = std::mem::take(&mut into.fresh);
            self.clear(into);
            into.fresh = fresh;
            for token in tokenize(text) {
                let known = self.know(&token, grammar, into);
                self.push(known, into);
                self.text.push(token);
            }
        }
        into.dated.resize(into.words.len(), false);
        if self.hints {
            for mention in grammar.find(&self.text, jiff::civil::Date::ZERO) {
                into.dates.extend(mention.date.map(|date| (mention.tokens.start, date)));
                into.dated[mention.tokens].fill(true);
            }
        }
        for &i in self.figures.iter().filter(|i| !into.dated[**i]) {
            let number = grammar.number(&self.text, i);
            into.counts |= number.is_some();
            let value = number.or_else(|| grammar.ordinal(&self.text, i).map(f64::from));
            into.values.extend(value.map(|value| (i, value, self.text[i].kind != TokenKind::Word)));
        }
        into.figures.extend(self.figures.iter().filter_map(|i| self.text[*i].number()));
        if whole {
            into.tokens.append(&mut self.text);
        }
    }

    fn clear(&mut self, into: &mut Cut) {
        into.clear();
        self.figures.clear();
        self.joined.clear();
        self.text.clear();
        self.hints = false;
    }

    fn push(&mut self, known: Known, into: &mut Cut) {
        if known.figure {
            self.figures.push(into.words.len());
        }
        self.hints |= known.hints;
        into.words.push(known.word);
        into.breaks.push(known.breaks);
        into.pauses.push(known.pauses);
    }

    /// What there is to know of a token. A word that is new is given a number.
    fn know(&mut self, token: &Token, grammar: &DateGrammar, into: &mut Cut) -> Known {
        let word = match self.words.get(token.text.as_str()) {
            Some(word) => *word,
            None => {
                let word = self.words.len() as u32;
                self.words.insert(token.text.clone(), word);
                into.fresh.push(token.clone());
                word
            }
        };
        Known { word, breaks: token.after_break, pauses: token.after_pause, figure: grammar.counts(token), hints: grammar.hints(token) }
    }

    /// Puts a text together from its pieces, unless one of them depends on what stands around it.
    fn join(&mut self, text: &str, grammar: &DateGrammar, into: &mut Cut) -> bool {
        let (mut at, mut breaks, mut pauses) = (0, false, false);
        for written in text.split(' ') {
            let known = self.known.get(written).copied();
            let Some(piece) = known.or_else(|| self.learn(written, grammar, into)) else { return false };
            for i in piece.tokens.0..piece.tokens.1 {
                let token = self.tokens[i as usize];
                self.push(Known { breaks: token.breaks || breaks, pauses: token.pauses || pauses, ..token }, into);
                (breaks, pauses) = (false, false);
            }
            (breaks, pauses) = (breaks || piece.breaks, pauses || piece.pauses);
            self.joined.push((at, piece));
            at += written.len() + 1;
        }
        true
    }

    /// The tokens of a text that was put together.
    fn join_tokens(&mut self, into: &Cut) {
        for (at, piece) in &self.joined {
            for token in &self.whole[piece.tokens.0 as usize..piece.tokens.1 as usize] {
                let mut token = token.clone();
                token.span = token.span.start + at..token.span.end + at;
                token.after_break = into.breaks[self.text.len()];
                token.after_pause = into.pauses[self.text.len()];
                self.text.push(token);
            }
        }
    }

    fn learn(&mut self, written: &str, grammar: &DateGrammar, into: &mut Cut) -> Option<Piece> {
        if !apart(written) {
            return None;
        }
        let start = self.tokens.len() as u32;
        // The word behind it shows what the piece ends with.
        let mut tokens = tokenize(&format!("{written} x"));
        let end = tokens.pop()?;
        for token in &tokens {
            let known = self.know(token, grammar, into);
            self.tokens.push(known);
        }
        self.whole.extend(tokens);
        let piece = Piece { tokens: (start, self.tokens.len() as u32), breaks: end.after_break, pauses: end.after_pause };
        self.known.insert(written.into(), piece);
        Some(piece)
    }
}

/// Whether a piece means the same whatever stands around it: a full stop behind a figure makes an ordinal or a date of it by what follows.
fn apart(piece: &str) -> bool {
    !(piece.contains('%') || piece.ends_with('.') && piece.bytes().any(|byte| byte.is_ascii_digit()))
}
