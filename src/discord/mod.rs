//! The bot on Discord: the only place that knows Discord's library, a runtime, or a network.
//!
//! A connection brings events ([`shard`]), [`events`] takes each to the file that handles it, the core answers, and [`respond`] delivers through
//! [`rest`]. Nothing is stored: no message, no name, no session. What a button needs stands in the button.

mod answers;
mod brake;
mod components;
mod events;
mod mention;
mod picture;
mod register;
mod respond;
mod rest;
mod shard;
mod slash;

use std::{
    future::Future,
    sync::{Arc, OnceLock},
    time::Duration,
};

use jiff::civil::Date;
use reqwest::Method;
use serde_json::Value;
use tokio::{sync::mpsc, time::Instant};
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tracing::{error, info, warn};
use tracing_subscriber::{EnvFilter, Layer, filter::LevelFilter, layer::SubscriberExt, util::SubscriberInitExt};

use crate::{
    command::Commands,
    query::engine::Engine,
    settings::{Secret, Settings},
};
use answers::Answers;
use brake::Brake;
use events::Events;
use rest::{Rest, RestError, Sending};
use shard::Line;

/// The longest that stopping may take; everything in it is bounded, this only makes sure.
const STOP_WITHIN: Duration = Duration::from_secs(9);

/// How a run ended; the number is the exit status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Told to stop.
    Stopped = 0,
    /// Something that a restart will not heal.
    Failed = 2,
    /// The token was refused.
    Refused = 3,
    /// Not connected for too long; a restart may heal it.
    Lost = 4,
}

impl Exit {
    /// The exit status of the process.
    pub fn status(self) -> u8 {
        self as u8
    }
}

/// Time limits of the connection. Tests make them short.
#[derive(Debug, Clone, Copy)]
pub struct Timing {
    /// For a connection and its handshakes, and for a runner that shows no sign of life.
    pub connect: Duration,
    /// From a connection to being ready.
    pub ready: Duration,
    /// How often the connection is looked at.
    pub look: Duration,
    /// Between two sessions. Discord: 5 s.
    pub identify_gap: Duration,
    /// The first pause before trying again; the next ones are longer.
    pub retry: Duration,
    /// The longest pause between two connections.
    pub longest_pause: Duration,
    /// For the gateway to answer our goodbye.
    pub close: Duration,
}

impl Default for Timing {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            ready: Duration::from_secs(8),
            look: Duration::from_millis(100),
            identify_gap: Duration::from_secs(5),
            retry: Duration::from_millis(150),
            longest_pause: Duration::from_secs(5),
            close: Duration::from_millis(1500),
        }
    }
}

/// What a bot is made of.
#[derive(Debug)]
pub struct Bot {
    /// The engine.
    pub engine: Arc<Engine>,
    /// The settings.
    pub settings: Settings,
    /// The token.
    pub token: Secret,
    /// Where all requests go instead of to Discord.
    pub proxy: Option<String>,
    /// Time limits.
    pub timing: Timing,
}

/// What everything that handles an event shares.
#[derive(Debug)]
struct App {
    engine: Arc<Engine>,
    commands: Commands,
    settings: Settings,
    rest: Rest,
    brake: Brake,
    /// Answers given lately.
    answers: Answers,
    /// Charts drawn lately.
    #[cfg(feature = "chart")]
    pictures: crate::render::chart::Cache,
    /// Ids of the bot's user and of the application, known once connected.
    identity: OnceLock<(u64, u64)>,
    /// Answers under way.
    open: TaskTracker,
}

impl App {
    /// Today's date in UTC.
    #[expect(clippy::unused_self, reason = "a clock is a thing of the application, and a test may want its own")]
    fn today(&self) -> Date {
        jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
    }
}

/// Runs the bot in a runtime of its own until it is told to stop; the exit status says how it ended.
pub fn serve(bot: Bot) -> Exit {
    // Two threads at least: one must be free to see when the other is held up.
    let threads = std::thread::available_parallelism().map_or(2, |n| n.get().clamp(2, 4));
    let runtime = match tokio::runtime::Builder::new_multi_thread().worker_threads(threads).enable_all().build() {
        Ok(runtime) => runtime,
        Err(reason) => {
            error!(%reason, "the runtime cannot be started");
            return Exit::Failed;
        }
    };
    let exit = runtime.block_on(async {
        let stop = CancellationToken::new();
        match signals() {
            Ok(signal) => {
                let stop = stop.clone();
                tokio::spawn(async move {
                    signal.await;
                    info!("stopping");
                    stop.cancel();
                });
            }
            Err(reason) => {
                error!(%reason, "signals cannot be heard");
                return Exit::Failed;
            }
        }
        run(bot, stop).await
    });
    // Whatever still runs is of no use to anybody now.
    runtime.shutdown_background();
    exit
}

/// Waits for SIGINT or SIGTERM. Both are heard from the moment this returns.
fn signals() -> std::io::Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
        Ok(async move {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
        })
    }
    #[cfg(not(unix))]
    Ok(async {
        // Without the signal there is nothing to wait for.
        let _ = tokio::signal::ctrl_c().await;
    })
}

/// Runs the bot until `stop` is cancelled, it is refused, or it is not connected for too long.
pub async fn run(bot: Bot, stop: CancellationToken) -> Exit {
    let Bot { engine, settings, token, proxy, timing } = bot;
    let rest = match Rest::new(&token, proxy.as_deref(), timing) {
        Ok(rest) => rest,
        Err(reason) => {
            error!(reason, "the bot cannot start");
            return Exit::Failed;
        }
    };
    let give_up_after = Duration::from_secs(settings.give_up_after);
    let address = tokio::select! {
        biased;
        () = stop.cancelled() => return Exit::Stopped,
        found = gateway(&rest, give_up_after) => match found {
            Ok(address) => address,
            Err(exit) => return exit,
        }
    };
    let commands = Commands::new(&engine);
    let brake = Brake::new(settings.questions_per_person, settings.questions_per_channel);
    let finish_within = Duration::from_secs(settings.finish_within);
    let app = Arc::new(App {
        engine,
        commands,
        settings,
        rest,
        brake,
        answers: Answers::default(),
        #[cfg(feature = "chart")]
        pictures: crate::render::chart::Cache::default(),
        identity: OnceLock::new(),
        open: TaskTracker::new(),
    });
    let (told, signals) = mpsc::unbounded_channel();
    let handler = Arc::new(Events { app: Arc::clone(&app), signals: told, registered: OnceLock::new() });
    let line = Line { token, address, resume_address: proxy.is_none(), handler, signals, timing, give_up_after };
    let stopping = async {
        stop.cancelled().await;
        tokio::time::sleep(STOP_WITHIN).await;
    };
    tokio::select! {
        exit = async {
            let exit = shard::keep(line, stop.clone()).await;
            // No new work can come now; what is under way may finish.
            app.open.close();
            if tokio::time::timeout(finish_within, app.open.wait()).await.is_err() {
                warn!(open = app.open.len(), "stopped before every answer was given");
            }
            exit
        } => exit,
        () = stopping => Exit::Stopped,
    }
}

/// Asks for the gateway's address until it is told. There is no other way to one: nothing falls back to a fixed address.
async fn gateway(rest: &Rest, give_up_after: Duration) -> Result<String, Exit> {
    let deadline = Instant::now() + give_up_after;
    let sending = Sending { deadline, attempt: Duration::from_secs(5), body: true, authorised: true };
    loop {
        let answer = match rest.send("gateway", Method::GET, "/gateway/bot", None, sending).await {
            Ok(answer) => answer,
            Err(RestError::Unauthorized) => {
                error!("Discord refused the token; take a new one from the developer portal and set DISCORD_TOKEN");
                return Err(Exit::Refused);
            }
            Err(RestError::Refused { status, code }) => {
                error!(status, code, "Discord does not tell the gateway's address");
                return Err(Exit::Failed);
            }
            Err(RestError::OutOfTime(last)) => {
                error!(last, "Discord cannot be reached; giving up so that the process can be started again");
                return Err(Exit::Lost);
            }
        };
        let json: Value = serde_json::from_slice(&answer).unwrap_or_default();
        if json["session_start_limit"]["remaining"].as_u64() == Some(0) {
            warn!("Discord allows no more sessions today");
        }
        if let Some(url) = json["url"].as_str().filter(|url| url.starts_with("ws://") || url.starts_with("wss://")) {
            return Ok(url.to_owned());
        }
        warn!("the answer names no gateway");
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}

/// Starts logging to standard error. `filter` is as in `RUST_LOG`; a wrong one is told and replaced by `info`.
///
/// The libraries below us log payloads and addresses, which hold people's messages and tokens: whatever the filter says, they may only tell errors.
pub fn log(filter: &str) {
    let (env, wrong) = match EnvFilter::try_new(filter) {
        Ok(env) => (env, false),
        Err(_) => (EnvFilter::new("info"), true),
    };
    let quiet = tracing_subscriber::filter::filter_fn(|metadata| {
        metadata.target().starts_with("accession_bot") || *metadata.level() == tracing::Level::ERROR && !metadata.target().starts_with("serenity")
    });
    let layer =
        tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr())).with_target(false);
    // Logging that is on already stays as it is.
    let _ = tracing_subscriber::registry().with(layer.with_filter(quiet).with_filter(env)).with(LevelFilter::TRACE).try_init();
    if wrong {
        warn!("the log filter cannot be read; using `info`");
    }
}
