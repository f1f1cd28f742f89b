//! What a session may reach.
//!
//! Listing, search, schemas, execution and connecting all use these checks, so that none of them shows or allows more
//! than another.

use tool_router_core::config::{Access, SessionConfig, ToolAccess};

use super::{
    api_error::ApiError,
    registered::{Found, RegisteredToolkits},
    toolkit::LocalToolkit,
};

/// Why a session may not reach a toolkit or a tool.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("[Session Restriction] {kind} '{slug}' {reason}")]
pub(crate) struct Restriction {
    kind: &'static str,
    slug: String,
    reason: &'static str,
}

const NOT_ALLOWED: &str = "is not allowed for this session";
const DISABLED: &str = "is disabled for this session";

impl From<Restriction> for ApiError {
    fn from(restriction: Restriction) -> Self {
        Self::refused(restriction.to_string())
    }
}

/// Whether the session may reach the toolkit.
pub(crate) fn check_toolkit(config: &SessionConfig, toolkit: &str) -> Result<(), Restriction> {
    listed(&config.toolkits.access, "Toolkit", toolkit)
}

/// Whether the session may reach the tool.
pub(crate) fn check_tool(config: &SessionConfig, found: Found<'_>) -> Result<(), Restriction> {
    check_toolkit(config, found.toolkit.slug())?;
    let slug = &found.tool.slug;
    let access = config.tools.get(found.toolkit.slug()).map(|tools| &tools.access);
    if let Some(access) = access {
        listed(&access.by_name(), "Tool", slug)?;
    }
    let tags = access.and_then(ToolAccess::tags).unwrap_or(&config.tags);
    let names: Vec<&str> = found.tool.tags.iter().map(|tag| tag.as_str()).collect();
    if tags.allows(&names) {
        return Ok(());
    }
    Err(Restriction { kind: "Tool", slug: slug.clone(), reason: "is excluded by the tags of this session" })
}

/// The toolkit with this slug, if the session may reach it.
pub(crate) fn toolkit<'a>(
    registered: &'a RegisteredToolkits,
    config: &SessionConfig,
    slug: &str,
) -> Result<&'a dyn LocalToolkit, ApiError> {
    let Some(toolkit) = registered.toolkit(slug) else {
        // A restriction is the better answer even if the router does not have the toolkit.
        check_toolkit(config, slug)?;
        let message = format!("Toolkit '{slug}' is not served by this router");
        return Err(not_served(registered, message));
    };
    check_toolkit(config, toolkit.slug())?;
    Ok(toolkit.as_ref())
}

/// The answer to toolkits that the router does not have, which says what it has.
pub(crate) fn not_served(registered: &RegisteredToolkits, message: impl Into<String>) -> ApiError {
    ApiError::refused(message).suggest(match registered.slugs() {
        slugs if slugs.is_empty() => "It serves none: add toolkits to its builder.".to_owned(),
        slugs => format!("It serves: {slugs}."),
    })
}

/// The tool with this slug, if the session may reach it.
pub(crate) fn tool<'a>(
    registered: &'a RegisteredToolkits,
    config: &SessionConfig,
    slug: &str,
) -> Result<Found<'a>, ApiError> {
    let Some(found) = registered.tool(slug) else {
        let fix = "Find the right slug with COMPOSIO_SEARCH_TOOLS.";
        return Err(ApiError::refused(format!("Tool '{slug}' is not served by this router")).suggest(fix));
    };
    check_tool(config, found)?;
    Ok(found)
}

/// Every tool that the session may reach.
pub(crate) fn tools<'a>(registered: &'a RegisteredToolkits, config: &SessionConfig) -> impl Iterator<Item = Found<'a>> {
    registered.tools().filter(|found| check_tool(config, *found).is_ok())
}

fn listed(access: &Access, kind: &'static str, slug: &str) -> Result<(), Restriction> {
    if access.allows(slug) {
        return Ok(());
    }
    let reason = if matches!(access, Access::Except(_)) { DISABLED } else { NOT_ALLOWED };
    Err(Restriction { kind, slug: slug.to_owned(), reason })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde_json::{Value, json};

    use super::{super::test_support::Echo, *};

    fn registered() -> RegisteredToolkits {
        RegisteredToolkits::new(vec![Arc::new(Echo::open("echo"))]).unwrap()
    }

    fn reachable(config: Value) -> Vec<String> {
        let config: SessionConfig = serde_json::from_value(config).unwrap();
        tools(&registered(), &config).map(|found| found.tool.slug.clone()).collect()
    }

    #[test]
    fn toolkits_tools_and_tags_all_have_to_allow() {
        let all = ["ECHO_READ", "ECHO_DELETE"];
        assert_eq!(reachable(json!({})), all);
        assert_eq!(reachable(json!({ "toolkits": { "enable": ["echo"] } })), all);
        assert!(reachable(json!({ "toolkits": { "enable": [] } })).is_empty());
        assert!(reachable(json!({ "toolkits": { "disable": ["echo"] } })).is_empty());
        assert_eq!(reachable(json!({ "tags": ["readOnlyHint"] })), ["ECHO_READ"]);
        assert_eq!(reachable(json!({ "tags": { "disable": ["destructiveHint"] } })), ["ECHO_READ"]);
        assert_eq!(reachable(json!({ "tools": { "echo": { "disable": ["ECHO_READ"] } } })), ["ECHO_DELETE"]);
        let both = json!({ "tools": { "echo": ["ECHO_DELETE"] }, "tags": ["readOnlyHint"] });
        assert!(reachable(both).is_empty());
    }

    #[test]
    fn tags_of_a_toolkit_replace_those_of_the_session() {
        let config = json!({ "tools": { "echo": { "tags": ["destructiveHint"] } }, "tags": ["readOnlyHint"] });
        assert_eq!(reachable(config), ["ECHO_DELETE"]);
    }

    #[test]
    fn refusals_say_why() {
        let refusal = |config: Value| {
            let config: SessionConfig = serde_json::from_value(config).unwrap();
            tool(&registered(), &config, "ECHO_READ").map(|_| ()).unwrap_err().message
        };
        assert_eq!(
            refusal(json!({ "toolkits": ["gmail"] })),
            "[Session Restriction] Toolkit 'echo' is not allowed for this session"
        );
        assert_eq!(
            refusal(json!({ "toolkits": { "disable": ["echo"] } })),
            "[Session Restriction] Toolkit 'echo' is disabled for this session"
        );
        assert_eq!(
            refusal(json!({ "tools": { "echo": { "disable": ["ECHO_READ"] } } })),
            "[Session Restriction] Tool 'ECHO_READ' is disabled for this session"
        );
    }
}
