use tool_router_core::manifest::Manifest;

use super::super::tests::expanded;
use crate::{resolve, settings::Reader};

/// The text on the page of a struct with this declaration.
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
        preload = none,
        sandbox(size = large, tool_execution = false, proxy_execution = false, auto_offload_threshold = 9),
        proxy_execute = true,
        hooks(
            before(id = "mail", name = "No mail outside", condition = "Sends <b>mail</b>
                outside `example.org`", toolkits = ["gmail"]),
            after(id = "injection", prompt_injection),
            before(id = "audit", webhook),
            after(id = "redaction", webhook),
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
    assert!(silent.contains("- the agent can make auth links, and remove connections\n"), "{silent}");
    let denied = page(r#"toolkits = ["gmail"], sandbox = false, manage_connections(enable, removal = false)"#);
    assert!(denied.contains("- a sandbox for code and files: no\n"), "{denied}");
    assert!(denied.contains("- the agent can make auth links, and cannot remove a connection\n"), "{denied}");
}

#[test]
fn what_a_session_is_created_with_is_said() {
    let said = |attribute: &str, words: &[&str]| {
        let page = page(attribute);
        for words in words {
            assert!(page.contains(words), "{words}\n\n{page}");
        }
    };
    said(
        r#"toolkits = any, manage_connections(enable, wait = "5m", required = ["gmail", "slack"])"#,
        &[
            "the required toolkits are connected before a session starts",
            "- required for a session to be created: [`gmail`](Self::GMAIL) and [`slack`](Self::SLACK)\n",
            "- creating a session waits up to 5 minutes\n",
            "- the user is shown an auth link for each required toolkit",
        ],
    );
    said(
        r#"app = automation, toolkits = ["gmail", "slack"], manage_connections(disable, required = ["gmail"])"#,
        &[
            "the required toolkits are connected before a session is created",
            "- required for a session to be created: [`gmail`](Self::GMAIL)\n",
        ],
    );
    said(
        r#"app = automation, toolkits = ["gmail", "slack"], manage_connections(disable, missing = skip)"#,
        &["leaves out the toolkits that are not connected, and fails if none is"],
    );
    said(
        r#"app = automation, toolkits = ["gmail", "slack"],
        manage_connections(disable, missing = skip, required = ["gmail"])"#,
        &["leaves out the toolkits that are not connected, and fails with the names of the required ones"],
    );
    said(
        r#"app = manual_auth, toolkits = ["gmail", "slack"], manage_connections(disable, missing = skip)"#,
        &["leaves out the toolkits that are not connected by then, and fails if none is"],
    );
    said(
        r#"toolkits = ["gmail"], manage_connections(enable, wait_tool)"#,
        &["a session starts at once", "- the agent can wait for the user to connect\n"],
    );
}

#[test]
fn what_is_decided_about_several_accounts_is_said() {
    let several =
        page(r#"toolkits = ["gmail"], multi_account?(max_per_toolkit? = 5), preload = ["GMAIL_FETCH_EMAILS"]"#);
    for words in [
        "- several accounts of a toolkit, 5 at most; each call names one\n",
        "- several accounts only if the program turns them on at run time, where it can allow fewer; otherwise one\n",
        "- with several accounts of a toolkit turned on, nothing but the meta tools is listed from the start\n",
        "- whether a toolkit can have several accounts; off by default\n",
        "- how many accounts a toolkit can have; by default as many as are declared\n",
    ] {
        assert!(several.contains(words), "{words}\n\n{several}");
    }
    let counted = page(r#"toolkits = ["gmail"], multi_account(max_per_toolkit?)"#);
    assert!(counted.contains("- the program can allow fewer accounts at run time\n"), "{counted}");
}

#[test]
fn the_page_and_the_manifest_say_the_same() {
    // The page adds links, and the meaning of tags.
    let plain = |text: &str| {
        let text = text.replace("](Self::", "](").replace("](::tool_router::connections::", "](");
        let mut plain = String::new();
        let mut rest = text.as_str();
        while let Some((before, link)) = rest.split_once("](") {
            plain.push_str(before);
            rest = link.split_once(')').expect("a link ends").1;
        }
        plain + rest
    };
    let attribute = r#"
        toolkits(disable = ["stripe"]), tools(slack(disable = ["SLACK_DELETE_MESSAGE"])), auth_configs(slack), mcp,
        instant(toolkits = ["exa"], return_instant_charge, return_prices_in_search),
    "#;
    let resolved = resolve::resolve(&resolve::read(attribute.parse().unwrap(), &mut Reader::default()));
    let manifest = Manifest {
        agent: "Agent",
        module: "agents",
        connections: resolved.mode,
        wait: resolved.declared.wait,
        required: resolved.declared.required,
        missing: resolved.declared.missing,
        mcp: resolved.mcp,
        policies: Vec::new(),
        at_run_time: resolved.declared.at_run_time,
        config: resolved.declared.config,
    };
    let page = plain(&page(attribute)).replace('[', "");
    for line in manifest.to_string().lines().filter(|line| line.starts_with("- ")) {
        assert!(page.contains(line), "{line}\n\n{page}");
    }
    assert!(
        page.contains("search results include prices: yes")
            && page.contains("a result includes the cost of the call: yes")
    );
}
