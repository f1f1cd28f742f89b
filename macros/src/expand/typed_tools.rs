//! The types of the arguments of the tools that a declaration names.

use heck::ToSnakeCase as _;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use serde_json::Value;
use syn::ext::IdentExt;

use super::Expansion;
use crate::{
    catalog::Tool,
    handles::Kind,
    typed_tools::{self, ToolSchema},
};

impl Expansion<'_> {
    /// A module with the types, all of which are in scope beside the struct as well.
    ///
    /// A glob lets two agents of one module name the same tool: its type is then told apart by the path of its module.
    pub(crate) fn typed_tools(&self) -> Option<TokenStream> {
        self.declaration.types_tools()?;
        let catalog = self.catalog?;
        let tools = self.handles.iter().filter(|handle| handle.kind == Kind::Tool);
        let tools: Vec<(&str, &Tool, Value)> = tools
            .filter_map(|handle| {
                let tool = catalog.tool(&handle.slug)?;
                // What serde_json has read once as a value it reads again.
                let schema = serde_json::from_str(tool.input_schema.get()).ok()?;
                Some((handle.slug.as_str(), tool, schema))
            })
            .collect();
        let schemas =
            tools.iter().map(|(slug, tool, input)| ToolSchema { slug, description: &tool.description, input });
        let typed = typed_tools::all(schemas, &self.runtime);
        if typed.is_empty() {
            return None;
        }
        let (ident, visibility) = (&self.agent.ident, &self.agent.visibility);
        let name = ident.unraw().to_string();
        let module = Ident::new(&format!("{}_tools", name.to_snake_case()), ident.span());
        let (generics, arguments, bounds) = self.agent.generics.split_for_impl();
        let doc = format!("The arguments of the tools that [`{name}`](super::{name}) names.");
        let items = typed_tools::module(visibility, &module, &doc, &typed);
        let impls = typed_tools::implementations(
            &typed,
            &module,
            &quote!(#ident #arguments),
            &quote!(#generics),
            &quote!(#bounds),
            &self.runtime,
        );
        Some(quote! {
            #items
            #[allow(unused_imports, unreachable_pub)]
            #visibility use #module::*;
            #impls
        })
    }
}
