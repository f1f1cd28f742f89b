//! The table of settings.

use super::{declared, diagnostics};
use crate::settings::{Info, SETTINGS, Setting, Table};

#[test]
fn every_form_of_every_setting_is_taken_as_it_stands() {
    fn forms(info: &'static Info, around: &str) {
        for form in info.forms {
            let wrong: Vec<_> = declared(&around.replace('…', form))
                .into_iter()
                .filter(|(rule, _)| matches!(*rule, "wrong-form" | "unknown-setting" | "repeated-setting"))
                .collect();
            assert_eq!(wrong, [], "{form} in {around}");
        }
        for key in info.nested() {
            let inside = match (info.name, info.keys.and_then(Table::entries)) {
                ("hooks", _) => "hooks(after(…))".to_owned(),
                (name, Some(_)) => format!("{name}(gmail(…))"),
                (name, None) => format!("{name}(…)"),
            };
            forms(key, &around.replace('…', &inside));
        }
    }
    for setting in &SETTINGS {
        forms(&setting.info, "…");
    }
}

#[test]
fn every_foreign_spelling_gets_the_right_name() {
    fn gets(written: &str, foreign: &str, name: &str) {
        let found = diagnostics(&format!("#[tool_router_session({written})] struct Agent;"));
        let told = found.iter().find(|found| found.tokens.to_string() == foreign).expect(written);
        assert!(matches!(told.rule.name, "unknown-setting" | "gone-setting"), "{written}: {}", told.rule.name);
        assert!(told.message().contains(&format!("write `{name}`")), "{written}: {}", told.message());
    }
    for Setting { info, .. } in &SETTINGS {
        info.foreign.iter().for_each(|foreign| gets(&format!("{foreign} = 1"), foreign, info.name));
        // If entries have names of their own, their content belongs to another setting.
        if info.keys.is_some_and(|keys| keys.entries().is_none()) {
            for key in info.nested() {
                let written = |foreign| format!("{}({foreign} = 1)", info.name);
                key.foreign.iter().for_each(|foreign| gets(&written(foreign), foreign, key.name));
            }
        }
    }
}

#[test]
fn a_name_of_the_sdks_that_can_mean_two_settings_is_explained() {
    fn told(attribute: &str) -> Vec<String> {
        let code = format!("#[tool_router_session(toolkits = [\"gmail\"], {attribute})] struct Agent;");
        diagnostics(&code).iter().map(|found| found.message()).collect()
    }
    let by_agent =
        "`wait_tool`: it gives the agent a tool to wait with, as in the SDKs; with `wait`, `create` waits as well";
    for name in ["wait_for_connections", "waitForConnections", "enable_wait_for_connections"] {
        let told = told(&format!("manage_connections(enable, {name} = true)"));
        assert!(matches!(&told[..], [told] if told.contains(by_agent)), "{told:?}");
    }
    let by_create = "`wait`: `create` waits until everything is connected; with `wait_tool`, the agent gets a tool";
    for name in ["wait_for_connection", "waitForConnection", "ensureConnected"] {
        let told = told(&format!("manage_connections(enable, {name})"));
        assert!(matches!(&told[..], [told] if told.contains(by_create)), "{told:?}");
    }
    let outside = told("waitForConnections");
    assert!(
        matches!(&outside[..], [told] if told.contains("`manage_connections(wait_tool)`: it gives")),
        "{outside:?}"
    );
    let twice = told("app = workflow, manage_connections(wait, wait_for_connections)");
    assert!(matches!(&twice[..], [told] if told.contains("remove it: with `wait`, the agent can wait")), "{twice:?}");
}

#[test]
fn what_the_sdks_wrap_settings_in_is_read_through() {
    let wrapped = r#"toolkits = ["gmail"], experimental(fast_mode, assistive_prompt(user_timezone = "Nowhere"))"#;
    let rules: Vec<&str> = declared(wrapped).into_iter().map(|(rule, _)| rule).collect();
    // The two wrappers, the name inside, and its value.
    assert_eq!(rules, ["unknown-setting", "unknown-setting", "unknown-setting", "timezone"]);
}

#[test]
fn settings_have_distinct_names_and_spellings() {
    fn distinct(rows: &[&'static Info]) {
        let mut names: Vec<&str> =
            rows.iter().flat_map(|info| info.foreign.iter().copied().chain([info.name])).collect();
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{names:?}");
        rows.iter().for_each(|info| distinct(&info.nested()));
    }
    distinct(&SETTINGS.iter().map(|setting| &setting.info).collect::<Vec<_>>());
}
