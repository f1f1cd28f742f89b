//! Tokens that the store cannot write yet.

use super::*;

#[tokio::test]
async fn a_rotated_token_is_used_while_the_store_cannot_write_and_written_when_it_can() {
    let fixture = Fixture::connected().await;
    fixture.store().refuse_writes().await.unwrap();
    assert_eq!(fixture.run().await["result_type"], "completed");
    // Again: the refresh token that is written is two rotations old.
    fixture.taken_back.store(true, SeqCst);
    assert_eq!(fixture.run().await["result_type"], "completed");
    assert_eq!(fixture.refreshes(), 2);
    assert_eq!(fixture.harness.status(&fixture.account).await.0, "ACTIVE");

    fixture.store().accept_writes().await.unwrap();
    let saved = async {
        while !fixture.store().is_saved() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    timeout(PATIENCE, saved).await.expect("the tokens are written");
    fixture.taken_back.store(true, SeqCst);
    assert_eq!(fixture.run().await["result_type"], "completed");
    assert_eq!(fixture.refreshes(), 3);
}

#[tokio::test]
async fn a_rotated_token_that_was_not_written_is_written_when_the_router_stops() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::in_file(&folder.path().join("store.db")).await.unwrap();
    let session = store.insert_session("trs_1", "ada", SessionConfig::default()).await.unwrap();
    let account = NewAccount {
        id: "ca_1",
        user_id: "ada",
        toolkit: "gmail",
        auth_config_id: "ac_gmail",
        alias: None,
        account_type: AccountType::Private,
        acl: &Acl::default(),
    };
    let link =
        NewLink { token_hash: b"1", session_id: Some(&session.id), callback_url: None, expires_at: now() + 60_000 };
    store.insert_link(account, link).await.unwrap();
    let tokens = |name: &str| SealedTokens {
        access_token: Some(name.into()),
        refresh_token: Some(name.into()),
        token_expires_at: None,
    };
    store.activate_account("ca_1", &tokens("old")).await.unwrap();
    let before = store.account("ca_1").await.unwrap().unwrap();
    store.refuse_writes().await.unwrap();
    store.replace_tokens(&before, &tokens("new")).await;
    store.accept_writes().await.unwrap();
    store.close().await;

    let store = Store::in_file(&folder.path().join("store.db")).await.unwrap();
    let after = store.account("ca_1").await.unwrap().unwrap();
    assert_eq!(after.tokens.refresh_token.as_deref(), Some(b"new".as_slice()));
}

#[tokio::test]
async fn a_connection_that_cannot_be_stored_yet_is_stored_when_it_can() {
    let fixture = Fixture::waiting().await;
    let store = fixture.store().clone();
    let refuse = move || -> BoxFuture<'static, ()> {
        let store = store.clone();
        Box::pin(async move {
            store.refuse_writes().await.unwrap();
            tokio::spawn(async move {
                tokio::time::sleep(Duration::from_millis(300)).await;
                store.accept_writes().await.unwrap();
            });
        })
    };
    *fixture.provider.on_token.lock().unwrap() = Some(Box::new(refuse));
    let page = fixture.connect().await;
    assert!(page.text().contains("is connected"), "{}", page.text());
    assert_eq!(fixture.harness.status(&fixture.account).await.0, "ACTIVE");
}

#[tokio::test]
async fn an_account_whose_connection_was_never_stored_fails_when_its_link_is_due() {
    let fixture = Fixture::waiting().await;
    let app = &fixture.harness.router.app;
    let link = NewLink { token_hash: b"1", session_id: None, callback_url: None, expires_at: now() + 60_000 };
    let account = NewAccount {
        id: "ca_1",
        user_id: "ada",
        toolkit: "counted",
        auth_config_id: "ac",
        alias: None,
        account_type: AccountType::Private,
        acl: &Acl::default(),
    };
    let session_id = fixture.session.rsplit('/').next().unwrap();
    app.store.insert_link(account, NewLink { session_id: Some(session_id), ..link }).await.unwrap();
    let link = app.store.link(b"1").await.unwrap().unwrap();
    let attempt = Attempt { browser_hash: b"2", state_hash: b"3", sealed_verifier: b"4", redirect_uri: "" };
    assert!(app.store.start_attempt(&link, attempt).await.unwrap());
    assert!(app.store.finish_attempt(b"3").await.unwrap());
    fixture.harness.age_links("ada").await;
    let (status, reason) = fixture.harness.status("ca_1").await;
    assert_eq!((&*status, reason.as_deref()), ("FAILED", Some("The router could not store the connection.")));
    let late = app.store.activate_account("ca_1", &SealedTokens::default()).await.unwrap();
    assert!(!late, "the user was told that it failed");
}
