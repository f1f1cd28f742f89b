//! From the link to the connected account.

use super::*;

#[tokio::test]
async fn a_user_connects_and_the_tools_work() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({ "toolkits": { "enable": ["gmail"] } })).await;
    let account = harness.connect_gmail(&session).await;
    assert_eq!(harness.status(&account).await, ("ACTIVE".to_owned(), None));
    let (_, toolkits) = harness.get(&format!("{session}/toolkits")).await;
    assert_eq!(toolkits["items"][0]["slug"], "gmail");
    assert_eq!(toolkits["items"][0]["connected_account"]["id"], account);
    let (status, mails) = harness.execute(&session, "GMAIL_FETCH_EMAILS", json!({ "max_results": 2 })).await;
    assert_eq!((status, &mails["result_type"], &mails["error"]), (StatusCode::OK, &json!("completed"), &Value::Null));
    assert_eq!(mails["data"]["messages"].as_array().unwrap().len(), 2, "{mails}");
}
