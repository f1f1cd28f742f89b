//! Which tool of a session a model means.

use std::sync::{Arc, PoisonError, RwLock};

use serde_json::Value;
use tool_router_core::grammar::custom_tool::{PREFIX, RESERVED_PREFIX};
use tool_router_core::grammar::slug::toolkit_of;

use super::MetaTool;
use super::input::Called;
use super::live::Live;
use crate::config::Access;
use crate::error::Error;
use crate::model::ToolList;

/// The longest slug that is asked of a router.
const LONGEST_SLUG: usize = 128;

/// The tools that a session has last listed.
#[derive(Clone, Default)]
pub(crate) struct Listed(Arc<RwLock<Option<Arc<ToolList>>>>);

/// What a name means.
pub(super) enum Resolved {
    Tool {
        called: Called,
        /// The schema of its arguments, if it is known.
        schema: Option<Value>,
    },
    /// Nothing that the session has; with what it has.
    Unknown(Vec<String>),
}

impl Listed {
    pub(super) fn get(&self) -> Option<Arc<ToolList>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn set(&self, list: &ToolList) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(list.clone()));
    }
}

impl Live {
    pub(super) async fn resolve(self: &Arc<Self>, name: &str) -> Result<Resolved, Error> {
        if let Some(schema) = self.custom.schema(name) {
            return Ok(Resolved::Tool { called: Called::Tool(name.to_owned()), schema: Some(schema) });
        }
        let mut listed = self.listed.get();
        if listed.is_none() && is_made(name) {
            // A name that was made for a slug is only in the list.
            listed = Some(Arc::new(self.tools().await?));
        }
        let tool = listed.as_ref().and_then(|list| {
            let alike = || only(list.iter().filter(|tool| tool.slug.eq_ignore_ascii_case(name)));
            list.by_name(name).or_else(alike)
        });
        let (slug, schema) = match tool {
            Some(tool) => (&*tool.slug, Some(tool.input_parameters.clone())),
            None => (name, None),
        };
        let meta = self.meta_tools.iter().find(|meta| meta.as_str().eq_ignore_ascii_case(slug));
        let called = match meta {
            Some(meta) => Called::Meta(meta.clone()),
            None if tool.is_some() || may_be_asked_for(slug) => Called::Tool(slug.to_owned()),
            None => return Ok(Resolved::Unknown(self.known_tools())),
        };
        Ok(Resolved::Tool { called, schema })
    }

    /// The names of the tools that are known without asking: those listed, the declared ones, the custom ones, the router's own.
    pub(super) fn known_tools(&self) -> Vec<String> {
        let mut known: Vec<String> = match self.listed.get() {
            Some(list) => list.names().to_vec(),
            None => self.meta_tools.iter().map(|tool| tool.as_str().to_owned()).collect(),
        };
        known.extend(self.custom.listed().into_iter().map(|tool| tool.slug));
        let config = self.fence.config();
        let declared = config.tools.iter().filter(|(_, tools)| tools.access.is_allowlist());
        known.extend(declared.flat_map(|(_, tools)| tools.access.named()).map(ToString::to_string));
        known.sort_unstable();
        known.dedup();
        known
    }

    /// The toolkit that a tool belongs to, as far as it is known.
    pub(super) fn toolkit_of(&self, slug: &str) -> Option<String> {
        let listed = self.listed.get();
        let listed = listed.as_ref().and_then(|list| list.iter().find(|tool| tool.slug.eq_ignore_ascii_case(slug)));
        if let Some(toolkit) = listed.map(|tool| &tool.toolkit.slug).filter(|slug| !slug.is_empty()) {
            return Some(toolkit.clone());
        }
        let config = self.fence.config();
        let named = match &config.toolkits.access {
            Access::Only(slugs) => slugs.iter(),
            _ => [].iter(),
        };
        let named = named.map(AsRef::as_ref).chain(config.tools.iter().map(|(slug, _)| slug));
        toolkit_of(slug, named).map(ToOwned::to_owned)
    }

    pub(super) fn has(&self, tool: &MetaTool) -> bool {
        self.meta_tools.contains(tool)
    }
}

/// The only item, if there is one.
pub(super) fn only<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    let first = items.next()?;
    items.next().is_none().then_some(first)
}

/// Whether a name may be one that was made for a slug that models cannot call: those end in a hash.
fn is_made(name: &str) -> bool {
    name.rsplit_once('_').is_some_and(|(_, hash)| hash.len() == 8 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Whether a router can have a tool of this slug. What the session's own and custom tools are is known.
fn may_be_asked_for(slug: &str) -> bool {
    let is_slug = slug.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    let is_reserved = [PREFIX, RESERVED_PREFIX]
        .iter()
        .any(|prefix| slug.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix)));
    (1..=LONGEST_SLUG).contains(&slug.len()) && is_slug && !is_reserved
}
