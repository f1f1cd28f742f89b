use std::fmt;

use serde::Serialize;

use super::meta::{is_meta_tool, setting_of};
use super::pattern::is_pattern;
use crate::config::{SandboxSize, Tag};
use crate::message::Message;

/// One way in which a configuration breaks a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Breach<'a> {
    /// It reaches a toolkit that is denied.
    DeniedToolkit(&'a str),
    /// It reaches a toolkit that is not among those allowed.
    ToolkitNotAllowed(&'a str),
    /// It does not limit which toolkits it reaches.
    UnrestrictedToolkits,
    /// It reaches a tool that is denied.
    DeniedTool(&'a str),
    /// Tools with this tag run without approval.
    NoApproval(Tag),
    /// A tool is enabled or preloaded by name and runs without approval, although its tag may be one that is disabled: the name may win
    /// over the tag.
    NamedWithoutApproval(&'a str),
    /// Approvals are granted when nobody can ask the user.
    ApprovalWithoutUser,
    /// Connection management is disabled.
    ConnectionManagementDisabled,
    /// After authenticating, users are sent to a host that is not allowed.
    CallbackHost(&'a str),
    /// To authenticate, users are sent to a host that is not allowed.
    LinkHost(&'a str),
    /// It has a sandbox.
    Sandbox,
    /// Its sandbox is too large.
    SandboxTooLarge(SandboxSize),
    /// It can call a toolkit's own HTTP API.
    ProxyExecution,
    /// Its sandbox can call a toolkit's own HTTP API.
    SandboxProxyExecution,
    /// It can use instant tools.
    Instant,
    /// It can be handed to MCP clients.
    Mcp,
}

impl<'a> Breach<'a> {
    /// What is wrong, as the words around the offending value, and what to write instead.
    const fn words(self) -> ([&'a str; 3], &'static str) {
        match self {
            Self::DeniedToolkit(slug) => {
                (["toolkit `", slug, "` is denied"], "leave it out: name only the toolkits that the agent needs")
            }
            Self::ToolkitNotAllowed(slug) => (
                ["toolkit `", slug, "` is not among those allowed"],
                "leave it out: name only the toolkits that the agent needs",
            ),
            Self::UnrestrictedToolkits => (
                ["the toolkits are not restricted to an allowlist", "", ""],
                "declare the toolkits that the agent uses: `toolkits = [\"gmail\"]`",
            ),
            Self::DeniedTool(slug) if is_meta_tool(slug) => {
                (["the router's own tool `", slug, "` is denied, but the session offers it"], setting_of(slug))
            }
            Self::DeniedTool(pattern) if is_pattern(pattern) => (
                ["tools `", pattern, "` are denied, but the declaration may reach one"],
                "name the tools that the agent needs: `tools(gmail = [\"GMAIL_FETCH_EMAILS\"])`",
            ),
            Self::DeniedTool(slug) => (
                ["tool `", slug, "` is denied, but the declaration reaches it"],
                "name the tools that the agent needs, or disable this one: `tools(gmail(disable = [\"…\"]))`",
            ),
            Self::NoApproval(tag) => (
                ["tools tagged `", tag.word(), "` run without the user's approval"],
                "put the tag under approval: `tags(require_approval = [destructive])`",
            ),
            Self::NamedWithoutApproval(tool) => (
                [
                    "tool `",
                    tool,
                    "` is named, which may win over the tags that are disabled, and runs without the user's approval",
                ],
                "put the tag under approval instead of disabling it: `tags(require_approval = [destructive])`",
            ),
            Self::ApprovalWithoutUser => (
                ["calls are approved without the user if the client cannot ask", "", ""],
                "declare `no_elicitation_support = deny`",
            ),
            Self::ConnectionManagementDisabled => {
                (["connection management is disabled", "", ""], "declare `manage_connections = true`")
            }
            Self::CallbackHost(host) => (
                ["users may not be sent to `", host, "` after authenticating"],
                "use a callback URL on an allowed host",
            ),
            Self::LinkHost(host) => (
                ["users may not be sent to `", host, "` to authenticate"],
                "use a `link_url` on an allowed host, or leave it out",
            ),
            Self::Sandbox => (["the session has a sandbox", "", ""], "declare `sandbox = false`"),
            Self::SandboxTooLarge(size) => {
                (["a sandbox of size `", size.as_str(), "` is too large"], "declare a smaller `sandbox(size = …)`")
            }
            Self::ProxyExecution => (
                ["proxy execution is enabled", "", ""],
                "leave `proxy_execute` out, or declare `proxy_execute = false`",
            ),
            Self::SandboxProxyExecution => (
                ["the sandbox can call toolkits' own HTTP APIs", "", ""],
                "declare `sandbox(proxy_execution = false)` or `sandbox = false`",
            ),
            Self::Instant => (["instant tools can be used", "", ""], "declare `instant = false`"),
            Self::Mcp => (["the session can be handed to MCP clients", "", ""], "leave `mcp` out"),
        }
    }

    /// Stops the evaluation of a constant with this breach.
    #[track_caller]
    pub(super) const fn panic(self, policy: &str) -> ! {
        self.add_to(Message::EMPTY, policy).panic()
    }

    /// Adds this breach to a message, on lines of its own.
    pub(super) const fn add_to(self, message: Message, policy: &str) -> Message {
        let (words, help) = self.words();
        message.push_breach(policy, words, help)
    }

    /// Converts the breach to one that does not borrow from the configuration.
    #[must_use]
    pub fn to_policy_breach(self, policy: &'static str) -> PolicyBreach {
        let ([before, value, after], help) = self.words();
        PolicyBreach::new(policy, [before, value, after].concat(), help)
    }
}

impl fmt::Display for Breach<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (words, _) = self.words();
        words.iter().try_for_each(|word| formatter.write_str(word))
    }
}

/// A [`Breach`] of a named policy, or of a [`Rule`](super::Rule), in words.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct PolicyBreach {
    policy: &'static str,
    what: String,
    help: &'static str,
}

impl PolicyBreach {
    pub(super) fn new(policy: &'static str, what: String, help: &'static str) -> Self {
        Self { policy, what, help }
    }

    /// The name of the policy or of the rule.
    #[must_use]
    pub fn policy(&self) -> &'static str {
        self.policy
    }

    /// What is wrong.
    #[must_use]
    pub fn what(&self) -> &str {
        &self.what
    }

    /// What to write instead.
    #[must_use]
    pub fn help(&self) -> &'static str {
        self.help
    }
}

impl fmt::Display for PolicyBreach {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "policy `{}`: {}", self.policy, self.what)
    }
}
