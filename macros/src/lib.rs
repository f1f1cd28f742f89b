//! The attributes of [`tool-router`](https://docs.rs/tool-router), which re-exports them. Depend on that crate instead:
//! the expansion calls its private API.

mod cargo_manifest;
mod catalog;
#[cfg(feature = "custom-tools")]
mod custom_tool;
mod declaration;
mod diagnostic;
mod expand;
mod flow;
#[cfg(test)]
mod fuzzed;
mod handles;
mod item;
mod lints;
mod resolve;
mod rules;
mod settings;
mod syntax;
#[cfg(feature = "typed-tools")]
mod typed_tools;

use proc_macro::{Span, TokenStream, TokenTree};
use proc_macro2::Literal;
use quote::ToTokens;

use self::cargo_manifest::CargoManifest;

// The attribute and its settings are documented where it is re-exported: `tool_router::tool_router_session`.
#[allow(missing_docs)]
#[proc_macro_attribute]
pub fn tool_router_session(attribute: TokenStream, item: TokenStream) -> TokenStream {
    expand::expand(attribute.into(), item.into(), &CargoManifest::of_this_package()).into()
}

/// The part of the expansion that has to wait until the compiler has resolved a struct's generic parameters.
#[doc(hidden)]
#[proc_macro_derive(__ConfiguredSession, attributes(__tool_router_session_settings, session))]
pub fn __configured_session(item: TokenStream) -> TokenStream {
    expand::expand_configured(item.into(), &CargoManifest::of_this_package()).into()
}

// The attribute and its settings are documented where it is re-exported: `tool_router::custom_tool`.
#[allow(missing_docs)]
#[cfg(feature = "custom-tools")]
#[proc_macro_attribute]
pub fn custom_tool(attribute: TokenStream, item: TokenStream) -> TokenStream {
    custom_tool::expand(attribute.into(), item.into()).into()
}

// The attribute is documented where it is re-exported: `tool_router::custom_tools`.
#[allow(missing_docs)]
#[cfg(feature = "custom-tools")]
#[proc_macro_attribute]
pub fn custom_tools(attribute: TokenStream, item: TokenStream) -> TokenStream {
    custom_tool::expand_methods(attribute.into(), item.into()).into()
}

/// The settings of `#[custom_tool]`, as a string literal for `#[doc = …]`.
#[doc(hidden)]
#[cfg(feature = "custom-tools")]
#[proc_macro]
pub fn __custom_tool_reference(_: TokenStream) -> TokenStream {
    Literal::string(&custom_tool::reference()).into_token_stream().into()
}

/// The rules of custom tools, as a string literal for `#[doc = …]`.
#[doc(hidden)]
#[cfg(feature = "custom-tools")]
#[proc_macro]
pub fn __custom_tool_rules(_: TokenStream) -> TokenStream {
    Literal::string(&rules::index::of_custom_tools()).into_token_stream().into()
}

/// A path from Cargo.toml. If it does not resolve, the compiler names this macro.
#[doc(hidden)]
#[allow(non_snake_case, reason = "it is read in a message of the compiler")]
#[proc_macro]
pub fn Cargo_toml_names_this_policy(path: TokenStream) -> TokenStream {
    let here = |mut token: TokenTree| {
        token.set_span(Span::call_site().located_at(token.span()));
        token
    };
    path.into_iter().map(here).collect()
}

/// The reference of all settings, as a string literal for `#[doc = …]`.
#[doc(hidden)]
#[proc_macro]
pub fn __settings_reference(_: TokenStream) -> TokenStream {
    Literal::string(&settings::reference::markdown()).into_token_stream().into()
}

/// The index of all rules, as a string literal for `#[doc = …]`.
#[doc(hidden)]
#[proc_macro]
pub fn __rules_index(_: TokenStream) -> TokenStream {
    Literal::string(&rules::index::markdown()).into_token_stream().into()
}

/// The names that an editor offers inside the attributes, as the content of a module.
#[doc(hidden)]
#[proc_macro]
pub fn __completions(_: TokenStream) -> TokenStream {
    expand::completions::modules().into()
}

/// The drawing of a way of connecting, by the name of its type, as a string literal for `#[doc = …]`.
#[doc(hidden)]
#[proc_macro]
pub fn __flow(name: TokenStream) -> TokenStream {
    Literal::string(&flow::markdown(&name.into())).into_token_stream().into()
}
