use rmcp::model::CallToolRequestParams;
use rmcp::service::{RoleClient, RunningService, ServiceExt};
use rmcp::transport::StreamableHttpClientTransport;
use rmcp::transport::streamable_http_client::StreamableHttpClientTransportConfig;
use serde_json::json;
use tool_router::session::McpEndpoint;
use tool_router::testing::{TestRouter, call};
use tool_router::{Session, tool_router_session};

#[tool_router_session(toolkits = ["gmail"], tools(gmail = ["GMAIL_FETCH_EMAILS"]), preload = ["GMAIL_FETCH_EMAILS"], mcp)]
struct MailServer;

/// A client that knows only the endpoint.
async fn client(endpoint: McpEndpoint) -> RunningService<RoleClient, ()> {
    let mut config = StreamableHttpClientTransportConfig::with_uri(endpoint.url());
    config.custom_headers = endpoint.headers().iter().map(|(name, value)| (name.clone(), value.clone())).collect();
    ().serve(StreamableHttpClientTransport::from_config(config)).await.expect("a handshake")
}

#[tokio::test]
async fn an_mcp_client_reads_the_mail_of_the_sessions_user() {
    let router = TestRouter::start().await.expect("a router");
    router.connect("ada", MailServer::GMAIL).await.expect("an account");
    let session = MailServer::session("ada").create(&router).await.expect("a session");

    let client = client(session.mcp()).await;
    let tools = client.list_all_tools().await.expect("a list");
    assert_eq!(tools.last().expect("a tool").name, MailServer::GMAIL_FETCH_EMAILS.slug());
    let fetch = CallToolRequestParams::new(MailServer::GMAIL_FETCH_EMAILS.slug());
    let arguments = json!({ "max_results": 3 }).as_object().cloned().expect("an object");
    let fetched = client.call_tool(fetch.with_arguments(arguments)).await.expect("a result");
    let mails = fetched.structured_content.expect("data")["messages"].as_array().expect("messages").len();
    assert_eq!((fetched.is_error, mails), (Some(false), 3));
    router.calls().assert_eq([call(MailServer::GMAIL_FETCH_EMAILS).with(json!({ "max_results": 3 })).by("ada")]);

    // A retrieved session has the same endpoint.
    let again: Session<MailServer> = router.retrieve(session.id().clone()).await.expect("the session");
    assert_eq!(again.mcp().url(), session.mcp().url());
    session.delete().await.expect("the session is gone");
    client.list_all_tools().await.expect_err("and so is its endpoint");
}
