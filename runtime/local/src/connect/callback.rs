//! Where the provider sends the user back to.

use std::time::Duration;

use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::HeaderMap,
    response::Response,
};
use serde::Deserialize;
use tokio::time::Instant;

use super::{
    claim, cookie, ending,
    oauth::{self, shorten},
    page::MessagePage,
    start,
};
use crate::{
    limits, random,
    state::App,
    store::{Account, Link, SealedTokens, Status, now},
    toolkit::LocalToolkit,
};

/// Why an account is not connected that was deleted in the meantime.
pub(super) const GONE: &str = "The account is not there any more.";

/// The parameters that the provider appends to the redirect URI.
#[derive(Default, Deserialize)]
pub(super) struct Answer {
    pub(super) state: Option<String>,
    pub(super) code: Option<String>,
    pub(super) error: Option<String>,
    pub(super) error_description: Option<String>,
    pub(super) iss: Option<String>,
}

/// `GET /oauth/callback`
pub(super) async fn arrive(
    State(app): State<App>,
    answer: Result<Query<Answer>, QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, MessagePage> {
    let Query(answer) = answer.map_err(|_| MessagePage::unknown_return())?;
    let state_hash = random::hash(answer.state.as_deref().ok_or_else(MessagePage::unknown_return)?);
    let link = app.store.link_by_state(&state_hash).await?;
    let link = link.ok_or_else(MessagePage::unknown_return)?;
    if link.finished_at.is_some() {
        return Err(MessagePage::used_link());
    }
    if link.expires_at <= now() {
        return Err(MessagePage::expired_link());
    }
    if !cookie::is_same_browser(&headers, &link) {
        return Err(MessagePage::other_browser());
    }
    let account = app.store.account(&link.account_id).await?;
    let account = account.ok_or_else(MessagePage::unknown_link)?;
    let toolkit = app.registered.toolkit(&account.toolkit).ok_or_else(MessagePage::unknown_link)?.clone();
    if !is_from(&answer, toolkit.as_ref()) {
        return Err(MessagePage::unknown_return());
    }
    start::session(&app, &link, &account).await?;
    if let (Some(verifier), None, Some(code)) = (&app.verifier, &answer.error, &answer.code) {
        return claim::ask(&app, verifier, &state_hash, &account, code).await;
    }
    if !app.store.finish_attempt(&state_hash).await? {
        return Err(MessagePage::used_link());
    }
    // The state is consumed now. The rest has to finish even if the browser disconnects.
    let running = app.clone();
    let finishing = async move { finish(&app, toolkit.as_ref(), &link, account, answer).await };
    running.running.spawn(finishing).await.unwrap_or_else(|_| Err(MessagePage::broken()))
}

/// Whether the answer comes from the right authorization server (RFC 9207), if its issuer is known. An answer without an issuer
/// could come from any server.
fn is_from(answer: &Answer, toolkit: &dyn LocalToolkit) -> bool {
    let issuer = toolkit.auth().and_then(|endpoints| endpoints.issuer.as_deref());
    issuer.is_none_or(|issuer| answer.iss.as_deref() == Some(issuer))
}

async fn finish(
    app: &App,
    toolkit: &dyn LocalToolkit,
    link: &Link,
    account: Account,
    answer: Answer,
) -> Result<Response, MessagePage> {
    let failure = connect(app, toolkit, link, &account, answer).await?;
    ending::page(link, &account, toolkit, failure)
}

/// Exchanges the code, and stores the connection. Returns why there is none, if there is none.
pub(super) async fn connect(
    app: &App,
    toolkit: &dyn LocalToolkit,
    link: &Link,
    account: &Account,
    answer: Answer,
) -> Result<Option<String>, MessagePage> {
    let failure = match tokens(app, toolkit, link, account, answer).await {
        // The session may have been deleted or narrowed while the provider was asked.
        Ok(tokens) if start::session(app, link, account).await.is_err() => {
            app.revoke_tokens(account, tokens).await;
            let reason = "The session no longer asks for this connection.".to_owned();
            app.store.end_account(account, Status::Failed, &reason).await?;
            Some(reason)
        }
        Ok(tokens) => {
            let sealed = app.seal_tokens(&account.id, &tokens)?;
            let connected = activate(app, &account.id, &sealed).await;
            if !matches!(connected, Ok(true)) {
                // Nobody can use them, and nobody could delete them.
                app.revoke_tokens(account, tokens).await;
            }
            (!connected?).then(|| GONE.to_owned())
        }
        Err(reason) => {
            // If this is not stored, the account ends when the link is due.
            app.store.end_account(account, Status::Failed, &reason).await?;
            Some(reason)
        }
    };
    app.changes.announce(&account.user_id);
    Ok(failure)
}

/// Activates the account, and tries again for a while if the store cannot write: the tokens exist only here.
pub(super) async fn activate(app: &App, account_id: &str, tokens: &SealedTokens) -> sqlx::Result<bool> {
    let deadline = Instant::now() + limits::ACTIVATION;
    let mut pause = Duration::from_millis(100);
    loop {
        let activated = app.store.activate_account(account_id, tokens).await;
        match activated {
            Err(error) if Instant::now() + pause < deadline => {
                tracing::warn!(%error, account = account_id, "a connection cannot be stored yet");
            }
            activated => return activated,
        }
        tokio::time::sleep(pause).await;
        pause = (pause * 2).min(Duration::from_secs(2));
    }
}

/// The tokens, or the reason for the user why there are none.
async fn tokens(
    app: &App,
    toolkit: &dyn LocalToolkit,
    link: &Link,
    account: &Account,
    answer: Answer,
) -> Result<oauth::Tokens, String> {
    let name = toolkit.name();
    if let Some(error) = answer.error {
        return Err(match (error.as_str(), answer.error_description) {
            ("access_denied", _) => "Access was denied.".to_owned(),
            (_, Some(description)) => format!("{name} answered: {}", shorten(&description)),
            (error, None) => format!("{name} answered: {}", shorten(error)),
        });
    }
    let code = answer.code.ok_or_else(|| format!("{name} answered without a code."))?;
    let lost = || "The router lost track of the attempt.".to_owned();
    let endpoints = app.endpoints(toolkit, &account.auth_config_id).ok().flatten().ok_or_else(lost)?;
    let redirect_uri = link.redirect_uri.as_deref().ok_or_else(lost)?;
    let sealed = link.sealed_verifier.as_deref().ok_or_else(lost)?;
    let verifier = app.vault.open(&account.id, sealed).map_err(|_| lost())?;
    let exchanged = oauth::exchange(app.http.tokens(toolkit), &endpoints, redirect_uri, code, &verifier).await;
    exchanged.map_err(|error| {
        tracing::warn!(%error, toolkit = toolkit.slug(), account = account.id, "no tokens for the code");
        format!("{name} did not confirm the sign-in: {error}.")
    })
}
