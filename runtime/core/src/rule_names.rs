//! The names of rules that hold at run time as well as in a declaration, so that both errors name the same rule.

/// Where the documentation has the rules, each at an anchor of its name.
pub const PAGE: &str = "https://docs.rs/tool-router/latest/tool_router/rules";

/// A custom tool's slug, and that of a custom toolkit.
pub const CUSTOM_TOOL_SLUG: &str = "custom-tool-slug";
/// A custom tool's name and description, and how many tools a custom toolkit has.
pub const CUSTOM_TOOL_TEXT: &str = "custom-tool-text";
/// The schema of a custom tool's arguments.
pub const CUSTOM_TOOL_SCHEMA: &str = "custom-tool-schema";
/// A saved configuration beside what it would be in conflict with.
pub const SAVED_CONFIG_CONFLICT: &str = "saved-config-conflict";
/// A custom tool among the router's tools that are preloaded.
pub const PRELOAD_CUSTOM_TOOL: &str = "preload-custom-tool";
