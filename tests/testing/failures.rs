use std::time::Duration;

use serde_json::json;
use tokio::time::timeout;
use tool_router::session::InputResponse;
use tool_router::testing::{CallOutcome, Mail, Person, TestRouter, call};
use tool_router::{Error, Execution, MetaTool, Session};

use crate::agents::{Assistant, answer_newest};

async fn connected() -> Result<(TestRouter, Session<Assistant>), Error> {
    let router = TestRouter::start().await?;
    router.connect("ada", Assistant::GMAIL).await?;
    let session = Assistant::session("ada").create(&router).await?;
    Ok((router, session))
}

#[tokio::test]
async fn a_tool_fails_once_and_works_again() -> Result<(), Error> {
    let (router, session) = connected().await?;
    router.on_call(Assistant::GMAIL_SEND_EMAIL).once().fail("the mailbox is full");
    assert_eq!(answer_newest(&session).await?, "not answered: it failed: the mailbox is full");
    assert!(router.gmail(Person::Maya).sent().iter().all(|mail| mail.subject() != "Re: yours"), "nothing was sent");
    assert_eq!(answer_newest(&session).await?, "answered");
    router.calls().assert_called(Assistant::GMAIL_SEND_EMAIL).times(2).failed();
    Ok(())
}

#[tokio::test]
async fn a_tool_answers_what_the_test_says() -> Result<(), Error> {
    let (router, session) = connected().await?;
    router.on_call("GMAIL_FETCH_EMAILS").answer(json!({ "messages": [{ "sender": "grace@example.com" }] }));
    assert_eq!(answer_newest(&session).await?, "answered");
    router.calls().assert_called("GMAIL_SEND_EMAIL").containing(json!({ "recipient_email": "grace@example.com" }));
    router.on_call("GMAIL_FETCH_EMAILS").forget();
    router.gmail(Person::Maya).receive(Mail::new("New").from("alan@example.com"));
    assert_eq!(answer_newest(&session).await?, "answered");
    router.calls().assert_called("GMAIL_SEND_EMAIL").containing(json!({ "recipient_email": "alan@example.com" }));
    Ok(())
}

#[tokio::test]
async fn a_tool_takes_too_long_without_anybody_waiting() -> Result<(), Error> {
    let (router, session) = connected().await?;
    router.on_call(Assistant::GMAIL_SEND_EMAIL).time_out();
    let said = timeout(Duration::from_secs(10), answer_newest(&session)).await.expect("at once")?;
    assert!(said.contains("did not answer within 40 seconds"), "{said}");
    Ok(())
}

#[tokio::test]
async fn a_tool_hangs_and_the_agents_own_deadline_ends_it() -> Result<(), Error> {
    let (router, session) = connected().await?;
    router.on_call(Assistant::GMAIL_FETCH_EMAILS).hang();
    timeout(Duration::from_millis(300), answer_newest(&session)).await.expect_err("the deadline");
    assert_eq!(router.calls().assert_called("GMAIL_FETCH_EMAILS").first().outcome, CallOutcome::Unfinished);
    router.on_call(Assistant::GMAIL_FETCH_EMAILS).run();
    assert_eq!(answer_newest(&session).await?, "answered");
    Ok(())
}

/// Answers the question of a call.
async fn respond(session: &Session<Assistant>, asked: Execution, response: InputResponse) -> Result<Execution, Error> {
    let Execution::InputRequired(input) = asked else { panic!("a question: {asked:?}") };
    session.respond(&input, input.responses(response)).await
}

#[tokio::test]
async fn the_user_is_asked_once_and_approves() -> Result<(), Error> {
    let (router, session) = connected().await?;
    router.on_call(Assistant::GMAIL_FETCH_EMAILS).once().ask_for_approval();
    let fetch = async || session.execute(Assistant::GMAIL_FETCH_EMAILS, json!({ "max_results": 1 })).await;
    let asked = fetch().await?;
    assert_eq!(router.calls()[0].outcome, CallOutcome::AwaitsApproval);
    assert!(respond(&session, asked, InputResponse::approve()).await?.is_completed());
    router.calls().assert_called("GMAIL_FETCH_EMAILS").times(1).completed();
    assert!(fetch().await?.is_completed(), "nobody is asked about the next call");
    Ok(())
}

#[tokio::test]
async fn the_user_is_asked_each_time_and_declines() -> Result<(), Error> {
    let (router, session) = connected().await?;
    router.on_call(Assistant::GMAIL_SEND_EMAIL).ask_for_approval();
    for _ in 0..2 {
        let mail = json!({ "recipient_email": "grace@example.com", "subject": "Hello", "body": "." });
        let asked = session.execute(Assistant::GMAIL_SEND_EMAIL, mail).await?;
        assert!(!respond(&session, asked, InputResponse::Decline).await?.is_completed());
    }
    router.calls().assert_called(Assistant::GMAIL_SEND_EMAIL).times(2).declined();
    assert!(router.gmail(Person::Maya).sent().iter().all(|mail| mail.subject() != "Hello"));
    Ok(())
}

#[tokio::test]
async fn a_call_of_several_tools_fails_in_parts() -> Result<(), Error> {
    let (router, session) = connected().await?;
    router.on_call("GMAIL_SEND_EMAIL").fail("quota exceeded");
    let call_of = |slug: &str, arguments| json!({ "tool_slug": slug, "arguments": arguments });
    let calls = json!({ "sync_response_to_workbench": false, "tools": [
        call_of("GMAIL_FETCH_EMAILS", json!({ "max_results": 2 })),
        call_of("GMAIL_SEND_EMAIL", json!({ "recipient_email": "grace@example.com" })),
        call_of("GMAIL_DELETE_MESSAGE", json!({})),
        call_of("SLACK_SEND_MESSAGE", json!({})),
    ] });
    let data = session.execute_meta(MetaTool::MultiExecute, calls).await?.into_data()?;
    assert_eq!(data["results"][1]["error"], "quota exceeded");
    let made = router.calls();
    made.assert_called("GMAIL_FETCH_EMAILS").with(json!({ "max_results": 2 })).completed();
    made.assert_called("GMAIL_SEND_EMAIL").failed();
    made.assert_called("GMAIL_DELETE_MESSAGE").refused();
    made.assert_called("SLACK_SEND_MESSAGE").refused();
    made.with_meta_tools().assert_called("COMPOSIO_MULTI_EXECUTE_TOOL").times(1).completed();
    Ok(())
}

#[tokio::test]
async fn the_routers_own_tools_can_fail_too() -> Result<(), Error> {
    let (router, session) = connected().await?;
    router.on_call("COMPOSIO_SEARCH_TOOLS").once().fail("the search is down");
    let queries = json!({ "queries": [{ "use_case": "read mail" }] });
    let failed = session.execute_meta(MetaTool::SearchTools, &queries).await?.into_data().expect_err("a failure");
    assert!(failed.to_string().contains("the search is down"), "{failed}");
    session.execute_meta(MetaTool::SearchTools, &queries).await?.into_data()?;
    router.calls().assert_none();
    router
        .calls()
        .with_meta_tools()
        .assert_eq([call("COMPOSIO_SEARCH_TOOLS"), call("COMPOSIO_SEARCH_TOOLS").with(queries)]);
    Ok(())
}

#[tokio::test]
#[should_panic(expected = "nothing would happen on a call of it; did you mean GMAIL_SEND_EMAIL?")]
async fn nothing_is_said_about_a_tool_that_is_not_there() {
    let router = TestRouter::start().await.expect("a router");
    router.on_call("GMAIL_SEND_MAIL").fail("never");
}

#[tokio::test]
#[should_panic(expected = "LOCAL_FIND_ORDERS is a custom tool, which runs in the program and not at this router")]
async fn nothing_is_said_about_a_tool_of_the_program() {
    let router = TestRouter::start().await.expect("a router");
    router.on_call("LOCAL_FIND_ORDERS").fail("never");
}

#[tokio::test]
async fn a_router_that_has_stopped_finds_nobody() -> Result<(), Error> {
    let (router, session) = connected().await?;
    router.stop();
    let error = session.execute(Assistant::GMAIL_FETCH_EMAILS, ()).await.expect_err("nobody is there");
    assert!(matches!(error, Error::Connection(_)), "{error:?}");
    let error = router.connect("ada", "gmail").await.expect_err("nobody is there").to_string();
    assert!(error.contains("has stopped"), "{error}");
    Ok(())
}
