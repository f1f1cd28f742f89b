//! `auth_configs`: the auth config (`ac_…`) to connect a toolkit with.

use super::{Map, SessionConfig, Text};
use crate::manifest::{Fact, code, fact, toolkit};

/// What was declared stays; what was left to run time may be anything.
pub(super) fn are_within(proposed: &SessionConfig, declared: &SessionConfig) -> bool {
    declared.auth_configs.iter().all(|(toolkit, id)| {
        proposed.auth_configs.get(toolkit) == Some(id) || !proposed.toolkits.access.allows(toolkit)
    })
}

pub(crate) fn words(configs: &Map<Text>) -> impl Iterator<Item = Fact> {
    configs.iter().map(|(slug, id)| fact![toolkit(slug), ": connected with the auth config ", code(id)])
}
