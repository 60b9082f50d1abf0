//! What a button or menu carries: everything that is needed to act on it, in any process, a year later.
//!
//! `1fe1.5yc1z7vep.ab12cd34.1rl` — the format's version, the action, the language, the page (or a place in a list), then the asker, the digest of
//! the data and the code of the question. Unknown versions and actions are refused.

use std::fmt::Write as _;

use super::limits;
use crate::text::Lang;

const VERSION: char = '1';

/// What a control does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// To the page before.
    Back,
    /// To the next page.
    Forward,
    /// Shows where we are; cannot be pressed.
    Counter,
    /// Asks another question.
    Ask,
    /// A menu of other questions.
    Menu,
    /// The same answer in another language.
    Language,
    /// All sources, for the one who pressed.
    Sources,
    /// The figures of the chart as text, for the one who pressed.
    Figures,
    /// To another page of a chart's figures.
    FiguresPage,
    /// Shows a private answer to everyone.
    Share,
    /// Takes the answer away.
    Delete,
}

impl Action {
    const TABLE: &'static [(Self, char)] = &[
        (Self::Back, 'b'),
        (Self::Forward, 'f'),
        (Self::Counter, 'n'),
        (Self::Ask, 'a'),
        (Self::Menu, 'm'),
        (Self::Language, 'l'),
        (Self::Sources, 's'),
        (Self::Figures, 't'),
        (Self::FiguresPage, 'p'),
        (Self::Share, 'e'),
        (Self::Delete, 'd'),
    ];
}

/// The state of a control.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Control {
    /// What it does.
    pub action: Action,
    /// The language that it answers in.
    pub lang: Lang,
    /// The page that it leads to; for questions their place in the list, which keeps ids apart.
    pub page: usize,
    /// Who asked, as a Discord user id; 0 when nobody in particular did.
    pub owner: u64,
    /// The first hex digits of the data's digest.
    pub digest: String,
    /// The code of the question, as the codec wrote it; several are joined with `+`.
    pub code: String,
}

impl Control {
    /// The `custom_id`; `None` when the question is too long for one.
    pub fn encode(&self) -> Option<String> {
        let action = Action::TABLE.iter().find(|(a, _)| *a == self.action)?.1;
        let lang = match self.lang {
            Lang::En => 'e',
            Lang::Cnr => 'l',
            Lang::CnrCyrl => 'k',
        };
        let mut id = String::with_capacity(40);
        // Writing to a string cannot fail.
        let _ = write!(id, "{VERSION}{action}{lang}{}.{}.{}.{}", self.page, base36(self.owner), self.digest, self.code);
        (limits::length(&id) <= limits::CUSTOM_ID).then_some(id)
    }

    /// Reads a `custom_id`; `None` when it is none of ours.
    pub fn decode(id: &str) -> Option<Self> {
        let mut letters = id.chars();
        if letters.next()? != VERSION {
            return None;
        }
        let action = letters.next()?;
        let action = Action::TABLE.iter().find(|(_, c)| *c == action)?.0;
        let lang = match letters.next()? {
            'e' => Lang::En,
            'l' => Lang::Cnr,
            'k' => Lang::CnrCyrl,
            _ => return None,
        };
        let mut parts = letters.as_str().splitn(4, '.');
        let page = parts.next()?.parse().ok()?;
        let owner = u64::from_str_radix(parts.next()?, 36).ok()?;
        let digest = parts.next()?.to_owned();
        Some(Self { action, lang, page, owner, digest, code: parts.next()?.to_owned() })
    }
}

/// A number in 36 digits: an id of 20 digits becomes 13.
fn base36(mut number: u64) -> String {
    let mut digits = Vec::new();
    loop {
        digits.push(char::from_digit((number % 36) as u32, 36).unwrap_or('0'));
        number /= 36;
        if number == 0 {
            return digits.iter().rev().collect();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_survive_the_journey() {
        for (action, _) in Action::TABLE {
            for lang in Lang::ALL {
                for owner in [0, 1, u64::MAX] {
                    let control = Control { action: *action, lang, page: 12, owner, digest: "ab12cd34".into(), code: "1rs.abcde,fghij~t;d2016;v54.2".into() };
                    let id = control.encode().expect("short enough");
                    assert_eq!(Control::decode(&id), Some(control));
                }
            }
        }
        assert_eq!(Control::decode("0be1.0.a.1rl"), None);
        assert_eq!(Control::decode(""), None);
        let long = Control { action: Action::Ask, lang: Lang::En, page: 0, owner: 1, digest: String::new(), code: "x".repeat(100) };
        assert_eq!(long.encode(), None);
    }
}
