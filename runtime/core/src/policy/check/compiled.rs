//! What the attribute's expansion calls, so that the compiler stops at the tokens that break a policy.

use super::Subject;
use crate::policy::names::Names;
use crate::policy::settings::Settings;
use crate::policy::{Breach, Policy};

/// A policy that a declaration is held to. For the attribute's expansion only.
///
/// The compiler looks into whatever a constant refers to each time that the reference is passed on, but not into a copy of this.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Held<'a> {
    pub to: &'a Policy,
}

/// What breaks a policy. For the attribute's expansion only.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Found<'f, 'a, const TOOLKITS: usize, const TOOLS: usize> {
    pub findings: &'f Findings<'a, TOOLKITS, TOOLS>,
}

/// The names that break a policy, by their position in [`Names`]. For the attribute's expansion only.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Findings<'a, const TOOLKITS: usize, const TOOLS: usize> {
    pub(super) toolkits: [Option<Breach<'a>>; TOOLKITS],
    pub(super) tools: [Option<Breach<'a>>; TOOLS],
    pub(super) beyond: Option<Breach<'a>>,
}

/// Searches for each name of the policy once.
#[doc(hidden)]
#[must_use]
pub const fn __find<'a, const TOOLKITS: usize, const TOOLS: usize>(
    held: Held<'a>,
    names: Names<'_, 'a>,
) -> Findings<'a, TOOLKITS, TOOLS> {
    let mut findings = Findings { toolkits: [None; TOOLKITS], tools: [None; TOOLS], beyond: None };
    held.to.mark(&names, &mut findings.toolkits, &mut findings.tools);
    findings.beyond = match held.to.breach_beyond(&names, 0) {
        Some((breach, _)) => Some(breach),
        None => None,
    };
    findings
}

/// Stops compilation if the toolkit at this position breaks the policy.
#[doc(hidden)]
#[track_caller]
pub const fn __check_toolkit<const TOOLKITS: usize, const TOOLS: usize>(
    held: Held<'_>,
    found: Found<'_, '_, TOOLKITS, TOOLS>,
    place: usize,
) {
    stop(held, found.findings.toolkits[place]);
}

/// Stops compilation if the tool at this position breaks the policy.
#[doc(hidden)]
#[track_caller]
pub const fn __check_tool<const TOOLKITS: usize, const TOOLS: usize>(
    held: Held<'_>,
    found: Found<'_, '_, TOOLKITS, TOOLS>,
    place: usize,
) {
    stop(held, found.findings.tools[place]);
}

/// Stops compilation if toolkits that are not named break the policy.
#[doc(hidden)]
#[track_caller]
pub const fn __check_toolkits<const TOOLKITS: usize, const TOOLS: usize>(
    held: Held<'_>,
    found: Found<'_, '_, TOOLKITS, TOOLS>,
) {
    stop(held, found.findings.beyond);
}

/// Stops compilation if `subject` breaks the policy.
#[doc(hidden)]
#[track_caller]
pub const fn __check(held: Held<'_>, settings: Settings<'_, '_>, subject: Subject) {
    stop(held, held.to.breach(settings, subject));
}

#[track_caller]
const fn stop(held: Held<'_>, breach: Option<Breach<'_>>) {
    if let Some(breach) = breach {
        breach.panic(held.to.name);
    }
}
