use std::borrow::Cow;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{List, Text};

/// Tools that the session lists from the start, beside the meta tools.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Preload {
    /// Which ones.
    pub tools: PreloadTools,
}

/// Which tools are preloaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PreloadTools {
    /// These.
    Only(List<Text>),
    /// All that the session reaches, 1000 at most.
    All,
}

impl Default for PreloadTools {
    fn default() -> Self {
        Self::Only(Cow::Borrowed(&[]))
    }
}

impl Serialize for PreloadTools {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Only(tools) => tools.serialize(serializer),
            Self::All => serializer.serialize_str("all"),
        }
    }
}

impl<'de> Deserialize<'de> for PreloadTools {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged, expecting = "a list of tools, or \"all\"")]
        enum Request {
            Word(String),
            Only(List<Text>),
        }
        match Request::deserialize(deserializer)? {
            Request::Only(tools) => Ok(Self::Only(tools)),
            Request::Word(word) if word == "all" => Ok(Self::All),
            Request::Word(_) => Err(D::Error::custom("expected a list of tools, or \"all\"")),
        }
    }
}
