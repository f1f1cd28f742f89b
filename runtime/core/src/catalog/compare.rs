use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::Serialize;

use super::{Catalog, ToolEntry, ToolkitEntry};

/// The differences between two catalogues.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[non_exhaustive]
pub struct Changes {
    /// Added toolkits and tools.
    pub added: Vec<Named>,
    /// Removed toolkits and tools.
    pub removed: Vec<Named>,
    /// Changed toolkits and tools, each with the names of the fields that changed.
    pub changed: Vec<(Named, Vec<&'static str>)>,
}

/// A toolkit or a tool, by its slug.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[non_exhaustive]
pub enum Named {
    /// A toolkit; all of its tools, if it was added or removed.
    Toolkit(String),
    /// A tool.
    Tool(String),
}

impl Changes {
    /// Whether there are no differences.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.changed.is_empty()
    }

    fn toolkit<S: PartialEq>(&mut self, slug: &str, old: &ToolkitEntry<S>, new: &ToolkitEntry<S>) {
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

    fn tool<S: PartialEq>(&mut self, named: Named, old: &ToolEntry<S>, new: &ToolEntry<S>) {
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

impl<S: PartialEq> Catalog<S> {
    /// Returns what has to change in this catalogue to make it `new`.
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

/// One difference per line.
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

/// Which of the two catalogues has a slug.
enum Side<'a, T> {
    Old,
    New,
    Both(&'a T, &'a T),
}

/// Every slug of the two maps, in order.
fn sides<'a, T>(old: &'a BTreeMap<String, T>, new: &'a BTreeMap<String, T>) -> Vec<(&'a str, Side<'a, T>)> {
    let slugs: BTreeSet<_> = old.keys().chain(new.keys()).collect();
    let side = |slug: &'a String| match (old.get(slug), new.get(slug)) {
        (Some(old), Some(new)) => (slug.as_str(), Side::Both(old, new)),
        (Some(_), None) => (slug.as_str(), Side::Old),
        _ => (slug.as_str(), Side::New),
    };
    slugs.into_iter().map(side).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn catalog() -> Catalog {
        let tool = |description: &str| json!({ "name": "Tool", "description": description, "tags": [], "input_schema": { "type": "object" } });
        let tools = json!({ "GMAIL_A": tool("one"), "GMAIL_B": tool("two"), "GMAIL_C": tool("three") });
        let toolkits = json!({ "gmail": { "name": "Gmail", "description": "", "tools": tools } });
        let file = json!({ "format": "tool-router-catalog/1", "toolkits": toolkits });
        Catalog::from_json(file.to_string().as_bytes()).unwrap()
    }

    #[test]
    fn changes_name_what_became_of_what() {
        let old = catalog();
        assert!(old.changes_to(&old).is_empty());

        let mut new = old.clone();
        let gmail = new.toolkits.get_mut("gmail").unwrap();
        gmail.name = "GMail".to_owned();
        let moved = gmail.tools.remove("GMAIL_A").unwrap();
        gmail.tools.insert("GMAIL_D".to_owned(), moved);
        gmail.tools.get_mut("GMAIL_B").unwrap().tags.insert("readOnlyHint".to_owned());
        let schema = &mut gmail.tools.get_mut("GMAIL_C").unwrap().input_schema;
        schema.0.insert("required".to_owned(), json!(["to"]));
        let gmail = gmail.clone();
        new.toolkits.insert("slack".to_owned(), gmail);

        assert_eq!(
            old.changes_to(&new).to_string(),
            "  added    GMAIL_D\n  added    toolkit slack\n  removed  GMAIL_A\n  changed  toolkit gmail: name\n  \
             changed  GMAIL_B: tags\n  changed  GMAIL_C: input_schema\n",
        );
        assert_eq!(new.changes_to(&old).removed[1], Named::Toolkit("slack".to_owned()));
    }
}
