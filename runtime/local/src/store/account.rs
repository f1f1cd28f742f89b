//! An account, and what it consists of.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A user's account with a toolkit's provider, connected or about to be.
#[derive(Clone, sqlx::FromRow)]
pub(crate) struct Account {
    pub(crate) id: String,
    pub(crate) user_id: String,
    pub(crate) toolkit: String,
    pub(crate) auth_config_id: String,
    pub(crate) alias: Option<String>,
    pub(crate) status: Status,
    pub(crate) status_reason: Option<String>,
    pub(crate) account_type: AccountType,
    #[sqlx(try_from = "String")]
    pub(crate) acl: Acl,
    #[sqlx(flatten)]
    pub(crate) tokens: SealedTokens,
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
}

/// The tokens of an account, encrypted by the vault.
#[derive(Clone, Default, sqlx::FromRow)]
pub(crate) struct SealedTokens {
    pub(crate) access_token: Option<Vec<u8>>,
    pub(crate) refresh_token: Option<Vec<u8>>,
    pub(crate) token_expires_at: Option<i64>,
}

impl Account {
    /// Whether this user's sessions may use the account.
    pub(crate) fn is_usable_by(&self, user_id: &str) -> bool {
        self.user_id == user_id || (self.account_type == AccountType::Shared && self.acl.allows(user_id))
    }
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account").field("id", &self.id).field("status", &self.status).finish_non_exhaustive()
    }
}

/// The state of an account, in the words of the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, sqlx::Type)]
#[serde(rename_all = "UPPERCASE")]
#[sqlx(rename_all = "UPPERCASE")]
pub(crate) enum Status {
    /// A link was made and not yet used.
    Initiated,
    /// Connected.
    Active,
    /// The user or the provider refused.
    Failed,
    /// The link was not used in time, or the provider no longer renews the access.
    Expired,
    /// Connected, and disabled by the application.
    Inactive,
    /// Once connected, until the application revoked the access.
    Revoked,
}

/// Who can use an account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, sqlx::Type)]
#[serde(rename_all = "UPPERCASE")]
#[sqlx(rename_all = "UPPERCASE")]
pub(crate) enum AccountType {
    /// Its user.
    #[default]
    Private,
    /// Its user, and those whom its [`Acl`] allows, in sessions that are pinned to it.
    Shared,
}

/// Which users other than its own can use a shared account. By default, none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Acl {
    pub(crate) allow_all_users: bool,
    pub(crate) allowed_user_ids: Vec<String>,
    /// They are denied whatever the others say.
    pub(crate) not_allowed_user_ids: Vec<String>,
}

impl TryFrom<String> for Acl {
    type Error = serde_json::Error;

    fn try_from(stored: String) -> serde_json::Result<Self> {
        serde_json::from_str(&stored)
    }
}

impl Acl {
    fn allows(&self, user_id: &str) -> bool {
        let names = |users: &[String]| users.iter().any(|user| user == user_id);
        !names(&self.not_allowed_user_ids) && (self.allow_all_users || names(&self.allowed_user_ids))
    }
}

impl Status {
    /// The state in the words of the agent's tool for connections.
    pub(crate) fn lower(self) -> &'static str {
        match self {
            Self::Initiated => "initiated",
            Self::Active => "active",
            Self::Failed => "failed",
            Self::Expired => "expired",
            Self::Inactive => "inactive",
            Self::Revoked => "revoked",
        }
    }
}

/// An account to be created, initially [`Status::Initiated`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct NewAccount<'a> {
    pub(crate) id: &'a str,
    pub(crate) user_id: &'a str,
    pub(crate) toolkit: &'a str,
    pub(crate) auth_config_id: &'a str,
    pub(crate) alias: Option<&'a str>,
    pub(crate) account_type: AccountType,
    pub(crate) acl: &'a Acl,
}

/// The accounts of a toolkit that a session may use.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Wanted<'a> {
    pub(crate) toolkit: &'a str,
    /// Those with this auth config alone.
    pub(crate) auth_config: Option<&'a str>,
    /// These alone.
    pub(crate) ids: Option<Vec<&'a str>>,
}
