//! What the session can reach.

use tool_router_core::config::{self, Access, List, Map, Tag, ToolAccess};

use super::slugs;
use crate::declaration::{Reach, Spanned, Tags, ToolkitTools, Toolkits};

pub(super) fn toolkits(toolkits: Option<&Toolkits>) -> config::Toolkits {
    let Some(Toolkits { reach, require_approval, chosen: _, named: _, tokens: _ }) = toolkits else {
        return config::Toolkits::DEFAULT;
    };
    config::Toolkits::DEFAULT
        .with_access(reach.yes().map(access).unwrap_or_default())
        .with_require_approval(require_approval.as_ref().map(slugs).unwrap_or_default())
}

pub(super) fn access(reach: &Reach) -> Access {
    match reach {
        Reach::Any => Access::Any,
        Reach::None => Access::Only(List::default()),
        Reach::Only(only) => Access::Only(slugs(only)),
        Reach::Except(except) => Access::Except(slugs(except)),
    }
}

pub(super) fn tools(tools: &[ToolkitTools]) -> Map<config::ToolkitTools> {
    let entries =
        tools.iter().filter_map(|ToolkitTools { toolkit, enable, disable, tags, require_approval, open: _ }| {
            let tagged = tags.as_ref().map(self::tags).filter(|tags| !tags.is_default());
            let access = match (enable, disable, tagged) {
                (Some(enable), ..) => ToolAccess::Only(slugs(enable)),
                (None, Some(disable), _) => ToolAccess::Except(slugs(disable)),
                (None, None, Some(tagged)) => ToolAccess::Tagged(tagged),
                (None, None, None) if require_approval.is_none() => return None,
                (None, None, None) => ToolAccess::Any,
            };
            let require_approval = require_approval.as_ref().map(slugs).unwrap_or_default();
            let tools = config::ToolkitTools::DEFAULT.with_access(access).with_require_approval(require_approval);
            Some((toolkit.name.clone().into(), tools))
        });
    Map::new(entries.collect())
}

pub(super) fn tags(Tags { enable, disable, require_approval, tokens: _, open: _ }: &Tags) -> config::Tags {
    let list = |tags: &[Spanned<Tag>]| tags.iter().map(|tag| tag.value).collect();
    config::Tags::DEFAULT
        .with_enable(list(enable))
        .with_disable(list(disable))
        .with_require_approval(list(require_approval))
}
