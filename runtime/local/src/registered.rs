//! The toolkits that a router offers.

use std::{
    collections::{HashMap, HashSet},
    fmt,
    sync::Arc,
};

use tool_router_core::grammar::slug;

use super::{
    error::LocalError,
    toolkit::{LocalToolkit, ToolDefinition},
};

/// The registered toolkits, indexed by their slugs and by the slugs of their tools.
#[derive(Default)]
pub(crate) struct RegisteredToolkits {
    toolkits: Vec<Arc<dyn LocalToolkit>>,
    by_slug: HashMap<String, usize>,
    /// The toolkit, and the position in it.
    by_tool: HashMap<String, (usize, usize)>,
    fakes: HashSet<String>,
}

/// A tool and its toolkit.
#[derive(Clone, Copy)]
pub(crate) struct Found<'a> {
    pub(crate) toolkit: &'a Arc<dyn LocalToolkit>,
    pub(crate) tool: &'a ToolDefinition,
}

impl RegisteredToolkits {
    pub(crate) fn new(toolkits: Vec<Arc<dyn LocalToolkit>>) -> Result<Self, LocalError> {
        let mut registered = Self::default();
        for (index, toolkit) in toolkits.iter().enumerate() {
            let slug = toolkit.slug().to_owned();
            if registered.by_slug.insert(slug.clone(), index).is_some() {
                return Err(LocalError::DuplicateSlug { slug });
            }
            for (position, tool) in toolkit.tools().iter().enumerate() {
                if registered.by_tool.insert(tool.slug.clone(), (index, position)).is_some() {
                    return Err(LocalError::DuplicateSlug { slug: tool.slug.clone() });
                }
            }
        }
        registered.toolkits = toolkits;
        Ok(registered)
    }

    /// Names the toolkits that stand for others in tests.
    #[must_use]
    pub(crate) fn with_fakes(mut self, fakes: HashSet<String>) -> Self {
        self.fakes = fakes;
        self
    }

    /// Whether a toolkit stands for another, of whose tools it has those that a test needs.
    pub(crate) fn is_fake(&self, slug: &str) -> bool {
        self.fakes.contains(slug)
    }

    pub(crate) fn toolkits(&self) -> impl Iterator<Item = &Arc<dyn LocalToolkit>> {
        self.toolkits.iter()
    }

    /// The toolkit with this slug, in any case.
    pub(crate) fn toolkit(&self, slug: &str) -> Option<&Arc<dyn LocalToolkit>> {
        self.by_slug.get(&slug.to_ascii_lowercase()).map(|index| &self.toolkits[*index])
    }

    /// The tool with this slug, in any case.
    pub(crate) fn tool(&self, slug: &str) -> Option<Found<'_>> {
        let (toolkit, tool) = self.by_tool.get(&slug.to_ascii_uppercase())?;
        let toolkit = &self.toolkits[*toolkit];
        Some(Found { toolkit, tool: toolkit.tools().get(*tool)? })
    }

    /// The slug of the toolkit that a tool belongs to. A tool that is not served here may belong to a registered
    /// toolkit, judging by its name.
    pub(crate) fn toolkit_of(&self, tool: &str) -> Option<&str> {
        match self.tool(tool) {
            Some(found) => Some(found.toolkit.slug()),
            None => slug::toolkit_of(tool, self.toolkits.iter().map(|toolkit| toolkit.slug())),
        }
    }

    pub(crate) fn tools(&self) -> impl Iterator<Item = Found<'_>> {
        let found = |toolkit| move |tool| Found { toolkit, tool };
        self.toolkits.iter().flat_map(move |toolkit| toolkit.tools().iter().map(found(toolkit)))
    }

    /// The slugs for a sentence: `gmail, slack`.
    pub(crate) fn slugs(&self) -> String {
        let slugs: Vec<_> = self.toolkits.iter().map(|toolkit| toolkit.slug()).collect();
        slugs.join(", ")
    }
}

/// The auth config that every account of the toolkit has, unless a session names another.
pub(crate) fn auth_config_id(toolkit: &str) -> String {
    format!("ac_{toolkit}")
}

impl fmt::Debug for RegisteredToolkits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.toolkits.iter().map(|toolkit| toolkit.slug())).finish()
    }
}
