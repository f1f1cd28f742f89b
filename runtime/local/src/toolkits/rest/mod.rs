//! Calls to a provider's REST API on behalf of a connected account.

mod answer;
mod parameters;
#[cfg(test)]
mod tests;

use reqwest::{Method, RequestBuilder, Response, header};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};
use url::Url;

use self::answer::{next_page, receive, refused, transport};
pub(super) use self::parameters::Parameters;
use crate::{Caller, ToolError, limits};

/// The redirects that are followed, one after another.
const MAX_REDIRECTS: usize = 5;

/// Headers of every request to an API.
type Headers = &'static [(&'static str, &'static str)];

/// A REST API at a base URL, called with the access token of one account within the deadlines of the caller's client.
#[derive(Clone, Copy)]
pub(super) struct RestApi<'a> {
    base_url: &'a Url,
    caller: Caller<'a>,
    headers: Headers,
    /// What the call was made with, to name what is wrong with it.
    arguments: Option<&'a Map<String, Value>>,
}

impl<'a> RestApi<'a> {
    pub(super) fn new(base_url: &'a Url, caller: Caller<'a>) -> Self {
        Self { base_url, caller, headers: &[], arguments: None }
    }

    /// The same API, with these headers in every request.
    pub(super) fn with_headers(self, headers: Headers) -> Self {
        Self { headers, ..self }
    }

    /// The same API for a call with these arguments.
    pub(super) fn with_arguments(self, arguments: &'a Map<String, Value>) -> Self {
        Self { arguments: Some(arguments), ..self }
    }

    /// GETs `path`, whose segments are percent-encoded one by one.
    pub(super) async fn get<T: DeserializeOwned>(&self, path: &[&str], query: &[(&str, &str)]) -> Result<T, ToolError> {
        receive(self.fetch(path, query).await?).await
    }

    /// As [`get`](Self::get), with the number of the next page if the answer links to it.
    pub(super) async fn get_page<T: DeserializeOwned>(
        &self,
        path: &[&str],
        query: &[(&str, &str)],
    ) -> Result<(T, Option<u32>), ToolError> {
        let response = self.fetch(path, query).await?;
        let next = next_page(response.headers());
        Ok((receive(response).await?, next))
    }

    async fn fetch(&self, path: &[&str], query: &[(&str, &str)]) -> Result<Response, ToolError> {
        let mut url = self.url(path)?;
        for _ in 0..=MAX_REDIRECTS {
            let request = self.caller.http.get(url.clone());
            // The location has a query of its own.
            let request = if url.query().is_none() { request.query(query) } else { request };
            let response = self.respond(request).await?;
            match redirected(&url, &response) {
                Some(next) => url = next,
                None => return Ok(response),
            }
        }
        Err(ToolError::InvalidResponse("it redirects without an end".into()))
    }

    /// POSTs `body` as JSON to `path`. No redirect is followed: the call could run twice, or somewhere else.
    pub(super) async fn post<T: DeserializeOwned>(
        &self,
        path: &[&str],
        body: &(impl Serialize + Sync),
    ) -> Result<T, ToolError> {
        let request = self.caller.http.post(self.url(path)?).json(body);
        receive(self.respond(request).await?).await
    }

    /// Sends a request that changes something, with a JSON body or without a body, and follows no redirect either.
    pub(super) async fn send<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &[&str],
        body: Option<&Value>,
    ) -> Result<T, ToolError> {
        let request = self.caller.http.request(method, self.url(path)?);
        let request = match body {
            Some(body) => request.json(body),
            None => request.header(header::CONTENT_LENGTH, 0),
        };
        receive(self.respond(request).await?).await
    }

    /// POSTs `form` to `path`, and follows no redirect either.
    pub(super) async fn post_form<T: DeserializeOwned>(
        &self,
        path: &[&str],
        form: &Parameters,
    ) -> Result<T, ToolError> {
        let request = self.caller.http.post(self.url(path)?).form(&form.pairs());
        receive(self.respond(request).await?).await
    }

    /// POSTs the content of a file to a URL that the API gave for it. The URL itself grants access, so it gets no token.
    pub(super) async fn upload(&self, url: &str, content: Vec<u8>) -> Result<(), ToolError> {
        let url = Url::parse(url).ok().filter(|url| url.scheme() == "https" || url.origin() == self.base_url.origin());
        let url = url.ok_or_else(|| ToolError::InvalidResponse("its URL for uploads is not a secure one".into()))?;
        let response = self.caller.http.post(url).body(content).send().await.map_err(transport)?;
        if response.status().is_success() { Ok(()) } else { Err(refused(response).await) }
    }

    fn url(&self, path: &[&str]) -> Result<Url, ToolError> {
        // `Url` drops dot segments, which would turn one resource's path into another's.
        // It also drops tabs and line breaks, which would make dot segments of others.
        let is_odd = |segment: &str| matches!(segment, "" | "." | "..") || segment.chars().any(char::is_control);
        if let Some(segment) = path.iter().find(|segment| is_odd(segment)) {
            return Err(ToolError::InvalidArguments(format!("`{}` is not an identifier", segment.escape_debug())));
        }
        let mut url = self.base_url.clone();
        url.path_segments_mut()
            .map_err(|()| ToolError::Transport("the toolkit's base URL cannot have a path".into()))?
            .pop_if_empty()
            .extend(path);
        Ok(url)
    }

    async fn respond(&self, request: RequestBuilder) -> Result<Response, ToolError> {
        let request = self.headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        let request = match self.caller.access_token() {
            Some(token) => request.bearer_auth(token),
            None => request,
        };
        let (client, request) = request.build_split();
        let request = request.map_err(transport)?;
        let length = request.url().as_str().len();
        if length > limits::URL {
            return Err(self.too_long(length));
        }
        client.execute(request).await.map_err(transport)
    }

    /// The error of a call that needs a URL of `length` bytes. Its longest argument is what makes it so long.
    fn too_long(&self, length: usize) -> ToolError {
        let arguments = self.arguments.into_iter().flatten();
        let longest = arguments.max_by_key(|(_, value)| value.to_string().len());
        let what = longest.map_or_else(|| "the call".to_owned(), |(name, _)| format!("`{name}`"));
        let most = limits::URL;
        ToolError::InvalidArguments(format!(
            "{what} is too long: it goes into a URL, which would have {length} characters, and {most} is the most"
        ))
    }
}

/// Where a response redirects to, if that is on the origin that was asked.
fn redirected(asked: &Url, response: &Response) -> Option<Url> {
    let follows = matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308);
    let location = response.headers().get(header::LOCATION).filter(|_| follows)?.to_str().ok()?;
    asked.join(location).ok().filter(|next| next.origin() == asked.origin())
}
