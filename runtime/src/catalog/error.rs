use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use thiserror::Error;
use tool_router_core::cause;

use super::{Malformed, TooLarge};
use crate::error::Error as RouterError;

/// Why a catalogue could not be read.
#[derive(Error)]
#[non_exhaustive]
pub enum CatalogError {
    /// A request failed, or the router's answer was not what the protocol defines.
    #[error(transparent)]
    Router(#[from] RouterError),
    /// Toolkits were asked for that the router does not offer.
    #[error("the router has no such toolkit: {}", Listed(unknown))]
    #[non_exhaustive]
    UnknownToolkits {
        /// All of the unknown toolkits.
        unknown: Vec<UnknownToolkit>,
    },
    /// The router took too long to list what it offers.
    #[error("the router did not list everything that it offers within {} s", after.as_secs())]
    #[non_exhaustive]
    TooSlow {
        /// The deadline.
        after: Duration,
    },
    /// The catalogue is larger than the attribute accepts.
    #[error(transparent)]
    TooLarge(#[from] TooLarge),
    /// The text given to [`Catalog::from_json`](super::Catalog::from_json) is not a catalogue.
    #[error(transparent)]
    Format(#[from] Malformed),
}

impl CatalogError {
    /// What to do about it, in words: the part of a message that follows `help:`.
    #[must_use]
    pub fn help(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Router(error) => error.help(),
            Self::UnknownToolkits { .. } => None,
            Self::TooSlow { .. } | Self::TooLarge(_) => Some("name the toolkits that are used".into()),
            Self::Format(malformed) => Some(malformed.help().into()),
        }
    }
}

/// What it says, what it comes from, and what to do about it, in one line.
impl fmt::Debug for CatalogError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        cause::debug(formatter, self, self.help().as_deref())
    }
}

/// A toolkit that a router does not offer.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct UnknownToolkit {
    pub(super) slug: String,
    pub(super) nearest: Vec<String>,
}

impl UnknownToolkit {
    /// What was asked for.
    #[must_use]
    pub fn slug(&self) -> &str {
        &self.slug
    }

    /// The slugs with the most similar spelling, nearest first.
    #[must_use]
    pub fn nearest(&self) -> &[String] {
        &self.nearest
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::tests::hold;

    #[test]
    fn every_error_is_one_sentence_with_its_help_and_its_causes_apart() {
        let malformed = |json: &str| super::super::Catalog::from_json(json.as_bytes()).unwrap_err();
        let other = r#"{ "format": "tool-router-catalog/2" }"#;
        let wrong = r#"{ "format": "tool-router-catalog/1", "toolkits": 7 }"#;
        let gmail = UnknownToolkit { slug: "gmial".into(), nearest: vec!["gmail".into()] };
        let github = UnknownToolkit { slug: "github".into(), nearest: Vec::new() };
        let mut errors = vec![
            CatalogError::Router(crate::error::ConfigurationError::NoCredential.into()),
            CatalogError::UnknownToolkits { unknown: vec![gmail, github] },
            CatalogError::TooSlow { after: Duration::from_secs(7) },
            TooLarge.into(),
        ];
        errors.extend(["[", "[]", "<", other, wrong].map(|json| malformed(json).into()));
        for error in errors {
            hold(&error, error.help().as_deref());
        }
        assert!(size_of::<CatalogError>() <= 80, "{}", size_of::<CatalogError>());
    }

    #[test]
    fn what_is_wrong_with_a_text_is_its_source() {
        let error = CatalogError::from(super::super::Catalog::from_json(b"<").unwrap_err());
        assert!(std::error::Error::source(&error).is_some_and(|source| source.is::<serde_json::Error>()), "{error:?}");
    }
}
