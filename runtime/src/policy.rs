//! Company policies: constants that the compiler checks every declaration against.
//!
//! A policy is published in its own crate, and named in each declaration (`policy = acme::ACME`):
//!
//! ```
//! use tool_router::config::Tag;
//! use tool_router::policy::Policy;
//!
//! pub const ACME: Policy = Policy::named("acme")
//!     .deny_toolkits(&["stripe"])
//!     .require_toolkit_allowlist()
//!     .callback_hosts(&["app.acme.com"])
//!     .require_approval_for(&[Tag::Destructive])
//!     .deny_sandbox();
//! ```
//!
//! A setting that breaks the policy is a compile error at that setting's tokens: here at `"stripe"`.
//!
//! ```compile_fail
//! # use tool_router::policy::Policy;
//! # pub const ACME: Policy = Policy::named("acme").deny_toolkits(&["stripe"]);
//! use tool_router::tool_router_session;
//!
//! #[tool_router_session(policy = ACME, toolkits = ["gmail", "stripe"])]
//! struct Payments;
//! ```
//!
//! A breach caused by a setting that is missing is reported at the policy's path.
//!
//! # For every session of a crate
//!
//! `Cargo.toml` can name policies for all sessions of a package or a workspace, so that no declaration can omit them:
//!
//! ```toml
//! [package.metadata.tool-router]       # or [workspace.metadata.tool-router]
//! policy = "acme::ACME"                # or a list
//! ```
//!
//! The path begins with the name of a dependency. A breach caused by a missing setting is reported at the struct's
//! name.
//!
//! # Your own rules
//!
//! A rule that no method of [`Policy`] covers is a constant function, named beside the policies. The attribute
//! distinguishes the two by their spelling: constants are upper case, functions lower case.
//!
//! ```
//! use tool_router::policy::Verdict;
//! use tool_router::{SessionConfig, tool_router_session};
//!
//! const fn no_mail_about_code(config: &SessionConfig) -> Verdict {
//!     Verdict::denied_if(
//!         config.reaches_toolkit("github") && config.reaches_tool("GMAIL_SEND_EMAIL"),
//!         "an agent that reaches `github` can send mail",
//!         "declare two agents, one for each",
//!     )
//! }
//!
//! #[tool_router_session(policy = [no_mail_about_code], toolkits = ["github"])]
//! struct ReviewAgent;
//! ```
//!
//! # At run time
//!
//! The compiler cannot check values that are supplied at run time, such as a callback URL.
//! [`create`](crate::SessionBuilder::create) checks them against the same policies and rules before it sends anything:
//! [`Error::Policy`](crate::Error::Policy) lists every breach. A policy can also be evaluated directly:
//!
//! ```
//! # use tool_router::policy::{Breach, Policy};
//! # const ACME: Policy = Policy::named("acme").require_toolkit_allowlist().deny_sandbox();
//! use tool_router::SessionConfig;
//!
//! let breaches = ACME.breaches(&SessionConfig::DEFAULT);
//! assert_eq!(breaches, [Breach::UnrestrictedToolkits, Breach::Sandbox]);
//! ```
//!
//! # What a policy cannot see
//!
//! Only the catalogue knows the tags of a tool, and only the platform knows the content of a saved configuration
//! (`session_config`); [`Policy::require_toolkit_allowlist`] refuses saved configurations.
//!
//! Whether a session is handed to MCP clients is not part of its configuration. The compiler and `create` enforce
//! [`Policy::deny_mcp`] nevertheless; [`Policy::breaches`], which gets only a configuration, does not.

#[doc(hidden)]
pub use tool_router_core::policy::{__hold, __stop, __stop_from, __uphold, Held, Stated};
pub use tool_router_core::policy::{Breach, Policy, PolicyBreach, Rule, Verdict};

#[cfg(test)]
mod tests;
