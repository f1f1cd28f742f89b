//! The schemas that the types are made from are those of the embedded router.

use std::{fs, path::Path};

use serde_json::{Value, json};
use tool_router::local::{Gmail, LocalToolkit};

#[test]
fn the_schemas_are_those_of_the_embedded_router() {
    let gmail = Gmail::builder("client").build();
    let tools: Vec<Value> = gmail
        .tools()
        .iter()
        .map(|tool| json!({ "slug": tool.slug, "description": tool.description, "input": tool.input_schema }))
        .collect();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../macros/src/typed_tools/tests/gmail.json");
    if std::env::var_os("TYPED_TOOLS").is_some_and(|mode| mode == "overwrite") {
        fs::write(&path, format!("{:#}\n", Value::from(tools.clone()))).unwrap();
    }
    let known: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    assert_eq!(
        known,
        Value::from(tools),
        "`TYPED_TOOLS=overwrite cargo test -p tool-router-tests --test typed` writes it anew"
    );
}
