//! The mistakes of a generic struct are no more than its mistakes.

use tool_router::{SessionBuilder, SessionSpec, tool_router_session};

#[tool_router_session(toolkits = ["GitHub"], manage_connections = flase)]
struct Agent<'a, T: ?Sized + 'a, const N: usize = 2>(#[session(usr_id)] String, Option<&'a T>, [u8; N]);

fn start<S: SessionSpec>() -> SessionBuilder<S> {
    SessionBuilder::new("user_1")
}

fn main() {
    let agent = Agent::<str>(String::from("user_1"), None, [0; 2]);
    let _ = (agent.session(), start::<Agent<'_, str>>(), Agent::<'_, u8, 3>::GITHUB, agent.1, agent.2);
}
