use axum::{
    Json,
    http::{HeaderName, HeaderValue},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};
use tool_router_core::config::{Instant, Sandbox, SessionConfig, StoredConfig, StoredInstant, StoredSandbox};

use super::{assistive_prompt, custom_tools::CustomTools};
use crate::{meta, request::Origin, store::Session};

/// Tells a client that this router pushes changes of connections.
const PUSH: HeaderName = HeaderName::from_static("x-tool-router-push");

/// A session in the answers of create, retrieve and attach.
#[derive(Debug)]
pub(crate) struct SessionResponse(Value);

impl SessionResponse {
    pub(crate) fn new(session: &Session, Origin(origin): &Origin) -> Self {
        let meta_tools: Vec<_> = meta::exposed(&session.config).map(meta::MetaTool::slug).collect();
        let mut response = json!({
            "session_id": session.id,
            "mcp": { "type": "http", "url": format!("{origin}/tool_router/{}/mcp", session.id) },
            "tool_router_tools": meta_tools,
            "config": config(&session.user_id, &session.config),
            "config_version": session.config_version,
        });
        let warnings = warnings(&session.config);
        if !warnings.is_empty() {
            response["warnings"] = warnings.into();
        }
        if let Some(fallback) = session.config.experimental.no_elicitation_support_fallback {
            response["experimental"] = json!({ "no_elicitation_support_fallback": fallback });
        }
        if let Some(id) = &session.config.experimental.session_config_id {
            response["experimental"]["source_session_config"] = json!({ "id": id });
        }
        Self(response)
    }

    /// Adds what the model is told. Only the answer to a creation has it.
    pub(crate) fn with_assistive_prompt(mut self, config: &SessionConfig) -> Self {
        self.0["experimental"]["assistive_prompt"] = assistive_prompt::prompt(config).into();
        self
    }

    pub(crate) fn with_custom_tools(mut self, custom: &CustomTools) -> Self {
        if !custom.is_empty() {
            let (tools, toolkits) = custom.named();
            self.0["experimental"]["custom_tools"] = tools.into();
            self.0["experimental"]["custom_toolkits"] = toolkits.into();
        }
        self
    }
}

/// A configuration as this router answers it: what it does not have is off, whatever was asked for.
pub(super) fn config(user_id: &str, config: &SessionConfig) -> StoredConfig {
    let mut stored = StoredConfig::new(user_id, config);
    stored.sandbox = stored.sandbox.map(|sandbox| {
        let mut off = StoredSandbox::from(
            &Sandbox::DEFAULT
                .with_enable(Some(false))
                .with_enable_tool_execution(Some(false))
                .with_enable_proxy_execution(Some(false)),
        );
        off.auto_offload_threshold = sandbox.auto_offload_threshold;
        off.sandbox_size = sandbox.sandbox_size;
        off
    });
    stored.instant = Some(StoredInstant::Switch(false));
    stored
}

/// What was asked for, also by asking for nothing, and is not there.
fn warnings(config: &SessionConfig) -> Vec<Value> {
    let sandbox = config.sandbox.as_ref().and_then(|sandbox| sandbox.enable).unwrap_or(true);
    let instant = matches!(config.instant, Some(Instant::On(_)));
    let all = [
        (
            sandbox,
            "SANDBOX_NOT_AVAILABLE",
            "This router has no sandbox: `workbench` is off, and its tools are not listed. Create the session with workbench \
             {\"enable\": false} to say so yourself.",
        ),
        (
            instant,
            "INSTANT_NOT_AVAILABLE",
            "This router has no accounts of its own: `instant` is off, and every tool runs on the user's account.",
        ),
    ];
    let missing = all.into_iter().filter(|(asked, ..)| *asked);
    missing.map(|(_, code, message)| json!({ "code": code, "message": message })).collect()
}

impl IntoResponse for SessionResponse {
    fn into_response(self) -> Response {
        ([(PUSH, HeaderValue::from_static("connections"))], Json(self.0)).into_response()
    }
}
