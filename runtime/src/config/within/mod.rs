//! Whether one configuration is provably within another: what an update of a session may do is bounded by what was
//! declared.

mod accounts;
mod approvals;
mod reach;

use super::{Execute, Instant, InstantUsage, ProxyExecute, Sandbox, SandboxSize, Search, SessionConfig};

/// The settings in which `proposed` is not provably within `declared`, by their names in a declaration.
pub(crate) fn wider(declared: &SessionConfig, proposed: &SessionConfig) -> Vec<&'static str> {
    let (old, new) = (&declared.experimental, &proposed.experimental);
    let checks = [
        ("toolkits", reach::toolkits(&declared.toolkits, &proposed.toolkits)),
        ("tools", reach::tools(declared, proposed)),
        ("tags", reach::tags(&declared.tags, &proposed.tags)),
        ("auth_configs", accounts::auth_configs(declared, proposed)),
        ("connected_accounts", accounts::pins(declared, proposed)),
        ("manage_connections", accounts::management(&declared.manage_connections, &proposed.manage_connections)),
        ("multi_account", accounts::several(declared.multi_account.as_ref(), proposed.multi_account.as_ref())),
        ("sandbox", sandbox(declared.sandbox.as_ref(), proposed.sandbox.as_ref())),
        ("proxy_execute", no_more(proxy(declared.proxy_execute), proxy(proposed.proxy_execute))),
        ("search", no_more(search(declared.search), search(proposed.search))),
        ("multi_execute", no_more(several_at_once(declared.execute), several_at_once(proposed.execute))),
        ("instant", instant(declared.instant.as_ref(), proposed.instant.as_ref())),
        ("hooks", declared.hooks.iter().all(|hook| proposed.hooks.contains(hook))),
        ("permissions", approvals::permissions(old.permissions.as_ref(), new.permissions.as_ref())),
        ("no_elicitation_support", approvals::unasked(old, new)),
        ("link_url", old.link_url_overwrite == new.link_url_overwrite),
        ("submit_feedback", no_more(feedback(declared), feedback(proposed))),
        ("session_config", old.session_config_id == new.session_config_id),
    ];
    checks.into_iter().filter(|(_, within)| !within).map(|(setting, _)| setting).collect()
}

/// Whether a switch that is off stays off.
fn no_more(declared: bool, proposed: bool) -> bool {
    declared || !proposed
}

fn proxy(proxy: Option<ProxyExecute>) -> bool {
    proxy.is_some_and(|proxy| proxy.enable)
}

fn search(search: Option<Search>) -> bool {
    search.unwrap_or_default().enable
}

fn several_at_once(execute: Option<Execute>) -> bool {
    execute.unwrap_or_default().enable_multi_execute
}

fn feedback(config: &SessionConfig) -> bool {
    config.experimental.submit_feedback.is_some_and(|feedback| feedback.enable)
}

/// By the API's defaults a sandbox is there, can do everything, and is of standard size.
fn sandbox(declared: Option<&Sandbox>, proposed: Option<&Sandbox>) -> bool {
    let (declared, proposed) = (declared.unwrap_or(&Sandbox::DEFAULT), proposed.unwrap_or(&Sandbox::DEFAULT));
    let on = |switch: Option<bool>| switch.unwrap_or(true);
    let size = |sandbox: &Sandbox| sandbox.sandbox_size.unwrap_or(SandboxSize::Standard);
    !on(proposed.enable)
        || (on(declared.enable)
            && no_more(on(declared.enable_tool_execution), on(proposed.enable_tool_execution))
            && no_more(on(declared.enable_proxy_execution), on(proposed.enable_proxy_execution))
            && size(proposed) <= size(declared))
}

/// What a declaration says nothing about is what the API has: every instant tool that the session reaches.
fn instant(declared: Option<&Instant>, proposed: Option<&Instant>) -> bool {
    let declared = match (declared, proposed) {
        (_, Some(Instant::Off)) | (None, _) => return true,
        (Some(Instant::Off), _) => return false,
        (Some(Instant::On(declared)), _) => declared,
    };
    let proposed = match proposed {
        Some(Instant::On(proposed)) => proposed,
        _ => &InstantUsage::DEFAULT,
    };
    let of_tools = |(toolkit, tools)| {
        let proposed = proposed.tools.get(toolkit).is_some_and(|proposed| proposed.is_within(tools));
        proposed || *tools == super::Access::Any
    };
    proposed.toolkits.is_within(&declared.toolkits) && declared.tools.iter().all(of_tools)
}

#[cfg(test)]
mod tests;
