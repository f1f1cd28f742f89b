//! What policies read of a configuration besides its names.

use std::fmt::Write as _;

use crate::config::{Instant, NoElicitationSupport, SandboxSize, SessionConfig, Tag, Tags, ToolAccess};
use crate::constant::{Constant, Expression};

/// What policies read of a configuration besides its names.
///
/// The compiler evaluates policies on this and not on the configuration: it is small, and is passed by value. A reference would make
/// the compiler find out, for each setting of each agent, whether anything within the whole configuration can change.
#[derive(Clone, Copy, Debug)]
pub struct Settings<'s, 'a> {
    /// The filters by tags: that of the session, then those of the toolkits that have one of their own.
    pub tags: &'s [TagFilter<'a>],
    /// Whether calls are approved without the user where the client cannot ask.
    pub approved_without_user: bool,
    /// Whether the agent manages connections.
    pub manage_connections: bool,
    /// Whether it has the tool that waits for them.
    pub wait_tool: bool,
    /// Where users are sent after authenticating.
    pub callback_url: Option<&'a str>,
    /// Where users are sent to authenticate, in place of the platform.
    pub link_url: Option<&'a str>,
    /// Whether there may be a sandbox.
    pub sandbox: bool,
    /// Its size, where it is declared.
    pub sandbox_size: Option<SandboxSize>,
    /// Whether it may call a toolkit's own HTTP API.
    pub sandbox_proxy_execution: bool,
    /// Whether the agent may call a toolkit's own HTTP API.
    pub proxy_execute: bool,
    /// Whether it can search for tools.
    pub search: bool,
    /// Whether it can execute several tools in one call.
    pub multi_execute: bool,
    /// Whether it can send feedback to the platform.
    pub submit_feedback: bool,
    /// Whether it may have instant tools.
    pub instant: bool,
    /// Whether it is declared for MCP clients.
    pub mcp: bool,
}

/// A filter by tags.
#[derive(Clone, Copy, Debug)]
pub struct TagFilter<'a> {
    /// Tools with one of these are excluded.
    pub disable: &'a [Tag],
    /// Tools with one of these need the user's approval.
    pub require_approval: &'a [Tag],
    /// A tool that is named, which may win over this filter, and needs no approval.
    pub named: Option<&'a str>,
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
            disable: &tags.disable,
            require_approval: &tags.require_approval,
            named: config.named_past_tags(toolkit),
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
        Settings {
            tags: &self.tags,
            approved_without_user: experimental.no_elicitation_support_fallback == Some(NoElicitationSupport::Allow),
            manage_connections: manage_connections.enable,
            wait_tool: manage_connections.enable_wait_for_connections == Some(true),
            callback_url: manage_connections.callback_url.as_deref(),
            link_url: experimental.link_url_overwrite.as_deref(),
            sandbox: sandbox.and_then(|sandbox| sandbox.enable) != Some(false),
            sandbox_size: sandbox.and_then(|sandbox| sandbox.sandbox_size),
            sandbox_proxy_execution: sandbox.and_then(|sandbox| sandbox.enable_proxy_execution) != Some(false),
            proxy_execute: proxy_execute.as_ref().is_some_and(|proxy| proxy.enable),
            search: search.as_ref().is_none_or(|search| search.enable),
            multi_execute: execute.as_ref().is_none_or(|execute| execute.enable_multi_execute),
            submit_feedback: experimental.submit_feedback.as_ref().is_some_and(|feedback| feedback.enable),
            instant: !matches!(instant, Some(Instant::Off)),
            mcp: self.mcp,
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

impl Constant for SettingTable<'_> {
    const IS_LITERAL: bool = true;

    fn write(&self, to: &mut Expression<'_>) {
        // Every field is named: one that is forgotten here does not compile.
        let Settings {
            tags,
            approved_without_user,
            manage_connections,
            wait_tool,
            callback_url,
            link_url,
            sandbox,
            sandbox_size,
            sandbox_proxy_execution,
            proxy_execute,
            search,
            multi_execute,
            submit_feedback,
            instant,
            mcp,
        } = self.settings();
        let flags = [
            ("approved_without_user", approved_without_user),
            ("manage_connections", manage_connections),
            ("wait_tool", wait_tool),
            ("sandbox", sandbox),
            ("sandbox_proxy_execution", sandbox_proxy_execution),
            ("proxy_execute", proxy_execute),
            ("search", search),
            ("multi_execute", multi_execute),
            ("submit_feedback", submit_feedback),
            ("instant", instant),
            ("mcp", mcp),
        ];
        to.path("policy::Settings { tags: &[");
        for TagFilter { disable, require_approval, named } in tags {
            to.path("policy::TagFilter { disable: ");
            to.slice(disable);
            to.push(", require_approval: ");
            to.slice(require_approval);
            to.push(", named: ");
            named.write(to);
            to.push("},");
        }
        to.push("], callback_url: ");
        callback_url.write(to);
        to.push(", link_url: ");
        link_url.write(to);
        to.push(", sandbox_size: ");
        sandbox_size.write(to);
        for (name, flag) in flags {
            let _ = write!(to, ", {name}: {flag}");
        }
        to.push("}");
    }
}
