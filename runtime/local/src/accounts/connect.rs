//! Connecting accounts without a session, connecting them again, and revoking their access.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use secrecy::ExposeSecret;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{
    check_alias, existing,
    secret::{read_secret, read_tokens},
    sharing::{self, Sharing},
    toolkit_of,
};
use crate::{
    api_error::ApiError,
    auth_configs::AuthConfig,
    connect::{self, CallbackUrl, MadeLink, NewConnection, open_link, relink},
    connections::taken_alias,
    credentials::{Scheme, entered},
    random,
    request::{Body, Origin, Params},
    state::App,
    store::{Account, AccountType, Acl, NewAccount, SealedTokens, Status},
    time::iso,
    toolkit::LocalToolkit,
};

/// The user of a request that names none.
const DEFAULT_USER: &str = "default";

/// The body of `POST /api/v3.1/connected_accounts/link`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LinkRequest {
    auth_config_id: String,
    user_id: String,
    alias: Option<String>,
    callback_url: Option<String>,
    /// Values for a provider's extra fields, which no toolkit of this router has.
    #[serde(default, rename = "connection_data")]
    _connection_data: Option<Map<String, Value>>,
    #[serde(default)]
    experimental: Sharing,
}

/// `POST /api/v3.1/connected_accounts/link`
pub(crate) async fn link(
    State(app): State<App>,
    origin: Origin,
    Body(body): Body<LinkRequest>,
) -> Result<(StatusCode, Json<Value>), ApiError> {
    let (config, toolkit) = config(&app, &body.auth_config_id, "payload.auth_config_id")?;
    let (account_type, acl) = body.experimental.read("payload.experimental")?;
    let callback = given(body.callback_url).map(|url| CallbackUrl::parse(&url)).transpose()?;
    let alias = given(body.alias);
    let connection = New { user_id: &body.user_id, config: &config, alias: alias.as_deref(), account_type, acl: &acl };
    let link = connection.open(&app, &origin, toolkit, callback).await?;
    let answer = json!({
        "link_token": link.token.expose_secret(),
        "redirect_url": link.url.expose_secret(),
        "connected_account_id": link.account_id,
        "expires_at": iso(link.expires_at),
        "experimental": sharing::experimental(account_type, &acl),
    });
    Ok((StatusCode::CREATED, Json(answer)))
}

/// The body of `POST /api/v3.1/connected_accounts`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Create {
    auth_config: Named,
    connection: Connection,
    #[serde(default, rename = "validate_credentials")]
    _validate_credentials: Option<bool>,
}

#[derive(Deserialize)]
struct Named {
    id: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Connection {
    user_id: Option<String>,
    alias: Option<String>,
    callback_url: Option<String>,
    /// The older name of `callback_url`.
    redirect_uri: Option<String>,
    state: Option<Entered>,
    /// The older form of `state`.
    data: Option<Map<String, Value>>,
    #[serde(default)]
    experimental: Sharing,
    #[serde(default, rename = "deprecated_is_v1_rerouted")]
    _rerouted: Option<bool>,
}

/// Credentials or tokens that the application has already. Not `Debug`: they are secret.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entered {
    #[serde(rename = "authScheme", alias = "auth_scheme")]
    scheme: String,
    val: Map<String, Value>,
}

/// `POST /api/v3.1/connected_accounts`: connects at once with credentials or tokens, and makes a link without them.
pub(crate) async fn create(
    State(app): State<App>,
    origin: Origin,
    Body(body): Body<Create>,
) -> Result<(StatusCode, Json<Value>), ApiError> {
    let (config, toolkit) = config(&app, &body.auth_config.id, "payload.auth_config.id")?;
    let Connection { user_id, alias, callback_url, redirect_uri, state, data, experimental, .. } = body.connection;
    let scheme = Scheme::of(toolkit);
    let (account_type, acl) = experimental.read("payload.connection.experimental")?;
    let callback = given(callback_url).or_else(|| given(redirect_uri));
    let callback = callback.map(|url| CallbackUrl::parse_at("payload.connection.callback_url", &url)).transpose()?;
    let place = if state.is_some() { "payload.connection.state.val" } else { "payload.connection.data" };
    let val = match state {
        Some(Entered { scheme: given, .. }) if given != scheme.as_str() => {
            let problem = format_args!("auth config {} has the auth scheme {}", config.id, scheme.as_str());
            return Err(ApiError::invalid("payload.connection.state.authScheme", problem));
        }
        Some(Entered { val, .. }) => val,
        None => data.unwrap_or_default(),
    };
    let alias = given(alias);
    let user_id = given(user_id).unwrap_or_else(|| DEFAULT_USER.to_owned());
    let new = New { user_id: &user_id, config: &config, alias: alias.as_deref(), account_type, acl: &acl };
    let id = random::id("ca")?;
    let (id, status, mut connection_data, url) = match sealed(&app, toolkit, &id, &val, place)? {
        Some(tokens) => {
            new.insert(&app, toolkit, &id, &tokens).await?;
            (id, Status::Active, json!({ "status": Status::Active }), Value::Null)
        }
        None => {
            let link = new.open(&app, &origin, toolkit, callback).await?;
            let url = link.url.expose_secret();
            // Clients look for the URL under one name if it is OAuth's, and under the other if it is the form of this router.
            let val = match scheme {
                Scheme::OAuth2 => json!({ "status": Status::Initiated, "redirectUrl": url, "authUri": url }),
                _ => json!({ "status": Status::Initiated, "redirect_url": url }),
            };
            (link.account_id, Status::Initiated, val, url.into())
        }
    };
    if status == Status::Active {
        let fields = entered(toolkit).map_or(&["access_token"][..], |credentials| credentials.fields());
        fields.iter().for_each(|field| connection_data[*field] = "REDACTED".into());
    }
    let answer = json!({
        "id": id,
        "status": status,
        "redirect_url": url,
        "redirect_uri": url,
        "connectionData": { "authScheme": scheme, "val": connection_data },
        "experimental": sharing::experimental(account_type, &acl),
    });
    Ok((StatusCode::CREATED, Json(answer)))
}

/// What a request gives to connect with, sealed for the account; `None` if the user has yet to do that.
fn sealed(
    app: &App,
    toolkit: &dyn LocalToolkit,
    account_id: &str,
    val: &Map<String, Value>,
    place: &str,
) -> Result<Option<SealedTokens>, ApiError> {
    let Some(credentials) = entered(toolkit) else {
        let tokens = read_tokens(val, place)?;
        return Ok(tokens.map(|tokens| app.seal_tokens(account_id, &tokens)).transpose()?);
    };
    if val.keys().all(|key| key == "status") {
        return Ok(None);
    }
    let secret = read_secret(credentials, val, place)?;
    Ok(Some(SealedTokens { access_token: Some(app.vault.seal(account_id, &secret)?), ..SealedTokens::default() }))
}

/// An account to be connected without a session.
#[derive(Clone, Copy)]
struct New<'a> {
    user_id: &'a str,
    config: &'a AuthConfig,
    alias: Option<&'a str>,
    account_type: AccountType,
    acl: &'a Acl,
}

impl New<'_> {
    async fn check(&self, app: &App, toolkit: &dyn LocalToolkit) -> Result<(), ApiError> {
        if self.user_id.is_empty() {
            return Err(ApiError::invalid("payload.user_id", "expected text that is not empty"));
        }
        let Some(alias) = self.alias else { return Ok(()) };
        check_alias(alias)?;
        if app.store.has_alias(self.user_id, toolkit.slug(), alias).await? {
            return Err(taken_alias(toolkit.slug(), alias));
        }
        Ok(())
    }

    /// Makes a link for it.
    async fn open(
        &self,
        app: &App,
        Origin(origin): &Origin,
        toolkit: &dyn LocalToolkit,
        callback: Option<CallbackUrl>,
    ) -> Result<MadeLink, ApiError> {
        self.check(app, toolkit).await?;
        let connection = NewConnection {
            user_id: self.user_id,
            toolkit: toolkit.slug(),
            auth_config_id: &self.config.id,
            alias: self.alias,
            account_type: self.account_type,
            acl: self.acl,
        };
        open_link(app, origin, None, callback.as_ref(), connection).await
    }

    /// Stores it with what it is connected with.
    async fn insert(
        &self,
        app: &App,
        toolkit: &dyn LocalToolkit,
        id: &str,
        tokens: &SealedTokens,
    ) -> Result<(), ApiError> {
        self.check(app, toolkit).await?;
        let account = NewAccount {
            id,
            user_id: self.user_id,
            toolkit: toolkit.slug(),
            auth_config_id: &self.config.id,
            alias: self.alias,
            account_type: self.account_type,
            acl: self.acl,
        };
        if !app.store.insert_connected(account, tokens).await? {
            return Err(taken_alias(toolkit.slug(), self.alias.unwrap_or_default()));
        }
        app.changes.announce(self.user_id);
        Ok(())
    }
}

/// The auth config of a request, and its toolkit.
fn config<'a>(
    app: &'a App,
    id: &str,
    place: &str,
) -> Result<(std::sync::Arc<AuthConfig>, &'a dyn LocalToolkit), ApiError> {
    if id.is_empty() {
        return Err(ApiError::invalid(place, "expected text that is not empty"));
    }
    let found = app.auth_configs.get(id);
    let toolkit = found.as_ref().and_then(|config| app.registered.toolkit(&config.toolkit));
    let toolkit = toolkit.ok_or_else(|| ApiError::not_found(format!("Auth config {id} not found")))?;
    Ok((app.auth_configs.usable(id, toolkit.slug())?, toolkit.as_ref()))
}

/// The query of `POST /api/v3.1/connected_accounts/{id}/refresh`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct RefreshQuery {
    redirect_url: Option<String>,
}

/// The body of `POST /api/v3.1/connected_accounts/{id}/refresh`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct RefreshRequest {
    redirect_url: Option<String>,
    #[serde(rename = "validate_credentials")]
    _validate_credentials: Option<bool>,
}

/// `POST /api/v3.1/connected_accounts/{id}/refresh`: renews the access of an account that is connected, and makes a link for one
/// whose user has to connect it again.
pub(crate) async fn refresh(
    State(app): State<App>,
    Path(id): Path<String>,
    Params(query): Params<RefreshQuery>,
    origin: Origin,
    Body(body): Body<RefreshRequest>,
) -> Result<Json<Value>, ApiError> {
    let account = existing(&app, &id).await?;
    toolkit_of(&app, &account)?;
    let toolkit = app.registered.toolkit(&account.toolkit).ok_or_else(|| super::not_found(&id))?;
    let callback = given(query.redirect_url).or_else(|| given(body.redirect_url));
    let callback = callback.map(|url| CallbackUrl::parse_at("payload.redirect_url", &url)).transpose()?;
    app.auth_configs.usable(&account.auth_config_id, &account.toolkit)?;
    let answer = |status: Status, url: Value| Json(json!({ "id": id, "status": status, "redirect_url": url }));
    match account.status {
        Status::Inactive => {
            return Err(ApiError::refused(format!("Connected account {id} is disabled: enable it first")));
        }
        // What a user has entered does not expire.
        Status::Active if entered(toolkit.as_ref()).is_some() => return Ok(answer(Status::Active, Value::Null)),
        Status::Active if account.tokens.refresh_token.is_some() => match app.renew(toolkit, &account).await {
            Ok(()) => return Ok(answer(Status::Active, Value::Null)),
            Err(error) if !error.has_ended() => return Err(ApiError::unavailable(error.to_string())),
            // Only its user can connect it now.
            Err(_) => {}
        },
        _ => {}
    }
    let account = existing(&app, &id).await?;
    let link = relink(&app, &origin.0, &account, callback.as_ref()).await?;
    Ok(answer(Status::Initiated, link.url.expose_secret().into()))
}

/// `POST /api/v3.1/connected_accounts/{id}/revoke`
pub(crate) async fn revoke(State(app): State<App>, Path(id): Path<String>) -> Result<Json<Value>, ApiError> {
    let account = existing(&app, &id).await?;
    let toolkit = toolkit_of(&app, &account)?;
    let answer = |tokens: &[&str]| {
        Json(json!({ "revoked_tokens": tokens, "connected_account": { "id": id, "status": Status::Revoked } }))
    };
    if account.status == Status::Revoked {
        return Ok(answer(&[]));
    }
    let endpoints = app.endpoints(toolkit, &account.auth_config_id)?;
    if endpoints.is_none_or(|endpoints| !endpoints.can_revoke()) {
        let error = ApiError::refused(format!("Toolkit '{}' does not support revocation", toolkit.slug()));
        return Err(error.suggest("Delete the account, and the access at the provider."));
    }
    if !matches!(account.status, Status::Active | Status::Inactive)
        || !app.store.end_account(&account, Status::Revoked, "Revoked via user-initiated revoke endpoint").await?
    {
        return Err(not_revokable(&account));
    }
    app.changes.announce(&account.user_id);
    Ok(answer(&app.revoke(&account).await))
}

fn not_revokable(account: &Account) -> ApiError {
    let message = format!("Connected account {} is not connected, or has just changed", account.id);
    ApiError::new(StatusCode::CONFLICT, 10409, "HTTP_Conflict", message)
}

/// The body of `POST /api/v3.1/connected_accounts/complete_auth`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CompleteAuth {
    session_uri: String,
    user_id: String,
}

/// `POST /api/v3.1/connected_accounts/complete_auth`: connects an account whose user the application has confirmed.
pub(crate) async fn complete_auth(
    State(app): State<App>,
    Body(body): Body<CompleteAuth>,
) -> Result<Json<Value>, ApiError> {
    let account = connect::complete(&app, &body.session_uri, &body.user_id).await?;
    Ok(Json(json!({ "connected_account_id": account.id, "toolkit_slug": account.toolkit })))
}

/// Official clients send an empty string for "not given".
fn given(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.is_empty())
}
