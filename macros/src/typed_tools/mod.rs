//! The arguments of tools as Rust types, from their JSON Schemas.
//!
//! There are three steps. [`schema`] reads a tool's schema, whatever it contains, as far as types can express it.
//! [`convert`] has typify generate structs and enums from the result. [`reshape`] makes them items that compile in any
//! crate: with the dependencies from the runtime, with optional values as `Option`, with documentation, and without
//! unneeded impls.
//!
//! If this fails for a schema, its tool gets a wrapper around a JSON object, and a note that explains why.

mod convert;
mod fallback;
mod names;
mod prose;
mod reshape;
mod schema;

use std::collections::BTreeMap;

use heck::ToSnakeCase as _;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use serde_json::Value;
use syn::{Visibility, ext::IdentExt};

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
    /// That type and the types of its fields.
    pub(crate) items: TokenStream,
    /// Why the type is only a JSON object, if it is.
    #[cfg_attr(not(test), expect(dead_code, reason = "the documentation of the type says it as well"))]
    pub(crate) note: Option<String>,
}

/// The path to the types' dependencies, relative to their module; [`Module`] puts them there.
const BROUGHT: &str = "super::brought";

/// The types of the arguments of all these tools, with names that are unique in one module.
///
/// A tool that appears twice is converted once. The same tools give the same tokens.
pub(crate) fn all<'a>(tools: impl IntoIterator<Item = ToolSchema<'a>>) -> Vec<Typed> {
    let tools: BTreeMap<&str, ToolSchema<'_>> = tools.into_iter().map(|tool| (tool.slug, tool)).collect();
    let mut names = Names::default();
    // The tools come first: their names do not depend on what is in the others.
    let named: Vec<(String, ToolSchema<'_>)> =
        tools.into_values().map(|tool| (names.unique(tool.slug), tool)).collect();
    named.into_iter().map(|(name, tool)| arguments(&tool, &name, &mut names)).collect()
}

/// The module with the types of the tools that an agent names.
pub(crate) struct Module<'a> {
    pub(crate) agent: &'a Ident,
    pub(crate) visibility: &'a Visibility,
    pub(crate) typed: &'a [Typed],
}

impl Module<'_> {
    /// The name of the outer module, beside the agent; nothing else has this name.
    fn holder(&self) -> Ident {
        format_ident!("__tool_router_types_of_{}", self.agent.unraw())
    }

    fn name(&self) -> Ident {
        let name = self.agent.unraw().to_string();
        Ident::new(&format!("{}_tools", name.to_snake_case()), self.agent.span())
    }

    /// The module, which does not rely on the scope around it, and the imports for it and its types.
    ///
    /// Globs let two agents in one module name the same tool: its type is then identified by the path of its module.
    /// They also allow another item with the name of the module or of a type.
    pub(crate) fn items(&self, runtime: &Runtime) -> TokenStream {
        let Self { agent, visibility, typed } = self;
        let (holder, name) = (self.holder(), self.name());
        let agent = agent.unraw();
        let doc = format!("The arguments of the tools that [`{agent}`](super::super::{agent}) names.");
        let items = typed.iter().map(|typed| &typed.items);
        // What is in scope in a function is not in scope in a module there: the runtime's own macro knows where the runtime is.
        let bring = runtime.path("__bring");
        quote! {
            #bring! {
                // Whoever wrote the schemas named and nested what is in here.
                #[allow(
                    dead_code, missing_copy_implementations, non_snake_case, unreachable_pub, unused_imports, unused_qualifications,
                    variant_size_differences,
                    clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction, rustdoc::all
                )]
                mod #holder {
                    #[doc = #doc]
                    pub mod #name {
                        #(#items)*
                    }
                }
            }
            #[allow(unused_imports, unreachable_pub)]
            #visibility use #holder::*;
            #[allow(unused_imports, unreachable_pub)]
            #visibility use #holder::#name::*;
        }
    }

    /// What makes `session.execute_typed(arguments)` take the types: an implementation of `ToolArguments<agent>` for each, which stands
    /// where the agent and the module do.
    ///
    /// `arguments`, `generics` and `bounds` are those of the agent.
    pub(crate) fn implementations(
        &self,
        arguments: Option<&TokenStream>,
        generics: &TokenStream,
        bounds: &TokenStream,
        runtime: &Runtime,
    ) -> TokenStream {
        let (holder, module, agent) = (self.holder(), self.name(), self.agent);
        let (trait_path, tool) = (runtime.path("ToolArguments"), runtime.path("Tool"));
        let implementations = self.typed.iter().map(|Typed { slug, ident, .. }| {
            quote! {
                #[automatically_derived]
                impl #generics #trait_path<#agent #arguments> for #holder::#module::#ident #bounds {
                    const TOOL: #tool<#agent #arguments> = #tool::__declared(#slug);
                }
            }
        });
        implementations.collect()
    }
}

fn arguments(tool: &ToolSchema<'_>, name: &str, names: &mut Names) -> Typed {
    let items = schema::read(tool.input, name, names).and_then(|mut definitions| {
        let items = convert::convert(&definitions)?;
        // The tool is described in the catalogue; its schema rarely is.
        if let Some(arguments) = definitions.get_mut(name) {
            arguments.doc = doc(tool, &arguments.doc);
        }
        reshape::reshape(items, &definitions)
    });
    let ident = names::ident(name);
    let (items, note) = match items {
        Ok(items) => (items, None),
        Err(note) => (fallback::object(&ident, &doc(tool, ""), &note), Some(note)),
    };
    Typed { slug: tool.slug.to_owned(), ident, items, note }
}

/// The catalogue's description of the tool, or else its schema's.
fn doc(tool: &ToolSchema<'_>, of_schema: &str) -> String {
    let description = prose::text(tool.description);
    let description = Some(description.as_str()).filter(|text| !text.is_empty()).unwrap_or(of_schema);
    format!("The arguments of `{}`.\n\n{description}", tool.slug).trim_end().to_owned()
}

#[cfg(test)]
mod tests;
