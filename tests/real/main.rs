//! Sessions of real programs, found in public repositories, written as declarations: what is sent is what the original sends, with
//! the same freedom at run time; or the compiler refuses it, by a rule. There is none that cannot be said.
//!
//! `originals.jsonl` has what the originals send, with an example in place of what they decide at run time. `verdicts` has a row for
//! each, and `README.md` the same as a table.

mod chosen;
mod fixed;
mod mended;
mod router;
mod supplied;
mod verdicts;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;
use tool_router::ToolRouter;

use self::router::Recorder;
use self::verdicts::{ROWS, Row, Verdict, run};

#[derive(Deserialize)]
struct Original {
    program: String,
    language: String,
    note: String,
    /// The bodies of the requests that create its sessions.
    bodies: Vec<Value>,
}

fn originals() -> Vec<Original> {
    let lines = include_str!("originals.jsonl").lines();
    lines.map(|line| serde_json::from_str(line).expect("an original")).collect()
}

/// As RFC 7396 has it.
fn merge(target: &mut Value, patch: &Value) {
    let Value::Object(patch) = patch else {
        target.clone_from(patch);
        return;
    };
    if !target.is_object() {
        *target = Value::Object(serde_json::Map::new());
    }
    let target = target.as_object_mut().expect("an object");
    for (name, value) in patch {
        if value.is_null() {
            target.remove(name);
        } else {
            merge(target.entry(name).or_insert(Value::Null), value);
        }
    }
}

/// What ours sends: what the original sends, with the difference that the row states.
fn expected(original: &Original, row: &Row) -> Vec<Value> {
    let mut bodies = original.bodies.clone();
    if !row.differs.is_empty() {
        assert_eq!(row.differs.len(), bodies.len(), "{}: a difference for each session", row.original);
    }
    for (body, differs) in bodies.iter_mut().zip(row.differs) {
        merge(body, &serde_json::from_str(differs).expect("a merge patch"));
    }
    bodies
}

#[tokio::test]
async fn our_programs_send_what_the_originals_send_but_for_what_is_stated() {
    for (original, row) in originals().iter().zip(&ROWS) {
        let router = Recorder::start().await;
        run(row.original, &router.client()).await.unwrap_or_else(|error| panic!("{}: {error}", row.original));
        let expected = expected(original, row);
        assert_eq!(router.created().await, expected, "{}", row.original);
        assert_eq!(expected != original.bodies, !row.differs.is_empty(), "{} differs in nothing", row.original);
    }
}

#[tokio::test]
async fn the_embedded_router_takes_our_programs_as_far_as_it_has_what_they_name() {
    for row in &ROWS {
        let router = ToolRouter::local().await.expect("an embedded router");
        let Err(error) = run(row.original, &router).await else { continue };
        // It has Gmail, Slack and GitHub alone, with the bundled tools, and no account before a user connects one.
        let lacks = ["not served by this router", "is not an account of"];
        assert!(lacks.iter().any(|what| error.to_string().contains(what)), "{}: {error}", row.original);
    }
}

#[test]
fn every_original_has_one_verdict() {
    let rows: Vec<&str> = ROWS.iter().map(|row| row.original).collect();
    let originals = originals();
    assert_eq!(rows, originals.iter().map(|original| original.program.as_str()).collect::<Vec<_>>());
    assert_eq!(rows.iter().collect::<BTreeSet<_>>().len(), rows.len(), "a program stands there twice");
}

#[test]
fn what_is_refused_does_not_compile_for_the_stated_rule() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/real");
    let mut cases = BTreeSet::new();
    for row in &ROWS {
        let Verdict::Refused { rule, case } = row.verdict else { continue };
        let read =
            |kind: &str| std::fs::read_to_string(folder.join(format!("{case}.{kind}"))).expect("a compile-fail case");
        assert!(read("rs").contains(&format!("// {}\n", row.original)), "{case} is another program");
        assert!(read("stderr").contains(&format!("rule: {rule}\n")), "{case} is not refused by {rule}");
        cases.insert(format!("{case}.rs"));
    }
    let files = std::fs::read_dir(folder).expect("the cases").map(|file| file.expect("a file").file_name());
    let files = files.map(|name| name.into_string().expect("a name")).filter(|name| name.ends_with(".rs"));
    assert_eq!(cases, files.collect(), "every case belongs to a row");
}

#[test]
fn the_readme_has_the_same_table() {
    let mut table = "| program | what it is | verdict | in ours |\n| --- | --- | --- | --- |\n".to_owned();
    for (Original { program, language, note, .. }, row) in originals().iter().zip(&ROWS) {
        let verdict = match row.verdict {
            Verdict::Same if row.differs.is_empty() => "the same".to_owned(),
            Verdict::Same => "the same, written otherwise".to_owned(),
            Verdict::Refused { rule, .. } => format!("refused: `{rule}`"),
        };
        writeln!(table, "| {program} | {language}: {note} | {verdict} | {} |", row.note).expect("text");
    }
    assert!(include_str!("README.md").contains(&table), "the table of README.md should be:\n\n{table}");
}
