#![allow(unexpected_cfgs)]

use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"])]
struct WithField {
    #[cfg(not(no_such_cfg))]
    #[session(user_id)]
    user: String,
}

#[tool_router_session(toolkits = ["gmail"])]
struct WithoutField {
    #[cfg(no_such_cfg)]
    #[session(user_id)]
    user: String,
}

#[cfg(no_such_cfg)]
#[tool_router_session(toolkits = [])]
struct Gone;

#[tool_router_session(toolkits = [])]
#[cfg(no_such_cfg)]
struct GoneAsWell;

#[cfg_attr(not(no_such_cfg), tool_router_session(toolkits = ["gmail"]))]
struct Conditional;

pub fn main() {
    let _ = WithField { user: String::from("user_1") }.session();
    let _ = WithoutField::session("user_1");
    let _ = WithoutField {};
    let _ = Conditional::GMAIL;
}
