//! The profile of the mailbox.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;
use tool_router_core::config::Tag;

use super::{READ_ONLY, READ_SCOPES, me};
use crate::{
    ToolError,
    toolkits::{gmail::api::Mailbox, rest::RestApi, table::Tool},
};

/// Returns the connected account's email address and how many messages and threads it holds.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct GetProfile {
    /// The account's email address, or `me` for the connected account.
    #[serde(default = "me")]
    user_id: String,
}

impl Tool for GetProfile {
    const SLUG: &'static str = "GMAIL_GET_PROFILE";
    const NAME: &'static str = "Get profile";
    const TAGS: &'static [Tag] = READ_ONLY;
    const SCOPES: &'static [&'static str] = READ_SCOPES;
    type Output = Value;

    async fn run(self, api: &RestApi<'_>) -> Result<Value, ToolError> {
        Mailbox::new(api, &self.user_id).profile().await
    }
}
