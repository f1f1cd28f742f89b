//! `no_elicitation_support`: what happens to an approval when the client cannot ask the user.

use crate::fact::{Fact, fact};
use crate::words::words;

words! {
    /// What happens to an approval when the client cannot ask the user.
    pub enum NoElicitationSupport {
        /// It is refused.
        Deny = "deny", "deny", "a call that needs approval does not run";
        /// It is granted.
        Allow = "allow", "allow", "a call that needs approval runs";
    }
}

impl NoElicitationSupport {
    /// An approval that nobody can give must not become a grant.
    pub(super) fn is_within(proposed: Option<&Self>, declared: Option<&Self>) -> bool {
        match (declared, proposed) {
            (Some(Self::Deny), proposed) => proposed == Some(&Self::Deny),
            (None, proposed) => proposed != Some(&Self::Allow),
            (Some(Self::Allow), _) => true,
        }
    }

    pub(crate) fn words(self) -> Fact {
        fact!["where the user cannot be asked: ", self.summary()]
    }
}
