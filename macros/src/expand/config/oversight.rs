//! Who is asked before a tool runs, and what the platform checks.

use super::{Packed, Tables, access::slugs, execution::flag};
use crate::{
    declaration::{Declaration, Handler, Hook, Permissions, Stage, Supplied},
    facts::slug::toolkit_prefix,
};

pub(super) fn hooks(hooks: &[Hook], tables: &mut Tables) {
    for Hook { stage, id, name, handler, toolkits, tokens: _ } in hooks {
        // What was wrong is no hook.
        let (Some(id), Some(handler)) = (id.yes(), handler) else { continue };
        let mut packed = Packed::default();
        packed.mark(match stage {
            Stage::Before => '<',
            Stage::After => '>',
        });
        packed.text(&id.value);
        packed.option(name.yes(), |packed, name| packed.text(&name.value));
        packed.option(toolkits.as_ref(), |packed, toolkits| slugs(Some(toolkits), tables, packed));
        let condition = match handler {
            Handler::PromptInjection => None,
            Handler::Condition(condition) => Some(condition),
        };
        packed.option(condition, |packed, condition| packed.text(condition));
        tables.hooks.push(packed);
    }
}

/// What the API itself calls experimental.
pub(super) fn experimental(declaration: &Declaration, tables: &mut Tables, packed: &mut Packed) {
    packed.option(declaration.timezone.yes(), |packed, zone| packed.text(&zone.value));
    let permissions =
        declaration.permissions.as_ref().and_then(|permissions| Some((permissions, permissions.default.yes()?)));
    packed.option(permissions, |packed, (permissions, default)| {
        packed.text(default.value);
        for (target, decision) in overrides(declaration, permissions) {
            let record = tables.overrides.record();
            record.text(&target);
            record.text(decision);
        }
    });
    packed.option(declaration.link_url.yes(), |packed, url| packed.text(&url.value));
    packed.flag(flag(&declaration.fast_mode));
    packed.flag(flag(&declaration.submit_feedback));
    packed.option(declaration.no_elicitation_support.yes(), |packed, fallback| packed.text(fallback.value));
    packed.option(declaration.session_config.yes(), |packed, id| packed.text(&id.value));
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
            None => std::iter::once("__none__").chain(pinned(declaration, tool)).collect(),
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

fn pinned<'a>(declaration: &'a Declaration, tool: &'a str) -> impl Iterator<Item = &'a str> {
    let accounts = declaration.connected_accounts.iter();
    let of_toolkit = accounts.filter(move |accounts| toolkit_prefix(tool, &accounts.toolkit.name).is_some());
    let ids = of_toolkit.filter_map(|accounts| match &accounts.ids {
        Some(Supplied::Here(ids)) => Some(ids),
        Some(Supplied::AtRunTime) | None => None,
    });
    ids.flatten().map(|id| id.value.as_str())
}
