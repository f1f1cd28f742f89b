//! Approvals, and the checks of the platform.

use tool_router_core::config::{self, AppliesTo, HookAction, HookHandler, Map, NO_ACCOUNT, Target};

use super::slugs;
use crate::declaration::{Declaration, Handler, Hook};

pub(super) fn hook(Hook { stage, id, name, handler, toolkits, tokens: _ }: &Hook) -> Option<config::Hook> {
    let applies_to = toolkits.as_ref().map_or(AppliesTo::All, |toolkits| AppliesTo::Toolkits(slugs(toolkits)));
    let handler = match handler.as_ref()? {
        Handler::Condition(condition) => HookHandler::condition_check(condition.clone().into(), HookAction::Block),
        Handler::PromptInjection => HookHandler::prompt_injection_check(HookAction::Block),
        Handler::Webhook => HookHandler::webhook(),
    };
    let hook = config::Hook::new(*stage, id.yes()?.value.clone().into(), applies_to, handler);
    Some(hook.with_name(name.yes().map(|name| name.value.clone().into())))
}

/// Targets on the wire name an account: an override without an account applies to calls without one, and to every
/// account that the tool's toolkit is pinned to.
pub(super) fn permissions(declaration: &Declaration) -> Option<config::Permissions> {
    let permissions = declaration.permissions.as_ref()?;
    let mut overrides = Map::EMPTY;
    let (exact, general): (Vec<_>, Vec<_>) = permissions.overrides.iter().partition(|entry| entry.account.is_some());
    for entry in exact.into_iter().chain(general) {
        let tool = entry.tool.as_ref().map(|tool| tool.name.as_str());
        let accounts = match &entry.account {
            Some(account) => vec![account.value.as_str()],
            None => [NO_ACCOUNT].into_iter().chain(declaration.accounts_of(tool.unwrap_or_default())).collect(),
        };
        for account in accounts {
            let target = Target { tool, account: Some(account) }.key();
            if overrides.get(&target).is_none() {
                overrides.insert(target, entry.decision.value);
            }
        }
    }
    Some(config::Permissions::new(permissions.default.yes()?.value).with_overrides(overrides))
}
