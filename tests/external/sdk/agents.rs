//! What the official SDKs do for agents: several accounts, tools of one's own, approvals.

use serde_json::{Value, json};
use tokio::process::Command;
use tool_router::local::{LocalRouter, SandboxProvider};
use tool_router_test_support::Browser;

use super::Steps;
use crate::program::{Program, node, python};

const KEY: &str = "ak_of_the_agent_tests";

#[tokio::test]
async fn the_python_sdk_works_with_accounts_tools_of_its_own_and_approvals() {
    let mut steps = work(python("agents.py"), "python agent/1").await;
    let approvals = steps.step("approvals").await;
    assert_eq!(approvals["results"], json!(["completed", "failed"]));
    assert!(approvals["said"].as_str().is_some_and(|said| said.contains("did not approve")), "{approvals}");
}

#[tokio::test]
async fn the_typescript_sdk_works_with_accounts_and_tools_of_its_own() {
    work(node("agents.mjs"), "typescript agent/1").await;
}

async fn work(mut command: Command, user: &str) -> Steps {
    let router = LocalRouter::builder().sandbox(SandboxProvider::default()).api_key(KEY).start().await;
    let router = router.expect("an embedded router");
    let url = router.url().to_string();
    command.env("ROUTER_URL", url.trim_end_matches('/')).env("ROUTER_KEY", KEY);
    let mut steps = Steps { program: Program::start(command), _router: router };
    for _ in ["work", "home"] {
        let link = steps.step("link").await;
        Browser::new().expect("a browser").connect(link["url"].as_str().expect("a link")).await.expect("pages");
    }

    let accounts = steps.step("accounts").await;
    assert_eq!((&accounts["pages"], &accounts["total"]), (&json!([["work"], ["home"]]), &json!([2, 2, null])));
    assert_eq!(accounts["named"], Value::Null);
    let refused = [("ambiguous", "Several accounts"), ("unknown", "'school'"), ("another", "allows 2 accounts")];
    for (call, said) in refused {
        assert!(accounts[call].as_str().is_some_and(|error| error.contains(said)), "{call}: {accounts}");
    }

    let own = steps.step("own").await;
    assert_eq!(own["slugs"], json!(["LOCAL_GREP", "LOCAL_GMAIL_MAILBOX", "LOCAL_DEV_REVIEW"]));
    let offered = own["offered"].as_array().expect("a list");
    assert!(offered.contains(&json!("LOCAL_GMAIL_MAILBOX")) && !offered.contains(&json!("LOCAL_GREP")), "{own}");
    assert_eq!(own["grep"], json!({ "found": "ü", "user": user }));
    let mailbox = &own["mailbox"];
    assert!(
        mailbox["proxied"].as_str().is_some_and(|mail| mail.contains('@')),
        "of a session that does not say: {own}"
    );
    assert_eq!(mailbox["proxied"], mailbox["executed"]);
    assert_eq!((&own["failed"], &own["found"]), (&json!(["failed", "the linter is away"]), &json!("LOCAL_GREP")));
    steps
}
