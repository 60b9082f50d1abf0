//! Messages: is one for us, and what does it ask?

use std::sync::Arc;

use serenity::all::{Message, MessageType};
use tokio::time::Instant;
use tracing::{info, warn};

use super::{App, picture::Chart, respond};
use crate::{
    answer::answer_all,
    query::{
        model::{Op, Query},
        understand::{Understanding, understand},
    },
    render::embed::{self, Face, MessagePayload, Paged},
    text::Lang,
};

/// The most `[[…]]` of one message that are answered.
const MOST_LINKS: usize = 8;

/// Answers a message that mentions the bot, replies to it, or comes as a direct message; passes over everything else.
pub(super) async fn message(app: &Arc<App>, message: Message, received: Instant) {
    let Some(&(bot, _)) = app.identity.get() else { return };
    let author = message.author.id.get();
    let mentioned = message.mentions.iter().any(|user| user.id.get() == bot);
    let for_us = mentioned || message.guild_id.is_none();
    if !for_us
        || author == bot
        || message.author.bot
        || message.webhook_id.is_some()
        || !matches!(message.kind, MessageType::Regular | MessageType::InlineReply)
    {
        return;
    }
    let (channel, id) = (message.channel_id.get(), message.id.get());
    let text = without_mention(&message.content, bot);
    let from = if message.guild_id.is_none() { "direct message" } else { "mention" };
    let shared = Arc::clone(app);
    // A fault of ours must end in an answer too; the text is not kept beyond this.
    let made = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| answer(&shared, &text, author, channel)));
    let failed =
        || Said { payload: respond::failure(&shared, shared.settings.language), intent: "failed".to_owned(), lang: shared.settings.language, chart: None };
    let Some(Said { payload, intent, lang, chart }) = made.unwrap_or_else(|_| Some(failed())) else {
        info!(from, "asked too often");
        return;
    };
    let picture = respond::picture(app, chart).await;
    let sent = respond::reply(app, channel, id, payload, picture).await;
    let ms = u64::try_from(received.elapsed().as_millis()).unwrap_or(u64::MAX);
    info!(from, intent, lang = lang.tag(), ms, answered = sent.is_ok(), "asked");
    if let Err(error) = sent {
        warn!(%error, "a message was not answered");
    }
}

/// The text without what addresses the bot.
fn without_mention(text: &str, bot: u64) -> String {
    text.replace(&format!("<@{bot}>"), " ").replace(&format!("<@!{bot}>"), " ").trim().to_owned()
}

/// The message that answers a text; `None` when the asker was told already to wait.
fn answer(app: &App, text: &str, author: u64, channel: u64) -> Option<Said> {
    let today = app.today();
    if let Some(wait) = app.brake.ask(author, channel) {
        let lang = app.engine.analyse(text, today).lang().unwrap_or(app.settings.language);
        let first = wait.first;
        let text = embed::say(&app.engine, lang, "discord-brake", &[("seconds", wait.seconds.into())]);
        return first.then(|| Said {
            payload: MessagePayload { flags: None, ..embed::notice(&app.engine, &text) },
            intent: "brake".to_owned(),
            lang,
            chart: None,
        });
    }
    let named = links(text);
    if !named.is_empty() {
        let asked: Vec<_> = named.iter().map(|link| (link, understand(&app.engine, link, today))).collect();
        let lang = app.engine.analyse(text, today).lang().or_else(|| asked.iter().find_map(|(_, u)| u.lang)).unwrap_or(app.settings.language);
        let told: Vec<_> = asked.iter().map(|(link, u)| ((**link).to_owned(), answer_all(&app.engine, u, lang, today).headline)).collect();
        return Some(Said { payload: embed::lines(&app.engine, &told), intent: "links".to_owned(), lang, chart: None });
    }
    let (understanding, spoken) = if text.is_empty() {
        let greeting = Query { word: Some("greeting".to_owned()), ..Query::new(Op::Small) };
        (Understanding { queries: vec![greeting], choices: Vec::new(), lang: None, score: 1.0 }, None)
    } else {
        // A command typed as text is a command here too; a mistake in one is told like any answer.
        match app.commands.read(&app.engine, text, today) {
            Ok(asked) => (asked.understanding, asked.lang),
            Err(mistake) => {
                let lang = app.engine.analyse(text, today).lang().unwrap_or(app.settings.language);
                let answer = mistake.answer(&app.engine, lang);
                return Some(Said::new(app, &Paged::new(&app.engine, answer), author));
            }
        }
    };
    let lang = spoken.or(understanding.lang).unwrap_or(app.settings.language);
    Some(Said::new(app, &app.answers.get(&app.engine, &understanding, lang, today), author))
}

/// What a message is answered with.
struct Said {
    payload: MessagePayload,
    intent: String,
    lang: Lang,
    chart: Option<Chart>,
}

impl Said {
    fn new(app: &App, paged: &Paged, owner: u64) -> Self {
        let payload = paged.message(&app.engine, Face { owner, ..Face::default() });
        Self { payload, chart: Chart::of(&paged.answer), lang: paged.answer.lang, intent: paged.answer.intent.clone() }
    }
}

/// What stands in `[[…]]`.
fn links(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once("[[") {
        let Some((link, tail)) = after.split_once("]]") else { break };
        if !link.trim().is_empty() && found.len() < MOST_LINKS {
            found.push(link.trim());
        }
        rest = tail;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_addresses_the_bot_is_no_part_of_the_question() {
        assert_eq!(without_mention("<@42> when did <@7> join?", 42), "when did <@7> join?");
        assert_eq!(without_mention("hi <@!42>", 42), "hi");
        assert_eq!(links("see [[accession]], [[ spain ratification ]] and [[]] [[open"), ["accession", "spain ratification"]);
    }
}
