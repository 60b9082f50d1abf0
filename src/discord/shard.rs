//! The connection to the gateway: the library's shard and runner, one at a time, under our own eyes.
//!
//! The library's client heals by a manager and a queue that know no time limit, wait five seconds for themselves, cannot be stopped while nothing
//! is connected, and fall back to Discord's own gateway. So neither is used. Each connection gets a runner of its own; when the runner wants to
//! be started afresh it simply ends, and this file opens the next connection. What goes wrong inside a runner is seen from outside:
//!
//! - A healthy runner is polled twice a second, because its read gives up after half a second. One that is not polled waits for something that has
//!   no limit (a handshake, a close): it is dropped.
//! - A runner that is at work a good part of the time spins on a finished stream, whether it yields between its rounds or not. A frame sent through
//!   it fails, and so ends it; one sent through a healthy runner does no harm.
//! - It may spin without ever yielding, and would take whatever task waits behind it on its worker along, ours included. So it has a thread of its own.
//! - The address of the gateway is lent from under a lock. Who takes it is reconnecting, and has so long for it and no longer.

use std::{
    future::Future,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};

use serenity::{
    client::EventHandler,
    gateway::{
        ConnectionStage, GatewayError, Shard, ShardManager, ShardManagerOptions, ShardMessenger, ShardRunner, ShardRunnerInfo, ShardRunnerMessage,
        ShardRunnerOptions,
    },
    http::{Http, HttpBuilder},
    model::gateway::{GatewayIntents, ShardInfo},
    model::id::ShardId,
    prelude::TypeMap,
};
use tokio::{
    runtime::Handle,
    sync::{Mutex, RwLock, mpsc},
    task::JoinHandle,
    time::Instant,
};
use tokio_util::sync::CancellationToken;
use tracing::{error, info, warn};

use super::{Exit, Timing, rest::chance};
use crate::settings::Secret;

/// The one shard: Discord asks for more only above 2,500 servers.
const SHARD: ShardId = ShardId(0);
/// Messages that mention the bot and direct messages come with their text; no privileged intent is needed for that.
pub(super) const INTENTS: GatewayIntents = GatewayIntents::GUILD_MESSAGES.union(GatewayIntents::DIRECT_MESSAGES);

/// What the event handler tells about the connection.
#[derive(Debug)]
pub(super) enum Signal {
    /// Connected; the address for resuming, if Discord named one.
    Ready(Option<String>),
    /// Connected again, nothing was missed.
    Resumed,
}

/// Everything that a connection needs.
pub(super) struct Line {
    /// The token.
    pub token: Secret,
    /// The gateway's address.
    pub address: String,
    /// Whether the address for resuming that Discord names is used; not with a proxy, behind which nothing may go elsewhere.
    pub resume_address: bool,
    /// Who gets the events.
    pub handler: Arc<dyn EventHandler>,
    /// What the handler tells.
    pub signals: mpsc::UnboundedReceiver<Signal>,
    /// Time limits.
    pub timing: Timing,
    /// How long to go on without a connection.
    pub give_up_after: Duration,
}

/// How a connection ended.
enum End {
    /// We were told to stop.
    Stopped,
    /// A new one is needed.
    Again,
    /// A new one would end the same way.
    Fatal(Exit),
}

/// Stays connected until told to stop, refused, or not connected for too long.
pub(super) async fn keep(mut line: Line, stop: CancellationToken) -> Exit {
    let mut health = Health { lost_since: Some(Instant::now()), identified: None, failures: 0 };
    loop {
        if let Some(exit) = health.given_up(line.give_up_after) {
            return exit;
        }
        let pause = health.pause(&line.timing);
        tokio::select! {
            biased;
            () = stop.cancelled() => return Exit::Stopped,
            () = tokio::time::sleep(pause) => {}
        }
        match connection(&mut line, &mut health, &stop).await {
            End::Stopped => return Exit::Stopped,
            End::Fatal(exit) => return exit,
            End::Again => {
                health.failures += 1;
                health.lost_since.get_or_insert_with(Instant::now);
            }
        }
    }
}

/// What is remembered from one connection to the next.
struct Health {
    /// Since when nothing is connected.
    lost_since: Option<Instant>,
    /// When a session was last begun: Discord allows one in five seconds.
    identified: Option<Instant>,
    /// Connections that failed since the last good one.
    failures: u32,
}

impl Health {
    fn given_up(&self, after: Duration) -> Option<Exit> {
        let lost = self.lost_since?.elapsed();
        (lost >= after).then(|| {
            error!(seconds = lost.as_secs(), "not connected for too long; giving up so that the process can be started again");
            Exit::Lost
        })
    }

    fn pause(&self, timing: &Timing) -> Duration {
        let back_off = match self.failures {
            // The first try after a good connection comes at once.
            0 | 1 => Duration::ZERO,
            n => (timing.retry * 2_u32.pow(n.min(8))).min(timing.longest_pause).mul_f64(0.75 + 0.25 * chance()),
        };
        let turn = self.identified.map_or(Duration::ZERO, |at| timing.identify_gap.saturating_sub(at.elapsed()));
        back_off.max(turn)
    }

    fn connected(&mut self) {
        self.lost_since = None;
        self.failures = 0;
    }
}

async fn connection(line: &mut Line, health: &mut Health, stop: &CancellationToken) -> End {
    let timing = line.timing;
    let address = Arc::new(Mutex::new(line.address.clone()));
    let info = ShardInfo { id: SHARD, total: 1 };
    let opening = tokio::time::timeout(timing.connect, Shard::new(Arc::clone(&address), line.token.reveal(), info, INTENTS, None));
    let shard = tokio::select! {
        biased;
        () = stop.cancelled() => return End::Stopped,
        opened = opening => match opened {
            Ok(Ok(shard)) => shard,
            Ok(Err(error)) => {
                warn!(reason = %plain(&error), "the gateway cannot be reached");
                return End::Again;
            }
            Err(_) => {
                warn!("the gateway does not answer");
                return End::Again;
            }
        }
    };
    // The session begins when the gateway says hello; counting from here is never too early by more than that.
    health.identified = Some(Instant::now());
    while line.signals.try_recv().is_ok() {}
    let mut runner = Runner::start(shard, line);
    let end = watch(&mut runner, &address, line, health, stop).await;
    runner.end().await;
    end
}

/// A runner that is at work for more than one part in so many is taken to spin: the traffic of one shard takes a hundredth of that.
const SPINNING_PART: u32 = 4;

/// Watches one runner until it ends.
async fn watch(runner: &mut Runner, address: &Arc<Mutex<String>>, line: &mut Line, health: &mut Health, stop: &CancellationToken) -> End {
    let timing = line.timing;
    let mut lent = Arc::clone(address).lock_owned().await;
    let mut ready_by = Some(Instant::now() + timing.ready);
    let (mut looked, mut busy) = (Instant::now(), Duration::ZERO);
    let mut tick = tokio::time::interval(timing.look);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            biased;
            () = stop.cancelled() => {
                runner.close(timing.close).await;
                return End::Stopped;
            }
            signal = line.signals.recv() => {
                match signal {
                    Some(Signal::Ready(resume)) => {
                        info!("connected");
                        if let Some(resume) = resume.filter(|r| line.resume_address && r.starts_with("wss://")) {
                            *lent = resume;
                        }
                    }
                    Some(Signal::Resumed) => info!("connected again, nothing was missed"),
                    // The handler lives as long as this line does.
                    None => return End::Again,
                }
                health.connected();
                ready_by = None;
            }
            result = &mut runner.task => {
                runner.ended = true;
                return match result {
                    Ok(Some(Err(error))) => refused(&error),
                    _ => End::Again,
                };
            }
            _ = tick.tick() => {
                // Whoever waits for the address gets it before we do.
                drop(lent);
                lent = if let Ok(lent) = Arc::clone(address).try_lock_owned() {
                    lent
                } else {
                    info!("reconnecting");
                    health.lost_since.get_or_insert_with(Instant::now);
                    ready_by = Some(Instant::now() + timing.ready);
                    Arc::clone(address).lock_owned().await
                };
                if ready_by.is_some_and(|by| Instant::now() >= by) {
                    warn!("not ready in time; connecting afresh");
                    return End::Again;
                }
                let elapsed = std::mem::replace(&mut looked, Instant::now()).elapsed();
                let before = std::mem::replace(&mut busy, runner.pulse.busy());
                if busy.saturating_sub(before) > elapsed / SPINNING_PART {
                    // Any frame does: it cannot be sent on a finished stream, and the runner ends.
                    runner.messenger.websocket_message(tokio_tungstenite::tungstenite::Message::Ping(Vec::new()));
                }
                if runner.pulse.waiting() > timing.connect {
                    warn!("the connection stands still; connecting afresh");
                    return End::Again;
                }
                if let Some(exit) = health.given_up(line.give_up_after) {
                    return End::Fatal(exit);
                }
            }
        }
    }
}

fn refused(error: &serenity::Error) -> End {
    match error {
        serenity::Error::Gateway(GatewayError::InvalidAuthentication) => {
            error!("Discord refused the token; take a new one from the developer portal and set DISCORD_TOKEN");
            End::Fatal(Exit::Refused)
        }
        serenity::Error::Gateway(GatewayError::InvalidGatewayIntents | GatewayError::DisallowedGatewayIntents) => {
            error!("Discord refused the intents of this connection");
            End::Fatal(Exit::Failed)
        }
        other => {
            warn!(reason = %plain(other), "the connection ended");
            End::Again
        }
    }
}

/// An error without what it carries: frames may hold text of messages.
fn plain(error: &serenity::Error) -> String {
    match error {
        serenity::Error::Gateway(error) => format!("{error}"),
        serenity::Error::Io(error) | serenity::Error::Tungstenite(tokio_tungstenite::tungstenite::Error::Io(error)) => format!("{error}"),
        serenity::Error::Tungstenite(_) => "the WebSocket failed".to_owned(),
        _ => "unexpected".to_owned(),
    }
}

/// A runner and what is needed to end it.
struct Runner {
    /// Ends with none when it was dropped.
    task: JoinHandle<Option<serenity::Result<()>>>,
    ended: bool,
    dropped: CancellationToken,
    pulse: Arc<Pulse>,
    messenger: ShardMessenger,
    manager: Arc<ShardManager>,
}

impl Runner {
    fn start(shard: Shard, line: &Line) -> Self {
        let http = Arc::new(idle_http());
        let data = Arc::new(RwLock::new(TypeMap::new()));
        let handlers = vec![Arc::clone(&line.handler)];
        // The runner wants a manager to report to. This one manages nothing: it has no address, so what it queues never goes out.
        let (manager, _) = ShardManager::new(ShardManagerOptions {
            data: Arc::clone(&data),
            event_handlers: Vec::new(),
            raw_event_handlers: Vec::new(),
            shard_index: 0,
            shard_init: 0,
            shard_total: 1,
            ws_url: Arc::new(Mutex::new(String::new())),
            http: Arc::clone(&http),
            intents: INTENTS,
            presence: None,
        });
        // Said beforehand, "shut down" is what a runner that wants to be restarted would otherwise wait five seconds for.
        manager.shutdown_finished(SHARD);
        let mut runner =
            ShardRunner::new(ShardRunnerOptions { data, event_handlers: handlers, raw_event_handlers: Vec::new(), manager: Arc::clone(&manager), shard, http });
        let messenger = ShardMessenger::new(&runner);
        let pulse = Arc::new(Pulse::new());
        let watched = Watched { inner: Box::pin(async move { Box::pin(runner.run()).await }), pulse: Arc::clone(&pulse) };
        let dropped = CancellationToken::new();
        let (here, until) = (Handle::current(), dropped.clone());
        let task = tokio::task::spawn_blocking(move || here.block_on(until.run_until_cancelled(watched)));
        Self { task, ended: false, dropped, pulse, messenger, manager }
    }

    /// Says goodbye to the gateway, for so long.
    async fn close(&mut self, limit: Duration) {
        self.messenger.send_to_shard(ShardRunnerMessage::Shutdown(SHARD, 1000));
        self.ended = tokio::time::timeout(limit, &mut self.task).await.is_ok();
    }

    /// Ends the runner and the queue of its manager.
    async fn end(self) {
        if !self.ended {
            self.dropped.cancel();
            // A runner that spins ends at this; for any other it is too late to matter.
            self.messenger.websocket_message(tokio_tungstenite::tungstenite::Message::Ping(Vec::new()));
        }
        // The queue stops only when a shard is known, and waits for one to have shut down.
        let known = ShardRunnerInfo { latency: None, runner_tx: self.messenger.clone(), stage: ConnectionStage::Disconnected };
        self.manager.runners.lock().await.insert(SHARD, known);
        self.manager.shutdown_finished(SHARD);
        self.manager.shutdown_all().await;
    }
}

/// The library asks for an HTTP client that our runner never uses; it could not reach anything.
fn idle_http() -> Http {
    HttpBuilder::new("").proxy("http://127.0.0.1:0").ratelimiter_disabled(true).build()
}

/// When a future was polled, and how long that took; all in microseconds from `start`.
struct Pulse {
    start: Instant,
    /// The beginning of the poll that runs, plus one; 0 when none does.
    began: AtomicU64,
    /// The end of the last poll.
    ended: AtomicU64,
    /// What all finished polls took together.
    busy: AtomicU64,
}

impl Pulse {
    fn new() -> Self {
        Self { start: Instant::now(), began: AtomicU64::new(0), ended: AtomicU64::new(0), busy: AtomicU64::new(0) }
    }

    fn now(&self) -> u64 {
        u64::try_from(self.start.elapsed().as_micros()).unwrap_or(u64::MAX)
    }

    fn since(&self, then: u64) -> Duration {
        Duration::from_micros(self.now().saturating_sub(then))
    }

    /// How long it has been polled in all, the poll that runs included.
    fn busy(&self) -> Duration {
        let running = match self.began.load(Ordering::Relaxed) {
            0 => Duration::ZERO,
            began => self.since(began - 1),
        };
        Duration::from_micros(self.busy.load(Ordering::Relaxed)) + running
    }

    /// How long it has not been polled.
    fn waiting(&self) -> Duration {
        if self.began.load(Ordering::Relaxed) == 0 { self.since(self.ended.load(Ordering::Relaxed)) } else { Duration::ZERO }
    }
}

/// A future that tells when it is polled.
struct Watched<F> {
    inner: Pin<Box<F>>,
    pulse: Arc<Pulse>,
}

impl<F: Future> Future for Watched<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        let began = self.pulse.now();
        self.pulse.began.store(began + 1, Ordering::Relaxed);
        let result = self.inner.as_mut().poll(context);
        let ended = self.pulse.now();
        self.pulse.busy.fetch_add(ended - began, Ordering::Relaxed);
        self.pulse.ended.store(ended, Ordering::Relaxed);
        self.pulse.began.store(0, Ordering::Relaxed);
        result
    }
}
