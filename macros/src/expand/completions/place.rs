//! The places of an attribute, and the names that can be written there.

use proc_macro2::{Ident, Span};

use crate::settings::{Known, Table, Values};

/// A place to write in: a setting, or the attribute itself.
#[derive(Clone)]
pub(super) struct Place {
    /// The names that lead to it, joined.
    path: String,
    table: &'static dyn Table,
}

impl Place {
    /// An attribute, whose arguments are its parentheses.
    pub(super) fn attribute(name: &str, table: &'static dyn Table) -> Self {
        Self { path: name.to_owned(), table }
    }

    /// The possible names of an entry in the parentheses.
    pub(super) fn names(&self) -> Vec<Known> {
        match self.table.entries() {
            Some(entries) => entries.names,
            None => self.table.rows().into_iter().map(Known::setting).collect(),
        }
    }

    /// The place inside the entry of this name.
    pub(super) fn inside(&self, name: &str) -> Option<Self> {
        if let Some(entries) = self.table.entries() {
            return Some(self.child("entry", entries.inside?));
        }
        let rows = self.table.rows();
        let row =
            rows.iter().find(|row| row.name == name).or_else(|| rows.iter().find(|row| row.foreign.contains(&name)));
        row.and_then(|row| Some(self.child(row.name, row.keys?)))
    }

    /// The places inside all entries.
    pub(super) fn all_inside(&self) -> Vec<Self> {
        match self.table.entries() {
            Some(entries) => entries.inside.map(|table| self.child("entry", table)).into_iter().collect(),
            None => self.table.rows().iter().filter_map(|row| Some(self.child(row.name, row.keys?))).collect(),
        }
    }

    /// The possible values after the `=`.
    pub(super) fn values(&self) -> Values {
        self.table.values()
    }

    /// The module with the constants of [`names`](Self::names).
    pub(super) fn module_of_names(&self) -> Ident {
        Ident::new(&format!("in_{}", self.path), Span::call_site())
    }

    /// The module with the constants of [`values`](Self::values).
    pub(super) fn module_of_values(&self) -> Ident {
        Ident::new(&format!("of_{}", self.path), Span::call_site())
    }

    fn child(&self, name: &str, table: &'static dyn Table) -> Self {
        Self { path: format!("{}_{name}", self.path), table }
    }
}
