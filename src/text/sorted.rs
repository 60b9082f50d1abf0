//! Maps written in the order of their keys, so that the same map is always the same bytes (for `#[serde(with = …)]`).

use std::{fmt, hash::Hash, marker::PhantomData};

use rustc_hash::FxHashMap as HashMap;
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{SeqAccess, Visitor},
};

/// The most pairs that room is made for before they are read: torn bytes may promise any number.
const MOST_ROOM: usize = 1 << 16;

/// Writes a map as a list of pairs, sorted by key.
///
/// # Errors
/// What the serializer says.
#[allow(clippy::implicit_hasher, reason = "the maps of the index have no other")]
pub fn serialize<K: Ord + Serialize, V: Serialize, S: Serializer>(map: &HashMap<K, V>, serializer: S) -> Result<S::Ok, S::Error> {
    let mut pairs: Vec<(&K, &V)> = map.iter().collect();
    pairs.sort_unstable_by_key(|(key, _)| *key);
    serializer.collect_seq(pairs)
}

/// Reads such a list.
///
/// # Errors
/// What the deserializer says.
pub fn deserialize<'de, K: Eq + Hash + Deserialize<'de>, V: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<HashMap<K, V>, D::Error> {
    deserializer.deserialize_seq(Pairs(PhantomData))
}

struct Pairs<K, V>(PhantomData<(K, V)>);

impl<'de, K: Eq + Hash + Deserialize<'de>, V: Deserialize<'de>> Visitor<'de> for Pairs<K, V> {
    type Value = HashMap<K, V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of pairs")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut pairs: A) -> Result<Self::Value, A::Error> {
        let mut map = HashMap::default();
        map.reserve(pairs.size_hint().unwrap_or(0).min(MOST_ROOM));
        while let Some((key, value)) = pairs.next_element()? {
            map.insert(key, value);
        }
        Ok(map)
    }
}
