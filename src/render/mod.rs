//! How answers look: plain text, terminal text, JSON, Discord embeds. Nothing is decided here.

#[cfg(feature = "chart")]
pub mod chart;
pub mod text;
