use serde_json::{Value, json};
use tool_router::Error;
use tool_router::testing::{Mail, Person, TestRouter};

use crate::agents::{Assistant, Triage, answer_newest};

#[tokio::test]
async fn the_agent_reads_what_was_put_into_the_mailbox_and_answers_it() -> Result<(), Error> {
    let router = TestRouter::start().await?;
    let mailbox = router.gmail(Person::Maya);
    mailbox.clear().receive(Mail::new("Größe? \r\nBcc: x").from("Grace <grace@example.com>").body("Größe 42?"));
    router.connect("ada", Assistant::GMAIL).await?;
    let session = Assistant::session("ada").create(&router).await?;
    assert_eq!(answer_newest(&session).await?, "answered");

    let [received] = &mailbox.inbox()[..] else { panic!("{:?}", mailbox.inbox()) };
    assert_eq!((received.sender(), received.text()), ("Grace <grace@example.com>", "Größe 42?"));
    assert!(received.subject().starts_with("Größe?") && received.has_label("UNREAD"), "{received:?}");
    let [sent] = &mailbox.sent()[..] else { panic!("{:?}", mailbox.sent()) };
    assert!(sent.recipients().contains("grace@example.com"), "{sent:?}");
    assert_eq!((sent.subject(), sent.text()), ("Re: yours", "Thank you."));
    Ok(())
}

#[tokio::test]
async fn everybody_has_a_mailbox_and_a_mail_arrives_in_the_other_one() -> Result<(), Error> {
    let router = TestRouter::start().await?;
    for person in [Person::Maya, Person::Tomas] {
        router.gmail(person).clear();
    }
    router.connect("ada", Assistant::GMAIL).person(Person::Tomas).await?;
    let session = Assistant::session("ada").create(&router).await?;
    let mail = json!({ "recipient_email": Person::Maya.email(), "subject": "Lunch?", "body": "At noon." });
    session.execute(Assistant::GMAIL_SEND_EMAIL, mail).await?.into_data()?;
    assert_eq!(router.gmail(Person::Maya).inbox()[0].subject(), "Lunch?");
    assert_eq!(router.gmail(Person::Tomas).sent().len(), 1);
    let draft = Mail::new("Later").to("grace@example.com").labels(["DRAFT"]);
    router.gmail(Person::Ines).receive(draft.clone());
    assert_eq!(router.gmail(Person::Ines).drafts()[0].recipients(), draft.recipients());
    Ok(())
}

#[tokio::test]
async fn the_agent_posts_into_a_channel_that_the_test_has_made() -> Result<(), Error> {
    let router = TestRouter::start().await?;
    let slack = router.slack();
    slack.clear().channel("incidents", [Person::Maya, Person::Ines]);
    let ts = slack.post(Person::Ines, "incidents", "The checkout is down.");
    router.connect("ada", Assistant::SLACK).await?;
    let session = Assistant::session("ada").create(&router).await?;
    let message = json!({ "channel": "incidents", "markdown_text": "I am on it.", "thread_ts": ts });
    session.execute(Assistant::SLACK_SEND_MESSAGE, message).await?.into_data()?;

    let [first, reply] = &slack.messages("#incidents")[..] else { panic!("{:?}", slack.messages("incidents")) };
    assert_eq!((first.author, &*first.text), (Some(Person::Ines), "The checkout is down."));
    assert_eq!((reply.author, &*reply.text, reply.thread_ts.as_ref()), (Some(Person::Maya), "I am on it.", Some(&ts)));
    assert!(slack.messages("general").is_empty());
    assert!(slack.direct_messages(Person::Maya, Person::Tomas).is_empty());
    Ok(())
}

#[tokio::test]
#[should_panic(expected = "takes no message of Maya Lindqvist in `nowhere`: channel_not_found")]
async fn a_place_that_is_not_there_is_named() {
    let router = TestRouter::start().await.expect("a router");
    router.slack().post(Person::Maya, "nowhere", "Hello?");
}

#[tokio::test]
async fn the_agent_triages_the_issues_that_the_test_has_opened() -> Result<(), Error> {
    let router = TestRouter::start().await?;
    let github = router.github();
    github.clear().repository(Person::Maya, "billing").write("maya/billing", "docs/tax.md", "7 %\n");
    let number = github.open(Person::Ines, "maya/billing", "Tax is off", "It is 19 %.");
    github.label("maya/billing", number, ["bug"]).comment(Person::Tomas, "maya/billing", number, "Since when?");
    router.connect("ada", Triage::GITHUB).await?;
    let session = Triage::session("ada").create(&router).await?;

    let place = |more: Value| {
        let mut arguments = json!({ "owner": "maya", "repo": "billing" });
        arguments.as_object_mut().zip(more.as_object()).into_iter().for_each(|(all, more)| all.extend(more.clone()));
        arguments
    };
    let listed = session.execute(Triage::GITHUB_LIST_REPOSITORY_ISSUES, place(json!({}))).await?.into_data()?;
    assert!(listed.to_string().contains("Tax is off"), "{listed}");
    let comment = place(json!({ "issue_number": number, "body": "Since January." }));
    session.execute(Triage::GITHUB_CREATE_AN_ISSUE_COMMENT, comment).await?.into_data()?;
    let issue = place(json!({ "title": "Say which tax", "labels": ["documentation"], "assignees": ["maya"] }));
    session.execute(Triage::GITHUB_CREATE_AN_ISSUE, issue).await?.into_data()?;
    let file = place(json!({ "path": "docs/vat.md", "content": "MTkgJQo=", "message": "Write it down" }));
    session.execute(Triage::GITHUB_CREATE_OR_UPDATE_FILE_CONTENTS, file).await?.into_data()?;

    let [first, second] = &github.issues("maya/billing")[..] else { panic!("{:?}", github.issues("maya/billing")) };
    assert_eq!((first.author, &*first.title, &*first.labels), (Person::Ines, "Tax is off", &["bug".to_owned()][..]));
    let comments: Vec<_> = first.comments.iter().map(|comment| (comment.author, &*comment.body)).collect();
    assert_eq!(comments, [(Person::Tomas, "Since when?"), (Person::Maya, "Since January.")]);
    assert_eq!((second.author, second.number, second.is_open), (Person::Maya, number + 1, true));
    assert_eq!((&*second.labels, &*second.assignees), (&["documentation".to_owned()][..], &[Person::Maya][..]));
    assert_eq!(github.file("maya/billing", "docs/tax.md").as_deref(), Some("7 %\n"));
    assert!(github.file_at("maya/billing", "main", "docs/vat.md").is_some());
    assert_eq!((github.file("maya/billing", "docs"), github.issues("tomas/build-bot")), (None, Vec::new()));
    Ok(())
}

#[tokio::test]
#[should_panic(expected = "takes no issue of Maya Lindqvist in `tomas/notes`: it is private")]
async fn nobody_opens_an_issue_where_they_see_nothing() {
    let router = TestRouter::start().await.expect("a router");
    let _number = router.github().open(Person::Maya, "tomas/notes", "Hello?", "");
}
