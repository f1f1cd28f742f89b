//! People, direct messages, files, and whom the connection acts as.

use super::*;

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
    assert_eq!(maya.toolkit.current_user(maya.caller()).await, Ok(Some(identity)));
    assert_eq!(maya.call("SLACK_FETCH_TEAM_INFO", json!({})).await["team"]["name"], "Sandbox");
}
