//! The documentation of the struct and of `session`, in plain words.
//!
//! The struct's page is for people who did not write the declaration. It states what the agent may use, what it may
//! not, what needs approval, how it connects and what the user will see.

mod builder;
mod page;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use tool_router_core::{Mode, manifest::Subject};

use super::{Expansion, Runtime};
use crate::{flow, handles::Handle, item::PAGE, resolve::Resolved};

/// Writes the documentation of one declaration.
pub(crate) struct Docs<'a> {
    resolved: &'a Resolved,
    runtime: &'a Runtime,
    handles: &'a [Handle],
    /// The paths of the policies and rules that the declaration is checked against.
    policies: Vec<String>,
    /// Whether the struct has documentation of its own.
    documented: bool,
    /// Whether there are errors: the page will not be seen then.
    undecided: bool,
}

impl<'a> Docs<'a> {
    pub(crate) fn new(expansion: &'a Expansion<'_>) -> Self {
        let documented = expansion.agent.attributes.iter().any(|attribute| attribute.path().is_ident("doc"));
        let policies = expansion.policies.iter().map(|policy| policy.name()).collect();
        let Expansion { resolved, runtime, handles, undecided, .. } = expansion;
        Self { resolved, runtime, handles, policies, documented, undecided: *undecided }
    }

    /// The attributes to append to the struct: the text, and the drawing of how it connects.
    ///
    /// Only rustdoc expands the drawing, so that it costs nothing in other builds.
    pub(crate) fn of_agent(&self) -> TokenStream {
        // The first paragraph appears in the list of a module's items.
        let summary = if self.documented { "" } else { "An agent, with the session that it declares.\n\n" };
        let text = format!("{summary}{}", self.text());
        let picture = (!self.undecided).then(|| {
            let (flow, name) = (self.runtime.path("__flow"), format_ident!("{}", flow::name(self.resolved)));
            quote!(#[cfg_attr(doc, doc = #flow!(#name))])
        });
        quote!(#[doc = #text] #picture)
    }

    fn text(&self) -> String {
        format!(
            "# Session\n\n{PAGE} The following was checked at compile time; at run time, a session can be narrowed but never \
             widened.\n\n{}",
            self.sections()
        )
    }

    fn mode(&self) -> Mode {
        self.resolved.mode
    }

    fn subject(&self) -> Subject<'_> {
        let Resolved { declared, mode, mcp } = self.resolved;
        Subject {
            connections: *mode,
            wait: declared.wait,
            required: &declared.required,
            missing: declared.missing,
            mcp: *mcp,
            policies: &self.policies,
            at_run_time: &declared.at_run_time,
            config: &declared.config,
        }
    }
}

#[cfg(test)]
mod tests;
