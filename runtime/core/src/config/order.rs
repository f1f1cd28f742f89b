//! The order that a manifest has, whatever the declaration's.

use super::{Experimental, Hook, Preload, SessionConfig, ToolkitTools, Toolkits};

impl SessionConfig {
    /// Sorts what is a set. The accounts of a toolkit and the hooks stay as they are: with them the order means something.
    pub fn sort(&mut self) {
        // Every setting is named, so that a new one cannot be forgotten here.
        let Self {
            toolkits,
            tools,
            tags,
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
        } = self;
        Toolkits::sort(toolkits);
        tools.sort(ToolkitTools::sort);
        tags.sort();
        auth_configs.sort(|_| {});
        connected_accounts.sort(|_| {});
        if let Some(preload) = preload {
            Preload::sort(preload);
        }
        if let Some(instant) = instant {
            instant.sort();
        }
        hooks.to_mut().iter_mut().for_each(Hook::sort);
        let Experimental {
            assistive_prompt_config: _,
            permissions,
            link_url_overwrite: _,
            fast_mode: _,
            submit_feedback: _,
            no_elicitation_support_fallback: _,
            session_config_id: _,
        } = experimental;
        if let Some(permissions) = permissions {
            permissions.sort();
        }
    }
}
