//! A router that stops.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use tokio::sync::Semaphore;

use super::*;
use crate::toolkit::{BoxFuture, LocalToolkit, ToolCall, ToolDefinition, ToolError};

/// A toolkit whose tool takes as long as a test likes.
#[derive(Clone)]
pub(super) struct Slow {
    tools: Arc<[ToolDefinition]>,
    /// The calls that have begun.
    begun: Arc<AtomicUsize>,
    gate: Arc<Semaphore>,
}

impl Slow {
    pub(super) fn new() -> Self {
        let tool = ToolDefinition::new("SLOW_SEND", "Send slowly", "Sends.", json!({ "type": "object" }));
        Self { tools: Arc::new([tool]), begun: Arc::default(), gate: Arc::new(Semaphore::new(0)) }
    }

    pub(super) fn begun(&self) -> usize {
        self.begun.load(Ordering::SeqCst)
    }

    pub(super) async fn until_begun(&self) {
        let begun = async {
            while self.begun() == 0 {
                tokio::task::yield_now().await;
            }
        };
        timeout(PATIENCE, begun).await.expect("a call begins");
    }

    pub(super) fn finish(&self) {
        self.gate.add_permits(1);
    }
}

impl LocalToolkit for Slow {
    fn slug(&self) -> &str {
        "slow"
    }

    fn name(&self) -> &str {
        "Slow"
    }

    fn tools(&self) -> &[ToolDefinition] {
        &self.tools
    }

    fn execute<'a>(&'a self, _: ToolCall<'a>) -> BoxFuture<'a, Result<Value, ToolError>> {
        Box::pin(async move {
            self.begun.fetch_add(1, Ordering::SeqCst);
            self.gate.acquire().await.unwrap().forget();
            Ok(json!({ "sent": true }))
        })
    }
}

#[tokio::test]
async fn a_call_that_runs_is_answered_and_a_new_one_is_refused_for_good() {
    let slow = Slow::new();
    let harness = Harness::with(builder().toolkit(slow.clone())).await;
    let session = harness.session("ada", json!({})).await;
    let call = || {
        let request = harness.request(Method::POST, &format!("{session}/execute"));
        request.json(&json!({ "tool_slug": "SLOW_SEND", "arguments": {} }))
    };
    let (running, again, page) = (call(), call(), harness.http.get(harness.router.url().join("/link/x").unwrap()));
    let running = tokio::spawn(async move { answer(running.send().await.unwrap()).await });
    slow.until_begun().await;
    let stopped = tokio::spawn(harness.router.stop());
    let refused = async {
        loop {
            let response = again.try_clone().unwrap().timeout(Duration::from_millis(200)).send().await;
            // Until the router knows that it stops, the call runs, and is given up.
            if let Ok(response) = response {
                break response;
            }
        }
    };
    let refused = timeout(PATIENCE / 4, refused).await.expect("a refusal");
    assert_eq!(refused.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(refused.headers()["x-should-retry"], "false");
    assert_eq!(answer(refused).await.1["error"]["slug"], "HTTP_ServiceUnavailable");
    let page = page.send().await.unwrap();
    assert_eq!(
        (page.status(), &page.headers()["cache-control"]),
        (StatusCode::SERVICE_UNAVAILABLE, &"no-store".parse().unwrap())
    );
    assert!(!stopped.is_finished());
    let before = slow.begun();
    slow.finish();
    let (status, done) = timeout(PATIENCE, running).await.expect("an answer").unwrap();
    assert_eq!((status, &done["data"]), (StatusCode::OK, &json!({ "sent": true })), "{done}");
    timeout(PATIENCE, stopped).await.expect("it stops").unwrap();
    assert_eq!(slow.begun(), before);
}

#[tokio::test]
async fn a_call_that_needs_the_sandbox_ends_well() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    harness.connect_gmail(&session).await;
    let body = json!({ "tool_slug": "GMAIL_FETCH_EMAILS", "arguments": { "max_results": 20 } });
    let call = harness.request(Method::POST, &format!("{session}/execute")).json(&body);
    let (answered, stopped) = tokio::join!(async { answer(call.send().await.unwrap()).await }, async {
        tokio::task::yield_now().await;
        harness.router.stop().await;
    });
    let () = stopped;
    // It began before or after the stop, and did not break in the middle.
    let (status, done) = answered;
    assert!(status == StatusCode::SERVICE_UNAVAILABLE || done["result_type"] == "completed", "{status}: {done}");
}
