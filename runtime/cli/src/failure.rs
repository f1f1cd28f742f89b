use std::borrow::Cow;
use std::io;
use std::path::PathBuf;

use thiserror::Error;
use tool_router::catalog::{CatalogError, TooLarge};
use tool_router::error::{ConfigurationError, Error as RouterError};

/// Why a command failed. The catalogue's file is then unchanged.
#[derive(Debug, Error)]
pub(crate) enum Failure {
    #[error(transparent)]
    Router(RouterError),
    #[error(transparent)]
    Catalog(CatalogError),
    /// The path cannot be the file's.
    #[error("`{}` cannot be the catalogue's file: {problem}", path.display())]
    Place { path: PathBuf, problem: &'static str },
    /// The file could not be read or written.
    #[error("`{}` cannot be {action}", path.display())]
    File { path: PathBuf, action: &'static str, source: io::Error },
    #[error("interrupted: nothing was written")]
    Interrupted,
    #[error("the program could not start")]
    Start(#[source] io::Error),
}

impl Failure {
    /// What to do about it, in the words of the command line.
    pub(crate) fn help(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Router(RouterError::Configuration(ConfigurationError::NoCredential)) => Some(
                "set COMPOSIO_API_KEY to the key of the project, or pull from the embedded router with `--local`, which needs \
                 none"
                    .into(),
            ),
            Self::Router(error) => error.help(),
            // The router has more than can be fetched in time, or than fits into the file.
            Self::Catalog(CatalogError::TooSlow { .. } | CatalogError::TooLarge(_)) => {
                Some("name the toolkits that are used: `--toolkits gmail,slack`".into())
            }
            Self::Catalog(error) => error.help(),
            Self::Place { .. } | Self::File { .. } | Self::Interrupted | Self::Start(_) => None,
        }
    }
}

impl From<RouterError> for Failure {
    fn from(error: RouterError) -> Self {
        Self::Router(error)
    }
}

impl From<CatalogError> for Failure {
    fn from(error: CatalogError) -> Self {
        match error {
            CatalogError::Router(error) => error.into(),
            error => Self::Catalog(error),
        }
    }
}

impl From<TooLarge> for Failure {
    fn from(error: TooLarge) -> Self {
        CatalogError::from(error).into()
    }
}
