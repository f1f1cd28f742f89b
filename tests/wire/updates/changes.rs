//! Combinations of changes, recorded from the Python SDK.

use std::collections::BTreeMap;

use serde_json::Value;
use tool_router::config::{
    Access, AppliesTo, ApprovalDefault, ApprovalOverride, Hook, HookAction, HookHandler, HookStage, Instant,
    InstantUsage, Map, NoElicitationSupport, Permissions, SandboxSize, Tag, Tags,
};
use tool_router::session::Setting;
use tool_router::tool_router_session;
use wiremock::MockServer;

use super::session;

/// The updates that send what the SDK sends.
#[rustfmt::skip]
pub(crate) async fn updates() -> BTreeMap<&'static str, Value> {
    updated! {
        upd_tags_null(toolkits = any): .restore(Setting::Tags);
        upd_tools_null(toolkits = any): .restore(Setting::Tools);
        upd_preload_null(toolkits = any): .restore(Setting::Preload);
        upd_search_null(toolkits = any): .restore(Setting::Search);
        upd_execute_null(toolkits = any): .restore(Setting::MultiExecute);
        upd_proxy_null(toolkits = any): .restore(Setting::ProxyExecute);
        upd_hooks_null(toolkits = any): .restore(Setting::Hooks);
        upd_multi_null(toolkits = any): .restore(Setting::MultiAccount);
        upd_experimental_null(toolkits = any): .restore(Setting::Permissions);
        upd_callback(toolkits = any, manage_connections(callback_url)): .callback_url("https://example.com/cb");
        upd_wait_false(toolkits = any): .wait_for_connections(false);
        upd_accounts(toolkits = ["gmail"], multi_account): .connected_account(Agent::GMAIL, ["ca_1", "ca_2"]);
        upd_accounts_null(toolkits = any): .restore(Setting::ConnectedAccounts);
        upd_accounts_empty(toolkits = ["gmail"]): .unpin(Agent::GMAIL);
        upd_auth_configs(toolkits = ["github"], auth_configs(github)): .auth_config(Agent::GITHUB_AUTH_CONFIG, "ac_1");
        upd_auth_null(toolkits = any): .restore(Setting::AuthConfigs);
        upd_tools_approval(toolkits = ["gmail"]): .require_tool_approval(["GMAIL_SEND_EMAIL"]);
        upd_toolkits_disable(toolkits = any): .without(["exa"]);
        upd_toolkits_approval(toolkits = ["gmail", "slack"]): .require_approval([Agent::SLACK]);
        upd_tags_dict(toolkits = any):
            .tags(Tags::DEFAULT
                .with_disable(vec![Tag::Destructive].into())
                .with_require_approval(vec![Tag::Update].into()));
        upd_sandbox_size(toolkits = any, sandbox(size = xlarge)): .sandbox_size(SandboxSize::Large);
        upd_sandbox_off(toolkits = any): .sandbox(false);
        upd_sandbox_many(toolkits = any): .sandbox_proxy_execution(false).auto_offload_threshold(500);
        upd_sandbox_tool_execution(toolkits = any): .sandbox_tool_execution(false);
        upd_multi_off(toolkits = any, multi_account): .multi_account(false);
        upd_multi_max(toolkits = any, multi_account): .max_accounts_per_toolkit(3);
        upd_multi_explicit(toolkits = any, multi_account): .explicit_selection(true);
        upd_multi_all(toolkits = any, multi_account):
            .multi_account(true).max_accounts_per_toolkit(3).explicit_selection(true);
        upd_search_off(toolkits = any): .search(false);
        upd_execute_off(toolkits = any): .multi_execute(false);
        upd_proxy_false(toolkits = any): .proxy_execute(false);
        upd_instant_empty(toolkits = any): .instant(Instant::On(InstantUsage::DEFAULT));
        upd_instant_toolkits(toolkits = any):
            .instant(Instant::On(InstantUsage::DEFAULT
                .with_toolkits(Access::Only(vec!["exa".into()].into()))
                .with_return_instant_charge(Some(true))));
        upd_hooks(toolkits = any):
            .hook(injection_check());
        upd_preload_all(toolkits = ["gmail"]): .preload_all();
        upd_preload_empty(toolkits = ["gmail"]): .preload([]);
        upd_permissions(toolkits = any):
            .permissions(asking());
        upd_fast(toolkits = any): .fast_mode(true);
        upd_feedback(toolkits = any): .submit_feedback(false);
        upd_elicitation(toolkits = any): .no_elicitation_support(NoElicitationSupport::Deny);
        upd_version_many(toolkits = any): .search(false).restore(Setting::MultiExecute).for_version(4);
        upd_tools_disable(toolkits = ["gmail", "slack"]): .without_tools(["SLACK_DELETE_MESSAGE"]);
        upd_tools_tags(toolkits = ["gmail", "slack"]):
            .tags_of(Agent::GMAIL, Tags::DEFAULT.with_enable(vec![Tag::ReadOnly].into()));
        upd_toolkits_approval_only(toolkits = any, tools(gmail = ["GMAIL_SEND_EMAIL"])):
            .require_approval([Agent::GMAIL]);
    }
}

fn injection_check() -> Hook {
    let handler = HookHandler::prompt_injection_check(HookAction::Block);
    Hook::new(HookStage::AfterExecute, "h".into(), AppliesTo::All, handler)
}

fn asking() -> Permissions {
    let overrides = Map::new(vec![("*:ca_1".into(), ApprovalOverride::AlwaysDeny)].into());
    Permissions::new(ApprovalDefault::AskEveryCall).with_overrides(overrides)
}
