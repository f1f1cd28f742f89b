//! GitHub: its deviations from the standard, and what its API refuses.

use super::*;

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
