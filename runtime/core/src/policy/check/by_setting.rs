//! The settings that a policy objects to.

use super::Subject;
use crate::config::Tag;
use crate::policy::meta::offered_by;
use crate::policy::pattern::matches;
use crate::policy::settings::{Settings, Switch, TagFilter, named_host};
use crate::policy::text::contains;
use crate::policy::{Breach, Policy};

/// The settings that a policy may object to, each a [bit](Subject::bit), which the compiler reads faster than it calls a function.
#[derive(Clone, Copy, Debug)]
pub(in crate::policy) struct Objections(pub(super) u16);

impl Objections {
    pub(in crate::policy) const NONE: Self = Self(0);
}

impl Policy {
    /// The first breach in `subject`.
    pub(super) const fn breach<'a>(&self, settings: Settings<'_, 'a>, subject: Subject) -> Option<Breach<'a>> {
        let by_itself = match subject {
            Subject::Tags(place) => self.unapproved(settings.tags[place]),
            Subject::Approvals if settings.on.has(Switch::ApprovedWithoutUser) && !self.approval_for.is_empty() => {
                Some(Breach::ApprovalWithoutUser)
            }
            Subject::ManageConnections if self.connection_management && !settings.on.has(Switch::ManageConnections) => {
                Some(Breach::ConnectionManagementDisabled)
            }
            Subject::CallbackUrl if self.is_foreign(settings.callback_host) => {
                Some(Breach::CallbackHost(settings.callback_host))
            }
            Subject::LinkUrl if self.is_foreign(settings.link_host) => Some(Breach::LinkHost(settings.link_host)),
            Subject::Sandbox | Subject::SandboxSize | Subject::SandboxProxyExecution => self.sandbox(settings, subject),
            Subject::ProxyExecute if settings.on.has(Switch::ProxyExecute) && !self.proxy_execution => {
                Some(Breach::ProxyExecution)
            }
            Subject::Instant if settings.on.has(Switch::Instant) && !self.instant => Some(Breach::Instant),
            Subject::Mcp => self.breach_by_mcp(settings.on.has(Switch::Mcp)),
            _ => None,
        };
        match by_itself {
            None => self.denied_meta_tool(offered_by(settings, subject)),
            breach => breach,
        }
    }

    /// The policy that knows what it may object to. A policy is evaluated once, and what is declared under it once for each session.
    pub(in crate::policy) const fn with_objections(mut self) -> Self {
        let mut objections = if self.may_object(Subject::Tags(0)) { 1 } else { 0 };
        let mut next = 0;
        while next < Subject::SETTINGS.len() {
            if self.may_object(Subject::SETTINGS[next]) {
                objections |= 1 << Subject::SETTINGS[next].bit();
            }
            next += 1;
        }
        self.objections = Objections(objections);
        self
    }

    /// Whether it could object to `subject`, whatever is declared.
    const fn may_object(&self, subject: Subject) -> bool {
        match subject {
            Subject::Tags(_) | Subject::Approvals => !self.approval_for.is_empty(),
            Subject::ManageConnections => self.connection_management || self.meta_tools,
            Subject::CallbackUrl | Subject::LinkUrl => self.callback_hosts.is_some(),
            Subject::Sandbox => !self.sandbox || self.meta_tools,
            Subject::SandboxSize => self.largest_sandbox.is_some(),
            Subject::SandboxProxyExecution => !self.proxy_execution,
            Subject::ProxyExecute => !self.proxy_execution || self.meta_tools,
            Subject::Search | Subject::MultiExecute | Subject::SubmitFeedback => self.meta_tools,
            Subject::Instant => !self.instant,
            Subject::Mcp => !self.mcp,
        }
    }

    /// A breach by something outside the configuration: MCP clients can be given the session.
    #[doc(hidden)]
    #[must_use]
    pub const fn breach_by_mcp(&self, declared: bool) -> Option<Breach<'static>> {
        if declared && !self.mcp { Some(Breach::Mcp) } else { None }
    }

    /// A breach by the callback URL that one link has instead of the session's.
    #[doc(hidden)]
    #[must_use]
    pub fn breach_by_callback_url<'a>(&self, url: &'a str) -> Option<Breach<'a>> {
        let host = named_host(url);
        self.is_foreign(host).then_some(Breach::CallbackHost(host))
    }

    /// Whether `host` is not among those that are allowed.
    const fn is_foreign(&self, host: &str) -> bool {
        match self.callback_hosts {
            Some(allowed) => !host.is_empty() && !contains(allowed, host),
            None => false,
        }
    }

    const fn denied_meta_tool(&self, offered: &[&'static str]) -> Option<Breach<'static>> {
        if !self.meta_tools {
            return None;
        }
        let (mut tool, mut next) = (0, 0);
        while tool < offered.len() {
            while next < self.denied_tools.len() {
                if matches(self.denied_tools[next], offered[tool]) {
                    return Some(Breach::DeniedTool(offered[tool]));
                }
                next += 1;
            }
            (tool, next) = (tool + 1, 0);
        }
        None
    }

    const fn unapproved<'a>(&self, filter: TagFilter<'a>) -> Option<Breach<'a>> {
        let mut next = 0;
        while next < self.approval_for.len() {
            let breach = unapproved(self.approval_for[next], filter);
            if breach.is_some() {
                return breach;
            }
            next += 1;
        }
        None
    }

    /// If there may be no sandbox at all, only that breach is reported.
    const fn sandbox<'a>(&self, settings: Settings<'_, '_>, subject: Subject) -> Option<Breach<'a>> {
        if !settings.on.has(Switch::Sandbox) {
            return None;
        }
        match (subject, self.largest_sandbox, settings.sandbox_size) {
            (Subject::Sandbox, ..) if !self.sandbox => Some(Breach::Sandbox),
            (Subject::SandboxSize, Some(largest), Some(size)) if self.sandbox && size as u8 > largest as u8 => {
                Some(Breach::SandboxTooLarge(size))
            }
            (Subject::SandboxProxyExecution, ..)
                if self.sandbox && !self.proxy_execution && settings.on.has(Switch::SandboxProxyExecution) =>
            {
                Some(Breach::SandboxProxyExecution)
            }
            _ => None,
        }
    }
}

/// How tools with `tag` may run without approval: a disabled tag stops all but the one that is named.
const fn unapproved(tag: Tag, filter: TagFilter<'_>) -> Option<Breach<'_>> {
    if filter.require_approval.has(tag) {
        return None;
    }
    if !filter.disable.has(tag) {
        Some(Breach::NoApproval(tag))
    } else if filter.named.is_empty() {
        None
    } else {
        Some(Breach::NamedWithoutApproval(filter.named))
    }
}
