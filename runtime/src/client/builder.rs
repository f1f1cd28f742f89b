use std::env;
use std::fmt;
use std::time::Duration;

use secrecy::SecretString;

use super::ToolRouter;
use super::base_url;
use super::credential::{Credential, KeyKind};
use super::tls;
use super::transport::{AGENT, Transport};
use crate::error::{ConfigurationError, Error};

/// How long an attempt of a request may take, unless said otherwise.
const TIMEOUT: Duration = Duration::from_secs(60);
/// How long connecting may take.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// How often what is safe to repeat is repeated, unless said otherwise.
const RETRIES: usize = 2;

type Customize = Box<dyn FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send>;

/// A [`ToolRouter`] with settings of its own.
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
    timeout: Duration,
    retries: usize,
    customize: Option<Customize>,
}

impl Default for ToolRouterBuilder {
    fn default() -> Self {
        Self {
            keys: Vec::new(),
            organization: None,
            project: None,
            base_url: None,
            timeout: TIMEOUT,
            retries: RETRIES,
            customize: None,
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
        // A project's key says its project; the scope beside it is meant for the user's key of the command line.
        if key.as_ref().is_some_and(|(kind, _)| *kind != KeyKind::Project) {
            builder.organization = variable("COMPOSIO_ORG_ID");
            builder.project = variable("COMPOSIO_PROJECT_ID");
        }
        builder.keys.extend(key);
        builder.base_url = variable("COMPOSIO_BASE_URL");
        builder
    }

    /// A project's API key, `ak_…`.
    pub fn api_key(self, key: impl Into<String>) -> Self {
        self.key(KeyKind::Project, key.into())
    }

    /// A user's API key, `uak_…`. Say with [`scope`](Self::scope) which project it is used for.
    pub fn user_api_key(self, key: impl Into<String>) -> Self {
        self.key(KeyKind::User, key.into())
    }

    /// An organisation's API key. Session operations do not accept it at the hosted API.
    pub fn organization_api_key(self, key: impl Into<String>) -> Self {
        self.key(KeyKind::Organization, key.into())
    }

    /// The organisation and the project that a user's key is used for.
    pub fn scope(mut self, organization: impl Into<String>, project: impl Into<String>) -> Self {
        self.organization = Some(organization.into());
        self.project = Some(project.into());
        self
    }

    /// Where the router is, without `/api` and what follows. The default is the hosted API.
    ///
    /// It has to be `https`; `http` is taken for loopback hosts.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// How long one attempt of a request may take, from connecting to the end of its answer. The default is 60 s.
    ///
    /// Connecting itself may take 5 s.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// How often a request is repeated that is safe to repeat. The default is 2.
    ///
    /// Executing a tool is never repeated, whatever is said here. Creating a session and making an auth link are
    /// repeated only when the router has certainly processed nothing.
    pub fn retries(mut self, retries: usize) -> Self {
        self.retries = retries;
        self
    }

    /// Changes the HTTP client (reqwest 0.13) that is used: for a proxy or a root certificate of a company.
    ///
    /// Redirects stay off whatever is set, because they would carry the API key to another place.
    ///
    /// Where TLS is the feature `ring` alone, an `https` base URL and this want a provider for the process as well, installed
    /// beforehand: see [TLS](crate#tls).
    pub fn http_client(
        mut self,
        customize: impl FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + 'static,
    ) -> Self {
        self.customize = Some(Box::new(customize));
        self
    }

    /// The router. No request is sent yet.
    ///
    /// # Errors
    ///
    /// [`Error::Configuration`], saying which setting cannot be used.
    pub fn build(self) -> Result<ToolRouter, Error> {
        let Self { mut keys, organization, project, base_url, timeout, retries, customize } = self;
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
        let credential = Credential::new(kind, key, scope)?;
        let mut http = tls::configure(reqwest::Client::builder(), &base, customize.is_some())?
            .connect_timeout(CONNECT_TIMEOUT)
            .user_agent(AGENT);
        if base.scheme() == "http" {
            // The key of a loopback router is nothing for a proxy.
            http = http.no_proxy();
        }
        if let Some(customize) = customize {
            http = customize(http);
        }
        let http = http
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .build()
            .map_err(|error| ConfigurationError::Http(error.to_string()))?;
        Ok(ToolRouter::over(Transport::new(http, base, credential, timeout, retries)))
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
            .field("timeout", &self.timeout)
            .field("retries", &self.retries)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where no root certificates are needed, which a machine that runs the tests may not have.
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
        assert!(matches!(refused, ConfigurationError::BaseUrl(_)), "{refused}");
    }

    #[test]
    fn debug_shows_no_key() {
        let builder = ToolRouter::builder().api_key("ak_topsecret").base_url(HERE);
        assert!(!format!("{builder:?}").contains("topsecret"));
        let router = builder.build().unwrap();
        assert!(!format!("{router:?} {router:#?}").contains("topsecret"));
    }
}
