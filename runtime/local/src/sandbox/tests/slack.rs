//! Slack: its deviations from the standard, and what its API refuses.

use super::*;

#[tokio::test]
async fn slack_answers_with_its_own_words_and_a_status_of_success() {
    let sandbox = Fixture::start_slack(builder()).await;
    let (status, answer) = sandbox.exchange(&sandbox.code(MAYA).await).await;
    let user = &answer["authed_user"];
    assert_eq!((status, &answer["ok"], text(user, "id")), (200, &true.into(), "U0SANDBOXM"));
    assert_eq!((text(user, "token_type"), text(user, "scope")), ("user", "users:read"));
    assert!(answer.get("access_token").is_none(), "there is no bot");
    let refresh = [("grant_type", "refresh_token"), ("refresh_token", text(user, "refresh_token"))];
    let (_, renewed) = sandbox.token(&refresh).await;
    assert!(renewed["access_token"].is_string() && renewed["authed_user"].get("access_token").is_none());
    assert_eq!(sandbox.get("api/auth.test", text(&renewed, "access_token")).await.1["user"], "maya");

    let refused = async |parameters: &[(&str, &str)], error: &str| {
        let expected = serde_json::json!({ "ok": false, "error": error });
        assert_eq!(sandbox.token(parameters).await, (200, expected));
    };
    refused(&refresh, "invalid_refresh_token").await;
    let code = [("code", "unknown"), ("redirect_uri", CALLBACK), ("code_verifier", VERIFIER)];
    refused(&code, "invalid_code").await;
    refused(&code[..2], "invalid_arguments").await;
    refused(&[("grant_type", "password")], "invalid_grant_type").await;
    let foreign = [("client_id", "sandbox"), ("client_secret", "wrong")];
    let answer = sandbox.http.post(sandbox.url("api/oauth.v2.access")).form(&foreign).send().await.expect("an answer");
    assert_eq!(answer.json::<Value>().await.expect("JSON")["error"], "bad_client_secret");
    assert_eq!(sandbox.get("api/auth.test", "unknown").await.1["error"], "invalid_auth");
    assert_eq!(sandbox.get("api/no.such", text(&renewed, "access_token")).await.1["error"], "invalid_auth");
}

#[tokio::test]
async fn hostile_calls_of_slacks_api_get_errors_in_its_shape() {
    let sandbox = Fixture::start_slack(builder()).await;
    let token = sandbox.access_token(MAYA, "chat:write,channels:read,files:write").await;
    let call = async |method: &str, kind: &str, body: &str| {
        let url = sandbox.url(&format!("api/{method}"));
        let request = sandbox.http.post(url).bearer_auth(&token).header("content-type", kind.to_owned());
        let answer = request.body(body.to_owned()).send().await.expect("an answer");
        (answer.status().as_u16(), answer.json::<Value>().await.expect("JSON")["error"].clone())
    };
    let (form, json) = ("application/x-www-form-urlencoded", "application/json; charset=utf-8");
    for (method, kind, error, bodies) in [
        ("chat.postMessage", json, "invalid_json", &["{", "[]"][..]),
        ("chat.postMessage", json, "invalid_blocks", &["{\"channel\":\"general\",\"blocks\":[1]}"]),
        ("chat.postMessage", form, "invalid_blocks", &["channel=general&text=%ff%fe&blocks=%5B"]),
        ("chat.postMessage", form, "channel_not_found", &["text=x"]),
        ("conversations.list", form, "invalid_limit", &["limit=-1", "limit=1001"]),
        ("conversations.list", form, "invalid_cursor", &["cursor=bmV4dDo5OTk5"]),
        (
            "files.getUploadURLExternal",
            form,
            "file_upload_size_restricted",
            &["filename=x&length=0", "filename=x&length=99999999999"],
        ),
        ("files.completeUploadExternal", form, "file_not_found", &["files=%5B%5D"]),
        ("no.such.method", form, "unknown_method", &[""]),
    ] {
        for body in bodies {
            assert_eq!(call(method, kind, body).await, (200, error.into()), "{method} {body}");
        }
    }
    assert_eq!(call("chat.postMessage", json, "{\"channel\":\"general\",\"text\":\"JSON\"}").await.1, Value::Null);
}
