//! One conversation: what was answered last, what is left to show, which language is spoken.

use super::Chat;
use crate::{
    answer::{
        self, answer_all,
        model::{Answer, Block, Status},
        words::Words,
    },
    command::help,
    query::model::Op,
    render::{
        terminal::{Ink, Line, say, sheet, sources, whole, wrap},
        with_charts,
    },
    text::{
        Lang,
        fold::fold,
        messages::Arg,
        script::{keep, unkeep},
    },
};

/// Lines of the rest that are shown at once.
const REST: usize = 40;

/// What follows a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// These lines are shown.
    Say(Vec<Line>),
    /// The conversation is over.
    Leave,
}

/// A conversation.
#[derive(Debug)]
pub struct Session<'e> {
    /// What it is over.
    pub chat: Chat<'e>,
    lang: Lang,
    last: Option<Answer>,
    rest: Vec<Line>,
}

/// What a line that is no question wants.
enum Wish {
    Leave,
    More,
    Sources,
    Pick(usize),
}

impl<'e> Session<'e> {
    /// A conversation that has not begun.
    pub fn new(chat: Chat<'e>) -> Self {
        Self { chat, lang: chat.forced.unwrap_or(chat.lang), last: None, rest: Vec::new() }
    }

    /// Whether an answer has more to show.
    pub fn has_more(&self) -> bool {
        !self.rest.is_empty()
    }

    /// What stands above the first question.
    pub fn welcome(&self, width: usize) -> Vec<Line> {
        let dataset = &self.chat.engine.dataset;
        let of = Words { engine: self.chat.engine, lang: self.lang, today: (self.chat.today)() };
        let name = of.pick(&dataset.manifest.name).to_owned();
        let date = of.date(&dataset.manifest.as_of);
        let welcome = self.say("chat-welcome", &[("name", name.into()), ("date", date.into()), ("version", keep(&dataset.version).into())]);
        let hint = self.say("chat-hint", &[("exit", self.words("chat-words-exit").first().cloned().unwrap_or_default().into())]);
        let example = self.say("chat-example", &[("example", self.say("help-example-1", &[]).into())]);
        let lines = |text: &str, ink: Ink| wrap(text, width).into_iter().map(|text| vec![(ink, text)]).collect::<Vec<Line>>();
        [lines(&unkeep(&welcome), Ink::Headline), lines(&hint, Ink::Plain), lines(&example, Ink::Dim)].concat()
    }

    /// Answers a line, the short view first.
    pub fn reply(&mut self, line: &str, width: usize) -> Reply {
        let lines = match self.wish(line) {
            Some(Wish::Leave) => return Reply::Leave,
            Some(Wish::More) => return Reply::Say(self.more(width)),
            Some(Wish::Sources) => self.sources(width),
            Some(Wish::Pick(n)) => self.pick(n, width),
            None => self.ask(line, width),
        };
        let hint = self.more_hint(width);
        Reply::Say([lines, hint].concat())
    }

    /// Answers a line with everything at once.
    pub fn whole(&mut self, line: &str, width: usize) -> Reply {
        match self.reply(line, width) {
            // What was cut is laid out anew: nobody is there to ask for the rest.
            Reply::Say(lines) if self.has_more() => {
                self.rest.clear();
                Reply::Say(self.last.as_ref().map_or(lines, |last| whole(self.chat.engine, last, width)))
            }
            other => other,
        }
    }

    fn say(&self, key: &str, args: &[(&str, Arg)]) -> String {
        say(self.chat.engine, self.lang, key, args)
    }

    /// The words of a key in the spoken language.
    fn words(&self, key: &str) -> Vec<String> {
        self.say(key, &[]).split(',').map(|w| w.trim().to_owned()).collect()
    }

    /// Whether a line is one of the words of a key, in any language.
    fn is_word(&self, line: &str, key: &str) -> bool {
        let typed = fold(line.trim().trim_start_matches('/'));
        Lang::ALL.iter().any(|lang| self.chat.engine.messages.say(*lang, key, &[]).split(',').any(|word| fold(word.trim()) == typed))
    }

    fn wish(&self, line: &str) -> Option<Wish> {
        let line = line.trim();
        if line.is_empty() || self.is_word(line, "chat-words-more") {
            return Some(Wish::More);
        }
        if self.is_word(line, "chat-words-exit") {
            return Some(Wish::Leave);
        }
        let last = self.last.as_ref()?;
        if !last.sources.is_empty() && !line.starts_with('/') && self.is_word(line, "chat-words-sources") {
            return Some(Wish::Sources);
        }
        // One or two digits pick a suggestion; a year is a question.
        let number = line.trim_end_matches(['.', ')']);
        let picks = (1..=2).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit()) && !last.suggestions.is_empty();
        number.parse().ok().filter(|_| picks).map(Wish::Pick)
    }

    /// The next lines of the last answer.
    fn more(&mut self, width: usize) -> Vec<Line> {
        if self.rest.is_empty() {
            return if self.last.is_some() { tell(&self.say("chat-no-more", &[]), width) } else { Vec::new() };
        }
        let all = std::mem::take(&mut self.rest);
        let (now, later) = all.split_at(all.len().min(REST));
        self.rest = later.to_vec();
        [now.to_vec(), self.more_hint(width)].concat()
    }

    fn more_hint(&self, width: usize) -> Vec<Line> {
        if self.rest.is_empty() {
            return Vec::new();
        }
        let text = self.say("chat-more", &[("n", self.rest.len().into())]);
        [vec![Vec::new()], wrap(&text, width).into_iter().map(|text| vec![(Ink::Key, text)]).collect()].concat()
    }

    fn sources(&self, width: usize) -> Vec<Line> {
        self.last.as_ref().map_or_else(Vec::new, |last| sources(self.chat.engine, last, &last.sources, width).into_iter().skip(1).collect())
    }

    fn pick(&mut self, n: usize, width: usize) -> Vec<Line> {
        let chosen = self.last.as_ref().and_then(|last| n.checked_sub(1).and_then(|i| last.suggestions.get(i)));
        match chosen.map(|suggestion| suggestion.query.clone()) {
            Some(query) => {
                let answer = answer::answer(self.chat.engine, &query, self.lang, (self.chat.today)());
                self.show(answer, width)
            }
            None => tell(&self.say("chat-no-suggestion", &[("n", n.into())]), width),
        }
    }

    fn ask(&mut self, line: &str, width: usize) -> Vec<Line> {
        let (engine, today) = (self.chat.engine, (self.chat.today)());
        // Nothing was answered whose sources could be meant: all of them are.
        let line = if self.is_word(line, "chat-words-sources") { "/sources" } else { line };
        match self.chat.commands.read(engine, line, today) {
            Ok(asked) => {
                self.lang = self.chat.forced.unwrap_or_else(|| asked.lang(self.lang));
                let mut answer = answer_all(engine, &asked.understanding, self.lang, today);
                if answer.status == Status::Answered && answer.query.op == Op::Help && answer.parts.is_empty() {
                    let items = help::lines(engine, self.lang)
                        .into_iter()
                        .filter(|(usage, _)| usage.starts_with('/'))
                        .map(|(usage, text)| format!("{usage} – {text}"))
                        .collect();
                    answer.blocks.push(Block::List { title: Some(self.say("chat-commands", &[])), items });
                    answer.blocks.push(Block::Text(self.say("chat-commands-here", &[])));
                }
                self.show(answer, width)
            }
            Err(error) => {
                self.lang = self.chat.forced.or(error.lang).unwrap_or(self.lang);
                self.rest.clear();
                tell(&error.say(engine, self.lang), width)
            }
        }
    }

    fn show(&mut self, answer: Answer, width: usize) -> Vec<Line> {
        let answer = with_charts(self.chat.engine, answer);
        let sheet = sheet(self.chat.engine, &answer, width);
        self.last = Some(answer);
        self.rest = sheet.rest;
        sheet.short
    }
}

/// Something about the conversation itself.
fn tell(text: &str, width: usize) -> Vec<Line> {
    wrap(text, width).into_iter().map(|text| vec![(Ink::Note, text)]).collect()
}
