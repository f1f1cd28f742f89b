//! Which tools the user is asked about before they run.

use super::SessionConfig;
use super::permissions::Strictness;
use crate::tag::Tag;

impl SessionConfig {
    /// Whether a setting `require_approval` names the tool, its toolkit or one of its tags.
    #[must_use]
    pub fn lists_for_approval(&self, toolkit: &str, tool: &str, tags: &[Tag]) -> bool {
        let carries = |listed: &[Tag]| listed.iter().any(|tag| tags.contains(tag));
        let tools = self.tools.get(toolkit);
        let filter = tools.and_then(|tools| tools.access.tags()).unwrap_or(&self.tags);
        self.toolkits.require_approval.iter().any(|slug| slug == toolkit)
            || tools.is_some_and(|tools| tools.require_approval.iter().any(|slug| slug == tool))
            || carries(&filter.require_approval)
            || carries(&self.tags.require_approval)
    }

    /// Whether the user may be asked about the tool before it runs, or it may be denied, with one account or another.
    #[must_use]
    pub fn may_ask(&self, toolkit: &str, tool: &str, tags: &[Tag]) -> bool {
        let permissions = self.experimental.permissions.as_ref();
        self.lists_for_approval(toolkit, tool, tags)
            || permissions.is_some_and(|permissions| permissions.strictest(tool) > Strictness::Free)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn asks(config: Value) -> bool {
        let config: SessionConfig = serde_json::from_value(config).unwrap();
        config.may_ask("gmail", "GMAIL_SEND_EMAIL", &[Tag::Destructive])
    }

    #[test]
    fn the_user_is_asked_where_a_setting_names_the_tool_its_toolkit_or_a_tag() {
        for config in [
            json!({ "toolkits": { "enable": ["gmail"], "require_approval": ["gmail"] } }),
            json!({ "tools": { "gmail": { "require_approval": ["GMAIL_SEND_EMAIL"] } } }),
            json!({ "tags": { "require_approval": ["destructiveHint"] } }),
            json!({ "experimental": { "permissions": { "default": "ask_every_call" } } }),
            json!({ "experimental": { "permissions": { "default": "allow_all",
                "overrides": { "GMAIL_SEND_EMAIL:ca_1": "ask_once" } } } }),
        ] {
            assert!(asks(config.clone()), "{config}");
        }
        for config in [
            json!({}),
            json!({ "toolkits": { "enable": ["gmail", "slack"], "require_approval": ["slack"] } }),
            json!({ "tools": { "gmail": { "require_approval": ["GMAIL_FETCH_EMAILS"] } } }),
            json!({ "tags": { "require_approval": ["createHint"] } }),
            json!({ "experimental": { "permissions": { "default": "allow_all" } } }),
        ] {
            assert!(!asks(config.clone()), "{config}");
        }
    }
}
