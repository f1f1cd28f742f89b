//! The users.

use crate::sandbox::people::PEOPLE;

/// A user.
pub(crate) struct User {
    pub(crate) id: u64,
    pub(crate) login: &'static str,
    pub(crate) name: &'static str,
    pub(crate) email: &'static str,
    pub(crate) bio: &'static str,
}

const fn person(id: u64, login: &'static str, bio: &'static str, number: usize) -> User {
    let person = &PEOPLE[number];
    User { id, login, name: person.name, email: person.email, bio }
}

/// The people of the sandbox, in their order.
pub(crate) const USERS: [User; 3] = [
    person(1_001, "maya", "Payments, and what is left of them.", 0),
    person(1_002, "tomas", "Builds that are green.", 1),
    person(1_003, "ines", "Figures.", 2),
];

/// The place of the user with this login, which is not case-sensitive.
pub(crate) fn position(login: &str) -> Option<usize> {
    USERS.iter().position(|user| user.login.eq_ignore_ascii_case(login))
}

/// The login of a user by its place.
pub(crate) fn login(user: usize) -> &'static str {
    USERS.get(user).map_or("ghost", |user| user.login)
}
