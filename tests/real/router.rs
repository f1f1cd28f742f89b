//! A router that accepts every session and remembers what it was sent.

use serde_json::{Map, Value, json};
use tool_router::ToolRouter;
use tool_router::config::{SessionConfig, StoredConfig};
use wiremock::matchers::{method, path_regex};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

const SESSIONS: &str = "/tool_router/session$";

/// A router that answers every session as it was asked for.
pub(crate) struct Recorder(MockServer);

impl Recorder {
    pub(crate) async fn start() -> Self {
        let server = MockServer::start().await;
        let mcp = format!("{}/mcp", server.uri());
        let created = move |request: &Request| {
            let mut asked: Map<String, Value> = request.body_json().expect("a JSON object");
            let user = asked.remove("user_id").and_then(|user| Some(user.as_str()?.to_owned())).expect("a user id");
            let config: SessionConfig = serde_json::from_value(Value::Object(asked)).expect("a configuration");
            ResponseTemplate::new(201).set_body_json(json!({
                "session_id": format!("trs_{user}"),
                "mcp": { "type": "http", "url": mcp },
                "config": StoredConfig::new(&user, &config),
                "config_version": 1,
            }))
        };
        let link = json!({
            "link_token": "lt_1",
            "redirect_url": "https://connect.example.com/link/lt_1",
            "connected_account_id": "ca_9",
        });
        for (verb, path, answer) in [
            ("POST", "/link$", ResponseTemplate::new(201).set_body_json(link)),
            (
                "GET",
                "/toolkits$",
                ResponseTemplate::new(200).set_body_json(json!({ "items": [], "next_cursor": null })),
            ),
            ("DELETE", "/tool_router/session/", ResponseTemplate::new(200).set_body_json(json!({}))),
        ] {
            Mock::given(method(verb)).and(path_regex(path)).respond_with(answer).mount(&server).await;
        }
        Mock::given(method("POST")).and(path_regex(SESSIONS)).respond_with(created).mount(&server).await;
        Self(server)
    }

    /// A client of it.
    pub(crate) fn client(&self) -> ToolRouter {
        ToolRouter::builder().api_key("ak_1").base_url(self.0.uri()).build().expect("a client")
    }

    /// The bodies of the requests that created sessions.
    pub(crate) async fn created(&self) -> Vec<Value> {
        let requests = self.0.received_requests().await.expect("the requests");
        let creates = requests
            .iter()
            .filter(|request| request.method.as_str() == "POST" && request.url.path().ends_with("/session"));
        creates.map(|request| request.body_json().expect("JSON")).collect()
    }
}
