//! The configuration of a session: declared by the attribute, sent by the client, and read by the embedded router.
//!
//! One family of types serves all three. A [`SessionConfig`] can be a constant, because its text and lists are
//! [`Cow`](std::borrow::Cow)s. It serialises to exactly the body of `POST /tool_router/session` without `user_id`, and
//! is parsed from such a body with every unknown key refused.
//!
//! ```
//! use std::borrow::Cow::Borrowed;
//! use tool_router::config::{Access, SessionConfig, Toolkits};
//!
//! const TOOLKITS: Toolkits = Toolkits::DEFAULT.with_access(Access::Only(Borrowed(&[Borrowed("gmail")])));
//! const MAIL: SessionConfig = SessionConfig::DEFAULT.with_toolkits(TOOLKITS);
//!
//! assert_eq!(
//!     serde_json::to_value(MAIL).unwrap(),
//!     serde_json::json!({ "toolkits": { "enable": ["gmail"] }, "manage_connections": { "enable": true } }),
//! );
//! ```
//!
//! The fields are named as on the wire. The server's answers use other names for the same fields (`enabled` for
//! `enable`); that form is [`StoredConfig`].

pub use tool_router_core::config::public::*;
