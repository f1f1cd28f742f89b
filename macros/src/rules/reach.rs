//! The toolkits in a declaration, the owners of tools, and what is certainly excluded.

use tool_router_core::grammar::slug::{Owner, toolkit_of, toolkit_prefix};

use super::Subject;
use crate::declaration::{Declaration, Reach, Said, Slug, ToolkitTools};

/// The toolkits in settings other than `toolkits` itself, with the setting.
pub(crate) fn mentions(declaration: &Declaration) -> impl Iterator<Item = (&Slug, &'static str)> {
    let approvals = declaration.toolkits.iter().filter_map(|toolkits| toolkits.require_approval.as_ref());
    let hooks = declaration.hooks.iter().filter_map(|hook| hook.toolkits.as_ref());
    let tools = declaration.tools.iter().map(|tools| (&tools.toolkit, "tools"));
    let auth_configs = declaration.auth_configs.iter().map(|config| (&config.toolkit, "auth_configs"));
    let accounts = declaration.connected_accounts.iter().map(|accounts| (&accounts.toolkit, "connected_accounts"));
    let approvals = approvals.flat_map(|slugs| &slugs.items).map(|slug| (slug, "require_approval"));
    let hooks = hooks.flat_map(|slugs| &slugs.items).map(|slug| (slug, "hooks"));
    let required = declaration.manage_connections.required.yes().into_iter().flat_map(|slugs| &slugs.items);
    let required = required.map(|slug| (slug, "required"));
    tools.chain(auth_configs).chain(accounts).chain(approvals).chain(hooks).chain(required)
}

/// Every toolkit that is named anywhere.
pub(crate) fn named_toolkits(declaration: &Declaration) -> impl Iterator<Item = &Slug> {
    let named = declaration.toolkits.iter().flat_map(|toolkits| &toolkits.named);
    named.chain(mentions(declaration).map(|(slug, _)| slug))
}

/// The toolkit that `tool` belongs to. The catalogue takes precedence over the form of the slugs.
pub(super) fn owner<'a>(subject: &Subject<'a>, tool: &str) -> Option<&'a str> {
    let catalogued = subject.catalog.catalog().and_then(|catalog| catalog.tool(tool));
    let named = || named_toolkits(subject.declaration).map(|slug| slug.name.as_str());
    catalogued.map(|tool| tool.toolkit.as_str()).or_else(|| toolkit_of(tool, named()))
}

/// A tool that cannot belong to the toolkit that it is listed under.
pub(super) struct Stranger<'a> {
    /// The toolkit that it belongs to, if one is known.
    owner: Option<&'a str>,
}

impl<'a> Stranger<'a> {
    /// `tool`, if it cannot belong to `toolkit`.
    pub(super) fn under(toolkit: &str, tool: &Slug, subject: &Subject<'a>) -> Option<Self> {
        let owner = owner(subject, &tool.name);
        let at_home = owner == Some(toolkit) || (owner.is_none() && toolkit_prefix(&tool.name, toolkit).is_some());
        (!at_home).then_some(Self { owner })
    }

    /// Where to write it instead of under `toolkit`, among the toolkit entries of `setting`.
    pub(super) fn help(&self, tool: &Slug, toolkit: &str, setting: &str, declaration: &Declaration) -> String {
        let is_named = |owner: &&str| named_toolkits(declaration).any(|slug| slug.name == *owner);
        let is_there = |owner: &str| {
            let own = declaration.tools.iter().filter(|tools| tools.toolkit.name == owner);
            setting == "tools" && own.flat_map(ToolkitTools::named).any(|known| known.name == tool.name)
        };
        match self.owner.filter(is_named) {
            Some(owner) if is_there(owner) => format!("remove it: `{owner}` already has it"),
            Some(owner) => format!("move it to `{owner}` in `{setting}`"),
            None => {
                let prefix = toolkit.to_uppercase().replace('-', "_");
                format!("remove it: the tools of `{toolkit}` begin with `{prefix}_`")
            }
        }
    }
}

/// A help that adds a toolkit to those that the session reaches.
pub(super) fn let_in(toolkit: &str, reach: &Reach) -> String {
    match reach {
        Reach::None => format!("write `toolkits = [\"{toolkit}\"]`"),
        Reach::Except(slugs) if slugs.items.len() == 1 => "write `toolkits = any`".to_owned(),
        Reach::Except(_) => format!("remove `\"{toolkit}\"` from the session's `toolkits`"),
        Reach::Only(_) | Reach::Any => format!("add `\"{toolkit}\"` to the session's `toolkits`"),
    }
}

/// The reason that a tool is excluded.
pub(crate) struct Exclusion {
    pub(crate) reason: String,
    /// What would include it.
    pub(crate) let_in: String,
}

/// Why `tool` certainly cannot be used, judging by slugs.
pub(crate) fn exclusion(declaration: &Declaration, tool: &Slug) -> Option<Exclusion> {
    let Said::Yes(reach) = declaration.reach() else { return None };
    let mut owner = Owner::UNKNOWN;
    named_toolkits(declaration).for_each(|slug| owner = owner.or(&tool.name, &slug.name));
    // If more toolkits than the named ones can be reached, it may be a tool of one with a longer name.
    if matches!(reach, Reach::Any | Reach::Except(_)) && !owner.is_certain(&tool.name) {
        return None;
    }
    let owner = owner.toolkit;
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
        let first = || tool.name.split('_').next().unwrap_or_default().to_lowercase();
        let toolkit = owner.map_or_else(first, str::to_owned);
        let reason = "its toolkit is not among those of the session".to_owned();
        return Some(Exclusion { reason, let_in: let_in(&toolkit, reach) });
    }
    let tools = declaration.tools.iter().find(|tools| Some(tools.toolkit.name.as_str()) == owner)?;
    if tools.allows(&tool.name) != Some(false) {
        return None;
    }
    let (toolkit, tool) = (&tools.toolkit.name, &tool.name);
    let let_in = match &tools.disable {
        Some(_) => format!("remove `\"{tool}\"` from `{toolkit}` in `tools`"),
        None => format!("add `\"{tool}\"` to `{toolkit}` in `tools`"),
    };
    Some(Exclusion { reason: format!("`tools` excludes it from `{toolkit}`"), let_in })
}
