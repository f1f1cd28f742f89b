//! What others make of the same fields, and the tool of rmcp.

/// The fields that the peers have in common.
const FIELDS: &str = "pub toolkits: Vec<String>,
    pub tools: Vec<String>,
    pub tags: Vec<String>,
    pub callback_url: Option<String>,
    pub auth_config: Option<String>,
    pub max_accounts: u8,";

pub(super) fn bon(n: usize) -> String {
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

pub(super) fn typed_builder(n: usize) -> String {
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
pub(super) fn hand_written(n: usize) -> String {
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

pub(super) fn serde(n: usize) -> String {
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
pub(super) fn rmcp(n: usize) -> String {
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
