//! Turns typify's items into items that compile in any crate.

mod enums;
mod fields;
mod structs;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Expr, ExprLit, Item, Lit, LitStr, Meta, Path, visit_mut::VisitMut};

use super::{
    BROUGHT,
    schema::{Definition, Definitions, Unfit},
};

/// The items with the paths of their dependencies, sorted by name.
pub(super) fn reshape(mut items: Vec<Item>, definitions: &Definitions) -> Result<TokenStream, Unfit> {
    let brought = syn::parse_str(BROUGHT).map_err(|error| error.to_string())?;
    let mut house = House { brought };
    let mut reshaped = TokenStream::new();
    let mut names = Vec::new();
    for item in &mut items {
        house.visit_item_mut(item);
        let (Item::Struct(syn::ItemStruct { ident, .. }) | Item::Enum(syn::ItemEnum { ident, .. })) = &*item else {
            continue;
        };
        let name = ident.to_string();
        // Otherwise its name may be another tool's.
        let definition = definitions.get(&name).filter(|_| !names.contains(&name));
        let definition = definition.ok_or_else(|| format!("its schema leads to an unforeseen type `{name}`"))?;
        reshaped.extend(match item {
            Item::Struct(item) => house.structure(item, definition)?,
            Item::Enum(item) => house.enumeration(item, definition)?,
            _ => TokenStream::new(),
        });
        names.push(name);
    }
    match definitions.keys().find(|name| !names.contains(name)) {
        Some(name) => Err(format!("its schema leads to no type `{name}`")),
        None => Ok(reshaped),
    }
}

/// The paths of the generated code's dependencies.
struct House {
    brought: Path,
}

impl House {
    /// `#[doc]`, `#[derive]` and `#[serde]` of a type. Arguments are sent and not read: `Deserialize` would triple the
    /// compile time.
    fn attributes(&self, doc: &str, derives: &TokenStream, container: &TokenStream) -> TokenStream {
        let (brought, text) = (&self.brought, format!("{BROUGHT}::serde"));
        let doc = Some(doc).filter(|doc| !doc.is_empty()).unwrap_or("Part of the arguments.");
        quote! {
            #[doc = #doc]
            #[derive(
                ::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq, #derives #brought::serde::Serialize
            )]
            #[serde(crate = #text, #container)]
        }
    }
}

impl VisitMut for House {
    /// Replaces `::serde_json` and `::std`, which the crate may not have.
    fn visit_path_mut(&mut self, path: &mut Path) {
        let first = path.segments.first().filter(|_| path.leading_colon.is_some());
        if first.is_some_and(|first| first.ident == "serde_json" || first.ident == "std") {
            let rest = std::mem::take(&mut path.segments);
            *path = self.brought.clone();
            path.segments.extend(rest);
        }
        syn::visit_mut::visit_path_mut(self, path);
    }

    /// Attributes are read separately, and written anew.
    fn visit_attribute_mut(&mut self, _: &mut Attribute) {}
}

/// The content of typify's `#[serde(..)]`.
#[derive(Default)]
struct Serde {
    rename: Option<LitStr>,
    tag: Option<LitStr>,
    content: Option<LitStr>,
    untagged: bool,
    transparent: bool,
    flatten: bool,
    /// Whether the field is left out when it is empty.
    skips: bool,
}

impl Serde {
    fn of(attributes: &[Attribute]) -> Result<Self, Unfit> {
        let mut serde = Self::default();
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("serde")) {
            let read = attribute.parse_nested_meta(|meta| {
                let name = meta.path.get_ident().map(ToString::to_string).unwrap_or_default();
                let value = meta.input.peek(syn::Token![=]).then(|| meta.value()?.parse::<LitStr>()).transpose()?;
                match name.as_str() {
                    "rename" => serde.rename = value,
                    "tag" => serde.tag = value,
                    "content" => serde.content = value,
                    "untagged" => serde.untagged = true,
                    "transparent" => serde.transparent = true,
                    "flatten" => serde.flatten = true,
                    "skip_serializing_if" => serde.skips = true,
                    _ => {}
                }
                Ok(())
            });
            read.map_err(|error| format!("typify's attributes cannot be read ({error})"))?;
        }
        Ok(serde)
    }
}

/// The documentation that typify took from the schema.
fn doc(attributes: &[Attribute]) -> String {
    let lines = attributes.iter().filter_map(|attribute| match &attribute.meta {
        Meta::NameValue(doc) if doc.path.is_ident("doc") => match &doc.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    });
    lines.collect::<Vec<_>>().join("\n")
}
