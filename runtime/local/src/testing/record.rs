//! What agents called, in the order in which it began.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::{meta::MetaTool, store::Session};

/// What the record names a proxied call of a provider's own API. The arguments are `toolkit_slug`, `method`, `endpoint` and the
/// rest of the call; the outcome is the API's `status`, `headers` and `body`.
pub const PROXY_EXECUTE: &str = "proxy_execute";

/// A call of a tool, as the router saw it, or as the client did that ran a custom one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RecordedCall {
    /// The tool's slug; that of a custom tool as its session lists it, `LOCAL_FIND_ORDERS` for example. For a proxied call of a
    /// provider's own API it is [`PROXY_EXECUTE`].
    pub tool: String,
    /// The arguments, a JSON object.
    pub arguments: Value,
    /// The user of the session.
    pub user_id: String,
    /// The session that it was called in; empty if the application called it outside of a session.
    pub session_id: String,
    /// The account that the tool ran on, if it ran and needs one.
    pub connected_account_id: Option<String>,
    /// What became of it.
    pub outcome: CallOutcome,
}

/// What became of a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum CallOutcome {
    /// The tool ran, and returned this.
    Completed(Value),
    /// The tool ran, or was to run, and failed with this message.
    Failed(String),
    /// The router refused the call: the tool is out of the session's reach, for example, or its toolkit is not connected.
    Refused(String),
    /// The user was asked, and has not answered.
    AwaitsApproval,
    /// The user was asked, and did not approve.
    Declined,
    /// It runs, or whoever called has gone.
    Unfinished,
}

impl RecordedCall {
    pub(super) fn new(session: &Session, tool: &str, arguments: &Map<String, Value>, outcome: CallOutcome) -> Self {
        let arguments = Value::Object(arguments.clone());
        Self { outcome, ..Self::begun(&session.user_id, &session.id, tool, arguments) }
    }

    /// A call that has just begun.
    pub(super) fn begun(user_id: &str, session_id: &str, tool: &str, arguments: Value) -> Self {
        Self {
            tool: tool.to_owned(),
            arguments,
            user_id: user_id.to_owned(),
            session_id: session_id.to_owned(),
            connected_account_id: None,
            outcome: CallOutcome::Unfinished,
        }
    }

    /// Whether it is one of the router's own tools, `COMPOSIO_SEARCH_TOOLS` for example.
    #[must_use]
    pub fn is_meta(&self) -> bool {
        MetaTool::from_slug(&self.tool).is_some()
    }

    /// Whether it is the same call as `other`, and that waits for its user.
    fn answers(&self, other: &Self) -> bool {
        other.outcome == CallOutcome::AwaitsApproval
            && (&self.tool, &self.session_id, &self.arguments) == (&other.tool, &other.session_id, &other.arguments)
    }
}

/// The calls, each with its number.
#[derive(Debug, Default)]
pub(super) struct Record {
    calls: Vec<(u64, RecordedCall)>,
    last: u64,
}

/// A call in the record.
#[derive(Debug)]
pub struct Entry(u64);

impl Record {
    pub(super) fn calls(&self) -> impl Iterator<Item = &RecordedCall> {
        self.calls.iter().map(|(_, call)| call)
    }

    /// Writes a call down. A call that is made again with the user's answer is the one that asked.
    pub(super) fn write(&mut self, call: RecordedCall) -> Entry {
        if let Some((number, asked)) = self.calls.iter_mut().find(|(_, asked)| call.answers(asked)) {
            *asked = call;
            return Entry(*number);
        }
        self.last += 1;
        self.calls.push((self.last, call));
        Entry(self.last)
    }

    pub(super) fn end(&mut self, Entry(number): Entry, outcome: CallOutcome) {
        if let Some((_, call)) = self.calls.iter_mut().find(|(other, _)| *other == number) {
            call.outcome = outcome;
        }
    }

    pub(super) fn clear(&mut self) {
        self.calls.clear();
    }
}
