use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};

use super::{
    Access, Execute, Instant, List, ManageConnections, MultiAccount, Preload, PreloadTools, ProxyExecute, Sandbox,
    Search, SessionConfig, Tag, Tags, Text, ToolAccess, ToolkitTools, Toolkits,
};

/// A session's configuration as a router answers it.
///
/// The wire has other names here than in a request: `enabled` for `enable`, and lists of tags as objects. What this
/// version does not know is passed over, so that a newer server breaks nothing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct StoredConfig {
    /// Whose session it is.
    pub user_id: String,
    /// The toolkits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub toolkits: Option<StoredAccess>,
    /// The tools, by toolkit.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub tools: BTreeMap<String, StoredAccess>,
    /// The tags.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tags: Option<StoredAccess>,
    /// The auth configs, by toolkit.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub auth_configs: BTreeMap<String, String>,
    /// The pinned accounts, by toolkit.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub connected_accounts: BTreeMap<String, Vec<String>>,
    /// Connection management.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub manage_connections: Option<StoredConnections>,
    /// Several accounts of a toolkit.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "multi_account")]
    pub multi_account: Option<MultiAccount>,
    /// The sandbox.
    #[serde(rename = "workbench", skip_serializing_if = "Option::is_none")]
    pub sandbox: Option<StoredSandbox>,
    /// Proxy execution.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "proxy_execute")]
    pub proxy_execute: Option<ProxyExecute>,
    /// Preloaded tools: a list, or `"all"`.
    pub preload: serde_json::Value,
    /// The search.
    #[serde(deserialize_with = "search")]
    pub search: Search,
    /// Multi-execution.
    #[serde(deserialize_with = "execute")]
    pub execute: Execute,
    /// Instant tools: `false`, or an object.
    pub instant: serde_json::Value,
}

/// What is enabled, what is disabled, what needs approval: of toolkits, of tools, or of tags.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct StoredAccess {
    /// Only these.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enabled: Option<Vec<String>>,
    /// All but these.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disabled: Option<Vec<String>>,
    /// By tags.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tags: Option<Box<StoredAccess>>,
    /// These need approval.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub require_approval: Vec<String>,
}

/// Connection management as a router answers it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct StoredConnections {
    /// Whether the agent can make auth links.
    pub enabled: bool,
    /// Where the user's browser goes after authenticating.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub callback_url: Option<String>,
    /// Whether waiting is offered.
    pub enable_wait_for_connections: bool,
    /// Whether the agent can remove connections.
    pub enable_connection_removal: bool,
}

/// The sandbox as a router answers it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct StoredSandbox {
    /// Whether there is one.
    pub enable: bool,
    /// Whether code in it can execute tools.
    pub tool_execution_enabled: bool,
    /// Whether code in it can call a toolkit's own HTTP API.
    pub proxy_execution_enabled: bool,
    /// From how many characters on an answer is put into a file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auto_offload_threshold: Option<serde_json::Number>,
    /// How large it is, by its name on the wire.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sandbox_size: Option<String>,
}

impl Default for StoredConnections {
    fn default() -> Self {
        Self::from(&ManageConnections::DEFAULT)
    }
}

impl Default for StoredSandbox {
    fn default() -> Self {
        Self::from(&Sandbox::DEFAULT)
    }
}

impl StoredConfig {
    /// What a router answers for `config`, with the API's defaults filled in.
    #[must_use]
    pub fn new(user_id: &str, config: &SessionConfig) -> Self {
        Self {
            user_id: user_id.to_owned(),
            toolkits: (!config.toolkits.is_default()).then(|| (&config.toolkits).into()),
            tools: config.tools.iter().map(|(toolkit, tools)| (toolkit.to_owned(), tools.into())).collect(),
            tags: (!config.tags.is_default()).then(|| (&config.tags).into()),
            auth_configs: config.auth_configs.iter().map(|(slug, id)| (slug.to_owned(), id.to_string())).collect(),
            connected_accounts: (config.connected_accounts.iter())
                .map(|(slug, ids)| (slug.to_owned(), strings(ids)))
                .collect(),
            manage_connections: Some((&config.manage_connections).into()),
            multi_account: config.multi_account.clone(),
            sandbox: Some(config.sandbox.as_ref().unwrap_or(&Sandbox::DEFAULT).into()),
            proxy_execute: config.proxy_execute,
            preload: preload(config.preload.as_ref()),
            search: config.search.unwrap_or_default(),
            execute: config.execute.unwrap_or_default(),
            instant: instant(config.instant.as_ref()),
        }
    }
}

impl StoredAccess {
    pub(crate) fn to_access(&self) -> Access {
        match (&self.enabled, &self.disabled) {
            (Some(slugs), _) => Access::Only(texts(slugs)),
            (None, Some(slugs)) => Access::Except(texts(slugs)),
            (None, None) => Access::Any,
        }
    }

    /// The same as a request has it, unless it names tags that this version does not know.
    pub(crate) fn to_tools(&self) -> Option<ToolkitTools> {
        let access = match (&self.tags, self.to_access()) {
            (Some(tags), Access::Any) => ToolAccess::Tagged(tags.to_tags()?),
            (Some(_), _) => return None,
            (None, Access::Any) => ToolAccess::Any,
            (None, Access::Only(tools)) => ToolAccess::Only(tools),
            (None, Access::Except(tools)) => ToolAccess::Except(tools),
        };
        Some(ToolkitTools { access, require_approval: texts(&self.require_approval) })
    }

    fn to_tags(&self) -> Option<Tags> {
        let known = |names: &[String]| names.iter().map(|name| Tag::from_wire(name)).collect::<Option<Vec<_>>>();
        let list = |names: &Option<Vec<String>>| known(names.as_deref().unwrap_or_default());
        Some(Tags {
            enable: list(&self.enabled)?.into(),
            disable: list(&self.disabled)?.into(),
            require_approval: known(&self.require_approval)?.into(),
        })
    }
}

impl From<&Toolkits> for StoredAccess {
    fn from(toolkits: &Toolkits) -> Self {
        Self { require_approval: strings(&toolkits.require_approval), ..(&toolkits.access).into() }
    }
}

impl From<&Access> for StoredAccess {
    fn from(access: &Access) -> Self {
        match access {
            Access::Any => Self::default(),
            Access::Only(slugs) => Self { enabled: Some(strings(slugs)), ..Self::default() },
            Access::Except(slugs) => Self { disabled: Some(strings(slugs)), ..Self::default() },
        }
    }
}

impl From<&super::ToolkitTools> for StoredAccess {
    fn from(tools: &super::ToolkitTools) -> Self {
        let require_approval = strings(&tools.require_approval);
        match &tools.access {
            ToolAccess::Any => Self { require_approval, ..Self::default() },
            ToolAccess::Only(slugs) => Self { enabled: Some(strings(slugs)), require_approval, ..Self::default() },
            ToolAccess::Except(slugs) => Self { disabled: Some(strings(slugs)), require_approval, ..Self::default() },
            ToolAccess::Tagged(tags) => Self { tags: Some(Box::new(tags.into())), require_approval, ..Self::default() },
        }
    }
}

impl From<&Tags> for StoredAccess {
    fn from(tags: &Tags) -> Self {
        let names = |tags: &[super::Tag]| tags.iter().map(|tag| tag.as_str().to_owned()).collect::<Vec<_>>();
        let said = |names: Vec<String>| (!names.is_empty()).then_some(names);
        Self {
            enabled: said(names(&tags.enable)),
            disabled: said(names(&tags.disable)),
            tags: None,
            require_approval: names(&tags.require_approval),
        }
    }
}

impl From<&ManageConnections> for StoredConnections {
    fn from(management: &ManageConnections) -> Self {
        Self {
            enabled: management.enable,
            callback_url: management.callback_url.as_deref().map(str::to_owned),
            enable_wait_for_connections: management.enable_wait_for_connections.unwrap_or(false),
            enable_connection_removal: management.enable_connection_removal.unwrap_or(true),
        }
    }
}

impl From<&Sandbox> for StoredSandbox {
    fn from(sandbox: &Sandbox) -> Self {
        Self {
            enable: sandbox.enable.unwrap_or(true),
            tool_execution_enabled: sandbox.enable_tool_execution.unwrap_or(true),
            proxy_execution_enabled: sandbox.enable_proxy_execution.unwrap_or(true),
            auto_offload_threshold: sandbox.auto_offload_threshold.map(Into::into),
            sandbox_size: sandbox.sandbox_size.map(|size| size.as_str().to_owned()),
        }
    }
}

fn texts(strings: &[String]) -> List<Text> {
    strings.iter().cloned().map(Text::Owned).collect()
}

fn strings(texts: &[super::Text]) -> Vec<String> {
    texts.iter().map(|text| text.clone().into_owned()).collect()
}

fn preload(preload: Option<&Preload>) -> serde_json::Value {
    match preload.map(|preload| &preload.tools) {
        None => serde_json::json!({ "tools": [] }),
        Some(PreloadTools::Only(tools)) => serde_json::json!({ "tools": tools }),
        Some(PreloadTools::All) => serde_json::json!({ "tools": "all" }),
    }
}

fn instant(instant: Option<&Instant>) -> serde_json::Value {
    let usage = match instant {
        Some(Instant::Off) => return serde_json::Value::Bool(false),
        Some(Instant::On(usage)) => usage.clone(),
        None => super::InstantUsage::DEFAULT,
    };
    let tools: BTreeMap<_, StoredAccess> = usage.tools.iter().map(|(slug, access)| (slug, access.into())).collect();
    let mut answer = serde_json::json!({
        "return_instant_charge": usage.return_instant_charge.unwrap_or(false),
        "return_prices_in_search": usage.return_prices_in_search.unwrap_or(false),
    });
    if usage.toolkits != Access::Any {
        answer["toolkits"] = serde_json::json!(StoredAccess::from(&usage.toolkits));
    }
    if !tools.is_empty() {
        answer["tools"] = serde_json::json!(tools);
    }
    answer
}

// A request's blocks refuse what they do not know; the same blocks in an answer must not.

fn multi_account<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<MultiAccount>, D::Error> {
    #[derive(Deserialize)]
    struct Answer {
        enable: Option<bool>,
        max_accounts_per_toolkit: Option<u8>,
        require_explicit_selection: Option<bool>,
    }
    let answer = Option::<Answer>::deserialize(deserializer)?;
    Ok(answer.map(|Answer { enable, max_accounts_per_toolkit, require_explicit_selection }| MultiAccount {
        enable,
        max_accounts_per_toolkit,
        require_explicit_selection,
    }))
}

fn proxy_execute<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<ProxyExecute>, D::Error> {
    #[derive(Deserialize)]
    struct Answer {
        enable: bool,
    }
    let answer = Option::<Answer>::deserialize(deserializer)?;
    Ok(answer.map(|Answer { enable }| ProxyExecute { enable }))
}

fn search<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Search, D::Error> {
    #[derive(Deserialize)]
    struct Answer {
        enable: Option<bool>,
    }
    let Answer { enable } = Answer::deserialize(deserializer)?;
    Ok(enable.map_or_else(Search::default, |enable| Search { enable }))
}

fn execute<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Execute, D::Error> {
    #[derive(Deserialize)]
    struct Answer {
        enable_multi_execute: Option<bool>,
    }
    let Answer { enable_multi_execute } = Answer::deserialize(deserializer)?;
    Ok(enable_multi_execute.map_or_else(Execute::default, |enable_multi_execute| Execute { enable_multi_execute }))
}
