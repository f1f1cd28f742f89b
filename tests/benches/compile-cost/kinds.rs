//! The kinds of items: what their crates depend on, and the source of one item and of its use.

use std::path::Path;

/// A kind of item.
#[derive(Debug)]
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    /// The kind that does the same by hand, if there is one.
    pub(crate) floor: Option<&'static str>,
    dependencies: &'static str,
    item: fn(usize) -> String,
}

const TOOL_ROUTER: &str = "tool-router = { path = \"ROOT/runtime\" }";
const FLOOR: &str = "floor = { path = \"ROOT/tests/benches/compile-cost/floor\" }";

/// All kinds.
pub(crate) static KINDS: [Kind; 19] = [
    Kind::tool_router("tool-router-declared", None, |n| declared(n, "")),
    Kind::tool_router("tool-router-builder", None, |n| declared(n, "") + &used(n)),
    Kind::tool_router("tool-router-created", Some("floor-created"), |n| declared(n, "") + &created(n)),
    Kind::tool_router("tool-router-executed", Some("floor-executed"), |n| declared(n, "") + &executed(n)),
    Kind::tool_router("tool-router-updated", Some("floor-updated"), |n| declared(n, "") + &updated(n)),
    Kind::tool_router("tool-router-upfront", Some("floor-upfront"), |n| declared(n, "wait, ") + &upfront(n)),
    Kind::tool_router("tool-router-policy", Some("floor-created"), |n| under_policy(n) + &created(n)),
    Kind::tool_router("tool-router-chosen", Some("floor-created"), |n| left_open(n) + &chosen(n)),
    Kind {
        dependencies: "tool-router = { path = \"ROOT/runtime\", features = [\"typed-tools\"] }\nserde_json = \"1\"",
        ..Kind::tool_router("tool-router-typed-tools", Some("floor-executed"), typed_tools)
    },
    Kind {
        dependencies: "tool-router = { path = \"ROOT/runtime\", features = [\"custom-tools\"] }",
        ..Kind::tool_router("tool-router-custom-tool", None, custom_tool)
    },
    Kind { name: "floor-created", floor: None, dependencies: FLOOR, item: floor_created },
    Kind { name: "floor-executed", floor: None, dependencies: FLOOR, item: floor_executed },
    Kind { name: "floor-updated", floor: None, dependencies: FLOOR, item: floor_updated },
    Kind { name: "floor-upfront", floor: None, dependencies: FLOOR, item: floor_upfront },
    Kind { name: "bon", floor: None, dependencies: "bon = \"=3.10.3\"", item: bon },
    Kind { name: "typed-builder", floor: None, dependencies: "typed-builder = \"=0.23.2\"", item: typed_builder },
    Kind { name: "hand-written-builder", floor: None, dependencies: "", item: hand_written },
    Kind {
        name: "serde",
        floor: None,
        dependencies: "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"",
        item: serde,
    },
    Kind {
        name: "rmcp-tool",
        floor: None,
        dependencies: "rmcp = { version = \"3.9\", default-features = false, features = [\"macros\", \"server\"] }\n\
                       schemars = \"1.2\"\nserde = { version = \"1\", features = [\"derive\"] }",
        item: rmcp,
    },
];

/// The kinds that the README quotes, which are measured in the largest crates as well.
const IN_SHORT: [&str; 11] = [
    "tool-router-created",
    "tool-router-updated",
    "tool-router-chosen",
    "tool-router-upfront",
    "tool-router-policy",
    "floor-created",
    "floor-updated",
    "floor-upfront",
    "bon",
    "typed-builder",
    "serde",
];

impl Kind {
    pub(crate) fn is_in_short(&self) -> bool {
        IN_SHORT.contains(&self.name)
    }

    const fn tool_router(name: &'static str, floor: Option<&'static str>, item: fn(usize) -> String) -> Self {
        Self { name, floor, dependencies: TOOL_ROUTER, item }
    }

    /// What its crate depends on, as TOML.
    pub(crate) fn dependencies(&self, repository: &Path) -> String {
        self.dependencies.replace("ROOT", &repository.display().to_string())
    }

    /// A crate of so many items.
    pub(crate) fn source(&self, size: usize) -> String {
        (0..size).map(self.item).collect::<Vec<_>>().join("\n")
    }
}

/// The kind of that name.
pub(crate) fn named(name: &str) -> Result<&'static Kind, String> {
    let known = || KINDS.iter().map(|kind| kind.name).collect::<Vec<_>>().join(", ");
    KINDS.iter().find(|kind| kind.name == name).ok_or_else(|| format!("the kinds are {}", known()))
}

fn declared(n: usize, wait: &str) -> String {
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

fn under_policy(n: usize) -> String {
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
fn left_open(n: usize) -> String {
    declared(n, "").replace(r#"toolkits = ["gmail", "slack"]"#, r#"toolkits(from = ["gmail", "slack"])"#)
}

fn used(n: usize) -> String {
    format!(
        r#"
pub fn use{n}() -> bool {{
    Agent{n}::session("user").only([Agent{n}::GMAIL]).config().hooks.is_empty()
}}
"#
    )
}

fn created(n: usize) -> String {
    format!(
        r#"
pub async fn create{n}(router: &tool_router::ToolRouter) -> Result<tool_router::Session<Agent{n}>, tool_router::Error> {{
    Agent{n}::session("user").only([Agent{n}::GMAIL]).create(router).await
}}
"#
    )
}

fn chosen(n: usize) -> String {
    format!(
        r#"
pub async fn create{n}(router: &tool_router::ToolRouter) -> Result<tool_router::Session<Agent{n}>, tool_router::Error> {{
    Agent{n}::session("user").toolkits([Agent{n}::GMAIL]).create(router).await
}}
"#
    )
}

fn executed(n: usize) -> String {
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

fn updated(n: usize) -> String {
    format!(
        r#"
pub async fn update{n}(session: &tool_router::Session<Agent{n}>) -> Result<tool_router::Session<Agent{n}>, tool_router::Error> {{
    session.update().only([Agent{n}::GMAIL]).search(false).await
}}
"#
    )
}

fn upfront(n: usize) -> String {
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
fn typed_tools(n: usize) -> String {
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
fn custom_tool(n: usize) -> String {
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

fn floor_created(n: usize) -> String {
    format!(
        r#"
pub struct Agent{n};
pub async fn create{n}(router: &floor::Router) -> Result<floor::Session, floor::Error> {{
    floor::session("user").only(&["gmail"]).create(router).await
}}
"#
    )
}

fn floor_executed(n: usize) -> String {
    format!(
        r#"
pub struct Agent{n};
pub async fn execute{n}(router: &floor::Router) -> Result<bool, floor::Error> {{
    let session = floor::session("user").only(&["gmail"]).create(router).await?;
    let data = session.execute("GMAIL_FETCH_EMAILS", Vec::new()).await?;
    Ok(data.is_empty())
}}
"#
    )
}

fn floor_updated(n: usize) -> String {
    format!(
        r#"
pub struct Agent{n};
pub async fn update{n}(session: &floor::Session) -> Result<floor::Session, floor::Error> {{
    session.update().only(&["gmail"]).search(false).send().await
}}
"#
    )
}

fn floor_upfront(n: usize) -> String {
    format!(
        r#"
pub struct Agent{n};
pub async fn create{n}(router: &floor::Router) -> Result<floor::Session, floor::Error> {{
    floor::session("user")
        .only(&["gmail"])
        .on_auth_link(Box::new(|link| println!("{{}}: {{}}", link.toolkit, link.url)))
        .create(router)
        .await
}}
"#
    )
}

/// The fields that the peers have in common.
const FIELDS: &str = "pub toolkits: Vec<String>,
    pub tools: Vec<String>,
    pub tags: Vec<String>,
    pub callback_url: Option<String>,
    pub auth_config: Option<String>,
    pub max_accounts: u8,";

fn bon(n: usize) -> String {
    format!(
        r#"
#[derive(bon::Builder)]
pub struct Agent{n} {{
    {FIELDS}
}}
pub fn use{n}() -> Agent{n} {{
    Agent{n}::builder().toolkits(vec![]).tools(vec![]).tags(vec![]).callback_url(String::new()).max_accounts(3).build()
}}
"#
    )
}

fn typed_builder(n: usize) -> String {
    let fields = FIELDS
        .replace("pub callback_url", "#[builder(default, setter(strip_option))]\n    pub callback_url")
        .replace("pub auth_config", "#[builder(default, setter(strip_option))]\n    pub auth_config");
    format!(
        r#"
#[derive(typed_builder::TypedBuilder)]
pub struct Agent{n} {{
    {fields}
}}
pub fn use{n}() -> Agent{n} {{
    Agent{n}::builder().toolkits(vec![]).tools(vec![]).tags(vec![]).callback_url(String::new()).max_accounts(3).build()
}}
"#
    )
}

/// What somebody writes who has no macro: nothing holds that it is complete.
fn hand_written(n: usize) -> String {
    let setter = |name: &str, of: &str, value: &str| {
        format!(
            "    pub fn {name}(mut self, {name}: {of}) -> Self {{\n        self.0.{name} = {value};\n        self\n    }}\n"
        )
    };
    let setters = [
        setter("toolkits", "Vec<String>", "toolkits"),
        setter("tools", "Vec<String>", "tools"),
        setter("tags", "Vec<String>", "tags"),
        setter("callback_url", "String", "Some(callback_url)"),
        setter("auth_config", "String", "Some(auth_config)"),
        setter("max_accounts", "u8", "max_accounts"),
    ]
    .concat();
    format!(
        r#"
#[derive(Default)]
pub struct Agent{n} {{
    {FIELDS}
}}
#[derive(Default)]
pub struct Agent{n}Builder(Agent{n});
impl Agent{n}Builder {{
{setters}    pub fn build(self) -> Agent{n} {{
        self.0
    }}
}}
pub fn use{n}() -> Agent{n} {{
    Agent{n}Builder::default().toolkits(vec![]).tools(vec![]).tags(vec![]).callback_url(String::new()).max_accounts(3).build()
}}
"#
    )
}

fn serde(n: usize) -> String {
    format!(
        r#"
#[derive(serde::Serialize, serde::Deserialize)]
pub struct Agent{n} {{
    {FIELDS}
}}
pub fn use{n}(text: &str) -> Option<String> {{
    let agent: Agent{n} = serde_json::from_str(text).ok()?;
    serde_json::to_string(&agent).ok()
}}
"#
    )
}

/// An agent's one tool as rmcp declares it.
fn rmcp(n: usize) -> String {
    format!(
        r#"
pub mod agent{n} {{
    use rmcp::handler::server::wrapper::Parameters;

    #[derive(serde::Deserialize, schemars::JsonSchema)]
    pub struct Arguments {{
        pub query: String,
        pub max_results: Option<u32>,
    }}

    pub struct Agent;

    #[rmcp::tool_router(vis = "pub")]
    impl Agent {{
        /// Fetches mails.
        #[rmcp::tool]
        pub async fn fetch(&self, Parameters(arguments): Parameters<Arguments>) -> String {{
            arguments.query
        }}
    }}

    pub fn router() -> bool {{
        Agent::tool_router().has_route("fetch")
    }}
}}
"#
    )
}
