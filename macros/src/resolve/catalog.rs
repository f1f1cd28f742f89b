//! Checks slugs against the catalogue. A slug that it lacks is reported where it is written, and treated everywhere
//! else as the one that was most likely meant, or as none: a toolkit that was only misspelt must not be reported as
//! missing.

use tool_router_core::grammar::{custom_tool, slug::toolkit_of, spelling::nearest};

use crate::{
    catalog::CatalogIndex,
    declaration::{Declaration, Preload, Reach, Said, Slug},
};

/// The prefix of the router's own tools, which no catalogue contains.
const META: &str = "COMPOSIO_";

/// Marks every slug that the catalogue lacks.
pub(super) fn settle(declaration: &mut Declaration, catalog: &CatalogIndex) {
    for toolkit in toolkits(declaration).into_iter().filter(|slug| slug.certain) {
        if catalog.toolkit(&toolkit.name).is_none() {
            toolkit.mistake_for(nearest(&toolkit.name, catalog.toolkits()));
        }
    }
    let named: Vec<String> = toolkits(declaration).into_iter().map(|slug| slug.name.clone()).collect();
    for tool in tools(declaration).into_iter().filter(|slug| slug.certain) {
        let is_listed = [META, custom_tool::PREFIX].iter().all(|prefix| !tool.name.starts_with(prefix));
        if !is_listed || catalog.tool(&tool.name).is_some() {
            continue;
        }
        let toolkit = toolkit_of(&tool.name, named.iter().map(String::as_str).chain(catalog.toolkits()));
        let meant = match toolkit {
            // All tools of an unknown toolkit are unknown.
            Some(toolkit) if catalog.toolkit(toolkit).is_none() => continue,
            Some(toolkit) => nearest(&tool.name, catalog.tools_of(toolkit)),
            None => nearest(&tool.name, catalog.tools()),
        };
        tool.mistake_for(meant);
    }
}

impl Slug {
    fn mistake_for(&mut self, meant: Option<&str>) {
        self.unknown = Some(self.name.clone());
        match meant {
            Some(meant) => meant.clone_into(&mut self.name),
            None => self.certain = false,
        }
    }
}

fn of_reach(reach: &mut Reach) -> &mut [Slug] {
    match reach {
        Reach::Only(slugs) | Reach::Except(slugs) => &mut slugs.items,
        Reach::Any | Reach::None => &mut [],
    }
}

/// Every toolkit, wherever it is named.
fn toolkits(declaration: &mut Declaration) -> Vec<&mut Slug> {
    let mut all: Vec<&mut Slug> = Vec::new();
    if let Some(toolkits) = &mut declaration.toolkits {
        if let Said::Yes(reach) = &mut toolkits.reach {
            all.extend(of_reach(reach));
        }
        all.extend(toolkits.require_approval.iter_mut().flat_map(|slugs| &mut slugs.items));
        all.extend(&mut toolkits.named);
    }
    all.extend(declaration.tools.iter_mut().map(|tools| &mut tools.toolkit));
    all.extend(declaration.auth_configs.iter_mut().map(|config| &mut config.toolkit));
    all.extend(declaration.connected_accounts.iter_mut().map(|accounts| &mut accounts.toolkit));
    all.extend(
        declaration.hooks.iter_mut().filter_map(|hook| hook.toolkits.as_mut()).flat_map(|slugs| &mut slugs.items),
    );
    if let Said::Yes(required) = &mut declaration.manage_connections.required {
        all.extend(&mut required.items);
    }
    if let Some(instant) = &mut declaration.instant {
        all.extend(instant.toolkits.iter_mut().flat_map(of_reach));
        all.extend(instant.tools.iter_mut().map(|(toolkit, _)| toolkit));
    }
    all
}

/// Every tool, wherever it is named.
fn tools(declaration: &mut Declaration) -> Vec<&mut Slug> {
    let mut all: Vec<&mut Slug> = Vec::new();
    for tools in &mut declaration.tools {
        let lists = [&mut tools.enable, &mut tools.disable, &mut tools.require_approval];
        all.extend(lists.into_iter().flatten().flat_map(|slugs| &mut slugs.items));
    }
    if let Said::Yes(preload) = &mut declaration.preload
        && let Preload::Only(slugs) = &mut preload.value
    {
        all.extend(&mut slugs.items);
    }
    let overrides = declaration.permissions.iter_mut().flat_map(|permissions| &mut permissions.overrides);
    all.extend(overrides.filter_map(|entry| entry.tool.as_mut()));
    let instant = declaration.instant.iter_mut().flat_map(|instant| &mut instant.tools);
    all.extend(instant.flat_map(|(_, access)| of_reach(access)));
    all.extend(declaration.strays.iter_mut().flat_map(|stray| &mut stray.tools));
    all
}
