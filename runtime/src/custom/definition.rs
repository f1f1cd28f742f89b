use std::sync::Arc;

use schemars::{Schema, SchemaGenerator};
use serde::Serialize;
use serde_json::{Map, Value};
use tool_router_core::rule_names;

use super::erased::Run;
use super::{CustomTool, checks};
use crate::error::InvalidInput;

/// A registered tool, with what the router is told about it.
#[derive(Clone)]
pub(super) struct Definition {
    pub(super) slug: &'static str,
    pub(super) name: &'static str,
    pub(super) description: &'static str,
    pub(super) input_schema: Value,
    pub(super) output_schema: Option<Value>,
    pub(super) extends_toolkit: Option<&'static str>,
    pub(super) preload: Option<bool>,
    pub(super) tool: Arc<dyn Run>,
}

/// A tool in its wire format.
#[derive(Serialize)]
pub(super) struct ToolDescription<'a> {
    slug: &'a str,
    name: &'a str,
    description: &'a str,
    input_schema: &'a Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    output_schema: Option<&'a Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    extends_toolkit: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    preload: Option<bool>,
}

impl Definition {
    pub(super) fn new<T: CustomTool>(tool: T) -> Self {
        const { checks::uphold::<T>() };
        Self {
            slug: T::SLUG,
            name: T::NAME,
            description: T::DESCRIPTION,
            input_schema: plain(SchemaGenerator::default().into_root_schema_for::<T::Arguments>()),
            output_schema: T::output_schema().map(plain),
            extends_toolkit: T::EXTENDS_TOOLKIT,
            preload: T::PRELOAD,
            tool: Arc::new(tool),
        }
    }

    /// Checks the schema of the arguments against the rule `custom-tool-schema`.
    pub(super) fn check_schema(&self) -> Result<(), InvalidInput> {
        if self.input_schema.get("type").is_some_and(|kind| kind == "object") {
            return Ok(());
        }
        let problem = "the schema of its arguments is not an object; the arguments are a struct with named fields, and one \
                       without fields for none";
        Err(refused(self.slug, problem, rule_names::CUSTOM_TOOL_SCHEMA))
    }

    /// `inherited` is the preload setting of the tool's toolkit; `all` tells whether the session preloads all tools.
    pub(super) fn describe(&self, inherited: Option<bool>, all: bool) -> ToolDescription<'_> {
        ToolDescription {
            slug: self.slug,
            name: self.name,
            description: self.description,
            input_schema: &self.input_schema,
            output_schema: self.output_schema.as_ref(),
            extends_toolkit: self.extends_toolkit,
            preload: sent_preload(self.preload, inherited, all),
        }
    }
}

/// A custom tool or toolkit that cannot be registered.
pub(super) fn refused(slug: &str, problem: impl Into<String>, rule: &'static str) -> InvalidInput {
    InvalidInput::CustomTool { slug: slug.to_owned(), problem: problem.into(), rule }
}

/// The value of `preload` to send: `false` only if it overrides something, as in the official SDKs.
pub(super) fn sent_preload(own: Option<bool>, inherited: Option<bool>, all: bool) -> Option<bool> {
    let preloaded = own.or(inherited).unwrap_or(all);
    let otherwise = if own.is_some() { inherited.unwrap_or(all) } else { all };
    (preloaded || otherwise).then_some(preloaded)
}

/// The schema without what only describes the Rust type, and with what the API requires of every object schema.
fn plain(schema: Schema) -> Value {
    let mut schema = schema.to_value();
    let Some(keys) = schema.as_object_mut() else { return schema };
    for described in ["$schema", "title", "description"] {
        keys.remove(described);
    }
    if keys.get("type").is_some_and(|kind| kind == "object") {
        keys.entry("properties").or_insert_with(|| Map::new().into());
    }
    schema
}

#[cfg(test)]
mod tests {
    use super::sent_preload;

    #[test]
    fn preload_is_sent_where_it_says_something() {
        for (own, inherited, all, sent) in [
            (None, None, false, None),
            (Some(true), None, false, Some(true)),
            (Some(false), None, false, None),
            (Some(false), None, true, Some(false)),
            (Some(false), Some(true), false, Some(false)),
            (None, Some(true), false, Some(true)),
            (None, Some(false), false, None),
            (None, Some(false), true, Some(false)),
            (None, None, true, Some(true)),
        ] {
            assert_eq!(sent_preload(own, inherited, all), sent, "{own:?} {inherited:?} {all}");
        }
    }
}
