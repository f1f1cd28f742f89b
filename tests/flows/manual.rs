use std::collections::HashMap;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tool_router_test_support::browser::{Browser, Page};

use crate::agents::{ManualAgent, embedded, subjects};

/// Serves one page at a callback URL, and returns the URL.
async fn callback_page() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}/settings?tab=accounts", listener.local_addr().expect("an address"));
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.expect("a browser");
        let _ = stream.read(&mut [0; 4096]).await;
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\nconnection: close\r\n\r\nback").await;
    });
    url
}

fn query(page: &Page) -> HashMap<String, String> {
    page.url.query_pairs().into_owned().collect()
}

#[tokio::test]
async fn the_browser_comes_back_to_the_callback_url() {
    let router = embedded().await;
    let callback = callback_page().await;
    let session = ManualAgent::session("ada").callback_url(callback).create(&router).await.expect("a session");
    let link = session.authorize(ManualAgent::GMAIL).await.expect("a link");
    let end = Browser::new().expect("a browser").connect(link.url()).await.expect("pages");

    let query = query(&end);
    assert_eq!(query["tab"], "accounts");
    assert_eq!(query["status"], "success");
    assert_eq!(query["connected_account_id"], link.connected_account_id().as_str());
    let gmail = session.connection(ManualAgent::GMAIL).await.expect("an answer").expect("a connection");
    assert!(gmail.is_active());
    assert_eq!(subjects(&session, ManualAgent::GMAIL_FETCH_EMAILS).await.expect("mail").len(), 3);
}

#[tokio::test]
async fn a_denial_comes_back_as_failed() {
    let router = embedded().await;
    let callback = callback_page().await;
    let session = ManualAgent::session("ada").callback_url(callback).create(&router).await.expect("a session");
    let link = session.authorize(ManualAgent::GMAIL).await.expect("a link");
    let end = Browser::new().expect("a browser").decline(link.url()).await.expect("pages");
    assert_eq!(query(&end)["status"], "failed");
    link.wait().await.expect_err("a denial");
}

#[tokio::test]
async fn a_callback_url_that_could_leak_is_refused_before_any_request() {
    let router = embedded().await;
    let session = ManualAgent::session("ada").callback_url("http://example.com/").create(&router).await;
    let error = session.map(|_| ()).expect_err("plain http").to_string();
    assert!(error.contains("in the clear"), "{error}");
}
