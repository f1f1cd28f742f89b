//! Removing access from a live session, and restoring it.

use super::*;
use crate::config::{Map, ToolAccess, ToolkitTools};

declare! {
    /// An agent that says which tools it uses, and leaves an account to run time.
    struct Careful {
        ConnectedAccounts = (NotYet, ()),
    }
    Declaration::made(SessionConfig::DEFAULT.with_toolkits(GMAIL_AND_SLACK).with_tools(Map::new(Borrowed(const { &[
            (
                Borrowed("gmail"),
                ToolkitTools::DEFAULT.with_access(ToolAccess::Only(Borrowed(&[
                        Borrowed("GMAIL_SEND_EMAIL"),
                        Borrowed("GMAIL_FETCH_EMAILS"),
                    ]))).with_require_approval(Borrowed(&[Borrowed("GMAIL_SEND_EMAIL")])),
            ),
            (
                Borrowed("slack"),
                ToolkitTools::DEFAULT.with_access(ToolAccess::Tagged(Tags::DEFAULT.with_disable(Borrowed(&[Tag::Destructive])))),
            ),
        ] }))).with_connected_accounts(Map::new(Borrowed(const { &[(Borrowed("gmail"), Borrowed(&[Borrowed("ca_1")]))] }))).with_instant(Some(Instant::Off)))
    .leaving(|at_run_time| at_run_time.connected_accounts.required = Borrowed(&[Borrowed("slack")]))
}

#[tokio::test]
async fn toolkits_are_taken_away_by_their_constants_or_slugs() {
    assert_eq!(body!(Unbounded.without(["exa", "exa"])), json!({ "toolkits": { "disable": ["exa"] } }));
    let twice = body!(Unbounded.without(["exa"]).without(["tavily", "exa"]));
    assert_eq!(twice["toolkits"], json!({ "disable": ["exa", "tavily"] }));
    let left = body!(Agent.without([Agent::GMAIL]));
    assert_eq!(left, body!(Agent.without([String::from("gmail")])));
    assert_eq!(left["toolkits"], json!({ "enable": ["slack"], "require_approval": ["slack"] }));
    assert_eq!(left["preload"], json!({ "tools": ["SLACK_SEND_MESSAGE"] }));
    let nothing = refused!(Agent.without(["gmail", "slack"]));
    assert!(matches!(nothing, Error::Invalid(InvalidInput::NothingLeft)), "{nothing:?}");
    let unchanged = refused!(Unbounded.without([] as [&str; 0]));
    assert!(matches!(unchanged, Error::Invalid(InvalidInput::EmptyUpdate)), "{unchanged:?}");
}

#[tokio::test]
async fn tools_are_taken_away_and_put_under_approval_by_their_slugs() {
    let taken = body!(Careful.without_tools(["GMAIL_SEND_EMAIL"]));
    assert_eq!(taken["tools"]["gmail"], json!({ "enable": ["GMAIL_FETCH_EMAILS"] }));
    assert_eq!(taken["tools"]["slack"], json!({ "tags": { "disable": ["destructiveHint"] } }));
    let taken = body!(Agent.without_tools(["SLACK_A"]).without_tools(["SLACK_B"]));
    assert_eq!(taken["tools"], json!({ "slack": { "disable": ["SLACK_A", "SLACK_B"] } }));
    let asked = body!(Careful.require_tool_approval(["GMAIL_FETCH_EMAILS"]));
    assert_eq!(asked["tools"]["gmail"]["require_approval"], json!(["GMAIL_SEND_EMAIL", "GMAIL_FETCH_EMAILS"]));
    let by_tags = refused!(Careful.without_tools(["SLACK_SEND_MESSAGE"]));
    assert!(matches!(by_tags, Error::Invalid(InvalidInput::Change { place: "tools", .. })), "{by_tags:?}");
}

#[tokio::test]
async fn tags_of_a_toolkit_only_narrow() {
    let fewer = Tags::DEFAULT.with_enable(Borrowed(&[Tag::ReadOnly])).with_disable(Borrowed(&[Tag::Destructive]));
    let sent = body!(Careful.tags_of(Careful::SLACK, fewer.clone()));
    let tags = json!({ "enable": ["readOnlyHint"], "disable": ["destructiveHint"] });
    assert_eq!(sent["tools"]["slack"], json!({ "tags": tags }));
    // It is not known which of the named tools carry the tag.
    assert_eq!(wider_in(&refused!(Careful.tags_of(Careful::GMAIL, fewer))), ["tools"]);
    let more = Tags::DEFAULT.with_enable(Borrowed(&[Tag::ReadOnly]));
    assert_eq!(wider_in(&refused!(Careful.tags_of(Careful::SLACK, more))), ["tools"]);
}

#[tokio::test]
async fn accounts_are_put_back_and_those_of_run_time_are_kept() {
    let mut config = Careful::config().clone();
    config.connected_accounts.insert("gmail", vec![Borrowed("ca_9")].into());
    config.connected_accounts.insert("slack", vec![Borrowed("ca_2")].into());
    let (server, session) = updatable::<Careful>(&config).await;
    let _ = session.update().restore(Setting::ConnectedAccounts).restore(Setting::AuthConfigs).await.unwrap();
    let restored = json!({ "connected_accounts": { "gmail": ["ca_1"], "slack": ["ca_2"] }, "auth_configs": null,
        "expected_config_version": 7 });
    assert_eq!(sent(&server).await, [restored]);
}

#[tokio::test]
async fn instant_tools_are_put_back_as_they_were_declared() {
    assert_eq!(body!(Careful.restore(Setting::Instant)), json!({ "instant": false }));
    assert_eq!(
        body!(Unbounded.restore(Setting::Instant))["instant"],
        json!({ "tools": {}, "return_instant_charge": false, "return_prices_in_search": false }),
    );
}
