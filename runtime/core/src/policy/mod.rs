//! What a company allows its agents to declare.

mod breach;
mod check;
mod meta;
mod names;
mod pattern;
mod reach;
mod settings;
mod sieve;
mod text;
mod verdict;

use self::meta::has_meta_tool;
use self::pattern::{Kind, has_pattern, hold, hold_some};
use crate::config::{SandboxSize, Tag};
use crate::message::Message;

pub use self::breach::{Breach, PolicyBreach};
#[doc(hidden)]
pub use self::check::{__hold, __stop, __stop_from, Held, Looked, Stated, Statement, Subject};
#[doc(hidden)]
pub use self::names::{KnownToolkit, NameTable, Names, ToolkitReach};
#[doc(hidden)]
pub use self::settings::{SettingTable, Settings, Switch, Switches, TagFilter, TagSet};
#[doc(hidden)]
pub use self::sieve::Sieve;
#[doc(hidden)]
pub use self::verdict::__uphold;
pub use self::verdict::{Rule, Verdict};

/// What a company allows its agents to declare.
///
/// [`Policy::named`] starts with a policy that allows everything, and each method adds a restriction.
///
/// In the names of toolkits and tools, `*` matches any part: `"*_DELETE_*"`, `"google*"`. A denied tool name is a
/// breach wherever a session may reach a tool that it matches. If the declaration names the tools of a toolkit, those
/// names count; otherwise the tools in the catalogue count, or without a catalogue every tool that the toolkit may
/// have.
///
/// A name that nothing can have, such as the toolkit `"Gmail"`, stops compilation where the policy is evaluated,
/// because the policy would have no effect.
#[derive(Clone, Copy, Debug)]
pub struct Policy {
    name: &'static str,
    denied_toolkits: &'static [&'static str],
    /// Whether one of the toolkits is a pattern.
    toolkit_patterns: bool,
    allowed_toolkits: Option<&'static [&'static str]>,
    toolkit_allowlist: bool,
    denied_tools: &'static [&'static str],
    /// Whether one of them is a pattern.
    tool_patterns: bool,
    /// Whether one of them may be a tool of the router's own.
    meta_tools: bool,
    approval_for: &'static [Tag],
    connection_management: bool,
    callback_hosts: Option<&'static [&'static str]>,
    sandbox: bool,
    largest_sandbox: Option<SandboxSize>,
    proxy_execution: bool,
    instant: bool,
    mcp: bool,
    /// The settings that it may object to.
    objections: check::Objections,
}

impl Policy {
    /// Makes a policy that allows everything. Its name is part of each message about a breach.
    ///
    /// # Panics
    ///
    /// If the name is empty. In a constant, this stops compilation.
    #[must_use]
    #[track_caller]
    pub const fn named(name: &'static str) -> Self {
        if name.is_empty() {
            Message::EMPTY.push("a policy needs a name, which is part of each message about a breach").panic();
        }
        Self {
            name,
            denied_toolkits: &[],
            toolkit_patterns: false,
            allowed_toolkits: None,
            toolkit_allowlist: false,
            denied_tools: &[],
            tool_patterns: false,
            meta_tools: false,
            approval_for: &[],
            connection_management: false,
            callback_hosts: None,
            sandbox: true,
            largest_sandbox: None,
            proxy_execution: true,
            instant: true,
            mcp: true,
            objections: check::Objections::NONE,
        }
    }

    /// The policy's name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Denies these toolkits: no session may reach them.
    ///
    /// Separators are looked through: `one_drive` denies `onedrive` as well, since either may be what the router means. For the same
    /// reason [`allow_toolkits`](Self::allow_toolkits) does not look through them.
    ///
    /// # Panics
    ///
    /// If the list is empty, or a name in it cannot be a toolkit's. In a constant, this stops compilation.
    #[must_use]
    #[track_caller]
    pub const fn deny_toolkits(mut self, toolkits: &'static [&'static str]) -> Self {
        hold_some(self.name, toolkits.len(), "name the toolkits that no session may reach: `&[\"stripe\"]`");
        hold(self.name, Kind::Toolkit, toolkits);
        self.denied_toolkits = toolkits;
        self.toolkit_patterns = self.toolkit_patterns || has_pattern(toolkits);
        self
    }

    /// Allows only these toolkits. Each session has to name the toolkits that it reaches.
    ///
    /// Each is allowed as it is written: `one_drive` does not allow `onedrive`, which may be another toolkit.
    /// [`deny_toolkits`](Self::deny_toolkits) looks through separators, so that of two readings the stricter one counts in both.
    ///
    /// # Panics
    ///
    /// If a name cannot be a toolkit's. In a constant, this stops compilation.
    #[must_use]
    #[track_caller]
    pub const fn allow_toolkits(mut self, toolkits: &'static [&'static str]) -> Self {
        hold(self.name, Kind::Toolkit, toolkits);
        self.allowed_toolkits = Some(toolkits);
        self.toolkit_patterns = self.toolkit_patterns || has_pattern(toolkits);
        self.toolkit_allowlist = true;
        self
    }

    /// Requires each session to name the toolkits that it reaches: `toolkits = [..]` or `none`, neither `any` nor a
    /// denylist.
    #[must_use]
    pub const fn require_toolkit_allowlist(mut self) -> Self {
        self.toolkit_allowlist = true;
        self
    }

    /// Denies these tools: no session may reach them. The router's own tools can be denied as well:
    /// `COMPOSIO_REMOTE_WORKBENCH`.
    ///
    /// Under a denylist of toolkits, or `any`, a tool counts as reached unless its name certainly belongs to a toolkit
    /// that is not reached: `GMAIL_SEND_EMAIL` belongs to `gmail`, but `ZOHO_BOOKS_DELETE_INVOICE` may not belong to
    /// `zoho`.
    ///
    /// # Panics
    ///
    /// If the list is empty, or a name in it cannot be a tool's. In a constant, this stops compilation.
    #[must_use]
    #[track_caller]
    pub const fn deny_tools(mut self, tools: &'static [&'static str]) -> Self {
        hold_some(self.name, tools.len(), "name the tools that no session may reach: `&[\"GMAIL_SEND_EMAIL\"]`");
        hold(self.name, Kind::Tool, tools);
        self.denied_tools = tools;
        // Found out here, once, and not for each session.
        self.tool_patterns = has_pattern(tools);
        self.meta_tools = self.tool_patterns || has_meta_tool(tools);
        self.with_objections()
    }

    /// Requires the user's approval for tools with these tags in each session: `tags(require_approval = [..])`.
    ///
    /// A session may disable the tags instead, unless it enables or preloads a tool by name that needs no approval: the name may win
    /// over the tag.
    ///
    /// # Panics
    ///
    /// If the list is empty. In a constant, this stops compilation.
    #[must_use]
    #[track_caller]
    pub const fn require_approval_for(mut self, tags: &'static [Tag]) -> Self {
        hold_some(self.name, tags.len(), "name the tags: `&[Tag::Destructive]`");
        self.approval_for = tags;
        self.with_objections()
    }

    /// Requires each session to enable connection management.
    #[must_use]
    pub const fn require_connection_management(mut self) -> Self {
        self.connection_management = true;
        self.with_objections()
    }

    /// Restricts the hosts that users are sent to. After authenticating, users may be sent only to these hosts. If a
    /// session sets the base URL of auth links, it must be on one of them too. A URL on another host is a breach, also
    /// when it is supplied at run time.
    ///
    /// Each host is written as a browser reads it: in ASCII, without scheme and port.
    ///
    /// # Panics
    ///
    /// If a name cannot be a host's. In a constant, this stops compilation.
    #[must_use]
    #[track_caller]
    pub const fn callback_hosts(mut self, hosts: &'static [&'static str]) -> Self {
        hold(self.name, Kind::Host, hosts);
        self.callback_hosts = Some(hosts);
        self.with_objections()
    }

    /// Denies sandboxes. The API's default is to have one: each session has to declare `sandbox = false`.
    #[must_use]
    pub const fn deny_sandbox(mut self) -> Self {
        self.sandbox = false;
        self.with_objections()
    }

    /// Denies sandboxes larger than `size`.
    #[must_use]
    pub const fn largest_sandbox(mut self, size: SandboxSize) -> Self {
        self.largest_sandbox = Some(size);
        self.with_objections()
    }

    /// Denies calls of toolkits' own HTTP APIs, by the session itself and from its sandbox.
    #[must_use]
    pub const fn deny_proxy_execution(mut self) -> Self {
        self.proxy_execution = false;
        self.with_objections()
    }

    /// Denies instant tools, which cost money: each session has to declare `instant = false`.
    #[must_use]
    pub const fn deny_instant(mut self) -> Self {
        self.instant = false;
        self.with_objections()
    }

    /// Denies handing sessions to MCP clients: whoever holds an endpoint's headers could use the session from outside
    /// the program. A declaration with `mcp` is a breach.
    #[must_use]
    pub const fn deny_mcp(mut self) -> Self {
        self.mcp = false;
        self.with_objections()
    }
}
