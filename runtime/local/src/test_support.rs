//! A toolkit for tests.

use serde_json::{Value, json};
use tool_router_core::config::Tag;

use super::toolkit::{BoxFuture, LocalToolkit, OAuth2Endpoints, ToolCall, ToolDefinition, ToolError};

/// A toolkit whose tools return their arguments.
pub(crate) struct Echo {
    slug: &'static str,
    auth: Option<OAuth2Endpoints>,
    tools: [ToolDefinition; 2],
}

impl Echo {
    /// A toolkit that needs no account.
    pub(crate) fn open(slug: &'static str) -> Self {
        let upper = slug.to_ascii_uppercase();
        let tool = |verb: &str, tag| {
            let slug = format!("{upper}_{}", verb.to_ascii_uppercase());
            ToolDefinition::new(
                slug,
                format!("{verb} echo"),
                format!("{verb} what was said."),
                json!({ "type": "object" }),
            )
            .tags([tag])
        };
        Self { slug, auth: None, tools: [tool("Read", Tag::ReadOnly), tool("Delete", Tag::Destructive)] }
    }
}

impl LocalToolkit for Echo {
    fn slug(&self) -> &str {
        self.slug
    }

    fn name(&self) -> &str {
        "Echo"
    }

    fn auth(&self) -> Option<&OAuth2Endpoints> {
        self.auth.as_ref()
    }

    fn tools(&self) -> &[ToolDefinition] {
        &self.tools
    }

    fn execute<'a>(&'a self, call: ToolCall<'a>) -> BoxFuture<'a, Result<Value, ToolError>> {
        Box::pin(async move {
            if call.arguments.contains_key("panic") {
                panic!("asked to");
            }
            if let Some(length) = call.arguments.get("fail").and_then(Value::as_u64) {
                let message = "é".repeat(usize::try_from(length).unwrap());
                return Err(ToolError::Upstream { status: 400, message });
            }
            Ok(Value::Object(call.arguments.clone()))
        })
    }
}
