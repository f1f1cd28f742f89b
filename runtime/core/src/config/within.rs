//! Whether one configuration is provably within another: what an update of a session may do is bounded by what was
//! declared.

use super::{
    Execute, Experimental, Instant, MultiAccount, NoElicitationSupport, Permissions, ProxyExecute, Sandbox, Search,
    SessionConfig, Setting, SubmitFeedback, auth_configs, connected_accounts, tools,
};

impl SessionConfig {
    /// The settings in which this configuration is not provably within `declared`.
    #[must_use]
    pub fn wider_than(&self, declared: &Self) -> Vec<Setting> {
        // Every setting is named, so that a new one cannot let an update out.
        let Self {
            toolkits,
            tools: _,
            tags,
            auth_configs: _,
            connected_accounts: _,
            manage_connections,
            multi_account,
            sandbox,
            proxy_execute,
            // Being listed from the start lets nothing through.
            preload: _,
            search,
            execute,
            instant,
            hooks,
            experimental,
        } = self;
        let Experimental {
            assistive_prompt_config: _,
            permissions,
            link_url_overwrite,
            fast_mode: _,
            submit_feedback,
            no_elicitation_support_fallback,
            session_config_id,
        } = experimental;
        let old = &declared.experimental;
        let checks = [
            (Setting::Toolkits, toolkits.is_within(&declared.toolkits)),
            (Setting::Tools, tools::are_within(self, declared)),
            (Setting::Tags, tags.is_within(&declared.tags)),
            (Setting::AuthConfigs, auth_configs::are_within(self, declared)),
            (Setting::ConnectedAccounts, connected_accounts::are_within(self, declared)),
            (Setting::ManageConnections, manage_connections.is_within(&declared.manage_connections)),
            (Setting::MultiAccount, MultiAccount::is_within(multi_account.as_ref(), declared.multi_account.as_ref())),
            (Setting::Sandbox, Sandbox::is_within(sandbox.as_ref(), declared.sandbox.as_ref())),
            (Setting::ProxyExecute, ProxyExecute::is_within(*proxy_execute, declared.proxy_execute)),
            (Setting::Search, Search::is_within(*search, declared.search)),
            (Setting::MultiExecute, Execute::is_within(*execute, declared.execute)),
            (Setting::Instant, Instant::is_within(instant.as_ref(), declared.instant.as_ref())),
            (Setting::Hooks, declared.hooks.iter().all(|hook| hooks.contains(hook))),
            (Setting::Permissions, Permissions::is_within(permissions.as_ref(), old.permissions.as_ref())),
            (
                Setting::NoElicitationSupport,
                NoElicitationSupport::is_within(*no_elicitation_support_fallback, old.no_elicitation_support_fallback),
            ),
            (Setting::LinkUrl, *link_url_overwrite == old.link_url_overwrite),
            (Setting::SubmitFeedback, SubmitFeedback::is_within(*submit_feedback, old.submit_feedback)),
            (Setting::SessionConfig, *session_config_id == old.session_config_id),
        ];
        checks.into_iter().filter(|(_, within)| !within).map(|(setting, _)| setting).collect()
    }
}

#[cfg(test)]
mod tests;
