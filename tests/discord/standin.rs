//! A stand-in for Discord on loopback: REST over plain HTTP, the gateway over plain WebSocket, with faults on demand.

use std::{
    collections::{HashSet, VecDeque},
    sync::{Arc, Mutex, MutexGuard},
    time::{Duration, Instant},
};

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    sync::{broadcast, watch},
};
use tokio_tungstenite::tungstenite::{
    Message,
    protocol::{CloseFrame, frame::coding::CloseCode},
};

pub(crate) const TOKEN: &str = "test-token-that-never-shows";
pub(crate) const BOT: u64 = 4242;
pub(crate) const APPLICATION: u64 = 5151;

/// A request as it came in.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    /// When all of it had come in.
    #[allow(dead_code, reason = "only measurements look at it")]
    pub(crate) received: Instant,
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) authorization: Option<String>,
    pub(crate) body: Value,
    /// The file sent beside it: its name and bytes.
    pub(crate) file: Option<(String, Vec<u8>)>,
    /// The status it got; 0 when it got none.
    pub(crate) status: u16,
    /// Whether it did something.
    pub(crate) effective: bool,
}

/// What goes wrong with a request.
#[derive(Debug, Clone)]
pub(crate) enum Fault {
    /// A status with a body, nothing done.
    Status(u16, Value),
    /// The connection is closed, nothing done.
    Reset,
    /// It takes effect, then the connection is closed without an answer.
    LostAfterEffect,
    /// It takes effect, and the answer is no JSON.
    Garbled,
}

/// How a new gateway connection behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// As Discord does.
    Normal,
    /// Closed right after it was accepted.
    Refuse,
    /// No answer to the handshake.
    Silent,
    /// No hello.
    NoHello,
    /// The token is refused: close 4004.
    RefuseToken,
    /// Op 9 instead of ready.
    InvalidAtIdentify,
}

/// What an open gateway connection is told to do.
#[derive(Debug, Clone)]
pub(crate) enum Do {
    Dispatch(&'static str, Value),
    Reconnect,
    Invalid(bool),
    Close(Option<u16>),
    Drop,
    StopAcks,
}

/// What happened at the gateway.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Happened {
    Connected,
    Identify,
    Resume,
    Ready,
    Closed(Option<u16>),
    Gone,
}

#[derive(Default)]
struct State {
    requests: Vec<Request>,
    faults: VecDeque<(String, Fault)>,
    modes: VecDeque<Mode>,
    default_mode: Option<Mode>,
    happened: Vec<(Instant, Happened)>,
    answered: HashSet<String>,
    nonces: HashSet<String>,
    commands: Value,
    seq: u64,
    next_id: u64,
    unauthorized: bool,
}

/// The stand-in.
#[derive(Clone)]
pub(crate) struct StandIn {
    state: Arc<Mutex<State>>,
    changed: watch::Sender<u64>,
    orders: broadcast::Sender<Do>,
    pub(crate) rest: String,
    pub(crate) interval: u64,
    /// What may stand before the token of a session.
    prefix: &'static str,
}

impl StandIn {
    pub(crate) async fn start(interval: u64) -> Self {
        Self::start_for(interval, "").await
    }

    /// For bots that say what kind of token they have, as some libraries do.
    pub(crate) async fn start_for(interval: u64, prefix: &'static str) -> Self {
        let rest = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let gateway = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = format!("http://{}", rest.local_addr().expect("bound"));
        let gateway_address = format!("ws://{}", gateway.local_addr().expect("bound"));
        let state = State { commands: json!([]), next_id: 1_000, ..State::default() };
        let standin =
            Self { state: Arc::new(Mutex::new(state)), changed: watch::channel(0).0, orders: broadcast::channel(256).0, rest: address, interval, prefix };
        let (one, two) = (standin.clone(), standin.clone());
        let url = gateway_address.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = rest.accept().await {
                tokio::spawn(one.clone().serve(stream, url.clone()));
            }
        });
        tokio::spawn(async move {
            while let Ok((stream, _)) = gateway.accept().await {
                tokio::spawn(two.clone().gateway(stream, gateway_address.clone()));
            }
        });
        standin
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("whole")
    }

    fn changed(&self) {
        self.changed.send_modify(|n| *n += 1);
    }

    pub(crate) fn fault(&self, path: &str, fault: Fault) {
        self.state().faults.push_back((path.to_owned(), fault));
    }

    pub(crate) fn mode(&self, mode: Mode) {
        self.state().modes.push_back(mode);
    }

    pub(crate) fn always(&self, mode: Option<Mode>) {
        self.state().default_mode = mode;
    }

    pub(crate) fn refuse_token(&self) {
        self.state().unauthorized = true;
    }

    pub(crate) fn order(&self, order: Do) {
        // Nobody listens while nothing is connected.
        let _ = self.orders.send(order);
    }

    pub(crate) fn id(&self) -> u64 {
        let mut state = self.state();
        state.next_id += 1;
        state.next_id
    }

    pub(crate) fn requests(&self) -> Vec<Request> {
        self.state().requests.clone()
    }

    pub(crate) fn happened(&self) -> Vec<Happened> {
        self.state().happened.iter().map(|(_, h)| h.clone()).collect()
    }

    pub(crate) fn count(&self, what: &Happened) -> usize {
        self.state().happened.iter().filter(|(_, h)| h == what).count()
    }

    /// Waits until something holds.
    pub(crate) async fn until<T>(&self, what: &str, within: Duration, check: impl Fn(&Self) -> Option<T>) -> T {
        let mut changes = self.changed.subscribe();
        let waiting = async {
            loop {
                if let Some(found) = check(self) {
                    return found;
                }
                changes.changed().await.expect("the stand-in lives");
            }
        };
        let Ok(found) = tokio::time::timeout(within, waiting).await else {
            panic!("{what}: not within {within:?}; {:?}; {:#?}", self.happened(), self.requests())
        };
        found
    }

    /// Waits for the n-th ready or resumed connection.
    pub(crate) async fn ready(&self, n: usize, within: Duration) {
        self.until("ready", within, |s| (s.count(&Happened::Ready) >= n).then_some(())).await;
    }

    /// The first effective request whose path holds `needle`.
    pub(crate) async fn request(&self, needle: &str) -> Request {
        self.until(needle, Duration::from_secs(8), |s| s.requests().into_iter().find(|r| r.path.contains(needle) && r.effective)).await
    }

    fn note(&self, happened: Happened) {
        self.state().happened.push((Instant::now(), happened));
        self.changed();
    }

    async fn serve(self, stream: TcpStream, gateway: String) {
        let mut stream = BufReader::new(stream);
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await.unwrap_or(0) == 0 {
                return;
            }
            let mut words = line.split_whitespace();
            let (method, path) = (words.next().unwrap_or_default().to_owned(), words.next().unwrap_or_default().to_owned());
            let (mut length, mut authorization, mut multipart) = (0, None, false);
            loop {
                let mut header = String::new();
                if stream.read_line(&mut header).await.unwrap_or(0) == 0 {
                    return;
                }
                let Some((name, value)) = header.trim().split_once(':') else { break };
                match name.to_ascii_lowercase().as_str() {
                    "content-length" => length = value.trim().parse().unwrap_or(0),
                    "content-type" => multipart = value.trim().starts_with("multipart/form-data"),
                    "authorization" => authorization = Some(value.trim().to_owned()),
                    _ => {}
                }
            }
            let mut body = vec![0; length];
            if stream.read_exact(&mut body).await.is_err() {
                return;
            }
            let (body, file) = if multipart { parts(&body) } else { (serde_json::from_slice(&body).unwrap_or(Value::Null), None) };
            let mut request = Request { received: Instant::now(), method, path, authorization, body, file, status: 0, effective: false };
            let fault = {
                let mut state = self.state();
                let at = state.faults.iter().position(|(needle, _)| request.path.contains(needle.as_str()));
                at.and_then(|at| state.faults.remove(at)).map(|(_, fault)| fault)
            };
            let answer = match &fault {
                Some(Fault::Status(status, body)) => Some((*status, body.to_string())),
                Some(Fault::Reset) => None,
                _ => {
                    let (status, body) = self.act(&mut request, &gateway);
                    match fault {
                        Some(Fault::LostAfterEffect) => None,
                        Some(Fault::Garbled) => Some((status, "{not json".to_owned())),
                        _ => Some((status, body.to_string())),
                    }
                }
            };
            request.status = answer.as_ref().map_or(0, |(status, _)| *status);
            self.state().requests.push(request);
            self.changed();
            let Some((status, body)) = answer else { return };
            let body = if status == 204 { String::new() } else { body };
            let text = format!("HTTP/1.1 {status} X\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}", body.len());
            if stream.write_all(text.as_bytes()).await.is_err() {
                return;
            }
        }
    }

    /// Does what a request asks for, as Discord would.
    fn act(&self, request: &mut Request, gateway: &str) -> (u16, Value) {
        let mut state = self.state();
        let path = request.path.strip_prefix("/api/v10").unwrap_or("/wrong-version");
        let authorised = request.authorization.as_deref() == Some(&format!("Bot {TOKEN}"));
        let open = path.starts_with("/interactions/") || path.starts_with("/webhooks/");
        if !open && (!authorised || state.unauthorized) {
            return (401, json!({"message": "401: Unauthorized", "code": 0}));
        }
        request.effective = true;
        match (request.method.as_str(), path) {
            ("GET", "/gateway" | "/gateway/bot") => {
                (200, json!({"url": gateway, "shards": 1, "session_start_limit": {"total": 1000, "remaining": 999, "reset_after": 1, "max_concurrency": 1}}))
            }
            ("GET", _) if path.contains("/commands") => (200, state.commands.clone()),
            ("PUT", _) if path.contains("/commands") => {
                state.commands = request.body.clone();
                for command in state.commands.as_array_mut().into_iter().flatten() {
                    command["id"] = json!("77");
                    command["version"] = json!("78");
                    command["application_id"] = json!(APPLICATION.to_string());
                    command["nsfw"] = json!(false);
                }
                (200, state.commands.clone())
            }
            ("POST", _) if path.ends_with("/callback") => {
                let id = path.split('/').nth(2).unwrap_or_default().to_owned();
                if state.answered.insert(id) {
                    (204, Value::Null)
                } else {
                    request.effective = false;
                    (400, json!({"message": "Interaction has already been acknowledged.", "code": 40060}))
                }
            }
            ("POST", _) if path.ends_with("/messages") => {
                let nonce = request.body["nonce"].as_str().unwrap_or_default().to_owned();
                if request.body["enforce_nonce"] == true {
                    request.effective = state.nonces.insert(nonce);
                }
                (200, json!({"id": "9"}))
            }
            _ => (200, json!({"id": "9"})),
        }
    }

    async fn gateway(self, stream: TcpStream, address: String) {
        let mode = {
            let mut state = self.state();
            let default = state.default_mode.unwrap_or(Mode::Normal);
            state.modes.pop_front().unwrap_or(default)
        };
        self.note(Happened::Connected);
        match mode {
            Mode::Refuse => return,
            Mode::Silent => {
                let _held = stream;
                return std::future::pending().await;
            }
            _ => {}
        }
        let Ok(mut socket) = tokio_tungstenite::accept_async(stream).await else { return };
        let mut orders = self.orders.subscribe();
        let text = |value: Value| Message::Text(value.to_string());
        if mode != Mode::NoHello {
            let _ = socket.send(text(json!({"op": 10, "d": {"heartbeat_interval": self.interval}, "s": null, "t": null}))).await;
        }
        let mut acks = true;
        loop {
            tokio::select! {
                frame = socket.next() => match frame {
                    Some(Ok(Message::Text(frame))) => {
                        let value: Value = serde_json::from_str(&frame).expect("JSON");
                        match value["op"].as_u64() {
                            Some(1) if acks => drop(socket.send(text(json!({"op": 11, "d": null, "s": null, "t": null}))).await),
                            Some(2) => {
                                self.note(Happened::Identify);
                                let token = value["d"]["token"].as_str().unwrap_or_default();
                                assert_eq!(token.strip_prefix(self.prefix).unwrap_or(token), TOKEN);
                                if mode == Mode::RefuseToken {
                                    let _ = socket.close(Some(CloseFrame { code: CloseCode::from(4004), reason: "Authentication failed.".into() })).await;
                                    continue;
                                }
                                if mode == Mode::InvalidAtIdentify {
                                    let _ = socket.send(text(json!({"op": 9, "d": false, "s": null, "t": null}))).await;
                                    continue;
                                }
                                let user = json!({"id": BOT.to_string(), "username": "accession", "discriminator": "0", "global_name": null, "avatar": null, "bot": true, "verified": true, "mfa_enabled": false, "flags": 0});
                                let ready = json!({"v": 10, "user": user, "guilds": [], "session_id": "session", "resume_gateway_url": address, "application": {"id": APPLICATION.to_string(), "flags": 0}, "shard": [0, 1]});
                                let seq = { let mut s = self.state(); s.seq += 1; s.seq };
                                let _ = socket.send(text(json!({"op": 0, "d": ready, "s": seq, "t": "READY"}))).await;
                                self.note(Happened::Ready);
                            }
                            Some(6) => {
                                self.note(Happened::Resume);
                                let seq = { let mut s = self.state(); s.seq += 1; s.seq };
                                let _ = socket.send(text(json!({"op": 0, "d": {"_trace": []}, "s": seq, "t": "RESUMED"}))).await;
                                self.note(Happened::Ready);
                            }
                            _ => {}
                        }
                    }
                    Some(Ok(Message::Close(frame))) => {
                        self.note(Happened::Closed(frame.map(|f| f.code.into())));
                    }
                    Some(Ok(_)) => {}
                    Some(Err(_)) | None => return self.note(Happened::Gone),
                },
                order = orders.recv() => match order {
                    Ok(Do::Dispatch(kind, data)) => {
                        let seq = { let mut s = self.state(); s.seq += 1; s.seq };
                        let _ = socket.send(text(json!({"op": 0, "d": data, "s": seq, "t": kind}))).await;
                    }
                    Ok(Do::Reconnect) => drop(socket.send(text(json!({"op": 7, "d": null, "s": null, "t": null}))).await),
                    Ok(Do::Invalid(resumable)) => drop(socket.send(text(json!({"op": 9, "d": resumable, "s": null, "t": null}))).await),
                    Ok(Do::Close(code)) => drop(socket.close(code.map(|code| CloseFrame { code: CloseCode::from(code), reason: "test".into() })).await),
                    Ok(Do::Drop) => return self.note(Happened::Gone),
                    Ok(Do::StopAcks) => acks = false,
                    Err(_) => {}
                }
            }
        }
    }
}

/// The JSON and the file of a form.
fn parts(body: &[u8]) -> (Value, Option<(String, Vec<u8>)>) {
    let end = body.windows(2).position(|w| w == b"\r\n").expect("a boundary");
    let boundary = body[..end].to_vec();
    let mut starts: Vec<usize> = (0..body.len().saturating_sub(boundary.len())).filter(|at| body[*at..].starts_with(&boundary)).collect();
    starts.push(body.len());
    let (mut json, mut file) = (Value::Null, None);
    for pair in starts.windows(2) {
        let part = &body[pair[0] + boundary.len()..pair[1]];
        let Some(blank) = part.windows(4).position(|w| w == b"\r\n\r\n") else { continue };
        let head = String::from_utf8_lossy(&part[..blank]).into_owned();
        let content = part[blank + 4..].strip_suffix(b"\r\n").unwrap_or(&part[blank + 4..]);
        if head.contains("name=\"payload_json\"") {
            json = serde_json::from_slice(content).expect("JSON");
        } else if let Some((_, name)) = head.split_once("filename=\"") {
            file = Some((name.split('"').next().unwrap_or_default().to_owned(), content.to_vec()));
        }
    }
    (json, file)
}

fn user(id: u64, bot: bool) -> Value {
    json!({"id": id.to_string(), "username": format!("user{id}"), "discriminator": "0", "global_name": null, "avatar": null, "bot": bot})
}

/// The parts that every interaction has.
fn interaction(id: u64, kind: u8, user_id: u64, locale: &str, data: Value) -> Value {
    json!({
        "id": id.to_string(), "application_id": APPLICATION.to_string(), "type": kind, "data": data, "token": format!("token-{id}"), "version": 1,
        "guild_id": "600", "channel_id": "700", "channel": {"id": "700", "type": 0, "name": "general", "permissions": "0"},
        "member": {"user": user(user_id, false), "roles": [], "joined_at": "2020-01-01T00:00:00.000000+00:00", "deaf": false, "mute": false, "flags": 0, "permissions": "0", "pending": false, "avatar": null, "nick": null, "premium_since": null},
        "app_permissions": "0", "locale": locale, "guild_locale": "en-US", "entitlements": [], "authorizing_integration_owners": {"0": "600"}, "context": 0, "attachment_size_limit": 1000
    })
}

/// A slash command; `options` as Discord sends them.
pub(crate) fn command(id: u64, name: &str, options: Value, locale: &str) -> Value {
    interaction(id, 2, 800, locale, json!({"id": "77", "name": name, "type": 1, "options": options}))
}

/// A keystroke in an option.
pub(crate) fn keystroke(id: u64, name: &str, options: Value) -> Value {
    interaction(id, 4, 800, "en-US", json!({"id": "77", "name": name, "type": 1, "options": options}))
}

/// The message command over a message.
pub(crate) fn message_command(id: u64, text: &str) -> Value {
    let target = message(900, 801, text, false, &[], None);
    interaction(id, 2, 800, "en-US", json!({"id": "77", "name": "Find the facts", "type": 3, "target_id": "900", "resolved": {"messages": {"900": target}}}))
}

/// A press on a control of a message that the bot posted.
pub(crate) fn press(id: u64, user_id: u64, custom_id: &str, values: Option<&[&str]>) -> Value {
    let data = match values {
        Some(values) => json!({"custom_id": custom_id, "component_type": 3, "values": values}),
        None => json!({"custom_id": custom_id, "component_type": 2}),
    };
    let mut interaction = interaction(id, 3, user_id, "en-US", data);
    interaction["message"] = message(901, BOT, "", true, &[], None);
    interaction
}

/// A message; in a server unless `guild` is none.
pub(crate) fn message(id: u64, author: u64, text: &str, bot: bool, mentions: &[u64], guild: Option<u64>) -> Value {
    let mentions: Vec<Value> = mentions.iter().map(|id| user(*id, *id == BOT)).collect();
    let mut message = json!({
        "id": id.to_string(), "channel_id": "700", "author": user(author, bot), "content": text, "timestamp": "2026-11-21T12:00:00.000000+00:00", "edited_timestamp": null,
        "tts": false, "mention_everyone": false, "mentions": mentions, "mention_roles": [], "attachments": [], "embeds": [], "pinned": false, "type": 0, "flags": 0, "components": []
    });
    if let Some(guild) = guild {
        message["guild_id"] = json!(guild.to_string());
    }
    message
}
