//! The table of a toolkit's tools: turns a slug and unchecked arguments into a typed call.

use std::future::Future;

use schemars::{JsonSchema, SchemaGenerator, generate::SchemaSettings};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};
use tool_router_core::{config::Tag, json_words};
use url::Url;

use super::rest::RestApi;
use crate::{BoxFuture, ToolCall, ToolDefinition, ToolError};

/// One tool: a struct of its arguments, whose doc comment is the description for the agent.
pub(super) trait Tool: DeserializeOwned + JsonSchema + Send + 'static {
    /// The slug in upper case.
    const SLUG: &'static str;
    /// The display name.
    const NAME: &'static str;
    /// What it does.
    const TAGS: &'static [Tag];
    /// OAuth scopes, any one of which is enough.
    const SCOPES: &'static [&'static str];
    /// The result.
    type Output: Serialize + JsonSchema;

    /// Runs the tool.
    fn run(self, api: &RestApi<'_>) -> impl Future<Output = Result<Self::Output, ToolError>> + Send;
}

type Runner = for<'a> fn(&'a Map<String, Value>, RestApi<'a>) -> BoxFuture<'a, Result<Value, ToolError>>;

/// The tools of one toolkit.
#[derive(Default)]
pub(super) struct ToolTable {
    definitions: Vec<ToolDefinition>,
    runners: Vec<Runner>,
}

impl ToolTable {
    /// Adds a tool.
    pub(super) fn with<T: Tool>(mut self) -> Self {
        let mut input = schema_of::<T>();
        let description = input.as_object_mut().and_then(|schema| {
            schema.remove("title");
            schema.remove("description")
        });
        let description = description.as_ref().and_then(Value::as_str).unwrap_or_default();
        self.definitions.push(
            ToolDefinition::new(T::SLUG, T::NAME, description, input)
                .output_schema(schema_of::<T::Output>())
                .tags(T::TAGS.iter().copied())
                .scopes(T::SCOPES.iter().copied()),
        );
        self.runners.push(run::<T>);
        self
    }

    /// The definitions of the tools, in the order in which they were added.
    pub(super) fn definitions(&self) -> &[ToolDefinition] {
        &self.definitions
    }

    /// Runs the tool that `call` names against the API at `base_url`.
    pub(super) fn execute<'a>(
        &'a self,
        base_url: &'a Url,
        call: ToolCall<'a>,
    ) -> BoxFuture<'a, Result<Value, ToolError>> {
        let named = self.definitions.iter().position(|definition| definition.slug == call.tool);
        match named.and_then(|index| self.runners.get(index)) {
            Some(runner) => runner(call.arguments, RestApi::new(base_url, call.caller).with_arguments(call.arguments)),
            None => Box::pin(std::future::ready(Err(ToolError::UnknownTool(call.tool.to_owned())))),
        }
    }
}

fn run<'a, T: Tool>(arguments: &'a Map<String, Value>, api: RestApi<'a>) -> BoxFuture<'a, Result<Value, ToolError>> {
    Box::pin(async move {
        let output = parse::<T>(arguments)?.run(&api).await?;
        serde_json::to_value(output).map_err(|error| ToolError::InvalidResponse(error.to_string()))
    })
}

/// Parses arguments. Models send `null` for "not given", so a `null` selects the argument's default. They also send numbers, lists
/// and the like as the text of their JSON, which is read where text does not fit.
fn parse<T: DeserializeOwned>(arguments: &Map<String, Value>) -> Result<T, ToolError> {
    let mut given: Map<String, Value> = arguments
        .iter()
        .filter(|(_, value)| !value.is_null())
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    loop {
        let error = match serde_path_to_error::deserialize(Value::Object(given.clone())) {
            Ok(parsed) => return Ok(parsed),
            Err(error) => error,
        };
        let path = error.path().to_string();
        let text = given.get(&path).and_then(Value::as_str);
        match text.and_then(|text| serde_json::from_str(text).ok()) {
            // What it is read as is not text, so that this comes to an end.
            Some(value) if !matches!(value, Value::String(_) | Value::Null) => given.insert(path, value),
            _ => return Err(ToolError::InvalidArguments(said(&path, error.inner()))),
        };
    }
}

/// What is wrong with the argument at `path`, in the words of JSON.
fn said(path: &str, error: &serde_json::Error) -> String {
    let reason = json_words(error);
    // At the root the path is a lone dot, and the reason names the argument itself.
    if path == "." { reason } else { format!("`{path}`: {reason}") }
}

/// The schema of `T` without references, which not all models' tool calling APIs follow.
fn schema_of<T: JsonSchema>() -> Value {
    let mut generator = SchemaGenerator::new(SchemaSettings::draft2020_12().with(|settings| {
        settings.inline_subschemas = true;
        settings.meta_schema = None;
    }));
    generator.root_schema_for::<T>().to_value()
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use serde_json::json;
    use tool_router_test_support::http;

    use super::*;
    use crate::Caller;

    /// Says a word several times.
    #[derive(Deserialize, JsonSchema)]
    #[serde(deny_unknown_fields)]
    struct Echo {
        /// What to say.
        word: String,
        #[serde(default)]
        times: u8,
    }

    impl Tool for Echo {
        const SLUG: &'static str = "TEST_ECHO";
        const NAME: &'static str = "Echo";
        const TAGS: &'static [Tag] = &[Tag::ReadOnly];
        const SCOPES: &'static [&'static str] = &[];
        type Output = Value;

        async fn run(self, _api: &RestApi<'_>) -> Result<Value, ToolError> {
            Ok(json!({ "said": self.word.repeat(self.times.into()) }))
        }
    }

    async fn call(tool: &str, arguments: Value) -> Result<Value, ToolError> {
        let table = ToolTable::default().with::<Echo>();
        let base = Url::parse("http://127.0.0.1:1").expect("a URL");
        let http = http::client().expect("a client");
        let arguments = arguments.as_object().cloned().unwrap_or_default();
        table.execute(&base, ToolCall::new(tool, &arguments, Caller::anonymous(&http))).await
    }

    #[tokio::test]
    async fn the_named_tool_runs_with_its_arguments_parsed() {
        let said = call("TEST_ECHO", json!({ "word": "hi", "times": 2 })).await;
        assert_eq!(said, Ok(json!({ "said": "hihi" })));
    }

    #[tokio::test]
    async fn null_stands_for_the_default() {
        assert_eq!(call("TEST_ECHO", json!({ "word": "hi", "times": null })).await, Ok(json!({ "said": "" })));
    }

    #[tokio::test]
    async fn a_number_can_be_text() {
        let said = call("TEST_ECHO", json!({ "word": "7", "times": "2" })).await;
        assert_eq!(said, Ok(json!({ "said": "77" })), "text stays text where it fits");
        for wrong in [json!("two"), json!("2.5"), json!("[2]"), json!("\"2\""), json!("null"), json!(2.5), json!([2])] {
            let error = call("TEST_ECHO", json!({ "word": "hi", "times": wrong })).await.unwrap_err().to_string();
            assert!(error.contains("`times`") && error.contains("expected a whole number"), "{wrong}: {error}");
        }
    }

    #[tokio::test]
    async fn an_error_says_which_argument_is_wrong() {
        let wrong_type = call("TEST_ECHO", json!({ "word": "hi", "times": "two" })).await.unwrap_err().to_string();
        assert!(wrong_type.contains("`times`") && wrong_type.contains("a whole number"), "{wrong_type}");
        let missing = call("TEST_ECHO", json!({})).await.unwrap_err().to_string();
        assert!(missing.contains("`word`"), "{missing}");
        let unknown = call("TEST_ECHO", json!({ "word": "hi", "loud": true })).await.unwrap_err().to_string();
        assert!(unknown.contains("loud"), "{unknown}");
    }

    #[tokio::test]
    async fn an_unknown_tool_is_refused() {
        assert_eq!(call("TEST_SHOUT", json!({})).await, Err(ToolError::UnknownTool("TEST_SHOUT".into())));
    }

    #[test]
    fn description_and_schema_come_from_the_struct() {
        let table = ToolTable::default().with::<Echo>();
        let [echo] = table.definitions() else { panic!("one tool") };
        assert_eq!(echo.description, "Says a word several times.");
        assert_eq!(echo.input_schema["properties"]["word"]["description"], "What to say.");
        assert_eq!(echo.input_schema["required"], json!(["word"]));
        assert_eq!(echo.input_schema["additionalProperties"], json!(false));
    }
}
