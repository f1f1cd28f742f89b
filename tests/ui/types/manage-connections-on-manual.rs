use tool_router::{Session, tool_router_session};

#[tool_router_session(app = manual_auth, toolkits = ["gmail"], manage_connections = false)]
struct SettingsPage;

async fn run(session: Session<SettingsPage>) {
    let _ = session.manage_connections([SettingsPage::GMAIL]).await;
}

fn main() {
    let _ = run;
}
