//! Connections whose user the application confirms before they are made.
//!
//! A link may be opened by somebody else than the user whom it was made for. An application that has a verifier sees who is signed
//! in there, and redeems the connection for that user alone.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use secrecy::ExposeSecret;

use super::{
    callback::{self, Answer},
    callback_url::CallbackUrl,
    page::{MessagePage, protection},
};
use crate::{
    api_error::ApiError,
    limits, random,
    state::App,
    store::{Account, Status, now},
};

/// What a session URI begins with.
const SCHEME: &str = "tool-router-session:";

/// Keeps the provider's code, and sends the browser to the application's verifier.
pub(super) async fn ask(
    app: &App,
    verifier: &CallbackUrl,
    state_hash: &[u8],
    account: &Account,
    code: &str,
) -> Result<Response, MessagePage> {
    let token = random::token()?;
    let sealed = app.vault.seal(&account.id, code)?;
    let lifetime = i64::try_from(limits::CLAIM.as_millis()).unwrap_or(i64::MAX);
    let claim_hash = random::hash(token.expose_secret());
    if !app.store.keep_code(state_hash, &claim_hash, &sealed, now().saturating_add(lifetime)).await? {
        return Err(MessagePage::used_link());
    }
    app.new_link.notify_one();
    let session_uri = format!("{SCHEME}{}", token.expose_secret());
    let location = verifier.clone().with_session(&session_uri);
    let location = HeaderValue::try_from(location).map_err(|_| MessagePage::broken())?;
    Ok((StatusCode::SEE_OTHER, protection(), [(header::LOCATION, location)]).into_response())
}

/// Makes the connection of a session URI for its user, and returns the account.
pub(crate) async fn complete(app: &App, session_uri: &str, user_id: &str) -> Result<Account, ApiError> {
    let unknown = || ApiError::not_found("The session URI is not known, was redeemed before, or has expired");
    let token = session_uri.strip_prefix(SCHEME).ok_or_else(unknown)?;
    let link = app.store.claim(&random::hash(token)).await?.ok_or_else(unknown)?;
    let account = app.store.account(&link.account_id).await?.ok_or_else(unknown)?;
    if account.user_id != user_id {
        let reason = "The application confirmed another user than the one whom the link was made for.";
        app.store.end_account(&account, Status::Failed, reason).await?;
        app.changes.announce(&account.user_id);
        let message = format!("The connection is not one of user {user_id}");
        return Err(ApiError::new(StatusCode::FORBIDDEN, 10403, "HTTP_Forbidden", message));
    }
    let toolkit = app.registered.toolkit(&account.toolkit).ok_or_else(unknown)?.clone();
    let sealed = link.sealed_code.as_deref().ok_or_else(unknown)?;
    let code = app.vault.open(&account.id, sealed)?.expose_secret().to_owned();
    // The code is consumed now. The rest has to finish even if the client disconnects.
    let (running, connected) = (app.clone(), account.clone());
    let finishing = async move {
        let answer = Answer { code: Some(code), ..Answer::default() };
        callback::connect(&running, toolkit.as_ref(), &link, &connected, answer).await
    };
    match app.running.spawn(finishing).await {
        Ok(Ok(None)) => Ok(account),
        Ok(Ok(Some(reason))) => Err(ApiError::refused(reason)),
        Ok(Err(_)) | Err(_) => Err(ApiError::for_status(StatusCode::INTERNAL_SERVER_ERROR)),
    }
}
