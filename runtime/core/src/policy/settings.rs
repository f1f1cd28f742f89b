//! What policies read of a configuration besides its names.

use crate::config::{Instant, NoElicitationSupport, SandboxSize, SessionConfig, Tag, Tags, ToolAccess};
use crate::grammar::url::host;

/// What policies read of a configuration besides its names.
///
/// The compiler evaluates policies on this and not on the configuration: it is small, and is passed by value. A reference would make
/// the compiler find out, for each setting of each agent, whether anything within the whole configuration can change.
#[derive(Clone, Copy, Debug)]
pub struct Settings<'s, 'a> {
    /// The filters by tags: that of the session, then those of the toolkits that have one of their own.
    pub tags: &'s [TagFilter<'a>],
    /// The host that users are sent to after authenticating, or the whole URL if it has none; empty if none is declared.
    pub callback_host: &'a str,
    /// The host that users are sent to in order to authenticate, in place of the platform, in the same form.
    pub link_host: &'a str,
    /// The size of the sandbox, where it is declared.
    pub sandbox_size: Option<SandboxSize>,
    /// What is on.
    pub on: Switches,
}

/// Settings that are on or off, as one number: the compiler reads a number faster than a field for each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Switches(pub u16);

/// A setting that is on or off.
#[derive(Clone, Copy, Debug)]
pub enum Switch {
    /// Calls are approved without the user where the client cannot ask.
    ApprovedWithoutUser,
    /// The agent manages connections.
    ManageConnections,
    /// It has the tool that waits for them.
    WaitTool,
    /// There may be a sandbox.
    Sandbox,
    /// The sandbox may call a toolkit's own HTTP API.
    SandboxProxyExecution,
    /// The agent may call a toolkit's own HTTP API.
    ProxyExecute,
    /// It can search for tools.
    Search,
    /// It can execute several tools in one call.
    MultiExecute,
    /// It can send feedback to the platform.
    SubmitFeedback,
    /// It may have instant tools.
    Instant,
    /// It is declared for MCP clients.
    Mcp,
}

impl Switches {
    fn of(settings: impl IntoIterator<Item = (Switch, bool)>) -> Self {
        let on = settings.into_iter().filter(|(_, on)| *on);
        Self(on.fold(0, |switches, (switch, _)| switches | 1 << switch as u16))
    }

    pub(super) const fn has(self, switch: Switch) -> bool {
        self.0 >> switch as u16 & 1 == 1
    }
}

/// A filter by tags.
#[derive(Clone, Copy, Debug, Default)]
pub struct TagFilter<'a> {
    /// Tools with one of these are excluded.
    pub disable: TagSet,
    /// Tools with one of these need the user's approval.
    pub require_approval: TagSet,
    /// A tool that is named, which may win over this filter, and needs no approval; empty if there is none.
    pub named: &'a str,
}

/// Some tags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TagSet(pub u8);

impl TagSet {
    fn of(tags: &[Tag]) -> Self {
        Self(tags.iter().fold(0, |set, tag| set | 1 << *tag as u8))
    }

    pub(super) const fn has(self, tag: Tag) -> bool {
        self.0 >> tag as u8 & 1 == 1
    }
}

/// The host of a URL, as policies name it; the whole URL if it has none, which no policy allows.
///
/// It is found where the declaration is read: the compiler would take a step for each byte of the URL.
pub(super) fn named_host(url: &str) -> &str {
    host(url).unwrap_or(url)
}

/// Collects [`Settings`].
#[derive(Debug)]
pub struct SettingTable<'a> {
    config: &'a SessionConfig,
    mcp: bool,
    tags: Vec<TagFilter<'a>>,
    /// The toolkits of the filters after the first.
    toolkits: Vec<&'a str>,
}

impl<'a> SettingTable<'a> {
    /// What policies read of `config`, and whether the session is declared for MCP clients.
    #[must_use]
    pub fn of(config: &'a SessionConfig, mcp: bool) -> Self {
        let filter = |tags: &'a Tags, toolkit| TagFilter {
            disable: TagSet::of(&tags.disable),
            require_approval: TagSet::of(&tags.require_approval),
            named: config.named_past_tags(toolkit).unwrap_or_default(),
        };
        let (mut tags, mut toolkits) = (vec![filter(&config.tags, None)], Vec::new());
        for (toolkit, tools) in config.tools.iter() {
            if let ToolAccess::Tagged(of_toolkit) = &tools.access {
                tags.push(filter(of_toolkit, Some(toolkit)));
                toolkits.push(toolkit);
            }
        }
        Self { config, mcp, tags, toolkits }
    }

    /// The settings to look at.
    #[must_use]
    pub fn settings(&self) -> Settings<'_, 'a> {
        let SessionConfig {
            manage_connections, sandbox, proxy_execute, search, execute, experimental, instant, ..
        } = self.config;
        let sandbox = sandbox.as_ref();
        let approved_without_user = experimental.no_elicitation_support_fallback == Some(NoElicitationSupport::Allow);
        Settings {
            tags: &self.tags,
            callback_host: manage_connections.callback_url.as_deref().map_or("", named_host),
            link_host: experimental.link_url_overwrite.as_deref().map_or("", named_host),
            sandbox_size: sandbox.and_then(|sandbox| sandbox.sandbox_size),
            on: Switches::of([
                (Switch::ApprovedWithoutUser, approved_without_user),
                (Switch::ManageConnections, manage_connections.enable),
                (Switch::WaitTool, manage_connections.enable_wait_for_connections == Some(true)),
                (Switch::Sandbox, sandbox.and_then(|sandbox| sandbox.enable) != Some(false)),
                (
                    Switch::SandboxProxyExecution,
                    sandbox.and_then(|sandbox| sandbox.enable_proxy_execution) != Some(false),
                ),
                (Switch::ProxyExecute, proxy_execute.as_ref().is_some_and(|proxy| proxy.enable)),
                (Switch::Search, search.as_ref().is_none_or(|search| search.enable)),
                (Switch::MultiExecute, execute.as_ref().is_none_or(|execute| execute.enable_multi_execute)),
                (Switch::SubmitFeedback, experimental.submit_feedback.as_ref().is_some_and(|feedback| feedback.enable)),
                (Switch::Instant, !matches!(instant, Some(Instant::Off))),
                (Switch::Mcp, self.mcp),
            ]),
        }
    }

    /// How many filters by tags there are.
    #[must_use]
    pub fn filters(&self) -> usize {
        self.tags.len()
    }

    /// The position of a toolkit's own filter by tags.
    #[must_use]
    pub fn place_of_filter(&self, toolkit: &str) -> Option<usize> {
        Some(self.toolkits.iter().position(|slug| *slug == toolkit)? + 1)
    }
}
