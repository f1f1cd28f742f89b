use tool_router::tool_router_session;

// sandbox_threshold_zero
#[tool_router_session(toolkits = any, sandbox(auto_offload_threshold = 0))]
struct Agent1;

// sandbox_threshold_negative
#[tool_router_session(toolkits = any, sandbox(auto_offload_threshold = -5))]
struct Agent2;

// sandbox_disable_size
#[tool_router_session(toolkits = any, sandbox(disable, size = large))]
struct Agent3;

// preset_toolkits_disable
#[tool_router_session(app = automation, toolkits(disable = ["exa"]), preset = direct_tools)]
struct Agent4;

// preset_multi
#[tool_router_session(app = automation, toolkits = ["gmail"], preset = direct_tools, multi_account)]
struct Agent5;

// preset_interactive
#[tool_router_session(toolkits = ["gmail"], preset = direct_tools)]
struct Agent6;

// instant_outside
#[tool_router_session(toolkits = ["gmail"], instant(toolkits = ["exa"]))]
struct Agent7;

// instant_toolkits_none
#[tool_router_session(toolkits = any, instant(toolkits = []))]
struct Agent8;

// preload_empty
#[tool_router_session(toolkits = any, preload = [])]
struct Agent9;

// preload_all_disable
#[tool_router_session(toolkits(disable = ["exa"]), preload = all)]
struct Agent10;

// preload_all_tags_disable
#[tool_router_session(toolkits = any, preload = all, tags(disable = [destructive]))]
struct Agent11;

// preload_outside
#[tool_router_session(toolkits = ["gmail"], preload = ["SLACK_SEND_MESSAGE"])]
struct Agent12;

fn main() {}
