//! Why an embedded router does not start.

use std::{io, path::PathBuf};

/// Why [`LocalRouter`](super::LocalRouter) did not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LocalError {
    /// The router cannot listen on the loopback interface.
    #[error("cannot listen on 127.0.0.1, port {port}")]
    Listen {
        /// The requested port; 0 lets the system choose.
        port: u16,
        /// The system's error.
        source: io::Error,
    },
    /// The store cannot be opened, or was made by a newer version.
    #[error("cannot open the store")]
    Store(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The tokens in the store were encrypted with another key.
    #[error("the encryption key is not the one that this store was made with")]
    WrongKey,
    /// The store was created with a key file, which no longer exists.
    #[error("the store's key file {} is missing: its tokens cannot be read without it", path.display())]
    MissingKeyFile {
        /// The expected path of the file.
        path: PathBuf,
    },
    /// The key file can be neither read nor created.
    #[error("cannot use the key file {}", path.display())]
    KeyFile {
        /// The file.
        path: PathBuf,
        /// The system's error.
        source: io::Error,
    },
    /// Two toolkits, or two tools, have the same slug.
    #[error("{slug} is registered twice")]
    DuplicateSlug {
        /// The slug.
        slug: String,
    },
    /// The API key is empty, or cannot be sent in an HTTP header.
    #[error("the API key has to consist of visible ASCII characters")]
    InvalidApiKey,
    /// The HTTP client for calls to providers cannot be built.
    #[error("cannot make an HTTP client")]
    HttpClient(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The operating system provides no random bytes for keys.
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
