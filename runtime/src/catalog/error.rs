use std::fmt;
use std::time::Duration;

use thiserror::Error;

use super::{Malformed, TooLarge};
use crate::error::Error as RouterError;

/// Why a catalogue could not be read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum CatalogError {
    /// A request failed, or the router's answer was not what the protocol defines.
    #[error(transparent)]
    Router(#[from] RouterError),
    /// Toolkits were asked for that the router does not offer.
    #[error("the router has no such toolkit: {}", Listed(unknown))]
    UnknownToolkits {
        /// All of the unknown toolkits.
        unknown: Vec<UnknownToolkit>,
    },
    /// The router took too long to list what it offers.
    #[error("the router did not list all that it offers within {} s: name the toolkits that are used", after.as_secs())]
    TooSlow {
        /// The deadline.
        after: Duration,
    },
    /// The catalogue is larger than the attribute accepts.
    #[error("{0}: name the toolkits that are used")]
    TooLarge(#[from] TooLarge),
    /// The text given to [`Catalog::from_json`](super::Catalog::from_json) is not a catalogue.
    #[error("the catalogue {0}")]
    Format(#[from] Malformed),
}

/// A toolkit that a router does not offer.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnknownToolkit {
    /// The slug that was asked for.
    pub slug: String,
    /// The slugs with the most similar spelling, nearest first.
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
