//! The provider over real HTTP: what it allows, and especially what it refuses.

use std::time::Duration;

use serde_json::Value;
use tool_router_test_support::Browser;

use super::{
    apps::gmail::scope,
    test_support::{CALLBACK, Fixture, VERIFIER, builder, redirect_parameters},
};
use crate::LocalToolkit;

const MAYA: &str = "maya@sandbox.example";
const PROFILE: &str = "gmail/v1/users/me/profile";

async fn fixture() -> Fixture {
    Fixture::start(builder()).await
}

fn text<'a>(body: &'a Value, name: &str) -> &'a str {
    body[name].as_str().unwrap_or_default()
}

#[tokio::test]
async fn consent_leads_to_the_chosen_account() {
    let sandbox = fixture().await;
    let redirect = sandbox.consent(&sandbox.request(), "tomas@sandbox.example", "Allow").await;
    assert_eq!(redirect["state"], "st&te");
    let (status, tokens) = sandbox.exchange(&redirect["code"]).await;
    assert_eq!(status, 200, "{tokens}");
    assert_eq!((text(&tokens, "token_type"), text(&tokens, "scope")), ("Bearer", scope::MODIFY));
    assert_eq!(tokens["expires_in"], 3600);
    let (status, profile) = sandbox.get(PROFILE, text(&tokens, "access_token")).await;
    assert_eq!((status, text(&profile, "emailAddress")), (200, "tomas@sandbox.example"));
}

#[tokio::test]
async fn the_provider_can_be_served_under_a_path_of_another_server() {
    let sandbox = Fixture::start_nested(builder()).await;
    let (_, tokens) = sandbox.exchange(&sandbox.code(MAYA).await).await;
    assert_eq!(sandbox.get(PROFILE, text(&tokens, "access_token")).await.0, 200);
    let gmail = sandbox.provider.gmail(&sandbox.server.url().join("sandbox").expect("a path"));
    let endpoints = gmail.auth().expect("it has authentication");
    assert_eq!(endpoints.authorize_url, sandbox.url("o/oauth2/v2/auth"));
    assert_eq!(endpoints.token_url, sandbox.url("oauth2/token"));
}

#[tokio::test]
async fn the_page_is_labelled_locked_down_and_without_scripts() {
    let sandbox = fixture().await;
    let page = sandbox.authorize(&sandbox.request()).await;
    assert_eq!(page.status, 200);
    let policy = page.headers["content-security-policy"].to_str().expect("ASCII");
    assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{policy}");
    assert!(page.headers["set-cookie"].to_str().expect("ASCII").contains("HttpOnly; SameSite=Lax"));
    assert!(page.html.contains("Sandbox provider: no real account, no real data"));
    assert!(page.html.contains("<html lang=\"en\">") && page.html.contains("<legend>Account</legend>"));
    assert!(page.html.contains("Inès Moreau") && page.html.contains("organise mail"));
    assert!(!page.html.contains("<script") && !page.html.contains("style=\""));
}

#[tokio::test]
async fn denial_is_reported_with_the_state() {
    let sandbox = fixture().await;
    let redirect = sandbox.consent(&sandbox.request(), MAYA, "Deny").await;
    assert_eq!((redirect["error"].as_str(), redirect["state"].as_str()), ("access_denied", "st&te"));
    assert!(!redirect.contains_key("code"));
}

#[tokio::test]
async fn an_unregistered_client_or_redirect_is_never_redirected_to() {
    let sandbox = fixture().await;
    for (name, value) in [
        ("client_id", "somebody-else"),
        ("redirect_uri", "http://127.0.0.1:1/callback/more"),
        ("redirect_uri", "https://evil.example/callback"),
    ] {
        let mut request = sandbox.request();
        request.insert(name, value.to_owned());
        let page = sandbox.authorize(&request).await;
        assert_eq!((page.status, page.location), (400, None), "{name}={value}");
    }
}

#[tokio::test]
async fn bad_requests_are_reported_to_the_app() {
    let sandbox = fixture().await;
    for (name, value, error) in [
        ("code_challenge", "", "invalid_request"),
        ("code_challenge", "short", "invalid_request"),
        ("code_challenge_method", "plain", "invalid_request"),
        ("response_type", "token", "unsupported_response_type"),
        ("scope", "admin", "invalid_scope"),
    ] {
        let mut request = sandbox.request();
        request.insert(name, value.to_owned());
        let redirect = redirect_parameters(&sandbox.authorize(&request).await);
        assert_eq!((redirect["error"].as_str(), redirect["state"].as_str()), (error, "st&te"), "{name}={value}");
    }
    let mut without_pkce = sandbox.request();
    without_pkce.retain(|name, _| !name.starts_with("code_challenge"));
    assert_eq!(redirect_parameters(&sandbox.authorize(&without_pkce).await)["error"], "invalid_request");
}

#[tokio::test]
async fn a_repeated_parameter_is_refused() {
    let sandbox = fixture().await;
    for name in ["client_id", "state", "scope"] {
        let mut url = sandbox.url("o/oauth2/v2/auth");
        url.query_pairs_mut().extend_pairs(sandbox.request()).append_pair(name, "again");
        let page = sandbox.browser.open(&url).await.expect("a page");
        assert_eq!((page.status, page.location), (400, None), "{name}");
    }
}

#[tokio::test]
async fn a_wrong_or_missing_verifier_gets_nothing_and_uses_the_code_up() {
    let sandbox = fixture().await;
    let code = sandbox.code(MAYA).await;
    let exchange = [("grant_type", "authorization_code"), ("code", code.as_str()), ("redirect_uri", CALLBACK)];
    let (status, body) = sandbox.token(&exchange).await;
    assert_eq!((status, text(&body, "error")), (400, "invalid_request"));
    let wrong = [&exchange[..], &[("code_verifier", "wrong")]].concat();
    let (status, body) = sandbox.token(&wrong).await;
    assert_eq!((status, text(&body, "error")), (400, "invalid_grant"));
    assert_eq!(sandbox.exchange(&code).await.0, 400);
}

#[tokio::test]
async fn the_redirect_uri_of_the_exchange_must_be_that_of_the_request() {
    let sandbox = fixture().await;
    let code = sandbox.code(MAYA).await;
    let other = [
        ("grant_type", "authorization_code"),
        ("code", code.as_str()),
        ("redirect_uri", "http://127.0.0.1:2/callback"),
        ("code_verifier", VERIFIER),
    ];
    let (status, body) = sandbox.token(&other).await;
    assert_eq!((status, text(&body, "error")), (400, "invalid_grant"));
}

#[tokio::test]
async fn reusing_a_code_revokes_its_tokens() {
    let sandbox = fixture().await;
    let code = sandbox.code(MAYA).await;
    let (_, tokens) = sandbox.exchange(&code).await;
    let access = text(&tokens, "access_token");
    assert_eq!(sandbox.get(PROFILE, access).await.0, 200);
    let (status, body) = sandbox.exchange(&code).await;
    assert_eq!((status, text(&body, "error")), (400, "invalid_grant"));
    assert_eq!(sandbox.get(PROFILE, access).await.0, 401);
}

#[tokio::test]
async fn refresh_tokens_rotate_and_reuse_revokes_the_family() {
    let sandbox = fixture().await;
    let (_, first) = sandbox.exchange(&sandbox.code(MAYA).await).await;
    let refresh = async |tokens: &Value| {
        let parameters = [("grant_type", "refresh_token"), ("refresh_token", text(tokens, "refresh_token"))];
        sandbox.token(&parameters).await
    };
    let (status, second) = refresh(&first).await;
    assert_eq!(status, 200, "{second}");
    assert_ne!(second["refresh_token"], first["refresh_token"]);
    let (status, third) = refresh(&second).await;
    assert_eq!((status, sandbox.get(PROFILE, text(&third, "access_token")).await.0), (200, 200));

    let (status, body) = refresh(&first).await;
    assert_eq!((status, text(&body, "error")), (400, "invalid_grant"));
    assert_eq!(refresh(&third).await.0, 400);
    assert_eq!(sandbox.get(PROFILE, text(&third, "access_token")).await.0, 401);
}

#[tokio::test]
async fn expired_codes_and_tokens_do_not_work_but_refresh_does() {
    let sandbox = Fixture::start(builder().access_token_ttl(Duration::ZERO)).await;
    let (_, tokens) = sandbox.exchange(&sandbox.code(MAYA).await).await;
    assert_eq!(sandbox.get(PROFILE, text(&tokens, "access_token")).await.0, 401);
    let refresh = [("grant_type", "refresh_token"), ("refresh_token", text(&tokens, "refresh_token"))];
    assert_eq!(sandbox.token(&refresh).await.0, 200);

    let sandbox = Fixture::start(builder().code_ttl(Duration::ZERO)).await;
    let (status, body) = sandbox.exchange(&sandbox.code(MAYA).await).await;
    assert_eq!((status, text(&body, "error")), (400, "invalid_grant"));

    let sandbox = Fixture::start(builder().access_token_ttl(Duration::MAX).code_ttl(Duration::MAX)).await;
    let (status, tokens) = sandbox.exchange(&sandbox.code(MAYA).await).await;
    assert_eq!((status, sandbox.get(PROFILE, text(&tokens, "access_token")).await.0), (200, 200));
}

#[tokio::test]
async fn revocation_ends_access_and_refresh() {
    let sandbox = fixture().await;
    let (_, tokens) = sandbox.exchange(&sandbox.code(MAYA).await).await;
    let revoke = sandbox.url("oauth2/revoke");
    for token in [text(&tokens, "refresh_token"), "unknown"] {
        let answer = sandbox.http.post(revoke.clone()).form(&[("token", token)]).send().await.expect("an answer");
        assert_eq!(answer.status(), 200);
    }
    assert_eq!(sandbox.get(PROFILE, text(&tokens, "access_token")).await.0, 401);
}

#[tokio::test]
async fn the_client_has_to_authenticate_once() {
    let sandbox = Fixture::start(builder().client("app", "s3cret:%")).await;
    let url = sandbox.url("oauth2/token");
    let refresh = [("grant_type", "refresh_token"), ("refresh_token", "x")];
    let post = || sandbox.http.post(url.clone());
    let status = async |request: reqwest::RequestBuilder| {
        let answer = request.send().await.expect("an answer");
        let status = answer.status().as_u16();
        (status, text(&answer.json().await.expect("JSON"), "error").to_owned())
    };
    let in_body = |secret| [&refresh[..], &[("client_id", "app"), ("client_secret", secret)]].concat();

    let authenticated = (400, "invalid_grant".to_owned());
    assert_eq!(status(post().form(&in_body("s3cret:%"))).await, authenticated);
    assert_eq!(status(post().basic_auth("app", Some("s3cret%3A%25")).form(&refresh)).await, authenticated);
    let refused = (401, "invalid_client".to_owned());
    assert_eq!(status(post().form(&refresh)).await, refused);
    assert_eq!(status(post().form(&in_body("wrong"))).await, refused);
    assert_eq!(status(post().basic_auth("app", Some("s3cret%3A%25")).form(&in_body("s3cret:%"))).await, refused);
    assert_eq!(status(post().body("no form")).await, (400, "invalid_request".to_owned()));
}

#[tokio::test]
async fn a_consent_page_is_answered_once_and_in_its_own_browser() {
    let sandbox = fixture().await;
    let page = sandbox.authorize(&sandbox.request()).await;
    let form = page.form("Allow").expect("a consent page").with("account", MAYA);
    let stranger = Browser::stepwise().expect("a browser");
    assert_eq!(stranger.submit(&form).await.expect("a page").status, 400);
    let cookies = sandbox.browser.cookies(&page.url);
    assert_eq!(cookies.len(), 1, "{:?}", cookies.keys());
    for name in cookies.keys() {
        stranger.set_cookie(&page.url, name, "other");
    }
    assert_eq!(stranger.submit(&form).await.expect("a page").status, 400);

    let answer = async |form| sandbox.browser.submit(&form).await.expect("a page").status;
    assert_eq!(answer(form.clone().with("account", "nobody@sandbox.example")).await, 400);
    assert_eq!(answer(form.clone().with("decision", "perhaps")).await, 400);
    assert_eq!(answer(form.clone()).await, 303);
    assert_eq!(answer(form).await, 400);
}

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
    let answer = large.body(vec![b' '; super::MAX_BODY_BYTES + 1]).send().await.expect("an answer");
    assert_eq!(answer.status(), 413);
}

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
async fn a_token_or_a_code_of_one_app_is_worth_nothing_at_another() {
    let sandbox = fixture().await;
    let code = sandbox.code(MAYA).await;
    let elsewhere = sandbox.server.url().join("slack/api/oauth.v2.access").expect("a path");
    let client = sandbox.provider.gmail(sandbox.server.url());
    let secret = client.auth().and_then(|auth| auth.client_secret.as_ref()).expect("a secret");
    let form = [
        ("client_id", "sandbox"),
        ("client_secret", secrecy::ExposeSecret::expose_secret(secret)),
        ("code", code.as_str()),
        ("redirect_uri", CALLBACK),
        ("code_verifier", VERIFIER),
    ];
    let answer = sandbox.http.post(elsewhere).form(&form).send().await.expect("an answer");
    assert_eq!(answer.json::<Value>().await.expect("JSON")["error"], "invalid_code");
    let (_, tokens) = sandbox.exchange(&code).await;
    let url = sandbox.server.url().join("slack/api/auth.test").expect("a path");
    let answer = sandbox.http.post(url).bearer_auth(text(&tokens, "access_token")).send().await.expect("an answer");
    assert_eq!(answer.json::<Value>().await.expect("JSON")["error"], "invalid_auth");
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
    for (method, kind, body, error) in [
        ("chat.postMessage", json, "{", "invalid_json"),
        ("chat.postMessage", json, "[]", "invalid_json"),
        ("chat.postMessage", json, "{\"channel\":\"general\",\"blocks\":[1]}", "invalid_blocks"),
        ("chat.postMessage", form, "channel=general&text=%ff%fe&blocks=%5B", "invalid_blocks"),
        ("chat.postMessage", form, "text=x", "channel_not_found"),
        ("conversations.list", form, "limit=-1", "invalid_limit"),
        ("conversations.list", form, "limit=1001", "invalid_limit"),
        ("conversations.list", form, "cursor=bmV4dDo5OTk5", "invalid_cursor"),
        ("files.getUploadURLExternal", form, "filename=x&length=0", "file_upload_size_restricted"),
        ("files.getUploadURLExternal", form, "filename=x&length=99999999999", "file_upload_size_restricted"),
        ("files.completeUploadExternal", form, "files=%5B%5D", "file_not_found"),
        ("no.such.method", form, "", "unknown_method"),
    ] {
        assert_eq!(call(method, kind, body).await, (200, error.into()), "{method} {body}");
    }
    assert_eq!(call("chat.postMessage", json, "{\"channel\":\"general\",\"text\":\"JSON\"}").await.1, Value::Null);
}

#[tokio::test]
async fn github_answers_with_its_own_words_and_a_status_of_success() {
    let sandbox = Fixture::start_github(builder()).await;
    let code = sandbox.code(MAYA).await;
    let exchange = [("code", code.as_str()), ("redirect_uri", CALLBACK), ("code_verifier", VERIFIER)];
    let (status, tokens) = sandbox.token(&exchange).await;
    assert_eq!((status, text(&tokens, "token_type"), text(&tokens, "scope")), (200, "bearer", "repo,read:user"));
    let refresh = [("grant_type", "refresh_token"), ("refresh_token", text(&tokens, "refresh_token"))];
    let (_, renewed) = sandbox.token(&refresh).await;
    assert_eq!(sandbox.get("api/v3/user", text(&renewed, "access_token")).await.1["login"], "maya");

    let refused = async |parameters: &[(&str, &str)], error: &str| {
        let (status, answer) = sandbox.token(parameters).await;
        assert_eq!((status, text(&answer, "error")), (200, error));
        assert!(!text(&answer, "error_description").is_empty());
    };
    refused(&refresh, "bad_refresh_token").await;
    refused(&exchange, "bad_verification_code").await;
    refused(&[("grant_type", "password")], "unsupported_grant_type").await;
    let foreign = [("client_id", "sandbox"), ("client_secret", "wrong")];
    let url = sandbox.url("login/oauth/access_token");
    let answer = sandbox.http.post(url).form(&foreign).send().await.expect("an answer");
    assert_eq!(answer.json::<Value>().await.expect("JSON")["error"], "incorrect_client_credentials");
    let (status, answer) = sandbox.get("api/v3/user", "unknown").await;
    assert_eq!((status, text(&answer, "message")), (401, "Bad credentials"));
}

#[tokio::test]
async fn hostile_calls_of_githubs_api_get_errors_in_its_shape() {
    let sandbox = Fixture::start_github(builder()).await;
    let token = sandbox.access_token(MAYA, "repo").await;
    let call = async |method: reqwest::Method, path: &str, body: &str| {
        let url = sandbox.url(&format!("api/v3/{path}"));
        let request = sandbox.http.request(method, url).bearer_auth(&token).body(body.to_owned());
        let answer = request.send().await.expect("an answer");
        let status = answer.status().as_u16();
        let message = answer.json::<Value>().await.expect("JSON")["message"].clone();
        assert!(message.as_str().is_some_and(|message| !message.is_empty()), "{path}");
        status
    };
    let at = |path: &str| format!("repos/maya/checkout/{path}");
    let sha = "0".repeat(40);
    for (method, path, body, status) in [
        (reqwest::Method::POST, at("issues"), "{", 400),
        (reqwest::Method::POST, at("issues"), "[]", 400),
        (reqwest::Method::POST, at("issues"), "{}", 422),
        (reqwest::Method::POST, at("issues"), "{\"title\":1}", 422),
        (reqwest::Method::POST, at("issues"), "{\"title\":\"x\",\"labels\":[{}]}", 422),
        (reqwest::Method::PATCH, at("issues/2"), "{\"state\":\"odd\"}", 422),
        (reqwest::Method::PATCH, at("issues/99999999999999999999"), "{}", 404),
        (reqwest::Method::PUT, at("contents/a"), "{\"message\":\"x\",\"content\":\"*\"}", 422),
        (reqwest::Method::PUT, at("contents/a"), "{\"content\":\"eA==\"}", 422),
        (reqwest::Method::PUT, at("contents/a%0Ab"), "{\"message\":\"x\",\"content\":\"eA==\"}", 422),
        (reqwest::Method::PUT, at("contents/.git/config"), "{\"message\":\"x\",\"content\":\"eA==\"}", 422),
        (reqwest::Method::PUT, at("contents"), "{\"message\":\"x\",\"content\":\"eA==\"}", 422),
        (reqwest::Method::DELETE, at("contents/README.md"), "{\"message\":\"x\"}", 422),
        (reqwest::Method::POST, at("git/refs"), "{\"ref\":\"main\",\"sha\":\"x\"}", 422),
        (reqwest::Method::PUT, at("pulls/3/merge"), "{\"merge_method\":\"odd\"}", 422),
        (reqwest::Method::GET, at(&format!("commits/{sha}")), "", 422),
        (reqwest::Method::GET, at("contents/%2e%2e/user"), "", 404),
        (reqwest::Method::GET, "search/issues?q=".to_owned(), "", 422),
        (reqwest::Method::GET, "search/users?q=x".to_owned(), "", 404),
        (reqwest::Method::GET, "user/repos?sort=odd".to_owned(), "", 422),
        (reqwest::Method::DELETE, "repos/maya/checkout".to_owned(), "", 404),
    ] {
        assert_eq!(call(method, &path, body).await, status, "{path} {body}");
    }
    let (status, page) = sandbox.get("api/v3/user/repos?per_page=-1&page=99999999999999999999", &token).await;
    assert_eq!((status, page.as_array().map(Vec::len)), (200, Some(2)), "odd pages are ignored");
}

#[tokio::test]
async fn githubs_repositories_hold_only_so_much() {
    let sandbox = Fixture::start_github(builder()).await;
    let token = sandbox.access_token(MAYA, "repo").await;
    let url = sandbox.url("api/v3/repos/maya/checkout/issues/2/comments");
    let body = serde_json::json!({ "body": "x".repeat(65_536) }).to_string();
    let mut last = 201;
    for _ in 0..300 {
        let answer = sandbox.http.post(url.clone()).bearer_auth(&token).body(body.clone()).send().await;
        last = answer.expect("an answer").status().as_u16();
        if last != 201 {
            break;
        }
    }
    assert_eq!(last, 403);
    assert_eq!(sandbox.get("api/v3/repos/maya/checkout/issues/2", &token).await.0, 200, "what there is stays");
}

#[tokio::test]
async fn dropping_the_server_stops_it() {
    let Fixture { server, http, .. } = fixture().await;
    let url = server.url().clone();
    assert!(http.get(url.clone()).send().await.is_ok());
    drop(server);
    // The task ends when it is polled next, and the listener with it.
    let stopped = async {
        while http.get(url.clone()).send().await.is_ok() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), stopped).await.expect("the server stops");
}
