use serde::{Serialize, Serializer};

use crate::error::InvalidInput;
use crate::ids::UserId;

/// The maximum number of users that a shared connection can name.
const MOST_USERS: usize = 1000;

/// Who may use a connection besides the user who makes it; see
/// [`AuthorizeRequest::shared`](super::AuthorizeRequest::shared).
///
/// ```
/// use tool_router::session::Sharing;
///
/// let team = Sharing::with(["user_2", "user_3"]);
/// let all_but_one = Sharing::with_everyone().except(["user_9"]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Sharing {
    allow_all: bool,
    allowed: Vec<UserId>,
    denied: Vec<UserId>,
}

impl Sharing {
    /// Shares with every user of the project.
    #[must_use]
    pub fn with_everyone() -> Self {
        Self { allow_all: true, allowed: Vec::new(), denied: Vec::new() }
    }

    /// Shares with these users: 1 to 1000 of them.
    #[must_use]
    pub fn with(users: impl IntoIterator<Item = impl Into<UserId>>) -> Self {
        Self { allow_all: false, allowed: users.into_iter().map(Into::into).collect(), denied: Vec::new() }
    }

    /// Excludes these users, whoever else is included: 1000 at most.
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
}

/// The wire format, which names a kind of account beside the list.
impl Serialize for Sharing {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Wire<'a> {
            account_type: &'static str,
            acl_config_for_shared: Acl<'a>,
        }
        #[derive(Serialize)]
        struct Acl<'a> {
            #[serde(skip_serializing_if = "Option::is_none")]
            allow_all_users: Option<bool>,
            #[serde(skip_serializing_if = "<[_]>::is_empty")]
            allowed_user_ids: &'a [UserId],
            #[serde(skip_serializing_if = "<[_]>::is_empty")]
            not_allowed_user_ids: &'a [UserId],
        }
        let Self { allow_all, allowed, denied } = self;
        let acl =
            Acl { allow_all_users: allow_all.then_some(true), allowed_user_ids: allowed, not_allowed_user_ids: denied };
        Wire { account_type: "SHARED", acl_config_for_shared: acl }.serialize(serializer)
    }
}

fn bounded(what: &'static str, users: &[UserId], least: usize) -> Result<(), InvalidInput> {
    if (least..=MOST_USERS).contains(&users.len()) {
        return Ok(());
    }
    let [given, least, most] = [users.len(), least, MOST_USERS].map(|number| u64::try_from(number).unwrap_or(u64::MAX));
    Err(InvalidInput::OutOfBounds { what, given, least, most })
}
