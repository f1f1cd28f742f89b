use std::time::Duration;

use backon::Retryable;
use bytes::Bytes;
use futures_util::future::BoxFuture;
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderValue, LOCATION, USER_AGENT};
use reqwest::{Client, Method, RequestBuilder, Response};
use sync_wrapper::SyncFuture;
use tracing::{Instrument, debug, debug_span};
use url::{Origin, Url};

use super::answer::{Answer, excerpt};
use super::credential::Credential;
use super::envelope;
use super::request::Request;
use super::retry;
use crate::error::{Cause, Delivery, Error, Interrupted};

/// The longest answer that is read, in bytes.
const LONGEST_ANSWER: usize = 32 * 1024 * 1024;

/// The client's user agent.
pub(super) const AGENT: &str = concat!("tool-router-rust/", env!("CARGO_PKG_VERSION"));

/// Sends requests to one router.
pub(super) struct Transport {
    http: Client,
    base: Url,
    /// Where MCP endpoints may be beside the origin of `base`.
    mcp_origin: Option<Origin>,
    credential: Credential,
    /// The headers of every request, built once: the credential, and the accepted content type.
    headers: HeaderMap,
    /// The headers of a request with a body.
    headers_with_body: HeaderMap,
    timeout: Duration,
    retries: usize,
}

impl Transport {
    pub(super) fn new(
        http: Client,
        base: Url,
        mcp_origin: Option<Origin>,
        credential: Credential,
        timeout: Duration,
        retries: usize,
    ) -> Self {
        const JSON: HeaderValue = HeaderValue::from_static("application/json");
        let mut headers = credential.headers().clone();
        headers.insert(ACCEPT, JSON);
        headers.insert(USER_AGENT, HeaderValue::from_static(AGENT));
        let mut headers_with_body = headers.clone();
        headers_with_body.insert(CONTENT_TYPE, JSON);
        Self { http, base, mcp_origin, credential, headers, headers_with_body, timeout, retries }
    }

    pub(super) fn base(&self) -> &Url {
        &self.base
    }

    /// Whether an MCP client may send the credential to `url`.
    pub(super) fn serves_mcp_at(&self, url: &Url) -> bool {
        let origin = url.origin();
        origin == self.base.origin() || self.mcp_origin.as_ref() == Some(&origin)
    }

    pub(super) fn credential(&self) -> &Credential {
        &self.credential
    }

    /// A request to another host, which must not learn the caller's credential.
    pub(super) fn without_credential(&self, method: Method, url: Url) -> RequestBuilder {
        self.http.request(method, url)
    }

    /// Sends a request, repeats it if that is safe and may help, and returns a successful answer.
    ///
    /// Boxed, so that the futures of its callers stay small and are `Sync`.
    pub(super) fn send(&self, request: Request) -> SyncFuture<BoxFuture<'_, Result<Answer, Error>>> {
        SyncFuture::new(Box::pin(async move {
            let url = request.url(&self.base)?;
            let span = debug_span!("request", method = %request.method, path = url.path());
            (|| self.attempt(&request, &url))
                .retry(retry::pauses(self.retries))
                .when(|error| retry::may_repeat(request.repeat, error))
                .adjust(|error, pause| pause.map(|pause| retry::asked(error).unwrap_or(pause)))
                .notify(|error, pause| debug!(%error, ?pause, "sending the request again after a pause"))
                .instrument(span)
                .await
        }))
    }

    async fn attempt(&self, request: &Request, url: &Url) -> Result<Answer, Error> {
        let limit = request.limit.unwrap_or(self.timeout);
        let mut outgoing = reqwest::Request::new(request.method.clone(), url.clone());
        if request.limit.is_some() {
            // The client has the router's own limit; one that is set here costs every layer below a copy.
            *outgoing.timeout_mut() = request.limit;
        }
        match &request.body {
            None => outgoing.headers_mut().clone_from(&self.headers),
            Some(body) => {
                outgoing.headers_mut().clone_from(&self.headers_with_body);
                *outgoing.body_mut() = Some(body.clone().into());
            }
        }
        let interrupted = |error| interrupted(error, request, url, limit);
        let mut response = self.http.execute(outgoing).await.map_err(interrupted)?;
        let mut answer = Answer {
            method: request.method.clone(),
            path: url.path().to_owned(),
            status: response.status(),
            headers: std::mem::take(response.headers_mut()),
            body: Bytes::new(),
            excerpt: None,
        };
        debug!(status = answer.status.as_u16(), "answered");
        if answer.status.is_redirection() {
            return Err(self.redirected(&answer, url));
        }
        let complete;
        (answer.body, complete) = read(response).await.map_err(interrupted)?;
        answer.excerpt = excerpt(&answer.body, &self.credential);
        if !answer.status.is_success() {
            return Err(Error::Api(Box::new(envelope::refusal(&answer, &self.credential, request.is_idempotent()))));
        }
        if !complete {
            return Err(answer.unexpected("an answer of up to 32 MiB", "it is longer"));
        }
        Ok(answer)
    }

    /// A redirect is an error, because following it would carry the credential to another place.
    fn redirected(&self, answer: &Answer, url: &Url) -> Error {
        let target = answer.header(LOCATION.as_str()).and_then(|target| url.join(target).ok());
        let target = target.map_or_else(|| "elsewhere".to_owned(), |target| target.origin().ascii_serialization());
        answer.unexpected("the router's answer", format!("it redirects to {target}, and redirects are not followed"))
    }
}

/// Reads a body up to the limit; the flag tells whether that was all of it. A body that arrives in one piece is not
/// copied.
async fn read(mut response: Response) -> Result<(Bytes, bool), reqwest::Error> {
    let first = response.chunk().await?.unwrap_or_default();
    let Some(second) = response.chunk().await? else {
        return Ok((first, true));
    };
    let mut body = Vec::from(first);
    let mut next = Some(second);
    while let Some(chunk) = next {
        if body.len() + chunk.len() > LONGEST_ANSWER {
            return Ok((body.into(), false));
        }
        body.extend_from_slice(&chunk);
        next = response.chunk().await?;
    }
    Ok((body.into(), true))
}

fn interrupted(error: reqwest::Error, request: &Request, url: &Url, limit: Duration) -> Error {
    let sent = !(error.is_connect() || error.is_builder());
    let timed_out = sent && error.is_timeout();
    let interrupted = Box::new(Interrupted {
        method: request.method.to_string(),
        path: url.path().to_owned(),
        delivery: if sent { Delivery::Unknown } else { Delivery::NotSent },
        limit: timed_out.then_some(limit),
        // The URL's query may be confidential.
        source: Cause::new(error.without_url()),
        idempotent: request.is_idempotent(),
        left: None,
    });
    if timed_out { Error::Timeout(interrupted) } else { Error::Connection(interrupted) }
}
