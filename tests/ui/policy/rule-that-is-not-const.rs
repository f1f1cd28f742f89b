use tool_router::SessionConfig;
use tool_router::policy::Verdict;
use tool_router::tool_router_session;

fn no_mail(config: &SessionConfig) -> Verdict {
    Verdict::denied_if(config.reaches_toolkit("gmail"), "it reaches mail", "leave it out")
}

#[tool_router_session(policy = no_mail, toolkits = ["slack"])]
struct Agent;

fn main() {}
