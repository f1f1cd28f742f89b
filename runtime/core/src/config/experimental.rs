//! The settings that the API itself calls experimental, in the block that it wants them in.

use serde::{Deserialize, Serialize};

use super::{AssistivePrompt, NoElicitationSupport, Permissions, SubmitFeedback, Text};
use crate::constant::constant;

/// What the API itself calls experimental.
///
/// The official SDKs drop `permissions`, `fast_mode`, `link_url_overwrite` and `submit_feedback` when a session is
/// created, although the API takes them; here they are sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Experimental {
    /// What the model is told of the user's surroundings: `timezone`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assistive_prompt_config: Option<AssistivePrompt>,
    /// When the user is asked before a tool runs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub permissions: Option<Permissions>,
    /// Where auth links start: the link becomes `<base>/link/<link_token>`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link_url_overwrite: Option<Text>,
    /// Faster answers of the search.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fast_mode: Option<bool>,
    /// Whether `COMPOSIO_SUBMIT_FEEDBACK` is offered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub submit_feedback: Option<SubmitFeedback>,
    /// What an approval becomes when the client cannot ask the user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no_elicitation_support_fallback: Option<NoElicitationSupport>,
    /// The saved configuration (`sc_…`) that the session starts from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub session_config_id: Option<Text>,
}

constant!(struct Experimental {
    assistive_prompt_config, permissions, link_url_overwrite, fast_mode, submit_feedback,
    no_elicitation_support_fallback, session_config_id,
});

impl Experimental {
    /// Nothing experimental.
    pub const DEFAULT: Self = Self {
        assistive_prompt_config: None,
        permissions: None,
        link_url_overwrite: None,
        fast_mode: None,
        submit_feedback: None,
        no_elicitation_support_fallback: None,
        session_config_id: None,
    };

    /// Whether nothing has to be sent.
    #[must_use]
    pub fn is_default(&self) -> bool {
        *self == Self::DEFAULT
    }

    /// What of it an update can say. The rest was for creating the session.
    #[must_use]
    pub fn updatable(&self) -> Self {
        Self { assistive_prompt_config: None, session_config_id: None, ..self.clone() }
    }

    /// What is left of it when an update takes away what it can.
    pub(super) fn without_updatable(self) -> Self {
        let Self { assistive_prompt_config, session_config_id, .. } = self;
        Self { assistive_prompt_config, session_config_id, ..Self::DEFAULT }
    }

    /// `patch` over `current`.
    pub(super) fn merge(patch: Self, current: Self) -> Self {
        Self {
            assistive_prompt_config: patch.assistive_prompt_config.or(current.assistive_prompt_config),
            permissions: patch.permissions.or(current.permissions),
            link_url_overwrite: patch.link_url_overwrite.or(current.link_url_overwrite),
            fast_mode: patch.fast_mode.or(current.fast_mode),
            submit_feedback: patch.submit_feedback.or(current.submit_feedback),
            no_elicitation_support_fallback: (patch.no_elicitation_support_fallback)
                .or(current.no_elicitation_support_fallback),
            session_config_id: patch.session_config_id.or(current.session_config_id),
        }
    }
}
