//! What a question most likely asks for, told by a model that has learned it from all examples.
//!
//! Words, their parts, the concepts and names that they stand for, dates, figures and pairs of neighbours are *features*. Each has a vector, and so has each
//! *class*: what a record or computation is asked for with, the claims that the record confirms, and those that it refutes. A question is the mean of its
//! features' vectors, and the further that points along the vector of a class, the likelier is the class (a linear classifier over an embedding, as fastText
//! has it). `examples/learn.rs` learns the vectors; `data/vocab/learned.bin` holds them, a byte for each figure. A dataset can do without: then examples are
//! only compared with the question one by one.

use std::borrow::Cow;

use rustc_hash::FxHashMap as HashMap;
use wide::{CmpLe, f32x4, i16x8, i32x4, u8x16};

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
/// Where it keeps questions as people put them, each with what answers it: the model learns from them, but no question is compared with them one by one.
pub const HEARD_FILE: &str = "vocab/heard.json";
/// Where a dataset keeps questions that nothing in it answers.
pub const OUTSIDE_FILE: &str = "vocab/outside.json";
/// What stands for those among the records; no record has such an id.
pub const OUTSIDE: &str = "-";

/// In which of two halves of all questions as people put them a text is, so that what a model is trusted can be fitted to those that it has not learned.
pub fn half(text: &str) -> usize {
    usize::from(Feature::new(b'h').text(text).0.count_ones() % 2 == 1)
}

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
/// The most figures of a vector: with more a sum of products might not have room.
const MOST_DIM: usize = 256;
/// What is added to the figures of classes so that none is negative: they are then widened in one step.
const BIAS: u8 = 1 << 7;
/// A class this much less likely than the likeliest, as a logarithm, counts nothing.
const NEGLIGIBLE: f32 = 10.0;

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
    /// Their vectors, [`AT_ONCE`] classes after one another by [`pairs`] of figures: every question is compared with all of them.
    outputs: Vec<[u8x16; LANES / 2]>,
    /// For each class what one step of its figures is; behind the last is nothing.
    output_scales: Vec<[f32x4; LANES]>,
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
    /// The part of each likelihood that is of claims.
    claimed: Vec<f32>,
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

    /// How likely a text that is meant for a record claims something of it rather than asks, 0 to 1.
    pub fn claimed(&self, record: u32) -> f32 {
        self.claimed.get(record as usize).copied().unwrap_or(0.0)
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
        let add = |[first, second]: [f32; 2], share: f32| [first.max(share), second.max(first.min(share))];
        let (lanes, rest) = self.shares.as_chunks();
        let best = lanes.iter().fold([f32x4::ZERO; 2], |[first, second], shares| {
            let shares = f32x4::new(*shares);
            [first.fast_max(shares), second.fast_max(first.fast_min(shares))]
        });
        let best = best.into_iter().flat_map(f32x4::to_array).chain(rest.iter().copied()).fold([0.0; 2], add);
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
    let texts = ["asks", "vocab/computed", "vocab/heard", "vocab/outside"].into_iter().flat_map(|kind| files.of_kind(kind));
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
        (reader.at == bytes.len() && (1..=MOST_DIM).contains(&dim)).then_some(())?;
        let outputs = side_by_side(&bytes[rows.start..], dim);
        let scale = |scales: &[f32], class: usize| scales.get(class).copied().unwrap_or_default();
        let lane = |scales: &'_ [f32], lane: usize| f32x4::new(std::array::from_fn(|i| scale(scales, 4 * lane + i)));
        let output_scales = rows.scales.chunks(AT_ONCE).map(|scales| std::array::from_fn(|i| lane(scales, i))).collect();
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
    fn point(&self, features: &[u32]) -> (Vec<i16x8>, f32) {
        let mut point = vec![0.0f32; self.dim];
        let rows: Vec<usize> = features.iter().filter_map(|feature| self.row(*feature)).collect();
        // They lie far apart: read once beforehand, they wait for memory at the same time rather than one after the other.
        let touched =
            rows.iter().map(|row| self.input(*row)).fold((0u8, 0.0f32), |(byte, sum), (vector, scale)| (byte ^ vector[0] ^ vector[self.dim - 1], sum + scale));
        std::hint::black_box(touched);
        for row in &rows {
            let (vector, scale) = self.input(*row);
            point.iter_mut().zip(vector).for_each(|(sum, byte)| *sum += scale * signed(*byte));
        }
        let found = rows.len() as f32;
        for sum in &mut point {
            *sum /= found.max(1.0);
        }
        let longest = point.iter().fold(0.0f32, |most, figure| most.max(figure.abs())).max(f32::MIN_POSITIVE);
        let step = longest / f32::from(i16::MAX);
        let whole = |figure: f32| (figure / step).round() as i16;
        (pairs(&point).map(|[a, b]| [whole(a), whole(b)]).map(|[a, b]| i16x8::new([a, b, a, b, a, b, a, b])).collect(), step)
    }

    /// How far each class lies where a question points; what stands behind the last class lies nowhere near.
    fn scores(&self, (point, step): &(Vec<i16x8>, f32)) -> Vec<f32x4> {
        let step = f32x4::splat(*step);
        let mut scores = Vec::with_capacity(self.output_scales.len() * LANES);
        let unbiased = -biased(point);
        for (vectors, scales) in self.outputs.chunks_exact(point.len()).zip(&self.output_scales) {
            let mut sums = [unbiased; LANES];
            for (pair, point) in vectors.iter().zip(point) {
                sums.iter_mut().zip(widened(pair)).for_each(|(sum, figures)| *sum += figures.dot(*point));
            }
            scores.extend(std::array::from_fn::<_, LANES, _>(|lane| f32x4::from_i32x4(sums[lane]) * scales[lane] * step));
        }
        for class in self.classes.len()..4 * scores.len() {
            scores[class / 4].as_array_mut()[class % 4] = f32::MIN;
        }
        scores
    }

    /// How far one class lies where a question points.
    fn score(&self, class: usize, (point, step): &(Vec<i16x8>, f32)) -> f32 {
        let (group, lane, place) = (class / AT_ONCE, class % AT_ONCE / 4, class % 4);
        let vectors = &self.outputs[group * point.len()..][..point.len()];
        let sum = vectors.iter().zip(point).fold(-biased(point), |sum, (pair, point)| sum + widened(pair)[lane].dot(*point));
        sum.as_array_ref()[place] as f32 * self.output_scales[group][lane].as_array_ref()[place] * step
    }

    /// How likely each record and computation is asked for with some features.
    pub fn likelihoods(&self, features: &[u32]) -> Likelihoods {
        let scores = self.scores(&self.point(features));
        let most = scores.iter().fold(f32x4::splat(f32::MIN), |most, scores| most.fast_max(*scores));
        let most = most.to_array().into_iter().fold(f32::MIN, f32::max);
        let none = || vec![0.0; self.records.len()];
        let mut likely = Likelihoods { shares: none(), odds: none(), claimed: none() };
        let mut all = 0.0f32;
        for (classes, scores) in self.classes.chunks(4).zip(scores) {
            let below = scores - f32x4::splat(most);
            // Most classes are far from what is asked.
            if below.cmp_le(f32x4::splat(-NEGLIGIBLE)).all() {
                continue;
            }
            for ((record, side), below) in classes.iter().zip(below.to_array()).filter(|(_, below)| *below > -NEGLIGIBLE) {
                let share = below.exp();
                likely.shares[*record as usize] += share;
                likely.claimed[*record as usize] += if *side == Side::Asked { 0.0 } else { share };
                all += share;
                match side {
                    Side::Asked => {}
                    Side::Holds => likely.odds[*record as usize] += below + NEGLIGIBLE,
                    Side::Fails => likely.odds[*record as usize] -= below + NEGLIGIBLE,
                }
            }
        }
        likely.claimed.iter_mut().zip(&likely.shares).for_each(|(claimed, share)| *claimed /= share.max(f32::MIN_POSITIVE));
        likely.shares.iter_mut().for_each(|share| *share /= all.max(f32::MIN_POSITIVE));
        likely
    }

    /// For each of some records how likely it is asked for with some features, as logarithms that can only be compared with each other.
    pub fn compare(&self, features: &[u32], records: &[Option<u32>]) -> Vec<f32> {
        let point = self.point(features);
        let mut shares = vec![0.0f32; records.len()];
        for (class, (record, _)) in self.classes.iter().enumerate() {
            if let Some(at) = records.iter().position(|known| *known == Some(*record)) {
                shares[at] += self.score(class, &point).exp();
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

/// Vectors of a processor's usual width that are multiplied side by side, so that a pair of the question's figures is read once for all of them.
const LANES: usize = 4;
/// The classes whose scores are found at once: each takes a pair of figures of such a vector.
const AT_ONCE: usize = 4 * LANES;

/// The figures of a vector two by two, for two are multiplied and added up in one step; an odd one stands beside nothing.
fn pairs(vector: &[f32]) -> impl Iterator<Item = [f32; 2]> {
    vector.chunks(2).map(|pair| [pair[0], pair.get(1).copied().unwrap_or(0.0)])
}

/// The rows of a matrix of bytes, [`AT_ONCE`] rows after one another, each figure with [`BIAS`]: for each pair of columns the figures of all of them; behind the
/// last row is nothing.
fn side_by_side(bytes: &[u8], dim: usize) -> Vec<[u8x16; LANES / 2]> {
    let figure = |rows: &[u8], row: usize, at: usize| if at < dim { rows.get(row * dim + at).map_or(BIAS, |byte| byte.wrapping_add(BIAS)) } else { BIAS };
    let group = |rows: &'_ [u8], pair: usize| -> [u8x16; LANES / 2] {
        std::array::from_fn(|lanes| u8x16::new(std::array::from_fn(|i| figure(rows, 8 * lanes + i / 2, 2 * pair + i % 2))))
    };
    bytes.chunks(AT_ONCE * dim).flat_map(|rows| (0..dim.div_ceil(2)).map(move |pair| group(rows, pair))).collect()
}

/// The figures of [`AT_ONCE`] classes, still with [`BIAS`], as they are multiplied.
fn widened([one, two]: &[u8x16; LANES / 2]) -> [i16x8; LANES] {
    [i16x8::from_u8x16_low(*one), i16x8::from_u8x16_high(*one), i16x8::from_u8x16_low(*two), i16x8::from_u8x16_high(*two)]
}

/// What [`BIAS`] adds to every sum of products.
fn biased(point: &[i16x8]) -> i32x4 {
    let bias = i16x8::splat(BIAS.into());
    point.iter().fold(i32x4::ZERO, |sum, point| sum + bias.dot(*point))
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
        assert_eq!((likely.odds(a), likely.claimed(a)), (0.0, 0.0));
        let likely = learned.likelihoods(&[3]);
        assert!(likely.of(b) > likely.of(a) && likely.odds(b) > 0.0 && likely.claimed(b) > 0.99);
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
