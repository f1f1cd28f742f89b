//! Arguments that several tools have.

use std::fmt;

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;

use crate::toolkits::whole::Whole;
pub(super) use crate::toolkits::{filled::Filled, whole::Ordinal, words::words};

/// A number of entries that one page of a list can hold.
pub(super) type Limit = Whole<1, 1000>;

/// The catalogue's default for lists of channels and users.
pub(super) fn one() -> Limit {
    Limit::of::<1>()
}

pub(super) fn fifty() -> Limit {
    Limit::of::<50>()
}

pub(super) fn hundred() -> Limit {
    Limit::of::<100>()
}

/// A message's timestamp, which identifies it in its conversation.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(!try_from)]
pub(super) struct MessageTs(String);

impl TryFrom<String> for MessageTs {
    type Error = &'static str;

    fn try_from(ts: String) -> Result<Self, Self::Error> {
        let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let fits = ts.split_once('.').is_some_and(|(seconds, rest)| is_number(seconds) && is_number(rest));
        fits.then_some(Self(ts)).ok_or("must be a message's whole timestamp, such as `1234567890.123456`")
    }
}

impl fmt::Display for MessageTs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A time in seconds since 1970, or a message's timestamp. The catalogue has it as text, and models send numbers as well.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(try_from = "Value")]
#[schemars(!try_from)]
pub(super) struct Moment(String);

impl TryFrom<Value> for Moment {
    type Error = &'static str;

    fn try_from(moment: Value) -> Result<Self, Self::Error> {
        match moment {
            Value::String(text) => Ok(Self(text)),
            Value::Number(seconds) => Ok(Self(seconds.to_string())),
            _ => Err("must be a time in seconds since 1970, or a message's timestamp"),
        }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
