//! What survives a restart.

use std::path::Path;

use super::*;
use crate::LocalError;

async fn on(path: &Path, sandbox: &SandboxProvider) -> Result<Harness, LocalError> {
    let router = LocalRouter::builder().sandbox(sandbox.clone()).store_file(path).start().await?;
    Ok(Harness { router, http: http::client().unwrap() })
}

#[tokio::test]
async fn sessions_and_connections_survive_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("router.db");
    let sandbox = SandboxProvider::default();
    let harness = on(&path, &sandbox).await.unwrap();
    let session = harness.session("ada", json!({ "toolkits": ["gmail"] })).await;
    let account = harness.connect_gmail(&session).await;
    let waiting = harness.gmail_link(&session).await;
    harness.router.stop().await;

    let harness = on(&path, &sandbox).await.unwrap();
    assert_eq!(harness.status(&account).await.0, "ACTIVE");
    assert_eq!(harness.status(&waiting.account).await.0, "INITIATED");
    let (status, profile) = harness.execute(&session, "GMAIL_GET_PROFILE", json!({})).await;
    assert_eq!((status, &profile["result_type"]), (StatusCode::OK, &json!("completed")), "{profile}");
    harness.router.stop().await;

    let stored = std::fs::read(&path).unwrap();
    let text = String::from_utf8_lossy(&stored);
    assert!(text.contains(&account) && !text.contains("Bearer"));
}

#[tokio::test]
async fn a_wrong_or_lost_key_is_noticed_at_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("router.db");
    let sandbox = SandboxProvider::default();
    on(&path, &sandbox).await.unwrap().router.stop().await;
    let other = LocalRouter::builder().store_file(&path).encryption_key([1; 32]).start().await;
    assert!(matches!(other, Err(LocalError::WrongKey)), "{other:?}");
    let key = folder.path().join("router.db.key");
    std::fs::remove_file(&key).unwrap();
    let keyless = on(&path, &sandbox).await.map(|harness| harness.router);
    assert!(matches!(keyless, Err(LocalError::MissingKeyFile { .. })), "{keyless:?}");
    assert!(!key.exists(), "a new key would only hide the loss");
}

#[tokio::test]
async fn a_start_that_cannot_work_says_why() {
    let taken = Harness::start().await;
    let port = taken.router.url().port().unwrap();
    let router = LocalRouter::builder().port(port).start().await;
    assert!(matches!(router, Err(LocalError::Listen { .. })), "{router:?}");
    let twice = LocalRouter::builder().toolkit(Echo::open("echo")).toolkit(Echo::open("echo")).start().await;
    assert!(matches!(twice, Err(LocalError::DuplicateSlug { .. })), "{twice:?}");
    let key = LocalRouter::builder().api_key("two words").start().await;
    assert!(matches!(key, Err(LocalError::InvalidApiKey)), "{key:?}");
    let store = LocalRouter::builder().store_file("/nowhere/at/all.db").start().await;
    assert!(matches!(store, Err(LocalError::Store { .. })), "{store:?}");
}

#[cfg(unix)]
#[tokio::test]
async fn a_new_store_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("router.db");
    let harness = on(&path, &SandboxProvider::default()).await.unwrap();
    harness.session("ada", json!({})).await;
    for file in std::fs::read_dir(folder.path()).unwrap().map(Result::unwrap) {
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o077, 0, "{:?}", file.file_name());
    }
    harness.router.stop().await;
}
