//! Whose accounts the agent works with.

use super::Docs;
use crate::{
    declaration::{Reach, Said, Slug, Supplied},
    handles::Kind,
    settings::alternatives,
};

impl Docs<'_> {
    pub(super) fn accounts(&self) -> Vec<String> {
        let declaration = self.declaration;
        let mut facts = Vec::new();
        facts.extend(declaration.connected_accounts.iter().filter_map(|accounts| {
            let which = match accounts.ids.as_ref()? {
                Supplied::Here(ids) => {
                    format!("only the account {}", alternatives(ids.iter().map(|id| format!("`{}`", id.value))))
                }
                Supplied::AtRunTime => {
                    let handle = self.supplied(&accounts.toolkit, |kind| matches!(kind, Kind::Account(_)));
                    format!("only what is supplied at run time{handle}")
                }
            };
            Some(format!("{}: {which}", self.toolkit(&accounts.toolkit)))
        }));
        facts.extend(declaration.auth_configs.iter().filter_map(|config| {
            let which = match config.id.as_ref()? {
                Supplied::Here(id) => format!("the auth config `{}`", id.value),
                Supplied::AtRunTime => {
                    let handle = self.supplied(&config.toolkit, |kind| matches!(kind, Kind::AuthConfig(_)));
                    format!("an auth config that is supplied at run time{handle}")
                }
            };
            Some(format!("{}: connected with {which}", self.toolkit(&config.toolkit)))
        }));
        facts.extend(declaration.multi_account.as_ref().and_then(|accounts| match accounts.switch.is_on(true)? {
            false => Some("one account of each toolkit".to_owned()),
            true => {
                let maximum = accounts.max_per_toolkit.yes();
                let maximum = maximum.map(|maximum| format!(", {} at most", maximum.value)).unwrap_or_default();
                let explicit = accounts.explicit_selection.yes().is_none_or(|explicit| explicit.value);
                let selection = if explicit { "; each call says which one" } else { "" };
                Some(format!("several accounts of a toolkit{maximum}{selection}"))
            }
        }));
        facts.extend(self.otherwise(&facts));
        facts
    }

    /// What holds for the toolkits of which nothing is said.
    fn otherwise(&self, facts: &[String]) -> Option<String> {
        let declaration = self.declaration;
        let pinned =
            |slug: &Slug| declaration.connected_accounts.iter().any(|accounts| accounts.toolkit.name == slug.name);
        let all = match declaration.reach() {
            Said::Yes(Reach::Only(slugs)) => slugs.items.iter().all(pinned),
            _ => false,
        };
        (!facts.is_empty() && !all && self.saved_config().is_none())
            .then(|| "where nothing else is said: the user's own, connected with the platform's own apps".to_owned())
    }

    /// The constant that stands for what is left to run time.
    fn supplied(&self, toolkit: &Slug, is_kind: impl Fn(Kind) -> bool) -> String {
        let handle = self.handles.iter().find(|handle| is_kind(handle.kind) && handle.slug == toolkit.name);
        handle.map(|handle| format!(" ([`{0}`](Self::{0}))", handle.name())).unwrap_or_default()
    }
}
