use tool_router::SessionBuilder;

struct InboxAgent;

fn main() {
    let _ = SessionBuilder::<InboxAgent>::new("user_1");
}
