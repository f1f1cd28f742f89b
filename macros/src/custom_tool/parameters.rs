//! The function's parameters: each is an argument of the tool, except its state and the context.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{
    Attribute, GenericArgument, PathArguments, Token, Type,
    parse::{ParseStream, Parser as _},
};

use super::{function::Place, receiver};
use crate::{
    diagnostic::Diagnostic,
    rules::{CUSTOM_TOOL_SCHEMA, CUSTOM_TOOL_STATE, REPEATED_SETTING},
    settings::Reader,
    syntax::plain,
};

/// The name of the type that marks a parameter as the context.
const CONTEXT: &str = "ToolContext";

/// The name of the type that marks a parameter as state.
const STATE: &str = "State";

/// The parameter attributes that describe the argument.
const OF_ARGUMENTS: [&str; 3] = ["doc", "serde", "schemars"];

#[derive(Default)]
pub(super) struct Parameters {
    /// The valid parameters.
    pub(super) list: Vec<Parameter>,
    /// Whether they could not be read.
    pub(super) are_broken: bool,
    /// Whether there is a `self`.
    pub(super) is_method: bool,
    /// All parameters, without what only this attribute understands.
    tokens: TokenStream,
}

pub(super) struct Parameter {
    pub(super) ident: Ident,
    pub(super) ty: Type,
    pub(super) kind: Kind,
    /// The attributes that describe the argument.
    pub(super) described: Vec<Attribute>,
}

/// Where the value of a parameter comes from.
pub(super) enum Kind {
    /// The model.
    Argument,
    /// The session that the tool is called in.
    Context,
    /// Whoever registers the tool: `T` of a `State<T>`.
    State(Box<Type>),
}

/// A parameter before it is checked.
struct Written {
    attributes: Vec<Attribute>,
    pattern: TokenStream,
    ty: Option<Type>,
}

impl Parameters {
    pub(super) fn read(group: &Group, place: Place, reader: &mut Reader) -> Self {
        let written = written.parse2(group.stream()).ok();
        // The compiler has reported syntax errors already.
        let Some(written) = written.filter(|written| written.iter().all(Written::is_whole)) else {
            return Self { tokens: group.stream(), are_broken: true, ..Self::default() };
        };
        let mut parameters = Self::default();
        for parameter in written {
            parameter.to_tokens(&mut parameters.tokens);
            if parameter.is_receiver() {
                parameters.is_method = true;
                reader.diagnostics.extend(receiver::problem(&parameter.pattern, parameter.ty.as_ref(), place));
                continue;
            }
            match Parameter::read(parameter, &parameters.list, place) {
                Ok(parameter) => parameters.list.push(parameter),
                Err(diagnostic) => reader.push(diagnostic),
            }
        }
        parameters
    }

    /// The parameters that the caller of the tool provides.
    pub(super) fn arguments(&self) -> impl Iterator<Item = &Parameter> {
        self.list.iter().filter(|parameter| matches!(parameter.kind, Kind::Argument))
    }

    /// The parameters that whoever registers the tool provides, each as `name: State<type>`.
    pub(super) fn states(&self) -> impl Iterator<Item = (&Ident, &Type)> {
        self.list.iter().filter_map(|parameter| match &parameter.kind {
            Kind::State(ty) => Some((&parameter.ident, &**ty)),
            Kind::Argument | Kind::Context => None,
        })
    }
}

impl ToTokens for Parameters {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.tokens.to_tokens(tokens);
    }
}

impl Written {
    /// Whether the type is present.
    fn is_whole(&self) -> bool {
        self.ty.is_some() || self.is_receiver()
    }

    fn is_receiver(&self) -> bool {
        self.pattern.clone().into_iter().any(|token| matches!(token, TokenTree::Ident(word) if word == "self"))
    }
}

impl ToTokens for Written {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { attributes, pattern, ty } = self;
        let kept = attributes.iter().filter(|attribute| !describes(attribute));
        let ty = ty.as_ref().map(|ty| quote!(: #ty));
        tokens.extend(quote!(#(#kept)* #pattern #ty,));
    }
}

impl Parameter {
    /// Whether the type alone determines how the argument is read and described.
    pub(super) fn is_read_by_its_type(&self) -> bool {
        const OTHERWISE: [&str; 9] = [
            "with",
            "deserialize_with",
            "schema_with",
            "flatten",
            "skip",
            "skip_deserializing",
            "from",
            "try_from",
            "bound",
        ];
        fn names(stream: TokenStream) -> bool {
            stream.into_iter().any(|token| match token {
                TokenTree::Ident(ident) => OTHERWISE.iter().any(|name| ident == name),
                TokenTree::Group(group) => names(group.stream()),
                _ => false,
            })
        }
        let mut attributes = self.described.iter().filter(|attribute| !attribute.path().is_ident("doc"));
        !attributes.any(|attribute| names(attribute.to_token_stream()))
    }

    fn read(written: Written, before: &[Self], place: Place) -> Result<Self, Diagnostic> {
        let Written { attributes, pattern, ty } = written;
        // Whoever has no type is a receiver, and is read elsewhere.
        let ty = ty.unwrap_or_else(|| Type::Verbatim(TokenStream::new()));
        if let Some(state) = of_state(&ty) {
            return Self::state(&pattern, &ty, state, before, place);
        }
        let is_context = is_context(&ty);
        let Some(ident) = name(&pattern).filter(|name| is_context || name != "_") else {
            let what = format!("`{}` is a pattern, but a model passes arguments by name", plain(&pattern));
            return Err(Diagnostic::new(&CUSTOM_TOOL_SCHEMA, &pattern, what).help(format!("write {}", named(&pattern))));
        };
        if let Some(help) = owned(&ty) {
            let what = format!("the argument `{ident}` is of a type that cannot be read from JSON");
            return Err(Diagnostic::new(&CUSTOM_TOOL_SCHEMA, ty, what).help(help));
        }
        if let Some(first) = before.iter().find(|first| is_context && matches!(first.kind, Kind::Context)) {
            let what = "a second parameter is the context";
            let help = format!("remove one of the two; the first is `{}`", first.ident);
            return Err(Diagnostic::new(&REPEATED_SETTING, ident, what).help(help));
        }
        let described = attributes.into_iter().filter(describes).collect();
        let kind = if is_context { Kind::Context } else { Kind::Argument };
        Ok(Self { ident, ty, kind, described })
    }

    /// Reads `pool: State<Pool>` or `State(pool): State<Pool>`.
    fn state(pattern: &TokenStream, ty: &Type, state: Type, before: &[Self], place: Place) -> Result<Self, Diagnostic> {
        if let Type::Reference(_) = ty {
            let what = "a tool has its state as a `State`, not as a reference to one";
            let help = format!("write `State<{}>`: it is shared as it is", plain(&state.to_token_stream()));
            return Err(Diagnostic::new(&CUSTOM_TOOL_STATE, ty, what).help(help));
        }
        if let Place::Methods = place {
            let what = "a method has its state in `self`";
            let help = "remove it: what the tool works on is a field of the type";
            return Err(Diagnostic::new(&CUSTOM_TOOL_STATE, ty, what).help(help));
        }
        let index = before.iter().filter(|parameter| matches!(parameter.kind, Kind::State(_))).count();
        let is_free = |name: &Ident| name != "_" && before.iter().all(|parameter| parameter.ident != *name);
        let own = name(pattern).or_else(|| inner_name(pattern)).filter(is_free);
        let ident = own.unwrap_or_else(|| Ident::new(&format!("state_{index}"), Span::call_site()));
        Ok(Self { ident, ty: ty.clone(), kind: Kind::State(Box::new(state)), described: Vec::new() })
    }
}

/// Whether an attribute describes the argument, rather than the function's parameter.
fn describes(attribute: &Attribute) -> bool {
    OF_ARGUMENTS.iter().any(|name| attribute.path().is_ident(name))
}

/// The name, if the pattern is one.
fn name(pattern: &TokenStream) -> Option<Ident> {
    let tokens: Vec<TokenTree> = pattern.clone().into_iter().collect();
    match &tokens[..] {
        [TokenTree::Ident(name)] => Some(name.clone()),
        [TokenTree::Ident(word), TokenTree::Ident(name)] if word == "mut" => Some(name.clone()),
        _ => None,
    }
}

/// The name in the pattern `State(name)`.
fn inner_name(pattern: &TokenStream) -> Option<Ident> {
    match pattern.clone().into_iter().last()? {
        TokenTree::Group(group) => name(&group.stream()),
        _ => None,
    }
}

/// What to write instead of a pattern, for a help.
fn named(pattern: &TokenStream) -> String {
    let tokens: Vec<TokenTree> = pattern.clone().into_iter().collect();
    let is_name = |name: &Ident| name.to_string().starts_with(|first: char| first.is_lowercase());
    match &tokens[..] {
        // `ref name`, `ref mut name`, `&name`: the name is there.
        [.., TokenTree::Ident(name)] if tokens.len() > 1 && is_name(name) => format!("`{name}`"),
        [TokenTree::Ident(_)] => "a name, such as `argument`".to_owned(),
        [TokenTree::Ident(name), TokenTree::Punct(at), ..] if at.as_char() == '@' => format!("`{name}`"),
        _ => "a name, such as `argument`, and destructure it in the function".to_owned(),
    }
}

/// What to write instead of a type that cannot be an argument's.
fn owned(ty: &Type) -> Option<String> {
    match ty {
        Type::Reference(reference) => Some(match &*reference.elem {
            Type::Path(path) if path.path.is_ident("str") => "write `String`: arguments are owned".to_owned(),
            Type::Slice(slice) => {
                format!("write `Vec<{}>`: arguments are owned", plain(&slice.elem.to_token_stream()))
            }
            inner => format!(
                "write `{0}`: arguments are owned; what the tool works on is not an argument but a `State<{0}>`",
                plain(&inner.to_token_stream())
            ),
        }),
        Type::ImplTrait(_) => Some("name the type".to_owned()),
        Type::Group(group) => owned(&group.elem),
        Type::Paren(paren) => owned(&paren.elem),
        _ => None,
    }
}

/// `T` of a `State<T>`, or of a reference to one. A type of the user's that is called `State` has no parameter.
fn of_state(ty: &Type) -> Option<Type> {
    match ty {
        Type::Path(path) => {
            let last = path.path.segments.last().filter(|last| last.ident == STATE)?;
            let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
            match (arguments.args.first(), arguments.args.len()) {
                (Some(GenericArgument::Type(state)), 1) => Some(state.clone()),
                _ => None,
            }
        }
        Type::Reference(reference) => of_state(&reference.elem),
        Type::Group(group) => of_state(&group.elem),
        _ => None,
    }
}

fn is_context(ty: &Type) -> bool {
    match ty {
        Type::Path(path) => path.path.segments.last().is_some_and(|segment| segment.ident == CONTEXT),
        Type::Group(group) => is_context(&group.elem),
        _ => false,
    }
}

fn written(input: ParseStream<'_>) -> syn::Result<Vec<Written>> {
    let mut parameters = Vec::new();
    while !input.is_empty() {
        let attributes = input.call(Attribute::parse_outer)?;
        let mut pattern = TokenStream::new();
        while !input.is_empty() && !input.peek(Token![,]) && (!input.peek(Token![:]) || input.peek(Token![::])) {
            if input.peek(Token![::]) {
                input.parse::<Token![::]>()?.to_tokens(&mut pattern);
            } else {
                input.parse::<TokenTree>()?.to_tokens(&mut pattern);
            }
        }
        let ty = if input.peek(Token![:]) {
            input.parse::<Token![:]>()?;
            Some(input.parse()?)
        } else {
            None
        };
        parameters.push(Written { attributes, pattern, ty });
        if !input.is_empty() {
            input.parse::<Token![,]>()?;
        }
    }
    Ok(parameters)
}
