//! Files: the requests to the router, and to the store that it names.

use serde_json::{Value, json};
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::{SESSION, answer, ok, requests, retrieve, server};
use crate::error::{Error, InvalidInput};
use crate::test_support::{Manual, refusal};

/// A store that accepts and returns bytes, and the router that names its URLs.
async fn with_store() -> (MockServer, MockServer) {
    let (router, store) = (server().await, MockServer::start().await);
    let url = format!("{}/bucket/1?signature=topsecret", store.uri());
    answer(&router, "POST", "mounts/files/upload_url", ok(json!({ "upload_url": url }))).await;
    answer(&router, "POST", "mounts/files/download_url", ok(json!({ "download_url": url }))).await;
    answer(&router, "POST", "mounts/files/delete", ok(json!({ "mount_relative_path": "data/a.csv" }))).await;
    Mock::given(method("PUT")).respond_with(ResponseTemplate::new(200)).mount(&store).await;
    Mock::given(method("GET")).respond_with(ResponseTemplate::new(200).set_body_string("ada")).mount(&store).await;
    (router, store)
}

#[tokio::test]
async fn bytes_go_to_the_store_without_the_credential() {
    let (router, store) = with_store().await;
    let session = retrieve::<Manual>(&router).await;
    session.files().upload("/data/a.csv", "ada").mimetype("text/csv").await.unwrap();
    assert_eq!(session.files().download("data/a.csv").await.unwrap(), b"ada");
    session.files().delete("data/a.csv").await.unwrap();
    let asked: Value = router.received_requests().await.unwrap()[1].body_json().unwrap();
    assert_eq!(asked, json!({ "mount_relative_path": "data/a.csv", "mimetype": "text/csv" }));
    let moved = store.received_requests().await.unwrap();
    assert_eq!(
        (moved.len(), &*moved[0].body, moved[0].headers["content-type"].to_str().unwrap()),
        (2, &b"ada"[..], "text/csv")
    );
    assert!(moved.iter().all(|request| !request.headers.contains_key("x-api-key")));
}

#[tokio::test]
async fn a_path_out_of_the_mount_is_refused_before_any_request() {
    let (router, _store) = with_store().await;
    let session = retrieve::<Manual>(&router).await;
    for error in [
        session.files().upload("../a", "x").await.unwrap_err(),
        session.files().download("").await.unwrap_err(),
        session.files().delete("a//b").await.unwrap_err(),
    ] {
        assert!(matches!(error, Error::Invalid(InvalidInput::FilePath { .. })), "{error:?}");
    }
    assert_eq!(requests(&router).await, ["GET trs_1"]);
}

#[tokio::test]
async fn trouble_with_the_store_hides_its_url() {
    let (router, store) = with_store().await;
    let session = retrieve::<Manual>(&router).await;
    let too_large = session.files().download("a").at_most(2).await.unwrap_err();
    store.reset().await;
    Mock::given(method("PUT")).respond_with(refusal(403)).mount(&store).await;
    let refused = session.files().upload("a", "x").await.unwrap_err();
    drop(store);
    for error in [too_large, refused, session.files().download("a").await.unwrap_err()] {
        assert!(matches!(error, Error::Transfer { .. }), "{error:?}");
        assert!(!format!("{error} {error:?}").contains("topsecret"), "{error:?}");
    }
}

#[tokio::test]
async fn files_and_versions_are_listed_page_by_page() {
    let router = server().await;
    let page = json!({ "items": [{ "mount_relative_path": "data/a.csv", "size": 3 }] });
    Mock::given(method("GET"))
        .and(path(format!("{SESSION}/mounts/files/items")))
        .and(wiremock::matchers::query_param("mount_relative_prefix", "data/"))
        .and(wiremock::matchers::query_param("limit", "500"))
        .respond_with(ok(page))
        .mount(&router)
        .await;
    let session = retrieve::<Manual>(&router).await;
    let files = session.files().list().prefix("/data/").await.unwrap();
    assert_eq!((&*files[0].path, files[0].size), ("data/a.csv", Some(3)));

    let version = |version: u64| {
        json!({ "version": version, "created_at": "2026-01-01T00:00:00.000Z",
        "config": { "user_id": "user_1", "toolkits": { "enabled": ["gmail"] } }, "is_current": version == 2 })
    };
    let page = json!({ "items": [version(2), version(1)], "next_cursor": null });
    answer(&router, "GET", "config_history", ok(page)).await;
    let history = session.config_history().await.unwrap();
    assert_eq!(
        history.iter().map(|entry| (entry.version, entry.is_current)).collect::<Vec<_>>(),
        [(2, true), (1, false)]
    );
    assert_eq!(history[1].config.toolkits.as_ref().unwrap().enabled.as_deref().unwrap(), ["gmail"]);
}
