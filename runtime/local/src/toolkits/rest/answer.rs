//! What an API answers: its content, or its error in words that help.

use jiff::Timestamp;
use reqwest::{
    Response, StatusCode,
    header::{self, HeaderMap},
};
use serde::de::DeserializeOwned;
use serde_json::Value;
use url::Url;

use crate::ToolError;

/// The largest answer that is read. Gmail's largest message, 25 MB, is a third larger in base64.
const MAX_ANSWER_BYTES: usize = 40 * 1024 * 1024;
/// The largest error answer that is read.
const MAX_ERROR_BYTES: usize = 64 * 1024;
/// The longest error message that is passed on, in characters.
pub(super) const MAX_ERROR_CHARS: usize = 500;
/// The most details of an error that are passed on.
const MAX_DETAILS: usize = 10;

/// Reads an answer. One without content is read as `null`.
pub(super) async fn receive<T: DeserializeOwned>(response: Response) -> Result<T, ToolError> {
    if !response.status().is_success() {
        return Err(refused(response).await);
    }
    let body = read(response, MAX_ANSWER_BYTES).await?;
    let body = if body.is_empty() { b"null" } else { body.as_slice() };
    serde_json::from_slice(body).map_err(|error| ToolError::InvalidResponse(shorten(&error.to_string())))
}

/// The error of an answer that is not a success.
pub(super) async fn refused(response: Response) -> ToolError {
    match response.status() {
        StatusCode::UNAUTHORIZED => ToolError::Unauthorized,
        status if status.is_redirection() => {
            let message = "it redirects to another place, which is not followed".to_owned();
            ToolError::Upstream { status: status.as_u16(), message }
        }
        status => {
            let remarks = [missing_scope(status, response.headers()), pause(status, response.headers())];
            let body = read(response, MAX_ERROR_BYTES).await.unwrap_or_default();
            let mut message = error_message(status, &body);
            for remark in remarks.into_iter().flatten() {
                message.push_str("; ");
                message.push_str(&remark);
            }
            ToolError::Upstream { status: status.as_u16(), message }
        }
    }
}

/// When to try again: in `Retry-After`, or in the headers of a limit that is used up, as GitHub and others have them.
fn pause(status: StatusCode, headers: &HeaderMap) -> Option<String> {
    let number = |name: &str| headers.get(name)?.to_str().ok()?.trim().parse::<i64>().ok();
    let seconds = number(header::RETRY_AFTER.as_str()).or_else(|| {
        let is_limit = matches!(status, StatusCode::FORBIDDEN | StatusCode::TOO_MANY_REQUESTS);
        let reset = number("x-ratelimit-reset").filter(|_| is_limit && number("x-ratelimit-remaining") == Some(0))?;
        Some(reset.saturating_sub(Timestamp::now().as_second()).max(1))
    })?;
    Some(format!("try again in {seconds} seconds"))
}

/// The scopes that would have been enough, if the token has none of them. GitHub says so beside the error, which may claim that
/// there is no such thing.
fn missing_scope(status: StatusCode, headers: &HeaderMap) -> Option<String> {
    let is_about_access = matches!(status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND);
    let list = |name: &str| headers.get(name).filter(|_| is_about_access)?.to_str().ok();
    let scopes = |list| str::split(list, ',').map(str::trim).filter(|scope| !scope.is_empty());
    let (accepted, granted) = (list("x-accepted-oauth-scopes")?, list("x-oauth-scopes")?);
    let has_one = scopes(granted).any(|granted| scopes(accepted).any(|accepted| accepted == granted));
    let accepted = scopes(accepted).collect::<Vec<_>>().join(" or ");
    (!has_one && !accepted.is_empty()).then(|| shorten(&format!("the connection may need the scope {accepted}")))
}

/// Reads a body of at most `limit` bytes.
pub(super) async fn read(mut response: Response, limit: usize) -> Result<Vec<u8>, ToolError> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(transport)? {
        if body.len() + chunk.len() > limit {
            return Err(ToolError::InvalidResponse(format!("it is larger than {limit} bytes")));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// The provider's message: `error.message` for Google, `message` for GitHub, a string in `error` for Slack and OAuth. With what
/// is in `errors`, where GitHub explains itself.
fn error_message(status: StatusCode, body: &[u8]) -> String {
    let json: Value = serde_json::from_slice(body).unwrap_or_default();
    let words = ["/error/message", "/message", "/error_description", "/error"]
        .iter()
        .find_map(|pointer| json.pointer(pointer)?.as_str())
        .or(status.canonical_reason())
        .unwrap_or("an error without a message");
    let details = json["errors"].as_array().map(Vec::as_slice).unwrap_or_default();
    let details: Vec<_> = details.iter().take(MAX_DETAILS).filter_map(detail).collect();
    if details.is_empty() { shorten(words) } else { shorten(&format!("{words}: {}", details.join(", "))) }
}

/// One of GitHub's `errors`: its message, or `title missing_field`.
fn detail(error: &Value) -> Option<String> {
    let text = |name: &str| error[name].as_str().filter(|text| !text.is_empty());
    let described = || {
        let words: Vec<_> = ["field", "code"].into_iter().filter_map(text).collect();
        (!words.is_empty()).then(|| words.join(" "))
    };
    error.as_str().or_else(|| text("message")).map(str::to_owned).or_else(described)
}

/// The beginning of an error, which may quote the answer.
fn shorten(words: &str) -> String {
    words.chars().map(|c| if c.is_control() { ' ' } else { c }).take(MAX_ERROR_CHARS).collect()
}

/// The number of the next page, which a `Link` header may name.
pub(super) fn next_page(headers: &HeaderMap) -> Option<u32> {
    let links = headers.get(header::LINK)?.to_str().ok()?;
    // Each link is `<URL>; rel="…"`, and a URL may contain a comma.
    let next = links.split('<').filter_map(|link| link.split_once('>'));
    let (url, _) = next.into_iter().find(|(_, about)| about.contains("rel=\"next\""))?;
    let url = Url::parse(url).ok()?;
    url.query_pairs().find(|(name, _)| name == "page")?.1.parse().ok()
}

/// The error's causes without its URL, whose query may contain the user's search.
pub(super) fn transport(error: reqwest::Error) -> ToolError {
    let error = error.without_url();
    let mut message = error.to_string();
    let mut cause = std::error::Error::source(&error);
    while let Some(error) = cause {
        message = format!("{message}: {error}");
        cause = error.source();
    }
    ToolError::Transport(message)
}
