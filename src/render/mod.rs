//! How answers look: plain text, terminal text, JSON, Discord embeds. Nothing is decided here.

pub mod control;
pub mod embed;
pub mod json;
pub mod limits;
pub mod markdown;
pub mod terminal;
pub mod text;
