use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{List, Text};
use crate::constant::{Constant, Expression};

/// A map by slug that can be a constant and keeps its order.
///
/// Its author has to keep the keys distinct; parsing refuses duplicate keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Map<V: Clone + 'static>(pub List<(Text, V)>);

impl<V: Clone> Map<V> {
    /// A map without entries.
    pub const EMPTY: Self = Self(Cow::Borrowed(&[]));

    /// Whether there are no entries.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value of `key`.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&V> {
        self.iter().find_map(|(slug, value)| (slug == key).then_some(value))
    }

    /// The entries, in their order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &V)> {
        self.0.iter().map(|(key, value)| (key.as_ref(), value))
    }

    /// Sets the value of `key`, replacing an existing one.
    pub fn insert(&mut self, key: impl Into<Text>, value: V) {
        let key = key.into();
        let entries = self.0.to_mut();
        match entries.iter_mut().find(|(slug, _)| *slug == key) {
            Some(entry) => entry.1 = value,
            None => entries.push((key, value)),
        }
    }

    /// Keeps only the entries for whose key `keep` returns true.
    pub fn retain(&mut self, mut keep: impl FnMut(&str) -> bool) {
        if self.iter().any(|(key, _)| !keep(key)) {
            self.0.to_mut().retain(|(key, _)| keep(key));
        }
    }
}

impl<V: Clone> Map<V> {
    /// Merges the entries of `above` into these; they take precedence.
    #[must_use]
    pub fn with(mut self, above: &Self) -> Self {
        for (slug, value) in above.iter() {
            self.insert(slug.to_owned(), value.clone());
        }
        self
    }

    /// Sorts the entries by their slugs, and each value with `each`.
    pub(super) fn sort(&mut self, mut each: impl FnMut(&mut V)) {
        let entries = self.0.to_mut();
        entries.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        entries.iter_mut().for_each(|(_, value)| each(value));
    }
}

impl<V: Clone> Default for Map<V> {
    fn default() -> Self {
        Self::EMPTY
    }
}

impl<V: Clone + Serialize> Serialize for Map<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de, V: Clone + Deserialize<'de> + 'static> Deserialize<'de> for Map<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Entries(PhantomData))
    }
}

struct Entries<V>(PhantomData<V>);

impl<'de, V: Clone + Deserialize<'de> + 'static> Visitor<'de> for Entries<V> {
    type Value = Map<V>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a map by slug")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries: Vec<(Text, V)> = Vec::new();
        while let Some((key, value)) = map.next_entry::<String, V>()? {
            if entries.iter().any(|(known, _)| *known == key) {
                return Err(A::Error::custom(format_args!("duplicate key `{key}`")));
            }
            entries.push((key.into(), value));
        }
        Ok(Map(Cow::Owned(entries)))
    }
}

impl<V: Constant + Clone + 'static> Constant for Map<V> {
    fn write(&self, to: &mut Expression<'_>) {
        to.path("config::Map(");
        to.path("config::List::Borrowed(&[");
        for (key, value) in self.0.iter() {
            to.push("(");
            key.write(to);
            to.push(",");
            value.write(to);
            to.push("),");
        }
        to.push("]))");
    }
}
