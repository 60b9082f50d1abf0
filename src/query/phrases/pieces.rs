//! Cuts the texts of the data into tokens.
//!
//! There are many of them, and what stands between their spaces is the same again and again: each such piece is cut, and its words are looked up, once.

use compact_str::CompactString;
use rustc_hash::FxHashMap as HashMap;

use super::super::when::{DateGrammar, DateMention};
use crate::text::{
    lexicon::Lexicon,
    token::{Token, TokenKind, tokenize},
};

/// A text of the data, cut. The room is used again for the next one.
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
    /// The dates.
    pub dates: Vec<DateMention>,
    /// The tokens themselves, where there may be a date or number among them; else empty.
    pub tokens: Vec<Token>,
    /// The tokens that may be numbers.
    figures: Vec<usize>,
    /// Whether it may name a date.
    hints: bool,
    pieces: Vec<(usize, Piece)>,
}

impl Cut {
    /// Figures besides dates, in figures.
    pub(super) fn numbers<'c>(&'c self, grammar: &'c DateGrammar) -> impl Iterator<Item = f64> + 'c {
        let figures = self.figures.iter().filter(|i| !self.dated[**i] && self.tokens[**i].kind != TokenKind::Word);
        figures.filter_map(|i| grammar.number(&self.tokens, *i).or_else(|| grammar.ordinal(&self.tokens, *i).map(f64::from)))
    }

    /// Figures besides dates, in figures or words, each with its token.
    pub(super) fn values<'c>(&'c self, grammar: &'c DateGrammar) -> impl Iterator<Item = (usize, f64)> + 'c {
        let figures = self.figures.iter().filter(|i| !self.dated[**i]);
        figures.filter_map(|i| grammar.number(&self.tokens, *i).or_else(|| grammar.ordinal(&self.tokens, *i).map(f64::from)).map(|value| (*i, value)))
    }

    /// Whether it tells a number besides dates, in figures or words.
    pub(super) fn counts(&self, grammar: &DateGrammar) -> bool {
        self.figures.iter().any(|i| !self.dated[*i] && grammar.number(&self.tokens, *i).is_some())
    }

    fn clear(&mut self) {
        self.words.clear();
        self.breaks.clear();
        self.pauses.clear();
        self.dated.clear();
        self.dates.clear();
        self.tokens.clear();
        self.figures.clear();
        self.pieces.clear();
        self.hints = false;
    }

    fn push(&mut self, known: Known) {
        if known.figure {
            self.figures.push(self.words.len());
        }
        self.hints |= known.hints;
        self.words.push(known.word);
        self.breaks.push(known.breaks);
        self.pauses.push(known.pauses);
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

impl Known {
    fn new(token: &Token, lexicon: &mut Lexicon, grammar: &DateGrammar) -> Self {
        Self {
            word: lexicon.learn_word(token),
            breaks: token.after_break,
            pauses: token.after_pause,
            figure: grammar.counts(token),
            hints: grammar.hints(token),
        }
    }
}

/// All pieces seen.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    known: HashMap<CompactString, Piece>,
    tokens: Vec<Known>,
    /// The same tokens whole, which only dates need.
    whole: Vec<Token>,
}

impl Pieces {
    /// Cuts a text and finds the dates in it, teaching the lexicon the words that it does not know. With `whole` the tokens are kept in any case.
    pub(super) fn cut(&mut self, text: &str, whole: bool, lexicon: &mut Lexicon, grammar: &DateGrammar, into: &mut Cut) {
        into.clear();
        if self.join(text, lexicon, grammar, into) {
            if whole || into.hints || !into.figures.is_empty() {
                self.join_tokens(into);
            }
        } else {
            into.clear();
            for token in tokenize(text) {
                into.push(Known::new(&token, lexicon, grammar));
                into.tokens.push(token);
            }
        }
        into.dated.resize(into.words.len(), false);
        if into.hints {
            into.dates = grammar.find(&into.tokens, jiff::civil::Date::ZERO);
            for mention in &into.dates {
                into.dated[mention.tokens.clone()].fill(true);
            }
        }
    }

    /// Puts a text together from its pieces, unless one of them depends on what stands around it.
    fn join(&mut self, text: &str, lexicon: &mut Lexicon, grammar: &DateGrammar, into: &mut Cut) -> bool {
        let (mut at, mut breaks, mut pauses) = (0, false, false);
        for written in text.split(' ') {
            let known = self.known.get(written).copied();
            let Some(piece) = known.or_else(|| self.learn(written, lexicon, grammar)) else { return false };
            for token in &self.tokens[piece.tokens.0 as usize..piece.tokens.1 as usize] {
                into.push(Known { breaks: token.breaks || breaks, pauses: token.pauses || pauses, ..*token });
                (breaks, pauses) = (false, false);
            }
            (breaks, pauses) = (breaks || piece.breaks, pauses || piece.pauses);
            into.pieces.push((at, piece));
            at += written.len() + 1;
        }
        true
    }

    /// The tokens of a text that was put together.
    fn join_tokens(&self, into: &mut Cut) {
        for (at, piece) in &into.pieces {
            for token in &self.whole[piece.tokens.0 as usize..piece.tokens.1 as usize] {
                let mut token = token.clone();
                token.span = token.span.start + at..token.span.end + at;
                token.after_break = into.breaks[into.tokens.len()];
                token.after_pause = into.pauses[into.tokens.len()];
                into.tokens.push(token);
            }
        }
    }

    fn learn(&mut self, written: &str, lexicon: &mut Lexicon, grammar: &DateGrammar) -> Option<Piece> {
        if !apart(written) {
            return None;
        }
        let start = self.tokens.len() as u32;
        // The word behind it shows what the piece ends with.
        let mut tokens = tokenize(&format!("{written} x"));
        let end = tokens.pop()?;
        self.tokens.extend(tokens.iter().map(|token| Known::new(token, lexicon, grammar)));
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
