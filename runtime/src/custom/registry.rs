use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use tool_router_core::grammar::custom_tool;

use super::CustomTools;
use super::definition::{Definition, ToolDescription};
use super::toolkit::ToolkitDescription;
use crate::session::{ToolInfo, ToolkitName};

/// The custom tools of a live session, and the names that they are called by.
#[derive(Clone, Default)]
pub(crate) struct Registry {
    set: Arc<CustomTools>,
    names: Arc<Names>,
}

/// The position of a tool in the set.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    toolkit: Option<usize>,
    tool: usize,
}

#[derive(Clone, Default)]
struct Names {
    /// By every name, in upper case.
    places: HashMap<String, Place>,
    /// The name that the router lists each tool under.
    listed: BTreeMap<Place, String>,
}

/// The custom tools of a session in their wire format.
#[derive(Serialize)]
pub(crate) struct Announcement<'a> {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    custom_tools: Vec<ToolDescription<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    custom_toolkits: Vec<ToolkitDescription<'a>>,
}

/// The names that the router lists the custom tools under.
#[derive(Default, Deserialize)]
pub(crate) struct Named {
    #[serde(default)]
    custom_tools: Option<Vec<NamedTool>>,
    #[serde(default)]
    custom_toolkits: Option<Vec<NamedToolkit>>,
}

#[derive(Deserialize)]
struct NamedTool {
    #[serde(default)]
    slug: String,
    #[serde(default)]
    original_slug: String,
}

#[derive(Deserialize)]
struct NamedToolkit {
    #[serde(default)]
    tools: Vec<NamedTool>,
}

impl Registry {
    pub(super) fn new(set: CustomTools) -> Self {
        let mut names = Names::default();
        for (index, tool) in set.tools.iter().enumerate() {
            names.add(Place { toolkit: None, tool: index }, tool.slug, tool.extends_toolkit);
        }
        for (toolkit_index, toolkit) in set.toolkits.iter().enumerate() {
            for (index, tool) in toolkit.tools.iter().enumerate() {
                names.add(Place { toolkit: Some(toolkit_index), tool: index }, tool.slug, Some(&toolkit.slug));
            }
        }
        Self { set: Arc::new(set), names: Arc::new(names) }
    }

    /// Takes over the names that the router gave the tools.
    pub(crate) fn learn(&mut self, named: Named) {
        let alone = named.custom_tools.into_iter().flatten();
        let grouped = named.custom_toolkits.into_iter().flatten().flat_map(|toolkit| toolkit.tools);
        for NamedTool { slug, original_slug } in alone.chain(grouped) {
            let name = slug.to_ascii_uppercase();
            // No other name is accepted, or a router could have a custom tool run in place of one of its own.
            if name.starts_with(custom_tool::PREFIX)
                && let Some(place) = self.names.places.get(&original_slug.to_ascii_uppercase()).copied()
                && self.names.places.get(&name).is_none_or(|other| *other == place)
            {
                let names = Arc::make_mut(&mut self.names);
                names.places.insert(name, place);
                names.listed.insert(place, slug);
            }
        }
    }

    /// What each request tells the router about the tools, because the router does not store them; `None` if there are
    /// none. `all` tells whether the session preloads all tools.
    pub(crate) fn announcement(&self, all: bool) -> Option<Announcement<'_>> {
        let CustomTools { tools, toolkits } = &*self.set;
        (!tools.is_empty() || !toolkits.is_empty()).then(|| Announcement {
            custom_tools: tools.iter().map(|tool| tool.describe(None, all)).collect(),
            custom_toolkits: toolkits.iter().map(|toolkit| toolkit.describe(all)).collect(),
        })
    }

    /// The tools that the session lists from the start: all but those that say that they are not preloaded.
    pub(crate) fn listed(&self) -> Vec<ToolInfo> {
        let listed = self.names.listed.iter().filter_map(|(place, slug)| {
            let (tool, toolkit) = (self.at(*place)?, place.toolkit.and_then(|index| self.set.toolkits.get(index)));
            let is_preloaded = tool.preload.or(toolkit.and_then(|toolkit| toolkit.preload)).unwrap_or(true);
            is_preloaded.then(|| ToolInfo {
                slug: slug.clone(),
                name: tool.name.to_owned(),
                description: tool.description.to_owned(),
                toolkit: toolkit.map_or_else(
                    || ToolkitName {
                        slug: tool.extends_toolkit.unwrap_or_default().to_owned(),
                        ..ToolkitName::default()
                    },
                    |toolkit| ToolkitName {
                        slug: toolkit.slug.to_string(),
                        name: toolkit.name().to_owned(),
                        logo: None,
                    },
                ),
                input_parameters: tool.input_schema.clone(),
                output_parameters: tool.output_schema.clone().unwrap_or_default(),
                no_auth: tool.extends_toolkit.is_none(),
                version: None,
                tags: Vec::new(),
                is_deprecated: false,
            })
        });
        listed.collect()
    }

    /// The schema of a tool's arguments, by its name.
    pub(crate) fn schema(&self, name: &str) -> Option<Value> {
        self.find(name).map(|tool| tool.input_schema.clone())
    }

    /// The name that a tool is listed under, by any of its names.
    pub(crate) fn listed_name(&self, name: &str) -> Option<&str> {
        let place = self.names.places.get(&name.to_ascii_uppercase())?;
        self.names.listed.get(place).map(String::as_str)
    }

    /// Finds a tool by name.
    pub(super) fn find(&self, name: &str) -> Option<&Definition> {
        self.at(*self.names.places.get(&name.to_ascii_uppercase())?)
    }

    fn at(&self, Place { toolkit, tool }: Place) -> Option<&Definition> {
        match toolkit {
            Some(toolkit) => self.set.toolkits.get(toolkit)?.tools.get(tool),
            None => self.set.tools.get(tool),
        }
    }
}

impl Names {
    fn add(&mut self, place: Place, slug: &str, toolkit: Option<&str>) {
        let listed = custom_tool::listed(slug, toolkit);
        self.places.insert(slug.to_ascii_uppercase(), place);
        self.places.insert(listed.clone(), place);
        self.listed.insert(place, listed);
    }
}
