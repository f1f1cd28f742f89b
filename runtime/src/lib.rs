//! Tool Router sessions, declared on a struct and checked by the compiler.

pub mod config;
#[cfg(feature = "local")]
pub mod local;
