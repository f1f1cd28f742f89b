//! A declaration as the attribute hands it to the runtime: one string.
//!
//! The compiler checks a string in no time, and a configuration that is written out, expression by expression, in more than all
//! the rest of a session. A program reads the string once, when it first needs the declaration.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::config::SessionConfig;
use crate::manifest::AtRunTime;

/// What a declaration says, but for what only types and paths can say.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Declared {
    /// How long `create` waits for connections.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wait: Option<Duration>,
    /// What is left to run time.
    #[serde(skip_serializing_if = "AtRunTime::is_nothing")]
    pub at_run_time: AtRunTime,
    /// What a session is created with, as the body of the request has it.
    pub config: SessionConfig,
}

impl Declared {
    /// The string.
    #[must_use]
    pub fn pack(&self) -> String {
        // Strings for keys, and no type that refuses: there is nothing that can fail.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads the string.
    ///
    /// # Errors
    ///
    /// When another version of the attribute wrote it.
    pub fn unpack(packed: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(packed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_unpacked() {
        let mut declared = Declared { wait: Some(Duration::from_millis(90_500)), ..Declared::default() };
        declared.at_run_time.callback_url = true;
        declared.at_run_time.auth_configs = vec!["slack".into()].into();
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
