//! Why an embedded router does not start.

use std::{io, path::PathBuf};

/// Why [`LocalRouter`](super::LocalRouter) did not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LocalError {
    /// No listener on the loopback interface.
    #[error("cannot listen on 127.0.0.1, port {port}")]
    Listen {
        /// The port that was asked for; 0 leaves the choice to the system.
        port: u16,
        /// What the system said.
        source: io::Error,
    },
    /// The store cannot be opened, or was made by a newer version.
    #[error("cannot open the store")]
    Store(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The tokens in the store were sealed with another key.
    #[error("the encryption key is not the one that this store was made with")]
    WrongKey,
    /// The store has a key file, and it is not there any more.
    #[error("the store's key file {} is missing: its tokens cannot be read without it", path.display())]
    MissingKeyFile {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// The key file can be neither read nor made.
    #[error("cannot use the key file {}", path.display())]
    KeyFile {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: io::Error,
    },
    /// Two toolkits, or two tools, have the same slug.
    #[error("{slug} is registered twice")]
    DuplicateSlug {
        /// The slug.
        slug: String,
    },
    /// The API key is empty or holds characters that no HTTP header can carry.
    #[error("the API key has to consist of visible ASCII characters")]
    InvalidApiKey,
    /// No HTTP client for the calls to providers.
    #[error("cannot make an HTTP client")]
    HttpClient(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// No randomness for keys.
    #[error("the operating system gives no random bytes")]
    Random(#[source] io::Error),
}

impl From<getrandom::Error> for LocalError {
    fn from(error: getrandom::Error) -> Self {
        Self::Random(io::Error::other(error.to_string()))
    }
}

impl From<sqlx::Error> for LocalError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}
