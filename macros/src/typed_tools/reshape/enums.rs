//! Enums.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Fields, ItemEnum};

use super::{Definition, House, Serde, Unfit, doc, fields::Field};
use crate::typed_tools::{names, prose};

impl House {
    pub(super) fn enumeration(&self, item: &ItemEnum, definition: &Definition) -> Result<TokenStream, Unfit> {
        let ident = &item.ident;
        let Serde { tag, content, untagged, .. } = Serde::of(&item.attrs)?;
        let tag = tag.map(|tag| quote!(tag = #tag,));
        let content = content.map(|content| quote!(content = #content,));
        let untagged = untagged.then(|| quote!(untagged,));
        let is_plain = item.variants.iter().all(|variant| matches!(variant.fields, Fields::Unit));
        let derives = is_plain.then(|| quote!(::core::marker::Copy, ::core::cmp::Eq, ::core::hash::Hash,));
        let named = &definition.variants;
        if !named.is_empty() && named.len() != item.variants.len() {
            return Err(format!("its schema leads to a type `{ident}` with other forms"));
        }
        let mut variants = Vec::new();
        for (place, variant) in item.variants.iter().enumerate() {
            let said = doc(&variant.attrs);
            let (ident, value, said) = match named.get(place) {
                Some(named) => (names::ident(&named.name), named.value.clone(), named.doc.clone()),
                None => {
                    let value = Serde::of(&variant.attrs)?.rename.map(|value| value.value());
                    (variant.ident.clone(), value, said)
                }
            };
            let said = match (said.as_str(), &value) {
                ("", Some(value)) if value.is_empty() => "The empty string.".to_owned(),
                ("", Some(value)) => prose::quoted(&value.as_str().into())
                    .map_or_else(|| prose::text(value), |value| format!("{value}.")),
                ("", None) => format!("{ident}."),
                (said, _) => said.to_owned(),
            };
            let rename = value.filter(|value| ident != value).map(|value| quote!(#[serde(rename = #value)]));
            let fields = match &variant.fields {
                Fields::Unit => TokenStream::new(),
                Fields::Named(fields) => {
                    let fields = Field::all(fields)?;
                    let fields = fields.iter().map(|field| field.declaration(&TokenStream::new()));
                    quote!({ #(#fields),* })
                }
                Fields::Unnamed(fields) => {
                    let types = fields.unnamed.iter().map(|field| &field.ty);
                    quote!((#(#types),*))
                }
            };
            variants.push(quote!(#[doc = #said] #rename #ident #fields));
        }
        let container = quote!(#tag #content #untagged);
        let attributes = self.attributes(&definition.doc, &quote!(#derives), &container);
        Ok(quote! {
            #attributes
            pub enum #ident { #(#variants),* }
        })
    }
}
