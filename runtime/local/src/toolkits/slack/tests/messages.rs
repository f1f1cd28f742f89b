//! Messages, threads, reactions and search.

use super::*;

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
    // As models send times.
    let seconds: u64 = ts.as_str().and_then(|ts| ts.split('.').next()?.parse().ok()).expect("a timestamp");
    for oldest in [json!(seconds), json!(seconds.to_string())] {
        let since = json!({ "channel": general, "oldest": oldest });
        assert_eq!(texts(&maya.call("SLACK_FETCH_CONVERSATION_HISTORY", since).await).len(), 2);
    }

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
