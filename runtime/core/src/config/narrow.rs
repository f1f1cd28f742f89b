//! Narrowing a configuration to some of its toolkits.

use super::{Access, AppliesTo, Instant, Preload, PreloadTools, SessionConfig, Text};
use crate::grammar::slug::Owner;

impl SessionConfig {
    /// Keeps only the toolkits of `access`, and drops everything that concerns the others, and tools that are not reached.
    pub fn narrow(&mut self, access: Access) {
        let declared = self.clone();
        self.toolkits.access = access;
        let access = &self.toolkits.access;
        self.tools.retain(|slug| access.allows(slug));
        self.auth_configs.retain(|slug| access.allows(slug));
        self.connected_accounts.retain(|slug| access.allows(slug));
        self.toolkits.require_approval.to_mut().retain(|slug| access.allows(slug));
        if let Some(Instant::On(usage)) = &mut self.instant {
            if let Access::Only(slugs) = &mut usage.toolkits {
                slugs.to_mut().retain(|slug| access.allows(slug));
            }
            usage.tools.retain(|slug| access.allows(slug));
        }
        // The API refuses to preload tools that are not reached.
        if let Some(PreloadTools::Only(tools)) = self.preload.as_ref().map(|preload| &preload.tools)
            && !tools.is_empty()
        {
            let kept: Vec<Text> =
                tools.iter().filter(|tool| self.still_reaches_tool(tool, &declared)).cloned().collect();
            self.preload = (!kept.is_empty()).then(|| Preload { tools: PreloadTools::Only(kept.into()) });
        }
    }

    /// Whether a tool that a session with the configuration `declared` could execute can still be executed with this
    /// one, which is a part of it. The owner of the tool is determined from all declared toolkits: if only `zoho` of
    /// `zoho` and `zoho_books` were left, a tool of `zoho_books` would look like one of `zoho`.
    #[must_use]
    pub fn still_reaches_tool(&self, tool: &str, declared: &Self) -> bool {
        let mut owner = Owner::UNKNOWN;
        declared.named_toolkits().for_each(|toolkit| owner = owner.or(tool, toolkit));
        let is_bounded = matches!(self.toolkits.access, Access::Only(_));
        match owner.toolkit {
            Some(toolkit) if !self.toolkits.access.allows(toolkit) && (is_bounded || owner.is_certain(tool)) => false,
            _ => self.reaches_tool(tool),
        }
    }

    /// Every toolkit that is named anywhere.
    fn named_toolkits(&self) -> impl Iterator<Item = &str> {
        let reached = match &self.toolkits.access {
            Access::Any => &[][..],
            Access::Only(slugs) | Access::Except(slugs) => slugs,
        };
        let hooked = self.hooks.iter().filter_map(|hook| match &hook.applies_to {
            AppliesTo::Toolkits(slugs) => Some(slugs.iter()),
            AppliesTo::All => None,
        });
        let named = reached.iter().chain(&*self.toolkits.require_approval).chain(hooked.flatten()).map(AsRef::as_ref);
        let tools = self.tools.iter().map(|(slug, _)| slug);
        let auth_configs = self.auth_configs.iter().map(|(slug, _)| slug);
        named.chain(tools).chain(auth_configs).chain(self.connected_accounts.iter().map(|(slug, _)| slug))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Map, Toolkits};

    fn texts(slugs: &[&'static str]) -> Vec<Text> {
        slugs.iter().copied().map(Text::from).collect()
    }

    /// The part of `tools` that is preloaded if only some toolkits are left.
    fn kept(access: Access, tools: &[&'static str], only: &[&'static str]) -> Vec<String> {
        let preload = Preload { tools: PreloadTools::Only(texts(tools).into()) };
        let auth_configs = Map(vec![("zoho_books".into(), "ac_1".into())].into());
        let toolkits = Toolkits { access, ..Toolkits::DEFAULT };
        let mut config = SessionConfig { toolkits, auth_configs, preload: Some(preload), ..SessionConfig::DEFAULT };
        config.narrow(Access::Only(texts(only).into()));
        match config.preload.map(|preload| preload.tools) {
            Some(PreloadTools::Only(tools)) => tools.iter().map(ToString::to_string).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn preloads_follow_their_toolkit_however_it_is_spelt() {
        let toolkits = ["one_drive", "21risk", "zoho", "zoho_books", "gmail"];
        let tools = [
            "ONE_DRIVE_GET_FILE",
            "ONEDRIVE_LIST_FILES",
            "_21RISK_GET_TASK",
            "21RISK_LIST_TASKS",
            "ZOHO_CREATE_LEAD",
            "ZOHO_BOOKS_LIST_INVOICES",
            "GMAIL_SEND_EMAIL",
        ];
        for declared in [Access::Only(texts(&toolkits).into()), Access::Except(texts(&["exa"]).into()), Access::Any] {
            let kept = |only: &[&'static str]| kept(declared.clone(), &tools, only);
            assert_eq!(kept(&["one_drive"]), ["ONE_DRIVE_GET_FILE", "ONEDRIVE_LIST_FILES"]);
            assert_eq!(kept(&["21risk"]), ["_21RISK_GET_TASK", "21RISK_LIST_TASKS"]);
            assert_eq!(kept(&["zoho_books"]), ["ZOHO_BOOKS_LIST_INVOICES"]);
            assert_eq!(kept(&["zoho"]), ["ZOHO_CREATE_LEAD"], "{declared:?}");
            assert_eq!(kept(&["zoho", "zoho_books"]), ["ZOHO_CREATE_LEAD", "ZOHO_BOOKS_LIST_INVOICES"]);
            assert_eq!(kept(&["exa"]), [""; 0]);
        }
    }
}
