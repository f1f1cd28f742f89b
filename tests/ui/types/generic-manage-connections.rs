use tool_router::{Session, SessionSpec, Toolkit};

async fn ask<S: SessionSpec>(session: &Session<S>, toolkit: Toolkit<S>) {
    let _ = session.manage_connections([toolkit]).await;
}

fn main() {}
