use tool_router::{Session, tool_router_session};

#[tool_router_session(app = automation, toolkits = ["gmail"], manage_connections = false)]
struct NightlyDigest;

async fn run(session: Session<NightlyDigest>) {
    let _ = session.authorize(NightlyDigest::GMAIL).await;
}

fn main() {
    let _ = run;
}
