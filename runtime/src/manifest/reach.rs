//! Which toolkits and tools an agent reaches, and which it does not.

use super::Manifest;
use super::markdown::{Fact, any_tag};
use crate::config::{Access, Tags, ToolAccess};

impl Manifest {
    pub(super) fn may_use(&self) -> Vec<Fact> {
        let config = &self.config;
        let mut facts = Vec::new();
        match &config.toolkits.access {
            Access::Only(slugs) => facts.extend(slugs.iter().map(|slug| self.usable_of(slug))),
            Access::Any if config.experimental.session_config_id.is_some() => {
                facts.extend(config.experimental.session_config_id.as_ref().map(|id| {
                    Fact::from(format!(
                        "what the saved config `{id}` says, which is kept on the platform and can be changed there"
                    ))
                }));
            }
            Access::Any => facts.push("every toolkit of the catalogue".into()),
            Access::Except(_) => facts.push("every toolkit of the catalogue but those below".into()),
        }
        if !matches!(config.toolkits.access, Access::Only(_)) {
            facts.extend(config.tools.iter().map(|(slug, _)| self.usable_of(slug)));
        }
        if !config.tags.enable.is_empty() {
            let tags = any_tag(&config.tags.enable);
            facts.push(format!("of all these, only tools tagged {tags}{}", self.but_tagged_otherwise()).into());
        }
        facts
    }

    pub(super) fn may_not_use(&self) -> Vec<Fact> {
        let mut facts = Vec::new();
        match &self.config.toolkits.access {
            Access::Only(slugs) if slugs.is_empty() => facts.push("any toolkit".into()),
            Access::Only(_) => facts.push("any other toolkit".into()),
            Access::Except(slugs) => facts.extend(slugs.iter().map(|slug| Fact::from(format!("`{slug}`")))),
            Access::Any => {}
        }
        facts.extend(self.config.tools.iter().filter_map(|(slug, tools)| {
            Some(match &tools.access {
                ToolAccess::Any => return None,
                ToolAccess::Only(_) => format!("`{slug}`: any other tool").into(),
                ToolAccess::Except(tools) => Fact::list(format!("`{slug}`, these tools:"), tools.iter()),
                ToolAccess::Tagged(tags) => format!("`{slug}`: {}", without(tags)?).into(),
            })
        }));
        let tags = without(&self.config.tags);
        facts.extend(tags.map(|tools| Fact::from(format!("{tools}{}", self.but_tagged_otherwise()))));
        facts
    }

    /// The toolkits whose own tags take the place of the session's.
    fn but_tagged_otherwise(&self) -> String {
        let own = self.config.tools.iter().filter(|(_, tools)| matches!(tools.access, ToolAccess::Tagged(_)));
        own.map(|(slug, _)| format!("; `{slug}` has tags of its own")).collect()
    }

    fn usable_of(&self, slug: &str) -> Fact {
        let every = || format!("`{slug}`: every tool").into();
        match self.config.tools.get(slug).map(|tools| &tools.access) {
            None | Some(ToolAccess::Any) => every(),
            Some(ToolAccess::Only(tools)) => Fact::list(format!("`{slug}`, only these tools:"), tools.iter()),
            Some(ToolAccess::Except(tools)) => Fact::list(format!("`{slug}`, every tool but:"), tools.iter()),
            Some(ToolAccess::Tagged(tags)) if !tags.enable.is_empty() => {
                format!("`{slug}`: only tools tagged {}", any_tag(&tags.enable)).into()
            }
            Some(ToolAccess::Tagged(tags)) if !tags.disable.is_empty() => {
                format!("`{slug}`: every tool not tagged {}", any_tag(&tags.disable)).into()
            }
            Some(ToolAccess::Tagged(_)) => every(),
        }
    }
}

fn without(tags: &Tags) -> Option<String> {
    match (&*tags.enable, &*tags.disable) {
        ([], []) => None,
        (enable, []) => Some(format!("any tool not tagged {}", any_tag(enable))),
        ([], disable) => Some(format!("any tool tagged {}", any_tag(disable))),
        (enable, disable) => Some(format!("any tool not tagged {}, or tagged {}", any_tag(enable), any_tag(disable))),
    }
}
