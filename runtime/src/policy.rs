//! Company policies, as constants that the compiler holds every declaration to.
//!
//! A policy is published in a crate of its own, and named in each declaration (`policy = acme::ACME`):
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
//! A setting that breaks it is a compile error at that setting's tokens: here at `"stripe"`.
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
//! What the declaration does not say, and should have said, is reported at the policy's path.
//!
//! # For every session of a crate
//!
//! `Cargo.toml` names policies for all sessions of a package, or of a workspace, so that no declaration can forget them:
//!
//! ```toml
//! [package.metadata.tool-router]       # or [workspace.metadata.tool-router]
//! policy = "acme::ACME"                # or a list
//! ```
//!
//! The path begins with the name of a dependency. What is not in the declaration is reported at the struct's name.
//!
//! # Rules of your own
//!
//! What no method of [`Policy`] says is a constant function, named beside the policies. The attribute tells the two apart by the
//! spelling: constants are upper case, functions lower case.
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
//! What the compiler cannot know, such as a callback URL that is supplied at run time,
//! [`create`](crate::SessionBuilder::create) holds to the same policies and rules before it sends anything:
//! [`Error::Policy`](crate::Error::Policy) has every breach. A policy can also be asked directly:
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
//! Which tags a tool has is known to the catalogue alone, and what a saved configuration (`session_config`) says to the platform
//! alone: [`Policy::require_toolkit_allowlist`] refuses a saved configuration.
//!
//! Whether a session is handed to MCP clients is not part of its configuration. The compiler and `create` hold [`Policy::deny_mcp`]
//! all the same; [`Policy::breaches`], which is given a configuration alone, does not.

#[doc(hidden)]
pub use tool_router_core::policy::{
    __check, __check_tool, __check_toolkit, __check_toolkits, __find, __uphold, Findings, KnownToolkit, Names, Subject,
    ToolkitReach,
};
pub use tool_router_core::policy::{Breach, Policy, PolicyBreach, Rule, Verdict};

#[cfg(test)]
mod tests;
