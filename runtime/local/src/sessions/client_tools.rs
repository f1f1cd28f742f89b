use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::custom_tools::{CustomTool, CustomTools};
use crate::{
    registered::Found,
    toolkit::{BoxFuture, LocalToolkit, ToolCall, ToolDefinition, ToolError},
};

/// The name of the toolkit of a tool without a toolkit.
const ALONE: &str = "custom";

/// The client's own tools, in the form that the search and the schemas use.
pub(crate) struct ClientTools(Vec<Arc<dyn LocalToolkit>>);

/// Tools that run in the client's process, under one name.
struct ClientToolkit {
    slug: String,
    name: String,
    tools: Vec<ToolDefinition>,
}

impl ClientTools {
    pub(crate) fn new(custom: &CustomTools) -> Self {
        let alone = custom.custom_tools.iter().map(|tool| {
            let toolkit = tool.extends_toolkit.as_deref();
            ClientToolkit::new(toolkit.unwrap_or(ALONE), "", vec![definition(tool, toolkit)])
        });
        let grouped = custom.custom_toolkits.iter().map(|toolkit| {
            let tools = toolkit.tools.iter().map(|tool| definition(tool, Some(&toolkit.slug))).collect();
            ClientToolkit::new(&toolkit.slug, text(&toolkit.rest, "name"), tools)
        });
        Self(alone.chain(grouped).map(|toolkit| Arc::new(toolkit) as Arc<dyn LocalToolkit>).collect())
    }

    pub(crate) fn tools(&self) -> impl Iterator<Item = Found<'_>> {
        let found = |toolkit| move |tool| Found { toolkit, tool };
        self.0.iter().flat_map(move |toolkit| toolkit.tools().iter().map(found(toolkit)))
    }

    /// The tool that the session lists under this name, in any case.
    pub(crate) fn find(&self, slug: &str) -> Option<Found<'_>> {
        self.tools().find(|found| found.tool.slug.eq_ignore_ascii_case(slug))
    }
}

impl ClientToolkit {
    fn new(slug: &str, name: &str, tools: Vec<ToolDefinition>) -> Self {
        Self { slug: slug.to_owned(), name: name.to_owned(), tools }
    }
}

impl LocalToolkit for ClientToolkit {
    fn slug(&self) -> &str {
        &self.slug
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn tools(&self) -> &[ToolDefinition] {
        &self.tools
    }

    fn execute<'a>(&'a self, call: ToolCall<'a>) -> BoxFuture<'a, Result<Value, ToolError>> {
        // It runs in the client's process; it cannot be executed here.
        Box::pin(std::future::ready(Err(ToolError::UnknownTool(call.tool.to_owned()))))
    }
}

fn definition(tool: &CustomTool, toolkit: Option<&str>) -> ToolDefinition {
    let schema = |key| tool.rest.get(key).cloned().unwrap_or_else(|| json!({ "type": "object" }));
    let (name, description) = (text(&tool.rest, "name"), text(&tool.rest, "description"));
    ToolDefinition::new(tool.listed(toolkit), name, description, schema("input_schema"))
        .output_schema(schema("output_schema"))
}

fn text<'a>(keys: &'a Map<String, Value>, key: &str) -> &'a str {
    keys.get(key).and_then(Value::as_str).unwrap_or_default()
}
