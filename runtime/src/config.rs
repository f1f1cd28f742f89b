//! The configuration of a session: what the attribute's constant holds, what the client sends, what the embedded
//! router reads.
//!
//! One family of types serves all three. A [`SessionConfig`] can be written as a constant, because its text and its
//! lists are [`Cow`](std::borrow::Cow)s; it serialises to exactly the body of `POST /tool_router/session` without `user_id`; and it is
//! parsed back from such a body with every unknown key refused.
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
//! Every block can get another field, and most enums another variant: what a later version adds is left to the server, and breaks no
//! constant. So a block is made by its `DEFAULT`, or by `new` where something has to be said, and by the `with_…` methods; a program
//! that runs assigns to the fields as well. The compiler does not make a `'static` of what a call returns by itself, so a list of
//! blocks stands in `const { &[..] }`, and a configuration that another constant looks at is a reference:
//!
//! ```
//! use std::borrow::Cow::Borrowed;
//! use tool_router::config::{Map, SessionConfig, ToolAccess, ToolkitTools};
//! use tool_router::policy::Verdict;
//!
//! /// A company's own rule.
//! const fn no_sending(config: &SessionConfig) -> Verdict {
//!     Verdict::denied_if(config.reaches_tool("GMAIL_SEND_EMAIL"), "mail can be sent", "name the tools that only read")
//! }
//!
//! // The company's tests of it, which need not run: they only have to compile.
//! const READING: ToolkitTools =
//!     ToolkitTools::DEFAULT.with_access(ToolAccess::Only(Borrowed(&[Borrowed("GMAIL_FETCH_EMAILS")])));
//! const READER: &SessionConfig =
//!     &SessionConfig::DEFAULT.with_tools(Map::new(Borrowed(const { &[(Borrowed("gmail"), READING)] })));
//! const _: () = assert!(matches!(no_sending(READER), Verdict::Allowed));
//! const _: () = assert!(matches!(no_sending(&SessionConfig::DEFAULT), Verdict::Denied { .. }));
//! ```
//!
//! The names of the fields are those of the wire. What the server answers has other names for the same things
//! (`enabled` for `enable`); that form is [`StoredConfig`].

pub use tool_router_core::config::public::*;
