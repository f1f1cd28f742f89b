//! `users.*`

use serde_json::{Value, json};

use super::{
    super::workspace::{TEAM_ID, USERS, User},
    call::{Call, Failure},
};

impl Call<'_> {
    pub(super) fn list_users(&self) -> Result<Value, Failure> {
        self.require("users:read")?;
        let (page, next) = self.parameters.page(USERS.iter().collect())?;
        let members: Vec<_> = page.into_iter().map(|user| self.user(user)).collect();
        Ok(json!({ "members": members, "response_metadata": { "next_cursor": next } }))
    }

    pub(super) fn user_info(&self) -> Result<Value, Failure> {
        self.require("users:read")?;
        let id = self.required("user")?;
        let user = USERS.iter().find(|user| user.id == id).ok_or("user_not_found")?;
        Ok(json!({ "user": self.user(user) }))
    }

    pub(super) fn user_by_email(&self) -> Result<Value, Failure> {
        self.require("users:read.email")?;
        let email = self.required("email")?.to_lowercase();
        let user = USERS.iter().find(|user| user.email == Some(email.as_str())).ok_or("users_not_found")?;
        Ok(json!({ "user": self.user(user) }))
    }

    /// A user, with an email address only if the token may see that.
    fn user(&self, user: &User) -> Value {
        let (first, last) = user.real_name.split_once(' ').unwrap_or((user.real_name, ""));
        let mut rendered = json!({
            "id": user.id,
            "team_id": TEAM_ID,
            "name": user.handle,
            "real_name": user.real_name,
            "deleted": false,
            "is_bot": user.is_bot(),
            "is_restricted": false,
            "is_ultra_restricted": false,
            "profile": {
                "real_name": user.real_name,
                "display_name": user.handle,
                "first_name": first,
                "last_name": last,
                "status_text": "",
            },
        });
        if let Some(email) = user.email.filter(|_| self.has("users:read.email")) {
            rendered["profile"]["email"] = email.into();
        }
        if self.parameters.flag("include_locale") {
            rendered["locale"] = "en-GB".into();
        }
        rendered
    }
}
