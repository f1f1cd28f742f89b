//! What a configuration reaches, as constant functions for rules.

use super::text::{equal, lists, slice, string};
use crate::config::{Access, PreloadTools, SessionConfig, ToolAccess};
use crate::grammar::slug::Owner;

impl SessionConfig {
    /// Whether a session with this configuration reaches a toolkit. Usable in constants.
    ///
    /// The content of a saved configuration (`session_config`) is not known here.
    #[must_use]
    pub const fn reaches_toolkit(&self, toolkit: &str) -> bool {
        match &self.toolkits.access {
            Access::Any => true,
            Access::Only(slugs) => lists(slice(slugs), toolkit),
            Access::Except(slugs) => !lists(slice(slugs), toolkit),
        }
    }

    /// Whether a session with this configuration can execute a tool, judging by its slug: the tags of the tool are not
    /// known here. Usable in constants.
    #[must_use]
    pub const fn reaches_tool(&self, tool: &str) -> bool {
        let owner = self.owner_of(tool);
        let is_bounded = matches!(self.toolkits.access, Access::Only(_));
        let Some(toolkit) = owner.toolkit else { return !is_bounded };
        let reached = self.reaches_toolkit(toolkit)
            && match self.tools_of(toolkit) {
                Some(ToolAccess::Only(named)) => lists(slice(named), tool),
                Some(ToolAccess::Except(excluded)) if lists(slice(excluded), tool) => return false,
                Some(ToolAccess::Except(_) | ToolAccess::Any | ToolAccess::Tagged(_)) | None => true,
            };
        // It may belong to a toolkit that is not named.
        reached || !(is_bounded || owner.is_certain(tool))
    }

    /// The toolkit that a tool belongs to, among those that the configuration names.
    pub(super) const fn owner_of<'a>(&'a self, tool: &str) -> Owner<'a> {
        let named = match &self.toolkits.access {
            Access::Any => &[],
            Access::Only(slugs) | Access::Except(slugs) => slice(slugs),
        };
        let mut owner = Owner::UNKNOWN;
        let mut next = 0;
        while next < named.len() {
            owner = owner.or(tool, string(&named[next]));
            next += 1;
        }
        let entries = slice(&self.tools.0);
        next = 0;
        while next < entries.len() {
            owner = owner.or(tool, string(&entries[next].0));
            next += 1;
        }
        owner
    }

    /// A tool that is enabled or preloaded by name and needs no approval. Whether such a name wins over the filter by tags is for the
    /// router to know, so that the wider reading counts: a disabled tag does not hold the tool back.
    ///
    /// With `tagged`, only tools of that toolkit count, whose own tags replace the session's; without, those under the session's tags.
    pub(super) const fn named_past_tags(&self, tagged: Option<&str>) -> Option<&str> {
        let entries = slice(&self.tools.0);
        let mut entry = 0;
        while entry < entries.len() && tagged.is_none() {
            let (toolkit, tools) = (string(&entries[entry].0), &entries[entry].1);
            if let ToolAccess::Only(named) = &tools.access
                && self.reaches_toolkit(toolkit)
            {
                let named = slice(named);
                let mut next = 0;
                while next < named.len() {
                    if !self.needs_approval(toolkit, string(&named[next])) {
                        return Some(string(&named[next]));
                    }
                    next += 1;
                }
            }
            entry += 1;
        }
        let preloaded = match &self.preload {
            Some(preload) => match &preload.tools {
                PreloadTools::Only(tools) => slice(tools),
                PreloadTools::All => &[],
            },
            None => &[],
        };
        let mut next = 0;
        while next < preloaded.len() {
            let tool = string(&preloaded[next]);
            let toolkit = match self.owner_of(tool).toolkit {
                Some(toolkit) => toolkit,
                None => "",
            };
            let is_meant = match (self.tools_of(toolkit), tagged) {
                (Some(ToolAccess::Tagged(_)), Some(tagged)) => equal(toolkit, tagged),
                (Some(ToolAccess::Tagged(_)), None) => false,
                (_, tagged) => tagged.is_none(),
            };
            if is_meant && self.reaches_tool(tool) && !self.needs_approval(toolkit, tool) {
                return Some(tool);
            }
            next += 1;
        }
        None
    }

    /// Whether each call of a tool needs approval by its own name or its toolkit's.
    const fn needs_approval(&self, toolkit: &str, tool: &str) -> bool {
        if lists(slice(&self.toolkits.require_approval), toolkit) {
            return true;
        }
        let entries = slice(&self.tools.0);
        let mut next = 0;
        while next < entries.len() {
            if equal(string(&entries[next].0), toolkit) {
                return lists(slice(&entries[next].1.require_approval), tool);
            }
            next += 1;
        }
        false
    }

    /// The setting for the tools of a toolkit.
    pub(super) const fn tools_of(&self, toolkit: &str) -> Option<&ToolAccess> {
        let entries = slice(&self.tools.0);
        let mut next = 0;
        while next < entries.len() {
            if equal(string(&entries[next].0), toolkit) {
                return Some(&entries[next].1.access);
            }
            next += 1;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow::Borrowed;

    use super::*;
    use crate::config::{Text, Toolkits};

    #[test]
    fn toolkits_are_reached_as_the_access_says() {
        let of =
            |access| SessionConfig { toolkits: Toolkits { access, ..Toolkits::DEFAULT }, ..SessionConfig::DEFAULT };
        let gmail: &[Text] = &[Borrowed("gmail")];
        assert!(of(Access::Any).reaches_toolkit("gmail"));
        assert!(of(Access::Only(Borrowed(gmail))).reaches_toolkit("gmail"));
        assert!(!of(Access::Only(Borrowed(gmail))).reaches_toolkit("slack"));
        assert!(!of(Access::Except(Borrowed(gmail))).reaches_toolkit("gmail"));
        assert!(of(Access::Except(Borrowed(gmail))).reaches_toolkit("slack"));
    }
}
