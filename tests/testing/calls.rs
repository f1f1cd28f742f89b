//! What failed assertions print.

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde_json::json;
use tool_router::Error;
use tool_router::testing::{Calls, TestRouter, call};

use crate::agents::Assistant;

/// What an assertion says when it fails.
fn told<T>(assertion: impl FnOnce() -> T) -> String {
    let failed = catch_unwind(AssertUnwindSafe(assertion)).map(drop).expect_err("it fails");
    match failed.downcast::<String>() {
        Ok(message) => *message,
        Err(other) => (*other.downcast::<&str>().expect("a message")).to_owned(),
    }
}

/// Two calls of ada, and one of grace.
async fn calls() -> Result<Calls, Error> {
    let router = TestRouter::start().await?;
    for user in ["ada", "grace"] {
        router.connect(user, Assistant::GMAIL).await?;
    }
    router.on_call("GMAIL_SEND_EMAIL").answer(json!({}));
    let ada = Assistant::session("ada").create(&router).await?;
    let grace = Assistant::session("grace").create(&router).await?;
    ada.execute(Assistant::GMAIL_FETCH_EMAILS, json!({ "max_results": 5 })).await?.into_data()?;
    let mail = json!({ "recipient_email": "ines@sandbox.example", "subject": "Hello", "body": "Good morning." });
    ada.execute(Assistant::GMAIL_SEND_EMAIL, mail).await?.into_data()?;
    grace.execute(Assistant::GMAIL_FETCH_EMAILS, ()).await?.into_data()?;
    let in_session = router.calls().in_session(grace.id());
    in_session.assert_eq([call(Assistant::GMAIL_FETCH_EMAILS).by("grace")]);
    let before = router.calls();
    router.forget_calls();
    router.calls().assert_none();
    Ok(before)
}

#[tokio::test]
async fn a_wrong_argument_is_the_line_that_differs() -> Result<(), Error> {
    let calls = calls().await?.by("ada");
    let expected = json!({ "recipient_email": "tomas@sandbox.example" });
    let told = told(|| calls.assert_eq([call("GMAIL_FETCH_EMAILS"), call("GMAIL_SEND_EMAIL").containing(expected)]));
    assert_eq!(
        told,
        r#"the calls are not as expected:

  - expected
  + called

    GMAIL_FETCH_EMAILS {
      "max_results": 5
    }
    GMAIL_SEND_EMAIL {
      "body": "Good morning.",
  -   "recipient_email": "tomas@sandbox.example",
  +   "recipient_email": "ines@sandbox.example",
      "subject": "Hello"
    }
"#
    );
    Ok(())
}

#[tokio::test]
async fn a_wrong_order_is_one_call_in_another_place() -> Result<(), Error> {
    let calls = calls().await?.by("ada");
    let told = told(|| calls.assert_eq(["GMAIL_SEND_EMAIL", "GMAIL_FETCH_EMAILS"]));
    let moved = "  - GMAIL_FETCH_EMAILS {\n  -   \"max_results\": 5\n  - }\n";
    assert!(told.contains(moved) && told.contains(&moved.replace("  -", "  +")), "{told}");
    assert!(told.contains("    GMAIL_SEND_EMAIL {\n"), "what is the same is not marked: {told}");
    Ok(())
}

#[tokio::test]
async fn what_is_missing_and_what_is_too_much_is_marked() -> Result<(), Error> {
    let calls = calls().await?;
    let fewer = told(|| calls.assert_eq([Assistant::GMAIL_FETCH_EMAILS]));
    assert!(fewer.contains("  + GMAIL_SEND_EMAIL {"), "{fewer}");
    let more = told(|| {
        calls.assert_eq(["GMAIL_FETCH_EMAILS", "GMAIL_SEND_EMAIL", "GMAIL_FETCH_EMAILS", "SLACK_SEND_MESSAGE"])
    });
    assert!(more.ends_with("  - SLACK_SEND_MESSAGE\n"), "{more}");
    let other = told(|| {
        calls.assert_eq([call("GMAIL_FETCH_EMAILS").by("grace"), call("GMAIL_SEND_EMAIL"), call("GMAIL_FETCH_EMAILS")])
    });
    assert!(other.contains("GMAIL_FETCH_EMAILS by ada"), "{other}");
    calls.assert_eq([
        call("GMAIL_FETCH_EMAILS").by("ada"),
        call("GMAIL_SEND_EMAIL"),
        call("GMAIL_FETCH_EMAILS").with(json!({})),
    ]);
    Ok(())
}

#[tokio::test]
async fn calls_that_run_at_the_same_time_are_expected_in_any_order() -> Result<(), Error> {
    let calls = calls().await?;
    // The first could be either call, and leaves the one that the last needs.
    calls.assert_eq_in_any_order([
        call("GMAIL_FETCH_EMAILS"),
        call("GMAIL_SEND_EMAIL").by("ada"),
        call("GMAIL_FETCH_EMAILS").with(json!({ "max_results": 5 })),
    ]);
    let fewer = told(|| calls.assert_eq_in_any_order(["GMAIL_SEND_EMAIL", "GMAIL_FETCH_EMAILS"]));
    assert!(fewer.contains("  + GMAIL_FETCH_EMAILS {") && !fewer.contains("  - GMAIL"), "{fewer}");
    let twice = told(|| calls.assert_eq_in_any_order(["GMAIL_SEND_EMAIL", "GMAIL_FETCH_EMAILS", "GMAIL_SEND_EMAIL"]));
    assert!(twice.contains("  - GMAIL_SEND_EMAIL"), "{twice}");
    Ok(())
}

#[tokio::test]
async fn a_call_that_was_not_made_is_told_with_those_that_were() -> Result<(), Error> {
    let calls = calls().await?;
    let told_of = told(|| calls.assert_called(Assistant::SLACK_SEND_MESSAGE));
    assert!(told_of.starts_with("SLACK_SEND_MESSAGE was not called; the calls were:\n"), "{told_of}");
    assert!(told_of.contains(r#"  GMAIL_FETCH_EMAILS {"max_results":5} by ada: completed"#), "{told_of}");
    let typo = told(|| calls.assert_called("GMAIL_SEND_MAIL"));
    assert!(typo.contains("was not called: this router serves no such tool"), "{typo}");
    let typo = told(|| calls.assert_not_called("GMAIL_SEND_MAIL"));
    assert!(typo.contains("cannot be called: this router serves no such tool"), "{typo}");
    calls.assert_not_called(Assistant::SLACK_SEND_MESSAGE);
    let made = told(|| calls.assert_not_called(Assistant::GMAIL_SEND_EMAIL));
    assert!(made.contains("GMAIL_SEND_EMAIL was called:"), "{made}");
    assert!(told(|| calls.assert_none()).contains("GMAIL_SEND_EMAIL"));
    Ok(())
}

#[tokio::test]
async fn the_calls_of_a_tool_are_narrowed_down() -> Result<(), Error> {
    let calls = calls().await?;
    let fetched = || calls.assert_called(Assistant::GMAIL_FETCH_EMAILS);
    assert_eq!(fetched().times(2).by("ada").with(json!({ "max_results": 5 })).all().len(), 1);
    assert!(told(|| fetched().times(1)).contains("was called 2 times, and not 1"));
    let other = told(|| fetched().with(json!({ "max_results": 6 })));
    assert!(other.starts_with("no call of GMAIL_FETCH_EMAILS is as expected; the last of them:"), "{other}");
    assert!(told(|| fetched().failed()).contains("no call of GMAIL_FETCH_EMAILS failed"));
    assert!(told(|| fetched().by("mallory")).contains("- GMAIL_FETCH_EMAILS by mallory"));
    Ok(())
}
