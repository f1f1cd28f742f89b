//! What MIGRATING.md says to write now, row by row. It only has to compile, and is never run.
#![allow(dead_code, unused_variables)]

use std::collections::BTreeSet;
use std::error::Error as _;
use std::future::IntoFuture;
use std::time::Duration;

use serde_json::Value;
use tool_router::accounts::ConnectedAccountsRequest;
use tool_router::builder::{RunTimeParts, Settled};
use tool_router::config::{Map, SessionConfig};
use tool_router::custom::CustomTools;
use tool_router::error::{ApiError, Interrupted, MissingConnection};
use tool_router::local::{Caller, LocalRouter, SandboxProvider};
use tool_router::model::{MalformedCall, ReplyError, ToolCalls, ToolList};
use tool_router::session::{AnySession, MetaTool, Opening, Setting, ToolInfo, UseCase};
use tool_router::{
    AuthLink, CanAuthorize, CanManage, ConnectionStatus, Creatable, Error, Execution, Session, SessionId, SessionSpec,
    ToolArguments, ToolRouter, tool_router_session,
};

#[tool_router_session(toolkits = ["gmail", "slack"], mcp)]
struct InboxAgent;

type Inbox = Session<InboxAgent>;

/// "Sessions".
async fn sessions<A: ToolArguments<InboxAgent>>(
    router: ToolRouter,
    session: Inbox,
    any: AnySession,
    link: AuthLink,
    (id, tools, arguments, outcome, items): (SessionId, CustomTools, A, Execution, ConnectedAccountsRequest),
) -> Result<(), Error> {
    let attached: Inbox = router.retrieve::<InboxAgent>(id).custom_tools(tools).await?;
    session.execute_typed(arguments).await?.into_typed::<Value>()?;
    let session: Inbox = session.update().without([InboxAgent::SLACK]).await?;
    let session: Inbox = session.refresh().await?;
    link.wait().at_most(Duration::from_secs(60)).await?;
    let all: Vec<_> = items.await?;
    session.search(UseCase::new("send a mail").known_fields("recipient:ada@example.com")).await?;
    let list: ToolList = session.tools().await?;
    let tools: Vec<ToolInfo> = list.iter().cloned().collect();
    let id: &SessionId = any.id();
    Ok(())
}

/// "Declarations and builders".
fn declarations(set: &BTreeSet<String>) {
    let config: &SessionConfig = InboxAgent::config();
    let manifest = InboxAgent::manifest();
    let (name, module, policies) = (manifest.agent, manifest.module, &manifest.policies);
    let (mcp, wait) = (manifest.mcp, manifest.wait);
    let empty: [&str; 0] = [];
    let nothing = InboxAgent::session("ada").only(empty);
    let iterated = InboxAgent::session("ada").only(set.iter());
    let map: Map<Value> = Map::new(Vec::new().into());
    let config = SessionConfig::DEFAULT.with_toolkits(config.toolkits.clone());
    let settings = [Setting::Permissions, Setting::LinkUrl];
}

/// A part of what a declaration leaves to run time.
fn parts<S: SessionSpec<AtRunTime: RunTimeParts<Callback = Settled>>>(
    callback: <S::AtRunTime as RunTimeParts>::Callback,
) -> Settled {
    callback
}

/// The types and the bounds.
fn bounds<'a, S: Creatable + CanAuthorize + CanManage>(_: Settled, opening: Opening<'a, S>) -> Opening<'a, S>
where
    Opening<'a, S>: IntoFuture,
{
    opening
}

/// "Errors".
fn errors(error: &Error, api: &ApiError, interrupted: &Interrupted, connection: &MissingConnection) {
    let methods = (api.status(), api.message(), interrupted.delivery(), connection.toolkit());
    if let Error::WaitTimedOut { missing, .. } = error {
        let missing: &Vec<MissingConnection> = missing;
    }
    let texts = (error.to_string(), error.source(), error.help(), format!("{error:?}"));
    let known = |status: ConnectionStatus, tool: MetaTool| (status.is_known(), tool.is_known(), tool.as_str().len());
}

fn replies(reply: &Value) -> Result<ToolCalls, MalformedCall> {
    match ToolCalls::openai(reply) {
        Ok(calls) => Ok(calls),
        Err(ReplyError::Malformed(error)) => Err(error),
        Err(error) => panic!("{error}: {:?}", error.for_model()),
    }
}

/// "The embedded router, features and TLS".
async fn embedded(local: LocalRouter, sandbox: SandboxProvider, caller: Caller<'_>) -> Result<ToolRouter, Error> {
    let token: Option<&str> = caller.access_token();
    drop(sandbox.spawn().await);
    ToolRouter::embedded(local)
}
