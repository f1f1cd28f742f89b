use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::list_of::list_of;
use super::{ReplyError, anthropic, gemini, openai, openai_responses};

/// How often text may be JSON text of JSON text: some models write their arguments so.
const UNWRAPPED: usize = 2;
/// How many levels arguments may have: far from what JSON parsers take, so that a call can be sent and stored.
const DEEPEST: usize = 64;
/// How the parser's error begins for text of more levels than it takes.
const TOO_DEEP: &str = "recursion limit exceeded";

/// A call of a tool, as a model made it.
///
/// It is read from the API's own JSON, and handed to [`Session::run`](crate::Session::run). Its arguments may be anything:
/// what is wrong with them is told to the model.
///
/// ```
/// use serde_json::json;
/// use tool_router::model::ToolCall;
///
/// # fn main() -> Result<(), tool_router::model::MalformedCall> {
/// let call = ToolCall::openai(&json!({
///     "id": "call_1",
///     "type": "function",
///     "function": { "name": "GMAIL_FETCH_EMAILS", "arguments": "{\"max_results\": 5}" },
/// }))?;
/// assert_eq!((call.id(), call.name()), (Some("call_1"), "GMAIL_FETCH_EMAILS"));
/// assert_eq!(call.arguments().map(|arguments| &arguments["max_results"]), Some(&json!(5)));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToolCall {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    name: String,
    arguments: Arguments,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Arguments {
    Object(Map<String, Value>),
    /// What is wrong with them, for the model.
    Malformed(String),
}

impl ToolCall {
    /// Makes a call. The arguments are an object, the text of one, or `null` for none; anything else is told to the model.
    #[must_use]
    pub fn new(name: impl Into<String>, arguments: impl Into<Value>) -> Self {
        Self { id: None, name: name.into(), arguments: Arguments::read(&arguments.into()) }
    }

    /// The same call with this id, by which its answer is told from others.
    #[must_use]
    pub fn with_id(self, id: impl Into<String>) -> Self {
        Self { id: Some(id.into()), ..self }
    }

    /// Reads one of the `tool_calls` of OpenAI's Chat Completions.
    ///
    /// # Errors
    ///
    /// [`MalformedCall`] for what could not be answered, as it has no id.
    pub fn openai(tool_call: &Value) -> Result<Self, MalformedCall> {
        openai::call(tool_call)
    }

    /// Reads an item of the type `function_call` of OpenAI's Responses.
    ///
    /// # Errors
    ///
    /// [`MalformedCall`] for what could not be answered, as it has no `call_id`.
    pub fn openai_responses(item: &Value) -> Result<Self, MalformedCall> {
        openai_responses::call(item)
    }

    /// Reads a block of the type `tool_use` of Anthropic's Messages.
    ///
    /// # Errors
    ///
    /// [`MalformedCall`] for what could not be answered, as it has no id.
    pub fn anthropic(block: &Value) -> Result<Self, MalformedCall> {
        anthropic::call(block)
    }

    /// Reads a part with a `functionCall` of Gemini, or what is in it.
    ///
    /// # Errors
    ///
    /// [`MalformedCall`] for what is not an object.
    pub fn gemini(part: &Value) -> Result<Self, MalformedCall> {
        gemini::call(part)
    }

    pub(super) fn received(id: Option<String>, name: Option<String>, arguments: Option<&Value>) -> Self {
        let arguments = Arguments::read(arguments.unwrap_or(&Value::Null));
        Self { id, name: name.unwrap_or_default(), arguments }
    }

    /// The same for a reply that ended while the call was written. What there is of its arguments may look complete.
    pub(super) fn cut_off(self) -> Self {
        let problem = "the reply was cut off before they were complete; send them again, with a shorter reply";
        Self { arguments: Arguments::Malformed(problem.to_owned()), ..self }
    }

    /// The id, if the API gave one.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// The name that the model called.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The arguments, if they are an object.
    #[must_use]
    pub fn arguments(&self) -> Option<&Map<String, Value>> {
        match &self.arguments {
            Arguments::Object(arguments) => Some(arguments),
            Arguments::Malformed(_) => None,
        }
    }

    /// The arguments, or what is wrong with them.
    pub(crate) fn checked_arguments(&self) -> Result<&Map<String, Value>, &str> {
        match &self.arguments {
            Arguments::Object(arguments) => Ok(arguments),
            Arguments::Malformed(problem) => Err(problem),
        }
    }
}

impl Arguments {
    fn too_deep() -> Self {
        Self::Malformed(format!("they are nested too deeply; send an object of up to {DEEPEST} levels"))
    }

    fn read(given: &Value) -> Self {
        let mut parsed;
        let mut value = given;
        for _ in 0..=UNWRAPPED {
            let text = match value {
                Value::Null => return Self::Object(Map::new()),
                value @ Value::Object(_) if !is_within(value, DEEPEST) => {
                    return Self::too_deep();
                }
                Value::Object(arguments) => return Self::Object(arguments.clone()),
                Value::String(text) if text.trim().is_empty() => return Self::Object(Map::new()),
                Value::String(text) => text,
                Value::Array(_) => return Self::Malformed("they are a list; send an object".to_owned()),
                _ => return Self::Malformed("they are a single value; send an object".to_owned()),
            };
            parsed = match serde_json::from_str(text) {
                Ok(parsed) => parsed,
                Err(error) if error.to_string().starts_with(TOO_DEEP) => return Self::too_deep(),
                // It says where, and quotes nothing.
                Err(error) => return Self::Malformed(format!("they are not valid JSON: {error}; send an object")),
            };
            value = &parsed;
        }
        Self::Malformed("they are text; send an object".to_owned())
    }
}

/// Whether a value has no more levels than these.
fn is_within(value: &Value, levels: usize) -> bool {
    match value {
        Value::Object(members) => levels > 0 && members.values().all(|member| is_within(member, levels - 1)),
        Value::Array(items) => levels > 0 && items.iter().all(|item| is_within(item, levels - 1)),
        _ => true,
    }
}

impl fmt::Debug for ToolCall {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The arguments belong to the user.
        formatter.debug_struct("ToolCall").field("id", &self.id).field("name", &self.name).finish_non_exhaustive()
    }
}

/// The calls of one message of a model, in its order. There are none when the model is done.
///
/// A reply without calls of a model that is *not* done is a [`ReplyError`]. Give the API's whole reply: its message alone does not
/// tell why it ended.
///
/// ```
/// use serde_json::json;
/// use tool_router::model::ToolCalls;
///
/// # fn main() -> Result<(), tool_router::model::ReplyError> {
/// let reply = json!({ "role": "assistant", "stop_reason": "tool_use", "content": [
///     { "type": "text", "text": "I look for it." },
///     { "type": "tool_use", "id": "toolu_1", "name": "GMAIL_FETCH_EMAILS", "input": {} },
/// ] });
/// let calls = ToolCalls::anthropic(&reply)?;
/// assert_eq!(calls.len(), 1);
/// # Ok(())
/// # }
/// ```
///
/// The last call of a reply that was cut off does not run with half of its arguments: the model is told to make it again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToolCalls(pub(crate) Vec<ToolCall>);

impl ToolCalls {
    /// Reads the calls of OpenAI's Chat Completions: of an answer, of its message, or of its list of `tool_calls`.
    ///
    /// # Errors
    ///
    /// [`ReplyError`] if it holds no calls although the model has not finished, or cannot be read.
    pub fn openai(reply: &Value) -> Result<Self, ReplyError> {
        Self::read(reply, &openai::reply(reply), |_| true, openai::call)
    }

    /// Reads the calls of OpenAI's Responses: of an answer, or of its `output`.
    ///
    /// # Errors
    ///
    /// As for [`openai`](Self::openai).
    pub fn openai_responses(reply: &Value) -> Result<Self, ReplyError> {
        Self::read(reply, &openai_responses::reply(reply), openai_responses::is_call, openai_responses::call)
    }

    /// Reads the calls of Anthropic's Messages: of an answer, or of its `content`.
    ///
    /// # Errors
    ///
    /// As for [`openai`](Self::openai).
    pub fn anthropic(reply: &Value) -> Result<Self, ReplyError> {
        Self::read(reply, &anthropic::reply(reply), anthropic::is_call, anthropic::call)
    }

    /// Reads the calls of Gemini: of an answer, of its first candidate's `content`, or of `parts`.
    ///
    /// # Errors
    ///
    /// As for [`openai`](Self::openai).
    pub fn gemini(reply: &Value) -> Result<Self, ReplyError> {
        Self::read(reply, &gemini::reply(reply), gemini::is_call, gemini::call)
    }
}

list_of!(ToolCalls, ToolCall);

/// A model's call, or its reply, that is not what its API defines, so that it cannot be answered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the model's reply cannot be read: {problem}")]
pub struct MalformedCall {
    problem: Cow<'static, str>,
}

impl MalformedCall {
    pub(super) fn new(problem: impl Into<Cow<'static, str>>) -> Self {
        Self { problem: problem.into() }
    }
}

/// A member that is there and is not `null`.
pub(super) fn member<'a>(value: &'a Value, name: &str) -> Option<&'a Value> {
    value.get(name).filter(|member| !member.is_null())
}

/// The id of a call, by which the API knows its answer. What is not text is not made into text: the API would not know it.
pub(super) fn id(value: &Value, name: &str) -> Result<String, MalformedCall> {
    let problem = match member(value, name) {
        Some(Value::String(id)) if !id.is_empty() => return Ok(id.clone()),
        Some(Value::String(_)) => "empty",
        Some(Value::Number(_)) => "a number, not text",
        Some(_) => "not text",
        None => "missing",
    };
    Err(MalformedCall::new(format!("`{name}` is {problem}")))
}

/// A member that is text and says something.
pub(super) fn text(value: &Value, name: &str) -> Option<String> {
    value.get(name)?.as_str().filter(|text| !text.is_empty()).map(ToOwned::to_owned)
}
