use tool_router::policy::Policy;
use tool_router::tool_router_session;

const ACME: Policy = Policy::named("acme").deny_toolkits(&["stripe"]).deny_sandbox();

// What a policy says of a declaration is not known before it is mended.
#[tool_router_session(policy = ACME, toolkits = ["stripe", "Gmail"])]
struct Agent;

fn main() {
    let _ = Agent::STRIPE;
}
