//! What must hold, rule by rule, each with its name.
//!
//! A rule that concerns one setting alone is held where that setting is read; one that concerns several has its check here.
//! The tables also carry what the documentation and the tests need: a declaration that breaks the rule, and its mended form.

mod accounts;
mod catalog;
mod checks;
mod connections;
#[cfg(feature = "custom-tools")]
mod custom_tools;
pub(crate) mod index;
mod preload;
mod reach;
mod sandbox;
mod shape;
mod toolkits;

#[cfg(feature = "custom-tools")]
pub(crate) use self::custom_tools::*;
pub(crate) use self::{
    accounts::*,
    catalog::{CATALOG_FILE, TYPED_TOOLS, UNKNOWN_TOOL, UNKNOWN_TOOLKIT},
    checks::*,
    connections::*,
    preload::*,
    reach::{exclusion, named_toolkits},
    sandbox::*,
    shape::*,
    toolkits::*,
};

use syn::Ident;

use crate::{catalog::Found, declaration::Declaration, diagnostic::Diagnostics};

/// One thing that must hold of a declaration.
pub(crate) struct Rule {
    /// Kebab-case: it ends the message, and is an anchor of the documentation's index.
    pub(crate) name: &'static str,
    pub(crate) level: Level,
    /// What is rejected, in one sentence.
    pub(crate) summary: &'static str,
    /// Why, in one or two sentences.
    pub(crate) why: &'static str,
    /// A declaration that breaks this rule and no other.
    pub(crate) rejected: &'static str,
    /// The same as it should be.
    pub(crate) mended: &'static str,
    /// Holds the rule between settings; `None` where the setting's own reader does it.
    pub(crate) check: Option<Check>,
}

/// Looks at a whole declaration.
pub(crate) type Check = fn(&Subject<'_>, &mut Diagnostics);

/// What a check looks at.
pub(crate) struct Subject<'a> {
    pub(crate) declaration: &'a Declaration,
    /// The name of the struct.
    pub(crate) agent: &'a Ident,
    /// The toolkits and tools that there are, where a file says so.
    pub(crate) catalog: &'a Found,
}

/// How much a broken rule weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    Error,
    /// A warning, which `allow(…)` silences.
    Lint,
}

impl Rule {
    /// The name as an identifier: `weak_tag`.
    pub(crate) fn word(&self) -> String {
        self.name.replace('-', "_")
    }
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.name)
    }
}

/// Every rule, in the order of the documentation.
pub(crate) static RULES: &[&Rule] = &[
    &UNKNOWN_SETTING,
    &REPEATED_SETTING,
    &WRONG_FORM,
    &NOT_A_STRUCT,
    &MISSING_TOOLKITS,
    &EMPTY_ALLOWLIST,
    &CONTRADICTORY_FLAGS,
    &AMBIGUOUS_NAME,
    &UNKNOWN_RULE,
    &TOOLKIT_SLUG,
    &ENABLE_AND_DISABLE,
    &EMPTY_LIST,
    &TOOL_SLUG,
    &TOOL_OF_OTHER_TOOLKIT,
    &TOOLS_OUTSIDE_TOOLKITS,
    &APPROVAL_OUTSIDE_TOOLS,
    &UNKNOWN_TAG,
    &TAG_IN_BOTH,
    &WEAK_TAG,
    &DISABLED_FOR_INTERACTIVE,
    &ENABLED_FOR_AUTOMATION,
    &WORKFLOW_WITHOUT_WAIT,
    &WAIT_WITHOUT_MANAGEMENT,
    &WAIT_NEEDS_ALLOWLIST,
    &CALLBACK_WITHOUT_MANAGEMENT,
    &CALLBACK_URL,
    &DURATION,
    &REMOVAL_WITHOUT_MANAGEMENT,
    &ACCOUNT_ID,
    &AUTH_CONFIG_ID,
    &SESSION_CONFIG_ID,
    &MANY_ACCOUNTS_NEED_MULTI_ACCOUNT,
    &MAX_PER_TOOLKIT,
    &MULTI_ACCOUNT_DISABLED_WITH_SETTINGS,
    &SAVED_CONFIG_CONFLICT,
    &SANDBOX_SIZE,
    &OFFLOAD_THRESHOLD,
    &SANDBOX_DISABLED_WITH_SETTINGS,
    &PROXY_CONFLICT,
    &PRELOAD_ALL_NEEDS_FILTER,
    &PRELOAD_OUTSIDE_POLICY,
    &PRELOAD_CUSTOM_TOOL,
    &PRELOAD_MANY,
    &PRELOAD_WITH_MULTI_ACCOUNT,
    &PRESET,
    &HOOK_ID,
    &HOOK_CONDITION,
    &HOOK_HANDLER,
    &PERMISSION_DEFAULT,
    &PERMISSION_OVERRIDE,
    &WEAK_OVERRIDE,
    &INSTANT_WIDER,
    &TIMEZONE,
    &LINK_URL,
    &CATALOG_FILE,
    &UNKNOWN_TOOLKIT,
    &UNKNOWN_TOOL,
    &TYPED_TOOLS,
];

/// Runs every check that looks at several settings.
pub(crate) fn check(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    for check in RULES.iter().filter_map(|rule| rule.check) {
        check(subject, diagnostics);
    }
}
