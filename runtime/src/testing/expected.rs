use serde_json::{Map, Value};
use tool_router_local::testing::RecordedCall;

use crate::Tool;

/// A call that a test expects; see [`call`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "nothing is expected until it is asserted"]
pub struct ExpectedCall {
    pub(super) tool: String,
    pub(super) arguments: Arguments,
    pub(super) user: Option<String>,
}

/// Which arguments are expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Arguments {
    Any,
    Exactly(Value),
    /// Whatever else there is.
    AtLeast(Value),
}

/// Expects a call of a tool, with any arguments. The tool is named by the agent's constant or by its slug.
///
/// Where only the tools matter, they can be named without it: `calls.assert_eq(["GMAIL_FETCH_EMAILS"])`.
pub fn call(tool: impl AsRef<str>) -> ExpectedCall {
    ExpectedCall { tool: tool.as_ref().to_owned(), arguments: Arguments::Any, user: None }
}

impl ExpectedCall {
    /// Expects exactly these arguments.
    pub fn with(mut self, arguments: impl Into<Value>) -> Self {
        self.arguments = Arguments::Exactly(arguments.into());
        self
    }

    /// Expects these arguments, whatever others there are. In objects inside, other members are allowed as well.
    pub fn containing(mut self, arguments: impl Into<Value>) -> Self {
        self.arguments = Arguments::AtLeast(arguments.into());
        self
    }

    /// Expects it of this user's agent.
    pub fn by(mut self, user: impl AsRef<str>) -> Self {
        self.user = Some(user.as_ref().to_owned());
        self
    }

    /// Whether a call is as expected.
    #[must_use]
    pub fn matches(&self, call: &RecordedCall) -> bool {
        self.tool == call.tool
            && self.user.as_ref().is_none_or(|user| *user == call.user_id)
            && match &self.arguments {
                Arguments::Any => true,
                Arguments::Exactly(expected) => *expected == call.arguments,
                Arguments::AtLeast(expected) => overlaid(&call.arguments, expected) == call.arguments,
            }
    }
}

impl From<&str> for ExpectedCall {
    fn from(tool: &str) -> Self {
        call(tool)
    }
}

impl From<String> for ExpectedCall {
    fn from(tool: String) -> Self {
        call(tool)
    }
}

impl<S> From<Tool<S>> for ExpectedCall {
    fn from(tool: Tool<S>) -> Self {
        call(tool)
    }
}

/// `actual` with what is expected of it: it is the same if that holds already.
pub(super) fn overlaid(actual: &Value, expected: &Value) -> Value {
    match (actual, expected) {
        (Value::Object(actual), Value::Object(expected)) => {
            let mut object: Map<String, Value> = actual.clone();
            for (name, expected) in expected {
                let value = overlaid(actual.get(name).unwrap_or(&Value::Null), expected);
                object.insert(name.clone(), value);
            }
            Value::Object(object)
        }
        _ => expected.clone(),
    }
}
