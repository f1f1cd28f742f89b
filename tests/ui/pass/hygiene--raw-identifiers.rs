#![allow(non_camel_case_types)]

use tool_router::{SessionSpec, tool_router_session};

#[tool_router_session(toolkits = ["self", "crate", "type"], tools(r#type = ["TYPE_MATCH"]))]
struct r#type<'r#loop> {
    #[session(user_id)]
    r#match: &'r#loop str,
}

pub fn main() {
    let agent = r#type { r#match: "user_1" };
    let _ = agent.session().only([r#type::TYPE, r#type::CRATE, r#type::SELF_]);
    assert_eq!(r#type::manifest().agent, "type");
}
