//! The router's own tools, each offered or not by a setting.

use super::Subject;
use super::settings::{Settings, Switch};
use super::text::contains;

/// The meta tools that the setting `subject` controls.
pub(super) const fn offered_by(settings: Settings<'_, '_>, subject: Subject) -> &'static [&'static str] {
    match subject {
        Subject::Search if settings.on.has(Switch::Search) => SEARCH,
        Subject::MultiExecute if settings.on.has(Switch::MultiExecute) => EXECUTE,
        Subject::ManageConnections if !settings.on.has(Switch::ManageConnections) => &[],
        Subject::ManageConnections if settings.on.has(Switch::WaitTool) => MANAGE_AND_WAIT,
        Subject::ManageConnections => MANAGE,
        Subject::Sandbox if settings.on.has(Switch::Sandbox) => SANDBOX,
        Subject::SubmitFeedback if settings.on.has(Switch::SubmitFeedback) => FEEDBACK,
        Subject::ProxyExecute if settings.on.has(Switch::ProxyExecute) => PROXY,
        _ => &[],
    }
}

static SEARCH: &[&str] = &["COMPOSIO_SEARCH_TOOLS", "COMPOSIO_GET_TOOL_SCHEMAS"];
static EXECUTE: &[&str] = &["COMPOSIO_MULTI_EXECUTE_TOOL"];
static MANAGE: &[&str] = &["COMPOSIO_MANAGE_CONNECTIONS"];
static MANAGE_AND_WAIT: &[&str] = &["COMPOSIO_MANAGE_CONNECTIONS", "COMPOSIO_WAIT_FOR_CONNECTIONS"];
static SANDBOX: &[&str] = &["COMPOSIO_REMOTE_WORKBENCH", "COMPOSIO_REMOTE_BASH_TOOL"];
static FEEDBACK: &[&str] = &["COMPOSIO_SUBMIT_FEEDBACK"];
static PROXY: &[&str] = &["COMPOSIO_PROXY_EXECUTE"];

/// Whether a slug is that of a meta tool, which belongs to no toolkit.
pub(super) const fn is_meta_tool(slug: &str) -> bool {
    // The first of them differs from almost every slug, and this is asked for each denied tool.
    if !matches!(slug.as_bytes(), [b'C' | b'c', ..]) {
        return false;
    }
    let groups = [SEARCH, EXECUTE, MANAGE_AND_WAIT, SANDBOX, FEEDBACK, PROXY];
    let mut next = 0;
    while next < groups.len() {
        if contains(groups[next], slug) {
            return true;
        }
        next += 1;
    }
    false
}

/// Whether one of the slugs is that of a meta tool.
pub(super) const fn has_meta_tool(slugs: &[&str]) -> bool {
    let mut next = 0;
    while next < slugs.len() {
        if is_meta_tool(slugs[next]) {
            return true;
        }
        next += 1;
    }
    false
}

/// The setting that removes a meta tool from a session.
pub(super) const fn setting_of(slug: &str) -> &'static str {
    if contains(SANDBOX, slug) {
        "declare `sandbox = false`"
    } else if contains(MANAGE, slug) {
        "declare `manage_connections = false`"
    } else if contains(MANAGE_AND_WAIT, slug) {
        "leave `wait` out of `manage_connections`"
    } else if contains(SEARCH, slug) {
        "declare `search = false`"
    } else if contains(EXECUTE, slug) {
        "declare `multi_execute = false`"
    } else if contains(FEEDBACK, slug) {
        "leave `submit_feedback` out"
    } else {
        "leave `proxy_execute` out"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MetaTool;

    #[test]
    fn every_meta_tool_is_offered_by_a_setting() {
        for tool in MetaTool::KNOWN {
            assert!(is_meta_tool(tool.as_str()), "{tool}");
        }
    }
}
