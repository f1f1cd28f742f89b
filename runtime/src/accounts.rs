//! Users' connected accounts: listing them, and what a settings page does with one.
//!
//! ```no_run
//! use tool_router::ToolRouter;
//!
//! # async fn example(router: ToolRouter) -> Result<(), tool_router::Error> {
//! for account in router.connected_accounts("user_123").toolkit("gmail").await? {
//!     println!("{} {}: {}", account.toolkit, account.id, account.status);
//! }
//! // The id comes from a form, so it has to be this user's.
//! router.connected_account("ca_1").of("user_123").delete().await?;
//! # Ok(())
//! # }
//! ```

use std::fmt;
use std::future::IntoFuture;

use serde::Serialize;

use crate::client::{Items, Repeat, Request, awaits_all, csv, items};
use crate::error::{Error, InvalidInput};
use crate::ids::{ConnectedAccountId, UserId};
use crate::{ConnectionStatus, Reply, ToolRouter};

pub use crate::session::{AuthConfigInfo, ConnectedAccount};

/// How many accounts are asked for at once.
const PAGE: &str = "50";
const ONE: &str = "a connected account";

impl ToolRouter {
    /// Lists a user's connected accounts, whatever their state, latest first.
    ///
    /// Await it for all of them, or ask for its [`items`](ConnectedAccountsRequest::items). Accounts that other users share
    /// are not among them.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] for a user id that cannot be one: the list would be that of every user.
    pub fn connected_accounts(&self, user: impl Into<UserId>) -> ConnectedAccountsRequest {
        ConnectedAccountsRequest { router: self.clone(), user: user.into(), toolkits: Vec::new(), statuses: Vec::new() }
    }

    /// Refers to a connected account: await it to fetch the account, or call what is to be done with it.
    ///
    /// # Errors
    ///
    /// [`Error::Api`] when there is no such account.
    pub fn connected_account(&self, id: impl Into<ConnectedAccountId>) -> ConnectedAccountRequest {
        ConnectedAccountRequest { router: self.clone(), id: id.into(), owner: None }
    }
}

/// A list of a user's connected accounts; await it for all of them, or ask for its [`items`](Self::items).
#[must_use = "nothing is fetched until this is awaited, or its items are asked for"]
#[derive(Clone, Debug)]
pub struct ConnectedAccountsRequest {
    router: ToolRouter,
    user: UserId,
    toolkits: Vec<String>,
    statuses: Vec<ConnectionStatus>,
}

impl ConnectedAccountsRequest {
    /// Limits the list to this toolkit, or to one more.
    pub fn toolkit(mut self, slug: impl Into<String>) -> Self {
        self.toolkits.push(slug.into());
        self
    }

    /// Limits the list to accounts in this state, or in one more.
    pub fn status(mut self, status: impl Into<ConnectionStatus>) -> Self {
        self.statuses.push(status.into());
        self
    }

    /// The accounts, one after the other, fetched page by page.
    pub fn items(self) -> Items<ConnectedAccount> {
        let Self { router, user, toolkits, statuses } = self;
        let separated = |value: &str| value.is_empty() || value.contains(',');
        // A comma in a value would be read as two values, and an empty filter as none.
        let invalid = user.check().err().or_else(|| {
            let values = toolkits.iter().map(String::as_str).chain(statuses.iter().map(ConnectionStatus::as_str));
            let id = values.chain([user.as_str()]).find(|value| separated(value))?;
            Some(InvalidInput::UnusableId { id: id.to_owned() })
        });
        if let Some(invalid) = invalid {
            return Items::refused(invalid.into());
        }
        let filter = |values: Vec<&str>| (!values.is_empty()).then(|| csv(values));
        let request = Request::get(&["connected_accounts"])
            .query("user_ids", user.as_str())
            .query("limit", PAGE)
            .query_opt("toolkit_slugs", filter(toolkits.iter().map(String::as_str).collect()))
            .query_opt("statuses", filter(statuses.iter().map(ConnectionStatus::as_str).collect()));
        items(router, request, "a page of connected accounts")
    }
}

awaits_all!(ConnectedAccountsRequest => ConnectedAccount);

/// One connected account; await it to fetch the account, or call what is to be done with it.
#[must_use = "nothing is fetched until this is awaited"]
#[derive(Clone, Debug)]
pub struct ConnectedAccountRequest {
    router: ToolRouter,
    id: ConnectedAccountId,
    owner: Option<UserId>,
}

impl ConnectedAccountRequest {
    /// Goes on only if it is an account of `user`, which is looked up first.
    ///
    /// Where the id comes from a browser, this is what keeps one user from another's accounts: the API key reaches those of
    /// all users.
    ///
    /// # Errors
    ///
    /// [`InvalidInput::OtherUsersAccount`]. Nothing was changed.
    pub fn of(mut self, user: impl Into<UserId>) -> Self {
        self.owner = Some(user.into());
        self
    }

    /// Disables the account: tools cannot use it until it is [enabled](Self::enable).
    pub fn disable(self) -> AccountChange {
        self.change(Change::Enabled(false))
    }

    /// Enables the account after it was [disabled](Self::disable).
    pub fn enable(self) -> AccountChange {
        self.change(Change::Enabled(true))
    }

    /// Deletes the account for good. Deleting a missing account succeeds, unless its [owner](Self::of) is to be looked up.
    pub fn delete(self) -> AccountChange {
        self.change(Change::Delete)
    }

    /// Gives the account an alias, by which people and models tell it from the user's others of this toolkit.
    ///
    /// # Errors
    ///
    /// [`Error::Api`] if another of these has it.
    pub fn rename(self, alias: impl Into<String>) -> AccountChange {
        self.change(Change::Alias(alias.into()))
    }

    /// Takes the account's alias away.
    pub fn without_alias(self) -> AccountChange {
        self.change(Change::NoAlias)
    }

    fn change(self, change: Change) -> AccountChange {
        AccountChange { account: self, change }
    }

    async fn fetch(&self) -> Result<ConnectedAccount, Error> {
        let request = Request::get(&["connected_accounts", self.id.as_str()]);
        let account: ConnectedAccount = self.router.send(request).await?.read(ONE)?;
        match &self.owner {
            Some(owner) if account.user_id.as_ref() != Some(owner) => {
                Err(InvalidInput::OtherUsersAccount { id: self.id.clone() }.into())
            }
            _ => Ok(account),
        }
    }
}

impl IntoFuture for ConnectedAccountRequest {
    type Output = Result<ConnectedAccount, Error>;
    type IntoFuture = Reply<ConnectedAccount>;

    fn into_future(self) -> Self::IntoFuture {
        Reply::new(async move { self.fetch().await })
    }
}

/// A change of a connected account; await it.
#[must_use = "nothing is changed until this is awaited"]
#[derive(Clone)]
pub struct AccountChange {
    account: ConnectedAccountRequest,
    change: Change,
}

#[derive(Clone, Debug)]
enum Change {
    Enabled(bool),
    Alias(String),
    NoAlias,
    Delete,
}

#[derive(Serialize)]
struct Enabled {
    enabled: bool,
}

#[derive(Serialize)]
struct Alias<'a> {
    alias: &'a str,
}

impl AccountChange {
    async fn make(self) -> Result<(), Error> {
        let Self { account, change } = self;
        account.id.check()?;
        let path = ["connected_accounts", account.id.as_str()];
        // Each of them may be made twice: it changes nothing more.
        let request = match &change {
            Change::Enabled(enabled) => {
                let body = Enabled { enabled: *enabled };
                Request::patch(&[path[0], path[1], "status"], &body).repeated(Repeat::Freely)
            }
            Change::Alias(alias) if alias.trim().is_empty() => return Err(InvalidInput::EmptyAlias.into()),
            Change::Alias(alias) => Request::patch(&path, &Alias { alias }).repeated(Repeat::Freely),
            Change::NoAlias => Request::patch(&path, &Alias { alias: "" }).repeated(Repeat::Freely),
            Change::Delete => Request::delete(&path),
        };
        if account.owner.is_some() {
            account.fetch().await?;
        }
        match account.router.send(request).await {
            Err(error) if error.is_not_found() && matches!(change, Change::Delete) => Ok(()),
            Err(error) => Err(error),
            Ok(_) => Ok(()),
        }
    }
}

impl IntoFuture for AccountChange {
    type Output = Result<(), Error>;
    type IntoFuture = Reply<()>;

    fn into_future(self) -> Self::IntoFuture {
        Reply::new(self.make())
    }
}

impl fmt::Debug for AccountChange {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("AccountChange");
        shown.field("account", &self.account.id).field("change", &self.change).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
