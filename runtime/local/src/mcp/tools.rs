//! The tools of a session in the form of MCP.

use std::sync::Arc;

use rmcp::model::{Tool, ToolAnnotations};
use tool_router_core::config::{SessionConfig, Tag};

use crate::{
    meta,
    registered::RegisteredToolkits,
    sessions::tools::preloaded,
    toolkit::{ToolDefinition, object_schema},
};

/// The tools that the session lists: its meta tools, then the preloaded tools.
pub(super) fn list(registered: &RegisteredToolkits, config: &SessionConfig) -> Vec<Tool> {
    let meta_tools = meta::exposed(config).map(|tool| describe(&tool.definition()));
    let preloaded = preloaded(registered, config).map(|found| describe(found.tool));
    meta_tools.chain(preloaded).collect()
}

/// Whether the session lists the tool of this name.
pub(super) fn lists(registered: &RegisteredToolkits, config: &SessionConfig, name: &str) -> bool {
    meta::exposed(config).any(|tool| tool.slug() == name)
        || preloaded(registered, config).any(|found| found.tool.slug == name)
}

fn describe(tool: &ToolDefinition) -> Tool {
    let described = Tool::new(tool.slug.clone(), tool.description.clone(), Arc::new(object_schema(&tool.input_schema)));
    described.with_title(tool.name.clone()).with_annotations(annotations(&tool.tags))
}

/// The annotations for the tags. Hints without a tag are left to MCP's defaults, by which a tool may be destructive; a
/// tag for something else implies that it is not.
fn annotations(tags: &[Tag]) -> ToolAnnotations {
    let has = |tag| tags.contains(&tag);
    let if_tagged = |tag| has(tag).then_some(true);
    let harmless = [Tag::ReadOnly, Tag::Create, Tag::Update].into_iter().any(has);
    let destructive = if_tagged(Tag::Destructive).or(harmless.then_some(false));
    ToolAnnotations::from_raw(
        None,
        if_tagged(Tag::ReadOnly),
        destructive,
        if_tagged(Tag::Idempotent),
        if_tagged(Tag::OpenWorld),
    )
}
