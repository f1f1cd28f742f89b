//! How a connect attempt ends for the user's browser.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use tool_router_core::CallbackStatus;

use super::{
    callback_url::CallbackUrl,
    page::{MessagePage, protection},
};
use crate::{
    store::{Account, Link},
    toolkit::LocalToolkit,
};

/// Sends the browser back to the application, or says how it ended if there is no place to go back to.
pub(super) fn page(
    link: &Link,
    account: &Account,
    toolkit: &dyn LocalToolkit,
    failure: Option<String>,
) -> Result<Response, MessagePage> {
    let status = if failure.is_none() { CallbackStatus::Success } else { CallbackStatus::Failed };
    if let Some(url) = link.callback_url.as_deref().and_then(|url| CallbackUrl::parse(url).ok()) {
        let location = HeaderValue::try_from(url.with(&status, &account.id)).map_err(|_| MessagePage::broken())?;
        return Ok((StatusCode::SEE_OTHER, protection(), [(header::LOCATION, location)]).into_response());
    }
    let page = match failure {
        None => MessagePage::connected(toolkit.name()),
        Some(reason) => MessagePage::not_connected(toolkit.name(), &reason),
    };
    Ok(page.into_response())
}
