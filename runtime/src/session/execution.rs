use std::fmt;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::input::{Call, InputAnswer, InputRequired};
use crate::client::Answer;
use crate::error::{Cause, Error, Problem};
use crate::ids::SessionId;

/// The outcome of executing a tool.
///
/// A failed tool is not an [`Error`]: the agent is told and goes on. Where only the result is of interest,
/// [`into_completed`](Self::into_completed), [`into_data`](Self::into_data) and [`into_typed`](Self::into_typed) make everything
/// else an error.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "result_type", rename_all = "snake_case")]
#[must_use = "the tool may have failed: look at the outcome, or make a failure an error with `.into_completed()?`"]
#[non_exhaustive]
pub enum Execution {
    /// The tool ran.
    Completed(Completed),
    /// The tool ran and failed, or could not run.
    Failed(Failed),
    /// The user's answer is needed first, e.g. an approval. Nothing has run yet.
    InputRequired(InputRequired),
    /// A hook of the session stopped the call or its answer.
    Blocked(Blocked),
    /// An outcome that this version does not know.
    #[serde(untagged)]
    Unknown(UnknownOutcome),
}

/// The result of a tool that ran.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Completed {
    /// What the tool returned.
    pub data: Value,
    /// The id of the entry in the router's log.
    #[serde(default)]
    pub log_id: Option<String>,
    /// The charge for running on the platform's own account.
    #[serde(default)]
    pub instant_charge: Option<InstantCharge>,
    /// The findings of every hook, in a session with hooks.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub hook_results: Value,
}

impl Completed {
    /// Makes a result with this data and nothing else, e.g. for a test.
    #[must_use]
    pub fn new(data: impl Into<Value>) -> Self {
        Self { data: data.into(), log_id: None, instant_charge: None, hook_results: Value::Null }
    }
}

/// A tool that failed. Its `Debug` output leaves the data out, so that an error can be logged.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Failed {
    /// What went wrong, for the agent.
    #[serde(default)]
    pub error: Option<String>,
    /// The data that the tool returned despite the failure.
    #[serde(default)]
    pub data: Value,
    /// The id of the entry in the router's log.
    #[serde(default)]
    pub log_id: Option<String>,
    /// The charge for running on the platform's own account.
    #[serde(default)]
    pub instant_charge: Option<InstantCharge>,
    /// The findings of every hook, in a session with hooks.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub hook_results: Value,
}

impl Failed {
    /// Makes a failure for this reason and nothing else, e.g. for a test.
    #[must_use]
    pub fn new(error: impl Into<String>) -> Self {
        Self {
            error: Some(error.into()),
            data: Value::Null,
            log_id: None,
            instant_charge: None,
            hook_results: Value::Null,
        }
    }
}

/// A call, or its answer, that a hook stopped. Its `Debug` output leaves out the findings of the hooks.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Blocked {
    /// Which hook stopped what.
    pub reason: BlockedReason,
    /// The hook's message.
    #[serde(default)]
    pub message: String,
    /// The id of the entry in the router's log.
    #[serde(default)]
    pub log_id: Option<String>,
    /// The findings of every hook.
    #[serde(default)]
    pub hook_results: Value,
}

impl Blocked {
    /// Makes a call that was stopped for this reason, e.g. for a test.
    #[must_use]
    pub fn new(reason: BlockedReason, message: impl Into<String>) -> Self {
        Self { reason, message: message.into(), log_id: None, hook_results: Value::Null }
    }
}

/// Which hook stopped what.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct BlockedReason {
    /// `request_blocked`: nothing has run. `response_blocked`: the tool ran and its answer is withheld.
    #[serde(rename = "type")]
    pub kind: String,
    /// The hook's id.
    #[serde(default)]
    pub hook_id: Option<String>,
}

impl BlockedReason {
    /// Makes a reason of this kind, of no particular hook.
    #[must_use]
    pub fn new(kind: impl Into<String>) -> Self {
        Self { kind: kind.into(), hook_id: None }
    }
}

/// An outcome that this version does not know. Its `Debug` output leaves the answer out.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct UnknownOutcome {
    /// The outcome's name.
    pub result_type: String,
    /// The whole answer.
    pub answer: Value,
}

impl UnknownOutcome {
    /// Makes an outcome of this name, e.g. for a test.
    #[must_use]
    pub fn new(result_type: impl Into<String>, answer: impl Into<Value>) -> Self {
        Self { result_type: result_type.into(), answer: answer.into() }
    }
}

/// The charge for running a tool on the platform's own account.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct InstantCharge {
    /// The amount, a decimal number.
    pub amount: String,
    /// The currency.
    pub currency: String,
}

impl InstantCharge {
    /// Makes a charge, e.g. for a test.
    #[must_use]
    pub fn new(amount: impl Into<String>, currency: impl Into<String>) -> Self {
        Self { amount: amount.into(), currency: currency.into() }
    }
}

impl Execution {
    /// Reads the answer to a `call`.
    pub(super) fn read(answer: &Answer, session: &SessionId, call: Call) -> Result<Self, Error> {
        #[derive(Deserialize)]
        struct Outcome {
            result_type: String,
        }
        const EXPECTED: &str = "the outcome of an execution";
        let Outcome { result_type } = answer.read(EXPECTED)?;
        Ok(match &*result_type {
            "completed" => Self::Completed(answer.read(EXPECTED)?),
            "failed" => Self::Failed(answer.read(EXPECTED)?),
            "blocked" => Self::Blocked(answer.read(EXPECTED)?),
            "input_required" => {
                Self::InputRequired(InputRequired(answer.read::<InputAnswer>(EXPECTED)?.of(session, call)))
            }
            _ => Self::Unknown(UnknownOutcome { answer: answer.read(EXPECTED)?, result_type }),
        })
    }

    /// Whether the tool ran successfully.
    #[must_use]
    pub fn is_completed(&self) -> bool {
        matches!(self, Self::Completed(_))
    }

    /// The result of a tool that completed: its data, its entry in the router's log and what it was charged.
    ///
    /// # Errors
    ///
    /// [`Error::NotCompleted`], which holds the outcome, for every other outcome.
    pub fn into_completed(self) -> Result<Completed, Error> {
        match self {
            Self::Completed(completed) => Ok(completed),
            outcome => Err(Error::NotCompleted { outcome: Box::new(outcome) }),
        }
    }

    /// The data of a tool that completed.
    ///
    /// # Errors
    ///
    /// As for [`into_completed`](Self::into_completed).
    pub fn into_data(self) -> Result<Value, Error> {
        Ok(self.into_completed()?.data)
    }

    /// The data of a tool that completed, as a type of the caller's.
    ///
    /// # Errors
    ///
    /// [`Error::NotCompleted`] for every other outcome, and [`Error::UnexpectedData`] for data of another shape.
    pub fn into_typed<T: DeserializeOwned>(self) -> Result<T, Error> {
        let data = self.into_data()?;
        serde_path_to_error::deserialize(data)
            .map_err(|error| Error::UnexpectedData { source: Cause::new(Problem::from(&error)) })
    }
}

impl fmt::Display for Execution {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Completed(_) => formatter.write_str("completed"),
            Self::Failed(failed) => {
                let reason = failed.error.as_deref().unwrap_or("the tool gives no reason");
                write!(formatter, "failed: {reason}")
            }
            Self::InputRequired(input) => {
                formatter.write_str("waits for the user")?;
                for (index, request) in input.requests().values().enumerate() {
                    let separator = if index == 0 { ": " } else { "; " };
                    write!(formatter, "{separator}{}", request.message)?;
                }
                Ok(())
            }
            Self::Blocked(blocked) => match &blocked.reason.hook_id {
                Some(hook) => write!(formatter, "was blocked by the hook `{hook}`: {}", blocked.message),
                None => write!(formatter, "was blocked: {}", blocked.message),
            },
            Self::Unknown(unknown) => {
                write!(formatter, "returned the unknown outcome `{}`", unknown.result_type)
            }
        }
    }
}

impl fmt::Debug for Failed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("Failed");
        shown.field("error", &self.error).field("log_id", &self.log_id).finish_non_exhaustive()
    }
}

impl fmt::Debug for Blocked {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("Blocked");
        shown.field("reason", &self.reason).field("message", &self.message).finish_non_exhaustive()
    }
}

impl fmt::Debug for UnknownOutcome {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("UnknownOutcome").field("result_type", &self.result_type).finish_non_exhaustive()
    }
}
