//! Combinations of settings, recorded from the Python SDK.

use std::collections::BTreeMap;

use serde_json::Value;
use tool_router::{SessionSpec, tool_router_session};

/// The declarations that send what the SDK sends.
#[rustfmt::skip]
pub(crate) fn declared() -> BTreeMap<&'static str, Value> {
    declared! {
        multi_enable_max(toolkits = any, multi_account(max_per_toolkit = 5)),
        multi_disable(toolkits = any, multi_account = false),
        multi_disable_long(toolkits = any, multi_account(disable)),
        multi_explicit_true(toolkits = any, multi_account(enable, explicit_selection)),
        multi_explicit_false(toolkits = any, multi_account(explicit_selection = false)),
        multi_max_10(toolkits = any, multi_account(max_per_toolkit = 10)),
        multi_false_preload(toolkits = ["gmail"], multi_account = false, preload = ["GMAIL_SEND_EMAIL"]),
        accounts_several(toolkits = any, connected_accounts(gmail = "ca_1", slack = ["ca_2"], github = "ca_3")),
        accounts_list_order(
            toolkits = any, multi_account, connected_accounts(slack = ["ca_9", "ca_2"], gmail = "ca_3")
        ),
        auth_several(toolkits = ["github", "slack"], auth_configs(github = "ac_1", slack = "ac_2")),
        auth_and_ca(toolkits = any, auth_configs(github = "ac_1"), connected_accounts(github = "ca_1")),
        sandbox_enable_true(toolkits = any, sandbox = true),
        sandbox_proxy_true(toolkits = any, sandbox(proxy_execution)),
        sandbox_threshold_float(toolkits = any, sandbox(auto_offload_threshold = 300)),
        sandbox_standard(toolkits = any, sandbox(size = standard)),
        sandbox_medium(toolkits = any, sandbox(size = medium)),
        workbench_full(
            toolkits = any, sandbox(enable, proxy_execution = true, auto_offload_threshold = 20_000, size = medium)
        ),
        sandbox_proxy_pair(toolkits = any, sandbox(proxy_execution = false), proxy_execute = false),
        sandbox_false_proxy_true(toolkits = any, sandbox = false, proxy_execute = true),
        proxy_false(toolkits = any, proxy_execute = false),
        proxy_true_dict(toolkits = any, proxy_execute),
        preset_tools(
            app = automation, toolkits = ["gmail"], tools(gmail = ["GMAIL_SEND_EMAIL"]), preset = direct_tools
        ),
        preset_manage_dict(
            toolkits = ["gmail"], preset = direct_tools, manage_connections(callback_url = "https://example.com/cb")
        ),
        preset_manage_wait(toolkits = ["gmail"], preset = direct_tools, manage_connections(wait)),
        preset_sandbox(app = manual_auth, toolkits = ["gmail"], preset = direct_tools, sandbox(size = large)),
        preset_preload(app = automation, toolkits = ["gmail"], preset = direct_tools, preload = ["GMAIL_SEND_EMAIL"]),
        preset_manage_false(app = automation, toolkits = ["gmail"], preset = direct_tools, manage_connections = false),
        preset_tags(app = automation, toolkits = any, tags = [read_only], preset = direct_tools),
        preset_tools_no_toolkits(
            app = automation, toolkits = any, tools(gmail = ["GMAIL_SEND_EMAIL"]), preset = direct_tools
        ),
        manage_true(toolkits = any, manage_connections = true),
        manage_false(app = automation, toolkits = any, manage_connections = false),
        manage_false_manual(app = manual_auth, toolkits = any, manage_connections(disable)),
        manage_false_callback(
            app = manual_auth, toolkits = any, manage_connections(disable, callback_url = "https://example.com/cb")
        ),
        manage_wait(toolkits = ["gmail", "slack"], manage_connections(wait)),
        manage_wait_timed(
            app = workflow, toolkits = ["gmail"],
            manage_connections(enable, wait = "90s", callback_url = "https://example.com/cb")
        ),
        manage_wait_false(toolkits = any, manage_connections(wait = false)),
        manage_callback_localhost(
            toolkits = any, manage_connections(callback_url = "http://localhost:3000/cb?next=%2Fhome")
        ),
        manage_callback_none(toolkits = any),
        tags_all(toolkits = any, tags = [read_only, create, update, destructive]),
        tags_order(toolkits = any, tags = [update, create, read_only]),
        tags_disable(toolkits = any, tags(disable = [destructive, open_world]), allow(weak_tag)),
        tags_approval(toolkits = any, tags(require_approval = [destructive])),
        tags_three(
            toolkits = any, tags(enable = [read_only, update], disable = [destructive], require_approval = [update])
        ),
        tools_tags_list_dict(
            toolkits = any,
            tools(gmail(tags = [read_only]), slack(tags(enable = [read_only], disable = [destructive])),
                github(tags(require_approval = [destructive])))
        ),
        tools_tags_approval(
            toolkits = any, tools(gmail(tags = [read_only, update], require_approval = ["GMAIL_SEND_EMAIL"]))
        ),
        tools_disable_approval(
            toolkits = any,
            tools(slack(disable = ["SLACK_DELETE_MESSAGE"], require_approval = ["SLACK_SEND_MESSAGE"]))
        ),
        tools_order(
            toolkits = ["gmail"],
            tools(gmail = ["GMAIL_SEND_EMAIL", "GMAIL_FETCH_EMAILS", "GMAIL_CREATE_EMAIL_DRAFT"])
        ),
        tools_and_tags(toolkits = ["gmail", "slack"], tools(gmail = ["GMAIL_SEND_EMAIL"]), tags = [read_only]),
        tools_numeric_slug(toolkits = ["21risk"], tools("21risk" = ["21RISK_GET_ITEM"])),
        tools_dashed_slug(toolkits = ["active-trail"], tools("active-trail" = ["ACTIVE_TRAIL_GET"])),
        tools_underscore_toolkit(toolkits = ["google_maps"], tools(google_maps = ["GOOGLE_MAPS_GET_ROUTE"])),
        toolkits_enable_approval(toolkits(enable = ["gmail", "slack"], require_approval = ["slack"])),
        toolkits_disable_approval(toolkits(disable = ["exa"], require_approval = ["gmail", "slack"])),
        toolkits_enable_empty(toolkits = none),
        hooks_before_all(toolkits = any, hooks(before(id = "h1", condition = "c"))),
        hooks_after_cond(
            toolkits = any, hooks(after(id = "h1", name = "N", condition = "c", toolkits = ["gmail", "slack"]))
        ),
        hooks_two(
            toolkits = any,
            hooks(after(id = "a", prompt_injection), before(id = "b", condition = "c", toolkits = ["gmail"]))
        ),
        instant_empty(toolkits = any, instant = true),
        instant_toolkits_disable(toolkits = any, instant(toolkits(disable = ["exa"]))),
        instant_toolkits_enable_order(toolkits = any, instant(toolkits(enable = ["tavily", "exa"]))),
        instant_tools(toolkits = any, instant(tools(exa = ["EXA_SEARCH"], tavily(disable = ["TAVILY_EXTRACT"])))),
        instant_both(
            toolkits = any, instant(toolkits = ["exa"], tools(exa = ["EXA_SEARCH"]), return_instant_charge = false)
        ),
        instant_flags(toolkits = any, instant(return_prices_in_search)),
        preload_list(toolkits = ["gmail"], preload = ["GMAIL_SEND_EMAIL", "GMAIL_FETCH_EMAILS"]),
        preload_list_any(toolkits = any, preload = ["GMAIL_SEND_EMAIL"]),
        preload_all_tags(toolkits = any, preload = all, tags = [read_only]),
        preload_all_tools(toolkits = any, preload = all, tools(gmail = ["GMAIL_SEND_EMAIL"])),
        preload_all_tools_tags(toolkits = any, preload = all, tools(gmail(tags = [read_only]))),
        experimental_tz(toolkits = any, timezone = "Europe/London"),
        experimental_tz_utc(toolkits = any, timezone = "UTC"),
        experimental_fallback_deny(toolkits = any, no_elicitation_support = deny),
        experimental_fallback_allow_tz(toolkits = any, no_elicitation_support = allow, timezone = "America/New_York"),
        experimental_empty(toolkits = any),
        mcp_is_not_sent(toolkits = any, mcp),
        many_settings(
            toolkits(enable = ["gmail", "slack", "github"], require_approval = ["slack"]),
            tools(gmail = ["GMAIL_FETCH_EMAILS", "GMAIL_SEND_EMAIL"], github(tags = [read_only]),
                slack(disable = ["SLACK_DELETE_MESSAGE"])),
            tags(disable = [destructive]), manage_connections(wait, callback_url = "https://example.com/cb"),
            auth_configs(github = "ac_1"), connected_accounts(gmail = ["ca_1", "ca_2"]),
            multi_account(max_per_toolkit = 4), sandbox(size = medium, proxy_execution = false), proxy_execute,
            hooks(after(id = "h", prompt_injection)), instant = false, timezone = "Asia/Tokyo",
            no_elicitation_support = deny
        ),
        toolkits_disable_tools(
            toolkits(disable = ["exa"]), tools(gmail(disable = ["GMAIL_SEND_EMAIL"])), tags(disable = [destructive])
        ),
        instant_tools_disable(
            toolkits = any,
            instant(toolkits(disable = ["tavily"]), tools(exa(disable = ["EXA_ANSWER", "EXA_SEARCH"])))
        ),
        instant_tools_outside(toolkits = any, instant(toolkits = ["tavily"], tools(exa = ["EXA_SEARCH"]))),
    }
}
