//! Slack, against an emulated one that is strict about scopes.

use serde_json::{Value, json};
use tool_router::local::{LocalRouter, Slack};
use tool_router::{Session, ToolRouter, tool_router_session};
use tool_router_test_support::Browser;

use super::{emulate, free_port};

#[tool_router_session(toolkits = ["slack"])]
struct Agent;

#[tokio::test]
async fn messages_are_posted_and_read_as_the_user_who_connected() {
    let port = free_port();
    let (_emulator, provider) = emulate("slack", port).await;
    let at = |path: &str| provider.join(path).expect("a URL");
    let slack = Slack::builder("tool-router-tests")
        .client_secret("a-secret-of-the-tests")
        .base_url(at("/api"))
        .authorize_url(at("/oauth/v2/authorize"))
        .token_url(at("/api/oauth.v2.access"))
        .revoke_url(at("/api/auth.revoke"))
        .build();
    let router = LocalRouter::builder().toolkit(slack).port(port).start().await.expect("an embedded router");
    let router = ToolRouter::embedded(router).expect("a client of it");
    let session = Agent::session("ada").create(&router).await.expect("a session");

    let link = session.authorize(Agent::SLACK).await.expect("a link");
    let browser = Browser::new().expect("a browser");
    let users = browser.press(&browser.open(link.url()).await.expect("a page"), "Continue").await.expect("users");
    let end = browser.press(&users, "ada@example.com").await.expect("the end");
    assert!(end.text().contains("Slack is connected"), "{}", end.text());

    let ada = run(&session, "SLACK_FIND_USER_BY_EMAIL_ADDRESS", json!({ "email": "ada@example.com" })).await;
    let ada = ada["user"]["id"].clone();
    assert_eq!(run(&session, "SLACK_TEST_AUTH", json!({})).await["user_id"], ada, "neither the bot nor a decoy");
    let people = run(&session, "SLACK_FIND_USERS", json!({ "search_query": "lovelace" })).await;
    assert_eq!(people["users"][0]["id"], ada);

    let found = run(&session, "SLACK_FIND_CHANNELS", json!({ "query": "analytical" })).await;
    let channel = found["channels"][0]["id"].clone();
    let first = run(&session, "SLACK_LIST_ALL_CHANNELS", json!({ "limit": 1 })).await;
    let rest = json!({ "limit": 100, "cursor": first["response_metadata"]["next_cursor"] });
    let rest = run(&session, "SLACK_LIST_ALL_CHANNELS", rest).await;
    assert!(rest["channels"].as_array().is_some_and(|channels| channels.iter().any(|item| item["id"] == channel)));

    let message = json!({ "channel": channel, "markdown_text": "Grüße aus Ockham" });
    let posted = run(&session, "SLACK_SEND_MESSAGE", message).await;
    let reply = json!({ "channel": "engines", "text": "Until Monday.", "thread_ts": posted["ts"] });
    run(&session, "SLACK_SEND_MESSAGE", reply).await;
    let reaction = json!({ "channel": channel, "timestamp": posted["ts"], "name": "tada" });
    run(&session, "SLACK_ADD_REACTION_TO_AN_ITEM", reaction.clone()).await;
    let history = run(&session, "SLACK_FETCH_CONVERSATION_HISTORY", json!({ "channel": channel })).await;
    let read = &history["messages"][0];
    assert_eq!((&read["text"], &read["user"]), (&json!("Grüße aus Ockham"), &ada));
    assert_eq!(read["reactions"][0]["name"], "tada");
    let thread = json!({ "channel": channel, "ts": posted["ts"] });
    let thread = run(&session, "SLACK_FETCH_MESSAGE_THREAD_FROM_A_CONVERSATION", thread).await;
    assert_eq!(thread["messages"][1]["text"], "Until Monday.");

    let file = json!({ "content": "Note G", "filename": "g.txt", "channels": channel, "initial_comment": "Here." });
    let uploaded = run(&session, "SLACK_UPLOAD_OR_CREATE_A_FILE_IN_SLACK", file).await;
    let files = run(&session, "SLACK_LIST_FILES_WITH_FILTERS_IN_SLACK", json!({ "channel": channel })).await;
    assert_eq!(files["files"][0]["id"], uploaded["files"][0]["id"]);

    run(&session, "SLACK_REMOVE_REACTION_FROM_ITEM", reaction).await;
    let update = json!({ "channel": channel, "ts": posted["ts"], "text": "Grüße" });
    run(&session, "SLACK_UPDATES_A_SLACK_MESSAGE", update).await;
    let delete = json!({ "channel": channel, "ts": posted["ts"] });
    run(&session, "SLACK_DELETES_A_MESSAGE_FROM_A_CHAT", delete.clone()).await;
    let again = session.execute_named("SLACK_DELETES_A_MESSAGE_FROM_A_CHAT", delete).await.expect("an answer");
    let error = again.into_data().expect_err("it is gone").to_string();
    assert!(error.contains("message_not_found"), "{error}");
    errors(&session, &channel).await;
    pages(&session, &channel, &ada).await;
    let blocks = r#"[{ "type": "divider" }]"#;
    let with_blocks = json!({ "channel": channel, "blocks": blocks, "fallback_text": "A line" });
    let posted = run(&session, "SLACK_SEND_MESSAGE", with_blocks).await;
    assert_eq!(posted["message"]["blocks"][0]["type"], "divider", "blocks are read from their JSON as well");
    let opened = run(&session, "SLACK_OPEN_DM", json!({ "users": people_but(&session, &ada).await })).await;
    let direct = json!({ "channel": opened["channel"]["id"], "text": "Directly." });
    assert_eq!(run(&session, "SLACK_SEND_MESSAGE", direct).await["message"]["user"], ada);
}

/// A history and a thread that take several pages, with every kind of letter.
async fn pages(session: &Session<Agent>, channel: &Value, ada: &Value) {
    let texts = ["Zoë 👩‍🚀 <&> \"q\"", "العربية 日本語\nzweite Zeile", "*bold* `code`"];
    let mut posted = Vec::new();
    for text in texts {
        let message = json!({ "channel": channel, "text": text });
        posted.push(run(session, "SLACK_SEND_MESSAGE", message).await["ts"].clone());
    }
    for text in texts {
        let reply = json!({ "channel": channel, "text": text, "thread_ts": posted[0] });
        run(session, "SLACK_SEND_MESSAGE", reply).await;
    }
    // The emulator takes no `oldest`: messages from before come last.
    let mut history = json!({ "channel": channel, "limit": 1 });
    let mut read = Vec::new();
    loop {
        let page = run(session, "SLACK_FETCH_CONVERSATION_HISTORY", history.clone()).await;
        read.extend(page["messages"].as_array().expect("messages").iter().map(|message| message["text"].clone()));
        let next = page["response_metadata"]["next_cursor"].as_str().unwrap_or_default();
        if next.is_empty() {
            break;
        }
        history["cursor"] = next.into();
    }
    read.truncate(texts.len());
    read.reverse();
    assert_eq!(read, texts, "page by page, and no reply");
    let thread = json!({ "channel": channel, "ts": posted[0], "limit": 1000 });
    let thread = run(session, "SLACK_FETCH_MESSAGE_THREAD_FROM_A_CONVERSATION", thread).await;
    let thread = thread["messages"].as_array().expect("messages");
    assert_eq!(thread.len(), 1 + texts.len());
    assert!(thread.iter().all(|message| message["user"] == *ada), "{thread:?}");
}

/// Calls that fail, at Slack or before.
async fn errors(session: &Session<Agent>, channel: &Value) {
    let unknown = json!({ "channel": "C0NOWHERE" });
    for (tool, arguments, said) in [
        ("SLACK_RETRIEVE_CONVERSATION_INFORMATION", unknown.clone(), "channel_not_found"),
        ("SLACK_FETCH_CONVERSATION_HISTORY", unknown, "channel_not_found"),
        ("SLACK_SEND_MESSAGE", json!({ "channel": "C0NOWHERE", "text": "x" }), "channel_not_found"),
        ("SLACK_SEND_MESSAGE", json!({ "channel": channel }), "is needed"),
        ("SLACK_UPDATES_A_SLACK_MESSAGE", json!({ "channel": channel, "ts": "1.1", "text": "x" }), "message_not_found"),
        ("SLACK_FIND_USER_BY_EMAIL_ADDRESS", json!({ "email": "none@example.com" }), "users_not_found"),
        ("SLACK_RETRIEVE_DETAILED_USER_INFORMATION", json!({ "user": "U0NOBODY" }), "user_not_found"),
        ("SLACK_LIST_ALL_USERS", json!({ "limit": 1001 }), "from 1 to 1000"),
    ] {
        let answer = session.execute_named(tool, arguments).await.expect("an answer");
        let error = answer.into_data().expect_err("it is refused").to_string();
        assert!(error.contains(said), "{tool}: {error}");
    }
    let none = run(session, "SLACK_FIND_CHANNELS", json!({ "query": "nothing of the kind" })).await;
    assert_eq!(none["channels"], json!([]));
}

/// The id of another user.
async fn people_but(session: &Session<Agent>, user: &Value) -> Value {
    let people = run(session, "SLACK_FIND_USERS", json!({ "search_query": "nobody" })).await;
    let other = people["users"][0]["id"].clone();
    assert_ne!(&other, user);
    other
}

async fn run(session: &Session<Agent>, tool: &str, arguments: Value) -> Value {
    let done = session.execute_named(tool, arguments).await.unwrap_or_else(|error| panic!("{tool}: {error}"));
    done.into_data().unwrap_or_else(|error| panic!("{tool}: {error}"))
}
