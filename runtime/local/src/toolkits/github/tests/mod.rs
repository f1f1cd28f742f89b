//! The descriptions of the tools, and every tool against the sandbox provider over real HTTP.

mod changes;
mod issues;
mod refusals;
mod repositories;

use base64::prelude::{BASE64_STANDARD, Engine};
use serde_json::{Value, json};
use tool_router_core::config::Tag;

use super::SCOPES;
use crate::{
    GitHub, LocalToolkit, ToolError,
    sandbox::test_support::{Fixture, builder},
    toolkits::test_support::{Agent, INES, MAYA, TOMAS, explains_itself, tagged, upstream},
};

impl Agent<'_> {
    /// Calls a tool about `maya/checkout`.
    async fn try_at(&self, tool: &str, mut arguments: Value) -> Result<Value, ToolError> {
        arguments["owner"] = "maya".into();
        arguments["repo"] = "checkout".into();
        self.try_call(tool, arguments).await
    }

    async fn at(&self, tool: &str, arguments: Value) -> Value {
        self.try_at(tool, arguments).await.unwrap_or_else(|error| panic!("{tool}: {error}"))
    }
}

fn all<'v>(page: &'v Value, list: &str, field: &str) -> Vec<&'v str> {
    page[list].as_array().expect("a list").iter().map(|item| item[field].as_str().expect("a text")).collect()
}

fn numbers(page: &Value, list: &str) -> Vec<u64> {
    page[list].as_array().expect("a list").iter().map(|item| item["number"].as_u64().expect("a number")).collect()
}

fn text_of(file: &Value) -> String {
    let encoded = file["content"]["content"].as_str().expect("a content").replace('\n', "");
    String::from_utf8(BASE64_STANDARD.decode(encoded).expect("base64")).expect("UTF-8")
}

#[test]
fn every_tool_explains_itself_and_its_arguments() {
    let github = GitHub::builder("client").build();
    assert_eq!(github.tools().len(), 36);
    explains_itself(&github);
    for tool in github.tools() {
        let is_asked_for = |scope: &String| SCOPES.contains(&scope.as_str());
        assert!(tool.scopes.iter().any(is_asked_for), "{}: users are not asked for any of its scopes", tool.slug);
    }
}

#[test]
fn tools_are_tagged_by_what_they_do() {
    let github = GitHub::builder("client").build();
    assert_eq!(
        tagged(&github, Tag::Destructive),
        [
            "GITHUB_UNSTAR_REPOSITORY",
            "GITHUB_DELETE_A_FILE",
            "GITHUB_DELETE_ISSUE_COMMENT",
            "GITHUB_MERGE_A_PULL_REQUEST",
        ]
    );
    assert_eq!(
        tagged(&github, Tag::Create),
        [
            "GITHUB_CREATE_A_REPOSITORY_FOR_THE_AUTHENTICATED_USER",
            "GITHUB_CREATE_A_REFERENCE",
            "GITHUB_CREATE_OR_UPDATE_FILE_CONTENTS",
            "GITHUB_CREATE_AN_ISSUE",
            "GITHUB_CREATE_AN_ISSUE_COMMENT",
            "GITHUB_CREATE_A_PULL_REQUEST",
            "GITHUB_CREATE_A_REVIEW_FOR_A_PULL_REQUEST",
        ]
    );
    assert_eq!(tagged(&github, Tag::Update).len(), 6);
    assert_eq!(tagged(&github, Tag::ReadOnly).len(), 36 - 4 - 7 - 5);
}

#[test]
fn the_secret_stays_out_of_debug() {
    let builder = GitHub::builder("client").client_secret("s3cret");
    assert!(!format!("{builder:?} {:?}", builder.clone().build()).contains("s3cret"));
}
