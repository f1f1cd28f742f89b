//! The descriptions of the tools, and every tool against the sandbox provider over real HTTP.

use base64::prelude::{BASE64_URL_SAFE, Engine};
use serde_json::{Value, json};

use crate::{
    Gmail, LocalToolkit, ToolError,
    sandbox::test_support::{Fixture, builder},
    toolkits::test_support::{Agent, MAYA, TOMAS, explains_itself},
};

impl Agent<'_> {
    /// The first email that a search finds.
    async fn find(&self, query: &str) -> Value {
        let found = self.call("GMAIL_FETCH_EMAILS", json!({ "query": query })).await;
        found["messages"].get(0).cloned().unwrap_or_else(|| panic!("nothing matches {query}"))
    }
}

#[tokio::test]
async fn emails_are_fetched_newest_first_page_by_page() {
    let sandbox = Fixture::start(builder()).await;
    let maya = Agent::of(&sandbox, MAYA).await;
    let newest = maya.call("GMAIL_FETCH_EMAILS", json!({})).await;
    let email = &newest["messages"][0];
    assert_eq!(newest["messages"].as_array().map(Vec::len), Some(1), "the default is one");
    assert_eq!(email["subject"], "Lunch on Thursday?");
    assert_eq!(email["sender"], "Tomás Okafor <tomas@sandbox.example>");
    assert_eq!(email["to"], "Maya Lindqvist <maya@sandbox.example>");
    assert_eq!(email["labelIds"], json!(["INBOX", "UNREAD"]));
    assert!(email["messageText"].as_str().is_some_and(|text| text.contains("by the canal")));
    assert_eq!(email["preview"]["subject"], "Lunch on Thursday?");
    assert!(email["messageTimestamp"].as_str().is_some_and(|time| time.ends_with('Z')));
    assert_eq!(email["payload"]["mimeType"], "text/plain");
    assert_eq!(email["attachmentList"], json!([]));

    let rest = json!({ "page_token": newest["nextPageToken"], "max_results": 500, "ids_only": true });
    let rest = maya.call("GMAIL_FETCH_EMAILS", rest).await;
    assert_eq!(rest["messages"].as_array().map(Vec::len), Some(5));
    assert_eq!(rest["resultSizeEstimate"], 6);
    assert!(rest.get("nextPageToken").is_none() && rest["messages"][0].get("subject").is_none());
    let with_spam = json!({ "include_spam_trash": true, "ids_only": true, "max_results": 500 });
    assert_eq!(maya.call("GMAIL_FETCH_EMAILS", with_spam).await["resultSizeEstimate"], 7);
}

#[tokio::test]
async fn a_search_returns_only_as_much_as_was_asked_for() {
    let sandbox = Fixture::start(builder()).await;
    let maya = Agent::of(&sandbox, MAYA).await;
    let invoice = maya.find("from:billing is:unread has:attachment").await;
    assert_eq!(invoice["attachmentList"][0]["filename"], "invoice-2041.pdf");
    assert_eq!(invoice["attachmentList"][0]["mimeType"], "application/pdf");
    let html = maya.find("subject:harbour").await;
    let text = html["messageText"].as_str().expect("a text");
    assert!(text.contains("market on Saturday & a regatta") && !text.contains('<'), "{text}");

    let query = json!({ "query": "label:starred", "verbose": false });
    let starred = maya.call("GMAIL_FETCH_EMAILS", query).await;
    let starred = &starred["messages"][0];
    assert_eq!(starred["subject"], "Your ticket to Malmö, seat 41A");
    assert!(starred.get("payload").is_none() && starred.get("messageText").is_none());
    let labelled = json!({ "label_ids": ["SENT"], "include_payload": false });
    let sent = maya.call("GMAIL_FETCH_EMAILS", labelled).await;
    assert_eq!(sent["messages"][0]["subject"], "Figures for the quarterly report");
    assert!(sent["messages"][0].get("payload").is_none() && sent["messages"][0]["messageText"].is_string());
    let nothing = maya.call("GMAIL_FETCH_EMAILS", json!({ "query": "no such words" })).await;
    assert_eq!((&nothing["messages"], &nothing["resultSizeEstimate"]), (&json!([]), &json!(0)));
}

#[tokio::test]
async fn a_message_is_fetched_in_every_format() {
    let sandbox = Fixture::start(builder()).await;
    let maya = Agent::of(&sandbox, MAYA).await;
    let id = maya.find("subject:lunch").await["messageId"].clone();
    let fetch = async |format: Value| {
        maya.call("GMAIL_FETCH_MESSAGE_BY_MESSAGE_ID", json!({ "message_id": id, "format": format })).await
    };
    assert_eq!(fetch(Value::Null).await["messageText"], fetch(json!("full")).await["messageText"]);
    let metadata = fetch(json!("metadata")).await;
    assert_eq!(metadata["subject"], "Lunch on Thursday?");
    assert!(metadata["payload"].get("body").is_none());
    assert!(fetch(json!("minimal")).await.get("subject").is_none());
    let raw = fetch(json!("raw")).await;
    let raw = BASE64_URL_SAFE.decode(raw["raw"].as_str().expect("a string")).expect("base64url");
    assert!(String::from_utf8_lossy(&raw).starts_with("From: Tomás Okafor"));
    assert!(matches!(
        maya.try_call("GMAIL_FETCH_MESSAGE_BY_MESSAGE_ID", json!({ "message_id": "ffff" })).await,
        Err(ToolError::Upstream { status: 404, .. })
    ));
}

#[tokio::test]
async fn a_sent_email_reaches_its_recipients() {
    let sandbox = Fixture::start(builder()).await;
    let (maya, tomas) = (Agent::of(&sandbox, MAYA).await, Agent::of(&sandbox, TOMAS).await);
    let sent = maya
        .call(
            "GMAIL_SEND_EMAIL",
            json!({
                "recipient_email": "Tomás <tomas@sandbox.example>", "extra_recipients": ["x@example.com"],
                "bcc": ["ines@sandbox.example"], "subject": "Grüße", "body": "<p>Bis <b>bald</b></p>", "is_html": true,
            }),
        )
        .await;
    assert_eq!(sent["labelIds"], json!(["SENT"]));
    assert_eq!(sent["threadId"], sent["id"]);
    assert_eq!(maya.find("in:sent subject:grüße").await["sender"], "Maya Lindqvist <maya@sandbox.example>");

    let received = tomas.find("is:unread subject:grüße").await;
    assert_eq!(received["to"], "Tomás <tomas@sandbox.example>, x@example.com");
    assert!(received["messageText"].as_str().is_some_and(|text| text.contains("Bis bald")), "{received}");
    assert!(!received["payload"].to_string().contains("ines@"), "recipients do not see bcc");
    assert_eq!(Agent::of(&sandbox, "ines@sandbox.example").await.find("subject:grüße").await["subject"], "Grüße");
}

#[tokio::test]
async fn replies_stay_in_the_thread_on_both_sides() {
    let sandbox = Fixture::start(builder()).await;
    let (maya, tomas) = (Agent::of(&sandbox, MAYA).await, Agent::of(&sandbox, TOMAS).await);
    let question = json!({ "recipient_email": MAYA, "subject": "Plan", "body": "When?" });
    let question = tomas.call("GMAIL_SEND_EMAIL", question).await;
    let thread = maya.find("subject:plan").await["threadId"].clone();
    let answer = json!({ "thread_id": thread, "message_body": "Now.", "recipient_email": TOMAS });
    assert_eq!(maya.call("GMAIL_REPLY_TO_THREAD", answer).await["threadId"], thread);

    let read = tomas.call("GMAIL_FETCH_MESSAGE_BY_THREAD_ID", json!({ "thread_id": question["threadId"] })).await;
    let subjects: Vec<_> = read["messages"].as_array().into_iter().flatten().map(|mail| &mail["subject"]).collect();
    assert_eq!(subjects, ["Plan", "Re: Plan"]);
    let threads = maya.call("GMAIL_LIST_THREADS", json!({ "query": "plan", "verbose": true })).await;
    assert_eq!(threads["threads"][0]["id"], thread);
    assert_eq!(threads["threads"][0]["messages"].as_array().map(Vec::len), Some(2));
    let brief = maya.call("GMAIL_LIST_THREADS", json!({ "max_results": 2 })).await;
    assert_eq!(brief["threads"].as_array().map(Vec::len), Some(2));
    assert!(brief["nextPageToken"].is_string() && brief["threads"][0].get("messages").is_none());
}

#[tokio::test]
async fn drafts_are_written_listed_and_sent() {
    let sandbox = Fixture::start(builder()).await;
    let maya = Agent::of(&sandbox, MAYA).await;
    let thread = maya.find("subject:lunch").await["threadId"].clone();
    let arguments = json!({ "recipient_email": TOMAS, "body": "Yes!", "thread_id": thread });
    let draft = maya.call("GMAIL_CREATE_EMAIL_DRAFT", arguments).await;
    assert_eq!(draft["message"]["threadId"], thread);
    assert_eq!(draft["message"]["labelIds"], json!(["DRAFT"]));
    let empty = maya.call("GMAIL_CREATE_EMAIL_DRAFT", json!({ "subject": "Later" })).await;

    let ids = maya.call("GMAIL_LIST_DRAFTS", json!({ "max_results": 10 })).await;
    assert_eq!((&ids["drafts"][0]["id"], &ids["drafts"][1]["id"]), (&empty["id"], &draft["id"]));
    let verbose = maya.call("GMAIL_LIST_DRAFTS", json!({ "max_results": 10, "verbose": true })).await;
    assert_eq!(verbose["drafts"][1]["message"]["subject"], "Re: Lunch on Thursday?");

    let sent = maya.call("GMAIL_SEND_DRAFT", json!({ "draft_id": draft["id"] })).await;
    assert_eq!((&sent["threadId"], &sent["labelIds"]), (&thread, &json!(["SENT"])));
    let without_recipient = maya.try_call("GMAIL_SEND_DRAFT", json!({ "draft_id": empty["id"] })).await;
    assert!(matches!(without_recipient, Err(ToolError::Upstream { status: 400, .. })), "{without_recipient:?}");
    let left = maya.call("GMAIL_LIST_DRAFTS", json!({ "max_results": 10 })).await;
    assert_eq!(left["drafts"].as_array().map(Vec::len), Some(1));
    assert_eq!(Agent::of(&sandbox, TOMAS).await.find("subject:lunch").await["subject"], "Re: Lunch on Thursday?");
}

#[tokio::test]
async fn labels_are_created_put_on_and_taken_off() {
    let sandbox = Fixture::start(builder()).await;
    let maya = Agent::of(&sandbox, MAYA).await;
    let create = json!({ "label_name": "Work/To pay", "background_color": "#16a766", "text_color": "#ffffff" });
    let label = maya.call("GMAIL_CREATE_LABEL", create.clone()).await;
    assert_eq!((&label["name"], &label["type"]), (&json!("Work/To pay"), &json!("user")));
    assert_eq!(label["labelListVisibility"], "labelShow");
    let twice = maya.try_call("GMAIL_CREATE_LABEL", create).await;
    assert!(matches!(twice, Err(ToolError::Upstream { status: 409, .. })), "{twice:?}");
    let labels = maya.call("GMAIL_LIST_LABELS", json!({})).await;
    let named = |id: &Value| labels["labels"].as_array().into_iter().flatten().any(|label| label["id"] == *id);
    assert!(named(&json!("INBOX")) && named(&label["id"]));

    let id = maya.find("from:billing").await["messageId"].clone();
    let change = json!({ "message_id": id, "add_label_ids": [label["id"]], "remove_label_ids": ["UNREAD"] });
    let changed = maya.call("GMAIL_ADD_LABEL_TO_EMAIL", change).await;
    let has = |wanted: &Value| changed["labelIds"].as_array().is_some_and(|labels| labels.contains(wanted));
    assert!(has(&label["id"]) && !has(&json!("UNREAD")));
    assert_eq!(maya.find("label:work-to-pay is:read").await["messageId"], id);
    let sent = maya.try_call("GMAIL_ADD_LABEL_TO_EMAIL", json!({ "message_id": id, "add_label_ids": ["SENT"] })).await;
    assert!(matches!(sent, Err(ToolError::Upstream { status: 400, .. })), "{sent:?}");
}

#[tokio::test]
async fn trash_hides_a_message() {
    let sandbox = Fixture::start(builder()).await;
    let maya = Agent::of(&sandbox, MAYA).await;
    let id = maya.find("subject:lunch").await["messageId"].clone();
    let trashed = maya.call("GMAIL_MOVE_TO_TRASH", json!({ "message_id": id })).await;
    assert_eq!(trashed["labelIds"], json!(["TRASH", "UNREAD"]));
    assert_ne!(maya.find("").await["messageId"], id);
    assert_eq!(maya.find("in:trash").await["messageId"], id);
}

#[tokio::test]
async fn the_profile_tells_whose_mailbox_it_is() {
    let sandbox = Fixture::start(builder()).await;
    let maya = Agent::of(&sandbox, MAYA).await;
    let profile = maya.call("GMAIL_GET_PROFILE", json!({})).await;
    assert_eq!((&profile["emailAddress"], &profile["messagesTotal"]), (&json!(MAYA), &json!(7)));
    assert_eq!(maya.toolkit.current_user(maya.caller()).await, Ok(Some(profile)));
    let send_only = "https://www.googleapis.com/auth/gmail.send";
    let sender = Agent::with_scopes(&sandbox, MAYA, send_only).await;
    assert_eq!(sender.toolkit.current_user(sender.caller()).await, Ok(None));
}

#[tokio::test]
async fn wrong_arguments_reach_nobody() {
    let sandbox = Fixture::start(builder()).await;
    let maya = Agent::of(&sandbox, MAYA).await;
    for (tool, arguments, said) in [
        ("GMAIL_FETCH_EMAILS", json!({ "max_results": 501 }), "expected a whole number from 1 to 500"),
        ("GMAIL_FETCH_EMAILS", json!({ "max_results": "many" }), "expected a whole number from 1 to 500"),
        ("GMAIL_FETCH_EMAILS", json!({ "query": "x".repeat(1_000_000) }), "`query` is too long"),
        ("GMAIL_LIST_THREADS", json!({ "query": "x".repeat(1_000_000) }), "`query` is too long"),
        ("GMAIL_MOVE_TO_TRASH", json!({ "message_id": "x".repeat(1_000_000) }), "`message_id` is too long"),
        ("GMAIL_FETCH_EMAILS", json!({ "label_ids": {} }), "object, expected a list"),
        ("GMAIL_FETCH_EMAILS", json!({ "max_result": 5 }), "max_result"),
        ("GMAIL_SEND_EMAIL", json!({ "subject": "Hi" }), "recipient_email"),
        ("GMAIL_SEND_EMAIL", json!({ "recipient_email": TOMAS }), "subject"),
        ("GMAIL_SEND_EMAIL", json!({ "recipient_email": "Tomás", "body": "Hi" }), "not an email address"),
        ("GMAIL_SEND_EMAIL", json!({ "recipient_email": TOMAS, "subject": "a\r\nBcc: b@c.de" }), "line break"),
        ("GMAIL_SEND_EMAIL", json!({ "recipient_email": TOMAS, "body": "x", "attachment": {} }), "attachment"),
        ("GMAIL_REPLY_TO_THREAD", json!({ "thread_id": "t", "message_body": "x" }), "recipient_email"),
        ("GMAIL_CREATE_LABEL", json!({ "label_name": " " }), "characters"),
        ("GMAIL_CREATE_LABEL", json!({ "label_name": "x", "text_color": "#fff" }), "go together"),
        ("GMAIL_ADD_LABEL_TO_EMAIL", json!({ "message_id": "m" }), "add_label_ids"),
        ("GMAIL_MOVE_TO_TRASH", json!({ "message_id": ".." }), "identifier"),
    ] {
        match maya.try_call(tool, arguments).await {
            Err(ToolError::InvalidArguments(message)) => assert!(message.contains(said), "{tool}: {message}"),
            other => panic!("{tool}: {other:?}"),
        }
    }
    assert_eq!(maya.call("GMAIL_GET_PROFILE", json!({})).await["messagesTotal"], 7);
}

#[tokio::test]
async fn an_expired_token_is_reported_as_such() {
    let sandbox = Fixture::start(builder().access_token_ttl(std::time::Duration::ZERO)).await;
    let maya = Agent::of(&sandbox, MAYA).await;
    assert_eq!(maya.try_call("GMAIL_FETCH_EMAILS", json!({})).await, Err(ToolError::Unauthorized));
}

#[test]
fn the_tools_are_listed_in_the_catalogues_order() {
    let gmail = Gmail::builder("client").build();
    let slugs: Vec<_> = gmail.tools().iter().map(|tool| tool.slug.as_str()).collect();
    assert_eq!(
        slugs,
        [
            "GMAIL_FETCH_EMAILS",
            "GMAIL_FETCH_MESSAGE_BY_MESSAGE_ID",
            "GMAIL_FETCH_MESSAGE_BY_THREAD_ID",
            "GMAIL_LIST_THREADS",
            "GMAIL_SEND_EMAIL",
            "GMAIL_REPLY_TO_THREAD",
            "GMAIL_CREATE_EMAIL_DRAFT",
            "GMAIL_LIST_DRAFTS",
            "GMAIL_SEND_DRAFT",
            "GMAIL_LIST_LABELS",
            "GMAIL_CREATE_LABEL",
            "GMAIL_ADD_LABEL_TO_EMAIL",
            "GMAIL_MOVE_TO_TRASH",
            "GMAIL_GET_PROFILE",
        ]
    );
}

#[test]
fn every_tool_explains_itself_and_its_arguments() {
    explains_itself(&Gmail::builder("client").build());
}

#[test]
fn the_secret_stays_out_of_debug() {
    let builder = Gmail::builder("client").client_secret("s3cret");
    assert!(!format!("{builder:?} {:?}", builder.clone().build()).contains("s3cret"));
}
