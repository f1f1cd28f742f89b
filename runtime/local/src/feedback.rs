//! What agents say of the tools they have run, for the owner of the router.

use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError},
    time::{Duration, SystemTime},
};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::limits;

/// What an agent said of a tool with `COMPOSIO_SUBMIT_FEEDBACK`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Feedback {
    /// The session of the agent.
    pub session_id: String,
    /// The session's user.
    pub user_id: String,
    /// What was wrong.
    pub kind: FeedbackKind,
    /// The agent's own words. Whoever influences the agent influences them.
    pub message: String,
    /// The tool.
    pub tool_slug: Option<String>,
    /// The execution, by the `log_id` of its result.
    pub log_id: Option<String>,
    /// When it was sent.
    pub sent_at: SystemTime,
}

/// What was wrong with an execution.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum FeedbackKind {
    /// The result was empty.
    Empty,
    /// The result was wrong.
    Incorrect,
    /// The tool failed.
    Failed,
    /// Something else.
    #[default]
    Other,
}

/// The latest feedback.
#[derive(Debug, Default)]
pub(crate) struct FeedbackLog(Mutex<VecDeque<Feedback>>);

impl FeedbackLog {
    /// Keeps a feedback, in place of the oldest if there is no room.
    pub(crate) fn add(&self, feedback: Feedback) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() == limits::FEEDBACK {
            kept.pop_front();
        }
        kept.push_back(feedback);
    }

    /// Everything that is kept, oldest first.
    pub(crate) fn all(&self) -> Vec<Feedback> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }
}

/// The time of a number of milliseconds since the Unix epoch.
pub(crate) fn time(milliseconds: i64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_millis(u64::try_from(milliseconds).unwrap_or_default())
}
