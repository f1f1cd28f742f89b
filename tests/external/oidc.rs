//! A toolkit of one's own, connected in Chromium to a certified OAuth server that insists on the standards: exact redirect
//! URIs, PKCE, short-lived codes, refresh tokens that work once.

mod notes;

use serde_json::{Value, json};
use tool_router::local::LocalRouter;
use tool_router::{Session, ToolRouter, tool_router_session};

use self::notes::Notes;
use crate::program::{Program, node};

#[tool_router_session(toolkits = ["notes"])]
struct Agent;

#[tokio::test]
async fn a_user_agrees_and_the_agent_reads_as_that_user() {
    let Setting { session, provider, program: _program } = setting().await;
    let end = consent(&session, "allow").await;
    assert_eq!(end["scopes"], json!(["notes.read"]), "{end}");
    assert_eq!((&end["heading"], &end["error"]), (&json!("Notes is connected"), &Value::Null), "{end}");
    assert_eq!(end["issuer"], provider, "{end}");
    assert_eq!(read(&session).await, json!({ "owner": "ada", "notes": ["Note G is the one."] }));
}

#[tokio::test]
async fn a_user_cancels() {
    let Setting { session, provider, program: _program } = setting().await;
    let end = consent(&session, "cancel").await;
    assert_eq!((&end["heading"], &end["error"]), (&json!("Notes is not connected"), &json!("access_denied")), "{end}");
    assert_eq!(end["issuer"], provider, "a refusal says who refuses, too: {end}");
    let notes = session.connection(Agent::NOTES).await.expect("an answer");
    assert!(notes.is_none_or(|connection| !connection.is_active()));
}

#[tokio::test]
async fn an_expired_access_token_is_renewed_with_each_refresh_token_once() {
    let Setting { session, mut program, .. } = setting().await;
    consent(&session, "allow").await;
    for renewals in 0..3 {
        assert_eq!(expire(&mut program).await, json!({ "ended": 1, "rotated": renewals }));
        // A refresh token that was used before would end the connection.
        let (one, two) = tokio::join!(read(&session), read(&session));
        assert_eq!((&one["owner"], &two["owner"]), (&json!("ada"), &json!("ada")));
    }
}

#[tokio::test]
async fn a_scope_that_the_user_did_not_give_is_the_tools_failure() {
    let Setting { session, program: _program, .. } = setting().await;
    consent(&session, "allow").await;
    let answer = session.execute_named("NOTES_ADD", json!({})).await.expect("an answer");
    let error = answer.into_data().expect_err("the token is for reading").to_string();
    assert!(error.contains("403") && error.contains("insufficient_scope"), "{error}");
    assert_eq!(read(&session).await["owner"], "ada", "the connection holds");
}

/// A session of a router whose toolkit is connected at the provider.
struct Setting {
    session: Session<Agent>,
    /// The provider's issuer identifier.
    provider: String,
    /// The provider, which ends when this is dropped.
    program: Program,
}

async fn setting() -> Setting {
    let mut program = Program::start(node("oidc.mjs"));
    let provider = program.line().await;
    let router = LocalRouter::builder().toolkit(Notes::at(&provider)).start().await.expect("an embedded router");
    let router = ToolRouter::embedded(router).expect("a client of it");
    let session = Agent::session("ada").create(&router).await.expect("a session");
    Setting { session, provider, program }
}

/// Follows an auth link in Chromium, and returns what the browser saw.
async fn consent(session: &Session<Agent>, answer: &str) -> Value {
    let link = session.authorize(Agent::NOTES).await.expect("a link");
    let mut command = node("consent.mjs");
    command.args([link.url(), answer]).args(std::env::var_os("SCREENSHOTS"));
    let line = Program::start(command).line().await;
    let end: Value = serde_json::from_str(&line).expect("a line of JSON");
    assert_eq!(end["complaints"], json!([]), "{line}");
    end
}

async fn read(session: &Session<Agent>) -> Value {
    let answer = session.execute_named("NOTES_READ", json!({})).await.expect("an answer");
    answer.into_data().expect("the notes")
}

/// Ends the access tokens of the provider, and returns what it says of them.
async fn expire(program: &mut Program) -> Value {
    program.go_on().await;
    serde_json::from_str(&program.line().await).expect("a line of JSON")
}
