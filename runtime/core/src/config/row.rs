//! How a router's answer is read: whatever this version does not understand of it is not an error, but is not taken for anything
//! else either.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeOwned, Error, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// A row of an answer, which may be in a form that this version does not know.
pub(super) struct Row<T, R> {
    /// What the row says; the default where it says nothing, or cannot be read.
    pub(super) value: T,
    /// Whether it could be read.
    pub(super) is_readable: bool,
    reading: PhantomData<fn() -> R>,
}

/// What becomes of a row in a form that this version does not know.
pub(super) trait Reading: Sized {
    fn row<'de, T, D>(deserializer: D) -> Result<Row<T, Self>, D::Error>
    where
        T: DeserializeOwned + Default,
        D: Deserializer<'de>;
}

/// It is unreadable, and the rows after it are read. To go on after it, each row is copied before it is read.
pub(super) enum Tolerant {}

/// It is an error.
pub(super) enum Strict {}

impl Reading for Tolerant {
    fn row<'de, T, D>(deserializer: D) -> Result<Row<T, Self>, D::Error>
    where
        T: DeserializeOwned + Default,
        D: Deserializer<'de>,
    {
        let mut value = Value::deserialize(deserializer)?;
        drop_nulls(&mut value);
        if value.is_null() {
            return Ok(Row::default());
        }
        let read = T::deserialize(value).ok();
        Ok(Row { is_readable: read.is_some(), ..Row::of(read) })
    }
}

impl Reading for Strict {
    fn row<'de, T, D>(deserializer: D) -> Result<Row<T, Self>, D::Error>
    where
        T: DeserializeOwned + Default,
        D: Deserializer<'de>,
    {
        Option::deserialize(deserializer).map(Row::of)
    }
}

impl<T: Default, R> Row<T, R> {
    fn of(value: Option<T>) -> Self {
        Self { value: value.unwrap_or_default(), is_readable: true, reading: PhantomData }
    }
}

impl<T: Default, R> Default for Row<T, R> {
    fn default() -> Self {
        Self::of(None)
    }
}

impl<'de, T: DeserializeOwned + Default, R: Reading> Deserialize<'de> for Row<T, R> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        R::row(deserializer)
    }
}

/// A key whose value is `null` is one that is not there.
fn drop_nulls(value: &mut Value) {
    if let Value::Object(keys) = value {
        keys.retain(|_, value| !value.is_null());
        keys.values_mut().for_each(drop_nulls);
    }
}

/// Takes any number that counts something: a fraction is rounded up, and what is too large becomes the largest.
pub(super) fn count<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u64>, D::Error> {
    struct Count;

    impl Visitor<'_> for Count {
        type Value = u64;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("a number that is not negative")
        }

        fn visit_u64<E: Error>(self, number: u64) -> Result<u64, E> {
            Ok(number)
        }

        fn visit_i64<E: Error>(self, number: i64) -> Result<u64, E> {
            u64::try_from(number).map_err(E::custom)
        }

        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the cast saturates, and the sign is checked"
        )]
        fn visit_f64<E: Error>(self, number: f64) -> Result<u64, E> {
            if number >= 0.0 { Ok(number.ceil() as u64) } else { Err(E::custom("a negative number")) }
        }
    }

    deserializer.deserialize_any(Count).map(Some)
}
