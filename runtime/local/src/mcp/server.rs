use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use rmcp::{
    ErrorData, RoleServer, ServerHandler,
    model::{
        CallToolRequestParams, CallToolResponse, CallToolResult, ContentBlock, Implementation, ListToolsResult,
        PaginatedRequestParams, ServerCapabilities, ServerConfig, SubscriptionFilter,
    },
    service::{NotificationContext, RequestContext, SubscriptionContext},
};
use serde_json::{Map, Value};
use tool_router_core::config::NoElicitationSupport;

use super::{
    ask::{self, Way},
    endpoints::Endpoint,
    tools,
};
use crate::{
    execute::{self, Ending, UserReply},
    meta,
    request::{Origin, stored_session},
    sessions::CustomTools,
    state::App,
    store::Session,
};

const INSTRUCTIONS: &str = "The tools of one user's Tool Router session. If COMPOSIO_SEARCH_TOOLS is listed, it finds the tools \
                            for a task, and COMPOSIO_MULTI_EXECUTE_TOOL runs them.";

/// The message for an agent, besides the denial, whose client does not support elicitation.
const CANNOT_ASK: &str = "This client cannot ask its user (it does not support elicitation): calls that need an approval are \
                          denied.";

/// Serves one session to one client.
#[derive(Clone)]
pub(super) struct Server {
    app: App,
    session_id: String,
    /// The origin that the client used for the router, which its links begin with.
    origin: Origin,
    endpoint: Arc<Endpoint>,
    /// Whether the client is told of changes already: nothing keeps it from saying more than once that it is ready.
    is_told: Arc<AtomicBool>,
}

impl Server {
    pub(super) fn new(app: App, session_id: String, origin: Origin, endpoint: Arc<Endpoint>) -> Self {
        Self { app, session_id, origin, endpoint, is_told: Arc::default() }
    }

    /// The session in its current state.
    async fn session(&self) -> Result<Session, ErrorData> {
        stored_session(&self.app, &self.session_id).await.map_err(|error| {
            if error.status.is_client_error() {
                ErrorData::invalid_request(error.message, None)
            } else {
                ErrorData::internal_error(error.message, None)
            }
        })
    }

    async fn run(
        &self,
        session: &Session,
        tool: &str,
        arguments: Map<String, Value>,
        reply: &UserReply,
    ) -> Result<Ending, ErrorData> {
        // The client's own tools run in the client.
        let custom = CustomTools::default();
        let context = meta::Context { app: &self.app, session, origin: &self.origin, custom: &custom };
        match execute::run(context, tool, arguments, None, reply).await {
            Ok(outcome) => Ok(outcome.ending()),
            // Mistakes in the call are reported to the agent.
            Err(error) if error.status.is_client_error() => Ok(Ending::Failed(meta::said(&error))),
            Err(error) => Err(ErrorData::internal_error(error.message, None)),
        }
    }
}

impl ServerHandler for Server {
    fn get_info(&self) -> ServerConfig {
        let capabilities = ServerCapabilities::builder().enable_tools().enable_tool_list_changed().build();
        ServerConfig::new(capabilities)
            .with_server_info(Implementation::new("tool-router", env!("CARGO_PKG_VERSION")))
            .with_instructions(INSTRUCTIONS)
    }

    async fn list_tools(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListToolsResult, ErrorData> {
        let session = self.session().await?;
        Ok(ListToolsResult::with_all_items(tools::list(&self.app.registered, &session.config)))
    }

    async fn call_tool(
        &self,
        request: CallToolRequestParams,
        context: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        let session = self.session().await?;
        let CallToolRequestParams { name, arguments, input_responses, request_state, .. } = request;
        if !tools::lists(&self.app.registered, &session.config, &name) {
            return Err(ErrorData::invalid_params(format!("Unknown tool: {name}"), None));
        }
        let arguments = arguments.unwrap_or_default();
        let reply = input_responses.map(|answers| UserReply::new(answers, request_state.map(Into::into)));
        let ending = self.run(&session, &name, arguments.clone(), &reply.unwrap_or_default()).await?;
        let Ending::InputRequired(ask) = ending else {
            return Ok(result(ending).into());
        };
        let reply = match Way::of(&context) {
            Way::Repeat => return Ok(ask::repeat(&ask)?.into()),
            Way::Request => ask::request(ask, &context, self.app.running.stopping()).await?,
            Way::None => {
                let fallback = session.config.experimental.no_elicitation_support_fallback;
                let allowed = fallback == Some(NoElicitationSupport::Allow);
                let reply = UserReply::of_nobody(ask, allowed);
                let mut result = result(self.run(&session, &name, arguments, &reply).await?);
                result.content.extend((!allowed).then(|| ContentBlock::text(CANNOT_ASK)));
                return Ok(result.into());
            }
        };
        // The user took some time to answer, and the session may have been narrowed since.
        let session = self.session().await?;
        Ok(result(self.run(&session, &name, arguments, &reply).await?).into())
    }

    async fn on_initialized(&self, context: NotificationContext<RoleServer>) {
        if !self.is_told.swap(true, Ordering::Relaxed) {
            self.endpoint.tell(context.peer);
        }
    }

    fn accepted_subscription_filter(&self, _: &SubscriptionFilter) -> Option<SubscriptionFilter> {
        Some(SubscriptionFilter::builder().tools_list_changed().build())
    }

    async fn listen(&self, context: SubscriptionContext) -> Result<(), ErrorData> {
        let mut changes = self.endpoint.changes();
        loop {
            tokio::select! {
                () = context.cancelled() => return Ok(()),
                () = self.endpoint.ended.cancelled() => return Ok(()),
                () = self.app.running.stopping().cancelled() => return Ok(()),
                changed = changes.changed() => {
                    if changed.is_err() || context.sink().notify_tool_list_changed().await.is_err() {
                        return Ok(());
                    }
                }
            }
        }
    }
}

fn result(ending: Ending) -> CallToolResult {
    match ending {
        Ending::Completed(data) => CallToolResult::structured(data),
        Ending::Failed(error) => CallToolResult::error(vec![ContentBlock::text(error)]),
        Ending::InputRequired(_) => {
            let again = "The session's approvals have changed in the meantime. Call the tool again.";
            CallToolResult::error(vec![ContentBlock::text(again)])
        }
    }
}
