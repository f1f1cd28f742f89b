use super::SessionUpdate;
use crate::config::{Tags, Text, ToolAccess, ToolkitTools};
use crate::error::InvalidInput;
use crate::spec::{DeclaredToolkit, SessionSpec, Tool};
use tool_router_core::config::distinct;

impl<S: SessionSpec> SessionUpdate<'_, S> {
    /// Narrows a toolkit to these tools of the declaration. The other toolkits keep what they have.
    pub fn only_tools(self, toolkit: impl DeclaredToolkit<S>, tools: impl IntoIterator<Item = Tool<S>>) -> Self {
        let kept: Vec<Text> = tools.into_iter().map(|tool| tool.slug().into()).collect();
        self.of_toolkit(toolkit, |block| {
            block.require_approval.to_mut().retain(|tool| kept.contains(tool));
            block.access = ToolAccess::Only(kept.into());
        })
    }

    /// Takes these tools, by their slugs, away from those of a toolkit that the session can use now. A toolkit whose tools
    /// are chosen by tags cannot be told apart like this.
    pub fn without_tools(
        mut self,
        toolkit: impl DeclaredToolkit<S>,
        tools: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        let taken = owned(tools);
        if taken.is_empty() {
            return self;
        }
        let mut tagged = false;
        self = self.of_toolkit(toolkit, |block| {
            match block.access.without(&taken) {
                Some(access) => block.access = access,
                None => tagged = true,
            }
            block.require_approval.to_mut().retain(|tool| !taken.contains(tool));
        });
        if tagged {
            let problem = format!("the tools of {} are chosen by tags, and not by name", toolkit.__slug());
            self.note(Err(InvalidInput::Change { place: "tools", problem }));
        }
        self
    }

    /// Has every call of these tools, by their slugs, approved by the user, beside those that are approved already.
    pub fn require_tool_approval(
        self,
        toolkit: impl DeclaredToolkit<S>,
        tools: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        let asked = owned(tools);
        if asked.is_empty() {
            return self;
        }
        self.of_toolkit(toolkit, |block| {
            block.require_approval = distinct(&[&*block.require_approval, &asked].concat());
        })
    }

    /// Sets which tools of a toolkit may be used by their tags. For this toolkit they take the place of the session's:
    /// name what was declared as well.
    pub fn tags_of(self, toolkit: impl DeclaredToolkit<S>, tags: Tags) -> Self {
        self.of_toolkit(toolkit, |block| block.access = ToolAccess::Tagged(tags))
    }

    /// Changes what is said of one toolkit; the others keep what they have.
    fn of_toolkit(mut self, toolkit: impl DeclaredToolkit<S>, change: impl FnOnce(&mut ToolkitTools)) -> Self {
        let current = self.current_tools();
        self.patch.tools.amend_from(
            || current,
            |tools| {
                let mut block = tools.get(toolkit.__slug()).cloned().unwrap_or_default();
                change(&mut block);
                tools.insert(toolkit.__slug(), block);
            },
        );
        self
    }
}

fn owned(slugs: impl IntoIterator<Item = impl Into<String>>) -> Vec<Text> {
    slugs.into_iter().map(|slug| Text::Owned(slug.into())).collect()
}
