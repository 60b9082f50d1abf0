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

use crate::{
    answer::model::{Answer, Block},
    query::engine::Engine,
};

/// Whether a chart belongs to an answer; never where charts are not built in.
pub fn has_chart(engine: &Engine, answer: &Answer) -> bool {
    #[cfg(feature = "chart")]
    let has = chart::for_answer(answer).is_some_and(|name| chart::exists(engine, &name));
    #[cfg(not(feature = "chart"))]
    let has = {
        let _ = (engine, answer);
        false
    };
    has
}

/// The figures of an answer's chart as a table; `None` when it has no chart.
pub fn figures(engine: &Engine, answer: &Answer) -> Option<Block> {
    #[cfg(feature = "chart")]
    let figures = chart::for_answer(answer).and_then(|name| chart::figure(engine, &name, answer.lang)).map(|figure| figure.figures);
    #[cfg(not(feature = "chart"))]
    let figures = {
        let _ = (engine, answer);
        None
    };
    figures
}

/// The answer with the charts that belong to it; none where charts are not built in.
pub fn with_charts(engine: &Engine, mut answer: Answer) -> Answer {
    #[cfg(feature = "chart")]
    if answer.charts.is_empty()
        && let Some(figure) = chart::for_answer(&answer).and_then(|name| chart::figure(engine, &name, answer.lang))
    {
        answer.charts.push(crate::answer::model::ChartRef { name: figure.name, description: figure.alt });
    }
    #[cfg(not(feature = "chart"))]
    let _ = (engine, &mut answer);
    answer
}
