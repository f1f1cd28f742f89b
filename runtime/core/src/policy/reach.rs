//! What a configuration reaches, as constant functions that rules can ask.

use super::text::{belongs_to, lists, slice, string};
use crate::config::{Access, SessionConfig, Text, ToolAccess};

impl SessionConfig {
    /// Whether a session with this configuration reaches a toolkit. It can be asked in a constant.
    ///
    /// What a saved configuration (`session_config`) says is not known here.
    #[must_use]
    pub const fn reaches_toolkit(&self, toolkit: &str) -> bool {
        match &self.toolkits.access {
            Access::Any => true,
            Access::Only(slugs) => lists(slice(slugs), toolkit),
            Access::Except(slugs) => !lists(slice(slugs), toolkit),
        }
    }

    /// Whether a session with this configuration can execute a tool, as far as its slug tells: which tags the tool has
    /// is not known here. It can be asked in a constant.
    #[must_use]
    pub const fn reaches_tool(&self, tool: &str) -> bool {
        match &self.toolkits.access {
            Access::Any => {}
            Access::Only(slugs) if !owned_by_one(slice(slugs), tool) => return false,
            Access::Only(_) => {}
            Access::Except(slugs) if owned_by_one(slice(slugs), tool) => return false,
            Access::Except(_) => {}
        }
        let entries = slice(&self.tools.0);
        let mut next = 0;
        while next < entries.len() {
            if belongs_to(tool, string(&entries[next].0)) {
                return match &entries[next].1.access {
                    ToolAccess::Only(named) => lists(slice(named), tool),
                    ToolAccess::Except(excluded) => !lists(slice(excluded), tool),
                    ToolAccess::Any | ToolAccess::Tagged(_) => true,
                };
            }
            next += 1;
        }
        true
    }
}

const fn owned_by_one(toolkits: &[Text], tool: &str) -> bool {
    let mut next = 0;
    while next < toolkits.len() {
        if belongs_to(tool, string(&toolkits[next])) {
            return true;
        }
        next += 1;
    }
    false
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow::Borrowed;

    use super::*;
    use crate::config::Toolkits;

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
