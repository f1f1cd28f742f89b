use std::borrow::Cow::Borrowed;

use serde_json::json;

use super::*;
use crate::InvalidInput;
use crate::config::{
    Access, Instant, InstantUsage, Map, MultiAccount, Preload, PreloadTools, ToolAccess, ToolkitTools,
};
use crate::declaration::Declaration;
use crate::spec::Toolkit;
use crate::test_support::{GMAIL_AND_SLACK, declare};

declare! {
    struct Agent {
        Callback = NotYet,
        ConnectedAccounts = (NotYet, ()),
        AuthConfigs = (NotYet, (NotYet, ())),
    }
    Declaration::made(SessionConfig::DEFAULT.with_toolkits(GMAIL_AND_SLACK.with_require_approval(Borrowed(&[Borrowed("slack")]))).with_tools(Map::new(Borrowed(const { &[(
            Borrowed("slack"),
            ToolkitTools::DEFAULT.with_access(ToolAccess::Except(Borrowed(&[Borrowed("SLACK_X")]))),
        )] }))).with_multi_account(Some(MultiAccount::DEFAULT.with_enable(Some(true)).with_max_accounts_per_toolkit(Some(2)).with_require_explicit_selection(Some(true)))).with_preload(Some(Preload::DEFAULT.with_tools(PreloadTools::Only(Borrowed(&[
                Borrowed("GMAIL_FETCH_EMAILS"),
                Borrowed("SLACK_SEND_MESSAGE"),
            ]))))).with_instant(Some(Instant::On(InstantUsage::DEFAULT.with_toolkits(Access::Only(Borrowed(&[Borrowed("slack")])))))))
}

mod choosing;
mod several;

const GMAIL: Toolkit<Agent> = Toolkit::__declared("gmail");
const SLACK: Toolkit<Agent> = Toolkit::__declared("slack");
const GMAIL_AUTH_CONFIG: AuthConfigSlot<Agent, First> = AuthConfigSlot::__declared("gmail");
const SLACK_AUTH_CONFIG: AuthConfigSlot<Agent, Next<First>> = AuthConfigSlot::__declared("slack");
const SLACK_ACCOUNT: AccountSlot<Agent, First> = AccountSlot::__declared("slack");

fn session() -> SessionBuilder<Agent> {
    SessionBuilder::new("user_1")
}

#[test]
fn what_is_supplied_goes_into_the_configuration() {
    let session = session()
        .auth_config(SLACK_AUTH_CONFIG, "ac_2")
        .auth_config(GMAIL_AUTH_CONFIG, String::from("ac_1"))
        .connected_account(SLACK_ACCOUNT, ["ca_1", "ca_2"])
        .callback_url("https://app.example.com/cb");
    let body = serde_json::to_value(session.config()).unwrap();
    assert_eq!(body["auth_configs"], json!({ "slack": "ac_2", "gmail": "ac_1" }));
    assert_eq!(body["connected_accounts"], json!({ "slack": ["ca_1", "ca_2"] }));
    assert_eq!(body["manage_connections"]["callback_url"], "https://app.example.com/cb");
    assert_eq!(session.plan.invalid, None);
}

#[test]
fn narrowing_takes_everything_else_along() {
    let narrowed = session().connected_account(SLACK_ACCOUNT, "ca_1").only([GMAIL, GMAIL]);
    let body = serde_json::to_value(narrowed.config()).unwrap();
    assert_eq!(body["toolkits"], json!({ "enable": ["gmail"] }));
    assert_eq!(body.get("tools"), None);
    assert_eq!(body.get("connected_accounts"), None);
    assert_eq!(body["preload"], json!({ "tools": ["GMAIL_FETCH_EMAILS"] }));
    assert_eq!(body["instant"], json!({ "toolkits": { "enable": [] } }));
    let others = session().only([SLACK]).only([SLACK]);
    assert_eq!(
        others.config().preload,
        Some(Preload::DEFAULT.with_tools(PreloadTools::Only(vec!["SLACK_SEND_MESSAGE".into()].into())))
    );
}

#[test]
fn narrowing_twice_never_widens() {
    let narrowed = session().only([GMAIL]).only([GMAIL, SLACK]);
    assert_eq!(serde_json::to_value(&narrowed.config().toolkits).unwrap(), json!({ "enable": ["gmail"] }));
    assert_eq!(session().only([GMAIL]).only([SLACK]).plan.invalid, Some(InvalidInput::NothingLeft));
    assert_eq!(session().only([] as [Toolkit<Agent>; 0]).plan.invalid, Some(InvalidInput::NothingLeft));
}

#[test]
fn an_entry_supplied_after_narrowing_does_not_come_back() {
    let narrowed = session().only([GMAIL]).connected_account(SLACK_ACCOUNT, "ca_1");
    assert!(narrowed.config().connected_accounts.is_empty());
}

#[test]
fn the_first_mistake_is_kept() {
    assert_eq!(SessionBuilder::<Agent>::new(" ").plan.invalid, Some(InvalidInput::EmptyUserId));
    let session = session().callback_url("nowhere").auth_config(GMAIL_AUTH_CONFIG, "not an id");
    assert!(matches!(session.plan.invalid, Some(InvalidInput::CallbackUrl { .. })));
}

#[test]
fn accounts_are_held_to_the_declared_number() {
    let too_many = session().connected_account(SLACK_ACCOUNT, vec!["ca_1", "ca_2", "ca_3"]).plan.invalid.take();
    assert_eq!(too_many, Some(InvalidInput::TooManyAccounts { toolkit: "slack".into(), given: 3, allowed: 2 }));
    let none = session().connected_account(SLACK_ACCOUNT, Vec::<String>::new()).plan.invalid.take();
    assert_eq!(none, Some(InvalidInput::NoAccounts { toolkit: "slack".into() }));
    let wrong = session().connected_account(SLACK_ACCOUNT, "slack-1").plan.invalid.take();
    assert!(matches!(wrong, Some(InvalidInput::Id { prefix: "ca_", .. })));
}
