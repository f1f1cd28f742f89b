use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::{Catalog, ToolEntry, ToolkitEntry};

/// How a file differs from a catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// It is what would be written.
    Same,
    /// There is no file.
    Missing,
    /// It is no catalogue; says why.
    NoCatalog(String),
    /// It says something else, or the same in another form.
    Different(Changes),
}

/// What became of toolkits and tools.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Changes {
    /// Those that are new.
    pub added: Vec<Named>,
    /// Those that are gone.
    pub removed: Vec<Named>,
    /// Those of which something changed, each with the names of what did.
    pub changed: Vec<(Named, Vec<&'static str>)>,
}

/// A toolkit or a tool, by its slug.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// A toolkit, with all of its tools where it is added or removed.
    Toolkit(String),
    /// A tool.
    Tool(String),
}

impl Changes {
    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.changed.is_empty()
    }

    fn toolkit(&mut self, slug: &str, old: &ToolkitEntry, new: &ToolkitEntry) {
        let fields = [("name", old.name != new.name), ("description", old.description != new.description)];
        self.differing(Named::Toolkit(slug.to_owned()), &fields);
        for (slug, side) in sides(&old.tools, &new.tools) {
            let named = Named::Tool(slug.to_owned());
            match side {
                Side::Old => self.removed.push(named),
                Side::New => self.added.push(named),
                Side::Both(old, new) => self.tool(named, old, new),
            }
        }
    }

    fn tool(&mut self, named: Named, old: &ToolEntry, new: &ToolEntry) {
        let fields = [
            ("name", old.name != new.name),
            ("description", old.description != new.description),
            ("tags", old.tags != new.tags),
            ("input_schema", old.input_schema != new.input_schema),
        ];
        self.differing(named, &fields);
    }

    fn differing(&mut self, named: Named, fields: &[(&'static str, bool)]) {
        let fields: Vec<_> = fields.iter().filter(|(_, differs)| *differs).map(|(field, _)| *field).collect();
        if !fields.is_empty() {
            self.changed.push((named, fields));
        }
    }
}

impl Catalog {
    /// What there is to change in this catalogue to make it `new`.
    #[must_use]
    pub fn changes_to(&self, new: &Self) -> Changes {
        let mut changes = Changes::default();
        for (slug, side) in sides(&self.toolkits, &new.toolkits) {
            match side {
                Side::Old => changes.removed.push(Named::Toolkit(slug.to_owned())),
                Side::New => changes.added.push(Named::Toolkit(slug.to_owned())),
                Side::Both(old, new) => changes.toolkit(slug, old, new),
            }
        }
        changes
    }
}

/// One fact on a line.
impl fmt::Display for Changes {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for added in &self.added {
            writeln!(formatter, "  added    {added}")?;
        }
        for removed in &self.removed {
            writeln!(formatter, "  removed  {removed}")?;
        }
        for (changed, fields) in &self.changed {
            writeln!(formatter, "  changed  {changed}: {}", fields.join(", "))?;
        }
        Ok(())
    }
}

impl fmt::Display for Named {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kind, slug) = match self {
            Self::Toolkit(slug) => ("toolkit ", slug),
            Self::Tool(slug) => ("", slug),
        };
        write!(formatter, "{kind}{slug}")
    }
}

/// Where a slug is found.
enum Side<'a, T> {
    Old,
    New,
    Both(&'a T, &'a T),
}

/// Every slug of the two, in order.
fn sides<'a, T>(old: &'a BTreeMap<String, T>, new: &'a BTreeMap<String, T>) -> Vec<(&'a str, Side<'a, T>)> {
    let slugs: BTreeSet<_> = old.keys().chain(new.keys()).collect();
    let side = |slug: &'a String| match (old.get(slug), new.get(slug)) {
        (Some(old), Some(new)) => (slug.as_str(), Side::Both(old, new)),
        (Some(_), None) => (slug.as_str(), Side::Old),
        _ => (slug.as_str(), Side::New),
    };
    slugs.into_iter().map(side).collect()
}
