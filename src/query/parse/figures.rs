//! Series of figures, and missions.

use super::{CLAIMED, Context, Reading, kind_word};
use crate::{
    data::{
        Kind,
        date::FuzzyDate,
        schema::{MissionKind, Unit},
    },
    query::{
        analysis::Mask,
        model::{Cue, Op, Query, Side},
    },
};

impl Context<'_, '_> {
    /// Figures by year.
    pub(super) fn series(&self, all: &mut Vec<Reading>) {
        let c = self.c;
        for hit in self.hits.iter().filter(|h| h.recall >= 0.6) {
            let Some((Kind::Series, i)) = self.e.dataset.find(&hit.id) else { continue };
            let people = self.e.dataset.records.series[i].unit == Unit::Persons;
            if people && self.any(&[c.euro, c.million, c.spend, c.budget, c.gdp]) {
                continue;
            }
            if self.any(&[c.support, c.oppose, c.poll, c.referendum]) || (self.any(&[c.r#for, c.against]) && self.has(c.public)) {
                continue;
            }
            let mut used = hit.used
                | self.words(&[
                    c.euro,
                    c.million,
                    c.percent,
                    c.now,
                    c.latest,
                    c.highest,
                    c.lowest,
                    c.most,
                    c.least,
                    c.change,
                    c.trend,
                    c.compare,
                    c.difference,
                    c.list,
                    c.first,
                    c.still,
                    c.more_than,
                    c.less_than,
                    c.sum,
                    c.average,
                    c.both,
                    c.ever,
                    c.during,
                    c.plan,
                ])
                | self.cue_words();
            let mut query = Query { yesno: self.yesno, cue: self.cue, ..Query::about(Op::SeriesAt, &hit.id) };
            let mut strength = hit.recall.min(1.0) * 0.97;
            let years: Vec<FuzzyDate> = self.a.dates.iter().filter_map(|d| d.date).collect();
            if let Some((date, rel, mask)) = self.span {
                query.span = Some(date);
                query.rel = rel;
                used |= mask | self.a.date_mask();
            } else if self.any(&[c.when, c.during])
                && self.cue != Cue::When
                && let Some(hit) = self.best_hit(&[Kind::Event, Kind::Vote, Kind::Election], 0.8)
                && let Some(date) = self.e.dataset.dates(&hit.id).first()
            {
                // "… in the year when it joined".
                query.span = date.first().year().to_string().parse().ok();
                used |= hit.used;
            }
            let told = |date: FuzzyDate| self.e.dataset.records.series[i].points.iter().any(|p| p.year == date.first().year());
            if self.any(&[c.million, c.euro]) && self.e.dataset.records.series[i].unit == Unit::MillionEur && query.span.is_some_and(told) {
                strength = strength.max(0.9);
            }
            if self.has(c.percent) && (self.e.dataset.records.series[i].unit == Unit::PercentGdp) == self.relative_change() {
                strength *= 0.85;
            }
            // "70 million" is 70: the series counts in millions itself. "Over eight years" is no figure.
            let counted = |i: &usize| !self.a.parts.get(i + 1).is_some_and(|next| next.unit.has(c.time_unit));
            query.value = self.a.numbers().iter().find(|(i, _)| counted(i)).map(|(_, n)| *n);
            self.a.numbers().iter().for_each(|(j, _)| used |= 1 << j);
            used |= self.claims.words();
            // "More than 2 % in 2020" compares a figure with the one of a year, not two years.
            let claimed = query.value.is_some() && years.len() == 1 && self.any(&[c.more_than, c.less_than, c.at_least]);
            if claimed {
                used |= self.words(&[c.more_than, c.less_than, c.at_least, c.compare]);
            }
            // "Less than 1.5 % now" bounds a figure of no year that is named; no change is claimed.
            let bounded = query.value.is_some() && years.is_empty() && self.any(&[c.more_than, c.less_than, c.at_least]) && !self.any(&[c.change, c.trend]);
            query.yesno &= !bounded;
            query.op = if (claimed || bounded) && !self.relative_change() {
                Op::SeriesAt
            } else if years.len() >= 2 || self.any(&[c.change, c.trend, c.compare, c.difference]) {
                if years.len() >= 2 {
                    query.word = Some(format!("{}|{}", years[0], years[1]));
                }
                Op::SeriesChange
            } else if self.any(&[c.highest, c.most]) {
                Op::SeriesMax
            } else if self.any(&[c.lowest, c.least]) {
                Op::SeriesMin
            } else if self.has(c.list) {
                Op::SeriesList
            } else {
                Op::SeriesAt
            };
            if matches!(query.op, Op::SeriesMax | Op::SeriesMin) && self.claims_time() {
                query.word = Some(CLAIMED.to_owned());
            }
            if self.has(c.sum) && query.op != Op::SeriesChange {
                query.op = Op::SeriesList;
                query.word = Some("sum".to_owned());
            }
            if query.op == Op::SeriesChange && self.any(&[c.highest, c.most]) {
                query.word = Some("jump".to_owned());
                used |= self.words(&[c.until, c.not]);
            }
            if matches!(self.cue, Cue::Why | Cue::Who | Cue::Where | Cue::Define) {
                strength *= 0.6;
            }
            // "When did it pass 2 %": a date is wanted, not a figure.
            if self.cue == Cue::When && matches!(query.op, Op::SeriesAt | Op::SeriesList) {
                strength *= 0.8;
            }
            all.push(self.reading(query, strength, used, Some(hit), "series"));
        }
    }

    /// Missions and deployments.
    pub(super) fn missions(&self, all: &mut Vec<Reading>) {
        let c = self.c;
        let general = [c.mission, c.deploy, c.send, c.soldiers, c.army, c.happen, c.now, c.still, c.join, c.abroad, c.present];
        for hit in self.hits.iter().filter(|h| h.recall >= 0.6) {
            let Some((Kind::Mission, i)) = self.e.dataset.find(&hit.id) else { continue };
            let mission = &self.e.dataset.records.missions[i];
            let mut used = hit.used
                | self.words(&general)
                | self.words(&[c.member, c.un_mission, c.eu_mission, c.most, c.highest, c.latest, c.first, c.or])
                | self.cue_words();
            let mut query = Query { yesno: self.yesno, cue: self.cue, ..Query::about(Op::Record, &hit.id) };
            let mut strength = hit.recall.min(1.0).powf(0.9) * 0.96;
            if let Some((date, rel, mask)) = self.span {
                query.span = Some(date);
                query.rel = rel;
                used |= mask;
            }
            for (j, n) in self.a.numbers() {
                query.value = Some(n);
                // Only a number that the mission knows is explained by it.
                if mission.figures.iter().any(|f| f.count.is_some_and(|c| (f64::from(c) - n).abs() < 0.5)) {
                    used |= 1 << j;
                }
            }
            if self.cue == Cue::Count || self.any(&[c.highest, c.most]) {
                query.side = self.any(&[c.highest, c.most]).then_some(Side::Lead);
                query.op = Op::MissionCount;
                if mission.figures.is_empty() {
                    strength *= 0.75;
                }
            }
            let answered = match self.cue {
                Cue::When => mission.when.is_some() || mission.from.is_some(),
                Cue::Where => mission.place.is_some(),
                Cue::Why | Cue::HowLong | Cue::Who => false,
                _ => true,
            };
            if !answered {
                strength *= 0.7;
            }
            all.push(self.reading(query, strength, used, Some(hit), "missions"));
        }
        if self.any(&[c.mission, c.deploy]) || (self.any(&[c.soldiers, c.send]) && self.cue == Cue::Where) {
            let mut query = Query { yesno: self.yesno, cue: self.cue, ..Query::new(Op::MissionList) };
            query.word = self.mission_kind().map(|(kind, _)| kind_word(kind));
            let mut used = self.words(&general) | self.words(&[c.un_mission, c.eu_mission, c.list, c.which, c.member]) | self.cue_words();
            if let Some((date, rel, mask)) = self.span {
                query.span = Some(date);
                query.rel = rel;
                used |= mask;
            }
            let strength = if matches!(self.cue, Cue::What | Cue::Where | Cue::Count) && !self.yesno { 0.88 } else { 0.6 };
            all.push(self.reading(query, strength, used, None, "missions"));
        }
    }

    /// Whose missions are asked for, with its words; the alliance's where its name stands right beside them.
    pub(super) fn mission_kind(&self) -> Option<(MissionKind, Mask)> {
        let c = self.c;
        let kinds = [(c.un_mission, MissionKind::Un), (c.eu_mission, MissionKind::Eu)];
        let other = kinds.into_iter().find(|(key, _)| self.has(*key)).map(|(key, kind)| (kind, self.words(&[key])));
        let missions = self.words(&[c.mission]);
        let alliance = self.alliance() & (missions << 1 | missions >> 1);
        other.or_else(|| (alliance != 0).then_some((MissionKind::Nato, alliance)))
    }
}
