use secrecy::ExposeSecret;
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::approvals::Ask;
use crate::{
    hooks::{Blocked, HookResult, Reason},
    random::{self, RandomError},
};

/// The answer to an execution.
///
/// Every kind has `data`, `error` and `log_id`, and only success has no `error`: the TypeScript SDK reads nothing else.
/// Not `Debug`: the data belongs to the user, and the state of a request is secret.
#[derive(Clone, PartialEq, Serialize)]
pub(crate) struct Outcome {
    result_type: ResultType,
    data: Value,
    error: Option<String>,
    log_id: String,
    /// What the hooks found, in a session with hooks.
    #[serde(skip_serializing_if = "Option::is_none")]
    hook_results: Option<Vec<HookResult>>,
    /// Which hook stopped what, under both of its names: the API's and the SDKs'.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<Reason>,
    #[serde(skip_serializing_if = "Option::is_none")]
    block_reason: Option<Reason>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    input_requests: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    request_state: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum ResultType {
    Completed,
    Failed,
    InputRequired,
    Blocked,
}

/// How one tool ran.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) result: Result<Value, Failure>,
    pub(crate) hook_results: Option<Vec<HookResult>>,
}

/// Why there is no result.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The tool failed, or did not run.
    Tool(String),
    /// A hook stopped it, or withheld its result.
    Blocked(Blocked),
}

impl Failure {
    /// What the agent is told.
    pub(crate) fn message(&self) -> &str {
        match self {
            Self::Tool(error) => error,
            Self::Blocked(blocked) => &blocked.message,
        }
    }
}

/// The three ways in which a call ends.
pub(crate) enum Ending {
    Completed(Value),
    Failed(String),
    InputRequired(Ask),
}

impl Outcome {
    /// The result of a tool. `data` is an object on the wire; any other value is wrapped in one.
    pub(crate) fn completed(data: Value) -> Result<Self, RandomError> {
        let data = match data {
            Value::Object(_) => data,
            Value::Null => Value::Object(Map::new()),
            other => json!({ "result": other }),
        };
        Self::new(ResultType::Completed, data, None)
    }

    pub(crate) fn failed(error: impl Into<String>) -> Result<Self, RandomError> {
        let mut error = error.into();
        if error.is_empty() {
            error.push_str("The tool failed without saying why.");
        }
        Self::new(ResultType::Failed, Value::Object(Map::new()), Some(error))
    }

    /// The result of a tool, or the reason why it failed.
    pub(crate) fn of(Ran { result, hook_results }: Ran) -> Result<Self, RandomError> {
        let outcome = match result {
            Ok(data) => Self::completed(data),
            Err(Failure::Tool(error)) => Self::failed(error),
            Err(Failure::Blocked(blocked)) => Self::blocked(blocked),
        };
        Ok(outcome?.with_hooks(hook_results))
    }

    /// A call that a hook stopped. Clients that do not know hooks take it for a failed one.
    pub(crate) fn blocked(Blocked { reason, message }: Blocked) -> Result<Self, RandomError> {
        Ok(Self {
            reason: Some(reason.clone()),
            block_reason: Some(reason),
            message: Some(message.clone()),
            ..Self::new(ResultType::Blocked, Value::Object(Map::new()), Some(message))?
        })
    }

    /// Adds what the hooks found.
    pub(crate) fn with_hooks(self, hook_results: Option<Vec<HookResult>>) -> Self {
        Self { hook_results, ..self }
    }

    pub(crate) fn input_required(ask: Ask) -> Result<Self, RandomError> {
        let error = "The user has to approve this call first.".to_owned();
        Ok(Self {
            input_requests: Some(ask.input_requests),
            request_state: Some(ask.request_state.expose_secret().to_owned()),
            ..Self::new(ResultType::InputRequired, Value::Object(Map::new()), Some(error))?
        })
    }

    /// The result of the call, independent of the wire format.
    pub(crate) fn ending(self) -> Ending {
        match (self.input_requests, self.request_state, self.error) {
            (Some(input_requests), Some(state), _) => {
                Ending::InputRequired(Ask { input_requests, request_state: state.into() })
            }
            (_, _, Some(error)) => Ending::Failed(error),
            (_, _, None) => Ending::Completed(self.data),
        }
    }

    fn new(result_type: ResultType, data: Value, error: Option<String>) -> Result<Self, RandomError> {
        Ok(Self {
            result_type,
            data,
            error,
            log_id: random::id("log")?,
            hook_results: None,
            reason: None,
            block_reason: None,
            message: None,
            input_requests: None,
            request_state: None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_outcome_has_the_keys_that_clients_read() {
        let completed = serde_json::to_value(Outcome::completed(json!([1])).unwrap()).unwrap();
        assert_eq!(completed["result_type"], "completed");
        assert_eq!((&completed["data"], &completed["error"]), (&json!({ "result": [1] }), &Value::Null));
        assert!(completed["log_id"].as_str().unwrap().starts_with("log_"));
        let failed = serde_json::to_value(Outcome::failed("").unwrap()).unwrap();
        assert_eq!((&failed["result_type"], &failed["data"]), (&json!("failed"), &json!({})));
        assert!(!failed["error"].as_str().unwrap().is_empty());
    }
}
