//! Registers a session in the program's list.

use proc_macro2::TokenStream;
use quote::quote;

use super::Expansion;

impl Expansion<'_> {
    /// Registers the session in the program's list. The runtime decides whether to collect it: a macro cannot see the
    /// features of the crate that re-exports it.
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
