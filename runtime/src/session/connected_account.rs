use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::ids::{AuthConfigId, ConnectedAccountId, UserId};
use crate::{ConnectionStatus, Timestamp};

/// One user's account with one toolkit, without the tokens that the router holds for it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
    #[serde(deserialize_with = "slug", serialize_with = "of_slug")]
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

impl ConnectedAccount {
    /// Makes an account with a toolkit, by its slug, with nothing else said about it.
    #[must_use]
    pub fn new(id: impl Into<ConnectedAccountId>, toolkit: impl Into<String>, status: ConnectionStatus) -> Self {
        Self {
            id: id.into(),
            user_id: None,
            status,
            status_reason: None,
            is_disabled: false,
            toolkit: toolkit.into(),
            auth_config: None,
            alias: None,
            created_at: None,
            updated_at: None,
        }
    }
}

/// How an account was authenticated.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
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

impl AuthConfigInfo {
    /// Makes an auth config of this id, with nothing else said about it.
    #[must_use]
    pub fn new(id: impl Into<AuthConfigId>) -> Self {
        Self { id: id.into(), auth_scheme: None, is_composio_managed: false }
    }
}

fn slug<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    #[derive(Deserialize)]
    struct Toolkit {
        slug: String,
    }
    Toolkit::deserialize(deserializer).map(|toolkit| toolkit.slug)
}

fn of_slug<S: Serializer>(slug: &str, serializer: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Toolkit<'a> {
        slug: &'a str,
    }
    Toolkit { slug }.serialize(serializer)
}
