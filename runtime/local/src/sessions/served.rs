//! What a session names has to be served, unless it names it already.
//!
//! A toolkit would be found missing when a link is made or a tool runs, after the user was asked to connect others. A misspelt
//! tool in a list would have no effect, and nobody would notice. A fake, which has the tools that a test needs, may lack some.

use tool_router_core::{
    config::{Access, SessionConfig, Text, ToolAccess},
    grammar::spelling,
};

use crate::{access, api_error::ApiError, registered::RegisteredToolkits, state::App};

/// Refuses toolkits that are enabled by name, and tools of served toolkits, that the router does not have.
pub(super) fn check(app: &App, config: &SessionConfig, before: Option<&SessionConfig>) -> Result<(), ApiError> {
    check_toolkits(&app.registered, config, before)?;
    check_tools(&app.registered, config, before)
}

fn check_toolkits(
    registered: &RegisteredToolkits,
    config: &SessionConfig,
    before: Option<&SessionConfig>,
) -> Result<(), ApiError> {
    let named = |config: &SessionConfig| match &config.toolkits.access {
        Access::Only(slugs) => slugs.to_vec(),
        _ => Vec::new(),
    };
    let before = before.map(named).unwrap_or_default();
    let is_missing = |slug: &Text| registered.toolkit(slug).is_none() && !before.contains(slug);
    let missing: Vec<_> = named(config).into_iter().filter(is_missing).collect();
    let message = match missing.as_slice() {
        [] => return Ok(()),
        [slug] => format!("Toolkit '{slug}' is not served by this router"),
        slugs => format!("Toolkits '{}' are not served by this router", slugs.join("', '")),
    };
    Err(access::not_served(registered, message))
}

/// A tool in one of the lists of `tools`.
#[derive(PartialEq)]
struct Named<'a> {
    toolkit: &'a str,
    list: &'static str,
    tool: &'a Text,
}

fn check_tools(
    registered: &RegisteredToolkits,
    config: &SessionConfig,
    before: Option<&SessionConfig>,
) -> Result<(), ApiError> {
    let before: Vec<_> = before.into_iter().flat_map(named_tools).collect();
    let missing = named_tools(config).filter(|named| is_missing(registered, named) && !before.contains(named));
    let missing: Vec<_> = missing.collect();
    let message = match missing.as_slice() {
        [] => return Ok(()),
        [Named { tool, .. }] => format!("Tool '{tool}' is not served by this router"),
        several => {
            let slugs: Vec<&str> = several.iter().map(|named| named.tool.as_ref()).collect();
            format!("Tools '{}' are not served by this router", slugs.join("', '"))
        }
    };
    let mut error = ApiError::refused(message).suggest("GET /tools?toolkit_slug=… lists the tools of a toolkit.");
    error.errors = missing.iter().map(|named| problem(registered, named)).collect();
    Err(error)
}

fn named_tools(config: &SessionConfig) -> impl Iterator<Item = Named<'_>> {
    config.tools.iter().flat_map(|(toolkit, tools)| {
        let list = if matches!(tools.access, ToolAccess::Except(_)) { "disable" } else { "enable" };
        let listed = tools.access.named().iter().map(move |tool| Named { toolkit, list, tool });
        let approved = tools.require_approval.iter();
        listed.chain(approved.map(move |tool| Named { toolkit, list: "require_approval", tool }))
    })
}

fn is_missing(registered: &RegisteredToolkits, named: &Named<'_>) -> bool {
    let has_tool = || registered.tool(named.tool).is_some_and(|found| found.toolkit.slug() == named.toolkit);
    registered.toolkit(named.toolkit).is_some() && !registered.is_fake(named.toolkit) && !has_tool()
}

fn problem(registered: &RegisteredToolkits, Named { toolkit, list, tool }: &Named<'_>) -> String {
    let tools = registered.toolkit(toolkit).map(|toolkit| toolkit.tools()).unwrap_or_default();
    let nearest = spelling::nearest(tool, tools.iter().map(|tool| tool.slug.as_str()));
    let nearest = nearest.map(|slug| format!("; did you mean '{slug}'?")).unwrap_or_default();
    format!("Error in payload.tools.{toolkit}.{list}: '{tool}' is not a tool of {toolkit} here{nearest}")
}
