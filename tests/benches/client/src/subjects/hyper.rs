use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::header::{CONTENT_TYPE, HeaderValue};
use hyper::{Method, Request, Uri};
use hyper_util::client::legacy;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde::de::DeserializeOwned;

use crate::wire::{self, Execution, KEY, Session, Tools};
use crate::{Client, Failure};

/// hyper and its pool of connections, with the same types: no redirects, no time limits, no TLS.
pub struct RawHyper {
    http: legacy::Client<HttpConnector, Full<Bytes>>,
    sessions: Uri,
}

impl Client for RawHyper {
    type Session = Session;

    fn new(url: &str) -> Result<Self, Failure> {
        let http = legacy::Client::builder(TokioExecutor::new()).build_http();
        Ok(Self { http, sessions: wire::sessions(url).parse()? })
    }

    async fn create(&self) -> Result<Session, Failure> {
        let body = serde_json::to_vec(&wire::request())?;
        self.send(Method::POST, self.sessions.clone(), body).await
    }

    async fn execute(&self, session: &Session) -> Result<usize, Failure> {
        let url = format!("{}/{}/execute", self.sessions, session.session_id).parse()?;
        let body = serde_json::to_vec(&wire::execution())?;
        let execution: Execution = self.send(Method::POST, url, body).await?;
        Ok(wire::messages(&execution.data))
    }

    async fn tools(&self, session: &Session) -> Result<usize, Failure> {
        let url = format!("{}/{}/tools", self.sessions, session.session_id).parse()?;
        let tools: Tools = self.send(Method::GET, url, Vec::new()).await?;
        Ok(tools.items.len())
    }
}

impl RawHyper {
    async fn send<T: DeserializeOwned>(&self, method: Method, url: Uri, body: Vec<u8>) -> Result<T, Failure> {
        let mut request = Request::new(Full::from(body));
        *request.method_mut() = method;
        *request.uri_mut() = url;
        let headers = request.headers_mut();
        headers.insert("x-api-key", HeaderValue::from_static(KEY));
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        let response = self.http.request(request).await?;
        if !response.status().is_success() {
            return Err(response.status().to_string().into());
        }
        let body = response.into_body().collect().await?.to_bytes();
        Ok(serde_json::from_slice(&body)?)
    }
}
