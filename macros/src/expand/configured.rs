//! Structs with `#[cfg]` on their generic parameters.
//!
//! A type argument cannot have a `#[cfg]`, so no impl can name such a struct before the compiler has resolved its
//! parameters. The compiler resolves them before it calls a derive macro: the attribute therefore leaves the impls to
//! one.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::quote;
use syn::{Attribute, DeriveInput, GenericParam, Meta, ext::IdentExt, parse::Parser};

use super::Runtime;

/// The helper attribute that carries the settings.
const SETTINGS: &str = "__tool_router_session_settings";

/// Whether the compiler has to resolve which parameters a struct has.
pub(super) fn has_conditional_parameters(item: &TokenStream) -> bool {
    // Parsing every struct for a case this rare would cost too much.
    has_attributes_behind_name(item)
        && syn::parse2::<DeriveInput>(item.clone()).is_ok_and(|input| {
            let mut attributes = input.generics.params.iter().flat_map(attributes);
            attributes.any(|attribute| ["cfg", "cfg_attr"].iter().any(|name| attribute.path().is_ident(name)))
        })
}

fn attributes(parameter: &GenericParam) -> &[Attribute] {
    match parameter {
        GenericParam::Lifetime(parameter) => &parameter.attrs,
        GenericParam::Type(parameter) => &parameter.attrs,
        GenericParam::Const(parameter) => &parameter.attrs,
    }
}

fn has_attributes_behind_name(item: &TokenStream) -> bool {
    let mut tokens = item.clone().into_iter();
    let is_keyword = |token: &TokenTree| matches!(token, TokenTree::Ident(ident) if ident == "struct");
    let is_body = |token: &TokenTree| match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        token => matches!(token, TokenTree::Punct(punct) if punct.as_char() == ';'),
    };
    tokens.by_ref().any(|token| is_keyword(&token))
        && tokens
            .take_while(|token| !is_body(token))
            .any(|token| matches!(token, TokenTree::Punct(punct) if punct.as_char() == '#'))
}

/// The tokens that make the compiler pass the struct and its settings to the derive macro.
pub(super) fn deferring(settings: &TokenStream, runtime: &Runtime) -> TokenStream {
    let derive = runtime.path("__private::__ConfiguredSession");
    let name = proc_macro2::Ident::new(SETTINGS, proc_macro2::Span::call_site());
    quote! {
        #[derive(#derive)]
        #[#name(#settings)]
    }
}

/// The settings that were passed on, and the struct without them.
pub(super) fn deferred(item: TokenStream) -> (TokenStream, TokenStream) {
    let split = |input: syn::parse::ParseStream<'_>| {
        let attributes = input.call(Attribute::parse_outer)?;
        Ok((attributes, input.parse::<TokenStream>()?))
    };
    let Ok((attributes, rest)) = split.parse2(item.clone()) else { return (TokenStream::new(), item) };
    let is_settings = |attribute: &Attribute| attribute.path().get_ident().is_some_and(|name| name.unraw() == SETTINGS);
    let (settings, kept): (Vec<_>, Vec<_>) = attributes.into_iter().partition(is_settings);
    let settings = settings.into_iter().filter_map(|attribute| match attribute.meta {
        Meta::List(list) => Some(list.tokens),
        _ => None,
    });
    (settings.collect(), quote!(#(#kept)* #rest))
}
