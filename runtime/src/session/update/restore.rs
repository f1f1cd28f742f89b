use super::{SessionUpdate, approvals};
use crate::config::{Change, ConnectionsPatch, MultiAccountPatch};
use crate::spec::SessionSpec;

/// A setting that can be put back as it was declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Setting {
    /// `toolkits`.
    Toolkits,
    /// `tools`.
    Tools,
    /// `tags`.
    Tags,
    /// `manage_connections`, but for a callback URL that was supplied at run time.
    ManageConnections,
    /// `multi_account`.
    MultiAccount,
    /// `sandbox`.
    Sandbox,
    /// `proxy_execute`.
    ProxyExecute,
    /// `preload`.
    Preload,
    /// `search`.
    Search,
    /// `multi_execute`.
    MultiExecute,
    /// `instant`.
    Instant,
    /// `hooks`.
    Hooks,
    /// `permissions`, `fast_mode`, `link_url`, `submit_feedback` and `no_elicitation_support`.
    Experimental,
}

impl<S: SessionSpec> SessionUpdate<'_, S> {
    /// Puts a setting back as it was declared, whatever earlier updates made of it. Where the declaration says nothing
    /// about it, the API's default holds again, which is what was declared then.
    pub fn restore(mut self, setting: Setting) -> Self {
        let declared = S::CONFIG;
        let patch = &mut self.patch;
        match setting {
            Setting::Toolkits => patch.toolkits = unless(declared.toolkits.is_default(), declared.toolkits),
            Setting::Tools => patch.tools = unless(declared.tools.is_empty(), declared.tools),
            Setting::Tags => patch.tags = unless(declared.tags.is_default(), declared.tags),
            Setting::ManageConnections => {
                let declared = declared.manage_connections;
                patch.manage_connections = Change::Set(ConnectionsPatch {
                    enable: Some(declared.enable),
                    callback_url: declared.callback_url.map_or(Change::Keep, Change::Set),
                    enable_wait_for_connections: Some(declared.enable_wait_for_connections.unwrap_or(false)),
                    enable_connection_removal: Some(declared.enable_connection_removal.unwrap_or(true)),
                });
            }
            Setting::MultiAccount => {
                patch.multi_account = declared.multi_account.map_or(Change::Remove, |several| {
                    Change::Set(MultiAccountPatch {
                        enable: several.enable,
                        max_accounts_per_toolkit: several.max_accounts_per_toolkit.map_or(Change::Remove, Change::Set),
                        require_explicit_selection: several.require_explicit_selection,
                    })
                });
            }
            Setting::Sandbox => patch.sandbox = said(declared.sandbox),
            Setting::ProxyExecute => patch.proxy_execute = said(declared.proxy_execute),
            Setting::Preload => patch.preload = said(declared.preload),
            Setting::Search => patch.search = said(declared.search),
            Setting::MultiExecute => patch.execute = said(declared.execute),
            // There is no null for it, and an empty object switches it on again.
            Setting::Instant => {
                let declared = declared.instant.map(|instant| serde_json::json!(instant));
                patch.instant = Change::Set(declared.unwrap_or_else(|| serde_json::json!({})));
            }
            Setting::Hooks => patch.hooks = unless(declared.hooks.is_empty(), declared.hooks),
            Setting::Experimental => {
                let declared = approvals::declared::<S>();
                patch.experimental = unless(declared.is_default(), declared);
            }
        }
        self
    }
}

/// The wire's null for what was not said.
fn unless<T>(unsaid: bool, declared: T) -> Change<T> {
    if unsaid { Change::Remove } else { Change::Set(declared) }
}

fn said<T>(declared: Option<T>) -> Change<T> {
    declared.map_or(Change::Remove, Change::Set)
}
