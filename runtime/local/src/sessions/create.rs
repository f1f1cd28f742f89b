use axum::{extract::State, http::StatusCode};
use serde::Deserialize;
use serde_json::{Map, Value};
use tool_router_core::config::{Access, MAX_PER_TOOLKIT, Preload, SessionConfig};

use super::{SessionResponse, custom_tools::CustomTools, experimental, served, slugs};
use crate::{
    access,
    api_error::ApiError,
    auth_configs,
    connect::{CallbackUrl, link_base},
    connections, hooks, random,
    request::{Body, Origin, parse},
    session_configs,
    state::App,
    store::Session,
};

/// `POST ""`
pub(crate) async fn create(
    State(app): State<App>,
    origin: Origin,
    Body(mut body): Body<Map<String, Value>>,
) -> Result<(StatusCode, SessionResponse), ApiError> {
    session_configs::expand(&app, &mut body).await?;
    let request = Request::read(body)?;
    request.custom.check(&app.registered)?;
    let config = request.config;
    served::check(&app, &config, None)?;
    check(&app, &request.user_id, &config).await?;
    app.script.offer(&request.custom);
    let session = app.store.insert_session(&random::id("trs")?, &request.user_id, config).await?;
    let response = SessionResponse::new(&session, &origin).with_assistive_prompt(&session.config);
    let response = response.with_custom_tools(&request.custom);
    Ok((StatusCode::CREATED, response))
}

/// The configuration in the body of a request to create a session.
#[cfg(any(test, fuzzing))]
pub(crate) fn configuration(body: Map<String, Value>) -> Result<SessionConfig, ApiError> {
    Request::read(body).map(|request| request.config)
}

/// Checks a configuration against what the router offers.
pub(super) async fn check(app: &App, user_id: &str, config: &SessionConfig) -> Result<(), ApiError> {
    hooks::check(app, config)?;
    check_preload(app, config)?;
    auth_configs::check_named(app, config)?;
    connections::check_pins(app, user_id, config).await
}

/// `POST /{id}/attach`: returns the session as it is, with the names of the client's own tools.
pub(crate) async fn attach(
    State(app): State<App>,
    session: Session,
    origin: Origin,
    Body(body): Body<AttachRequest>,
) -> Result<SessionResponse, ApiError> {
    let custom = CustomTools::announced(body.experimental)?;
    custom.check(&app.registered)?;
    app.script.offer(&custom);
    Ok(SessionResponse::new(&session, &origin).with_custom_tools(&custom))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AttachRequest {
    #[serde(default)]
    experimental: Map<String, Value>,
}

#[derive(Debug)]
struct Request {
    user_id: String,
    config: SessionConfig,
    custom: CustomTools,
}

impl Request {
    fn read(mut body: Map<String, Value>) -> Result<Self, ApiError> {
        let user_id = match body.remove("user_id") {
            Some(Value::String(user_id)) if !user_id.is_empty() => user_id,
            Some(_) => return Err(ApiError::invalid("payload.user_id", "expected text that is not empty")),
            None => return Err(ApiError::invalid("payload.user_id", "it is missing")),
        };
        let custom = experimental::of_creation(&body)?;
        rename_premium_usage(&mut body)?;
        let mut config = parse("payload", Value::Object(body))?;
        check_limits(&config)?;
        slugs::normalize(&mut config)?;
        Ok(Self { user_id, config, custom })
    }
}

/// The TypeScript SDK still sends `instant` under its older name.
pub(super) fn rename_premium_usage(body: &mut Map<String, Value>) -> Result<(), ApiError> {
    let Some(mut usage) = body.remove("premium_usage") else {
        return Ok(());
    };
    if body.contains_key("instant") {
        return Err(ApiError::invalid(
            "payload.premium_usage",
            "it is the older name of `instant`, which is there as well",
        ));
    }
    if let Some(charge) = usage.as_object_mut().and_then(|usage| usage.remove("return_premium_charge")) {
        usage["return_instant_charge"] = charge;
    }
    body.insert("instant".to_owned(), usage);
    Ok(())
}

/// Limits that the types of the configuration do not express.
pub(super) fn check_limits(config: &SessionConfig) -> Result<(), ApiError> {
    let several = config.multi_account.as_ref();
    let max = several.and_then(|several| several.max_accounts_per_toolkit);
    if max.is_some_and(|max| !MAX_PER_TOOLKIT.contains(&max)) {
        let (least, most) = (MAX_PER_TOOLKIT.start(), MAX_PER_TOOLKIT.end());
        let problem = format_args!("expected {least} to {most}");
        return Err(ApiError::invalid("payload.multi_account.max_accounts_per_toolkit", problem));
    }
    let is_on = several.is_some_and(|several| several.enable == Some(true));
    if several.is_some_and(|several| several.enable == Some(false)) && max.is_some() {
        return Err(ApiError::invalid("payload.multi_account", "a maximum needs `enable`"));
    }
    let pins = config.connected_accounts.iter().find(|(_, ids)| ids.len() > 1 && !is_on);
    if let Some((toolkit, _)) = pins {
        let place = format!("payload.connected_accounts.{toolkit}");
        return Err(ApiError::invalid(&place, "more than one account needs `multi_account`"));
    }
    let threshold = config.sandbox.as_ref().and_then(|sandbox| sandbox.auto_offload_threshold);
    if threshold == Some(0) {
        return Err(ApiError::invalid("payload.workbench.auto_offload_threshold", "expected a number above 0"));
    }
    if let Some(url) = config.manage_connections.callback_url.as_deref() {
        CallbackUrl::parse_at("payload.manage_connections.callback_url", url)?;
    }
    let zone = config.experimental.assistive_prompt_config.as_ref().and_then(|prompt| prompt.user_timezone.as_deref());
    if let Some(zone) = zone {
        experimental::check_timezone(zone)?;
    }
    if let Some(url) = config.experimental.link_url_overwrite.as_deref() {
        link_base(url)?;
    }
    Ok(())
}

/// Refuses to preload tools that the session does not reach. Tools that the router does not have are left out of the
/// list.
fn check_preload(app: &App, config: &SessionConfig) -> Result<(), ApiError> {
    let Some(Preload { tools, .. }) = &config.preload else { return Ok(()) };
    if tools.is_all() && !allows_positively(config) {
        let problem = "`all` needs toolkits, tools or tags that are enabled by name";
        return Err(ApiError::invalid("payload.preload.tools", problem));
    }
    let mut known = tools.named().iter().filter_map(|slug| app.registered.tool(slug));
    Ok(known.try_for_each(|found| access::check_tool(config, found))?)
}

fn allows_positively(config: &SessionConfig) -> bool {
    matches!(config.toolkits.access, Access::Only(_))
        || !config.tags.enable.is_empty()
        || config.tools.iter().any(|(_, tools)| tools.access.is_allowlist())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(body: Value) -> Result<Request, ApiError> {
        let Value::Object(body) = body else { panic!("a body is an object") };
        Request::read(body)
    }

    fn problem(body: Value) -> String {
        read(body).unwrap_err().errors.remove(0)
    }

    #[test]
    fn the_place_of_a_mistake_is_named() {
        assert!(problem(json!({})).starts_with("Error in payload.user_id: "));
        assert!(problem(json!({ "user_id": "" })).starts_with("Error in payload.user_id: "));
        assert!(problem(json!({ "user_id": "u", "toolkits": 1 })).starts_with("Error in payload.toolkits: "));
        assert!(problem(json!({ "user_id": "u", "sandbox": {} })).contains("unknown field `sandbox`"));
        let pins = json!({ "user_id": "u", "connected_accounts": { "gmail": ["ca_1", "ca_2"] } });
        assert!(problem(pins).starts_with("Error in payload.connected_accounts.gmail: "));
        let max = json!({ "user_id": "u", "multi_account": { "enable": true, "max_accounts_per_toolkit": 11 } });
        assert!(problem(max).contains("2 to 10"));
    }

    #[test]
    fn the_older_name_of_instant_is_taken() {
        let body = json!({ "user_id": "u", "premium_usage": { "return_premium_charge": true } });
        assert_eq!(
            serde_json::to_value(read(body).unwrap().config.instant).unwrap(),
            json!({ "return_instant_charge": true })
        );
        assert!(read(json!({ "user_id": "u", "premium_usage": false, "instant": false })).is_err());
    }
}
