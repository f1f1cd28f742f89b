use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"])]
union Agent {
    a: u8,
}

fn main() {}
