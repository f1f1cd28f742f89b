//! Requests over connections that are kept, with as little of a client as can be.

use std::net::SocketAddr;

use bench_support::Outcome;
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::header::{ACCEPT, CONTENT_TYPE, HOST};
use hyper::{HeaderMap, Method, Request, StatusCode};
use hyper_util::rt::TokioIo;
use router::KEY;
use serde_json::Value;
use tokio::net::TcpStream;

/// A request that is sent many times.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) body: Bytes,
    pub(crate) headers: Vec<(&'static str, String)>,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

/// A connection to a server.
pub(crate) struct Connection {
    sender: SendRequest<Full<Bytes>>,
    address: SocketAddr,
    host: String,
}

impl Call {
    pub(crate) fn get(path: impl Into<String>) -> Self {
        Self { method: Method::GET, path: path.into(), body: Bytes::new(), headers: Vec::new() }
    }

    pub(crate) fn with_body(method: Method, path: impl Into<String>, body: &Value) -> Self {
        Self { method, path: path.into(), body: body.to_string().into(), headers: Vec::new() }
    }

    pub(crate) fn post(path: impl Into<String>, body: &Value) -> Self {
        Self::with_body(Method::POST, path, body)
    }
}

impl Answer {
    pub(crate) fn json(&self) -> Outcome<Value> {
        Ok(serde_json::from_slice(&self.body)?)
    }
}

impl Connection {
    pub(crate) async fn open(address: SocketAddr) -> Outcome<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        // It ends with the sender.
        tokio::spawn(connection);
        Ok(Self { sender, address, host: address.to_string() })
    }

    pub(crate) async fn many(address: SocketAddr, count: usize) -> Outcome<Vec<Self>> {
        let mut connections = Vec::with_capacity(count);
        for _ in 0..count {
            connections.push(Self::open(address).await?);
        }
        Ok(connections)
    }

    /// Sends a request and reads the whole answer. It fails if the server refuses.
    pub(crate) async fn send(&mut self, call: &Call) -> Outcome<Answer> {
        let request = Request::builder().method(&call.method).uri(&call.path).header(HOST, &self.host);
        let request = request.header("x-api-key", KEY).header(CONTENT_TYPE, "application/json");
        let request = request.header(ACCEPT, "application/json, text/event-stream");
        let request = call.headers.iter().fold(request, |request, (name, value)| request.header(*name, value));
        // A server closes what has been idle for long.
        if self.sender.is_closed() {
            *self = Self::open(self.address).await?;
        }
        self.sender.ready().await?;
        let (head, body) = self.sender.send_request(request.body(Full::new(call.body.clone()))?).await?.into_parts();
        let body = body.collect().await?.to_bytes();
        if head.status.is_success() {
            return Ok(Answer { headers: head.headers, body });
        }
        Err(refusal(call, head.status, &body).into())
    }
}

fn refusal(call: &Call, status: StatusCode, body: &[u8]) -> String {
    format!("{} {}: {status}: {}", call.method, call.path, String::from_utf8_lossy(body))
}
