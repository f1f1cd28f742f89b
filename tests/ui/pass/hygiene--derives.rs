//! Derives, documentation and other attributes stay, above and below.

use tool_router::tool_router_session;

#[derive(Clone, Debug, Default, PartialEq)]
#[tool_router_session(toolkits = ["gmail"])]
struct Above {
    #[session(user_id)]
    user: String,
}

#[tool_router_session(toolkits = ["gmail"])]
#[derive(Clone, Debug, Default, PartialEq)]
#[repr(C)]
struct Below(#[session(user_id)] String);

pub fn main() {
    let (above, below) = (Above::default(), Below::default());
    assert_eq!((&above, &below), (&above.clone(), &below.clone()));
    let _ = (above.session(), below.session());
}
