//! Test suites that need more than one crate; see the folders beside this file.

/// Compiles the examples in the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

/// An agent that a library declares, for the suite that lists the agents of a whole program.
#[tool_router::tool_router_session(toolkits = ["gmail"])]
pub struct LibraryAgent;
