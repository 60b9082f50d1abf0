//! How answers look: plain text, terminal text, JSON, Discord embeds. Nothing is decided here.

pub mod text;
