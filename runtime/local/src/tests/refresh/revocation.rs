//! Tokens of accounts that are gone.

use super::*;

#[tokio::test]
async fn a_deleted_account_is_revoked_at_the_provider() {
    let fixture = Fixture::connected().await;
    let path = format!("connected_accounts/{}", fixture.account);
    // The first attempt fails.
    fixture.provider.is_away.store(true, SeqCst);
    assert_eq!(fixture.harness.delete(&path).await, (StatusCode::OK, json!({ "success": true })));
    assert_eq!(*fixture.provider.revoked.lock().unwrap(), ["refresh-1", "access-1"]);
    assert_eq!(fixture.harness.delete(&path).await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_tokens_of_an_account_that_was_deleted_meanwhile_are_revoked() {
    // While its user connects it, and while its token is renewed.
    for is_connected in [false, true] {
        let fixture = if is_connected { Fixture::connected().await } else { Fixture::waiting().await };
        let (store, account) = (fixture.store().clone(), fixture.account.clone());
        let delete = move || -> BoxFuture<'static, ()> {
            let (store, account) = (store.clone(), account.clone());
            Box::pin(async move { assert!(store.delete_account(&account).await.unwrap()) })
        };
        *fixture.provider.on_token.lock().unwrap() = Some(Box::new(delete));
        let issued = if is_connected {
            assert_eq!(fixture.run().await["result_type"], "failed");
            "refresh-2"
        } else {
            let page = fixture.connect().await;
            assert!(page.text().contains("is not connected"), "{}", page.text());
            "refresh-1"
        };
        assert!(fixture.provider.revoked.lock().unwrap().iter().any(|token| token == issued));
    }
}
