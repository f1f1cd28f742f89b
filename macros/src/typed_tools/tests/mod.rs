//! The results for right, wrong and hostile schemas.

mod any_schema;
mod cases;
mod golden;

use serde_json::Value;

use super::{ToolSchema, Typed};

/// The types of the arguments of these tools, by their slugs and schemas.
fn typed<'a>(tools: impl IntoIterator<Item = (&'a str, &'a Value)>) -> Vec<Typed> {
    let tools = tools.into_iter().map(|(slug, input)| ToolSchema { slug, description: "Does it.", input });
    super::all(tools)
}
