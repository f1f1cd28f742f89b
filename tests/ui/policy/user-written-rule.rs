mod acme {
    use tool_router::SessionConfig;
    use tool_router::policy::Verdict;

    pub const fn no_mail_beside_money(config: &SessionConfig) -> Verdict {
        Verdict::denied_if(
            config.reaches_toolkit("stripe") && config.reaches_tool("GMAIL_SEND_EMAIL"),
            "it can send mail about what it knows of payments",
            "declare two agents, one for each",
        )
    }
}

use tool_router::tool_router_session;

#[tool_router_session(policy = acme::no_mail_beside_money, toolkits = ["gmail", "stripe"])]
struct Agent;

fn main() {}
