//! Finds the path of the runtime crate for the generated code.

use proc_macro_crate::{FoundCrate, crate_name};
use proc_macro2::{Ident, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::Path;

/// The path of the runtime crate.
pub(crate) struct Runtime {
    root: RuntimePath,
    /// The path as text. `$crate` has none, and is written as the name of the runtime in Cargo.toml.
    text: String,
    /// Whether the tokens cannot be written as text.
    is_of_macro: bool,
}

/// The alias of the runtime, see [`Runtime::alias`].
const ALIAS: &str = "__tool_router_runtime";

/// A path in the runtime crate. It is not a token stream: a path is written token by token, and a stream would cost two
/// calls to the compiler each time that it is embedded.
#[derive(Clone)]
pub(crate) struct RuntimePath(Vec<TokenTree>);

impl Runtime {
    /// The path that the declaration gives, or else the crate by its name in Cargo.toml.
    pub(crate) fn find(declared: Option<&Path>) -> Self {
        let found = || in_cargo_manifest().unwrap_or_else(|| "tool_router".to_owned());
        if let Some(path) = declared {
            let tokens = path.to_token_stream();
            let written: String = tokens.to_string().split_whitespace().collect();
            let is_of_macro = written.contains('$');
            let text = if is_of_macro { format!("::{}", found()) } else { written };
            return Self { root: RuntimePath(tokens.into_iter().collect()), text, is_of_macro };
        }
        let name = found();
        let mut root = RuntimePath(Vec::new());
        root.push(&name);
        Self { root, text: format!("::{name}"), is_of_macro: false }
    }

    /// `::tool_router::a::b` for `a::b`.
    pub(crate) fn path(&self, inner: &str) -> RuntimePath {
        let mut path = self.root.clone();
        inner.split("::").for_each(|segment| path.push(segment));
        path
    }

    /// The path as seen from a module beside the attribute.
    pub(crate) fn path_within(&self, inner: &str) -> TokenStream {
        let mut segments = self.path(inner).into_token_stream().into_iter().peekable();
        match segments.peek() {
            Some(TokenTree::Ident(first)) if first == "self" => {
                let behind = segments.skip(1);
                quote!(super #(#behind)*)
            }
            Some(TokenTree::Ident(first)) if first == "super" => quote!(super::#(#segments)*),
            _ => segments.collect(),
        }
    }

    /// The path of the crate itself, as text: what [`alias`](Self::alias) imports, if there is one.
    pub(crate) fn root(&self) -> &str {
        if self.is_of_macro { ALIAS } else { &self.text }
    }

    /// The import that code made from text needs beside it.
    pub(crate) fn alias(&self) -> Option<TokenStream> {
        let (root, alias) = (&self.root, Ident::new(ALIAS, Span::call_site()));
        self.is_of_macro.then(|| quote!(use #root as #alias;))
    }

    /// The path as text, for links in documentation.
    pub(crate) fn text(&self, inner: &str) -> String {
        format!("{}::{inner}", self.text)
    }
}

/// The name of the runtime in Cargo.toml.
fn in_cargo_manifest() -> Option<String> {
    match crate_name("tool-router") {
        Ok(FoundCrate::Name(name)) => Some(name),
        Ok(FoundCrate::Itself) => Some("tool_router".to_owned()),
        Err(_) => None,
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
