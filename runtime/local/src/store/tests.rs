//! What a store does when the disk is full, and when somebody else writes.

use std::{path::Path, time::Instant};

use futures_util::future::join_all;
use sqlx::Connection;
use tool_router_core::config::SessionConfig;

use super::*;

async fn both() -> (Vec<Store>, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let in_file = Store::in_file(&folder.path().join("store.db")).await.unwrap();
    (vec![Store::in_memory().await.unwrap(), in_file], folder)
}

/// A configuration that takes several pages.
fn large() -> SessionConfig {
    let slugs: Vec<_> = (0..2_000).map(|number| format!("toolkit{number}")).collect();
    serde_json::from_value(serde_json::json!({ "toolkits": slugs })).unwrap()
}

/// Another process that writes.
async fn other_writer(path: &Path) -> sqlx::SqliteConnection {
    let mut other = sqlx::SqliteConnection::connect(&format!("sqlite://{}", path.display())).await.unwrap();
    sqlx::query("BEGIN IMMEDIATE").execute(&mut other).await.unwrap();
    other
}

#[tokio::test]
async fn the_next_write_works_once_a_full_disk_has_room_again() {
    let (stores, _folder) = both().await;
    for store in stores {
        let config = large();
        store.fill_disk().await.unwrap();
        for number in 0..6 {
            let full = store.insert_session(&format!("trs_{number}"), "ada", config.clone()).await.unwrap_err();
            assert!(full.to_string().contains("full"), "{full}");
        }
        store.free_disk().await.unwrap();
        for number in 0..6 {
            store.insert_session(&format!("trs_{number}"), "ada", config.clone()).await.unwrap();
        }
    }
}

#[tokio::test]
async fn a_change_whose_caller_goes_away_is_undone_and_blocks_nobody() {
    let (stores, _folder) = both().await;
    for store in stores {
        store.keep_vault_check(b"check").await.unwrap();
        let mut change = store.writer.begin().await.unwrap();
        sqlx::query("DELETE FROM vault").execute(&mut *change).await.unwrap();
        drop(change);
        assert!(store.vault_check().await.unwrap().is_some());
        store.insert_session("trs_1", "ada", SessionConfig::default()).await.unwrap();
        for number in 0..20 {
            let session = store.session("trs_1").await.unwrap().unwrap();
            assert_eq!(store.count_configs("trs_1").await.unwrap(), usize::try_from(session.config_version).unwrap());
            let config = SessionConfig::default();
            let writing = store.update_session(&session, &config);
            // It gets as far as it does, a step further each time.
            let mut writing = Box::pin(writing);
            for _ in 0..number {
                if futures_util::poll!(&mut writing).is_ready() {
                    break;
                }
                tokio::time::sleep(Duration::from_micros(50)).await;
            }
        }
        let session = store.session("trs_1").await.unwrap().unwrap();
        assert!(store.update_session(&session, &SessionConfig::default()).await.unwrap());
    }
}

#[tokio::test]
async fn readers_do_not_wait_for_writers() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.db");
    let store = Store::in_file(&path).await.unwrap();
    store.insert_session("trs_1", "ada", SessionConfig::default()).await.unwrap();
    let other = other_writer(&path).await;
    let ids: Vec<_> = (2..10).map(|number| format!("trs_{number}")).collect();
    let writing = join_all(ids.iter().map(|id| store.insert_session(id, "ada", SessionConfig::default())));
    let reading = async {
        tokio::time::sleep(Duration::from_millis(200)).await;
        let started = Instant::now();
        for _ in 0..20 {
            assert!(store.session("trs_1").await.unwrap().is_some());
        }
        let took = started.elapsed();
        other.close().await.unwrap();
        took
    };
    let (written, took) = tokio::join!(writing, reading);
    assert!(took < Duration::from_secs(1), "{took:?}");
    assert!(written.iter().all(Result::is_ok), "{written:?}");
}
