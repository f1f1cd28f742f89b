use std::str::FromStr;

use proc_macro2::{Delimiter, Group as TokenGroup, TokenStream, TokenTree};
use quote::quote;

use super::{Body, Entry, Group, ValueKind, parse};
use crate::diagnostic::Diagnostics;

fn read(text: &str) -> (Group, usize) {
    let mut diagnostics = Diagnostics::default();
    let group = parse(TokenStream::from_str(text).unwrap(), &mut diagnostics);
    (group, diagnostics.iter().count())
}

fn kind(entry: &Entry) -> &ValueKind {
    match &entry.body {
        Body::Value(value) => &value.kind,
        body => panic!("{body:?} is not a value"),
    }
}

#[test]
fn entries_are_bare_or_have_a_value_or_a_group() {
    let (group, mistakes) = read(r#"wait, app = workflow, "21risk"(tags = [read_only], "x" = -5), r#type = ::a::b,"#);
    assert_eq!((group.entries.len(), mistakes, group.incomplete), (4, 0, false));
    let [wait, app, risk, path] = &group.entries[..] else { panic!("{group:?}") };
    assert!(matches!(wait.body, Body::Bare));
    assert!(matches!(kind(app), ValueKind::Word(word) if word == "workflow"));
    assert!(risk.key.is_text() && risk.key.name == "21risk");
    assert!(path.key.name == "type" && matches!(kind(path), ValueKind::Path));
    let Body::Group(inner) = &risk.body else { panic!("{risk:?}") };
    let [tags, number] = &inner.entries[..] else { panic!("{inner:?}") };
    assert!(matches!(kind(tags), ValueKind::List(values) if values.len() == 1));
    assert!(matches!(kind(number), ValueKind::Integer { value: -5, .. }));
}

#[test]
fn the_tokens_of_a_node_are_all_that_it_was_written_with() {
    let (group, _) = read(r#"toolkits = ["gmail", "slack"], manage_connections(enable, wait)"#);
    let texts: Vec<String> = group.entries.iter().map(|entry| entry.value_tokens().to_string()).collect();
    assert_eq!(texts, [r#"["gmail" , "slack"]"#, "(enable , wait)"]);
}

#[test]
fn fragments_of_a_macro_read_as_if_they_were_written_out() {
    let fragment = |tokens| TokenTree::Group(TokenGroup::new(Delimiter::None, tokens));
    let (value, slug) = (fragment(quote!(interactive)), fragment(quote!("gmail")));
    let mut diagnostics = Diagnostics::default();
    let group = parse(quote!(app = #value, toolkits = [#slug]), &mut diagnostics);
    assert_eq!(diagnostics.iter().count(), 0);
    assert!(matches!(kind(&group.entries[0]), ValueKind::Word(word) if word == "interactive"));
    let ValueKind::List(values) = kind(&group.entries[1]) else { panic!("{group:?}") };
    assert!(matches!(&values[0].kind, ValueKind::Text(text) if text == "gmail"));
}

#[test]
fn a_mistake_costs_at_most_its_entry() {
    for (text, entries, mistakes) in [
        ("a = 1 b = 2", 2, 1),
        ("a = 1,, b", 2, 1),
        ("a; b", 2, 1),
        ("@ x, b", 1, 1),
        ("a =, b", 2, 1),
        ("a { x; y }, b", 2, 1),
        ("a ! ! !, b", 2, 1),
        ("a::b, c-d, 'e' = 1", 3, 0),
        ("= 1, b", 1, 1),
        ("[], b", 1, 1),
    ] {
        let (group, found) = read(text);
        assert_eq!((group.entries.len(), found), (entries, mistakes), "{text}: {group:?}");
    }
}

#[test]
fn what_could_not_be_read_at_all_is_remembered() {
    assert!(read("@ toolkits = []").0.incomplete);
    assert!(!read("toolkits: []").0.incomplete);
}
