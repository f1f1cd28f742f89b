//! What the fuzz targets run.
//!
//! The attributes' sources are built from where they are: the crate of macros has no library to depend on. Each target
//! calls a function of `fuzzed.rs`, which the crate's own tests call as well, with the seeds.

#![allow(dead_code, unused_imports, unreachable_pub, reason = "the macros that call it are left out")]

// It is there by itself in a crate of macros alone.
extern crate proc_macro;

#[path = "../../../macros/src/cargo_manifest/mod.rs"]
mod cargo_manifest;
#[path = "../../../macros/src/catalog/mod.rs"]
mod catalog;
#[path = "../../../macros/src/custom_tool/mod.rs"]
mod custom_tool;
#[path = "../../../macros/src/declaration/mod.rs"]
mod declaration;
#[path = "../../../macros/src/diagnostic.rs"]
mod diagnostic;
#[path = "../../../macros/src/expand/mod.rs"]
mod expand;
#[path = "../../../macros/src/flow/mod.rs"]
mod flow;
#[path = "../../../macros/src/fuzzed.rs"]
mod fuzzed;
#[path = "../../../macros/src/handles.rs"]
mod handles;
#[path = "../../../macros/src/item.rs"]
mod item;
#[path = "../../../macros/src/lints.rs"]
mod lints;
#[path = "../../../macros/src/resolve/mod.rs"]
mod resolve;
#[path = "../../../macros/src/rules/mod.rs"]
mod rules;
#[path = "../../../macros/src/settings/mod.rs"]
mod settings;
#[path = "../../../macros/src/syntax/mod.rs"]
mod syntax;
#[path = "../../../macros/src/typed_tools/mod.rs"]
mod typed_tools;

/// Expands `#[tool_router_session(text)]`.
pub fn attribute(text: &str) {
    fuzzed::attribute(text);
}

/// Expands `#[custom_tools]` on the item that `text` is.
pub fn custom_tools(text: &str) {
    fuzzed::custom_tools(text);
}
