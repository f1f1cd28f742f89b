//! What is told of tools that fail.

use std::collections::BTreeMap;
use std::convert::Infallible;

use serde_json::json;

use super::executing::{attached, custom};
use crate::model::ToolCall;
use crate::session::Execution;
use crate::session::tests::server;
use crate::test_support::Traced;

/// Takes some.
#[crate::custom_tool]
async fn take(several: Vec<u8>, half: Option<f64>) -> Result<usize, Infallible> {
    let _ = half;
    Ok(several.len())
}

#[tokio::test]
async fn failures_and_panics_are_told() {
    let server = server().await;
    let session = attached(&server, custom().tool(Take)).await;
    for (tool, arguments, says) in [
        ("GO_WRONG", json!({ "panics": false }), "it went wrong"),
        ("GO_WRONG", json!({ "panics": true }), "the tool failed"),
        (
            "GO_WRONG",
            json!({ "panics": "no" }),
            "Error in arguments.panics: invalid type: string \"no\", expected a boolean",
        ),
        ("GREP", json!({}), "Error in arguments: missing field `pattern`"),
        ("GREP", json!({ "pattern": "x", "patern": "y" }), "unknown field `patern`"),
        ("GREP", json!({ "pattern": {} }), "Error in arguments.pattern: invalid type: object, expected a string"),
        ("TAKE", json!({ "several": 3 }), "Error in arguments.several: invalid type: integer `3`, expected a list"),
        (
            "TAKE",
            json!({ "several": [300] }),
            "Error in arguments.several[0]: invalid value: integer `300`, expected a whole number from 0 to 255",
        ),
    ] {
        match session.execute_named(tool, &arguments).await.unwrap() {
            Execution::Failed(failed) => {
                let error = failed.error.as_ref().unwrap();
                assert!(error.contains(says) && !error.contains("too far"), "{failed:?}");
            }
            other => panic!("{tool} {arguments} came to {other:?}"),
        }
    }
}

#[tokio::test]
async fn a_whole_number_may_be_written_with_a_point() {
    let server = server().await;
    let session = attached(&server, custom().tool(Take)).await;
    let run = async |arguments| session.run(ToolCall::new("TAKE", arguments)).await.unwrap();
    for arguments in [
        json!({ "several": [1.0, 2] }),
        json!({ "several": [1, 2], "half": 2.0 }),
        json!({ "several": [1.0, 2.0], "half": 0.5 }),
    ] {
        assert_eq!(run(arguments.clone()).await.text(), "2", "{arguments}");
    }
    for wrong in [1.5, -1.0, 256.0, 1e23] {
        let answer = run(json!({ "several": [wrong] })).await;
        assert!(answer.text().ends_with("expected a whole number from 0 to 255"), "{}", answer.text());
    }
}

#[tokio::test]
async fn what_a_panic_says_is_for_the_log_alone() {
    let traced = Traced::default();
    let _listening = traced.listen();
    let server = server().await;
    let session = attached(&server, custom()).await;
    let answer = session.run(ToolCall::new("LOCAL_GO_WRONG", json!({ "panics": true }))).await.unwrap();
    assert!(answer.is_error());
    assert_eq!(answer.text(), "the tool failed");
    let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(
        traced.events(),
        [BTreeMap::from([
            field("level", "ERROR"),
            field("message", "a custom tool panicked"),
            field("gen_ai.tool.name", "GO_WRONG"),
            field("exception.message", "it went too far"),
        ])]
    );
    assert!(!format!("{:?}", traced.spans()).contains("too far"));
}
