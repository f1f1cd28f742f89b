//! The checks. Each is a constant function, so that the compiler and a running program share them.

mod by_name;
mod by_setting;
mod compiled;

pub(super) use self::by_setting::Objections;
pub use self::compiled::{__hold, __stop, __stop_from, Held, Looked, Stated, Statement};

use super::settings::{SettingTable, Settings};
use super::{Breach, Policy};
use crate::config::{SandboxSize, SessionConfig, Tag};

/// The part of a configuration to check, besides its names. The compiler checks each setting separately, to point at
/// its tokens.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A filter by tags, by its position.
    Tags(usize),
    Approvals,
    ManageConnections,
    CallbackUrl,
    LinkUrl,
    Sandbox,
    SandboxSize,
    SandboxProxyExecution,
    ProxyExecute,
    Search,
    MultiExecute,
    SubmitFeedback,
    Instant,
    Mcp,
}

impl Subject {
    /// Each of them that there is one of.
    const SETTINGS: [Self; 13] = [
        Self::Approvals,
        Self::ManageConnections,
        Self::CallbackUrl,
        Self::LinkUrl,
        Self::Sandbox,
        Self::SandboxSize,
        Self::SandboxProxyExecution,
        Self::ProxyExecute,
        Self::Search,
        Self::MultiExecute,
        Self::SubmitFeedback,
        Self::Instant,
        Self::Mcp,
    ];

    /// Its bit among the [`Objections`] of a policy; filters by tags have one.
    const fn bit(self) -> u32 {
        match self {
            Self::Tags(_) => 0,
            Self::Approvals => 1,
            Self::ManageConnections => 2,
            Self::CallbackUrl => 3,
            Self::LinkUrl => 4,
            Self::Sandbox => 5,
            Self::SandboxSize => 6,
            Self::SandboxProxyExecution => 7,
            Self::ProxyExecute => 8,
            Self::Search => 9,
            Self::MultiExecute => 10,
            Self::SubmitFeedback => 11,
            Self::Instant => 12,
            Self::Mcp => 13,
        }
    }

    /// Each of them, with that many filters by tags.
    fn all(filters: usize) -> impl Iterator<Item = Self> {
        (0..filters).map(Self::Tags).chain(Self::SETTINGS)
    }
}

impl Settings<'_, '_> {
    /// Whether any policy could object to `subject`. What none objects to need not be checked.
    #[must_use]
    pub fn can_break(self, subject: Subject) -> bool {
        [Policy::STRICTEST, Policy { sandbox: true, ..Policy::STRICTEST }]
            .iter()
            .any(|policy| policy.breach(self, subject).is_some())
    }
}

impl Policy {
    /// The policy that denies whatever a policy can deny.
    const STRICTEST: Self = Self {
        name: "strictest",
        denied_toolkits: &["*"],
        toolkit_patterns: true,
        allowed_toolkits: Some(&[]),
        toolkit_allowlist: true,
        denied_tools: &["*"],
        tool_patterns: true,
        meta_tools: true,
        approval_for: Tag::ALL,
        connection_management: true,
        callback_hosts: Some(&[]),
        sandbox: false,
        largest_sandbox: Some(SandboxSize::Standard),
        proxy_execution: false,
        instant: false,
        mcp: false,
        objections: Objections::NONE,
    }
    .with_objections();

    /// Returns everything in `config` that breaks this policy.
    #[must_use]
    pub fn breaches<'a>(&'a self, config: &'a SessionConfig) -> Vec<Breach<'a>> {
        let table = SettingTable::of(config, false);
        let settings = table.settings();
        let by_setting = Subject::all(table.filters()).filter_map(|subject| self.breach(settings, subject));
        let mut breaches = Vec::new();
        for breach in self.breaches_by_name(config).into_iter().chain(by_setting) {
            if !breaches.contains(&breach) {
                breaches.push(breach);
            }
        }
        breaches
    }
}

#[cfg(test)]
mod tests;
