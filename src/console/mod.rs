//! The chat in the terminal: lines in, answers out. What is said and remembered is decided in [`session`]; here it is only read and printed.

#[cfg(feature = "console")]
mod editor;
pub mod session;

use std::io::{self, BufRead, IsTerminal, Write};
#[cfg(feature = "console")]
use std::path::PathBuf;

use jiff::civil::Date;
use session::{Reply, Session};

use crate::{
    command::Commands,
    query::engine::Engine,
    render::terminal::{Line, paint},
    text::Lang,
};

/// The width that is laid out for when the terminal does not tell its own.
pub const WIDTH: usize = 80;

/// What a chat is over and how it begins.
#[derive(Clone, Copy)]
pub struct Chat<'e> {
    /// The engine.
    pub engine: &'e Engine,
    /// The commands over the same data.
    pub commands: &'e Commands,
    /// The language until a text tells another.
    pub lang: Lang,
    /// The language of every answer, whatever the text.
    pub forced: Option<Lang>,
    /// Today, asked anew for every question.
    pub today: &'e dyn Fn() -> Date,
}

impl std::fmt::Debug for Chat<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Chat").field("lang", &self.lang).finish_non_exhaustive()
    }
}

/// Talks until the input ends: with a line editor on a terminal, else line by line.
///
/// # Errors
/// When standard input or output fails.
pub fn run(chat: Chat<'_>) -> io::Result<()> {
    let mut session = Session::new(chat);
    if !io::stdin().is_terminal() {
        return piped(&mut session);
    }
    #[cfg(feature = "console")]
    {
        edited(&mut session)
    }
    #[cfg(not(feature = "console"))]
    {
        typed(&mut session)
    }
}

/// Prints lines, with colours where the output takes them.
///
/// # Errors
/// When standard output fails.
pub fn print(lines: &[Line]) -> io::Result<()> {
    let mut out = anstream::stdout().lock();
    for line in lines {
        writeln!(out, "{}", paint(line))?;
    }
    out.flush()
}

/// Questions from a pipe or a file: every answer whole, nobody is greeted.
fn piped(session: &mut Session<'_>) -> io::Result<()> {
    for line in io::stdin().lock().split(b'\n') {
        let line = line?;
        let line = String::from_utf8_lossy(&line);
        if line.trim().is_empty() {
            continue;
        }
        match session.whole(&line, WIDTH) {
            Reply::Leave => break,
            Reply::Say(mut lines) => {
                lines.push(Vec::new());
                print(&lines)?;
            }
        }
    }
    Ok(())
}

/// A terminal without a line editor.
#[cfg(not(feature = "console"))]
fn typed(session: &mut Session<'_>) -> io::Result<()> {
    print(&session.welcome(WIDTH))?;
    let mut line = String::new();
    loop {
        print!("{PROMPT}");
        io::stdout().flush()?;
        line.clear();
        if io::stdin().lock().read_line(&mut line)? == 0 {
            println!();
            return Ok(());
        }
        match session.reply(&line, WIDTH) {
            Reply::Leave => return Ok(()),
            Reply::Say(lines) => print(&lines)?,
        }
    }
}

/// What stands before the cursor.
const PROMPT: &str = "> ";

#[cfg(feature = "console")]
fn edited(session: &mut Session<'_>) -> io::Result<()> {
    use rustyline::error::ReadlineError;
    let mut editor = editor::editor(session.chat).map_err(io::Error::other)?;
    let history = history_file();
    if let Some(file) = &history {
        // A missing or damaged history is no reason not to talk.
        let _ = editor.load_history(file);
    }
    let mut width = columns(&mut editor);
    print(&session.welcome(width))?;
    loop {
        let prompt = if session.has_more() { "" } else { "\n" };
        print!("{prompt}");
        io::stdout().flush()?;
        match editor.readline(PROMPT) {
            Ok(line) => {
                if !line.trim().is_empty() {
                    let _ = editor.add_history_entry(line.trim());
                }
                width = columns(&mut editor);
                match session.reply(&line, width) {
                    Reply::Leave => break,
                    Reply::Say(lines) => print(&lines)?,
                }
            }
            // Ctrl-C clears the line, as in a shell.
            Err(ReadlineError::Interrupted) => {}
            Err(ReadlineError::Eof) => break,
            Err(ReadlineError::Io(error)) => return Err(error),
            Err(error) => return Err(io::Error::other(error)),
        }
    }
    if let Some(file) = history {
        let _ = editor.save_history(&file);
    }
    Ok(())
}

#[cfg(feature = "console")]
fn columns(editor: &mut editor::ChatEditor<'_>) -> usize {
    editor.dimensions().map_or(WIDTH, |(columns, _)| usize::from(columns))
}

/// The terminal's columns, if standard output is one.
pub fn width() -> usize {
    #[cfg(feature = "console")]
    if io::stdout().is_terminal()
        && let Ok(mut editor) = rustyline::DefaultEditor::new()
        && let Some((columns, _)) = editor.dimensions()
    {
        return usize::from(columns);
    }
    WIDTH
}

/// The history file in the user's state folder; `None` when there is no place for it.
#[cfg(feature = "console")]
fn history_file() -> Option<PathBuf> {
    let folder = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let state = folder("XDG_STATE_HOME").or_else(|| folder("LOCALAPPDATA")).or_else(|| folder("HOME").map(|home| home.join(".local/state")))?;
    let own = state.join("accession-bot");
    std::fs::create_dir_all(&own).ok()?;
    Some(own.join("history"))
}
