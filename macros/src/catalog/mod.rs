//! The catalogue that `tool-router catalog pull` writes: which toolkits and tools a router has.

mod cache;
mod file;
mod place;
mod prose;

use std::collections::HashMap;

use serde_json::value::RawValue;
use tool_router_core::catalog;

pub(crate) use self::{
    place::{Found, watch},
    prose::prose,
};

/// Every toolkit and tool of a router, by slug.
#[derive(Debug, Default)]
pub(crate) struct CatalogIndex {
    toolkits: HashMap<String, Toolkit>,
    tools: HashMap<String, Tool>,
}

/// A toolkit of the catalogue.
#[derive(Debug)]
pub(crate) struct Toolkit {
    /// Its description by the provider; may be empty.
    pub(crate) description: String,
}

/// A tool of the catalogue.
#[derive(Debug)]
pub(crate) struct Tool {
    /// The slug of its toolkit.
    pub(crate) toolkit: String,
    /// Its description by the provider; may be empty.
    pub(crate) description: String,
    /// The hints of its author, with their wire names.
    pub(crate) tags: Vec<String>,
    /// The JSON Schema of its arguments, unread.
    #[cfg_attr(
        not(any(test, feature = "typed-tools")),
        expect(dead_code, reason = "a catalogue without it is none, whatever is made of it")
    )]
    pub(crate) input_schema: Box<RawValue>,
}

impl CatalogIndex {
    pub(crate) fn toolkit(&self, slug: &str) -> Option<&Toolkit> {
        self.toolkits.get(slug)
    }

    pub(crate) fn tool(&self, slug: &str) -> Option<&Tool> {
        self.tools.get(slug)
    }

    /// The slugs of all toolkits, in no particular order.
    pub(crate) fn toolkits(&self) -> impl Iterator<Item = &str> {
        self.toolkits.keys().map(String::as_str)
    }

    /// The slugs of all tools, in no particular order.
    pub(crate) fn tools(&self) -> impl Iterator<Item = &str> {
        self.tools.keys().map(String::as_str)
    }

    /// The slugs of a toolkit's tools, in no particular order.
    pub(crate) fn tools_of<'a>(&'a self, toolkit: &'a str) -> impl Iterator<Item = &'a str> {
        self.tools.iter().filter(move |(_, tool)| tool.toolkit == toolkit).map(|(slug, _)| slug.as_str())
    }
}

impl From<catalog::Catalog<Box<RawValue>>> for CatalogIndex {
    fn from(read: catalog::Catalog<Box<RawValue>>) -> Self {
        let mut index = Self::default();
        for (toolkit, entry) in read.toolkits {
            for (slug, tool) in entry.tools {
                let tool = Tool {
                    toolkit: toolkit.clone(),
                    description: tool.description,
                    tags: tool.tags.into_iter().collect(),
                    input_schema: tool.input_schema,
                };
                index.tools.insert(slug, tool);
            }
            index.toolkits.insert(toolkit, Toolkit { description: entry.description });
        }
        index
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &[u8] = br#"{
        "format": "tool-router-catalog/1",
        "toolkits": {
            "gmail": {
                "name": "Gmail",
                "description": "Google's \u006dail.",
                "tools": {
                    "GMAIL_SEND_EMAIL": {
                        "name": "Send",
                        "description": "Sends.",
                        "tags": ["openWorldHint", "createHint"],
                        "input_schema": {"type": "object"}
                    }
                }
            },
            "exa": { "name": "Exa", "description": "", "tools": {} }
        }
    }"#;

    #[test]
    fn toolkits_and_tools_are_found_by_slug() {
        let catalog = CatalogIndex::from(catalog::read(SMALL).unwrap());
        assert_eq!(catalog.toolkit("gmail").unwrap().description, "Google's mail.");
        let tool = catalog.tool("GMAIL_SEND_EMAIL").unwrap();
        assert_eq!((tool.toolkit.as_str(), tool.description.as_str()), ("gmail", "Sends."));
        assert_eq!(tool.tags, ["createHint", "openWorldHint"]);
        assert_eq!(tool.input_schema.get(), r#"{"type": "object"}"#);
        assert_eq!(catalog.tools_of("gmail").collect::<Vec<_>>(), ["GMAIL_SEND_EMAIL"]);
        assert_eq!(catalog.tools_of("exa").count(), 0);
    }
}
