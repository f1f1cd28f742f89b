//! Generates tokens from a checked function.

use proc_macro2::{Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned as _;

use super::{
    declared::{OF_METHODS, is_shared},
    function::{Function, Place},
    methods,
    parameters::{Kind, Parameter},
    settings::Settings,
    texts::Texts,
};
use crate::{
    expand::{Runtime, completions},
    lints,
    settings::Reader,
};

/// The attribute's output: the function, then the tool, then the diagnostics.
///
/// The tool is generated despite errors, so that the code that registers it compiles.
pub(crate) fn expand(attribute: TokenStream, item: TokenStream) -> TokenStream {
    if methods::is_done(&attribute) {
        return item;
    }
    let mut reader = Reader::of("custom_tool");
    let written = completions::in_editor().then(|| attribute.clone());
    let settings = Settings::read(attribute, &mut reader);
    let runtime = Runtime::find(settings.crate_path.as_ref());
    let completions = written.map(|written| completions::of_custom_tool(written, &runtime));
    let Some(function) = Function::read(item.clone(), Place::Free, &mut reader) else {
        let diagnostics = reader.diagnostics;
        return quote!(#completions #item #diagnostics);
    };
    let texts = Texts::of(&settings, &function, &mut reader);
    let diagnostics = reader.diagnostics;
    if function.parameters.is_method {
        return quote!(#completions #function #diagnostics);
    }
    let expansion =
        Expansion { settings: &settings, function: &function, texts, runtime: &runtime, place: Place::Free };
    let is_broken = diagnostics.has_errors() || function.parameters.are_broken;
    let tool = if is_broken { expansion.placeholder() } else { expansion.tool() };
    quote!(#completions #function #tool #diagnostics)
}

/// What is wrong with a function that is to be a tool.
#[cfg(test)]
pub(crate) fn judged(attribute: TokenStream, item: TokenStream) -> crate::diagnostic::Diagnostics {
    let mut reader = Reader::of("custom_tool");
    let settings = Settings::read(attribute, &mut reader);
    if let Some(function) = Function::read(item, Place::Free, &mut reader) {
        Texts::of(&settings, &function, &mut reader);
    }
    reader.diagnostics
}

/// Everything that the tool is made from.
pub(super) struct Expansion<'a> {
    pub(super) settings: &'a Settings,
    pub(super) function: &'a Function,
    pub(super) texts: Texts,
    pub(super) runtime: &'a Runtime,
    pub(super) place: Place,
}

impl Expansion<'_> {
    fn constants(&self) -> TokenStream {
        let Texts { slug, name, description } = &self.texts;
        let toolkit = self.settings.extends_toolkit.yes().map(|toolkit| {
            let slug = &toolkit.value;
            quote! {
                const EXTENDS_TOOLKIT: ::core::option::Option<&'static ::core::primitive::str> =
                    ::core::option::Option::Some(#slug);
            }
        });
        let preload = self.settings.preload.yes().map(|preload| {
            let preload = preload.value;
            quote! {
                const PRELOAD: ::core::option::Option<::core::primitive::bool> = ::core::option::Option::Some(#preload);
            }
        });
        quote! {
            const SLUG: &'static ::core::primitive::str = #slug;
            const NAME: &'static ::core::primitive::str = #name;
            const DESCRIPTION: &'static ::core::primitive::str = #description;
            #toolkit
            #preload
        }
    }

    pub(super) fn tool(&self) -> TokenStream {
        let (declared, constants) = (self.declared(), self.constants());
        let Self { settings, function, runtime, .. } = self;
        let Function { ident, parameters, returns, .. } = function;
        let tool = self.name();
        let cfgs: Vec<_> = function.cfgs().collect();
        let allowed = lints::allowed(&function.attributes);
        // What the user wrote is beside them: the types of the arguments, and the function.
        let of_expansion = |name: &str| Ident::new(name, Span::mixed_site());
        let arguments = format_ident!("__ToolRouterArgumentsOf{tool}", span = Span::mixed_site());
        let [passed_arguments, passed_context, held_state] =
            ["__tool_router_arguments", "__tool_router_context", "__tool_router_state"].map(of_expansion);
        let [custom_tool, context, private] =
            ["custom::CustomTool", "custom::ToolContext", "__private"].map(|path| runtime.path(path));
        // Imported, because their attributes take a path as text, which `$crate` does not have.
        let [serde, schemars] = ["__tool_router_serde", "__tool_router_schemars"].map(|name| format_ident!("{name}"));
        let (serde_path, schemars_path) = (serde.to_string(), schemars.to_string());
        // A missing trait is reported once, at the type, and not by all of the derived code.
        let given = |parameter: &Parameter| {
            let (ty, span) = (&parameter.ty, parameter.ty.span());
            let private = spanned(&private, span);
            quote_spanned!(span=> #private::Given<#ty, { #private::IsArgument::<#ty>::HOLDS }> as #private::Give)
        };
        // The types are named out here, where nothing is imported: what the derived code needs may be what the user calls them.
        let named_type = |index: usize, parameter: &Parameter| {
            Ident::new(&format!("__ToolRouterArgument{index}"), Span::mixed_site().located_at(parameter.ty.span()))
        };
        let types = parameters.arguments().enumerate().map(|(index, parameter)| {
            let (name, ty, span) = (named_type(index, parameter), &parameter.ty, parameter.ty.span());
            let ty = match parameter.is_read_by_its_type() {
                true => {
                    let given = given(parameter);
                    quote_spanned!(span=> <#given>::As)
                }
                false => ty.to_token_stream(),
            };
            quote!(type #name = #ty;)
        });
        let fields = parameters.arguments().enumerate().map(|(index, parameter)| {
            let (attributes, name, ty) = (&parameter.described, &parameter.ident, named_type(index, parameter));
            quote!(#(#attributes)* pub #name: #ty)
        });
        let read_by_type = || parameters.arguments().filter(|parameter| parameter.is_read_by_its_type());
        let are_arguments = read_by_type().map(|parameter| {
            let (ty, span) = (&parameter.ty, parameter.ty.span());
            let private = spanned(&private, span);
            quote_spanned!(span=> const _: fn() = || { fn is<T: #private::Argument>() {} is::<#ty>() };)
        });
        let are_arguments: TokenStream = are_arguments.collect();
        // serde cannot refuse what it does not know where a field takes the rest.
        let is_flat = parameters.arguments().flat_map(|parameter| &parameter.described).any(|attribute| {
            attribute.path().is_ident("serde") && attribute.to_token_stream().to_string().contains("flatten")
        });
        let strict = (!is_flat).then(|| quote!(#[serde(deny_unknown_fields)]));
        // schemars binds these names: a binding may hide a function that is called like it, and no constant of the user's.
        let hidden = ["generator", "schema"].map(|name| Ident::new(name, Span::call_site()));
        let mut states = 0..;
        let passed = parameters.list.iter().map(|parameter| {
            let name = &parameter.ident;
            match (&parameter.kind, parameter.is_read_by_its_type()) {
                (Kind::Context, _) => quote!(#passed_context),
                (Kind::State(ty), _) => {
                    let field = Literal::usize_unsuffixed(states.next().unwrap_or_default());
                    quote_spanned!(ty.span()=> ::core::clone::Clone::clone(&#held_state.#field))
                }
                (Kind::Argument, true) => {
                    let given = given(parameter);
                    quote!(<#given>::give(#passed_arguments.#name))
                }
                (Kind::Argument, false) => quote!(#passed_arguments.#name),
            }
        });
        let are_states: TokenStream = parameters.states().map(|(_, ty)| is_shared(runtime, ty)).collect();
        let shared = Ident::new(OF_METHODS, Span::mixed_site());
        let of_methods = matches!(self.place, Place::Methods).then(|| quote!(#shared::));
        let receiver = parameters.is_method.then(|| quote!(&#held_state.0,));
        // All of it has the span of the returned type, so that a message underlines that type and not the attribute.
        let span = returns.span();
        let returned = |part: &str| {
            let (part, private) = (Ident::new(part, span), spanned(&private, span));
            quote_spanned!(span=> <#private::Parts<#returns, { #private::IsReturned::<#returns>::HOLDS }> as #private::Split>::#part)
        };
        let (output, error, into_result) = (returned("Output"), returned("Error"), returned("into_result"));
        let is_returned = {
            let private = spanned(&private, span);
            quote_spanned!(span=> const _: fn() = || { fn is<T: #private::Returned>() {} is::<#returns>() };)
        };
        let result = quote_spanned!(span=> ::core::result::Result<Self::Output, Self::Error>);
        let call = quote_spanned!(span=> #of_methods #ident(#receiver #(#passed),*));
        let has_state = parameters.is_method || parameters.states().next().is_some();
        let call = match has_state.then(|| self.held()) {
            Some(held) => quote_spanned!(span=> <#held>::run(&self.state, |#held_state| #call)),
            None => call,
        };
        let call = quote_spanned!(span=> #into_result(#call.await));
        let output_schema = settings.output_schema.yes().is_some_and(|said| said.value).then(|| {
            let private = spanned(&private, span);
            let described = quote_spanned!(span=> <Self::Output as #private::Described>::schema());
            quote! {
                fn output_schema() -> ::core::option::Option<#private::schemars::Schema> {
                    ::core::option::Option::Some(#described)
                }
            }
        });
        quote! {
            #declared
            #(#cfgs)*
            #allowed
            const _: () = {
                #[allow(unused_imports)]
                use #private::Fallback as _;
                #(#types)*

                const _: () = {
                    // For the derived code, wherever something else goes by these names.
                    use #private::{schemars as #schemars, serde as #serde};
                    #[allow(unused_imports, clippy::wildcard_imports)]
                    use ::core::{option::Option::{None, Some}, primitive::*, result::Result::{Err, Ok}};
                    #(#[allow(dead_code)] fn #hidden() {})*

                    #[derive(#serde::Deserialize, #schemars::JsonSchema)]
                    #[serde(crate = #serde_path)]
                    #[schemars(crate = #schemars_path)]
                    #strict
                    pub struct #arguments {
                        #(#fields,)*
                    }

                    #[automatically_derived]
                    impl #private::__HasArguments for #tool {
                        type Arguments = #arguments;
                    }
                };

                #are_arguments
                #are_states
                #is_returned

                #[automatically_derived]
                impl #custom_tool for #tool {
                    #constants
                    type Arguments = <#tool as #private::__HasArguments>::Arguments;
                    type Output = #output;
                    type Error = #error;

                    async fn call(
                        &self,
                        #passed_arguments: <#tool as #private::__HasArguments>::Arguments,
                        #passed_context: #context,
                    ) -> #result {
                        #call
                    }
                    #output_schema
                }
            };
        }
    }

    /// A tool that is never called, so that its absence causes no further errors.
    fn placeholder(&self) -> TokenStream {
        let (declared, constants) = (self.declared(), self.constants());
        let tool = self.name();
        let cfgs = self.function.cfgs();
        let allowed = lints::allowed(&self.function.attributes);
        let [custom_tool, context] = ["custom::CustomTool", "custom::ToolContext"].map(|path| self.runtime.path(path));
        quote! {
            #declared
            #(#cfgs)*
            #allowed
            #[automatically_derived]
            impl #custom_tool for #tool {
                #constants
                type Arguments = ();
                type Output = ();
                type Error = &'static ::core::primitive::str;

                async fn call(&self, _: (), _: #context) -> ::core::result::Result<(), Self::Error> {
                    ::core::result::Result::Err("the parameters of the tool's function could not be read")
                }
            }
        }
    }
}

/// The same tokens with another span.
pub(super) fn spanned(tokens: &impl ToTokens, span: Span) -> TokenStream {
    let moved = |mut token: TokenTree| {
        token.set_span(span);
        token
    };
    tokens.to_token_stream().into_iter().map(moved).collect()
}
