//! Types for the arguments of the tools that a declaration names.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

use super::Expansion;
use crate::{
    catalog::Tool,
    handles::Kind,
    typed_tools::{self, Module, ToolSchema},
};

impl Expansion<'_> {
    /// A module with the types, which are also imported beside the struct.
    pub(crate) fn typed_tools(&self) -> Option<(TokenStream, TokenStream)> {
        self.declaration.types_tools()?;
        let catalog = self.catalog?;
        let tools = self.handles.iter().filter(|handle| handle.kind == Kind::Tool);
        let tools: Vec<(&str, &Tool, Value)> = tools
            .filter_map(|handle| catalog.tool(&handle.slug).map(|tool| (handle.slug.as_str(), tool, schema(tool))))
            .collect();
        let schemas =
            tools.iter().map(|(slug, tool, input)| ToolSchema { slug, description: &tool.description, input });
        let typed = typed_tools::all(schemas);
        if typed.is_empty() {
            return None;
        }
        let module = Module { agent: &self.agent.ident, visibility: &self.agent.visibility, typed: &typed };
        let (generics, arguments, bounds) = self.agent.split_for_impl();
        let items = module.items(&self.runtime);
        let impls = module.implementations(arguments.as_ref(), &quote!(#generics), &quote!(#bounds), &self.runtime);
        Some((items, impls))
    }
}

/// The schema of a tool's arguments. The catalogue's reader has only checked its form: one that is nested too deeply,
/// or has numbers that are too large to read, counts as absent, so that its tool still gets a type.
fn schema(tool: &Tool) -> Value {
    serde_json::from_str(tool.input_schema.get()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::value::RawValue;

    use super::*;

    #[test]
    fn a_schema_that_cannot_be_read_leaves_a_type_that_takes_anything() {
        for unreadable in [format!("{}{}", "[".repeat(500), "]".repeat(500)), r#"{"default": 1e999}"#.to_owned()] {
            let input_schema = RawValue::from_string(unreadable).unwrap();
            let tool = Tool { toolkit: "gmail".to_owned(), description: String::new(), tags: Vec::new(), input_schema };
            let input = schema(&tool);
            let tool = ToolSchema { slug: "GMAIL_SEND_EMAIL", description: "", input: &input };
            let typed = typed_tools::all([tool]);
            assert_eq!(typed[0].ident, "GmailSendEmail");
            assert!(typed[0].note.is_some());
        }
    }
}
