use std::collections::BTreeMap;
use std::fmt;
use std::future::IntoFuture;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::input::{InputAnswer, Question, UserSaid};
use super::live::Live;
use super::{Blocked, InputRequest, InputResponse, Session, UnknownOutcome};
use crate::Reply;
use crate::Timestamp;
use crate::client::{Answer, Repeat, Request};
use crate::error::{Cause, Error, InvalidInput};
use crate::ids::SessionId;
use crate::spec::{DeclaredToolkit, SessionSpec};

const EXPECTED: &str = "the outcome of a proxied call";

/// The HTTP method of a call of a toolkit's own HTTP API. `HEAD` is missing because its answer has no body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[non_exhaustive]
pub enum ProxyMethod {
    /// Reads.
    Get,
    /// Creates, or triggers an action.
    Post,
    /// Replaces.
    Put,
    /// Changes.
    Patch,
    /// Deletes.
    Delete,
}

/// A binary body.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum ProxyBody {
    /// The router fetches the bytes from this URL.
    Url(String),
    /// The bytes, in base64.
    Base64(String),
}

/// A call of a toolkit's own HTTP API; await it.
///
/// It is sent exactly once.
#[must_use = "nothing is called until this is awaited"]
pub struct ProxyRequest {
    live: Arc<Live>,
    call: Result<ProxyCall, InvalidInput>,
}

/// A call of a toolkit's own HTTP API in its wire format, kept so that it can be made again with the user's responses.
#[derive(Clone, Serialize, Deserialize)]
struct ProxyCall {
    toolkit_slug: String,
    endpoint: String,
    method: ProxyMethod,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    body: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    binary_body: Option<BinaryBody>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    parameters: Vec<Parameter>,
    #[serde(flatten, skip_deserializing)]
    said: UserSaid,
}

#[derive(Clone, Serialize, Deserialize)]
struct BinaryBody {
    #[serde(flatten)]
    body: ProxyBody,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    content_type: Option<String>,
}

#[derive(Clone, Serialize, Deserialize)]
struct Parameter {
    name: String,
    value: String,
    #[serde(rename = "type")]
    place: ParameterPlace,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum ParameterPlace {
    Query,
    Header,
}

/// The outcome of a call of a toolkit's own HTTP API.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "result_type", rename_all = "snake_case")]
#[must_use = "nothing may have been called: look at the outcome"]
#[non_exhaustive]
pub enum ProxyExecution {
    /// The API answered, with any status.
    Completed(ProxyResponse),
    /// The user's answer is needed first. Nothing has been called yet.
    InputRequired(ProxyInput),
    /// A hook of the session stopped the call or its answer.
    Blocked(Blocked),
    /// An outcome that this version does not know.
    #[serde(untagged)]
    Unknown(UnknownOutcome),
}

/// The answer of a toolkit's own HTTP API. Its `Debug` output leaves the content out.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ProxyResponse {
    /// The HTTP status.
    pub status: u16,
    /// The body: JSON, or text.
    #[serde(default)]
    pub data: Value,
    /// The headers.
    #[serde(default)]
    pub headers: BTreeMap<String, Value>,
    /// A body that is not text.
    #[serde(default)]
    pub binary_data: Option<BinaryData>,
}

impl ProxyResponse {
    /// Makes an answer, e.g. for a test.
    #[must_use]
    pub fn new(status: u16, data: impl Into<Value>) -> Self {
        Self { status, data: data.into(), headers: BTreeMap::new(), binary_data: None }
    }
}

/// Where to fetch a body that is not text. Its `Debug` output leaves out the URL, which grants access by itself.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct BinaryData {
    /// The URL. It is left out where this is serialised.
    #[serde(skip_serializing)]
    pub url: String,
    /// Its MIME type.
    #[serde(default)]
    pub content_type: Option<String>,
    /// Its size in bytes.
    #[serde(default)]
    pub size: Option<u64>,
    /// When the URL expires, RFC 3339.
    #[serde(default)]
    pub expires_at: Option<Timestamp>,
}

impl BinaryData {
    /// Makes a body that is at this URL.
    #[must_use]
    pub fn new(url: impl Into<String>) -> Self {
        Self { url: url.into(), content_type: None, size: None, expires_at: None }
    }
}

/// Questions that the user must answer before a toolkit's own HTTP API is called.
///
/// It can be stored until they are answered, as an [`InputRequired`](super::InputRequired) can be.
#[derive(Clone, Serialize, Deserialize)]
pub struct ProxyInput(Question<ProxyCall>);

impl<S: SessionSpec> Session<S> {
    /// Calls a toolkit's own HTTP API with the user's connection, for agents that declare `proxy_execute = true`.
    ///
    /// The endpoint is a path below the API's base URL, or an absolute URL on the toolkit's domain.
    ///
    /// ```no_run
    /// # async fn example<S: tool_router::SessionSpec>(
    /// #     session: tool_router::Session<S>, gmail: tool_router::Toolkit<S>,
    /// # ) -> Result<(), tool_router::Error> {
    /// use tool_router::session::{ProxyExecution, ProxyMethod};
    ///
    /// let labels = session
    ///     .proxy_execute(gmail, ProxyMethod::Get, "/gmail/v1/users/me/labels")
    ///     .query("fields", "labels/name");
    /// if let ProxyExecution::Completed(answer) = labels.await? {
    ///     println!("{}: {}", answer.status, answer.data);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidInput::ProxyNotDeclared`] and [`InvalidInput::ProxyCall`] before any request, and the
    /// [errors of every request](crate::error#errors-of-every-request). An error status of the API is not an `Err`.
    pub fn proxy_execute(
        &self,
        toolkit: impl DeclaredToolkit<S>,
        method: ProxyMethod,
        endpoint: impl Into<String>,
    ) -> ProxyRequest {
        let declared = S::config().proxy_execute.is_some_and(|proxy| proxy.enable);
        let request = self.live.proxy(toolkit.__slug(), method, endpoint.into());
        if declared { request } else { request.refused(InvalidInput::ProxyNotDeclared) }
    }

    /// Makes a call of a toolkit's own HTTP API again, with the user's responses.
    ///
    /// # Errors
    ///
    /// [`InvalidInput::OtherSession`] for what another session asked.
    pub fn respond_to_proxy(
        &self,
        input: &ProxyInput,
        responses: impl IntoIterator<Item = (String, InputResponse)>,
    ) -> ProxyRequest {
        let call = input.0.answered(&self.live.id, responses).map(|(call, said)| ProxyCall { said, ..call });
        ProxyRequest { live: Arc::clone(&self.live), call }
    }
}

impl Live {
    /// A call that is not checked against a declaration.
    pub(crate) fn proxy(self: &Arc<Self>, toolkit: &str, method: ProxyMethod, endpoint: String) -> ProxyRequest {
        let call = ProxyCall::new(toolkit.to_owned(), method, endpoint);
        let is_empty = call.endpoint.trim().is_empty();
        let call = if is_empty { Err(call.refused("its endpoint is empty")) } else { Ok(call) };
        ProxyRequest { live: Arc::clone(self), call }
    }
}

impl ProxyRequest {
    /// Marks the call as invalid: it is never sent.
    pub(crate) fn refused(self, why: InvalidInput) -> Self {
        Self { call: Err(why), ..self }
    }

    /// Adds a query parameter. The value is sent as text: 1 becomes `1`.
    pub fn query(self, name: impl Into<String>, value: impl ToString) -> Self {
        self.parameter(name.into(), value.to_string(), ParameterPlace::Query)
    }

    /// Adds a header. The router refuses headers that carry the connection's credential.
    pub fn header(self, name: impl Into<String>, value: impl ToString) -> Self {
        self.parameter(name.into(), value.to_string(), ParameterPlace::Header)
    }

    /// Sets a JSON body.
    pub fn json(mut self, body: impl Serialize) -> Self {
        self.call = self.call.and_then(|mut call| match serde_json::to_value(body) {
            Ok(body) => {
                call.body = Some(body);
                Ok(call)
            }
            Err(error) => Err(InvalidInput::ProxyCall {
                toolkit: call.toolkit_slug,
                reason: "its body cannot be serialised",
                source: Some(Cause::new(error)),
            }),
        });
        self
    }

    /// Sets a binary body.
    pub fn binary(mut self, body: ProxyBody, content_type: Option<&str>) -> Self {
        if let Ok(call) = &mut self.call {
            call.binary_body = Some(BinaryBody { body, content_type: content_type.map(str::to_owned) });
        }
        self
    }

    fn parameter(mut self, name: String, value: String, place: ParameterPlace) -> Self {
        if let Ok(call) = &mut self.call {
            call.parameters.push(Parameter { name, value, place });
        }
        self
    }
}

impl ProxyCall {
    fn new(toolkit_slug: String, method: ProxyMethod, endpoint: String) -> Self {
        Self {
            toolkit_slug,
            endpoint,
            method,
            body: None,
            binary_body: None,
            parameters: Vec::new(),
            said: UserSaid::default(),
        }
    }

    fn refused(&self, reason: &'static str) -> InvalidInput {
        InvalidInput::ProxyCall { toolkit: self.toolkit_slug.clone(), reason, source: None }
    }

    fn checked(self) -> Result<Self, InvalidInput> {
        if self.body.is_some() && self.binary_body.is_some() {
            return Err(self.refused("it has two bodies"));
        }
        Ok(self)
    }
}

impl IntoFuture for ProxyRequest {
    type Output = Result<ProxyExecution, Error>;
    type IntoFuture = Reply<ProxyExecution>;

    fn into_future(self) -> Self::IntoFuture {
        let Self { live, call } = self;
        Reply::new(async move {
            let call = call?.checked()?;
            let request = Request::post(&live.path("proxy_execute"), &call, Repeat::Never);
            let answer = live.router.send(request).await?;
            ProxyExecution::read(&answer, &live.id, call)
        })
    }
}

impl ProxyExecution {
    fn read(answer: &Answer, session: &SessionId, call: ProxyCall) -> Result<Self, Error> {
        #[derive(Deserialize)]
        struct Outcome {
            result_type: String,
        }
        let Outcome { result_type } = answer.read(EXPECTED)?;
        Ok(match &*result_type {
            "completed" => Self::Completed(answer.read(EXPECTED)?),
            "blocked" => Self::Blocked(answer.read(EXPECTED)?),
            "input_required" => {
                Self::InputRequired(ProxyInput(answer.read::<InputAnswer>(EXPECTED)?.of(session, call)))
            }
            _ => Self::Unknown(UnknownOutcome { answer: answer.read(EXPECTED)?, result_type }),
        })
    }
}

impl ProxyInput {
    /// Makes questions that no router has asked, for the tests of what shows them.
    ///
    /// They belong to no session: [`respond_to_proxy`](Session::respond_to_proxy) refuses them.
    #[must_use]
    pub fn mock(requests: impl IntoIterator<Item = (impl Into<String>, InputRequest)>) -> Self {
        Self(Question::mock(ProxyCall::new(String::new(), ProxyMethod::Get, String::new()), requests))
    }

    /// The questions for the user, by the request's id.
    #[must_use]
    pub fn requests(&self) -> &BTreeMap<String, InputRequest> {
        self.0.requests()
    }

    /// The same response to each question, as [`respond_to_proxy`](Session::respond_to_proxy) takes them.
    #[must_use]
    pub fn responses(&self, response: InputResponse) -> Vec<(String, InputResponse)> {
        self.0.responses(response)
    }
}

impl fmt::Debug for ProxyRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("ProxyRequest").field("session", &self.live.id).finish_non_exhaustive()
    }
}

impl fmt::Debug for ProxyInput {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The call belongs to the user, and what is asked repeats it.
        let ids: Vec<&String> = self.requests().keys().collect();
        formatter.debug_struct("ProxyInput").field("requests", &ids).finish_non_exhaustive()
    }
}

impl fmt::Debug for ProxyResponse {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("ProxyResponse").field("status", &self.status).finish_non_exhaustive()
    }
}

impl fmt::Debug for BinaryData {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("BinaryData");
        shown.field("content_type", &self.content_type).field("size", &self.size).finish_non_exhaustive()
    }
}
