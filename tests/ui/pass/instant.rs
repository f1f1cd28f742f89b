use serde_json::{Value, json};
use tool_router::{SessionSpec, tool_router_session};

#[tool_router_session(toolkits = ["gmail"], instant = false)]
struct Off;

#[tool_router_session(toolkits = ["gmail"], instant = true)]
struct On;

#[tool_router_session(
    toolkits = ["exa", "tavily"],
    instant(
        toolkits = ["exa", "tavily"],
        tools(exa(disable = ["EXA_ANSWER"]), tavily = ["TAVILY_SEARCH"]),
        return_instant_charge,
        return_prices_in_search = false,
    ),
)]
struct Priced;

fn sent<Agent: SessionSpec>() -> Value {
    serde_json::to_value(Agent::config()).unwrap()["instant"].take()
}

pub fn main() {
    assert_eq!(sent::<Off>(), json!(false));
    assert_eq!(sent::<On>(), json!({}));
    assert_eq!(sent::<Priced>(), json!({
        "toolkits": { "enable": ["exa", "tavily"] },
        "tools": { "exa": { "disable": ["EXA_ANSWER"] }, "tavily": { "enable": ["TAVILY_SEARCH"] } },
        "return_instant_charge": true,
        "return_prices_in_search": false,
    }));
}
