use serde::{Deserialize, Serialize};

use super::{Permissions, Text};

/// What the API itself calls experimental.
///
/// The official SDKs drop `permissions`, `fast_mode`, `link_url_overwrite` and `submit_feedback` when a session is
/// created, although the API takes them; here they are sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Experimental {
    /// What the model is told of the user's surroundings.
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
}

/// What the model is told of the user's surroundings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AssistivePrompt {
    /// The user's time zone, an IANA name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_timezone: Option<Text>,
}

/// Whether the agent can send feedback on tools.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SubmitFeedback {
    /// Whether it is on.
    pub enable: bool,
}

/// What an approval becomes when the client cannot ask the user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoElicitationSupport {
    /// A refusal.
    Deny,
    /// A permission.
    Allow,
}
