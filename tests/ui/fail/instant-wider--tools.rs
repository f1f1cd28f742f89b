use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["exa", "gmail"], instant(tools(exa = ["GMAIL_SEND_EMAIL"])))]
struct OfAnotherToolkit;

#[tool_router_session(toolkits = any, instant(tools(exa(disable = ["GMAIL_SEND_EMAIL"]))))]
struct OfNoToolkit;

#[tool_router_session(toolkits = ["exa"], instant(toolkits(disable = ["exa"]), tools(exa = ["EXA_SEARCH"])))]
struct Disabled;

#[tool_router_session(toolkits = none, instant(toolkits = ["exa"], return_instant_charge))]
struct OfNothing;

fn main() {}
