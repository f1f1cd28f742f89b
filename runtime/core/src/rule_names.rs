//! The names of rules that apply both in a declaration and at run time, so that both errors name the same rule.

/// The page of the documentation with the rules, each at an anchor of its name.
pub const PAGE: &str = "https://docs.rs/tool-router/latest/tool_router/rules";

/// The address of a rule on the [`PAGE`].
#[must_use]
pub fn url(rule: &str) -> String {
    format!("{PAGE}#{rule}")
}

/// A custom tool's slug, and that of a custom toolkit.
pub const CUSTOM_TOOL_SLUG: &str = "custom-tool-slug";
/// A custom tool's name and description, and how many tools a custom toolkit has.
pub const CUSTOM_TOOL_TEXT: &str = "custom-tool-text";
/// The schema of a custom tool's arguments.
pub const CUSTOM_TOOL_SCHEMA: &str = "custom-tool-schema";
/// A saved configuration together with settings that conflict with it.
pub const SAVED_CONFIG_CONFLICT: &str = "saved-config-conflict";
/// A custom tool among the preloaded tools of the router.
pub const PRELOAD_CUSTOM_TOOL: &str = "preload-custom-tool";

/// All of them.
pub const ALL: &[&str] =
    &[CUSTOM_TOOL_SLUG, CUSTOM_TOOL_TEXT, CUSTOM_TOOL_SCHEMA, SAVED_CONFIG_CONFLICT, PRELOAD_CUSTOM_TOOL];
