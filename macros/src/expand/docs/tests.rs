use super::super::tests::expanded;

/// The text on the page of a struct that is declared so.
fn page(attribute: &str) -> String {
    let expansion = expanded(&format!("#[tool_router_session({attribute})] struct Agent;"));
    let (text, _) = expansion.split_once("*/").unwrap_or_default();
    text.trim_start_matches("/**").to_owned()
}

#[test]
fn the_whole_vocabulary() {
    insta::assert_snapshot!(page(
        r#"
        toolkits(disable = ["stripe"], require_approval = ["gmail"]),
        tools(
            github(tags(enable = [read_only, create], disable = [destructive], require_approval = [create])),
            slack(disable = ["SLACK_DELETE_MESSAGE"], require_approval = ["SLACK_SEND_MESSAGE"]),
        ),
        tags(enable = [read_only], require_approval = [open_world]),
        connected_accounts(gmail = ["ca_1", "ca_2"]),
        multi_account(max_per_toolkit = 3),
        sandbox(size = large, tool_execution = false, proxy_execution = false, auto_offload_threshold = 9),
        proxy_execute = true,
        hooks(
            before(id = "mail", name = "No mail outside", condition = "Sends <b>mail</b>
                outside `example.org`", toolkits = ["gmail"]),
            after(id = "injection", prompt_injection),
        ),
        permissions(default = ask_once_per_session, overrides(
            "GMAIL_SEND_EMAIL" = always_deny, "*:ca_2" = ask_always, "SLACK_SEND_MESSAGE" = always_deny,
        )),
        instant(toolkits = ["exa"], tools(exa(disable = ["EXA_ANSWER"]))),
        no_elicitation_support = allow,
        timezone = "Europe/London",
        link_url = "https://connect.example.com",
        submit_feedback, fast_mode, mcp, multi_execute = false,
        policy = acme::ACME,
        allow(weak_tag),
        "#
    ));
}

#[test]
fn a_saved_config_decides_about_what_is_not_said() {
    insta::assert_snapshot!(page(r#"app = automation, session_config = "sc_1", manage_connections = false"#));
}

#[test]
fn what_the_declaration_is_silent_about_is_said() {
    let silent = page(r#"toolkits = ["gmail"]"#);
    assert!(silent.contains("its code can execute tools, and can call a toolkit's own HTTP API"), "{silent}");
    assert!(silent.contains("and remove a connection"), "{silent}");
    let denied = page(r#"toolkits = ["gmail"], sandbox = false, manage_connections(enable, removal = false)"#);
    assert!(denied.contains("- a toolkit's own HTTP API, called directly\n"), "{denied}");
    assert!(denied.contains("- the removal of connections\n"), "{denied}");
}
