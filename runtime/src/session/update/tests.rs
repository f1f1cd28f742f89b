use std::borrow::Cow::Borrowed;
use std::time::Duration;

use serde_json::{Value, json};
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::*;
use crate::builder::{AccountSlot, First, NotYet};
use crate::config::{
    Access, AppliesTo, Hook, HookAction, HookHandler, HookStage, Instant, MultiAccount, Preload, PreloadTools,
    ProxyExecute, SessionConfig, StoredConfig, Tag, Tags,
};
use crate::declaration::Declaration;
use crate::error::InvalidInput;
use crate::policy::Policy;
use crate::spec::Toolkit;
use crate::test_support::{
    self, GMAIL_AND_SLACK, Handles as _, Misbehaving, Misbehaviour, client, declare, refusal, router, session,
};

const SESSION: &str = "/api/v3.1/tool_router/session/trs_1";

const ACME: Policy = Policy::named("acme").callback_hosts(&["app.acme.com"]);

declare! {
    /// An agent that leaves things to run time, and is held to a policy.
    struct Agent {
        Callback = NotYet,
        ConnectedAccounts = (NotYet, ()),
    }
    Declaration::made(SessionConfig::DEFAULT.with_toolkits(GMAIL_AND_SLACK.with_require_approval(Borrowed(&[Borrowed("slack")]))).with_tags(Tags::DEFAULT.with_disable(Borrowed(&[Tag::Destructive]))).with_multi_account(Some(MultiAccount::DEFAULT.with_enable(Some(true)).with_max_accounts_per_toolkit(Some(3)).with_require_explicit_selection(Some(true)))).with_proxy_execute(Some(ProxyExecute::new(true))).with_preload(Some(Preload::DEFAULT.with_tools(PreloadTools::Only(Borrowed(&[
                Borrowed("GMAIL_SEND_EMAIL"),
                Borrowed("SLACK_SEND_MESSAGE"),
            ]))))))
    .held_to(&[&ACME], &[])
    .leaving(|at_run_time| at_run_time.connected_accounts.required = Borrowed(&[Borrowed("slack")]))
}

const SLACK_ACCOUNT: AccountSlot<Agent, First> = AccountSlot::__declared("slack");

declare! {
    /// An agent that reaches everything.
    struct Unbounded {}
    Declaration::made(SessionConfig::DEFAULT)
}

/// The session of an agent with `config`, on a router that accepts every update.
async fn updatable<S: SessionSpec>(config: &SessionConfig) -> (MockServer, Session<S>) {
    let server = MockServer::start().await;
    let answer = |version: u64| {
        let mut body = session();
        body["config"] = json!(StoredConfig::new("user_1", config));
        body["config_version"] = version.into();
        ResponseTemplate::new(200).set_body_json(body)
    };
    Mock::given(method("GET")).and(path(SESSION)).respond_with(answer(7)).mount(&server).await;
    Mock::given(method("PATCH")).and(path(SESSION)).respond_with(answer(8)).mount(&server).await;
    let session = router(&server).retrieve("trs_1").unchecked().await.unwrap();
    (server, session)
}

/// The bodies of the updates that reached the router.
async fn sent(server: &MockServer) -> Vec<Value> {
    let requests = server.received_requests().await.unwrap();
    let updates = requests.iter().filter(|request| request.method == "PATCH");
    updates.map(|request| request.body_json().unwrap()).collect()
}

/// The body of an update for an agent's declared session.
macro_rules! body {
    ($agent:ident $(.$method:ident($($argument:expr),*))+) => {{
        let (server, session) = updatable::<$agent>(&$agent::config().clone()).await;
        drop(session.update().for_any_version()$(.$method($($argument),*))+.await.unwrap());
        sent(&server).await.remove(0)
    }};
}

/// The refusal of an update for an agent's declared session, before any request.
macro_rules! refused {
    ($agent:ident $(.$method:ident($($argument:expr),*))+) => {{
        let (server, session) = updatable::<$agent>(&$agent::config().clone()).await;
        let error = session.update()$(.$method($($argument),*))+.await.unwrap_err();
        assert!(sent(&server).await.is_empty());
        assert_eq!(session.version(), 7);
        error
    }};
}

fn wider_in(error: &Error) -> Vec<&'static str> {
    match error {
        Error::Invalid(InvalidInput::WiderThanDeclared { settings }) => {
            settings.iter().map(|setting| setting.name()).collect()
        }
        other => panic!("expected a refusal to widen, got {other:?}"),
    }
}

#[tokio::test]
async fn an_update_is_for_the_version_that_was_seen_and_refreshes_it() {
    let (server, session) = updatable::<Agent>(Agent::config()).await;
    let later = session.update().search(false).await.unwrap();
    assert_eq!((session.version(), later.version()), (7, 8));
    drop(later.update().search(false).for_version(3).await.unwrap());
    drop(later.update().search(false).for_any_version().await.unwrap());
    let search = json!({ "enable": false });
    assert_eq!(
        sent(&server).await,
        [
            json!({ "search": search, "expected_config_version": 7 }),
            json!({ "search": search, "expected_config_version": 3 }),
            json!({ "search": search }),
        ],
    );
}

#[tokio::test]
async fn a_conflict_is_an_error_of_its_own_and_changes_nothing() {
    let (server, session) = updatable::<Agent>(Agent::config()).await;
    let before = session.config().clone();
    server.reset().await;
    Mock::given(method("PATCH")).respond_with(refusal(409)).mount(&server).await;
    match session.update().only([Agent::GMAIL]).await.unwrap_err() {
        Error::ConfigConflict { expected, refusal } => assert_eq!((expected, refusal.status()), (Some(7), 409)),
        error => panic!("expected a conflict, got {error:?}"),
    }
    assert_eq!((session.version(), session.config()), (7, &before));
    assert_eq!(sent(&server).await.len(), 1);
}

#[tokio::test]
async fn an_update_is_sent_once() {
    for misbehaviour in [Misbehaviour::Hang, Misbehaviour::Reset, Misbehaviour::Truncate] {
        let misbehaving = Misbehaving::start(misbehaviour).await.unwrap();
        let router = client(&misbehaving.url).timeout(Duration::from_millis(300)).build().unwrap();
        let session = router.retrieve::<test_support::OnDemand>("trs_1").await.unwrap();
        assert!(session.update().search(false).await.is_err());
        assert_eq!((misbehaving.requests(), session.version()), (1, 1));
    }
    let (server, session) = updatable::<Agent>(Agent::config()).await;
    server.reset().await;
    Mock::given(method("PATCH")).respond_with(refusal(503)).mount(&server).await;
    assert!(session.update().search(false).await.is_err());
    assert_eq!(sent(&server).await.len(), 1);
}

#[tokio::test]
async fn narrowing_keeps_approvals_and_drops_what_is_preloaded_of_others() {
    assert_eq!(
        body!(Agent.only([Agent::SLACK, Agent::SLACK])),
        json!({ "toolkits": { "enable": ["slack"], "require_approval": ["slack"] },
            "preload": { "tools": ["SLACK_SEND_MESSAGE"] } }),
    );
    assert_eq!(body!(Agent.only([Agent::GMAIL]))["toolkits"], json!({ "enable": ["gmail"] }));
    assert_eq!(body!(Agent.no_toolkits())["toolkits"], json!({ "enable": [] }));
    let asked = body!(Agent.require_approval([Agent::GMAIL]));
    assert_eq!(asked["toolkits"], json!({ "enable": ["gmail", "slack"], "require_approval": ["slack", "gmail"] }));
    let tools = body!(Agent.only_tools([Agent::GMAIL_SEND_EMAIL]));
    assert_eq!(tools, json!({ "tools": { "gmail": { "enable": ["GMAIL_SEND_EMAIL"] } } }));
}

#[tokio::test]
async fn accounts_are_changed_one_by_one_and_sent_as_a_whole() {
    let mut config = Agent::config().clone();
    config.connected_accounts.insert("gmail", vec![Borrowed("ca_1")].into());
    let (server, session) = updatable::<Agent>(&config).await;
    let update = session.update().connected_account(SLACK_ACCOUNT, ["ca_2", "ca_3"]);
    drop(update.callback_url("https://app.acme.com/cb").await.unwrap());
    assert_eq!(
        sent(&server).await,
        [json!({ "connected_accounts": { "gmail": ["ca_1"], "slack": ["ca_2", "ca_3"] },
            "manage_connections": { "callback_url": "https://app.acme.com/cb" }, "expected_config_version": 7 })],
    );
    let too_many = refused!(Agent.connected_account(SLACK_ACCOUNT, vec!["ca_1", "ca_2", "ca_3", "ca_4"]));
    assert!(matches!(too_many, Error::Invalid(InvalidInput::TooManyAccounts { .. })), "{too_many:?}");
}

#[tokio::test]
async fn an_update_cannot_widen_what_was_declared() {
    let allowing = Instant::On(Default::default());
    let fewer = Tags::DEFAULT.with_enable(Borrowed(&[Tag::ReadOnly]));
    assert_eq!(wider_in(&refused!(Agent.tags(fewer))), ["tags"]);
    assert_eq!(wider_in(&refused!(Agent.explicit_selection(false))), ["multi_account"]);
    assert_eq!(wider_in(&refused!(Agent.max_accounts_per_toolkit(None))), ["multi_account"]);
    assert_eq!(wider_in(&refused!(Agent.wait_for_connections(true).submit_feedback(true))).len(), 2);
    assert_eq!(wider_in(&refused!(Unbounded.proxy_execute(true).multi_account(true))).len(), 2);
    assert_eq!(body!(Unbounded.instant(allowing)), json!({ "instant": {} }));
}

#[tokio::test]
async fn what_cannot_be_right_is_refused() {
    assert!(matches!(refused!(Agent.only([] as [Toolkit<Agent>; 0])), Error::Invalid(InvalidInput::NothingLeft)));
    assert!(matches!(refused!(Agent.for_version(2)), Error::Invalid(InvalidInput::EmptyUpdate)));
    for error in [
        refused!(Agent.search(false).for_version(0)),
        refused!(Agent.max_accounts_per_toolkit(11)),
        refused!(Agent.auto_offload_threshold(0)),
    ] {
        assert!(matches!(error, Error::Invalid(InvalidInput::OutOfBounds { .. })), "{error:?}");
    }
    let contradiction = refused!(Agent.multi_account(false).explicit_selection(true));
    assert!(matches!(contradiction, Error::Invalid(InvalidInput::Change { place: "multi_account", .. })));
    let policy = refused!(Agent.callback_url("https://elsewhere.example.com/cb"));
    assert!(matches!(policy, Error::Policy { .. }), "{policy:?}");
}

#[tokio::test]
async fn restoring_says_what_was_declared_or_that_nothing_was() {
    let restored = body!(Agent.restore(Setting::Toolkits).restore(Setting::Preload).restore(Setting::Sandbox));
    assert_eq!(
        restored,
        json!({ "toolkits": { "enable": ["gmail", "slack"], "require_approval": ["slack"] },
            "preload": { "tools": ["GMAIL_SEND_EMAIL", "SLACK_SEND_MESSAGE"] }, "workbench": null }),
    );
    assert_eq!(body!(Unbounded.restore(Setting::Toolkits)), json!({ "toolkits": null }));
}

#[tokio::test]
async fn a_toolkit_that_is_reached_again_has_its_limits() {
    let mut narrowed = Limited::config().clone();
    narrowed.toolkits.access = Access::Only(Borrowed(&[Borrowed("gmail")]));
    narrowed.tools.retain(|slug| slug == "gmail");
    let (server, session) = updatable::<Limited>(&narrowed).await;
    drop(session.update().restore(Setting::Toolkits).await.unwrap());
    assert_eq!(sent(&server).await[0]["tools"], json!({ "slack": { "disable": ["SLACK_DELETE_MESSAGE"] } }));

    // What was pinned at run time is no longer known.
    let (server, session) = updatable::<Agent>(&narrowed).await;
    let error = session.update().restore(Setting::Toolkits).await.unwrap_err();
    assert!(matches!(error, Error::Invalid(InvalidInput::ReachedAgain { .. })), "{error:?}");
    assert!(sent(&server).await.is_empty());
    let _ = session.update().restore(Setting::Toolkits).connected_account(SLACK_ACCOUNT, "ca_2").await.unwrap();
}

declare! {
    /// An agent with a limit on one of its toolkits.
    struct Limited {}
    Declaration::made(SessionConfig::DEFAULT.with_toolkits(GMAIL_AND_SLACK).with_tools(crate::config::Map::new(Borrowed(const { &[(
            Borrowed("slack"),
            crate::config::ToolkitTools::DEFAULT.with_access(crate::config::ToolAccess::Except(Borrowed(&[Borrowed("SLACK_DELETE_MESSAGE")]))),
        )] }))))
}

#[tokio::test]
async fn hooks_are_added_to_the_declared_ones() {
    let handler = HookHandler::prompt_injection_check(HookAction::Block);
    let hook = Hook::new(HookStage::AfterExecute, Borrowed("h1"), AppliesTo::All, handler);
    assert_eq!(body!(Agent.hook(hook))["hooks"][0]["id"], "h1");
}

mod narrowing;
