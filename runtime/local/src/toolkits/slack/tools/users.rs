//! The people of the workspace.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tool_router_core::config::Tag;

use super::{
    READ_ONLY, SEARCHED_PAGE, SEARCHED_PAGES,
    arguments::{Filled, Limit, fifty, one},
    results::{Members, User},
};
use crate::{
    ToolError,
    toolkits::{
        rest::{Parameters, RestApi},
        slack::api::{Object, WebApi},
        table::Tool,
    },
};

const READ_SCOPES: &[&str] = &["users:read"];

/// Lists the users of the workspace, bots included. Go on with `cursor` until `next_cursor` is empty.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ListAllUsers {
    /// The largest number of users to return, 1 to 1000.
    #[serde(default = "one")]
    limit: Limit,
    /// The `next_cursor` of the page before.
    cursor: Option<String>,
    /// Whether to include each user's locale.
    include_locale: Option<bool>,
    /// Id of the workspace, for tokens of a whole organization.
    team_id: Option<String>,
}

impl Tool for ListAllUsers {
    const SLUG: &'static str = "SLACK_LIST_ALL_USERS";
    const NAME: &'static str = "List all users";
    const TAGS: &'static [Tag] = READ_ONLY;
    const SCOPES: &'static [&'static str] = READ_SCOPES;
    type Output = Members;

    async fn run(self, api: &RestApi<'_>) -> Result<Members, ToolError> {
        let form = Parameters::default()
            .with("limit", self.limit)
            .maybe("cursor", self.cursor)
            .maybe("include_locale", self.include_locale)
            .maybe("team_id", self.team_id);
        WebApi::new(api).call("users.list", form).await
    }
}

/// Finds users of the workspace by name, email address or id.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FindUsers {
    /// A part of a name or of an email address, or a user's id. Either this or `email` is needed.
    #[serde(alias = "query")]
    search_query: Option<Filled>,
    /// An email address, or a part of one.
    email: Option<Filled>,
    /// Whether a name or the email address has to be exactly what is searched for.
    #[serde(default)]
    exact_match: bool,
    /// Whether to include bots.
    #[serde(default)]
    include_bots: bool,
    /// Whether to include users that were deactivated.
    #[serde(default)]
    include_deleted: bool,
    /// Whether to include guests.
    #[serde(default = "yes")]
    include_restricted: bool,
    /// Whether to include each user's locale.
    include_locale: Option<bool>,
    /// The largest number of users to return, 1 to 1000.
    #[serde(default = "fifty")]
    limit: Limit,
    /// Id of the workspace, for tokens of a whole organization.
    team_id: Option<String>,
}

fn yes() -> bool {
    true
}

#[derive(Serialize, JsonSchema)]
pub(super) struct FoundUsers {
    users: Vec<User>,
    /// How many users were looked at.
    total_users_searched: usize,
}

impl Tool for FindUsers {
    const SLUG: &'static str = "SLACK_FIND_USERS";
    const NAME: &'static str = "Find users";
    const TAGS: &'static [Tag] = READ_ONLY;
    const SCOPES: &'static [&'static str] = READ_SCOPES;
    type Output = FoundUsers;

    async fn run(self, api: &RestApi<'_>) -> Result<FoundUsers, ToolError> {
        let (query, by_email) = match (&self.search_query, &self.email) {
            (Some(query), None) => (query.as_str().to_lowercase(), false),
            (None, Some(email)) => (email.as_str().to_lowercase(), true),
            _ => {
                let message = "exactly one of `search_query` and `email` is needed";
                return Err(ToolError::InvalidArguments(message.into()));
            }
        };
        if self.exact_match && query.contains('@') {
            return self.by_address(api, query).await;
        }
        let mut found = FoundUsers { users: Vec::new(), total_users_searched: 0 };
        let mut cursor = String::new();
        for _ in 0..SEARCHED_PAGES {
            let form = Parameters::default()
                .with("limit", SEARCHED_PAGE)
                .maybe("cursor", Some(&cursor).filter(|cursor| !cursor.is_empty()))
                .maybe("include_locale", self.include_locale)
                .maybe("team_id", self.team_id.as_ref());
            let page: Members = WebApi::new(api).call("users.list", form).await?;
            found.total_users_searched += page.members.len();
            let wanted = page.members.into_iter().filter(|user| self.is_included(user));
            found.users.extend(wanted.filter(|user| fits(user, &query, by_email, self.exact_match)));
            cursor = page.response_metadata.next_cursor;
            if cursor.is_empty() || found.users.len() >= self.limit.count() {
                break;
            }
        }
        found.users.truncate(self.limit.count());
        Ok(found)
    }
}

impl FindUsers {
    /// The user with this address, whom Slack finds without a list of all users.
    async fn by_address(&self, api: &RestApi<'_>, address: String) -> Result<FoundUsers, ToolError> {
        let form = Parameters::default().with("email", address);
        let users = match WebApi::new(api).call::<OneUser>("users.lookupByEmail", form).await {
            Ok(found) => vec![found.user],
            Err(ToolError::Upstream { status: 404, .. }) => Vec::new(),
            Err(error) => return Err(error),
        };
        let searched = users.len();
        Ok(FoundUsers {
            users: users.into_iter().filter(|user| self.is_included(user)).collect(),
            total_users_searched: searched,
        })
    }

    fn is_included(&self, user: &User) -> bool {
        let is = |name: &str| user.other.get(name) == Some(&Value::Bool(true));
        (self.include_bots || !is("is_bot"))
            && (self.include_deleted || !is("deleted"))
            && (self.include_restricted || !(is("is_restricted") || is("is_ultra_restricted")))
    }
}

fn fits(user: &User, query: &str, by_email: bool, exactly: bool) -> bool {
    let profile = |name: &str| user.other.get("profile").and_then(|profile| profile[name].as_str());
    let email = [profile("email")];
    let names = [
        user.name.as_deref(),
        user.other.get("real_name").and_then(Value::as_str),
        profile("real_name"),
        profile("display_name"),
        profile("first_name"),
        profile("last_name"),
        profile("status_text").filter(|_| !exactly),
    ];
    let mut words = email.iter().chain(names.iter().filter(|_| !by_email)).flatten().map(|word| word.to_lowercase());
    let in_words = if exactly { words.any(|word| word == query) } else { words.any(|word| word.contains(query)) };
    in_words || (!by_email && user.id.to_lowercase() == query)
}

/// A user.
#[derive(Deserialize, Serialize, JsonSchema)]
pub(super) struct OneUser {
    user: User,
    #[serde(flatten)]
    other: Object,
}

/// Finds the user with exactly this email address.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FindUserByEmail {
    /// The email address.
    email: Filled,
}

impl Tool for FindUserByEmail {
    const SLUG: &'static str = "SLACK_FIND_USER_BY_EMAIL_ADDRESS";
    const NAME: &'static str = "Lookup users by email";
    const TAGS: &'static [Tag] = READ_ONLY;
    const SCOPES: &'static [&'static str] = &["users:read.email"];
    type Output = OneUser;

    async fn run(self, api: &RestApi<'_>) -> Result<OneUser, ToolError> {
        WebApi::new(api).call("users.lookupByEmail", Parameters::default().with("email", self.email)).await
    }
}

/// Returns what is known about one user, by id.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RetrieveUser {
    /// Id of the user.
    user: Filled,
    /// Whether to include the locale.
    include_locale: Option<bool>,
}

impl Tool for RetrieveUser {
    const SLUG: &'static str = "SLACK_RETRIEVE_DETAILED_USER_INFORMATION";
    const NAME: &'static str = "Retrieve user details";
    const TAGS: &'static [Tag] = READ_ONLY;
    const SCOPES: &'static [&'static str] = READ_SCOPES;
    type Output = OneUser;

    async fn run(self, api: &RestApi<'_>) -> Result<OneUser, ToolError> {
        let form = Parameters::default().with("user", self.user).maybe("include_locale", self.include_locale);
        WebApi::new(api).call("users.info", form).await
    }
}
