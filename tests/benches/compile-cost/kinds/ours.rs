//! Items of tool-router, and what is done with them.

pub(super) fn declared(n: usize, wait: &str) -> String {
    format!(
        r#"
#[tool_router::tool_router_session(
    toolkits = ["gmail", "slack"],
    tools(gmail = ["GMAIL_FETCH_EMAILS"]),
    tags(disable = [destructive]),
    manage_connections(enable, {wait}callback_url = "https://app.example.com/cb"),
    auth_configs(slack = "ac_{n}"),
    multi_account(max_per_toolkit = 3),
)]
pub struct Agent{n};
"#
    )
}

pub(super) fn under_policy(n: usize) -> String {
    let policy = r#"
pub const ACME: tool_router::policy::Policy = tool_router::policy::Policy::named("acme")
    .deny_toolkits(&["stripe"])
    .deny_tools(&["GMAIL_SEND_EMAIL"])
    .require_toolkit_allowlist()
    .callback_hosts(&["app.example.com"]);
"#;
    let declared = declared(n, "").replace("    toolkits =", "    policy = crate::ACME,\n    toolkits =");
    if n == 0 { policy.to_owned() + &declared } else { declared }
}

/// The toolkits are chosen at run time.
pub(super) fn left_open(n: usize) -> String {
    declared(n, "").replace(r#"toolkits = ["gmail", "slack"]"#, r#"toolkits(from = ["gmail", "slack"])"#)
}

pub(super) fn used(n: usize) -> String {
    format!(
        r#"
pub fn use{n}() -> bool {{
    Agent{n}::session("user").only([Agent{n}::GMAIL]).config().hooks.is_empty()
}}
"#
    )
}

pub(super) fn created(n: usize) -> String {
    format!(
        r#"
pub async fn create{n}(router: &tool_router::ToolRouter) -> Result<tool_router::Session<Agent{n}>, tool_router::Error> {{
    Agent{n}::session("user").only([Agent{n}::GMAIL]).create(router).await
}}
"#
    )
}

pub(super) fn chosen(n: usize) -> String {
    format!(
        r#"
pub async fn create{n}(router: &tool_router::ToolRouter) -> Result<tool_router::Session<Agent{n}>, tool_router::Error> {{
    Agent{n}::session("user").toolkits([Agent{n}::GMAIL]).create(router).await
}}
"#
    )
}

pub(super) fn executed(n: usize) -> String {
    format!(
        r#"
pub async fn execute{n}(router: &tool_router::ToolRouter) -> Result<bool, tool_router::Error> {{
    let session = Agent{n}::session("user").only([Agent{n}::GMAIL]).create(router).await?;
    let mails = session.execute(Agent{n}::GMAIL_FETCH_EMAILS, ()).await?;
    Ok(mails.into_data()?.is_null())
}}
"#
    )
}

pub(super) fn updated(n: usize) -> String {
    format!(
        r#"
pub async fn update{n}(session: &tool_router::Session<Agent{n}>) -> Result<tool_router::Session<Agent{n}>, tool_router::Error> {{
    session.update().only([Agent{n}::GMAIL]).search(false).await
}}
"#
    )
}

pub(super) fn upfront(n: usize) -> String {
    format!(
        r#"
pub async fn create{n}(router: &tool_router::ToolRouter) -> Result<tool_router::Session<Agent{n}>, tool_router::Error> {{
    Agent{n}::session("user")
        .only([Agent{n}::GMAIL])
        .on_auth_link(|link| println!("{{}}: {{}}", link.toolkit(), link.url()))
        .create(router)
        .await
}}
"#
    )
}

/// The types of the arguments stand beside the agent, so that each agent has a module.
pub(super) fn typed_tools(n: usize) -> String {
    format!(
        r#"
pub mod agent{n} {{
    #[tool_router::tool_router_session(toolkits = ["gmail"], tools(gmail = ["GMAIL_FETCH_EMAILS"]), typed_tools, catalog = "typed.catalog.json")]
    pub struct Agent;

    pub async fn call(router: &tool_router::ToolRouter) -> Result<bool, tool_router::Error> {{
        let session = Agent::session("user").create(router).await?;
        let mails = session.execute_typed(GmailFetchEmails {{ max_results: Some(5), ..Default::default() }}).await?;
        Ok(mails.into_data()?.is_null())
    }}
}}
"#
    )
}

/// A function that is a tool, and an agent that is given it.
pub(super) fn custom_tool(n: usize) -> String {
    format!(
        r#"
pub mod agent{n} {{
    /// Fetches mails.
    #[tool_router::custom_tool]
    pub async fn fetch(query: String, max_results: Option<u32>) -> Result<String, String> {{
        Ok(format!("{{query}}: {{max_results:?}}"))
    }}

    #[tool_router::tool_router_session(toolkits = ["gmail"])]
    pub struct Agent;

    pub fn session() -> tool_router::SessionBuilder<Agent> {{
        Agent::session("user").custom_tool(Fetch)
    }}
}}
"#
    )
}
