use tool_router::tool_router_session;

// hooks_before_injection
#[tool_router_session(toolkits = any, hooks(before(id = "a", prompt_injection)))]
struct Agent1;

// hooks_dup_id
#[tool_router_session(toolkits = any, hooks(after(id = "a", prompt_injection), after(id = "a", prompt_injection)))]
struct Agent2;

// hooks_empty_list
#[tool_router_session(toolkits = any, hooks())]
struct Agent3;

// hooks_empty_toolkits
#[tool_router_session(toolkits = any, hooks(after(id = "a", prompt_injection, toolkits = [])))]
struct Agent4;

// hooks_empty_condition
#[tool_router_session(toolkits = any, hooks(before(id = "a", condition = "")))]
struct Agent5;

// experimental_tz_bad
#[tool_router_session(toolkits = any, timezone = "Mars/Base")]
struct Agent6;

// experimental_session_config_tags
#[tool_router_session(session_config = "sc_1", tags = [read_only])]
struct Agent7;

// experimental_sc_wait
#[tool_router_session(session_config = "sc_1", manage_connections(wait))]
struct Agent8;

// experimental_sc_bad
#[tool_router_session(session_config = "cfg_1")]
struct Agent9;

// hooks_outside
#[tool_router_session(toolkits = ["slack"], hooks(after(id = "a", prompt_injection, toolkits = ["gmail"])))]
struct Agent10;

fn main() {}
