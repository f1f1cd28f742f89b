use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

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
#[derive(Clone, Debug, Default)]
pub struct ToolList {
    // Shared: the session keeps the list that it gave, and a copy of hundreds of schemas is expensive.
    tools: Arc<Vec<ToolInfo>>,
    /// What a model calls each.
    names: Arc<Vec<String>>,
    /// What a model is told of each. They copy the schemas, so they are made when they are first asked for.
    definitions: Arc<OnceLock<Vec<ToolDefinition>>>,
}

impl ToolList {
    /// Makes a list. A tool whose slug is there already is left out, and each gets a name that every API takes.
    #[must_use]
    pub fn new(tools: impl IntoIterator<Item = ToolInfo>) -> Self {
        let mut known = HashSet::new();
        let tools = tools.into_iter().filter(|tool| known.insert(tool.slug.clone()));
        Self::of(tools.map(|tool| (tool.slug.clone(), tool)))
    }

    /// Makes a list of tools, each with the name that it is to have.
    pub(crate) fn of(tools: impl IntoIterator<Item = (String, ToolInfo)>) -> Self {
        let (wanted, tools): (Vec<_>, Vec<_>) = tools.into_iter().unzip();
        Self { tools: Arc::new(tools), names: Arc::new(named(&wanted)), definitions: Arc::default() }
    }

    /// Changes what a model is told of each, by its place in the list.
    pub(crate) fn told(self, mut change: impl FnMut(usize, ToolDefinition) -> ToolDefinition) -> Self {
        let told = Arc::unwrap_or_clone(self.definitions).into_inner();
        let told = told.unwrap_or_else(|| definitions(&self.tools, &self.names));
        let told: Vec<_> = told.into_iter().enumerate().map(|(index, definition)| change(index, definition)).collect();
        Self { definitions: Arc::new(OnceLock::from(told)), ..self }
    }

    /// Holds the model to the schemas, where the API can do so; see [`ToolDefinition::strict`].
    #[must_use]
    pub fn strict(self) -> Self {
        self.told(|_, definition| definition.strict())
    }

    /// The value of `tools` for OpenAI's Chat Completions.
    #[must_use]
    pub fn openai(&self) -> Value {
        self.definitions().iter().map(openai::tool).collect()
    }

    /// The value of `tools` for OpenAI's Responses.
    #[must_use]
    pub fn openai_responses(&self) -> Value {
        self.definitions().iter().map(openai_responses::tool).collect()
    }

    /// The value of `tools` for Anthropic's Messages.
    #[must_use]
    pub fn anthropic(&self) -> Value {
        let mut budget = anthropic::Budget::default();
        self.definitions().iter().map(|tool| anthropic::tool(tool, &mut budget)).collect()
    }

    /// The value of `tools` for Gemini.
    #[must_use]
    pub fn gemini(&self) -> Value {
        if self.tools.is_empty() {
            return json!([]);
        }
        let declarations: Value = self.definitions().iter().map(gemini::tool).collect();
        json!([{ "functionDeclarations": declarations }])
    }

    /// What a model is told of each tool, in the order of the list.
    #[must_use]
    pub fn definitions(&self) -> &[ToolDefinition] {
        self.definitions.get_or_init(|| definitions(&self.tools, &self.names))
    }

    /// The names that a model calls the tools by, in the order of the list.
    pub(crate) fn names(&self) -> &[String] {
        &self.names
    }

    /// The name that a model calls the tool of this slug by. Most are the slug itself.
    #[must_use]
    pub fn name_of(&self, slug: &str) -> Option<&str> {
        let index = self.tools.iter().position(|tool| tool.slug == slug)?;
        self.names.get(index).map(String::as_str)
    }

    /// The tool that a model calls by this name.
    #[must_use]
    pub fn by_name(&self, name: &str) -> Option<&ToolInfo> {
        let index = self.names.iter().position(|own| own == name)?;
        self.tools.get(index)
    }
}

fn definitions(tools: &[ToolInfo], names: &[String]) -> Vec<ToolDefinition> {
    let named = tools.iter().zip(names);
    named.map(|(tool, name)| ToolDefinition { name: name.clone(), ..tool.definition() }).collect()
}

/// Names each as it is to be named, as far as that goes, so that no two have the same name.
fn named(wanted: &[String]) -> Vec<String> {
    // Names that are kept come first, whatever their place.
    let mut taken: HashMap<Cow<'_, str>, usize> = HashMap::new();
    for (index, name) in wanted.iter().enumerate() {
        if names::is_plain(name) {
            taken.entry(Cow::Borrowed(name)).or_insert(index);
        }
    }
    let mut named = Vec::with_capacity(wanted.len());
    for (index, wanted) in wanted.iter().enumerate() {
        let name = names::fitting(wanted, |name| taken.get(name).is_some_and(|owner| *owner != index));
        if name != *wanted {
            taken.insert(Cow::Owned(name.clone()), index);
        }
        named.push(name);
    }
    named
}

impl PartialEq for ToolList {
    fn eq(&self, other: &Self) -> bool {
        self.tools == other.tools && self.definitions() == other.definitions()
    }
}

impl Eq for ToolList {}

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
