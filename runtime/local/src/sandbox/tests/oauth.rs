//! The authorization server: consent, codes, tokens and the client.

use super::*;

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
