//! The lints that an item sets, which the code that is made of it would break as well.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote;
use syn::{Attribute, Meta, MetaList, spanned::Spanned as _};

/// What allows in the code beside an item what is allowed or expected in the item, and its use where it is deprecated.
pub(crate) fn allowed(attributes: &[Attribute]) -> Option<TokenStream> {
    let lints = attributes.iter().filter_map(|attribute| match &attribute.meta {
        meta if meta.path().is_ident("deprecated") => Some(quote!(deprecated)),
        Meta::List(list) if list.path.is_ident("allow") || list.path.is_ident("expect") => Some(list.tokens.clone()),
        _ => None,
    });
    let lints: Vec<TokenStream> = lints.collect();
    (!lints.is_empty()).then(|| quote!(#(#[allow(#lints)])*))
}

/// Allows what was expected to be unused: the code beside the item uses it.
pub(crate) fn expect_nothing_unused(attribute: &mut Attribute) {
    let is_about_use =
        |lint: TokenTree| matches!(lint, TokenTree::Ident(lint) if lint == "dead_code" || lint == "unused");
    if let Meta::List(MetaList { path, tokens, .. }) = &mut attribute.meta
        && path.is_ident("expect")
        && tokens.clone().into_iter().any(is_about_use)
    {
        *path = Ident::new("allow", path.span()).into();
    }
}
