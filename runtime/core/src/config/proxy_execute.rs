//! `proxy_execute`: calls of a toolkit's own HTTP API.

use serde::{Deserialize, Deserializer, Serialize};

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

impl Answered<Option<Self>> for ProxyExecute {
    fn answer(proxy: &Option<Self>) -> Option<Self> {
        *proxy
    }

    fn said(answer: &Option<Self>, _: &Option<Self>) -> Option<Option<Self>> {
        Some(*answer)
    }
}

/// A request's block refuses what it does not know; the same block in an answer must not.
pub(super) fn answer<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<ProxyExecute>, D::Error> {
    #[derive(Deserialize)]
    struct Answer {
        enable: bool,
    }
    let answer = Option::<Answer>::deserialize(deserializer)?;
    Ok(answer.map(|Answer { enable }| ProxyExecute { enable }))
}
