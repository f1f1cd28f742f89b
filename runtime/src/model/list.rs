use std::collections::{HashMap, HashSet};
use std::ops::Deref;
use std::sync::Arc;

use serde_json::{Value, json};

use super::{ToolDefinition, anthropic, gemini, names, openai, openai_responses};
use crate::session::ToolInfo;

/// The tools of a session, for a model: [`Session::tools`](crate::Session::tools).
///
/// It gives what each API takes as `tools`, and is a list of [`ToolInfo`].
///
/// ```
/// use serde_json::json;
/// use tool_router::model::ToolList;
/// use tool_router::session::ToolInfo;
///
/// let tools = ToolList::new([ToolInfo::new("GMAIL_FETCH_EMAILS")]);
/// let request = json!({ "model": "gpt-5.2", "messages": [], "tools": tools.openai() });
/// assert_eq!(request["tools"][0]["function"]["name"], "GMAIL_FETCH_EMAILS");
/// ```
///
/// OpenAI takes up to 128 tools in a request: a session with more of them gives its agent fewer from the start, and has it
/// search for the others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ToolList {
    // Shared: the session keeps the list that it gave, and a copy of hundreds of schemas is expensive.
    tools: Arc<Vec<ToolInfo>>,
    /// What a model is told of each.
    definitions: Arc<Vec<ToolDefinition>>,
}

impl ToolList {
    /// Makes a list. A tool whose slug is there already is left out, and each gets a name that every API takes.
    #[must_use]
    pub fn new(tools: impl IntoIterator<Item = ToolInfo>) -> Self {
        let mut known = HashSet::new();
        let tools: Vec<ToolInfo> = tools.into_iter().filter(|tool| known.insert(tool.slug.clone())).collect();
        let named = tools.into_iter().map(|tool| {
            let (definition, name) = (ToolDefinition::from(&tool), tool.slug.clone());
            (tool, definition, name)
        });
        Self::of(named.collect())
    }

    /// Makes a list of tools that are to have these names.
    pub(crate) fn of(tools: Vec<(ToolInfo, ToolDefinition, String)>) -> Self {
        let mut infos = Vec::with_capacity(tools.len());
        let definitions = tools.into_iter().map(|(info, definition, name)| {
            infos.push(info);
            (definition, name)
        });
        let definitions = Arc::new(named(definitions.collect()));
        Self { definitions, tools: Arc::new(infos) }
    }

    /// Holds the model to the schemas, where the API can do so; see [`ToolDefinition::strict`].
    #[must_use]
    pub fn strict(self) -> Self {
        let definitions = Arc::unwrap_or_clone(self.definitions).into_iter().map(ToolDefinition::strict);
        Self { definitions: Arc::new(definitions.collect()), tools: self.tools }
    }

    /// The value of `tools` for OpenAI's Chat Completions.
    #[must_use]
    pub fn openai(&self) -> Value {
        self.definitions.iter().map(openai::tool).collect()
    }

    /// The value of `tools` for OpenAI's Responses.
    #[must_use]
    pub fn openai_responses(&self) -> Value {
        self.definitions.iter().map(openai_responses::tool).collect()
    }

    /// The value of `tools` for Anthropic's Messages.
    #[must_use]
    pub fn anthropic(&self) -> Value {
        let mut budget = anthropic::Budget::default();
        self.definitions.iter().map(|tool| anthropic::tool(tool, &mut budget)).collect()
    }

    /// The value of `tools` for Gemini.
    #[must_use]
    pub fn gemini(&self) -> Value {
        if self.definitions.is_empty() {
            return json!([]);
        }
        let declarations: Value = self.definitions.iter().map(gemini::tool).collect();
        json!([{ "functionDeclarations": declarations }])
    }

    /// What a model is told of each tool, in the order of the list.
    #[must_use]
    pub fn definitions(&self) -> &[ToolDefinition] {
        &self.definitions
    }

    /// The name that a model calls the tool of this slug by. Most are the slug itself.
    #[must_use]
    pub fn name_of(&self, slug: &str) -> Option<&str> {
        let index = self.tools.iter().position(|tool| tool.slug == slug)?;
        Some(&self.definitions.get(index)?.name)
    }

    /// The tool that a model calls by this name.
    #[must_use]
    pub fn by_name(&self, name: &str) -> Option<&ToolInfo> {
        let index = self.definitions.iter().position(|tool| tool.name == name)?;
        self.tools.get(index)
    }
}

/// Names each definition as it is to be named, as far as that goes, so that no two have the same name.
fn named(definitions: Vec<(ToolDefinition, String)>) -> Vec<ToolDefinition> {
    // Names that are kept come first, whatever their place.
    let mut taken: HashMap<String, usize> = HashMap::new();
    for (index, (_, name)) in definitions.iter().enumerate() {
        if names::is_plain(name) {
            taken.entry(name.clone()).or_insert(index);
        }
    }
    let mut named = Vec::with_capacity(definitions.len());
    for (index, (definition, wanted)) in definitions.into_iter().enumerate() {
        let name = names::fitting(&wanted, |name| taken.get(name).is_some_and(|owner| *owner != index));
        taken.insert(name.clone(), index);
        named.push(ToolDefinition { name, ..definition });
    }
    named
}

impl Deref for ToolList {
    type Target = [ToolInfo];

    fn deref(&self) -> &[ToolInfo] {
        &self.tools
    }
}

impl IntoIterator for ToolList {
    type Item = ToolInfo;
    type IntoIter = std::vec::IntoIter<ToolInfo>;

    fn into_iter(self) -> Self::IntoIter {
        Arc::unwrap_or_clone(self.tools).into_iter()
    }
}

impl<'a> IntoIterator for &'a ToolList {
    type Item = &'a ToolInfo;
    type IntoIter = std::slice::Iter<'a, ToolInfo>;

    fn into_iter(self) -> Self::IntoIter {
        self.tools.iter()
    }
}

impl FromIterator<ToolInfo> for ToolList {
    fn from_iter<I: IntoIterator<Item = ToolInfo>>(tools: I) -> Self {
        Self::new(tools)
    }
}
