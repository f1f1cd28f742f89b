use axum::{Json, extract::State, http::StatusCode};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::{Value, json};
use url::Url;

use super::callback_url::CallbackUrl;
use crate::{
    access,
    accounts::{
        check_alias,
        sharing::{self, Sharing},
    },
    api_error::ApiError,
    connections::{Accounts, auth_config_id, taken_alias},
    credentials::needs_account,
    random,
    request::{Body, Origin},
    state::App,
    store::{Account, AccountType, Acl, NewAccount, NewLink, Session, now},
};

/// The body of `POST /{id}/link`.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct LinkRequest {
    pub(crate) toolkit: String,
    #[serde(default)]
    pub(crate) callback_url: Option<String>,
    #[serde(default)]
    pub(crate) alias: Option<String>,
    #[serde(default)]
    experimental: Sharing,
}

impl LinkRequest {
    /// A link for `toolkit` with the session's settings; the account is called `alias`, if it is given.
    pub(crate) fn to(toolkit: &str, alias: Option<String>) -> Self {
        Self { toolkit: toolkit.to_owned(), alias, ..Self::default() }
    }
}

/// A new link: the only place where its token is in plain text.
pub(crate) struct MadeLink {
    pub(crate) token: SecretString,
    pub(crate) url: SecretString,
    pub(crate) account_id: String,
    pub(crate) expires_at: i64,
    account_type: AccountType,
    acl: Acl,
}

/// An account that a link is to connect.
#[derive(Clone, Copy)]
pub(crate) struct NewConnection<'a> {
    pub(crate) user_id: &'a str,
    pub(crate) toolkit: &'a str,
    pub(crate) auth_config_id: &'a str,
    pub(crate) alias: Option<&'a str>,
    pub(crate) account_type: AccountType,
    pub(crate) acl: &'a Acl,
}

/// `POST /{id}/link`
pub(crate) async fn create(
    State(app): State<App>,
    session: Session,
    origin: Origin,
    Body(request): Body<LinkRequest>,
) -> Result<(StatusCode, Json<Value>), ApiError> {
    let link = make(&app, &session, &origin, request).await?;
    let answer = json!({
        "link_token": link.token.expose_secret(),
        "redirect_url": link.url.expose_secret(),
        "connected_account_id": link.account_id,
        "experimental": sharing::experimental(link.account_type, &link.acl),
    });
    Ok((StatusCode::CREATED, Json(answer)))
}

/// Creates an account that waits to be connected, and its link.
pub(crate) async fn make(
    app: &App,
    session: &Session,
    Origin(origin): &Origin,
    request: LinkRequest,
) -> Result<MadeLink, ApiError> {
    if request.toolkit.is_empty() {
        return Err(ApiError::invalid("payload.toolkit", "expected text that is not empty"));
    }
    let toolkit = access::toolkit(&app.registered, &session.config, &request.toolkit)?;
    let slug = toolkit.slug();
    if !needs_account(toolkit) {
        let message = format!("Toolkit '{slug}' needs no authentication");
        return Err(ApiError::new(StatusCode::BAD_REQUEST, 4326, "ToolRouterV2_ToolkitsIsNoAuth", message));
    }
    // Official clients send an empty string for "not given".
    let given = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    let alias = given(&request.alias);
    if let Some(alias) = &alias {
        check_alias(alias)?;
    }
    let callback = given(&request.callback_url).map(|url| CallbackUrl::parse(&url)).transpose()?;
    let callback = match (callback, session.config.manage_connections.callback_url.as_deref()) {
        (None, Some(url)) => Some(CallbackUrl::parse(url)?),
        (given, _) => given,
    };
    check_room(session, slug, &Accounts::of(app, session, slug).await?, alias.as_deref())?;

    let (account_type, acl) = request.experimental.read("payload.experimental")?;
    let auth_config_id = auth_config_id(app, session, slug);
    app.auth_configs.usable(&auth_config_id, slug)?;
    let connection = NewConnection {
        user_id: &session.user_id,
        toolkit: slug,
        auth_config_id: &auth_config_id,
        alias: alias.as_deref(),
        account_type,
        acl: &acl,
    };
    open(app, &link_origin(session, origin)?, Some(&session.id), callback.as_ref(), connection).await
}

/// Creates an account that waits to be connected, and its link, which begins with `base`.
pub(crate) async fn open(
    app: &App,
    base: &str,
    session_id: Option<&str>,
    callback: Option<&CallbackUrl>,
    connection: NewConnection<'_>,
) -> Result<MadeLink, ApiError> {
    let account_id = random::id("ca")?;
    let account = NewAccount {
        id: &account_id,
        user_id: connection.user_id,
        toolkit: connection.toolkit,
        auth_config_id: connection.auth_config_id,
        alias: connection.alias,
        account_type: connection.account_type,
        acl: connection.acl,
    };
    let (token, expires_at) = (random::token()?, expiry(app));
    let link = NewLink {
        token_hash: &random::hash(token.expose_secret()),
        session_id,
        callback_url: callback.map(CallbackUrl::as_str),
        expires_at,
    };
    app.store.insert_link(account, link).await?;
    app.new_link.notify_one();
    app.changes.announce(connection.user_id);
    let url = url(base, &token);
    Ok(MadeLink {
        token,
        url,
        account_id,
        expires_at,
        account_type: connection.account_type,
        acl: connection.acl.clone(),
    })
}

/// Makes a link by which an account that has ended is connected again.
pub(crate) async fn relink(
    app: &App,
    base: &str,
    account: &Account,
    callback: Option<&CallbackUrl>,
) -> Result<MadeLink, ApiError> {
    let (token, expires_at) = (random::token()?, expiry(app));
    let link = NewLink {
        token_hash: &random::hash(token.expose_secret()),
        session_id: None,
        callback_url: callback.map(CallbackUrl::as_str),
        expires_at,
    };
    if !app.store.relink(account, link).await? {
        let message = format!("Connected account {} has just changed", account.id);
        return Err(ApiError::new(StatusCode::CONFLICT, 10409, "HTTP_Conflict", message));
    }
    app.new_link.notify_one();
    app.changes.announce(&account.user_id);
    let url = url(base, &token);
    Ok(MadeLink {
        token,
        url,
        account_id: account.id.clone(),
        expires_at,
        account_type: account.account_type,
        acl: account.acl.clone(),
    })
}

fn expiry(app: &App) -> i64 {
    now().saturating_add(i64::try_from(app.link_lifetime.as_millis()).unwrap_or(i64::MAX))
}

/// Whether the session has room for another account of the toolkit, by this name.
pub(super) fn check_room(
    session: &Session,
    toolkit: &str,
    accounts: &Accounts,
    alias: Option<&str>,
) -> Result<(), ApiError> {
    if let Some(alias) = alias
        && accounts.active().any(|account| account.alias.as_deref() == Some(alias))
    {
        return Err(taken_alias(toolkit, alias));
    }
    let several = session.config.multi_account.as_ref().filter(|several| several.enable == Some(true));
    match several.and_then(|several| several.max_accounts_per_toolkit) {
        Some(max) if accounts.active().count() >= usize::from(max) => {
            Err(ApiError::refused(format!("The session allows {max} accounts of {toolkit}, and as many are connected")))
        }
        _ => Ok(()),
    }
}

/// The URL that the links of a session begin with, if it names one.
pub(crate) fn link_base(base: &str) -> Result<Url, ApiError> {
    let url = Url::parse(base).ok().filter(|base| matches!(base.scheme(), "http" | "https"));
    url.ok_or_else(|| {
        ApiError::invalid("payload.experimental.link_url_overwrite", "expected an absolute http or https URL")
    })
}

/// What the links of a session begin with.
fn link_origin(session: &Session, origin: &str) -> Result<String, ApiError> {
    match session.config.experimental.link_url_overwrite.as_deref() {
        Some(base) => Ok(link_base(base)?.into()),
        None => Ok(origin.to_owned()),
    }
}

fn url(base: &str, token: &SecretString) -> SecretString {
    format!("{}/link/{}", base.trim_end_matches('/'), token.expose_secret()).into()
}
