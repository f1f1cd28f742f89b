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
//! Whether a session is handed to MCP clients is no part of its configuration. The compiler and `create` hold [`Policy::deny_mcp`]
//! all the same; [`Policy::breaches`], which is given a configuration alone, does not.

mod breach;
mod check;
pub(crate) mod message;
mod reach;
mod text;
mod verdict;

use crate::config::{SandboxSize, SessionConfig, Tag};
use crate::spec::SessionSpec;

pub use self::breach::{Breach, PolicyBreach};
#[doc(hidden)]
pub use self::check::{__check, Subject};
#[doc(hidden)]
pub use self::verdict::__uphold;
pub use self::verdict::{Rule, Verdict};

/// Everything in `config` that breaks what `S` is held to.
pub(crate) fn breaches<S: SessionSpec>(config: &SessionConfig) -> Vec<PolicyBreach> {
    let of_policies = S::POLICIES.iter().flat_map(|policy| {
        let breaches = policy.breaches(config).into_iter();
        breaches.chain(policy.breach_by_mcp(S::MCP)).map(|breach| breach.to_policy_breach(policy.name))
    });
    let of_rules = S::POLICY_RULES.iter().filter_map(|rule| match rule.check(config) {
        Verdict::Allowed => None,
        Verdict::Denied { what, help } => Some(PolicyBreach { policy: rule.name(), what: what.to_owned(), help }),
    });
    of_policies.chain(of_rules).collect()
}

/// What a company allows its agents to be declared with.
///
/// A policy says nothing until it is told to: [`Policy::named`] allows everything, and each method takes something away.
#[derive(Clone, Copy, Debug)]
pub struct Policy {
    name: &'static str,
    denied_toolkits: &'static [&'static str],
    allowed_toolkits: Option<&'static [&'static str]>,
    toolkit_allowlist: bool,
    denied_tools: &'static [&'static str],
    approval_for: &'static [Tag],
    connection_management: bool,
    callback_hosts: Option<&'static [&'static str]>,
    sandbox: bool,
    largest_sandbox: Option<SandboxSize>,
    proxy_execution: bool,
    instant: bool,
    mcp: bool,
}

impl Policy {
    /// A policy that allows everything. Its name is part of each message about a breach.
    #[must_use]
    pub const fn named(name: &'static str) -> Self {
        Self {
            name,
            denied_toolkits: &[],
            allowed_toolkits: None,
            toolkit_allowlist: false,
            denied_tools: &[],
            approval_for: &[],
            connection_management: false,
            callback_hosts: None,
            sandbox: true,
            largest_sandbox: None,
            proxy_execution: true,
            instant: true,
            mcp: true,
        }
    }

    /// The policy's name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// No session may reach these toolkits.
    #[must_use]
    pub const fn deny_toolkits(mut self, toolkits: &'static [&'static str]) -> Self {
        self.denied_toolkits = toolkits;
        self
    }

    /// No session may reach a toolkit other than these. It has to say which ones it reaches.
    #[must_use]
    pub const fn allow_toolkits(mut self, toolkits: &'static [&'static str]) -> Self {
        self.allowed_toolkits = Some(toolkits);
        self.toolkit_allowlist = true;
        self
    }

    /// Each session has to say which toolkits it reaches: `toolkits = [..]` or `none`, neither `any` nor a denylist.
    #[must_use]
    pub const fn require_toolkit_allowlist(mut self) -> Self {
        self.toolkit_allowlist = true;
        self
    }

    /// No session may reach these tools.
    #[must_use]
    pub const fn deny_tools(mut self, tools: &'static [&'static str]) -> Self {
        self.denied_tools = tools;
        self
    }

    /// Tools with these tags need the user's approval in each session: `tags(require_approval = [..])`.
    #[must_use]
    pub const fn require_approval_for(mut self, tags: &'static [Tag]) -> Self {
        self.approval_for = tags;
        self
    }

    /// Connection management has to be enabled in each session.
    #[must_use]
    pub const fn require_connection_management(mut self) -> Self {
        self.connection_management = true;
        self
    }

    /// Users may be sent to these hosts only after authenticating. A callback URL on another host is a breach, also
    /// when it is supplied at run time.
    #[must_use]
    pub const fn callback_hosts(mut self, hosts: &'static [&'static str]) -> Self {
        self.callback_hosts = Some(hosts);
        self
    }

    /// No session may have a sandbox. The API's default is to have one: each session has to say `sandbox = false`.
    #[must_use]
    pub const fn deny_sandbox(mut self) -> Self {
        self.sandbox = false;
        self
    }

    /// No session may have a sandbox larger than this.
    #[must_use]
    pub const fn largest_sandbox(mut self, size: SandboxSize) -> Self {
        self.largest_sandbox = Some(size);
        self
    }

    /// No session may call a toolkit's own HTTP API, neither by itself nor from its sandbox.
    #[must_use]
    pub const fn deny_proxy_execution(mut self) -> Self {
        self.proxy_execution = false;
        self
    }

    /// No session may use instant tools, which cost money: each has to say `instant = false`.
    #[must_use]
    pub const fn deny_instant(mut self) -> Self {
        self.instant = false;
        self
    }

    /// No session may be handed to MCP clients: whoever holds its endpoint's headers could use it from outside of the
    /// program. A declaration with `mcp` is a breach.
    #[must_use]
    pub const fn deny_mcp(mut self) -> Self {
        self.mcp = false;
        self
    }
}

#[cfg(test)]
mod tests;
