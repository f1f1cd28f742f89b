//! A tool whose schema gives no type of its own.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::expand::Runtime;

/// A wrapper around a JSON object, whose documentation says why it is no more.
pub(super) fn object(ident: &Ident, doc: &str, note: &str, runtime: &Runtime) -> TokenStream {
    let (serde, serde_json) = (runtime.path("__private::serde"), runtime.path("__private::serde_json"));
    let serde_text = runtime.text("__private::serde");
    let doc = format!("{doc}\n\nFalls back to JSON values: {note}.");
    quote! {
        #[doc = #doc]
        #[derive(
            ::core::clone::Clone, ::core::fmt::Debug, ::core::default::Default, ::core::cmp::PartialEq, #serde::Serialize
        )]
        #[serde(crate = #serde_text, transparent)]
        pub struct #ident(
            /// The arguments by their names.
            pub #serde_json::Map<::std::string::String, #serde_json::Value>,
        );
    }
}
