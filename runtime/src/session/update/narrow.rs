use super::SessionUpdate;
use super::plan::Plan;
use crate::config::{Access, Preload, PreloadTools, StoredAccess, Text, Toolkits};
use crate::narrowing::{Narrowing, Step, narrowing_methods};
use crate::spec::{SessionSpec, Tool};
use tool_router_core::config::{Change, distinct};

impl<S: SessionSpec> SessionUpdate<S> {
    narrowing_methods!();

    /// Leaves the session without toolkits: its agent can do nothing until another update. Nothing else is changed.
    pub fn no_toolkits(mut self) -> Self {
        self.plan.narrow(Step::Nothing);
        self
    }

    /// Sets the tools that the session lists from the start.
    pub fn preload(mut self, tools: impl IntoIterator<Item = Tool<S>>) -> Self {
        for tool in tools {
            self.plan.name(tool.slug());
        }
        self.plan.preload();
        self
    }

    /// Lists every tool that the session reaches from the start. The API then requires toolkits, tools or tags to be
    /// enabled by name, and lists 1000 at most.
    pub fn preload_all(mut self) -> Self {
        self.plan.preload_all();
        self
    }
}

impl Plan {
    pub(super) fn names(&mut self) -> &mut Vec<Text> {
        &mut self.names
    }

    pub(super) fn narrow_to(&mut self, step: fn(Vec<Text>) -> Step) {
        let names = std::mem::take(&mut self.names);
        self.narrow(step(names));
    }

    pub(super) fn narrow(&mut self, step: Step) {
        let fence = self.live.fence;
        let bound = fence.config().toolkits.access.clone();
        let tags = match &self.patch.tags {
            Change::Set(tags) => tags.clone(),
            _ => fence.config().tags.clone(),
        };
        let tools = match &self.patch.tools {
            Change::Set(tools) => tools.clone(),
            _ => self.current_tools(),
        };
        let mut narrowing = Narrowing::new(fence, bound, self.current_toolkits(), tools, tags);
        narrowing.take(step);
        let Narrowing { toolkits, tools, tags, changed, invalid, .. } = narrowing;
        if changed.toolkits {
            self.patch.toolkits = Change::Set(toolkits);
        }
        if changed.tools {
            self.patch.tools = Change::Set(tools);
        }
        if changed.tags {
            self.patch.tags = Change::Set(tags);
        }
        self.note(invalid.map_or(Ok(()), Err));
    }

    /// What the session reaches now, or what this update has made of it so far, with what needs approval.
    fn current_toolkits(&self) -> Toolkits {
        match &self.patch.toolkits {
            Change::Set(toolkits) => toolkits.clone(),
            Change::Remove => Toolkits::DEFAULT,
            Change::Keep => {
                let stored = self.live.config.toolkits.as_ref();
                let access = stored.map_or(Access::Any, StoredAccess::to_access);
                let asked = stored.map(|stored| &*stored.require_approval).unwrap_or_default();
                let asked: Vec<Text> = asked.iter().cloned().map(Text::Owned).collect();
                let declared = &self.live.fence.config().toolkits.require_approval;
                let asked = distinct(&[&**declared, &asked].concat());
                let asked = asked.iter().filter(|slug| access.allows(slug)).cloned().collect();
                Toolkits::DEFAULT.with_access(access).with_require_approval(asked)
            }
        }
    }

    /// Takes a name, one by one: to collect them would be compiled for each agent.
    fn name(&mut self, slug: &'static str) {
        self.names.push(slug.into());
    }

    fn preload(&mut self) {
        let tools = std::mem::take(&mut self.names);
        self.patch.preload = Change::Set(Preload::DEFAULT.with_tools(PreloadTools::Only(tools.into())));
    }

    fn preload_all(&mut self) {
        self.patch.preload = Change::Set(Preload::DEFAULT.with_tools(PreloadTools::All));
    }
}
