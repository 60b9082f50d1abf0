//! Batches: one question a line in, one answer a line out, in the same order.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, BufWriter, Read, Write},
    path::Path,
};

use accession_bot::{
    answer::answer_all,
    render::{
        json::{self, Failure},
        with_charts,
    },
    text::Lang,
};
use jiff::civil::Date;
use serde_json::Value;

use crate::cli::{Desk, Stop};

/// A line that was read.
struct Question {
    id: Value,
    text: String,
    lang: Option<Lang>,
    today: Option<Date>,
}

/// Answers every line of a file, or of standard input for `-`.
pub(crate) fn run(desk: &Desk, file: &Path, lang: Option<Lang>, today: Date) -> Result<(), Stop> {
    let input: Box<dyn Read> = if file == Path::new("-") {
        Box::new(io::stdin().lock())
    } else {
        Box::new(File::open(file).map_err(|error| Stop::wrong(format!("{} cannot be read: {error}", file.display())))?)
    };
    let mut input = BufReader::new(input);
    let mut out = BufWriter::new(io::stdout().lock());
    let mut bytes = Vec::new();
    for number in 1.. {
        bytes.clear();
        let read = input.read_until(b'\n', &mut bytes).map_err(|error| Stop::wrong(format!("{} cannot be read: {error}", file.display())))?;
        if read == 0 {
            break;
        }
        writeln!(out, "{}", answer(desk, &bytes, number, lang, today))?;
        // Whoever waits for this answer before asking on gets it now; a whole file is written in large pieces.
        if input.buffer().is_empty() {
            out.flush()?;
        }
    }
    out.flush()?;
    Ok(())
}

/// The answer to one line.
fn answer(desk: &Desk, bytes: &[u8], number: usize, lang: Option<Lang>, today: Date) -> Value {
    let engine = &desk.engine;
    let fallback = lang.unwrap_or(desk.settings.language);
    let question = match question(bytes) {
        Ok(question) => question,
        Err((id, code, message)) => return json::unread(engine, fallback, id, &Failure { line: Some(number), code, message }),
    };
    let today = question.today.unwrap_or(today);
    let chosen = question.lang.or(lang);
    match desk.read(&question.text, today) {
        Ok(asked) => {
            let lang = asked.lang.or(chosen).or(asked.understanding.lang).unwrap_or(desk.settings.language);
            json::object(engine, &with_charts(engine, answer_all(engine, &asked.understanding, lang, today)), question.id, None)
        }
        Err(error) => {
            let lang = chosen.or(error.lang).unwrap_or(desk.settings.language);
            let failure = Failure { line: Some(number), code: "usage", message: error.say(engine, lang) };
            json::object(engine, &error.answer(engine, lang), question.id, Some(&failure))
        }
    }
}

/// Reads a line; with what is wrong comes the id, where there is one.
fn question(bytes: &[u8]) -> Result<Question, (Value, &'static str, String)> {
    let fail = |id: Value, code, message: &str| Err((id, code, message.to_owned()));
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii();
    if bytes.is_empty() {
        return fail(Value::Null, "empty", "the line is empty; it must be an object with `text`");
    }
    let Ok(line) = std::str::from_utf8(bytes) else { return fail(Value::Null, "encoding", "the line is not UTF-8") };
    let mut object = match serde_json::from_str::<Value>(line) {
        Ok(Value::Object(object)) => object,
        Ok(_) => return fail(Value::Null, "shape", "the line must be an object with `text`"),
        Err(error) => {
            let message = format!("the line is not JSON: {error}");
            return fail(Value::Null, "json", &message);
        }
    };
    let id = object.remove("id").unwrap_or_default();
    let Some(Value::String(text)) = object.remove("text") else { return fail(id, "shape", "`text` must be there and be a text") };
    let lang = match object.remove("lang") {
        None | Some(Value::Null) => None,
        Some(Value::String(tag)) if Lang::parse(&tag).is_some() => Lang::parse(&tag),
        Some(_) => return fail(id, "lang", "`lang` must be \"en\", \"cnr\" or \"cnr-cyrl\""),
    };
    let today = match object.remove("today") {
        None | Some(Value::Null) => None,
        Some(Value::String(day)) if day.parse::<Date>().is_ok() => day.parse().ok(),
        Some(_) => return fail(id, "today", "`today` must be a date, written YYYY-MM-DD"),
    };
    Ok(Question { id, text, lang, today })
}
