use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A call that a hook applies to, as the platform posts it. It comes from [`SessionWebhook::verify`](super::SessionWebhook::verify).
///
/// What this version does not know is kept as it came: it is in [`other`](Self::other), by its name on the wire.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct SessionHookEvent {
    /// The id of the request. No two have the same.
    pub id: String,
    /// Whether the call is about to run, or has run.
    #[serde(rename = "type")]
    pub kind: SessionHookKind,
    /// Everything else, by the names on the wire.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// When a hook is asked.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum SessionHookKind {
    /// Before a call runs.
    #[serde(rename = "composio.session_hook.before_execute")]
    BeforeExecute,
    /// After a call has run, before the agent sees its result.
    #[serde(rename = "composio.session_hook.after_execute")]
    AfterExecute,
    /// One that this version does not know, by its name on the wire. A later version may have a variant for it.
    #[serde(untagged)]
    Other(String),
}
