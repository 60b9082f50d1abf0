//! Snapshots of every kind of chart, from figures that are invented so that a corrected fact changes none of them.
#![cfg(feature = "chart")]

use accession_bot::{
    data::load::Files,
    query::engine::Engine,
    render::chart::{figure, names},
    text::Lang,
};

/// The built-in vocabulary and locales with the invented records.
fn engine() -> Engine {
    let mut files = Files::built_in();
    let invented = [
        ("polls/table.json", include_str!("fixtures/charts/polls.json")),
        ("polls/other.json", "[]"),
        ("pollsters.json", include_str!("fixtures/charts/pollsters.json")),
        ("countries/invented.json", include_str!("fixtures/charts/countries.json")),
        ("ratifications.json", include_str!("fixtures/charts/ratifications.json")),
        ("events/milestones.json", include_str!("fixtures/charts/events.json")),
        ("events/politics.json", "[]"),
        ("events/reactions.json", "[]"),
        ("votes.json", include_str!("fixtures/charts/votes.json")),
        ("elections.json", include_str!("fixtures/charts/elections.json")),
        ("series.json", include_str!("fixtures/charts/series.json")),
    ];
    for (path, text) in invented {
        files.set(path, text.to_owned());
    }
    Engine::new(&files).unwrap_or_else(|findings| panic!("{findings:?}"))
}

#[test]
fn every_kind_of_chart_in_every_language_and_script() {
    let engine = engine();
    let names = names(&engine);
    assert_eq!(names, ["polls-trend", "polls-compare", "ratifications", "timeline", "vote-house", "vote-people-2006", "election-2016", "series-spending"]);
    for name in names {
        for lang in Lang::ALL {
            let figure = figure(&engine, &name, lang).unwrap();
            let whole = format!("{}\n\n{}\n\n{}\n\n{}", figure.title, figure.alt, figure.table, figure.svg);
            insta::with_settings!({ prepend_module_to_snapshot => false, snapshot_path => "snapshots/charts", omit_expression => true }, {
                insta::assert_snapshot!(format!("{name}.{}", lang.tag()), whole);
            });
        }
    }
}
