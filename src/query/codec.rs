//! A question as a short code, and back: for buttons, links and answer ids.
//!
//! `1rs.abcde,fghij~t;2016;b;n3;v54.2;sf;y` — the version, the operation, the records' short codes, the question word, then what else it has,
//! each part with its own first letter. Codes of unknown versions or parts are refused.

use super::{
    engine::Engine,
    model::{Bound, Claim, Cue, Measure, Op, Query, Rel, Side},
};

const VERSION: char = '1';

/// The code of a question. Codes of several questions are joined with `+`.
pub fn encode(engine: &Engine, query: &Query) -> String {
    let mut out = format!("{VERSION}{}", query.op.code());
    if !query.ids.is_empty() {
        out.push('.');
        let codes: Vec<&str> = query.ids.iter().filter_map(|id| engine.code_of(id)).collect();
        out.push_str(&codes.join(","));
    }
    if query.cue != Cue::What {
        let letter = Cue::TABLE.iter().find(|(cue, _)| *cue == query.cue).map_or('w', |(_, c)| *c);
        out.push('~');
        out.push(letter);
    }
    if let Some(span) = &query.span {
        out.push_str(&format!(";d{span}"));
    }
    if query.rel != Rel::In {
        let letter = Rel::TABLE.iter().find(|(rel, _)| *rel == query.rel).map_or('i', |(_, c)| *c);
        out.push_str(&format!(";r{letter}"));
    }
    if let Some(n) = query.n {
        out.push_str(&format!(";n{n}"));
    }
    if let Some(value) = query.value {
        out.push_str(&format!(";v{value}"));
    }
    if let Some(side) = query.side {
        let letter = Side::TABLE.iter().find(|(s, _)| *s == side).map_or('f', |(_, c)| *c);
        out.push_str(&format!(";s{letter}"));
    }
    if query.yesno {
        out.push_str(";y");
    }
    if query.more {
        out.push_str(";m");
    }
    if let Some(word) = &query.word {
        out.push_str(&format!(";w{word}"));
    }
    if query.denied {
        out.push_str(";z");
    }
    query.claims.iter().for_each(|claim| out.push_str(&format!(";c{}", encode_claim(claim))));
    out
}

/// The letter of a value in a table of letters.
fn letter_of<T: PartialEq>(table: &[(T, char)], value: &T) -> char {
    table.iter().find(|(known, _)| known == value).map_or('-', |(_, letter)| *letter)
}

/// `op-50`: the bound, the measure, the side or none, the figure.
fn encode_claim(claim: &Claim) -> String {
    let side = claim.side.map_or('-', |side| letter_of(Side::TABLE, &side));
    format!("{}{}{side}{}", letter_of(Bound::TABLE, &claim.bound), letter_of(Measure::TABLE, &claim.measure), claim.amount)
}

fn decode_claim(text: &str) -> Option<Claim> {
    let mut letters = text.chars();
    let (bound, measure, side) = (letters.next()?, letters.next()?, letters.next()?);
    Some(Claim {
        bound: Bound::TABLE.iter().find(|(_, c)| *c == bound)?.0,
        measure: Measure::TABLE.iter().find(|(_, c)| *c == measure)?.0,
        side: if side == '-' { None } else { Some(Side::TABLE.iter().find(|(_, c)| *c == side)?.0) },
        amount: letters.as_str().parse().ok().filter(|amount: &f64| amount.is_finite())?,
    })
}

/// The question of a code; `None` when it is none of ours or names a record that is gone.
pub fn decode(engine: &Engine, code: &str) -> Option<Query> {
    let body = code.strip_prefix(VERSION)?;
    let mut parts = body.split(';');
    let head = parts.next()?;
    let (head, cue) = head.split_once('~').map_or((head, None), |(head, cue)| (head, cue.chars().next()));
    let (op, ids) = head.split_once('.').map_or((head, None), |(op, ids)| (op, Some(ids)));
    let op = Op::TABLE.iter().find(|(_, c, _)| *c == op)?.0;
    let mut query = Query::new(op);
    if let Some(letter) = cue {
        query.cue = Cue::TABLE.iter().find(|(_, c)| *c == letter)?.0;
    }
    for code in ids.into_iter().flat_map(|ids| ids.split(',')) {
        query.ids.push(engine.record_of(code)?.to_owned());
    }
    for part in parts {
        let mut letters = part.chars();
        let kind = letters.next()?;
        let rest = letters.as_str();
        match kind {
            'd' => query.span = Some(rest.parse().ok()?),
            'r' => query.rel = Rel::TABLE.iter().find(|(_, c)| rest.starts_with(*c))?.0,
            'n' => query.n = Some(rest.parse().ok()?),
            'v' => query.value = Some(rest.parse().ok().filter(|v: &f64| v.is_finite())?),
            's' => query.side = Some(Side::TABLE.iter().find(|(_, c)| rest.starts_with(*c))?.0),
            'y' => query.yesno = true,
            'm' => query.more = true,
            'w' => query.word = Some(rest.to_owned()),
            'z' => query.denied = true,
            'c' => query.claims.push(decode_claim(rest)?),
            _ => return None,
        }
    }
    Some(query)
}
