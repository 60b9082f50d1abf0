//! How answers look: plain text, terminal text, JSON, Discord embeds, charts. Nothing is decided here.

#[cfg(feature = "chart")]
pub mod chart;
pub mod control;
pub mod embed;
pub mod json;
pub mod limits;
pub mod markdown;
pub mod terminal;
pub mod text;
