//! The one place that answers: at once if it can be done, else with a deferral first; once, whatever happens in between.

use std::{panic::AssertUnwindSafe, sync::Arc, time::Duration};

use reqwest::Method;
use serde::Serialize;
use serde_json::json;
use tokio::{task::JoinHandle, time::Instant};
use tracing::{error, info, warn};

use super::{
    App,
    picture::{Chart, Picture},
    rest::{self, Body, RestError, Sending},
};
use crate::{
    render::embed::{self, AllowedMentions, Attachment, Component, EPHEMERAL, Embed, MessagePayload},
    text::Lang,
};

/// Discord: an interaction must get its first response within 3 s. What is lost on the way is taken off.
const FIRST_RESPONSE: Duration = Duration::from_millis(2_700);
/// What takes longer than this is deferred.
const DEFER_AFTER: Duration = Duration::from_millis(1_200);
/// One attempt at a first response; leaves time for two more.
const ATTEMPT: Duration = Duration::from_millis(900);
/// A message or an edit may take longer.
const MESSAGE: Duration = Duration::from_secs(15);

/// What is answered.
#[derive(Debug)]
pub(super) enum Reply {
    /// A new message.
    New(MessagePayload),
    /// The message that the control stands on, changed.
    Update(MessagePayload),
    /// Choices for the option that is being typed: name and value.
    Choices(Vec<(String, String)>),
    /// The message that the control stands on, taken away. `channel` and `message` when it was not posted through an interaction.
    Delete {
        /// Where it stands, if it is an ordinary message.
        message: Option<(u64, u64)>,
    },
}

/// An interaction that waits for its answer.
#[derive(Debug, Clone)]
pub(super) struct Call {
    /// Its id.
    pub id: u64,
    /// Its token: whoever has it can answer.
    pub token: String,
    /// The application.
    pub application: u64,
    /// When it came in.
    pub received: Instant,
    /// The language of failures.
    pub lang: Lang,
    /// Deferred as a change of the message that it came from.
    pub update: bool,
    /// Deferred so that only the asker sees it.
    pub private: bool,
}

/// What kind of thing was asked and what came of it, for the log: never any text.
#[derive(Debug, Default)]
pub(super) struct Note {
    /// Where from: a command's name, `button`, `mention`, …
    pub from: String,
    /// The intent.
    pub intent: String,
}

/// What came of a question.
#[derive(Debug)]
pub(super) struct Made {
    /// The answer.
    pub reply: Reply,
    /// For the log.
    pub note: Note,
    /// The chart that belongs to it.
    pub chart: Option<Chart>,
}

impl Made {
    /// An answer without a chart.
    pub(super) fn plain(reply: Reply, note: Note) -> Self {
        Self { reply, note, chart: None }
    }
}

/// Answers an interaction with what `work` makes. A chart that must be drawn first may take longer than Discord waits: then the answer is deferred.
pub(super) async fn respond(app: &Arc<App>, call: Call, work: impl FnOnce(&App) -> Made) {
    let Made { reply, note, chart } = guarded(app, call.lang, work);
    let Some(chart) = chart else { return first(app, &call, reply, None, &note).await };
    if let Some(picture) = chart.kept(app) {
        return first(app, &call, reply, Some(picture), &note).await;
    }
    let mut drawing = draw(app, chart);
    tokio::select! {
        biased;
        picture = &mut drawing => first(app, &call, reply, picture.unwrap_or_default(), &note).await,
        () = tokio::time::sleep(DEFER_AFTER.saturating_sub(call.received.elapsed())) => {
            let deferral = if call.update { json!({"type": 6}) } else { json!({"type": 5, "data": {"flags": if call.private { EPHEMERAL } else { 0 }}}) };
            if callback(app, &call, Body::json(rest::json(&deferral))).await.is_ok() {
                late(app, &call, reply, drawing.await.unwrap_or_default(), &note).await;
            }
        }
    }
}

/// Draws a chart beside the threads that wait for others.
fn draw(app: &Arc<App>, chart: Chart) -> JoinHandle<Option<Picture>> {
    let app = Arc::clone(app);
    tokio::task::spawn_blocking(move || chart.draw(&app))
}

/// The picture of a message's chart, if there is one.
pub(super) async fn picture(app: &Arc<App>, chart: Option<Chart>) -> Option<Picture> {
    let chart = chart?;
    match chart.kept(app) {
        Some(picture) => Some(picture),
        None => draw(app, chart).await.unwrap_or_default(),
    }
}

/// Delivers what was deferred.
async fn late(app: &App, call: &Call, reply: Reply, picture: Option<Picture>, note: &Note) {
    let (method, path, payload) = match reply {
        // The message that was pressed on stays as it is.
        Reply::New(payload) if call.update => (Method::POST, webhook(call), payload),
        Reply::New(payload) | Reply::Update(payload) => {
            (Method::PATCH, format!("{}/messages/@original", webhook(call)), MessagePayload { flags: None, ..payload })
        }
        Reply::Choices(_) | Reply::Delete { .. } => return,
    };
    let sent = app.rest.send("late answer", method, &path, Some(with_picture(payload, picture, |payload| rest::json(&payload))), later()).await;
    log(call, note, sent.is_ok());
    if let Err(error) = sent {
        warn!(%error, "a deferred answer was not delivered");
    }
}

/// A payload as a body, with the picture beside it.
fn with_picture(mut payload: MessagePayload, picture: Option<Picture>, json: impl FnOnce(MessagePayload) -> bytes::Bytes) -> Body {
    match picture {
        Some(picture) => {
            embed::add_picture(&mut payload, &picture.name, &picture.alt);
            picture.beside(&json(payload))
        }
        None => Body::json(json(payload)),
    }
}

/// Runs work so that a fault of ours ends in a text for the asker and a reference in the log.
fn guarded(app: &App, lang: Lang, work: impl FnOnce(&App) -> Made) -> Made {
    std::panic::catch_unwind(AssertUnwindSafe(|| work(app)))
        .unwrap_or_else(|_| Made::plain(Reply::New(failure(app, lang)), Note { from: String::new(), intent: "failed".to_owned() }))
}

/// The text for a fault of ours.
pub(super) fn failure(app: &App, lang: Lang) -> MessagePayload {
    let reference = format!("{:06x}", (rest::chance() * f64::from(0x00ff_ffff)) as u32);
    error!(reference, "an answer failed");
    embed::notice(&app.engine, &embed::say(&app.engine, lang, "discord-failed", &[("reference", reference.into())]))
}

async fn first(app: &App, call: &Call, reply: Reply, picture: Option<Picture>, note: &Note) {
    #[derive(Serialize)]
    struct Callback<T> {
        r#type: u8,
        #[serde(skip_serializing_if = "Option::is_none")]
        data: Option<T>,
    }
    #[derive(Serialize)]
    struct Choices {
        choices: Vec<Choice>,
    }
    #[derive(Serialize)]
    struct Choice {
        name: String,
        value: String,
    }
    let mut delete = None;
    let body = match reply {
        Reply::New(payload) => with_picture(payload, picture, |payload| rest::json(&Callback { r#type: 4, data: Some(payload) })),
        Reply::Update(payload) => {
            with_picture(payload, picture, |payload| rest::json(&Callback { r#type: 7, data: Some(MessagePayload { flags: None, ..payload }) }))
        }
        Reply::Choices(choices) => {
            let choices = choices.into_iter().map(|(name, value)| Choice { name, value }).collect();
            Body::json(rest::json(&Callback { r#type: 8, data: Some(Choices { choices }) }))
        }
        Reply::Delete { message } => {
            delete = Some(message);
            Body::json(rest::json(&Callback::<()> { r#type: 6, data: None }))
        }
    };
    let sent = callback(app, call, body).await;
    if note.from != "autocomplete" {
        log(call, note, sent.is_ok());
    }
    if let (Ok(()), Some(message)) = (sent, delete) {
        let (path, sending) = match message {
            Some((channel, message)) => (format!("/channels/{channel}/messages/{message}"), Sending { authorised: true, ..later() }),
            None => (format!("{}/messages/@original", webhook(call)), later()),
        };
        if let Err(error) = app.rest.send("delete", Method::DELETE, &path, None, sending).await {
            warn!(%error, "an answer was not deleted");
        }
    }
}

async fn callback(app: &App, call: &Call, body: Body) -> Result<(), RestError> {
    let path = format!("/interactions/{}/{}/callback", call.id, call.token);
    let sending = Sending { deadline: call.received + FIRST_RESPONSE, attempt: ATTEMPT, body: false, authorised: false };
    app.rest
        .send("first response", Method::POST, &path, Some(body), sending)
        .await
        .map(drop)
        .inspect_err(|error| warn!(%error, "an interaction was not answered"))
}

fn webhook(call: &Call) -> String {
    format!("/webhooks/{}/{}", call.application, call.token)
}

fn later() -> Sending {
    Sending { deadline: Instant::now() + MESSAGE, attempt: Duration::from_secs(5), body: false, authorised: false }
}

fn log(call: &Call, note: &Note, answered: bool) {
    info!(
        from = note.from,
        intent = note.intent,
        lang = call.lang.tag(),
        ms = u64::try_from(call.received.elapsed().as_millis()).unwrap_or(u64::MAX),
        answered,
        "asked"
    );
}

/// A message that replies to another.
#[derive(Serialize)]
struct Message {
    embeds: Vec<Embed>,
    components: Vec<Component>,
    attachments: Vec<Attachment>,
    allowed_mentions: AllowedMentions,
    #[serde(rename = "message_reference")]
    answers: Reference,
    nonce: String,
    enforce_nonce: bool,
}

#[derive(Serialize)]
struct Reference {
    message_id: String,
    fail_if_not_exists: bool,
}

/// Replies to a message. The nonce is the message's id, so that no message is answered twice however often this is tried.
pub(super) async fn reply(app: &App, channel: u64, message: u64, payload: MessagePayload, picture: Option<Picture>) -> Result<(), RestError> {
    let body = with_picture(payload, picture, |payload| {
        rest::json(&Message {
            embeds: payload.embeds,
            components: payload.components,
            attachments: payload.attachments,
            allowed_mentions: payload.allowed_mentions,
            answers: Reference { message_id: message.to_string(), fail_if_not_exists: false },
            nonce: message.to_string(),
            enforce_nonce: true,
        })
    });
    let sending = Sending { authorised: true, ..later() };
    app.rest.send("reply", Method::POST, &format!("/channels/{channel}/messages"), Some(body), sending).await.map(drop)
}
