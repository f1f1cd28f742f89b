//! The toolkits and tools that a policy objects to.

use crate::config::SessionConfig;
use crate::grammar::slug::compare;
use crate::policy::meta::is_meta_tool;
use crate::policy::names::{NameTable, Names, Place, ToolkitReach};
use crate::policy::pattern::{is_pattern, matches, may_match};
use crate::policy::{Breach, Policy};

impl Policy {
    pub(super) fn breaches_by_name<'a>(&'a self, config: &'a SessionConfig) -> Vec<Breach<'a>> {
        let table = NameTable::of(config, |_| None);
        let names = table.names();
        let mut toolkits = vec![None; names.toolkits.len()];
        self.mark_toolkits(&names, &mut toolkits);
        let mut breaches: Vec<Breach<'a>> = toolkits.into_iter().flatten().collect();
        breaches
            .extend(self.denied_tools.iter().filter(|tool| reaches(&names, tool)).map(|tool| Breach::DeniedTool(tool)));
        let mut from = 0;
        while let Some((breach, next)) = self.breach_beyond(&names, from) {
            if !breaches.contains(&breach) {
                breaches.push(breach);
            }
            from = next;
        }
        breaches
    }

    /// Marks the toolkits and tools that break the policy, each by its position among the names.
    pub(super) const fn mark<'a>(
        &'a self,
        names: &Names<'_, 'a>,
        toolkits: &mut [Option<Breach<'a>>],
        tools: &mut [Option<Breach<'a>>],
    ) {
        self.mark_toolkits(names, toolkits);
        let mut next = 0;
        while next < self.denied_tools.len() {
            let denied = self.denied_tools[next];
            let breach = Some(Breach::DeniedTool(denied));
            next += 1;
            if self.tool_patterns && is_pattern(denied) {
                let mut place = 0;
                while place < names.enabled.len() {
                    if tools[place].is_none() && matches(denied, names.enabled[place]) {
                        tools[place] = Some(Breach::DeniedTool(names.enabled[place]));
                    }
                    place += 1;
                }
                place = 0;
                while place < names.toolkits.len() {
                    if toolkits[place].is_none() && names.may_match_in(place, denied) {
                        toolkits[place] = breach;
                    }
                    place += 1;
                }
            } else if !is_meta_tool(denied) {
                match names.place_of(denied) {
                    Place::Tool(place) if tools[place].is_none() => tools[place] = breach,
                    Place::Toolkit(place) if toolkits[place].is_none() => toolkits[place] = breach,
                    _ => {}
                }
            }
        }
    }

    /// Marks the toolkits that are denied, or not among those allowed.
    const fn mark_toolkits<'a>(&self, names: &Names<'_, 'a>, toolkits: &mut [Option<Breach<'a>>]) {
        let mut place = 0;
        if let Some(allowed) = self.allowed_toolkits {
            while place < names.toolkits.len() {
                toolkits[place] = Some(Breach::ToolkitNotAllowed(names.toolkits[place].slug));
                place += 1;
            }
            let mut next = 0;
            while next < allowed.len() {
                each_named(names, allowed[next], self.is_pattern(allowed[next]), Listed::Allowed, toolkits);
                next += 1;
            }
        }
        let mut next = 0;
        while next < self.denied_toolkits.len() {
            let denied = self.denied_toolkits[next];
            each_named(names, denied, self.is_pattern(denied), Listed::Denied, toolkits);
            next += 1;
        }
        place = 0;
        while place < names.toolkits.len() {
            if matches!(names.toolkits[place].reach, ToolkitReach::Nothing) {
                toolkits[place] = None;
            }
            place += 1;
        }
    }

    /// Whether a toolkit's name in the policy is a pattern.
    const fn is_pattern(&self, toolkit: &str) -> bool {
        self.toolkit_patterns && is_pattern(toolkit)
    }

    /// The first breach by toolkits that the declaration does not name, from position `from` on, and the position to go
    /// on from.
    pub(super) const fn breach_beyond<'a>(&'a self, names: &Names<'_, '_>, from: usize) -> Option<(Breach<'a>, usize)> {
        if names.bounded {
            return None;
        }
        if self.toolkit_allowlist {
            return if from == 0 { Some((Breach::UnrestrictedToolkits, 1)) } else { None };
        }
        let mut next = from;
        while next < self.denied_toolkits.len() + self.denied_tools.len() {
            let breach = if next < self.denied_toolkits.len() {
                let denied = self.denied_toolkits[next];
                // A list of names never excludes everything that a pattern may match.
                let excluded = match names.find_toolkit(denied) {
                    Some(place)
                        if !is_pattern(denied) && compare(denied, names.toolkits[place].slug, false).is_eq() =>
                    {
                        matches!(names.toolkits[place].reach, ToolkitReach::Nothing)
                    }
                    _ => false,
                };
                if excluded { None } else { Some(Breach::DeniedToolkit(denied)) }
            } else {
                let denied = self.denied_tools[next - self.denied_toolkits.len()];
                if reaches_beyond(names, denied) { Some(Breach::DeniedTool(denied)) } else { None }
            };
            next += 1;
            if let Some(breach) = breach {
                return Some((breach, next));
            }
        }
        None
    }
}

/// The list of a policy that names a toolkit.
#[derive(Clone, Copy)]
enum Listed {
    Allowed,
    Denied,
}

/// Marks each toolkit that `name` stands for as denied, or as allowed.
///
/// Whether `onedrive` is the toolkit `one_drive` is for the router to know, so that the stricter reading counts: a denied name stands
/// for those that differ in separators as well, and an allowed one for the toolkit that is written like it alone.
const fn each_named<'a>(
    names: &Names<'_, 'a>,
    name: &str,
    is_pattern: bool,
    as_listed: Listed,
    toolkits: &mut [Option<Breach<'a>>],
) {
    let (mut place, end) = if is_pattern {
        (0, names.toolkits.len())
    } else {
        match names.find_toolkit(name) {
            Some(place) => (place, place + 1),
            None => return,
        }
    };
    while place < end {
        let slug = names.toolkits[place].slug;
        // One that is not a pattern was found with separators looked through.
        let stands = match (is_pattern, as_listed) {
            (true, Listed::Denied) => may_match(name, slug),
            (true, Listed::Allowed) => matches(name, slug),
            (false, Listed::Denied) => true,
            (false, Listed::Allowed) => compare(name, slug, false).is_eq(),
        };
        if stands {
            toolkits[place] = match as_listed {
                Listed::Denied => Some(Breach::DeniedToolkit(slug)),
                Listed::Allowed => None,
            };
        }
        place += 1;
    }
}

/// Whether a denied name, or something it matches, is reached anywhere.
const fn reaches(names: &Names<'_, '_>, denied: &str) -> bool {
    if !is_pattern(denied) {
        return !is_meta_tool(denied) && !matches!(names.place_of(denied), Place::Nowhere);
    }
    let mut place = 0;
    while place < names.enabled.len() {
        if matches(denied, names.enabled[place]) {
            return true;
        }
        place += 1;
    }
    place = 0;
    while place < names.toolkits.len() {
        if names.may_match_in(place, denied) {
            return true;
        }
        place += 1;
    }
    reaches_beyond(names, denied)
}

/// Whether a denied name, or something it matches, is reached through toolkits that are not named.
const fn reaches_beyond(names: &Names<'_, '_>, denied: &str) -> bool {
    if is_pattern(denied) {
        names.may_match_beyond(denied)
    } else {
        !is_meta_tool(denied) && matches!(names.place_of(denied), Place::Beyond)
    }
}
