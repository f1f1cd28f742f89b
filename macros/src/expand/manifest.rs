//! How a program gets to know all of its sessions.

use proc_macro2::TokenStream;
use quote::quote;

use super::Expansion;

impl Expansion<'_> {
    /// Hands the session in to those that a program knows of. Whether anything is done with it is for the runtime to know:
    /// a macro cannot see the features of the crate that re-exports it.
    pub(crate) fn collect(&self, spec: &TokenStream) -> Option<TokenStream> {
        let collect = self.runtime.path("__collect");
        let agent = &self.agent.ident;
        match (self.undecided, self.agent.generics.params.is_empty()) {
            (true, _) => None,
            (false, true) => Some(quote!(#collect!(#agent);)),
            (false, false) => Some(quote!(#collect! { generic #spec })),
        }
    }
}
