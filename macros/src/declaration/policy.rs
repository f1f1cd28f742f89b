//! `policy = acme::ACME`: the policies that a company sets for its sessions.

use quote::ToTokens;
use syn::{Path, ext::IdentExt};

use super::Declaration;
use crate::{
    diagnostic::Diagnostic,
    rules::{EMPTY_LIST, REPEATED_SETTING, WRONG_FORM},
    settings::{Info, Reader},
    syntax::{Body, Entry, Value, ValueKind},
};

/// The path of a policy or of a user-written rule.
#[derive(Clone, Debug)]
pub(crate) struct PolicyPath {
    pub(crate) path: Path,
    pub(crate) kind: PolicyKind,
    /// Whether it is named in Cargo.toml and not in the declaration.
    pub(crate) of_manifest: bool,
}

/// What a path of `policy` refers to. The last segment tells: constants and functions are spelt differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PolicyKind {
    /// A constant: `acme::ACME`.
    Policy,
    /// A function: `acme::no_weekend_mail`.
    Rule,
}

impl PolicyPath {
    pub(crate) fn new(path: Path) -> Self {
        let last = path.segments.last().map(|segment| segment.ident.unraw().to_string());
        let is_function =
            last.is_some_and(|name| name.chars().find(|letter| *letter != '_').is_some_and(char::is_lowercase));
        Self { path, kind: if is_function { PolicyKind::Rule } else { PolicyKind::Policy }, of_manifest: false }
    }

    /// The path for messages: without a leading `::`, which makes no difference from edition 2018 on.
    pub(crate) fn name(&self) -> String {
        let name: String = self.path.to_token_stream().to_string().split_whitespace().collect();
        name.trim_start_matches("::").to_owned()
    }
}

pub(crate) fn read(declaration: &mut Declaration, entry: &Entry, info: &'static Info, reader: &mut Reader) {
    let values = match &entry.body {
        Body::Value(Value { kind: ValueKind::List(values), tokens }) if values.is_empty() => {
            let help = "name a policy in it, or remove it";
            return reader.push(Diagnostic::new(&EMPTY_LIST, tokens, "the list of policies is empty").help(help));
        }
        Body::Value(Value { kind: ValueKind::List(values), .. }) => values.as_slice(),
        Body::Value(value) => std::slice::from_ref(value),
        _ => return reader.wrong_form(entry, info),
    };
    for value in values {
        let Some(policy) = path(value, reader) else { continue };
        if declaration.policies.iter().any(|first| first.name() == policy.name()) {
            let what = format!("`{}` is in the list twice", policy.name());
            reader.push(Diagnostic::new(&REPEATED_SETTING, &policy.path, what).help("remove one of the two"));
        } else {
            declaration.policies.push(policy);
        }
    }
}

/// Whether a path ends with a name: `crate` and `super` alone are modules.
fn names_an_item(path: &Path) -> bool {
    path.segments.last().is_some_and(|last| !["crate", "self", "super", "Self"].iter().any(|word| last.ident == word))
}

fn path(value: &Value, reader: &mut Reader) -> Option<PolicyPath> {
    if let ValueKind::Path | ValueKind::Word(_) = value.kind
        && let Ok(path) = syn::parse2::<Path>(value.tokens.clone())
        && names_an_item(&path)
    {
        return Some(PolicyPath::new(path));
    }
    let (what, help) = match &value.kind {
        ValueKind::Dropped => return None,
        ValueKind::Text(text) if syn::parse_str::<Path>(text).is_ok() => {
            ("a policy is a path, not a string".to_owned(), format!("write `{text}`, without quotes"))
        }
        _ => (
            match &value.kind {
                ValueKind::Path | ValueKind::Word(_) => format!("`{}` is not the path of a policy", value.text()),
                _ => format!("{} is not the path of a policy", value.describe()),
            },
            "remove it, or name a constant of the type `Policy`, as in `policy = acme::ACME`".to_owned(),
        ),
    };
    reader.push(Diagnostic::new(&WRONG_FORM, &value.tokens, what).help(help));
    None
}
