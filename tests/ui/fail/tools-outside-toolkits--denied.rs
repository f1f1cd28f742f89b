use tool_router::tool_router_session;

#[tool_router_session(toolkits(disable = ["exa"]), tools(exa = ["EXA_SEARCH"]))]
struct A;

#[tool_router_session(toolkits = none, tools(exa = ["EXA_SEARCH"]))]
struct B;

fn main() {}
