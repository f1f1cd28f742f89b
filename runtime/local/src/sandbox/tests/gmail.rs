//! Gmail: what its API refuses.

use super::*;

#[tokio::test]
async fn a_token_reaches_only_what_its_scopes_allow() {
    let sandbox = fixture().await;
    let token = sandbox.access_token(MAYA, scope::SEND).await;
    let (status, body) = sandbox.get("gmail/v1/users/me/messages", &token).await;
    assert_eq!(status, 403);
    assert_eq!(body["error"]["message"], "Request had insufficient authentication scopes.");

    let token = sandbox.access_token(MAYA, scope::READONLY).await;
    assert_eq!(sandbox.get("gmail/v1/users/me/messages", &token).await.0, 200);
    let trash = sandbox.url("gmail/v1/users/me/messages/x/trash");
    let answer = sandbox.http.post(trash).bearer_auth(&token).send().await.expect("an answer");
    assert_eq!(answer.status(), 403);
}

#[tokio::test]
async fn nobody_reads_somebody_elses_mail() {
    let sandbox = fixture().await;
    let token = sandbox.access_token(MAYA, scope::MODIFY).await;
    assert_eq!(sandbox.get("gmail/v1/users/maya@sandbox.example/profile", &token).await.0, 200);
    assert_eq!(sandbox.get("gmail/v1/users/ines@sandbox.example/profile", &token).await.0, 403);
    assert_eq!(sandbox.get(PROFILE, "no-token").await.0, 401);
}

#[tokio::test]
async fn hostile_requests_get_errors_in_googles_shape() {
    let sandbox = fixture().await;
    let token = sandbox.access_token(MAYA, scope::MODIFY).await;
    for path in ["messages?maxResults=-1", "messages?pageToken=x", "messages/x?format=odd", "threads?maxResults=9e9"] {
        let (status, body) = sandbox.get(&format!("gmail/v1/users/me/{path}"), &token).await;
        assert_eq!((status, &body["error"]["status"]), (400, &"INVALID_ARGUMENT".into()), "{path}");
    }
    assert_eq!(sandbox.get("gmail/v1/users/me/messages/%2e%2e%2f", &token).await.0, 404);
    let send = sandbox.url("gmail/v1/users/me/messages/send");
    for body in ["", "{", "{}", "{\"raw\":\"*\"}", "{\"raw\":\"\"}", "[[[[", "{\"raw\":\"aGVsbG8=\"}"] {
        let request = sandbox.http.post(send.clone()).bearer_auth(&token).header("content-type", "application/json");
        let answer = request.body(body).send().await.expect("an answer");
        assert!(answer.status().is_client_error(), "{body}: {}", answer.status());
    }
    let labels = sandbox.url("gmail/v1/users/me/labels");
    for label in
        ["{}", "{\"name\":\"\"}", "{\"name\":\"x\",\"color\":{\"textColor\":\"red\",\"backgroundColor\":\"red\"}}"]
    {
        let request = sandbox.http.post(labels.clone()).bearer_auth(&token).header("content-type", "application/json");
        let answer = request.body(label).send().await.expect("an answer");
        assert!(answer.status().is_client_error(), "{label}: {}", answer.status());
    }
    let large = sandbox.http.post(send).bearer_auth(&token).header("content-type", "application/json");
    let answer = large.body(vec![b' '; crate::sandbox::MAX_BODY_BYTES + 1]).send().await.expect("an answer");
    assert_eq!(answer.status(), 413);
}
