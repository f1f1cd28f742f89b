//! What needs the user's approval.

use super::Manifest;
use super::markdown::{Fact, any_tag};
use crate::config::{
    ApprovalDefault, ApprovalOverride, NoElicitationSupport, Permissions, Tags, Text, ToolAccess, ToolkitTools,
};

impl Manifest {
    pub(super) fn approvals(&self) -> Vec<Fact> {
        let config = &self.config;
        let toolkits = config.toolkits.require_approval.iter();
        let toolkits = toolkits.map(|slug| format!("each call of a tool of `{slug}`"));
        let tools = config.tools.iter().flat_map(|(slug, tools)| of_toolkit(slug, tools));
        let tags = by_tags("a tool", &config.tags);
        let permissions = config.experimental.permissions.iter().flat_map(of_permissions);
        let unanswered = config.experimental.no_elicitation_support_fallback.map(|fallback| match fallback {
            NoElicitationSupport::Deny => "where the user cannot be asked: denied".to_owned(),
            NoElicitationSupport::Allow => "where the user cannot be asked: allowed".to_owned(),
        });
        toolkits.chain(tools).chain(tags).chain(permissions).chain(unanswered).map(Fact::from).collect()
    }
}

fn of_toolkit(slug: &str, tools: &ToolkitTools) -> impl Iterator<Item = String> {
    let named = tools.require_approval.iter().map(|tool: &Text| format!("each call of `{tool}`"));
    let tagged = match &tools.access {
        ToolAccess::Tagged(tags) => by_tags(&format!("a tool of `{slug}`"), tags),
        ToolAccess::Any | ToolAccess::Only(_) | ToolAccess::Except(_) => None,
    };
    named.chain(tagged)
}

fn by_tags(tool: &str, tags: &Tags) -> Option<String> {
    (!tags.require_approval.is_empty())
        .then(|| format!("each call of {tool} tagged {}", any_tag(&tags.require_approval)))
}

/// `TOOL:ca_…`, `TOOL:__none__` and the like, in words.
fn target(key: &str) -> String {
    let (tool, account) = key.split_once(':').unwrap_or((key, ""));
    let tool = if tool == "*" { "every tool".to_owned() } else { format!("`{tool}`") };
    match account {
        "__none__" => format!("{tool}, called without a connected account"),
        "" => tool,
        account => format!("{tool}, called with the account `{account}`"),
    }
}

fn of_permissions(permissions: &Permissions) -> impl Iterator<Item = String> {
    let default = match permissions.default {
        ApprovalDefault::AllowAll => "no call",
        ApprovalDefault::AskEveryCall => "every call",
        ApprovalDefault::AskOncePerSession => "the first call of each tool in a session",
    };
    let overrides = permissions.overrides.iter().map(|(tool, asked)| {
        let said = match asked {
            ApprovalOverride::AlwaysAllow => "always allowed",
            ApprovalOverride::AlwaysDeny => "always denied",
            ApprovalOverride::AskOnce => "asked for once",
            ApprovalOverride::AskAlways => "asked for each time",
        };
        format!("{}: {said}", target(tool))
    });
    [format!("where nothing else is said: {default}")].into_iter().chain(overrides)
}
