//! `session(…)`, which starts a session.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned as _;

use super::{Expansion, docs::Docs};
use crate::item::UserIdField;

/// The parameter of `session`, by the name that documentation shows.
pub(super) fn parameter() -> Ident {
    Ident::new("user_id", Span::mixed_site())
}

/// The parameters of all generated functions.
pub(super) fn parameters() -> [Ident; 2] {
    [parameter(), slug()]
}

/// The parameter of `toolkit`.
fn slug() -> Ident {
    Ident::new("slug", Span::mixed_site())
}

impl Expansion<'_> {
    pub(crate) fn session(&self) -> TokenStream {
        let Some(field) = &self.agent.user_id else {
            return self.for_argument(&quote!(session), None);
        };
        let of_field = self.for_field(field);
        let of_argument = self.for_argument(&quote!(session_for), None);
        // If the field is configured away, `session` is generated as if no field was marked.
        let without_field = (!field.cfgs.is_empty()).then(|| {
            let predicates = field.cfgs.iter().filter_map(|cfg| cfg.parse_args::<TokenStream>().ok());
            self.for_argument(&quote!(session), Some(quote!(#[cfg(not(all(#(#predicates),*)))])))
        });
        quote!(#of_field #without_field #of_argument)
    }

    /// `toolkit(slug)`, which finds a declared toolkit by its name.
    pub(crate) fn toolkit(&self) -> TokenStream {
        let visibility = &self.agent.visibility;
        let toolkit = self.runtime.path("Toolkit");
        let slug = slug();
        quote! {
            /// Returns the declared toolkit with this slug, if there is one: `apps.iter().filter_map(|app| Self::toolkit(app))`
            /// are those of a user's apps that this agent declares.
            // Compiled only where it is called.
            #[inline]
            #visibility fn toolkit(#slug: &::core::primitive::str) -> ::core::option::Option<#toolkit<Self>> {
                #toolkit::__find(#slug)
            }
        }
    }

    fn for_argument(&self, name: &TokenStream, cfg: Option<TokenStream>) -> TokenStream {
        let docs = Docs::new(self).of_session("one user");
        let argument = parameter();
        let visibility = &self.agent.visibility;
        let (user_id, builder) = (self.runtime.path("UserId"), self.runtime.path("SessionBuilder"));
        quote! {
            #[doc = #docs]
            #cfg
            #visibility fn #name(#argument: impl ::core::convert::Into<#user_id>) -> #builder<Self> {
                #builder::new(#argument)
            }
        }
    }

    fn for_field(&self, field: &UserIdField) -> TokenStream {
        let UserIdField { member, ty, cfgs } = field;
        let docs = Docs::new(self).of_session(&format!("the user in `{}`", member.to_token_stream()));
        let visibility = &self.agent.visibility;
        let builder = self.runtime.path("SessionBuilder");
        // With the span of the field's type: if this does not compile, that type is the cause.
        let user_id = quote_spanned!(ty.span()=> ::core::clone::Clone::clone(&self.#member));
        quote! {
            #[doc = #docs]
            #(#cfgs)*
            #visibility fn session(&self) -> #builder<Self> {
                #builder::new(#user_id)
            }
        }
    }
}
