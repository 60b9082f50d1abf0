//! What is being asked: from text, slash commands and codes to a [`model::Query`].

pub mod analysis;
pub mod codec;
pub mod command;
pub mod compiled;
pub mod engine;
pub mod intent;
pub mod learned;
pub mod model;
pub mod parse;
pub mod phrases;
mod several;
pub mod tenures;
pub mod understand;
pub mod when;
