use tool_router::{Error, Session, SessionBuilder, SessionSpec, ToolRouter};

async fn session_of<S: SessionSpec>(user_id: &str, router: &ToolRouter) -> Result<Session<S>, Error> {
    SessionBuilder::<S>::new(user_id).create(router).await
}

fn main() {}
