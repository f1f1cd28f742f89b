//! The toolkits that come with the embedded router.
//!
//! A toolkit over a REST API is one module: an argument struct for each tool, which serves as its parser, its JSON
//! Schema and its description, and a [`LocalToolkit`](super::LocalToolkit) that lists them in a
//! [`ToolTable`](table::ToolTable). Calling the API, mapping its errors and checking arguments are shared.

mod filled;
mod github;
mod gmail;
mod provider;
mod rest;
mod slack;
mod table;
#[cfg(test)]
mod test_support;
mod words;

pub use github::{GitHub, GitHubBuilder};
pub use gmail::{Gmail, GmailBuilder};
pub use slack::{Slack, SlackBuilder};
