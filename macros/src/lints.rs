//! Lints that are set on an item, and that the generated code would trigger as well.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote;
use syn::{Attribute, Meta, MetaList, spanned::Spanned as _};

/// Allows in the generated code what is allowed or expected in the item, and the use of a deprecated item.
pub(crate) fn allowed(attributes: &[Attribute]) -> Option<TokenStream> {
    let lints = attributes.iter().filter_map(|attribute| match &attribute.meta {
        meta if meta.path().is_ident("deprecated") => Some(quote!(deprecated)),
        Meta::List(list) if list.path.is_ident("allow") || list.path.is_ident("expect") => Some(list.tokens.clone()),
        _ => None,
    });
    let lints: Vec<TokenStream> = lints.collect();
    (!lints.is_empty()).then(|| quote!(#(#[allow(#lints)])*))
}

/// Turns `expect` of unused-item lints into `allow`: the generated code uses the item.
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
