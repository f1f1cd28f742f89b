use std::time::Duration;

use backon::Retryable;
use futures_util::future::BoxFuture;
use reqwest::header::{ACCEPT, CONTENT_TYPE, LOCATION};
use reqwest::{Client, Method, RequestBuilder, Response};
use sync_wrapper::SyncFuture;
use tracing::{Instrument, debug, debug_span};
use url::Url;

use super::answer::{Answer, excerpt};
use super::credential::Credential;
use super::envelope;
use super::request::Request;
use super::retry;
use crate::error::{Delivery, Error, Interrupted};

/// The longest answer that is read, in bytes.
const LONGEST_ANSWER: usize = 32 * 1024 * 1024;

/// Sends requests to one router.
pub(super) struct Transport {
    http: Client,
    base: Url,
    credential: Credential,
    timeout: Duration,
    retries: usize,
}

impl Transport {
    pub(super) fn new(http: Client, base: Url, credential: Credential, timeout: Duration, retries: usize) -> Self {
        Self { http, base, credential, timeout, retries }
    }

    pub(super) fn base(&self) -> &Url {
        &self.base
    }

    pub(super) fn credential(&self) -> &Credential {
        &self.credential
    }

    /// A request to somewhere else, which is not shown who asks.
    pub(super) fn without_credential(&self, method: Method, url: Url) -> RequestBuilder {
        self.http.request(method, url).timeout(self.timeout)
    }

    /// Sends a request, again if that is safe and may help, and returns the answer of a success.
    ///
    /// Boxed, so that the futures of the calls above stay small, and are `Sync` as well.
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
        let mut outgoing = self
            .http
            .request(request.method.clone(), url.clone())
            .headers(self.credential.headers().clone())
            .header(ACCEPT, "application/json")
            .timeout(limit);
        if let Some(body) = &request.body {
            outgoing = outgoing.header(CONTENT_TYPE, "application/json").body(body.clone());
        }
        let interrupted = |error| interrupted(error, request, url, limit);
        let response = outgoing.send().await.map_err(interrupted)?;
        let mut answer = Answer {
            method: request.method.clone(),
            path: url.path().to_owned(),
            status: response.status(),
            headers: response.headers().clone(),
            body: Vec::new(),
            excerpt: None,
        };
        debug!(status = answer.status.as_u16(), "answered");
        if answer.status.is_redirection() {
            return Err(self.redirected(&answer, url));
        }
        let complete = read_into(&mut answer.body, response).await.map_err(interrupted)?;
        answer.excerpt = excerpt(&answer.body, &self.credential);
        if !answer.status.is_success() {
            return Err(Error::Api(Box::new(envelope::refusal(&answer, &self.credential))));
        }
        if !complete {
            return Err(answer.unexpected("an answer of up to 32 MiB", "it is longer"));
        }
        Ok(answer)
    }

    /// A redirect is an error, since following it would carry the credential to another place.
    fn redirected(&self, answer: &Answer, url: &Url) -> Error {
        let target = answer.header(LOCATION.as_str()).and_then(|target| url.join(target).ok());
        let target = target.map_or_else(|| "elsewhere".to_owned(), |target| target.origin().ascii_serialization());
        answer.unexpected("the router's answer", format!("it redirects to {target}, and redirects are not followed"))
    }
}

/// Reads a body up to the bound, and says whether that was all of it.
async fn read_into(body: &mut Vec<u8>, mut response: Response) -> Result<bool, reqwest::Error> {
    while let Some(chunk) = response.chunk().await? {
        if body.len() + chunk.len() > LONGEST_ANSWER {
            return Ok(false);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(true)
}

fn interrupted(error: reqwest::Error, request: &Request, url: &Url, limit: Duration) -> Error {
    let sent = !(error.is_connect() || error.is_builder());
    let timed_out = sent && error.is_timeout();
    let interrupted = Box::new(Interrupted {
        method: request.method.to_string(),
        path: url.path().to_owned(),
        delivery: if sent { Delivery::Unknown } else { Delivery::NotSent },
        limit: timed_out.then_some(limit),
        // The URL's query may hold what is nobody's business.
        source: error.without_url(),
    });
    if timed_out { Error::Timeout(interrupted) } else { Error::Connection(interrupted) }
}
