//! What the official SDKs do outside of sessions: auth configs, accounts, toolkits, and tools of one user.

use serde_json::{Value, json};
use tokio::process::Command;
use tool_router::local::{
    BoxFuture, Credentials, LocalRouter, LocalToolkit, SandboxProvider, ToolCall, ToolDefinition, ToolError,
};
use tool_router_test_support::{Browser, http};

use super::Steps;
use crate::program::{Program, node, python};

const KEY: &str = "ak_of_the_account_tests";

/// How an SDK names what is refused.
struct Names {
    not_found: &'static str,
    no_account: &'static str,
    denied: &'static str,
    no_toolkit: &'static str,
}

#[tokio::test]
async fn the_python_sdk_manages_accounts() {
    let names = Names {
        not_found: "NotFoundError",
        no_account: "BadRequestError",
        denied: "PermissionDeniedError",
        no_toolkit: "NotFoundError",
    };
    let mut steps = manage(python("accounts.py"), &names).await;
    let saved = steps.step("saved").await;
    assert_eq!(saved["listed"], json!(["Readers"]));
    assert_eq!(saved["config"]["toolkits"], json!({ "enable": ["gmail"] }));
    assert_eq!((&saved["toolkits"], &saved["source"]), (&json!({ "enabled": ["gmail"] }), &json!(steps.saved)));
    confirmed(&mut steps, &names).await;
}

#[tokio::test]
async fn the_typescript_sdk_manages_accounts() {
    let names = Names {
        not_found: "NotFoundError",
        no_account: "ComposioConnectedAccountNotFoundError",
        denied: "PermissionDeniedError",
        no_toolkit: "ComposioToolkitNotFoundError",
    };
    let mut steps = manage(node("accounts.mjs"), &names).await;
    let saved = steps.step("saved").await;
    assert_eq!(saved["toolkits"], json!(["gmail"]));
    confirmed(&mut steps, &names).await;
}

/// The steps of a program, and the routers that it drives.
struct Managing {
    steps: Steps,
    saved: String,
    confirmed: String,
    _confirming: LocalRouter,
}

impl Managing {
    async fn step(&mut self, name: &str) -> Value {
        self.steps.step(name).await
    }

    /// Acts as the user of the link that the program reports next.
    async fn connect(&mut self) -> Value {
        let link = self.step("link").await;
        Browser::new().expect("a browser").connect(link["url"].as_str().expect("a link")).await.expect("pages");
        link["account"].clone()
    }
}

async fn manage(command: Command, names: &Names) -> Managing {
    let mut steps = start(command).await;
    let configs = steps.step("auth_configs").await;
    assert_eq!((&configs["listed"], &configs["managed"]), (&json!(["ac_gmail"]), &json!([true, false])), "{configs}");
    assert_eq!((&configs["scheme"], &configs["statuses"]), (&json!("OAUTH2"), &json!(["DISABLED", "ENABLED"])));
    let credentials = json!({ "client_id": "mine", "client_secret": "REDACTED", "scopes": ["a", "b"] });
    assert_eq!((&configs["credentials"], &configs["for_sessions"]), (&credentials, &json!(false)));
    assert_eq!(configs["unknown"], names.not_found);
    assert_eq!(steps.step("deleted_config").await["gone"], names.not_found);

    let account = steps.connect().await;
    let linked = steps.step("linked").await;
    assert_eq!((&linked["status"], &linked["alias"]), (&json!("ACTIVE"), &json!("work")));
    assert!(linked["word_id"].as_str().is_some_and(|word_id| word_id.starts_with("gmail_")), "{linked}");
    assert_eq!(
        (&linked["scheme"], &linked["again"]),
        (&json!("OAUTH2"), &json!("ComposioMultipleConnectedAccountsError"))
    );

    let managed = steps.step("managed").await;
    assert_eq!((&managed["listed"], &managed["disabled"]), (&json!([account]), &json!(["INACTIVE", true])));
    assert_eq!(
        (&managed["enabled"], &managed["renamed"]),
        (&json!("ACTIVE"), &json!([account, "ACTIVE", true, "home"]))
    );
    assert_eq!(managed["refreshed"], json!([account, "ACTIVE", null]));

    let executed = steps.step("executed").await;
    assert_eq!((&executed["successful"], &executed["error"]), (&json!(true), &Value::Null), "{executed}");
    assert!(executed["mail"].as_str().is_some_and(|mail| mail.contains('@')), "{executed}");
    assert_eq!((&executed["other"], &executed["foreign"]), (&json!(names.no_account), &json!(names.no_account)));

    let proxied = steps.step("proxied").await;
    assert_eq!((&proxied["status"], &proxied["mail"]), (&json!(200), &executed["mail"]), "{proxied}");
    for refused in ["elsewhere", "foreign", "nobody"] {
        assert_eq!(proxied[refused], "BadRequestError", "{refused}: {proxied}");
    }
    assert_eq!(steps.step("hosted").await["config"], "ac_hosted");

    let entered = steps.step("entered").await;
    assert_eq!((&entered["status"], &entered["url"]), (&json!("ACTIVE"), &Value::Null), "{entered}");
    assert_eq!((&entered["wrong"], &entered["replaced"]), (&json!(false), &json!("ACTIVE")));
    assert_eq!(entered["notes"], json!(["Buy milk"]));
    assert_eq!(entered["revoked"], "ComposioConnectedAccountRevocationNotSupportedError");

    let common = steps.connect().await;
    let shared = steps.step("shared").await;
    assert_eq!((&shared["used"], &shared["denied"]), (&Value::Null, &json!(names.denied)), "{shared}");
    let user = shared["acl"][1][0].clone();
    assert_eq!(shared["acl"], json!([false, [user], [user]]));
    assert_eq!((&shared["private"], &shared["all"]), (&json!([]), &json!([common])));
    assert_eq!(shared["only_shared"], "ComposioAclOnlyForSharedError");

    let revoked = steps.step("revoked").await;
    assert!(revoked["tokens"].as_array().is_some_and(|tokens| tokens.contains(&json!("refresh_token"))), "{revoked}");
    assert_eq!((&revoked["status"], &revoked["again"]), (&json!("REVOKED"), &json!([])));
    assert_eq!(steps.step("deleted_account").await["gone"], names.not_found);

    let unserved = steps.step("unserved").await;
    for part in ["triggers", "subscriptions", "files", "servers", "logs"] {
        assert_eq!(unserved[part], names.not_found, "{part}: {unserved}");
    }
    assert!(unserved["said"].as_str().is_some_and(|said| said.contains("Triggers are not served")), "{unserved}");
    assert_eq!(unserved["misspelt"], "BadRequestError", "{unserved}");
    let scopes = steps.step("scopes").await;
    assert_eq!(scopes["required"], json!(["https://www.googleapis.com/auth/gmail.readonly", "chat:write"]));
    assert_eq!((&scopes["recommended"], &scopes["contexts"]), (&json!(["chat:write"]), &json!([])), "{scopes}");
    assert_eq!(scopes["changelog"], json!(["notes", "gmail", "slack", "github"]));

    let toolkits = steps.step("toolkits").await;
    assert_eq!((&toolkits["slug"], &toolkits["mode"]), (&json!("gmail"), &json!("OAUTH2")));
    assert_eq!(toolkits["several"], json!(["notes", "slack"]));
    assert_eq!(
        toolkits["categories"],
        json!(["collaboration-&-communication", "developer-tools-&-devops", "productivity"])
    );
    assert_eq!(toolkits["in_category"], json!(["notes"]));
    assert_eq!(toolkits["entered"], json!([["generic_api_key", "API key", true]]));
    assert_eq!((&toolkits["creation"], &toolkits["authorized"]), (&json!(["client_id"]), &json!("INITIATED")));
    assert_eq!((&toolkits["unknown"], &toolkits["slugs"]), (&json!(names.no_toolkit), &json!(true)));
    steps
}

async fn confirmed(steps: &mut Managing, names: &Names) {
    let confirmed = steps.step("confirmed").await;
    assert_eq!((&confirmed["account"], &confirmed["toolkit"]), (&json!(steps.confirmed), &json!("gmail")));
    assert_eq!((&confirmed["status"], &confirmed["twice"]), (&json!("ACTIVE"), &json!(names.not_found)));
}

async fn start(mut command: Command) -> Managing {
    let sandboxed = || LocalRouter::builder().sandbox(SandboxProvider::default()).api_key(KEY);
    let router = sandboxed().toolkit(Notes::default()).start().await.expect("an embedded router");
    let confirming = sandboxed().callback_verifier("https://app.example.com/verify").start().await.expect("another");
    let config = json!({ "name": "Readers", "config": { "toolkits": { "enable": ["gmail"] } } });
    let saved = post(&router, "session_configs", config).await["id"].as_str().expect("an id").to_owned();
    let link = json!({ "auth_config_id": "ac_gmail", "user_id": "confirmed" });
    let link = post(&confirming, "connected_accounts/link", link).await;
    let session_uri = at_verifier(link["redirect_url"].as_str().expect("a link")).await;
    let base = |router: &LocalRouter| router.url().to_string().trim_end_matches('/').to_owned();
    command
        .env("ROUTER_URL", base(&router))
        .env("ROUTER_KEY", KEY)
        .env("CALLBACK_URL", format!("{}/nowhere", base(&router)));
    command.env("SESSION_CONFIG", &saved).env("CONFIRMING_URL", base(&confirming)).env("SESSION_URI", session_uri);
    let steps = Steps { program: Program::start(command), _router: router };
    let confirmed = link["connected_account_id"].as_str().expect("an account").to_owned();
    Managing { steps, saved, confirmed, _confirming: confirming }
}

async fn post(router: &LocalRouter, path: &str, body: Value) -> Value {
    let url = router.url().join(&format!("/api/v3.1/{path}")).expect("a URL");
    let request = http::client().expect("a client").post(url).header("x-api-key", KEY).json(&body);
    request.send().await.expect("an answer").json().await.expect("JSON")
}

/// Allows the request, and returns what the application's verifier is given.
async fn at_verifier(link: &str) -> String {
    let browser = Browser::stepwise().expect("a browser");
    let end = browser.connect(link).await.expect("pages");
    let verifier = end.location.expect("a redirect");
    let session_uri = verifier.query_pairs().find(|(name, _)| name == "session_uri").expect("a session URI");
    session_uri.1.into_owned()
}

/// A toolkit whose users enter an API key.
struct Notes {
    credentials: Credentials,
    tools: [ToolDefinition; 1],
}

impl Default for Notes {
    fn default() -> Self {
        let list = ToolDefinition::new("NOTES_LIST", "List notes", "Lists all notes.", json!({ "type": "object" }));
        Self { credentials: Credentials::api_key_in_header("x-key"), tools: [list] }
    }
}

impl LocalToolkit for Notes {
    fn slug(&self) -> &str {
        "notes"
    }

    fn name(&self) -> &str {
        "Notes"
    }

    fn credentials(&self) -> Option<&Credentials> {
        Some(&self.credentials)
    }

    fn categories(&self) -> &[&str] {
        &["Productivity"]
    }

    fn tools(&self) -> &[ToolDefinition] {
        &self.tools
    }

    fn execute<'a>(&'a self, call: ToolCall<'a>) -> BoxFuture<'a, Result<Value, ToolError>> {
        Box::pin(async move {
            match call.caller.api_key() {
                Some("right") => Ok(json!({ "notes": ["Buy milk"] })),
                _ => Err(ToolError::Unauthorized),
            }
        })
    }
}
