use std::fmt;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::input::{Call, InputAnswer, InputRequired};
use crate::client::Answer;
use crate::error::{Cause, Error, Problem};

/// The outcome of executing a tool.
///
/// A failed tool is no [`Error`]: the agent is told and goes on. Where only the data is of interest,
/// [`into_data`](Self::into_data) and [`json`](Self::json) make everything else an error.
#[derive(Clone, Debug)]
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
    /// Something that this version does not know.
    Unknown(UnknownOutcome),
}

/// The result of a tool that ran.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct Completed {
    /// What the tool returned.
    pub data: Value,
    /// The entry in the router's log.
    #[serde(default)]
    pub log_id: Option<String>,
    /// What running on the platform's own account was charged.
    #[serde(default)]
    pub instant_charge: Option<InstantCharge>,
}

/// A tool that failed. Its `Debug` leaves the data out, so that an error can be logged.
#[derive(Clone, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct Failed {
    /// What went wrong, for the agent to read.
    #[serde(default)]
    pub error: Option<String>,
    /// What the tool returned all the same.
    #[serde(default)]
    pub data: Value,
    /// The entry in the router's log.
    #[serde(default)]
    pub log_id: Option<String>,
    /// What running on the platform's own account was charged.
    #[serde(default)]
    pub instant_charge: Option<InstantCharge>,
}

/// A call, or the answer of one, that a hook stopped. Its `Debug` leaves out what the hooks found.
#[derive(Clone, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct Blocked {
    /// Which hook stopped what.
    pub reason: BlockedReason,
    /// What the hook says.
    #[serde(default)]
    pub message: String,
    /// The entry in the router's log.
    #[serde(default)]
    pub log_id: Option<String>,
    /// What every hook found.
    #[serde(default)]
    pub hook_results: Value,
}

/// Which hook stopped what.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct BlockedReason {
    /// `request_blocked`: nothing has run; `response_blocked`: the tool ran and its answer is held back.
    #[serde(rename = "type")]
    pub kind: String,
    /// The hook's id.
    #[serde(default)]
    pub hook_id: Option<String>,
}

/// An outcome that this version does not know. Its `Debug` leaves the answer out.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct UnknownOutcome {
    /// The outcome's name.
    pub result_type: String,
    /// The whole answer.
    pub answer: Value,
}

/// What running a tool on the platform's own account was charged.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct InstantCharge {
    /// The amount, a decimal number.
    pub amount: String,
    /// The currency.
    pub currency: String,
}

impl Execution {
    /// Reads what a `call` was answered.
    pub(super) fn read(answer: &Answer, call: Call) -> Result<Self, Error> {
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
            "input_required" => Self::InputRequired(InputRequired(answer.read::<InputAnswer>(EXPECTED)?.of(call))),
            _ => Self::Unknown(UnknownOutcome { answer: answer.read(EXPECTED)?, result_type }),
        })
    }

    /// Whether the tool ran and did what it is for.
    #[must_use]
    pub fn is_completed(&self) -> bool {
        matches!(self, Self::Completed(_))
    }

    /// The data of a tool that completed.
    ///
    /// # Errors
    ///
    /// [`Error::NotCompleted`], with the outcome, for every other.
    pub fn into_data(self) -> Result<Value, Error> {
        match self {
            Self::Completed(completed) => Ok(completed.data),
            outcome => Err(Error::NotCompleted { outcome: Box::new(outcome) }),
        }
    }

    /// The data of a tool that completed, as a type of the caller's.
    ///
    /// # Errors
    ///
    /// [`Error::NotCompleted`] for every other outcome, and [`Error::UnexpectedData`] for data of another shape.
    pub fn json<T: DeserializeOwned>(self) -> Result<T, Error> {
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
