use serde::{Deserialize, Serialize};

/// The four ways of connecting, as values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Mode {
    /// The user connects a toolkit when the agent needs it.
    OnDemand,
    /// The user connects every toolkit before the session starts.
    Upfront,
    /// The accounts were connected beforehand.
    Preconnected,
    /// The application makes the connections.
    Manual,
}

/// What creating a session does about connections.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// Nothing.
    AtOnce,
    /// It fails where one is missing.
    Checked,
    /// It has the user make those that are missing, and waits for them.
    Connected,
}

/// What creating a session does about toolkits that are not connected, where it asks nobody to connect them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Missing {
    /// It fails where the way of connecting checks them, and leaves them alone elsewhere.
    #[default]
    Fail,
    /// It narrows the session to those that are connected.
    Skip,
}

impl Missing {
    /// Whether it is the default.
    #[must_use]
    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes the field by reference")]
    pub const fn is_fail(&self) -> bool {
        matches!(self, Self::Fail)
    }
}

impl Mode {
    /// What creating a session does about connections.
    #[doc(hidden)]
    #[must_use]
    pub const fn start(self) -> Start {
        match self {
            Self::OnDemand | Self::Manual => Start::AtOnce,
            Self::Preconnected => Start::Checked,
            Self::Upfront => Start::Connected,
        }
    }

    /// The name of its type.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::OnDemand => "OnDemand",
            Self::Upfront => "Upfront",
            Self::Preconnected => "Preconnected",
            Self::Manual => "Manual",
        }
    }

    /// When toolkits get connected.
    #[must_use]
    pub const fn how(self) -> &'static str {
        match self {
            Self::OnDemand => {
                "a session starts at once; when the agent needs a toolkit that is not connected, it makes an auth link, and \
                 goes on when the user has authenticated"
            }
            Self::Upfront => {
                "every toolkit is connected before a session starts; otherwise creating one fails with what is still missing"
            }
            Self::Preconnected => {
                "every account is connected before a session is created; creating one checks that before any tool runs, and \
                 fails with the names of the toolkits that are not connected"
            }
            Self::Manual => {
                "the application makes the connections, with its own buttons; a tool whose toolkit is not connected fails"
            }
        }
    }

    /// What the user sees.
    #[must_use]
    pub const fn user_sees(self) -> &'static str {
        match self {
            Self::OnDemand => {
                "the user is given the link in the conversation, opens it in a browser and authenticates with the provider"
            }
            Self::Upfront => {
                "the user is shown an auth link for each toolkit that is not connected yet, opens it in a browser and \
                 authenticates with the provider"
            }
            Self::Preconnected => "the user sees nothing, and does not have to be present",
            Self::Manual => {
                "the user presses the application's own Connect buttons, and authenticates with the provider in the \
                 browser; the agent shows no auth link"
            }
        }
    }
}
