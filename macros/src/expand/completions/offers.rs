//! The names that an editor offers: a module for each place, with a documented constant for each possible name.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{ATTRIBUTES, place::Place};
use crate::settings::{Known, Values};

/// The modules of every place. The runtime crate contains them, because a proc-macro crate cannot export constants.
pub(crate) fn modules() -> TokenStream {
    let mut modules = TokenStream::new();
    for attribute in ATTRIBUTES {
        of(&attribute(), &mut modules);
    }
    quote! {
        /// A setting of an attribute.
        pub struct Setting;
        /// A value of a setting.
        pub struct Value;
        #modules
    }
}

fn of(place: &Place, modules: &mut TokenStream) {
    modules.extend(module(place.module_of_names(), quote!(Setting), place.names()));
    if let Values::Word(words) | Values::List(words) = place.values() {
        modules.extend(module(place.module_of_values(), quote!(Value), words));
    }
    for inner in place.all_inside() {
        of(&inner, modules);
    }
}

/// `None` if no names are known for the place.
fn module(name: Ident, kind: TokenStream, known: Vec<Known>) -> Option<TokenStream> {
    let constants = known.iter().filter_map(|Known { name, text }| {
        // A keyword such as `crate` cannot be offered.
        let name = syn::parse_str::<Ident>(name).ok()?;
        Some(quote! {
            #[doc = #text]
            pub const #name: #kind = #kind;
        })
    });
    (!known.is_empty()).then(|| {
        quote! {
            pub mod #name {
                use super::#kind;
                #(#constants)*
            }
        }
    })
}
