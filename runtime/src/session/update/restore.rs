use serde_json::Value;

use super::{SessionUpdate, approvals};
use crate::builder::LeftToRunTime;
use crate::config::{Instant, InstantUsage, Map};
use crate::spec::SessionSpec;
use tool_router_core::config::{Change, ConnectionsPatch, MultiAccountPatch};

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
    /// `auth_configs`; those that were supplied at run time are kept.
    AuthConfigs,
    /// `connected_accounts`; those that were supplied at run time are kept, and what updates pinned beside them.
    ConnectedAccounts,
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
        let declared = S::config().clone();
        let (stored_auth_configs, stored_pins) = (self.current_auth_configs(), self.current_pins());
        let patch = &mut self.patch;
        match setting {
            Setting::Toolkits => patch.toolkits = unless(declared.toolkits.is_default(), declared.toolkits),
            Setting::Tools => patch.tools = unless(declared.tools.is_empty(), declared.tools),
            Setting::Tags => patch.tags = unless(declared.tags.is_default(), declared.tags),
            // What was supplied at run time is known from the session alone.
            Setting::AuthConfigs => {
                let kept = if S::AuthConfigs::ANY { stored_auth_configs } else { Map::EMPTY };
                let configs = over(kept, declared.auth_configs);
                patch.auth_configs = unless(configs.is_empty(), configs);
            }
            Setting::ConnectedAccounts => {
                let kept = if S::ConnectedAccounts::ANY { stored_pins } else { Map::EMPTY };
                let pins = over(kept, declared.connected_accounts);
                patch.connected_accounts = unless(pins.is_empty(), pins);
            }
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
            Setting::Instant => patch.instant = Change::Set(instant(declared.instant)),
            Setting::Hooks => patch.hooks = unless(declared.hooks.is_empty(), declared.hooks),
            Setting::Experimental => {
                let declared = approvals::declared::<S>();
                patch.experimental = unless(declared.is_default(), declared);
            }
        }
        self
    }
}

/// There is no null for it: an object switches it on again, and what the object leaves out is kept. So all is said that
/// can be; a filter of toolkits is the one thing that the API knows no way to clear.
fn instant(declared: Option<Instant>) -> Value {
    let mut instant = serde_json::json!(declared.unwrap_or(Instant::On(InstantUsage::DEFAULT)));
    if let Value::Object(usage) = &mut instant {
        usage.entry("tools").or_insert_with(|| Value::Object(serde_json::Map::new()));
        for flag in ["return_instant_charge", "return_prices_in_search"] {
            usage.entry(flag).or_insert(Value::Bool(false));
        }
    }
    instant
}

/// `below`, with what `above` says in its place.
fn over<V: Clone>(mut below: Map<V>, above: Map<V>) -> Map<V> {
    for (slug, value) in above.iter() {
        below.insert(slug.to_owned(), value.clone());
    }
    below
}

/// The wire's null for what was not said.
fn unless<T>(unsaid: bool, declared: T) -> Change<T> {
    if unsaid { Change::Remove } else { Change::Set(declared) }
}

fn said<T>(declared: Option<T>) -> Change<T> {
    declared.map_or(Change::Remove, Change::Set)
}
