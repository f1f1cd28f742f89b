use serde::{Deserialize, Deserializer};

use crate::ToolRouter;
use crate::client::Request;
use crate::error::Error;
use crate::ids::{AuthConfigId, ConnectedAccountId, UserId};
use crate::{ConnectionStatus, Timestamp};

/// One user's account with one toolkit. The tokens that the router holds for it are not read.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct ConnectedAccount {
    /// The account's id.
    pub id: ConnectedAccountId,
    /// Whose it is.
    #[serde(default)]
    pub user_id: Option<UserId>,
    /// Its state.
    pub status: ConnectionStatus,
    /// Why it is in that state.
    #[serde(default)]
    pub status_reason: Option<String>,
    /// Whether it is switched off.
    #[serde(default)]
    pub is_disabled: bool,
    /// The toolkit's slug.
    #[serde(deserialize_with = "slug")]
    pub toolkit: String,
    /// How it was authenticated.
    #[serde(default)]
    pub auth_config: Option<AuthConfigInfo>,
    /// The name that it was given.
    #[serde(default)]
    pub alias: Option<String>,
    /// When it was made.
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
    /// The way of authenticating: `OAUTH2`.
    #[serde(default)]
    pub auth_scheme: Option<String>,
    /// Whether the router's own credentials were used.
    #[serde(default)]
    pub is_composio_managed: bool,
}

impl ToolRouter {
    /// Reads a connected account.
    ///
    /// # Errors
    ///
    /// [`Error::Api`] when there is no such account, and whatever else the request ends with.
    pub async fn connected_account(&self, id: impl Into<ConnectedAccountId>) -> Result<ConnectedAccount, Error> {
        let request = Request::get(&["connected_accounts", id.into().as_str()]);
        self.send(request).await?.read("a connected account")
    }
}

fn slug<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    #[derive(Deserialize)]
    struct Toolkit {
        slug: String,
    }
    Toolkit::deserialize(deserializer).map(|toolkit| toolkit.slug)
}
