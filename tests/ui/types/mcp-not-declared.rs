use tool_router::{Session, tool_router_session};

#[tool_router_session(toolkits = ["gmail"])]
struct InboxAgent;

#[tool_router_session(toolkits = ["gmail"], mcp = false)]
struct Generic<'a, T: Clone>(&'a [T]);

fn run(inbox: &Session<InboxAgent>, generic: &Session<Generic<'_, u8>>) {
    let _ = inbox.mcp();
    let _ = generic.mcp();
}

fn main() {
    let _ = run;
}
