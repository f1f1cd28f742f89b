//! What needs the user's approval.

use super::{Docs, prose::any_tag};
use crate::declaration::Tags;

impl Docs<'_> {
    pub(super) fn approvals(&self) -> Vec<String> {
        let declaration = self.declaration;
        let toolkits = declaration.toolkits.iter().filter_map(|toolkits| toolkits.require_approval.as_ref());
        let toolkits = toolkits.map(|slugs| format!("each call of a tool of {}", self.toolkits(slugs)));
        let tools = declaration.tools.iter().flat_map(|tools| {
            let named = tools.require_approval.as_ref().map(|slugs| format!("each call of {}", self.tools(slugs)));
            let of = format!("a tool of {}", self.toolkit(&tools.toolkit));
            named.into_iter().chain(tools.tags.as_ref().and_then(|tags| by_tags(&of, tags)))
        });
        let tags = declaration.tags.iter().filter_map(|tags| by_tags("a tool", tags));
        toolkits.chain(tools).chain(tags).collect()
    }
}

fn by_tags(tool: &str, tags: &Tags) -> Option<String> {
    (!tags.require_approval.is_empty())
        .then(|| format!("each call of {tool} tagged {}", any_tag(&tags.require_approval)))
}
