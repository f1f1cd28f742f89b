use crate::config::{ApprovalDefault, ApprovalOverride, Experimental, NoElicitationSupport, Permissions};

/// How much stands between the agent and a call.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Strictness {
    Free,
    AskedOnce,
    AskedAlways,
    Denied,
}

pub(super) fn permissions(declared: Option<&Permissions>, proposed: Option<&Permissions>) -> bool {
    let Some(declared) = declared else {
        return true;
    };
    let Some(proposed) = proposed else {
        return false;
    };
    let overrides = declared.overrides.iter().chain(proposed.overrides.iter());
    by_default(proposed) >= by_default(declared)
        && overrides.map(|(key, _)| key).all(|key| least(proposed, key) >= most(declared, key))
}

fn by_default(permissions: &Permissions) -> Strictness {
    match permissions.default {
        ApprovalDefault::AllowAll => Strictness::Free,
        ApprovalDefault::AskOncePerSession => Strictness::AskedOnce,
        ApprovalDefault::AskEveryCall => Strictness::AskedAlways,
    }
}

fn overridden(rule: ApprovalOverride) -> Strictness {
    match rule {
        ApprovalOverride::AlwaysAllow => Strictness::Free,
        ApprovalOverride::AskOnce => Strictness::AskedOnce,
        ApprovalOverride::AskAlways => Strictness::AskedAlways,
        ApprovalOverride::AlwaysDeny => Strictness::Denied,
    }
}

/// The least that the proposed permissions put before a call that `key` covers.
fn least(permissions: &Permissions, key: &str) -> Strictness {
    covering(permissions, key).min().unwrap_or_else(|| by_default(permissions))
}

/// The most that the declared permissions put before one.
fn most(permissions: &Permissions, key: &str) -> Strictness {
    let covering = covering(permissions, key).max();
    covering.map_or_else(|| by_default(permissions), |strictness| strictness.max(by_default(permissions)))
}

/// The overrides that can decide about a call that `key` (`TOOL:account`) covers. Which of them does is the router's
/// business; here all of them count.
fn covering<'a>(permissions: &'a Permissions, key: &'a str) -> impl Iterator<Item = Strictness> + 'a {
    let parts = |key: &'a str| key.split_once(':').unwrap_or((key, ""));
    let (tool, account) = parts(key);
    let covers = move |other: &'a str| {
        let (other_tool, other_account) = parts(other);
        other_account == account && (other_tool == tool || other_tool == "*" || tool == "*")
    };
    permissions.overrides.iter().filter(move |(other, _)| covers(other)).map(|(_, rule)| overridden(*rule))
}

/// Whether an approval that nobody can give does not become a permission.
pub(super) fn unasked(declared: &Experimental, proposed: &Experimental) -> bool {
    match (declared.no_elicitation_support_fallback, proposed.no_elicitation_support_fallback) {
        (Some(NoElicitationSupport::Deny), proposed) => proposed == Some(NoElicitationSupport::Deny),
        (None, proposed) => proposed != Some(NoElicitationSupport::Allow),
        (Some(NoElicitationSupport::Allow), _) => true,
    }
}
