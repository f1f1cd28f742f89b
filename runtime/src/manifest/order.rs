//! The order that a manifest has, whatever the declaration's.
//!
//! What is a set is sorted. The accounts of a toolkit and the hooks stay as they are: with them the order means something.

use super::Manifest;
use crate::config::{
    Access, AppliesTo, Hook, Instant, List, Map, Preload, PreloadTools, SessionConfig, Tag, Tags, ToolAccess,
    ToolkitTools, Toolkits,
};

impl Manifest {
    pub(super) fn sort(&mut self) {
        self.policies.sort_unstable();
        sort(&mut self.at_run_time.auth_configs);
        sort(&mut self.at_run_time.connected_accounts);
        let SessionConfig {
            toolkits: Toolkits { access, require_approval },
            tools,
            tags: of_tools,
            auth_configs,
            connected_accounts,
            manage_connections: _,
            multi_account: _,
            sandbox: _,
            proxy_execute: _,
            preload,
            search: _,
            execute: _,
            instant,
            hooks,
            experimental,
        } = &mut self.config;
        slugs(access);
        sort(require_approval);
        entries(tools, of_toolkit);
        tags(of_tools);
        entries(auth_configs, |_| {});
        entries(connected_accounts, |_| {});
        if let Some(Preload { tools: PreloadTools::Only(tools) }) = preload {
            sort(tools);
        }
        if let Some(Instant::On(usage)) = instant {
            slugs(&mut usage.toolkits);
            entries(&mut usage.tools, slugs);
        }
        hooks.to_mut().iter_mut().for_each(of_hook);
        if let Some(permissions) = &mut experimental.permissions {
            entries(&mut permissions.overrides, |_| {});
        }
    }
}

fn of_toolkit(tools: &mut ToolkitTools) {
    match &mut tools.access {
        ToolAccess::Any => {}
        ToolAccess::Only(slugs) | ToolAccess::Except(slugs) => sort(slugs),
        ToolAccess::Tagged(tagged) => tags(tagged),
    }
    sort(&mut tools.require_approval);
}

fn of_hook(hook: &mut Hook) {
    if let AppliesTo::Toolkits(slugs) = &mut hook.applies_to {
        sort(slugs);
    }
}

fn slugs(access: &mut Access) {
    match access {
        Access::Any => {}
        Access::Only(slugs) | Access::Except(slugs) => sort(slugs),
    }
}

fn tags(tags: &mut Tags) {
    for list in [&mut tags.enable, &mut tags.disable, &mut tags.require_approval] {
        list.to_mut().sort_unstable_by_key(|tag: &Tag| tag.as_str());
    }
}

fn entries<V: Clone>(map: &mut Map<V>, mut each: impl FnMut(&mut V)) {
    let entries = map.0.to_mut();
    entries.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    entries.iter_mut().for_each(|(_, value)| each(value));
}

fn sort<T: Clone + Ord>(list: &mut List<T>) {
    list.to_mut().sort_unstable();
}
