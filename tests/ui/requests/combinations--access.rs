use tool_router::tool_router_session;

// tags_both
#[tool_router_session(toolkits = any, tags(enable = [read_only], disable = [read_only]))]
struct Agent1;

// tags_enable_empty
#[tool_router_session(toolkits = any, tags(enable = []))]
struct Agent2;

// tags_list_empty
#[tool_router_session(toolkits = any, tags = [])]
struct Agent3;

// tools_enable_tags
#[tool_router_session(toolkits = any, tools(gmail(enable = ["GMAIL_SEND_EMAIL"], tags = [read_only])))]
struct Agent4;

// tools_enable_disable
#[tool_router_session(toolkits = any, tools(gmail(enable = ["GMAIL_SEND_EMAIL"], disable = ["GMAIL_FETCH_EMAILS"])))]
struct Agent5;

// tools_outside
#[tool_router_session(toolkits = ["slack"], tools(gmail = ["GMAIL_SEND_EMAIL"]))]
struct Agent6;

// tools_wrong_toolkit
#[tool_router_session(toolkits = any, tools(gmail = ["SLACK_SEND_MESSAGE"]))]
struct Agent7;

// tools_lower
#[tool_router_session(toolkits = any, tools(gmail = ["gmail_send_email"]))]
struct Agent8;

// tools_tags_bad
#[tool_router_session(toolkits = any, tools(gmail(tags = [writeHint])))]
struct Agent9;

// tools_empty_dict
#[tool_router_session(toolkits = any, tools(gmail()))]
struct Agent10;

// tools_approval_empty
#[tool_router_session(toolkits = any, tools(gmail(require_approval = [])))]
struct Agent11;

// tools_approval_disabled
#[tool_router_session(toolkits = any, tools(gmail(disable = ["GMAIL_SEND_EMAIL"], require_approval = ["GMAIL_SEND_EMAIL"])))]
struct Agent12;

// toolkits_both
#[tool_router_session(toolkits(enable = ["gmail"], disable = ["exa"]))]
struct Agent13;

// toolkits_disable_empty
#[tool_router_session(toolkits(disable = []))]
struct Agent14;

// toolkits_upper
#[tool_router_session(toolkits = ["Gmail"])]
struct Agent15;

// toolkits_dup
#[tool_router_session(toolkits = ["gmail", "gmail"])]
struct Agent16;

// toolkits_approval_outside
#[tool_router_session(toolkits(enable = ["gmail"], require_approval = ["slack"]))]
struct Agent17;

// toolkits_none_wait
#[tool_router_session(toolkits = none, manage_connections(wait))]
struct Agent18;

// toolkits_disable_wait
#[tool_router_session(toolkits(disable = ["exa"]), manage_connections(wait))]
struct Agent19;

fn main() {}
