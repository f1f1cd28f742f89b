//! Calls of a toolkit's own HTTP API with the user's connection.

mod call;
mod target;

use std::collections::BTreeMap;

use axum::{
    Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json, value::RawValue};

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

/// How deeply JSON can be nested for every client to be able to read it. Deeper answers are text.
const DEEPEST: usize = 100;

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
) -> Result<Response, ApiError> {
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
        Settled::Ask(ask) => return Ok(Json(Outcome::input_required(ask)?).into_response()),
        Settled::Answered { declined } if !declined.is_empty() => return Err(ApiError::refused(DECLINED)),
        Settled::Answered { .. } => {}
    }
    let answer = sendable.send(&app, toolkit.slug(), account.as_ref()).await.map_err(|error| failed(&error))?;
    Ok(Json(said(&app, &session, &origin, answer).await?).into_response())
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

/// The answer in its wire format.
#[derive(Serialize)]
struct Said {
    result_type: &'static str,
    status: u16,
    headers: BTreeMap<String, String>,
    error: Option<String>,
    log_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<Data>,
    #[serde(skip_serializing_if = "Option::is_none")]
    binary_data: Option<Value>,
}

/// A body that is text. JSON is passed on as it is: read into values, it could take a hundred times its size.
#[derive(Serialize)]
#[serde(untagged)]
enum Data {
    Json(Box<RawValue>),
    Text(String),
}

impl Data {
    fn of(text: String) -> Self {
        if depth(&text) > DEEPEST {
            return Self::Text(text);
        }
        match serde_json::from_str::<&RawValue>(&text) {
            Ok(json) => Self::Json(json.to_owned()),
            Err(_) => Self::Text(text),
        }
    }
}

/// How deeply the arrays and objects of a text are nested, if it is JSON.
fn depth(text: &str) -> usize {
    let (mut depth, mut deepest, mut is_in_string, mut is_escaped) = (0_usize, 0, false, false);
    for byte in text.bytes() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = is_in_string,
            b'"' => is_in_string = !is_in_string,
            b'[' | b'{' if !is_in_string => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' if !is_in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// The answer in its wire format. A body that is not text becomes a file of the session.
async fn said(app: &App, session: &Session, origin: &Origin, answer: Answer) -> Result<Said, ApiError> {
    let Answer { status, headers, content_type, body } = answer;
    let (mut data, mut binary_data) = (None, None);
    match String::from_utf8(body) {
        Ok(text) => data = (!text.is_empty()).then(|| Data::of(text)),
        Err(binary) => {
            let bytes = binary.as_bytes();
            let path = format!("proxy/{}", random::id("answer")?);
            let link = files::keep(app, session, origin, &path, content_type.as_deref(), bytes).await?;
            binary_data = Some(json!({
                "url": link.url,
                "content_type": content_type.as_deref().unwrap_or("application/octet-stream"),
                "size": bytes.len(),
                "expires_at": link.expires_at,
            }));
        }
    }
    let log_id = random::id("log")?;
    Ok(Said { result_type: "completed", status, headers, error: None, log_id, data, binary_data })
}

fn failed(error: &ProxyError) -> ApiError {
    ApiError::new(StatusCode::BAD_GATEWAY, 10502, "HTTP_BadGateway", error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_passed_on_as_it_is_and_anything_else_as_text() {
        let said = |text: &str| serde_json::to_string(&Data::of(text.to_owned())).unwrap();
        for json in [r#"{"a":[1e999,{}],"b":"[[\\\"[["}"#, " [0.10]\n", "null", "7"] {
            assert_eq!(said(json).trim(), json.trim());
        }
        for text in
            ["plain", "[1", "[1] [2]", &"[".repeat(1_000_000), &format!("{}1{}", "[".repeat(101), "]".repeat(101))]
        {
            assert_eq!(said(text), serde_json::to_string(text).unwrap());
        }
    }
}
