//! What the agent may use, and what it may not.

use super::{
    Docs,
    prose::{and, any_tag},
};
use crate::declaration::{Reach, Said, Slug, Tags, ToolkitTools};

impl Docs<'_> {
    pub(super) fn may_use(&self) -> Vec<String> {
        let mut facts = Vec::new();
        match self.declaration.reach() {
            Said::Yes(Reach::Only(slugs)) => {
                facts.extend(slugs.items.iter().map(|slug| {
                    let tools = self.tools_of(slug).and_then(|tools| self.usable(tools));
                    format!("{}: {}", self.toolkit(slug), tools.unwrap_or_else(|| "every tool".to_owned()))
                }));
            }
            Said::Yes(Reach::None) => {}
            Said::Yes(Reach::Any) => facts.push("every toolkit of the catalogue".to_owned()),
            Said::Yes(Reach::Except(_)) => facts.push("every toolkit of the catalogue but those below".to_owned()),
            Said::No | Said::Wrong => facts.extend(self.saved_config().map(|id| {
                format!("what the saved config `{id}` says, which is kept on the platform and can be changed there")
            })),
        }
        if !matches!(self.declaration.reach(), Said::Yes(Reach::Only(_))) {
            facts.extend(self.declaration.tools.iter().filter_map(|tools| {
                let usable = self.usable(tools)?;
                Some(format!("of {}: {usable}", self.toolkit(&tools.toolkit)))
            }));
        }
        facts.extend(self.declaration.tags.as_ref().filter(|tags| !tags.enable.is_empty()).map(|tags| {
            format!("of all these, only tools tagged {}{}", any_tag(&tags.enable), self.but_tagged_otherwise())
        }));
        if self.manages_connections() {
            let removal = if self.removes_connections() { ", and remove a connection" } else { "" };
            facts.push(format!("connection management: it can ask the user to connect a toolkit{removal}"));
        }
        facts.extend(self.powers());
        facts
    }

    pub(super) fn may_not_use(&self) -> Vec<String> {
        let mut facts = Vec::new();
        match self.declaration.reach() {
            Said::Yes(Reach::Only(_)) => facts.push("any other toolkit".to_owned()),
            Said::Yes(Reach::None) => facts.push("any toolkit".to_owned()),
            Said::Yes(Reach::Except(slugs)) => facts.extend(slugs.items.iter().map(|slug| self.toolkit(slug))),
            Said::Yes(Reach::Any) | Said::No | Said::Wrong => {}
        }
        facts.extend(self.declaration.tools.iter().filter_map(|tools| {
            let unusable = self.unusable(tools)?;
            Some(format!("of {}: {unusable}", self.toolkit(&tools.toolkit)))
        }));
        facts.extend(
            self.declaration
                .tags
                .as_ref()
                .and_then(without_tags)
                .map(|tools| format!("{tools}{}", self.but_tagged_otherwise())),
        );
        if !self.manages_connections() {
            facts.push("connection management: it can neither make an auth link nor remove a connection".to_owned());
        } else if !self.removes_connections() {
            facts.push("the removal of connections".to_owned());
        }
        facts.extend(self.powers_denied());
        facts
    }

    /// Whether an agent that manages connections can remove them, as it can by default.
    fn removes_connections(&self) -> bool {
        self.declaration.manage_connections.removal.yes().is_none_or(|removal| removal.value)
    }

    fn tools_of(&self, toolkit: &Slug) -> Option<&ToolkitTools> {
        self.declaration.tools.iter().find(|tools| tools.toolkit.name == toolkit.name)
    }

    fn usable(&self, tools: &ToolkitTools) -> Option<String> {
        let ToolkitTools { toolkit: _, enable, disable, tags, require_approval: _ } = tools;
        let enabled = enable.as_ref().map(|slugs| format!("only {}", self.tools(slugs)));
        let disabled = disable.as_ref().map(|slugs| format!("every tool but {}", self.tools(slugs)));
        let tagged = tags.as_ref().and_then(|tags| match (tags.enable.as_slice(), tags.disable.as_slice()) {
            ([], []) => None,
            ([], disable) => Some(format!("every tool not tagged {}", any_tag(disable))),
            (enable, _) => Some(format!("only tools tagged {}", any_tag(enable))),
        });
        enabled.or(disabled).or(tagged)
    }

    fn unusable(&self, tools: &ToolkitTools) -> Option<String> {
        let ToolkitTools { toolkit: _, enable, disable, tags, require_approval: _ } = tools;
        let enabled = enable.as_ref().map(|_| "any other tool".to_owned());
        let disabled = disable.as_ref().map(|slugs| self.tools(slugs));
        enabled.or(disabled).or_else(|| tags.as_ref().and_then(without_tags))
    }

    /// The toolkits whose own tags take the place of the session's.
    fn but_tagged_otherwise(&self) -> String {
        let own = self.declaration.tools.iter().filter(|tools| tools.tags.is_some());
        let own = and(own.map(|tools| self.toolkit(&tools.toolkit)));
        if own.is_empty() { own } else { format!("; {own} has tags of its own") }
    }
}

fn without_tags(tags: &Tags) -> Option<String> {
    match (tags.enable.as_slice(), tags.disable.as_slice()) {
        ([], []) => None,
        (enable, []) => Some(format!("any tool not tagged {}", any_tag(enable))),
        ([], disable) => Some(format!("any tool tagged {}", any_tag(disable))),
        (enable, disable) => Some(format!("any tool not tagged {}, or tagged {}", any_tag(enable), any_tag(disable))),
    }
}
