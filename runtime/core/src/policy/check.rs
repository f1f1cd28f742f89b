//! The checks, each a constant function, so that the compiler and a running program share them.

use super::text::{contains, equal, host, lists, slice, string};
use super::{Breach, Policy};
use crate::config::{Access, Instant, NoElicitationSupport, SessionConfig, Tag, Tags, Text, ToolAccess};

/// What of a configuration is looked at: the compiler looks at each setting by itself, to point at its tokens.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum Subject<'a> {
    Toolkit(&'a str),
    Tool(&'a str),
    Toolkits,
    Tags,
    /// The tags of one toolkit, which take the place of the session's.
    TagsOf(&'a str),
    Approvals,
    ManageConnections,
    CallbackUrl,
    Sandbox,
    SandboxSize,
    SandboxProxyExecution,
    ProxyExecute,
    Instant,
    /// Only where it is declared.
    Mcp,
}

/// Stops the compilation when `subject` breaks `policy`. For the attribute's expansion only.
#[doc(hidden)]
#[track_caller]
pub const fn __check(policy: &Policy, config: &SessionConfig, subject: Subject<'_>) {
    if let Some(breach) = policy.breach(config, subject) {
        breach.panic(policy.name);
    }
}

impl Policy {
    /// Everything in `config` that breaks this policy.
    #[must_use]
    pub fn breaches<'a>(&'a self, config: &'a SessionConfig) -> Vec<Breach<'a>> {
        let toolkits: &[Text] = match &config.toolkits.access {
            Access::Only(slugs) => slugs,
            Access::Any | Access::Except(_) => &[],
        };
        let settings = [
            Subject::Toolkits,
            Subject::Approvals,
            Subject::ManageConnections,
            Subject::CallbackUrl,
            Subject::Sandbox,
            Subject::SandboxSize,
            Subject::SandboxProxyExecution,
            Subject::ProxyExecute,
            Subject::Instant,
        ];
        let toolkits = toolkits.iter().filter_map(|slug| self.toolkit(slug));
        let tools =
            self.denied_tools.iter().filter(|tool| config.reaches_tool(tool)).map(|tool| Breach::DeniedTool(tool));
        let of_toolkits = config.tools.iter().filter_map(|(_, tools)| match &tools.access {
            ToolAccess::Tagged(tags) => Some(tags),
            _ => None,
        });
        let filters: Vec<&Tags> = std::iter::once(&config.tags).chain(of_toolkits).collect();
        let tags = self.approval_for.iter().filter(|tag| filters.iter().any(|tags| !approved(tags, **tag)));
        let tags = tags.map(|tag| Breach::NoApproval(*tag));
        let settings = settings.into_iter().filter_map(|subject| self.breach(config, subject));
        let mut breaches = Vec::new();
        for breach in toolkits.chain(tools).chain(tags).chain(settings) {
            if !breaches.contains(&breach) {
                breaches.push(breach);
            }
        }
        breaches
    }

    /// The first breach in `subject`.
    const fn breach<'a>(&'a self, config: &'a SessionConfig, subject: Subject<'a>) -> Option<Breach<'a>> {
        match subject {
            Subject::Toolkit(slug) => match self.toolkit(slug) {
                None => self.unnamed_tool(config, Some(slug)),
                breach => breach,
            },
            Subject::Tool(slug) if contains(self.denied_tools, slug) => Some(Breach::DeniedTool(slug)),
            Subject::Tool(_) => None,
            Subject::Toolkits => self.reach(config),
            Subject::Tags => self.unapproved(&config.tags),
            Subject::TagsOf(toolkit) => match config.tools_of(toolkit) {
                Some(ToolAccess::Tagged(tags)) => self.unapproved(tags),
                _ => None,
            },
            Subject::Approvals => match config.experimental.no_elicitation_support_fallback {
                Some(NoElicitationSupport::Allow) if !self.approval_for.is_empty() => Some(Breach::ApprovalWithoutUser),
                _ => None,
            },
            Subject::ManageConnections if self.connection_management && !config.manage_connections.enable => {
                Some(Breach::ConnectionManagementDisabled)
            }
            Subject::ManageConnections => None,
            Subject::CallbackUrl => self.callback(config),
            Subject::Sandbox | Subject::SandboxSize | Subject::SandboxProxyExecution => self.sandbox(config, subject),
            Subject::ProxyExecute => match config.proxy_execute {
                Some(proxy) if proxy.enable && !self.proxy_execution => Some(Breach::ProxyExecution),
                _ => None,
            },
            Subject::Instant if self.instant || matches!(config.instant, Some(Instant::Off)) => None,
            Subject::Instant => Some(Breach::Instant),
            Subject::Mcp => self.breach_by_mcp(true),
        }
    }

    /// A breach by what is no part of a configuration: that the session can be handed to MCP clients.
    #[doc(hidden)]
    #[must_use]
    pub const fn breach_by_mcp(&self, declared: bool) -> Option<Breach<'static>> {
        if declared && !self.mcp { Some(Breach::Mcp) } else { None }
    }

    const fn toolkit<'a>(&self, slug: &'a str) -> Option<Breach<'a>> {
        match self.allowed_toolkits {
            _ if contains(self.denied_toolkits, slug) => Some(Breach::DeniedToolkit(slug)),
            Some(allowed) if !contains(allowed, slug) => Some(Breach::ToolkitNotAllowed(slug)),
            _ => None,
        }
    }

    /// What follows from the toolkits that the declaration does not name.
    const fn reach<'a>(&'a self, config: &'a SessionConfig) -> Option<Breach<'a>> {
        let excluded = match &config.toolkits.access {
            Access::Only(_) => return None,
            _ if self.toolkit_allowlist => return Some(Breach::UnrestrictedToolkits),
            Access::Any => &[],
            Access::Except(slugs) => slice(slugs),
        };
        let mut next = 0;
        while next < self.denied_toolkits.len() {
            if !lists(excluded, self.denied_toolkits[next]) {
                return Some(Breach::DeniedToolkit(self.denied_toolkits[next]));
            }
            next += 1;
        }
        self.unnamed_tool(config, None)
    }

    /// A denied tool, of `toolkit` if one is given, that is reached without being named.
    const fn unnamed_tool<'a>(&'a self, config: &SessionConfig, toolkit: Option<&str>) -> Option<Breach<'a>> {
        let mut next = 0;
        while next < self.denied_tools.len() {
            let tool = self.denied_tools[next];
            let of_toolkit = match toolkit {
                Some(toolkit) => match config.owner_of(tool).toolkit {
                    Some(owner) => equal(owner, toolkit),
                    None => false,
                },
                None => true,
            };
            if of_toolkit && config.reaches_tool(tool) && !names_tool(config, tool) {
                return Some(Breach::DeniedTool(tool));
            }
            next += 1;
        }
        None
    }

    const fn unapproved<'a>(&self, tags: &Tags) -> Option<Breach<'a>> {
        let mut next = 0;
        while next < self.approval_for.len() {
            if !approved(tags, self.approval_for[next]) {
                return Some(Breach::NoApproval(self.approval_for[next]));
            }
            next += 1;
        }
        None
    }

    const fn callback<'a>(&self, config: &'a SessionConfig) -> Option<Breach<'a>> {
        match (self.callback_hosts, &config.manage_connections.callback_url) {
            (Some(allowed), Some(url)) => {
                let host = host(string(url));
                if contains(allowed, host) { None } else { Some(Breach::CallbackHost(host)) }
            }
            _ => None,
        }
    }

    /// Of a sandbox that may not be there at all, nothing else is said.
    const fn sandbox<'a>(&self, config: &SessionConfig, subject: Subject<'_>) -> Option<Breach<'a>> {
        let (enable, size, proxy) = match &config.sandbox {
            Some(sandbox) => (sandbox.enable, sandbox.sandbox_size, sandbox.enable_proxy_execution),
            None => (None, None, None),
        };
        if matches!(enable, Some(false)) {
            return None;
        }
        match (subject, self.largest_sandbox, size) {
            (Subject::Sandbox, ..) if !self.sandbox => Some(Breach::Sandbox),
            (Subject::SandboxSize, Some(largest), Some(size)) if self.sandbox && size as u8 > largest as u8 => {
                Some(Breach::SandboxTooLarge(size))
            }
            (Subject::SandboxProxyExecution, ..)
                if self.sandbox && !self.proxy_execution && !matches!(proxy, Some(false)) =>
            {
                Some(Breach::SandboxProxyExecution)
            }
            _ => None,
        }
    }
}

/// Whether `tool` stands in the declaration itself, where a breach of its own can point.
const fn names_tool(config: &SessionConfig, tool: &str) -> bool {
    let entries = slice(&config.tools.0);
    let mut next = 0;
    while next < entries.len() {
        if let ToolAccess::Only(named) = &entries[next].1.access
            && lists(slice(named), tool)
        {
            return true;
        }
        next += 1;
    }
    false
}

const fn approved(tags: &Tags, tag: Tag) -> bool {
    has_tag(slice(&tags.require_approval), tag) || has_tag(slice(&tags.disable), tag)
}

const fn has_tag(tags: &[Tag], tag: Tag) -> bool {
    let mut next = 0;
    while next < tags.len() {
        if tags[next] as u8 == tag as u8 {
            return true;
        }
        next += 1;
    }
    false
}

#[cfg(test)]
mod tests;
