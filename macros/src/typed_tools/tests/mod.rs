//! What comes of schemas, right, wrong and nasty.

mod any_schema;
mod cases;
mod golden;

use quote::quote;
use serde_json::Value;
use syn::{File, parse_quote};

use super::{ToolSchema, Typed};
use crate::expand::Runtime;

/// The types of the arguments of these tools, by their slugs and schemas.
fn typed<'a>(tools: impl IntoIterator<Item = (&'a str, &'a Value)>) -> Vec<Typed> {
    let tools = tools.into_iter().map(|(slug, input)| ToolSchema { slug, description: "Does it.", input });
    super::all(tools, &Runtime::find(Some(&parse_quote!(::tool_router))))
}

/// The type of the arguments of one tool, as code.
fn code(input: &Value) -> String {
    let [typed] = &typed([("A_TOOL", input)])[..] else { panic!("one tool is one type") };
    unparsed(typed)
}

fn unparsed(typed: &Typed) -> String {
    let items = &typed.items;
    prettyplease::unparse(&syn::parse2::<File>(quote!(#items)).unwrap())
}
