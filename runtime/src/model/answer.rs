use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::list_of::list_of;
use super::{ToolCall, anthropic, gemini, openai, openai_responses, text};
use crate::error::Error;
use crate::session::{Execution, InputRequest, InputRequired, InputResponse};

/// What a model is told of a call that it made.
///
/// A call that failed is an answer too, which the model can act on: [`is_error`](Self::is_error). It can be stored.
#[derive(Clone, Serialize, Deserialize)]
#[must_use = "the model waits for its answer"]
pub struct ToolAnswer {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    call_id: Option<String>,
    name: String,
    text: String,
    is_error: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    outcome: Option<Box<Execution>>,
    /// Its place among the answers to one message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    place: Option<usize>,
    #[serde(skip)]
    cause: Option<Arc<Error>>,
}

/// A call that waits for the user, e.g. for an approval. Nothing has run yet.
///
/// It can be kept, also across a restart of the program: it is serialised whole, with the arguments of the call and with what
/// the router recognises it by. Store it where the user's data is stored. [`Session::resume`](crate::Session::resume) makes the
/// call again with the user's responses, and gives the answer to the model's call.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PendingCall {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) call_id: Option<String>,
    pub(crate) name: String,
    /// The place of its answer among those to one message, which tells calls without an id apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) place: Option<usize>,
    pub(crate) input: InputRequired,
}

impl PendingCall {
    /// The id of the model's call, if the API gave one.
    #[must_use]
    pub fn call_id(&self) -> Option<&str> {
        self.call_id.as_deref()
    }

    /// The name that the model called.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The questions for the user, by the request's id.
    #[must_use]
    pub fn requests(&self) -> &std::collections::BTreeMap<String, InputRequest> {
        self.input.requests()
    }

    /// The same response to each question, as [`Session::resume`](crate::Session::resume) takes them.
    ///
    /// Where several things are asked that the user may decide on one by one, make them of the [requests](Self::requests).
    #[must_use]
    pub fn responses(&self, response: InputResponse) -> Vec<(String, InputResponse)> {
        self.input.responses(response)
    }

    /// The questions as [`Session::respond`](crate::Session::respond) takes them.
    #[must_use]
    pub fn input_required(&self) -> &InputRequired {
        &self.input
    }
}

impl ToolAnswer {
    /// Makes the answer to a call that succeeded, e.g. for a tool of the program's own.
    pub fn new(call: &ToolCall, text: impl Into<String>) -> Self {
        Self::of(call, text.into(), false)
    }

    /// Makes the answer to a call that failed.
    pub fn error(call: &ToolCall, text: impl Into<String>) -> Self {
        Self::of(call, text.into(), true)
    }

    fn of(call: &ToolCall, text: String, is_error: bool) -> Self {
        let call_id = call.id().map(ToOwned::to_owned);
        Self { call_id, name: call.name().to_owned(), text, is_error, outcome: None, place: None, cause: None }
    }

    /// The same, with what it is the answer to.
    pub(crate) fn with_outcome(self, outcome: Execution) -> Self {
        Self { outcome: Some(Box::new(outcome)), ..self }
    }

    /// The same for a call that ended in an error of the request.
    pub(crate) fn with_cause(self, cause: Error) -> Self {
        Self { cause: Some(Arc::new(cause)), ..self }
    }

    /// The same at its place among the answers to one message.
    pub(crate) fn at(self, place: Option<usize>) -> Self {
        Self { place, ..self }
    }

    /// The same in up to `limit` characters.
    pub(crate) fn limited(self, limit: usize) -> Self {
        Self { text: text::limited(self.text, limit), ..self }
    }

    /// The id of the model's call, if the API gave one.
    #[must_use]
    pub fn call_id(&self) -> Option<&str> {
        self.call_id.as_deref()
    }

    /// The name that the model called.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text for the model: the tool's data as JSON, or what went wrong.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether the call failed.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.is_error
    }

    /// What the tool returned, whole, for the program. A call that never came to a tool has none.
    #[must_use]
    pub fn outcome(&self) -> Option<&Execution> {
        self.outcome.as_deref()
    }

    /// The error of the request, if the call ended in one beside calls that have answers: what
    /// [`Session::run`](crate::Session::run) would have failed with. The model is told little of it, and the program has to handle
    /// it: an API key that is not accepted will not be accepted for the next call either.
    ///
    /// It is not stored with the answer.
    #[must_use]
    pub fn cause(&self) -> Option<&Error> {
        self.cause.as_deref()
    }

    /// The call, if it waits for the user. Its [text](Self::text) tells the model so; once the user has responded, the answer
    /// that [`Session::resume`](crate::Session::resume) gives takes the place of this one.
    #[must_use]
    pub fn pending(&self) -> Option<PendingCall> {
        match self.outcome() {
            Some(Execution::InputRequired(input)) => Some(PendingCall {
                call_id: self.call_id.clone(),
                name: self.name.clone(),
                place: self.place,
                input: input.clone(),
            }),
            _ => None,
        }
    }

    /// The message for OpenAI's Chat Completions: its role is `tool`.
    ///
    /// The API needs the id of the call. An answer to a call [without one](ToolCall::new) has no `tool_call_id`: make the call
    /// [with an id](ToolCall::with_id).
    #[must_use]
    pub fn openai(&self) -> Value {
        openai::message(self)
    }

    /// The item for OpenAI's Responses: a `function_call_output`. The API needs the id of the call, as [`openai`](Self::openai)
    /// says.
    #[must_use]
    pub fn openai_responses(&self) -> Value {
        openai_responses::message(self)
    }

    /// The block for Anthropic's Messages: a `tool_result`. Those of one turn go in one message, as
    /// [`ToolAnswers::anthropic`] makes it. The API needs the id of the call, as [`openai`](Self::openai) says.
    #[must_use]
    pub fn anthropic(&self) -> Value {
        anthropic::block(self)
    }

    /// The part for Gemini: a `functionResponse`. Those of one turn go in one content, as [`ToolAnswers::gemini`] makes it.
    #[must_use]
    pub fn gemini(&self) -> Value {
        gemini::part(self)
    }
}

impl fmt::Debug for ToolAnswer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The text belongs to the user.
        let mut shown = formatter.debug_struct("ToolAnswer");
        shown.field("call_id", &self.call_id).field("name", &self.name).field("is_error", &self.is_error);
        shown.finish_non_exhaustive()
    }
}

/// The answers to the calls of one message, in the order of the calls.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[must_use = "the model waits for its answers"]
pub struct ToolAnswers(pub(crate) Vec<ToolAnswer>);

impl ToolAnswers {
    /// The messages that go on with a conversation of OpenAI's Chat Completions, after the message with the calls.
    #[must_use]
    pub fn openai(&self) -> Vec<Value> {
        self.0.iter().map(openai::message).collect()
    }

    /// The items that go on with an `input` of OpenAI's Responses, after the items with the calls.
    #[must_use]
    pub fn openai_responses(&self) -> Vec<Value> {
        self.0.iter().map(openai_responses::message).collect()
    }

    /// The message that goes on with a conversation of Anthropic's Messages: one for all of them, as the API wants it.
    #[must_use]
    pub fn anthropic(&self) -> Vec<Value> {
        let blocks: Vec<Value> = self.0.iter().map(anthropic::block).collect();
        if blocks.is_empty() { blocks } else { vec![anthropic::message(blocks)] }
    }

    /// The content that goes on with the `contents` of Gemini: one for all of them.
    #[must_use]
    pub fn gemini(&self) -> Vec<Value> {
        let parts: Vec<Value> = self.0.iter().map(gemini::part).collect();
        if parts.is_empty() { parts } else { vec![gemini::message(parts)] }
    }

    /// The calls that wait for the user.
    #[must_use]
    pub fn pending(&self) -> Vec<PendingCall> {
        self.0.iter().filter_map(ToolAnswer::pending).collect()
    }

    /// The errors of requests that answers stand for; see [`ToolAnswer::cause`].
    ///
    /// ```no_run
    /// # async fn example<S: tool_router::SessionSpec>(
    /// #     session: tool_router::Session<S>, calls: tool_router::model::ToolCalls,
    /// # ) -> Result<(), Box<dyn std::error::Error>> {
    /// let answers = session.run_all(calls).await?;
    /// if let Some(error) = answers.causes().next() {
    ///     eprintln!("a call did not come through: {error}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn causes(&self) -> impl Iterator<Item = &Error> {
        self.0.iter().filter_map(ToolAnswer::cause)
    }

    /// Puts an answer in the place of the one to the same call, e.g. that of a call that waited for the user. One to another
    /// call is added.
    pub fn replace(&mut self, answer: ToolAnswer) {
        let is_same = |known: &ToolAnswer| known.call_id == answer.call_id && known.name == answer.name;
        let at_its_place = answer.place.filter(|place| self.0.get(*place).is_some_and(is_same));
        match at_its_place.or_else(|| self.0.iter().position(is_same)) {
            Some(place) => self.0[place] = answer,
            None => self.0.push(answer),
        }
    }
}

list_of!(ToolAnswers, ToolAnswer);
