//! Who held an office at a time, and whether the data tells that somebody did not.

use jiff::civil::Date;

use super::{engine::Engine, model::Rel};
use crate::{
    data::{
        Kind,
        date::FuzzyDate,
        schema::{Person, Tenure},
    },
    text::fold::fold,
};

/// Days that may lie between two holders of an office of whom nobody is missing.
const HANDOVER: i32 = 31;

/// Whether an office was held at a time: surely, when its time covers it or a source names the holder then.
pub fn held(tenure: &Tenure, at: &FuzzyDate, rel: Rel) -> bool {
    let spans = match (&tenure.from, &tenure.to) {
        (Some(from), Some(to)) => Some((from.first(), to.last())),
        (Some(from), None) if tenure.current => Some((from.first(), Date::MAX)),
        (Some(from), None) => tenure.at.iter().map(FuzzyDate::last).max().map(|last| (from.first(), last)),
        (None, Some(to)) => tenure.at.iter().map(FuzzyDate::first).min().map(|first| (first, to.last())),
        (None, None) => None,
    };
    // Between two moments at which the same person is named, with no gap known, the office was theirs.
    let moments = (tenure.at.iter().map(FuzzyDate::first).min(), tenure.at.iter().map(FuzzyDate::last).max());
    let covered = |first: Date, last: Date| match rel {
        Rel::In | Rel::Since | Rel::Until => at.first() <= last && first <= at.last(),
        Rel::Before => first < at.first(),
        Rel::After => last > at.last(),
    };
    spans.is_some_and(|(first, last)| covered(first, last))
        || tenure.at.iter().any(|d| covered(d.first(), d.last()))
        || matches!(moments, (Some(first), Some(last)) if tenure.from.is_none() && tenure.to.is_none() && tenure.at.len() > 1 && covered(first, last))
}

/// All who held an office, the earliest first.
pub fn holders<'e>(engine: &'e Engine, office: &str) -> Vec<(&'e Person, &'e Tenure)> {
    let people = engine.dataset.records.people.iter();
    let mut all: Vec<_> = people.flat_map(|p| p.offices.iter().filter(|t| t.office == office).map(move |t| (p, t))).collect();
    all.sort_by_key(|(_, t)| t.from.or(t.at.first().copied()).map(|d| d.first()));
    all
}

/// Somebody else who held an office at a time.
pub fn other_holder<'e>(engine: &'e Engine, person: &str, office: &str, at: &FuzzyDate, rel: Rel) -> Option<(&'e Person, &'e Tenure)> {
    holders(engine, office).into_iter().find(|(other, tenure)| other.id != person && held(tenure, at, rel))
}

/// Whether somebody held an office at a time, or ever where no time is given; nothing where the data does not tell.
pub fn held_office(engine: &Engine, person: &Person, office: &str, at: Option<(&FuzzyDate, Rel)>, today: Date) -> Option<bool> {
    let mut own = person.offices.iter().filter(|tenure| tenure.office == office).peekable();
    let Some((at, rel)) = at else { return if own.peek().is_some() { Some(true) } else { all_known(engine, office, today).then_some(false) } };
    if own.clone().any(|tenure| held(tenure, at, rel)) {
        return Some(true);
    }
    // That somebody is not named at a time is silence, unless another holder is known then or the own time had ended.
    let ended = own.peek().is_some() && own.all(|tenure| !tenure.current && tenure.to.is_some_and(|to| to.last() < at.first()));
    let another = matches!(rel, Rel::In) && other_holder(engine, &person.id, office, at, rel).is_some();
    (ended && matches!(rel, Rel::In) || another).then_some(false)
}

/// Whether every holder of an office is known, from the first step of the way on: one follows the other with no gap up to today.
fn all_known(engine: &Engine, office: &str, today: Date) -> bool {
    let steps = &engine.dataset.manifest.milestones;
    let Some(begin) = steps.first().and_then(|id| engine.dataset.dates(id).first().map(FuzzyDate::first)) else { return false };
    let mut reached: Option<Date> = None;
    for (_, tenure) in holders(engine, office) {
        let Some(from) = tenure.from.map(|from| from.first()) else { continue };
        let near = |reached: Date| reached.until(from).is_ok_and(|gap| gap.get_days() <= HANDOVER);
        let until = if tenure.current { today } else { tenure.to.map_or(from, |to| to.last()) };
        reached = match reached {
            Some(reached) if near(reached) => Some(reached.max(until)),
            // What lies before a gap may be left out where it is before the way began.
            _ if from <= begin => Some(until),
            _ => return false,
        };
    }
    reached.is_some_and(|reached| reached >= today)
}

/// The office of a person that a phrase of the question names: one of those that the phrase stands for, where the person held it or it is one of the person's
/// country, else one that the person held and whose name begins with the phrase ("president" of somebody who was one abroad).
pub fn office_of<'e>(engine: &'e Engine, person: &'e Person, named: &[&'e str], typed: &str) -> Option<&'e str> {
    let country = |id: &str| match engine.dataset.find(id) {
        Some((Kind::Office, i)) => engine.dataset.records.offices[i].country.as_deref(),
        _ => None,
    };
    let held = |id: &str| person.offices.iter().any(|tenure| tenure.office == id);
    if let Some(office) =
        named.iter().find(|id| held(id)).or_else(|| named.iter().find(|id| country(id).is_none_or(|own| Some(own) == person.country.as_deref())))
    {
        return Some(office);
    }
    let typed = fold(typed);
    let begins = |name: &str| fold(name).strip_prefix(&typed).is_some_and(|rest| rest.starts_with(' '));
    let offices = engine.dataset.records.offices.iter().filter(|office| held(&office.id));
    offices.filter(|office| office.aliases.iter().any(|alias| begins(alias))).map(|office| office.id.as_str()).next()
}
