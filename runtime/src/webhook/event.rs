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

/// What the endpoint answers.
///
/// The platform documents how a call is blocked. How an answer lets a call run, or changes it, is in the platform's reference of session
/// webhooks; [`from`](Self::from) sends that as it is written there.
///
/// ```
/// use tool_router::webhook::SessionHookAnswer;
///
/// let answer = SessionHookAnswer::block("Project Titan is confidential");
/// assert_eq!(serde_json::to_string(&answer)?, r#"{"action":"block","message":"Project Titan is confidential"}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct SessionHookAnswer(Map<String, Value>);

impl SessionHookAnswer {
    /// Blocks the call, or withholds its result. The agent is told `message`.
    #[must_use]
    pub fn block(message: impl Into<String>) -> Self {
        let said = [("action", "block".to_owned()), ("message", message.into())];
        Self(said.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect())
    }
}

impl From<Map<String, Value>> for SessionHookAnswer {
    fn from(answer: Map<String, Value>) -> Self {
        Self(answer)
    }
}
