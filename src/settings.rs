//! Settings: the settings file and the environment, typed and checked. The token is kept so that it cannot be printed.

use std::{
    fmt,
    path::{Path, PathBuf},
};

use serde::Deserialize;
use thiserror::Error;

use crate::{data::locate::position, text::Lang};

/// The settings file as it is delivered, with every default.
pub const DEFAULT: &str = include_str!("../config/bot.toml");

/// Why settings cannot be used.
#[derive(Debug, Error)]
pub enum SettingsError {
    /// The file cannot be read.
    #[error("the settings file {path} cannot be read: {reason}")]
    Read {
        /// Which file.
        path: String,
        /// What the system said.
        reason: std::io::Error,
    },
    /// The file is no TOML, or has a key or value that is none of ours.
    #[error("{path}:{line}:{column}: {message}")]
    Syntax {
        /// Which file.
        path: String,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What is wrong.
        message: String,
    },
    /// A value is out of its range.
    #[error("{path}: `{key}` {message}")]
    Value {
        /// Which file.
        path: String,
        /// Which setting.
        key: &'static str,
        /// What is wrong.
        message: &'static str,
    },
    /// An environment variable is wrong. Its value is not told: it may be a secret.
    #[error("{name} {message}")]
    Environment {
        /// Which variable.
        name: &'static str,
        /// What is wrong.
        message: String,
    },
    /// There is no usable token.
    #[error("{0}")]
    Token(String),
}

/// A text that never appears in a log or an error.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Keeps a secret.
    pub fn new(text: String) -> Self {
        Self(text)
    }

    /// The secret itself, for the one place that sends it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// The settings of the bot; `config/bot.toml` explains each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Language when nothing else tells it.
    pub language: Lang,
    /// Whether answers to slash commands are private unless asked otherwise.
    pub private: bool,
    /// Log filter.
    pub log: String,
    /// Whether commands are written to Discord.
    pub register_commands: bool,
    /// Seconds without a connection until the process gives up.
    pub give_up_after: u64,
    /// Seconds that open answers get when stopping.
    pub finish_within: u64,
    /// Questions by message a minute from one person; 0 is no limit.
    pub questions_per_person: u32,
    /// Questions by message a minute in one channel; 0 is no limit.
    pub questions_per_channel: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    language: Option<String>,
    private: Option<bool>,
    log: Option<String>,
    register_commands: Option<bool>,
    give_up_after: Option<u64>,
    finish_within: Option<u64>,
    questions_per_person: Option<u32>,
    questions_per_channel: Option<u32>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: Lang::En,
            private: false,
            log: "info".to_owned(),
            register_commands: true,
            give_up_after: 120,
            finish_within: 4,
            questions_per_person: 60,
            questions_per_channel: 240,
        }
    }
}

impl Settings {
    /// Reads the settings file, or takes the defaults where there is none.
    ///
    /// # Errors
    /// When it cannot be read or used; the message names file and line.
    pub fn read(file: Option<&Path>) -> Result<Self, SettingsError> {
        let Some(path) = file else { return Ok(Self::default()) };
        let name = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|reason| SettingsError::Read { path: name.clone(), reason })?;
        Self::parse(&text, &name)
    }

    /// Settings from the text of a file; `path` is only for messages.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn parse(text: &str, path: &str) -> Result<Self, SettingsError> {
        let file: File = toml::from_str(text).map_err(|error| {
            // The library's own rendering would quote the line, which may hold something that does not belong into a log.
            let (line, column) = position(text, error.span().map_or(0, |span| span.start));
            SettingsError::Syntax { path: path.to_owned(), line, column, message: error.message().to_owned() }
        })?;
        let wrong = |key, message| SettingsError::Value { path: path.to_owned(), key, message };
        let default = Self::default();
        let settings = Self {
            language: match file.language {
                Some(tag) => Lang::parse(&tag).ok_or_else(|| wrong("language", "must be \"en\", \"cnr\" or \"cnr-cyrl\""))?,
                None => default.language,
            },
            private: file.private.unwrap_or(default.private),
            log: file.log.unwrap_or(default.log),
            register_commands: file.register_commands.unwrap_or(default.register_commands),
            give_up_after: file.give_up_after.unwrap_or(default.give_up_after),
            finish_within: file.finish_within.unwrap_or(default.finish_within),
            questions_per_person: file.questions_per_person.unwrap_or(default.questions_per_person),
            questions_per_channel: file.questions_per_channel.unwrap_or(default.questions_per_channel),
        };
        if !(10..=3600).contains(&settings.give_up_after) {
            return Err(wrong("give_up_after", "must be from 10 to 3600 seconds"));
        }
        if settings.finish_within > 8 {
            return Err(wrong("finish_within", "must be from 0 to 8 seconds"));
        }
        Ok(settings)
    }
}

/// What the environment says; it beats the settings file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Environment {
    /// `ACCESSION_BOT_CONFIG`.
    pub config: Option<PathBuf>,
    /// `ACCESSION_BOT_DATA`.
    pub data: Option<PathBuf>,
    /// `RUST_LOG`.
    pub log: Option<String>,
    /// `DISCORD_PROXY_URL`, without a slash at its end.
    pub proxy: Option<String>,
    token: Option<Secret>,
    token_file: Option<PathBuf>,
}

impl Environment {
    /// Reads variables with `get`, which is `std::env::var` outside tests. Empty variables count as not set.
    ///
    /// # Errors
    /// When the proxy's address is none.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Result<Self, SettingsError> {
        let get = |name: &str| get(name).map(|v| v.trim().to_owned()).filter(|v| !v.is_empty());
        let proxy = get("DISCORD_PROXY_URL").map(|url| url.trim_end_matches('/').to_owned());
        if let Some(url) = &proxy
            && !(url.starts_with("http://") || url.starts_with("https://"))
        {
            return Err(SettingsError::Environment { name: "DISCORD_PROXY_URL", message: "must begin with http:// or https://".to_owned() });
        }
        Ok(Self {
            config: get("ACCESSION_BOT_CONFIG").map(PathBuf::from),
            data: get("ACCESSION_BOT_DATA").map(PathBuf::from),
            log: get("RUST_LOG"),
            proxy,
            token: get("DISCORD_TOKEN").map(Secret::new),
            token_file: get("DISCORD_TOKEN_FILE").map(PathBuf::from),
        })
    }

    /// The token, from the variable or the file it names.
    ///
    /// # Errors
    /// When there is none, the file cannot be read, or it cannot be a token. The message never holds any of it.
    pub fn token(&self) -> Result<Secret, SettingsError> {
        let text = match (&self.token, &self.token_file) {
            (Some(token), _) => token.reveal().to_owned(),
            (None, Some(path)) => std::fs::read_to_string(path)
                .map_err(|error| SettingsError::Token(format!("the token file {} (DISCORD_TOKEN_FILE) cannot be read: {error}", path.display())))?,
            (None, None) => {
                return Err(SettingsError::Token(
                    "no token: set DISCORD_TOKEN, or DISCORD_TOKEN_FILE to a file that holds it (docs/hosting.md tells where to get one)".to_owned(),
                ));
            }
        };
        let token = text.trim();
        let token = token.strip_prefix("Bot ").unwrap_or(token).trim();
        if token.is_empty() || token.chars().any(|c| !c.is_ascii_graphic()) {
            return Err(SettingsError::Token(
                "the token is malformed: it must be one word of plain letters, digits and signs; copy it again from the developer portal".to_owned(),
            ));
        }
        // An API proxy may accept what Discord would not.
        if self.proxy.is_none() && token.split('.').filter(|part| !part.is_empty()).count() != 3 {
            return Err(SettingsError::Token("the token is malformed: Discord's tokens have three parts joined by dots; copy it again from the developer portal (the bot's token, not the client secret)".to_owned()));
        }
        Ok(Secret::new(token.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(pairs: &[(&str, &str)]) -> Environment {
        Environment::read(|name| pairs.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned())).expect("usable")
    }

    #[test]
    fn the_delivered_file_holds_every_default() {
        assert_eq!(Settings::parse(DEFAULT, "config/bot.toml").expect("valid"), Settings::default());
        let keys = DEFAULT.lines().filter(|l| !l.starts_with('#') && l.contains('=')).count();
        assert_eq!(keys, 8, "every setting stands in the file");
    }

    #[test]
    fn unknown_keys_are_refused_with_their_line() {
        let error = Settings::parse("private = true\ntoken = \"abc.def.ghi\"\n", "x.toml").expect_err("refused").to_string();
        assert!(error.starts_with("x.toml:2:1: unknown field `token`"), "{error}");
        assert!(!error.contains("abc"), "{error}");
        assert!(Settings::parse("give_up_after = 1", "x").is_err());
        assert!(Settings::parse("language = \"sr\"", "x").is_err());
    }

    #[test]
    fn tokens_are_checked_and_never_shown() {
        assert!(environment(&[]).token().expect_err("none").to_string().contains("DISCORD_TOKEN"));
        let bad = environment(&[("DISCORD_TOKEN", "geheim")]).token().expect_err("malformed").to_string();
        assert!(!bad.contains("geheim"));
        let good = environment(&[("DISCORD_TOKEN", " Bot aaa.bbb.ccc\n")]);
        assert_eq!(good.token().expect("a token").reveal(), "aaa.bbb.ccc");
        assert!(!format!("{good:?}").contains("aaa"));
        assert_eq!(environment(&[("DISCORD_TOKEN", "x"), ("DISCORD_PROXY_URL", "http://127.0.0.1:1/")]).proxy.as_deref(), Some("http://127.0.0.1:1"));
        assert!(environment(&[("DISCORD_TOKEN", "x"), ("DISCORD_PROXY_URL", "http://127.0.0.1:1")]).token().is_ok());
    }
}
