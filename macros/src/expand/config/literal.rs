//! Values of the configuration as tokens.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::declaration::{Reach, Slugs};

pub(super) fn text(text: &str) -> TokenStream {
    quote!(Borrowed(#text))
}

pub(super) fn option(value: Option<impl ToTokens>) -> TokenStream {
    value.map_or_else(|| quote!(None), |value| quote!(Some(#value)))
}

pub(super) fn list(items: impl IntoIterator<Item = TokenStream>) -> TokenStream {
    let items = items.into_iter();
    quote!(Borrowed(&[#(#items),*]))
}

pub(super) fn map<'a>(entries: impl IntoIterator<Item = (&'a str, TokenStream)>) -> Option<TokenStream> {
    let entries: Vec<TokenStream> = entries.into_iter().map(|(key, value)| quote!((Borrowed(#key), #value))).collect();
    (!entries.is_empty()).then(|| quote!(config::Map(Borrowed(&[#(#entries),*]))))
}

pub(super) fn slugs(slugs: &Slugs) -> TokenStream {
    list(slugs.names().map(text))
}

/// The fields that are set, the rest as by default; `None` where all is.
pub(super) fn with_default<const N: usize>(ty: &TokenStream, fields: [Option<TokenStream>; N]) -> Option<TokenStream> {
    let rest = fields.iter().any(Option::is_none).then(|| quote!(..#ty::DEFAULT));
    let fields: Vec<TokenStream> = fields.into_iter().flatten().collect();
    (!fields.is_empty()).then(|| quote!(#ty { #(#fields,)* #rest }))
}

/// The runtime's `Access`; `None` for anything goes.
pub(super) fn access(reach: &Reach) -> Option<TokenStream> {
    match reach {
        Reach::Any => None,
        Reach::None => Some(quote!(config::Access::Only(Borrowed(&[])))),
        Reach::Only(only) => Some(slugs(only)).map(|slugs| quote!(config::Access::Only(#slugs))),
        Reach::Except(except) => Some(slugs(except)).map(|slugs| quote!(config::Access::Except(#slugs))),
    }
}
