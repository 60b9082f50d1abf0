//! Every sentence that is said to a person, from the Fluent files of `data/locales/`.

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use fluent_syntax::ast::Entry;
use unic_langid::LanguageIdentifier;

use super::{Lang, marks};
use crate::data::{
    finding::{Finding, Severity},
    load::{Files, whole_file},
    locate::position,
};

/// A value put into a sentence.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg {
    /// Text, put in as it is.
    Text(String),
    /// A count that selects the plural form.
    Count(i64),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Arg {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<u32> for Arg {
    fn from(count: u32) -> Self {
        Self::Count(i64::from(count))
    }
}

impl From<usize> for Arg {
    fn from(count: usize) -> Self {
        Self::Count(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

impl From<i64> for Arg {
    fn from(count: i64) -> Self {
        Self::Count(count)
    }
}

/// The sentences of one language.
struct Locale {
    bundle: FluentBundle<FluentResource>,
    keys: Vec<String>,
}

/// The sentences of all languages.
pub struct Messages {
    en: Locale,
    cnr: Locale,
}

impl std::fmt::Debug for Messages {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Messages").field("keys", &self.en.keys.len()).finish_non_exhaustive()
    }
}

/// The locale folders and the language whose plural rules Fluent knows them by.
const LOCALES: [(&str, &str); 2] = [("locales/en", "en"), ("locales/cnr", "sr-Latn")];

impl Messages {
    /// Reads the locale files.
    ///
    /// # Errors
    /// Findings for missing files and syntax errors.
    pub fn read(files: &Files) -> Result<Self, Vec<Finding>> {
        let mut findings = Vec::new();
        let mut locales = Vec::new();
        for (folder, tag) in LOCALES {
            let language: LanguageIdentifier = tag.parse().unwrap_or_default();
            let mut bundle = FluentBundle::new_concurrent(vec![language]);
            // The marks that would keep directions apart show up as boxes in some terminals.
            bundle.set_use_isolating(false);
            let mut keys = Vec::new();
            for (path, text) in files.below(folder).filter(|(path, _)| std::path::Path::new(path).extension().is_some_and(|e| e == "ftl")) {
                let resource = match FluentResource::try_new(text.to_owned()) {
                    Ok(resource) => resource,
                    Err((resource, errors)) => {
                        findings.extend(errors.into_iter().map(|error| {
                            let (line, column) = position(text, error.pos.start);
                            Finding {
                                file: path.to_owned(),
                                line,
                                column,
                                severity: Severity::Error,
                                check: "locale-syntax".to_owned(),
                                message: error.kind.to_string(),
                                help: String::new(),
                            }
                        }));
                        resource
                    }
                };
                keys.extend(resource.entries().filter_map(|entry| match entry {
                    Entry::Message(message) => Some(message.id.name.to_owned()),
                    _ => None,
                }));
                if let Err(errors) = bundle.add_resource(resource) {
                    findings.extend(errors.into_iter().map(|error| whole_file(path, "locale-keys", error.to_string())));
                }
            }
            if keys.is_empty() {
                findings.push(whole_file(folder, "missing-file", "this part of the data is missing".to_owned()));
            }
            locales.push(Locale { bundle, keys });
        }
        let (Some(cnr), Some(en)) = (locales.pop(), locales.pop()) else { return Err(findings) };
        if findings.is_empty() { Ok(Self { en, cnr }) } else { Err(findings) }
    }

    fn locale(&self, lang: Lang) -> &Locale {
        if lang.is_cnr() { &self.cnr } else { &self.en }
    }

    /// The keys of a language, in file order.
    pub fn keys(&self, lang: Lang) -> &[String] {
        &self.locale(lang).keys
    }

    /// Whether a sentence exists.
    pub fn has(&self, lang: Lang, key: &str) -> bool {
        self.locale(lang).bundle.has_message(key)
    }

    /// The sentence `key` with its values put in; the key itself when there is none, which a test rules out.
    pub fn say(&self, lang: Lang, key: &str, args: &[(&str, Arg)]) -> String {
        let bundle = &self.locale(lang).bundle;
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else { return key.to_owned() };
        let mut values = FluentArgs::new();
        for (name, value) in args {
            let value = match value {
                Arg::Text(text) => FluentValue::from(text.as_str()),
                Arg::Count(count) => FluentValue::from(*count),
            };
            values.set(*name, value);
        }
        let mut errors = Vec::new();
        let said = bundle.format_pattern(pattern, Some(&values), &mut errors);
        // A value that is empty leaves no gap behind.
        let said = if said.contains("  ") { said.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ") } else { said.into_owned() };
        marks::settle(&said).into_owned()
    }
}
