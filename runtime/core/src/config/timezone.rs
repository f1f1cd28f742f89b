//! `timezone`: what the model is told about the user's surroundings.

use serde::{Deserialize, Serialize};

use super::Text;
use crate::constant::constant;
use crate::fact::{Fact, code, fact};

/// What the model is told about the user's surroundings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AssistivePrompt {
    /// The user's time zone, an IANA name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_timezone: Option<Text>,
}

constant!(struct AssistivePrompt { user_timezone });

impl AssistivePrompt {
    pub(crate) fn words(&self) -> Option<Fact> {
        self.user_timezone.as_ref().map(|timezone| fact!["the model is told the user's time zone, ", code(timezone)])
    }
}
