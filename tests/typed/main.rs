#![deny(warnings, missing_docs, unused, nonstandard_style, future_incompatible, let_underscore)]
#![deny(clippy::all, clippy::pedantic, clippy::nursery, clippy::cargo)]
#![deny(unused_qualifications, unused_import_braces, unused_lifetimes, single_use_lifetimes, trivial_casts)]
#![deny(missing_debug_implementations, missing_copy_implementations, unreachable_pub, explicit_outlives_requirements)]
#![deny(redundant_imports, redundant_lifetimes, unit_bindings, meta_variable_misuse, variant_size_differences)]
#![allow(
    clippy::cargo_common_metadata,
    clippy::multiple_crate_versions,
    reason = "of the workspace, and not of the types"
)]

//! The types of tools' arguments, as they stand in a crate that denies every lint.
//!
//! `gmail.rs` and `others.rs` are written by the generator's own tests, from the schemas beside those.

use tool_router::tool_router_session;

mod calls;
// Written by a formatter of their own.
#[rustfmt::skip]
mod gmail;
#[rustfmt::skip]
mod others;
mod schemas;
mod wire;

/// Has the tools of the embedded router.
#[derive(Clone, Copy, Debug)]
#[tool_router_session(toolkits = ["gmail"])]
pub struct Mailer;

/// Has tools of every kind.
#[derive(Clone, Copy, Debug)]
#[tool_router_session(toolkits = any)]
pub struct Jack;
