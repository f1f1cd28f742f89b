//! Cuts a declaration off after every token, as while it is being typed, and checks that the right names are offered.

use std::str::FromStr;

use proc_macro2::TokenStream;

use super::{
    cuts::{At, Cut, cuts},
    tests::offered,
};
use crate::{
    cargo_manifest::CargoManifest,
    declaration::{
        allow::lints,
        app::APPS,
        hooks::{self, STAGES},
        instant::{self, ACCESS},
        manage_connections, multi_account,
        no_elicitation_support::FALLBACKS,
        permissions::{self, DECISIONS, DEFAULTS},
        preload::{BUNDLES, PRESETS},
        sandbox::{self, SIZES},
        tags::{self, TAGS},
        toolkits::{self, REACHES},
        tools,
    },
    expand::expand_for,
    settings::{SETTINGS, Table, Values, Word},
};

const DECLARATION: &str = r#"
    app = workflow,
    toolkits(enable = ["gmail", "slack"], require_approval = ["gmail"]),
    tools(gmail = ["GMAIL_FETCH_EMAILS"], slack(tags(disable = [destructive, update]), require_approval = ["SLACK_X"])),
    tags = [read_only, create],
    manage_connections(enable, wait = "10m", callback_url = "https://app.example.com/auth", removal = false,
        required = ["gmail"], missing = skip),
    auth_configs(github = "ac_1", slack),
    connected_accounts(gmail = ["ca_1", "ca_2"]),
    multi_account?(max_per_toolkit? = 3, explicit_selection),
    sandbox(size = large, auto_offload_threshold = 20_000),
    preload = all,
    preset = direct_tools,
    search = false,
    hooks(before(id = "mail", condition = "Sends mail outside example.org", toolkits = ["gmail"])),
    permissions(default = ask_once_per_session, overrides("GMAIL_SEND_EMAIL" = always_deny)),
    instant(toolkits(enable = ["exa"]), tools(exa(disable = ["EXA_ANSWER"])), return_instant_charge),
    no_elicitation_support = deny,
    policy = [acme::ACME, own],
    crate = ::tool_router,
    toolkits = any,
    allow(weak_tag),
"#;

const ITEM: &str = "/// Reads mail.\npub struct Agent;";

/// The table's names for a place, given the names that lead to it.
fn table(path: &[String], at: At) -> Vec<String> {
    fn rows(table: &'static dyn Table) -> Vec<String> {
        table.rows().iter().map(|row| row.name.to_owned()).filter(|name| name != "crate").collect()
    }
    fn words<T>(words: &'static [Word<T>]) -> Vec<String> {
        words.iter().map(|word| word.name.to_owned()).collect()
    }
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    match (&path[..], at) {
        ([], At::Name) => rows(&SETTINGS),
        (["toolkits"], At::Name) => rows(&toolkits::KEYS),
        (["tools", _], At::Name) => rows(&tools::KEYS),
        (["tags"] | ["tools", _, "tags"], At::Name) => rows(&tags::KEYS),
        (["manage_connections"], At::Name) => rows(&manage_connections::KEYS),
        (["multi_account"], At::Name) => rows(&multi_account::KEYS),
        (["sandbox"], At::Name) => rows(&sandbox::KEYS),
        (["hooks"], At::Name) => words(&STAGES),
        (["hooks", _], At::Name) => rows(&hooks::KEYS),
        (["permissions"], At::Name) => rows(&permissions::KEYS),
        (["instant"], At::Name) => rows(&instant::KEYS),
        (["instant", "toolkits"] | ["instant", "tools", _], At::Name) => rows(&ACCESS),
        (["allow"], At::Name) => lints().map(|rule| rule.name.replace('-', "_")).collect(),
        (["app"], At::Value) => words(&APPS),
        (["toolkits"], At::Value) => words(&REACHES),
        (["manage_connections", "missing"], At::Value) => words(&manage_connections::MISSING),
        (["sandbox", "size"], At::Value) => words(&SIZES),
        (["preload"], At::Value) => words(&BUNDLES),
        (["preset"], At::Value) => words(&PRESETS),
        (["no_elicitation_support"], At::Value) => words(&FALLBACKS),
        (["permissions", "default"], At::Value) => words(&DEFAULTS),
        (["permissions", "overrides", _], At::Value) => words(&DECISIONS),
        (["tags"] | ["tags" | "tools", .., "enable" | "disable"] | ["tools", _, "tags"], At::List)
            if path[0] == "tags" || path.contains(&"tags") =>
        {
            words(&TAGS)
        }
        _ => Vec::new(),
    }
}

/// The module that the marker is imported from, and the text before the marker.
fn imported<'a>(expansion: &'a str, word: &str) -> Option<(&'a str, &'a str)> {
    let (before, _) = expansion.split_once(&format!("{word} as _"))?;
    let (offers, said) = before.rsplit_once(" :: * ; use self :: {")?;
    let (_, module) = offers.rsplit_once("__completions :: ")?;
    (!said.contains(';')).then_some((module, before))
}

#[test]
fn a_declaration_that_breaks_off_anywhere_is_completed() {
    let item = TokenStream::from_str(ITEM).unwrap();
    let expanded = |attribute| expand_for(attribute, item.clone(), &CargoManifest::default(), true).to_string();
    let offered = offered();
    let mut completed = 0;
    for Cut { plain, marked, word, place } in cuts(&TokenStream::from_str(DECLARATION).unwrap()) {
        let (plain, expansion) = (expanded(plain), expanded(marked.clone()));
        for expansion in [&plain, &expansion] {
            assert!(expansion.contains("pub struct Agent ;"), "{marked}");
            assert!(expansion.contains("SessionSpec for Agent") && expansion.contains("fn session"), "{marked}");
        }
        let Some((path, at)) = place else { continue };
        let names = table(&path, at);
        let Some((module, before)) = imported(&expansion, &word) else {
            assert!(names.is_empty(), "nothing is offered as {at:?} of {path:?}: {marked}");
            continue;
        };
        assert_eq!(offered[module], names, "{at:?} {path:?}: {marked}");
        // The editor finds the same place without the marker by its offset.
        assert!(plain.starts_with(before), "{marked}\n{before}\n{plain}");
        completed += 1;
    }
    assert!(completed > 300, "{completed}");
}

/// What the example must cover so that the test above checks every place.
#[test]
fn the_declaration_has_every_setting_that_offers_something() {
    for setting in &SETTINGS {
        let Some(table) = setting.info.keys else { continue };
        let offers = !table.rows().is_empty()
            || table.entries().is_some_and(|entries| !entries.names.is_empty())
            || matches!(table.values(), Values::Word(_) | Values::List(_));
        assert!(!offers || DECLARATION.contains(&format!("\n    {}", setting.info.name)), "{}", setting.info.name);
    }
}
