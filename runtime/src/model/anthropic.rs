//! Anthropic's Messages: <https://platform.claude.com/docs/en/agents-and-tools/tool-use/define-tools>.
//!
//! - Names match `^[a-zA-Z0-9_-]{1,64}$`; newer models take 128 characters.
//! - Schemas: "input_schema does not support oneOf, allOf, or anyOf at the top level"
//!   (<https://github.com/anthropics/claude-code/issues/5319>), and the names of the arguments match
//!   `^[a-zA-Z0-9_.-]{1,64}$` (<https://github.com/decocms/studio/pull/6874>).
//! - Strict mode: <https://platform.claude.com/docs/en/build-with-claude/structured-outputs#json-schema-limitations>.
//!   "Schema complexity limits" there: a request has up to 20 strict tools, and these together up to 24 optional arguments and 16
//!   of several types (read in September 2026). Further limits are not given in numbers: the API refuses what it finds "too
//!   complex for compilation".

use serde_json::{Map, Value, json};

use super::answer::ToolAnswer;
use super::call::{MalformedCall, ToolCall, id, member, text};
use super::definition::{ToolDefinition, object};
use super::openai::with_items;
use super::reply::{Ending, Reply, ending};
use super::schema::{self, Schema};
use super::strict;

/// What a request may still have of strict tools.
pub(super) struct Budget {
    tools: usize,
    optional: usize,
    unions: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { tools: 20, optional: 24, unions: 16 }
    }
}

impl Budget {
    /// Takes a tool out of it, if it has as much.
    fn take(&mut self, schema: &Schema) -> bool {
        let (optional, unions) = strict::costs(schema);
        let has = self.tools >= 1 && self.optional >= optional && self.unions >= unions;
        if has {
            *self = Self { tools: self.tools - 1, optional: self.optional - optional, unions: self.unions - unions };
        }
        has
    }
}

pub(super) fn tool(tool: &ToolDefinition, budget: &mut Budget) -> Value {
    let root = with_plain_keys(schema::root(&tool.input_schema));
    let strict = tool.strict.then(|| strict::with_optional(&root)).flatten().filter(|strict| budget.take(strict));
    let is_strict = strict.is_some().then_some(Value::Bool(true));
    object([
        ("name", Some(tool.name.clone().into())),
        ("description", Some(tool.description.clone().into())),
        ("input_schema", Some(strict.unwrap_or_else(|| with_items(root)).into())),
        ("strict", is_strict),
    ])
}

/// The schema of the arguments, not strict.
pub(super) fn parameters(schema: &Value) -> Schema {
    with_items(with_plain_keys(schema::root(schema)))
}

/// Renames arguments whose names the API does not take.
fn with_plain_keys(mut root: Schema) -> Schema {
    let names = schema::renamed(schema::properties(&root).map(|(name, _)| name.as_str()));
    if names.iter().all(|(key, name)| key == name) {
        return root;
    }
    let required = schema::required(&root);
    let keys = names.iter().filter(|(_, name)| required.contains(*name)).map(|(key, _)| Value::from(key.as_str()));
    let keys: Value = keys.collect();
    let named = schema::properties(&root);
    let mut properties: Map<String, Value> = Map::new();
    for (name, property) in named {
        let key = names.iter().find(|(_, known)| *known == name).map_or(name, |(key, _)| key);
        properties.insert(key.clone(), property.clone().into());
    }
    if root.contains_key("required") {
        root.insert("required".to_owned(), keys);
    }
    root.insert("properties".to_owned(), properties.into());
    root
}

/// A block of the type `tool_use`.
pub(super) fn call(block: &Value) -> Result<ToolCall, MalformedCall> {
    let call_id = id(block, "id")?;
    Ok(ToolCall::received(Some(call_id), text(block, "name"), member(block, "input")))
}

/// Why a reply ended: <https://platform.claude.com/docs/en/build-with-claude/handling-stop-reasons>.
const ENDINGS: [(Ending, &[&str]); 5] = [
    (Ending::Whole, &["end_turn", "stop_sequence"]),
    (Ending::Calls, &["tool_use"]),
    (Ending::CutOff, &["max_tokens", "model_context_window_exceeded"]),
    (Ending::Paused, &["pause_turn", "compaction"]),
    (Ending::Refused, &["refusal"]),
];

/// A message, or the list of its blocks.
pub(super) fn reply(value: &Value) -> Reply<'_> {
    let items = if value.is_array() { Some(value) } else { member(value, "content") };
    Reply { is_known: items.is_some(), items, ending: ending(member(value, "stop_reason"), &ENDINGS) }
}

pub(super) fn is_call(block: &Value) -> bool {
    block.get("type").is_some_and(|kind| kind == "tool_use")
}

/// A block of the type `tool_result`.
pub(super) fn block(answer: &ToolAnswer) -> Value {
    object([
        ("type", Some("tool_result".into())),
        ("tool_use_id", answer.call_id().map(Value::from)),
        ("content", Some(answer.text().into())),
        ("is_error", answer.is_error().then_some(Value::Bool(true))),
    ])
}

/// The message with all results of a turn, which the API wants in one.
pub(super) fn message(blocks: Vec<Value>) -> Value {
    json!({ "role": "user", "content": blocks })
}
