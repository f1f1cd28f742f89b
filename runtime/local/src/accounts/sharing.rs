//! Accounts that are shared with other users, in the words of the wire.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    api_error::ApiError,
    store::{Account, AccountType, Acl},
};

/// How many users a list names at most.
const MOST_USERS: usize = 1000;

/// The longest user id in a list, in characters.
const LONGEST_USER: usize = 256;

/// The block `experimental` of a request that makes an account.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Sharing {
    account_type: AccountType,
    acl_config_for_shared: Option<AclChange>,
}

/// Who may use a shared account. What is left out stays as it is.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct AclChange {
    allow_all_users: Option<bool>,
    allowed_user_ids: Option<Vec<String>>,
    not_allowed_user_ids: Option<Vec<String>>,
}

impl Sharing {
    /// The type of the account, and who may use it.
    pub(crate) fn read(self, place: &str) -> Result<(AccountType, Acl), ApiError> {
        match (self.account_type, self.acl_config_for_shared) {
            (AccountType::Private, Some(_)) => Err(only_for_shared()),
            (account_type, None) => Ok((account_type, Acl::default())),
            (AccountType::Shared, Some(change)) => Ok((AccountType::Shared, change.apply(Acl::default(), place)?)),
        }
    }
}

impl AclChange {
    /// The changed list.
    pub(crate) fn apply(self, mut acl: Acl, place: &str) -> Result<Acl, ApiError> {
        acl.allow_all_users = self.allow_all_users.unwrap_or(acl.allow_all_users);
        let lists = [
            ("allowed_user_ids", self.allowed_user_ids, &mut acl.allowed_user_ids),
            ("not_allowed_user_ids", self.not_allowed_user_ids, &mut acl.not_allowed_user_ids),
        ];
        for (name, given, list) in lists {
            let Some(users) = given else { continue };
            let fits = |user: &String| (1..=LONGEST_USER).contains(&user.chars().count());
            if users.len() > MOST_USERS || !users.iter().all(fits) {
                let problem = format_args!("expected at most {MOST_USERS} ids of 1 to {LONGEST_USER} characters");
                return Err(ApiError::invalid(&format!("{place}.acl_config_for_shared.{name}"), problem));
            }
            *list = users;
        }
        Ok(acl)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.allow_all_users.is_none() && self.allowed_user_ids.is_none() && self.not_allowed_user_ids.is_none()
    }
}

/// Official clients recognise it by its words.
pub(crate) fn only_for_shared() -> ApiError {
    ApiError::refused("acl_config_for_shared is only valid on SHARED connections")
}

/// The block `experimental` of an answer.
pub(crate) fn experimental(account_type: AccountType, acl: &Acl) -> Value {
    match account_type {
        AccountType::Private => json!({ "account_type": account_type }),
        AccountType::Shared => json!({ "account_type": account_type, "acl_config_for_shared": acl }),
    }
}

/// As [`experimental`], for an account.
pub(super) fn of(account: &Account) -> Value {
    experimental(account.account_type, &account.acl)
}
