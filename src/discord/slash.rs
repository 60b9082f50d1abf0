//! Slash commands, their autocompletion, and the message command.

use std::sync::Arc;

use serenity::all::{CommandDataOption, CommandDataOptionValue, CommandInteraction, CommandType};
use tokio::time::Instant;

use super::{
    App,
    picture::Chart,
    respond::{Call, Made, Note, Reply, respond},
};
use crate::{
    answer::model::Status,
    command::Invocation,
    render::{
        embed::{self, Face, Paged},
        limits,
    },
    text::Lang,
};

/// The language of somebody's Discord, else of the server, else as set. Discord knows no Montenegrin: Croatian stands for it.
pub(super) fn locale(app: &App, own: &str, guild: Option<&str>) -> Lang {
    let of = |locale: &str| match locale.split('-').next() {
        Some("hr" | "sr" | "bs" | "cnr") => Some(Lang::Cnr),
        Some("en") => Some(Lang::En),
        _ => None,
    };
    of(own).or_else(|| guild.and_then(of)).unwrap_or(app.settings.language)
}

/// The name of a subcommand and the options as texts.
fn options(options: &[CommandDataOption]) -> (Option<String>, Vec<(String, String)>) {
    if let [CommandDataOption { name, value: CommandDataOptionValue::SubCommand(inner), .. }] = options {
        return (Some(name.clone()), self::options(inner).1);
    }
    let text = |value: &CommandDataOptionValue| match value {
        CommandDataOptionValue::String(text) | CommandDataOptionValue::Autocomplete { value: text, .. } => Some(text.clone()),
        CommandDataOptionValue::Boolean(yes) => Some(yes.to_string()),
        CommandDataOptionValue::Integer(number) => Some(number.to_string()),
        CommandDataOptionValue::Number(number) => Some(number.to_string()),
        _ => None,
    };
    (None, options.iter().filter_map(|o| text(&o.value).map(|value| (o.name.clone(), value))).collect())
}

/// Answers a slash command or the message command.
pub(super) async fn command(app: &Arc<App>, command: CommandInteraction, received: Instant) {
    let fallback = locale(app, &command.locale, command.guild_locale.as_deref());
    let (sub, options) = options(&command.data.options);
    let given = |name: &str| options.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str());
    let private = given("private").map_or(app.settings.private || command.data.kind == CommandType::Message, |value| value == "true");
    let lang = given("language").and_then(Lang::parse).unwrap_or(fallback);
    let call = Call { id: command.id.get(), token: command.token, application: command.application_id.get(), received, lang, update: false, private };
    let owner = command.user.id.get();
    if command.data.kind == CommandType::Message {
        let text = command.data.resolved.messages.into_values().next().map(|m| m.content).unwrap_or_default();
        return respond(app, call, move |app| facts(app, &text, fallback, owner)).await;
    }
    let invocation = Invocation { command: command.data.name, sub, options };
    respond(app, call, move |app| {
        let today = app.today();
        let (paged, face) = match app.commands.run(&app.engine, &invocation, today) {
            Ok(asked) => (app.answers.get(&app.engine, &asked.understanding, asked.lang(fallback), today), Face { owner, private, ..Face::default() }),
            // Only who made a mistake needs to hear of it.
            Err(mistake) => (Arc::new(Paged::new(&app.engine, mistake.answer(&app.engine, lang))), Face { owner, private: true, ..Face::default() }),
        };
        let note = Note { from: format!("/{}", invocation.command), intent: paged.answer.intent.clone() };
        Made { chart: Chart::of(&paged.answer), ..Made::plain(Reply::New(paged.message(&app.engine, face)), note) }
    })
    .await;
}

/// The facts that a message touches, first for the asker alone.
fn facts(app: &App, text: &str, fallback: Lang, owner: u64) -> Made {
    let today = app.today();
    let note = |intent: &str| Note { from: "find the facts".to_owned(), intent: intent.to_owned() };
    let notice = |key: &str| Reply::New(embed::notice(&app.engine, &embed::say(&app.engine, fallback, key, &[])));
    if text.trim().is_empty() {
        return Made::plain(notice("discord-empty-message"), note("empty"));
    }
    let understanding = app.commands.facts(&app.engine, text, today);
    let paged = app.answers.get(&app.engine, &understanding, fallback, today);
    let answer = &paged.answer;
    if answer.status == Status::Unknown && answer.suggestions.is_empty() {
        return Made::plain(notice("discord-no-facts"), note(&answer.intent));
    }
    let face = Face { owner, private: true, share: answer.status == Status::Answered, ..Face::default() };
    Made { chart: Chart::of(answer), ..Made::plain(Reply::New(paged.message(&app.engine, face)), note(&answer.intent)) }
}

/// Completes an option.
pub(super) async fn autocomplete(app: &Arc<App>, command: CommandInteraction, received: Instant) {
    let (sub, _) = options(&command.data.options);
    let lang = locale(app, &command.locale, command.guild_locale.as_deref());
    let focused = command.data.autocomplete().map(|option| (option.name.to_owned(), option.value.to_owned()));
    let name = command.data.name;
    let call = Call { id: command.id.get(), token: command.token, application: command.application_id.get(), received, lang, update: false, private: true };
    respond(app, call, move |app| {
        let choices = focused.map(|(option, typed)| app.commands.complete(&name, sub.as_deref(), &option, &typed, lang)).unwrap_or_default();
        let fits = |value: &str| !value.is_empty() && limits::length(value) <= limits::CHOICE;
        let choices = choices
            .into_iter()
            .filter(|c| fits(&c.value) && !c.label.is_empty())
            .take(limits::CHOICES)
            .map(|c| (limits::cut(&c.label, limits::CHOICE), c.value))
            .collect();
        Made::plain(Reply::Choices(choices), Note { from: "autocomplete".to_owned(), intent: String::new() })
    })
    .await;
}
