//! What needs the user's approval, and what the platform checks.

use super::{Docs, prose::any_tag};
use crate::{
    declaration::{
        Handler, Stage, Tags,
        permissions::{DECISIONS, DEFAULTS},
    },
    handles::Kind,
    settings::Word,
};

impl Docs<'_> {
    pub(super) fn approvals(&self) -> Vec<String> {
        let declaration = self.declaration;
        let toolkits = declaration.toolkits.iter().filter_map(|toolkits| toolkits.require_approval.as_ref());
        let toolkits = toolkits.map(|slugs| format!("each call of a tool of {}", self.toolkits(slugs)));
        let tools = declaration.tools.iter().flat_map(|tools| {
            let named = tools.require_approval.as_ref().map(|slugs| format!("each call of {}", self.tools(slugs)));
            let of = format!("a tool of {}", self.toolkit(&tools.toolkit));
            named.into_iter().chain(tools.tags.as_ref().and_then(|tags| by_tags(&of, tags)))
        });
        let tags = declaration.tags.iter().filter_map(|tags| by_tags("a tool", tags));
        toolkits.chain(tools).chain(tags).chain(self.permissions()).collect()
    }

    fn permissions(&self) -> Vec<String> {
        let Some(permissions) = &self.declaration.permissions else { return Vec::new() };
        let meaning = |words: &[Word<&'static str>], value: &str| {
            words.iter().find(|word| word.value == value).map(|word| word.summary)
        };
        let default = permissions.default.yes().and_then(|default| meaning(&DEFAULTS, default.value));
        let default = default.map(|default| format!("where nothing else is said: {default}"));
        let overrides = permissions.overrides.iter().filter_map(|entry| {
            let tool = entry.tool.as_ref().map_or_else(|| "every tool".to_owned(), |tool| self.link(tool, Kind::Tool));
            let account = entry.account.as_ref().map(|account| format!(" with the account `{account}`"));
            let decision = meaning(&DECISIONS, entry.decision.value)?;
            Some(format!("{tool}{}: {decision}", account.unwrap_or_default()))
        });
        default.into_iter().chain(overrides).collect()
    }

    /// What the platform looks for before and after each execution.
    pub(super) fn checks(&self) -> Vec<String> {
        let hooks = self.declaration.hooks.iter();
        let checks = hooks.filter_map(|hook| {
            let toolkits = hook.toolkits.as_ref().map(|slugs| format!(" of {}", self.toolkits(slugs)));
            let when = match hook.stage {
                Stage::Before => "before a tool runs",
                Stage::After => "when a tool has run",
            };
            let what = match hook.handler.as_ref()? {
                Handler::Condition(condition) => format!("it is blocked if this holds: {condition}"),
                Handler::PromptInjection => "its result is kept back if it tries to instruct the model".to_owned(),
            };
            Some(format!("{when}{}: {what}", toolkits.unwrap_or_default()))
        });
        checks.collect()
    }
}

fn by_tags(tool: &str, tags: &Tags) -> Option<String> {
    (!tags.require_approval.is_empty())
        .then(|| format!("each call of {tool} tagged {}", any_tag(&tags.require_approval)))
}
