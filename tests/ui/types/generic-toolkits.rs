use tool_router::{SessionBuilder, SessionSpec};

fn begin<S: SessionSpec>(user_id: &str) {
    let _ = SessionBuilder::<S>::new(user_id).toolkits(["gmail"]);
}

fn main() {}
