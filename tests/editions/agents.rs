//! Agents of a crate that has the runtime under another name: the attribute finds it by itself.
//!
//! The crates beside this file compile it under the older editions.

#![deny(warnings, missing_docs, missing_debug_implementations, unreachable_pub, unused_qualifications)]

use router::tool_router_session;

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

#[cfg(test)]
mod tests {
    use super::{Nightly, Upfront};
    use router::SessionSpec;

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
