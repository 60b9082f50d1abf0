//! Direct, sourced answers about Montenegro and NATO.
//!
//! The core is pure: `data` holds facts, `text` letters and words, `query` what is asked, `answer` what is true about it, `render` how it looks.
//! None of them waits, reads a clock, an environment or a network, and none fails on a question: what is not known is an answer too.

pub mod answer;
pub mod command;
pub mod console;
pub mod data;
#[cfg(feature = "discord")]
pub mod discord;
pub mod query;
pub mod render;
pub mod settings;
pub mod text;
