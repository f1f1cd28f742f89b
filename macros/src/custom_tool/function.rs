//! Reads the function as far as the expansion needs it.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{
    Attribute, Expr, ExprLit, Generics, Lit, Meta, Token, Type, Visibility,
    ext::IdentExt,
    parse::{Parse, ParseStream},
};

use super::parameters::Parameters;
use crate::{
    diagnostic::Diagnostic,
    lints,
    rules::{CUSTOM_TOOL_SCHEMA, NOT_AN_ASYNC_FN},
    settings::Reader,
};

/// Where a function stands.
#[derive(Clone, Copy)]
pub(super) enum Place {
    Free,
    /// In the block of a `#[custom_tools]`.
    Methods,
}

/// The parts of an async function.
pub(super) struct Function {
    pub(super) attributes: Vec<Attribute>,
    pub(super) visibility: Visibility,
    pub(super) ident: Ident,
    pub(super) parameters: Parameters,
    /// The type behind `->`, as it is named beside the function.
    pub(super) returns: Option<Type>,
    /// The `->` and the type, as they are written.
    arrow: TokenStream,
    /// `async fn`, and anything else before the name.
    qualifiers: TokenStream,
    generics: Generics,
    /// What follows the returned type.
    rest: TokenStream,
}

/// The syntax, before it is checked.
struct Parsed {
    attributes: Vec<Attribute>,
    visibility: Visibility,
    qualifiers: Vec<TokenTree>,
    keyword: Token![fn],
    ident: Ident,
    generics: Generics,
    parameters: Group,
    returns: Option<Type>,
    rest: TokenStream,
}

impl Function {
    /// Reads the item. Returns `None`, with a diagnostic, if it is not a function.
    pub(super) fn read(item: TokenStream, place: Place, reader: &mut Reader) -> Option<Self> {
        let Ok(parsed) = syn::parse2::<Parsed>(item.clone()) else {
            let tokens = first_word(item).unwrap_or_else(|| Ident::new("custom_tool", Span::call_site()).into());
            let what = "`#[custom_tool]` can only be used on an async function";
            let help = "put it on a function: `async fn find_customer(email: String) -> Result<Customer, Error> { … }`";
            reader.push(Diagnostic::new(&NOT_AN_ASYNC_FN, tokens, what).help(help));
            return None;
        };
        let Parsed { attributes, visibility, qualifiers, keyword, ident, generics, parameters, returns, rest } = parsed;
        if !qualifiers.iter().any(|token| matches!(token, TokenTree::Ident(word) if word == "async")) {
            let what = format!("`{ident}` is not async");
            reader.push(Diagnostic::new(&NOT_AN_ASYNC_FN, keyword, what).help("write `async fn`"));
        }
        for word in &qualifiers {
            if matches!(word, TokenTree::Ident(word) if word != "async") {
                let what = format!("a tool cannot be `{word}`");
                reader.push(Diagnostic::new(&NOT_AN_ASYNC_FN, word, what).help("remove it: a tool is an `async fn`"));
            }
        }
        if !generics.params.is_empty() {
            let what = format!("`{ident}` is generic, and a tool cannot be generic");
            let help = "name the types; arguments are owned values, such as `String` for `&str`";
            reader.push(Diagnostic::new(&NOT_AN_ASYNC_FN, &generics, what).help(help));
        }
        match &returns {
            None => {
                let what = format!("`{ident}` returns nothing");
                let help = "return a `Result`: what the model is told, or what went wrong";
                reader.push(Diagnostic::new(&CUSTOM_TOOL_SCHEMA, &ident, what).help(help));
            }
            Some(returned) if is_no_result(returned) => {
                let what = format!("`{ident}` does not return a `Result`");
                let written = returned.to_token_stream();
                let help = format!("write `Result<{written}, …>`, with an error that explains what went wrong");
                reader.push(Diagnostic::new(&CUSTOM_TOOL_SCHEMA, returned, what).help(help));
            }
            Some(returned) => {
                if let Place::Methods = place {
                    reader.diagnostics.extend(borrowed(returned.to_token_stream()));
                }
            }
        }
        let mut attributes = attributes;
        attributes.iter_mut().for_each(lints::expect_nothing_unused);
        let parameters = Parameters::read(&parameters, place, reader);
        let qualifiers = qualifiers.into_iter().chain(keyword.to_token_stream()).collect();
        let arrow = returns.as_ref().map(|returns| quote!(-> #returns)).unwrap_or_default();
        Some(Self { attributes, visibility, ident, parameters, returns, arrow, qualifiers, generics, rest })
    }

    /// Names the types as code outside of the block does, where `Self` is another type.
    pub(super) fn leave(&mut self, own: &Ident) {
        let types = self.parameters.list.iter_mut().map(|parameter| &mut parameter.ty);
        for ty in types.chain(&mut self.returns) {
            if let Ok(named) = syn::parse2(without_self(ty.to_token_stream(), own)) {
                *ty = named;
            }
        }
    }

    /// The function's documentation.
    pub(super) fn documentation(&self) -> Documentation {
        let lines: Vec<Line> = self.attributes.iter().filter_map(doc_line).collect();
        let written = lines.iter().map(|line| match line {
            Line::Written(text) => Some(text.as_str()),
            Line::Made(_) => None,
        });
        match written.collect::<Option<Vec<_>>>() {
            Some(written) => Documentation::Text(written.join("\n").trim().to_owned()),
            None => Documentation::Made(made(&lines)),
        }
    }

    /// The doc comment and the `#[cfg]`s, which the tool shares with the function.
    pub(super) fn shared_attributes(&self) -> impl Iterator<Item = &Attribute> {
        self.attributes.iter().filter(|attribute| {
            ["doc", "cfg", "cfg_attr", "deprecated"].iter().any(|name| attribute.path().is_ident(name))
        })
    }

    pub(super) fn cfgs(&self) -> impl Iterator<Item = &Attribute> {
        self.attributes.iter().filter(|attribute| attribute.path().is_ident("cfg"))
    }

    /// The words of the function's name.
    pub(super) fn words(&self) -> Vec<String> {
        let name = self.ident.unraw().to_string();
        name.split('_').filter(|word| !word.is_empty()).map(str::to_owned).collect()
    }

    /// The name of the tool's type: `FindCustomer` for `find_customer`, `ToolOk` for `ok`.
    pub(super) fn tool(&self) -> Ident {
        let name: String = self.words().iter().map(|word| capitalized(word)).collect();
        let can_be_a_type = syn::parse_str::<Ident>(&name).is_ok() && !IN_EVERY_SCOPE.contains(&&*name);
        Ident::new(&if can_be_a_type { name } else { format!("Tool{name}") }, self.ident.span())
    }
}

impl ToTokens for Function {
    /// The function as it was, without the parts that only this attribute understands.
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { attributes, visibility, qualifiers, ident, generics, parameters, returns: _, arrow, rest } = self;
        tokens.extend(quote!(#(#attributes)* #visibility #qualifiers #ident #generics (#parameters) #arrow #rest));
    }
}

impl Parse for Parsed {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let visibility = input.parse()?;
        let mut qualifiers = Vec::new();
        while !input.peek(Token![fn]) {
            let is_qualifier = input.peek(Token![async])
                || input.peek(Token![const])
                || input.peek(Token![unsafe])
                || input.peek(Token![extern])
                || input.peek(Lit);
            if !is_qualifier {
                return Err(input.error("expected a function"));
            }
            qualifiers.push(input.parse()?);
        }
        let keyword = input.parse()?;
        let ident = input.call(Ident::parse_any)?;
        let generics = input.parse()?;
        let parameters = match input.parse::<TokenTree>()? {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => group,
            other => return Err(syn::Error::new_spanned(other, "expected parameters")),
        };
        let returns = if input.peek(Token![->]) {
            input.parse::<Token![->]>()?;
            Some(input.parse()?)
        } else {
            None
        };
        let rest = input.parse()?;
        Ok(Self { attributes, visibility, qualifiers, keyword, ident, generics, parameters, returns, rest })
    }
}

/// What the prelude calls its types and their variants: a type of this name would stand in the way of all code beside it.
const IN_EVERY_SCOPE: [&str; 9] = ["Box", "Err", "None", "Ok", "Option", "Result", "Some", "String", "Vec"];

/// The types of the language and of its prelude that are not `Result`, by their names.
const NO_RESULTS: [&str; 21] = [
    "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "str", "u8", "u16", "u32", "u64", "u128",
    "usize", "Box", "Option", "String", "Vec",
];

/// Whether a type is certainly not a `Result`. Any other name can be an alias of it; if it is not, the compiler reports
/// that.
fn is_no_result(ty: &Type) -> bool {
    match ty {
        Type::Path(path) => {
            path.path.segments.last().is_some_and(|last| NO_RESULTS.iter().any(|name| last.ident == name))
        }
        Type::Macro(_) => false,
        Type::Group(group) => is_no_result(&group.elem),
        Type::Paren(paren) => is_no_result(&paren.elem),
        _ => true,
    }
}

/// What is wrong with a type that a method returns, if it borrows from the receiver.
fn borrowed(returned: TokenStream) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut tokens = returned.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match (&token, tokens.peek()) {
            (TokenTree::Group(group), _) => found.extend(borrowed(group.stream())),
            (TokenTree::Punct(and), Some(next)) if and.as_char() == '&' => {
                let (marked, help) = match next {
                    // It has a lifetime of its own.
                    TokenTree::Punct(_) => continue,
                    TokenTree::Ident(word) if word == "str" => (quote!(#and #word), "write `String`"),
                    _ => (token.to_token_stream(), "remove it, and return an owned value"),
                };
                let what = "the returned value borrows from `self`, and it outlives the call";
                found.push(Diagnostic::new(&CUSTOM_TOOL_SCHEMA, marked, what).help(help));
            }
            _ => {}
        }
    }
    found
}

/// The tokens with another name for `Self`.
fn without_self(tokens: TokenStream, own: &Ident) -> TokenStream {
    let named = |token| match token {
        TokenTree::Ident(word) if word == "Self" => {
            Ident::new(&own.to_string(), own.span().located_at(word.span())).into()
        }
        TokenTree::Group(group) => {
            let mut named = Group::new(group.delimiter(), without_self(group.stream(), own));
            named.set_span(group.span());
            named.into()
        }
        token => token,
    };
    tokens.into_iter().map(named).collect()
}

/// The first token behind the attributes.
fn first_word(item: TokenStream) -> Option<TokenTree> {
    let mut tokens = item.into_iter();
    loop {
        match tokens.next()? {
            TokenTree::Punct(punct) if punct.as_char() == '#' => drop(tokens.next()),
            token => return Some(token),
        }
    }
}

/// A function's documentation.
pub(super) enum Documentation {
    Text(String),
    /// An expression for the text: part of it comes from a macro, as in `#[doc = include_str!("tool.md")]`.
    Made(TokenStream),
}

/// One `#[doc = …]`.
enum Line {
    /// A line of a doc comment, without the space that it begins with.
    Written(String),
    /// The output of a macro.
    Made(Box<Expr>),
}

fn doc_line(attribute: &Attribute) -> Option<Line> {
    let Meta::NameValue(doc) = &attribute.meta else { return None };
    if !doc.path.is_ident("doc") {
        return None;
    }
    match &doc.value {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => {
            let text = text.value();
            Some(Line::Written(text.strip_prefix(' ').unwrap_or(&text).trim_end().to_owned()))
        }
        Expr::Lit(_) => None,
        made => Some(Line::Made(Box::new(made.clone()))),
    }
}

/// The lines as one text, which the compiler concatenates.
fn made(lines: &[Line]) -> TokenStream {
    let mut parts = Vec::new();
    for line in lines {
        if !parts.is_empty() {
            parts.push("\n".to_token_stream());
        }
        parts.push(match line {
            Line::Written(text) => text.to_token_stream(),
            Line::Made(made) => made.to_token_stream(),
        });
    }
    quote!(::core::primitive::str::trim_ascii(::core::concat!(#(#parts),*)))
}

pub(super) fn capitalized(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}
