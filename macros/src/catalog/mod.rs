//! The catalogue that `tool-router catalog pull` writes: which toolkits and tools a router has.

mod cache;
mod file;
mod format;
mod place;
mod prose;

use std::collections::HashMap;

use serde_json::value::RawValue;

pub(crate) use self::{
    place::{Found, watch},
    prose::prose,
};

/// Every toolkit and tool of a router, by slug.
#[derive(Debug, Default)]
pub(crate) struct Catalog {
    toolkits: HashMap<String, Toolkit>,
    tools: HashMap<String, Tool>,
}

/// A toolkit of the catalogue.
#[derive(Debug)]
pub(crate) struct Toolkit {
    /// What it is, in the provider's words; may be empty.
    pub(crate) description: String,
}

/// A tool of the catalogue.
#[derive(Debug)]
pub(crate) struct Tool {
    /// The slug of its toolkit.
    pub(crate) toolkit: String,
    /// What it does, in the provider's words; may be empty.
    pub(crate) description: String,
    /// The hints that its author gave it, as the wire spells them.
    pub(crate) tags: Vec<String>,
    /// The JSON Schema of its arguments, unread.
    #[cfg_attr(
        not(any(test, feature = "typed-tools")),
        expect(dead_code, reason = "a catalogue without it is none, whatever is made of it")
    )]
    pub(crate) input_schema: Box<RawValue>,
}

impl Catalog {
    pub(crate) fn toolkit(&self, slug: &str) -> Option<&Toolkit> {
        self.toolkits.get(slug)
    }

    pub(crate) fn tool(&self, slug: &str) -> Option<&Tool> {
        self.tools.get(slug)
    }

    /// The slugs of all toolkits, in no order.
    pub(crate) fn toolkits(&self) -> impl Iterator<Item = &str> {
        self.toolkits.keys().map(String::as_str)
    }

    /// The slugs of all tools, in no order.
    pub(crate) fn tools(&self) -> impl Iterator<Item = &str> {
        self.tools.keys().map(String::as_str)
    }

    /// The slugs of a toolkit's tools, in no order.
    pub(crate) fn tools_of<'a>(&'a self, toolkit: &'a str) -> impl Iterator<Item = &'a str> {
        self.tools.iter().filter(move |(_, tool)| tool.toolkit == toolkit).map(|(slug, _)| slug.as_str())
    }
}
