//! The command line.

#![expect(clippy::doc_markdown, reason = "the program's help shows these comments as they stand")]

use std::{
    cell::OnceCell,
    fmt::Display,
    io::{self, IsTerminal, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use accession_bot::{
    answer::{answer_all, model::Status},
    command::{Asked, Commands, UsageError, help, registration::registration},
    console::{self, Chat},
    data::{
        Records,
        check::{self, CHECKS},
        finding::{Finding, Severity},
        load::Files,
    },
    query::{
        engine::Engine,
        understand::{explain, understand},
    },
    render::{
        json::{self, Failure},
        terminal::whole,
        text::plain,
        with_charts,
    },
    settings::{Environment, Settings, SettingsError},
    text::Lang,
};
use anstyle::{AnsiColor, Style};
use clap::{Args, Parser, Subcommand};
use jiff::civil::Date;
use serde_json::{Value, json};

/// Exit statuses, as people who run the program rely on them.
mod status {
    /// Done.
    pub(super) const DONE: u8 = 0;
    /// No answer, or an error found in the data.
    pub(super) const NO: u8 = 1;
    /// Wrong use, bad settings or data, any other failure.
    pub(super) const WRONG: u8 = 2;
    /// The token is missing or was refused.
    #[cfg(feature = "discord")]
    pub(super) const TOKEN: u8 = 3;
}

/// Direct, sourced answers about Montenegro and NATO, on Discord and in the terminal.
#[derive(Debug, Parser)]
#[command(name = "accession-bot", version, arg_required_else_help = true, max_term_width = 100)]
struct Cli {
    #[command(flatten)]
    places: Places,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Args)]
struct Places {
    /// Data folder that replaces the built-in data as a whole [environment: ACCESSION_BOT_DATA].
    #[arg(long, global = true, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Settings file [environment: ACCESSION_BOT_CONFIG].
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Talk in the terminal: free questions and slash commands.
    Chat {
        /// Answer in this language, whatever the text is written in.
        #[arg(long, value_parser = lang)]
        lang: Option<Lang>,
        /// The day to count as today, instead of the UTC date.
        #[arg(long, value_name = "YYYY-MM-DD")]
        today: Option<Date>,
    },
    /// Answer one question, or a batch of them.
    Ask(Ask),
    /// Run the Discord bot. The token comes from DISCORD_TOKEN or DISCORD_TOKEN_FILE.
    Serve,
    /// Validate the data, the vocabulary, the sentences and the settings.
    Check {
        /// Print the findings as JSON.
        #[arg(long)]
        json: bool,
        /// Run only the check of this name.
        #[arg(long, value_name = "NAME")]
        only: Option<String>,
    },
    /// List the slash commands.
    Commands {
        /// Print them as registered with Discord.
        #[arg(long)]
        json: bool,
    },
    /// Print the JSON Schema of the data files.
    Schema {
        /// Write one file a kind into this folder.
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
    /// Draw one chart as a PNG picture.
    Chart {
        /// The chart's name, as `charts` of an answer tells it.
        name: String,
        /// The picture's file.
        #[arg(long, value_name = "FILE.png")]
        out: PathBuf,
        /// The language of its labels.
        #[arg(long, value_parser = lang, default_value = "en")]
        lang: Lang,
    },
}

#[derive(Debug, Args)]
struct Ask {
    /// Print the answer as JSON.
    #[arg(long)]
    json: bool,
    /// Tell how the question was understood.
    #[arg(long, conflicts_with = "batch")]
    explain: bool,
    /// Answer in this language: en, cnr or cnr-cyrl.
    #[arg(long, value_parser = lang)]
    lang: Option<Lang>,
    /// The day to count as today, instead of the UTC date.
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<Date>,
    /// Read one JSON object a line from this file, or from standard input when it is `-`; print one answer a line.
    #[arg(long, value_name = "FILE|-", conflicts_with = "question")]
    batch: Option<PathBuf>,
    /// The question, in free words or as a slash command.
    #[arg(value_name = "QUESTION", required_unless_present = "batch")]
    question: Vec<String>,
}

fn lang(tag: &str) -> Result<Lang, String> {
    Lang::parse(tag).ok_or_else(|| format!("choose one of {}", Lang::ALL.map(Lang::tag).join(", ")))
}

/// Why the program ends without having done what it was asked to.
#[derive(Debug)]
pub(crate) struct Stop {
    status: u8,
    message: String,
}

impl Stop {
    fn new(status: u8, message: impl Display) -> Self {
        Self { status, message: message.to_string() }
    }

    pub(crate) fn wrong(message: impl Display) -> Self {
        Self::new(status::WRONG, message)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        // Whoever reads our output may stop reading; that is no failure.
        if error.kind() == io::ErrorKind::BrokenPipe { Self::new(status::DONE, "") } else { Self::wrong(format!("the answer cannot be written: {error}")) }
    }
}

impl From<SettingsError> for Stop {
    fn from(error: SettingsError) -> Self {
        Self::wrong(error)
    }
}

/// Runs the program.
pub(crate) fn run() -> ExitCode {
    match Cli::try_parse() {
        Ok(cli) => match act(cli) {
            Ok(status) => status.into(),
            Err(stop) => {
                if !stop.message.is_empty() {
                    // Nothing is left to be done when standard error is gone too.
                    let _ = writeln!(io::stderr(), "accession-bot: {}", stop.message);
                }
                stop.status.into()
            }
        },
        Err(error) => {
            let status = if error.use_stderr() { status::WRONG } else { status::DONE };
            let _ = error.print();
            status.into()
        }
    }
}

fn act(cli: Cli) -> Result<u8, Stop> {
    let environment = Environment::read(|name| std::env::var(name).ok())?;
    let places = Places { data: cli.places.data.or_else(|| environment.data.clone()), config: cli.places.config.or_else(|| environment.config.clone()) };
    match cli.command {
        Command::Chat { lang, today } => chat(&places, lang, today),
        Command::Ask(ask) => self::ask(&places, &ask),
        Command::Serve => serve(&places, &environment),
        Command::Check { json, only } => check(&places, json, only.as_deref()),
        Command::Commands { json } => commands(&places, json),
        Command::Schema { out } => schema(out.as_deref()),
        Command::Chart { name, out, lang } => chart(&places, &name, &out, lang),
    }
}

/// Everything that answers.
pub(crate) struct Desk {
    pub(crate) engine: Engine,
    pub(crate) settings: Settings,
    /// Made when a command is first met: a single free question needs none.
    commands: OnceCell<Commands>,
}

impl Desk {
    fn commands(&self) -> &Commands {
        self.commands.get_or_init(|| Commands::new(&self.engine))
    }

    /// Understands a question or a slash command.
    pub(crate) fn read(&self, text: &str, today: Date) -> Result<Asked, UsageError> {
        if text.trim_start().starts_with('/') {
            self.commands().read(&self.engine, text, today)
        } else {
            Ok(Asked { understanding: understand(&self.engine, text, today), lang: None, private: false })
        }
    }
}

impl Places {
    fn files(&self) -> Result<Files, Stop> {
        match &self.data {
            Some(folder) => Files::read(folder).map_err(|findings| self.refused(&findings)),
            None => Ok(Files::built_in()),
        }
    }

    /// The engine over the data. Data of one's own are checked as a whole first.
    fn engine(&self) -> Result<Engine, Stop> {
        let files = self.files()?;
        if self.data.is_some() {
            let errors: Vec<Finding> = check::check(&files).into_iter().filter(|f| f.severity == Severity::Error).collect();
            if !errors.is_empty() {
                return Err(self.refused(&errors));
            }
        }
        Engine::new(&files).map_err(|findings| self.refused(&findings))
    }

    /// The first error, and how to see all of them.
    fn refused(&self, findings: &[Finding]) -> Stop {
        let first = findings.first().map_or_else(String::new, |f| format!("{}:{}:{}: {}", f.file, f.line, f.column, f.message));
        let folder = self.data.as_ref().map_or_else(String::new, |d| format!(" --data {}", d.display()));
        let more = match findings.len() {
            0 | 1 => String::new(),
            n => format!(" (and {} more)", n - 1),
        };
        Stop::wrong(format!("the data cannot be used: {first}{more}\nSee all of it with: accession-bot check{folder}"))
    }

    fn desk(&self) -> Result<Desk, Stop> {
        let settings = Settings::read(self.config.as_deref())?;
        Ok(Desk { engine: self.engine()?, settings, commands: OnceCell::new() })
    }
}

/// The UTC date.
pub(crate) fn utc_today() -> Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
}

fn chat(places: &Places, lang: Option<Lang>, today: Option<Date>) -> Result<u8, Stop> {
    let desk = places.desk()?;
    let clock = move || today.unwrap_or_else(utc_today);
    console::run(Chat { engine: &desk.engine, commands: desk.commands(), lang: desk.settings.language, forced: lang, today: &clock })?;
    Ok(status::DONE)
}

/// What of a question or slash command was typed freely: the command's own words are not read.
fn spoken(text: &str) -> &str {
    let text = text.trim_start();
    if text.starts_with('/') { text.split_once(' ').map_or("", |(_, rest)| rest) } else { text }
}

fn ask(places: &Places, ask: &Ask) -> Result<u8, Stop> {
    let desk = places.desk()?;
    let today = ask.today.unwrap_or_else(utc_today);
    if let Some(file) = &ask.batch {
        crate::batch::run(&desk, file, ask.lang, today)?;
        return Ok(status::DONE);
    }
    let text = ask.question.join(" ");
    let engine = &desk.engine;
    let asked = match desk.read(&text, today) {
        Ok(asked) => asked,
        Err(error) => {
            let lang = ask.lang.or(error.lang).unwrap_or(desk.settings.language);
            let message = error.say(engine, lang);
            if ask.json {
                let failure = Failure { line: None, code: "usage", message };
                print(&json::object(engine, &error.answer(engine, lang), Value::Null, Some(&failure)).to_string())?;
                return Ok(status::WRONG);
            }
            return Err(Stop::wrong(message));
        }
    };
    let lang = asked.lang.or(ask.lang).or(asked.understanding.lang).unwrap_or(desk.settings.language);
    let answer = with_charts(engine, answer_all(engine, &asked.understanding, lang, today));
    if ask.json {
        let mut object = json::object(engine, &answer, Value::Null, None);
        if ask.explain {
            object["explain"] = json!(explain(engine, spoken(&text), today));
        }
        print(&object.to_string())?;
    } else {
        if ask.explain {
            print(&format!("{}\n", explain(engine, spoken(&text), today).join("\n")))?;
        }
        if io::stdout().is_terminal() {
            console::print(&whole(engine, &answer, console::width()))?;
        } else {
            print(plain(engine, &answer).trim_end())?;
        }
    }
    Ok(if answer.status == Status::Answered { status::DONE } else { status::NO })
}

fn check(places: &Places, json: bool, only: Option<&str>) -> Result<u8, Stop> {
    let mut findings = match places.data.as_deref().map_or_else(|| Ok(Files::built_in()), Files::read) {
        Ok(files) => match only {
            None => check::check(&files),
            Some(name) => check::check_only(&files, name).ok_or_else(|| {
                let names: Vec<&str> = CHECKS.iter().map(|c| c.name).collect();
                Stop::wrong(format!("there is no check named “{name}”; the checks are: {}", names.join(", ")))
            })?,
        },
        Err(findings) => findings,
    };
    if only.is_none() {
        findings.extend(settings(places));
    }
    let errors = findings.iter().filter(|f| f.severity == Severity::Error).count();
    if json {
        print(&serde_json::to_string_pretty(&findings).unwrap_or_default())?;
    } else {
        let mut out = anstream::stdout().lock();
        for finding in &findings {
            writeln!(out, "{}", drawn(finding))?;
        }
        let warnings = findings.len() - errors;
        let count = |n: usize, word: &str| if n == 1 { format!("1 {word}") } else { format!("{n} {word}s") };
        writeln!(out, "{}, {}", count(errors, "error"), count(warnings, "warning"))?;
    }
    Ok(if errors == 0 { status::DONE } else { status::NO })
}

/// What is wrong with the settings.
fn settings(places: &Places) -> Option<Finding> {
    let error = Settings::read(places.config.as_deref()).err()?;
    let name = places.config.as_ref().map(|p| p.display().to_string()).unwrap_or_default();
    let (line, column, message) = match error {
        SettingsError::Syntax { line, column, message, .. } => (line, column, message),
        SettingsError::Value { key, message, .. } => (0, 0, format!("`{key}` {message}")),
        other => (0, 0, other.to_string()),
    };
    let help = "config/bot.toml explains every setting".to_owned();
    Some(Finding { file: name, line, column, severity: Severity::Error, check: "settings".to_owned(), message, help })
}

/// A finding with its severity in colour.
fn drawn(finding: &Finding) -> String {
    let style: Style = match finding.severity {
        Severity::Error => AnsiColor::Red.on_default().bold(),
        Severity::Warning => AnsiColor::Yellow.on_default().bold(),
    };
    let word = if finding.severity == Severity::Error { "error" } else { "warning" };
    finding.to_string().replacen(&format!(" {word}["), &format!(" {style}{word}{style:#}["), 1)
}

fn commands(places: &Places, json: bool) -> Result<u8, Stop> {
    let engine = places.engine()?;
    if json {
        print(&serde_json::to_string_pretty(&registration(&engine.messages)).unwrap_or_default())?;
    } else {
        let lines = help::lines(&engine, Lang::En);
        let width = lines.iter().map(|(usage, _)| usage.chars().count()).max().unwrap_or(0);
        for (usage, text) in lines {
            print(&format!("{usage:width$}  {text}"))?;
        }
    }
    Ok(status::DONE)
}

fn schema(out: Option<&Path>) -> Result<u8, Stop> {
    let schemas = Records::json_schemas();
    let Some(folder) = out else {
        let all: serde_json::Map<String, Value> = schemas.into_iter().map(|(kind, schema)| (kind.to_owned(), schema.to_value())).collect();
        print(&serde_json::to_string_pretty(&all).unwrap_or_default())?;
        return Ok(status::DONE);
    };
    let failed = |path: &Path, error: io::Error| Stop::wrong(format!("{} cannot be written: {error}", path.display()));
    std::fs::create_dir_all(folder).map_err(|error| failed(folder, error))?;
    for (kind, schema) in schemas {
        let path = folder.join(format!("{kind}.schema.json"));
        let text = serde_json::to_string_pretty(&schema.to_value()).unwrap_or_default();
        std::fs::write(&path, text + "\n").map_err(|error| failed(&path, error))?;
    }
    Ok(status::DONE)
}

#[cfg(feature = "discord")]
fn serve(places: &Places, environment: &Environment) -> Result<u8, Stop> {
    use accession_bot::discord::{Bot, Timing, log, serve};
    let settings = Settings::read(places.config.as_deref())?;
    let token = environment.token().map_err(|error| Stop::new(status::TOKEN, error))?;
    log(environment.log.as_deref().unwrap_or(&settings.log));
    let engine = std::sync::Arc::new(places.engine()?);
    Ok(serve(Bot { engine, settings, token, proxy: environment.proxy.clone(), timing: Timing::default() }).status())
}

#[cfg(not(feature = "discord"))]
fn serve(_: &Places, _: &Environment) -> Result<u8, Stop> {
    Err(Stop::wrong("this program was built without Discord; build it with: cargo build --release --features discord"))
}

#[cfg(feature = "chart")]
fn chart(places: &Places, name: &str, out: &Path, lang: Lang) -> Result<u8, Stop> {
    let bytes = accession_bot::render::chart::file(&places.engine()?, name, lang, out).map_err(Stop::wrong)?;
    std::fs::write(out, bytes).map_err(|error| Stop::wrong(format!("{} cannot be written: {error}", out.display())))?;
    Ok(status::DONE)
}

#[cfg(not(feature = "chart"))]
fn chart(_: &Places, _: &str, _: &Path, _: Lang) -> Result<u8, Stop> {
    Err(Stop::wrong("this program was built without charts; build it with: cargo build --release --features chart"))
}

/// Prints a text and ends its line.
fn print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{text}")?;
    out.flush()
}
