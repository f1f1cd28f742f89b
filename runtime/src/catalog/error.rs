use std::fmt;
use std::io;
use std::path::PathBuf;
use std::time::Duration;

use thiserror::Error;

use crate::error::Error as RouterError;

/// Why there is no catalogue, or no file of it. The file is then as it was.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum CatalogError {
    /// The router did not answer, or not with what it should.
    #[error(transparent)]
    Router(#[from] RouterError),
    /// Toolkits that the router does not offer were asked for.
    #[error("the router has no such toolkit: {}", Listed(unknown))]
    UnknownToolkits {
        /// Every one of them.
        unknown: Vec<UnknownToolkit>,
    },
    /// The router took too long to say what it offers.
    #[error("the router has not said what it offers within {} s: name fewer toolkits (`--toolkits`)", after.as_secs())]
    TooSlow {
        /// How long was waited for it.
        after: Duration,
    },
    /// The catalogue is larger than the attribute reads.
    #[error(
        "the catalogue is larger than {} MiB, more than the compiler is made to read: name the toolkits that are used \
         (`--toolkits gmail,slack`)",
        limit / 1024 / 1024
    )]
    TooLarge {
        /// How many bytes it can have.
        limit: usize,
    },
    /// It is no catalogue.
    #[error("it is no catalogue: {0}")]
    Format(String),
    /// The file is in a place where none can be.
    #[error("`{}` cannot be the catalogue's file: {problem}", path.display())]
    Place {
        /// The path that was given.
        path: PathBuf,
        /// Why not.
        problem: &'static str,
    },
    /// The file could not be read or written.
    #[error("`{}` cannot be {action}: {source}", path.display())]
    File {
        /// The path that was given.
        path: PathBuf,
        /// `read` or `written`.
        action: &'static str,
        /// What went wrong.
        source: io::Error,
    },
}

/// A toolkit that a router does not offer.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnknownToolkit {
    /// What was asked for.
    pub slug: String,
    /// The slugs that are spelt most like it, the nearest first.
    pub nearest: Vec<String>,
}

impl fmt::Display for UnknownToolkit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "`{}`", self.slug)?;
        for (index, near) in self.nearest.iter().enumerate() {
            let before = if index == 0 { " (did you mean " } else { " or " };
            write!(formatter, "{before}`{near}`")?;
        }
        formatter.write_str(if self.nearest.is_empty() { "" } else { "?)" })
    }
}

struct Listed<'a>(&'a [UnknownToolkit]);

impl fmt::Display for Listed<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, unknown) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { ", " };
            write!(formatter, "{separator}{unknown}")?;
        }
        Ok(())
    }
}
