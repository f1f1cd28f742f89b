//! On demand: in the middle of the conversation, the agent finds that its user has not connected Gmail. It shows an
//! auth link, and goes on when the user is back.
//!
//!     cargo run --example inbox_agent            prints the link to open in a browser
//!     cargo run --example inbox_agent -- --yes   follows the link itself

use serde_json::{Value, json};
use tool_router::{MetaTool, Session, tool_router_session};
use tool_router_examples::{Error, Options};

/// Reads one user's mail and says what is in it.
#[tool_router_session(
    toolkits = ["gmail"],
    tools(gmail = ["GMAIL_FETCH_EMAILS"]),
    manage_connections = true,
)]
pub struct InboxAgent;

#[tokio::main]
async fn main() -> Result<(), Error> {
    let options = Options::from_args()?;
    let router = options.router().await?;
    let session = InboxAgent::session("user_123").create(&router).await?;

    println!("User:  What is new in my inbox?");
    let mut model = ScriptedModel::default();
    let mut result = Value::Null;
    loop {
        match model.next(&result) {
            Turn::Call(tool, arguments) => {
                println!("       [{tool} called]");
                result = call(&session, tool, arguments).await?;
            }
            Turn::Ask { text, auth_link } => {
                println!("Agent: {text}");
                println!("       [link shown]");
                options.come_back_from(&auth_link).await?;
                println!("User:  I am back.");
                if session.connection(InboxAgent::GMAIL).await?.is_some_and(|gmail| gmail.is_active()) {
                    println!("       [user authenticated]");
                }
            }
            Turn::Say(text) => {
                println!("Agent: {text}");
                break;
            }
        }
    }
    session.delete().await?;
    Ok(())
}

/// Executes a tool that the model chose. The result is for the model, even if it is a failure.
async fn call(session: &Session<InboxAgent>, tool: MetaTool, arguments: Value) -> Result<Value, Error> {
    Ok(session.execute_meta(tool, arguments).await?.into_data()?)
}

/// The next step of a model.
enum Turn {
    Call(MetaTool, Value),
    Ask { text: String, auth_link: String },
    Say(String),
}

/// Replaces a language model: it looks at the last result and decides as a model would.
#[derive(Default)]
struct ScriptedModel {
    step: Step,
}

#[derive(Default)]
enum Step {
    #[default]
    Search,
    ReadSearch,
    ReadLink,
    Fetch,
    ReadMail,
}

impl ScriptedModel {
    fn next(&mut self, result: &Value) -> Turn {
        match self.step {
            Step::Search => {
                self.step = Step::ReadSearch;
                let queries = json!([{ "use_case": "read the latest emails of the inbox" }]);
                Turn::Call(MetaTool::SearchTools, json!({ "queries": queries, "session": { "generate_id": true } }))
            }
            Step::ReadSearch => {
                println!("       [tool wanted: {}]", text(&result["results"][0]["primary_tool_slugs"][0]));
                if result["toolkit_connection_statuses"][0]["has_active_connection"] == true {
                    self.step = Step::Fetch;
                    return self.next(result);
                }
                println!("       [no connection]");
                self.step = Step::ReadLink;
                Turn::Call(MetaTool::ManageConnections, json!({ "toolkits": ["gmail"] }))
            }
            Step::ReadLink => {
                self.step = Step::Fetch;
                let auth_link = text(&result["results"]["gmail"]["redirect_url"]);
                let text = format!(
                    "I need access to your Gmail first. Please open this link and come back:\n       {auth_link}"
                );
                Turn::Ask { text, auth_link }
            }
            Step::Fetch => {
                self.step = Step::ReadMail;
                let fetch =
                    json!({ "tool_slug": InboxAgent::GMAIL_FETCH_EMAILS.slug(), "arguments": { "max_results": 5 } });
                Turn::Call(MetaTool::MultiExecute, json!({ "tools": [fetch], "sync_response_to_workbench": false }))
            }
            Step::ReadMail => {
                let item = &result["results"][0];
                let Some(messages) = item["response"]["data"]["messages"].as_array() else {
                    return Turn::Say(format!("I could not read your mail: {}", item["error"]));
                };
                println!("       [mail read]");
                let lines = messages
                    .iter()
                    .map(|mail| format!("\n       - {} ({})", text(&mail["subject"]), text(&mail["sender"])));
                Turn::Say(format!("Your latest mails:{}", lines.collect::<String>()))
            }
        }
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
