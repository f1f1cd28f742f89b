//! The types of arguments, where one agent names a tool and where two do.

use serde_json::json;
use tool_router::{ToolArguments, tool_router_session};

/// Its tools' types are in scope by themselves.
#[tool_router_session(
    catalog = "ui/catalogs/small.json",
    toolkits = ["gmail", "github"],
    tools(gmail = ["GMAIL_FETCH_EMAILS", "GMAIL_SEND_EMAIL"]),
    preload = ["GITHUB_CREATE_AN_ISSUE"],
    typed_tools,
)]
#[derive(Debug)]
struct InboxAgent;

/// Names one of the same tools, so that its type goes by the path of the module.
#[tool_router_session(
    catalog = "ui/catalogs/small.json",
    toolkits = ["gmail"],
    tools(gmail = ["GMAIL_FETCH_EMAILS"]),
    typed_tools,
)]
struct HTTPAgent<'a, T: ?Sized + 'a>(&'a T)
where
    T: Send;

fn sent<S, A: ToolArguments<S>>(arguments: &A) -> (&'static str, serde_json::Value) {
    (A::TOOL.slug(), serde_json::to_value(arguments).unwrap())
}

pub fn main() {
    let mail = GmailSendEmail { recipient_email: "ada@example.org".to_owned(), body: None, subject: None };
    assert_eq!(sent::<InboxAgent, _>(&mail), ("GMAIL_SEND_EMAIL", json!({ "recipient_email": "ada@example.org" })));
    let issue = GithubCreateAnIssue {
        owner: "ada".to_owned(),
        repo: "engine".to_owned(),
        title: "It stops".to_owned(),
        body: Some("At noon.".to_owned()),
    };
    let (slug, issue) = sent::<InboxAgent, _>(&issue);
    assert_eq!(slug, "GITHUB_CREATE_AN_ISSUE");
    assert_eq!(issue["body"], "At noon.");
    let fetch = inbox_agent_tools::GmailFetchEmails { max_results: Some(5), ..Default::default() };
    assert_eq!(sent::<InboxAgent, _>(&fetch).1, json!({ "max_results": 5 }));
    let fetch = http_agent_tools::GmailFetchEmails { query: Some("from:ada".to_owned()), ..Default::default() };
    assert_eq!(sent::<HTTPAgent<'_, str>, _>(&fetch).1, json!({ "query": "from:ada" }));
    within_a_function();
}

fn within_a_function() {
    #[tool_router_session(
        catalog = "ui/catalogs/small.json",
        toolkits = ["google_maps"],
        tools(google_maps = ["GOOGLE_MAPS_GEOCODE"]),
        typed_tools,
    )]
    struct Local;

    let place = GoogleMapsGeocode { address: "10 Downing Street".to_owned() };
    assert_eq!(sent::<Local, _>(&place).0, "GOOGLE_MAPS_GEOCODE");
}
