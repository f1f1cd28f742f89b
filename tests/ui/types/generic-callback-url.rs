use tool_router::{SessionBuilder, SessionSpec};

fn begin<S: SessionSpec>(user_id: &str) {
    let _ = SessionBuilder::<S>::new(user_id).callback_url("https://app.example.com/cb");
}

fn main() {}
