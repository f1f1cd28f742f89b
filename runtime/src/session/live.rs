use std::fmt;

use serde::{Deserialize, Serialize};
use tool_router_core::config::Understood;
use url::Url;

use super::MetaTool;
use super::resolve::Listed;
use crate::ToolRouter;
use crate::client::{Answer, Repeat, Request};
use crate::config::{Access, Experimental, SessionConfig, StoredAccess, StoredConfig};
use crate::custom::{Announcement, Named, Registry};
use crate::declaration::Fence;
use crate::error::{Error, MissingConnection};
use crate::hooks::Hooks;
use crate::ids::{SessionId, UserId};
use crate::session::Setting;

/// The header by which a router announces that it pushes changes of connections.
const PUSH: &str = "x-tool-router-push";

/// A session, independent of its agent's type: every method works on this.
#[derive(Clone)]
pub(crate) struct Live {
    pub(crate) fence: Fence,
    pub(crate) router: ToolRouter,
    pub(crate) id: SessionId,
    pub(crate) user_id: UserId,
    pub(crate) config: StoredConfig,
    pub(super) version: u64,
    /// Where MCP clients reach it, for agents whose sessions are handed to them.
    pub(super) mcp_url: Option<Url>,
    pub(super) meta_tools: Vec<MetaTool>,
    pub(super) warnings: Vec<Warning>,
    pub(super) assistive_prompt: Option<String>,
    pub(super) push: bool,
    pub(crate) custom: Registry,
    pub(crate) hooks: Hooks,
    /// The tools that it has last listed.
    pub(super) listed: Listed,
    /// Whether the session was accepted without a check against the declaration.
    pub(super) unchecked: bool,
    /// The declared settings that no answer repeats.
    pub(super) unverified: Vec<Setting>,
    /// The toolkits that the session was created without, because they were not connected.
    pub(super) left_out: Vec<MissingConnection>,
}

/// A warning of the router about a configuration.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Warning {
    /// The warning's code.
    pub code: String,
    /// The warning's message.
    pub message: String,
}

impl Warning {
    /// Makes a warning, e.g. for a test.
    #[must_use]
    pub fn new(code: impl Into<String>, message: impl Into<String>) -> Self {
        Self { code: code.into(), message: message.into() }
    }
}

#[derive(Serialize)]
struct CreateBody<'a> {
    user_id: &'a UserId,
    #[serde(flatten)]
    config: &'a SessionConfig,
    #[serde(skip_serializing_if = "Option::is_none")]
    experimental: Option<WithCustomTools<'a>>,
}

/// The wire block that a configuration and custom tools share.
#[derive(Serialize)]
struct WithCustomTools<'a> {
    #[serde(flatten)]
    configured: Experimental,
    #[serde(flatten)]
    custom: Announcement<'a>,
}

#[derive(Deserialize)]
struct SessionAnswer<Config> {
    session_id: SessionId,
    mcp: McpAnswer,
    config: Config,
    config_version: u64,
    #[serde(default)]
    tool_router_tools: Vec<MetaTool>,
    #[serde(default)]
    warnings: Option<Vec<Warning>>,
    #[serde(default)]
    experimental: Option<ExperimentalAnswer>,
}

impl From<SessionAnswer<Understood>> for SessionAnswer<StoredConfig> {
    fn from(answer: SessionAnswer<Understood>) -> Self {
        let SessionAnswer { session_id, mcp, config, config_version, tool_router_tools, warnings, experimental } =
            answer;
        Self { session_id, mcp, config: config.0, config_version, tool_router_tools, warnings, experimental }
    }
}

/// What has to be in the answer for the session to be found again.
#[derive(Deserialize)]
struct Made {
    session_id: SessionId,
}

#[derive(Deserialize)]
struct McpAnswer {
    url: String,
}

#[derive(Default, Deserialize)]
struct ExperimentalAnswer {
    #[serde(default)]
    assistive_prompt: Option<String>,
    #[serde(flatten)]
    custom: Named,
}

impl Live {
    pub(super) async fn create(
        router: &ToolRouter,
        fence: Fence,
        user_id: &UserId,
        config: &SessionConfig,
        custom: Registry,
    ) -> Result<Self, Error> {
        let request = match custom.announcement(config.preloads_all()) {
            None => Self::creation(&CreateBody { user_id, config, experimental: None }),
            Some(custom) => {
                let mut config = config.clone();
                let configured = std::mem::take(&mut config.experimental);
                let experimental = Some(WithCustomTools { configured, custom });
                Self::creation(&CreateBody { user_id, config: &config, experimental })
            }
        };
        let answer = router.send(request).await?;
        Self::read(router, &answer, fence, Some(user_id), custom).map_err(|error| {
            match answer.read::<Made>("a session") {
                Ok(Made { session_id }) => error.leaving(&session_id),
                Err(_) => error,
            }
        })
    }

    fn creation(body: &CreateBody<'_>) -> Request {
        Request::post(&["tool_router", "session"], body, Repeat::IfUnprocessed)
    }

    pub(super) fn read(
        router: &ToolRouter,
        answer: &Answer,
        fence: Fence,
        user_id: Option<&UserId>,
        mut custom: Registry,
    ) -> Result<Self, Error> {
        const EXPECTED: &str = "a session";
        let session = match answer.try_read::<SessionAnswer<Understood>>() {
            Some(session) => session.into(),
            None => answer.read::<SessionAnswer<StoredConfig>>(EXPECTED)?,
        };
        let mcp_url = fence.mcp.then(|| Url::parse(&session.mcp.url)).transpose();
        let mcp_url = mcp_url.map_err(|_| answer.unexpected(EXPECTED, "`mcp.url` is not an absolute URL"))?;
        let user_id = match user_id {
            Some(user_id) => user_id.clone(),
            None if session.config.user_id.is_empty() => {
                return Err(answer.unexpected(EXPECTED, "`config.user_id` is missing"));
            }
            None => UserId::from(&session.config.user_id),
        };
        let experimental = session.experimental.unwrap_or_default();
        custom.learn(experimental.custom);
        Ok(Self {
            fence,
            router: router.clone(),
            id: session.session_id,
            user_id,
            config: session.config,
            version: session.config_version,
            mcp_url,
            meta_tools: session.tool_router_tools,
            warnings: session.warnings.unwrap_or_default(),
            assistive_prompt: experimental.assistive_prompt,
            custom,
            hooks: Hooks::default(),
            listed: Listed::default(),
            push: answer.header(PUSH) == Some("connections"),
            unchecked: false,
            unverified: Vec::new(),
            left_out: Vec::new(),
        })
    }
}

impl Live {
    /// This session with what was read of it later. Some facts come with creating only, and the MCP endpoint stays the one
    /// that was verified.
    pub(super) fn renewed(&self, later: Self) -> Self {
        let reached = later.config.toolkits.as_ref().map_or(Access::Any, StoredAccess::to_access);
        let left_out = self.left_out.iter().filter(|missing| !reached.allows(&missing.toolkit));
        Self {
            left_out: left_out.cloned().collect(),
            assistive_prompt: later.assistive_prompt.or_else(|| self.assistive_prompt.clone()),
            custom: self.custom.clone(),
            hooks: self.hooks.clone(),
            mcp_url: self.mcp_url.clone(),
            unchecked: self.unchecked,
            unverified: self.unverified.clone(),
            ..later
        }
    }
}

impl fmt::Debug for Live {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Session")
            .field("id", &self.id)
            .field("user_id", &self.user_id)
            .field("version", &self.version)
            .finish_non_exhaustive()
    }
}
