//! The configuration of a session: what the attribute's constant holds, what the client sends, what the embedded
//! router reads.
//!
//! One family of types serves all three. A [`SessionConfig`] can be written as a constant, because its text and its
//! lists are [`Cow`]s; it serialises to exactly the body of `POST /tool_router/session` without `user_id`; and it is
//! parsed back from such a body with every unknown key refused.
//!
//! ```
//! use std::borrow::Cow::Borrowed;
//! use tool_router::config::{Access, SessionConfig, Toolkits};
//!
//! const MAIL: SessionConfig = SessionConfig {
//!     toolkits: Toolkits { access: Access::Only(Borrowed(&[Borrowed("gmail")])), ..Toolkits::DEFAULT },
//!     ..SessionConfig::DEFAULT
//! };
//!
//! assert_eq!(
//!     serde_json::to_value(MAIL).unwrap(),
//!     serde_json::json!({ "toolkits": { "enable": ["gmail"] }, "manage_connections": { "enable": true } }),
//! );
//! ```
//!
//! The names of the fields are those of the wire. What the server answers has other names for the same things
//! (`enabled` for `enable`); that form is [`StoredConfig`].

pub use tool_router_core::config::public::*;
