use serde_json::{Value, json};
use tool_router::config::Tag;
use tool_router::local::{BoxFuture, LocalToolkit, OAuth2Endpoints, ToolCall, ToolDefinition, ToolError};
use tool_router::model;
use tool_router::session::InputResponse;
use tool_router::testing::{FakeToolkit, Person, TestRouter, call};
use tool_router::{Error, Execution, tool_router_session};

#[tool_router_session(
    toolkits = ["crm"],
    tools(crm = ["CRM_FIND_CUSTOMER", "CRM_DELETE_CUSTOMER"]),
    tags(require_approval = [destructive]),
)]
struct Clerk;

#[tool_router_session(toolkits = ["crm"], tools(crm = ["CRM_FIND_CUSTOMER"]), manage_connections(enable, wait = "30s"))]
struct WaitingClerk;

fn crm() -> FakeToolkit {
    let schema = json!({ "type": "object", "properties": { "id": { "type": "integer" } }, "required": ["id"] });
    let delete =
        ToolDefinition::new("CRM_DELETE_CUSTOMER", "Delete a customer", "Deletes a customer for good.", schema);
    FakeToolkit::new("crm")
        .tool("CRM_FIND_CUSTOMER", |arguments| match arguments["name"].as_str() {
            Some("Grace") => Ok(json!({ "id": 7, "name": "Grace" })),
            _ => Err(ToolError::Upstream { status: 404, message: "no such customer".into() }),
        })
        .tool_with(delete.tags([Tag::Destructive]), |arguments| json!({ "deleted": arguments["id"] }))
}

#[tokio::test]
async fn a_made_up_toolkit_needs_no_account() -> Result<(), Error> {
    let router = TestRouter::builder().fake(crm()).start().await?;
    let session = Clerk::session("ada").create(&router).await?;
    let found = session.execute(Clerk::CRM_FIND_CUSTOMER, json!({ "name": "Grace" })).await?.into_data()?;
    assert_eq!(found["id"], 7);
    let unknown = session.execute(Clerk::CRM_FIND_CUSTOMER, json!({ "name": "Alan" })).await?;
    assert!(unknown.to_string().contains("no such customer"), "{unknown}");
    router
        .calls()
        .assert_eq([call(Clerk::CRM_FIND_CUSTOMER).with(json!({ "name": "Grace" })), call("CRM_FIND_CUSTOMER")]);
    let found = session.search("find a customer").await?;
    assert_eq!(found.results[0].primary_tool_slugs[0], "CRM_FIND_CUSTOMER");

    let asked = session.execute(Clerk::CRM_DELETE_CUSTOMER, json!({ "id": 7 })).await?;
    let Execution::InputRequired(input) = asked else { panic!("{asked:?}") };
    let approved = input.responses(InputResponse::approve());
    assert_eq!(session.respond(&input, approved).await?.into_data()?, json!({ "deleted": 7 }));
    let error = router.connect("ada", Clerk::CRM).await.expect_err("it needs none").to_string();
    assert!(error.contains("needs no account"), "{error}");
    Ok(())
}

/// An error of a program, which knows nothing of the embedded router.
#[derive(Debug)]
struct Overdue;

impl std::fmt::Display for Overdue {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("the invoice is overdue")
    }
}

#[tokio::test]
async fn a_function_fails_with_anything_that_can_be_shown() -> Result<(), Error> {
    let with_text = FakeToolkit::new("crm").tool("CRM_FIND_CUSTOMER", |arguments| match arguments["name"].as_str() {
        Some(name) => Err(format!("there is no {name}")),
        None => Ok(json!({})),
    });
    let with_str = FakeToolkit::new("crm").tool("CRM_FIND_CUSTOMER", |_| Err("there is no Alan"));
    let with_error = FakeToolkit::new("crm").tool("CRM_FIND_CUSTOMER", |_| Err(Overdue));
    let with_kind = FakeToolkit::new("crm")
        .tool("CRM_FIND_CUSTOMER", |_| Err(ToolError::Upstream { status: 404, message: "no Alan".into() }));
    for (crm, said) in [
        (with_text, "there is no Alan"),
        (with_str, "there is no Alan"),
        (with_error, "the invoice is overdue"),
        (with_kind, "the provider answered 404: no Alan"),
    ] {
        let router = TestRouter::builder().fake(crm).start().await?;
        let session = Clerk::session("ada").create(&router).await?;
        let failed = session.execute(Clerk::CRM_FIND_CUSTOMER, json!({ "name": "Alan" })).await?;
        assert_eq!(failed.to_string(), format!("failed: {said}"));
        router.calls().assert_called(Clerk::CRM_FIND_CUSTOMER).failed();
        let answer = session.run(model::ToolCall::new("CRM_FIND_CUSTOMER", json!({ "name": "Alan" }))).await?;
        assert!(answer.is_error() && answer.text().contains(said), "{}", answer.text());
    }
    Ok(())
}

#[tokio::test]
async fn a_made_up_toolkit_can_need_an_account() -> Result<(), Error> {
    let router = TestRouter::builder().fake(crm().connected()).start().await?;
    let session = Clerk::session("ada").create(&router).await?;
    let find = async || session.execute(Clerk::CRM_FIND_CUSTOMER, json!({ "name": "Grace" })).await;
    let error = find().await.expect_err("no account").to_string();
    assert!(error.contains("No connected account found for crm"), "{error}");
    router.connect("ada", Clerk::CRM).await?;
    assert!(find().await?.is_completed());

    let waiting = WaitingClerk::session("grace").on_auth_link(router.follow_links(Person::Ines));
    let waiting = waiting.create(&router).await?;
    waiting.execute(WaitingClerk::CRM_FIND_CUSTOMER, json!({ "name": "Grace" })).await?.into_data()?;
    let link = session.authorize(Clerk::CRM).await?;
    router.deny(&link).await?;
    link.wait().await.expect_err("a denial");
    Ok(())
}

#[tokio::test]
async fn a_made_up_toolkit_takes_the_place_of_gmail() -> Result<(), Error> {
    #[tool_router_session(toolkits = ["gmail"], tools(gmail = ["GMAIL_FETCH_EMAILS"]))]
    struct Reader;

    for is_connected in [false, true] {
        let gmail = FakeToolkit::new("gmail").tool("GMAIL_FETCH_EMAILS", |_| json!({ "messages": [] }));
        let gmail = if is_connected { gmail.connected() } else { gmail };
        let router = TestRouter::builder().fake(gmail).start().await?;
        if is_connected {
            router.connect("ada", Reader::GMAIL).await?;
        }
        let session = Reader::session("ada").create(&router).await?;
        let mails = session.execute(Reader::GMAIL_FETCH_EMAILS, ()).await?.into_data()?;
        assert_eq!(mails["messages"], json!([]));
    }
    Ok(())
}

#[tokio::test]
async fn a_function_that_panics_is_a_tool_that_breaks_down() -> Result<(), Error> {
    let broken = FakeToolkit::new("crm").tool("CRM_FIND_CUSTOMER", |_| -> Value { panic!("on purpose") });
    let router = TestRouter::builder().fake(broken).start().await?;
    let session = Clerk::session("ada").create(&router).await?;
    let outcome = session.execute(Clerk::CRM_FIND_CUSTOMER, ()).await?;
    assert!(outcome.to_string().contains("broke down"), "{outcome}");
    router.calls().assert_called("CRM_FIND_CUSTOMER").failed();
    Ok(())
}

/// A toolkit whose provider is not the sandbox.
struct Calendar {
    endpoints: OAuth2Endpoints,
    tools: [ToolDefinition; 1],
}

impl Calendar {
    fn new() -> Self {
        let url = |path| format!("http://127.0.0.1:9/{path}").parse().expect("a URL");
        let list = ToolDefinition::new("CALENDAR_LIST", "List", "Lists what is on.", json!({ "type": "object" }));
        Self { endpoints: OAuth2Endpoints::new(url("authorize"), url("token"), "client"), tools: [list] }
    }
}

impl LocalToolkit for Calendar {
    fn slug(&self) -> &str {
        "calendar"
    }

    fn name(&self) -> &str {
        "Calendar"
    }

    fn auth(&self) -> Option<&OAuth2Endpoints> {
        Some(&self.endpoints)
    }

    fn tools(&self) -> &[ToolDefinition] {
        &self.tools
    }

    fn execute<'a>(&'a self, call: ToolCall<'a>) -> BoxFuture<'a, Result<Value, ToolError>> {
        Box::pin(async move { Ok(json!({ "has_token": call.caller.access_token().is_some() })) })
    }
}

#[tokio::test]
async fn a_toolkit_with_a_provider_of_its_own_is_connected_and_not_followed() -> Result<(), Error> {
    #[tool_router_session(toolkits = ["calendar"], tools(calendar = ["CALENDAR_LIST"]), manage_connections(enable, wait))]
    struct Planner;

    let router = TestRouter::builder().toolkit(Calendar::new()).start().await?;
    let waiting = Planner::session("grace").on_auth_link(router.follow_links(Person::Maya)).create(&router);
    // Within the default time, and not at its end.
    let failed = tokio::time::timeout(std::time::Duration::from_secs(30), waiting).await.expect("at once");
    let failed = failed.expect_err("nobody can consent").to_string();
    assert!(failed.contains("the provider is not the sandbox"), "{failed}");

    router.connect("ada", Planner::CALENDAR).await?;
    let session = Planner::session("ada").on_auth_link(|link| panic!("{link:?}")).create(&router).await?;
    let listed = session.execute(Planner::CALENDAR_LIST, ()).await?.into_data()?;
    assert_eq!(listed, json!({ "has_token": true }));
    let error = router.revoke("ada", Planner::CALENDAR).await.expect_err("not the sandbox").to_string();
    assert!(error.contains("it has to revoke access itself"), "{error}");
    Ok(())
}
