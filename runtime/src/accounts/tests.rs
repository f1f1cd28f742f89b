use serde_json::{Value, json};
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::ConnectedAccountRequest;
use crate::ConnectionStatus;
use crate::error::{Error, InvalidInput};
use crate::test_support::{refusal, router};

const LIST: &str = "/api/v3.1/connected_accounts";
const ONE: &str = "/api/v3.1/connected_accounts/ca_1";

fn account(id: &str) -> Value {
    json!({ "id": id, "user_id": "ada", "status": "ACTIVE", "toolkit": { "slug": "gmail" }, "alias": "work" })
}

async fn server(verb: &str, at: &str, answer: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(method(verb)).and(path(at)).respond_with(answer).mount(&server).await;
    server
}

async fn sent(server: &MockServer) -> Vec<(String, String, Value)> {
    let requests = server.received_requests().await.unwrap();
    let body = |body: &[u8]| serde_json::from_slice(body).unwrap_or_default();
    requests.iter().map(|sent| (sent.method.to_string(), sent.url.path().to_owned(), body(&sent.body))).collect()
}

#[tokio::test]
async fn the_accounts_of_one_user_are_listed_page_by_page() {
    let server = MockServer::start().await;
    let page = |id: &str, next: Value| {
        ResponseTemplate::new(200).set_body_json(json!({ "items": [account(id)], "next_cursor": next }))
    };
    let first = Mock::given(method("GET")).and(path(LIST)).respond_with(page("ca_1", "more".into()));
    first.up_to_n_times(1).mount(&server).await;
    Mock::given(method("GET")).and(path(LIST)).respond_with(page("ca_2", Value::Null)).mount(&server).await;
    let list = router(&server).connected_accounts("ada").toolkit("gmail").toolkit("slack");
    let accounts = list.status(ConnectionStatus::Active).status("EXPIRED").await.unwrap();
    let ids: Vec<_> = accounts.iter().map(|account| account.id.as_str()).collect();
    assert_eq!((ids, accounts[0].alias.as_deref()), (vec!["ca_1", "ca_2"], Some("work")));
    let queries: Vec<_> = server.received_requests().await.unwrap();
    let query = "user_ids=ada&limit=50&toolkit_slugs=gmail%2Cslack&statuses=ACTIVE%2CEXPIRED";
    assert_eq!(queries[0].url.query(), Some(query));
    assert_eq!(queries[1].url.query(), Some(&*format!("{query}&cursor=more")));
}

#[tokio::test]
async fn a_filter_that_would_widen_the_list_is_refused() {
    let server = MockServer::start().await;
    let router = router(&server);
    for list in [
        router.connected_accounts(""),
        router.connected_accounts("ada,bob"),
        router.connected_accounts("ada\n"),
        router.connected_accounts("ada").toolkit(""),
        router.connected_accounts("ada").toolkit("gmail,slack"),
        router.connected_accounts("ada").status(""),
    ] {
        assert!(matches!(list.await, Err(Error::Invalid(_))));
    }
    assert!(sent(&server).await.is_empty());
}

#[tokio::test]
async fn each_change_is_one_request() {
    type Make = fn(ConnectedAccountRequest) -> super::AccountChange;
    let status = format!("{ONE}/status");
    let changes: [(Make, &str, &str, Value); 5] = [
        (|account| account.disable(), "PATCH", &status, json!({ "enabled": false })),
        (|account| account.enable(), "PATCH", &status, json!({ "enabled": true })),
        (|account| account.rename("work"), "PATCH", ONE, json!({ "alias": "work" })),
        (|account| account.without_alias(), "PATCH", ONE, json!({ "alias": "" })),
        (|account| account.delete(), "DELETE", ONE, Value::Null),
    ];
    for (make, verb, at, body) in changes {
        let server = server(verb, at, ResponseTemplate::new(200).set_body_json(json!({ "success": true }))).await;
        make(router(&server).connected_account("ca_1")).await.unwrap();
        assert_eq!(sent(&server).await, [(verb.to_owned(), at.to_owned(), body)]);
    }
}

#[tokio::test]
async fn another_users_account_is_left_alone() {
    let server = server("GET", ONE, ResponseTemplate::new(200).set_body_json(account("ca_1"))).await;
    let account = router(&server).connected_account("ca_1");
    assert_eq!(account.clone().of("ada").await.unwrap().id, "ca_1");
    for user in ["bob", "Ada", ""] {
        let error = account.clone().of(user).delete().await.unwrap_err();
        assert!(matches!(error, Error::Invalid(InvalidInput::OtherUsersAccount { .. })), "{error:?}");
    }
    assert!(sent(&server).await.iter().all(|(verb, ..)| verb == "GET"));
}

#[tokio::test]
async fn a_missing_account_is_as_good_as_deleted_and_cannot_be_renamed() {
    let server = MockServer::start().await;
    Mock::given(path(ONE)).respond_with(refusal(404)).mount(&server).await;
    let account = router(&server).connected_account("ca_1");
    account.clone().delete().await.unwrap();
    assert!(account.clone().rename("work").await.unwrap_err().is_not_found());
    assert!(account.of("ada").delete().await.unwrap_err().is_not_found());
}

#[tokio::test]
async fn what_cannot_be_meant_is_refused_before_a_request() {
    let server = MockServer::start().await;
    let router = router(&server);
    for change in [
        router.connected_account("ac_1").delete(),
        router.connected_account("ca_1/status").delete(),
        router.connected_account("").disable(),
        router.connected_account("ca_1").rename(" "),
    ] {
        assert!(matches!(change.await, Err(Error::Invalid(_))));
    }
    assert!(sent(&server).await.is_empty());
}
