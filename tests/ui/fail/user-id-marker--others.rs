use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"])]
struct A {
    #[session]
    user: String,
}

#[tool_router_session(toolkits = ["gmail"])]
struct B(#[session(user_id = false)] String);

#[tool_router_session(toolkits = ["gmail"])]
struct C(
    #[session(user_id)]
    #[session(user_id)]
    String,
);

fn main() {
    let _ = (A { user: String::new() }.session(), B(String::new()).0, C(String::new()).session());
}
