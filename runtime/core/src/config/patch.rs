//! A change of a session's configuration: the body of its `PATCH`.

use serde::{Deserialize, Serialize};

use super::{
    Change, ConnectionsPatch, Execute, Experimental, Hook, Instant, InstantPatch, List, ManageConnections, Map,
    MultiAccount, MultiAccountPatch, Preload, ProxyExecute, Sandbox, Search, SessionConfig, Setting, Tags, Text,
    ToolkitTools, Toolkits, connected_accounts, manage_connections,
};

/// The body of a session's `PATCH`, but for the expected version: what the client sends, and what the embedded router
/// reads.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ConfigPatch {
    /// `toolkits`.
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub toolkits: Change<Toolkits>,
    /// `tools`.
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub tools: Change<Map<ToolkitTools>>,
    /// `tags`.
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub tags: Change<Tags>,
    /// `auth_configs`.
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub auth_configs: Change<Map<Text>>,
    /// `connected_accounts`.
    #[serde(skip_serializing_if = "Change::is_keep", deserialize_with = "connected_accounts::patch")]
    pub connected_accounts: Change<Map<List<Text>>>,
    /// `manage_connections`, of which the parts that are said are merged.
    #[serde(skip_serializing_if = "Change::is_keep", deserialize_with = "manage_connections::patch")]
    pub manage_connections: Change<ConnectionsPatch>,
    /// `multi_account`, of which the parts that are said are merged.
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub multi_account: Change<MultiAccountPatch>,
    /// `sandbox`, of which the parts that are said are merged.
    #[serde(rename = "workbench", skip_serializing_if = "Change::is_keep")]
    pub sandbox: Change<Sandbox>,
    /// `proxy_execute`.
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub proxy_execute: Change<ProxyExecute>,
    /// `preload`.
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub preload: Change<Preload>,
    /// `search`.
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub search: Change<Search>,
    /// `multi_execute`.
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub execute: Change<Execute>,
    /// `instant`, of which the parts that are said are merged. It cannot be taken away.
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub instant: Change<InstantPatch>,
    /// `hooks`.
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub hooks: Change<List<Hook>>,
    /// The experimental settings, of which the parts that are said are merged.
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub experimental: Change<Experimental>,
}

/// A change that no configuration can take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatchProblem {
    /// Where it is: `multi_account`.
    pub place: &'static str,
    /// What is wrong.
    pub problem: String,
}

/// What a session was told at run time beside its declaration, which restoring keeps.
#[derive(Clone, Debug, Default)]
pub struct Supplied {
    /// Its auth configs.
    pub auth_configs: Map<Text>,
    /// Its pinned accounts.
    pub connected_accounts: Map<List<Text>>,
}

impl ConfigPatch {
    /// Whether nothing would change.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What becomes of `config`. Blocks are replaced as a whole, but for those that the wire merges.
    ///
    /// # Errors
    ///
    /// When no configuration can be changed like this.
    pub fn apply(self, config: SessionConfig) -> Result<SessionConfig, PatchProblem> {
        // Every setting is named, so that a new one cannot be forgotten here.
        let Self {
            toolkits,
            tools,
            tags,
            auth_configs,
            connected_accounts,
            manage_connections,
            multi_account,
            sandbox,
            proxy_execute,
            preload,
            search,
            execute,
            instant,
            hooks,
            experimental,
        } = self;
        Ok(SessionConfig {
            toolkits: toolkits.of(config.toolkits, Toolkits::DEFAULT),
            tools: tools.of(config.tools, Map::EMPTY),
            tags: tags.of(config.tags, Tags::DEFAULT),
            auth_configs: auth_configs.of(config.auth_configs, Map::EMPTY),
            connected_accounts: connected_accounts.of(config.connected_accounts, Map::EMPTY),
            manage_connections: match manage_connections {
                Change::Keep => config.manage_connections,
                Change::Remove => ManageConnections::DEFAULT,
                Change::Set(patch) => patch.apply(config.manage_connections)?,
            },
            multi_account: match multi_account {
                Change::Keep => config.multi_account,
                Change::Remove => Some(MultiAccount::DISABLED),
                Change::Set(patch) => patch.apply(config.multi_account)?,
            },
            sandbox: match sandbox {
                Change::Keep => config.sandbox,
                Change::Remove => None,
                Change::Set(patch) => Sandbox::merge(patch, config.sandbox),
            },
            proxy_execute: proxy_execute.of_option(config.proxy_execute),
            preload: preload.of_option(config.preload),
            search: search.of_option(config.search),
            execute: execute.of_option(config.execute),
            instant: match instant {
                Change::Keep => config.instant,
                Change::Remove => return Err(InstantPatch::null()),
                Change::Set(patch) => Some(patch.apply(config.instant)),
            },
            hooks: hooks.of(config.hooks, List::default()),
            experimental: match experimental {
                Change::Keep => config.experimental,
                Change::Remove => config.experimental.without_updatable(),
                Change::Set(patch) => Experimental::merge(patch, config.experimental),
            },
        })
    }

    /// Puts a setting back as it was `declared`. Where the declaration says nothing about it, the API's default holds
    /// again, which is what was declared then.
    pub fn restore(&mut self, setting: Setting, declared: &SessionConfig, supplied: Supplied) {
        match setting {
            Setting::Toolkits => self.toolkits = unless(declared.toolkits.is_default(), &declared.toolkits),
            Setting::Tools => self.tools = unless(declared.tools.is_empty(), &declared.tools),
            Setting::Tags => self.tags = unless(declared.tags.is_default(), &declared.tags),
            Setting::AuthConfigs => {
                let configs = supplied.auth_configs.with(&declared.auth_configs);
                self.auth_configs = unless(configs.is_empty(), &configs);
            }
            Setting::ConnectedAccounts => {
                let pins = supplied.connected_accounts.with(&declared.connected_accounts);
                self.connected_accounts = unless(pins.is_empty(), &pins);
            }
            Setting::ManageConnections => self.manage_connections = declared.manage_connections.restoring(),
            Setting::MultiAccount => self.multi_account = MultiAccount::restoring(declared.multi_account.as_ref()),
            Setting::Sandbox => self.sandbox = Change::restoring(&declared.sandbox),
            Setting::ProxyExecute => self.proxy_execute = Change::restoring(&declared.proxy_execute),
            Setting::Preload => self.preload = Change::restoring(&declared.preload),
            Setting::Search => self.search = Change::restoring(&declared.search),
            Setting::MultiExecute => self.execute = Change::restoring(&declared.execute),
            Setting::Instant => self.instant = Instant::restoring(declared.instant.as_ref()),
            Setting::Hooks => self.hooks = unless(declared.hooks.is_empty(), &declared.hooks),
            Setting::Permissions
            | Setting::NoElicitationSupport
            | Setting::LinkUrl
            | Setting::FastMode
            | Setting::SubmitFeedback => {
                let declared = declared.experimental.updatable();
                self.experimental = unless(declared.is_default(), &declared);
            }
            // No update changes them, so that they are as they were declared.
            Setting::Timezone | Setting::SessionConfig => {}
        }
    }
}

/// The wire's null for what was not said.
fn unless<T: Clone>(unsaid: bool, declared: &T) -> Change<T> {
    if unsaid { Change::Remove } else { Change::Set(declared.clone()) }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn config(body: Value) -> SessionConfig {
        serde_json::from_value(body).expect("a configuration")
    }

    /// What `patch` makes of `before`, as a request's body.
    fn patched(before: Value, patch: Value) -> Value {
        let patch: ConfigPatch = serde_json::from_value(patch).expect("a patch");
        serde_json::to_value(patch.apply(config(before)).expect("a change")).expect("a body")
    }

    fn problem(before: Value, patch: Value) -> &'static str {
        let patch: ConfigPatch = serde_json::from_value(patch).expect("a patch");
        patch.apply(config(before)).expect_err("a problem").place
    }

    #[test]
    fn an_omitted_block_is_kept_and_null_takes_it_away() {
        let before = json!({ "toolkits": { "enable": ["gmail"] }, "tags": { "disable": ["destructiveHint"] },
            "hooks": [{ "type": "after_execute", "id": "h", "applies_to": "all",
                "handler": { "type": "prompt_injection_check", "action": "block" } }] });
        let after = patched(before.clone(), json!({ "toolkits": null, "hooks": null }));
        assert_eq!((after.get("toolkits"), after.get("hooks")), (None, None));
        assert_eq!(after["tags"], before["tags"]);
        assert_eq!(patched(before.clone(), json!({}))["hooks"], before["hooks"]);
    }

    #[test]
    fn blocks_are_replaced_as_a_whole() {
        let before = json!({ "tools": { "gmail": ["A"], "slack": ["B"] }, "toolkits": { "disable": ["exa"] } });
        let after = patched(before, json!({ "tools": { "gmail": ["C"] }, "toolkits": ["gmail"] }));
        assert_eq!(after["tools"], json!({ "gmail": { "enable": ["C"] } }));
        assert_eq!(after["toolkits"], json!({ "enable": ["gmail"] }));
    }

    #[test]
    fn connections_sandbox_and_accounts_are_merged() {
        let before = json!({
            "manage_connections": { "enable": true, "callback_url": "https://a.example/cb" },
            "workbench": { "enable": true, "sandbox_size": "large" },
            "multi_account": { "enable": true, "max_accounts_per_toolkit": 4, "require_explicit_selection": true },
        });
        let unchanged = json!({ "manage_connections": {}, "workbench": {}, "multi_account": {} });
        assert_eq!(patched(before.clone(), unchanged), before);
        let after = patched(
            before.clone(),
            json!({ "manage_connections": { "callback_url": null, "enable_connection_removal": false },
                "workbench": { "enable": false }, "multi_account": { "max_accounts_per_toolkit": null } }),
        );
        assert_eq!(after["manage_connections"], json!({ "enable": true, "enable_connection_removal": false }));
        assert_eq!(after["workbench"], json!({ "enable": false, "sandbox_size": "large" }));
        assert_eq!(after["multi_account"], json!({ "enable": true, "require_explicit_selection": true }));
        let disabled = patched(before, json!({ "multi_account": { "enable": false } }));
        assert_eq!(disabled["multi_account"], json!({ "enable": false }));
    }

    #[test]
    fn instant_usage_is_merged_and_switched() {
        let before =
            json!({ "instant": { "toolkits": { "enable": ["exa"] }, "tools": { "exa": { "enable": ["A"] } } } });
        let cleared = patched(before.clone(), json!({ "instant": { "tools": {} } }));
        assert_eq!(cleared["instant"], json!({ "toolkits": { "enable": ["exa"] } }));
        assert_eq!(patched(before, json!({ "instant": false }))["instant"], false);
        assert_eq!(patched(json!({ "instant": false }), json!({ "instant": {} }))["instant"], json!({}));
    }

    #[test]
    fn what_no_configuration_can_take_is_named() {
        assert_eq!(problem(json!({}), json!({ "instant": null })), "instant");
        let empty = json!({ "manage_connections": { "callback_url": "" } });
        assert_eq!(problem(json!({}), empty), "manage_connections.callback_url");
        let contradiction = json!({ "multi_account": { "enable": false, "max_accounts_per_toolkit": 3 } });
        assert_eq!(problem(json!({}), contradiction), "multi_account");
        for unknown in [
            json!({ "user_id": "u" }),
            json!({ "manage_connections": { "wait_for_connections": true } }),
            json!({ "instant": { "novel": 1 } }),
        ] {
            assert!(serde_json::from_value::<ConfigPatch>(unknown).is_err());
        }
    }

    #[test]
    fn the_short_forms_of_the_sdks_are_taken() {
        let after =
            patched(json!({}), json!({ "manage_connections": false, "connected_accounts": { "gmail": "ca_1" } }));
        assert_eq!(after["manage_connections"], json!({ "enable": false }));
        assert_eq!(after["connected_accounts"], json!({ "gmail": ["ca_1"] }));
    }
}
