//! Facts: reading, checking and looking them up. Nothing else in the program constructs a fact.

pub mod check;
pub mod date;
pub mod digest;
pub mod finding;
pub mod load;
pub mod locate;
pub mod schema;

use std::collections::BTreeMap;

use rustc_hash::FxHashMap as HashMap;
use serde::{Deserialize, Serialize};

use date::FuzzyDate;
use finding::{Finding, Severity};
use load::{Files, Origin};
use schema::{
    Asks, Cite, Conflict, Country, DateClaim, Election, Event, Fact, Gap, Manifest, Mission, Office, Organisation, Party, Person, Poll, Pollster, Quote, Rank,
    Ratification, Series, Source, Text, Vote,
};

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident $field:ident $folder:literal $schema:ident),* $(,)?) => {
        /// The kinds of record, in the order in which they are listed.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Kind { $($(#[$doc])* $kind),* }

        impl Kind {
            /// All kinds.
            pub const ALL: &'static [Self] = &[$(Self::$kind),*];

            /// The file or folder that holds it.
            pub fn folder(self) -> &'static str {
                match self { $(Self::$kind => $folder),* }
            }
        }

        /// The records of a data folder, as read, each kind in the order of its files.
        #[derive(Debug, Default)]
        pub struct Records { $($(#[$doc])* pub $field: Vec<$schema>,)* }

        impl Records {
            pub(crate) fn read(files: &Files, origins: &mut Vec<(Kind, String, Origin)>, findings: &mut Vec<Finding>) -> Self {
                Self { $($field: load::records::<$schema>(files, $folder, findings)
                    .into_iter()
                    .map(|(origin, record)| { origins.push((Kind::$kind, record.id.clone(), origin)); record })
                    .collect(),)* }
            }

            fn index(&self, index: &mut HashMap<String, (Kind, usize)>) {
                $(for (i, record) in self.$field.iter().enumerate() {
                    index.entry(record.id.clone()).or_insert((Kind::$kind, i));
                })*
            }

            /// The JSON Schema of every kind's file, by folder name, and of the examples of questions.
            pub fn json_schemas() -> Vec<(&'static str, schemars::Schema)> {
                vec![$(($folder, schemars::schema_for!(Vec<$schema>)),)* ("asks", schemars::schema_for!(Vec<Asks>))]
            }
        }
    };
}

kinds! {
    /// Publications.
    Source sources "sources" Source,
    /// Things that happened.
    Event events "events" Event,
    /// Votes.
    Vote votes "votes" Vote,
    /// Elections.
    Election elections "elections" Election,
    /// Ratifications by allies.
    Ratification ratifications "ratifications" Ratification,
    /// Surveys.
    Poll polls "polls" Poll,
    /// Makers of surveys.
    Pollster pollsters "pollsters" Pollster,
    /// Parties and alliances.
    Party parties "parties" Party,
    /// People.
    Person people "people" Person,
    /// Offices.
    Office offices "offices" Office,
    /// Bodies, forums, media.
    Organisation organisations "organisations" Organisation,
    /// Missions and deployments.
    Mission missions "missions" Mission,
    /// Figures by year.
    Series series "series" Series,
    /// Words said.
    Quote quotes "quotes" Quote,
    /// Single statements.
    Fact facts "facts" Fact,
    /// Disagreements between sources.
    Conflict conflicts "conflicts" Conflict,
    /// Looked for and not found.
    Gap gaps "unknowns" Gap,
    /// Countries.
    Country countries "countries" Country,
}

/// The immutable, indexed dataset: the only door to facts.
#[derive(Debug)]
pub struct Dataset {
    /// What it is about.
    pub manifest: Manifest,
    /// `version-digest`, as shown in answers.
    pub version: String,
    /// The records.
    pub records: Records,
    index: HashMap<String, (Kind, usize)>,
    conflicts_about: BTreeMap<String, Vec<usize>>,
    origins: Vec<(Kind, String, Origin)>,
}

impl Dataset {
    /// Reads the records of a folder.
    ///
    /// # Errors
    /// All findings, when a file does not parse or a part is missing.
    pub fn read(files: &Files) -> Result<Self, Vec<Finding>> {
        let (mut findings, mut origins) = (Vec::new(), Vec::new());
        let manifest = load::object::<Manifest>(files, "dataset.json", &mut findings);
        let records = Records::read(files, &mut origins, &mut findings);
        for kind in Kind::ALL {
            if files.of_kind(kind.folder()).next().is_none() {
                findings.push(Finding {
                    help: "a data folder replaces the whole of the built-in one; an empty list `[]` is allowed".to_owned(),
                    ..load::whole_file(&format!("{}.json", kind.folder()), "missing-file", "this part of the data is missing".to_owned())
                });
            }
        }
        let Some(manifest) = manifest.filter(|_| findings.iter().all(|f| f.severity != Severity::Error)) else {
            findings.sort();
            return Err(findings);
        };
        let mut index = HashMap::default();
        records.index(&mut index);
        let mut conflicts_about: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (i, conflict) in records.conflicts.iter().enumerate() {
            for about in &conflict.about {
                conflicts_about.entry(about.clone()).or_default().push(i);
            }
        }
        let [a, b, c, d, ..] = files.digests().all;
        let version = format!("{}-{:08x}", manifest.version, u32::from_be_bytes([a, b, c, d]));
        Ok(Self { manifest, version, records, index, conflicts_about, origins })
    }

    /// The kind and place of a record.
    pub fn find(&self, id: &str) -> Option<(Kind, usize)> {
        self.index.get(id).copied()
    }

    /// Where every record stands, for findings.
    pub fn origins(&self) -> &[(Kind, String, Origin)] {
        &self.origins
    }

    /// The conflicts that concern a record.
    pub fn conflicts_of(&self, id: &str) -> impl Iterator<Item = &Conflict> {
        self.conflicts_about.get(id).into_iter().flatten().map(|&i| &self.records.conflicts[i])
    }

    /// The name of any record that has one.
    pub fn name(&self, id: &str) -> Option<&Text> {
        let (kind, i) = self.find(id)?;
        let r = &self.records;
        match kind {
            Kind::Event => Some(&r.events[i].name),
            Kind::Vote => Some(&r.votes[i].name),
            Kind::Election => Some(&r.elections[i].name),
            Kind::Pollster => Some(&r.pollsters[i].name),
            Kind::Party => Some(&r.parties[i].name),
            Kind::Person => Some(&r.people[i].name),
            Kind::Office => Some(&r.offices[i].name),
            Kind::Organisation => Some(&r.organisations[i].name),
            Kind::Mission => Some(&r.missions[i].name),
            Kind::Series => Some(&r.series[i].name),
            Kind::Country => Some(&r.countries[i].name),
            Kind::Conflict => Some(&r.conflicts[i].title),
            Kind::Ratification => self.name(&r.ratifications[i].country),
            Kind::Source | Kind::Poll | Kind::Quote | Kind::Fact | Kind::Gap => None,
        }
    }

    /// What a record rests on.
    pub fn cites(&self, id: &str) -> Vec<&Cite> {
        let Some((kind, i)) = self.find(id) else { return Vec::new() };
        let r = &self.records;
        match kind {
            Kind::Event => r.events[i].dates.iter().flat_map(|c| &c.cites).chain(&r.events[i].cites).collect(),
            Kind::Vote => {
                let v = &r.votes[i];
                v.tally_cites.iter().chain(v.dates.iter().flat_map(|c| &c.cites)).collect()
            }
            Kind::Election => r.elections[i].cites.iter().collect(),
            Kind::Ratification => {
                let rat = &r.ratifications[i];
                rat.deposit.cites.iter().chain(rat.steps.iter().flat_map(|s| &s.cites)).collect()
            }
            Kind::Poll => {
                let p = &r.polls[i];
                p.cites.iter().chain(p.raw.iter().flat_map(|raw| &raw.cites)).chain(p.other.iter().flat_map(|o| &o.cites)).collect()
            }
            Kind::Pollster => r.pollsters[i].cites.iter().collect(),
            Kind::Party => {
                let p = &r.parties[i];
                p.positions.iter().rev().flat_map(|x| &x.cites).chain(&p.cites).collect()
            }
            Kind::Person => r.people[i].offices.iter().flat_map(|o| &o.cites).chain(&r.people[i].cites).collect(),
            Kind::Organisation => r.organisations[i].cites.iter().collect(),
            Kind::Mission => r.missions[i].cites.iter().chain(r.missions[i].figures.iter().flat_map(|f| &f.cites)).collect(),
            Kind::Series => r.series[i].points.iter().flat_map(|p| &p.cites).collect(),
            Kind::Quote => r.quotes[i].cites.iter().collect(),
            Kind::Fact => r.facts[i].cites.iter().collect(),
            Kind::Conflict => r.conflicts[i].cites.iter().collect(),
            Kind::Gap => r.gaps[i].cites.iter().collect(),
            Kind::Source | Kind::Office | Kind::Country => Vec::new(),
        }
    }

    /// The dates of a record, preferred first.
    pub fn dates(&self, id: &str) -> Vec<FuzzyDate> {
        let Some((kind, i)) = self.find(id) else { return Vec::new() };
        let r = &self.records;
        let claims = |claims: &[DateClaim]| {
            let mut sorted: Vec<&DateClaim> = claims.iter().collect();
            sorted.sort_by_key(|c| c.rank != Rank::Preferred);
            sorted.iter().map(|c| c.date).collect()
        };
        match kind {
            Kind::Event => claims(&r.events[i].dates),
            Kind::Vote => claims(&r.votes[i].dates),
            Kind::Election => claims(&r.elections[i].dates),
            Kind::Mission => {
                let m = &r.missions[i];
                let mut dates: Vec<FuzzyDate> = claims(&m.dates);
                dates.extend(m.from);
                dates.extend(m.figures.iter().filter_map(|f| f.date));
                dates
            }
            Kind::Ratification => std::iter::once(r.ratifications[i].deposit.date).chain(r.ratifications[i].steps.iter().filter_map(|s| s.date)).collect(),
            Kind::Poll => r.polls[i].date.into_iter().chain(r.polls[i].fieldwork).collect(),
            Kind::Quote => r.quotes[i].date.into_iter().collect(),
            Kind::Fact => r.facts[i].dates.clone(),
            _ => Vec::new(),
        }
    }
}

/// The JSON Schema of every data file, by file name, for `data/schema/`.
pub fn schema_files() -> Vec<(String, String)> {
    let manifest = std::iter::once(("dataset", schemars::schema_for!(Manifest)));
    let all = manifest.chain(Records::json_schemas());
    all.map(|(kind, schema)| (format!("{kind}.json"), format!("{:#}\n", schema.as_value()))).collect()
}

/// The date that answers use: the preferred claim, or the first.
pub fn preferred_date(claims: &[DateClaim]) -> Option<&DateClaim> {
    claims.iter().find(|c| c.rank == Rank::Preferred).or_else(|| claims.first())
}
