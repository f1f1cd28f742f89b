//! Auth configs: with which OAuth client, or with which kind of credentials, users connect a toolkit.
//!
//! Each toolkit that needs an account has one of its own, `ac_<toolkit>`, with what the toolkit was built with. Others are made
//! over the API, for another OAuth client or other scopes. For a toolkit of the sandbox provider, any other id is one with the
//! settings of the toolkit's own.

mod change;
mod resource;

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashSet},
    fmt,
    sync::{Arc, PoisonError, RwLock},
};

use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use tokio::sync::Mutex;

pub(crate) use self::resource::{create, delete, list, retrieve, set_status, update};
use super::{
    api_error::ApiError,
    credentials::{Scheme, needs_account},
    registered::{RegisteredToolkits, auth_config_id},
    state::App,
    store::{Account, StoredAuthConfig},
    toolkit::{LocalToolkit, OAuth2Endpoints},
};

/// All auth configs. The router has its store for itself, so that they are read once.
pub(crate) struct AuthConfigs {
    all: RwLock<BTreeMap<String, Arc<AuthConfig>>>,
    /// The toolkits whose own auth config stands for any that is not there. A program that is declared with the ids of another
    /// router runs on these unchanged.
    taking_any: HashSet<String>,
    /// Held by whoever changes one.
    changing: Mutex<()>,
}

/// How users connect a toolkit.
#[derive(Clone)]
pub(crate) struct AuthConfig {
    pub(crate) id: String,
    pub(crate) toolkit: String,
    pub(crate) settings: Settings,
    /// Sealed for the auth config.
    client_secret: Option<Vec<u8>>,
    created_at: i64,
    updated_at: i64,
}

/// The settings of an auth config that are not secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Settings {
    pub(crate) name: String,
    /// The OAuth client; without one, it is the toolkit's own.
    client_id: Option<String>,
    /// The scopes to ask for; without them, they are the toolkit's own.
    scopes: Option<Vec<String>>,
    /// The tools whose scopes are asked for.
    tools_for_connecting: Vec<String>,
    /// The tools that run on accounts connected with it; if it is empty, all.
    tools: Vec<String>,
    is_enabled: bool,
    /// Whether sessions use it.
    for_sessions: bool,
}

impl Settings {
    fn named(name: String) -> Self {
        Self {
            name,
            client_id: None,
            scopes: None,
            tools_for_connecting: Vec::new(),
            tools: Vec::new(),
            is_enabled: true,
            for_sessions: true,
        }
    }
}

impl AuthConfig {
    /// Whether it is the one that its toolkit has without anybody making it.
    fn is_default(&self) -> bool {
        self.id == auth_config_id(&self.toolkit)
    }

    pub(crate) fn is_enabled(&self) -> bool {
        self.settings.is_enabled
    }

    /// Whether a tool runs on the accounts that are connected with it.
    pub(crate) fn allows(&self, tool: &str) -> bool {
        let tools = &self.settings.tools;
        tools.is_empty() || tools.iter().any(|allowed| allowed.eq_ignore_ascii_case(tool))
    }

    /// Whether its OAuth client is the toolkit's own.
    pub(crate) fn is_managed(&self, scheme: Scheme) -> bool {
        scheme == Scheme::OAuth2 && self.settings.client_id.is_none()
    }

    fn stored(&self) -> Result<StoredAuthConfig, ApiError> {
        Ok(StoredAuthConfig {
            id: self.id.clone(),
            toolkit: self.toolkit.clone(),
            settings: serde_json::to_string(&self.settings).map_err(|error| ApiError::internal(&error))?,
            client_secret: self.client_secret.clone(),
            created_at: self.created_at,
            updated_at: self.updated_at,
        })
    }
}

impl TryFrom<StoredAuthConfig> for AuthConfig {
    type Error = serde_json::Error;

    fn try_from(stored: StoredAuthConfig) -> serde_json::Result<Self> {
        Ok(Self {
            settings: serde_json::from_str(&stored.settings)?,
            id: stored.id,
            toolkit: stored.toolkit,
            client_secret: stored.client_secret,
            created_at: stored.created_at,
            updated_at: stored.updated_at,
        })
    }
}

impl AuthConfigs {
    /// Those in the store, and the toolkits' own, which have existed since `started` unless they were changed.
    pub(crate) fn new(
        registered: &RegisteredToolkits,
        stored: Vec<StoredAuthConfig>,
        started: i64,
        taking_any: HashSet<String>,
    ) -> serde_json::Result<Self> {
        let own = registered.toolkits().filter(|toolkit| needs_account(toolkit.as_ref())).map(|toolkit| AuthConfig {
            id: auth_config_id(toolkit.slug()),
            toolkit: toolkit.slug().to_owned(),
            settings: Settings::named(toolkit.name().to_owned()),
            client_secret: None,
            created_at: started,
            updated_at: started,
        });
        let mut all: BTreeMap<_, _> = own.map(|config| (config.id.clone(), Arc::new(config))).collect();
        for config in stored {
            let config = AuthConfig::try_from(config)?;
            all.insert(config.id.clone(), Arc::new(config));
        }
        Ok(Self { all: RwLock::new(all), taking_any, changing: Mutex::default() })
    }

    pub(crate) fn get(&self, id: &str) -> Option<Arc<AuthConfig>> {
        self.all.read().unwrap_or_else(PoisonError::into_inner).get(id).cloned()
    }

    fn all(&self) -> Vec<Arc<AuthConfig>> {
        self.all.read().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
    }

    fn put(&self, config: AuthConfig) -> Arc<AuthConfig> {
        let config = Arc::new(config);
        let mut all = self.all.write().unwrap_or_else(PoisonError::into_inner);
        all.insert(config.id.clone(), config.clone());
        config
    }

    fn remove(&self, id: &str) {
        self.all.write().unwrap_or_else(PoisonError::into_inner).remove(id);
    }

    /// The auth config that a session uses for a toolkit if it names none: the one that was made last, or the toolkit's own.
    pub(crate) fn preferred(&self, toolkit: &str) -> String {
        let usable = |config: &Arc<AuthConfig>| {
            config.toolkit == toolkit
                && config.settings.is_enabled
                && config.settings.for_sessions
                && !config.is_default()
        };
        let latest = self.all().into_iter().filter(usable).max_by_key(|config| config.created_at);
        latest.map_or_else(|| auth_config_id(toolkit), |config| config.id.clone())
    }

    /// Whether sessions use the accounts of an auth config. Those of one that is not there any more belong to its toolkit's
    /// own client.
    pub(crate) fn is_for_sessions(&self, id: &str) -> bool {
        self.get(id).is_none_or(|config| config.settings.for_sessions)
    }

    /// The auth config with this id, for connecting an account of the toolkit.
    pub(crate) fn usable(&self, id: &str, toolkit: &str) -> Result<Arc<AuthConfig>, ApiError> {
        let Some(config) = self.get(id).or_else(|| self.stand_in(id, toolkit)) else {
            return Err(ApiError::refused(format!("Auth config {id} not found"))
                .suggest(format!("Leave it out, or name one that GET /auth_configs?toolkit_slug={toolkit} lists.")));
        };
        if config.toolkit != toolkit {
            let message = format!("Auth config {id} is one of {}, and not of {toolkit}", config.toolkit);
            return Err(ApiError::refused(message));
        }
        if !config.settings.is_enabled {
            return Err(ApiError::refused(format!("Auth config {id} is disabled")));
        }
        Ok(config)
    }

    /// What stands for an auth config that is not there, if anything does.
    fn stand_in(&self, id: &str, toolkit: &str) -> Option<Arc<AuthConfig>> {
        let own = self.get(&auth_config_id(toolkit)).filter(|_| self.taking_any.contains(toolkit))?;
        Some(Arc::new(AuthConfig { id: id.to_owned(), ..AuthConfig::clone(&own) }))
    }
}

impl App {
    /// The OAuth endpoints of a toolkit, with the client and the scopes of an auth config.
    pub(crate) fn endpoints<'a>(
        &self,
        toolkit: &'a dyn LocalToolkit,
        auth_config_id: &str,
    ) -> Result<Option<Cow<'a, OAuth2Endpoints>>, ApiError> {
        let Some(endpoints) = toolkit.auth() else { return Ok(None) };
        let Some(config) = self.auth_configs.get(auth_config_id) else { return Ok(Some(Cow::Borrowed(endpoints))) };
        if config.settings.client_id.is_none() && config.settings.scopes.is_none() {
            return Ok(Some(Cow::Borrowed(endpoints)));
        }
        let mut own = endpoints.clone();
        if let Some(client_id) = &config.settings.client_id {
            own.client_id.clone_from(client_id);
            let sealed = config.client_secret.as_deref();
            own.client_secret = sealed.map(|sealed| self.vault.open(&config.id, sealed)).transpose()?;
        }
        if let Some(scopes) = &config.settings.scopes {
            own.scopes.clone_from(scopes);
        }
        Ok(Some(Cow::Owned(own)))
    }

    /// Refuses a tool that the auth config of the account does not allow.
    pub(crate) fn check_auth_config(&self, account: &Account, tool: &str) -> Result<(), ApiError> {
        match self.auth_configs.get(&account.auth_config_id) {
            Some(config) if !config.allows(tool) => {
                let message = format!("Tool '{tool}' is not allowed by auth config {}", config.id);
                Err(ApiError::new(StatusCode::BAD_REQUEST, 4300, "ToolRouterV2_BadRequest", message))
            }
            _ => Ok(()),
        }
    }

    /// Refuses calls of a toolkit's API on an account whose auth config allows some tools alone: they can do what the others do.
    pub(crate) fn check_proxied(&self, account: &Account) -> Result<(), ApiError> {
        match self.auth_configs.get(&account.auth_config_id) {
            Some(config) if !config.settings.tools.is_empty() => {
                let message = format!("Auth config {} allows certain tools only, and no proxied calls", config.id);
                Err(ApiError::refused(message))
            }
            _ => Ok(()),
        }
    }
}

/// Refuses auth configs of a session that are not there, are disabled, or are not for sessions.
pub(crate) fn check_named(app: &App, config: &tool_router_core::config::SessionConfig) -> Result<(), ApiError> {
    for (toolkit, id) in config.auth_configs.iter() {
        let config = app.auth_configs.usable(id, toolkit)?;
        if !config.settings.for_sessions {
            return Err(ApiError::refused(format!("Auth config {id} is not enabled for Tool Router sessions")));
        }
    }
    Ok(())
}

impl fmt::Debug for AuthConfigs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuthConfigs").finish_non_exhaustive()
    }
}
