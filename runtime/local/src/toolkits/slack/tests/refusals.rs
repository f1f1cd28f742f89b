//! What Slack refuses, and what does not reach it.

use super::*;

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
        ("SLACK_LIST_ALL_CHANNELS", json!({ "limit": 0 }), "from 1 to 1000"),
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
        ("SLACK_SEARCH_MESSAGES", json!({ "query": "x", "count": 101 }), "from 1 to 100"),
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
