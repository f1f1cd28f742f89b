//! The descriptions of the tools, and every tool against the sandbox provider over real HTTP.

mod channels;
mod messages;
mod people;
mod refusals;

use serde_json::{Value, json};
use tool_router_core::config::Tag;

use super::SCOPES;
use crate::{
    LocalToolkit, Slack, ToolError,
    sandbox::test_support::{Fixture, builder},
    toolkits::test_support::{Agent, INES, MAYA, TOMAS, explains_itself, tagged, upstream},
};

impl Agent<'_> {
    /// The id of a channel.
    async fn channel(&self, name: &str) -> Value {
        let found = self.call("SLACK_FIND_CHANNELS", json!({ "query": name, "exact_match": true })).await;
        found["channels"][0]["id"].clone()
    }

    /// The messages of a channel, newest first.
    async fn history(&self, channel: &Value) -> Vec<Value> {
        let page = self.call("SLACK_FETCH_CONVERSATION_HISTORY", json!({ "channel": channel })).await;
        page["messages"].as_array().cloned().expect("messages")
    }
}

fn texts(page: &Value) -> Vec<&str> {
    page["messages"].as_array().into_iter().flatten().filter_map(|message| message["text"].as_str()).collect()
}

fn names(page: &Value) -> Vec<&str> {
    page["channels"].as_array().into_iter().flatten().filter_map(|channel| channel["name"].as_str()).collect()
}

#[test]
fn every_tool_explains_itself_and_its_arguments() {
    let slack = Slack::builder("client").build();
    assert_eq!(slack.tools().len(), 21);
    explains_itself(&slack);
    for tool in slack.tools() {
        let is_asked_for = |scope: &String| SCOPES.contains(&scope.as_str());
        assert!(tool.scopes.iter().all(is_asked_for), "{}: users are not asked for its scopes", tool.slug);
    }
}

#[test]
fn tools_are_tagged_by_what_they_do() {
    let slack = Slack::builder("client").build();
    assert_eq!(
        tagged(&slack, Tag::Destructive),
        ["SLACK_DELETES_A_MESSAGE_FROM_A_CHAT", "SLACK_REMOVE_REACTION_FROM_ITEM"]
    );
    assert_eq!(
        tagged(&slack, Tag::Create),
        [
            "SLACK_OPEN_DM",
            "SLACK_SEND_MESSAGE",
            "SLACK_ADD_REACTION_TO_AN_ITEM",
            "SLACK_UPLOAD_OR_CREATE_A_FILE_IN_SLACK",
        ]
    );
    assert_eq!(tagged(&slack, Tag::Update), ["SLACK_UPDATES_A_SLACK_MESSAGE"]);
    assert_eq!(tagged(&slack, Tag::ReadOnly).len(), 21 - 7);
}

#[test]
fn the_secret_stays_out_of_debug() {
    let builder = Slack::builder("client").client_secret("s3cret");
    assert!(!format!("{builder:?} {:?}", builder.clone().build()).contains("s3cret"));
}
