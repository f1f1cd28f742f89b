//! The page behind a link, and the button on it.

use axum::{
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use secrecy::{ExposeSecret, SecretString};
use tool_router_core::config::{SessionConfig, Tag};

use super::{
    callback_url::CallbackUrl,
    cookie, entered,
    link::check_room,
    oauth,
    page::{Ability, AskPage, KeyForm, MessagePage, protection, safe_logo},
};
use crate::{
    access,
    connections::Accounts,
    credentials::entered,
    random,
    registered::Found,
    request::{Origin, is_from_elsewhere},
    state::App,
    store::{Account, Attempt, Link, Session, now},
    toolkit::LocalToolkit,
};

/// `GET /link/{token}`: asks the user. It changes nothing, because mail scanners and browsers open links on their own.
pub(super) async fn show(
    State(app): State<App>,
    Path(token): Path<SecretString>,
    headers: HeaderMap,
) -> Result<Response, MessagePage> {
    let opened = open(&app, &token, &headers).await?;
    let toolkit = toolkit(&app, &opened.account)?;
    Ok(ask(&app, &opened, toolkit, None).into_response())
}

/// The page that asks the user, with what was wrong with the last answer.
pub(super) fn ask<'a>(
    app: &'a App,
    Opened { link, account, session }: &'a Opened,
    toolkit: &'a dyn LocalToolkit,
    problem: Option<String>,
) -> AskPage<'a> {
    let callback = link.callback_url.as_deref().and_then(|url| CallbackUrl::parse(url).ok());
    AskPage {
        toolkit: toolkit.name(),
        logo: safe_logo(toolkit.logo()),
        application: callback.map(|url| url.host().to_owned()),
        user_id: &account.user_id,
        abilities: abilities(toolkit, app, session.as_ref().map(|session| &session.config)),
        form: entered(toolkit).map(|credentials| KeyForm { credentials, problem }),
        minutes_left: (link.expires_at - now()).max(0) / 60_000 + 1,
    }
}

/// `POST /link/{token}`: binds the attempt to this browser and redirects it to the provider, or takes what the user entered.
///
/// Only the page itself may do this. Otherwise another site that knows a link, e.g. its own, could send people to the
/// provider without showing them for whom they connect their account.
pub(super) async fn go_on(
    State(app): State<App>,
    Path(token): Path<SecretString>,
    origin: Origin,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, MessagePage> {
    if is_from_elsewhere(&headers) {
        return Err(MessagePage::other_site());
    }
    let opened = open(&app, &token, &headers).await?;
    let toolkit = toolkit(&app, &opened.account)?;
    if app.auth_configs.usable(&opened.account.auth_config_id, toolkit.slug()).is_err() {
        return Err(MessagePage::withdrawn_link());
    }
    if let Some(credentials) = entered(toolkit) {
        let fields =
            url::form_urlencoded::parse(&body).map(|(name, value)| (name.into_owned(), value.into_owned().into()));
        return entered::take(&app, opened, toolkit, credentials, &fields.collect()).await;
    }
    let Opened { link, account, .. } = opened;
    let endpoints = app.endpoints(toolkit, &account.auth_config_id).map_err(|_| MessagePage::broken())?;
    let endpoints = endpoints.ok_or_else(MessagePage::unknown_link)?;
    let (state, browser) = (random::token()?, random::token()?);
    let redirect_uri = format!("{}{}", origin.0, oauth::CALLBACK_PATH);
    let authorization = oauth::authorize(&endpoints, &redirect_uri, &state).map_err(|error| {
        tracing::error!(%error, toolkit = toolkit.slug(), "no authorization request can be made");
        MessagePage::broken()
    })?;
    let sealed = app.vault.seal(&account.id, authorization.verifier.expose_secret())?;
    let attempt = Attempt {
        browser_hash: &random::hash(browser.expose_secret()),
        state_hash: &random::hash(state.expose_secret()),
        sealed_verifier: &sealed,
        redirect_uri: &redirect_uri,
    };
    if !app.store.start_attempt(&link, attempt).await? {
        return Err(MessagePage::used_link());
    }
    let seconds = (link.expires_at - now()).max(0) / 1000 + 1;
    let cookie = cookie::bind(&link, &browser, seconds).ok_or_else(MessagePage::broken)?;
    let location = HeaderValue::from_str(authorization.url.as_str()).map_err(|_| MessagePage::broken())?;
    let headers = [(header::SET_COOKIE, cookie), (header::LOCATION, location)];
    Ok((StatusCode::SEE_OTHER, protection(), headers).into_response())
}

/// A link that is usable, with its session if it was made in one.
pub(super) struct Opened {
    pub(super) link: Link,
    pub(super) account: Account,
    session: Option<Session>,
}

/// The link, if it is still usable in this browser.
async fn open(app: &App, token: &SecretString, headers: &HeaderMap) -> Result<Opened, MessagePage> {
    let link = app.store.link(&random::hash(token.expose_secret())).await?;
    let link = link.ok_or_else(MessagePage::unknown_link)?;
    let account = app.store.account(&link.account_id).await?;
    let account = account.ok_or_else(MessagePage::unknown_link)?;
    if link.finished_at.is_some() {
        return Err(MessagePage::used_link());
    }
    if link.expires_at <= now() {
        return Err(MessagePage::expired_link());
    }
    if link.browser_hash.is_some() && !cookie::is_same_browser(headers, &link) {
        return Err(MessagePage::other_browser());
    }
    let session = session(app, &link, &account).await?;
    Ok(Opened { link, account, session })
}

/// The session of a link that was made in one, if it still connects the toolkit and has room for another account of it.
pub(super) async fn session(app: &App, link: &Link, account: &Account) -> Result<Option<Session>, MessagePage> {
    if link.is_own {
        return Ok(None);
    }
    let session = match &link.session_id {
        Some(id) => app.store.session(id).await?,
        None => None,
    };
    let session = session.ok_or_else(MessagePage::withdrawn_link)?;
    access::check_toolkit(&session.config, &account.toolkit).map_err(|_| MessagePage::withdrawn_link())?;
    // Other links may have been used since this one was made.
    let accounts = Accounts::of(app, &session, &account.toolkit).await.map_err(|_| MessagePage::broken())?;
    check_room(&session, &account.toolkit, &accounts, None).map_err(|_| MessagePage::withdrawn_link())?;
    Ok(Some(session))
}

fn toolkit<'a>(app: &'a App, account: &Account) -> Result<&'a dyn LocalToolkit, MessagePage> {
    let toolkit = app.registered.toolkit(&account.toolkit).ok_or_else(MessagePage::unknown_link)?;
    Ok(toolkit.as_ref())
}

/// What the session lets the agent do with the toolkit, in plain words. Without a session, agents can do everything.
fn abilities<'a>(toolkit: &dyn LocalToolkit, app: &'a App, config: Option<&SessionConfig>) -> Vec<Ability<'a>> {
    let mut abilities =
        ["Read and search", "Create, send and change", "Delete"].map(|verb| Ability { verb, tools: Vec::new() });
    let may = |found: Found<'_>| config.is_none_or(|config| access::check_tool(config, found).is_ok());
    let reachable = app.registered.tools().filter(|found| found.toolkit.slug() == toolkit.slug() && may(*found));
    for Found { tool, .. } in reachable {
        let kind = match () {
            () if tool.tags.contains(&Tag::Destructive) => 2,
            () if tool.tags.contains(&Tag::ReadOnly) => 0,
            () => 1,
        };
        abilities[kind].tools.push(&tool.name);
    }
    abilities.into_iter().filter(|ability| !ability.tools.is_empty()).collect()
}
