//! `no_elicitation_support`: what an approval becomes when the client cannot ask the user.

use crate::manifest::{Fact, fact};
use crate::words::words;

words! {
    /// What an approval becomes when the client cannot ask the user.
    pub enum NoElicitationSupport {
        /// A refusal.
        Deny = "deny", "deny", "a call that needs approval does not run";
        /// A permission.
        Allow = "allow", "allow", "a call that needs approval runs";
    }
}

impl NoElicitationSupport {
    /// An approval that nobody can give does not become a permission.
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
