//! Stands between a program and the router, counts the requests, and can hide that the router pushes.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use bench_support::Outcome;
use tokio::net::TcpListener;

/// The header by which the router says that it pushes.
const PUSH: &str = "x-tool-router-push";

/// A proxy. It runs as long as the process.
pub(crate) struct Proxy {
    url: String,
    state: Arc<Forward>,
}

struct Forward {
    to: String,
    pushes: bool,
    http: reqwest::Client,
    requests: AtomicU32,
}

impl Proxy {
    pub(crate) async fn start(to: &str, pushes: bool) -> Outcome<Self> {
        let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build()?;
        let state = Arc::new(Forward { to: to.to_owned(), pushes, http, requests: AtomicU32::new(0) });
        let listener = TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0))).await?;
        let url = format!("http://{}", listener.local_addr()?);
        let app = Router::new().fallback(forward).with_state(Arc::clone(&state));
        tokio::spawn(async move { axum::serve(listener, app).await });
        Ok(Self { url, state })
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// How many requests came since the last time.
    pub(crate) fn requests(&self) -> u32 {
        self.state.requests.swap(0, Ordering::Relaxed)
    }
}

async fn forward(State(state): State<Arc<Forward>>, request: Request) -> Response {
    state.requests.fetch_add(1, Ordering::Relaxed);
    match answer(&state, request).await {
        Ok(response) => response,
        Err(error) => (StatusCode::BAD_GATEWAY, error.to_string()).into_response(),
    }
}

async fn answer(state: &Forward, request: Request) -> Result<Response, Box<dyn std::error::Error + Send + Sync>> {
    let (head, body) = request.into_parts();
    let path = head.uri.path_and_query().map_or("/", |path| path.as_str());
    let mut headers = head.headers;
    headers.remove("host");
    let body = to_bytes(body, usize::MAX).await?;
    let sent = state.http.request(head.method, format!("{}{path}", state.to)).headers(headers).body(body);
    let mut answer = sent.send().await?;
    let mut response = Response::new(Body::empty());
    *response.status_mut() = answer.status();
    *response.headers_mut() = std::mem::take(answer.headers_mut());
    response.headers_mut().remove("transfer-encoding");
    if !state.pushes {
        response.headers_mut().remove(PUSH);
    }
    *response.body_mut() = Body::from(answer.bytes().await?);
    Ok(response)
}
