//! Slash commands typed as text.
