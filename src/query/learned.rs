//! What a question most likely asks for, told by a model that has learned it from all examples.
//!
//! Words, their parts, the concepts and names that they stand for, dates, figures and pairs of neighbours are *features*. Each has a vector, and so has each
//! *class*: what a record or computation is asked for with, the claims that the record confirms, and those that it refutes. A question is the mean of its
//! features' vectors, and the further that points along the vector of a class, the likelier is the class (a linear classifier over an embedding, as fastText
//! has it). `examples/learn.rs` learns the vectors; `data/vocab/learned.bin` holds them, a byte for each figure. A dataset can do without: then examples are
//! only compared with the question one by one.

use std::borrow::Cow;

use rustc_hash::FxHashMap as HashMap;

use super::analysis::{Analysis, Part};
use crate::{
    data::{
        finding::Finding,
        load::{Files, whole_file},
    },
    text::lexicon::KeyKind,
};

/// Where a dataset keeps its model.
pub const FILE: &str = "vocab/learned.bin";
/// Where a dataset keeps questions that nothing in it answers.
pub const OUTSIDE_FILE: &str = "vocab/outside.json";
/// What stands for those among the records; no record has such an id.
pub const OUTSIDE: &str = "-";

/// How a model is mended.
pub const ANEW: &str =
    "`cargo run --release --example learn` and `--example fit` write it and what it counts anew; without the file examples are only compared one by one";

/// The first bytes of the file: what it is, and the form it has.
const MAGIC: &[u8; 8] = b"learned1";
/// The lengths of the parts of words that are features.
const GRAMS: [usize; 2] = [3, 5];
/// How many bits of a hash are its beginning: features are looked for among the few that have the same.
const BEGINNING: u32 = 13;
/// What is less likely than this is not worth a look for its likelihood alone.
const LEAST_SHARE: f32 = 0.002;
/// A class this much less likely than the likeliest, as a logarithm, counts nothing.
const NEGLIGIBLE: f32 = 14.0;

/// Which examples of a record a class stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Questions.
    Asked,
    /// Claims that it confirms.
    Holds,
    /// Claims that it refutes.
    Fails,
}

/// Figures of one byte each, in rows with a scale of their own.
#[derive(Debug, Default)]
struct Matrix {
    scales: Vec<f32>,
    /// Where its figures stand in the file.
    start: usize,
}

/// The model.
#[derive(Debug, Default)]
pub struct Learned {
    bytes: Cow<'static, [u8]>,
    /// The length of every vector.
    dim: usize,
    /// The features, by the hash of what they are, sorted.
    features: Vec<u32>,
    /// For each beginning of such a hash the first feature with it, and behind them the number of features.
    begins: Vec<u32>,
    inputs: Matrix,
    /// The number of each record and computation.
    records: HashMap<String, u32>,
    /// For each class the number of its record, and its side.
    classes: Vec<(u32, Side)>,
    /// Their vectors in the width that is multiplied fastest, the first blocks of all before the second ones: every question is compared with all of them.
    outputs: Vec<Block>,
    /// For each class what one step of its figures is.
    output_scales: Vec<f32>,
    /// What the examples were when it was learned.
    examples: u64,
}

/// How likely each record and computation is asked for.
#[derive(Debug, Default)]
pub struct Likelihoods {
    /// The likelihood of each, by its number.
    shares: Vec<f32>,
    /// For each how much likelier the question is among the claims that it confirms than among those that it refutes, as a logarithm.
    odds: Vec<f32>,
}

impl Likelihoods {
    /// The least likelihood that is told apart from none, as a logarithm.
    pub const LEAST: f32 = -12.0;

    /// The logarithm of a record's likelihood.
    pub fn of(&self, record: u32) -> f32 {
        self.shares.get(record as usize).map_or(Self::LEAST, |share| share.ln().max(Self::LEAST))
    }

    /// How much likelier a record confirms what is claimed than refutes it, as a logarithm; 0 where it judges no claims.
    pub fn odds(&self, record: u32) -> f32 {
        self.odds.get(record as usize).copied().unwrap_or(0.0)
    }

    /// The likeliest records and computations, in no order.
    pub fn likeliest(&self, most: usize) -> Vec<u32> {
        let mut likely: Vec<u32> = (0..).zip(&self.shares).filter(|(_, share)| **share > LEAST_SHARE).map(|(record, _)| record).collect();
        if likely.len() > most {
            likely.select_nth_unstable_by(most, |a, b| self.shares[*b as usize].total_cmp(&self.shares[*a as usize]).then(a.cmp(b)));
            likely.truncate(most);
        }
        likely
    }

    /// The logarithms of the likelihoods of the likeliest and the second likeliest.
    pub fn best(&self) -> [f32; 2] {
        let best = self.shares.iter().fold([0.0f32; 2], |[first, second], share| if *share > first { [*share, first] } else { [first, second.max(*share)] });
        best.map(|share| share.ln().max(Self::LEAST))
    }
}

/// A feature: its kind and what it is, hashed (FNV-1a).
#[derive(Clone, Copy)]
struct Feature(u32);

impl Feature {
    fn new(kind: u8) -> Self {
        Self(0x811c_9dc5).byte(kind)
    }

    fn byte(self, byte: u8) -> Self {
        Self((self.0 ^ u32::from(byte)).wrapping_mul(0x0100_0193))
    }

    fn text(self, text: &str) -> Self {
        text.bytes().fold(self, Self::byte).byte(0xff)
    }

    fn number(self, number: u64) -> Self {
        number.to_le_bytes().into_iter().fold(self, Self::byte)
    }
}

/// The features of a question, as numbers; those that stand in it twice come twice.
pub fn features(analysis: &Analysis<'_>) -> Vec<u32> {
    let mut all = Vec::with_capacity(128);
    let mut before = Feature::new(b'^').0;
    let mut letters: Vec<char> = Vec::new();
    for part in &analysis.parts {
        let main = add_meaning(analysis, part, &mut all);
        if part.date.is_none() {
            for token in &analysis.tokens[part.unit.tokens.clone()] {
                all.push(Feature::new(b'w').text(&token.text).0);
                letters.clear();
                letters.extend(std::iter::once('<').chain(token.text.chars()).chain(std::iter::once('>')));
                for gram in GRAMS.iter().flat_map(|length| letters.windows(*length)) {
                    all.push(gram.iter().fold(Feature::new(b'c'), |feature, letter| feature.number((*letter).into())).0);
                }
            }
        }
        all.push(Feature::new(b'b').number(before.into()).number(main.into()).0);
        before = main;
    }
    all
}

/// Adds what a part of a question stands for; gives the feature that stands for it in pairs.
fn add_meaning(analysis: &Analysis<'_>, part: &Part, all: &mut Vec<u32>) -> u32 {
    let kind = |kind: &str| Feature::new(b's').text(kind).0;
    let mut main = None;
    if let Some(date) = part.date {
        let any = kind("date");
        all.push(any);
        main = Some(any);
        if let Some(date) = analysis.dates[date].date {
            let day = |day: jiff::civil::Date| (i64::from(day.year()) * 10_000 + i64::from(day.month()) * 100 + i64::from(day.day())).unsigned_abs();
            all.push(Feature::new(b'd').number(day(date.first())).number(day(date.last())).0);
            all.push(Feature::new(b'y').number(i64::from(date.first().year()).unsigned_abs()).0);
        }
    } else if part.ordinal.is_some() {
        let any = kind("ordinal");
        all.push(any);
        main = Some(any);
    } else if let Some(number) = part.number {
        let any = kind("number");
        all.extend([any, Feature::new(b'n').number(number.to_bits()).0]);
        main = Some(any);
    }
    let lexicon = &analysis.engine.vocabulary.lexicon;
    for key in &part.unit.keys {
        let (of, name) = lexicon.describe(*key);
        let feature = Feature::new(b'k').text(name).0;
        all.push(feature);
        main = main.or(Some(feature));
        if of == KeyKind::Record
            && let Some((of, _)) = analysis.engine.dataset.find(name)
        {
            all.push(kind(of.folder()));
        }
    }
    main.unwrap_or_else(|| Feature::new(b'w').text(&analysis.tokens[part.unit.tokens.start].text).0)
}

/// A number for all examples of a dataset, to tell whether a model was learned from them.
pub fn fingerprint(files: &Files) -> u64 {
    let texts = ["asks", "vocab/computed", "vocab/outside"].into_iter().flat_map(|kind| files.of_kind(kind));
    texts.flat_map(|(_, text)| text.bytes()).fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Reads one thing after the other.
struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl Reader<'_> {
    fn take(&mut self, length: usize) -> Option<&[u8]> {
        let part = self.bytes.get(self.at..self.at.checked_add(length)?)?;
        self.at += length;
        Some(part)
    }

    fn number(&mut self) -> Option<usize> {
        Some(u32::from_le_bytes(self.take(4)?.try_into().ok()?) as usize)
    }

    fn matrix(&mut self, rows: usize, dim: usize) -> Option<Matrix> {
        let scales = self.take(rows.checked_mul(4)?)?.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
        let start = self.at;
        self.take(rows.checked_mul(dim)?)?;
        Some(Matrix { scales, start })
    }
}

impl Learned {
    /// The model of a dataset, if it has one.
    pub fn of(files: &Files, findings: &mut Vec<Finding>) -> Option<Self> {
        let bytes = files.binary(FILE)?;
        let learned = Self::read(bytes.clone());
        if learned.is_none() {
            findings.push(Finding { help: ANEW.to_owned(), ..whole_file(FILE, "learned", "the file is torn, or was written in another form".to_owned()) });
        }
        learned
    }

    /// Reads a model; `None` where the bytes are none of this form.
    pub fn read(bytes: Cow<'static, [u8]>) -> Option<Self> {
        let mut reader = Reader { bytes: &bytes, at: 0 };
        if reader.take(MAGIC.len())? != MAGIC {
            return None;
        }
        let examples = u64::from_le_bytes(reader.take(8)?.try_into().ok()?);
        let (dim, features, records, classes) = (reader.number()?, reader.number()?, reader.number()?, reader.number()?);
        let features: Vec<u32> = reader.take(features.checked_mul(4)?)?.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
        features.is_sorted().then_some(())?;
        let begins = (0..=1u64 << BEGINNING).map(|begin| features.partition_point(|feature| u64::from(*feature) < begin << (u32::BITS - BEGINNING)) as u32);
        let begins = begins.collect();
        let inputs = reader.matrix(features.len(), dim)?;
        let length = reader.number()?;
        let names = std::str::from_utf8(reader.take(length)?).ok()?;
        let records: HashMap<String, u32> = names.lines().take(records).zip(0u32..).map(|(name, i)| (name.to_owned(), i)).collect();
        let class = |b: &[u8]| {
            let side = [Side::Asked, Side::Holds, Side::Fails].get(usize::from(b[4])).copied()?;
            let record = u32::from_le_bytes([b[0], b[1], b[2], b[3]]);
            ((record as usize) < records.len()).then_some((record, side))
        };
        let classes: Vec<(u32, Side)> = reader.take(classes.checked_mul(5)?)?.chunks_exact(5).map(class).collect::<Option<_>>()?;
        let rows = reader.matrix(classes.len(), dim)?;
        (reader.at == bytes.len() && dim > 0).then_some(())?;
        let vectors: Vec<Vec<Block>> =
            bytes[rows.start..].chunks_exact(dim).map(|row| blocks(row.iter().map(|byte| i16::from(i8::from_le_bytes([*byte]))))).collect();
        let outputs = (0..dim.div_ceil(2 * AT_ONCE)).flat_map(|part| vectors.iter().map(move |vector| vector[part])).collect();
        let output_scales = rows.scales;
        Some(Self { bytes, dim, features, begins, inputs, records, classes, outputs, output_scales, examples })
    }

    /// Writes a model: for each feature and for each class with its record its vector, and what the examples are that it was learned from.
    pub fn write(features: &[(u32, Vec<f32>)], classes: &[(String, Side, Vec<f32>)], examples: u64) -> Vec<u8> {
        let number = |n: usize| (n as u32).to_le_bytes();
        let mut features: Vec<&(u32, Vec<f32>)> = features.iter().collect();
        features.sort_by_key(|(feature, _)| *feature);
        let mut names: Vec<&str> = Vec::new();
        let mut heads: Vec<u8> = Vec::new();
        for (name, side, _) in classes {
            let known = names.iter().position(|known| known == name);
            let record = known.unwrap_or_else(|| {
                names.push(name);
                names.len() - 1
            });
            heads.extend(number(record));
            heads.push(*side as u8);
        }
        let dim = features.first().map_or(0, |(_, vector)| vector.len());
        let mut bytes = MAGIC.to_vec();
        bytes.extend(examples.to_le_bytes());
        bytes.extend([dim, features.len(), names.len(), classes.len()].into_iter().flat_map(number));
        bytes.extend(features.iter().flat_map(|(feature, _)| feature.to_le_bytes()));
        write_matrix(features.iter().map(|(_, vector)| vector.as_slice()), &mut bytes);
        let names = names.join("\n");
        bytes.extend(number(names.len()));
        bytes.extend(names.as_bytes());
        bytes.extend(heads);
        write_matrix(classes.iter().map(|(.., vector)| vector.as_slice()), &mut bytes);
        bytes
    }

    /// Whether it was learned from the examples of these files.
    pub fn is_of(&self, files: &Files) -> bool {
        self.examples == fingerprint(files)
    }

    /// The number of a record or computation; `None` where nothing was learned of it.
    pub fn number(&self, id: &str) -> Option<u32> {
        self.records.get(id).copied()
    }

    /// The number of a feature; `None` where no example has it.
    fn row(&self, feature: u32) -> Option<usize> {
        let begin = (feature >> (u32::BITS - BEGINNING)) as usize;
        let (start, end) = (self.begins[begin] as usize, self.begins[begin + 1] as usize);
        self.features[start..end].iter().position(|known| *known == feature).map(|at| start + at)
    }

    /// The vector of a feature, and its scale.
    fn input(&self, row: usize) -> (&[u8], f32) {
        (&self.bytes[self.inputs.start + row * self.dim..][..self.dim], self.inputs.scales[row])
    }

    /// Where some features point, in whole steps, and what one step is.
    fn point(&self, features: &[u32]) -> (Vec<Block>, f32) {
        let mut point = vec![0.0f32; self.dim];
        let mut found = 0.0f32;
        for row in features.iter().filter_map(|feature| self.row(*feature)) {
            let (vector, scale) = self.input(row);
            point.iter_mut().zip(vector).for_each(|(sum, byte)| *sum += scale * signed(*byte));
            found += 1.0;
        }
        for sum in &mut point {
            *sum /= found.max(1.0);
        }
        let longest = point.iter().fold(0.0f32, |most, figure| most.max(figure.abs())).max(f32::MIN_POSITIVE);
        let step = longest / f32::from(i16::MAX);
        (blocks(point.iter().map(|figure| (figure / step).round() as i16)), step)
    }

    /// How far each class lies where a question points.
    fn scores(&self, (point, step): &(Vec<Block>, f32)) -> Vec<f32> {
        let mut sums = vec![0i32; self.classes.len()];
        for (block, vectors) in point.iter().zip(self.outputs.chunks_exact(sums.len().max(1))) {
            for (sum, vector) in sums.iter_mut().zip(vectors) {
                *sum += dot(&vector[0], &block[0]) + dot(&vector[1], &block[1]);
            }
        }
        sums.iter().zip(&self.output_scales).map(|(sum, scale)| *sum as f32 * scale * step).collect()
    }

    /// How likely each record and computation is asked for with some features.
    pub fn likelihoods(&self, features: &[u32]) -> Likelihoods {
        let point = self.point(features);
        let scores = self.scores(&point);
        let most = scores.iter().copied().fold(f32::MIN, f32::max);
        let mut all = 0.0f32;
        let mut likely = Likelihoods { shares: vec![0.0; self.records.len()], odds: vec![0.0; self.records.len()] };
        for ((record, side), score) in self.classes.iter().zip(&scores) {
            let below = (score - most).max(-NEGLIGIBLE);
            if below > -NEGLIGIBLE {
                let share = below.exp();
                likely.shares[*record as usize] += share;
                all += share;
            }
            match side {
                Side::Asked => {}
                Side::Holds => likely.odds[*record as usize] += below + NEGLIGIBLE,
                Side::Fails => likely.odds[*record as usize] -= below + NEGLIGIBLE,
            }
        }
        likely.shares.iter_mut().for_each(|share| *share /= all.max(f32::MIN_POSITIVE));
        likely
    }

    /// For each of some records how likely it is asked for with some features, as logarithms that can only be compared with each other.
    pub fn compare(&self, features: &[u32], records: &[Option<u32>]) -> Vec<f32> {
        let point = self.point(features);
        let mut shares = vec![0.0f32; records.len()];
        for ((record, _), score) in self.classes.iter().zip(self.scores(&point)) {
            if let Some(at) = records.iter().position(|known| *known == Some(*record)) {
                shares[at] += score.exp();
            }
        }
        let most = shares.iter().copied().fold(f32::MIN_POSITIVE, f32::max);
        shares.into_iter().map(|share| (share / most).ln().max(Likelihoods::LEAST)).collect()
    }

    /// The ids of the records and computations, each with its number.
    pub fn ids(&self) -> impl Iterator<Item = (&str, u32)> {
        self.records.iter().map(|(id, number)| (id.as_str(), *number))
    }
}

/// How many figures are multiplied and added up at once.
const AT_ONCE: usize = 32;
/// So many figures, for which processors have instructions of their own.
type Run = [i16; AT_ONCE];
/// Two runs: one vector of the usual length.
type Block = [Run; 2];

/// A vector in blocks, the last filled up with nothing.
fn blocks(figures: impl Iterator<Item = i16>) -> Vec<Block> {
    let mut all: Vec<Block> = Vec::new();
    for (i, figure) in figures.enumerate() {
        let (run, at) = (i / AT_ONCE, i % AT_ONCE);
        if run % 2 == 0 && at == 0 {
            all.push([[0; AT_ONCE]; 2]);
        }
        if let Some(block) = all.last_mut() {
            block[run % 2][at] = figure;
        }
    }
    all
}

/// How far one part of a vector points along another. The first has figures of a byte, so that the sum of a few hundred fits.
// Within a loop, or over more figures at once, the compiler no longer sees that it may use those instructions.
#[inline(never)]
fn dot(a: &Run, b: &Run) -> i32 {
    a.iter().zip(b).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum()
}

fn signed(byte: u8) -> f32 {
    f32::from(i8::from_le_bytes([byte]))
}

/// Writes the scales of some rows, then the rows, a byte for each figure.
fn write_matrix<'r>(rows: impl Iterator<Item = &'r [f32]> + Clone, bytes: &mut Vec<u8>) {
    let scale = |row: &[f32]| row.iter().fold(0.0f32, |most, figure| most.max(figure.abs())) / f32::from(i8::MAX);
    rows.clone().for_each(|row| bytes.extend(scale(row).to_le_bytes()));
    for row in rows {
        let scale = scale(row).max(f32::MIN_POSITIVE);
        bytes.extend(row.iter().map(|figure| ((figure / scale).round() as i8).to_le_bytes()[0]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model() -> Vec<u8> {
        let features = [(7, vec![1.0, 0.0]), (3, vec![0.0, 1.0])];
        let classes =
            [("a".to_owned(), Side::Asked, vec![6.0, 0.0]), ("b".to_owned(), Side::Holds, vec![0.0, 6.0]), ("b".to_owned(), Side::Fails, vec![0.0, 2.0])];
        Learned::write(&features, &classes, 0)
    }

    #[test]
    fn what_is_written_is_read_again() {
        let learned = Learned::read(model().into()).expect("it was just written");
        let likely = learned.likelihoods(&[7, 1]);
        let [a, b] = ["a", "b"].map(|id| learned.number(id).expect("it has this record"));
        assert!(likely.of(a) > likely.of(b));
        assert_eq!(likely.odds(a), 0.0);
        let likely = learned.likelihoods(&[3]);
        assert!(likely.of(b) > likely.of(a) && likely.odds(b) > 0.0);
        assert_eq!(likely.best()[0], likely.of(b));
    }

    #[test]
    fn a_torn_file_is_refused() {
        let whole = model();
        for length in 0..whole.len() {
            assert!(Learned::read(whole[..length].to_vec().into()).is_none(), "{length} bytes of {}", whole.len());
        }
        assert!(Learned::read([whole.as_slice(), b"x"].concat().into()).is_none());
    }
}
