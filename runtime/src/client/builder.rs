use std::env;
use std::fmt;
use std::time::Duration;

use secrecy::SecretString;
use sync_wrapper::SyncWrapper;

use super::ToolRouter;
use super::base_url;
use super::credential::{Credential, KeyKind};
use super::tls;
use super::transport::{AGENT, Transport};
use crate::error::{Cause, ConfigurationError, Error};

/// The default time limit of one attempt of a request.
const TIMEOUT: Duration = Duration::from_secs(60);
/// The time limit of connecting.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// How often a request that is safe to repeat is repeated by default.
const RETRIES: usize = 2;

type Customize = Box<dyn FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send>;

/// A builder for a [`ToolRouter`] with custom settings.
///
/// ```no_run
/// use std::time::Duration;
/// use tool_router::ToolRouter;
///
/// # fn main() -> Result<(), tool_router::Error> {
/// let router = ToolRouter::builder()
///     .user_api_key("uak_1234")
///     .scope("org_1", "pr_1")
///     .timeout(Duration::from_secs(20))
///     .build()?;
/// # Ok(())
/// # }
/// ```
#[must_use = "a builder does nothing until `.build()` is called"]
pub struct ToolRouterBuilder {
    keys: Vec<(KeyKind, SecretString)>,
    organization: Option<String>,
    project: Option<String>,
    base_url: Option<String>,
    mcp_origin: Option<String>,
    timeout: Duration,
    retries: usize,
    customize: Option<SyncWrapper<Customize>>,
    /// An embedded router, kept running by its clients.
    #[cfg(feature = "local")]
    pub(super) embedded: Option<std::sync::Arc<dyn std::any::Any + Send + Sync>>,
}

impl Default for ToolRouterBuilder {
    fn default() -> Self {
        Self {
            keys: Vec::new(),
            organization: None,
            project: None,
            base_url: None,
            mcp_origin: None,
            timeout: TIMEOUT,
            retries: RETRIES,
            customize: None,
            #[cfg(feature = "local")]
            embedded: None,
        }
    }
}

impl ToolRouterBuilder {
    /// Starts with the settings of the environment; see [`ToolRouter::from_env`].
    pub fn from_env() -> Self {
        Self::from_variables(|name| env::var(name).ok())
    }

    fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Self {
        let variable = |name| variable(name).filter(|value| !value.is_empty());
        let mut builder = Self::default();
        let key = [
            ("COMPOSIO_API_KEY", KeyKind::Project),
            ("COMPOSIO_USER_API_KEY", KeyKind::User),
            ("COMPOSIO_ORG_API_KEY", KeyKind::Organization),
        ]
        .into_iter()
        .find_map(|(name, kind)| Some((kind, variable(name)?.into())));
        // A project's key determines its project; the scope in the environment is meant for the user's key of the
        // command line.
        if key.as_ref().is_some_and(|(kind, _)| *kind != KeyKind::Project) {
            builder.organization = variable("COMPOSIO_ORG_ID");
            builder.project = variable("COMPOSIO_PROJECT_ID");
        }
        builder.keys.extend(key);
        builder.base_url = variable("COMPOSIO_BASE_URL");
        builder
    }

    /// Sets a project's API key, `ak_…`.
    pub fn api_key(self, key: impl Into<String>) -> Self {
        self.key(KeyKind::Project, key.into())
    }

    /// Sets a user's API key, `uak_…`. Set the project that it is used for with [`scope`](Self::scope).
    pub fn user_api_key(self, key: impl Into<String>) -> Self {
        self.key(KeyKind::User, key.into())
    }

    /// Sets an organisation's API key. The hosted API does not accept it for session operations.
    pub fn organization_api_key(self, key: impl Into<String>) -> Self {
        self.key(KeyKind::Organization, key.into())
    }

    /// Sets the organisation and the project that a user's key is used for.
    pub fn scope(mut self, organization: impl Into<String>, project: impl Into<String>) -> Self {
        self.organization = Some(organization.into());
        self.project = Some(project.into());
        self
    }

    /// Sets the router's base URL, without `/api` and what follows. The default is the hosted API.
    ///
    /// It must be `https`; `http` is accepted for loopback hosts.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// Names a second origin that MCP endpoints may be on, beside the router's own: `https://app.example.com`.
    ///
    /// An endpoint anywhere else is refused with [`Error::McpDestination`], because what connects to it sends the API key
    /// there. Name an origin only if the router's operator says that it serves MCP: whoever answers there gets the key.
    /// Requests of this client still go to the [base URL](Self::base_url) alone.
    ///
    /// It is a scheme, a host and, if it is not the scheme's own, a port. It must be `https`; `http` is accepted for loopback
    /// hosts. [`build`](Self::build) reports anything else as
    /// [`ConfigurationError::McpOrigin`](crate::error::ConfigurationError::McpOrigin).
    ///
    /// ```no_run
    /// use tool_router::ToolRouter;
    ///
    /// # fn main() -> Result<(), tool_router::Error> {
    /// let router = ToolRouter::builder().api_key("ak_1234").mcp_origin("https://mcp.example.com").build()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn mcp_origin(mut self, origin: impl Into<String>) -> Self {
        self.mcp_origin = Some(origin.into());
        self
    }

    /// Sets how long one attempt of a request may take, from connecting to the end of its answer. The default is 60 s.
    ///
    /// Connecting may take at most 5 s of that.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Sets how often a request that is safe to repeat is repeated. The default is 2.
    ///
    /// Executing a tool is never repeated, regardless of this setting. Creating a session and making an auth link are
    /// repeated only when the router has certainly processed nothing.
    pub fn retries(mut self, retries: usize) -> Self {
        self.retries = retries;
        self
    }

    /// Customises the HTTP client, e.g. for a company's proxy or root certificate. Its crate is
    /// [`tool_router::reqwest`](crate::reqwest).
    ///
    /// Redirects stay off regardless, because they would carry the API key to another place.
    ///
    /// Where TLS is the feature `ring` alone, an `https` base URL and this want a provider for the process as well, installed
    /// beforehand: see [TLS](crate#tls).
    pub fn http_client(
        mut self,
        customize: impl FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + 'static,
    ) -> Self {
        self.customize = Some(SyncWrapper::new(Box::new(customize)));
        self
    }

    /// Builds the client. No request is sent yet.
    ///
    /// # Errors
    ///
    /// [`Error::Configuration`], which says which setting cannot be used.
    pub fn build(self) -> Result<ToolRouter, Error> {
        let Self { mut keys, organization, project, base_url, mcp_origin, timeout, retries, customize, .. } = self;
        let (kind, key) = keys.pop().ok_or(ConfigurationError::NoCredential)?;
        if !keys.is_empty() {
            return Err(ConfigurationError::SeveralCredentials.into());
        }
        let scope = match (organization, project) {
            (None, None) => None,
            (Some(organization), Some(project)) => Some((organization, project)),
            _ => return Err(ConfigurationError::HalfScope.into()),
        };
        if timeout.is_zero() {
            return Err(ConfigurationError::ZeroTimeout.into());
        }
        let base = base_url::parse(base_url.as_deref().unwrap_or(base_url::HOSTED))?;
        let mcp_origin = mcp_origin.as_deref().map(base_url::origin).transpose()?;
        let credential = Credential::new(kind, key, scope)?;
        let mut http = tls::configure(reqwest::Client::builder(), &base, customize.is_some())?
            .connect_timeout(CONNECT_TIMEOUT)
            .user_agent(AGENT);
        if base.scheme() == "http" {
            // A proxy must not see the key of a loopback router.
            http = http.no_proxy();
        }
        if let Some(customize) = customize {
            http = customize.into_inner()(http);
        }
        let http = http
            .timeout(timeout)
            .redirect(reqwest::redirect::Policy::none())
            // `never` alone still has each request copied.
            .retry(reqwest::retry::never().max_retries_per_request(0))
            .build()
            .map_err(|error| ConfigurationError::Http { source: Cause::new(error) })?;
        let transport = Transport::new(http, base, mcp_origin, credential, timeout, retries);
        Ok(ToolRouter {
            #[cfg(feature = "local")]
            embedded: self.embedded,
            ..ToolRouter::over(transport)
        })
    }

    fn key(mut self, kind: KeyKind, key: String) -> Self {
        self.keys.retain(|(other, _)| *other != kind);
        self.keys.push((kind, key.into()));
        self
    }
}

impl fmt::Debug for ToolRouterBuilder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ToolRouterBuilder")
            .field("base_url", &self.base_url)
            .field("mcp_origin", &self.mcp_origin)
            .field("timeout", &self.timeout)
            .field("retries", &self.retries)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A base URL that needs no root certificates: the machine that runs the tests may have none.
    const HERE: &str = "http://localhost:9900";

    fn refusal(builder: ToolRouterBuilder) -> ConfigurationError {
        match builder.build() {
            Err(Error::Configuration(refusal)) => refusal,
            other => panic!("expected a refusal, got {other:?}"),
        }
    }

    fn environment(variables: &'static [(&str, &str)]) -> ToolRouterBuilder {
        ToolRouterBuilder::from_variables(|name| {
            let (_, value) = variables.iter().find(|(known, _)| *known == name)?;
            Some((*value).to_owned())
        })
    }

    #[test]
    fn a_router_needs_exactly_one_credential() {
        assert_eq!(refusal(ToolRouter::builder()), ConfigurationError::NoCredential);
        assert_eq!(
            refusal(ToolRouter::builder().api_key("ak_1").user_api_key("uak_1")),
            ConfigurationError::SeveralCredentials,
        );
        assert!(ToolRouter::builder().api_key("ak_1").api_key("ak_2").base_url(HERE).build().is_ok());
    }

    #[test]
    fn organisation_and_project_go_together() {
        let half = environment(&[("COMPOSIO_USER_API_KEY", "uak_1"), ("COMPOSIO_ORG_ID", "org_1")]);
        assert_eq!(refusal(half), ConfigurationError::HalfScope);
    }

    #[test]
    fn the_environment_settles_key_scope_and_place() {
        let router = environment(&[
            ("COMPOSIO_API_KEY", ""),
            ("COMPOSIO_USER_API_KEY", "uak_1"),
            ("COMPOSIO_ORG_ID", "org_1"),
            ("COMPOSIO_PROJECT_ID", "pr_1"),
            ("COMPOSIO_BASE_URL", HERE),
        ])
        .build()
        .unwrap();
        assert_eq!(router.base_url().as_str(), "http://localhost:9900/");
        let headers = router.credential().headers();
        assert_eq!(headers["x-org-id"], "org_1");
        assert_eq!(headers["x-project-id"], "pr_1");
        assert_eq!(headers["x-user-api-key"], "uak_1");
    }

    #[test]
    fn a_projects_key_goes_first_and_needs_no_scope() {
        let router = environment(&[
            ("COMPOSIO_API_KEY", "ak_1"),
            ("COMPOSIO_USER_API_KEY", "uak_1"),
            ("COMPOSIO_ORG_ID", "org_1"),
            ("COMPOSIO_BASE_URL", HERE),
        ])
        .build()
        .unwrap();
        assert_eq!(router.credential().headers().keys().collect::<Vec<_>>(), ["x-api-key"]);
    }

    #[test]
    fn plain_http_is_refused_off_loopback() {
        let refused = refusal(ToolRouter::builder().api_key("ak_1").base_url("http://example.com"));
        assert!(matches!(refused, ConfigurationError::BaseUrl { .. }), "{refused}");
    }

    #[test]
    fn debug_shows_no_key() {
        let builder = ToolRouter::builder().api_key("ak_topsecret").base_url(HERE);
        assert!(!format!("{builder:?}").contains("topsecret"));
        let router = builder.build().unwrap();
        assert!(!format!("{router:?} {router:#?}").contains("topsecret"));
    }
}
