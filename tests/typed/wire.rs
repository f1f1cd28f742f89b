//! The wire format of the types.

use serde::Serialize;
use serde_json::{Value, json};

use crate::{
    mailer::{GmailCreateLabel, GmailCreateLabelLabelListVisibility, GmailFetchEmails},
    others::jack_tools::*,
};

/// Checks the wire format of arguments, and that they are equal to themselves.
#[track_caller]
fn assert_wire<T: Serialize + Clone + PartialEq + std::fmt::Debug>(arguments: T, wire: Value) {
    assert_eq!(serde_json::to_value(&arguments).expect("JSON"), wire);
    assert_eq!(arguments.clone(), arguments);
}

#[test]
fn what_is_left_out_is_absent() {
    assert_wire(GmailFetchEmails::default(), json!({}));
    assert_wire(GmailFetchEmails { max_results: Some(5), ..Default::default() }, json!({ "max_results": 5 }));
    // An empty list differs from none.
    assert_wire(GmailFetchEmails { label_ids: Some(vec![]), ..Default::default() }, json!({ "label_ids": [] }));
}

#[test]
fn what_is_required_is_asked_for() {
    let label = GmailCreateLabel {
        label_list_visibility: Some(GmailCreateLabelLabelListVisibility::LabelShowIfUnread),
        ..GmailCreateLabel::new("Invoices")
    };
    assert_wire(label, json!({ "label_name": "Invoices", "label_list_visibility": "labelShowIfUnread" }));
    // In the order of the schema.
    let issue = GithubCreateAnIssue::new("rust-lang", "rust", GithubCreateAnIssueTitle::Integer(7));
    assert_wire(issue, json!({ "owner": "rust-lang", "repo": "rust", "title": 7 }));
}

#[test]
fn a_model_that_is_used_twice_is_one_type() {
    let file = GmailSendEmailFileUploadable::new("a.pdf", "application/pdf", "key");
    let wire = json!({ "name": "a.pdf", "mimetype": "application/pdf", "s3key": "key" });
    for (attachment, wire) in [
        (GmailSendEmailAttachment::FileUploadable(file.clone()), wire.clone()),
        (GmailSendEmailAttachment::List(vec![file]), json!([wire])),
    ] {
        let mail = GmailSendEmail { attachment: Some(attachment), ..GmailSendEmail::new("ada@example.com", "Hi") };
        assert_wire(mail, json!({ "recipient_email": "ada@example.com", "body": "Hi", "attachment": wire }));
    }
}

#[test]
fn forms_are_told_apart_by_their_tag() {
    let blocks = vec![
        SlackSendMessageBlocksItem::Section { text: "Hi".to_owned(), accessory: None },
        SlackSendMessageBlocksItem::Divider,
        SlackSendMessageBlocksItem::Image {
            image_url: "https://example.com".to_owned(),
            alt_text: Some("x".to_owned()),
        },
    ];
    let message = SlackSendMessage { blocks: Some(blocks), ..SlackSendMessage::new("general") };
    let blocks = json!([
        { "type": "section", "text": "Hi" },
        { "type": "divider" },
        { "type": "image", "image_url": "https://example.com", "alt-text": "x" },
    ]);
    assert_wire(message, json!({ "channel": "general", "blocks": blocks }));
}

#[test]
fn values_and_names_that_are_not_identifiers_are_sent_as_they_are() {
    let reaction = GithubCreateReaction::new(1, GithubCreateReactionContent::Plus1);
    assert_wire(reaction, json!({ "issue_number": 1, "content": "+1" }));
    let names = Tool21riskList {
        filter: Some("a".to_owned()),
        user_id: Some("b".to_owned()),
        type_: Some("c".to_owned()),
        _2fa: Some(true),
        argument: Some("d".to_owned()),
        ..Default::default()
    };
    assert_wire(names, json!({ "$filter": "a", "user-id": "b", "type": "c", "2fa": true, "": "d" }));
    let clash = CaseClash { user_id: Some("a".to_owned()), user_id_2: Some("b".to_owned()) };
    assert_wire(clash, json!({ "user_id": "a", "userId": "b" }));
}

#[test]
fn a_type_can_contain_itself() {
    let inner = NotionCreatePageBlock::new(NotionCreatePageKind::ToDo);
    let block = NotionCreatePageBlock {
        next: Some(Box::new(inner.clone())),
        children: Some(vec![inner]),
        ..NotionCreatePageBlock::new(NotionCreatePageKind::Quote)
    };
    let parent = NotionCreatePageParent::PageParent(NotionCreatePagePageParent::new("p1"));
    let page = NotionCreatePage { children: Some(vec![block]), ..NotionCreatePage::new(parent) };
    let blocks = json!([{ "kind": "quote", "next": { "kind": "to_do" }, "children": [{ "kind": "to_do" }] }]);
    assert_wire(page, json!({ "parent": { "page_id": "p1" }, "children": blocks }));
}

#[test]
fn what_has_no_type_is_a_json_value() {
    let values = CaseMalformed { text: Some(json!([1])), ..CaseMalformed::new(json!("x")) };
    assert_wire(values, json!({ "missing_one": "x", "text": [1] }));
    let others = CaseExtra { extra: [("b".to_owned(), 1)].into(), ..CaseExtra::new("x") };
    assert_wire(others, json!({ "a": "x", "b": 1 }));
    // A required argument that can be `null` is sent.
    assert_wire(CaseOptional::new(None), json!({ "required_null": null }));
    let object = serde_json::Map::from_iter([("a".to_owned(), json!(1))]);
    assert_wire(CaseNoProperties(object), json!({ "a": 1 }));
}
