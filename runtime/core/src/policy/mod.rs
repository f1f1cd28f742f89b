//! What a company allows its agents to be declared with.

mod breach;
mod check;
mod meta;
mod names;
mod pattern;
mod reach;
mod text;
mod verdict;

use self::pattern::{Kind, hold, hold_some};
use crate::config::{SandboxSize, Tag};
use crate::message::Message;

pub use self::breach::{Breach, PolicyBreach};
#[doc(hidden)]
pub use self::check::{__check, __check_tool, __check_toolkit, __check_toolkits, __find, Findings, Subject};
#[doc(hidden)]
pub use self::names::{KnownToolkit, NameTable, Names, ToolkitReach};
#[doc(hidden)]
pub use self::verdict::__uphold;
pub use self::verdict::{Rule, Verdict};

/// What a company allows its agents to be declared with.
///
/// A policy says nothing until it is told to: [`Policy::named`] allows everything, and each method takes something away.
///
/// In the names of toolkits and tools, `*` stands for any part: `"*_DELETE_*"`, `"google*"`. A tool whose name may be meant is denied
/// wherever a session may reach it: where the declaration names the tools of a toolkit, those that it names count; elsewhere
/// those that the catalogue lists, or, without one, whatever the toolkit has.
///
/// A name that nothing can have, such as `"Gmail"` among toolkits, stops the compilation where the policy is evaluated, because a
/// policy with it would not hold.
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
    ///
    /// # Panics
    ///
    /// If the name is empty. In a constant, that stops the compilation.
    #[must_use]
    #[track_caller]
    pub const fn named(name: &'static str) -> Self {
        if name.is_empty() {
            Message::EMPTY.push("a policy needs a name, which is part of each message about a breach").panic();
        }
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
    ///
    /// Separators are looked through: `one_drive` denies `onedrive` as well, since either may be what the router means. For the same
    /// reason [`allow_toolkits`](Self::allow_toolkits) does not look through them.
    ///
    /// # Panics
    ///
    /// If a name cannot be that of a toolkit, or if there is none. In a constant, that stops the compilation.
    #[must_use]
    #[track_caller]
    pub const fn deny_toolkits(mut self, toolkits: &'static [&'static str]) -> Self {
        hold_some(self.name, toolkits.len(), "name the toolkits that no session may reach: `&[\"stripe\"]`");
        hold(self.name, Kind::Toolkit, toolkits);
        self.denied_toolkits = toolkits;
        self
    }

    /// No session may reach a toolkit other than these. It has to say which ones it reaches.
    ///
    /// Each is allowed as it is written: `one_drive` does not allow `onedrive`, which may be another toolkit.
    /// [`deny_toolkits`](Self::deny_toolkits) looks through separators, so that of two readings the stricter one counts in both.
    ///
    /// # Panics
    ///
    /// If a name cannot be that of a toolkit. In a constant, that stops the compilation.
    #[must_use]
    #[track_caller]
    pub const fn allow_toolkits(mut self, toolkits: &'static [&'static str]) -> Self {
        hold(self.name, Kind::Toolkit, toolkits);
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

    /// No session may reach these tools. Those of the router itself can be denied as well: `COMPOSIO_REMOTE_WORKBENCH`.
    ///
    /// Under a denylist of toolkits, or `any`, a tool counts as reached unless its name says for certain that it is of a toolkit
    /// which is not: `GMAIL_SEND_EMAIL` is one of `gmail`, but `ZOHO_BOOKS_DELETE_INVOICE` need not be one of `zoho`.
    ///
    /// # Panics
    ///
    /// If a name cannot be that of a tool, or if there is none. In a constant, that stops the compilation.
    #[must_use]
    #[track_caller]
    pub const fn deny_tools(mut self, tools: &'static [&'static str]) -> Self {
        hold_some(self.name, tools.len(), "name the tools that no session may reach: `&[\"GMAIL_SEND_EMAIL\"]`");
        hold(self.name, Kind::Tool, tools);
        self.denied_tools = tools;
        self
    }

    /// Tools with these tags need the user's approval in each session: `tags(require_approval = [..])`.
    ///
    /// # Panics
    ///
    /// If there is no tag. In a constant, that stops the compilation.
    #[must_use]
    #[track_caller]
    pub const fn require_approval_for(mut self, tags: &'static [Tag]) -> Self {
        hold_some(self.name, tags.len(), "name the tags: `&[Tag::Destructive]`");
        self.approval_for = tags;
        self
    }

    /// Connection management has to be enabled in each session.
    #[must_use]
    pub const fn require_connection_management(mut self) -> Self {
        self.connection_management = true;
        self
    }

    /// After authenticating, users may be sent only to these hosts; and only there may the links to authenticate with begin, where a
    /// session says where they do. A URL on another host is a breach, also when it is supplied at run time.
    ///
    /// Each host is written as a browser reads it: in ASCII, without scheme and port.
    ///
    /// # Panics
    ///
    /// If a name cannot be that of a host. In a constant, that stops the compilation.
    #[must_use]
    #[track_caller]
    pub const fn callback_hosts(mut self, hosts: &'static [&'static str]) -> Self {
        hold(self.name, Kind::Host, hosts);
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
