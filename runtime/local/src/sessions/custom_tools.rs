use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Map, Value};
use tool_router_core::grammar::custom_tool;

use super::experimental::check_keys;
use crate::{api_error::ApiError, request::parse};

/// Tools that run in the client's process. They are not stored: a client sends them with every request that needs them.
///
/// They can be megabytes, and are cheap to clone.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct CustomTools {
    pub(super) custom_tools: Arc<[CustomTool]>,
    pub(super) custom_toolkits: Arc<[CustomToolkit]>,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct CustomTool {
    pub(super) slug: String,
    pub(super) extends_toolkit: Option<String>,
    #[serde(flatten)]
    pub(super) rest: Map<String, Value>,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct CustomToolkit {
    pub(super) slug: String,
    pub(super) tools: Vec<CustomTool>,
    #[serde(flatten)]
    pub(super) rest: Map<String, Value>,
}

impl CustomTools {
    /// The keys that hold them, in the block `experimental`.
    pub(super) const KEYS: [&str; 2] = ["custom_tools", "custom_toolkits"];

    /// Those of a block that has nothing else.
    pub(super) fn announced(block: Map<String, Value>) -> Result<Self, ApiError> {
        let block = Value::Object(block);
        check_keys(&block, |key| Self::KEYS.contains(&key))?;
        parse("payload.experimental", block)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.custom_tools.is_empty() && self.custom_toolkits.is_empty()
    }

    /// The names that a session lists the tools under.
    #[cfg(feature = "testing")]
    pub(crate) fn listed(&self) -> impl Iterator<Item = String> {
        let alone = self.custom_tools.iter().map(|tool| tool.listed(tool.extends_toolkit.as_deref()));
        let grouped = self.custom_toolkits.iter().flat_map(|toolkit| {
            let listed = |tool: &CustomTool| tool.listed(Some(&toolkit.slug));
            toolkit.tools.iter().map(listed).collect::<Vec<_>>()
        });
        alone.chain(grouped)
    }

    /// The tools and the toolkits, with the names that they are called by.
    pub(crate) fn named(&self) -> (Vec<Value>, Vec<Value>) {
        let tools = self.custom_tools.iter().map(|tool| tool.named(tool.extends_toolkit.as_deref()));
        (tools.collect(), self.custom_toolkits.iter().map(CustomToolkit::named).collect())
    }
}

impl CustomTool {
    /// The name that a session lists the tool under.
    pub(super) fn listed(&self, toolkit: Option<&str>) -> String {
        custom_tool::listed(&self.slug, toolkit)
    }

    fn named(&self, toolkit: Option<&str>) -> Value {
        let mut named = self.rest.clone();
        named.insert("slug".to_owned(), self.listed(toolkit).into());
        named.insert("original_slug".to_owned(), self.slug.clone().into());
        if let Some(extended) = &self.extends_toolkit {
            named.insert("extends_toolkit".to_owned(), extended.clone().into());
        }
        named.into()
    }
}

impl CustomToolkit {
    fn named(&self) -> Value {
        let mut named = self.rest.clone();
        let tools: Vec<_> = self.tools.iter().map(|tool| tool.named(Some(&self.slug))).collect();
        named.insert("slug".to_owned(), self.slug.clone().into());
        named.insert("tools".to_owned(), tools.into());
        named.into()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn custom_tools_get_local_names() {
        let custom: CustomTools = serde_json::from_value(json!({
            "custom_tools": [{ "slug": "grep", "name": "Grep" }],
            "custom_toolkits": [{ "slug": "crm", "name": "CRM", "tools": [{ "slug": "find", "name": "Find" }] }],
            "assistive_prompt_config": {},
        }))
        .unwrap();
        let (tools, toolkits) = custom.named();
        assert_eq!(tools[0], json!({ "slug": "LOCAL_GREP", "original_slug": "grep", "name": "Grep" }));
        assert_eq!(toolkits[0]["tools"][0]["slug"], "LOCAL_CRM_FIND");
    }
}
