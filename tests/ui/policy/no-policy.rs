use tool_router::SessionConfig;
use tool_router::tool_router_session;

const LIMIT: u8 = 3;

fn no_mail(config: &SessionConfig) -> bool {
    config.reaches_toolkit("gmail")
}

#[tool_router_session(policy = [LIMIT, no_mail], toolkits = ["gmail"])]
struct Agent;

fn main() {}
