//! Updates by the crate's own client, over the declaration's bound.

use crate::config::{Access, SessionConfig, Toolkits};
use crate::error::Error;
use crate::local::{LocalRouter, SandboxProvider};
use crate::session::{ProxyMethod, Setting};
use crate::{SessionBuilder, SessionSpec, ToolRouter, builder, connections};
use secrecy::ExposeSecret;
use serde_json::json;
use std::borrow::Cow::Borrowed;
use std::time::Duration;

use super::{Harness, StatusCode};
use crate::test_support::Declared as _;

struct Agent;

impl SessionSpec for Agent {
    type Connections = connections::OnDemand;
    type Callback = builder::Declared;
    type AuthConfigs = ();
    type ConnectedAccounts = ();

    const NAME: &'static str = "Agent";
    const MODULE: &'static str = module_path!();
    const CONFIG: SessionConfig = SessionConfig {
        toolkits: Toolkits {
            access: Access::Only(Borrowed(&[Borrowed("gmail"), Borrowed("slack")])),
            require_approval: Borrowed(&[Borrowed("slack")]),
        },
        ..SessionConfig::DEFAULT
    };
    const WAIT: Option<Duration> = None;
}

#[tokio::test]
async fn a_session_is_narrowed_restored_and_remembered() {
    let local = LocalRouter::builder().sandbox(SandboxProvider::default()).start().await.unwrap();
    let key = local.api_key().expose_secret();
    let router = ToolRouter::builder().api_key(key).base_url(local.url().as_str()).build().unwrap();
    let mut session = SessionBuilder::<Agent>::new("ada").create(&router).await.unwrap();
    let mut slower = router.retrieve::<Agent>(session.id()).await.unwrap();

    session.update().only([Agent::GMAIL]).search(false).await.unwrap();
    assert_eq!(session.version(), 2);
    assert_eq!(session.config().toolkits.as_ref().unwrap().enabled.as_deref().unwrap(), ["gmail"]);
    let conflict = slower.update().no_toolkits().await.unwrap_err();
    assert!(matches!(conflict, Error::ConfigConflict { expected: Some(1), .. }), "{conflict:?}");
    assert_eq!(slower.version(), 1);
    slower.refresh().await.unwrap();
    slower.update().restore(Setting::Toolkits).restore(Setting::Search).await.unwrap();

    let history = session.config_history().collect().await.unwrap();
    let versions: Vec<_> = history.iter().map(|entry| (entry.version, entry.is_current)).collect();
    assert_eq!(versions, [(3, true), (2, false), (1, false)]);
    assert_eq!(history[0].config, history[2].config, "restored as it was declared");

    session.files().upload("data/a.bin", vec![0, 255]).await.unwrap();
    assert_eq!(session.files().list().prefix("data/").items().collect().await.unwrap()[0].size, Some(2));
    assert_eq!(session.files().download("data/a.bin").await.unwrap(), [0, 255]);
    assert!(session.proxy_execute(Agent::GMAIL, ProxyMethod::Get, "/x").await.is_err(), "it was not declared");
    local.stop().await;
}

#[tokio::test]
async fn hooks_that_nobody_evaluates_are_refused() {
    let harness = Harness::start().await;
    let hook = json!({ "type": "before_execute", "id": "h1", "applies_to": "all",
        "handler": { "type": "condition_check", "condition": "it is late", "action": "block" } });
    let config = json!({ "user_id": "ada", "hooks": [hook] });
    let (status, error) = harness.post("tool_router/session", config).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(error["error"]["message"].as_str().unwrap().contains("hooks"), "{error}");
    let session = harness.session("ada", json!({})).await;
    let patch = harness.request(reqwest::Method::PATCH, &session).json(&json!({ "hooks": [hook] }));
    assert_eq!(patch.send().await.unwrap().status(), StatusCode::BAD_REQUEST);
}
