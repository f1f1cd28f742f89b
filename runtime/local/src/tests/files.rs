//! The files of a session, and the URLs for uploading and downloading them.

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use super::*;
use crate::store::{FileLink, Kept};

/// Sends the head of an upload, and returns the status of its answer.
async fn announce(harness: &Harness, path: &str, length: usize) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", harness.router.url().port().unwrap())).await.unwrap();
    let head = format!("PUT {path} HTTP/1.1\r\nhost: localhost\r\ncontent-length: {length}\r\n\r\n");
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut status = [0; 12];
    // Sooner than the body's own time limit.
    let read = timeout(crate::limits::BODY_WAIT / 2, stream.read_exact(&mut status)).await;
    read.expect("an answer before the body").unwrap();
    String::from_utf8(status.to_vec()).unwrap()
}

#[tokio::test]
async fn an_upload_is_refused_before_its_body_is_read() {
    let harness = Harness::start().await;
    assert_eq!(announce(&harness, "/files/unknown", 31 * 1024 * 1024).await, "HTTP/1.1 404");
    let files = format!("{}/mounts/files", harness.session("ada", json!({})).await);
    let (_, upload) = harness.post(&format!("{files}/upload_url"), json!({ "mount_relative_path": "a" })).await;
    let url: Url = upload["upload_url"].as_str().unwrap().parse().unwrap();
    assert_eq!(announce(&harness, url.path(), crate::limits::FILE + 1).await, "HTTP/1.1 413");
    let transfers = &harness.router.app.transfers;
    let mut rooms = Vec::new();
    for _ in 0..4 {
        rooms.push(transfers.room(crate::limits::FILE).await);
    }
    assert!(rooms.iter().all(Result::is_ok));
    assert_eq!(announce(&harness, url.path(), 1).await, "HTTP/1.1 503", "others fill the memory");
}

#[tokio::test]
async fn a_body_that_stops_is_given_up() {
    let harness = Harness::start().await;
    for (path, key) in
        [("/sandbox/gmail/oauth2/token", None), ("/api/v3.1/tool_router/session", Some(harness.router.api_key()))]
    {
        let mut stream = TcpStream::connect(("127.0.0.1", harness.router.url().port().unwrap())).await.unwrap();
        let key = key.map(|key| format!("x-api-key: {key}\r\n")).unwrap_or_default();
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: localhost\r\n{key}content-type: application/x-www-form-urlencoded\r\n\
                            content-length: 9\r\n\r\nhalf"
        );
        stream.write_all(head.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        let read = timeout(2 * crate::limits::BODY_WAIT, stream.read_to_end(&mut answer)).await;
        read.expect("the connection ends").unwrap();
        let status = String::from_utf8_lossy(&answer[..12]).into_owned();
        assert!(status.starts_with("HTTP/1.1 4"), "{path}: {status}");
    }
}

#[tokio::test]
async fn a_form_of_the_sandbox_is_small() {
    let harness = Harness::start().await;
    for path in ["/sandbox/gmail/oauth2/token", "/sandbox/gmail/oauth2/revoke", "/sandbox/gmail/o/oauth2/v2/decision"] {
        let url = harness.router.url().join(path).unwrap();
        let form = [("code", "x".repeat(2 * crate::limits::FORM))];
        let answer = harness.http.post(url).form(&form).send().await.unwrap();
        assert!(answer.status().is_client_error(), "{path}: {}", answer.status());
        assert_ne!(answer.status(), StatusCode::UNAUTHORIZED, "{path}: it was read");
    }
}

#[tokio::test]
async fn files_are_put_listed_fetched_and_deleted() {
    let harness = Harness::start().await;
    let files = format!("{}/mounts/files", harness.session("ada", json!({})).await);
    for path in ["data/b.csv", "data/a.csv", "notes.txt"] {
        let named = json!({ "mount_relative_path": path, "mimetype": "text/csv" });
        let (status, upload) = harness.post(&format!("{files}/upload_url"), named).await;
        assert_eq!((status, &upload["mount_relative_path"]), (StatusCode::OK, &json!(path)));
        let put = harness.http.put(upload["upload_url"].as_str().unwrap()).body(path).send().await.unwrap();
        assert_eq!(put.status(), StatusCode::OK);
    }
    let (_, page) = harness.get(&format!("{files}/items?limit=1&mount_relative_prefix=data%2F")).await;
    assert_eq!(
        (&page["items"][0]["mount_relative_path"], &page["items"][0]["size"]),
        (&json!("data/a.csv"), &json!(10))
    );
    let cursor = page["next_cursor"].as_str().unwrap();
    let (_, last) = harness.get(&format!("{files}/items?limit=1&mount_relative_prefix=data%2F&cursor={cursor}")).await;
    assert_eq!(last["items"][0]["mount_relative_path"], "data/b.csv");
    assert_eq!(last.get("next_cursor"), None, "the TypeScript SDK takes no null");

    let named = json!({ "mount_relative_path": "notes.txt" });
    let (_, download) = harness.post(&format!("{files}/download_url"), named.clone()).await;
    let url = download["download_url"].as_str().unwrap();
    let got = harness.http.get(url).send().await.unwrap();
    assert_eq!(
        (&got.headers()["content-type"], &got.headers()["content-disposition"]),
        (&"text/csv".parse().unwrap(), &"attachment".parse().unwrap())
    );
    assert_eq!(got.text().await.unwrap(), "notes.txt");
    assert_eq!(harness.http.put(url).body("x").send().await.unwrap().status(), StatusCode::NOT_FOUND, "to fetch only");

    assert_eq!(harness.post(&format!("{files}/delete"), named.clone()).await.0, StatusCode::OK);
    assert_eq!(harness.http.get(url).send().await.unwrap().status(), StatusCode::NOT_FOUND);
    assert_eq!(harness.post(&format!("{files}/delete"), named.clone()).await.0, StatusCode::NOT_FOUND);
    assert_eq!(harness.post(&format!("{files}/download_url"), named).await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn paths_out_of_the_mount_bad_queries_and_unknown_links_are_refused() {
    let harness = Harness::start().await;
    let files = format!("{}/mounts/files", harness.session("ada", json!({})).await);
    for path in ["../a", "/a", "", "a//b"] {
        let named = json!({ "mount_relative_path": path });
        assert_eq!(harness.post(&format!("{files}/upload_url"), named).await.0, StatusCode::BAD_REQUEST, "{path}");
    }
    for query in ["limit=0", "mount_relative_prefix=", "mount_relative_prefix=%2Fa"] {
        assert_eq!(harness.get(&format!("{files}/items?{query}")).await.0, StatusCode::BAD_REQUEST, "{query}");
    }
    let nowhere = harness.router.url().join("/files/unknown").unwrap();
    assert_eq!(harness.http.get(nowhere).send().await.unwrap().status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_file_that_is_too_large_is_refused() {
    let harness = Harness::start().await;
    let files = format!("{}/mounts/files", harness.session("ada", json!({})).await);
    let named = json!({ "mount_relative_path": "large" });
    let (_, upload) = harness.post(&format!("{files}/upload_url"), named).await;
    let body = vec![0; crate::limits::FILE + 1];
    let put = harness.http.put(upload["upload_url"].as_str().unwrap()).body(body).send().await.unwrap();
    assert_eq!(put.status(), StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn a_session_has_a_limited_number_of_files() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let files = format!("{session}/mounts/files");
    let session_id = session.rsplit('/').next().unwrap().to_owned();
    for number in 0..limits::FILE_COUNT {
        let link = FileLink { session_id: session_id.clone(), path: format!("{number:04}"), mimetype: None };
        assert_eq!(harness.router.app.store.keep_file(&link, b"").await.unwrap(), Kept::Stored);
    }
    let put = async |path: &str| {
        let (_, upload) = harness.post(&format!("{files}/upload_url"), json!({ "mount_relative_path": path })).await;
        harness.http.put(upload["upload_url"].as_str().unwrap()).body("x").send().await.unwrap()
    };
    let refused = put("another").await;
    assert_eq!(refused.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert!(refused.text().await.unwrap().contains("1000 files at most"));
    assert_eq!(put("0500").await.status(), StatusCode::OK, "it replaces one");
    let (_, page) = harness.get(&format!("{files}/items?limit=500")).await;
    let next = format!("{files}/items?limit=500&cursor={}", page["next_cursor"].as_str().unwrap());
    let (_, last) = harness.get(&next).await;
    assert_eq!((&last["items"][0]["mount_relative_path"], last.get("next_cursor")), (&json!("0500"), None));
}

#[tokio::test]
async fn a_download_that_nobody_reads_keeps_its_room() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let id = session.rsplit('/').next().unwrap().to_owned();
    let file = crate::store::FileLink { session_id: id, path: "large".to_owned(), mimetype: None };
    let kept = harness.router.app.store.keep_file(&file, &vec![0; crate::limits::FILE]).await.unwrap();
    assert_eq!(kept, Kept::Stored);
    let named = json!({ "mount_relative_path": "large" });
    let (_, download) = harness.post(&format!("{session}/mounts/files/download_url"), named).await;
    let url: Url = download["download_url"].as_str().unwrap().parse().unwrap();
    let mut stream = TcpStream::connect(("127.0.0.1", url.port().unwrap())).await.unwrap();
    stream.write_all(format!("GET {} HTTP/1.1\r\nhost: localhost\r\n\r\n", url.path()).as_bytes()).await.unwrap();
    let mut head = [0; 12];
    timeout(PATIENCE, stream.read_exact(&mut head)).await.expect("it begins").unwrap();
    assert_eq!(&head, b"HTTP/1.1 200");
    // As much as fits on the way to the client is on the way by now.
    tokio::time::sleep(Duration::from_millis(200)).await;
    let transfers = &harness.router.app.transfers;
    let mut rooms = Vec::new();
    for _ in 0..4 {
        rooms.push(transfers.room(crate::limits::FILE).await);
    }
    assert_eq!(rooms.iter().filter(|room| room.is_ok()).count(), 3);
    rooms.clear();
    let got = harness.http.get(url).send().await.unwrap();
    assert_eq!(got.content_length(), Some(crate::limits::FILE as u64));
    assert_eq!(got.bytes().await.unwrap().len(), crate::limits::FILE);
}
