//! What must hold for every chart of the real data, in every language: nothing overlaps, nothing leaves the picture, every letter can be drawn.

use std::sync::OnceLock;

use super::{
    layout::{PICTURE, Shape, can_draw},
    *,
};
use crate::data::load::Files;

fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| Engine::new(&Files::built_in()).unwrap())
}

/// Every fixed name, and some limited ones.
fn all_names() -> Vec<String> {
    let limited = ["polls-trend.cedem", "polls-trend.2014_2016", "polls-compare.cedem.ipsos", "polls-compare.2012.2016", "polls-compare.poll-t01.poll-t04"];
    names(engine()).into_iter().chain(limited.map(str::to_owned)).collect()
}

fn every_drawing(mut check: impl FnMut(&str, Lang, &Drawing)) {
    for name in all_names() {
        for lang in Lang::ALL {
            let drawing = draw(engine(), &name, lang).unwrap_or_else(|| panic!("{name} in {} has nothing to draw", lang.tag()));
            check(&name, lang, &drawing);
        }
    }
}

#[test]
fn every_kind_of_chart_has_a_name() {
    let names = names(engine());
    for stem in ["polls-trend", "polls-compare", "ratifications", "timeline", "vote-", "election-", "series-"] {
        assert!(names.iter().any(|name| name.starts_with(stem)), "{stem}");
    }
    let unique: std::collections::BTreeSet<&String> = names.iter().collect();
    assert_eq!(unique.len(), names.len());
    assert!(figure(engine(), "no-such-chart", Lang::En).is_none());
    assert!(figure(engine(), "polls-trend.nobody", Lang::En).is_none());
}

#[test]
fn no_two_texts_overlap_and_none_leaves_the_picture() {
    let mut wrong = Vec::new();
    every_drawing(|name, lang, drawing| {
        let texts = &drawing.canvas.texts;
        for (i, (area, text)) in texts.iter().enumerate() {
            if !PICTURE.holds(area) {
                wrong.push(format!("{name} {}: `{text}` leaves the picture: {area:?}", lang.tag()));
            }
            for (other, second) in &texts[i + 1..] {
                if area.meets(other) {
                    wrong.push(format!("{name} {}: `{text}` meets `{second}`", lang.tag()));
                }
            }
        }
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn marks_stay_inside_the_picture() {
    every_drawing(|name, lang, drawing| {
        for shape in &drawing.canvas.shapes {
            if let Shape::Mark { x, y, reach, .. } = shape {
                assert!(PICTURE.holds(&layout::Area::around(*x, *y, *reach)), "{name} {}: mark at {x}, {y}", lang.tag());
            }
        }
    });
}

#[test]
fn every_letter_can_be_drawn() {
    let mut missing = std::collections::BTreeSet::new();
    every_drawing(|_, _, drawing| missing.extend(drawing.canvas.texts.iter().flat_map(|(_, text)| text.chars()).filter(|c| !can_draw(*c))));
    // Every sentence of the charts, whether one of today's figures uses it or not.
    for lang in Lang::ALL {
        let say = Say::new(engine(), lang);
        for key in engine().messages.keys(lang).iter().filter(|key| key.starts_with("chart-")) {
            missing.extend(say.plain(key).chars().filter(|c| !can_draw(*c)));
        }
    }
    // And every name of the data that can come to stand in one.
    let r = &engine().dataset.records;
    let texts = r.countries.iter().map(|c| &c.name).chain(r.pollsters.iter().map(|p| &p.name)).chain(r.events.iter().map(|e| &e.name));
    let texts = texts.chain(r.votes.iter().map(|v| &v.name)).chain(r.parties.iter().map(|p| &p.name)).chain(r.people.iter().map(|p| &p.name));
    for text in texts {
        let cyrillic = engine().vocabulary.script.cyrillic(&text.cnr);
        missing.extend([text.en.as_str(), &text.cnr, &cyrillic].into_iter().flat_map(str::chars).filter(|c| !can_draw(*c)));
    }
    assert!(missing.is_empty(), "the font lacks {missing:?}");
}

#[test]
fn both_languages_have_the_same_sentences() {
    let keys = |lang| engine().messages.keys(lang).iter().filter(|key| key.starts_with("chart-")).cloned().collect::<std::collections::BTreeSet<_>>();
    assert_eq!(keys(Lang::En), keys(Lang::Cnr));
    let marked = |prefix: &str| keys(Lang::En).into_iter().filter_map(|key| key.strip_prefix(prefix).map(str::to_owned)).collect::<Vec<_>>();
    for id in ["chart-milestone-", "chart-rat-mark-", "chart-event-"].into_iter().flat_map(marked) {
        assert!(matches!(engine().dataset.find(&id), Some((Kind::Event, _))), "`{id}` is no event");
    }
}

#[test]
fn alternative_texts_tell_the_figures_and_fit() {
    every_drawing(|name, lang, drawing| {
        let length = drawing.alt.chars().count();
        assert!((60..=LONGEST_ALT).contains(&length), "{name} {}: {length} characters: {}", lang.tag(), drawing.alt);
        assert!(!drawing.alt.contains("chart-") && !drawing.alt.contains('{'), "{name} {}: {}", lang.tag(), drawing.alt);
        assert!(drawing.rows.iter().all(|row| row.len() == drawing.head.len() && row.len() == drawing.align.len()), "{name}");
    });
}

#[test]
fn the_picture_is_a_png_of_the_agreed_size_and_stays_in_the_cache() {
    let cache = Cache::new(2);
    let first = cache.picture(engine(), "ratifications", Lang::CnrCyrl).unwrap().unwrap();
    assert_eq!(&first.png[..8], b"\x89PNG\r\n\x1a\n");
    let side = |at: usize| u32::from_be_bytes(first.png[at..at + 4].try_into().unwrap());
    assert_eq!((side(16), side(20)), (1200, 675));
    assert!(Arc::ptr_eq(&first, &cache.picture(engine(), "ratifications", Lang::CnrCyrl).unwrap().unwrap()));
    for name in ["timeline", "polls-compare"] {
        cache.picture(engine(), name, Lang::En).unwrap().unwrap();
    }
    assert!(cache.kept(engine(), "ratifications", Lang::CnrCyrl).is_none());
    assert!(cache.picture(engine(), "nothing", Lang::En).unwrap().is_none());
}

#[test]
fn an_answer_knows_its_chart() {
    let today = jiff::civil::date(2026, 11, 21);
    let check = |query: Query, name: Option<&str>| {
        let answer = crate::answer::answer(engine(), &query, Lang::En, today);
        let found = for_answer(&answer);
        assert_eq!(found.as_deref(), name, "{}", answer.headline);
        if let Some(name) = found {
            assert!(figure(engine(), &name, Lang::En).is_some(), "{name} is empty");
        }
    };
    check(Query::new(Op::PollTrend), Some("polls-trend"));
    check(Query { ids: vec!["cedem".into()], span: "2010/2014".parse().ok(), ..Query::new(Op::PollTrend) }, Some("polls-trend.cedem.2010_2014"));
    check(Query { span: "2015".parse().ok(), rel: Rel::Since, ..Query::new(Op::PollTrend) }, Some("polls-trend.2015_"));
    check(Query { span: "2015".parse().ok(), rel: Rel::Before, ..Query::new(Op::PollTrend) }, Some("polls-trend.1900_2014-12-31"));
    check(Query { ids: vec!["cedem".into(), "ipsos".into()], ..Query::new(Op::PollCompare) }, Some("polls-compare.cedem.ipsos"));
    check(Query { word: Some("2012|2016".into()), ..Query::new(Op::PollCompare) }, Some("polls-compare.2012.2016"));
    check(Query::new(Op::RatList), Some("ratifications"));
    check(Query::about(Op::VoteTally, "vote-ratification-2017"), Some("vote-ratification-2017"));
    check(Query::about(Op::VoteTally, "referendum-2006"), Some("vote-referendum-2006"));
    check(Query::about(Op::SeriesList, "defence-budget"), Some("series-defence-budget"));
    check(Query::about(Op::Record, "accession"), None);
    check(Query::about(Op::RatShow, "spain"), None);
}
