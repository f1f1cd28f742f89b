//! Completions inside the attributes, for editors that use rust-analyzer.
//!
//! To complete a name, rust-analyzer expands the attribute twice: as it is, and with a marker at the cursor. It then looks for
//! the marker in the second expansion, and completes whatever stands there. Here every name that the user wrote, and every
//! place that still waits for one, becomes an import from the module that has a constant for each name it could be.
//!
//! rust-analyzer finds the same place in the first expansion by its offset, so nothing before the marker may depend on the
//! marker. Hence the imports come first in the expansion, in the order of the source, and each depends only on what the
//! source has to its left; in a list that is complete as it is, an import of nothing stands where the next name would.

mod offers;
mod place;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod truncated;
pub(crate) use offers::modules;

use std::sync::OnceLock;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};

use self::place::Place;
use super::Runtime;
use crate::{
    diagnostic::Diagnostics,
    settings::{SETTINGS, Values},
    syntax::{self, Body, Group, ValueKind},
};

/// The attributes that have settings to offer.
const ATTRIBUTES: &[fn() -> Place] = &[
    session,
    #[cfg(feature = "custom-tools")]
    custom_tool,
];

fn session() -> Place {
    Place::attribute("session", &SETTINGS)
}

#[cfg(feature = "custom-tools")]
fn custom_tool() -> Place {
    Place::attribute("custom_tool", crate::custom_tool::table())
}

/// Whether an editor asks for the expansion and not a compiler: the process that expands macros for rust-analyzer refuses to
/// run without this variable.
///
/// Where it is set for a compiler all the same, `cfg(rust_analyzer)` still keeps the imports out.
pub(crate) fn in_editor() -> bool {
    static IN_EDITOR: OnceLock<bool> = OnceLock::new();
    *IN_EDITOR.get_or_init(|| std::env::var_os("RUST_ANALYZER_INTERNALS_DO_NOT_USE").is_some())
}

/// The imports for what stands in `#[tool_router_session(…)]`.
pub(crate) fn of_session(attribute: &TokenStream, runtime: &Runtime) -> TokenStream {
    of(session(), attribute, runtime)
}

/// The imports for what stands in `#[custom_tool(…)]`.
#[cfg(feature = "custom-tools")]
pub(crate) fn of_custom_tool(attribute: &TokenStream, runtime: &Runtime) -> TokenStream {
    of(custom_tool(), attribute, runtime)
}

fn of(attribute: Place, arguments: &TokenStream, runtime: &Runtime) -> TokenStream {
    let group = syntax::parse(arguments.clone(), &mut Diagnostics::default());
    let mut imports = Imports { offers: runtime.path_within("__completions"), tokens: TokenStream::new(), count: 0 };
    imports.group(&attribute, &group);
    let imports = imports.tokens;
    // The lint stands around the item that it is about: an item that is configured away takes its own attributes along.
    quote! {
        #[allow(unexpected_cfgs)]
        const _: () = {
            #[cfg(rust_analyzer)]
            const _: () = { #imports };
        };
    }
}

struct Imports {
    /// The path of the module that has the modules of all places.
    offers: TokenStream,
    tokens: TokenStream,
    count: usize,
}

impl Imports {
    /// What stands in the parentheses of `place`.
    fn group(&mut self, place: &Place, group: &Group) {
        let known = place.names();
        let mut said: Vec<Ident> = Vec::new();
        for entry in &group.entries {
            let name = only_word(&entry.key.tokens);
            if !known.is_empty() {
                self.import(&place.module_of_names(), &said, name.as_slice());
            }
            said.extend(name.filter(|name| known.iter().any(|known| name == known.name.as_str())));
            if let Some(inside) = place.inside(&entry.key.name) {
                self.body(&inside, &entry.body);
            }
        }
        if !known.is_empty() {
            self.import(&place.module_of_names(), &said, &[]);
        }
    }

    /// What follows the name of the entry that `place` is inside of.
    fn body(&mut self, place: &Place, body: &Body) {
        let value = match body {
            Body::Group(group) => return self.group(place, group),
            Body::Value(value) => Some(value),
            Body::Broken => None,
            Body::Bare => return,
        };
        let listed = value.and_then(|value| match &value.kind {
            ValueKind::List(items) => Some(items),
            _ => None,
        });
        match (place.values(), listed) {
            (Values::Word(_), None) => {
                let word = value.and_then(|value| first_word(&value.tokens));
                self.import(&place.module_of_values(), &[], word.as_slice());
            }
            (Values::List(_), Some(items)) => {
                let words: Vec<Ident> = items.iter().filter_map(|item| first_word(&item.tokens)).collect();
                self.import(&place.module_of_values(), &[], &words);
            }
            (Values::Paths, Some(items)) => items.iter().for_each(|item| self.path(&item.tokens)),
            (Values::Paths, None) => value.into_iter().for_each(|value| self.path(&value.tokens)),
            _ => {}
        }
    }

    /// Imports what the user wrote from `module`. What is `said` already is imported as well, without its place in the
    /// source: it is offered last then.
    fn import(&mut self, module: &Ident, said: &[Ident], written: &[Ident]) {
        let (name, offers) = (format_ident!("_{}", self.count), &self.offers);
        let said = said.iter().map(|name| Ident::new(&name.to_string(), Span::call_site()));
        self.count += 1;
        // Between the two lines stands `self`, which is not offered a second time behind itself.
        self.tokens.extend(quote! {
            mod #name {
                use #offers::#module::*;
                use self::{ #(#said as _,)* #(#written as _,)* };
            }
        });
    }

    /// A path that the user wrote is completed as an import.
    fn path(&mut self, tokens: &TokenStream) {
        let mut tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
        while matches!(tokens.last(), Some(TokenTree::Punct(_))) {
            tokens.pop();
        }
        let is_path = |token: &TokenTree| match token {
            TokenTree::Ident(_) => true,
            TokenTree::Punct(punct) => punct.as_char() == ':',
            _ => false,
        };
        if !tokens.is_empty() && tokens.iter().all(is_path) {
            self.tokens.extend(quote!(use #(#tokens)* as _;));
        }
    }
}

/// The name that the tokens are, if they are one that an import can have.
fn only_word(tokens: &TokenStream) -> Option<Ident> {
    syn::parse2(tokens.clone()).ok()
}

fn first_word(tokens: &TokenStream) -> Option<Ident> {
    tokens.clone().into_iter().next().and_then(|token| only_word(&token.into_token_stream()))
}
