//! Gmail, against an emulated Google.

use serde_json::{Value, json};
use tool_router::local::{Gmail, LocalRouter};
use tool_router::session::ExecuteRequest;
use tool_router::{Session, ToolRouter, tool_router_session};
use tool_router_test_support::Browser;

use super::{emulate, free_port};

#[tool_router_session(
    toolkits = ["gmail"],
    tools(gmail = ["GMAIL_FETCH_EMAILS", "GMAIL_SEND_EMAIL", "GMAIL_CREATE_LABEL", "GMAIL_ADD_LABEL_TO_EMAIL"]),
)]
struct Agent;

#[tokio::test]
async fn mail_is_read_and_sent_as_the_user_who_connected() {
    let port = free_port();
    let (_emulator, google) = emulate("google", port).await;

    let at = |path: &str| google.join(path).expect("a URL");
    let gmail = Gmail::builder("tool-router-tests")
        .client_secret("a-secret-of-the-tests")
        .base_url(google.clone())
        .authorize_url(at("/o/oauth2/v2/auth"))
        .token_url(at("/oauth2/token"))
        .revoke_url(at("/oauth2/revoke"))
        .build();
    let router = LocalRouter::builder().toolkit(gmail).port(port).start().await.expect("an embedded router");
    let router = ToolRouter::embedded(router).expect("a client of it");
    let session = Agent::session("ada").create(&router).await.expect("a session");

    let link = session.authorize(Agent::GMAIL).await.expect("a link");
    let browser = Browser::new().expect("a browser");
    let users = browser.press(&browser.open(link.url()).await.expect("a page"), "Continue").await.expect("users");
    let end = browser.press(&users, "ada@example.com").await.expect("the end");
    assert!(end.text().contains("Gmail is connected"), "{}", end.text());

    let subjects = fetch(&session, json!({})).await;
    assert_eq!(subjects, ["Notes on the notes", "The engine is ready"]);
    assert_eq!(fetch(&session, json!({ "query": "engine" })).await, ["The engine is ready"]);

    assert!(fetch(&session, json!({ "query": "nothing of the kind" })).await.is_empty());
    for (arguments, said) in
        [(json!({ "max_results": 501 }), "from 1 to 500"), (json!({ "user_id": "nobody@example.com" }), "404")]
    {
        let answer = session.execute(Agent::GMAIL_FETCH_EMAILS, arguments).await.expect("an answer");
        let error = answer.into_data().expect_err("it is refused").to_string();
        assert!(error.contains(said), "{error}");
    }

    let mail =
        json!({ "recipient_email": "charles@example.com", "subject": "Grüße aus Ockham", "body": "Coming on Monday." });
    let sent = run(session.execute(Agent::GMAIL_SEND_EMAIL, mail)).await;
    assert!(sent["id"].is_string(), "{sent}");
    assert!(fetch(&session, json!({ "query": "in:sent" })).await.contains(&"Grüße aus Ockham".to_owned()));
}

async fn fetch(session: &Session<Agent>, mut arguments: Value) -> Vec<String> {
    arguments["max_results"] = 10.into();
    let data = run(session.execute(Agent::GMAIL_FETCH_EMAILS, arguments)).await;
    let messages = data["messages"].as_array().expect("a list of messages");
    let mut subjects: Vec<String> =
        messages.iter().map(|mail| mail["subject"].as_str().expect("a subject").to_owned()).collect();
    subjects.sort();
    subjects
}

async fn run(call: ExecuteRequest) -> Value {
    call.await.expect("an answer").into_data().expect("data")
}
