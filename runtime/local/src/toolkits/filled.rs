//! A text that says something.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A text that is not blank, such as an id. White space around it is left out.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(!try_from)]
pub(in crate::toolkits) struct Filled(#[schemars(length(min = 1))] String);

impl TryFrom<String> for Filled {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let trimmed = text.trim();
        if trimmed.is_empty() { Err("must not be empty") } else { Ok(Self(trimmed.to_owned())) }
    }
}

impl Filled {
    /// A text that is known not to be blank.
    pub(in crate::toolkits) fn new(text: &'static str) -> Self {
        Self(text.to_owned())
    }

    pub(in crate::toolkits) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Filled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<Filled> for Value {
    fn from(text: Filled) -> Self {
        text.0.into()
    }
}
