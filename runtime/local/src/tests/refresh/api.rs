//! Calls of the provider's API that it refuses, or answers with what is not JSON.

use axum::{
    body::Body,
    extract::Path,
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::STANDARD};

use super::*;
use crate::limits;

const PICTURE: &[u8] = b"\x89PNG\xff\x00";
const HOW_TO_CONNECT: &str =
    "Call COMPOSIO_MANAGE_CONNECTIONS with toolkits [\"counted\"] and show the user the link it returns.";

/// What the API answers to those whose token it takes.
pub(super) async fn answer(
    State(provider): State<Arc<Provider>>,
    Path(answer): Path<String>,
    headers: HeaderMap,
) -> Response {
    let authorization = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = authorization.and_then(|value| value.strip_prefix("Bearer "));
    if !token.is_some_and(|token| provider.takes(token)) {
        return (StatusCode::UNAUTHORIZED, Json(json!({ "error": "bad token" }))).into_response();
    }
    match answer.as_str() {
        "picture" => ([(header::CONTENT_TYPE, "image/png")], PICTURE).into_response(),
        "long" => vec![b'a'; limits::PROXY_ANSWER + 1].into_response(),
        _ => {
            let cut = futures_util::stream::iter([Ok("{"), Err(std::io::Error::other("cut"))]);
            Body::from_stream(cut).into_response()
        }
    }
}

impl Fixture {
    async fn call(&self, endpoint: &str) -> (StatusCode, Value) {
        let call = json!({ "toolkit_slug": "counted", "endpoint": endpoint, "method": "GET" });
        self.harness.post(&format!("{}/proxy_execute", self.session), call).await
    }

    /// Without a session.
    async fn call_directly(&self, endpoint: &str) -> (StatusCode, Value) {
        let call = json!({ "connected_account_id": self.account, "endpoint": endpoint, "method": "GET" });
        self.harness.post("tools/execute/proxy", call).await
    }
}

#[tokio::test]
async fn bytes_are_a_file_of_the_session_and_a_data_url_without_one() {
    let fixture = Fixture::connected().await;
    let (status, answer) = fixture.call("picture").await;
    let file = &answer["binary_data"];
    assert_eq!((status, &file["content_type"]), (StatusCode::OK, &json!("image/png")), "{answer}");
    assert_eq!((&file["size"], answer.get("data")), (&json!(PICTURE.len()), None));
    let got = fixture.harness.http.get(file["url"].as_str().unwrap()).send().await.unwrap();
    assert_eq!(got.bytes().await.unwrap(), PICTURE);

    let (status, answer) = fixture.call_directly("picture").await;
    let data = format!("data:image/png;base64,{}", STANDARD.encode(PICTURE));
    let described = json!({ "url": data, "content_type": "image/png", "size": PICTURE.len() });
    assert_eq!((status, &answer["status"], &answer["binary_data"]), (StatusCode::OK, &json!(200), &described));
}

#[tokio::test]
async fn a_provider_that_refuses_the_renewed_token_as_well_ends_nothing_and_is_quoted() {
    let fixture = Fixture::connected().await;
    fixture.run().await;
    fixture.provider.takes_none.store(true, SeqCst);
    let failed = fixture.run().await;
    let refused = "the provider did not accept the credentials of the connected account";
    assert_eq!(
        (&failed["result_type"], &failed["error"]),
        (&json!("failed"), &json!(format!("{refused}. {HOW_TO_CONNECT}")))
    );
    assert_eq!(fixture.refreshes(), 2, "renewed once");
    // What the API says to a proxied call is its answer.
    let own = json!({ "error": "bad token" });
    let (status, answer) = fixture.call("picture").await;
    assert_eq!((status, &answer["status"], &answer["data"]), (StatusCode::OK, &json!(401), &own), "{answer}");
    let (status, answer) = fixture.call_directly("picture").await;
    assert_eq!((status, &answer["status"], &answer["data"]), (StatusCode::OK, &json!(401), &own), "{answer}");
    assert_eq!(fixture.refreshes(), 4, "once for each call");
    assert_eq!(fixture.harness.status(&fixture.account).await.0, "ACTIVE");
}

#[tokio::test]
async fn a_proxied_call_that_fails_says_why_with_and_without_a_session() {
    let fixture = Fixture::connected().await;
    let too_long = format!("The toolkit's API answered more than {} bytes", limits::PROXY_ANSWER);
    for (endpoint, said) in
        [("cut", "The toolkit's API could not be reached, or did not answer in time"), ("long", &too_long)]
    {
        for (status, answer) in [fixture.call(endpoint).await, fixture.call_directly(endpoint).await] {
            assert_eq!((status, &answer["error"]["message"]), (StatusCode::BAD_GATEWAY, &json!(said)), "{answer}");
        }
    }
    fixture.provider.takes_none.store(true, SeqCst);
    fixture.provider.is_away.store(true, SeqCst);
    for (status, answer) in [fixture.call("picture").await, fixture.call_directly("picture").await] {
        let said = answer["error"]["message"].as_str().unwrap();
        assert!(said.starts_with("The access to counted could not be renewed: "), "{answer}");
        assert_eq!((status, said.ends_with("Try again later.")), (StatusCode::BAD_GATEWAY, true), "{answer}");
    }
    fixture.provider.is_away.store(false, SeqCst);
    fixture.provider.refuses.store(true, SeqCst);
    // Only an agent with a session has a tool to connect with.
    let ended = "the user has to connect counted again.";
    let (status, answer) = fixture.call("picture").await;
    let said = answer["error"]["message"].as_str().unwrap();
    assert_eq!(
        (status, said.ends_with(&format!("{ended} {HOW_TO_CONNECT}"))),
        (StatusCode::BAD_GATEWAY, true),
        "{said}"
    );
    assert_eq!(fixture.harness.status(&fixture.account).await.0, "EXPIRED");
}

#[tokio::test]
async fn a_direct_call_that_ends_an_account_names_no_tool_of_a_session() {
    let fixture = Fixture::connected().await;
    fixture.provider.refuses.store(true, SeqCst);
    let (status, answer) = fixture.call_directly("picture").await;
    let said = answer["error"]["message"].as_str().unwrap();
    assert_eq!(status, StatusCode::BAD_GATEWAY, "{answer}");
    assert!(said.ends_with("the user has to connect counted again.") && !said.contains("COMPOSIO_"), "{said}");
    assert_eq!(fixture.harness.status(&fixture.account).await.0, "EXPIRED");
}
