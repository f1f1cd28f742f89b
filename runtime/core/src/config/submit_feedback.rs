//! `submit_feedback`: whether the agent can send feedback on tools.

use serde::{Deserialize, Serialize};

use super::block::Switch;
use super::record::record;
use crate::fact::{Fact, fact, yes_or_no};

record! {
    /// As the server has it.
    const DEFAULT;

    /// Whether the agent can send feedback on tools. The server's default is no.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(default, deny_unknown_fields)]
    pub struct SubmitFeedback {
        /// Whether it is on.
        pub enable: bool = <Self as Switch>::BY_DEFAULT, with_enable;
    }
}

impl SubmitFeedback {
    pub(crate) fn words(self) -> Fact {
        fact!["sends feedback on tools to the platform: ", yes_or_no(self.enable)]
    }
}

impl Switch for SubmitFeedback {
    type Said = Self;

    const BY_DEFAULT: bool = false;

    fn is_on(Self { enable }: Self) -> bool {
        enable
    }
}
