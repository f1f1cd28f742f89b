//! Credentials that a user enters on the connect page.

use std::{collections::BTreeMap, panic::AssertUnwindSafe};

use axum::response::{IntoResponse, Response};
use futures_util::FutureExt;
use secrecy::{ExposeSecret, SecretString};

use super::{
    callback::{GONE, activate},
    ending,
    page::MessagePage,
    start::{self, Opened, ask},
};
use crate::{
    credentials::{Caller, Credentials},
    state::App,
    store::{SealedTokens, Status},
    toolkit::{LocalToolkit, ToolError},
};

/// The name of the button that cancels.
pub(super) const CANCEL: &str = "cancel";

/// Takes the form: connects the account, asks again if the provider does not take what was entered, or ends the attempt.
pub(super) async fn take(
    app: &App,
    opened: Opened,
    toolkit: &dyn LocalToolkit,
    credentials: &Credentials,
    form: &BTreeMap<String, SecretString>,
) -> Result<Response, MessagePage> {
    if form.contains_key(CANCEL) {
        if !app.store.finish_link(&opened.link.token_hash).await? {
            return Err(MessagePage::used_link());
        }
        let reason = "Access was denied.";
        app.store.end_account(&opened.account, Status::Failed, reason).await?;
        app.changes.announce(&opened.account.user_id);
        return ending::page(&opened.link, &opened.account, toolkit, Some(reason.to_owned()));
    }
    let values: Vec<&str> = credentials
        .fields()
        .iter()
        .map(|field| form.get(*field).map_or("", |value| value.expose_secret().trim()))
        .collect();
    let secret = match credentials.join(&values) {
        Ok(secret) => SecretString::from(secret),
        Err(field) => {
            let label = credentials.fields().iter().position(|name| *name == field);
            let label = label.and_then(|index| credentials.labels().get(index)).map_or(field, String::as_str);
            let problem = format!("{label}: enter it as {} shows it.", toolkit.name());
            return Ok(ask(app, &opened, toolkit, Some(problem)).into_response());
        }
    };
    if let Some(problem) = refusal(app, toolkit, &secret).await {
        return Ok(ask(app, &opened, toolkit, Some(problem)).into_response());
    }
    let Opened { link, account, .. } = opened;
    if !app.store.finish_link(&link.token_hash).await? {
        return Err(MessagePage::used_link());
    }
    // The session may have been deleted or narrowed while the provider was asked.
    if let Err(page) = start::session(app, &link, &account).await {
        let reason = "The session no longer asks for this connection.";
        app.store.end_account(&account, Status::Failed, reason).await?;
        app.changes.announce(&account.user_id);
        return Err(page);
    }
    let sealed = app.vault.seal(&account.id, secret.expose_secret())?;
    let sealed = SealedTokens { access_token: Some(sealed), ..SealedTokens::default() };
    let connected = activate(app, &account.id, &sealed).await?;
    app.changes.announce(&account.user_id);
    ending::page(&link, &account, toolkit, (!connected).then(|| GONE.to_owned()))
}

/// Why the provider does not take the credentials, as far as the toolkit can ask.
async fn refusal(app: &App, toolkit: &dyn LocalToolkit, secret: &SecretString) -> Option<String> {
    let caller = Caller::of(toolkit, app.http.api(toolkit), secret.expose_secret());
    let name = toolkit.name();
    match AssertUnwindSafe(toolkit.current_user(caller)).catch_unwind().await {
        Ok(Err(ToolError::Unauthorized)) => Some(format!("{name} did not accept this.")),
        Ok(Err(ToolError::Transport(_))) => Some(format!("{name} could not be reached. Try again.")),
        Ok(_) => None,
        Err(_panic) => {
            tracing::error!(toolkit = toolkit.slug(), "the toolkit panicked");
            None
        }
    }
}
