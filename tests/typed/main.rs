//! The types of tools' arguments in a crate that denies every lint.
//!
//! `Mailer`'s types are generated where it is declared, from the catalogue of the examples; the ones in `others.rs` are
//! written by the generator's own tests, from the schemas beside those.

use tool_router::tool_router_session;

mod calls;
mod catalog;
#[deny(
    warnings,
    missing_docs,
    unused,
    nonstandard_style,
    let_underscore,
    clippy::all,
    clippy::pedantic,
    clippy::nursery,
    unused_qualifications,
    unused_lifetimes,
    single_use_lifetimes,
    trivial_casts,
    missing_debug_implementations,
    missing_copy_implementations,
    explicit_outlives_requirements,
    redundant_imports,
    redundant_lifetimes,
    unit_bindings,
    meta_variable_misuse,
    variant_size_differences
)]
pub mod mailer;
// The generator's formatter determines the layout of the code.
#[rustfmt::skip]
#[deny(
    warnings, missing_docs, unused, nonstandard_style, let_underscore, clippy::all, clippy::pedantic,
    clippy::nursery, unused_qualifications, unused_lifetimes, single_use_lifetimes, trivial_casts, unreachable_pub,
    missing_debug_implementations, missing_copy_implementations, explicit_outlives_requirements, redundant_imports,
    redundant_lifetimes, unit_bindings, meta_variable_misuse, variant_size_differences
)]
mod others;
mod wire;

/// Has tools of every kind.
#[derive(Clone, Copy, Debug)]
#[tool_router_session(toolkits = any)]
pub struct Jack;
