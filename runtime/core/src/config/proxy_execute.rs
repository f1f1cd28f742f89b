//! `proxy_execute`: calls of a toolkit's own HTTP API.

use serde::{Deserialize, Serialize};

use super::block::{Answered, Switch};
use super::record::record;
use crate::fact::{Fact, fact};

record! {
    /// Calls of a toolkit's own HTTP API through the user's connection, outside the sandbox. The server's default is no.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub struct ProxyExecute {
        /// Whether it is on.
        pub enable: bool,
    } with {}
}

impl ProxyExecute {
    pub(crate) fn words(declared: Option<Self>, otherwise: &str) -> Fact {
        let said = match declared {
            None => format!("no, {otherwise}"),
            Some(Self { enable: true }) => "yes, which is not limited to the tools above".to_owned(),
            Some(Self { enable: false }) => "no".to_owned(),
        };
        fact!["direct calls of a toolkit's own HTTP API, outside the sandbox: ", said]
    }
}

impl Switch for ProxyExecute {
    type Said = Self;

    const BY_DEFAULT: bool = false;

    fn is_on(Self { enable }: Self) -> bool {
        enable
    }
}

impl Answered<Option<StoredProxyExecute>> for ProxyExecute {
    fn answer(proxy: &Option<Self>) -> Option<StoredProxyExecute> {
        proxy.map(|Self { enable }| StoredProxyExecute { enable })
    }

    fn said(answer: &Option<StoredProxyExecute>, _: &Option<Self>) -> Option<Option<Self>> {
        Some(answer.map(|StoredProxyExecute { enable }| Self { enable }))
    }
}

/// Calls of a toolkit's own HTTP API as a router answers them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct StoredProxyExecute {
    /// Whether it is on.
    pub enable: bool,
}

impl Default for StoredProxyExecute {
    fn default() -> Self {
        Self { enable: ProxyExecute::BY_DEFAULT }
    }
}
