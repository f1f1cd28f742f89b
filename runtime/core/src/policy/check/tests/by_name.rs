//! Toolkits and tools.

use super::*;

#[test]
fn toolkits_are_held_to_both_lists() {
    let policy = Policy::named("p").deny_toolkits(&["gmail"]);
    assert_eq!(policy.breaches(&MAIL), [Breach::DeniedToolkit("gmail")]);
    let policy = Policy::named("p").allow_toolkits(&["slack"]);
    assert_eq!(policy.breaches(&MAIL), [Breach::ToolkitNotAllowed("gmail")]);
    assert_eq!(policy.breaches(&SessionConfig::DEFAULT), [Breach::UnrestrictedToolkits]);
}

#[test]
fn what_is_not_named_is_reached_as_well() {
    let policy = Policy::named("p").deny_toolkits(&["stripe"]);
    assert_eq!(policy.breaches(&SessionConfig::DEFAULT), [Breach::DeniedToolkit("stripe")]);
    let mut config = SessionConfig::DEFAULT;
    config.toolkits.access = Access::Except(Borrowed(&[Borrowed("exa")]));
    assert_eq!(policy.breaches(&config), [Breach::DeniedToolkit("stripe")]);
    config.toolkits.access = Access::Except(Borrowed(&[Borrowed("stripe")]));
    assert_eq!(policy.breaches(&config), []);
}

#[test]
fn a_denied_tool_is_found_named_or_not() {
    let policy = Policy::named("p").deny_tools(&["GMAIL_SEND_EMAIL"]);
    let send = Borrowed(&[Borrowed("GMAIL_SEND_EMAIL")] as &[Text]);
    assert_eq!(policy.breaches(&MAIL), [Breach::DeniedTool("GMAIL_SEND_EMAIL")]);
    assert_eq!(policy.breaches(&tools(ToolAccess::Only(send.clone()))), [Breach::DeniedTool("GMAIL_SEND_EMAIL")]);
    assert_eq!(policy.breaches(&tools(ToolAccess::Except(send))), []);
    assert_eq!(policy.breaches(&tools(ToolAccess::Only(Borrowed(&[Borrowed("GMAIL_FETCH_EMAILS")])))), []);
    let mut slack = MAIL;
    slack.toolkits.access = Access::Only(Borrowed(&[Borrowed("slack")]));
    assert_eq!(policy.breaches(&slack), []);
}

/// The compiler's findings: the toolkits, the tools, and whether something is beyond them.
fn found(policy: &Policy, config: &SessionConfig) -> (Vec<String>, Vec<String>, Option<String>) {
    let table = NameTable::of(config, |_| None);
    let names = table.names();
    let mut toolkits = vec![None; names.toolkits.len()];
    let mut tools = vec![None; names.enabled.len()];
    policy.mark(&names, &mut toolkits, &mut tools);
    let words =
        |breaches: Vec<Option<Breach<'_>>>| breaches.into_iter().flatten().map(|breach| breach.to_string()).collect();
    let beyond = policy.breach_beyond(&names, 0).map(|(breach, _)| breach.to_string());
    (words(toolkits), words(tools), beyond)
}

#[test]
fn the_compiler_points_at_the_tool_if_it_is_named_and_at_the_toolkit_otherwise() {
    let policy = Policy::named("p").deny_tools(&["GMAIL_SEND_EMAIL"]);
    let breach = || vec!["tool `GMAIL_SEND_EMAIL` is denied, but the declaration reaches it".to_owned()];
    assert_eq!(found(&policy, &MAIL), (breach(), vec![], None));
    let named = tools(ToolAccess::Only(Borrowed(&[Borrowed("GMAIL_SEND_EMAIL")])));
    assert_eq!(found(&policy, &named), (vec![], breach(), None));
    assert_eq!(found(&policy, &SessionConfig::DEFAULT), (vec![], vec![], Some(breach().remove(0))));
}

#[test]
fn a_pattern_denies_what_it_may_stand_for() {
    let policy = Policy::named("p").deny_tools(&["*_DELETE_*"]);
    assert_eq!(policy.breaches(&MAIL), [Breach::DeniedTool("*_DELETE_*")]);
    assert_eq!(policy.breaches(&SessionConfig::DEFAULT), [Breach::DeniedTool("*_DELETE_*")]);
    let only = |tool: &'static str| tools(ToolAccess::Only(vec![Borrowed(tool)].into()));
    assert_eq!(policy.breaches(&only("GMAIL_FETCH_EMAILS")), []);
    assert_eq!(policy.breaches(&only("GMAIL_DELETE_MESSAGE")), [Breach::DeniedTool("*_DELETE_*")]);
    let (_, named, _) = found(&policy, &only("GMAIL_DELETE_MESSAGE"));
    assert_eq!(named, ["tool `GMAIL_DELETE_MESSAGE` is denied, but the declaration reaches it"]);
    let except = tools(ToolAccess::Except(vec![Borrowed("GMAIL_DELETE_MESSAGE")].into()));
    assert_eq!(policy.breaches(&except), [Breach::DeniedTool("*_DELETE_*")], "there may be another");

    let policy = Policy::named("p").deny_toolkits(&["gm*"]);
    assert_eq!(policy.breaches(&MAIL), [Breach::DeniedToolkit("gmail")]);
    assert_eq!(policy.breaches(&SessionConfig::DEFAULT), [Breach::DeniedToolkit("gm*")]);
    assert_eq!(Policy::named("p").allow_toolkits(&["gm*"]).breaches(&MAIL), []);
}

#[test]
fn a_denylist_never_excludes_all_that_a_pattern_stands_for() {
    let mut config = SessionConfig::DEFAULT;
    config.toolkits.access = Access::Except(Borrowed(&[Borrowed("google")]));
    assert_eq!(Policy::named("p").deny_toolkits(&["google*"]).breaches(&config), [Breach::DeniedToolkit("google*")]);
    let search = Policy::named("p").deny_tools(&["GOOGLE_SEARCH_WEB"]);
    assert_eq!(
        search.breaches(&config),
        [Breach::DeniedTool("GOOGLE_SEARCH_WEB")],
        "`google_search` is a toolkit as well"
    );
}

#[test]
fn a_meta_tool_can_be_denied() {
    let policy = Policy::named("p").deny_tools(&["COMPOSIO_REMOTE_WORKBENCH", "COMPOSIO_MANAGE_CONNECTIONS"]);
    assert_eq!(
        policy.breaches(&MAIL),
        [Breach::DeniedTool("COMPOSIO_MANAGE_CONNECTIONS"), Breach::DeniedTool("COMPOSIO_REMOTE_WORKBENCH")]
    );
    let off = SessionConfig {
        sandbox: Some(Sandbox { enable: Some(false), ..Sandbox::DEFAULT }),
        manage_connections: ManageConnections::DISABLED,
        ..MAIL
    };
    assert_eq!(policy.breaches(&off), []);
    assert_eq!(
        policy.breach(SettingTable::of(&MAIL, false).settings(), Subject::Sandbox),
        Some(Breach::DeniedTool("COMPOSIO_REMOTE_WORKBENCH"))
    );
}

#[test]
fn a_denied_toolkit_is_denied_whatever_its_separators() {
    let mut config = MAIL;
    config.toolkits.access = Access::Only(Borrowed(&[Borrowed("onedrive")]));
    assert_eq!(Policy::named("p").deny_toolkits(&["one_drive"]).breaches(&config), [Breach::DeniedToolkit("onedrive")]);
    let pattern = Policy::named("p").deny_toolkits(&["one_dr*"]);
    assert_eq!(pattern.breaches(&config), [Breach::DeniedToolkit("onedrive")]);
    config.toolkits.access = Access::Except(Borrowed(&[Borrowed("onedrive")]));
    let denied = Policy::named("p").deny_toolkits(&["one_drive"]);
    assert_eq!(denied.breaches(&config), [Breach::DeniedToolkit("one_drive")], "the router may know it by that name");
    config.toolkits.access = Access::Except(Borrowed(&[Borrowed("one_drive")]));
    assert_eq!(denied.breaches(&config), []);
}

#[test]
fn an_allowed_toolkit_is_the_one_that_is_written_like_it() {
    let mut config = MAIL;
    config.toolkits.access = Access::Only(Borrowed(&[Borrowed("onedrive")]));
    for (allowed, breaches) in [
        (Policy::named("p").allow_toolkits(&["one_drive"]), &[Breach::ToolkitNotAllowed("onedrive")] as &[_]),
        (Policy::named("p").allow_toolkits(&["one_dr*"]), &[Breach::ToolkitNotAllowed("onedrive")]),
        (Policy::named("p").allow_toolkits(&["one*"]), &[]),
        (Policy::named("p").allow_toolkits(&["onedrive"]), &[]),
    ] {
        assert_eq!(allowed.breaches(&config), breaches);
    }
}

#[test]
fn tools_of_toolkits_with_underscores_are_told_apart() {
    let reach = |toolkits: &[&str], tool: &str| {
        let mut config = SessionConfig::DEFAULT;
        config.toolkits.access = Access::Only(toolkits.iter().map(|slug| Text::Owned((*slug).to_owned())).collect());
        config.reaches_tool(tool)
    };
    assert!(reach(&["google_maps"], "GOOGLE_MAPS_SEARCH"));
    assert!(reach(&["active-campaign"], "ACTIVE_CAMPAIGN_ADD"));
    assert!(reach(&["one_drive"], "ONEDRIVE_DELETE_ITEM"));
    assert!(reach(&["21risk"], "_21RISK_CREATE_TASK"));
    assert!(!reach(&["gmail"], "GMAILX_SEND"));
    assert!(!reach(&["gmail"], "GMAIL"));
}

#[test]
fn a_tool_is_judged_by_the_toolkit_with_the_longest_name() {
    let mut config = SessionConfig::DEFAULT;
    config.toolkits.access = Access::Only(Borrowed(&[Borrowed("google"), Borrowed("google_maps")]));
    let only = ToolAccess::Only(Borrowed(&[Borrowed("GOOGLE_SEARCH")]));
    config.tools.insert("google", ToolkitTools { access: only, ..ToolkitTools::DEFAULT });
    assert!(config.reaches_tool("GOOGLE_MAPS_GEOCODE"), "`tools` does not name `google_maps`");
    assert!(!config.reaches_tool("GOOGLE_TRANSLATE"));
}
