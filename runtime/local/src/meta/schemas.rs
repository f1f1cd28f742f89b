//! `COMPOSIO_GET_TOOL_SCHEMAS`

use std::{
    cell::LazyCell,
    collections::{BTreeMap, BTreeSet},
};

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use tool_router_core::config::{SessionConfig, Tag};

use super::{Context, MetaTool, read, schema};
use crate::{
    access,
    api_error::ApiError,
    json_text,
    registered::{Found, RegisteredToolkits},
    search::Index,
    sessions::{ClientTools, CustomTools},
    toolkit::ToolDefinition,
};

/// The maximum number of look-ups.
const MAX_SLUGS: usize = 100;
/// How many unknown slugs are searched for.
const MAX_SUGGESTED: usize = 20;
const MAX_CHARACTERS: usize = 200;

#[derive(Debug, Deserialize, JsonSchema)]
struct Arguments {
    /// Slugs of the tools, as a search returned them.
    #[serde(deserialize_with = "json_text::or_text")]
    #[schemars(length(min = 1, max = MAX_SLUGS))]
    tool_slugs: Vec<String>,
    /// Which schemas to return.
    #[serde(default = "input_only")]
    include: Vec<Include>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Include {
    InputSchema,
    OutputSchema,
}

fn input_only() -> Vec<Include> {
    vec![Include::InputSchema]
}

pub(super) fn definition() -> ToolDefinition {
    ToolDefinition::new(
        MetaTool::GetToolSchemas.slug(),
        "Get tool schemas",
        "Returns the schemas of tools by their slugs. Call it before running a tool whose arguments are not known.",
        schema::<Arguments>(),
    )
    .tags([Tag::ReadOnly])
}

pub(super) async fn run(context: Context<'_>, arguments: Map<String, Value>) -> Result<Value, ApiError> {
    let Arguments { tool_slugs, include } = read(arguments)?;
    if !(1..=MAX_SLUGS).contains(&tool_slugs.len()) {
        return Err(ApiError::invalid("arguments.tool_slugs", format_args!("expected 1 to {MAX_SLUGS} slugs")));
    }
    if tool_slugs.iter().any(|slug| slug.chars().count() > MAX_CHARACTERS) {
        let problem = format_args!("a slug has at most {MAX_CHARACTERS} characters");
        return Err(ApiError::invalid("arguments.tool_slugs", problem));
    }
    let (app, config, custom) = (context.app.clone(), context.session.config.clone(), context.custom.clone());
    context.app.work.run(move || look_up(&app.registered, &config, &custom, &tool_slugs, &include)).await
}

fn look_up(
    registered: &RegisteredToolkits,
    config: &SessionConfig,
    custom: &CustomTools,
    tool_slugs: &[String],
    include: &[Include],
) -> Value {
    let client_tools = ClientTools::new(custom);
    // Made for the first slug that is not known.
    let index = LazyCell::new(|| Index::new(access::tools(registered, config).chain(client_tools.tools())));
    let mut schemas = Map::new();
    let mut not_found = BTreeSet::new();
    let mut suggestions = BTreeMap::new();
    for slug in tool_slugs {
        match client_tools.find(slug).map_or_else(|| access::tool(registered, config, slug), Ok) {
            Ok(found) if schemas.contains_key(&found.tool.slug) => {}
            Ok(found) => {
                schemas.insert(found.tool.slug.clone(), describe(found, include));
            }
            Err(_) => {
                if not_found.insert(slug) && suggestions.len() < MAX_SUGGESTED {
                    let near: Vec<_> =
                        index.rank(slug, "").iter().take(3).map(|found| found.tool.slug.clone()).collect();
                    suggestions.insert(slug, near);
                }
            }
        }
    }
    let mut answer = json!({
        "success": not_found.is_empty(),
        "tool_schemas": schemas,
        "not_found": not_found,
        "suggestions": suggestions,
    });
    if !not_found.is_empty() {
        answer["not_found_message"] = "These tools do not exist, or this session may not use them.".into();
    }
    answer
}

fn describe(Found { toolkit, tool }: Found<'_>, include: &[Include]) -> Value {
    let mut description = json!({
        "toolkit": toolkit.slug(),
        "tool_slug": tool.slug,
        "description": tool.description,
    });
    for include in include {
        match include {
            Include::InputSchema => description["input_schema"] = tool.input_schema.clone(),
            Include::OutputSchema => description["output_schema"] = tool.output_schema.clone(),
        }
    }
    description
}
