//! The names of generated items: each is an identifier, and each is unique.

use std::collections::BTreeSet;

use heck::{ToSnakeCase as _, ToUpperCamelCase as _};
use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;

/// The names of the types in one module.
#[derive(Debug, Default)]
pub(crate) struct Names(BTreeSet<String>);

impl Names {
    /// A name that no other type has, as similar as possible to the wanted one.
    pub(super) fn unique(&mut self, wanted: &str) -> String {
        let name = type_name(wanted);
        let name = numbered(&name, "", |name| !self.0.contains(name));
        self.0.insert(name.clone());
        name
    }
}

/// The name of a type: `GmailSendEmail` for `GMAIL_SEND_EMAIL`.
///
/// The function is idempotent: the converter applies the same conversion to every name.
fn type_name(text: &str) -> String {
    // Applied twice: the first pass leaves `A_B` as `AB`, and the second turns that into `Ab`.
    let name = ascii(text).to_upper_camel_case().to_upper_camel_case();
    match name.as_str() {
        "" => "Unnamed".to_owned(),
        "Self" => "ToolSelf".to_owned(),
        _ if name.starts_with(|first: char| first.is_ascii_digit()) => format!("Tool{name}").to_upper_camel_case(),
        _ => name,
    }
}

/// The names of the variants for the values of an enumeration, in their order.
pub(super) fn variants<'a>(values: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for value in values {
        let signed = value.replace('+', " plus ").replace(" -", " minus ");
        let signed = signed.strip_prefix('-').map_or_else(|| signed.clone(), |rest| format!("minus {rest}"));
        let name = match ascii(&signed).to_upper_camel_case() {
            name if name.is_empty() => if value.is_empty() { "Empty" } else { "Value" }.to_owned(),
            name if name == "Self" => "Self_".to_owned(),
            name if name.starts_with(|first: char| first.is_ascii_digit()) => format!("V{name}"),
            name => name,
        };
        names.push(numbered(&name, "", |name| !names.iter().any(|other| other == name)));
    }
    names
}

/// The names of the fields for properties, in their order. A property keeps its name if a field can have it.
pub(super) fn fields(properties: &[&str]) -> Vec<Ident> {
    let wanted = |property: &str| match ascii(property).to_snake_case() {
        name if name.is_empty() => "argument".to_owned(),
        name => ident(&name).unraw().to_string(),
    };
    let mut names: Vec<String> = Vec::new();
    for property in properties {
        let name = wanted(property);
        let is_own = name == *property && !names.contains(&name);
        let is_free = |name: &str| !properties.contains(&name) && !names.iter().any(|other| other == name);
        names.push(if is_own { name } else { numbered(&name, "_", is_free) });
    }
    names.iter().map(|name| ident(name)).collect()
}

/// A text without the characters that the converter ignores in the name of a variant.
pub(super) fn folded(text: &str) -> String {
    ascii(text).to_snake_case()
}

/// An identifier from any text. Keywords get an underscore, except one that does not exist in every edition.
pub(super) fn ident(name: &str) -> Ident {
    if name == "gen" {
        return Ident::new_raw(name, Span::call_site());
    }
    let name =
        if name.starts_with(|first: char| first.is_ascii_digit()) { format!("_{name}") } else { name.to_owned() };
    match syn::parse_str::<Ident>(&name) {
        Ok(_) => Ident::new(&name, Span::call_site()),
        Err(_) => syn::parse_str(&format!("{name}_")).unwrap_or_else(|_| Ident::new("unnamed", Span::call_site())),
    }
}

/// The text with a space in place of each character that an identifier cannot have.
fn ascii(text: &str) -> String {
    text.chars()
        .filter(|character| *character != '\'')
        .map(|character| if character.is_ascii_alphanumeric() { character } else { ' ' })
        .collect()
}

/// The name if `is_free` holds for it, or the name with the smallest free number from 2 on.
fn numbered(name: &str, joint: &str, is_free: impl Fn(&str) -> bool) -> String {
    if is_free(name) {
        return name.to_owned();
    }
    (2_u64..)
        .map(|number| format!("{name}{joint}{number}"))
        .find(|name| is_free(name))
        .unwrap_or_else(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_name_types() {
        for (slug, name) in [
            ("GMAIL_SEND_EMAIL", "GmailSendEmail"),
            ("21RISK_LIST", "Tool21riskList"),
            ("_21RISK_LIST", "Tool21riskList"),
            ("GITHUB_A_B_C", "GithubAbc"),
            ("GITHUB_CREATE_A_FORK", "GithubCreateAFork"),
            ("SELF", "ToolSelf"),
            ("___", "Unnamed"),
            ("größe", "GrE"),
        ] {
            assert_eq!(type_name(slug), name);
            assert_eq!(type_name(name), name);
        }
    }

    #[test]
    fn no_name_is_there_twice() {
        let mut names = Names::default();
        let found: Vec<String> = ["A_B", "A__B", "a-b", "AB2"].map(|wanted| names.unique(wanted)).into();
        assert_eq!(found, ["Ab", "Ab2", "Ab3", "Ab22"]);
    }

    #[test]
    fn properties_name_fields() {
        let properties = ["userId", "user-id", "user_id", "type", "$filter", "2fa", "", "é", "größe"];
        let names = fields(&properties).iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(
            names,
            ["user_id_2", "user_id_3", "user_id", "type_", "filter", "_2fa", "argument", "argument_2", "gr_e"]
        );
    }

    #[test]
    fn a_word_that_is_a_keyword_in_some_editions_is_written_for_all() {
        let names = fields(&["Gen", "gen", "async"]).iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(names, ["gen_2", "r#gen", "async_"]);
    }

    #[test]
    fn values_name_variants() {
        let values = ["+1", "-1", "labelShow", "label show", "2024-01-01", "", "self", "é", "a", "A"];
        let names = ["Plus1", "Minus1", "LabelShow", "LabelShow2", "V20240101", "Empty", "Self_", "Value", "A", "A2"];
        assert_eq!(variants(values), names);
    }
}
