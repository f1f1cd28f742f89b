//! Generates tokens from a checked declaration.

pub(crate) mod completions;
mod configured;
mod constants;
mod docs;
mod manifest;
mod policy;
mod runtime;
mod session;
mod spec;
#[cfg(feature = "typed-tools")]
mod typed_tools;

pub(crate) use self::runtime::Runtime;

use std::path::PathBuf;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use self::docs::Docs;
use crate::{
    cargo_manifest::CargoManifest,
    catalog::{CatalogIndex, Found, watch},
    declaration::{Declaration, PolicyPath},
    diagnostic::Diagnostics,
    handles::{self, Handle},
    item::{self, Agent},
    lints,
    resolve::{self, Resolved},
    rules::{self, Subject},
    settings::Reader,
};

/// Everything that the impls are generated from.
struct Expansion<'a> {
    declaration: &'a Declaration,
    resolved: &'a Resolved,
    agent: &'a Agent,
    /// The catalogue, if there is one.
    catalog: Option<&'a CatalogIndex>,
    runtime: Runtime,
    handles: Vec<Handle>,
    /// The policies that the session is checked against.
    policies: Vec<PolicyPath>,
    /// Whether there are errors: type checks that would repeat them are switched off.
    undecided: bool,
}

/// The attribute's output: the struct, then the generated items, then the diagnostics.
///
/// The struct, its `SessionSpec` and its constants are generated despite errors, so that the code that uses them
/// compiles.
pub(crate) fn expand(attribute: TokenStream, item: TokenStream, cargo_manifest: &CargoManifest) -> TokenStream {
    expand_for(attribute, item, cargo_manifest, completions::in_editor())
}

/// The second half of the expansion, if the compiler had to resolve the struct's generic parameters first.
pub(crate) fn expand_configured(item: TokenStream, cargo_manifest: &CargoManifest) -> TokenStream {
    let (attribute, item) = configured::deferred(item);
    let mut reader = Reader::default();
    let declaration = resolve::read(attribute, &mut reader);
    let runtime = Runtime::find(declaration.crate_path.as_ref());
    match Agent::read(item, &mut reader) {
        Some(agent) => expanded(&declaration, &agent, runtime, reader.diagnostics, cargo_manifest).behind,
        // It was a struct in the first half.
        None => reader.diagnostics.into_token_stream(),
    }
}

/// An editor gets completions before everything else.
fn expand_for(
    attribute: TokenStream,
    item: TokenStream,
    cargo_manifest: &CargoManifest,
    in_editor: bool,
) -> TokenStream {
    let mut reader = Reader::default();
    let written = in_editor.then(|| attribute.clone());
    if item::is_declared_twice(&item, &mut reader) {
        let diagnostics = reader.diagnostics;
        return quote!(#item #diagnostics);
    }
    let deferred = configured::has_conditional_parameters(&item).then(|| attribute.clone());
    let declaration = resolve::read(attribute, &mut reader);
    let runtime = Runtime::find(declaration.crate_path.as_ref());
    let completions = written.map(|written| completions::of_session(written, &item, &runtime));
    let Some(mut agent) = Agent::read(item.clone(), &mut reader) else {
        let diagnostics = reader.diagnostics;
        return quote!(#completions #item #diagnostics);
    };
    if let Some(settings) = deferred {
        let deferring = configured::deferring(&settings, &runtime);
        // The derive macro reports all mistakes, except those that it can no longer see.
        let mut reader = Reader::default();
        agent.keep(item, &mut reader);
        let diagnostics = reader.diagnostics;
        let docs = documented(&declaration, &agent, runtime, cargo_manifest);
        let (attributes, item) = (&agent.attributes, &agent.body);
        return quote!(#completions #(#attributes)* #docs #deferring #item #diagnostics);
    }
    let Expanded { docs, behind } = expanded(&declaration, &agent, runtime, reader.diagnostics, cargo_manifest);
    let (attributes, item) = (&agent.attributes, &agent.body);
    quote!(#completions #(#attributes)* #docs #item #behind)
}

/// The output for a struct.
struct Expanded {
    /// Appended to the struct's attributes.
    docs: TokenStream,
    /// Placed after the struct.
    behind: TokenStream,
}

fn expanded(
    declaration: &Declaration,
    agent: &Agent,
    runtime: Runtime,
    mut diagnostics: Diagnostics,
    cargo_manifest: &CargoManifest,
) -> Expanded {
    let catalog = Found::find(declaration.catalog_path(), cargo_manifest.directories());
    let declaration = &resolve::settled(declaration, &catalog);
    let resolved = resolve::resolve(declaration);
    rules::check(&Subject { declaration, agent: &agent.ident, catalog: &catalog }, &mut diagnostics);
    diagnostics.allow(&declaration.allow);
    let policies = policy::all(declaration, cargo_manifest, &agent.ident, &mut diagnostics);
    let watched = watch(cargo_manifest.take_watched().iter().map(PathBuf::as_path).chain(catalog.take_watched()));
    let undecided = diagnostics.has_errors() || agent.is_broken;
    let (mut handles, _) = handles::of(declaration);
    handles::extend(&mut handles, agent.again.iter().map(|again| resolve::read(again.clone(), &mut Reader::default())));
    let expansion = Expansion {
        declaration,
        resolved: &resolved,
        agent,
        catalog: catalog.catalog(),
        runtime,
        handles,
        policies,
        undecided,
    };
    let docs = Docs::new(&expansion).of_agent();
    Expanded { docs, behind: quote!(#expansion #watched #diagnostics) }
}

/// The attributes for a struct that another macro generates the rest of.
fn documented(
    declaration: &Declaration,
    agent: &Agent,
    runtime: Runtime,
    cargo_manifest: &CargoManifest,
) -> TokenStream {
    let expansion = Expansion {
        declaration,
        resolved: &resolve::resolve(declaration),
        agent,
        catalog: None,
        runtime,
        handles: handles::of(declaration).0,
        policies: policy::all(declaration, cargo_manifest, &agent.ident, &mut Diagnostics::default()),
        undecided: false,
    };
    Docs::new(&expansion).of_agent()
}

impl ToTokens for Expansion<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let ident = &self.agent.ident;
        let (generics, arguments, bounds) = self.agent.split_for_impl();
        let session_spec = self.runtime.path("SessionSpec");
        let (spec, constants, session, toolkit) = (self.spec(), self.constants(), self.session(), self.toolkit());
        // A constant of the user's that has the name of a parameter would stand in the place of the parameter, but not where a function
        // hides it. They are imported: a function that is generated costs the compiler as much as one that does something.
        let (hidden, parameters) = (self.runtime.path("__private::parameters"), session::parameters());
        let collect = self.collect(&spec);
        #[cfg(feature = "typed-tools")]
        let typed_tools = self.typed_tools();
        #[cfg(not(feature = "typed-tools"))]
        let typed_tools: Option<(TokenStream, TokenStream)> = None;
        let allowed = lints::allowed(&self.agent.attributes);
        // A macro call takes no attributes.
        let within = |items: TokenStream| match &allowed {
            Some(allowed) => quote!(#allowed const _: () = { #items };),
            None => items,
        };
        let typed_tools = typed_tools.map(|(items, impls)| {
            let impls = within(impls);
            quote!(#items #impls)
        });
        let spec = within(self.held(quote! {
            #[automatically_derived]
            impl #generics #session_spec for #ident #arguments #bounds {
                #spec
            }

            #collect
        }));
        tokens.extend(quote! {
            #spec

            const _: () = {
                #[allow(unused_imports)]
                use #hidden::{#(#parameters),*};

                #allowed
                #[allow(dead_code, single_use_lifetimes, unreachable_pub)]
                impl #generics #ident #arguments #bounds {
                    #constants
                    #session
                    #toolkit
                }
            };

            #typed_tools
        });
    }
}

#[cfg(test)]
mod any_tokens;
#[cfg(test)]
mod fuzz;
#[cfg(test)]
mod helps;
#[cfg(test)]
mod slips;
#[cfg(test)]
mod tests;
