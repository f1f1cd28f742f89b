use std::io;
use std::path::PathBuf;

use thiserror::Error;
use tool_router::catalog::{CatalogError, TooLarge};
use tool_router::error::{ConfigurationError, Error as RouterError};

/// Why a command failed. The catalogue's file is then unchanged.
#[derive(Debug, Error)]
pub(crate) enum Failure {
    #[error(
        "no API key: set COMPOSIO_API_KEY to the key of the project, or pull from the embedded router with `--local`, \
         which needs none"
    )]
    NoKey,
    #[error(transparent)]
    Router(RouterError),
    #[error(transparent)]
    Catalog(CatalogError),
    /// The router has more than can be fetched in time, or than fits into the file.
    #[error("{0} (`--toolkits gmail,slack`)")]
    TooMuch(CatalogError),
    /// The path cannot be the file's.
    #[error("`{}` cannot be the catalogue's file: {problem}", path.display())]
    Place { path: PathBuf, problem: &'static str },
    /// The file could not be read or written.
    #[error("`{}` cannot be {action}: {source}", path.display())]
    File { path: PathBuf, action: &'static str, source: io::Error },
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

impl From<CatalogError> for Failure {
    fn from(error: CatalogError) -> Self {
        match error {
            CatalogError::Router(error) => error.into(),
            CatalogError::TooSlow { .. } | CatalogError::TooLarge(_) => Self::TooMuch(error),
            error => Self::Catalog(error),
        }
    }
}

impl From<TooLarge> for Failure {
    fn from(error: TooLarge) -> Self {
        CatalogError::from(error).into()
    }
}
