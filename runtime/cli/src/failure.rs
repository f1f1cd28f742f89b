use std::io;

use thiserror::Error;
use tool_router::catalog::CatalogError;
use tool_router::error::{ConfigurationError, Error as RouterError};

/// Why a command did not do what it was asked to.
#[derive(Debug, Error)]
pub(crate) enum Failure {
    #[error(
        "no API key: set COMPOSIO_API_KEY to the key of the project, or pull from the embedded router with `--local`, \
         which needs none"
    )]
    NoKey,
    #[cfg(not(feature = "local"))]
    #[error(
        "`--local` needs the embedded router, which this `tool-router` was built without: build it with \
         `cargo install tool-router --features cli,local`"
    )]
    NoEmbeddedRouter,
    #[error(transparent)]
    Router(RouterError),
    #[error(transparent)]
    Catalog(#[from] CatalogError),
    #[error("interrupted: nothing was written")]
    Interrupted,
    #[error("the program does not start: {0}")]
    Start(io::Error),
}

impl From<RouterError> for Failure {
    fn from(error: RouterError) -> Self {
        match error {
            RouterError::Configuration(ConfigurationError::NoCredential) => Self::NoKey,
            error => Self::Router(error),
        }
    }
}
