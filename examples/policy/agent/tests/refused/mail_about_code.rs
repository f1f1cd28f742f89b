use tool_router::tool_router_session;

#[tool_router_session(policy = acme_policy::no_mail_about_code, toolkits = ["github", "gmail"])]
struct ReviewAgent;

fn main() {}
