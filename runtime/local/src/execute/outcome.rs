use secrecy::ExposeSecret;
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::approvals::Ask;
use crate::random::{self, RandomError};

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
    pub(crate) fn of(result: Result<Value, String>) -> Result<Self, RandomError> {
        match result {
            Ok(data) => Self::completed(data),
            Err(error) => Self::failed(error),
        }
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
        Ok(Self { result_type, data, error, log_id: random::id("log")?, input_requests: None, request_state: None })
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
