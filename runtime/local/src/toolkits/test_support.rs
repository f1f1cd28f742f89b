//! A person's agent at the sandbox provider, and what holds for the tools of every toolkit.

use std::sync::Arc;

use serde_json::Value;
use tool_router_core::config::Tag;

use crate::{Caller, LocalToolkit, ToolCall, ToolError, sandbox::test_support::Fixture};

pub(super) const MAYA: &str = "maya@sandbox.example";
pub(super) const TOMAS: &str = "tomas@sandbox.example";
pub(super) const INES: &str = "ines@sandbox.example";

/// A person's agent.
pub(super) struct Agent<'a> {
    sandbox: &'a Fixture,
    /// The toolkit of the app that the provider was started with.
    pub(super) toolkit: Arc<dyn LocalToolkit>,
    token: String,
}

impl<'a> Agent<'a> {
    /// With the scopes that the toolkit asks for.
    pub(super) async fn of(sandbox: &'a Fixture, person: &str) -> Self {
        let toolkit = sandbox.toolkit();
        let endpoints = toolkit.auth().expect("people connect it");
        let scopes = endpoints.scopes.join(&endpoints.scope_separator.to_string());
        Self::with_scopes(sandbox, person, &scopes).await
    }

    pub(super) async fn with_scopes(sandbox: &'a Fixture, person: &str, scopes: &str) -> Self {
        let token = sandbox.access_token(person, scopes).await;
        Self { sandbox, toolkit: sandbox.toolkit(), token }
    }

    pub(super) fn caller(&self) -> Caller<'_> {
        Caller::with_token(&self.sandbox.http, &self.token)
    }

    pub(super) async fn try_call(&self, tool: &str, arguments: Value) -> Result<Value, ToolError> {
        let arguments = arguments.as_object().cloned().unwrap_or_default();
        self.toolkit.execute(ToolCall::new(tool, &arguments, self.caller())).await
    }

    pub(super) async fn call(&self, tool: &str, arguments: Value) -> Value {
        self.try_call(tool, arguments).await.unwrap_or_else(|error| panic!("{tool}: {error}"))
    }
}

/// The status and the message of an error that came from the provider.
pub(super) fn upstream(answer: Result<Value, ToolError>) -> (u16, String) {
    match answer {
        Err(ToolError::Upstream { status, message }) => (status, message),
        other => panic!("{other:?}"),
    }
}

/// Checks that every tool and every argument is described, and that the schema says what is refused.
pub(super) fn explains_itself(toolkit: &dyn LocalToolkit) {
    let prefix = format!("{}_", toolkit.slug().to_uppercase());
    for tool in toolkit.tools() {
        assert!(tool.slug.starts_with(&prefix), "{}", tool.slug);
        assert!(tool.description.len() > 20, "{} has no description", tool.slug);
        assert_eq!(tool.input_schema["type"], "object", "{}", tool.slug);
        assert!(!tool.scopes.is_empty(), "{} states no scope", tool.slug);
        for (name, argument) in tool.input_schema["properties"].as_object().into_iter().flatten() {
            assert!(argument["description"].is_string(), "{}: `{name}` has no description", tool.slug);
            let is_size = ["limit", "count", "per_page", "max_results"].contains(&name.as_str());
            let least = argument["minimum"].as_u64();
            assert!(!is_size || least == Some(1), "{}: `{name}` has no smallest value: {argument}", tool.slug);
            // The largest value of the integer's own type says nothing.
            let largest = argument["maximum"].as_u64();
            assert!(largest.is_none_or(|largest| largest % 10 == 0), "{}: `{name}`: {argument}", tool.slug);
        }
    }
}

/// The slugs of the tools that have a tag.
pub(super) fn tagged(toolkit: &dyn LocalToolkit, tag: Tag) -> Vec<&str> {
    let tools = toolkit.tools().iter().filter(|tool| tool.tags.contains(&tag));
    tools.map(|tool| tool.slug.as_str()).collect()
}
