//! `preload`: tools that the session lists from the start.

use std::borrow::Cow;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{List, Text};
use crate::constant::constant;
use crate::manifest::{Fact, fact, tool};

/// Tools that the session lists from the start, beside the meta tools. The server's default is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Preload {
    /// Which ones.
    pub tools: PreloadTools,
}

constant!(struct Preload { tools });

/// Which tools are preloaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PreloadTools {
    /// These.
    Only(List<Text>),
    /// All that the session reaches, 1000 at most.
    All,
}

constant!(
    enum PreloadTools {
        Only(tools),
        All,
    }
);

impl Default for PreloadTools {
    fn default() -> Self {
        Self::Only(Cow::Borrowed(&[]))
    }
}

impl Preload {
    pub(crate) fn words(&self) -> Fact {
        match &self.tools {
            PreloadTools::All => fact!["listed from the start: every tool that it reaches"],
            PreloadTools::Only(tools) => fact!["listed from the start:"].items(tools.iter().map(tool)),
        }
    }

    pub(super) fn sort(&mut self) {
        if let Self { tools: PreloadTools::Only(tools) } = self {
            tools.to_mut().sort_unstable();
        }
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
        const EXPECTED: &str = "expected a list of tools, or \"all\"";
        match Written::deserialize(deserializer)? {
            Written::Only(tools) => Ok(Self::Only(tools)),
            Written::Word(word) if word == "all" => Ok(Self::All),
            Written::Word(_) => Err(D::Error::custom(EXPECTED)),
        }
    }
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "a list of tools, or \"all\"")]
enum Written {
    Word(String),
    Only(List<Text>),
}

/// Preloaded tools as a router answers them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct StoredPreload {
    /// Which ones; `None` for a word that this version does not know.
    #[serde(deserialize_with = "known")]
    pub tools: Option<PreloadTools>,
}

impl StoredPreload {
    /// Whether every tool is listed from the start.
    #[must_use]
    pub fn is_all(&self) -> bool {
        self.tools == Some(PreloadTools::All)
    }
}

impl From<Option<&Preload>> for StoredPreload {
    fn from(preload: Option<&Preload>) -> Self {
        Self { tools: Some(preload.map(|preload| preload.tools.clone()).unwrap_or_default()) }
    }
}

fn known<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<PreloadTools>, D::Error> {
    Ok(match Option::<Written>::deserialize(deserializer)? {
        Some(Written::Only(tools)) => Some(PreloadTools::Only(tools)),
        Some(Written::Word(word)) if word == "all" => Some(PreloadTools::All),
        Some(Written::Word(_)) | None => None,
    })
}
