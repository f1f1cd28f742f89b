//! Narrowing a session, before it is created and while it lives: the same methods, which do the same.

use tool_router_core::config::distinct;
use tool_router_core::grammar::{slug, spelling};

use crate::config::{Access, List, Map, Tags, Text, ToolAccess, ToolkitTools, Toolkits};
use crate::declaration::Fence;
use crate::error::InvalidInput;

/// What a session reaches, on the way to less of it.
pub(crate) struct Narrowing {
    fence: Fence,
    /// What [`only`](Self::only) can keep.
    bound: Access,
    pub(crate) toolkits: Toolkits,
    pub(crate) tools: Map<ToolkitTools>,
    pub(crate) tags: Tags,
    /// What was changed of these.
    pub(crate) changed: Changed,
    /// The first mistake.
    pub(crate) invalid: Option<InvalidInput>,
}

/// One narrowing, as data: what is generic over the agent makes one, and nothing more is compiled for each agent.
pub(crate) enum Step {
    Only(Vec<Text>),
    Without(Vec<Text>),
    /// Leaves no toolkit, on purpose.
    Nothing,
    OnlyTools(Vec<Text>),
    WithoutTools(Vec<Text>),
    RequireApproval(Vec<Text>),
    RequireToolApproval(Vec<Text>),
    Tags(Tags),
    TagsOf(Text, Tags),
}

/// The settings that were changed.
#[derive(Default)]
pub(crate) struct Changed {
    pub(crate) toolkits: bool,
    pub(crate) tools: bool,
    pub(crate) tags: bool,
}

impl Narrowing {
    /// `bound` is what `only` can keep: before a session is created what is left of the declaration, so that narrowing twice keeps
    /// what both name; in an update the declaration, so that a later update can name what an earlier one left out.
    pub(crate) fn new(fence: Fence, bound: Access, toolkits: Toolkits, tools: Map<ToolkitTools>, tags: Tags) -> Self {
        Self { fence, bound, toolkits, tools, tags, changed: Changed::default(), invalid: None }
    }

    pub(crate) fn take(&mut self, step: Step) {
        match step {
            Step::Only(names) => self.only(names),
            Step::Without(names) => self.without(names),
            Step::Nothing => self.reach_none_or_some(Access::Only(List::default())),
            Step::OnlyTools(tools) => self.only_tools(tools),
            Step::WithoutTools(tools) => self.without_tools(tools),
            Step::RequireApproval(names) => self.require_approval(names),
            Step::RequireToolApproval(tools) => self.require_tool_approval(tools),
            Step::Tags(tags) => self.tags(tags),
            Step::TagsOf(toolkit, tags) => self.tags_of(toolkit, tags),
        }
    }

    fn only(&mut self, names: Vec<Text>) {
        let names = self.declared(names);
        let kept: Vec<Text> = names.into_iter().filter(|name| self.bound.allows(name)).collect();
        self.reach(Access::Only(distinct(&kept)));
    }

    fn without(&mut self, names: Vec<Text>) {
        let names = self.declared(names);
        if !names.is_empty() {
            self.reach(self.toolkits.access.without(&names));
        }
    }

    fn only_tools(&mut self, tools: Vec<Text>) {
        if tools.is_empty() {
            self.note(InvalidInput::NoTools);
        }
        for (toolkit, kept) in self.by_toolkit(tools) {
            self.of_toolkit(toolkit, |block| {
                block.require_approval.to_mut().retain(|tool| kept.contains(tool));
                block.access = ToolAccess::Only(kept.into());
            });
        }
    }

    fn without_tools(&mut self, tools: Vec<Text>) {
        for (toolkit, taken) in self.by_toolkit(tools) {
            let mut is_tagged = false;
            self.of_toolkit(toolkit.clone(), |block| {
                match block.access.without(&taken) {
                    Some(access) => block.access = access,
                    None => is_tagged = true,
                }
                block.require_approval.to_mut().retain(|tool| !taken.contains(tool));
            });
            if is_tagged {
                let problem = format!("the tools of {toolkit} are chosen by tags, so they cannot be removed by name");
                self.note(InvalidInput::Change { place: "tools", problem });
            }
        }
    }

    fn require_approval(&mut self, names: Vec<Text>) {
        let names = self.declared(names);
        self.toolkits.require_approval = distinct(&[&*self.toolkits.require_approval, &names].concat());
        self.changed.toolkits = true;
    }

    fn require_tool_approval(&mut self, tools: Vec<Text>) {
        for (toolkit, asked) in self.by_toolkit(tools) {
            self.of_toolkit(toolkit, |block| {
                block.require_approval = distinct(&[&*block.require_approval, &asked].concat());
            });
        }
    }

    fn tags(&mut self, tags: Tags) {
        self.tags = tags;
        self.changed.tags = true;
    }

    fn tags_of(&mut self, toolkit: Text, tags: Tags) {
        for toolkit in self.declared(vec![toolkit]) {
            self.of_toolkit(toolkit, |block| block.access = ToolAccess::Tagged(tags.clone()));
        }
    }

    /// Reaches `access`, with the approvals that concern it.
    fn reach(&mut self, access: Access) {
        if matches!(&access, Access::Only(kept) if kept.is_empty()) {
            self.note(InvalidInput::NothingLeft);
        }
        self.reach_none_or_some(access);
    }

    fn reach_none_or_some(&mut self, access: Access) {
        let declared = &self.fence.config().toolkits.require_approval;
        let asked = distinct(&[&**declared, &*self.toolkits.require_approval].concat());
        self.toolkits.require_approval = asked.iter().filter(|slug| access.allows(slug)).cloned().collect();
        self.toolkits.access = access;
        self.changed.toolkits = true;
    }

    /// The names that the declaration knows. Where it is open which toolkits there are, any slug is one.
    fn declared(&mut self, names: Vec<Text>) -> Vec<Text> {
        let (known, unknown) = names.into_iter().partition(|name| self.fence.knows(name));
        if let Some(name) = Vec::<Text>::into_iter(unknown).next() {
            self.note(self.fence.undeclared(&name));
        }
        known
    }

    /// The tools by the toolkit that owns them.
    fn by_toolkit(&mut self, tools: Vec<Text>) -> Vec<(Text, Vec<Text>)> {
        let mut sorted: Vec<(Text, Vec<Text>)> = Vec::new();
        for tool in tools {
            let Some(toolkit) = self.owner(&tool) else {
                self.note(InvalidInput::UnknownTool { tool: tool.into_owned() });
                continue;
            };
            match sorted.iter_mut().find(|(known, _)| *known == toolkit) {
                Some((_, tools)) if tools.contains(&tool) => {}
                Some((_, tools)) => tools.push(tool),
                None => sorted.push((toolkit, vec![tool])),
            }
        }
        sorted
    }

    /// The toolkit of a tool: the one that the declaration lists it under, or the one that its name begins with.
    fn owner(&self, tool: &str) -> Option<Text> {
        let lists =
            |block: &ToolkitTools| block.access.named().iter().chain(&*block.require_approval).any(|name| name == tool);
        let declared = self.fence.config();
        let listed = declared.tools.iter().find(|(_, block)| lists(block)).map(|(toolkit, _)| toolkit);
        let named = declared.toolkits.access.named().iter().chain(self.toolkits.access.named()).map(AsRef::as_ref);
        let named = named.chain(declared.tools.iter().map(|(toolkit, _)| toolkit));
        listed.or_else(|| slug::toolkit_of(tool, named)).map(|toolkit| Text::Owned(toolkit.to_owned()))
    }

    fn of_toolkit(&mut self, toolkit: Text, change: impl FnOnce(&mut ToolkitTools)) {
        let mut block = self.tools.get(&toolkit).cloned().unwrap_or_default();
        change(&mut block);
        self.tools.insert(toolkit, block);
        self.changed.tools = true;
    }

    fn note(&mut self, mistake: InvalidInput) {
        self.invalid.get_or_insert(mistake);
    }
}

impl Fence {
    /// Whether `toolkit` is a name that the declaration bounds its sessions to.
    pub(crate) fn knows(self, toolkit: &str) -> bool {
        match &self.config().toolkits.access {
            Access::Only(slugs) => slugs.iter().any(|slug| slug == toolkit),
            _ => slug::is_toolkit(toolkit),
        }
    }

    /// The mistake that a name is which the declaration does not know, with the nearest that it knows.
    pub(crate) fn undeclared(self, toolkit: &str) -> InvalidInput {
        let nearest = match &self.config().toolkits.access {
            Access::Only(slugs) => spelling::nearest(toolkit, slugs.iter().map(AsRef::as_ref)).map(str::to_owned),
            _ => slug::likely_toolkit(toolkit),
        };
        InvalidInput::UndeclaredToolkit { toolkit: toolkit.to_owned(), nearest }
    }

    /// The names of `toolkits` that the declaration lets a program choose, each once.
    pub(crate) fn choice(self, toolkits: &[Text]) -> Result<List<Text>, InvalidInput> {
        if toolkits.is_empty() {
            return Err(InvalidInput::NothingChosen);
        }
        let access = &self.config().toolkits.access;
        match toolkits.iter().find(|name| !(self.knows(name) && access.allows(name))) {
            Some(name) => Err(self.undeclared(name)),
            None => Ok(distinct(toolkits)),
        }
    }
}

/// The methods that narrow, for what has a `plan` with the functions `names`, `narrow_to` and `narrow`.
///
/// They are compiled for each agent, so that they do no more than name things. They take the plan out because the rest has nothing to
/// drop: no code is written then for the case that a name cannot be read.
macro_rules! narrowing_methods {
    () => {
        /// Narrows the session to these toolkits of the declaration, named by their constants or by their slugs.
        ///
        /// Everything else that concerns other toolkits is dropped: tools, auth configs, accounts, preloads. Narrowing to nothing is
        /// [`InvalidInput::NothingLeft`](crate::InvalidInput::NothingLeft), and a name that is not declared is
        /// [`InvalidInput::UndeclaredToolkit`](crate::InvalidInput::UndeclaredToolkit). Before a session is created, narrowing twice
        /// keeps what both calls name. An update narrows the declaration, not what the session reaches now: a later update can name
        /// toolkits that this one leaves out.
        pub fn only<Form>(
            self,
            toolkits: impl $crate::names::Names<Form, Item: $crate::spec::NamesToolkit<S>>,
        ) -> Self {
            let mut plan = self.plan;
            toolkits.__add($crate::spec::NamesToolkit::<S>::__named, plan.names());
            plan.narrow_to($crate::narrowing::Step::Only);
            Self { plan, ..self }
        }

        /// Removes these toolkits, named by their constants or by their slugs, from those that the session reaches.
        ///
        /// Everything else that concerns them is dropped, as with [`only`](Self::only).
        pub fn without<Form>(
            self,
            toolkits: impl $crate::names::Names<Form, Item: $crate::spec::NamesToolkit<S>>,
        ) -> Self {
            let mut plan = self.plan;
            toolkits.__add($crate::spec::NamesToolkit::<S>::__named, plan.names());
            plan.narrow_to($crate::narrowing::Step::Without);
            Self { plan, ..self }
        }

        /// Narrows the toolkits of these tools to them. Other toolkits keep their tools.
        ///
        /// The tools are named by their constants or by their slugs. One whose toolkit cannot be determined is
        /// [`InvalidInput::UnknownTool`](crate::InvalidInput::UnknownTool): where the toolkits are chosen at run time, choose them
        /// before. Naming no tool is [`InvalidInput::NoTools`](crate::InvalidInput::NoTools).
        pub fn only_tools<Form>(
            self,
            tools: impl $crate::names::Names<Form, Item: $crate::spec::NamesTool<S>>,
        ) -> Self {
            let mut plan = self.plan;
            tools.__add($crate::spec::NamesTool::<S>::__named, plan.names());
            plan.narrow_to($crate::narrowing::Step::OnlyTools);
            Self { plan, ..self }
        }

        /// Removes these tools, named by their constants or by their slugs, from those that the session can use. This is not possible
        /// for a toolkit whose tools are chosen by tags.
        pub fn without_tools<Form>(
            self,
            tools: impl $crate::names::Names<Form, Item: $crate::spec::NamesTool<S>>,
        ) -> Self {
            let mut plan = self.plan;
            tools.__add($crate::spec::NamesTool::<S>::__named, plan.names());
            plan.narrow_to($crate::narrowing::Step::WithoutTools);
            Self { plan, ..self }
        }

        /// Requires the user's approval for every call of these toolkits, in addition to existing approvals.
        pub fn require_approval<Form>(
            self,
            toolkits: impl $crate::names::Names<Form, Item: $crate::spec::NamesToolkit<S>>,
        ) -> Self {
            let mut plan = self.plan;
            toolkits.__add($crate::spec::NamesToolkit::<S>::__named, plan.names());
            plan.narrow_to($crate::narrowing::Step::RequireApproval);
            Self { plan, ..self }
        }

        /// Requires the user's approval for every call of these tools, in addition to existing approvals.
        pub fn require_tool_approval<Form>(
            self,
            tools: impl $crate::names::Names<Form, Item: $crate::spec::NamesTool<S>>,
        ) -> Self {
            let mut plan = self.plan;
            tools.__add($crate::spec::NamesTool::<S>::__named, plan.names());
            plan.narrow_to($crate::narrowing::Step::RequireToolApproval);
            Self { plan, ..self }
        }

        /// Sets which tools may be used by their tags, e.g. only those that change nothing. This replaces the whole block: include
        /// what was declared.
        pub fn tags(mut self, tags: $crate::config::Tags) -> Self {
            self.plan.narrow($crate::narrowing::Step::Tags(tags));
            self
        }

        /// Sets which tools of a toolkit may be used by their tags. For this toolkit they replace the session's tags: include what was
        /// declared.
        pub fn tags_of(mut self, toolkit: impl $crate::spec::NamesToolkit<S>, tags: $crate::config::Tags) -> Self {
            let toolkit = toolkit.__named();
            self.plan.narrow($crate::narrowing::Step::TagsOf(toolkit, tags));
            self
        }
    };
}

pub(crate) use narrowing_methods;
