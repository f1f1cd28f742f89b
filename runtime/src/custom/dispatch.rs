use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::{Batch, Registry, ToolContext};
use crate::error::Error;
use crate::session::{Call, Completed, Execution, Failed, Live, MetaTool};

/// Runs a call where its tools are: here, at the router, or both for a call of several tools.
pub(crate) async fn execute(live: &Arc<Live>, mut call: Call) -> Result<Execution, Error> {
    if let Some(batch) = call.batch.take() {
        // The user has answered, so the local part has run already.
        return Ok(batch.merge(live.send(call).await));
    }
    if let Some(definition) = live.custom.find(call.tool.slug()) {
        let local = Local { definition, arguments: call.arguments.into() };
        return Ok(outcome(local.run(live).await));
    }
    if call.tool.slug() == MetaTool::MultiExecute.as_str()
        && let Some(split) = Split::new(&live.custom, &call.arguments)
    {
        return Ok(split.run(live, call).await);
    }
    live.send(call).await
}

fn outcome(result: Result<Value, String>) -> Execution {
    match result {
        Ok(data) => Execution::Completed(Completed::new(data)),
        Err(error) => Execution::Failed(Failed { data: json!({}), ..Failed::new(error) }),
    }
}

/// A call of a custom tool.
struct Local<'a> {
    definition: &'a super::definition::Definition,
    arguments: Value,
}

impl Local<'_> {
    async fn run(self, live: &Arc<Live>) -> Result<Value, String> {
        let context = ToolContext::new(Arc::clone(live), self.definition.extends_toolkit);
        #[cfg(feature = "testing")]
        let recorded = crate::testing::CustomCall::begin(live, self.definition.slug, &self.arguments);
        let result = self.definition.tool.run(self.arguments, context).await;
        #[cfg(feature = "testing")]
        recorded.end(&result);
        result
    }
}

/// A call of several tools, some of which run here.
struct Split<'a> {
    slugs: Vec<String>,
    local: Vec<(usize, Local<'a>)>,
    remote: Vec<Value>,
}

impl<'a> Split<'a> {
    /// Returns `None` if no tool runs here.
    fn new(registry: &'a Registry, arguments: &Map<String, Value>) -> Option<Self> {
        let tools = arguments.get("tools")?.as_array()?;
        let mut split = Self { slugs: Vec::new(), local: Vec::new(), remote: Vec::new() };
        for (index, tool) in tools.iter().enumerate() {
            let slug = tool["tool_slug"].as_str().unwrap_or_default();
            split.slugs.push(slug.to_owned());
            match registry.find(slug) {
                Some(definition) => {
                    let arguments = if tool["arguments"].is_null() { json!({}) } else { tool["arguments"].clone() };
                    split.local.push((index, Local { definition, arguments }));
                }
                None => split.remote.push(tool.clone()),
            }
        }
        (!split.local.is_empty()).then_some(split)
    }

    async fn run(self, live: &Arc<Live>, mut call: Call) -> Execution {
        let Self { slugs, local, remote } = self;
        let locals = local.into_iter().map(|(index, local)| async move { (index, local.run(live).await) });
        let locals = futures_util::future::join_all(locals);
        if remote.is_empty() {
            return Batch::new(slugs, locals.await).report();
        }
        call.arguments.insert("tools".to_owned(), remote.into());
        let (locals, answer) = futures_util::future::join(locals, live.send(call)).await;
        Batch::new(slugs, locals).merge(answer)
    }
}
