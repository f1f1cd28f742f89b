//! How an error is written.

use std::fmt;

use tool_router_core::cause;

use super::Error;
use crate::policy::PolicyBreach;
use crate::session::Setting;

/// What it says, what it comes from, and what to do about it, in one line.
impl fmt::Debug for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        cause::debug(formatter, self, self.help().as_deref())
    }
}

/// What to do about each breach, each advice once.
pub(super) fn advice(breaches: &[PolicyBreach]) -> Option<String> {
    let mut advice: Vec<&str> = Vec::new();
    for breach in breaches {
        if !advice.contains(&breach.help()) {
            advice.push(breach.help());
        }
    }
    (!advice.is_empty()).then(|| advice.join("; "))
}

/// The items with this between them.
pub(super) struct Listed<'a, T>(pub(super) &'a [T], pub(super) &'static str);

impl<T: fmt::Display> fmt::Display for Listed<'_, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(items, between) = self;
        for (index, item) in items.iter().enumerate() {
            let separator = if index == 0 { "" } else { between };
            write!(formatter, "{separator}{item}")?;
        }
        Ok(())
    }
}

/// What exceeds a declaration: settings, and breaches of policies.
pub(super) struct Wider<'a>(pub(super) &'a [Setting], pub(super) &'a [PolicyBreach]);

impl fmt::Display for Wider<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(settings, breaches) = self;
        for (index, setting) in settings.iter().enumerate() {
            let separator = if index == 0 { "" } else { ", " };
            write!(formatter, "{separator}`{}`", setting.name())?;
        }
        let separator = if settings.is_empty() || breaches.is_empty() { "" } else { "; " };
        write!(formatter, "{separator}{}", Listed(breaches, "; "))
    }
}
