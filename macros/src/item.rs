//! The struct that the attribute is on.

use darling::{FromDeriveInput, FromField, ast::Data};
use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{
    Attribute, ConstParam, DeriveInput, Expr, ExprLit, GenericParam, Generics, ImplGenerics, Index, Lit, Member, Meta,
    MetaList, Token, Type, Visibility, WhereClause,
    parse::{ParseStream, Parser as _},
    parse_quote,
};

use crate::{
    declaration::{Draft, Said, Spanned},
    diagnostic::Diagnostic,
    lints,
    rules::{NOT_A_STRUCT, REPEATED_SETTING, USER_ID_MARKER, WRONG_FORM},
    settings::{Info, Reader, Setting},
    syntax,
};

/// The name of the attribute, as it is usually imported.
const ATTRIBUTE: &str = "tool_router_session";

/// The start of every declared struct's page.
pub(crate) const PAGE: &str = "[`session`](Self::session) starts a session of this agent.";

/// The name of the attribute of a field.
const FIELD_ATTRIBUTE: &str = "session";

/// What the expansion needs to know about the struct.
pub(crate) struct Agent {
    /// The struct's attributes, without those that only this attribute understands.
    pub(crate) attributes: Vec<Attribute>,
    /// The struct after its attributes, likewise.
    pub(crate) body: TokenStream,
    /// Whether it could not be read. The compiler has then reported why, and must not report more.
    pub(crate) is_broken: bool,
    /// The arguments of further attributes like this one, which are reported.
    pub(crate) again: Vec<TokenStream>,
    pub(crate) ident: Ident,
    pub(crate) visibility: Visibility,
    pub(crate) generics: Generics,
    /// The field marked `#[session(user_id)]`.
    pub(crate) user_id: Option<UserIdField>,
}

/// The field that holds the user's id.
pub(crate) struct UserIdField {
    pub(crate) member: Member,
    pub(crate) ty: Type,
    /// The field's `#[cfg]`s: without the field there is no `session(&self)`.
    pub(crate) cfgs: Vec<Attribute>,
}

#[derive(FromDeriveInput)]
#[darling(forward_attrs(doc))]
struct Struct {
    ident: Ident,
    vis: Visibility,
    generics: Generics,
    data: Data<(), Field>,
}

#[derive(FromField)]
#[darling(forward_attrs(session, cfg))]
struct Field {
    ident: Option<Ident>,
    ty: Type,
    attrs: Vec<Attribute>,
}

#[derive(Default)]
pub(crate) struct FieldSettings {
    user_id: Said<Spanned<bool>>,
}

impl Draft for FieldSettings {
    fn doubt(&mut self) {
        self.user_id.doubt();
    }

    fn repeat(&mut self, again: Self) {
        self.user_id.repeat(again.user_id);
    }
}

/// The settings inside `#[session(…)]` on a field.
pub(crate) static FIELD_SETTINGS: [Setting<FieldSettings>; 1] = [Setting {
    info: Info {
        name: "user_id",
        forms: &["user_id"],
        summary: "The field holds the user's id, so that `session()` needs no argument.",
        default: "`session(user_id)` is given the user's id",
        foreign: &["userId", "user", "id"],
        keys: None,
    },
    read: |field, entry, info, reader| field.user_id = reader.flag(entry, info),
}];

static FIELD_INFO: Info = Info {
    name: "#[session(…)]",
    forms: &["#[session(user_id)]"],
    summary: "What a field holds.",
    default: "nothing that a session is created with",
    foreign: &[],
    keys: Some(&FIELD_SETTINGS),
};

impl Agent {
    /// The parameters, the arguments that refer to them, and the `where` clause.
    pub(crate) fn split_for_impl(&self) -> (ImplGenerics<'_>, Option<TokenStream>, Option<&WhereClause>) {
        let (parameters, _, bounds) = self.generics.split_for_impl();
        let arguments = self.generics.params.iter().map(|parameter| match parameter {
            GenericParam::Lifetime(parameter) => parameter.lifetime.to_token_stream(),
            GenericParam::Type(parameter) => parameter.ident.to_token_stream(),
            // In braces, because a bare name resolves to a type first, if there is one.
            GenericParam::Const(ConstParam { ident, .. }) => quote!({ #ident }),
        });
        let arguments = (!self.generics.params.is_empty()).then(|| quote!(<#(#arguments),*>));
        (parameters, arguments, bounds)
    }

    /// Reads the item. Returns `None`, with a diagnostic, if it is not a struct.
    pub(crate) fn read(item: TokenStream, reader: &mut Reader) -> Option<Self> {
        let mut input = match syn::parse2::<DeriveInput>(item.clone()) {
            Ok(input @ DeriveInput { data: syn::Data::Struct(_), .. }) => input,
            read => {
                let broken = read.is_err().then(|| Self::broken.parse2(item.clone()).ok()).flatten();
                if broken.is_none() {
                    not_a_struct(item, reader);
                }
                return broken;
            }
        };
        let parsed = match Struct::from_derive_input(&input) {
            Ok(parsed) => parsed,
            Err(error) => {
                reader.push(Diagnostic::new(&WRONG_FORM, &input.ident, error.to_string()).help("mend the struct"));
                return None;
            }
        };
        let again = drop_second_attribute(&mut input.attrs, reader);
        input.attrs.iter_mut().for_each(lints::expect_nothing_unused);
        let Struct { ident, vis, generics, data } = parsed;
        let fields = data.take_struct().map(|fields| fields.fields).unwrap_or_default();
        let user_id = user_id(fields, reader);
        strip_fields(&mut input);
        let attributes = std::mem::take(&mut input.attrs);
        let (generics, body) = (plain(generics), input.into_token_stream());
        Some(Self { attributes, body, is_broken: false, again, ident, visibility: vis, generics, user_id })
    }

    /// Reads only a struct's name and parameters, which is enough for the code that uses it to compile.
    fn broken(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let visibility: Visibility = input.parse()?;
        let keyword: Token![struct] = input.parse()?;
        let ident: Ident = input.parse()?;
        let rest: TokenStream = input.parse()?;
        let generics = |input: ParseStream<'_>| {
            let generics: Generics = input.parse()?;
            input.parse::<TokenStream>().map(|_| generics)
        };
        let generics = generics.parse2(rest.clone()).map(plain).unwrap_or_default();
        let body = quote!(#visibility #keyword #ident #rest);
        Ok(Self { attributes, body, is_broken: true, again: Vec::new(), ident, visibility, generics, user_id: None })
    }

    /// Keeps the parts of the struct that only this attribute understands, for a later expansion.
    pub(crate) fn keep(&mut self, item: TokenStream, reader: &mut Reader) {
        if let Ok(mut input) = syn::parse2::<DeriveInput>(item) {
            let mut attributes = std::mem::take(&mut input.attrs);
            drop_second_attribute(&mut attributes, reader);
            (self.attributes, self.body) = (attributes, input.into_token_stream());
        }
    }
}

/// The parameters without their attributes, which belong to the struct; but lints that are allowed for their names stay
/// allowed.
fn plain(mut generics: Generics) -> Generics {
    for parameter in &mut generics.params {
        let attributes = match parameter {
            GenericParam::Lifetime(parameter) => &mut parameter.attrs,
            GenericParam::Type(parameter) => &mut parameter.attrs,
            GenericParam::Const(parameter) => &mut parameter.attrs,
        };
        let allowed = std::mem::take(attributes).into_iter().filter_map(|attribute| match attribute.meta {
            Meta::List(MetaList { path, tokens, .. }) if path.is_ident("allow") || path.is_ident("expect") => {
                Some(parse_quote!(#[allow(#tokens)]))
            }
            _ => None,
        });
        *attributes = allowed.collect();
    }
    generics
}

/// The arguments of each `#[session(…)]`, whatever else is wrong with the struct.
pub(crate) fn field_settings(item: &TokenStream) -> Vec<TokenStream> {
    let Ok(DeriveInput { data: syn::Data::Struct(data), .. }) = syn::parse2(item.clone()) else { return Vec::new() };
    let attributes = data.fields.into_iter().flat_map(|field| field.attrs);
    let lists = attributes.filter_map(|attr| match attr.meta {
        Meta::List(list) if list.path.is_ident(FIELD_ATTRIBUTE) => Some(list.tokens),
        _ => None,
    });
    lists.collect()
}

fn user_id(fields: Vec<Field>, reader: &mut Reader) -> Option<UserIdField> {
    let mut found: Option<UserIdField> = None;
    for (position, field) in fields.into_iter().enumerate() {
        let Field { ident, ty, attrs } = field;
        let (marks, cfgs): (Vec<_>, Vec<_>) = attrs.into_iter().partition(|attr| attr.path().is_ident(FIELD_ATTRIBUTE));
        let mut marks = marks.iter().filter_map(|mark| marked(mark, reader));
        let Some(mark) = marks.next() else { continue };
        let again: Vec<_> = marks.collect();
        for tokens in again {
            let what = "this field is marked twice as the user's id";
            reader.push(Diagnostic::new(&USER_ID_MARKER, tokens, what).help("remove one of the two"));
        }
        let member = ident.map_or_else(|| Member::Unnamed(Index::from(position)), Member::Named);
        if let Some(first) = &found {
            let what = "a second field is marked as the user's id";
            let help = format!("remove one of the two; the first is on `{}`", first.member.to_token_stream());
            reader.push(Diagnostic::new(&USER_ID_MARKER, mark, what).help(help));
        } else {
            found = Some(UserIdField { member, ty, cfgs });
        }
    }
    found
}

/// The tokens of `#[session(…)]` that mark a field as the user's id. A field cannot be marked as anything else, so a
/// wrong mark is reported and treated as this one.
fn marked(mark: &Attribute, reader: &mut Reader) -> Option<TokenStream> {
    let mut settings = FieldSettings::default();
    if let Meta::List(list) = &mark.meta {
        let group = syntax::parse(list.tokens.clone(), &mut reader.diagnostics);
        if group.incomplete || !group.entries.is_empty() {
            reader.fill(&mut settings, &group, &FIELD_SETTINGS, Some(&FIELD_INFO));
            let Said::Yes(Spanned { value, tokens }) = settings.user_id else { return Some(list.tokens.clone()) };
            if value {
                return Some(tokens);
            }
            let help = format!(
                "write `{}` on the field that holds the user's id, or remove this",
                FIELD_SETTINGS[0].info.forms[0]
            );
            reader.push(Diagnostic::new(&USER_ID_MARKER, tokens, "`user_id = false` has no effect").help(help));
            return None;
        }
    }
    let help = "write `session(user_id)`";
    reader.push(
        Diagnostic::new(&USER_ID_MARKER, &mark.meta, "`#[session]` does not say what the field holds").help(help),
    );
    Some(mark.meta.to_token_stream())
}

fn strip_fields(input: &mut DeriveInput) {
    if let syn::Data::Struct(data) = &mut input.data {
        for field in &mut data.fields {
            field.attrs.retain(|attr| !attr.path().is_ident(FIELD_ATTRIBUTE));
        }
    }
}

/// Reports that the attribute was applied before, under any name: it leaves its page on the struct.
pub(crate) fn is_declared_twice(item: &TokenStream, reader: &mut Reader) -> bool {
    let attributes = |input: ParseStream<'_>| {
        let attributes = input.call(Attribute::parse_outer)?;
        input.parse::<TokenStream>().map(|_| attributes)
    };
    let attributes = attributes.parse2(item.clone()).unwrap_or_default();
    let is_declared = attributes.iter().any(|attribute| match &attribute.meta {
        Meta::NameValue(doc) if doc.path.is_ident("doc") => match &doc.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => text.value().contains(PAGE),
            _ => false,
        },
        _ => false,
    });
    if is_declared {
        let tokens = Ident::new(ATTRIBUTE, Span::call_site());
        reader.push(Diagnostic::new(&REPEATED_SETTING, tokens, AGAIN).help(ONE_IS_ENOUGH));
    }
    is_declared
}

/// What is wrong with a second attribute, and what to do about it.
const AGAIN: &str = "a struct can have only one `#[tool_router_session]`";
const ONE_IS_ENOUGH: &str = "remove it, and write all settings in one attribute, or declare a second struct";

/// Reports a second `#[tool_router_session(…)]`, removes it so that it is not expanded too, and returns its arguments.
fn drop_second_attribute(attributes: &mut Vec<Attribute>, reader: &mut Reader) -> Vec<TokenStream> {
    let mut said = Vec::new();
    attributes.retain(|attr| {
        let again = attr.path().segments.last().is_some_and(|segment| segment.ident == ATTRIBUTE);
        if again {
            reader.push(Diagnostic::new(&REPEATED_SETTING, attr.path(), AGAIN).help(ONE_IS_ENOUGH));
            if let Meta::List(list) = &attr.meta {
                said.push(list.tokens.clone());
            }
        }
        !again
    });
    said
}

fn not_a_struct(item: TokenStream, reader: &mut Reader) {
    let keyword = keyword(item);
    let kind = keyword.as_ref().map_or_else(
        || "this item".to_owned(),
        |keyword| {
            let article = if keyword.to_string().starts_with(['e', 'i']) { "an" } else { "a" };
            format!("{article} `{keyword}`")
        },
    );
    let tokens = keyword.unwrap_or_else(|| Ident::new(ATTRIBUTE, Span::call_site()));
    let what = format!("`#[tool_router_session]` can only be used on a struct, and this is {kind}");
    let help = "put it on a struct: `pub struct InboxAgent;`";
    reader.push(Diagnostic::new(&NOT_A_STRUCT, tokens, what).help(help));
}

/// The keyword that identifies an item.
fn keyword(item: TokenStream) -> Option<Ident> {
    const KINDS: [&str; 13] = [
        "enum",
        "union",
        "fn",
        "impl",
        "trait",
        "mod",
        "type",
        "static",
        "const",
        "use",
        "extern",
        "macro_rules",
        "macro",
    ];
    let mut tokens = item.into_iter().peekable();
    let mut candidate: Option<Ident> = None;
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '#' => {
                tokens.next();
            }
            TokenTree::Punct(punct) if matches!(punct.as_char(), ':' | '=' | ';') => break,
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => break,
            TokenTree::Ident(ident) if KINDS.iter().any(|kind| ident == kind) => {
                // The last word names `const fn`, `extern "C" fn` and `unsafe impl`.
                let decisive = !matches!(ident.to_string().as_str(), "const" | "extern");
                candidate = Some(ident);
                if decisive {
                    break;
                }
            }
            _ => {}
        }
    }
    candidate
}
