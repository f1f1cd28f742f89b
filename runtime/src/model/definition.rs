use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{anthropic, gemini, names, openai, openai_responses};
use crate::session::ToolInfo;

/// What a model is told of a tool: a name, a description and the JSON Schema of its arguments.
///
/// ```
/// use serde_json::json;
/// use tool_router::model::ToolDefinition;
///
/// let schema = json!({ "properties": { "query": { "type": "string" } }, "required": ["query"] });
/// let tool = ToolDefinition::new("FIND_MAIL", "Finds mail.", schema);
/// assert_eq!(
///     tool.strict().openai(),
///     json!({ "type": "function", "function": {
///         "name": "FIND_MAIL",
///         "description": "Finds mail.",
///         "parameters": {
///             "type": "object",
///             "properties": { "query": { "type": "string" } },
///             "required": ["query"],
///             "additionalProperties": false,
///         },
///         "strict": true,
///     } }),
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ToolDefinition {
    /// The name that the model calls it by.
    pub name: String,
    /// What it does.
    pub description: String,
    /// The JSON Schema of its arguments, as its author wrote it.
    pub input_schema: Value,
    /// Whether the model is to be held to the schema; see [`strict`](Self::strict).
    #[serde(default)]
    pub strict: bool,
}

impl ToolDefinition {
    /// Makes a definition. A name that not every API takes is made to fit: letters, digits, `_` and `-`, a letter or `_` first,
    /// and up to 64 characters.
    #[must_use]
    pub fn new(name: impl AsRef<str>, description: impl Into<String>, input_schema: Value) -> Self {
        let name = names::fitting(name.as_ref(), |_| false);
        Self { name, description: description.into(), input_schema, strict: false }
    }

    /// Holds the model to the schema, where the API can do so: OpenAI's and Anthropic's strict mode.
    ///
    /// Strict mode has no arguments beyond those that the schema names. OpenAI's has no optional ones either, so that these
    /// become nullable; [`Session::run`](crate::Session::run) leaves a `null` out again. A schema that cannot be strict, e.g.
    /// because an argument is any JSON, goes without. Gemini has a mode of the request instead (`VALIDATED`).
    #[must_use]
    pub fn strict(mut self) -> Self {
        self.strict = true;
        self
    }

    /// The tool as OpenAI's Chat Completions take it in `tools`.
    #[must_use]
    pub fn openai(&self) -> Value {
        openai::tool(self)
    }

    /// The tool as OpenAI's Responses take it in `tools`.
    #[must_use]
    pub fn openai_responses(&self) -> Value {
        openai_responses::tool(self)
    }

    /// The tool as Anthropic's Messages take it in `tools`.
    #[must_use]
    pub fn anthropic(&self) -> Value {
        anthropic::tool(self, &mut anthropic::Budget::default())
    }

    /// The tool as Gemini takes it in `functionDeclarations`.
    #[must_use]
    pub fn gemini(&self) -> Value {
        gemini::tool(self)
    }
}

impl From<&ToolInfo> for ToolDefinition {
    fn from(tool: &ToolInfo) -> Self {
        let texts = [&tool.description, &tool.name, &tool.slug];
        let description = texts.into_iter().find(|text| !text.trim().is_empty());
        Self::new(&tool.slug, description.cloned().unwrap_or_default(), tool.input_parameters.clone())
    }
}

/// The tool in the formats of the APIs. A [list](super::ToolList) has all of a session's.
impl ToolInfo {
    /// What a model is told of the tool.
    #[must_use]
    pub fn definition(&self) -> ToolDefinition {
        self.into()
    }

    /// As [`ToolDefinition::openai`].
    #[must_use]
    pub fn openai(&self) -> Value {
        self.definition().openai()
    }

    /// As [`ToolDefinition::openai_responses`].
    #[must_use]
    pub fn openai_responses(&self) -> Value {
        self.definition().openai_responses()
    }

    /// As [`ToolDefinition::anthropic`].
    #[must_use]
    pub fn anthropic(&self) -> Value {
        self.definition().anthropic()
    }

    /// As [`ToolDefinition::gemini`].
    #[must_use]
    pub fn gemini(&self) -> Value {
        self.definition().gemini()
    }
}

/// An object of these members, leaving out those without a value.
pub(super) fn object<const N: usize>(members: [(&str, Option<Value>); N]) -> Value {
    let members = members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(members.collect::<Map<_, _>>())
}
