//! Whose accounts the agent works with.

use super::{Docs, prose::and};
use crate::{
    declaration::{Slug, Supplied},
    handles::Kind,
};

impl Docs<'_> {
    pub(super) fn accounts(&self) -> Vec<String> {
        let declaration = self.declaration;
        let mut facts = Vec::new();
        facts.extend(declaration.connected_accounts.iter().filter_map(|accounts| {
            let ids = match accounts.ids.as_ref()? {
                Supplied::Here(ids) => and(ids.iter().map(|id| format!("`{}`", id.value))),
                Supplied::AtRunTime => self.supplied(&accounts.toolkit, |kind| matches!(kind, Kind::Account(_))),
            };
            Some(format!("of {}: {ids}, and no other", self.toolkit(&accounts.toolkit)))
        }));
        facts.extend(declaration.auth_configs.iter().filter_map(|config| {
            let id = match config.id.as_ref()? {
                Supplied::Here(id) => format!("`{}`", id.value),
                Supplied::AtRunTime => self.supplied(&config.toolkit, |kind| matches!(kind, Kind::AuthConfig(_))),
            };
            Some(format!("{} is connected with the auth config {id}", self.toolkit(&config.toolkit)))
        }));
        facts.extend(declaration.multi_account.as_ref().and_then(|accounts| match accounts.is_enabled()? {
            false => Some("one account of each toolkit".to_owned()),
            true => {
                let maximum = accounts.max_per_toolkit.yes();
                let maximum = maximum.map(|maximum| format!(", {} at most", maximum.value)).unwrap_or_default();
                let explicit = accounts.explicit_selection.yes().is_none_or(|explicit| explicit.value);
                let selection = if explicit { "; each call says which one" } else { "" };
                Some(format!("several accounts of a toolkit{maximum}{selection}"))
            }
        }));
        facts
    }

    /// What is left to run time, with the constant that stands for it.
    fn supplied(&self, toolkit: &Slug, is_kind: impl Fn(Kind) -> bool) -> String {
        let handle = self.handles.iter().find(|handle| is_kind(handle.kind) && handle.slug == toolkit.name);
        let link = handle.map(|handle| format!(" ([`{0}`](Self::{0}))", handle.name()));
        format!("supplied at run time{}", link.unwrap_or_default())
    }
}
