use std::{collections::BTreeMap, str::FromStr};

use proc_macro2::TokenStream;
use syn::parse_quote;

use super::{ATTRIBUTES, Runtime, modules, of_session, place::Place, session};
use crate::{
    cargo_manifest::CargoManifest,
    diagnostic::Diagnostics,
    expand::{expand, expand_for},
    settings::{Info, Known, SETTINGS, Values},
    syntax::{self, Body, Group, Value, ValueKind},
};

fn tokens(text: &str) -> TokenStream {
    TokenStream::from_str(text).unwrap()
}

/// The imports alone, without the code that hides them from a compiler.
fn imports(attribute: &str) -> String {
    imports_with(attribute, "struct Agent;")
}

fn imports_with(attribute: &str, item: &str) -> String {
    let file = syn::parse2(of_session(tokens(attribute), &tokens(item), &Runtime::find(None))).unwrap();
    prettyplease::unparse(&file)
}

/// The modules in the runtime crate, each with its names.
pub(super) fn offered() -> BTreeMap<String, Vec<String>> {
    let file: syn::File = syn::parse2(modules()).unwrap();
    let modules = file.items.into_iter().filter_map(|item| match item {
        syn::Item::Mod(module) => Some((module.ident.to_string(), module.content.unwrap().1)),
        _ => None,
    });
    modules.map(|(module, items)| (module, items.into_iter().filter_map(documented).collect())).collect()
}

fn documented(item: syn::Item) -> Option<String> {
    match item {
        syn::Item::Use(import) if matches!(import.vis, syn::Visibility::Inherited) => None,
        syn::Item::Const(constant) if !constant.attrs.is_empty() => Some(constant.ident.to_string()),
        other => panic!("{other:?} is not a documented constant"),
    }
}

#[test]
fn imports_of_a_declaration() {
    insta::assert_snapshot!(imports(
        r#"
            app = workflow,
            toolkits = ["gmail", "slack"],
            tools(gmail = ["GMAIL_FETCH_EMAILS"], slack(tags = [read_only])),
            manage_connections(enable, wait),
            policy = [acme::ACME, own],
        "#
    ));
}

#[test]
fn imports_of_a_declaration_that_is_half_written() {
    insta::assert_snapshot!(imports(
        r#"toolkits = ["gmail"], man, crate, tags = [], manage_connections(), policy = acme::, app ="#
    ));
}

#[test]
fn what_is_offered_for_a_setting_and_for_a_value() {
    let mut file: syn::File = syn::parse2(modules()).unwrap();
    let wanted = ["in_session_sandbox", "of_session_app"];
    file.items.retain(|item| match item {
        syn::Item::Mod(module) => wanted.iter().any(|name| module.ident == name),
        _ => false,
    });
    insta::assert_snapshot!(prettyplease::unparse(&file));
}

#[test]
fn modules_have_distinct_names() {
    let file: syn::File = syn::parse2(modules()).unwrap();
    let modules = file.items.iter().filter(|item| matches!(item, syn::Item::Mod(_)));
    assert_eq!(modules.count(), offered().len());
}

#[test]
fn every_setting_of_every_place_is_offered() {
    fn walk(place: &Place, offered: &BTreeMap<String, Vec<String>>) {
        let names = place.names().into_iter().map(|known| known.name).filter(|name| name != "crate");
        let names: Vec<String> = names.collect();
        assert_eq!(offered.get(&place.module_of_names().to_string()).cloned().unwrap_or_default(), names);
        place.all_inside().iter().for_each(|place| walk(place, offered));
    }
    ATTRIBUTES.iter().for_each(|attribute| walk(&attribute(), &offered()));
    assert_eq!(session().names().len(), SETTINGS.len());
}

/// Checks the tables of words against the documented forms of settings: every word that can be written is offered.
#[test]
fn every_word_of_every_form_is_offered() {
    fn names(known: &[Known]) -> Vec<&str> {
        known.iter().map(|known| known.name.as_str()).collect()
    }
    fn group(place: &Place, group: &Group, form: &str) {
        let known = place.names();
        for entry in &group.entries {
            let name = entry.key.name.as_str();
            assert!(known.is_empty() || names(&known).contains(&name), "`{name}` of `{form}` is not offered");
            body(place.inside(name), &entry.body, form);
        }
    }
    fn body(place: Option<Place>, body: &Body, form: &str) {
        let values = place.as_ref().map_or(Values::Free, Place::values);
        match (body, values) {
            (Body::Group(inner), _) => place.iter().for_each(|place| group(place, inner, form)),
            (Body::Value(value), Values::List(words)) => {
                let ValueKind::List(items) = &value.kind else { panic!("`{form}` is not a list") };
                items.iter().for_each(|item| word(item, &words, form));
            }
            (Body::Value(value), Values::Word(words)) => word(value, &words, form),
            (Body::Value(value), Values::Free) => word(value, &[], form),
            _ => {}
        }
    }
    fn word(value: &Value, known: &[Known], form: &str) {
        match &value.kind {
            ValueKind::Word(name) => {
                assert!(names(known).contains(&name.as_str()), "`{name}` of `{form}` is not offered")
            }
            ValueKind::List(items) => items.iter().for_each(|item| word(item, known, form)),
            _ => {}
        }
    }
    fn forms(place: &Place, info: &'static Info) {
        for form in info.forms {
            let parsed = syntax::parse(tokens(form), &mut Diagnostics::default());
            for entry in &parsed.entries {
                body(place.inside(info.name), &entry.body, form);
            }
        }
        // The content of a setting's own parentheses is documented by forms as well.
        let Some(inside) = place.inside(info.name) else { return };
        let of_rows =
            if inside.names().is_empty() || info.name == "hooks" { inside.inside("entry") } else { Some(inside) };
        for row in info.nested() {
            of_rows.iter().for_each(|place| forms(place, row));
        }
    }
    SETTINGS.iter().for_each(|setting| forms(&session(), &setting.info));
}

#[test]
fn a_compiler_gets_no_imports() {
    let (attribute, item) = (tokens(r#"toolkits = ["gmail"], man"#), tokens("pub struct Agent;"));
    let compiled = expand(attribute.clone(), item.clone(), &CargoManifest::default()).to_string();
    assert!(!compiled.contains("rust_analyzer"), "{compiled}");
    let edited = expand_for(attribute, item, &CargoManifest::default(), true).to_string();
    assert!(edited.ends_with(&compiled) && edited.contains("rust_analyzer"), "{edited}");
}

#[test]
fn imports_of_a_field() {
    insta::assert_snapshot!(imports_with("", "struct Agent { #[session(user_id, us)] #[doc = \"x\"] user: String }"));
}

#[test]
fn what_is_no_struct_gets_completions_as_well() {
    let edited = expand_for(tokens("man"), tokens("pub fn agent() {}"), &CargoManifest::default(), true).to_string();
    assert!(edited.contains("man as _"), "{edited}");
}

#[test]
fn the_runtime_is_found_from_inside_a_module() {
    for (declared, within) in [
        (parse_quote!(::renamed), ":: renamed :: __completions"),
        (parse_quote!(crate::reexported), "crate :: reexported :: __completions"),
        (parse_quote!(super::reexported), "super :: super :: reexported :: __completions"),
        (parse_quote!(self::reexported), "super :: reexported :: __completions"),
    ] {
        assert_eq!(Runtime::find(Some(&declared)).path_within("__completions").to_string(), within);
    }
}
