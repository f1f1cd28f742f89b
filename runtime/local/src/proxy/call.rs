use std::collections::BTreeMap;

use base64::{Engine, engine::general_purpose::STANDARD};
use reqwest::{
    RequestBuilder, Response, StatusCode,
    header::{self, HeaderMap, HeaderName, HeaderValue},
};
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use url::Url;

use super::{Method, Place, ProxyRequest, target::Api};
use crate::{
    api_error::ApiError, credentials::Caller, limits, refreshes::NoToken, state::App, store::Account,
    tokens::AccessToken,
};

/// A checked call.
pub(super) struct Sendable {
    method: reqwest::Method,
    url: Url,
    headers: HeaderMap,
    body: Option<Vec<u8>>,
}

/// The answer of a toolkit's own API.
pub(crate) struct Answer {
    pub(super) status: u16,
    pub(super) headers: BTreeMap<String, String>,
    pub(super) content_type: Option<String>,
    pub(super) body: Vec<u8>,
}

impl Answer {
    /// The answer as hooks see it: all of it, also what is not text.
    pub(crate) fn for_hooks(&self) -> Value {
        let Self { status, headers, body, .. } = self;
        match std::str::from_utf8(body) {
            Ok(text) => json!({ "status": status, "headers": headers, "body": text }),
            Err(_) => json!({ "status": status, "headers": headers, "body_base64": STANDARD.encode(body) }),
        }
    }
}

/// Why there is no answer. The messages contain neither the URL nor the token.
#[derive(Debug, thiserror::Error)]
pub(super) enum ProxyError {
    #[error("{0}")]
    NoToken(#[from] NoToken),
    #[error("The toolkit's API could not be reached, or did not answer in time")]
    Unreachable,
    #[error("The toolkit's API answered more than {} bytes", limits::PROXY_ANSWER)]
    TooLong,
}

/// Headers that the connection sets, or that would redirect the call.
const RESERVED: [HeaderName; 7] = [
    header::AUTHORIZATION,
    header::PROXY_AUTHORIZATION,
    header::COOKIE,
    header::HOST,
    header::CONTENT_LENGTH,
    header::TRANSFER_ENCODING,
    header::CONNECTION,
];

impl Sendable {
    /// `own` is the header or the parameter of the query that carries the toolkit's credentials.
    pub(super) fn new(api: Api<'_>, request: ProxyRequest, own: Option<&str>) -> Result<Self, ApiError> {
        let mut url = api.target(&request.endpoint)?;
        let is_own = |name: &str| own.is_some_and(|own| own.eq_ignore_ascii_case(name));
        if request.parameters.iter().any(|parameter| is_own(&parameter.name))
            || url.query_pairs().any(|(name, _)| is_own(&name))
        {
            let problem = format_args!("{:?}: the connection sets it", own.unwrap_or_default());
            return Err(ApiError::invalid("payload.parameters", problem));
        }
        let mut headers = HeaderMap::new();
        for parameter in request.parameters {
            match parameter.place {
                Place::Query => drop(url.query_pairs_mut().append_pair(&parameter.name, &parameter.value)),
                Place::Header => {
                    let (name, value) = header(&parameter.name, &parameter.value)?;
                    headers.append(name, value);
                }
            }
        }
        if url.as_str().len() > limits::URL {
            let problem = format_args!("they make a URL of more than {} characters; send less, or a body", limits::URL);
            return Err(ApiError::invalid("payload.parameters", problem));
        }
        let body = match (request.body, request.binary_body) {
            (Some(_), Some(_)) => {
                return Err(ApiError::invalid("payload.binary_body", "there is another body as well"));
            }
            (Some(json), None) => {
                headers.entry(header::CONTENT_TYPE).or_insert(HeaderValue::from_static("application/json"));
                Some(json.to_string().into_bytes())
            }
            (None, Some(binary)) => {
                let bytes = binary.base64.and_then(|text| STANDARD.decode(text).ok());
                let problem = "expected bytes in `base64`; this router fetches none from a URL";
                let bytes = bytes.ok_or_else(|| ApiError::invalid("payload.binary_body", problem))?;
                let content_type = binary.content_type.as_deref().unwrap_or("application/octet-stream");
                headers.insert(header::CONTENT_TYPE, header("content-type", content_type)?.1);
                Some(bytes)
            }
            (None, None) => None,
        };
        let method = match request.method {
            Method::Get => reqwest::Method::GET,
            Method::Post => reqwest::Method::POST,
            Method::Put => reqwest::Method::PUT,
            Method::Delete => reqwest::Method::DELETE,
            Method::Patch => reqwest::Method::PATCH,
            Method::Head => reqwest::Method::HEAD,
        };
        Ok(Self { method, url, headers, body })
    }

    /// Calls the API, and repeats the call once if the API refused the token: nothing has happened then.
    pub(super) async fn send(&self, app: &App, toolkit: &str, account: Option<&Account>) -> Result<Answer, ProxyError> {
        let found = app.registered.toolkit(toolkit).ok_or(ProxyError::Unreachable)?;
        // Redirects are not followed: they would carry the token to another place.
        let client = app.http.tokens(found.as_ref());
        let request = || {
            let request = client.request(self.method.clone(), self.url.clone()).headers(self.headers.clone());
            let request = request.timeout(limits::TOOL);
            match &self.body {
                Some(body) => request.body(body.clone()),
                None => request,
            }
        };
        let Some(account) = account else {
            return read(request()).await;
        };
        let token = app.access_token(found, account).await?;
        let authorized = |token: &AccessToken| {
            let caller = Caller::of(found.as_ref(), client, token.secret.expose_secret());
            caller.authorize(request())
        };
        let answer = read(authorized(&token)).await?;
        if answer.status != StatusCode::UNAUTHORIZED {
            return Ok(answer);
        }
        let token = app.renewed_token(found, account, &token).await?;
        read(authorized(&token)).await
    }
}

fn header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), ApiError> {
    let invalid = |problem: &str| ApiError::invalid("payload.parameters", format_args!("header {name:?}: {problem}"));
    let read: HeaderName = name.parse().map_err(|_| invalid("not a header's name"))?;
    if RESERVED.contains(&read) {
        return Err(invalid("the connection sets it"));
    }
    let value = HeaderValue::from_str(value).map_err(|_| invalid("not a header's value"))?;
    Ok((read, value))
}

async fn read(request: RequestBuilder) -> Result<Answer, ProxyError> {
    let unreachable = |error: reqwest::Error| {
        tracing::debug!(error = %error.without_url(), "a proxied call failed");
        ProxyError::Unreachable
    };
    let mut response: Response = request.send().await.map_err(unreachable)?;
    let (status, headers) = (response.status().as_u16(), said(response.headers()));
    let content_type = headers.get("content-type").cloned();
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(unreachable)? {
        if body.len() + chunk.len() > limits::PROXY_ANSWER {
            return Err(ProxyError::TooLong);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Answer { status, headers, content_type, body })
}

/// The headers that are text, except cookies, which belong to the connection.
fn said(headers: &HeaderMap) -> BTreeMap<String, String> {
    let shown = headers.iter().filter(|(name, _)| *name != header::SET_COOKIE);
    shown.filter_map(|(name, value)| Some((name.to_string(), value.to_str().ok()?.to_owned()))).collect()
}
