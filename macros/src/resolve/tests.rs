use tool_router_core::config::SessionConfig;

use super::{read, resolve};
use crate::settings::Reader;

fn resolved(attribute: &str) -> SessionConfig {
    let mut reader = Reader::default();
    let declaration = read(attribute.parse().expect("tokens"), &mut reader);
    let wrong: Vec<_> = reader.diagnostics.iter().map(|found| found.rule.name).collect();
    assert_eq!(wrong, [""; 0]);
    resolve(&declaration).config().clone()
}

/// Each part of a configuration that can be left out, with what it is where it is.
fn unsaid(config: &SessionConfig) -> Vec<String> {
    let text = format!("{config:#?}");
    let unsaid = text.lines().map(str::trim).filter(|line| line.ends_with(": None,") || line.ends_with("[],"));
    unsaid.map(str::to_owned).collect()
}

/// The configuration's types can have another field without the compiler asking for it here.
#[test]
fn the_longest_declaration_says_everything_that_a_configuration_can() {
    let config = resolved(
        r#"
        toolkits(enable = ["gmail", "slack"], require_approval = ["gmail"]),
        tools(
            gmail(enable = ["GMAIL_SEND_EMAIL"], require_approval = ["GMAIL_SEND_EMAIL"]),
            slack(
                tags(enable = [read_only], disable = [destructive], require_approval = [update]),
                require_approval = ["SLACK_SEND_MESSAGE"],
            ),
        ),
        tags(enable = [read_only], disable = [destructive], require_approval = [update]),
        auth_configs(slack = "ac_1"),
        connected_accounts(gmail = "ca_1"),
        manage_connections(enable, wait, callback_url = "https://x.example/", removal = false),
        multi_account(max_per_toolkit = 3, explicit_selection),
        sandbox(size = large, tool_execution = false, proxy_execution = false, auto_offload_threshold = 20_000),
        proxy_execute = true,
        preload = ["GMAIL_SEND_EMAIL"],
        search = false,
        multi_execute = false,
        instant(
            toolkits = ["exa"],
            tools(exa = ["EXA_SEARCH"]),
            return_instant_charge = true,
            return_prices_in_search = true,
        ),
        hooks(before(id = "mail", name = "No mail", condition = "Sends mail", toolkits = ["gmail"])),
        permissions(default = ask_every_call, overrides("GMAIL_SEND_EMAIL" = always_deny)),
        timezone = "Europe/London",
        session_config = "sc_1",
        no_elicitation_support = deny,
        submit_feedback = true,
        fast_mode = true,
        link_url = "https://c.example/",
        "#,
    );
    assert_eq!(unsaid(&config), [""; 0]);
}
