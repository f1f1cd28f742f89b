//! Who is asked before a tool runs, and what the platform checks.

use super::{Packed, Tables, access::slugs, execution::flag};
use crate::declaration::{Declaration, Handler, Hook, Permissions, Said, Spanned, Stage};

pub(super) fn hooks(hooks: &[Hook], tables: &mut Tables) {
    for Hook { stage, id, name, handler, toolkits, tokens: _ } in hooks {
        // What was wrong is no hook.
        let (Some(id), Some(handler)) = (id.yes(), handler) else { continue };
        let mut packed = Packed::default();
        packed.mark(match stage {
            Stage::Before => '<',
            Stage::After => '>',
        });
        tables.texts.text(&id.value, &mut packed);
        tables.texts.optional_text(name.yes().map(|name| name.value.as_str()), &mut packed);
        if let Some(toolkits) = packed.option(toolkits.as_ref()) {
            slugs(Some(toolkits), tables, &mut packed);
        }
        let condition = match handler {
            Handler::PromptInjection => None,
            Handler::Condition(condition) => Some(condition.as_str()),
        };
        tables.texts.optional_text(condition, &mut packed);
        tables.hooks.push(&packed);
    }
}

/// What the API itself calls experimental.
pub(super) fn experimental(declaration: &Declaration, tables: &mut Tables, packed: &mut Packed) {
    tables.texts.optional_text(text(&declaration.timezone), packed);
    let permissions =
        declaration.permissions.as_ref().and_then(|permissions| Some((permissions, permissions.default.yes()?)));
    if let Some((permissions, default)) = packed.option(permissions) {
        tables.texts.text(default.value, packed);
        for (target, decision) in overrides(declaration, permissions) {
            let mut record = Packed::default();
            tables.texts.text(&target, &mut record);
            tables.texts.text(decision, &mut record);
            tables.overrides.push(&record);
        }
    }
    tables.texts.optional_text(text(&declaration.link_url), packed);
    packed.flag(flag(&declaration.fast_mode));
    packed.flag(flag(&declaration.submit_feedback));
    let fallback = declaration.no_elicitation_support.yes().map(|fallback| fallback.value);
    tables.texts.optional_text(fallback, packed);
    tables.texts.optional_text(text(&declaration.session_config), packed);
}

fn text(said: &Said<Spanned<String>>) -> Option<&str> {
    said.yes().map(|said| said.value.as_str())
}

/// The overrides by the wire's targets, which name an account: one that is declared without an account holds for calls without
/// one and for every account that the tool's toolkit is pinned to.
fn overrides(declaration: &Declaration, permissions: &Permissions) -> Vec<(String, &'static str)> {
    let mut overrides: Vec<(String, &'static str)> = Vec::new();
    let (exact, general): (Vec<_>, Vec<_>) = permissions.overrides.iter().partition(|entry| entry.account.is_some());
    for entry in exact.into_iter().chain(general) {
        let tool = entry.tool.as_ref().map_or("*", |tool| tool.name.as_str());
        let accounts = match &entry.account {
            Some(account) => vec![account.as_str()],
            None => std::iter::once("__none__").chain(declaration.accounts_of(tool)).collect(),
        };
        for account in accounts {
            let target = format!("{tool}:{account}");
            if !overrides.iter().any(|(known, _)| *known == target) {
                overrides.push((target, entry.decision.value));
            }
        }
    }
    overrides
}
