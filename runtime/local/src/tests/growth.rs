//! What costs the same however much there is.

use std::time::Instant;

use super::*;
use crate::store::{ApprovalRequest, Swept};

const DAY: i64 = 24 * 60 * 60 * 1000;

/// What a call takes when nothing else keeps the machine busy: the shortest time of several.
async fn fastest(mut call: impl AsyncFnMut()) -> Duration {
    let mut fastest = Duration::MAX;
    for _ in 0..15 {
        let started = Instant::now();
        call().await;
        fastest = fastest.min(started.elapsed());
    }
    fastest
}

#[tokio::test]
async fn calls_and_lists_take_as_long_with_many_accounts_and_links_as_with_few() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    harness.connect_gmail(&session).await;
    let bobs = harness.session("bob", json!({})).await;
    harness.connect_gmail(&bobs).await;
    let execute = async || {
        let (_, outcome) = harness.execute(&session, "GMAIL_GET_PROFILE", json!({})).await;
        assert_eq!(outcome["result_type"], "completed", "{outcome}");
    };
    let get = async |path: &str| assert_eq!(harness.get(path).await.0, StatusCode::OK);
    let toolkits = format!("{session}/toolkits");
    let lists = [
        "connected_accounts?limit=10",
        "connected_accounts?limit=10&order_by=updated_at&order_direction=asc",
        "connected_accounts?limit=10&statuses=ACTIVE",
        "connected_accounts?limit=10&toolkit_slugs=gmail&statuses=EXPIRED,ACTIVE",
        "connected_accounts?limit=10&user_ids=bob&statuses=ACTIVE",
        &toolkits,
    ];
    let mut few = vec![fastest(execute).await];
    for list in lists {
        few.push(fastest(async || get(list).await).await);
    }
    let create = async || drop(harness.session("ada", json!({})).await);
    let link = async || drop(harness.gmail_link(&bobs).await);
    let store = &harness.router.app.store;
    let end = async || drop(store.end_due().await.unwrap());
    let sweep = async || drop(store.sweep_at(now() + DAY / 2).await.unwrap());
    few.extend([fastest(create).await, fastest(link).await, fastest(end).await, fastest(sweep).await]);

    store.add_accounts(20_000, "INITIATED", "ada").await.unwrap();
    store.add_accounts(20_000, "EXPIRED", "everybody").await.unwrap();
    let mut many = vec![fastest(execute).await];
    for list in lists {
        many.push(fastest(async || get(list).await).await);
    }
    many.extend([fastest(create).await, fastest(link).await, fastest(end).await, fastest(sweep).await]);
    for (number, (few, many)) in few.iter().zip(&many).enumerate() {
        // What goes through everything takes a hundred times as long.
        assert!(*many < *few * 4 + Duration::from_millis(15), "{number}: {few:?}, then {many:?}");
    }
}

#[tokio::test]
async fn pages_of_accounts_lead_through_all_of_them_while_others_come() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let mut made = Vec::new();
    for _ in 0..5 {
        made.push(harness.gmail_link(&session).await.account);
    }
    for (direction, expected) in [("desc", made.iter().rev().collect::<Vec<_>>()), ("asc", made.iter().collect())] {
        let path = format!("connected_accounts?user_ids=ada&limit=2&order_direction={direction}");
        let (mut seen, mut cursor) = (Vec::new(), String::new());
        for number in 1..=3 {
            let (_, page) = harness.get(&format!("{path}&cursor={cursor}")).await;
            assert_eq!(page["current_page"], number, "{page}");
            seen.extend(page["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()));
            cursor = page["next_cursor"].as_str().unwrap_or_default().to_owned();
            if direction == "desc" {
                // It comes before the first page, and moves none of the others.
                harness.gmail_link(&session).await;
            }
        }
        let expected: Vec<_> = expected.into_iter().cloned().collect();
        assert_eq!(seen[..5], expected, "{direction}");
    }
}

#[tokio::test]
async fn lists_say_how_many_accounts_there_are() {
    let harness = Harness::start().await;
    let (ada, bob) = (harness.session("ada", json!({})).await, harness.session("bob", json!({})).await);
    let total = async |query: &str| harness.get(&format!("connected_accounts?{query}")).await.1["total_items"].clone();
    assert_eq!(total("").await, 0);
    let account = harness.connect_gmail(&ada).await;
    harness.gmail_link(&bob).await;
    let declined = harness.gmail_link(&bob).await;
    browser().decline(&declined.url).await.unwrap();
    let expected = [("", 3), ("statuses=ACTIVE", 1), ("statuses=ACTIVE,FAILED", 2), ("user_ids=bob", 2)];
    for (query, expected) in expected {
        assert_eq!(total(query).await, expected, "{query}");
    }
    harness.delete(&format!("connected_accounts/{account}")).await;
    assert_eq!((total("").await, total("statuses=ACTIVE").await), (json!(2), json!(0)));
    assert_eq!(total("toolkit_slugs=slack").await, 0);
}

#[tokio::test]
async fn the_oldest_of_too_many_unused_links_expires() {
    let harness = Harness::start().await;
    let (ada, bob) = (harness.session("ada", json!({})).await, harness.session("bob", json!({})).await);
    let (oldest, bobs) = (harness.gmail_link(&ada).await, harness.gmail_link(&bob).await);
    let second = harness.gmail_link(&ada).await;
    for _ in 1..limits::PENDING_LINKS {
        harness.gmail_link(&ada).await;
    }
    let ended = async {
        while harness.status(&oldest.account).await.0 != "EXPIRED" {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    timeout(PATIENCE, ended).await.expect("the oldest link expires");
    assert_eq!(browser().open(&oldest.url).await.unwrap().status, StatusCode::GONE);
    assert_eq!(harness.status(&second.account).await.0, "INITIATED");
    assert_eq!(harness.status(&bobs.account).await.0, "INITIATED");
}

#[tokio::test]
async fn many_links_of_a_user_are_not_remembered_for_long() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let connected = harness.connect_gmail(&session).await;
    for _ in 0..limits::UNUSED_LINKS + 10 {
        harness.gmail_link(&session).await;
    }
    let (_, page) = harness.get("connected_accounts?user_ids=ada").await;
    assert_eq!(page["total_items"], limits::UNUSED_LINKS + 1);
    assert_eq!(harness.status(&connected).await.0, "ACTIVE");
}

#[tokio::test]
async fn what_has_ended_is_deleted_after_a_day() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let connected = harness.connect_gmail(&session).await;
    let ended = harness.connect_gmail(&session).await;
    let (unused, declined) = (harness.gmail_link(&session).await, harness.gmail_link(&session).await);
    browser().decline(&declined.url).await.unwrap();
    harness.age_links("ada").await;
    let store = &harness.router.app.store;
    let account = store.account(&ended).await.unwrap().unwrap();
    assert!(store.end_account(&account, crate::store::Status::Expired, "refused").await.unwrap());
    let waiting = harness.gmail_link(&session).await;

    assert_eq!(store.sweep_at(now() + DAY - 60_000).await.unwrap().users, Vec::<String>::new());
    let Swept { users, has_more } = store.sweep_at(now() + DAY + 60_000).await.unwrap();
    assert_eq!((users, has_more), (vec!["ada".to_owned(); 2], false));
    for link in [&unused, &declined] {
        assert_eq!(harness.get(&format!("connected_accounts/{}", link.account)).await.0, StatusCode::NOT_FOUND);
        assert_eq!(browser().open(&link.url).await.unwrap().status, StatusCode::NOT_FOUND);
    }
    for (account, status) in [(&connected, "ACTIVE"), (&ended, "EXPIRED"), (&waiting.account, "INITIATED")] {
        assert_eq!(harness.status(account).await.0, status);
    }
}

#[tokio::test]
async fn a_question_that_nobody_answers_expires() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let session_id = session.rsplit('/').next().unwrap();
    let store = &harness.router.app.store;
    let request = ApprovalRequest { token_hash: b"1", session_id, call_hash: b"2" };
    store.insert_approval_request(request).await.unwrap();
    store.sweep_at(now() + 59 * 60 * 1000).await.unwrap();
    assert_eq!(store.count_questions().await.unwrap(), 1);
    store.sweep_at(now() + 61 * 60 * 1000).await.unwrap();
    assert_eq!(store.count_questions().await.unwrap(), 0);
    assert!(!store.take_approval_request(request).await.unwrap());
}

#[tokio::test]
async fn the_latest_configurations_of_a_session_are_kept() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    for number in 0..limits::CONFIG_VERSIONS + 5 {
        let toolkits = if number % 2 == 0 { json!(["echo"]) } else { json!(["gmail"]) };
        assert_eq!(harness.patch(&session, json!({ "toolkits": toolkits })).await.0, StatusCode::OK);
    }
    let (_, page) = harness.get(&format!("{session}/config_history?limit=10")).await;
    let newest = limits::CONFIG_VERSIONS + 6;
    assert_eq!((&page["total_items"], &page["items"][0]["version"]), (&json!(limits::CONFIG_VERSIONS), &json!(newest)));
    let next = format!("{session}/config_history?limit=10&cursor={}", page["next_cursor"].as_str().unwrap());
    assert_eq!(harness.get(&next).await.1["items"][0]["version"], newest - 10);
}
