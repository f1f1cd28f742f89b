//! Several accounts of a toolkit are on when the program turns them on, within the declaration.

use serde_json::{Value, json};

use super::choosing::created;
use crate::session::Setting;
use crate::session::tests::ok;
use crate::test_support::router;
use crate::{Error, InvalidInput, tool_router_session};
use wiremock::matchers::method;
use wiremock::{Mock, MockServer};

#[tool_router_session(
    toolkits = ["gmail", "slack"],
    connected_accounts(gmail?),
    multi_account?(max_per_toolkit? = 5),
    preload = ["GMAIL_FETCH_EMAILS", "SLACK_SEND_MESSAGE"],
)]
struct Desk;

#[tool_router_session(toolkits = ["gmail"], multi_account(max_per_toolkit?, explicit_selection = false))]
struct Counted;

fn several(body: &Value) -> &Value {
    &body["multi_account"]
}

#[tokio::test]
async fn several_accounts_are_off_unless_they_are_turned_on() {
    let off = created!(Desk::session("ada")).unwrap();
    assert_eq!(several(&off), &json!({ "enable": false }));
    assert_eq!(off["preload"], json!({ "tools": ["GMAIL_FETCH_EMAILS", "SLACK_SEND_MESSAGE"] }));
    assert_eq!(created!(Desk::session("ada").max_per_toolkit(1)).unwrap(), off, "a number turns nothing on");
    let on = created!(Desk::session("ada").multi_account(true)).unwrap();
    let all = json!({ "enable": true, "max_accounts_per_toolkit": 5, "require_explicit_selection": true });
    assert_eq!((several(&on), on.get("preload")), (&all, None));
    let fewer = created!(Desk::session("ada").max_per_toolkit(3).multi_account(true)).unwrap();
    assert_eq!(several(&fewer)["max_accounts_per_toolkit"], 3, "in any order");
}

#[tokio::test]
async fn the_last_decision_counts_and_what_was_narrowed_stays_narrowed() {
    let again = Desk::session("ada").multi_account(true).only([Desk::GMAIL]).multi_account(false);
    let body = created!(again).unwrap();
    assert_eq!(several(&body), &json!({ "enable": false }));
    assert_eq!(body["preload"], json!({ "tools": ["GMAIL_FETCH_EMAILS"] }));
    let without = Desk::session("ada").only([Desk::GMAIL]).multi_account(true);
    assert_eq!(created!(without).unwrap().get("preload"), None);
}

#[tokio::test]
async fn a_number_that_is_not_declared_or_not_possible_is_refused() {
    for (given, most) in [(6, 5), (300, 5), (1, 5), (0, 5)] {
        let refused = created!(Desk::session("ada").multi_account(true).max_per_toolkit(given)).unwrap_err();
        let what = "the number of accounts of a toolkit";
        let (given, least) = (u64::try_from(given).unwrap(), 2);
        assert_eq!(refused, InvalidInput::OutOfBounds { what, given, least, most });
    }
    let refused = created!(Counted::session("ada").max_per_toolkit(11)).unwrap_err();
    assert!(matches!(refused, InvalidInput::OutOfBounds { most: 10, .. }), "{refused:?}");
    let ten = created!(Counted::session("ada").maybe_max_per_toolkit(Some(10))).unwrap();
    assert_eq!(several(&ten)["max_accounts_per_toolkit"], 10);
    let none = created!(Counted::session("ada").maybe_max_per_toolkit(None)).unwrap();
    assert_eq!(several(&none), &json!({ "enable": true, "require_explicit_selection": false }));
}

#[tokio::test]
async fn accounts_are_held_to_what_was_decided_in_any_order() {
    let ids = ["ca_1", "ca_2", "ca_3"];
    let supplied = || Desk::session("ada").connected_account(Desk::GMAIL_ACCOUNT, ids);
    let too_many = |allowed| InvalidInput::TooManyAccounts { toolkit: "gmail".to_owned(), given: 3, allowed };
    assert_eq!(created!(supplied()).unwrap_err(), too_many(1));
    assert_eq!(created!(supplied().multi_account(true).max_per_toolkit(2)).unwrap_err(), too_many(2));
    let body = created!(supplied().multi_account(true)).unwrap();
    assert_eq!(body["connected_accounts"], json!({ "gmail": ids }));
}

/// A stored session of the agent with these settings.
fn stored(several: Value, preload: Value) -> Value {
    let mut session = crate::test_support::session();
    session["config"]["multi_account"] = several;
    session["config"]["preload"] = preload;
    session
}

#[tokio::test]
async fn a_retrieved_session_is_held_to_the_declaration() {
    let of = |enable, most| json!({ "enable": enable, "max_accounts_per_toolkit": most, "require_explicit_selection": enable });
    for (config, is_within) in [
        (json!({ "enable": false }), true),
        (of(true, 5), true),
        (of(true, 6), false),
        (json!({ "enable": true, "max_accounts_per_toolkit": 3 }), false),
    ] {
        let server = MockServer::start().await;
        Mock::given(method("GET"))
            .respond_with(ok(stored(config.clone(), json!({ "tools": [] }))))
            .mount(&server)
            .await;
        match router(&server).retrieve::<Desk>("trs_1").await {
            Ok(_) => assert!(is_within, "{config}"),
            Err(Error::WiderThanDeclared { settings, .. }) => {
                assert_eq!((is_within, settings), (false, vec![Setting::MultiAccount]), "{config}");
            }
            Err(error) => panic!("{error:?}"),
        }
    }
}

#[tokio::test]
async fn an_update_that_turns_several_accounts_on_keeps_the_limits_and_preloads_nothing() {
    let server = MockServer::start().await;
    let one = stored(json!({ "enable": false }), json!({ "tools": ["GMAIL_FETCH_EMAILS"] }));
    Mock::given(method("GET")).respond_with(ok(one.clone())).mount(&server).await;
    Mock::given(method("PATCH")).respond_with(ok(one)).mount(&server).await;
    let session = router(&server).retrieve::<Desk>("trs_1").await.unwrap();
    let _ = session.update().multi_account(true).await.unwrap();
    let sent: Value = server.received_requests().await.unwrap().last().unwrap().body_json().unwrap();
    let all = json!({ "enable": true, "max_accounts_per_toolkit": 5, "require_explicit_selection": true });
    assert_eq!((&sent["multi_account"], &sent["preload"]), (&all, &json!({ "tools": [] })));
    let both = session.update().multi_account(true).preload([Desk::GMAIL_FETCH_EMAILS]).await.unwrap_err();
    assert!(matches!(both, Error::Invalid(InvalidInput::Change { place: "preload", .. })), "{both:?}");
    let restored = session.update().restore(Setting::MultiAccount).await.unwrap_err();
    assert!(matches!(restored, Error::Invalid(InvalidInput::NothingToRestore { .. })), "{restored:?}");
}
