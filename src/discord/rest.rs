//! The only place that sends requests to Discord: with a deadline, with retries where they are safe, and never to another host than the one set.
//!
//! The library's own client is not used for sending: it knows no time limit, does not retry what was lost, and keeps the waiting time of a
//! rate limit to itself.

use std::{
    hash::{BuildHasher, Hasher},
    sync::Mutex,
    time::Duration,
};

use bytes::Bytes;
use reqwest::{Method, StatusCode, header};
use serde::Serialize;
use tokio::time::Instant;
use tracing::{debug, warn};

use super::Timing;
use crate::settings::Secret;

/// Discord's own address.
const DISCORD: &str = "https://discord.com";
/// Version of the API that this speaks.
const API: &str = "/api/v10";
/// Discord: the interaction was answered already. After a lost answer this is success.
const ALREADY_ACKNOWLEDGED: u64 = 40060;
/// The most of a body that is read: the list of commands with its texts stays far below.
const LONGEST_BODY: usize = 4 << 20;

/// Why a request did not do what it should.
#[derive(Debug, thiserror::Error)]
pub(super) enum RestError {
    /// Discord does not accept the token.
    #[error("the token was refused")]
    Unauthorized,
    /// Discord refused the request; trying again would not help.
    #[error("refused with status {status}, code {code}")]
    Refused {
        /// Status.
        status: u16,
        /// Discord's code, 0 when there is none.
        code: u64,
    },
    /// It could not be done before the deadline.
    #[error("not done in time; last: {0}")]
    OutOfTime(String),
}

/// What a request carries.
#[derive(Debug, Clone)]
pub(super) struct Body {
    /// The bytes.
    pub bytes: Bytes,
    /// Their content type.
    pub kind: String,
}

impl Body {
    /// JSON.
    pub(super) fn json(bytes: Bytes) -> Self {
        Self { bytes, kind: "application/json".to_owned() }
    }
}

/// How a request is sent.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sending {
    /// When it must be done.
    pub deadline: Instant,
    /// How long one attempt may take.
    pub attempt: Duration,
    /// Whether the body of the answer is wanted.
    pub body: bool,
    /// Whether the token is sent; interactions carry their own.
    pub authorised: bool,
}

/// The client.
#[derive(Debug)]
pub(super) struct Rest {
    client: reqwest::Client,
    base: String,
    authorization: header::HeaderValue,
    /// Until when nothing is sent that counts against the global limit.
    calm_until: Mutex<Option<Instant>>,
    timing: Timing,
}

impl Rest {
    /// A client for Discord, or for `proxy` alone.
    ///
    /// # Errors
    /// When no client can be made, or the token cannot stand in a header.
    pub(super) fn new(token: &Secret, proxy: Option<&str>, timing: Timing) -> Result<Self, String> {
        let mut authorization = header::HeaderValue::from_str(&format!("Bot {}", token.reveal())).map_err(|_| "the token cannot be sent".to_owned())?;
        authorization.set_sensitive(true);
        let agent = concat!("DiscordBot (https://github.com/accession-bot, ", env!("CARGO_PKG_VERSION"), ")");
        let mut builder = reqwest::Client::builder().user_agent(agent).connect_timeout(timing.connect).timeout(Duration::from_secs(10)).tcp_nodelay(true);
        if proxy.is_some() {
            // A system-wide web proxy must not come between us and the address that was set.
            builder = builder.no_proxy().redirect(reqwest::redirect::Policy::none());
        }
        let client = builder.build().map_err(|error| format!("no HTTP client: {error}"))?;
        Ok(Self { client, base: format!("{}{API}", proxy.unwrap_or(DISCORD)), authorization, calm_until: Mutex::new(None), timing })
    }

    /// Sends a request until it is done, refused or out of time. `what` names it in the log: addresses hold secrets.
    ///
    /// # Errors
    /// As told by [`RestError`].
    pub(super) async fn send(&self, what: &str, method: Method, path: &str, body: Option<Body>, sending: Sending) -> Result<Bytes, RestError> {
        let mut last = "not sent".to_owned();
        for attempt in 0_u32.. {
            if sending.authorised {
                self.calm(sending.deadline).await;
            }
            let left = sending.deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            let wait = match self.once(&method, path, body.clone(), sending, left.min(sending.attempt)).await {
                Ok(Attempt::Done(answer)) => return Ok(answer),
                Ok(Attempt::Limited { wait, global }) => {
                    "rate limited".clone_into(&mut last);
                    if global && sending.authorised {
                        *self.calm_until.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(Instant::now() + wait);
                    }
                    wait
                }
                Ok(Attempt::Broken(status)) => {
                    last = format!("status {status}");
                    self.pause(attempt)
                }
                Err(Lost(reason)) => {
                    last = reason;
                    self.pause(attempt)
                }
                Ok(Attempt::Refused { status, code }) => {
                    return match (status, code) {
                        (_, ALREADY_ACKNOWLEDGED) => Ok(Bytes::new()),
                        (401, _) if sending.authorised => Err(RestError::Unauthorized),
                        _ => Err(RestError::Refused { status, code }),
                    };
                }
            };
            debug!(what, attempt, last, "trying again");
            if Instant::now() + wait >= sending.deadline {
                break;
            }
            tokio::time::sleep(wait).await;
        }
        warn!(what, last, "not done in time");
        Err(RestError::OutOfTime(last))
    }

    async fn calm(&self, deadline: Instant) {
        let until = *self.calm_until.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(until) = until {
            tokio::time::sleep_until(until.min(deadline)).await;
        }
    }

    /// A growing pause, different for everybody who was thrown out at the same moment.
    fn pause(&self, attempt: u32) -> Duration {
        let pause = self.timing.retry * 2_u32.pow(attempt.min(4));
        pause.mul_f64(0.75 + 0.5 * chance())
    }

    async fn once(&self, method: &Method, path: &str, body: Option<Body>, sending: Sending, limit: Duration) -> Result<Attempt, Lost> {
        let mut request = self.client.request(method.clone(), format!("{}{path}", self.base)).timeout(limit);
        if sending.authorised {
            request = request.header(header::AUTHORIZATION, self.authorization.clone());
        }
        if let Some(body) = body {
            request = request.header(header::CONTENT_TYPE, body.kind).body(body.bytes);
        } else if *method != Method::GET {
            request = request.header(header::CONTENT_LENGTH, "0");
        }
        // The error's address is left out: it holds the interaction's token.
        let response = request.send().await.map_err(|error| Lost(if error.is_timeout() { "no answer".to_owned() } else { format!("connection: {}", error.without_url()) }))?;
        let status = response.status();
        let headers = response.headers().clone();
        if response.content_length().is_some_and(|n| n > LONGEST_BODY as u64) {
            return if status.is_success() && !sending.body { Ok(Attempt::Done(Bytes::new())) } else { Err(Lost("too long an answer".to_owned())) };
        }
        let bytes = response.bytes().await;
        if status.is_success() {
            // What was done is done, whether or not the answer could be read to its end.
            return match bytes {
                Ok(bytes) => Ok(Attempt::Done(bytes)),
                Err(_) if !sending.body => Ok(Attempt::Done(Bytes::new())),
                Err(error) => Err(Lost(format!("answer cut off: {}", error.without_url()))),
            };
        }
        let json: serde_json::Value = bytes.ok().and_then(|b| serde_json::from_slice(&b).ok()).unwrap_or_default();
        if status == StatusCode::TOO_MANY_REQUESTS {
            let header = |name: &str| headers.get(name).and_then(|v| v.to_str().ok()).and_then(|v| v.parse::<f64>().ok());
            let seconds = json["retry_after"].as_f64().or_else(|| header("retry-after")).or_else(|| header("x-ratelimit-reset-after")).filter(|s| s.is_finite() && *s >= 0.0).unwrap_or(1.0);
            let global = json["global"].as_bool().unwrap_or(false) || headers.contains_key("x-ratelimit-global");
            return Ok(Attempt::Limited { wait: Duration::from_secs_f64(seconds.min(3600.0)) + Duration::from_millis(5), global });
        }
        if status.is_server_error() || status == StatusCode::REQUEST_TIMEOUT {
            return Ok(Attempt::Broken(status.as_u16()));
        }
        Ok(Attempt::Refused { status: status.as_u16(), code: json["code"].as_u64().unwrap_or(0) })
    }
}

enum Attempt {
    Done(Bytes),
    Limited { wait: Duration, global: bool },
    Broken(u16),
    Refused { status: u16, code: u64 },
}

struct Lost(String);

/// A number from 0 to 1 that differs from call to call and from process to process.
pub(super) fn chance() -> f64 {
    let random = std::collections::hash_map::RandomState::new().build_hasher().finish();
    random as f64 / u64::MAX as f64
}

/// A body of JSON.
pub(super) fn json(value: &impl Serialize) -> Bytes {
    // Our payloads are structs of texts and numbers, and JSON values: they always serialise.
    serde_json::to_vec(value).map(Bytes::from).unwrap_or_default()
}
