//! Every rule and every setting has its UI case.

use crate::{
    rules,
    settings::{SETTINGS, Setting},
};

/// The UI cases are beside this crate in the repository, and are not published with it.
fn ui_cases(kind: &str) -> Vec<String> {
    let directory = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/ui").join(kind);
    let files = std::fs::read_dir(directory).expect("the cases").map(|file| file.unwrap().path());
    let sources = files.filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
    sources.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect()
}

#[test]
fn every_rule_has_its_case_and_every_case_its_rule() {
    let cases = ui_cases("fail");
    for rule in rules::all() {
        assert!(cases.iter().any(|case| case == rule.name), "tests/ui/fail/{}.rs", rule.name);
    }
    for case in &cases {
        let name = case.split_once("--").map_or(case.as_str(), |(name, _)| name);
        assert!(rules::all().any(|rule| rule.name == name), "no rule has the name of tests/ui/fail/{case}.rs");
    }
}

#[test]
fn every_setting_of_a_session_can_be_declared() {
    for setting in tool_router_core::config::Setting::ALL {
        assert!(SETTINGS.iter().any(|row| row.info.name == setting.name()), "{setting}");
    }
}

#[test]
fn every_setting_has_a_case_that_passes() {
    let cases = ui_cases("pass");
    for Setting { info, .. } in &SETTINGS {
        assert!(cases.iter().any(|case| case == info.name), "tests/ui/pass/{}.rs", info.name);
    }
}
