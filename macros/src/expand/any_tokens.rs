//! No input makes the attribute panic, and the output for a struct is always valid items.

use std::str::FromStr;

use proc_macro2::TokenStream;
use proptest::prelude::*;

use super::{expand, expand_for};
use crate::cargo_manifest::CargoManifest;

/// Words of the vocabulary, right and wrong values, and punctuation, so that deep paths are reached often.
const PIECES: &[&str] = &[
    "app",
    "toolkits",
    "tools",
    "tags",
    "manage_connections",
    "auth_configs",
    "connected_accounts",
    "multi_account",
    "session_config",
    "mcp",
    "policy",
    "crate",
    "allow",
    "enable",
    "disable",
    "wait",
    "callback_url",
    "removal",
    "wait_tool",
    "required",
    "missing",
    "skip",
    "any",
    "none",
    "require_approval",
    "max_per_toolkit",
    "explicit_selection",
    "interactive",
    "workflow",
    "automation",
    "manual_auth",
    "read_only",
    "idempotent",
    "weak_tag",
    "gmail",
    "slack",
    "toolkit",
    "manageConnections",
    "self",
    "r#type",
    "true",
    "false",
    "=",
    "==",
    "=>",
    ":",
    "::",
    ",",
    ",",
    ",",
    ";",
    "!",
    "#",
    "&",
    "-",
    "'a",
    "_",
    "$",
    "?",
    "\"gmail\"",
    "\"Gmail\"",
    "\"\"",
    "\"GMAIL_SEND_EMAIL\"",
    "\"SLACK_X\"",
    "\"10m\"",
    "\"ca_1\"",
    "\"ac_1\"",
    "\"sc_1\"",
    "\"https://a.example/\"",
    "\"💥\"",
    "\"\\u{0}\"",
    "b\"x\"",
    "c\"x\"",
    "'x'",
    "1.5",
    "10m",
    "21risk",
    "0",
    "3",
    "340282366920938463463374607431768211456",
    "concat!(\"a\")",
];

fn tokens() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(PIECES).prop_map(str::to_owned);
    piece.prop_recursive(5, 80, 8, |inner| {
        (prop::collection::vec(inner, 0..8), prop::sample::select(vec![("", ""), ("(", ")"), ("[", "]"), ("{", "}")]))
            .prop_map(|(inner, (open, close))| format!("{open} {} {close}", inner.join(" ")))
    })
}

fn sequence() -> impl Strategy<Value = String> {
    prop::collection::vec(tokens(), 0..10).prop_map(|pieces| pieces.join(" "))
}

const STRUCTS: &[&str] = &[
    "struct A;",
    "pub struct A(#[session(user_id)] String);",
    "struct A<'a, T: Clone + 'a = (), const N: usize = 1> where T: Copy { #[cfg(x)] #[session(user)] r#type: &'a [T; N] }",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn any_attribute_gives_valid_items(attribute in sequence(), item in prop::sample::select(STRUCTS)) {
        if let Ok(attribute) = TokenStream::from_str(&attribute) {
            let output = expand(attribute, TokenStream::from_str(item).unwrap(), &CargoManifest::default());
            // With policies, one of the impls is in a constant, beside what it shares with their checks.
            let written = output.to_string();
            prop_assert!(written.contains("automatically_derived") && written.contains("fn session"));
            let file = syn::parse2::<syn::File>(output).unwrap();
            prop_assert!(matches!(file.items[0], syn::Item::Struct(_)));
        }
    }

    #[test]
    fn any_attribute_gives_an_editor_valid_items(attribute in sequence(), item in prop::sample::select(STRUCTS)) {
        if let Ok(attribute) = TokenStream::from_str(&attribute) {
            let item = TokenStream::from_str(item).unwrap();
            let compiled = expand(attribute.clone(), item.clone(), &CargoManifest::default()).to_string();
            let edited = expand_for(attribute, item, &CargoManifest::default(), true);
            prop_assert!(edited.to_string().ends_with(&compiled));
            let file = syn::parse2::<syn::File>(edited).unwrap();
            prop_assert!(matches!(file.items[0], syn::Item::Const(_)));
        }
    }

    #[test]
    fn any_item_is_kept(attribute in sequence(), item in sequence()) {
        if let (Ok(attribute), Ok(item)) = (TokenStream::from_str(&attribute), TokenStream::from_str(&item)) {
            let output = expand(attribute, item.clone(), &CargoManifest::default()).to_string();
            prop_assert!(output.starts_with(&item.to_string()));
        }
    }

    #[test]
    fn any_field_attribute_is_stripped(settings in sequence()) {
        if let Ok(item) = TokenStream::from_str(&format!("struct A {{ #[session({settings})] a: u8 }}")) {
            let file = syn::parse2::<syn::File>(expand(TokenStream::new(), item, &CargoManifest::default())).unwrap();
            let syn::Item::Struct(kept) = &file.items[0] else { panic!("the struct comes first") };
            prop_assert!(kept.fields.iter().all(|field| field.attrs.is_empty()));
        }
    }
}
