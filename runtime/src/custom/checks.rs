//! The rules `custom-tool-slug` and `custom-tool-text`, as constant functions. The compiler runs them on a tool, and
//! [`register`](super::CustomTools::register) on a toolkit, whose text exists only at run time.

use tool_router_core::grammar::custom_tool::{
    MAX_DESCRIPTION, MAX_NAME, MAX_SLUG, is_text, listed_length, slug_problem,
};

use tool_router_core::message::Message;
use tool_router_core::rule_names;

use super::CustomTool;

/// Stops compilation if the constants of a tool break a rule.
#[track_caller]
pub(super) const fn uphold<T: CustomTool>() {
    if let Some(problem) = slug_problem(T::SLUG) {
        refuse(T::SLUG, problem, rule_names::CUSTOM_TOOL_SLUG);
    }
    if listed_length(T::SLUG, T::EXTENDS_TOOLKIT) > MAX_SLUG {
        refuse(
            T::SLUG,
            "the slug has over 60 characters with its prefix `LOCAL_[TOOLKIT_]`",
            rule_names::CUSTOM_TOOL_SLUG,
        );
    }
    if let Some(toolkit) = T::EXTENDS_TOOLKIT
        && slug_problem(toolkit).is_some()
    {
        refuse(T::SLUG, "`extends_toolkit` is not a toolkit slug", rule_names::CUSTOM_TOOL_SLUG);
    }
    if !is_text(T::NAME, MAX_NAME) {
        refuse(T::SLUG, "the name has to have 1 to 128 characters", rule_names::CUSTOM_TOOL_TEXT);
    }
    if !is_text(T::DESCRIPTION, MAX_DESCRIPTION) {
        refuse(T::SLUG, "the description has to have 1 to 5,120 characters", rule_names::CUSTOM_TOOL_TEXT);
    }
}

#[track_caller]
const fn refuse(slug: &str, problem: &str, rule: &str) {
    Message::EMPTY
        .push("the custom tool `")
        .push(slug)
        .push("` cannot be registered: ")
        .push(problem)
        .push("\nrule: ")
        .push(rule)
        .push("\nsee: ")
        .push(rule_names::PAGE)
        .push("#")
        .push(rule)
        .panic();
}
