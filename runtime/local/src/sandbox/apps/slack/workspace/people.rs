//! The members of the workspace.

use std::collections::BTreeSet;

use crate::sandbox::people::PEOPLE;

pub(crate) const TEAM_ID: &str = "T0SANDBOX1";
pub(crate) const TEAM_NAME: &str = "Sandbox";
pub(crate) const TEAM_DOMAIN: &str = "sandbox";

/// A member, or a bot.
pub(crate) struct User {
    pub(crate) id: &'static str,
    /// The name to log in with.
    pub(crate) handle: &'static str,
    pub(crate) real_name: &'static str,
    /// Bots have none.
    pub(crate) email: Option<&'static str>,
}

impl User {
    pub(crate) fn is_bot(&self) -> bool {
        self.email.is_none()
    }
}

const fn person(id: &'static str, handle: &'static str, number: usize) -> User {
    let person = &PEOPLE[number];
    User { id, handle, real_name: person.name, email: Some(person.email) }
}

/// The people of the sandbox, in their order, and a bot.
pub(crate) const USERS: [User; 4] = [
    person("U0SANDBOXM", "maya", 0),
    person("U0SANDBOXT", "tomas", 1),
    person("U0SANDBOXI", "ines", 2),
    User { id: "U0SANDBOXB", handle: "builds", real_name: "Build Server", email: None },
];

/// The place of the user with this id.
pub(crate) fn position(id: &str) -> Option<usize> {
    USERS.iter().position(|user| user.id == id)
}

/// The name of a direct message of several people.
pub(super) fn group_name(members: &BTreeSet<usize>) -> String {
    let handles: Vec<_> = members.iter().filter_map(|member| USERS.get(*member)).map(|user| user.handle).collect();
    format!("mpdm-{}-1", handles.join("--"))
}
