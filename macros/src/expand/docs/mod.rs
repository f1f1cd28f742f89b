//! What the documentation of the struct and of `session` says, in plain words.
//!
//! The struct's page is read by people who did not write the declaration: it says what the agent may use, what it may not, what
//! needs approval, how it connects and what the user will see.

mod access;
mod accounts;
mod approvals;
mod builder;
mod connecting;
mod powers;
mod prose;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use self::prose::section;
use super::{Expansion, Runtime};
use crate::{
    declaration::{Declaration, Said, Slug, Slugs, Spanned, Supplied},
    handles::{Handle, Kind},
};

/// Writes the documentation of one declaration.
pub(crate) struct Docs<'a> {
    declaration: &'a Declaration,
    runtime: &'a Runtime,
    handles: &'a [Handle],
    /// The way of connecting: the name of its type.
    mode: &'static str,
    /// The policies and rules that the declaration is held to, by their paths.
    policies: Vec<String>,
    /// Whether the struct has documentation of its own.
    documented: bool,
}

impl<'a> Docs<'a> {
    pub(crate) fn new(expansion: &'a Expansion<'_>) -> Self {
        let documented = expansion.agent.item.attrs.iter().any(|attribute| attribute.path().is_ident("doc"));
        let policies = expansion.policies.iter().map(|policy| format!("`{}`", policy.name())).collect();
        let Expansion { declaration, runtime, handles, .. } = expansion;
        Self { declaration, runtime, handles, mode: expansion.mode(), policies, documented }
    }

    /// What is appended to the attributes of the struct: the text, and the picture of how it connects.
    ///
    /// Only rustdoc asks for the picture, so that it costs no other build anything. A declaration with errors has none, for
    /// nobody will see its page.
    pub(crate) fn of_agent(&self) -> TokenStream {
        // The first paragraph stands in the list of a module's items.
        let summary = if self.documented { "" } else { "An agent, with the session that it declares.\n\n" };
        let text = format!("{summary}{}", self.text());
        let picture = (self.mode != "Undecided").then(|| {
            let (flow, mode) = (self.runtime.path("__flow"), format_ident!("{}", self.mode));
            quote!(#[cfg_attr(doc, doc = #flow!(#mode))])
        });
        quote!(#[doc = #text] #picture)
    }

    fn text(&self) -> String {
        let or_saved = |none: &str| match self.saved_config() {
            Some(id) => format!("What the saved config `{id}` says."),
            None => none.to_owned(),
        };
        let sections = [
            section("What it may use", self.may_use(), "Nothing."),
            section("What it may not use", self.may_not_use(), "The declaration rules nothing out."),
            section(
                "Who may use it",
                self.users(),
                "Only the program that creates it: it is not handed to MCP clients.",
            ),
            section(
                "What needs the user's approval",
                self.approvals(),
                &or_saved("Nothing: the declaration asks for no approval."),
            ),
            section(
                "Whose accounts it uses",
                self.accounts(),
                &or_saved("The user's own, connected with the platform's own apps."),
            ),
        ];
        let beside = [("What is checked", self.checks()), ("What it is held to", self.held_to())];
        let beside = beside.into_iter().filter(|(_, facts)| !facts.is_empty());
        let beside: String = beside.map(|(heading, facts)| format!("{}\n\n", section(heading, facts, ""))).collect();
        format!(
            "# Session\n\nA session of this agent begins with [`session`](Self::session). What follows was checked when this \
             was compiled; a session can be narrowed at run time, and never widened. What the program can add are tools of \
             its own, which run in its own process.\n\n{}\n\n{beside}## How it connects\n\n{}\n",
            sections.join("\n\n"),
            self.connecting(),
        )
    }

    /// The policies: what is supplied at run time is held to them as well.
    fn held_to(&self) -> Vec<String> {
        let policies = self.policies.iter();
        policies.map(|policy| format!("{policy}, also in what is supplied at run time")).collect()
    }

    /// The config on the platform that the session begins from. It decides about what is not said.
    fn saved_config(&self) -> Option<&str> {
        self.declaration.session_config.yes().map(|id| id.value.as_str())
    }

    /// Whether the agent makes auth links; a mistake counts as the default.
    fn manages_connections(&self) -> bool {
        self.declaration.is_managed() != Some(false)
    }

    fn callback_url(&self) -> Option<&Supplied<String>> {
        match &self.declaration.manage_connections.callback_url {
            Said::Yes(Spanned { value, .. }) => Some(value),
            Said::No | Said::Wrong => None,
        }
    }

    fn toolkit(&self, slug: &Slug) -> String {
        self.link(slug, Kind::Toolkit)
    }

    fn toolkits(&self, slugs: &Slugs) -> String {
        prose::and(slugs.items.iter().map(|slug| self.link(slug, Kind::Toolkit)))
    }

    fn tools(&self, slugs: &Slugs) -> String {
        prose::and(slugs.items.iter().map(|slug| self.link(slug, Kind::Tool)))
    }

    /// The slug, linked to its constant where it has one.
    fn link(&self, slug: &Slug, kind: Kind) -> String {
        let handle = self.handles.iter().find(|handle| handle.kind == kind && handle.slug == slug.name);
        handle
            .map_or_else(|| format!("`{}`", slug.name), |handle| format!("[`{}`](Self::{})", slug.name, handle.name()))
    }
}

#[cfg(test)]
mod tests;
