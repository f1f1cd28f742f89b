use crate::config::{SessionConfig, Tags, ToolAccess, ToolkitTools, Toolkits};

pub(super) fn toolkits(declared: &Toolkits, proposed: &Toolkits) -> bool {
    let approved = |slug| proposed.require_approval.contains(slug) || !proposed.access.allows(slug);
    proposed.access.is_within(&declared.access) && declared.require_approval.iter().all(approved)
}

/// Only the toolkits that are still reached count.
pub(super) fn tools(declared: &SessionConfig, proposed: &SessionConfig) -> bool {
    let mut named = declared.tools.iter().chain(proposed.tools.iter()).map(|(toolkit, _)| toolkit);
    named.all(|toolkit| {
        !proposed.toolkits.access.allows(toolkit) || {
            let of = |config: &SessionConfig| config.tools.get(toolkit).cloned().unwrap_or_default();
            let (old, new) = (of(declared), of(proposed));
            let asked = proposed.toolkits.require_approval.iter().any(|slug| slug == toolkit);
            of_toolkit(&old.access, &new.access, &declared.tags) && (asked || approvals(&old, &new))
        }
    })
}

fn of_toolkit(declared: &ToolAccess, proposed: &ToolAccess, of_session: &Tags) -> bool {
    match (declared, proposed) {
        // For their toolkit they take the place of the session's.
        (ToolAccess::Any, ToolAccess::Tagged(proposed)) => tags(of_session, proposed),
        (ToolAccess::Any, _) => true,
        (ToolAccess::Only(declared), ToolAccess::Only(proposed)) => all_in(proposed, declared),
        (ToolAccess::Except(declared), ToolAccess::Only(proposed)) => {
            !proposed.iter().any(|tool| declared.contains(tool))
        }
        (ToolAccess::Except(declared), ToolAccess::Except(proposed)) => all_in(declared, proposed),
        (ToolAccess::Tagged(declared), ToolAccess::Tagged(proposed)) => tags(declared, proposed),
        // Which tools carry a tag is not known here.
        _ => false,
    }
}

fn approvals(declared: &ToolkitTools, proposed: &ToolkitTools) -> bool {
    let unreachable = |tool| match &proposed.access {
        ToolAccess::Only(tools) => !tools.contains(tool),
        ToolAccess::Except(tools) => tools.contains(tool),
        ToolAccess::Any | ToolAccess::Tagged(_) => false,
    };
    declared.require_approval.iter().all(|tool| proposed.require_approval.contains(tool) || unreachable(tool))
}

pub(super) fn tags(declared: &Tags, proposed: &Tags) -> bool {
    let enabled =
        declared.enable.is_empty() || (!proposed.enable.is_empty() && all_in(&proposed.enable, &declared.enable));
    let asked = |tag| proposed.require_approval.contains(tag) || proposed.disable.contains(tag);
    enabled && all_in(&declared.disable, &proposed.disable) && declared.require_approval.iter().all(asked)
}

pub(super) fn all_in<T: PartialEq>(some: &[T], all: &[T]) -> bool {
    some.iter().all(|one| all.contains(one))
}
