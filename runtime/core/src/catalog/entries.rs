use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::Schema;

/// A router's toolkits with their tools.
///
/// `S` is the type that schemas are read as. The attribute leaves them unparsed: it needs few of them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Catalog<S = Schema> {
    /// The toolkits by their slugs.
    pub toolkits: BTreeMap<String, ToolkitEntry<S>>,
}

/// A toolkit of a [`Catalog`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(expecting = "a toolkit")]
#[non_exhaustive]
pub struct ToolkitEntry<S = Schema> {
    /// The display name.
    #[serde(default)]
    pub name: String,
    /// What it is for. Empty if the router gives no description.
    #[serde(default)]
    pub description: String,
    /// Its tools by their slugs.
    pub tools: BTreeMap<String, ToolEntry<S>>,
}

/// A tool of a [`Catalog`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(expecting = "a tool")]
#[non_exhaustive]
pub struct ToolEntry<S = Schema> {
    /// The display name.
    #[serde(default)]
    pub name: String,
    /// What it does. Empty if the router gives no description.
    #[serde(default)]
    pub description: String,
    /// Hints about its effects: `readOnlyHint`, `destructiveHint` …
    #[serde(default)]
    pub tags: BTreeSet<String>,
    /// The JSON Schema of its arguments.
    pub input_schema: S,
}

impl<S> Catalog<S> {
    /// Returns the total number of tools.
    #[must_use]
    pub fn tool_count(&self) -> usize {
        self.toolkits.values().map(|toolkit| toolkit.tools.len()).sum()
    }
}

impl<S> Default for Catalog<S> {
    fn default() -> Self {
        Self { toolkits: BTreeMap::new() }
    }
}

impl<S> Default for ToolkitEntry<S> {
    fn default() -> Self {
        Self { name: String::new(), description: String::new(), tools: BTreeMap::new() }
    }
}
