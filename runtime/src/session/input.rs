use std::collections::BTreeMap;
use std::fmt;

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize, Serializer};
use serde_json::{Map, Value, json};

use super::MetaTool;
#[cfg(feature = "custom-tools")]
use crate::custom::Batch;
use crate::error::InvalidInput;
use crate::ids::SessionId;

/// A call of a tool, kept so that it can be made again with the user's responses.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Call {
    pub(crate) tool: Called,
    pub(crate) arguments: Map<String, Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) account: Option<String>,
    /// The id that a model gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) model_call: Option<String>,
    /// Not stored: the next responses replace it.
    #[serde(skip)]
    pub(super) said: UserSaid,
    /// The results of its local part, if it had one.
    #[cfg(feature = "custom-tools")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) batch: Option<Batch>,
}

/// What is called.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Called {
    /// A tool of a toolkit, or a custom one, by its slug.
    Tool(String),
    /// One of the router's own.
    Meta(MetaTool),
}

/// The user's responses to the questions about a call.
#[derive(Clone, Default, Serialize)]
pub(super) struct UserSaid {
    #[serde(skip_serializing_if = "Option::is_none")]
    input_responses: Option<BTreeMap<String, InputResponse>>,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "exposed")]
    request_state: Option<SecretString>,
}

impl Call {
    pub(super) fn new(tool: Called, arguments: Map<String, Value>) -> Self {
        Self {
            tool,
            arguments,
            account: None,
            model_call: None,
            said: UserSaid::default(),
            #[cfg(feature = "custom-tools")]
            batch: None,
        }
    }
}

impl Call {
    /// Whether it was made before, and is made again with the user's responses.
    pub(crate) fn is_resumed(&self) -> bool {
        self.said.input_responses.is_some()
    }
}

impl Called {
    pub(crate) fn slug(&self) -> &str {
        match self {
            Self::Tool(slug) => slug,
            Self::Meta(tool) => tool.as_str(),
        }
    }
}

/// The state goes to the router that it came from, and where a program stores the question.
fn exposed<S: Serializer>(state: &Option<SecretString>, serializer: S) -> Result<S::Ok, S::Error> {
    state.as_ref().map(ExposeSecret::expose_secret).serialize(serializer)
}

impl fmt::Debug for Call {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The arguments belong to the user.
        formatter.debug_struct("Call").field("tool", &self.tool.slug()).finish_non_exhaustive()
    }
}

/// A call `C` with the questions for the user that must be answered first.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Question<C> {
    session: SessionId,
    call: C,
    #[serde(rename = "input_requests")]
    requests: BTreeMap<String, InputRequest>,
    #[serde(default, skip_serializing_if = "Option::is_none", serialize_with = "exposed")]
    request_state: Option<SecretString>,
}

/// Questions that the user must answer before a tool can run.
///
/// Show the user each [request](Self::requests), then hand it to [`Session::respond`](super::Session::respond) with
/// the responses; the call is sent again with them. It can be kept until that has succeeded, also across a restart of the
/// program: it is serialised whole, with the arguments of the call and with what the router recognises it by. Store it
/// where the user's data is stored.
#[derive(Clone, Serialize, Deserialize)]
pub struct InputRequired(pub(super) Question<Call>);

/// One question for the user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct InputRequest {
    /// The kind of request, e.g. `elicitation`.
    #[serde(rename = "type", default)]
    pub kind: String,
    /// How to ask, e.g. `form`.
    #[serde(default)]
    pub mode: Option<String>,
    /// What to ask.
    #[serde(default)]
    pub message: String,
    /// The JSON Schema of the response.
    #[serde(default)]
    pub requested_schema: Value,
}

impl InputRequest {
    /// Makes a question, e.g. for a test.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        Self { kind: "elicitation".to_owned(), mode: None, message: message.into(), requested_schema: Value::Null }
    }
}

/// The user's response to a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "action", content = "content", rename_all = "lowercase")]
#[non_exhaustive]
pub enum InputResponse {
    /// An answer that matches the requested schema.
    Accept(Value),
    /// The user refuses.
    Decline,
    /// The user dismisses the question without an answer.
    Cancel,
}

impl InputResponse {
    /// Answers a request for approval: run the tool this time.
    #[must_use]
    pub fn approve() -> Self {
        Self::Accept(json!({ "decision": "approve" }))
    }

    /// Answers a request for approval: run the tool, and do not ask again.
    #[must_use]
    pub fn always_approve() -> Self {
        Self::Accept(json!({ "decision": "always_approve" }))
    }

    /// Answers a request for approval: do not run the tool.
    #[must_use]
    pub fn deny() -> Self {
        Self::Accept(json!({ "decision": "deny" }))
    }
}

impl InputRequired {
    /// Makes questions that no router has asked, for the tests of what shows them.
    ///
    /// They belong to no session: [`respond`](super::Session::respond) refuses them.
    #[must_use]
    pub fn mock(requests: impl IntoIterator<Item = (impl Into<String>, InputRequest)>) -> Self {
        Self(Question::mock(Call::new(Called::Tool(String::new()), Map::new()), requests))
    }

    /// The questions for the user, by the request's id.
    #[must_use]
    pub fn requests(&self) -> &BTreeMap<String, InputRequest> {
        self.0.requests()
    }

    /// The same response to each question, as [`Session::respond`](super::Session::respond) takes them.
    #[must_use]
    pub fn responses(&self, response: InputResponse) -> Vec<(String, InputResponse)> {
        self.0.responses(response)
    }

    /// The session that asked.
    pub(super) fn session(&self) -> &SessionId {
        &self.0.session
    }

    /// The tool that was called.
    pub(super) fn slug(&self) -> &str {
        self.0.call.tool.slug()
    }

    /// Keeps the results that the call already has.
    #[cfg(feature = "custom-tools")]
    pub(crate) fn keeping(mut self, batch: Batch) -> Self {
        self.0.call.batch = Some(batch);
        self
    }
}

impl<C> Question<C> {
    pub(super) fn mock(call: C, requests: impl IntoIterator<Item = (impl Into<String>, InputRequest)>) -> Self {
        let requests = requests.into_iter().map(|(id, request)| (id.into(), request)).collect();
        Self { session: SessionId::from("mock"), call, requests, request_state: None }
    }

    pub(super) fn requests(&self) -> &BTreeMap<String, InputRequest> {
        &self.requests
    }

    pub(super) fn responses(&self, response: InputResponse) -> Vec<(String, InputResponse)> {
        self.requests.keys().map(|id| (id.clone(), response.clone())).collect()
    }

    /// The call, with the user's responses. The state of an earlier question is dropped.
    pub(super) fn answered(
        &self,
        session: &SessionId,
        responses: impl IntoIterator<Item = (String, InputResponse)>,
    ) -> Result<(C, UserSaid), InvalidInput>
    where
        C: Clone,
    {
        if *session != self.session {
            return Err(InvalidInput::OtherSession { asked: self.session.clone(), session: session.clone() });
        }
        let responses: BTreeMap<String, InputResponse> = responses.into_iter().collect();
        if let Some(id) = responses.keys().find(|id| !self.requests.contains_key(*id)) {
            return Err(InvalidInput::NotAsked { id: id.clone() });
        }
        let said = UserSaid { input_responses: Some(responses), request_state: self.request_state.clone() };
        Ok((self.call.clone(), said))
    }
}

impl fmt::Debug for InputRequired {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What is asked repeats the arguments, which belong to the user.
        let ids: Vec<&String> = self.requests().keys().collect();
        let mut shown = formatter.debug_struct("InputRequired");
        shown.field("session", self.session()).field("tool", &self.slug()).field("requests", &ids);
        shown.finish_non_exhaustive()
    }
}

/// The wire format of a [`Question`].
#[derive(Deserialize)]
pub(super) struct InputAnswer {
    input_requests: BTreeMap<String, InputRequest>,
    #[serde(default)]
    request_state: Option<SecretString>,
}

impl InputAnswer {
    pub(super) fn of<C>(self, session: &SessionId, call: C) -> Question<C> {
        Question { session: session.clone(), call, requests: self.input_requests, request_state: self.request_state }
    }
}
