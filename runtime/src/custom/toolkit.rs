use serde::Serialize;
use tool_router_core::grammar::custom_tool::{
    MAX_NAME, MAX_SLUG, MAX_TOOLKIT_DESCRIPTION, MAX_TOOLKIT_TOOLS, is_text, listed, listed_length, slug_problem,
};
use tool_router_core::rule_names;

use super::definition::{Definition, ToolDescription, refused, sent_preload};
use super::{CustomTool, CustomToolSet, CustomTools};
use crate::config::Text;
use crate::error::InvalidInput;

/// Custom tools that belong together, under one name.
///
/// ```
/// # use tool_router::{custom_tool, custom::CustomToolkit};
/// # /// Searches the code.
/// # #[custom_tool]
/// # async fn search_code(pattern: String) -> Result<String, std::io::Error> { Ok(pattern) }
/// let dev_tools = CustomToolkit::new("DEV_TOOLS", "Developer tools", "What helps with the code.")
///     .tool(SearchCode)
///     .preload(true);
/// # drop(dev_tools);
/// ```
#[derive(Clone)]
#[must_use = "a toolkit has to be registered: `.custom_toolkit(..)`"]
pub struct CustomToolkit {
    pub(super) slug: Text,
    name: Text,
    description: Text,
    pub(super) preload: Option<bool>,
    pub(super) tools: Vec<Definition>,
}

/// A toolkit in its wire format.
#[derive(Serialize)]
pub(super) struct ToolkitDescription<'a> {
    slug: &'a str,
    name: &'a str,
    description: &'a str,
    tools: Vec<ToolDescription<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    preload: Option<bool>,
}

impl CustomToolkit {
    /// Makes a toolkit without tools; add 1 to 100 of them.
    ///
    /// The slug has letters, digits, `_` and `-`, and is not the slug of one of the router's toolkits. The name has 1
    /// to 128 characters, the description 1 to 2,048. Violations are reported when the session is created.
    pub fn new(slug: impl Into<Text>, name: impl Into<Text>, description: impl Into<Text>) -> Self {
        Self { slug: slug.into(), name: name.into(), description: description.into(), preload: None, tools: Vec::new() }
    }

    /// Adds a tool.
    pub fn tool<T: CustomTool>(mut self, tool: T) -> Self {
        self.tools.push(Definition::new(tool));
        self
    }

    /// Adds the methods of a type with [`#[custom_tools]`](crate::custom_tools), which work on this value of it.
    pub fn tools<T: CustomToolSet>(mut self, methods: T) -> Self {
        self.tools.extend(CustomTools::new().tools(methods).tools);
        self
    }

    /// Sets whether the session lists the tools from the start, unless a tool has its own setting.
    pub fn preload(mut self, preload: bool) -> Self {
        self.preload = Some(preload);
        self
    }

    pub(super) fn check(&self) -> Result<(), InvalidInput> {
        let refuse = |problem: String, rule| Err(refused(&self.slug, problem, rule));
        if let Some(problem) = slug_problem(&self.slug) {
            return refuse(problem.to_owned(), rule_names::CUSTOM_TOOL_SLUG);
        }
        if !is_text(&self.name, MAX_NAME) {
            return refuse(format!("the name has to have 1 to {MAX_NAME} characters"), rule_names::CUSTOM_TOOL_TEXT);
        }
        if !is_text(&self.description, MAX_TOOLKIT_DESCRIPTION) {
            let problem = format!("the description has to have 1 to {MAX_TOOLKIT_DESCRIPTION} characters");
            return refuse(problem, rule_names::CUSTOM_TOOL_TEXT);
        }
        if !(1..=MAX_TOOLKIT_TOOLS).contains(&self.tools.len()) {
            let problem =
                format!("a toolkit has 1 to {MAX_TOOLKIT_TOOLS} tools, and this one has {}", self.tools.len());
            return refuse(problem, rule_names::CUSTOM_TOOL_TEXT);
        }
        for tool in &self.tools {
            if tool.extends_toolkit.is_some() {
                let problem = "a tool of a custom toolkit cannot extend another toolkit";
                return Err(refused(tool.slug, problem, rule_names::CUSTOM_TOOL_SLUG));
            }
            if listed_length(tool.slug, Some(&self.slug)) > MAX_SLUG {
                let listed = listed(tool.slug, Some(&self.slug));
                let problem = format!("`{listed}` has over {MAX_SLUG} characters");
                return Err(refused(tool.slug, problem, rule_names::CUSTOM_TOOL_SLUG));
            }
        }
        Ok(())
    }

    pub(super) fn describe(&self, all: bool) -> ToolkitDescription<'_> {
        ToolkitDescription {
            slug: &self.slug,
            name: &self.name,
            description: &self.description,
            tools: self.tools.iter().map(|tool| tool.describe(self.preload, all)).collect(),
            preload: sent_preload(self.preload, None, all),
        }
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }
}

impl std::fmt::Debug for CustomToolkit {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let tools: Vec<_> = self.tools.iter().map(|tool| tool.slug).collect();
        formatter.debug_struct("CustomToolkit").field("slug", &self.slug).field("tools", &tools).finish_non_exhaustive()
    }
}
