//! A tool, a call of it, and why it fails.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use tool_router_core::config::Tag;

use crate::credentials::Caller;

/// Few scopes with which all of the tools run: of each, one that is there already, or else its first.
pub(crate) fn scopes_of<'a>(tools: impl IntoIterator<Item = &'a ToolDefinition>) -> Vec<String> {
    let mut scopes: Vec<String> = Vec::new();
    for tool in tools {
        if !tool.scopes.iter().any(|scope| scopes.contains(scope)) {
            scopes.extend(tool.scopes.first().cloned());
        }
    }
    scopes
}

/// The name, description, schemas and tags of a tool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ToolDefinition {
    /// The slug in upper case, with the toolkit's slug as its prefix: `GMAIL_FETCH_EMAILS`.
    pub slug: String,
    /// The display name: `Fetch emails`.
    pub name: String,
    /// What the tool does, for the agent that decides whether to call it.
    pub description: String,
    /// The JSON Schema of the arguments, an object.
    pub input_schema: Value,
    /// The JSON Schema of the result.
    pub output_schema: Value,
    /// Hints about its effects, for sessions that choose tools by tags.
    pub tags: Vec<Tag>,
    /// OAuth scopes, any one of which lets the tool run.
    pub scopes: Vec<String>,
}

impl ToolDefinition {
    /// A tool whose result is any object, without tags and scopes.
    pub fn new(
        slug: impl Into<String>,
        name: impl Into<String>,
        description: impl Into<String>,
        input_schema: Value,
    ) -> Self {
        Self {
            slug: slug.into(),
            name: name.into(),
            description: description.into(),
            input_schema,
            output_schema: json!({ "type": "object" }),
            tags: Vec::new(),
            scopes: Vec::new(),
        }
    }

    /// Replaces the schema of the result.
    #[must_use]
    pub fn output_schema(mut self, schema: Value) -> Self {
        self.output_schema = schema;
        self
    }

    /// Replaces the tags.
    #[must_use]
    pub fn tags(mut self, tags: impl IntoIterator<Item = Tag>) -> Self {
        self.tags = tags.into_iter().collect();
        self
    }

    /// Replaces the scopes.
    #[must_use]
    pub fn scopes<S: Into<String>>(mut self, scopes: impl IntoIterator<Item = S>) -> Self {
        self.scopes = scopes.into_iter().map(Into::into).collect();
        self
    }
}

/// A schema as the official SDKs read it: they refuse every tool of a list if one schema does not say that it is an object.
pub(crate) fn object_schema(schema: &Value) -> Map<String, Value> {
    let mut object = schema.as_object().cloned().unwrap_or_default();
    if object.get("type").is_none_or(|kind| kind != "object") {
        object.insert("type".to_owned(), "object".into());
    }
    object
}

/// One call of one tool.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct ToolCall<'a> {
    /// The tool's slug.
    pub tool: &'a str,
    /// The arguments as the agent sent them, unchecked.
    pub arguments: &'a Map<String, Value>,
    /// The caller.
    pub caller: Caller<'a>,
}

impl<'a> ToolCall<'a> {
    /// A call of `tool` with `arguments` on behalf of `caller`.
    pub fn new(tool: &'a str, arguments: &'a Map<String, Value>, caller: Caller<'a>) -> Self {
        Self { tool, arguments, caller }
    }
}

/// Why a tool did not return a result.
#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum ToolError {
    /// The arguments do not match the tool's schema; the text says which and why.
    #[error("invalid arguments: {0}")]
    InvalidArguments(String),
    /// The toolkit has no tool with this slug.
    #[error("the toolkit has no tool {0}")]
    UnknownTool(String),
    /// The provider did not accept the access token or the credentials, or there were none.
    #[error("the provider did not accept the credentials of the connected account")]
    Unauthorized,
    /// The provider answered with an error.
    #[error("the provider answered {status}: {message}")]
    Upstream {
        /// The HTTP status; the one that fits best, if the provider reports errors with a status of success.
        status: u16,
        /// The provider's message, shortened.
        message: String,
    },
    /// The provider could not be reached or did not answer in time.
    #[error("the provider could not be reached: {0}")]
    Transport(String),
    /// The provider's answer could not be read, or exceeds the toolkit's limit.
    #[error("the provider's answer was not understood: {0}")]
    InvalidResponse(String),
    /// Anything else; the text says what.
    #[error("{0}")]
    Failed(String),
}
