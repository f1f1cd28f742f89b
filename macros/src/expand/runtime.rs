//! Where the generated code finds the runtime crate.

use proc_macro_crate::{FoundCrate, crate_name};
use proc_macro2::{Ident, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::Path;

/// The path of the runtime crate.
pub(crate) struct Runtime {
    root: RuntimePath,
    text: String,
}

/// A path in the runtime crate. It is no token stream: a path is written token by token, and a stream would make two
/// calls of the compiler each time that it is put into another.
#[derive(Clone)]
pub(crate) struct RuntimePath(Vec<TokenTree>);

impl Runtime {
    /// The path that the declaration gives, else the crate by the name that Cargo.toml gives it.
    pub(crate) fn find(declared: Option<&Path>) -> Self {
        if let Some(path) = declared {
            let tokens = path.to_token_stream();
            let text = tokens.to_string().split_whitespace().collect();
            return Self { root: RuntimePath(tokens.into_iter().collect()), text };
        }
        let name = match crate_name("tool-router") {
            Ok(FoundCrate::Name(name)) => name,
            Ok(FoundCrate::Itself) | Err(_) => "tool_router".to_owned(),
        };
        let mut root = RuntimePath(Vec::new());
        root.push(&name);
        Self { root, text: format!("::{name}") }
    }

    /// `::tool_router::a::b` for `a::b`.
    pub(crate) fn path(&self, inner: &str) -> RuntimePath {
        let mut path = self.root.clone();
        inner.split("::").for_each(|segment| path.push(segment));
        path
    }

    /// The same from inside a module that stands where the attribute stands.
    pub(crate) fn path_within(&self, inner: &str) -> TokenStream {
        let mut segments = self.path(inner).into_token_stream().into_iter().peekable();
        let up = quote!(super);
        match segments.peek() {
            Some(TokenTree::Ident(first)) if first == "self" => up.into_iter().chain(segments.skip(1)).collect(),
            Some(TokenTree::Ident(first)) if first == "super" => quote!(#up::#(#segments)*),
            _ => segments.collect(),
        }
    }

    /// The path of the crate itself, as text.
    pub(crate) fn root(&self) -> &str {
        &self.text
    }

    /// The same as text, for links in documentation.
    pub(crate) fn text(&self, inner: &str) -> String {
        format!("{}::{inner}", self.text)
    }
}

impl RuntimePath {
    fn push(&mut self, segment: &str) {
        self.0.push(Punct::new(':', Spacing::Joint).into());
        self.0.push(Punct::new(':', Spacing::Alone).into());
        self.0.push(Ident::new(segment, Span::call_site()).into());
    }
}

impl ToTokens for RuntimePath {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.0.iter().cloned());
    }
}
