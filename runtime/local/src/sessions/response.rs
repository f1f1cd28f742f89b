use axum::{
    Json,
    http::{HeaderName, HeaderValue},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};
use tool_router_core::config::StoredConfig;

use super::custom_tools::CustomTools;
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
            "config": StoredConfig::new(&session.user_id, &session.config),
            "config_version": session.config_version,
        });
        if let Some(fallback) = session.config.experimental.no_elicitation_support_fallback {
            response["experimental"] = json!({ "no_elicitation_support_fallback": fallback });
        }
        Self(response)
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

impl IntoResponse for SessionResponse {
    fn into_response(self) -> Response {
        ([(PUSH, HeaderValue::from_static("connections"))], Json(self.0)).into_response()
    }
}
