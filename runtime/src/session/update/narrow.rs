use std::borrow::Cow;

use super::SessionUpdate;
use crate::config::{Access, Preload, PreloadTools, StoredAccess, Tags, Text, Toolkits};
use crate::error::InvalidInput;
use crate::spec::{DeclaredToolkit, NamesToolkit, SessionSpec, Tool};
use tool_router_core::config::{Change, distinct};

impl<S: SessionSpec> SessionUpdate<S> {
    /// Narrows the session to these toolkits of the declaration.
    ///
    /// Approvals declared for them stay. Preloads of other toolkits are dropped. This narrows the declaration, not what
    /// the session reaches now: a later update can name toolkits that this one leaves out.
    pub fn only(mut self, toolkits: impl IntoIterator<Item: DeclaredToolkit<S>>) -> Self {
        let mut kept: Vec<Text> = Vec::new();
        for toolkit in toolkits {
            let toolkit = toolkit.__slug();
            if !kept.iter().any(|slug| slug == toolkit) {
                kept.push(toolkit.into());
            }
        }
        if kept.is_empty() {
            self.note(Err(InvalidInput::NothingLeft));
        }
        self.reach(Access::Only(kept.into()))
    }

    /// Removes these toolkits, by their constants or their slugs, from those that the session reaches now.
    ///
    /// Their preloads are dropped.
    pub fn without(mut self, toolkits: impl IntoIterator<Item: NamesToolkit<S>>) -> Self {
        let taken: Vec<Text> = toolkits.into_iter().map(|toolkit| toolkit.__named()).collect();
        if taken.is_empty() {
            return self;
        }
        let access = self.current_access().without(&taken);
        if matches!(&access, Access::Only(kept) if kept.is_empty()) {
            self.note(Err(InvalidInput::NothingLeft));
        }
        self.reach(access)
    }

    /// Leaves the session without toolkits: its agent can do nothing until another update. Nothing else is changed.
    pub fn no_toolkits(self) -> Self {
        self.reach(Access::Only(Cow::Borrowed(&[])))
    }

    fn reach(mut self, access: Access) -> Self {
        let asked = approvals::<S>(self.live.config.toolkits.as_ref(), &access);
        self.patch.toolkits.amend(|toolkits| {
            toolkits.require_approval.to_mut().extend(asked);
            toolkits.require_approval = distinct(&toolkits.require_approval);
            toolkits.require_approval.to_mut().retain(|slug| access.allows(slug));
            toolkits.access = access;
        });
        self
    }

    fn stored_access(&self) -> Access {
        self.live.config.toolkits.as_ref().map_or(Access::Any, StoredAccess::to_access)
    }

    /// What the session reaches now, or what this update has made of it so far.
    fn current_access(&self) -> Access {
        match &self.patch.toolkits {
            Change::Keep => self.stored_access(),
            Change::Remove => Access::Any,
            Change::Set(toolkits) => toolkits.access.clone(),
        }
    }

    /// Requires the user's approval for every call of these toolkits, in addition to existing approvals.
    pub fn require_approval(mut self, toolkits: impl IntoIterator<Item: DeclaredToolkit<S>>) -> Self {
        let current = self.stored_access();
        let asked = approvals::<S>(self.live.config.toolkits.as_ref(), &current);
        let toolkits = toolkits.into_iter().map(|toolkit| Text::Borrowed(toolkit.__slug()));
        self.patch.toolkits.amend_from(
            || Toolkits::DEFAULT.with_access(current).with_require_approval(asked.into()),
            |block| {
                block.require_approval.to_mut().extend(toolkits);
                block.require_approval = distinct(&block.require_approval);
            },
        );
        self
    }

    /// Sets which tools may be used by their tags. This replaces the whole block: include what was declared.
    pub fn tags(mut self, tags: Tags) -> Self {
        self.patch.tags = Change::Set(tags);
        self
    }

    /// Sets the tools that the session lists from the start.
    pub fn preload(mut self, tools: impl IntoIterator<Item = Tool<S>>) -> Self {
        let tools: Vec<Text> = tools.into_iter().map(|tool| tool.slug().into()).collect();
        self.patch.preload = Change::Set(Preload::DEFAULT.with_tools(PreloadTools::Only(tools.into())));
        self
    }

    /// Lists every tool that the session reaches from the start. The API then requires toolkits, tools or tags to be
    /// enabled by name, and lists 1000 at most.
    pub fn preload_all(mut self) -> Self {
        self.patch.preload = Change::Set(Preload::DEFAULT.with_tools(PreloadTools::All));
        self
    }
}

/// The toolkits under approval, declared or current, that `access` allows.
fn approvals<S: SessionSpec>(stored: Option<&StoredAccess>, access: &Access) -> Vec<Text> {
    let declared = &S::config().toolkits.require_approval;
    let stored = stored.map(|stored| &*stored.require_approval).unwrap_or_default();
    let all: Vec<Text> = declared.iter().cloned().chain(stored.iter().cloned().map(Text::Owned)).collect();
    distinct(&all).iter().filter(|slug| access.allows(slug)).cloned().collect()
}
