use tool_router::{Session, tool_router_session};

#[tool_router_session(toolkit = ["gmail"], enable_mcp)]
struct InboxAgent;

#[tool_router_session(toolkits = ["gmail"], mcp("all"))]
struct Generic<'a, T: Clone>(&'a [T]);

fn run(inbox: &Session<InboxAgent>, generic: &Session<Generic<'_, u8>>) {
    let _ = (inbox.mcp(), generic.mcp());
}

fn main() {
    let _ = run;
}
