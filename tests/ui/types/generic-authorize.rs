use tool_router::{Error, Session, SessionSpec, Toolkit};

async fn connect<S: SessionSpec>(session: &Session<S>, toolkit: Toolkit<S>) -> Result<(), Error> {
    session.authorize(toolkit).await?.wait().await.map(drop)
}

fn main() {}
