//! A whole number within bounds.

use std::{borrow::Cow, fmt};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{
    Deserialize, Deserializer, Serialize,
    de::{Error, Unexpected, Visitor},
};
use serde_json::Value;

/// A whole number from `MIN` to `MAX`, whose schema and whose errors say so. `UNBOUNDED` stands for no bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(in crate::toolkits) struct Whole<const MIN: i64, const MAX: i64>(i64);

/// No upper bound.
pub(in crate::toolkits) const UNBOUNDED: i64 = i64::MAX;

/// A number from 1 on: of an issue, of a page, of a line.
pub(in crate::toolkits) type Ordinal = Whole<1, UNBOUNDED>;

impl<const MIN: i64, const MAX: i64> Whole<MIN, MAX> {
    /// The number `N`, which has to be within the bounds.
    pub(in crate::toolkits) const fn of<const N: i64>() -> Self {
        const { assert!(MIN <= N && N <= MAX, "it is out of bounds") };
        Self(N)
    }

    /// As a number of entries.
    pub(in crate::toolkits) fn count(self) -> usize {
        usize::try_from(self.0).unwrap_or_default()
    }
}

impl<'de, const MIN: i64, const MAX: i64> Deserialize<'de> for Whole<MIN, MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Bounds::<MIN, MAX>)
    }
}

struct Bounds<const MIN: i64, const MAX: i64>;

impl<const MIN: i64, const MAX: i64> Visitor<'_> for Bounds<MIN, MAX> {
    type Value = Whole<MIN, MAX>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match MAX {
            UNBOUNDED => write!(f, "a whole number of at least {MIN}"),
            _ => write!(f, "a whole number from {MIN} to {MAX}"),
        }
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        if (MIN..=MAX).contains(&number) {
            return Ok(Whole(number));
        }
        Err(E::invalid_value(Unexpected::Signed(number), &self))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        match i64::try_from(number) {
            Ok(number) => self.visit_i64(number),
            Err(_) => Err(E::invalid_value(Unexpected::Unsigned(number), &self)),
        }
    }

    /// In JSON, `5.0` is a whole number too.
    fn visit_f64<E: Error>(self, number: f64) -> Result<Self::Value, E> {
        match format!("{number}").parse() {
            Ok(whole) => self.visit_i64(whole),
            Err(_) => Err(E::invalid_type(Unexpected::Float(number), &self)),
        }
    }
}

impl<const MIN: i64, const MAX: i64> JsonSchema for Whole<MIN, MAX> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("Whole_{MIN}_{MAX}").into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        match MAX {
            UNBOUNDED => json_schema!({ "type": "integer", "minimum": MIN }),
            _ => json_schema!({ "type": "integer", "minimum": MIN, "maximum": MAX }),
        }
    }
}

impl<const MIN: i64, const MAX: i64> fmt::Display for Whole<MIN, MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<const MIN: i64, const MAX: i64> From<Whole<MIN, MAX>> for Value {
    fn from(Whole(number): Whole<MIN, MAX>) -> Self {
        number.into()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(value: Value) -> Result<Whole<1, 500>, String> {
        serde_json::from_value(value).map_err(|error| error.to_string())
    }

    #[test]
    fn numbers_within_the_bounds_are_read() {
        for (given, expected) in [(json!(1), 1), (json!(500), 500), (json!(5.0), 5)] {
            assert_eq!(read(given), Ok(Whole(expected)));
        }
    }

    #[test]
    fn an_error_says_the_bounds_in_the_words_of_json() {
        for wrong in
            [json!(0), json!(501), json!(-1), json!(70_000), json!(u64::MAX), json!(1.5), json!(1e300), json!("5")]
        {
            let error = read(wrong.clone()).unwrap_err();
            assert!(error.ends_with(", expected a whole number from 1 to 500"), "{wrong}: {error}");
        }
        let error = serde_json::from_value::<Ordinal>(json!(0)).unwrap_err().to_string();
        assert!(error.ends_with("expected a whole number of at least 1"), "{error}");
    }
}
