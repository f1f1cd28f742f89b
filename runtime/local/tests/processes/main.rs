//! Routers in processes of their own, on a store file: killed at any moment, two on one file, and on a full disk.
#![allow(clippy::unwrap_used, reason = "clippy takes only functions with #[test] for tests")]

mod child;
mod client;
mod killed;
mod store;

use std::time::Duration;

use serde_json::json;

use self::{
    child::{Child, Provider},
    client::Client,
};

/// Only keeps a hanging test from hanging for ever.
const PATIENCE: Duration = Duration::from_secs(60);

#[tokio::test(flavor = "multi_thread")]
async fn a_second_process_is_told_whose_the_store_is_and_takes_over_after_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("router.db");
    let provider = Provider::start().await;
    let first = Child::start(&path, &provider).unwrap();
    let session = Client::of(&first).session("ada", json!({ "toolkits": ["gmail"] })).await.unwrap();
    let refused = Child::start(&path, &provider).unwrap_err();
    assert!(refused.ends_with(&format!("router.db is in use by process {}", first.id())), "{refused}");
    assert!(Client::of(&first).get(&session).await.is_ok(), "the first one goes on");
    first.kill();
    let second = Child::start(&path, &provider).unwrap();
    assert!(Client::of(&second).get(&session).await.is_ok());
    second.kill();
}

/// A small file system in memory, until it is dropped.
#[cfg(target_os = "linux")]
struct SmallDisk(tempfile::TempDir);

#[cfg(target_os = "linux")]
impl SmallDisk {
    fn mount(size: &str) -> Result<Self, String> {
        let folder = tempfile::tempdir().unwrap();
        let mounted = std::process::Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={size},mode=700"), "tmpfs"])
            .arg(folder.path())
            .output();
        match mounted {
            Ok(output) if output.status.success() => Ok(Self(folder)),
            Ok(output) => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
            Err(error) => Err(error.to_string()),
        }
    }

    fn path(&self) -> &std::path::Path {
        self.0.path()
    }
}

#[cfg(target_os = "linux")]
impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = std::process::Command::new("umount").arg("-l").arg(self.path()).status();
    }
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn a_router_whose_disk_was_full_writes_again_when_there_is_room() {
    let disk = match SmallDisk::mount("4m") {
        Ok(disk) => disk,
        Err(problem) => {
            eprintln!("skipped, because no file system can be mounted here: {problem}");
            return;
        }
    };
    let (path, ballast) = (disk.path().join("router.db"), disk.path().join("ballast"));
    std::fs::write(&ballast, vec![0; 2 * 1024 * 1024]).unwrap();
    let provider = Provider::start().await;
    let child = Child::start(&path, &provider).unwrap();
    let client = Client::of(&child);
    let tools = vec!["GMAIL_FETCH_EMAILS"; 2_000];
    let config = json!({ "toolkits": ["gmail"], "tools": { "gmail": { "enable": tools } } });
    let mut sessions = Vec::new();
    let full = loop {
        match client.session("ada", config.clone()).await {
            Ok(session) => sessions.push(session),
            Err(error) => break error,
        }
    };
    assert!(full.starts_with("500"), "{full}");
    for _ in 0..5 {
        assert!(client.session("ada", config.clone()).await.is_err(), "it is still full");
    }
    assert!(client.get(&sessions[0]).await.is_ok(), "reading needs no room");
    std::fs::remove_file(&ballast).unwrap();
    sessions.push(client.session("ada", config.clone()).await.unwrap());
    let session = client.session("ada", json!({ "toolkits": ["gmail"] })).await.unwrap();
    client.connect(&session).await.unwrap();
    child.kill();
    let again = Child::start(&path, &provider).unwrap();
    store::check(&path).await;
    for session in &sessions {
        assert!(Client::of(&again).get(session).await.is_ok());
    }
    again.kill();
}

/// The process that the other tests start and kill. It serves until then; in a run of all tests it has nothing to serve.
#[tokio::test(flavor = "multi_thread")]
async fn serves_as_a_process_of_its_own_when_another_test_asks_for_it() {
    child::serve_if_asked().await;
}
