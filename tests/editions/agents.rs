//! Agents of a crate that has the runtime under another name: the attribute finds it automatically.
//!
//! The crates beside this file compile it under the older editions, and without the standard library.

#![no_std]
#![deny(warnings, missing_docs, missing_debug_implementations, unreachable_pub, unused_qualifications)]

extern crate alloc;
#[cfg(test)]
extern crate std;

use alloc::string::String;

use router::{custom_tool, tool_router_session};

/// Waits for its connections.
#[tool_router_session(
    toolkits = ["gmail", "slack"],
    tools(gmail = ["GMAIL_FETCH_EMAILS"]),
    manage_connections(enable, wait, callback_url),
    auth_configs(slack),
)]
#[derive(Debug)]
pub struct Upfront;

/// Knows its user, and borrows something.
#[tool_router_session(app = automation, toolkits = ["gmail"], manage_connections = false)]
#[derive(Debug)]
pub struct Nightly<'a, T: Clone> {
    /// Whose mail it is.
    #[session(user_id)]
    pub user: String,
    /// What it borrows.
    pub borrowed: &'a T,
}

/// Has types for the arguments of its tool, one of which is a keyword in later editions.
#[tool_router_session(
    catalog = "../catalog.json",
    toolkits = ["gmail"],
    tools(gmail = ["GMAIL_FETCH_EMAILS"]),
    typed_tools,
)]
#[derive(Debug)]
pub struct Typed;

/// Finds a customer.
#[custom_tool(output_schema)]
pub async fn find_customer(
    /// Who it is.
    email: String,
    #[serde(default)] orders: Option<u8>,
) -> Result<String, core::fmt::Error> {
    orders.map(|_| email).ok_or(core::fmt::Error)
}

#[cfg(test)]
mod tests {
    use alloc::borrow::ToOwned;

    use super::{FindCustomer, GmailFetchEmails, Nightly, Typed, Upfront};
    use router::{custom::CustomTool, SessionSpec, ToolArguments};

    #[test]
    fn arguments_have_types() {
        let fetch = GmailFetchEmails { labels: Some(alloc::vec!["x".to_owned()]), ..GmailFetchEmails::new("a") };
        assert_eq!(fetch.r#gen, "a");
        assert_eq!(serde_json::to_value(&fetch).unwrap(), serde_json::json!({ "gen": "a", "labels": ["x"] }));
        assert_eq!(<GmailFetchEmails as ToolArguments<Typed>>::TOOL.slug(), "GMAIL_FETCH_EMAILS");
    }

    #[test]
    fn a_function_is_a_tool() {
        assert_eq!(FindCustomer::SLUG, "FIND_CUSTOMER");
        drop(Typed::session("ada").custom_tool(FindCustomer));
    }

    #[test]
    fn the_renamed_runtime_is_found() {
        let builder = Upfront::session("ada")
            .callback_url("https://app.example.com/cb")
            .auth_config(Upfront::SLACK_AUTH_CONFIG, "ac_1")
            .only([Upfront::GMAIL]);
        assert!(builder.config().auth_configs.is_empty());
        assert_eq!(<Nightly<'_, u8> as SessionSpec>::manifest().agent, "Nightly");
        drop(Nightly { user: "ada".to_owned(), borrowed: &1 }.session());
        let body = serde_json::to_value(Upfront::config()).unwrap();
        assert_eq!(body["toolkits"]["enable"][1], "slack");
    }
}
