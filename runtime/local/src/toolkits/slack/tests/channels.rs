//! Channels.

use super::*;

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
