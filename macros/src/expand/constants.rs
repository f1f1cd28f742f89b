//! The handles: `InboxAgent::GMAIL`, `InboxAgent::GMAIL_FETCH_EMAILS`.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::spanned::Spanned as _;

use super::Expansion;
use crate::{
    catalog::prose,
    handles::{Handle, Kind},
};

impl Expansion<'_> {
    pub(crate) fn constants(&self) -> TokenStream {
        self.handles.iter().map(|handle| self.constant(handle)).collect()
    }

    fn constant(&self, handle: &Handle) -> TokenStream {
        // With the slug's location, an editor goes from a use of the constant to the declaration.
        let name = Ident::new(handle.name(), Span::call_site().located_at(handle.tokens.span()));
        let visibility = &self.agent.visibility;
        let slug = &handle.slug;
        let doc = format!(
            "The {}{}.",
            handle.subject(),
            match handle.kind {
                Kind::AuthConfig(Some(_)) | Kind::Account(Some(_)) => ", which is supplied at run time",
                Kind::AuthConfig(None) | Kind::Account(None) => ", which can be supplied at run time",
                Kind::Toolkit | Kind::Tool => "",
            }
        );
        let doc = match self.description(handle).map(prose).filter(|description| !description.is_empty()) {
            Some(description) => format!("{doc}\n\n{description}"),
            None => doc,
        };
        let (handle, place) = match handle.kind {
            Kind::Toolkit => (self.runtime.path("Toolkit"), None),
            Kind::Tool => (self.runtime.path("Tool"), None),
            Kind::AuthConfig(place) => (self.runtime.path("builder::AuthConfigSlot"), Some(self.place(place))),
            Kind::Account(place) => (self.runtime.path("builder::AccountSlot"), Some(self.place(place))),
        };
        let place = place.map(|place| quote!(, #place));
        quote! {
            #[doc = #doc]
            #visibility const #name: #handle<Self #place> = #handle::__declared(#slug);
        }
    }

    /// The catalogue's description of the toolkit or tool.
    fn description(&self, handle: &Handle) -> Option<&str> {
        let catalog = self.catalog?;
        match handle.kind {
            Kind::Toolkit => catalog.toolkit(&handle.slug).map(|toolkit| toolkit.description.as_str()),
            Kind::Tool => catalog.tool(&handle.slug).map(|tool| tool.description.as_str()),
            Kind::AuthConfig(_) | Kind::Account(_) => None,
        }
    }

    /// The type-level number of a position in a list, or the type of an entry that is optional.
    fn place(&self, place: Option<usize>) -> TokenStream {
        let Some(place) = place else { return self.runtime.path("builder::Optional").into_token_stream() };
        let (first, next) = (self.runtime.path("builder::First"), self.runtime.path("builder::Next"));
        (0..place).fold(first.into_token_stream(), |place, _| quote!(#next<#place>))
    }
}
