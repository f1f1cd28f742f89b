//! The pages of the embedded router and of the sandbox provider in headless Chromium, by keyboard alone.

mod entered;

use serde_json::Value;
use tool_router::{Session, ToolRouter, tool_router_session};

use crate::program::{Program, node};

#[tool_router_session(toolkits = ["gmail"])]
struct Agent;

#[tokio::test]
async fn a_user_connects_by_keyboard() {
    let Walk { pages, session } = walk("allow").await;
    assert!(heading(&pages, 2).contains("connected"), "{pages}");
    let gmail = session.connection(Agent::GMAIL).await.expect("an answer").expect("a connection");
    assert!(gmail.is_active());
}

#[tokio::test]
async fn a_user_declines_by_keyboard() {
    let Walk { pages, session } = walk("deny").await;
    assert!(heading(&pages, 2).contains("not connected"), "{pages}");
    let gmail = session.connection(Agent::GMAIL).await.expect("an answer");
    assert!(gmail.is_none_or(|connection| !connection.is_active()));
}

/// The pages on the way, and the session that the link belongs to.
struct Walk {
    pages: Value,
    session: Session<Agent>,
}

fn heading(pages: &Value, page: usize) -> &str {
    pages[page]["heading"].as_str().expect("a heading")
}

/// Follows an auth link, and checks the requirements for every page on the way.
async fn walk(answer: &str) -> Walk {
    let router = ToolRouter::local().await.expect("an embedded router");
    let session = Agent::session("ada").create(&router).await.expect("a session");
    let link = session.authorize(Agent::GMAIL).await.expect("a link");

    let mut command = node("browser.mjs");
    command.args([link.url(), answer]).args(std::env::var_os("SCREENSHOTS"));
    let line = Program::start(command).line().await;
    let report: Value = serde_json::from_str(&line).expect("a line of JSON");
    assert_eq!(report["complaints"], serde_json::json!([]), "{line}");
    for page in report["pages"].as_array().expect("a list of pages") {
        assert_eq!(page["language"], "en", "{page}");
        assert_eq!((&page["unlabelled"], &page["scripts"]), (&0.into(), &0.into()), "{page}");
        assert!(page["title"].as_str().is_some_and(|title| !title.is_empty()), "{page}");
    }
    Walk { pages: report["pages"].clone(), session }
}
