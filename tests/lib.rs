//! The suites that need more than one crate; see the folders beside this file.

/// Compiles what the README shows.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
