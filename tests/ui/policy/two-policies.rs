mod acme {
    use tool_router::policy::Policy;

    pub const ACME: Policy = Policy::named("acme").deny_toolkits(&["stripe"]);
}

mod payments {
    use tool_router::policy::Policy;

    pub static NO_MONEY: Policy = Policy::named("no-money").deny_toolkits(&["stripe", "paypal"]);
}

use tool_router::tool_router_session;

#[tool_router_session(policy = [acme::ACME, crate::payments::NO_MONEY], toolkits = ["stripe", "paypal"])]
struct Agent;

fn main() {}
