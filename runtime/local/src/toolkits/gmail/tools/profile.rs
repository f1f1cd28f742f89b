//! The profile of the mailbox.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
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

#[derive(Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Profile {
    /// The account's email address.
    email_address: String,
    /// How many messages the account holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    messages_total: Option<u64>,
    /// How many threads the account holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    threads_total: Option<u64>,
    /// What else Gmail says about the account.
    #[serde(flatten)]
    other: serde_json::Map<String, Value>,
}

impl Tool for GetProfile {
    const SLUG: &'static str = "GMAIL_GET_PROFILE";
    const NAME: &'static str = "Get profile";
    const TAGS: &'static [Tag] = READ_ONLY;
    const SCOPES: &'static [&'static str] = READ_SCOPES;
    type Output = Profile;

    async fn run(self, api: &RestApi<'_>) -> Result<Profile, ToolError> {
        Mailbox::new(api, &self.user_id).profile().await
    }
}
