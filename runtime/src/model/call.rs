use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{anthropic, gemini, openai, openai_responses};

/// How often text may be JSON text of JSON text: some models write their arguments so.
const UNWRAPPED: usize = 2;
/// How many levels arguments may have: far from what JSON parsers take, so that a call can be sent and stored.
const DEEPEST: usize = 64;

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
    fn read(given: &Value) -> Self {
        let mut parsed;
        let mut value = given;
        for _ in 0..=UNWRAPPED {
            let text = match value {
                Value::Null => return Self::Object(Map::new()),
                value @ Value::Object(_) if !is_within(value, DEEPEST) => {
                    return Self::Malformed(format!(
                        "they are nested too deeply; send an object of up to {DEEPEST} levels"
                    ));
                }
                Value::Object(arguments) => return Self::Object(arguments.clone()),
                Value::String(text) if text.trim().is_empty() => return Self::Object(Map::new()),
                Value::String(text) => text,
                Value::Array(_) => return Self::Malformed("they are a list; send an object".to_owned()),
                _ => return Self::Malformed("they are a single value; send an object".to_owned()),
            };
            parsed = match serde_json::from_str(text) {
                Ok(parsed) => parsed,
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
/// ```
/// use serde_json::json;
/// use tool_router::model::ToolCalls;
///
/// # fn main() -> Result<(), tool_router::model::MalformedCall> {
/// let reply = json!({ "role": "assistant", "content": [
///     { "type": "text", "text": "I look for it." },
///     { "type": "tool_use", "id": "toolu_1", "name": "GMAIL_FETCH_EMAILS", "input": {} },
/// ] });
/// let calls = ToolCalls::anthropic(&reply)?;
/// assert_eq!(calls.len(), 1);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToolCalls(pub(crate) Vec<ToolCall>);

impl ToolCalls {
    /// Reads the calls of OpenAI's Chat Completions: of an answer, of its message, or of `tool_calls`.
    ///
    /// From a whole answer it is seen as well whether the model was cut off, so that the last call does not run with half of its
    /// arguments.
    ///
    /// # Errors
    ///
    /// As for [`ToolCall::openai`], and [`MalformedCall`] if the API answered with an error.
    pub fn openai(reply: &Value) -> Result<Self, MalformedCall> {
        Self::read(reply, openai::items(reply), |_| true, openai::call).map(|calls| calls.cut(openai::is_cut(reply)))
    }

    /// Reads the calls of OpenAI's Responses: of an answer, or of its `output`.
    ///
    /// # Errors
    ///
    /// As for [`ToolCall::openai_responses`], and [`MalformedCall`] if the API answered with an error.
    pub fn openai_responses(reply: &Value) -> Result<Self, MalformedCall> {
        Self::read(reply, openai_responses::items(reply), openai_responses::is_call, openai_responses::call)
    }

    /// Reads the calls of Anthropic's Messages: of an answer, or of its `content`.
    ///
    /// From a whole answer it is seen as well whether the model was cut off, so that the last call does not run with half of its
    /// arguments.
    ///
    /// # Errors
    ///
    /// As for [`ToolCall::anthropic`], and [`MalformedCall`] if the API answered with an error.
    pub fn anthropic(reply: &Value) -> Result<Self, MalformedCall> {
        let calls = Self::read(reply, anthropic::items(reply), anthropic::is_call, anthropic::call)?;
        Ok(calls.cut(anthropic::is_cut(reply)))
    }

    /// Reads the calls of Gemini: of an answer, of its first candidate's `content`, or of `parts`.
    ///
    /// # Errors
    ///
    /// As for [`ToolCall::gemini`], and [`MalformedCall`] if the API answered with an error.
    pub fn gemini(reply: &Value) -> Result<Self, MalformedCall> {
        Self::read(reply, gemini::items(reply), gemini::is_call, gemini::call)
    }

    fn read(
        reply: &Value,
        items: Option<&Value>,
        is_call: impl Fn(&Value) -> bool,
        call: impl Fn(&Value) -> Result<ToolCall, MalformedCall>,
    ) -> Result<Self, MalformedCall> {
        if member(reply, "error").is_some() {
            return Err(MalformedCall::new("the API answered with an error"));
        }
        match items {
            // Text alone is not a list, and holds no calls.
            None | Some(Value::String(_)) => Ok(Self::default()),
            Some(Value::Array(items)) => items.iter().filter(|item| is_call(item)).map(call).collect(),
            Some(_) => Err(MalformedCall::new("the calls are not a list")),
        }
    }

    /// The same, of which the last was cut off or not.
    fn cut(mut self, is_cut: bool) -> Self {
        if is_cut && let Some(last) = self.0.pop() {
            self.0.push(last.cut_off());
        }
        self
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The calls in their order.
    pub fn iter(&self) -> std::slice::Iter<'_, ToolCall> {
        self.0.iter()
    }
}

impl FromIterator<ToolCall> for ToolCalls {
    fn from_iter<I: IntoIterator<Item = ToolCall>>(calls: I) -> Self {
        Self(calls.into_iter().collect())
    }
}

impl IntoIterator for ToolCalls {
    type Item = ToolCall;
    type IntoIter = std::vec::IntoIter<ToolCall>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a ToolCalls {
    type Item = &'a ToolCall;
    type IntoIter = std::slice::Iter<'a, ToolCall>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// A model's reply that is not what its API defines, so that it cannot be answered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the model's call cannot be read: {problem}")]
pub struct MalformedCall {
    problem: &'static str,
}

impl MalformedCall {
    pub(super) const fn new(problem: &'static str) -> Self {
        Self { problem }
    }
}

/// A member that is there and is not `null`.
pub(super) fn member<'a>(value: &'a Value, name: &str) -> Option<&'a Value> {
    value.get(name).filter(|member| !member.is_null())
}

/// A member that is text and says something.
pub(super) fn text(value: &Value, name: &str) -> Option<String> {
    value.get(name)?.as_str().filter(|text| !text.is_empty()).map(ToOwned::to_owned)
}
