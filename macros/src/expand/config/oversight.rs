//! Who is asked before a tool runs, and what the platform checks.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{
    execution::flag,
    literal::{list, map, slugs, text, with_default},
};
use crate::{
    declaration::{Declaration, Handler, Hook, Permissions, Stage, Supplied},
    facts::slug::toolkit_prefix,
};

pub(super) fn hooks(hooks: &[Hook]) -> Option<TokenStream> {
    let hooks: Vec<TokenStream> = hooks.iter().filter_map(hook).collect();
    (!hooks.is_empty()).then(|| list(hooks))
}

/// `None` for a hook that was wrong.
fn hook(hook: &Hook) -> Option<TokenStream> {
    let Hook { stage, id, name, handler, toolkits, tokens: _ } = hook;
    let stage = match stage {
        Stage::Before => quote!(BeforeExecute),
        Stage::After => quote!(AfterExecute),
    };
    let id = text(&id.yes()?.value);
    let name = name.yes().map(|name| text(&name.value)).map_or(quote!(None), |name| quote!(Some(#name)));
    let applies_to = toolkits.as_ref().map(slugs).map_or(quote!(All), |slugs| quote!(Toolkits(#slugs)));
    let block = quote!(action: config::HookAction::Block);
    let handler = match handler.as_ref()? {
        Handler::PromptInjection => quote!(PromptInjectionCheck { #block }),
        Handler::Condition(condition) => {
            let condition = text(condition);
            quote!(ConditionCheck { condition: #condition, #block })
        }
    };
    Some(quote! {
        config::Hook {
            stage: config::HookStage::#stage,
            id: #id,
            name: #name,
            applies_to: config::AppliesTo::#applies_to,
            handler: config::HookHandler::#handler,
        }
    })
}

/// What the API itself calls experimental.
pub(super) fn experimental(declaration: &Declaration) -> Option<TokenStream> {
    let zone = declaration.timezone.yes().map(|zone| text(&zone.value));
    let fallback = declaration.no_elicitation_support.yes().map(|fallback| format_ident!("{}", fallback.value));
    let link_url = declaration.link_url.yes().map(|url| text(&url.value));
    let saved = declaration.session_config.yes().map(|id| text(&id.value));
    let permissions =
        declaration.permissions.as_ref().and_then(|permissions| self::permissions(declaration, permissions));
    let fields = [
        zone.map(|zone| quote!(assistive_prompt_config: Some(config::AssistivePrompt { user_timezone: Some(#zone) }))),
        permissions.map(|permissions| quote!(permissions: Some(#permissions))),
        link_url.map(|url| quote!(link_url_overwrite: Some(#url))),
        flag(&declaration.fast_mode).map(|fast| quote!(fast_mode: Some(#fast))),
        flag(&declaration.submit_feedback)
            .map(|enable| quote!(submit_feedback: Some(config::SubmitFeedback { enable: #enable }))),
        fallback.map(|fallback| quote!(no_elicitation_support_fallback: Some(config::NoElicitationSupport::#fallback))),
        saved.map(|id| quote!(session_config_id: Some(#id))),
    ];
    with_default(&quote!(config::Experimental), fields)
}

fn permissions(declaration: &Declaration, permissions: &Permissions) -> Option<TokenStream> {
    let default = format_ident!("{}", permissions.default.yes()?.value);
    let overrides = overrides(declaration, permissions);
    let overrides = map(overrides.iter().map(|(target, decision)| {
        let decision = format_ident!("{decision}");
        (target.as_str(), quote!(config::ApprovalOverride::#decision))
    }));
    let overrides = overrides.unwrap_or(quote!(config::Map::EMPTY));
    Some(quote!(config::Permissions { default: config::ApprovalDefault::#default, overrides: #overrides }))
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
