//! Answers given lately: the same question comes again, and every turned page and pressed button asks its question anew.
//!
//! What is kept is the question as it was understood and its answer: nobody's words, and nothing of who asked.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

use jiff::civil::Date;

use crate::{
    answer::answer_all,
    query::{engine::Engine, model::Query, understand::Understanding},
    render::embed::Paged,
    text::Lang,
};

/// The most answers that are kept.
const MOST: usize = 60;
/// The most text that is kept, in bytes.
const MOST_TEXT: usize = 512 * 1024;

/// What an answer depends on besides the data.
#[derive(Debug, PartialEq)]
struct Asked {
    queries: Vec<Query>,
    choices: Vec<Query>,
    lang: Lang,
    today: Date,
}

/// A bounded number of answers, the one used last behind all others.
#[derive(Debug, Default)]
pub(super) struct Answers {
    kept: Mutex<VecDeque<(Asked, Arc<Paged>)>>,
}

impl Answers {
    /// The answer, made now unless it was lately. Nobody waits for another's answer.
    pub(super) fn get(&self, engine: &Engine, understanding: &Understanding, lang: Lang, today: Date) -> Arc<Paged> {
        let Understanding { queries, choices, .. } = understanding;
        let same = |asked: &Asked| asked.lang == lang && asked.today == today && asked.queries == *queries && asked.choices == *choices;
        if let Some(paged) = self.kept(same) {
            return paged;
        }
        let paged = Arc::new(Paged::new(engine, answer_all(engine, understanding, lang, today)));
        self.keep(Asked { queries: queries.clone(), choices: choices.clone(), lang, today }, &paged);
        paged
    }

    fn kept(&self, same: impl Fn(&Asked) -> bool) -> Option<Arc<Paged>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let at = kept.iter().position(|(asked, _)| same(asked))?;
        let entry = kept.remove(at)?;
        let paged = Arc::clone(&entry.1);
        kept.push_back(entry);
        Some(paged)
    }

    fn keep(&self, asked: Asked, paged: &Arc<Paged>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(other, _)| *other != asked);
        kept.push_back((asked, Arc::clone(paged)));
        let mut text: usize = kept.iter().map(|(_, paged)| paged.size()).sum();
        while kept.len() > MOST || text > MOST_TEXT {
            let Some((_, oldest)) = kept.pop_front() else { break };
            text -= oldest.size();
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::query::model::Op;

    #[test]
    fn the_same_question_is_answered_once_and_only_so_much_is_kept() {
        let engine = Engine::built_in().expect("the data compiled in");
        let (answers, today) = (Answers::default(), date(2026, 1, 2));
        let ask = |lang: Lang, n: i32, today: Date| {
            let queries = vec![Query { n: Some(n), ..Query::new(Op::RatNth) }];
            answers.get(&engine, &Understanding { queries, choices: Vec::new(), lang: None, score: 1.0 }, lang, today)
        };
        let first = ask(Lang::En, 1, today);
        assert!(Arc::ptr_eq(&first, &ask(Lang::En, 1, today)));
        for other in [ask(Lang::Cnr, 1, today), ask(Lang::En, 2, today), ask(Lang::En, 1, date(2026, 1, 3))] {
            assert!(!Arc::ptr_eq(&first, &other));
        }
        (3..=100).for_each(|n| drop(ask(Lang::En, n, today)));
        assert_eq!(answers.kept.lock().expect("nobody panicked").len(), MOST);
        assert!(!Arc::ptr_eq(&first, &ask(Lang::En, 1, today)), "the oldest went first");
    }
}
