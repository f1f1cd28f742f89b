use serde_json::Value;

use super::call::{MalformedCall, ToolCall, ToolCalls, member};
use super::foreign;

/// The longest reason that is repeated.
const LONGEST_REASON: usize = 64;

/// A model's reply that does not say what to do next: it has no calls, and the model has not finished either.
///
/// What can be done about it is said by [`for_model`](Self::for_model), by [`Paused`](Self::Paused), and by the reply itself, which
/// a program still has. The reasons are the API's own words.
///
/// ```
/// use serde_json::json;
/// use tool_router::model::{ReplyError, ToolCalls};
///
/// let reply = json!({ "candidates": [{ "content": {}, "finishReason": "MALFORMED_FUNCTION_CALL" }] });
/// let error = ToolCalls::gemini(&reply).unwrap_err();
/// assert!(matches!(&error, ReplyError::InvalidCall { reason, .. } if reason == "MALFORMED_FUNCTION_CALL"));
///
/// // The next message of the conversation, so that the model tries again.
/// let again = error.for_model().map(|text| json!({ "role": "user", "parts": [{ "text": text }] }));
/// assert!(again.is_some());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReplyError {
    /// It is not what its API defines, e.g. the value is `null`, or a call has no id.
    #[error(transparent)]
    Malformed(#[from] MalformedCall),
    /// The API answered with an error.
    #[error("the model's API answered with an error: {reason}")]
    #[non_exhaustive]
    Failed {
        /// The API's word for it, e.g. `rate_limit_exceeded`, `overloaded_error` or `RESOURCE_EXHAUSTED`. The message that comes with
        /// it is in the reply, and may quote what was sent.
        reason: String,
    },
    /// The model ran out of tokens: `length`, `max_tokens`, `model_context_window_exceeded`, `MAX_TOKENS`.
    #[error("the model's reply was cut off: {reason}")]
    #[non_exhaustive]
    CutOff {
        /// The API's word for it.
        reason: String,
    },
    /// The model wrote a call that its API could not read: `MALFORMED_FUNCTION_CALL`, `UNEXPECTED_TOOL_CALL`.
    #[error("the model wrote a call that its API could not read: {reason}")]
    #[non_exhaustive]
    InvalidCall {
        /// The API's word for it.
        reason: String,
    },
    /// A long turn was interrupted: `pause_turn`. Add the reply to the conversation, and send it again.
    #[error("the model's turn was paused: {reason}")]
    #[non_exhaustive]
    Paused {
        /// The API's word for it.
        reason: String,
    },
    /// The model refused: `refusal`. It does the same if it is asked again, and Anthropic wants the refused turn to be removed from
    /// the conversation.
    #[error("the model refused to reply: {reason}")]
    #[non_exhaustive]
    Refused {
        /// The API's word for it.
        reason: String,
    },
    /// A filter of the API withheld the reply, or what it was asked for: `content_filter`, `SAFETY`, `PROHIBITED_CONTENT`.
    #[error("the model's API withheld the reply: {reason}")]
    #[non_exhaustive]
    Withheld {
        /// The API's word for it.
        reason: String,
    },
    /// It ended for another reason, e.g. one that is newer than this version.
    #[error("the model's reply ended early: {reason}")]
    #[non_exhaustive]
    Other {
        /// The API's word for it.
        reason: String,
    },
}

impl ReplyError {
    /// What to tell the model, as the next message of the user, so that it tries again. There is nothing to tell where it would do
    /// the same again.
    ///
    /// A loop should count how often it does so.
    #[must_use]
    pub fn for_model(&self) -> Option<&'static str> {
        match self {
            // A context that is full stays full.
            Self::CutOff { reason } if reason == "model_context_window_exceeded" => None,
            Self::CutOff { .. } => {
                Some("Your last reply was cut off before it was complete. Reply again, and more briefly.")
            }
            Self::InvalidCall { .. } => Some(
                "Your last call of a function could not be read. Make it again: name one of the functions that you have, and \
                 give it arguments that are a JSON object.",
            ),
            _ => None,
        }
    }
}

/// How a reply ended.
#[derive(Clone, Copy)]
pub(super) enum Ending {
    /// Nothing was left out.
    Whole,
    /// With calls.
    Calls,
    CutOff,
    InvalidCall,
    Paused,
    Refused,
    Withheld,
    Failed,
    Other,
}

/// What an API's format says of a reply.
pub(super) struct Reply<'a> {
    /// Whether it is one of this API at all.
    pub(super) is_known: bool,
    /// Where the calls are, if there are any.
    pub(super) items: Option<&'a Value>,
    /// How it ended, with the API's word for that, if it is whole.
    pub(super) ending: (Ending, &'a str),
}

impl ToolCalls {
    /// The calls of a reply, if it has any, or if the model has finished without one.
    pub(super) fn read(
        value: &Value,
        reply: &Reply<'_>,
        is_call: impl Fn(&Value) -> bool,
        call: impl Fn(&Value) -> Result<ToolCall, MalformedCall>,
    ) -> Result<Self, ReplyError> {
        // An error of Gemini's stream is in a list.
        let first = value.get(0).unwrap_or(value);
        if let Some(error) = member(value, "error").or_else(|| member(first, "error")) {
            return Err(Ending::Failed.error(reason_of(error)));
        }
        let (ending, reason) = reply.ending;
        // What was refused or withheld does not run.
        if matches!(ending, Ending::Refused | Ending::Withheld) {
            return Err(ending.error(reason));
        }
        let (calls, ends_with_call) = match reply.items {
            // Text alone is not a list, and holds no calls.
            None | Some(Value::String(_)) => (Self::default(), false),
            Some(Value::Array(items)) => {
                let calls = items.iter().filter(|item| is_call(item)).map(call).collect::<Result<Self, _>>()?;
                (calls, items.last().is_some_and(is_call))
            }
            Some(_) => return Err(MalformedCall::new("the calls are not a list").into()),
        };
        match ending {
            Ending::CutOff if ends_with_call => Ok(calls.with_last_cut_off()),
            _ if !calls.is_empty() => Ok(calls),
            Ending::Whole | Ending::Calls => match (foreign::problem(value), ending, reply.is_known) {
                (Some(problem), ..) => Err(problem.into()),
                (None, Ending::Calls, _) => Err(MalformedCall::new("it ended with a call, and has none").into()),
                (None, _, false) => Err(MalformedCall::new("it is not a reply of this API").into()),
                (None, _, true) => Ok(calls),
            },
            _ => Err(ending.error(reason)),
        }
    }

    /// The same, of which the last was cut off.
    fn with_last_cut_off(mut self) -> Self {
        if let Some(last) = self.0.pop() {
            self.0.push(last.cut_off());
        }
        self
    }
}

impl Ending {
    fn error(self, reason: &str) -> ReplyError {
        let is_word = |character: char| character.is_ascii_alphanumeric() || matches!(character, '_' | '-');
        let is_plain = !reason.is_empty() && reason.len() <= LONGEST_REASON && reason.chars().all(is_word);
        let reason = if is_plain { reason } else { "unknown reason" }.to_owned();
        match self {
            Self::CutOff => ReplyError::CutOff { reason },
            Self::InvalidCall => ReplyError::InvalidCall { reason },
            Self::Paused => ReplyError::Paused { reason },
            Self::Refused => ReplyError::Refused { reason },
            Self::Withheld => ReplyError::Withheld { reason },
            Self::Failed => ReplyError::Failed { reason },
            Self::Whole | Self::Calls | Self::Other => ReplyError::Other { reason },
        }
    }
}

/// An API's word for an error: OpenAI's `code` or `type`, Anthropic's `type`, Gemini's `status`.
fn reason_of(error: &Value) -> &str {
    let words = ["code", "status", "type"].iter().filter_map(|name| error.get(name));
    words.filter_map(Value::as_str).next().unwrap_or_default()
}

/// A member by the first of these names that there is one of.
pub(super) fn any_member<'a>(value: &'a Value, names: &[&str]) -> Option<&'a Value> {
    names.iter().find_map(|name| member(value, name))
}

/// How a reply ended, by the words of its API. Without a word it is taken as whole: only a part of the reply is there.
pub(super) fn ending<'a>(word: Option<&'a Value>, known: &[(Ending, &[&str])]) -> (Ending, &'a str) {
    let Some(word) = word else { return (Ending::Whole, "") };
    let word = word.as_str().unwrap_or_default();
    let found = known.iter().find(|(_, words)| words.contains(&word));
    (found.map_or(Ending::Other, |(ending, _)| *ending), word)
}
