//! The constants that the struct gets from its declaration.

use proc_macro2::TokenStream;

use crate::{
    declaration::{Declaration, Reach, Said, Slug, Supplied},
    rules::{exclusion, named_toolkits},
};

/// One constant.
#[derive(Clone, Debug)]
pub(crate) struct Handle {
    pub(crate) kind: Kind,
    pub(crate) slug: String,
    name: String,
    /// The tokens where the declaration first names it.
    pub(crate) tokens: TokenStream,
    /// Whether the slug is right, or its intended value is clear.
    certain: bool,
}

/// What a constant represents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Toolkit,
    Tool,
    /// An auth config supplied at run time, by its position among those that are required.
    AuthConfig(Option<usize>),
    /// A connected account supplied at run time, by its position among those that are required.
    Account(Option<usize>),
}

impl Handle {
    fn new(kind: Kind, slug: &Slug) -> Self {
        Self::named(kind, slug, slug.name.clone())
    }

    /// The constant of a slug that the catalogue lacks, for code that uses it by the name that was written.
    fn as_written(kind: Kind, slug: &Slug) -> Option<Self> {
        slug.unknown.clone().map(|written| Self::named(kind, slug, written))
    }

    fn named(kind: Kind, slug: &Slug, written: String) -> Self {
        let name = constant(&written);
        let name = match kind {
            Kind::Toolkit | Kind::Tool => name,
            Kind::AuthConfig(_) => format!("{name}_AUTH_CONFIG"),
            Kind::Account(_) => format!("{name}_ACCOUNT"),
        };
        Self { kind, slug: written, name, tokens: slug.tokens.clone(), certain: slug.certain }
    }

    /// The name of the constant.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// What it represents, in words.
    pub(crate) fn subject(&self) -> String {
        let slug = &self.slug;
        match self.kind {
            Kind::Toolkit => format!("toolkit `{slug}`"),
            Kind::Tool => format!("tool `{slug}`"),
            Kind::AuthConfig(_) => format!("auth config of `{slug}`"),
            Kind::Account(_) => format!("connected account of `{slug}`"),
        }
    }
}

/// The constants of a declaration, and the pairs that clash: the second and the first of each.
pub(crate) fn of(declaration: &Declaration) -> (Vec<Handle>, Vec<(Handle, Handle)>) {
    let mut handles: Vec<Handle> = Vec::new();
    let mut clashes = Vec::new();
    for handle in all(declaration) {
        match handles.iter().find(|first| first.name == handle.name) {
            None => handles.push(handle),
            Some(first) if (first.kind, &first.slug) == (handle.kind, &handle.slug) => {}
            Some(first) if !(first.certain && handle.certain) => {}
            Some(first) => clashes.push((handle, first.clone())),
        }
    }
    (handles, clashes)
}

/// Adds the toolkits and tools that further declarations name, unless their constants already exist.
pub(crate) fn extend(handles: &mut Vec<Handle>, others: impl Iterator<Item = Declaration>) {
    for other in others {
        let named = all(&other).filter(|handle| matches!(handle.kind, Kind::Toolkit | Kind::Tool));
        for handle in named {
            if !handles.iter().any(|first| first.name == handle.name) {
                handles.push(handle);
            }
        }
    }
}

fn all(declaration: &Declaration) -> impl Iterator<Item = Handle> {
    let auth_configs = declaration.auth_configs.iter().map(|config| (&config.toolkit, config.id.as_ref().map(place)));
    let accounts = declaration.connected_accounts.iter();
    let accounts = accounts.map(|accounts| (&accounts.toolkit, accounts.ids.as_ref().map(place)));
    let auth_configs = left(auth_configs).map(|(toolkit, place)| Handle::new(Kind::AuthConfig(place), toolkit));
    let accounts = left(accounts).map(|(toolkit, place)| Handle::new(Kind::Account(place), toolkit));
    let both =
        |kind: Kind| move |slug| [Some(Handle::new(kind, slug)), Handle::as_written(kind, slug)].into_iter().flatten();
    let toolkits = toolkits(declaration).flat_map(both(Kind::Toolkit));
    let tools = tools(declaration).flat_map(both(Kind::Tool));
    toolkits.chain(tools).chain(auth_configs).chain(accounts)
}

/// Whether an entry has a value, must be supplied or can be.
fn place<T>(supplied: &Supplied<T>) -> Supplied<()> {
    match supplied {
        Supplied::Here(_) => Supplied::Here(()),
        Supplied::AtRunTime => Supplied::AtRunTime,
        Supplied::IfAny => Supplied::IfAny,
    }
}

/// The entries that are left to run time, each with its place among those that must be supplied.
fn left<'a>(
    entries: impl Iterator<Item = (&'a Slug, Option<Supplied<()>>)>,
) -> impl Iterator<Item = (&'a Slug, Option<usize>)> {
    let mut required = 0;
    entries.filter_map(move |(toolkit, supplied)| match supplied? {
        Supplied::Here(()) => None,
        Supplied::IfAny => Some((toolkit, None)),
        Supplied::AtRunTime => {
            required += 1;
            Some((toolkit, Some(required - 1)))
        }
    })
}

/// The toolkits that are named anywhere, except those that are certainly out of reach.
fn toolkits(declaration: &Declaration) -> impl Iterator<Item = &Slug> {
    let denied = match declaration.reach() {
        Said::Yes(reach @ (Reach::Except(_) | Reach::None)) => Some(reach),
        _ => None,
    };
    let within = move |slug: &&Slug| denied.is_none_or(|reach| reach.contains(&slug.name) != Some(false));
    named_toolkits(declaration).filter(within)
}

/// The tools that are named anywhere, except those that are certainly out of reach.
fn tools(declaration: &Declaration) -> impl Iterator<Item = &Slug> {
    let by_toolkit = declaration.tools.iter();
    let by_toolkit = by_toolkit.flat_map(|tools| tools.named().filter(|tool| tools.allows(&tool.name) != Some(false)));
    let preloaded = declaration.preload.yes().map_or(&[][..], |preload| preload.value.named());
    let permissions = declaration.permissions.iter().flat_map(|permissions| &permissions.overrides);
    let others = preloaded.iter().chain(permissions.filter_map(|entry| entry.tool.as_ref()));
    let others = others.filter(|tool| exclusion(declaration, tool).is_none());
    let strays = declaration.strays.iter().flat_map(|stray| &stray.tools);
    by_toolkit.chain(others).chain(strays).chain(&declaration.stray_tools)
}

/// The Rust constant for a slug: `GOOGLE_MAPS`, `_21RISK`. Any text gives an identifier.
fn constant(slug: &str) -> String {
    let name: String = slug
        .chars()
        .map(|character| if character.is_ascii_alphanumeric() { character.to_ascii_uppercase() } else { '_' })
        .collect();
    let starts_a_word = name.starts_with(|first: char| first.is_ascii_uppercase());
    match name.as_str() {
        "" | "_" => "UNNAMED".to_owned(),
        "SELF" => "SELF_".to_owned(),
        _ if starts_a_word || name.starts_with('_') => name,
        _ => format!("_{name}"),
    }
}

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use proc_macro2::TokenStream;

    use super::{Kind, constant, of};
    use crate::{resolve, settings::Reader};

    /// The constants of the tools of a declaration.
    fn tools(attribute: &str) -> Vec<String> {
        let declaration = resolve::read(TokenStream::from_str(attribute).unwrap(), &mut Reader::default());
        let (handles, _) = of(&declaration);
        handles.into_iter().filter(|handle| handle.kind == Kind::Tool).map(|handle| handle.name).collect()
    }

    #[test]
    fn a_tool_has_a_constant_where_its_toolkit_is_reached_however_that_is_spelt() {
        let preloaded = r#"preload = ["ONEDRIVE_GET_FILE", "_21RISK_GET_TASK", "ZOHO_BOOKS_LIST_INVOICES"]"#;
        let names = |toolkits: &str| tools(&format!("{toolkits}, {preloaded}"));
        assert_eq!(
            names(r#"toolkits = ["one_drive", "21risk", "zoho_books"]"#),
            ["ONEDRIVE_GET_FILE", "_21RISK_GET_TASK", "ZOHO_BOOKS_LIST_INVOICES"]
        );
        assert_eq!(names(r#"toolkits(disable = ["one_drive", "21risk"])"#), ["ZOHO_BOOKS_LIST_INVOICES"]);
        assert_eq!(names(r#"toolkits(disable = ["zoho"])"#).len(), 3, "it may be a tool of `zoho_books`");
        assert_eq!(names(r#"toolkits = ["zoho"], auth_configs(zoho_books = "ac_1")"#), [""; 0]);
    }

    #[test]
    fn every_text_gives_an_identifier() {
        for (slug, name) in [("google-maps", "GOOGLE_MAPS"), ("21risk", "_21RISK"), ("", "UNNAMED"), ("self", "SELF_")]
        {
            assert_eq!(constant(slug), name);
        }
        for text in ["💥", "a b", "_", "crate", "__"] {
            assert!(syn::parse_str::<syn::Ident>(&constant(text)).is_ok(), "{text}");
        }
    }
}
