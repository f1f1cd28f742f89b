//! Rules about custom tools. `#[custom_tool]` enforces them, and the runtime does for tools that implement the trait.

use tool_router_core::rule_names;

use super::{Level, Rule};

pub(crate) static NOT_AN_ASYNC_FN: Rule = Rule {
    name: "not-an-async-fn",
    level: Level::Error,
    summary: "`#[custom_tool]` on anything other than an async function: a function that is not async, a generic one, a type.",
    why: "A model calls a tool with JSON, which cannot express type parameters.",
    rejected: r"/// Finds a customer.
#[custom_tool]
fn find_customer(email: String) -> Result<String, std::io::Error> {
    Ok(email)
}",
    mended: r"/// Finds a customer.
#[custom_tool]
async fn find_customer(email: String) -> Result<String, std::io::Error> {
    Ok(email)
}",
    check: None,
};

pub(crate) static CUSTOM_TOOLS_IMPL: Rule = Rule {
    name: "custom-tools-impl",
    level: Level::Error,
    summary: "A method with `#[custom_tool]` in an `impl` block without `#[custom_tools]`; or `#[custom_tools]` on anything other \
              than an `impl` block with such methods, without a trait and type parameters.",
    why: "The tools of a block share one value of its type, which is registered as a whole; a method alone has nothing to be \
          called on.",
    rejected: r"struct Customers;

impl Customers {
    /// Finds a customer.
    #[custom_tool]
    async fn find_customer(&self, email: String) -> Result<String, std::io::Error> {
        Ok(email)
    }
}",
    mended: r"struct Customers;

#[custom_tools]
impl Customers {
    /// Finds a customer.
    #[custom_tool]
    async fn find_customer(&self, email: String) -> Result<String, std::io::Error> {
        Ok(email)
    }
}",
    check: None,
};

pub(crate) static CUSTOM_TOOL_STATE: Rule = Rule {
    name: "custom-tool-state",
    level: Level::Error,
    summary: "A tool that takes its state as anything other than `&self` or, in a free function, `State<T>` by value.",
    why: "Calls run at the same time and one after the other, and all of them share the state.",
    rejected: r"struct Customers;

#[custom_tools]
impl Customers {
    /// Adds a customer.
    #[custom_tool]
    async fn add_customer(&mut self, email: String) -> Result<String, std::io::Error> {
        Ok(email)
    }
}",
    mended: r"struct Customers;

#[custom_tools]
impl Customers {
    /// Adds a customer.
    #[custom_tool]
    async fn add_customer(&self, email: String) -> Result<String, std::io::Error> {
        Ok(email)
    }
}",
    check: None,
};

pub(crate) static CUSTOM_TOOL_SLUG: Rule = Rule {
    name: rule_names::CUSTOM_TOOL_SLUG,
    level: Level::Error,
    summary: "A slug of a custom tool or toolkit that has characters other than letters, digits, `_` and `-`; that starts \
              with `LOCAL_` or `COMPOSIO_`; that is longer than 60 characters with its prefix `LOCAL_[TOOLKIT_]`; or that \
              another tool has as well.",
    why: "The model calls the tool by its slug, and `LOCAL_` distinguishes it from the router's tools.",
    rejected: r#"/// Finds a customer.
#[custom_tool(slug = "find customer")]
async fn find_customer(email: String) -> Result<String, std::io::Error> {
    Ok(email)
}"#,
    mended: r#"/// Finds a customer.
#[custom_tool(slug = "FIND_CUSTOMER")]
async fn find_customer(email: String) -> Result<String, std::io::Error> {
    Ok(email)
}"#,
    check: None,
};

pub(crate) static CUSTOM_TOOL_TEXT: Rule = Rule {
    name: rule_names::CUSTOM_TOOL_TEXT,
    level: Level::Error,
    summary: "A name outside 1 to 128 characters, a description outside 1 to 5,120 characters (of a toolkit: 1 to 2,048), or \
              a toolkit outside 1 to 100 tools.",
    why: "The model chooses a tool by its description; without one it is never called, or called for the wrong purpose.",
    rejected: r"#[custom_tool]
async fn find_customer(email: String) -> Result<String, std::io::Error> {
    Ok(email)
}",
    mended: r"/// Finds a customer by e-mail address.
#[custom_tool]
async fn find_customer(email: String) -> Result<String, std::io::Error> {
    Ok(email)
}",
    check: None,
};

pub(crate) static CUSTOM_TOOL_SCHEMA: Rule = Rule {
    name: rule_names::CUSTOM_TOOL_SCHEMA,
    level: Level::Error,
    summary: "Arguments that are not a JSON object of named, owned values, or a function that returns nothing.",
    why: "The arguments arrive as a JSON object with the parameters' names, and the model sees nothing but the returned value.",
    rejected: r"/// Finds a customer.
#[custom_tool]
async fn find_customer(email: &str) -> Result<String, std::io::Error> {
    Ok(email.to_owned())
}",
    mended: r"/// Finds a customer.
#[custom_tool]
async fn find_customer(email: String) -> Result<String, std::io::Error> {
    Ok(email)
}",
    check: None,
};

/// The rules of custom tools, in the order of the documentation.
pub(crate) static CUSTOM_TOOL_RULES: &[&Rule] = &[
    &NOT_AN_ASYNC_FN,
    &CUSTOM_TOOLS_IMPL,
    &CUSTOM_TOOL_STATE,
    &CUSTOM_TOOL_SLUG,
    &CUSTOM_TOOL_TEXT,
    &CUSTOM_TOOL_SCHEMA,
];
