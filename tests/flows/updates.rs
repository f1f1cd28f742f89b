use tool_router::session::Setting;
use tool_router::{Error, tool_router_session};

use crate::agents::embedded;

#[tool_router_session(toolkits(enable = ["gmail", "slack"], require_approval = ["slack"]))]
struct Clerk;

#[tokio::test]
async fn a_session_is_narrowed_restored_and_remembered() {
    let router = embedded().await;
    let session = Clerk::session("ada").create(&router).await.expect("a session");
    let slower = router.retrieve::<Clerk>(session.id()).await.expect("the same session");

    let session = session.update().only([Clerk::GMAIL]).search(false).await.expect("an update");
    assert_eq!(session.version(), 2);
    let toolkits = session.config().toolkits.as_ref().expect("toolkits");
    assert_eq!(toolkits.enabled.as_deref().expect("an allowlist"), ["gmail"]);

    let conflict = slower.update().no_toolkits().await.expect_err("a conflict");
    assert!(matches!(conflict, Error::ConfigConflict { expected: Some(1), .. }), "{conflict:?}");
    assert_eq!(slower.version(), 1);
    let refreshed = slower.refresh().await.expect("the session");
    let session = refreshed.update().restore(Setting::Toolkits).restore(Setting::Search).await.expect("an update");

    let history = session.config_history().await.expect("pages");
    let versions: Vec<_> = history.iter().map(|entry| (entry.version, entry.is_current)).collect();
    assert_eq!(versions, [(3, true), (2, false), (1, false)]);
    assert_eq!(history[0].config, history[2].config, "restored as it was declared");
}

#[tokio::test]
async fn files_come_back_as_they_went() {
    let router = embedded().await;
    let session = Clerk::session("ada").create(&router).await.expect("a session");
    session.files().upload("data/a.bin", vec![0, 255]).await.expect("an upload");
    let listed = session.files().list().prefix("data/").await.expect("pages");
    assert_eq!(listed[0].size, Some(2));
    assert_eq!(session.files().download("data/a.bin").await.expect("a download"), [0, 255]);
}
