//! Slugs that the catalogue lacks.

use std::str::FromStr;

use proc_macro2::TokenStream;

use super::{Place, everywhere, with};
use crate::expand::tests::{declared, diagnostics};

/// Declarations that name everything in every possible place, all of it in the catalogue.
const CATALOGUED: &[&str] = &[
    r#"
    catalog = "../tests/ui/catalogs/small.json",
    toolkits(enable = ["gmail", "github"], require_approval = ["gmail"]),
    tools(
        gmail = ["GMAIL_FETCH_EMAILS", "GMAIL_SEND_EMAIL"],
        github(enable = ["GITHUB_CREATE_AN_ISSUE"], require_approval = ["GITHUB_CREATE_AN_ISSUE"]),
    ),
    auth_configs(gmail = "ac_1", github),
    connected_accounts(gmail = "ca_1", github),
    preload = ["GMAIL_SEND_EMAIL", "GITHUB_CREATE_AN_ISSUE"],
    hooks(before(id = "mail", condition = "Sends mail outside example.org", toolkits = ["gmail"])),
    permissions(default = allow_all, overrides("GMAIL_SEND_EMAIL" = always_deny, "GMAIL_FETCH_EMAILS:ca_1" = ask_once)),
    instant(toolkits = ["github"], tools(github = ["GITHUB_CREATE_AN_ISSUE"])),
    "#,
    r#"
    catalog = "../tests/ui/catalogs/small.json",
    toolkits = any,
    tools(gmail(disable = ["GMAIL_SEND_EMAIL"]), github(require_approval = ["GITHUB_DELETE_A_REPOSITORY"])),
    permissions(default = ask_every_call, overrides("GOOGLE_MAPS_GEOCODE" = always_allow)),
    instant(tools(google_maps(disable = ["GOOGLE_MAPS_GEOCODE"]))),
    "#,
    r#"catalog = "../tests/ui/catalogs/small.json", toolkits(disable = ["gmail"]), auth_configs(github = "ac_1")"#,
    r#"catalog = "../tests/ui/catalogs/small.json", toolkits = ["gmail"], manage_connections(enable, wait)"#,
];

#[test]
fn the_catalogued_declarations_are_right() {
    for right in CATALOGUED {
        assert_eq!(declared(right), [], "{right}");
    }
}

/// With two letters swapped, or unlike any known slug.
#[test]
fn a_slug_that_the_catalogue_lacks() {
    let is_slug =
        |slug: &str| ["gmail", "github", "google_maps"].iter().any(|toolkit| slug.to_lowercase().starts_with(toolkit));
    let typo = |slug: &str| format!("{}{}{}{}", &slug[..2], &slug[3..4], &slug[2..3], &slug[4..]);
    let other = |slug: &str| match slug.split_once('_').filter(|_| slug.starts_with('G')) {
        Some((toolkit, _)) => format!("{toolkit}_QWERTZUIOP"),
        None => "qwertzuiop".to_owned(),
    };
    let edit = |misspelt: &dyn Fn(&str) -> String, place: &Place<'_>| {
        let mut slips = Vec::new();
        for (position, token) in place.tokens.iter().enumerate() {
            let written = token.to_string();
            let slug = written.trim_matches('"');
            let slug = slug.split_once(':').map_or(slug, |(slug, _)| slug);
            if is_slug(slug) {
                let wrong = written.replace(slug, &misspelt(slug));
                slips.push(with(place.tokens, position, position + 1, TokenStream::from_str(&wrong).unwrap()));
            }
        }
        slips
    };
    let mut wrong = Vec::new();
    for right in CATALOGUED {
        let right = TokenStream::from_str(right).unwrap();
        for slip in everywhere(&right, &|place| edit(&typo, place)) {
            let found = diagnostics(&format!("#[tool_router_session({slip})] struct Agent;"));
            let told: Vec<_> = found.iter().map(|found| (found.rule.name, found.message())).collect();
            let is_right = matches!(&told[..], [(rule, message)] if rule.starts_with("unknown-tool") && message.contains("did you mean `"));
            if !is_right {
                wrong.push(format!("{told:?}\n    {slip}"));
            }
        }
        for slip in everywhere(&right, &|place| edit(&other, place)) {
            let found = declared(&slip.to_string());
            if !matches!(&found[..], [(rule, _)] if rule.starts_with("unknown-tool")) {
                wrong.push(format!("{found:?}\n    {slip}"));
            }
        }
    }
    assert!(wrong.is_empty(), "a typo: {} are not told once\n{}", wrong.len(), wrong.join("\n"));
}
