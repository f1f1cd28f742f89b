//! The checks. Each is a constant function, so that the compiler and a running program share them.

use super::meta::{is_meta_tool, offered_by};
use super::names::{NameTable, Names, Place, ToolkitReach};
use super::pattern::{is_pattern, matches, may_match};
use super::settings::{SettingTable, Settings, TagFilter};
use super::text::contains;
use super::{Breach, Policy};
use crate::config::{SandboxSize, SessionConfig, Tag};
use crate::grammar::slug::compare;
use crate::grammar::url::host;

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
    /// Each of them, with that many filters by tags.
    fn all(filters: usize) -> impl Iterator<Item = Self> {
        let settings = [
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
        (0..filters).map(Self::Tags).chain(settings)
    }
}

/// A policy that a declaration is held to. For the attribute's expansion only.
///
/// The compiler looks into whatever a constant refers to each time that the reference is passed on, but not into a copy of this.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Held<'a> {
    pub to: &'a Policy,
}

/// What breaks a policy. For the attribute's expansion only.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Found<'f, 'a, const TOOLKITS: usize, const TOOLS: usize> {
    pub findings: &'f Findings<'a, TOOLKITS, TOOLS>,
}

/// The names that break a policy, by their position in [`Names`]. For the attribute's expansion only.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Findings<'a, const TOOLKITS: usize, const TOOLS: usize> {
    toolkits: [Option<Breach<'a>>; TOOLKITS],
    tools: [Option<Breach<'a>>; TOOLS],
    beyond: Option<Breach<'a>>,
}

/// Searches for each name of the policy once.
#[doc(hidden)]
#[must_use]
pub const fn __find<'a, const TOOLKITS: usize, const TOOLS: usize>(
    held: Held<'a>,
    names: Names<'_, 'a>,
) -> Findings<'a, TOOLKITS, TOOLS> {
    let mut findings = Findings { toolkits: [None; TOOLKITS], tools: [None; TOOLS], beyond: None };
    held.to.mark(&names, &mut findings.toolkits, &mut findings.tools);
    findings.beyond = match held.to.breach_beyond(&names, 0) {
        Some((breach, _)) => Some(breach),
        None => None,
    };
    findings
}

/// Stops compilation if the toolkit at this position breaks the policy.
#[doc(hidden)]
#[track_caller]
pub const fn __check_toolkit<const TOOLKITS: usize, const TOOLS: usize>(
    held: Held<'_>,
    found: Found<'_, '_, TOOLKITS, TOOLS>,
    place: usize,
) {
    stop(held, found.findings.toolkits[place]);
}

/// Stops compilation if the tool at this position breaks the policy.
#[doc(hidden)]
#[track_caller]
pub const fn __check_tool<const TOOLKITS: usize, const TOOLS: usize>(
    held: Held<'_>,
    found: Found<'_, '_, TOOLKITS, TOOLS>,
    place: usize,
) {
    stop(held, found.findings.tools[place]);
}

/// Stops compilation if toolkits that are not named break the policy.
#[doc(hidden)]
#[track_caller]
pub const fn __check_toolkits<const TOOLKITS: usize, const TOOLS: usize>(
    held: Held<'_>,
    found: Found<'_, '_, TOOLKITS, TOOLS>,
) {
    stop(held, found.findings.beyond);
}

/// Stops compilation if `subject` breaks the policy.
#[doc(hidden)]
#[track_caller]
pub const fn __check(held: Held<'_>, settings: Settings<'_, '_>, subject: Subject) {
    stop(held, held.to.breach(settings, subject));
}

#[track_caller]
const fn stop(held: Held<'_>, breach: Option<Breach<'_>>) {
    if let Some(breach) = breach {
        breach.panic(held.to.name);
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
        allowed_toolkits: Some(&[]),
        toolkit_allowlist: true,
        denied_tools: &["*"],
        approval_for: Tag::ALL,
        connection_management: true,
        callback_hosts: Some(&[]),
        sandbox: false,
        largest_sandbox: Some(SandboxSize::Standard),
        proxy_execution: false,
        instant: false,
        mcp: false,
    };

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

    fn breaches_by_name<'a>(&'a self, config: &'a SessionConfig) -> Vec<Breach<'a>> {
        let table = NameTable::of(config, |_| None);
        let names = table.names();
        let mut toolkits = vec![None; names.toolkits.len()];
        self.mark_toolkits(&names, &mut toolkits);
        let mut breaches: Vec<Breach<'a>> = toolkits.into_iter().flatten().collect();
        breaches
            .extend(self.denied_tools.iter().filter(|tool| reaches(&names, tool)).map(|tool| Breach::DeniedTool(tool)));
        let mut from = 0;
        while let Some((breach, next)) = self.breach_beyond(&names, from) {
            if !breaches.contains(&breach) {
                breaches.push(breach);
            }
            from = next;
        }
        breaches
    }

    /// The first breach in `subject`.
    const fn breach<'a>(&self, settings: Settings<'_, 'a>, subject: Subject) -> Option<Breach<'a>> {
        let by_itself = match subject {
            Subject::Tags(place) => self.unapproved(settings.tags[place]),
            Subject::Approvals if settings.approved_without_user && !self.approval_for.is_empty() => {
                Some(Breach::ApprovalWithoutUser)
            }
            Subject::ManageConnections if self.connection_management && !settings.manage_connections => {
                Some(Breach::ConnectionManagementDisabled)
            }
            Subject::CallbackUrl => match settings.callback_url {
                Some(url) => self.breach_by_callback_url(url),
                None => None,
            },
            Subject::LinkUrl => match (self.callback_hosts, settings.link_url) {
                (Some(allowed), Some(url)) => match foreign_host(allowed, url) {
                    Some(host) => Some(Breach::LinkHost(host)),
                    None => None,
                },
                _ => None,
            },
            Subject::Sandbox | Subject::SandboxSize | Subject::SandboxProxyExecution => self.sandbox(settings, subject),
            Subject::ProxyExecute if settings.proxy_execute && !self.proxy_execution => Some(Breach::ProxyExecution),
            Subject::Instant if settings.instant && !self.instant => Some(Breach::Instant),
            Subject::Mcp => self.breach_by_mcp(settings.mcp),
            _ => None,
        };
        match by_itself {
            None => self.denied_meta_tool(offered_by(settings, subject)),
            breach => breach,
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
    pub const fn breach_by_callback_url<'a>(&self, url: &'a str) -> Option<Breach<'a>> {
        match self.callback_hosts {
            Some(allowed) => match foreign_host(allowed, url) {
                Some(host) => Some(Breach::CallbackHost(host)),
                None => None,
            },
            None => None,
        }
    }

    /// Marks the toolkits and tools that break the policy, each by its position among the names.
    const fn mark<'a>(
        &'a self,
        names: &Names<'_, 'a>,
        toolkits: &mut [Option<Breach<'a>>],
        tools: &mut [Option<Breach<'a>>],
    ) {
        self.mark_toolkits(names, toolkits);
        let mut next = 0;
        while next < self.denied_tools.len() {
            let denied = self.denied_tools[next];
            let breach = Some(Breach::DeniedTool(denied));
            next += 1;
            if is_pattern(denied) {
                let mut place = 0;
                while place < names.enabled.len() {
                    if tools[place].is_none() && matches(denied, names.enabled[place]) {
                        tools[place] = Some(Breach::DeniedTool(names.enabled[place]));
                    }
                    place += 1;
                }
                place = 0;
                while place < names.toolkits.len() {
                    if toolkits[place].is_none() && names.may_match_in(place, denied) {
                        toolkits[place] = breach;
                    }
                    place += 1;
                }
            } else if !is_meta_tool(denied) {
                match names.place_of(denied) {
                    Place::Tool(place) if tools[place].is_none() => tools[place] = breach,
                    Place::Toolkit(place) if toolkits[place].is_none() => toolkits[place] = breach,
                    _ => {}
                }
            }
        }
    }

    /// Marks the toolkits that are denied, or not among those allowed.
    const fn mark_toolkits<'a>(&self, names: &Names<'_, 'a>, toolkits: &mut [Option<Breach<'a>>]) {
        let mut place = 0;
        if let Some(allowed) = self.allowed_toolkits {
            while place < names.toolkits.len() {
                toolkits[place] = Some(Breach::ToolkitNotAllowed(names.toolkits[place].slug));
                place += 1;
            }
            let mut next = 0;
            while next < allowed.len() {
                each_named(names, allowed[next], Listed::Allowed, toolkits);
                next += 1;
            }
        }
        let mut next = 0;
        while next < self.denied_toolkits.len() {
            each_named(names, self.denied_toolkits[next], Listed::Denied, toolkits);
            next += 1;
        }
        place = 0;
        while place < names.toolkits.len() {
            if matches!(names.toolkits[place].reach, ToolkitReach::Nothing) {
                toolkits[place] = None;
            }
            place += 1;
        }
    }

    /// The first breach by toolkits that the declaration does not name, from position `from` on, and the position to go
    /// on from.
    const fn breach_beyond<'a>(&'a self, names: &Names<'_, '_>, from: usize) -> Option<(Breach<'a>, usize)> {
        if names.bounded {
            return None;
        }
        if self.toolkit_allowlist {
            return if from == 0 { Some((Breach::UnrestrictedToolkits, 1)) } else { None };
        }
        let mut next = from;
        while next < self.denied_toolkits.len() + self.denied_tools.len() {
            let breach = if next < self.denied_toolkits.len() {
                let denied = self.denied_toolkits[next];
                // A list of names never excludes everything that a pattern may match.
                let excluded = match names.find_toolkit(denied) {
                    Some(place)
                        if !is_pattern(denied) && compare(denied, names.toolkits[place].slug, false).is_eq() =>
                    {
                        matches!(names.toolkits[place].reach, ToolkitReach::Nothing)
                    }
                    _ => false,
                };
                if excluded { None } else { Some(Breach::DeniedToolkit(denied)) }
            } else {
                let denied = self.denied_tools[next - self.denied_toolkits.len()];
                if reaches_beyond(names, denied) { Some(Breach::DeniedTool(denied)) } else { None }
            };
            next += 1;
            if let Some(breach) = breach {
                return Some((breach, next));
            }
        }
        None
    }

    const fn denied_meta_tool(&self, offered: &[&'static str]) -> Option<Breach<'static>> {
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
        if !settings.sandbox {
            return None;
        }
        match (subject, self.largest_sandbox, settings.sandbox_size) {
            (Subject::Sandbox, ..) if !self.sandbox => Some(Breach::Sandbox),
            (Subject::SandboxSize, Some(largest), Some(size)) if self.sandbox && size as u8 > largest as u8 => {
                Some(Breach::SandboxTooLarge(size))
            }
            (Subject::SandboxProxyExecution, ..)
                if self.sandbox && !self.proxy_execution && settings.sandbox_proxy_execution =>
            {
                Some(Breach::SandboxProxyExecution)
            }
            _ => None,
        }
    }
}

/// The host of `url` if it is not among those allowed; the whole URL if it has no host.
const fn foreign_host<'a>(allowed: &[&str], url: &'a str) -> Option<&'a str> {
    match host(url) {
        Some(host) if contains(allowed, host) => None,
        Some(host) => Some(host),
        None => Some(url),
    }
}

/// The list of a policy that names a toolkit.
#[derive(Clone, Copy)]
enum Listed {
    Allowed,
    Denied,
}

/// Marks each toolkit that `name` stands for as denied, or as allowed.
///
/// Whether `onedrive` is the toolkit `one_drive` is for the router to know, so that the stricter reading counts: a denied name stands
/// for those that differ in separators as well, and an allowed one for the toolkit that is written like it alone.
const fn each_named<'a>(names: &Names<'_, 'a>, name: &str, as_listed: Listed, toolkits: &mut [Option<Breach<'a>>]) {
    let (mut place, end) = if is_pattern(name) {
        (0, names.toolkits.len())
    } else {
        match names.find_toolkit(name) {
            Some(place) => (place, place + 1),
            None => return,
        }
    };
    while place < end {
        let slug = names.toolkits[place].slug;
        // One that is not a pattern was found with separators looked through.
        let stands = match (is_pattern(name), as_listed) {
            (true, Listed::Denied) => may_match(name, slug),
            (true, Listed::Allowed) => matches(name, slug),
            (false, Listed::Denied) => true,
            (false, Listed::Allowed) => compare(name, slug, false).is_eq(),
        };
        if stands {
            toolkits[place] = match as_listed {
                Listed::Denied => Some(Breach::DeniedToolkit(slug)),
                Listed::Allowed => None,
            };
        }
        place += 1;
    }
}

/// Whether a denied name, or something it matches, is reached anywhere.
const fn reaches(names: &Names<'_, '_>, denied: &str) -> bool {
    if !is_pattern(denied) {
        return !is_meta_tool(denied) && !matches!(names.place_of(denied), Place::Nowhere);
    }
    let mut place = 0;
    while place < names.enabled.len() {
        if matches(denied, names.enabled[place]) {
            return true;
        }
        place += 1;
    }
    place = 0;
    while place < names.toolkits.len() {
        if names.may_match_in(place, denied) {
            return true;
        }
        place += 1;
    }
    reaches_beyond(names, denied)
}

/// Whether a denied name, or something it matches, is reached through toolkits that are not named.
const fn reaches_beyond(names: &Names<'_, '_>, denied: &str) -> bool {
    if is_pattern(denied) {
        names.may_match_beyond(denied)
    } else {
        !is_meta_tool(denied) && matches!(names.place_of(denied), Place::Beyond)
    }
}

/// How tools with `tag` may run without approval: a disabled tag stops all but the one that is named.
const fn unapproved(tag: Tag, filter: TagFilter<'_>) -> Option<Breach<'_>> {
    if has_tag(filter.require_approval, tag) {
        return None;
    }
    match filter.named {
        _ if !has_tag(filter.disable, tag) => Some(Breach::NoApproval(tag)),
        Some(tool) => Some(Breach::NamedWithoutApproval(tool)),
        None => None,
    }
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
