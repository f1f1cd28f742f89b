//! Calls of a toolkit's own HTTP API with the user's connection.

mod call;
mod target;

use axum::{Json, extract::State, http::StatusCode};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use self::call::{Answer, ProxyError, Sendable};
use super::{
    access,
    api_error::ApiError,
    connections::Accounts,
    execute::{Call, DECLINED, Need, Outcome, Question, Settled, UserReply, proxy_need, settle},
    random,
    request::{Body, Origin, parse},
    sessions::files,
    state::App,
    store::{Account, Session},
};

/// The body of `POST /{id}/proxy_execute`, except the user's answers.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ProxyRequest {
    toolkit_slug: String,
    endpoint: String,
    method: Method,
    #[serde(default)]
    body: Option<Value>,
    #[serde(default)]
    binary_body: Option<BinaryBody>,
    #[serde(default)]
    parameters: Vec<Parameter>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
enum Method {
    Get,
    Post,
    Put,
    Delete,
    Patch,
    Head,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct BinaryBody {
    #[serde(default)]
    base64: Option<String>,
    #[serde(default)]
    content_type: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Parameter {
    name: String,
    value: String,
    #[serde(rename = "type")]
    place: Place,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Place {
    Header,
    Query,
}

/// `POST /{id}/proxy_execute`
pub(crate) async fn execute(
    State(app): State<App>,
    session: Session,
    origin: Origin,
    Body(mut body): Body<Map<String, Value>>,
) -> Result<Json<Value>, ApiError> {
    let answers = ["input_responses", "request_state"].into_iter().filter_map(|key| body.remove_entry(key));
    let reply: UserReply = parse("payload", Value::Object(answers.collect()))?;
    let request: ProxyRequest = parse("payload", Value::Object(body.clone()))?;
    if !session.config.proxy_execute.is_some_and(|proxy| proxy.enable) {
        let message = "[Session Restriction] Proxy execution is not enabled for this session";
        return Err(ApiError::refused(message).suggest("Create the session with proxy_execute {\"enable\": true}."));
    }
    let toolkit = access::toolkit(&app.registered, &session.config, &request.toolkit_slug)?;
    let Some(base) = toolkit.proxy_base() else {
        return Err(ApiError::refused(format!("Toolkit '{}' offers no proxied calls", toolkit.slug())));
    };
    let sendable = Sendable::new(base, request)?;
    let account = account(&app, &session, toolkit.slug()).await?;
    let call = Call::new(&session, "proxy", &body, &[account.as_ref().map(|account| account.id.as_str())]);
    let questions = question(&app, &session, toolkit.slug(), account.as_ref(), &body)?;
    match settle(&app, call, questions.into_iter().collect(), &reply).await? {
        Settled::Ask(ask) => return Ok(Json(json!(Outcome::input_required(ask)?))),
        Settled::Answered { declined } if !declined.is_empty() => return Err(ApiError::refused(DECLINED)),
        Settled::Answered { .. } => {}
    }
    let answer = sendable.send(&app, toolkit.slug(), account.as_ref()).await.map_err(|error| failed(&error))?;
    Ok(Json(said(&app, &session, &origin, answer).await?))
}

/// The account to call with; `None` for toolkits that need none.
async fn account(app: &App, session: &Session, toolkit: &str) -> Result<Option<Account>, ApiError> {
    let toolkit = access::toolkit(&app.registered, &session.config, toolkit)?;
    if toolkit.auth().is_none() {
        return Ok(None);
    }
    let accounts = Accounts::of(app, session, toolkit.slug()).await?;
    accounts.choose(session, toolkit, None).cloned().map(Some)
}

/// The question for the user before the call. The call can do whatever the toolkit's tools can, so it needs the
/// approval of the strictest of them.
fn question(
    app: &App,
    session: &Session,
    toolkit: &str,
    account: Option<&Account>,
    call: &Map<String, Value>,
) -> Result<Option<Question>, ApiError> {
    let account_id = account.map(|account| account.id.as_str());
    match proxy_need(&app.registered, &session.config, toolkit, account_id) {
        Need::Denied => Err(ApiError::refused(format!(
            "[Session Restriction] Calls of {toolkit} are denied by the session's permissions"
        ))),
        need => {
            let title = format!("a direct call of {toolkit}'s API");
            let tool = format!("proxy:{toolkit}");
            Ok(Question::new("approval", need, &tool, &title, account, &Value::Object(call.clone())))
        }
    }
}

/// The answer in its wire format. A body that is not text becomes a file of the session.
async fn said(app: &App, session: &Session, origin: &Origin, answer: Answer) -> Result<Value, ApiError> {
    let Answer { status, headers, content_type, body } = answer;
    let mut said = json!({
        "result_type": "completed",
        "status": status,
        "headers": headers,
        "error": null,
        "log_id": random::id("log")?,
    });
    if body.is_empty() {
        return Ok(said);
    }
    if let Ok(json) = serde_json::from_slice::<Value>(&body) {
        said["data"] = json;
        return Ok(said);
    }
    match String::from_utf8(body) {
        Ok(text) => said["data"] = text.into(),
        Err(binary) => {
            let bytes = binary.as_bytes();
            let path = format!("proxy/{}", random::id("answer")?);
            let link = files::keep(app, session, origin, &path, content_type.as_deref(), bytes).await?;
            said["binary_data"] = json!({
                "url": link.url,
                "content_type": content_type.as_deref().unwrap_or("application/octet-stream"),
                "size": bytes.len(),
                "expires_at": link.expires_at,
            });
        }
    }
    Ok(said)
}

fn failed(error: &ProxyError) -> ApiError {
    ApiError::new(StatusCode::BAD_GATEWAY, 10502, "HTTP_BadGateway", error.to_string())
}
