//! What survives a restart.

use std::{io::Write, path::Path};

use sqlx::Connection;

use super::*;
use crate::{LocalError, private_file, store::Store};

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

#[tokio::test]
async fn a_store_file_has_one_owner_whom_the_others_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("router.db");
    let sandbox = SandboxProvider::default();
    // As another process does.
    let mut other = std::fs::File::create(folder.path().join("router.db.lock")).unwrap();
    other.write_all(b"4242\n").unwrap();
    other.lock().unwrap();
    let refused = on(&path, &sandbox).await.map(|harness| harness.router).unwrap_err();
    assert!(matches!(refused, LocalError::StoreInUse { process: Some(4242), .. }), "{refused:?}");
    assert!(refused.to_string().ends_with("router.db is in use by process 4242"), "{refused}");
    drop(other);

    let first = on(&path, &sandbox).await.unwrap();
    first.session("ada", json!({})).await;
    // It need not be awaited: whoever starts it again waits for its end.
    drop(first.router);
    on(&path, &sandbox).await.unwrap().router.stop().await;
}

#[cfg(unix)]
#[tokio::test]
async fn another_name_of_a_store_file_is_the_same_store() {
    let folder = tempfile::tempdir().unwrap();
    let (path, alias) = (folder.path().join("router.db"), folder.path().join("alias.db"));
    let first = Store::in_file(&path).await.unwrap();
    std::os::unix::fs::symlink(&path, &alias).unwrap();
    let second = Store::in_file(&alias).await.unwrap_err();
    assert!(second.to_string().ends_with("in use by another router of this process"), "{second}");
    first.close().await;
    Store::in_file(&alias).await.unwrap().close().await;
}

#[cfg(unix)]
#[tokio::test]
async fn a_lock_that_links_to_another_file_leaves_that_file_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let (path, other) = (folder.path().join("router.db"), folder.path().join("diary"));
    std::fs::write(&other, "dear diary").unwrap();
    std::os::unix::fs::symlink(&other, folder.path().join("router.db.lock")).unwrap();
    let refused = LocalRouter::builder().store_file(&path).start().await.unwrap_err();
    assert!(format!("{refused:?}").contains("link to another file"), "{refused:?}");
    assert_eq!(std::fs::read_to_string(&other).unwrap(), "dear diary");
}

#[tokio::test]
async fn the_database_of_another_program_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    for (name, statement) in [
        ("tables.db", "CREATE TABLE notes (text TEXT)"),
        ("sqlx.db", "CREATE TABLE _sqlx_migrations (version INTEGER); CREATE TABLE sessions (id TEXT)"),
        ("marked.db", "PRAGMA application_id = 7"),
    ] {
        let path = folder.path().join(name);
        drop(private_file::create(&path).unwrap());
        let url = format!("sqlite://{}", path.display());
        let mut other = sqlx::SqliteConnection::connect(&url).await.unwrap();
        sqlx::raw_sql(statement).execute(&mut other).await.unwrap();
        other.close().await.unwrap();
        let before = std::fs::read(&path).unwrap();
        let refused = Store::in_file(&path).await.unwrap_err();
        assert!(matches!(refused, LocalError::ForeignStore { .. }), "{refused:?}");
        assert_eq!(std::fs::read(&path).unwrap(), before, "{name}");
    }
}

#[tokio::test]
async fn a_store_of_the_first_version_is_migrated() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("router.db");
    drop(private_file::create(&path).unwrap());
    let mut first = sqlx::SqliteConnection::connect(&format!("sqlite://{}", path.display())).await.unwrap();
    let mut migrations = sqlx::migrate!();
    migrations.migrations.to_mut().retain(|migration| migration.version == 1);
    migrations.run(&mut first).await.unwrap();
    sqlx::raw_sql(
        "INSERT INTO connected_accounts VALUES ('ca_1', 'ada', 'gmail', 'ac', NULL, 'INITIATED', NULL, 1, NULL, NULL, NULL, 1, 1);
         INSERT INTO links (token_hash, account_id, expires_at) VALUES (x'01', 'ca_1', 1);
         INSERT INTO sessions VALUES ('trs_1', 'ada', '{}', 2);
         INSERT INTO config_history VALUES ('trs_1', 1, '{}', 11), ('trs_1', 2, '{}', 12)",
    )
    .execute(&mut first)
    .await
    .unwrap();
    first.close().await.unwrap();
    let store = Store::in_file(&path).await.unwrap();
    assert_eq!(store.end_due().await.unwrap(), ["ada"]);
    let versions = store.config_history("trs_1", None, 10).await.unwrap();
    let versions: Vec<_> = versions.iter().map(|version| (version.version, version.created_at)).collect();
    assert_eq!((versions, store.count_configs("trs_1").await.unwrap()), (vec![(2, 12), (1, 11)], 2));
    store.close().await;
    Store::in_file(&path).await.unwrap().close().await;
}

#[cfg(unix)]
#[tokio::test]
async fn a_store_or_a_key_that_others_can_read_or_write_is_refused() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("router.db");
    let sandbox = SandboxProvider::default();
    on(&path, &sandbox).await.unwrap().router.stop().await;
    for name in ["router.db", "router.db.key"] {
        let file = folder.path().join(name);
        for mode in [0o640, 0o604, 0o620, 0o602] {
            std::fs::set_permissions(&file, std::fs::Permissions::from_mode(mode)).unwrap();
            let refused = on(&path, &sandbox).await.map(|harness| harness.router).unwrap_err();
            assert!(matches!(refused, LocalError::Exposed { .. }), "{name} {mode:o}: {refused:?}");
            assert!(refused.to_string().ends_with(name), "{refused}");
        }
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
    }
    on(&path, &sandbox).await.unwrap().router.stop().await;
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
