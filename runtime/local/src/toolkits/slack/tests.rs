//! The descriptions of the tools, and every tool against the sandbox provider over real HTTP.

use serde_json::{Value, json};
use tool_router_core::config::Tag;

use super::SCOPES;
use crate::{
    Caller, LocalToolkit, Slack, ToolCall, ToolError,
    sandbox::test_support::{Fixture, builder},
};

const MAYA: &str = "maya@sandbox.example";
const TOMAS: &str = "tomas@sandbox.example";
const INES: &str = "ines@sandbox.example";

/// A person's agent.
struct Agent<'a> {
    sandbox: &'a Fixture,
    slack: Slack,
    token: String,
}

impl<'a> Agent<'a> {
    async fn of(sandbox: &'a Fixture, person: &str) -> Self {
        Self::with_scopes(sandbox, person, &SCOPES.join(",")).await
    }

    async fn with_scopes(sandbox: &'a Fixture, person: &str, scopes: &str) -> Self {
        let token = sandbox.access_token(person, scopes).await;
        Self { sandbox, slack: sandbox.provider.slack(sandbox.server.url()), token }
    }

    fn caller(&self) -> Caller<'_> {
        Caller::with_token(&self.sandbox.http, &self.token)
    }

    async fn try_call(&self, tool: &str, arguments: Value) -> Result<Value, ToolError> {
        let arguments = arguments.as_object().cloned().unwrap_or_default();
        self.slack.execute(ToolCall::new(tool, &arguments, self.caller())).await
    }

    async fn call(&self, tool: &str, arguments: Value) -> Value {
        self.try_call(tool, arguments).await.unwrap_or_else(|error| panic!("{tool}: {error}"))
    }

    /// The id of a channel.
    async fn channel(&self, name: &str) -> Value {
        let found = self.call("SLACK_FIND_CHANNELS", json!({ "query": name, "exact_match": true })).await;
        found["channels"][0]["id"].clone()
    }

    /// The messages of a channel, newest first.
    async fn history(&self, channel: &Value) -> Vec<Value> {
        let page = self.call("SLACK_FETCH_CONVERSATION_HISTORY", json!({ "channel": channel })).await;
        page["messages"].as_array().cloned().expect("messages")
    }
}

fn texts(page: &Value) -> Vec<&str> {
    page["messages"].as_array().into_iter().flatten().filter_map(|message| message["text"].as_str()).collect()
}

fn names(page: &Value) -> Vec<&str> {
    page["channels"].as_array().into_iter().flatten().filter_map(|channel| channel["name"].as_str()).collect()
}

fn upstream(answer: Result<Value, ToolError>) -> (u16, String) {
    match answer {
        Err(ToolError::Upstream { status, message }) => (status, message),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn channels_are_listed_page_by_page_as_far_as_the_user_sees_them() {
    let sandbox = Fixture::start_slack(builder()).await;
    let (maya, tomas) = (Agent::of(&sandbox, MAYA).await, Agent::of(&sandbox, TOMAS).await);
    let first = maya.call("SLACK_LIST_ALL_CHANNELS", json!({})).await;
    assert_eq!(names(&first), ["general"], "the default is one");
    let channel = &first["channels"][0];
    assert_eq!((&channel["is_member"], &channel["num_members"]), (&json!(true), &json!(3)));
    assert_eq!(channel["topic"]["value"], "Everything that concerns everybody");
    let cursor = &first["response_metadata"]["next_cursor"];
    let rest = maya.call("SLACK_LIST_ALL_CHANNELS", json!({ "cursor": cursor, "limit": 1000 })).await;
    assert_eq!(names(&rest), ["random", "builds", "launch-2024"]);
    assert_eq!(rest["response_metadata"]["next_cursor"], "");

    let active = json!({ "limit": 100, "types": "public_channel,private_channel", "exclude_archived": true });
    let of_maya = maya.call("SLACK_LIST_ALL_CHANNELS", active.clone()).await;
    assert_eq!(names(&of_maya), ["general", "random", "builds", "quarterly-report"]);
    assert_eq!(names(&tomas.call("SLACK_LIST_ALL_CHANNELS", active).await), ["general", "random", "builds"]);
    let named = json!({ "limit": 100, "channel_name": "#RAN" });
    assert_eq!(names(&maya.call("SLACK_LIST_ALL_CHANNELS", named).await), ["random"]);

    let joined = maya.call("SLACK_LIST_CONVERSATIONS", json!({})).await;
    assert_eq!(names(&joined), ["general", "random", "launch-2024"]);
    let direct = maya.call("SLACK_LIST_CONVERSATIONS", json!({ "types": "im" })).await;
    assert_eq!(direct["channels"].as_array().map(Vec::len), Some(1));
    let shared = json!({ "user": "U0SANDBOXI", "types": "private_channel,public_channel" });
    assert_eq!(names(&tomas.call("SLACK_LIST_CONVERSATIONS", shared).await), ["general", "launch-2024"]);
}

#[tokio::test]
async fn channels_are_found_by_name_topic_and_purpose() {
    let sandbox = Fixture::start_slack(builder()).await;
    let maya = Agent::of(&sandbox, MAYA).await;
    let find = async |arguments: Value| maya.call("SLACK_FIND_CHANNELS", arguments).await;
    let by_name = find(json!({ "query": "#report" })).await;
    assert_eq!(names(&by_name), ["quarterly-report"]);
    assert_eq!(by_name["total_channels_searched"], 4);
    assert_eq!(names(&find(json!({ "query": "LUNCH" })).await), ["random"]);
    assert_eq!(names(&find(json!({ "query": "report", "exact_match": true })).await), [""; 0]);
    assert_eq!(names(&find(json!({ "query": "build" })).await), ["builds"]);
    assert_eq!(names(&find(json!({ "query": "build", "member_only": true })).await), [""; 0]);
    assert_eq!(names(&find(json!({ "query": "launch", "exclude_archived": false })).await), ["launch-2024"]);
    let info = json!({ "channel": maya.channel("general").await, "include_num_members": true });
    let info = maya.call("SLACK_RETRIEVE_CONVERSATION_INFORMATION", info).await;
    assert_eq!((&info["channel"]["name"], &info["channel"]["num_members"]), (&json!("general"), &json!(3)));
}

#[tokio::test]
async fn history_and_threads_are_read_page_by_page() {
    let sandbox = Fixture::start_slack(builder()).await;
    let maya = Agent::of(&sandbox, MAYA).await;
    let general = maya.channel("general").await;
    let page = maya.call("SLACK_FETCH_CONVERSATION_HISTORY", json!({ "channel": general, "limit": 2 })).await;
    assert_eq!(texts(&page).len(), 2);
    assert!(texts(&page)[0].starts_with("Release 4.2"), "newest first: {page}");
    assert_eq!(page["has_more"], true);
    let offsite = &page["messages"][1];
    assert_eq!((&offsite["reply_count"], &offsite["reactions"][0]["name"]), (&json!(2), &json!("train")));
    let next = json!({ "channel": general, "cursor": page["response_metadata"]["next_cursor"] });
    let next = maya.call("SLACK_FETCH_CONVERSATION_HISTORY", next).await;
    assert_eq!((texts(&next).len(), &next["has_more"]), (1, &json!(false)));

    let ts = &offsite["ts"];
    let since = json!({ "channel": general, "oldest": ts });
    assert_eq!(texts(&maya.call("SLACK_FETCH_CONVERSATION_HISTORY", since).await).len(), 1);
    let since = json!({ "channel": general, "oldest": ts, "inclusive": true });
    assert_eq!(texts(&maya.call("SLACK_FETCH_CONVERSATION_HISTORY", since).await).len(), 2);

    let thread = json!({ "channel": general, "ts": ts });
    let thread = maya.call("SLACK_FETCH_MESSAGE_THREAD_FROM_A_CONVERSATION", thread).await;
    let said = texts(&thread);
    assert_eq!(said[1..], ["Me, at 08:12.", "I come by bike."]);
    assert_eq!(&thread["messages"][2]["thread_ts"], ts);
}

#[tokio::test]
async fn a_posted_message_is_read_answered_changed_and_deleted() {
    let sandbox = Fixture::start_slack(builder()).await;
    let (maya, tomas) = (Agent::of(&sandbox, MAYA).await, Agent::of(&sandbox, TOMAS).await);
    let posted =
        maya.call("SLACK_SEND_MESSAGE", json!({ "channel": "#random", "markdown_text": "Grüße aus **Malmö**" })).await;
    let (channel, ts) = (&posted["channel"], &posted["ts"]);
    assert_eq!(*channel, maya.channel("random").await);
    let read = tomas.history(channel).await;
    assert_eq!((&read[0]["ts"], &read[0]["text"]), (ts, &json!("Grüße aus **Malmö**")));
    assert_eq!(read[0]["user"], "U0SANDBOXM");

    let reply = json!({ "channel_id": channel, "text": "Gute Reise!", "thread_ts": ts });
    let reply = tomas.call("SLACK_SEND_MESSAGE", reply).await;
    assert_eq!(&reply["message"]["thread_ts"], ts);
    let nested = json!({ "channel": channel, "text": "Danke.", "thread_ts": reply["ts"], "reply_broadcast": true });
    assert_eq!(&maya.call("SLACK_SEND_MESSAGE", nested).await["message"]["thread_ts"], ts, "a thread has one level");
    let thread =
        maya.call("SLACK_FETCH_MESSAGE_THREAD_FROM_A_CONVERSATION", json!({ "channel": channel, "ts": ts })).await;
    assert_eq!(texts(&thread), ["Grüße aus **Malmö**", "Gute Reise!", "Danke."]);
    assert_eq!(tomas.history(channel).await[0]["text"], "Danke.", "it was sent to the channel as well");

    let foreign = json!({ "channel": channel, "ts": reply["ts"], "text": "x" });
    assert_eq!(
        upstream(maya.try_call("SLACK_UPDATES_A_SLACK_MESSAGE", foreign).await),
        (403, "cant_update_message".into())
    );
    let change = json!({ "channel": channel, "ts": ts, "text": "Grüße" });
    let changed = maya.call("SLACK_UPDATES_A_SLACK_MESSAGE", change).await;
    assert_eq!(
        (&changed["message"]["text"], &changed["message"]["edited"]["user"]),
        (&json!("Grüße"), &json!("U0SANDBOXM"))
    );
    let foreign = json!({ "channel": channel, "ts": reply["ts"] });
    assert_eq!(upstream(maya.try_call("SLACK_DELETES_A_MESSAGE_FROM_A_CHAT", foreign.clone()).await).0, 403);
    assert_eq!(tomas.call("SLACK_DELETES_A_MESSAGE_FROM_A_CHAT", foreign.clone()).await["ts"], reply["ts"]);
    assert_eq!(
        upstream(tomas.try_call("SLACK_DELETES_A_MESSAGE_FROM_A_CHAT", foreign).await),
        (404, "message_not_found".into())
    );
}

#[tokio::test]
async fn blocks_and_their_fallback_are_posted() {
    let sandbox = Fixture::start_slack(builder()).await;
    let maya = Agent::of(&sandbox, MAYA).await;
    let blocks = json!([{ "type": "markdown", "text": "# Release" }]);
    let message =
        json!({ "channel": "general", "blocks": blocks, "fallback_text": "A release", "unfurl_links": false });
    let posted = maya.call("SLACK_SEND_MESSAGE", message).await;
    assert_eq!((&posted["message"]["blocks"], &posted["message"]["text"]), (&blocks, &json!("A release")));
}

#[tokio::test]
async fn reactions_are_added_once_and_removed() {
    let sandbox = Fixture::start_slack(builder()).await;
    let (maya, tomas) = (Agent::of(&sandbox, MAYA).await, Agent::of(&sandbox, TOMAS).await);
    let general = maya.channel("general").await;
    let ts = maya.history(&general).await[0]["ts"].clone();
    let reaction = json!({ "channel": general, "timestamp": ts, "name": ":thumbsup:" });
    assert_eq!(maya.call("SLACK_ADD_REACTION_TO_AN_ITEM", reaction.clone()).await["ok"], true);
    assert_eq!(upstream(maya.try_call("SLACK_ADD_REACTION_TO_AN_ITEM", reaction.clone()).await).1, "already_reacted");
    tomas.call("SLACK_ADD_REACTION_TO_AN_ITEM", reaction.clone()).await;
    let expected = json!([{ "name": "thumbsup", "users": ["U0SANDBOXM", "U0SANDBOXT"], "count": 2 }]);
    assert_eq!(maya.history(&general).await[0]["reactions"], expected);
    maya.call("SLACK_REMOVE_REACTION_FROM_ITEM", reaction.clone()).await;
    assert_eq!(upstream(maya.try_call("SLACK_REMOVE_REACTION_FROM_ITEM", reaction).await).1, "no_reaction");
    let odd = json!({ "channel": general, "timestamp": ts, "name": "no such" });
    assert_eq!(upstream(maya.try_call("SLACK_ADD_REACTION_TO_AN_ITEM", odd).await).1, "invalid_name");
}

#[tokio::test]
async fn a_search_finds_what_the_user_sees() {
    let sandbox = Fixture::start_slack(builder()).await;
    let (maya, tomas) = (Agent::of(&sandbox, MAYA).await, Agent::of(&sandbox, TOMAS).await);
    let search = async |agent: &Agent<'_>, query: &str| {
        agent.call("SLACK_SEARCH_MESSAGES", json!({ "query": query, "count": 100 })).await["messages"].take()
    };
    let found = search(&maya, "churn").await;
    assert_eq!((&found["total"], &found["matches"][0]["channel"]["name"]), (&json!(1), &json!("quarterly-report")));
    assert_eq!(found["matches"][0]["username"], "ines");
    assert_eq!(search(&tomas, "churn").await["total"], 0, "it was said where he is not");
    assert_eq!(search(&maya, "build").await["total"], 2, "public channels are searched by everybody");
    assert_eq!(search(&maya, "in:#general from:@tomas").await["total"], 2);
    assert_eq!(search(&maya, "from:me offsite").await["total"], 1);
    assert_eq!(search(&maya, "\"by bike\"").await["total"], 1);
    assert_eq!(search(&maya, "in:general before:2020-01-01").await["total"], 0);
    assert_eq!(search(&maya, "in:general after:2020-01-01").await["total"], 5);
    let page = json!({ "query": "in:general", "page": 2, "sort": "timestamp", "sort_dir": "asc" });
    let page = maya.call("SLACK_SEARCH_MESSAGES", page).await;
    assert_eq!(page["messages"]["paging"], json!({ "count": 1, "total": 5, "page": 2, "pages": 5 }));
    assert!(page["messages"]["matches"][0]["text"].as_str().is_some_and(|text| text.starts_with("The offsite")));
}

#[tokio::test]
async fn people_are_listed_and_found() {
    let sandbox = Fixture::start_slack(builder()).await;
    let maya = Agent::of(&sandbox, MAYA).await;
    let first = maya.call("SLACK_LIST_ALL_USERS", json!({})).await;
    assert_eq!((first["members"].as_array().map(Vec::len), &first["members"][0]["name"]), (Some(1), &json!("maya")));
    let rest = json!({ "cursor": first["response_metadata"]["next_cursor"], "limit": 10 });
    assert_eq!(maya.call("SLACK_LIST_ALL_USERS", rest).await["members"].as_array().map(Vec::len), Some(3));

    let ids = async |arguments: Value| {
        let found = maya.call("SLACK_FIND_USERS", arguments).await;
        let users = found["users"].as_array().cloned().expect("users");
        users.iter().map(|user| user["id"].as_str().expect("an id").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(ids(json!({ "search_query": "inès" })).await, ["U0SANDBOXI"]);
    assert_eq!(ids(json!({ "query": "u0sandboxt" })).await, ["U0SANDBOXT"]);
    assert_eq!(ids(json!({ "email": "sandbox.example", "limit": 2 })).await, ["U0SANDBOXM", "U0SANDBOXT"]);
    assert_eq!(ids(json!({ "email": TOMAS, "exact_match": true })).await, ["U0SANDBOXT"]);
    assert_eq!(ids(json!({ "email": "nobody@sandbox.example", "exact_match": true })).await, [""; 0]);
    assert_eq!(ids(json!({ "search_query": "build" })).await, [""; 0]);
    assert_eq!(ids(json!({ "search_query": "build", "include_bots": true })).await, ["U0SANDBOXB"]);

    let found = maya.call("SLACK_FIND_USER_BY_EMAIL_ADDRESS", json!({ "email": INES })).await;
    assert_eq!((&found["user"]["id"], &found["user"]["real_name"]), (&json!("U0SANDBOXI"), &json!("Inès Moreau")));
    let nobody = maya.try_call("SLACK_FIND_USER_BY_EMAIL_ADDRESS", json!({ "email": "nobody@sandbox.example" })).await;
    assert_eq!(upstream(nobody), (404, "users_not_found".into()));
    let one = maya.call("SLACK_RETRIEVE_DETAILED_USER_INFORMATION", json!({ "user": "U0SANDBOXT" })).await;
    assert_eq!(one["user"]["profile"]["email"], TOMAS);
}

#[tokio::test]
async fn a_direct_message_reaches_its_recipient_alone() {
    let sandbox = Fixture::start_slack(builder()).await;
    let (maya, tomas, ines) =
        (Agent::of(&sandbox, MAYA).await, Agent::of(&sandbox, TOMAS).await, Agent::of(&sandbox, INES).await);
    let opened = maya.call("SLACK_OPEN_DM", json!({ "users": "U0SANDBOXI", "return_im": true })).await;
    let channel = &opened["channel"]["id"];
    assert_eq!(opened["channel"]["user"], "U0SANDBOXI");
    maya.call("SLACK_SEND_MESSAGE", json!({ "channel": channel, "text": "Between us." })).await;
    assert_eq!(ines.history(channel).await[0]["text"], "Between us.");
    let other = tomas.try_call("SLACK_FETCH_CONVERSATION_HISTORY", json!({ "channel": channel })).await;
    assert_eq!(upstream(other), (404, "channel_not_found".into()));
    assert_eq!(&maya.call("SLACK_OPEN_DM", json!({ "channel": channel })).await["channel"]["id"], channel);
    let group = maya.call("SLACK_OPEN_DM", json!({ "users": "U0SANDBOXI, U0SANDBOXT" })).await;
    assert_ne!(&group["channel"]["id"], channel);
    let none = json!({ "users": "U0SANDBOXB", "prevent_creation": true });
    assert_eq!(upstream(maya.try_call("SLACK_OPEN_DM", none).await).0, 404);
}

#[tokio::test]
async fn a_file_is_uploaded_shared_and_listed() {
    let sandbox = Fixture::start_slack(builder()).await;
    let (maya, tomas) = (Agent::of(&sandbox, MAYA).await, Agent::of(&sandbox, TOMAS).await);
    let random = maya.channel("random").await;
    let file = json!({
        "content": " name;grüße\n", "filename": "notes.csv", "title": "Notes", "channels": random, "initial_comment": "Here.",
    });
    let uploaded = maya.call("SLACK_UPLOAD_OR_CREATE_A_FILE_IN_SLACK", file).await;
    let file = &uploaded["files"][0];
    assert_eq!((&file["name"], &file["title"], &file["size"]), (&json!("notes.csv"), &json!("Notes"), &json!(14)));
    let message = &tomas.history(&random).await[0];
    assert_eq!((&message["text"], &message["files"][0]["id"]), (&json!("Here."), &file["id"]));
    maya.call("SLACK_UPLOAD_OR_CREATE_A_FILE_IN_SLACK", json!({ "content": "Mine" })).await;

    let list = async |agent: &Agent<'_>, filter: Value| {
        agent.call("SLACK_LIST_FILES_WITH_FILTERS_IN_SLACK", filter).await["files"].as_array().map(Vec::len)
    };
    assert_eq!(list(&maya, json!({})).await, Some(2));
    assert_eq!(list(&tomas, json!({})).await, Some(1), "what is not shared is its owner's");
    assert_eq!(list(&maya, json!({ "channel": random, "user": "U0SANDBOXM", "types": "snippets" })).await, Some(1));
    assert_eq!(list(&maya, json!({ "ts_to": 1_000 })).await, Some(0));
    assert_eq!(list(&maya, json!({ "count": 1, "page": 2 })).await, Some(1));
}

#[tokio::test]
async fn the_connection_tells_whom_it_acts_as() {
    let sandbox = Fixture::start_slack(builder()).await;
    let maya = Agent::of(&sandbox, MAYA).await;
    let identity = maya.call("SLACK_TEST_AUTH", json!({})).await;
    assert_eq!((&identity["user_id"], &identity["team"]), (&json!("U0SANDBOXM"), &json!("Sandbox")));
    assert_eq!(maya.slack.current_user(maya.caller()).await, Ok(Some(identity)));
    assert_eq!(maya.call("SLACK_FETCH_TEAM_INFO", json!({})).await["team"]["name"], "Sandbox");
}

#[tokio::test]
async fn a_scope_that_is_missing_is_named() {
    let sandbox = Fixture::start_slack(builder()).await;
    let reader = Agent::with_scopes(&sandbox, MAYA, "channels:read,users:read").await;
    let general = reader.call("SLACK_LIST_ALL_CHANNELS", json!({})).await["channels"][0]["id"].take();
    for (tool, arguments, scope) in [
        ("SLACK_SEND_MESSAGE", json!({ "channel": general, "text": "x" }), "chat:write"),
        ("SLACK_FETCH_CONVERSATION_HISTORY", json!({ "channel": general }), "channels:history"),
        ("SLACK_LIST_ALL_CHANNELS", json!({ "types": "private_channel" }), "groups:read"),
        ("SLACK_SEARCH_MESSAGES", json!({ "query": "x" }), "search:read"),
        ("SLACK_FIND_USER_BY_EMAIL_ADDRESS", json!({ "email": INES }), "users:read.email"),
        ("SLACK_LIST_FILES_WITH_FILTERS_IN_SLACK", json!({}), "files:read"),
    ] {
        let (status, message) = upstream(reader.try_call(tool, arguments).await);
        assert_eq!((status, message), (403, format!("missing_scope; the connection needs {scope}")), "{tool}");
    }
    let users = reader.call("SLACK_LIST_ALL_USERS", json!({ "limit": 10 })).await;
    assert!(!users.to_string().contains('@'), "addresses need a scope of their own: {users}");
}

#[tokio::test]
async fn what_slack_refuses_is_the_tools_error() {
    let sandbox = Fixture::start_slack(builder()).await;
    let maya = Agent::of(&sandbox, MAYA).await;
    let archived = maya.call("SLACK_FIND_CHANNELS", json!({ "query": "launch", "exclude_archived": false })).await;
    let archived = &archived["channels"][0]["id"];
    for (tool, arguments, error) in [
        ("SLACK_SEND_MESSAGE", json!({ "channel": "builds", "text": "x" }), "not_in_channel"),
        ("SLACK_SEND_MESSAGE", json!({ "channel": archived, "text": "x" }), "is_archived"),
        ("SLACK_SEND_MESSAGE", json!({ "channel": "C0NOWHERE", "text": "x" }), "channel_not_found"),
        ("SLACK_SEND_MESSAGE", json!({ "channel": "general", "text": "x".repeat(40_001) }), "msg_too_long"),
        (
            "SLACK_SEND_MESSAGE",
            json!({ "channel": "general", "text": "x", "thread_ts": "1.000001" }),
            "thread_not_found",
        ),
        ("SLACK_FETCH_CONVERSATION_HISTORY", json!({ "channel": "../auth.revoke" }), "channel_not_found"),
        ("SLACK_FETCH_CONVERSATION_HISTORY", json!({ "channel": archived, "cursor": "x" }), "invalid_cursor"),
        (
            "SLACK_FETCH_CONVERSATION_HISTORY",
            json!({ "channel": archived, "oldest": "yesterday" }),
            "invalid_ts_oldest",
        ),
        ("SLACK_LIST_ALL_CHANNELS", json!({ "types": "secret_channel" }), "invalid_types"),
        ("SLACK_RETRIEVE_DETAILED_USER_INFORMATION", json!({ "user": "U0&token=x" }), "user_not_found"),
        ("SLACK_FETCH_TEAM_INFO", json!({ "team": "T0OTHER" }), "team_not_found"),
    ] {
        assert_eq!(upstream(maya.try_call(tool, arguments).await).1, error, "{tool}");
    }
}

#[tokio::test]
async fn wrong_arguments_reach_nobody() {
    let sandbox = Fixture::start_slack(builder()).await;
    let maya = Agent::of(&sandbox, MAYA).await;
    let block = json!({ "type": "divider" });
    for (tool, arguments, said) in [
        ("SLACK_LIST_ALL_CHANNELS", json!({ "limit": 0 }), "between 1 and 1000"),
        ("SLACK_LIST_ALL_CHANNELS", json!({ "limits": 5 }), "limits"),
        ("SLACK_FIND_CHANNELS", json!({ "query": " " }), "empty"),
        ("SLACK_FETCH_CONVERSATION_HISTORY", json!({}), "channel"),
        (
            "SLACK_FETCH_MESSAGE_THREAD_FROM_A_CONVERSATION",
            json!({ "channel": "C1", "ts": "p1700000000000042" }),
            "`ts`",
        ),
        ("SLACK_SEND_MESSAGE", json!({ "channel": "#", "text": "x" }), "`channel`"),
        ("SLACK_SEND_MESSAGE", json!({ "channel": "general" }), "markdown_text"),
        ("SLACK_SEND_MESSAGE", json!({ "channel": "general", "text": " " }), "empty"),
        ("SLACK_SEND_MESSAGE", json!({ "channel": "general", "text": "x", "markdown_text": "x" }), "neither"),
        ("SLACK_SEND_MESSAGE", json!({ "channel": "general", "text": "x", "fallback_text": "x" }), "fallback_text"),
        ("SLACK_SEND_MESSAGE", json!({ "channel": "general", "text": "x", "reply_broadcast": true }), "thread_ts"),
        ("SLACK_SEND_MESSAGE", json!({ "channel": "general", "blocks": vec![&block; 51] }), "50"),
        ("SLACK_SEND_MESSAGE", json!({ "channel": "general", "blocks": ["text"] }), "blocks[0]"),
        ("SLACK_SEND_MESSAGE", json!({ "channel": ["general"], "text": "x" }), "`channel`"),
        ("SLACK_ADD_REACTION_TO_AN_ITEM", json!({ "channel": "C1", "name": "tada", "timestamp": "now" }), "timestamp"),
        ("SLACK_REMOVE_REACTION_FROM_ITEM", json!({ "name": "tada", "channel": "C1" }), "timestamp"),
        ("SLACK_REMOVE_REACTION_FROM_ITEM", json!({ "name": "tada" }), "one item"),
        ("SLACK_SEARCH_MESSAGES", json!({ "query": "" }), "empty"),
        ("SLACK_SEARCH_MESSAGES", json!({ "query": "x", "count": 101 }), "between 1 and 100"),
        ("SLACK_SEARCH_MESSAGES", json!({ "query": "x", "sort": "odd" }), "sort"),
        ("SLACK_FIND_USERS", json!({}), "search_query"),
        ("SLACK_FIND_USERS", json!({ "email": "x", "search_query": "y" }), "exactly one"),
        ("SLACK_OPEN_DM", json!({}), "exactly one"),
        ("SLACK_UPLOAD_OR_CREATE_A_FILE_IN_SLACK", json!({ "content": "" }), "empty"),
        ("SLACK_UPLOAD_OR_CREATE_A_FILE_IN_SLACK", json!({ "content": "x".repeat(1024 * 1024 + 1) }), "1 MiB"),
        ("SLACK_UPLOAD_OR_CREATE_A_FILE_IN_SLACK", json!({ "content": "x", "channels": "C1,C2" }), "one conversation"),
        ("SLACK_UPLOAD_OR_CREATE_A_FILE_IN_SLACK", json!({ "content": "x", "initial_comment": "y" }), "channels"),
        ("SLACK_TEST_AUTH", json!({ "token": "xoxp" }), "token"),
    ] {
        match maya.try_call(tool, arguments).await {
            Err(ToolError::InvalidArguments(message)) => assert!(message.contains(said), "{tool}: {message}"),
            other => panic!("{tool}: {other:?}"),
        }
    }
    let general = maya.channel("general").await;
    assert_eq!(maya.history(&general).await.len(), 3);
}

#[tokio::test]
async fn an_expired_token_is_reported_as_such() {
    let sandbox = Fixture::start_slack(builder().access_token_ttl(std::time::Duration::ZERO)).await;
    let maya = Agent::of(&sandbox, MAYA).await;
    assert_eq!(maya.try_call("SLACK_TEST_AUTH", json!({})).await, Err(ToolError::Unauthorized));
}

#[test]
fn every_tool_explains_itself_and_its_arguments() {
    let slack = Slack::builder("client").build();
    assert_eq!(slack.tools().len(), 21);
    for tool in slack.tools() {
        assert!(tool.slug.starts_with("SLACK_"), "{}", tool.slug);
        assert!(tool.description.len() > 20, "{} has no description", tool.slug);
        assert_eq!(tool.input_schema["type"], "object", "{}", tool.slug);
        assert!(!tool.scopes.is_empty(), "{} states no scope", tool.slug);
        for scope in &tool.scopes {
            assert!(SCOPES.contains(&scope.as_str()), "{}: users are not asked for {scope}", tool.slug);
        }
        for (name, argument) in tool.input_schema["properties"].as_object().into_iter().flatten() {
            assert!(argument["description"].is_string(), "{}: `{name}` has no description", tool.slug);
        }
    }
}

#[test]
fn tools_are_tagged_by_what_they_do() {
    let slack = Slack::builder("client").build();
    let tagged = |tag| {
        let tools = slack.tools().iter().filter(move |tool| tool.tags.contains(&tag));
        tools.map(|tool| tool.slug.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(tagged(Tag::Destructive), ["SLACK_DELETES_A_MESSAGE_FROM_A_CHAT", "SLACK_REMOVE_REACTION_FROM_ITEM"]);
    assert_eq!(
        tagged(Tag::Create),
        [
            "SLACK_OPEN_DM",
            "SLACK_SEND_MESSAGE",
            "SLACK_ADD_REACTION_TO_AN_ITEM",
            "SLACK_UPLOAD_OR_CREATE_A_FILE_IN_SLACK",
        ]
    );
    assert_eq!(tagged(Tag::Update), ["SLACK_UPDATES_A_SLACK_MESSAGE"]);
    assert_eq!(tagged(Tag::ReadOnly).len(), 21 - 7);
}

#[test]
fn the_secret_stays_out_of_debug() {
    let builder = Slack::builder("client").client_secret("s3cret");
    assert!(!format!("{builder:?} {:?}", builder.clone().build()).contains("s3cret"));
}
