//! The form for an API key, a bearer token, or a user name and a password.

use serde_json::{Value, json};
use tool_router::local::{
    BoxFuture, Caller, Credentials, LocalRouter, LocalToolkit, ToolCall, ToolDefinition, ToolError,
};
use tool_router::{ToolRouter, tool_router_session};

use crate::program::{Program, node};

#[tool_router_session(toolkits = ["vault"])]
struct Agent;

#[tokio::test]
async fn an_api_key_is_entered_by_keyboard() {
    let credentials = Credentials::api_key_in_header("x-key").hint("In the settings of your vault.");
    let report = entered("api-key", credentials, &["wrong"], &["right"]).await;
    let hint = "In the settings of your vault.";
    assert_eq!(report["form"][0]["inputs"][0]["described"], json!([hint]));
    assert_eq!(report["refused"][0]["inputs"][0]["described"], json!(["Vault did not accept this.", hint]));
}

#[tokio::test]
async fn a_bearer_token_is_entered_by_keyboard() {
    let report = entered("bearer", Credentials::bearer_token().label("Personal token"), &["wrong"], &["right"]).await;
    assert_eq!(report["form"][0]["inputs"][0]["label"], "Personal token");
}

#[tokio::test]
async fn a_name_and_a_password_are_entered_by_keyboard() {
    let report = entered("basic", Credentials::basic(), &["ada", "wrong"], &["ada", "right"]).await;
    let inputs = &report["form"][1]["inputs"];
    assert_eq!((&inputs[0]["type"], &inputs[1]["type"]), (&json!("text"), &json!("password")));
}

/// Enters wrong credentials and then right ones, and checks what every such form needs.
async fn entered(name: &str, credentials: Credentials, wrong: &[&str], right: &[&str]) -> Value {
    let router = LocalRouter::builder().toolkit(Vault::new(credentials)).start().await.expect("an embedded router");
    let router = ToolRouter::embedded(router).expect("a client of it");
    let session = Agent::session("ada").create(&router).await.expect("a session");
    let link = session.authorize(Agent::VAULT).await.expect("a link");

    let mut command = node("entered.mjs");
    command.args([link.url(), &json!(wrong).to_string(), &json!(right).to_string(), name]);
    command.args(std::env::var_os("SCREENSHOTS"));
    let line = Program::start(command).line().await;
    let report: Value = serde_json::from_str(&line).expect("a line of JSON");
    assert_eq!((&report["complaints"], &report["heading"]), (&json!([]), &json!("Vault is connected")), "{line}");
    for look in ["form", "refused"].into_iter().flat_map(|step| report[step].as_array().expect("a list of looks")) {
        assert_eq!(look["overflows"], false, "{look}");
        for input in look["inputs"].as_array().expect("a list of inputs") {
            assert!(input["height"].as_f64().is_some_and(|height| height >= 44.0), "a finger hits it: {input}");
            assert!(input["label"].as_str().is_some_and(|label| !label.is_empty()), "{input}");
            assert_eq!(input["value"], "", "nothing that was entered is shown again: {input}");
            if input["focused"] == true {
                assert_eq!(input["outline"], "3px", "the focus is seen: {input}");
            }
        }
    }
    for (step, border, invalid) in [("form", "1px", Value::Null), ("refused", "2px", json!("true"))] {
        let input = &report[step][0]["inputs"][0];
        assert_eq!((&input["focused"], &input["border"], &input["invalid"]), (&json!(true), &json!(border), &invalid));
    }
    assert_eq!(report["refused"][0]["inputs"][0]["described"][0], "Vault did not accept this.");
    let vault = session.connection(Agent::VAULT).await.expect("an answer").expect("a connection");
    assert!(vault.is_active());
    report
}

/// A toolkit whose provider knows one secret.
struct Vault {
    credentials: Credentials,
    tools: [ToolDefinition; 1],
}

impl Vault {
    fn new(credentials: Credentials) -> Self {
        let open = ToolDefinition::new("VAULT_OPEN", "Open", "Opens the vault.", json!({ "type": "object" }));
        Self { credentials, tools: [open] }
    }
}

impl LocalToolkit for Vault {
    fn slug(&self) -> &str {
        "vault"
    }

    fn name(&self) -> &str {
        "Vault"
    }

    fn credentials(&self) -> Option<&Credentials> {
        Some(&self.credentials)
    }

    fn tools(&self) -> &[ToolDefinition] {
        &self.tools
    }

    fn execute<'a>(&'a self, call: ToolCall<'a>) -> BoxFuture<'a, Result<Value, ToolError>> {
        Box::pin(async move { Err(ToolError::UnknownTool(call.tool.to_owned())) })
    }

    fn current_user<'a>(&'a self, caller: Caller<'a>) -> BoxFuture<'a, Result<Option<Value>, ToolError>> {
        let password = caller.basic().map(|(_, password)| password);
        let secret = caller.api_key().or(caller.access_token()).or(password);
        Box::pin(async move { if secret == Some("right") { Ok(None) } else { Err(ToolError::Unauthorized) } })
    }
}
