//! The settings that a request gives to an auth config.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::AuthConfig;
use crate::{
    api_error::ApiError,
    state::App,
    toolkit::{LocalToolkit, ToolDefinition, scopes_of},
};

/// The settings that a request gives. It is flattened, so that it takes what is left.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Change {
    name: Option<String>,
    credentials: Option<Map<String, Value>>,
    scopes: Option<Value>,
    user_scopes: Option<Value>,
    is_enabled_for_tool_router: Option<bool>,
    tool_access_config: Option<ToolAccess>,
    restrict_to_following_tools: Option<Vec<String>>,
    #[serde(flatten)]
    other: Map<String, Value>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ToolAccess {
    tools_for_connected_account_creation: Option<Vec<String>>,
    tools_available_for_execution: Option<Vec<String>>,
}

/// Applies what a request gives to an auth config.
pub(super) fn change(
    app: &App,
    toolkit: &dyn LocalToolkit,
    mut config: AuthConfig,
    change: Change,
    place: &str,
    is_custom: bool,
) -> Result<AuthConfig, ApiError> {
    let invalid = |field: &str, problem: &str| Err(ApiError::invalid(&format!("{place}.{field}"), problem));
    if let Some((field, _)) = change.other.iter().find(|(_, value)| !value.is_null()) {
        return invalid(field, "this router has no such setting");
    }
    let settings = &mut config.settings;
    if let Some(name) = change.name.filter(|name| !name.is_empty()) {
        settings.name = name;
    }
    settings.for_sessions = change.is_enabled_for_tool_router.unwrap_or(settings.for_sessions);
    let access = change.tool_access_config.unwrap_or_default();
    if let Some(tools) = access.tools_available_for_execution.or(change.restrict_to_following_tools) {
        check_tools(toolkit, &tools, place)?;
        settings.tools = tools;
    }
    if let Some(tools) = access.tools_for_connected_account_creation {
        check_tools(toolkit, &tools, place)?;
        if !tools.is_empty() {
            let named = |tool: &&ToolDefinition| tools.iter().any(|slug| tool.slug.eq_ignore_ascii_case(slug));
            settings.scopes = Some(scopes_of(toolkit.tools().iter().filter(named)));
        }
        settings.tools_for_connecting = tools;
    }
    let mut scopes = change.user_scopes.or(change.scopes);
    for (field, value) in change.credentials.unwrap_or_default() {
        let is_oauth = toolkit.auth().is_some();
        match (field.as_str(), value.as_str()) {
            _ if value.is_null() => {}
            ("scopes" | "user_scopes", _) if is_oauth => scopes = Some(value),
            ("client_id", Some(id)) if is_oauth && is_custom && !id.is_empty() => {
                settings.client_id = Some(id.to_owned())
            }
            ("client_secret", Some(secret)) if is_oauth && is_custom => {
                config.client_secret = Some(app.vault.seal(&config.id, secret)?);
            }
            _ => return invalid(&format!("credentials.{field}"), "this router has no such credential"),
        }
    }
    if let Some(scopes) = scopes {
        settings.scopes = Some(match scopes {
            Value::String(text) => {
                text.split([',', ' ']).filter(|scope| !scope.is_empty()).map(str::to_owned).collect()
            }
            Value::Array(scopes) if scopes.iter().all(Value::is_string) => {
                scopes.iter().filter_map(Value::as_str).map(str::to_owned).collect()
            }
            _ => return invalid("credentials.scopes", "expected text or a list of texts"),
        });
    }
    Ok(config)
}

fn check_tools(toolkit: &dyn LocalToolkit, tools: &[String], place: &str) -> Result<(), ApiError> {
    let has = |slug: &String| toolkit.tools().iter().any(|tool| tool.slug.eq_ignore_ascii_case(slug));
    match tools.iter().find(|slug| !has(slug)) {
        Some(slug) => {
            let problem = format_args!("toolkit {} has no tool {slug}", toolkit.slug());
            Err(ApiError::invalid(&format!("{place}.tool_access_config"), problem))
        }
        None => Ok(()),
    }
}
