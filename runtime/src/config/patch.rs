use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map as Object, Value};

use super::change::Change;
use super::{
    Execute, Experimental, Hook, Instant, InstantUsage, List, ManageConnections, Map, MultiAccount, Preload,
    ProxyExecute, Sandbox, Search, SessionConfig, Tags, Text, ToolkitTools, Toolkits, connections,
};

/// The body of a session's `PATCH`, but for the expected version: what the client sends, and what the embedded router
/// reads.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ConfigPatch {
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub(crate) toolkits: Change<Toolkits>,
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub(crate) tools: Change<Map<ToolkitTools>>,
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub(crate) tags: Change<Tags>,
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub(crate) auth_configs: Change<Map<Text>>,
    #[serde(skip_serializing_if = "Change::is_keep", deserialize_with = "accounts")]
    pub(crate) connected_accounts: Change<Map<List<Text>>>,
    #[serde(skip_serializing_if = "Change::is_keep", deserialize_with = "management")]
    pub(crate) manage_connections: Change<ConnectionsPatch>,
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub(crate) multi_account: Change<MultiAccountPatch>,
    #[serde(rename = "workbench", skip_serializing_if = "Change::is_keep")]
    pub(crate) sandbox: Change<Sandbox>,
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub(crate) proxy_execute: Change<ProxyExecute>,
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub(crate) preload: Change<Preload>,
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub(crate) search: Change<Search>,
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub(crate) execute: Change<Execute>,
    /// As it comes: an omitted part of it means something else than an empty one.
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub(crate) instant: Change<Value>,
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub(crate) hooks: Change<List<Hook>>,
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub(crate) experimental: Change<Experimental>,
}

/// The parts of connection management to change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ConnectionsPatch {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) enable: Option<bool>,
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub(crate) callback_url: Change<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) enable_wait_for_connections: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) enable_connection_removal: Option<bool>,
}

/// The parts of `multi_account` to change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct MultiAccountPatch {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) enable: Option<bool>,
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub(crate) max_accounts_per_toolkit: Change<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) require_explicit_selection: Option<bool>,
}

/// A change that no configuration can take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PatchProblem {
    /// Where it is: `multi_account`.
    pub(crate) place: &'static str,
    /// What is wrong.
    pub(crate) problem: String,
}

impl ConfigPatch {
    /// Whether nothing would change.
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What becomes of `config`. Blocks are replaced as a whole, but for those that the wire merges.
    pub(crate) fn apply(self, config: SessionConfig) -> Result<SessionConfig, PatchProblem> {
        Ok(SessionConfig {
            toolkits: self.toolkits.of(config.toolkits, Toolkits::DEFAULT),
            tools: self.tools.of(config.tools, Map::EMPTY),
            tags: self.tags.of(config.tags, Tags::DEFAULT),
            auth_configs: self.auth_configs.of(config.auth_configs, Map::EMPTY),
            connected_accounts: self.connected_accounts.of(config.connected_accounts, Map::EMPTY),
            manage_connections: match self.manage_connections {
                Change::Keep => config.manage_connections,
                Change::Remove => ManageConnections::DEFAULT,
                Change::Set(patch) => patch.apply(config.manage_connections)?,
            },
            multi_account: match self.multi_account {
                Change::Keep => config.multi_account,
                Change::Remove => Some(MultiAccount { enable: Some(false), ..MultiAccount::default() }),
                Change::Set(patch) => patch.apply(config.multi_account)?,
            },
            sandbox: match self.sandbox {
                Change::Keep => config.sandbox,
                Change::Remove => None,
                Change::Set(patch) => merged(patch, config.sandbox),
            },
            proxy_execute: self.proxy_execute.of_option(config.proxy_execute),
            preload: self.preload.of_option(config.preload),
            search: self.search.of_option(config.search),
            execute: self.execute.of_option(config.execute),
            instant: match self.instant {
                Change::Keep => config.instant,
                Change::Remove => return Err(instant("it cannot be null: say `false`, or what may be used")),
                Change::Set(patch) => Some(apply_instant(patch, config.instant)?),
            },
            hooks: self.hooks.of(config.hooks, List::default()),
            experimental: match self.experimental {
                Change::Keep => config.experimental,
                Change::Remove => unchanged_by_updates(&config.experimental),
                Change::Set(patch) => overlaid(patch, config.experimental),
            },
        })
    }
}

impl ConnectionsPatch {
    fn apply(self, current: ManageConnections) -> Result<ManageConnections, PatchProblem> {
        if matches!(&self.callback_url, Change::Set(url) if url.is_empty()) {
            return Err(PatchProblem {
                place: "manage_connections.callback_url",
                problem: "expected a URL".to_owned(),
            });
        }
        Ok(ManageConnections {
            enable: self.enable.unwrap_or(current.enable),
            callback_url: self.callback_url.of_option(current.callback_url),
            enable_wait_for_connections: self.enable_wait_for_connections.or(current.enable_wait_for_connections),
            enable_connection_removal: self.enable_connection_removal.or(current.enable_connection_removal),
        })
    }
}

impl MultiAccountPatch {
    fn apply(self, current: Option<MultiAccount>) -> Result<Option<MultiAccount>, PatchProblem> {
        if self == Self::default() {
            return Ok(current);
        }
        if self.enable == Some(false) {
            let set = matches!(self.max_accounts_per_toolkit, Change::Set(_));
            if set || self.require_explicit_selection == Some(true) {
                let problem = "disabled, it has neither a maximum nor an explicit selection".to_owned();
                return Err(PatchProblem { place: "multi_account", problem });
            }
            return Ok(Some(MultiAccount { enable: Some(false), ..MultiAccount::default() }));
        }
        let current = current.unwrap_or_default();
        Ok(Some(MultiAccount {
            enable: self.enable.or(current.enable),
            max_accounts_per_toolkit: self.max_accounts_per_toolkit.of_option(current.max_accounts_per_toolkit),
            require_explicit_selection: self.require_explicit_selection.or(current.require_explicit_selection),
        }))
    }
}

fn merged(patch: Sandbox, current: Option<Sandbox>) -> Option<Sandbox> {
    if patch == Sandbox::DEFAULT {
        return current;
    }
    let current = current.unwrap_or_default();
    Some(Sandbox {
        enable: patch.enable.or(current.enable),
        enable_tool_execution: patch.enable_tool_execution.or(current.enable_tool_execution),
        enable_proxy_execution: patch.enable_proxy_execution.or(current.enable_proxy_execution),
        auto_offload_threshold: patch.auto_offload_threshold.or(current.auto_offload_threshold),
        sandbox_size: patch.sandbox_size.or(current.sandbox_size),
    })
}

fn apply_instant(patch: Value, current: Option<Instant>) -> Result<Instant, PatchProblem> {
    let patch = match patch {
        Value::Bool(false) => return Ok(Instant::Off),
        Value::Object(patch) => patch,
        _ => return Err(instant("expected `false`, or an object")),
    };
    let current = match current {
        Some(Instant::On(usage)) => usage,
        Some(Instant::Off) | None => InstantUsage::DEFAULT,
    };
    let current = serde_json::to_value(current).map_err(|error| instant(error.to_string()))?;
    let mut usage: Object<String, Value> = serde_json::from_value(current).unwrap_or_default();
    usage.extend(patch);
    serde_json::from_value(usage.into()).map(Instant::On).map_err(|error| instant(error.to_string()))
}

fn instant(problem: impl Into<String>) -> PatchProblem {
    PatchProblem { place: "instant", problem: problem.into() }
}

/// What an update cannot reach: it was for creating the session.
fn unchanged_by_updates(current: &Experimental) -> Experimental {
    Experimental {
        assistive_prompt_config: current.assistive_prompt_config.clone(),
        session_config_id: current.session_config_id.clone(),
        ..Experimental::DEFAULT
    }
}

fn overlaid(patch: Experimental, current: Experimental) -> Experimental {
    Experimental {
        assistive_prompt_config: patch.assistive_prompt_config.or(current.assistive_prompt_config),
        permissions: patch.permissions.or(current.permissions),
        link_url_overwrite: patch.link_url_overwrite.or(current.link_url_overwrite),
        fast_mode: patch.fast_mode.or(current.fast_mode),
        submit_feedback: patch.submit_feedback.or(current.submit_feedback),
        no_elicitation_support_fallback: (patch.no_elicitation_support_fallback)
            .or(current.no_elicitation_support_fallback),
        session_config_id: patch.session_config_id.or(current.session_config_id),
    }
}

fn accounts<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Change<Map<List<Text>>>, D::Error> {
    #[derive(Deserialize)]
    struct Accounts(#[serde(deserialize_with = "connections::accounts")] Map<List<Text>>);
    let accounts = Option::<Accounts>::deserialize(deserializer)?;
    Ok(accounts.map_or(Change::Remove, |Accounts(accounts)| Change::Set(accounts)))
}

/// Takes the bare `true` or `false` as well that the Python SDK passes through.
fn management<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Change<ConnectionsPatch>, D::Error> {
    #[derive(Deserialize)]
    #[serde(
        untagged,
        expecting = "true, false, null, or an object with `enable`, `callback_url`, `enable_wait_for_connections` and \
        `enable_connection_removal`"
    )]
    enum Request {
        Switch(bool),
        Keys(ConnectionsPatch),
    }
    Ok(match Option::<Request>::deserialize(deserializer)? {
        None => Change::Remove,
        Some(Request::Switch(enable)) => {
            Change::Set(ConnectionsPatch { enable: Some(enable), ..ConnectionsPatch::default() })
        }
        Some(Request::Keys(keys)) => Change::Set(keys),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

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
        assert_eq!(problem(json!({}), json!({ "instant": { "novel": 1 } })), "instant");
        let empty = json!({ "manage_connections": { "callback_url": "" } });
        assert_eq!(problem(json!({}), empty), "manage_connections.callback_url");
        let contradiction = json!({ "multi_account": { "enable": false, "max_accounts_per_toolkit": 3 } });
        assert_eq!(problem(json!({}), contradiction), "multi_account");
        for unknown in [json!({ "user_id": "u" }), json!({ "manage_connections": { "wait_for_connections": true } })] {
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
