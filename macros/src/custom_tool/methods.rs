//! `#[custom_tools]`: the methods of a type as tools that share a value of it.

use std::collections::HashMap;

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{
    Attribute, Generics, Meta, Path, Token, Type, WhereClause,
    parse::{Parse, ParseStream, Parser as _},
};
use tool_router_core::grammar::custom_tool::slug_problem;

use super::{
    declared::{OF_METHODS, is_shared},
    expand::Expansion,
    function::{Function, Place},
    settings::{BlockSettings, Settings},
    texts::Texts,
};
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    expand::{Runtime, completions},
    lints,
    rules::{CUSTOM_TOOL_SLUG, CUSTOM_TOOLS_IMPL, REPEATED_SETTING},
    settings::Reader,
};

/// The attribute of a method, as it is usually imported.
const ATTRIBUTE: &str = "custom_tool";

/// What the attribute of a method says once its block has taken what it said.
const DONE: &str = "__tool_of_a_block";

/// The attribute's output: the block, then what gives the tools, then the diagnostics.
pub(crate) fn expand_methods(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let mut reader = Reader::of("custom_tools");
    let settings = BlockSettings::read(attribute, &mut reader);
    let Some(block) = Block::read(item.clone(), &mut reader) else {
        let diagnostics = reader.diagnostics;
        return quote!(#item #diagnostics);
    };
    let runtime = Runtime::find(settings.crate_path.as_ref());
    let tools = block.tools(&runtime);
    let set = block.set(&runtime, &tools);
    let completions = tools.completions;
    let mut diagnostics = reader.diagnostics;
    diagnostics.extend(tools.diagnostics);
    quote!(#completions #block #set #diagnostics)
}

/// Whether a function's attribute is what a block has left of it.
pub(super) fn is_done(attribute: &TokenStream) -> bool {
    let mut tokens = attribute.clone().into_iter();
    matches!((tokens.next(), tokens.next()), (Some(TokenTree::Ident(word)), None) if word == DONE)
}

/// What is wrong with a block whose methods are to be tools.
#[cfg(test)]
pub(crate) fn judged_methods(attribute: TokenStream, item: TokenStream) -> Diagnostics {
    let mut reader = Reader::of("custom_tools");
    let settings = BlockSettings::read(attribute, &mut reader);
    if let Some(block) = Block::read(item, &mut reader) {
        let tools = block.tools(&Runtime::find(settings.crate_path.as_ref()));
        reader.diagnostics.extend(tools.diagnostics);
    }
    reader.diagnostics
}

/// An `impl` block.
struct Block {
    /// Everything in front of the braces.
    head: TokenStream,
    attributes: Vec<Attribute>,
    generics: Generics,
    ty: Type,
    bounds: Option<WhereClause>,
    braces: Group,
    members: Vec<Member>,
}

/// What stands in front of the braces.
struct Head {
    attributes: Vec<Attribute>,
    generics: Generics,
    /// The trait, up to `for`.
    of_trait: Option<TokenStream>,
    ty: Type,
    bounds: Option<WhereClause>,
}

/// An item of the block.
enum Member {
    Other(TokenStream),
    Tool {
        /// The path of its attribute.
        path: Path,
        /// The content of its attribute.
        attribute: TokenStream,
        /// The function; `None` if it is something else.
        function: Option<Box<Function>>,
        /// The item without its attribute.
        item: TokenStream,
        /// What is wrong with the function.
        diagnostics: Diagnostics,
    },
}

/// The code of all tools.
struct Tools {
    items: TokenStream,
    /// The statements that give them.
    given: TokenStream,
    completions: TokenStream,
    diagnostics: Vec<Diagnostic>,
}

impl Block {
    /// Reads the item. Returns `None`, with a diagnostic, if it is not an `impl` block.
    fn read(item: TokenStream, reader: &mut Reader) -> Option<Self> {
        let mut head: Vec<TokenTree> = item.clone().into_iter().collect();
        let braces = match head.pop() {
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => Some(group),
            _ => None,
        };
        let head: TokenStream = head.into_iter().collect();
        let read = braces.and_then(|braces| {
            let members = members.parse2(braces.stream()).ok()?;
            Some((syn::parse2::<Head>(head.clone()).ok()?, braces, members))
        });
        let Some((Head { attributes, generics, of_trait, ty, bounds }, braces, members)) = read else {
            let at = item.into_iter().find(|token| matches!(token, TokenTree::Ident(_)));
            let at = at.unwrap_or_else(|| Ident::new("custom_tools", Span::call_site()).into());
            let what = "`#[custom_tools]` can only be used on an `impl` block";
            let help = "put it on the block of the methods that are tools: `impl Customers { … }`";
            reader.push(Diagnostic::new(&CUSTOM_TOOLS_IMPL, at, what).help(help));
            return None;
        };
        if let Some(of_trait) = of_trait {
            let what = "the methods of a trait cannot be tools";
            let help =
                "put `#[custom_tools]` on an `impl` block without a trait, whose methods call those of the trait";
            reader.push(Diagnostic::new(&CUSTOM_TOOLS_IMPL, of_trait, what).help(help));
        }
        if !generics.params.is_empty() {
            let what = "the block is generic, and a tool cannot be generic";
            let help = "name the types; what may be of several types is a `Box<dyn …>` or an `Arc<dyn …>`";
            reader.push(Diagnostic::new(&CUSTOM_TOOLS_IMPL, &generics, what).help(help));
        }
        if !members.iter().any(|member| matches!(member, Member::Tool { .. })) {
            let what = "no method of the block is a tool";
            let help = "put `#[custom_tool]` on each method that is to be one";
            reader.push(Diagnostic::new(&CUSTOM_TOOLS_IMPL, &ty, what).help(help));
        }
        Some(Self { head, attributes, generics, ty, bounds, braces, members })
    }

    /// Whether its type can be named elsewhere.
    fn is_generic(&self) -> bool {
        !self.generics.params.is_empty()
    }

    fn tools(&self, runtime: &Runtime) -> Tools {
        let (mut items, mut given, mut completions) = (TokenStream::new(), TokenStream::new(), TokenStream::new());
        let mut all = Vec::new();
        let mut slugs = Slugs::default();
        for member in &self.members {
            let Member::Tool { attribute, function, diagnostics, .. } = member else { continue };
            let mut reader = Reader::of(ATTRIBUTE);
            let settings = Settings::read(attribute.clone(), &mut reader);
            let named = settings.crate_path.as_ref().map(|path| Runtime::find(Some(path)));
            let runtime = named.as_ref().unwrap_or(runtime);
            if completions::in_editor() {
                completions.extend(completions::of_custom_tool(attribute.clone(), runtime));
            }
            let mut is_broken = diagnostics.has_errors();
            all.extend(diagnostics.clone());
            if let Some(function) = function {
                let texts = Texts::of(&settings, function, &mut reader);
                is_broken |= reader.diagnostics.has_errors() || function.parameters.are_broken || self.is_generic();
                if !reader.diagnostics.has_errors() {
                    let tokens = settings.slug.yes().map(|slug| slug.tokens.clone());
                    is_broken |= !slugs.add(&texts.slug, tokens, function, &mut reader);
                }
                let expansion = Expansion { settings: &settings, function, texts, runtime, place: Place::Methods };
                if !is_broken {
                    let (name, held, cfgs) = (expansion.name(), expansion.held(), function.cfgs());
                    items.extend(expansion.tool());
                    given.extend(quote!(#(#cfgs)* __tool_router_tools.__add(
                        #name { state: <#held>::hold((::core::clone::Clone::clone(&__tool_router_this),)) }
                    );));
                }
            }
            all.extend(reader.diagnostics);
        }
        Tools { items, given, completions, diagnostics: all }
    }

    /// What registers the tools. It is there in spite of mistakes, so that the code that registers them compiles.
    fn set(&self, runtime: &Runtime, Tools { items, given, .. }: &Tools) -> TokenStream {
        let Self { generics, ty, bounds, .. } = self;
        let own = Ident::new(OF_METHODS, Span::mixed_site());
        let [set, tools, arc] = ["custom::CustomToolSet", "custom::CustomTools", "__private::std::sync::Arc"]
            .map(|path| runtime.path(path));
        let named = (!self.is_generic()).then(|| {
            let is_shared = is_shared(runtime, ty);
            quote!(type #own = #ty; #is_shared)
        });
        let cfgs = self.attributes.iter().filter(|attribute| attribute.path().is_ident("cfg"));
        let allowed = lints::allowed(&self.attributes);
        quote! {
            #(#cfgs)*
            #allowed
            const _: () = {
                #named
                #items

                #[automatically_derived]
                #[allow(unused_variables, clippy::redundant_clone)]
                impl #generics #set for #ty #bounds {
                    fn __give(__tool_router_this: #arc<Self>, __tool_router_tools: &mut #tools) {
                        #given
                    }
                }
            };
        }
    }
}

/// The slugs of the methods above, in upper case, and the name of each method.
#[derive(Default)]
struct Slugs(HashMap<String, Ident>);

impl Slugs {
    /// Adds a method's slug, with the tokens that it is written in, and reports one that a method above has as well. Returns
    /// whether it is the first.
    fn add(&mut self, slug: &str, tokens: Option<TokenStream>, function: &Function, reader: &mut Reader) -> bool {
        // Of two that are there under conditions, at most one may be there at a time.
        if function.cfgs().next().is_some() {
            return true;
        }
        let ident = &function.ident;
        let Some(first) = self.0.get(&slug.to_ascii_uppercase()) else {
            self.0.insert(slug.to_ascii_uppercase(), ident.clone());
            return true;
        };
        // Two methods of the same name are reported by the compiler.
        if first != ident {
            let what = format!("`{slug}` is the slug of the method `{first}` already");
            let own = function.words().join("_").to_ascii_uppercase();
            let free =
                if self.0.contains_key(&own) || slug_problem(&own).is_some() { format!("{slug}_2") } else { own };
            let help = match &tokens {
                Some(_) => format!("write `\"{free}\"`, or another: the model calls a tool by it"),
                None => {
                    format!("write `{ident}_2`, or another name, or give it a `slug`: the model calls a tool by it")
                }
            };
            let tokens = tokens.unwrap_or_else(|| ident.to_token_stream());
            reader.push(Diagnostic::new(&CUSTOM_TOOL_SLUG, tokens, what).help(help));
        }
        false
    }
}

impl ToTokens for Block {
    /// The block as it was, without the parts that only this attribute understands.
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.head.to_tokens(tokens);
        let done = Ident::new(DONE, Span::call_site());
        let members = self.members.iter().map(|member| match member {
            Member::Other(item) => item.clone(),
            // The attribute stays, since it is what the user's import is for.
            Member::Tool { path, function: None, item, .. } => quote!(#[#path(#done)] #item),
            Member::Tool { path, function: Some(function), .. } => quote!(#[#path(#done)] #function),
        });
        let mut braces = Group::new(Delimiter::Brace, members.collect());
        braces.set_span(self.braces.span());
        braces.to_tokens(tokens);
    }
}

impl Parse for Head {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        input.parse::<Option<Token![unsafe]>>()?;
        input.parse::<Token![impl]>()?;
        let generics = if input.peek(Token![<]) { input.parse()? } else { Generics::default() };
        input.parse::<Option<Token![!]>>()?;
        let first: Type = input.parse()?;
        let (of_trait, ty) = match input.parse::<Option<Token![for]>>()? {
            Some(keyword) => (Some(quote!(#first #keyword)), input.parse()?),
            None => (None, first),
        };
        let bounds = input.parse()?;
        Ok(Self { attributes, generics, of_trait, ty, bounds })
    }
}

/// The items of a block.
fn members(input: ParseStream<'_>) -> syn::Result<Vec<Member>> {
    let mut members = Vec::new();
    let inner = input.call(Attribute::parse_inner)?;
    if !inner.is_empty() {
        members.push(Member::Other(quote!(#(#inner)*)));
    }
    while !input.is_empty() {
        let (own, others): (Vec<_>, Vec<_>) = input.call(Attribute::parse_outer)?.into_iter().partition(is_own);
        let behind = behind_attributes(input)?;
        let item = quote!(#(#others)* #behind);
        let mut own = own.into_iter();
        members.push(match own.next() {
            None => Member::Other(item),
            Some(first) => Member::tool(first, own.next(), item),
        });
    }
    Ok(members)
}

impl Member {
    fn tool(attribute: Attribute, again: Option<Attribute>, item: TokenStream) -> Self {
        let path = attribute.path().clone();
        let attribute = match attribute.meta {
            Meta::List(list) => list.tokens,
            _ => TokenStream::new(),
        };
        let mut reader = Reader::of(ATTRIBUTE);
        if let Some(again) = again {
            let what = "`#[custom_tool]` is on the method twice";
            reader.push(Diagnostic::new(&REPEATED_SETTING, again, what).help("remove one of the two"));
        }
        let function = Function::read(item.clone(), Place::Methods, &mut reader).map(|mut function| {
            function.leave(&Ident::new(OF_METHODS, Span::mixed_site()));
            Box::new(function)
        });
        Self::Tool { path, attribute, function, item, diagnostics: reader.diagnostics }
    }
}

fn is_own(attribute: &Attribute) -> bool {
    attribute.path().segments.last().is_some_and(|last| last.ident == ATTRIBUTE)
}

/// The rest of an item: up to its body, or else its semicolon.
fn behind_attributes(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    let mut tokens = TokenStream::new();
    let (mut has_body, mut depth, mut before) = (false, 0_i32, None);
    while !input.is_empty() {
        let token: TokenTree = input.parse()?;
        token.to_tokens(&mut tokens);
        match &token {
            TokenTree::Ident(word) => has_body |= word == "fn",
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace && has_body && depth == 0 => break,
            TokenTree::Punct(punct) => match punct.as_char() {
                ';' => break,
                // A macro that is called.
                '!' => has_body = true,
                '<' => depth += 1,
                '>' if before != Some('-') => depth -= 1,
                _ => {}
            },
            _ => {}
        }
        before = match &token {
            TokenTree::Punct(punct) => Some(punct.as_char()),
            _ => None,
        };
    }
    Ok(tokens)
}
