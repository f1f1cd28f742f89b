//! `timezone`: what the model is told about the user's surroundings.

use serde::{Deserialize, Serialize};

use super::Text;
use super::record::record;
use crate::fact::{Fact, code, fact};

record! {
    /// Nothing.
    const DEFAULT;

    /// What the model is told of the user's surroundings.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(default)]
    pub struct AssistivePrompt {
        /// The user's time zone, an IANA name.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub user_timezone: Option<Text> = None, with_user_timezone;
    }
}

impl AssistivePrompt {
    pub(crate) fn words(&self) -> Option<Fact> {
        self.user_timezone.as_ref().map(|timezone| fact!["the model is told the user's time zone, ", code(timezone)])
    }
}
