//! `submit_feedback`: whether the agent can send feedback on tools.

use serde::{Deserialize, Serialize};

use super::no_more;
use crate::constant::constant;
use crate::manifest::{Fact, fact, yes_or_no};

/// Whether the agent can send feedback on tools. The server's default is no.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SubmitFeedback {
    /// Whether it is on.
    pub enable: bool,
}

constant!(struct SubmitFeedback { enable });

impl SubmitFeedback {
    pub(super) fn is_within(proposed: Option<Self>, declared: Option<Self>) -> bool {
        let meant = |feedback: Option<Self>| feedback.is_some_and(|Self { enable }| enable);
        no_more(meant(declared), meant(proposed))
    }

    pub(crate) fn words(self) -> Fact {
        fact!["sends the platform its opinion of tools: ", yes_or_no(self.enable)]
    }
}
