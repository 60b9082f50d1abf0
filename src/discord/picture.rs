//! Charts of answers: from the cache at once, else drawn off the async threads.

use bytes::Bytes;

use super::{App, rest::Body};
use crate::{answer::model::Answer, render::embed, text::Lang};

/// A chart that belongs to an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Chart {
    /// Its name.
    pub name: String,
    /// The language of its words.
    pub lang: Lang,
}

/// A drawn chart.
#[derive(Debug, Clone)]
pub(super) struct Picture {
    /// The chart's name.
    pub name: String,
    /// The text for those who cannot see it.
    pub alt: String,
    /// The picture.
    pub png: Bytes,
}

impl Chart {
    /// The chart of an answer, if it has one.
    #[cfg(feature = "chart")]
    pub(super) fn of(answer: &Answer) -> Option<Self> {
        crate::render::chart::for_answer(answer).map(|name| Self { name, lang: answer.lang })
    }

    /// Without charts no answer has one.
    #[cfg(not(feature = "chart"))]
    pub(super) fn of(_: &Answer) -> Option<Self> {
        None
    }

    /// The picture, if it was drawn lately.
    #[cfg(feature = "chart")]
    pub(super) fn kept(&self, app: &App) -> Option<Picture> {
        app.pictures.kept(&app.engine, &self.name, self.lang).map(|drawn| Picture::new(&drawn))
    }

    /// Without charts nothing was drawn.
    #[cfg(not(feature = "chart"))]
    pub(super) fn kept(&self, _: &App) -> Option<Picture> {
        None
    }

    /// Draws the picture, which takes its time. Nothing comes of a chart without figures.
    #[cfg(feature = "chart")]
    pub(super) fn draw(&self, app: &App) -> Option<Picture> {
        match app.pictures.picture(&app.engine, &self.name, self.lang) {
            Ok(drawn) => drawn.map(|drawn| Picture::new(&drawn)),
            Err(error) => {
                tracing::warn!(%error, chart = self.name, "a chart was not drawn");
                None
            }
        }
    }

    /// Without charts nothing is drawn.
    #[cfg(not(feature = "chart"))]
    pub(super) fn draw(&self, _: &App) -> Option<Picture> {
        None
    }
}

impl Picture {
    #[cfg(feature = "chart")]
    fn new(drawn: &crate::render::chart::Picture) -> Self {
        Self { name: drawn.figure.name.clone(), alt: drawn.figure.alt.clone(), png: Bytes::copy_from_slice(&drawn.png) }
    }

    /// A request's body that carries the picture beside its JSON.
    pub(super) fn beside(&self, json: &Bytes) -> Body {
        const BOUNDARY: &str = "----accession-bot-d41c6f0a97be4e52b3";
        let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"payload_json\"\r\nContent-Type: application/json\r\n\r\n");
        let file = format!(
            "\r\n--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"files[0]\"; filename=\"{}\"\r\nContent-Type: image/png\r\n\r\n",
            embed::file_name(&self.name)
        );
        let parts = [head.as_bytes(), json, file.as_bytes(), &self.png, format!("\r\n--{BOUNDARY}--\r\n").as_bytes()].concat();
        Body { bytes: parts.into(), kind: format!("multipart/form-data; boundary={BOUNDARY}") }
    }
}
