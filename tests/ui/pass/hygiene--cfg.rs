use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"])]
struct WithField {
    #[cfg(true)]
    #[session(user_id)]
    user: String,
}

#[tool_router_session(toolkits = ["gmail"])]
struct WithoutField {
    #[cfg(false)]
    #[session(user_id)]
    user: String,
}

#[cfg(false)]
#[tool_router_session(toolkits = [])]
struct Gone;

#[tool_router_session(toolkits = [])]
#[cfg(false)]
struct GoneAsWell;

#[cfg_attr(true, tool_router_session(toolkits = ["gmail"]))]
struct Conditional;

pub fn main() {
    let _ = WithField { user: String::from("user_1") }.session();
    let _ = WithoutField::session("user_1");
    let _ = WithoutField {};
    let _ = Conditional::GMAIL;
}
