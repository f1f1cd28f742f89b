//! Which of a user's accounts a session works with.

use axum::http::StatusCode;
use serde::Serialize;
use serde_json::{Value, json};

use super::{
    api_error::ApiError,
    state::App,
    store::{Account, AccountType, Session, Status, Wanted},
    time::iso,
    toolkit::LocalToolkit,
    word_id,
};

/// The accounts of one toolkit that a session may use, latest first: the active ones, and the latest.
#[derive(Clone, Debug, Default)]
pub(crate) struct Accounts {
    usable: Vec<Account>,
    /// Whether the session is pinned to a shared account that its user may no longer use.
    is_denied: bool,
}

impl Accounts {
    /// The accounts of the session's user with `toolkit`, within the session's pins.
    pub(crate) async fn of(app: &App, session: &Session, toolkit: &str) -> Result<Self, ApiError> {
        Ok(Self::of_each(app, session, &[toolkit]).await?.pop().unwrap_or_default())
    }

    /// As [`of`](Self::of), for each of several toolkits.
    pub(crate) async fn of_each(app: &App, session: &Session, toolkits: &[&str]) -> Result<Vec<Self>, ApiError> {
        let config = &session.config;
        let wanted = toolkits.iter().map(|toolkit| {
            let ids = config.connected_accounts.get(toolkit).map(|ids| ids.iter().map(|id| &**id).collect());
            let auth_config = config.auth_configs.get(toolkit).map(|id| &**id);
            Wanted { toolkit, auth_config: auth_config.filter(|_| ids.is_none()), ids }
        });
        let accounts = app.store.deciding_accounts(&session.user_id, &wanted.collect::<Vec<_>>()).await?;
        let mut each = vec![Self::default(); toolkits.len()];
        for account in accounts {
            let Some(index) = toolkits.iter().position(|toolkit| *toolkit == account.toolkit) else { continue };
            if !account.is_usable_by(&session.user_id) {
                each[index].is_denied = true;
            } else if app.auth_configs.is_for_sessions(&account.auth_config_id) {
                each[index].usable.push(account);
            }
        }
        Ok(each)
    }

    /// The account that determines the toolkit's state: the latest active one, or else the latest.
    pub(crate) fn current(&self) -> Option<&Account> {
        self.active().next().or(self.usable.first())
    }

    /// The account that was created or connected last.
    pub(crate) fn latest(&self) -> Option<&Account> {
        self.usable.first()
    }

    /// The active accounts, latest first.
    pub(crate) fn active(&self) -> impl Iterator<Item = &Account> {
        self.usable.iter().filter(|account| account.status == Status::Active)
    }

    /// Every account, latest first.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Account> {
        self.usable.iter()
    }

    /// The account of this id, alias or word id, in this order.
    fn named<'a>(accounts: impl Iterator<Item = &'a Account> + Clone, name: &str) -> Option<&'a Account> {
        let by_id = accounts.clone().find(|account| account.id == name);
        let by_alias = || accounts.clone().find(|account| account.alias.as_deref() == Some(name));
        let mut by_words = accounts.clone().filter(|account| word_id::of(account) == name);
        // Two accounts can have the same words, which name neither then.
        by_id.or_else(by_alias).or_else(|| by_words.next().filter(|_| by_words.next().is_none()))
    }

    /// The account of this id, alias or word id; without a name, the one that is connected, or that there is.
    pub(crate) fn named_or_only(&self, toolkit: &dyn LocalToolkit, name: Option<&str>) -> Result<&Account, ApiError> {
        if let Some(name) = name {
            let named = Self::named(self.usable.iter(), name);
            return named.ok_or_else(|| self.unclear(toolkit, &format!("No account is called '{name}'.")));
        }
        let active: Vec<_> = self.active().collect();
        match (active.as_slice(), self.usable.as_slice()) {
            ([account], _) => Ok(account),
            ([], [account]) => Ok(account),
            ([], []) => Err(ApiError::refused(format!("No account of {} is connected", toolkit.slug()))),
            _ => Err(self.unclear(toolkit, "There are several accounts: name one in `account`.")),
        }
    }

    /// The account for a call: the one with the given id, alias or word id, or else the latest.
    pub(crate) fn choose(
        &self,
        session: &Session,
        toolkit: &dyn LocalToolkit,
        named: Option<&str>,
    ) -> Result<&Account, ApiError> {
        let Some(latest) = self.active().next() else {
            return Err(if self.is_denied { denied(toolkit) } else { no_connection(session, toolkit) });
        };
        let Some(name) = named else {
            let several = session.config.multi_account.as_ref();
            let explicit = several.is_some_and(|several| {
                several.enable == Some(true) && several.require_explicit_selection == Some(true)
            });
            return match self.active().count() {
                2.. if explicit => Err(self.unclear(toolkit, "Several accounts are connected: name one in `account`.")),
                _ => Ok(latest),
            };
        };
        let active: Vec<_> = self.active().collect();
        Self::named(active.into_iter(), name)
            .ok_or_else(|| self.unclear(toolkit, &format!("No connected account is called '{name}'.")))
    }

    fn unclear(&self, toolkit: &dyn LocalToolkit, message: &str) -> ApiError {
        let names: Vec<_> = (self.active())
            .map(|account| match &account.alias {
                Some(alias) => format!("{} ({alias})", account.id),
                None => format!("{} ({})", account.id, word_id::of(account)),
            })
            .collect();
        let slug = "ToolRouterV2_InvalidConnectedAccountIds";
        let message = format!("{message} Accounts of {}: {}", toolkit.slug(), names.join(", "));
        ApiError::new(StatusCode::BAD_REQUEST, 4300, slug, message)
    }
}

/// An account in a list that agents choose from.
pub(crate) fn shown(account: &Account, is_default: bool) -> Value {
    json!({
        "id": account.id,
        "word_id": word_id::of(account),
        "alias": account.alias,
        "status": account.status,
        "created_at": iso(account.created_at),
        "is_default": is_default,
    })
}

/// The answer to a name that another account of the user has.
pub(crate) fn taken_alias(toolkit: &str, alias: &str) -> ApiError {
    ApiError::refused(format!("An account of {toolkit} is already called '{alias}'"))
}

/// The answer to a call whose toolkit the user has not connected. An agent reads it, so it does not name the user.
fn no_connection(session: &Session, toolkit: &dyn LocalToolkit) -> ApiError {
    let slug = toolkit.slug();
    let message = format!("No connected account found for {slug}");
    let error = ApiError::new(StatusCode::BAD_REQUEST, 4302, "ToolRouterV2_NoActiveConnection", message);
    error.suggest(how_to_connect(session, slug))
}

/// What an agent can do about a toolkit that is not connected, or no longer.
pub(crate) fn how_to_connect(session: &Session, toolkit: &str) -> String {
    if session.config.manage_connections.enable {
        return format!(
            "Call COMPOSIO_MANAGE_CONNECTIONS with toolkits [\"{toolkit}\"] and show the user the link it returns."
        );
    }
    format!("This session does not manage connections: the user has to connect {toolkit} outside of it.")
}

/// The answer to a call with a shared account that was taken from the user. An agent reads it as well.
fn denied(toolkit: &dyn LocalToolkit) -> ApiError {
    let message = format!("The user may no longer use the shared account of {}", toolkit.slug());
    ApiError::new(StatusCode::FORBIDDEN, 4300, "ToolRouterV2_SharedAccessDenied", message)
}

/// Refuses pinned accounts that do not belong to the toolkit, or that the user may not use.
pub(crate) async fn check_pins(
    app: &App,
    user_id: &str,
    config: &tool_router_core::config::SessionConfig,
) -> Result<(), ApiError> {
    for (toolkit, ids) in config.connected_accounts.iter() {
        let refused = |code, slug, message: String| Err(ApiError::new(StatusCode::BAD_REQUEST, code, slug, message));
        let mut shared = 0;
        for id in ids.iter() {
            let account = app.store.account(id).await?.filter(|account| account.toolkit == toolkit);
            match account {
                Some(account) if account.account_type == AccountType::Shared => {
                    if !account.is_usable_by(user_id) {
                        let message = format!("User {user_id} may not use the shared connected account {id}");
                        return refused(4300, "ToolRouterV2_SharedConnectionNotAccessible", message);
                    }
                    shared += 1;
                }
                Some(account) if account.user_id == user_id => {}
                _ => {
                    let message = format!("Connected account {id} is not an account of {toolkit} of user {user_id}");
                    return refused(4300, "ToolRouterV2_InvalidConnectedAccountIds", message);
                }
            }
        }
        if shared > 1 {
            let message = format!("A session is pinned to one shared account of {toolkit} at most");
            return refused(4347, "ToolRouterV2_MultipleSharedAccountsPerToolkit", message);
        }
    }
    Ok(())
}

/// The auth config of an account of `toolkit` that is created in this session.
pub(crate) fn auth_config_id(app: &App, session: &Session, toolkit: &str) -> String {
    match session.config.auth_configs.get(toolkit) {
        Some(id) => id.to_string(),
        None => app.auth_configs.preferred(toolkit),
    }
}

/// The state of a toolkit, for those who wait for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct ConnectionState {
    pub(crate) toolkit: String,
    pub(crate) connected_account_id: String,
    pub(crate) status: Status,
    pub(crate) status_reason: Option<String>,
}

impl From<&Account> for ConnectionState {
    fn from(account: &Account) -> Self {
        Self {
            toolkit: account.toolkit.clone(),
            connected_account_id: account.id.clone(),
            status: account.status,
            status_reason: account.status_reason.clone(),
        }
    }
}
