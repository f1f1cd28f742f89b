//! Structs and their constructors.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens as _, quote};
use syn::{Fields, ItemStruct, Type};

use super::{Definition, House, Serde, Unfit, fields::Field};

impl House {
    pub(super) fn structure(&self, item: &ItemStruct, definition: &Definition) -> Result<TokenStream, Unfit> {
        let ident = &item.ident;
        let fields = match &item.fields {
            Fields::Named(fields) => Field::all(fields)?,
            // A recursive type, or a type that is referred to by name.
            Fields::Unnamed(fields) => {
                let types = fields.unnamed.iter().map(|field| &field.ty);
                let transparent = Serde::of(&item.attrs)?.transparent.then(|| quote!(transparent));
                let attributes =
                    self.attributes(&definition.doc, &TokenStream::new(), &transparent.into_token_stream());
                return Ok(quote! {
                    #attributes
                    pub struct #ident(#(#[doc = "The value."] pub #types),*);
                });
            }
            Fields::Unit => Vec::new(),
        };
        let required = in_order(&fields, &definition.required);
        let others = fields.iter().filter(|field| !field.is_required());
        let declarations = required.iter().copied().chain(others).map(|field| field.declaration(&quote!(pub)));
        let default = required.is_empty().then(|| quote!(::core::default::Default,));
        let attributes = self.attributes(&definition.doc, &default.into_token_stream(), &TokenStream::new());
        let constructor = constructor(ident, &fields, &required);
        Ok(quote! {
            #attributes
            pub struct #ident { #(#declarations),* }

            #constructor
        })
    }
}

/// `new`, which takes the required arguments: with a `Default`, a forgotten one would be sent as an empty string.
fn constructor(ident: &Ident, fields: &[Field], required: &[&Field]) -> Option<TokenStream> {
    if required.is_empty() {
        return None;
    }
    let parameters = required.iter().map(|Field { ident, ty, .. }| {
        if is_string(ty) { quote!(#ident: impl ::core::convert::Into<#ty>) } else { quote!(#ident: #ty) }
    });
    let values = fields.iter().map(|field| {
        let ident = &field.ident;
        if !field.is_required() {
            quote!(#ident: ::core::default::Default::default())
        } else if is_string(&field.ty) {
            quote!(#ident: ::core::convert::Into::into(#ident))
        } else {
            quote!(#ident)
        }
    });
    let mut doc = "Takes the required fields.".to_owned();
    if let Some(field) = fields.iter().find(|field| !field.is_required()) {
        doc += &format!(" The others can be set: `{ident} {{ {}: …, ..{ident}::new(…) }}`.", field.ident);
    }
    Some(quote! {
        impl #ident {
            #[doc = #doc]
            #[must_use]
            pub fn new(#(#parameters),*) -> Self {
                Self { #(#values),* }
            }
        }
    })
}

/// The required fields in the schema's order.
fn in_order<'a>(fields: &'a [Field], order: &[String]) -> Vec<&'a Field> {
    let mut required: Vec<&Field> = fields.iter().filter(|field| field.is_required()).collect();
    required.sort_by_key(|field| order.iter().position(|property| *property == field.property));
    required
}

fn is_string(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    path.path.segments.last().is_some_and(|last| last.ident == "String")
}
