//! The drawings of the ways of connecting, measured in headless Chromium: on a phone and on a desk, in light and in dark.

use serde_json::{Value, json};

use crate::program::{Program, node};

/// The drawings as the attribute's own tests have them.
const DRAWINGS: &str = include_str!("../../macros/src/flow/snapshots/tool_router_macros__flow__tests__drawings.snap");

#[tokio::test]
async fn labels_stay_between_their_lifelines_on_a_phone_and_on_a_desk() {
    // The snapshot's metadata is between two lines of dashes.
    let figures = DRAWINGS.splitn(3, "---\n").nth(2).expect("figures");
    let file = std::env::temp_dir().join(format!("tool-router-drawings-{}.html", std::process::id()));
    std::fs::write(&file, figures).expect("a temporary file");
    let mut command = node("drawings.mjs");
    command.arg(&file).args(std::env::var_os("SCREENSHOTS"));
    let line = Program::start(command).line().await;
    std::fs::remove_file(&file).expect("the file is there");

    let report: Value = serde_json::from_str(&line).expect("a line of JSON");
    assert_eq!(report["drawings"], figures.matches("<svg ").count(), "{line}");
    let none = json!([]);
    assert_eq!(report["complaints"], none, "{line}");
    assert_eq!(
        report["measured"],
        json!({ "390 light": none, "390 dark": none, "1280 light": none, "1280 dark": none }),
        "{line}"
    );
}
