use tool_router::{SessionBuilder, SessionSpec};

fn begin<S: SessionSpec>(user_id: &str) {
    let _ = SessionBuilder::<S>::new(user_id).on_auth_link(|_| ());
}

fn main() {}
