//! Toolkits that a test makes up.

use std::{any::Any, collections::HashMap, fmt, sync::Arc};

use axum::Router;
use serde_json::{Value, json};

use crate::{
    BoxFuture, LocalToolkit, OAuth2Endpoints, ToolCall, ToolDefinition, ToolError,
    sandbox::app::{Authority, Consent, Paths, Place, SandboxApp, Scope},
};

const PATHS: Paths = Paths {
    authorize: "/oauth/authorize",
    decision: "/oauth/decision",
    token: "/oauth/token",
    revoke: Some("/oauth/revoke"),
};

const SCOPES: [Scope; 1] = [Scope { name: "use", meaning: "Use everything" }];

/// A toolkit that a test makes up, for one that the embedded router does not have.
///
/// Its tools answer what their functions return: JSON, or a `Result` of it. An error is anything that can be shown, and its text
/// is what the model reads of the failure. It needs no account, unless it is [connected](Self::connected).
///
/// # Examples
///
/// ```
/// # mod tool_router { pub use tool_router_local::testing; }
/// use serde_json::json;
/// use tool_router::testing::FakeToolkit;
///
/// let crm = FakeToolkit::new("crm")
///     .tool("CRM_FIND_CUSTOMER", |arguments| json!({ "name": arguments["name"], "orders": 3 }))
///     .tool("CRM_DELETE_CUSTOMER", |arguments| match arguments["id"].as_u64() {
///         Some(id) => Ok(json!({ "deleted": id })),
///         None => Err("there is no such customer"),
///     });
/// # drop(crm);
/// ```
pub struct FakeToolkit {
    slug: String,
    name: String,
    is_connected: bool,
    auth: Option<OAuth2Endpoints>,
    tools: Vec<ToolDefinition>,
    handlers: HashMap<String, Handler>,
}

type Handler = Arc<dyn Fn(Value) -> Result<Value, ToolError> + Send + Sync>;

/// What the function of a fake tool returns: JSON, or a `Result` of it.
///
/// The error is anything that can be shown: a text, an error of the program, or a [`ToolError`], which says what kind it is.
pub trait FakeAnswer {
    /// The result of the tool.
    ///
    /// # Errors
    ///
    /// Why the tool failed.
    fn into_result(self) -> Result<Value, ToolError>;
}

impl FakeAnswer for Value {
    fn into_result(self) -> Result<Value, ToolError> {
        Ok(self)
    }
}

impl<E: fmt::Display + 'static> FakeAnswer for Result<Value, E> {
    fn into_result(self) -> Result<Value, ToolError> {
        self.map_err(|error| match (&error as &dyn Any).downcast_ref::<ToolError>() {
            // The router acts on its kind, e.g. renews the access token.
            Some(known) => known.clone(),
            None => ToolError::Failed(error.to_string()),
        })
    }
}

impl FakeToolkit {
    /// A toolkit without tools, under this slug: `crm`. A toolkit of the sandbox provider with the same slug is replaced.
    #[must_use]
    pub fn new(slug: impl Into<String>) -> Self {
        let slug = slug.into().to_lowercase();
        let name = titled(&slug);
        Self { slug, name, is_connected: false, auth: None, tools: Vec::new(), handlers: HashMap::new() }
    }

    /// Adds a tool that takes any arguments. The function gets them as a JSON object.
    ///
    /// The slug begins with that of the toolkit: `CRM_FIND_CUSTOMER`. Its words are what an agent finds the tool by.
    #[must_use]
    pub fn tool<A: FakeAnswer>(self, slug: &str, answer: impl Fn(Value) -> A + Send + Sync + 'static) -> Self {
        let words = titled(slug);
        let schema = json!({ "type": "object", "additionalProperties": true });
        self.tool_with(ToolDefinition::new(slug.to_uppercase(), words.clone(), words, schema), answer)
    }

    /// Adds a tool with a description, a schema, tags.
    ///
    /// ```
    /// # mod tool_router { pub use {tool_router_core::config, tool_router_local as local, tool_router_local::testing}; }
    /// use serde_json::json;
    /// use tool_router::config::Tag;
    /// use tool_router::local::ToolDefinition;
    /// use tool_router::testing::FakeToolkit;
    ///
    /// let schema = json!({ "type": "object", "properties": { "id": { "type": "integer" } }, "required": ["id"] });
    /// let delete = ToolDefinition::new("CRM_DELETE_CUSTOMER", "Delete a customer", "Deletes a customer for good.", schema);
    /// let crm = FakeToolkit::new("crm").tool_with(delete.tags([Tag::Destructive]), |_| json!({}));
    /// # drop(crm);
    /// ```
    #[must_use]
    pub fn tool_with<A: FakeAnswer>(
        mut self,
        definition: ToolDefinition,
        answer: impl Fn(Value) -> A + Send + Sync + 'static,
    ) -> Self {
        let handler: Handler = Arc::new(move |arguments| answer(arguments).into_result());
        self.handlers.insert(definition.slug.clone(), handler);
        self.tools.retain(|other| other.slug != definition.slug);
        self.tools.push(definition);
        self
    }

    /// Makes the toolkit need an account: users connect it as they connect Gmail.
    #[must_use]
    pub fn connected(mut self) -> Self {
        self.is_connected = true;
        self
    }

    /// Whether it needs an account.
    pub(crate) fn is_connected(&self) -> bool {
        self.is_connected
    }

    fn at(&self, place: &Place<'_>) -> Self {
        let endpoints = OAuth2Endpoints::new(place.url(PATHS.authorize), place.url(PATHS.token), place.client_id())
            .client_secret(place.client_secret())
            .revoke_url(place.url("/oauth/revoke"))
            .scopes(SCOPES.map(|scope| scope.name));
        Self {
            slug: self.slug.clone(),
            name: self.name.clone(),
            is_connected: true,
            auth: Some(endpoints),
            tools: self.tools.clone(),
            handlers: self.handlers.clone(),
        }
    }
}

/// `CRM_FIND_CUSTOMER` as words: `Crm find customer`.
fn titled(slug: &str) -> String {
    let mut words = slug.replace('_', " ").to_lowercase();
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words
}

impl LocalToolkit for FakeToolkit {
    fn slug(&self) -> &str {
        &self.slug
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn auth(&self) -> Option<&OAuth2Endpoints> {
        self.auth.as_ref()
    }

    fn tools(&self) -> &[ToolDefinition] {
        &self.tools
    }

    fn execute<'a>(&'a self, call: ToolCall<'a>) -> BoxFuture<'a, Result<Value, ToolError>> {
        Box::pin(async move {
            let handler = self.handlers.get(call.tool).ok_or_else(|| ToolError::UnknownTool(call.tool.into()))?;
            handler(Value::Object(call.arguments.clone()))
        })
    }
}

impl fmt::Debug for FakeToolkit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tools: Vec<_> = self.tools.iter().map(|tool| &tool.slug).collect();
        f.debug_struct("FakeToolkit")
            .field("slug", &self.slug)
            .field("is_connected", &self.is_connected)
            .field("tools", &tools)
            .finish_non_exhaustive()
    }
}

/// The app that such a toolkit's accounts are at. It has an authorization server and no API: the toolkit answers by itself.
pub(in crate::sandbox) struct FakeApp(FakeToolkit);

impl FakeApp {
    pub(in crate::sandbox) fn new(toolkit: FakeToolkit) -> Self {
        Self(toolkit)
    }
}

impl SandboxApp for FakeApp {
    fn slug(&self) -> &str {
        &self.0.slug
    }

    fn consent(&self) -> Consent {
        Consent { title: "Allow access to a made-up account?", harmless: "so does this account" }
    }

    fn scopes(&self) -> &'static [Scope] {
        &SCOPES
    }

    fn paths(&self) -> Paths {
        PATHS
    }

    fn api(&self, _authority: Authority) -> Router {
        Router::new()
    }

    fn toolkit(&self, place: &Place<'_>) -> Arc<dyn LocalToolkit> {
        Arc::new(self.0.at(place))
    }
}
