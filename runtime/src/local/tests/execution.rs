//! Execution and its errors.

use super::*;

#[tokio::test]
async fn a_missing_connection_is_said() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let (status, answer) = harness.execute(&session, "GMAIL_FETCH_EMAILS", json!({})).await;
    assert_eq!((status, &answer["error"]["code"]), (StatusCode::BAD_REQUEST, &json!(4302)));
    assert_eq!(answer["error"]["slug"], "ToolRouterV2_NoActiveConnection");
    let message = answer["error"]["message"].as_str().unwrap();
    assert!(message.starts_with("No connected account found for gmail"), "{message}");
}
