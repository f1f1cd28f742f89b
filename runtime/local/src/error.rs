//! Why an embedded router does not start.

use std::{fmt, io, path::PathBuf};

use tool_router_core::cause::{self, Cause};

use super::random::RandomError;

/// Why [`LocalRouter`](super::LocalRouter) did not start.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum LocalError {
    /// The router cannot listen on the loopback interface.
    #[error("cannot listen on 127.0.0.1, port {port}")]
    #[non_exhaustive]
    Listen {
        /// The requested port; 0 lets the system choose.
        port: u16,
        /// The system's error.
        source: io::Error,
    },
    /// The store cannot be opened, or was made by a newer version.
    #[error("cannot open the store")]
    #[non_exhaustive]
    Store {
        /// What is wrong with it.
        source: Cause,
    },
    /// Another router uses the store file: one process owns it.
    #[error("the store {} is in use by {}", path.display(), Owner(*process))]
    #[non_exhaustive]
    StoreInUse {
        /// The file.
        path: PathBuf,
        /// The id of the process that uses it, if it is known.
        process: Option<u32>,
    },
    /// The store file is the database of another program.
    #[error("{} is the database of another program", path.display())]
    #[non_exhaustive]
    ForeignStore {
        /// The file.
        path: PathBuf,
    },
    /// Other users of the machine can read or write the store or its key.
    #[error("other users can read or write {}", path.display())]
    #[non_exhaustive]
    Exposed {
        /// The file.
        path: PathBuf,
    },
    /// The tokens in the store were encrypted with another key.
    #[error("the encryption key is not the one that this store was made with")]
    WrongKey,
    /// The store was created with a key file, which no longer exists.
    #[error("the store's key file {} is missing", path.display())]
    #[non_exhaustive]
    MissingKeyFile {
        /// The expected path of the file.
        path: PathBuf,
    },
    /// The key file can be neither read nor created.
    #[error("cannot use the key file {}", path.display())]
    #[non_exhaustive]
    KeyFile {
        /// The file.
        path: PathBuf,
        /// The system's error.
        source: io::Error,
    },
    /// Two toolkits, or two tools, have the same slug.
    #[error("{slug} is registered twice")]
    #[non_exhaustive]
    DuplicateSlug {
        /// The slug.
        slug: String,
    },
    /// The API key is empty, or cannot be sent in an HTTP header.
    #[error("the API key has to consist of visible ASCII characters")]
    InvalidApiKey,
    /// The session webhook cannot be used.
    #[error("the session webhook is not usable: {problem}")]
    #[non_exhaustive]
    InvalidWebhook {
        /// What is wrong with it.
        problem: &'static str,
    },
    /// The callback verifier is not a URL that a browser can be sent to.
    #[error("the callback verifier is neither an https URL nor an http URL of this machine")]
    InvalidVerifier,
    /// The HTTP client for calls to providers cannot be built.
    #[error("cannot make an HTTP client")]
    #[non_exhaustive]
    HttpClient {
        /// Why not.
        source: Cause,
    },
    /// The thread of a test's router cannot be started.
    #[cfg(feature = "testing")]
    #[error("cannot start a thread for the router")]
    #[non_exhaustive]
    Thread {
        /// The system's error.
        source: io::Error,
    },
    /// The operating system provides no random bytes for keys.
    #[error("the operating system gives no random bytes")]
    #[non_exhaustive]
    Random {
        /// What the system said.
        source: Cause,
    },
}

impl LocalError {
    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::Listen { port: 0, .. } | Self::Store { .. } | Self::HttpClient { .. } | Self::Random { .. } => None,
            Self::Listen { .. } => {
                Some("end what listens there, or leave the port out: the system then chooses a free one")
            }
            Self::StoreInUse { .. } => Some("stop that router, or give each router a store file of its own"),
            Self::ForeignStore { .. } => Some("name another file: it is created if it does not exist"),
            Self::Exposed { .. } => Some("take the others' permissions away, as `chmod 600` does"),
            Self::WrongKey => Some("start it with the key that the store was made with"),
            Self::MissingKeyFile { .. } => {
                Some("put the key file back: the tokens in the store cannot be read without it")
            }
            Self::KeyFile { .. } => Some("make the file readable for this user, and restore it if it was changed"),
            Self::DuplicateSlug { .. } => Some("register each toolkit once"),
            Self::InvalidWebhook { .. } => {
                Some("give the builder's `session_webhook` an https URL, or one on this machine, and a random secret")
            }
            #[cfg(feature = "testing")]
            Self::Thread { .. } => None,
            Self::InvalidVerifier => Some("give its URL in full, without a fragment: `https://app.example.com/verify`"),
            Self::InvalidApiKey => Some("leave the API key out: the router then makes one"),
        }
    }

    pub(crate) fn store(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Store { source: Cause::new(error) }
    }

    pub(crate) fn random(error: RandomError) -> Self {
        Self::Random { source: Cause::new(error) }
    }
}

/// A process that uses a store, as a sentence names it.
struct Owner(Option<u32>);

impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(id) if id == std::process::id() => write!(f, "another router of this process"),
            Some(id) => write!(f, "process {id}"),
            None => write!(f, "another process"),
        }
    }
}

/// What it says, what it comes from, and what to do about it, in one line.
impl fmt::Debug for LocalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        cause::debug(f, self, self.help())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_is_one_sentence_with_its_help_and_its_causes_apart() {
        let source = || io::Error::from_raw_os_error(13);
        let path = PathBuf::from("/tmp/store.key");
        for error in [
            LocalError::Listen { port: 0, source: source() },
            LocalError::Listen { port: 80, source: source() },
            LocalError::store(sqlx::Error::Io(source())),
            LocalError::WrongKey,
            LocalError::InvalidVerifier,
            LocalError::MissingKeyFile { path: path.clone() },
            LocalError::StoreInUse { path: path.clone(), process: None },
            LocalError::StoreInUse { path: path.clone(), process: Some(7) },
            LocalError::ForeignStore { path: path.clone() },
            LocalError::Exposed { path: path.clone() },
            LocalError::KeyFile { path, source: source() },
            LocalError::DuplicateSlug { slug: "gmail".into() },
            LocalError::InvalidApiKey,
            LocalError::InvalidWebhook { problem: "it is not an absolute URL" },
            LocalError::HttpClient { source: Cause::new("no root certificates") },
            LocalError::random(RandomError::UNEXPECTED),
        ] {
            let told = error.to_string();
            assert!(!told.contains(". ") && !told.ends_with('.') && !told.contains('\n'), "{told}");
            let help = error.help();
            assert!(
                help.is_none_or(|help| !help.contains(". ") && !help.ends_with('.') && !told.contains(help)),
                "{told}"
            );
            if let Some(cause) = std::error::Error::source(&error) {
                assert!(!told.contains(&cause.to_string()), "{told}");
            }
            let shown = format!("{error:?}");
            assert!(shown.contains(&told) && !shown.contains("Os {") && !shown.contains("sqlx"), "{shown}");
        }
        fn everywhere<T: std::error::Error + Send + Sync + 'static>() {}
        everywhere::<LocalError>();
        assert!(size_of::<LocalError>() <= 40, "{}", size_of::<LocalError>());
    }
}
