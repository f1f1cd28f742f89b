use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize, Serializer};
use serde_json::{Map, Value};

/// Toolkits of a router with their tools, as the attribute is to know them.
///
/// ```no_run
/// use tool_router::catalog::{Catalog, CatalogFile};
///
/// # async fn example(router: tool_router::ToolRouter) -> Result<(), tool_router::catalog::CatalogError> {
/// let catalog = Catalog::pull(&router).only(["gmail", "slack"]).await?;
/// CatalogFile::at("tool-router.catalog.json")?.write(&catalog)?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Catalog {
    /// The toolkits by their slugs.
    pub toolkits: BTreeMap<String, ToolkitEntry>,
}

/// A toolkit of a [`Catalog`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ToolkitEntry {
    /// The name for people.
    pub name: String,
    /// What it is for. Empty if the router does not say.
    pub description: String,
    /// Its tools by their slugs.
    pub tools: BTreeMap<String, ToolEntry>,
}

/// A tool of a [`Catalog`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ToolEntry {
    /// The name for people.
    pub name: String,
    /// What it does.
    pub description: String,
    /// What it does to the world: `readOnlyHint`, `destructiveHint` …
    pub tags: BTreeSet<String>,
    /// The JSON schema of its arguments.
    #[serde(serialize_with = "in_order")]
    pub input_schema: Map<String, Value>,
}

impl Catalog {
    /// How many tools its toolkits have together.
    #[must_use]
    pub fn tool_count(&self) -> usize {
        self.toolkits.values().map(|toolkit| toolkit.tools.len()).sum()
    }
}

/// Writes an object with its keys sorted, at every depth: the order that they came in may differ from answer to answer.
fn in_order<S: Serializer>(object: &Map<String, Value>, serializer: S) -> Result<S::Ok, S::Error> {
    let sorted: BTreeMap<_, _> = object.iter().map(|(key, value)| (key, InOrder(value))).collect();
    serializer.collect_map(sorted)
}

struct InOrder<'a>(&'a Value);

impl Serialize for InOrder<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Object(object) => in_order(object, serializer),
            Value::Array(items) => serializer.collect_seq(items.iter().map(InOrder)),
            other => other.serialize(serializer),
        }
    }
}
