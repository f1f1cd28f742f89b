//! The arguments of tools as Rust types, from their JSON Schemas.
//!
//! Three steps. [`schema`] reads what a tool's schema says, whatever it is, as far as a type can say it. [`convert`] has
//! typify make structs and enums of that. [`reshape`] makes them items that stand in anybody's crate: under the paths of the
//! runtime, with what can be left out as an `Option`, documented, and without what nobody asked for.
//!
//! A schema for which this does not work leaves its tool with a wrapper around a JSON object, and a note why.

mod convert;
mod fallback;
mod names;
mod prose;
mod reshape;
mod schema;

use std::collections::BTreeMap;

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use serde_json::Value;

pub(crate) use self::names::Names;
use crate::expand::Runtime;

/// A tool as the catalogue describes it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ToolSchema<'a> {
    pub(crate) slug: &'a str,
    pub(crate) description: &'a str,
    /// The JSON Schema of its arguments.
    pub(crate) input: &'a Value,
}

/// The types of a tool's arguments.
#[derive(Debug)]
pub(crate) struct Typed {
    pub(crate) slug: String,
    /// The type to call the tool with.
    pub(crate) ident: Ident,
    /// That type and those of its fields.
    pub(crate) items: TokenStream,
    /// Why the type is no more than a JSON object, if it is.
    #[cfg(test)]
    pub(crate) note: Option<String>,
}

/// The types of the arguments of all these tools, which can stand in one module: none has the name of another.
///
/// A tool that is there twice is there once. The same tools give the same tokens.
pub(crate) fn all<'a>(tools: impl IntoIterator<Item = ToolSchema<'a>>, runtime: &Runtime) -> Vec<Typed> {
    let tools: BTreeMap<&str, ToolSchema<'_>> = tools.into_iter().map(|tool| (tool.slug, tool)).collect();
    let mut names = Names::default();
    // The tools first: what they are called does not depend on what is in the others.
    let named: Vec<(String, ToolSchema<'_>)> =
        tools.into_values().map(|tool| (names.unique(tool.slug), tool)).collect();
    named.into_iter().map(|(name, tool)| arguments(&tool, &name, runtime, &mut names)).collect()
}

/// A module with the types of the arguments of all these tools, private to nobody but by `visibility`.
///
/// It relies on nothing that is in scope where it stands.
pub(crate) fn module(visibility: &impl ToTokens, name: &Ident, doc: &str, typed: &[Typed]) -> TokenStream {
    let items = typed.iter().map(|typed| &typed.items);
    quote! {
        #[doc = #doc]
        // Whoever wrote the schemas named and nested what is in here.
        #[allow(
            dead_code, missing_copy_implementations, unreachable_pub, variant_size_differences,
            clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction, rustdoc::all
        )]
        #visibility mod #name {
            #(#items)*
        }
    }
}

/// What makes `session.call(arguments)` take the types: an implementation of `ToolArguments<agent>` for each, which stands
/// where the agent and the module do.
///
/// `generics` and `bounds` are those of the agent.
pub(crate) fn implementations(
    typed: &[Typed],
    module: &Ident,
    agent: &TokenStream,
    generics: &TokenStream,
    bounds: &TokenStream,
    runtime: &Runtime,
) -> TokenStream {
    let (trait_path, tool) = (runtime.path("ToolArguments"), runtime.path("Tool"));
    let implementations = typed.iter().map(|Typed { slug, ident, .. }| {
        quote! {
            #[automatically_derived]
            impl #generics #trait_path<#agent> for #module::#ident #bounds {
                const TOOL: #tool<#agent> = #tool::__declared(#slug);
            }
        }
    });
    implementations.collect()
}

fn arguments(tool: &ToolSchema<'_>, name: &str, runtime: &Runtime, names: &mut Names) -> Typed {
    let items = schema::read(tool.input, name, names).and_then(|mut definitions| {
        let items = convert::convert(&definitions)?;
        // The tool is described in the catalogue; its schema seldom is.
        if let Some(arguments) = definitions.get_mut(name) {
            arguments.doc = doc(tool, &arguments.doc);
        }
        reshape::reshape(items, &definitions, runtime)
    });
    let ident = names::ident(name);
    #[cfg(test)]
    let note = items.as_ref().err().cloned();
    let items = items.unwrap_or_else(|note| fallback::object(&ident, &doc(tool, ""), &note, runtime));
    Typed {
        slug: tool.slug.to_owned(),
        ident,
        items,
        #[cfg(test)]
        note,
    }
}

/// What the catalogue says of the tool, or else what its schema does.
fn doc(tool: &ToolSchema<'_>, of_schema: &str) -> String {
    let description = prose::text(tool.description);
    let description = Some(description.as_str()).filter(|text| !text.is_empty()).unwrap_or(of_schema);
    format!("The arguments of `{}`.\n\n{description}", tool.slug).trim_end().to_owned()
}

#[cfg(test)]
mod tests;
