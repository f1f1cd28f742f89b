//! A constant of the user's is not what the expansion binds, whatever it is called, and a function may have any name.

#![allow(non_upper_case_globals, non_camel_case_types, dead_code)]

use tool_router::{custom::CustomTool, custom_tool, tool_router_session};

const user_id: &str = "user_123";
const config: u8 = 1;
const tool: u8 = 1;
const agent: u8 = 1;
const args: u8 = 1;
const arguments: u8 = 1;
const context: u8 = 1;
const declaration: u8 = 1;
const error: u8 = 1;
const generator: u8 = 1;
const given: u8 = 1;
const map: u8 = 1;
const name: u8 = 1;
static output: u8 = 1;
const policy: u8 = 1;
const router: u8 = 1;
const schema: u8 = 1;
const session: u8 = 1;
static slug: u8 = 1;
const value: u8 = 1;
const NAME: u8 = 1;
const SLUG: u8 = 1;
const DESCRIPTION: u8 = 1;
const TOOL: u8 = 1;
const CONFIG: u8 = 1;
const DECLARATION: tool_router::policy::Policy = tool_router::policy::Policy::named("own").deny_toolkits(&["stripe"]);

const fn allows(_: &tool_router::SessionConfig) -> tool_router::policy::Verdict {
    tool_router::policy::Verdict::Allowed
}

#[tool_router_session(
    catalog = "ui/catalogs/small.json",
    toolkits = ["gmail", "github"],
    tools(gmail = ["GMAIL_SEND_EMAIL"]),
    manage_connections(enable, callback_url),
    auth_configs(github),
    connected_accounts(github),
    typed_tools,
    policy = [DECLARATION, allows],
)]
struct Agent;

#[tool_router_session(toolkits = ["gmail"])]
struct OfUser<T>(#[session(user_id)] String, T);

mod with_types {
    //! Types that are called like what the derived code needs.

    use tool_router::custom_tool;

    pub type Ok = i64;
    pub type u8 = String;

    /// Takes both.
    #[custom_tool]
    pub async fn take(ok: Ok, number: u8) -> Result<i64, String> {
        Result::Ok(ok + i64::try_from(number.len()).unwrap_or_default())
    }
}

/// Returns nothing.
#[custom_tool]
async fn none() -> Result<Option<u8>, String> {
    Ok(None)
}

/// Returns something.
#[custom_tool]
async fn some(some: Option<u8>) -> Result<Option<u8>, String> {
    Ok(some.and(Some(1)))
}

/// Is well.
#[custom_tool]
async fn ok(ok: bool) -> Result<bool, String> {
    Ok(ok)
}

/// Is not.
#[custom_tool]
async fn err(err: String) -> Result<(), String> {
    Err(err)
}

/// Has the name of a type that everything uses.
#[custom_tool]
async fn result(string: String) -> Result<String, String> {
    Ok(string)
}

/// The same.
#[custom_tool]
async fn string() -> Result<String, String> {
    Ok(String::new())
}

/// Has arguments that the derived code could trip over.
#[custom_tool(output_schema)]
async fn call(#[serde(default)] #[schemars(range(max = 9))] __value: u8, r#type: u8, self_: u8) -> Result<u8, String> {
    Ok(__value + r#type + self_)
}

mod functions {
    //! Functions that are called like what the derived code binds.

    use tool_router::custom_tool;

    /// Describes something.
    #[custom_tool]
    pub async fn schema(of: String) -> Result<String, String> {
        Ok(of)
    }

    /// Makes something.
    #[custom_tool]
    pub async fn generator(#[serde(default = "generator::default")] seed: u8) -> Result<u8, String> {
        Ok(seed)
    }

    mod generator {
        pub(super) fn default() -> u8 {
            4
        }
    }
}

pub fn main() {
    let builder = Agent::session(user_id).custom_tool(ToolNone).custom_tool(ToolSome).custom_tool(ToolOk);
    let builder = builder.custom_tool(ToolErr).custom_tool(ToolResult).custom_tool(ToolString).custom_tool(Call);
    let builder = builder.custom_tool(functions::Schema).custom_tool(functions::Generator);
    drop(builder.custom_tool(with_types::Take));
    drop(OfUser(user_id.to_owned(), 1).session());
    drop(OfUser::<u8>::session_for(user_id));
    assert_eq!((ToolNone::SLUG, ToolNone::NAME), ("NONE", "None"));
    let email = GmailSendEmail { recipient_email: "ada@example.org".to_owned(), body: None, subject: None };
    drop(email);
}
