//! A declaration as the attribute passes it to the runtime: one string.
//!
//! The compiler handles a string at almost no cost; a configuration written out as an expression costs more than the
//! rest of a session's expansion. A program parses the string once, when it first needs the declaration.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::Missing;
use crate::config::{List, SessionConfig, Text};
use crate::manifest::AtRunTime;

/// The content of a declaration, except what only types and paths can express.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Declared {
    /// How long `create` waits for connections.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wait: Option<Duration>,
    /// The toolkits that have to be connected for a session to be created; empty for all of an allowlist.
    #[serde(skip_serializing_if = "<[Text]>::is_empty")]
    pub required: List<Text>,
    /// What becomes of the toolkits that are not connected.
    #[serde(skip_serializing_if = "Missing::is_fail")]
    pub missing: Missing,
    /// What is left to run time.
    #[serde(skip_serializing_if = "AtRunTime::is_nothing")]
    pub at_run_time: AtRunTime,
    /// The configuration that a session is created with, in the form of the request's body.
    pub config: SessionConfig,
}

impl Declared {
    /// Serialises the declaration.
    #[must_use]
    pub fn pack(&self) -> String {
        // This cannot fail: keys are strings, and no type refuses to serialise.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Parses the string.
    ///
    /// # Errors
    ///
    /// If another version of the attribute wrote it.
    pub fn unpack(packed: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(packed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifest::Left;

    #[test]
    fn what_is_packed_is_unpacked() {
        let mut declared = Declared { wait: Some(Duration::from_millis(90_500)), ..Declared::default() };
        declared.required = vec!["gmail".into()].into();
        declared.missing = Missing::Skip;
        declared.at_run_time.callback_url = Some(Left::Optional);
        declared.at_run_time.multi_account = true;
        declared.at_run_time.max_per_toolkit = true;
        declared.at_run_time.auth_configs.required = vec!["slack".into()].into();
        declared.config.manage_connections.callback_url = Some("https://a.example/\"\u{7f}é".into());
        assert_eq!(Declared::unpack(&declared.pack()).unwrap(), declared);
        assert_eq!(Declared::unpack(&Declared::default().pack()).unwrap(), Declared::default());
    }

    #[test]
    fn what_another_version_wrote_is_refused() {
        assert!(Declared::unpack(r#"{"config":{"novelty":true}}"#).is_err());
        assert!(Declared::unpack("").is_err());
    }
}
