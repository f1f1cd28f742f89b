use serde::{Deserialize, Deserializer};

use crate::ids::{AuthConfigId, ConnectedAccountId, UserId};
use crate::{ConnectionStatus, Timestamp};

/// One user's account with one toolkit, without the tokens that the router holds for it.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct ConnectedAccount {
    /// The account's id.
    pub id: ConnectedAccountId,
    /// The user whose account it is.
    #[serde(default)]
    pub user_id: Option<UserId>,
    /// Its state.
    pub status: ConnectionStatus,
    /// The reason for its state.
    #[serde(default)]
    pub status_reason: Option<String>,
    /// Whether it is disabled.
    #[serde(default)]
    pub is_disabled: bool,
    /// The toolkit's slug.
    #[serde(deserialize_with = "slug")]
    pub toolkit: String,
    /// How it was authenticated.
    #[serde(default)]
    pub auth_config: Option<AuthConfigInfo>,
    /// Its alias.
    #[serde(default)]
    pub alias: Option<String>,
    /// When it was created, RFC 3339.
    #[serde(default)]
    pub created_at: Option<Timestamp>,
    /// When it was changed last.
    #[serde(default)]
    pub updated_at: Option<Timestamp>,
}

/// How an account was authenticated.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct AuthConfigInfo {
    /// The auth config's id.
    pub id: AuthConfigId,
    /// The authentication scheme, e.g. `OAUTH2`.
    #[serde(default)]
    pub auth_scheme: Option<String>,
    /// Whether the router's own credentials were used.
    #[serde(default)]
    pub is_composio_managed: bool,
}

fn slug<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    #[derive(Deserialize)]
    struct Toolkit {
        slug: String,
    }
    Toolkit::deserialize(deserializer).map(|toolkit| toolkit.slug)
}
