//! Buttons and menus: everything they need stands in their ids, so they work in any process.

use std::sync::Arc;

use serenity::all::{ComponentInteraction, ComponentInteractionDataKind, MessageFlags};
use tokio::time::Instant;

use super::{
    App,
    picture::Chart,
    respond::{Call, Made, Note, Reply, respond},
    slash::locale,
};
use crate::{
    query::{codec, model::Query, understand::Understanding},
    render::{
        control::{Action, Control},
        embed::{self, Face, Paged},
    },
    text::Lang,
};

/// The most questions that one code holds; what we make has at most three.
const MOST_QUESTIONS: usize = 5;

/// What is known about a press.
struct Press {
    /// Who pressed.
    user: u64,
    /// What may have been chosen from a menu.
    chosen: Option<String>,
    /// The message is seen by the asker only.
    private: bool,
    /// Channel and message, if it was posted as an ordinary one.
    message: Option<(u64, u64)>,
}

/// Acts on a press.
pub(super) async fn component(app: &Arc<App>, component: ComponentInteraction, received: Instant) {
    let fallback = locale(app, &component.locale, component.guild_locale.as_deref());
    let control = Control::decode(&component.data.custom_id);
    let chosen = match component.data.kind {
        ComponentInteractionDataKind::StringSelect { values } => values.into_iter().next(),
        _ => None,
    };
    let posted = component.message.interaction_metadata.is_some() || component.message.webhook_id.is_some();
    let press = Press {
        user: component.user.id.get(),
        chosen,
        private: component.message.flags.is_some_and(|flags| flags.contains(MessageFlags::EPHEMERAL)),
        message: (!posted).then(|| (component.channel_id.get(), component.message.id.get())),
    };
    let lang = control.as_ref().map_or(fallback, |control| control.lang);
    let own = control.as_ref().is_some_and(|c| c.owner == press.user || c.owner == 0);
    let call = Call { id: component.id.get(), token: component.token, application: component.application_id.get(), received, lang, update: own, private: true };
    respond(app, call, move |app| match control {
        Some(control) => act(app, &control, &press),
        None => Made::plain(notice(app, fallback, "discord-old-button"), Note { from: "button".to_owned(), intent: "unreadable".to_owned() }),
    })
    .await;
}

fn notice(app: &App, lang: Lang, key: &str) -> Reply {
    Reply::New(embed::notice(&app.engine, &embed::say(&app.engine, lang, key, &[])))
}

fn act(app: &App, control: &Control, press: &Press) -> Made {
    let own = control.owner == press.user || control.owner == 0;
    let note = |intent: &str| Note { from: format!("{:?}", control.action).to_lowercase(), intent: intent.to_owned() };
    if control.action == Action::Delete {
        let reply = if own { Reply::Delete { message: press.message } } else { notice(app, control.lang, "discord-not-yours") };
        return Made::plain(reply, note("delete"));
    }
    let code = press.chosen.as_deref().unwrap_or(&control.code);
    let Some(paged) = answer_of(app, code, control.lang) else {
        return Made::plain(notice(app, control.lang, "discord-gone"), note("gone"));
    };
    let answer = &paged.answer;
    if control.action == Action::Sources {
        return Made::plain(Reply::New(embed::sources(&app.engine, answer)), note(&answer.intent));
    }
    let stale = control.digest != embed::digest(&app.engine);
    if matches!(control.action, Action::Figures | Action::FiguresPage) {
        let face = Face { page: control.page, owner: press.user, private: true, stale, ..Face::default() };
        let reply = match embed::figures(&app.engine, answer, face) {
            Some(payload) if control.action == Action::FiguresPage => Reply::Update(payload),
            Some(payload) => Reply::New(payload),
            None => notice(app, control.lang, "discord-gone"),
        };
        return Made::plain(reply, note(&answer.intent));
    }
    let page = if matches!(control.action, Action::Ask | Action::Menu) { 0 } else { control.page };
    let face = Face { page, owner: press.user, private: press.private, stale, ..Face::default() };
    let payload = |face| paged.message(&app.engine, face);
    let reply = match control.action {
        Action::Share => Reply::New(payload(Face { private: false, ..face })),
        // Somebody else gets a copy, and the asker's message stays as it is.
        _ if !own => Reply::New(payload(Face { private: true, ..face })),
        _ => Reply::Update(payload(face)),
    };
    // The chart stands on the first page; the others are sent without, which takes it away.
    Made { chart: Chart::of(answer).filter(|_| page == 0), ..Made::plain(reply, note(&answer.intent)) }
}

/// The answer of a code, from today's data; `None` when it cannot be read any more.
fn answer_of(app: &App, code: &str, lang: Lang) -> Option<Arc<Paged>> {
    let queries: Vec<Query> = code.split('+').take(MOST_QUESTIONS).map(|code| codec::decode(&app.engine, code)).collect::<Option<_>>()?;
    let understanding = Understanding { queries, choices: Vec::new(), lang: Some(lang), score: 1.0 };
    Some(app.answers.get(&app.engine, &understanding, lang, app.today()))
}
