//! Calls of the embedded router with the types of its tools.

use serde_json::json;
use tool_router::{Execution, Session, ToolArguments, ToolRouter};
use tool_router_test_support::Browser;

use crate::mailer::{
    GmailCreateLabel, GmailCreateLabelLabelListVisibility, GmailFetchEmails, GmailGetProfile, GmailSendEmail, Mailer,
};

#[test]
fn the_types_know_their_tools() {
    assert_eq!(<GmailSendEmail as ToolArguments<Mailer>>::TOOL.slug(), "GMAIL_SEND_EMAIL");
    assert_eq!(<&GmailFetchEmails as ToolArguments<Mailer>>::TOOL.slug(), "GMAIL_FETCH_EMAILS");
}

/// A session whose Gmail is connected.
async fn connected() -> Session<Mailer> {
    let router = ToolRouter::local().await.expect("an embedded router");
    let session = Mailer::session("ada").create(&router).await.expect("a session");
    let link = session.authorize(Mailer::GMAIL).await.expect("a link");
    Browser::new().expect("a browser").connect(link.url()).await.expect("pages");
    link.wait().await.expect("a connection");
    session
}

#[tokio::test]
async fn the_embedded_router_takes_typed_arguments() {
    let session = connected().await;
    let mail = GmailSendEmail {
        recipient_email: Some("ada@example.com".to_owned()),
        subject: Some("Typed".to_owned()),
        body: Some("Checked by the compiler.".to_owned()),
        ..Default::default()
    };
    session.execute_typed(&mail).await.expect("an answer").into_data().expect("a sent mail");
    let found =
        GmailFetchEmails { query: Some("subject:Typed".to_owned()), max_results: Some(5), ..Default::default() };
    let found = session.execute_typed(found).await.expect("an answer").into_data().expect("mails");
    assert_eq!(found["messages"][0]["subject"], "Typed");

    let label = GmailCreateLabel {
        label_list_visibility: Some(GmailCreateLabelLabelListVisibility::LabelHide),
        ..GmailCreateLabel::new("Typed")
    };
    let label = session.execute_typed(label).await.expect("an answer").into_data().expect("a label");
    assert_eq!(label["name"], "Typed");
    // The service applies its own defaults: nothing is sent for them.
    let profile = session.execute_typed(GmailGetProfile::default()).await.expect("an answer");
    assert_ne!(profile.into_data().expect("a profile")["emailAddress"], json!(null));
    // Checked only by the service.
    let none = session
        .execute_typed(GmailFetchEmails { max_results: Some(0), ..Default::default() })
        .await
        .expect("an answer");
    assert!(matches!(none, Execution::Failed(_)), "{none:?}");
}
