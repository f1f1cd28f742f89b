//! What comes of schemas, right, wrong and nasty.

mod any_schema;
mod cases;
mod golden;

use serde_json::Value;
use syn::parse_quote;

use super::{ToolSchema, Typed};
use crate::expand::Runtime;

/// The types of the arguments of these tools, by their slugs and schemas.
fn typed<'a>(tools: impl IntoIterator<Item = (&'a str, &'a Value)>) -> Vec<Typed> {
    let tools = tools.into_iter().map(|(slug, input)| ToolSchema { slug, description: "Does it.", input });
    super::all(tools, &Runtime::find(Some(&parse_quote!(::tool_router))))
}
