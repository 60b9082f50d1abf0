//! Parties, people and offices.

use super::{Context, NOTHING_LEFT, Reading};
use crate::{
    data::{Kind, date::FuzzyDate, schema::Person},
    query::{
        analysis::{Mask, Part, Role},
        model::{Cue, Op, Query, Rel, Side},
        phrases::PhraseHit,
        tenures::{held_office, office_of},
    },
};

/// The word of a query that gets no yes or no.
const OPEN: &str = "open";
/// How complete a claim about somebody's office is.
const HELD: f32 = 0.97;

/// A word of this weight names a thing of its own.
const OWN_THING: f32 = 0.7;
/// A word of this weight says something of a person.
const SAID: f32 = 0.4;

impl<'a> Context<'a, '_> {
    /// Parties: position, leader, fate.
    pub(super) fn parties(&self, all: &mut Vec<Reading>) {
        let c = self.c;
        let parties = self.a.named(Kind::Party);
        let stance = [
            c.stance,
            c.support,
            c.oppose,
            c.r#for,
            c.against,
            c.membership,
            c.member,
            c.join,
            c.accession,
            c.referendum,
            c.now,
            c.still,
            c.said,
            c.ever,
            c.never,
            c.not,
            c.change,
            c.party,
            c.latest,
            c.first,
        ];
        if parties.is_empty() {
            if self.has(c.party) && (self.any(&[c.stance, c.support, c.oppose, c.against, c.r#for])) {
                let mut query = Query { yesno: self.yesno, cue: self.cue, ..Query::new(Op::PartyTable) };
                query.side = self.side_taken();
                let mut used = self.words(&stance) | self.words(&[c.party, c.list, c.which, c.who, c.list, c.compare]) | self.cue_words();
                if let Some((date, rel, mask)) = self.span {
                    query.span = Some(date);
                    query.rel = rel;
                    used |= mask;
                }
                let strength = if matches!(self.cue, Cue::When | Cue::Where | Cue::Why) { 0.5 } else { 0.9 };
                all.push(self.reading(query, strength, used, None, "parties"));
            }
            return;
        }
        let mut used = self.cue_words();
        for (_, id) in &parties {
            used |= self.name_words(id);
        }
        let mut query = Query { yesno: self.yesno, cue: self.cue, ids: parties.iter().map(|(_, id)| (*id).to_owned()).collect(), ..Query::new(Op::Party) };
        let mut strength: f32 = 0.9;
        if let Some((date, rel, mask)) = self.span {
            query.span = Some(date);
            query.rel = rel;
            used |= mask;
        }
        // "SNP, 28 April 2017: for or against?": the day is a vote's day.
        if let Some((date, Rel::In, mask)) = self.span
            && self.any(&[c.r#for, c.against, c.vote, c.abstain, c.absent, c.support, c.oppose])
            && let Some(vote) = self
                .e
                .dataset
                .records
                .votes
                .iter()
                .filter(|v| parties.iter().any(|(_, id)| v.positions.iter().any(|p| p.party == *id)))
                .find(|v| v.dates.iter().any(|d| d.date.exact_day().is_some() && d.date.within(&date)))
        {
            let mut ids = vec![vote.id.clone()];
            ids.extend(query.ids.iter().cloned());
            let side = if self.any(&[c.absent, c.boycott]) {
                Some(Side::Absent)
            } else if self.has(c.abstain) {
                Some(Side::Abstained)
            } else if self.any(&[c.against, c.oppose]) && self.any(&[c.r#for, c.support]) {
                None
            } else {
                self.side_taken()
            };
            let of = Query { op: Op::VoteOf, ids, side, ..query.clone() };
            let words = used
                | mask
                | self.words(&[
                    c.r#for,
                    c.against,
                    c.vote,
                    c.abstain,
                    c.absent,
                    c.or,
                    c.parliament,
                    c.support,
                    c.oppose,
                    c.deputies,
                    c.membership,
                    c.accession,
                ]);
            let exact = date.exact_day().is_some();
            all.push(self.reading(of, if exact { 0.97 } else { 0.9 }, words, None, "parties"));
        }
        if self.has(c.leader) || self.cue == Cue::Who && self.has(c.win) && !self.any(&[c.election, c.poll, c.seats, c.vote]) {
            query.op = Op::Leader;
            used |= self.words(&[c.leader, c.win, c.party, c.now, c.then, c.latest, c.first, c.stance, c.and]);
            strength = 0.96;
        } else if self.any(&[c.dissolved, c.founded, c.still]) && !self.any(&[c.support, c.oppose, c.stance]) {
            query.word = Some(if self.has(c.founded) && !self.yesno && !self.has(c.still) { "founded" } else { "fate" }.to_owned());
            used |= self.words(&[c.dissolved, c.founded, c.still, c.happen, c.party, c.now]);
            strength = 0.93;
        } else if self.has(c.happen) {
            query.word = Some("fate".to_owned());
            used |= self.words(&[c.happen, c.party]);
            strength = 0.9;
        } else {
            used |= self.words(&stance);
            query.more = self.any(&[c.then, c.change, c.compare, c.trend]);
            used |= self.words(&[c.then, c.compare, c.trend, c.and]);
            query.side = self.side_taken();
            if self.any(&[c.stance, c.support, c.oppose]) {
                strength = 0.95;
            }
            if self.has(c.vote) {
                used |= self.words(&[c.vote]);
                strength = 0.8;
            }
            let lone = self.a.parts.iter().all(|p| matches!(p.role, Role::Filler | Role::Name | Role::Small));
            if !lone && !self.any(&stance) && !matches!(self.cue, Cue::Define | Cue::What | Cue::Who) {
                strength *= 0.75;
            }
        }
        let place = self.cue == Cue::Where && !self.has(c.stance);
        if matches!(self.cue, Cue::Why | Cue::Count | Cue::HowLong) || place || (self.cue == Cue::When && query.word.is_none()) {
            strength *= 0.65;
        }
        if self.cue == Cue::Who && query.op != Op::Leader {
            strength *= 0.85;
        }
        all.push(self.reading(query, strength, used, None, "parties"));
    }

    /// People: who they are, what office they held when, what they said.
    pub(super) fn people(&self, all: &mut Vec<Reading>) {
        let c = self.c;
        let people = self.a.named(Kind::Person);
        let Some(&(_, id)) = people.first() else { return };
        let Some((_, i)) = self.e.dataset.find(id) else { return };
        let person = &self.e.dataset.records.people[i];
        let mut used = self.cue_words();
        for (_, id) in &people {
            used |= self.name_words(id);
        }
        let offices = self.a.named(Kind::Office);
        for (_, id) in &offices {
            used |= self.name_words(id);
        }
        let mut office_words = used | self.words(&[c.now, c.then, c.still, c.leader, c.during, c.happen, c.ever, c.never, c.job, c.latest]);
        if self.kin() {
            return;
        }
        let mut query = Query { yesno: self.yesno, cue: self.cue, ids: vec![id.to_owned()], ..Query::new(Op::Record) };
        let country = person.country.as_deref().and_then(|id| self.e.vocabulary.lexicon.record(id)).map_or(0, |k| self.a.mask(k));
        office_words |= country;
        if let Some((date, rel, mask)) = self.span {
            query.span = Some(date);
            query.rel = rel;
            office_words |= mask;
        }
        let praised = self.praises(&offices);
        let titled = self.titles(&people, &offices, used);
        let claims = self.claims_office() && !titled;
        if query.span.is_none() && claims && self.any(&[c.still, c.now]) && !offices.is_empty() {
            query.span = Some(FuzzyDate::from_day(self.a.today));
        }
        if query.span.is_none()
            && !offices.is_empty()
            && !self.has(c.now)
            && let Some((_, date, mask)) = self.time_of_office(office_words)
        {
            query.span = Some(date);
            office_words |= mask;
        }
        if !offices.is_empty() || query.span.is_some() || self.cue == Cue::When {
            query.op = Op::PersonAt;
        }
        let office = self.office_of(person, &offices);
        match office {
            Some(office) if claims && !praised && people.len() == 1 => {
                query.ids.push(office.to_owned());
                let last = people.iter().chain(&offices).map(|(at, _)| *at).max().unwrap_or_default();
                self.claim_office(&mut query, last, &mut office_words);
            }
            _ => query.ids.extend(offices.iter().map(|(_, id)| (*id).to_owned())),
        }
        let lone =
            self.a.parts.iter().all(|p| matches!(p.role, Role::Filler | Role::Name | Role::Small | Role::Cue | Role::Date) || p.unit.keys.contains(&c.now));
        let vague = (offices.is_empty() || titled) && !matches!(self.cue, Cue::Who | Cue::Define) && !lone;
        let mut strength: f32 = if self.has(c.job) {
            0.93
        } else if vague {
            0.58
        } else {
            0.9
        };
        if self.has(c.said) && offices.is_empty() {
            strength *= 0.6;
        }
        if people.len() > 1 {
            strength *= 0.8;
        } else if claims && !praised && office.is_some() {
            strength = HELD;
        }
        // "Which party is he from?"
        if self.has(c.party) && offices.is_empty() && people.len() == 1 && person.party.is_some() && self.a.named(Kind::Party).is_empty() {
            let query = Query { op: Op::PersonAt, word: Some("party".to_owned()), ..query.clone() };
            let words = office_words | self.words(&[c.party, c.member, c.leader, c.which]);
            all.push(self.reading(query, 0.95, words, None, "people"));
        }
        let denied = query.denied;
        let mut reading = self.reading(query.clone(), strength, office_words, None, "people");
        reading.query.denied |= denied;
        all.push(reading);
        if self.any(&[c.said, c.stance]) || matches!(self.cue, Cue::What | Cue::How) && self.any(&[c.support, c.oppose, c.happen]) {
            let quotes = self.e.dataset.records.quotes.iter().filter(|q| q.speaker == id).count();
            if quotes > 0 {
                let query = Query { op: Op::Said, ..query };
                let mut said = used | self.words(&[c.said, c.stance, c.membership, c.accession, c.join, c.support]);
                if let Some((.., mask)) = self.span {
                    said |= mask;
                }
                all.push(self.reading(query, 0.86, said, None, "people"));
            }
        }
    }

    /// Whether it asks or says that somebody holds or held an office.
    fn claims_office(&self) -> bool {
        let c = self.c;
        // "He was minister when it joined": the word of time only links the event.
        let cue = self.moment().map_or(self.cue, |(.., mask)| self.a.cue_besides(mask));
        let says = self.a.is_question() || self.has(c.auxiliaries);
        self.asserts() || says && cue == Cue::What && !self.any(&[c.what, c.which, c.who, c.list, c.define])
    }

    /// Whether an office only stands in front of a name that something else is said of: "did Senator Paul vote against it".
    fn titles(&self, people: &[(usize, &str)], offices: &[(usize, &str)], named: Mask) -> bool {
        let before_name = |at: &usize| people.iter().any(|(name, _)| at + 1 == *name);
        let said = |(i, p): (usize, &Part)| named & (1 << i) == 0 && matches!(p.role, Role::Term | Role::Op) && p.weight >= SAID && !p.unit.has(self.c.job);
        !offices.is_empty() && offices.iter().all(|(at, _)| before_name(at)) && self.a.parts.iter().enumerate().any(said)
    }

    /// Whether an office has a word of praise or blame before it: "a good minister" asks for an opinion.
    fn praises(&self, offices: &[(usize, &str)]) -> bool {
        let c = self.c;
        offices.first().is_some_and(|(at, _)| {
            let before = |n: usize| at.checked_sub(n).map(|i| &self.a.parts[i].unit.keys);
            let article = before(2).is_some_and(|keys| keys.contains(&c.articles));
            article && before(1).is_some_and(|keys| keys.contains(&c.discourse) && !keys.contains(&c.articles) && !keys.contains(&c.claim))
        })
    }

    /// The office of a person that the question names, where it names one.
    fn office_of(&self, person: &'a Person, offices: &[(usize, &'a str)]) -> Option<&'a str> {
        let &[(at, _), ..] = offices else { return None };
        let named: Vec<&str> = offices.iter().map(|(_, id)| *id).collect();
        if offices.iter().any(|(other, _)| *other != at) {
            return None;
        }
        office_of(self.e, person, &named, self.a.typed(&self.a.parts[at]))
    }

    /// The day of the event at which somebody is asked to have held an office: "was he president on accession day", "when the protocol was signed".
    fn time_of_office(&self, named: Mask) -> Option<(String, FuzzyDate, Mask)> {
        // That the names are found at an event does not speak of it.
        let speaks = |hit: &&PhraseHit| {
            hit.weight >= 0.6
                && self
                    .a
                    .parts
                    .iter()
                    .enumerate()
                    .any(|(i, p)| hit.core & !named & (1 << i) != 0 && matches!(p.role, Role::Term | Role::Name) && p.weight >= 0.3)
        };
        // "Which offices did he hold, and when?" asks for the time and names none.
        let asks_when = self.a.parts.iter().rfind(|p| !matches!(p.role, Role::Filler | Role::Small)).is_some_and(|p| p.unit.keys.contains(&self.c.when));
        let event = || {
            let hit = self.best_hit(&[Kind::Event, Kind::Vote, Kind::Election], 0.9).filter(|hit| !asks_when && speaks(hit))?;
            Some((hit.id.clone(), self.e.dataset.dates(&hit.id).first().copied()?, hit.used))
        };
        self.moment().or_else(event)
    }

    /// Makes a question of who held which office one for yes or no: at the time that it names, today where it speaks of no other, or ever. `last` is where
    /// the later of the two names stands.
    fn claim_office(&self, query: &mut Query, last: usize, used: &mut Mask) {
        let c = self.c;
        let every = self.e.vocabulary.lexicon.concept("every").is_some_and(|every| self.has(every));
        query.yesno = !every && self.a.opinions() == 0;
        query.word = (!query.yesno).then(|| OPEN.to_owned());
        if query.span.is_none() && !self.e.vocabulary.dates.past(&self.a.tokens) {
            query.span = Some(FuzzyDate::from_day(self.a.today));
        }
        let opener = self.a.doubtful_opener();
        let never = self.a.mask(c.never) != 0 && opener.is_none();
        // "Is he not president?" denies nothing, nor does "…, isn't he"; "he was not president, right?" does.
        query.denied = never || self.denied != 0 || self.denies_before(last) && !self.yesno;
        *used |= self.words(&[c.not]) | self.denied;
    }

    /// Whether a word of denial stands before a place, rather than in a tag behind it.
    pub(super) fn denies_before(&self, last: usize) -> bool {
        self.a.mask(self.c.not) & ((1 << last) - 1) != 0
    }

    /// Whether a reading is whether somebody held an office, with no word left, and the data tells.
    pub(super) fn tells_office(&self, reading: &Reading) -> bool {
        let query = &reading.query;
        let [person, office] = &query.ids[..] else { return false };
        let Some((Kind::Person, i)) = self.e.dataset.find(person) else { return false };
        let person = &self.e.dataset.records.people[i];
        let whole = query.op == Op::PersonAt && query.yesno && reading.parser == "people" && reading.strength >= HELD && reading.precision > NOTHING_LEFT;
        whole && held_office(self.e, person, office, query.span.as_ref().map(|span| (span, query.rel)), self.a.today).is_some()
    }

    /// Whether somebody of a person's family is spoken of, right beside the person's name.
    pub(super) fn kin(&self) -> bool {
        let kin = self.a.mask(self.c.kin);
        let names = self.a.named(Kind::Person).into_iter().fold(0, |mask: Mask, (i, _)| mask | 1 << i);
        let linked = self.a.mask(self.c.prepositions);
        kin & (names << 1 | names >> 1 | (names >> 1 & linked) >> 1) != 0
    }

    /// Whether an office is asked for at a time that nothing in the question tells: a word of time, or a thing, that is not among those explained.
    pub(super) fn untimed(&self, used: Mask) -> bool {
        let c = self.c;
        let thing = |p: &Part| matches!(p.role, Role::Term | Role::Stranger) && p.weight >= OWN_THING;
        let left = |(i, p): (usize, &Part)| (used | self.free) & (1 << i) == 0 && thing(p);
        let timed = self.a.parts.iter().skip(1).any(|p| p.unit.has(c.during) || p.unit.has(c.when));
        !self.has(c.now) && (timed || self.a.parts.iter().enumerate().any(left))
    }

    /// The office that a question about a person names: the one that was the person's, where there are several of that name. That of another country says
    /// nothing of the person, so that no yes or no is said.
    pub(super) fn take_office(&self, query: &mut Query, used: &mut Mask) {
        let offices = self.a.named(Kind::Office);
        let [id] = &query.ids[..] else { return };
        let Some((Kind::Person, i)) = self.e.dataset.find(id) else { return };
        let person = &self.e.dataset.records.people[i];
        let country = |id: &str| match self.e.dataset.find(id) {
            Some((Kind::Office, i)) => self.e.dataset.records.offices[i].country.as_deref(),
            _ => None,
        };
        let own = offices.iter().find(|(_, id)| person.offices.iter().any(|tenure| tenure.office == *id));
        let near = || offices.iter().find(|(_, id)| country(id) == person.country.as_deref());
        let Some((_, office)) = own.or_else(near) else {
            query.yesno &= offices.is_empty();
            return;
        };
        *used |= self.name_words(office);
        query.ids.push((*office).to_owned());
    }

    /// Offices: who held one at a time.
    pub(super) fn offices(&self, all: &mut Vec<Reading>) {
        let c = self.c;
        let offices = self.a.named(Kind::Office);
        let Some(&(_, id)) = offices.first() else { return };
        if !self.a.named(Kind::Person).is_empty() {
            return;
        }
        let Some((_, i)) = self.e.dataset.find(id) else { return };
        let office = &self.e.dataset.records.offices[i];
        let mut used = self.cue_words() | self.words(&[c.now, c.then, c.during, c.happen, c.at_least, c.first, c.latest, c.last, c.leader, c.list, c.job]);
        let mut ids = Vec::new();
        for (j, id) in &offices {
            used |= 1 << j;
            ids.push((*id).to_owned());
        }
        used |= office.country.as_deref().and_then(|id| self.e.vocabulary.lexicon.record(id)).map_or(0, |k| self.a.mask(k));
        let mut query = Query { yesno: self.yesno, cue: self.cue, ids, ..Query::new(Op::OfficeAt) };
        let at = self.time_of_office(used).filter(|_| !self.has(c.now));
        if let Some((date, rel, mask)) = self.span {
            query.span = Some(date);
            query.rel = rel;
            used |= mask;
            // "At the ceremony in June 2017": the event lies in the time given beside it.
            if let Some((.., mask)) = at.filter(|(_, day, _)| rel == Rel::In && day.within(&date)) {
                used |= mask;
            }
        } else if let Some((id, date, mask)) = at {
            // "Who was prime minister when Montenegro joined?"
            (query.span, query.word) = (Some(date), Some(id));
            used |= mask;
        } else if self.untimed(used) {
            return;
        }
        // "The Croatian prime minister": an office of a country whose offices are not told of.
        let at = offices[0].0;
        let beside = |j: usize| {
            let (low, high) = (at.min(j), at.max(j));
            self.a.parts[low + 1..high].iter().all(|p| p.role == Role::Filler && !p.unit.has(c.when))
        };
        let abroad = self
            .a
            .named(Kind::Country)
            .into_iter()
            .any(|(j, id)| j != at && self.a.parts[j].weight > 1.0 && office.country.as_deref().is_some_and(|own| own != id) && beside(j));
        let strength = match self.cue {
            _ if abroad => 0.5,
            // "Which two senators voted against": the office only says who voted.
            _ if self.any(&[c.vote, c.r#for, c.against, c.abstain]) && query.word.is_none() => 0.65,
            Cue::Who | Cue::What => 0.95,
            // "Defence minister when they joined": the question word only links the event.
            Cue::When if query.word.is_some() => 0.93,
            Cue::When | Cue::Count => 0.6,
            _ => 0.5,
        };
        all.push(self.reading(query, strength, used, None, "offices"));
    }
}
