//! Calls of a toolkit's own HTTP API for a user, outside of a session.

use axum::{Json, extract::State};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Map, Value};

use super::{ProxyRequest, SaidAnswer, call::Sendable, failed, target::Api};
use crate::{
    api_error::ApiError,
    credentials::{Credentials, entered, needs_account},
    execute::direct::{AccountSelector, account, no_account},
    limits,
    request::{Body, parse},
    state::App,
    toolkit::LocalToolkit,
};

/// `POST /api/v3.1/tools/execute/proxy`: the body is that of a session's call, with an account or a user instead of the toolkit.
pub(crate) async fn execute(
    State(app): State<App>,
    Body(mut body): Body<Map<String, Value>>,
) -> Result<Json<Value>, ApiError> {
    if body.remove("custom_connection_data").is_some_and(|data| !data.is_null()) {
        let problem = "this router calls APIs on connected accounts";
        return Err(ApiError::invalid("payload.custom_connection_data", problem));
    }
    if body.contains_key("toolkit_slug") {
        return Err(ApiError::invalid("payload.toolkit_slug", "the account says which toolkit is called"));
    }
    let selector = ["connected_account_id", "user_id"].into_iter().filter_map(|key| body.remove_entry(key));
    let selector: AccountSelector = parse("payload", Value::Object(selector.collect()))?;
    let toolkit = toolkit(&app, &selector, body.get("endpoint").and_then(Value::as_str)).await?;
    body.insert("toolkit_slug".to_owned(), toolkit.slug().into());
    let request: ProxyRequest = parse("payload", Value::Object(body))?;
    let Some(api) = Api::of(toolkit) else {
        return Err(ApiError::refused(format!("Toolkit '{}' offers no proxied calls", toolkit.slug())));
    };
    let own = entered(toolkit).and_then(Credentials::carried_in);
    let sendable = Sendable::new(api, request, own)?;
    let account = match needs_account(toolkit) {
        true => Some(account(&app, toolkit, &selector).await?),
        false => None,
    };
    account.iter().try_for_each(|account| app.check_proxied(account))?;
    let answer = sendable.send(&app, toolkit.slug(), account.as_ref()).await.map_err(|error| failed(&error))?;
    let (mut said, binary) = SaidAnswer::of(answer, limits::PROXY_ANSWER);
    // There is no session to keep the bytes in.
    said.binary_data = binary.map(|binary| {
        let url = format!("data:{};base64,{}", binary.content_type, STANDARD.encode(&binary.bytes));
        binary.described(&url, None)
    });
    serde_json::to_value(said).map(Json).map_err(|error| ApiError::internal(&error))
}

/// The toolkit of the account that a call names, or else the one whose API it calls.
async fn toolkit<'a>(
    app: &'a App,
    selector: &AccountSelector,
    endpoint: Option<&str>,
) -> Result<&'a dyn LocalToolkit, ApiError> {
    if let Some(id) = selector.account() {
        let account = app.store.account(id).await?;
        let account = account.ok_or_else(|| no_account(format!("No connected account found with the id {id}")))?;
        let toolkit = app.registered.toolkit(&account.toolkit).map(AsRef::as_ref);
        let unserved = || ApiError::refused(format!("Toolkit '{}' is not served by this router", account.toolkit));
        return toolkit.ok_or_else(unserved);
    }
    let is_absolute = endpoint.is_some_and(|endpoint| url::Url::parse(endpoint).is_ok_and(|url| url.has_host()));
    let called = app.registered.toolkits().map(AsRef::as_ref).find(|toolkit| {
        let api = Api::of(*toolkit).filter(|_| is_absolute);
        api.zip(endpoint).is_some_and(|(api, endpoint)| api.target(endpoint).is_ok())
    });
    called.ok_or_else(|| {
        let problem = "name the account, or call an absolute URL of a toolkit's API";
        ApiError::invalid("payload.connected_account_id", problem)
    })
}
