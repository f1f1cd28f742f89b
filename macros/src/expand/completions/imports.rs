//! Generates the imports that rust-analyzer completes.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Path, parse::Parser};

use super::place::Place;
use crate::{
    diagnostic::Diagnostics,
    expand::Runtime,
    settings::{Known, Values},
    syntax::{self, Body, Group, ValueKind},
};

/// The module of the runtime crate that contains a module for each place.
const OFFERS: &str = "__completions";

/// Collects the imports.
pub(super) struct Imports<'a> {
    runtime: &'a Runtime,
    tokens: TokenStream,
}

impl<'a> Imports<'a> {
    pub(super) fn new(runtime: &'a Runtime) -> Self {
        Self { runtime, tokens: TokenStream::new() }
    }

    /// The arguments of an attribute.
    pub(super) fn arguments(&mut self, attribute: &Place, arguments: TokenStream) {
        let group = syntax::parse(arguments, &mut Diagnostics::default());
        self.group(attribute, &group);
    }

    /// The imports, hidden from the compiler.
    pub(super) fn for_editor(self) -> TokenStream {
        let imports = self.tokens;
        // The lint is set around the item: an item that is configured away takes its own attributes along.
        quote! {
            #[allow(unexpected_cfgs)]
            const _: () = {
                #[cfg(rust_analyzer)]
                const _: () = { #imports };
            };
        }
    }

    /// The content of the parentheses of `place`.
    fn group(&mut self, place: &Place, group: &Group) {
        let known = place.names();
        let mut said: Vec<Ident> = Vec::new();
        for entry in &group.entries {
            let name = only_word(&entry.key.tokens);
            if !known.is_empty() {
                self.import(&place.module_of_names(), &known, &said, name.as_slice());
            }
            said.extend(name.filter(|name| is_known(name, &known)));
            if let Some(inside) = place.inside(&entry.key.name) {
                self.body(&inside, &entry.body);
            }
        }
        if !known.is_empty() {
            self.import(&place.module_of_names(), &known, &said, &[]);
        }
    }

    /// The part after the name of the entry that `place` is inside.
    fn body(&mut self, place: &Place, body: &Body) {
        let value = match body {
            Body::Group(group) => return self.group(place, group),
            Body::Value(value) => Some(value),
            Body::Broken => None,
            Body::Optional(_, rest) => return self.body(place, rest),
            Body::Bare => return,
        };
        let listed = value.and_then(|value| match &value.kind {
            ValueKind::List(items) => Some(items),
            _ => None,
        });
        match (place.values(), listed) {
            (Values::Word(known), None) => {
                let word = value.and_then(|value| first_word(&value.tokens));
                self.import(&place.module_of_values(), &known, &[], word.as_slice());
            }
            (Values::List(known), Some(items)) => {
                let words: Vec<Ident> = items.iter().filter_map(|item| first_word(&item.tokens)).collect();
                self.import(&place.module_of_values(), &known, &[], &words);
            }
            (Values::Paths, Some(items)) => {
                items.iter().for_each(|item| self.path(Some(&item.tokens)));
                self.path(None);
            }
            (Values::Paths, None) => self.path(value.map(|value| &value.tokens)),
            _ => {}
        }
    }

    /// Imports what the user wrote from `module`, which has the names in `known`.
    ///
    /// Names in `said`, which are already given, are imported without a source location, so that they are offered last.
    fn import(&mut self, module: &Ident, known: &[Known], said: &[Ident], written: &[Ident]) {
        let (offers, within) = (self.runtime.path(OFFERS), self.runtime.path_within(OFFERS));
        let said = said.iter().map(|name| Ident::new(&name.to_string(), Span::call_site()));
        let whole = written.iter().filter(|written| is_known(written, known));
        // Behind any word other than `self`, `self` would be offered among the names. A complete word is imported a
        // second time: rust-analyzer cannot resolve an import through the `self` of such a module.
        self.tokens.extend(quote! {
            const _: () = {
                mod names {
                    use #within::#module::*;
                    use self::{ #(#said as _,)* #(#written as _,)* };
                }
                #(use #offers::#module::#whole as _;)*
            };
        });
    }

    /// A path that the user wrote, or will write, is completed as an import.
    fn path(&mut self, tokens: Option<&TokenStream>) {
        let mut path: Vec<TokenTree> = tokens.into_iter().flat_map(|tokens| tokens.clone()).collect();
        while matches!(path.last(), Some(TokenTree::Punct(_))) {
            path.pop();
        }
        let import = match Path::parse_mod_style.parse2(path.into_iter().collect()) {
            Ok(path) => quote!(#path as _),
            Err(_) => quote!({}),
        };
        self.tokens.extend(quote!(const _: () = { use #import; };));
    }
}

/// Whether an import of this name resolves.
fn is_known(name: &Ident, known: &[Known]) -> bool {
    known.iter().any(|known| name == known.name.as_str())
}

/// The single identifier of the tokens, if an import can have that name.
fn only_word(tokens: &TokenStream) -> Option<Ident> {
    syn::parse2(tokens.clone()).ok()
}

fn first_word(tokens: &TokenStream) -> Option<Ident> {
    tokens.clone().into_iter().next().and_then(|token| only_word(&token.into_token_stream()))
}
