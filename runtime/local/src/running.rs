//! The requests that run, so that a router that stops can answer them first.

use axum::{
    extract::{Request, State},
    http::{HeaderValue, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use tokio::task::JoinHandle;
use tokio_util::{
    sync::CancellationToken,
    task::{TaskTracker, task_tracker::TaskTrackerToken},
};

use super::{
    api_error::{self, ApiError},
    held::Held,
    state::App,
};

/// The requests that run, and whether more are taken.
#[derive(Debug, Default)]
pub(crate) struct Running {
    requests: TaskTracker,
    stopping: CancellationToken,
}

impl Running {
    /// Takes no more requests.
    pub(crate) fn stop(&self) {
        self.stopping.cancel();
        self.requests.close();
    }

    /// Returns when [`stop`](Self::stop) was called and every request is answered.
    pub(crate) async fn finished(&self) {
        self.requests.wait().await;
    }

    /// Cancelled when the router stops.
    pub(crate) fn stopping(&self) -> &CancellationToken {
        &self.stopping
    }

    /// Runs what has to finish even if nobody waits for it any more.
    pub(crate) fn spawn<T: Send + 'static>(&self, task: impl Future<Output = T> + Send + 'static) -> JoinHandle<T> {
        self.requests.spawn(task)
    }

    fn begin(&self) -> Option<TaskTrackerToken> {
        // The request counts first: otherwise the router could stop between the check and the count.
        let request = self.requests.token();
        (!self.stopping.is_cancelled()).then_some(request)
    }
}

/// Refuses a request if the router stops, and lets the router wait for it otherwise.
///
/// A client that gets no answer repeats the call, perhaps to a router that has been started in the meantime, and a mail
/// would be sent twice. So calls that run are answered, and new ones are refused in a way that clients do not repeat.
pub(crate) async fn admit(State(app): State<App>, request: Request, next: Next) -> Response {
    let Some(running) = app.running.begin() else {
        return refused(ApiError::stopping()).await;
    };
    next.run(request).await.map(|body| Held::body(body, running))
}

/// As [`admit`], for MCP: its streams from the server to the client, which have no end, are not waited for.
pub(crate) async fn admit_mcp(State(app): State<App>, request: Request, next: Next) -> Response {
    let Some(running) = app.running.begin() else {
        return refused(ApiError::stopping()).await;
    };
    let is_stream = request.method() == Method::GET;
    let response = next.run(request).await;
    if is_stream { response } else { response.map(|body| Held::body(body, running)) }
}

/// As [`admit`], for pages.
pub(crate) async fn admit_page(State(app): State<App>, request: Request, next: Next) -> Response {
    let Some(running) = app.running.begin() else {
        return refused(super::connect::stopping()).await;
    };
    next.run(request).await.map(|body| Held::body(body, running))
}

async fn refused(answer: impl IntoResponse) -> Response {
    let mut response = api_error::never_retry(answer.into_response()).await;
    response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    response
}
