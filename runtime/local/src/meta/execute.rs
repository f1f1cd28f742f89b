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
    execute::{Call, DECLINED, Failure, Outcome, Prepared, Ran, Settled, UserReply, settle},
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
    for Item { tool_slug: slug, arguments, account } in &items {
        let item = match MetaTool::from_slug(slug) {
            Some(meta) => Err(ApiError::refused(format!("{} is called by itself", meta.slug()))),
            None => Prepared::new(app, session, slug, account.as_deref()).await,
        };
        // A fault of the router is not the item's failure.
        prepared.push(match item {
            Err(error) if error.status.is_server_error() => return Err(error),
            Err(error) => {
                app.script.refused(session, slug, arguments, &error);
                Err(said(&error))
            }
            Ok(item) => Ok(item),
        });
    }
    let accounts: Vec<_> = prepared.iter().map(|item| item.as_ref().ok()?.account()).collect();
    let call = Call::new(session, &MetaTool::MultiExecute.slug(), &arguments, &accounts);
    let question = |(index, item): (usize, &Result<Prepared<'_>, String>)| {
        item.as_ref().ok()?.question(question_id(index), &items[index].arguments)
    };
    let questions = prepared.iter().enumerate().filter_map(question).collect();
    let declined = match settle(app, call, questions, reply).await? {
        Settled::Ask(ask) => {
            for (prepared, item) in prepared.iter().zip(&items) {
                if let Ok(prepared) = prepared {
                    app.script.asked(session, prepared.slug(), &item.arguments);
                }
            }
            return Ok(Outcome::input_required(ask)?);
        }
        Settled::Answered { declined } => declined,
    };
    let runs = prepared.iter().zip(&items).enumerate().map(|(index, (prepared, item))| {
        let is_declined = declined.contains(&question_id(index));
        async move {
            match prepared {
                Ok(prepared) if is_declined => {
                    app.script.declined(session, prepared.slug(), &item.arguments);
                    not_run(DECLINED)
                }
                Ok(prepared) => prepared.run(&item.arguments).await,
                Err(error) => not_run(error),
            }
        }
    });
    let runs = join_all(runs).await;
    let found = runs.iter().filter_map(|run| run.hook_results.as_ref()).flatten().cloned().collect();
    let hook_results = (!session.config.hooks.is_empty()).then_some(found);
    Ok(Outcome::completed(report(&items, &runs))?.with_hooks(hook_results))
}

fn not_run(why: &str) -> Ran {
    Ran { result: Err(Failure::Tool(why.to_owned())), hook_results: None }
}

fn question_id(index: usize) -> String {
    format!("approval_{index}")
}

fn report(items: &[Item], runs: &[Ran]) -> Value {
    let success_count = runs.iter().filter(|run| run.result.is_ok()).count();
    json!({
        "results": items.iter().zip(runs).enumerate().map(described).collect::<Vec<_>>(),
        "total_count": runs.len(),
        "success_count": success_count,
        "error_count": runs.len() - success_count,
    })
}

fn described((index, (item, run)): (usize, (&Item, &Ran))) -> Value {
    let mut described = match &run.result {
        Ok(data) => json!({
            "tool_slug": item.tool_slug,
            "index": index,
            "response": { "successful": true, "data": data, "error": null },
        }),
        Err(failure) => json!({
            "tool_slug": item.tool_slug,
            "index": index,
            "response": { "successful": false, "data": {}, "error": failure.message() },
            "error": failure.message(),
        }),
    };
    if let Err(Failure::Blocked(blocked)) = &run.result {
        described["result_type"] = "blocked".into();
        described["block_reason"] = json!(blocked.reason);
    }
    if let Some(results) = &run.hook_results {
        described["hook_results"] = json!(results);
    }
    described
}
