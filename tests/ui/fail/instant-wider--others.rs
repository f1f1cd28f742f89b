use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["exa"], tools(exa = ["EXA_SEARCH"]), instant(tools(exa = ["EXA_ANSWER"])))]
struct A;

#[tool_router_session(toolkits = ["exa"], instant(toolkits(enable = ["exa"], disable = ["exa"])))]
struct B;

fn main() {}
