//! The type for a tool whose schema cannot be converted.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::BROUGHT;

/// A wrapper around a JSON object, whose documentation explains why it is nothing more specific.
pub(super) fn object(ident: &Ident, doc: &str, note: &str) -> TokenStream {
    let brought: TokenStream = BROUGHT.parse().unwrap_or_default();
    let serde_text = format!("{BROUGHT}::serde");
    let doc = format!("{doc}\n\nFalls back to JSON values: {note}.");
    quote! {
        #[doc = #doc]
        #[derive(
            ::core::clone::Clone, ::core::fmt::Debug, ::core::default::Default, ::core::cmp::PartialEq, #brought::serde::Serialize
        )]
        #[serde(crate = #serde_text, transparent)]
        pub struct #ident(
            /// The arguments by their names.
            pub #brought::serde_json::Map<#brought::std::string::String, #brought::serde_json::Value>,
        );
    }
}
