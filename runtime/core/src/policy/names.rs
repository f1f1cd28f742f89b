//! Lookup of a policy's names in a configuration.

use std::cmp::Ordering;

use super::pattern::{head, matches};
use super::sieve::Sieve;
use crate::config::{Access, SessionConfig, ToolAccess};
use crate::grammar::ascii::{ALPHANUMERIC, LOWER};
use crate::grammar::slug::{Owner, compare, find};

/// Every name in a configuration, sorted, so that each name of a policy is searched for once: a thousand denied tools
/// against a thousand declared ones take a thousand searches, in a constant too.
#[derive(Clone, Copy, Debug)]
pub struct Names<'n, 'a> {
    /// The toolkits that the declaration knows. They determine which toolkit a tool belongs to.
    pub toolkits: &'n [KnownToolkit<'a>],
    /// The tools that are enabled by name.
    pub enabled: &'n [&'a str],
    /// The tools that are excluded by name.
    pub excluded: &'n [&'a str],
    /// Whether only known toolkits are reached.
    pub bounded: bool,
    /// What the names of known toolkits, and of their tools, begin with.
    pub known: Sieve,
    /// What the names of tools begin with that are reached without being named.
    pub unnamed: Sieve,
    /// The tools that are enabled by name.
    pub named: Sieve,
}

/// A toolkit that a declaration knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownToolkit<'a> {
    /// Its slug.
    pub slug: &'a str,
    /// Which of its tools are reached.
    pub reach: ToolkitReach<'a>,
}

/// Which of a toolkit's tools a configuration reaches, apart from those that it excludes by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToolkitReach<'a> {
    /// None.
    Nothing,
    /// Those that it enables by name.
    Enabled,
    /// Those that the catalogue lists.
    Listed(&'a [&'a str]),
    /// Every tool of the toolkit.
    Everything,
}

/// How a tool is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Not at all.
    Nowhere,
    /// By its own name: its position among the enabled tools.
    Tool(usize),
    /// Through its toolkit: its position among the known toolkits.
    Toolkit(usize),
    /// Through toolkits that the declaration does not name.
    Beyond,
}

impl<'a> Names<'_, 'a> {
    /// How a tool is reached.
    pub(super) const fn place_of(&self, tool: &str) -> Place {
        if self.named.may_be(tool)
            && let Some(place) = find(self.enabled, tool)
        {
            return Place::Tool(place);
        }
        if self.bounded && !self.unnamed.may_begin(tool) {
            return Place::Nowhere;
        }
        if find(self.excluded, tool).is_some() {
            return Place::Nowhere;
        }
        let (owner, index) = self.owner_of(tool);
        let reached = match owner.toolkit {
            Some(_) => match self.toolkits[index].reach {
                ToolkitReach::Everything => true,
                ToolkitReach::Listed(tools) => find(tools, tool).is_some(),
                ToolkitReach::Enabled | ToolkitReach::Nothing => false,
            },
            None => false,
        };
        match (self.bounded, reached) {
            (true, true) => Place::Toolkit(index),
            (true, false) => Place::Nowhere,
            (false, true) => Place::Beyond,
            // It may belong to a toolkit that is reached without being named.
            (false, false) if owner.is_certain(tool) => Place::Nowhere,
            (false, false) => Place::Beyond,
        }
    }

    /// Whether a pattern may match a tool that is reached through the known toolkit at `index` without being named.
    pub(super) const fn may_match_in(&self, index: usize, pattern: &str) -> bool {
        match self.toolkits[index].reach {
            ToolkitReach::Nothing | ToolkitReach::Enabled => false,
            ToolkitReach::Everything => may_name(pattern, self.toolkits[index].slug),
            ToolkitReach::Listed(tools) => {
                let mut next = 0;
                while next < tools.len() {
                    if matches(pattern, tools[next]) && find(self.excluded, tools[next]).is_none() {
                        return true;
                    }
                    next += 1;
                }
                false
            }
        }
    }

    /// Whether a pattern may match a tool of a toolkit that is reached without being named.
    pub(super) const fn may_match_beyond(&self, pattern: &str) -> bool {
        let (owner, index) = self.owner_of(head(pattern));
        if self.bounded {
            return false;
        }
        // If the beginning of the pattern determines the toolkit, that toolkit alone decides.
        let of_one = owner.is_certain(head(pattern)) && ends_a_word(head(pattern));
        !of_one || self.may_match_in(index, pattern)
    }

    /// The owner of a tool, and its position among the known toolkits.
    const fn owner_of(&self, tool: &str) -> (Owner<'a>, usize) {
        let bytes = tool.as_bytes();
        let (mut owner, mut index, mut end) = (Owner::UNKNOWN, 0, 1);
        if !self.known.may_begin(tool) {
            return (owner, index);
        }
        // Each word of the slug may be the last one of the toolkit's name; each name is searched for once.
        while end < bytes.len() {
            if bytes[end] == b'_'
                && bytes[end - 1] != b'_'
                && let Some(found) = self.find_toolkit(tool.split_at(end).0)
            {
                let with = owner.or(tool, self.toolkits[found].slug);
                if with.is_longer_than(&owner) {
                    (owner, index) = (with, found);
                }
            }
            end += 1;
        }
        (owner, index)
    }

    /// The position of a toolkit's name among the known toolkits, ignoring separators.
    pub(super) const fn find_toolkit(&self, name: &str) -> Option<usize> {
        if !self.known.may_begin(name) {
            return None;
        }
        let (mut low, mut high) = (0, self.toolkits.len());
        while low < high {
            let middle = low + (high - low) / 2;
            match compare(self.toolkits[middle].slug, name, true) {
                Ordering::Less => low = middle + 1,
                Ordering::Equal | Ordering::Greater => high = middle,
            }
        }
        match low < self.toolkits.len() && matches!(compare(self.toolkits[low].slug, name, true), Ordering::Equal) {
            true => Some(low),
            false => None,
        }
    }
}

/// Whether a pattern may match a tool of `toolkit`: the part before its first `*` fits the beginning of such a tool.
const fn may_name(pattern: &str, toolkit: &str) -> bool {
    let (head, toolkit) = (head(pattern).as_bytes(), toolkit.as_bytes());
    let (mut read, mut wanted) = (0, 0);
    loop {
        while read < head.len() && head[read] == b'_' {
            read += 1;
        }
        while wanted < toolkit.len() && ALPHANUMERIC[toolkit[wanted] as usize] == 0 {
            wanted += 1;
        }
        if read == head.len() {
            return true;
        }
        if wanted == toolkit.len() {
            // The toolkit's name has to end at a word boundary.
            return head[read - 1] == b'_';
        }
        if LOWER[head[read] as usize] != LOWER[toolkit[wanted] as usize] {
            return false;
        }
        read += 1;
        wanted += 1;
    }
}

/// Whether the part of a pattern before its first `*` ends with a complete word: `GMAIL_DELETE_` of `GMAIL_DELETE_*`.
const fn ends_a_word(head: &str) -> bool {
    matches!(head.as_bytes(), [.., b'_'])
}

/// Collects [`Names`].
#[derive(Debug)]
pub struct NameTable<'a> {
    toolkits: Vec<KnownToolkit<'a>>,
    enabled: Vec<&'a str>,
    excluded: Vec<&'a str>,
    bounded: bool,
}

impl<'a> NameTable<'a> {
    /// The names in `config`. `listed` returns the tools of a toolkit in the catalogue, sorted by [`slug::compare`], if
    /// there is one.
    pub fn of(config: &'a SessionConfig, listed: impl Fn(&str) -> Option<&'a [&'a str]>) -> Self {
        let SessionConfig { toolkits, tools, auth_configs, connected_accounts, .. } = config;
        let of_access: &[_] = match &toolkits.access {
            Access::Any => &[],
            Access::Only(slugs) | Access::Except(slugs) => slugs,
        };
        let known = of_access.iter().chain(&*toolkits.require_approval).map(AsRef::as_ref);
        let known = known.chain(tools.iter().map(|(slug, _)| slug));
        let known = known.chain(auth_configs.iter().map(|(slug, _)| slug));
        let known = known.chain(connected_accounts.iter().map(|(slug, _)| slug));
        let mut slugs: Vec<&str> = known.collect();
        slugs.sort_by(|left, right| compare(left, right, true).then_with(|| left.cmp(right)));
        slugs.dedup();
        let mut table = Self {
            toolkits: Vec::new(),
            enabled: Vec::new(),
            excluded: Vec::new(),
            bounded: matches!(toolkits.access, Access::Only(_)),
        };
        for slug in slugs {
            let reach = reach(config, slug, listed(slug));
            // Names that differ only in their separators are one toolkit; the most that is reached of it counts.
            match table.toolkits.last_mut() {
                Some(last) if compare(last.slug, slug, true).is_eq() => {
                    if last.reach == ToolkitReach::Nothing {
                        *last = KnownToolkit { slug, reach };
                    }
                }
                _ => table.toolkits.push(KnownToolkit { slug, reach }),
            }
        }
        for (_, tools) in tools.iter() {
            match &tools.access {
                ToolAccess::Only(named) => table.enabled.extend(named.iter().map(AsRef::as_ref)),
                ToolAccess::Except(named) => table.excluded.extend(named.iter().map(AsRef::as_ref)),
                ToolAccess::Any | ToolAccess::Tagged(_) => {}
            }
        }
        for names in [&mut table.enabled, &mut table.excluded] {
            names.sort_by(|left, right| compare(left, right, false));
            names.dedup_by(|left, right| compare(left, right, false).is_eq());
        }
        table
    }

    /// The names to search in.
    #[must_use]
    pub fn names(&self) -> Names<'_, 'a> {
        let slug = |toolkit: &KnownToolkit<'a>| toolkit.slug;
        let is_unnamed =
            |toolkit: &&KnownToolkit<'_>| matches!(toolkit.reach, ToolkitReach::Everything | ToolkitReach::Listed(_));
        Names {
            toolkits: &self.toolkits,
            enabled: &self.enabled,
            excluded: &self.excluded,
            bounded: self.bounded,
            known: Sieve::of_beginnings(self.toolkits.iter().map(slug)),
            unnamed: Sieve::of_beginnings(self.toolkits.iter().filter(is_unnamed).map(slug)),
            named: Sieve::of_names(self.enabled.iter().copied()),
        }
    }

    /// The position of a tool among those that are enabled by name.
    #[must_use]
    pub fn place_of_tool(&self, tool: &str) -> Option<usize> {
        find(&self.enabled, tool)
    }

    /// The position of a toolkit among the known ones.
    #[must_use]
    pub fn place_of_toolkit(&self, toolkit: &str) -> Option<usize> {
        self.names().find_toolkit(toolkit)
    }
}

fn reach<'a>(config: &SessionConfig, toolkit: &str, listed: Option<&'a [&'a str]>) -> ToolkitReach<'a> {
    if !config.reaches_toolkit(toolkit) {
        return ToolkitReach::Nothing;
    }
    match (config.tools_of(toolkit), listed) {
        (Some(ToolAccess::Only(_)), _) => ToolkitReach::Enabled,
        (_, Some(tools)) => ToolkitReach::Listed(tools),
        (_, None) => ToolkitReach::Everything,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Text, ToolkitTools, Toolkits};

    fn config(access: Access, tools: &[(&'static str, ToolAccess)]) -> SessionConfig {
        let toolkits = Toolkits { access, ..Toolkits::DEFAULT };
        let mut config = SessionConfig { toolkits, ..SessionConfig::DEFAULT };
        for (slug, access) in tools {
            config.tools.insert(*slug, ToolkitTools { access: access.clone(), ..ToolkitTools::DEFAULT });
        }
        config
    }

    fn list(names: &[&str]) -> crate::config::List<Text> {
        names.iter().map(|name| Text::Owned((*name).to_owned())).collect()
    }

    fn place(config: &SessionConfig, tool: &str) -> Place {
        NameTable::of(config, |_| None).names().place_of(tool)
    }

    #[test]
    fn a_tool_is_found_by_its_name_with_its_toolkit_or_not_at_all() {
        let named = [("gmail", ToolAccess::Only(list(&["GMAIL_FETCH_EMAILS", "GMAIL_SEND_EMAIL"])))];
        let of = config(Access::Only(list(&["gmail", "slack"])), &named);
        assert_eq!(place(&of, "GMAIL_SEND_EMAIL"), Place::Tool(1));
        assert_eq!(place(&of, "GMAIL_DELETE_MESSAGE"), Place::Nowhere);
        assert_eq!(place(&of, "SLACK_SEND_MESSAGE"), Place::Toolkit(1));
        assert_eq!(place(&of, "STRIPE_CREATE_CHARGE"), Place::Nowhere);
        let without = [("slack", ToolAccess::Except(list(&["SLACK_DELETE_CHAT"])))];
        let of = config(Access::Only(list(&["slack"])), &without);
        assert_eq!(place(&of, "SLACK_DELETE_CHAT"), Place::Nowhere);
        assert_eq!(place(&of, "SLACK_SEND_MESSAGE"), Place::Toolkit(0));
    }

    #[test]
    fn beyond_an_allowlist_a_tool_is_reached_unless_it_is_certainly_another_toolkits() {
        let denylist = config(Access::Except(list(&["zoho"])), &[]);
        assert_eq!(place(&denylist, "ZOHO_CREATE_LEAD"), Place::Nowhere);
        assert_eq!(place(&denylist, "ZOHO_BOOKS_DELETE_INVOICE"), Place::Beyond);
        assert_eq!(place(&denylist, "SLACK_SEND_MESSAGE"), Place::Beyond);
        let any = config(Access::Any, &[("google", ToolAccess::Only(list(&["GOOGLE_SEARCH_WEB"])))]);
        assert_eq!(place(&any, "GOOGLE_MAPS_GEOCODE"), Place::Beyond);
        assert_eq!(place(&any, "GOOGLE_DELETE_THING"), Place::Nowhere);
    }

    #[test]
    fn a_pattern_may_match_what_is_not_listed() {
        let of = config(Access::Only(list(&["gmail", "one_drive"])), &[]);
        let table = NameTable::of(&of, |_| None);
        let names = table.names();
        assert!(names.may_match_in(0, "*_DELETE_*") && names.may_match_in(0, "GMAIL_*") && names.may_match_in(0, "G*"));
        assert!(!names.may_match_in(0, "SLACK_*") && !names.may_match_in(0, "GMAILX_*"));
        assert!(names.may_match_in(1, "ONEDRIVE_DELETE_*"));
        assert!(!names.may_match_beyond("*_DELETE_*"));
    }

    #[test]
    fn beyond_an_allowlist_a_pattern_is_bounded_by_a_toolkit_and_a_verb_alone() {
        let of = config(Access::Except(list(&["gmail"])), &[]);
        let table = NameTable::of(&of, |_| None);
        assert!(!table.names().may_match_beyond("GMAIL_DELETE_*"));
        for pattern in ["GMAIL_*", "GMAIL_DEL*", "*_DELETE_*", "SLACK_DELETE_*"] {
            assert!(table.names().may_match_beyond(pattern), "{pattern}");
        }
    }

    #[test]
    fn the_catalogue_rules_out_what_it_does_not_list() {
        let of = config(Access::Only(list(&["gmail"])), &[]);
        let table = NameTable::of(&of, |_| Some(&["GMAIL_FETCH_EMAILS", "GMAIL_SEND_EMAIL"]));
        assert_eq!(table.names().place_of("GMAIL_SEND_EMAIL"), Place::Toolkit(0));
        assert_eq!(table.names().place_of("GMAIL_DELETE_MESSAGE"), Place::Nowhere);
        assert!(table.names().may_match_in(0, "*_SEND_*") && !table.names().may_match_in(0, "*_DELETE_*"));
    }

    #[test]
    fn names_that_differ_in_separators_are_one_toolkit() {
        let of = config(Access::Only(list(&["onedrive"])), &[("one_drive", ToolAccess::Any)]);
        assert_eq!(place(&of, "ONE_DRIVE_GET_FILE"), Place::Toolkit(0));
    }
}
