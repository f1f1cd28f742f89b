//! `COMPOSIO_MULTI_EXECUTE_TOOL`

use futures_util::future::join_all;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use tool_router_core::config::Tag;
use tool_router_core::limits::MAX_TOOLS_AT_ONCE;

use super::{Context, MetaTool, read, said, schema};
use crate::{
    api_error::ApiError,
    execute::{Call, DECLINED, Outcome, Prepared, Settled, UserReply, settle},
    json_text,
    toolkit::ToolDefinition,
};

#[derive(Debug, Deserialize, JsonSchema)]
struct Arguments {
    /// The calls. They run at the same time, so none may need another's result.
    #[serde(deserialize_with = "json_text::or_text")]
    #[schemars(length(min = 1, max = MAX_TOOLS_AT_ONCE))]
    tools: Vec<Item>,
    /// Has no effect: this router has no workbench.
    #[serde(default)]
    #[allow(dead_code, reason = "callers of the hosted router have to send it")]
    sync_response_to_workbench: bool,
}

#[derive(Debug, Deserialize, JsonSchema)]
struct Item {
    /// The tool's slug, as a search returned it.
    tool_slug: String,
    /// Arguments that fit the tool's input schema.
    #[serde(default, deserialize_with = "json_text::arguments")]
    arguments: Map<String, Value>,
    /// The account's id or alias, if several are connected.
    #[serde(default)]
    account: Option<String>,
}

pub(super) fn definition() -> ToolDefinition {
    ToolDefinition::new(
        MetaTool::MultiExecute.slug(),
        "Run tools",
        format!(
            "Runs up to {MAX_TOOLS_AT_ONCE} tools at the same time and returns the result of each. Find the tools with \
             COMPOSIO_SEARCH_TOOLS first."
        ),
        schema::<Arguments>(),
    )
    .tags([Tag::Destructive, Tag::OpenWorld])
}

pub(super) async fn run(
    context: Context<'_>,
    arguments: Map<String, Value>,
    reply: &UserReply,
) -> Result<Outcome, ApiError> {
    let Context { app, session, .. } = context;
    let items = match read::<Arguments>(arguments.clone()) {
        Ok(Arguments { tools, .. }) if (1..=MAX_TOOLS_AT_ONCE).contains(&tools.len()) => tools,
        Ok(_) => {
            let error = format!("Error in arguments.tools: expected 1 to {MAX_TOOLS_AT_ONCE} tools");
            return Ok(Outcome::failed(error)?);
        }
        Err(error) => return Ok(Outcome::failed(said(&error))?),
    };
    let mut prepared = Vec::new();
    for item in &items {
        let item = match MetaTool::from_slug(&item.tool_slug) {
            Some(meta) => Err(ApiError::refused(format!("{} is called by itself", meta.slug()))),
            None => Prepared::new(app, session, &item.tool_slug, item.account.as_deref()).await,
        };
        // A fault of the router is not the item's failure.
        prepared.push(match item {
            Err(error) if error.status.is_server_error() => return Err(error),
            item => item.map_err(|error| said(&error)),
        });
    }
    let accounts: Vec<_> = prepared.iter().map(|item| item.as_ref().ok()?.account()).collect();
    let call = Call::new(session, &MetaTool::MultiExecute.slug(), &arguments, &accounts);
    let question = |(index, item): (usize, &Result<Prepared<'_>, String>)| {
        item.as_ref().ok()?.question(question_id(index), &items[index].arguments)
    };
    let questions = prepared.iter().enumerate().filter_map(question).collect();
    let declined = match settle(app, call, questions, reply).await? {
        Settled::Ask(ask) => return Ok(Outcome::input_required(ask)?),
        Settled::Answered { declined } => declined,
    };
    let runs = prepared.iter().zip(&items).enumerate().map(|(index, (prepared, item))| {
        let is_declined = declined.contains(&question_id(index));
        async move {
            match prepared {
                Ok(_) if is_declined => Err(DECLINED.to_owned()),
                Ok(prepared) => prepared.run(&item.arguments).await,
                Err(error) => Err(error.clone()),
            }
        }
    });
    Ok(Outcome::completed(report(&items, join_all(runs).await))?)
}

fn question_id(index: usize) -> String {
    format!("approval_{index}")
}

fn report(items: &[Item], results: Vec<Result<Value, String>>) -> Value {
    let success_count = results.iter().filter(|result| result.is_ok()).count();
    let described = |(index, (item, result)): (usize, (&Item, &Result<Value, String>))| match result {
        Ok(data) => json!({
            "tool_slug": item.tool_slug,
            "index": index,
            "response": { "successful": true, "data": data, "error": null },
        }),
        Err(error) => json!({
            "tool_slug": item.tool_slug,
            "index": index,
            "response": { "successful": false, "data": {}, "error": error },
            "error": error,
        }),
    };
    json!({
        "results": items.iter().zip(&results).enumerate().map(described).collect::<Vec<_>>(),
        "total_count": results.len(),
        "success_count": success_count,
        "error_count": results.len() - success_count,
    })
}
