//! What is chosen and supplied at run time stays within the fence of the declaration, by whatever name.

use serde_json::{Value, json};

use crate::config::{Tag, Tags};
use crate::session::tests::ok;
use crate::test_support::router;
use crate::{Error, InvalidInput, tool_router_session};
use wiremock::matchers::method;
use wiremock::{Mock, MockServer};

#[tool_router_session(
    toolkits(from = ["gmail", "slack", "github"], require_approval = ["slack"]),
    tools(gmail = ["GMAIL_FETCH_EMAILS", "GMAIL_SEND_EMAIL"]),
    preload = ["GMAIL_FETCH_EMAILS"],
    auth_configs,
    connected_accounts(slack?),
    manage_connections(enable, callback_url?),
)]
struct Desk;

#[tool_router_session(toolkits(from = any), connected_accounts)]
struct Anything;

#[tool_router_session(toolkits = any)]
struct Unbounded;

#[tool_router_session(toolkits(from = ["gmail", "slack"]), auth_configs(slack))]
struct WithApp;

/// The body of the request that creates a session, or why there is none.
macro_rules! created {
    ($builder:expr) => {{
        let server = MockServer::start().await;
        let session = crate::test_support::session();
        Mock::given(method("POST")).respond_with(ok(session)).mount(&server).await;
        let created = $builder.create(&router(&server)).await;
        let requests = server.received_requests().await.unwrap();
        match created {
            Ok(_) => Ok(requests[0].body_json::<Value>().unwrap()),
            Err(Error::Invalid(invalid)) => {
                assert!(requests.is_empty(), "nothing is sent");
                Err(invalid)
            }
            Err(error) => panic!("{error:?}"),
        }
    }};
}

pub(super) use created;

fn undeclared(toolkit: &str, nearest: Option<&str>) -> InvalidInput {
    InvalidInput::UndeclaredToolkit { toolkit: toolkit.to_owned(), nearest: nearest.map(str::to_owned) }
}

#[tokio::test]
async fn toolkits_are_chosen_by_constants_and_by_names() {
    let none = [("", ""); 0];
    let by_constant = created!(Desk::session("ada").toolkits([Desk::GMAIL]).auth_configs(none)).unwrap();
    assert_eq!(by_constant["toolkits"], json!({ "enable": ["gmail"] }));
    assert_eq!(by_constant["preload"], json!({ "tools": ["GMAIL_FETCH_EMAILS"] }));
    let apps: Vec<String> = vec!["slack".to_owned(), "github".to_owned(), "slack".to_owned()];
    let by_name = created!(Desk::session("ada").toolkits(&apps).auth_configs(none)).unwrap();
    assert_eq!(by_name["toolkits"], json!({ "enable": ["slack", "github"], "require_approval": ["slack"] }));
    assert_eq!(
        (by_name.get("tools"), by_name.get("preload")),
        (None, None),
        "nothing of a toolkit that was not chosen"
    );
}

#[tokio::test]
async fn nothing_outside_the_fence_is_chosen() {
    let none = [("", ""); 0];
    for (name, nearest) in
        [("gmial", Some("gmail")), ("Gmail", Some("gmail")), ("gmаil", Some("gmail")), ("notion", None), ("", None)]
    {
        let refused = created!(Desk::session("ada").toolkits(["gmail", name]).auth_configs(none));
        assert_eq!(refused.unwrap_err(), undeclared(name, nearest));
    }
    let empty = created!(Desk::session("ada").toolkits([""; 0]).auth_configs(none));
    assert_eq!(empty.unwrap_err(), InvalidInput::NothingChosen);
    for name in ["Gmail", "g mail", "gmаil", "*", ""] {
        assert!(
            created!(Anything::session("ada").toolkits([name]).connected_accounts([("", ""); 0])).is_err(),
            "{name}"
        );
    }
}

#[tokio::test]
async fn a_choice_from_any_toolkit_is_still_a_choice() {
    let pinned =
        created!(Anything::session("ada").toolkits(["notion"]).connected_accounts([("notion", "ca_1")])).unwrap();
    assert_eq!(pinned["toolkits"], json!({ "enable": ["notion"] }));
    assert_eq!(pinned["connected_accounts"], json!({ "notion": ["ca_1"] }));
}

#[tokio::test]
async fn a_choice_is_narrowed_like_a_declaration() {
    let ids = [(Desk::GMAIL, "ac_1"), (Desk::SLACK, "ac_2")];
    let narrowed = Desk::session("ada").toolkits([Desk::GMAIL, Desk::SLACK]).auth_configs(ids).without(["slack"]);
    let body = created!(narrowed).unwrap();
    assert_eq!(body["toolkits"], json!({ "enable": ["gmail"] }));
    assert_eq!(body["auth_configs"], json!({ "gmail": "ac_1" }), "what was left out is dropped");
    let narrowed_first =
        Desk::session("ada").only([Desk::GMAIL]).toolkits([Desk::GMAIL, Desk::SLACK]).auth_configs(ids);
    assert_eq!(created!(narrowed_first).unwrap()["toolkits"], json!({ "enable": ["gmail"] }));
    let nothing = Desk::session("ada").only([Desk::GITHUB]).toolkits([Desk::GMAIL]).auth_configs([("", ""); 0]);
    assert_eq!(created!(nothing).unwrap_err(), InvalidInput::NothingLeft);
}

#[tokio::test]
async fn an_id_for_a_toolkit_that_was_not_chosen_is_a_mistake_in_any_order() {
    let refused = InvalidInput::NotChosen { toolkit: "slack".to_owned() };
    let ids = [("slack", "ac_2")];
    assert_eq!(created!(Desk::session("ada").toolkits(["gmail"]).auth_configs(ids)).unwrap_err(), refused);
    assert_eq!(created!(Desk::session("ada").auth_configs(ids).toolkits(["gmail"])).unwrap_err(), refused);
}

#[tokio::test]
async fn a_declared_entry_of_a_toolkit_that_was_not_chosen_is_dropped() {
    let supplied = || WithApp::session("ada").auth_config(WithApp::SLACK_AUTH_CONFIG, "ac_1");
    assert_eq!(created!(supplied().toolkits(["gmail"])).unwrap().get("auth_configs"), None);
    assert_eq!(created!(supplied().toolkits(["slack"])).unwrap()["auth_configs"], json!({ "slack": "ac_1" }));
}

#[tokio::test]
async fn what_is_optional_is_supplied_or_left_out() {
    let desk = || Desk::session("ada").toolkits([Desk::SLACK]).auth_configs([("", ""); 0]);
    let without = created!(desk()).unwrap();
    assert_eq!((without.get("connected_accounts"), without["manage_connections"].get("callback_url")), (None, None));
    let some = desk()
        .maybe_connected_account(Desk::SLACK_ACCOUNT, Some("ca_1"))
        .maybe_callback_url(Some("https://app.example.com/cb"));
    let with = created!(some).unwrap();
    assert_eq!(with["connected_accounts"], json!({ "slack": ["ca_1"] }));
    assert_eq!(with["manage_connections"]["callback_url"], "https://app.example.com/cb");
    let none = desk().maybe_connected_account(Desk::SLACK_ACCOUNT, None::<&str>).maybe_callback_url(None::<String>);
    assert_eq!(created!(none).unwrap(), without);
    let direct = desk().connected_account(Desk::SLACK_ACCOUNT, "ca_1").callback_url("https://app.example.com/cb");
    assert_eq!(created!(direct).unwrap(), with);
}

#[tokio::test]
async fn a_builder_narrows_by_everything_that_an_update_narrows_by() {
    let read_only = Tags::DEFAULT.with_enable(vec![Tag::ReadOnly].into());
    let narrowed = Desk::session("ada")
        .toolkits([Desk::GMAIL])
        .auth_configs([("", ""); 0])
        .without_tools([Desk::GMAIL_FETCH_EMAILS])
        .require_approval(["gmail"])
        .require_tool_approval(["GMAIL_SEND_EMAIL"])
        .tags(read_only);
    let body = created!(narrowed).unwrap();
    assert_eq!(
        body["tools"],
        json!({ "gmail": { "enable": ["GMAIL_SEND_EMAIL"], "require_approval": ["GMAIL_SEND_EMAIL"] } })
    );
    assert_eq!(body["toolkits"], json!({ "enable": ["gmail"], "require_approval": ["gmail"] }));
    assert_eq!(body["tags"], json!({ "enable": ["readOnlyHint"] }));
    assert_eq!(body.get("preload"), None, "a tool that cannot be used is not preloaded");
    let wider = Desk::session("ada").toolkits(["gmail"]).auth_configs([("", ""); 0]).only_tools(["GMAIL_DELETE_EMAIL"]);
    assert!(matches!(created!(wider).unwrap_err(), InvalidInput::WiderThanDeclared { .. }));
    let none = Desk::session("ada").toolkits(["gmail"]).auth_configs([("", ""); 0]).only_tools([""; 0]);
    assert_eq!(created!(none).unwrap_err(), InvalidInput::NoTools, "no tools are never all of them");
    let foreign = Desk::session("ada").toolkits(["gmail"]).auth_configs([("", ""); 0]).without_tools(["NOTION_SEARCH"]);
    assert!(matches!(created!(foreign).unwrap_err(), InvalidInput::UnknownTool { .. }));
}

#[tokio::test]
async fn any_toolkit_is_narrowed_by_names() {
    let body = created!(Unbounded::session("ada").only(["gmail", "slack"]).without(["slack"])).unwrap();
    assert_eq!(body["toolkits"], json!({ "enable": ["gmail"] }));
    let without = created!(Unbounded::session("ada").without(["exa"])).unwrap();
    assert_eq!(without["toolkits"], json!({ "disable": ["exa"] }));
    assert_eq!(created!(Unbounded::session("ada").without(["Exa"])).unwrap_err(), undeclared("Exa", Some("exa")));
}

#[test]
fn declared_toolkits_are_found_by_their_names() {
    let apps = ["notion", "slack", "gmail"];
    let mine: Vec<_> = apps.iter().filter_map(|app| Desk::toolkit(app)).collect();
    assert_eq!(mine, [Desk::SLACK, Desk::GMAIL]);
    assert_eq!(Desk::toolkit("Gmail"), None);
}

#[tokio::test]
async fn a_choice_has_nothing_declared_to_restore_and_all_toolkits_are_never_one() {
    let server = MockServer::start().await;
    Mock::given(method("GET")).respond_with(ok(crate::test_support::session())).mount(&server).await;
    let session = router(&server).retrieve::<Desk>("trs_1").unchecked().await.unwrap();
    let restored = session.update().restore(crate::session::Setting::Toolkits).await.unwrap_err();
    assert!(matches!(restored, Error::Invalid(InvalidInput::NothingToRestore { .. })), "{restored:?}");
    let mut all = crate::test_support::session();
    all["config"].as_object_mut().unwrap().remove("toolkits");
    server.reset().await;
    Mock::given(method("GET")).respond_with(ok(all)).mount(&server).await;
    let wider = router(&server).retrieve::<Anything>("trs_1").await.unwrap_err();
    assert!(matches!(wider, Error::WiderThanDeclared { .. }), "{wider:?}");
}
