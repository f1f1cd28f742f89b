//! What needs the user's approval, and what the platform checks.

use super::{
    Docs,
    prose::{any_tag, verbatim},
};
use crate::{
    declaration::{
        Handler, Stage, Tags,
        permissions::{DECISIONS, DEFAULTS, Override},
        surroundings::FALLBACKS,
    },
    handles::Kind,
    settings::{Word, alternatives},
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
        let unanswered = declaration.no_elicitation_support.yes().and_then(|said| {
            let meaning = FALLBACKS.iter().find(|word| word.value == said.value)?.summary;
            Some(format!("where the user cannot be asked: {meaning}"))
        });
        toolkits.chain(tools).chain(tags).chain(self.permissions()).chain(unanswered).collect()
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
            let decision = meaning(&DECISIONS, entry.decision.value)?;
            Some(format!("{tool}, called {}: {decision}", self.called_with(entry)))
        });
        default.into_iter().chain(overrides).collect()
    }

    /// The accounts that an override is sent for: one of another account does not fall under it.
    fn called_with(&self, entry: &Override) -> String {
        if let Some(account) = &entry.account {
            return format!("with the account `{account}`");
        }
        let tool = entry.tool.as_ref().map_or("", |tool| &tool.name);
        let accounts: Vec<String> = self.declaration.accounts_of(tool).map(|id| format!("`{id}`")).collect();
        match accounts.as_slice() {
            [] => "without a connected account, and then only".to_owned(),
            accounts => format!("with the account {}, or without one", alternatives(accounts.iter().cloned())),
        }
    }

    /// What the platform looks for before and after each execution.
    pub(super) fn checks(&self) -> Vec<String> {
        let hooks = self.declaration.hooks.iter();
        let checks = hooks.filter_map(|hook| {
            let of = hook.toolkits.as_ref().map(|slugs| format!(" of {}", self.toolkits(slugs))).unwrap_or_default();
            let (when, blocked) = match hook.stage {
                Stage::Before => (format!("before a tool{of} runs"), "it is blocked"),
                Stage::After => (format!("when a tool{of} has run"), "its result is kept back"),
            };
            let what = match hook.handler.as_ref()? {
                Handler::Condition(condition) => format!("{blocked} if this holds: {}", verbatim(condition)),
                Handler::PromptInjection => format!("{blocked} if it tries to instruct the model"),
            };
            let names = [&hook.id, &hook.name].into_iter().filter_map(|name| Some(verbatim(&name.yes()?.value)));
            Some(format!("{when}: {what} ({})", names.collect::<Vec<_>>().join(", ")))
        });
        checks.collect()
    }
}

fn by_tags(tool: &str, tags: &Tags) -> Option<String> {
    (!tags.require_approval.is_empty())
        .then(|| format!("each call of {tool} tagged {}", any_tag(&tags.require_approval)))
}
