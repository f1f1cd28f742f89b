//! Where the generated code finds the runtime crate.

use proc_macro_crate::{FoundCrate, crate_name};
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};
use syn::Path;

/// The path of the runtime crate.
pub(crate) struct Runtime(TokenStream);

impl Runtime {
    /// The path that the declaration gives, else the crate by the name that Cargo.toml gives it.
    pub(crate) fn find(declared: Option<&Path>) -> Self {
        if let Some(path) = declared {
            return Self(path.to_token_stream());
        }
        match crate_name("tool-router") {
            Ok(FoundCrate::Name(name)) => {
                let name = Ident::new(&name, Span::call_site());
                Self(quote!(::#name))
            }
            Ok(FoundCrate::Itself) | Err(_) => Self(quote!(::tool_router)),
        }
    }

    /// `::tool_router::a::b` for `a::b`.
    pub(crate) fn path(&self, inner: &str) -> TokenStream {
        let root = &self.0;
        let segments = inner.split("::").map(|segment| format_ident!("{segment}"));
        quote!(#root #(::#segments)*)
    }

    /// The same from inside a module that stands where the attribute stands.
    pub(crate) fn path_within(&self, inner: &str) -> TokenStream {
        let mut segments = self.path(inner).into_iter().peekable();
        let up = quote!(super);
        match segments.peek() {
            Some(TokenTree::Ident(first)) if first == "self" => up.into_iter().chain(segments.skip(1)).collect(),
            Some(TokenTree::Ident(first)) if first == "super" => quote!(#up::#(#segments)*),
            _ => segments.collect(),
        }
    }

    /// The same as text, for links in documentation.
    pub(crate) fn text(&self, inner: &str) -> String {
        self.path(inner).to_string().split_whitespace().collect()
    }
}
