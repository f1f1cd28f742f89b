use serde_json::{Value, json};

use crate::error::InvalidInput;
use crate::ids::UserId;

/// How many users a list of a shared connection can name.
const MOST_USERS: usize = 1000;

/// Who may use a connection beside the user who makes it; see [`AuthorizeRequest::shared`](super::AuthorizeRequest::shared).
///
/// ```
/// use tool_router::session::Sharing;
///
/// let team = Sharing::with(["user_2", "user_3"]);
/// let all_but_one = Sharing::with_everyone().except(["user_9"]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sharing {
    allow_all: bool,
    allowed: Vec<UserId>,
    denied: Vec<UserId>,
}

impl Sharing {
    /// Every user of the project may use it.
    #[must_use]
    pub fn with_everyone() -> Self {
        Self { allow_all: true, allowed: Vec::new(), denied: Vec::new() }
    }

    /// These users may use it: 1 to 1000 of them.
    #[must_use]
    pub fn with(users: impl IntoIterator<Item = impl Into<UserId>>) -> Self {
        Self { allow_all: false, allowed: users.into_iter().map(Into::into).collect(), denied: Vec::new() }
    }

    /// These users may not, whoever else may: 1000 at most.
    #[must_use]
    pub fn except(mut self, users: impl IntoIterator<Item = impl Into<UserId>>) -> Self {
        self.denied.extend(users.into_iter().map(Into::into));
        self
    }

    pub(super) fn check(&self) -> Result<(), InvalidInput> {
        self.allowed.iter().chain(&self.denied).try_for_each(UserId::check)?;
        bounded("the number of users who may use a shared connection", &self.allowed, usize::from(!self.allow_all))?;
        bounded("the number of users who may not use a shared connection", &self.denied, 0)
    }

    /// What the wire calls it.
    pub(super) fn to_json(&self) -> Value {
        let mut acl = json!({});
        if self.allow_all {
            acl["allow_all_users"] = true.into();
        }
        for (key, users) in [("allowed_user_ids", &self.allowed), ("not_allowed_user_ids", &self.denied)] {
            if !users.is_empty() {
                acl[key] = users.iter().map(UserId::as_str).collect();
            }
        }
        json!({ "account_type": "SHARED", "acl_config_for_shared": acl })
    }
}

fn bounded(what: &'static str, users: &[UserId], least: usize) -> Result<(), InvalidInput> {
    if (least..=MOST_USERS).contains(&users.len()) {
        return Ok(());
    }
    let [given, least, most] = [users.len(), least, MOST_USERS].map(|number| u64::try_from(number).unwrap_or(u64::MAX));
    Err(InvalidInput::OutOfBounds { what, given, least, most })
}
