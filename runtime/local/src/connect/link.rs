use axum::{Json, extract::State, http::StatusCode};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::{Value, json};
use url::Url;

use super::callback_url::CallbackUrl;
use crate::{
    access,
    accounts::check_alias,
    api_error::ApiError,
    connections::{Accounts, auth_config_id, taken_alias},
    random,
    request::{Body, Origin},
    state::App,
    store::{NewAccount, NewLink, Session, now},
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
    experimental: Experimental,
}

impl LinkRequest {
    /// A link for `toolkit` with the session's settings; the account is called `alias`, if it is given.
    pub(crate) fn to(toolkit: &str, alias: Option<String>) -> Self {
        Self { toolkit: toolkit.to_owned(), alias, ..Self::default() }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Experimental {
    account_type: Option<String>,
    acl_config_for_shared: Option<Value>,
}

/// A new link: the only place where its token is in plain text.
pub(crate) struct MadeLink {
    pub(crate) token: SecretString,
    pub(crate) url: SecretString,
    pub(crate) account_id: String,
}

/// `POST /{id}/link`
pub(crate) async fn create(
    State(app): State<App>,
    session: Session,
    origin: Origin,
    Body(request): Body<LinkRequest>,
) -> Result<(StatusCode, Json<Value>), ApiError> {
    if request.experimental.account_type.as_deref().unwrap_or("PRIVATE") != "PRIVATE" {
        return Err(ApiError::refused("The embedded router has private accounts only"));
    }
    if request.experimental.acl_config_for_shared.is_some() {
        return Err(ApiError::refused("acl_config_for_shared is only valid on SHARED connections"));
    }
    let link = make(&app, &session, &origin, request).await?;
    let answer = json!({
        "link_token": link.token.expose_secret(),
        "redirect_url": link.url.expose_secret(),
        "connected_account_id": link.account_id,
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
    if toolkit.auth().is_none() {
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

    let token = random::token()?;
    let url = link_url(session, origin, &token)?;
    let account_id = random::id("ca")?;
    let account = NewAccount {
        id: &account_id,
        user_id: &session.user_id,
        toolkit: slug,
        auth_config_id: &auth_config_id(session, slug),
        alias: alias.as_deref(),
    };
    let lifetime = i64::try_from(app.link_lifetime.as_millis()).unwrap_or(i64::MAX);
    let link = NewLink {
        token_hash: &random::hash(token.expose_secret()),
        session_id: &session.id,
        callback_url: callback.as_ref().map(CallbackUrl::as_str),
        expires_at: now().saturating_add(lifetime),
    };
    app.store.insert_link(account, link).await?;
    app.new_link.notify_one();
    app.changes.announce(&session.user_id);
    Ok(MadeLink { token, url, account_id })
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

fn link_url(session: &Session, origin: &str, token: &SecretString) -> Result<SecretString, ApiError> {
    let base = match session.config.experimental.link_url_overwrite.as_deref() {
        Some(base) => link_base(base)?.into(),
        None => origin.to_owned(),
    };
    Ok(format!("{}/link/{}", base.trim_end_matches('/'), token.expose_secret()).into())
}
