use std::collections::BTreeMap;
use std::fmt;

use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::{Value, json};

use super::MetaTool;

/// What a call sends, kept to send it again with the user's answers.
#[derive(Clone)]
pub(super) struct Call {
    /// The last segment of the endpoint's path.
    pub(super) endpoint: &'static str,
    /// The body, arguments and all.
    pub(super) body: Value,
}

impl Call {
    pub(super) fn tool(slug: &str, arguments: Value) -> Self {
        Self { endpoint: "execute", body: json!({ "tool_slug": slug, "arguments": arguments }) }
    }

    pub(super) fn meta(tool: &MetaTool, arguments: Value) -> Self {
        Self { endpoint: "execute_meta", body: json!({ "slug": tool.as_str(), "arguments": arguments }) }
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The arguments are the user's.
        formatter.debug_struct("Call").finish_non_exhaustive()
    }
}

/// What the user has to say before a tool can run.
///
/// Show the user each [request](Self::requests), then hand it to [`Session::respond`](super::Session::respond) with
/// the responses; the call is sent again with them.
#[derive(Clone, Debug)]
pub struct InputRequired {
    call: Call,
    requests: BTreeMap<String, InputRequest>,
    request_state: Option<SecretString>,
}

/// One thing to ask the user.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct InputRequest {
    /// What kind of request it is: `elicitation`.
    #[serde(rename = "type", default)]
    pub kind: String,
    /// How to ask: `form`.
    #[serde(default)]
    pub mode: Option<String>,
    /// What to ask.
    #[serde(default)]
    pub message: String,
    /// The JSON schema of the response.
    #[serde(default)]
    pub requested_schema: Value,
}

/// What the user said to a request.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum InputResponse {
    /// An answer that fits the requested schema.
    Accept(Value),
    /// No.
    Decline,
    /// Not now.
    Cancel,
}

impl InputResponse {
    /// To a request for approval: run the tool, this time.
    #[must_use]
    pub fn approve() -> Self {
        Self::Accept(json!({ "decision": "approve" }))
    }

    /// To a request for approval: run the tool, and do not ask again.
    #[must_use]
    pub fn always_approve() -> Self {
        Self::Accept(json!({ "decision": "always_approve" }))
    }

    /// To a request for approval: do not run the tool.
    #[must_use]
    pub fn deny() -> Self {
        Self::Accept(json!({ "decision": "deny" }))
    }

    fn into_wire(self) -> Value {
        match self {
            Self::Accept(content) => json!({ "action": "accept", "content": content }),
            Self::Decline => json!({ "action": "decline" }),
            Self::Cancel => json!({ "action": "cancel" }),
        }
    }
}

impl InputRequired {
    /// What to ask the user, by the request's id.
    #[must_use]
    pub fn requests(&self) -> &BTreeMap<String, InputRequest> {
        &self.requests
    }

    /// The same call, with what the user said.
    pub(super) fn answered(self, responses: impl IntoIterator<Item = (String, InputResponse)>) -> Call {
        let mut call = self.call;
        call.body["input_responses"] = responses.into_iter().map(|(id, response)| (id, response.into_wire())).collect();
        if let Some(state) = self.request_state {
            call.body["request_state"] = state.expose_secret().into();
        }
        call
    }
}

/// The wire's form of [`InputRequired`].
#[derive(Deserialize)]
pub(super) struct InputAnswer {
    input_requests: BTreeMap<String, InputRequest>,
    #[serde(default)]
    request_state: Option<SecretString>,
}

impl InputAnswer {
    pub(super) fn of(self, call: Call) -> InputRequired {
        InputRequired { call, requests: self.input_requests, request_state: self.request_state }
    }
}
