//! The fields of a struct or of a variant.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{Type, ext::IdentExt};

use super::{Serde, Unfit, doc};
use crate::typed_tools::names;

pub(super) struct Field {
    pub(super) ident: Ident,
    pub(super) ty: Type,
    /// The wire name.
    pub(super) property: String,
    pub(super) is_optional: bool,
    /// Whether it collects the properties that have no field of their own.
    pub(super) is_flattened: bool,
    doc: String,
}

impl Field {
    /// The fields, each with a unique name.
    pub(super) fn all(fields: &syn::FieldsNamed) -> Result<Vec<Self>, Unfit> {
        let read = fields.named.iter().filter_map(|field| Some((field, field.ident.clone()?))).map(|(field, ident)| {
            let serde = Serde::of(&field.attrs)?;
            Ok(Self {
                property: serde.rename.map_or_else(|| ident.to_string(), |name| name.value()),
                ty: field.ty.clone(),
                is_optional: serde.skips,
                is_flattened: serde.flatten,
                doc: doc(&field.attrs),
                ident,
            })
        });
        let mut read: Vec<Self> = read.collect::<Result<_, Unfit>>()?;
        // The converter may give two properties one name.
        let properties: Vec<&str> = read.iter().map(|field| field.property.as_str()).collect();
        let idents = names::fields(&properties);
        read.iter_mut().zip(idents).for_each(|(field, ident)| field.ident = ident);
        Ok(read)
    }

    pub(super) fn is_required(&self) -> bool {
        !self.is_optional && !self.is_flattened
    }

    /// The declaration of the field; `visibility` is `pub` in a struct.
    pub(super) fn declaration(&self, visibility: &TokenStream) -> TokenStream {
        let Self { ident, ty, property, is_optional, is_flattened, doc } = self;
        let doc = match doc.as_str() {
            "" if *is_flattened => "Any other properties, by name.".to_owned(),
            "" if property.is_empty() => "The argument without a name.".to_owned(),
            "" => format!("`{property}`."),
            doc => doc.to_owned(),
        };
        let rename = (!is_flattened && ident.unraw() != property).then(|| quote!(rename = #property,));
        let skip = is_optional.then(|| quote!(skip_serializing_if = "::core::option::Option::is_none",));
        let flatten = is_flattened.then(|| quote!(flatten,));
        let settings = quote!(#rename #skip #flatten);
        let serde = (!settings.is_empty()).then(|| quote!(#[serde(#settings)]));
        quote! {
            #[doc = #doc]
            #serde
            #visibility #ident: #ty
        }
    }
}
