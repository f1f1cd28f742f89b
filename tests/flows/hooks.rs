//! Hooks of a session, from the declaration to an endpoint that verifies with this crate and answers.

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use tool_router::local::{LocalRouter, SandboxProvider};
use tool_router::session::{Blocked, Execution};
use tool_router::webhook::{SessionHookAnswer, SessionHookEvent, SessionHookKind, SessionWebhook};
use tool_router::{Session, ToolRouter, tool_router_session};
use tool_router_test_support::Browser;
use wiremock::matchers::method;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

#[tool_router_session(
    toolkits = ["gmail"],
    tools(gmail = ["GMAIL_FETCH_EMAILS", "GMAIL_GET_PROFILE"]),
    hooks(before(id = "office_hours", webhook), after(id = "confidential", webhook)),
)]
struct HookedAgent;

type Seen = Arc<Mutex<Vec<SessionHookEvent>>>;

/// An endpoint that verifies what is posted, and blocks what has this text in it.
async fn endpoint(secret: &str, word: &'static str) -> (MockServer, Seen) {
    let server = MockServer::start().await;
    let webhook = SessionWebhook::new(secret).expect("a secret");
    let seen = Seen::default();
    let events = Arc::clone(&seen);
    let respond = move |request: &Request| {
        let Ok(event) = webhook.verify(&request.headers, &request.body) else { return ResponseTemplate::new(401) };
        let blocks = Value::Object(event.other.clone()).to_string().contains(word);
        events.lock().expect("no panic").push(event);
        let answer = match blocks {
            true => serde_json::to_value(SessionHookAnswer::block(format!("{word} is confidential"))),
            false => Ok(json!({ "action": "allow" })),
        };
        ResponseTemplate::new(200).set_body_json(answer.expect("JSON"))
    };
    Mock::given(method("POST")).respond_with(respond).mount(&server).await;
    (server, seen)
}

/// A session with Gmail connected, of a router that signs with `secret`.
async fn session(server: &MockServer, secret: &str) -> Session<HookedAgent> {
    let router = LocalRouter::builder().sandbox(SandboxProvider::default()).session_webhook(server.uri(), secret);
    let router = ToolRouter::embedded(router.start().await.expect("a router")).expect("a client");
    let session = HookedAgent::session("ada").create(&router).await.expect("a session");
    let link = session.authorize(HookedAgent::GMAIL).await.expect("a link");
    Browser::new().expect("a browser").connect(link.url()).await.expect("pages");
    session
}

async fn fetch(session: &Session<HookedAgent>, arguments: Value) -> Execution {
    session.execute(HookedAgent::GMAIL_FETCH_EMAILS, arguments).await.expect("an answer")
}

fn blocked(execution: Execution) -> Blocked {
    match execution {
        Execution::Blocked(blocked) => blocked,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_endpoint_verifies_and_decides() {
    // A key in base64, as Standard Webhooks has secrets, and one as it is, as Composio has them.
    for secret in ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "a-secret-of-the-project-0123"] {
        let (server, seen) = endpoint(secret, "Titan").await;
        let session = session(&server, secret).await;
        let Execution::Completed(mail) = fetch(&session, json!({ "max_results": 1 })).await else {
            panic!("completed")
        };
        assert_eq!(mail.hook_results.as_array().map(Vec::len), Some(2), "{:?}", mail.hook_results);

        let call = blocked(fetch(&session, json!({ "query": "Titan" })).await);
        assert_eq!(call.message, "Titan is confidential");
        let reason = serde_json::to_value(&call.reason).expect("JSON");
        assert_eq!(reason, json!({ "type": "request_blocked", "hook_id": "office_hours" }));
        let events = seen.lock().expect("no panic");
        let kinds: Vec<_> = events.iter().map(|event| &event.kind).collect();
        let (before, after) = (&SessionHookKind::BeforeExecute, &SessionHookKind::AfterExecute);
        assert_eq!(kinds, [before, after, before]);
        assert_eq!(events[0].other["data"]["tool_slug"], "GMAIL_FETCH_EMAILS");
    }
}

#[tokio::test]
async fn a_result_is_withheld() {
    let secret = "a-secret-of-the-project-0123";
    // What the answers of the sandbox's Gmail have, and the call has not.
    let (server, _) = endpoint(secret, "emailAddress").await;
    let session = session(&server, secret).await;
    let profile = session.execute(HookedAgent::GMAIL_GET_PROFILE, json!({})).await.expect("an answer");
    let withheld = blocked(profile);
    let reason = serde_json::to_value(&withheld.reason).expect("JSON");
    assert_eq!(reason, json!({ "type": "response_blocked", "hook_id": "confidential" }));
}

#[tokio::test]
async fn an_endpoint_that_does_not_believe_the_router_blocks() {
    let (server, seen) = endpoint("another-secret-of-the-project", "Titan").await;
    let session = session(&server, "a-secret-of-the-project-0123").await;
    let call = blocked(fetch(&session, json!({})).await);
    assert_eq!(call.hook_results, json!([{ "id": "office_hours", "status": "unavailable" }]));
    assert!(seen.lock().expect("no panic").is_empty());
}

#[tokio::test]
async fn a_router_without_a_webhook_makes_no_session_with_hooks() {
    let router = ToolRouter::local().await.expect("a router");
    let error = HookedAgent::session("ada").create(&router).await.map(drop).expect_err("hooks");
    let told = format!("{error:?}");
    assert!(told.contains("payload.hooks[0].handler") && told.contains("session_webhook"), "{told}");
}

#[tool_router_session(toolkits = ["gmail", "notion"], manage_connections(enable, wait))]
struct NotionAgent;

#[tokio::test]
async fn a_toolkit_that_the_router_lacks_is_named_before_any_link_is_shown() {
    let router = ToolRouter::local().await.expect("a router");
    let shown = Arc::new(Mutex::new(0));
    let links = Arc::clone(&shown);
    let creating =
        NotionAgent::session("ada").on_auth_link(move |_| *links.lock().expect("no panic") += 1).create(&router);
    let error = creating.await.map(drop).expect_err("notion is not served");
    let told = format!("{error:?}");
    assert!(told.contains("Toolkit 'notion' is not served by this router"), "{told}");
    assert!(told.contains("It serves: gmail, slack"), "{told}");
    assert_eq!(*shown.lock().expect("no panic"), 0);
}
