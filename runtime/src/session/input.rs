use std::collections::BTreeMap;
use std::fmt;

use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::{Value, json};

use super::MetaTool;
#[cfg(feature = "custom-tools")]
use crate::custom::Batch;

/// What a call sends, kept to send it again with the user's answers.
#[derive(Clone)]
pub(crate) struct Call {
    /// The last segment of the endpoint's path.
    pub(super) endpoint: &'static str,
    /// The body, arguments and all.
    pub(super) body: Value,
    /// What its local part came to, where it had one.
    #[cfg(feature = "custom-tools")]
    pub(crate) batch: Option<Batch>,
}

impl Call {
    pub(super) fn tool(slug: &str, arguments: Value) -> Self {
        Self::new("execute", json!({ "tool_slug": slug, "arguments": arguments }))
    }

    pub(super) fn meta(tool: &MetaTool, arguments: Value) -> Self {
        Self::new("execute_meta", json!({ "slug": tool.as_str(), "arguments": arguments }))
    }

    pub(super) fn new(endpoint: &'static str, body: Value) -> Self {
        Self {
            endpoint,
            body,
            #[cfg(feature = "custom-tools")]
            batch: None,
        }
    }
}

#[cfg(feature = "custom-tools")]
impl Call {
    /// The tool that is called.
    pub(crate) fn slug(&self) -> &str {
        self.body.get("tool_slug").or_else(|| self.body.get("slug")).and_then(Value::as_str).unwrap_or_default()
    }

    pub(crate) fn arguments(&self) -> &Value {
        &self.body["arguments"]
    }

    pub(crate) fn arguments_mut(&mut self) -> &mut Value {
        &mut self.body["arguments"]
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

    /// The same, with the results that the call already has.
    #[cfg(feature = "custom-tools")]
    pub(crate) fn keeping(mut self, batch: Batch) -> Self {
        self.call.batch = Some(batch);
        self
    }

    /// The same call, with what the user said.
    pub(super) fn answered(self, responses: impl IntoIterator<Item = (String, InputResponse)>) -> Call {
        let mut call = self.call;
        call.body["input_responses"] = responses.into_iter().map(|(id, response)| (id, response.into_wire())).collect();
        match (self.request_state, call.body.as_object_mut()) {
            (Some(state), _) => call.body["request_state"] = state.expose_secret().into(),
            // That of an earlier question must not go along.
            (None, Some(body)) => drop(body.remove("request_state")),
            (None, None) => {}
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
