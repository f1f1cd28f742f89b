//! The meta tools, with which an agent finds, runs and connects everything else.

mod execute;
mod manage_connections;
mod proxy_execute;
mod schemas;
mod search;
mod submit_feedback;
mod wait_for_connections;

use schemars::{JsonSchema, generate::SchemaSettings};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use tool_router_core::config::SessionConfig;

pub(crate) use self::search::endpoint as search_endpoint;
use super::{
    BoxFuture,
    api_error::ApiError,
    execute::{Failure, Outcome, Ran, UserReply},
    limits,
    request::{Origin, parse},
    sessions::CustomTools,
    state::App,
    store::Session,
    toolkit::ToolDefinition,
};

/// A tool of the router itself. Those that need a sandbox are not there: the router has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MetaTool {
    SearchTools,
    GetToolSchemas,
    MultiExecute,
    ManageConnections,
    WaitForConnections,
    ProxyExecute,
    SubmitFeedback,
}

/// The context of a meta tool.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    pub(crate) app: &'a App,
    pub(crate) session: &'a Session,
    pub(crate) origin: &'a Origin,
    /// The client's own tools, which are searched with the others.
    pub(crate) custom: &'a CustomTools,
}

impl MetaTool {
    const ALL: [Self; 7] = [
        Self::SearchTools,
        Self::GetToolSchemas,
        Self::MultiExecute,
        Self::ManageConnections,
        Self::WaitForConnections,
        Self::ProxyExecute,
        Self::SubmitFeedback,
    ];

    /// The wire name.
    pub(crate) fn slug(self) -> String {
        tool_router_core::MetaTool::from(self).to_string()
    }

    /// The tool with this slug, in any case.
    pub(crate) fn from_slug(slug: &str) -> Option<Self> {
        let named = tool_router_core::MetaTool::from(slug.to_owned());
        Self::ALL.into_iter().find(|tool| tool_router_core::MetaTool::from(*tool) == named)
    }

    pub(crate) fn definition(self) -> ToolDefinition {
        let definition = match self {
            Self::SearchTools => search::definition(),
            Self::GetToolSchemas => schemas::definition(),
            Self::MultiExecute => execute::definition(),
            Self::ManageConnections => manage_connections::definition(),
            Self::WaitForConnections => wait_for_connections::definition(),
            Self::ProxyExecute => proxy_execute::definition(),
            Self::SubmitFeedback => submit_feedback::definition(),
        };
        debug_assert_eq!(definition.slug, self.slug());
        definition
    }

    fn is_exposed(self, config: &SessionConfig) -> bool {
        let connections = &config.manage_connections;
        match self {
            Self::SearchTools | Self::GetToolSchemas => config.search.unwrap_or_default().enable,
            Self::MultiExecute => config.execute.unwrap_or_default().enable_multi_execute,
            Self::ManageConnections => connections.enable,
            Self::WaitForConnections => connections.enable && connections.enable_wait_for_connections == Some(true),
            Self::ProxyExecute => config.proxy_execute.is_some_and(|proxy| proxy.enable),
            Self::SubmitFeedback => config.experimental.submit_feedback.is_some_and(|feedback| feedback.enable),
        }
    }
}

impl From<MetaTool> for tool_router_core::MetaTool {
    fn from(tool: MetaTool) -> Self {
        match tool {
            MetaTool::SearchTools => Self::SearchTools,
            MetaTool::GetToolSchemas => Self::GetToolSchemas,
            MetaTool::MultiExecute => Self::MultiExecute,
            MetaTool::ManageConnections => Self::ManageConnections,
            MetaTool::WaitForConnections => Self::WaitForConnections,
            MetaTool::ProxyExecute => Self::ProxyExecute,
            MetaTool::SubmitFeedback => Self::SubmitFeedback,
        }
    }
}

/// The meta tools that the session's settings expose.
pub(crate) fn exposed(config: &SessionConfig) -> impl Iterator<Item = MetaTool> {
    MetaTool::ALL.into_iter().filter(|tool| tool.is_exposed(config))
}

/// Runs a meta tool. Wrong arguments are reported to the agent, so they are a failure of the tool and not an error.
///
/// Boxed, as a tool's run is.
pub(crate) fn run<'c>(
    context: Context<'c>,
    tool: MetaTool,
    arguments: Map<String, Value>,
    reply: &'c UserReply,
) -> BoxFuture<'c, Result<Outcome, ApiError>> {
    Box::pin(async move {
        let script = &context.app.script;
        let entry = script.begin(context.session, &tool.slug(), &arguments, None);
        let outcome = match script.instead(&tool.slug()).await {
            Some(result) => Ok(Outcome::of(Ran { result: result.map_err(Failure::Tool), hook_results: None })?),
            None => answer(context, tool, arguments, reply).await,
        };
        script.answered_with(entry, &outcome);
        outcome
    })
}

async fn answer(
    context: Context<'_>,
    tool: MetaTool,
    arguments: Map<String, Value>,
    reply: &UserReply,
) -> Result<Outcome, ApiError> {
    if !tool.is_exposed(&context.session.config) {
        let message = format!("[Session Restriction] Tool '{}' is disabled for this session", tool.slug());
        return Err(ApiError::refused(message));
    }
    let data = match tool {
        MetaTool::SearchTools => search::run(context, arguments).await,
        MetaTool::GetToolSchemas => schemas::run(context, arguments).await,
        MetaTool::MultiExecute => return execute::run(context, arguments, reply).await,
        MetaTool::ManageConnections => manage_connections::run(context, arguments).await,
        MetaTool::WaitForConnections => wait_for_connections::run(context, arguments).await,
        MetaTool::ProxyExecute => return proxy_execute::run(context, arguments, reply).await,
        MetaTool::SubmitFeedback => submit_feedback::run(context, arguments),
    };
    match data {
        Ok(data) => Ok(Outcome::completed(data)?),
        Err(error) if error.status.is_client_error() => Ok(Outcome::failed(said(&error))?),
        Err(error) => Err(error),
    }
}

/// An error as one sentence for an agent.
pub(crate) fn said(error: &ApiError) -> String {
    let mut said = match error.errors.as_slice() {
        [] => error.message.clone(),
        errors => errors.join("; "),
    };
    if let Some(fix) = &error.suggested_fix {
        said = format!("{said}. {fix}");
    }
    said
}

fn read<T: DeserializeOwned>(arguments: Map<String, Value>) -> Result<T, ApiError> {
    parse("arguments", Value::Object(arguments))
}

/// Whether an agent may name this many toolkits in one call.
fn check_toolkits(count: usize) -> Result<(), ApiError> {
    if (1..=limits::TOOLKITS_AT_ONCE).contains(&count) {
        return Ok(());
    }
    let problem = format_args!("expected 1 to {} toolkits", limits::TOOLKITS_AT_ONCE);
    Err(ApiError::invalid("arguments.toolkits", problem))
}

/// The schema of a tool's arguments, derived from the type that parses them.
fn schema<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.inline_subschemas = true;
        settings.meta_schema = None;
    });
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    // The type's own documentation is for readers of the code; the tool has its own description.
    schema.remove("title");
    schema.remove("description");
    schema.to_value()
}
