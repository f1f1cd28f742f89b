//! The files of a session, and the URLs for uploading and downloading them.

use super::*;

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
    for query in ["limit=501", "limit=0", "mount_relative_prefix=", "mount_relative_prefix=%2Fa"] {
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
