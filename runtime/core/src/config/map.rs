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
pub struct Map<V: Clone + 'static>(pub(crate) List<(Text, V)>);

impl<V: Clone> Map<V> {
    /// A map without entries.
    pub const EMPTY: Self = Self(Cow::Borrowed(&[]));

    /// These entries. A constant writes those that are made by functions as `const { &[..] }`.
    #[must_use]
    pub const fn new(entries: List<(Text, V)>) -> Self {
        Self(entries)
    }

    /// The entries, in the order they were written in, for constant functions.
    #[must_use]
    pub const fn entries(&self) -> &List<(Text, V)> {
        &self.0
    }

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

    /// The values, to change them.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.0.to_mut().iter_mut().map(|(_, value)| value)
    }

    /// Changes every key.
    ///
    /// # Errors
    ///
    /// A key that two entries have then.
    pub fn rename(&mut self, change: impl Fn(&mut String)) -> Result<(), String> {
        let entries = self.0.to_mut();
        entries.iter_mut().for_each(|(key, _)| change(key.to_mut()));
        let twice = |(index, (key, _)): (usize, &(Text, V))| {
            entries[..index].iter().any(|(other, _)| other == key).then(|| key.clone().into_owned())
        };
        entries.iter().enumerate().find_map(twice).map_or(Ok(()), Err)
    }

    /// Keeps only the entries that `keep` is true of.
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
    const IS_LITERAL: bool = false;

    fn write(&self, to: &mut Expression<'_>) {
        to.path("config::Map::new(");
        to.list(&self.0, V::IS_LITERAL, |(key, value), to| {
            to.push("(");
            key.write(to);
            to.push(",");
            value.write(to);
            to.push(")");
        });
        to.push(")");
    }
}
