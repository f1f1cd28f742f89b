use serde_json::Value;
use tool_router::session::McpEndpoint;
use tool_router::{ServesMcp, Session, SessionSpec, tool_router_session};

#[tool_router_session(toolkits = ["gmail"], mcp)]
struct On;

#[tool_router_session(toolkits = ["gmail"], mcp = true)]
struct Generic<'a, T: Clone + 'a>(#[session(user_id)] &'a str, std::marker::PhantomData<T>);

#[tool_router_session(toolkits = ["gmail"], mcp = false)]
struct Off;

#[tool_router_session(toolkits = ["gmail"])]
struct Unsaid;

fn sent<Agent: SessionSpec>() -> Value {
    serde_json::to_value(Agent::config()).unwrap()
}

fn endpoint<Agent: ServesMcp>(session: &Session<Agent>) -> McpEndpoint {
    session.mcp()
}

pub fn main() {
    let _ = (endpoint::<On>, endpoint::<Generic<'_, String>>);
    let manifests = [On::manifest(), Generic::<u8>::manifest(), Off::manifest(), Unsaid::manifest()];
    assert_eq!(manifests.map(|manifest| manifest.mcp), [true, true, false, false]);
    // Nothing of it is sent.
    assert_eq!([sent::<On>(), sent::<Off>()], [sent::<Unsaid>(), sent::<Unsaid>()]);
    let _ = Generic("user_1", std::marker::PhantomData::<u8>).session();
    assert!(On::manifest().to_string().contains("MCP clients that are given its endpoint"));
    assert!(!Off::manifest().to_string().contains("MCP"));
}
