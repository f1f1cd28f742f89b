//! `preload`: tools that the session lists from the start.

use std::borrow::Cow;
use std::fmt;

use serde::de::value::SeqAccessDeserializer;
use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::block::{Answered, Block, Whole};
use super::patch::{PatchProblem, Supplied};
use super::record::record;
use super::{Change, List, SessionConfig, Tags, Text, ToolAccess};
use crate::constant::constant;
use crate::fact::{Fact, fact, tool};

record! {
    /// None.
    const DEFAULT;

    /// Tools that the session lists from the start, beside the meta tools. The server's default is none.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(default, deny_unknown_fields)]
    pub struct Preload {
        /// Which ones.
        pub tools: PreloadTools = PreloadTools::NONE, with_tools;
    }
}

/// Which tools are preloaded.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PreloadTools {
    /// These. An empty list is none, whatever the server would preload by itself.
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
        Self::NONE
    }
}

impl PreloadTools {
    /// None.
    pub const NONE: Self = Self::Only(Cow::Borrowed(&[]));

    /// Whether it is every tool that the session reaches.
    #[must_use]
    pub const fn is_all(&self) -> bool {
        match self {
            Self::Only(_) => false,
            Self::All => true,
        }
    }

    /// The tools that it names.
    #[must_use]
    pub fn named(&self) -> &[Text] {
        match self {
            Self::Only(tools) => tools,
            Self::All => &[],
        }
    }

    /// The tools that it names, to change them.
    pub fn named_mut(&mut self) -> Option<&mut List<Text>> {
        match self {
            Self::Only(tools) => Some(tools),
            Self::All => None,
        }
    }
}

impl SessionConfig {
    /// The tools that are preloaded by name.
    pub(super) fn preloaded_by_name(&self) -> &[Text] {
        self.preload.as_ref().map_or(&[], |preload| preload.tools.named())
    }
}

impl Preload {
    /// Whether no tool is preloaded.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.tools == PreloadTools::NONE
    }

    pub(crate) fn words(&self) -> Fact {
        match &self.tools {
            PreloadTools::All => fact!["listed from the start: every tool that it reaches"],
            PreloadTools::Only(tools) if tools.is_empty() => fact!["listed from the start: no tool but the meta tools"],
            PreloadTools::Only(tools) => fact!["listed from the start:"].items(tools.iter().map(tool)),
        }
    }
}

impl Block for Preload {
    type Value = Option<Self>;
    type Patch = Self;

    /// Listing a tool from the start grants nothing, unless tags exclude tools: one that is named may win over them.
    fn is_within(proposed: &Option<Self>, _: &Option<Self>, Whole { declared, .. }: Whole<'_>) -> bool {
        let of_toolkits = declared.tools.iter().filter_map(|(_, tools)| tools.access.tags());
        let is_filtered = of_toolkits.chain([&declared.tags]).any(Tags::is_filter);
        let is_named = |tool: &Text| {
            declared.preloaded_by_name().contains(tool)
                || declared
                    .tools
                    .iter()
                    .any(|(_, tools)| matches!(&tools.access, ToolAccess::Only(named) if named.contains(tool)))
        };
        !is_filtered || proposed.iter().flat_map(|preload| preload.tools.named()).all(is_named)
    }

    fn sort(preload: &mut Option<Self>) {
        if let Some(Self { tools: PreloadTools::Only(tools) }) = preload {
            tools.to_mut().sort_unstable();
        }
    }

    fn apply(change: Change<Self>, current: Option<Self>) -> Result<Option<Self>, PatchProblem> {
        Ok(change.of_option(current))
    }

    fn restoring(declared: &Option<Self>, _: Supplied) -> Change<Self> {
        Change::restoring(declared)
    }
}

impl Answered<StoredPreload> for Preload {
    fn answer(preload: &Option<Self>) -> StoredPreload {
        StoredPreload { tools: Some(preload.as_ref().map(|preload| preload.tools.clone()).unwrap_or_default()) }
    }

    /// Listing a tool from the start grants nothing, so an unknown word may stand for the declared value.
    fn said(answer: &StoredPreload, declared: &Option<Self>) -> Option<Option<Self>> {
        Some(answer.tools.clone().map_or_else(|| declared.clone(), |tools| Some(Self { tools })))
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

enum Written {
    Word(String),
    Only(List<Text>),
}

impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        /// By hand: a derived one copies what it reads, and makes an error of each form that it is not.
        struct Form;

        impl<'de> Visitor<'de> for Form {
            type Value = Written;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a list of tools, or \"all\"")
            }

            fn visit_str<E: Error>(self, word: &str) -> Result<Written, E> {
                Ok(Written::Word(word.to_owned()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, tools: A) -> Result<Written, A::Error> {
                List::deserialize(SeqAccessDeserializer::new(tools)).map(Written::Only)
            }
        }

        deserializer.deserialize_any(Form)
    }
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

fn known<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<PreloadTools>, D::Error> {
    Ok(match Option::<Written>::deserialize(deserializer)? {
        Some(Written::Only(tools)) => Some(PreloadTools::Only(tools)),
        Some(Written::Word(word)) if word == "all" => Some(PreloadTools::All),
        Some(Written::Word(_)) | None => None,
    })
}
