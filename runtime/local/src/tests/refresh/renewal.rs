//! When access tokens are renewed, and when an account ends.

use super::*;

#[tokio::test]
async fn an_expired_token_is_renewed_once_for_all() {
    let fixture = Fixture::connected().await;
    let outcomes = join_all((0..8).map(|_| fixture.run())).await;
    assert!(outcomes.iter().all(|outcome| outcome["result_type"] == "completed"), "{outcomes:?}");
    assert_eq!(fixture.refreshes(), 1);
    fixture.run().await;
    assert_eq!(fixture.refreshes(), 1, "the new token lasts");
}

#[tokio::test]
async fn a_refused_token_is_renewed_and_the_rotated_one_kept() {
    let fixture = Fixture::connected().await;
    fixture.run().await;
    for round in 2..4 {
        fixture.taken_back.store(true, SeqCst);
        assert_eq!(fixture.run().await["result_type"], "completed");
        assert_eq!(fixture.refreshes(), round);
    }
}

#[tokio::test]
async fn a_refused_renewal_ends_the_account_and_says_what_to_do() {
    let fixture = Fixture::connected().await;
    fixture.provider.refuses.store(true, SeqCst);
    let path = format!("{}/connections", fixture.session);
    let (_, before) = fixture.harness.get(&path).await;
    let wait = format!("{path}?after={}&wait_ms=20000", before["revision"]);
    let (failed, (_, pushed)) = tokio::join!(fixture.run(), fixture.harness.get(&wait));
    assert_eq!(failed["result_type"], "failed");
    let error = failed["error"].as_str().unwrap();
    let what_to_do =
        "Call COMPOSIO_MANAGE_CONNECTIONS with toolkits [\"counted\"] and show the user the link it returns.";
    assert!(error.ends_with(&format!("has to connect counted again. {what_to_do}")), "{failed}");
    assert_eq!(pushed["connections"][0]["status"], "EXPIRED");
    let (status, reason) = fixture.harness.status(&fixture.account).await;
    assert_eq!(status, "EXPIRED");
    assert!(reason.unwrap().contains("invalid_grant"));
    let (_, answer) = fixture.harness.execute(&fixture.session, "COUNTED_RUN", json!({})).await;
    assert_eq!(answer["error"]["code"], 4302);
}

#[tokio::test]
async fn a_provider_that_is_away_ends_nothing() {
    let fixture = Fixture::connected().await;
    fixture.provider.is_away.store(true, SeqCst);
    let failed = fixture.run().await;
    assert!(failed["error"].as_str().unwrap().contains("Try again later"), "{failed}");
    assert_eq!(fixture.harness.status(&fixture.account).await.0, "ACTIVE");
    fixture.provider.is_away.store(false, SeqCst);
    assert_eq!(fixture.run().await["result_type"], "completed");
}

#[tokio::test]
async fn an_account_whose_tokens_changed_in_the_meantime_is_not_ended() {
    let fixture = Fixture::connected().await;
    let before = fixture.store().account(&fixture.account).await.unwrap().unwrap();
    fixture.run().await;
    assert!(!fixture.store().end_account(&before, Status::Expired, "refused").await.unwrap());
    assert_eq!(fixture.harness.status(&fixture.account).await.0, "ACTIVE");
    assert_eq!(fixture.run().await["result_type"], "completed");
}

#[tokio::test]
async fn a_server_that_fails_ends_nothing_whatever_it_says() {
    let fixture = Fixture::connected().await;
    fixture.provider.refuses.store(true, SeqCst);
    for status in [500, 503, 429, 408] {
        fixture.provider.refusal.store(status, SeqCst);
        let failed = fixture.run().await;
        assert!(failed["error"].as_str().unwrap().contains("Try again later"), "{status}: {failed}");
        assert_eq!(fixture.harness.status(&fixture.account).await.0, "ACTIVE", "{status}");
    }
    fixture.provider.refuses.store(false, SeqCst);
    assert_eq!(fixture.run().await["result_type"], "completed");
}

#[tokio::test]
async fn an_account_is_not_active_with_a_token_that_cannot_be_used() {
    for token in ["", "two words", "line\nbreak", "töken", &"x".repeat(100_000)] {
        let fixture = Fixture::waiting().await;
        *fixture.provider.access_token.lock().unwrap() = Some(token.to_owned());
        let page = fixture.connect().await;
        assert!(page.text().contains("is not connected"), "{}", page.text());
        let (status, reason) = fixture.harness.status(&fixture.account).await;
        assert_eq!(status, "FAILED");
        assert!(reason.unwrap().contains("cannot be sent in a header"));
    }
}
