//! The toolkit: one API, to read and to write.

use serde_json::{Value, json};
use tool_router::config::Tag;
use tool_router::local::{BoxFuture, LocalToolkit, OAuth2Endpoints, ToolCall, ToolDefinition, ToolError, reqwest};
use url::Url;

pub(super) struct Notes {
    api: Url,
    endpoints: OAuth2Endpoints,
    tools: [ToolDefinition; 2],
}

impl Notes {
    /// Notes of the API at this provider.
    pub(super) fn at(provider: &str) -> Self {
        let at = |path: &str| Url::parse(provider).and_then(|url| url.join(path)).expect("a URL");
        let endpoints = OAuth2Endpoints::new(at("/auth"), at("/token"), "tool-router-tests")
            .client_secret("a-secret-of-the-tests")
            .issuer(provider)
            .revoke_url(at("/token/revocation"))
            .scopes(["notes.read"]);
        let tool = |slug, name, description| ToolDefinition::new(slug, name, description, json!({ "type": "object" }));
        let read = tool("NOTES_READ", "Read notes", "Reads all notes.").tags([Tag::ReadOnly]);
        let tools = [read, tool("NOTES_ADD", "Add a note", "Adds a note.")];
        Self { api: at("/notes"), endpoints, tools }
    }
}

impl LocalToolkit for Notes {
    fn slug(&self) -> &str {
        "notes"
    }

    fn name(&self) -> &str {
        "Notes"
    }

    fn auth(&self) -> Option<&OAuth2Endpoints> {
        Some(&self.endpoints)
    }

    fn tools(&self) -> &[ToolDefinition] {
        &self.tools
    }

    fn execute<'a>(&'a self, call: ToolCall<'a>) -> BoxFuture<'a, Result<Value, ToolError>> {
        Box::pin(async move {
            let method = match call.tool {
                "NOTES_READ" => reqwest::Method::GET,
                "NOTES_ADD" => reqwest::Method::POST,
                other => return Err(ToolError::UnknownTool(other.to_owned())),
            };
            let token = call.caller.access_token().ok_or(ToolError::Unauthorized)?;
            let request = call.caller.http.request(method, self.api.clone()).bearer_auth(token);
            let failed = |error: reqwest::Error| ToolError::Transport(error.without_url().to_string());
            let response = request.send().await.map_err(failed)?;
            let status = response.status();
            let body = response.bytes().await.map_err(failed)?;
            match status.as_u16() {
                401 => Err(ToolError::Unauthorized),
                200 => serde_json::from_slice(&body).map_err(|error| ToolError::InvalidResponse(error.to_string())),
                status => Err(ToolError::Upstream { status, message: String::from_utf8_lossy(&body).into_owned() }),
            }
        })
    }
}
