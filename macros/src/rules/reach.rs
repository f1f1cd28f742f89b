//! Which toolkits a declaration speaks of, and what it certainly excludes.

use tool_router_core::grammar::slug::toolkit_of;

use crate::declaration::{Declaration, Reach, Said, Slug};

/// The toolkits that settings other than `toolkits` itself speak of, with the setting.
pub(crate) fn mentions(declaration: &Declaration) -> impl Iterator<Item = (&Slug, &'static str)> {
    let approvals = declaration.toolkits.iter().filter_map(|toolkits| toolkits.require_approval.as_ref());
    let hooks = declaration.hooks.iter().filter_map(|hook| hook.toolkits.as_ref());
    let tools = declaration.tools.iter().map(|tools| (&tools.toolkit, "tools"));
    let auth_configs = declaration.auth_configs.iter().map(|config| (&config.toolkit, "auth_configs"));
    let accounts = declaration.connected_accounts.iter().map(|accounts| (&accounts.toolkit, "connected_accounts"));
    let approvals = approvals.flat_map(|slugs| &slugs.items).map(|slug| (slug, "require_approval"));
    let hooks = hooks.flat_map(|slugs| &slugs.items).map(|slug| (slug, "hooks"));
    tools.chain(auth_configs).chain(accounts).chain(approvals).chain(hooks)
}

/// Every toolkit that is named anywhere.
pub(crate) fn named_toolkits(declaration: &Declaration) -> impl Iterator<Item = &Slug> {
    let named = declaration.toolkits.iter().flat_map(|toolkits| &toolkits.named);
    named.chain(mentions(declaration).map(|(slug, _)| slug))
}

/// Why `tool` certainly cannot be used, as far as slugs tell.
pub(crate) fn exclusion(declaration: &Declaration, tool: &Slug) -> Option<String> {
    let Said::Yes(reach) = declaration.reach() else { return None };
    let owner = toolkit_of(&tool.name, named_toolkits(declaration).map(|slug| slug.name.as_str()));
    let outside = match (reach, owner) {
        (Reach::None, _) => true,
        (Reach::Only(slugs), None) => slugs.items.iter().all(|slug| slug.certain),
        (_, Some(owner)) => reach.contains(owner) == Some(false),
        (Reach::Any | Reach::Except(_), None) => false,
    };
    if !tool.certain {
        return None;
    }
    if outside {
        return Some("its toolkit is not among those of the session".to_owned());
    }
    let tools = declaration.tools.iter().find(|tools| Some(tools.toolkit.name.as_str()) == owner)?;
    (tools.allows(&tool.name) == Some(false)).then(|| format!("`tools` excludes it from `{}`", tools.toolkit.name))
}
