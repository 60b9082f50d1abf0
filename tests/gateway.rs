//! The bot against a stand-in for Discord on loopback.
#![cfg(feature = "discord")]
#![allow(clippy::needless_pass_by_value, reason = "values written down in place read better without borrows")]

#[path = "discord/check.rs"]
mod check;
#[path = "discord/schema.rs"]
mod schema;
#[path = "discord/standin.rs"]
mod standin;

use std::{
    sync::{Arc, OnceLock},
    time::{Duration, Instant},
};

use accession_bot::{
    discord::{Bot, Exit, Timing, run},
    query::engine::Engine,
    settings::{Secret, Settings},
};
use serde_json::{Value, json};
use standin::{BOT, Do, Fault, Happened, Mode, Request, StandIn, TOKEN};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

const SOON: Duration = Duration::from_secs(10);

fn engine() -> Arc<Engine> {
    static ENGINE: OnceLock<Arc<Engine>> = OnceLock::new();
    Arc::clone(ENGINE.get_or_init(|| Arc::new(Engine::built_in().expect("the data are sound"))))
}

/// Short limits, so that every fault is over within seconds.
fn quick() -> Timing {
    Timing {
        connect: Duration::from_millis(1500),
        ready: Duration::from_millis(1500),
        look: Duration::from_millis(20),
        identify_gap: Duration::from_millis(100),
        retry: Duration::from_millis(20),
        longest_pause: Duration::from_millis(200),
        close: Duration::from_secs(2),
    }
}

struct Running {
    discord: StandIn,
    stop: CancellationToken,
    task: JoinHandle<Exit>,
}

fn start(discord: &StandIn, settings: Settings) -> Running {
    let bot = Bot { engine: engine(), settings, token: Secret::new(TOKEN.to_owned()), proxy: Some(discord.rest.clone()), timing: quick() };
    let stop = CancellationToken::new();
    Running { discord: discord.clone(), stop: stop.clone(), task: tokio::spawn(run(bot, stop)) }
}

/// A connected bot.
async fn connected(interval: u64) -> Running {
    engine();
    let discord = StandIn::start(interval).await;
    let running = start(&discord, Settings::default());
    running.discord.ready(1, SOON).await;
    running
}

impl Running {
    /// Stops the bot and makes sure that it does so in time.
    async fn stopped(self) -> Exit {
        let begun = Instant::now();
        self.stop.cancel();
        let exit = tokio::time::timeout(Duration::from_secs(9), self.task).await.expect("stops in time").expect("no panic");
        assert!(begun.elapsed() < Duration::from_secs(9));
        exit
    }

    async fn ended(self) -> Exit {
        tokio::time::timeout(SOON, self.task).await.expect("ends by itself").expect("no panic")
    }

    /// Sends an interaction and waits for its first response.
    async fn interact(&self, interaction: Value) -> Value {
        let id = interaction["id"].as_str().expect("an id").to_owned();
        self.discord.order(Do::Dispatch("INTERACTION_CREATE", interaction));
        let answer = self.discord.request(&format!("/interactions/{id}/token-{id}/callback")).await;
        assert_eq!(answer.authorization, None, "the token is not sent where it is not needed");
        check::callback(&answer.body);
        schema::request("post", "/interactions/{interaction_id}/{interaction_token}/callback", &answer.body);
        answer.body
    }

    async fn command(&self, name: &str, options: Value) -> Value {
        self.interact(standin::command(self.discord.id(), name, options, "en-US")).await
    }

    /// Sends a message and waits for the reply.
    async fn say(&self, message: Value) -> Value {
        let id = message["id"].as_str().expect("an id").to_owned();
        self.discord.order(Do::Dispatch("MESSAGE_CREATE", message));
        let find = |s: &StandIn| s.requests().into_iter().find(|r| r.path.ends_with("/messages") && r.body["nonce"] == id && r.effective);
        let Request { body, .. } = self.discord.until("a reply", Duration::from_secs(8), find).await;
        assert_eq!(body["message_reference"]["message_id"], id);
        assert_eq!(body["enforce_nonce"], true);
        check::message(&body);
        schema::request("post", "/channels/{channel_id}/messages", &body);
        body
    }
}

fn text(name: &str, value: &str) -> Value {
    json!({"name": name, "type": 3, "value": value})
}

fn description(message: &Value) -> String {
    message["embeds"][0]["description"].as_str().unwrap_or_default().to_owned()
}

/// Every control of a message.
fn controls(message: &Value) -> Vec<Value> {
    message["components"].as_array().into_iter().flatten().flat_map(|row| row["components"].as_array().cloned().unwrap_or_default()).collect()
}

fn control(message: &Value, label: &str) -> String {
    let found = controls(message).into_iter().find(|c| c["label"].as_str().is_some_and(|l| l.contains(label)));
    found.unwrap_or_else(|| panic!("no control {label} in {message:#}"))["custom_id"].as_str().expect("an id").to_owned()
}

macro_rules! bot_tests {
    ($($(#[$doc:meta])* async fn $name:ident() $body:block)*) => {
        $($(#[$doc])* #[tokio::test(flavor = "multi_thread", worker_threads = 3)] async fn $name() $body)*
    };
}

bot_tests! {
    async fn commands_are_written_the_first_time_only() {
        let bot = connected(40_000).await;
        let discord = bot.discord.clone();
        let written = discord.until("the commands", SOON, |s| s.requests().into_iter().find(|r| r.method == "PUT" && r.path.ends_with("/commands"))).await;
        check::commands(&written.body);
        schema::request("put", "/applications/{application_id}/commands", &written.body);
        assert!(discord.requests().iter().any(|r| r.path.ends_with("/commands?with_localizations=true")));
        assert_eq!(bot.stopped().await, Exit::Stopped);
        let again = start(&discord, Settings::default());
        discord.ready(2, SOON).await;
        discord.until("a second look", SOON, |s| (s.requests().iter().filter(|r| r.path.contains("with_localizations")).count() == 2).then_some(())).await;
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert_eq!(discord.requests().iter().filter(|r| r.method == "PUT").count(), 1);
        again.stopped().await;
    }

    async fn every_command_answers() {
        let bot = connected(40_000).await;
        let sub = |name: &str, options: Value| json!([{"name": name, "type": 1, "options": options}]);
        let calls = [
            ("when", json!([text("event", "accession")])),
            ("timeline", json!([])),
            ("timeline", json!([text("from", "2015"), text("to", "2017")])),
            ("ratification", json!([text("country", "Spain")])),
            ("ratification", json!([])),
            ("vote", json!([])),
            ("polls", sub("latest", json!([]))),
            ("polls", sub("find", json!([text("when", "2016")]))),
            ("polls", sub("trend", json!([]))),
            ("polls", sub("compare", json!([text("first", "2009"), text("second", "2016")]))),
            ("party", json!([text("party", "DPS")])),
            ("party", json!([])),
            ("who", json!([text("person", "prime minister")])),
            ("mission", json!([])),
            ("ask", json!([text("question", "when did Montenegro join NATO?")])),
            ("sources", json!([])),
            ("help", json!([])),
        ];
        for (name, options) in calls {
            let answer = bot.command(name, options.clone()).await;
            if answer["type"] == 5 {
                // A chart was still being drawn.
                continue;
            }
            assert_eq!(answer["type"], 4, "{name}");
            assert_ne!(description(&answer["data"]), "", "{name} {options}");
            assert!(answer["data"]["flags"].is_null(), "{name} {options}: {answer:#}");
        }
        let answer = bot.command("ask", json!([text("question", "when did Montenegro join NATO?")])).await;
        assert!(description(&answer["data"]).contains("5 June 2017"), "{answer:#}");
        assert!(answer["data"]["embeds"][0]["fields"][0]["value"].as_str().is_some_and(|v| v.contains("](http")), "sources have links");
        bot.stopped().await;
    }

    async fn private_and_language_are_obeyed() {
        let bot = connected(40_000).await;
        let private = json!({"name": "private", "type": 5, "value": true});
        let answer = bot.command("ask", json!([text("question", "when did Montenegro join NATO?"), private, text("language", "cnr-cyrl")])).await;
        assert_eq!(answer["data"]["flags"], 64);
        assert!(description(&answer["data"]).contains("2017"));
        assert!(description(&answer["data"]).chars().any(|c| ('а'..='я').contains(&c)), "{answer:#}");
        let croatian = bot.interact(standin::command(bot.discord.id(), "ratification", json!([text("country", "spain")]), "hr")).await;
        assert!(croatian["data"]["embeds"][0]["fields"][0]["name"].as_str().is_some_and(|n| n.starts_with("Izvor")), "{croatian:#}");
        bot.stopped().await;
    }

    async fn it_answers_in_direct_messages_private_channels_and_foreign_servers() {
        let bot = connected(40_000).await;
        for (context, owners) in [(1, json!({"1": "800"})), (2, json!({"1": "800"})), (0, json!({"1": "800"})), (1, json!({"0": "0", "1": "800"}))] {
            let mut call = standin::command(bot.discord.id(), "ask", json!([text("question", "when did Montenegro join NATO?")]), "de");
            let member = call["member"].take();
            let map = call.as_object_mut().expect("an object");
            map.remove("member");
            map.remove("guild_locale");
            if context != 0 {
                map.remove("guild_id");
                map.insert("user".into(), member["user"].clone());
                map.insert("channel".into(), json!({"id": "700", "type": if context == 1 { 1 } else { 3 }, "recipients": [], "flags": 0, "last_message_id": null}));
            } else {
                map.insert("member".into(), member);
                map.insert("guild".into(), json!({"id": "600", "locale": "en-US", "features": []}));
            }
            map.insert("context".into(), json!(context));
            map.insert("authorizing_integration_owners".into(), owners);
            let answer = bot.interact(call).await;
            assert!(description(&answer["data"]).contains("5 June 2017"), "{context}: {answer:#}");
        }
        let unknown = bot.command("nosuchcommand", json!([])).await;
        assert_eq!(unknown["data"]["flags"], 64, "{unknown:#}");
        let wrong = bot.command("polls", json!([{"name": "find", "type": 1, "options": []}])).await;
        assert_eq!(wrong["data"]["flags"], 64, "a mistake is told to who made it alone: {wrong:#}");
        bot.stopped().await;
    }

    async fn options_are_completed_and_never_fail() {
        let bot = connected(40_000).await;
        let typing = |name: &str, option: &str, value: &str| standin::keystroke(bot.discord.id(), name, json!([{"name": option, "type": 3, "value": value, "focused": true}]));
        for (name, option, value) in [("ratification", "country", "spa"), ("when", "event", ""), ("party", "party", "dps"), ("vote", "vote", "2016"), ("who", "person", "zzzzqqq"), ("timeline", "topic", ""), ("mission", "mission", "isaf")] {
            let answer = bot.interact(typing(name, option, value)).await;
            assert_eq!(answer["type"], 8);
            let choices = answer["data"]["choices"].as_array().expect("choices");
            assert!(value == "zzzzqqq" || !choices.is_empty(), "{name} {option} {value}");
        }
        let spain = bot.interact(typing("ratification", "country", "spa")).await;
        let id = spain["data"]["choices"][0]["value"].as_str().expect("an id").to_owned();
        let answer = bot.command("ratification", json!([text("country", &id)])).await;
        assert!(answer["data"]["embeds"][0]["title"].as_str().is_some_and(|t| t.contains("Spain")), "{answer:#}");
        let nested = json!([{"name": "compare", "type": 1, "options": [{"name": "first", "type": 3, "value": "ced", "focused": true}]}]);
        let answer = bot.interact(standin::keystroke(bot.discord.id(), "polls", nested)).await;
        assert!(!answer["data"]["choices"].as_array().expect("choices").is_empty());
        bot.stopped().await;
    }

    async fn messages_for_the_bot_are_answered_and_no_others() {
        let bot = connected(40_000).await;
        let id = || bot.discord.id();
        let question = "when did Montenegro join NATO?";
        let ignored = [
            standin::message(id(), 800, question, false, &[], Some(600)),
            standin::message(id(), 803, &format!("<@{BOT}> {question}"), true, &[BOT], Some(600)),
            standin::message(id(), BOT, question, true, &[], None),
            standin::message(id(), 800, &format!("<@803> {question}"), false, &[803], Some(600)),
        ];
        for message in &ignored {
            bot.discord.order(Do::Dispatch("MESSAGE_CREATE", message.clone()));
        }
        let mention = bot.say(standin::message(id(), 800, &format!("<@{BOT}> {question}"), false, &[BOT], Some(600))).await;
        assert!(description(&mention).contains("5 June 2017"), "{mention:#}");
        let mut reply = standin::message(id(), 800, "who ratified last?", false, &[BOT], Some(600));
        reply["type"] = json!(19);
        assert!(!description(&bot.say(reply).await).is_empty());
        let direct = bot.say(standin::message(id(), 800, "kad je Crna Gora ušla u NATO?", false, &[], None)).await;
        assert!(description(&direct).contains("jun"), "{direct:#}");
        let empty = bot.say(standin::message(id(), 800, &format!("<@{BOT}>"), false, &[BOT], Some(600))).await;
        assert!(!description(&empty).is_empty());
        let links = bot.say(standin::message(id(), 800, &format!("<@{BOT}> [[accession]] [[spain ratification]]"), false, &[BOT], Some(600))).await;
        assert_eq!(description(&links).lines().count(), 2, "{links:#}");
        let hostile = bot.say(standin::message(id(), 800, &format!("<@{BOT}> /when @everyone <@1> **x** [a](https://b.me)"), false, &[BOT], Some(600))).await;
        assert_eq!(hostile["allowed_mentions"]["parse"], json!([]));
        assert!(!hostile.to_string().contains("\"@everyone"), "{hostile:#}");
        let answered = bot.discord.requests().iter().filter(|r| r.path.ends_with("/messages")).count();
        assert_eq!(answered, 6, "nothing else was answered");
        bot.stopped().await;
    }

    async fn controls_work_in_another_process() {
        let bot = connected(40_000).await;
        let discord = bot.discord.clone();
        let list = bot.command("party", json!([])).await["data"].clone();
        assert!(controls(&list).len() > 3, "{list:#}");
        bot.stopped().await;
        let bot = start(&discord, Settings::default());
        discord.ready(2, SOON).await;
        let press = |user, id: &str| standin::press(discord.id(), user, id, None);
        let forward = control(&list, "▶");
        let second = bot.interact(press(800, &forward)).await;
        assert_eq!(second["type"], 7);
        assert!(second["data"]["embeds"][0]["footer"]["text"].as_str().is_some_and(|t| t.contains("2/")), "{second:#}");
        assert_ne!(description(&second["data"]), description(&list));
        let foreign = bot.interact(press(999, &forward)).await;
        assert_eq!((foreign["type"].as_u64(), foreign["data"]["flags"].as_u64()), (Some(4), Some(64)), "somebody else gets a copy");
        let montenegrin = bot.interact(press(800, &control(&list, "crnogorski"))).await;
        assert_eq!(montenegrin["type"], 7);
        let old = bot.interact(press(800, "0nonsense")).await;
        assert_eq!((old["type"].as_u64(), old["data"]["flags"].as_u64()), (Some(4), Some(64)));
        let stale = forward.replacen(engine().dataset.version.rsplit('-').next().expect("a digest"), "00000000", 1);
        assert_ne!(stale, forward);
        assert!(description(&bot.interact(press(800, &stale)).await["data"]).contains("updated"));
        assert_eq!(bot.interact(press(999, &control(&list, "Delete"))).await["data"]["flags"], 64);
        assert_eq!(bot.interact(press(800, &control(&list, "Delete"))).await["type"], 6);
        discord.until("the deletion", SOON, |s| s.requests().into_iter().find(|r| r.method == "DELETE")).await;
        bot.stopped().await;
    }

    #[cfg(feature = "chart")]
    async fn charts_come_with_their_text_and_stay_on_the_first_page() {
        let bot = connected(40_000).await;
        let file = |id: &str| bot.discord.requests().into_iter().find(|r| r.path.contains(&format!("/{id}/")) && r.effective).and_then(|r| r.file);
        let call = standin::command(bot.discord.id(), "ratification", json!([]), "en-US");
        let id = call["id"].as_str().expect("an id").to_owned();
        let list = bot.interact(call).await;
        // Without optimisation drawing may take longer than the first response can wait.
        if list["type"] == 5 {
            let late = bot.discord.request("/messages/@original").await;
            check::message(&late.body);
            schema::request("patch", "/webhooks/{webhook_id}/{webhook_token}/messages/@original", &late.body);
            assert!(late.file.is_some_and(|(_, png)| png.starts_with(b"\x89PNG")));
        } else {
            let (name, png) = file(&id).expect("a picture");
            assert_eq!(list["data"]["attachments"][0]["filename"], name);
            assert!(png.starts_with(b"\x89PNG"));
        }
        // The second time it comes from the cache.
        let list = bot.command("ratification", json!([])).await["data"].clone();
        assert!(list["embeds"][0]["image"]["url"].is_string(), "{list:#}");
        let second = bot.interact(standin::press(bot.discord.id(), 800, &control(&list, "▶"), None)).await;
        assert_eq!((second["type"].as_u64(), &second["data"]["attachments"]), (Some(7), &json!([])));
        let first = bot.interact(standin::press(bot.discord.id(), 800, &control(&second["data"], "◀"), None)).await;
        assert!(first["data"]["embeds"][0]["image"]["url"].is_string(), "{first:#}");
        // The picture's figures, for whoever asks for them.
        for user in [800, 999] {
            let figures = bot.interact(standin::press(bot.discord.id(), user, &control(&first["data"], "Figures"), None)).await;
            assert_eq!((figures["type"].as_u64(), figures["data"]["flags"].as_u64()), (Some(4), Some(64)), "{figures:#}");
            let next = bot.interact(standin::press(bot.discord.id(), user, &control(&figures["data"], "▶"), None)).await;
            assert_eq!(next["type"], 7, "{next:#}");
            assert_ne!(description(&next["data"]), description(&figures["data"]));
        }
        bot.stopped().await;
    }

    async fn the_message_command_finds_facts_privately_and_shares_them() {
        let bot = connected(40_000).await;
        let found = bot.interact(standin::message_command(bot.discord.id(), "I think Spain ratified the accession protocol last.")).await;
        assert_eq!(found["data"]["flags"], 64, "{found:#}");
        let shared = bot.interact(standin::press(bot.discord.id(), 800, &control(&found["data"], "everyone"), None)).await;
        assert_eq!(shared["type"], 4);
        assert!(shared["data"]["flags"].is_null(), "{shared:#}");
        let nothing = bot.interact(standin::message_command(bot.discord.id(), "")).await;
        assert_eq!(nothing["data"]["flags"], 64);
        bot.stopped().await;
    }

    async fn faults_of_rest_are_survived_and_nothing_is_done_twice() {
        let bot = connected(40_000).await;
        let limited = json!({"message": "You are being rate limited.", "retry_after": 0.1, "global": false});
        let global = json!({"message": "You are being rate limited.", "retry_after": 0.1, "global": true});
        let faults = [
            Fault::Status(429, limited),
            Fault::Status(429, global),
            Fault::Status(500, json!({})),
            Fault::Status(502, Value::Null),
            Fault::Status(503, json!({})),
            Fault::Reset,
            Fault::LostAfterEffect,
            Fault::Garbled,
        ];
        for fault in faults {
            let once = |path: &'static str| {
                bot.discord.fault(path, fault.clone());
            };
            once("/callback");
            let begun = Instant::now();
            bot.command("help", json!([])).await;
            assert!(begun.elapsed() < Duration::from_millis(2_500), "{fault:?}");
            once("/messages");
            bot.say(standin::message(bot.discord.id(), 800, "help", false, &[], None)).await;
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
        let requests = bot.discord.requests();
        assert_eq!(requests.iter().filter(|r| r.path.ends_with("/callback") && r.effective).count(), 8);
        assert_eq!(requests.iter().filter(|r| r.path.ends_with("/messages") && r.effective).count(), 8);
        assert_eq!(requests.iter().filter(|r| r.path.ends_with("/callback") && r.status == 204).count(), 7, "one answer was lost, the rest arrived");
        bot.stopped().await;
    }

    async fn the_connection_heals_after_every_fault() {
        let bot = connected(40_000).await;
        let faults = [
            Do::Reconnect,
            Do::Invalid(true),
            Do::Invalid(false),
            Do::Drop,
            Do::Close(Some(4000)),
            Do::Close(None),
            Do::Close(Some(1000)),
            Do::Close(Some(1001)),
            Do::Close(Some(4003)),
            Do::Close(Some(4007)),
            Do::Close(Some(4009)),
            Do::Close(Some(4008)),
        ];
        for (n, fault) in faults.into_iter().enumerate() {
            let begun = Instant::now();
            bot.discord.order(fault.clone());
            bot.discord.ready(n + 2, SOON).await;
            assert!(begun.elapsed() < Duration::from_secs(5), "{fault:?} took {:?}", begun.elapsed());
            let answer = bot.command("help", json!([])).await;
            assert_eq!(answer["type"], 4, "after {fault:?}");
        }
        assert!(bot.discord.count(&Happened::Resume) >= 4, "{:?}", bot.discord.happened());
        bot.stopped().await;
    }

    async fn a_gateway_that_is_away_or_silent_is_outlasted() {
        for mode in [Mode::Refuse, Mode::Silent, Mode::NoHello, Mode::InvalidAtIdentify] {
            let bot = connected(40_000).await;
            bot.discord.mode(mode);
            bot.discord.mode(mode);
            let begun = Instant::now();
            bot.discord.order(Do::Drop);
            bot.discord.ready(2, SOON).await;
            assert!(begun.elapsed() < Duration::from_secs(8), "{mode:?} took {:?}", begun.elapsed());
            assert_eq!(bot.command("help", json!([])).await["type"], 4);
            bot.stopped().await;
        }
    }

    async fn a_zombie_is_found_at_the_next_beat() {
        let bot = connected(700).await;
        tokio::time::sleep(Duration::from_millis(900)).await;
        bot.discord.order(Do::StopAcks);
        let begun = Instant::now();
        bot.discord.ready(2, SOON).await;
        assert!(begun.elapsed() < Duration::from_secs(4), "{:?}", begun.elapsed());
        bot.stopped().await;
    }

    async fn a_refused_token_ends_the_process_with_its_own_status() {
        engine();
        let discord = StandIn::start(40_000).await;
        discord.refuse_token();
        assert_eq!(start(&discord, Settings::default()).ended().await, Exit::Refused);
        let discord = StandIn::start(40_000).await;
        discord.mode(Mode::RefuseToken);
        assert_eq!(start(&discord, Settings::default()).ended().await, Exit::Refused);
        assert_eq!((Exit::Refused.status(), Exit::Lost.status()), (3, 4));
    }

    async fn a_connection_that_is_lost_for_good_ends_the_process() {
        engine();
        let settings = Settings { give_up_after: 2, ..Settings::default() };
        let discord = StandIn::start(40_000).await;
        discord.always(Some(Mode::Refuse));
        assert_eq!(start(&discord, settings.clone()).ended().await, Exit::Lost);
        let discord = StandIn::start(40_000).await;
        let bot = start(&discord, settings.clone());
        discord.ready(1, SOON).await;
        discord.always(Some(Mode::Refuse));
        discord.order(Do::Drop);
        assert_eq!(bot.ended().await, Exit::Lost);
        // Nothing listens at all: no fallback to anywhere else.
        let mut nowhere = discord;
        nowhere.rest = "http://127.0.0.1:9".to_owned();
        assert_eq!(start(&nowhere, settings).ended().await, Exit::Lost);
    }

    async fn it_stops_in_every_state() {
        engine();
        // Connected: says goodbye.
        let bot = connected(40_000).await;
        let discord = bot.discord.clone();
        assert_eq!(bot.stopped().await, Exit::Stopped);
        discord.until("the goodbye", SOON, |s| (s.count(&Happened::Closed(Some(1000))) == 1).then_some(())).await;
        // Never connected, in every way.
        for mode in [Mode::Refuse, Mode::Silent, Mode::NoHello, Mode::InvalidAtIdentify] {
            let discord = StandIn::start(40_000).await;
            discord.always(Some(mode));
            let bot = start(&discord, Settings::default());
            discord.until("a try", SOON, |s| (s.count(&Happened::Connected) >= 1).then_some(())).await;
            assert_eq!(bot.stopped().await, Exit::Stopped, "{mode:?}");
        }
        // During an outage.
        let bot = connected(40_000).await;
        bot.discord.always(Some(Mode::Silent));
        bot.discord.order(Do::Drop);
        bot.discord.until("an outage", SOON, |s| (s.count(&Happened::Connected) >= 2).then_some(())).await;
        assert_eq!(bot.stopped().await, Exit::Stopped);
    }

    async fn open_answers_are_finished_before_the_end() {
        let bot = connected(40_000).await;
        bot.discord.fault("/callback", Fault::Status(429, json!({"retry_after": 1.0, "global": false})));
        let id = bot.discord.id();
        bot.discord.order(Do::Dispatch("INTERACTION_CREATE", standin::command(id, "help", json!([]), "en-US")));
        let discord = bot.discord.clone();
        discord.until("the first try", SOON, |s| s.requests().iter().any(|r| r.path.contains("/callback")).then_some(())).await;
        assert_eq!(bot.stopped().await, Exit::Stopped);
        assert!(discord.requests().iter().any(|r| r.path.contains("/callback") && r.status == 204));
    }

    async fn the_program_keeps_secrets_stops_on_a_signal_and_tells_how_it_ended() {
        let program = || {
            let mut command = tokio::process::Command::new(env!("CARGO_BIN_EXE_accession-bot"));
            command.arg("serve").env_clear().stderr(std::process::Stdio::piped()).stdout(std::process::Stdio::piped()).kill_on_drop(true);
            command
        };
        for signal in ["-TERM", "-INT"] {
            let discord = StandIn::start(500).await;
            let child = program().env("DISCORD_TOKEN", TOKEN).env("DISCORD_PROXY_URL", &discord.rest).env("RUST_LOG", "trace").spawn().expect("starts");
            discord.ready(1, Duration::from_secs(30)).await;
            let (id, direct) = (discord.id(), discord.id());
            discord.order(Do::Dispatch("INTERACTION_CREATE", standin::command(id, "ask", json!([text("question", "xyzzysecret montenegro nato")]), "en-US")));
            discord.order(Do::Dispatch("MESSAGE_CREATE", standin::message(direct, 800, "plughsecret", false, &[], None)));
            // A payload that the library cannot read: it would log the whole of it.
            discord.order(Do::Dispatch("MESSAGE_CREATE", json!({"content": "frobozzsecret"})));
            discord.request("/callback").await;
            discord.request("/messages").await;
            let begun = Instant::now();
            let pid = child.id().expect("it runs").to_string();
            assert!(tokio::process::Command::new("kill").args([signal, pid.as_str()]).status().await.expect("kill").success());
            let output = tokio::time::timeout(SOON, child.wait_with_output()).await.expect("stops in time").expect("output");
            assert!(begun.elapsed() < Duration::from_secs(9));
            let log = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!(output.status.code(), Some(0), "{log}");
            assert!(log.contains("asked") && log.contains("/ask"), "{log}");
            for secret in [TOKEN, "secret", "user800", &format!("token-{id}")] {
                assert!(!log.contains(secret), "{secret} is in the log: {log}");
            }
        }
        let output = program().output().await.expect("runs");
        assert_eq!(output.status.code(), Some(3));
        assert!(String::from_utf8_lossy(&output.stderr).lines().count() <= 2);
        let discord = StandIn::start(500).await;
        discord.refuse_token();
        let output = program().env("DISCORD_TOKEN", TOKEN).env("DISCORD_PROXY_URL", &discord.rest).output().await.expect("runs");
        assert_eq!(output.status.code(), Some(3));
        assert!(!String::from_utf8_lossy(&output.stderr).contains(TOKEN));
    }
}
