//! Calls of a toolkit's own HTTP API with the user's connection.

mod call;
mod direct;
mod target;

use std::{collections::BTreeMap, string::FromUtf8Error};

use axum::{
    Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json, value::RawValue};

pub(crate) use self::{call::Answer, direct::execute as execute_directly};
use self::{
    call::{ProxyError, Sendable},
    target::Api,
};
use super::{
    BoxFuture, access,
    api_error::ApiError,
    connections::Accounts,
    credentials::{Credentials, entered, needs_account},
    execute::{Ask, Call, DECLINED, Need, Outcome, Question, Settled, UserReply, proxy_need, settle},
    hooks::{Blocked, CallKind, HookResult, Hooks, Subject},
    json_text, limits, random,
    request::{Body, Origin, parse},
    sessions::files,
    state::App,
    store::{Account, Session},
};

/// How deeply JSON can be nested for every client to be able to read it. Deeper answers are text.
const DEEPEST: usize = 100;

/// The body of `POST /{id}/proxy_execute`, except the user's answers, and the arguments of the meta tool.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProxyRequest {
    /// The toolkit whose API is called.
    toolkit_slug: String,
    /// A path of the API with its query, or an absolute URL on the toolkit's domain.
    endpoint: String,
    method: Method,
    /// A JSON body.
    #[serde(default)]
    body: Option<Value>,
    /// Bytes as the body.
    #[serde(default)]
    binary_body: Option<BinaryBody>,
    /// Headers, and parts of the query. The connection adds the credentials.
    #[serde(default, deserialize_with = "json_text::or_text")]
    parameters: Vec<Parameter>,
}

#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
enum Method {
    Get,
    Post,
    Put,
    Delete,
    Patch,
    Head,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct BinaryBody {
    #[serde(default)]
    base64: Option<String>,
    #[serde(default)]
    content_type: Option<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Parameter {
    name: String,
    value: String,
    #[serde(rename = "type")]
    place: Place,
}

#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
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
    match call(&app, &session, "payload", &body, &reply).await? {
        Called::Ask(ask) => Ok(Json(Outcome::input_required(ask)?).into_response()),
        Called::Declined => Err(ApiError::refused(DECLINED)),
        Called::Blocked(blocked, results) => Ok(Json(Outcome::blocked(blocked)?.with_hooks(results)).into_response()),
        Called::Answered(answer, results) => {
            let mut said = said(&app, &session, &origin, answer, limits::PROXY_ANSWER).await?;
            said.hook_results = results;
            Ok(Json(said).into_response())
        }
    }
}

/// What became of a call.
pub(crate) enum Called {
    /// The user has to be asked.
    Ask(Ask),
    /// The user has refused.
    Declined,
    /// A hook has stopped it, or withheld the answer.
    Blocked(Blocked, Option<Vec<HookResult>>),
    /// The API has answered, whatever its status.
    Answered(Answer, Option<Vec<HookResult>>),
}

/// Calls the API of a toolkit, if the session may, the user approves and no hook objects. `place` is where `body` stands.
///
/// Boxed, as a tool's run is.
pub(crate) fn call<'c>(
    app: &'c App,
    session: &'c Session,
    place: &'c str,
    body: &'c Map<String, Value>,
    reply: &'c UserReply,
) -> BoxFuture<'c, Result<Called, ApiError>> {
    Box::pin(async move {
        let entry = app.script.begin_proxied(session, body);
        let called = checked(app, session, place, body, reply).await;
        app.script.end_proxied(entry, &called);
        called
    })
}

async fn checked(
    app: &App,
    session: &Session,
    place: &str,
    body: &Map<String, Value>,
    reply: &UserReply,
) -> Result<Called, ApiError> {
    let request: ProxyRequest = parse(place, Value::Object(body.clone()))?;
    // The program's own calls need no setting, which the TypeScript SDK could not send; the agent's tool does.
    if session.config.proxy_execute.is_some_and(|proxy| !proxy.enable) {
        let message = "[Session Restriction] Proxy execution is disabled for this session";
        return Err(ApiError::refused(message).suggest("Update the session with proxy_execute {\"enable\": true}."));
    }
    let toolkit = access::toolkit(&app.registered, &session.config, &request.toolkit_slug)?;
    let Some(api) = Api::of(toolkit) else {
        return Err(ApiError::refused(format!("Toolkit '{}' offers no proxied calls", toolkit.slug())));
    };
    let own = entered(toolkit).and_then(Credentials::carried_in);
    let sendable = Sendable::new(api, request, own)?;
    let account = account(app, session, toolkit.slug()).await?;
    account.iter().try_for_each(|account| app.check_proxied(account))?;
    let account_id = account.as_ref().map(|account| account.id.as_str());
    let call = Call::new(session, "proxy", body, &[account_id]);
    let questions = question(app, session, toolkit.slug(), account.as_ref(), body)?;
    match settle(app, call, questions.into_iter().collect(), reply).await? {
        Settled::Ask(ask) => return Ok(Called::Ask(ask)),
        Settled::Answered { declined } if !declined.is_empty() => return Ok(Called::Declined),
        Settled::Answered { .. } => {}
    }
    let subject = Subject { toolkit: toolkit.slug(), account: account_id, call: CallKind::Proxy { request: body } };
    let mut hooks = Hooks::new(app, session, subject);
    if let Err(blocked) = hooks.before().await {
        return Ok(Called::Blocked(blocked, hooks.into_results()));
    }
    let answer = sendable.send(app, toolkit.slug(), account.as_ref()).await;
    let answer = answer.map_err(|error| failed_in(session, &error))?;
    if let Err(blocked) = hooks.after(|| answer.for_hooks()).await {
        return Ok(Called::Blocked(blocked, hooks.into_results()));
    }
    Ok(Called::Answered(answer, hooks.into_results()))
}

/// The account to call with; `None` for toolkits that need none.
async fn account(app: &App, session: &Session, toolkit: &str) -> Result<Option<Account>, ApiError> {
    let toolkit = access::toolkit(&app.registered, &session.config, toolkit)?;
    if !needs_account(toolkit) {
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
pub(crate) struct Said {
    result_type: &'static str,
    #[serde(flatten)]
    answer: SaidAnswer,
    error: Option<String>,
    log_id: String,
    /// What the hooks found, in a session with hooks.
    #[serde(skip_serializing_if = "Option::is_none")]
    hook_results: Option<Vec<HookResult>>,
}

/// What the API answered, in its wire format.
#[derive(Serialize)]
struct SaidAnswer {
    status: u16,
    headers: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<Data>,
    #[serde(skip_serializing_if = "Option::is_none")]
    binary_data: Option<Value>,
}

/// Bytes that do not fit into JSON, or are too long for it.
struct Binary {
    content_type: String,
    bytes: Vec<u8>,
}

impl Binary {
    fn described(&self, url: &str, expires_at: Option<&str>) -> Value {
        let mut described = json!({ "url": url, "content_type": self.content_type, "size": self.bytes.len() });
        if let Some(expires_at) = expires_at {
            described["expires_at"] = expires_at.into();
        }
        described
    }
}

impl SaidAnswer {
    /// The answer, and its body if that is not text or is longer than `inline`.
    fn of(answer: Answer, inline: usize) -> (Self, Option<Binary>) {
        let Answer { status, headers, content_type, body } = answer;
        let text =
            if body.len() > inline { Err(body) } else { String::from_utf8(body).map_err(FromUtf8Error::into_bytes) };
        let (data, binary) = match text {
            Ok(text) => ((!text.is_empty()).then(|| Data::of(text)), None),
            Err(bytes) => {
                let content_type = content_type.unwrap_or_else(|| "application/octet-stream".to_owned());
                (None, Some(Binary { content_type, bytes }))
            }
        };
        (Self { status, headers, data, binary_data: None }, binary)
    }
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

/// The answer in its wire format. A body that is not text, or is longer than `inline`, becomes a file of the session.
pub(crate) async fn said(
    app: &App,
    session: &Session,
    origin: &Origin,
    answer: Answer,
    inline: usize,
) -> Result<Said, ApiError> {
    let (mut answer, binary) = SaidAnswer::of(answer, inline);
    if let Some(binary) = binary {
        let path = format!("proxy/{}", random::id("answer")?);
        let link = files::keep(app, session, origin, &path, Some(&binary.content_type), &binary.bytes).await?;
        answer.binary_data = Some(binary.described(&link.url, Some(&link.expires_at)));
    }
    Ok(Said { result_type: "completed", answer, error: None, log_id: random::id("log")?, hook_results: None })
}

/// The same for a session's agent, which is told what it can do about an account that has ended.
fn failed_in(session: &Session, error: &ProxyError) -> ApiError {
    let told = match error {
        ProxyError::NoToken(none) => none.told(session),
        ProxyError::Unreachable | ProxyError::TooLong => error.to_string(),
    };
    ApiError { message: told, ..failed(error) }
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
